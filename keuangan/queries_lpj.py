"""Who owes an account of the grant, what a tranche came to, and what leaked. Constant numbers of queries.

`late_accounts` is the one place that the gate of the next tranche asks: what the register of RPD and the ledger's advance
(account 11040) say together. Source: BLM-32, LPJ-11 to LPJ-14, SLW-06.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inti.formats import rupiah
from inti.izin import may
from keuangan import tautan_rpd
from keuangan.models import (
    LPJKSM,
    RPD,
    SPPB,
    BarisJurnal,
    BerkasPencairan,
    Buku,
    DispensasiLPJ,
    PemulihanDana,
    Penyelewengan,
    TahapBLM,
)
from keuangan.models.lpj import LPJ_TERKUNCI
from keuangan.queries_rpd import owed_accounts
from ksm.izin import VERIFIKASI
from ksm.models import KSM

DANA_BLM, UANG_MUKA = "21110", "11040"
SUMBER = ("blm_apbn", "blm_apbd")
NOL = Decimal(0)


def checks_unit(user: Any, lpj: LPJKSM) -> bool:
    """Whether this officer is of the unit that judges the proposal of an account. No queries. Source: LPJ-06."""
    return may(user, VERIFIKASI[lpj.usulan.unit], lpj.usulan)


# -- open accounts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LPJTerbuka:
    """One KSM that has not accounted for a tranche: which, how much (rupiah), how far, where to go on.

    `dispensasi` is the number of the letter that lets the next tranche pass, "" for none.
    """

    ksm_id: Any
    ksm: str
    ke: int
    jumlah: Decimal
    status: str
    alamat: str = ""
    dispensasi: str = ""


def late_accounts(sppb: SPPB, sebelum_ke: int) -> list[LPJTerbuka]:
    """KSM that owe an account of a tranche of this agreement before `sebelum_ke`, by tranche and name. Five queries at most.

    Source: BLM-32, BLM-33, LPJ-14.
    """
    return [x for x in late_accounts_many([sppb])[sppb.pk] if x.ke < sebelum_ke]


def late_accounts_many(semua: Iterable[SPPB]) -> dict[Any, list[LPJTerbuka]]:
    """Of some agreements every KSM that owes an account of any of their tranches, by agreement. Five queries at most. BLM-32."""
    sppb: dict[tuple[Any, int], Any] = {}
    wilayah: dict[Any, str] = {}
    for s in semua:
        sppb[s.bkm_id, s.tahun_anggaran], wilayah[s.pk] = s.pk, s.wilayah_id
    hasil: dict[Any, list[LPJTerbuka]] = {pk: [] for pk in sppb.values()}
    sisa = _advances(sppb)
    rpd: dict[tuple[Any, Any, int], RPD] = {}
    for r in _unsettled(hasil):
        tahap = r.berkas_pencairan.tahap
        kunci = (tahap.sppb_id, r.usulan.ksm_id, tahap.ke)
        rpd.setdefault(kunci, r)
        sisa.setdefault(kunci, r.jumlah)
    if not sisa:
        return hasil
    nama = dict(KSM._base_manager.filter(pk__in={k for _s, k, _ke in sisa}).values_list("pk", "nama"))
    lpj = {
        x.rpd_id: x for x in LPJKSM._base_manager.filter(rpd__in=[r.pk for r in rpd.values()]).exclude(status="batal")
    }
    surat = _letters(hasil)
    for kunci, n in sisa.items():
        milik, ksm_id, ke = kunci
        satu = rpd.get(kunci)
        status, alamat = _how_far(satu, lpj.get(satu.pk) if satu else None, n)
        alamat = alamat or tautan_rpd.kelurahan(wilayah[milik])
        hasil[milik].append(LPJTerbuka(ksm_id, nama[ksm_id], ke, n, status, alamat, surat.get(kunci, "")))
    return {pk: sorted(daftar, key=lambda x: (x.ke, x.ksm)) for pk, daftar in hasil.items()}


def _advances(sppb: dict[tuple[Any, int], Any]) -> dict[tuple[Any, Any, int], Decimal]:
    """Advances of groups that the ledger still shows, by agreement, group and tranche. One query."""
    if not sppb:
        return {}
    baris = (
        BarisJurnal.objects.filter(
            buku__badan__bkm__in={bkm for bkm, _tahun in sppb}, akun__kode=UANG_MUKA, tahun_dana__in={t for _bkm, t in sppb},
            termin__gt=0, sumber_dana__in=SUMBER, ksm__isnull=False,
        )
        .order_by()
        .values("buku__badan__bkm", "tahun_dana", "ksm_id", "termin")
        .annotate(n=Sum("debit", default=NOL) - Sum("kredit", default=NOL))
        .filter(n__gt=0)
    )  # fmt: skip
    hasil = {(sppb.get((b["buku__badan__bkm"], b["tahun_dana"])), b["ksm_id"], b["termin"]): b["n"] for b in baris}
    return {k: n for k, n in hasil.items() if k[0] is not None}


def _unsettled(sppb: Iterable[Any]) -> QuerySet[RPD]:
    """Paid RPD of some agreements (keys) whose account is not accepted, oldest first."""
    return (
        RPD._base_manager.filter(berkas_pencairan__tahap__sppb__in=list(sppb), status="dibayar")
        .exclude(lpj__status="diterima")
        .select_related("usulan", "berkas_pencairan__tahap")
        .order_by("termin")
    )


def _how_far(rpd: RPD | None, lpj: LPJKSM | None, n: Decimal) -> tuple[str, str]:
    """How far an account is, and where to go on."""
    if rpd is None:
        return _("belum mempertanggungjawabkan %(n)s") % {"n": rupiah(n)}, ""
    if lpj is None:
        return _("belum menyusun LPJ %(n)s") % {"n": rupiah(n)}, tautan_rpd.rpd(rpd.pk)
    return _("LPJ %(status)s, %(n)s") % {"status": lpj.get_status_display().lower(), "n": rupiah(n)}, tautan_rpd.lpj(
        lpj.pk
    )


def blocked_groups(ksm_ids: Iterable[Any], *, hari: datetime.date | None = None) -> set[Any]:
    """Of some KSM those that owe an account of any tranche: no new money for them, dispensed or not. BLM-33.

    One query; with `hari` only those late on that day or dispensed, two queries for each.
    """
    kunci = list(ksm_ids)
    if hari is not None:
        return {k for k in kunci if owed_accounts(k, hari=hari)}
    sisa = (
        BarisJurnal.objects.filter(akun__kode=UANG_MUKA, ksm__in=kunci, termin__gt=0)
        .values("ksm_id", "termin", "tahun_dana")
        .annotate(n=Sum("debit", default=NOL) - Sum("kredit", default=NOL))
        .filter(n__gt=0)
    )
    return {b["ksm_id"] for b in sisa}


def _letters(sppb: Iterable[Any]) -> dict[tuple[Any, Any, int], str]:
    baris = DispensasiLPJ._base_manager.filter(tahap__sppb__in=list(sppb), dicabut_pada__isnull=True)
    return {(s, k, ke): n for s, k, ke, n in baris.values_list("tahap__sppb_id", "ksm_id", "tahap__ke", "nomor_surat")}


# -- the account of the BKM ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisLPJBKM:
    """One group in the account of a tranche, rupiah."""

    ksm: str
    kegiatan: str
    dibayar: Decimal
    dipertanggungjawabkan: Decimal
    kembali: Decimal

    @property
    def sisa(self) -> Decimal:
        """Still with the group."""
        return self.dibayar - self.dipertanggungjawabkan - self.kembali


@dataclass(frozen=True)
class HitungLPJBKM:
    """A tranche as the ledger of the Sekretariat has it, rupiah. Source: LPJ-11."""

    diterima: Decimal = NOL
    modal: Decimal = NOL
    bop: Decimal = NOL
    baris: list[BarisLPJBKM] = field(default_factory=list)

    @property
    def dibayar(self) -> Decimal:
        """Paid to groups."""
        return sum((b.dibayar for b in self.baris), NOL)

    @property
    def kembali(self) -> Decimal:
        """Returned by groups."""
        return sum((b.kembali for b in self.baris), NOL)

    @property
    def dipertanggungjawabkan(self) -> Decimal:
        """Accounts accepted."""
        return sum((b.dipertanggungjawabkan for b in self.baris), NOL)

    @property
    def saldo(self) -> Decimal:
        """Still at the BKM."""
        return self.diterima - self.modal - self.bop - self.dibayar + self.kembali

    def as_rows(self) -> list[dict[str, str]]:
        """The groups as a snapshot keeps them."""
        return [
            {"ksm": b.ksm, "kegiatan": b.kegiatan, "dibayar": str(b.dibayar), "lpj": str(b.dipertanggungjawabkan),
             "kembali": str(b.kembali), "sisa": str(b.sisa)}
            for b in self.baris
        ]  # fmt: skip


def tranche_account(tahap: TahapBLM) -> HitungLPJBKM:
    """What came in and went out of one tranche, all sources, by group. Three queries. Source: LPJ-11."""
    sppb = tahap.sppb
    buku = Buku._base_manager.filter(badan=sppb.bkm.badan_id, unit="sekretariat").first()
    if buku is None:
        return HitungLPJBKM()
    milik = BarisJurnal.objects.filter(
        buku=buku, sumber_dana__in=SUMBER, tahun_dana=sppb.tahun_anggaran, termin=tahap.ke
    ).annotate(asal=Coalesce(F("jurnal__membalik__peristiwa"), F("jurnal__peristiwa")))
    dana: dict[str, Decimal] = {}
    for b in milik.filter(akun__kode=DANA_BLM).order_by().values("asal").annotate(n=Sum(F("kredit") - F("debit"))):
        dana[b["asal"]] = b["n"]
    grup: dict[tuple[str, str], dict[str, Decimal]] = {}
    muka = milik.filter(akun__kode=UANG_MUKA).order_by().values("ksm__nama", "kegiatan__nama", "asal")
    for b in muka.annotate(n=Sum(F("debit") - F("kredit"))):
        satu = grup.setdefault((b["ksm__nama"] or "", b["kegiatan__nama"] or ""), {})
        satu[b["asal"]] = satu.get(b["asal"], NOL) + b["n"]
    baris = [
        BarisLPJBKM(
            ksm, kegiatan, dibayar=n.get("bayar_ksm", NOL) + n.get("saldo_awal", NOL),
            dipertanggungjawabkan=-n.get("lpj_diterima", NOL), kembali=-n.get("sisa_ksm", NOL),
        )
        for (ksm, kegiatan), n in sorted(grup.items())
    ]  # fmt: skip
    return HitungLPJBKM(
        diterima=dana.get("blm_masuk", NOL) + dana.get("saldo_awal", NOL), modal=-dana.get("modal_disalurkan", NOL),
        bop=-dana.get("bop_dari_blm", NOL), baris=[b for b in baris if b.dibayar or b.kembali or b.dipertanggungjawabkan],
    )  # fmt: skip


# -- misuse ----------------------------------------------------------------------------------------------------------


def with_recovered(qs: QuerySet[Penyelewengan]) -> QuerySet[Penyelewengan]:
    """Cases with `kembali`, rupiah that came back. One query."""
    balik = (
        PemulihanDana._base_manager.filter(kasus=OuterRef("pk"), status="sah")
        .order_by()
        .values("kasus")
        .annotate(n=Sum("jumlah"))
        .values("n")
    )
    return qs.select_related("ksm", "usulan", "wilayah").annotate(kembali=Coalesce(Subquery(balik), NOL))


@dataclass(frozen=True)
class Kebocoran:
    """One actor role: cases and rupiah, what came back, and its share of the money received (percent, two decimals)."""

    pelaku: str
    kasus: int
    jumlah: Decimal
    kembali: Decimal
    persen: Decimal | None


def leakage(qs: QuerySet[Penyelewengan], diterima: Decimal) -> list[Kebocoran]:
    """Cases that were not cleared by actor role over the money received (rupiah), largest first. Two queries. Source: SLW-06."""
    hidup = qs.exclude(status="tidak_terbukti").order_by()
    nama = dict(Penyelewengan.Pelaku.choices)
    baris = hidup.values("pelaku").annotate(n=Count("pk"), j=Sum("jumlah"))
    balik = {
        b["kasus__pelaku"]: b["n"]
        for b in PemulihanDana._base_manager.filter(kasus__in=hidup.values("pk"), status="sah")
        .order_by()
        .values("kasus__pelaku")
        .annotate(n=Sum("jumlah"))
    }
    hasil = [
        Kebocoran(
            str(nama[b["pelaku"]]), b["n"], b["j"], balik.get(b["pelaku"], NOL),
            (b["j"] * 100 / diterima).quantize(Decimal("0.01")) if diterima else None,
        )
        for b in baris
    ]  # fmt: skip
    return sorted(hasil, key=lambda k: -k.jumlah)


def received_blm(user: Any, *, wilayah: str = "", tahun: int | None = None) -> Decimal:
    """Grant that came in within the scope of a user (rupiah). One query."""
    qs = BerkasPencairan.objects.visible_to(user).filter(status="cair")  # type: ignore[attr-defined]
    if wilayah:
        qs = qs.filter(wilayah__kode__startswith=wilayah)
    if tahun:
        qs = qs.filter(tahap__sppb__tahun_anggaran=tahun)
    hasil: Decimal = qs.order_by().aggregate(n=Coalesce(Sum("jumlah"), NOL))["n"]
    return hasil


# -- lists -----------------------------------------------------------------------------------------------------------


def lpj_for_lists(qs: QuerySet[LPJKSM]) -> QuerySet[LPJKSM]:
    """Accounts with all that a list shows. One query."""
    return qs.select_related("usulan__ksm", "rpd", "wilayah")


def owing(user: Any, *, hari: datetime.date | None = None, izin: str | None = None) -> QuerySet[RPD]:
    """Paid RPD in scope whose account is not handed in, the most urgent first; with `hari` only the late ones. LPJ-12."""
    qs = RPD.objects.visible_to(user, izin=izin).filter(status="dibayar").exclude(lpj__status__in=LPJ_TERKUNCI)  # type: ignore[attr-defined]
    if hari is not None:
        qs = qs.filter(tenggat__lt=hari)
    return qs.select_related("usulan__ksm").order_by("tenggat", "id")
