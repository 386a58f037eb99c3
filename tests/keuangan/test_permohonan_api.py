"""Products and loans by API: the same scope, findings and steps as on the pages."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from keuangan import actions
from keuangan.models import Pinjaman
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from laporan.registry import kinds_for, penerima_kertas
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.laporan import BerkasFactory
from tests.factories.permohonan import (
    AKAD,
    CAIR,
    MINTA,
    PERIKSA,
    PUTUS,
    applied,
    checked,
    fill_cash,
    group,
    members,
    product,
    proposed,
)
from tests.helpers import api, kepala_kunci

pytestmark = pytest.mark.django_db
ALAMAT = "/api/v1/pinjaman/"


@pytest.fixture
def produk(buku, manajer) -> Any:
    """Flat 1.5 %, Rp 1.000, 24 months."""
    return product(buku, oleh=manajer)


@pytest.fixture
def pinjaman(buku, produk, kasir) -> Pinjaman:
    """The application of KSM Melati."""
    return applied(buku, produk, group(), oleh=kasir)


@pytest.fixture
def bendahara(pinjaman) -> Any:
    """Treasurer of KSM Melati."""
    return officer("bendahara", "bendahara_ksm", KELURAHAN, badan=pinjaman.ksm.badan, nama="Cucu")


def test_scope_by_everybody(buku, produk, pinjaman, bendahara, kasir, koordinator, empat_petugas):
    """UMU-11, KEU-123, KEU-124: who sees which loans, shares and findings; a treasurer only the own group."""
    lain = applied(buku, produk, group("Mawar"), oleh=kasir)
    for nama, user in {**empat_petugas, "kasir": kasir, "koordinator": koordinator, "bendahara": bendahara}.items():
        klien = api(user)
        daftar = klien.get(ALAMAT)
        banyak = {"kota_lain": 0, "tanpa_tugas": 0, "bendahara": 1}.get(nama, 2)
        assert daftar.status_code == 200 and len(daftar.json()["results"]) == banyak, nama
        satu = klien.get(f"{ALAMAT}{pinjaman.pk}/")
        assert satu.status_code == (200 if banyak else 404), nama
        assert klien.get(f"{ALAMAT}{lain.pk}/").status_code == (200 if banyak == 2 else 404), nama
        if banyak:
            assert (satu.json()["bagian"] is None) == (nama == "kota"), nama
        harap = 404 if not banyak else 403 if nama == "kota" else 200
        assert klien.get(f"{ALAMAT}{pinjaman.pk}/kekurangan/").status_code == harap, nama
        assert klien.get("/api/v1/produk-pinjaman/").json()["results"] == [] or nama not in {"kota_lain", "tanpa_tugas"}


def test_writes_by_everybody(buku, produk, pinjaman, bendahara, kasir, pembuku, manajer, koordinator, empat_petugas):
    """UMU-12, KEU-127, KEU-129, KEU-196: each write by its officers only; out of scope the loan does not exist."""
    boleh = {
        "perbaiki": {"kasir", "pembuku"},
        "periksa-berkas": {"kasir", "pembuku"},
        "putuskan": set(),
        "transisi/batalkan": {"manajer"},
    }
    bagian = [{"anggota": str(b.anggota_id), "diminta": "5000000"} for b in pinjaman.bagian.all()]
    isi = {
        "perbaiki": {"keperluan": "Modal warung", "tenor_bulan": 24, "bagian": bagian}, "periksa-berkas": {"menabung_bulan": 4}, "putuskan": {"hasil": "tolak", "tanggal": str(PUTUS), "alasan": "x"},
        "transisi/batalkan": {"alasan": "Salah catat."},
    }  # fmt: skip
    orang = {
        **empat_petugas, "bendahara": bendahara, "koordinator": koordinator, "kasir": kasir, "pembuku": pembuku, "manajer": manajer,
    }  # fmt: skip
    for jalur, berwenang in boleh.items():
        for nama, user in orang.items():
            kepala = {**kepala_kunci(), "If-Match": str(pinjaman.versi)}
            jawab = api(user).post(f"{ALAMAT}{pinjaman.pk}/{jalur}/", isi[jalur], format="json", headers=kepala)
            harap = 404 if nama in {"kota_lain", "tanpa_tugas"} else 200 if nama in berwenang else 403
            if jalur == "putuskan" and nama == "manajer":
                harap = 409  # not checked yet
            assert jawab.status_code == harap, (jalur, nama, jawab.content)


def test_application_to_money(buku, produk, kasir, pembuku, manajer, koordinator):
    """KEU-123 to KEU-132: the whole process through the API, figures as strings, sent twice written once."""
    ksm = group()
    fill_cash(buku, oleh=pembuku)
    isi = {
        "id": str(uuid.uuid4()), "buku": str(buku.pk), "ksm": str(ksm.pk), "produk": str(produk.pk), "diajukan": str(MINTA),
        "keperluan": "Modal", "tenor_bulan": 24, "jumlah": "25000000",
        "bagian": [{"anggota": str(a.pk), "diminta": "5000000"} for a in members(ksm)],
    }  # fmt: skip
    baru = api(kasir).post(ALAMAT, isi, format="json", headers=kepala_kunci())
    assert baru.status_code == 201, baru.content
    assert api(kasir).post(ALAMAT, isi, format="json", headers=kepala_kunci()).status_code == 200
    beda = {**isi, "bagian": isi["bagian"][:4], "jumlah": None}
    assert api(kasir).post(ALAMAT, beda, format="json", headers=kepala_kunci()).json()["kode"] == "id_terpakai"
    alamat = f"{ALAMAT}{baru.json()['id']}/"

    def kirim(user: Any, jalur: str, data: dict[str, Any]) -> Any:
        jawab = api(user).post(alamat + jalur, data, format="json", headers=kepala_kunci())
        assert jawab.status_code == 200, (jalur, jawab.content)
        return jawab.json()

    tertutup = api(pembuku).post(
        f"{alamat}transisi/periksa/", {"tanggal": str(PERIKSA)}, format="json", headers=kepala_kunci()
    )
    assert tertutup.status_code == 409 and {k["kode"] for k in tertutup.json()["rincian"]["kekurangan"]} == {
        "dikunjungi",
        "bagian_b",
        "berkas",
    }
    bagian = api(kasir).get(alamat).json()["bagian"]
    kunjungan = {"dikunjungi": str(PERIKSA), "penghasilan": "2000000", "biaya": "1000000", "diusulkan": "5000000", "ktp_ada": True,
                 "keluarga_setuju": True}  # fmt: skip
    for b in bagian:
        kirim(pembuku, "kunjungan/", {"bagian": b["id"], **kunjungan})
    kirim(pembuku, "periksa-berkas/", {"tanggung_renteng": str(PERIKSA), "dilatih": str(PERIKSA), "menabung_bulan": 3})
    kirim(pembuku, "transisi/periksa/", {"tanggal": str(PERIKSA)})
    putus = {"hasil": "setuju", "tanggal": str(PUTUS), "tenor_bulan": 24, "alasan": "Layak.",
             "bagian": [{"bagian": b["id"], "disetujui": "5000000"} for b in bagian]}  # fmt: skip
    kirim(manajer, "putuskan/", putus)
    assert all(k["terpenuhi"] or k["mode"] == "warn" for k in api(kasir).get(f"{alamat}kekurangan/").json())
    kirim(koordinator, "transisi/setujui/", {"tanggal": str(PUTUS), "alasan": "Setuju."})
    kirim(manajer, "transisi/akadkan/", {"tanggal": str(AKAD)})
    hasil = kirim(kasir, "transisi/cairkan/", {"tanggal": str(CAIR), "lewat": "kas"})

    rinci = api(kasir).get(alamat).json()
    assert (hasil["status"], hasil["sisa_pokok"], hasil["jumlah"], hasil["anggota"]) == (
        "berjalan",
        "25000000.00",
        "25000000.00",
        5,
    )
    assert len(rinci["angsuran"]) == 24 and rinci["angsuran"][0]["jatuh_tempo"] == "2026-02-15"
    assert rinci["bagian"][0]["kemampuan_bayar"] == "1000000.00"


def test_filter_serves_page_and_api(buku, produk, kasir, pinjaman, manajer):
    """KEU-123: state, product, group, queue, days; what is unknown is 400, not everything."""
    klien = api(kasir)
    lain = applied(buku, produk, group("Mawar"), oleh=kasir)
    actions.cancel_pinjaman(lain, oleh=manajer, alasan="Batal.")

    def numbers(tanya: str) -> list[int]:
        return sorted(b["nomor"] for b in klien.get(f"{ALAMAT}?{tanya}").json()["results"])

    assert (
        numbers("status=batal") == [2] == numbers("antrean=false") == numbers("q=maw") == numbers(f"ksm={lain.ksm_id}")
    )
    assert numbers("antrean=true") == [1] and numbers(f"produk={produk.pk}&dari=2026-01-10&sampai=2026-01-10") == [1, 2]
    assert (
        numbers(f"buku={buku.pk}&wilayah={KELURAHAN}") == [1, 2]
        and klien.get(f"{ALAMAT}?status=lupa").status_code == 400
    )


def test_product_by_api(buku, manajer, kasir, bagan):
    """KEU-120: opened by the manager, refused to others, listed with its terms."""
    isi = {"buku": str(buku.pk), "nama": "Bergulir", "sumber_dana": "perguliran"}
    assert api(kasir).post("/api/v1/produk-pinjaman/", isi, format="json", headers=kepala_kunci()).status_code == 403
    assert api(manajer).post("/api/v1/produk-pinjaman/", isi, format="json", headers=kepala_kunci()).status_code == 201
    assert api(kasir).get("/api/v1/produk-pinjaman/").json()["results"][0]["ketentuan"] == []


def contents(kode: str, objek: Any, oleh: Any) -> Any:
    """The frozen content of a paper that was asked for."""
    request_dokumen(kode, objek, oleh=oleh, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.get(jenis=kode, objek_id=str(objek.pk)).isi["lembar"]


def test_papers_say_what_the_records_say(buku, produk, kasir, pembuku, manajer, koordinator, pinjaman):
    """KEU-126, KEU-130, KEU-131, DOK-07: figures and words agree, the contract copies the terms, blanks are ruled."""
    kosong = contents("blanko_pinjaman", buku, kasir)
    assert [x["rupa"] for x in kosong] == ["permohonan", "analisa", "tanggung", "akad", "kwitansi"] and kosong[0][
        "kosong"
    ]
    surat = contents("permohonan_pinjaman", pinjaman, kasir)[0]
    assert surat["butir"][1]["nilai"] == "dua puluh lima juta rupiah" and len(surat["baris"]) == 5
    assert {j.kode for j in kinds_for(pinjaman)} == {
        "permohonan_pinjaman",
        "analisa_pinjaman",
        "tanggung_renteng_pinjaman",
    }
    p = checked(pinjaman, oleh=pembuku)
    proposed(p, oleh=manajer)
    actions.approve_pinjaman(p, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    actions.sign_akad(p, oleh=manajer, tanggal=AKAD)
    fill_cash(buku, oleh=pembuku)
    p = actions.disburse_pinjaman(p, oleh=kasir, tanggal=CAIR)

    akad, jadwal = contents("akad_pinjaman", p, kasir)
    assert "24 (dua puluh empat) bulan" in akad["pasal"][0]["isi"] and "1,50" in akad["pasal"][0]["isi"]
    assert (akad["pihak"]["manajer"], akad["pihak"]["koordinator"]) == ("Lilis Manajer", "Dedi Koordinator")
    assert jadwal["pasti"] and len(jadwal["baris"]) == 24 and len(jadwal["anggota"]) == 5
    assert jadwal["anggota"][0]["isi"][1].replace("\xa0", " ") == "Rp 284.000"
    kwitansi = contents("kwitansi_pinjaman", p, kasir)[0]
    assert kwitansi["terbilang"] == "dua puluh lima juta rupiah" and kwitansi["bukti"] == p.jurnal.nomor_bukti


def test_signed_paper_comes_back(pinjaman, kasir, koordinator):
    """KEU-126: the photo of a signed sheet is filed with the loan by its kind."""
    from inti.unit_kerja import unit_kerja

    contents("tanggung_renteng_pinjaman", pinjaman, kasir)
    dokumen, terima = Dokumen.objects.get(), penerima_kertas.ambil("tanggung_renteng_pinjaman")
    assert unit_kerja(lambda: terima(dokumen, BerkasFactory(), koordinator), oleh=koordinator) is None
    bukti = unit_kerja(lambda: terima(dokumen, BerkasFactory(), kasir), oleh=kasir)

    assert bukti.jenis == "tanggung_renteng" and bukti.pinjaman_id == pinjaman.pk
