"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS = "Pasal 20 ayat (2) huruf b dan e: hubungan kerja dan pelaksanaan tugas untuk kepentingan umum."
KEAMANAN = "Pasal 35 dan 36: keamanan data."
SELAMA_AKUN = "Selama akun tercatat; nama tetap ada di jejak yang sudah ditulis."


def register() -> None:
    """Enter this app's fields."""
    bidang = {
        "nama": DataPribadi("Menyebut siapa yang bertugas dan mencatat.", TUGAS, SELAMA_AKUN, "petugas"),
        "email": DataPribadi("Masuk dan mengatur ulang sandi; boleh kosong.", TUGAS, SELAMA_AKUN, "petugas"),
        "telepon": DataPribadi("Menghubungi petugas tentang tugasnya.", TUGAS, SELAMA_AKUN, "petugas"),
        "harus_ganti_sandi": DataPribadi(
            "Mewajibkan sandi sendiri sesudah sandi sementara.", KEAMANAN, SELAMA_AKUN, "petugas"
        ),
    }
    register_fields("akun.pengguna", bidang)
