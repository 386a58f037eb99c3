"""Loans that ran before the ledger began: entered as they were found, with what was already paid. Source: KEU-150."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.money import whole_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import NOL, take_buku, take_pinjaman
from keuangan.bagi import Potong, part_old, rebuild_jadwal, schedule_rows
from keuangan.models import (
    AlokasiPembayaran,
    AngsuranPinjaman,
    BagianAnggota,
    Buku,
    KetentuanProduk,
    Pembayaran,
    Pinjaman,
    ProdukPinjaman,
)
from keuangan.queries_pembayaran import opening_closed
from keuangan.queries_pinjaman import next_loan_number, terms_on
from siklus.actions.umum import author, client_id, field_date
from wilayah.actions.umum import constraint_says

KETENTUAN = ("metode", "jasa_persen", "bop_persen", "pembulatan", "tenggang_bulan", "jasa_pelunasan", "kelebihan")


@dataclass(frozen=True)
class Bawaan:
    """One running loan as the old books have it: rupiah, months, percent; `ketentuan` overrides terms of the product.

    `dibayar` is principal, jasa and deposit paid until `dibayar_sampai` (the day before the ledger, when not known).
    """

    ksm: Any
    produk: ProdukPinjaman
    pokok: Decimal | int
    tenor_bulan: int
    tanggal_cair: datetime.date
    dibayar: tuple[Decimal | int, Decimal | int, Decimal | int] = (0, 0, 0)
    dibayar_sampai: datetime.date | None = None
    ke: int | None = None
    nomor_lama: str = ""
    ketentuan: Mapping[str, Any] | None = None
    bagian: Sequence[tuple[Any, Decimal | int]] = ()
    id: uuid.UUID | None = None


@aksi
def bring_pinjaman(buku: Buku, isi: Bawaan, *, oleh: Any) -> Pinjaman:
    """Enter one loan that was disbursed before the ledger began; its schedule is made from its terms.

    Until the month in which the ledger began is closed: register and account 11030 were found equal then.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-123, KEU-150). Source: KEU-150.
    """
    milik = take_buku(buku, oleh=oleh)
    _require_opening(milik)
    pinjaman = _as_found(milik, isi, oleh=oleh)
    with constraint_says(_refusals(isi)):
        pinjaman.save(force_insert=True)
    AngsuranPinjaman.objects.bulk_create(schedule_rows(pinjaman, rebuild_jadwal(pinjaman)))
    for urut, (anggota, jumlah) in enumerate(isi.bagian, 1):
        BagianAnggota(
            pinjaman=pinjaman, anggota=anggota, urut=urut, diminta=jumlah, disetujui=jumlah,
            wilayah_id=pinjaman.wilayah_id, **author(oleh),
        ).save(force_insert=True)  # fmt: skip
    _pay_as_found(milik, pinjaman, isi, oleh=oleh)
    rincian = {"pokok": str(pinjaman.pokok), "dibayar": [str(n) for n in isi.dibayar]}
    catat("keuangan.pinjaman.dibawa", pinjaman, rincian=rincian)
    return Pinjaman.objects.get(pk=pinjaman.pk)


@aksi
def withdraw_bawaan(pinjaman: Pinjaman, *, oleh: Any, alasan: str) -> Pinjaman:
    """Strike a brought-in loan that was entered wrongly: nothing was paid on it here, and the first month is open.

    It leaves the register; the month closes only when that equals account 11030 again (KEU-152).
    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, GerbangTertutup (KEU-195). Source: KEU-195.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.KELOLA_PINJAMAN)
    advance(baris, "cabut", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
    return Pinjaman.objects.get(pk=baris.pk)


def _require_opening(buku: Buku) -> None:
    """Raises: AturanDilanggar (KEU-150)."""
    tutup = opening_closed(buku)
    if tutup is not None:
        raise AturanDilanggar(
            _(
                "Bulan pembuka buku ini, %(bulan)s, sudah ditutup dengan daftar pinjamannya. Minta koordinator BKM membuka "
                "kembali bulan itu bila masih ada pinjaman lama yang belum tercatat."
            )
            % {"bulan": tutup},
            aturan="KEU-150",
        )


def _as_found(buku: Buku, isi: Bawaan, *, oleh: Any) -> Pinjaman:
    """The loan row, not saved yet. Raises: IsianSalah, AturanDilanggar (KEU-150)."""
    cair = field_date(isi.tanggal_cair, buku.wilayah_id, bidang="tanggal_cair")
    if cair >= buku.mulai:
        raise AturanDilanggar(
            _("Buku ini mulai %(mulai)s. Pinjaman yang cair sejak hari itu dicatat lewat pencairan.")
            % {"mulai": format_tanggal(buku.mulai)},
            aturan="KEU-150",
        )
    syarat = terms_for_old(isi.produk, cair)
    pokok = whole_rupiah(isi.pokok, bidang="pokok", positif=True)
    jumlah_bagian = sum((Decimal(n) for _a, n in isi.bagian), NOL)
    if isi.bagian and jumlah_bagian != pokok:
        raise AturanDilanggar(
            _("Jumlah bagian anggota %(bagian)s tidak sama dengan pinjaman %(pokok)s.")
            % {"bagian": rupiah(jumlah_bagian), "pokok": rupiah(pokok)},
            aturan="KEU-124",
        )
    nomor = (Pinjaman.objects.filter(buku=buku).aggregate(n=Max("nomor"))["n"] or 0) + 1
    ke = isi.ke if isi.ke is not None else next_loan_number(isi.ksm, isi.produk)
    return Pinjaman(
        buku=buku, wilayah_id=isi.ksm.wilayah_id, ksm=isi.ksm, produk=isi.produk, ketentuan=syarat, nomor=nomor,
        nomor_lama=isi.nomor_lama.strip()[:40], ke=ke, bawaan=True, diajukan=cair, keperluan=_("Pinjaman bawaan"),
        tenor_diminta=isi.tenor_bulan, pokok=pokok, tenor_bulan=isi.tenor_bulan, tanggal_akad=cair, tanggal_cair=cair,
        jadwal_ke=1, status=Pinjaman.Status.BERJALAN,
        **{**{n: getattr(syarat, n) for n in KETENTUAN}, **_own_terms(isi)}, **author(oleh), **client_id(isi.id),
    )  # fmt: skip


def _own_terms(isi: Bawaan) -> dict[str, Any]:
    asing = set(isi.ketentuan or {}) - set(KETENTUAN)
    if asing:
        raise IsianSalah({n: [_("Ketentuan ini tidak dikenal.")] for n in sorted(asing)})
    return {k: v for k, v in (isi.ketentuan or {}).items() if v not in (None, "")}


def terms_for_old(produk: ProdukPinjaman, tanggal: datetime.date) -> KetentuanProduk:
    """The terms that held on a day, or the oldest ones for a loan from before them. Raises: IsianSalah."""
    syarat = (
        terms_on(produk, tanggal) or KetentuanProduk.objects.filter(produk=produk).order_by("berlaku_mulai").first()
    )
    if syarat is None:
        raise IsianSalah({"produk": [_("Produk ini belum mempunyai ketentuan. Isi dulu ketentuannya.")]})
    return syarat


def _pay_as_found(buku: Buku, pinjaman: Pinjaman, isi: Bawaan, *, oleh: Any) -> None:
    """What the old books say was paid, as one payment without a voucher here. Raises: IsianSalah, AturanDilanggar."""
    angsuran = list(AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=1).order_by("ke"))
    potong = part_old(angsuran, *(Decimal(n) for n in isi.dibayar))
    utang = sum((a.pokok + a.jasa for a in angsuran), NOL)
    if sum((n for _a, u, n in potong if u != "bop"), NOL) == utang:
        raise AturanDilanggar(
            _("Pinjaman ini sudah lunas menurut catatan lama; yang dibawa hanya yang masih berjalan."), aturan="KEU-150"
        )
    if not potong:
        return
    hari = isi.dibayar_sampai or buku.mulai - datetime.timedelta(days=1)
    if not isi.tanggal_cair <= hari < buku.mulai:
        raise AturanDilanggar(
            _("Pembayaran pada buku lama bertanggal antara pencairan dan sehari sebelum buku ini mulai."),
            aturan="KEU-150",
        )
    bayar = Pembayaran(
        pinjaman=pinjaman, wilayah_id=pinjaman.wilayah_id, tanggal=hari, jenis=Pembayaran.Jenis.BAWAAN,
        lewat=Pembayaran.Lewat.LAMA, jumlah=sum((n for _a, _u, n in potong), NOL), **author(oleh),
    )  # fmt: skip
    bayar.save(force_insert=True)
    write_pieces(bayar, potong)


def write_pieces(bayar: Pembayaran, potong: Sequence[Potong], *, tanda: int = 1) -> None:
    """Store where a payment went; `tanda` -1 takes it back."""
    AlokasiPembayaran.objects.bulk_create(
        [AlokasiPembayaran(pembayaran=bayar, angsuran=a, untuk=u, jumlah=n * tanda) for a, u, n in potong]
    )


def _refusals(isi: Bawaan) -> dict[str, Any]:
    return {
        "pinjaman_satu_aktif_per_ksm": AturanDilanggar(
            _("%(ksm)s masih mempunyai pinjaman yang berjalan.") % {"ksm": isi.ksm}, aturan="KEU-123"
        ),
        "pinjaman_ke_sekali": AturanDilanggar(
            _("Pinjaman ke-%(ke)s KSM ini sudah tercatat.") % {"ke": isi.ke}, aturan="KEU-123"
        ),
        "pinjaman_sewilayah": AturanDilanggar(_("KSM ini di luar wilayah UPK."), aturan="KEU-123"),
        "pinjaman_ksm_aktif": AturanDilanggar(_("KSM ini tidak aktif."), aturan="KEU-123"),
        "pinjaman_produk_sebuku": AturanDilanggar(_("Produk ini bukan milik buku UPK ini."), aturan="KEU-123"),
    }
