"""What may still be asked for and paid, and what a group has left of it. Computed, never typed; constant numbers of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from keuangan.models import (
    LPJKSM,
    RPD,
    SPPB,
    BarisJurnal,
    BarisRPD,
    BelanjaKSM,
    BerkasPencairan,
    Buku,
    DispensasiLPJ,
    Penyelewengan,
    PorsiSPPB,
    UpahKSM,
)
from keuangan.models.lpj import LPJ_TERKUNCI
from keuangan.models.penyelewengan import TERBUKA as KASUS_TERBUKA
from keuangan.models.penyelewengan import TERBUKTI as KASUS_TERBUKTI
from keuangan.models.rpd import RPD_MENGIKAT
from ksm.models import BarisRAB, JanjiSwadaya, Perjanjian, SwadayaUsulan, Usulan
from ksm.queries_usulan import agreement_of, promises_of
from wilayah.waktu import today_in

NOL = Decimal(0)
DANA_BLM, UANG_MUKA = "21110", "11040"
# Of the grant, what goes through groups by RPD; loans go through the UPK, running cost stays at the BKM. Source: RPD-06.
BIDANG_RPD = ("lingkungan", "sosial")


def _sum(qs: QuerySet[Any], bidang: str = "jumlah") -> Decimal:
    hasil: Decimal = qs.order_by().aggregate(n=Coalesce(Sum(bidang), NOL))["n"]
    return hasil


def binding(**saring: Any) -> QuerySet[RPD]:
    """RPD that count against contract and payment file: asked for, approved or paid."""
    return RPD._base_manager.filter(status__in=RPD_MENGIKAT, **saring)


def left_of_agreement(usulan: Usulan, *, kecuali: Any = None) -> Decimal:
    """BLM of the agreement that no RPD asks for yet (rupiah). Two queries. Source: RPD-05."""
    p = agreement_of(usulan)
    return (p.blm if p else NOL) - _sum(binding(usulan=usulan).exclude(pk=kecuali))


def ledger_of(berkas: BerkasPencairan) -> Buku | None:
    """The Sekretariat's ledger that received a payment file. One query."""
    return Buku._base_manager.filter(badan=berkas.tahap.sppb.bkm.badan_id, unit="sekretariat").first()


def gone_elsewhere(berkas: BerkasPencairan, buku: Buku | None) -> Decimal:
    """What of a payment file went to the UPK, into BOP, or to groups without RPD, less what groups returned (rupiah).

    One query. Source: RPD-06.
    """
    if buku is None:
        return NOL
    tahap = berkas.tahap
    qs = BarisJurnal.objects.filter(
        buku=buku, sumber_dana=f"blm_{berkas.sumber}", tahun_dana=tahap.sppb.tahun_anggaran, termin=tahap.ke
    ).annotate(
        asal=Coalesce(F("jurnal__membalik__peristiwa"), F("jurnal__peristiwa")),
        milik=Coalesce(F("jurnal__membalik__objek_jenis"), F("jurnal__objek_jenis")),
    )
    lain = Q(akun__kode=DANA_BLM, asal__in=["modal_disalurkan", "bop_dari_blm"])
    grup = Q(akun__kode=UANG_MUKA) & (Q(asal="sisa_ksm") | Q(asal="bayar_ksm") & ~Q(milik="keuangan.rpd"))
    return _sum(qs.filter(lain | grup), F("debit") - F("kredit"))  # type: ignore[arg-type]


def left_of_file(berkas: BerkasPencairan, *, kecuali: Any = None) -> Decimal:
    """Received with a payment file and free for groups (rupiah). Three queries. Source: RPD-06."""
    if berkas.status != BerkasPencairan.Status.CAIR:
        return NOL
    return (
        berkas.jumlah
        - gone_elsewhere(berkas, ledger_of(berkas))
        - _sum(binding(berkas_pencairan=berkas).exclude(pk=kecuali))
    )


def left_of_share(sppb: SPPB, *, kecuali: Any = None) -> Decimal:
    """Of the SPPB's share for works and social activities, what no RPD asks for yet (rupiah). Two queries. Source: RPD-06."""
    porsi = _sum(PorsiSPPB._base_manager.filter(sppb=sppb, bidang__in=BIDANG_RPD))
    return porsi - _sum(binding(berkas_pencairan__tahap__sppb=sppb).exclude(pk=kecuali))


def files_with_money(kode_wilayah: str) -> list[BerkasPencairan]:
    """Payment files that came, newest year and earliest tranche first. One query."""
    qs = BerkasPencairan._base_manager.filter(wilayah=kode_wilayah, status="cair")
    return list(qs.select_related("tahap__sppb__bkm").order_by("-tahap__sppb__tahun_anggaran", "tahap__ke", "-sumber"))


def rab_lines(usulan: Usulan) -> list[BarisRAB]:
    """Lines of the RAB in force that BLM pays. One query."""
    return list(BarisRAB._base_manager.filter(usulan=usulan, ke=usulan.rab_ke, blm__gt=0).order_by("urut"))


def asked_by_line(usulan: Usulan, *, kecuali: Any = None) -> dict[Any, Decimal]:
    """Rupiah asked for so far by line of the RAB in force (key), also on a line of an earlier RAB that it repeats.

    Two queries. Source: RPD-13.
    """
    return _on_lines(rab_lines(usulan), _asked_rows(usulan, kecuali))


def _asked_rows(usulan: Usulan, kecuali: Any) -> QuerySet[BarisRPD]:
    return BarisRPD._base_manager.filter(rpd__in=binding(usulan=usulan).exclude(pk=kecuali))


def _on_lines(rab: list[BarisRAB], baris: QuerySet[BarisRPD]) -> dict[Any, Decimal]:
    """Rows of RPD summed by line of a RAB; what stands on none of them under its own key (rupiah). One query."""
    kini = {b.pk for b in rab}
    sama = {_same_line(b): b.pk for b in reversed(rab)}
    hasil: dict[Any, Decimal] = {}
    for b in baris.select_related("baris_rab"):
        kunci = b.baris_rab_id if b.baris_rab_id in kini else sama.get(_same_line(b.baris_rab), b.baris_rab_id)  # type: ignore[attr-defined]
        hasil[kunci] = hasil.get(kunci, NOL) + b.jumlah
    return hasil


def _same_line(b: BarisRAB) -> tuple[str, ...]:
    """What makes a line of one RAB that of another: a change writes all lines anew."""
    return b.kelompok, *(" ".join(t.casefold().split()) for t in (b.uraian, b.satuan))


@dataclass(frozen=True)
class BarisLebih:
    """A line of the RAB on which all RPD together ask more than BLM pays of it (rupiah). Source: RPD-13."""

    uraian: str
    rab: Decimal
    diminta: Decimal


def lines_over(rpd: RPD) -> list[BarisLebih]:
    """Lines on which an RPD, with those before it, goes over the RAB in force, in its order. Four queries. Source: RPD-13."""
    rab = rab_lines(rpd.usulan)
    blm, lain = {b.pk: b for b in rab}, _on_lines(rab, _asked_rows(rpd.usulan, rpd.pk))
    kini = _on_lines(rab, BarisRPD._base_manager.filter(rpd=rpd).order_by("urut"))
    nama = {b.baris_rab_id: b.uraian for b in rpd.baris.all()}  # type: ignore[attr-defined]
    hasil = []
    for kunci, n in kini.items():
        b, diminta = blm.get(kunci), lain.get(kunci, NOL) + n
        batas = b.blm if b else NOL
        if diminta > batas:
            hasil.append(BarisLebih(b.uraian if b else nama[kunci], batas, diminta))
    return hasil


def rpd_of(usulan: Usulan) -> list[RPD]:
    """RPD of a proposal that were not cancelled, newest first. One query."""
    qs = RPD._base_manager.filter(usulan=usulan).exclude(status="batal")
    return list(qs.select_related("berkas_pencairan__tahap").order_by("-termin"))


def paid_rpd(usulan: Usulan) -> list[RPD]:
    """Paid RPD of a proposal in order, with their living account where there is one. Two queries."""
    qs = RPD._base_manager.filter(usulan=usulan, status="dibayar").order_by("termin")
    hidup = {x.rpd_id: x for x in LPJKSM._base_manager.filter(usulan=usulan).exclude(status="batal")}
    hasil = list(qs.select_related("usulan", "berkas_pencairan"))
    for r in hasil:
        r.lpj_hidup = hidup.get(r.pk)  # type: ignore[attr-defined]
    return hasil


def net_paid(*, sampai: datetime.date | None = None) -> QuerySet[RPD]:
    """Paid RPD with `bersih`: what was paid less the unspent money that its group returned (rupiah); `sampai` is the last day.

    The one meaning of "BLM paid to groups" wherever it is compared or summed. Source: LPJ-15.
    """
    bayar = RPD._base_manager.filter(status="dibayar")
    balik = LPJKSM._base_manager.filter(rpd=OuterRef("pk"), jurnal_sisa__isnull=False)
    if sampai is not None:
        bayar, balik = bayar.filter(dibayar_pada__lte=sampai), balik.filter(jurnal_sisa__tanggal__lte=sampai)
    kembali = balik.order_by().values("rpd").annotate(n=Sum("jurnal_sisa__jumlah")).values("n")
    return bayar.annotate(bersih=F("jumlah") - Coalesce(Subquery(kembali), NOL))


# -- what holds new money back ---------------------------------------------------------------------------------------


def owed_accounts(ksm_id: Any, *, kecuali: Any = None, hari: datetime.date) -> list[RPD]:
    """Paid RPD of a group whose account is late, or dispensed and not accepted yet: no new money. Two queries. Source: RPD-09."""
    qs = (
        RPD._base_manager.filter(usulan__ksm=ksm_id, status="dibayar")
        .exclude(pk=kecuali)
        .exclude(lpj__status="diterima")
        .select_related("usulan", "berkas_pencairan__tahap")
    )
    semua = list(qs)
    if not semua:
        return []
    masuk = set(
        LPJKSM._base_manager.filter(rpd__in=semua, status__in=["diajukan", "diperiksa_up"]).values_list(
            "rpd", flat=True
        )
    )
    surat = set(
        DispensasiLPJ._base_manager.filter(ksm=ksm_id, dicabut_pada__isnull=True).values_list("tahap", flat=True)
    )
    return [
        r for r in semua
        if (r.tenggat is not None and r.tenggat < hari and r.pk not in masuk) or r.berkas_pencairan.tahap_id in surat
    ]  # fmt: skip


def holding_cases(ksm_id: Any) -> list[Penyelewengan]:
    """Cases of misuse that hold back new money for a group. One query. Source: SLW-04."""
    return list(
        Penyelewengan._base_manager.filter(
            ksm=ksm_id, menahan=True, dilepas_pada__isnull=True, status__in=KASUS_TERBUKA
        )
    )


def holding_at_bkm(kode_wilayah: str, *tempat: str) -> Penyelewengan | None:
    """The oldest proven case at the BKM or its units (or only at `tempat`) that holds back money. One query. SLW-07, SLW-08."""
    kasus = Penyelewengan._base_manager.filter(
        wilayah=kode_wilayah, menahan=True, dilepas_pada__isnull=True, status__in=KASUS_TERBUKTI
    )
    kasus = kasus.filter(tempat__in=tempat) if tempat else kasus.exclude(tempat=Penyelewengan.Tempat.KSM)
    return kasus.order_by("ditemukan").first()


# -- the group's book ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisRealisasi:
    """One RAB line: what BLM was planned for it and what was spent (rupiah); `rab` None: spent outside the RAB."""

    rab: BarisRAB | None
    rencana: Decimal
    belanja: Decimal

    @property
    def selisih(self) -> Decimal:
        """Planned less spent."""
        return self.rencana - self.belanja


@dataclass(frozen=True)
class SwadayaJanji:
    """One promise of swadaya: what was promised and what came of it (rupiah)."""

    janji: JanjiSwadaya
    terlaksana: Decimal

    @property
    def kurang(self) -> Decimal:
        """What is still owed; nothing where more came."""
        return max(self.janji.nilai - self.terlaksana, NOL)


@dataclass(frozen=True)
class BukuUsulan:
    """A proposal's book as its treasurer reads it, rupiah. Source: LPJ-01, RPD-12."""

    diterima: Decimal
    dikembalikan: Decimal
    belanja: list[BelanjaKSM] = field(default_factory=list)
    upah: list[UpahKSM] = field(default_factory=list)

    @property
    def terpakai(self) -> Decimal:
        """Spent so far."""
        return sum((b.jumlah for b in self.semua), NOL)

    @property
    def sisa(self) -> Decimal:
        """Received less spent and returned; below zero the group has put in its own money."""
        return self.diterima - self.dikembalikan - self.terpakai

    @property
    def semua(self) -> list[Any]:
        """Purchases and wages, newest first."""
        return sorted([*self.belanja, *self.upah], key=lambda b: (b.tanggal, b.dibuat_pada), reverse=True)

    @property
    def tanpa_bukti(self) -> int:
        """Entries without a photo of nota or sheet."""
        return sum(1 for b in self.semua if not b.berbukti)


def book_of(usulan: Usulan, *, rpd: RPD | None = None) -> BukuUsulan:
    """The book of a proposal, or of one RPD. Four queries."""
    saring: dict[str, Any] = {"usulan": usulan, "status": "sah"} | ({"rpd": rpd} if rpd else {})
    bayar = RPD._base_manager.filter(usulan=usulan, status="dibayar", **({"pk": rpd.pk} if rpd else {}))
    sisa = LPJKSM._base_manager.filter(usulan=usulan, jurnal_sisa__isnull=False, **({"rpd": rpd} if rpd else {}))
    return BukuUsulan(
        diterima=_sum(bayar),
        dikembalikan=_sum(sisa, "jurnal_sisa__jumlah"),
        belanja=list(BelanjaKSM._base_manager.filter(**saring).select_related("baris_rab", "nota", "rpd")),
        upah=list(UpahKSM._base_manager.filter(**saring).select_related("baris_rab", "lembar", "rpd")),
    )


def realised(usulan: Usulan, buku: BukuUsulan, rencana: dict[Any, Decimal] | None = None) -> list[BarisRealisasi]:
    """Planned against spent by RAB line; `rencana` (rupiah by line) narrows it to one RPD. One query. Source: LPJ-03."""
    rab = {b.pk: b for b in BarisRAB._base_manager.filter(usulan=usulan).order_by("ke", "urut")}
    pakai: dict[Any, Decimal] = {}
    for b in buku.semua:
        pakai[b.baris_rab_id] = pakai.get(b.baris_rab_id, NOL) + b.jumlah
    plan = rencana if rencana is not None else {k: b.blm for k, b in rab.items() if b.ke == usulan.rab_ke and b.blm}
    hasil = [BarisRealisasi(b, plan.get(k, NOL), pakai.get(k, NOL)) for k, b in rab.items() if k in plan or k in pakai]
    return hasil + ([BarisRealisasi(None, NOL, pakai[None])] if None in pakai else [])


def swadaya_of(usulan: Usulan) -> tuple[list[SwadayaJanji], Decimal]:
    """Promises of the RAB in force with what came of them, and all swadaya realised (rupiah). Two queries. Source: LPJ-01."""
    nyata = _sum(SwadayaUsulan._base_manager.filter(usulan=usulan, status="sah"), "nilai")
    return [SwadayaJanji(j, j.nyata) for j in promises_of(usulan, usulan.rab_ke)], nyata  # type: ignore[attr-defined]


def swadaya_left(usulan: Usulan, *, kecuali: Any = None) -> Decimal:
    """Swadaya realised that no other account counts yet (rupiah). Two queries. Source: LPJ-03."""
    nyata = _sum(SwadayaUsulan._base_manager.filter(usulan=usulan, status="sah"), "nilai")
    dihitung = _sum(LPJKSM._base_manager.filter(usulan=usulan).exclude(status="batal").exclude(pk=kecuali), "swadaya")
    return max(nyata - dihitung, NOL)


# -- lists -----------------------------------------------------------------------------------------------------------


def for_lists(qs: QuerySet[RPD]) -> QuerySet[RPD]:
    """RPD with all that a list shows. One query."""
    return qs.select_related("usulan__ksm", "usulan__wilayah", "wilayah", "berkas_pencairan__tahap__sppb", "jurnal")


def due_accounts(qs: QuerySet[RPD]) -> QuerySet[RPD]:
    """Paid RPD whose account was not handed in yet; late is `tenggat` before today. Source: LPJ-12."""
    return qs.filter(status="dibayar").exclude(lpj__status__in=LPJ_TERKUNCI)


def is_late(rpd: RPD, hari: datetime.date | None = None) -> bool:
    """Whether a paid RPD is past its day and its account was not handed in; reads `lpj_hidup` where it was fetched. LPJ-12."""
    if rpd.status != RPD.Status.DIBAYAR or rpd.tenggat is None:
        return False
    lpj = getattr(rpd, "lpj_hidup", None)
    if lpj is not None and lpj.status in LPJ_TERKUNCI:
        return False
    return rpd.tenggat < (hari or today_in(rpd.wilayah_id))


def advances_of(buku: Buku, ksm_ids: Iterable[Any]) -> dict[tuple[Any, Any], Decimal]:
    """Balance of the advance (11040) by group and activity, rupiah. One query. Source: RPD-07."""
    qs = BarisJurnal.objects.filter(buku=buku, akun__kode=UANG_MUKA, ksm__in=list(ksm_ids)).order_by()
    return {
        (b["ksm"], b["kegiatan"]): b["n"]
        for b in qs.values("ksm", "kegiatan").annotate(n=Sum(F("debit") - F("kredit")))
    }


# Vouchers of these belong to a register of groups' money and are reversed with it. Source: RPD-08, LPJ-09.
DARI_DANA_KSM = ("keuangan.rpd", "keuangan.lpjksm")


def held_by_register(jurnal: Any) -> bool:
    """Whether an RPD or an account rests on a voucher. Two queries. Source: RPD-08, LPJ-09."""
    return (
        RPD._base_manager.filter(jurnal=jurnal).exists()
        or LPJKSM._base_manager.filter(Q(jurnal=jurnal) | Q(jurnal_sisa=jurnal)).exists()
    )


def has_paid(ksm_id: Any) -> bool:
    """Whether a group got money by RPD: its advance moves from registers only. One query. Source: KEU-199."""
    return RPD._base_manager.filter(Q(usulan__ksm=ksm_id), status="dibayar").exists()


def old_advance(rpd: RPD) -> Decimal:
    """What a group owes of vouchers from before its first RPD (rupiah): nothing once one was paid. Three queries. RPD-15.

    The voucher of a payment that is being booked is no older one.
    """
    buku = None if has_paid(rpd.usulan.ksm_id) else ledger_of(rpd.berkas_pencairan)
    if buku is None:
        return NOL
    qs = BarisJurnal.objects.filter(buku=buku, akun__kode=UANG_MUKA, ksm=rpd.usulan.ksm_id)
    n = qs.exclude(jurnal__objek_jenis__in=DARI_DANA_KSM).aggregate(n=Sum(F("debit") - F("kredit")))["n"]
    return n or NOL


@dataclass(frozen=True)
class UangUsulan:
    """One proposal's money at a glance, rupiah."""

    usulan: Usulan
    perjanjian: Decimal
    dibayar: Decimal
    dipakai: Decimal
    dipertanggungjawabkan: Decimal
    kembali: Decimal
    telat: bool

    @property
    def sisa(self) -> Decimal:
        """Received less spent and returned: what the group holds."""
        return self.dibayar - self.dipakai - self.kembali

    @property
    def terbuka(self) -> Decimal:
        """Not accounted for yet."""
        return self.dibayar - self.dipertanggungjawabkan - self.kembali


def money_of_proposals(semua: list[Usulan]) -> list[UangUsulan]:
    """The money of many proposals. Six queries at any number. Source: RPD-12."""
    kunci = [u.pk for u in semua]

    def sums(qs: QuerySet[Any], bidang: str = "jumlah") -> dict[Any, Decimal]:
        baris = qs.filter(usulan__in=kunci).order_by().values("usulan").annotate(n=Sum(bidang))
        return {b["usulan"]: b["n"] or NOL for b in baris}

    kontrak = sums(Perjanjian._base_manager.filter(status="sah"), "blm")
    bayar = sums(RPD._base_manager.filter(status="dibayar"))
    beli, upah = (sums(m._base_manager.filter(status="sah")) for m in (BelanjaKSM, UpahKSM))
    sah: dict[Any, Decimal] = {}
    kembali: dict[Any, Decimal] = {}
    for b in LPJKSM._base_manager.filter(usulan__in=kunci).exclude(status="batal").select_related("jurnal_sisa"):
        if b.status == "diterima":
            sah[b.usulan_id] = sah.get(b.usulan_id, NOL) + b.dipertanggungjawabkan
        if b.jurnal_sisa is not None:
            kembali[b.usulan_id] = kembali.get(b.usulan_id, NOL) + b.jurnal_sisa.jumlah
    hari = today_in(semua[0].wilayah_id) if semua else today_in("")
    lewat = due_accounts(RPD._base_manager.filter(usulan__in=kunci)).filter(tenggat__lt=hari)
    telat = set(lewat.values_list("usulan", flat=True))
    return [
        UangUsulan(
            u, kontrak.get(u.pk, NOL), bayar.get(u.pk, NOL), beli.get(u.pk, NOL) + upah.get(u.pk, NOL), sah.get(u.pk, NOL),
            kembali.get(u.pk, NOL), u.pk in telat,
        )
        for u in semua
    ]  # fmt: skip
