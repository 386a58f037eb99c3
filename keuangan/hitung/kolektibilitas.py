"""How well a loan is repaid: arrears, age, class, reserve. Source: KEU-60 to KEU-65, KEU-160.

Age is counted in instalments while the loan runs. After its last due date it keeps growing by months, or a loan of three
months could never become more than three instalments late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from keuangan.hitung.alokasi import Tagihan
from keuangan.hitung.dasar import NOL, SERATUS, round_half
from keuangan.hitung.jadwal import due_date


class Kelas(TextChoices):
    """The five classes, from good to bad."""

    LANCAR = "lancar", gettext_lazy("Lancar")
    DPK = "dpk", gettext_lazy("Dalam Perhatian Khusus")
    KURANG_LANCAR = "kurang_lancar", gettext_lazy("Kurang Lancar")
    DIRAGUKAN = "diragukan", gettext_lazy("Diragukan")
    MACET = "macet", gettext_lazy("Macet")

    @property
    def nomor(self) -> int:
        """1 (Lancar) to 5 (Macet), as the forms number them."""
        return list(Kelas).index(self) + 1


# Reserve in percent of outstanding principal. Half a percent is 0.5, not 0.05. Source: KEU-64.
CADANGAN: Mapping[Kelas, Decimal] = {
    Kelas.LANCAR: Decimal("0.5"),
    Kelas.DPK: Decimal("0.5"),
    Kelas.KURANG_LANCAR: Decimal(10),
    Kelas.DIRAGUKAN: Decimal(50),
    Kelas.MACET: Decimal(100),
}


@dataclass(frozen=True)
class BatasKelas:
    """From which age (instalments or months) a loan is Kurang Lancar, Diragukan, Macet.

    `tepat` says for each border whether an age exactly on it already belongs to the worse class; guidelines differ.
    Raises: IsianSalah when the borders do not rise. Source: KEU-62.
    """

    mulai: tuple[Decimal, Decimal, Decimal] = (Decimal(3), Decimal(6), Decimal(9))
    tepat: tuple[bool, bool, bool] = (True, True, True)

    def __post_init__(self) -> None:
        if not 0 < self.mulai[0] < self.mulai[1] < self.mulai[2]:
            raise IsianSalah({"batas": [_("Batas kelas harus naik, misalnya 3, 6, 9.")]})


BATAS_BAKU = BatasKelas()
# Instalments of a new schedule that must be paid before rescheduling may improve the class. Source: KEU-160.
ANGSURAN_BUKTI = 3


@dataclass(frozen=True)
class Tunggakan:
    """What is overdue on a day: principal and jasa in rupiah; `kali` in instalments, `umur` in instalments or months.

    `sejak` is the due date of the oldest instalment of which something is unpaid.
    """

    pokok: Decimal
    jasa: Decimal
    kali: Decimal
    umur: Decimal
    sejak: date | None

    @property
    def ada(self) -> bool:
        """Whether anything at all is overdue."""
        return bool(self.pokok or self.jasa)


@dataclass(frozen=True)
class Penilaian:
    """One loan on one day: outstanding principal in rupiah, arrears, class, reserve in percent and rupiah."""

    saldo_pokok: Decimal
    tunggakan: Tunggakan
    kelas: Kelas
    cadangan_persen: Decimal
    cadangan: Decimal
    lunas: bool
    berisiko: bool


@dataclass(frozen=True)
class BarisKelas:
    """All loans of one class: how many, outstanding principal and reserve in rupiah."""

    kelas: Kelas
    jumlah: int
    saldo_pokok: Decimal
    cadangan_persen: Decimal
    cadangan: Decimal


@dataclass(frozen=True)
class Rekap:
    """A portfolio on one day. The last four are what the KPI ask for: loans, those at risk, their balance and arrears."""

    kelas: tuple[BarisKelas, ...]
    saldo_pokok: Decimal
    tunggakan_pokok: Decimal
    tunggakan_jasa: Decimal
    cadangan: Decimal
    ksm_berpinjaman: int
    ksm_menunggak_3: int
    saldo_menunggak_3: Decimal
    tunggakan_3: Decimal


def arrears(tagihan: Sequence[Tagihan], per_tanggal: date) -> Tunggakan:
    """What is overdue on a day; the due date itself counts, and not one rupiah is forgiven.

    Principal paid ahead covers what falls due later. Source: KEU-60, KEU-61.
    """
    jatuh = [t for t in tagihan if t.is_due(per_tanggal)]
    pokok = max(NOL, sum((t.pokok for t in jatuh), NOL) - sum((t.pokok_dibayar for t in tagihan), NOL))
    jasa = sum((t.sisa_jasa for t in jatuh), NOL)
    sejak_pokok = _oldest_unpaid(jatuh, sum((t.pokok_dibayar for t in tagihan), NOL)) if pokok else None
    sejak_jasa = next((t.jatuh_tempo for t in jatuh if t.sisa_jasa), None)
    kali = pokok / _one_instalment(tagihan) if pokok else NOL
    # While the term runs the months are never more than the instalments; after it, only the months go on.
    umur = kali if sejak_pokok is None else max(kali, Decimal(months_between(sejak_pokok, per_tanggal)))
    sejak = min((s for s in (sejak_pokok, sejak_jasa) if s is not None), default=None)
    return Tunggakan(pokok, jasa, kali, umur, sejak)


def months_between(dari: date, sampai: date) -> int:
    """Whole months from one day to a later one, by the calendar of due dates. Source: KEU-61."""
    bulan = (sampai.year - dari.year) * 12 + sampai.month - dari.month
    return bulan - (due_date(dari, bulan) > sampai)


def classify(tunggakan: Tunggakan, batas: BatasKelas = BATAS_BAKU) -> Kelas:
    """The class of a loan with these arrears. Jasa alone in arrears is class 2. Source: KEU-62, KEU-63."""
    umur = tunggakan.umur
    lewat = sum(
        umur > mulai or (tepat and umur == mulai) for mulai, tepat in zip(batas.mulai, batas.tepat, strict=True)
    )
    if lewat:
        return (Kelas.KURANG_LANCAR, Kelas.DIRAGUKAN, Kelas.MACET)[lewat - 1]
    return Kelas.DPK if tunggakan.ada else Kelas.LANCAR


def class_through_schedules(riwayat: Sequence[tuple[Kelas, int]], bukti: int = ANGSURAN_BUKTI) -> Kelas:
    """The class of a loan with all its schedules, oldest first: (class by that schedule on the day it ended or on the day
    asked, instalments of it fully paid until then).

    A new schedule improves nothing until `bukti` instalments of it are paid; from then on what was before is forgotten.
    Source: KEU-160.
    """
    hasil = Kelas.LANCAR
    for kelas, dibayar in riwayat:
        hasil = kelas if dibayar >= bukti else max(hasil, kelas, key=lambda k: k.nomor)
    return hasil


def paid_instalments(tagihan: Iterable[Tagihan]) -> int:
    """How many instalments are paid in full, principal and jasa."""
    return sum(not t.sisa for t in tagihan)


def reserve(saldo_pokok: Decimal, persen: Decimal) -> Decimal:
    """Reserve in rupiah for a balance at a rate in percent, half up. Source: KEU-64."""
    return round_half(saldo_pokok * persen / SERATUS)


def assess(
    tagihan: Sequence[Tagihan],
    per_tanggal: date,
    *,
    batas: BatasKelas = BATAS_BAKU,
    cadangan: Mapping[Kelas, Decimal] = CADANGAN,
    lalu: Sequence[tuple[Kelas, int]] = (),
    bukti: int = ANGSURAN_BUKTI,
) -> Penilaian:
    """One loan on one day: balance, arrears, class and reserve. Source: KEU-60 to KEU-64, KEU-160.

    `tagihan` is the schedule in force that day, `lalu` what earlier schedules had come to when they ended. A loan held in
    a bad class by them stays at risk.
    """
    saldo = sum((t.sisa_pokok for t in tagihan), NOL)
    tunggakan = arrears(tagihan, per_tanggal)
    kelas = class_through_schedules([*lalu, (classify(tunggakan, batas), paid_instalments(tagihan))], bukti)
    tertahan = bool(lalu) and kelas.nomor >= Kelas.KURANG_LANCAR.nomor
    return Penilaian(
        saldo_pokok=saldo,
        tunggakan=tunggakan,
        kelas=kelas,
        cadangan_persen=cadangan[kelas],
        cadangan=reserve(saldo, cadangan[kelas]),
        lunas=not saldo and not any(t.sisa_jasa for t in tagihan),
        berisiko=tunggakan.umur >= batas.mulai[0] or tertahan,
    )


def recap(penilaian: Iterable[Penilaian], *, cadangan: Mapping[Kelas, Decimal] = CADANGAN) -> Rekap:
    """A portfolio by class. The reserve is rounded once per class, so it may differ by rupiah from the loans' own.

    Loans that are lunas are not counted. Source: KEU-64, KEU-65.
    """
    hidup = [p for p in penilaian if not p.lunas]
    baris = tuple(_class_line(k, [p for p in hidup if p.kelas == k], cadangan[k]) for k in Kelas)
    risiko = [p for p in hidup if p.berisiko]
    return Rekap(
        kelas=baris,
        saldo_pokok=sum((b.saldo_pokok for b in baris), NOL),
        tunggakan_pokok=sum((p.tunggakan.pokok for p in hidup), NOL),
        tunggakan_jasa=sum((p.tunggakan.jasa for p in hidup), NOL),
        cadangan=sum((b.cadangan for b in baris), NOL),
        ksm_berpinjaman=len(hidup),
        ksm_menunggak_3=len(risiko),
        saldo_menunggak_3=sum((p.saldo_pokok for p in risiko), NOL),
        tunggakan_3=sum((p.tunggakan.pokok for p in risiko), NOL),
    )


def _class_line(kelas: Kelas, isi: Sequence[Penilaian], persen: Decimal) -> BarisKelas:
    saldo = sum((p.saldo_pokok for p in isi), NOL)
    return BarisKelas(kelas, len(isi), saldo, persen, reserve(saldo, persen))


def _one_instalment(tagihan: Sequence[Tagihan]) -> Decimal:
    """Scheduled principal of one instalment: the first one's, or the largest where that carries jasa only."""
    return tagihan[0].pokok or max(t.pokok for t in tagihan)


def _oldest_unpaid(jatuh: Sequence[Tagihan], dibayar: Decimal) -> date:
    """The due date of the oldest instalment that all principal paid, laid on the oldest first, does not cover."""
    for t in jatuh:
        if dibayar < t.pokok:
            return t.jatuh_tempo
        dibayar -= t.pokok
    raise AssertionError("tunggakan pokok tanpa angsuran yang belum dibayar")
