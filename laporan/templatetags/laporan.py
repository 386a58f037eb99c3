"""Papers on other apps' pages: `{% load laporan %}`. The kinds that fit a row, as buttons for those who may ask."""

from __future__ import annotations

from typing import Any

from django import template

from inti.izin import may
from laporan.registry import kinds_for

register = template.Library()


@register.inclusion_tag("laporan/partials/kertas.html", takes_context=True)
def kertas(context: dict[str, Any], objek: Any, judul: str = "") -> dict[str, Any]:
    """A card with one button for each document about `objek`: `{% kertas pertemuan %}`; nothing where there is none."""
    user = context["request"].user
    return {
        "jenis": [j for j in kinds_for(objek) if may(user, j.izin, objek)],
        "objek": objek,
        "judul": judul,
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }
