"""What waits for whom of groups' money: RPD to approve, pay, mend; accounts due, to check, to accept; rests to return. LPJ-12."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inti.formats import rupiah, tanggal
from inti.registry import Menunggu
from keuangan import izin, tautan_rpd
from keuangan.models import LPJKSM, RPD
from keuangan.queries_lpj import owing
from ksm.izin import VERIFIKASI
from wilayah.waktu import today_in

BATAS = 50
# Accounts are told two weeks before their day.
MENJELANG = datetime.timedelta(days=14)
# Money is left of an account, and it has not come back. Source: LPJ-08.
REST_OWED = Q(diterima__gt=F("belanja"), jurnal_sisa__isnull=True)


def waiting_for(user: Any) -> list[Menunggu]:
    """What this officer does next, oldest first. One query for each thing that they may do."""
    return [*_deciding(user), *_paying(user), *_accounting(user)]


def _deciding(user: Any) -> list[Menunggu]:
    """RPD and accounts to judge; an account whose rest is still with the group waits for the group, not here. LPJ-08."""
    hasil: list[Menunggu] = []
    if user.cakupan(izin.SETUJUI_RPD):
        rpd = RPD.objects.visible_to(user, izin=izin.SETUJUI_RPD).filter(status=RPD.Status.DIAJUKAN)  # type: ignore[attr-defined]
        hasil += [_rpd(r, _("Setujui %(apa)s")) for r in _few(rpd.exclude(dibuat_oleh_id=user.pk))]
    if user.cakupan(izin.PERIKSA_LPJ):
        unit = [u for u, perlu in VERIFIKASI.items() if user.cakupan(perlu)]
        lpj = _accounts(user, izin.PERIKSA_LPJ, LPJKSM.Status.DIAJUKAN).filter(usulan__unit__in=unit)
        lpj = lpj.exclude(dibuat_oleh_id=user.pk)
        hasil += [_lpj(x, _("Periksa %(apa)s")) for x in _few(lpj)]
    if user.cakupan(izin.TERIMA_LPJ):
        lpj = _accounts(user, izin.TERIMA_LPJ, LPJKSM.Status.DIPERIKSA_UP).exclude(dibuat_oleh_id=user.pk)
        hasil += [_lpj(x, _("Terima %(apa)s")) for x in _few(lpj.exclude(REST_OWED))]
    return hasil


def _paying(user: Any) -> list[Menunggu]:
    """Approved RPD to pay, and the rest of an account to take back."""
    if not user.cakupan(izin.BAYAR_RPD):
        return []
    rpd = RPD.objects.visible_to(user, izin=izin.BAYAR_RPD).filter(status=RPD.Status.DISETUJUI)  # type: ignore[attr-defined]
    sisa = _accounts(user, izin.BAYAR_RPD, LPJKSM.Status.DIPERIKSA_UP).filter(REST_OWED)
    return [
        *(_rpd(r, _("Bayar %(apa)s")) for r in _few(rpd.exclude(disetujui_oleh_id=user.pk))),
        *(_rest(x, _("Terima sisa dana %(apa)s")) for x in _few(sisa)),
    ]


def _accounting(user: Any) -> list[Menunggu]:
    """What a group has to mend, to return and to account for. Source: LPJ-08, LPJ-12."""
    perlu = izin.CATAT_BELANJA
    if not user.cakupan(perlu):
        return []
    hari = today_in("")
    rpd = RPD.objects.visible_to(user, izin=perlu).filter(status=RPD.Status.DIKEMBALIKAN)  # type: ignore[attr-defined]
    hasil = [_rpd(r, _("Perbaiki %(apa)s")) for r in _few(rpd)]
    hasil += [_lpj(x, _("Perbaiki %(apa)s")) for x in _few(_accounts(user, perlu, LPJKSM.Status.DIKEMBALIKAN))]
    if not user.cakupan(izin.BAYAR_RPD):  # who pays takes the rest back, and is told so
        sisa = _accounts(user, perlu, LPJKSM.Status.DIPERIKSA_UP).filter(REST_OWED)
        hasil += [_rest(x, _("Kembalikan sisa dana %(apa)s ke BKM")) for x in _few(sisa)]
    belum = owing(user, izin=perlu).filter(tenggat__lte=hari + MENJELANG).exclude(lpj__status="dikembalikan")[:BATAS]
    return hasil + [_due(r, hari) for r in belum]


def _accounts(user: Any, perlu: str, status: str) -> QuerySet[LPJKSM]:
    qs = LPJKSM.objects.visible_to(user, izin=perlu).filter(status=status)  # type: ignore[attr-defined]
    return qs.select_related("rpd")  # type: ignore[no-any-return]


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


def _rest(x: LPJKSM, judul: str) -> Menunggu:
    kata = f"{x.usulan.ksm}, {x.usulan.judul}, {rupiah(x.sisa)}"
    return _line(x, judul % {"apa": x}, kata, tautan_rpd.lpj(x.pk), x.diperiksa_pada or x.tanggal)


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
