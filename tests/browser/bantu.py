"""What every browser test does with a page: click by the words on it, read papers, look for what must not be there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader

LAMA_MS = 40_000


def open_kelurahan(halaman: Any, nama: str) -> None:
    """Find a kelurahan by typing its name into the search above the page, and open the first answer."""
    kotak = halaman.locator("#cari-atas, #cari-sisi").locator("visible=true").first
    kotak.press_sequentially(nama[:6], delay=15)
    halaman.locator(".hasil").get_by_role("link", name=nama).first.click()
    halaman.wait_for_url(re.compile(r"/(kelurahan|wilayah)/"))


@contextmanager
def next_page(halaman: Any) -> Iterator[None]:
    """Wait until another document has come in the place of this one.

    Not expect_navigation: kunci.js notes the key of a form in the history when it is sent, which counts as a navigation
    there, so that the old page would be read, or left before the form has arrived.
    """
    with halaman.expect_event("load", timeout=LAMA_MS):
        yield


def save(halaman: Any, tombol: str, *, dalam: Any = None) -> None:
    """Press a button of a form and wait for the page that follows; papers are printed meanwhile."""
    with next_page(halaman):
        (dalam or halaman).get_by_role("button", name=tombol, exact=True).click(timeout=LAMA_MS)


def print_only(halaman: Any, jenis: str) -> None:
    """Print one kind of paper of the open stage, where the button would print all of them."""
    halaman.locator("#paket form[action$='/semua/']").evaluate(
        "(f, jenis) => f.action = f.action.replace('/semua/', `/${jenis}/`)", jenis
    )
    save(halaman, "Siapkan semua")


def missing(halaman: Any) -> list[str]:
    """Sentences of what is still missing, holding ones and warnings."""
    return halaman.locator("#yang-kurang li:not(.ok):not(.jalan) b").all_inner_texts()


def message(halaman: Any) -> str:
    """What the page says happened."""
    return " ".join(halaman.locator("#pesan").all_inner_texts())


def photo_of_paper(teks: str = "BERITA ACARA") -> dict[str, Any]:
    """A made-up photo of a signed sheet, as a phone would give it to a file field."""
    gambar = Image.new("RGB", (1200, 1700), (246, 243, 232))
    pena = ImageDraw.Draw(gambar)
    pena.text((90, 90), f"{teks}\nCONTOH", fill=(30, 30, 30))
    for y in range(300, 1600, 60):
        pena.line((90, y, 1100, y), fill=(120, 120, 120), width=2)
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=70)
    return {"name": "IMG_20261123.jpg", "mimeType": "image/jpeg", "buffer": keluar.getvalue()}


def download(halaman: Any, tautan: Any) -> bytes:
    """Click a download and return what was received."""
    with halaman.expect_download() as unduhan:
        tautan.click()
    with open(unduhan.value.path(), "rb") as berkas:
        return berkas.read()


def pdf_text(isi: bytes) -> str:
    """The words of a PDF, a form feed after each page."""
    assert isi.startswith(b"%PDF-") and b"%%EOF" in isi[-1024:], isi[:80]
    return "\f".join(halaman.extract_text() for halaman in PdfReader(io.BytesIO(isi)).pages)


def says(teks: str, kata: str) -> bool:
    """Whether the words stand in the text of a PDF, which knows no spaces of its own and capitals only by their look."""
    return "".join(kata.split()).lower() in "".join(teks.split()).lower()


def get_status(halaman: Any, alamat: str) -> int:
    """Status of an address asked with this page's session, without opening it."""
    return halaman.request.get(alamat, max_redirects=0).status


def overflow(halaman: Any) -> int:
    """Pixels by which the page is wider than its window."""
    return halaman.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def digits(teks: str) -> str:
    """Only the digits: 1.000.000 is 1000000."""
    return re.sub(r"\D", "", teks)
