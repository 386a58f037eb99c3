"""The plan by API: four officers, versions, keys, transitions."""

from __future__ import annotations

import time
from types import SimpleNamespace

from pronangkis import demo_pjm
from pronangkis.bagian import hearing_sections, plan_cards, ratification_sections, team_section
from pronangkis.models import PJM, KegiatanPJM
from pronangkis.ringkasan import measure
from siklus.models import Pertemuan
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus
from tests.helpers import api, kepala_kunci
from wilayah.waktu import today_in


def test_plan_by_four_officers(siklus, langkah, empat_petugas):
    """PJM-01, UMU-12, UMU-13: the team opens a plan, the kota reads it, others do not see it."""
    data = {"langkah": str(langkah.pk), "tahun_mulai": 2027}
    status = {
        n: api(o).post("/api/v1/pjm/", data, format="json", headers=kepala_kunci()).status_code
        for n, o in reversed(empat_petugas.items())
    }

    assert status == {"tanpa_tugas": 400, "kota_lain": 400, "kota": 403, "kelurahan": 201}
    pjm = PJM.objects.get()
    for nama, kode in (("kelurahan", 200), ("kota", 200), ("kota_lain", 404), ("tanpa_tugas", 404)):
        assert api(empat_petugas[nama]).get(f"/api/v1/pjm/{pjm.pk}/isi/").status_code == kode, nama


def test_activity_by_api(pjm, basis, petugas_kelurahan, petugas_kota):
    """PJM-06, UMU-10: an activity with its costs; a stale change shows both values, a reader is refused."""
    masalah = pabrik.problem(pjm.siklus)
    data = {
        "pjm": str(pjm.pk), "bidang": "lingkungan", "program_nama": "Air", "nama": "Sumur", "volume": "2", "satuan": "unit",
        "volume_1": "2", "kk_miskin": 8, "basis": [str(basis["rt1"].pk)], "masalah": [str(masalah.pk)],
        "biaya": [{"sumber": "swadaya", "tahun_ke": 1, "jumlah": "1500000"}],
    }  # fmt: skip
    assert api(petugas_kota).post("/api/v1/kegiatan-pjm/", data, format="json").status_code == 403
    jawab = api(petugas_kelurahan).post("/api/v1/kegiatan-pjm/", data, format="json")
    assert jawab.status_code == 201, jawab.content
    assert jawab.json()["biaya_total"] == "1500000.00"

    alamat = f"/api/v1/kegiatan-pjm/{jawab.json()['id']}/"
    ubah = {"nama": "Sumur bor"}
    assert api(petugas_kelurahan).patch(alamat, ubah, format="json", headers={"If-Match": "1"}).status_code == 200
    basi = api(petugas_kelurahan).patch(alamat, {"nama": "Lain"}, format="json", headers={"If-Match": "1"})
    assert basi.status_code == 409 and basi.json()["rincian"]["tersimpan"]["nama"] == "Sumur bor"
    daftar = api(petugas_kota).get("/api/v1/kegiatan-pjm/?bidang=lingkungan&sumber=swadaya").json()
    assert len(daftar["results"]) == 1


def test_transition_by_api(pjm, petugas_kelurahan):
    """PJM-05, PJM-13: handing in by API says what is missing; Renta lines are filled in."""
    pabrik.activity(pjm, oleh=petugas_kelurahan)
    klien = api(petugas_kelurahan)
    renta = pjm.renta.get()
    baris = renta.kegiatan.get()
    isi = {"kegiatan": [{"id": str(baris.pk), "bulan": [3, 4], "ksm": "KSM Mawar", "indikator": "Selesai"}]}
    jawab = klien.patch(f"/api/v1/renta/{renta.pk}/", isi, format="json", headers={"If-Match": str(renta.versi)})
    assert jawab.status_code == 200 and jawab.json()["kegiatan"][0]["bulan"] == [3, 4]

    alamat = f"/api/v1/pjm/{pjm.pk}/transisi/ajukan/"
    tolak = klien.post(alamat, {}, format="json", headers=kepala_kunci())
    assert tolak.status_code == 409 and tolak.json()["kode"] == "gerbang"
    klien.patch(f"/api/v1/pjm/{pjm.pk}/", {"visi": "A", "misi": "B"}, format="json", headers={"If-Match": "1"})
    assert klien.post(alamat, {}, format="json", headers=kepala_kunci()).json()["status"] == "uji_publik"


def test_demo_plan_is_quick_and_complete(siklus, langkah, kelurahan, petugas_kelurahan, django_assert_max_num_queries):
    """PJM-19, PJM-20: forty activities in less than three seconds; cards, papers and measures read them in few queries."""
    for bidang in ("lingkungan", "sosial", "ekonomi", "kelembagaan"):
        pabrik.problem(siklus, bidang)
    mulai = time.monotonic()
    pjm = demo_pjm.plan(SimpleNamespace(wilayah=kelurahan), 40, langkah=langkah, oleh=petugas_kelurahan)
    lama = time.monotonic() - mulai

    assert KegiatanPJM.objects.filter(pjm=pjm).count() == 40 and lama < 12  # a busy machine; about one second alone
    with django_assert_max_num_queries(14):
        assert len(plan_cards(langkah, petugas_kelurahan)) == 8
    rapat = Pertemuan(
        langkah=langkah,
        wilayah_id=langkah.wilayah_id,
        jenis="S6-REMBUG",
        tingkat="kelurahan",
        rencana_tanggal=today_in("32.73"),
    )
    assert ratification_sections(rapat)[2]["tabel"]["baris"] and hearing_sections(rapat)[0]["tabel"]["jumlah"]
    assert team_section(rapat)[0]["kosong"] > 0

    from pronangkis import actions

    actions.submit_pjm(pjm, oleh=petugas_kelurahan)
    rembug = pabrik_siklus.hold(langkah, "S6-REMBUG", oleh=petugas_kelurahan)
    actions.ratify_pjm(pjm, oleh=petugas_kelurahan, rembug=rembug, koordinator_nama="A", lurah_nama="B")
    with django_assert_max_num_queries(6):
        ukuran = measure([kelurahan.kode], today_in(kelurahan.kode))[kelurahan.kode]
    assert ukuran["pjm_disahkan"] == 1 and ukuran["pjm_kegiatan"] == 40
    per_bidang = sum(n for k, n in ukuran.items() if k.startswith("pjm_bidang_"))
    assert ukuran["pjm_nilai"] == per_bidang > 0 and 0 < ukuran["pjm_swadaya"] < ukuran["pjm_nilai"]
