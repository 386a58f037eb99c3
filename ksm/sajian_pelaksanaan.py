"""How works are shown: the curve of progress, the mark of a state. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.charts import Grafik, line
from inti.formats import KOSONG, angka, persen, tanggal
from ksm.models import KemajuanUsulan, Usulan

TANDA = {
    "kontrak": "berlaku", "cair": "berlaku", "berjalan": "berjalan", "perubahan": "menunggu", "lpj": "menunggu",
    "selesai": "selesai", "batal": "dibatalkan", "ditunda": "penundaan",
}  # fmt: skip


def state_mark(usulan: Usulan) -> str:
    """The state of a proposal as the mark component knows it."""
    return TANDA.get(usulan.status, "draf")


def figure(nilai: Any) -> str:
    """A volume as people write it, without needless decimals: 80 and 79,5. None gives a dash."""
    if nilai is None:
        return KOSONG
    d = Decimal(nilai).normalize()
    return angka(d, max(0, -int(d.as_tuple().exponent)))


def progress_curve(usulan: Usulan, kemajuan: Sequence[KemajuanUsulan], perjanjian: Any) -> Grafik | None:
    """Progress over time beside the straight line from begin to end of the agreement (persen); None below two points. KRJ-09."""
    if len(kemajuan) < 2:
        return None
    seri: dict[str, list[float | None]] = {_("Nyata"): [float(k.persen) for k in kemajuan]}
    if perjanjian is not None and perjanjian.selesai > perjanjian.mulai:
        lama = (perjanjian.selesai - perjanjian.mulai).days
        seri[_("Rencana")] = [min(100.0, max(0.0, (k.tanggal - perjanjian.mulai).days * 100 / lama)) for k in kemajuan]
    return line(_("Kemajuan fisik"), [tanggal(k.tanggal, "singkat") for k in kemajuan], seri, tulis=persen)
