"""Taking a number: one running count per owner, year and kind, without gap and never twice. Source: DOK-06."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from laporan.models import NomorSurat, Penomoran

BULAN_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def take_number(jenis: str, objek: Any, *, pemilik: str, singkatan: str, lingkup: str, tanggal: date) -> NomorSurat:
    """The number of `objek` for this kind: the one it has, or the next of its owner's count in the year of `tanggal`.

    `pemilik` is an area code or the UUID of a Badan; the text reads "003/BA-RKM/32.73.01.1001/XI/2026". Runs inside
    the caller's transaction and holds the counter's row until it ends, so a refusal leaves no gap. Source: DOK-06.
    """
    milik = {"jenis": jenis, "objek_jenis": objek._meta.label_lower, "objek_id": str(objek.pk)}
    ada = NomorSurat.objects.filter(**milik).first()
    if ada is not None:
        return ada
    hitungan, _baru = Penomoran.objects.get_or_create(pemilik=pemilik, tahun=tanggal.year, jenis=jenis)
    hitungan = Penomoran.objects.select_for_update(no_key=True).get(pk=hitungan.pk)
    ada = NomorSurat.objects.filter(**milik).first()  # a twin may have taken it while we waited
    if ada is not None:
        return ada
    Penomoran.objects.filter(pk=hitungan.pk).update(terakhir=F("terakhir") + 1)
    urut = hitungan.terakhir + 1
    teks = f"{urut:03d}/{singkatan}/{lingkup}/{BULAN_ROMAWI[tanggal.month - 1]}/{tanggal.year}"
    return NomorSurat.objects.create(penomoran=hitungan, urut=urut, teks=teks, **milik)
