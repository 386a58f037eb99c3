"""The grant on its pages and by API: who sees and does what, the same refusals, a constant number of queries."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.menunggu_blm import waiting_for
from keuangan.models import SPPB, BerkasPencairan, Jurnal, LangkahBerkas, PaguBLM
from laporan.models import Berkas
from laporan.sajian import waiting as waiting_papers
from siklus.models import Langkah
from tests.conftest import KELURAHAN, KELURAHAN_LAIN
from tests.factories import siklus as pabrik_siklus
from tests.factories.akun import officer
from tests.factories.bkm_lembaga import living
from tests.factories.blm import (
    HARI,
    PORSI,
    SK,
    TAHUN,
    TANDA,
    allotted,
    body,
    composed,
    drafted,
    five,
    ledger,
    paid,
    passed,
    photo,
    ratified,
    right,
    set_plan,
    signed,
    tranche,
)
from tests.factories.laporan import photo_file
from tests.helpers import api, check_deferred, fresh, kepala_kunci, kunci, masuk
from tests.keuangan.test_blm_berkas import load_numbers

pytestmark = pytest.mark.django_db
JUTA = 1_000_000
API = "/api/v1/"


@pytest.fixture
def sppb(register: Any) -> SPPB:
    """Signed, Rp 250 million of APBN in 60 and 40 percent."""
    return signed()


@pytest.fixture
def sekretaris(register: Any) -> Any:
    """Secretary of the BKM."""
    return officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=body().badan, nama="Wiwin Sekretaris")


def test_pages_by_four_officers(sppb, empat_petugas, sekretaris):
    """UMU-11, UMU-12: own area answers; another kota's officer finds nothing; one without a task is refused."""
    berkas = composed(sppb)
    pagu = PaguBLM.objects.get()
    alamat = [
        reverse("keuangan:kelurahan", args=[KELURAHAN]), reverse("keuangan:blm", args=[KELURAHAN]),
        reverse("keuangan:sppb", args=[sppb.pk]), reverse("keuangan:tahap-blm", args=[tranche(sppb).pk]),
        reverse("keuangan:berkas-pencairan", args=[berkas.pk]),
    ]  # fmt: skip
    daftar = [reverse("keuangan:pagu-daftar"), reverse("keuangan:berkas-pencairan-daftar")]
    for nama, user in {**empat_petugas, "sekretaris": sekretaris}.items():
        klien = masuk(user)
        baik = nama in {"kelurahan", "kota", "sekretaris"}
        for satu in alamat:
            assert klien.get(satu).status_code in ({200} if baik else {403, 404}), (nama, satu)
        for satu in daftar:
            jawab = klien.get(satu)
            assert jawab.status_code == (403 if nama == "tanpa_tugas" else 200), (nama, satu)
            if nama == "kota_lain":
                assert "Sarijadi" not in jawab.content.decode()
        formulir = reverse("keuangan:pagu-transisi", args=[pagu.pk, "gantikan"])
        harap = {"kota": 200, "kota_lain": 404, "tanpa_tugas": 403}.get(nama, 403)
        assert klien.get(formulir).status_code == harap, nama


def test_from_pagu_to_money_by_page(register, petugas_kota, sekretaris, petugas_kelurahan):
    """BLM-01 to BLM-28: the whole way through the forms, each by its own person; a double press books once."""
    blm = reverse("keuangan:blm", args=[KELURAHAN])
    ratified(), set_plan(), ledger(body())

    def kirim(user: Any, alamat: str, **isi: Any) -> Any:
        jawab = masuk(user).post(alamat, kunci(**isi))
        assert jawab.status_code == 302, jawab.context["form"].errors if jawab.context else jawab.content
        return jawab

    sk = {"nomor_sk": SK["nomor_sk"], "tanggal_sk": "15-01-2026"}
    kirim(petugas_kota, f"{blm}pagu/", tahun_anggaran=TAHUN, sumber="apbn", jumlah="250.000.000", **sk)
    pagu = PaguBLM.objects.get()
    kirim(sekretaris, reverse("keuangan:pagu-umumkan", args=[pagu.pk]), tanggal="01-02-2026", tempat="Papan RW 03")
    salah = masuk(sekretaris).post(f"{blm}sppb/baru/", kunci(tahun_anggaran=TAHUN, **{**PORSI, "bop": "2"}))
    assert salah.status_code == 409 and 'value="70"' in salah.content.decode() and not SPPB.objects.exists()
    assert "Porsi berjumlah 99 %." in salah.content.decode()
    kirim(sekretaris, f"{blm}sppb/baru/", tahun_anggaran=TAHUN, swadaya="75.000.000", **PORSI)
    sppb = SPPB.objects.get()
    kirim(
        sekretaris,
        reverse("keuangan:sppb-tanda-tangan", args=[sppb.pk]),
        tanggal="02-03-2026",
        berkas=photo_file(),
        **TANDA,
    )
    lembar = masuk(sekretaris).get(reverse("keuangan:sppb", args=[sppb.pk])).content.decode()
    assert lembar.count(">70 %<") == 1 and "60 %" in lembar and ",00 %" not in lembar
    kirim(sekretaris, reverse("keuangan:berkas-pencairan-baru", args=[tranche(sppb).pk, "apbn"]), tanggal="02-03-2026")
    berkas = BerkasPencairan.objects.get()
    halaman = reverse("keuangan:berkas-pencairan", args=[berkas.pk])
    kode = [k.kode for k in berkas.kertas.all()]
    belum = masuk(sekretaris).get(f"{halaman}serahkan/").content.decode()  # said before the day is typed
    assert "Kertas ini belum ada:" in belum and 'name="tanggal"' not in belum
    kirim(sekretaris, f"{halaman}kertas/", foto_bappd=photo_file(), **{f"ada_{k}": "ya" for k in kode})
    assert berkas.kertas.get(kode="bappd").foto is not None
    kirim(sekretaris, f"{halaman}serahkan/", tanggal="02-03-2026")
    kirim(petugas_kelurahan, f"{halaman}kertas/", **{f"{n}_{k}": "ya" for k in kode for n in ("ada", "benar")})
    kirim(petugas_kelurahan, f"{halaman}transisi/periksa/", tanggal="02-03-2026")
    kirim(petugas_kota, f"{halaman}transisi/verifikasi/", tanggal="03-03-2026", catatan="Sesuai")
    for nama in ("PJOK", "PPK", "Satker"):
        isi = {"nomor": "PP-BLM/01", "sk": "821/2026"} if nama == "PJOK" else {}
        kirim(
            sekretaris,
            f"{halaman}lembar/",
            nama=f"{nama} Rekaan",
            tanggal="04-03-2026",
            foto=photo_file(),
            hasil="lolos",
            **isi,
        )
    kirim(sekretaris, f"{halaman}surat/", nomor_sp2d="0117", tanggal_sp2d="09-03-2026")
    isi = kunci(tanggal="10-03-2026")
    klien = masuk(sekretaris)
    assert [klien.post(f"{halaman}transisi/terima/", isi).status_code for _n in (1, 2)] == [302, 302]
    assert [str(m) for m in klien.get(halaman).context["messages"]] == ["Dana diterima di rekening BKM."]

    check_deferred()
    akhir = BerkasPencairan.objects.get()
    assert (akhir.status, int(akhir.jurnal.jumlah)) == ("cair", 150 * JUTA) and Jurnal.objects.count() == 1
    teks = masuk(petugas_kelurahan).get(halaman).content.decode()
    assert "PJOK Rekaan" in teks and akhir.jurnal.nomor_bukti in teks
    assert "Rp 150.000.000" in masuk(petugas_kelurahan).get(blm).content.decode()


def test_sent_back_from_the_sheet(sppb, sekretaris):
    """BLM-27: the sheet says what is wrong; the file is with the BKM again, and says so."""
    berkas = passed(composed(sppb), "faskel")
    halaman = reverse("keuangan:berkas-pencairan", args=[berkas.pk])
    isi = {"nama": "Kusuma", "tanggal": "02-03-2026", "hasil": "kembali"}
    assert masuk(sekretaris).post(f"{halaman}lembar/", kunci(foto=photo_file(), **isi)).status_code == 400
    jawab = masuk(sekretaris).post(f"{halaman}lembar/", kunci(foto=photo_file(), alasan="Meterai kurang", **isi))
    assert jawab.status_code == 302
    assert "Meterai kurang" in masuk(sekretaris).get(halaman).content.decode()
    assert LangkahBerkas.objects.get(hasil="kembali").langkah == "korkot"


def test_step_forms_are_for_their_officers(sppb, sekretaris, petugas_kelurahan, petugas_kota):
    """BLM-23: buttons only for whose turn it is; the form of another's step is refused."""
    berkas = passed(composed(sppb), "faskel")
    halaman = reverse("keuangan:berkas-pencairan", args=[berkas.pk])
    pjok = officer("pjok", "pjok", "32.73.01")
    for user, ada in ((petugas_kota, True), (petugas_kelurahan, False), (pjok, False), (sekretaris, False)):
        assert ("transisi/verifikasi/" in masuk(user).get(halaman).content.decode()) == ada
    assert masuk(pjok).post(f"{halaman}transisi/verifikasi/", kunci(tanggal="02-03-2026")).status_code == 403
    assert masuk(pjok).get(f"{halaman}lembar/").status_code == 403
    assert masuk(petugas_kota).get(f"{halaman}transisi/terima/").status_code == 200  # says that it is not open
    assert masuk(petugas_kota).post(f"{halaman}transisi/terima/", kunci(tanggal="02-03-2026")).status_code == 403


def test_findings_of_file_and_tranche_lead_on(sppb, sekretaris, petugas_kelurahan):
    """BLM-22, BLM-31: a file not handed over leads its secretary to the hand-over, nobody else; unused money to the groups' money."""
    berkas = composed(sppb, lengkap=False, oleh=sekretaris)
    halaman = reverse("keuangan:berkas-pencairan", args=[berkas.pk])
    for user, ada in ((sekretaris, True), (petugas_kelurahan, False)):
        isi = masuk(user).get(halaman).content.decode()
        assert "Belum: Berkas sudah diserahkan" in isi or "Berkas belum diserahkan" in isi
        assert (f'href="{halaman}serahkan/">Lengkapi' in isi) == ada, user
        assert f'href="{halaman}">Lengkapi' not in isi
    load_numbers()
    paid(right_file(berkas))
    isi = masuk(sekretaris).get(reverse("keuangan:tahap-blm", args=[tranche(sppb, 2).pk])).content.decode()
    assert f'href="{reverse("keuangan:dana-ksm", args=[KELURAHAN])}">Lengkapi' in isi


def right_file(berkas: BerkasPencairan) -> BerkasPencairan:
    """The same file with its papers, handed over."""
    actions.check_kertas(berkas, oleh=SISTEM, kertas={k.kode: {"ada": True} for k in berkas.kertas.all()})
    return actions.hand_over(berkas, oleh=SISTEM, tanggal=HARI)


def test_waiting_for_whose_turn_it_is(sppb, sekretaris):
    """BLM-29: each officer finds the files that wait for that step, and only those."""
    lima = five()
    berkas = composed(sppb, lengkap=False, oleh=sekretaris)

    def tunggu() -> set[str]:
        semua = {**lima, "bkm": sekretaris}
        return {n for n, user in semua.items() if any(str(berkas.pk) in m.tautan for m in waiting_for(fresh(user)))}

    assert tunggu() == {"bkm"}
    actions.check_kertas(berkas, oleh=SISTEM, kertas={k.kode: {"ada": True} for k in berkas.kertas.all()})
    actions.hand_over(berkas, oleh=sekretaris, tanggal=HARI)
    for kode in ("faskel", "korkot", "pjok", "ppk", "satker"):
        assert tunggu() == {kode}
        berkas = passed(BerkasPencairan.objects.get(), kode)
    assert tunggu() == {"bkm"}


def test_photo_of_the_account_book_has_its_place(sppb, sekretaris):
    """BLM-24, DOK-11: filed with the BKM that it shows, so that nobody is asked where it belongs."""
    isi = {
        "bank": "BRI Sarijadi", "alamat_bank": "Jalan Sarijadi 1", "atas_nama": "BKM Mawar", "nomor": "0099-01-000111",
        "dibuka": "2026-01-02", "alasan": "Pindah bank.",
        "foto": photo_file(),
    }  # fmt: skip
    halaman = masuk(sekretaris).post(f"/kelurahan/{KELURAHAN}/keuangan/blm/rekening/", kunci(**isi))
    assert halaman.status_code == 302, halaman.content.decode()
    satu = Berkas.objects.get(slot="buku_rekening")
    assert satu.objek_id == str(body().pk) and waiting_papers(fresh(sekretaris)) == []


def test_a_pagu_tells_the_secretary_what_to_begin(register, petugas_kota):
    """BLM-02, BLM-05, BLM-24: announce, record the account, draw up the agreement; each until it is done, each once."""
    kode = KELURAHAN
    bkm = living(kode).bkm
    sekretaris = officer("sekretaris", "sekretaris_bkm", kode, badan=bkm.badan)

    def tunggu(user: Any = sekretaris) -> list[str]:
        return [m.judul for m in waiting_for(fresh(user))]

    assert tunggu() == []
    allotted(apbn=150 * JUTA, apbd=50 * JUTA, umum=False)
    awal = ["Umumkan pagu APBN 2026", "Susun SPPB 2026", "Catat rekening BKM", "Umumkan pagu APBD 2026"]
    assert tunggu() == awal and tunggu(petugas_kota) == []
    klien = masuk(sekretaris)
    for m in waiting_for(fresh(sekretaris)):
        assert klien.get(m.tautan).status_code == 200, m.judul
    for p in PaguBLM.objects.all():
        actions.publish_pagu(p, oleh=sekretaris, tanggal=date(2026, 2, 1), tempat="Papan RW")
    assert tunggu() == ["Susun SPPB 2026", "Catat rekening BKM"]
    body(kode)
    assert tunggu() == ["Susun SPPB 2026"] and bkm.rekening.exists()
    sppb = drafted()
    assert tunggu() == []
    actions.cancel_sppb(sppb, oleh=sekretaris, alasan="Salah porsi")
    assert tunggu() == ["Susun SPPB 2026"]


def test_stage_that_nobody_opened_says_what_came(sppb, petugas_kelurahan):
    """SIK-145, BLM-26: home and kelurahan say that the tranche is there, though the stage of the grant was not opened."""
    s7 = Langkah.objects.get(siklus__wilayah=KELURAHAN, kode="S7", tahun_siklus=1)
    for x in Langkah.objects.filter(siklus=s7.siklus, tahun_siklus=1, urutan__lt=s7.urutan):
        pabrik_siklus.move(x, "terverifikasi")
    klien = masuk(petugas_kelurahan)
    alamat = ("/", f"/kelurahan/{KELURAHAN}/")
    berkas = composed(sppb)
    for a in alamat:
        assert "BLM belum mulai" in (isi := klien.get(a).content.decode()) and "diterima" not in isi
    paid(berkas)
    for a in alamat:
        isi = klien.get(a).content.decode()
        assert "BLM tahap I diterima" in isi and "BLM belum mulai" not in isi
    paid(composed(sppb, 2))
    for a in alamat:
        assert "BLM tahap II diterima" in klien.get(a).content.decode()


def test_lists_cost_the_same(sppb, petugas_kota, django_assert_num_queries, django_assert_max_num_queries):
    """UMU-14, BLM-29: one file or three, the list asks as many questions; so do the pages of the grant."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(alamat: str) -> int:
        klien = masuk(petugas_kota)
        klien.get(alamat)
        with CaptureQueriesContext(
            connection,
        ) as isi:
            assert klien.get(alamat).status_code == 200
        return len(isi)

    composed(sppb)
    daftar, api_daftar = reverse("keuangan:berkas-pencairan-daftar"), f"{API}berkas-pencairan/"
    blm = reverse("keuangan:blm", args=[KELURAHAN])
    awal = [cost(daftar), cost(blm), cost(reverse("keuangan:pagu-daftar"))]
    composed(sppb, 2)
    lain = signed("32.73.01.1002")
    composed(lain)
    assert [cost(daftar), cost(blm), cost(reverse("keuangan:pagu-daftar"))] == awal
    with CaptureQueriesContext(connection) as isi:
        assert len(api(petugas_kota).get(api_daftar).json()["results"]) == 3
    assert len(isi) <= 6


def test_workbooks(sppb, petugas_kota):
    """UMU-24: both lists leave as workbooks."""
    composed(sppb)
    for nama in ("pagu-daftar", "berkas-pencairan-daftar"):
        jawab = masuk(petugas_kota).get(f"{reverse(f'keuangan:{nama}')}?format=xlsx")
        assert jawab.status_code == 200 and "spreadsheet" in jawab["Content-Type"]


def test_filters(sppb, petugas_kota):
    """BLM-29: by area, year, source, state and whom it waits for."""
    berkas = composed(sppb)
    klien = api(petugas_kota)

    def banyak(**isi: Any) -> int:
        return len(klien.get(f"{API}berkas-pencairan/", isi).json()["results"])

    assert (
        banyak()
        == banyak(wilayah=KELURAHAN)
        == banyak(menunggu="faskel")
        == banyak(status="jalan")
        == banyak(tahun=TAHUN)
        == 1
    )
    assert (
        banyak(wilayah=KELURAHAN_LAIN)
        == banyak(menunggu="korkot")
        == banyak(sumber="apbd")
        == banyak(status="cair")
        == 0
    )
    passed(berkas, "faskel")
    assert banyak(menunggu="korkot") == 1 and banyak(menunggu="faskel") == banyak(menunggu="bkm") == 0


# -- API -----------------------------------------------------------------------------------------------------------------


def test_whole_way_by_api(register, petugas_kota, sekretaris, petugas_kelurahan):
    """BLM-01 to BLM-28: the same through the API, figures as strings, sent twice written once."""
    ratified(), set_plan(), ledger(body())

    def kirim(user: Any, jalur: str, isi: dict[str, Any], harap: int = 200) -> Any:
        jawab = api(user).post(f"{API}{jalur}/", isi, format="json", headers=kepala_kunci())
        assert jawab.status_code == harap, (jalur, jawab.content)
        return jawab.json()

    isi = {"id": str(uuid.uuid4()), "wilayah": KELURAHAN, "tahun_anggaran": TAHUN, "sumber": "apbn", "jumlah": "250000000",
           "nomor_sk": "12/KPTS", "tanggal_sk": "2026-01-15"}  # fmt: skip
    pagu = kirim(petugas_kota, "pagu", isi, 201)
    assert kirim(petugas_kota, "pagu", isi) == pagu and pagu["jumlah"] == "250000000.00"
    kirim(sekretaris, f"pagu/{pagu['id']}/umumkan", {"tanggal": "2026-02-01", "tempat": "Papan"})
    data = {"bkm": str(body().pk), "tahun_anggaran": TAHUN, "porsi": PORSI, "swadaya": "75000000"}
    tolak = kirim(sekretaris, "sppb", {**data, "porsi": {**PORSI, "bop": "4"}}, 409)
    assert tolak["rincian"].get("aturan", tolak.get("aturan")) == "BLM-06" or "BLM-06" in str(tolak)
    sppb = kirim(sekretaris, "sppb", data, 201)
    assert (sppb["swadaya_per_blm"], sppb["swadaya_per_total"]) == ("30.0", "23.1")
    sah = {"tanggal": "2026-03-02", "berkas": str(photo().pk), **TANDA}
    kirim(sekretaris, f"sppb/{sppb['id']}/transisi/tandatangani", sah)
    tahap = sppb["tahap"][0]
    assert api(petugas_kelurahan).get(f"{API}tahap-blm/{tahap['id']}/gerbang/").json()[0]["terpenuhi"]
    berkas = kirim(
        sekretaris, "berkas-pencairan", {"tahap": tahap["id"], "sumber": "apbn", "tanggal": "2026-03-02"}, 201
    )
    jalan = f"berkas-pencairan/{berkas['id']}"
    ada = [{"kode": k["kode"], "ada": True} for k in berkas["kertas"]]
    kirim(sekretaris, f"{jalan}/kertas", {"kertas": ada})
    kirim(sekretaris, f"{jalan}/serahkan", {"tanggal": "2026-03-02"})
    tutup = kirim(petugas_kelurahan, f"{jalan}/transisi/periksa", {"tanggal": "2026-03-02"}, 409)
    assert tutup["kode"] == "gerbang" and {k["aturan"] for k in tutup["rincian"]["kekurangan"]} == {"BLM-22"}
    kirim(petugas_kelurahan, f"{jalan}/kertas", {"kertas": [{**k, "benar": True} for k in ada]})
    kirim(petugas_kelurahan, f"{jalan}/transisi/periksa", {"tanggal": "2026-03-02"})
    kirim(petugas_kota, f"{jalan}/transisi/verifikasi", {"tanggal": "2026-03-03"})
    for kode in ("pjok", "ppk", "satker"):
        lembar = {"langkah": kode, "nama": f"{kode} rekaan", "foto": str(photo().pk), "tanggal": "2026-03-04"}
        kirim(sekretaris, f"{jalan}/lembar", {**lembar, "nomor": "PP/1", "sk": "SK/1"} if kode == "pjok" else lembar)
    kirim(sekretaris, f"{jalan}/surat", {"nomor_sp2d": "0117", "tanggal_sp2d": "2026-03-09"})
    cair = kirim(sekretaris, f"{jalan}/transisi/terima", {"tanggal": "2026-03-10"})
    assert kirim(sekretaris, f"{jalan}/transisi/terima", {"tanggal": "2026-03-10"})["jurnal"] == cair["jurnal"]
    assert (cair["status"], cair["diterima_pada"], cair["menunggu"], cair["hari_menunggu"]) == (
        "cair",
        "2026-03-10",
        "",
        None,
    )
    check_deferred()


def test_api_writes_by_everybody(sppb, empat_petugas, sekretaris):
    """UMU-12: each write by its officers only; out of scope the row does not exist."""
    berkas = right(composed(sppb))
    alamat = {
        f"berkas-pencairan/{berkas.pk}/transisi/periksa": {"kelurahan"},
        f"pagu/{PaguBLM.objects.get().pk}/transisi/gantikan": set(),
        f"sppb/{sppb.pk}/transisi/batalkan": set(),
    }
    isi = {"tanggal": str(HARI), "alasan": "x", "jumlah": "1", "nomor_sk": "x", "tanggal_sk": "2026-01-02"}
    for jalur, boleh in alamat.items():
        for nama, user in {**empat_petugas, "sekretaris": sekretaris}.items():
            jawab = api(user).post(f"{API}{jalur}/", isi, format="json", headers=kepala_kunci())
            if nama in {"kota_lain", "tanpa_tugas"}:
                harap = {404}
            elif nama in boleh:
                harap = {200}
            elif (jalur.startswith("pagu") and nama == "kota") or (jalur.startswith("sppb") and nama == "sekretaris"):
                harap = {409}  # an agreement rests on it, a file lives
            else:
                harap = {403, 409}
            assert jawab.status_code in harap, (jalur, nama, jawab.content)
            assert nama in boleh or jawab.status_code != 200


# -- import --------------------------------------------------------------------------------------------------------------


def rows(*isi: tuple[Any, ...]) -> Any:
    """A sheet of allocations."""
    from inti.xlsx import BarisImpor
    from keuangan.impor_pagu import KOLOM

    kolom = [k.kode for k in KOLOM]
    return [BarisImpor(n, dict(zip(kolom, baris, strict=True)), uuid.uuid4()) for n, baris in enumerate(isi, 2)]


def test_import_of_the_official_list(register, petugas_kota):
    """BLM-01, BLM-03: new, same, changed with reason; outside the area, twice, unknown or without reason is said by row."""
    from keuangan.impor_pagu import import_pagu, plan_pagu

    sk = ("12/KPTS", date(2026, 1, 15))
    satu = rows((KELURAHAN, 2026, "APBN", 250_000_000, *sk, ""), ("32.73.01.1002", 2026, "apbd", 50_000_000, *sk, ""))
    assert [b.keadaan for b in plan_pagu(satu, "32.73", petugas_kota).baris] == ["baru", "baru"]
    assert import_pagu(satu, "32.73", oleh=petugas_kota, sumber="") == {"baru": 2, "berubah": 0, "sama": 0}
    assert [b.keadaan for b in plan_pagu(satu, "32.73", petugas_kota).baris] == ["sama", "sama"]
    ganti = rows((KELURAHAN, 2026, "APBN", 240_000_000, *sk, "Revisi DIPA"))
    rencana = plan_pagu(ganti, "32.73", petugas_kota)
    assert rencana.baris[0].keadaan == "berubah" and "Rp 250.000.000" in rencana.baris[0].ringkas
    assert import_pagu(ganti, "32.73", oleh=petugas_kota, sumber="")["berubah"] == 1
    salah = rows(
        (KELURAHAN_LAIN, 2026, "APBN", 1, *sk, ""), ("32.73.01", 2026, "APBN", 1, *sk, ""), (KELURAHAN, 26, "APBN", 1, *sk, ""),
        (KELURAHAN, 2026, "BLN", 1, *sk, ""), (KELURAHAN, 2026, "APBD", 0, *sk, ""), (KELURAHAN, 2026, "APBN", 5, *sk, ""),
        ("32.73.01.1002", 2026, "apbd", 50_000_000, *sk, ""), ("32.73.01.1002", 2026, "APBD", 50_000_000, *sk, ""),
    )  # fmt: skip
    assert [g.nomor for g in plan_pagu(salah, "32.73", petugas_kota).galat] == [2, 3, 4, 5, 6, 7, 9]
    assert PaguBLM.objects.filter(status="diganti").count() == 1


def test_import_page(petugas_kota, petugas_kelurahan):
    """BLM-01: the way in by workbook, for who keeps allocations."""
    alamat = reverse("inti:impor", args=["keuangan.pagu", "32.73"])
    assert masuk(petugas_kota).get(alamat).status_code == 200
    assert masuk(petugas_kelurahan).get(alamat).status_code in {403, 404}
    assert alamat in masuk(petugas_kota).get(reverse("keuangan:pagu-daftar")).content.decode()


def test_papers_of_the_area_by_page(petugas_kota, petugas_kelurahan):
    """BLM-21: the Korkot sets the papers of a year on one sheet."""
    from keuangan.kertas_blm import papers_for

    alamat = reverse("keuangan:kertas-blm", args=["32.73"])
    assert masuk(petugas_kelurahan).get(alamat).status_code in {403, 404}
    assert "BAPPD" in masuk(petugas_kota).get(alamat).content.decode()
    isi = kunci(tahun_anggaran=TAHUN, nama_0="SPPB asli", tahap_0="0", wajib_0="on", nama_1="KTP", tahap_1="2")
    assert masuk(petugas_kota).post(alamat, isi).status_code == 302
    assert [(k.kode, k.wajib) for k in papers_for(KELURAHAN, TAHUN, 2)] == [("sppb-asli", True), ("ktp", False)]


def test_account_and_letters_by_page(sppb, sekretaris, petugas_kota):
    """BLM-24, BLM-33: the account with its photo; a letter only where a KSM is late."""
    alamat = reverse("keuangan:rekening-bkm", args=[KELURAHAN])
    isi = {"bank": "BRI", "alamat_bank": "Dago", "atas_nama": "BKM", "nomor": "0455-88", "dibuka": "02-02-2026"}
    assert masuk(sekretaris).post(alamat, kunci(**isi)).status_code == 400
    jawab = masuk(sekretaris).post(alamat, kunci(alasan="Pindah", foto=photo_file(), **isi))
    assert jawab.status_code == 302 and sppb.bkm.rekening.get(ditutup__isnull=True).berkas is not None
    tahap = tranche(sppb)
    assert (
        reverse("keuangan:dispensasi-lpj", args=[tahap.pk])
        not in masuk(petugas_kota).get(reverse("keuangan:tahap-blm", args=[tahap.pk])).content.decode()
    )


def test_draft_drawn_up_again_and_cancelled_by_page(register, sekretaris):
    """BLM-08, BLM-09: a draft changes, a cancelled one stays with its reason."""
    sppb = drafted()
    halaman = reverse("keuangan:sppb", args=[sppb.pk])
    assert "70" in masuk(sekretaris).get(f"{halaman}ubah/").content.decode()
    isi = {"lingkungan": "80", "ekonomi": "8", "sosial": "7", "bop": "5"}
    assert masuk(sekretaris).post(f"{halaman}ubah/", kunci(**isi)).status_code == 302
    assert int(sppb.porsi.get(bidang="lingkungan").jumlah) == 200 * JUTA
    assert masuk(sekretaris).post(f"{halaman}transisi/batalkan/", kunci(alasan="Keliru")).status_code == 302
    assert SPPB.objects.get().alasan == "Keliru"
    assert allotted() and masuk(sekretaris).get(halaman).status_code == 200


def test_free_grant_leads_to_the_file(sppb, sekretaris):
    """BLM-28, KEU-199: where an agreement is signed, the event of the grant leads to the files."""
    buku = ledger(sppb.bkm)
    teks = masuk(sekretaris).get(reverse("keuangan:bukti-pilih", args=[buku.pk])).content.decode()
    assert reverse("keuangan:blm", args=[KELURAHAN]) in teks
