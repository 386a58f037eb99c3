"""The figures as programs read them, and on the monthly report: the same as on the page."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string

from dasbor import laporan
from dasbor.models import RingkasanWilayah
from dasbor.segarkan import fill_month
from inti.errors import TidakBerwenang
from inti.formats import tanggal
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.dasbor.conftest import Tiga
from tests.dasbor.test_views import build
from wilayah.models import Wilayah
from wilayah.waktu import today_in

ALAMAT = "/api/v1/indikator/"


def figures(klien: Any, **saring: str) -> dict[str, Any]:
    """All figures of one answer, by code."""
    jawab = klien.get(ALAMAT, {"limit": 200, **saring})
    assert jawab.status_code == 200, jawab.content
    return {b["kode"]: b for b in jawab.json()["results"]}


def month_row(kode: str = "32.73") -> RingkasanWilayah:
    """The running month of a kota."""
    return RingkasanWilayah.objects.select_related("wilayah").get(wilayah=kode, bulan=today_in(kode).replace(day=1))


def test_figure_tells_all_its_parts(dihitung: Tiga, petugas_kota: Any, klien_api: Any) -> None:
    """DAS-05, DAS-06: value, numerator, denominator, unit, target, direction, stage and completeness, as decimals in text."""
    b = figures(klien_api(petugas_kota), area="32.73")["partisipasi.perempuan"]

    assert (b["nilai"], b["pembilang"], b["penyebut"], b["satuan"]) == ("45.95", "34.00", "74.00", "%")
    assert (b["sasaran"], b["arah"], b["langkah"]) == ("40.00", "naik", "S0")
    assert (b["kelengkapan"], b["melapor"], b["wajib"]) == ("100.00", 2, 2)
    assert (b["nama"], b["wilayah"], b["bulan"]) == ("Perempuan hadir", "32.73", str(today_in("").replace(day=1)))


def test_filters_of_the_figures(dihitung: Tiga, petugas_kota: Any, klien_api: Any) -> None:
    """DAS-05: one area itself, an area and below, one month, one code; a month that is none is said so."""
    api = klien_api(petugas_kota)
    bulan = f"{today_in(''):%Y-%m}"

    bawah = api.get(ALAMAT, {"wilayah": "32.73", "kode": "siklus.tepat", "bulan": bulan}).json()["results"]
    assert {b["wilayah"] for b in bawah} == {"32.73", "32.73.01", KELURAHAN, KELURAHAN_TETANGGA}
    assert figures(api, area=KELURAHAN)["partisipasi.miskin"]["pembilang"] == "11.00"
    assert figures(api, area="32.73", bulan="2019-01") == {}
    assert api.get(ALAMAT, {"bulan": "kemarin"}).status_code == 400
    satu = api.get(ALAMAT, {"limit": 1}).json()
    assert len(satu["results"]) == 1 and "kursor=" in satu["next"]


def test_figures_by_four_officers(dihitung: Tiga, empat_petugas: dict[str, Any], klien_api: Any) -> None:
    """UMU-11: each sees the figures of the own area and below; sums above are of those who look after them."""
    lihat = {n: klien_api(p).get(ALAMAT, {"kode": "siklus.tepat"}) for n, p in empat_petugas.items()}

    wilayah = {n: {b["wilayah"] for b in j.json().get("results", [])} for n, j in lihat.items()}
    assert wilayah["kelurahan"] == {KELURAHAN}
    assert wilayah["kota"] == {"32.73", "32.73.01", KELURAHAN, KELURAHAN_TETANGGA}
    assert wilayah["kota_lain"] == {"32.77", "32.77.01", "32.77.01.1001"}
    assert wilayah["tanpa_tugas"] == set()
    assert klien_api().get(ALAMAT).status_code == 401


def test_page_of_figures_costs_a_constant(
    dihitung: Tiga, petugas_kota: Any, klien_api: Any, django_assert_max_num_queries: Any
) -> None:
    """UMU-15: one query for the rows and one for the targets of each kota, whatever the number of figures."""
    api = klien_api(petugas_kota)

    with django_assert_max_num_queries(4):
        api.get(ALAMAT, {"limit": 50})


# -- the monthly report ------------------------------------------------------------------------------------------------


def test_page_api_and_report_say_the_same(dihitung: Tiga, petugas_kota: Any, klien_api: Any) -> None:
    """DAS-10: numerator, denominator and completeness of every figure are equal on page, API and paper."""
    d, api = build(petugas_kota), figures(klien_api(petugas_kota), area="32.73")

    isi = laporan.build(month_row())

    assert set(isi["angka"]) == set(d.angka) == set(api)
    for kode, a in d.angka.items():
        kertas, b = isi["angka"][kode], api[kode]
        for bagian in ("pembilang", "penyebut"):
            angka = getattr(a, bagian)
            assert (Decimal(kertas[bagian]) if kertas[bagian] is not None else None) == angka, (kode, bagian)
            assert (Decimal(b[bagian]) if b[bagian] is not None else None) == angka, (kode, bagian)
        assert (kertas["melapor"], kertas["wajib"]) == (b["melapor"], b["wajib"]) == (a.melapor, a.wajib), kode
        assert kertas["teks"] == a.teks
    assert [k["nama"] for k in isi["kunjungan"]] == ["Sukarasa"]
    assert isi["peta"]["baris"][0][0] == "Sarijadi" and isi["peta"]["baris"][0][1][0] == ["terverifikasi", "✓"]
    assert isi["menunggu"] == d.menunggu == 1


def test_report_is_a_paper_with_number_and_signature(dihitung: Tiga, petugas_kota: Any) -> None:
    """DOK-06, DOK-07: one number for the month, a draft while the month runs; charts, table and korkot are on it."""
    dokumen = request_dokumen(laporan.JENIS, month_row(), oleh=petugas_kota)

    assert dokumen.nomor_teks.startswith("001/LAP-KOTA/32.73/") and not dokumen.final
    html = render_to_string("dokumen/laporan_kota.html", paper_context(dokumen))
    assert "Laporan Bulanan Kota" in html and tanggal(today_in(""), "bulan") in html
    assert html.count("<svg") >= 2 and "Sukarasa" in html and "Kusuma Korkot" in html
    assert "34 dari 74" in html and "Koordinator Kota" in html
    ulang = request_dokumen(laporan.JENIS, month_row(), oleh=petugas_kota)
    assert ulang.pk == dokumen.pk


def test_report_of_a_month_that_passed_is_final(dihitung: Tiga, petugas_kota: Any) -> None:
    """DAS-04, DOK-07: a month of its own number; what waits now is not printed on it."""
    akhir = today_in("").replace(day=1) - timedelta(days=1)
    fill_month(akhir)
    lalu = RingkasanWilayah.objects.select_related("wilayah").get(wilayah="32.73", bulan=akhir.replace(day=1))
    kini = request_dokumen(laporan.JENIS, month_row(), oleh=petugas_kota)

    dokumen = request_dokumen(laporan.JENIS, lalu, oleh=petugas_kota)

    assert dokumen.final and dokumen.isi["menunggu"] is None
    assert dokumen.nomor_teks != kini.nomor_teks


def test_report_is_refused_to_others(dihitung: Tiga, empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-11, UMU-13: the kota's own officer may ask for it, one of a kelurahan, of another kota or without task may not."""
    baris = month_row()

    for nama in ("kelurahan", "kota_lain", "tanpa_tugas"):
        with pytest.raises((TidakBerwenang, RingkasanWilayah.DoesNotExist)):
            request_dokumen(laporan.JENIS, baris, oleh=empat_petugas[nama])
    isi = {n: klien(empat_petugas[n]).get("/dasbor/?kota=32.73").content.decode() for n in ("kota", "kelurahan")}
    assert "Laporan bulanan" in isi["kota"] and "Laporan bulanan" not in isi["kelurahan"]


@pytest.mark.slow
def test_report_renders_to_pdf(dihitung: Tiga, petugas_kota: Any) -> None:
    """DOK-08: the paper is laid out for real."""
    from inti.pdf import render_pdf

    dokumen = request_dokumen(laporan.JENIS, month_row(), oleh=petugas_kota)

    _html, pdf = render_pdf("dokumen/laporan_kota.html", paper_context(dokumen))

    assert pdf.startswith(b"%PDF-")


def test_new_kota_has_no_report_yet(register: Any, petugas_kota: Any, klien: Any) -> None:
    """UMU-13: without a summary there is no button that would refuse."""
    assert Wilayah.objects.filter(kode="32.73").exists()
    assert "Laporan bulanan" not in klien(petugas_kota).get("/dasbor/?kota=32.73").content.decode()
