"""What one version changed against another: added, removed, changed fields, by `garis_id`. Source: PJM-10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import angka, rupiah
from pronangkis.isi import plan_content
from pronangkis.models import PJM


@dataclass(frozen=True)
class Ubah:
    """One field that differs, as it reads in both."""

    label: str
    lama: str
    baru: str


@dataclass
class Garis:
    """One activity with what changed of it."""

    nama: str
    program: str
    ubah: list[Ubah] = field(default_factory=list)
    total: str = ""


@dataclass
class Beda:
    """All differences of two versions."""

    kepala: list[Ubah]
    tambah: list[Garis]
    hapus: list[Garis]
    ubah: list[Garis]
    bab: list[str]
    total_lama: int
    total_baru: int

    @property
    def kosong(self) -> bool:
        """Nothing differs."""
        return not (self.kepala or self.tambah or self.hapus or self.ubah or self.bab)


def differences(lama: PJM, baru: PJM) -> Beda:
    """Compare two versions of one plan. A constant number of queries."""
    a, b = plan_content(lama), plan_content(baru)
    kiri, kanan = _lines(a), _lines(b)
    ubah = []
    for kunci, k in kanan.items():
        if kunci in kiri and (satu := _changed(kiri[kunci], k, _sources(a) | _sources(b))):
            ubah.append(Garis(k["nama"], k["program"], satu))
    bab_lama = {x["kode"]: x for x in a["bab"]}
    return Beda(
        kepala=_head(a["pjm"], b["pjm"]),
        tambah=[
            Garis(k["nama"], k["program"], total=rupiah(k["biaya_total"])) for g, k in kanan.items() if g not in kiri
        ],
        hapus=[
            Garis(k["nama"], k["program"], total=rupiah(k["biaya_total"])) for g, k in kiri.items() if g not in kanan
        ],
        ubah=ubah,
        bab=[
            f"Bab {x['kode']} {x['judul']}"
            for x in b["bab"]
            if (x["disunting"] or bab_lama[x["kode"]]["disunting"]) and x["isi"] != bab_lama[x["kode"]]["isi"]
        ],
        total_lama=a["rekap"]["total"],
        total_baru=b["rekap"]["total"],
    )


def _lines(isi: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {k["garis_id"]: {**k, "program": p["nama"]} for p in isi["program"] for k in p["kegiatan"]}


def _sources(isi: Mapping[str, Any]) -> dict[str, str]:
    return {s["kode"]: s["nama"] for s in isi["sumber"]}


def _head(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[Ubah]:
    isi = [
        Ubah(_("Visi"), a["visi"], b["visi"]),
        Ubah(_("Misi"), "\n".join(a["misi"]), "\n".join(b["misi"])),
        Ubah(_("Tahun pertama"), str(a["tahun_mulai"]), str(b["tahun_mulai"])),
    ]
    return [u for u in isi if u.lama != u.baru]


def _changed(a: Mapping[str, Any], b: Mapping[str, Any], sumber: Mapping[str, str]) -> list[Ubah]:
    def problems(k: Mapping[str, Any]) -> str:
        return "; ".join(m["uraian"] for m in k["masalah"])

    def volume(k: Mapping[str, Any]) -> str:
        return " ".join(x for x in (k["volume"].replace(".", ","), k["satuan"]) if x)

    def years(k: Mapping[str, Any]) -> str:
        return " / ".join(v.replace(".", ",") or "–" for v in k["volume_tahun"])

    isi = [
        Ubah(_("Nama"), a["nama"], b["nama"]),
        Ubah(_("Program"), a["program"], b["program"]),
        Ubah(_("Masalah yang dijawab"), problems(a), problems(b)),
        Ubah(_("Lokasi"), a["lokasi"], b["lokasi"]),
        Ubah(_("Volume"), volume(a), volume(b)),
        Ubah(_("Volume menurut tahun"), years(a), years(b)),
        Ubah(_("Pemanfaat laki-laki"), angka(a["pemanfaat_l"]), angka(b["pemanfaat_l"])),
        Ubah(_("Pemanfaat perempuan"), angka(a["pemanfaat_p"]), angka(b["pemanfaat_p"])),
        Ubah(_("KK miskin"), angka(a["kk_miskin"]), angka(b["kk_miskin"])),
        Ubah(_("Pelaksana"), a["pelaksana"], b["pelaksana"]),
        Ubah(_("Prioritas"), str(a["prioritas"] or "–"), str(b["prioritas"] or "–")),
        Ubah(_("Keterangan"), a["keterangan"], b["keterangan"]),
    ]
    uang_a = {(x["sumber"], x["tahun_ke"]): x["jumlah"] for x in a["biaya"]}
    uang_b = {(x["sumber"], x["tahun_ke"]): x["jumlah"] for x in b["biaya"]}
    for kode, ke in sorted(set(uang_a) | set(uang_b)):
        label = _("%(sumber)s, tahun %(ke)s") % {"sumber": sumber.get(kode, kode), "ke": ke}
        isi.append(Ubah(label, rupiah(uang_a.get((kode, ke), 0)), rupiah(uang_b.get((kode, ke), 0))))
    return [u for u in isi if u.lama != u.baru]
