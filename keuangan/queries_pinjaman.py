"""What is asked of products and loans: terms in force, ladder, schedules of members, who is bound elsewhere, money at hand.

Each question a constant number of queries.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from inti.errors import GalatAplikasi
from keuangan.hitung.jadwal import (
    Jadwal,
    Ketentuan,
    Metode,
    Pembulatan,
    build_jadwal,
    build_member_jadwal,
    due_date,
    split_jadwal,
)
from keuangan.models import (
    AngsuranPinjaman,
    BagianAnggota,
    BarisJurnal,
    BuktiPinjaman,
    Buku,
    Jurnal,
    KetentuanProduk,
    Pinjaman,
    ProdukPinjaman,
    UsulanPutusan,
)
from keuangan.models.pinjaman import AKTIF, BERAKAD, MENUNGGU
from keuangan.queries import balance_of
from keuangan.templat import UANG_LEWAT
from ksm.models import KSM, AnggotaKSM, Perjanjian, Usulan
from ksm.queries_usulan import beneficiaries_of
from laporan.models import Berkas

NOL = Decimal(0)


# -- products ------------------------------------------------------------------------------------------------------


def products_of(buku: Buku) -> list[ProdukPinjaman]:
    """Products of a ledger by name, each with its terms (newest first) and their ladders. Three queries."""
    qs = ProdukPinjaman.objects.filter(buku=buku).select_related("sumber_dana", "pemilik")
    return list(qs.prefetch_related("ketentuan__tangga").order_by("-aktif", "nama", "id"))


def lent_products(buku: Buku) -> list[ProdukPinjaman]:
    """What a ledger lends now, by name. One query."""
    return list(ProdukPinjaman.objects.filter(buku=buku, aktif=True).order_by("nama"))


def terms_on(produk: ProdukPinjaman, tanggal: datetime.date) -> KetentuanProduk | None:
    """The terms of a product in force on a day, None before the first. One query. Source: KEU-121."""
    return (
        KetentuanProduk.objects.filter(produk=produk, berlaku_mulai__lte=tanggal)
        .prefetch_related("tangga")
        .order_by("-berlaku_mulai")
        .first()
    )


def member_limit(ketentuan: KetentuanProduk, ke: int) -> Decimal | None:
    """How much a member may borrow (rupiah) at the `ke`-th loan: the step reached, never above the ceiling. KEU-122."""
    batas = [] if ketentuan.maks_per_anggota is None else [ketentuan.maks_per_anggota]
    langkah = [t for t in ketentuan.tangga.all() if t.ke <= max(ke, 1)]  # type: ignore[attr-defined]
    if langkah:
        batas.append(max(langkah, key=lambda t: t.ke).maks_per_anggota)
    return min(batas) if batas else None


# -- schedules -----------------------------------------------------------------------------------------------------


def member_schedules(
    k: KetentuanProduk, *, tenor: int, bagian: Sequence[Decimal], tanggal: datetime.date
) -> tuple[Jadwal, tuple[Jadwal, ...]]:
    """The schedule of a group and of each member's part (rupiah, above zero), rounded as the terms say, grace included.

    Raises: AturanDilanggar (KEU-44, KEU-46), IsianSalah. Source: KEU-48, KEU-121.
    """
    ketentuan = Ketentuan(
        pokok=sum(bagian, NOL), jasa_persen_per_bulan=k.jasa_persen, tenor_bulan=tenor, tanggal_cair=tanggal,
        metode=Metode(k.metode), pembulatan=Pembulatan(k.pembulatan),
    )  # fmt: skip
    if k.bulatkan_per == KetentuanProduk.BulatkanPer.KSM:
        kelompok = build_jadwal(ketentuan)
        anggota = split_jadwal(kelompok, bagian)
    else:
        kelompok, anggota = build_member_jadwal(ketentuan, bagian)
    geser = k.tenggang_bulan
    return _postponed(kelompok, tanggal, geser), tuple(_postponed(j, tanggal, geser) for j in anggota)


def _postponed(jadwal: Jadwal, tanggal: datetime.date, bulan: int) -> Jadwal:
    """The schedule with its due dates later by the months of grace, counted from the original day. KEU-45."""
    if not bulan:
        return jadwal
    return Jadwal(tuple(replace(b, jatuh_tempo=due_date(tanggal, b.ke + bulan)) for b in jadwal.baris))


@dataclass(frozen=True)
class BarisBagian:
    """A member's share with the instalment it means (rupiah a month, the largest one); none where nothing is lent."""

    bagian: BagianAnggota
    jumlah: Decimal
    angsuran: Decimal | None = None

    @property
    def kemampuan(self) -> Decimal | None:
        """Ability to pay, rupiah a month."""
        return self.bagian.kemampuan_bayar

    @property
    def melebihi(self) -> bool:
        """Whether the instalment is above the ability to pay. Source: KEU-47."""
        k = self.kemampuan
        return self.angsuran is not None and k is not None and self.angsuran > k


def amount_of(b: BagianAnggota) -> Decimal:
    """What a share stands at now (rupiah): approved, else proposed, else asked."""
    return next(n for n in (b.disetujui, b.diusulkan, b.diminta) if n is not None)


def shares_of(pinjaman: Pinjaman) -> list[BagianAnggota]:
    """Shares of a loan in their order, with the member. One query."""
    return list(BagianAnggota.objects.filter(pinjaman=pinjaman).select_related("anggota__keluarga").order_by("urut"))


def share_after(bagian: BagianAnggota) -> BagianAnggota | None:
    """The next share of the same loan, None after the last. One query."""
    semua = BagianAnggota.objects.filter(pinjaman=bagian.pinjaman_id, urut__gt=bagian.urut)
    return semua.select_related("anggota").order_by("urut").first()


def papers_of(user: Any, pinjaman: Pinjaman) -> list[BuktiPinjaman]:
    """Photographed papers of a loan that an officer may open, by kind. One query. Source: KEU-126."""
    qs = BuktiPinjaman.objects.filter(pinjaman=pinjaman, berkas__in=Berkas.objects.visible_to(user))
    return list(qs.select_related("berkas", "bagian__anggota").order_by("jenis", "id"))


def share_rows(pinjaman: Pinjaman, bagian: Sequence[BagianAnggota], *, tanggal: datetime.date) -> list[BarisBagian]:
    """Shares with the largest instalment of each, where the terms allow a schedule at all. No queries."""
    jumlah = [amount_of(b) for b in bagian]
    tenor = pinjaman.tenor_bulan or pinjaman.tenor_diminta
    angsuran: dict[Any, Decimal] = {}
    ikut = [(b, n) for b, n in zip(bagian, jumlah, strict=True) if n > 0]
    try:
        hari = pinjaman.tanggal_cair or tanggal
        _grup, anggota = member_schedules(pinjaman.ketentuan, tenor=tenor, bagian=[n for _b, n in ikut], tanggal=hari)
        angsuran = {b.pk: j.angsuran_terbesar for (b, _n), j in zip(ikut, anggota, strict=True)}
    except GalatAplikasi:
        pass
    return [BarisBagian(b, n, angsuran.get(b.pk)) for b, n in zip(bagian, jumlah, strict=True)]


def schedule_of(pinjaman: Pinjaman) -> list[AngsuranPinjaman]:
    """The rows of the schedule that counts now, in order. One query."""
    return list(AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=pinjaman.jadwal_ke).order_by("ke"))


# -- who borrows ---------------------------------------------------------------------------------------------------


def next_loan_number(ksm: KSM, produk: ProdukPinjaman) -> int:
    """The how-manieth programme loan of a group the next one is; 0 for a channelled product. One query. KEU-144."""
    if produk.channelling:
        return 0
    return 1 + (Pinjaman.objects.filter(ksm=ksm, status__in=BERAKAD).aggregate(n=Max("ke"))["n"] or 0)


def same_person(a: AnggotaKSM) -> Q:
    """Memberships of one person: the same row, the same resident, or the same name in the same household. KEU-125."""
    q = Q(pk=a.pk)
    if a.warga_id is not None:
        q |= Q(warga=a.warga_id)
    if a.keluarga_id is not None:
        q |= Q(keluarga=a.keluarga_id, nama__iexact=a.nama)
    return q


@dataclass
class Orang:
    """What one borrower has borrowed in this and other groups: loans that run, were written off, how many programme loans."""

    berjalan: list[Pinjaman] = field(default_factory=list)
    dihapus: list[Pinjaman] = field(default_factory=list)
    kali: int = 0


def loans_of_people(anggota: Iterable[AnggotaKSM], *, selain: Pinjaman) -> dict[Any, Orang]:
    """Member key -> what that person has borrowed elsewhere and before. Two queries."""
    orang = {a.pk: a for a in anggota}
    hasil: dict[Any, Orang] = {pk: Orang() for pk in orang}
    if not orang:
        return hasil
    semua = Q(pk__in=[])
    for a in orang.values():
        semua |= same_person(a)
    sama: dict[Any, list[Any]] = defaultdict(list)
    for lain in AnggotaKSM.objects.filter(semua):
        for a in orang.values():
            if _is_same(a, lain):
                sama[lain.pk].append(a.pk)
    ada = Coalesce("disetujui", "diusulkan", "diminta")
    bagian = (
        BagianAnggota.objects.filter(anggota__in=list(sama), pinjaman__status__in=BERAKAD)
        .exclude(pinjaman=selain.pk)
        .annotate(n=ada)
        .filter(n__gt=0)
        .select_related("pinjaman")
    )
    for b in bagian:
        for pk in sama[b.anggota_id]:
            _count_in(hasil[pk], b.pinjaman)
    return hasil


def _count_in(orang: Orang, p: Pinjaman) -> None:
    orang.kali += p.ke > 0
    if p.status in AKTIF:
        orang.berjalan.append(p)
    elif p.status == Pinjaman.Status.DIHAPUS_BUKU:
        orang.dihapus.append(p)


def _is_same(a: AnggotaKSM, b: AnggotaKSM) -> bool:
    if a.pk == b.pk or (a.warga_id is not None and a.warga_id == b.warga_id):
        return True
    return a.keluarga_id is not None and a.keluarga_id == b.keluarga_id and a.nama.lower() == b.nama.lower()


def arrears_on(pinjaman: Iterable[Pinjaman], tanggal: datetime.date) -> dict[Any, int]:
    """Loan key -> instalments that were due before a day and are not fully paid; loans without any are left out. One query."""
    kurang = (
        Q(pokok__gt=F("pokok_dibayar")) | Q(jasa__gt=F("jasa_dibayar") + F("jasa_dibebaskan"))
    ) & Q(jadwal_ke=F("pinjaman__jadwal_ke"))  # fmt: skip
    baris = AngsuranPinjaman.objects.filter(kurang, pinjaman__in=list(pinjaman), jatuh_tempo__lt=tanggal)
    return dict(baris.order_by().values_list("pinjaman").annotate(n=Count("pk")))


# -- the file of a loan --------------------------------------------------------------------------------------------


def examination_begun(pinjaman: Pinjaman) -> bool:
    """Whether anything of part B was noted; what the letter says stands from then on. One query. Source: KEU-196."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT keuangan_pemeriksaan_dimulai(%s)", [pinjaman.pk])
        return bool(kursor.fetchone()[0])


def newest_proposal(pinjaman: Pinjaman) -> UsulanPutusan | None:
    """What the manager proposed last, with the decision that answered it where there is one. One query. KEU-129."""
    qs = UsulanPutusan.objects.filter(pinjaman=pinjaman).select_related("putusan")
    return qs.order_by("-dibuat_pada", "-id").first()


def open_proposal(pinjaman: Pinjaman) -> UsulanPutusan | None:
    """What the manager proposed last, while nobody answered it. One query. Source: KEU-129."""
    if pinjaman.status != Pinjaman.Status.DIPERIKSA:
        return None
    terakhir = newest_proposal(pinjaman)
    return None if terakhir is None or hasattr(terakhir, "putusan") else terakhir


def queue_before(pinjaman: Pinjaman) -> int:
    """Applications of the same ledger that came earlier and wait as well. One query. Source: KEU-123."""
    if pinjaman.status not in MENUNGGU:
        return 0
    lebih_dulu = Q(diajukan__lt=pinjaman.diajukan) | Q(diajukan=pinjaman.diajukan, nomor__lt=pinjaman.nomor)
    return Pinjaman.objects.filter(lebih_dulu, buku=pinjaman.buku_id, status__in=MENUNGGU).count()


def cash_for(produk: ProdukPinjaman, lewat: str, tanggal: datetime.date) -> Decimal:
    """What may be lent from cash or bank on a day (rupiah): the owner's money of a channelled product, else the UPK's own.

    Four queries. Source: KEU-148.
    """
    buku = produk.buku
    milik_lain = BarisJurnal.objects.filter(
        buku=buku, akun__kode=UANG_LEWAT[lewat], tanggal__lte=tanggal, pemilik__isnull=False
    )
    if produk.channelling:
        milik_lain = milik_lain.filter(pemilik=produk.pemilik_id)
    titipan = milik_lain.aggregate(n=Coalesce(Sum(F("debit") - F("kredit")), NOL))["n"]
    if produk.channelling:
        return Decimal(titipan)
    return balance_of(buku, UANG_LEWAT[lewat], tanggal) - Decimal(titipan)


def paid_out(pinjaman: Pinjaman) -> bool:
    """Whether the voucher of its disbursement exists. One query."""
    return Jurnal.objects.filter(
        buku=pinjaman.buku_id, peristiwa="pinjaman_cair", objek_jenis="keuangan.pinjaman", objek_id=str(pinjaman.pk)
    ).exists()


def with_members_counted(qs: QuerySet[Pinjaman]) -> QuerySet[Pinjaman]:
    """Loans with `anggota` (members with a share) and `jumlah` (rupiah: approved, else proposed, else asked)."""

    def hitung(fungsi: Any, keluaran: Any) -> Any:
        baris = BagianAnggota.objects.filter(pinjaman=OuterRef("pk")).annotate(
            n=Coalesce("disetujui", "diusulkan", "diminta")
        )
        return Subquery(
            baris.filter(n__gt=0).order_by().values("pinjaman").annotate(x=fungsi).values("x"), output_field=keluaran
        )

    rupiah = BagianAnggota._meta.get_field("diminta")
    return qs.annotate(
        anggota=Coalesce(hitung(Count("pk"), IntegerField()), 0),
        jumlah=Coalesce(hitung(Sum("n"), rupiah), NOL, output_field=rupiah),
    )


def loans_of_group(user: Any, ksm: KSM) -> list[Pinjaman]:
    """Loans of a group in scope, newest first. One query."""
    qs = Pinjaman.objects.visible_to(user).filter(ksm=ksm).select_related("produk")
    return list(with_members_counted(qs).order_by("-diajukan", "-nomor"))


# -- from the proposal to the application --------------------------------------------------------------------------


def agreed_proposals(qs: QuerySet[Usulan]) -> QuerySet[Usulan]:
    """Loan proposals under contract whose group has not applied since, oldest first.

    `disepakati` is the day of the agreement, `nilai` its BLM (rupiah). No query of its own. Source: USL-17.
    """
    sah = Perjanjian._base_manager.filter(usulan=OuterRef("pk"), status="sah")
    qs = qs.filter(jenis=Usulan.Jenis.EKONOMI, status=Usulan.Status.KONTRAK).annotate(
        disepakati=Subquery(sah.values("tanggal")[:1]), nilai=Subquery(sah.values("blm")[:1])
    )
    sejak = Pinjaman._base_manager.filter(ksm=OuterRef("ksm"), diajukan__gte=OuterRef("disepakati"))
    return qs.filter(~Exists(sejak.exclude(status=Pinjaman.Status.BATAL)), disepakati__isnull=False).order_by(
        "disepakati", "pk"
    )


def shares_by_household(usulan: Usulan, anggota: Sequence[AnggotaKSM]) -> dict[Any, Decimal]:
    """Member -> what the proposal gives that member's household (rupiah); a household with two members counts once. One query."""
    nilai = {p.keluarga_id: p.nilai for p in beneficiaries_of(usulan, usulan.rab_ke) if p.keluarga_id and p.nilai}
    return {a.pk: n for a in anggota if a.keluarga_id and (n := nilai.pop(a.keluarga_id, None))}
