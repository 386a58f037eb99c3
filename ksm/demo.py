"""Demo part of `ksm`: S5 of the kelurahan whose scenario has come that far, and the logins inside BKM and KSM."""

from __future__ import annotations

from functools import partial
from typing import Any

from akun.demo import load_bodies
from inti.peragaan import Tulis
from inti.unit_kerja import unit_kerja
from ksm.demo_karya import load_karya
from ksm.demo_ksm import form_groups
from ksm.demo_usulan import load_usulan
from siklus.demo import Desa, fulfil, walked
from wilayah.demo import KAYA


def load(tulis: Tulis) -> None:
    """Groups, and the stage handed in where the plan has begun."""
    desa = walked("S5")
    for d in desa:
        unit_kerja(partial(_walk, d), oleh=d.faskel)
    tulis(f"  ksm: {len(desa)} kelurahan baru")
    load_bodies(tulis)
    load_usulan(KAYA, tulis=tulis)
    load_karya(KAYA, tulis=tulis)


def _walk(desa: Desa) -> None:
    selesai = desa.skenario.finished("S5")
    jumlah = 12 if desa.skenario.cara == "kaya" else 3

    def groups(d: Desa, _langkah: Any, _rapat: Any) -> None:
        form_groups(d, jumlah, lengkap=selesai)

    fulfil(
        desa, "S5", isi=groups,
        bagian=1.0 if selesai else 0.6, sampai="terverifikasi" if selesai else "berjalan",
    )  # fmt: skip
