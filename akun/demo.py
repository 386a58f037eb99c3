"""Demo part of `akun`: one login for every kind of officer, and a facilitator team for every kelurahan."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from akun.actions import change_password, create_pengguna, grant_penugasan
from akun.models import Pengguna
from inti.pelaku import SISTEM
from inti.peragaan import KECAMATAN_TIM, KOTA, KOTA_LAIN, Tulis, chance, person
from inti.unit_kerja import unit_kerja
from wilayah.demo import KAYA, demo_kelurahan
from wilayah.models import Badan
from wilayah.waktu import today_in

MULAI = date(2026, 1, 12)
BADAN = ("bkm", "ksm", "ksm2")
# (role, body) -> the name of who is recorded in that office there, "" for nobody: the apps above know.
NamaPejabat = Callable[[str, Badan], str]
# username, role, where: an area code, "tim" (each kelurahan of the team), "bkm" or "ksm" (the first
# body of that kind; its group borrows), "ksm2" (the second group: it builds, so its treasurer has a book to keep)
AKUN = [
    ("admin", "admin", ""),
    ("pmu", "pmu", ""),
    ("kmp", "kmp", ""),
    ("auditor", "auditor", KOTA),
    ("kmw", "kmw", "32"),
    ("korkot", "korkot", KOTA),
    ("askot", "askot", KOTA),
    ("satker", "satker", KOTA),
    ("ppk", "ppk", KOTA),
    ("korkot.cimahi", "korkot", KOTA_LAIN),
    ("pjok", "pjok", KECAMATAN_TIM),
    ("sf", "sf", KECAMATAN_TIM),
    ("sf.kota", "sf", "kecamatan"),
    ("faskel", "faskel_cd", "tim"),
    ("faskel.ekonomi", "faskel_ekonomi", "tim"),
    ("faskel.teknik", "faskel_teknik", "tim"),
    ("lurah", "lurah", "kelurahan"),
    ("bkm", "koordinator_bkm", "bkm"),
    ("sekretaris", "sekretaris_bkm", "bkm"),
    ("upk", "manajer_upk", "bkm"),
    ("kasir", "kasir_upk", "bkm"),
    ("pembuku", "pembuku_upk", "bkm"),
    ("pengawas", "pengawas_upk", "bkm"),
    ("upl", "upl", "bkm"),
    ("ups", "ups", "bkm"),
    ("ksm", "bendahara_ksm", "ksm"),
    ("ksm.karya", "bendahara_ksm", "ksm2"),
    ("tanpa.tugas", "", ""),
]
UPK_NYATA = [("upk.nyata", "manajer_upk"), ("kasir.nyata", "kasir_upk"), ("pembuku.nyata", "pembuku_upk"),
             ("pengawas.nyata", "pengawas_upk")]  # fmt: skip


def load(tulis: Tulis) -> None:
    """Make the logins that are missing; all share the demo password."""
    sandi = os.environ.get("P2KP_DEMO_PASSWORD", "")
    if not sandi:
        raise RuntimeError("P2KP_DEMO_PASSWORD kosong: ./run mengisinya sendiri.")
    sudah = set(Pengguna.objects.values_list("username", flat=True))
    _follow_password(sandi)
    for username, peran, letak in AKUN:
        if username not in sudah and letak not in BADAN:
            _make(username, peran, _places(letak) if peran else [], sandi)
    for ke, tim in enumerate(_other_teams(), start=1):
        if f"faskel{ke:02d}" not in sudah:
            _make(f"faskel{ke:02d}", "faskel_cd", tim)  # only their work is shown; nobody signs in as them
    tulis(f"  petugas: {Pengguna.objects.count()}")


def load_bodies(tulis: Tulis, tercatat: NamaPejabat) -> None:
    """Make the logins inside a BKM and a KSM, once the apps above have founded these bodies; each bears the name recorded."""
    sandi = os.environ["P2KP_DEMO_PASSWORD"]
    sudah = set(Pengguna.objects.values_list("username", flat=True))
    baru = [(u, p, _places(letak)) for u, p, letak in AKUN if letak in BADAN and u not in sudah]
    for username, peran, tempat in baru:
        if tempat:
            _make(username, peran, tempat, sandi, nama=tercatat(peran, tempat[0]["badan"]))
    tulis(f"  petugas badan: {sum(bool(t) for _u, _p, t in baru)}")


def load_upk_nyata(badan: Badan, tercatat: NamaPejabat) -> None:
    """Make the logins of the UPK whose published books the demo shows, once its ledger is about to be opened."""
    sandi = os.environ["P2KP_DEMO_PASSWORD"]
    sudah = set(Pengguna.objects.values_list("username", flat=True))
    for username, peran in UPK_NYATA:
        if username not in sudah:
            _make(username, peran, [{"badan": badan}], sandi, nama=tercatat(peran, badan))
    # Its bookkeeper helps the facilitator with the groups too: the import registers those that are not there.
    pembuku = Pengguna.objects.get(username="pembuku.nyata")
    if not pembuku.penugasan.filter(peran="sekretaris_bkm").exists():
        unit_kerja(
            partial(
                grant_penugasan, pembuku, peran="sekretaris_bkm", mulai=MULAI, selesai=None, oleh=SISTEM, badan=badan
            ),
            oleh=SISTEM,
        )


def _follow_password(sandi: str) -> None:
    """Give the logins that exist the password that `./run` prints: it may be another one than last time."""
    for pengguna in Pengguna.objects.filter(username__in=[*(u for u, _p, _l in AKUN), *(u for u, _p in UPK_NYATA)]):
        if not pengguna.check_password(sandi):
            unit_kerja(partial(change_password, pengguna, sandi=sandi, oleh=pengguna), oleh=SISTEM)


def _make(username: str, peran: str, letak: list[dict[str, Any]], sandi: str = "", *, nama: str = "") -> None:
    """One officer with all assignments, in one unit; with a usable password where one is given, invented without a `nama`."""
    rng = chance(username)
    rekaan = person(rng, rng.choice("LP"))
    nama = nama or rekaan
    telepon = f"0812{rng.randint(10_000_000, 99_999_999)}"

    def kerja() -> None:
        pengguna = create_pengguna(username=username, nama=nama, telepon=telepon, oleh=SISTEM).pengguna
        selesai = today_in("") + timedelta(days=60) if peran == "auditor" else None
        for isi in letak:
            grant_penugasan(pengguna, peran=peran, mulai=MULAI, selesai=selesai, oleh=SISTEM, **isi)
        if sandi:
            change_password(pengguna, sandi=sandi, oleh=pengguna)

    unit_kerja(kerja, oleh=SISTEM)


def _places(letak: str) -> list[dict[str, Any]]:
    if letak == "tim":
        return [{"kode_wilayah": w.kode} for w in demo_kelurahan() if w.induk_id == KECAMATAN_TIM]
    if letak == "kecamatan":
        lain = {str(w.induk_id) for w in demo_kelurahan()} - {KECAMATAN_TIM}
        return [{"kode_wilayah": kode} for kode in sorted(lain)]
    if letak == "kelurahan":
        return [{"kode_wilayah": next(w.kode for w in demo_kelurahan() if w.induk_id == KECAMATAN_TIM)}]
    if letak in BADAN:
        jenis, ke = letak.removesuffix("2"), int(letak.endswith("2"))
        badan = Badan.objects.filter(wilayah=KAYA, jenis=jenis, aktif=True).order_by("dibuat_pada", "id")
        return [{"badan": b} for b in badan[ke : ke + 1]]
    return [{"kode_wilayah": letak}]


def _other_teams() -> list[list[dict[str, Any]]]:
    """The kelurahan outside the team's kecamatan, one facilitator for every kecamatan."""
    tim: dict[str, list[dict[str, Any]]] = {}
    for w in demo_kelurahan():
        if w.induk_id != KECAMATAN_TIM:
            tim.setdefault(str(w.induk_id), []).append({"kode_wilayah": w.kode})
    return [tim[k] for k in sorted(tim, key=lambda kode: re.sub(r"\D", "", kode))]
