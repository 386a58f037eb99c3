"""A UPK with its Pengawas, a visit whose checklist has one "tidak", an audit of a closed year. All people are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from bkm.models import PengawasUPK
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import IsiTemuan, Jawab
from keuangan.ceklis_pengawas import versions
from keuangan.models import AuditTahunan, KunjunganPengawas, Periode, TemuanPemeriksaan
from tests.factories.bkm_lembaga import KELURAHAN, staffed
from tests.factories.keuangan import BukuFactory, JurnalFactory
from tests.factories.laporan import BerkasFactory
from wilayah.waktu import today_in

TEMUAN = IsiTemuan("Dua kwitansi tanpa tanda tangan.", "Minta tanda tangannya.", "Yanti Kasir")


def answers(**tidak: Any) -> list[Jawab]:
    """Every point "ya", but those named: True for the usual finding, or an answer of one's own."""
    hasil = []
    for b in versions()[-1].butir:
        isi = tidak.get(b.kode)
        if isinstance(isi, Jawab):
            hasil.append(isi)
        else:
            hasil.append(
                Jawab(b.kode, "tidak", "Dua kwitansi tanpa tanda tangan.", TEMUAN) if isi else Jawab(b.kode, "ya")
            )
    return hasil


def visit(buku: Any, oleh: Any = SISTEM, *, bulan: int = 1, **ubah: Any) -> KunjunganPengawas:
    """A visit of today about January, by every Pengawas, with one finding about vouchers."""
    periode = Periode.objects.get(buku=buku, bulan=bulan)
    hari = ubah.get("tanggal") or today_in(buku.wilayah_id)
    isi = {
        "tanggal": hari, "pengawas": list(PengawasUPK.objects.filter(wilayah=buku.wilayah_id, status="aktif")),
        "jawaban": answers(bukti=True), "penerima_nama": "Yanti Kasir", **ubah,
    }  # fmt: skip
    return actions.file_kunjungan(periode, oleh=oleh, **isi)


def audit(buku: Any, oleh: Any = SISTEM, **ubah: Any) -> AuditTahunan:
    """The audit of 2025, whose December is closed, as the books say but for Rp 5.000 of assets."""
    isi = {
        "tahun": 2025, "jenis": "independen", "auditor": "Rina Akuntan", "lembaga": "KAP Rekaan", "tanggal": date(2026, 2, 20),
        "opini": "Wajar tanpa pengecualian", "aset": 105_000, "laba": 0, "pinjaman": 0,
        "berkas": BerkasFactory(wilayah_id=buku.wilayah_id), **ubah,
    }  # fmt: skip
    return actions.record_audit(buku, oleh=oleh, **isi)


def closed_december(wilayah_id: str = KELURAHAN) -> Any:
    """A ledger of last year with Rp 100.000, whose December is closed."""
    buku = BukuFactory(wilayah_id=wilayah_id, mulai=date(2025, 12, 1))
    JurnalFactory(buku=buku, tanggal=date(2025, 12, 5))
    actions.close_periode(Periode.objects.get(buku=buku), oleh=SISTEM)
    return buku


class KunjunganPengawasFactory(factory.django.DjangoModelFactory):
    """A visit of today about January, with one finding about vouchers."""

    class Meta:
        model = KunjunganPengawas

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> KunjunganPengawas:
        buku = isi.get("buku") or JurnalFactory(wilayah_id=isi["wilayah_id"]).buku
        if not PengawasUPK.objects.filter(wilayah=buku.wilayah_id).exists():
            staffed(buku.wilayah_id)
        return visit(buku)


class TemuanPemeriksaanFactory(factory.django.DjangoModelFactory):
    """The finding of such a visit."""

    class Meta:
        model = TemuanPemeriksaan

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> TemuanPemeriksaan:
        return TemuanPemeriksaan.objects.get(jawaban__kunjungan=KunjunganPengawasFactory(**isi))


class AuditTahunanFactory(factory.django.DjangoModelFactory):
    """The audit of 2025 of a small UPK."""

    class Meta:
        model = AuditTahunan

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> AuditTahunan:
        return audit(isi.get("buku") or closed_december(isi["wilayah_id"]))
