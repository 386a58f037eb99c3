"""What waits for whom: an agreed proposal or an application for who serves loans, a visit for who checks, a checked file for the
manager, a proposed decision for the coordinator, a decided loan for its akad, a signed one for who pays. Source: KEU-127,
KEU-129 to KEU-131, USL-17.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import rupiah, tanggal
from inti.registry import Menunggu
from keuangan import izin, tautan_pinjaman
from keuangan.models import Buku, Pinjaman, PutusanPinjaman, UsulanPutusan
from keuangan.queries_pinjaman import agreed_proposals
from ksm.models import Usulan

BATAS = 50
Status = Pinjaman.Status


def waiting_for(user: Any) -> list[Menunggu]:
    """Loans on which this officer has something to do now, oldest first. One query for each thing that they may do."""
    terbuka = UsulanPutusan.objects.filter(pinjaman=OuterRef("pk"), putusan__isnull=True)
    hasil = []
    if user.cakupan(izin.PERIKSA_PINJAMAN):
        hasil += [_visit(p) for p in _asked(user)]
    if user.cakupan(izin.PUTUS_PINJAMAN):
        qs = _in(Status.DIPERIKSA, user, izin.PUTUS_PINJAMAN).filter(~Exists(terbuka))[:BATAS]
        hasil += [_line(p, _("Putuskan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk, "putus")) for p in qs]
    if user.cakupan(izin.PUTUS_PINJAMAN_BKM):
        qs = _in(Status.DIPERIKSA, user, izin.PUTUS_PINJAMAN_BKM).filter(Exists(terbuka))[:BATAS]
        hasil += [_line(p, _("Setujui putusan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk)) for p in qs]
    if user.cakupan(izin.KELOLA_PINJAMAN):
        qs = _in(Status.DISETUJUI, user, izin.KELOLA_PINJAMAN)[:BATAS]
        hasil += [_line(p, _("Catat akad pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk)) for p in qs]
    if user.cakupan(izin.CATAT_PINJAMAN):
        putus = PutusanPinjaman.objects.filter(
            Q(manajer_id=user.pk) | Q(koordinator_id=user.pk), pinjaman=OuterRef("pk"), hasil="setuju"
        )
        qs = _in(Status.AKAD, user, izin.CATAT_PINJAMAN).filter(~Exists(putus))[:BATAS]
        hasil += [_line(p, _("Cairkan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk)) for p in qs]
        hasil += _to_apply(user)
    return hasil


def _to_apply(user: Any) -> list[Menunggu]:
    """Loan proposals that the BKM agreed on, whose group has not applied at its UPK since. Two queries. Source: USL-17."""
    upk = Buku.objects.visible_to(user, izin=izin.CATAT_PINJAMAN).filter(unit="upk").order_by("pk")
    buku = dict(upk.values_list("wilayah", "pk"))
    usulan = agreed_proposals(Usulan.objects.filter(wilayah__in=buku, ksm__status="aktif")).select_related("ksm")[
        :BATAS
    ]
    return [
        Menunggu(
            judul=_("Terima permohonan pinjaman %(ksm)s") % {"ksm": u.ksm.nama},
            keterangan=_("%(usulan)s: usulan disetujui %(n)s, perjanjian %(hari)s.")
            % {"usulan": u, "n": rupiah(u.nilai), "hari": tanggal(u.disepakati)},  # type: ignore[attr-defined]
            tautan=f"{tautan_pinjaman.daftar(buku[u.wilayah_id], 'baru')}?ksm={u.ksm_id}", sejak=u.diubah_pada, ikon="uang",
            kode_wilayah=u.wilayah_id,
        )
        for u in usulan
    ]  # fmt: skip


def _in(status: str, user: Any, perlu: str) -> Any:
    qs = Pinjaman.objects.visible_to(user, izin=perlu).filter(status=status)
    return qs.select_related("ksm").order_by("diajukan", "nomor")


def _asked(user: Any) -> Any:
    """Applications that nobody has finished checking, with how many members are still to be visited."""
    belum = Count("bagian", filter=Q(bagian__dikunjungi__isnull=True))
    return _in(Status.DIAJUKAN, user, izin.PERIKSA_PINJAMAN).annotate(belum=belum)[:BATAS]


def _visit(p: Any) -> Menunggu:
    """An application: whom to visit yet, or the check to be finished."""
    if not p.belum:
        return _line(p, _("Selesaikan pemeriksaan pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk))
    kata = ngettext("%(n)d anggota belum dikunjungi.", "%(n)d anggota belum dikunjungi.", p.belum) % {"n": p.belum}
    return _line(p, _("Kunjungi anggota, pinjaman %(nomor)s"), tautan_pinjaman.pinjaman(p.pk), kata)


def _line(p: Pinjaman, judul: str, tautan: str, kata: str = "") -> Menunggu:
    asal = _("KSM %(ksm)s, diajukan %(hari)s.") % {"ksm": p.ksm.nama, "hari": tanggal(p.diajukan)}
    return Menunggu(
        judul=judul % {"nomor": p},
        keterangan=f"{asal} {kata}".strip(),
        tautan=tautan,
        sejak=p.diubah_pada,
        ikon="uang",
        kode_wilayah=p.wilayah_id,
    )
