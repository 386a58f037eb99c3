"""What the election enters into the registries of the house."""

from __future__ import annotations


def register() -> None:
    """Called once, when the app is ready."""
    from bkm import data_pribadi, syarat_pemilihan, transisi_pemilihan
    from bkm.models import AnggotaPanitia, PenyatuanNama, Utusan
    from wilayah.registry import gabung_warga, repoint_foreign_key

    data_pribadi.register()
    syarat_pemilihan.register()
    transisi_pemilihan.register()
    for model in (AnggotaPanitia, PenyatuanNama, Utusan):
        gabung_warga.daftar(f"bkm.{model._meta.model_name}", repoint_foreign_key(model, "warga"))
