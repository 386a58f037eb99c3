"""What a check of the books found, in words, each with the page where it is looked at. Source: KEU-190."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.formats import rupiah
from keuangan import tautan_rpd
from keuangan.models import BarisJurnal, Buku

Alamat = Callable[[Buku, str], str]
# An amount as the database writes it.
SEN = re.compile(r"-?\d+\.\d\d\b")


@dataclass(frozen=True)
class BarisTerbaca:
    """One row that a check named: what is checked, what it says, where it is looked at ("" for nowhere)."""

    judul: str
    sebab: str
    tautan: str


def _row(nama: str) -> Alamat:
    return lambda buku, baris: reverse(f"keuangan:{nama}", args=[baris])


def _page(nama: str) -> Alamat:
    return lambda buku, baris: reverse(f"keuangan:{nama}", args=[buku.pk])


def _report(nama: str) -> Alamat:
    return lambda buku, baris: reverse("keuangan:laporan-rinci", args=[buku.pk, nama])


# Check -> its name on the screen, and where its row is looked at (`baris` is a key of that page's row where it has one).
NAMA: dict[str, tuple[Any, Alamat]] = {
    "jurnal": (_("Jurnal dan barisnya"), _row("bukti")),
    "baris": (_("Baris jurnal"), _row("bukti")),
    "nomor": (_("Nomor bukti"), _row("bukti")),
    "periode": (_("Bulan bukti"), _row("bukti")),
    "persetujuan": (_("Persetujuan bukti"), _row("bukti")),
    "peristiwa": (_("Peristiwa bukti"), _row("bukti")),
    "balik": (_("Jurnal balik"), _row("bukti")),
    "pasangan": (_("Pemindahan antarbuku"), _row("bukti")),
    "blm": (_("BLM yang diterima"), _row("berkas-pencairan")),
    "dana_ksm": (_("RPD dan LPJ KSM"), lambda buku, _baris: tautan_rpd.kelurahan(buku.wilayah_id)),
    "saldo": (_("Saldo akun"), _report("neraca-saldo")),
    "inventaris": (_("Inventaris dan akunnya"), _page("inventaris")),
    "kas": (_("Kas atau bank minus"), _report("buku-kas")),
    "rekening_koran": (_("Rekening koran"), _row("rekening-koran")),
    "cocok_bank": (_("Pencocokan bank"), _page("bank")),
    "pinjaman": (_("Daftar pinjaman dan akunnya"), _page("register-pinjaman")),
    "angsuran": (_("Angsuran dan pembayarannya"), _page("pembayaran-daftar")),
    "sisa_pinjaman": (_("Sisa pinjaman"), _row("pinjaman")),
    "pembayaran": (_("Pembayaran pinjaman"), _page("pembayaran-daftar")),
    "simpanan": (_("Simpanan KSM"), lambda buku, ksm: reverse("keuangan:simpanan-ksm", args=[buku.pk, ksm])),
    "hitung_kas": (_("Hitung kas"), _row("hitung")),
    "kas_menyusul": (_("Bukti menyusul hitung kas"), _row("hitung")),
}


def wrong_in_words(buku: Buku, rincian: Sequence[Mapping[str, str]]) -> list[BarisTerbaca]:
    """The rows of a check as kept, for people. One query at most (the vouchers of lines)."""
    baris = [r["baris"] for r in rincian if r["pemeriksaan"] == "baris"]
    bukti = dict(BarisJurnal.objects.filter(buku=buku, pk__in=baris).values_list("pk", "jurnal_id")) if baris else {}
    jurnal = {str(k): str(v) for k, v in bukti.items()}
    return [_in_words(buku, r, jurnal) for r in rincian]


def _in_words(buku: Buku, r: Mapping[str, str], jurnal: Mapping[str, str]) -> BarisTerbaca:
    kode, baris = r["pemeriksaan"], r["baris"]
    judul, alamat = NAMA.get(kode, (kode, None))
    if kode == "baris":
        baris = jurnal.get(baris, "")
    sebab = SEN.sub(lambda m: rupiah(Decimal(m[0])), r["sebab"])
    return BarisTerbaca(str(judul), sebab, alamat(buku, baris) if alamat is not None and _is_key(baris) else "")


def _is_key(teks: str) -> bool:
    try:
        UUID(teks)
    except ValueError:
        return False
    return True
