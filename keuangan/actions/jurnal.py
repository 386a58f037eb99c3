"""Writes of vouchers: a free one, its approval, its reversal, the opening balance."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.unit_kerja import aksi, catat
from keuangan.actions.umum import (
    SETUJUI,
    Baris,
    Dana,
    Isi,
    require_voucher_right,
    take_buku,
    write_approval,
    write_jurnal,
)
from keuangan.izin import LIHAT_BUKU, PUTUS_PINJAMAN_BKM
from keuangan.models import BarisJurnal, Buku, Jurnal, PersetujuanJurnal
from keuangan.queries_rpd import DARI_DANA_KSM, held_by_register
from keuangan.templat import BERPASANGAN, LAIN, PEMBALIKAN, SALDO_AWAL, TEMPLAT
from siklus.actions.umum import needed
from wilayah.waktu import today_in


@aksi
def post_jurnal(
    buku: Buku,
    *,
    oleh: Any,
    jenis: str,
    tanggal: datetime.date,
    uraian: str,
    baris: Sequence[Baris],
    bukti: str = "",
    id: uuid.UUID | None = None,
) -> Jurnal:
    """Book one voucher with lines as given, where no standard event fits.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-03 to KEU-12, KEU-15, KEU-24).
    Source: KEU-06.
    """
    milik = take_buku(buku, oleh=oleh, perlu=LIHAT_BUKU)
    require_voucher_right(milik, jenis, oleh=oleh)
    isi = Isi(jenis=jenis, tanggal=tanggal, uraian=uraian, peristiwa=LAIN, bukti=bukti, id=id)
    return write_jurnal(milik, isi, baris, oleh=oleh)


@aksi
def approve_jurnal(jurnal: Jurnal, *, oleh: Any) -> Jurnal:
    """Approve a voucher that another person recorded; again changes nothing.

    Raises: Jurnal.DoesNotExist, TidakBerwenang, AturanDilanggar (KEU-20). Source: KEU-20.
    """
    baris = Jurnal.objects.visible_to(oleh).select_related("buku").get(pk=jurnal.pk)
    # The lock on the ledger lets two approvals of one voucher follow each other.
    take_buku(baris.buku, oleh=oleh, perlu=approval_right(baris))
    if not PersetujuanJurnal.objects.filter(jurnal=baris).exists():
        write_approval(baris, oleh=oleh)
    return baris


def approval_right(jurnal: Jurnal) -> str:
    """Who approves a voucher: its unit; what writes a loan off, the BKM, for the UPK's manager decided it. KEU-20, KEU-138."""
    return PUTUS_PINJAMAN_BKM if jurnal.peristiwa == "penghapusan_pinjaman" else SETUJUI[jurnal.buku.unit]


@aksi
def reverse_jurnal(
    jurnal: Jurnal, *, oleh: Any, alasan: str, tanggal: datetime.date | None = None, id: uuid.UUID | None = None
) -> Jurnal:
    """Take a voucher back by its exact mirror, dated today or on an open day since; both halves of a transfer together.

    Its event may then be booked again. A reversal is not reversed: book the event once more instead.
    Raises: Jurnal.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-13, KEU-15, KEU-24). Source: KEU-13.
    """
    asal = Jurnal.objects.visible_to(oleh).get(pk=jurnal.pk)
    kembar = [asal]
    if asal.pasangan is not None:
        kembar = list(Jurnal.objects.filter(pasangan=asal.pasangan))
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa jurnal ini dibalik."))
    hari = tanggal or today_in(asal.wilayah_id)
    if hari < asal.tanggal:
        raise IsianSalah({"tanggal": [_("Jurnal balik tidak mendahului jurnal asalnya.")]})
    pasangan = uuid.uuid4() if len(kembar) > 1 else None
    hasil = {}
    for satu in sorted(kembar, key=lambda j: j.buku_id):
        milik = take_buku(satu.buku, oleh=oleh, perlu=None if satu.pk == asal.pk else LIHAT_BUKU)
        if satu.objek_jenis in DARI_DANA_KSM and held_by_register(satu):
            raise AturanDilanggar(
                _("Bukti ini milik RPD atau LPJ KSM. Tarik catatannya di sana, supaya daftar dan buku tetap sama."),
                aturan="RPD-08",
            )
        if satu.membalik_id is not None:
            raise AturanDilanggar(
                _("Jurnal balik tidak dibalik lagi. Bukukan peristiwanya sekali lagi."), aturan="KEU-13"
            )
        isi = Isi(
            jenis="bpb", tanggal=hari, uraian=_("Balik %(bukti)s: %(uraian)s") % {"bukti": satu, "uraian": satu.uraian},
            peristiwa=PEMBALIKAN, objek=("keuangan.jurnal", str(satu.pk)), membalik=satu, alasan=alasan, pasangan=pasangan,
            id=id if satu.pk == asal.pk else None,
        )  # fmt: skip
        hasil[satu.pk] = write_jurnal(milik, isi, mirror_of(satu), oleh=oleh)
        catat("keuangan.jurnal.dibalik", satu, alasan=alasan, rincian={"oleh": str(hasil[satu.pk])})
    return hasil[asal.pk]


def reverse_locked(
    buku: Buku, jurnal: Jurnal, *, oleh: Any, alasan: str, tanggal: datetime.date | None = None
) -> Jurnal:
    """Take back a voucher of a register, for its action, which has locked the ledger and judged the right to it. KEU-13.

    Raises: IsianSalah, AturanDilanggar (KEU-13, KEU-15, KEU-24).
    """
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa jurnal ini dibalik."))
    hari = tanggal or today_in(buku.wilayah_id)
    if hari < jurnal.tanggal:
        raise IsianSalah({"tanggal": [_("Jurnal balik tidak mendahului jurnal asalnya.")]})
    isi = Isi(
        jenis="bpb", tanggal=hari, uraian=_("Balik %(bukti)s: %(uraian)s") % {"bukti": jurnal, "uraian": jurnal.uraian},
        peristiwa=PEMBALIKAN, objek=("keuangan.jurnal", str(jurnal.pk)), membalik=jurnal, alasan=alasan,
    )  # fmt: skip
    hasil = write_jurnal(buku, isi, mirror_of(jurnal), oleh=oleh)
    catat("keuangan.jurnal.dibalik", jurnal, alasan=alasan, rincian={"oleh": str(hasil)})
    return hasil


@aksi
def set_saldo_awal(
    buku: Buku,
    *,
    oleh: Any,
    saldo: Sequence[Baris],
    uraian: str = "",
    penyetuju: Any = None,
    id: uuid.UUID | None = None,
) -> Jurnal:
    """Book the opening balance of a ledger on its first day; both sides must agree. Once, until it is reversed.

    `penyetuju` is given where another person's consent was recorded in the same unit.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-06, KEU-22). Source: KEU-22.
    """
    milik = take_buku(buku, oleh=oleh)
    isi = Isi(
        jenis="bpb", tanggal=milik.mulai, uraian=uraian or _("Saldo awal"), peristiwa=SALDO_AWAL,
        objek=("keuangan.buku", str(milik.pk)), penyetuju=penyetuju, id=id,
    )  # fmt: skip
    return write_jurnal(milik, isi, saldo, oleh=oleh)


def require_single(peristiwa: str) -> None:
    """A half of a transfer is never booked alone. Raises: AturanDilanggar (KEU-14)."""
    if peristiwa in BERPASANGAN:
        raise AturanDilanggar(
            _("“%(nama)s” dibukukan bersama sisi lainnya.") % {"nama": TEMPLAT[peristiwa].nama}, aturan="KEU-14"
        )


def mirror_of(jurnal: Jurnal) -> list[Baris]:
    """The lines that take a voucher back: every side on the other one, every fund as it was. One query. KEU-13."""
    baris = (
        BarisJurnal.objects.filter(jurnal=jurnal).select_related("akun", "pemilik", "ksm", "kegiatan").order_by("urut")
    )
    return [
        Baris(
            akun=b.akun, debit=b.kredit, kredit=b.debit,
            dana=Dana(b.sumber_dana_id, b.tahun_dana, b.termin, b.pemilik, b.ksm, b.kegiatan),
        )
        for b in baris
    ]  # fmt: skip
