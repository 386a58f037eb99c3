"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
SELAMA_SIKLUS = "Sampai lima tahun sesudah siklus kelurahan berakhir, lalu disamarkan."


def register() -> None:
    """Enter this app's fields."""
    tim = DataPribadi(
        "Mengetahui siapa yang menyusun rencana dan unsur mana yang terwakili.", TUGAS_UMUM, SELAMA_SIKLUS
    )
    register_fields("pronangkis.anggotatim", {"nama": tim, "jenis_kelamin": tim})
    tanda = DataPribadi(
        "Membuktikan siapa yang menandatangani pengesahan rencana.", TUGAS_UMUM, "Selama rencana disimpan."
    )
    register_fields("pronangkis.pengesahan", {"koordinator_nama": tanda, "lurah_nama": tanda})
