"""Writes to the area register: loading it, and closing an area in favour of its successor."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.latihan import PROVINSI_LATIHAN
from inti.unit_kerja import aksi, catat
from wilayah.izin import UBAH_REGISTER
from wilayah.models import Wilayah
from wilayah.register import BarisRegister

_SUSUN = "CREATE TEMP TABLE register_baru (LIKE wilayah_wilayah) ON COMMIT DROP"
_LONGGARKAN = "ALTER TABLE register_baru ALTER COLUMN pengganti_alasan DROP NOT NULL, ALTER COLUMN aktif DROP NOT NULL"
_GABUNGKAN = """
WITH hasil AS (
  INSERT INTO wilayah_wilayah AS w (kode, nama, nama_cari, tingkat, jenis, kode_induk, zona, pengganti_alasan, aktif)
  SELECT kode, nama, nama_cari, tingkat, jenis, nullif(kode_induk, ''), zona, '', true FROM register_baru ORDER BY kode
  ON CONFLICT (kode) DO UPDATE SET nama = EXCLUDED.nama, nama_cari = EXCLUDED.nama_cari, jenis = EXCLUDED.jenis,
    zona = EXCLUDED.zona
  WHERE (w.nama, w.nama_cari, w.jenis, w.zona)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.nama_cari, EXCLUDED.jenis, EXCLUDED.zona)
  RETURNING (xmax = 0) AS baru)
SELECT count(*) FILTER (WHERE baru), count(*) FILTER (WHERE NOT baru) FROM hasil
"""
_HILANG = f"""
SELECT count(*) FROM wilayah_wilayah w WHERE aktif AND kode NOT LIKE '{PROVINSI_LATIHAN}%'
  AND NOT EXISTS (SELECT 1 FROM register_baru b WHERE b.kode = w.kode)
"""  # noqa: S608  (a constant of ours)


@dataclass(frozen=True)
class HasilMuat:
    """What a load changed: areas new, changed, the same, and open in the database but absent from the file."""

    baru: int
    berubah: int
    sama: int
    hilang: int


@aksi
def load_register(baris: Sequence[BarisRegister], *, oleh: Any) -> HasilMuat:
    """Bring the register to the state of `baris`: COPY into a temporary table, then one upsert.

    Never deletes, closes or reopens an area: one that is missing from the file is only counted, because only a person
    knows its successor. Raises: TidakBerwenang. Source: WIL-02, WIL-03.
    """
    require(oleh, UBAH_REGISTER, kode="")
    kolom = ", ".join(f.name for f in fields(BarisRegister))
    teks = io.StringIO()
    csv.writer(teks).writerows(astuple(b) for b in baris)
    teks.seek(0)
    with connection.cursor() as kursor:
        kursor.execute(_SUSUN)
        kursor.execute(_LONGGARKAN)
        kursor.copy_expert(
            f"COPY register_baru ({kolom}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL (kode_induk))", teks
        )
        kursor.execute(_GABUNGKAN)
        baru, berubah = kursor.fetchone()
        kursor.execute(_HILANG)
        hilang = kursor.fetchone()[0]
        kursor.execute("DROP TABLE register_baru")
    hasil = HasilMuat(baru=baru, berubah=berubah, sama=len(baris) - baru - berubah, hilang=hilang)
    if baru or berubah:
        catat("wilayah.register.dimuat", None, rincian={"baru": baru, "berubah": berubah, "hilang": hilang})
    return hasil


@aksi
def close_wilayah(wilayah: Wilayah, *, pengganti: str, alasan: str, oleh: Any) -> Wilayah:
    """Close an area that was split, merged or recoded, and name its successor.

    What was recorded under the old code stays there and is found through `pengganti`.
    Raises: TidakBerwenang, IsianSalah, AturanDilanggar (WIL-03) when areas below it are still open. Source: WIL-03.
    """
    require(oleh, UBAH_REGISTER, kode=wilayah.kode)
    wilayah = Wilayah.objects.select_for_update(of=("self",), no_key=True).get(pk=wilayah.pk)
    penerus = Wilayah.objects.filter(pk=pengganti, tingkat=wilayah.tingkat, aktif=True).exclude(pk=wilayah.pk).first()
    if penerus is None:
        raise IsianSalah({"pengganti": [_("Pilih wilayah setingkat yang masih berlaku sebagai pengganti.")]})
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan dasar perubahannya, misalnya nomor perda.")]})
    if wilayah.anak.filter(aktif=True).exists():
        raise AturanDilanggar(
            _("Tutup dulu wilayah di bawah %(nama)s, masing-masing dengan penggantinya.") % {"nama": wilayah.nama},
            aturan="WIL-03",
        )
    wilayah.aktif, wilayah.pengganti, wilayah.pengganti_alasan = False, penerus, alasan.strip()[:200]
    wilayah.save(update_fields=["aktif", "pengganti", "pengganti_alasan"])
    catat("wilayah.ditutup", wilayah, tujuan=penerus.kode, alasan=alasan, rincian={"pengganti": penerus.kode})
    return wilayah


@aksi
def reopen_wilayah(wilayah: Wilayah, *, alasan: str, oleh: Any) -> Wilayah:
    """Take back a closing that was a mistake. Raises: TidakBerwenang, IsianSalah. Source: WIL-03."""
    require(oleh, UBAH_REGISTER, kode=wilayah.kode)
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan mengapa penutupan ini dibatalkan.")]})
    wilayah = Wilayah.objects.select_for_update(of=("self",), no_key=True).get(pk=wilayah.pk)
    wilayah.aktif, wilayah.pengganti, wilayah.pengganti_alasan = True, None, ""
    wilayah.save(update_fields=["aktif", "pengganti", "pengganti_alasan"])
    catat("wilayah.dibuka_kembali", wilayah, alasan=alasan)
    return wilayah
