"""The rules that the database holds, tried by breaking them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.wilayah import BadanFactory, BasisFactory, DaftarDewasaFactory, ParameterFactory, WargaFactory
from tests.helpers import check_deferred
from wilayah.models import Basis, DaftarDewasa, Parameter, Wilayah

pytestmark = pytest.mark.django_db
KEL, TETANGGA = "32.73.01.1001", "32.73.01.1002"


def refused(sql: str, *nilai: object) -> str:
    """Run one statement that the database must refuse; its message."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        check_deferred()
    return str(galat.value)


def run(sql: str, *nilai: object) -> None:
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
    check_deferred()


BARU = "INSERT INTO wilayah_wilayah (kode, nama, nama_cari, tingkat, jenis, kode_induk, zona, pengganti_alasan, aktif) VALUES (%s, 'X', 'x', %s, 'kelurahan', %s, 'Asia/Jakarta', '', true)"


@pytest.mark.parametrize(
    ("kode", "tingkat", "induk", "constraint"),
    [
        ("32.73.01.99", "kelurahan", "32.73.01", "wilayah_kode_kemendagri"),
        ("32.73.99", "kelurahan", "32.73.99", "wilayah_kode_sesuai_tingkat"),
        ("32.73.01.1999", "kelurahan", "32.77.01", "wilayah_induk_awalan_kode"),
    ],
)
def test_wilayah_code_level_and_parent(register, kode, tingkat, induk, constraint):
    """WIL-01: a code has the pattern, level and parent of the register, whoever writes it."""
    assert constraint in refused(BARU, kode, tingkat, induk)

    run(BARU, "32.73.01.1999", "kelurahan", "32.73.01")

    assert Wilayah.objects.get(pk="32.73.01.1999").induk_id == "32.73.01"


def test_wilayah_is_never_deleted_nor_recoded(register):
    """WIL-03: an area is closed with a successor; it is not deleted and keeps its code."""
    assert "tidak dapat dihapus" in refused("DELETE FROM wilayah_wilayah WHERE kode = %s", TETANGGA)
    assert "tidak dapat diubah" in refused(
        "UPDATE wilayah_wilayah SET kode = '32.73.01.1009' WHERE kode = %s", TETANGGA
    )
    assert "wilayah_tutup_berpengganti" in refused("UPDATE wilayah_wilayah SET aktif = false WHERE kode = %s", TETANGGA)
    tutup = (
        "UPDATE wilayah_wilayah SET aktif = false, kode_pengganti = %s, pengganti_alasan = 'Perda 1' WHERE kode = %s"
    )
    assert "setingkat" in refused(tutup, "32.73.01", TETANGGA)

    run(tutup, KEL, TETANGGA)

    assert not Wilayah.objects.get(pk=TETANGGA).aktif
    assert "masih berlaku" in refused(tutup, TETANGGA, KEL), "a successor must itself be open: no circle"


def test_scope_columns_are_derived(register):
    """WIL-15: the codes above a row follow from its area code and cannot be typed."""
    basis = BasisFactory(wilayah_id=KEL)

    kini = Basis.objects.get(pk=basis.pk)

    assert (kini.kode_provinsi, kini.kode_kota, kini.kode_kecamatan) == ("32", "32.73", "32.73.01")
    with pytest.raises(Exception, match="kode_kota"), transaction.atomic():
        run("UPDATE wilayah_basis SET kode_kota = '32.77' WHERE id = %s", basis.pk)


def test_basis_tree_has_no_circle(register):
    """WIL-05: no place lies below itself, directly or through others."""
    atas = BasisFactory(nomor="01")
    tengah = BasisFactory(jenis="rt", nomor="01", induk=atas)
    bawah = BasisFactory(jenis="kelompok", nomor="01", induk=tengah)

    assert "dirinya sendiri" in refused("UPDATE wilayah_basis SET induk_id = %s WHERE id = %s", bawah.pk, atas.pk)
    assert "dirinya sendiri" in refused("UPDATE wilayah_basis SET induk_id = id WHERE id = %s", atas.pk)

    run("UPDATE wilayah_basis SET induk_id = %s WHERE id = %s", atas.pk, bawah.pk)

    assert Basis.objects.get(pk=bawah.pk).induk_id == atas.pk


def test_basis_parent_and_roll_lie_in_the_same_kelurahan(register):
    """WIL-05: parent, roll and residents of a place are of the same kelurahan as the place."""
    di_sini, di_sana = BasisFactory(wilayah_id=KEL), BasisFactory(wilayah_id=TETANGGA)
    dewasa, warga = DaftarDewasaFactory(basis=di_sini), WargaFactory(basis=di_sini)

    assert "basis_induk_sekelurahan" in refused(
        "UPDATE wilayah_basis SET induk_id = %s WHERE id = %s", di_sana.pk, di_sini.pk
    )
    assert "dewasa_sekelurahan" in refused(
        "UPDATE wilayah_daftardewasa SET basis_id = %s WHERE id = %s", di_sana.pk, dewasa.pk
    )
    assert "warga_sekelurahan" in refused("UPDATE wilayah_warga SET basis_id = %s WHERE id = %s", di_sana.pk, warga.pk)


@pytest.mark.parametrize(
    ("ubah", "constraint"),
    [
        ({"nomor": "7"}, "basis_nomor_baku"),
        ({"nomor": "", "nama": ""}, "basis_bernomor_atau_bernama"),
        ({"wilayah_id": "32.73.01"}, "basis_di_kelurahan"),
        ({"aktif": False}, "basis_tutup_bertanggal_beralasan"),
        ({"nomor": "01"}, "basis_unik_per_induk"),
    ],
)
def test_basis_shape(register, ubah, constraint):
    """WIL-05: one place per number and parent, in a kelurahan, closed only with date and reason."""
    BasisFactory(nomor="01")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BasisFactory(**{"nomor": "02", **ubah})

    assert BasisFactory(nomor="02").label == "RW 02"


def test_roll_once_per_date_and_not_negative(register):
    """WIL-06: one roll per place and date, never negative."""
    dewasa = DaftarDewasaFactory()

    with pytest.raises(IntegrityError, match="dewasa_satu_per_basis_dan_tanggal"), transaction.atomic():
        DaftarDewasaFactory(basis=dewasa.basis)
    with pytest.raises(IntegrityError, match="dewasa_l"), transaction.atomic():
        DaftarDewasa.objects.filter(pk=dewasa.pk).update(dewasa_l=-1)

    assert DaftarDewasaFactory(basis=dewasa.basis, berlaku_pada=date(2026, 2, 1)).jumlah == 100


@pytest.mark.parametrize(
    ("isi", "constraint"),
    [
        ({"nik_samar": "3273********0001"}, "warga_nik_utuh"),
        (
            {"nik_sandi": "a", "nik_kunci": "1", "nik_indeks": "b", "nik_samar": "3273010101900001"},
            "warga_nik_tersamar",
        ),
        ({"tanggal_lahir": date(1990, 1, 1), "tahun_lahir": 1990}, "warga_tanggal_atau_tahun_lahir"),
        ({"jenis_kelamin": "X"}, "warga_jenis_kelamin"),
        ({"nama": ""}, "warga_bernama"),
    ],
)
def test_warga_shape(register, isi, constraint):
    """WIL-09: a NIK stands whole and masked or not at all; birth is a date or a year."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        WargaFactory(**isi)

    assert WargaFactory().pk


def test_merged_warga_is_frozen(register):
    """WIL-10: a merged entry stays as it was, and nothing is merged into a merged entry."""
    asal, tujuan, lain = WargaFactory(), WargaFactory(), WargaFactory()
    run("UPDATE wilayah_warga SET digabung_ke_id = %s WHERE id = %s", tujuan.pk, asal.pk)

    assert "sudah digabung" in refused("UPDATE wilayah_warga SET nama = 'Lain' WHERE id = %s", asal.pk)
    assert "sudah digabung" in refused("UPDATE wilayah_warga SET digabung_ke_id = %s WHERE id = %s", asal.pk, lain.pk)
    assert "warga_gabung_ke_orang_lain" in refused(
        "UPDATE wilayah_warga SET digabung_ke_id = id WHERE id = %s", lain.pk
    )


def test_badan_open_with_same_name_once(register):
    """WIL-11: an open body is unique by area, kind and name; a closed one frees its name."""
    lama = BadanFactory(nama="Sejahtera")

    with pytest.raises(IntegrityError, match="badan_aktif_nama_unik"), transaction.atomic():
        BadanFactory(nama="SEJAHTERA")
    lama.aktif, lama.ditutup_pada, lama.ditutup_alasan = False, date(2026, 1, 1), "Bubar"
    lama.save()

    assert BadanFactory(nama="SEJAHTERA").pk != lama.pk


@pytest.mark.parametrize(
    ("jenis", "salah", "benar"),
    [
        ("persen", 101, 100),
        ("jumlah", 2.5, 2),
        ("lama", -1, 0),
        ("rupiah", -5, 0),
        ("rentang", {"min": 5, "maks": 3}, {"min": 3, "maks": 5}),
        ("daftar", [], [1]),
        ("ya_tidak", "ya", True),
        ("teks", 5, "lima"),
    ],
)
def test_parameter_value_fits_its_kind(register, jenis, salah, benar):
    """PAR-05: the database refuses a value of another shape than its kind."""
    with pytest.raises(IntegrityError, match="parameter_nilai_cocok_jenis"), transaction.atomic():
        ParameterFactory(jenis=jenis, nilai=salah)

    assert ParameterFactory(jenis=jenis, nilai=benar).pk
    assert ParameterFactory(jenis=jenis, nilai=None, kode="uji.kosong").nilai_tampil == "belum diatur"


def test_parameter_is_not_edited_nor_deleted(register):
    """PAR-07: a stored value is followed by another row, never changed; only its wording may improve."""
    p = ParameterFactory()

    assert "tidak diubah" in refused("UPDATE wilayah_parameter SET nilai = '40' WHERE id = %s", p.pk)
    assert "tidak diubah" in refused("UPDATE wilayah_parameter SET berlaku_mulai = '2001-01-01' WHERE id = %s", p.pk)
    assert "tidak boleh diubah atau dihapus" in refused("DELETE FROM wilayah_parameter WHERE id = %s", p.pk)
    run("UPDATE wilayah_parameter SET keterangan = 'Lebih jelas.' WHERE id = %s", p.pk)
    run("UPDATE wilayah_parameter SET dibatalkan_pada = now(), dibatalkan_alasan = 'Salah ketik' WHERE id = %s", p.pk)

    assert "tidak diubah" in refused(
        "UPDATE wilayah_parameter SET dibatalkan_pada = NULL, dibatalkan_alasan = '' WHERE id = %s", p.pk
    )


def test_parameter_once_per_date(register):
    """PAR-03: one value per code, programme, area and date; nation included; a withdrawn one does not count."""
    p = ParameterFactory()

    with pytest.raises(IntegrityError, match="parameter_satu_nilai_per_tanggal"), transaction.atomic():
        ParameterFactory(nilai=40)
    run("UPDATE wilayah_parameter SET dibatalkan_pada = now(), dibatalkan_alasan = 'Salah' WHERE id = %s", p.pk)

    assert ParameterFactory(nilai=40).pk


def test_parameter_from_memory_does_not_block(register):
    """PAR-04: what nobody has found on paper may warn, not refuse."""
    with pytest.raises(IntegrityError, match="parameter_ingatan_tidak_menahan"), transaction.atomic():
        ParameterFactory(mode="block", status_sumber="ingatan")

    assert Parameter.objects.filter(pk=ParameterFactory(mode="block", status_sumber="naskah").pk).exists()


def test_row_audit_masks_personal_columns(register):
    """UMU-04: the row audit keeps changes of a resident, personal columns masked."""
    warga = WargaFactory(telepon="081234567890", alamat="Jalan Rekaan 1")
    run("UPDATE wilayah_warga SET telepon = '089999999999' WHERE id = %s", warga.pk)

    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT lama, baru FROM inti_auditbaris WHERE tabel = 'wilayah_warga' AND baris = %s", [str(warga.pk)]
        )
        isi = str(kursor.fetchall())

    assert "telepon" in isi and "***" in isi
    assert "081234567890" not in isi and "089999999999" not in isi and "Jalan Rekaan" not in isi
