"""How much our whole path to a PJM costs above bare WeasyPrint: `python scripts/bench/pjm_pdf.py [activities] [rounds]`.

Ours: put the paper together, freeze it as JSON, draw its charts, render the template, lay out and write the PDF with
progress told, keep the file. Bare: WeasyPrint alone on the very same HTML, without our fetcher. Both in one process, in
turn, after one warm-up, so that a busy machine slows both; the median of the ratios is what counts. Needs no database.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

AKAR = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(AKAR))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p2kp.settings.dev")


def ours(plan: dict[str, Any], sekitar: dict[str, Any], simpan: Any) -> tuple[str, int, dict[str, float]]:
    """Our path: HTML, pages, and seconds of its parts (susun, templat, cetak, simpan)."""
    from django.core.files.base import ContentFile
    from django.core.serializers.json import DjangoJSONEncoder
    from django.utils import translation

    from inti import pdf
    from laporan.qr import qr_image
    from pronangkis.reports import dokumen, gambar

    jam = [time.perf_counter()]
    with translation.override("id"):
        isi = json.loads(json.dumps(dokumen.pjm_paper(plan, sekitar), cls=DjangoJSONEncoder))
    jam.append(time.perf_counter())
    qr = qr_image("https://p2kp.contoh.id/verifikasi/7K4Q92MDXT3A/?bagian=pjm")
    konteks = {
        "isi": isi, "gambar": gambar.pictures(isi), "judul": "PJM Pronangkis", "nomor": "001/PJM/32.73.01.1001/XI/2026",
        "kode": "7K4Q-92MD-XT3A", "sidik": "5f2c 91ab 03d7 88e1", "alamat_periksa": "p2kp.contoh.id/verifikasi",
        "qr": {"": qr, "pjm": qr},
    }  # fmt: skip
    html = pdf.render_html("dokumen/pjm/pjm.html", konteks)
    jam.append(time.perf_counter())
    cetakan = pdf.print_html(html, kabari=lambda tahap, halaman: None)
    jam.append(time.perf_counter())
    simpan.save("pjm.pdf", ContentFile(cetakan.pdf))
    jam.append(time.perf_counter())
    bagian = dict(
        zip(("susun", "templat", "cetak", "simpan"), (b - a for a, b in zip(jam, jam[1:], strict=False)), strict=True)
    )
    return html, cetakan.halaman, bagian


def bare(html: str) -> float:
    """WeasyPrint alone on the same page, in seconds."""
    import weasyprint
    from django.conf import settings

    from inti import pdf

    html = html.replace(f'"{settings.STATIC_URL}', '"')  # as files beside the page: nobody else knows our addresses
    mulai = time.perf_counter()
    weasyprint.HTML(string=html, base_url=f"{pdf.ASSET_ROOT.as_uri()}/").write_pdf(pdf_variant=pdf.VARIAN)
    return time.perf_counter() - mulai


def main(kegiatan: int, putaran: int) -> None:
    """Measure and print one line a round, then the medians."""
    import django

    django.setup()
    from django.core.files.storage import FileSystemStorage

    from tests.pronangkis import contoh

    plan, sekitar = contoh.grown(kegiatan)
    rasio, semua = [], []
    with tempfile.TemporaryDirectory() as map_:
        simpan = FileSystemStorage(location=map_)
        html, halaman, _bagian = ours(plan, sekitar, simpan)  # warm: fonts, templates, imports
        print(f"{kegiatan} kegiatan, {halaman} halaman, {len(html) // 1024} KB HTML")
        for n in range(putaran):
            polos = bare(html) if n % 2 else 0.0
            _html, _halaman, bagian = ours(plan, sekitar, simpan)
            polos = polos or bare(html)
            total = sum(bagian.values())
            rasio.append(total / polos)
            semua.append((total, polos))
            rinci = ", ".join(f"{k} {v:.2f}" for k, v in bagian.items())
            print(
                f"putaran {n + 1}: kami {total:.2f} d ({rinci}), WeasyPrint saja {polos:.2f} d, rasio {total / polos:.3f}"
            )
    print(
        f"median: kami {statistics.median(a for a, _b in semua):.2f} d, WeasyPrint saja "
        f"{statistics.median(b for _a, b in semua):.2f} d, rasio {statistics.median(rasio):.3f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
