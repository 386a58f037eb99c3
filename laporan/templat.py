"""Which templates print a paper, as one fingerprint: a mended template makes another paper. Source: DOK-20.

Followed from the template of a kind: what it extends and includes, the tag libraries of our own that it loads, with the
templates of the tags that it uses, and the stylesheets it names. What only `gambar` draws is code; there the kind's `versi`
tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.template import Engine

from inti.pdf import ASSET_ROOT

TEMPLAT = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
GAYA = re.compile(r"""["']([\w/.-]+\.css)["']""")
MUAT = re.compile(r"\{%\s*load\s+([^%]+?)\s*%\}")
TANDA = re.compile(r"\{%\s*(\w+)")
SISIPAN = re.compile(r"""inclusion_tag\(\s*["']([^"']+)["'][^)]*\)\s*def (\w+)""")


def template_digest(nama: str) -> str:
    """SHA-256 over everything that prints a template of templates/dokumen/. Raises TemplateDoesNotExist."""
    sidik = hashlib.sha256()
    for bagian, isi in sorted(_sources(nama)):
        sidik.update(f"{bagian}\0{len(isi)}\0".encode())
        sidik.update(isi.encode())
    return sidik.hexdigest()


def _sources(nama: str) -> Iterator[tuple[str, str]]:
    """Name and text of a template and of all it draws on, each once."""
    mesin = Engine.get_default()
    antre, sudah = [nama], {nama}
    while antre:
        kini = antre.pop()
        isi = _read(mesin, kini)
        yield kini, isi
        for lain in _named_in(mesin, kini, isi):
            if lain not in sudah:
                sudah.add(lain)
                antre.append(lain)


def _named_in(mesin: Engine, nama: str, isi: str) -> Iterator[str]:
    """What one source names: templates, stylesheets, libraries, and the templates of the tags that it uses."""
    if not nama.endswith(".html"):
        return
    yield from TEMPLAT.findall(isi)
    yield from GAYA.findall(isi)
    dipakai = set(TANDA.findall(isi))
    for daftar in MUAT.findall(isi):
        modul = (mesin.libraries.get(kata, "") for kata in daftar.split())
        for m in modul:
            if m and not m.startswith("django."):
                yield m
                yield from (berkas for berkas, tanda in SISIPAN.findall(_read(mesin, m)) if tanda in dipakai)


def _read(mesin: Engine, nama: str) -> str:
    """The text of a template, a stylesheet under static/, or the module of a tag library."""
    if nama.endswith(".css"):
        berkas = ASSET_ROOT / nama
        return berkas.read_text(encoding="utf-8") if berkas.is_file() else ""
    if "/" in nama:
        return str(mesin.get_template(nama).source)
    modul = find_spec(nama)
    return Path(modul.origin).read_text(encoding="utf-8") if modul and modul.origin else ""
