"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
SELAMA_SIKLUS = "Sampai lima tahun sesudah siklus kelurahan berakhir, lalu disamarkan."


def register() -> None:
    """Enter this app's fields."""
    tempat = DataPribadi(
        "Menunjukkan letak kegiatan yang difoto; hanya bila pengirim mengisinya.", TUGAS_UMUM, SELAMA_SIKLUS
    )
    register_fields(
        "laporan.berkas",
        {
            "file": DataPribadi("Bukti pertemuan, daftar hadir, dan hasil kegiatan.", TUGAS_UMUM, SELAMA_SIKLUS),
            "lokasi": tempat,
            "lintang": tempat,
            "bujur": tempat,
        },
    )
    register_fields(
        "laporan.dokumen",
        {
            "isi": DataPribadi(
                "Isi kertas yang dicetak, agar dapat dicetak ulang dan diperiksa.", TUGAS_UMUM, SELAMA_SIKLUS
            ),
            "alamat_dasar": DataPribadi(
                "Bukan data orang: alamat situs pada kode QR.", "Bukan data pribadi.", "Selamanya."
            ),
        },
    )
