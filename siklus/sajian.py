"""How rows of the cycle are shown: the rail, a kelurahan's card, one sentence of the trail. No queries, no decisions.

Everything here takes rows that a query has already fetched and gives plain values to templates, XLSX and share texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti import formats
from inti.registry import syarat
from siklus.definisi.model import Cakupan, Dari, DefGerbang, Sebaran
from siklus.gerbang import CAPAI
from siklus.models import Langkah, Pertemuan, Siklus

SEDANG = ("dikembalikan", "dibuka_kembali", "berjalan", "diajukan")


@dataclass(frozen=True)
class Titik:
    """One dot of the rail, as the tag `rel` reads it."""

    kode: str
    nama: str
    keadaan: str
    url: str = ""
    kini: bool = False
    keterangan: str = ""
    langkah: Any = None


@dataclass(frozen=True)
class Kontak:
    """Somebody to call about a kelurahan."""

    nama: str
    peran: str
    telepon: str = ""
    singkat: str = ""

    @property
    def telepon_wa(self) -> str:
        """Digits as wa.me wants them: 62812..., "" without a number."""
        digit = "".join(h for h in self.telepon if h.isdigit())
        if digit.startswith("0"):
            return f"62{digit[1:]}"
        return digit


@dataclass
class KartuKelurahan:
    """A kelurahan at a glance: mini rail, state mark, last activity, next due date, whom to call."""

    siklus: Siklus
    rel: list[Titik]
    keadaan: str
    label: str
    terakhir: str = ""
    berikutnya: str = ""
    hari_lewat: int = 0
    kontak: list[Kontak] = field(default_factory=list)

    @property
    def wilayah(self) -> Any:
        """The area of the Siklus."""
        return self.siklus.wilayah

    @property
    def url(self) -> str:
        """The kelurahan's page."""
        return reverse("siklus:kelurahan-detail", args=[self.siklus.wilayah_id])


def year_in_progress(langkah: Iterable[Langkah]) -> int:
    """The tahun siklus a Siklus stands in: the latest one in which anything has begun, else the first."""
    return max((x.tahun_siklus for x in langkah if x.status != "belum"), default=1)


def latest_rounds(langkah: Iterable[Langkah], tahun: int) -> list[Langkah]:
    """The stages of one tahun siklus in order, each in its latest putaran; optional ones only once begun."""
    pilih: dict[tuple[str, str], Langkah] = {}
    for x in langkah:
        if x.tahun_siklus != tahun or (x.opsional and x.status == "belum"):
            continue
        kunci = (x.kode, x.wilayah_id)
        if kunci not in pilih or x.putaran > pilih[kunci].putaran:
            pilih[kunci] = x
    return sorted(pilih.values(), key=lambda x: (x.urutan, x.kode, x.wilayah_id))


def current_stage(langkah: Sequence[Langkah], siklus: Siklus | None = None) -> Langkah | None:
    """The stage that asks for work: the first one under way, else the first one not begun, else None (all done).

    After a refusal it is the stage that was refused: nothing else moves until it is held again. Source: SIK-10.
    """
    if siklus is not None and siklus.status == "menolak":
        return next((x for x in reversed(langkah) if x.hasil == "tolak"), None)
    for keadaan in (SEDANG, ("belum",)):
        calon = next((x for x in langkah if x.status in keadaan), None)
        if calon is not None:
            return calon
    return None


def state_of(langkah: Langkah, sesama: Sequence[Langkah] = (), siklus: Siklus | None = None) -> str:
    """The word that a rail, list or heat map shows for a stage (a key of `KEADAAN`).

    `terlambat` and `terkunci` are computed: late by its plan, locked by the gates on its siblings or by a refusal.
    """
    if langkah.hasil == "tolak" and siklus is not None and siklus.status == "menolak":
        return "menolak"
    if langkah.status not in ("belum", "berjalan"):
        return langkah.status
    if siklus is not None and siklus.status != "berjalan":
        return "terkunci" if langkah.status == "belum" else langkah.status
    if getattr(langkah, "terlambat", False):
        return "terlambat"
    if langkah.status == "belum" and is_locked(langkah, sesama):
        return "terkunci"
    return langkah.status


def is_locked(langkah: Langkah, sesama: Sequence[Langkah]) -> bool:
    """Whether a gate on a sibling stage of the same year is closed, or one that nothing can answer yet (SIK-17).

    Gates that need more rows are judged on the stage's own page.
    """
    return any(
        not _reached(g, sesama) if g.langkah else g.fungsi not in syarat or _unborn(g, sesama)
        for g in langkah.aturan_main.gerbang
        if g.mode == "block" and (g.fungsi or (g.cakupan is Cakupan.SENDIRI and g.dari is Dari.TAHUN_INI))
    )


def _unborn(gerbang: DefGerbang, sesama: Sequence[Langkah]) -> bool:
    """Whether the stage that makes what a gate reads has not begun, so that there can be nothing to read yet."""
    asal = [x for x in sesama if x.kode == gerbang.lahir_di]
    return bool(asal) and all(x.status == "belum" for x in asal)


def _reached(gerbang: DefGerbang, sesama: Sequence[Langkah]) -> bool:
    calon = [x for x in sesama if x.kode == gerbang.langkah and (not gerbang.tingkat or x.tingkat == gerbang.tingkat)]
    if not calon:  # asked of the later Siklus only, or of another year: not ours to judge
        return True
    return any(
        x.status == "dilewati"
        or (x.status in CAPAI[gerbang.keadaan] and (not gerbang.putusan or x.hasil in ("", gerbang.putusan)))
        for x in calon
    )


def build_rail(
    langkah: Iterable[Langkah], siklus: Siklus | None = None, *, kini: Langkah | None = None, tahun: int | None = None
) -> list[Titik]:
    """The rail of one tahun siklus. `kini` is the stage on show (default: the one that asks for work)."""
    semua = list(langkah)
    jalur = latest_rounds(semua, tahun or year_in_progress(semua))
    sorot = kini or current_stage(jalur, siklus)
    return [
        Titik(
            kode=x.kode,
            nama=_stage_label(x),
            keadaan=(k := state_of(x, jalur, siklus)),
            url=reverse("siklus:langkah", args=[x.pk]),
            kini=sorot is not None and x.pk == sorot.pk,
            keterangan=overdue(x) if k == "terlambat" else "",
            langkah=x,
        )
        for x in jalur
    ]


def _stage_label(langkah: Langkah) -> str:
    nama = str(langkah.aturan_main.nama_rel)
    if langkah.aturan_main.sebaran is Sebaran.ANAK:
        nama = f"{nama} {langkah.wilayah}"
    return nama if langkah.putaran == 1 else f"{nama} {langkah.putaran}"


def overdue(langkah: Langkah) -> str:
    """How late a stage is, in words; "" when it is not."""
    hari = getattr(langkah, "hari_lewat", 0) or 0
    return ngettext("lewat %(n)d hari", "lewat %(n)d hari", hari) % {"n": hari} if hari else ""


def build_card(
    siklus: Siklus,
    langkah: Sequence[Langkah],
    *,
    terakhir: Pertemuan | None = None,
    kontak: Sequence[Kontak] = (),
    hari_ini: date | None = None,
    kabar: Mapping[Any, str] | None = None,
) -> KartuKelurahan:
    """The card of one kelurahan from its Siklus, its stages (with lateness) and its last meeting.

    `kabar` says of stages that nobody has opened yet what is recorded of them already (`registry.kabar_langkah`).
    """
    jalur = latest_rounds(langkah, year_in_progress(langkah))
    kini = current_stage(jalur, siklus)
    keadaan, label = _card_mark(siklus, kini, jalur, kabar or {})
    return KartuKelurahan(
        siklus=siklus,
        rel=build_rail(langkah, siklus),
        keadaan=keadaan,
        label=label,
        terakhir=_last_activity(kini, terakhir),
        berikutnya=_next_due(kini, hari_ini),
        hari_lewat=max((getattr(x, "hari_lewat", 0) or 0 for x in jalur), default=0),
        kontak=list(kontak),
    )


def unopened(langkah: Sequence[Langkah], siklus: Siklus) -> Langkah | None:
    """The stage that asks for work where nobody has opened it yet: other apps may know more of it."""
    kini = current_stage(latest_rounds(langkah, year_in_progress(langkah)), siklus)
    return kini if kini is not None and kini.status == "belum" else None


def _card_mark(
    siklus: Siklus, kini: Langkah | None, jalur: Sequence[Langkah], kabar: Mapping[Any, str]
) -> tuple[str, str]:
    if siklus.status == "menolak":
        return "menolak", _("RKM ditolak warga")
    if siklus.status == "dikeluarkan_dari_program":
        return "dikeluarkan", _("Keluar dari program")
    if kini is None:
        return "selesai", _("Semua langkah selesai")
    telat = next((x for x in jalur if getattr(x, "terlambat", False)), None)
    dipakai = telat if telat is not None and kini.status in ("belum", "berjalan") else kini
    keadaan = state_of(dipakai, jalur, siklus)
    if dipakai.status == "belum" and (isi := kabar.get(dipakai.pk)):
        return keadaan, f"{_stage_label(dipakai)} {isi}"
    kata = {
        "terlambat": _("%(nama)s terlambat"),
        "diajukan": _("%(nama)s menunggu verifikasi"),
        "dikembalikan": _("%(nama)s dikembalikan"),
        "dibuka_kembali": _("%(nama)s dibuka kembali"),
        "belum": _("%(nama)s belum mulai"),
        "terkunci": _("%(nama)s terkunci"),
    }.get(keadaan, "%(nama)s")
    return keadaan, kata % {"nama": _stage_label(dipakai)}


def _last_activity(kini: Langkah | None, terakhir: Pertemuan | None) -> str:
    if kini is not None and kini.status == "dikembalikan" and kini.catatan:
        return _("Catatan: %(catatan)s") % {"catatan": kini.catatan}
    if terakhir is None:
        return _("Belum ada pertemuan tercatat")
    tempat = f"{terakhir.basis.label_lengkap}, " if terakhir.basis is not None else ""
    return _("Pertemuan terakhir: %(nama)s, %(tempat)s%(tanggal)s") % {
        "nama": terakhir.nama,
        "tempat": tempat,
        "tanggal": formats.tanggal(terakhir.tanggal, "pendek"),
    }


def _next_due(kini: Langkah | None, hari_ini: date | None) -> str:
    if kini is None or kini.status in ("terverifikasi", "dilewati"):
        return ""
    if telat := overdue(kini):
        return telat
    if kini.status == "diajukan" and kini.diajukan_pada:
        return _("diajukan %(tanggal)s") % {"tanggal": formats.tanggal(kini.diajukan_pada, "pendek")}
    if kini.rencana_selesai is None:
        return ""
    sisa = (kini.rencana_selesai - hari_ini).days if hari_ini else None
    if sisa is not None and 0 <= sisa <= 14:
        hari = formats.lama(sisa) if sisa == 0 else _("%(lama)s lagi") % {"lama": formats.lama(sisa)}
        return _("%(nama)s jatuh tempo %(hari)s") % {"nama": _stage_label(kini), "hari": hari}
    return _("%(nama)s jatuh tempo %(tanggal)s") % {
        "nama": _stage_label(kini),
        "tanggal": formats.tanggal(kini.rencana_selesai, "pendek"),
    }
