"""The desk: what it computes, and its pages by those who may and those who may not."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from inti.transitions import declared
from keuangan import actions, registers, reports
from keuangan.actions import Dana
from keuangan.models import AkunBuku, Buku, HitungKas, Jurnal, PemilikDana, Periode
from keuangan.queries_meja import desk_of, month_findings, states_of, waiting_for
from keuangan.riwayat import KALIMAT
from keuangan.tab import tabs_of
from keuangan.templat import BERPASANGAN, TEMPLAT
from laporan.models import Berkas
from laporan.registry import kind_of
from tests.conftest import KELURAHAN
from tests.factories.keuangan import BLM, BukuFactory, HitungKasFactory, JurnalFactory
from tests.factories.ksm import KSMFactory
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred, fresh, kunci, masuk

pytestmark = pytest.mark.django_db
HARI = date(2026, 1, 5)
TAB = f"/kelurahan/{KELURAHAN}/keuangan/"


def event(
    buku: Any, kode: str, jumlah: Any, *, oleh: Any = SISTEM, tanggal: date = HARI, dana: Dana = BLM, **isi: Any
) -> Jurnal:
    """One standard event."""
    return actions.record_peristiwa(buku, kode, oleh=oleh, tanggal=tanggal, jumlah=jumlah, dana=dana, **isi)


@pytest.fixture
def ksm(register: dict[str, Any]) -> Any:
    """A group of the kelurahan."""
    return KSMFactory(nama="Melati")


@pytest.fixture
def buku_ksm(buku_bkm: Any, ksm: Any) -> Any:
    """The Sekretariat's ledger: BLM came in, a KSM was paid, accounted for a part and returned the rest."""
    d = Dana("blm_apbn", 2026, 1, ksm=ksm)
    swadaya = Dana("swadaya", 2026, ksm=ksm)
    event(buku_bkm, "blm_masuk", 10_000_000, lewat="bank")
    event(buku_bkm, "bop_dari_blm", 300_000)
    event(buku_bkm, "tarik_tunai_bkm", 400_000)
    event(buku_bkm, "biaya_bkm", 100_000, akun="51030")
    event(buku_bkm, "bayar_ksm", 4_000_000, lewat="bank", dana=d)
    event(buku_bkm, "lpj_diterima", 3_500_000, akun="21110", dana=d)
    event(buku_bkm, "sisa_ksm", 200_000, lewat="bank", dana=d)
    event(buku_bkm, "swadaya_tunai", 50_000, dana=swadaya)
    event(buku_bkm, "swadaya_natura", 750_000, dana=swadaya)
    check_deferred()
    return buku_bkm


# -- what is computed ----------------------------------------------------------------------------------------------


def test_blm_by_tranche(buku_ksm):
    """KEU-88: received, handed on, used and left by tranche; a reversed payment leaves the register as it was."""
    salah = event(buku_ksm, "blm_masuk", 7_000_000, lewat="bank")
    actions.reverse_jurnal(salah, oleh=SISTEM, alasan="Salah catat")

    (b,) = registers.blm_register(buku_ksm)

    assert (b.tahun, b.termin, b.diterima, b.bop, b.dipakai, b.modal, b.lain) == (
        2026,
        1,
        10_000_000,
        300_000,
        3_500_000,
        0,
        0,
    )
    assert (b.sisa, b.uang_muka, b.di_bkm) == (6_200_000, 300_000, 5_900_000)


def test_fund_card_and_swadaya(buku_ksm, ksm):
    """KEU-88: what the KSM still owes an account of; swadaya in cash and in kind apart."""
    (kartu,) = registers.fund_cards(buku_ksm)
    (gotong,) = registers.swadaya_register(buku_ksm)

    assert (kartu.ksm, kartu.dibayar, kartu.lpj, kartu.kembali, kartu.sisa) == (
        ksm,
        4_000_000,
        3_500_000,
        200_000,
        300_000,
    )
    assert (gotong.ksm, gotong.tunai, gotong.natura, gotong.jumlah) == (ksm, 50_000, 750_000, 800_000)


def test_bop_record(buku_ksm):
    """KEU-88: in and out of one year with the balance after each; another year is empty."""
    assert [(b.masuk, b.keluar, b.saldo) for b in registers.bop_record(buku_ksm, 2026)] == [
        (300_000, 0, 300_000), (0, 100_000, 200_000),
    ]  # fmt: skip
    assert registers.bop_record(buku_ksm, 2025) == []


def test_group_is_named(buku_bkm, ksm):
    """KEU-90: money for a group says which group; with it the same event is booked."""
    event(buku_bkm, "blm_masuk", 5_000_000, lewat="bank")
    for kode, isi in (("bayar_ksm", {"lewat": "bank"}), ("sisa_ksm", {}), ("lpj_diterima", {"akun": "21110"})):
        with pytest.raises(AturanDilanggar) as galat:
            event(buku_bkm, kode, 1_000, **isi)
        assert galat.value.aturan == "KEU-90"
    event(buku_bkm, "bayar_ksm", 1_000, lewat="bank", dana=Dana("blm_apbn", 2026, 1, ksm=ksm))


def test_voucher_asks_for_a_second_look(buku_ksm, ksm, sekretaris, koordinator):
    """KEU-23, KEU-28: more paid than there was, or accounted for than was paid, is said on the voucher and where it is approved."""
    d, tahap_dua = Dana("blm_apbn", 2026, 1, ksm=ksm), Dana("blm_apbn", 2026, 2, ksm=ksm)
    halaman = masuk(sekretaris)
    baik = event(buku_ksm, "bayar_ksm", 1_000_000, lewat="bank", dana=d)
    assert "Periksa lagi" not in halaman.get(f"/keuangan/bukti/{baik.pk}/").content.decode()

    tunai = event(buku_ksm, "bayar_ksm", 900_000, dana=d)
    lain = event(buku_ksm, "bayar_ksm", 1_000_000, lewat="bank", dana=tahap_dua)
    lpj = event(buku_ksm, "lpj_diterima", 1_500_000, akun="21110", dana=tahap_dua)
    kata = {
        tunai: ["Kas kurang Rp 550.000 pada 5 Januari 2026."],
        lain: ["2026 tahap 2 dibayarkan Rp 1.000.000 lebih dari yang ada."],
        lpj: ["LPJ dan sisa dana", "Rp 500.000 lebih dari yang dibayarkan", "terpakai Rp 1.500.000 lebih dari yang diterima."],
    }  # fmt: skip
    for bukti, isi in kata.items():
        teks = halaman.get(f"/keuangan/bukti/{bukti.pk}/").content.decode().replace("\xa0", " ")
        assert [k for k in isi if k not in teks] == []
    setuju = masuk(koordinator).get(f"/keuangan/bukti/{tunai.pk}/setujui/").content.decode().replace("\xa0", " ")
    assert "Kas kurang Rp 550.000" in setuju
    actions.reverse_jurnal(tunai, oleh=SISTEM, alasan="Keliru", tanggal=HARI)
    assert "Periksa lagi" not in halaman.get(f"/keuangan/bukti/{tunai.pk}/").content.decode()


def test_no_voucher_with_a_caution_is_approved_in_one_tap(buku_ksm, ksm, koordinator):
    """KEU-20, KEU-23, KEU-28: on the desk it shows its caution and leads to the voucher; others keep their button; many cost as few."""
    d = Dana("blm_apbn", 2026, 1, ksm=ksm)
    baik = event(buku_ksm, "bayar_ksm", 1_000, lewat="bank", dana=d)
    buruk = event(buku_ksm, "bayar_ksm", 900_000, dana=d)
    klien, alamat = masuk(koordinator), f"/keuangan/buku/{buku_ksm.pk}/"

    def desk() -> tuple[str, int]:
        klien.get(alamat)
        with CaptureQueriesContext(connection) as tangkap:
            isi = klien.get(alamat).content.decode().replace("\xa0", " ")
        return isi.partition('id="menunggu"')[2].partition("</section>")[0], len(tangkap)

    daftar, biaya = desk()
    assert (
        f'action="/keuangan/bukti/{baik.pk}/setujui/?ke=meja"' in daftar and f"/bukti/{buruk.pk}/setujui/" not in daftar
    )
    assert "Kas kurang Rp 550.000 pada 5 Januari 2026." in daftar and "Lihat dulu" in daftar
    for _ke in range(4):
        event(buku_ksm, "bayar_ksm", 500_000, dana=d)
        event(buku_ksm, "bayar_ksm", 1_000, lewat="bank", dana=Dana("blm_apbn", 2026, 2, ksm=ksm))
    banyak, sama = desk()
    assert sama == biaya and "tahap 2 dibayarkan Rp 4.000 lebih dari yang ada." in banyak


def test_desk_says_what_is_to_be_done(buku, pembuku, kasir):
    """KEU-85: an empty ledger asks for its opening balance; then cash below zero comes first, and months to close."""
    assert [t.judul for t in desk_of(buku, {}).tugas] == ["Isi saldo awal"]
    JurnalFactory(buku=buku)
    event(buku, "biaya", 150_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))

    meja = desk_of(buku, {"catat": True, "bukukan": False})

    assert (meja.kas, meja.bank) == (-50_000, 0)
    assert [t.keadaan for t in meja.tugas][0] == "buruk" and "minus" in meja.tugas[0].judul
    assert meja.tugas[0].tautan and "1 bukti menunggu persetujuan" in [t.judul for t in meja.tugas]
    assert any(t.judul == "Tutup bulan Januari 2026" for t in meja.tugas)
    assert all(t.tautan == "" for t in desk_of(buku, {"catat": False}).tugas[:1])


def test_states_of_many(buku, buku_bkm, kasir, django_assert_num_queries):
    """KEU-85: cash, bank, what waits, days below zero and months of all ledgers in five queries."""
    JurnalFactory(buku=buku)
    event(buku, "biaya", 150_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))
    event(buku_bkm, "blm_masuk", 5_000_000, lewat="bank")

    with django_assert_num_queries(5):
        upk, bkm = states_of([buku, buku_bkm])

    assert (upk.kas, upk.menunggu, upk.minus, upk.bulan_tertinggal) == (-50_000, 1, 1, 1)
    assert (bkm.bank, bkm.menunggu, bkm.minus) == (5_000_000, 0, 0)


def test_month_says_what_is_missing(buku, kasir, manajer, django_assert_num_queries):
    """KEU-16, KEU-23, KEU-89: approvals, days below zero and a missing count are named; once done nothing holds it back."""
    JurnalFactory(buku=buku)
    bayar = event(buku, "biaya", 150_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))
    bulan = Periode.objects.get(buku=buku)

    with django_assert_num_queries(6):
        kurang = [k for k in month_findings([bulan], buku)[bulan.pk] if not k.terpenuhi]
    assert [(k.aturan, k.mode) for k in kurang] == [("KEU-16", "block"), ("KEU-23", "block"), ("KEU-89", "warn")]
    assert str(bayar) in kurang[0].pesan
    halaman = masuk(manajer).get(f"/keuangan/buku/{buku.pk}/bulan/").content.decode()
    assert "Boleh dilanjutkan." in halaman and "dengan alasan" not in halaman
    ParameterFactory(kode="keuangan.hitung_kas_akhir_bulan", definisi="", nilai=True, jenis="ya_tidak", mode="block")

    actions.approve_jurnal(bayar, oleh=manajer)
    JurnalFactory(buku=buku)
    with pytest.raises(AturanDilanggar, match="Hitung kasnya") as galat:
        actions.close_periode(bulan, oleh=manajer)
    assert galat.value.aturan == "KEU-89"
    actions.count_kas(buku, oleh=manajer, tanggal=bulan.akhir, lembar={"k50000": 1}, penghitung="Yanti", saksi="Lilis")
    assert [k for k in month_findings([bulan], buku)[bulan.pk] if not k.terpenuhi] == []
    actions.close_periode(bulan, oleh=manajer)


def test_approvals_wait_for_who_may(buku, kasir, manajer, koordinator):
    """KEU-20: the manager is told, with one line for the ledger; not the cashier, nor who approves elsewhere."""
    event(buku, "biaya", 1_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))
    event(buku, "biaya", 2_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))

    (satu,) = waiting_for(fresh(manajer))

    assert "2" in satu.judul and str(buku.pk) in satu.tautan
    assert waiting_for(fresh(kasir)) == [] and waiting_for(fresh(koordinator)) == []


def test_preview_is_what_is_booked(buku, kasir):
    """KEU-21: the journal shown before saving is the journal that is saved; showing it writes nothing."""
    isi = {"jumlah": {"pokok": 250_000, "jasa": 37_500}, "dana": Dana("perguliran", 2026)}

    lihat = [(str(b.akun), b.debit, b.kredit) for b in actions.lines_of(buku, "angsuran", **isi)]

    assert not Jurnal.objects.exists()
    jadi = actions.record_peristiwa(buku, "angsuran", oleh=kasir, tanggal=HARI, **isi)
    assert lihat == list(jadi.baris.order_by("urut").values_list("akun__kode", "debit", "kredit"))


def test_parts_of_the_page_follow_the_chart(buku, buku_bkm):
    """KEU-88: registers belong to the Sekretariat only."""
    assert "Register" in [str(t["label"]) for t in tabs_of(buku_bkm, "meja")]
    assert "Register" not in [str(t["label"]) for t in tabs_of(buku, "meja")]


# -- pages ---------------------------------------------------------------------------------------------------------


def addresses(buku: Any, buku_bkm: Any) -> dict[str, str]:
    """Every page of the desk that only reads, with a row behind it."""
    jurnal = buku.jurnal.first()
    hitung = HitungKas.objects.filter(buku=buku).first() or HitungKasFactory(buku=buku)
    u, s = f"/keuangan/buku/{buku.pk}/", f"/keuangan/buku/{buku_bkm.pk}/"
    return {
        "meja": u, "bukti": f"{u}bukti/", "pilih": f"{u}bukti/baru/", "kas": f"{u}kas/", "bulan": f"{u}bulan/",
        "akun": f"{u}akun/", "register": f"{s}register/", "blm": f"{s}register/blm/", "swadaya": f"{s}register/swadaya/",
        "kartu": f"{s}register/kartu/", "bop": f"{s}register/bop/", "satu": f"/keuangan/bukti/{jurnal.pk}/",
        "hitung": f"/keuangan/hitung-kas/{hitung.pk}/",
    }  # fmt: skip


def test_pages_by_everybody(buku, buku_bkm, kasir, sekretaris, empat_petugas):
    """UMU-11, UMU-12: who has the ledger in scope reads; another kota gets 404, a person without a task 403."""
    JurnalFactory(buku=buku)
    semua = addresses(buku, buku_bkm)
    for nama, orang in {**empat_petugas, "kasir": kasir, "sekretaris": sekretaris}.items():
        klien = masuk(orang)
        harap = {"kota_lain": 404, "tanpa_tugas": 403}.get(nama, 200)
        for kode, alamat in semua.items():
            assert klien.get(alamat).status_code == harap, (nama, kode)
        assert klien.get(TAB).status_code == harap, nama
        daftar = klien.get("/keuangan/")
        assert daftar.status_code == (403 if nama == "tanpa_tugas" else 200)
        if nama != "tanpa_tugas":
            assert (str(buku.pk) in daftar.content.decode()) == (nama != "kota_lain")
    assert masuk(kasir).get(f"/keuangan/buku/{buku.pk}/register/").status_code == 404
    assert masuk(kasir).get(f"/keuangan/buku/{buku_bkm.pk}/register/zzz/").status_code == 404


FORMULIR = {
    "saldo-awal/": {"pembuku"}, "akun/baru/": {"pembuku"}, "pemilik/baru/": {"pembuku"}, "bukti/bebas/": {"pembuku"},
    "bukti/baru/angsuran/": {"pembuku", "kasir"}, "bukti/baru/setor_bank/": {"pembuku", "kasir"},
    "bukti/baru/penyusutan/": {"pembuku"},
    "kas/hitung/": {"pembuku", "kasir", "manajer"}, "tutup-hari/": {"manajer"}, "buka-hari/": {"koordinator"},
}  # fmt: skip


def test_forms_by_everybody(buku, pembuku, kasir, manajer, koordinator, sekretaris, empat_petugas):
    """KEU-19, KEU-24, KEU-84: a form opens for who does that work, and is 403 for who only reads, whatever they send."""
    orang = {
        **empat_petugas, "pembuku": pembuku, "kasir": kasir, "manajer": manajer, "koordinator": koordinator,
        "sekretaris": sekretaris,
    }  # fmt: skip
    for nama, siapa in orang.items():
        klien = masuk(siapa)
        for bagian, boleh in FORMULIR.items():
            alamat = f"/keuangan/buku/{buku.pk}/{bagian}"
            harap = 404 if nama == "kota_lain" else 200 if nama in boleh else 403
            assert klien.get(alamat).status_code == harap, (nama, bagian)
            if harap != 200:
                assert klien.post(alamat, kunci()).status_code == harap, (nama, bagian)
    pilihan = masuk(kasir).get(f"/keuangan/buku/{buku.pk}/bukti/baru/").content.decode()
    assert "Kas disetor ke bank" in pilihan and "Penyusutan" not in pilihan and "Jurnal bebas" not in pilihan
    assert masuk(kasir).get(f"/keuangan/buku/{buku.pk}/bukti/baru/bayar_ksm/").status_code == 404
    assert masuk(pembuku).get(f"/keuangan/buku/{buku.pk}/bukti/baru/modal_diterima/").status_code == 404
    assert masuk(sekretaris).get(f"/keuangan/buku/{buku.pk}/bukti/pindah/").status_code == 403


def test_every_event_has_a_form(buku, buku_bkm, pembuku, sekretaris):
    """KEU-21: each event of both charts opens its form, whatever it asks."""
    for kode, templat in TEMPLAT.items():
        milik, orang = (buku, pembuku) if templat.bagan == "upk" else (buku_bkm, sekretaris)
        harap = 404 if kode in BERPASANGAN else 200
        assert masuk(orang).get(f"/keuangan/buku/{milik.pk}/bukti/baru/{kode}/").status_code == harap, kode


def test_voucher_by_page(buku, kasir, tmp_path, settings):
    """KEU-21, KEU-86: preview writes nothing; saving books and files the photo; a slip keeps what was typed."""
    settings.MEDIA_ROOT = tmp_path
    alamat = f"/keuangan/buku/{buku.pk}/bukti/baru/angsuran/"
    isi = {
        "pokok": "250.000", "jasa": "37.500", "lewat": "kas", "tanggal": "2026-01-05", "uraian": "KSM Melati ke-3",
        "sumber": "perguliran", "tahun": "2026", "termin": "0",
    }  # fmt: skip
    klien = masuk(kasir)

    lihat = klien.post(f"{alamat}?pratinjau=1", kunci(**isi)).content.decode()
    assert "Rp 287.500" in lihat and "Pinjaman KSM" in lihat and not Jurnal.objects.exists()
    sepotong = klien.post(
        f"{alamat}?pratinjau=1", kunci(**{**isi, "pokok": "", "jasa": ""}), headers={"HX-Request": "true"}
    )
    assert "Isi sedikitnya satu jumlah" in sepotong.content.decode() and "<html" not in sepotong.content.decode()
    salah = klien.post(alamat, kunci(**{**isi, "tahun": ""}))
    assert (
        salah.status_code == 400 and "KSM Melati ke-3" in salah.content.decode() and "250.000" in salah.content.decode()
    )

    foto = BytesIO()
    Image.new("RGB", (60, 40), "white").save(foto, "JPEG")
    kirim = kunci(**isi, foto=SimpleUploadedFile("nota.jpg", foto.getvalue(), "image/jpeg"))
    jawaban = klien.post(alamat, kirim)

    jurnal = Jurnal.objects.get()
    assert jawaban.status_code == 302 and str(jurnal.pk) in jawaban.headers["Location"]
    assert (jurnal.nomor_bukti, jurnal.jumlah, jurnal.dibuat_oleh_nama) == ("BKM 0001/2026", 287_500, "Yanti Kasir")
    assert Berkas.objects.for_object(jurnal).get().slot == "nota"
    assert "KSM Melati ke-3" in klien.get(jawaban.headers["Location"]).content.decode()


def test_approve_and_reverse_by_page(buku, kasir, pembuku, manajer):
    """KEU-13, KEU-20: the recorder sees why not, the manager approves from the desk, the bookkeeper reverses with a reason."""
    bayar = event(buku, "biaya", 1_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026))
    alamat = f"/keuangan/bukti/{bayar.pk}/"
    assert masuk(kasir).post(f"{alamat}setujui/", kunci()).status_code == 403
    assert "Anda yang mencatatnya" in masuk(kasir).get(f"/keuangan/buku/{buku.pk}/").content.decode()
    assert masuk(pembuku).get(f"{alamat}setujui/").status_code == 403
    assert masuk(manajer).get(f"{alamat}setujui/").status_code == 200

    setuju = masuk(manajer).post(f"{alamat}setujui/?ke=meja", kunci())

    assert setuju.headers["Location"] == f"/keuangan/buku/{buku.pk}/#menunggu"
    assert "Lilis Manajer" in masuk(kasir).get(alamat).content.decode()
    assert masuk(kasir).get(f"{alamat}balik/").status_code == 403
    formulir = masuk(pembuku).get(f"{alamat}balik/")  # offered on its own day, so that no day is left below zero
    assert formulir.context["form"].initial["tanggal"] == bayar.tanggal
    assert "Kas kurang Rp 1.000 pada" in masuk(pembuku).get(alamat).content.decode()
    isi = {"tanggal": "2026-01-06", "alasan": ""}
    assert masuk(pembuku).post(f"{alamat}balik/", kunci(**isi)).status_code == 400
    balik = masuk(pembuku).post(f"{alamat}balik/", kunci(**{**isi, "alasan": "Nota ganda"}))
    assert balik.status_code == 302 and "Nota ganda" in masuk(kasir).get(balik.headers["Location"]).content.decode()
    ulang = masuk(pembuku).post(f"{alamat}balik/", kunci(**{**isi, "alasan": "Sekali lagi"}))
    assert ulang.status_code == 409 and "Sekali lagi" in ulang.content.decode()


def grid(**sel: str) -> dict[str, str]:
    """A form of lines: the fund above, cells by name."""
    return {"sumber": "perguliran", "tahun": "2026", "termin": "0", "banyak": "2", **sel}


def test_cash_to_the_bank_is_filled_in(buku, kasir, pembuku):
    """KEU-19: the desk's sum above the limit stands in the form; a cashier is asked for the slip before sending."""
    alamat = f"/keuangan/buku/{buku.pk}/bukti/baru/setor_bank/?jumlah=2775700"
    form = masuk(kasir).get(alamat).context["form"]
    assert form["jumlah"].value() == "2.775.700" and form.fields["bukti"].required
    assert str(form.fields["bukti"].label) == "Nomor slip bank"
    assert not masuk(pembuku).get(alamat).context["form"].fields["bukti"].required


def test_opening_balance_by_page(buku, pembuku):
    """KEU-22: both sides must agree, nothing typed is lost; more rows on demand; booked once it balances."""
    alamat = f"/keuangan/buku/{buku.pk}/saldo-awal/"
    klien = masuk(pembuku)
    form = klien.get(alamat).context["form"]
    ke = {a.kode: i for i, a in enumerate(form.tetap)}
    assert "41010" not in ke and "31050" not in ke and form.bebas == 2
    assert f"/impor/keuangan.upk/{buku.wilayah_id}/" in klien.get(alamat).content.decode()  # KEU-151 is found from here
    miring = grid(**{f"debit_{ke['11010']}": "1.000.000", f"kredit_{ke['31010']}": "900.000"})

    salah = klien.post(alamat, kunci(**miring))
    assert (
        salah.status_code == 409 and "tidak seimbang" in salah.content.decode() and "900.000" in salah.content.decode()
    )
    lebih = klien.post(alamat, kunci(**miring, tambah="1"))
    assert lebih.status_code == 200 and lebih.context["form"].bebas == 8 and "900.000" in lebih.content.decode()
    assert not Jurnal.objects.exists()

    akhir = len(form.tetap)
    pas = {**miring, f"akun_{akhir}": "31030", f"kredit_{akhir}": "100.000", f"sumber_{akhir}": "hibah"}
    assert klien.post(alamat, kunci(**pas)).status_code == 302
    jurnal = Jurnal.objects.get()
    assert jurnal.peristiwa == "saldo_awal" and jurnal.jumlah == 1_000_000
    assert jurnal.baris.get(akun__kode="31030").sumber_dana_id == "hibah"
    assert "Saldo awal sudah dibukukan" in klien.get(alamat).content.decode()


def test_free_journal_by_page(buku, pembuku):
    """KEU-06: a slip in a line is shown beside it; rows without account or amount are pointed at."""
    JurnalFactory(buku=buku)
    alamat = f"/keuangan/buku/{buku.pk}/bukti/bebas/"
    klien = masuk(pembuku)
    isi = grid(
        jenis="bkk", tanggal="2026-01-06", uraian="Sewa tempat", akun_0="51050", debit_0="50.000", akun_1="11010",
        kredit_1="50.000",
    )  # fmt: skip
    dua = klien.post(alamat, kunci(**{**isi, "kredit_0": "5"}))
    assert dua.status_code == 400 and dua.context["form"].errors["debit_0"]
    kosong = klien.post(alamat, kunci(**{**isi, "akun_1": ""}))
    assert kosong.status_code == 400 and kosong.context["form"].errors["akun_1"]
    assert klien.post(alamat, kunci(**{**isi, "debit_0": ""})).context["form"].errors["debit_0"]
    assert klien.post(alamat, kunci(**isi, tambah="1")).context["form"].bebas == 8

    assert klien.post(alamat, kunci(**isi)).status_code == 302
    assert Jurnal.objects.filter(peristiwa="lain", uraian="Sewa tempat").count() == 1


def test_transfer_by_page(buku, buku_bkm, sekretaris, pembuku):
    """KEU-14: one form books both ledgers; without a UPK's ledger there is no such page."""
    event(buku_bkm, "blm_masuk", 5_000_000, lewat="bank")
    alamat = f"/keuangan/buku/{buku_bkm.pk}/bukti/pindah/"
    isi = {
        "jumlah": "2.000.000",
        "lewat": "bank",
        "tanggal": "2026-01-07",
        "sumber": "blm_apbn",
        "tahun": "2026",
        "termin": "1",
    }
    assert masuk(sekretaris).get(alamat).status_code == 200
    assert masuk(pembuku).get(alamat).status_code == 403
    for kosong in ("jumlah", "termin"):
        assert masuk(sekretaris).post(alamat, kunci(**{**isi, kosong: ""})).status_code == 400

    jawaban = masuk(sekretaris).post(alamat, kunci(**isi))

    assert jawaban.status_code == 302
    keluar, masuknya = Jurnal.objects.exclude(pasangan=None).order_by("jenis")
    assert (keluar.buku, masuknya.buku, keluar.jumlah) == (buku_bkm, buku, masuknya.jumlah)
    assert str(masuknya) in masuk(sekretaris).get(f"/keuangan/bukti/{keluar.pk}/").content.decode()


def test_open_a_ledger_by_page(bagan, badan, pembuku, kasir, sekretaris, empat_petugas):
    """KEU-01: the bookkeeper opens the UPK's; the page leads to the opening balance; a second one is refused."""
    alamat = f"{TAB}baru/"
    for nama, harap in {"kelurahan": 403, "kota": 403, "kota_lain": 403, "tanpa_tugas": 403}.items():
        assert masuk(empat_petugas[nama]).get(alamat).status_code in {harap, 404}, nama
    assert masuk(kasir).get(alamat).status_code == 403
    isi = {"badan": str(badan.pk), "unit": "upk", "mulai": "2026-01-01"}
    assert masuk(pembuku).post(alamat, kunci(**{**isi, "unit": "sekretariat"})).status_code == 400

    jawaban = masuk(pembuku).post(alamat, kunci(**isi))

    buku = Buku.objects.get()
    assert jawaban.headers["Location"] == f"/keuangan/buku/{buku.pk}/saldo-awal/"
    assert masuk(pembuku).post(alamat, kunci(**isi)).status_code == 409
    assert "Buka buku" in masuk(sekretaris).get(TAB).content.decode()


def test_own_account_and_owner_by_page(buku, pembuku):
    """KEU-03, KEU-05: added beside the sourced codes; a code of another group is refused in the form."""
    alamat = f"/keuangan/buku/{buku.pk}/"
    isi = {"golongan": "biaya", "kode": "51020", "nama": "Lembur", "kas_bank": ""}
    klien = masuk(pembuku)
    assert klien.post(f"{alamat}akun/baru/", kunci(**{**isi, "kode": "11999"})).status_code == 400
    assert klien.post(f"{alamat}akun/baru/", kunci(**{**isi, "kode": "51010"})).status_code == 409

    assert klien.post(f"{alamat}akun/baru/", kunci(**isi)).status_code == 302
    assert klien.post(f"{alamat}pemilik/baru/", kunci(nama="Dinas Sosial")).status_code == 302
    assert (
        AkunBuku.objects.filter(buku=buku, kode="51020").exists() and PemilikDana.objects.get().nama == "Dinas Sosial"
    )
    isi_akun = klien.get(f"{alamat}akun/").content.decode()
    assert "Lembur" in isi_akun and "Dinas Sosial" in isi_akun


def test_count_and_close_the_day_by_page(buku, kasir, manajer, koordinator):
    """KEU-80, KEU-24: pieces are typed, the page offers to close that day, who opens it again says why."""
    JurnalFactory(buku=buku)
    alamat = f"/keuangan/buku/{buku.pk}/"
    isi = {"akun": "11010", "tanggal": "2026-01-05", "penghitung": "Yanti", "saksi": "Lilis", "k50000": "1"}
    beda = masuk(kasir).post(f"{alamat}kas/hitung/", kunci(**isi))
    assert beda.status_code == 409 and "Rp 50.000" in beda.content.decode()
    assert masuk(kasir).post(f"{alamat}kas/hitung/", kunci(**{**isi, "k50000": "x"})).status_code == 400
    assert 'data-saldo="100000"' in masuk(kasir).get(f"{alamat}kas/hitung/?tanggal=2026-01-05").content.decode()
    assert masuk(kasir).get(f"{alamat}kas/hitung/?tanggal=zzz").status_code == 200

    jadi = masuk(kasir).post(f"{alamat}kas/hitung/", kunci(**{**isi, "k50000": "2"}))

    assert "Tutup hari ini" not in masuk(kasir).get(jadi.headers["Location"]).content.decode()
    assert "Tutup hari ini" in masuk(manajer).get(jadi.headers["Location"]).content.decode()
    assert masuk(manajer).post(f"{alamat}tutup-hari/", kunci(tanggal="2026-01-05")).status_code == 302
    assert Buku.objects.get(pk=buku.pk).tutup_hari == HARI
    assert masuk(koordinator).post(f"{alamat}buka-hari/", kunci(tanggal="2026-01-05", alasan="")).status_code == 400
    buka = masuk(koordinator).post(f"{alamat}buka-hari/", kunci(tanggal="2026-01-05", alasan="Nota tertinggal"))
    assert buka.status_code == 302 and Buku.objects.get(pk=buku.pk).tutup_hari == date(2026, 1, 4)


def test_month_by_page(buku, manajer, koordinator, kasir):
    """KEU-16, KEU-18: the page closes the month through the dialog; the coordinator opens it again with the decision."""
    JurnalFactory(buku=buku)
    bulan = Periode.objects.get(buku=buku)
    alamat = f"/keuangan/periode/{bulan.pk}/transisi/"
    assert masuk(kasir).get(f"{alamat}tutup/").status_code == 403
    assert masuk(manajer).get(f"{alamat}zzz/").status_code == 404
    assert "Kas belum dihitung" in masuk(manajer).get(f"/keuangan/buku/{buku.pk}/bulan/").content.decode()

    assert masuk(manajer).post(f"{alamat}tutup/", kunci()).status_code == 302
    assert Periode.objects.get().status == "ditutup"
    assert masuk(koordinator).post(f"{alamat}buka_kembali/", kunci(alasan="")).status_code == 400
    assert masuk(koordinator).post(f"{alamat}buka_kembali/", kunci(alasan="Keputusan rapat 3 Mei")).status_code == 302
    assert "Keputusan rapat 3 Mei" in masuk(kasir).get(f"/keuangan/buku/{buku.pk}/bulan/").content.decode()


def test_list_of_vouchers_is_filtered(buku, kasir, pembuku):
    """KEU-06: by words, kind, event, account, state and day, on the page as in the API; a wrong filter is no error."""
    satu = JurnalFactory(buku=buku)
    bayar = event(
        buku, "biaya", 1_000, oleh=kasir, akun="51030", dana=Dana("perguliran", 2026), uraian="Kertas", bukti="N-7"
    )
    balik = actions.reverse_jurnal(satu, oleh=SISTEM, alasan="Salah", tanggal=date(2026, 1, 6))
    alamat = f"/keuangan/buku/{buku.pk}/bukti/"
    klien = masuk(kasir)

    def found(tanya: str) -> set[Any]:
        return {j.pk for j in klien.get(f"{alamat}?{tanya}").context["halaman"].baris}

    assert (
        found("q=kert")
        == found("q=n-7")
        == found("jenis=bkk")
        == found("akun=51")
        == found("peristiwa=biaya")
        == {bayar.pk}
    )
    assert found("keadaan=menunggu") == {bayar.pk, balik.pk} and found("keadaan=dibalik") == {satu.pk}
    assert found("keadaan=balik") == found("dari=2026-01-06") == {balik.pk} and found("keadaan=disetujui") == set()
    assert found("keadaan=tanpa") == {satu.pk}
    assert klien.get(f"{alamat}?keadaan=zzz&dari=kemarin").status_code == 200
    assert klien.get(f"{alamat}?format=xlsx").headers["Content-Type"].endswith("sheet")


def cost(klien: Any, alamat: dict[str, str]) -> dict[str, int]:
    """Queries of each page, once it is warm."""
    hasil = {}
    for kode, a in alamat.items():
        klien.get(a)
        with CaptureQueriesContext(connection) as tangkap:
            assert klien.get(a).status_code == 200, a
        hasil[kode] = len(tangkap)
    return hasil


def test_pages_cost_the_same_for_many(buku, buku_ksm, kasir, pembuku, ksm):
    """UMU-15, KEU-85: many vouchers, months, counts and ledgers cost what one does; the figures are recorded here."""
    JurnalFactory(buku=buku)
    alamat = {**addresses(buku, buku_ksm), "beranda": "/keuangan/", "kelurahan": TAB, "xlsx": "/keuangan/?format=xlsx"}
    event(buku, "biaya", 1_000, oleh=pembuku, akun="51030", dana=Dana("perguliran", 2026))
    klien = masuk(kasir)
    satu = cost(klien, alamat)

    for ke in range(6):
        hari = date(2026, 1 + ke, 9)
        event(buku, "biaya", 1_000, oleh=pembuku, akun="51030", dana=Dana("perguliran", 2026), tanggal=hari)
        JurnalFactory(buku=buku, tanggal=hari)
        actions.count_kas(
            buku, oleh=SISTEM, tanggal=hari, lembar={"k1000": 1}, penghitung="A", saksi="B", penjelasan="uji"
        )
        d = Dana("blm_apbn", 2026, 1, ksm=KSMFactory())
        event(buku_ksm, "bayar_ksm", 1_000, lewat="bank", dana=d, tanggal=hari)
        event(buku_ksm, "swadaya_tunai", 1_000, dana=Dana("swadaya", 2026, ksm=d.ksm), tanggal=hari)
        JurnalFactory(buku=BukuFactory(unit="upk"))

    assert cost(klien, alamat) == satu
    assert max(satu.values()) <= 18, satu


# -- papers --------------------------------------------------------------------------------------------------------


def test_voucher_on_paper(buku, kasir, manajer):
    """KEU-87: number, amount in words, lines, who made and who approved; a draft until somebody approved."""
    ksm = KSMFactory(nama="Melati")
    bayar = event(
        buku,
        "pinjaman_cair",
        2_500_000,
        oleh=kasir,
        lewat="bank",
        dana=Dana("perguliran", 2026, ksm=ksm),
        uraian="Pinjaman I",
    )
    kind = kind_of("bukti_kas")

    isi = kind.build(bayar)

    assert isi["judul"] == "Bukti Kas Keluar" and isi["nomor"] == "BKK 0001/2026"
    assert isi["terbilang"] == "dua juta lima ratus ribu rupiah" and "Melati" in isi["pihak"]["nama"]
    assert [(b["kode"], b["debit"], b["kredit"]) for b in isi["baris"]] == [
        ("11030", "2.500.000", ""),
        ("11021", "", "2.500.000"),
    ]
    assert [t["nama"] for t in isi["penanda_tangan"]] == ["Yanti Kasir", "", ""] and not kind.final(bayar)

    actions.approve_jurnal(bayar, oleh=manajer)
    lagi = Jurnal.objects.get(pk=bayar.pk)
    assert kind.final(lagi) and kind.build(lagi)["penanda_tangan"][1]["nama"] == "Lilis Manajer"
    assert kind.final(JurnalFactory(buku=buku))


def test_cash_count_on_paper(buku):
    """KEU-87: all denominations, the sum in words, the book's balance and what differs."""
    hitung = HitungKasFactory(buku=JurnalFactory(buku=buku).buku)

    isi = kind_of("hitung_kas").build(hitung)

    assert isi["terbilang"] == "seratus ribu rupiah" and isi["cocok"] and len(isi["pecahan"]) == 13
    assert reports.cash_count(hitung)["penanda_tangan"][1]["nama"] == "Lilis"


@pytest.mark.slow
@pytest.mark.parametrize("kode", ["bukti_kas", "hitung_kas"])
def test_papers_are_one_sheet(buku, kode):
    """KEU-87: a voucher fits one A5, the record of a count one A4."""
    from inti.pdf import pdf_available, print_html, render_html

    if not pdf_available():
        pytest.skip("pustaka PDF tidak terpasang")
    jurnal = JurnalFactory(buku=buku)
    objek = jurnal if kode == "bukti_kas" else HitungKasFactory(buku=buku)
    kind = kind_of(kode)
    isi = kind.build(objek)
    html = render_html(
        kind.templat,
        {
            "isi": isi,
            "judul": isi["judul"],
            "kode": "AAAA-BBBB-CCCC",
            "sidik": "ab12" * 16,
            "alamat_periksa": "contoh.id",
            "qr": {kode: ""},
        },
    )

    assert print_html(html).halaman == 1


def test_every_event_has_its_sentence(settings):
    """UMU-03: what an action of this app writes into the trail, and every step of its records, is told in words."""
    sumber = "\n".join(p.read_text() for p in (settings.BASE_DIR / "keuangan" / "actions").glob("*.py"))
    tertulis = set(re.findall(r'catat\(\s*"(keuangan\.[a-z_.]+)"', sumber))
    langkah = {
        f"{m._meta.label_lower}.{nama}"
        for m in apps.get_app_config("keuangan").get_models()
        if any(f.name == "status" for f in m._meta.fields)
        for nama in declared(m)
    }

    assert len(tertulis) > 25 and len(langkah) > 10
    assert (tertulis | langkah) - set(KALIMAT) == set()
