"""The reports there are, by code: one table that page, paper, workbook and API read. Source: KEU-100."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.errors import IsianSalah
from keuangan.hitung.dasar import month_end
from keuangan.laporan import buku, dana, inventaris, mutu, neraca
from keuangan.laporan.dasar import Laporan
from keuangan.models import Buku
from keuangan.queries import accounts_of
from keuangan.queries_laporan import last_day_of
from wilayah.waktu import today_in

RENTANG_MAKS = 366  # days that one report may span


@dataclass(frozen=True)
class JenisLaporan:
    """One report: name, what it answers, short name of its number, how it is computed. `akun`: of one account if chosen."""

    kode: str
    nama: Any
    arti: Any
    singkatan: str
    susun: Callable[..., Laporan]
    akun: bool = False


JENIS: dict[str, JenisLaporan] = {
    j.kode: j
    for j in (
        JenisLaporan("papan", _("Lembar papan informasi"), _("Satu lembar untuk warga."), "PI", dana.papan),
        JenisLaporan("buku-kas", _("Buku kas"), _("Uang tunai masuk dan keluar, dengan saldonya."), "BK", buku.buku_kas),
        JenisLaporan("buku-bank", _("Buku bank"), _("Hal yang sama untuk setiap rekening bank."), "BB", buku.buku_bank),
        JenisLaporan("buku-besar", _("Buku besar"), _("Semua jurnal satu akun."), "BBS", buku.buku_besar, akun=True),
        JenisLaporan(
            "neraca-saldo", _("Neraca saldo (U-8)"), _("Semua akun: awal, bergerak, akhir."), "U8", buku.neraca_saldo),
        JenisLaporan("neraca", _("Neraca (LU-01)"), _("Yang dimiliki, yang terutang, dan modal."), "LU01N", neraca.neraca),
        JenisLaporan(
            "laba-rugi", _("Laba rugi (LU-01)"), _("Pendapatan, biaya, dan labanya."), "LU01L", neraca.laba_rugi,
        ),
        JenisLaporan(
            "perubahan-modal", _("Perubahan modal"), _("Modal sejak awal tahun."), "PM", neraca.perubahan_modal,
        ),
        JenisLaporan("dana", _("Dana per sumber"), _("Diterima, terpakai, dan sisa setiap dana."), "DS", dana.dana),
        JenisLaporan(
            "anggaran", _("Realisasi anggaran"), _("Anggaran tahunan, terpakai, sisa."), "RA", dana.anggaran,
        ),
        JenisLaporan(
            "inventaris", _("Daftar inventaris"), _("Barang, penyusutan, dan nilai bukunya."), "INV", inventaris.inventaris,
        ),
        JenisLaporan("mutu", _("Mutu pembukuan"), _("Tepat catat, disetujui, tidak minus, tepat tutup."), "MP", mutu.mutu),
    )
}  # fmt: skip


def compute(jenis: JenisLaporan, milik: Buku, dari: datetime.date, sampai: datetime.date, *, akun: str = "") -> Laporan:
    """One report of one ledger. Raises: IsianSalah for a span that is no span, or an account that the ledger lacks."""
    if sampai < dari:
        raise IsianSalah({"sampai": [gettext("Tanggal akhir tidak mendahului tanggal awal.")]})
    if (sampai - dari).days >= RENTANG_MAKS:
        raise IsianSalah({"sampai": [gettext("Satu laporan paling lama setahun.")]})
    if not jenis.akun or not akun:
        return jenis.susun(milik, dari, sampai)
    if akun not in {a.kode for a in accounts_of(milik)}:
        raise IsianSalah({"akun": [gettext("Akun ini tidak ada dalam bagan akun buku ini.")]})
    return jenis.susun(milik, dari, sampai, akun)


def usual_span(milik: Buku) -> tuple[datetime.date, datetime.date]:
    """The month that a reader most likely means: that of the newest voucher, else the running one. One query."""
    hari = last_day_of(milik) or today_in(milik.wilayah_id)
    return hari.replace(day=1), month_end(hari)
