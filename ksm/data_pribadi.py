"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
SELAMA_KSM = "Sampai lima tahun sesudah KSM berakhir dan kewajibannya selesai, lalu disamarkan."

SELAMA_USULAN = "Sepuluh tahun sesudah usulan selesai, seperti berkas keuangannya, lalu disamarkan."


def register() -> None:
    """Enter this app's fields."""
    anggota = DataPribadi("Mengetahui siapa anggota dan pengurus kelompok.", TUGAS_UMUM, SELAMA_KSM)
    register_fields(
        "ksm.anggotaksm",
        {
            "nama": anggota,
            "jenis_kelamin": DataPribadi("Menghitung bagian perempuan.", TUGAS_UMUM, SELAMA_KSM),
            "keluarga": DataPribadi("Menghitung bagian warga miskin menurut PS-2.", TUGAS_UMUM, SELAMA_KSM),
            "warga": DataPribadi("Memastikan satu orang tercatat sekali.", TUGAS_UMUM, SELAMA_KSM),
        },
    )
    penerima = DataPribadi("Mengetahui siapa penerima manfaat sebuah usulan.", TUGAS_UMUM, SELAMA_USULAN)
    register_fields("ksm.pemanfaatusulan", {"keluarga": penerima, "penerima": penerima})
    penilai = DataPribadi("Mengetahui siapa yang menilai kelayakan usulan.", TUGAS_UMUM, SELAMA_USULAN)
    register_fields("ksm.verifikasiusulan", {"pemeriksa": penilai})
    pihak = DataPribadi("Mengetahui siapa yang menandatangani perjanjian.", TUGAS_UMUM, SELAMA_USULAN)
    register_fields("ksm.perjanjian", {"pihak_bkm": pihak, "pihak_ksm": pihak, "saksi": pihak})
