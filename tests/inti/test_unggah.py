"""Uploads at the door: real pictures kept small and clean, everything else refused in words."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from PIL import Image

from inti import unggah
from inti.errors import IsianSalah, TerlaluBesar


def picture(lebar: int = 400, tinggi: int = 300, jenis: str = "JPEG", **simpan: object) -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", (lebar, tinggi), (12, 95, 89)).save(keluar, jenis, **simpan)
    return keluar.getvalue()


def workbook(**tambahan: bytes) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.xml", "<workbook/>")
        for nama, isi in tambahan.items():
            z.writestr(nama.replace("__", "/"), isi)
    return keluar.getvalue()


def bomb(lebar: int, tinggi: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def bagian(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bagian(b"IHDR", kepala) + bagian(b"IDAT", zlib.compress(b"")) + bagian(b"IEND", b"")


def upload(isi: bytes, nama: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_photo_of_every_kind_becomes_jpeg(jenis):
    """DOK-01: JPEG, PNG, WebP and HEIC are accepted and kept as JPEG with a thumbnail."""
    unggah._register_heif()

    hasil = unggah.check_upload(upload(picture(jenis=jenis), "IMG_001.dat"))

    assert (hasil.jenis, hasil.jenis_isi, hasil.akhiran) == ("foto", "image/jpeg", ".jpg")
    assert (hasil.lebar, hasil.tinggi) == (400, 300)
    assert Image.open(io.BytesIO(hasil.isi)).format == "JPEG"
    assert max(Image.open(io.BytesIO(hasil.kecil)).size) <= unggah.SISI_KECIL


def test_photo_loses_exif_and_stands_upright():
    """DOK-01: place and device of the photo do not stay; a photo taken sideways is turned; large ones shrink."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telepon Warga"
    exif.get_ifd(0x8825)[1] = "S"

    hasil = unggah.check_upload(upload(picture(3200, 1600, exif=exif)))

    gambar = Image.open(io.BytesIO(hasil.isi))
    assert (hasil.lebar, hasil.tinggi) == gambar.size == (800, 1600)
    assert not gambar.getexif()
    assert b"Telepon Warga" not in hasil.isi + hasil.kecil


def test_photo_transparency_becomes_white():
    """DOK-01: what was transparent is paper white, not black."""
    keluar = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(keluar, "PNG")

    hasil = unggah.check_upload(upload(keluar.getvalue()))

    assert min(Image.open(io.BytesIO(hasil.isi)).getpixel((10, 10))) > 250


@pytest.mark.parametrize("sisi", [(6000, 5000), (60_000, 60_000)])
def test_photo_bomb_is_refused_before_decoding(sisi):
    """DOK-01: a small file that claims many pixels is refused by its header."""
    with pytest.raises(TerlaluBesar, match="megapiksel"):
        unggah.check_upload(upload(bomb(*sisi), "foto.png"))


def test_broken_photo_is_refused_in_words():
    """DOK-01: a photo cut off on the way is refused with what to do."""
    utuh = picture(1200, 900)

    assert unggah.check_upload(upload(utuh)).jenis == "foto"
    with pytest.raises(IsianSalah) as galat:
        unggah.check_upload(upload(utuh[: len(utuh) // 2]), bidang="foto")

    assert "Kirim foto itu sekali lagi" in galat.value.galat["foto"][0]


@pytest.mark.parametrize(
    ("isi", "nama"),
    [
        (b"<html><script>alert(1)</script></html>", "foto.jpg"),
        (b"MZ\x90\x00" + b"\x00" * 60, "laporan.pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "gambar.svg"),
        (b"GIF89a" + b"\x00" * 40, "gambar.png"),
        (b"PK\x03\x04" + b"\x00" * 30, "tabel.xlsx"),
        (b"a;b\n1;\x002\n", "tabel.csv"),
        (b"a;b\n1;2\n", "tabel.jpg"),
    ],
)
def test_kind_is_judged_by_content(isi, nama):
    """DOK-02: a name does not make a file what it is not."""
    with pytest.raises(IsianSalah) as galat:
        unggah.check_upload(upload(isi, nama))

    assert "Jenis berkas ini tidak dapat diterima" in galat.value.galat["file"][0]


def test_kind_not_wanted_here_is_refused():
    """DOK-02: a form that wants photos says so when a PDF comes."""
    pdf = upload(b"%PDF-1.7\n...\n%%EOF\n", "surat.pdf")

    assert unggah.check_upload(pdf).jenis == "pdf"
    with pytest.raises(IsianSalah) as galat:
        unggah.check_upload(pdf, boleh=["foto"])

    assert galat.value.galat["file"][0].endswith("foto (JPEG, PNG, WebP, HEIC).")


def test_cut_off_pdf_is_refused():
    """DOK-02: a PDF without its end was cut off on the way."""
    with pytest.raises(IsianSalah):
        unggah.check_upload(upload(b"%PDF-1.7\n" + b"x" * 5000, "surat.pdf"))


def test_sizes_have_limits(settings):
    """DOK-01, DOK-02: each kind has its own limit, told in megabytes; an empty file is told apart."""
    settings.BATAS_FOTO = 100

    with pytest.raises(TerlaluBesar):
        unggah.check_upload(upload(picture()))
    with pytest.raises(TerlaluBesar):
        unggah.check_upload(upload(picture()), boleh=["foto"])
    with pytest.raises(IsianSalah, match="diperbaiki"):
        unggah.check_upload(upload(b""))


def test_workbooks_are_looked_into():
    """UMU-25: a workbook passes; a bomb, macros, and links to other files do not; CSV is taken as text."""
    baik = unggah.check_upload(upload(workbook(xl__sheet=b"<a/>"), "daftar.xlsx"))
    csv = unggah.check_upload(upload(b"nama;jumlah\nSiti;2\n", "daftar.csv"))

    assert (baik.jenis, baik.akhiran, csv.akhiran) == ("tabel", ".xlsx", ".csv")
    with pytest.raises(TerlaluBesar):
        unggah.check_upload(upload(workbook(xl__besar=b"0" * 5_000_000), "bom.xlsx"))
    with pytest.raises(IsianSalah):
        unggah.check_upload(upload(workbook(**{"xl__vbaProject.bin": b"x"}), "makro.xlsx"))
    with pytest.raises(IsianSalah):
        unggah.check_upload(upload(workbook(xl__externalLinks__a=b"x"), "tautan.xlsx"))


def test_name_is_only_text():
    """DOK-03: folders, control and direction characters go; a long name keeps its ending."""
    assert unggah.clean_name("../../etc/passwd\x00") == "passwd"
    assert unggah.clean_name("C:\\Foto\\rapat.jpg") == "rapat.jpg"
    assert unggah.clean_name("kuitansi\u202egpj.exe") == "kuitansigpj.exe"
    assert unggah.clean_name("a" * 300 + ".jpg").endswith("a.jpg")
    assert len(unggah.clean_name("a" * 300 + ".jpg")) == 200
    assert unggah.clean_name("") == "tanpa nama"


def test_storage_writes_whole_files_or_none(tmp_path):
    """UMU-20: a writer that dies leaves no half file under the final name, and no rubbish beside it."""

    class Putus(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"separuh"
            raise OSError("listrik padam")

    simpanan = unggah.PenyimpananUtuh(location=tmp_path, file_permissions_mode=0o640)

    nama = simpanan.save("a/b.txt", ContentFile(b"utuh"))
    with pytest.raises(OSError, match="listrik padam"):
        simpanan.save("a/c.txt", Putus(b"x"))

    assert (tmp_path / nama).read_bytes() == b"utuh"
    assert (tmp_path / nama).stat().st_mode & 0o777 == 0o640
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_oversized_body_is_refused_unread(settings):
    """UMU-16: a body above every limit is answered 413 before it is read, as problem+json for programs."""
    settings.BATAS_BADAN = 1000
    lapis = unggah.BatasBadanMiddleware(lambda request: HttpResponse("sampai"))
    pabrik = RequestFactory()

    assert lapis(pabrik.post("/api/v1/berkas/", b"x" * 900, content_type="text/plain")).status_code == 200
    jawaban = lapis(pabrik.post("/api/v1/berkas/", b"x" * 1001, content_type="text/plain"))

    assert jawaban.status_code == 413
    assert jawaban["Content-Type"] == "application/problem+json"
    assert b"terlalu_besar" in jawaban.content
