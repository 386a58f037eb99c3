"""The cycle by API: the whole first job, the four officers at every resource, and resends that change nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from siklus.models import Keluaran, Keputusan, Langkah, Pelatihan, Pertemuan, Relawan, Siklus
from tests.factories import siklus as pabrik
from tests.helpers import api, kepala_kunci
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
AWAL = "/api/v1"


def post(klien: Any, alamat: str, isi: Any = None, **kepala: str) -> Any:
    """POST with a fresh key unless one is given."""
    return klien.post(f"{AWAL}/{alamat}/", isi or {}, format="json", headers=kepala or kepala_kunci())


def meeting(langkah: Langkah, **ubah: Any) -> dict[str, Any]:
    """A held meeting as the app sends it."""
    return {
        "langkah": str(langkah.pk), "jenis": "S0-KEL", "tanggal": str(today_in(langkah.wilayah_id)), "tempat": "Aula",
        "peserta_l": 10, "peserta_p": 12, "miskin_l": 3, "miskin_p": 5, **ubah,
    }  # fmt: skip


def test_program_lists_what_the_engine_runs(petugas_tanpa_tugas: Any) -> None:
    """SIK-23: every definition is served whole to whoever is signed in; a stranger gets 401."""
    assert api().get(f"{AWAL}/program/").status_code == 401
    isi = api(petugas_tanpa_tugas).get(f"{AWAL}/program/").json()["results"]

    assert {d["kunci"] for d in isi} == {"p2kp@1", "pnpm_perdesaan@1"}
    p2kp = api(petugas_tanpa_tugas).get(f"{AWAL}/program/p2kp@1/").json()
    s1 = next(x for x in p2kp["langkah"] if x["kode"] == "S1")
    assert [p["kode"] for p in s1["pilihan"]] == ["terima", "tolak"]
    assert s1["gerbang"][0]["langkah"] == "S0" and s1["keputusan"] == "terima_tolak"
    assert api(petugas_tanpa_tugas).get(f"{AWAL}/program/p2kp@9/").status_code == 404


def test_gerbang_of_a_langkah(s0: Langkah, petugas_kelurahan: Any, petugas_kota_lain: Any) -> None:
    """SIK-30: the checklist by API is the checklist of the page; out of scope it does not exist."""
    jawab = api(petugas_kelurahan).get(f"{AWAL}/langkah/{s0.pk}/gerbang/")

    assert [(k["aturan"], k["terpenuhi"]) for k in jawab.json()] == [
        ("SIK-101", True), ("SIK-102", False), ("SIK-102", False),
    ]  # fmt: skip
    assert api(petugas_kota_lain).get(f"{AWAL}/langkah/{s0.pk}/gerbang/").status_code == 404


def test_transitions_name_the_role_of_the_definition(siklus: Siklus, petugas_kota: Any) -> None:
    """SIK-08: the list of transitions says that the kota's own stage is not the Korkot's to verify."""
    kota = pabrik.move(pabrik.above("32.73"), "diajukan")

    isi = api(petugas_kota).get(f"{AWAL}/langkah/{kota.pk}/transisi/").json()

    boleh = {t["nama"]: t["boleh"] for t in isi["transisi"]}
    assert (boleh["kembalikan"], boleh["verifikasi"], boleh["mulai"]) == (True, False, False)
    assert next(t for t in isi["transisi"] if t["nama"] == "verifikasi")["sebab"] == "tidak_berwenang"


def test_refused_start_is_409_gerbang(s0: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-02: the refusal carries code, sentence and findings; the status itself cannot be written."""
    jawab = post(api(petugas_kelurahan), f"langkah/{s0.pk}/transisi/mulai")

    assert (jawab.status_code, jawab.json()["kode"]) == (409, "gerbang")
    assert {k["aturan"] for k in jawab.json()["rincian"]["kekurangan"]} == {"SIK-102"}
    klien = api(petugas_kelurahan)
    assert klien.put(f"{AWAL}/langkah/{s0.pk}/", {"status": "berjalan"}, format="json").status_code == 405
    assert Langkah.objects.get(pk=s0.pk).status == "belum"


def test_rkm_by_api(siklus: Siklus, basis: Any, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-105: RKM is started, held, decided, evidenced, submitted and verified by API alone."""
    pabrik.finish_s0(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)
    s1 = pabrik.stage(siklus, "S1")
    faskel, korkot = api(petugas_kelurahan), api(petugas_kota)

    assert post(faskel, f"langkah/{s1.pk}/transisi/mulai").status_code == 200
    rapat = post(faskel, "pertemuan", meeting(s1, jenis="S1-RKM"))
    assert (rapat.status_code, rapat.json()["hadir"], rapat.json()["status"]) == (201, 22, "terlaksana")
    putus = {"langkah": str(s1.pk), "pertemuan": rapat.json()["id"], "hasil": "terima"}
    assert post(faskel, "keputusan", putus).status_code == 201
    tanda = [{"nama": "Asep", "jabatan": "Lurah", "tanggal": str(today_in(s1.wilayah_id))}]
    for kode in ("S1-BA", "S1-DH", "S1-RENCANA"):
        bukti = {
            "langkah": str(s1.pk), "kode": kode, "berkas": str(pabrik.paper(s1).pk), "dari_kertas": True, "penanda_tangan": tanda,
        }  # fmt: skip
        assert post(faskel, "keluaran", bukti).status_code == 201
    orang = {"siklus": str(siklus.pk), "basis": str(basis["rt1"].pk), "nama": "Dewi", "jenis_kelamin": "P",
             "sejak": str(today_in(s1.wilayah_id))}  # fmt: skip
    assert post(faskel, "relawan", orang).status_code == 201

    diajukan = post(faskel, f"langkah/{s1.pk}/transisi/ajukan", {"alasan": "Bagian warga miskin belum tercapai."})
    assert (diajukan.status_code, diajukan.json()["status"], diajukan.json()["hasil"]) == (200, "diajukan", "terima")
    sudah = post(korkot, f"langkah/{s1.pk}/transisi/verifikasi")

    assert (sudah.status_code, sudah.json()["status"]) == (200, "terverifikasi")
    dua_kali = post(korkot, f"langkah/{s1.pk}/transisi/verifikasi")
    assert (dua_kali.status_code, dua_kali.json()["kode"]) == (409, "transisi")


def test_resend_makes_one_meeting(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-05, UMU-06, UMU-08: same key or same id gives the stored row; another content under either is refused."""
    klien, kepala, isi = api(petugas_kelurahan), kepala_kunci(), meeting(berjalan, id=str(uuid.uuid4()))

    pertama = post(klien, "pertemuan", isi, **kepala)
    ulang = post(klien, "pertemuan", isi, **kepala)
    lain_kunci = post(klien, "pertemuan", isi)

    assert (pertama.status_code, ulang.status_code, lain_kunci.status_code) == (201, 201, 200)
    assert ulang.headers["Idempotent-Replay"] == "true"
    assert Pertemuan.objects.count() == 1
    assert post(klien, "pertemuan", {**isi, "peserta_l": 11}, **kepala).status_code == 422
    beda = post(klien, "pertemuan", {**isi, "peserta_l": 11})
    assert (beda.status_code, beda.json()["kode"]) == (409, "id_terpakai")


def test_status_needs_a_key(s0: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-05: a move without an Idempotency-Key is refused before anything happens."""
    jawab = api(petugas_kelurahan).post(f"{AWAL}/langkah/{s0.pk}/transisi/mulai/", {}, format="json")

    assert (jawab.status_code, jawab.json()["kode"]) == (400, "isian")


def test_stale_edit_shows_both_values(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-10: a correction of the version that was seen passes; of an older one it is refused with both values."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    klien, alamat = api(petugas_kelurahan), f"{AWAL}/pertemuan/{rapat.pk}/"
    versi = Pertemuan.objects.get(pk=rapat.pk).versi

    baru = klien.patch(alamat, {"peserta_l": 20}, format="json", headers={"If-Match": str(versi)})
    basi = klien.patch(alamat, {"peserta_l": 30}, format="json", headers={"If-Match": str(versi)})

    assert (baru.status_code, baru.json()["hadir"]) == (200, 32)
    assert (basi.status_code, basi.json()["kode"]) == (409, "versi")
    assert basi.json()["rincian"]["tersimpan"]["peserta_l"] == 20


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"peserta_l": -1}, "peserta_l"), ({"peserta_l": "sepuluh"}, "peserta_l"), ({"tempat": ""}, "tempat"),
        ({"tanggal": "2999-01-01"}, "tanggal"), ({"miskin_l": 11}, "miskin_l"), ({"langkah": "bukan-uuid"}, "langkah"),
        ({"langkah": str(uuid.uuid4())}, "langkah"), ({"jenis": "X"}, "jenis"), ({"tanggal": None}, "tanggal"),
    ],
)  # fmt: skip
def test_bad_meeting_is_400_beside_its_field(
    berjalan: Langkah, petugas_kelurahan: Any, ubah: dict[str, Any], bidang: str
) -> None:
    """UMU-14, UMU-23: every wrong field is named in the answer, never a 500; the right one is stored."""
    jawab = post(api(petugas_kelurahan), "pertemuan", meeting(berjalan) | ubah)

    assert (jawab.status_code, jawab.json()["kode"]) == (400, "isian")
    assert bidang in jawab.json()["rincian"]
    assert post(api(petugas_kelurahan), "pertemuan", meeting(berjalan)).status_code == 201


@pytest.fixture
def isi_semua(siklus: Siklus, berjalan: Langkah, basis: Any, petugas_kelurahan: Any) -> dict[str, Any]:
    """One row of every resource."""
    s1 = pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")
    rapat = pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan)
    pabrik.decide(s1, rapat, oleh=petugas_kelurahan, hasil="terima")
    pabrik.sign(s1, "S1-BA", oleh=petugas_kelurahan)
    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Dewi", basis=basis["rt1"])
    Pelatihan.objects.create(
        langkah=s1, wilayah_id=s1.wilayah_id, kode="S1-RELAWAN", judul="Uji", tanggal=today_in(s1.wilayah_id), penyelenggara="Tim",
        peserta_l=1, peserta_p=1,
    )  # fmt: skip
    baris = {
        "siklus": Siklus, "langkah": Langkah, "pertemuan": Pertemuan, "keluaran": Keluaran, "keputusan": Keputusan,
        "pelatihan": Pelatihan, "relawan": Relawan,
    }  # fmt: skip
    return {nama: model.objects.filter(wilayah_id=siklus.wilayah_id).first() for nama, model in baris.items()}


SUMBER = ["siklus", "langkah", "pertemuan", "keluaran", "keputusan", "pelatihan", "relawan"]


@pytest.mark.parametrize("sumber", SUMBER)
def test_four_officers_read(isi_semua: dict[str, Any], empat_petugas: dict[str, Any], sumber: str) -> None:
    """UMU-11, UMU-12: list and detail by scope; elsewhere the list is empty and the row is a 404; a stranger gets 401."""
    obj = isi_semua[sumber]
    for nama, lihat in {"kelurahan": True, "kota": True, "kota_lain": False, "tanpa_tugas": False}.items():
        klien = api(empat_petugas[nama])
        daftar = klien.get(f"{AWAL}/{sumber}/", {"wilayah": obj.wilayah_id})
        assert daftar.status_code == 200
        assert (str(obj.pk) in {x["id"] for x in daftar.json()["results"]}) is lihat
        assert klien.get(f"{AWAL}/{sumber}/{obj.pk}/").status_code == (200 if lihat else 404)
        assert klien.get(f"{AWAL}/{sumber}/{obj.pk}/transisi/").status_code == (200 if lihat else 404)
    assert api().get(f"{AWAL}/{sumber}/").status_code == 401


@pytest.mark.parametrize("sumber", SUMBER)
def test_lists_filter_sort_and_page(isi_semua: dict[str, Any], petugas_kelurahan: Any, sumber: str) -> None:
    """UMU-15: pages are limited, sort keys come from a fixed list, a foreign area filters to nothing."""
    klien = api(petugas_kelurahan)

    assert len(klien.get(f"{AWAL}/{sumber}/", {"limit": 1}).json()["results"]) == 1
    assert klien.get(f"{AWAL}/{sumber}/", {"limit": 9999}).status_code == 200
    assert klien.get(f"{AWAL}/{sumber}/", {"urut": "sandi"}).status_code == 400
    assert klien.get(f"{AWAL}/{sumber}/", {"wilayah": "32.77"}).json()["results"] == []


def test_list_of_langkah_costs_a_constant_number_of_queries(
    siklus: Siklus, register: Any, petugas_kota: Any, django_assert_num_queries: Any
) -> None:
    """UMU-15: a page of stages with their lateness is one query, whatever it shows."""
    klien = api(petugas_kota)
    petugas_kota.cakupan("siklus.lihat_siklus")
    with django_assert_num_queries(1):
        satu = klien.get(f"{AWAL}/langkah/", {"limit": 200, "tahun_siklus": 1}).json()["results"]
    pabrik.put_on_list("32.73.01.1002")
    pabrik.open_siklus(register["32.73.01.1002"])
    with django_assert_num_queries(1):
        dua = klien.get(f"{AWAL}/langkah/", {"limit": 200, "tahun_siklus": 1}).json()["results"]

    assert len(dua) > len(satu) > 10


def test_open_and_plan_by_api(lokasi: Any, petugas_kota: Any, petugas_kelurahan: Any) -> None:
    """SIK-21, SIK-29: the Korkot opens a cycle and moves a plan; the facilitator may do neither."""
    isi = {"wilayah": lokasi.wilayah_id, "tahun": lokasi.tahun_anggaran}
    assert post(api(petugas_kelurahan), "siklus", isi).status_code == 403
    buka = post(api(petugas_kota), "siklus", isi)
    assert buka.status_code == 201, buka.json()
    s0 = Siklus.objects.get(pk=buka.json()["id"]).langkah.get(kode="S0")
    rencana = {"rencana_mulai": "2026-09-01", "rencana_selesai": "2026-09-20"}
    kepala, alamat = {"If-Match": "1"}, f"{AWAL}/langkah/{s0.pk}/"

    assert api(petugas_kelurahan).patch(alamat, rencana, format="json", headers=kepala).status_code == 403
    geser = api(petugas_kota).patch(alamat, rencana, format="json", headers=kepala)
    assert (geser.status_code, geser.json()["terlambat"]) == (200, today_in(s0.wilayah_id).isoformat() > "2026-09-20")
    separuh = api(petugas_kota).patch(alamat, {"rencana_mulai": "2026-09-02"}, format="json", headers={"If-Match": "2"})
    assert separuh.status_code == 400
