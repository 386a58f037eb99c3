"""Papers of the grant: what the records say, in words too; blank where nothing is known; the signed sheet comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bkm.actions import appoint_petugas
from inti import pdf
from inti.pelaku import SISTEM
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.registry import kind_of, kinds_for, penerima_kertas
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.bkm_lembaga import PERSONIL, gathered
from tests.factories.blm import PJOK, composed, drafted, passed, photo, ratified, signed, tranche

pytestmark = pytest.mark.django_db
KERTAS = ("bappd_blm", "kwitansi_blm", "pp_blm", "verifikasi_blm")


def printed(jenis: str, objek: Any) -> tuple[Dokumen, str]:
    """The paper as it would be printed."""
    d = request_dokumen(jenis, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    d = Dokumen.objects.select_related("nomor", "wilayah", "pekerjaan").get(pk=d.pk)
    return d, " ".join(pdf.render_html(kind_of(jenis).templat, paper_context(d)).split())


@pytest.fixture
def sppb(register: Any) -> Any:
    """Signed, Rp 250 million of APBN in 60 and 40 percent."""
    return signed()


def test_agreement(register):
    """BLM-05 to BLM-10, DOK-07: shares, tranches, swadaya with both denominators; DRAF while something holds its signing."""
    sppb = drafted()
    draf, teks = printed("sppb_blm", sppb)
    assert not draf.final and "DRAF" in teks and draf.nomor is not None
    for kata in ("Rp 175.000.000", "70 %", "Rp 7.500.000", "Rp 150.000.000", "12/KPTS/2026", "30 % dari BLM", "23,1 %",
                 "dua ratus lima puluh juta rupiah"):  # fmt: skip
        assert kata in teks, kata
    ratified()
    akhir, teks = printed("sppb_blm", sppb)
    assert akhir.final and "DRAF" not in teks and akhir.nomor_id == draf.nomor_id


def test_file_of_a_tranche(sppb):
    """BLM-25: PP-BLM with the fields of 2013; receipt in words; use by field in exact rupiah; sheet of the five."""
    berkas = passed(composed(sppb))
    assert {k.kode for k in kinds_for(berkas)} == set(KERTAS)
    _d, pp = printed("pp_blm", berkas)
    for kata in (
        PJOK["nomor"], "Senin tanggal dua bulan Maret tahun dua ribu dua puluh enam", "PJOK Rekaan", PJOK["sk"],
        "Kecamatan Sukasari", "BKM Cahaya Mandiri", "Sarijadi", "Kota Bandung", "Jawa Barat", "Bank Jabar", "Jalan Naripan 12",
        "0012-01-004567", "Rp 150.000.000", "seratus lima puluh juta rupiah", "Tahap I",
    ):  # fmt: skip
        assert kata in pp, kata
    _d, kwitansi = printed("kwitansi_blm", berkas)
    assert "seratus lima puluh juta rupiah" in kwitansi and "APBN tahun anggaran 2026" in kwitansi
    assert "PPK Rekaan" in kwitansi and "Satuan Kerja Kota Bandung" in kwitansi
    _d, bappd = printed("bappd_blm", berkas)
    for kata in (
        "Rp 105.000.000",
        "Rp 27.000.000",
        "Rp 13.500.000",
        "Rp 4.500.000",
    ):  # 70, 18, 9, 3 percent of 150 million
        assert kata in bappd, kata
    _d, lembar = printed("verifikasi_blm", berkas)
    urut = [lembar.index(f"{n} Rekaan") for n in ("Tim Faskel", "Korkot atau Askot", "PJOK", "PPK", "Satker")]
    assert urut == sorted(urut) and lembar.count("✓") == 12
    for kata in ("Tanda tangan", "Cap", "Catatan", "Salah", "BAPPD"):
        assert kata in lembar


def test_the_pjok_issues_request_and_verification(sppb):
    """BLM-25: PP-BLM and the sheet that goes round bear the letterhead of the PJOK at the kecamatan; the rest that of the BKM."""
    berkas = passed(composed(sppb))
    for jenis in KERTAS:
        dokumen, teks = printed(jenis, berkas)
        dari_pjok = jenis in {"pp_blm", "verifikasi_blm"}
        assert ("Penanggung Jawab Operasional Kegiatan (PJOK)" in teks) is dari_pjok, jenis
        kop = teks.split('<header class="kop">')[1].split("</header>")[0]
        assert ("Kecamatan Sukasari" in kop) is dari_pjok and ("Cahaya Mandiri" in kop) is not dari_pjok, jenis
        assert dokumen.penerbit.startswith("PJOK Kecamatan Sukasari" if dari_pjok else "BKM"), jenis
    _d, pp = printed("pp_blm", berkas)
    assert "Kecamatan Kecamatan" not in " ".join(re.sub(r"<[^>]+>|:", " ", pp).split())


def test_usage_is_signed_by_name(sppb):
    """BLM-25: the BAPPD names the koordinator, the secretary, and the manager of the UPK who are in office."""
    appoint_petugas(gathered(sppb.bkm.kepengurusan.get(status="dikukuhkan")), oleh=SISTEM, baris=PERSONIL)
    _d, teks = printed("bappd_blm", composed(sppb))
    for nama in ("Wiwin Winarti", "Lilis Suryani"):
        assert f'<div class="nama">{nama}</div>' in teks, nama


def test_agreement_is_one_sheet(sppb):
    """BLM-05: two sources, three tranches and all signatures stand on one page, filled or blank."""
    for jenis, objek, lembar in (("sppb_blm", sppb, 1), ("blanko_blm", sppb.bkm, 5)):
        _d, teks = printed(jenis, objek)
        assert pdf.print_html(teks).halaman == lembar, jenis


def test_request_is_a_draft_until_verified(sppb):
    """BLM-25: PP-BLM stands on the joint verification."""
    berkas = passed(composed(sppb), "faskel")
    assert not printed("pp_blm", berkas)[0].final
    assert printed("pp_blm", passed(berkas, "korkot"))[0].final


def test_blank_set(sppb):
    """DOK-07: five blank sheets with lines to write on, and nothing of anybody."""
    dokumen, teks = printed("blanko_blm", sppb.bkm)
    assert dokumen.final and teks.count('<section class="bagian') == 5
    assert "Rp 1" not in teks and "garis-baris" in teks and teks.count("<h1>") == 5
    assert "Resume PJM Pronangkis (tahap I)" in teks and "(tahap II dst.)" in teks  # one blank list for every tranche
    assert all(nama not in teks for nama in ("Hendra Gunawan", "Wiwin Winarti", "Dedi Kurnia"))


def test_signed_sheet_comes_back(sppb):
    """BLM-22: the photo of the signed BAPPD is filed with its paper while the file is drawn up; later it changes nothing."""
    sekretaris = officer("s", "sekretaris_bkm", KELURAHAN, badan=sppb.bkm.badan)
    berkas = composed(sppb, lengkap=False)
    dokumen, _teks = printed("bappd_blm", berkas)
    foto = photo()
    penerima_kertas.ambil("bappd_blm")(dokumen, foto, sekretaris)
    kertas = berkas.kertas.get(kode="bappd")
    assert (kertas.ada, kertas.benar, kertas.foto_id) == (True, None, foto.pk)
    assert penerima_kertas.ambil("kwitansi_blm")(dokumen, foto, officer("l", "korkot", "32.77")) is None


def test_papers_are_pages(sppb):
    """DOK-07: every paper renders to a PDF."""
    berkas = composed(sppb)
    for jenis, objek in (("sppb_blm", sppb), *((k, berkas) for k in KERTAS), ("blanko_blm", sppb.bkm)):
        d, _teks = printed(jenis, objek)
        assert pdf.render_pdf(kind_of(jenis).templat, paper_context(d))[1][:5] == b"%PDF-", jenis
    assert tranche(sppb).berkas.count() == 1
