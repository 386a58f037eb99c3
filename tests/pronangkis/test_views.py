"""Pages of the plan by four officers, and the grid."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from inti.errors import AturanDilanggar
from pronangkis import actions
from pronangkis.models import PJM, KegiatanPJM
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus
from tests.helpers import kunci, masuk

HALAMAN = [
    "",
    "visi/",
    "bab/",
    "kegiatan/",
    "kegiatan/baru/",
    "tempel/",
    "prioritas/",
    "uji/",
    "beda/",
    "program/baru/",
]


@pytest.fixture
def isi(pjm):
    """A draft with three activities."""
    for bidang in ("lingkungan", "sosial", "bop"):
        pabrik.activity(pjm, bidang=bidang)
    return PJM.objects.get(pk=pjm.pk)


@pytest.mark.parametrize("halaman", HALAMAN)
def test_pages_by_four_officers(isi, empat_petugas, halaman):
    """UMU-11, UMU-12, UMU-13: the own team works, the kota reads, another kota finds nothing."""
    alamat = f"/pjm/{isi.pk}/{halaman}"

    status = {nama: masuk(orang).get(alamat).status_code for nama, orang in empat_petugas.items()}

    menulis = halaman in ("kegiatan/baru/", "tempel/", "program/baru/")
    assert (status["kelurahan"], status["kota"]) == (200, 403 if menulis else 200)
    assert status["kota_lain"] == 404 and status["tanpa_tugas"] in {403, 404}


def test_other_pages(isi, langkah, petugas_kelurahan):
    """PJM-01, PJM-14: tab, stage, team, Renta, figures and one activity open."""
    klien = masuk(petugas_kelurahan)
    k = isi.kegiatan.first()
    for alamat in (
        f"/kelurahan/{isi.wilayah_id}/pjm/", f"/kelurahan/{isi.wilayah_id}/monografi/", f"/langkah/{langkah.pk}/tim/",
        f"/langkah/{langkah.pk}/", f"/renta/{isi.renta.get().pk}/", f"/pjm/kegiatan/{k.pk}/", f"/pjm/kegiatan/{k.pk}/hapus/",
        f"/pjm/program/{k.program_id}/", f"/pjm/bab/{isi.bab.first().pk}/", f"/pjm/{isi.pk}/transisi/ajukan/",
        f"/pjm/{isi.pk}/kegiatan/?format=xlsx", f"/pjm/{isi.pk}/prioritas/?cara=berpasangan",
        f"/pjm/{isi.pk}/prioritas/?cara=musyawarah",
    ):  # fmt: skip
        assert klien.get(alamat).status_code == 200, alamat
    assert klien.get(f"/langkah/{langkah.pk}/pjm/").status_code == 302


def row(k, **ubah):
    """The row of an activity as the grid sends it."""
    isi = {
        "nama": k.nama, "lokasi": k.lokasi, "volume": "3", "satuan": k.satuan, "volume_1": "1", "volume_2": "2", "volume_3": "",
        "pemanfaat_l": "", "pemanfaat_p": "", "kk_miskin": "10", "versi": k.versi, "s_blm_apbn": "1.000.000", "s_swadaya": "500.000",
        "s_apbd_kota": "",
    }  # fmt: skip
    return {f"{k.pk}-{n}": v for n, v in {**isi, **ubah}.items()}


def test_row_saves_itself(isi, petugas_kelurahan):
    """PJM-06, UMU-10: a row saves alone and answers all sums; a stale one shows both values; a wrong one says where."""
    klien, k = masuk(petugas_kelurahan), isi.kegiatan.order_by("urutan").first()
    alamat = f"/pjm/kegiatan/{k.pk}/baris/"

    jawab = klien.post(alamat, kunci(**row(k, s_blm_apbn="3.000.001", lokasi="Gang Melati")))

    assert jawab.status_code == 200, jawab.content
    hasil = jawab.json()
    assert hasil["versi"] == k.versi + 1 and hasil["jumlah"]["total"].endswith("6.500.001")
    biaya = dict(k.biaya.filter(sumber="blm_apbn").values_list("tahun_ke", "jumlah"))
    assert sum(biaya.values()) == Decimal(3_000_001) and biaya[1] == 1_000_000
    basi = klien.post(alamat, kunci(**row(k, lokasi="Gang Lain", s_blm_apbn="3.000.001")))
    assert basi.status_code == 409 and "Gang Melati" in json.dumps(basi.json())
    salah = klien.post(alamat, kunci(**row(KegiatanPJM.objects.get(pk=k.pk), volume="banyak")))
    assert salah.status_code == 400 and "volume" in salah.json()["galat"]


def test_grid_without_script(isi, petugas_kelurahan, petugas_kota):
    """PJM-06: a plain post saves every changed row; a reader is refused."""
    k = isi.kegiatan.order_by("urutan").first()
    alamat = f"/pjm/{isi.pk}/kegiatan/"
    data = row(k, nama="Nama baru")

    assert masuk(petugas_kota).post(alamat, kunci(**data)).status_code == 403
    assert masuk(petugas_kelurahan).post(alamat, kunci(**data)).status_code == 302
    assert KegiatanPJM.objects.get(pk=k.pk).nama == "Nama baru"


def test_grid_costs_the_same_for_many(isi, petugas_kelurahan, django_assert_max_num_queries):
    """UMU-15: the grid does not ask more for forty activities than for three."""
    program = isi.program.first()
    actions.add_many(
        isi,
        oleh=petugas_kelurahan,
        baris=[
            {
                "bidang": program.bidang,
                "program_nama": program.nama,
                "nama": f"Kegiatan {n}",
                "biaya": {("swadaya", 1): Decimal(n)},
            }
            for n in range(1, 41)
        ],
    )
    klien = masuk(petugas_kelurahan)
    klien.get(f"/pjm/{isi.pk}/kegiatan/")

    with django_assert_max_num_queries(24):
        halaman = klien.get(f"/pjm/{isi.pk}/kegiatan/")

    assert halaman.content.decode().count("data-baris=") == 43


def test_pasted_rows_are_shown_first(isi, petugas_kelurahan):
    """PJM-20: a pasted sheet is shown with what is wrong; it is saved only when it is right and confirmed."""
    klien, alamat = masuk(petugas_kelurahan), f"/pjm/{isi.pk}/tempel/"
    kepala = "Bidang\tProgram\tKegiatan\tVolume\tSatuan\tTahun 1\tKK miskin\tBLM\tSwadaya\n"
    salah = kepala + "Laut\tAir\tSumur\tdua\tunit\t2\t5\t1.000.000\t\n"
    benar = (
        kepala + "Lingkungan\tAir\tSumur\t2\tunit\t2\t5\t1.000.000\t250.000\nekonomi\tUsaha\tPelatihan\t\t\t\t\t\t\n"
    )
    n = isi.kegiatan.count()

    jawab = klien.post(alamat, kunci(teks=salah, bidang="lingkungan", program="", simpan="on"))
    assert jawab.status_code == 200 and b"Bidang harus" in jawab.content and b"bukan angka" in jawab.content
    assert klien.post(alamat, kunci(teks=benar, bidang="lingkungan", program="")).status_code == 200
    assert isi.kegiatan.count() == n
    assert klien.post(alamat, kunci(teks=benar, bidang="lingkungan", program="", simpan="on")).status_code == 302
    baru = isi.kegiatan.get(nama="Sumur")
    assert isi.kegiatan.count() == n + 2 and baru.biaya.get(sumber="swadaya").jumlah == 250_000


def test_uji_publik_and_versions(isi, langkah, basis, petugas_kelurahan, petugas_kota):
    """PJM-10, PJM-16: reactions are kept per meeting, what they changed shows as a difference of versions."""
    klien = masuk(petugas_kelurahan)
    rapat = pabrik_siklus.hold(langkah, "S6-UJI", oleh=petugas_kelurahan, basis=basis["rw"])
    data = {
        "pertemuan": str(rapat.pk),
        "jenis": "ubah",
        "uraian": "Tambah sumur di RT 02",
        "kegiatan": "",
        "tindak": "belum",
        "hasil": "",
    }
    actions.update_pjm(isi, oleh=petugas_kelurahan, visi="Mandiri", misi="Bersama")
    with pytest.raises(AturanDilanggar):
        actions.record_tanggapan(isi, oleh=petugas_kelurahan, pertemuan=rapat, jenis="ubah", uraian="x")
    actions.submit_pjm(isi, oleh=petugas_kelurahan, alasan="Menyusul.")

    assert masuk(petugas_kota).post(f"/pjm/{isi.pk}/uji/", kunci(**data)).status_code == 403
    assert klien.post(f"/pjm/{isi.pk}/uji/", kunci(**data)).status_code == 302
    assert klien.post(f"/pjm/{isi.pk}/transisi/tarik/", kunci(alasan="Keliru")).status_code == 409
    jawab = klien.post(f"/pjm/{isi.pk}/versi-baru/", kunci(alasan="Usul RW 01"))
    baru = PJM.objects.get(versi_ke=2)
    k = baru.kegiatan.first()
    actions.update_kegiatan(k, oleh=petugas_kelurahan, lokasi="RT 02")
    assert jawab.status_code == 302
    beda = klien.get(f"/pjm/{baru.pk}/beda/").content.decode()
    assert "RT 02" in beda and "Gang Mawar" in beda


def test_ratify_by_page(isi, langkah, petugas_kelurahan):
    """PJM-11: from the signed paper to the plan in force, by page."""
    klien = masuk(petugas_kelurahan)
    actions.update_pjm(isi, oleh=petugas_kelurahan, visi="Mandiri", misi="Bersama")
    assert klien.post(f"/pjm/{isi.pk}/transisi/ajukan/", kunci()).status_code == 400
    assert klien.post(f"/pjm/{isi.pk}/transisi/ajukan/", kunci(alasan="Bulan menyusul")).status_code == 302
    rapat = pabrik_siklus.hold(langkah, "S6-REMBUG", oleh=petugas_kelurahan)
    urut = {f"urut_{k.pk}": n for n, k in enumerate(isi.kegiatan.all(), 1)}
    assert klien.post(f"/pjm/{isi.pk}/prioritas/", kunci(cara="musyawarah", **urut)).status_code == 302
    data = {"rembug": str(rapat.pk), "koordinator_nama": "Dedi", "lurah_nama": "Asep", "keluaran": ""}
    assert klien.post(f"/pjm/{isi.pk}/transisi/sahkan/", kunci(**data)).status_code == 302
    assert PJM.objects.get(pk=isi.pk).status == "disahkan"
    assert klien.get(f"/pjm/{isi.pk}/").status_code == 200


def test_search_finds_activities(isi, petugas_kelurahan, petugas_kota_lain):
    """UMU-11: the search of the house finds an activity of the plan by name, in scope; a plan dropped is not found."""
    k = isi.kegiatan.order_by("urutan").first()
    alamat = f"/pjm/kegiatan/{k.pk}/"
    kata = f"/cari/?q={k.nama}"

    assert alamat in masuk(petugas_kelurahan).get(kata).content.decode()
    assert alamat not in masuk(petugas_kota_lain).get(kata).content.decode()
    actions.cancel_pjm(isi, oleh=petugas_kelurahan, alasan="Disusun ulang dari awal.")
    assert alamat not in masuk(petugas_kelurahan).get(kata).content.decode()


def test_demo_monograph_agrees_with_itself(isi, petugas_kelurahan):
    """UMU-34, PJM-17: the demo's figures add up, and its chapter tells them."""
    from pronangkis.demo_monografi import monograph

    m = monograph(isi.wilayah, tahun=2026, oleh=petugas_kelurahan)

    assert sum(b["jumlah"] for b in m.pendidikan) == m.penduduk_l + m.penduduk_p
    assert m.kk * 3 < m.penduduk_l + m.penduduk_p < m.kk * 5
    assert m.sumber in masuk(petugas_kelurahan).get(f"/pjm/{isi.pk}/bab/").content.decode()
