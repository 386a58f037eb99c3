"""Practice: a sandbox kelurahan per kota that counts nowhere, and the trainer who verifies there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, TidakBerwenang
from inti.izin import require
from inti.latihan import is_latihan, practice_code
from inti.pelaku import PELATIH, SISTEM
from inti.unit_kerja import aksi
from siklus import izin
from siklus.actions.jadwal import BarisLokasi, save_lokasi
from siklus.actions.langkah import skip_langkah, verify_langkah
from siklus.actions.siklus import create_siklus
from siklus.actions.umum import visible_langkah
from siklus.models import Langkah, Siklus
from wilayah.actions import make_practice_area
from wilayah.kode import path_of
from wilayah.models import Wilayah
from wilayah.waktu import today_in

SURAT = {"surat_asal": "Latihan", "surat_nomor": "LATIHAN"}


@aksi
def open_latihan(kota: Wilayah, *, oleh: Any, dari_awal: bool = False) -> Siklus:
    """The running practice cycle of a kota; made when there is none, made anew with `dari_awal`.

    Any officer with a task in the kota may practise. Raises: TidakBerwenang, IsianSalah. Source: LAT-02, LAT-03.
    """
    if not any(c.covers(kota.kode) or kota.kode == c.kode[:5] for c in oleh.cakupan(izin.LIHAT)):
        raise TidakBerwenang
    Wilayah.objects.select_for_update(of=("self",), no_key=True).get(pk=kota.pk)
    ada = _running(kota)
    if ada is not None and not dari_awal:
        return ada
    wilayah = make_practice_area(kota, oleh=oleh)
    hari = today_in(wilayah.kode)
    save_lokasi(tahun_anggaran=hari.year, surat_tanggal=hari, baris=[BarisLokasi(wilayah.kode)], oleh=SISTEM, **SURAT)
    siklus = create_siklus(wilayah, tahun=hari.year, oleh=SISTEM)
    atas = Langkah.objects.filter(
        wilayah__in=path_of(wilayah.kode)[1:], siklus__isnull=True, status=Langkah.Status.BELUM, tahun=hari.year
    )
    for langkah in atas:
        skip_langkah(langkah, alasan="Latihan dimulai dari kelurahan.", oleh=SISTEM)
    return siklus


@aksi
def verify_practice(langkah: Langkah, *, oleh: Any) -> Langkah:
    """Let the trainer verify a submitted stage of a practice kelurahan, so that one person can practise on alone.

    Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (LAT-04) outside practice, TransisiDitolak.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    if not is_latihan(baris.wilayah_id):
        raise AturanDilanggar(
            _("Pelatih hanya memverifikasi di kelurahan latihan. Di sini verifikator program yang memeriksa."),
            aturan="LAT-04",
        )
    require(oleh, izin.LIHAT, baris)
    return verify_langkah(baris, oleh=PELATIH)


def _running(kota: Wilayah) -> Siklus | None:
    """The newest cycle of the open practice kelurahan."""
    aktif = Wilayah.objects.filter(induk=practice_code(kota.kode), aktif=True)
    return Siklus.objects.filter(wilayah__in=aktif).select_related("wilayah").order_by("-nomor").first()
