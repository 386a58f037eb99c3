"""What the months of ledgers want from whom: closing, and of a UPK the step that its kasir or pembuku can do now.

Who closes is told after the days that a parameter gives; who prepares the month, as soon as it is over. Source: KEU-194.
"""

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
from keuangan.hak import rights_in
from keuangan.models import Periode
from keuangan.queries_bulan import BERJALAN, LangkahBulan, path_of
from keuangan.queries_meja import SETUJUI_UNIT
from wilayah.parameter import values_for_areas
from wilayah.waktu import today_in

HARI_TUTUP = "upk.mutu_hari_tutup"
BATAS = 200
BATAS_BUKU = 3  # ledgers whose path is walked for one person; whoever keeps a UPK has one
KAS = "kas"  # the step of the two who count; a pembuku is not sent to the cash box
SIAPKAN = (izin.CATAT_KAS_UPK, izin.BUKUKAN_UPK)
# Who books the Sekretariat closes it too; of a UPK the manager does.
TUTUP_UNIT = {**SETUJUI_UNIT, izin.BUKUKAN_SEKRETARIAT: ("sekretariat", "tpk")}


def waiting_for(user: Any) -> list[Menunggu]:
    """What this officer can do about months that are over. No queries for who has to do with none. Source: KEU-194."""
    return [*closing_for(user), *preparing_for(user)]


def closing_for(user: Any) -> list[Menunggu]:
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


def preparing_for(user: Any) -> list[Menunggu]:
    """The next step of the oldest open month of a UPK, for who keeps its cash or books and can do that step now.

    The path of a month for each ledger, a constant number of queries each, of BATAS_BUKU ledgers at most.
    """
    bulan: dict[Any, Periode] = {}
    for perlu in SIAPKAN:
        if user.cakupan(perlu):
            for p in _over(user, perlu, ("upk",)):
                if p.akhir < today_in(p.wilayah_id):
                    bulan.setdefault(p.buku_id, p)
    satu = list(bulan.values())[:BATAS_BUKU]
    batas = _days({p.wilayah_id for p in satu})
    hasil = []
    for p in satu:
        langkah = _own_step(p, user)
        if langkah is not None:
            hasil.append(_step_line(p, langkah, batas[p.wilayah_id]))
    return hasil


def _own_step(p: Periode, user: Any) -> LangkahBulan | None:
    """The first step of a month that can be done now and by this person."""
    kas = may(user, izin.CATAT_KAS_UPK, p)
    for s in path_of(p, rights_in(p.buku, user), user.pk).langkah:
        if s.keadaan == BERJALAN and s.tombol is not None and s.tombol.boleh and (kas or s.kode != KAS):
            return s
    return None


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


def _step_line(p: Periode, langkah: LangkahBulan, batas: datetime.timedelta) -> Menunggu:
    return Menunggu(
        judul=_("%(langkah)s, %(bulan)s") % {"langkah": langkah.tombol.label, "bulan": tanggal(p.awal, "bulan")},  # type: ignore[union-attr]
        keterangan=f"{p.buku}. {langkah.ringkas}",
        tautan=reverse("keuangan:periode", args=[p.pk]),
        sejak=timezone.make_aware(datetime.datetime.combine(p.akhir + datetime.timedelta(1), datetime.time.min)),
        ikon="kalender",
        tenggat=p.akhir + batas,
        kode_wilayah=p.wilayah_id,
    )


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
