"""Who still owes an account of the grant. The one place that the gate of a tranche asks; it says what records can tell.

An advance that a KSM got and neither accounted for nor gave back is an open account: what the ledger shows of account
11040 by group and tranche. Source: BLM-32.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from inti.formats import rupiah
from keuangan.models import SPPB, BarisJurnal, DispensasiLPJ
from ksm import tautan as tautan_ksm
from ksm.models import KSM

UANG_MUKA = "11040"
NOL = Decimal(0)


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
    """KSM that owe an account of a tranche of this agreement before `sebelum_ke`, by tranche and name. Three queries.

    Source: BLM-32, BLM-33.
    """
    return [x for x in late_accounts_many([sppb])[sppb.pk] if x.ke < sebelum_ke]


def late_accounts_many(semua: Iterable[SPPB]) -> dict[Any, list[LPJTerbuka]]:
    """Of some agreements every KSM that owes an account of any of their tranches, by agreement. Three queries. BLM-32."""
    sppb = {(s.bkm_id, s.tahun_anggaran): s.pk for s in semua}
    hasil: dict[Any, list[LPJTerbuka]] = {pk: [] for pk in sppb.values()}
    baris = list(
        BarisJurnal.objects.filter(
            buku__badan__bkm__in={bkm for bkm, _tahun in sppb}, akun__kode=UANG_MUKA, tahun_dana__in={t for _bkm, t in sppb},
            termin__gt=0, sumber_dana__in=["blm_apbn", "blm_apbd"], ksm__isnull=False,
        )
        .values("buku__badan__bkm", "tahun_dana", "ksm_id", "termin")
        .annotate(n=Sum("debit", default=NOL) - Sum("kredit", default=NOL))
        .filter(n__gt=0)
    ) if sppb else []  # fmt: skip
    nama = (
        dict(KSM._base_manager.filter(pk__in={b["ksm_id"] for b in baris}).values_list("pk", "nama")) if baris else {}
    )
    surat = _letters(hasil) if baris else {}
    for b in baris:
        pk = sppb.get((b["buku__badan__bkm"], b["tahun_dana"]))
        if pk is not None:
            hasil[pk].append(
                LPJTerbuka(
                    ksm_id=b["ksm_id"], ksm=nama[b["ksm_id"]], ke=b["termin"], jumlah=b["n"],
                    status=_("belum mempertanggungjawabkan %(n)s") % {"n": rupiah(b["n"])}, alamat=tautan_ksm.ksm(b["ksm_id"]),
                    dispensasi=surat.get((pk, b["ksm_id"], b["termin"]), ""),
                )
            )  # fmt: skip
    return {pk: sorted(daftar, key=lambda x: (x.ke, x.ksm)) for pk, daftar in hasil.items()}


def blocked_groups(ksm_ids: Iterable[Any]) -> set[Any]:
    """Of some KSM those that owe an account of any tranche: no new money for them, dispensed or not. One query. BLM-33."""
    sisa = (
        BarisJurnal.objects.filter(akun__kode=UANG_MUKA, ksm__in=list(ksm_ids), termin__gt=0)
        .values("ksm_id", "termin", "tahun_dana")
        .annotate(n=Sum("debit", default=NOL) - Sum("kredit", default=NOL))
        .filter(n__gt=0)
    )
    return {b["ksm_id"] for b in sisa}


def _letters(sppb: Iterable[Any]) -> dict[tuple[Any, Any, int], str]:
    baris = DispensasiLPJ._base_manager.filter(tahap__sppb__in=list(sppb), dicabut_pada__isnull=True)
    return {(s, k, ke): n for s, k, ke, n in baris.values_list("tahap__sppb_id", "ksm_id", "tahap__ke", "nomor_surat")}
