"""What the records of Refleksi and Pemetaan Swadaya meetings say, from what was entered. Source: SIK-71."""

from __future__ import annotations

import importlib
from typing import Any

from django.db.models import Count, Q

from inti.formats import angka
from inti.registry import bagian_dokumen
from siklus.models import Bidang, BidangNihil, Kajian, Masalah, Pertemuan, Peta, Potensi, RefleksiButir

Jenis = RefleksiButir.Jenis
KOSONG_FGD, KOSONG_REKAP, KOSONG_PETA = 6, 5, 4
# Kind of meeting -> what people speak about there.
POKOK: dict[str, tuple[tuple[str, str], ...]] = {
    "S2-KEMISKINAN": ((Jenis.KRITERIA, "Ciri warga miskin menurut peserta"), (Jenis.AKAR, "Akar masalah kemiskinan")),
    "S2-KELEMBAGAAN": ((Jenis.LEMBAGA, "Lembaga yang dibutuhkan"),),
    "S2-KEPEMIMPINAN": ((Jenis.PEMIMPIN, "Ciri pemimpin yang dipercaya"),),
}
REKAP = (
    (Jenis.KRITERIA, "Kriteria kemiskinan yang disepakati"),
    (Jenis.AKAR, "Akar masalah kemiskinan"),
    (Jenis.PEMIMPIN, "Ciri pemimpin yang dikehendaki"),
    (Jenis.LEMBAGA, "Lembaga yang dibutuhkan"),
    (Jenis.VISI, "Visi awal kelurahan"),
)
LEBAR = {Jenis.KRITERIA: ["Mengukur"], Jenis.PEMIMPIN: ["Nilai"]}


def register() -> None:
    """Enter the sections under "ba:<kind of meeting>"."""
    for kode in POKOK:
        bagian_dokumen.daftar(f"ba:{kode}", discussion_sections)
    bagian_dokumen.daftar("ba:S2-REKAP", recap_sections)
    bagian_dokumen.daftar("ba:S3-LOKAKARYA", workshop_sections)
    for satu in Kajian.values:
        bagian_dokumen.daftar(f"ba:S3-{satu.replace('-', '')}", study_sections)


def discussion_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """What one discussion said. One query."""
    butir = list(RefleksiButir.objects.filter(pertemuan=rapat, status="sah").order_by("dibuat_pada", "id"))
    return [points_table(jenis, judul, butir, kosong=KOSONG_FGD) for jenis, judul in POKOK[rapat.jenis]]


def recap_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """The kelurahan's list, with how many places said each. One query."""
    return recap_of(rapat.langkah)


def recap_of(langkah: Any) -> list[dict[str, Any]]:
    """The agreed list of a stage as sections. One query."""
    butir = list(
        RefleksiButir.objects.filter(langkah=langkah, status="sah", disepakati=True)
        .annotate(tempat=Count("asal__basis", filter=Q(asal__status="sah"), distinct=True))
        .order_by("urutan", "dibuat_pada", "id")
    )
    return [
        points_table(jenis, judul, butir, kosong=1 if jenis == Jenis.VISI else KOSONG_REKAP, tempat=True)
        for jenis, judul in REKAP
    ]


def points_table(jenis: str, judul: str, butir: list[Any], *, kosong: int, tempat: bool = False) -> dict[str, Any]:
    """Points of one kind as a numbered table."""
    milik = [b for b in butir if b.jenis == jenis]
    kepala = ["No", "Uraian", *LEBAR.get(Jenis(jenis), []), *(["Disebut di (RT/RW)"] if tempat else [])]
    baris = []
    for ke, b in enumerate(milik, start=1):
        isi = [str(ke), b.uraian]
        if jenis == Jenis.KRITERIA:
            isi.append(str(b.get_cakupan_display()))
        elif jenis == Jenis.PEMIMPIN:
            isi.append(b.nilai_teks)
        baris.append([*isi, *([angka(b.tempat) if b.tempat else "–"] if tempat else [])])
    return {
        "judul": judul,
        "tabel": {"kepala": kepala, "angka": [len(kepala) - 1] if tempat else [], "baris": baris, "jumlah": None},
        "kosong": kosong,
    }


def workshop_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """Agreed problems by field, potentials, and the counts of PS-2. Three queries and those of PS-2."""
    langkah = rapat.langkah
    masalah = list(
        Masalah.objects.filter(langkah=langkah, status="sah", disepakati=True).select_related("basis__induk")
        .order_by("bidang", "prioritas", "dibuat_pada")
    )  # fmt: skip
    nihil = {n.bidang: n.keterangan for n in BidangNihil.objects.filter(langkah=langkah, status="sah")}
    hasil = []
    for kode, nama in Bidang.choices:
        bagian = problems_table(str(nama), [m for m in masalah if m.bidang == kode])
        if kode in nihil:
            bagian = {"judul": bagian["judul"], "paragraf": [f"Peserta menyatakan tidak ada masalah. {nihil[kode]}"]}
        hasil.append(bagian)
    return [*hasil, potentials_table(langkah), *ps2_section(rapat.wilayah_id)]


def study_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """What one study found in its place (and below it): maps of PS-1, problems, room for its reflection. Two queries.

    A study of the whole kelurahan carries the problems of all places. PS-2 shows no household here.
    """
    kajian = rapat.jenis.removeprefix("S3-").replace("PS", "PS-")
    di_sini = Q() if rapat.basis_id is None else Q(basis=rapat.basis_id) | Q(basis__induk=rapat.basis_id)
    masalah = Masalah.objects.filter(di_sini, langkah=rapat.langkah_id, sumber=kajian, status="sah")
    hasil = [maps_table(rapat, di_sini)] if kajian == Kajian.PS1 else []
    hasil.append(
        found_table(kajian, list(masalah.select_related("basis__induk").order_by("bidang", "dibuat_pada", "id")))
    )
    return hasil


def maps_table(rapat: Pertemuan, di_sini: Q) -> dict[str, Any]:
    """The maps that were drawn. One query."""
    peta = Peta.objects.filter(di_sini, langkah=rapat.langkah_id, status="sah").select_related(
        "basis__induk", "wilayah"
    )
    baris = [
        [str(ke), str(p.get_jenis_display()), p.judul, str(p.lingkup), p.skala]
        for ke, p in enumerate(peta.order_by("jenis", "dibuat_pada", "id"), start=1)
    ]
    kepala = ["No", "Jenis peta", "Judul", "Wilayah", "Skala"]
    return {
        "judul": "Peta yang digambar warga",
        "tabel": {"kepala": kepala, "angka": [], "baris": baris, "jumlah": None},
        "kosong": KOSONG_PETA,
    }


def found_table(kajian: str, masalah: list[Masalah]) -> dict[str, Any]:
    """Problems that one study found, with cause and effect."""
    baris = [
        [
            str(ke), str(m.get_bidang_display()), m.uraian, _why(m), m.tempat,
            angka(m.terdampak) if m.terdampak is not None else "–",
        ]
        for ke, m in enumerate(masalah, start=1)
    ]  # fmt: skip
    kepala = ["No", "Bidang", "Masalah", "Sebab dan akibat", "Lokasi", "Terdampak (orang)"]
    return {
        "judul": f"Masalah yang ditemukan {kajian}",
        "tabel": {"kepala": kepala, "angka": [5], "baris": baris, "jumlah": None},
        "kosong": KOSONG_FGD,
    }


def _why(m: Masalah) -> str:
    """Cause and effect in one cell."""
    akibat = f"Akibat: {m.akibat}" if m.akibat else ""
    return ". ".join(b.rstrip(".") for b in (m.sebab, akibat) if b)


def problems_table(nama: str, masalah: list[Masalah]) -> dict[str, Any]:
    """Problems of one field in order of priority."""
    baris = [
        [str(ke), m.uraian, m.sebab, m.tempat, angka(m.terdampak) if m.terdampak is not None else "–"]
        for ke, m in enumerate(masalah, start=1)
    ]
    return {
        "judul": f"Masalah bidang {nama.lower()}",
        "tabel": {"kepala": ["No", "Masalah", "Sebab", "Lokasi", "Terdampak (orang)"], "angka": [4], "baris": baris,
                  "jumlah": None},
        "kosong": 4,
    }  # fmt: skip


def potentials_table(langkah: Any) -> dict[str, Any]:
    """Potentials by field and kind of capital. One query."""
    potensi = Potensi.objects.filter(langkah=langkah, status="sah").select_related("basis__induk")
    baris = [
        [str(p.get_bidang_display()), str(p.get_jenis_display()), p.uraian, p.tempat]
        for p in potensi.order_by("bidang", "jenis", "dibuat_pada")
    ]
    return {
        "judul": "Potensi warga dan lingkungan",
        "tabel": {"kepala": ["Bidang", "Jenis", "Potensi", "Lokasi"], "angka": [], "baris": baris, "jumlah": None},
        "kosong": 5,
    }


def poor_counts(kode: str) -> dict[str, Any]:
    """KK and people on PS-2 of a kelurahan, from the part that owns the list; empty where it is not there."""
    try:
        modul = importlib.import_module("siklus.queries_ps2")
    except ImportError:
        return {}
    hitung = modul.poor_counts(kode)
    return (
        dict(hitung) if isinstance(hitung, dict) else {k: getattr(hitung, k, None) for k in ("kk", "jiwa_l", "jiwa_p")}
    )


def ps2_section(kode: str) -> list[dict[str, Any]]:
    """The sums of the PS-2 list, never names."""
    hitung = poor_counts(kode)
    baris = []
    if hitung.get("kk"):
        lk, p = int(hitung.get("jiwa_l") or 0), int(hitung.get("jiwa_p") or 0)
        baris = [[angka(hitung["kk"]), angka(lk), angka(p), angka(lk + p)]]
    return [
        {
            "judul": "Daftar PS-2 yang ditetapkan",
            "tabel": {"kepala": ["KK miskin", "Jiwa laki-laki", "Jiwa perempuan", "Jumlah jiwa"], "angka": [0, 1, 2, 3],
                      "baris": baris, "jumlah": None},
            "kosong": 1,
        }
    ]  # fmt: skip
