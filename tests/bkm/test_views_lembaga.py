"""The pages of the residents' body: from the readiness evaluation to the deed, by four officers, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bkm.actions import appoint_petugas, install_bkm
from bkm.ciri import BAB_AD, BUTIR
from bkm.models import AktaBKM, AnggaranDasar, AnggotaBKM, EvaluasiKesiapan, Kepengurusan, PetugasUP, RapatBKM
from bkm.queries import bkm_aktif, koordinator, reserves_of, roster
from inti.pelaku import SISTEM
from siklus.models import Langkah
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories.bkm import s4
from tests.factories.bkm_lembaga import ANGGOTA, elected, gathered, living, staffed
from tests.factories.laporan import photo_file
from tests.factories.siklus import hold, move
from tests.helpers import api, kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
TAB = f"/kelurahan/{KELURAHAN}/bkm/"


def s4b(langkah: Langkah) -> Langkah:
    """The stage of units and secretariat of the same year, running."""
    baris = Langkah.objects.create(
        siklus=langkah.siklus, wilayah_id=KELURAHAN, definisi="p2kp@1", tahun=2026, kode="S4b", tingkat="kelurahan",
        urutan=60, tanggal_mulai=langkah.tanggal_mulai,
    )  # fmt: skip
    return move(baris, "berjalan")


def test_readiness_by_its_page(register, petugas_kelurahan, petugas_kota):
    """BKM-50: every item answered; a refusal keeps what was written; the kota reads and does not write."""
    langkah, klien = s4(), masuk(petugas_kelurahan)
    alamat = f"/langkah/{langkah.pk}/kesiapan/"
    isi = {kode: "ya" for kode in BUTIR} | {
        "tanggal": str(today_in(KELURAHAN)), "penilai": "Faskel", "siap": "ya", "kesimpulan": "Warga memerlukan BKM.",
    }  # fmt: skip
    kurang = klien.post(alamat, kunci(**{k: v for k, v in isi.items() if k != "damai"}))
    assert kurang.status_code == 400 and "Warga memerlukan BKM." in kurang.content.decode()
    assert not EvaluasiKesiapan.objects.exists()

    assert klien.post(alamat, kunci(**isi)).status_code == 302
    assert EvaluasiKesiapan.objects.get().siap and "Siap membentuk BKM" in klien.get(alamat).content.decode()
    assert "Simpan penilaian" not in masuk(petugas_kota).get(alamat).content.decode()
    assert masuk(petugas_kota).post(alamat, kunci(**isi)).status_code == 403


def test_statutes_by_pages(register, petugas_kelurahan):
    """BKM-71, BKM-72: the draft brings its chapters, the rembug ratifies, then nothing changes until it is opened again."""
    langkah, klien = s4(), masuk(petugas_kelurahan)
    alamat = f"/langkah/{langkah.pk}/anggaran-dasar/"
    pokok = {"nama": "Cahaya Mandiri", "kedudukan": "Kelurahan Uji", "jumlah_anggota": "9", "masa_bakti": "3",
             "nilai": ["jujur", "adil"]}  # fmt: skip
    assert klien.post(alamat, kunci(**pokok)).status_code == 302
    ad = AnggaranDasar.objects.get()
    assert len(ad.bab) == len(BAB_AD) and "BKM Cahaya Mandiri" in ad.bab[0]["isi"] and "%(" not in str(ad.bab)

    bab = {f"judul_{i}": b["judul"] for i, b in enumerate(ad.bab)} | {
        f"isi_{i}": b["isi"] for i, b in enumerate(ad.bab)
    }
    bab |= {"judul_0": "Nama", "isi_11": "Tanpa judul."}
    assert klien.post(alamat, kunci(**pokok, **bab)).status_code == 400
    assert klien.post(alamat, kunci(**pokok, **{**bab, "judul_11": "Lain-lain"})).status_code == 302
    rembug = hold(langkah, "S4-REMBUG", oleh=petugas_kelurahan)
    assert klien.post(f"{alamat}sahkan/", kunci(pertemuan=str(rembug.pk))).status_code == 302
    ad = AnggaranDasar.objects.get()
    assert ad.status == "disahkan" and ad.bab[0]["judul"] == "Nama" and len(ad.bab) == 12
    assert klien.post(alamat, kunci(**{**pokok, "nama": "Lain"})).status_code in {400, 409}
    buka = f"/bkm/anggarandasar/{ad.pk}/transisi/buka_lagi/"
    assert klien.get(buka).status_code == 200
    assert klien.post(buka, kunci(alasan="Keliru")).status_code == 302


def test_installing_and_koordinator_by_pages(register, petugas_kelurahan, kedua):
    """BKM-51, BKM-54, BKM-58: named in the rembug, then the first meeting chooses; the tab tells all of it."""
    langkah, rembug = elected(petugas_kelurahan, kedua)
    klien = masuk(petugas_kelurahan)
    alamat = f"/langkah/{langkah.pk}/pengukuhan/"
    isi = {"pertemuan": str(rembug.pk), "sebutan": "LKM", "alamat": "Jalan Melati 1"}
    assert klien.post(alamat, kunci(**isi, nama="")).status_code == 400
    assert klien.post(alamat, kunci(**isi, nama="Cahaya Mandiri")).status_code == 302
    assert "Sudah dikukuhkan" in klien.get(alamat).content.decode()

    pilih = f"/langkah/{langkah.pk}/koordinator/"
    assert "Rapat anggota belum dicatat" in klien.get(pilih).content.decode()
    rapat = hold(langkah, "S4-KOORDINATOR", oleh=petugas_kelurahan)
    anggota = list(AnggotaBKM.objects.order_by("urutan"))
    suara = {"pertemuan": str(rapat.pk), "cara": "suara", "hadir": [str(a.pk) for a in anggota[:2]]}
    assert klien.post(pilih, kunci(**suara)).status_code == 400
    assert klien.post(pilih, kunci(**suara, koordinator=str(anggota[1].pk))).status_code == 302
    assert koordinator(KELURAHAN) == anggota[1] and RapatBKM.objects.get().hadir.count() == 2
    isi_tab = klien.get(TAB).content.decode()
    assert "LKM Cahaya Mandiri" in isi_tab and "koordinator" in isi_tab and "Ikut memilih" in isi_tab


def test_units_by_one_page(register, petugas_kelurahan):
    """BKM-62, BKM-66, BKM-67: one meeting appoints all; a double office is refused beside its row and nothing is saved."""
    kepengurusan, klien = living(), masuk(petugas_kelurahan)
    langkah = s4b(s4())
    alamat = f"/langkah/{langkah.pk}/susunan/"
    assert "Rapat pengangkatan belum dicatat" in klien.get(alamat).content.decode()
    rapat = hold(langkah, "S4b-RAPAT", oleh=petugas_kelurahan)
    hadir = [str(a.pk) for a in kepengurusan.anggota.all()]
    isi = {"pertemuan": str(rapat.pk), "cara": "mufakat", "hadir": hadir, "jabatan_0": "upk:manajer",
           "nama_0": "Lilis Suryani", "jenis_kelamin_0": "P", "jabatan_1": "sekretariat:sekretaris"}  # fmt: skip
    tolak = klien.post(alamat, kunci(**isi, nama_1=ANGGOTA[0][0], jenis_kelamin_1="L"))
    assert tolak.status_code == 400 and "Merangkap" in tolak.content.decode()
    dua = klien.post(alamat, kunci(**isi, nama_1="lilis  suryani", jenis_kelamin_1="P"))
    assert dua.status_code == 400 and "Merangkap" in dua.content.decode() and not PetugasUP.objects.exists()

    assert klien.post(alamat, kunci(**isi, nama_1="Wiwin Winarti", jenis_kelamin_1="P")).status_code == 302
    s = roster(bkm_aktif(KELURAHAN))
    assert s.unit["upk"].petugas_aktif[0].nama == "Lilis Suryani" and s.petugas[0].nama == "Wiwin Winarti"
    assert "Lilis Suryani" in klien.get(alamat).content.decode()


def test_replacement_by_its_page(register, petugas_kelurahan, kedua):
    """BKM-57: without a meeting the page says what comes first; then the next of the reserve list takes the place."""
    langkah, rembug = elected(petugas_kelurahan, kedua)
    kepengurusan = install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Cahaya")
    klien, keluar = masuk(petugas_kelurahan), kepengurusan.anggota.order_by("urutan").first()
    alamat = f"/bkm/anggota/{keluar.pk}/berhenti/"
    assert "Belum ada rapat anggota" in klien.get(alamat).content.decode()
    rapat = gathered(kepengurusan, oleh=petugas_kelurahan, tanggal=today_in(KELURAHAN))
    cadangan = reserves_of(kepengurusan)
    isi = {"rapat": str(rapat.pk), "sebab": "pindah", "alasan": "Pindah ke luar kota"}
    assert klien.post(alamat, kunci(**{**isi, "alasan": ""})).status_code == 400
    if len(cadangan) > 1:
        assert klien.post(alamat, kunci(**isi, pengganti=str(cadangan[1].pk))).status_code == 400
    assert klien.post(alamat, kunci(**isi, pengganti=str(cadangan[0].pk))).status_code == 302
    masuknya = AnggotaBKM.objects.get(menggantikan=keluar)
    assert masuknya.utusan_id == cadangan[0].utusan_id and masuknya.diangkat.rapat == rapat
    assert f"menggantikan {keluar.nama}" in klien.get(TAB).content.decode()


def test_papers_meetings_and_offices_on_the_tab(register, petugas_kelurahan):
    """BKM-59 .. BKM-70: a living BKM from its papers, a routine meeting, the deed, an officer appointed and dismissed."""
    klien, hari = masuk(petugas_kelurahan), today_in(KELURAHAN)
    assert "Belum ada BKM" in klien.get(TAB).content.decode()
    awal = {"nama": "Cahaya", "sebutan": "BKM", "dikukuhkan_pada": str(hari - timedelta(days=950)), "masa_bakti": "3",
            "koordinator": "2", **{f"nama_{i}": n for i, (n, _j, _m) in enumerate(ANGGOTA)},
            **{f"jenis_kelamin_{i}": j for i, (_n, j, _m) in enumerate(ANGGOTA)}}  # fmt: skip
    assert klien.post(f"{TAB}keadaan-awal/", kunci(**awal)).status_code == 400
    assert klien.post(f"{TAB}keadaan-awal/", kunci(**awal, berkas=photo_file())).status_code == 302
    isi_tab = klien.get(TAB).content.decode()
    assert koordinator(KELURAHAN).nama == ANGGOTA[1][0] and "Masa bakti hampir berakhir" in isi_tab

    anggota = [str(a.pk) for a in AnggotaBKM.objects.all()]
    rapat = {"tanggal": str(hari), "tempat": "Sekretariat", "pokok": "Rapat bulanan", "pemimpin": "Bu Neneng",
             "hadir": anggota[:5], "isi_0": "Papan informasi diperbarui.", "cara_0": "mufakat"}  # fmt: skip
    assert klien.post(f"{TAB}rapat/", kunci(**rapat)).status_code == 302
    sidang = RapatBKM.objects.get(pokok="Rapat bulanan")
    assert sidang.keputusan.get().isi == "Papan informasi diperbarui." and sidang.hadir.count() == 5

    akta = {"nomor": "12", "tanggal": str(hari), "notaris": "Notaris Rekaan", "bentuk": "perkumpulan"}
    orang = {f"{b}_{u}": "Rekaan" for b in ("nama", "pekerjaan") for u in ("panitia", "koordinator", "relawan")}
    assert (
        klien.post(f"{TAB}akta/", kunci(**akta, **{**orang, "nama_relawan": ""}, berkas=photo_file())).status_code
        == 400
    )
    assert klien.post(f"{TAB}akta/", kunci(**akta, **orang, berkas=photo_file())).status_code == 302
    assert AktaBKM.objects.get().penghadap.count() == 3

    angkat = {"pertemuan": str(sidang.pk), "cara": "mufakat", "jabatan_0": "upk:kasir", "nama_0": "Yanti",
              "jenis_kelamin_0": "P"}  # fmt: skip
    assert klien.post(f"{TAB}petugas/", kunci(**angkat)).status_code == 302
    petugas = PetugasUP.objects.get()
    assert klien.get(f"/bkm/petugasup/{petugas.pk}/berhenti/").status_code == 200
    henti = kunci(rapat=str(sidang.pk), alasan="Pindah kerja")
    assert klien.post(f"/bkm/petugasup/{petugas.pk}/berhenti/", henti).status_code == 302
    petugas = PetugasUP.objects.get()
    assert petugas.status == "berhenti" and petugas.diberhentikan.rapat == sidang
    tanda = kunci(telepon="0812", pengurus_partai="on")
    assert klien.post(f"/bkm/anggota/{anggota[0]}/ubah/", tanda).status_code == 302
    assert "pengurus partai" in klien.get(TAB).content.decode()


def test_four_officers(register, empat_petugas):
    """AKN-20: the kelurahan writes, the kota reads, another kota and an officer without a task see nothing."""
    kepengurusan = staffed()
    anggota = kepengurusan.anggota.first()
    langkah = s4()
    halaman = [TAB, f"/langkah/{langkah.pk}/kesiapan/", f"/langkah/{langkah.pk}/pengukuhan/",
               f"/langkah/{langkah.pk}/koordinator/", f"/langkah/{langkah.pk}/anggaran-dasar/"]  # fmt: skip
    tulis = [f"{TAB}rapat/", f"{TAB}akta/", f"{TAB}petugas/", f"/bkm/anggota/{anggota.pk}/berhenti/"]
    for nama, lihat, catat in (
        ("kelurahan", {200}, {200}), ("kota", {200}, {403}), ("kota_lain", {404}, {404}), ("tanpa_tugas", {403, 404}, {403, 404}),
    ):  # fmt: skip
        klien = masuk(empat_petugas[nama])
        assert {klien.get(a).status_code for a in halaman} <= lihat, nama
        assert {klien.get(a).status_code for a in tulis} <= catat, nama
        api_ = api(empat_petugas[nama])
        for sumber, satu in (("bkm", kepengurusan.bkm_id), ("anggota-bkm", anggota.pk)):
            daftar = api_.get(f"/api/v1/{sumber}/")
            jumlah = (
                len(daftar.json().get("hasil", daftar.json().get("results", []))) if daftar.status_code == 200 else 0
            )
            assert bool(jumlah) == (nama in {"kelurahan", "kota"}), (nama, sumber)
            assert (api_.get(f"/api/v1/{sumber}/{satu}/").status_code == 200) == (nama in {"kelurahan", "kota"})
    assert Kepengurusan.objects.count() == 1


def test_constant_number_of_queries(register, petugas_kelurahan):
    """UMU-11: the tab and the API cost the same for few people and for many."""
    kepengurusan, klien, mesin = staffed(), masuk(petugas_kelurahan), api(petugas_kelurahan)
    alamat = [(klien, TAB), (mesin, "/api/v1/anggota-bkm/"), (mesin, "/api/v1/bkm/")]

    def count(pengguna: Any, ke: str) -> int:
        pengguna.get(ke)
        with CaptureQueriesContext(connection) as rekam:
            assert pengguna.get(ke).status_code == 200
        return len(rekam)

    sebelum = [count(p, a) for p, a in alamat]
    for i in range(3):
        gathered(kepengurusan, pokok=f"Rapat {i}")
    sidang = gathered(kepengurusan, pokok="Petugas lapangan")
    lagi = [
        {"lembaga": "upk", "jabatan": "petugas", "nama": f"Petugas Lapangan {i}", "jenis_kelamin": "P"}
        for i in range(4)
    ]
    appoint_petugas(sidang, oleh=SISTEM, baris=lagi)
    assert [count(p, a) for p, a in alamat] == sebelum
    assert sebelum[0] <= 40


def test_list_of_bkm_by_four_officers(
    register, petugas_kelurahan, petugas_kota, petugas_kota_lain, petugas_tanpa_tugas
):
    """UMU-11, BKM-75: who sees the kelurahan finds its BKM with the members counted; elsewhere the list is empty."""
    masa = living()
    nama, perempuan = str(masa.bkm), sum(jk == "P" for _nama, jk, _miskin in ANGGOTA)
    for petugas in (petugas_kelurahan, petugas_kota):
        isi = masuk(petugas).get("/bkm/")
        assert nama in isi.content.decode()
        (baris,) = isi.context["halaman"].baris
        assert (baris.anggota_p, baris.anggota_l) == (perempuan, len(ANGGOTA) - perempuan)
        assert baris.masa_sampai == masa.berakhir_rencana
    assert nama not in masuk(petugas_kota_lain).get("/bkm/").content.decode()
    assert masuk(petugas_tanpa_tugas).get("/bkm/").status_code == 403
    klien = masuk(petugas_kota)
    assert nama in klien.get(f"/bkm/?wilayah={KELURAHAN}").content.decode()
    assert "Tidak ada BKM yang cocok" in klien.get("/bkm/?status=bubar").content.decode()
    assert klien.get("/bkm/?format=xlsx").status_code == 200


def test_list_of_bkm_costs_the_same_for_many(register, petugas_kota):
    """UMU-15: two bodies cost what one does."""
    klien = masuk(petugas_kota)
    living()
    klien.get("/bkm/")
    with CaptureQueriesContext(connection) as satu:
        klien.get("/bkm/")
    living(KELURAHAN_TETANGGA)
    with CaptureQueriesContext(connection) as dua:
        assert klien.get("/bkm/").context["jumlah"] == 2
    assert len(dua) == len(satu)
