"""Correcting results by form and API, the lists of problems and potentials, the tab, and the guarded map."""

from __future__ import annotations

import io
import uuid
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laporan.models import Berkas
from siklus import actions
from siklus.models import Masalah, Potensi, RefleksiButir
from tests.conftest import KELURAHAN
from tests.factories.refleksi import MasalahFactory, PetaFactory, PotensiFactory, RefleksiButirFactory
from tests.helpers import api, masuk

pytestmark = pytest.mark.django_db
TAB = f"/kelurahan/{KELURAHAN}/warga-peta/"
# Fixture name of the officer -> what another's row or page answers.
STATUS = {"kelurahan": 200, "kota": 200, "kota_lain": 404}


def filled(baris: Any, **isi: Any) -> dict[str, Any]:
    """The form of a problem as it stands, with changes."""
    dasar = {
        "kunci": str(uuid.uuid4()), "versi": str(baris.versi), "bidang": baris.bidang, "uraian": baris.uraian,
        "sebab": "", "akibat": "", "basis": "", "lokasi": "",
    }  # fmt: skip
    return {**dasar, **isi}


def test_problem_is_corrected_with_its_potentials(register: Any, petugas_kelurahan: Any) -> None:
    """SIK-75, SIK-67: words, counts and the potentials that answer it; those of another kelurahan are no choice."""
    m, p = MasalahFactory(), PotensiFactory()
    alamat, klien = f"/masalah/{m.pk}/ubah/", masuk(petugas_kelurahan)
    assert str(p) in klien.get(alamat).content.decode()

    jawab = klien.post(alamat, filled(m, uraian="Saluran buntu", terdampak_p="12", potensi=[str(p.pk)]))

    m = Masalah.objects.get(pk=m.pk)
    assert jawab.status_code == 302 and (m.uraian, m.terdampak_p, list(m.potensi.all())) == ("Saluran buntu", 12, [p])
    assert klien.post(alamat, filled(m, potensi=[str(uuid.uuid4())])).status_code == 400


def test_stale_form_shows_both_values(register: Any, petugas_kelurahan: Any) -> None:
    """UMU-10, SIK-75: somebody saved meanwhile: both are shown, nothing is lost, the next press saves."""
    m = MasalahFactory()
    alamat, klien = f"/masalah/{m.pk}/ubah/", masuk(petugas_kelurahan)
    actions.update_masalah(m, oleh=petugas_kelurahan, uraian="Kata orang lain")

    basi = klien.post(alamat, filled(m, uraian="Kata saya"))

    isi = basi.content.decode()
    assert basi.status_code == 409 and "Kata orang lain" in isi and "Kata saya" in isi
    baru = Masalah.objects.get(pk=m.pk)
    assert baru.uraian == "Kata orang lain" and f'name="versi" value="{baru.versi}"' in isi
    assert klien.post(alamat, filled(baru, uraian="Kata saya")).status_code == 302
    assert Masalah.objects.get(pk=m.pk).uraian == "Kata saya"


def test_points_and_potentials_are_corrected(register: Any, petugas_kelurahan: Any) -> None:
    """SIK-75: a criterion keeps its reach, a trait of leaders its values; a potential its worth."""
    klien = masuk(petugas_kelurahan)
    kriteria, ciri = RefleksiButirFactory(), RefleksiButirFactory(jenis="kriteria_pemimpin")
    isi = {"versi": "1", "uraian": "Makan sekali", "cakupan": "rumah_tangga", "bobot": "30"}
    assert klien.post(f"/refleksi/{kriteria.pk}/ubah/", {"kunci": str(uuid.uuid4()), **isi}).status_code == 302
    isi = {"versi": "1", "uraian": "Jujur", "nilai": ["kejujuran", "keadilan"]}
    assert klien.post(f"/refleksi/{ciri.pk}/ubah/", {"kunci": str(uuid.uuid4()), **isi}).status_code == 302
    assert RefleksiButir.objects.get(pk=kriteria.pk).bobot == 30
    assert RefleksiButir.objects.get(pk=ciri.pk).nilai == ["kejujuran", "keadilan"]
    p = PotensiFactory()
    isi = {"versi": "1", "bidang": "sosial", "jenis": "fisik", "uraian": "Balai RW", "nilai": "1500000"}
    assert klien.post(f"/potensi/{p.pk}/ubah/", {"kunci": str(uuid.uuid4()), **isi}).status_code == 302
    p = Potensi.objects.get(pk=p.pk)
    assert (p.bidang, p.jenis, p.nilai, p.kelompok_ada) == ("sosial", "fisik", 1500000, False)


@pytest.mark.parametrize("nama", ["refleksi", "masalah", "potensi"])
def test_edit_pages_by_four_officers(register: Any, empat_petugas: dict[str, Any], nama: str) -> None:
    """UMU-11, UMU-13: the team corrects; the kota reads only; others find nothing; a cancelled row has no form."""
    pabrik: Any = {"refleksi": RefleksiButirFactory, "masalah": MasalahFactory, "potensi": PotensiFactory}[nama]
    baris = pabrik()
    alamat = f"/{nama}/{baris.pk}/ubah/"
    status = {n: masuk(o).get(alamat).status_code for n, o in empat_petugas.items()}
    assert (status["kelurahan"], status["kota_lain"]) == (200, 404)
    assert status["tanpa_tugas"] in {403, 404}
    akhir: Any = {
        "refleksi": actions.cancel_butir, "masalah": actions.cancel_masalah, "potensi": actions.cancel_potensi
    }[nama]  # fmt: skip
    akhir(baris, oleh=empat_petugas["kelurahan"], alasan="Keliru.")
    assert masuk(empat_petugas["kelurahan"]).get(alamat).status_code == 404


@pytest.mark.parametrize("nama", ["refleksi", "masalah", "potensi"])
def test_patch_by_four_officers(register: Any, empat_petugas: dict[str, Any], nama: str) -> None:
    """SIK-75, UMU-10, UMU-12: PATCH needs the version seen; stale is 409 with both; out of scope is 404."""
    pabrik: Any = {"refleksi": RefleksiButirFactory, "masalah": MasalahFactory, "potensi": PotensiFactory}[nama]
    baris = pabrik()
    alamat, isi = f"/api/v1/{nama}/{baris.pk}/", {"uraian": "Kata baru"}
    for petugas in ("kota_lain", "tanpa_tugas"):
        jawab = api(empat_petugas[petugas]).patch(alamat, isi, format="json", headers={"If-Match": "1"})
        assert jawab.status_code in {403, 404}
    klien = api(empat_petugas["kelurahan"])
    assert klien.patch(alamat, isi, format="json").status_code == 400

    baru = klien.patch(alamat, isi, format="json", headers={"If-Match": "1"})
    basi = klien.patch(alamat, {"uraian": "Lain"}, format="json", headers={"If-Match": "1"})

    assert baru.status_code == 200 and (baru.json()["uraian"], baru.json()["versi"]) == ("Kata baru", 2)
    assert basi.status_code == 409 and "Kata baru" in basi.content.decode()
    asing = klien.patch(alamat, {"langkah": str(uuid.uuid4())}, format="json", headers={"If-Match": "2"})
    assert type(baris).objects.get(pk=baris.pk).langkah_id == baris.langkah_id and asing.status_code in {200, 400}


def test_patch_chooses_potentials(register: Any, petugas_kelurahan: Any) -> None:
    """SIK-67: potentials of the same stage answer a problem, by API too."""
    m, p = MasalahFactory(), PotensiFactory()
    alamat = f"/api/v1/masalah/{m.pk}/"
    jawab = api(petugas_kelurahan).patch(alamat, {"potensi": [str(p.pk)]}, format="json", headers={"If-Match": "1"})
    assert jawab.status_code == 200 and jawab.json()["potensi"] == [str(p.pk)]


@pytest.mark.parametrize("nama", ["masalah", "potensi"])
def test_lists_by_four_officers(register: Any, empat_petugas: dict[str, Any], nama: str) -> None:
    """UMU-11, UMU-24: filter, words and workbook give the same rows; others see none of them."""
    pabrik: Any = {"masalah": MasalahFactory, "potensi": PotensiFactory}[nama]
    pabrik(bidang="sosial", uraian="Tentang sekolah"), pabrik(bidang="ekonomi", uraian="Tentang modal")
    klien = masuk(empat_petugas["kota"])

    semua = klien.get(f"/{nama}/?wilayah=32.73")
    satu = klien.get(f"/{nama}/?bidang=sosial&q=sekolah")
    buku = zipfile.ZipFile(io.BytesIO(klien.get(f"/{nama}/?bidang=sosial&format=xlsx").content))

    assert (semua.context["jumlah"], satu.context["jumlah"]) == (2, 1)
    assert "Tentang sekolah" in satu.content.decode() and "Tentang modal" not in satu.content.decode()
    isi = "".join(buku.read(n).decode() for n in buku.namelist() if n.endswith(".xml"))
    assert "Tentang sekolah" in isi and "Tentang modal" not in isi
    assert masuk(empat_petugas["kota_lain"]).get(f"/{nama}/").context["jumlah"] == 0
    assert masuk(empat_petugas["tanpa_tugas"]).get(f"/{nama}/").status_code == 403


def test_lists_cost_the_same(register: Any, petugas_kota: Any) -> None:
    """Rows do not cost queries."""
    klien, banyak = masuk(petugas_kota), []
    MasalahFactory().potensi.add(PotensiFactory())
    klien.get("/masalah/")
    for _i in range(2):
        with CaptureQueriesContext(
            connection,
        ) as satu:
            klien.get("/masalah/")
        banyak.append(len(satu))
        for _j in range(4):
            MasalahFactory().potensi.add(PotensiFactory())
    assert banyak[0] == banyak[1]


def test_tab_by_four_officers(register: Any, empat_petugas: dict[str, Any]) -> None:
    """UMU-11, SIK-70: problems, potentials and maps for those who see the cycle; the map of the poor for the team."""
    m, p = MasalahFactory(), PotensiFactory()
    PetaFactory(jenis="sebaran_miskin", judul="Rumah warga"), PetaFactory(jenis="tematik", judul="Air bersih")
    halaman = {n: masuk(o).get(TAB) for n, o in empat_petugas.items()}
    assert {n: halaman[n].status_code for n in STATUS} == STATUS
    assert halaman["tanpa_tugas"].status_code in {403, 404}
    faskel, korkot = (halaman[n].content.decode() for n in ("kelurahan", "kota"))
    for isi in (faskel, korkot):
        assert m.uraian in isi and p.uraian in isi and "Air bersih" in isi
    assert "Rumah warga" in faskel and "Rumah warga" not in korkot


def test_file_of_the_map_is_guarded_everywhere(register: Any, empat_petugas: dict[str, Any]) -> None:
    """SIK-76, DOK-05: without PS-2 the photo itself does not exist: page, preview, list, API; other maps open."""
    rahasia, biasa = PetaFactory(jenis="sebaran_miskin").berkas, PetaFactory(jenis="dasar").berkas
    faskel, korkot = empat_petugas["kelurahan"], empat_petugas["kota"]
    assert set(Berkas.objects.visible_to(faskel)) >= {rahasia, biasa}
    assert rahasia not in Berkas.objects.visible_to(korkot) and biasa in Berkas.objects.visible_to(korkot)
    for alamat in (f"/berkas/{rahasia.pk}/", f"/berkas/{rahasia.pk}/kecil/"):
        assert masuk(korkot).get(alamat).status_code == 404, alamat
        assert masuk(faskel).get(alamat).status_code != 404 or "kecil" in alamat
    assert masuk(korkot).get(rahasia.get_absolute_url()).status_code == 404
    assert api(korkot).get(f"/api/v1/berkas/{rahasia.pk}/").status_code == 404
    assert api(faskel).get(f"/api/v1/berkas/{rahasia.pk}/").status_code == 200
    nomor = [b["id"] for b in api(korkot).get("/api/v1/berkas/").json()["results"]]
    assert str(rahasia.pk) not in nomor and str(biasa.pk) in nomor
