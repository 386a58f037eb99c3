"""The filter above a dashboard. A value that makes no sense is ignored: a dashboard always opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dasbor.queries import Saring
from inti.formats import tanggal
from siklus.forms.saring import SaringForm
from wilayah.models import Wilayah
from wilayah.waktu import today_in

NASIONAL = "nasional"


class SaringDasbor(SaringForm):
    """Area, and inside a kota: kecamatan, wave, first year, tahun siklus; the month where several are kept."""

    area = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    kecamatan = forms.ChoiceField(label=gettext_lazy("Kecamatan"), required=False)
    gelombang = forms.ChoiceField(label=gettext_lazy("Gelombang"), required=False)
    angkatan = forms.ChoiceField(label=gettext_lazy("Angkatan"), required=False)
    tahun = forms.ChoiceField(label=gettext_lazy("Tahun siklus"), required=False)
    bulan = forms.ChoiceField(label=gettext_lazy("Bulan"), required=False)

    def __init__(self, data: Any, *, pilihan: list[Wilayah | None], kode: str, baris: Any, bulan: list[date]) -> None:
        super().__init__({**data.dict(), "area": kode or NASIONAL})
        isi: dict[str, list[tuple[str, Any]]] = {
            "area": [
                (w.kode if w is not None else NASIONAL, w.nama if w is not None else _("Nasional")) for w in pilihan
            ],
            "kecamatan": kecamatan_of(baris),
            "gelombang": [
                (g.isoformat(), _("Gelombang %(n)d, mulai %(hari)s") % {"n": i, "hari": tanggal(g, "singkat")})
                for i, g in enumerate(sorted({b.gelombang_mulai for b in baris if b.gelombang_mulai}), start=1)
            ],
            "angkatan": [(str(t), str(t)) for t in sorted({b.angkatan for b in baris})],
            "tahun": [(str(t), str(t)) for t in sorted({x["tahun"] for b in baris for x in b.langkah})],
            "bulan": [(f"{b:%Y-%m}", tanggal(b, "bulan")) for b in bulan],
        }
        for nama, pilihan_ini in isi.items():
            if len(pilihan_ini) < 2:
                del self.fields[nama]
                continue
            semua = [] if nama in ("area", "tahun", "bulan") else [("", _("Semua"))]
            self.fields[nama].choices = [*semua, *pilihan_ini]  # type: ignore[attr-defined]

    @property
    def aktif(self) -> bool:
        """Whether less than the whole area is shown."""
        return any(self.nilai.get(n) for n in ("kecamatan", "gelombang", "angkatan", "bulan"))


def kecamatan_of(baris: Any) -> list[tuple[str, Any]]:
    """Kecamatan that occur, by name."""
    kode = {b.wilayah_id[:8] for b in baris if len(b.wilayah_id) == 13}
    if len(kode) < 2:
        return []
    return [(w.kode, w.nama) for w in Wilayah.objects.filter(kode__in=kode).order_by("nama", "kode")]


def read_filter(kueri: Any, kode: str) -> Saring:
    """What an address asks of the dashboard of `kode`; what is malformed is left out."""
    kecamatan = kueri.get("kecamatan", "")
    return Saring(
        kode=kode,
        bulan=month_or_none(kueri.get("bulan", "")) or today_in(kode).replace(day=1),
        kecamatan=kecamatan if len(kode) == 5 and len(kecamatan) == 8 and kecamatan.startswith(f"{kode}.") else "",
        gelombang=_day(kueri.get("gelombang", "")),
        angkatan=_number(kueri.get("angkatan", ""), 4),
    )


def month_or_none(teks: str) -> date | None:
    """The first day of a month written "2026-11", None for anything else."""
    return _day(f"{teks}-01") if len(teks) == 7 else None


def _day(teks: str) -> date | None:
    try:
        return date.fromisoformat(teks) if len(teks) == 10 else None
    except ValueError:
        return None


def _number(teks: str, panjang: int) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= panjang else 0
