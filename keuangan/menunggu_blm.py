"""What waits for whom of the grant: the BKM to draw up or mend, each of the five to pass on, the money to be noted. BLM-29."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.formats import rupiah
from inti.registry import Menunggu
from keuangan import izin, tautan_blm
from keuangan.filters_blm import waiting_q
from keuangan.models import BerkasPencairan
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
    """Files on which this officer acts next, longest first. One query for each right that is held."""
    hasil = []
    for siapa, (perlu, kata) in GILIRAN.items():
        if not user.cakupan(perlu):
            continue
        qs = BerkasPencairan.objects.visible_to(user, izin=perlu).filter(waiting_q(siapa))
        if siapa in LANGKAH:
            qs = qs.exclude(dibuat_oleh_id=user.pk)
        for b in qs.select_related("tahap__sppb__bkm__badan").order_by("sejak", "id")[:BATAS]:
            hasil.append(_line(b, kata()))
    return hasil


def _line(b: BerkasPencairan, judul: str) -> Menunggu:
    return Menunggu(
        judul=judul % {"berkas": b},
        keterangan=f"{b.tahap.sppb.bkm}, {rupiah(b.jumlah)}",
        tautan=tautan_blm.berkas(b.pk),
        sejak=timezone.make_aware(datetime.datetime.combine(b.sejak, datetime.time.min)),
        ikon="dokumen",
        kode_wilayah=b.wilayah_id,
    )
