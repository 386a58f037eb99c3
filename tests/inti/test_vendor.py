"""The vendored front-end files are exactly those of the list. Source: UMU (stack: no CDN, list with digests)."""

import importlib.util
import re
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("vendor", AKAR / "scripts" / "vendor.py")
vendor = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(vendor)


@pytest.fixture
def salinan(tmp_path):
    """A copy of static/vendor that a test may spoil."""
    import shutil

    return Path(shutil.copytree(AKAR / "static" / "vendor", tmp_path / "vendor"))


def test_vendor_matches_list(salinan):
    """UMU: every vendored file has name, version, licence and digest; a changed, missing or unlisted one is named."""
    assert vendor.check() == []
    assert vendor.check(salinan) == []

    (salinan / "htmx" / "htmx.min.js").write_text("// lain")
    (salinan / "htmx" / "LICENSE").unlink()
    (salinan / "titipan.js").write_text("")

    assert vendor.check(salinan) == [
        "htmx/htmx.min.js: sha256 berbeda dari daftar",
        "htmx/LICENSE: tidak ada",
        "titipan.js: tidak tercantum di daftar",
    ]


def test_front_end_loads_nothing_from_elsewhere():
    """UMU: stylesheets, scripts and templates load only our own files, and hold no inline style or script (CSP)."""
    milik_kita = [*(AKAR / "static" / "css").glob("*.css"), *(AKAR / "static" / "js").glob("*.js")]
    templat = list((AKAR / "templates").rglob("*.html"))
    assert len(templat) > 40

    muat_luar = re.compile(r"(?:url\(|@import|import |src=|<link[^>]+href=)[\"']?(?:https?:)?//")
    dalam_baris = re.compile(r"\sstyle=|<style|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    kena = [f.name for f in [*milik_kita, *templat] if muat_luar.search(f.read_text())]
    sebaris = [str(f.relative_to(AKAR)) for f in templat if dalam_baris.search(f.read_text())]

    assert kena == []
    assert sebaris == []


def test_front_end_stays_light():
    """UMU: what the first page loads besides fonts stays under 60 KB compressed, modules under 4 KB each."""
    import gzip

    statis = AKAR / "static"
    modul = list((statis / "js").glob("*.js"))
    berkas = [statis / "css/app.css", statis / "vendor/htmx/htmx.min.js", statis / "img/ikon.svg", *modul]

    assert sum(len(gzip.compress(f.read_bytes())) for f in berkas) < 48 * 1024  # leaves 12 KB for the page itself
    assert max(f.stat().st_size for f in modul) < 4096
