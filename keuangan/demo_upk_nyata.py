"""Demo helper: the published books of one living UPK, brought in through the import and continued day by day.

The figures are real (data/contoh/upk_nyata.json says whose and from where); the names of the groups are invented, because
the source has none.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.tabel import Kolom
from inti.unggah import check_upload
from inti.xlsx import export_xlsx, read_table
from keuangan import actions
from keuangan.actions import BarisKoran, Dana, Terima
from keuangan.bagi import Minta
from keuangan.hitung.alokasi import Pengecualian
from keuangan.impor import KOLOM, import_upk
from keuangan.models import BarisJurnal, Buku, Jurnal, Periode, Pinjaman, RekeningKoran
from keuangan.pecahan import pieces_of
from keuangan.queries import balance_of
from laporan.actions import save_berkas
from siklus.demo.desa import sheet_picture
from siklus.models import SumberDana
from wilayah.models import Badan

DANA = Dana("perguliran", 2022)
AKUN = {
    "kas_upk": "11010", "bank_upk": "11021", "piutang_ksm": "11030", "inventaris": "12020",
    "akumulasi_penyusutan_inventaris": "12021", "titipan_bop_ksm": "21030", "anggaran_upl": "21042",
    "anggaran_ups": "21043", "modal_dari_bkm": "31020", "modal_dari_laba": "31030",
    "laba_2022_dibukukan_terpisah": "31040", "jasa_pinjaman_2022_atas_pinjaman_berjalan": "31040",
}  # fmt: skip
# What each kind of daily entry is as an event, through which money, on which account.
JENIS = {
    "tarik tunai": ("tarik_tunai", "kas", ""),
    "setoran kas ke bank": ("setor_bank", "kas", ""),
    "bunga bank": ("bunga_bank", "bank", ""),
    "biaya administrasi bank": ("biaya_bank", "bank", ""),
    "pajak bank": ("biaya_bank", "bank", ""),
    "honor": ("biaya", "kas", "51010"),
    "lembur petugas pembukuan": ("biaya", "kas", "51010"),
}
# How a bank words them, and how many days later it shows them (within the month).
KATA_BANK = {
    "tarik_tunai": ("TARIKAN TUNAI", 0), "setor_bank": ("SETORAN TUNAI", 1), "bunga_bank": ("JASA GIRO", 0),
    "biaya_bank": ("BIAYA ADM DAN PAJAK", 0), "angsuran": ("TRANSFER MASUK", 0),
}  # fmt: skip
BELANJA_BKM = ("belanja_anggaran", "kas", "21041")
# The source names no group: "K01" to "K24" get flowers.
BUNGA = (
    "Anggrek", "Mawar", "Dahlia", "Kamboja", "Seruni", "Teratai", "Flamboyan", "Bougenville", "Soka", "Wijayakusuma",
    "Lili", "Tulip", "Aster", "Nusa Indah", "Sakura", "Edelweis", "Gardenia", "Alamanda", "Kantil", "Kecubung",
    "Lavender", "Matahari", "Peoni", "Zinia",
)  # fmt: skip


def group_name(ref: str) -> str:
    """The invented name of a group of the source."""
    return BUNGA[int(ref.removeprefix("K")) - 1]


@cache
def published() -> dict[str, Any]:
    """The case as published."""
    berkas = Path(settings.BASE_DIR) / "data" / "contoh" / "upk_nyata.json"
    isi: dict[str, Any] = json.loads(berkas.read_text(encoding="utf-8"))
    return isi


def sheet() -> list[dict[str, Any]]:
    """The books as somebody would type them into the template of the import: 24 groups, then the opening balance."""
    isi = published()
    baris: list[dict[str, Any]] = [
        {
            "ksm": group_name(p["ref"]), "pokok": p["pokok"], "tenor": p["tenor_bulan"], "cair": p["tgl_cair"],
            "pokok_dibayar": p["dibayar_sd_2022_12_31"]["pokok"], "jasa_dibayar": p["dibayar_sd_2022_12_31"]["jasa"],
            "bop_dibayar": p["dibayar_sd_2022_12_31"]["bop"], "titipan": p["dibayar_sd_2022_12_31"]["bop"],
        }
        for p in isi["pinjaman"]
    ]  # fmt: skip
    for sisi, tanda in (("aktiva", 1), ("pasiva", -1)):
        for nama, n in isi["saldo_awal"][sisi].items():
            saldo = n * tanda
            baris.append({"akun": AKUN[nama], "debit": max(saldo, 0) or None, "kredit": max(-saldo, 0) or None})
    return baris


def published_year() -> tuple[Decimal, Decimal]:
    """Assets and profit of the year before the ledger, as published (rupiah)."""
    isi = published()["saldo_awal_diharapkan"]
    return Decimal(isi["total_aktiva"]), Decimal(isi["laba_2022"])


def bring_books(badan: Badan, *, manajer: Any, pembuku: Any, kasir: Any) -> Buku:
    """The ledger with its product, the imported state of 31 December 2022, and January 2023 counted, checked, locked and put up.

    `pembuku` must be allowed to register groups too (the import makes the 24 that are not there).
    """
    isi = published()
    buku = actions.open_buku(badan, unit="upk", mulai=date.fromisoformat(isi["saldo_awal"]["tanggal"]), oleh=pembuku)
    perguliran = SumberDana.objects.get(pk="perguliran")
    produk = actions.open_produk(buku, oleh=manajer, nama="Pinjaman bergulir", sumber_dana=perguliran)
    actions.set_ketentuan(
        produk, oleh=manajer, berlaku_mulai=date(2020, 1, 1), dasar="Aturan pinjaman UPK", metode="flat",
        jasa_persen=Decimal("1.45"), bop_persen=Decimal("0.05"), pembulatan="atas_100", tenor_maks=12,
    )  # fmt: skip
    tabel = read_table(export_xlsx("UPK", [Kolom(k.kode, str(k.judul)) for k in KOLOM], sheet()), KOLOM)
    import_upk(tabel.baris, badan.wilayah_id, oleh=pembuku, sumber="buku UPK 2022")
    enter_january(buku, kasir=kasir, pembuku=pembuku, manajer=manajer)
    match_january(buku, oleh=pembuku)
    for jurnal in Jurnal.objects.filter(buku=buku, perlu_persetujuan=True, persetujuan__isnull=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    for periode in Periode.objects.filter(buku=buku).order_by("tahun", "bulan"):
        end_month(buku, periode, kasir=kasir, pembuku=pembuku, manajer=manajer)
    announce(periode, oleh=pembuku)
    return buku


def end_month(buku: Buku, periode: Periode, *, kasir: Any, pembuku: Any, manajer: Any) -> None:
    """One month along its path: counted, reserved, checked, locked. The published books keep no reserve; a month here does."""
    kas = int(balance_of(buku, "11010", periode.akhir))
    actions.count_kas(
        buku, oleh=kasir, tanggal=periode.akhir, lembar=pieces_of(kas), penghitung=kasir.nama, saksi=manajer.nama
    )
    actions.post_cadangan(buku, tahun=periode.tahun, bulan=periode.bulan, oleh=pembuku)
    actions.check_buku(periode, oleh=pembuku)
    actions.close_periode(periode, oleh=manajer)


def announce(periode: Periode, *, oleh: Any) -> None:
    """Put its sheet up in two places, with a photo that is made up."""
    pengumuman = actions.announce_month(
        periode, oleh=oleh, tanggal=periode.akhir + timedelta(days=5), tempat=["Balai warga", "Papan informasi RW 01"]
    )
    foto = check_upload(SimpleUploadedFile("papan.jpg", sheet_picture("PAPAN INFORMASI"), "image/jpeg"))
    save_berkas(
        foto, oleh=oleh, wilayah=periode.wilayah, objek=pengumuman, slot="papan_bulan", keterangan="Contoh lembar papan"
    )


def enter_january(buku: Buku, *, kasir: Any, pembuku: Any, manajer: Any) -> None:
    """January 2023 as it happened: what each group paid, then the other entries, in the order of the source."""
    isi = published()
    pinjaman = {p.ksm.nama: p for p in Pinjaman.objects.filter(buku=buku).select_related("ksm")}
    for b in sorted(isi["penerimaan_januari"]["penerimaan_per_ksm"], key=lambda b: b["tanggal"]):
        # Two groups brought a round sum that the source booked as principal alone.
        dulu = None if b["jasa"] else Pengecualian("Menurut buku UPK semuanya pokok", manajer.nama)
        jumlah = Decimal(b["pokok"] + b["jasa"] + b["bop"])
        minta = Minta(jumlah, date.fromisoformat(b["tanggal"]), bop=Decimal(b["bop"]), pokok_dulu=dulu)
        actions.pay_pinjaman(pinjaman[group_name(b["ref"])], Terima(minta), oleh=kasir)
    for m in isi["januari"]["mutasi"]:
        kode, lewat, akun = JENIS.get(m["jenis"], BELANJA_BKM)
        actions.record_peristiwa(
            buku, kode, oleh=pembuku, tanggal=date.fromisoformat(m["tanggal"]), jumlah=m["jumlah"], dana=DANA,
            lewat=lewat, akun=akun, uraian=m["jenis"].capitalize(),
        )  # fmt: skip


def bank_january(buku: Buku) -> list[BarisKoran]:
    """January 2023 as its bank would have shown it: the book's own bank lines, deposits a day later, with balances."""
    akhir = date(2023, 1, 31)
    milik = BarisJurnal.objects.filter(buku=buku, akun__kode=AKUN["bank_upk"], tanggal__range=(date(2023, 1, 1), akhir))
    isi = []
    for b in milik.select_related("jurnal"):
        kata, lambat = KATA_BANK.get(b.jurnal.peristiwa, ("TRANSAKSI", 0))
        isi.append((min(b.tanggal + timedelta(days=lambat), akhir), b.pk, kata, b.debit, b.kredit))
    saldo, baris = Decimal(published()["januari"]["bank_awal"]), []
    for hari, _pk, kata, masuk, keluar in sorted(isi):
        saldo += masuk - keluar
        baris.append(BarisKoran(hari, kata, masuk, keluar, saldo))
    return baris


def match_january(buku: Buku, *, oleh: Any) -> RekeningKoran:
    """The bank's January entered and matched: every strong suggestion at one press."""
    baris = bank_january(buku)
    awal = Decimal(published()["januari"]["bank_awal"])
    akhir = baris[-1].saldo if baris and baris[-1].saldo is not None else awal
    rekening = actions.enter_rekening_koran(
        buku, oleh=oleh, akun=AKUN["bank_upk"], dari=date(2023, 1, 1), sampai=date(2023, 1, 31), saldo_awal=awal,
        saldo_akhir=akhir, baris=baris,
    )  # fmt: skip
    actions.match_suggestions(rekening, oleh=oleh)
    return rekening
