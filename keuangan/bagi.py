"""Where the rupiah of one payment go, before it is saved: the same answer for the screen and for the action.

The arithmetic of jasa and principal is `keuangan.hitung.alokasi`; here a loan's own rows are laid into it, and the group's
deposit (titipan BOP) gets its place: after all that is due, or as the group itself says. Source: KEU-50 to KEU-55, KEU-153.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.money import whole_rupiah
from keuangan.hitung.alokasi import (
    Alokasi,
    HasilAlokasi,
    JasaPelunasan,
    Kelebihan,
    Pengecualian,
    Tagihan,
    allocate,
    outstanding,
    payoff,
    settle,
)
from keuangan.hitung.dasar import NOL, SERATUS, round_down, round_up
from keuangan.hitung.jadwal import KELIPATAN, Jadwal, Ketentuan, Pembulatan, build_jadwal
from keuangan.models import AngsuranPinjaman, Pinjaman

Potong = tuple[AngsuranPinjaman, str, Decimal]


@dataclass(frozen=True)
class Minta:
    """What is handed over: rupiah in all, of it to be saved, of it named as BOP by the group (None: as it falls due).

    `hanya_tunggakan` covers what is due and no more; so does `dari_titipan`, which the group left here before.
    """

    jumlah: Decimal
    tanggal: datetime.date
    pelunasan: bool = False
    tabungan: Decimal = NOL
    bop: Decimal | None = None
    pokok_dulu: Pengecualian | None = None
    hanya_tunggakan: bool = False
    dari_titipan: bool = False


@dataclass(frozen=True)
class Bagi:
    """A payment parted (rupiah): pieces per instalment, what becomes titipan and savings, jasa waived, rows afterwards."""

    minta: Minta
    potong: tuple[Potong, ...]
    titipan: Decimal
    bebas: tuple[tuple[AngsuranPinjaman, Decimal], ...]
    sesudah: tuple[Tagihan, ...]

    def total(self, untuk: str) -> Decimal:
        """Rupiah for jasa, pokok or bop."""
        return sum((n for _a, u, n in self.potong if u == untuk), NOL)

    @property
    def pokok(self) -> Decimal:
        """Rupiah that reduce principal."""
        return self.total("pokok")

    @property
    def jasa(self) -> Decimal:
        """Rupiah that are jasa."""
        return self.total("jasa")

    @property
    def bop(self) -> Decimal:
        """Rupiah that are the group's deposit."""
        return self.total("bop")

    @property
    def jasa_dibebaskan(self) -> Decimal:
        """Jasa that a settlement waives, rupiah."""
        return sum((n for _a, n in self.bebas), NOL)

    @property
    def lunas(self) -> bool:
        """Whether nothing is owed afterwards."""
        return outstanding(self.sesudah) == 0

    @property
    def sisa_pokok(self) -> Decimal:
        """Principal still owed afterwards."""
        return sum((t.sisa_pokok for t in self.sesudah), NOL)

    @property
    def sisa_jasa(self) -> Decimal:
        """Jasa still owed afterwards."""
        return sum((t.sisa_jasa for t in self.sesudah), NOL)


def as_tagihan(angsuran: Sequence[AngsuranPinjaman]) -> tuple[Tagihan, ...]:
    """The rows of one schedule as the calculators take them."""
    return tuple(
        Tagihan(a.ke, a.jatuh_tempo, a.pokok, a.jasa, a.pokok_dibayar, a.jasa_dibayar, a.jasa_dibebaskan)
        for a in angsuran
    )


def terms_of(pinjaman: Pinjaman) -> Ketentuan:
    """The terms a loan carries since its akad."""
    assert pinjaman.pokok and pinjaman.tenor_bulan and pinjaman.tanggal_cair and pinjaman.jasa_persen is not None
    return Ketentuan(
        pokok=pinjaman.pokok, jasa_persen_per_bulan=pinjaman.jasa_persen, tenor_bulan=pinjaman.tenor_bulan,
        tanggal_cair=pinjaman.tanggal_cair, metode=pinjaman.metode, pembulatan=pinjaman.pembulatan,  # type: ignore[arg-type]
    )  # fmt: skip


def bop_of(pokok: Decimal, persen: Decimal, pembulatan: str) -> Decimal:
    """The group's deposit with each instalment (rupiah): percent of the loan, rounded as the product rounds. KEU-121."""
    tepat = pokok * persen / SERATUS
    kelipatan = KELIPATAN.get(Pembulatan(pembulatan))
    return round_up(tepat, kelipatan) if kelipatan else round_down(tepat)


def schedule_rows(
    pinjaman: Pinjaman, jadwal: Jadwal, *, jadwal_ke: int = 1, bop: Decimal | None = None
) -> list[AngsuranPinjaman]:
    """A schedule as rows to be stored; the deposit of the terms stands on every one."""
    assert pinjaman.pokok is not None and pinjaman.bop_persen is not None
    tiap = bop if bop is not None else bop_of(pinjaman.pokok, pinjaman.bop_persen, pinjaman.pembulatan)
    return [
        AngsuranPinjaman(
            pinjaman=pinjaman, jadwal_ke=jadwal_ke, ke=b.ke, jatuh_tempo=b.jatuh_tempo, pokok=b.pokok, jasa=b.jasa, bop=tiap
        )
        for b in jadwal.baris
    ]  # fmt: skip


def rebuild_jadwal(pinjaman: Pinjaman) -> Jadwal:
    """The schedule that a loan's terms give."""
    return build_jadwal(terms_of(pinjaman))


def part(pinjaman: Pinjaman, angsuran: Sequence[AngsuranPinjaman], minta: Minta) -> Bagi:
    """Part one payment over the rows of the schedule that counts.

    Raises: IsianSalah, AturanDilanggar (KEU-52 to KEU-55, KEU-153). Source: KEU-50 to KEU-55, KEU-153.
    """
    jumlah = whole_rupiah(minta.jumlah, bidang="jumlah", positif=True)
    tabungan = whole_rupiah(minta.tabungan, bidang="tabungan")
    tagihan = as_tagihan(angsuran)
    baris = {a.ke: a for a in angsuran}
    if minta.dari_titipan and (minta.pelunasan or tabungan or minta.bop or minta.pokok_dulu):
        raise IsianSalah({"lewat": [_("Titipan hanya membayar jasa dan pokok yang sudah jatuh tempo.")]})
    uang = jumlah - tabungan
    if uang < 0:
        raise IsianSalah({"tabungan": [_("Yang ditabung tidak melebihi uang yang diterima.")]})
    if outstanding(tagihan) == 0:
        raise AturanDilanggar(
            _("Pinjaman ini sudah lunas. Periksa apakah pembayarannya untuk pinjaman lain."), aturan="KEU-55"
        )
    potong_bop: list[Potong] = []
    if minta.bop is not None:
        sendiri = whole_rupiah(minta.bop, bidang="bop")
        if sendiri > uang:
            raise IsianSalah({"bop": [_("Titipan BOP tidak melebihi uang yang diterima.")]})
        potong_bop = _fill_bop(angsuran, sendiri)
        uang -= sendiri
    if minta.pelunasan:
        hasil = settle(tagihan, uang, per_tanggal=minta.tanggal, jasa_pelunasan=JasaPelunasan(pinjaman.jasa_pelunasan))
    elif minta.hanya_tunggakan or minta.dari_titipan:
        hasil = _arrears_only(tagihan, uang, minta)
    else:
        hasil, potong = _instalment(pinjaman, angsuran, tagihan, uang, minta)
        potong_bop += potong
    bebas = tuple(
        (baris[kini.ke], kini.jasa_dibebaskan - lama.jasa_dibebaskan)
        for lama, kini in zip(tagihan, hasil.tagihan, strict=True)
        if kini.jasa_dibebaskan != lama.jasa_dibebaskan
    )
    return Bagi(minta, (*_pieces(hasil.alokasi, baris), *potong_bop), hasil.titipan, bebas, hasil.tagihan)


def part_old(angsuran: Sequence[AngsuranPinjaman], pokok: Decimal, jasa: Decimal, bop: Decimal) -> tuple[Potong, ...]:
    """What the old books say was paid, laid on the oldest instalments first. Raises: AturanDilanggar (KEU-150)."""
    hasil: list[Potong] = []
    for untuk, jumlah, nama in (
        ("jasa", jasa, _("jasa")),
        ("pokok", pokok, _("pokok")),
        ("bop", bop, _("titipan BOP")),
    ):
        sisa = whole_rupiah(jumlah, bidang=f"{untuk}_dibayar")
        for a in angsuran:
            n = min(sisa, getattr(a, untuk))
            if n:
                hasil.append((a, untuk, n))
                sisa -= n
        if sisa:
            raise AturanDilanggar(
                _("Yang sudah dibayar untuk %(nama)s melebihi seluruh jadwalnya sebesar %(lebih)s. Periksa lagi catatannya.")
                % {"nama": nama, "lebih": rupiah(sisa)},
                aturan="KEU-150",
            )  # fmt: skip
    return tuple(hasil)


def due_of(angsuran: Sequence[AngsuranPinjaman], tanggal: datetime.date) -> Decimal:
    """Jasa and principal (rupiah) that fell due by a day and are not paid. Source: KEU-50."""
    return sum((t.sisa for t in as_tagihan(angsuran) if t.is_due(tanggal)), NOL)


def payoff_of(pinjaman: Pinjaman, angsuran: Sequence[AngsuranPinjaman], tanggal: datetime.date) -> Decimal:
    """The amount (rupiah) that closes a loan on a day. Source: KEU-53."""
    hasil = payoff(as_tagihan(angsuran), per_tanggal=tanggal, jasa_pelunasan=JasaPelunasan(pinjaman.jasa_pelunasan))
    return hasil.total


def _pieces(alokasi: Sequence[Alokasi], baris: dict[int, AngsuranPinjaman]) -> list[Potong]:
    return [(baris[a.ke], str(a.untuk), a.jumlah) for a in alokasi]


def _arrears_only(tagihan: Sequence[Tagihan], uang: Decimal, minta: Minta) -> HasilAlokasi:
    """Money that may only cover what is due. Raises: AturanDilanggar (KEU-154, KEU-197)."""
    jatuh = sum((t.sisa for t in tagihan if t.is_due(minta.tanggal)), NOL)
    if uang > jatuh and minta.dari_titipan:
        raise AturanDilanggar(
            _("Titipan hanya membayar yang sudah jatuh tempo, hari itu %(jatuh)s. Kecilkan jumlahnya.")
            % {"jatuh": rupiah(jatuh)},
            aturan="KEU-197",
        )
    if uang > jatuh:
        raise AturanDilanggar(
            _("Tabungan hanya menutup tunggakan, hari itu %(tunggakan)s. Kecilkan jumlahnya.")
            % {"tunggakan": rupiah(jatuh)},
            aturan="KEU-154",
        )
    return allocate(tagihan, uang, per_tanggal=minta.tanggal)


def _instalment(
    pinjaman: Pinjaman, angsuran: Sequence[AngsuranPinjaman], tagihan: Sequence[Tagihan], uang: Decimal, minta: Minta
) -> tuple[HasilAlokasi, list[Potong]]:
    """Due jasa and principal, then the deposit that fell due, then what the product says of money above that."""
    potong: list[Potong] = []
    batas = outstanding(tagihan) + sum((a.bop - a.bop_dibayar for a in angsuran if minta.bop is None), NOL)
    if uang > batas:
        raise AturanDilanggar(
            _("Pembayaran %(uang)s melebihi seluruh sisa pinjaman %(sisa)s. Terima paling banyak sebesar sisanya.")
            % {"uang": rupiah(uang), "sisa": rupiah(batas)},
            aturan="KEU-52",
        )
    if minta.bop is None and minta.pokok_dulu is None:
        untuk_bop, uang = _set_aside_bop(pinjaman, angsuran, tagihan, uang, minta.tanggal)
        potong = _fill_bop(angsuran, untuk_bop)
    if uang == 0:
        return HasilAlokasi((), NOL, tuple(tagihan)), potong
    hasil = allocate(
        tagihan, uang, per_tanggal=minta.tanggal, kelebihan=Kelebihan(pinjaman.kelebihan), pokok_dulu=minta.pokok_dulu
    )
    return hasil, potong


def _set_aside_bop(
    pinjaman: Pinjaman,
    angsuran: Sequence[AngsuranPinjaman],
    tagihan: Sequence[Tagihan],
    uang: Decimal,
    tanggal: datetime.date,
) -> tuple[Decimal, Decimal]:
    """How much of the money is BOP, and what is left for jasa and principal. Source: KEU-153."""
    jatuh = sum((t.sisa for t in tagihan if t.is_due(tanggal)), NOL)
    lebih = uang - jatuh
    if lebih <= 0:
        return NOL, uang
    sisa_bop = {a.ke: a.bop - a.bop_dibayar for a in angsuran}
    bop = min(lebih, sum((sisa_bop[t.ke] for t in tagihan if t.is_due(tanggal)), NOL))
    lebih -= bop
    if pinjaman.kelebihan == Kelebihan.ANGSURAN_BERIKUT:
        for t in (t for t in tagihan if not t.is_due(tanggal)):
            lebih -= t.sisa
            if lebih <= 0:
                break
            n = min(lebih, sisa_bop[t.ke])
            bop, lebih = bop + n, lebih - n
    return bop, uang - bop


def _fill_bop(angsuran: Sequence[AngsuranPinjaman], jumlah: Decimal) -> list[Potong]:
    """Lay BOP money on the oldest rows first. Raises: AturanDilanggar (KEU-153) above all that the schedule holds."""
    potong: list[Potong] = []
    for a in angsuran:
        n = min(jumlah, a.bop - a.bop_dibayar)
        if n > 0:
            potong.append((a, "bop", n))
            jumlah -= n
    if jumlah:
        raise AturanDilanggar(
            _("Titipan BOP melebihi sisa titipan menurut jadwal sebesar %(lebih)s. Catat kelebihannya sebagai tabungan.")
            % {"lebih": rupiah(jumlah)},
            aturan="KEU-153",
        )  # fmt: skip
    return potong
