"""Checks that a definition holds together: every code it names exists, nothing waits for itself, no text is missing.

The checks return sentences instead of raising, so that tests, a start-up check and a developer at the keyboard see
all faults at once. They know nothing of the database: the rule ids and Parameter rows they compare with are given, or
read from docs/aturan.md and data/parameter.json.

Source: PAR-01, SIK-02, SIK-03 in docs/aturan.md.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from siklus.definisi.model import (
    BIDANG_PARAMETER,
    Cakupan,
    Dari,
    DefGerbang,
    Definisi,
    DefKeluaran,
    DefLangkah,
    DefSyarat,
    JenisKeputusan,
    Mode,
    Sebaran,
    Ulang,
)

AKAR = Path(__file__).resolve().parents[2]
BERKAS_ATURAN = AKAR / "docs" / "aturan.md"
BERKAS_SUMBER = AKAR / "docs" / "sumber.md"
BERKAS_PARAMETER = AKAR / "data" / "parameter.json"

POLA_ATURAN = re.compile(r"^\| ([A-Z]{3}-\d+) \|", re.MULTILINE)
POLA_SUMBER = re.compile(r"^\| ([A-Z][A-Z0-9]*) \|", re.MULTILINE)
POLA_FUNGSI = re.compile(r"^[a-z]+\.[a-z_0-9]+$")

# Texts that people read and that must therefore say something.
TEKS_WAJIB = ("nama", "nama_rel", "tujuan", "peserta", "pelajaran", "kalimat", "teks", "penyelenggara", "pengundang")
BER_PILIHAN = (JenisKeputusan.TERIMA_TOLAK, JenisKeputusan.PENGESAHAN)
NAMA_BERANGKA = re.compile(r"P2KP|SP2D|PS-\d")  # names that merely contain a digit
TAK_MENAHAN = ("ingatan", "tanpa_sumber")


def baca_aturan(berkas: Path = BERKAS_ATURAN) -> frozenset[str]:
    """Rule ids of docs/aturan.md."""
    return frozenset(POLA_ATURAN.findall(berkas.read_text(encoding="utf-8")))


def baca_sumber(berkas: Path = BERKAS_SUMBER) -> frozenset[str]:
    """Source keys of docs/sumber.md."""
    return frozenset(POLA_SUMBER.findall(berkas.read_text(encoding="utf-8")))


def baca_parameter(berkas: Path = BERKAS_PARAMETER) -> list[dict[str, Any]]:
    """The rows of data/parameter.json."""
    baris: list[dict[str, Any]] = json.loads(berkas.read_text(encoding="utf-8"))["parameter"]
    return baris


def periksa_definisi(
    definisi: Definisi,
    *,
    aturan: Collection[str] | None = None,
    parameter: Iterable[dict[str, Any]] | None = None,
    sumber: Collection[str] | None = None,
) -> list[str]:
    """Every fault of one definition as a sentence with the code it concerns; empty when there is none.

    Rule ids, Parameter rows and source keys come from the files of the repository unless given.
    """
    kode = {
        baris["kode"]
        for baris in (baca_parameter() if parameter is None else parameter)
        if baris["definisi"] in ("", definisi.kode)
    }
    return [
        *_periksa_kode(definisi),
        *_periksa_tingkat(definisi),
        *_periksa_gerbang(definisi),
        *_periksa_lingkaran(definisi),
        *_periksa_rujukan(definisi),
        *_periksa_keputusan(definisi),
        *_periksa_isi(definisi, "aturan", baca_aturan() if aturan is None else aturan, lambda isi: (isi,)),
        *_periksa_isi(definisi, "sumber", baca_sumber() if sumber is None else sumber, pecah_sumber),
        *(
            galat
            for bidang in BIDANG_PARAMETER
            for galat in _periksa_isi(definisi, bidang, kode, lambda isi: (isi,) if isi else ())
        ),
        *_periksa_teks(definisi),
    ]


def periksa_parameter(baris: Iterable[dict[str, Any]]) -> list[str]:
    """Faults of the register file: a code twice, a remembered number that blocks, a row without source or name."""
    galat, dikenal = [], set()
    for isi in baris:
        kunci = (isi["kode"], isi["definisi"], isi["berlaku_mulai"])
        if kunci in dikenal:
            galat.append(f"parameter {isi['kode']}: dua nilai untuk tanggal yang sama (PAR-03)")
        dikenal.add(kunci)
        if isi["status_sumber"] in TAK_MENAHAN and isi["mode"] == Mode.BLOCK:
            galat.append(f"parameter {isi['kode']}: bersumber {isi['status_sumber']} tetapi menahan (PAR-04)")
        if not isi["sumber"] or not isi["nama"]:
            galat.append(f"parameter {isi['kode']}: nama atau sumber kosong (PAR-01)")
    return galat


def pecah_sumber(teks: str) -> tuple[str, ...]:
    """Keys of a source string: "A1, B5 Buku 2, G-S2" names A1, B5 and G."""
    return tuple(re.split(r"[ -]", bagian.strip())[0] for bagian in teks.split(","))


def bagian_langkah(langkah: DefLangkah) -> Iterator[tuple[str, Any]]:
    """The stage itself and every part of it, each with a name for the fault sentence."""
    nama = f"{langkah.kode} {langkah.tingkat} {'/'.join(map(str, langkah.tahun))}"
    yield nama, langkah
    for jenis in ("gerbang", "pertemuan", "pelatihan", "keluaran", "syarat", "pilihan", "cara"):
        for nomor, isi in enumerate(getattr(langkah, jenis), start=1):
            yield f"{nama} {jenis} {getattr(isi, 'kode', '') or nomor}", isi


def sasaran_gerbang(definisi: Definisi, langkah: DefLangkah, gerbang: DefGerbang, tahun: int) -> DefLangkah | None:
    """The stage a gate waits for, seen from a run in `tahun`; None for a function gate or where none exists."""
    if not gerbang.langkah:
        return None
    dari = {
        Dari.TAHUN_LALU: tahun - 1,
        Dari.TAHUN_PERTAMA: min(definisi.tahun),
        Dari.SIKLUS_LALU: max(definisi.tahun),
    }.get(gerbang.dari, tahun)
    try:
        return definisi.ambil(gerbang.langkah, tingkat=gerbang.tingkat, tahun=dari)
    except KeyError:
        return None


def _semua_bagian(definisi: Definisi) -> Iterator[tuple[str, Any]]:
    for langkah in definisi.langkah:
        yield from bagian_langkah(langkah)


def _periksa_kode(definisi: Definisi) -> Iterator[str]:
    dikenal: set[tuple[str, str, int, str]] = set()
    bagian: dict[tuple[str, str], str] = {}
    for langkah in definisi.langkah:
        if not langkah.tahun or not set(langkah.tahun) <= set(definisi.tahun):
            yield f"{langkah.kode}: tahun {langkah.tahun} di luar tahun definisi {definisi.tahun}"
        for tahun in langkah.tahun:
            kunci = (langkah.kode, langkah.tingkat, tahun, langkah.siklus_ke)
            if kunci in dikenal:
                yield f"{langkah.kode}: dua kali pada tingkat {langkah.tingkat} tahun {tahun}"
            dikenal.add(kunci)
        for jenis in ("pertemuan", "pelatihan", "keluaran", "pilihan"):
            daftar = [isi.kode for isi in getattr(langkah, jenis)]
            for kode in {kode for kode in daftar if daftar.count(kode) > 1}:
                yield f"{langkah.kode}: kode {jenis} {kode} dipakai dua kali"
            for kode in set(daftar) if jenis != "pilihan" else ():
                if bagian.setdefault((jenis, kode), langkah.kode) != langkah.kode:
                    yield f"{langkah.kode}: kode {jenis} {kode} sudah dipakai {bagian[jenis, kode]}"
    if not any(langkah.kode == definisi.awal_lanjutan for langkah in definisi.langkah):
        yield f"{definisi.kunci}: awal_lanjutan {definisi.awal_lanjutan} tidak dikenal"


def _periksa_tingkat(definisi: Definisi) -> Iterator[str]:
    for langkah in definisi.langkah:
        selisih = langkah.tingkat.kedalaman - definisi.pemilik.kedalaman
        seharusnya = Sebaran.PEMILIK if selisih == 0 else Sebaran.ANAK if selisih > 0 else Sebaran.ATAS
        if langkah.sebaran is not seharusnya:
            yield f"{langkah.kode}: sebaran {langkah.sebaran}, tingkat {langkah.tingkat} menuntut {seharusnya}"
        if not langkah.tingkat.berkode:
            yield f"{langkah.kode}: langkah tidak dapat hidup di tingkat {langkah.tingkat}"
        for pertemuan in langkah.pertemuan:
            for tingkat in (pertemuan.tingkat, *pertemuan.tingkat_lain):
                if tingkat.kedalaman < langkah.tingkat.kedalaman:
                    yield f"{langkah.kode}: pertemuan {pertemuan.kode} di atas tingkat langkahnya"


def _periksa_gerbang(definisi: Definisi) -> Iterator[str]:
    for langkah in definisi.langkah:
        for gerbang in langkah.gerbang:
            if bool(gerbang.langkah) == bool(gerbang.fungsi):
                yield f"{langkah.kode}: gerbang {gerbang.aturan} harus menyebut satu, langkah atau fungsi"
            if gerbang.lahir_di and not any(x.kode == gerbang.lahir_di for x in definisi.langkah):
                yield f"{langkah.kode}: gerbang {gerbang.aturan} membaca catatan langkah {gerbang.lahir_di} yang tidak ada"
                continue
            for tahun in langkah.tahun if gerbang.langkah else ():
                yield from _periksa_sasaran(definisi, langkah, gerbang, tahun)


def _periksa_sasaran(definisi: Definisi, langkah: DefLangkah, gerbang: DefGerbang, tahun: int) -> Iterator[str]:
    sasaran = sasaran_gerbang(definisi, langkah, gerbang, tahun)
    if sasaran is None:
        yield f"{langkah.kode}: gerbang {gerbang.aturan} menunggu {gerbang.langkah} yang tidak ada dari tahun {tahun}"
        return
    selisih = sasaran.tingkat.kedalaman - langkah.tingkat.kedalaman
    cocok = {Cakupan.SENDIRI: selisih == 0, Cakupan.INDUK: selisih < 0}.get(gerbang.cakupan, selisih > 0)
    if not cocok:
        yield f"{langkah.kode}: gerbang {gerbang.aturan} memakai cakupan {gerbang.cakupan} ke {sasaran.tingkat}"
    if gerbang.putusan and gerbang.putusan not in {pilihan.kode for pilihan in sasaran.pilihan}:
        yield f"{langkah.kode}: gerbang {gerbang.aturan} menuntut putusan {gerbang.putusan} yang bukan pilihan"
    if gerbang.dari is Dari.PUTARAN_LALU and Ulang.TIDAK in (langkah.ulang, sasaran.ulang):
        yield f"{langkah.kode}: gerbang {gerbang.aturan} melihat putaran lalu, tetapi langkahnya tidak berulang"


def _periksa_lingkaran(definisi: Definisi) -> Iterator[str]:
    for tahun in definisi.tahun:
        graf: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for langkah in definisi.langkah:
            if tahun not in langkah.tahun:
                continue
            tunggu = graf.setdefault((langkah.kode, langkah.tingkat), set())
            for gerbang in langkah.gerbang:
                sasaran = sasaran_gerbang(definisi, langkah, gerbang, tahun)
                if sasaran is not None and gerbang.dari is Dari.TAHUN_INI:
                    tunggu.add((sasaran.kode, sasaran.tingkat))
        try:
            TopologicalSorter(graf).prepare()
        except CycleError as galat:
            yield f"{definisi.kunci} tahun {tahun}: saling menunggu " + " -> ".join(kode for kode, _ in galat.args[1])


def _periksa_rujukan(definisi: Definisi) -> Iterator[str]:
    """Codes that one part names in another: meetings of outputs, trainings of gates, plan predecessors, functions."""
    langkah_dikenal = {langkah.kode for langkah in definisi.langkah}
    pertemuan_dikenal = {isi.kode for langkah in definisi.langkah for isi in langkah.pertemuan}
    pelatihan_dikenal = {isi.kode for langkah in definisi.langkah for isi in langkah.pelatihan}
    dikenal = {"langkah": langkah_dikenal, "pertemuan": pertemuan_dikenal, "pelatihan": pelatihan_dikenal}
    for nama, isi in _semua_bagian(definisi):
        if getattr(isi, "fungsi", "") and not POLA_FUNGSI.match(isi.fungsi):
            yield f"{nama}: fungsi {isi.fungsi} tidak berbentuk aplikasi.nama"
        for kunci, nilai in getattr(isi, "argumen", ()):
            if kunci in dikenal and nilai not in dikenal[kunci]:
                yield f"{nama}: {kunci} {nilai} tidak dikenal"
    for langkah in definisi.langkah:
        sendiri = {isi.kode for isi in langkah.pertemuan}
        for keluaran in langkah.keluaran:
            if keluaran.pertemuan and keluaran.pertemuan not in sendiri:
                yield f"{langkah.kode}: keluaran {keluaran.kode} berasal dari pertemuan {keluaran.pertemuan}, tidak ada"
        for kode in set(langkah.sesudah) - langkah_dikenal:
            yield f"{langkah.kode}: rencana sesudah {kode} yang tidak dikenal"
        for pelatihan in langkah.pelatihan:
            if pelatihan.sebelum_mulai and not pelatihan.wajib:
                yield f"{langkah.kode}: pelatihan {pelatihan.kode} menjaga awal langkah, tetapi tidak wajib"


def _periksa_keputusan(definisi: Definisi) -> Iterator[str]:
    for langkah in definisi.langkah:
        if (langkah.keputusan in BER_PILIHAN) != bool(langkah.pilihan):
            yield f"{langkah.kode}: keputusan {langkah.keputusan} dan daftar pilihannya tidak cocok"
        pilihan = {isi.kode for isi in langkah.pilihan}
        bersyarat: tuple[DefKeluaran | DefSyarat, ...] = (*langkah.keluaran, *langkah.syarat)
        for isi in bersyarat:
            for putusan in set(isi.putusan) - pilihan:
                yield f"{langkah.kode}: {isi.aturan} bergantung pada putusan {putusan} yang bukan pilihan"


def _periksa_isi(
    definisi: Definisi, bidang: str, dikenal: Collection[str], pecah: Callable[[str], Iterable[str]]
) -> Iterator[str]:
    for nama, isi in _semua_bagian(definisi):
        nilai = getattr(isi, bidang, None)
        if nilai is None:
            continue
        for kode in pecah(nilai):
            if kode not in dikenal:
                yield f"{nama}: {bidang} {kode or '(kosong)'} tidak terdaftar"


def _periksa_teks(definisi: Definisi) -> Iterator[str]:
    for nama, isi in _semua_bagian(definisi):
        for teks in TEKS_WAJIB:
            if hasattr(isi, teks) and not str(getattr(isi, teks)).strip():
                yield f"{nama}: {teks} kosong"
        for bidang in fields(isi):
            if isinstance(getattr(isi, bidang.name), list | dict | set):
                yield f"{nama}: {bidang.name} dapat berubah; pakai tuple"
        if isinstance(isi, DefLangkah) and not (isi.cara and isi.pengaju and isi.verifikator):
            yield f"{nama}: cara, pengaju, atau verifikator kosong"


def angka_dalam_definisi(definisi: Definisi) -> list[str]:
    """Where a definition holds a number that belongs in a Parameter: any number besides versions and years. PAR-01."""
    galat = []
    for nama, isi in _semua_bagian(definisi):
        for bidang in fields(isi):
            nilai = getattr(isi, bidang.name)
            if isinstance(nilai, Enum | bool) or bidang.name == "tahun":
                continue
            if isinstance(nilai, int | float):
                galat.append(f"{nama}: {bidang.name} = {nilai}")
            elif bidang.name in TEKS_WAJIB or bidang.name in ("bantuan", "oleh"):
                sisa = NAMA_BERANGKA.sub("", str(nilai))
                if re.search(r"\d", sisa):
                    galat.append(f"{nama}: {bidang.name} menyebut angka: {nilai}")
    return galat
