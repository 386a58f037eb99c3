"""What higher apps plug into this one. Filled in their `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inti.registry import Registri

if TYPE_CHECKING:
    from wilayah.models import Warga


@dataclass(frozen=True)
class PindahRujukan:
    """How one higher model follows a merge of residents.

    `pindah(asal, tujuan, oleh=...)` re-points its rows and returns their keys; `balik(asal, tujuan, kunci, oleh=...)` points
    exactly those rows back. A row that must stay as it was (a frozen paper) is simply not returned.
    """

    pindah: Callable[..., list[Any]]
    balik: Callable[..., None]


@dataclass(frozen=True)
class HasilCari:
    """One line of the global search."""

    judul: str
    keterangan: str
    url: str


@dataclass(frozen=True)
class GrupCari:
    """A group of the global search, registered in `inti.registry.cari`: `cari(user, kata)` gives its best lines, in scope."""

    label: Any
    cari: Callable[[Any, str], list[HasilCari]]


def search_lines(
    qs: Any,
    *,
    judul: Callable[[Any], Any],
    keterangan: Callable[[Any], Any],
    url: Callable[[Any], str],
    maks: int = 6,
) -> list[HasilCari]:
    """The first rows of a scoped and filtered queryset as lines of the global search. One query."""
    return [HasilCari(str(judul(x)), str(keterangan(x)), url(x)) for x in qs[:maks]]


@dataclass(frozen=True)
class TutupLewat:
    """Why a body is not closed on its own page: a sentence, and where it is done instead (address and its label)."""

    pesan: str
    tautan: str
    label: str


gabung_warga: Registri[PindahRujukan] = Registri("gabung_warga")
# Kind of body -> what stands on such a body and closes it itself; None lets the body be closed on its own page.
tutup_badan: Registri[Callable[[Any], TutupLewat | None]] = Registri("tutup_badan")


def repoint_foreign_key(model: Any, bidang: str) -> PindahRujukan:
    """The usual case: a plain foreign key `bidang` of `model` follows the merge."""

    def pindah(asal: Warga, tujuan: Warga, *, oleh: Any) -> list[Any]:
        kunci = list(model._base_manager.filter(**{bidang: asal}).order_by("pk").values_list("pk", flat=True))
        model._base_manager.filter(pk__in=kunci).update(**{bidang: tujuan})
        return kunci

    def balik(asal: Warga, tujuan: Warga, kunci: list[Any], *, oleh: Any) -> None:
        model._base_manager.filter(pk__in=kunci, **{bidang: tujuan}).update(**{bidang: asal})

    return PindahRujukan(pindah, balik)
