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
from ksm import reports_pelaksanaan as r
from ksm.models import BadanPemelihara, SerahTerima
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from laporan.registry import kinds_for
from tests.factories.bkm_lembaga import PERSONIL, gathered
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.pelaksanaan import (
    FotoPekerjaanFactory,
    PemeriksaanMutuFactory,
    PenerimaanBantuanFactory,
    SwadayaUsulanFactory,
    asset,
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
    """DOK-06: quality and hand-over for works only; nothing of this for a loan."""

    def kinds(u: Any) -> set[str]:
        return {j.kode for j in kinds_for(u)} & {r.FOTO_PEKERJAAN, r.MUTU, r.SERAH_TERIMA}

    assert kinds(usulan_in("kontrak")) == {r.FOTO_PEKERJAAN, r.MUTU, r.SERAH_TERIMA}
    assert kinds(usulan_in("kontrak", jenis="sosial")) == {r.FOTO_PEKERJAAN}
    assert kinds(usulan_in("kontrak", jenis="ekonomi")) == set()
