"""Dates in the time zone of an area: "today" in Jayapura begins two hours before Jakarta. Source: WIL-04."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from wilayah.kode import zone_of


def today_in(kode_wilayah: str, *, saat: datetime | None = None) -> date:
    """The calendar day it is in an area ("" is judged in Jakarta), now or at the moment `saat`."""
    zona = ZoneInfo(zone_of(kode_wilayah) if kode_wilayah else zone_of("31"))
    return timezone.localtime(saat or timezone.now(), zona).date()


def is_future(tanggal: date, kode_wilayah: str) -> bool:
    """True when a day has not begun yet in an area."""
    return tanggal > today_in(kode_wilayah)
