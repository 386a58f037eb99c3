"""Reports of the ledger: one definition, four ways out, equal to the rupiah; every figure opens its lines."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from inti import pdf
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.filters import BarisFilterSet
from keuangan.laporan.daftar import JENIS, compute
from keuangan.laporan.dasar import Laporan, Saring, span_before, span_last_year
from keuangan.laporan.dokumen import print_tables
from keuangan.laporan.keluaran import as_data, as_xlsx
from keuangan.models import Periode
from keuangan.queries import balances
from keuangan.queries_laporan import lines_of
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from tests.factories.keuangan import BLM, JurnalFactory, two
from tests.helpers import api, fresh, masuk
from tests.keuangan.contoh import FOLDER
from tests.keuangan.upk_nyata import book_january
from wilayah.actions.parameter import load_parameters

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
JANUARI = (date(2023, 1, 1), date(2023, 1, 31))
NOL = Decimal(0)


def table(lap: Laporan, bagian: int = 0) -> dict[str, dict[str, Any]]:
    """Rows of a section by their first two text cells."""
    b = lap.bagian[bagian]
    return {
        " ".join(str(x) for x in r.isi[:2] if isinstance(x, str) and x): dict(
            zip([k.kode for k in b.kolom], r.isi, strict=True)
        )
        for r in b.baris
    }


def report(buku: Any, kode: str, span: tuple[date, date] = JANUARI, **isi: Any) -> Laporan:
    """One report, computed."""
    return compute(JENIS[kode], buku, *span, **isi)


def figures(lap: Laporan) -> list[Decimal]:
    """Every amount of a report in reading order, zeros and blanks left out."""
    return [
        n for b in lap.bagian for r in b.baris for k, n in zip(b.kolom, r.isi, strict=True) if k.jenis == "uang" and n
    ]


def test_published_month_of_a_living_upk(buku_januari):
    """KEU-100: the published figures stand in the reports: opening 1.131.891.296, cash 1.046.850, bank 290.844.727."""
    neraca, kas, bank = (report(buku_januari, k) for k in ("neraca", "buku-kas", "buku-bank"))

    assert table(neraca)["Jumlah aset"]["tahun_lalu"] == 1_131_891_296
    assert table(neraca)["Jumlah kewajiban dan ekuitas"]["tahun_lalu"] == 1_131_891_296
    assert table(neraca)["Kas 11010"]["kini"] == kas.bagian[0].baris[-1].isi[-1] == 1_046_850
    assert table(neraca)["Bank UPK 11021"]["kini"] == bank.bagian[0].baris[-1].isi[-1] == 290_844_727
    assert kas.bagian[0].baris[0].isi[-1] == 291_350
    assert as_data(report(buku_januari, "papan"))["grafik"]["bulan"] == ["2022-12-01", "2023-01-01"]


def test_statements_agree_with_each_other(buku_januari):
    """KEU-102: both sides of neraca and neraca saldo agree; the profit is one figure in four reports; funds sum to money."""
    neraca, saldo, rugi, modal, dana, papan = (
        table(report(buku_januari, k))
        for k in ("neraca", "neraca-saldo", "laba-rugi", "perubahan-modal", "dana", "papan")
    )

    for kolom in ("kini", "bulan_lalu", "tahun_lalu"):
        assert neraca["Jumlah aset"][kolom] == neraca["Jumlah kewajiban dan ekuitas"][kolom]
    jumlah = saldo["Jumlah"]
    for a, b in (("awal_debit", "awal_kredit"), ("debit", "kredit"), ("akhir_debit", "akhir_kredit")):
        assert jumlah[a] == jumlah[b] > 0
    laba = rugi["Laba (rugi) bersih"]["kini"]
    assert laba == papan["Laba (rugi)"]["kini"] == modal["Laba tahun berjalan 31050"]["bertambah"]
    assert laba == neraca["Laba tahun berjalan 31050"]["kini"] == rugi["Laba (rugi) bersih"]["sejak_januari"] > 0
    assert modal["Jumlah ekuitas"]["akhir"] == neraca["Jumlah ekuitas"]["kini"]
    assert dana["Jumlah"]["sisa"] == papan["Uang kas"]["kini"] + papan["Uang di bank"]["kini"] == 291_891_577
    assert papan["Pinjaman di tangan KSM"]["lalu"] == 952_039_400


def test_overspent_budget_is_flagged_with_its_vouchers(buku_januari, manajer):
    """KEU-28, KEU-107: the real budget in debit is flagged; each voucher beyond it is listed with who approved it."""
    lap = report(buku_januari, "anggaran")
    satu = table(lap)["Anggaran BOP BKM 21041"]

    assert satu["sisa"] < 0 and "terlampaui" in satu["keadaan"] and lap.catatan
    lebih = lap.bagian[1].baris
    assert sum(b.isi[5] for b in lebih) == -satu["sisa"] and {b.isi[6] for b in lebih} == {"belum disetujui"}
    for jurnal in buku_januari.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    assert {b.isi[6] for b in report(buku_januari, "anggaran").bagian[1].baris} == {"Lilis Manajer"}


def test_page_paper_workbook_and_api_are_equal(buku_januari, pembuku):
    """KEU-100: page, PDF, XLSX and API of every report hold the same figures, to the rupiah."""
    for kode in JENIS:
        lap = report(buku_januari, kode)
        harap = figures(lap)
        alamat = f"/keuangan/buku/{buku_januari.pk}/laporan/{kode}/?dari=2023-01-01&sampai=2023-01-31"

        lewat_api = api(pembuku).get(
            f"/api/v1/buku/{buku_januari.pk}/laporan/{kode}/", {"dari": "2023-01-01", "sampai": "2023-01-31"}
        )
        assert lewat_api.json() == as_data(lap)
        angka = [
            Decimal(r["nilai"][k["kode"]])
            for b in lewat_api.json()["bagian"] for r in b["baris"] for k in b["kolom"]
            if k["jenis"] == "uang" and r["nilai"][k["kode"]] is not None
        ]  # fmt: skip
        assert [n for n in angka if n] == harap

        import python_calamine

        buku_kerja = python_calamine.CalamineWorkbook.from_filelike(
            io.BytesIO(masuk(pembuku).get(alamat + "&format=xlsx").content)
        )
        sel = [
            s
            for i, bagian in enumerate(lap.bagian)
            for b in buku_kerja.get_sheet_by_index(i).to_python()[1:]
            for k, s in zip(bagian.kolom, b, strict=False)
            if k.jenis == "uang"
        ]
        assert [Decimal(str(s)) for s in sel if isinstance(s, int | float) and s] == harap

        assert read_amounts(masuk(pembuku).get(alamat).content.decode(), "td", "th") == harap
        periode = Periode.objects.get(buku=buku_januari, tahun=2023, bulan=1)
        dokumen = request_dokumen(f"keu_{kode.replace('-', '_')}", periode, oleh=pembuku)
        kertas = pdf.render_html(dokumen.jenis_terdaftar.templat, paper_context(dokumen))
        if kode not in {"buku-kas", "buku-bank", "buku-besar"}:  # those carry sums from page to page: see below
            assert read_amounts(kertas, "td") == harap
        assert "DRAF" in kertas and dokumen.nomor_teks in kertas


def read_amounts(html: str, *unsur: str) -> list[Decimal]:
    """The amounts in the cells of figures of a page, zeros left out."""
    sel = re.findall(rf'<(?:{"|".join(unsur)})[^>]* class="n(?:um)?"[^>]*>(.*?)</(?:{"|".join(unsur)})>', html, re.S)
    teks = [re.sub(r"<[^>]+>|Rp|\s|\.", "", s) for s in sel]
    return [n for t in teks if re.fullmatch(r"-?\d+", t) and (n := Decimal(t))]


def test_carried_sums_of_a_day_book_on_paper(buku_januari):
    """KEU-100: page sums add up to the last row, what is carried over is what the next page begins with."""
    bagian = as_data(report(buku_januari, "buku-bank"))["bagian"][0]
    panjang = {**bagian, "baris": [bagian["baris"][0], *bagian["baris"][1:-1] * 12, bagian["baris"][-1]]}

    halaman = print_tables(panjang)

    assert len(halaman) > 2
    for kini, lalu in zip(halaman[1:], halaman, strict=False):
        assert kini["baris"][0]["sel"][2]["isi"] == "Pindahan" and lalu["bersambung"]
        assert [s["isi"] for s in kini["baris"][0]["sel"][3:]] == [s["isi"] for s in lalu["baris"][-1]["sel"][3:]]
    baris = sum(len(h["baris"]) for h in halaman) - 3 * (len(halaman) - 1)
    assert baris == len(panjang["baris"])


def test_every_figure_opens_its_lines(buku_januari):
    """KEU-101: the lines behind a figure sum to that figure (difference, debit or credit side), in every report."""
    for kode in JENIS:
        lap = report(buku_januari, kode)
        dibuka = 0

        for b in lap.bagian:
            for r in b.baris:
                for i, (k, nilai) in enumerate(zip(b.kolom, r.isi, strict=True)):
                    saring = r.behind(i)
                    if saring is None or k.jenis != "uang" or not nilai:
                        continue
                    if saring.jurnal and k.kode == "saldo":  # a running balance opens the voucher that it follows
                        continue
                    assert abs(nilai) in sums_of(buku_januari, saring), (b.kode, r.isi, k.kode, saring.kueri)
                    dibuka += 1
        assert dibuka >= {"inventaris": 2, "mutu": 0}.get(kode, 4)


def sums_of(buku: Any, saring: Saring) -> set[Decimal]:
    """What the list of lines shows for a figure: difference, debits, credits, and the amounts of one voucher's lines."""
    qs = BarisFilterSet(QueryDict(saring.kueri), queryset=lines_of(buku)).qs
    j = qs.aggregate(d=Sum("debit"), k=Sum("kredit"))
    d, k = j["d"] or NOL, j["k"] or NOL
    satu = {n for b in qs for n in (b.debit, b.kredit)} if saring.jurnal else set()
    return {abs(d - k), d, k, *satu}


def test_december_reads_the_same_before_and_after_closing(buku, pembuku, manajer):
    """KEU-102, KEU-26: closing the year changes neither profit nor balance of December; a reversal leaves no trace in them."""
    span = (date(2025, 12, 1), date(2025, 12, 31))
    lama = type(buku).objects.create(
        badan=buku.badan, wilayah_id=buku.wilayah_id, unit="sekretariat", bagan="sekretariat", mulai=date(2025, 12, 1)
    )
    actions.post_jurnal(
        lama, oleh=SISTEM, jenis="bkm", tanggal=span[1], uraian="BOP", baris=two("11010", "41010", 900_000, BLM)
    )
    salah = actions.post_jurnal(
        lama, oleh=SISTEM, jenis="bkm", tanggal=span[1], uraian="Salah", baris=two("11010", "41010", 50_000, BLM)
    )
    actions.reverse_jurnal(salah, oleh=SISTEM, alasan="Salah", tanggal=span[1])
    sebelum = [as_data(report(lama, k, span))["bagian"] for k in ("laba-rugi", "papan")]
    total = table(report(lama, "neraca", span))["Jumlah ekuitas"]["kini"]

    actions.close_year(lama, tahun=2025, oleh=SISTEM)

    assert [as_data(report(lama, k, span))["bagian"] for k in ("laba-rugi", "papan")] == sebelum
    assert table(report(lama, "neraca", span))["Jumlah ekuitas"]["kini"] == total == 900_000
    dana = report(lama, "dana", span).bagian[0].baris[0]
    assert (dana.isi[4], dana.isi[5], dana.isi[7]) == (900_000, None, 900_000)
    januari = table(report(lama, "neraca", (date(2026, 1, 1), date(2026, 1, 31))))
    assert januari["Sisa tahun lalu 31040"]["kini"] == 900_000 and januari["Sisa tahun berjalan 31050"]["kini"] is None


def test_year_never_closed_is_named(buku):
    """KEU-102: profit of a year that was not closed stands apart from that of this year, and the neraca still balances."""
    JurnalFactory(buku=buku)
    buku_2 = type(buku).objects.create(
        badan=buku.badan, wilayah_id=buku.wilayah_id, unit="tpk", bagan="sekretariat", mulai=date(2025, 11, 1)
    )
    for hari, n in ((date(2025, 11, 5), 700), (date(2026, 1, 5), 300)):
        actions.post_jurnal(
            buku_2, oleh=SISTEM, jenis="bkm", tanggal=hari, uraian="Bunga", baris=two("11021", "42010", n, BLM)
        )

    isi = table(report(buku_2, "neraca", (date(2026, 1, 1), date(2026, 1, 31))))

    assert isi["Laba tahun-tahun lalu yang belum ditutup"]["kini"] == 700
    assert isi["Sisa tahun berjalan 31050"]["kini"] == 300 and isi["Sisa tahun berjalan 31050"]["tahun_lalu"] == 700
    assert isi["Jumlah aset"]["kini"] == isi["Jumlah kewajiban dan ekuitas"]["kini"] == 1000


def test_spans_to_compare_with():
    """KEU-102: a month is compared with the month before and the same month of last year, also around February."""
    feb = (date(2024, 2, 1), date(2024, 2, 29))
    assert span_before(*feb) == (date(2024, 1, 1), date(2024, 1, 31))
    assert span_last_year(*feb) == (date(2023, 2, 1), date(2023, 2, 28))
    assert span_before(date(2024, 1, 1), date(2024, 3, 31)) == (date(2023, 10, 1), date(2023, 12, 31))
    assert span_before(date(2024, 3, 5), date(2024, 3, 11)) == (date(2024, 2, 27), date(2024, 3, 4))


def test_pages_and_api_by_four_officers(buku_januari, empat_petugas):
    """UMU-11, UMU-12: who may see the ledger reads its reports; out of scope they do not exist."""
    for kode in [*JENIS, "", "baris"]:
        dasar = f"/keuangan/buku/{buku_januari.pk}/laporan/"
        alamat = f"{dasar}{kode}/" if kode else dasar

        status = {n: masuk(o).get(alamat).status_code for n, o in empat_petugas.items()}

        assert status == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}
        if kode in JENIS:
            status = {
                n: api(o).get(f"/api/v1/buku/{buku_januari.pk}/laporan/{kode}/").status_code
                for n, o in empat_petugas.items()
            }
            assert status == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}


def test_what_cannot_be_asked_is_said(buku_januari, pembuku):
    """KEU-100: a span that is none, a report or an account that does not exist."""
    dasar = f"/keuangan/buku/{buku_januari.pk}/laporan/"
    klien = masuk(pembuku)

    assert klien.get(f"{dasar}rahasia/").status_code == 404
    terbalik = klien.get(f"{dasar}neraca/?dari=2023-02-01&sampai=2023-01-01")
    assert terbalik.status_code == 400 and "tidak mendahului" in terbalik.content.decode()
    assert klien.get(f"{dasar}neraca/?dari=2020-01-01&sampai=2023-01-01").status_code == 400
    assert klien.get(f"{dasar}neraca/?dari=x").status_code == 400
    assert klien.get(f"{dasar}buku-besar/?akun=99999").status_code == 400
    assert klien.get(f"{dasar}buku-besar/?akun=11010&dari=2023-01-01&sampai=2023-01-31").status_code == 200
    assert klien.get(f"{dasar}?bulan=2023-13").status_code == 200
    besar = f"/api/v1/buku/{buku_januari.pk}/laporan/buku-besar/"
    assert api(pembuku).get(besar, {"akun": "19999"}).status_code == 400
    assert api(pembuku).get(f"/api/v1/buku/{buku_januari.pk}/laporan/rahasia/").status_code == 404
    assert [b["kode"] for b in api(pembuku).get(besar, {"akun": "11010"}).json()["bagian"]] == ["11010"]


QUERY = {"papan": 8, "buku-kas": 4, "buku-bank": 4, "buku-besar": 5, "neraca-saldo": 4, "neraca": 10, "laba-rugi": 3,
         "perubahan-modal": 6, "dana": 5, "anggaran": 6, "inventaris": 4, "mutu": 4}  # fmt: skip


def queries_of(buku: Any) -> dict[str, int]:
    """How many queries each report takes."""
    hasil = {}
    for kode in JENIS:
        with CaptureQueriesContext(connection) as jalan:
            report(buku, kode)
        hasil[kode] = len(jalan)
    return hasil


def test_reports_cost_the_same_at_any_length(buku_januari):
    """KEU-27, KEU-100: the number of queries is recorded and does not grow with the vouchers."""
    sebelum = queries_of(buku_januari)
    for hari in range(5, 9):
        JurnalFactory(buku=buku_januari, tanggal=date(2023, 1, hari))

    assert sebelum == queries_of(buku_januari)
    assert {k: n for k, n in sebelum.items() if n > QUERY[k]} == {}


def test_paper_of_a_closed_month_is_final(buku_januari, manajer, pembuku):
    """KEU-100, DOK-07: DRAF while the month is open; final, with the same number, once it is closed; a real tagged PDF."""
    desember, januari = Periode.objects.filter(buku=buku_januari).order_by("tahun", "bulan")
    draf = request_dokumen("keu_papan", januari, oleh=pembuku)
    for jurnal in buku_januari.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    actions.close_periode(desember, oleh=manajer)
    actions.close_periode(januari, oleh=manajer)

    final = request_dokumen("keu_papan", Periode.objects.get(pk=januari.pk), oleh=pembuku)

    assert (draf.final, final.final) == (False, True) and draf.nomor_teks == final.nomor_teks
    assert json.dumps(final.isi) and "UPK" in final.penerbit
    cetakan = pdf.print_html(pdf.render_html("dokumen/papan.html", paper_context(final)))
    assert cetakan.halaman == 1 and b"%PDF-1.7" in cetakan.pdf[:20]


def test_quality_of_the_books_from_facts(buku_nyata, manajer):
    """KEU-113: each fact counts what is in order; nothing to judge has no value; weights are parameters."""
    lap = report(buku_nyata, "mutu")
    assert [r.isi[2] for r in lap.bagian[0].baris[:2]] == [None, None] and lap.bagian[0].baris[-1].isi[2] is None
    load_parameters(json.loads((FOLDER.parents[1] / "data" / "parameter.json").read_text())["parameter"], oleh=SISTEM)
    book_january(buku_nyata)
    perlu = list(buku_nyata.jurnal.filter(perlu_persetujuan=True, tanggal__range=JANUARI))
    actions.approve_jurnal(perlu[0], oleh=manajer)

    catat, setuju, kas, tutup, nilai = (r.isi for r in report(buku_nyata, "mutu").bagian[0].baris)

    assert (catat[2], catat[3], kas[2]) == (0, 30, 100)  # recorded years later in this test, never below zero
    assert setuju[1] == f"1 dari {len(perlu)}" and tutup[2] is None
    assert nilai[2] == (setuju[2] * 30 + 100 * 20) / 80


def test_index_page_costs(buku_januari, pembuku):
    """UMU-11: the page of all reports takes a recorded number of queries."""
    klien = masuk(fresh(pembuku))
    alamat = f"/keuangan/buku/{buku_januari.pk}/laporan/"
    klien.get(alamat)
    with CaptureQueriesContext(connection) as jalan:
        klien.get(alamat)

    assert len(jalan) <= 20, len(jalan)
    assert as_xlsx(report(buku_januari, "neraca"), buku_januari)[:2] == b"PK"
    assert balances(buku_januari, JANUARI[1])
