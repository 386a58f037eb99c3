"""Printing in the background. The worker carries ids only, may be delivered twice, and may die at any point."""

from __future__ import annotations

import hashlib
import math
import time
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from inti import pdf
from inti.izin import require
from inti.models import Pekerjaan
from inti.pekerjaan import report_progress
from inti.pelaku import SISTEM
from laporan import actions
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.models.berkas import stored_name

MENYUSUN, MENATA, MENULIS, MENYIMPAN = 5, 10, 80, 95  # percent at which each stage begins
JEDA_KABAR = 1.0  # seconds between two rows written about the same stage
HALAMAN_DUGAAN = 12  # where no older version tells how long the paper will be


class Kemajuan:
    """Writes on the job's row which page is being laid out, at most once a second.

    The percent is measured against the pages of the version before (`dugaan`); a longer paper slows down instead of
    passing the mark, and never goes back when pages are laid out a second time for their numbers.
    """

    def __init__(self, pekerjaan: Pekerjaan, dugaan: int) -> None:
        self.pekerjaan, self.dugaan = pekerjaan, max(1, dugaan)
        self.persen, self.terakhir = MENATA, 0.0

    def __call__(self, tahap: str, halaman: int) -> None:
        if tahap == pdf.TULIS:
            report_progress(self.pekerjaan, MENULIS, f"menulis PDF, {halaman} halaman")
            return
        bagian = 1 - math.exp(-1.6 * halaman / self.dugaan)
        self.persen = max(self.persen, MENATA + int((MENULIS - MENATA) * bagian))
        kini = time.monotonic()
        if kini - self.terakhir >= JEDA_KABAR:
            self.terakhir = kini
            report_progress(self.pekerjaan, self.persen, f"menata halaman {halaman}")


def last_pages(dokumen: Dokumen) -> int:
    """Pages of the last finished version of the same paper, to tell how far this one is."""
    lama = Dokumen.objects.filter(
        jenis=dokumen.jenis, objek_jenis=dokumen.objek_jenis, objek_id=dokumen.objek_id, halaman__isnull=False
    ).order_by("-versi_ke")
    return int(lama.values_list("halaman", flat=True).first() or HALAMAN_DUGAAN)


def susun_dokumen(pekerjaan: Pekerjaan) -> dict[str, Any]:
    """Print one Dokumen from its frozen content and keep the file.

    A row that is finished or cancelled is left alone, so a second delivery repeats nothing; two workers on one row
    (a lease that ran out) end with one file. The asker's permission is judged again now. Raises: TidakBerwenang,
    LayananTidakTersedia. Source: DOK-12, UMU-20, UMU-22.
    """
    dokumen = Dokumen.objects.select_related("nomor", "wilayah").get(pk=pekerjaan.argumen["dokumen"])
    if dokumen.status != Dokumen.Status.DIMINTA:
        return {"dokumen": str(dokumen.pk), "ulangan": True}
    pelaku = load_actor(pekerjaan.pelaku_id, dokumen.wilayah_id)
    kind = dokumen.jenis_terdaftar
    require(pelaku, kind.izin, dokumen)
    mulai = time.monotonic()
    report_progress(pekerjaan, MENYUSUN, "menyusun isi")
    html = pdf.render_html(kind.templat, paper_context(dokumen))
    report_progress(pekerjaan, MENATA, "menata halaman")
    cetakan = pdf.print_html(html, kabari=Kemajuan(pekerjaan, last_pages(dokumen)))
    report_progress(pekerjaan, MENYIMPAN, "menyimpan berkas")
    nama = default_storage.save(stored_name(dokumen, "dokumen.pdf"), ContentFile(cetakan.pdf))
    hasil = actions.Hasil(
        berkas=nama,
        sha256=hashlib.sha256(cetakan.pdf).hexdigest(),
        ukuran=len(cetakan.pdf),
        halaman=cetakan.halaman,
        lama_ms=int((time.monotonic() - mulai) * 1000),
    )
    dipakai = False
    try:
        dipakai = actions.complete_dokumen(dokumen, hasil, oleh=pelaku)
    finally:
        if not dipakai:
            default_storage.delete(nama)
    return {"dokumen": str(dokumen.pk), "halaman": hasil.halaman}


def load_actor(pelaku_id: Any, kode_wilayah: str) -> Any:
    """The person behind a task in an area, as the database knows them now. Raises TidakBerwenang when gone. UMU-22."""
    if pelaku_id == SISTEM.pk:
        return SISTEM
    orang = actions.require_actor(get_user_model()._default_manager.filter(pk=pelaku_id, is_active=True).first())
    orang.practise_if(kode_wilayah)
    return orang
