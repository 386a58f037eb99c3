"""The one door to PDF. Every paper is a template rendered here, by WeasyPrint, tagged for readers (PDF/UA-1).

The renderer opens our own static files and pictures inside the page (`data:image/`), and nothing else: no address that
came from a person is ever fetched, in HTML, CSS, SVG or attachments alike. Source: DOK-13, DOK-14.

Templates name assets relative to the static folder (`css/cetak.css`) or by `{% static %}`.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from inti.errors import LayananTidakTersedia

log = logging.getLogger(__name__)

ASSET_ROOT = (settings.BASE_DIR / "static").resolve()
VARIAN = "pdf/ua-1"
TATA, TULIS = "tata", "tulis"

# Called while a paper is made: which stage (TATA: pages are laid out, TULIS: the file is written) and the page it is at.
Kabar = Callable[[str, int], None]


@dataclass(frozen=True)
class Cetakan:
    """A rendered paper: the PDF itself and its number of pages."""

    pdf: bytes
    halaman: int


def render_pdf(template: str, context: dict[str, Any]) -> tuple[str, bytes]:
    """Render a template of templates/dokumen/ to its HTML and its PDF. Raises LayananTidakTersedia. Source: DOK-13."""
    html = render_html(template, context)
    return html, print_html(html).pdf


def render_html(template: str, context: dict[str, Any]) -> str:
    """The page of a paper. Paper is Indonesian, whatever language the reader's screen has."""
    with translation.override("id"):
        return render_to_string(template, context)


def print_html(html: str, *, kabari: Kabar | None = None) -> Cetakan:
    """Print one HTML page; `kabari` hears each page as it is laid out, then that the file is written.

    Raises LayananTidakTersedia where the PDF libraries are missing. Source: DOK-12, DOK-13.
    """
    weasyprint = _weasyprint()
    with _listening(kabari):
        dokumen = weasyprint.HTML(
            string=html, base_url=f"{ASSET_ROOT.as_uri()}/", url_fetcher=_fetcher_class()()
        ).render(pdf_variant=VARIAN)
    if kabari is not None:
        kabari(TULIS, len(dokumen.pages))
    return Cetakan(pdf=dokumen.write_pdf(pdf_variant=VARIAN), halaman=len(dokumen.pages))


class _Pendengar(logging.Handler):
    """Hears the library say which page it lays out, in this thread only, and passes it on."""

    POLA = re.compile(r"Creating layout - Page (\d+)$")

    def __init__(self, kabari: Kabar) -> None:
        super().__init__(logging.INFO)
        self.kabari, self.utas = kabari, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        cocok = self.POLA.search(record.getMessage()) if record.thread == self.utas else None
        if cocok:
            self.kabari(TATA, int(cocok[1]))


@contextmanager
def _listening(kabari: Kabar | None) -> Iterator[None]:
    """Follow the library's own progress messages while pages are laid out."""
    if kabari is None:
        yield
        return
    pencatat, pendengar = logging.getLogger("weasyprint.progress"), _Pendengar(kabari)
    pencatat.addHandler(pendengar)
    pencatat.setLevel(logging.INFO)
    pencatat.propagate = False  # a line for every page is for the asker's screen, not for the log
    try:
        yield
    finally:
        pencatat.removeHandler(pendengar)


def pdf_available() -> bool:
    """True when this machine can print: switched on, and the system libraries are there."""
    try:
        _weasyprint()
    except LayananTidakTersedia:
        return False
    return True


def _weasyprint() -> Any:
    """The library, imported late: it costs two seconds and needs pango, which a bare machine lacks."""
    pesan = _(
        "Pembuat PDF belum tersedia di mesin ini. Isi dokumen tetap dapat dibaca di layar; mintalah petugas teknis "
        "memasang pustaka PDF, lalu minta dokumen ini sekali lagi."
    )
    if not settings.PDF_TERSEDIA:
        raise LayananTidakTersedia(pesan)
    try:
        import weasyprint
    except OSError as galat:
        log.warning("pustaka PDF tidak ada: %s", galat)
        raise LayananTidakTersedia(pesan) from galat
    return weasyprint


@cache
def _fetcher_class() -> type[Any]:
    """The only fetcher: our own files under static/, and pictures written into the page. Source: DOK-14."""
    from weasyprint.urls import URLFetcher

    class HanyaBerkasSendiri(URLFetcher):
        """Refuses every address but our own assets, before anything is opened."""

        def __init__(self) -> None:
            super().__init__(allow_redirects=False, timeout=5, allowed_protocols=("file", "data"))

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            berkas = own_asset(url)
            if berkas is None:
                log.warning("PDF: sumber ditolak: %s", url[:200])
                raise ValueError("sumber ditolak")
            return super().fetch(berkas.as_uri(), headers)

    return HanyaBerkasSendiri


def own_asset(url: str) -> Path | None:
    """The file of ours that an address in a paper means; None for anything else, however it is dressed."""
    bagian = urlsplit(url)
    if bagian.scheme != "file" or bagian.netloc not in {"", "localhost"}:
        return None
    jalan = unquote(bagian.path)
    for akar in (ASSET_ROOT, Path(settings.STATIC_ROOT).resolve()):
        berkas = Path(jalan)
        if jalan.startswith(settings.STATIC_URL):
            berkas = akar / jalan.removeprefix(settings.STATIC_URL)
        berkas = berkas.resolve()
        if berkas.is_relative_to(akar) and berkas.is_file():
            return berkas
    return None
