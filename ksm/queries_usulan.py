"""What is asked of proposals: sums of the RAB, what stands on a Renta line, what the BKM is bound to, what is left.

Every question is a constant number of queries. Amounts in rupiah, volumes in the unit of the proposal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, IntegerField, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from bkm.models import RapatBKM
from inti.money import RupiahField
from ksm.models import (
    BAPPUK,
    KSM,
    AnggotaKSM,
    BarisBAPPUK,
    BarisRAB,
    JanjiSwadaya,
    PemanfaatUsulan,
    Perjanjian,
    PerubahanUsulan,
    Usulan,
    VerifikasiUsulan,
)
from ksm.models.usulan import TERIKAT
from ksm.registry import dana_bidang, dana_tersedia
from pronangkis.models import KegiatanRenta, Renta
from pronangkis.models.kegiatan import Bidang
from siklus.models import Keluarga
from wilayah import parameter
from wilayah.waktu import today_in

NOL = Decimal(0)
PROGRAM = "p2kp"
JUDUL, JUDUL_PINJAMAN = "ksm.judul_perjanjian", "ksm.judul_perjanjian_pinjaman"
# What the programme's paper is called where no Parameter says otherwise (siklus.md 15 no. 4).
JUDUL_BAWAAN = {JUDUL: "Surat Perjanjian Pemanfaatan Dana", JUDUL_PINJAMAN: "Surat Perjanjian Pinjaman"}
# Fields of the plan -> kinds of proposal that may answer them, the usual one first. Running cost is asked for by nobody.
JENIS_MENURUT_BIDANG: dict[str, tuple[str, ...]] = {
    "lingkungan": ("prasarana",),
    "sosial": ("sosial", "prasarana"),
    "ekonomi": ("ekonomi", "prasarana"),
    "kelembagaan": ("sosial",),
}
# Proposals that count beside another one on the same line.
DIHITUNG = (
    "diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "cair", "berjalan", "perubahan", "lpj", "selesai", "ditunda",
)  # fmt: skip
BAGIAN = ("blm", "swadaya", "lain")


def with_totals(qs: QuerySet[Usulan]) -> QuerySet[Usulan]:
    """Proposals with the sums of the RAB that counts: `rab_jumlah`, `rab_blm`, `rab_swadaya`, `rab_lain` (rupiah)."""

    def jumlah(bidang: str) -> Any:
        baris = BarisRAB.objects.filter(usulan=OuterRef("pk"), ke=OuterRef("rab_ke")).order_by()
        total = baris.values("usulan").annotate(n=Sum(bidang)).values("n")
        return Coalesce(Subquery(total, output_field=RupiahField()), NOL, output_field=RupiahField())

    return qs.annotate(**{f"rab_{b}": jumlah(b) for b in ("jumlah", *BAGIAN)})


def with_beneficiaries(qs: QuerySet[Usulan]) -> QuerySet[Usulan]:
    """Proposals with `pemanfaat_kk` (KK) and `pemanfaat_miskin` (KK on PS-2): counts, no names."""

    def hitung(bidang: str) -> Any:
        baris = PemanfaatUsulan.objects.filter(usulan=OuterRef("pk"), ke=OuterRef("rab_ke")).order_by()
        n = Count("pk", filter=Q(keluarga__isnull=False)) + Coalesce(Sum(bidang), 0)
        return Coalesce(
            Subquery(baris.values("usulan").annotate(n=n).values("n"), output_field=IntegerField()),
            0, output_field=IntegerField(),
        )  # fmt: skip

    return qs.annotate(pemanfaat_kk=hitung("kk"), pemanfaat_miskin=hitung("kk_miskin"))


def for_lists(qs: QuerySet[Usulan]) -> QuerySet[Usulan]:
    """With everything a row of a list shows."""
    terkait = ("wilayah", "ksm", "kegiatan_renta__renta", "kegiatan_renta__kegiatan__program")
    return with_beneficiaries(with_totals(qs)).select_related(*terkait)


@dataclass(frozen=True)
class JumlahRAB:
    """Sums of one RAB, rupiah."""

    jumlah: Decimal = NOL
    blm: Decimal = NOL
    swadaya: Decimal = NOL
    lain: Decimal = NOL
    baris: int = 0
    timpang: int = 0

    @property
    def seimbang(self) -> bool:
        """Whether every line is paid in full."""
        return self.timpang == 0


def rab_sums(usulan: Usulan, ke: int | None = None) -> JumlahRAB:
    """Sums of a RAB (the one being written without `ke`). One query."""
    qs = BarisRAB.objects.filter(usulan=usulan, ke=usulan.rab_tulis if ke is None else ke).order_by()
    bayar = F("blm") + F("swadaya") + F("lain")
    hasil = qs.annotate(sisa=F("jumlah") - bayar).aggregate(
        **{f"n_{b}": Coalesce(Sum(b), NOL, output_field=DecimalField()) for b in ("jumlah", *BAGIAN)},
        n_baris=Count("pk"), n_timpang=Count("pk", filter=~Q(sisa=0)),
    )  # fmt: skip
    return JumlahRAB(**{k.removeprefix("n_"): v for k, v in hasil.items()})


def rab_of(usulan: Usulan, ke: int | None = None) -> list[BarisRAB]:
    """Lines of a RAB in their order. One query."""
    return list(BarisRAB.objects.filter(usulan=usulan, ke=usulan.rab_tulis if ke is None else ke).order_by("urut"))


def promises_of(usulan: Usulan, ke: int | None = None) -> list[JanjiSwadaya]:
    """Promises of swadaya in their order, each with `nyata` (rupiah that came for it); of the RAB being written. One query."""
    sah = Coalesce(Sum("realisasi__nilai", filter=Q(realisasi__status="sah")), NOL, output_field=DecimalField())
    semua = JanjiSwadaya.objects.filter(usulan=usulan, ke=usulan.rab_tulis if ke is None else ke)
    return list(semua.annotate(nyata=sah).order_by("urut"))


def beneficiaries_of(usulan: Usulan, ke: int | None = None, *, oleh: Any = None) -> list[PemanfaatUsulan]:
    """Who benefits, in order; with `oleh` only what that officer may see (names are personal). One query."""
    qs = PemanfaatUsulan.objects.visible_to(oleh) if oleh is not None else PemanfaatUsulan.objects.all()
    qs = qs.filter(usulan=usulan, ke=usulan.rab_tulis if ke is None else ke)
    return list(qs.select_related("keluarga__basis__induk", "basis__induk").order_by("urut"))


@dataclass(frozen=True)
class HitungPemanfaat:
    """How many benefit: rows, KK, of them on PS-2, persons by sex. No names."""

    baris: int = 0
    kk: int = 0
    kk_miskin: int = 0
    jiwa_l: int = 0
    jiwa_p: int = 0
    nilai: Decimal = NOL


def beneficiary_counts(usulan: Usulan, ke: int | None = None) -> HitungPemanfaat:
    """Counts of the beneficiaries of a RAB. One query."""
    qs = PemanfaatUsulan.objects.filter(usulan=usulan, ke=usulan.rab_tulis if ke is None else ke).order_by()
    jumlah = {b: Coalesce(Sum(b), 0) for b in ("kk", "kk_miskin", "jiwa_l", "jiwa_p")}
    mentah = qs.aggregate(
        n_baris=Count("pk"), n_bernama=Count("pk", filter=Q(keluarga__isnull=False)),
        n_nilai=Coalesce(Sum("nilai"), NOL, output_field=DecimalField()), **{f"n_{b}": v for b, v in jumlah.items()},
    )  # fmt: skip
    h = {k.removeprefix("n_"): v for k, v in mentah.items()}
    n = h.pop("bernama")
    return HitungPemanfaat(**{**h, "kk": h["kk"] + n, "kk_miskin": h["kk_miskin"] + n})


# -- the Renta line ------------------------------------------------------------------------------------------------


def _lines(qs: QuerySet[KegiatanRenta]) -> QuerySet[KegiatanRenta]:
    biaya = Prefetch("kegiatan__biaya")
    return qs.select_related("renta__pjm", "kegiatan__program").prefetch_related(biaya)


def lines_of_area(kode: str) -> list[KegiatanRenta]:
    """Lines of the ratified Renta of a kelurahan that groups may ask for, newest year first. Two queries."""
    qs = KegiatanRenta.objects.filter(
        wilayah=kode, renta__status=Renta.Status.DISAHKAN, kegiatan__program__bidang__in=JENIS_MENURUT_BIDANG
    )
    return list(_lines(qs).order_by("-renta__tahun", "kegiatan__program__bidang", "kegiatan__urutan", "id"))


def line_of(pk: Any) -> KegiatanRenta:
    """One line with its plan. Raises KegiatanRenta.DoesNotExist. Two queries."""
    return _lines(KegiatanRenta.objects.all()).get(pk=pk)


def planned_volume(line: KegiatanRenta) -> Decimal | None:
    """Volume of the line in its year, in the unit of the plan; None where the plan says none."""
    v: Decimal | None = line.kegiatan.volume_of(line.renta.tahun_ke)
    return v


def planned_blm(line: KegiatanRenta) -> Decimal:
    """BLM planned for the line in its year (loans: with revolving money), rupiah. No query on lines from here."""
    boleh = ("blm_",) if line.kegiatan.program.bidang != "ekonomi" else ("blm_", "perguliran")
    return sum(
        (b.jumlah for b in line.kegiatan.biaya.all()
         if b.tahun_ke == line.renta.tahun_ke and b.sumber_id.startswith(boleh)), NOL,
    )  # fmt: skip


@dataclass(frozen=True)
class Sebaris:
    """What all proposals on one Renta line ask for together, this one included."""

    rencana: Decimal | None
    satuan: str
    blm_rencana: Decimal
    lain: int
    volume: Decimal
    blm: Decimal

    @property
    def selisih(self) -> Decimal | None:
        """Asked less planned volume; None where the plan says no volume."""
        return None if self.rencana is None else self.volume - self.rencana


def on_the_line(usulan: Usulan, ke: int | None = None, volume: Decimal | None = None) -> Sebaris:
    """The line of a proposal with the other proposals on it. Four queries. Source: USL-13."""
    line = line_of(usulan.kegiatan_renta_id)
    lain = Usulan.objects.filter(kegiatan_renta=usulan.kegiatan_renta_id, status__in=DIHITUNG).exclude(pk=usulan.pk)
    baris = [(u.volume, u.rab_blm) for u in with_totals(lain)]  # type: ignore[attr-defined]
    sendiri = rab_sums(usulan, ke)
    return Sebaris(
        rencana=planned_volume(line), satuan=line.kegiatan.satuan, blm_rencana=planned_blm(line), lain=len(baris),
        volume=sum((v for v, _b in baris), volume if volume is not None else usulan.volume),
        blm=sum((b for _v, b in baris), sendiri.blm),
    )  # fmt: skip


# -- the meeting ---------------------------------------------------------------------------------------------------


def approved_amount(usulan: Usulan) -> Decimal | None:
    """What a determined meeting approved for a proposal, rupiah; None before. One query. Source: USL-07."""
    qs = BarisBAPPUK.objects.filter(usulan=usulan, bappuk__status="ditetapkan", putusan="disetujui")
    n: Decimal | None = qs.aggregate(n=Max("disetujui"))["n"]
    return n


def bound(renta: Renta) -> Decimal:
    """What the BKM is bound to under a Renta: approved amounts of proposals that were not put off, rupiah. One query.

    Providers of `dana_tersedia` take it off what came in and is still to come. Source: USL-07.
    """
    return sum(bound_by_field(renta).values(), NOL)


def bound_by_field(renta: Renta) -> dict[str, Decimal]:
    """The same by field of the plan, rupiah. One query. Source: USL-07."""
    bidang = "usulan__kegiatan_renta__kegiatan__program__bidang"
    baris = (
        BarisBAPPUK.objects.filter(
            bappuk__renta=renta, bappuk__status="ditetapkan", putusan="disetujui", usulan__status__in=TERIKAT
        )
        .order_by()
        .values("usulan", bidang)
        .annotate(n=Max("disetujui"))
    )
    hasil: dict[str, Decimal] = {}
    for b in baris:
        hasil[b[bidang]] = hasil.get(b[bidang], NOL) + b["n"]
    return hasil


def money_left(renta: Renta) -> Decimal | None:
    """What is left to divide under a Renta, rupiah: the sum of what every provider says; None where none knows. USL-07."""
    isi = [n for _kode, fn in dana_tersedia.semua() if (n := fn(renta)) is not None]
    return sum((Decimal(n) for n in isi), NOL) if isi else None


@dataclass(frozen=True)
class Sebidang:
    """One field in a meeting: what its rows would take, and what is left of its share of the SPPB (rupiah)."""

    nama: str
    dibagi: Decimal
    sisa: Decimal

    @property
    def lebih(self) -> Decimal:
        """How much the rows go over what is left; nothing where they stay within."""
        return max(self.dibagi - self.sisa, NOL)


def fields_of(renta: Renta, baris: Iterable[BarisBAPPUK]) -> list[Sebidang]:
    """What the rows of a meeting take of each field's share, fields that have one; rows come with their proposals. USL-07."""
    sisa: dict[str, Decimal] = {}
    for _kode, fn in dana_bidang.semua():
        for bidang, n in fn(renta).items():
            sisa[bidang] = sisa.get(bidang, NOL) + n
    dibagi: dict[str, Decimal] = {}
    for b in baris:
        bidang = b.usulan.kegiatan_renta.kegiatan.program.bidang
        dibagi[bidang] = dibagi.get(bidang, NOL) + b.disetujui
    return [Sebidang(str(Bidang(k).label), dibagi.get(k, NOL), n) for k, n in sisa.items()]


def competing(renta: Renta) -> list[Usulan]:
    """Feasible proposals under a Renta that wait for the meeting, in the order of the plan's priority. One query."""
    qs = for_lists(Usulan.objects.filter(kegiatan_renta__renta=renta, status=Usulan.Status.VERIFIKASI_UP))
    return list(qs.order_by(F("kegiatan_renta__kegiatan__prioritas").asc(nulls_last=True), "diajukan", "nomor"))


def rows_of(bappuk: BAPPUK) -> list[BarisBAPPUK]:
    """Rows of a meeting in their rank, with the proposals' sums. Two queries."""
    usulan = for_lists(Usulan.objects.all())
    return list(
        BarisBAPPUK.objects.filter(bappuk=bappuk)
        .order_by("peringkat")
        .prefetch_related(Prefetch("usulan", queryset=usulan))
    )


def running_rentas(user: Any, kode: str) -> list[Renta]:
    """Ratified yearly plans of a kelurahan, newest first. One query."""
    return list(Renta.objects.visible_to(user).filter(wilayah=kode, status="disahkan").order_by("-tahun", "-id"))


def valid_meetings() -> QuerySet[RapatBKM]:
    """Every valid members' meeting; the caller narrows it to a kelurahan."""
    return RapatBKM.objects.filter(status="sah")


# -- papers of one proposal ----------------------------------------------------------------------------------------


def judgements_of(usulan: Usulan) -> list[VerifikasiUsulan]:
    """Judgements by the unit, newest first, cancelled ones too. One query."""
    return list(VerifikasiUsulan.objects.filter(usulan=usulan).order_by("-tanggal", "-id"))


def agreement_of(usulan: Usulan) -> Perjanjian | None:
    """The agreement in force. One query."""
    return Perjanjian.objects.filter(usulan=usulan, status="sah").select_related("berkas").first()


def open_change(usulan: Usulan) -> PerubahanUsulan | None:
    """The change that waits for its decision. One query."""
    return PerubahanUsulan.objects.filter(usulan=usulan, status=PerubahanUsulan.Status.DIUSULKAN).first()


def changes_of(usulan: Usulan) -> list[PerubahanUsulan]:
    """Changes, newest first. One query."""
    return list(PerubahanUsulan.objects.filter(usulan=usulan).select_related("rapat_bkm").order_by("-ke", "-id"))


def agreement_title(usulan: Usulan) -> str:
    """What the agreement of this kind of proposal is called here and now. One query. Source: USL-09."""
    kode = JUDUL_PINJAMAN if usulan.jenis == Usulan.Jenis.EKONOMI else JUDUL
    nilai = parameter.value(
        kode, definisi=PROGRAM, kode_wilayah=usulan.wilayah_id, tanggal=today_in(usulan.wilayah_id)
    ).nilai
    return str(nilai or JUDUL_BAWAAN[kode])[:100]


def households_of_members(ksm: KSM) -> list[Keluarga]:
    """Households of the group's own active members: what its treasurer may name without seeing PS-2. One query."""
    milik = AnggotaKSM.objects.filter(ksm=ksm, status="aktif", keluarga__isnull=False).order_by().values("keluarga")
    qs = Keluarga.objects.filter(status="sah", pk__in=milik).select_related("basis__induk")
    return list(qs.order_by("nama_cari", "id"))


def waiting_by_unit(user: Any, unit: Collection[str]) -> Iterable[Usulan]:
    """Handed-in proposals that wait for these units, oldest first. One query."""
    qs = Usulan.objects.visible_to(user).filter(status=Usulan.Status.DIAJUKAN, unit__in=unit)
    return qs.select_related("ksm", "wilayah").order_by("diajukan", "nomor")
