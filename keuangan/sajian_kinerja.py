"""The KPI of a UPK as pages, papers and the API show them: each figure with what it is made of. KEU-70 to KEU-77, KEU-166."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import angka, persen, rupiah
from keuangan import tautan_kolektibilitas as tautan
from keuangan.ambang import Ambang
from keuangan.hitung.kinerja import BULAN_SETAHUN, PITA
from keuangan.models import Buku
from keuangan.queries_kinerja import KinerjaBuku
from keuangan.views.kinerja import UKURAN, band_texts, whole

TREN = ("lar", "par", "rr")


def parts(k: KinerjaBuku) -> dict[str, tuple[Any, Any]]:
    """Numerator and denominator of each figure: groups for LAR, rupiah for the others."""
    b = k.bahan
    return {
        "lar": (b.ksm_menunggak_3, b.ksm_berpinjaman),
        "par": (b.saldo_menunggak_3, b.saldo_pinjaman),
        "rr": (b.saldo_pinjaman - b.tunggakan_3, b.saldo_pinjaman),
        "ccr": (b.pendapatan, b.biaya),
        "roi": (b.laba * BULAN_SETAHUN, b.modal * b.bulan),
    }


def figure_rows(
    k: KinerjaBuku, buku: Buku, hari: datetime.date | None = None, ambang: Ambang | None = None
) -> list[dict[str, Any]]:
    """The five figures: value, band, numerator and denominator in words, borders, and the loans behind."""
    pita = ambang.pita if ambang else PITA
    hasil = []
    for kode, (nama, arti) in UKURAN.items():
        n = getattr(k.kinerja, kode)
        a, b = parts(k)[kode]
        tulis = angka if kode == "lar" else rupiah
        dari = _("%(a)s dari %(b)s KSM") if kode == "lar" else _("%(a)s dibanding %(b)s")
        memuaskan, minimum, penundaan = band_texts(pita[kode])
        hasil.append(
            {
                "kode": kode, "nama": nama, "arti": str(arti), "nilai": whole(persen(n.nilai, 2)),
                "kategori": n.kategori.value if n.kategori else "",
                "dari": _yearly(k) if kode == "roi" else dari % {"a": tulis(a), "b": tulis(b)},
                "memuaskan": memuaskan, "minimum": minimum, "penundaan": penundaan,
                "url": tautan.kolektibilitas(buku.pk, hari, risiko=1) if kode in TREN else "",
            }
        )  # fmt: skip
    return hasil


def _yearly(k: KinerjaBuku) -> str:
    return _("laba %(a)s dalam %(n)d bulan, modal %(b)s") % {
        "a": rupiah(k.bahan.laba), "n": k.bahan.bulan, "b": rupiah(k.bahan.modal),
    }  # fmt: skip


def other_rows(k: KinerjaBuku) -> list[dict[str, Any]]:
    """Figures without borders: collected of due this month, idle money, growth of capital."""
    return [
        {
            "nama": _("RR penagihan bulan ini"), "nilai": whole(persen(k.penagihan.persen, 2)),
            "dari": _("%(a)s diterima, %(b)s jatuh tempo")
            % {"a": rupiah(k.penagihan.pembilang), "b": rupiah(k.penagihan.penyebut)},
        },
        {
            "nama": _("Uang menganggur"), "nilai": whole(rupiah(k.menganggur)),
            "dari": _("kas dan bank dikurangi tabungan dan kewajiban lain"),
        },
        {
            "nama": _("Pertumbuhan modal"), "nilai": whole(persen(k.pertumbuhan.persen, 2)),
            "dari": _("%(a)s sejak awal tahun, dari %(b)s")
            % {"a": rupiah(k.pertumbuhan.pembilang), "b": rupiah(k.pertumbuhan.penyebut)},
        },
    ]  # fmt: skip


def trend_series(bulan: Mapping[datetime.date, KinerjaBuku]) -> dict[str, list[Decimal | None]]:
    """LAR, PAR and RR by month, percent to two places."""

    def at(k: KinerjaBuku, kode: str) -> Decimal | None:
        nilai = getattr(k.kinerja, kode).nilai
        return None if nilai is None else round(nilai, 2)

    return {kode.upper(): [at(k, kode) for k in bulan.values()] for kode in TREN}


def as_api(k: KinerjaBuku) -> dict[str, Any]:
    """The figures for the API: percent unrounded in the band, two places in the text."""
    isi: dict[str, Any] = {}
    for kode in UKURAN:
        n = getattr(k.kinerja, kode)
        a, b = parts(k)[kode]
        isi[kode] = {"nilai": n.nilai, "kategori": n.kategori, "pembilang": Decimal(a), "penyebut": Decimal(b)}
    return {
        **isi, "terburuk": k.terburuk, "rr_penagihan": k.penagihan.persen, "uang_menganggur": k.menganggur,
        "pertumbuhan_modal": k.pertumbuhan.persen, "cadangan_perlu": k.rekap.sendiri.cadangan,
        "cadangan_tercatat": k.cadangan, "register_sesuai": k.sesuai,
    }  # fmt: skip
