"""M1 (three years), M2 (one year) and M3 (recap) of a plan, from `pronangkis.isi.plan_content`. Source: DOK-16, siklus 6.4."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from inti.formats import angka, persen
from pronangkis.rekap import exact_shares
from pronangkis.reports import kolom as k
from pronangkis.reports.kolom import LEBAR, TEGAK, Kolom, Uang, amount, row, table, volume

Isi = dict[str, Any]

SWADAYA = "swadaya"
Sumber = tuple[str, list[str]]

# Heads of the columns of money: short enough for a matrix of seven of them.
SINGKAT = {
    "blm_apbn": "BLM APBN",
    "blm_apbd": "BLM APBD",
    "apbn": "APBN lain",
    "apbd_provinsi": "APBD provinsi",
    "apbd_kota": "APBD kota",
    "dana_desa": "Dana desa",
    "swadaya": "Swadaya",
    "swasta": "Swasta/ CSR",
    "channelling": "Channel- ling",
    "hibah": "Hibah",
    "perguliran": "Perguliran",
}
# Where more sources are used than a sheet can carry, they are joined: column -> the kinds of source in it.
GABUNG = (
    ("BLM", lambda s: s["kode"].startswith("blm")),
    ("APBN/ APBD", lambda s: s["golongan"] == "pemerintah" and not s["kode"].startswith("blm")),
    ("Swadaya", lambda s: s["golongan"] == "warga"),
    ("Mitra", lambda s: s["golongan"] == "mitra"),
    ("Perguliran", lambda s: s["golongan"] == "perguliran"),
)
RINGKAS = (
    GABUNG[0],
    GABUNG[2],
    ("Sumber lain", lambda s: s["kode"] != SWADAYA and not s["kode"].startswith("blm")),
)
KOLOM_SUMBER_MAKS = 7
RUANG_KATA = 84  # mm that the words of the matrix need to be read
PT_M1, PT_M2 = 7.1, 7.1
BIDANG_SINGKAT = {"kelembagaan": "Kelembagaan", "bop": "BOP BKM"}
TANPA_KEGIATAN = "Belum ada kegiatan yang disepakati dalam bidang ini."
CATATAN_PEMANFAAT = (
    "Pemanfaat dihitung pada setiap kegiatan; satu orang atau keluarga dapat tercatat pada beberapa kegiatan."
)


def activities(plan: Isi) -> list[Isi]:
    """All activities, in the order of their numbers."""
    return [g for p in plan["program"] for g in p["kegiatan"]]


def source_columns(plan: Isi, terpakai: Sequence[str] | None = None, *, gabung: int = 0) -> list[Sumber]:
    """Columns of money that are really used: head and the codes summed in it; joined where they are too many.

    `gabung` 0 joins only beyond seven columns, 1 joins by kind of source, 2 leaves BLM, swadaya and all others.
    """
    pakai = set(plan["rekap"]["sumber"] if terpakai is None else terpakai)
    sumber = [s for s in plan["sumber"] if s["kode"] in pakai]
    if gabung == 0 and len(sumber) <= KOLOM_SUMBER_MAKS:
        return [(SINGKAT.get(s["kode"], s["nama"]), [s["kode"]]) for s in sumber]
    hasil = [(judul, [s["kode"] for s in sumber if cocok(s)]) for judul, cocok in (GABUNG if gabung < 2 else RINGKAS)]
    return [(judul, kode) for judul, kode in hasil if kode]


def of_source(baris: Isi, kode: Sequence[str], kunci: str = "biaya_sumber") -> int:
    """Rupiah of one column of money in a row."""
    return sum(int(baris[kunci].get(s, 0)) for s in kode)


def m1(plan: Isi) -> Isi:
    """M1: every activity of the plan with the problems it answers, cost by source, volume by year. Source: DOK-16.

    Where amounts leave no room for words on a lying sheet, columns of money are joined; the note under the title says so.
    """
    for gabung in (0, 1, 2):
        isi = _m1(plan, source_columns(plan, gabung=gabung))
        if sum(x["l"] for x, kolom in zip(isi["kolom"], isi.pop("bobot"), strict=True) if kolom) >= RUANG_KATA:
            break
    return isi


def _m1(plan: Isi, sumber: list[Sumber]) -> Isi:
    tahun = [plan["pjm"]["tahun_mulai"] + i for i in range(plan["pjm"]["tahun"])]
    semua = activities(plan)
    uang = Uang.of([b["jumlah"] for g in semua for b in g["biaya"]])
    grup = f"Biaya dan sumbernya ({uang.satuan})"
    kolom = [
        Kolom("No", k.NO, min=3.4),
        Kolom("Program dan kegiatan", bobot=36),
        Kolom("Masalah yang dijawab", bobot=37),
        Kolom("Lokasi", bobot=15),
        Kolom("Volume", k.ANGKA),
        Kolom("Satuan", maks=14),
        *[Kolom(j, k.ANGKA, grup="Pemanfaat") for j in ("L", "P", "KK miskin")],
        Kolom("Biaya", k.ANGKA, grup=grup),
        *[Kolom(judul, k.ANGKA, grup=grup) for judul, _kode in sumber],
        *[Kolom(str(t), k.ANGKA, grup="Volume per tahun") for t in tahun],
        Kolom("Pelaksana", bobot=17),
        Kolom("Prio- ritas", k.ANGKA),
    ]
    baris: list[Isi] = []
    for b in plan["rekap"]["baris"]:
        milik = [p for p in plan["program"] if p["bidang"] == b["bidang"]]
        kegiatan = [g for p in milik for g in p["kegiatan"]]
        baris.append(_band(b["nama"], kegiatan, sumber, uang, len(tahun)))
        if not kegiatan:
            baris.append(row([TANPA_KEGIATAN], "sunyi", len(kolom)))
        for p in milik:
            baris.append(row([p["nama"]], "program", len(kolom)))
            baris += [_line(g, sumber, uang) for g in p["kegiatan"]]
    baris.append({**_band("Jumlah seluruhnya", semua, sumber, uang, len(tahun)), "rupa": "jumlah"})
    isi = table(kolom, baris, judul=_years("Matriks PJM Pronangkis", plan), ruang=LEBAR, pt=PT_M1, rupa="matriks",
                catatan=f"{_joined(plan, sumber)}{CATATAN_PEMANFAAT}")  # fmt: skip
    return {**isi, "bobot": [x.bobot for x in kolom]}


def _joined(plan: Isi, sumber: list[Sumber]) -> str:
    """Which sources stand in a joined column."""
    nama = {s["kode"]: short_name(s) for s in plan["sumber"]}
    gabung = [(judul.replace("/ ", "/"), kode) for judul, kode in sumber if len(kode) > 1]
    return "".join(f"{judul} menggabungkan {', '.join(nama[s] for s in kode)}. " for judul, kode in gabung)


def _band(nama: str, kegiatan: list[Isi], sumber: list[Sumber], uang: Uang, tahun: int) -> Isi:
    """The band of one field (and the last line): its name, and the sums of its activities."""
    sel = [
        nama,
        *[amount(sum(g[kunci] for g in kegiatan)) for kunci in ("pemanfaat_l", "pemanfaat_p", "kk_miskin")],
        uang.tulis(sum(g["biaya_total"] for g in kegiatan)),
        *[uang.tulis(sum(of_source(g, kode) for g in kegiatan)) for _judul, kode in sumber],
        *[""] * tahun, "", "",
    ]  # fmt: skip
    return row(sel, "bidang", 6)


def _line(g: Isi, sumber: list[Sumber], uang: Uang) -> Isi:
    return row(
        [
            g["nomor"], g["nama"], "; ".join(m["uraian"] for m in g["masalah"]) or k.KOSONG, g["lokasi"] or k.KOSONG,
            volume(g["volume"]), g["satuan"], amount(g["pemanfaat_l"]), amount(g["pemanfaat_p"]), amount(g["kk_miskin"]),
            uang.tulis(g["biaya_total"]), *[uang.tulis(of_source(g, kode)) for _judul, kode in sumber],
            *[volume(v) if v != "0" else "" for v in g["volume_tahun"]], implementer(g), g["prioritas"] or k.KOSONG,
        ]
    )  # fmt: skip


def implementer(g: Isi) -> str:
    """Who does it, and the unit that answers for it."""
    return ", ".join(t for t in (g["pelaksana"], g["unit"]) if t) or k.KOSONG


def m2(plan: Isi, renta: Isi) -> Isi:
    """M2: the activities of one year with group, months, indicator and responsible unit. Source: DOK-16."""
    lain = other_sources(plan, renta)
    uang = Uang.of([n for g in renta["kegiatan"] for n in g["biaya_sumber"].values()])
    grup = f"Biaya dan sumbernya ({uang.satuan})"
    kolom = [
        Kolom("No PJM", k.NO, min=4),
        Kolom("Kegiatan", bobot=36),
        Kolom("Lokasi", bobot=17),
        Kolom("Volume", k.ANGKA),
        Kolom("Satuan", maks=14),
        *[Kolom(j, k.ANGKA, grup=grup) for j in ("Biaya", "BLM", "Swadaya", "Sumber lain")],
        *([Kolom("Sumber lain dari", bobot=16, grup=grup)] if lain else []),
        *[Kolom(j, k.ANGKA, grup="Pemanfaat") for j in ("L", "P", "KK miskin")],
        Kolom("KSM atau panitia", bobot=18),
        Kolom("Jadwal (bulan)", k.BULAN, min=36),
        Kolom("Indikator hasil", bobot=30),
        Kolom("UP", k.TENGAH, min=9),
    ]
    bidang = {g["garis_id"]: p["bidang"] for p in plan["program"] for g in p["kegiatan"]}
    baris: list[Isi] = []
    for b in plan["rekap"]["baris"]:
        milik = [g for g in renta["kegiatan"] if bidang.get(g["garis_id"]) == b["bidang"]]
        if milik:
            baris.append(_renta_band(b["nama"], milik, lain, uang))
            baris += [_renta_line(g, lain, uang) for g in milik]
    if not baris:
        baris.append(row(["Belum ada kegiatan yang dijadwalkan untuk tahun ini."], "sunyi", len(kolom)))
    else:
        baris.append({**_renta_band("Jumlah", renta["kegiatan"], lain, uang), "rupa": "jumlah"})
    catatan = f"No PJM menunjuk nomor kegiatan dalam matriks PJM. UP: unit penanggung jawab. {CATATAN_PEMANFAAT}"
    judul = f"Matriks Renta tahun {renta['tahun']}"
    return table(kolom, baris, judul=judul, ruang=LEBAR, pt=PT_M2, rupa="matriks", catatan=catatan)


def other_sources(plan: Isi, renta: Isi) -> dict[str, str]:
    """Sources of one year besides BLM and swadaya: code -> short name."""
    pakai = {s for g in renta["kegiatan"] for s, n in g["biaya_sumber"].items() if n}
    return {
        s["kode"]: short_name(s)
        for s in plan["sumber"]
        if s["kode"] in pakai and s["kode"] != SWADAYA and not s["kode"].startswith("blm")
    }


def short_name(sumber: Isi) -> str:
    """The short name of a source, in running text."""
    return str(SINGKAT.get(sumber["kode"], sumber["nama"])).replace("- ", "").replace("/ ", "/")


def _money(kegiatan: list[Isi], lain: dict[str, str], uang: Uang) -> list[str]:
    """Cost, BLM, swadaya, others of some activities."""
    per: dict[str, int] = {}
    for g in kegiatan:
        for s, n in g["biaya_sumber"].items():
            per[s] = per.get(s, 0) + int(n)
    blm = sum(n for s, n in per.items() if s.startswith("blm"))
    return [uang.tulis(n) for n in (sum(per.values()), blm, per.get(SWADAYA, 0), sum(per.get(s, 0) for s in lain))]


def _renta_line(g: Isi, lain: dict[str, str], uang: Uang) -> Isi:
    dari = [nama for s, nama in lain.items() if g["biaya_sumber"].get(s)]
    return row(
        [
            g["nomor"], g["nama"], g["lokasi"] or k.KOSONG, volume(g["volume"]) or k.KOSONG, g["satuan"],
            *_money([g], lain, uang), *([", ".join(dari) or k.KOSONG] if lain else []), amount(g["pemanfaat_l"]),
            amount(g["pemanfaat_p"]), amount(g["kk_miskin"]), g["ksm"] or k.KOSONG, ",".join(str(m) for m in g["bulan"]),
            g["indikator"] or k.KOSONG, g["unit"] or k.KOSONG,
        ]
    )  # fmt: skip


def _renta_band(nama: str, kegiatan: list[Isi], lain: dict[str, str], uang: Uang) -> Isi:
    pemanfaat = [amount(sum(g[kunci] for g in kegiatan)) for kunci in ("pemanfaat_l", "pemanfaat_p", "kk_miskin")]
    sel = [nama, *_money(kegiatan, lain, uang), *([""] if lain else []), *pemanfaat, "", "", "", ""]
    return row(sel, "bidang", 5)


def m3(plan: Isi, *, rekap: Isi | None = None, judul: str = "") -> Isi:
    """M3: recap by field (BOP included) and source; both shares sum to exactly 100. Source: DOK-16, DOK-17."""
    isi = rekap or plan["rekap"]
    sumber = source_columns(plan, sorted(isi["sumber"]))
    uang = Uang.of([n for b in isi["baris"] for n in b["sumber"].values()])
    kolom = [
        Kolom("Bidang", bobot=10),
        *[Kolom(j, k.ANGKA) for j, _kode in sumber],
        Kolom("Jumlah", k.ANGKA),
        Kolom("Bagian", k.ANGKA),
    ]
    baris = [
        row(
            [
                b["nama"], *[uang.tulis(of_source(b, kode, "sumber")) for _j, kode in sumber], uang.tulis(b["total"]),
                persen(b["persen"]),
            ]
        )
        for b in isi["baris"]
    ]  # fmt: skip
    jumlah = [sum(of_source(b, kode, "sumber") for b in isi["baris"]) for _j, kode in sumber]
    genap = persen(100) if isi["total"] else k.KOSONG
    baris.append(row(["Jumlah", *[uang.tulis(n) for n in jumlah], uang.tulis(isi["total"]), genap], "jumlah"))
    bagian = exact_shares(jumlah) if isi["total"] else []
    if bagian:
        baris.append(row(["Bagian dari seluruh biaya", *[persen(p) for p in bagian], genap, ""], "bagian"))
    return table(
        kolom, baris, judul=f"{judul or _years('Rekapitulasi pembiayaan', plan)} ({uang.satuan})", ruang=TEGAK, pt=8.3
    )


def year_recap(plan: Isi, renta: Isi) -> Isi:
    """The recap of one year, in the shape of `plan["rekap"]`."""
    bidang = {g["garis_id"]: p["bidang"] for p in plan["program"] for g in p["kegiatan"]}
    baris = []
    for b in plan["rekap"]["baris"]:
        milik = [g for g in renta["kegiatan"] if bidang.get(g["garis_id"]) == b["bidang"]]
        sumber: dict[str, int] = {}
        for g in milik:
            for s, n in g["biaya_sumber"].items():
                sumber[s] = sumber.get(s, 0) + int(n)
        baris.append({"bidang": b["bidang"], "nama": b["nama"], "sumber": sumber, "total": sum(sumber.values())})
    for b, p in zip(baris, exact_shares([Decimal(b["total"]) for b in baris]), strict=True):
        b["persen"] = str(p)
    per: dict[str, int] = {}
    for b in baris:
        for s, n in b["sumber"].items():
            per[s] = per.get(s, 0) + n
    return {"baris": baris, "sumber": per, "total": sum(per.values())}


def priorities(plan: Isi, *, batas: int | None = None, judul: str = "Daftar prioritas kegiatan") -> Isi:
    """The agreed order of activities with field, place, cost and score; `batas` keeps the first ones."""
    kegiatan = {g["garis_id"]: (g, p) for p in plan["program"] for g in p["kegiatan"]}
    urutan = [u for u in plan["prioritas"]["urutan"] if u["garis_id"] in kegiatan][:batas]
    bernilai = any(u["nilai"] for u in urutan)
    uang = Uang.of([kegiatan[u["garis_id"]][0]["biaya_total"] for u in urutan])
    kolom = [
        Kolom("Urutan", k.NO, min=4),
        Kolom("Kegiatan", bobot=56),
        Kolom("Bidang", maks=24),
        Kolom("Lokasi", bobot=22),
        Kolom("KK miskin", k.ANGKA),
        Kolom(f"Biaya ({uang.satuan})", k.ANGKA, min=14),
        *([Kolom("Nilai", k.ANGKA)] if bernilai else []),
    ]
    baris = []
    for u in urutan:
        g, p = kegiatan[u["garis_id"]]
        bidang = BIDANG_SINGKAT.get(p["bidang"], p["bidang_nama"])
        sel = [
            u["peringkat"],
            g["nama"],
            bidang,
            g["lokasi"] or k.KOSONG,
            amount(g["kk_miskin"]),
            uang.tulis(g["biaya_total"]),
        ]
        baris.append(row([*sel, *([_score(u["nilai"])] if bernilai else [])]))
    if not baris:
        baris.append(row(["Urutan kegiatan belum disepakati."], "sunyi", len(kolom)))
    return table(kolom, baris, judul=judul, ruang=TEGAK, pt=8.2, rupa="rapat")


def _score(nilai: str) -> str:
    try:
        return angka(Decimal(nilai), 2) if nilai else k.KOSONG
    except ArithmeticError:
        return nilai


def _years(teks: str, plan: Isi) -> str:
    pjm = plan["pjm"]
    return f"{teks} {pjm['tahun_mulai']}–{pjm['tahun_akhir']}"
