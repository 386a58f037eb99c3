"""Permissions of the accounts themselves. Every app keeps such a list; a role may carry only what a list names."""

LIHAT_PENGGUNA = "akun.lihat_pengguna"
KELOLA_PENUGASAN = "akun.kelola_penugasan"
RESET_SANDI = "akun.reset_sandi"

IZIN = frozenset({LIHAT_PENGGUNA, KELOLA_PENUGASAN, RESET_SANDI, "inti.lihat_jejak"})
