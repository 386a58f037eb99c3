"""Demo part of `pronangkis`: the plan of every kelurahan whose scenario has come to S6."""

from __future__ import annotations

from functools import partial

from bkm.queries import koordinator
from inti.peragaan import Tulis, person
from inti.unit_kerja import unit_kerja
from pronangkis import actions
from pronangkis.demo_monografi import monograph
from pronangkis.demo_pjm import plan
from pronangkis.models import Pengesahan
from pronangkis.reports.sumber import head_of_area
from siklus.demo import ALASAN_LANJUT, Desa, fulfil, goal, walked
from siklus.models import Langkah, Pertemuan

# How far a running plan has come: share of the meetings held.
BAGIAN = {"draf": 0.2, "uji": 0.7}
KEGIATAN, KEGIATAN_KAYA = 14, 40


def load(tulis: Tulis) -> None:
    """S6: a draft, a plan read out in the RW, or one that the rembug ratified."""
    desa = walked("S6")
    for d in desa:
        unit_kerja(partial(_walk, d), oleh=d.faskel)
    tulis(f"  pronangkis: {len(desa)} kelurahan baru")


def village_head(kode: str) -> str:
    """The lurah who signed the newest ratified plan of a kelurahan; "" where none is. For the papers that follow on it."""
    sah = Pengesahan._base_manager.filter(wilayah=kode).order_by("-lurah_tanggal").first()
    return sah.lurah_nama if sah is not None else ""


def _walk(desa: Desa) -> None:
    tujuan = goal(desa, "S6")
    fulfil(desa, "S6", isi=_plan, bagian=BAGIAN[desa.skenario.cara] if tujuan == "berjalan" else 1.0, sampai=tujuan)


def _plan(desa: Desa, langkah: Langkah, rapat: dict[str, list[Pertemuan]]) -> None:
    """The draft; handed in where it was read out in the RW; ratified where the rembug was held."""
    assert langkah.siklus is not None  # noqa: S101
    monograph(desa.wilayah, tahun=langkah.siklus.tahun_mulai - 1, oleh=desa.faskel)
    pjm = plan(desa, KEGIATAN_KAYA if desa.skenario.cara == "kaya" else KEGIATAN, langkah=langkah)
    if "S6-UJI" not in rapat:
        return
    pjm = actions.submit_pjm(pjm, oleh=desa.faskel, alasan=ALASAN_LANJUT)
    if "S6-REMBUG" not in rapat:
        return
    rembug = rapat["S6-REMBUG"][0]
    assert rembug.tanggal is not None  # noqa: S101
    ketua = koordinator(desa.wilayah.kode)
    actions.ratify_pjm(
        pjm, oleh=desa.faskel, rembug=rembug, koordinator_nama=ketua.nama if ketua else person(desa.rng, "L"),
        lurah_nama=head_of_area(desa.wilayah) or f"{person(desa.rng, 'L')}, S.Sos.", lurah_tanggal=rembug.tanggal,
        alasan=ALASAN_LANJUT,
    )  # fmt: skip
