"""The trail in plain sentences: what happened, to what, with which reason. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inti.models import Jejak

# Event -> sentence ("%(objek)s" is the row's own name) and colour. Events nobody listed get a plain sentence.
KALIMAT: dict[str, tuple[Any, str]] = {
    "siklus.siklus.dibuka": (_l("%(objek)s dibuka"), "ok"),
    "siklus.siklus.tolak": (_l("Warga menolak; siklus berhenti dan semua langkah lain terkunci"), "buruk"),
    "siklus.siklus.pulihkan": (_l("Siklus dipulihkan sesudah berita acara diperbaiki"), "awas"),
    "siklus.siklus.jadwalkan_rkm_ulang": (_l("RKM ulang dijadwalkan"), "ok"),
    "siklus.siklus.keluarkan": (_l("Lokasi dikeluarkan dari program"), "buruk"),
    "siklus.siklus.selesaikan": (_l("Siklus ditutup"), "ok"),
    "siklus.langkah.mulai": (_l("%(objek)s dimulai"), ""),
    "siklus.langkah.ajukan": (_l("%(objek)s diajukan untuk diverifikasi"), ""),
    "siklus.langkah.kembalikan": (_l("%(objek)s dikembalikan untuk dilengkapi"), "buruk"),
    "siklus.langkah.verifikasi": (_l("%(objek)s terverifikasi"), "ok"),
    "siklus.langkah.buka_kembali": (_l("%(objek)s dibuka kembali"), "awas"),
    "siklus.langkah.lewati": (_l("%(objek)s dilewati"), "awas"),
    "siklus.langkah.buka_awal": (_l("%(objek)s dicatat sebagai keadaan awal"), "ok"),
    "siklus.langkah.rencana_diubah": (_l("Rencana %(objek)s diubah"), ""),
    "siklus.langkah.dijadwalkan": (_l("%(objek)s dijadwalkan"), ""),
    "siklus.langkah_atas.dibuka": (_l("Langkah tahun ini dibuka"), "ok"),
    "siklus.pertemuan.dijadwalkan": (_l("Dijadwalkan: %(objek)s"), ""),
    "siklus.pertemuan.laksanakan": (_l("Pertemuan terlaksana: %(objek)s"), "ok"),
    "siklus.pertemuan.diubah": (_l("Catatan pertemuan diubah: %(objek)s"), ""),
    "siklus.pertemuan.batalkan": (_l("Pertemuan dibatalkan: %(objek)s"), "awas"),
    "siklus.keputusan.dicatat": (_l("Keputusan warga: %(objek)s"), "ok"),
    "siklus.keputusan.usul_keluar": (_l("Diusulkan keluar dari program"), "buruk"),
    "siklus.keputusan.batalkan": (_l("Keputusan dikoreksi: %(objek)s"), "awas"),
    "siklus.keluaran.disimpan": (_l("Bukti disimpan: %(objek)s"), "ok"),
    "siklus.keluaran.diubah": (_l("Bukti diubah: %(objek)s"), ""),
    "siklus.keluaran.batalkan": (_l("Bukti dibatalkan: %(objek)s"), "awas"),
    "siklus.pelatihan.dicatat": (_l("Pelatihan dicatat: %(objek)s"), "ok"),
    "siklus.pelatihan.batalkan": (_l("Pelatihan dibatalkan: %(objek)s"), "awas"),
    "siklus.relawan.terdaftar": (_l("Relawan terdaftar"), ""),
    "siklus.relawan.keaktifan": (_l("Keaktifan relawan dicatat"), ""),
    "siklus.relawan.batalkan": (_l("Relawan dicoret dari daftar"), "awas"),
    "siklus.pelajaran.ditulis": (_l("Pelajaran ditulis"), ""),
    "siklus.percakapan.ditulis": (_l("Catatan percakapan verifikasi"), ""),
    "siklus.kehadiran.dicatat": (_l("Nama ditambahkan ke daftar hadir: %(objek)s"), ""),
    "siklus.kehadiran.dihapus": (_l("Nama dihapus dari daftar hadir: %(objek)s"), "awas"),
    "siklus.peserta.dicatat": (_l("Peserta pelatihan dicatat"), ""),
    "siklus.peserta.dihapus": (_l("Peserta pelatihan dihapus"), "awas"),
    "siklus.jadwal.disimpan": (_l("Jadwal induk disimpan"), ""),
    "siklus.lokasi.dicabut": (_l("Dicabut dari daftar lokasi sasaran"), "awas"),
    "inti.impor.disimpan": (_l("Data diimpor dari lembar kerja"), ""),
    "laporan.berkas.diunggah": (_l("Berkas diunggah: %(objek)s"), ""),
    "laporan.berkas.ditempatkan": (_l("Foto kertas ditempatkan: %(objek)s"), "ok"),
    "laporan.berkas.dibatalkan": (_l("Berkas dibatalkan: %(objek)s"), "awas"),
    "laporan.dokumen.diminta": (_l("Dokumen diminta: %(objek)s"), ""),
    "laporan.dokumen.siap": (_l("Dokumen siap: %(objek)s"), "ok"),
    "laporan.dokumen.dibatalkan": (_l("Dokumen dibatalkan: %(objek)s"), "awas"),
}
# Row names that are personal data do not appear in the timeline.
TANPA_NAMA = ("siklus.relawan.", "siklus.peserta.", "wilayah.warga.")
HALAMAN = {"siklus.langkah": "siklus:langkah", "siklus.pertemuan": "siklus:pertemuan"}


def build_history(jejak: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Events as the timeline component reads them."""
    return [_line(j) for j in jejak]


def _line(j: Jejak) -> dict[str, Any]:
    kalimat, keadaan = KALIMAT.get(j.peristiwa, ("", ""))
    return {
        "pada": j.waktu,
        "oleh": ", ".join(b for b in (j.pelaku_nama, j.pelaku_peran.partition(",")[0].partition(";")[0]) if b),
        "judul": (str(kalimat) % {"objek": j.objek_nama}) if kalimat else _plain(j),
        "catatan": j.alasan,
        "keadaan": keadaan,
        "url": _address(j),
    }


def _plain(j: Jejak) -> str:
    """A sentence for an event nobody wrote one for: what kind of thing, what was done to it."""
    if j.peristiwa.startswith(TANPA_NAMA):
        return _("Catatan perorangan diubah")
    kerja = j.peristiwa.rpartition(".")[2].replace("_", " ")
    return _("%(objek)s: %(kerja)s") % {"objek": j.objek_nama or j.objek_jenis.rpartition(".")[2], "kerja": kerja}


def _address(j: Jejak) -> str:
    nama = HALAMAN.get(j.objek_jenis)
    return reverse(nama, args=[j.objek_id]) if nama and j.objek_id else ""
