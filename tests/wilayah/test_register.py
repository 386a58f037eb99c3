"""Loading the real register, and closing an area of it."""

from __future__ import annotations

import shutil

import pytest
from django.core.management import call_command

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import AuditBaris, Jejak
from inti.pelaku import SISTEM
from tests.factories.akun import officer
from wilayah import actions
from wilayah.kode import clean_name, kind_of, path_of, search_name, zone_of
from wilayah.models import Wilayah
from wilayah.queries import successor_of
from wilayah.register import JUMLAH_BAKU, read_register, register_dir, to_row

pytestmark = pytest.mark.django_db
KEL, TETANGGA = "32.73.01.1001", "32.73.01.1002"


@pytest.fixture(scope="module")
def real_register():
    return read_register()


def test_register_counts_and_cleaning(real_register):
    """WIL-01: 38, 514, 7,285 and 83,762 areas; quotes become apostrophes; every parent is there."""
    banyak = {t: sum(b.tingkat == t for b in real_register) for t in ("provinsi", "kota", "kecamatan", "kelurahan")}

    assert list(banyak.values()) == list(JUMLAH_BAKU.values()) == [38, 514, 7285, 83762]
    assert not any('"' in b.nama or "  " in b.nama for b in real_register)
    assert next(b.nama for b in real_register if b.kode == "35.13.15.2017") == "Soka'an"
    bandung = [b for b in real_register if b.kode_induk == "32.73"]
    assert len(bandung) == 30
    assert sum(b.kode.startswith("32.73.") and b.tingkat == "kelurahan" for b in real_register) == 151


def test_register_files_that_were_touched_are_refused(tmp_path):
    """WIL-02: a file that is not the one checked in is refused by name."""
    for berkas in register_dir().iterdir():
        shutil.copy(berkas, tmp_path)
    (tmp_path / "provinces.csv.gz").write_bytes(b"lain")

    with pytest.raises(AturanDilanggar, match="provinces"):
        read_register(tmp_path)


@pytest.mark.slow
def test_loading_twice_changes_nothing(real_register, capsys):
    """WIL-02: the second load finds everything the same, writes no event, and says so."""
    pertama = actions.load_register(real_register, oleh=SISTEM)
    jejak = Jejak.objects.count()

    call_command("muat_wilayah")

    assert (pertama.baru, pertama.berubah, pertama.hilang) == (91599, 0, 0)
    assert "tidak ada yang berubah" in capsys.readouterr().out
    assert Jejak.objects.count() == jejak


def test_load_updates_names_and_keeps_what_people_decided(register):
    """WIL-02: a new spelling comes in, a closed area stays closed, a missing one is only counted."""
    actions.close_wilayah(register[TETANGGA], pengganti=KEL, alasan="Perda 3/2026", oleh=SISTEM)
    baris = [to_row(w.kode, w.nama) for w in register.values() if w.kode != "32.77.01.1001"]
    baris = [to_row(b.kode, "Sarijadi Baru") if b.kode == KEL else b for b in baris]

    hasil = actions.load_register(baris, oleh=SISTEM)

    assert (hasil.baru, hasil.berubah, hasil.hilang) == (0, 1, 1)
    assert Wilayah.objects.get(pk=KEL).nama_cari == "sarijadi baru"
    assert not Wilayah.objects.get(pk=TETANGGA).aktif
    assert AuditBaris.objects.filter(tabel="wilayah_wilayah", baris=KEL, operasi="UPDATE").exists()


def test_close_wilayah_names_its_successor(register, petugas_kota):
    """WIL-03: closing needs the right, a successor of the same level, a reason, and nothing open below."""
    pmu = officer("pmu", "pmu", "")
    isi = {"pengganti": KEL, "alasan": "Perda 3/2026"}

    with pytest.raises(TidakBerwenang):
        actions.close_wilayah(register[TETANGGA], oleh=petugas_kota, **isi)
    with pytest.raises(IsianSalah):
        actions.close_wilayah(register[TETANGGA], oleh=pmu, **{**isi, "pengganti": "32.73.01"})
    with pytest.raises(IsianSalah):
        actions.close_wilayah(register[TETANGGA], oleh=pmu, **{**isi, "alasan": " "})
    with pytest.raises(AturanDilanggar, match="di bawah"):
        actions.close_wilayah(register["32.73.01"], oleh=pmu, pengganti="32.77.01", alasan="Perda")

    actions.close_wilayah(register[TETANGGA], oleh=pmu, **isi)

    assert successor_of(Wilayah.objects.get(pk=TETANGGA)).kode == KEL
    assert Jejak.objects.get(peristiwa="wilayah.ditutup").tujuan == KEL
    assert actions.reopen_wilayah(register[TETANGGA], alasan="Perda dicabut", oleh=pmu).aktif


@pytest.mark.parametrize(
    ("kode", "zona"),
    [
        ("32.73", "Asia/Jakarta"),
        ("61", "Asia/Jakarta"),
        ("64", "Asia/Makassar"),
        ("52.01", "Asia/Makassar"),
        ("94", "Asia/Jayapura"),
        ("81", "Asia/Jayapura"),
    ],
)
def test_time_zone_follows_the_province(kode, zona):
    """WIL-04: WIB, WITA or WIT by province."""
    assert zone_of(kode) == zona


def test_what_follows_from_code_and_name():
    """WIL-01: kind, path and search form are derived, never typed."""
    assert kind_of("32.73", "Kota Bandung") == "kota" and kind_of("32.04", "Kabupaten Bandung") == "kabupaten"
    assert kind_of(KEL, "Sarijadi") == "kelurahan" and kind_of("35.13.15.2017", "Soka'an") == "desa"
    assert path_of("32.73.01") == ["32.73.01", "32.73", "32"]
    assert clean_name('Ra"as ') == "Ra'as" and search_name("Du’en  Ákar") == "duen akar"
