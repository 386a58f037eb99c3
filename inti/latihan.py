"""Practice areas: code 99 stands for no province, and what lies below it counts nowhere.

Each kota has its practice ground under its own digits: Kota Bandung 32.73 practises in 99.32.73.1001. Practice is a mode
of the session (`Pengguna.latihan`), never a right: outside of it no scope reaches these areas, not even the nation's,
and inside it no scope reaches anything else. Source: LAT-01, LAT-02.
"""

from __future__ import annotations

PROVINSI_LATIHAN = "99"


def is_latihan(kode: str) -> bool:
    """True for the practice "province" and every area below it."""
    return kode[:2] == PROVINSI_LATIHAN


def practice_code(kode_kota: str) -> str:
    """The practice ground of a kota: 32.73 -> 99.32.73, written as a kecamatan code."""
    return f"{PROVINSI_LATIHAN}.{kode_kota}"


def real_part(kode: str) -> str:
    """The real digits inside a practice code: 99.32.73.1001 -> 32.73.1001; other codes as they are."""
    return kode[3:] if is_latihan(kode) else kode
