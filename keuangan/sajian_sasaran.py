"""How reach and swadaya of a kelurahan are shown, the same on its page and on its paper. Source: TGT-02, TGT-05, TGT-07."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.charts import Grafik, stacked_bar
from inti.formats import rupiah

RT_TERGAMBAR = 12  # rows of one chart


def of_word(bagian: Any, seluruh: Any) -> str:
    """Numerator and denominator in rupiah: "Rp 1.000 dari Rp 2.000"."""
    return _("%(a)s dari %(b)s") % {"a": rupiah(bagian), "b": rupiah(seluruh)}


def reach_chart(kk: Sequence[int], *, lebar: int = 400) -> Grafik | None:
    """PS-2 households (KK) by how they were reached: by name, only through a work, not at all; None without a list."""
    if not sum(kk):
        return None
    return stacked_bar(_("KK PS-2 menurut yang sampai kepadanya"), _ways(), [(_("KK"), kk)], lebar=lebar)


def place_chart(rt: Sequence[tuple[str, Sequence[int]]], *, lebar: int = 400) -> Grafik | None:
    """The same by RT, the first rows as `reach_by_place` orders them; None without a list."""
    if not rt:
        return None
    return stacked_bar(
        _("KK PS-2 menurut RT, yang paling banyak belum terjangkau lebih dahulu"),
        _ways(),
        rt[:RT_TERGAMBAR],
        lebar=lebar,
        sebaris=True,
    )


def _ways() -> list[str]:
    return [_("Menerima atas nama"), _("Hanya lewat prasarana RT"), _("Belum terjangkau")]
