"""The way of one officer through the stages: forms filled on the page, or sent through the page's own door."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from tests.browser.bantu import message, missing, next_page, photo_of_paper, save

KODE = "99.32.73.1001"
# The form whose fields are asked for, with what stands in it already: [fields, errors on the page].
FORMULIR = """([html, nama]) => {
  const d = new DOMParser().parseFromString(html, 'text/html');
  const f = [...d.querySelectorAll('form')].find(f => f.querySelector('[name=kunci]') && nama.every(n => f.querySelector(`[name="${n}"]`)));
  return f ? [f.getAttribute('action'), [...new FormData(f)].filter(x => typeof x[1] === 'string')] : null;
}"""
GALAT = """html => [...new DOMParser().parseFromString(html, 'text/html')
  .querySelectorAll('.errorlist, [role=alert], .pesan.buruk, h1')].map(x => x.textContent.trim().replace(/\\s+/g, ' ')).join(' | ')"""


class Jalan:
    """One officer, one kelurahan, days counted backwards from today."""

    def __init__(self, halaman: Any) -> None:
        self.halaman = halaman
        self.hari_ini = datetime.datetime.now(ZoneInfo("Asia/Jakarta")).date()
        self.langkah = ""
        self.kurang: list[str] = []

    def tgl(self, lalu: int) -> str:
        """ISO date `lalu` days ago."""
        return (self.hari_ini - datetime.timedelta(days=lalu)).isoformat()

    # -- stages

    def open_stage(self, nama: str) -> None:
        """The stage of that name from the kelurahan's page; what is missing there is read."""
        self.halaman.goto(f"/kelurahan/{KODE}/")
        tautan = self.halaman.locator("a[href^='/langkah/']").filter(has_text=re.compile(rf"^\s*{nama}\b")).first
        self.langkah = tautan.get_attribute("href").partition("#")[0]
        self.look()

    def look(self) -> list[str]:
        """Open the stage's page and read what is still missing."""
        self.halaman.goto(self.langkah)
        self.kurang = missing(self.halaman)
        return self.kurang

    def shrinks(self, *selesai: str, membuka: bool = False) -> None:
        """Less is missing than before, and these sentences are gone; `membuka`: what was recorded asks for more."""
        semula = self.kurang
        kini = self.look()
        assert membuka or len(kini) < len(semula), (semula, kini)
        for kata in selesai:
            assert any(kata in k for k in semula), f"tidak pernah disebut kurang: {kata}: {semula}"
            assert not any(kata in k for k in kini), f"masih disebut kurang: {kata}"

    def move(self, tombol: str, hari: int | None = None, alasan: str = "") -> None:
        """A button of the stage with its dialog, as people press it."""
        self.halaman.goto(self.langkah)
        self.halaman.locator("#aksi-langkah").get_by_role("link", name=tombol).click()
        kotak = self.halaman.locator("dialog[open]")
        kotak.get_by_role("button").first.wait_for()
        if hari is not None:
            kotak.locator("[name=tanggal]").fill(self.tgl(hari))
        catatan = kotak.locator("textarea[name=alasan]")
        if alasan and catatan.count():
            catatan.fill(alasan)
        with next_page(self.halaman):
            kotak.locator("form button[type=submit]").click()

    def finish(self, alasan: str = "Target partisipasi dikejar dalam langkah berikutnya.") -> None:
        """Hand in, and let the trainer verify; then the page offers the next stage."""
        self.move("Ajukan", alasan=alasan)
        assert "Sudah diajukan" in message(self.halaman), message(self.halaman)
        self.move("Minta verifikasi pelatih")
        assert "Pelatih sudah memverifikasi" in message(self.halaman), message(self.halaman)

    # -- records

    def fill(self, alamat: str, isi: dict[str, Any], tombol: str) -> None:
        """Open a page, fill fields by name as a person does, press the button."""
        self.halaman.goto(alamat)
        for nama, nilai in isi.items():
            type_into(self.halaman, nama, nilai)
        save(self.halaman, tombol)
        assert not self.halaman.locator(".errorlist").count(), self.halaman.locator(".errorlist").all_inner_texts()

    def send(self, alamat: str, isi: dict[str, Any], foto: str = "") -> str:
        """The same form through the session's own request: its token, its key, what stands in it. Returns where it led."""
        minta = self.halaman.request
        html = minta.get(alamat).text()
        cari = [n for n in isi if n != "lanjut"] + ([foto] if foto else [])
        ada = self.halaman.evaluate(FORMULIR, [html, cari])
        assert ada, f"{alamat}: tidak ada formulir dengan {cari}: {self.halaman.evaluate(GALAT, html)}"
        tujuan, medan = ada
        tetap = [(k, v) for k, v in medan if k not in isi]
        semua = tetap + [(k, x) for k, v in isi.items() for x in (v if isinstance(v, list) else [v])]
        url = tujuan or alamat
        kepala = {"Referer": self.halaman.url}
        if foto:
            jawab = minta.post(
                url, multipart={**dict(semua), foto: photo_of_paper(alamat)}, headers=kepala, max_redirects=0
            )
        else:
            kepala["Content-Type"] = "application/x-www-form-urlencoded"
            jawab = minta.post(url, data=urlencode(semua), headers=kepala, max_redirects=0)
        assert jawab.status in {302, 303}, f"{url} {jawab.status}: {self.halaman.evaluate(GALAT, jawab.text())} {isi}"
        return jawab.headers["location"]

    def meet(
        self,
        jenis: str,
        hari: int,
        *,
        basis: str | None = None,
        di_halaman: bool = False,
        laki: int = 14,
        puan: int = 16,
    ) -> None:
        """A meeting that was held; on the page or through its form."""
        alamat = f"{self.langkah}pertemuan/baru/?jenis={jenis}"
        isi = {
            "tanggal": self.tgl(hari), "tempat": "Balai warga", "hadir_l": str(laki), "hadir_p": str(puan),
            "miskin_l": str(laki // 2), "miskin_p": str(puan // 2),
        }  # fmt: skip
        if basis is not None:
            isi["basis"] = basis
        if di_halaman:
            self.meet_on_page(alamat, isi)
        else:
            self.send(alamat, {"jenis": jenis, **isi})

    def meet_on_page(self, alamat: str, isi: dict[str, str]) -> None:
        """Choose the place (the adults of it are fetched), type, press; the form stays and says that it is saved."""
        self.halaman.goto(alamat)
        kartu = self.halaman.locator("#catat-pertemuan")
        pilih = kartu.locator("select[name=basis]")
        if "basis" in isi and pilih.input_value() != isi["basis"]:
            with self.halaman.expect_response(lambda r: "/pertemuan/baru/" in r.url):
                pilih.select_option(isi["basis"])
            self.halaman.wait_for_timeout(200)
        for nama, nilai in isi.items():
            if nama != "basis":
                kartu.locator(f"[name={nama}]").fill(nilai)
        kartu.get_by_role("button", name="Simpan", exact=True).click()
        self.halaman.locator("#pesan").get_by_text("tersimpan").wait_for()

    def places(self, awal: str) -> list[str]:
        """Keys of the RT (or RW) of this kelurahan, from the choices of the volunteers' table."""
        html = self.halaman.request.get(f"{self.langkah}relawan/").text()
        pilihan = self.halaman.evaluate(
            "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[name=basis_0] option')]"
            ".map(o => [o.value, o.textContent.trim()])",
            html,
        )
        return [v for v, t in pilihan if v and re.match(rf"\W*{awal}\b", t)]

    def decide(self, hasil: str) -> None:
        """What the residents decided, on the page."""
        self.halaman.goto(self.langkah)
        self.halaman.get_by_role("link", name="Catat keputusan").click()
        self.halaman.get_by_label(hasil, exact=True).check()
        save(self.halaman, "Simpan keputusan")

    def file_papers(self) -> None:
        """A photo for every mandatory paper that is still missing: the first on the page, the others as it."""
        self.halaman.goto(self.langkah)
        tautan = self.halaman.locator("#keluaran > ul > li.buruk a[href*='keluaran/baru/']")
        alamat = [a.get_attribute("href") for a in tautan.all()]
        assert alamat, "tidak ada bukti yang diminta"
        tautan.first.click()
        self.halaman.locator("input[type=file]").set_input_files(photo_of_paper())
        self.halaman.locator(".pratinjau img").wait_for()
        self.sign(self.halaman.locator("[name^=nama_]"))
        save(self.halaman, "Simpan bukti")
        for satu in alamat[1:]:
            html = self.halaman.request.get(satu).text()
            isi = {}
            if 'name="nama_0"' in html:
                isi = {"nama_0": "Asep Hidayat", "tanggal_tangan": self.tgl(9)}
            self.send(satu, isi, foto="berkas")

    def sign(self, medan: Any) -> None:
        """Names and the day of signing, where the paper is signed."""
        if not medan.count():
            return
        medan.first.fill("Asep Hidayat")
        self.halaman.locator("[name=tanggal_tangan]").fill(self.tgl(9))


def type_into(halaman: Any, nama: str, nilai: Any) -> None:
    """One field by its name: text, number, date, choice, radio, box or photo."""
    medan = halaman.locator(f"main [name='{nama}'], dialog[open] [name='{nama}']")
    jenis = medan.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if jenis in {"radio", "checkbox"}:
        for x in nilai if isinstance(nilai, list) else [nilai]:
            medan.and_(halaman.locator(f"[value='{x}']")).check()
    elif jenis == "select":
        medan.first.select_option(nilai)
    elif jenis == "file":
        medan.first.set_input_files(nilai)
        halaman.locator(".pratinjau img").wait_for()
    elif jenis != "hidden":
        medan.first.fill(nilai)


def numbered(baris: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Rows of a quick table as its fields: nama_0, nama_1 ..."""
    return {f"{k}_{i}": v for i, b in enumerate(baris) for k, v in b.items()}
