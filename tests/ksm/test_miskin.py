"""The household of a member and what PS-2 says of it, the existing group a KSM started from, and closing its body."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import AuditBaris
from inti.xlsx import BarisImpor
from ksm import actions
from ksm.impor import import_ksm, plan_ksm
from ksm.models import KSM, AnggotaKSM
from ksm.queries import household_label, poor_members, with_members
from ksm.reports import plan_section
from ksm.ringkasan import count
from siklus.models import Potensi
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.ps2 import KeluargaFactory, mapping, place, put_on_ps2
from tests.factories.siklus import move, open_siklus, put_on_list, stage
from tests.helpers import api, kepala_kunci, kunci, masuk
from wilayah.actions import close_badan
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
TAB = f"/kelurahan/{KELURAHAN}/ksm/"


@pytest.fixture
def keluarga(register: dict[str, Any]) -> Any:
    """The household of Euis in RT 01, on PS-2 since thirty days."""
    keluarga = KeluargaFactory(nama_kk="Euis Kartini", jenis_kelamin_kk="P")
    put_on_ps2(keluarga)
    return keluarga


@pytest.fixture
def kaya(register: dict[str, Any]) -> Any:
    """A household of RT 02 that is not on PS-2."""
    return KeluargaFactory(nama_kk="Dadang Suhendar", basis=place(nomor="02"))


@pytest.fixture
def miskin(ksm: Any, keluarga: Any, kaya: Any) -> Any:
    """A member of the poor household, one of the other, one whose household is not known."""
    AnggotaKSMFactory(ksm=ksm, nama="Asep", keluarga=kaya)
    AnggotaKSMFactory(ksm=ksm, nama="Ujang")
    return AnggotaKSMFactory(ksm=ksm, nama="Euis", keluarga=keluarga)


def test_household_of_another_kelurahan_is_refused_by_the_database(ksm, register):
    """KSM-17: the database itself refuses a household of a neighbouring kelurahan, and masks it in the audit of rows."""
    lain = KeluargaFactory(wilayah_id=KELURAHAN_TETANGGA)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnggotaKSMFactory(ksm=ksm, keluarga=lain)
        connection.check_constraints()
    anggota = AnggotaKSMFactory(ksm=ksm, keluarga=KeluargaFactory())
    isi = AuditBaris.objects.filter(tabel="ksm_anggotaksm", baris=str(anggota.pk))
    assert isi and not any(str(anggota.keluarga_id) in str(b.baru) for b in isi)


def test_household_is_named_by_those_who_see_ps2(ksm, keluarga, bendahara, petugas_kelurahan):
    """KSM-17: the right is asked for naming and for taking away, not for what stays; a cancelled household is refused."""
    petugas = petugas_kelurahan
    anggota = actions.add_anggota(ksm, oleh=petugas, nama="Cucu", jenis_kelamin="P", keluarga=keluarga)
    assert (anggota.keluarga, anggota.basis) == (keluarga, keluarga.basis)

    tanpa = type(petugas).objects.get(pk=petugas.pk)
    asli = type(tanpa).may
    with pytest.MonkeyPatch.context() as m:
        m.setattr(
            type(tanpa), "may", lambda s, i, r=None, *, kode=None: i != "siklus.lihat_ps2" and asli(s, i, r, kode=kode)
        )
        with pytest.raises(TidakBerwenang):
            actions.add_anggota(ksm, oleh=tanpa, nama="Tati", jenis_kelamin="P", keluarga=keluarga)
        with pytest.raises(TidakBerwenang):
            actions.change_anggota(anggota, oleh=tanpa, keluarga=None)
        tetap = actions.change_anggota(anggota, oleh=tanpa, nama="Cucu C.", keluarga=keluarga)
        assert (tetap.nama, tetap.keluarga_id) == ("Cucu C.", keluarga.pk)
        assert poor_members(tanpa, KELURAHAN, [tetap]) == set()
    assert poor_members(petugas, KELURAHAN, [anggota]) == {anggota.pk}
    assert poor_members(bendahara, KELURAHAN, [anggota]) == set()
    with pytest.raises(IsianSalah):
        actions.change_anggota(anggota, oleh=petugas, keluarga=KeluargaFactory(wilayah_id=KELURAHAN_TETANGGA))


def test_poor_are_counted_on_the_day(miskin, ksm, keluarga, petugas_kelurahan):
    """KSM-15, KSM-17: counted from PS-2 and the members, in groups, plan and summary; who leaves PS-2 counts no more."""
    kini = today_in(KELURAHAN)
    baris = with_members(KSM.objects.all()).get(pk=ksm.pk)
    assert (baris.anggota_miskin, baris.anggota_berkk, baris.anggota_jumlah) == (1, 2, 3)
    assert count([KELURAHAN], kini)[KELURAHAN]["ksm_anggota_miskin"] == 1
    assert count([KELURAHAN], kini - timedelta(days=60))[KELURAHAN]["ksm_anggota_miskin"] == 0
    assert plan_section(KELURAHAN)["jumlah"]["miskin"] == plan_section(KELURAHAN)["ksm"][0]["miskin"] == 1

    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_entrips2 SET status='keluar', keluar_tanggal=%s, keluar_sebab='membaik', keluar_alasan='uji'",
            [kini - timedelta(days=5)],
        )

    assert with_members(KSM.objects.all()).get(pk=ksm.pk).anggota_miskin == 0
    assert count([KELURAHAN], kini)[KELURAHAN]["ksm_anggota_miskin"] == 0
    assert count([KELURAHAN], kini - timedelta(days=10))[KELURAHAN]["ksm_anggota_miskin"] == 1
    miskin = AnggotaKSM.objects.get(pk=miskin.pk)
    assert miskin.keluarga_id == keluarga.pk


def test_merge_of_residents_keeps_the_household(miskin, keluarga, petugas_kelurahan):
    """KSM-16, KSM-17: the membership follows the resident who lives on; its household stays."""
    from ksm.gabung import follow_merge
    from tests.factories.wilayah import WargaFactory

    asal, tujuan = WargaFactory(wilayah_id=KELURAHAN), WargaFactory(wilayah_id=KELURAHAN)
    AnggotaKSM._base_manager.filter(pk=miskin.pk).update(warga=asal)

    assert follow_merge().pindah(asal, tujuan, oleh=petugas_kelurahan) == [miskin.pk]

    miskin = AnggotaKSM.objects.get(pk=miskin.pk)
    assert (miskin.warga_id, miskin.keluarga_id) == (tujuan.pk, keluarga.pk)


def test_names_and_counts_on_pages(miskin, ksm, bendahara, empat_petugas):
    """KSM-17: all see how many are poor; who is poor, and the column of households, only those who see PS-2."""
    petugas = masuk(empat_petugas["kelurahan"])
    halaman = petugas.get(f"/ksm/{ksm.pk}/").content.decode()
    assert "keluarga PS-2 ·" in halaman and "1 dari 4 anggota" in halaman
    tabel = petugas.get(f"/ksm/{ksm.pk}/anggota/").content.decode()
    assert 'name="keluarga_0"' in tabel and f"/ksm/{ksm.pk}/keluarga/" in tabel
    assert "Euis Kartini" in petugas.get(f"/ksm/anggota/{miskin.pk}/ubah/").content.decode()

    lain = masuk(bendahara).get(f"/ksm/{ksm.pk}/").content.decode()
    assert "keluarga PS-2 ·" not in lain and "1 dari 4 anggota" in lain
    assert masuk(bendahara).get(f"/ksm/{ksm.pk}/keluarga/?keluarga_0=euis").status_code == 403
    assert masuk(empat_petugas["kota_lain"]).get(f"/ksm/{ksm.pk}/keluarga/?keluarga_0=euis").status_code in {403, 404}
    assert masuk(empat_petugas["tanpa_tugas"]).get(f"/ksm/{ksm.pk}/keluarga/").status_code == 403


def test_household_is_found_by_part_of_the_name(ksm, keluarga, kaya, petugas_kelurahan):
    """KSM-17: offered by part of the head's name within the RT; what is typed names one, or says what is missing."""
    klien, alamat = masuk(petugas_kelurahan), f"/ksm/{ksm.pk}/anggota/"
    rt1, rt2 = keluarga.basis, kaya.basis
    cari = f"/ksm/{ksm.pk}/keluarga/"
    assert "Euis Kartini · RT 01" in klien.get(f"{cari}?keluarga_3=kart&basis_3={rt1.pk}").content.decode()
    assert "Euis" not in klien.get(f"{cari}?keluarga_3=kart&basis_3={rt2.pk}").content.decode()

    def send(**isi: str) -> Any:
        baris = {"masuk": "2021-01-01", "jumlah": "5", "nama_0": "Cucu", "jenis_kelamin_0": "P", "jabatan_0": "anggota"}
        return klien.post(alamat, kunci(**(baris | isi)))

    salah = send(keluarga_0="Bukan Siapa")
    assert salah.status_code == 400 and "Tidak ada keluarga" in salah.content.decode()
    KeluargaFactory(nama_kk="Euis Kartini", jenis_kelamin_kk="P", basis=rt2)
    dua = send(keluarga_0="euis kartini")
    assert dua.status_code == 400 and "Ada beberapa keluarga" in dua.content.decode()
    assert not AnggotaKSM.objects.exists()
    assert send(keluarga_0="euis", basis_0=str(rt1.pk)).status_code == 302
    anggota = AnggotaKSM.objects.get()
    assert anggota.keluarga == keluarga
    # As the list offers it: the member lives in another RT than the household, and it is found all the same.
    assert send(nama_0="Dede", keluarga_0=household_label(keluarga), basis_0=str(rt2.pk)).status_code == 302
    dede = AnggotaKSM.objects.get(nama="Dede")
    assert (dede.keluarga, dede.basis) == (keluarga, rt2)

    ubah = {"nama": "Cucu", "jenis_kelamin": "P", "jabatan": "ketua", "masuk": "2021-01-01", "basis": str(rt1.pk)}
    rinci = f"/ksm/anggota/{anggota.pk}/ubah/"
    assert klien.post(rinci, kunci(**ubah, keluarga="Euis Kartini · RT 01, RW 05")).status_code in {302, 400}
    assert klien.post(rinci, kunci(**{**ubah, "basis": str(rt2.pk)}, keluarga="Dadang")).status_code == 302
    anggota = AnggotaKSM.objects.get(pk=anggota.pk)
    assert (anggota.keluarga, anggota.jabatan) == (kaya, "ketua")
    assert klien.post(rinci, kunci(**ubah, keluarga="")).status_code == 302
    anggota = AnggotaKSM.objects.get(pk=anggota.pk)
    assert anggota.keluarga is None


def test_register_filters_by_poor(miskin, ksm, ksm_lain, petugas_kota):
    """KSM-15: the register and the workbook show the poor and filter by their share."""
    AnggotaKSMFactory(ksm=ksm_lain)
    klien = masuk(petugas_kota)
    halaman = klien.get("/ksm/?miskin=30").content.decode()
    assert "Melati" in halaman and "Mawar" not in halaman and "% miskin" in halaman
    assert klien.get("/ksm/?miskin=30&format=xlsx").status_code == 200
    assert "Anggota dari keluarga PS-2" in klien.get(TAB).content.decode()
    satu = api(petugas_kota).get(f"/api/v1/ksm/{ksm.pk}/").json()
    assert (satu["anggota_miskin"], satu["anggota_berkk"]) == (1, 2)


def test_household_by_api(miskin, ksm, keluarga, bendahara, petugas_kelurahan):
    """KSM-17: the household comes and goes by API for those who see PS-2; others read null."""
    klien = api(petugas_kelurahan)
    orang = {"ksm": str(ksm.pk), "nama": "Tati", "jenis_kelamin": "P", "keluarga": str(keluarga.pk)}
    jawaban = klien.post("/api/v1/anggota-ksm/", orang, format="json", headers=kepala_kunci())
    assert jawaban.status_code == 201 and jawaban.json()["keluarga"] == str(keluarga.pk)
    lain = api(bendahara).get(f"/api/v1/anggota-ksm/{miskin.pk}/")
    assert lain.status_code == 200 and lain.json()["keluarga"] is None


def row(nomor: int, **isi: Any) -> BarisImpor:
    """One row of the sheet."""
    kosong = dict.fromkeys(("ksm", "jenis", "asal", "terbentuk", "nama", "jk", "jabatan", "rt", "rw", "keluarga"))
    return BarisImpor(nomor, {**kosong, **isi}, uuid.uuid4())


def test_import_names_households(ksm, keluarga, kaya, petugas_kelurahan):
    """KSM-17, UMU-26: the column of heads names the household; a head who is not there is a named error."""
    baik = row(2, ksm="Melati", nama="Cucu", jk="P", keluarga="euis kartini")
    buruk = row(3, ksm="Melati", nama="Tati", jk="P", keluarga="Bukan Siapa")

    rencana = plan_ksm([baik, buruk], KELURAHAN, petugas_kelurahan)

    assert {g.nomor for g in rencana.galat} == {3} and len(rencana.baris) == 1
    import_ksm([baik], KELURAHAN, oleh=petugas_kelurahan, sumber="x")
    assert AnggotaKSM.objects.get(nama="Cucu").keluarga == keluarga


# -- from a potential ------------------------------------------------------------------------------------------------


@pytest.fixture
def potensi(register: dict[str, Any]) -> Potensi:
    """An existing group that the Pemetaan Swadaya found in RT 01."""
    return Potensi.objects.create(
        langkah=mapping(KELURAHAN), wilayah_id=KELURAHAN, bidang="ekonomi", jenis="sosial", uraian="Arisan Cempaka",
        basis=place(), kelompok_ada=True,
    )  # fmt: skip


def test_ksm_starts_from_a_potential(potensi, petugas_kelurahan, petugas_kota):
    """KSM-18: offered on the tab, the form comes filled, the KSM keeps where it came from, and it is offered no more."""
    klien = masuk(petugas_kelurahan)
    alamat = f"{TAB}baru/?potensi={potensi.pk}"
    assert f'href="{alamat}"' in klien.get(TAB).content.decode()
    kota = masuk(petugas_kota).get(TAB).content.decode()
    assert "Arisan Cempaka" in kota and alamat not in kota
    form = klien.get(alamat).content.decode()
    assert 'value="Arisan Cempaka"' in form and "Dari Pemetaan Swadaya" in form
    isi = {"nama": "Cempaka", "jenis": "ekonomi", "terbentuk": "2019-05-01", "basis": str(potensi.basis_id)}

    baru = klien.post(alamat, kunci(**isi, asal="baru", relawan_pendamping=""))
    assert baru.status_code == 400 and "ditemukan Pemetaan Swadaya" in baru.content.decode()
    assert klien.post(alamat, kunci(**isi, asal="sudah_ada", relawan_pendamping="")).status_code == 302

    ksm = KSM.objects.get(nama="Cempaka")
    assert ksm.potensi == potensi
    assert "Arisan Cempaka" in klien.get(f"/ksm/{ksm.pk}/").content.decode()
    assert alamat not in klien.get(TAB).content.decode()
    lagi = klien.post(alamat, kunci(**{**isi, "nama": "Cempaka 2"}, asal="sudah_ada", relawan_pendamping=""))
    assert lagi.status_code == 409 and KSM.objects.count() == 1


def test_potential_becomes_one_ksm(potensi, petugas_kelurahan):
    """KSM-18: once only, of this kelurahan, an existing group; one taken back frees it; the database holds the same."""
    isi = {"oleh": petugas_kelurahan, "jenis": "sosial", "terbentuk": date(2020, 1, 1), "potensi": potensi}
    ksm = actions.register_ksm(KELURAHAN, nama="Cempaka", asal="sudah_ada", **isi)
    with pytest.raises(AturanDilanggar, match="sudah terdaftar"):
        actions.register_ksm(KELURAHAN, nama="Dahlia", asal="sudah_ada", **isi)
    with pytest.raises(IsianSalah):
        actions.change_ksm(ksm, oleh=petugas_kelurahan, asal="baru")
    with pytest.raises(IntegrityError), transaction.atomic():
        KSMFactory(potensi=potensi)
    with pytest.raises(IntegrityError), transaction.atomic():
        KSM._base_manager.filter(pk=ksm.pk).update(asal="baru")

    actions.cancel_ksm(ksm, oleh=petugas_kelurahan, alasan="Keliru.")

    assert actions.register_ksm(KELURAHAN, nama="Dahlia", asal="sudah_ada", **isi).potensi == potensi


def test_potential_of_another_kelurahan_is_refused(register, petugas_kelurahan, potensi):
    """KSM-18: by the action and by the database."""
    put_on_list(KELURAHAN_TETANGGA)
    langkah = move(stage(open_siklus(register[KELURAHAN_TETANGGA]), "S3"), "berjalan")
    lain = Potensi.objects.create(
        langkah=langkah,
        wilayah_id=KELURAHAN_TETANGGA,
        bidang="ekonomi",
        jenis="sosial",
        uraian="Arisan",
        kelompok_ada=True,
    )
    with pytest.raises(IsianSalah):
        actions.register_ksm(
            KELURAHAN, oleh=petugas_kelurahan, nama="X", jenis="sosial", asal="sudah_ada", terbentuk=date(2020, 1, 1),
            potensi=lain,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        KSMFactory(potensi=lain)
        connection.check_constraints()


# -- closing the body --------------------------------------------------------------------------------------------------


def test_body_is_closed_with_its_group(ksm, petugas_kelurahan):
    """WIL-17, KSM-06: the page of the body leads to the group; once that has ended, the body is closed."""
    klien, alamat = masuk(petugas_kelurahan), f"/badan/{ksm.badan_id}/tutup/"
    halaman = klien.get(alamat).content.decode()
    assert "Catat pembubarannya di halaman KSM" in halaman and f'href="/ksm/{ksm.pk}/#keadaan"' in halaman
    assert 'name="alasan"' not in halaman
    tutup = klien.post(alamat, kunci(tanggal="2024-01-01", alasan="BA 3/2024", versi=str(ksm.badan.versi)))
    assert tutup.status_code == 409 and "Catat pembubarannya" in tutup.content.decode()
    with pytest.raises(AturanDilanggar, match="masih aktif"):
        close_badan(ksm.badan, tanggal=date(2024, 1, 1), alasan="BA", oleh=petugas_kelurahan)

    actions.dissolve_ksm(ksm, oleh=petugas_kelurahan, tanggal=date(2024, 1, 1), alasan="Usai.")

    ksm.badan.refresh_from_db()
    assert not ksm.badan.aktif


def test_other_bodies_are_closed_on_their_page(register, petugas_kelurahan):
    """WIL-14, WIL-17: a body of a kind that nothing stands on is closed as ever."""
    from tests.factories.wilayah import BadanFactory

    badan = BadanFactory(jenis="pemerintah", nama="Kantor Kelurahan")
    assert 'name="alasan"' in masuk(petugas_kelurahan).get(f"/badan/{badan.pk}/tutup/").content.decode()
    assert not close_badan(badan, tanggal=date(2024, 1, 1), alasan="BA", oleh=petugas_kelurahan).aktif
