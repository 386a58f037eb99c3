"""Oversight by page, paper and API: by those who may and those who may not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import IsiTemuan
from keuangan.ceklis_pengawas import versions
from keuangan.models import AuditTahunan, KunjunganPengawas, Periode, TemuanPemeriksaan
from keuangan.reports_pengawasan import CEKLIS, KUNJUNGAN
from laporan.registry import kind_of
from tests.factories.keuangan import JurnalFactory
from tests.factories.pengawasan import audit, visit
from tests.helpers import api, kepala_kunci, kunci, masuk
from tests.keuangan.test_pengawasan import lama, today  # noqa: F401  (a ledger of last year)

pytestmark = pytest.mark.django_db
KODE = [b.kode for b in versions()[-1].butir]


def photo() -> SimpleUploadedFile:
    """A small picture."""
    isi = BytesIO()
    Image.new("RGB", (40, 30), "white").save(isi, "JPEG")
    return SimpleUploadedFile("laporan.jpg", isi.getvalue(), "image/jpeg")


def form_of(klien: Any, alamat: str) -> dict[str, Any]:
    """What the page of a visit would send when every point is "ya"."""
    form = klien.get(alamat).context["form"]
    isi = {
        "tanggal": str(today()),
        "pengawas": [k for k, _n in form.fields["pengawas"].choices],
        "penerima_nama": "Yanti Kasir",
    }
    return {**isi, **{f"jawaban_{k}": "ya" for k in KODE}, "sidik": form.initial["sidik"]}


def test_visit_by_page(upk, pengawas, kasir, empat_petugas):
    """KEU-180 to KEU-183: recorded beside its facts, shown as stored; staff and others are kept out."""
    alamat = f"/keuangan/buku/{upk.pk}/pengawasan/kunjungan/"
    status = {n: masuk(o).get(alamat).status_code for n, o in {**empat_petugas, "kasir": kasir}.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 403, "kasir": 403}
    klien = masuk(pengawas)
    isi = form_of(klien, alamat)
    salah = klien.post(alamat, kunci(**{**isi, "jawaban_bukti": "tidak"}))
    assert salah.status_code == 400 and "Tuliskan apa yang tidak sesuai" in salah.content.decode()
    kosong = klien.post(alamat, kunci(**{**isi, "jawaban_bukti": "tidak", "penerima_nama": ""})).context["form"].errors
    assert set(kosong) == {"penerima", "catatan_bukti", "rekomendasi_bukti", "penanggung_jawab_bukti"}
    JurnalFactory(buku=upk)
    usang = klien.post(alamat, kunci(**isi))
    assert (
        usang.status_code == 409 and "Buku berubah" in usang.content.decode() and not KunjunganPengawas.objects.exists()
    )

    isi = {**form_of(klien, alamat), "jawaban_bukti": "tidak", "catatan_bukti": "Dua kwitansi", "rekomendasi_bukti": "Tanda tangani",
           "penanggung_jawab_bukti": "Yanti", "nilai_bukti": "250.000"}  # fmt: skip
    jawab = klien.post(alamat, kunci(**isi))

    k = KunjunganPengawas.objects.get()
    assert jawab.status_code == 302 and jawab["Location"] == f"/keuangan/kunjungan-pengawas/{k.pk}/"
    halaman = klien.get(jawab["Location"]).content.decode()
    assert "2 bukti bernomor, 0 belum disetujui" in halaman and "Temuan 1" in halaman
    assert TemuanPemeriksaan.objects.get().nilai == 250_000
    assert {klien.get(f"{alamat}?membetulkan={x}").status_code for x in ("bukan-kunci", upk.pk)} == {404}
    betul = f"{alamat}?membetulkan={k.pk}"
    form = klien.get(betul).context["form"]
    assert form.initial["catatan_bukti"] == "Dua kwitansi"
    assert klien.post(betul, kunci(**{**isi, "alasan": "Tiga", "sidik": form.initial["sidik"]})).status_code == 302
    assert "sudah dibetulkan" in klien.get(f"/keuangan/kunjungan-pengawas/{k.pk}/").content.decode()


def test_pages_by_four_officers(upk, buku_bkm, pengawas, empat_petugas):
    """UMU-12: the kelurahan and its kota read everything; another kota finds nothing; without assignment nothing is open."""
    k = visit(upk)
    t = TemuanPemeriksaan.objects.get()
    alamat = [
        f"/keuangan/buku/{upk.pk}/pengawasan/",
        f"/keuangan/kunjungan-pengawas/{k.pk}/",
        f"/keuangan/temuan/{t.pk}/",
    ]
    for nama, harap in {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}.items():
        klien = masuk(empat_petugas[nama])
        assert {klien.get(a).status_code for a in alamat} == {harap}, nama
        daftar = klien.get("/keuangan/temuan/")
        assert daftar.status_code == (403 if nama == "tanpa_tugas" else 200)
        assert ("Dua kwitansi" in daftar.content.decode()) == (harap == 200), nama
    sekretariat = f"/keuangan/buku/{buku_bkm.pk}/pengawasan/"
    assert "Audit tahunan" in masuk(pengawas).get(sekretariat).content.decode()
    assert masuk(pengawas).get(f"{sekretariat}kunjungan/").status_code == 403
    assert "Temuan pemeriksaan" in masuk(empat_petugas["kota"]).get("/keuangan/").content.decode()
    assert "Dua kwitansi" not in masuk(pengawas).get("/keuangan/temuan/?status=selesai").content.decode()


def test_list_of_findings_costs_the_same(upk, pengawas, klien):
    """KEU-189, UMU-11: one finding or six, the same queries; the workbook has every column."""
    visit(upk)
    orang = klien(pengawas)
    orang.get("/keuangan/temuan/")
    with CaptureQueriesContext(connection) as satu:
        orang.get("/keuangan/temuan/")
    for _n in range(5):
        visit(upk)
    with CaptureQueriesContext(connection) as enam:
        halaman = orang.get("/keuangan/temuan/").content.decode()
    assert len(enam) == len(satu) and "6 temuan" in halaman
    lembar = orang.get("/keuangan/temuan/?format=xlsx")
    assert lembar.status_code == 200 and lembar["Content-Type"].startswith("application/vnd")


def test_finding_by_page(upk, pengawas, kasir, sekretaris):
    """KEU-188: the cashier notes what was done with a photo; the Pengawas judges; who did it sees no such button."""
    visit(upk)
    t = TemuanPemeriksaan.objects.get()
    tindak, nilai = f"/keuangan/temuan/{t.pk}/tindak-lanjut/", f"/keuangan/temuan/{t.pk}/transisi/selesaikan/"
    assert masuk(pengawas).get(tindak).status_code == 403
    isi = {"tanggal": str(today()), "uraian": "Ditandatangani", "foto": photo()}
    assert masuk(kasir).post(tindak, kunci(**isi)).status_code == 302
    assert masuk(kasir).get(nilai).status_code == 403
    assert "foto bukti" in masuk(kasir).get(f"/keuangan/temuan/{t.pk}/").content.decode()
    assert "Nyatakan selesai" in masuk(sekretaris).get(f"/keuangan/temuan/{t.pk}/").content.decode()

    assert masuk(pengawas).post(nilai, kunci(tanggal=str(today()))).status_code == 302

    assert TemuanPemeriksaan.objects.get().status == "selesai"
    assert "Tatang Sutarya" in masuk(kasir).get(f"/keuangan/temuan/{t.pk}/").content.decode()


def test_audit_by_page(lama, koordinator, pembuku, empat_petugas):  # noqa: F811
    """KEU-185 to KEU-187: report filed, figures beside the books', a finding, the RWT; the bookkeeper only reads."""
    alamat = f"/keuangan/buku/{lama.pk}/pengawasan/audit/"
    status = {n: masuk(o).get(alamat).status_code for n, o in {**empat_petugas, "pembuku": pembuku}.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 403, "pembuku": 403}
    klien = masuk(koordinator)
    isi = {
        "tahun": "2025", "jenis": "bpkp", "auditor": "Rina", "lembaga": "BPKP", "tanggal": "2026-02-20",
        "opini": "Wajar dengan pengecualian", "aset": "105.000", "laba": "-1.000", "pinjaman": "0", "foto": photo(),
    }  # fmt: skip
    assert klien.post(alamat, kunci(**{**isi, "opini": "", "foto": photo()})).status_code == 400

    jawab = klien.post(alamat, kunci(**{**isi, "foto": photo()}))

    a = AuditTahunan.objects.get()
    assert (
        jawab["Location"] == f"/keuangan/audit/{a.pk}/"
        and a.laba_auditor == -1_000
        and a.berkas.objek_id == str(lama.pk)
    )
    halaman = klien.get(jawab["Location"]).content.decode()
    assert "Rp 100.000" in halaman and "Rp 105.000" in halaman and "berbeda dari buku" in halaman
    temuan = {
        "uraian": "Selisih aset",
        "kategori": "pembukuan",
        "nilai": "5.000",
        "rekomendasi": "Cari",
        "penanggung_jawab": "Agus",
    }
    assert klien.post(f"{jawab['Location']}temuan/", kunci(**temuan)).status_code == 302
    assert klien.post(f"{jawab['Location']}umumkan/", kunci(tanggal="2026-03-01", tempat="Balai RW")).status_code == 302
    halaman = masuk(pembuku).get(jawab["Location"]).content.decode()
    assert "Selisih aset" in halaman and "Balai RW" in halaman and "Betulkan" not in halaman
    betul = klien.post(f"{alamat}?membetulkan={a.pk}", kunci(**{**isi, "alasan": "Salah ketik", "foto": photo()}))
    assert betul.status_code == 302 and "sudah dibetulkan" in klien.get(jawab["Location"]).content.decode()


def test_papers_say_what_is_stored(upk, pengawas):
    """KEU-181, DOK-06: the blank carries the month's facts and empty boxes; the report the answers, facts and findings."""
    from inti.pdf import render_html, render_pdf

    k = visit(upk, pengawas, kesimpulan="Kas rapi.")
    periode = Periode.objects.get()
    blanko, terisi = kind_of(CEKLIS), kind_of(KUNJUNGAN)
    isi = blanko.build(periode)
    assert [b["urut"] for b in isi["butir"]] == list(range(1, len(KODE) + 1)) and not any(
        "jawaban" in b for b in isi["butir"]
    )
    JurnalFactory(buku=upk)
    laporan = terisi.build(k)
    assert "1 bukti bernomor, 0 belum disetujui." in laporan["butir"][2]["fakta"]
    assert laporan["temuan"][0]["uraian"] == "Dua kwitansi tanpa tanda tangan." and laporan["penerima"] == "Yanti Kasir"
    html, pdf = render_pdf(terisi.templat, {"isi": laporan, "qr": {}, "kode": "X"})
    assert all(k in html for k in ("Kas rapi.", "Minta tanda tangannya.", "1 bukti bernomor")) and pdf.startswith(
        b"%PDF"
    )
    html = render_html(blanko.templat, {"isi": isi, "qr": {}, "kode": "X"})
    assert "Tatang Sutarya" in html and "2 bukti bernomor" not in html and html.count("Tidak diperiksa") == len(KODE)
    assert blanko.cocok(periode) and blanko.returning and terisi.returning


# -- API -------------------------------------------------------------------------------------------------------------


def test_visit_by_api(upk, pengawas, empat_petugas):
    """KEU-180, KEU-181, UMU-05: facts, then the visit; the same id again is the same row; others 403 and 400."""
    from bkm.models import PengawasUPK

    alamat, periode = "/api/v1/kunjungan-pengawas/", Periode.objects.get()
    fakta = api(pengawas).get(f"{alamat}fakta/", {"periode": str(periode.pk)}).json()
    assert [b["kode"] for b in fakta["butir"]] == KODE and fakta["butir"][0]["fakta"][0]["teks"].startswith(
        "Kas menurut buku"
    )
    assert api(empat_petugas["kota_lain"]).get(f"{alamat}fakta/", {"periode": str(periode.pk)}).status_code == 404
    isi = {
        "id": "01900000-0000-7000-8000-0000000000ab", "periode": str(periode.pk), "tanggal": str(today()),
        "pengawas": [str(p.pk) for p in PengawasUPK.objects.all()], "penerima_nama": "Yanti", "sidik": fakta["sidik"],
        "jawaban": [{"kode": k, "jawaban": "ya"} for k in KODE[1:]]
        + [{"kode": "kas", "jawaban": "tidak", "catatan": "Kurang", "rekomendasi": "Ganti", "penanggung_jawab": "Yanti", "nilai": "5000"}],
    }  # fmt: skip

    def send(orang: Any, **ubah: Any) -> Any:
        return api(orang).post(alamat, {**isi, **ubah}, format="json", headers=kepala_kunci())

    status = {n: send(o).status_code for n, o in empat_petugas.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400}
    jawab = send(pengawas)
    assert jawab.status_code == 201, jawab.content
    assert send(pengawas).status_code == 200 and send(pengawas, kesimpulan="Lain").status_code == 409
    baris = {j["kode"]: j for j in jawab.json()["jawaban"]}
    temuan = api(pengawas).get(f"/api/v1/temuan/{baris['kas']['temuan']}/").json()
    assert (temuan["nilai"], temuan["kunjungan"], temuan["terlambat"]) == ("5000.00", isi["id"], False)


def test_finding_and_audit_by_api(upk, lama, pengawas, kasir, koordinator, empat_petugas):  # noqa: F811
    """KEU-185 to KEU-188: recorded, published, followed up and judged by the same actions; lists by filter and scope."""
    visit(upk)
    t = TemuanPemeriksaan.objects.get()
    alamat = f"/api/v1/temuan/{t.pk}/"
    isi = {"tanggal": str(today()), "uraian": "Ditandatangani"}
    jawab = api(kasir).post(f"{alamat}tindak-lanjut/", isi, format="json", headers=kepala_kunci())
    assert (
        jawab.status_code == 200
        and jawab.json()["status"] == "ditindaklanjuti"
        and len(jawab.json()["tindak_lanjut"]) == 1
    )
    selesai = {n: o for n, o in {**empat_petugas, "kasir": kasir}.items()}
    status = {
        n: api(o).post(f"{alamat}transisi/selesaikan/", {"tanggal": str(today())}, format="json", headers=kepala_kunci()).status_code
        for n, o in selesai.items()
    }  # fmt: skip
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404, "kasir": 403}
    lanjut = api(pengawas).post(
        f"{alamat}transisi/selesaikan/", {"tanggal": str(today())}, format="json", headers=kepala_kunci()
    )
    assert lanjut.status_code == 200 and lanjut.json()["status"] == "selesai"
    assert not api(pengawas).get("/api/v1/temuan/", {"status": "hidup"}).json()["results"]

    a = audit(lama)
    actions.add_temuan(a, IsiTemuan("x", "y", "z", kategori="lain"), oleh=SISTEM)
    kirim = {**{k: "x" for k in ("auditor", "lembaga", "opini")}, "buku": str(lama.pk), "tahun": 2025, "jenis": "lain",
             "tanggal": "2026-02-01", "aset": "1", "laba": "-5", "pinjaman": "0", "berkas": str(a.berkas_id)}  # fmt: skip
    baru = api(koordinator).post("/api/v1/audit-tahunan/", kirim, format="json", headers=kepala_kunci())
    assert baru.status_code == 201 and (baru.json()["laba_auditor"], baru.json()["aset_buku"]) == ("-5.00", "100000.00")
    rwt = {"tanggal": "2026-03-01", "tempat": "Balai RW"}
    umum = api(koordinator).post(f"/api/v1/audit-tahunan/{a.pk}/umumkan/", rwt, format="json", headers=kepala_kunci())
    assert umum.json()["publikasi"]["tempat"] == "Balai RW"
    assert len(api(koordinator).get("/api/v1/audit-tahunan/", {"diumumkan": "true"}).json()["results"]) == 1
    assert len(api(koordinator).get("/api/v1/temuan/", {"asal": "audit"}).json()["results"]) == 1
    assert not api(empat_petugas["kota_lain"]).get("/api/v1/temuan/").json()["results"]
