"""Money on the page of a proposal, what holds it, and what a yearly plan may still divide. Source: RPD-12, USL-07, USL-08."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inti.formats import rupiah, tanggal
from inti.izin import may
from inti.registry import KartuBagian
from keuangan import izin, tautan_rpd
from keuangan.actions.lpj import book_aid
from keuangan.models import RPD, PorsiSPPB
from keuangan.queries_rpd import money_of_proposals, paid_rpd
from ksm.queries_usulan import bound, bound_by_field
from ksm.registry import BagianKSM, bagian_usulan, bantuan_diterima, dana_bidang, dana_tersedia, penahan_henti

BERBUKU = ("kontrak", "cair", "berjalan", "perubahan", "lpj", "selesai")


def money_part(usulan: Any, user: Any) -> BagianKSM | None:
    """Book, RPD and accounts of a proposal under contract. Nine queries."""
    milik = RPD(usulan=usulan, wilayah_id=usulan.wilayah_id)
    if usulan.jenis == "ekonomi" or usulan.status not in BERBUKU or not may(user, izin.LIHAT_DANA_KSM, milik):
        return None
    uang = money_of_proposals([usulan])[0]
    baris = [
        KartuBagian(
            _("Buku KSM"), tautan_rpd.buku(usulan.pk),
            _("Dibayar %(a)s dari perjanjian %(b)s") % {"a": rupiah(uang.dibayar), "b": rupiah(uang.perjanjian)},
            rupiah(uang.sisa), ikon="uang",
        )
    ]  # fmt: skip
    for r in paid_rpd(usulan):
        lpj = r.lpj_hidup  # type: ignore[attr-defined]
        baris.append(
            KartuBagian(
                _("%(rpd)s dibayar %(hari)s") % {"rpd": r, "hari": tanggal(r.dibayar_pada, "singkat")},
                tautan_rpd.lpj(lpj.pk) if lpj else tautan_rpd.rpd(r.pk),
                str(lpj.get_status_display()) if lpj
                else _("LPJ paling lambat %(hari)s") % {"hari": tanggal(r.tenggat, "singkat")},
                rupiah(r.jumlah), lengkap=bool(lpj and lpj.status == "diterima"),
            )
        )  # fmt: skip
    boleh = usulan.status in ("kontrak", "cair", "berjalan") and may(user, izin.SUSUN_RPD, milik)
    return BagianKSM(
        _("Uang kegiatan"), baris, "", tautan_rpd.buku(usulan.pk, "rpd") if boleh else "", _("Susun RPD")
    )  # fmt: skip


def thread_part(usulan: Any, user: Any) -> BagianKSM:
    """The way from the problem to the photo, for every proposal. No queries. Source: TGT-11."""
    tautan = reverse("keuangan:benang", args=[usulan.pk])
    isi = _("Masalah, keputusan, uang, dan hasilnya pada satu halaman.")
    return BagianKSM(_("Telusuri"), [KartuBagian(_("Dari masalah sampai foto"), tautan, isi, ikon="cari")])


def money_to_divide(renta: Any) -> Decimal | None:
    """Share of the three fields in the signed SPPB of that year, less what is bound (rupiah); running costs are no proposal.

    The share counts whole: tranches that are still to come are planned with it. The first year of a plan is paid from the
    grant of the year in which it was ratified as well (BLM-30). None before an SPPB is signed. Two queries. Source: USL-07.
    """
    porsi = _shares(renta)
    return sum((p.jumlah for p in porsi), Decimal(0)) - bound(renta) if porsi else None


def _shares(renta: Any) -> list[PorsiSPPB]:
    """Shares of the fields in the newest signed SPPB that pays for a plan, in their order. One query."""
    tahun = [renta.tahun, renta.tahun - 1] if renta.tahun_ke == 1 else [renta.tahun]
    porsi = PorsiSPPB._base_manager.filter(
        sppb__wilayah=renta.wilayah_id, sppb__tahun_anggaran__in=tahun, sppb__status="ditandatangani"
    ).exclude(bidang="bop")  # fmt: skip
    semua = list(porsi.select_related("sppb").order_by("-sppb__tahun_anggaran", "urut"))
    return [p for p in semua if p.sppb.tahun_anggaran == semua[0].sppb.tahun_anggaran]


def shares_to_divide(renta: Any) -> dict[str, Decimal]:
    """The same share by field, each less what is bound in it (rupiah); empty before an SPPB is signed. Two queries. USL-20."""
    porsi = _shares(renta)
    terikat = bound_by_field(renta) if porsi else {}
    return {p.bidang: p.jumlah - terikat.get(p.bidang, Decimal(0)) for p in porsi}


def holds(usulan: Any) -> list[str]:
    """An RPD on its way or paid keeps a proposal from being put off or cancelled. One query. Source: USL-08."""
    rpd = RPD._base_manager.filter(usulan=usulan).exclude(status__in=["batal"]).first()
    return [_("%(rpd)s sebesar %(n)s masih berjalan.") % {"rpd": rpd, "n": rupiah(rpd.jumlah)}] if rpd else []


def register() -> None:
    """Tell ksm what the money of a proposal says."""
    bagian_usulan.daftar("keuangan.uang", money_part)
    dana_tersedia.daftar("blm", money_to_divide)
    dana_bidang.daftar("blm", shares_to_divide)
    penahan_henti.daftar("keuangan.rpd", holds)
    bantuan_diterima.daftar("keuangan.buku_ksm", book_aid)
    bagian_usulan.daftar("keuangan.benang", thread_part)
