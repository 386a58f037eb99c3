"""The card of a loan for the page that includes its partial: it brings its own data, so any page of a loan may show it."""

from __future__ import annotations

from typing import Any

from django import template

from inti.izin import may
from keuangan import izin
from keuangan.queries_pembayaran import Kartu, card_of

register = template.Library()


@register.simple_tag(takes_context=True)
def kartu_pinjaman(context: dict[str, Any], p: Any) -> Kartu:
    """The card of loan `p` today; members' parts only for whoever may see them. Source: KEU-159."""
    return card_of(p, anggota=may(context["user"], izin.LIHAT_BAGIAN_PINJAMAN, p))


@register.filter
def boleh_catat(user: Any, p: Any) -> bool:
    """Whether this officer receives money for a loan."""
    return may(user, izin.CATAT_PINJAMAN, p)


@register.filter
def boleh_putus(user: Any, p: Any) -> bool:
    """Whether this officer decides on a loan for the UPK."""
    return may(user, izin.PUTUS_PINJAMAN, p)


@register.filter
def boleh_bukukan(user: Any, p: Any) -> bool:
    """Whether this officer books the UPK."""
    return may(user, izin.BUKUKAN_UPK, p)
