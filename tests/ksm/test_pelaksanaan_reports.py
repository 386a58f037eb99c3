"""Papers of works and aid, blank and filled, as real PDF; and who may fetch a list of people."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from bkm.actions import appoint_petugas
from bkm.models import Kepengurusan
from inti.pdf import render_pdf
from inti.pelaku import SISTEM
from ksm import actions
from ksm import reports_pelaksanaan as r
from ksm import reports_pemeliharaan as rp
from ksm.models import BadanPemelihara, SerahTerima
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from laporan.registry import kinds_for
from tests.factories.bkm_lembaga import PERSONIL, gathered
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.pelaksanaan import (
    BadanPemeliharaFactory,
    BahanUsulanFactory,
    FotoPekerjaanFactory,
    KasPemeliharaFactory,
    PemeriksaanAsetFactory,
    PemeriksaanMutuFactory,
    PenerimaanBantuanFactory,
    SerahTerimaFactory,
    SwadayaUsulanFactory,
    ago,
    asset,
    finish,
)
from tests.factories.usulan_jadi import usulan_in
from tests.helpers import masuk

pytestmark = pytest.mark.django_db


def contents(kode: str, objek: Any) -> Any:
    """The frozen content of a paper that was asked for."""
    request_dokumen(kode, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.filter(jenis=kode, objek_id=str(objek.pk)).latest("versi_ke").isi


def printed(isi: Any, **gambar: Any) -> tuple[str, str]:
    """The sheet as HTML, and the text that a reader finds in its PDF."""
    html, pdf = render_pdf("dokumen/karya.html", {"isi": isi, "qr": {}, "kode": "X", "gambar": gambar})
    teks = " ".join(" ".join(h.extract_text() for h in PdfReader(io.BytesIO(pdf)).pages).split())
    return html, teks


def pages(isi: Any) -> int:
    """How many pages it takes."""
    konteks = {"isi": isi, "qr": {}, "kode": "X", "gambar": {}}
    return len(PdfReader(io.BytesIO(render_pdf("dokumen/karya.html", konteks)[1])).pages)


def test_photo_sheet(register):
    """KRJ-02, DOK-08: spots in rows, stages in columns; what is missing leaves a frame; a changed photo is not printed."""
    u = usulan_in("berjalan")
    satu = FotoPekerjaanFactory(usulan=u, titik="Depan pos ronda", keterangan="Sebelum mulai")
    FotoPekerjaanFactory(usulan=u, titik="Ujung gang", tahap=100)

    isi = contents(r.FOTO_PEKERJAAN, u)
    gambar = r.photo_pictures(isi)
    html, pdf = printed(isi, **gambar)

    assert [b["titik"] for b in isi["baris"]] == ["Depan pos ronda", "Ujung gang"]
    assert set(gambar) == {s["berkas"] for b in isi["baris"] for s in b["sel"] if s["berkas"]} and len(gambar) == 2
    assert html.count("data:image/jpeg;base64,") == 2 and html.count("belum difoto") == 4 and "Sebelum mulai" in html
    assert "Lembar foto pekerjaan" in pdf and "Ujung gang" in pdf
    isi["baris"][0]["sel"][0]["sha256"] = "0" * 64
    assert str(satu.berkas_id) not in r.photo_pictures(isi)
    kosong = contents(r.FOTO_PEKERJAAN, usulan_in("kontrak"))
    assert kosong["baris"] == [] and printed(kosong)[0].count("bingkai-kosong") == 9  # frames to paste photos into


def test_lost_photo_costs_the_picture_only(register):
    """DOK-08: a file that is gone leaves an empty picture, not a failed paper."""
    foto = FotoPekerjaanFactory()
    foto.berkas.file.storage.delete(foto.berkas.file.name)

    assert r.photo_pictures(contents(r.FOTO_PEKERJAAN, foto.usulan)) == {str(foto.berkas_id): ""}


def test_materials_blank_and_filled(register):
    """KRJ-12: ruled lines before, what came in the order of its days after, with lines while more may come."""
    u = usulan_in("berjalan")
    AnggotaKSMFactory(ksm=u.ksm, nama="Bani Bendahara", jabatan="bendahara")
    kosong = contents(r.BAHAN, u)
    BahanUsulanFactory(usulan=u, uraian="Pasir", volume="4.5", satuan="m3", tanggal=ago(2), pemasok="Toko Maju")
    BahanUsulanFactory(usulan=u, tanggal=ago(5), mutu="kantong utuh")
    salah = BahanUsulanFactory(usulan=u, uraian="Salah catat")
    actions.cancel_catatan(salah, oleh=SISTEM, alasan="Salah usulan")

    isi = contents(r.BAHAN, u)
    html, pdf = printed(isi)

    assert kosong["baris"] == [] and len(kosong["kosong"]) == r.BARIS_BAHAN
    assert [b[1:] for b in isi["baris"]] == [
        ["Semen", "20", "zak", "–", "kantong utuh"], ["Pasir", "4,5", "m3", "Toko Maju", "–"]
    ]  # fmt: skip
    assert isi["kosong"] == list(range(3, r.BARIS_BAHAN + 1)) and "Toko Maju" in pdf and "Salah catat" not in html
    assert isi["penanda_tangan"][0]["nama"] == "Bani Bendahara"
    assert pages(kosong) == pages(isi) == 1


def test_spare_lines():
    """KRJ-12: a whole sheet before anything is recorded, a few after a full one, none once nothing more may come."""
    assert r.spare_lines(0, 4, terbuka=False) == [1, 2, 3, 4]
    assert r.spare_lines(3, 16, terbuka=True) == list(range(4, 17))
    assert r.spare_lines(20, 16, terbuka=True) == [21, 22, 23]
    assert r.spare_lines(20, 16, terbuka=False) == []


def test_upkeep_blank_and_filled(register):
    """PLH-06: body, fee, tasks, checks and the book with what is left after each line; blank before, two sides either way."""
    baru, u = usulan_in("berjalan"), asset(serah=400)
    KasPemeliharaFactory(usulan=u, tanggal=ago(30), jumlah=90_000)
    KasPemeliharaFactory(usulan=u, tanggal=ago(20), arah="keluar", jumlah=35_000, uraian="Ganti tutup saluran")
    PemeriksaanAsetFactory(usulan=u, keadaan="rusak_ringan", temuan="Retak di ujung", tindak="Tambal bulan ini")
    kosong = contents(rp.PEMELIHARAAN, baru)

    isi = contents(rp.PEMELIHARAAN, u)
    html, pdf = printed(isi)

    assert (kosong["kas"], kosong["kas_jumlah"], kosong["periksa"]) == ([], [], [])
    assert (len(kosong["kas_kosong"]), len(kosong["periksa_kosong"])) == (rp.BARIS_KAS, rp.BARIS_PERIKSA)
    assert [b[2:] for b in isi["kas"]] == [["90.000", "", "90.000"], ["", "35.000", "55.000"]]
    assert isi["kas_jumlah"] == ["90.000", "35.000", "55.000"]
    assert isi["periksa"][0][2:5] == ["Rusak ringan, masih dipakai", "Retak di ujung", "Tambal bulan ini"]
    polos = html.replace("\u00a0", " ")
    assert "Rp 3.000 per KK, setiap bulan" in polos and f"10 tahun, sampai tahun {ago(400).year + 10}" in polos
    assert "Ganti tutup saluran" in pdf
    tanda = isi["penanda_tangan"]
    assert (tanda[0]["jabatan"], tanda[0]["nama"]) == ("Kelompok Pemelihara RT 01", "Ujang Koswara")
    assert tanda[1]["jabatan"] == "UPL" and pages(kosong) == pages(isi) == 2


def test_a_body_without_fee_says_so(register):
    """PLH-06, KRJ-06: mutual help is written out, not left as a line for an amount."""
    u = finish(usulan_in("berjalan"))
    SerahTerimaFactory(usulan=u)
    BadanPemeliharaFactory(usulan=u, irama="tanpa", iuran=None)

    assert contents(r.SERAH_TERIMA, u)["iuran"] == "Tanpa iuran, gotong royong"
    assert contents(rp.PEMELIHARAAN, u)["badan"][-1]["nilai"] == "Tanpa iuran, gotong royong"


def test_quality_blank_and_filled(register):
    """KRJ-05: boxes to tick before, the newest answers after."""
    u = usulan_in("berjalan")
    kosong = contents(r.MUTU, u)
    PemeriksaanMutuFactory(usulan=u, hasil="cukup", catatan="Haluskan plesteran.")

    isi = contents(r.MUTU, u)
    html, pdf = printed(isi)

    assert all(b["ya"] is None for b in kosong["butir"]) and "Coret yang tidak perlu" in printed(kosong)[0]
    assert "Haluskan plesteran." in html and html.count("✓") == len(isi["butir"]) and "Haluskan plesteran." in pdf


def test_hand_over_blank_and_filled(register):
    """KRJ-06: lines to write on before, what was recorded after, with swadaya and upkeep."""
    baru, u = usulan_in("berjalan"), asset(serah=20)
    SwadayaUsulanFactory(usulan=u)
    kosong = printed(contents(r.SERAH_TERIMA, baru))[0]

    html, pdf = printed(contents(r.SERAH_TERIMA, u))

    assert "garis-baris" in kosong and "Kelompok Pemelihara RT 01" in kosong and "Lurah<" in kosong
    polos = html.replace("\u00a0", " ")
    assert all(k in polos for k in ("80 m", "Asep Hidayat", "10 tahun", "Rp 3.000 per KK", "Rp 1.000.000"))
    assert "Asep Hidayat" in pdf and "10 tahun" in pdf


def test_signed_by_name(register):
    """KRJ-02, KRJ-05, KRJ-06, SOS-05: who leads the group, the unit, and the BKM stands below its line, never the group's name."""
    u = usulan_in("berjalan")
    AnggotaKSMFactory(ksm=u.ksm, nama="Cucu Cahyati", jabatan="ketua")
    appoint_petugas(
        gathered(Kepengurusan.objects.get(wilayah=u.wilayah, status="dikukuhkan")), oleh=SISTEM, baris=PERSONIL
    )
    for kode, jabatan, nama in (
        (r.FOTO_PEKERJAAN, "UPL", "Hendra Gunawan"), (r.FOTO_PEKERJAAN, f"Ketua KSM {u.ksm.nama}", "Cucu Cahyati"),
        (r.MUTU, f"Ketua KSM {u.ksm.nama}", "Cucu Cahyati"), (r.SERAH_TERIMA, "Koordinator BKM", "Dedi Kurnia"),
    ):  # fmt: skip
        tanda = {t["jabatan"]: t["nama"] for t in contents(kode, u)["penanda_tangan"]}
        assert tanda.get(jabatan) == nama, kode
    s = asset(serah=20)
    serah, badan = SerahTerima.objects.get(usulan=s), BadanPemelihara.objects.get(usulan=s)
    for bkm, ketua, jabatan in (
        ({"koordinator": serah.kepada}, "Orang lain", "Koordinator BKM"), ({}, serah.kepada, badan.nama), ({}, "Orang lain", ""),
    ):  # fmt: skip
        badan.ketua = ketua
        terima = r._receiver(s, serah, badan, bkm)
        assert (terima["jabatan"], terima["nama"]) == (jabatan, serah.kepada)


def test_receipts_blank_and_filled(register):
    """SOS-05, SOS-06: names, rights and room to sign; who received stands there with the day."""
    u = usulan_in("berjalan", jenis="sosial")
    satu, dua, _tiga = u.pemanfaatusulan.order_by("urut")
    kosong = contents(r.TANDA_TERIMA, satu)
    assert [b["diterima"] for b in kosong["baris"]] == ["", "", ""] and kosong["jumlah"]["orang"] == "3"
    PenerimaanBantuanFactory(usulan=u, pemanfaat=dua, jumlah=400_000, diwakili="Anaknya")

    isi = contents(r.TANDA_TERIMA, satu)
    html, pdf = printed(isi)

    polos = html.replace("\u00a0", " ")
    assert satu.penerima in polos and "Rp 1.500.000" in polos and polos.count("Rp 400.000") == 2
    assert "diwakili Anaknya" in polos and "1 sudah menerima" in polos and satu.penerima in pdf


def test_who_fetches_a_list_of_people(register, empat_petugas):
    """SOS-06: the list of receipts is asked for and seen only by those who may see names."""
    u = usulan_in("berjalan", jenis="sosial")
    satu = u.pemanfaatusulan.order_by("urut").first()
    request_dokumen(r.TANDA_TERIMA, satu, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    alamat = f"/dokumen/minta/{r.TANDA_TERIMA}/{satu.pk}/"

    for nama, ada in (("kelurahan", True), ("kota", False), ("kota_lain", False), ("tanpa_tugas", False)):
        orang = empat_petugas[nama]
        assert Dokumen.objects.visible_to(orang).filter(jenis=r.TANDA_TERIMA).exists() is ada, nama
        assert (masuk(orang).get(alamat).status_code == 200) is ada, nama


def test_which_papers_a_proposal_has(register):
    """DOK-06, KRJ-12, PLH-06: quality, hand-over and upkeep for works only; nothing of this for a loan."""
    karya = {r.FOTO_PEKERJAAN, r.BAHAN, r.MUTU, r.SERAH_TERIMA, rp.PEMELIHARAAN}

    def kinds(u: Any) -> set[str]:
        return {j.kode for j in kinds_for(u)} & karya

    assert kinds(usulan_in("kontrak")) == karya
    assert kinds(usulan_in("kontrak", jenis="sosial")) == {r.FOTO_PEKERJAAN, r.BAHAN}
    assert kinds(usulan_in("kontrak", jenis="ekonomi")) == set()
