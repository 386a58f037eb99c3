"""Pages: opened by all four officers, forms that act once and come back filled, search, masked NIK."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.akun import officer
from tests.factories.wilayah import BadanFactory, BasisFactory, DaftarDewasaFactory, ParameterFactory, WargaFactory
from tests.helpers import kunci
from wilayah import actions
from wilayah.models import Badan, Basis, DaftarDewasa, Parameter, PenggabunganWarga, Warga, Wilayah

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"
NIK = "3273014203900012"
# What each officer gets: kelurahan (faskel), kota (korkot), another kota, no assignment.
BACA = {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}


@pytest.fixture
def rows(register):
    """One row of each noun in the kelurahan."""
    basis = BasisFactory(nomor="01")
    return {
        "basis": basis, "warga": WargaFactory(nama="Siti Rekaan", basis=basis), "badan": BadanFactory(nama="Sarijadi"),
        "parameter": ParameterFactory(),
    }  # fmt: skip


def status_of(klien, empat, alamat) -> dict[str, int]:
    return {nama: klien(orang).get(alamat).status_code for nama, orang in empat.items()}


@pytest.mark.parametrize(
    ("alamat", "harap"),
    [
        (f"/kelurahan/{KEL}/basis/", {**BACA, "tanpa_tugas": 404}),
        (f"/kelurahan/{KEL}/basis/?format=xlsx", {**BACA, "tanpa_tugas": 404}),
        (f"/kelurahan/{KEL}/basis/?tanggal=2020-01-01", {**BACA, "tanpa_tugas": 404}),
        (f"/kelurahan/{KEL}/warga/", BACA),
        (f"/kelurahan/{KEL}/warga/?q=siti&jenis_kelamin=P&format=xlsx", BACA),
        (f"/kelurahan/{KEL}/badan/", BACA),
        (f"/kelurahan/{KEL}/basis/tambah/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        (f"/kelurahan/{KEL}/warga/tambah/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        (f"/kelurahan/{KEL}/badan/tambah/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/basis/{basis}/ubah/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/basis/{basis}/tutup/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/basis/{basis}/buka/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/basis/{basis}/dewasa/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/warga/{warga}/", {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/warga/{warga}/gabung/", {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/warga/{warga}/nik/", {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/badan/{badan}/ubah/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/badan/{badan}/tutup/", {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/parameter/", {**BACA, "kota_lain": 200}),
        ("/parameter/?q=perempuan&definisi=p2kp&wilayah=32.73&format=xlsx", {**BACA, "kota_lain": 200}),
        ("/parameter/{parameter}/", {**BACA, "kota_lain": 200}),
        ("/parameter/{parameter}/nilai/", {"kelurahan": 403, "kota": 200, "kota_lain": 200, "tanpa_tugas": 403}),
        ("/parameter/{parameter}/batal/", {"kelurahan": 403, "kota": 403, "kota_lain": 403, "tanpa_tugas": 404}),
        ("/wilayah/32.73/", {"kelurahan": 200, "kota": 200, "kota_lain": 200, "tanpa_tugas": 200}),
        (f"/wilayah/{KEL}/tutup/", {"kelurahan": 403, "kota": 403, "kota_lain": 403, "tanpa_tugas": 403}),
        ("/wilayah/99/", {"kelurahan": 404, "kota": 404, "kota_lain": 404, "tanpa_tugas": 404}),
        ("/cari/?q=sari", {"kelurahan": 200, "kota": 200, "kota_lain": 200, "tanpa_tugas": 200}),
    ],
)
def test_page_by_all_four(rows, empat_petugas, klien, client, alamat, harap):
    """UMU-11, UMU-12, UMU-13: each page for each officer; a stranger is sent to sign in."""
    alamat = alamat.format(**{k: v.pk for k, v in rows.items()})

    assert status_of(klien, empat_petugas, alamat) == harap
    assert client.get(alamat).status_code == 302


@pytest.mark.parametrize(
    ("alamat", "isi"),
    [
        (f"/kelurahan/{KEL}/basis/tambah/", {"jenis": "rw", "nomor": "7"}),
        ("/basis/{basis}/ubah/", {"jenis": "rw", "nomor": "8", "versi": 1}),
        ("/basis/{basis}/tutup/", {"tanggal": "2026-01-01", "alasan": "Digabung"}),
        ("/basis/{basis}/dewasa/", {"berlaku_pada": "2026-01-01", "dewasa_l": 10, "dewasa_p": 12}),
        (f"/kelurahan/{KEL}/warga/tambah/", {"nama": "Budi Rekaan", "jenis_kelamin": "L", "nik": NIK}),
        ("/warga/{warga}/", {"nama": "Siti Baru", "jenis_kelamin": "P", "versi": 1}),
        (f"/kelurahan/{KEL}/badan/tambah/", {"jenis": "ksm", "nama": "Melati"}),
        ("/badan/{badan}/ubah/", {"nama": "Sarijadi Jaya", "kop": "BKM SARIJADI\nKota Bandung", "versi": 1}),
        ("/badan/{badan}/tutup/", {"tanggal": "2026-01-01", "alasan": "BA 3/2026"}),
    ],
)
def test_form_acts_once_and_only_for_the_right_officer(rows, empat_petugas, klien, alamat, isi):
    """UMU-05, UMU-13: the same key twice makes one change; the other officers are refused and change nothing."""
    alamat = alamat.format(**{k: v.pk for k, v in rows.items()})
    sebelum = _counts()
    for nama, status in {"kota": 403, "kota_lain": 404, "tanpa_tugas": 404}.items():
        assert klien(empat_petugas[nama]).post(alamat, kunci(**isi)).status_code == status, nama
    assert _counts() == sebelum

    k, kiriman = klien(empat_petugas["kelurahan"]), kunci(**isi)
    pertama, kedua = k.post(alamat, kiriman), k.post(alamat, kiriman)

    assert pertama.status_code == kedua.status_code == 302, pertama.content.decode()[-3000:]
    sesudah = _counts()
    assert sesudah != sebelum and sum(sesudah) - sum(sebelum) <= 2


def _counts() -> tuple[int, ...]:
    """Rows and versions of everything a form could touch."""
    model = (Basis, DaftarDewasa, Warga, Badan)
    return tuple(m.objects.count() + sum(m.objects.values_list("versi", flat=True)) for m in model)


def test_refused_form_comes_back_filled(rows, petugas_kelurahan, klien):
    """UMU-23: what was typed is still there, with the sentence beside its field."""
    jawaban = klien(petugas_kelurahan).post(f"/kelurahan/{KEL}/basis/tambah/", kunci(jenis="rw", nomor="01", nama=""))

    isi = jawaban.content.decode()
    assert jawaban.status_code == 400
    assert "RW 01 sudah ada di tempat ini." in isi and 'value="01"' in isi


def test_edit_over_another_shows_both_values_then_saves(rows, petugas_kelurahan, klien):
    """UMU-10: a stale form shows stored and typed value; sent again from that page it is saved."""
    warga, k = rows["warga"], klien(petugas_kelurahan)
    actions.change_warga(warga, data={"nama": "Siti Tersimpan"}, versi=1, oleh=petugas_kelurahan)
    isi = {"nama": "Siti Dikirim", "jenis_kelamin": "P", "versi": 1}

    jawaban = k.post(f"/warga/{warga.pk}/", kunci(**isi))

    teks = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Siti Tersimpan" in teks and "Siti Dikirim" in teks and 'name="versi" value="2"' in teks
    assert k.post(f"/warga/{warga.pk}/", kunci(**{**isi, "versi": 2})).status_code == 302
    assert Warga.objects.get(pk=warga.pk).nama == "Siti Dikirim"


def test_nik_is_masked_on_every_page(rows, petugas_kelurahan, klien):
    """WIL-09: list, form and download show 3273********0012; the form never carries the number back."""
    actions.change_warga(rows["warga"], data={}, nik=NIK, oleh=petugas_kelurahan)
    k = klien(petugas_kelurahan)

    halaman = [k.get(a).content.decode() for a in (f"/kelurahan/{KEL}/warga/", f"/warga/{rows['warga'].pk}/")]

    assert all("3273********0012" in h and NIK not in h for h in halaman)


def test_nik_opens_once_with_reason_and_fresh_proof(rows, register, petugas_kelurahan, klien):
    """WIL-09: the data officer sees the number on the answer itself; without fresh proof not; it is never cached."""
    actions.change_warga(rows["warga"], data={}, nik=NIK, oleh=petugas_kelurahan)
    orang = officer("pdp", "petugas_data_pribadi", "32.73")
    alamat, isi = f"/warga/{rows['warga'].pk}/nik/", kunci(alasan="Mencocokkan KTP")

    basi = klien(orang, segar=False).post(alamat, isi)
    segar = klien(orang).post(alamat, isi)

    assert basi.status_code in {302, 403} and NIK not in basi.content.decode()
    assert segar.status_code == 200 and NIK in segar.content.decode()
    assert segar["Cache-Control"] == "no-store"


def test_people_leave_in_bulk_only_with_fresh_proof(rows, petugas_kelurahan, klien):
    """UMU-02: the XLSX of residents asks for fresh proof, and its leaving is in the trail."""
    from inti.models import Jejak

    alamat = f"/kelurahan/{KEL}/warga/?format=xlsx"

    basi = klien(petugas_kelurahan, segar=False).get(alamat)
    segar = klien(petugas_kelurahan).get(alamat)

    assert basi.status_code in {302, 403} and not basi.content.startswith(b"PK")
    assert segar.content.startswith(b"PK")
    assert Jejak.objects.get(peristiwa="wilayah.warga.diekspor").rincian == {"jumlah": 1}


def test_merge_by_page_and_undo(rows, register, klien):
    """WIL-10: the merge page offers the likely twin; the undo page parts them again."""
    sf, tujuan = officer("sf", "sf", "32.73.01"), WargaFactory(nama="Siti R.")
    k, asal = klien(sf), rows["warga"]

    assert "Siti R." in k.get(f"/warga/{asal.pk}/gabung/").content.decode()
    jawaban = k.post(f"/warga/{asal.pk}/gabung/", kunci(tujuan=str(tujuan.pk), alasan="KTP sama"))
    assert jawaban.status_code == 302, jawaban.content.decode()[-2000:]
    assert "sudah digabung" in k.get(f"/warga/{asal.pk}/").content.decode()
    log = PenggabunganWarga.objects.get()
    assert k.post(f"/penggabungan/{log.pk}/batal/", kunci(alasan="Salah orang")).status_code == 302

    assert Warga.objects.get(pk=asal.pk).digabung_ke is None


def test_undo_of_a_merge_by_all_four(rows, register, empat_petugas, klien):
    """UMU-12: the undo page of a merge does not exist for other kota, and is refused without the right."""
    sf = officer("sf", "sf", "32.73.01")
    log = actions.merge_warga(rows["warga"], tujuan=WargaFactory(), alasan="KTP sama", oleh=sf)

    harap = {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}

    assert status_of(klien, empat_petugas, f"/penggabungan/{log.pk}/batal/") == harap


def test_parameter_is_set_and_withdrawn_by_page(rows, petugas_kota, petugas_kota_lain, klien):
    """PAR-06: the korkot sets a value for the own kota by the form; the nation's is refused on the form."""
    p, k = rows["parameter"], klien(petugas_kota)
    isi = {
        "nilai": "35", "wilayah": "32.73", "berlaku_mulai": "2026-01-01", "mode": "warn", "status_sumber": "ketetapan",
        "alasan": "SK 5/2026",
    }  # fmt: skip

    assert k.post(f"/parameter/{p.pk}/nilai/", kunci(**{**isi, "wilayah": ""})).status_code == 403
    assert k.post(f"/parameter/{p.pk}/nilai/", kunci(**{**isi, "wilayah": "32.77"})).status_code == 404
    assert k.post(f"/parameter/{p.pk}/nilai/", kunci(**{**isi, "wilayah": "xx"})).status_code == 400
    assert k.post(f"/parameter/{p.pk}/nilai/", kunci(**isi)).status_code == 302
    baru = Parameter.objects.get(wilayah="32.73")
    assert "35 % hadir" in k.get("/parameter/?wilayah=32.73").content.decode()
    assert klien(petugas_kota_lain).get(f"/parameter/{baru.pk}/").status_code == 404
    assert k.post(f"/parameter/{baru.pk}/batal/", kunci(alasan="Salah ketik")).status_code == 302

    assert Parameter.objects.get(pk=baru.pk).dibatalkan
    assert "Salah ketik" in k.get(f"/parameter/{p.pk}/").content.decode()


def test_area_is_closed_by_page(register, klien):
    """WIL-03: PMU closes an area with its successor; the page of the old code leads to the new one."""
    k = klien(officer("pmu", "pmu", ""))

    salah = k.post("/wilayah/32.73.01.1002/tutup/", kunci(pengganti="32.99", alasan="Perda 3/2026"))
    baik = k.post("/wilayah/32.73.01.1002/tutup/", kunci(pengganti=KEL, alasan="Perda 3/2026"))

    assert (salah.status_code, baik.status_code) == (400, 302)
    assert f"/wilayah/{KEL}/" in k.get("/wilayah/32.73.01.1002/").content.decode()
    assert k.post("/wilayah/32.73.01.1002/buka/", kunci(alasan="Perda dicabut")).status_code == 302
    assert Wilayah.objects.get(pk="32.73.01.1002").aktif


def test_search_page_and_instant_list(register, petugas_kelurahan, klien):
    """WIL-13: the page and the htmx list answer the same; one's own kelurahan opens its page, others the register's."""
    k = klien(petugas_kelurahan)

    halaman = k.get("/cari/?q=sari").content.decode()
    daftar = k.get("/cari/?q=sari", headers={"HX-Request": "true"}).content.decode()
    lain = k.get("/cari/?q=melong").content.decode()

    assert f"/kelurahan/{KEL}/" in halaman and f"/kelurahan/{KEL}/" in daftar
    assert "<html" in halaman and "<html" not in daftar
    assert "/wilayah/32.77.01.1001/" in lain and "/kelurahan/32.77.01.1001/" not in lain
    assert "Tidak ada yang cocok" in k.get("/cari/?q=%3Cscript%3E").content.decode()
    assert k.get("/cari/?q=%00").status_code == 400


def test_lists_cost_the_same_however_long(register, petugas_kelurahan, klien):
    """UMU-15: the tree and the list of residents ask as many questions for forty rows as for four."""
    k = klien(petugas_kelurahan)

    def cost(alamat: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as hitung:
            assert k.get(alamat).status_code == 200
        return len(hitung)

    def fill(n: int) -> None:
        for i in range(n):
            basis = BasisFactory()
            DaftarDewasaFactory(basis=basis)
            WargaFactory(basis=basis, nama=f"Rekaan {i:03d}")

    alamat = (f"/kelurahan/{KEL}/basis/", f"/kelurahan/{KEL}/warga/", f"/kelurahan/{KEL}/badan/")
    fill(4)
    sedikit = [cost(a) for a in alamat]
    fill(36)

    assert [cost(a) for a in alamat] == sedikit
    assert max(sedikit) <= 16, sedikit


def test_residents_come_in_pages(register, petugas_kelurahan, klien):
    """UMU-15: the second page goes on where the first ended, without gap or repeat."""
    for i in range(30):
        WargaFactory(nama=f"Rekaan {i:03d}", jenis_kelamin="L" if i % 2 else "P")
    k = klien(petugas_kelurahan)

    pertama = k.get(f"/kelurahan/{KEL}/warga/").context["halaman"]
    kedua = k.get(f"/kelurahan/{KEL}/warga/{pertama.sesudah}").context["halaman"]
    laki = k.get(f"/kelurahan/{KEL}/warga/?jenis_kelamin=L&q=rekaan").context["halaman"]

    assert [w.nama for w in pertama.baris + kedua.baris] == [f"Rekaan {i:03d}" for i in range(30)]
    assert len(laki.baris) == 15


def test_tree_shows_sums_and_closing(register, petugas_kelurahan, klien):
    """WIL-06: sums stand under the tree; a closed place leaves it and may be opened again."""
    rw = BasisFactory(nomor="01")
    DaftarDewasaFactory(basis=rw, dewasa_l=1200, dewasa_p=34)
    actions.close_basis(BasisFactory(nomor="02"), tanggal=date(2026, 1, 1), alasan="Digabung", oleh=petugas_kelurahan)

    isi = klien(petugas_kelurahan).get(f"/kelurahan/{KEL}/basis/").content.decode()

    assert "1.234" in isi and "Buka kembali" in isi and "Digabung" in isi
