"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
PERSETUJUAN = "Pasal 20 ayat (2) huruf a: persetujuan warga, dapat ditarik kapan saja."
SELAMA_SIKLUS = "Sampai lima tahun sesudah siklus kelurahan berakhir, lalu disamarkan."


def register() -> None:
    """Enter the fields of the election."""
    perempuan = DataPribadi("Menghitung keterlibatan perempuan.", TUGAS_UMUM, SELAMA_SIKLUS)
    miskin = DataPribadi("Menghitung keterlibatan warga miskin.", TUGAS_UMUM, SELAMA_SIKLUS)
    panitia = DataPribadi("Mengenali panitia yang dipilih warga.", TUGAS_UMUM, SELAMA_SIKLUS)
    suara = DataPribadi("Menghitung suara bagi nama yang tertulis.", TUGAS_UMUM, SELAMA_SIKLUS)
    utusan = DataPribadi("Mengumumkan siapa yang dipilih warga.", TUGAS_UMUM, SELAMA_SIKLUS)
    register_fields(
        "bkm.anggotapanitia",
        {
            "nama": panitia,
            "jenis_kelamin": perempuan,
            "miskin": miskin,
            "telepon": DataPribadi("Menghubungi panitia.", PERSETUJUAN, SELAMA_SIKLUS),
        },
    )
    register_fields("bkm.perolehansuara", {"nama_tertulis": suara})
    register_fields("bkm.penyatuannama", {"nama_tertulis": suara, "dengan": suara})
    register_fields("bkm.utusan", {"nama": utusan, "jenis_kelamin": perempuan, "miskin": miskin})
