"""Pages and endpoints of groups' money: the phone's book, RPD, accounts, misuse; four officers; what is typed is kept."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.errors import AturanDilanggar
from inti.transitions import findings
from keuangan import actions
from keuangan.actions import Dana
from keuangan.menunggu_lpj import waiting_for
from keuangan.models import LPJBKM, LPJKSM, RPD, BelanjaKSM, Penyelewengan, UpahKSM
from keuangan.periksa import wrong_rows
from keuangan.queries_lpj import late_accounts
from keuangan.queries_rpd import ledger_of
from keuangan.ringkasan_lpj import measure
from ksm.models import BarisBAPPUK, Usulan
from tests.factories import lpj as pabrik
from tests.factories.ksm import KSMFactory
from tests.factories.laporan import photo_file
from tests.factories.lpj import JUTA, accepted, asked, bought, contracted, crew, day, granted, handed_in, paid
from tests.helpers import api, check_deferred, kepala_kunci, masuk
from tests.keuangan.test_rpd import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """Works under contract: 6 million BLM."""
    return contracted()


@pytest.fixture
def orang(usulan: Usulan) -> dict[str, Any]:
    """Who handles its money."""
    return crew(usulan)


def enter(_client: Any, siapa: Any) -> Any:
    """The browser of one officer."""
    return masuk(siapa)


def send(client: Any, alamat: str, **isi: Any) -> Any:
    """A form of ours, with its key."""
    return client.post(alamat, {"kunci": str(uuid.uuid4()), **isi})


def image(nama: str = "nota.jpg", isi: bytes | None = None) -> SimpleUploadedFile:
    """A small photo, or what only calls itself one."""
    return SimpleUploadedFile(nama, isi, content_type="image/jpeg") if isi is not None else photo_file()


def test_treasurer_on_the_phone(client, usulan, orang):
    """LPJ-01, RPD-12: the book shows what is left; a purchase with its photo is written in one form; a bad one keeps its words."""
    paid(usulan, orang)
    c = enter(client, orang["bendahara"])
    assert usulan.judul in c.get("/keuangan/buku-ksm/").content.decode()
    dasar = f"/keuangan/buku-ksm/{usulan.pk}/"
    halaman = c.get(dasar).content.decode()
    assert "3.000.000" in halaman and "Catat belanja" in halaman
    isi = {"uraian": "Semen 10 zak", "jumlah": "750.000", "tanggal": day(3).isoformat(), "toko": "Toko Maju"}
    buruk = send(c, f"{dasar}belanja/", **isi | {"jumlah": "tujuh"})
    assert buruk.status_code == 400 and "Semen 10 zak" in buruk.content.decode()
    palsu = send(c, f"{dasar}belanja/", **isi, foto=image(isi=b"<html>bukan foto</html>"))
    assert palsu.status_code == 400 and "Semen 10 zak" in palsu.content.decode() and not BelanjaKSM.objects.exists()
    assert send(c, f"{dasar}belanja/", **isi, foto=image()).status_code == 302
    b = BelanjaKSM.objects.get()
    assert b.jumlah == 750_000 and b.nota is not None and b.nota.badan_id == usulan.ksm.badan_id
    jawab = send(
        c, f"{dasar}upah/", minggu=day(8).isoformat(), pekerja_l="3", pekerja_p="2", hok="12,5", jumlah="900.000"
    )
    assert jawab.status_code == 302 and UpahKSM.objects.get().hok == 12.5
    halaman = c.get(dasar).content.decode()
    assert "1.350.000" in halaman and "belum punya foto nota" in halaman
    assert "Belanja melebihi" not in halaman
    assert "Sisa uang di KSM Rp 1.350.000." in c.get(f"{dasar}belanja/").content.decode()
    assert send(c, f"{dasar}belanja/", **isi | {"uraian": "Pasir", "jumlah": "1.350.001"}).status_code == 302
    assert "Belanja melebihi uang yang diterima." in c.get(dasar).content.decode()  # own money is allowed, and said
    pasir = BelanjaKSM.objects.get(uraian="Pasir")
    batal = f"/keuangan/catatan-ksm/belanja/{pasir.pk}/transisi/batalkan/"
    assert "Pasir · Rp 1.350.001" in c.get(batal).content.decode()
    assert send(c, batal, alasan="Salah tulis").status_code == 302
    upah = UpahKSM.objects.get()
    assert send(c, f"/keuangan/catatan-ksm/upah/{upah.pk}/foto/", foto=image()).status_code == 302
    assert send(c, f"/keuangan/catatan-ksm/belanja/{b.pk}/transisi/batalkan/", alasan="Ganda").status_code == 302
    assert now(usulan) and not BelanjaKSM.objects.exclude(status="batal").exists()


def test_rpd_by_page(client, usulan, orang):
    """RPD-01, RPD-04, RPD-07: written, handed in, approved, paid by page; the second press changes nothing."""
    granted()
    c = enter(client, orang["bendahara"])
    semen = usulan.barisrab.get(uraian="Semen")
    isi = {f"baris_{semen.pk}": "3.000.000", "berkas": str(granted().pk), "tanggal": day(5).isoformat()}
    assert c.get(f"/keuangan/buku-ksm/{usulan.pk}/rpd/").status_code == 200
    kosong = send(c, f"/keuangan/buku-ksm/{usulan.pk}/rpd/", **isi | {f"baris_{semen.pk}": ""})
    assert kosong.status_code == 400
    lebih = send(c, f"/keuangan/buku-ksm/{usulan.pk}/rpd/", **isi | {f"baris_{semen.pk}": "99.000.000"})
    assert lebih.status_code == 400 and "Jumlahnya Rp 99.000.000" in lebih.content.decode()
    assert "99.000.000" in lebih.context["form"][f"baris_{semen.pk}"].value() and not RPD.objects.exists()
    assert send(c, f"/keuangan/buku-ksm/{usulan.pk}/rpd/", **isi).status_code == 302
    rpd = RPD.objects.get()
    alamat = f"/keuangan/rpd/{rpd.pk}/"
    assert c.get(alamat).status_code == 200 and c.get(f"{alamat}ubah/").status_code == 200
    assert send(c, f"{alamat}transisi/ajukan/", alasan="").status_code == 302
    assert send(c, f"{alamat}transisi/setujui/", tanggal=day(4).isoformat()).status_code == 403
    assert "Menunggu Koordinator BKM menyetujuinya." in c.get(alamat).content.decode()
    c = enter(client, orang["koordinator"])
    assert [m.judul for m in waiting_for(orang["koordinator"])] == ["Setujui RPD 1"]
    assert send(c, f"{alamat}transisi/setujui/", tanggal=day(4).isoformat()).status_code == 302
    c = enter(client, orang["sekretaris"])
    bayar = {"tanggal": day(3).isoformat(), "lewat": "bank", "penerima": "", "kunci": str(uuid.uuid4())}
    assert "RPD 1 · Rp 3.000.000" in c.get(f"{alamat}transisi/bayarkan/").content.decode()  # what is paid is said there
    assert [c.post(f"{alamat}transisi/bayarkan/", bayar).status_code for _i in range(2)] == [302, 302]
    rpd = RPD.objects.get()
    assert rpd.status == "dibayar" and rpd.penerima_nama == "Cucu Cahyati"
    assert c.get(alamat).status_code == 200 and wrong_rows() == []


def test_account_by_page(client, usulan, orang):
    """LPJ-03, LPJ-06, LPJ-07, LPJ-08: from the book to acceptance by page."""
    rpd = paid(usulan, orang)
    bought(usulan, 2 * JUTA, oleh=orang["bendahara"])
    c = enter(client, orang["bendahara"])
    isi = {"tanggal": day(9).isoformat(), "kk": "40", "kk_miskin": "12"}
    assert c.get(f"/keuangan/rpd/{rpd.pk}/lpj/").status_code == 200
    salah = send(c, f"/keuangan/rpd/{rpd.pk}/lpj/", **isi | {"kk_miskin": "50"})
    assert salah.status_code == 400
    assert send(c, f"/keuangan/rpd/{rpd.pk}/lpj/", **isi).status_code == 302
    lpj = LPJKSM.objects.get()
    alamat = f"/keuangan/lpj-ksm/{lpj.pk}/"
    assert "1.000.000" in c.get(alamat).content.decode() and c.get(f"{alamat}ubah/").status_code == 200
    assert send(c, f"{alamat}transisi/ajukan/", tanggal=day(8).isoformat()).status_code == 302
    buku = c.get(f"/keuangan/buku-ksm/{usulan.pk}/").content.decode()  # what the account locks is not offered
    assert "sudah masuk LPJ" in buku and "transisi/batalkan" not in buku and "/foto/" not in buku
    assert [m.judul for m in waiting_for(orang["upl"])] == ["Periksa LPJ termin 1"]
    c = enter(client, orang["upl"])
    assert send(c, f"{alamat}transisi/periksa/", tanggal=day(7).isoformat()).status_code == 302
    c = enter(client, orang["koordinator"])
    assert send(c, f"{alamat}transisi/terima/", tanggal=day(5).isoformat()).status_code == 409
    assert "Menunggu sisa dana: KSM mengembalikannya" in c.get(alamat).content.decode()
    assert send(c, f"{alamat}sisa/", tanggal=day(6).isoformat(), lewat="bank").status_code == 403
    c = enter(client, orang["sekretaris"])
    assert f"Rp {lpj.sisa / 1_000_000:.0f}.000.000" in c.get(f"{alamat}sisa/").content.decode()
    assert send(c, f"{alamat}sisa/", tanggal=day(6).isoformat(), lewat="bank").status_code == 302
    c = enter(client, orang["koordinator"])
    assert send(c, f"{alamat}transisi/terima/", tanggal=day(5).isoformat()).status_code == 302
    assert c.get(alamat).status_code == 200 and wrong_rows() == []
    tahap = rpd.berkas_pencairan.tahap
    assert c.get(f"/keuangan/tahap-blm/{tahap.pk}/lpj/").status_code == 200
    assert send(c, f"/keuangan/tahap-blm/{tahap.pk}/lpj/", tanggal=day(1).isoformat()).status_code == 302
    bkm = LPJBKM.objects.get()
    assert usulan.ksm.nama in c.get(f"/keuangan/lpj-bkm/{bkm.pk}/").content.decode()
    assert send(c, f"/keuangan/lpj-bkm/{bkm.pk}/transisi/batalkan/", alasan="Terlalu awal").status_code == 302


def test_steps_say_what_happened(client, usulan, orang):
    """UMU-03: after a step the page says what happened in the words of the trail, not only that something was saved."""
    rpd = pabrik.asked(usulan, oleh=orang["bendahara"])
    c, alamat = enter(client, orang["bendahara"]), f"/keuangan/rpd/{rpd.pk}/"
    jawab = send(c, f"{alamat}transisi/ajukan/", alasan="")
    assert [str(m) for m in c.get(jawab.url).context["messages"]] == ["RPD diajukan."]
    c = enter(client, orang["koordinator"])
    jawab = send(c, f"{alamat}transisi/setujui/", tanggal=day(4).isoformat())
    assert [str(m) for m in c.get(jawab.url).context["messages"]] == ["RPD disetujui."]


def test_misuse_by_page(client, usulan, orang):
    """SLW-01, SLW-03, SLW-06: reported, listed with the share that leaked, recovered; XLSX."""
    granted()
    c = enter(client, orang["sekretaris"])
    baru = f"/kelurahan/{usulan.wilayah_id}/keuangan/penyelewengan/baru/"
    isi = {
        "tempat": "ksm", "ksm": str(usulan.ksm_id), "jumlah": "500.000", "tahun_dana": "2026", "pelaku": "pengurus_ksm",
        "ditemukan": day(2).isoformat(), "lewat": "pengaduan", "uraian": "Semen dijual lagi.",
    }  # fmt: skip
    assert c.get(baru).status_code == 200
    assert send(c, baru, **isi | {"ksm": ""}).status_code == 400
    assert send(c, baru, **isi).status_code == 302
    kasus = Penyelewengan.objects.get()
    daftar = c.get("/keuangan/penyelewengan/").content.decode()
    assert "0,33" in daftar and usulan.ksm.nama in daftar
    assert c.get("/keuangan/penyelewengan/?format=xlsx").status_code == 200
    alamat = f"/keuangan/penyelewengan/{kasus.pk}/"
    assert "Menahan dana baru" in c.get(alamat).content.decode()
    assert send(c, f"{alamat}transisi/buktikan/", alasan="Mengaku").status_code == 302
    assert (
        send(c, f"{alamat}pulih/", tanggal=day(1).isoformat(), jumlah="500.000", keterangan="Setor").status_code == 302
    )
    assert Penyelewengan.objects.get().status == "selesai"
    assert send(c, f"{alamat}lepas/", dasar="x", tanggal=day(0).isoformat()).status_code == 403


def pages(usulan: Usulan, rpd: RPD, lpj: LPJKSM, kasus: Penyelewengan) -> list[str]:
    """Every page of one group's money."""
    return [
        f"/keuangan/buku-ksm/{usulan.pk}/", f"/keuangan/rpd/{rpd.pk}/", f"/keuangan/lpj-ksm/{lpj.pk}/",
        f"/kelurahan/{usulan.wilayah_id}/keuangan/dana-ksm/", f"/keuangan/penyelewengan/{kasus.pk}/",
    ]  # fmt: skip


def test_four_officers(client, usulan, orang, petugas_kelurahan, petugas_kota, petugas_kota_lain, petugas_tanpa_tugas):
    """UMU-06: own kelurahan and kota see all pages; another kota and no duty see none; lists stay empty."""
    rpd = paid(usulan, orang)
    lpj = handed_in(rpd, orang)
    kasus = pabrik.reported(ksm=usulan.ksm)
    semua = pages(usulan, rpd, lpj, kasus)
    for siapa in (petugas_kelurahan, petugas_kota, orang["sekretaris"], orang["koordinator"]):
        c = enter(client, siapa)
        assert {a: c.get(a).status_code for a in semua} == dict.fromkeys(semua, 200), siapa
    c = enter(client, petugas_kota_lain)
    assert {c.get(a).status_code for a in semua} == {404}
    for daftar in ("rpd", "lpj-ksm", "penyelewengan"):
        assert usulan.ksm.nama not in c.get(f"/keuangan/{daftar}/").content.decode()
    c = enter(client, petugas_tanpa_tugas)
    assert {c.get(a).status_code for a in semua} <= {403, 404}
    c = enter(client, orang["bendahara"])
    assert [c.get(a).status_code for a in semua[:3]] == [200, 200, 200] and c.get(semua[4]).status_code in (403, 404)
    lain = contracted()
    assert c.get(f"/keuangan/buku-ksm/{lain.pk}/").status_code == 404


def test_wage_sheet_is_printed_from_the_book(client, usulan, orang, petugas_kota_lain):
    """LPJ-18: the sheet stands beside the book's own paper, for whoever may print that; another kota finds nothing."""
    buku, minta = f"/keuangan/buku-ksm/{usulan.pk}/", "/dokumen/minta/{}/" + f"{usulan.pk}/"
    for nama in ("sekretaris", "bendahara"):
        html = enter(client, orang[nama]).get(buku).content.decode()
        assert (minta.format("upah_ksm") in html) is (minta.format("buku_ksm") in html), nama
    c = enter(client, orang["sekretaris"])
    assert minta.format("upah_ksm") in c.get(buku).content.decode()
    assert c.get(minta.format("upah_ksm")).status_code == 200
    assert enter(client, petugas_kota_lain).get(minta.format("upah_ksm")).status_code == 404


@pytest.mark.parametrize(
    "daftar", ["/keuangan/rpd/", "/keuangan/lpj-ksm/", "/keuangan/penyelewengan/", "/keuangan/buku-ksm/"]
)
def test_lists_take_a_constant_number_of_queries(client, usulan, orang, daftar):
    """UMU-11: one row or three, the list asks as often."""
    handed_in(paid(usulan, orang), orang)
    pabrik.reported(ksm=usulan.ksm)
    c = enter(client, orang["sekretaris"])
    c.get(daftar)
    with CaptureQueriesContext(connection) as satu:
        c.get(daftar)
    for _i in range(2):
        u = contracted()
        handed_in(paid(u, orang), orang)
        pabrik.reported(ksm=u.ksm)
    with CaptureQueriesContext(connection) as tiga:
        assert c.get(daftar).status_code == 200
    assert len(tiga) == len(satu)


def test_api(usulan, orang, petugas_kota_lain):
    """UMU-05, RPD-01, RPD-07, LPJ-01, LPJ-03: written and moved by API, once per key; filters as on the page; another group's is 404."""
    c = api(orang["bendahara"])
    semen = usulan.barisrab.get(uraian="Semen")
    isi = {
        "usulan": str(usulan.pk), "berkas_pencairan": str(granted().pk), "tanggal": day(5).isoformat(),
        "baris": [{"baris_rab": str(semen.pk), "jumlah": "3000000.00"}],
    }  # fmt: skip
    assert c.post("/api/v1/rpd/", isi, format="json").status_code in (400, 422, 428)
    kunci = {"headers": kepala_kunci()}
    pertama = c.post("/api/v1/rpd/", isi, format="json", **kunci)
    assert pertama.status_code == 201, pertama.content
    assert c.post("/api/v1/rpd/", isi, format="json", **kunci).status_code == 201 and RPD.objects.count() == 1
    pk = pertama.json()["id"]

    def step(nama: str, siapa: Any, **data: Any) -> Any:
        return api(siapa).post(f"/api/v1/rpd/{pk}/transisi/{nama}/", data, format="json", headers=kepala_kunci())

    assert step("ajukan", orang["bendahara"]).status_code == 200
    assert step("setujui", orang["koordinator"], tanggal=day(4).isoformat()).status_code == 200
    jawab = step("bayarkan", orang["sekretaris"], tanggal=day(3).isoformat(), lewat="bank", penerima="")
    assert jawab.status_code == 200, jawab.content
    beli = {
        "usulan": str(usulan.pk), "tanggal": day(2).isoformat(), "uraian": "Semen", "jumlah": "3000000.00",
    }  # fmt: skip
    jawab = c.post("/api/v1/belanja-ksm/", beli, format="json", headers=kepala_kunci())
    assert jawab.status_code == 201, jawab.content
    jawab = c.post("/api/v1/lpj/", {"rpd": pk, "kk": 3, "kk_miskin": 2}, format="json", headers=kepala_kunci())
    assert jawab.status_code == 201 and jawab.json()["belanja"] == "3000000.00", jawab.content
    daftar = c.get("/api/v1/rpd/?status=dibayar").json()
    assert [r["id"] for r in next(v for v in daftar.values() if isinstance(v, list))] == [pk]
    assert api(petugas_kota_lain).get(f"/api/v1/rpd/{pk}/").status_code == 404
    kasus = {
        "wilayah": usulan.wilayah_id, "tempat": "ksm", "ksm": str(usulan.ksm_id), "tahun_dana": 2026, "jumlah": "500000.00",
        "pelaku": "pengurus_ksm", "ditemukan": day(1).isoformat(), "lewat": "audit", "uraian": "Nota ganda.",
    }  # fmt: skip
    jawab = api(orang["faskel"]).post("/api/v1/penyelewengan/", kasus, format="json", headers=kepala_kunci())
    assert jawab.status_code == 201 and jawab.json()["tertahan"] is True, jawab.content


def test_summary(usulan, orang):
    """LPJ-12: RPD paid, accounts due, late and accepted by kelurahan on a day."""
    rpd = paid(usulan, orang, lalu=45)
    kini = measure([usulan.wilayah_id], day(0))[usulan.wilayah_id]
    assert (kini["rpd_dibayar"], kini["lpj_belum"], kini["lpj_terlambat"], kini["lpj_diterima"]) == (1, 1, 1, 0)
    assert measure([usulan.wilayah_id], day(40))[usulan.wilayah_id]["lpj_terlambat"] == 0
    accepted(rpd, orang)
    kini = measure([usulan.wilayah_id], day(0))[usulan.wilayah_id]
    assert (kini["lpj_belum"], kini["lpj_terlambat"], kini["lpj_diterima_rp"]) == (0, 0, 3 * JUTA)


def test_waiting(usulan, orang):
    """LPJ-12: the treasurer and the secretary hear of a late account; the payer of an approved RPD."""
    paid(usulan, orang, lalu=45)
    for siapa in ("bendahara", "sekretaris"):
        assert "LPJ RPD 1 terlambat" in [m.judul for m in waiting_for(orang[siapa])]
    lain = contracted()
    pabrik.approved(lain, orang)
    assert "Bayar RPD 1" in [m.judul for m in waiting_for(orang["sekretaris"])]
    assert waiting_for(orang["faskel"]) == []


def missing(baris: Any, nama: str) -> dict[str, tuple[str, str]]:
    """Of a step what is missing: rule -> sentence, link."""
    return {k.aturan: (str(k.pesan), k.tautan) for k in findings(baris, nama) if not k.terpenuhi}


def test_findings_say_what_to_do_and_lead_there(usulan, orang):
    """RPD-05, RPD-08, LPJ-03, LPJ-08, LPJ-10: what fails reads as a lack with its remedy; no link leads to the page it stands on."""
    rpd = paid(usulan, orang)
    lebih = pabrik.asked(usulan, jumlah={"Semen": 500_000, "Pasir": 2_500_000}, oleh=orang["bendahara"])
    actions.revise_rpd(lebih, oleh=orang["bendahara"], berkas=granted(), baris={
        b.pk: 2 * JUTA for b in usulan.barisrab.filter(blm__gt=0)
    })  # fmt: skip
    pesan, tautan = missing(RPD.objects.get(pk=lebih.pk), "ajukan")["RPD-05"]
    assert "lebih besar dari sisa BLM perjanjian Rp 3.000.000. Kurangi barisnya." in pesan.replace("\xa0", " ")
    assert tautan == f"/keuangan/rpd/{lebih.pk}/ubah/"
    c = masuk(orang["bendahara"])
    halaman = c.get(f"/keuangan/rpd/{lebih.pk}/").content.decode()
    assert f'href="{tautan}">Lengkapi' in halaman and c.get(tautan).status_code == 200
    assert "Lengkapi" not in masuk(orang["koordinator"]).get(f"/keuangan/rpd/{lebih.pk}/").content.decode()

    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(10), kk=40, kk_miskin=12, akhir=True)
    pesan, tautan = missing(lpj, "ajukan")["LPJ-10"]
    assert "RPD 2 belum selesai (draf)" in pesan and tautan == f"/keuangan/rpd/{lebih.pk}/"
    pesan, _tautan = missing(rpd, "urungkan_bayar")["RPD-08"]
    assert "sudah punya LPJ (draf). Batalkan dulu" in pesan
    bought(usulan, JUTA, oleh=orang["bendahara"])
    pesan, tautan = missing(lpj, "ajukan")["LPJ-03"]
    assert "susun ulang" in pesan and tautan == f"/keuangan/lpj-ksm/{lpj.pk}/ubah/" and c.get(tautan).status_code == 200


def test_account_waits_for_who_still_has_the_money(usulan, orang):
    """LPJ-08, LPJ-12: while the rest is with the group, its treasurer and who takes it back are next, not the coordinator."""
    lpj = actions.check_lpj(handed_in(paid(usulan, orang), orang, belanja=2 * JUTA), oleh=orang["upl"], tanggal=day(8))

    def waits(siapa: str) -> list[str]:
        return [m.judul for m in waiting_for(orang[siapa])]

    assert waits("bendahara") == ["Kembalikan sisa dana LPJ termin 1 ke BKM"]
    assert waits("sekretaris") == ["Terima sisa dana LPJ termin 1"]
    assert waits("koordinator") == []
    actions.return_rest(lpj, oleh=orang["sekretaris"], tanggal=day(7), lewat="bank")
    assert (waits("bendahara"), waits("sekretaris"), waits("koordinator")) == ([], [], ["Terima LPJ termin 1"])


def test_what_came_back_waits_for_the_group(usulan, orang):
    """LPJ-12: a returned RPD or account is the group's turn again, once for each."""
    rpd = actions.submit_rpd(pabrik.asked(usulan, oleh=orang["bendahara"]), oleh=orang["bendahara"])
    assert waiting_for(orang["bendahara"]) == []
    actions.return_rpd(rpd, oleh=orang["koordinator"], alasan="Kurangi pasir")
    assert [m.judul for m in waiting_for(orang["bendahara"])] == ["Perbaiki RPD 1"]
    lain = contracted(ksm=usulan.ksm)
    lpj = handed_in(paid(lain, orang, lalu=45), orang)
    actions.return_lpj(lpj, oleh=orang["upl"], alasan="Nota kurang")
    assert {m.judul for m in waiting_for(orang["bendahara"])} == {"Perbaiki RPD 1", "Perbaiki LPJ termin 1"}


def test_the_book_is_checked(usulan, orang):
    """RPD-07, LPJ-07: the check of the books finds nothing wrong in a whole way, and sees a row that was forced."""
    rpd = paid(usulan, orang)
    accepted(rpd, orang, belanja=2 * JUTA)
    assert wrong_rows() == []
    check_deferred()
    with connection.cursor() as kursor:
        kursor.execute("ALTER TABLE keuangan_rpd DISABLE TRIGGER USER")
        kursor.execute("UPDATE keuangan_rpd SET jumlah = jumlah + 1 WHERE id = %s", [rpd.pk])
    check_deferred()
    with connection.cursor() as kursor:
        kursor.execute("ALTER TABLE keuangan_rpd ENABLE TRIGGER USER")
    assert str(rpd.pk) in str(wrong_rows())


def test_money_paid_without_rpd_is_listed(client, usulan, orang):
    """BLM-32, RPD-12: what the gate of the next tranche counts stands on the page that it leads to, with what is still owed."""
    paid(usulan, orang)
    file = granted()
    buku, tahun = ledger_of(file), file.tahap.sppb.tahun_anggaran
    lama, lunas = KSMFactory(nama="Bina Lama"), KSMFactory(nama="Bina Lunas")

    def book(peristiwa: str, ksm: Any, jumlah: int, lalu: int, **isi: Any) -> None:
        dana = Dana("blm_apbn", tahun, 1, ksm=ksm)
        actions.record_peristiwa(
            buku, peristiwa, oleh=orang["sekretaris"], tanggal=day(lalu), jumlah=jumlah, dana=dana, **isi
        )

    for ksm in (lama, lunas):
        book("bayar_ksm", ksm, 9 * JUTA, 30, lewat="bank")
    book("sisa_ksm", lama, 2 * JUTA, 20, lewat="bank")
    book("lpj_diterima", lunas, 9 * JUTA, 20, akun="21110")

    c = enter(client, orang["koordinator"])
    alamat = {x.ksm: x.alamat for x in late_accounts(file.tahap.sppb, 2)}
    assert alamat["Bina Lama"] == f"/kelurahan/{usulan.wilayah_id}/keuangan/dana-ksm/" and "Bina Lunas" not in alamat
    halaman = c.get(alamat["Bina Lama"]).content.decode()
    muka = halaman.split("Uang muka tanpa RPD")[-1]
    assert "Bina Lama" in muka and "9.000.000" in muka and "7.000.000" in muka
    assert "Bina Lunas" not in halaman and usulan.ksm.nama not in muka
    milik = enter(client, orang["bendahara"]).get(alamat["Bina Lama"])
    assert milik.status_code == 404 or "Bina Lama" not in milik.content.decode()


def test_signed_sheets_by_page(client, usulan, orang, petugas_kota_lain):
    """RPD-14, LPJ-17: nobody but the secretary logs in; each signature is a name with the photo of its sheet."""
    s, c = orang["sekretaris"], enter(client, orang["sekretaris"])
    rpd = actions.submit_rpd(asked(usulan, oleh=orang["bendahara"]), oleh=orang["bendahara"])
    alamat = f"/keuangan/rpd/{rpd.pk}/"
    isi = {"tanggal": day(30).isoformat(), "hasil": "lolos", "nama": "Bendahara  rekaan"}
    assert f"{alamat}lembar/" in c.get(alamat).content.decode()
    assert "menyusun sendiri" in send(c, f"{alamat}lembar/", **isi, foto=image()).content.decode()
    assert send(c, f"{alamat}lembar/", **isi | {"nama": "Dedi"}).status_code == 400  # without its photo
    assert send(c, f"{alamat}lembar/", **isi | {"nama": "Dedi"}, foto=image()).status_code == 302
    rpd = RPD.objects.select_related("usulan").get(pk=rpd.pk)
    assert (rpd.status, rpd.disetujui_oleh_nama, rpd.disetujui_oleh_id) == ("disetujui", "Dedi", None)
    halaman = c.get(alamat).content.decode()
    assert f"/berkas/{rpd.disetujui_lembar_id}/" in halaman and "Dicatat dari lembar RPD" in halaman
    assert enter(client, petugas_kota_lain).get(f"{alamat}lembar/").status_code == 404
    assert enter(client, orang["bendahara"]).get(f"{alamat}lembar/").status_code == 403

    c = enter(client, s)
    rpd = actions.pay_rpd(rpd, oleh=s, tanggal=day(20), lewat="bank")
    bought(rpd.usulan, int(rpd.jumlah), oleh=orang["bendahara"])
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(10), kk=40, kk_miskin=12)
    lpj = actions.submit_lpj(lpj, oleh=orang["bendahara"], tanggal=day(9))
    alamat = f"/keuangan/lpj-ksm/{lpj.pk}/"
    tolak = {"tanggal": day(8).isoformat(), "hasil": "kembali", "nama": "Asep", "alasan": "Nota semen hilang."}
    assert send(c, f"{alamat}lembar/", **tolak, foto=image()).status_code == 302
    lpj = LPJKSM.objects.get(pk=lpj.pk)
    assert (lpj.status, lpj.alasan) == ("dikembalikan", "Nota semen hilang.")
    lpj = actions.submit_lpj(lpj, oleh=orang["bendahara"], tanggal=day(8))
    for hari, nama in ((7, "Asep"), (6, "Dedi")):
        isi = {"tanggal": day(hari).isoformat(), "hasil": "lolos", "nama": nama}
        assert send(c, f"{alamat}lembar/", **isi, foto=image()).status_code == 302
    lpj = LPJKSM.objects.get(pk=lpj.pk)
    assert (lpj.status, lpj.diperiksa_oleh_nama, lpj.diterima_oleh_nama) == ("diterima", "Asep", "Dedi")
    assert lpj.diperiksa_lembar_id and lpj.diterima_lembar_id and wrong_rows() == []
    assert send(c, f"{alamat}lembar/", **isi, foto=image()).status_code == 409


def test_an_account_is_checked_by_the_unit_of_its_proposal(client, usulan, orang):
    """LPJ-06: the UPS neither hears of an account of works nor may pass it; the UPL of the proposal does."""
    ups = orang["ups"]
    lpj = handed_in(paid(usulan, orang), orang)
    assert waiting_for(ups) == [] and [m.judul for m in waiting_for(orang["upl"])] == ["Periksa LPJ termin 1"]
    halaman = enter(client, ups).get(f"/keuangan/lpj-ksm/{lpj.pk}/").content.decode()
    assert "Menunggu UPL memeriksanya." in halaman and "transisi/periksa" not in halaman
    for langkah in (actions.check_lpj, actions.return_lpj):
        with pytest.raises(AturanDilanggar) as galat:
            langkah(lpj, oleh=ups, alasan="Kurang.")
        assert galat.value.aturan == "LPJ-06"


def test_signed_sheet_by_api(usulan, orang):
    """RPD-14: the same by API, once per key, with a photo uploaded before."""
    rpd = actions.submit_rpd(asked(usulan, oleh=orang["bendahara"]), oleh=orang["bendahara"])
    isi = {"nama": "Dedi", "tanggal": day(30).isoformat(), "foto": str(pabrik.photo().pk)}
    kunci = {"headers": kepala_kunci()}
    for _ke in range(2):
        jawab = api(orang["sekretaris"]).post(f"/api/v1/rpd/{rpd.pk}/lembar/", isi, format="json", **kunci)
        assert jawab.status_code == 200 and jawab.json()["disetujui_oleh_nama"] == "Dedi", jawab.content
    tolak = api(orang["bendahara"]).post(f"/api/v1/rpd/{rpd.pk}/lembar/", isi, format="json", headers=kepala_kunci())
    assert tolak.status_code in {400, 403}  # the photo is not his to show, nor the step his to note


def test_treasurer_meets_no_closed_door(usulan, orang):
    """KSM-23, UMU-12: pages of the own group lead a treasurer to no page that is closed: plan, misuse, other groups' proposals."""
    paid(usulan, orang)
    pabrik.reported(ksm=usulan.ksm, usulan=usulan)
    lain = contracted()
    c = masuk(orang["bendahara"])
    benang = c.get(f"/keuangan/benang/{usulan.pk}/").content.decode()
    assert "Kegiatan PJM" in benang and "/pjm/" not in benang and "/renta/" not in benang
    assert "Penyelewengan" in benang and "/penyelewengan/" not in benang
    for u, ada in ((usulan, True), (lain, False)):
        b = BarisBAPPUK.objects.filter(usulan=u).first()
        isi = c.get(f"/bappuk/{b.bappuk_id}/").content.decode()
        assert u.judul in isi and (f"/usulan/{u.pk}/" in isi) is ada
    assert f"/usulan/{lain.pk}/" in masuk(orang["sekretaris"]).get(f"/bappuk/{b.bappuk_id}/").content.decode()
    butir = [b.url for b in c.get("/").context["navigasi"]]
    assert butir.index("/keuangan/buku-ksm/") < 4  # on the bar of a phone


def test_reason_is_asked_where_a_warning_stands(usulan, orang):
    """LPJ-13, SIK-14: a step without a warning asks for no reason to pass one; where a nota lacks its photo it does."""
    rpd = pabrik.asked(usulan, oleh=orang["bendahara"])
    c = masuk(orang["bendahara"])
    assert 'name="alasan"' not in c.get(f"/keuangan/rpd/{rpd.pk}/transisi/ajukan/").content.decode()
    assert send(c, f"/keuangan/rpd/{rpd.pk}/transisi/ajukan/").status_code == 302
    actions.approve_rpd(RPD.objects.get(pk=rpd.pk), oleh=orang["koordinator"], tanggal=day(40))
    rpd = actions.pay_rpd(RPD.objects.get(pk=rpd.pk), oleh=orang["sekretaris"], tanggal=day(20), lewat="bank")
    bought(usulan, 3 * JUTA, oleh=orang["bendahara"], nota=False)
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(10), kk=40, kk_miskin=12)
    assert 'name="alasan"' in c.get(f"/keuangan/lpj-ksm/{lpj.pk}/transisi/ajukan/").content.decode()
