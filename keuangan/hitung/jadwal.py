"""The schedule of a loan: what is due when, to the rupiah. Source: KEU-41 to KEU-48.

Principal is divided first, jasa follows from it. The last instalment carries whatever makes the principal exact, so a
schedule always sums to the loan; a rounding that would leave nothing for it is refused, not mended.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.money import split_rupiah, whole_rupiah
from keuangan.hitung.dasar import NOL, SERATUS, plain_text, round_down, round_up

TENOR_MAKS = 120
JASA_MAKS = Decimal(100)
TAHUN_AWAL, TAHUN_AKHIR = 1990, 2200


class Metode(TextChoices):
    """On what the jasa of a month is counted."""

    FLAT = "flat", gettext_lazy("Flat: jasa dari pokok awal")
    MENURUN = "menurun", gettext_lazy("Menurun: jasa dari sisa pokok")


class Pembulatan(TextChoices):
    """How an instalment is rounded to money that people pay with."""

    RUPIAH = "rupiah", gettext_lazy("Rupiah utuh, sisanya di angsuran terakhir")
    ATAS_100 = "atas_100", gettext_lazy("Ke atas Rp 100, pokok dan jasa sendiri-sendiri")
    ATAS_500 = "atas_500", gettext_lazy("Ke atas Rp 500, pokok dan jasa sendiri-sendiri")
    ATAS_1000 = "atas_1000", gettext_lazy("Ke atas Rp 1.000, seluruh angsuran")


KELIPATAN = {Pembulatan.ATAS_100: 100, Pembulatan.ATAS_500: 500}
KELIPATAN_ANGSURAN = 1000


@dataclass(frozen=True)
class Ketentuan:
    """The terms of one loan: `pokok` in whole rupiah, jasa in percent of principal per month, tenor in months.

    Raises: IsianSalah when a term has no sense. Source: KEU-40.
    """

    pokok: Decimal
    jasa_persen_per_bulan: Decimal
    tenor_bulan: int
    tanggal_cair: date
    metode: Metode = Metode.FLAT
    pembulatan: Pembulatan = Pembulatan.RUPIAH

    def __post_init__(self) -> None:
        object.__setattr__(self, "pokok", whole_rupiah(self.pokok, bidang="pokok", positif=True))
        galat: dict[str, list[str]] = {}
        persen = Decimal(self.jasa_persen_per_bulan)
        if not persen.is_finite() or not 0 <= persen <= JASA_MAKS:
            galat["jasa_persen_per_bulan"] = [_("Isi jasa antara 0 dan 100 persen per bulan.")]
        if not 1 <= self.tenor_bulan <= TENOR_MAKS:
            galat["tenor_bulan"] = [_("Isi jangka waktu antara 1 dan %(n)d bulan.") % {"n": TENOR_MAKS}]
        if not TAHUN_AWAL <= self.tanggal_cair.year <= TAHUN_AKHIR:
            galat["tanggal_cair"] = [_("Periksa tahun tanggal cair.")]
        if galat:
            raise IsianSalah(galat)
        object.__setattr__(self, "jasa_persen_per_bulan", persen)


@dataclass(frozen=True)
class Angsuran:
    """One instalment, in whole rupiah; `sisa_pokok` is the principal that remains after it is paid."""

    ke: int
    jatuh_tempo: date
    pokok: Decimal
    jasa: Decimal
    sisa_pokok: Decimal

    @property
    def angsuran(self) -> Decimal:
        """What is paid that month, in rupiah."""
        return self.pokok + self.jasa


@dataclass(frozen=True)
class Jadwal:
    """The instalments of a loan in order, with their sums in rupiah."""

    baris: tuple[Angsuran, ...]

    @property
    def total_pokok(self) -> Decimal:
        """Equals the loan."""
        return sum((b.pokok for b in self.baris), NOL)

    @property
    def total_jasa(self) -> Decimal:
        """All jasa over the tenor."""
        return sum((b.jasa for b in self.baris), NOL)

    @property
    def total(self) -> Decimal:
        """All that is paid."""
        return self.total_pokok + self.total_jasa

    @property
    def angsuran_terbesar(self) -> Decimal:
        """The largest instalment: what the ability to pay must bear."""
        return max(b.angsuran for b in self.baris)


def build_jadwal(ketentuan: Ketentuan) -> Jadwal:
    """The schedule of a loan with these terms.

    Raises: AturanDilanggar when an instalment would hold no principal.
    Source: KEU-41 (flat), KEU-42 (menurun), KEU-43 (rounding), KEU-44 (last instalment), KEU-45 (due dates).
    """
    pokok = _principal(ketentuan)
    jasa = _jasa(ketentuan, pokok)
    tempo = [due_date(ketentuan.tanggal_cair, k + 1) for k in range(ketentuan.tenor_bulan)]
    return _assemble(tempo, pokok, jasa)


def due_date(awal: date, bulan: int) -> date:
    """The same day `bulan` months after `awal`, or the last day of that month where it has no such day.

    Always counted from the original date: 31 January, 28 February, 31 March. Source: KEU-45.
    """
    tahun, ke = divmod(awal.year * 12 + awal.month - 1 + bulan, 12)
    return date(tahun, ke + 1, min(awal.day, monthrange(tahun, ke + 1)[1]))


def split_jadwal(jadwal: Jadwal, bagian: Sequence[Decimal]) -> tuple[Jadwal, ...]:
    """The share of each member in a schedule; `bagian` is each member's part of the loan in rupiah.

    In every row the shares sum to the row, and the principal of a member sums to the member's part. Rupiah that cannot be
    divided stand with the last member.
    Raises: AturanDilanggar when the parts do not sum to the loan, or are too small for so many instalments.
    Source: KEU-46.
    """
    _require_whole(jadwal.total_pokok, bagian)
    pokok = _spread([b.pokok for b in jadwal.baris], bagian)
    jasa = _spread([b.jasa for b in jadwal.baris], bagian)
    tempo = [b.jatuh_tempo for b in jadwal.baris]
    return tuple(_assemble(tempo, p, j) for p, j in zip(pokok, jasa, strict=True))


def build_member_jadwal(ketentuan: Ketentuan, bagian: Sequence[Decimal]) -> tuple[Jadwal, tuple[Jadwal, ...]]:
    """The schedule where each member's instalment is rounded on its own and the group pays their sum.

    Raises: AturanDilanggar as `build_jadwal`, and when the parts do not sum to the loan. Source: KEU-46, KEU-48.
    """
    _require_whole(ketentuan.pokok, bagian)
    anggota = tuple(build_jadwal(replace(ketentuan, pokok=b)) for b in bagian)
    per_bulan = list(zip(*(a.baris for a in anggota), strict=True))
    kelompok = _assemble(
        [bulan[0].jatuh_tempo for bulan in per_bulan],
        [sum((b.pokok for b in bulan), NOL) for bulan in per_bulan],
        [sum((b.jasa for b in bulan), NOL) for bulan in per_bulan],
    )
    return kelompok, anggota


def equal_parts(pokok: Decimal, anggota: int) -> list[Decimal]:
    """A loan in equal parts of whole rupiah; the rest stands with the last member. Source: KEU-46."""
    return split_rupiah(pokok, [1] * anggota)


def ability_to_pay(penghasilan: Decimal, biaya: Decimal) -> Decimal:
    """Kemampuan bayar in rupiah per month: income minus cost of living; negative when the cost is higher. KEU-47."""
    return whole_rupiah(penghasilan, bidang="penghasilan") - whole_rupiah(biaya, bidang="biaya")


def require_affordable(angsuran: Decimal, kemampuan: Decimal) -> None:
    """Raise AturanDilanggar when an instalment is above the member's ability to pay, both rupiah a month. KEU-47."""
    if angsuran > kemampuan:
        raise AturanDilanggar(
            _(
                "Angsuran %(angsuran)s melebihi kemampuan bayar %(kemampuan)s. Kecilkan pinjaman atau perpanjang waktunya."
            )
            % {"angsuran": rupiah(angsuran), "kemampuan": rupiah(kemampuan)},
            aturan="KEU-47",
            rincian={"angsuran": plain_text(angsuran), "kemampuan_bayar": plain_text(kemampuan)},
        )


def _principal(k: Ketentuan) -> list[Decimal]:
    """Principal of every instalment: equal ones, and the last with what remains."""
    rata = k.pokok / k.tenor_bulan
    biasa = round_up(rata, KELIPATAN[k.pembulatan]) if k.pembulatan in KELIPATAN else round_down(rata)
    akhir = k.pokok - (k.tenor_bulan - 1) * biasa
    if k.tenor_bulan > 1 and biasa <= 0:
        raise AturanDilanggar(
            _("Pokok pinjaman lebih kecil dari jumlah bulannya. Perbesar pinjaman atau pendekkan jangka waktunya."),
            aturan="KEU-44",
            rincian={"pokok": plain_text(k.pokok), "tenor_bulan": k.tenor_bulan},
        )
    if akhir <= 0:
        raise AturanDilanggar(
            _(
                "Dengan pembulatan ini pokok angsuran terakhir menjadi %(akhir)s. Pilih pembulatan yang lebih kecil atau "
                "jangka waktu yang lebih pendek."
            )
            % {"akhir": rupiah(akhir)},
            aturan="KEU-44",
            rincian={"pokok_terakhir": plain_text(akhir), "pembulatan": str(k.pembulatan)},
        )
    return [biasa] * (k.tenor_bulan - 1) + [akhir]


def _jasa(k: Ketentuan, pokok: list[Decimal]) -> list[Decimal]:
    """Jasa of every instalment, rounded as the product says."""
    tepat = [dasar * k.jasa_persen_per_bulan / SERATUS for dasar in _bases(k, pokok)]
    if k.pembulatan in KELIPATAN:
        return [round_up(j, KELIPATAN[k.pembulatan]) for j in tepat]
    if k.pembulatan == Pembulatan.ATAS_1000:
        rata = k.pokok / k.tenor_bulan
        # The surplus of a rounded instalment is jasa; the last one also covers the few rupiah its principal is larger.
        return [round_up(max(rata, p) + j, KELIPATAN_ANGSURAN) - p for p, j in zip(pokok, tepat, strict=True)]
    awal = [round_down(j) for j in tepat[:-1]]
    return [*awal, round_down(sum(tepat, NOL)) - sum(awal, NOL)]


def _bases(k: Ketentuan, pokok: list[Decimal]) -> list[Decimal]:
    """The principal on which each month's jasa is counted."""
    if k.metode == Metode.FLAT:
        return [k.pokok] * k.tenor_bulan
    sisa, dasar = k.pokok, []
    for p in pokok:
        dasar.append(sisa)
        sisa -= p
    return dasar


def _assemble(tempo: Sequence[date], pokok: Sequence[Decimal], jasa: Sequence[Decimal]) -> Jadwal:
    sisa, baris = sum(pokok, NOL), []
    for ke, (t, p, j) in enumerate(zip(tempo, pokok, jasa, strict=True), start=1):
        sisa -= p
        baris.append(Angsuran(ke, t, p, j, sisa))
    return Jadwal(tuple(baris))


def _require_whole(pokok: Decimal, bagian: Sequence[Decimal]) -> None:
    """Raise AturanDilanggar unless the members' parts are above zero and sum to the loan. Source: KEU-46."""
    jumlah = sum(bagian, NOL)
    if min(bagian, default=NOL) <= 0:
        raise AturanDilanggar(
            _("Setiap anggota mempunyai bagian pinjaman lebih dari nol. Betulkan bagian anggotanya."), aturan="KEU-46"
        )
    if jumlah != pokok:
        raise AturanDilanggar(
            _("Jumlah bagian anggota %(bagian)s tidak sama dengan pinjaman KSM %(pokok)s. Betulkan bagian anggotanya.")
            % {"bagian": rupiah(jumlah), "pokok": rupiah(pokok)},
            aturan="KEU-46",
            rincian={"bagian": plain_text(jumlah), "pokok": plain_text(pokok)},
        )


def _spread(baris: Sequence[Decimal], bagian: Sequence[Decimal]) -> list[list[Decimal]]:
    """Rows divided over members by running totals, so that both rows and members end exact."""
    seluruh = int(sum(bagian, NOL))
    hasil: list[list[Decimal]] = [[] for _b in bagian]
    sudah, kumulatif = [0] * len(bagian), 0
    for jumlah in baris:
        kumulatif += int(jumlah)  # whole rupiah: integers divide exactly, however large
        kini = [(2 * kumulatif * int(b) + seluruh) // (2 * seluruh) for b in bagian[:-1]]  # half up
        kini.append(kumulatif - sum(kini))
        for i, (baru, lama) in enumerate(zip(kini, sudah, strict=True)):
            hasil[i].append(Decimal(baru - lama))
        sudah = kini
    if min(hasil[-1]) < 0:
        raise AturanDilanggar(
            _("Bagian anggota terlalu kecil untuk dibagi ke setiap angsuran. Kurangi jumlah bulan atau anggotanya."),
            aturan="KEU-46",
        )
    return hasil
