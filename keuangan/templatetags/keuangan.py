"""Marks of vouchers: `{% load keuangan %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

# State of a voucher -> colour, picture, word.
KEADAAN_BUKTI: dict[str, tuple[str, str, Any]] = {
    "menunggu": ("awas", "jam", _("menunggu persetujuan")),
    "disetujui": ("ok", "cek", _("disetujui")),
    "dibalik": ("buruk", "silang", _("sudah dibalik")),
    "balik": ("", "kembali", _("jurnal balik")),
    "tanpa": ("", "", _("dibukukan")),
}


@register.inclusion_tag("components/tanda.html")
def tanda_bukti(keadaan: str) -> dict[str, Any]:
    """The state of a voucher as shape, word and colour."""
    kelas, ikon, label = KEADAAN_BUKTI[keadaan]
    return {"kelas": kelas, "ikon": ikon, "label": label}
