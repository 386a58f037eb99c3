"""Everything that works, upkeep and aid enter in the registries of the house; called once from `apps.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from inti.registry import Butir, menunggu, navigasi
from ksm import izin, reports_pelaksanaan, reports_pemeliharaan, ringkasan_pelaksanaan, transisi_pelaksanaan
from ksm.bagian_pelaksanaan import waiting_for, works_part
from ksm.data_pribadi_pelaksanaan import register as personal_fields
from ksm.queries_pelaksanaan import guarded_proofs
from ksm.registry import bagian_usulan
from laporan.registry import berkas_terjaga


def register() -> None:
    """Transitions, papers, measures, what waits, the part of a proposal's page, guarded uploads, personal fields."""
    transisi_pelaksanaan.register()
    reports_pelaksanaan.register()
    reports_pemeliharaan.register()
    ringkasan_pelaksanaan.register()
    personal_fields()
    menunggu.daftar("ksm.pemeliharaan", waiting_for)
    bagian_usulan.daftar("ksm.pelaksanaan", works_part)
    berkas_terjaga.daftar("ksm.penerimaanbantuan", guarded_proofs)
    navigasi.daftar("ksm.aset", Butir(_("Sarana"), "ksm:aset", "aman", 58, izin.LIHAT, ("/sarana/",)))
