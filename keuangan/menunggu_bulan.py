"""What waits for whoever closes: months that are over and still open after the days that a parameter gives. Source: KEU-194."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import tanggal
from inti.izin import may
from inti.registry import Menunggu
from keuangan import izin
from keuangan.models import Periode
from keuangan.queries_meja import SETUJUI_UNIT
from wilayah.parameter import values_for_areas
from wilayah.waktu import today_in

HARI_TUTUP = "upk.mutu_hari_tutup"
BATAS = 200
# Who books the Sekretariat closes it too; of a UPK the manager does.
TUTUP_UNIT = {**SETUJUI_UNIT, izin.BUKUKAN_SEKRETARIAT: ("sekretariat", "tpk")}


def waiting_for(user: Any) -> list[Menunggu]:
    """The oldest late month of each ledger that this officer may close. Three queries at most, none without the permission."""
    if not user.cakupan(izin.TUTUP_PERIODE):
        return []
    lewat: dict[Any, list[Periode]] = {}
    for perlu, unit in TUTUP_UNIT.items():
        if not user.cakupan(perlu):
            continue
        for p in _over(user, perlu, unit):
            if may(user, izin.TUTUP_PERIODE, p) and p not in lewat.setdefault(p.buku_id, []):
                lewat[p.buku_id].append(p)
    batas = _days({p.wilayah_id for daftar in lewat.values() for p in daftar})
    hasil = []
    for daftar in lewat.values():
        tunggu = [p for p in daftar if today_in(p.wilayah_id) > p.akhir + batas[p.wilayah_id]]
        if tunggu:
            hasil.append(_line(tunggu, batas[tunggu[0].wilayah_id]))
    return hasil


def _over(user: Any, perlu: str, unit: tuple[str, ...]) -> list[Periode]:
    """Open months before this one in some units, oldest first."""
    kini = timezone.localdate()
    bulan = Periode.objects.visible_to(user, izin=perlu).filter(  # type: ignore[attr-defined]
        status=Periode.Status.TERBUKA, buku__unit__in=unit
    )
    bulan = bulan.annotate(ke=F("tahun") * Value(12) + F("bulan")).filter(ke__lte=kini.year * 12 + kini.month)
    return list(bulan.select_related("buku__badan").order_by("tahun", "bulan", "pk")[:BATAS])


def _days(wilayah: set[str]) -> dict[str, datetime.timedelta]:
    """Days after the end of a month within which it is closed, by area. One query."""
    if not wilayah:
        return {}
    kini = timezone.localdate()
    nilai = values_for_areas([HARI_TUTUP], [("", kode, kini) for kode in wilayah])
    return {kode: datetime.timedelta(days=int(nilai["", kode, kini][HARI_TUTUP].angka or 0)) for kode in wilayah}


def _line(tunggu: list[Periode], batas: datetime.timedelta) -> Menunggu:
    p, n = tunggu[0], len(tunggu)
    lain = ngettext("%(n)d bulan belum dikunci.", "%(n)d bulan belum dikunci.", n) % {"n": n}
    tenggat = p.akhir + batas
    return Menunggu(
        judul=_("Tutup bulan %(bulan)s") % {"bulan": tanggal(p.awal, "bulan")},
        keterangan=f"{p.buku}. {lain}",
        tautan=reverse("keuangan:periode", args=[p.pk]),
        sejak=timezone.make_aware(datetime.datetime.combine(tenggat, datetime.time.min)),
        ikon="kalender",
        tenggat=tenggat,
        kode_wilayah=p.wilayah_id,
    )
