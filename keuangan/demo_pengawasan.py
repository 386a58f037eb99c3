"""Demo helper: one visit of the Pengawas with a finding that is closed and one that is open; the audit of a past year.

By our own actions; people, auditor and findings are invented.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from inti.unggah import check_upload
from keuangan import actions
from keuangan.actions import IsiTemuan, Jawab
from keuangan.ceklis_pengawas import checklist_on
from keuangan.demo_upk import Meja
from keuangan.models import AuditTahunan, Buku, Periode, TemuanPemeriksaan
from keuangan.queries import balance_of
from keuangan.queries_pengawasan import staff_on, supervisors_on
from laporan.actions import save_berkas
from siklus.demo.desa import sheet_picture

# The visit was so many days ago; its findings were given fewer, so the open one is overdue.
LALU, BATAS = datetime.timedelta(days=18), datetime.timedelta(days=14)
TIDAK = {
    "bukti": IsiTemuan(
        "Dua kwitansi pembelian kertas belum ditandatangani penjualnya.", "Minta tanda tangan penjual pada kedua kwitansi.",
        "Kasir UPK",
    ),
    "tunggakan": IsiTemuan(
        "KSM yang menunggak belum ditagih bulan itu; tidak ada catatan penagihannya.",
        "Kunjungi ketua KSM bersama BKM, catat penagihan dan janji bayarnya.", "Manajer UPK",
    ),
}  # fmt: skip

DILEWATI = {
    "bank": "Buku tabungan sedang di bank.",
    "mutakhir": "Bukti bulan itu disalin sekaligus dari buku kertas.",
}


def oversee(meja: Meja, pengawas: Any) -> None:
    """The Pengawas look at the last closed month; the cashier mends one finding at once, the other still waits."""
    hari = meja.hari_ini - LALU
    orang = supervisors_on(meja.buku, hari)
    periode = Periode.objects.filter(buku=meja.buku, status=Periode.Status.DITUTUP).order_by("-tahun", "-bulan").first()
    if not orang or periode is None:
        return
    jawaban = [_answer(b.kode, hari) for b in checklist_on(hari).butir]
    kunjungan = actions.file_kunjungan(
        periode, oleh=pengawas, tanggal=hari, pengawas=orang, jawaban=jawaban, penerima_nama=meja.kasir.nama,
        penerima=next((p for p in staff_on(meja.buku, hari) if p.nama == meja.kasir.nama), None),
        kesimpulan="Pembukuan rapi. Penagihan Mekar Sari 2 supaya dilanjutkan bersama BKM.",
    )  # fmt: skip
    selesai = TemuanPemeriksaan.objects.get(jawaban__kunjungan=kunjungan, kategori="bukti")
    lanjut = hari + datetime.timedelta(days=4)
    actions.follow_up_temuan(
        selesai, oleh=meja.kasir, tanggal=lanjut, uraian="Kedua kwitansi sudah ditandatangani penjualnya."
    )
    actions.finish_temuan(selesai, oleh=pengawas, tanggal=lanjut + datetime.timedelta(days=2))


def _answer(kode: str, hari: datetime.date) -> Jawab:
    if kode in TIDAK:
        temuan = replace(TIDAK[kode], batas_waktu=hari + BATAS)
        return Jawab(kode, "tidak", temuan.uraian, temuan)
    return Jawab(kode, "tidak_diperiksa", DILEWATI[kode]) if kode in DILEWATI else Jawab(kode, "ya")


def audit_books(buku: Buku, pengawas: Any, pembuku: Any, aset: Decimal, laba: Decimal) -> AuditTahunan:
    """The audit of the year before the ledger began; `aset` and `laba` are that year's as published (rupiah).

    Its profit came in with the opening balance and its reserve was booked here first, so both differ: a finding, explained.
    """
    tahun = buku.mulai.year
    pinjaman = balance_of(buku, "11030", datetime.date(tahun, 12, 31))
    foto = check_upload(SimpleUploadedFile("laporan-audit.jpg", sheet_picture(buku.wilayah.nama), "image/jpeg"))
    berkas = save_berkas(
        foto, oleh=pengawas, wilayah=buku.wilayah, objek=buku, slot="audit", keterangan="Contoh laporan audit"
    )
    audit = actions.record_audit(
        buku, oleh=pengawas, tahun=tahun, jenis="independen", auditor="Auditor Rekaan, Ak.", lembaga="Kantor akuntan rekaan",
        tanggal=datetime.date(tahun + 1, 3, 10), opini="Wajar tanpa pengecualian", nomor_laporan=f"014/LAI/III/{tahun + 1}",
        aset=aset, laba=laba, pinjaman=pinjaman, berkas=berkas,
    )  # fmt: skip
    temuan = IsiTemuan(
        "Cadangan risiko pinjaman baru dibukukan sesudah pemeriksaan, dan laba tahun itu masuk lewat saldo awal.",
        "Jelaskan kedua selisih itu dalam catatan laporan tahunan.", "Pembuku UPK",
        batas_waktu=datetime.date(tahun + 1, 4, 30), nilai=abs(audit.aset_buku - aset) or None, kategori="pembukuan",
    )  # fmt: skip
    baris = actions.add_temuan(audit, temuan, oleh=pengawas)
    jawab = "Kedua selisih dijelaskan dalam catatan laporan tahunan."
    actions.follow_up_temuan(baris, oleh=pembuku, tanggal=datetime.date(tahun + 1, 3, 20), uraian=jawab)
    actions.finish_temuan(baris, oleh=pengawas, tanggal=datetime.date(tahun + 1, 3, 22))
    actions.publish_audit(audit, oleh=pengawas, tanggal=datetime.date(tahun + 1, 3, 25), tempat="Balai warga")
    return audit
