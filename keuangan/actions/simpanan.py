"""Savings and deposits of a group at the UPK: paid in, handed out, used for its own arrears. Source: KEU-154, KEU-155."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.money import whole_rupiah
from inti.unit_kerja import aksi
from keuangan import izin
from keuangan.actions.pembayaran import Terima, fund_of, paid_on, take_from, take_running, write_payment
from keuangan.actions.peristiwa import record_peristiwa
from keuangan.actions.umum import BUKUKAN, Baris, Dana, Isi, require_voucher_right, take_buku, write_jurnal
from keuangan.bagi import Bagi, Minta, part
from keuangan.models import Buku, Jurnal, Pembayaran, Pinjaman
from keuangan.queries_pembayaran import SIMPANAN, schedule_of
from keuangan.templat import TEMPLAT, UANG_LEWAT
from siklus.actions.umum import field_date, needed

KELUAR = {"tabungan": "tabungan_keluar", "titipan": "titipan_keluar"}


@aksi
def deposit_tabungan(
    buku: Buku,
    ksm: Any,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int,
    lewat: str = "kas",
    bukti: str = "",
    id: uuid.UUID | None = None,
) -> Jurnal:
    """Receive savings (rupiah) of a group.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-15, KEU-24). Source: KEU-155.
    """
    dana = Dana("perguliran", buku.mulai.year, 0, None, ksm)
    return record_peristiwa(
        buku, "tabungan_masuk", oleh=oleh, tanggal=tanggal, jumlah=jumlah, dana=dana, lewat=lewat, bukti=bukti,
        uraian=_("Tabungan %(ksm)s") % {"ksm": ksm}, id=id,
    )  # fmt: skip


@aksi
def pay_out_simpanan(
    buku: Buku,
    ksm: Any,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int,
    jenis: str = "tabungan",
    lewat: str = "kas",
    bukti: str = "",
    id: uuid.UUID | None = None,
) -> Jurnal:
    """Hand out savings (after the group's loans are lunas) or give deposits back; waits for a second person.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-154, KEU-155). Source: KEU-154, KEU-155.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.LIHAT_BUKU)
    require_voucher_right(milik, "bkk", oleh=oleh)
    if jenis not in KELUAR or lewat not in UANG_LEWAT:
        raise IsianSalah({"lewat": [_("Pilih tabungan atau titipan, dan kas atau bank.")]})
    hari = field_date(tanggal, milik.wilayah_id)
    uang = whole_rupiah(jumlah, bidang="jumlah", positif=True)
    dana = take_from(milik, ksm, SIMPANAN[jenis], uang)
    isi = Isi(
        jenis="bkk", tanggal=hari, uraian=_("%(apa)s %(ksm)s") % {"apa": TEMPLAT[KELUAR[jenis]].nama, "ksm": ksm},
        peristiwa=KELUAR[jenis], bukti=bukti, id=id,
    )  # fmt: skip
    baris = [Baris(SIMPANAN[jenis], d, debit=n) for d, n in dana]
    baris += [Baris(UANG_LEWAT[lewat], d, kredit=n) for d, n in dana]
    return write_jurnal(milik, isi, baris, oleh=oleh)


@aksi
def cover_tunggakan(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int,
    alasan: str,
    id: uuid.UUID | None = None,
) -> Pembayaran:
    """Use the group's savings for what it owes by that day (tanggung renteng), never for more; waits for a second person.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-154, KEU-155). Source: KEU-154.
    """
    milik, baris = take_running(pinjaman, oleh=oleh, perlu=BUKUKAN["upk"])
    alasan = needed(alasan, bidang="alasan", pesan=_("Tulis keputusan musyawarah tanggung rentengnya."))
    hari = paid_on(baris, tanggal)
    minta = Minta(Decimal(jumlah), hari, hanya_tunggakan=True)
    bagi = part(baris, schedule_of(baris), minta)
    simpan = take_from(milik, baris.ksm, SIMPANAN["tabungan"], Decimal(jumlah))
    isi = Terima(minta, lewat=Pembayaran.Lewat.TABUNGAN, alasan=alasan, id=id)

    def book(bayar: Pembayaran) -> Jurnal:
        return _book_cover(milik, baris, bagi, bayar, simpan, oleh=oleh)

    return write_payment(milik, baris, bagi, isi, jenis=Pembayaran.Jenis.ANGSURAN, hari=hari, oleh=oleh, bukukan=book)


def _book_cover(
    buku: Buku, pinjaman: Pinjaman, bagi: Bagi, bayar: Pembayaran, simpan: list[tuple[Dana, Decimal]], *, oleh: Any
) -> Jurnal:
    dana = fund_of(pinjaman)
    isi = Isi(
        jenis="bpb", tanggal=bayar.tanggal, uraian=_("Tabungan menutup tunggakan %(nomor)s %(ksm)s")
        % {"nomor": pinjaman, "ksm": pinjaman.ksm}, peristiwa="tabungan_untuk_tunggakan",
        objek=("keuangan.pembayaran", str(bayar.pk)), perlu_persetujuan=True,
    )  # fmt: skip
    baris = [Baris(SIMPANAN["tabungan"], d, debit=n) for d, n in simpan]
    baris += [Baris(a, dana, kredit=n) for a, n in (("11030", bagi.pokok), ("41010", bagi.jasa)) if n]
    return write_jurnal(buku, isi, baris, oleh=oleh)
