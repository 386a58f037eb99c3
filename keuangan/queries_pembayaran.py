"""What is asked of running loans: schedule and card, arrears, savings of a group, register against the ledger.

Each question is a constant number of queries, whatever the number of loans. Source: KEU-60, KEU-139, KEU-152, KEU-159.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet, Sum

from inti.money import split_rupiah
from keuangan.bagi import as_tagihan
from keuangan.hitung.dasar import month_end
from keuangan.hitung.jadwal import Angsuran, Jadwal, split_jadwal
from keuangan.hitung.kolektibilitas import Penilaian, Tunggakan, assess
from keuangan.models import (
    AngsuranPinjaman,
    BagianAnggota,
    BagianPembayaran,
    BarisJurnal,
    Buku,
    Pembayaran,
    PenjadwalanUlang,
    Periode,
    Pinjaman,
    TagihanPinjaman,
)
from keuangan.queries import balance_of
from ksm.models import AnggotaKSM
from wilayah.waktu import today_in

NOL = Decimal(0)
HIDUP = (Pinjaman.Status.BERJALAN, Pinjaman.Status.DIJADWAL_ULANG)
SIMPANAN = {"tabungan": "21020", "titipan": "21030"}


# -- register and control account ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kontrol:
    """The register of loans against account 11030 on a day, rupiah."""

    daftar: Decimal
    buku: Decimal

    @property
    def cocok(self) -> bool:
        """Whether both agree."""
        return self.daftar == self.buku


def register_total(buku: Buku, tanggal: datetime.date) -> Decimal:
    """Outstanding principal (rupiah) of all loans of a ledger on a day. One query. Source: KEU-152."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT keuangan_register_pinjaman(%s, %s)", [buku.pk, tanggal])
        return Decimal(kursor.fetchone()[0])


def control_of(buku: Buku, tanggal: datetime.date) -> Kontrol | None:
    """Register and control account on a day; None for a ledger that holds no loans. Source: KEU-152."""
    if not Pinjaman.objects.filter(buku=buku, tanggal_cair__lte=tanggal).exists():
        return None
    return Kontrol(register_total(buku, tanggal), balance_of(buku, "11030", tanggal))


def opening_closed(buku: Buku) -> Periode | None:
    """The month in which a ledger began, where it is closed: its list of brought-in loans stands then. KEU-150, KEU-195."""
    awal = Periode.objects.filter(buku=buku, tahun=buku.mulai.year, bulan=buku.mulai.month)
    return awal.filter(status=Periode.Status.DITUTUP).first()


def paid_here(pinjaman: Pinjaman) -> bool:
    """Whether money came in for a loan since this ledger began, and was not taken back. Source: KEU-195."""
    qs = Pembayaran.objects.filter(pinjaman=pinjaman, membalik__isnull=True, pembalik__isnull=True)
    return qs.exclude(jenis=Pembayaran.Jenis.BAWAAN).exists()


# -- loans with their schedules --------------------------------------------------------------------------------------


def with_schedule(qs: QuerySet[Pinjaman]) -> QuerySet[Pinjaman]:
    """The same loans with the schedule that counts, as `baris_jadwal`. Two queries."""
    kini = AngsuranPinjaman.objects.filter(jadwal_ke=F("pinjaman__jadwal_ke")).order_by("ke")
    return qs.prefetch_related(Prefetch("angsuran", queryset=kini, to_attr="baris_jadwal"))


def schedule_of(pinjaman: Pinjaman) -> list[AngsuranPinjaman]:
    """The schedule of a loan that counts now, in order. One query."""
    return list(AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=pinjaman.jadwal_ke).order_by("ke"))


def running_of(buku: Buku) -> list[Pinjaman]:
    """Running loans of a ledger with group and schedule, by group. Two queries."""
    qs = Pinjaman.objects.filter(buku=buku, status__in=HIDUP).select_related(
        "ksm__badan", "ksm__basis", "produk", "buku"
    )
    return list(with_schedule(qs).order_by("ksm__nama", "nomor"))


def standing(pinjaman: Pinjaman, tanggal: datetime.date) -> Penilaian:
    """Balance, arrears and class of one loan (its `baris_jadwal` read) on a day. Source: KEU-60."""
    return assess(as_tagihan(pinjaman.baris_jadwal), tanggal)  # type: ignore[attr-defined]


# -- what falls due on a meeting day ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKumpul:
    """One loan on a collection sheet, rupiah: what is due by the day, of it overdue, deposit, and what is still owed.

    `titipan` is what the group left at the UPK: an instalment that fell due may be paid with it. KEU-197.
    """

    pinjaman: Pinjaman
    pokok: Decimal
    jasa: Decimal
    bop: Decimal
    tunggakan: Decimal
    sisa_pokok: Decimal
    titipan: Decimal = NOL

    @property
    def jumlah(self) -> Decimal:
        """All that is asked for on the day."""
        return self.pokok + self.jasa + self.bop


def collection_of(buku: Buku, tanggal: datetime.date, *, ksm: Any = None) -> list[BarisKumpul]:
    """Running loans with what they owe by a day: overdue, and the instalment of that month. Three queries. Source: KEU-157."""
    hasil = []
    simpan = savings_of(buku)
    for p in running_of(buku):
        if ksm is not None and p.ksm_id != ksm:
            continue
        akhir = month_end(tanggal)
        jatuh = [a for a in p.baris_jadwal if a.jatuh_tempo <= akhir]  # type: ignore[attr-defined]
        lalu = [a for a in jatuh if a.jatuh_tempo <= tanggal]
        hasil.append(
            BarisKumpul(
                p, _sum(a.sisa_pokok for a in jatuh), _sum(a.sisa_jasa for a in jatuh),
                _sum(a.bop - a.bop_dibayar for a in jatuh), _sum(a.sisa_pokok + a.sisa_jasa for a in lalu), p.sisa_pokok,
                max(NOL, simpan.get(p.ksm_id, Simpanan()).titipan),
            )
        )  # fmt: skip
    return hasil


def _sum(nilai: Iterable[Decimal]) -> Decimal:
    return sum(nilai, NOL)


# -- arrears ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Penunggak:
    """One loan in arrears: what and since when, whom to call, the last step of collecting, a promise that was not kept."""

    pinjaman: Pinjaman
    penilaian: Penilaian
    ketua: str
    telepon: str
    terakhir: TagihanPinjaman | None
    hari_ini: datetime.date

    @property
    def tunggakan(self) -> Tunggakan:
        """Overdue principal and jasa (rupiah), times, age."""
        return self.penilaian.tunggakan

    @property
    def jumlah(self) -> Decimal:
        """Overdue principal and jasa together, rupiah."""
        return self.tunggakan.pokok + self.tunggakan.jasa

    @property
    def hari(self) -> int:
        """Days since the oldest unpaid due date."""
        return (self.hari_ini - self.tunggakan.sejak).days if self.tunggakan.sejak else 0

    @property
    def kunci(self) -> str:
        """A short key for its place on a page."""
        return str(self.pinjaman.nomor)

    @property
    def telepon_wa(self) -> str:
        """The number as WhatsApp takes it: 62 in front."""
        angka = "".join(c for c in self.telepon if c.isdigit())
        return "62" + angka[1:] if angka.startswith("0") else angka

    @property
    def ingkar(self) -> bool:
        """Whether a promised day has passed without the arrears being paid."""
        return bool(self.terakhir and self.terakhir.janji_bayar and self.terakhir.janji_bayar < self.hari_ini)


def arrears_of(buku: Buku, tanggal: datetime.date | None = None) -> list[Penunggak]:
    """Loans of a ledger in arrears on a day, oldest first. Four queries. Source: KEU-60, KEU-139."""
    hari = tanggal or today_in(buku.wilayah_id)
    semua = [(p, standing(p, hari)) for p in running_of(buku)]
    nunggak = [(p, n) for p, n in semua if n.tunggakan.ada]
    ketua = _chairs({p.ksm_id for p, _n in nunggak})
    akhir: dict[Any, TagihanPinjaman] = {}
    for t in TagihanPinjaman.objects.filter(pinjaman__in=[p for p, _n in nunggak]).order_by("tanggal", "dibuat_pada"):
        akhir[t.pinjaman_id] = t
    hasil = []
    for p, n in nunggak:
        orang = ketua.get(p.ksm_id)
        nama, telepon = (orang.nama, orang.warga.telepon if orang.warga else "") if orang else ("", "")
        hasil.append(Penunggak(p, n, nama, telepon or p.ksm.badan.telepon, akhir.get(p.pk), hari))
    return sorted(hasil, key=lambda x: (x.tunggakan.sejak or hari, x.pinjaman.nomor))


def _chairs(ksm: Iterable[Any]) -> dict[Any, AnggotaKSM]:
    qs = AnggotaKSM.objects.filter(ksm__in=list(ksm), jabatan="ketua", status="aktif").select_related("warga")
    return {a.ksm_id: a for a in qs}


# -- card U-7B -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisKartu:
    """One line of a loan card, rupiah: what was paid, what should be left, what is left, what is overdue. KEU-159."""

    tanggal: datetime.date
    uraian: str
    pokok: Decimal
    jasa: Decimal
    harus_pokok: Decimal
    harus_jasa: Decimal
    ada_pokok: Decimal
    ada_jasa: Decimal
    pembayaran: Pembayaran | None = None

    @property
    def tunggak_pokok(self) -> Decimal:
        """Overdue principal after this line."""
        return max(NOL, self.ada_pokok - self.harus_pokok)

    @property
    def tunggak_jasa(self) -> Decimal:
        """Overdue jasa after this line."""
        return max(NOL, self.ada_jasa - self.harus_jasa)


@dataclass(frozen=True)
class AnggotaKartu:
    """One member's share today, rupiah: of the loan, due, brought; what is lacking or was brought for others."""

    bagian: BagianAnggota
    pinjaman: Decimal
    jatuh: Decimal
    dibawa: Decimal

    @property
    def kurang(self) -> Decimal:
        """Due and not brought."""
        return max(NOL, self.jatuh - self.dibawa)

    @property
    def lebih(self) -> Decimal:
        """Brought beyond what was due: for others, or ahead."""
        return max(NOL, self.dibawa - self.jatuh)


@dataclass(frozen=True)
class Kartu:
    """The card of one loan on a day. Source: KEU-159."""

    pinjaman: Pinjaman
    tanggal: datetime.date
    angsuran: list[AngsuranPinjaman]
    baris: list[BarisKartu]
    penilaian: Penilaian | None
    anggota: list[AnggotaKartu] = field(default_factory=list)
    jadwal_ulang: list[PenjadwalanUlang] = field(default_factory=list)
    tabungan: Decimal = NOL
    titipan: Decimal = NOL

    @property
    def jatuh_tempo(self) -> datetime.date | None:
        """The last due date of the schedule that counts."""
        return self.angsuran[-1].jatuh_tempo if self.angsuran else None

    @property
    def pembawa_dicatat(self) -> bool:
        """Whether anybody wrote down which member brought what; without it nobody can be called short. Source: KEU-136."""
        return any(a.dibawa for a in self.anggota)

    @property
    def pokok_dibayar(self) -> Decimal:
        """Principal paid over all schedules."""
        return _sum(b.pokok for b in self.baris)

    @property
    def jasa_dibayar(self) -> Decimal:
        """Jasa paid over all schedules."""
        return _sum(b.jasa for b in self.baris)

    @property
    def berikut(self) -> AngsuranPinjaman | None:
        """The oldest instalment of which something is owed."""
        return next((a for a in self.angsuran if a.sisa_pokok or a.sisa_jasa), None)


def card_of(pinjaman: Pinjaman, tanggal: datetime.date | None = None, *, anggota: bool = True) -> Kartu:
    """Everything the card of a loan shows on a day. `anggota` adds each member's standing. Source: KEU-136, KEU-159."""
    hari = tanggal or today_in(pinjaman.wilayah_id)
    jadwal: dict[int, list[AngsuranPinjaman]] = {}
    for a in AngsuranPinjaman.objects.filter(pinjaman=pinjaman).order_by("jadwal_ke", "ke"):
        jadwal.setdefault(a.jadwal_ke, []).append(a)
    ulang = list(PenjadwalanUlang.objects.filter(pinjaman=pinjaman).order_by("jadwal_ke"))
    bayar = list(
        Pembayaran.objects.filter(pinjaman=pinjaman, tanggal__lte=hari)
        .select_related("jurnal", "membalik__jurnal", "pembalik__jurnal")
        .annotate(
            untuk_pokok=Sum("alokasi__jumlah", filter=Q(alokasi__untuk="pokok")),
            untuk_jasa=Sum("alokasi__jumlah", filter=Q(alokasi__untuk="jasa")),
            untuk_bop=Sum("alokasi__jumlah", filter=Q(alokasi__untuk="bop")),
        )
        .order_by("tanggal", "dibuat_pada", "id")
    )
    kini = jadwal.get(pinjaman.jadwal_ke, [])
    simpan = savings_of(pinjaman.buku, [pinjaman.ksm_id]).get(pinjaman.ksm_id, Simpanan())
    return Kartu(
        pinjaman, hari, kini, _card_lines(jadwal, ulang, bayar), assess(as_tagihan(kini), hari) if kini else None,
        members_of_loan(pinjaman, kini, hari) if anggota else [], ulang, simpan.tabungan, simpan.titipan,
    )  # fmt: skip


def _card_lines(
    jadwal: dict[int, list[AngsuranPinjaman]], ulang: Sequence[PenjadwalanUlang], bayar: Sequence[Pembayaran]
) -> list[BarisKartu]:
    hasil: list[BarisKartu] = []
    pokok = jasa = NOL  # paid so far on the schedule that counted on that day
    ke, sisa_ulang = 1, list(ulang)
    for b in bayar:
        while sisa_ulang and sisa_ulang[0].tanggal <= b.tanggal and _on_later_schedule(b, sisa_ulang[0]):
            ke, pokok, jasa = sisa_ulang.pop(0).jadwal_ke, NOL, NOL
        n_pokok, n_jasa = b.untuk_pokok or NOL, b.untuk_jasa or NOL  # type: ignore[attr-defined]
        pokok, jasa = pokok + n_pokok, jasa + n_jasa
        baris = jadwal.get(ke, [])
        jatuh = [a for a in baris if a.jatuh_tempo > b.tanggal]
        bebas = _sum(a.jasa_dibebaskan for a in baris)
        hasil.append(
            BarisKartu(
                b.tanggal, b.get_jenis_display(), n_pokok, n_jasa, _sum(a.pokok for a in jatuh),
                _sum(a.jasa - a.jasa_dibebaskan for a in jatuh), _sum(a.pokok for a in baris) - pokok,
                _sum(a.jasa for a in baris) - bebas - jasa, b,
            )
        )  # fmt: skip
    return hasil


def _on_later_schedule(b: Pembayaran, u: PenjadwalanUlang) -> bool:
    """Of two on one day, what was paid before the decision still belongs to the old schedule."""
    return b.tanggal > u.tanggal or b.dibuat_pada > u.dibuat_pada


def members_of_loan(
    pinjaman: Pinjaman, angsuran: Sequence[AngsuranPinjaman], tanggal: datetime.date
) -> list[AnggotaKartu]:
    """Each member's share of what was due by a day against what he brought since the schedule counts. KEU-46, KEU-136."""
    bagian = list(
        BagianAnggota.objects.filter(pinjaman=pinjaman, disetujui__gt=0).select_related("anggota").order_by("urut")
    )
    if not bagian or not angsuran:
        return []
    bobot = [b.disetujui or NOL for b in bagian]
    jadwal = Jadwal(tuple(Angsuran(a.ke, a.jatuh_tempo, a.pokok, a.jasa, NOL) for a in angsuran))
    milik = split_jadwal(jadwal, split_rupiah(jadwal.total_pokok, bobot))
    bop = split_rupiah(_sum(a.bop for a in angsuran if a.jatuh_tempo <= tanggal), bobot)
    dibawa = {
        b["bagian"]: b["n"]
        for b in BagianPembayaran.objects.filter(
            bagian__in=bagian, pembayaran__tanggal__lte=tanggal, pembayaran__tanggal__gte=_since(pinjaman)
        ).order_by().values("bagian").annotate(n=Sum("jumlah"))
    }  # fmt: skip
    return [
        AnggotaKartu(b, j.total_pokok, _sum(x.angsuran for x in j.baris if x.jatuh_tempo <= tanggal) + t, dibawa.get(b.pk, NOL))
        for b, j, t in zip(bagian, milik, bop, strict=True)
    ]  # fmt: skip


def _since(pinjaman: Pinjaman) -> datetime.date:
    if pinjaman.jadwal_ke > 1:
        return PenjadwalanUlang.objects.get(pinjaman=pinjaman, jadwal_ke=pinjaman.jadwal_ke).tanggal
    return pinjaman.tanggal_cair or datetime.date.min


# -- savings ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Simpanan:
    """What a group has at the UPK, rupiah: savings (tanggung renteng) and deposits."""

    tabungan: Decimal = NOL
    titipan: Decimal = NOL


def savings_of(buku: Buku, ksm: Iterable[Any] | None = None) -> dict[Any, Simpanan]:
    """Savings and deposits by group, from the lines of the ledger. One query. Source: KEU-155."""
    qs = BarisJurnal.objects.filter(buku=buku, akun__kode__in=SIMPANAN.values(), ksm__isnull=False)
    if ksm is not None:
        qs = qs.filter(ksm__in=list(ksm))
    hasil: dict[Any, dict[str, Decimal]] = {}
    for b in qs.order_by().values("ksm", "akun__kode").annotate(n=Sum(F("kredit") - F("debit"))):
        hasil.setdefault(b["ksm"], {})[b["akun__kode"]] = b["n"]
    return {k: Simpanan(v.get("21020", NOL), v.get("21030", NOL)) for k, v in hasil.items()}


@dataclass(frozen=True)
class BarisSimpanan:
    """One line of a savings card with the balance after it, rupiah."""

    baris: BarisJurnal
    saldo: Decimal


def savings_card(buku: Buku, ksm: Any, jenis: str = "tabungan") -> list[BarisSimpanan]:
    """Every movement of a group's savings or deposits, oldest first. One query. Source: KEU-155, KEU-159."""
    saldo, hasil = NOL, []
    qs = BarisJurnal.objects.filter(buku=buku, ksm=ksm, akun__kode=SIMPANAN[jenis]).select_related("jurnal")
    for b in qs.order_by("tanggal", "id"):
        saldo += b.kredit - b.debit
        hasil.append(BarisSimpanan(b, saldo))
    return hasil


def savings_by_fund(buku: Buku, ksm: Any, kode: str) -> list[tuple[dict[str, Any], Decimal]]:
    """Of whose money the savings of a group are, oldest year first: columns of a line and rupiah. One query."""
    kolom = ("sumber_dana_id", "tahun_dana", "termin", "pemilik_id")
    qs = BarisJurnal.objects.filter(buku=buku, ksm=ksm, akun__kode=kode).order_by().values(*kolom)
    jumlah = (
        qs.annotate(n=Sum(F("kredit") - F("debit"))).filter(n__gt=0).order_by("tahun_dana", "termin", "sumber_dana_id")
    )
    return [({k: b[k] for k in kolom}, b["n"]) for b in jumlah]
