"""What the body of the residents enters into the registries of the house."""

from __future__ import annotations


def register() -> None:
    """Called once, when the app is ready."""
    from django.utils.translation import gettext_lazy as _

    from bkm import (
        bagian_lembaga,
        data_pribadi_lembaga,
        izin,
        reports_lembaga,
        ringkasan_lembaga,
        syarat_lembaga,
        tautan_lembaga,
        transisi_lembaga,
    )
    from bkm.models import AnggotaBKM, Penasehat, PengawasUPK, PetugasSekretariat, PetugasUP
    from inti.registry import Butir, Tab, bagian_langkah, navigasi, tab_kelurahan
    from wilayah.registry import gabung_warga, repoint_foreign_key

    data_pribadi_lembaga.register()
    transisi_lembaga.register()
    syarat_lembaga.register()
    ringkasan_lembaga.register()
    reports_lembaga.register()
    tab_kelurahan.daftar("bkm", Tab(_("BKM"), 40, tautan_lembaga.bkm, izin.LIHAT))
    navigasi.daftar("bkm", Butir(_("BKM"), "bkm:daftar", "orang", 50, izin.LIHAT, ("/bkm/",)))
    bagian_langkah.daftar("bkm.lembaga", bagian_lembaga.parts)
    for model in (AnggotaBKM, PetugasUP, PengawasUPK, PetugasSekretariat, Penasehat):
        gabung_warga.daftar(f"bkm.{model._meta.model_name}", repoint_foreign_key(model, "warga"))
