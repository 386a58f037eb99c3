"""The parts of a stage's page, each fetched with a constant number of queries and ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from inti.formats import share
from siklus.definisi.model import DefKeluaran, DefPelatihan, DefPertemuan
from siklus.gerbang import has_file
from siklus.models import Keluaran, Langkah, Pelatihan, Percakapan, Pertemuan
from wilayah.parameter import values_for
from wilayah.waktu import today_in

# Meetings of one kind shown before the fold.
TAMPIL = 3
SASARAN = {"perempuan": "partisipasi.perempuan_min", "miskin": "partisipasi.miskin_min"}


@dataclass(frozen=True)
class BarisPertemuan:
    """One meeting with its shares in percent (None where there is nothing to divide by)."""

    pertemuan: Pertemuan
    persen_perempuan: Decimal | None
    persen_miskin: Decimal | None
    persen_dewasa: Decimal | None

    @property
    def tempat_warga(self) -> str:
        """The place it was held for: a Basis, or the whole area."""
        basis = self.pertemuan.basis
        return str(self.pertemuan.langkah.wilayah if basis is None else basis.label_lengkap)

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("siklus:pertemuan", args=[self.pertemuan.pk])


@dataclass
class KelompokPertemuan:
    """One kind of meeting of a stage and what was recorded of it."""

    jenis: DefPertemuan
    url_catat: str
    url_jadwal: str
    baris: list[BarisPertemuan] = field(default_factory=list)

    @property
    def terlaksana(self) -> int:
        """How many were held."""
        return sum(b.pertemuan.status == "terlaksana" for b in self.baris)

    @property
    def terbaru(self) -> list[BarisPertemuan]:
        """The newest, shown at once."""
        return self.baris[:TAMPIL]

    @property
    def terdahulu(self) -> list[BarisPertemuan]:
        """The rest, folded away."""
        return self.baris[TAMPIL:]


@dataclass
class BarisKeluaran:
    """One kind of evidence and what was filed of it."""

    jenis: DefKeluaran
    url: str
    berkas: list[Keluaran] = field(default_factory=list)
    batal: list[Keluaran] = field(default_factory=list)

    @property
    def kurang(self) -> bool:
        """Whether it is asked for and its file missing: words alone are no evidence. Source: SIK-51."""
        return self.jenis.wajib and not any(has_file(k, self.jenis) for k in self.berkas)


@dataclass
class BarisPelatihan:
    """One training the stage asks for or offers, and what was recorded."""

    jenis: DefPelatihan
    url: str
    baris: list[Pelatihan] = field(default_factory=list)


def meeting_row(pertemuan: Pertemuan) -> BarisPertemuan:
    """One meeting with its shares."""
    hadir = pertemuan.hadir
    return BarisPertemuan(
        pertemuan,
        share(pertemuan.peserta_p, hadir) if hadir else None,
        share(pertemuan.miskin, hadir) if hadir and pertemuan.miskin is not None else None,
        share(hadir, pertemuan.dewasa) if hadir is not None else None,
    )


def meeting_groups(langkah: Langkah) -> list[KelompokPertemuan]:
    """Meetings by kind, in the order of the definition, newest first, cancelled ones last. One query."""
    baris = Pertemuan._base_manager.filter(langkah=langkah).select_related("basis__induk")
    per_jenis: dict[str, list[BarisPertemuan]] = {}
    for p in baris.order_by("-tanggal", "-rencana_tanggal", "-id"):
        p.langkah = langkah
        per_jenis.setdefault(p.jenis, []).append(meeting_row(p))
    dasar = reverse("siklus:pertemuan-baru", args=[langkah.pk])
    return [
        KelompokPertemuan(
            jenis=j,
            url_catat=f"{dasar}?jenis={j.kode}",
            url_jadwal=f"{reverse('siklus:pertemuan-jadwal', args=[langkah.pk])}?jenis={j.kode}",
            baris=sorted(per_jenis.get(j.kode, []), key=lambda b: b.pertemuan.status == "batal"),
        )
        for j in langkah.aturan_main.pertemuan
    ]


def kind_in_hand(kelompok: list[KelompokPertemuan]) -> str:
    """The kind most likely recorded next: a mandatory one not held yet, else the one below the kelurahan held last."""
    belum = next((g for g in kelompok if g.jenis.wajib and not g.terlaksana), None)
    if belum is not None:
        return belum.jenis.kode
    di_bawah = [g for g in kelompok if g.terlaksana and not g.jenis.tingkat.berkode]
    if not di_bawah:
        return ""
    return max(di_bawah, key=lambda g: max(b.pertemuan.dibuat_pada for b in g.baris)).jenis.kode


def evidence_rows(langkah: Langkah) -> list[BarisKeluaran]:
    """Evidence by kind, in the order of the definition. One query."""
    semua = list(
        Keluaran._base_manager.filter(langkah=langkah)
        .select_related("berkas", "dokumen", "pertemuan")
        .order_by("-dibuat_pada", "-id")
    )
    for k in semua:
        k.langkah = langkah
    dasar = reverse("siklus:keluaran-baru", args=[langkah.pk])
    return [
        BarisKeluaran(
            jenis=j,
            url=f"{dasar}?kode={j.kode}",
            berkas=[k for k in semua if k.kode == j.kode and k.status == "sah"],
            batal=[k for k in semua if k.kode == j.kode and k.status == "batal"],
        )
        for j in langkah.aturan_main.keluaran
    ]


def training_rows(langkah: Langkah) -> list[BarisPelatihan]:
    """Trainings by kind. One query, none where the stage knows no training."""
    if not langkah.aturan_main.pelatihan:
        return []
    semua = list(Pelatihan._base_manager.filter(langkah=langkah).order_by("-tanggal", "-id"))
    dasar = reverse("siklus:pelatihan-baru", args=[langkah.pk])
    return [
        BarisPelatihan(j, f"{dasar}?kode={j.kode}", [p for p in semua if p.kode == j.kode])
        for j in langkah.aturan_main.pelatihan
    ]


def remarks(langkah: Langkah, user: Any) -> list[dict[str, Any]]:
    """The talk between team and verifier, oldest first, as the component reads it. One query."""
    baris = Percakapan._base_manager.filter(langkah=langkah).order_by("dibuat_pada", "id")
    return [
        {"oleh": c.dibuat_oleh_nama, "pada": c.dibuat_pada, "isi": c.isi, "saya": c.dibuat_oleh_id == user.pk}
        for c in baris
    ]


def submissions(langkah: Langkah) -> list[dict[str, Any]]:
    """What was judged at each submission, newest first: when, by whom, the reason for what was passed, the findings."""
    return list(reversed(langkah.temuan_beku))


def people_who_signed(langkah: Langkah) -> list[dict[str, Any]]:
    """Signatures recorded from paper: who, as what, when, recorded by whom, with the photo. One query."""
    baris = Keluaran._base_manager.filter(langkah=langkah, status="sah", dari_kertas=True).select_related("berkas")
    return [
        {
            "nama": t.get("nama", ""),
            "jabatan": t.get("jabatan", ""),
            "pada": _as_date(t.get("tanggal")),
            "dicatat_oleh": k.dibuat_oleh_nama,
            "berkas_url": k.berkas.get_absolute_url() if k.berkas is not None else "",
        }
        for k in baris
        for t in k.penanda_tangan
    ]


def targets_for(langkah: Langkah) -> dict[str, Decimal | None]:
    """Targets of women's and poor residents' share in percent, None where nothing is set. One query."""
    nilai = values_for(
        SASARAN.values(),
        definisi=langkah.definisi.partition("@")[0],
        kode_wilayah=langkah.wilayah_id,
        tanggal=langkah.tanggal_mulai or today_in(langkah.wilayah_id),
    )
    return {nama: nilai[kode].angka for nama, kode in SASARAN.items()}


def _as_date(teks: Any) -> date | None:
    try:
        return date.fromisoformat(str(teks))
    except ValueError:
        return None
