"""The KPI of a UPK from ledger and register: figures, what they are made of, trend, PS-2 classes, gate, pages, papers, API."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from inti.registry import ringkasan, syarat
from keuangan import actions
from keuangan import gerbang_dana as gerbang
from keuangan import tautan_kolektibilitas as tautan
from keuangan.actions import Baris, Dana
from keuangan.hitung.kinerja import Kategori
from keuangan.lembar_pinjaman import lu02, register_pinjaman, register_tabungan
from keuangan.models import Periode
from keuangan.queries_kinerja import month_ends, performance, performance_on, recovery_by_ps2, trend
from keuangan.queries_kolektibilitas import assess_ledger
from keuangan.reports_kolektibilitas import build_kinerja, build_lu02, build_register, closed
from ksm.models import AnggotaKSM
from tests.factories.keuangan import BukuFactory, PemilikDanaFactory
from tests.factories.kolektibilitas import pay, running_loan
from tests.factories.ksm import KSMFactory
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred, kunci
from tests.keuangan.contoh import d, terms

GULIR = Dana("perguliran", 2026)
MARET = date(2026, 3, 31)


@pytest.fixture
def upk(buku):
    """Three loans of 2,500,000: one nearly in time, one seven months late, one of a ministry's money; costs and interest."""
    baik = running_loan(buku, terms(tanggal_cair=date(2025, 12, 20)), anggota=5)
    buruk = running_loan(buku, terms(tanggal_cair=date(2025, 8, 20)), anggota=5)
    titipan = running_loan(buku, terms(tanggal_cair=date(2025, 6, 20)), pemilik=PemilikDanaFactory())
    saldo = [
        Baris("11030", GULIR, debit=7_500_000), Baris("11010", GULIR, debit=5_000_000), Baris("31010", GULIR, kredit=6_000_000),
        Baris("31020", GULIR, kredit=4_000_000), Baris("21010", GULIR, kredit=2_500_000),
    ]  # fmt: skip
    actions.set_saldo_awal(buku, oleh=SISTEM, saldo=saldo)
    pay(baik, date(2026, 2, 2), 287_500)
    pay(baik, date(2026, 3, 2), 287_500)
    actions.record_peristiwa(
        buku, "biaya", oleh=SISTEM, tanggal=date(2026, 3, 5), jumlah=50_000, dana=GULIR, akun="51030"
    )
    return buku, baik, buruk, titipan


def test_figures_from_ledger_and_register(upk):
    """KEU-166: every numerator and denominator by hand; channelled loans are left out; the register equals its account."""
    buku, _baik, buruk, _titipan = upk
    k = performance_on(buku, MARET)

    # The second loan is seven instalments late on 31 March (due 20 September to 20 March): 1,750,000 of 2,500,000.
    b = k.bahan
    assert (b.ksm_menunggak_3, b.ksm_berpinjaman) == (1, 2)
    assert (b.saldo_menunggak_3, b.saldo_pinjaman, b.tunggakan_3) == (2_500_000, 4_500_000, 1_750_000)
    assert (b.pendapatan, b.biaya, b.laba, b.modal) == (75_000, 50_000, 25_000, 10_000_000)
    assert k.kinerja.lar.nilai == 50 and k.kinerja.lar.kategori == Kategori.PENUNDAAN
    assert round(k.kinerja.par.nilai, 2) == d("55.56") and round(k.kinerja.rr.nilai, 2) == d("61.11")
    assert k.kinerja.ccr.nilai == 150 and k.kinerja.ccr.kategori == Kategori.MEMUASKAN
    assert k.kinerja.roi.nilai == d("1") and k.kinerja.roi.kategori == Kategori.MINIMUM
    assert k.terburuk == Kategori.PENUNDAAN and k.sesuai
    # March: 287,500 falls due on each of the two own loans, one of them was paid.
    assert (k.penagihan.pembilang, k.penagihan.penyebut, k.penagihan.persen) == (287_500, 575_000, 50)
    assert k.menganggur == 5_000_000 + 575_000 - 50_000 - 2_500_000
    assert (k.pertumbuhan.penyebut, k.pertumbuhan.persen) == (10_000_000, 0)


def test_nothing_to_divide_by(buku):
    """KEU-75: an empty ledger has no figures and no bands, never nought percent."""
    k = performance_on(buku, MARET)
    assert all(getattr(k.kinerja, n).nilai is None for n in ("lar", "par", "rr", "ccr", "roi"))
    assert k.terburuk is None and k.penagihan.persen is None and k.sesuai


def test_costs_left_out_and_released_reserve(upk, pembuku):
    """KEU-161, KEU-166: a Parameter leaves accounts out of CCr (not out of profit); cost below zero divides nothing."""
    buku, _baik, buruk, _titipan = upk
    ParameterFactory(kode="kinerja.ccr_kecualikan", definisi="", nilai=[51030], jenis="daftar")
    k = performance_on(buku, MARET)
    assert k.kinerja.ccr.nilai is None and k.bahan.laba == 25_000


def test_year_end_entries_are_no_income(upk):
    """KEU-166: income of the year stays income on 31 December after the books were closed to profit."""
    buku, *_lain = upk
    from keuangan.models import Jurnal

    sebelum = performance_on(buku, date(2026, 3, 31)).bahan
    # The same entry as close_year makes, dated within the month that is looked at.
    from inti.unit_kerja import aksi
    from keuangan.actions.umum import Isi, write_jurnal

    @aksi
    def tutup(*, oleh):
        baris = [
            Baris("41010", GULIR, debit=75_000),
            Baris("51030", GULIR, kredit=50_000),
            Baris("31050", GULIR, kredit=25_000),
        ]
        write_jurnal(
            buku,
            Isi("bpb", MARET, "Tutup tahun", peristiwa="tutup_tahun", objek=("keuangan.buku", "x")),
            baris,
            oleh=oleh,
        )

    tutup(oleh=SISTEM)
    k = performance_on(buku, MARET)
    assert (k.bahan.pendapatan, k.bahan.biaya, k.bahan.modal) == (sebelum.pendapatan, sebelum.biaya, sebelum.modal)
    actions.reverse_jurnal(
        Jurnal.objects.get(peristiwa="tutup_tahun"), oleh=SISTEM, alasan="Keliru", tanggal=date(2026, 4, 2)
    )
    assert performance_on(buku, date(2026, 4, 30)).bahan.pendapatan == 75_000


def test_trend_and_many_ledgers_cost_the_same(upk):
    """KEU-166: twelve months or many ledgers are four queries; months before the ledger are not drawn."""
    buku, *_lain = upk
    lain = BukuFactory(wilayah_id="32.73.01.1002")
    with CaptureQueriesContext(connection) as q:
        bulan = trend(buku, MARET)
    assert len(q) == 4 and list(bulan) == [date(2026, 1, 31), date(2026, 2, 28), MARET]
    assert [k.bahan.ksm_berpinjaman for k in bulan.values()] == [2, 2, 2]
    assert bulan[MARET] == performance_on(buku, MARET)
    with CaptureQueriesContext(connection) as q:
        performance([(b, h) for b in (buku, lain) for h in month_ends(MARET, 3)])
    assert len(q) == 4


def test_recovery_by_ps2_class(upk):
    """KEU-169: members carry their part of the loan; classes of fewer than three people are not shown."""
    buku, baik, buruk, _titipan = upk
    baris = {b.kelas: b for b in recovery_by_ps2(assess_ledger(buku, MARET), MARET)}
    belum = baris["belum"]
    assert (belum.orang, belum.saldo, belum.tunggakan_3) == (10, 4_500_000, 1_750_000)
    assert round(belum.rr, 2) == d("61.11") and not belum.tertutup
    from tests.factories.ps2 import KeluargaFactory

    keluarga = [KeluargaFactory(wilayah_id=buku.wilayah_id) for _n in range(2)]
    for kk, anggota in zip(keluarga, AnggotaKSM.objects.filter(ksm=baik.ksm)[:2], strict=True):
        AnggotaKSM.objects.filter(pk=anggota.pk).update(keluarga=kk)
    baris = {b.kelas: b for b in recovery_by_ps2(assess_ledger(buku, MARET), MARET)}
    assert baris["bukan"].orang == 2 and baris["bukan"].tertutup and baris["bukan"].rr is None


def test_gate_holds_capital_and_loans(upk, koordinator):
    """KEU-167, KEU-168: a figure in penundaan holds; the Parameter says how strictly; the BKM's exception frees loans only."""
    buku, *_lain = upk
    kode = {f.kode: f for f in gerbang.capital_findings(buku, MARET)}
    assert [kode[k].terpenuhi for k in ("lar", "par", "rr")] == [False, False, False] and kode["par"].mode == "info"
    ParameterFactory(kode="gerbang_dana.modal", definisi="", nilai=True, jenis="ya_tidak", mode="block")
    assert {f.mode for f in gerbang.capital_findings(buku, MARET) if not f.terpenuhi} == {"block"}
    hari = date.today()
    sebab = gerbang.lending_reasons(buku, hari)
    assert len(sebab) == 3 and sebab[1].startswith("PAR ")
    actions.except_gerbang(buku, sampai=hari, keputusan="Rapat 3/2026", alasan="Sudah ditagih", oleh=koordinator)
    assert gerbang.lending_reasons(buku, hari) == []
    assert any(not f.terpenuhi for f in gerbang.capital_findings(buku, hari))
    assert syarat.ambil("keuangan.gerbang_dana") is gerbang.capital_findings


def test_gate_of_a_good_upk(buku):
    """KEU-167: who has no loans yet is not held back."""
    assert gerbang.lending_reasons(buku, MARET) == []


def test_lu02_and_registers_agree_with_the_ledger(upk):
    """KEU-170: sums of LU-02 are the portfolio; registers equal their accounts; channelled loans stand apart."""
    buku, baik, buruk, titipan = upk
    data = lu02(buku, MARET)
    k = dict(zip((x.kode for x in data.sendiri.kolom), data.sendiri.jumlah, strict=True))
    assert (k["saldo"], k["lebih_3"], k["dpk"], k["diragukan"]) == (4_500_000, 1_750_000, 2_000_000, 2_500_000)
    assert k["kurang_3"] == 250_000 and len(data.channelling.baris) == 1
    assert [b["pk"] for b in lu02(buku, MARET, risiko=True).sendiri.baris] == [buruk.pk]
    assert [b["pk"] for b in lu02(buku, MARET, kelas="dpk").sendiri.baris] == [baik.pk]
    register = register_pinjaman(buku, MARET)
    assert register.jumlah[10] == 7_000_000 and "sama dengan akun" in register.catatan[0]
    assert [b["pokok_dibayar"] for b in register.baris] == [500_000, 0, 0]


def test_savings_register(buku):
    """KEU-170: by KSM from the ledger: opening, in, out, balance; the sum is the account."""
    ksm = KSMFactory(wilayah_id=buku.wilayah_id)
    dana = Dana("perguliran", 2026, ksm=ksm)
    actions.set_saldo_awal(buku, oleh=SISTEM, saldo=[
        Baris("11030", GULIR, debit=2_500_000), Baris("21020", dana, kredit=100_000), Baris("31010", GULIR, kredit=2_400_000)])  # fmt: skip
    actions.record_peristiwa(buku, "tabungan_masuk", oleh=SISTEM, tanggal=date(2026, 2, 1), jumlah=40_000, dana=dana)
    with pytest.raises(AturanDilanggar) as galat:  # KEU-155: savings say whose they are
        actions.record_peristiwa(buku, "tabungan_masuk", oleh=SISTEM, tanggal=date(2026, 2, 1), jumlah=1, dana=GULIR)
    assert galat.value.aturan == "KEU-155"
    lain = [Baris("11010", GULIR, debit=5_000), Baris("21020", GULIR, kredit=5_000)]  # a free journal may leave it open
    actions.post_jurnal(buku, oleh=SISTEM, jenis="bkm", tanggal=date(2026, 2, 1), uraian="Lama", baris=lain)
    actions.record_peristiwa(buku, "tabungan_keluar", oleh=SISTEM, tanggal=date(2026, 2, 3), jumlah=10_000, dana=dana)
    satu = register_tabungan(buku, MARET)
    baris = {b["ksm"]: b for b in satu.baris}
    assert (baris[ksm.nama]["awal"], baris[ksm.nama]["setor"], baris[ksm.nama]["ambil"]) == (100_000, 40_000, 10_000)
    assert satu.jumlah[1:] == [100_000, 45_000, 10_000, 135_000] and "sama dengan akun" in satu.catatan[0]


HALAMAN = ["kolektibilitas", "kinerja", "register-pinjaman", "register-tabungan"]


@pytest.mark.parametrize("nama", HALAMAN)
def test_pages_by_four_officers(upk, empat_petugas, pembuku, klien, nama):
    """KEU-170: who may see the loans of that area sees the page; others get the same 404, or 403 without any task."""
    url = f"/keuangan/buku/{upk[0].pk}/{nama}/?tanggal=2026-03-31"
    jawab = {k: klien(p).get(url).status_code for k, p in {**empat_petugas, "pembuku": pembuku}.items()}
    assert jawab == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403, "pembuku": 200}


def test_page_workbook_and_paper_say_the_same(upk, pembuku, klien):
    """KEU-170: the same sums to the rupiah on the page, in the workbook and on the frozen paper."""
    import python_calamine

    buku, *_lain = upk
    url = f"/keuangan/buku/{buku.pk}/kolektibilitas/?tanggal=2026-03-31"
    halaman = klien(pembuku).get(url).content.decode()
    lembar = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(klien(pembuku).get(url + "&format=xlsx").content)
    )
    akhir = lembar.get_sheet_by_index(0).to_python()[-1]
    periode = Periode.objects.get(buku=buku, tahun=2026, bulan=3)
    kertas = [s["teks"] for s in build_lu02(periode)["tabel"][0]["jumlah"]]
    assert akhir[7] == 4_500_000 and kertas[7] == "4.500.000" and "4.500.000" in halaman
    assert akhir[9] == 1_750_000 and kertas[9] == "1.750.000"
    assert not closed(periode)


def test_papers_are_plain_and_drawn(upk, settings):
    """KEU-170, DOK-06: every paper is built from text and numbers, and says what the queries say."""
    import json

    periode = Periode.objects.get(buku=upk[0], tahun=2026, bulan=3)
    for build in (
        build_lu02,
        build_kinerja,
        build_register("pinjaman", "lu04_pinjaman"),
        build_register("tabungan", "lu04_tabungan"),
    ):
        assert json.loads(json.dumps(build(periode)))["hari"] == "31 Maret 2026"
    assert build_kinerja(periode)["ukuran"][0]["nilai"].startswith("50,00")


def test_reserve_is_posted_from_its_page(upk, pembuku, kasir, klien):
    """KEU-163: the bookkeeper chooses a month that is over; another officer does not get the form; twice is refused."""
    buku, *_lain = upk
    url = tautan.cadangan(buku.pk)
    assert klien(kasir).get(url).status_code == 403
    k = klien(pembuku)
    assert k.get(url).status_code == 200
    from keuangan.views.kolektibilitas import last_month_end, today_in

    akhir = last_month_end(today_in(buku.wilayah_id))
    jawab = k.post(url, kunci(bulan=f"{akhir:%Y-%m}"))
    assert jawab.status_code == 302 and jawab["Location"] == tautan.kolektibilitas(buku.pk, akhir)
    check_deferred()
    ulang = k.post(url, kunci(bulan=f"{akhir:%Y-%m}"))
    assert ulang.status_code == 409 and "masih tepat" in ulang.content.decode()
    assert k.post(url, kunci(bulan="1999-01")).status_code == 400


def test_exception_is_noted_from_its_page(upk, koordinator, manajer, klien):
    """KEU-168: the coordinator only."""
    url = tautan.pengecualian(upk[0].pk)
    assert klien(manajer).get(url).status_code == 403
    isi = {"keputusan": "Rapat 3/2026", "alasan": "Sudah ditagih", "sampai": date.today().isoformat()}
    assert klien(koordinator).post(url, kunci(**isi)).status_code == 302
    assert "Rapat 3/2026" in klien(koordinator).get(tautan.kinerja(upk[0].pk)).content.decode()


def test_all_upk_of_an_area(upk, empat_petugas, klien):
    """KEU-166: worst first, by scope and filter, in a constant number of queries, the same as XLSX."""
    buku, *_lain = upk
    BukuFactory(wilayah_id="32.73.01.1002")
    url = "/keuangan/kinerja-upk/?tanggal=2026-03-31"
    k = klien(empat_petugas["kota"])
    isi = k.get(url).context["baris"]
    assert [b["kategori"] for b in isi] == ["penundaan", ""]
    assert isi[0]["sampai"] <= MARET and isi[1]["sampai"] is None
    kini, lama = (k.get(tautan.kinerja(buku.pk, h)).content.decode() for h in (isi[0]["sampai"], date(2026, 12, 31)))
    assert "belum dicatat lagi" in lama and "belum dicatat lagi" not in kini
    with CaptureQueriesContext(connection) as dua:
        k.get(url)
    BukuFactory(wilayah_id="32.73.01.1002", badan__nama="Lain")
    with CaptureQueriesContext(connection) as tiga:
        k.get(url)
    assert len(dua) == len(tiga)
    assert len(k.get(url + "&kategori=penundaan").context["baris"]) == 1
    assert len(k.get(url + "&wilayah=32.73.01.1002").context["baris"]) == 2
    assert k.get(url + "&format=xlsx").content[:2] == b"PK"
    assert klien(empat_petugas["kota_lain"]).get(url).context["baris"] == []
    assert klien(empat_petugas["tanpa_tugas"]).get(url).status_code == 403
    assert len(klien(empat_petugas["kelurahan"]).get(url).context["baris"]) == 1


@pytest.mark.parametrize("nama", ["kinerja", "kolektibilitas"])
def test_api_by_four_officers(upk, buku_bkm, empat_petugas, klien_api, nama):
    """KEU-166, KEU-170: figures with numerator and denominator; not of a Sekretariat, not out of scope."""
    url = f"/api/v1/buku/{upk[0].pk}/{nama}/?tanggal=2026-03-31"
    jawab = {k: klien_api(p).get(url).status_code for k, p in empat_petugas.items()}
    assert jawab == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}
    kota = klien_api(empat_petugas["kota"])
    isi = kota.get(url).json()
    if nama == "kinerja":
        assert isi["lar"] == {"nilai": "50.00", "kategori": "penundaan", "pembilang": "1.00", "penyebut": "2.00"}
        assert isi["terburuk"] == "penundaan" and isi["register_sesuai"] is True
    else:
        assert isi["total"]["saldo_pokok"] == "4500000.00" and len(isi["pinjaman"]) == 3
    assert kota.get(f"/api/v1/buku/{buku_bkm.pk}/{nama}/").status_code == 404
    assert kota.get(url.replace("2026-03-31", "kemarin")).status_code == 400
    assert klien_api().get(url).status_code == 401


def test_summary_of_the_kelurahan(upk):
    """KEU-166: the dashboard's sums are the portfolio's; an area that lends nothing is unknown, not zero."""
    hitung = ringkasan.ambil("upk").hitung
    hasil = hitung([upk[0].wilayah_id, "32.73.01.1002"], MARET)
    assert hasil == {
        upk[0].wilayah_id: {
            "upk_ksm": 2, "upk_ksm_menunggak": 1, "upk_saldo": 4_500_000, "upk_saldo_menunggak": 2_500_000,
            "upk_saldo_lancar": 2_750_000,
        }
    }  # fmt: skip


def test_institution_is_asked_of_a_bkm(upk):
    """KEU-167: Pengawas, trained staff and statutes are asked where there is a BKM; a body of its own is not asked."""
    buku, *_lain = upk
    assert {f.kode for f in gerbang.capital_findings(buku, MARET)} == {"lar", "par", "rr"}
    from tests.factories.bkm_lembaga import BKMFactory

    BKMFactory(badan=buku.badan, wilayah_id=buku.wilayah_id)
    kode = {f.kode: f.terpenuhi for f in gerbang.capital_findings(buku, MARET)}
    assert (kode["pengawas"], kode["petugas"], kode["ad"]) == (False, False, False)
