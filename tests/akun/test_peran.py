"""Roles: known permissions only, every permission held by somebody, and the separations of duty that roles must keep."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from akun.peran import PERAN, SEMUA, Tingkat
from akun.peran.dasar import IZIN_PEKA

UANG = ("setuju", "cair", "bayar", "keluarkan_uang", "kas", "jurnal")


def known_izin() -> dict[str, str]:
    """Permission -> the app whose izin.py names it: every constant of the form "app.verb"."""
    hasil: dict[str, str] = {}
    for config in apps.get_app_configs():
        try:
            modul = importlib.import_module(f"{config.name}.izin")
        except ModuleNotFoundError:
            continue
        for nama, nilai in vars(modul).items():
            calon = [nilai] if isinstance(nilai, str) else nilai if isinstance(nilai, frozenset | tuple | list) else []
            if nama.isupper():
                hasil |= {i: config.name for i in calon if isinstance(i, str) and i.count(".") == 1 and " " not in i}
    return hasil


def test_every_izin_is_known_and_held():
    """AKN-20: a role cannot carry a permission that no app names, and no permission is out of everybody's reach."""
    dikenal = set(known_izin())
    dipegang = set().union(*(p.izin for p in SEMUA))

    assert dipegang - dikenal == set(), "dipegang peran, tidak dikenal aplikasi mana pun"
    assert dikenal - dipegang == set(), "tidak dipegang peran mana pun"


def test_permissions_are_named_after_their_app():
    """AKN-20: siklus.catat_langkah is named in siklus/izin.py and nowhere else."""
    salah = {i: a for i, a in known_izin().items() if i.split(".")[0] != a and i != "inti.lihat_jejak"}

    assert salah == {}


@pytest.mark.parametrize("peran", SEMUA, ids=lambda p: p.kode)
def test_role_is_complete(peran):
    """AKN-10: code, words, level, and only known roles below it; nobody may give the own role."""
    assert peran.kode and peran.nama and peran.keterangan and peran.tingkat and peran.izin
    assert len(peran.kode) <= 24 and peran.__doc__
    assert peran.boleh_menugaskan <= set(PERAN) - {peran.kode}
    assert bool(peran.boleh_menugaskan) == ("akun.kelola_penugasan" in peran.izin)
    assert Tingkat.BADAN not in peran.tingkat or peran.tingkat == (Tingkat.BADAN,)


def test_giving_roles_has_no_circle():
    """AKN-11: following "may give" always goes down; two roles can never make each other."""

    def below(kode: str, jalur: tuple[str, ...] = ()) -> None:
        assert kode not in jalur, f"lingkaran: {' > '.join([*jalur, kode])}"
        for bawah in PERAN[kode].boleh_menugaskan:
            below(bawah, (*jalur, kode))

    for kode in PERAN:
        below(kode)


def test_second_factor_follows_what_a_role_holds():
    """AKN-08: money, giving rights, opening a NIK: each demands it; a facilitator's daily work does not."""
    for p in SEMUA:
        assert p.wajib_totp == (p.pegang_uang or bool(p.izin & IZIN_PEKA)), p.kode
    assert PERAN["kasir_upk"].wajib_totp and PERAN["admin"].wajib_totp and PERAN["petugas_data_pribadi"].wajib_totp
    assert not PERAN["faskel_cd"].wajib_totp and not PERAN["lurah"].wajib_totp


def test_companions_never_touch_money():
    """AKN-16: facilitators and consultants hold no money and no permission to approve, pay or book it."""
    pendamping = [p for p in SEMUA if p.pendamping]

    assert {"faskel_cd", "faskel_ekonomi", "faskel_teknik", "sf", "askot", "korkot", "kmw", "kmp"} <= {
        p.kode for p in pendamping
    }
    for p in pendamping:
        assert not p.pegang_uang
        assert not [
            i for i in p.izin if i.startswith(("keuangan.", "ksm.")) and any(u in i.replace("berkas", "") for u in UANG)
        ], p.kode


def test_residents_decide_programme_verifies():
    """SIK-09, SIK-12: facilitators do not verify; only Satker and PMU decide on leaving, only the Korkot proposes it."""
    pemegang = {i: {p.kode for p in SEMUA if i in p.izin} for i in set().union(*(p.izin for p in SEMUA))}

    assert pemegang["siklus.verifikasi_langkah"] <= {"korkot", "askot_mandiri", "kmw"}
    assert pemegang["siklus.keluarkan_siklus"] == {"satker", "pmu"}
    assert pemegang["siklus.usulkan_keluar"] == {"korkot", "askot_mandiri"}
    assert not pemegang["siklus.keluarkan_siklus"] & pemegang["siklus.usulkan_keluar"]


def test_admin_and_auditor_write_nothing_of_the_programme():
    """AKN-11, AKN-17: the admin keeps accounts; auditors, Bappeda, lurah and camat only read (and print)."""
    tulis = (
        "catat",
        "ubah",
        "ajukan",
        "verifikasi",
        "keluarkan",
        "kelola_lokasi",
        "buka_",
        "lewati",
        "unggah",
        "gabung",
    )

    assert not [i for i in PERAN["admin"].izin if any(t in i for t in tulis) and not i.startswith("akun.")]
    for kode in ("auditor", "bappeda", "lurah", "camat", "pemantau"):
        assert not [i for i in PERAN[kode].izin if any(t in i for t in tulis)], kode
    assert PERAN["auditor"].berbatas_waktu


def test_definitions_name_known_roles():
    """SIK-09: every submitter and verifier that a programme definition names is a role, or the family of one."""
    from siklus.definisi import semua_definisi

    nama = {p.kode for p in SEMUA} | {p.rumpun for p in SEMUA}
    for d in semua_definisi():
        asing = set(d.verifikator_pascaprogram) - nama
        for langkah in d.langkah:
            asing |= (set(langkah.pengaju) | set(langkah.verifikator)) - nama
        assert not asing, d.kunci
