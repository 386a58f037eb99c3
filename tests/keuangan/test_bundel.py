"""The reports of a month in one file: the same figures as the single papers, only what the ledger has, cover and pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from bkm.models import PetugasSekretariat
from bkm.queries import koordinator
from inti import pdf
from inti.errors import TidakBerwenang
from keuangan import actions
from keuangan.laporan.bundel import BUNDEL, build
from keuangan.laporan.daftar import JENIS, compute
from keuangan.laporan.dokumen import signers
from keuangan.laporan.keluaran import as_data
from keuangan.models import Periode
from keuangan.reports_kolektibilitas import build_lu02
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from laporan.models import Dokumen
from tests.factories.bkm_lembaga import staffed
from tests.factories.keuangan import BukuFactory, JurnalFactory
from tests.helpers import kunci, masuk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def month(buku: Any) -> Periode:
    """Its January 2023."""
    return Periode.objects.select_related("buku").get(buku=buku, tahun=2023, bulan=1)


def text_of(dokumen: Dokumen) -> list[str]:
    """What each printed page says."""
    html = pdf.render_html(dokumen.jenis_terdaftar.templat, paper_context(dokumen))
    return [h.extract_text() for h in PdfReader(BytesIO(pdf.print_html(html).pdf)).pages]


def test_file_of_a_month_is_its_reports(buku_januari, pembuku):
    """KEU-200: part by part the frozen data of the single report, the loans of the same day, nothing else; few queries."""
    periode = month(buku_januari)
    with CaptureQueriesContext(connection) as tangkap:
        isi = build(periode)

    lembar = {s["kode"]: s for s in isi["lembar"]}
    satuan = {"neraca-saldo", "neraca", "laba-rugi", "buku-kas", "buku-bank"} & lembar.keys()
    assert {"neraca-saldo", "neraca", "laba-rugi", "buku-kas"} <= satuan
    for kode in satuan:
        assert lembar[kode]["laporan"] == as_data(compute(JENIS[kode], buku_januari, periode.awal, periode.akhir))
    if "kolektibilitas" in lembar:
        assert lembar["kolektibilitas"]["tabel"] == build_lu02(periode)["tabel"]
    for hari in range(6, 10):
        JurnalFactory(buku=buku_januari, tanggal=periode.awal.replace(day=hari))
    with CaptureQueriesContext(connection) as lagi:
        build(month(buku_januari))
    assert len(lagi) <= len(tangkap) + 1


def test_file_leaves_out_what_the_ledger_lacks(buku, buku_bkm):
    """KEU-200: no bank book without a bank, no loans without loans; a Sekretariat gets its funds instead."""
    for milik in (buku, buku_bkm):
        JurnalFactory(buku=milik)
    ada = {
        b.unit: [s["kode"] for s in build(Periode.objects.select_related("buku").get(buku=b))["lembar"]]
        for b in (buku, buku_bkm)
    }

    assert ada["upk"][0] == "neraca-saldo" and ada["upk"][-1] == "buku-kas"
    assert "kolektibilitas" not in ada["upk"] and "dana" not in ada["upk"] and "dana" in ada["sekretariat"]


def test_file_has_cover_contents_and_pages(buku_januari, pembuku, manajer):
    """KEU-200, DOK-06, DOK-07: contents name the page of each report; DRAF and number while open; final once locked."""
    periode = month(buku_januari)
    draf = request_dokumen(BUNDEL, periode, oleh=pembuku)
    halaman = text_of(draf)

    assert "Laporan keuangan" in halaman[0] and "Januari 2023" in halaman[0] and "belum dikunci" in halaman[0]
    for s in draf.isi["lembar"]:
        (ke,) = [
            i
            for i, teks in enumerate(halaman[2:], 3)
            if "· Januari 2023".upper() in teks.upper() and s["judul"] in teks
        ][:1]
        assert any(b.startswith(s["judul"]) or s["judul"] in b for b in halaman[1].splitlines())
        assert f"{ke}" in halaman[1]
        assert f"Halaman {ke} dari {len(halaman)}" in halaman[ke - 1]
    for jurnal in buku_januari.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    for p in Periode.objects.filter(buku=buku_januari).order_by("tahun", "bulan"):
        actions.close_periode(p, oleh=manajer)

    final = request_dokumen(BUNDEL, month(buku_januari), oleh=pembuku)

    assert (draf.final, final.final) == (False, True) and draf.nomor_teks == final.nomor_teks != ""
    assert "buku dikunci" in text_of(final)[0]
    assert request_dokumen(BUNDEL, month(buku_januari), oleh=pembuku).pk == final.pk


def test_one_button_on_the_month(buku_januari, pembuku, petugas_kota_lain):
    """KEU-200: the page of a month asks for it; who may not print gets neither button nor paper."""
    p = month(buku_januari)
    alamat = f"/dokumen/minta/{BUNDEL}/{p.pk}/"
    klien = masuk(pembuku)
    halaman = klien.get(f"/keuangan/periode/{p.pk}/").content.decode()
    assert f'action="{alamat}"' in halaman and "Cetak semua laporan" in halaman
    assert klien.post(alamat, kunci()).status_code == 302 and Dokumen.objects.get().jenis == BUNDEL
    assert masuk(petugas_kota_lain).post(alamat, kunci()).status_code == 404
    with pytest.raises(TidakBerwenang):
        request_dokumen(BUNDEL, p, oleh=petugas_kota_lain)


def test_papers_of_a_sekretariat_name_its_secretary(buku_bkm):
    """KEU-100: who prepared it and who knows of it are the recorded ones; a ruled line where nobody is recorded."""
    assert [p["nama"] for p in signers(buku_bkm)] == ["", ""]
    kepengurusan = staffed()

    orang = signers(BukuFactory(unit="sekretariat", badan=kepengurusan.bkm.badan))

    assert (
        orang[0]["nama"] == PetugasSekretariat.objects.get(jabatan="sekretaris").nama
        and orang[0]["jabatan"] == "Sekretaris BKM"
    )
    assert orang[1]["nama"] == koordinator(kepengurusan.wilayah_id).nama
