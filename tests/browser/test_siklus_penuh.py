"""One officer takes a new kelurahan from its RKM to a ratified PJM, on screen, and at every stage sees less missing.

In practice mode: "Latihan Kota Bandung" with two RW and six RT, whose trainer verifies. The Sosialisasi before it is
recorded by the actions; from the RKM on every record goes through a page or its form.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.bantu import download, message, missing, next_page, pdf_text, save, says
from tests.browser.conftest import manage
from tests.browser.jalan import KODE, Jalan, numbered

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
KEGIATAN = ("Perbaikan saluran Gang Mawar", "Kelas kejar paket B", "Modal usaha bergulir")
# Names nobody could take for one another, so that no spelling is asked about.
WARGA = (
    "Asih Wulandari", "Bambang Kusumo", "Cucu Rohaeti", "Dedi Mulyawan", "Enok Salamah", "Fajar Nugroho", "Gina Maharani",
    "Hendra Gunawan", "Ijah Khodijah", "Joko Purwanto", "Karsih Lestari", "Lukman Hakim", "Mimin Sukaesih", "Nandang Iskandar",
    "Oom Komalasari", "Pepen Effendi", "Qory Zahra", "Rahmat Taufik", "Sumiati Dewi", "Tatang Suryana", "Utami Ningsih",
    "Vino Bastian", "Warsinah Tuti", "Yayat Sudrajat", "Zubaedah Hasan", "Agus Firmansyah", "Bibah Nurul", "Cecep Waluyo",
    "Diah Pitaloka", "Emon Kartawijaya",
)  # fmt: skip
SOSIALISASI = """
import datetime
from akun.models import Pengguna
from siklus import actions as a
from siklus.models import Langkah, Siklus
from wilayah.models import Basis
from wilayah.waktu import today_in
siklus = Siklus.objects.get(wilayah_id="99.32.73.1001")
f = Pengguna.objects.get(username="faskel"); f.practise("32.73")
def lalu(n): return today_in("99.32.73.1001") - datetime.timedelta(days=n)
def tahap(k): return Langkah.objects.get(siklus=siklus, kode=k, tahun_siklus=1)
hadir = dict(tempat="Balai warga", peserta_l=12, peserta_p=14, miskin_l=6, miskin_p=7, oleh=f)
a.start_langkah(tahap("S0"), tanggal=lalu(70), oleh=f)
a.record_pertemuan(tahap("S0"), jenis="S0-KEL", tanggal=lalu(69), **hadir)
for b in Basis.objects.filter(wilayah="99.32.73.1001"):
    a.record_pertemuan(tahap("S0"), jenis="S0-RT" if b.induk_id else "S0-RW", basis=b, tanggal=lalu(66), **hadir)
a.register_relawan(siklus, oleh=f, langkah=tahap("S0"), nama="Titin Fatimah", jenis_kelamin="P", sejak=lalu(66))
a.schedule_pertemuan(tahap("S1"), jenis="S1-RKM", rencana_tanggal=lalu(0), oleh=f)
"""


def test_from_rkm_to_ratified_pjm(masuk, lingkungan):
    """LAT-01 .. LAT-05, SIK-02, SIK-03: RKM, Refleksi, Pemetaan, BKM, UP, KSM and PJM by one person, counted nowhere."""
    korkot = masuk("korkot", lebar=1280)
    semula = heat_map(korkot)
    faskel = masuk("faskel", lebar=1280)
    enter_practice(faskel)
    manage(lingkungan, "shell", "-v", "0", "-c", SOSIALISASI)
    j = Jalan(faskel)

    sosialisasi(j)
    rkm(j)
    refleksi(j)
    pemetaan(j)
    pembangunan_bkm(j)
    unit_pelaksana(j)
    kelompok(j)
    pjm(j)

    read_document(j)
    assert heat_map(korkot) == semula
    assert faskel.galat == [] and korkot.galat == []


def heat_map(halaman: Any) -> str:
    """What the kota's dashboard counts."""
    halaman.goto("/dasbor/")
    teks = halaman.locator("table.panas").inner_text()
    assert "Latihan" not in teks
    return teks


def enter_practice(halaman: Any) -> None:
    """One button, and a banner says that nothing counts here."""
    halaman.goto("/latihan/")
    save(halaman, "Masuk ke kelurahan latihan")
    assert halaman.url.endswith(f"/kelurahan/{KODE}/")
    assert "tidak dihitung di mana pun" in halaman.locator("body").inner_text()


def sosialisasi(j: Jalan) -> None:
    """S0, whose meetings are recorded: its paper, and over to the trainer."""
    j.open_stage("Sosialisasi")
    j.file_papers()
    j.shrinks("Daftar hadir pertemuan sosialisasi")
    j.finish()


def rkm(j: Jalan) -> None:
    """S1: the meeting, the volunteers of every RT, the decision, the papers."""
    j.open_stage("RKM")
    j.move("Mulai", 60)
    j.look()
    kartu = j.halaman.locator("#catat-pertemuan")
    kartu.locator("[name=tanggal]").fill(j.tgl(58))
    kartu.get_by_label("Tempat", exact=True).fill("Aula latihan")
    for isian, nilai in (("hadir_l", "48"), ("hadir_p", "52"), ("miskin_l", "22"), ("miskin_p", "24")):
        kartu.locator(f"[data-hadir={isian}]").press_sequentially(nilai)
    expect(kartu.locator("[data-jumlah=hadir]")).to_have_text("100", timeout=20_000)
    kartu.get_by_role("button", name="Simpan", exact=True).click()
    j.halaman.get_by_text("100 orang", exact=True).wait_for()
    j.shrinks("Rembug Kesiapan Masyarakat")
    j.decide("Menerima")
    j.shrinks("Keputusan rembug", membuka=True)
    rt = j.places("RT")
    assert len(rt) == 6
    baris = [
        {"nama": f"Relawan {w}", "jenis_kelamin": "LP"[i % 2], "basis": b}
        for i, (w, b) in enumerate(zip(WARGA, rt, strict=False))
    ]
    j.fill(f"{j.langkah}relawan/?baris=6", numbered(baris), "Simpan")
    j.shrinks("Setiap RT mempunyai relawan")
    j.file_papers()
    j.shrinks()
    j.finish()


def refleksi(j: Jalan) -> None:
    """S2: a talk in every RT, what was said, united into the kelurahan's list, and the rekap."""
    j.open_stage("Refleksi")
    j.move("Mulai", 55)
    j.look()
    rt = j.places("RT")
    j.meet("S2-KEMISKINAN", 54, basis=rt[0], di_halaman=True)
    for b in rt[1:]:
        j.meet("S2-KEMISKINAN", 53, basis=b)
    j.shrinks("Diskusi refleksi kemiskinan")
    j.meet("S2-KELEMBAGAAN", 52, basis=rt[0])
    j.meet("S2-KEPEMIMPINAN", 51, basis=rt[0])
    j.meet("S2-REKAP", 50)
    j.shrinks("Rekap Refleksi Kemiskinan kelurahan")
    said(j)
    j.shrinks("Kriteria kemiskinan", "Akar masalah", "Ciri pemimpin", "Visi awal")
    j.decide("Disepakati")
    j.shrinks("Kesepakatan rekap")
    j.file_papers()
    j.shrinks()
    j.finish()


def said(j: Jalan) -> None:
    """Points of two RT that say the same become one; the rest goes straight onto the kelurahan's list."""
    alamat = f"{j.langkah}refleksi/"
    j.halaman.goto(alamat)
    pilihan = j.halaman.locator("[name=pertemuan] option").filter(has_text="Diskusi refleksi kemiskinan")
    rapat = [o.get_attribute("value") for o in pilihan.all()]
    dengar = {"jenis_0": "kriteria_kemiskinan", "uraian_0": "Makan dua kali sehari", "cakupan_0": "rumah_tangga"}
    j.fill(alamat, {"pertemuan": rapat[0], **dengar}, "Simpan")
    j.send(alamat, {"pertemuan": rapat[1], **dengar, "uraian_0": "Hanya makan dua kali"})
    daftar = [
        {"jenis": "kriteria_kemiskinan", "uraian": "Rumah bocor dan lantai tanah"},
        {"jenis": "akar_masalah", "uraian": "Tidak saling percaya"},
        {"jenis": "visi_awal", "uraian": "Warga rukun, lingkungan sehat"},
    ]
    j.send(alamat, {"pertemuan": "kelurahan", **numbered(daftar)})
    j.fill(
        alamat,
        {"pertemuan": "kelurahan", "jenis_0": "kriteria_pemimpin", "uraian_0": "Jujur dan mau bekerja", "nilai_0": ["kejujuran"]},
        "Simpan",
    )  # fmt: skip
    j.halaman.goto(alamat)
    kriteria = j.halaman.locator("#kriteria_kemiskinan")
    for butir in kriteria.locator("[name=butir]").all():
        butir.check()
    kriteria.locator("[name=uraian]").fill("Makan paling banyak dua kali sehari")
    save(j.halaman, "Satukan", dalam=kriteria)
    assert "disebut di 2 tempat" in j.halaman.locator("#kriteria_kemiskinan").inner_text()


def pemetaan(j: Jalan) -> None:
    """S3: training, six studies, the list of poor households posted and determined, problems and potentials agreed."""
    j.open_stage("Pemetaan")
    j.fill(f"{j.langkah}pelatihan/baru/", {"tanggal": j.tgl(49), "peserta_l": "6", "peserta_p": "8"}, "Simpan")
    j.shrinks("Pelatihan Tim Pemetaan")
    j.move("Mulai", 48)
    j.look()
    rt, rw = j.places("RT"), j.places("RW")
    j.meet("S3-RANCANGAN", 47, di_halaman=True)
    for n in range(1, 7):
        j.meet(f"S3-PS{n}", 45, basis=rw[n % 2])
    j.meet("S3-LOKAKARYA", 28)
    j.shrinks("Rapat rancangan kajian", "Lokakarya Pemetaan Swadaya")
    ps2(j, rt)
    j.shrinks("Daftar PS-2")
    problems(j)
    j.shrinks("Masalah setiap bidang", "Potensi warga")
    j.decide("Disepakati")
    j.file_papers()
    j.shrinks("Kesepakatan Lokakarya")
    j.finish()


def ps2(j: Jalan, rt: list[str]) -> None:
    """A household in every RT, the first on the card; each list posted; the Lokakarya determines them all."""
    for i, b in enumerate(rt):
        alamat = f"{j.langkah}ps2/{b}/"
        kk = {
            "nama_kk_0": f"Keluarga {WARGA[-1 - i]}", "jenis_kelamin_kk_0": "LP"[i % 2], "jiwa_l_0": "2", "jiwa_p_0": "3",
            "k1_0": "on", "peringkat_0": "sangat_miskin" if i % 2 else "miskin",
        }  # fmt: skip
        pasang = {"tanggal": j.tgl(40), "tempat": "Pos ronda"}
        if i == 0:
            j.halaman.goto(alamat)
            for nama in ("nama_kk_0", "jiwa_l_0", "jiwa_p_0"):
                j.halaman.locator(f"[name={nama}]").fill(kk[nama])
            for nama in ("jenis_kelamin_kk_0", "peringkat_0"):
                j.halaman.locator(f"[name={nama}]").select_option(kk[nama])
            j.halaman.locator("label[for=id_k1_0]").click()
            save(j.halaman, "Simpan")
            j.fill(f"{alamat}umumkan/", pasang, "Catat pengumuman")
        else:
            j.send(alamat, kk)
            j.send(f"{alamat}umumkan/", pasang)
    j.halaman.goto(f"{j.langkah}ps2/")
    assert "6 KK" in j.halaman.get_by_role("main").inner_text()
    j.halaman.get_by_role("link", name="Tetapkan daftar").click()
    save(j.halaman, "Tetapkan")
    assert "Daftar PS-2 ditetapkan" in message(j.halaman)


def problems(j: Jalan) -> None:
    """Three fields with a problem that is agreed, two without; one potential."""
    alamat = f"{j.langkah}masalah/"
    bidang = ("lingkungan", "sosial", "ekonomi")
    uraian = ("Saluran mampet dan banjir", "Anak putus sekolah", "Pedagang kecil terjerat rentenir")
    baris = [{"bidang": b, "uraian": u, "kk_miskin": "6"} for b, u in zip(bidang, uraian, strict=True)]
    j.fill(alamat, numbered(baris), "Simpan")
    for b in bidang:
        j.halaman.goto(alamat)
        kartu = j.halaman.locator(f"section#{b}")
        kartu.locator("[name^=urut_]").fill("1")
        save(j.halaman, "Simpan kesepakatan", dalam=kartu)
    for b in ("kelembagaan", "kepemimpinan"):
        j.send(f"{alamat}nihil/?bidang={b}", {"bidang": b, "keterangan": "Dibahas dalam lokakarya."})
    potensi = {"bidang_0": "lingkungan", "jenis_0": "sosial", "uraian_0": "Gotong royong setiap Minggu"}
    j.fill(f"{j.langkah}potensi/", potensi, "Simpan")


def pembangunan_bkm(j: Jalan) -> None:
    """S4: ready, panitia, tata tertib, six polling places, the rembug, installed, a koordinator."""
    j.open_stage("BKM")
    j.halaman.goto(f"{j.langkah}kesiapan/")
    for radio in j.halaman.locator("main input[type=radio][value=ya]").all():
        radio.check()
    isi = {"tanggal": j.tgl(27), "penilai": "Faskel dan relawan", "kesimpulan": "Warga menghendaki lembaganya sendiri."}
    for nama, nilai in isi.items():
        j.halaman.locator(f"[name={nama}]").fill(nilai)
    save(j.halaman, "Simpan")
    j.shrinks("Evaluasi kesiapan")
    j.move("Mulai", 26)
    j.look()
    committee(j)
    j.shrinks("Panitia dan pokjanya")
    for rw in j.places("RW"):
        j.meet("S4-RW", 23, basis=rw)
    for jenis, hari in (("S4-TATIB", 24), ("S4-SIAP", 22)):
        j.meet(jenis, hari)
    j.shrinks("Rapat tata tertib", "Rembug pernyataan kesiapan")
    vote(j)
    j.shrinks("Hasil pemilihan semua basis", "Warga dewasa yang memilih")
    install(j)
    j.shrinks("BKM dikukuhkan dan koordinatornya terpilih")
    j.file_papers()
    j.shrinks("Akta pencatatan notaris")
    j.finish()


def committee(j: Jalan) -> None:
    """The rembug that formed it, and its twelve people in one table."""
    j.meet("S4-PANITIA", 25, di_halaman=True)
    tugas = [("", "ketua"), ("", "sekretaris"), ("", "bendahara")]
    tugas += [(p, x) for p in ("perumus_ad", "pemilihan", "pemantau") for x in ("koordinator", "anggota", "anggota")]
    baris = [
        {"nama": f"Panitia {n}", "jenis_kelamin": "LP"[n % 2], "pokja": p, "jabatan": x}
        for n, (p, x) in enumerate(tugas, 1)
    ]
    j.send(f"{j.langkah}panitia/?baris=12", {"dibentuk": j.tgl(25), **numbered(baris)})
    j.fill(
        f"{j.langkah}tatib/",
        {"disepakati": j.tgl(24), "nama_basis": "3", "utusan_per_basis": "3", "nama_kelurahan": "3", "jumlah_anggota": "9"},
        "Simpan",
    )  # fmt: skip
    j.fill(f"{j.langkah}pemilihan/siapkan/", {}, "Siapkan TPS")


def vote(j: Jalan) -> None:
    """Every RT votes and is counted, the first on the page; then the utusan elect the members in the rembug."""
    j.halaman.goto(f"{j.langkah}pemilihan/")
    tautan = j.halaman.locator("main a[href*='/tps/']").evaluate_all(
        "a => [...new Set(a.map(x => x.getAttribute('href')))]"
    )
    tps = list(dict.fromkeys(re.match(r".*/tps/[0-9a-f-]+/", t).group() for t in tautan))
    assert len(tps) == 7, tautan
    for i, (alamat, rt) in enumerate(zip(tps, j.places("RT"), strict=False)):
        j.meet("S4-BASIS", 20, basis=rt, laki=25, puan=30)
        vote_rt(j, alamat, WARGA[5 * i : 5 * i + 5], di_halaman=i == 0)
    j.meet("S4-REMBUG", 18)
    elect_members(j, tps[-1])


def vote_rt(j: Jalan, alamat: str, nama: tuple[str, ...], *, di_halaman: bool) -> None:
    """Open, close, count, photograph, let it stand."""
    kirim = (lambda a, isi, tombol: j.fill(a, isi, tombol)) if di_halaman else (lambda a, isi, tombol: j.send(a, isi))
    j.send(f"{alamat}transisi/buka/", {"tanggal": j.tgl(20), "tempat": "Pos RT"})
    j.send(f"{alamat}transisi/tutup/", {})
    suara = {f"suara_{i}": str(n) for i, n in enumerate((50, 40, 30, 20, 10))}
    angka = {
        "pemilih_l": "25", "pemilih_p": "30", "pemilih": "55", "surat_sah": "54", "surat_rusak": "1", "surat_masuk": "55",
        "lain_lain": "6", **{f"nama_{i}": n for i, n in enumerate(nama)}, **suara,
    }  # fmt: skip
    kirim(f"{alamat}hitung/", angka, "Simpan hitungan")
    j.send(f"{alamat}bukti/", {}, foto="berkas")
    kirim(f"{alamat}tetapkan/", {f"jenis_kelamin_{i}": k for i, k in enumerate("PLP")}, "Sahkan hasil")


def elect_members(j: Jalan, alamat: str) -> None:
    """The utusan vote; one person cannot confirm the own count, so the trainer does."""
    j.send(f"{alamat}transisi/buka/", {"tanggal": j.tgl(18), "tempat": "Aula latihan"})
    j.send(f"{alamat}transisi/tutup/", {})
    suara = {f"suara_{i}": str(10 - i) for i in range(9)}
    hadir = {
        "pemilih_l": "6", "pemilih_p": "12", "pemilih": "18", "surat_sah": "18", "surat_rusak": "0", "surat_masuk": "18",
    }  # fmt: skip
    j.fill(f"{alamat}hitung/", {**hadir, **suara}, "Simpan hitungan")
    j.halaman.goto(f"{alamat}tetapkan/")
    assert "Perlu orang kedua" in j.halaman.get_by_role("main").inner_text()
    save(j.halaman, "Minta pelatih mengesahkan")
    assert "disahkan oleh Pelatih" in j.halaman.get_by_role("main").inner_text()


def install(j: Jalan) -> None:
    """Statutes ratified, members installed, a koordinator chosen."""
    j.fill(f"{j.langkah}anggaran-dasar/", {"nama": "Latihan Mandiri", "jumlah_anggota": "9"}, "Susun rancangan")
    j.fill(f"{j.langkah}anggaran-dasar/sahkan/", {}, "Sahkan")
    j.fill(f"{j.langkah}pengukuhan/", {"nama": "Latihan Mandiri"}, "Kukuhkan")
    assert "BKM dikukuhkan" in message(j.halaman)
    j.meet("S4-KOORDINATOR", 17)
    j.halaman.goto(f"{j.langkah}koordinator/")
    j.halaman.locator("[name=koordinator]").first.check()
    save(j.halaman, "Simpan")
    assert "Koordinator tersimpan" in message(j.halaman)


def unit_pelaksana(j: Jalan) -> None:
    """S4b: members trained, units and secretariat appointed by their meeting, and trained."""
    j.open_stage("UP")
    j.fill(
        f"{j.langkah}pelatihan/baru/?kode=S4b-BKM", {"tanggal": j.tgl(16), "peserta_l": "3", "peserta_p": "6"}, "Simpan"
    )
    j.shrinks("Pelatihan dasar BKM")
    j.move("Mulai", 15)
    j.look()
    j.meet("S4b-RAPAT", 14)
    baris = [
        {"nama": f"Petugas {n}", "jenis_kelamin": "PL"[i % 2]}
        for i, n in enumerate(("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh"))
    ]
    j.fill(f"{j.langkah}susunan/", numbered(baris), "Simpan")
    j.shrinks("Petugas UPK", "Sekretariat tercatat")
    j.decide("Disepakati")
    j.fill(
        f"{j.langkah}pelatihan/baru/?kode=S4b-UP", {"tanggal": j.tgl(13), "peserta_l": "3", "peserta_p": "4"}, "Simpan"
    )
    j.file_papers()
    j.shrinks("Pelatihan UP dan Sekretariat")
    j.finish()


def kelompok(j: Jalan) -> None:
    """S5: explained and talked over, a group of PS-2 households registered with its members and its own rules."""
    j.open_stage("KSM")
    j.move("Mulai", 13)
    j.look()
    j.meet("S5-JELAS", 13, basis=j.places("RW")[0])
    j.meet("S5-DINAMIKA", 12, basis=j.places("RT")[0])
    j.shrinks("Penjelasan KSM", "Diskusi dinamika kelompok")
    isi = {"nama": "Melati", "jenis": "ekonomi", "asal": "baru", "terbentuk": j.tgl(12), "ikatan": "Tetangga satu RT"}
    j.fill(f"/kelurahan/{KODE}/ksm/baru/", isi, "Daftarkan")
    ksm = re.search(r"/ksm/[0-9a-f-]{36}/", j.halaman.url)[0]  # its members are asked for next
    baris = [
        {"nama": f"Anggota {w}", "jenis_kelamin": "PL"[i % 2], "keluarga": f"Keluarga {w}"}
        for i, w in enumerate(WARGA[-1:-6:-1])
    ]
    j.fill(f"{ksm}anggota/", {"masuk": j.tgl(12), **numbered(baris)}, "Simpan")
    j.fill(
        f"{ksm}aturan/", {"disepakati": j.tgl(12), "pembagian_tugas": "Ketua memimpin, bendahara mencatat."}, "Simpan"
    )
    j.shrinks("KSM belum terdaftar beserta anggotanya")
    j.halaman.goto(ksm)
    assert "Dari keluarga PS-2: 5 dari 5 anggota" in " ".join(j.halaman.get_by_role("main").inner_text().split())
    j.look()
    j.file_papers()
    j.shrinks("Aturan main setiap KSM")
    j.finish()


def pjm(j: Jalan) -> None:
    """S6: vision, three activities, handed to the residents, tried in every RW, ratified by the rembug."""
    j.open_stage("PJM")
    j.move("Mulai", 12)
    j.look()
    j.meet("S6-TIM", 11)
    rencana = write_plan(j)
    hand_in_plan(j, rencana)
    for rw in j.places("RW"):
        j.meet("S6-UJI", 9, basis=rw)
    j.meet("S6-REMBUG", 7)
    j.shrinks("Uji publik", "Rembug warga pengesahan")
    ratify(j, rencana)
    j.shrinks("PJM disahkan rembug warga", "Renta tahun ini belum disahkan")
    j.decide("Disepakati")
    j.file_papers()
    j.shrinks("Keputusan rembug pengesahan")
    j.finish()


def write_plan(j: Jalan) -> str:
    """Open the plan, its vision, three activities with problem, volume, cost and poor households. Returns its address."""
    j.fill(f"{j.langkah}pjm/", {}, "Mulai menyusun")
    rencana = j.halaman.url.partition("#")[0].removeprefix(j.halaman.url.split("/pjm/")[0])
    semula = missing(j.halaman)
    j.fill(f"{rencana}visi/", {"visi": "Warga rukun, lingkungan sehat", "misi": "Bekerja bersama"}, "Simpan")
    for i, (nama, bidang) in enumerate(zip(KEGIATAN, ("lingkungan", "sosial", "ekonomi"), strict=True)):
        alamat = f"{rencana}kegiatan/baru/"
        j.halaman.goto(alamat)
        masalah = j.halaman.locator("[name=masalah]").nth(i).get_attribute("value")
        isi = {
            "nama": nama, "program_baru": f"Program {bidang}", "bidang_baru": bidang, "masalah": [masalah],
            "lokasi": "Gang Mawar", "volume": "10", "satuan": "unit", "volume_1": "10", "pemanfaat_l": "20",
            "pemanfaat_p": "25", "kk_miskin": "6", "b_blm_apbn_1": "5.000.000", "b_swadaya_1": "1.000.000",
        }  # fmt: skip
        if i == 0:
            j.fill(alamat, isi, "Simpan")
        else:
            j.send(alamat, isi)
    j.halaman.goto(rencana)
    kini = missing(j.halaman)
    assert len(kini) < len(semula), (semula, kini)
    return rencana


def hand_in_plan(j: Jalan, rencana: str) -> None:
    """Residents get what will not change any more; the order of the activities is agreed with them."""
    j.halaman.goto(rencana)
    j.halaman.get_by_role("link", name="Ajukan").first.click()
    kotak = j.halaman.locator("dialog[open]")
    kotak.locator("button[type=submit]").wait_for()
    if kotak.locator("[name=alasan]").count():
        kotak.locator("[name=alasan]").fill("Jadwal bulan disepakati kemudian.")
    with next_page(j.halaman):
        kotak.locator("form button[type=submit]").click()
    j.fill(f"{rencana}prioritas/?cara=musyawarah", {}, "Simpan dan urutkan")


def ratify(j: Jalan, rencana: str) -> None:
    """What the signed paper of the rembug says; the koordinator's name is there already."""
    j.halaman.goto(f"{rencana}transisi/sahkan/")
    assert j.halaman.locator("[name=koordinator_nama]").input_value() in WARGA
    pilih = j.halaman.locator("[name=rembug]")
    pilih.select_option(pilih.locator("option").last.get_attribute("value"))
    j.halaman.locator("[name=lurah_nama]").fill("Lurah Latihan")
    with next_page(j.halaman):
        j.halaman.locator("main form button[type=submit]").last.click()


def read_document(j: Jalan) -> None:
    """The tab says so, and the printed PJM holds what was planned."""
    j.halaman.goto(f"/kelurahan/{KODE}/pjm/")
    assert "Disahkan" in j.halaman.get_by_role("main").inner_text()
    kertas = j.halaman.locator("#kertas-rencana")
    kertas.get_by_role("button", name="Cetak").first.click()
    pdf = j.halaman.get_by_role("link", name="Unduh PDF")
    pdf.wait_for(timeout=60_000)
    assert j.halaman.get_by_role("main").locator(".tanda", has_text="latihan").count(), "kertas latihan bukan bukti"
    teks = pdf_text(download(j.halaman, pdf))
    for kata in KEGIATAN:
        assert says(teks, kata), kata
