"""What waits for whom: a checked file for the manager, a proposed decision for the coordinator. Source: KEU-129."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from inti.formats import tanggal
from inti.registry import Menunggu
from keuangan import izin, tautan_pinjaman
from keuangan.models import Pinjaman, UsulanPutusan

BATAS = 50


def waiting_for(user: Any) -> list[Menunggu]:
    """Loans on which this officer has to decide now, oldest first. At most two queries."""
    terbuka = UsulanPutusan.objects.filter(pinjaman=OuterRef("pk"), putusan__isnull=True)
    hasil = []
    if user.cakupan(izin.PUTUS_PINJAMAN):
        qs = _checked(user, izin.PUTUS_PINJAMAN).filter(~Exists(terbuka))[:BATAS]
        hasil += [_line(p, _("Putuskan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk, "putus")) for p in qs]
    if user.cakupan(izin.PUTUS_PINJAMAN_BKM):
        qs = _checked(user, izin.PUTUS_PINJAMAN_BKM).filter(Exists(terbuka))[:BATAS]
        hasil += [_line(p, _("Setujui putusan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk)) for p in qs]
    return hasil


def _checked(user: Any, perlu: str) -> Any:
    qs = Pinjaman.objects.visible_to(user, izin=perlu).filter(status=Pinjaman.Status.DIPERIKSA)
    return qs.select_related("ksm").order_by("diajukan", "nomor")


def _line(p: Pinjaman, judul: str, tautan: str) -> Menunggu:
    return Menunggu(
        judul=judul % {"nomor": p},
        keterangan=_("KSM %(ksm)s, diajukan %(hari)s.") % {"ksm": p.ksm.nama, "hari": tanggal(p.diajukan)},
        tautan=tautan,
        sejak=p.diubah_pada,
        ikon="uang",
        kode_wilayah=p.wilayah_id,
    )
