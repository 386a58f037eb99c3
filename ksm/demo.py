"""Demo part of `ksm`: S5 of the kelurahan whose scenario has come that far, and the logins inside BKM and KSM."""

from __future__ import annotations

from functools import partial
from typing import Any

from akun.demo import load_bodies
from bkm.demo_lembaga import recorded_name
from inti.peragaan import Tulis
from inti.unit_kerja import unit_kerja
from ksm.demo_karya import load_karya
from ksm.demo_ksm import form_groups
from ksm.demo_usulan import decide, load_usulan
from ksm.models import AnggotaKSM
from siklus.demo import Desa, fulfil, walked
from wilayah.demo import KAYA
from wilayah.models import Badan


def load(tulis: Tulis) -> None:
    """Groups, and the stage handed in where the plan has begun."""
    desa = walked("S5")
    for d in desa:
        unit_kerja(partial(_walk, d), oleh=d.faskel)
    tulis(f"  ksm: {len(desa)} kelurahan baru")
    load_bodies(tulis, officer_of)
    load_usulan(KAYA, tulis=tulis)


def build(tulis: Tulis) -> None:
    """What follows on the agreement about the grant: the meeting that divides it, the works and the aid. Called by keuangan."""
    n = decide(KAYA)
    tulis(f"  ksm: {n} usulan disetujui")
    load_karya(KAYA, tulis=tulis)


def officer_of(peran: str, badan: Badan) -> str:
    """Who is recorded in the office of a role, in a BKM or as the treasurer of a group; "" for nobody."""
    if peran != "bendahara_ksm":
        return recorded_name(peran, badan)
    bendahara = AnggotaKSM.objects.filter(ksm__badan=badan, jabatan="bendahara", status="aktif")
    return bendahara.order_by("nama", "id").values_list("nama", flat=True).first() or ""


def _walk(desa: Desa) -> None:
    selesai = desa.skenario.finished("S5")
    jumlah = 12 if desa.skenario.cara == "kaya" else 3

    def groups(d: Desa, _langkah: Any, _rapat: Any) -> None:
        form_groups(d, jumlah, lengkap=selesai)

    fulfil(
        desa, "S5", isi=groups,
        bagian=1.0 if selesai else 0.6, sampai="terverifikasi" if selesai else "berjalan",
    )  # fmt: skip
