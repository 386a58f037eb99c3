"""Documents in words and figures for pages, and what of them waits for somebody."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inti.formats import tanggal
from inti.models import Pekerjaan
from inti.registry import Menunggu, jenis_dokumen
from laporan.models import Berkas, Dokumen

MENUNGGU_MAKS = 20


def details(d: Dokumen) -> list[tuple[Any, Any]]:
    """Key and value lines of a document's page."""
    return [
        (_("Wilayah"), d.wilayah.nama_lengkap),
        (_("Penerbit"), d.penerbit),
        (_("Versi"), d.versi_ke),
        (_("Halaman"), d.halaman),
        (_("Ukuran"), size(d.ukuran)),
        (
            _("Lama menyusun"),
            _("%(detik)s detik") % {"detik": f"{d.lama_ms / 1000:.1f}".replace(".", ",")} if d.lama_ms else "",
        ),
        (_("Diminta oleh"), d.dibuat_oleh_nama),
        (_("Diminta pada"), tanggal(d.dibuat_pada)),
    ]


def part_title(d: Dokumen, slot: str) -> str:
    """What one returned sheet is: the title of its part."""
    kind = jenis_dokumen.ambil(d.jenis)
    bagian = kind.part(slot) if kind is not None else None
    return str(bagian.judul) if bagian is not None else slot


def size(byte: int | None) -> str:
    """Bytes as people read them: 84 KB, 1,2 MB."""
    if not byte:
        return ""
    kb = byte / 1024
    return f"{kb:.0f} KB" if kb < 1000 else f"{kb / 1024:.1f} MB".replace(".", ",")


def waiting(user: Any) -> list[Menunggu]:
    """For "Menunggu saya": own prints that failed, own photos without a place."""
    gagal = Dokumen.objects.visible_to(user).filter(
        dibuat_oleh_id=user.pk, status=Dokumen.Status.DIMINTA, pekerjaan__status=Pekerjaan.Status.GAGAL
    )
    lepas = Berkas.objects.visible_to(user).valid().filter(objek_jenis="", dibuat_oleh_id=user.pk)
    return [
        *(
            Menunggu(_("Dokumen gagal disusun"), str(d), d.get_absolute_url(), d.dibuat_pada, "warn")
            for d in gagal[:MENUNGGU_MAKS]
        ),
        *(
            Menunggu(
                _("Foto belum ada tempatnya"),
                b.nama_asli,
                reverse("laporan:berkas-tempatkan", args=[b.pk]),
                b.dibuat_pada,
                "cam",
            )
            for b in lepas[:MENUNGGU_MAKS]
        ),
    ]


def archive_of(kode_wilayah: str) -> str:
    """Address of the archive of one area."""
    return f"{reverse('laporan:dokumen-daftar')}?kelurahan={kode_wilayah}"
