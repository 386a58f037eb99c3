"""Text at the edge of the system: normalised once, and free of what PostgreSQL or a reader cannot take. Source: UMU-14."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from inti.errors import IsianSalah

# Everything below the space except tab and line ends, plus DEL and lone surrogates.
TERLARANG = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
PANJANG_MAKS = 20_000


def clean_text(teks: str, *, bidang: str = "teks") -> str:
    """NFC, without control characters. Raises IsianSalah, naming the field."""
    if TERLARANG.search(teks):
        raise IsianSalah({bidang: [_("Ada huruf yang tidak dapat disimpan. Hapus lalu ketik ulang.")]})
    if len(teks) > PANJANG_MAKS:
        raise IsianSalah({bidang: [_("Teks terlalu panjang: paling banyak %(n)d huruf.") % {"n": PANJANG_MAKS}]})
    return unicodedata.normalize("NFC", teks)


def clean_data(isi: Any, *, bidang: str = "isi") -> Any:
    """The same for a whole JSON body: every string in it, keys too."""
    if isinstance(isi, str):
        return clean_text(isi, bidang=bidang)
    if isinstance(isi, dict):
        return {clean_text(str(k)): clean_data(v, bidang=str(k)) for k, v in isi.items()}
    if isinstance(isi, list):
        return [clean_data(v, bidang=bidang) for v in isi]
    return isi


def same_name(satu: str, lain: str) -> bool:
    """Whether two written names are one person's, whatever their capitals and spaces; where two people are asked for."""
    return satu.split() != [] and satu.casefold().split() == lain.casefold().split()


def clean_query(kiriman: QueryDict) -> QueryDict:
    """The same for a form or query string: a mutable copy with every value cleaned."""
    hasil = QueryDict(mutable=True)
    for nama, nilai in kiriman.lists():
        hasil.setlist(clean_text(nama), [clean_text(v, bidang=nama) for v in nilai])
    return hasil
