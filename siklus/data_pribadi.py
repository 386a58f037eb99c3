"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
PERSETUJUAN = "Pasal 20 ayat (2) huruf a: persetujuan warga, dapat ditarik kapan saja."
SELAMA_SIKLUS = "Sampai lima tahun sesudah siklus kelurahan berakhir, lalu disamarkan."


def register() -> None:
    """Enter this app's fields."""
    hadir = DataPribadi("Membuktikan siapa yang hadir dan menghitung keterlibatan.", TUGAS_UMUM, SELAMA_SIKLUS)
    miskin = DataPribadi("Menghitung keterlibatan warga miskin.", TUGAS_UMUM, SELAMA_SIKLUS)
    register_fields("siklus.kehadiran", {"nama": hadir, "jenis_kelamin": hadir, "miskin": miskin})
    register_fields("siklus.pesertapelatihan", {"nama": hadir, "jenis_kelamin": hadir})
    register_fields(
        "siklus.relawan",
        {
            "nama": DataPribadi("Mengenali dan mengundang relawan.", TUGAS_UMUM, SELAMA_SIKLUS),
            "jenis_kelamin": DataPribadi("Menghitung keterlibatan perempuan.", TUGAS_UMUM, SELAMA_SIKLUS),
            "telepon": DataPribadi("Menghubungi relawan.", PERSETUJUAN, SELAMA_SIKLUS),
            "miskin": miskin,
            "pengurus_partai": DataPribadi("Menjaga program dari kepentingan politik.", TUGAS_UMUM, SELAMA_SIKLUS),
        },
    )
    ps2 = DataPribadi(
        "Menyusun daftar keluarga miskin yang diputuskan warga dan menyalurkan bantuan kepada yang terdaftar.",
        TUGAS_UMUM,
        SELAMA_SIKLUS,
    )
    register_fields("siklus.rumah", {k: ps2 for k in ("alamat", "lintang", "bujur")})
    register_fields(
        "siklus.keluarga",
        {k: ps2 for k in ("nama_kk", "nama_cari", "pembeda", "jenis_kelamin_kk", "lansia", "disabilitas")},
    )
    register_fields("siklus.entrips2", {k: ps2 for k in ("catatan", "masuk_alasan", "keluar_alasan", "alasan_batal")})
    register_fields("siklus.keberatanps2", {k: ps2 for k in ("pelapor", "uraian", "putusan", "putusan_oleh")})
