"""The end of a month: checking its books, and noting where its figures were put up."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import require_unit, take_month
from keuangan.models import Buku, PemeriksaanBuku, PengumumanBulan, Periode
from keuangan.periksa import BarisSalah, inspect
from siklus.actions.umum import author, client_id, field_date

RINCIAN_MAKS = 100
TEMPAT_MAKS, TEMPAT_HURUF = 20, 100


@aksi
def check_buku(periode: Periode, *, oleh: Any, id: Any = None) -> PemeriksaanBuku:
    """Recompute the ledger of a month from its lines, under its lock, and keep what was found, for its closing to ask.

    Raises: Periode.DoesNotExist out of scope, TidakBerwenang. Source: KEU-190.
    """
    milik, baris = _take(periode, oleh=oleh)
    salah, tahu = inspect(buku_id=milik.pk)
    satu = PemeriksaanBuku(
        buku=milik, wilayah_id=milik.wilayah_id, periode=baris, jumlah_salah=len(salah), rincian=_as_json(salah),
        catatan=_as_json(tahu), **author(oleh), **client_id(id),
    )  # fmt: skip
    satu.save(force_insert=True)
    hasil = PemeriksaanBuku.objects.get(pk=satu.pk)  # how much was read comes from the trigger
    catat(
        "keuangan.buku.diperiksa", hasil,
        rincian={"bulan": str(baris), "baris": hasil.jumlah_baris, "salah": hasil.jumlah_salah},
    )  # fmt: skip
    return hasil


@aksi
def announce_month(
    periode: Periode, *, oleh: Any, tanggal: datetime.date, tempat: Sequence[str], id: Any = None
) -> PengumumanBulan:
    """Note that the sheet of a closed month was put up on a day in some places. Several notices may follow each other.

    Raises: Periode.DoesNotExist out of scope, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-191). Source: KEU-191.
    """
    milik, baris = _take(periode, oleh=oleh)
    hari = field_date(tanggal, milik.wilayah_id)
    if baris.status != Periode.Status.DITUTUP:
        raise AturanDilanggar(
            _("Kunci dulu bulannya; yang diumumkan adalah angka yang tidak berubah lagi."), aturan="KEU-191"
        )
    if hari <= baris.akhir:
        raise IsianSalah({"tanggal": [_("Lembar dipasang sesudah bulannya selesai.")]})
    satu = PengumumanBulan(
        buku=milik, wilayah_id=milik.wilayah_id, periode=baris, tanggal=hari, tempat=_places(tempat), **author(oleh),
        **client_id(id),
    )  # fmt: skip
    satu.save(force_insert=True)
    hasil = PengumumanBulan.objects.get(pk=satu.pk)
    catat(
        "keuangan.bulan.diumumkan", hasil, rincian={"bulan": str(baris), "tanggal": str(hari), "tempat": hasil.tempat}
    )
    return hasil


def _take(periode: Periode, *, oleh: Any) -> tuple[Buku, Periode]:
    """A month and its ledger, locked, for who leads it. Raises: Periode.DoesNotExist, TidakBerwenang."""
    milik, baris = take_month(periode, oleh=oleh, perlu=izin.LIHAT_BUKU)
    require_unit(milik, oleh=oleh)
    return milik, baris


def _as_json(baris: Sequence[BarisSalah]) -> list[dict[str, str]]:
    return [{"pemeriksaan": b.pemeriksaan, "baris": b.baris, "sebab": b.sebab} for b in baris[:RINCIAN_MAKS]]


def _places(tempat: Sequence[str]) -> list[str]:
    """Places as they were written, each once. Raises: IsianSalah."""
    bersih = list(dict.fromkeys(" ".join(t.split()) for t in tempat))
    isi = [t for t in bersih if t]
    if not isi:
        raise IsianSalah({"tempat": [_("Sebut tempatnya, satu baris satu tempat.")]})
    if len(isi) > TEMPAT_MAKS or any(len(t) > TEMPAT_HURUF for t in isi):
        raise IsianSalah(
            {
                "tempat": [
                    _("Paling banyak %(n)d tempat, masing-masing %(m)d huruf.") % {"n": TEMPAT_MAKS, "m": TEMPAT_HURUF}
                ]
            }
        )
    return isi
