"""What the body of the residents registers: its transitions, personal fields, merges of residents."""

from __future__ import annotations


def register() -> None:
    """Enter everything of this part; called once by the app."""
    from bkm import data_pribadi_lembaga, transisi_lembaga
    from bkm.models import AnggotaBKM, Penasehat, PengawasUPK, PetugasSekretariat, PetugasUP
    from wilayah.registry import gabung_warga, repoint_foreign_key

    data_pribadi_lembaga.register()
    transisi_lembaga.register()
    for model in (AnggotaBKM, PetugasUP, PengawasUPK, PetugasSekretariat, Penasehat):
        gabung_warga.daftar(f"bkm.{model._meta.model_name}", repoint_foreign_key(model, "warga"))
