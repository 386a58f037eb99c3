"""The record of a bank reconciliation: filled from a statement, or ruled lines. Source: KEU-178, DOK-06."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import angka, tanggal, tanggal_terbilang
from inti.registry import jenis_dokumen
from keuangan.models import BarisBank, BarisJurnal, Buku, RekeningKoran
from keuangan.queries_bank import Rekonsiliasi, Terbuka, open_items, reconciliations, signed
from keuangan.reports import UNIT, head, issuer
from laporan.registry import Bagian, JenisDokumen

REKONSILIASI, BLANKO = "rekonsiliasi_bank", "blanko_rekonsiliasi_bank"
BARIS_KOSONG = 4
# kind -> (heading, what it does to the book's balance)
KELOMPOK = {
    "perjalanan": ("Ada di buku, belum di bank (dalam perjalanan)", -1),
    "belum": ("Ada di bank, belum di buku", 1),
    "kemudian": ("Ada di bank, dibukukan sesudah tanggal ini", 1),
}

Isi = dict[str, Any]


def _money(n: Any) -> str:
    """Whole rupiah, cents only where there are any; a minus in brackets, as books do."""
    teks = angka(abs(n), 0 if n == n.to_integral_value() else 2)
    return f"({teks})" if n < 0 else teks


def _item(b: BarisBank | BarisJurnal, arah: int) -> Isi:
    bukti = str(b.jurnal) if isinstance(b, BarisJurnal) else ""
    uraian = b.jurnal.uraian if isinstance(b, BarisJurnal) else b.uraian
    return {
        "tanggal": tanggal(b.tanggal, "singkat"),
        "bukti": bukti,
        "uraian": uraian,
        "jumlah": _money(signed(b) * arah),
    }


def reconciliation(rekening: RekeningKoran) -> Isi:
    """One statement as the paper says it; the same figures as its page. Source: KEU-178."""
    hasil = reconciliations(rekening.buku, rekening).get(rekening.pk) or Rekonsiliasi(rekening, rekening.saldo_akhir)
    butir = Terbuka() if rekening.batal else open_items(rekening)
    jumlah = {"perjalanan": -hasil.perjalanan, "belum": hasil.belum, "kemudian": hasil.kemudian}
    kelompok = [
        {
            "judul": judul, "jumlah": _money(jumlah[kode]),
            "baris": [_item(b, arah) for b in getattr(butir, kode)],
        }
        for kode, (judul, arah) in KELOMPOK.items()
        if kode != "kemudian" or butir.kemudian
    ]  # fmt: skip
    return {
        **_frame(rekening.buku),
        "hari": tanggal_terbilang(rekening.sampai),
        "tanggal": tanggal(rekening.sampai),
        "rentang": f"{tanggal(rekening.dari)} sampai {tanggal(rekening.sampai)}",
        "akun": rekening.akun.nama,
        "saldo_buku": _money(hasil.saldo_buku),
        "kelompok": kelompok,
        "sen": _money(hasil.sen) if hasil.sen else "",
        "seharusnya": _money(hasil.saldo_seharusnya),
        "saldo_bank": _money(rekening.saldo_akhir),
        "selisih": _money(hasil.selisih),
        "cocok": hasil.cocok,
        "n_cocok": hasil.n_cocok,
        "n_baris": rekening.jumlah_baris,
    }


def blank(buku: Buku) -> Isi:
    """The same sheet to be filled in by hand. Source: KEU-178."""
    kosong = {"tanggal": "", "bukti": "", "uraian": "", "jumlah": ""}
    kelompok = [
        {"judul": KELOMPOK[k][0], "jumlah": "", "baris": [kosong] * BARIS_KOSONG} for k in ("perjalanan", "belum")
    ]
    return {**_frame(buku), "kosong": True, "kelompok": kelompok}


def _frame(buku: Buku) -> Isi:
    """Letterhead, title, and who signs: who keeps the books, and who approves."""
    kepala = head(buku)
    pencatat = {"upk": "Pembuku UPK", "tpk": "Sekretaris TPK"}.get(buku.unit, "Sekretaris")
    return {
        **kepala,
        "judul": "Berita Acara Rekonsiliasi Bank",
        "penanda_tangan": [
            {"pengantar": "Yang mencocokkan,", "jabatan": pencatat, "nama": ""},
            {"pengantar": "Diperiksa oleh,", "jabatan": UNIT[buku.unit][1], "nama": ""},
        ],
        "tempat_tanggal": f"{kepala['singkat']}, ........................",
    }


def agreed(rekening: RekeningKoran) -> bool:
    """A statement that does not agree yet prints as a draft. Source: KEU-178."""
    hasil = reconciliations(rekening.buku, rekening).get(rekening.pk)
    return hasil is not None and hasil.cocok


def register() -> None:
    """Tell laporan which papers there are."""
    judul = _("Berita acara rekonsiliasi bank")
    jenis_dokumen.daftar(
        REKONSILIASI,
        JenisDokumen(
            kode=REKONSILIASI, judul=judul, model="keuangan.rekeningkoran", templat="dokumen/rekonsiliasi_bank.html",
            build=reconciliation, penerbit=issuer, final=agreed, bagian=(Bagian(REKONSILIASI, judul, kembali=True),),
            cocok=lambda r: not r.batal,
            nama=lambda r: f"Berita Acara Rekonsiliasi Bank {tanggal(r.sampai)}, {r.wilayah.nama}",
        ),
    )  # fmt: skip
    jenis_dokumen.daftar(
        BLANKO,
        JenisDokumen(
            kode=BLANKO, judul=_("Berita acara rekonsiliasi bank (kosong)"), model="keuangan.buku", build=blank,
            templat="dokumen/rekonsiliasi_bank.html", penerbit=issuer_of, final=lambda b: True,
            bagian=(Bagian(BLANKO, judul),),
        ),
    )  # fmt: skip


def issuer_of(buku: Buku) -> str:
    """Who issues a blank sheet, as the public reads."""
    kepala = head(buku)
    return f"{kepala['kop']['nama']}, {kepala['tempat']}"
