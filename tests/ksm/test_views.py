"""Pages, gate, import and API of groups, by those who may and those who may not."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from inti.xlsx import BarisImpor
from ksm.impor import import_ksm, plan_ksm
from ksm.models import KSM, AnggotaKSM, AturanMain, CeklisKSM
from siklus.gerbang import periksa_banyak, periksa_gerbang
from siklus.models import Langkah
from tests.conftest import KELURAHAN, KELURAHAN_LAIN, KELURAHAN_TETANGGA
from tests.factories.ksm import AnggotaKSMFactory, AturanMainFactory, CeklisKSMFactory, KSMFactory
from tests.factories.siklus import move, open_siklus, put_on_list, stage, tree
from tests.helpers import api, kepala_kunci, kunci, masuk
from wilayah.actions import load_parameters

pytestmark = pytest.mark.django_db
TAB = f"/kelurahan/{KELURAHAN}/ksm/"


@pytest.fixture
def s5(kelurahan: Any) -> Any:
    """A running stage S5."""
    put_on_list()
    return move(stage(open_siklus(kelurahan), "S5"), "berjalan")


@pytest.fixture
def angka() -> None:
    """The numbers of groups as shipped."""
    import json
    from pathlib import Path

    from django.conf import settings

    from inti.pelaku import SISTEM

    isi = json.loads((Path(settings.BASE_DIR) / "data" / "parameter.json").read_text(encoding="utf-8"))["parameter"]
    load_parameters([b for b in isi if b["kode"].startswith(("ksm.", "s5."))], oleh=SISTEM)


def test_pages_by_everybody(ksm, ksm_lain, bendahara, sekretaris, empat_petugas):
    """UMU-11, KSM-23: register, tab and detail show what is in scope; a treasurer only the own group."""
    orang = {**empat_petugas, "bendahara": bendahara, "sekretaris": sekretaris}
    for nama, terlihat in {
        "kelurahan": {"Melati", "Mawar"}, "kota": {"Melati", "Mawar"}, "sekretaris": {"Melati", "Mawar"},
        "bendahara": {"Melati"}, "kota_lain": set(), "tanpa_tugas": None,
    }.items():  # fmt: skip
        klien = masuk(orang[nama])
        daftar = klien.get("/ksm/")
        if terlihat is None:
            assert daftar.status_code == 403
            continue
        assert {x for x in ("Melati", "Mawar") if x in daftar.content.decode()} == terlihat, nama
        for satu in (ksm, ksm_lain):
            harap = 200 if satu.nama in terlihat else 404
            assert klien.get(f"/ksm/{satu.pk}/").status_code == harap, (nama, satu)
        assert klien.get(TAB).status_code == (404 if nama == "kota_lain" else 200), nama
    assert masuk(bendahara).get(f"/ksm/{ksm.pk}/ubah/").status_code == 403
    assert "Daftarkan KSM" not in masuk(bendahara).get(TAB).content.decode()


def test_lists_cost_the_same_for_many(petugas_kota, register, django_assert_num_queries):
    """UMU-15: ten groups cost what one does, on the page, the tab, the workbook and the API."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    klien = masuk(petugas_kota)
    alamat = ("/ksm/", TAB, "/ksm/?format=xlsx", "/api/v1/ksm/", "/api/v1/anggota-ksm/")

    def cost() -> list[int]:
        hasil = []
        for a in alamat:
            klien.get(a)
            with CaptureQueriesContext(
                connection,
            ) as tangkap:
                assert klien.get(a).status_code == 200
            hasil.append(len(tangkap))
        return hasil

    AnggotaKSMFactory(ksm=KSMFactory())
    satu = cost()
    for _ke in range(9):
        AnggotaKSMFactory.create_batch(2, ksm=KSMFactory())
    assert cost() == satu


def test_filters(ksm, ksm_lain, petugas_kota):
    """KSM-15: by women's share, rules, kind, origin, state, area and name."""
    AnggotaKSMFactory(ksm=ksm)
    AnggotaKSMFactory(ksm=ksm_lain, jenis_kelamin="L")
    AturanMainFactory(ksm=ksm_lain)
    klien = api(petugas_kota)

    def names(tanya: str) -> set[str]:
        return {b["nama"] for b in klien.get(f"/api/v1/ksm/?{tanya}").json()["results"]}

    assert names("perempuan=30") == {"Melati"}
    assert names("beraturan=true") == {"Mawar"}
    assert names("jenis=lingkungan") == names("asal=baru") == names("q=maw") == {"Mawar"}
    assert names(f"wilayah={KELURAHAN}") == {"Melati", "Mawar"} and names(f"wilayah={KELURAHAN_TETANGGA}") == set()
    assert klien.get("/api/v1/ksm/?perempuan=abc").status_code == 400
    assert masuk(petugas_kota).get("/ksm/?perempuan=abc&status=zzz").status_code == 200


def test_register_by_page(kelurahan, s5, petugas_kelurahan, petugas_kota):
    """KSM-01, KSM-04: the form registers for the open stage, once for a key, and leads to the members."""
    isi = kunci(nama="Kenanga", jenis="sosial", asal="baru", terbentuk="2024-05-01", basis="", relawan_pendamping="")
    assert masuk(petugas_kota).post(f"{TAB}baru/", isi).status_code == 403
    klien = masuk(petugas_kelurahan)
    assert klien.get(f"{TAB}baru/").status_code == 200
    assert klien.get(f"/kelurahan/{KELURAHAN_LAIN}/ksm/baru/").status_code == 404

    jawaban = klien.post(f"{TAB}baru/", isi)
    klien.post(f"{TAB}baru/", isi)

    ksm = KSM.objects.get(nama="Kenanga")
    assert jawaban.headers["Location"] == f"/ksm/{ksm.pk}/anggota/" and ksm.langkah_id == s5.pk
    kembar = klien.post(f"{TAB}baru/", {**isi, "kunci": str(uuid.uuid4())})
    assert kembar.status_code == 400 and "sudah ada di kelurahan ini" in kembar.content.decode()


def test_members_by_quick_table(ksm, petugas_kelurahan):
    """KSM-10, KSM-12: several rows at once; a wrong row keeps what was typed and saves nothing."""
    klien, alamat = masuk(petugas_kelurahan), f"/ksm/{ksm.pk}/anggota/"
    baris = {
        "masuk": "2021-01-01", "jumlah": "5", "nama_0": "Euis", "jenis_kelamin_0": "P", "jabatan_0": "ketua",
        "nama_1": "Cucu", "jenis_kelamin_1": "P", "jabatan_1": "ketua",
    }  # fmt: skip

    salah = klien.post(alamat, kunci(**baris))
    assert salah.status_code in {400, 409} and 'value="Cucu"' in salah.content.decode()
    assert not AnggotaKSM.objects.exists()
    assert klien.post(alamat, kunci(**{**baris, "jabatan_1": "bendahara"})).status_code == 302

    anggota = AnggotaKSM.objects.get(nama="Cucu")
    assert klien.get(f"/ksm/anggota/{anggota.pk}/ubah/").status_code == 200
    ubah = kunci(nama="Cucu C.", jenis_kelamin="P", jabatan="sekretaris", masuk="2021-01-01", pembeda="", basis="")
    assert klien.post(f"/ksm/anggota/{anggota.pk}/ubah/", ubah).status_code == 302
    keluar = f"/ksm/anggota/{anggota.pk}/transisi/keluarkan/"
    assert klien.post(keluar, kunci(tanggal="2022-01-01", alasan="")).status_code == 400
    assert klien.post(keluar, kunci(tanggal="2022-01-01", alasan="Pindah.")).status_code == 302
    halaman = klien.get(f"/ksm/{ksm.pk}/").content.decode()
    assert "1 orang sudah keluar" in halaman and "Pindah." in halaman


def test_rules_and_checklists_by_page(ksm, petugas_kelurahan, bendahara):
    """KSM-20, KSM-21, KSM-22: recorded, shown with what is not there yet, taken back; a treasurer reads."""
    klien = masuk(petugas_kelurahan)
    aturan = kunci(
        disepakati="2021-02-01", irama="bulanan", pembagian_tugas="Ketua memimpin.", simpanan_wajib="5.000",
        simpanan_pokok="", pertemuan="", tabungan="", keputusan="", lain="", hadir_l="2", hadir_p="5",
    )  # fmt: skip
    assert klien.post(f"/ksm/{ksm.pk}/aturan/", aturan).status_code == 302
    assert AturanMain.objects.get().simpanan_wajib == 5000
    from ksm.ceklis import KEADAAN

    isi = {f"ya_{b.kode}": "belum" if b.kode == "ps2" else "ya" for b in KEADAAN.butir}
    alamat = f"/ksm/{ksm.pk}/ceklis/keadaan/"
    assert (
        klien.post(alamat, kunci(tanggal="2021-03-01", **{k: v for k, v in isi.items() if k != "ya_ps2"})).status_code
        == 400
    )
    assert klien.post(alamat, kunci(tanggal="2021-03-01", **isi)).status_code == 302
    assert klien.get(f"/ksm/{ksm.pk}/ceklis/lain/").status_code == 404

    CeklisKSMFactory(ksm=ksm, tanggal=date(2022, 3, 1))
    halaman = masuk(bendahara).get(f"/ksm/{ksm.pk}/").content.decode()
    assert (
        "10 dari 10 sudah" in halaman
        and "sebelumnya 9 dari 10" in halaman
        and "Rp 5.000" in halaman.replace("\u00a0", " ")
    )
    assert "Perkembangan menurut ceklis" in halaman and "Isi<" not in halaman
    ceklis = CeklisKSM.objects.get(tanggal=date(2021, 3, 1))
    assert "Belum" not in masuk(bendahara).get(f"/ksm/ceklis/{ceklis.pk}/").content.decode().split("<h1")[0]
    assert klien.post(f"/ksm/ceklis/{ceklis.pk}/transisi/batalkan/", kunci(alasan="Keliru.")).status_code == 302
    assert klien.get(f"/ksm/{ksm.pk}/transisi/tidak_ada/").status_code == 404


def test_dissolve_by_page(ksm, petugas_kelurahan):
    """KSM-06: the page asks for a day and a reason; afterwards nothing is offered to change."""
    klien = masuk(petugas_kelurahan)
    assert klien.get(f"/ksm/{ksm.pk}/transisi/bubarkan/").status_code == 200
    assert (
        klien.post(f"/ksm/{ksm.pk}/transisi/bubarkan/", kunci(tanggal="2024-01-01", alasan="Usai.")).status_code == 302
    )

    halaman = klien.get(f"/ksm/{ksm.pk}/").content.decode()

    assert "Aktifkan kembali" in halaman and "Tambah anggota" not in halaman
    assert "1 KSM sudah bubar" in klien.get(TAB).content.decode()


def finding(langkah: Any) -> Any:
    """The gate's finding about groups."""
    return next(k for k in periksa_gerbang(langkah) if k.aturan == "SIK-131")


def test_gate(s5, angka):
    """SIK-131, KSM-11: groups with enough members and with rules; what lacks is named with its number."""
    assert "Belum ada KSM" in finding(s5).rincian and finding(s5).tautan == f"{TAB}baru/"
    ksm = KSMFactory(nama="Melati")
    AnggotaKSMFactory.create_batch(2, ksm=ksm)
    kurang = finding(s5)
    assert (
        not kurang.terpenuhi and "Melati (2)" in kurang.rincian and "Belum punya aturan main: Melati" in kurang.rincian
    )
    assert kurang.tautan == f"/ksm/{ksm.pk}/"

    AnggotaKSMFactory(ksm=ksm)
    AturanMainFactory(ksm=ksm)

    cukup = finding(s5)
    assert cukup.terpenuhi and "1 KSM, 3 anggota" in cukup.rincian


def test_gate_costs_the_same_for_many(register, s5, angka):
    """SIK-131: the findings of two kelurahan cost the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    put_on_list(KELURAHAN_TETANGGA)
    lain = move(stage(open_siklus(register[KELURAHAN_TETANGGA]), "S5"), "berjalan")
    for kode in (KELURAHAN, KELURAHAN_TETANGGA):
        KSMFactory(wilayah_id=kode)

    def cost(langkah: list[Any]) -> int:
        muat = list(Langkah.objects.filter(pk__in=[x.pk for x in langkah]).select_related("siklus", "wilayah"))
        with CaptureQueriesContext(connection) as tangkap:
            periksa_banyak(muat)
        return len(tangkap)

    assert cost([s5, lain]) == cost([s5])


def test_stage_shows_its_parts(s5, ksm, petugas_kelurahan, angka):
    """SIK-131: the page of S5 tells of groups, members, rules and reviews; other stages say nothing of them."""
    AnggotaKSMFactory(ksm=ksm)
    halaman = masuk(petugas_kelurahan).get(f"/langkah/{s5.pk}/").content.decode()

    assert "Anggotanya kurang dari 3 orang: Melati." in halaman and f"/ksm/{ksm.pk}/aturan/" in halaman
    lain = masuk(petugas_kelurahan).get(f"/langkah/{stage(s5.siklus, 'S3').pk}/").content.decode()
    assert f"/ksm/{ksm.pk}/aturan/" not in lain


def row(nomor: int, **isi: Any) -> BarisImpor:
    """One row of the sheet."""
    kosong = dict.fromkeys(("ksm", "jenis", "asal", "terbentuk", "nama", "jk", "jabatan", "rt", "rw"))
    return BarisImpor(nomor, {**kosong, **isi}, uuid.uuid4())


def test_import(ksm, petugas_kelurahan):
    """UMU-26, KSM-10, KSM-12: preview first, wrong rows named, the same file twice changes nothing."""
    tree()
    AnggotaKSMFactory(ksm=ksm, nama="Euis", jabatan="ketua")
    baru = {"ksm": "Kenanga", "jenis": "sosial", "asal": "baru", "terbentuk": date(2024, 1, 1)}
    baik = [
        row(2, ksm="KSM Melati", nama="EUIS", jk="p", jabatan="ketua"),
        row(3, ksm="Melati", nama="Cucu", jk="P", jabatan="bendahara"),
        row(4, **baru, nama="Asep", jk="L", jabatan="ketua", rt="1", rw="01"),
        row(5, ksm="kenanga", nama="Dadang", jk="L"),
    ]
    buruk = [
        row(6, ksm="Melati", nama="Tati", jk="P", jabatan="ketua"),
        row(7, ksm="Anggrek", nama="Tuti", jk="P"),
        row(8, ksm="Melati", nama="Yayah", jk="x"),
        row(9, ksm="Melati", nama="Cucu", jk="P"),
        row(10, ksm="Melati", nama="Nani", jk="P", rt="77"),
    ]

    rencana = plan_ksm([*baik, *buruk], KELURAHAN, petugas_kelurahan)

    assert [b.keadaan for b in rencana.baris] == ["sama", "baru", "baru", "baru"]
    assert {g.nomor for g in rencana.galat} == {6, 7, 8, 9, 10}
    assert import_ksm(baik, KELURAHAN, oleh=petugas_kelurahan, sumber="x") == {"ksm": 1, "anggota": 3, "sama": 1}
    assert import_ksm(baik, KELURAHAN, oleh=petugas_kelurahan, sumber="x") == {"ksm": 0, "anggota": 0, "sama": 4}
    assert AnggotaKSM.objects.get(nama="Asep").basis.nomor == "01"
    assert masuk(petugas_kelurahan).get(f"/impor/ksm.anggota/{KELURAHAN}/").status_code == 200


def test_api(ksm, ksm_lain, bendahara, petugas_kelurahan):
    """UMU-11, KSM-23: register and fill by API; a treasurer sees the own group only and changes nothing."""
    klien, terbatas = api(petugas_kelurahan), api(bendahara)
    isi = {"wilayah": KELURAHAN, "nama": "Kenanga", "jenis": "sosial", "asal": "baru", "terbentuk": "2024-01-01"}
    assert terbatas.post("/api/v1/ksm/", isi, format="json", headers=kepala_kunci()).status_code == 403
    jawaban = klien.post("/api/v1/ksm/", isi, format="json", headers=kepala_kunci())
    assert jawaban.status_code == 201, jawaban.json()
    baru = jawaban.json()["id"]
    orang = {"ksm": baru, "nama": "Asep", "jenis_kelamin": "L", "jabatan": "ketua"}
    satu = klien.post("/api/v1/anggota-ksm/", orang, format="json", headers=kepala_kunci())
    assert satu.status_code == 201, satu.json()
    dua = klien.post("/api/v1/anggota-ksm/", {**orang, "nama": "Ujang"}, format="json", headers=kepala_kunci())
    assert dua.status_code == 409 and dua.json()["kode"] == "aturan"

    rinci = klien.get(f"/api/v1/ksm/{baru}/").json()
    assert (rinci["anggota_l"], rinci["perempuan_persen"]) == (1, "0")
    ubah = klien.patch(
        f"/api/v1/ksm/{baru}/", {"nama": "Kamboja"}, format="json", headers={**kepala_kunci(), "If-Match": "1"}
    )
    assert ubah.status_code == 200 and ubah.json()["nama"] == "Kamboja"
    assert {b["nama"] for b in terbatas.get("/api/v1/ksm/").json()["results"]} == {"Melati"}
    assert terbatas.get(f"/api/v1/ksm/{ksm_lain.pk}/").status_code == 404
    assert {b["ksm"] for b in terbatas.get("/api/v1/anggota-ksm/").json()["results"]} == {str(ksm.pk)}
    tutup = f"/api/v1/ksm/{ksm.pk}/transisi/bubarkan/"
    data = {"tanggal": "2024-01-01", "alasan": "Usai."}
    assert terbatas.post(tutup, data, format="json", headers=kepala_kunci()).status_code == 403
    assert klien.post(tutup, data, format="json", headers=kepala_kunci()).json()["status"] == "bubar"


def test_search_finds_groups(ksm, bendahara, petugas_kota_lain):
    """UMU-11: the search of the house finds a group by its name, in scope."""
    assert "Melati" in masuk(bendahara).get("/cari/?q=melati").content.decode()
    assert f"/ksm/{ksm.pk}/" not in masuk(petugas_kota_lain).get("/cari/?q=melati").content.decode()
