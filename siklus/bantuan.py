"""The help about the stages: what each is for, who does what, which papers and numbers it needs. Read from the definitions.

Nothing is typed twice: purpose, steps, meetings, papers and conditions stand in the definition, numbers in Parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.peran import PERAN
from inti.formats import angka, persen
from siklus import izin
from siklus.definisi import definisi_terbaru, semua_definisi
from siklus.definisi.model import Definisi, DefLangkah
from siklus.konteks import parameter_codes
from wilayah import parameter
from wilayah.parameter import NilaiParameter
from wilayah.registry import HasilCari
from wilayah.waktu import today_in

CARI_MAKS = 6
MODE = {
    "block": gettext_lazy("wajib"), "warn": gettext_lazy("peringatan"), "info": gettext_lazy("keterangan"),
}  # fmt: skip
# Family of a role -> how the steps of a stage call its holder.
SEBUTAN = {
    "faskel": ("faskel", "fasilitator"), "sf": ("fasilitator senior", "sf", "tim fasilitator"), "korkot": ("korkot",),
    "askot": ("korkot", "askot"), "sekretaris": ("sekretaris", "bkm"), "koordinator_bkm": ("bkm", "koordinator"),
    "anggota_bkm": ("bkm",), "lurah": ("lurah",), "relawan": ("relawan",), "panitia": ("panitia",), "kmw": ("kmw",),
    "pemantau": ("pemantau",), "manajer_upk": ("upk", "up"), "kasir_upk": ("upk",), "pembuku_upk": ("upk",),
    "upl": ("upl", "up"), "ups": ("ups", "up"), "bendahara_ksm": ("ksm", "kelompok"), "pjok": ("pjok",), "camat": ("camat",),
}  # fmt: skip


@dataclass(frozen=True)
class Tugas:
    """What one role of the officer does in a stage: by the engine's rules, and by the steps that name it."""

    peran: str
    tugas: list[str]
    langkah_kerja: list[Any]


@dataclass(frozen=True)
class Angka:
    """One number of a stage as it holds today: name, value with unit, strictness, source."""

    nama: str
    nilai: str
    mode: Any
    sumber: str


def stages_by_code(definisi: Definisi) -> dict[str, list[DefLangkah]]:
    """Stages of a programme in its order; one code may stand at several levels and in several years."""
    hasil: dict[str, list[DefLangkah]] = {}
    for langkah in definisi.langkah:
        hasil.setdefault(langkah.kode, []).append(langkah)
    return hasil


def stages_called(program: str, kode: str) -> tuple[Definisi, list[DefLangkah]]:
    """The stages of one code. Raises KeyError for a programme or code that does not exist."""
    definisi = definisi_terbaru(program)
    return definisi, stages_by_code(definisi)[kode]


def numbers_of(langkah: DefLangkah, program: str, kode_wilayah: str) -> list[Angka]:
    """Every number of a stage that is set, as it holds today in the officer's area. One query."""
    kode = sorted({*parameter_codes(langkah), langkah.lama} - {""})
    nilai = parameter.values_for(kode, definisi=program, kode_wilayah=kode_wilayah, tanggal=today_in(kode_wilayah))
    return [Angka(n.nama, written(n), MODE.get(n.mode, n.mode), n.sumber) for n in nilai.values() if n.diatur]


def written(n: NilaiParameter) -> str:
    """A value with its unit: "30 % hadir", "2 minggu"."""
    if isinstance(n.nilai, bool):
        return _("ya") if n.nilai else _("tidak")
    if not isinstance(n.nilai, int | float):
        return ", ".join(map(str, n.nilai)) if isinstance(n.nilai, list) else str(n.nilai)
    if n.satuan.startswith("%"):
        return f"{persen(n.angka, 0)}{n.satuan[1:]}"
    return f"{angka(n.angka)} {n.satuan}".strip()


def tasks_of(user: Any, langkah: DefLangkah) -> list[Tugas]:
    """What the officer's running roles do in this stage, each role once. No query beyond the assignments."""
    hasil = []
    for kode in dict.fromkeys(p.peran for p in user.penugasan_berjalan if p.peran in PERAN):
        peran = PERAN[kode]
        milik = {kode, peran.rumpun}
        kerja = [c for c in langkah.cara if _named(str(c.oleh), SEBUTAN.get(peran.rumpun, SEBUTAN.get(kode, ())))]
        tugas = []
        if izin.CATAT in peran.izin:
            tugas.append(_("Mencatat pertemuan, kehadiran, dan bukti di aplikasi."))
        if milik & set(langkah.pengaju) and izin.AJUKAN in peran.izin:
            tugas.append(_("Mengajukan langkah ini setelah semuanya lengkap."))
        if milik & set(langkah.verifikator) and izin.VERIFIKASI in peran.izin:
            tugas.append(
                _("Memeriksa kertasnya, lalu memverifikasi; mengembalikan dengan catatan bila ada yang kurang.")
            )
        if not tugas and not kerja:
            tugas.append(_("Membaca dan mengawal. Tidak ada yang perlu Anda isi pada langkah ini."))
        hasil.append(Tugas(str(peran.nama), tugas, kerja))
    return hasil


def _named(oleh: str, sebutan: Sequence[str]) -> bool:
    kata = oleh.lower()
    return any(s in kata for s in sebutan)


def texts_of(langkah: DefLangkah) -> Iterable[str]:
    """Everything that the help says about a stage, for the search."""
    yield from (str(langkah.nama), str(langkah.nama_rel), str(langkah.tujuan), str(langkah.peserta))
    yield from (str(c.teks) for c in langkah.cara)
    for isi in (langkah.pertemuan, langkah.pelatihan, langkah.keluaran):
        yield from (str(x.nama) for x in isi)
    yield from (str(g.kalimat) for g in langkah.gerbang)
    yield from (str(s.kalimat) for s in langkah.syarat)


def search_help(user: Any, kata: str) -> list[HasilCari]:
    """Stages whose help holds these words: the name first, then the rest. No query."""
    if not user.cakupan(izin.LIHAT):
        return []
    cari = kata.lower().strip()
    depan: list[HasilCari] = []
    lain: list[HasilCari] = []
    for definisi in semua_definisi():
        for kode, langkah in stages_by_code(definisi).items():
            teks = [t.lower() for x in langkah for t in texts_of(x)]
            if not any(cari in t for t in teks):
                continue
            pertama = langkah[0]
            hasil = HasilCari(
                _("Bantuan: %(nama)s") % {"nama": pertama.nama}, str(pertama.tujuan)[:140],
                reverse("siklus:bantuan-langkah", args=[definisi.kode, kode]),
            )  # fmt: skip
            (depan if any(cari in str(x.nama).lower() for x in langkah) else lain).append(hasil)
    return [*depan, *lain][:CARI_MAKS]
