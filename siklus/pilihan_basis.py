"""Which place a meeting may be held for: the Basis nodes of the level its definition asks, those still missing first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import angka
from siklus.definisi.model import DefPertemuan, Tingkat
from siklus.models import Langkah, Pertemuan
from wilayah.kode import PANJANG_KELURAHAN
from wilayah.queries import JumlahDewasa, SimpulBasis, adults_of, basis_tree


@dataclass(frozen=True)
class PilihanBasis:
    """One place to choose: its id ("" is the whole area of the stage), name, adults, and whether it had this meeting."""

    id: str
    label: str
    dewasa: JumlahDewasa | None
    sudah: bool = False

    @property
    def label_lengkap(self) -> str:
        """As the select shows it: "RT 05, RW 02 (dewasa 112 L / 118 P)"."""
        if self.dewasa is None:
            return self.label
        return _("%(label)s (dewasa %(l)s L / %(p)s P)") % {
            "label": self.label, "l": angka(self.dewasa.l), "p": angka(self.dewasa.p),
        }  # fmt: skip


def places_for(langkah: Langkah, jenis: DefPertemuan, tanggal: date, sudah: Iterable[Any] = ()) -> list[PilihanBasis]:
    """Places where `jenis` may be held, in the order of the tree. `sudah`: Basis ids that already had one. Two queries."""
    tingkat = {jenis.tingkat, *jenis.tingkat_lain}
    pohon = basis_tree(langkah.wilayah_id, tanggal) if len(langkah.wilayah_id) == PANJANG_KELURAHAN else []
    ada = set(sudah)
    hasil: list[PilihanBasis] = []
    if any(t.berkode for t in tingkat):
        hasil.append(
            PilihanBasis("", _("Seluruh %(nama)s") % {"nama": langkah.wilayah.nama}, adults_of(pohon), None in ada)
        )
    for s, induk in _with_parent(pohon):
        if _level(s, induk) & tingkat:
            hasil.append(PilihanBasis(str(s.basis.pk), _name(s, induk), s.dewasa, s.basis.pk in ada))
    return hasil


def whole_tree(langkah: Langkah, tanggal: date) -> list[PilihanBasis]:
    """Every place of the stage's kelurahan, whatever its floor, in the order of the tree. Two queries."""
    if len(langkah.wilayah_id) != PANJANG_KELURAHAN:
        return []
    pohon = basis_tree(langkah.wilayah_id, tanggal)
    return [PilihanBasis(str(s.basis.pk), _name(s, induk), s.dewasa) for s, induk in _with_parent(pohon)]


def held_places(langkah: Langkah, jenis: str) -> set[Any]:
    """Basis ids (None: the whole area) in which this kind of meeting was held or is planned. One query."""
    baris = Pertemuan._base_manager.filter(langkah=langkah, jenis=jenis, status="terlaksana")
    return set(baris.values_list("basis_id", flat=True))


def as_choices(tempat: Sequence[PilihanBasis]) -> list[Any]:
    """Grouped choices of a select: not yet held first, then held."""
    belum = [(t.id, t.label_lengkap) for t in tempat if not t.sudah]
    sudah = [(t.id, t.label_lengkap) for t in tempat if t.sudah]
    if not sudah or not belum:
        return belum or sudah
    return [(_("Belum diadakan"), belum), (_("Sudah diadakan"), sudah)]


def next_place(tempat: Sequence[PilihanBasis], kini: str) -> str:
    """The place after `kini` that still lacks this meeting, wrapping round; "" when all have had it."""
    di = next((i for i, t in enumerate(tempat) if t.id == kini), -1)
    urut = [*tempat[di + 1 :], *tempat[: di + 1]]
    return next((t.id for t in urut if not t.sudah and t.id != kini), "")


def _with_parent(
    pohon: list[SimpulBasis], induk: SimpulBasis | None = None
) -> Iterable[tuple[SimpulBasis, SimpulBasis | None]]:
    for s in pohon:
        yield s, induk
        yield from _with_parent(s.anak, s)


def _level(s: SimpulBasis, induk: SimpulBasis | None) -> set[Tingkat]:
    """BASIS_ATAS is the floor below the kelurahan, BASIS the lowest; in a tree of one floor both are the same."""
    hasil = set()
    if induk is None:
        hasil.add(Tingkat.BASIS_ATAS)
    if not s.anak:
        hasil.add(Tingkat.BASIS)
    return hasil


def _name(s: SimpulBasis, induk: SimpulBasis | None) -> str:
    return f"{s.basis.label}, {induk.basis.label}" if induk is not None else s.basis.label
