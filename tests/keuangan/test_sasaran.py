"""Whom the money reaches: by name, through a work, not at all; swadaya with both denominators; pages, four officers."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from rest_framework.test import APIClient

from inti.formats import persen_pas, rupiah
from inti.pdf import render_pdf
from inti.pelaku import SISTEM
from keuangan import actions, tautan_blm
from keuangan.pipa_blm import card, pipeline
from keuangan.queries_sasaran import (
    Capaian,
    Swadaya,
    household_rows,
    named_benefits,
    often_from,
    poor_part,
    reach,
    reach_by_place,
    reached,
    swadaya_of,
    works_for,
)
from keuangan.reports_sasaran import SASARAN, _place_rows
from keuangan.sajian_sasaran import place_chart
from ksm.models import PenerimaanBantuan, Usulan
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.registry import kind_of
from siklus.models import Keluarga
from tests.conftest import KELURAHAN
from tests.factories import blm
from tests.factories.akun import officer
from tests.factories.ksm import KSMFactory
from tests.factories.laporan import BerkasFactory
from tests.factories.lpj import accepted, contracted, crew, day, paid
from tests.factories.pelaksanaan import KemajuanUsulanFactory, SwadayaUsulanFactory
from tests.factories.ps2 import KeluargaFactory, place, put_on_ps2
from tests.factories.usulan_jadi import usulan_in
from tests.factories.wilayah import ParameterFactory
from wilayah.waktu import today_in

LAIN = "32.73.01.1002"
SEMUA = {"Semen": 3_500_000, "Pasir": 2_500_000}


def gave(usulan, pemanfaat, jumlah, hari=0):
    """One household signed for its aid, `hari` days ago."""
    return PenerimaanBantuan.objects.create(
        usulan=usulan, wilayah_id=usulan.wilayah_id, pemanfaat=pemanfaat, bentuk="uang", jumlah=jumlah, bukti="foto",
        tanggal=today_in(usulan.wilayah_id) - timedelta(days=hari), berkas=BerkasFactory(wilayah_id=usulan.wilayah_id),
    )  # fmt: skip


@pytest.fixture
def bantuan(register):
    """Three named households of PS-2; two received 500,000 and 400,000."""
    usulan = usulan_in("berjalan", jenis="sosial")
    a, b, _c = usulan.pemanfaatusulan.order_by("urut")
    gave(usulan, a, 500_000)
    gave(usulan, b, 400_000)
    return usulan


def test_aid_reaches_ps2_by_name(bantuan):
    """TGT-01: benefit by name counts the household once for each receipt, and PS-2 as it was on that day."""
    a, b, c = (p.keluarga for p in bantuan.pemanfaatusulan.order_by("urut"))
    manfaat = named_benefits([KELURAHAN])

    assert {(m.keluarga, m.nilai, m.ps2) for m in manfaat} == {(a.pk, 500_000, True), (b.pk, 400_000, True)}
    capaian = reach([KELURAHAN])[KELURAHAN]
    assert (capaian.bernama, capaian.bernama_ps2, capaian.persen) == (900_000, 900_000, 100)
    assert (capaian.kk_ps2, capaian.kk_bernama, capaian.kk_belum) == (3, 2, 1)
    assert c.pk not in {m.keluarga for m in manfaat}


def test_a_cancelled_receipt_reaches_nobody(bantuan):
    """TGT-01: a receipt that was recorded wrongly counts for nobody."""
    PenerimaanBantuan.objects.filter(usulan=bantuan).update(status="batal", alasan_batal="Salah orang")

    capaian = reach([KELURAHAN])[KELURAHAN]
    assert (capaian.rupiah, capaian.kk_bernama, capaian.persen) == (0, 0, None)


def test_a_road_is_parted_by_its_count(register):
    """TGT-01: a work names nobody; 12 of 40 KK on PS-2 make 30 % of its grant, to the rupiah. TGT-02: its RT is reached."""
    karya = contracted()
    paid(karya, crew(), jumlah=SEMUA)
    di_rt = KeluargaFactory(basis=place(nomor="01"))
    put_on_ps2(di_rt)
    jauh = KeluargaFactory(basis=place(nomor="77"))
    put_on_ps2(jauh)

    capaian = reach([KELURAHAN])[KELURAHAN]
    assert (capaian.prasarana, capaian.prasarana_ps2, capaian.persen) == (6_000_000, 1_800_000, 30)
    assert (capaian.kk_ps2, capaian.kk_prasarana, capaian.kk_belum) == (2, 1, 1)
    assert [b.usulan_id for b in works_for(di_rt)] == [karya.pk]
    assert works_for(jauh) == []


@pytest.mark.parametrize("status", ["kontrak", "berjalan"])
def test_a_contract_without_money_reaches_nobody(register, status):
    """TGT-01: a promise is no benefit, also where residents began with what they have."""
    usulan_in(status)

    assert reach([KELURAHAN])[KELURAHAN].prasarana == 0


def test_money_that_came_back_reached_nobody(register):
    """LPJ-15, TGT-01, TGT-05: of 3,000,000 paid 1,000,000 came back: 2,000,000 is the grant, from the day it came back."""
    usulan = contracted()
    rpd = paid(usulan, (orang := crew(usulan)))
    SwadayaUsulanFactory(usulan=usulan, volume=10, harga_satuan=100_000)
    accepted(rpd, orang, belanja=2_000_000)

    semua, karya = swadaya_of([KELURAHAN])[KELURAHAN]
    assert (semua.blm, karya.blm, semua.per_blm) == (2_000_000, 2_000_000, 50)
    assert swadaya_of([KELURAHAN], sampai=day(8))[KELURAHAN][0].blm == 3_000_000
    assert reach([KELURAHAN])[KELURAHAN].prasarana == 2_000_000
    assert reach([KELURAHAN], sampai=day(8))[KELURAHAN].prasarana == 3_000_000
    assert reach([KELURAHAN], sampai=day(21))[KELURAHAN].prasarana == 0


def test_an_account_with_all_its_money_back_counts_whole(register):
    """LPJ-15: what was accounted for is compared with the money that stayed with the groups; every page says the same sum."""
    from keuangan.ringkasan_lpj import measure

    usulan = contracted()
    accepted(paid(usulan, (orang := crew(usulan))), orang, belanja=2_000_000)

    kini = measure([KELURAHAN], today_in(KELURAHAN))[KELURAHAN]
    assert kini["rpd_dibayar_rp"] == kini["lpj_diterima_rp"] == swadaya_of([KELURAHAN])[KELURAHAN][0].blm == 2_000_000


def test_parts_sum_to_the_whole():
    """TGT-01: the part of the poor and the rest are the whole grant, whatever the count."""

    class Baris:
        def __init__(self, kk, miskin):
            self.kk, self.kk_miskin = kk, miskin

    nilai = Decimal(10_000_001)
    miskin = poor_part(nilai, [Baris(3, 1), Baris(4, 1)])
    assert miskin == 2_857_143  # floor(10,000,001 x 2/7)
    assert nilai - miskin == 7_142_858


def test_reached_often_follows_the_parameter(register):
    """TGT-04: from how many times on is a Parameter; without one nobody is marked."""
    usulan = usulan_in("berjalan", jenis="sosial", isi__penerima=1)
    pemanfaat = usulan.pemanfaatusulan.get()
    gave(usulan, pemanfaat, 100_000)
    assert reach([KELURAHAN], sering=often_from([KELURAHAN]))[KELURAHAN].kk_sering == 0

    ParameterFactory(kode="sasaran.sering_min", nilai=1, definisi="")
    assert often_from([KELURAHAN]) == {KELURAHAN: 1}
    assert reach([KELURAHAN], sering=often_from([KELURAHAN]))[KELURAHAN].kk_sering == 1


def test_households_least_reached_first(bantuan):
    """TGT-02, TGT-03: every PS-2 household of the kelurahan, those without anything first, with what each received."""
    faskel = officer("faskel-kk", "faskel_cd", KELURAHAN)
    baris = household_rows(faskel, KELURAHAN)

    assert [(b.keadaan, b.kali, b.nilai) for b in baris][0] == ("belum", 0, 0)
    assert sorted(b.nilai for b in baris) == [0, 400_000, 500_000]
    korkot = officer("korkot-kk", "korkot", "32.73")
    assert household_rows(korkot, KELURAHAN) == []


def test_swadaya_with_both_denominators():
    """TGT-05: Brangsong 2007: 75 million beside a grant of 250 million is 30 % of the grant and 23.1 % of the total (D8)."""
    s = Swadaya(swadaya=Decimal(75_000_000), blm=Decimal(250_000_000))

    assert s.per_blm == 30
    assert round(s.per_total, 1) == Decimal("23.1")
    assert Swadaya().per_blm is None


def test_swadaya_of_works_alone(register):
    """TGT-05: what residents brought for works stands apart from what they brought for all."""
    karya, santunan = usulan_in("berjalan"), usulan_in("berjalan", jenis="sosial")
    SwadayaUsulanFactory(usulan=karya, volume=10, harga_satuan=100_000)
    SwadayaUsulanFactory(usulan=santunan, volume=1, harga_satuan=150_000, bentuk="tunai")

    semua, hanya = swadaya_of([KELURAHAN])[KELURAHAN]
    assert (semua.swadaya, hanya.swadaya) == (1_150_000, 1_000_000)


def test_reach_adds_up():
    """TGT-06: a kota is the sum of its kelurahan."""
    satu = Capaian(bernama=Decimal(1), kk_ps2=3, kk_bernama=1)
    assert (satu + satu).kk_belum == 4


def test_constant_number_of_queries(register, bantuan):
    """TGT-06: one kelurahan or many cost the same number of queries."""
    paid(contracted(), crew())
    jumlah = []
    for kodes in ([KELURAHAN], [KELURAHAN, LAIN]):
        with CaptureQueriesContext(connection) as catat:
            reach(kodes)
        jumlah.append(len(catat))
    assert jumlah == [5, 5]


def test_a_place_of_an_rw_reaches_its_rt(register):
    """TGT-02: a work counted for an RW reaches the households of its RT."""
    from ksm.models import PemanfaatUsulan
    from tests.factories.usulan_jadi import UsulanFactory
    from wilayah.models import Basis

    rw = Basis.objects.create(wilayah_id=KELURAHAN, jenis="rw", nomor="09")
    rt = Basis.objects.create(wilayah_id=KELURAHAN, jenis="rt", nomor="91", induk=rw)
    keluarga = KeluargaFactory(basis=rt)
    put_on_ps2(keluarga)
    usulan = UsulanFactory()
    PemanfaatUsulan.objects.filter(usulan=usulan).update(basis=rw)
    contracted(usulan=usulan)
    paid(Usulan.objects.get(pk=usulan.pk), crew())

    assert reach([KELURAHAN])[KELURAHAN].kk_prasarana == 1
    assert len(works_for(keluarga)) == 1


def test_by_place_adds_up_to_the_kelurahan(register, bantuan):
    """TGT-07: KK by RT are counted as those of the kelurahan, most never reached first; five queries for any number of RT."""
    for nomor in ("77", "78"):
        for _ke in range(2 if nomor == "78" else 1):
            put_on_ps2(KeluargaFactory(basis=place(nomor=nomor)))

    with CaptureQueriesContext(connection) as catat:
        rt = reach_by_place(KELURAHAN)
    semua = reach([KELURAHAN])[KELURAHAN]

    assert [b.nomor for b, _c in rt][0] == "78" and len(catat) <= 5
    assert [sum(k) for k in zip(*(reached(c) for _b, c in rt), strict=True)] == reached(semua)
    assert sum(reached(semua)) == semua.kk_ps2 == 6


class TestPaper:
    """The paper that the residents' meeting reads."""

    def test_says_what_the_page_says(self, client, bantuan):
        """TGT-07: the figures of the page, both denominators and works alone, two charts, two sheets, and nobody's name."""
        karya = contracted()
        paid(karya, crew(), jumlah=SEMUA)
        SwadayaUsulanFactory(usulan=karya, volume=10, harga_satuan=100_000)
        d = paper()
        client.force_login(officer("f-kertas", "faskel_cd", KELURAHAN))
        halaman = client.get(reverse("keuangan:sasaran-kelurahan", args=[KELURAHAN])).context

        html, isi = render_pdf(kind_of(SASARAN).templat, paper_context(d))

        polos = html.replace("\xa0", " ")
        assert d.isi["kk"] == reached(halaman["capaian"]) and d.isi["belum"] in polos
        s, k = halaman["swadaya"], halaman["swadaya_karya"]
        assert [b[1:] for b in d.isi["swadaya"]] == [
            [rupiah(x.swadaya), rupiah(x.blm), persen_pas(x.per_blm, 1), rupiah(x.total), persen_pas(x.per_total, 1)]
            for x in (s, k)
        ]
        assert d.isi["manfaat"][0][1:] == [
            rupiah(halaman["capaian"].rupiah_ps2), rupiah(halaman["capaian"].rupiah), persen_pas(halaman["capaian"].persen, 1)
        ]  # fmt: skip
        assert html.count("<svg") == 2 and halaman["grafik_rt"].baris == place_chart(d.isi["rt"]).baris
        assert not [n for n in Keluarga.objects.values_list("nama_kk", flat=True) if n in html]
        assert len(PdfReader(io.BytesIO(isi)).pages) == 2 and d.final

    def test_before_there_is_a_list(self, register):
        """TGT-07: without PS-2 it says so, and draws nothing; what has no denominator is a dash, never 0 %."""
        blm.body()
        d = paper()

        html, _pdf = render_pdf(kind_of(SASARAN).templat, paper_context(d))

        assert "Daftar PS-2 belum ditetapkan" in html and "<svg" not in html
        assert [b[-1] for b in d.isi["manfaat"]] == ["–"] * 3 and d.isi["swadaya"][0][3] == "–"

    def test_long_lists_stay_on_their_sheet(self):
        """TGT-07: more RT than one lane holds are folded beside it, row by row; a lane that is not full stays empty."""
        rt = [[f"RT {i}", "1", "0", "0", "1"] for i in range(31)]

        satu, tiga = _place_rows(rt[:15]), _place_rows(rt)

        assert (len(satu["rt_lajur"]), len(satu["rt_baris"])) == (1, 15)
        assert (len(tiga["rt_lajur"]), len(tiga["rt_baris"])) == (3, 11)
        assert [s["isi"] for s in tiga["rt_baris"][0][::5]] == ["RT 0", "RT 11", "RT 22"]
        assert [s["isi"] for s in tiga["rt_baris"][-1][::5]] == ["RT 10", "RT 21", ""]

    def test_by_four_officers(self, client, bantuan):
        """TGT-07, UMU-12: asked for from the page, by own kelurahan and kota; another kota and the treasurer of a group find nothing."""
        bkm = blm.body()
        minta = f"/dokumen/minta/{SASARAN}/{bkm.pk}/"
        client.force_login(officer("f-cetak", "faskel_cd", KELURAHAN))
        assert minta in client.get(reverse("keuangan:sasaran-kelurahan", args=[KELURAHAN])).content.decode()
        for nama, peran, kode, ada in (
            ("f2", "faskel_cd", KELURAHAN, True), ("k2", "korkot", "32.73", True), ("l2", "korkot", "32.77", False),
        ):  # fmt: skip
            client.force_login(officer(f"{nama}-cetak", peran, kode))
            assert (client.get(minta).status_code == 200) is ada, nama
        client.force_login(officer("b-cetak", "bendahara_ksm", KELURAHAN, badan=bantuan.ksm.badan))
        assert client.get(minta).status_code in {403, 404}


def paper() -> Dokumen:
    """The paper of the kelurahan as it is kept."""
    d = request_dokumen(SASARAN, blm.body(), oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.select_related("nomor", "wilayah", "pekerjaan").get(pk=d.pk)


class TestPages:
    """The four officers on every page of reach."""

    def test_list_and_area(self, client, bantuan):
        """TGT-06: own kelurahan and own kota read; another kota and nobody's officer find nothing."""
        for nama, peran, kode, ada in (
            ("f", "faskel_cd", KELURAHAN, True), ("k", "korkot", "32.73", True), ("l", "korkot", "32.77", False),
        ):  # fmt: skip
            client.force_login(officer(f"{nama}-sasaran", peran, kode))
            jawab = client.get(reverse("keuangan:sasaran-kelurahan", args=[KELURAHAN]))
            assert jawab.status_code == (200 if ada else 404)
            assert not ada or "Rp 900.000 dari Rp 900.000" in jawab.content.decode().replace("\xa0", " ")
            daftar = client.get(reverse("keuangan:sasaran"))
            assert (KELURAHAN in daftar.content.decode()) is ada

    def test_names_only_for_the_team(self, client, bantuan):
        """TGT-03: the korkot reads figures, never a name; the facilitator reads the household and what it received."""
        pemanfaat = bantuan.pemanfaatusulan.order_by("urut").first()
        alamat = reverse("keuangan:sasaran-kelurahan", args=[KELURAHAN])
        client.force_login(officer("k-nama", "korkot", "32.73"))
        assert pemanfaat.keluarga.nama_kk not in client.get(alamat).content.decode()
        assert client.get(reverse("keuangan:sasaran-kk", args=[pemanfaat.keluarga_id])).status_code in {403, 404}

        client.force_login(officer("f-nama", "faskel_cd", KELURAHAN))
        assert pemanfaat.keluarga.nama_kk in client.get(alamat).content.decode()
        kk = client.get(reverse("keuangan:sasaran-kk", args=[pemanfaat.keluarga_id])).content.decode()
        assert "Santunan lansia" in kk and "500.000" in kk

    def test_filter_and_workbook(self, client, bantuan):
        """TGT-02: those never reached are one click away, and leave as XLSX."""
        client.force_login(officer("f-xlsx", "faskel_cd", KELURAHAN))
        alamat = reverse("keuangan:sasaran-kelurahan", args=[KELURAHAN])
        c = bantuan.pemanfaatusulan.order_by("urut").last().keluarga
        isi = client.get(alamat, {"keadaan": "belum"})
        assert [b.keluarga.pk for b in isi.context["baris"]] == [c.pk]
        xlsx = client.get(alamat, {"keadaan": "belum", "format": "xlsx"})
        assert xlsx["Content-Type"].startswith("application/vnd.openxmlformats")


def test_api_gives_figures_in_scope(klien_api, bantuan):
    """TGT-06: the same figures by API, with both denominators; another kota gets an empty list, anonymous 401."""
    assert APIClient().get("/api/v1/sasaran/").status_code == 401
    korkot = klien_api(officer("k-api-sasaran", "korkot", "32.73"))
    baris = korkot.get("/api/v1/sasaran/").json()["results"]
    assert [(b["wilayah"], b["rupiah_ps2"], b["kk_belum"]) for b in baris] == [(KELURAHAN, "900000.00", 1)]

    lain = klien_api(officer("l-api-sasaran", "korkot", "32.77"))
    assert lain.get("/api/v1/sasaran/").json()["results"] == []


class TestThread:
    """From a rupiah back to the problem and forward to the photo."""

    def test_thread_names_problem_and_result(self, client, register):
        """TGT-11: problem of the plan, proposal, BAPPUK, agreement, swadaya in one page; a treasurer of another group: 404."""
        usulan = usulan_in("berjalan")
        SwadayaUsulanFactory(usulan=usulan, volume=10, harga_satuan=100_000)
        assert str(KemajuanUsulanFactory(usulan=usulan, persen=100)) == "100 %"
        client.force_login(officer("f-benang", "faskel_cd", KELURAHAN))
        jawab = client.get(reverse("keuangan:benang", args=[usulan.pk]))

        kode = {b.kode: [s.judul for s in b.simpul] for b in jawab.context["bagian"]}
        assert list(kode) == ["mengapa", "putusan", "uang", "hasil", "sesudah"]
        assert "Swadaya warga" in [str(j) for j in kode["hasil"]]
        assert any("Rapat BKM" in str(j) for j in kode["putusan"])
        assert any(s.isi.startswith("100 % · ") for b in jawab.context["bagian"] for s in b.simpul if b.kode == "hasil")

        lain = KSMFactory(nama="Kelompok Lain")
        bendahara = officer("b-benang", "bendahara_ksm", KELURAHAN, badan=lain.badan)
        client.force_login(bendahara)
        assert client.get(reverse("keuangan:benang", args=[usulan.pk])).status_code == 404

    def test_closed_pages_are_no_links(self, client, register):
        """TGT-11: who may not open the ledgers reads the same words; voucher and payment file are links for the others only."""
        usulan = contracted()
        orang = crew(usulan)
        rpd = paid(usulan, orang)
        bukti = reverse("keuangan:bukti", args=[rpd.jurnal_id])
        berkas = tautan_blm.berkas(rpd.berkas_pencairan_id)
        alamat = {}
        for nama in ("sekretaris", "bendahara"):
            client.force_login(orang[nama])
            uang = next(
                b
                for b in client.get(reverse("keuangan:benang", args=[usulan.pk])).context["bagian"]
                if b.kode == "uang"
            )
            alamat[nama] = [s.url for s in uang.simpul if s.url]
        assert bukti in alamat["sekretaris"] and berkas in alamat["sekretaris"]
        assert bukti not in alamat["bendahara"] and berkas not in alamat["bendahara"]
        assert all(client.get(a).status_code == 200 for a in alamat["bendahara"])

    def test_a_voucher_finds_its_thread(self, register):
        """TGT-10: lines with the group and the activity lead to the proposal; others to none."""
        from keuangan.models import BarisJurnal
        from keuangan.queries_benang import threads_of

        usulan = usulan_in("cair")
        faskel = officer("f-bukti", "faskel_cd", KELURAHAN)
        cocok = BarisJurnal(ksm_id=usulan.ksm_id, kegiatan_id=usulan.kegiatan_renta.kegiatan_id)
        asing = BarisJurnal(ksm_id=usulan.ksm_id, kegiatan_id=None)
        assert threads_of([cocok], faskel) == [usulan]
        assert threads_of([asing], faskel) == []


class TestPipeline:
    """Who holds which payment file, and for how long."""

    def test_holders_in_order(self, register):
        """BLM-36: a file at the BKM, then with the Tim Faskel, then waiting for the transfer; sums and days are counted."""
        sppb = blm.signed()
        berkas = blm.composed(sppb, hari=today_in(KELURAHAN) - timedelta(days=9), lengkap=False)
        korkot = officer("k-pipa", "korkot", "32.73")
        assert [(p.kode, p.jumlah, p.rupiah, p.tertua) for p in pipeline(korkot, "32.73")] == [
            ("bkm", 1, 150_000_000, 9)
        ]

        kertas = {k.kode: {"ada": True} for k in berkas.kertas.all()}
        actions.check_kertas(berkas, oleh=SISTEM, kertas=kertas)
        actions.hand_over(berkas, oleh=SISTEM, tanggal=today_in(KELURAHAN) - timedelta(days=4))
        assert [(p.kode, p.jumlah, p.tertua) for p in pipeline(korkot, "32.73")] == [("faskel", 1, 4)]
        assert pipeline(officer("l-pipa", "korkot", "32.77"), "32.73") == []

    def test_card_on_the_dashboard(self, client, register):
        """BLM-36: the dashboard of the kota shows it and leads to the list; without files there is no card."""
        korkot = officer("k-kartu", "korkot", "32.73")
        assert card(korkot, "32.73") is None
        sppb = blm.signed()
        blm.composed(sppb)
        kartu = card(korkot, "32.73")
        assert kartu is not None and kartu.baris[0].kode == "faskel"
        client.force_login(korkot)
        assert client.get(kartu.url).status_code == 200


def test_money_speaks_in_the_trail(client, register):
    """RPD-12: what happened with the money stands in the trail of the proposal in sentences, not as "Catatan diubah"."""
    usulan = contracted()
    orang = crew(usulan)
    paid(usulan, orang)
    client.force_login(orang["sekretaris"])
    isi = client.get(reverse("ksm:usulan", args=[usulan.pk])).content.decode()
    assert "RPD dibayar" in isi and "RPD disetujui" in isi
    assert reverse("keuangan:benang", args=[usulan.pk]) in isi


def test_every_event_of_money_has_a_sentence():
    """RPD-12: every transition of RPD, book, account and case is known to the trail."""
    from inti.transitions import declared
    from keuangan.models import LPJBKM, LPJKSM, RPD, BelanjaKSM, PemulihanDana, Penyelewengan, UpahKSM
    from keuangan.riwayat import KALIMAT

    semua = {
        f"{m._meta.label_lower}.{t}"
        for m in (RPD, BelanjaKSM, UpahKSM, LPJKSM, LPJBKM, Penyelewengan, PemulihanDana)
        for t in declared(m)
    }
    assert semua <= set(KALIMAT)
