"""Template filters of works."""

from __future__ import annotations

from typing import Any

from django import template

from ksm.sajian_pelaksanaan import figure

register = template.Library()


@register.filter
def takaran(nilai: Any) -> str:
    """A volume without needless decimals: 80, 79,5."""
    return figure(nilai)
