"""Small helpers of the cycle's templates: `{% load siklus %}`. They look up and format; they do not query."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist

from siklus.models import Pertemuan

register = template.Library()


@register.filter
def beda_versi(galat: Any) -> list[dict[str, Any]]:
    """Fields that differ between what is stored and what was sent, with their own names."""
    tersimpan, dikirim = galat.rincian.get("tersimpan", {}), galat.rincian.get("dikirim", {})
    return [
        {"nama": _label(nama), "tersimpan": tersimpan.get(nama), "dikirim": nilai}
        for nama, nilai in dikirim.items()
        if tersimpan.get(nama) != nilai
    ]


def _label(nama: str) -> Any:
    try:
        return getattr(Pertemuan._meta.get_field(nama), "verbose_name", nama)
    except FieldDoesNotExist:
        return nama
