"""What waits for whom: proposals to judge, to bring to the meeting, to sign, to mend. Source: USL-04 to USL-11."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from inti.registry import Menunggu
from ksm import izin, tautan
from ksm.models import PerubahanUsulan, Usulan

BATAS = 30
SEKALIGUS = 2  # more proposals than this wait for the meeting of a kelurahan as one line


def waiting_for(user: Any) -> list[Menunggu]:
    """Proposals on which this officer is next, oldest first. At most seven queries."""
    hasil: list[Menunggu] = []
    for unit, perlu in izin.VERIFIKASI.items():
        if user.cakupan(perlu):
            qs = _waiting(user, perlu, Usulan.Status.DIAJUKAN).filter(unit=unit)
            hasil += [_line(u, _("Nilai usulan %(nomor)s"), tautan.usulan(u.pk, "nilai")) for u in qs[:BATAS]]
    if user.cakupan(izin.PUTUS_USULAN):
        hasil += _for_the_meeting(_waiting(user, izin.PUTUS_USULAN, Usulan.Status.VERIFIKASI_UP))
        qs = _waiting(user, izin.PUTUS_USULAN, Usulan.Status.RAPAT_BKM)
        hasil += [_line(u, _("Catat perjanjian usulan %(nomor)s"), tautan.usulan(u.pk)) for u in qs[:BATAS]]
        ubah = PerubahanUsulan.objects.visible_to(user, izin=izin.PUTUS_USULAN).filter(status="diusulkan")
        hasil += [
            _line(p.usulan, _("Putuskan perubahan usulan %(nomor)s"), tautan.usulan(p.usulan_id))
            for p in ubah.select_related("usulan__ksm").order_by("dibuat_pada", "id")[:BATAS]
        ]
    if _of_a_group(user):
        qs = _waiting(user, izin.SUSUN_USULAN, Usulan.Status.DRAF).exclude(alasan="")
        hasil += [_line(u, _("Perbaiki usulan %(nomor)s"), tautan.usulan(u.pk)) for u in qs[:BATAS]]
    return hasil


def _for_the_meeting(qs: Any) -> list[Menunggu]:
    """Proposals that the next meeting ranks: a line each, or one line for the kelurahan where they are many. Two queries."""
    per = {b["wilayah"]: b for b in qs.order_by().values("wilayah").annotate(n=Count("pk"), sejak=Min("diubah_pada"))}
    banyak = [kode for kode, b in per.items() if b["n"] > SEKALIGUS]
    hasil = [
        Menunggu(
            judul=_("%(n)d usulan menunggu rapat BKM") % {"n": per[kode]["n"]},
            keterangan=_("Beri peringkat, lalu putuskan bersama dalam satu rapat."), tautan=tautan.bappuk_kelurahan(kode),
            sejak=per[kode]["sejak"], ikon="dokumen", kode_wilayah=kode,
        )
        for kode in sorted(banyak)[:BATAS]
    ]  # fmt: skip
    kata = _("Bawa usulan %(nomor)s ke rapat BKM")
    return hasil + [
        _line(u, kata, tautan.bappuk_kelurahan(u.wilayah_id)) for u in qs.exclude(wilayah__in=banyak)[:BATAS]
    ]


def _of_a_group(user: Any) -> bool:
    """Treasurers of groups mend what came back; others help where they are asked."""
    return any(t.peran == "bendahara_ksm" for t in getattr(user, "penugasan_berjalan", ()))


def _waiting(user: Any, perlu: str, status: str) -> Any:
    qs = Usulan.objects.visible_to(user, izin=perlu).filter(status=status)
    return qs.select_related("ksm").order_by("diajukan", "nomor", "id")


def _line(u: Usulan, judul: str, url: str) -> Menunggu:
    return Menunggu(
        judul=judul % {"nomor": u}, keterangan=f"{u.ksm}: {u.judul}", tautan=url, sejak=u.diubah_pada, ikon="dokumen",
        kode_wilayah=u.wilayah_id,
    )  # fmt: skip
