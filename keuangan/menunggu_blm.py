"""What waits for whom of the grant: the BKM to announce, draw up or mend, the five to pass on, the money to be noted. BLM-29."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bkm.models import BKM
from inti.formats import rupiah
from inti.registry import Menunggu
from keuangan import izin, tautan_blm
from keuangan.filters_blm import waiting_q
from keuangan.models import SPPB, BerkasPencairan, PaguBLM, RekeningBKM
from keuangan.models.berkas_pencairan import LANGKAH

BATAS = 50
# Whose turn -> the right, and what there is to do.
GILIRAN: dict[str, tuple[str, Any]] = {
    "bkm": (izin.SUSUN_BERKAS, lambda: _("Lengkapi berkas %(berkas)s")),
    "faskel": (izin.PERIKSA_FASKEL, lambda: _("Periksa berkas %(berkas)s")),
    "korkot": (izin.PERIKSA_KORKOT, lambda: _("Verifikasi berkas %(berkas)s")),
    "pjok": (izin.PERIKSA_PJOK, lambda: _("Terbitkan PP-BLM %(berkas)s")),
    "ppk": (izin.PERIKSA_PPK, lambda: _("Setujui pencairan %(berkas)s")),
    "satker": (izin.PERIKSA_SATKER, lambda: _("Setujui pencairan %(berkas)s")),
    "dana": (izin.SUSUN_BERKAS, lambda: _("Catat dana %(berkas)s bila sudah masuk")),
}


def waiting_for(user: Any) -> list[Menunggu]:
    """What begins a year's grant, then files on which this officer acts next, longest first. A query for each right, and one."""
    hasil = _begin(user) if user.cakupan(izin.SUSUN_BERKAS) else []
    for siapa, (perlu, kata) in GILIRAN.items():
        if not user.cakupan(perlu):
            continue
        qs = BerkasPencairan.objects.visible_to(user, izin=perlu).filter(waiting_q(siapa))
        if siapa in LANGKAH:
            qs = qs.exclude(dibuat_oleh_id=user.pk)
        for b in qs.select_related("tahap__sppb__bkm__badan").order_by("sejak", "id")[:BATAS]:
            hasil.append(_line(b, kata()))
    return hasil


def _begin(user: Any) -> list[Menunggu]:
    """Allocations to announce, agreements to draw up, accounts to record. One query. Source: BLM-02, BLM-05, BLM-24."""
    hasil, pernah = [], set()
    for p in _allotted(user):
        semua = (
            (p.pk, p.diumumkan is None, _("Umumkan pagu %(pagu)s") % {"pagu": p}, reverse("keuangan:pagu-umumkan", args=[p.pk])),
            ((p.wilayah_id, p.tahun_anggaran), not p.ber_sppb, _("Susun SPPB %(tahun)d") % {"tahun": p.tahun_anggaran},
             tautan_blm.kelurahan(p.wilayah_id, "sppb/baru")),
            (p.wilayah_id, not p.ber_rekening, _("Catat rekening BKM"), tautan_blm.kelurahan(p.wilayah_id, "rekening")),
        )  # fmt: skip
        for kunci, perlu, judul, alamat in semua:
            if perlu and kunci not in pernah:
                pernah.add(kunci)
                kata = _("Pagu %(pagu)s %(n)s, %(kelurahan)s") % {
                    "pagu": p,
                    "n": rupiah(p.jumlah),
                    "kelurahan": p.wilayah.nama,
                }
                hasil.append(Menunggu(judul, kata, alamat, p.dibuat_pada, "uang", kode_wilayah=p.wilayah_id))
    return hasil


def _allotted(user: Any) -> QuerySet[Any]:
    """Allocations in force of a living BKM for which something of the three is missing, oldest first. No query of its own."""
    milik = {"wilayah": OuterRef("wilayah"), "bkm__status": "aktif"}
    sppb = SPPB._base_manager.filter(wilayah=OuterRef("wilayah"), tahun_anggaran=OuterRef("tahun_anggaran"))
    qs = PaguBLM.objects.visible_to(user, izin=izin.SUSUN_BERKAS).filter(status="berlaku").select_related("wilayah")
    qs = qs.annotate(
        ber_bkm=Exists(BKM._base_manager.filter(wilayah=OuterRef("wilayah"), status="aktif")),
        ber_sppb=Exists(sppb.exclude(status="batal")),
        ber_rekening=Exists(RekeningBKM._base_manager.filter(**milik, ditutup__isnull=True)),
    )
    kurang = Q(diumumkan__isnull=True) | Q(ber_sppb=False) | Q(ber_rekening=False)
    return qs.filter(kurang, ber_bkm=True).order_by("tahun_anggaran", "dibuat_pada", "id")[:BATAS]


def _line(b: BerkasPencairan, judul: str) -> Menunggu:
    return Menunggu(
        judul=judul % {"berkas": b},
        keterangan=f"{b.tahap.sppb.bkm}, {rupiah(b.jumlah)}",
        tautan=tautan_blm.berkas(b.pk),
        sejak=timezone.make_aware(datetime.datetime.combine(b.sejak, datetime.time.min)),
        ikon="dokumen",
        kode_wilayah=b.wilayah_id,
    )
