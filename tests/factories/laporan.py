"""Uploads and documents for tests: real small pictures, and a kind of document that needs no siklus."""

from __future__ import annotations

import io
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.unggah import Unggahan
from laporan.models import Berkas
from laporan.nomor import take_number
from laporan.registry import Bagian, JenisDokumen

JENIS_UJI = "surat_uji"


def picture(
    lebar: int = 60, tinggi: int = 40, warna: tuple[int, int, int] = (12, 95, 89), jenis: str = "JPEG"
) -> bytes:
    """A small real picture."""
    from PIL import Image

    keluar = io.BytesIO()
    Image.new("RGB", (lebar, tinggi), warna).save(keluar, jenis)
    return keluar.getvalue()


def photo_file(nama: str = "rapat.jpg", isi: bytes | None = None) -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(nama, isi or picture(), content_type="image/jpeg")


def photo_upload(**ubah: Any) -> Unggahan:
    """A photo as the door gives it on."""
    isi = {"jenis": "foto", "jenis_isi": "image/jpeg", "akhiran": ".jpg", "isi": picture(), "nama_asli": "rapat.jpg",
           "lebar": 60, "tinggi": 40, "kecil": picture()}  # fmt: skip
    return Unggahan(**{**isi, **ubah})


class BerkasFactory(factory.django.DjangoModelFactory):
    """One kept photo in a kelurahan."""

    class Meta:
        model = Berkas

    wilayah_id = "32.73.01.1001"
    nama_asli = "rapat.jpg"
    jenis = "foto"
    jenis_isi = "image/jpeg"
    ukuran = 100
    sha256 = "a" * 64
    lebar = 60
    tinggi = 40
    file = factory.LazyFunction(lambda: ContentFile(picture(), "isi.jpg"))
    kecil = factory.LazyFunction(lambda: ContentFile(picture(), "kecil.jpg"))


def letter_kind(**ubah: Any) -> JenisDokumen:
    """A kind of document about a Basis: numbered, with one part that comes back signed."""

    def nomor(basis: Any) -> Any:
        from wilayah.waktu import today_in

        return take_number(
            JENIS_UJI, basis, pemilik=basis.wilayah_id, singkatan="UJI", lingkup=basis.wilayah_id,
            tanggal=today_in(basis.wilayah_id),
        )  # fmt: skip

    isi: dict[str, Any] = {
        "kode": JENIS_UJI,
        "judul": "Surat uji",
        "model": "wilayah.basis",
        "templat": "dokumen/dasar.html",
        "build": lambda basis: {"nama": basis.label},
        "penerbit": lambda basis: f"Kelurahan {basis.wilayah}",
        "bagian": (Bagian("surat", "Surat uji", kembali=True), Bagian("lampiran", "Lampiran")),
        "nomor": nomor,
    }
    return JenisDokumen(**{**isi, **ubah})
