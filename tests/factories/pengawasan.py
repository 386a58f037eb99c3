"""A UPK with its Pengawas, a visit whose checklist has one "tidak", an audit of a closed year. All people are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bkm.models import PengawasUPK
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import IsiTemuan, Jawab
from keuangan.ceklis_pengawas import versions
from keuangan.models import AuditTahunan, KunjunganPengawas, Periode
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


def days(n: int) -> timedelta:
    """A span of days."""
    return timedelta(days=n)
