"""The loans of a group on its page. Source: KEU-123."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.formats import rupiah, tanggal
from inti.izin import may
from inti.registry import KartuBagian
from keuangan import izin, tautan_pinjaman
from keuangan.models import Buku
from keuangan.queries_pinjaman import loans_of_group
from ksm.registry import BagianKSM


def loans_part(ksm: Any, user: Any) -> BagianKSM | None:
    """Loans of a group, newest first, and the form for a new one. Two queries."""
    if not may(user, izin.LIHAT_PINJAMAN, ksm):
        return None
    baris = [
        KartuBagian(
            f"{p} · {p.get_status_display()}", tautan_pinjaman.pinjaman(p.pk),
            _("%(produk)s, diajukan %(hari)s") % {"produk": p.produk.nama, "hari": tanggal(p.diajukan, "singkat")}
            + (_(", sisa pokok %(n)s") % {"n": rupiah(p.sisa_pokok)} if p.sisa_pokok else ""),
            rupiah(p.jumlah), ikon="uang",  # type: ignore[attr-defined]
        )
        for p in loans_of_group(user, ksm)
    ]  # fmt: skip
    return BagianKSM(
        _("Pinjaman"),
        baris,
        _("KSM ini belum pernah mengajukan pinjaman."),
        _apply_url(ksm, user),
        _("Terima permohonan"),
    )


def proposal_part(usulan: Any, user: Any) -> BagianKSM | None:
    """Where the loan of an agreed proposal is opened and found: the loans of its group. Two queries. Source: USL-17."""
    if usulan.jenis != "ekonomi" or usulan.status != "kontrak":
        return None
    return loans_part(usulan.ksm, user)


def _apply_url(ksm: Any, user: Any) -> str:
    """Where its next application is taken in, by whom serves loans in the one UPK of its kelurahan; else "". One query."""
    if ksm.status != "aktif" or not user.cakupan(izin.CATAT_PINJAMAN):
        return ""
    buku = Buku.objects.visible_to(user, izin=izin.CATAT_PINJAMAN).filter(unit="upk", wilayah=ksm.wilayah_id).first()
    return f"{tautan_pinjaman.daftar(buku.pk, 'baru')}?ksm={ksm.pk}" if buku else ""
