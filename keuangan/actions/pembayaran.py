"""Payments: shown as they will be parted, then saved once; taken back only by their mirror. Source: KEU-133 to KEU-136."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.teks import same_name
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.bawaan import write_pieces
from keuangan.actions.jurnal import reverse_jurnal
from keuangan.actions.peristiwa import record_peristiwa
from keuangan.actions.umum import NOL, Baris, Dana, Isi, take_buku, take_pinjaman, write_jurnal
from keuangan.bagi import Bagi, Minta, as_tagihan, part
from keuangan.hitung.alokasi import outstanding
from keuangan.models import (
    AlokasiPembayaran,
    AngsuranPinjaman,
    BagianAnggota,
    BagianPembayaran,
    BarisJurnal,
    Buku,
    Jurnal,
    Pembayaran,
    PemilikDana,
    Pinjaman,
)
from keuangan.queries_pembayaran import SIMPANAN, Simpanan, savings_by_fund, savings_of, schedule_of
from siklus.actions.umum import author, client_id, field_date, needed
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

LEWAT_UANG = frozenset({"kas", "bank"})


@dataclass(frozen=True)
class Terima:
    """What was received for one loan: how it was asked to be parted, through which money, who in the group brought it."""

    minta: Minta
    lewat: str = "kas"
    bukti: str = ""
    bagian: Mapping[Any, Decimal | int] | None = None
    alasan: str = ""
    id: uuid.UUID | None = None


@aksi
def pay_pinjaman(pinjaman: Pinjaman, isi: Terima, *, oleh: Any) -> Pembayaran:
    """Receive money for a loan: part it, book it, close the loan when nothing is owed any more.

    `lewat` "titipan" pays with what the group left here: no cash moves, and only what is due is paid.
    The ledger and the loan are locked, so of two cashiers one pays and the other is told.
    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-52 to KEU-55, KEU-133, KEU-136,
    KEU-153, KEU-156, KEU-197). Source: KEU-133, KEU-134, KEU-136.
    """
    titipan = isi.lewat == Pembayaran.Lewat.TITIPAN
    if isi.lewat not in LEWAT_UANG and not titipan or titipan != isi.minta.dari_titipan:
        raise IsianSalah({"lewat": [_("Pilih kas, bank, atau titipan KSM.")]})
    milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    hari = paid_on(baris, isi.minta.tanggal)
    bagi = part_as_asked(baris, isi.minta)
    if titipan:
        if isi.bagian:
            raise IsianSalah({"bagian": [_("Titipan milik KSM bersama; tidak ada anggota yang membawanya.")]})
        return write_payment(
            milik, baris, bagi, isi, jenis=Pembayaran.Jenis.ANGSURAN, hari=hari, oleh=oleh,
            bukukan=lambda bayar: _book_titipan(milik, baris, bagi, isi, bayar, oleh=oleh),
        )  # fmt: skip
    jenis = Pembayaran.Jenis.PELUNASAN if isi.minta.pelunasan else Pembayaran.Jenis.ANGSURAN
    return write_payment(milik, baris, bagi, isi, jenis=jenis, hari=hari, oleh=oleh)


@aksi
def reverse_pembayaran(
    pembayaran: Pembayaran, *, oleh: Any, alasan: str, tanggal: datetime.date | None = None, id: uuid.UUID | None = None
) -> Pembayaran:
    """Take a payment back: its mirror and the reversing voucher in one unit; a loan that it closed runs again.

    Raises: Pembayaran.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-13, KEU-15, KEU-24, KEU-135).
    Source: KEU-135.
    """
    terlihat = Pembayaran.objects.visible_to(oleh).select_related("pinjaman").get(pk=pembayaran.pk)
    milik, baris = take_running(terlihat.pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN, terima=False)
    asal = Pembayaran.objects.select_related("jurnal").get(pk=terlihat.pk)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa pembayaran ini dibalik."))
    _require_reversible(asal, baris)
    assert asal.jurnal is not None  # what has no voucher here was refused
    jurnal = reverse_jurnal(asal.jurnal, oleh=oleh, alasan=alasan, tanggal=tanggal)
    balik = Pembayaran(
        pinjaman=baris, wilayah_id=baris.wilayah_id, tanggal=jurnal.tanggal, jenis=Pembayaran.Jenis.PEMBALIKAN,
        lewat=asal.lewat, jumlah=-asal.jumlah, tabungan=-asal.tabungan, titipan=-asal.titipan, jurnal=jurnal,
        membalik=asal, alasan=alasan[:300], **author(oleh), **client_id(id),
    )  # fmt: skip
    balik.save(force_insert=True)
    potong = [(a.angsuran, a.untuk, a.jumlah) for a in asal.alokasi.select_related("angsuran").order_by("id")]
    write_pieces(balik, potong, tanda=-1)
    BagianPembayaran.objects.bulk_create(
        [
            BagianPembayaran(pembayaran=balik, bagian_id=b.bagian_id, jumlah=-b.jumlah)
            for b in asal.bagian.order_by("id")
        ]
    )
    if baris.status == Pinjaman.Status.LUNAS:
        AngsuranPinjaman.objects.filter(pinjaman=baris, jasa_dibebaskan__gt=0).update(jasa_dibebaskan=0)
        lain = AturanDilanggar(
            _("KSM ini sudah mendapat pinjaman baru, jadi pelunasan pinjaman lama tidak dapat dibalik."),
            aturan="KEU-135",
        )
        with constraint_says({"pinjaman_satu_aktif_per_ksm": lain}):
            advance(baris, "hidupkan", oleh=oleh, alasan=alasan)
    catat("keuangan.pembayaran.dibalik", asal, alasan=alasan, rincian={"oleh": str(balik.pk)})
    return balik


@aksi
def collect_pinjaman(
    buku: Buku, *, oleh: Any, tanggal: datetime.date, baris: Sequence[tuple[Pinjaman, Terima]]
) -> list[Pembayaran]:
    """Save a whole collection sheet: every line or none; what is wrong comes back by the loan's line.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah ("baris_<pinjaman>"), AturanDilanggar (KEU-157). Source: KEU-157.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    if not baris:
        raise IsianSalah({"baris": [_("Belum ada jumlah yang diisi. Baris kosong berarti tidak membayar.")]})
    asing = [p for p, _isi in baris if p.buku_id != milik.pk]
    if asing or len({p.pk for p, _isi in baris}) != len(baris):
        raise AturanDilanggar(_("Setiap baris satu pinjaman buku ini, tidak ada yang dua kali."), aturan="KEU-157")
    hasil, galat = [], {}
    for p, isi in baris:
        try:
            with transaction.atomic():
                hasil.append(pay_pinjaman(p, isi, oleh=oleh))
        except IsianSalah as salah:
            galat[f"baris_{p.pk}"] = [str(x) for pesan in salah.galat.values() for x in pesan]
        except GalatAplikasi as salah:
            galat[f"baris_{p.pk}"] = [salah.pesan]
    if galat:
        raise IsianSalah(galat)
    catat(
        "keuangan.kumpulan.dicatat", milik,
        rincian={"tanggal": str(tanggal), "baris": len(hasil), "jumlah": str(sum((b.jumlah for b in hasil), NOL))},
    )  # fmt: skip
    return hasil


@aksi
def close_pinjaman(pinjaman: Pinjaman, *, oleh: Any) -> Pinjaman:
    """Lunas is never declared: it follows from the last payment, and is refused while anything is owed.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, TransisiDitolak, AturanDilanggar (KEU-134). Source: KEU-134.
    """
    _milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN, terima=False)
    if baris.boleh_dibayar and outstanding(as_tagihan(schedule_of(baris))):
        raise AturanDilanggar(
            _(
                "Masih ada pokok atau jasa yang belum dibayar. Lunas tercatat sendiri saat pembayaran terakhir diterima."
            ),
            aturan="KEU-134",
        )
    return advance(baris, "lunasi", oleh=oleh, tanggal=today_in(baris.wilayah_id))


@aksi
def reopen_pinjaman(pinjaman: Pinjaman, *, oleh: Any) -> Pinjaman:
    """A loan that is lunas runs again only when the payment that closed it is taken back.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, TransisiDitolak, AturanDilanggar (KEU-135). Source: KEU-135.
    """
    _milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN, terima=False)
    if baris.status == Pinjaman.Status.LUNAS:
        raise AturanDilanggar(
            _("Pinjaman ini hidup lagi bila pembayaran terakhirnya dibalik. Balik pembayarannya."), aturan="KEU-135"
        )
    return advance(baris, "hidupkan", oleh=oleh)


def part_as_asked(pinjaman: Pinjaman, minta: Minta) -> Bagi:
    """Where a payment would go, for the preview and for saving alike; nothing is written.

    Raises: IsianSalah, AturanDilanggar (KEU-52 to KEU-55, KEU-153, KEU-197). Source: KEU-133, KEU-197.
    """
    if minta.dari_titipan:
        ada = savings_of(pinjaman.buku, [pinjaman.ksm_id]).get(pinjaman.ksm_id, Simpanan()).titipan
        if minta.jumlah > ada:
            raise AturanDilanggar(
                _("Titipan KSM ini %(ada)s. Isi paling banyak sebesar itu.") % {"ada": rupiah(max(ada, NOL))},
                aturan="KEU-197",
            )
    return part(pinjaman, schedule_of(pinjaman), minta)


# -- what other actions on a loan share ------------------------------------------------------------------------------


def take_running(pinjaman: Pinjaman, *, oleh: Any, perlu: str, terima: bool = True) -> tuple[Buku, Pinjaman]:
    """The ledger and the loan under their locks; with `terima` the loan takes money.

    Raises: Pinjaman.DoesNotExist out of scope, TidakBerwenang, AturanDilanggar (KEU-133).
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=perlu)
    if terima and not baris.boleh_dibayar:
        raise AturanDilanggar(
            _("Pinjaman %(nomor)s %(status)s, jadi tidak menerima angsuran. Periksa apakah untuk pinjaman lain.")
            % {"nomor": baris, "status": baris.get_status_display().lower()},
            aturan="KEU-133",
        )
    return baris.buku, baris


def paid_on(pinjaman: Pinjaman, tanggal: datetime.date) -> datetime.date:
    """The day of a payment: not before the loan was disbursed or rescheduled, not in the future. Raises: IsianSalah."""
    hari = field_date(tanggal, pinjaman.wilayah_id)
    awal = pinjaman.tanggal_cair
    if pinjaman.jadwal_ke > 1:
        awal = pinjaman.penjadwalan_ulang.get(jadwal_ke=pinjaman.jadwal_ke).tanggal
    if awal is not None and hari < awal:
        raise IsianSalah({"tanggal": [_("Pinjaman ini baru ada sejak %(hari)s.") % {"hari": format_tanggal(awal)}]})
    return hari


def fund_of(pinjaman: Pinjaman) -> Dana:
    """Whose money a loan moves: as it was disbursed, or as its product says for one that was brought in."""
    if pinjaman.jurnal_id is not None:
        b = (
            BarisJurnal.objects.filter(jurnal_id=pinjaman.jurnal_id, akun__kode="11030")
            .select_related("pemilik")
            .first()
        )
        if b is not None:
            return Dana(b.sumber_dana_id, b.tahun_dana, b.termin, b.pemilik, pinjaman.ksm)
    produk = pinjaman.produk
    return Dana(produk.sumber_dana_id, pinjaman.buku.mulai.year, 0, produk.pemilik, pinjaman.ksm)


def take_from(buku: Buku, ksm: Any, kode: str, jumlah: Decimal) -> list[tuple[Dana, Decimal]]:
    """Of which money the amount is taken, oldest first; what is lacking is taken from none and refused by the poster."""
    hasil, sisa = [], jumlah
    milik = savings_by_fund(buku, ksm, kode)
    pemilik = PemilikDana.objects.in_bulk([k["pemilik_id"] for k, _n in milik if k["pemilik_id"]])
    for k, n in milik:
        ambil = min(sisa, n)
        if ambil:
            dana = Dana(k["sumber_dana_id"], k["tahun_dana"], k["termin"], pemilik.get(k["pemilik_id"]), ksm)
            hasil.append((dana, ambil))
            sisa -= ambil
    if sisa:
        hasil.append((Dana("perguliran", buku.mulai.year, 0, None, ksm), sisa))
    return hasil


def write_payment(
    buku: Buku,
    pinjaman: Pinjaman,
    bagi: Bagi,
    isi: Terima,
    *,
    jenis: str,
    hari: datetime.date,
    oleh: Any,
    bukukan: Callable[[Pembayaran], Jurnal] | None = None,
) -> Pembayaran:
    """Book (by `bukukan` where it is no money that came in) and store a parted payment of a locked loan; close the loan
    where nothing is owed any more.
    """
    dulu = isi.minta.pokok_dulu
    bayar = Pembayaran(
        pinjaman=pinjaman, wilayah_id=pinjaman.wilayah_id, tanggal=hari, jenis=jenis, lewat=isi.lewat,
        jumlah=bagi.minta.jumlah, tabungan=bagi.minta.tabungan, titipan=bagi.titipan, pokok_dulu=dulu is not None,
        disetujui_nama=(dulu.disetujui_oleh.strip()[:150] if dulu else ""),
        alasan=(dulu.alasan if dulu else isi.alasan).strip()[:300], **author(oleh), **client_id(isi.id),
    )  # fmt: skip
    if dulu is not None and same_name(dulu.disetujui_oleh, oleh.nama):
        raise AturanDilanggar(
            _("Yang menyetujui pokok didahulukan bukan yang mencatat. Minta manajer menyetujuinya."), aturan="KEU-156"
        )
    bayar.jurnal = bukukan(bayar) if bukukan else _book(buku, pinjaman, bagi, isi, bayar, oleh=oleh)
    sudah = AturanDilanggar(_("Pinjaman ini tidak menerima angsuran lagi."), aturan="KEU-133")
    with constraint_says({"pembayaran_pinjaman_berjalan": sudah}):
        bayar.save(force_insert=True)
    write_pieces(bayar, bagi.potong)
    _write_members(bayar, pinjaman, isi)
    for a, n in bagi.bebas:
        AngsuranPinjaman.objects.filter(pk=a.pk).update(jasa_dibebaskan=a.jasa_dibebaskan + n)
    catat(
        "keuangan.pembayaran.diterima", bayar,
        rincian={
            "pinjaman": str(pinjaman), "jumlah": str(bayar.jumlah), "pokok": str(bagi.pokok), "jasa": str(bagi.jasa),
            **({"disetujui": bayar.disetujui_nama} if dulu else {}),
        },
    )  # fmt: skip
    if bagi.lunas:
        advance(pinjaman, "lunasi", oleh=oleh, tanggal=hari)
    return bayar


def _book(buku: Buku, pinjaman: Pinjaman, bagi: Bagi, isi: Terima, bayar: Pembayaran, *, oleh: Any) -> Jurnal:
    jumlah = {
        "pokok": bagi.pokok, "jasa": bagi.jasa, "titipan": bagi.bop + bagi.titipan, "tabungan": bagi.minta.tabungan,
    }  # fmt: skip
    kata = _("Angsuran %(nomor)s %(ksm)s") if bagi.minta.jumlah > bagi.minta.tabungan else _("Tabungan %(ksm)s")
    return record_peristiwa(
        buku, "angsuran", oleh=oleh, tanggal=bayar.tanggal, jumlah=jumlah, dana=fund_of(pinjaman), lewat=isi.lewat,
        uraian=kata % {"nomor": pinjaman, "ksm": pinjaman.ksm}, bukti=isi.bukti,
        objek=("keuangan.pembayaran", str(bayar.pk)),
    )  # fmt: skip


def _book_titipan(buku: Buku, pinjaman: Pinjaman, bagi: Bagi, isi: Terima, bayar: Pembayaran, *, oleh: Any) -> Jurnal:
    dana = fund_of(pinjaman)
    bukti = Isi(
        jenis="bpb", tanggal=bayar.tanggal, uraian=_("Titipan membayar angsuran %(nomor)s %(ksm)s")
        % {"nomor": pinjaman, "ksm": pinjaman.ksm}, peristiwa="titipan_untuk_angsuran", bukti=isi.bukti,
        objek=("keuangan.pembayaran", str(bayar.pk)),
    )  # fmt: skip
    asal = take_from(buku, pinjaman.ksm, SIMPANAN["titipan"], bagi.minta.jumlah)
    baris = [Baris(SIMPANAN["titipan"], d, debit=n) for d, n in asal]
    baris += [Baris(a, dana, kredit=n) for a, n in (("11030", bagi.pokok), ("41010", bagi.jasa)) if n]
    return write_jurnal(buku, bukti, baris, oleh=oleh)


def _write_members(bayar: Pembayaran, pinjaman: Pinjaman, isi: Terima) -> None:
    """Who brought how much. Raises: IsianSalah, AturanDilanggar (KEU-136)."""
    bagian = {k: Decimal(n) for k, n in (isi.bagian or {}).items() if n}
    if not bagian:
        return
    if min(bagian.values()) < 0:
        raise IsianSalah({"bagian": [_("Bagian anggota tidak kurang dari nol.")]})
    milik = {b.pk: b for b in BagianAnggota.objects.filter(pinjaman=pinjaman, pk__in=bagian)}
    if len(milik) != len(bagian):
        raise AturanDilanggar(_("Ada bagian anggota yang bukan dari pinjaman ini."), aturan="KEU-136")
    jumlah = sum(bagian.values(), NOL)
    if jumlah != bayar.jumlah:
        raise AturanDilanggar(
            _("Uang yang dibawa anggota %(anggota)s tidak sama dengan yang diterima %(jumlah)s.")
            % {"anggota": rupiah(jumlah), "jumlah": rupiah(bayar.jumlah)},
            aturan="KEU-136",
        )
    BagianPembayaran.objects.bulk_create(
        [BagianPembayaran(pembayaran=bayar, bagian=milik[k], jumlah=n) for k, n in bagian.items()]
    )


def _require_reversible(asal: Pembayaran, pinjaman: Pinjaman) -> None:
    """Raises: AturanDilanggar (KEU-135)."""
    if asal.membalik_id is not None or Pembayaran.objects.filter(membalik=asal).exists():
        raise AturanDilanggar(_("Pembayaran ini sudah dibalik."), aturan="KEU-135")
    if asal.jurnal_id is None:
        raise AturanDilanggar(
            _("Pembayaran pada buku lama tidak mempunyai bukti di buku ini, jadi tidak dapat dibalik."),
            aturan="KEU-135",
        )
    lama = AlokasiPembayaran.objects.filter(pembayaran=asal).exclude(angsuran__jadwal_ke=pinjaman.jadwal_ke)
    terhapus = pinjaman.status == Pinjaman.Status.DIHAPUS_BUKU and asal.jenis != Pembayaran.Jenis.SETELAH_HAPUS
    if lama.exists() or terhapus:
        raise AturanDilanggar(
            _("Pembayaran sebelum penjadwalan ulang atau penghapusan tidak dapat dibalik lagi."), aturan="KEU-135"
        )
