"""Papers of the election: printable, complete, and never before the last polling place has closed."""

from __future__ import annotations

from typing import Any

import pytest

from bkm import actions
from bkm.reports_pemilihan import delegate_list, result_sheet, rules_document, tally_sheets
from inti.errors import AturanDilanggar
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from tests.factories import bkm as pabrik

KERTAS = ("formulir_penghitungan", "tata_tertib_pemilihan", "daftar_utusan", "hasil_pemilihan")


def test_results_leave_after_the_last_place(pemilihan: Any, petugas_kelurahan: Any) -> None:
    """BKM-24: neither utusan nor result are printed while an RT still votes; blank sheets always."""
    pabrik.certified(pemilihan, petugas_kelurahan)
    for susun in (delegate_list, result_sheet):
        with pytest.raises(AturanDilanggar) as salah:
            susun(pemilihan)
        assert salah.value.aturan == "BKM-24"
    for nomor in ("02", "03"):
        actions.skip_tps(pabrik.place(pemilihan, nomor), oleh=petugas_kelurahan, alasan="Tidak memilih.")

    assert [b[1] for b in delegate_list(pemilihan)["bab"][0]["tabel"]["baris"]] == ["Asep Hidayat", "Neneng Komariah"]
    assert [x["judul"] for x in tally_sheets(pemilihan)["lembar"]] == ["RT 01, RW 01", "RT 02, RW 01", "RT 03, RW 01"]
    assert ["Anggota BKM", "3 orang"] in [[a, b[:7]] for a, b in rules_document(pemilihan)["bab"][0]["tabel"]["baris"]]


@pytest.mark.parametrize("jenis", KERTAS)
def test_papers_print(pemilihan: Any, petugas_kelurahan: Any, kedua: Any, jenis: str) -> None:
    """BKM-23, DOK-06: every kind becomes a finished document."""
    pabrik.finished(pemilihan, petugas_kelurahan, kedua)
    dokumen = request_dokumen(jenis, pemilihan, oleh=petugas_kelurahan, alamat_dasar="https://p2kp.contoh.id")

    assert Dokumen.objects.get(pk=dokumen.pk).isi["judul"]
