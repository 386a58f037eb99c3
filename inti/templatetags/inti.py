"""Formats and small helpers for templates: `{% load inti %}`. Templates format; they do not query or decide."""

from __future__ import annotations

import uuid
from typing import Any

from django import template
from django.utils.html import format_html

from inti import formats
from inti.izin import may
from inti.transitions import open_transitions

register = template.Library()

register.filter("angka", formats.angka)
register.filter("bilangan", formats.bilangan)
register.filter("rupiah", formats.rupiah)
register.filter("persen", formats.persen)
register.filter("persen_pas", formats.persen_pas)
register.filter("tanggal", formats.tanggal)
register.filter("hari_tanggal", formats.hari_tanggal)
register.filter("jam", formats.jam)
register.filter("terbilang", formats.terbilang)
register.filter("terbilang_rupiah", formats.terbilang_rupiah)
register.filter("tanggal_terbilang", formats.tanggal_terbilang)
register.filter("lama", formats.lama)


@register.filter
def transisi_terbuka(objek: Any, user: Any) -> Any:
    """Buttons for a row: the transitions open to this user now."""
    return open_transitions(objek, user)


@register.filter
def boleh(user: Any, izin: str) -> bool:
    """Whether this officer holds a permission in any area: for links to pages that ask for it."""
    return may(user, izin)


@register.filter
def ambil(kamus: dict[Any, Any], kunci: Any) -> Any:
    """Value of a dictionary by a variable key."""
    return kamus.get(kunci)


@register.simple_tag(takes_context=True)
def kunci_formulir(context: dict[str, Any]) -> str:
    """Hidden idempotency key of a form, made when the page opens and kept when the form comes back with errors.

    The browser may not restore an old one (autocomplete off): going back, it would stand under changed content.
    """
    permintaan = context.get("request")
    nilai = (permintaan.POST.get("kunci") if permintaan is not None else "") or str(uuid.uuid4())
    return format_html('<input type="hidden" name="kunci" value="{}" autocomplete="off">', nilai)


@register.simple_tag(takes_context=True)
def url_dengan(context: dict[str, Any], **ubah: Any) -> str:
    """The current query string with some parameters changed (None removes one)."""
    q = context["request"].GET.copy()
    for k, v in ubah.items():
        q.pop(k, None)
        if v not in (None, ""):
            q[k] = str(v)
    return f"?{q.urlencode()}"
