"""Papers of groups' money: RPD, kwitansi in words, book, LPJ, blank and filled. Source: RPD-11, LPJ-11, DOK-06, DOK-07."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from pypdf import PdfReader

from bkm.actions import appoint_petugas
from bkm.models import Kepengurusan
from inti import pdf
from inti.errors import TidakBerwenang
from inti.izin import may
from inti.pelaku import SISTEM
from inti.registry import jenis_dokumen
from keuangan import actions, tautan_rpd
from keuangan.models import RPD, Pinjaman
from keuangan.reports_lpj import AKUN, AKUN_BKM, BLANKO, BLANKO_BKM, BUKU, KWITANSI, PERMINTAAN, UPAH
from ksm.reports_pelaksanaan import FOTO_PEKERJAAN
from laporan.actions import request_dokumen
from laporan.izin import MINTA_DOKUMEN
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.registry import kind_of, kinds_for
from siklus.models import Siklus
from siklus.reports.panduan import PANDUAN
from tests.conftest import KELURAHAN, KOTA_LAIN
from tests.factories import blm
from tests.factories.akun import PenggunaFactory, officer
from tests.factories.bkm_lembaga import PERSONIL, gathered
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.lpj import JUTA, accepted, bought, contracted, crew, day, paid
from tests.factories.pelaksanaan import SwadayaUsulanFactory
from tests.keuangan.test_rpd import now

pytestmark = pytest.mark.django_db


def asked_for(jenis: str, objek: Any, oleh: Any) -> Dokumen:
    """The paper as it is kept."""
    d = request_dokumen(jenis, objek, oleh=oleh, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.select_related("nomor", "wilayah", "pekerjaan").get(pk=d.pk)


def printed(jenis: str, objek: Any, oleh: Any) -> str:
    """The words of a paper."""
    return " ".join(pdf.render_html(kind_of(jenis).templat, paper_context(asked_for(jenis, objek, oleh))).split())


def test_papers_print(register: Any) -> None:
    """RPD-11, LPJ-03, LPJ-11: each paper says what its row says, the receipt in words; blanks say nothing of anybody."""
    usulan = contracted()
    orang = crew(usulan)
    rpd = paid(usulan, orang)
    oleh = orang["sekretaris"]
    assert "Semen" in printed(PERMINTAAN, rpd, oleh) and "3.000.000" in printed(PERMINTAAN, rpd, oleh)
    kwitansi = printed(KWITANSI, rpd, oleh)
    assert "tiga juta rupiah" in kwitansi.lower() and "Cucu Cahyati" in kwitansi
    lpj = accepted(rpd, orang, belanja=2 * JUTA)
    akun = printed(AKUN, lpj, oleh)
    assert "2.000.000" in akun and "Upl Rekaan" in akun and "Semen 30 zak" in akun
    assert "Di luar janji" not in akun
    SwadayaUsulanFactory(
        usulan=now(usulan), janji=None
    )  # what nobody promised is in the total, and so in a row of its own
    assert "Di luar janji" in printed(AKUN, lpj, oleh)
    buku = printed(BUKU, now(usulan), oleh)
    assert "Sisa dikembalikan ke BKM" in buku and "Toko Maju" in buku
    bkm = actions.determine_lpj_bkm(rpd.berkas_pencairan.tahap, oleh=orang["koordinator"])
    assert usulan.ksm.nama in printed(AKUN_BKM, bkm, oleh)
    kosong = printed(BLANKO, now(usulan), oleh)
    assert "Cucu Cahyati" not in kosong and "2.000.000" not in kosong and "Kwitansi" in kosong
    assert "Laporan Pertanggungjawaban BKM" in printed(BLANKO_BKM, blm.body(), oleh)


def test_papers_are_signed_by_name(register: Any) -> None:
    """RPD-11, LPJ-11: treasurer, unit, and secretary are printed by name where somebody holds the office; a blank has none."""
    usulan = contracted()
    AnggotaKSMFactory(ksm=usulan.ksm, nama="Bani Bendahara", jabatan="bendahara")
    masa = Kepengurusan.objects.get(wilayah=usulan.wilayah, status="dikukuhkan")
    appoint_petugas(gathered(masa), oleh=SISTEM, baris=PERSONIL)
    orang = crew(usulan)
    rpd = paid(usulan, orang)
    oleh = orang["sekretaris"]
    for jenis, objek, nama in (
        (PERMINTAAN, rpd, ("Bani Bendahara", "Hendra Gunawan", "Cucu Cahyati")), (KWITANSI, rpd, ("Wiwin Winarti",)),
        (BUKU, now(usulan), ("Bani Bendahara",)),
    ):  # fmt: skip
        teks = printed(jenis, objek, oleh)
        assert all(f'<div class="nama">{n}</div>' in teks for n in nama), jenis
        assert "UPL/UPS" not in teks
    kosong = printed(BLANKO, now(usulan), oleh)
    assert "UPL/UPS" in kosong and "Bani Bendahara" not in kosong and "Hendra Gunawan" not in kosong
    bkm = actions.determine_lpj_bkm(_accounted(rpd, orang), oleh=orang["koordinator"])
    teks = printed(AKUN_BKM, bkm, oleh)
    assert "Wiwin Winarti" in teks and "<br>Lurah<" in teks


def _accounted(rpd: Any, orang: Any) -> Any:
    """The tranche of an RPD whose account was accepted."""
    accepted(rpd, orang, belanja=3 * JUTA)
    return rpd.berkas_pencairan.tahap


def test_signatures_never_stand_alone(register: Any) -> None:
    """DOK-07: an account fits one sheet; where its rows do not, the last of them come along to the page of the signatures."""
    usulan = contracted()
    orang = crew(usulan)
    rpd = paid(usulan, orang)
    for ke in range(22):
        bought(usulan, 50_000, oleh=orang["bendahara"], uraian=f"Nota {ke}")
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(5))
    d = asked_for(AKUN, lpj, orang["sekretaris"])
    halaman = PdfReader(io.BytesIO(pdf.render_pdf(kind_of(AKUN).templat, paper_context(d))[1])).pages
    akhir = halaman[-1].extract_text()
    assert len(halaman) == 2 and "Diperiksa oleh" in akhir and "Jumlah" in akhir


def test_papers_render_to_pdf(register: Any) -> None:
    """DOK-07: every paper renders to a PDF; a draft is marked."""
    usulan = contracted()
    orang = crew(usulan)
    rpd = paid(usulan, orang)
    bought(usulan, 2 * JUTA, oleh=orang["bendahara"])
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(5))
    for jenis, objek in ((PERMINTAAN, rpd), (KWITANSI, rpd), (BUKU, now(usulan)), (AKUN, lpj), (BLANKO, now(usulan))):
        d = asked_for(jenis, objek, orang["sekretaris"])
        assert pdf.render_pdf(kind_of(jenis).templat, paper_context(d))[1][:5] == b"%PDF-", jenis
        assert d.final is (jenis != AKUN)
    assert KWITANSI in [k.kode for k in kinds_for(rpd)]


def test_a_treasurer_prints_the_papers_of_the_own_group(register: Any, client: Any) -> None:
    """DOK-21, UMU-11: RPD, kwitansi, book, blanks, account and photos of the own group, from its own pages; another group's
    treasurer and another kota find neither row nor paper, and who may not print is refused."""
    usulan = contracted()
    orang = crew(usulan)
    rpd = paid(usulan, orang)
    bought(usulan, 2 * JUTA, oleh=orang["bendahara"])
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(5))
    asing = (
        officer("bendahara.lain", "bendahara_ksm", KELURAHAN, badan=contracted().ksm.badan),
        officer("korkot.lain", "korkot", KOTA_LAIN),
    )
    tanpa_tugas = PenggunaFactory(username="tanpa.tugas")
    milik = now(usulan)
    kertas = [(PERMINTAAN, rpd), (KWITANSI, rpd), (BUKU, milik), (BLANKO, milik), (AKUN, lpj), (FOTO_PEKERJAAN, milik)]

    for jenis, objek in kertas:
        alamat = reverse("laporan:dokumen-minta", args=[jenis, objek.pk])
        for siapa in (*asing, tanpa_tugas):
            client.force_login(siapa)
            assert client.post(alamat, {"kunci": str(uuid.uuid4())}).status_code == (
                403 if siapa == tanpa_tugas else 404
            ), jenis
        client.force_login(orang["bendahara"])
        assert client.post(alamat, {"kunci": str(uuid.uuid4())}).status_code == 302, jenis
    dokumen = list(Dokumen.objects.all())
    assert sorted(d.jenis for d in dokumen) == sorted(k for k, _o in kertas)
    for d in dokumen:
        assert Dokumen.objects.visible_to(orang["bendahara"]).filter(pk=d.pk).exists(), d.jenis
        assert not any(Dokumen.objects.visible_to(x).filter(pk=d.pk).exists() for x in (*asing, tanpa_tugas)), d.jenis
    for alamat, jenis in (
        (tautan_rpd.rpd(rpd.pk), PERMINTAAN),
        (tautan_rpd.buku(usulan.pk), BLANKO),
        (tautan_rpd.lpj(lpj.pk), AKUN),
    ):
        assert f"/dokumen/minta/{jenis}/" in client.get(alamat).content.decode()


def test_a_treasurer_prints_nothing_of_the_kelurahan(register: Any) -> None:
    """DOK-21: what the treasurer may read of the kelurahan belongs to no group, and is not printed by that role."""
    usulan = contracted()
    orang = crew(usulan)
    siklus = usulan.kegiatan_renta.renta.pjm.langkah.siklus
    assert may(orang["bendahara"], "siklus.lihat_siklus", siklus)

    for objek, kode in ((siklus, PANDUAN), (blm.body(), BLANKO_BKM)):
        with pytest.raises(TidakBerwenang):
            request_dokumen(kode, objek, oleh=orang["bendahara"])
        request_dokumen(kode, objek, oleh=orang["sekretaris"])
    assert not Dokumen.objects.visible_to(orang["bendahara"]).exists()
    assert not may(orang["bendahara"], MINTA_DOKUMEN, kode=KELURAHAN)
    assert not Siklus.objects.visible_to(orang["bendahara"], izin=MINTA_DOKUMEN).exists()


def test_every_paper_of_a_group_belongs_to_it() -> None:
    """DOK-21: a paper about a row that the treasurer of a group may read is kept as the group's own, or it could not be opened."""
    model = {apps.get_model(k.model) for _n, k in jenis_dokumen.semua()}
    milik_kelompok = {m for m in model if getattr(m, "JENIS_BADAN", "") == "ksm"}
    assert RPD in milik_kelompok and Pinjaman in milik_kelompok
    assert [m.__name__ for m in milik_kelompok if not hasattr(m, "badan_id")] == []


def test_wages_of_a_week(register: Any) -> None:
    """LPJ-18: a sheet for the crew of a week, headed and signed for its proposal; one page, days and thumbs to fill in by hand."""
    usulan = contracted()
    for nama, jabatan in (("Bani Bendahara", "bendahara"), ("Cucu Cahyati", "ketua")):
        AnggotaKSMFactory(ksm=usulan.ksm, nama=nama, jabatan=jabatan)
    masa = Kepengurusan.objects.get(wilayah=usulan.wilayah, status="dikukuhkan")
    appoint_petugas(gathered(masa), oleh=SISTEM, baris=PERSONIL)
    oleh = crew(usulan)["sekretaris"]

    d = asked_for(UPAH, now(usulan), oleh)
    halaman = PdfReader(io.BytesIO(pdf.render_pdf(kind_of(UPAH).templat, paper_context(d))[1])).pages
    (lembar,) = d.isi["lembar"]
    (tabel,) = lembar["tabel"]

    assert len(halaman) == 1 and halaman[0].mediabox.width > halaman[0].mediabox.height
    assert [k["nama"] for k in tabel["kolom"]][3:10] == ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
    assert all(not s["isi"] for b in tabel["baris"] for s in b[1:])  # nobody is named before the week
    assert [b["nilai"] for b in lembar["butir"][:2]] == [str(usulan.ksm), usulan.judul]
    assert [t["nama"] for t in lembar["penanda_tangan"]] == ["Bani Bendahara", "Cucu Cahyati", "Hendra Gunawan"]
    assert d.final and kind_of(UPAH).returning


def test_wages_in_the_blank_set(register: Any) -> None:
    """LPJ-18: the blank set has the same sheet, with nobody's name and no activity."""
    usulan = contracted()
    d = asked_for(BLANKO, now(usulan), crew(usulan)["sekretaris"])
    lembar = {b["judul"]: b for b in d.isi["lembar"]}

    upah = lembar["Daftar Hadir dan Upah"]

    assert not upah["butir"][0]["nilai"] and not upah["butir"][1]["nilai"]
    assert all(not t["nama"] for t in upah["penanda_tangan"])
    assert len(PdfReader(io.BytesIO(pdf.render_pdf(kind_of(BLANKO).templat, paper_context(d))[1])).pages) == 6
