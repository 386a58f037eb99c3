"""Questions by which UPL, UPS and UPK judge a proposal: data, by unit and edition. Source: USL-06.

B13 says that the units judge feasibility "by general rules"; its questions were not seen. Each names its source: a key of
docs/sumber.md, or `R` where only field memory speaks. A question of an edition never changes its meaning; a better list is
a new edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ksm.ceklis import Butir


@dataclass(frozen=True)
class DefPenilaian:
    """One list of one unit."""

    unit: str
    edisi: int
    nama: Any
    butir: tuple[Butir, ...]


# The question that the house can answer by its sums. Source: USL-13.
RENTA = "renta"
UMUM = (
    Butir(RENTA, _("Kegiatannya ada dalam Renta, dan volumenya sesuai."), "D3"),
    Butir("ps2", _("Pemanfaatnya warga miskin dalam daftar PS-2."), "B10"),
    Butir("kebutuhan", _("Kegiatannya kebutuhan bersama, bukan keinginan satu orang."), "R"),
    Butir("kelompok", _("Kelompoknya nyata: anggota, pengurus, dan aturan mainnya ada."), "B13"),
    Butir("rab", _("Volume, harga satuan, dan jumlah RAB benar dan wajar."), "D3"),
    Butir("swadaya", _("Swadaya yang dijanjikan sanggup dipenuhi warga."), "D3"),
    Butir("jadwal", _("Jadwalnya masuk akal."), "R"),
)
UPL = DefPenilaian(
    unit="upl",
    edisi=1,
    nama=_("Penilaian kelayakan oleh UPL"),
    butir=(
        *UMUM,
        Butir("lapangan", _("Lokasi sudah dikunjungi dan diukur."), "R"),
        Butir("gambar", _("Gambar atau foto lokasi ada dan dapat dikerjakan."), "D3"),
        Butir("lahan", _("Lahan jelas: pernyataan hibah atau izin pakai ditandatangani pemiliknya."), "R"),
        Butir("lingkungan", _("Tidak merugikan tetangga atau lingkungan (banjir, tebing, air kotor)."), "R"),
        Butir("pemelihara", _("Badan pemelihara dan rencana pemeliharaannya sudah disepakati."), "D12"),
    ),
)
UPS = DefPenilaian(
    unit="ups",
    edisi=1,
    nama=_("Penilaian kelayakan oleh UPS"),
    butir=(
        *UMUM,
        Butir("kunjungan", _("Penerima sudah dikunjungi, dan keadaannya sesuai."), "R"),
        Butir("tepat", _("Bantuan menjawab kebutuhan penerima, tidak hanya dibagi rata."), "R"),
        Butir("lanjut", _("Untuk bantuan produktif: ada pendamping dan rencana sesudah bantuan."), "R"),
        Butir("ganda", _("Penerima tidak menerima bantuan yang sama dari tempat lain."), "R"),
    ),
)
UPK = DefPenilaian(
    unit="upk",
    edisi=1,
    nama=_("Penilaian kelayakan oleh UPK"),
    butir=(
        *UMUM,
        Butir("menabung", _("Kelompok sudah menabung sedikitnya tiga bulan."), "G-S1"),
        Butir("tanggung_renteng", _("Pernyataan tanggung renteng ditandatangani semua anggota."), "G-S1"),
        Butir("usaha", _("Usaha anggota ada, dan hasilnya cukup untuk mengangsur."), "G-S2"),
        Butir("pelatihan", _("Kelompok sudah mengikuti pelatihan pinjaman bergulir."), "G-S3"),
    ),
)
PENILAIAN: dict[str, dict[int, DefPenilaian]] = {d.unit: {d.edisi: d} for d in (UPL, UPS, UPK)}


def newest_for(unit: str) -> DefPenilaian:
    """The list that a unit fills now. Raises KeyError."""
    return PENILAIAN[unit][max(PENILAIAN[unit])]
