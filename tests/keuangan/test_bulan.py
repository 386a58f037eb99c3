"""The end of a month: what each step is by the facts, the check of the books, the lock, the notice."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from inti.registry import Kekurangan
from keuangan import actions, queries_bulan
from keuangan.actions import Dana
from keuangan.ceklis_pengawas import checklist_on
from keuangan.fakta_pengawas import facts_for
from keuangan.menunggu_bulan import closing_for, waiting_for
from keuangan.models import HitungKas, PemeriksaanBuku, PengumumanBulan, Periode
from keuangan.periksa import PERIKSA, inspect
from keuangan.queries_bulan import path_of
from keuangan.sajian_periksa import NAMA, wrong_in_words
from laporan.models import Berkas
from tests.conftest import KELURAHAN
from tests.factories.keuangan import JurnalFactory
from tests.factories.wilayah import ParameterFactory
from tests.helpers import api, check_deferred, fresh, kepala_kunci, kunci, masuk
from tests.keuangan.test_buku_periksa import by_other_hands
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
GULIR = Dana("perguliran", 2026)
PAS = {"k50000": 2}
DUA = {"penghitung": "Yanti Kasir", "saksi": "Lilis Manajer"}
HAK = dict.fromkeys(("bukukan", "catat", "setujui", "hitung", "tutup", "urus"), True)


def january(buku: Any) -> Periode:
    """Its month, as the pages take it."""
    return Periode.objects.select_related("buku__badan").get(buku=buku, tahun=2026, bulan=1)


def states(buku: Any) -> dict[str, str]:
    """Step -> state, as a reader with every right sees it."""
    return {s.kode: s.keadaan for s in path_of(january(buku), HAK).langkah}


def steps_are(buku: Any, **harap: str) -> bool:
    """Whether some steps are in these states."""
    ada = states(buku)
    return {k: ada[k] for k in harap} == harap


def count(buku: Any, **ubah: Any) -> HitungKas:
    """Cash of the last day of January."""
    return actions.count_kas(buku, **{"oleh": SISTEM, "tanggal": date(2026, 1, 31), "lembar": PAS, **DUA, **ubah})


def board_of(buku: Any) -> str:
    """What the Pengawas reads in February about the sheet of January. KEU-181."""
    JurnalFactory(buku=buku, tanggal=date(2026, 2, 2), jumlah=1_000)
    februari = Periode.objects.select_related("buku").get(buku=buku, tahun=2026, bulan=2)
    return facts_for(februari, checklist_on(date(2026, 3, 1)))["papan"][0].teks


def photo() -> SimpleUploadedFile:
    """A small picture of a sheet."""
    isi = BytesIO()
    Image.new("RGB", (60, 80), "white").save(isi, "JPEG")
    return SimpleUploadedFile("papan.jpg", isi.getvalue(), "image/jpeg")


@pytest.fixture
def berisi(buku: Any) -> Any:
    """A ledger with Rp 100.000 in cash since 5 January 2026."""
    JurnalFactory(buku=buku)
    return buku


@pytest.fixture
def dikunci(berisi: Any, manajer: Any) -> Periode:
    """Its January, locked by the manager."""
    actions.close_periode(january(berisi), oleh=manajer)
    return january(berisi)


# -- the path ------------------------------------------------------------------------------------------------------


def test_path_follows_the_facts(berisi, kasir, pembuku, manajer, koordinator):
    """KEU-192: each step is done when its fact is there, waits for those before it, and is undone when the fact goes."""
    bayar = actions.record_peristiwa(
        berisi, "biaya", oleh=kasir, tanggal=date(2026, 1, 6), jumlah=20_000, akun="51030", dana=GULIR
    )
    awal = path_of(january(berisi), HAK, manajer.pk)
    assert {s.kode: s.keadaan for s in awal.langkah} == {
        "kas": "berjalan", "bank": "tidak_perlu", "bukukan": "berjalan", "susut": "tidak_perlu", "periksa": "berjalan",
        "kunci": "menunggu", "umumkan": "menunggu",
    }  # fmt: skip
    assert (awal.selesai, awal.perlu, awal.kini) == (0, 5, "kas")
    (setujui,) = [s.tombol for s in awal.langkah if s.kode == "bukukan"]
    assert str(bayar.pk) in setujui.url and setujui.boleh
    assert not next(s for s in path_of(january(berisi), HAK, kasir.pk).langkah if s.kode == "bukukan").tombol.boleh

    count(berisi, oleh=kasir, lembar={"k50000": 1, "k10000": 3})
    assert states(berisi)["kas"] == "selesai"
    actions.approve_jurnal(bayar, oleh=manajer)
    assert steps_are(berisi, bukukan="selesai", kunci="berjalan", umumkan="menunggu")
    actions.check_buku(january(berisi), oleh=pembuku)
    assert states(berisi)["periksa"] == "selesai"
    JurnalFactory(buku=berisi, tanggal=date(2026, 1, 20), jumlah=1_000)
    lagi = path_of(january(berisi), HAK)
    periksa, kas = (next(s for s in lagi.langkah if s.kode == k) for k in ("periksa", "kas"))
    assert periksa.keadaan == "berjalan" and "1 bukti dicatat sesudah" in periksa.ringkas
    assert kas.keadaan == "selesai" and "menyusul" in kas.temuan[0].pesan

    actions.check_buku(january(berisi), oleh=manajer)
    actions.close_periode(january(berisi), oleh=manajer)
    assert steps_are(berisi, kunci="selesai", umumkan="berjalan")
    pengumuman = actions.announce_month(january(berisi), oleh=pembuku, tanggal=date(2026, 2, 3), tempat=["Balai warga"])
    assert states(berisi)["umumkan"] == "berjalan"  # the photo is missing
    masuk(manajer).post(f"/keuangan/pengumuman/{pengumuman.pk}/foto/", kunci(foto=photo()))
    assert board_of(berisi) == "Dipasang 3 Februari 2026 di Balai warga."
    akhir = path_of(january(berisi), HAK)
    assert (akhir.selesai, akhir.perlu, akhir.kini, akhir.berikut) == (5, 5, "", None)

    actions.reopen_periode(january(berisi), oleh=koordinator, alasan="Keputusan BKM")
    assert steps_are(berisi, kunci="berjalan", umumkan="menunggu")
    actions.close_periode(january(berisi), oleh=manajer)
    berubah = next(s for s in path_of(january(berisi), HAK).langkah if s.kode == "umumkan")
    assert berubah.keadaan == "berjalan" and "sudah berubah sejak diumumkan" in berubah.ringkas
    assert "sudah berubah sejak diumumkan" in board_of(berisi)


def test_running_month_and_the_sekretariat(buku, buku_bkm, monkeypatch):
    """KEU-192: a running month waits for its last day; the Sekretariat keeps no reserve; findings about its bank come in."""
    hari = today_in(KELURAHAN)
    JurnalFactory(buku=buku, tanggal=hari.replace(day=1))
    kini = Periode.objects.select_related("buku").get(buku=buku)
    jalan = path_of(kini, HAK)
    if hari != kini.akhir:
        assert {s.kode: s.keadaan for s in jalan.langkah} == {
            "kas": "menunggu", "bank": "tidak_perlu", "bukukan": "berjalan", "susut": "tidak_perlu", "periksa": "menunggu",
            "kunci": "menunggu", "umumkan": "menunggu",
        }  # fmt: skip
    assert jalan.tahun == [] or kini.bulan == 12

    actions.record_peristiwa(
        buku_bkm, "blm_masuk", oleh=SISTEM, tanggal=date(2026, 1, 5), jumlah=5_000_000, lewat="bank",
        dana=Dana("blm_apbn", 2026, 1),
    )  # fmt: skip
    bkm = path_of(january(buku_bkm), HAK)
    rupa = {s.kode: s for s in bkm.langkah}
    assert rupa["susut"].keadaan == rupa["kas"].keadaan == "tidak_perlu" and "Sekretariat" in rupa["susut"].ringkas
    assert rupa["bank"].fakta == (("Bank", "Rp 5.000.000"),) and "Masukkan rekening koran" in rupa["bank"].ringkas
    assert rupa["bank"].tombol.url == f"/keuangan/buku/{buku_bkm.pk}/bank/"

    kurang = Kekurangan(
        "KEU-179", "block", False, "Bank sudah dicocokkan.", rincian="Masukkan rekening koran.", tautan="/b/"
    )
    monkeypatch.setattr(queries_bulan, "bank_findings", lambda _buku, bulan: {p.pk: [kurang] for p in bulan})
    rupa = {s.kode: s for s in path_of(january(buku_bkm), HAK).langkah}
    assert (rupa["bank"].keadaan, rupa["bank"].tombol.url) == ("berjalan", "/b/")
    assert rupa["bank"].ringkas == "Masukkan rekening koran." and kurang in rupa["kunci"].temuan
    monkeypatch.setattr(queries_bulan, "bank_findings", lambda _buku, bulan: {p.pk: [] for p in bulan})
    assert next(s for s in path_of(january(buku_bkm), HAK).langkah if s.kode == "bank").keadaan == "selesai"


def test_missed_steps_and_the_end_of_a_year(bagan, badan, manajer):
    """KEU-192, KEU-26: a cash count that a locked month never had was missed; December asks to close its year first."""
    from tests.factories.keuangan import BukuFactory

    buku = BukuFactory(badan=badan, mulai=date(2025, 12, 1))
    JurnalFactory(buku=buku, tanggal=date(2025, 12, 5))
    p = Periode.objects.select_related("buku").get(buku=buku)
    assert path_of(p, HAK).tahun[0].keadaan == "tidak_perlu"  # nothing was earned or spent
    actions.record_peristiwa(
        buku, "bunga_bank", oleh=SISTEM, tanggal=date(2025, 12, 9), jumlah=5_000, dana=GULIR, lewat="bank"
    )
    buka = path_of(p, HAK)
    kunci_ = next(s for s in buka.langkah if s.kode == "kunci")
    assert [k.aturan for k in kunci_.temuan if k.mode == "warn"][-1] == "KEU-26"
    assert [s.kode for s in buka.tahun] == ["tutup_tahun", "bagi_laba", "audit"] and buka.tahun[0].keadaan == "berjalan"

    actions.close_periode(p, oleh=manajer)

    tutup = path_of(Periode.objects.select_related("buku").get(pk=p.pk), HAK)
    assert {s.kode: s.keadaan for s in tutup.langkah} | {"kas": "terlewat", "periksa": "terlewat"} == {
        s.kode: s.keadaan for s in tutup.langkah
    }
    assert tutup.tahun[0].keadaan == "terlewat"


# -- the check -------------------------------------------------------------------------------------------------------


def test_wrong_rows_hold_the_lock(berisi, pembuku, manajer):
    """KEU-190: a month with wrong rows is not locked, checked or not, by action or by SQL; repaired and checked it is."""
    by_other_hands("UPDATE keuangan_saldobadan SET debit = debit + 5 WHERE debit > 0")
    with pytest.raises(AturanDilanggar) as galat:
        actions.close_periode(january(berisi), oleh=manajer)
    assert galat.value.aturan == "KEU-190" and "tersimpan" in galat.value.pesan

    hasil = actions.check_buku(january(berisi), oleh=pembuku)

    assert (hasil.ke, hasil.jumlah_salah, hasil.jumlah_jurnal, hasil.jumlah_baris) == (1, 1, 1, 2)
    assert [r["pemeriksaan"] for r in hasil.rincian] == ["saldo"]
    (temuan,) = wrong_in_words(berisi, hasil.rincian)
    assert temuan.judul == "Saldo akun" and "neraca-saldo" in temuan.tautan
    by_other_hands("UPDATE keuangan_saldobadan SET debit = debit - 5 WHERE debit > 0")
    with pytest.raises(AturanDilanggar) as galat:
        actions.close_periode(january(berisi), oleh=manajer)
    assert galat.value.aturan == "KEU-190" and "1 baris keliru" in galat.value.pesan
    with pytest.raises(IntegrityError, match="baris keliru"), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(
            "UPDATE keuangan_periode SET status = 'ditutup', ditutup_pada = now(), ditutup_oleh_id = gen_random_uuid()"
        )
    assert states(berisi)["kunci"] == "menunggu"

    assert actions.check_buku(january(berisi), oleh=pembuku).ke == 2
    actions.close_periode(january(berisi), oleh=manajer)
    for perintah in ("UPDATE keuangan_pemeriksaanbuku SET jumlah_salah = 0", "DELETE FROM keuangan_pemeriksaanbuku"):
        with (
            pytest.raises(Exception, match="keuangan_pemeriksaanbuku"),
            transaction.atomic(),
            connection.cursor() as kursor,
        ):
            kursor.execute(perintah)


def test_check_is_asked_for_by_parameter(berisi, kasir, manajer, pembuku):
    """KEU-190, PAR-02: without the parameter, or as a warning, an unchecked month is locked; as a block it is not."""
    with pytest.raises(TidakBerwenang):
        actions.check_buku(january(berisi), oleh=kasir)
    for tahun, mode, keadaan in ((2000, "warn", "berjalan"), (2001, "block", "menunggu")):
        ParameterFactory(
            kode="keuangan.periksa_sebelum_tutup", definisi="", nilai=True, jenis="ya_tidak", mode=mode, satuan="",
            berlaku_mulai=date(tahun, 1, 1),
        )  # fmt: skip
        kunci_ = next(s for s in path_of(january(berisi), HAK).langkah if s.kode == "kunci")
        assert kunci_.keadaan == keadaan and ("KEU-190", mode) in {(k.aturan, k.mode) for k in kunci_.temuan}
        if mode == "warn":
            titik = transaction.savepoint()
            actions.close_periode(january(berisi), oleh=manajer)
            transaction.savepoint_rollback(titik)
    with pytest.raises(AturanDilanggar, match="belum diperiksa"):
        actions.close_periode(january(berisi), oleh=manajer)
    actions.check_buku(january(berisi), oleh=pembuku)
    actions.close_periode(january(berisi), oleh=manajer)


def test_vouchers_that_follow_a_count(berisi, kasir):
    """KEU-193: a voucher recorded later with an earlier date is a note; a balance that was changed by hand is wrong."""
    hitung = count(berisi, oleh=kasir)
    assert inspect(buku_id=berisi.pk) == ([], [])
    JurnalFactory(buku=berisi, tanggal=date(2026, 1, 20), jumlah=7_000)
    # Long after the count: within seconds two clocks might only disagree.
    by_other_hands(
        "UPDATE keuangan_hitungkas SET dibuat_pada = dibuat_pada - interval '1 hour'",
        "UPDATE keuangan_jurnal SET dibuat_pada = dibuat_pada - interval '2 hour' WHERE jumlah = 100000",
        tabel=("hitungkas", "jurnal"),
    )

    salah, (tahu,) = inspect(buku_id=berisi.pk)

    assert salah == [] and (tahu.pemeriksaan, tahu.baris) == ("kas_menyusul", str(hitung.pk))
    assert "100000.00 menjadi 107000.00" in tahu.sebab
    by_other_hands(
        "UPDATE keuangan_hitungkas SET saldo_buku = 107000, selisih = -7000, penjelasan = 'x'", tabel=("hitungkas",)
    )
    (keliru,), _tahu = inspect(buku_id=berisi.pk)
    assert (keliru.pemeriksaan, keliru.baris) == ("hitung_kas", str(hitung.pk))
    assert set(NAMA) == {*PERIKSA, "hitung_kas", "kas_menyusul"}


# -- the notice ------------------------------------------------------------------------------------------------------


def test_notice_of_a_closed_month(dikunci, pembuku, kasir):
    """KEU-191: of a locked month, after its last day and not in the future, in places with names; the database agrees."""
    hari = date(2026, 2, 3)
    satu = actions.announce_month(
        dikunci, oleh=pembuku, tanggal=hari, tempat=["Balai  warga", "", "Balai warga", "RW 03"]
    )
    assert satu.tempat == ["Balai warga", "RW 03"] and satu.ditutup_pada == dikunci.ditutup_pada
    for salah in (
        {"tempat": []}, {"tempat": ["x" * 101]}, {"tempat": ["a"] + [f"RW {n}" for n in range(20)]},
        {"tanggal": date(2026, 1, 31)}, {"tanggal": today_in(KELURAHAN) + timedelta(days=1)},
    ):  # fmt: skip
        with pytest.raises(IsianSalah):
            actions.announce_month(dikunci, oleh=pembuku, **{"tanggal": hari, "tempat": ["RW 03"], **salah})
    with pytest.raises(TidakBerwenang):
        actions.announce_month(dikunci, oleh=kasir, tanggal=hari, tempat=["RW 03"])

    isi: dict[str, Any] = {
        "buku": dikunci.buku, "periode": dikunci, "wilayah_id": KELURAHAN, "tanggal": hari, "tempat": ["RW 03"],
        "dibuat_oleh_id": pembuku.pk,
    }  # fmt: skip
    for salah in ({"tempat": []}, {"tempat": [" "]}, {"tempat": "RW"}, {"tempat": [3]}, {"tanggal": date(2026, 1, 31)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PengumumanBulan.objects.create(**{**isi, **salah})
    JurnalFactory(buku=dikunci.buku, tanggal=date(2026, 2, 5))
    februari = Periode.objects.get(buku=dikunci.buku, bulan=2)
    with pytest.raises(AturanDilanggar, match="Kunci dulu"):
        actions.announce_month(februari, oleh=pembuku, tanggal=date(2026, 3, 2), tempat=["RW 03"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PengumumanBulan.objects.create(**{**isi, "periode": februari, "tanggal": date(2026, 3, 2)})
    check_deferred()


# -- pages, API, what waits ------------------------------------------------------------------------------------------


def test_page_by_everybody(berisi, kasir, pembuku, manajer, empat_petugas):
    """UMU-11, KEU-192: who sees the ledger sees its path; who leads it checks and announces; elsewhere it is not there."""
    p = january(berisi)
    ruas = {"": "baca", "periksa/": "urus", "umumkan/": "urus"}
    orang = {**empat_petugas, "kasir": kasir, "pembuku": pembuku, "manajer": manajer}
    for nama, siapa in orang.items():
        klien = masuk(siapa)
        for ekor, perlu in ruas.items():
            harap = {"kota_lain": 404, "tanpa_tugas": 403}.get(nama, 200)
            if harap == 200 and perlu == "urus" and nama not in {"pembuku", "manajer"}:
                harap = 403
            assert klien.get(f"/keuangan/periode/{p.pk}/{ekor}").status_code == harap, (nama, ekor)
            if ekor and harap != 200:
                assert klien.post(f"/keuangan/periode/{p.pk}/{ekor}", kunci()).status_code == harap, (nama, ekor)
    assert not PemeriksaanBuku.objects.exists()
    isi = masuk(empat_petugas["kelurahan"]).get(f"/keuangan/periode/{p.pk}/").content.decode()
    assert "Dikerjakan: Kasir dan seorang saksi" in isi and 'class="tombol go"' not in isi


def test_forms_lead_back_to_the_month(berisi, kasir, pembuku, manajer, tmp_path, settings):
    """KEU-192: a form opened from the path comes back to it, whatever else the address says; only a month's id counts."""
    settings.MEDIA_ROOT = tmp_path
    p = january(berisi)
    jalan, buku = f"/keuangan/periode/{p.pk}/", f"/keuangan/buku/{berisi.pk}/"
    isi = kunci(akun="11010", tanggal="2026-01-31", k50000="2", **DUA)
    halaman = masuk(kasir).get(jalan).content.decode()
    assert f"{buku}kas/hitung/?tanggal=2026-01-31&amp;periode={p.pk}" in halaman
    assert masuk(kasir).post(f"{buku}kas/hitung/?periode={p.pk}", isi).headers["Location"] == jalan
    for jahat in ("https://contoh.invalid/", "//contoh.invalid", "x"):
        lain = masuk(kasir).post(f"{buku}kas/hitung/?periode={jahat}", {**isi, **kunci()}).headers["Location"]
        assert lain.startswith("/keuangan/hitung-kas/")
    assert f"?periode={p.pk}" in masuk(pembuku).get(f"{buku}bukti/baru/?periode={p.pk}").content.decode()
    assert masuk(pembuku).post(f"{jalan}periksa/", kunci()).headers["Location"] == jalan
    kunci_ = masuk(manajer).post(f"{jalan}transisi/tutup/?periode={p.pk}", kunci())
    assert kunci_.headers["Location"] == jalan and january(berisi).status == "ditutup"

    umum = kunci(tanggal="2026-02-03", tempat="Balai warga\nPapan RW 03", foto=photo())
    assert masuk(manajer).post(f"{jalan}umumkan/", umum).headers["Location"] == jalan

    assert Berkas.objects.get().objek_id == str(PengumumanBulan.objects.get().pk)
    halaman = masuk(manajer).get(jalan).content.decode()
    assert "5 dari 5" in halaman or "4 dari 4" in halaman
    assert "Balai warga, Papan RW 03" in halaman and "diumumkan" in halaman
    assert str(p.pk) in masuk(kasir).get(f"{buku}bulan/").content.decode()


def test_path_costs_the_same(berisi, pembuku, manajer, django_assert_max_num_queries):
    """UMU-15, KEU-192: more vouchers, counts, checks and notices cost no more; the figure is recorded here."""
    from tests.keuangan.test_meja import cost

    klien = masuk(manajer)
    alamat = {
        "jalan": f"/keuangan/periode/{january(berisi).pk}/",
        "api": f"/api/v1/periode/{january(berisi).pk}/langkah/",
    }
    count(berisi)
    actions.check_buku(january(berisi), oleh=pembuku)
    satu = cost(klien, alamat)
    for n in range(5):
        JurnalFactory(buku=berisi, tanggal=date(2026, 1, 10 + n))
        actions.record_peristiwa(
            berisi, "biaya", oleh=pembuku, tanggal=date(2026, 1, 10 + n), jumlah=1_000, akun="51030", dana=GULIR
        )
        count(berisi, penjelasan="uji")
        actions.check_buku(january(berisi), oleh=pembuku)

    assert cost(klien, alamat) == satu
    assert max(satu.values()) <= 34, satu


def test_path_by_api(berisi, kasir, pembuku, manajer, empat_petugas):
    """KEU-190 to KEU-192: the same states; check and notice once under their id, by who may."""
    p = january(berisi)
    alamat = f"/api/v1/periode/{p.pk}/"
    for nama, orang in empat_petugas.items():
        harap = {"kota_lain": 404, "tanpa_tugas": 404}.get(nama, 200)
        assert api(orang).get(f"{alamat}langkah/").status_code == harap, nama
    isi = api(kasir).get(f"{alamat}langkah/").json()
    assert {s["kode"]: s["keadaan"] for s in isi["langkah"]} == states(berisi) and isi["kini"] == "kas"
    assert api(kasir).post(f"{alamat}periksa/", {}, headers=kepala_kunci(), format="json").status_code == 403
    assert api(pembuku).post(f"{alamat}periksa/", {}, format="json").status_code == 400

    kirim = {"id": "018f3b5e-0000-7000-8000-00000000c001"}
    jadi = api(pembuku).post(f"{alamat}periksa/", kirim, headers=kepala_kunci(), format="json")
    lagi = api(pembuku).post(f"{alamat}periksa/", kirim, headers=kepala_kunci(), format="json")
    assert (jadi.status_code, lagi.status_code) == (201, 200) and jadi.json()["jumlah_salah"] == 0
    assert lagi.json()["id"] == kirim["id"] and PemeriksaanBuku.objects.count() == 1
    umum = {"id": "018f3b5e-0000-7000-8000-00000000c002", "tanggal": "2026-02-03", "tempat": ["RW 03"]}
    tolak = api(pembuku).post(f"{alamat}umumkan/", umum, headers=kepala_kunci(), format="json")
    assert tolak.status_code == 409 and tolak.json()["rincian"]["aturan"] == "KEU-191"
    actions.close_periode(p, oleh=manajer)
    assert api(pembuku).post(f"{alamat}umumkan/", umum, headers=kepala_kunci(), format="json").status_code == 201
    beda = api(pembuku).post(f"{alamat}umumkan/", {**umum, "tempat": ["RW 04"]}, headers=kepala_kunci(), format="json")
    assert beda.status_code == 409 and beda.json()["kode"] == "id_terpakai"


def test_late_months_wait_for_who_closes(berisi, buku_bkm, kasir, manajer, koordinator, sekretaris):
    """KEU-194: one line for each ledger, for who closes there, after the days that the parameter gives."""
    JurnalFactory(buku=berisi, tanggal=date(2026, 2, 5))
    (satu,) = waiting_for(fresh(manajer))
    assert (
        satu.judul == "Tutup bulan Januari 2026"
        and "2 bulan" in satu.keterangan
        and str(january(berisi).pk) in satu.tautan
    )
    assert closing_for(fresh(kasir)) == waiting_for(fresh(koordinator)) == waiting_for(fresh(sekretaris)) == []
    ParameterFactory(kode="upk.mutu_hari_tutup", definisi="", nilai=5_000, jenis="lama", satuan="hari")
    assert waiting_for(fresh(manajer)) == []


def test_months_wait_for_who_prepares_them(berisi, badan, kasir, pembuku, manajer, django_assert_max_num_queries):
    """KEU-194: kasir and pembuku of a UPK read the one step of the oldest month that they can do now, nothing of others'."""
    JurnalFactory(buku=berisi, tanggal=date(2026, 2, 5))
    JurnalFactory(buku=berisi, tanggal=today_in(berisi.wilayah_id))  # the month that runs is nobody's yet

    def told(siapa: Any) -> list[str]:
        butir = waiting_for(fresh(siapa))
        assert all(str(january(berisi).pk) in m.tautan for m in butir)
        return [m.judul for m in butir]

    assert told(kasir) == ["Hitung kas, Januari 2026"]
    assert told(pembuku) == ["Periksa buku, Januari 2026"]  # the cash box is not theirs
    count(berisi)
    actions.check_buku(january(berisi), oleh=pembuku)
    assert told(kasir) == told(pembuku) == [] and told(manajer) == ["Tutup bulan Januari 2026"]
    JurnalFactory(buku=berisi, tanggal=date(2026, 1, 20))
    assert told(pembuku) == ["Periksa lagi, Januari 2026"] and told(kasir) == []
    orang = fresh(pembuku)
    with django_assert_max_num_queries(45):
        waiting_for(orang)


def test_path_waits_for_what_the_closing_refuses(buku):
    """KEU-89, KEU-192: where the count of the last day is demanded, the lock waits for it; by itself it only warns."""
    JurnalFactory(buku=buku)
    assert steps_are(buku, kunci="berjalan")
    ParameterFactory(kode="keuangan.hitung_kas_akhir_bulan", definisi="", nilai=True, jenis="ya_tidak", mode="block")
    assert steps_are(buku, kunci="menunggu")
    count(buku)
    assert steps_are(buku, kunci="berjalan")
