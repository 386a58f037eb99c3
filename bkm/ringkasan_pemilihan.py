"""What the election tells the summary of a kelurahan, and the indicators made of it. Source: BKM-25, BKM-26."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.models import Pemilihan
from bkm.queries_pemilihan import totals
from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from siklus.tautan import kelurahan

UKURAN = (
    Ukuran("pemilu_dewasa", _("Warga dewasa di semua basis"), "orang"),
    Ukuran("pemilu_pemilih_l", _("Pemilih laki-laki"), "orang"),
    Ukuran("pemilu_pemilih_p", _("Pemilih perempuan"), "orang"),
    Ukuran("pemilu_pemilih", _("Pemilih"), "orang"),
    Ukuran("pemilu_tps", _("TPS basis"), "buah"),
    Ukuran("pemilu_tps_sah", _("TPS basis yang sah"), "buah"),
    Ukuran("pemilu_utusan_l", _("Utusan laki-laki"), "orang"),
    Ukuran("pemilu_utusan_p", _("Utusan perempuan"), "orang"),
    Ukuran("pemilu_utusan", _("Utusan"), "orang"),
)


def count(kode: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """The newest election of each kelurahan whose stage had started by that day. Five queries. Source: BKM-25."""
    baris = (
        Pemilihan.objects.filter(wilayah__in=kode, langkah__tanggal_mulai__lte=per_tanggal)
        .order_by("wilayah_id", "-langkah__tahun", "-langkah__tahun_siklus", "-langkah__putaran")
        .distinct("wilayah_id")
    )
    pemilihan = {p.pk: p.wilayah_id for p in baris}
    hasil: dict[str, dict[str, Decimal | int]] = {}
    for pk, j in totals(list(pemilihan)).items():
        if not j.tps_sah:
            hasil[pemilihan[pk]] = {"pemilu_tps": j.tps, "pemilu_tps_sah": 0}
            continue
        hasil[pemilihan[pk]] = {
            "pemilu_dewasa": j.dewasa, "pemilu_pemilih_l": j.pemilih_l, "pemilu_pemilih_p": j.pemilih_p,
            "pemilu_pemilih": j.pemilih, "pemilu_tps": j.tps, "pemilu_tps_sah": j.tps_sah, "pemilu_utusan_l": j.utusan_l,
            "pemilu_utusan_p": j.utusan_p, "pemilu_utusan": j.utusan,
        }  # fmt: skip
    return hasil


def _list(kode: str) -> str:
    return kelurahan(kode)


def register() -> None:
    """Enter the measures and the indicators."""
    ringkasan.daftar("bkm_pemilihan", Penyedia(UKURAN, count))
    semua: list[tuple[str, Any, str, str, str]] = [
        ("pemilu_partisipasi", _("Warga dewasa yang memilih BKM"), "pemilu_pemilih", "pemilu_dewasa",
         "pemilu.partisipasi_min_kelurahan"),
        ("pemilu_pemilih_perempuan", _("Perempuan di antara pemilih"), "pemilu_pemilih_p", "pemilu_pemilih",
         "partisipasi.perempuan_min"),
        ("pemilu_utusan_perempuan", _("Perempuan di antara utusan"), "pemilu_utusan_p", "pemilu_utusan",
         "pemilu.utusan_perempuan_min"),
        ("pemilu_tps_sah", _("TPS basis yang sah"), "pemilu_tps_sah", "pemilu_tps", ""),
    ]  # fmt: skip
    for kode, nama, pembilang, penyebut, sasaran in semua:
        indikator.daftar(
            kode,
            Indikator(
                kode, nama, "bkm", pembilang, penyebut, sasaran, daftar=_list, langkah="S4", sumber="C1, D5, D14"
            ),
        )
