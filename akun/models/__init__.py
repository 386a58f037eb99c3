"""People, assignments, one-time codes, tokens."""

from akun.models.bukti import KodeSandi, TokenAkses
from akun.models.pengguna import Pengguna
from akun.models.penugasan import Penugasan

__all__ = ["KodeSandi", "Pengguna", "Penugasan", "TokenAkses"]
