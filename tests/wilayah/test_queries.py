"""Questions: adults on a date, the tree, search, words of an area, days in its zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories.wilayah import BasisFactory, DaftarDewasaFactory, ParameterFactory, WargaFactory
from wilayah.models import Wilayah
from wilayah.queries import adults_on, basis_tree, flatten, likely_twins, search_wilayah, with_ancestors
from wilayah.waktu import is_future, today_in

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"
HARI = date(2026, 6, 30)


@pytest.fixture
def tree(register):
    """RW 01 (RT 01, RT 02) and RW 02."""
    rw1, rw2 = BasisFactory(nomor="01"), BasisFactory(nomor="02")
    rt1, rt2 = (BasisFactory(jenis="rt", nomor=n, induk=rw1) for n in ("01", "02"))
    return rw1, rw2, rt1, rt2


def test_adults_are_the_newest_roll_at_the_date(tree):
    """WIL-06: the newest row at or before the date counts; later ones do not exist yet."""
    _rw1, rw2, *_rt = tree
    DaftarDewasaFactory(basis=rw2, berlaku_pada=date(2026, 1, 1), dewasa_l=10, dewasa_p=11)
    DaftarDewasaFactory(basis=rw2, berlaku_pada=date(2026, 5, 1), dewasa_l=20, dewasa_p=22)

    jumlah = [adults_on(rw2, h) for h in (date(2025, 12, 31), date(2026, 4, 30), HARI)]

    assert jumlah[0] is None
    assert [j.jumlah for j in jumlah[1:]] == [21, 42]


def test_adults_count_from_below_where_all_is_known(tree):
    """WIL-06: the sum below counts when complete, else the place's own roll, else what is known, marked incomplete."""
    rw1, rw2, rt1, rt2 = tree
    DaftarDewasaFactory(basis=rt1, dewasa_l=30, dewasa_p=33)
    sebagian = adults_on(rw1, HARI)
    DaftarDewasaFactory(basis=rw1, dewasa_l=50, dewasa_p=60)
    sendiri = adults_on(rw1, HARI)
    DaftarDewasaFactory(basis=rt2, dewasa_l=10, dewasa_p=12)
    dari_bawah = adults_on(rw1, HARI)

    assert (sebagian.jumlah, sebagian.lengkap) == (63, False)
    assert (sendiri.jumlah, sendiri.lengkap) == (110, True)
    assert (dari_bawah.l, dari_bawah.p, dari_bawah.lengkap) == (40, 45, True)
    assert not adults_on(KEL, HARI).lengkap, "RW 02 has no roll yet"
    DaftarDewasaFactory(basis=rw2, dewasa_l=1, dewasa_p=2)
    assert (adults_on(KEL, HARI).jumlah, adults_on(KEL, HARI).lengkap) == (88, True)
    with pytest.raises(ValueError, match="kelurahan"):
        adults_on("32.73", HARI)


def test_closed_place_counts_for_earlier_dates(tree):
    """WIL-14: a place that was closed is still there for a date before its closing."""
    _rw1, rw2, *_rt = tree
    DaftarDewasaFactory(basis=rw2, berlaku_pada=date(2026, 1, 1))
    rw2.aktif, rw2.ditutup_pada, rw2.ditutup_alasan = False, date(2026, 3, 1), "Digabung"
    rw2.save()

    assert adults_on(rw2, date(2026, 2, 1)).jumlah == 100
    assert adults_on(rw2, HARI) is None
    assert rw2.pk not in {s.basis.pk for s in basis_tree(KEL, HARI)}


def test_tree_costs_two_queries_in_the_order_people_read(tree, django_assert_num_queries):
    """WIL-05: the whole tree in two queries, RT 02 before RT 10."""
    rw1 = tree[0]
    BasisFactory(jenis="rt", nomor="10", induk=rw1)

    with django_assert_num_queries(2):
        label = [(s.kedalaman, s.basis.label) for s in flatten(basis_tree(KEL, HARI))]

    assert label == [(0, "RW 01"), (1, "RT 01"), (1, "RT 02"), (1, "RT 10"), (0, "RW 02")]


@pytest.mark.parametrize(
    ("kata", "kode"),
    [
        ("sari", KEL),
        ("Kelurahan Sarijadi", KEL),
        ("32.77.01", "32.77.01"),
        ("bandung", "32.73"),
        ("kota cimahi", "32.77"),
        ("kec cimahi", "32.77.01"),
        ("SARIJADI", KEL),
    ],
)
def test_search_by_name_and_code(register, kata, kode):
    """WIL-13: the beginning of a name or code finds the area, with or without its kind."""
    assert search_wilayah(kata)[0].kode == kode


def test_search_puts_ones_own_area_first(register):
    """WIL-13: of two equal names the one in the officer's area comes first; nonsense finds nothing."""
    Wilayah.objects.create(
        kode="32.77.01.1002",
        nama="Sarijadi",
        nama_cari="sarijadi",
        tingkat="kelurahan",
        jenis="kelurahan",
        induk_id="32.77.01",
        zona="Asia/Jakarta",
    )

    assert search_wilayah("sarijadi", dekat=["32.77"])[0].kode == "32.77.01.1002"
    assert search_wilayah("sarijadi", dekat=["32.73"])[0].kode == KEL
    assert search_wilayah("s") == search_wilayah("%") == search_wilayah("tidak ada") == []


def test_search_costs_two_queries(register, django_assert_num_queries):
    """WIL-13: names above the results come in one more query, not one each."""
    with django_assert_num_queries(2):
        hasil = with_ancestors(search_wilayah("sarijadi"))

    assert hasil[0][1] == "Sukasari · Kota Bandung · Jawa Barat"


def test_words_follow_the_area_and_can_be_overridden(register):
    """WIL-12: lurah or kepala desa by kind; a place that says otherwise sets it for its area."""
    desa = Wilayah.objects.create(
        kode="32.77.01.2001",
        nama="Rekaan",
        nama_cari="rekaan",
        tingkat="kelurahan",
        jenis="desa",
        induk_id="32.77.01",
        zona="Asia/Jakarta",
    )
    isi = {
        "kode": "sebutan.badan",
        "definisi": "",
        "jenis": "teks",
        "satuan": "",
        "nilai": "LKM",
        "wilayah_id": "32.77",
    }
    ParameterFactory(**isi)

    assert (register[KEL].sebutan().kepala, register[KEL].sebutan().badan) == ("Lurah", "BKM")
    assert (desa.sebutan().kepala, desa.sebutan().badan) == ("Kepala Desa", "LKM")
    assert desa.nama_lengkap == "Desa Rekaan" and register["32.73"].nama_lengkap == "Kota Bandung"


def test_today_is_judged_in_the_zone_of_the_area():
    """WIL-04: at 16.30 UTC it is already tomorrow in Jayapura, still today in Jakarta."""
    saat = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)

    assert today_in("94.01", saat=saat) == date(2026, 11, 23)
    assert today_in("32.73", saat=saat) == date(2026, 11, 22)
    assert is_future(date(2999, 1, 1), "") and not is_future(date(2020, 1, 1), "94")


def test_likely_twins_are_of_the_same_sex_and_name(register):
    """WIL-10: candidates for a merge begin alike, same sex, same kelurahan; merged entries are left out."""
    warga, kembar = WargaFactory(nama="Siti Rekaan"), WargaFactory(nama="Siti R.")
    WargaFactory(nama="Siti Rekaan", jenis_kelamin="L")
    WargaFactory(nama="Siti Rekaan", wilayah_id="32.73.01.1002")
    WargaFactory(nama="Siti Lama", digabung_ke=kembar)

    assert list(likely_twins(warga)) == [kembar]


@pytest.mark.parametrize(
    ("isi", "dewasa"),
    [
        ({"tahun_lahir": 2000}, True),
        ({"tahun_lahir": 2015}, False),
        ({"tahun_lahir": 2015, "pernah_menikah": True}, True),
        ({"tahun_lahir": None, "tanggal_lahir": date(2009, 7, 1)}, False),
        ({"tahun_lahir": None, "tanggal_lahir": date(2009, 6, 30)}, True),
        ({"tahun_lahir": None}, None),
    ],
)
def test_adult_by_age_or_marriage(isi, dewasa):
    """WIL-07: adult from the age of the parameter on, or once married; unknown age is said to be unknown."""
    assert WargaFactory.build(**isi).is_adult_on(HARI, usia_min=17) is dewasa
