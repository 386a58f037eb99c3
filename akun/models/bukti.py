"""Proofs of identity that we hand out ourselves: one-time codes and access tokens. Only fingerprints are stored."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akun.models.pengguna import Pengguna
from inti.models import new_id

# Without letters and digits that look alike when read out over the phone: 10 of 30 signs are 49 bits.
ABJAD_KODE = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"
PANJANG_SANDI = 10
AWALAN_TOKEN = "p2kp_"  # noqa: S105  (lets secret scanners recognise a leaked token)
COBA_KODE_MAKS = 5


def fingerprint(rahasia: str) -> str:
    """SHA-256 of a secret that is long and random, which needs no slow hash."""
    return hashlib.sha256(rahasia.encode()).hexdigest()


def new_code() -> str:
    """A one-time code as it is read out: ABCDE-23456."""
    teks = "".join(secrets.choice(ABJAD_KODE) for _i in range(PANJANG_SANDI))
    return f"{teks[:5]}-{teks[5:]}"


def clean_code(teks: str) -> str:
    """A typed code in the form that was fingerprinted."""
    polos = "".join(h for h in teks.upper() if h.isalnum())
    return f"{polos[:5]}-{polos[5:]}"


def new_token() -> str:
    """A new access token."""
    return AWALAN_TOKEN + secrets.token_urlsafe(32)


class KodeSandi(models.Model):
    """A one-time code with which a person sets a new password, given by a superior. Valid until used or expired. AKN-07."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="kode_sandi")
    sidik = models.CharField(max_length=64)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dibuat_oleh_id = models.UUIDField()
    kedaluwarsa = models.DateTimeField()
    percobaan = models.PositiveSmallIntegerField(default=0)
    dipakai_pada = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"], name="kode_sandi_satu_berlaku", condition=Q(dipakai_pada__isnull=True)
            ),
            models.CheckConstraint(condition=Q(percobaan__lte=COBA_KODE_MAKS), name="kode_sandi_lima_percobaan"),
        ]

    def __str__(self) -> str:
        return str(_("Kode sandi %(nama)s") % {"nama": self.pengguna})

    def is_valid(self) -> bool:
        """True while it may still be tried."""
        return self.dipakai_pada is None and self.kedaluwarsa > timezone.now() and self.percobaan < COBA_KODE_MAKS


class TokenAkses(models.Model):
    """An access token of a program. The token itself is shown once and never stored. Source: AKN-13."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="token")
    nama = models.CharField(_("nama"), max_length=100, blank=True)
    sidik = models.CharField(max_length=64, unique=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kedaluwarsa = models.DateTimeField(_("berlaku sampai"))
    terakhir_pada = models.DateTimeField(_("terakhir dipakai"), null=True)
    dicabut_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dibuat_pada"]

    def __str__(self) -> str:
        return self.nama or str(self.pk)

    def is_valid(self, *, saat: Any = None) -> bool:
        """True while it is neither revoked nor expired."""
        return self.dicabut_pada is None and self.kedaluwarsa > (saat or timezone.now())
