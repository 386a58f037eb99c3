"""Writes of the month-end of loans: the reserve with its snapshot, and the BKM's decision to lend past the gate."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.jurnal import reverse_jurnal
from keuangan.actions.peristiwa import record_peristiwa
from keuangan.actions.umum import Dana, open_month, take_buku
from keuangan.ambang import thresholds
from keuangan.hitung.dasar import month_end
from keuangan.hitung.kolektibilitas import recap
from keuangan.models import Buku, CadanganBulan, Jurnal, KolektibilitasBulan, PengecualianGerbang, Periode
from keuangan.models.buku import Unit
from keuangan.queries import balance_of
from keuangan.queries_kolektibilitas import AKUN_CADANGAN, NilaiPinjaman, assess_ledger, living_reserve
from siklus.actions.umum import author, client_id, field_date, needed
from wilayah.waktu import today_in

NAIK, TURUN = "cadangan_naik", "cadangan_turun"
SUMBER = "perguliran"
UMUR_SATUAN = Decimal("0.000001")
# An exception is looked at again: it runs at most this long (days).
PENGECUALIAN_MAKS = 366


@aksi
def post_cadangan(buku: Buku, *, tahun: int, bulan: int, oleh: Any, alasan: str = "", id: Any = None) -> CadanganBulan:
    """Bring the reserve in the ledger to what the loans ask for at the end of a month, and keep what it was made of.

    Once a month. With `alasan` the journal of a month that has changed since is taken back first and booked anew.
    Channelled loans are their owner's risk and have no reserve here.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-12, KEU-15, KEU-24, KEU-164).
    Source: KEU-163, KEU-164.
    """
    milik = take_buku(buku, oleh=oleh)
    akhir = _reserve_day(milik, tahun, bulan)
    periode = open_month(milik, akhir)
    ambang = thresholds(milik.wilayah_id, akhir)
    nilai = [n for n in assess_ledger(milik, akhir, ambang) if not n.nilai.lunas and not n.channelling]
    rekap = recap([n.nilai for n in nilai], cadangan=ambang.cadangan)
    _free_month(milik, periode, rekap.cadangan, akhir, oleh=oleh, alasan=alasan)
    lalu = balance_of(milik, AKUN_CADANGAN, akhir)
    jurnal = _book(milik, periode, rekap.cadangan - lalu, akhir, oleh=oleh)
    satu = CadanganBulan(
        buku=milik, wilayah_id=milik.wilayah_id, periode=periode, pinjaman=len(nilai), saldo_pokok=rekap.saldo_pokok,
        ke=CadanganBulan.objects.filter(periode=periode).count() + 1, saldo_lalu=lalu, cadangan=rekap.cadangan,
        jurnal=jurnal, aturan=ambang.as_dict(), **author(oleh), **client_id(id),
    )  # fmt: skip
    satu.save(force_insert=True)
    KolektibilitasBulan.objects.bulk_create([_row(satu, ke, n) for ke, n in enumerate(nilai, 1)])
    catat(
        "keuangan.cadangan.dibukukan", satu, alasan=alasan,
        rincian={"bulan": str(periode), "cadangan": str(rekap.cadangan), "pinjaman": len(nilai)},
    )  # fmt: skip
    return satu


@aksi
def except_gerbang(
    buku: Buku, *, sampai: datetime.date, keputusan: str, alasan: str, oleh: Any, id: Any = None
) -> PengecualianGerbang:
    """Note the BKM's decision that its UPK may lend until a day although its performance is in penundaan.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah. Source: KEU-168.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.PUTUS_PINJAMAN_BKM)
    if milik.unit != Unit.UPK:
        raise IsianSalah({"buku": [_("Pengecualian hanya untuk buku UPK.")]})
    hari = today_in(milik.wilayah_id)
    if not hari <= sampai <= hari + datetime.timedelta(days=PENGECUALIAN_MAKS):
        raise IsianSalah({"sampai": [_("Isi tanggal mulai hari ini, paling lama satu tahun.")]})
    satu = PengecualianGerbang(
        buku=milik, wilayah_id=milik.wilayah_id, mulai=hari, sampai=sampai,
        keputusan=needed(keputusan, bidang="keputusan", pesan=_("Tulis nomor atau tanggal keputusan BKM."))[:200],
        alasan=needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa pinjaman tetap boleh diberikan."))[:300],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    satu.save(force_insert=True)
    catat("keuangan.gerbang_dana.dikecualikan", satu, alasan=alasan, rincian={"sampai": str(sampai)})
    return satu


def _reserve_day(buku: Buku, tahun: int, bulan: int) -> datetime.date:
    """The last day of the month. Raises: IsianSalah, AturanDilanggar (KEU-164)."""
    if buku.unit != Unit.UPK:
        raise AturanDilanggar(_("Cadangan risiko hanya ada dalam buku UPK."), aturan="KEU-164")
    if not (1 <= bulan <= 12 and 1990 <= tahun <= 2100):
        raise IsianSalah({"bulan": [_("Pilih bulannya.")]})
    akhir = month_end(datetime.date(tahun, bulan, 1))
    if akhir > today_in(buku.wilayah_id):
        raise AturanDilanggar(_("Bulan itu belum selesai. Cadangan dibukukan pada akhir bulan."), aturan="KEU-164")
    return field_date(akhir, buku.wilayah_id, bidang="bulan")


def _free_month(
    buku: Buku, periode: Periode, cadangan: Decimal, akhir: datetime.date, *, oleh: Any, alasan: str
) -> None:
    """Take the living journal of the month back, where that was asked for and something changed. Raises: AturanDilanggar."""
    hidup = living_reserve(periode)
    if hidup is None:
        return
    if balance_of(buku, AKUN_CADANGAN, akhir) == cadangan:
        raise AturanDilanggar(
            _("Cadangan bulan ini sudah dibukukan dan masih tepat, %(jumlah)s.") % {"jumlah": rupiah(cadangan)},
            aturan="KEU-12",
        )
    if hidup.jurnal is None:
        return
    if not alasan.strip():
        raise AturanDilanggar(
            _("Cadangan bulan ini sudah dibukukan dengan %(bukti)s. Tulis alasan bila harus dibukukan ulang.")
            % {"bukti": hidup.jurnal},
            aturan="KEU-12",
        )
    reverse_jurnal(hidup.jurnal, oleh=oleh, alasan=alasan, tanggal=akhir)


def _book(buku: Buku, periode: Periode, selisih: Decimal, akhir: datetime.date, *, oleh: Any) -> Jurnal | None:
    """The journal of the difference; none where nothing changes. Source: KEU-163."""
    if not selisih:
        return None
    return record_peristiwa(
        buku, NAIK if selisih > 0 else TURUN, oleh=oleh, tanggal=akhir, jumlah=abs(selisih),
        dana=Dana(SUMBER, akhir.year), objek=("keuangan.periode", str(periode.pk)),
        uraian=_("Cadangan risiko pinjaman %(bulan)s") % {"bulan": periode},
    )  # fmt: skip


def _row(satu: CadanganBulan, ke: int, n: NilaiPinjaman) -> KolektibilitasBulan:
    t = n.nilai.tunggakan
    return KolektibilitasBulan(
        cadangan_bulan=satu, urut=ke, pinjaman=n.pinjaman, kelas=n.nilai.kelas, saldo_pokok=n.nilai.saldo_pokok,
        tunggakan_pokok=t.pokok, tunggakan_jasa=t.jasa, umur=Decimal(t.umur).quantize(UMUR_SATUAN),
        berisiko=n.nilai.berisiko, cadangan_persen=n.nilai.cadangan_persen, cadangan=n.nilai.cadangan,
    )  # fmt: skip
