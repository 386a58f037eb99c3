"""The pipeline of payment files in an area: who holds how many, how much money waits there, and for how long. Source: BLM-36."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.registry import KartuDasbor, kartu_dasbor
from inti.tabel import Kolom
from keuangan.models import BerkasPencairan
from keuangan.models.berkas_pencairan import LANGKAH
from wilayah.waktu import today_in

TUTUP = ("cair", "batal")


@dataclass(frozen=True)
class Pemegang:
    """Who holds files now: how many, rupiah, and the days that the oldest has waited there."""

    kode: str
    nama: Any
    jumlah: int
    rupiah: Decimal
    tertua: int


def pipeline(user: Any, kode: str) -> list[Pemegang]:
    """Holders of the open files of an area in the order of the way, those with none left out; in scope. One query."""
    hari = today_in(kode)
    qs = BerkasPencairan.objects.visible_to(user).in_area(kode).exclude(status__in=TUTUP).order_by()  # type: ignore[attr-defined]
    hitung = qs.values("status").annotate(
        n=Count("pk"), rp=Sum("jumlah"), sejak_tertua=Min("sejak"),
        di_bkm=Count("pk", filter=Q(diserahkan__isnull=True)),
        rp_bkm=Sum("jumlah", filter=Q(diserahkan__isnull=True)),
        sejak_bkm=Min("sejak", filter=Q(diserahkan__isnull=True)),
        sejak_jalan=Min("sejak", filter=Q(diserahkan__isnull=False)),
    )  # fmt: skip
    per_status = {b["status"]: b for b in hitung}
    hasil = [_at_the_bkm(per_status, hari)]
    for langkah in LANGKAH.values():
        b = per_status.get(str(langkah.dari))
        if b is None:
            continue
        n, rp, sejak = b["n"], b["rp"], b["sejak_tertua"]
        if str(langkah.dari) == "disusun":
            n, rp, sejak = n - b["di_bkm"], rp - (b["rp_bkm"] or 0), b["sejak_jalan"]
        hasil.append(_holder(langkah.kode, langkah.nama, n, rp, sejak, hari))
    if b := per_status.get("disetujui_satker"):
        hasil.append(_holder("transfer", _("Menunggu transfer"), b["n"], b["rp"], b["sejak_tertua"], hari))
    return [p for p in hasil if p.jumlah]


def _at_the_bkm(per_status: dict[str, Any], hari: datetime.date) -> Pemegang:
    """Files that the BKM itself is writing or has got back."""
    susun, kembali = per_status.get("disusun"), per_status.get("dikembalikan")
    n = (susun["di_bkm"] if susun else 0) + (kembali["n"] if kembali else 0)
    rp = ((susun["rp_bkm"] or 0) if susun else 0) + (kembali["rp"] if kembali else 0)
    sejak = [b for b in (susun and susun["sejak_bkm"], kembali and kembali["sejak_tertua"]) if b]
    return _holder("bkm", _("BKM"), n, rp, min(sejak, default=None), hari)


def _holder(
    kode: str, nama: Any, n: int, rp: Decimal | int, sejak: datetime.date | None, hari: datetime.date
) -> Pemegang:
    return Pemegang(kode, nama, n, Decimal(rp or 0), (hari - sejak).days if sejak else 0)


KOLOM = (
    Kolom("nama", gettext_lazy("Berkas ada pada")),
    Kolom("jumlah", gettext_lazy("Berkas"), "angka"),
    Kolom("rupiah", gettext_lazy("Dana menunggu"), "uang"),
    Kolom("tertua", gettext_lazy("Paling lama (hari)"), "angka"),
)


def card(user: Any, kode: str) -> KartuDasbor | None:
    """The pipeline as a card of the dashboard; None where no file is open."""
    baris = pipeline(user, kode)
    if not baris:
        return None
    alamat = f"{reverse('keuangan:berkas-pencairan-daftar')}?wilayah={kode}"
    return KartuDasbor(_("Pencairan BLM: berkas ada pada siapa"), KOLOM, baris, alamat, _("Semua berkas"))


def register() -> None:
    """Enter the card."""
    kartu_dasbor.daftar("keuangan.pipa_blm", card)
