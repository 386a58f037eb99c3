"""NIK: checked, encrypted, found again, and shown masked. Source: WIL-09, UMU-33 (reliability H3).

`settings.KUNCI_NIK` is one base64 key of 32 bytes, or several as "1:<base64>,2:<base64>": the last one encrypts, all of
them decrypt, and the first one, through HKDF, also keys the blind index, so that adding a key keeps the index valid.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from inti.errors import IsianSalah

PANJANG = 16
TAMBAHAN_PEREMPUAN = 40  # the day of birth of a woman is written plus forty


@dataclass(frozen=True)
class NikTersimpan:
    """The four columns of a stored NIK: cipher text, key id, blind index, masked display. All empty: no NIK."""

    sandi: str = ""
    kunci: str = ""
    indeks: str = ""
    samar: str = ""


def clean_nik(teks: str) -> str:
    """The sixteen digits, typed with or without spaces and dots; "" for nothing. Raises IsianSalah."""
    nik = "".join(h for h in teks if h not in " .-")
    if not nik:
        return ""
    if not (nik.isascii() and nik.isdigit() and len(nik) == PANJANG):
        raise IsianSalah({"nik": [_("NIK terdiri dari 16 angka. Periksa lagi pada KTP atau KK.")]})
    if not _plausible(nik):
        raise IsianSalah({"nik": [_("Susunan NIK ini tidak mungkin: kode wilayah atau tanggal lahirnya tidak sah.")]})
    return nik


def mask(nik: str) -> str:
    """3374010203040012 -> 3374********0012."""
    return f"{nik[:4]}{'*' * 8}{nik[-4:]}"


def seal(nik: str, row_id: Any) -> NikTersimpan:
    """Encrypt a clean NIK for one row; the row's id is bound in, so a cipher text copied to another row does not open."""
    if not nik:
        return NikTersimpan()
    kunci = _keys()
    id_kunci = list(kunci)[-1]
    nonce = secrets.token_bytes(12)
    isi = nonce + AESGCM(kunci[id_kunci]).encrypt(nonce, nik.encode(), str(row_id).encode())
    return NikTersimpan(base64.b64encode(isi).decode(), id_kunci, blind_index(nik), mask(nik))


def unseal(sandi: str, id_kunci: str, row_id: Any) -> str:
    """The NIK in clear. Raises ImproperlyConfigured when the key is gone, InvalidTag when the row was tampered with."""
    kunci = _keys().get(id_kunci)
    if kunci is None:
        raise ImproperlyConfigured(f"Kunci NIK {id_kunci!r} tidak ada di pengaturan.")
    isi = base64.b64decode(sandi)
    return AESGCM(kunci).decrypt(isi[:12], isi[12:], str(row_id).encode()).decode()


def blind_index(nik: str) -> str:
    """Keyed digest of a clean NIK: equal for equal numbers, useless without the key."""
    pertama = next(iter(_keys().values()))
    kunci = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"p2kp indeks nik").derive(pertama)
    return hmac.new(kunci, nik.encode(), hashlib.sha256).hexdigest()


def _plausible(nik: str) -> bool:
    """Region of a known province range, a possible date (+40 for women), a serial that is not zero."""
    hari, bulan, tahun = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    if hari > TAMBAHAN_PEREMPUAN:
        hari -= TAMBAHAN_PEREMPUAN
    try:
        date(2000 + tahun, bulan, hari)
    except ValueError:
        try:
            date(1900 + tahun, bulan, hari)
        except ValueError:
            return False
    return 11 <= int(nik[:2]) <= 97 and nik[2:4] != "00" and nik[4:6] != "00" and nik[12:] != "0000"


def _keys() -> dict[str, bytes]:
    """Key id -> 32 bytes, in the order of the setting."""
    if not settings.KUNCI_NIK:
        raise ImproperlyConfigured("P2KP_KUNCI_NIK belum diisi.")
    hasil = {}
    for bagian in settings.KUNCI_NIK.split(","):
        id_kunci, titik, isi = bagian.strip().rpartition(":")
        kunci = base64.b64decode(isi)
        if len(kunci) != 32:
            raise ImproperlyConfigured("Kunci NIK harus 32 bita dalam base64.")
        hasil[id_kunci if titik else "1"] = kunci
    return hasil
