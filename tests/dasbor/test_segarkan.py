"""The queue of stale areas and the task that empties it: measures, sums, figures, checks."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dasbor import segarkan
from dasbor.hitung import compute
from dasbor.models import NilaiIndikator, RingkasanKelurahan, RingkasanWilayah
from dasbor.segarkan import fill_month, refresh
from inti.errors import IsianSalah
from inti.models import Usang
from inti.pelaku import SISTEM
from inti.unit_kerja import catat, unit_kerja
from tests.conftest import KELURAHAN, KELURAHAN_LAIN, KELURAHAN_TETANGGA
from tests.dasbor.conftest import Tiga
from tests.factories import siklus as pabrik
from wilayah.waktu import today_in


def row(kode: str = KELURAHAN) -> RingkasanKelurahan:
    """The row of this month."""
    return RingkasanKelurahan.objects.get(wilayah=kode, bulan=today_in(kode).replace(day=1))


def area(kode: str) -> RingkasanWilayah:
    """The sums of this month."""
    return RingkasanWilayah.objects.get(wilayah=kode or None, bulan=today_in(kode).replace(day=1))


def figure(kode: str, indikator: str) -> tuple[Any, Any, int, int]:
    """Numerator, denominator, kelurahan that owe and that know one figure."""
    n = NilaiIndikator.objects.get(wilayah=kode or None, kode_indikator=indikator)
    return n.pembilang, n.penyebut, n.melapor, n.wajib


# -- the queue ---------------------------------------------------------------------------------------------------------


def test_every_unit_marks_its_areas(register: Any) -> None:
    """DAS-01: the areas of the events are marked in the transaction of the change; a refused unit marks nothing."""

    def kerja() -> None:
        for kode in (KELURAHAN, KELURAHAN, "32.73", "32", "", "99.32.73.1001"):
            catat("uji.terjadi", None, kode_wilayah=kode)

    def gagal() -> None:
        kerja()
        raise IsianSalah({"a": ["b"]})

    with pytest.raises(IsianSalah):
        unit_kerja(gagal, oleh=SISTEM)
    assert not Usang.objects.exists()

    unit_kerja(kerja, oleh=SISTEM)

    assert sorted(Usang.objects.values_list("kode_wilayah", "lapis")) == [("32.73", "isi"), (KELURAHAN, "isi")]


def test_marking_costs_one_insert(register: Any, django_assert_num_queries: Any) -> None:
    """DAS-01: one statement in the hot path, none where nothing is marked."""
    from inti.usang import mark

    with django_assert_num_queries(1):
        mark([KELURAHAN, KELURAHAN_TETANGGA])
    with django_assert_num_queries(0):
        mark(["", "32"])


def test_task_is_not_run_inside_a_request(
    tiga: Tiga, settings: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """DAS-02: with eager tasks nothing is nudged; with a broker one message in five seconds, and a dead one is no failure."""
    from celery import current_app

    from inti.usang import mark

    kiriman: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda nama, **k: kiriman.append(nama))
    with django_capture_on_commit_callbacks(execute=True):
        mark([KELURAHAN])
    assert kiriman == [] and not RingkasanKelurahan.objects.exists()

    settings.CELERY_TASK_ALWAYS_EAGER = False
    for _kali in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            mark([KELURAHAN])
    assert kiriman == ["dasbor.segarkan"]

    def mati(nama: str, **k: Any) -> None:
        raise OSError("tidak ada broker")

    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr(current_app, "send_task", mati)
    with django_capture_on_commit_callbacks(execute=True):
        mark([KELURAHAN])


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_each_other() -> None:
    """DAS-01: two open transactions mark the same kelurahan, and neither waits; the task takes what is committed."""
    lain = connections.create_connection("default")
    try:
        with transaction.atomic():
            Usang.objects.create(kode_wilayah=KELURAHAN)
            with lain.cursor() as kursor:  # autocommit, with the lock timeout of the application
                kursor.execute("SET lock_timeout = '200ms'")
                kursor.execute(
                    "INSERT INTO inti_usang (kode_wilayah, lapis, sejak) VALUES (%s, 'isi', now())", [KELURAHAN]
                )
                kursor.execute("DELETE FROM inti_usang WHERE kode_wilayah = %s", [KELURAHAN])
                assert kursor.rowcount == 1  # only the committed one
        assert Usang.objects.count() == 1  # the other was not lost
    finally:
        lain.close()
        Usang.objects.all().delete()


# -- the rows ----------------------------------------------------------------------------------------------------------


def test_measures_equal_those_by_hand(dihitung: Tiga) -> None:
    """DAS-03, SIK-46: persons, stages and lateness of each kelurahan as counted by hand; unknown is left out."""
    sarijadi, sukarasa, melong = row(), row(KELURAHAN_TETANGGA), row(KELURAHAN_LAIN)

    assert {k: v for k, v in sarijadi.ukuran.items() if k.startswith("hadir.")} == {
        "hadir.rapat": 2, "hadir.jumlah": 52, "hadir.laki_laki": 30, "hadir.perempuan": 22, "hadir.miskin": 11, "hadir.miskin_dari": 52,
    }  # fmt: skip
    assert sarijadi.ukuran["langkah.S0.lulus"] == 1 and sarijadi.ukuran["langkah.menunggu"] == 1
    assert (sarijadi.hari_lewat, sarijadi.terlambat, sarijadi.kini, sarijadi.keadaan) == (0, False, "S1", "diajukan")
    assert sarijadi.menunggu_sejak is not None
    lewat = (today_in(KELURAHAN) - date(2020, 2, 1)).days
    assert (sukarasa.hari_lewat, sukarasa.terlambat, sukarasa.kini) == (lewat, True, "S0")
    assert sukarasa.ukuran["siklus.kunjungan"] == 1 and sukarasa.sebab
    assert not [k for k in melong.ukuran if k.startswith("hadir.")]
    assert melong.ukuran["siklus.tepat"] == 1 and melong.ukuran["langkah.S0.mulai"] == 0


def test_running_stage_shows_the_findings_met(dihitung: Tiga) -> None:
    """SIK-30, DAS-03: the percentage is that of the stage's own page, rounded down."""
    from siklus.gerbang import periksa_gerbang

    s0 = next(s for s in row(KELURAHAN_TETANGGA).langkah if s["kode"] == "S0")
    temuan = [t for t in periksa_gerbang(pabrik.stage(dihitung.sukarasa, "S0")) if t.mode != "info"]

    assert s0["keadaan"] == "dikembalikan"
    assert s0["persen"] == sum(t.terpenuhi for t in temuan) * 100 // len(temuan)
    assert 0 < s0["persen"] < 100


def test_sums_of_every_level(dihitung: Tiga) -> None:
    """DAS-04, DAS-05: kecamatan, kota, province and nation are the sums of their kelurahan, with completeness."""
    assert area("32.73.01").ukuran["hadir.jumlah"] == area("32.73").ukuran["hadir.jumlah"] == 74
    assert [area(k).kelurahan for k in ("32.73.01", "32.73", "32.77", "32", "")] == [2, 2, 1, 3, 3]
    assert [area(k).terlambat for k in ("32.73", "32.77", "32", "")] == [1, 0, 1, 1]
    assert figure("32.73", "partisipasi.perempuan") == (34, 74, 2, 2)
    assert figure("", "partisipasi.perempuan") == (34, 74, 2, 2)  # Melong has not begun S0: it owes nothing yet
    assert figure("", "siklus.tepat") == (2, 3, 3, 3)
    assert figure("32.77", "partisipasi.perempuan") == (None, None, 0, 0)  # unknown, not zero
    assert figure(KELURAHAN, "partisipasi.miskin") == (11, 52, 1, 1)


def test_change_is_refreshed(dihitung: Tiga) -> None:
    """DAS-02: stale, then refreshed, with the sums above; delivered twice it changes nothing."""
    lama = row().pk
    pabrik.hold(pabrik.stage(dihitung.sukarasa, "S0"), "S0-KEL", oleh=SISTEM)
    assert row(KELURAHAN_TETANGGA).ukuran["hadir.jumlah"] == 22 and Usang.objects.filter(lapis="isi").exists()

    assert refresh() == 1

    assert row(KELURAHAN_TETANGGA).ukuran["hadir.jumlah"] == 44
    assert area("").ukuran["hadir.jumlah"] == 96 and figure("32.73", "partisipasi.perempuan")[:2] == (46, 96)
    assert row().pk == lama and not Usang.objects.exists()
    sebelum = list(NilaiIndikator.objects.order_by("id").values())
    assert refresh() == 0
    assert list(NilaiIndikator.objects.order_by("id").values()) == sebelum


def test_mark_of_a_kota_reaches_its_kelurahan(dihitung: Tiga) -> None:
    """DAS-02: what changes above (Sosialisasi of the kota) computes the kelurahan below, not those of another kota."""
    Usang.objects.create(kode_wilayah="32.73")

    assert refresh() == 2


def test_another_day_is_swept(dihitung: Tiga) -> None:
    """DAS-02: lateness grows without any event, so a row of yesterday is computed again."""
    RingkasanKelurahan.objects.filter(wilayah=KELURAHAN_LAIN).update(versi_sumber="lain")

    assert refresh() == 1
    assert row(KELURAHAN_LAIN).per_tanggal == today_in(KELURAHAN_LAIN)


def test_one_that_fails_does_not_hold_the_others(dihitung: Tiga, monkeypatch: Any) -> None:
    """DAS-02: a kelurahan that cannot be computed stays marked, the others are refreshed."""
    asli = segarkan.hitung.compute

    def sometimes(kodes: Any, **k: Any) -> Any:
        if KELURAHAN in kodes:
            raise ZeroDivisionError
        return asli(kodes, **k)

    monkeypatch.setattr(segarkan.hitung, "compute", sometimes)
    Usang.objects.bulk_create(Usang(kode_wilayah=k) for k in (KELURAHAN, KELURAHAN_TETANGGA))

    segarkan.refresh_batch()

    assert list(Usang.objects.filter(lapis="isi").values_list("kode_wilayah", flat=True)) == [KELURAHAN]


def test_cost_does_not_grow_with_kelurahan(tiga: Tiga) -> None:
    """DAS-02: the number of queries is that of the tables, whatever the number of kelurahan."""

    def cost(*kodes: str) -> int:
        with CaptureQueriesContext(connection) as q:
            compute(kodes)
        return len(q)

    # The one that has not begun S0 is in both: what is looked up depends on the stages that are there, not on their number.
    assert cost(KELURAHAN_TETANGGA, KELURAHAN, KELURAHAN_LAIN) <= cost(KELURAHAN_TETANGGA, KELURAHAN_LAIN)


# -- history and checks ------------------------------------------------------------------------------------------------


def test_months_before_stay_as_they_were(dihitung: Tiga) -> None:
    """DAS-04: a month that has passed is filled where it is missing, and never written over."""
    akhir = today_in(KELURAHAN).replace(day=1) - timedelta(days=1)

    assert fill_month(akhir) == 3
    lama = RingkasanKelurahan.objects.get(wilayah=KELURAHAN, bulan=akhir.replace(day=1))
    assert lama.ukuran["siklus.terdaftar"] == 1 and "langkah.menunggu" not in lama.ukuran
    RingkasanKelurahan.objects.filter(pk=lama.pk).update(ukuran={"siklus.terdaftar": 7})
    Usang.objects.create(kode_wilayah=KELURAHAN)
    refresh()

    assert fill_month(akhir) == 0
    assert RingkasanKelurahan.objects.get(pk=lama.pk).ukuran == {"siklus.terdaftar": 7}


def run_check(**isi: Any) -> tuple[int, str]:
    """Exit code and what was named."""
    keluar, galat = io.StringIO(), io.StringIO()
    try:
        call_command("periksa_ringkasan", stdout=keluar, stderr=galat, **isi)
    except SystemExit as e:
        return int(e.code or 0), galat.getvalue()
    return 0, galat.getvalue()


def test_check_names_the_tampered_row(dihitung: Tiga) -> None:
    """DAS-07: equal gives 0; a changed measure, sum or figure gives 1 and its name; what waits is no error."""
    assert run_check() == (0, "")

    isi = {**row().ukuran, "hadir.jumlah": 53}
    RingkasanKelurahan.objects.filter(pk=row().pk).update(ukuran=isi)
    kode, nama = run_check()
    assert kode == 1 and f"RingkasanKelurahan {KELURAHAN}" in nama
    assert "hadir.jumlah tersimpan 53, seharusnya 52" in nama and "RingkasanWilayah 32.73.01 " in nama

    Usang.objects.create(kode_wilayah=KELURAHAN)
    refresh()
    assert run_check() == (0, "")

    RingkasanWilayah.objects.filter(wilayah=None).update(kelurahan=9)
    kode, nama = run_check()
    assert kode == 1 and "RingkasanWilayah nasional" in nama and "kelurahan tersimpan 9, seharusnya 3" in nama
    assert run_check(kode="32.77") == (0, "")

    RingkasanWilayah.objects.filter(wilayah=None).update(kelurahan=3)
    NilaiIndikator.objects.filter(wilayah="32.73", kode_indikator="siklus.tepat").update(pembilang=2)
    kode, nama = run_check()
    assert kode == 1 and "siklus.tepat: pembilang tersimpan 2.00, seharusnya 1" in nama


def test_command_computes_all(tiga: Tiga) -> None:
    """DAS-02: everything is computed by hand too, with the months since."""
    keluar = io.StringIO()

    call_command("hitung_ringkasan", semua=True, sejak=f"{today_in('') - timedelta(days=40):%Y-%m}", stdout=keluar)

    assert "3 kelurahan dihitung" in keluar.getvalue()
    assert RingkasanKelurahan.objects.filter(wilayah=KELURAHAN).count() >= 2
