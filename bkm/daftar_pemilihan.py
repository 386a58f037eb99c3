"""What the election enters into the registries of the house."""

from __future__ import annotations


def register() -> None:
    """Called once, when the app is ready."""
    from bkm import (
        bagian_pemilihan,
        berita_acara,
        data_pribadi,
        reports_pemilihan,
        ringkasan_pemilihan,
        syarat_pemilihan,
        transisi_pemilihan,
    )
    from bkm.models import AnggotaPanitia, PenyatuanNama, Utusan
    from inti.registry import bagian_dokumen, bagian_langkah
    from wilayah.registry import gabung_warga, repoint_foreign_key

    data_pribadi.register()
    syarat_pemilihan.register()
    transisi_pemilihan.register()
    ringkasan_pemilihan.register()
    reports_pemilihan.register()
    bagian_langkah.daftar("bkm.pemilihan", bagian_pemilihan.parts)
    for kode, isi in {
        "S4-PANITIA": berita_acara.committee_section,
        "S4-TATIB": berita_acara.rules_section,
        "S4-RW": berita_acara.readiness_section,
        "S4-SIAP": berita_acara.readiness_section,
        "S4-BASIS": berita_acara.place_section,
        "S4-UTUSAN-RW": berita_acara.place_section,
        "S4-REMBUG": berita_acara.rembug_section,
    }.items():
        bagian_dokumen.daftar(f"ba:{kode}", isi)
    for model in (AnggotaPanitia, PenyatuanNama, Utusan):
        gabung_warga.daftar(f"bkm.{model._meta.model_name}", repoint_foreign_key(model, "warga"))
