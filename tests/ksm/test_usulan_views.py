"""Pages, papers and API of proposals, by those who may and those who may not."""

from __future__ import annotations

import io
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from inti.errors import GerbangTertutup
from inti.formats import bilangan, rupiah
from inti.pdf import render_pdf
from inti.pelaku import SISTEM
from inti.registry import menunggu
from ksm import actions, queries_usulan
from ksm.cari import search_usulan
from ksm.models import (
    BAPPUK,
    BarisRAB,
    JanjiSwadaya,
    PemanfaatUsulan,
    Perjanjian,
    PerubahanUsulan,
    Usulan,
    VerifikasiUsulan,
)
from ksm.queries_usulan import rab_sums
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from laporan.registry import kinds_for
from tests.conftest import KELURAHAN
from tests.factories import pelaksanaan as karya
from tests.factories import usulan as pabrik
from tests.factories.akun import officer
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.laporan import BerkasFactory, photo_file
from tests.factories.ps2 import KeluargaFactory, place, put_on_ps2
from tests.factories.usulan_jadi import usulan_in
from tests.factories.wilayah import BadanFactory
from tests.helpers import api, kepala_kunci, kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


def unit_officer(peran: str) -> Any:
    """An officer of one of the units."""
    return officer(peran, peran, KELURAHAN, badan=BadanFactory(nama=f"Badan {peran}"), nama="Usep Unit")


def pages(u: Usulan) -> list[str]:
    """The pages of a draft."""
    return [f"/usulan/{u.pk}/{x}" for x in ("", "ubah/", "rab/", "janji/", "pemanfaat/", "gambar/")]


def test_pages_by_everybody(ksm, ksm_lain, renta, bendahara, sekretaris, empat_petugas):
    """UMU-11, UMU-12: register, detail and forms by scope; a treasurer only the own group; above only read."""
    a, b = pabrik.started(ksm, renta), pabrik.started(ksm_lain, renta)
    orang = {**empat_petugas, "bendahara": bendahara, "sekretaris": sekretaris}
    for nama, (lihat_a, lihat_b, tulis) in {
        "kelurahan": (1, 1, 1), "kota": (1, 1, 0), "sekretaris": (1, 1, 1), "bendahara": (1, 0, 1), "kota_lain": (0, 0, 0),
    }.items():  # fmt: skip
        klien = masuk(orang[nama])
        daftar = klien.get("/usulan/").content.decode()
        assert [str(a.pk) in daftar, str(b.pk) in daftar] == [bool(lihat_a), bool(lihat_b)], nama
        assert klien.get(f"/usulan/{a.pk}/").status_code == (200 if lihat_a else 404), nama
        assert klien.get(f"/usulan/{b.pk}/").status_code == (200 if lihat_b else 404), nama
        for alamat in pages(a)[1:]:
            harap = 404 if not lihat_a else (200 if tulis else 403)
            assert klien.get(alamat).status_code == harap, (nama, alamat)
    assert masuk(orang["tanpa_tugas"]).get("/usulan/").status_code == 403
    assert masuk(orang["tanpa_tugas"]).get(f"/usulan/{a.pk}/").status_code in {403, 404}


def test_lists_cost_the_same_for_many(renta, petugas_kota):
    """UMU-15: register, tab, workbook and API cost the same for ten proposals as for one."""
    klien = masuk(petugas_kota)
    alamat = ("/usulan/", f"/kelurahan/{KELURAHAN}/ksm/", "/usulan/?format=xlsx", "/api/v1/usulan/", "/api/v1/bappuk/")

    def cost() -> list[int]:
        hasil = []
        for a in alamat:
            klien.get(a)
            with CaptureQueriesContext(connection) as tangkap:
                assert klien.get(a).status_code == 200
            hasil.append(len(tangkap))
        return hasil

    pabrik.filled(KSMFactory(), renta)
    satu = cost()
    for _ke in range(4):
        pabrik.filled(KSMFactory(), renta)
    assert cost() == satu


def test_detail_costs_the_same_for_many_lines(kelompok, renta, petugas_kelurahan):
    """UMU-15: twenty lines of cost and RT cost what one does."""
    u = pabrik.filled(kelompok, renta)
    klien = masuk(petugas_kelurahan)
    klien.get(f"/usulan/{u.pk}/")
    with CaptureQueriesContext(connection) as satu:
        klien.get(f"/usulan/{u.pk}/")
    actions.write_isi(
        u, oleh=SISTEM, rab=[{**pabrik.RAB[0], "uraian": f"Bahan {i}"} for i in range(20)],
        pemanfaat=[{"basis": place(nomor=f"{i:02d}"), "kk": 5, "kk_miskin": 1} for i in range(1, 11)],
    )  # fmt: skip
    with CaptureQueriesContext(connection) as banyak:
        klien.get(f"/usulan/{u.pk}/")
    assert len(banyak) == len(satu)


def test_begun_by_page(ksm, renta, bendahara):
    """USL-01: the group's page leads to the form; the draft opens at its contents."""
    klien = masuk(bendahara)
    assert f"/ksm/{ksm.pk}/usulan/" in klien.get(f"/ksm/{ksm.pk}/").content.decode()
    sosial = pabrik.line(renta, "sosial")
    alamat = f"/ksm/{ksm.pk}/usulan/"
    salah = klien.post(alamat, kunci(kegiatan_renta=str(sosial.pk), jenis="", sifat=""))
    assert salah.status_code == 400
    hasil = klien.post(alamat, kunci(kegiatan_renta=str(sosial.pk), jenis="", sifat="produktif"))
    u = Usulan.objects.get()
    assert hasil["Location"] == f"/usulan/{u.pk}/ubah/" and u.sifat == "produktif"
    assert klien.post(alamat, kunci(kegiatan_renta=str(uuid.uuid4()))).status_code == 400


def test_sheet_keeps_everything_typed(kelompok, renta, petugas_kelurahan):
    """USL-03, UMU-23: more rows keep what was typed; a wrong row saves nothing and keeps it too; saved, it is computed."""
    u = pabrik.started(kelompok, renta)
    klien, alamat = masuk(petugas_kelurahan), f"/usulan/{u.pk}/rab/"
    baris = {
        "jumlah": "5", "versi": str(Usulan.objects.get(pk=u.pk).versi), "rab_kelompok_0": "bahan", "rab_uraian_0": "Semen",
        "rab_volume_0": "2,5", "rab_satuan_0": "sak", "rab_harga_satuan_0": "70.000", "rab_blm_0": "175.000",
        "rab_uraian_3": "Pasir",
    }  # fmt: skip
    lebih = klien.post(alamat, kunci(**baris, tambah="1"))
    isi = lebih.content.decode()
    assert lebih.status_code == 200 and 'value="Semen"' in isi and 'name="rab_uraian_7"' in isi
    assert not BarisRAB.objects.exists()
    salah = klien.post(alamat, kunci(**baris))
    assert salah.status_code == 400 and 'value="Pasir"' in salah.content.decode() and not BarisRAB.objects.exists()
    baris |= {"rab_volume_3": "1", "rab_satuan_3": "m3", "rab_harga_satuan_3": "250.000"}
    assert klien.post(alamat, kunci(**baris)).status_code == 302
    assert [(b.uraian, b.jumlah, b.blm) for b in BarisRAB.objects.order_by("urut")] == [
        ("Semen", 175_000, 175_000), ("Pasir", 250_000, 0),
    ]  # fmt: skip
    halaman = klien.get(f"/usulan/{u.pk}/").content.decode()
    assert "425.000" in halaman and "belum sama dengan jumlahnya" in halaman


def test_two_at_one_sheet(kelompok, renta, petugas_kelurahan):
    """UMU-10: the second is told; pressing save again keeps what was typed."""
    u = pabrik.filled(kelompok, renta)
    klien, alamat = masuk(petugas_kelurahan), f"/usulan/{u.pk}/janji/"
    baris = {
        "jumlah": "2", "versi": "1", "janji_bentuk_0": "tunai", "janji_uraian_0": "Iuran", "janji_volume_0": "1",
        "janji_satuan_0": "paket", "janji_harga_satuan_0": "2.000.000",
    }  # fmt: skip
    bentrok = klien.post(alamat, kunci(**baris))
    kini = str(Usulan.objects.get(pk=u.pk).versi)
    assert bentrok.status_code == 409 and f'name="versi" value="{kini}"' in bentrok.content.decode()
    assert klien.post(alamat, kunci(**{**baris, "versi": kini})).status_code == 302
    assert JanjiSwadaya.objects.get().uraian == "Iuran"


def test_beneficiaries_by_page(ksm, renta, petugas_kelurahan, bendahara, petugas_kota):
    """USL-05: the facilitator looks households up; the treasurer picks own members; names stay below the kelurahan."""
    k = KeluargaFactory(nama_kk="Mira Rekaan")
    put_on_ps2(k)
    u = pabrik.started(ksm, renta, bidang="sosial")
    klien, alamat = masuk(petugas_kelurahan), f"/usulan/{u.pk}/pemanfaat/"
    tawar = klien.get(f"/usulan/{u.pk}/keluarga/?pemanfaat_keluarga_0=mira").content.decode()
    assert "Mira Rekaan" in tawar and masuk(petugas_kota).get(f"/usulan/{u.pk}/keluarga/").status_code == 403
    versi = str(Usulan.objects.get(pk=u.pk).versi)
    isi = {"jumlah": "3", "versi": versi, "pemanfaat_keluarga_1": "Mira Rekaan", "pemanfaat_nilai_1": "500.000"}
    salah = klien.post(alamat, kunci(**{**isi, "pemanfaat_keluarga_1": "Tak Ada"}))
    assert salah.status_code == 400 and "Tidak ada keluarga" in salah.content.decode()
    assert klien.post(alamat, kunci(**isi)).status_code == 302
    assert PemanfaatUsulan.objects.get().nilai == 500_000
    assert "Mira Rekaan" in klien.get(f"/usulan/{u.pk}/").content.decode()
    assert "Mira Rekaan" not in masuk(petugas_kota).get(f"/usulan/{u.pk}/").content.decode()
    AnggotaKSMFactory(ksm=ksm, keluarga=k)
    tangan = masuk(bendahara).get(alamat).content.decode()
    assert "<select" in tangan and "Mira Rekaan" in tangan


def test_drawing_by_page(kelompok, renta, petugas_kelurahan):
    """USL-14, USL-13: filed as a photo in its slot; closed once handed in; alone on its line no other proposal is told of."""
    u = pabrik.started(kelompok, renta)
    klien, alamat = masuk(petugas_kelurahan), f"/usulan/{u.pk}/gambar/"
    assert klien.post(alamat, kunci(berkas=photo_file(), keterangan="Denah")).status_code == 302
    assert "Denah" in klien.get(f"/usulan/{u.pk}/").content.decode()
    ubah = klien.get(f"/usulan/{u.pk}/ubah/").content.decode()  # alone on its line: what it asks, and no others
    assert "; diusulkan " in ubah and "usulan lain" not in ubah
    v = pabrik.filled(KSMFactory(nama="Lain"), renta)
    assert "Gambar atau foto lokasi ada" in klien.get(f"/usulan/{v.pk}/").content.decode()


def test_whole_way_by_page(kelompok, renta, rapat, sekretaris):
    """USL-04 to USL-11: handed in, judged, ranked, agreed on, changed, through the pages."""
    u = pabrik.filled(kelompok, renta)
    klien, hari = masuk(sekretaris), today_in(KELURAHAN).isoformat()
    jalan = f"/usulan/{u.pk}/transisi/"
    assert klien.get(f"{jalan}ajukan/").status_code == 200
    assert klien.post(f"{jalan}ajukan/", kunci(tanggal=hari)).status_code == 302
    upl = masuk(unit_officer("upl"))
    assert "Isi penilaian" in upl.get(f"/usulan/{u.pk}/").content.decode()
    from ksm.ceklis_usulan import UPL

    nilai = {f"ya_{b.kode}": "ya" for b in UPL.butir}
    assert upl.get(f"/usulan/{u.pk}/nilai/").status_code == 200
    assert upl.post(f"/usulan/{u.pk}/nilai/", kunci(tanggal=hari, hasil="perbaiki", **nilai)).status_code == 400
    assert upl.post(f"/usulan/{u.pk}/nilai/", kunci(tanggal=hari, hasil="layak", **nilai)).status_code == 302
    v = u.verifikasiusulan.get()
    assert "12 dari 12" in upl.get(f"/usulan/penilaian/{v.pk}/").content.decode()
    tab = f"/kelurahan/{KELURAHAN}/bappuk/"
    with pabrik.money():
        assert u.judul in klien.get(tab).content.decode()
        assert klien.post(tab, kunci(renta=str(renta.pk), rapat=str(rapat.pk))).status_code == 302
        b = BAPPUK.objects.get()
        alamat = f"/bappuk/{b.pk}/"
        isi = {f"peringkat_{u.pk}": "1", f"putusan_{u.pk}": "ditunda", f"alasan_{u.pk}": "", "versi": str(b.versi)}
        assert klien.post(alamat, kunci(**isi)).status_code == 400
        isi[f"putusan_{u.pk}"] = "disetujui"
        assert klien.post(alamat, kunci(**isi)).status_code == 302
        assert klien.get(f"{alamat}transisi/tetapkan/").status_code == 200
        assert klien.post(f"{alamat}transisi/tetapkan/", kunci()).status_code == 302
    assert "Disetujui" in klien.get(alamat).content.decode()
    sepakat = klien.get(f"{jalan}kontrakkan/").content.decode()
    assert "Surat Perjanjian Pemanfaatan Dana" in sepakat and "Karim Ketua" in sepakat
    isi = {"tanggal": hari, "mulai": hari, "selesai": hari, "pihak_bkm": "Kokom", "pihak_ksm": "Karim"}
    assert klien.post(f"{jalan}kontrakkan/", kunci(**isi)).status_code == 302
    p = Perjanjian.objects.get()
    assert p.nomor in klien.get(f"/usulan/{u.pk}/").content.decode()
    assert klien.get(f"/usulan/perjanjian/{p.pk}/transisi/batalkan/").status_code == 200
    ubah = {"alasan": "Bergeser", "volume": "1", "rapat_ksm": rapat.tanggal.isoformat(), "berita_acara": "1/BA"}
    assert klien.post(f"{jalan}usul_ubah/", kunci(**ubah)).status_code == 302
    x = PerubahanUsulan.objects.get()
    assert klien.get(f"/usulan/{u.pk}/").status_code == 200
    sahkan = f"/usulan/perubahan/{x.pk}/transisi/sahkan/"
    assert klien.post(sahkan, kunci(rapat=str(uuid.uuid4()))).status_code == 400
    assert klien.post(sahkan, kunci(rapat=str(rapat.pk))).status_code == 302
    assert "Addendum" in klien.get(f"/usulan/{u.pk}/").content.decode()
    for nama in ("cairkan", "setujui", "layakkan", "entah"):
        assert klien.get(f"{jalan}{nama}/").status_code == 404


def test_bappuk_by_four_officers(kelompok, renta, rapat, empat_petugas):
    """UMU-12: seen in the kelurahan and above, written by those who record what the BKM decides."""
    pabrik.judged(pabrik.submitted(pabrik.filled(kelompok, renta)))
    b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
    for nama, lihat in {"kelurahan": 200, "kota": 200, "kota_lain": 404}.items():
        klien = masuk(empat_petugas[nama])
        assert klien.get(f"/bappuk/{b.pk}/").status_code == lihat, nama
        assert klien.get(f"/kelurahan/{KELURAHAN}/bappuk/").status_code == lihat, nama
        assert klien.post(f"/bappuk/{b.pk}/", kunci(versi="1")).status_code == (403 if lihat == 200 else 404), nama
        assert api(empat_petugas[nama]).get(f"/api/v1/bappuk/{b.pk}/").status_code == lihat, nama
    assert "belum tersedia" in masuk(empat_petugas["kota"]).get(f"/bappuk/{b.pk}/").content.decode()


def test_waiting_for_whom(kelompok, renta, rapat, sekretaris):
    """USL-06, USL-07, USL-09: the unit judges, the secretary brings to the meeting and signs, the treasurer mends."""
    fn = menunggu.ambil("ksm.usulan")
    upl, ups = unit_officer("upl"), unit_officer("ups")
    bendahara = officer("bendahara", "bendahara_ksm", KELURAHAN, badan=kelompok.badan)
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    assert [m.judul for m in fn(upl)] == [f"Nilai usulan {u}"] and not fn(ups) and not fn(bendahara)
    pabrik.judged(u, hasil="perbaiki")
    assert [m.judul for m in fn(bendahara)] == [f"Perbaiki usulan {u}"] and not fn(upl)
    u = pabrik.judged(pabrik.submitted(Usulan.objects.get(pk=u.pk)))
    assert [m.judul for m in fn(sekretaris)] == [f"Bawa usulan {u} ke rapat BKM"]
    pabrik.approved(u, rapat)
    assert [m.judul for m in fn(sekretaris)] == [f"Catat perjanjian usulan {u}"]


def test_many_proposals_wait_for_one_meeting(register, sekretaris):
    """USL-07: two proposals are a line each, from three on the meeting of the kelurahan is one line that leads to its BAPPUK."""
    fn, alamat = menunggu.ambil("ksm.usulan"), f"/kelurahan/{KELURAHAN}/bappuk/"
    for n in (1, 2):
        usulan_in("verifikasi_up")
        assert len(fn(sekretaris)) == n and all(m.judul.startswith("Bawa usulan") for m in fn(sekretaris))
    usulan_in("verifikasi_up")
    assert [(m.judul, m.tautan) for m in fn(sekretaris)] == [("3 usulan menunggu rapat BKM", alamat)]
    assert masuk(sekretaris).get(alamat).status_code == 200


def test_search(ksm, renta, bendahara, petugas_kota_lain):
    """UMU-11: by words and by number, in scope."""
    u = pabrik.started(ksm, renta)
    assert [h.url for h in search_usulan(bendahara, "lingkungan")] == [f"/usulan/{u.pk}/"]
    assert search_usulan(bendahara, f"US 0001/{u.tahun}") and search_usulan(bendahara, f"1/{u.tahun}")
    assert not search_usulan(petugas_kota_lain, "lingkungan") and not search_usulan(bendahara, "9/20")


# -- papers --------------------------------------------------------------------------------------------------------


def contents(kode: str, objek: Any) -> Any:
    """The frozen content of a paper that was asked for."""
    request_dokumen(kode, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.filter(jenis=kode, objek_id=str(objek.pk)).latest("dibuat_pada").isi


def flat(isi: Any) -> str:
    """Every text of a paper."""
    if isinstance(isi, dict):
        return " ".join(flat(v) for v in isi.values())
    if isinstance(isi, list):
        return " ".join(flat(v) for v in isi)
    return str(isi).replace("\u00a0", " ")


def test_papers_filled(kelompok, renta, rapat):
    """DOK-07, USL-04 to USL-11: form, judgement, BAPPUK, agreement, change say what is recorded."""
    u = pabrik.contracted(kelompok, renta, rapat)
    teks = flat(contents("usulan_ksm", u))
    for kata in ("Semen", "7.000.000", "2.000.000", "KPP Mawar", "RT 01", "Lahan milik umum", u.nomor_usulan):
        assert kata in teks, kata
    assert "Usep Unit" in flat(contents("penilaian_usulan", u))
    assert contents("perjanjian_usulan", u)["kop"]["nama"] and "Lurah" in flat(contents("perjanjian_usulan", u))
    b = BAPPUK.objects.get()
    assert "Disetujui" in flat(contents("bappuk", b)) and Dokumen.objects.get(jenis="bappuk").nomor_id is not None
    teks = flat(contents("perjanjian_usulan", u))
    assert Perjanjian.objects.get().nomor in teks and "Rp 9.000.000" in teks and "Karim Ketua" in teks
    p = actions.propose_perubahan(
        u, oleh=SISTEM, alasan="Bergeser", volume=Decimal(2), rapat_ksm=rapat.tanggal, berita_acara="1/BA"
    )  # fmt: skip
    teks = flat(contents("ba_perubahan_usulan", p))
    assert "Bergeser" in teks and "2 paket" in teks


def test_paper_of_a_change(kelompok, renta, rapat):
    """USL-11, DOK-07: the berita acara says what the group changes of volume, RAB and benefit, and what the BKM decided on it."""
    u = pabrik.contracted(kelompok, renta, rapat)

    def propose(sebab: str) -> PerubahanUsulan:
        return actions.propose_perubahan(
            u, oleh=SISTEM, alasan=sebab, volume=Decimal(1), rapat_ksm=rapat.tanggal, berita_acara="1/BA"
        )

    ditolak = propose("Bergeser")
    terbuka = flat(contents("ba_perubahan_usulan", ditolak))
    assert "Disahkan / tidak disahkan *)" in terbuka and "Coret yang tidak perlu" in terbuka
    actions.refuse_perubahan(ditolak, oleh=SISTEM, alasan="Dananya belum cukup.")
    teks = flat(contents("ba_perubahan_usulan", PerubahanUsulan.objects.get(pk=ditolak.pk)))
    assert "tidak disahkan; usulan tetap" in teks and "Dananya belum cukup." in teks and "Coret" not in teks
    assert "Mengesahkan," not in teks

    p = propose("Semen sudah ada")
    kurang = {**pabrik.RAB[0], "volume": Decimal(90), "blm": Decimal(6_300_000)}
    actions.write_isi(Usulan.objects.get(pk=u.pk), oleh=SISTEM, rab=[kurang, pabrik.RAB[1]])
    actions.ratify_perubahan(p, oleh=SISTEM, rapat=rapat)
    (lembar,) = contents("ba_perubahan_usulan", PerubahanUsulan.objects.get(pk=p.pk))["lembar"]
    bagian = {b["judul"]: b for b in lembar["bagian"]}

    rab = [[s["teks"] for s in b] for b in bagian["Baris RAB yang berubah"]["tabel"]["baris"]]
    lama, baru = (BarisRAB.objects.get(usulan=u, ke=ke, urut=1) for ke in (0, 1))
    assert (
        rab == [[lama.uraian, *(f"{bilangan(x.volume)} {x.satuan}, {rupiah(x.jumlah)}" for x in (lama, baru))]]
        and lama.volume != baru.volume
    )
    berubah = {b[0]["teks"]: [s["teks"] for s in b[1:]] for b in bagian["Yang berubah"]["tabel"]["baris"]}
    assert berubah["BLM"] == [rupiah(n.blm) for n in (rab_sums(u, p.ke - 1), rab_sums(u, p.ke))]
    assert "KK miskin" in berubah["Pemanfaat"][0] and "Dana lain" not in berubah
    sah = " ".join(bagian["Pengesahan BKM"]["paragraf"])
    assert "mengesahkan perubahan ini" in sah and Perjanjian.objects.get(status="sah").nomor in sah
    # The RAB of the refused change gave way to this one: its paper says of it only what is kept.
    (lembar,) = contents("ba_perubahan_usulan", PerubahanUsulan.objects.get(pk=ditolak.pk))["lembar"]
    assert [b[0]["teks"] for b in lembar["bagian"][1]["tabel"]["baris"]] == ["Volume"]


def test_papers_blank(ksm):
    """DOK-07: the whole set to be written on by hand; the berita acara of a change is one sheet, signatures and all."""
    isi = contents("blanko_usulan", ksm)
    lembar = isi["lembar"]
    assert len(lembar) == 8
    pdf = render_pdf("dokumen/usulan.html", {"isi": {**isi, "lembar": lembar[-1:]}, "qr": {}, "kode": "X"})[1]
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1 and "perubahan" in lembar[-1]["judul"]
    assert all(b["tabel"]["kosong"] for b in lembar[0]["bagian"] if b["judul"].startswith("Rencana anggaran"))
    assert {x["judul"] for x in lembar} >= {"Surat Perjanjian Pemanfaatan Dana", "Surat Perjanjian Pinjaman"}


def test_names_have_a_paper_of_their_own(kelompok, renta, petugas_kota, sekretaris):
    """USL-05, UMU-12: the form counts; the list names, and is found only by those who may see names."""
    from laporan.registry import kind_of

    k = KeluargaFactory(nama_kk="Mira Rekaan")
    put_on_ps2(k)
    u = pabrik.started(kelompok, renta, bidang="sosial")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": k}])
    assert "Mira Rekaan" not in flat(contents("usulan_ksm", u))
    satu = PemanfaatUsulan.objects.get()
    assert "Mira Rekaan" in flat(contents("penerima_usulan", satu))
    jenis = kind_of("penerima_usulan")
    assert jenis.find_object(str(satu.pk), sekretaris) == satu
    with pytest.raises(PemanfaatUsulan.DoesNotExist):
        jenis.find_object(str(satu.pk), petugas_kota)
    d = Dokumen.objects.get(jenis="penerima_usulan")
    assert masuk(petugas_kota).get(f"/dokumen/{d.pk}/").status_code == 404


def test_signed_agreement_comes_back(kelompok, renta, rapat):
    """USL-09, DOK-11: the photo of the signed sheet is kept with the agreement."""
    from inti.unit_kerja import unit_kerja
    from laporan.registry import penerima_kertas

    u = pabrik.contracted(kelompok, renta, rapat)
    contents("perjanjian_usulan", u)
    terima = penerima_kertas.ambil("perjanjian_usulan")
    foto = BerkasFactory(wilayah_id=KELURAHAN)
    unit_kerja(lambda: terima(Dokumen.objects.get(jenis="perjanjian_usulan"), foto, SISTEM), oleh=SISTEM)
    assert Perjanjian.objects.get().berkas_id == foto.pk
    assert "perjanjian_usulan" in [j.kode for j in kinds_for(u)]


# -- API -----------------------------------------------------------------------------------------------------------


def test_api_by_four_officers(ksm, renta, empat_petugas, bendahara):
    """UMU-12: list and detail in scope, changes by those who may."""
    u = pabrik.started(ksm, renta)
    for nama, status in {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}.items():
        klien = api(empat_petugas[nama])
        assert klien.get(f"/api/v1/usulan/{u.pk}/").status_code == status, nama
        daftar = klien.get("/api/v1/usulan/").json().get("results", [])
        assert len(daftar) == (1 if status == 200 else 0), nama
        isi = {"judul": "Lain"}
        kepala = {**kepala_kunci(), "If-Match": str(Usulan.objects.get(pk=u.pk).versi)}
        hasil = klien.patch(f"/api/v1/usulan/{u.pk}/", isi, format="json", headers=kepala)
        assert hasil.status_code == {"kelurahan": 200, "kota": 403}.get(nama, 404), nama


def test_api_writes_and_moves(kelompok, renta, rapat, sekretaris):
    """UMU-05: begun, written as one PUT, judged and moved under a key; a resend changes nothing."""
    klien = api(sekretaris)
    isi = {"id": str(uuid.uuid4()), "ksm": str(kelompok.pk), "kegiatan_renta": str(pabrik.line(renta).pk)}
    kepala = kepala_kunci()
    satu = klien.post("/api/v1/usulan/", isi, format="json", headers=kepala)
    assert satu.status_code == 201, satu.json()
    assert klien.post("/api/v1/usulan/", isi, format="json", headers=kepala).headers["Idempotent-Replay"] == "true"
    assert klien.post("/api/v1/usulan/", isi, format="json").status_code == 400
    alamat, versi = f"/api/v1/usulan/{isi['id']}/", satu.json()["versi"]
    hari = today_in(KELURAHAN).isoformat()
    lengkap = {
        "mulai_rencana": hari, "selesai_rencana": hari, "lahan": "milik_umum", "pemelihara": "KPP", "pemeliharaan": "Bersih.",
    }  # fmt: skip
    ubah = klien.patch(alamat, lengkap, format="json", headers={**kepala_kunci(), "If-Match": str(versi)})
    assert ubah.status_code == 200, ubah.json()
    daftar = {
        "rab": [{k: str(v) if isinstance(v, Decimal) else v for k, v in r.items()} for r in pabrik.RAB],
        "janji": [{k: str(v) if isinstance(v, Decimal) else v for k, v in j.items()} for j in pabrik.JANJI],
        "pemanfaat": [{"basis": str(place().pk), "kk": 40, "kk_miskin": 10}],
    }  # fmt: skip
    kepala = {**kepala_kunci(), "If-Match": str(ubah.json()["versi"])}
    hasil = klien.put(f"{alamat}isi/", daftar, format="json", headers=kepala)
    assert hasil.status_code == 200, hasil.json()
    assert Decimal(hasil.json()["rab_jumlah"]) == 9_000_000 and len(hasil.json()["rab"]) == 2
    basi = {**kepala_kunci(), "If-Match": "1"}
    assert klien.put(f"{alamat}isi/", daftar, format="json", headers=basi).status_code == 409
    u = Usulan.objects.get(pk=isi["id"])
    pabrik.drawing(u)

    def move(nama: str, **data: Any) -> Any:
        return klien.post(f"{alamat}transisi/{nama}/", data, format="json", headers=kepala_kunci())

    assert move("ajukan", tanggal=hari).json()["status"] == "diajukan"
    assert move("cairkan").status_code == 409
    nilai = {"tanggal": hari, "hasil": "layak", "jawaban": pabrik.answers("upl"), "pemeriksa": "Usep Unit"}
    assert (
        klien.post(f"{alamat}nilai/", nilai, format="json", headers=kepala_kunci()).json()["status"] == "verifikasi_up"
    )
    with pabrik.money():
        b = klien.post(
            "/api/v1/bappuk/", {"renta": str(renta.pk), "rapat": str(rapat.pk)}, format="json", headers=kepala_kunci()
        )
        assert b.status_code == 201 and len(b.json()["baris"]) == 1, b.json()
        tetap = klien.post(
            f"/api/v1/bappuk/{b.json()['id']}/transisi/tetapkan/", {}, format="json", headers=kepala_kunci()
        )
        assert tetap.json()["status"] == "ditetapkan"
    jawab = move("kontrakkan", tanggal=hari, mulai=hari, selesai=hari, pihak_bkm="A", pihak_ksm="B")
    assert jawab.status_code == 200 and jawab.json()["status"] == "kontrak"
    ganti = move("usul_ubah", alasan="Geser", volume="1", rapat_ksm=rapat.tanggal.isoformat(), berita_acara="1")
    assert ganti.json()["status"] == "perubahan"
    p = PerubahanUsulan.objects.get()
    sah = klien.post(
        f"/api/v1/perubahan-usulan/{p.pk}/transisi/sahkan/",
        {"rapat": str(rapat.pk)},
        format="json",
        headers=kepala_kunci(),
    )
    assert sah.status_code == 200 and sah.json()["status"] == "disahkan"
    for nama in ("perjanjian-usulan", "penilaian-usulan", "perubahan-usulan"):
        assert klien.get(f"/api/v1/{nama}/?usulan={u.pk}").json()["results"]


def test_api_names_are_null_for_others(ksm, renta, petugas_kota, petugas_kelurahan):
    """USL-05: who may not see names gets null."""
    k = KeluargaFactory()
    put_on_ps2(k)
    u = pabrik.started(ksm, renta, bidang="sosial")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": k}])
    assert api(petugas_kota).get(f"/api/v1/usulan/{u.pk}/").json()["pemanfaat"] is None
    assert len(api(petugas_kelurahan).get(f"/api/v1/usulan/{u.pk}/").json()["pemanfaat"]) == 1


@pytest.mark.parametrize(
    "tanya", ["?q=a&tahun=abc", "?status=zzz", "?ksm=bukan", "?sesudah=rusak", "?tahun=2026&jenis=prasarana"]
)
def test_filters_bear_nonsense(ksm, renta, petugas_kota, tanya):
    """UMU-23: nonsense in the address is answered, not a fault."""
    pabrik.started(ksm, renta)
    assert masuk(petugas_kota).get(f"/usulan/{tanya}").status_code == 200
    assert api(petugas_kota).get(f"/api/v1/usulan/{tanya}").status_code in {200, 400}


def sheet(u: Usulan, **ubah: Any) -> Any:
    """One row of the workbook."""
    from inti.xlsx import BarisImpor

    nilai = {
        "usulan": str(u), "kelompok": "Bahan", "uraian": "Semen", "volume": Decimal(100), "satuan": "sak",
        "harga": Decimal(70_000), "blm": Decimal(7_000_000),
    }  # fmt: skip
    return BarisImpor(2, {**nilai, **ubah}, uuid.uuid4())


def test_rab_from_a_workbook(kelompok, renta, petugas_kelurahan, petugas_kota):
    """UMU-26, USL-03: looked at first, then each proposal gets its whole RAB; wrong rows are named by their column."""
    from ksm.impor_rab import import_rab, plan_rab

    u = pabrik.filled(kelompok, renta)
    lihat = plan_rab([sheet(u)], KELURAHAN, petugas_kelurahan)
    assert [b.keadaan for b in lihat.baris] == ["sama", "berubah"] and not lihat.galat
    for ubah, kolom in (
        ({"usulan": "US 0099/2026"}, "Usulan"), ({"usulan": "abc"}, "Usulan"), ({"kelompok": "emas"}, "Kelompok"),
        ({"volume": Decimal(-1)}, "Volume"), ({"harga": Decimal(0)}, "Harga satuan"), ({"blm": Decimal("0.5")}, "BLM"),
    ):  # fmt: skip
        assert plan_rab([sheet(u, **ubah)], KELURAHAN, petugas_kelurahan).galat[0].kolom == kolom
    assert plan_rab([sheet(u)], KELURAHAN, petugas_kota).galat
    hasil = import_rab([sheet(u), sheet(u, uraian="Pasir")], KELURAHAN, oleh=petugas_kelurahan, sumber="uji")
    assert hasil == {"usulan": 1, "baris": 2}
    assert list(BarisRAB.objects.order_by("urut").values_list("uraian", flat=True)) == ["Semen", "Pasir"]


def test_loan_is_opened_at_the_upk(kelompok, renta, rapat, sekretaris):
    """USL-17: the page of an agreed loan proposal says where the loan lives, and leads there."""
    u = pabrik.filled(kelompok, renta, bidang="ekonomi")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": KeluargaFactory()}])
    u = pabrik.signed(pabrik.approved(pabrik.judged(pabrik.submitted(u)), rapat))
    halaman = masuk(sekretaris).get(f"/usulan/{u.pk}/").content.decode()
    assert (
        "UPK membuka pinjamannya" in halaman and "Pinjaman" in halaman and "Dana cair" not in halaman.split("Cetak")[0]
    )


def test_demo_brings_proposals_in_every_state(renta, rapat, sekretaris, monkeypatch):
    """UMU-34: the demo helper uses our own actions, once; unit and meeting decide as they would, on the money that there is."""
    from ksm.demo_usulan import decide, load_usulan
    from tests.factories.usulan import complete

    officer("upl", "upl", KELURAHAN, badan=BadanFactory(nama="BKM upl"))
    for jenis in ("lingkungan",) * 4 + ("sosial",) * 3 + ("ekonomi",):
        complete(KSMFactory(jenis=jenis))
    for _ke in range(12):
        put_on_ps2(KeluargaFactory())
    place()
    assert load_usulan(KELURAHAN, tulis=print) == 8
    assert not BAPPUK.objects.exists() and {
        v.pemeriksa.startswith("Petugas") for v in VerifikasiUsulan.objects.all()
    } == {False}
    monkeypatch.setattr(queries_usulan.dana_tersedia, "semua", lambda: [("uji", lambda _r: Decimal(77_000_000))])
    assert decide(KELURAHAN) == 5 and decide(KELURAHAN) == 0
    assert {b.tersedia for b in BAPPUK.objects.all()} == {Decimal(77_000_000)}
    status = sorted(Usulan.objects.values_list("status", flat=True))
    assert status == sorted(["berjalan", "kontrak", "kontrak", "kontrak", "rapat_bkm", "ditunda", "diajukan", "draf"])
    assert {(u.jenis, u.ksm.jenis) for u in Usulan.objects.select_related("ksm")} == {
        ("prasarana", "lingkungan"), ("sosial", "sosial"), ("ekonomi", "ekonomi"),
    }  # fmt: skip
    assert load_usulan(KELURAHAN, tulis=print) == 0


def test_what_was_handed_over_is_changed_no_more(petugas_kelurahan, renta):
    """USL-19: after the hand-over a change is neither offered nor taken; a hand-over taken back opens it again."""
    u = karya.finish(karya.usulan_in("berjalan"))
    klien = masuk(petugas_kelurahan)
    alamat = f"/usulan/{u.pk}/"
    isi = {"alasan": "Geser", "volume": "1", "rapat_ksm": karya.ago(1).isoformat(), "berita_acara": "1/BA"}
    assert "transisi/usul_ubah/" in klien.get(alamat).content.decode()
    serah = karya.SerahTerimaFactory(usulan=u, tanggal=karya.ago(2))
    assert "usul_ubah" not in klien.get(alamat).content.decode()
    tolak = klien.post(f"{alamat}transisi/usul_ubah/", kunci(**isi))
    assert tolak.status_code == 409 and "sudah diserahterimakan" in tolak.content.decode()
    with pytest.raises(GerbangTertutup) as galat:
        actions.propose_perubahan(u, oleh=SISTEM, alasan="Geser", volume=1, rapat_ksm=karya.ago(1), berita_acara="1/BA")
    assert [k.aturan for k in galat.value.kekurangan if k.menahan] == ["USL-19"]
    actions.cancel_catatan(serah, oleh=SISTEM, alasan="Salah tanggal")
    assert klien.post(f"{alamat}transisi/usul_ubah/", kunci(**isi)).status_code == 302
