"""The one door to PDF. Every paper is a template rendered here, by WeasyPrint, tagged for readers (PDF/UA-1).

The renderer opens our own static files and pictures inside the page (`data:image/`), and nothing else: no address that
came from a person is ever fetched, in HTML, CSS, SVG or attachments alike. Source: DOK-13, DOK-14.

Templates name assets relative to the static folder (`css/cetak.css`) or by `{% static %}`.
"""

from __future__ import annotations

import logging
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


def print_html(html: str) -> Cetakan:
    """Print one HTML page. Raises LayananTidakTersedia where the PDF libraries are missing. Source: DOK-13."""
    weasyprint = _weasyprint()
    dokumen = weasyprint.HTML(string=html, base_url=f"{ASSET_ROOT.as_uri()}/", url_fetcher=_fetcher_class()()).render(
        pdf_variant=VARIAN
    )
    return Cetakan(pdf=dokumen.write_pdf(pdf_variant=VARIAN), halaman=len(dokumen.pages))


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
