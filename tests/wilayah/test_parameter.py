"""The numbers of the programme: which value counts, and who may set one."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import Jejak
from inti.pelaku import SISTEM
from tests.factories.wilayah import ParameterFactory
from wilayah import actions
from wilayah.models import Parameter, Wilayah
from wilayah.parameter import value, values_for

pytestmark = pytest.mark.django_db
KEL, KODE = "32.73.01.1001", "uji.perempuan_min"
HARI = date(2026, 6, 30)


def ask(kode_wilayah: str = KEL, tanggal: date = HARI, definisi: str = "p2kp"):
    return value(KODE, definisi=definisi, kode_wilayah=kode_wilayah, tanggal=tanggal)


def test_narrowest_area_wins(register):
    """PAR-02: kelurahan over kecamatan over kota over provinsi over nation, each only inside its area."""
    for kode, nilai in [(None, 30), ("32", 31), ("32.73", 32), ("32.73.01", 33), (KEL, 34)]:
        ParameterFactory(wilayah_id=kode, nilai=nilai)

    nilai = [ask(k).nilai for k in ("", "32", "32.73", "32.73.01", KEL, "32.73.01.1002", "32.77.01.1001")]

    assert nilai == [30, 31, 32, 33, 34, 33, 31]


def test_programme_beats_general_in_the_same_area_only(register):
    """PAR-02: a value of the programme beats a general one of the same area, not one of a narrower area."""
    ParameterFactory(definisi="", nilai=20)
    ParameterFactory(definisi="p2kp", nilai=30)
    ParameterFactory(definisi="", nilai=25, wilayah_id="32.73")

    assert [ask("").nilai, ask(KEL).nilai, ask("", definisi="pnpm_perdesaan").nilai] == [30, 25, 20]


def test_newest_in_force_counts(register):
    """PAR-07: a later row counts from its day on; a withdrawn or expired one not at all."""
    ParameterFactory(nilai=30)
    ParameterFactory(nilai=40, berlaku_mulai=date(2026, 7, 1))
    ParameterFactory(nilai=50, berlaku_mulai=date(2020, 1, 1), berlaku_sampai=date(2020, 12, 31))

    nilai = [
        ask(tanggal=t).nilai for t in (date(1999, 1, 1), date(2019, 1, 1), date(2020, 6, 1), HARI, date(2026, 7, 1))
    ]

    assert nilai == [None, 30, 50, 30, 40]


def test_many_codes_in_one_query(register, django_assert_num_queries):
    """PAR-09: a code without a row is there too, not set, and holds nothing back."""
    ParameterFactory(nilai=23.67)

    with django_assert_num_queries(1):
        nilai = values_for([KODE, "uji.tidak_ada"], definisi="p2kp", kode_wilayah=KEL, tanggal=HARI)

    assert str(nilai[KODE].angka) == "23.67" and nilai[KODE].mode == "warn"
    assert (nilai["uji.tidak_ada"].diatur, nilai["uji.tidak_ada"].mode) == (False, "info")


def test_set_parameter_in_ones_own_area(
    register, petugas_kota, petugas_kota_lain, petugas_kelurahan, petugas_tanpa_tugas
):
    """PAR-06: a korkot sets values for the own kota, not for the nation or another kota; others not at all."""
    p = ParameterFactory()
    isi = {
        "nilai": "32,5",
        "berlaku_mulai": date(2026, 1, 1),
        "alasan": "SK Walikota 5/2026",
        "wilayah": Wilayah.objects.get(pk="32.73"),
    }

    with pytest.raises(Wilayah.DoesNotExist):
        actions.set_parameter(p, oleh=petugas_kota_lain, **isi)
    with pytest.raises(TidakBerwenang):
        actions.set_parameter(p, oleh=petugas_kota, **{**isi, "wilayah": None})
    with pytest.raises(Wilayah.DoesNotExist):
        actions.set_parameter(p, oleh=petugas_kelurahan, **isi)
    with pytest.raises(TidakBerwenang):
        actions.set_parameter(p, oleh=petugas_kelurahan, **{**isi, "wilayah": Wilayah.objects.get(pk=KEL)})
    with pytest.raises(Parameter.DoesNotExist):
        actions.set_parameter(p, oleh=petugas_tanpa_tugas, **isi)
    with pytest.raises(IsianSalah):
        actions.set_parameter(p, oleh=petugas_kota, **{**isi, "nilai": "101"})

    baru = actions.set_parameter(p, oleh=petugas_kota, **isi)

    assert (ask(KEL).nilai, ask("32.77.01.1001").nilai) == (32.5, 30)
    jejak = Jejak.objects.get(peristiwa="wilayah.parameter.ditetapkan")
    assert (jejak.kode_wilayah, jejak.alasan, jejak.objek_id) == ("32.73", "SK Walikota 5/2026", str(baru.pk))
    with pytest.raises(AturanDilanggar, match="Pilih tanggal lain"):
        actions.set_parameter(p, oleh=petugas_kota, **isi)


def test_cancel_parameter_brings_back_the_old_value(register, petugas_kota, petugas_kota_lain):
    """PAR-07: a wrong value is withdrawn with a reason and stays as history; one cannot withdraw another kota's."""
    ParameterFactory()
    salah = ParameterFactory(nilai=99, wilayah_id="32.73", berlaku_mulai=date(2026, 1, 1))

    with pytest.raises(Parameter.DoesNotExist):
        actions.cancel_parameter(salah, alasan="Salah ketik", oleh=petugas_kota_lain)
    with pytest.raises(IsianSalah):
        actions.cancel_parameter(salah, alasan=" ", oleh=petugas_kota)

    actions.cancel_parameter(salah, alasan="Salah ketik", oleh=petugas_kota)

    assert ask(KEL).nilai == 30
    assert Parameter.objects.get(pk=salah.pk).dibatalkan_alasan == "Salah ketik"
    with pytest.raises(AturanDilanggar):
        actions.cancel_parameter(salah, alasan="Lagi", oleh=petugas_kota)


def test_shares_of_tranches_add_up_to_a_hundred():
    """PAR-08: shares in percent add up to exactly one hundred."""
    assert actions.clean_value("daftar", "40/40/20", satuan="% pagu") == [40, 40, 20]
    with pytest.raises(IsianSalah):
        actions.clean_value("daftar", "40/40/30", satuan="% pagu")
    assert actions.clean_value("daftar", "9; 11; 13", satuan="orang") == [9, 11, 13]


def test_loading_the_register_of_numbers_twice(db, capsys):
    """PAR-10: all codes of the file come in once; the second load changes nothing, an officer's value is left alone."""
    call_command("muat_parameter")
    banyak = Parameter.objects.count()
    p = Parameter.objects.get(kode="usia_dewasa_min")
    actions.set_parameter(p, nilai=18, berlaku_mulai=date(2026, 1, 1), alasan="Keputusan uji", oleh=SISTEM)
    capsys.readouterr()

    call_command("muat_parameter")

    assert banyak > 100
    assert "tidak ada yang berubah" in capsys.readouterr().out
    assert value("usia_dewasa_min", kode_wilayah="", tanggal=HARI).nilai == 18
    assert value("usia_dewasa_min", kode_wilayah="", tanggal=date(2025, 1, 1)).nilai == 17


def test_load_improves_wording_and_only_reports_other_values(db):
    """PAR-10: a better explanation is taken over, another value in the file is reported and not stored."""
    satu = {"kode": "uji.a", "definisi": "", "nama": "A", "nilai": 1, "jenis": "jumlah", "satuan": "orang", "mode": "info",
            "berlaku_mulai": "2000-01-01", "sumber": "C1", "status_sumber": "naskah", "keterangan": ""}  # fmt: skip
    actions.load_parameters([satu], oleh=SISTEM)

    hasil = actions.load_parameters([{**satu, "nilai": 2, "keterangan": "Lebih jelas."}], oleh=SISTEM)

    assert (hasil.baru, hasil.kata, hasil.berbeda) == (0, 1, ["uji.a"])
    assert Parameter.objects.get(kode="uji.a").nilai == 1
