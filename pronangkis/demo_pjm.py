"""A believable plan of a kelurahan of Kota Bandung, made by our own actions; the demo walks call it in S6."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from inti.peragaan import chance
from pronangkis import actions
from pronangkis.models import PJM, NilaiPrioritas
from siklus.models import Langkah, Masalah
from wilayah.models import Basis

VISI = "Warga {nama} yang sehat, berpenghasilan cukup, dan saling menolong di lingkungan yang bersih, tanpa ada yang tertinggal."
MISI = (
    "Memperbaiki sanitasi, drainase, dan air bersih di gang-gang padat bersama warganya.",
    "Mendampingi keluarga miskin supaya anaknya tetap sekolah dan kesehatannya terjaga.",
    "Menumbuhkan usaha kecil warga miskin dengan keterampilan dan modal yang bergulir.",
    "Menjaga keterbukaan dan kepercayaan dalam setiap keputusan.",
)
# bidang, program, activity, satuan, volume low-high, rupiah per unit, sources by weight, indicator
JENIS: tuple[tuple[str, str, str, str, int, int, int, tuple[tuple[str, int], ...], str], ...] = (
    (
        "lingkungan",
        "Sanitasi dan air bersih",
        "MCK komunal",
        "unit",
        1,
        2,
        38_000_000,
        (("blm_apbn", 7), ("swadaya", 3)),
        "Warga tidak lagi buang air ke selokan",
    ),
    (
        "lingkungan",
        "Sanitasi dan air bersih",
        "Septik tank bersama",
        "unit",
        2,
        5,
        11_500_000,
        (("blm_apbn", 6), ("swadaya", 4)),
        "Septik tank dipakai semua rumah sasaran",
    ),
    (
        "lingkungan",
        "Sanitasi dan air bersih",
        "Sumur bor dan tandon air",
        "unit",
        1,
        2,
        27_000_000,
        (("apbd_kota", 7), ("swadaya", 3)),
        "Air mengalir pada musim kemarau",
    ),
    (
        "lingkungan",
        "Drainase dan jalan lingkungan",
        "Perbaikan drainase gang",
        "m",
        60,
        240,
        310_000,
        (("blm_apbn", 7), ("swadaya", 3)),
        "Gang tidak tergenang sesudah hujan",
    ),
    (
        "lingkungan",
        "Drainase dan jalan lingkungan",
        "Rabat beton jalan gang",
        "m",
        50,
        180,
        265_000,
        (("apbd_kota", 6), ("swadaya", 4)),
        "Jalan dapat dilewati kursi roda dan gerobak",
    ),
    (
        "lingkungan",
        "Rumah layak huni",
        "Perbaikan rumah tidak layak huni",
        "unit",
        3,
        8,
        9_500_000,
        (("blm_apbn", 6), ("swadaya", 4)),
        "Lantai, dinding, dan atap layak",
    ),
    (
        "lingkungan",
        "Persampahan",
        "Bank sampah RW",
        "unit",
        1,
        2,
        6_400_000,
        (("swasta", 6), ("swadaya", 4)),
        "Sampah terpilah setiap minggu",
    ),
    (
        "sosial",
        "Pendidikan anak keluarga miskin",
        "Perlengkapan sekolah anak putus sekolah",
        "anak",
        15,
        60,
        450_000,
        (("blm_apbn", 6), ("swadaya", 4)),
        "Anak kembali bersekolah",
    ),
    (
        "sosial",
        "Kesehatan ibu, anak, dan lansia",
        "Makanan tambahan balita gizi kurang",
        "balita",
        20,
        50,
        360_000,
        (("apbd_kota", 7), ("swadaya", 3)),
        "Berat badan balita naik",
    ),
    (
        "sosial",
        "Kesehatan ibu, anak, dan lansia",
        "Kunjungan dan obat lansia telantar",
        "orang",
        10,
        30,
        600_000,
        (("blm_apbn", 5), ("swadaya", 5)),
        "Lansia dikunjungi setiap bulan",
    ),
    (
        "sosial",
        "Warga penyandang disabilitas",
        "Alat bantu penyandang disabilitas",
        "orang",
        3,
        9,
        1_800_000,
        (("hibah", 7), ("swadaya", 3)),
        "Alat dipakai sehari-hari",
    ),
    (
        "ekonomi",
        "Usaha warga miskin",
        "Pinjaman bergulir KSM",
        "KSM",
        4,
        10,
        5_000_000,
        (("blm_apbn", 9), ("swadaya", 1)),
        "Angsuran lancar dan usaha berjalan",
    ),
    (
        "ekonomi",
        "Keterampilan kerja",
        "Pelatihan menjahit",
        "orang",
        10,
        24,
        900_000,
        (("channelling", 7), ("swadaya", 3)),
        "Peserta menerima pesanan",
    ),
    (
        "ekonomi",
        "Keterampilan kerja",
        "Pelatihan bengkel sepeda motor",
        "orang",
        8,
        20,
        1_100_000,
        (("apbd_kota", 7), ("swadaya", 3)),
        "Peserta bekerja atau membuka bengkel",
    ),
    (
        "kelembagaan",
        "Penguatan BKM dan UP",
        "Belajar pembukuan untuk UP dan KSM",
        "kali",
        2,
        4,
        1_250_000,
        (("blm_apbn", 5), ("swadaya", 5)),
        "Buku ditutup setiap bulan",
    ),
    (
        "bop",
        "Biaya operasional BKM",
        "BOP BKM dan Sekretariat",
        "tahun",
        3,
        3,
        4_000_000,
        (("blm_apbn", 1),),
        "Papan informasi diperbarui setiap bulan",
    ),
)


def plan(desa: Any, jumlah: int = 24, *, langkah: Langkah | None = None, oleh: Any = None) -> PJM:
    """Build the draft of a kelurahan with `jumlah` activities, its team, vision, priorities and months.

    `desa` carries `wilayah` and, in the demo, `faskel` and `langkah(kode)`. The number of queries does not grow with
    the activities, except for their problems. Raises: as the actions.
    """
    siapa = oleh or desa.faskel
    s6 = langkah or desa.langkah("S6")
    rng = chance(f"pjm-{s6.wilayah_id}")
    pjm = actions.open_pjm(s6, oleh=siapa)
    actions.update_pjm(pjm, oleh=siapa, visi=VISI.format(nama=desa.wilayah.nama), misi="\n".join(MISI))
    rt = list(Basis.objects.filter(wilayah=s6.wilayah_id, aktif=True, jenis="rt").select_related("induk"))
    masalah = list(
        Masalah.objects.filter(langkah__siklus=s6.siklus_id, disepakati=True, status="sah").select_related("langkah")
    )
    baris = [_row(rng, ke, jumlah, rt, masalah) for ke in range(jumlah)]
    kegiatan = actions.add_many(pjm, oleh=siapa, baris=baris)
    skor = [(k.pk, kriteria, rng.randint(2, 5)) for k in kegiatan for kriteria in NilaiPrioritas.Kriteria.values]
    actions.save_scores(pjm, oleh=siapa, skor=skor)
    renta = pjm.renta.get()
    isi = []
    for b in renta.kegiatan.select_related("kegiatan"):
        mulai = rng.randint(2, 8)
        isi.append(
            {
                "id": b.pk,
                "bulan": list(range(mulai, mulai + rng.randint(2, 4))),
                "indikator": _indicator(b.kegiatan.nama),
            }
        )
    actions.save_renta_lines(renta, oleh=siapa, baris=isi)
    return PJM.objects.select_related("siklus", "langkah", "wilayah").get(pk=pjm.pk)


def _row(rng: Random, ke: int, jumlah: int, rt: list[Basis], masalah: list[Masalah]) -> dict[str, Any]:
    """One activity of the list; the last one is always the running cost."""
    jenis = JENIS[-1] if ke == jumlah - 1 else JENIS[ke % (len(JENIS) - 1)]
    bidang, program, nama, satuan, rendah, tinggi, harga, sumber, _indikator = jenis
    volume = rng.randint(rendah, tinggi)
    tempat = rng.sample(rt, min(len(rt), rng.randint(1, 2))) if rt and bidang not in ("bop", "kelembagaan") else []
    bagian = _years(rng, volume) if bidang != "bop" else [1, 1, 1]
    bobot = sum(b for _k, b in sumber)
    biaya: dict[tuple[str, int], Decimal] = {}
    for tahun, n in enumerate(bagian, 1):
        for kode, b in sumber:
            uang = Decimal(n * harga) * b / bobot // 1000 * 1000
            if uang:
                biaya[kode, tahun] = uang
    cocok = [
        m for m in masalah if m.bidang == bidang or (bidang == "kelembagaan" and m.bidang == "kepemimpinan")
    ] or masalah
    kk = rng.randint(6, 38)
    ksm = rng.choice(("Mawar", "Melati", "Anggrek", "Sauyunan"))
    di = " dan ".join(b.label for b in tempat)
    return {
        "bidang": bidang,
        "program_nama": program,
        "nama": f"{nama} {di}".strip() if ke >= len(JENIS) - 1 and di else nama,
        "volume": Decimal(volume),
        "satuan": satuan,
        **{f"volume_{i}": Decimal(n) for i, n in enumerate(bagian, 1)},
        "pemanfaat_l": kk * 2,
        "pemanfaat_p": kk * 2 + rng.randint(0, 9),
        "kk_miskin": None if bidang == "bop" else kk,
        "pelaksana": "Sekretariat BKM" if bidang in ("bop", "kelembagaan") else f"KSM {ksm}",
        "lokasi": "" if tempat else "Sekretariat BKM",
        "basis": tempat,
        "biaya": biaya,
        "masalah": [] if bidang == "bop" or not cocok else [rng.choice(cocok)],
    }


def _years(rng: Random, volume: int) -> list[int]:
    """Part a volume over three years, the first the largest."""
    pertama = max(1, volume * rng.randint(35, 60) // 100)
    kedua = min(volume - pertama, volume * rng.randint(20, 35) // 100)
    return [pertama, kedua, volume - pertama - kedua]


def _indicator(nama: str) -> str:
    return next((j[8] for j in JENIS if nama.startswith(j[2])), "")
