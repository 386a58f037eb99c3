"""The grant of a kelurahan, as its people handle it: from the official allocation to the last accepted account.

Two tranches; the first passed on by five logins, the second from five signed sheets. Works, social aid and loans, three
groups by default and eight in the long suite. What one person does once goes through the page; what is repeated goes
through the page's own form.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.bantu import digits, download, next_page, overflow, pdf_text, photo_of_paper, save, says
from tests.browser.conftest import manage
from tests.browser.jalan import Jalan, numbered, type_into

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
KODE = "32.73.29.1001"
PETUGAS = """
import datetime
from akun.models import Pengguna
from bkm.models import BKM
from ksm.models import KSM
from tests.factories.akun import officer
badan = BKM._base_manager.get(wilayah="32.73.29.1001").badan
karya = KSM._base_manager.get(wilayah="32.73.29.1001", nama="Bina Karya").badan
for nama, peran, badan_ in (
    ("s29", "sekretaris_bkm", badan), ("k29", "koordinator_bkm", badan), ("upl29", "upl", badan), ("ups29", "ups", badan),
    ("upk29", "manajer_upk", badan), ("pembuku29", "pembuku_upk", badan), ("ksm29", "bendahara_ksm", karya),
):
    officer(nama, peran, "32.73.29.1001", badan=badan_, nama=f"{nama.title()} Rekaan")
officer("f29", "faskel_cd", "32.73.29.1001", nama="F29 Rekaan")
officer("pjok29", "pjok", "32.73.29", nama="Pjok29 Rekaan")
for p in Pengguna.objects.filter(username__endswith="29").exclude(username__startswith="faskel"):
    p.set_password("sandi-contoh-peramban"); p.save()
"""
# Line of the yearly plan, and of which group: (group, kind of group, line).
KARYA = [("Bina Karya", "lingkungan", "Perbaikan drainase gang"), ("Gotong Royong", "lingkungan", "Septik tank bersama"),
         ("Sumber Air", "lingkungan", "MCK komunal"), ("Rumah Sehat", "lingkungan", "Perbaikan rumah tidak layak huni")]  # fmt: skip
SOSIAL = [("Kenanga Peduli", "sosial", "Perlengkapan sekolah"), ("Melur Peduli", "sosial", "Makanan tambahan balita")]
PINJAMAN = [("Mekar Sari", "ekonomi", "Pinjaman bergulir KSM"), ("Melati", "ekonomi", "Pelatihan menjahit")]
PAGU, SUNGAI = 250_000_000, 10_000_000


@pytest.mark.parametrize(
    "banyak", [(1, 1, 1), pytest.param((4, 2, 2), marks=pytest.mark.lambat)], ids=["tiga-ksm", "delapan-ksm"]
)
def test_grant_from_pagu_to_the_last_account(masuk, lingkungan, banyak):
    """BLM-01 to BLM-36, USL-01 to USL-12, RPD-01 to RPD-14, LPJ-01 to LPJ-17, KRJ, PLH, SOS: the whole way, on screen."""
    manage(lingkungan, "shell", "-v", "0", "-c", PETUGAS)
    b = Dana(masuk, *banyak)
    b.allocation()
    b.agreement()
    b.groups()
    b.proposals()
    b.meeting()
    b.first_tranche()
    b.capital()
    b.first_termin()
    b.second_tranche()
    b.second_termin()
    b.upkeep()
    b.accounts_of_the_bkm()
    assert b.complaints() == []
    assert "semua cocok" in manage(lingkungan, "periksa_buku")


class Dana:
    """Everybody's pages, and what they made: groups, proposals, RPD, accounts by name of the group."""

    def __init__(self, masuk: Any, karya: int, sosial: int, pinjaman: int) -> None:
        self.masuk = masuk
        self.halaman: dict[str, Any] = {}
        self.karya, self.sosial, self.pinjaman = KARYA[:karya], SOSIAL[:sosial], PINJAMAN[:pinjaman]
        self.ksm: dict[str, str] = {}
        self.usulan: dict[str, str] = {}
        self.rpd: dict[str, str] = {}
        self.tahap: list[str] = []

    def j(self, nama: str) -> Jalan:
        """The forms of one person."""
        if nama not in self.halaman:
            lebar = 360 if nama in {"ksm29", "s29"} else 1280
            self.halaman[nama] = Jalan(self.masuk(nama, lebar=lebar))
        return self.halaman[nama]

    def complaints(self) -> list[str]:
        """What the consoles said; a refusal that is meant is none."""
        return [g for j in self.halaman.values() for g in j.halaman.galat if "409" not in g and "400" not in g]

    # -- from the allocation to the agreement

    def allocation(self) -> None:
        """The Korkot enters the decree; the secretary hears at home what follows, announces it, records the account."""
        j, s = self.j("korkot"), self.j("s29")
        isi = {
            "tahun_anggaran": str(s.hari_ini.year),
            "sumber": "apbn",
            "jumlah": str(PAGU),
            "nomor_sk": "27/KPTS",
            "tanggal_sk": s.tgl(60),
        }
        j.fill(f"/kelurahan/{KODE}/keuangan/blm/pagu/", isi, "Simpan")
        s.halaman.goto("/")
        s.halaman.get_by_role("main").get_by_role("link", name=re.compile("Umumkan pagu APBN")).first.click()
        type_into(s.halaman, "tanggal", s.tgl(50))
        type_into(s.halaman, "tempat", "Papan informasi kelurahan")
        save(s.halaman, "Simpan")
        rekening = {
            "bank": "Bank Rekaan",
            "alamat_bank": "Jalan Contoh 2",
            "nomor": "0012-01-004999",
            "dibuka": s.tgl(45),
        }
        s.fill(
            f"/kelurahan/{KODE}/keuangan/blm/rekening/", {**rekening, "foto": photo_of_paper("BUKU REKENING")}, "Simpan"
        )
        buka = s.tgl(40)[:8] + "01"
        s.fill(f"/kelurahan/{KODE}/keuangan/baru/", {"mulai": buka}, "Buka buku")
        self.buku = s.halaman.url.replace("saldo-awal/", "")
        upk = self.j("pembuku29")
        upk.halaman.goto(f"/kelurahan/{KODE}/keuangan/")
        if not upk.halaman.locator("main a[href^='/keuangan/buku/']").filter(has_text="UPK").count():
            upk.fill(f"/kelurahan/{KODE}/keuangan/baru/", {"unit": "upk", "mulai": buka}, "Buka buku")

    def agreement(self) -> None:
        """Shares that are not a hundred percent are refused and stay typed; then it is printed, signed and photographed."""
        s = self.j("s29")
        h = s.halaman
        h.goto(f"/kelurahan/{KODE}/keuangan/blm/sppb/baru/")
        for nama, nilai in {
            "lingkungan": "60",
            "ekonomi": "18",
            "sosial": "15",
            "bop": "5",
            "swadaya": "50000000",
        }.items():
            type_into(h, nama, nilai)
        save(h, "Susun")
        assert (
            re.search(r"berjumlah 98\b", h.get_by_role("main").inner_text())
            and h.locator("[name=sosial]").input_value() == "15"
        )
        type_into(h, "bop", "7")
        save(h, "Susun")
        self.sppb = h.url
        assert says(self.paper(s, "sppb_blm", self.sppb), "dua ratus lima puluh juta rupiah")
        tanda = {"tanggal": s.tgl(30), "nomor": "011/SPPB", "pemerintah_nama": "Hendi", "pemerintah_jabatan": "PJOK"}
        s.fill(f"{self.sppb}tanda-tangan/", {**tanda, "berkas": photo_of_paper("SPPB")}, "Catat tanda tangan")
        h.goto(self.sppb)
        semua = h.locator("main a[href^='/keuangan/tahap-blm/']").evaluate_all(
            "a => a.map(x => x.getAttribute('href'))"
        )
        self.tahap = list(dict.fromkeys(semua))
        assert len(self.tahap) == 2

    def paper(self, j: Jalan, jenis: str, alamat: str) -> str:
        """The words of one paper of a row, printed from its page."""
        j.halaman.goto(f"/dokumen/minta/{jenis}/{alamat.rstrip('/').rsplit('/', 1)[1]}/")
        save(j.halaman, "Susun dan cetak")
        return pdf_text(download(j.halaman, j.halaman.get_by_role("link", name="Unduh PDF").first))

    # -- groups and what they propose

    def groups(self) -> None:
        """Those that the kelurahan has, and new ones with members, officers and rules."""
        s = self.j("s29")
        s.halaman.goto(f"/kelurahan/{KODE}/ksm/")
        tautan = s.halaman.locator("main a[href^='/ksm/']").evaluate_all(
            "a => a.filter(x => /^\\/ksm\\/[0-9a-f-]+\\/$/.test(x.getAttribute('href'))).map(x => [x.textContent.trim(), x.getAttribute('href')])"
        )
        self.ksm = dict(tautan)
        for nama, jenis, _baris in [*self.karya, *self.sosial, *self.pinjaman]:
            if nama not in self.ksm:
                isi = {"nama": nama, "jenis": jenis, "asal": "baru", "terbentuk": s.tgl(120)}
                self.ksm[nama] = s.send(f"/kelurahan/{KODE}/ksm/baru/", isi).replace("anggota/", "")
                orang = [
                    {"nama": f"{nama} {siapa}", "jenis_kelamin": jk, "jabatan": jabatan}
                    for siapa, jk, jabatan in (
                        ("Satu", "P", "ketua"),
                        ("Dua", "L", "sekretaris"),
                        ("Tiga", "P", "bendahara"),
                    )
                ]
                s.send(f"{self.ksm[nama]}anggota/", {"masuk": s.tgl(119), **numbered(orang)})
            s.halaman.goto(self.ksm[nama])
            if "Belum ada aturan main" in s.halaman.get_by_role("main").inner_text():
                aturan = {
                    "disepakati": s.tgl(100),
                    "pembagian_tugas": "Ketua memimpin.",
                    "hadir_l": "1",
                    "hadir_p": "2",
                }
                s.send(f"{self.ksm[nama]}aturan/", aturan, foto="berkas")

    def proposals(self) -> None:
        """Works, aid by name, a loan: each handed in by its group and judged by its unit."""
        s = self.j("s29")
        for nama, jenis, baris in [*self.karya, *self.sosial, *self.pinjaman]:
            tulis = self.j("ksm29") if nama == "Bina Karya" else s
            self.usulan[nama] = self.draft(tulis, nama, jenis, baris)
            self.step(tulis, self.usulan[nama], "ajukan", alasan="Disepakati rapat KSM.")
        for nama, jenis, _baris in [*self.karya, *self.sosial, *self.pinjaman]:
            self.judge({"lingkungan": "upl29", "sosial": "ups29", "ekonomi": "upk29"}[jenis], self.usulan[nama])

    def draft(self, j: Jalan, nama: str, jenis: str, baris: str) -> str:
        """One proposal, complete: line of the yearly plan, costs, promises, who benefits, drawing."""
        h = j.halaman
        h.goto(f"{self.ksm[nama]}usulan/")
        pilih = h.locator("[name=kegiatan_renta] option").filter(has_text=baris).first.get_attribute("value")
        isi = {"kegiatan_renta": pilih, "sifat": "sekali" if jenis == "sosial" else ""}
        if jenis == "ekonomi":
            isi["jenis"] = "ekonomi"
        u = j.send(f"{self.ksm[nama]}usulan/", isi).replace("ubah/", "")
        waktu = {
            "latar": "Disampaikan warga.",
            "lokasi": "RT 01",
            "mulai_rencana": j.tgl(5),
            "selesai_rencana": j.tgl(-60),
        }
        karya = {"lahan": "milik_umum", "pemelihara": "Pemelihara gang", "pemeliharaan": "Kerja bakti bulanan."}
        selisih = {"selisih_alasan": "Diukur ulang bersama warga."}
        j.send(f"{u}ubah/", {**waktu, **selisih, **(karya if jenis == "lingkungan" else {})})
        if jenis == "lingkungan":
            rab = [("bahan", "Semen", "1", "paket", 7_000_000, 7_000_000, ""), ("upah", "Tukang", "1", "paket", 3_000_000, 3_000_000, ""),
                   ("upah", "Tenaga warga", "20", "HOK", 50_000, "", 1_000_000)]  # fmt: skip
            janji = {
                "bentuk": "tenaga",
                "uraian": "Kerja bakti",
                "volume": "20",
                "satuan": "HOK",
                "harga_satuan": "50000",
            }
            j.send(f"{u}janji/", sheet("janji", [janji]))
            rt = h.request.get(f"{u}pemanfaat/").text()
            basis = re.findall(r'<option value="([0-9a-f-]{36})"', rt)[0]
            j.send(f"{u}pemanfaat/", sheet("pemanfaat", [{"basis": basis, "kk": "20", "kk_miskin": "8"}]))
            j.send(f"{u}gambar/", {"keterangan": "Gambar kerja"}, foto="berkas")
        else:
            rab = [("bantuan", "Bantuan", "2", "orang", 600_000, 1_200_000, "")]
            keluarga = re.findall(
                r'value="([^"]+ · [^"]+)"', h.request.get(f"{u}keluarga/?pemanfaat_keluarga_0=a").text()
            )[:2]
            j.send(f"{u}pemanfaat/", sheet("pemanfaat", [{"keluarga": k, "nilai": "600000"} for k in keluarga]))
        kolom = ("kelompok", "uraian", "volume", "satuan", "harga_satuan", "blm", "swadaya")
        j.send(f"{u}rab/", sheet("rab", [dict(zip(kolom, map(str, b), strict=True)) for b in rab]))
        return u

    def judge(self, siapa: str, u: str) -> None:
        """The unit finds it at home, answers every question, finds it feasible."""
        j = self.j(siapa)
        j.halaman.goto("/")
        j.halaman.get_by_role("main").locator(f"a[href*='{u}']").first.click()
        html = j.halaman.request.get(f"{u}nilai/").text()
        soal = set(re.findall(r'name="(ya_\w+)"', html))
        isi = {**dict.fromkeys(soal, "ya"), "hasil": "layak", "tanggal": j.tgl(0), "alasan": "Diukur bersama."}
        j.send(f"{u}nilai/", asked_for(html, isi))

    def meeting(self) -> None:
        """The members' meeting ranks them, on the page; then every group signs its agreement."""
        s = self.j("s29")
        h = s.halaman
        h.goto(f"/kelurahan/{KODE}/bkm/rapat/")
        hadir = h.locator("[name=hadir]").evaluate_all("e => e.map(x => x.value)")
        rapat = {
            "tanggal": s.tgl(0),
            "tempat": "Sekretariat",
            "pokok": "Peringkat usulan",
            "isi_0": "Semua didanai.",
            "hadir": hadir,
        }
        s.send(f"/kelurahan/{KODE}/bkm/rapat/", rapat, foto="berkas")
        h.goto(f"/kelurahan/{KODE}/bappuk/")
        h.locator("[name=rapat]").select_option(index=1)
        save(h, "Susun daftarnya")
        bappuk = h.url
        assert "Rp 232.500.000" in h.get_by_role("main").inner_text().replace("\xa0", " ")  # all but the running costs
        self.step(s, bappuk, "tetapkan")
        assert says(self.paper(s, "bappuk", bappuk), "Bina Karya")
        for u in self.usulan.values():
            self.step(s, u, "kontrakkan", mulai=s.tgl(0), selesai=s.tgl(-40))

    # -- money

    def first_tranche(self) -> None:
        """Its papers are checked and it is passed on by five people, each of whom hears of it at home; the money comes."""
        s = self.j("s29")
        berkas = self.open_file(0)
        assert says(self.paper(s, "kwitansi_blm", berkas), "seratus lima puluh juta rupiah")
        f = self.j("f29")
        f.send(f"{berkas}kertas/", self.papers(f, berkas))
        for siapa, langkah, isi in (
            ("f29", "periksa", {}), ("korkot", "verifikasi", {}), ("pjok29", "minta", {"nomor": "003/PP-BLM", "sk": "821.2"}),
            ("ppk", "setujui_ppk", {}), ("satker", "setujui_satker", {}),
        ):  # fmt: skip
            j = self.j(siapa)
            j.halaman.goto("/")
            tujuan = j.halaman.get_by_role("main").locator(f"a[href*='{path_of(berkas)}']").first
            with next_page(j.halaman):
                tujuan.click()
            self.step(j, berkas, langkah, **isi)
        self.receive(berkas)

    def open_file(self, ke: int) -> str:
        """The file of a tranche, its papers there, in front of the Tim Faskel."""
        s = self.j("s29")
        s.fill(f"{self.tahap[ke]}berkas/apbn/", {}, "Susun berkas")
        berkas = s.halaman.url
        s.send(f"{berkas}kertas/", self.papers(s, berkas))
        s.send(f"{berkas}serahkan/", {"tanggal": s.tgl(0)})
        return berkas

    def papers(self, j: Jalan, berkas: str) -> dict[str, str]:
        """Every paper there and right, but the appendix."""
        html = j.halaman.request.get(f"{berkas}kertas/").text()
        kode = [k for k in re.findall(r'name="ada_(\w+)"', html) if k != "lampiran"]
        benar = "benar_" in html
        return {f"ada_{k}": "ya" for k in kode} | ({f"benar_{k}": "ya" for k in kode} if benar else {})

    def receive(self, berkas: str) -> None:
        """SP2D, then the secretary books the money."""
        s = self.j("s29")
        s.send(f"{berkas}surat/", {"nomor_sp2d": "0117/SP2D", "tanggal_sp2d": s.tgl(0)})
        self.step(s, berkas, "terima")
        s.halaman.goto(berkas)
        assert "Cair" in s.halaman.get_by_role("main").inner_text()

    def capital(self) -> None:
        """The share of the revolving fund goes to the UPK, agreed to on both sides; the loan waits there, filled in already."""
        s = self.j("s29")
        isi = {"jumlah": "27000000", "lewat": "bank", "sumber": "blm_apbn", "termin": "1", "tanggal": s.tgl(0)}
        s.send(f"{self.buku}bukti/pindah/", isi)
        for siapa in ("k29", "upk29"):
            h = self.j(siapa).halaman
            h.goto("/")
            with next_page(h):
                h.get_by_role("main").get_by_role("link", name=re.compile(r"Setujui \d+ bukti")).first.click()
            while (setujui := h.get_by_role("button", name=re.compile("^Setujui"))).count():
                with next_page(h):
                    setujui.first.click()
        if self.pinjaman:
            h = self.j("pembuku29").halaman
            h.goto("/")
            tunggu = h.get_by_role("main").get_by_role("link", name=re.compile("Terima permohonan")).first
            with next_page(h):
                tunggu.click()
            assert digits(h.locator("[name=jumlah]").input_value()) == "1200000"

    def first_termin(self) -> None:
        """Half of every agreement. The treasurer's own is walked on the phone; an account with a rest waits for the rest."""
        for nama in self.funded:
            self.pay(nama, 50)
        km, s = self.j("ksm29"), self.j("s29")
        u = self.usulan["Bina Karya"]
        self.step(km, u, "mulai")
        buku = f"/keuangan/buku-ksm/{u.rstrip('/').rsplit('/', 1)[1]}/"
        km.fill(
            f"{buku}belanja/",
            {"uraian": "Semen 50 zak", "jumlah": "3400000", "toko": "Toko Maju", "foto": photo_of_paper("NOTA")},
            "Simpan",
        )
        upah = {"minggu": km.tgl(0), "pekerja_l": "3", "pekerja_p": "1", "hok": "6", "jumlah": "1500000"}
        km.fill(f"{buku}upah/", {**upah, "foto": photo_of_paper("HADIR")}, "Simpan")
        assert (
            "Rp 100.000" in km.halaman.get_by_role("main").inner_text().replace("\xa0", " ")
            and overflow(km.halaman) <= 0
        )
        for nama in self.funded:
            if nama != "Bina Karya":
                self.step(s, self.usulan[nama], "mulai")
                self.spend(nama)
        for nama in [n for n, _j, _b in self.sosial]:
            self.give(nama, 0)
        s.halaman.goto(self.tahap[1])
        tutup = s.halaman.get_by_role("main").inner_text()
        assert "LPJ KSM tahap sebelumnya belum diterima" in tutup and f"Menunggu {len(self.funded)} KSM" in tutup
        for nama in self.funded:
            self.account(nama)
        s.halaman.goto(self.tahap[1])
        assert "belum diterima" not in s.halaman.get_by_role("main").inner_text()

    @property
    def funded(self) -> list[str]:
        """Groups that are paid by RPD."""
        return [n for n, _j, _b in [*self.karya, *self.sosial]]

    def pay(self, nama: str, persen: int, ke: int = 0) -> None:
        """An RPD of so much of every line, approved by the koordinator, paid by the secretary."""
        s, minta = self.j("s29"), self.j("ksm29") if nama == "Bina Karya" else self.j("s29")
        alamat = f"/keuangan/buku-ksm/{self.usulan[nama].rstrip('/').rsplit('/', 1)[1]}/rpd/"
        h = minta.halaman
        h.goto(alamat)
        isi = {"berkas": h.locator("[name=berkas] option").nth(ke).get_attribute("value")}
        for b in h.locator("[name^=baris_]").all():
            sisa = re.search(r"belum diminta\s+Rp.([\d.]+)", b.evaluate("e => e.closest('.isian').innerText"))
            assert sisa is not None
            isi[str(b.get_attribute("name"))] = str(int(digits(sisa.group(1))) * persen // 100)
        r = minta.send(alamat, isi)
        self.step(minta, r, "ajukan")
        self.step(self.j("k29"), r, "setujui")
        self.step(s, r, "bayarkan", lewat="bank")
        self.rpd[nama] = r

    def spend(self, nama: str) -> None:
        """Everything that the group holds, on one nota; aid in cash stands in the book by itself."""
        s = self.j("s29")
        if nama in {n for n, _j, _b in self.sosial}:
            return
        buku = f"/keuangan/buku-ksm/{self.usulan[nama].rstrip('/').rsplit('/', 1)[1]}/"
        sisa = re.search(r"Sisa uang di KSM.*?Rp.([\d.]+)", s.halaman.request.get(buku).text(), re.S)
        assert sisa is not None
        s.send(
            f"{buku}belanja/", {"uraian": "Bahan", "jumlah": digits(sisa.group(1)), "tanggal": s.tgl(0)}, foto="foto"
        )

    def give(self, nama: str, ke: int) -> None:
        """One recipient of aid after the other; the sheet that was signed is photographed."""
        s = self.j("ups29")
        lembar = f"{self.usulan[nama]}bantuan/lembar/"
        isi = {"bentuk": "uang", "bukti": "tanda_tangan", "tanggal": s.tgl(0), "terima_0": "on", "terima_1": []}
        s.send(lembar, asked_for(s.halaman.request.get(lembar).text(), isi), foto="foto")
        s.halaman.goto(f"{self.usulan[nama]}bantuan/")
        assert f"{ke + 1} dari 2 penerima" in s.halaman.get_by_role("main").inner_text()

    def account(self, nama: str, akhir: bool = False) -> None:
        """Drawn from the book, checked by the unit, what is left returned, accepted."""
        minta = self.j("ksm29") if nama == "Bina Karya" else self.j("s29")
        isi = {"kk": "20", "kk_miskin": "8", "tanggal": minta.tgl(0), **({"akhir": "on"} if akhir else {})}
        lpj = minta.send(f"{self.rpd[nama]}lpj/", isi)
        self.step(minta, lpj, "ajukan")
        sosial = nama in {n for n, _j, _b in self.sosial}
        self.step(self.j("ups29" if sosial else "upl29"), lpj, "periksa")
        h = self.j("s29").halaman
        h.goto(lpj)
        if "belum kembali" in h.get_by_role("main").inner_text():
            self.j("s29").send(f"{lpj}sisa/", {"lewat": "kas", "tanggal": minta.tgl(0)})
        self.step(self.j("k29"), lpj, "terima")

    def second_tranche(self) -> None:
        """Open now that every account is in; passed on from five signed sheets."""
        s = self.j("s29")
        berkas = self.open_file(1)
        for ke in range(5):
            isi = {
                "nama": f"Penanda {ke}",
                "tanggal": s.tgl(0),
                "hasil": "lolos",
                "alasan": "Dipakai bersama tahap II.",
            }
            if ke == 2:
                isi |= {"nomor": "004/PP-BLM", "sk": "821.2"}
            s.send(f"{berkas}lembar/", isi, foto="foto")
        self.receive(berkas)

    def second_termin(self) -> None:
        """The rest; works are finished, photographed, checked and handed over; the last accounts close the proposals."""
        for nama in self.funded:
            self.pay(nama, 100, ke=1)
            if nama in {n for n, _j, _b in self.sosial}:
                self.give(nama, 1)
            self.spend(nama)
        for nama in [n for n, _j, _b in self.karya]:
            self.build(nama)
        for nama in self.funded:
            self.account(nama, akhir=True)
            self.j("s29").halaman.goto(self.usulan[nama])
            assert "Usulan ini sudah berakhir" in self.j("s29").halaman.get_by_role("main").inner_text(), nama

    def build(self, nama: str) -> None:
        """Progress, the same spot photographed three times, what residents brought, quality, hand-over."""
        u = self.usulan[nama]
        j, upl = self.j("ksm29") if nama == "Bina Karya" else self.j("s29"), self.j("upl29")
        for tahap in ("0", "50", "100"):
            j.send(f"{u}foto/baru/", {"titik": "Depan balai", "tahap": tahap, "tanggal": j.tgl(0)}, foto="foto")
        j.send(f"{u}pekerjaan/kemajuan/", {"persen": "100", "uraian": "Selesai", "tanggal": j.tgl(0)})
        j.send(f"{u}pekerjaan/bahan/", {"uraian": "Semen", "volume": "50", "satuan": "zak", "tanggal": j.tgl(0)})
        html = j.halaman.request.get(f"{u}swadaya/baru/").text()
        janji = re.findall(r'<option value="([0-9a-f-]{36})"', html)[0]
        j.send(f"{u}swadaya/baru/", {"janji": janji, "volume": "20", "orang": "10", "tanggal": j.tgl(0)})
        soal = set(re.findall(r'name="(ya_\w+)"', upl.halaman.request.get(f"{u}pekerjaan/mutu/").text()))
        upl.send(f"{u}pekerjaan/mutu/", {**dict.fromkeys(soal, "ya"), "hasil": "baik", "tanggal": j.tgl(0)})
        upl.send(f"{u}pekerjaan/serah-terima/", {"dari": "Ketua KSM", "kepada": "Koordinator BKM"}, foto="berkas")

    def upkeep(self) -> None:
        """Who maintains the works, the first fee, the first yearly check; on the page."""
        s = self.j("s29")
        u = self.usulan["Bina Karya"]
        s.fill(f"{u}pemeliharaan/badan/", {"ketua": "Oman", "umur_tahun": "5", "iuran": "2000"}, "Simpan")
        s.fill(f"{u}pemeliharaan/kas/", {"arah": "masuk", "jumlah": "50000", "uraian": "Iuran pertama"}, "Simpan")
        s.fill(f"{u}pemeliharaan/periksa/", {"keadaan": "baik", "pemeriksa": "Oman"}, "Simpan")
        assert "Rp 50.000" in s.halaman.get_by_role("main").inner_text().replace("\xa0", " ")
        assert says(self.paper(s, "foto_pekerjaan", u), "Depan balai")

    def accounts_of_the_bkm(self) -> None:
        """One of each tranche; who was reached; the way from the problem to the photo."""
        k, s = self.j("k29"), self.j("s29")
        for tahap, diterima in zip(self.tahap, ("150.000.000", "100.000.000"), strict=True):
            k.fill(f"{tahap}lpj/", {}, "Tetapkan")
            assert diterima in k.halaman.get_by_role("main").inner_text()
        assert says(self.paper(k, "lpj_bkm", k.halaman.url), "100.000.000")
        s.halaman.goto(f"/kelurahan/{KODE}/sasaran/")
        assert "Menerima atas nama" in s.halaman.get_by_role("main").inner_text()
        s.halaman.goto(f"/keuangan/benang/{self.usulan['Bina Karya'].rstrip('/').rsplit('/', 1)[1]}/")
        isi = s.halaman.get_by_role("main").inner_text()
        for kata in ("Masalah", "RPD termin 2", "LPJ", "Depan balai", "Badan pemelihara"):
            assert kata in isi, kata

    def step(self, j: Jalan, alamat: str, nama: str, **isi: Any) -> None:
        """One step of a row through its dialog's form; what was typed before stands in it."""
        j.halaman.goto(alamat)
        tautan = j.halaman.locator(f"main a[href*='/transisi/{nama}/']").first.get_attribute("href")
        assert tautan is not None
        j.send(tautan, asked_for(j.halaman.request.get(tautan).text(), isi))


def asked_for(html: str, isi: dict[str, Any]) -> dict[str, Any]:
    """What of this the page asks: a reason only where a warning stands."""
    return {k: v for k, v in isi.items() if f'name="{k}"' in html}


def sheet(daftar: str, baris: list[dict[str, str]]) -> dict[str, str]:
    """Rows of a list as the fields of its sheet."""
    return {f"{daftar}_{k}_{i}": v for i, b in enumerate(baris) for k, v in b.items() if v}


def path_of(alamat: str) -> str:
    """The address without its server."""
    return "/" + alamat.split("/", 3)[3] if "://" in alamat else alamat
