"""Personal fields of works, upkeep and aid, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields
from ksm.data_pribadi import SELAMA_KSM, TUGAS_UMUM

PERSETUJUAN = "Pasal 20 ayat (2) huruf a: persetujuan warga, dapat ditarik kapan saja."


def register() -> None:
    """Enter these fields."""
    tanda = DataPribadi(
        "Membuktikan siapa yang menyerahkan, menerima, dan memeriksa pekerjaan.", TUGAS_UMUM, SELAMA_KSM
    )
    hubung = DataPribadi("Menghubungi penanggung jawab pemeliharaan sarana.", TUGAS_UMUM, SELAMA_KSM)
    terima = DataPribadi("Membuktikan bahwa bantuan sampai kepada penerimanya.", TUGAS_UMUM, SELAMA_KSM)
    sumbang = DataPribadi(
        "Menghargai dan menghitung swadaya warga yang tidak keberatan disebut.", PERSETUJUAN, SELAMA_KSM
    )
    register_fields("ksm.serahterima", {k: tanda for k in ("dari", "kepada", "saksi")})
    register_fields("ksm.pemeriksaanmutu", {"pemeriksa": tanda})
    register_fields("ksm.pemeriksaanaset", {"pemeriksa": tanda})
    register_fields("ksm.badanpemelihara", {k: hubung for k in ("ketua", "telepon")})
    register_fields("ksm.penerimaanbantuan", {"diwakili": terima})
    register_fields("ksm.swadayausulan", {k: sumbang for k in ("penyumbang", "jenis_kelamin")})
