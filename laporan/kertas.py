"""What every printed page knows about itself: number, version, code, QR, fingerprint, and whether it is a draft."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from inti.latihan import is_latihan
from laporan.models import Dokumen
from laporan.qr import part_address, qr_image

SIDIK_TAMPIL = 16


def paper_context(dokumen: Dokumen) -> dict[str, Any]:
    """Context of a document template: `isi` (the frozen data) and the marks that dokumen/dasar.html prints.

    `gambar` holds what the kind draws from `isi`; `qr` maps the code of a part ("" is the whole paper) to its picture.
    Source: DOK-07 to DOK-09.
    """
    alamat = dokumen.url_verifikasi
    kind = dokumen.jenis_terdaftar
    bagian = ["", *(b.kode for b in kind.bagian)]
    return {
        "isi": dokumen.isi,
        "gambar": kind.gambar(dokumen.isi),
        "judul": dokumen.judul,
        "nomor": dokumen.nomor_teks,
        "penulis": dokumen.penerbit,
        "versi": dokumen.versi_ke,
        "draf": not dokumen.final,
        "latihan": is_latihan(dokumen.wilayah_id),
        "kode": dokumen.kode_tampil,
        "sidik": group_digest(dokumen.isi_sidik),
        "alamat_periksa": short_address(dokumen.alamat_dasar),
        "qr": {b: qr_image(part_address(alamat, b)) for b in bagian},
    }


def group_digest(sidik: str, panjang: int = SIDIK_TAMPIL) -> str:
    """The beginning of a fingerprint in groups of four, as people compare it: 5f2c 91ab 03d7 88e1."""
    return " ".join(sidik[i : i + 4] for i in range(0, min(panjang, len(sidik)), 4))


def short_address(alamat_dasar: str) -> str:
    """Where a code is typed in, as printed: p2kp.contoh.id/verifikasi."""
    return f"{urlsplit(alamat_dasar).netloc}/verifikasi"


def signatures(*orang: tuple[str, str, str]) -> list[dict[str, str]]:
    """The signature block of a paper: (introduction, office, name) of each, "" where the paper leaves a line to write on."""
    return [{"pengantar": a, "jabatan": b, "nama": c} for a, b, c in orang]
