"""Charts and the cover photo of a plan, drawn at print time from the frozen data. Source: DOK-08, DOK-16."""

from __future__ import annotations

import base64
import io
import logging
from dataclasses import replace
from typing import Any

from inti import charts
from inti.formats import angka

log = logging.getLogger(__name__)

JUTA = 1_000_000
LABEL_MAKS = 48  # letters over a bar of 82 mm
FOTO_LEBAR = 1400  # pixels: 160 mm at 220 dpi


def pictures(isi: dict[str, Any]) -> dict[str, Any]:
    """Key of the block -> its chart; "foto" -> the cover photo as a `data:` picture, where one was chosen."""
    blok = [b for bab in isi.get("bab", []) for b in bab["blok"]] + isi.get("blok", []) + isi.get("depan", [])
    hasil: dict[str, Any] = {b["kunci"]: draw(b) for b in blok if b["jenis"] == "grafik"}
    if isi.get("foto"):
        hasil["foto"] = cover_photo(isi["foto"])
    return hasil


def draw(b: dict[str, Any]) -> charts.Grafik:
    """One chart; money is written in millions. A long label is cut in the picture and whole in the figures beside it."""
    tulis = millions if b["satuan"] == "juta" else angka
    data = [(n if len(n) <= LABEL_MAKS else f"{n[: LABEL_MAKS - 1].rstrip()}…", v) for n, v in b["data"]]
    if b["rupa"] != "batang":
        hasil = charts.stacked_bar(b["judul"], b["seri"], data, tulis=tulis, sebaris=b["rupa"] == "sebaris")
    else:
        hasil = charts.bar(b["judul"], data, tulis=tulis)
    return replace(hasil, baris=[[n, *isi[1:]] for (n, _v), isi in zip(b["data"], hasil.baris, strict=True)])


def millions(nilai: Any) -> str:
    """Rupiah in millions, one decimal: 1.204,5."""
    return angka(nilai / JUTA, 1) if nilai else "–"


def cover_photo(foto: dict[str, str]) -> str:
    """The kept photo, small enough for print, if it is still the one that was frozen; "" when it cannot be read."""
    from PIL import Image, ImageOps

    from laporan.models import Berkas

    berkas = Berkas.objects.filter(pk=foto["berkas"], sha256=foto["sha256"]).first()
    if berkas is None:
        return ""
    try:
        with berkas.file.open("rb") as isi:
            gambar = ImageOps.exif_transpose(Image.open(isi)).convert("RGB")
    except OSError as galat:  # a lost file costs the picture, not the document
        log.warning("foto sampul %s tidak terbaca: %s", berkas.pk, galat)
        return ""
    gambar.thumbnail((FOTO_LEBAR, FOTO_LEBAR))
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(keluar.getvalue()).decode()}"
