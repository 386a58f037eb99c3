"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
PERSETUJUAN = "Pasal 20 ayat (2) huruf a: persetujuan warga, dapat ditarik kapan saja."
SELAMA_SIKLUS = "Sampai lima tahun sesudah siklus kelurahan berakhir, lalu disamarkan."
BUKAN_PERORANGAN = "Data lembaga, bukan perorangan; dicatat agar tidak terlewat bila kelak diisi data orang."


def register() -> None:
    """Enter this app's fields."""
    register_fields(
        "wilayah.warga",
        {
            "nama": DataPribadi("Mengenali peserta, utusan, anggota, dan penerima manfaat.", TUGAS_UMUM, SELAMA_SIKLUS),
            "jenis_kelamin": DataPribadi("Menghitung keterlibatan perempuan.", TUGAS_UMUM, SELAMA_SIKLUS),
            "tanggal_lahir": DataPribadi("Menilai usia dewasa untuk daftar pemilih.", TUGAS_UMUM, SELAMA_SIKLUS),
            "tahun_lahir": DataPribadi(
                "Menilai usia dewasa bila tanggal lahir tidak diketahui.", TUGAS_UMUM, SELAMA_SIKLUS
            ),
            "telepon": DataPribadi("Mengundang dan mengingatkan.", PERSETUJUAN, SELAMA_SIKLUS),
            "alamat": DataPribadi("Menemukan rumah saat kunjungan dan pembagian undangan.", TUGAS_UMUM, SELAMA_SIKLUS),
            "nik_sandi": DataPribadi(
                "Membedakan dua orang bernama sama; tidak wajib; tersandi.", PERSETUJUAN, SELAMA_SIKLUS
            ),
            "nik_kunci": DataPribadi("Nomor kunci sandi NIK.", PERSETUJUAN, SELAMA_SIKLUS),
            "nik_indeks": DataPribadi("Menemukan NIK ganda tanpa membuka NIK.", PERSETUJUAN, SELAMA_SIKLUS),
            "nik_samar": DataPribadi("Menunjukkan bahwa NIK sudah ada, tersamar.", PERSETUJUAN, SELAMA_SIKLUS),
        },
    )
    register_fields(
        "wilayah.badan",
        {
            nama: DataPribadi(
                f"Kop surat dan menghubungi badan. {BUKAN_PERORANGAN}", TUGAS_UMUM, "Selama badan tercatat.", "badan"
            )
            for nama in ("alamat", "telepon", "surel")
        },
    )
