"""What the summary of a kelurahan says of targeting and swadaya; sums over a kota are its figures. Source: TGT-06."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from keuangan.queries_sasaran import often_from, reach, swadaya_of

UKURAN = (
    Ukuran("sasaran_rupiah", _("Manfaat yang sampai kepada warga"), "rupiah"),
    Ukuran("sasaran_rupiah_ps2", _("Manfaat yang sampai kepada keluarga PS-2"), "rupiah"),
    Ukuran("sasaran_kk_ps2", _("KK dalam daftar PS-2"), "kk"),
    Ukuran("sasaran_kk_terjangkau", _("KK PS-2 yang terjangkau"), "kk"),
    Ukuran("sasaran_kk_bernama", _("KK PS-2 yang menerima atas nama"), "kk"),
    Ukuran("sasaran_kk_sering", _("KK PS-2 yang menerima berulang kali"), "kk"),
    Ukuran("swadaya_rupiah", _("Swadaya yang terkumpul"), "rupiah"),
    Ukuran("swadaya_blm", _("BLM yang dibayarkan kepada KSM, dikurangi yang kembali"), "rupiah"),
    Ukuran("swadaya_total", _("BLM, swadaya, dan dana lain"), "rupiah"),
    Ukuran("swadaya_karya", _("Swadaya untuk prasarana"), "rupiah"),
    Ukuran("swadaya_karya_blm", _("BLM untuk prasarana"), "rupiah"),
)


def measure(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Figures of many kelurahan on a day; one without PS-2 and without benefit is left out. Nine queries."""
    capaian, swadaya = reach(kodes, sampai=per_tanggal, sering=often_from(kodes)), swadaya_of(kodes, sampai=per_tanggal)
    hasil: dict[str, dict[str, Decimal | int]] = {}
    for kode in kodes:
        c, (semua, karya) = capaian[kode], swadaya[kode]
        if not (c.kk_ps2 or c.rupiah or semua.blm):
            continue
        hasil[kode] = {
            "sasaran_rupiah": c.rupiah, "sasaran_rupiah_ps2": c.rupiah_ps2, "sasaran_kk_ps2": c.kk_ps2,
            "sasaran_kk_terjangkau": c.kk_ps2 - c.kk_belum, "sasaran_kk_bernama": c.kk_bernama,
            "sasaran_kk_sering": c.kk_sering, "swadaya_rupiah": semua.swadaya, "swadaya_blm": semua.blm,
            "swadaya_total": semua.total, "swadaya_karya": karya.swadaya, "swadaya_karya_blm": karya.blm,
        }  # fmt: skip
    return hasil


def register() -> None:
    """Enter measures and indicators; both denominators of swadaya are named. Source: TGT-05."""
    ringkasan.daftar("sasaran", Penyedia(UKURAN, measure))
    for satu in (
        Indikator("sasaran.ps2", _("Manfaat yang sampai kepada keluarga PS-2"), "blm", "sasaran_rupiah_ps2", "sasaran_rupiah",
                  daftar=listing, langkah="S8", sumber="B10"),
        Indikator("sasaran.terjangkau", _("KK PS-2 yang terjangkau"), "blm", "sasaran_kk_terjangkau", "sasaran_kk_ps2",
                  daftar=listing, langkah="S8", sumber="B10"),
        Indikator("sasaran.bernama", _("KK PS-2 yang menerima atas nama"), "blm", "sasaran_kk_bernama", "sasaran_kk_ps2",
                  daftar=listing, langkah="S8", sumber="B10"),
        Indikator("swadaya.per_blm", _("Swadaya dibanding BLM"), "blm", "swadaya_rupiah", "swadaya_blm",
                  daftar=listing, langkah="S8", sumber="D8"),
        Indikator("swadaya.per_total", _("Swadaya dibanding seluruh biaya"), "blm", "swadaya_rupiah", "swadaya_total",
                  daftar=listing, langkah="S8", sumber="D8"),
        Indikator("swadaya.karya", _("Swadaya prasarana dibanding BLM-nya"), "blm", "swadaya_karya", "swadaya_karya_blm",
                  daftar=listing, langkah="S8", sumber="D9"),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)


def listing(kode: str) -> str:
    """The kelurahan behind a figure, or the one kelurahan itself."""
    return f"/kelurahan/{kode}/sasaran/" if len(kode) == 13 else f"/keuangan/sasaran/?wilayah={kode}"
