"""The officers' pages: who sees whom, who may do what, and that a double click makes one officer."""

from __future__ import annotations

import pytest

from akun.models import Pengguna, Penugasan
from tests.conftest import KELURAHAN
from tests.factories.akun import PenggunaFactory, PenugasanFactory
from tests.helpers import kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
BARU = {
    "nama": "Rina Relawan",
    "username": "rina",
    "peran": "relawan",
    "tempat": "Sarijadi",
    "telepon": "",
    "email": "",
}


def test_list_shows_officers_in_scope(empat_petugas):
    """UMU-11: a korkot sees the own kota's officers; a facilitator and a stranger get 403."""
    korkot = masuk(empat_petugas["kota"]).get("/petugas/").content.decode()
    lain = masuk(empat_petugas["kota_lain"]).get("/petugas/").content.decode()

    assert "Fitri Faskel" in korkot and "Lina Korkot" not in korkot
    assert "Lina Korkot" in lain and "Fitri Faskel" not in lain
    for nama in ("kelurahan", "tanpa_tugas"):
        assert masuk(empat_petugas[nama]).get("/petugas/").status_code == 403


@pytest.mark.slow
def test_detail_out_of_scope_is_404(empat_petugas):
    """UMU-12: another kota's officer does not exist here, on the page and on every step."""
    orang = empat_petugas["kelurahan"]
    tugas = orang.penugasan.get()
    alamat = ["", "tugas/", f"tugas/{tugas.pk}/akhiri/", "serah-terima/", "sandi/", "nonaktifkan/", "aktifkan/"]
    korkot, lain = masuk(empat_petugas["kota"]), masuk(empat_petugas["kota_lain"])
    for akhir in alamat:
        assert korkot.get(f"/petugas/{orang.pk}/{akhir}").status_code == 200, akhir
        assert lain.get(f"/petugas/{orang.pk}/{akhir}").status_code == 404, akhir
        assert lain.post(f"/petugas/{orang.pk}/{akhir}", kunci()).status_code in {404, 405}, akhir


@pytest.mark.slow
def test_filters(petugas_kota, petugas_kelurahan):
    """UMU-11: by name, role, area and state; nonsense finds nothing and breaks nothing."""
    klien = masuk(petugas_kota)
    for kueri, ada in (
        ("cari=fitri", True), ("cari=zzz", False), ("peran=faskel_cd", True), ("peran=lurah", False), ("peran=x", False),
        (f"wilayah={KELURAHAN}", True), ("wilayah=32.73.01.1002", False), ("wilayah=x", False), ("aktif=false", False),
    ):  # fmt: skip
        jawaban = klien.get(f"/petugas/?{kueri}")
        assert jawaban.status_code == 200
        assert ("Fitri Faskel" in jawaban.content.decode()) is ada, kueri


def test_list_costs_the_same_for_many(petugas_kota, django_assert_max_num_queries):
    """UMU-15: a page of officers costs the same few queries however many there are."""
    for _ke in range(30):
        PenugasanFactory(peran="relawan")
    klien = masuk(petugas_kota)
    klien.get("/petugas/")

    with django_assert_max_num_queries(10):
        jawaban = klien.get("/petugas/")

    assert "Berikutnya" in jawaban.content.decode()


def test_create_officer_by_page(petugas_kota):
    """AKN-07, UMU-05: the code shows once; a double click makes one officer."""
    klien = masuk(petugas_kota)
    assert klien.get("/petugas/baru/").status_code == 200
    isi = kunci(**BARU)

    satu, dua = klien.post("/petugas/baru/", isi), klien.post("/petugas/baru/", isi)

    orang = Pengguna.objects.get(username="rina")
    assert satu.headers["Location"] == dua.headers["Location"] == f"/petugas/{orang.pk}/"
    assert orang.penugasan.get().kode_wilayah == KELURAHAN
    assert "Kode sekali pakai" in klien.get(f"/petugas/{orang.pk}/").content.decode()
    assert "Kode sekali pakai" not in klien.get(f"/petugas/{orang.pk}/").content.decode()


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [({"username": "faskel"}, "username"), ({"tempat": "Melong"}, "tempat"), ({"tempat": ""}, "tempat"),
     ({"peran": "korkot"}, "peran"), ({"nama": ""}, "nama"), ({"username": "a b"}, "username"),
     ({"selesai": "2001-01-01"}, "selesai"), ({"email": "bukan"}, "email")],
)  # fmt: skip
def test_create_officer_refused_keeps_what_was_typed(petugas_kota, petugas_kelurahan, ubah, bidang):
    """UMU-23: the form comes back filled, with the words beside the field."""
    jawaban = masuk(petugas_kota).post("/petugas/baru/", kunci(**{**BARU, **ubah}))

    assert jawaban.status_code == 400
    assert bidang in jawaban.context["form"].errors
    if bidang != "nama":
        assert 'value="Rina Relawan"' in jawaban.content.decode()
    assert not Pengguna.objects.filter(nama="Rina Relawan").exists()


def test_giving_roles_asks_for_fresh_proof(petugas_kota):
    """AKN-14: older than ten minutes leads to the confirmation page first; a late POST keeps the form."""
    klien = masuk(petugas_kota, segar=False)

    assert klien.get("/petugas/baru/").headers["Location"] == "/akun/konfirmasi/?next=%2Fpetugas%2Fbaru%2F"
    jawaban = klien.post("/petugas/baru/", kunci(**BARU))
    assert jawaban.status_code == 403 and 'value="Rina Relawan"' in jawaban.content.decode()
    assert not Pengguna.objects.filter(username="rina").exists()

    from tests.factories.akun import SANDI

    assert (
        klien.post("/akun/konfirmasi/", {"password": SANDI, "next": "/petugas/baru/"}).headers["Location"]
        == "/petugas/baru/"
    )
    assert klien.get("/petugas/baru/").status_code == 200


def test_end_and_hand_over_by_page(petugas_kota, petugas_kelurahan):
    """AKN-12, AKN-21: the reason is asked; the receiver is found by name inside the own area only."""
    klien = masuk(petugas_kota)
    penerima = PenggunaFactory(username="gita")
    isi = {"wilayah": KELURAHAN, "tanggal": today_in("").isoformat(), "alasan": "Cuti"}
    alamat = f"/petugas/{petugas_kelurahan.pk}/serah-terima/"
    assert klien.post(alamat, kunci(kepada="gita", **isi)).status_code == 400  # not (yet) of this kota
    PenugasanFactory(pengguna=penerima, peran="relawan")

    assert klien.post(alamat, kunci(kepada="gita", **isi)).status_code == 302

    tugas = Penugasan.objects.get(pengguna=penerima, peran="faskel_cd")
    akhiri = f"/petugas/{penerima.pk}/tugas/{tugas.pk}/akhiri/"
    assert klien.post(akhiri, kunci(alasan="")).status_code == 400
    assert klien.post(akhiri, kunci(alasan="Salah orang")).status_code == 302
    assert Penugasan.objects.get(pk=tugas.pk).dicabut_pada is not None


def test_reset_and_close_by_page(petugas_kota, petugas_kelurahan):
    """AKN-06, AKN-07: both are steps on the officer's page."""
    klien = masuk(petugas_kota)
    dasar = f"/petugas/{petugas_kelurahan.pk}/"

    assert klien.post(dasar + "sandi/", kunci()).status_code == 302
    assert "Kode sekali pakai" in klien.get(dasar).content.decode()
    assert klien.post(dasar + "nonaktifkan/", kunci(alasan="Kontrak berakhir")).status_code == 302
    assert not Pengguna.objects.get(pk=petugas_kelurahan.pk).is_active
    assert klien.post(dasar + "aktifkan/", kunci()).status_code == 302


def test_own_profile_by_page(petugas_kelurahan):
    """AKN-19: what is not on the form cannot be written through it."""
    klien = masuk(petugas_kelurahan)
    isi = {"nama": "Fitri Baru", "telepon": "0812", "email": "", "bahasa": "id"}

    assert klien.post("/akun/", kunci(**isi, is_active="", username="bos", harus_ganti_sandi="on")).status_code == 302

    orang = Pengguna.objects.get(pk=petugas_kelurahan.pk)
    assert (orang.nama, orang.username, orang.is_active, orang.harus_ganti_sandi) == (
        "Fitri Baru",
        "faskel",
        True,
        False,
    )


def test_pages_have_no_inline_style_or_script(petugas_kota, petugas_kelurahan):
    """UMU-27: the content security policy would refuse it."""
    import re

    klien = masuk(petugas_kota)
    for alamat in ("/akun/", "/akun/sandi/", "/akun/sesi/", "/akun/dua-langkah/", "/petugas/", "/petugas/baru/",
                   f"/petugas/{petugas_kelurahan.pk}/", "/akun/konfirmasi/", "/keluar/"):  # fmt: skip
        isi = klien.get(alamat, follow=True).content.decode()
        assert not re.search(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))[^>]*>|\sstyle=|\son\w+=", isi), alamat
