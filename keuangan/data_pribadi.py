"""Personal fields of this app, with purpose, legal basis and keeping time. Source: WIL-16 (UU 27/2022)."""

from __future__ import annotations

from inti.data_pribadi import DataPribadi, register_fields

TUGAS_UMUM = "Pasal 20 ayat (2) huruf e: pelaksanaan tugas untuk kepentingan umum."
SELAMA_BUKU = "Selama buku lembaganya disimpan: sepuluh tahun sesudah tahun buku berakhir."


def register() -> None:
    """Enter this app's fields. A statement is of a body's account; the words of a row may name who paid."""
    bank = DataPribadi(
        "Mencocokkan uang lembaga di bank dengan bukunya; uraian bank dapat memuat nama penyetor.",
        TUGAS_UMUM,
        SELAMA_BUKU,
    )
    register_fields("keuangan.barisbank", {"rekening": bank, "uraian": bank})
    terima = DataPribadi("Bukti siapa yang menerima uang kelompok atas namanya.", TUGAS_UMUM, SELAMA_BUKU)
    register_fields("keuangan.rpd", {"penerima_nama": terima})
    rekening = DataPribadi(
        "Mengirim BLM ke rekening BKM; rekening itu milik lembaga, tetapi dapat atas nama pengurusnya.",
        TUGAS_UMUM,
        SELAMA_BUKU,
    )
    register_fields("keuangan.rekeningbkm", {"alamat_bank": rekening, "nomor": rekening, "atas_nama": rekening})
    register_fields("keuangan.berkaspencairan", {"rekening": rekening})
