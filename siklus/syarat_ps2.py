"""Is PS-2 determined? What is missing, RT by RT, for the gate of S3 and S5 and for the determination itself.

`bahan_ps2` reads for all stages of one check at once, so `periksa_banyak` stays constant in queries. Source: SIK-118.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import tanggal as tanggal_panjang
from inti.registry import Kekurangan, Mode
from siklus import tautan
from siklus.definisi.model import DefGerbang, DefLangkah, DefSyarat
from siklus.gerbang import Jawaban, listing
from siklus.konteks import Bahan, Konteks
from siklus.models import EntriPS2, KeberatanPS2, Langkah, PengumumanPS2, Pertemuan
from wilayah.models import Basis
from wilayah.waktu import today_in

FUNGSI = "siklus.ps2_ditetapkan"


@dataclass
class KeadaanPS2:
    """How far the list of one S3 is: notices that count, entries by state and place, open objections by notice."""

    notis: list[PengumumanPS2] = field(default_factory=list)
    entri: dict[tuple[Any, str], int] = field(default_factory=dict)
    keberatan: int = 0

    def count(self, *status: str) -> int:
        """Entries in one of the states."""
        return sum(n for (_basis, s), n in self.entri.items() if s in status)

    def unannounced(self, tempat: Sequence[Basis]) -> list[str]:
        """Places whose list has not been posted, or has names that were added since."""
        if any(n.basis_id is None for n in self.notis) and not self.count("diusulkan"):
            return []
        semua = any(n.basis_id is None for n in self.notis)
        sudah = {n.basis_id for n in self.notis}
        return [
            b.label_rapat for b in tempat if (b.pk not in sudah and not semua) or self.entri.get((b.pk, "diusulkan"))
        ]

    @property
    def akhir(self) -> datetime.date | None:
        """The last day of the last notice period."""
        return max((n.akhir for n in self.notis), default=None)


def is_mapping(langkah: Langkah) -> bool:
    """Whether this is the stage that draws up PS-2, by its definition."""
    return asks_list(langkah.aturan_main)


def asks_list(aturan: DefLangkah) -> bool:
    """Whether the submission of a stage asks that PS-2 is determined."""
    return any(s.fungsi == FUNGSI for s in aturan.syarat)


def states_of(langkah_ids: Iterable[Any]) -> dict[Any, KeadaanPS2]:
    """The state of the list of many S3 at once. Three queries."""
    ids = list(langkah_ids)
    hasil: dict[Any, KeadaanPS2] = defaultdict(KeadaanPS2)
    for n in PengumumanPS2.objects.filter(langkah__in=ids, status="sah"):
        hasil[n.langkah_id].notis.append(n)
    baris = EntriPS2.objects.filter(langkah__in=ids).order_by().values_list("langkah_id", "basis_id", "status")
    for langkah_id, basis_id, status, n in baris.annotate(n=Count("pk")):
        hasil[langkah_id].entri[basis_id, status] = n
    buka = KeberatanPS2.objects.filter(langkah__in=ids, status="diajukan").order_by().values_list("langkah_id")
    for langkah_id, n in buka.annotate(n=Count("pk")):
        hasil[langkah_id].keberatan = n
    return hasil


def bahan_ps2(bahan: Bahan) -> dict[Any, KeadaanPS2]:
    """The same for every S3 that the stages of one check may ask about, read once."""
    ada: dict[Any, KeadaanPS2] | None = getattr(bahan, "_ps2", None)
    if ada is None:
        semua = [x for daftar in bahan.langkah_siklus.values() for x in daftar if x.kode == "S3"]
        ada = states_of([x.pk for x in semua])
        bahan._ps2 = ada  # type: ignore[attr-defined]
    return ada


def ps2_determined(k: Konteks, butir: DefGerbang | DefSyarat) -> Jawaban:
    """PS-2 was posted, its notice period is over, and the Lokakarya determined it. Source: SIK-118, PS2-09.

    For S3 itself and for stages after it (S5). A kelurahan that joined midway shows its old papers.
    """
    langkah = _mapping_of(k)
    if langkah is None:
        return Jawaban(False, _("Pemetaan Swadaya belum dibuka."), mode="block")
    keadaan = bahan_ps2(k.bahan).get(langkah.pk, KeadaanPS2())
    alamat = tautan.langkah(langkah.pk, "ps2")
    terdaftar, jalan = keadaan.count("ditetapkan", "keluar"), keadaan.count("diusulkan", "diumumkan")
    if langkah.keadaan_awal and not jalan:
        return Jawaban(True, _("Menurut berkas keadaan awal."))
    if terdaftar and not jalan and not keadaan.keberatan:
        rincian = ngettext("%(n)d KK ditetapkan.", "%(n)d KK ditetapkan.", terdaftar) % {"n": terdaftar}
        return Jawaban(True, rincian, alamat)
    kurang = missing(keadaan, k.basis_bawah, k.hari_ini)
    return Jawaban(False, " ".join(kurang), alamat, mode="block")


def missing(keadaan: KeadaanPS2, tempat: Sequence[Basis], hari: datetime.date) -> list[str]:
    """What stands between the list and its determination, in sentences."""
    if not keadaan.entri and not keadaan.notis:
        return [_("Belum ada keluarga yang dicatat.")]
    kurang = []
    belum = keadaan.unannounced(tempat)
    if belum:
        kurang.append(_("Belum diumumkan: %(rt)s.") % {"rt": listing(belum)})
    if keadaan.akhir is not None and hari <= keadaan.akhir:
        kurang.append(_("Masa keberatan sampai %(tanggal)s.") % {"tanggal": tanggal_panjang(keadaan.akhir)})
    if keadaan.keberatan:
        kurang.append(
            ngettext(
                "%(n)d keberatan atau usulan belum diputuskan.",
                "%(n)d keberatan atau usulan belum diputuskan.",
                keadaan.keberatan,
            )
            % {"n": keadaan.keberatan}
        )
    if keadaan.count("diumumkan") and not kurang:
        kurang.append(_("Lokakarya belum menetapkannya."))
    return kurang or [_("Daftarnya belum ditetapkan.")]


def determination_findings(
    langkah: Langkah, notis: Sequence[PengumumanPS2], rapat: Pertemuan | None
) -> list[Kekurangan]:
    """What keeps the Lokakarya from determining the list of a stage. Source: PS2-07 to PS2-09."""
    keadaan = states_of([langkah.pk]).get(langkah.pk, KeadaanPS2())
    tempat = lowest_places(langkah.wilayah_id)
    belum = keadaan.unannounced(tempat)
    hari = rapat.tanggal if rapat is not None and rapat.tanggal else today_in(langkah.wilayah_id)
    alamat = tautan.langkah(langkah.pk, "ps2")
    akhir = max((n.akhir for n in notis), default=None)
    lewat = akhir is not None and hari > akhir

    def satu(aturan: str, terpenuhi: bool, pesan: str, rincian: str = "", mode: Mode = "block") -> Kekurangan:
        return Kekurangan(aturan, mode, terpenuhi, pesan, alamat, "B6, K8", "" if terpenuhi else rincian, kode="ps2")

    return [
        satu("PS2-06", not belum and bool(notis), _("Daftar setiap RT sudah diumumkan."), listing(belum)),
        satu(
            "PS2-07", lewat, _("Masa keberatan sudah lewat pada hari lokakarya."),
            _("Masa keberatan sampai %(tanggal)s.") % {"tanggal": tanggal_panjang(akhir)} if akhir else "",
        ),
        satu(
            "PS2-08", not keadaan.keberatan, _("Semua keberatan dan usulan tambahan sudah diputuskan."),
            ngettext("%(n)d belum diputuskan.", "%(n)d belum diputuskan.", keadaan.keberatan) % {"n": keadaan.keberatan},
        ),
        satu("PS2-09", bool(keadaan.count("diumumkan")), _("Ada keluarga dalam daftar yang diumumkan.")),
    ]  # fmt: skip


def entry_findings(entri: EntriPS2) -> list[Kekurangan]:
    """The same for the transition `tetapkan` of one entry, judged today."""
    langkah = entri.langkah
    return determination_findings(langkah, list(PengumumanPS2.objects.filter(langkah=langkah, status="sah")), None)


def lowest_places(kode: str) -> list[Basis]:
    """The lowest places of a kelurahan that exist today (RT, or what has nothing below), by RW and RT. One query."""
    semua = list(Basis.objects.filter(wilayah_id=kode, aktif=True).select_related("induk"))
    induk = {b.induk_id for b in semua}
    bawah = [b for b in semua if b.pk not in induk]
    return sorted(bawah, key=lambda b: b.urut_jalan)


def _mapping_of(k: Konteks) -> Langkah | None:
    """The stage itself when it draws up the list, else the newest S3 of its kelurahan in the same Siklus."""
    if k.langkah.kode == "S3":
        return k.langkah
    calon = [
        x
        for x in k.bahan.langkah_siklus.get(k.langkah.siklus_id, [])
        if x.kode == "S3" and x.wilayah_id == k.langkah.wilayah_id and x.status != "dilewati"
    ]
    return max(calon, key=lambda x: (x.tahun_siklus, x.putaran), default=None)
