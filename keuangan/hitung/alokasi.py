"""Where a payment goes: jasa first, then overdue principal, oldest first. Source: KEU-50 to KEU-55.

A `Tagihan` is one instalment with what was paid on it; every function takes the instalments of one loan in order and
returns new ones, so a payment can be shown before it is saved. Whatever comes in goes somewhere: the allocations and the
titipan of a result always sum to the payment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar
from inti.formats import rupiah, tanggal
from inti.money import whole_rupiah
from keuangan.hitung.dasar import NOL, plain_text
from keuangan.hitung.jadwal import Jadwal

Untuk = Literal["jasa", "pokok"]
Langkah = tuple[int, Untuk]
JASA_DULU: tuple[Untuk, Untuk] = ("jasa", "pokok")


class Kelebihan(TextChoices):
    """What happens with money above all that is due."""

    ANGSURAN_BERIKUT = "angsuran_berikut", gettext_lazy("Membayar angsuran berikutnya")
    TITIPAN = "titipan", gettext_lazy("Disimpan sebagai titipan KSM")


class JasaPelunasan(TextChoices):
    """Which jasa an early full payment owes."""

    BERJALAN = "berjalan", gettext_lazy("Jasa sampai bulan berjalan")
    PENUH = "penuh", gettext_lazy("Jasa penuh sampai akhir jangka waktu")


@dataclass(frozen=True)
class Pengecualian:
    """Why principal goes before jasa this once, and who approved it; both are written down. Source: KEU-54."""

    alasan: str
    disetujui_oleh: str

    def __post_init__(self) -> None:
        if not self.alasan.strip() or not self.disetujui_oleh.strip():
            raise AturanDilanggar(
                _("Mendahulukan pokok perlu alasan tertulis dan nama yang menyetujui. Isi keduanya."), aturan="KEU-54"
            )


@dataclass(frozen=True)
class Tagihan:
    """One instalment and what was paid on it, in whole rupiah; `jasa_dibebaskan` is jasa that an early settlement waives.

    Raises: AturanDilanggar when more was paid than is owed. Source: KEU-52.
    """

    ke: int
    jatuh_tempo: date
    pokok: Decimal
    jasa: Decimal
    pokok_dibayar: Decimal = NOL
    jasa_dibayar: Decimal = NOL
    jasa_dibebaskan: Decimal = NOL

    def __post_init__(self) -> None:
        bagian = (self.pokok_dibayar, self.jasa_dibayar, self.jasa_dibebaskan, self.sisa_pokok, self.sisa_jasa)
        if min(bagian) < 0:
            raise AturanDilanggar(
                _("Pembayaran angsuran ke-%(ke)d melebihi tagihannya. Periksa lagi jumlah yang sudah dibayar.")
                % {"ke": self.ke},
                aturan="KEU-52",
                rincian={"ke": self.ke},
            )

    @property
    def sisa_pokok(self) -> Decimal:
        """Principal still owed on this instalment."""
        return self.pokok - self.pokok_dibayar

    @property
    def sisa_jasa(self) -> Decimal:
        """Jasa still owed on this instalment."""
        return self.jasa - self.jasa_dibayar - self.jasa_dibebaskan

    @property
    def sisa(self) -> Decimal:
        """Everything still owed on this instalment."""
        return self.sisa_pokok + self.sisa_jasa

    def is_due(self, per_tanggal: date) -> bool:
        """Due on that day: the due date itself counts."""
        return self.jatuh_tempo <= per_tanggal


@dataclass(frozen=True)
class Alokasi:
    """One part of a payment: rupiah for the jasa or the principal of one instalment."""

    ke: int
    untuk: Untuk
    jumlah: Decimal


@dataclass(frozen=True)
class HasilAlokasi:
    """A payment parted: its allocations in order, the titipan in rupiah, and the instalments after it."""

    alokasi: tuple[Alokasi, ...]
    titipan: Decimal
    tagihan: tuple[Tagihan, ...]

    @property
    def pokok(self) -> Decimal:
        """Rupiah of it that reduce principal."""
        return sum((a.jumlah for a in self.alokasi if a.untuk == "pokok"), NOL)

    @property
    def jasa(self) -> Decimal:
        """Rupiah of it that are jasa."""
        return sum((a.jumlah for a in self.alokasi if a.untuk == "jasa"), NOL)


@dataclass(frozen=True)
class Pelunasan:
    """What closes a loan on a day, in rupiah: principal, jasa that is owed, jasa that is waived."""

    pokok: Decimal
    jasa: Decimal
    jasa_dibebaskan: Decimal

    @property
    def total(self) -> Decimal:
        """The amount that closes the loan."""
        return self.pokok + self.jasa


def open_tagihan(jadwal: Jadwal) -> tuple[Tagihan, ...]:
    """The instalments of a schedule, none paid."""
    return tuple(Tagihan(b.ke, b.jatuh_tempo, b.pokok, b.jasa) for b in jadwal.baris)


def outstanding(tagihan: Iterable[Tagihan]) -> Decimal:
    """Principal and jasa still owed over the whole loan, in rupiah."""
    return sum((t.sisa for t in tagihan), NOL)


def allocate(
    tagihan: Sequence[Tagihan],
    jumlah: Decimal,
    *,
    per_tanggal: date,
    kelebihan: Kelebihan = Kelebihan.ANGSURAN_BERIKUT,
    pokok_dulu: Pengecualian | None = None,
) -> HasilAlokasi:
    """Part a payment of `jumlah` rupiah made on `per_tanggal` over the instalments of one loan.

    What is due comes first: all jasa, then all principal, oldest first; `pokok_dulu` turns that around for a written
    reason. What is above goes to the next instalments (jasa, then principal of each) or stays as titipan.
    Raises: IsianSalah for an amount that is none, AturanDilanggar on a loan that is lunas or above all that is owed.
    Source: KEU-50, KEU-51, KEU-52, KEU-54, KEU-55.
    """
    uang = whole_rupiah(jumlah, bidang="jumlah", positif=True)
    _require_room(tagihan, uang)
    jatuh = [t.ke for t in tagihan if t.is_due(per_tanggal)]
    dulu: Sequence[Untuk] = JASA_DULU if pokok_dulu is None else JASA_DULU[::-1]
    langkah: list[Langkah] = [(ke, untuk) for untuk in dulu for ke in jatuh]
    if kelebihan == Kelebihan.ANGSURAN_BERIKUT:
        nanti = [t.ke for t in tagihan if not t.is_due(per_tanggal)]
        langkah += [(ke, untuk) for ke in nanti for untuk in dulu]
    return _pay(tagihan, uang, langkah)


def payoff(
    tagihan: Sequence[Tagihan], *, per_tanggal: date, jasa_pelunasan: JasaPelunasan = JasaPelunasan.BERJALAN
) -> Pelunasan:
    """What closes a loan on `per_tanggal`: all principal, all jasa due, and the jasa of the running month.

    With `penuh` the jasa of the whole tenor is owed. Source: KEU-53.
    """
    sampai = _jasa_until(tagihan, per_tanggal, jasa_pelunasan)
    return Pelunasan(
        pokok=sum((t.sisa_pokok for t in tagihan), NOL),
        jasa=sum((t.sisa_jasa for t in tagihan if t.jatuh_tempo <= sampai), NOL),
        jasa_dibebaskan=sum((t.sisa_jasa for t in tagihan if t.jatuh_tempo > sampai), NOL),
    )


def settle(
    tagihan: Sequence[Tagihan],
    jumlah: Decimal,
    *,
    per_tanggal: date,
    jasa_pelunasan: JasaPelunasan = JasaPelunasan.BERJALAN,
) -> HasilAlokasi:
    """Close a loan early with exactly the amount of `payoff`; the other jasa is waived.

    Raises: IsianSalah for an amount that is none, AturanDilanggar for another amount. Source: KEU-53.
    """
    uang = whole_rupiah(jumlah, bidang="jumlah", positif=True)
    lunas = payoff(tagihan, per_tanggal=per_tanggal, jasa_pelunasan=jasa_pelunasan)
    if uang != lunas.total:
        raise AturanDilanggar(
            _(
                "Untuk melunasi pada %(hari)s diperlukan tepat %(perlu)s. Sesuaikan jumlahnya, atau catat sebagai angsuran."
            )
            % {"hari": tanggal(per_tanggal), "perlu": rupiah(lunas.total)},
            aturan="KEU-53",
            rincian={"jumlah": plain_text(uang), "pelunasan": plain_text(lunas.total)},
        )
    return _pay(
        _waive(tagihan, _jasa_until(tagihan, per_tanggal, jasa_pelunasan)),
        uang,
        [(t.ke, u) for t in tagihan for u in JASA_DULU],
    )


def replay(
    jadwal: Jadwal,
    pembayaran: Iterable[tuple[date, Decimal]],
    *,
    tanggal_cair: date,
    per_tanggal: date,
    jasa_pelunasan: JasaPelunasan = JasaPelunasan.BERJALAN,
) -> tuple[Tagihan, ...]:
    """The instalments after all payments up to and including `per_tanggal`, allocated one by one in order of date.

    A payment that equals to the rupiah what closes the loan on its day closes it; later ones are not looked at.
    Raises: AturanDilanggar for a payment before the loan was disbursed, after it is lunas, or above what is owed.
    Source: KEU-50, KEU-53, KEU-55.
    """
    tagihan = open_tagihan(jadwal)
    for hari, jumlah in sorted(pembayaran, key=lambda p: p[0]):
        if hari > per_tanggal:
            break
        if hari < tanggal_cair:
            raise AturanDilanggar(
                _("Pembayaran %(hari)s mendahului pencairan %(cair)s. Periksa tanggalnya.")
                % {"hari": tanggal(hari), "cair": tanggal(tanggal_cair)},
                aturan="KEU-55",
                rincian={"tanggal": hari.isoformat()},
            )
        lunas = payoff(tagihan, per_tanggal=hari, jasa_pelunasan=jasa_pelunasan)
        if lunas.pokok and jumlah == lunas.total:
            tagihan = settle(tagihan, jumlah, per_tanggal=hari, jasa_pelunasan=jasa_pelunasan).tagihan
        else:
            tagihan = allocate(tagihan, jumlah, per_tanggal=hari).tagihan
    return tagihan


def _require_room(tagihan: Sequence[Tagihan], uang: Decimal) -> None:
    """Raise AturanDilanggar when nothing is owed any more, or less than is paid. Source: KEU-52, KEU-55."""
    sisa = outstanding(tagihan)
    if sisa == 0:
        raise AturanDilanggar(
            _("Pinjaman ini sudah lunas. Periksa apakah pembayarannya untuk pinjaman lain."), aturan="KEU-55"
        )
    if uang > sisa:
        raise AturanDilanggar(
            _("Pembayaran %(uang)s melebihi seluruh sisa pinjaman %(sisa)s. Terima paling banyak sebesar sisanya.")
            % {"uang": rupiah(uang), "sisa": rupiah(sisa)},
            aturan="KEU-52",
            rincian={"jumlah": plain_text(uang), "sisa": plain_text(sisa)},
        )


def _jasa_until(tagihan: Sequence[Tagihan], per_tanggal: date, jasa_pelunasan: JasaPelunasan) -> date:
    """The last due date whose jasa an early settlement owes: that of the running month, or of the whole tenor."""
    if jasa_pelunasan == JasaPelunasan.PENUH:
        return tagihan[-1].jatuh_tempo
    return min((t.jatuh_tempo for t in tagihan if t.jatuh_tempo >= per_tanggal), default=per_tanggal)


def _waive(tagihan: Sequence[Tagihan], sampai: date) -> list[Tagihan]:
    """The same instalments with the jasa due after `sampai` waived."""
    return [
        replace(t, jasa_dibebaskan=t.jasa_dibebaskan + t.sisa_jasa) if t.jatuh_tempo > sampai else t for t in tagihan
    ]


def _pay(tagihan: Sequence[Tagihan], uang: Decimal, langkah: Sequence[Langkah]) -> HasilAlokasi:
    """Fill what is owed in the order of `langkah` until the money ends; what is left is titipan."""
    kini = {t.ke: t for t in tagihan}
    alokasi, sisa = [], uang
    for ke, untuk in langkah:
        if sisa == 0:
            break
        t = kini[ke]
        bagian = min(sisa, t.sisa_jasa if untuk == "jasa" else t.sisa_pokok)
        if bagian == 0:
            continue
        kini[ke] = (
            replace(t, jasa_dibayar=t.jasa_dibayar + bagian)
            if untuk == "jasa"
            else replace(t, pokok_dibayar=t.pokok_dibayar + bagian)
        )
        alokasi.append(Alokasi(ke, untuk, bagian))
        sisa -= bagian
    return HasilAlokasi(tuple(alokasi), sisa, tuple(kini[t.ke] for t in tagihan))
