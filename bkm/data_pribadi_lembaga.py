"""Personal fields of the body, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from bkm.data_pribadi import PERSETUJUAN, TUGAS_UMUM
from inti.data_pribadi import DataPribadi, register_fields

SELAMA_JABATAN = "Selama menjabat dan lima tahun sesudahnya, lalu disamarkan."


def register() -> None:
    """Enter the fields of members, officers and those who signed the deed."""
    nama = DataPribadi(
        "Warga mengetahui siapa yang menjabat dan mempertanggungjawabkannya.", TUGAS_UMUM, SELAMA_JABATAN
    )
    perempuan = DataPribadi("Menghitung keterlibatan perempuan.", TUGAS_UMUM, SELAMA_JABATAN)
    miskin = DataPribadi("Menghitung keterlibatan warga miskin.", TUGAS_UMUM, SELAMA_JABATAN)
    telepon = DataPribadi("Menghubungi yang menjabat.", PERSETUJUAN, SELAMA_JABATAN)
    jabatan = DataPribadi("Menjaga program dari kepentingan politik dan rangkap jabatan.", TUGAS_UMUM, SELAMA_JABATAN)
    pejabat = {
        "nama": nama, "jenis_kelamin": perempuan, "miskin": miskin, "telepon": telepon, "pengurus_partai": jabatan,
        "pejabat": jabatan,
    }  # fmt: skip
    for model in ("petugasup", "pengawasupk", "petugassekretariat", "penasehat"):
        register_fields(f"bkm.{model}", pejabat)
    register_fields("bkm.anggotabkm", {**pejabat, "pekerjaan": nama})
    register_fields("bkm.penghadap", {"nama": nama, "pekerjaan": nama})
    kantor = DataPribadi("Warga menemukan kantor BKM; sering rumah anggota.", TUGAS_UMUM, SELAMA_JABATAN)
    register_fields("bkm.sekretariat", {"alamat": kantor})
