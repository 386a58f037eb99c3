"""Who hands in and who verifies, stage by stage: the role codes of the definition, on top of the izin.

The izin says what a person may do in an area; the definition says whose task this stage is (the kota's own
Sosialisasi is verified by the KMW, not by the Korkot who held it). Source: SIK-08, SIK-32.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import TidakBerwenang
from inti.transitions import TransisiTerbuka, transitions_for
from siklus.models import Langkah

# Transition -> the field of the stage's definition that names its roles.
TUGAS = {"ajukan": "pengaju", "verifikasi": "verifikator"}


def role_allows(langkah: Langkah, transisi: str, pelaku: Any) -> bool:
    """True when the definition leaves this transition to a role that `pelaku` holds here (or to everyone)."""
    bidang = TUGAS.get(transisi)
    peran_pada = getattr(pelaku, "peran_pada", None)
    if bidang is None or peran_pada is None:
        return True
    return bool(peran_pada(langkah.wilayah_id) & set(getattr(langkah.aturan_main, bidang)))


def require_role(langkah: Langkah, transisi: str, pelaku: Any) -> None:
    """Raise TidakBerwenang unless `role_allows`."""
    if not role_allows(langkah, transisi, pelaku):
        raise TidakBerwenang(_("Langkah ini diajukan atau diverifikasi oleh petugas lain menurut aturan programnya."))


def moves(langkah: Langkah, pelaku: Any) -> list[TransisiTerbuka]:
    """Every transition of a stage as `pelaku` sees it, roles of the definition included."""
    return [
        t if role_allows(langkah, t.nama, pelaku) else dataclasses.replace(t, berwenang=False, boleh=False)
        for t in transitions_for(langkah, pelaku)
    ]


def open_moves(langkah: Langkah, pelaku: Any) -> list[TransisiTerbuka]:
    """The buttons of a stage's page: right state, right officer, right role."""
    return [t for t in moves(langkah, pelaku) if t.mungkin and t.berwenang]
