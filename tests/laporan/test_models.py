"""What is printed and uploaded does not change: the database itself says so."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from laporan.kode import new_code, read_code, show_code
from laporan.models import Berkas, Dokumen, NomorSurat, Penomoran
from laporan.models.dokumen import Dokumen as D
from tests.factories.laporan import BerkasFactory

pytestmark = pytest.mark.django_db


def refused(fungsi) -> str:
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        fungsi()
    return str(galat.value)


@pytest.mark.parametrize(
    "ubah",
    [{"isi": {"lain": 1}}, {"isi_sidik": "b" * 64}, {"final": True}, {"kode": "0" * 12}, {"judul": "lain"},
     {"wilayah_id": "32.73.01.1002"}, {"objek_id": "lain"}, {"versi_ke": 9}],
)  # fmt: skip
def test_content_of_document_is_frozen(minta, ubah):
    """DOK-07: nothing of what is printed changes once it is written, not even by raw update."""
    d = minta()

    assert "tidak berubah" in refused(lambda: Dokumen.objects.filter(pk=d.pk).update(**ubah))


def test_document_is_finished_whole_or_not_at_all(siap):
    """DOK-08: "siap" means that a file with its fingerprint is there; afterwards the file stays that file."""
    d = siap()

    assert d.status == "siap"
    for ubah in ({"berkas": "lain.pdf"}, {"berkas_sha256": "c" * 64}, {"halaman": 7}, {"status": "diminta"}):
        refused(lambda u=ubah: Dokumen.objects.filter(pk=d.pk).update(**u))


def test_ready_without_file_is_refused(minta):
    """DOK-08: a document cannot be called ready without its file."""
    d = minta()

    assert "dokumen_siap_berarti_ada_berkas" in refused(
        lambda: Dokumen.objects.filter(pk=d.pk).update(status="siap", siap_pada=timezone.now())
    )


def test_cancelled_needs_reason_and_stays_cancelled(siap):
    """DOK-07: cancelled exactly when a reason is written, and for good."""
    d = siap()
    baris = Dokumen.objects.filter(pk=d.pk)

    refused(lambda: baris.update(status="dibatalkan", dibatalkan_pada=timezone.now()))
    baris.update(status="dibatalkan", dibatalkan_pada=timezone.now(), dibatalkan_alasan="salah tanggal")

    refused(lambda: baris.update(status="siap", dibatalkan_pada=None, dibatalkan_alasan=""))
    assert "tidak dihapus" in refused(lambda: baris.delete())


def test_transitions_of_the_table_are_those_of_the_model():
    """UMU-30: the trigger table holds the same changes of state as the model says."""
    from inti.models import TransisiSah

    sah = set(TransisiSah.objects.filter(tabel="laporan_dokumen").values_list("dari", "ke"))

    assert sah == set(D.TRANSISI)


def test_upload_is_kept_as_it_came(register):
    """DOK-03: content and owner of an upload are fixed; it is placed once, and never deleted."""
    b = BerkasFactory()
    baris = Berkas.objects.filter(pk=b.pk)

    for ubah in ({"sha256": "b" * 64}, {"nama_asli": "x"}, {"keterangan": "x"}, {"dibuat_oleh_nama": "x"}):
        refused(lambda u=ubah: baris.update(**u))
    baris.update(objek_jenis="wilayah.basis", objek_id="1")

    refused(lambda: baris.update(objek_id="2"))
    refused(lambda: baris.update(wilayah_id="32.73.01.1002"))
    assert "tidak dihapus" in refused(lambda: baris.delete())


@pytest.mark.parametrize(
    ("nama", "ubah"),
    [
        ("berkas_foto_berukuran", {"lebar": None}),
        ("berkas_foto_berukuran", {"jenis": "pdf"}),
        ("berkas_tidak_kosong", {"ukuran": 0}),
        ("berkas_bersidik", {"sha256": "x"}),
        ("berkas_lokasi_berpasangan", {"lintang": "1.0"}),
        ("berkas_objek_berpasangan", {"objek_jenis": "a.b"}),
        ("berkas_batal_beralasan", {"dibatalkan_alasan": "x"}),
    ],
)
def test_paired_facts_of_an_upload(register, nama, ubah):
    """DOK-01, UMU-32: a photo has a size and a thumbnail, a place two coordinates, a cancelling its reason."""
    assert BerkasFactory().pk

    assert nama in refused(lambda: BerkasFactory(**ubah))


def test_numbers_are_never_changed_or_given_back(minta):
    """DOK-06: a number that was given stays; the count only goes up by one."""
    minta()

    refused(lambda: NomorSurat.objects.all().update(teks="x"))
    refused(lambda: NomorSurat.objects.all().delete())
    refused(lambda: Penomoran.objects.all().update(terakhir=5))
    refused(lambda: Penomoran.objects.all().update(terakhir=0))


def test_codes_are_read_as_people_write_them():
    """DOK-09: dashes, spaces, small letters, O for 0 and l for 1 do not matter; anything else is no code."""
    kode = new_code()

    assert read_code(show_code(kode).lower()) == kode
    assert read_code(" 7k4q 92md-xt3a ") == "7K4Q92MDXT3A"
    assert read_code("7K4Q-92MD-XTOl") == "7K4Q92MDXT01"
    assert [read_code(t) for t in ("", "7K4Q", "7K4Q-92MD-XT3U", "7K4Q92MDXT3A1", "'; drop table")] == [""] * 5
    assert len({new_code() for _ in range(500)}) == 500
