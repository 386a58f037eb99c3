"""What residents of the demo said in Refleksi and found in Pemetaan: believable for a dense kelurahan of Bandung."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from siklus import actions
from siklus.demo.desa import Desa
from siklus.demo_ps2 import fill_ps2
from siklus.models import Langkah, Masalah, Pertemuan, RefleksiButir
from wilayah.waktu import today_in

J = RefleksiButir.Jenis
# kind -> (words of the kelurahan's list, how some RT said it, further fields)
BUTIR: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    J.KRITERIA: [
        (
            "Penghasilan keluarga di bawah Rp1.500.000 sebulan",
            "gaji tidak sampai sejuta setengah",
            {"cakupan": "rumah_tangga", "bobot": 30},
        ),
        (
            "Rumah tidak layak: lantai tanah, dinding bilik, atau atap bocor",
            "rumahnya bilik dan bocor",
            {"cakupan": "rumah_tangga", "bobot": 20},
        ),
        ("Tidak mempunyai rumah sendiri", "ngontrak petak", {"cakupan": "rumah_tangga", "bobot": 10}),
        ("Makan kurang dari tiga kali sehari", "makan cuma dua kali", {"cakupan": "rumah_tangga", "bobot": 15}),
        ("Kerja serabutan, tidak tetap", "kerja kalau ada yang menyuruh", {"cakupan": "rumah_tangga", "bobot": 15}),
        (
            "Kepala keluarga janda, lansia, atau penyandang disabilitas",
            "janda tua yang sendirian",
            {"cakupan": "rumah_tangga", "bobot": 10},
        ),
        ("Gang becek dan tergenang setiap hujan", "banjir terus kalau hujan", {"cakupan": "kawasan"}),
    ],
    J.AKAR: [
        ("Modal habis untuk membayar bunga rentenir", "utang ke bank keliling", {}),
        ("Keterampilan hanya satu macam, kalah oleh pabrik yang memakai mesin", "cuma bisa menjahit biasa", {}),
        ("Saling curiga sehingga kerja bersama berhenti di tengah jalan", "uang kelompok dulu tidak jelas", {}),
    ],
    J.PEMIMPIN: [
        (
            "Jujur memegang uang warga dan mau diperiksa",
            "tidak pernah pakai uang kas",
            {"nilai": ["kejujuran", "dapat_dipercaya"]},
        ),
        ("Menolong tanpa diminta dan tanpa upah", "yang suka menolong", {"nilai": ["ikhlas"]}),
        ("Tidak membedakan tetangga", "adil ke semua orang", {"nilai": ["keadilan", "kesetaraan"]}),
        ("Mengajak bermusyawarah sebelum memutuskan", "mau mendengar", {"nilai": ["kebersamaan"]}),
    ],
    J.LEMBAGA: [("Lembaga yang dipilih warga sendiri dan terbuka bukunya", "yang laporannya ditempel", {})],
    J.VISI: [("Kampung yang sehat, rukun, dan mandiri, tanpa seorang pun tertinggal", "kampung bersih dan rukun", {})],
}
MASALAH: list[dict[str, Any]] = [
    {
        "bidang": "lingkungan",
        "uraian": "Saluran tersumbat; banjir setinggi 40 cm setiap hujan lebat",
        "sebab": "Saluran dangkal dan dipenuhi sampah",
        "akibat": "Penyakit kulit pada anak, jalan rusak",
        "sumber": "PS-1",
    },
    {
        "bidang": "lingkungan",
        "uraian": "Keluarga tanpa jamban membuang air di selokan",
        "sebab": "Tidak ada lahan untuk tangki",
        "akibat": "Diare berulang",
        "sumber": "PS-1",
    },
    {
        "bidang": "lingkungan",
        "uraian": "Gang gelap dan berlubang di tepi sungai",
        "sebab": "Tidak pernah diperbaiki sejak 2012",
        "akibat": "Anak dan lansia jatuh",
        "sumber": "PS-1",
    },
    {
        "bidang": "sosial",
        "uraian": "Perempuan kepala keluarga tanpa penghasilan tetap",
        "sebab": "Ditinggal atau ditinggal mati suami",
        "akibat": "Anak putus sekolah",
        "sumber": "PS-2",
    },
    {
        "bidang": "sosial",
        "uraian": "Lansia miskin hidup sendiri tanpa yang merawat",
        "sebab": "Anak merantau",
        "akibat": "Sakit tidak terobati",
        "sumber": "PS-2",
    },
    {
        "bidang": "ekonomi",
        "uraian": "Pedagang kecil meminjam ke rentenir berbunga 20 persen sebulan",
        "sebab": "Tidak ada jaminan untuk bank",
        "akibat": "Modal habis",
        "sumber": "PS-3",
    },
    {
        "bidang": "ekonomi",
        "uraian": "Penjahit rumahan menunggu borongan, alatnya rusak",
        "sebab": "Tidak mampu memperbaiki mesin",
        "akibat": "Menganggur dua pekan setiap bulan",
        "sumber": "PS-3",
    },
    {
        "bidang": "kelembagaan",
        "uraian": "Kelompok simpan pinjam lama berhenti karena pembukuan tidak terbuka",
        "sebab": "Tidak ada yang memeriksa",
        "akibat": "Warga enggan menabung",
        "sumber": "PS-5",
    },
    {
        "bidang": "kepemimpinan",
        "uraian": "Keputusan diambil beberapa orang saja",
        "sebab": "Rembug diadakan siang hari kerja",
        "akibat": "Warga miskin tidak terdengar",
        "sumber": "PS-6",
    },
]
POTENSI: list[dict[str, Any]] = [
    {"bidang": "lingkungan", "jenis": "manusia", "uraian": "Tukang batu dan kayu yang mau bekerja bakti"},
    {"bidang": "lingkungan", "jenis": "fisik", "uraian": "Tanah wakaf di tepi jalan untuk MCK bersama"},
    {"bidang": "sosial", "jenis": "sosial", "uraian": "Kader posyandu aktif di setiap RW", "kelompok_ada": True},
    {
        "bidang": "ekonomi",
        "jenis": "sosial",
        "uraian": "Kelompok arisan ibu yang rutin setiap bulan",
        "kelompok_ada": True,
    },
    {"bidang": "ekonomi", "jenis": "keuangan", "uraian": "Kas RW", "nilai": 4_500_000},
    {
        "bidang": "kelembagaan",
        "jenis": "sosial",
        "uraian": "Karang taruna yang mengurus perpustakaan",
        "kelompok_ada": True,
    },
]


def fill_refleksi(desa: Desa, langkah: Langkah, rapat: dict[str, list[Pertemuan]]) -> None:
    """What some RT said, each in its words, and (once the rekap was held) the list on which all agreed."""
    asal: dict[tuple[str, str], list[RefleksiButir]] = {}
    for ke, p in enumerate(rapat.get("S2-KEMISKINAN", [])[:4]):
        for jenis, daftar in BUTIR.items():
            for i, (kata, ucapan, isi) in enumerate(daftar):
                if (i + ke) % 3 == 0 or i == 0:
                    butir = actions.record_butir(
                        langkah, jenis=jenis, uraian=kata if ke == i % 2 else ucapan, pertemuan=p, oleh=desa.faskel,
                        **{k: v for k, v in isi.items() if k != "bobot"},
                    )  # fmt: skip
                    asal.setdefault((jenis, kata), []).append(butir)
    if "S2-REKAP" not in rapat:
        return
    for jenis, daftar in BUTIR.items():
        for kata, _ucapan, isi in daftar:
            if butir_rt := asal.get((jenis, kata)):
                actions.unite_butir(langkah, butir=butir_rt, uraian=kata, oleh=desa.faskel, **isi)
            else:
                actions.record_butir(langkah, jenis=jenis, uraian=kata, disepakati=True, oleh=desa.faskel, **isi)


def fill_pemetaan(desa: Desa, langkah: Langkah, rapat: dict[str, list[Pertemuan]]) -> None:
    """Problems and potentials, a map, PS-2 with its notice, and (once it was held) what the lokakarya agreed."""
    potensi = [actions.record_potensi(langkah, oleh=desa.faskel, **p) for p in POTENSI]
    per_bidang: dict[str, list[Masalah]] = {}
    for ke, m in enumerate(MASALAH):
        laki, perempuan = desa.rng.randint(20, 160), desa.rng.randint(24, 170)
        masalah = actions.record_masalah(
            langkah, basis=desa.rt[ke % len(desa.rt)], terdampak_l=laki, terdampak_p=perempuan,
            kk_miskin=(laki + perempuan) // 7, potensi=[p for p in potensi if p.bidang == m["bidang"]][:1],
            oleh=desa.faskel, **m,
        )  # fmt: skip
        per_bidang.setdefault(m["bidang"], []).append(masalah)
    actions.record_peta(langkah, jenis="dasar", berkas=desa.berkas, oleh=desa.faskel)
    if "S3-PS2" not in rapat:
        return
    lokakarya: Any = next(reversed(rapat.get("S3-LOKAKARYA", [])), None)
    # The board hangs longer than the period for objections before the workshop; without one it has hung for two days.
    dipasang = lokakarya.tanggal - timedelta(days=9) if lokakarya else today_in(desa.wilayah.kode) - timedelta(days=2)
    kk = 96 if desa.skenario.cara == "kaya" else len(desa.rt) * 4
    umumkan = desa.skenario.cara != "kajian"
    fill_ps2(
        langkah, oleh=desa.faskel, rng=desa.rng, kk=kk, dipasang=dipasang if umumkan else None, lokakarya=lokakarya
    )
    if lokakarya is not None:
        for bidang, sepakat in per_bidang.items():
            actions.agree_masalah(langkah, bidang=bidang, masalah=sepakat, oleh=desa.faskel)
