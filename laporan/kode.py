"""Verification codes: twelve characters of Crockford's base 32, so nobody misreads 0/O or 1/I/L on paper.

Sixty random bits: a code cannot be guessed, and the page that checks it tells nothing but the paper's own heading.
"""

from __future__ import annotations

import re
import secrets

ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 12
POLA_KODE = rf"^[{ABJAD}]{{{PANJANG}}}$"
SALAH_BACA = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, as stored: 7K4Q92MDXT3A."""
    return "".join(secrets.choice(ABJAD) for _ in range(PANJANG))


def show_code(kode: str) -> str:
    """A code as people read it: 7K4Q-92MD-XT3A."""
    return "-".join(kode[i : i + 4] for i in range(0, len(kode), 4))


def read_code(teks: str) -> str:
    """The stored form of what a person typed: any case, with or without dashes, O for 0. "" when it is no code."""
    polos = re.sub(r"[\s\-\u2010-\u2015.]", "", teks).upper().translate(SALAH_BACA)
    return polos if re.match(POLA_KODE, polos) else ""
