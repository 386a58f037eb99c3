"""QR on paper: what is printed is what is read again, from a photo that is askew, small and grey."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image, ImageFilter

from laporan.qr import Terbaca, part_address, qr_image, read_address, read_paper

ALAMAT = "https://p2kp.contoh.id/verifikasi/7K4Q92MDXT3A/"


def photo(alamat: str, *, putar: float = 0, sisi: int = 1600, buram: float = 0, jenis: str = "JPEG") -> bytes:
    """A sheet of paper with the QR in its corner, as a phone sees it."""
    gambar = Image.open(io.BytesIO(base64.b64decode(qr_image(alamat).partition(",")[2]))).convert("L")
    kertas = Image.new("L", (2480, 3508), 235)
    kertas.paste(gambar.resize((250, 250)), (290, 3150))
    kertas = kertas.rotate(putar, expand=True, fillcolor=110)
    kertas.thumbnail((sisi, sisi))
    if buram:
        kertas = kertas.filter(ImageFilter.GaussianBlur(buram))
    keluar = io.BytesIO()
    kertas.convert("RGB").save(keluar, jenis, quality=70)
    return keluar.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "rupa",
    [{}, {"putar": 90}, {"putar": 180}, {"putar": 7}, {"putar": -12, "sisi": 2400}, {"buram": 0.8}, {"jenis": "PNG"}],
)
def test_qr_is_read_from_a_photo(rupa):
    """DOK-11: upright, turned, askew, a little blurred: code and part come back."""
    assert read_paper(photo(part_address(ALAMAT, "berita_acara_rkm"), **rupa)) == Terbaca(
        "7K4Q92MDXT3A", "berita_acara_rkm"
    )


@pytest.mark.slow
def test_photo_without_our_qr_says_nothing():
    """DOK-11: no QR, or somebody else's, is not an error: the sheet is then chosen by hand."""
    assert read_paper(photo("https://contoh.id/promo/7K4Q92MDXT3A/")) is None
    keluar = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(keluar, "JPEG")
    assert read_paper(keluar.getvalue()) is None


def test_read_address():
    """DOK-11: our address on any host, or a bare code; nothing else, whatever its length."""
    assert read_address(ALAMAT) == Terbaca("7K4Q92MDXT3A")
    assert read_address("http://localhost:8000/verifikasi/7k4q-92md-xt3a/?bagian=a") == Terbaca("7K4Q92MDXT3A", "a")
    assert read_address(" 7K4Q-92MD-XT3A ") == Terbaca("7K4Q92MDXT3A")
    for teks in (
        "",
        "halo",
        "https://x.id/7K4Q92MDXT3A/",
        "https://x.id/verifikasi/pendek/",
        "javascript:alert(1)",
        "x" * 5000,
    ):
        assert read_address(teks) is None
