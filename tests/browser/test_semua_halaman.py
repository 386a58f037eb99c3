"""Every page that an officer can reach by links, narrow and wide: it answers, fits, is quiet, accessible and light."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.bantu import overflow

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
PERAN = ["faskel", "korkot", "lurah", "sekretaris", "kmw", "admin"]
# Who works in a ledger: its pages lead each of them to other forms, so they are gone through by each.
PENGURUS = ["pembuku", "upk", "bkm", "pengawas"]
SEMPIT, LEBAR = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
# These look different to every officer; all other kinds of page are looked at once, by the first who reaches them.
SELALU = {"/", "/kelurahan/", "/kelurahan/K/", "/langkah/U/"}
BUKU = {"/keuangan/", "/keuangan/pinjaman/U/", "/keuangan/periode/U/", "/keuangan/temuan/U/", "/keuangan/buku/U/"} | {
    f"/keuangan/buku/U/{bagian}/"
    for bagian in (
        "akun", "bank", "bukti", "bukti/baru", "bulan", "kas", "kinerja", "kolektibilitas", "laporan", "laporan/barang",
        "laporan/tahun/X", "pengawasan", "pinjaman", "produk", "simpanan", "tunggakan",
    )
}  # fmt: skip
BUKAN_HALAMAN = re.compile(
    r"^/(api|keluar|bahasa|static)/|xlsx|/(unduh|isi|kecil|hledger)/|^/berkas/U/\?|^/langkah/U/(temuan|paket)/"
)
RAMBU = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
TAB_TERLIHAT = """(() => {
  const r = document.querySelector('.tab [aria-current]')?.getBoundingClientRect();
  return !r || (r.left >= 0 && r.right <= innerWidth);
})()"""
PELANGGARAN = """async rambu => (await axe.run(document, rambu)).violations.map(
  v => `${v.id}: ${v.nodes[0].html.slice(0, 160)} (${v.nodes.length}x)`)"""
AXE = Axe()
BATAS_BERAT = 60_000  # bytes as they travel, without fonts
_terlihat: set[str] = set()
_berat: dict[str, int] = {}


class Timbangan:
    """Adds up the bytes that travelled for a page, compressed, fonts left out."""

    def __init__(self, halaman: Any) -> None:
        self.byte, self._huruf = 0, set()
        cdp = halaman.context.new_cdp_session(halaman)
        cdp.on("Network.responseReceived", self._kind)
        cdp.on("Network.loadingFinished", self._add)
        cdp.send("Network.enable")

    def _kind(self, e: dict[str, Any]) -> None:
        if e["type"] == "Font":
            self._huruf.add(e["requestId"])

    def _add(self, e: dict[str, Any]) -> None:
        if e["requestId"] not in self._huruf:
            self.byte += int(e["encodedDataLength"])

    def take(self) -> int:
        """Bytes since the last call."""
        byte, self.byte = self.byte, 0
        return byte


@pytest.mark.parametrize("nama", PERAN + PENGURUS)
def test_every_page_of_an_officer(masuk, nama):
    """UMU-24, UMU-25: every kind of page reached by links from Beranda on."""
    halaman = masuk(nama)
    terlihat = crawl(halaman, ["/"], _terlihat - SELALU - (BUKU if nama in PENGURUS else set()))
    assert terlihat >= (SELALU if nama != "admin" else {"/"})  # an admin looks after officers, not after kelurahan
    assert halaman.galat == []


def test_every_public_page(browser, browser_context_args):
    """UMU-24, DOK-09: what anybody may open, signed in or not."""
    with browser.new_context(**browser_context_args) as ctx:
        halaman = ctx.new_page()
        halaman.galat = []
        halaman.on("console", lambda m: halaman.galat.append(m.text) if m.type == "error" else None)
        assert crawl(halaman, ["/masuk/", "/verifikasi/", "/lupa-sandi/", "/masuk/kode/"], set()) >= {"/masuk/"}
        assert halaman.galat == []


def test_first_page_is_light(masuk, browser, browser_context_args):
    """UMU-26: the first page, nothing cached: below 60 KB compressed without fonts, for a guest and after the login."""
    berat = {}
    with browser.new_context(**browser_context_args) as ctx:
        halaman = ctx.new_page()
        timbangan = Timbangan(halaman)
        halaman.goto("/masuk/", wait_until="networkidle")
        berat["/masuk/"] = timbangan.take()
    for nama in ("faskel", "korkot"):
        kue = masuk(nama).context.cookies()
        with browser.new_context(**browser_context_args) as ctx:
            ctx.add_cookies(kue)
            halaman = ctx.new_page()
            timbangan = Timbangan(halaman)
            halaman.goto("/", wait_until="networkidle")
            berat[f"/ ({nama})"] = timbangan.take()
    for alamat, byte in (berat | dict(sorted(_berat.items()))).items():
        print(f"{byte / 1000:7.1f} kB  {alamat}")
    assert {a: b for a, b in berat.items() if not 5_000 < b < BATAS_BERAT} == {}


def crawl(halaman: Any, mulai: list[str], terlihat: set[str]) -> set[str]:
    """Look at one page of every kind that links lead to, starting from these. Returns the kinds looked at.

    What is wrong is told of all pages at once, each with the page whose link led there.
    """
    timbangan, antre, sudah, salah = Timbangan(halaman), [(a, "") for a in mulai], set(), []
    while antre:
        alamat, dari = antre.pop(0)
        jenis = kind_of(alamat)
        if jenis in sudah or jenis in terlihat:
            continue
        sudah.add(jenis)
        salah += [f"{alamat} (dari {dari}): {apa}" for apa in look_at(halaman, alamat, jenis, timbangan)]
        antre += [(a, alamat) for a in links_of(halaman) if kind_of(a) not in sudah]
    _terlihat.update(sudah)
    assert salah == []
    return sudah


def look_at(halaman: Any, alamat: str, jenis: str, timbangan: Timbangan) -> list[str]:
    """Open one page: what its status, width, open tab and accessibility leave to wish for; its weight is kept."""
    halaman.set_viewport_size(SEMPIT)
    mulai = time.monotonic()
    jawaban = halaman.goto(alamat)
    _berat[f"{jenis}  {time.monotonic() - mulai:.2f} s"] = timbangan.take()
    if jawaban.status >= 400:
        return [f"status {jawaban.status}"]
    salah = [f"{overflow(halaman)} px terlalu lebar pada 360"] if overflow(halaman) > 0 else []
    if not halaman.evaluate(TAB_TERLIHAT):
        salah.append("tab yang terbuka tidak terlihat pada 360")
    if jenis not in _terlihat:
        salah += violations(halaman)
    halaman.set_viewport_size(LEBAR)
    return salah + ([f"{overflow(halaman)} px terlalu lebar pada 1280"] if overflow(halaman) > 0 else [])


def violations(halaman: Any) -> list[str]:
    """What axe holds against a page: rule and first element. Only that is carried over: all it found is a megabyte."""
    halaman.evaluate(AXE.axe_script)
    return halaman.evaluate(PELANGGARAN, RAMBU)


def links_of(halaman: Any) -> list[str]:
    """Own pages that this one leads to."""
    semua = halaman.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    sendiri = [a.partition("#")[0] for a in semua if a.startswith("/") and not a.startswith("//")]
    bukan = {a for a in sendiri if BUKAN_HALAMAN.search(f"{kind_of(a)}?{a.partition('?')[2]}")}
    return [a for a in dict.fromkeys(sendiri) if a not in bukan]


def kind_of(alamat: str) -> str:
    """The page behind an address, whatever row it shows: ids are U, area codes K; what one template shows is X."""
    jalur = alamat.partition("?")[0]
    jalur = re.sub(r"^(/bantuan/\w+|/dokumen/minta|.*/transisi|.*/ceklis)/[a-zA-Z0-9_-]+/", r"\1/X/", jalur)
    jalur = re.sub(r"^(.*/bukti/baru|.*/register|.*/laporan(?!/(?:tahun|barang|baris)/))/[a-z-]+/", r"\1/X/", jalur)
    jalur = re.sub(r"/tahun/\d{4}/", "/tahun/X/", jalur)
    jalur = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "U", jalur)
    return re.sub(r"/\d\d(\.\d\d){2}\.\d{4}/", "/K/", re.sub(r"/\d\d(\.\d\d){1,2}/", "/A/", jalur))
