"""For pages: the papers that can be printed of a plan or a Renta, each with its newest print and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inti.izin import may
from laporan.models import Berkas, Dokumen
from laporan.registry import JenisDokumen, kinds_for


@dataclass(frozen=True)
class KertasRencana:
    """One kind of paper about a row: its newest print (None before the first), and whether this person may ask for it.

    `difoto`: the photo of the signed sheet is here; `lama`: a print exists, but the row was ratified since.
    """

    objek: Any
    jenis: JenisDokumen
    dokumen: Dokumen | None
    boleh_minta: bool
    difoto: bool = False
    lama: bool = False

    @property
    def disusun(self) -> bool:
        """True while it is being printed."""
        return self.dokumen is not None and self.dokumen.keadaan == Dokumen.Keadaan.DISUSUN


def papers_of(user: Any, objek: Any) -> list[KertasRencana]:
    """The papers of one row, in the order of registration. Two queries."""
    terbaru: dict[str, Dokumen] = {}
    for d in (
        Dokumen.objects.visible_to(user)
        .for_object(objek)
        .exclude(status=Dokumen.Status.DIBATALKAN)
        .select_related("nomor", "wilayah", "pekerjaan")
        .order_by("versi_ke")
    ):
        terbaru[d.jenis] = d
    difoto = set(
        Berkas.objects.valid().filter(dokumen__in=[d.pk for d in terbaru.values()]).values_list("dokumen_id", flat=True)
    )
    return [
        KertasRencana(
            objek=objek,
            jenis=j,
            dokumen=terbaru.get(j.kode),
            boleh_minta=may(user, j.izin, objek),
            difoto=j.kode in terbaru and terbaru[j.kode].pk in difoto,
            lama=j.kode in terbaru and not terbaru[j.kode].final and j.final(objek),
        )
        for j in kinds_for(objek)
    ]
