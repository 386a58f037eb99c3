"""Which papers the file of a tranche asks for: the list of the programme, or what the area set for a fiscal year. BLM-21."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from keuangan.models import SyaratKertas
from wilayah.kode import path_of


@dataclass(frozen=True)
class Kertas:
    """One paper: code, name, whether it must be there, and in which tranche (0: in every one)."""

    kode: str
    nama: Any
    wajib: bool = True
    tahap: int = 0


# The file of 2013 names these five; two more entries of it could not be read (C6), so a list of an area may add them.
BAWAAN: tuple[Kertas, ...] = (
    Kertas("sppb", _("SPPB-BLM yang ditandatangani")),
    Kertas("bappd", _("BAPPD: Berita Acara Penarikan dan Penggunaan Dana")),
    Kertas("kwitansi", _("Kwitansi tiga rangkap, satu bermeterai")),
    Kertas("resume_pjm", _("Resume PJM Pronangkis"), tahap=1),
    Kertas("buku_rekening", _("Salinan buku rekening BKM")),
    Kertas("rekap_lpj", _("Rekap LPJ tahap sebelumnya"), tahap=2),
    Kertas("lampiran", _("Lampiran lain"), wajib=False),
)
# Beyond the second tranche the accountability of the one before is asked for again.
BERULANG = frozenset({"rekap_lpj"})


def papers_for(kode_wilayah: str, tahun: int, ke: int) -> list[Kertas]:
    """The papers of one tranche in an area, in order. One query. Source: BLM-21."""
    return papers_of(list_for(kode_wilayah, tahun), ke)


def papers_of(daftar: Sequence[Kertas], ke: int) -> list[Kertas]:
    """Of a list those that tranche `ke` asks for; a paper named for both it and every tranche counts once."""
    hasil: dict[str, Kertas] = {}
    for k in daftar:
        if k.tahap in {0, ke} or (k.kode in BERULANG and 0 < k.tahap <= ke):
            hasil.setdefault(k.kode, k)
    return list(hasil.values())


def list_for(kode_wilayah: str, tahun: int) -> list[Kertas]:
    """The whole list of an area and fiscal year: the nearest area that set one, else the programme's. One query."""
    baris = list(
        SyaratKertas._base_manager.filter(
            wilayah__in=path_of(kode_wilayah), tahun_anggaran=tahun, dicabut_pada__isnull=True
        ).order_by("tahap", "urut")
    )
    if not baris:
        return list(BAWAAN)
    dekat = max((b.wilayah_id for b in baris), key=len)
    return [Kertas(b.kode, b.nama, b.wajib, b.tahap) for b in baris if b.wilayah_id == dekat]
