"""Demo part of `bkm`: the election and the body of every kelurahan whose scenario has come to S4."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from bkm.demo_lembaga import NAMA_BKM, evaluate, install, staff
from bkm.demo_pemilihan import elect, vote_basis
from bkm.models import TPS
from inti.peragaan import Tulis
from inti.unit_kerja import unit_kerja
from siklus.demo import Desa, fulfil, goal, walked
from siklus.models import Langkah, Pertemuan
from wilayah.demo import NAMA_BKM as NAMA_KAYA

Rapat = dict[str, list[Pertemuan]]
# How far a running election has come: share of the meetings held.
BAGIAN = {"panitia": 0.1, "pemungutan": 0.6, "kunjungan": 0.75}


def load(tulis: Tulis) -> None:
    """S4 and S4b."""
    desa = walked("S4")
    for d in desa:
        unit_kerja(partial(_walk, d), oleh=d.faskel)
    tulis(f"  bkm: {len(desa)} kelurahan baru")


def _walk(desa: Desa) -> None:
    langkah = desa.langkah("S4")
    evaluate(langkah, oleh=desa.faskel, tanggal=desa.span(langkah)[0] - timedelta(days=2))
    tujuan, cara = goal(desa, "S4"), desa.skenario.cara if desa.skenario.langkah == "S4" else ""
    fulfil(desa, "S4", isi=_elect, bagian=BAGIAN[cara] if tujuan == "berjalan" else 1.0, sampai=tujuan)
    if desa.skenario.reached("S4b"):
        tujuan = goal(desa, "S4b")
        fulfil(desa, "S4b", isi=_staff, sampai=tujuan)


def _elect(desa: Desa, langkah: Langkah, rapat: Rapat) -> None:
    """The vote in every RT and in the rembug; or as far as this scenario has come."""
    panitia = rapat["S4-PANITIA"][0]
    isi: dict[str, Any] = {
        "oleh": desa.faskel, "kedua": desa.sf, "rng": desa.rng, "berkas": desa.berkas, "rembug_panitia": panitia,
        "anggota": 13 if desa.skenario.cara == "kaya" else 9,
    }  # fmt: skip
    assert panitia.tanggal is not None  # noqa: S101
    if "S4-REMBUG" in rapat:
        rembug = rapat["S4-REMBUG"][0]
        assert rembug.tanggal is not None  # noqa: S101
        elect(langkah, mulai=rembug.tanggal - timedelta(days=9), **isi)
        nama = NAMA_KAYA if desa.skenario.cara == "kaya" else desa.rng.choice(NAMA_BKM)
        install(langkah, rembug, rapat["S4-KOORDINATOR"][0], oleh=desa.faskel, rng=desa.rng, nama=nama)
        return
    cara = desa.skenario.cara
    mulai = max(panitia.tanggal, desa.span(langkah)[1] - timedelta(days=9))
    if cara == "panitia":
        elect(langkah, mulai=mulai, sampai="panitia", **isi)
        return
    elect(langkah, mulai=mulai, sampai="basis", sisakan=max(1, len(desa.rt) // 2), **isi)
    if cara == "kunjungan":
        tps = TPS.objects.filter(langkah=langkah, tingkat="basis", status="belum").order_by("urutan").first()
        if tps is not None:
            vote_basis(
                tps, oleh=desa.faskel, kedua=desa.sf, rng=desa.rng, tanggal=mulai + timedelta(days=7),
                berkas=desa.berkas, kurang=True,
            )  # fmt: skip


def _staff(desa: Desa, langkah: Langkah, rapat: Rapat) -> None:
    staff(rapat["S4b-RAPAT"][0], oleh=desa.faskel, rng=desa.rng)
