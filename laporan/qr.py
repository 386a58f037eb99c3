"""QR on paper: written as SVG into the page, read again from the photo of the signed sheet. Source: DOK-09, DOK-11."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from laporan.kode import read_code

BAGIAN = "bagian"
SKALA = 8  # pixels a module: sharp at 21 mm on any office printer
# Tried from large to small: a sharp photo is read at once, a blurred one often only after shrinking.
SISI_COBA = (2400, 1600, 1100)


@dataclass(frozen=True)
class Terbaca:
    """What the QR of one sheet says: the document's code, and which part of it the sheet is."""

    kode: str
    bagian: str = ""


def part_address(alamat: str, bagian: str = "") -> str:
    """The address in the QR of one part."""
    return f"{alamat}?{urlencode({BAGIAN: bagian})}" if bagian else alamat


def qr_image(alamat: str) -> str:
    """The QR of an address as a `data:` picture for <img>; middle error correction survives a fold and a stamp.

    PNG, not SVG: a PDF keeps one picture for all its pages, while drawn modules cost 30 KB on each.
    """
    import segno

    return str(segno.make(alamat, error="m", micro=False).png_data_uri(scale=SKALA, border=2))


def read_paper(isi: bytes) -> Terbaca | None:
    """Find our QR in a photo (bytes of the picture). None when there is none that we made."""
    import zxingcpp
    from PIL import Image, ImageOps

    from inti.unggah import FORMAT_FOTO, _register_heif

    _register_heif()
    gambar = ImageOps.exif_transpose(Image.open(io.BytesIO(isi), formats=FORMAT_FOTO)).convert("L")
    for sisi in SISI_COBA:
        coba = gambar.copy()
        coba.thumbnail((sisi, sisi))
        for hasil in zxingcpp.read_barcodes(coba, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
            terbaca = read_address(hasil.text)
            if terbaca is not None:
                return terbaca
    return None


def read_address(teks: str) -> Terbaca | None:
    """What a scanned or typed text means: our verification address, or a bare code. None for anything else."""
    bagian = urlsplit(teks.strip()) if len(teks) <= 500 else None
    if bagian is None:
        return None
    if not bagian.scheme:
        kode = read_code(teks)
        return Terbaca(kode) if kode else None
    ruas = [r for r in bagian.path.split("/") if r]
    if len(ruas) < 2 or ruas[-2] != "verifikasi":
        return None
    kode = read_code(ruas[-1])
    return Terbaca(kode, parse_qs(bagian.query).get(BAGIAN, [""])[0][:40]) if kode else None
