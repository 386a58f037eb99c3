"""What is asked of papers: which blanks wait for their signed copy, and how much a person uploaded today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from inti.registry import jenis_dokumen
from laporan.models import Berkas, Dokumen
from laporan.registry import Bagian
from wilayah.models import Wilayah
from wilayah.queries import area_or_none

MENUNGGU_MAKS = 200


@dataclass(frozen=True)
class Kertas:
    """One sheet that is signed on paper: a document and the part of it. `sudah`: a photo of it is here already."""

    dokumen: Dokumen
    bagian: Bagian
    sudah: bool = False

    @property
    def kunci(self) -> str:
        """How a form names it."""
        return f"{self.dokumen.pk}:{self.bagian.kode}"

    @property
    def label(self) -> str:
        """How a person recognises it."""
        nomor = f", {self.dokumen.nomor_teks}" if self.dokumen.nomor_id else ""
        return f"{self.bagian.judul}: {self.dokumen.judul}{nomor} ({self.dokumen.wilayah})"


def papers_out(pelaku: Any, **saring: Any) -> list[Kertas]:
    """Sheets in scope whose signed copy has not come back, newest first. Source: DOK-11."""
    return [k for k in signed_papers(pelaku, **saring) if not k.sudah]


def signed_papers(pelaku: Any, **saring: Any) -> list[Kertas]:
    """All sheets in scope that are signed on paper, newest first; a list of several pages comes back in several photos."""
    kembali = {kode: j.returning for kode, j in jenis_dokumen.semua() if j.returning}
    cari = (
        Dokumen.objects.visible_to(pelaku)
        .filter(jenis__in=kembali, status=Dokumen.Status.SIAP, **saring)
        .select_related("nomor", "wilayah")
        .order_by("-dibuat_pada", "-id")[:MENUNGGU_MAKS]
    )
    baris: list[Dokumen] = list(cari)
    sudah = set(Berkas.objects.valid().filter(dokumen__in=[d.pk for d in baris]).values_list("dokumen_id", "slot"))
    return [Kertas(d, b, (d.pk, b.kode) in sudah) for d in baris for b in kembali[d.jenis]]


def uploaded_today(pelaku_id: Any) -> int:
    """Bytes that a person uploaded since midnight of the server's own time zone. Source: DOK-05."""
    hari_ini = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    milik = Berkas.objects.filter(dibuat_oleh_id=pelaku_id, dibuat_pada__gte=hari_ini)
    return int(milik.aggregate(n=Sum("ukuran"))["n"] or 0)


def paper_by_code(kode: str) -> Dokumen | None:
    """The document of a verification code, whoever asks: the code itself is the right to see its heading. Source: DOK-09."""
    if not kode:
        return None
    return Dokumen.objects.select_related("nomor", "wilayah", "digantikan_oleh", "pekerjaan").filter(kode=kode).first()


def upload_by_id(id: Any) -> Berkas | None:
    """The upload that carries a client's id, in scope or not: only to tell a resend from a clash. Source: UMU-08."""
    return Berkas.objects.filter(pk=id).first() if id else None


def home_area(pelaku: Any, izin: str) -> Wilayah | None:
    """The first area in which a person holds `izin`; None for somebody whose only area is the nation."""
    kode = next((c.kode for c in pelaku.cakupan(izin) if c.kode), "")
    return area_or_none(kode)
