"""Uploads at the door: what a file really is, whether it is small enough, and what of it is kept.

The kind is read from the content, never from the name. Photos are decoded, shrunk and written anew as JPEG, so nothing
of the phone's own data (EXIF, place, serial number) stays. Files are kept under random names outside the web root,
written whole or not at all. Source: DOK-01 to DOK-03, UMU-16, UMU-25.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from inti.errors import GalatAplikasi, IsianSalah, TerlaluBesar
from inti.konteks import current

FOTO, PDF, TABEL = "foto", "pdf", "tabel"
SEMUA = (FOTO, PDF, TABEL)

SISI_FOTO = 1600  # pixels of the longer side: a signed A4 sheet stays readable
SISI_KECIL = 320
MUTU_FOTO, MUTU_KECIL = 82, 75
FORMAT_FOTO = ("JPEG", "PNG", "WEBP", "HEIF")
MERK_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# A workbook is a zip: limits on what it may unpack to. Source: UMU-25.
ZIP_ISI_MAKS = 1000
ZIP_TERBUKA_MAKS = 200 * 1024 * 1024
ZIP_NISBAH_MAKS = 100

JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Unggahan:
    """A checked upload: the bytes to keep, what they are, and for photos width, height (pixels) and a thumbnail."""

    jenis: str
    jenis_isi: str
    akhiran: str
    isi: bytes
    nama_asli: str
    lebar: int | None = None
    tinggi: int | None = None
    kecil: bytes = b""

    @property
    def ukuran(self) -> int:
        """Bytes kept."""
        return len(self.isi)

    @property
    def sha256(self) -> str:
        """Fingerprint of the bytes kept."""
        return hashlib.sha256(self.isi).hexdigest()


def check_upload(berkas: Any, *, boleh: Collection[str] = SEMUA, bidang: str = "file") -> Unggahan:
    """Check one uploaded file and give back what is to be kept.

    Raises: IsianSalah (on field `bidang`) when it is empty, broken or of a kind not in `boleh`; TerlaluBesar (413).
    Source: DOK-01, DOK-02.
    """
    if not berkas.size:
        raise _refuse(bidang, _("Berkas kosong. Pilih berkas yang berisi."))
    batas = max(_batas(j) for j in boleh)
    if berkas.size > batas:
        raise TerlaluBesar(_too_big(batas))
    berkas.seek(0)
    isi = berkas.read()
    nama = clean_name(berkas.name)
    jenis = detect_kind(isi, nama)
    if jenis not in boleh:
        raise _refuse(bidang, _kinds_sentence(boleh))
    if len(isi) > _batas(jenis):
        raise TerlaluBesar(_too_big(_batas(jenis)))
    try:
        return PENYUSUN[jenis](isi, nama)
    except IsianSalah as galat:
        raise _refuse(bidang, galat.galat["file"][0]) from galat


def detect_kind(isi: bytes, nama: str) -> str:
    """foto, pdf or tabel by signature; "" when it is none of them. Only CSV, which has no signature, needs its name."""
    if isi.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or isi[:4] == b"RIFF" and isi[8:12] == b"WEBP":
        return FOTO
    if isi[4:8] == b"ftyp" and isi[8:12] in MERK_HEIF:
        return FOTO
    if isi.startswith(b"%PDF-"):
        return PDF
    if isi.startswith(b"PK\x03\x04") and _is_workbook(isi):
        return TABEL
    if nama.lower().endswith(".csv") and _is_text(isi):
        return TABEL
    return ""


def clean_name(nama: str | None) -> str:
    """The sender's file name as harmless text of at most 200 characters, without folders."""
    polos = unicodedata.normalize("NFC", nama or "").replace("\\", "/").rsplit("/", 1)[-1]
    polos = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", polos).strip()
    if len(polos) > 200:
        pokok, titik, akhiran = polos.rpartition(".")
        polos = f"{pokok[: 199 - len(akhiran)]}.{akhiran}" if titik and len(akhiran) < 10 else polos[:200]
    return polos or _("tanpa nama")


def shrink_photo(isi: bytes, nama: str) -> Unggahan:
    """Decode a photo, turn it upright, shrink it to 1,600 pixels and write it anew. Source: DOK-01.

    Raises: TerlaluBesar above the pixel limit (judged before decoding), IsianSalah when it cannot be read.
    """
    from PIL import Image, ImageFile, ImageOps

    _register_heif()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the PDF library switches it on for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            gambar = Image.open(io.BytesIO(isi), formats=FORMAT_FOTO)
        if gambar.width * gambar.height > settings.BATAS_PIKSEL:
            raise TerlaluBesar(_too_many_pixels())
        gambar.draft("RGB", (SISI_FOTO, SISI_FOTO))
        tegak = _on_white(ImageOps.exif_transpose(gambar))
    except TerlaluBesar:
        raise
    except Image.DecompressionBombError as galat:
        raise TerlaluBesar(_too_many_pixels()) from galat
    except Exception as galat:  # a decoder fed a broken picture may raise anything
        raise _refuse(
            "file", _("Foto tidak dapat dibaca; mungkin terputus saat dikirim. Kirim foto itu sekali lagi.")
        ) from galat
    tegak.thumbnail((SISI_FOTO, SISI_FOTO), Image.Resampling.LANCZOS)
    besar = _as_jpeg(tegak, MUTU_FOTO)
    lebar, tinggi = tegak.size
    tegak.thumbnail((SISI_KECIL, SISI_KECIL))
    return Unggahan(FOTO, "image/jpeg", ".jpg", besar, nama, lebar, tinggi, _as_jpeg(tegak, MUTU_KECIL))


def check_pdf(isi: bytes, nama: str) -> Unggahan:
    """Keep a PDF as it came. Raises IsianSalah when its end is missing (an upload cut off)."""
    if b"%%EOF" not in isi[-2048:]:
        raise _refuse("file", _("Berkas PDF ini terpotong. Kirim berkas itu sekali lagi."))
    return Unggahan(PDF, "application/pdf", ".pdf", isi, nama)


def check_table(isi: bytes, nama: str) -> Unggahan:
    """Keep a workbook or CSV as it came, after looking into the zip without unpacking it. Source: UMU-25."""
    if not isi.startswith(b"PK\x03\x04"):
        return Unggahan(TABEL, "text/csv", ".csv", isi, nama)
    check_workbook(isi)
    return Unggahan(TABEL, JENIS_XLSX, ".xlsx", isi, nama)


def check_workbook(isi: bytes) -> None:
    """Refuse a workbook that unpacks too large, or carries macros or links to other files. Source: UMU-25.

    Raises: IsianSalah, TerlaluBesar.
    """
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        daftar = zip_.infolist()
    terbuka, terkemas = sum(e.file_size for e in daftar), sum(e.compress_size for e in daftar)
    if len(daftar) > ZIP_ISI_MAKS or terbuka > ZIP_TERBUKA_MAKS or terbuka > ZIP_NISBAH_MAKS * max(terkemas, 1):
        raise TerlaluBesar(
            _("Lembar kerja ini terlalu besar bila dibuka. Pecah menjadi beberapa berkas yang lebih kecil.")
        )
    nama = {e.filename.lower() for e in daftar}
    if any(n.endswith("vbaproject.bin") or n.startswith(("xl/externallinks/", "xl/macrosheets/")) for n in nama):
        raise _refuse(
            "file",
            _("Lembar kerja ini memuat makro atau tautan ke berkas lain. Simpan sebagai XLSX biasa, lalu kirim lagi."),
        )


PENYUSUN: dict[str, Callable[[bytes, str], Unggahan]] = {FOTO: shrink_photo, PDF: check_pdf, TABEL: check_table}


class PenyimpananUtuh(FileSystemStorage):
    """Files on disk that are there whole or not at all: temporary name, fsync, rename, fsync of the folder."""

    def _save(self, name: str, content: Any) -> str:
        tujuan = Path(self.path(name))
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        fd, sementara = tempfile.mkstemp(dir=tujuan.parent, prefix=".tulis-")
        try:
            with os.fdopen(fd, "wb") as keluar:
                for potong in content.chunks():
                    keluar.write(potong)
                keluar.flush()
                os.fsync(keluar.fileno())
            if self.file_permissions_mode is not None:
                os.chmod(sementara, self.file_permissions_mode)
            os.rename(sementara, tujuan)
        except BaseException:
            Path(sementara).unlink(missing_ok=True)
            raise
        _sync_folder(tujuan.parent)
        return name.replace("\\", "/")


class BatasBadanMiddleware:
    """Refuse a request body that is larger than any upload may be, before a byte of it is read. Source: UMU-16."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        panjang = request.META.get("CONTENT_LENGTH") or "0"
        if panjang.isdigit() and int(panjang) > settings.BATAS_BADAN:
            return self._refuse(request, TerlaluBesar(_too_big(settings.BATAS_BADAN)))
        return self.get_response(request)

    def _refuse(self, request: HttpRequest, galat: GalatAplikasi) -> HttpResponse:
        if request.path.startswith("/api/"):
            isi = {"type": "about:blank", "status": galat.status, "kode": galat.kode, "pesan": galat.pesan,
                   "rincian": {}, "permintaan": current().id}  # fmt: skip
            return JsonResponse(isi, status=galat.status, content_type="application/problem+json")
        from inti.middleware import error_page

        return error_page(request, galat)


def _batas(jenis: str) -> int:
    return int({FOTO: settings.BATAS_FOTO, PDF: settings.BATAS_PDF, TABEL: settings.BATAS_TABEL}[jenis])


def _refuse(bidang: str, pesan: str) -> IsianSalah:
    return IsianSalah({bidang: [pesan]})


def _too_big(batas: int) -> str:
    return _("Berkas lebih besar dari %(mb)d MB. Perkecil dulu, atau kirim sebagai foto.") % {
        "mb": batas // (1024 * 1024)
    }


def _too_many_pixels() -> str:
    return _("Foto lebih dari %(mp)d megapiksel. Kirim dengan mutu yang lebih kecil.") % {
        "mp": settings.BATAS_PIKSEL // 1_000_000
    }


def _kinds_sentence(boleh: Collection[str]) -> str:
    nama = {FOTO: _("foto (JPEG, PNG, WebP, HEIC)"), PDF: _("PDF"), TABEL: _("lembar kerja (XLSX, CSV)")}
    pilihan = ", ".join(nama[j] for j in SEMUA if j in boleh)
    return _("Jenis berkas ini tidak dapat diterima. Yang dapat dikirim: %(jenis)s.") % {"jenis": pilihan}


def _is_workbook(isi: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
            return {"[Content_Types].xml", "xl/workbook.xml"} <= set(zip_.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _is_text(isi: bytes) -> bool:
    if b"\x00" in isi:
        return False
    try:
        isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _register_heif() -> None:
    """HEIC is what many phones send; the plugin announces itself to Pillow once."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


def _on_white(gambar: Any) -> Any:
    """An RGB picture; what was transparent becomes paper white."""
    from PIL import Image

    if gambar.mode in {"RGBA", "LA", "PA"} or "transparency" in gambar.info:
        gambar = gambar.convert("RGBA")
        kertas = Image.new("RGB", gambar.size, "white")
        kertas.paste(gambar, mask=gambar.getchannel("A"))
        return kertas
    return gambar.convert("RGB")


def _as_jpeg(gambar: Any, mutu: int) -> bytes:
    """JPEG bytes with nothing but pixels."""
    gambar.info.clear()
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=mutu, optimize=True, progressive=True)
    return keluar.getvalue()


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
