"""The published books of one living UPK come in through the import, and its January is entered payment by payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.errors import TidakBerwenang
from inti.impor import confirm_import, start_import
from inti.models import Pekerjaan
from inti.pelaku import SISTEM
from inti.tabel import Kolom
from inti.xlsx import export_xlsx, read_table
from keuangan import actions
from keuangan.demo_upk_nyata import announce, end_month, enter_january, group_name, match_january, sheet
from keuangan.hitung.jadwal import build_jadwal
from keuangan.impor import KOLOM, plan_upk
from keuangan.models import Jurnal, Pembayaran, Periode, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries import negative_days, trial_balance, wrong_side
from keuangan.queries_bulan import path_of
from keuangan.queries_pembayaran import control_of, savings_of
from ksm.models import KSM
from tests.conftest import KELURAHAN
from tests.factories.akun import PenugasanFactory
from tests.factories.keuangan import BukuFactory
from tests.factories.ksm import KSMFactory
from tests.factories.pembayaran import rows
from tests.factories.produk import KetentuanProdukFactory, ProdukPinjamanFactory
from tests.helpers import check_deferred, fresh
from tests.keuangan.contoh import real_terms, real_upk

pytestmark = pytest.mark.django_db
ISI = real_upk()
LEMBAR = [Kolom(k.kode, str(k.judul)) for k in KOLOM]


@pytest.fixture
def buku(bagan: Any, badan: Any) -> Any:
    """The ledger of that UPK with its one product, nothing booked yet."""
    buku = BukuFactory(badan=badan, mulai=date(2022, 12, 31))
    produk = ProdukPinjamanFactory(buku=buku)
    KetentuanProdukFactory(produk=produk, jasa_persen="1.45", bop_persen="0.05", pembulatan="atas_100", tenor_maks=12)
    return buku


@pytest.fixture
def juru(pembuku: Any) -> Any:
    """A bookkeeper who helps the facilitator too, so that groups may be registered on the way."""
    PenugasanFactory(pengguna=pembuku, peran="faskel_cd", wilayah_id=KELURAHAN, mulai=date(2020, 1, 1))
    return fresh(pembuku)


def workbook(baris: list[dict[str, Any]]) -> SimpleUploadedFile:
    """The rows as a file."""
    return SimpleUploadedFile("upk.xlsx", export_xlsx("UPK", LEMBAR, baris))


def check(baris: list[dict[str, Any]], oleh: Any) -> Pekerjaan:
    """Send a sheet and read its preview."""
    p = start_import("keuangan.upk", workbook(baris), kode_wilayah=KELURAHAN, oleh=oleh)
    return Pekerjaan.objects.get(pk=p.pk)


def as_booked() -> dict[str, tuple[int, int]]:
    """Principal and jasa that each group paid in January, as published, by its name here."""
    terima = ISI["penerimaan_januari"]["penerimaan_per_ksm"]
    return {group_name(b["ref"]): (b["pokok"], b["jasa"]) for b in terima}


def test_living_upk_comes_in_and_goes_on(buku, juru, manajer, django_capture_on_commit_callbacks, settings, tmp_path):
    """KEU-151, KEU-133, KEU-152, KEU-190, KEU-191: 24 loans and the opening balance to the rupiah; then January closes to the rupiah."""
    with django_capture_on_commit_callbacks(execute=True):
        periksa = check(sheet(), juru)
    periksa = Pekerjaan.objects.get(pk=periksa.pk)
    assert (periksa.hasil["jumlah_galat"], periksa.hasil["baru"]) == (0, 24 + 12), periksa.hasil["galat"]
    with django_capture_on_commit_callbacks(execute=True):
        simpan = confirm_import(periksa, oleh=juru)
    assert Pekerjaan.objects.get(pk=simpan.pk).hasil["pinjaman"] == 24

    check_deferred()
    semua = list(Pinjaman.objects.select_related("ksm").order_by("nomor"))
    assert len(semua) == 24 == KSM.objects.count()
    assert sum(p.sisa_pokok for p in semua) == 952_039_400
    sisi = {1: Decimal(0), -1: Decimal(0)}
    for s in trial_balance(buku, buku.mulai, buku.mulai):
        sisi[1 if s.akun.golongan == "aset" else -1] += s.akhir
    assert sisi[1] == -sisi[-1] == 1_131_891_296
    assert control_of(buku, buku.mulai).cocok
    assert sum(s.titipan for s in savings_of(buku).values()) == 2_984_000
    for p, asal in zip(semua, ISI["pinjaman"], strict=True):
        tepat = build_jadwal(real_terms(asal))
        assert [(a.jatuh_tempo, a.pokok, a.jasa) for a in rows(p)] == [
            (b.jatuh_tempo, b.pokok, b.jasa) for b in tepat.baris
        ]

    enter_january(buku, kasir=SISTEM, pembuku=SISTEM, manajer=manajer)

    check_deferred()
    bayar = Pembayaran.objects.filter(pinjaman__buku=buku, jenis="angsuran").select_related("pinjaman__ksm")
    assert {b.pinjaman.ksm.nama: (b.alokasi_untuk("pokok"), b.alokasi_untuk("jasa")) for b in bayar} == as_booked()
    akhir = {s.akun.kode: int(s.saldo) for s in trial_balance(buku, date(2023, 1, 1), date(2023, 1, 31))}
    assert (akhir["11010"], akhir["11021"]) == (1_046_850, 290_844_727)
    harap = ISI["penerimaan_januari_diharapkan"]
    assert akhir["11030"] == 952_039_400 - harap["total_pokok"]
    assert sum(p.sisa_pokok for p in Pinjaman.objects.all()) == akhir["11030"]
    assert [s.akun.kode for s in wrong_side(buku, date(2023, 1, 31))] == ["21041"]
    assert negative_days(buku) == [] and wrong_rows(buku_id=buku.pk) == []
    for jurnal in Jurnal.objects.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    settings.MEDIA_ROOT = tmp_path
    match_january(buku, oleh=SISTEM)
    for periode in Periode.objects.order_by("tahun", "bulan"):
        end_month(buku, periode, kasir=SISTEM, pembuku=SISTEM, manajer=manajer)
    announce(periode, oleh=manajer)
    jalan = path_of(Periode.objects.select_related("buku__badan").get(pk=periode.pk), {})
    assert jalan.kini == "" and jalan.selesai == jalan.perlu == 7


def test_same_file_again_changes_nothing(buku, juru, django_capture_on_commit_callbacks):
    """KEU-151, UMU-26: everything is there; another opening balance is refused."""
    for ke in (1, 2):
        with django_capture_on_commit_callbacks(execute=True):
            periksa = check(sheet(), juru)
        periksa = Pekerjaan.objects.get(pk=periksa.pk)
        assert periksa.hasil["sama"] == (0 if ke == 1 else 36)
        with django_capture_on_commit_callbacks(execute=True):
            confirm_import(periksa, oleh=juru)
    assert Pinjaman.objects.count() == 24 and Jurnal.objects.count() == 1

    lain = sheet()
    lain[-1]["kredit"] -= 1
    lain[24]["debit"] -= 1
    with django_capture_on_commit_callbacks(execute=True):
        periksa = check(lain, juru)
    assert "sudah dibukukan" in Pekerjaan.objects.get(pk=periksa.pk).hasil["galat"][0]["pesan"]


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ((0, {"pokok_dibayar": 25_333_601}), "akun 11030"),
        ((0, {"titipan": 0}), "akun 21030"),
        ((0, {"tabungan": 5}), "akun 21020"),
        ((24, {"debit": 291_351}), "tidak seimbang"),
        ((24, {"akun": "99999"}), "bagan akun"),
        ((24, {"kredit": 5}), "salah satu"),
        ((0, {"ksm": group_name("K02")}), "baris lain"),
        ((0, {"ksm": ""}), "nama KSM"),
        ((0, {"cair": "2022-12-31"}), "sebelum buku ini mulai"),
        ((0, {"tenor": None}), "harus diisi"),
        ((0, {"pokok_dibayar": 38_000_001}), "melebihi"),
        ((0, {"pokok": None}), "Isi pokok"),
        ((0, {"produk": "Lain"}), "nama produk"),
        ((0, {"dibayar_sampai": "2023-01-05"}), "antara pencairan"),
        ((0, {"pokok": 900, "pokok_dibayar": 0, "tenor": 12}), "pembulatan"),
        ((0, {"titipan": -1}), "kurang dari nol"),
    ],
)
def test_sheet_that_does_not_prove_itself(buku, juru, ubah, kata):
    """KEU-151, UMU-26: each contradiction is named, with its row where it has one; nothing is stored."""
    baris = sheet()
    baris[ubah[0]] |= ubah[1]
    bacaan = read_table(export_xlsx("UPK", LEMBAR, baris), KOLOM)

    rencana = plan_upk(bacaan.baris, KELURAHAN, juru)

    assert any(kata in g.pesan for g in rencana.galat), rencana.galat
    assert not Pinjaman.objects.exists()


def test_who_imports(buku, pembuku, kasir, manajer, empat_petugas):
    """KEU-151, UMU-12: the bookkeeper of that UPK; a group that is not registered yet needs who may register it."""
    for orang in (kasir, manajer, *empat_petugas.values()):
        with pytest.raises(TidakBerwenang):
            start_import("keuangan.upk", workbook(sheet()), kode_wilayah=KELURAHAN, oleh=orang)
    for p in ISI["pinjaman"][1:]:
        KSMFactory(nama=group_name(p["ref"]))

    bacaan = read_table(export_xlsx("UPK", LEMBAR, sheet()), KOLOM)
    (salah,) = plan_upk(bacaan.baris, KELURAHAN, pembuku).galat

    assert salah.nomor == 2 and "belum terdaftar" in salah.pesan
    assert not Pembayaran.objects.exists()
