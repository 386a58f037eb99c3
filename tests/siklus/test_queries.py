"""Lateness, the matrix, lessons, the trail and what waits, each read the way the pages read it."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.registry import Kekurangan
from siklus import actions
from siklus.menunggu import waiting_for
from siklus.models import Langkah, Siklus
from siklus.queries import matriks, riwayat, search_pelajaran, siklus_terkini
from siklus.teks_wa import share_url, teks_kekurangan, teks_mingguan, teks_undangan
from tests.factories import siklus as pabrik
from tests.factories.akun import officer
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
JAYAPURA = "91.71.01.1001"
SELESAI = datetime.date(2026, 3, 10)
WIT = ZoneInfo("Asia/Jayapura")


@pytest.fixture
def jayapura(register: Any) -> Wilayah:
    """A kelurahan in eastern time."""
    for kode, tingkat, induk in (
        ("91", "provinsi", None), ("91.71", "kota", "91"), ("91.71.01", "kecamatan", "91.71"), (JAYAPURA, "kelurahan", "91.71.01"),
    ):  # fmt: skip
        Wilayah.objects.create(
            kode=kode, nama=kode, nama_cari=kode, tingkat=tingkat, jenis=tingkat, induk_id=induk, zona="Asia/Jayapura"
        )
    return Wilayah.objects.get(pk=JAYAPURA)


def late_at(langkah: Langkah, saat: datetime.datetime) -> tuple[bool, int, int | None]:
    """Lateness of one stage at a moment."""
    x = Langkah.objects.with_lateness(saat).get(pk=langkah.pk)
    return x.terlambat, x.hari_lewat, x.hari_menunggu


def test_lateness_turns_at_midnight_of_the_province(jayapura: Wilayah) -> None:
    """SIK-13, WIL-04: the day of the plan's end is not late until it is over in Jayapura, two hours before Jakarta."""
    pabrik.put_on_list(JAYAPURA, tahun=2026)
    langkah = pabrik.stage(pabrik.open_siklus(jayapura, tahun=2026), "S0")
    Langkah.objects.filter(pk=langkah.pk).update(rencana_selesai=SELESAI)
    tengah_malam = datetime.datetime(2026, 3, 11, 0, 0, tzinfo=WIT)

    assert late_at(langkah, tengah_malam - datetime.timedelta(seconds=1)) == (False, 0, None)
    assert late_at(langkah, tengah_malam) == (True, 1, None)
    assert tengah_malam.astimezone(ZoneInfo("Asia/Jakarta")).date() == SELESAI


@pytest.mark.parametrize(
    ("status", "terlambat"),
    [
        ("belum", True), ("berjalan", True), ("dikembalikan", True), ("diajukan", False), ("terverifikasi", False),
        ("dibuka_kembali", False), ("dilewati", False),
    ],
)  # fmt: skip
def test_late_means_not_submitted(siklus: Siklus, status: str, terlambat: bool) -> None:
    """SIK-13: only what is not handed in is late; waiting for the verifier is counted apart."""
    langkah = pabrik.move(pabrik.stage(siklus, "S0"), status)
    Langkah.objects.filter(pk=langkah.pk).update(rencana_selesai=SELESAI)
    saat = datetime.datetime.now(tz=WIT) + datetime.timedelta(days=5)

    ini = late_at(langkah, saat)

    assert ini[0] is terlambat
    assert ini[2] == (5 if status == "diajukan" else None)


def test_optional_and_refusing_are_never_late(siklus: Siklus) -> None:
    """SIK-13: a stage that not every area runs, and every stage of a refusing cycle, is never late."""
    siklus.langkah.update(rencana_selesai=SELESAI)
    telat = Langkah.objects.late().filter(siklus=siklus)
    assert telat.filter(kode="S0").exists()
    assert not telat.filter(opsional=True).exists()

    with connection.cursor() as kursor:
        kursor.execute("UPDATE siklus_siklus SET status = 'menolak' WHERE id = %s", [siklus.pk])

    assert not telat.all().exists()


def test_matriks_is_one_query(siklus: Siklus, register: Any, petugas_kota: Any, petugas_kota_lain: Any) -> None:
    """SIK-19: a kota's matrix is one query, every cell a stage; another kota's officer sees an empty one."""
    pabrik.put_on_list("32.73.01.1002")
    pabrik.open_siklus(register["32.73.01.1002"])
    petugas_kota.cakupan("siklus.lihat_siklus")

    with CaptureQueriesContext(connection) as kueri:
        m = matriks(petugas_kota, "32.73", tahun_siklus=1)

    assert len(kueri) == 1
    assert [b.wilayah.kode for b in m.baris] == ["32.73.01.1001", "32.73.01.1002"]
    assert [k.kode for k in m.kolom][:3] == ["S0", "S1", "S2"]
    sel = m.baris[0].cell(m.kolom[0])
    assert sel is not None and (sel.status, sel.terlambat) == ("belum", False)
    assert matriks(petugas_kota_lain, "32.73").baris == []


def test_siklus_terkini_in_scope(siklus: Siklus, petugas_kota: Any, petugas_kota_lain: Any) -> None:
    """UMU-11: the same question, answered by scope."""
    assert siklus_terkini(petugas_kota, siklus.wilayah_id) == siklus
    assert siklus_terkini(petugas_kota_lain, siklus.wilayah_id) is None


def test_riwayat_holds_the_stage_and_its_records(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-02: one question gives what happened to a stage and to what hangs on it, newest first; no resident is named."""
    pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    pabrik.volunteer(berjalan.siklus, oleh=petugas_kelurahan, nama="Siti Aminah", langkah=berjalan)

    jejak = list(riwayat(berjalan))

    assert [j.peristiwa for j in jejak] == ["siklus.relawan.didaftarkan", "siklus.pertemuan.laksanakan"]
    assert "Siti" not in str([vars(j) for j in jejak])


def test_lessons_are_found_across_areas(
    berjalan: Langkah, petugas_kelurahan: Any, petugas_kota_lain: Any, petugas_tanpa_tugas: Any
) -> None:
    """SIK-28: every team finds the lesson of another by an inflected word; who has no task finds nothing."""
    actions.write_pelajaran(berjalan, oleh=petugas_kelurahan, berhasil="Menumpang pengajian membuat warga datang.")
    actions.write_pelajaran(berjalan, oleh=petugas_kelurahan, saran="Siapkan pengeras suara.")

    assert [p.berhasil[:9] for p in search_pelajaran(petugas_kota_lain, "kedatangan warga")] == ["Menumpang"]
    assert search_pelajaran(petugas_kota_lain).count() == 2
    assert not search_pelajaran(petugas_kota_lain, "'; --").exists()
    assert search_pelajaran(petugas_tanpa_tugas, "warga").count() == 0


def test_waiting_for_each_officer(
    siklus: Siklus,
    basis: Any,
    petugas_kelurahan: Any,
    petugas_kota: Any,
    petugas_kota_lain: Any,
    petugas_tanpa_tugas: Any,
) -> None:
    """SIK-08, UMU-11: submitted waits for the verifier of the area, returned for the team; nobody else is bothered."""
    s0 = pabrik.socialise(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)
    actions.submit_langkah(s0, oleh=petugas_kelurahan)
    assert [m.judul for m in waiting_for(petugas_kota)] == ["Verifikasi Sosialisasi awal"]
    assert waiting_for(petugas_kelurahan) == []

    actions.return_langkah(s0, oleh=petugas_kota, alasan="Foto buram.")

    milik = waiting_for(petugas_kelurahan)
    assert [(m.judul, m.keterangan) for m in milik] == [("Sosialisasi awal dikembalikan", "Sarijadi: Foto buram.")]
    for lain in (petugas_kota, petugas_kota_lain, petugas_tanpa_tugas):
        assert waiting_for(lain) == []


def test_late_stages_wait_for_the_team(siklus: Siklus, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-13: a late stage waits for those who hand it in, not for its verifier."""
    Langkah.objects.filter(siklus=siklus, kode="S0").update(rencana_mulai=SELESAI, rencana_selesai=SELESAI)

    assert ["terlambat" in m.judul for m in waiting_for(petugas_kelurahan)] == [True]
    assert waiting_for(petugas_kota) == []


def test_paper_without_photo_waits(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-51: a berita acara that is recorded but not photographed stays in sight until its photo is there."""
    s1 = pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")
    ba = actions.file_keluaran(s1, oleh=petugas_kelurahan, kode="S1-BA")
    assert ["Foto" in m.judul for m in waiting_for(petugas_kelurahan)] == [True]

    actions.update_keluaran(ba, oleh=petugas_kelurahan, berkas=pabrik.paper(s1))

    assert waiting_for(petugas_kelurahan) == []


def test_waiting_costs_a_constant_number_of_queries(siklus: Siklus, register: Any, petugas_kota: Any) -> None:
    """UMU-15: two kelurahan cost what one does."""
    pabrik.move(pabrik.stage(siklus, "S0"), "diajukan")

    def cost() -> int:
        waiting_for(petugas_kota)
        with CaptureQueriesContext(connection) as kueri:
            waiting_for(petugas_kota)
        return len(kueri)

    satu = cost()
    pabrik.put_on_list("32.73.01.1002")
    pabrik.move(pabrik.stage(pabrik.open_siklus(register["32.73.01.1002"]), "S0"), "diajukan")

    assert (cost(), satu) == (4, 4)


def test_share_texts(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-30: what is missing, an invitation and the week read as plain lines; what is met is not nagged about."""
    s0 = pabrik.stage(siklus, "S0")
    temuan = [
        Kekurangan("SIK-42", "block", False, "Sosialisasi RT sudah dicatat.", rincian="Tercatat 0 dari 1."),
        Kekurangan("SIK-51", "block", True, "Daftar hadir sudah ada."),
        Kekurangan("SIK-47", "info", False, "Perempuan mencapai target."),
    ]
    teks = teks_kekurangan(s0, temuan)
    assert "*Sosialisasi awal, Sarijadi*" in teks
    assert "1. Sosialisasi RT sudah dicatat. Tercatat 0 dari 1." in teks
    assert "Daftar hadir" not in teks and "Perempuan" not in teks
    assert "lengkap" in teks_kekurangan(s0, temuan[1:])

    rapat = actions.schedule_pertemuan(
        pabrik.stage(siklus, "S1"), oleh=petugas_kelurahan, jenis="S1-RKM", rencana_tanggal=datetime.date(2026, 11, 28),
        tempat="Aula kelurahan", jam_mulai=datetime.time(19, 30),
    )  # fmt: skip
    undangan = teks_undangan(rapat)
    assert "Sabtu, 28 November 2026" in undangan
    assert "Jam: 19.30" in undangan and "Aula kelurahan" in undangan
    assert share_url("a & b").endswith("?text=a%20%26%20b")

    Langkah.objects.filter(pk=s0.pk).update(rencana_selesai=SELESAI)
    minggu = teks_mingguan("Tim 3", Langkah.objects.with_lateness().filter(pk=s0.pk).select_related("wilayah"))
    assert minggu.startswith("*Tim 3*\n- Sarijadi: Sosialisasi awal, lewat ")


def test_verifier_elsewhere_in_the_province(siklus: Siklus) -> None:
    """SIK-08: the KMW is asked for the kota's own Sosialisasi, not for the kelurahan's."""
    pabrik.move(pabrik.stage(siklus, "S0"), "diajukan")
    pabrik.move(pabrik.above("32.73"), "diajukan")

    assert [m.kode_wilayah for m in waiting_for(officer("kmw", "kmw", "32"))] == ["32.73"]
