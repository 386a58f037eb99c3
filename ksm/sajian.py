"""How groups are shown: checklists in order, their progress as a line, the trail in sentences. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.charts import Grafik, line
from inti.formats import persen, tanggal
from inti.models import Jejak
from inti.registry import kalimat as kalimat_lain
from ksm.ceklis import CEKLIS, DefCeklis, newest
from ksm.models import CeklisKSM
from ksm.sajian_pelaksanaan import KALIMAT as KALIMAT_PELAKSANAAN
from ksm.sajian_usulan import KALIMAT as KALIMAT_USULAN

KALIMAT: dict[str, tuple[Any, str]] = {
    "ksm.ksm.didaftarkan": (gettext_lazy("KSM didaftarkan"), "ok"),
    "ksm.ksm.diubah": (gettext_lazy("Data KSM diubah"), ""),
    "ksm.ksm.bubarkan": (gettext_lazy("Pembubaran KSM dicatat"), "buruk"),
    "ksm.ksm.batalkan": (gettext_lazy("Pendaftaran KSM dibatalkan"), "awas"),
    "ksm.ksm.pulihkan": (gettext_lazy("KSM aktif kembali"), "ok"),
    "ksm.anggotaksm.dicatat": (gettext_lazy("Anggota ditambahkan"), ""),
    "ksm.anggotaksm.diubah": (gettext_lazy("Data anggota diubah"), ""),
    "ksm.anggotaksm.keluarkan": (gettext_lazy("Anggota keluar"), "awas"),
    "ksm.anggotaksm.batalkan": (gettext_lazy("Anggota dicoret (salah catat)"), "awas"),
    "ksm.aturanmain.disepakati": (gettext_lazy("Aturan main disepakati"), "ok"),
    "ksm.aturanmain.batalkan": (gettext_lazy("Aturan main dibatalkan"), "awas"),
    "ksm.ceklisksm.diisi": (gettext_lazy("Ceklis diisi"), ""),
    "ksm.ceklisksm.batalkan": (gettext_lazy("Ceklis dibatalkan"), "awas"),
    **KALIMAT_USULAN,
    **KALIMAT_PELAKSANAAN,
    "laporan.dokumen.diminta": (gettext_lazy("Dokumen diminta"), ""),
    "laporan.dokumen.siap": (gettext_lazy("Dokumen siap"), ""),
    "laporan.dokumen.dibatalkan": (gettext_lazy("Dokumen dibatalkan"), "awas"),
    "laporan.berkas.diunggah": (gettext_lazy("Berkas diunggah"), ""),
}


@dataclass(frozen=True)
class BarisCeklis:
    """One of the three lists of a group: the newest filled one, and the one before it."""

    definisi: DefCeklis
    terakhir: CeklisKSM | None
    sebelumnya: CeklisKSM | None
    semua: tuple[CeklisKSM, ...]

    @property
    def belum(self) -> list[Any]:
        """Questions of the newest list that are answered "belum"."""
        c = self.terakhir
        if c is None:
            return []
        daftar = CEKLIS[c.jenis][c.edisi]
        return [b.teks for b in daftar.butir if not c.jawaban.get(b.kode, {}).get("ya")]


def checklist_rows(ceklis: Sequence[CeklisKSM]) -> list[BarisCeklis]:
    """The three lists, in the order of the guideline. `ceklis` newest first."""
    hasil = []
    for jenis in CEKLIS:
        milik = tuple(c for c in ceklis if c.jenis == jenis)
        terbaru, sebelum = (milik[i] if len(milik) > i else None for i in (0, 1))
        hasil.append(BarisCeklis(newest(jenis), terbaru, sebelum, milik))
    return hasil


def progress_chart(ceklis: Sequence[CeklisKSM]) -> Grafik | None:
    """Share of questions in order over time, one line per list that was filled twice; None before. Source: KSM-22."""
    berulang = {j for j in CEKLIS if sum(c.jenis == j for c in ceklis) > 1}
    hari: list[date] = sorted({c.tanggal for c in ceklis if c.jenis in berulang})
    if not berulang:
        return None
    seri: dict[str, list[float | None]] = {}
    for jenis in (j for j in CEKLIS if j in berulang):
        nilai = {c.tanggal: float(c.bagian) for c in ceklis if c.jenis == jenis}
        seri[str(newest(jenis).nama)] = [nilai.get(h) for h in hari]
    return line(_("Perkembangan menurut ceklis"), [tanggal(h, "singkat") for h in hari], seri, tulis=persen)


def history(jejak: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Events of a group as the timeline component reads them; nobody is named."""
    hasil = []
    for j in jejak:
        dikenal = KALIMAT.get(j.peristiwa) or kalimat_lain.ambil(j.peristiwa)
        kalimat, keadaan = dikenal or (_("Catatan diubah"), "")
        hasil.append(
            {"pada": j.waktu, "oleh": j.pelaku_nama, "judul": str(kalimat), "catatan": j.alasan, "keadaan": keadaan}
        )
    return hasil
