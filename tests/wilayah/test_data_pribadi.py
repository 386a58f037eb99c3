"""The register of personal data is complete."""

from __future__ import annotations

from inti.data_pribadi import POLA_PRIBADI, daftar_data_pribadi, unknown_entries, unregistered


def test_every_personal_field_is_registered():
    """WIL-16: a model field that looks personal, in any of our apps, has purpose, basis and keeping time."""
    assert unregistered() == []


def test_every_entry_names_a_field_that_exists():
    """WIL-16: the register describes the models as they are."""
    assert unknown_entries() == []


def test_every_entry_says_what_for_by_what_right_until_when():
    """WIL-16: no entry is empty in any of its parts."""
    for kode, isi in daftar_data_pribadi.semua():
        assert isi.tujuan.strip() and isi.dasar.strip() and isi.simpan.strip() and isi.subjek, kode


def test_pattern_catches_the_usual_names_only():
    """WIL-16: the net is neither empty nor catches every word."""
    assert all(
        POLA_PRIBADI.search(n) for n in ("nik", "nik_sandi", "telepon", "alamat_ip", "tanggal_lahir", "no_rekening")
    )
    assert not any(POLA_PRIBADI.search(n) for n in ("teknik", "kelahiran_program", "nama", "alamatkan", "waktu"))
