"""Small helpers of the printed plan: `{% load cetak_pjm %}`. They pair and draw; they do not query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

LEBAR, TINGGI, SEL = 120, 15, 10
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@register.filter
def pasang(baris: dict[str, Any], kolom: list[dict[str, Any]]) -> Iterable[tuple[str, int, str]]:
    """Cells of a row with the kind of their column and how many columns they span: (kind, span, text)."""
    span = baris["span"]
    sisa = kolom[span - 1 :] if span > 1 else kolom
    for i, (k, teks) in enumerate(zip(sisa, baris["sel"], strict=False)):
        yield ("" if i == 0 and span > 1 else k["k"], span if i == 0 else 1, teks)


@register.filter
def pita_bulan(teks: str) -> SafeString:
    """The months of a year as a bar of twelve fields; "3,4,5" fills March to May. Read aloud as the names of the months."""
    isi = {int(b) for b in teks.split(",") if b.strip().isdigit()}
    nama = ", ".join(BULAN[b - 1] for b in sorted(isi) if 1 <= b <= 12) or "belum dijadwalkan"
    kotak = format_html_join(
        "",
        '<rect x="{}" y="3" width="{}" height="9" fill="{}" stroke="#8b9999" stroke-width="0.5"/>',
        ((i * SEL + 0.5, SEL - 1, "#0b5f59" if i + 1 in isi else "#ffffff") for i in range(12)),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>{}</svg>',
        LEBAR, TINGGI, LEBAR, TINGGI, nama, kotak,
    )  # fmt: skip


@register.simple_tag
def kepala_bulan() -> SafeString:
    """Numbers 1 to 12 over the bars."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} 12" width="{}" height="12" font-size="7" '
        'font-family="Source Sans 3, DejaVu Sans, sans-serif"><title>Bulan 1 sampai 12</title>{}</svg>',
        LEBAR, LEBAR,
        format_html_join(
            "", '<text x="{}" y="9" text-anchor="middle" fill="#1b2426">{}</text>', ((i * SEL + 5, i + 1) for i in range(12))
        ),
    )  # fmt: skip
