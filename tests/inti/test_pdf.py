"""The PDF door: what it prints, what it says without its libraries, and what it never opens."""

from __future__ import annotations

import http.server
import re
import threading
import zlib

import pytest

from inti import pdf
from inti.errors import LayananTidakTersedia

RAHASIA = "rahasia-yang-tidak-boleh-tercetak"


@pytest.fixture
def penguping():
    """A server on this machine that counts what is asked of it."""
    diminta: list[str] = []

    class Penjawab(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            diminta.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Penjawab)
    utas = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    utas.start()
    yield f"http://127.0.0.1:{server.server_port}", diminta
    server.shutdown()
    server.server_close()
    utas.join()


def page(isi: str, kepala: str = "") -> str:
    return (
        f'<!doctype html><html lang="id"><head><title>Uji</title>{kepala}</head><body><h1>Uji</h1>{isi}</body></html>'
    )


def opened(isi: bytes) -> bytes:
    """A PDF with its compressed parts unpacked, so that a search in it means something."""
    hasil = [isi]
    for potong in re.findall(rb"stream\r?\n(.*?)endstream", isi, re.S):
        try:
            hasil.append(zlib.decompress(potong.rstrip(b"\r\n")))
        except zlib.error:
            hasil.append(potong)
    return b"\n".join(hasil)


SERANGAN = {
    "gambar": '<img alt="" src="{u}">',
    "gambar_set": '<img alt="" src="data:image/png;base64,AA" srcset="{u} 2x">',
    "gaya_impor": "<style>@import url({u});</style>",
    "gaya_latar": '<div style="background:url({u});height:9px">x</div>',
    "gaya_huruf": "<style>@font-face{{font-family:x;src:url({u})}} p{{font-family:x}}</style><p>x</p>",
    "gaya_isi": "<style>p::before{{content:url({u})}}</style><p>x</p>",
    "objek": '<object data="{u}">x</object><embed src="{u}">',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{u}" '
    'width="9" height="9"/><use xlink:href="{u}#a"/></svg>',
}


@pytest.mark.slow
@pytest.mark.parametrize("nama", sorted(SERANGAN))
def test_render_refuses_foreign_sources(nama, penguping, tmp_path):
    """DOK-14: pictures, imports, fonts, objects and SVG of another address cost no request and no byte."""
    alamat, diminta = penguping
    berkas = tmp_path / "rahasia.txt"
    berkas.write_text(RAHASIA)
    sasaran = [
        f"{alamat}/{nama}",
        berkas.as_uri(),
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "//127.0.0.1/x",
    ]

    hasil = pdf.print_html(page("".join(SERANGAN[nama].format(u=u) for u in sasaran)))

    assert diminta == []
    assert RAHASIA.encode() not in opened(hasil.pdf)
    assert b"root:x:" not in opened(hasil.pdf)
    assert hasil.halaman == 1


@pytest.mark.slow
def test_render_refuses_links_in_head(penguping, tmp_path):
    """DOK-14: attached files, stylesheets and base addresses are not fetched, not even through a redirect or an SVG."""
    alamat, diminta = penguping
    berkas = tmp_path / "rahasia.txt"
    berkas.write_text(RAHASIA)
    kepala = "".join(
        f'<link rel="{rel}" href="{u}">'
        for rel in ("attachment", "stylesheet", "icon")
        for u in (f"{alamat}/{rel}", berkas.as_uri(), "file:///etc/passwd")
    )
    gambar = (
        f"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{alamat}/dalam'/%3E%3C/svg%3E"
    )

    hasil = pdf.print_html(
        page(f'<a rel="attachment" href="{berkas.as_uri()}">x</a><img alt="" src="{gambar}">', kepala)
    )

    assert diminta == []
    assert b"EmbeddedFile" not in opened(hasil.pdf)
    assert RAHASIA.encode() not in opened(hasil.pdf)


def test_own_asset_knows_only_our_files(settings):
    """DOK-14: our own static file is found by both spellings; nothing outside the folder, however it is dressed."""
    akar = pdf.ASSET_ROOT.as_uri()

    assert pdf.own_asset(f"{akar}/img/lambang.svg") == pdf.ASSET_ROOT / "img" / "lambang.svg"
    assert pdf.own_asset("file:///static/img/lambang.svg") == pdf.ASSET_ROOT / "img" / "lambang.svg"
    for alamat in (
        "file:///etc/passwd",
        f"{akar}/../manage.py",
        f"{akar}/%2e%2e/manage.py",
        "file:///static/../manage.py",
        "file://contoh.id/static/img/lambang.svg",
        "http://localhost/static/img/lambang.svg",
        f"{akar}/",
        "ftp://localhost/a",
    ):
        assert pdf.own_asset(alamat) is None, alamat


@pytest.mark.slow
def test_print_is_tagged_and_indonesian():
    """DOK-13: the paper is tagged for screen readers and says that it is Indonesian."""
    hasil = pdf.print_html(page("<p>isi</p><p style='break-before:page'>dua</p>"))

    assert hasil.halaman == 2
    assert hasil.pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in opened(hasil.pdf)
    assert b"/Lang (id)" in opened(hasil.pdf)


@pytest.mark.slow
def test_print_tells_how_far_it_is(caplog):
    """DOK-12: each page is told as it is laid out, then that the file is written; the log stays quiet."""
    kabar: list[tuple[str, int]] = []

    pdf.print_html(
        page("<p>isi</p><p style='break-before:page'>dua</p>"), kabari=lambda tahap, n: kabar.append((tahap, n))
    )

    assert kabar[:2] == [(pdf.TATA, 1), (pdf.TATA, 2)] and kabar[-1] == (pdf.TULIS, 2)
    assert "Creating layout" not in caplog.text


def test_print_without_libraries_says_so(settings):
    """DOK-13: where PDF is switched off, a kind sentence and 503, not an error page."""
    settings.PDF_TERSEDIA = False

    with pytest.raises(LayananTidakTersedia, match="Pembuat PDF belum tersedia") as galat:
        pdf.print_html(page("x"))

    assert galat.value.status == 503
    assert not pdf.pdf_available()
