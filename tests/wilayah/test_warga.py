"""Residents: NIK sealed and masked, versions, two entries merged and parted again."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang, VersiBerbeda
from inti.models import AuditBaris, Jejak
from tests.factories.akun import officer
from tests.factories.wilayah import BasisFactory, DaftarDewasaFactory, WargaFactory
from wilayah import actions, nik
from wilayah.models import DaftarDewasa, PenggabunganWarga, Warga
from wilayah.queries import final_entry, living
from wilayah.registry import PindahRujukan, gabung_warga, repoint_foreign_key

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"
# Synthetic numbers of the right shape: the second is a woman's (day + 40).
NIK_L, NIK_P = "3273010203900011", "3273014203900012"


@pytest.fixture
def sf(register):
    """A senior facilitator of the kecamatan: may merge."""
    return officer("sf", "sf", "32.73.01")


@pytest.fixture
def data_officer(register):
    """The personal-data officer of the kota: may open a NIK."""
    return officer("pdp", "petugas_data_pribadi", "32.73")


@pytest.mark.parametrize(
    "salah",
    [
        "123",
        "32730102039000AB",
        "3273013203900011",
        "3273010213900011",
        "0073010203900011",
        "3273010203900000",
        "3273017303900011",
    ],
)
def test_nik_of_an_impossible_shape_is_refused(salah):
    """WIL-09: sixteen digits with a possible region, date (+40 for women) and serial."""
    with pytest.raises(IsianSalah):
        nik.clean_nik(salah)

    assert nik.clean_nik("3273 0142 0390 0012") == NIK_P
    assert nik.clean_nik("") == ""


def test_nik_is_sealed_masked_and_bound_to_its_row(register, petugas_kelurahan):
    """WIL-09: what is stored cannot be read, opens only for its own row, and is shown masked."""
    warga = actions.add_warga(
        KEL, data={"nama": "Budi Rekaan", "jenis_kelamin": "L"}, nik=NIK_L, oleh=petugas_kelurahan
    )

    with connection.cursor() as kursor:
        kursor.execute("SELECT to_jsonb(w)::text FROM wilayah_warga w WHERE id = %s", [warga.pk])
        baris = kursor.fetchone()[0]
    assert NIK_L not in baris
    assert warga.nik_samar == "3273********0011"
    assert nik.unseal(warga.nik_sandi, warga.nik_kunci, warga.pk) == NIK_L
    with pytest.raises(InvalidTag):
        nik.unseal(warga.nik_sandi, warga.nik_kunci, WargaFactory().pk)


def test_nik_is_in_no_trail(register, petugas_kelurahan, data_officer):
    """UMU-33: neither the events nor the row audit hold a NIK, not even after it was opened."""
    warga = actions.add_warga(
        KEL, data={"nama": "Budi Rekaan", "jenis_kelamin": "L"}, nik=NIK_L, oleh=petugas_kelurahan
    )
    actions.change_warga(warga, data={}, nik=NIK_P, oleh=petugas_kelurahan)

    assert actions.reveal_nik(warga, alasan="Mencocokkan KTP", oleh=data_officer) == NIK_P

    semua = str(list(Jejak.objects.values())) + str(list(AuditBaris.objects.values()))
    assert NIK_L not in semua and NIK_P not in semua and warga.nik_samar not in semua
    assert Jejak.objects.get(peristiwa="wilayah.nik.dibuka").alasan == "Mencocokkan KTP"


def test_reveal_nik_needs_its_own_right_and_a_reason(register, petugas_kelurahan, petugas_kota_lain, data_officer):
    """WIL-09: seeing residents is not enough to read a NIK; a refusal is logged."""
    warga = actions.add_warga(
        KEL, data={"nama": "Budi Rekaan", "jenis_kelamin": "L"}, nik=NIK_L, oleh=petugas_kelurahan
    )

    with pytest.raises(TidakBerwenang):
        actions.reveal_nik(warga, alasan="Ingin tahu", oleh=petugas_kelurahan)
    with pytest.raises(Warga.DoesNotExist):
        actions.reveal_nik(warga, alasan="Ingin tahu", oleh=petugas_kota_lain)
    with pytest.raises(IsianSalah):
        actions.reveal_nik(warga, alasan=" ", oleh=data_officer)

    assert Jejak.objects.filter(peristiwa="ditolak.tidak_berwenang").exists()


def test_same_nik_twice_is_refused(register, petugas_kelurahan):
    """WIL-09: a NIK belongs to one resident; the second entry is told so kindly."""
    isi = {"data": {"nama": "Budi Rekaan", "jenis_kelamin": "L"}, "nik": NIK_L, "oleh": petugas_kelurahan}
    actions.add_warga(KEL, **isi)

    with pytest.raises(IsianSalah) as galat:
        actions.add_warga(KEL, **isi)

    assert "sudah tercatat" in galat.value.galat["nik"][0]
    assert Warga.objects.count() == 1


def test_older_keys_still_open_and_find(register, settings, petugas_kelurahan):
    """WIL-09: adding a key keeps old rows readable and the blind index the same."""
    warga = actions.add_warga(
        KEL, data={"nama": "Budi Rekaan", "jenis_kelamin": "L"}, nik=NIK_L, oleh=petugas_kelurahan
    )
    indeks = nik.blind_index(NIK_L)
    settings.KUNCI_NIK = f"1:{settings.KUNCI_NIK},2:{b64encode(b'k' * 32).decode()}"

    baru = nik.seal(NIK_P, "baris")

    assert (warga.nik_kunci, baru.kunci) == ("1", "2")
    assert nik.unseal(warga.nik_sandi, "1", warga.pk) == NIK_L
    assert nik.blind_index(NIK_L) == indeks == warga.nik_indeks


def test_add_warga_by_all_four(register, empat_petugas):
    """UMU-12, UMU-13: only who may write in that kelurahan adds; out of scope does not exist."""
    isi = {"data": {"nama": "Sari Rekaan", "jenis_kelamin": "P"}}

    with pytest.raises(TidakBerwenang):
        actions.add_warga(KEL, oleh=empat_petugas["kota"], **isi)
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises(register[KEL].DoesNotExist):
            actions.add_warga(KEL, oleh=empat_petugas[nama], **isi)
    with pytest.raises(register[KEL].DoesNotExist):
        actions.add_warga("32.73.01.1002", oleh=empat_petugas["kelurahan"], **isi)

    assert actions.add_warga(KEL, oleh=empat_petugas["kelurahan"], **isi).dibuat_oleh_nama == "Fitri Faskel"


def test_change_warga_refuses_a_stale_version(register, petugas_kelurahan):
    """UMU-10: an edit over somebody else's is refused with both values."""
    warga = WargaFactory(nama="Sari Rekaan")
    actions.change_warga(warga, data={"nama": "Sari Baru"}, versi=1, oleh=petugas_kelurahan)

    with pytest.raises(VersiBerbeda) as galat:
        actions.change_warga(warga, data={"nama": "Sari Lama"}, versi=1, oleh=petugas_kelurahan)

    assert galat.value.rincian == {"tersimpan": {"nama": "Sari Baru"}, "dikirim": {"nama": "Sari Lama"}}
    assert Warga.objects.get(pk=warga.pk).nama == "Sari Baru"


def test_birth_and_place_are_judged(register, petugas_kelurahan):
    """WIL-07: no birth to come; a date replaces a year; the place lies in the kelurahan."""
    isi = {"nama": "Sari Rekaan", "jenis_kelamin": "P"}

    with pytest.raises(IsianSalah):
        actions.add_warga(KEL, data={**isi, "tanggal_lahir": date(2999, 1, 1)}, oleh=petugas_kelurahan)
    with pytest.raises(IsianSalah):
        actions.add_warga(KEL, data={**isi, "basis": BasisFactory(wilayah_id="32.73.01.1002")}, oleh=petugas_kelurahan)

    warga = actions.add_warga(
        KEL, data={**isi, "tanggal_lahir": date(1990, 1, 1), "tahun_lahir": 1990}, oleh=petugas_kelurahan
    )

    assert warga.tahun_lahir is None and warga.age_on(date(2026, 1, 1)) == 36


@pytest.fixture
def referring():
    """A higher app's references to residents: a plain list of [key, resident id], registered like the real ones."""
    baris = [["a", None], ["b", None]]

    def pindah(asal, tujuan, *, oleh):
        kena = [b for b in baris if b[1] == asal.pk]
        for b in kena:
            b[1] = tujuan.pk
        return [b[0] for b in kena]

    def balik(asal, tujuan, kunci, *, oleh):
        for b in baris:
            if b[0] in kunci:
                b[1] = asal.pk

    gabung_warga.daftar("uji.rujukan", PindahRujukan(pindah, balik))
    yield baris
    gabung_warga._isi.pop("uji.rujukan")


def test_merge_and_part_again(register, sf, referring):
    """WIL-10: empty fields are filled, references follow, the old entry stays; undoing brings all of it back."""
    basis = BasisFactory()
    asal = WargaFactory(nama="Siti R", telepon="0812", basis=basis, tahun_lahir=None)
    actions.change_warga(asal, data={}, nik=NIK_P, oleh=sf)
    tujuan = WargaFactory(nama="Siti Rekaan", telepon="0899", tahun_lahir=1990)
    referring[0][1], referring[1][1] = asal.pk, tujuan.pk

    log = actions.merge_warga(asal, tujuan=tujuan, alasan="KTP sama", oleh=sf)

    hasil, lama = Warga.objects.get(pk=tujuan.pk), Warga.objects.get(pk=asal.pk)
    assert (hasil.telepon, hasil.basis, hasil.nik_samar) == ("0899", basis, "3273********0012")
    assert nik.unseal(hasil.nik_sandi, hasil.nik_kunci, hasil.pk) == NIK_P
    assert [b[1] for b in referring] == [tujuan.pk, tujuan.pk]
    assert final_entry(lama) == hasil and lama.telepon == "0812"
    assert list(living(Warga.objects.all())) == [hasil]
    assert Jejak.objects.get(peristiwa="wilayah.warga.digabung").rincian["dipindah"] == {"uji.rujukan": 1}

    actions.unmerge_warga(log, alasan="Ternyata ibu dan anak", oleh=sf)

    hasil = Warga.objects.get(pk=tujuan.pk)
    assert (hasil.telepon, hasil.basis, hasil.nik_samar, hasil.tahun_lahir) == ("0899", None, "", 1990)
    assert [b[1] for b in referring] == [asal.pk, tujuan.pk]
    assert living(Warga.objects.all()).count() == 2
    with pytest.raises(AturanDilanggar):
        actions.unmerge_warga(log, alasan="Lagi", oleh=sf)


def test_undo_keeps_what_changed_since(register, sf):
    """WIL-10: a field that was corrected after the merge is not emptied by undoing it."""
    asal, tujuan = WargaFactory(telepon="0812"), WargaFactory()
    log = actions.merge_warga(asal, tujuan=tujuan, alasan="KTP sama", oleh=sf)
    actions.change_warga(tujuan, data={"telepon": "0877"}, oleh=sf)

    actions.unmerge_warga(log, alasan="Salah orang", oleh=sf)

    assert Warga.objects.get(pk=tujuan.pk).telepon == "0877"


def test_merge_refusals(register, sf, petugas_kelurahan, petugas_kota_lain):
    """WIL-10: two different NIK are two people; no reason, no right, no second merge of a merged entry."""
    asal, tujuan, lain = WargaFactory(), WargaFactory(), WargaFactory()

    with pytest.raises(IsianSalah):
        actions.merge_warga(asal, tujuan=tujuan, alasan="", oleh=sf)
    with pytest.raises(IsianSalah):
        actions.merge_warga(asal, tujuan=asal, alasan="Sama", oleh=sf)
    with pytest.raises(TidakBerwenang):
        actions.merge_warga(asal, tujuan=tujuan, alasan="Sama", oleh=petugas_kelurahan)
    with pytest.raises(Warga.DoesNotExist):
        actions.merge_warga(asal, tujuan=tujuan, alasan="Sama", oleh=petugas_kota_lain)
    actions.change_warga(asal, data={}, nik=NIK_L, oleh=sf)
    actions.change_warga(tujuan, data={}, nik=NIK_P, oleh=sf)
    with pytest.raises(AturanDilanggar, match="dua orang"):
        actions.merge_warga(asal, tujuan=tujuan, alasan="Sama", oleh=sf)
    actions.merge_warga(asal, tujuan=lain, alasan="Sama", oleh=sf)
    with pytest.raises(AturanDilanggar, match="sudah digabung"):
        actions.merge_warga(asal, tujuan=tujuan, alasan="Sama", oleh=sf)
    with pytest.raises(AturanDilanggar, match="sudah digabung"):
        actions.change_warga(asal, data={"nama": "Lain"}, oleh=sf)

    assert PenggabunganWarga.objects.count() == 1


def test_plain_foreign_keys_follow_a_merge(register, sf):
    """WIL-10: the helper for higher apps re-points a foreign key, and points exactly those rows back."""
    asal, tujuan = BasisFactory(nomor="01"), BasisFactory(nomor="02")
    ikut, milik_sendiri = (
        DaftarDewasaFactory(basis=asal),
        DaftarDewasaFactory(basis=tujuan, berlaku_pada=date(2026, 2, 1)),
    )
    rujukan = repoint_foreign_key(DaftarDewasa, "basis")

    kunci = rujukan.pindah(asal, tujuan, oleh=sf)

    assert kunci == [ikut.pk]
    assert set(tujuan.daftar_dewasa.all()) == {ikut, milik_sendiri}

    rujukan.balik(asal, tujuan, [str(k) for k in kunci], oleh=sf)

    assert list(asal.daftar_dewasa.all()) == [ikut] and list(tujuan.daftar_dewasa.all()) == [milik_sendiri]
