"""Every write of this app, one file per noun."""

from wilayah.actions.register import HasilMuat, close_wilayah, load_register, reopen_wilayah

__all__ = ["HasilMuat", "close_wilayah", "load_register", "reopen_wilayah"]
