"""Closing: the day (no cash or bank below zero), the month (counted and approved), the year (income to profit)."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import BUKUKAN, Baris, Dana, Isi, require_unit, take_buku, take_month, write_jurnal
from keuangan.models import Buku, Jurnal, Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import account_for, balances_by_fund, negative_days, waiting_approval
from keuangan.queries_bank import bank_findings
from keuangan.queries_bulan import check_finding
from keuangan.queries_kolektibilitas import reserve_finding
from keuangan.queries_meja import count_finding
from keuangan.queries_pembayaran import control_of
from keuangan.templat import AWAL_TAHUN, TUTUP_TAHUN
from siklus.actions.umum import needed, save_changes
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

HARI = frozenset({"tutup_hari"})


@aksi
def close_day(buku: Buku, *, tanggal: datetime.date, oleh: Any) -> Buku:
    """Close a ledger up to a day: in date order, receipts first, no cash or bank account may have ended below zero.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-23). Source: KEU-23, KEU-24.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.TUTUP_PERIODE)
    require_unit(milik, oleh=oleh)
    if tanggal > today_in(milik.wilayah_id):
        raise IsianSalah({"tanggal": [_("Hari yang belum tiba tidak dapat ditutup.")]})
    if milik.tutup_hari is not None and tanggal <= milik.tutup_hari:
        return milik
    _require_money(milik, tanggal)
    save_changes(milik, {"tutup_hari": tanggal}, HARI)
    catat("keuangan.buku.hari_ditutup", milik, rincian={"tanggal": str(tanggal)})
    return milik


@aksi
def reopen_day(buku: Buku, *, tanggal: datetime.date, oleh: Any, alasan: str) -> Buku:
    """Open the days from `tanggal` on again, for back-log vouchers; only in months that are open, always with a reason.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-24). Source: KEU-24.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.BUKA_PERIODE)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa hari itu dibuka lagi."))
    if milik.tutup_hari is None or tanggal > milik.tutup_hari:
        raise IsianSalah({"tanggal": [_("Hari itu belum ditutup.")]})
    tolak = AturanDilanggar(_("Hari itu ada dalam bulan yang ditutup. Buka dulu bulannya."), aturan="KEU-24")
    with constraint_says({"buku_hari_bulan_ditutup": tolak}):
        save_changes(milik, {"tutup_hari": tanggal - datetime.timedelta(days=1)}, HARI)
    catat("keuangan.buku.hari_dibuka", milik, alasan=alasan, rincian={"sejak": str(tanggal)})
    return milik


@aksi
def close_periode(periode: Periode, *, oleh: Any) -> Periode:
    """Close a month: it is over, the months before are closed, every voucher is approved, money was never below zero.

    Raises: Periode.DoesNotExist, TidakBerwenang, TransisiDitolak, AturanDilanggar (KEU-16, KEU-23, KEU-152, KEU-165, KEU-190).
    Source: KEU-16, KEU-190.
    """
    milik, baris = take_month(periode, oleh=oleh, perlu=izin.TUTUP_PERIODE)
    require_unit(milik, oleh=oleh)
    if baris.status == Periode.Status.TERBUKA:
        _require_ready(milik, baris)
    hasil = advance(baris, "tutup", oleh=oleh, pada=timezone.now(), oleh_id=oleh.pk, oleh_nama=oleh.nama)
    if milik.tutup_hari is None or milik.tutup_hari < hasil.akhir:
        save_changes(milik, {"tutup_hari": hasil.akhir}, HARI)
    return hasil


@aksi
def reopen_periode(periode: Periode, *, oleh: Any, alasan: str) -> Periode:
    """Open the last closed month again, by decision of the BKM and by another person than who closed it.

    Raises: Periode.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KEU-17, KEU-18).
    Source: KEU-17, KEU-18.
    """
    milik, baris = take_month(periode, oleh=oleh, perlu=izin.BUKA_PERIODE)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan keputusan BKM yang menjadi dasarnya."))
    if baris.status == Periode.Status.DITUTUP:
        if baris.ditutup_oleh_id == oleh.pk:
            raise AturanDilanggar(_("Yang membuka kembali bukan orang yang menutupnya."), aturan="KEU-18")
        sesudah = Periode.objects.filter(buku=milik, status=Periode.Status.DITUTUP)
        if any(p.awal > baris.awal for p in sesudah):
            raise AturanDilanggar(_("Buka dulu bulan sesudahnya, yang terakhir ditutup."), aturan="KEU-17")
    hasil = advance(baris, "buka_kembali", oleh=oleh, alasan=alasan, oleh_id=oleh.pk, sebab=alasan[:300])
    save_changes(milik, {"tutup_hari": hasil.awal - datetime.timedelta(days=1)}, HARI)
    return hasil


@aksi
def close_year(buku: Buku, *, tahun: int, oleh: Any) -> tuple[Jurnal | None, Jurnal | None]:
    """Carry income and cost of a year to this year's profit on 31 December, and that to last year's on 1 January.

    Months up to November are closed, December is still open (close it afterwards). Profit keeps its fund. Once a year,
    until the journals are reversed; (None, None) where nothing was earned or spent.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-26). Source: KEU-26.
    """
    milik = take_buku(buku, oleh=oleh)
    require(oleh, BUKUKAN[milik.unit], milik)
    akhir, awal = datetime.date(tahun, 12, 31), datetime.date(tahun + 1, 1, 1)
    if awal > today_in(milik.wilayah_id):
        raise IsianSalah({"tahun": [_("Tahun itu belum selesai.")]})
    terbuka = Periode.objects.filter(buku=milik, status=Periode.Status.TERBUKA)
    sisa = [p for p in terbuka if p.akhir < akhir]
    if sisa:
        raise AturanDilanggar(
            _("Tutup dulu bulan %(bulan)s sebelum menutup tahun.") % {"bulan": min(sisa, key=lambda p: p.awal)},
            aturan="KEU-26",
        )
    berjalan, lalu = account_for(milik, "laba_berjalan"), account_for(milik, "laba_lalu")
    nominal: list[Baris] = []
    laba: dict[Dana, Decimal] = {}
    for akun, kolom, saldo in balances_by_fund(milik, akhir, golongan=("pendapatan", "biaya")):
        dana = Dana(**kolom)
        nominal.append(Baris(akun, dana, kredit=saldo) if saldo > 0 else Baris(akun, dana, debit=-saldo))
        laba[dana] = laba.get(dana, Decimal(0)) + saldo
    if not nominal:
        return None, None
    objek = ("keuangan.buku", f"{milik.pk}:{tahun}")
    baris = nominal + [_side(berjalan, dana, saldo) for dana, saldo in laba.items() if saldo]
    satu = _carry(milik, baris, TUTUP_TAHUN, akhir, _("Tutup tahun %(tahun)d") % {"tahun": tahun}, objek, oleh=oleh)
    pindah = [
        s for dana, saldo in laba.items() if saldo for s in (_side(berjalan, dana, -saldo), _side(lalu, dana, saldo))
    ]
    if not pindah:
        return satu, None
    uraian = _("Laba tahun %(tahun)d menjadi laba tahun lalu") % {"tahun": tahun}
    return satu, _carry(milik, pindah, AWAL_TAHUN, awal, uraian, objek, oleh=oleh)


def _carry(
    buku: Buku,
    baris: list[Baris],
    peristiwa: str,
    hari: datetime.date,
    uraian: str,
    objek: tuple[str, str],
    *,
    oleh: Any,
) -> Jurnal:
    isi = Isi(jenis="bpb", tanggal=hari, uraian=uraian, peristiwa=peristiwa, objek=objek, perlu_persetujuan=True)
    return write_jurnal(buku, isi, baris, oleh=oleh)


def _side(akun: Any, dana: Dana, saldo: Decimal) -> Baris:
    """A balance on its own side: positive is a debit."""
    return Baris(akun, dana, debit=saldo) if saldo > 0 else Baris(akun, dana, kredit=-saldo)


def _require_money(buku: Buku, tanggal: datetime.date) -> None:
    for minus in negative_days(buku, tanggal)[:1]:
        raise AturanDilanggar(
            _("%(akun)s minus %(saldo)s pada %(hari)s. Lengkapi bukti masuk yang belum dicatat.")
            % {"akun": minus.akun, "saldo": rupiah(minus.saldo), "hari": format_tanggal(minus.tanggal)},
            aturan="KEU-23",
        )


def _require_ready(buku: Buku, periode: Periode) -> None:
    """Raises: AturanDilanggar (KEU-16, KEU-23, KEU-89, KEU-152, KEU-165, KEU-179, KEU-190) with what is missing."""
    if periode.akhir > today_in(buku.wilayah_id):
        raise AturanDilanggar(_("Bulan %(bulan)s belum selesai.") % {"bulan": periode}, aturan="KEU-16")
    lama = [p for p in Periode.objects.filter(buku=buku, status=Periode.Status.TERBUKA) if p.awal < periode.awal]
    if lama:
        raise AturanDilanggar(
            _("Tutup dulu bulan %(bulan)s.") % {"bulan": min(lama, key=lambda p: p.awal)}, aturan="KEU-16"
        )
    for jurnal in waiting_approval(buku, periode)[:1]:
        raise AturanDilanggar(_("%(bukti)s belum disetujui.") % {"bukti": jurnal}, aturan="KEU-16")
    _require_money(buku, periode.akhir)
    _require_control(buku, periode.akhir)
    hitung = count_finding(buku, periode)
    if hitung.menahan:
        raise AturanDilanggar(_("%(pesan)s Hitung kasnya lebih dulu.") % {"pesan": hitung.pesan}, aturan="KEU-89")
    cadangan = reserve_finding(buku, periode)
    if cadangan is not None and cadangan.menahan:
        raise AturanDilanggar(
            _("Cadangan risiko bulan ini belum tepat. %(rincian)s") % {"rincian": cadangan.rincian}, aturan="KEU-165"
        )
    for bank in bank_findings(buku, [periode])[periode.pk]:
        if bank.menahan:
            raise AturanDilanggar(f"{bank.pesan} {bank.rincian}", aturan="KEU-179")
    _require_checked(buku, periode)


def _require_checked(buku: Buku, periode: Periode) -> None:
    """Nothing is wrong in the ledger now, whatever was found before. Raises: AturanDilanggar (KEU-190)."""
    diperiksa = check_finding(periode)
    if diperiksa.menahan:
        raise AturanDilanggar(f"{diperiksa.pesan} {diperiksa.rincian}".strip(), aturan="KEU-190")
    for salah in wrong_rows(buku_id=buku.pk)[:1]:
        raise AturanDilanggar(
            _(
                "Ada yang keliru dalam buku, jadi bulannya belum dikunci: %(sebab)s. Periksa bukunya, lalu hubungi admin."
            )
            % {"sebab": salah.sebab},
            aturan="KEU-190",
        )


def _require_control(buku: Buku, tanggal: datetime.date) -> None:
    """Where a ledger holds loans, their register equals the control account. Raises: AturanDilanggar (KEU-152)."""
    kontrol = control_of(buku, tanggal)
    if kontrol is not None and not kontrol.cocok:
        raise AturanDilanggar(
            _(
                "Daftar pinjaman %(daftar)s tidak sama dengan akun 11030 %(buku)s pada %(hari)s. Cari bukti pinjaman yang "
                "dibukukan tanpa pembayarannya."
            )
            % {"daftar": rupiah(kontrol.daftar), "buku": rupiah(kontrol.buku), "hari": format_tanggal(tanggal)},
            aturan="KEU-152",
        )
