"""What a summary says of the stages: their states, the findings met, who is late and why. For many kelurahan at once.

The findings of a gate are dear to ask for every cell of a page, which is why the summary keeps them. Source: DAS-03.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Kekurangan, Penyedia, Ukuran
from siklus import tautan
from siklus.definisi import ambil_definisi
from siklus.gerbang import periksa_banyak
from siklus.models import Langkah, Siklus
from siklus.queries_halaman import last_meetings, open_siklus_of, stages_of
from siklus.sajian import current_stage, latest_rounds, state_of, year_in_progress
from wilayah.waktu import today_in

PROGRAM, DEFINISI = "p2kp", "p2kp@1"
SEDANG = ("berjalan", "dikembalikan", "dibuka_kembali")
DIAM_HARI = 30  # without any meeting for so long, a kelurahan needs a visit (days)
SELESAI = "terverifikasi"


@dataclass
class Fakta:
    """The stages of one kelurahan now. `sel` holds one entry per stage as the heat map reads it; days unless said."""

    siklus: Siklus
    tahun: int
    sel: list[dict[str, Any]] = field(default_factory=list)
    kini: Langkah | None = None
    keadaan: str = ""
    hari_lewat: int = 0
    temuan_persen: int | None = None
    sebab: str = ""
    sebab_tautan: str = ""
    menunggu_sejak: datetime | None = None
    kegiatan_terakhir: date | None = None
    gelombang_mulai: date | None = None
    jalur: list[Langkah] = field(default_factory=list)

    def cell(self, kode: str, tahun: int = 1) -> dict[str, Any] | None:
        """One stage of one tahun siklus."""
        return next((s for s in self.sel if s["kode"] == kode and s["tahun"] == tahun), None)


_bersama: ContextVar[dict[str, Fakta] | None] = ContextVar("fakta_langkah", default=None)


@contextmanager
def shared(fakta: dict[str, Fakta]) -> Iterator[None]:
    """Let the provider below use what the refresh has already computed."""
    token = _bersama.set(fakta)
    try:
        yield
    finally:
        _bersama.reset(token)


def stage_facts(kodes: Iterable[str], *, temuan: bool = True) -> dict[str, Fakta]:
    """The stages of the newest Siklus of each kelurahan; a kelurahan without one is left out.

    Constant number of queries. Without `temuan` the findings are not asked (percent and reason stay empty).
    """
    siklus = {kode: s for (kode, program), s in open_siklus_of(kodes).items() if program == PROGRAM}
    langkah = stages_of(siklus.values())
    rapat = last_meetings([s.pk for s in siklus.values()]) if temuan else {}
    hasil = {kode: _facts(s, langkah.get(s.pk, [])) for kode, s in siklus.items()}
    for f in hasil.values():
        terakhir = rapat.get(f.siklus.pk)
        f.kegiatan_terakhir = terakhir.tanggal if terakhir is not None else None
    if temuan:
        _add_findings(hasil.values())
    return hasil


def _facts(siklus: Siklus, semua: Sequence[Langkah]) -> Fakta:
    tahun = year_in_progress(semua)
    jalur = latest_rounds(semua, tahun)
    kini = current_stage(jalur, siklus)
    rencana = [x.rencana_mulai for x in semua if x.tahun_siklus == 1 and x.rencana_mulai is not None]
    f = Fakta(siklus, tahun, kini=kini, jalur=jalur, gelombang_mulai=min(rencana, default=None))
    akhir: dict[tuple[int, str], Langkah] = {}
    for x in semua:
        kunci = (x.tahun_siklus, x.kode)
        if kunci not in akhir or akhir[kunci].putaran < x.putaran:
            akhir[kunci] = x
    sesama = {t: latest_rounds(semua, t) for t in {t for t, _kode in akhir}}
    for (t, kode), x in sorted(akhir.items(), key=lambda b: (b[0][0], b[1].urutan)):
        f.sel.append(
            {
                "kode": kode, "tahun": t, "id": str(x.pk), "keadaan": state_of(x, sesama[t], siklus),
                "hari": getattr(x, "hari_lewat", 0) or 0, "opsional": x.opsional and x.status == "belum",
                "mulai": x.status != "belum",
            }
        )  # fmt: skip
    f.hari_lewat = max((getattr(x, "hari_lewat", 0) or 0 for x in jalur), default=0)
    f.keadaan = state_of(kini, jalur, siklus) if kini is not None else ""
    f.menunggu_sejak = min((x.diajukan_pada for x in jalur if x.status == "diajukan" and x.diajukan_pada), default=None)
    return f


def _add_findings(fakta: Iterable[Fakta]) -> None:
    """Percent met of every stage under way, and the first missing finding of the one that asks for work."""
    semua = list(fakta)
    diminta = [x for f in semua for x in f.jalur if x.status in SEDANG or x is _reason_stage(f)]
    temuan = periksa_banyak(diminta) if diminta else {}
    for f in semua:
        per_kode = {x.kode: percent_met(temuan[x.pk]) for x in f.jalur if x.status in SEDANG and x.pk in temuan}
        for s in f.sel:
            if s["tahun"] == f.tahun and s["kode"] in per_kode:
                s["persen"] = per_kode[s["kode"]]
        if f.kini is not None:
            f.temuan_persen = per_kode.get(f.kini.kode)
        acuan = _reason_stage(f)
        if acuan is not None and (kurang := first_missing(temuan.get(acuan.pk, []))):
            f.sebab = " ".join(t for t in (str(kurang.pesan), str(kurang.rincian)) if t)
            f.sebab_tautan = tautan.langkah(acuan.pk)  # not the form: most who read a dashboard may not fill it
        elif acuan is not None and acuan.status in SEDANG:  # nothing is missing: it only has to be handed in
            catatan = {"catatan": acuan.catatan}
            dikembalikan = acuan.status == "dikembalikan"
            siap = gettext("Semua syarat terpenuhi; tinggal diajukan.")
            f.sebab = gettext("Catatan: %(catatan)s") % catatan if dikembalikan else siap
            f.sebab_tautan = tautan.langkah(acuan.pk)


def _reason_stage(f: Fakta) -> Langkah | None:
    """The stage whose missing finding explains the kelurahan: the one that is late the longest, else the one under way."""
    telat = [x for x in f.jalur if (getattr(x, "hari_lewat", 0) or 0) > 0]
    if telat:
        return max(telat, key=lambda x: (getattr(x, "hari_lewat", 0), -x.urutan))
    return f.kini if f.kini is not None and f.kini.status in ("belum", *SEDANG) else None


def percent_met(temuan: Sequence[Kekurangan]) -> int | None:
    """How much of the findings is met, in whole percent rounded down (100 only when all are); what informs is left out."""
    dinilai = [t for t in temuan if t.mode != "info"]
    return sum(t.terpenuhi for t in dinilai) * 100 // len(dinilai) if dinilai else None


def first_missing(temuan: Sequence[Kekurangan]) -> Kekurangan | None:
    """The first finding that holds the stage, else the first that warns."""
    kurang = [t for t in temuan if not t.terpenuhi and t.mode != "info"]
    return next((t for t in kurang if t.mode == "block"), kurang[0] if kurang else None)


def needs_visit(f: Fakta, hari_ini: date) -> bool:
    """Late, given back, refused, or silent for 30 days while the cycle runs. Source: DAS-08."""
    if f.siklus.status == "menolak":
        return True
    if f.siklus.status != "berjalan" or f.kini is None:
        return False
    diam = f.kegiatan_terakhir is not None and (hari_ini - f.kegiatan_terakhir).days > DIAM_HARI
    return f.hari_lewat > 0 or any(x.status == "dikembalikan" for x in f.jalur) or diam


# -- the measures ------------------------------------------------------------------------------------------------------


def stage_codes() -> list[tuple[str, Any]]:
    """Code and short name of the stages of the first year that a kelurahan itself goes through, in order."""
    d = ambil_definisi(DEFINISI)
    return list({a.kode: a.nama_rel for a in d.langkah if 1 in a.tahun and not a.tanpa_siklus}.items())


def funnel_codes() -> list[tuple[str, Any]]:
    """The stages up to the plan (S6): the funnel of the cycle."""
    semua = stage_codes()
    akhir = next((i for i, (kode, _nama) in enumerate(semua) if kode == "S6"), len(semua) - 1)
    return [s for s in semua[: akhir + 1] if s[0] != "S4b"]


def compute(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Any]]:
    """Measures of the stages. Today's states; for an earlier day what the dates of the rows tell."""
    kini = [k for k in kodes if per_tanggal >= today_in(k)]
    lalu = [k for k in kodes if per_tanggal < today_in(k)]
    hasil: dict[str, dict[str, Any]] = {}
    siap = _bersama.get()
    fakta = siap if siap is not None else stage_facts(kini)
    for kode in kini:
        if kode in fakta:
            hasil[kode] = measures_now(fakta[kode], per_tanggal)
    if lalu:
        hasil.update(_measures_before(lalu, per_tanggal))
    return hasil


def measures_now(f: Fakta, hari_ini: date) -> dict[str, int]:
    """Measures of the stages as they stand."""
    isi = {
        "siklus.terdaftar": 1,
        "siklus.terlambat": int(f.hari_lewat > 0),
        "siklus.tepat": int(f.hari_lewat == 0),
        "siklus.menolak": int(f.siklus.status == "menolak"),
        "siklus.dikembalikan": int(any(x.status == "dikembalikan" for x in f.jalur)),
        "siklus.kunjungan": int(needs_visit(f, hari_ini)),
        "langkah.menunggu": sum(x.status == "diajukan" for x in f.jalur),
    }
    for kode, _nama in stage_codes():
        sel = f.cell(kode)
        isi[f"langkah.{kode}.mulai"] = int(sel is not None and sel["mulai"])
        isi[f"langkah.{kode}.lulus"] = int(sel is not None and sel["keadaan"] == SELESAI)
    return isi


def _measures_before(kodes: Sequence[str], hari: date) -> dict[str, dict[str, int]]:
    """What the dates of the stages tell of an earlier day; states that leave no date (returned) stay unknown."""
    siklus = {kode: s for (kode, program), s in open_siklus_of(kodes).items() if program == PROGRAM}
    langkah = stages_of(siklus.values())
    hasil = {}
    for kode, s in siklus.items():
        jalur = [x for x in langkah.get(s.pk, []) if x.tahun_siklus == 1 and x.putaran == 1 and not x.opsional]
        telat = any(_late_on(x, hari) for x in jalur)
        isi = {"siklus.terdaftar": 1, "siklus.terlambat": int(telat), "siklus.tepat": int(not telat)}
        for x in jalur:
            isi[f"langkah.{x.kode}.mulai"] = int(x.tanggal_mulai is not None and x.tanggal_mulai <= hari)
            isi[f"langkah.{x.kode}.lulus"] = int(x.status == SELESAI and _done_by(x, hari))
        hasil[kode] = isi
    return hasil


def _done_by(x: Langkah, hari: date) -> bool:
    if x.keadaan_awal:
        return x.tanggal_selesai is not None and x.tanggal_selesai <= hari
    return x.diverifikasi_pada is not None and x.diverifikasi_pada.date() <= hari


def _late_on(x: Langkah, hari: date) -> bool:
    if x.rencana_selesai is None or x.rencana_selesai >= hari or x.status == "dilewati":
        return False
    return not _done_by(x, hari) and (x.diajukan_pada is None or x.diajukan_pada.date() > hari)


def provider() -> Penyedia:
    """The measures above, as the summary asks for them."""
    ukuran = [
        Ukuran("siklus.terdaftar", _("Kelurahan dengan siklus")),
        Ukuran("siklus.terlambat", _("Kelurahan terlambat")),
        Ukuran("siklus.tepat", _("Kelurahan tanpa keterlambatan")),
        Ukuran("siklus.menolak", _("Kelurahan yang menolak")),
        Ukuran("siklus.dikembalikan", _("Kelurahan dengan langkah dikembalikan")),
        Ukuran("siklus.kunjungan", _("Kelurahan yang perlu dikunjungi")),
        Ukuran("langkah.menunggu", _("Langkah menunggu verifikasi")),
    ]
    for kode, nama in stage_codes():
        ukuran += [
            Ukuran(f"langkah.{kode}.mulai", format_lazy(_("{nama} dimulai"), nama=nama)),
            Ukuran(f"langkah.{kode}.lulus", format_lazy(_("{nama} terverifikasi"), nama=nama)),
        ]
    return Penyedia(tuple(ukuran), compute)


def indicators() -> list[Indikator]:
    """The figures of the cycle."""
    semua = "siklus.terdaftar"
    return [
        Indikator("siklus.tepat", _("Tanpa keterlambatan"), "siklus", "siklus.tepat", semua),
        Indikator("siklus.terlambat", _("Terlambat"), "siklus", "siklus.terlambat", semua, arah="turun"),
        Indikator("siklus.kunjungan", _("Perlu dikunjungi"), "siklus", "siklus.kunjungan", semua, arah="turun"),
        Indikator("siklus.dikembalikan", _("Dikembalikan"), "siklus", "siklus.dikembalikan", semua, arah="turun"),
        Indikator("siklus.menolak", _("RKM ditolak warga"), "siklus", "siklus.menolak", semua, arah=""),
        *(
            Indikator(
                f"langkah.{kode}", format_lazy(_("{nama} terverifikasi"), nama=nama), "langkah",
                f"langkah.{kode}.lulus", semua,
            )
            for kode, nama in funnel_codes()
        ),
    ]  # fmt: skip
