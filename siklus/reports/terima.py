"""Which evidence the signed copy of a paper is. Source: SIK-73."""

from __future__ import annotations

from siklus.definisi.model import DefKeluaran, JenisKeluaran
from siklus.models import Pertemuan

HADIR_UMUM, BA_UMUM = "daftar_hadir_sosialisasi", "berita_acara_pertemuan"


def evidence_for(rapat: Pertemuan, kertas: str) -> DefKeluaran | None:
    """The evidence that the signed copy of a paper is: named by its template, else by kind of paper and meeting.

    A record is the Berita Acara of this kind of meeting; an attendance sheet its list, else the stage's "-DH".
    Source: SIK-73.
    """
    semua = rapat.langkah.aturan_main.keluaran
    bernama = next((k for k in semua if k.templat == kertas), None)
    if bernama is not None:
        return bernama
    if kertas == BA_UMUM:
        return next((k for k in semua if k.jenis is JenisKeluaran.BERITA_ACARA and k.pertemuan == rapat.jenis), None)
    if kertas != HADIR_UMUM:
        return None
    daftar = [k for k in semua if k.jenis is JenisKeluaran.DAFTAR]
    milik = next((k for k in daftar if k.pertemuan == rapat.jenis), None)
    return milik or next((k for k in daftar if k.kode.endswith("-DH") and not k.pertemuan), None)
