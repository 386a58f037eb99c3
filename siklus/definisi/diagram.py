"""A definition drawn as a Mermaid flowchart, for docs/alur.md: stages as boxes, gates as arrows.

Solid arrows are other stages that must be reached, dotted ones are conditions that a function answers.
"""

from collections.abc import Iterable, Iterator

from siklus.definisi.model import Cakupan, Dari, Definisi, DefLangkah, Keadaan, Sebaran, Tingkat
from siklus.definisi.periksa import sasaran_gerbang

KEADAAN = {Keadaan.BERJALAN: "berjalan", Keadaan.DIAJUKAN: "diajukan", Keadaan.TERVERIFIKASI: ""}
CAKUPAN = {Cakupan.SEMUA_ANAK: "semua anak", Cakupan.SALAH_SATU_ANAK: "salah satu anak"}
DARI = {Dari.TAHUN_LALU: "tahun lalu", Dari.SIKLUS_LALU: "siklus lalu", Dari.PUTARAN_LALU: "putaran lalu"}


def bagian_alur(semua: Iterable[Definisi]) -> str:
    """The chapters of docs/alur.md about the programmes: one drawing per definition and tahun siklus."""
    bab = ["# Alur program\n\nDibuat dari definisi program; panah putus-putus adalah syarat yang dijawab fungsi.\n"]
    for definisi in semua:
        for tahun in definisi.tahun:
            judul = f"## {definisi.nama} ({definisi.kunci}), tahun siklus {tahun}"
            bab.append(f"{judul}\n\n```mermaid\n{gambar_alur(definisi, tahun)}```\n")
    return "\n".join(bab)


def gambar_alur(definisi: Definisi, tahun: int) -> str:
    """The stage graph of one tahun siklus as Mermaid text, stages above the owner included."""
    langkah = [isi for isi in definisi.langkah if tahun in isi.tahun]
    baris = ["flowchart TD", *(f"  {_simpul(isi)}{_kotak(isi)}" for isi in langkah)]
    for isi in langkah:
        baris.extend(dict.fromkeys(_panah(definisi, isi, tahun)))
    return "\n".join(baris) + "\n"


def _panah(definisi: Definisi, langkah: DefLangkah, tahun: int) -> Iterator[str]:
    for pelatihan in langkah.pelatihan:
        if pelatihan.sebelum_mulai:
            yield f'  {pelatihan.kode.replace("-", "_")}(["{pelatihan.nama}"]) -.-> {_simpul(langkah)}'
    for gerbang in langkah.gerbang:
        if gerbang.fungsi:
            yield f"  {_simpul_fungsi(gerbang.fungsi)}([{gerbang.fungsi}]) -.-> {_simpul(langkah)}"
            continue
        sasaran = sasaran_gerbang(definisi, langkah, gerbang, tahun)
        if sasaran is None:
            continue
        label = ", ".join(
            bagian
            for bagian in (
                gerbang.putusan,
                KEADAAN[gerbang.keadaan],
                CAKUPAN.get(gerbang.cakupan, ""),
                DARI.get(gerbang.dari, ""),
            )
            if bagian
        )
        asal = _simpul(sasaran) + ("_lalu" if gerbang.dari in (Dari.TAHUN_LALU, Dari.SIKLUS_LALU) else "")
        kotak = _kotak(sasaran) if asal != _simpul(sasaran) else ""
        yield f"  {asal}{kotak} -->{f'|{label}|' if label else ''} {_simpul(langkah)}"


def _simpul(langkah: DefLangkah) -> str:
    return f"{langkah.kode}_{langkah.tingkat}"


def _simpul_fungsi(fungsi: str) -> str:
    return fungsi.replace(".", "_")


def _kotak(langkah: DefLangkah) -> str:
    """Owner stages are plain boxes, fan-out ones have double sides, stages above the owner are rounded."""
    tingkat = "desa/kelurahan" if langkah.tingkat is Tingkat.KELURAHAN else str(langkah.tingkat)
    isi = f'"{langkah.kode} {langkah.nama}<br/>{tingkat}"'
    buka, tutup = {Sebaran.PEMILIK: ("[", "]"), Sebaran.ANAK: ("[[", "]]"), Sebaran.ATAS: ("(", ")")}[langkah.sebaran]
    return f"{buka}{isi}{tutup}"
