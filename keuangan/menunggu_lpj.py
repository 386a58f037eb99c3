"""What waits for whom of groups' money: RPD to approve and pay, accounts due, to check, to accept. Source: LPJ-12."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inti.formats import rupiah, tanggal
from inti.registry import Menunggu
from keuangan import izin, tautan_rpd
from keuangan.models import LPJKSM, RPD
from keuangan.queries_lpj import owing
from wilayah.waktu import today_in

BATAS = 50
# Accounts are told two weeks before their day.
MENJELANG = datetime.timedelta(days=14)


def waiting_for(user: Any) -> list[Menunggu]:
    """What this officer does next, oldest first. One query for each right that is held."""
    hasil: list[Menunggu] = []
    for perlu, status, kata in (
        (izin.SETUJUI_RPD, RPD.Status.DIAJUKAN, lambda: _("Setujui %(apa)s")),
        (izin.BAYAR_RPD, RPD.Status.DISETUJUI, lambda: _("Bayar %(apa)s")),
    ):
        if user.cakupan(perlu):
            qs = RPD.objects.visible_to(user, izin=perlu).filter(status=status)  # type: ignore[attr-defined]
            qs = (
                qs.exclude(dibuat_oleh_id=user.pk)
                if perlu == izin.SETUJUI_RPD
                else qs.exclude(disetujui_oleh_id=user.pk)
            )
            hasil += [_rpd(r, kata()) for r in _few(qs)]
    for perlu, keadaan, kata in (
        (izin.PERIKSA_LPJ, LPJKSM.Status.DIAJUKAN, lambda: _("Periksa %(apa)s")),
        (izin.TERIMA_LPJ, LPJKSM.Status.DIPERIKSA_UP, lambda: _("Terima %(apa)s")),
    ):
        if user.cakupan(perlu):
            lpj = LPJKSM.objects.visible_to(user, izin=perlu).filter(status=keadaan)  # type: ignore[attr-defined]
            hasil += [_lpj(x, kata()) for x in _few(lpj.select_related("rpd").exclude(dibuat_oleh_id=user.pk))]
    if user.cakupan(izin.CATAT_BELANJA):
        hari = today_in("")
        belum = owing(user, izin=izin.CATAT_BELANJA).filter(tenggat__lte=hari + MENJELANG)[:BATAS]
        hasil += [_due(r, hari) for r in belum]
    return hasil


def _few(qs: QuerySet[Any]) -> Iterable[Any]:
    return qs.select_related("usulan__ksm").order_by("tanggal", "id")[:BATAS]


def _rpd(r: RPD, judul: str) -> Menunggu:
    return _line(
        r, judul % {"apa": r}, f"{r.usulan.ksm}, {r.usulan.judul}, {rupiah(r.jumlah)}", tautan_rpd.rpd(r.pk), r.tanggal
    )


def _lpj(x: LPJKSM, judul: str) -> Menunggu:
    return _line(
        x, judul % {"apa": x}, f"{x.usulan.ksm}, {x.usulan.judul}", tautan_rpd.lpj(x.pk), x.diajukan_pada or x.tanggal
    )


def _due(r: RPD, hari: datetime.date) -> Menunggu:
    telat = r.tenggat is not None and r.tenggat < hari
    judul = _("LPJ %(apa)s terlambat") if telat else _("Susun LPJ %(apa)s")
    kata = _("%(ksm)s, paling lambat %(hari)s.") % {"ksm": r.usulan.ksm, "hari": tanggal(r.tenggat)}
    return _line(r, judul % {"apa": r}, kata, tautan_rpd.buku(r.usulan_id), r.dibayar_pada or r.tanggal)


def _line(baris: Any, judul: str, kata: str, tautan: str, sejak: datetime.date) -> Menunggu:
    return Menunggu(
        judul=judul, keterangan=kata, tautan=tautan, ikon="uang", kode_wilayah=baris.wilayah_id,
        sejak=timezone.make_aware(datetime.datetime.combine(sejak, datetime.time.min)),
    )  # fmt: skip
