"""Published cases, and the loan A of the worked examples: 2,500,000 in ten months at 1.5 % flat, disbursed 15 January."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from keuangan.demo_upk_nyata import published as real_upk
from keuangan.hitung.alokasi import Tagihan, open_tagihan
from keuangan.hitung.jadwal import Ketentuan, Metode, Pembulatan, build_jadwal

# A busy machine makes no test fail: neither the first draw nor one example has a time limit.
TENANG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
__all__ = ["CAIR", "TENANG", "d", "loan_a", "published", "real_terms", "real_upk", "terms"]
CAIR = date(2026, 1, 15)
FOLDER = Path(__file__).resolve().parents[1] / "contoh"


def d(nilai: Any) -> Decimal:
    """A Decimal, from digits that may be grouped."""
    return Decimal(str(nilai).replace("_", ""))


def terms(pokok: Any = 2_500_000, tenor: int = 10, jasa: Any = "1.5", **isi: Any) -> Ketentuan:
    """Terms of a loan, flat and in whole rupiah unless said otherwise."""
    isi = {"tanggal_cair": CAIR, "metode": Metode.FLAT, "pembulatan": Pembulatan.RUPIAH, **isi}
    return Ketentuan(pokok=d(pokok), jasa_persen_per_bulan=d(jasa), tenor_bulan=tenor, **isi)


def loan_a() -> tuple[Tagihan, ...]:
    """Loan A with nothing paid: due on the 15th of February to November."""
    return open_tagihan(build_jadwal(terms()))


@cache
def published(nama: str) -> dict[str, Any]:
    """One published case of contoh_keuangan.json."""
    isi = json.loads((FOLDER / "contoh_keuangan.json").read_text(encoding="utf-8"))
    return next(c for c in isi["cases"] if c["id"] == nama)


def real_terms(pinjaman: dict[str, Any]) -> Ketentuan:
    """The terms of one of its loans: flat, pokok and jasa each rounded up to Rp 100."""
    return terms(
        pinjaman["pokok"],
        pinjaman["tenor_bulan"],
        pinjaman["jasa_persen_per_bulan"],
        tanggal_cair=date.fromisoformat(pinjaman["tgl_cair"]),
        pembulatan=Pembulatan.ATAS_100,
    )
