"""Every list leaves as a workbook with the scope and filters of its page."""

from __future__ import annotations

import io

import pytest

from siklus import actions
from siklus.models import LokasiSasaran

pytestmark = pytest.mark.django_db


def sheet(jawaban) -> list[list]:
    """Rows of the first sheet of an answer."""
    from python_calamine import CalamineWorkbook

    assert jawaban.status_code == 200
    assert jawaban["Content-Disposition"].startswith("attachment")
    return CalamineWorkbook.from_filelike(io.BytesIO(jawaban.getvalue())).get_sheet_by_index(0).to_python()


@pytest.fixture
def lokasi(register):
    """Two locations in two kota."""
    from datetime import date

    from inti.pelaku import SISTEM

    baris = [actions.BarisLokasi("32.73.01.1001"), actions.BarisLokasi("32.77.01.1001")]
    actions.save_lokasi(
        oleh=SISTEM,
        tahun_anggaran=2026,
        surat_asal="PMU",
        surat_nomor="S-1",
        surat_tanggal=date(2026, 1, 5),
        baris=baris,
    )
    return LokasiSasaran.objects.count()


def test_workbook_holds_what_the_officer_may_see(klien, lokasi, petugas_kota, petugas_kota_lain):
    """UMU-11: the export is the list: own kota in, another kota out."""
    sendiri = sheet(klien(petugas_kota).get("/lokasi/?format=xlsx"))
    lain = sheet(klien(petugas_kota_lain).get("/lokasi/?format=xlsx"))

    assert lokasi == 2
    assert [b[0] for b in sendiri[1:]] == ["32.73.01.1001"]
    assert [b[0] for b in lain[1:]] == ["32.77.01.1001"]


def test_workbook_follows_the_filter(klien, lokasi, petugas_kota):
    """UMU-11: what the page filters out is not in the file either."""
    assert len(sheet(klien(petugas_kota).get("/lokasi/?format=xlsx&tahun=1999"))) == 1


@pytest.mark.parametrize("alamat", ["/dokumen/", "/pelajaran/", "/lokasi/"])
def test_list_offers_its_workbook(klien, petugas_kota, alamat):
    """UMU-24: each of these pages has the button, and the button gives a workbook with headings."""
    klien_kota = klien(petugas_kota)

    assert "format=xlsx" in klien_kota.get(alamat).content.decode()
    assert len(sheet(klien_kota.get(f"{alamat}?format=xlsx"))[0]) > 4
