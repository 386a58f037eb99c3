"""The chapters of the PJM document: narrative from the plan, facts from the records around it. Source: siklus 6.3, DOK-16.

`plan` is `pronangkis.isi.plan_content`, `sekitar` is `pronangkis.reports.sumber.surroundings`. What nobody recorded is
left out, or said kindly; nothing is invented. PS-2 appears as sums, never with a name (DOK-18).
"""

from __future__ import annotations

from datetime import date

from inti.formats import angka, hari_tanggal, persen, rupiah, share, tanggal
from inti.registry import bagian_dokumen
from pronangkis.reports import kolom as k
from pronangkis.reports import matriks
from pronangkis.reports.blok import BUTIR, Daftar, Isi, bullets, chart, figures, heading, not_yet, text
from pronangkis.reports.kolom import Kolom, amount, row, table

KSM = "pjm:ksm"
JUDUL_BAB = {
    "I": "Pendahuluan", "II": "Gambaran umum kelurahan", "III": "Hasil Refleksi Kemiskinan dan Pemetaan Swadaya",
    "IV": "Visi, misi, tujuan, dan strategi", "V": "Program jangka menengah", "VI": "Rencana tahunan (Renta)",
    "VII": "Rencana pembiayaan dan kemitraan", "VIII": "Organisasi pelaksana",
    "IX": "Pemantauan, evaluasi, dan keberlanjutan",
}  # fmt: skip
BIDANG_MASALAH = {
    "lingkungan": "Lingkungan", "sosial": "Sosial", "ekonomi": "Ekonomi", "kelembagaan": "Kelembagaan",
    "kepemimpinan": "Kepemimpinan",
}  # fmt: skip
CAKUPAN = {"rumah_tangga": "Kriteria rumah tangga miskin", "kawasan": "Kriteria kawasan"}
GRAFIK_RT_MAKS = 24
# Chapters that follow on the same sheet where there is room; the others begin a new one.
SAMBUNG = {"II", "III", "IV", "VI", "VII", "VIII", "IX"}
# Short ones that are better read in one piece: they follow only where the whole of them finds room.
SEKALI = {"IV", "IX"}


def chapters(plan: Isi, sekitar: Isi, daftar: Daftar) -> list[Isi]:
    """Chapters I to IX and the annexes, numbered."""
    cerita = {b["kode"]: b["isi"] for b in plan["bab"]}
    judul = {**JUDUL_BAB, **{b["kode"]: b["judul"] for b in plan["bab"]}}
    susun = {
        "I": introduction, "II": area, "III": mapping, "IV": vision, "V": programme, "VI": years, "VII": funding,
        "VIII": organisation, "IX": monitoring,
    }  # fmt: skip
    lebar = {"V", "VI"} if plan["renta"] else {"V"}
    hasil = [
        daftar.chapter(
            kode,
            judul[kode],
            isi(cerita.get(kode, ""), plan, sekitar),
            lebar=kode in lebar,
            # what follows the matrix of the years begins an upright sheet of its own
            sambung=kode in SAMBUNG and not (kode == "VII" and "VI" in lebar),
            utuh=kode in SEKALI,
        )
        for kode, isi in susun.items()
    ]
    return [*hasil, *annexes(plan, sekitar, daftar)]


def introduction(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """I: how the plan came about, and who took part."""
    blok = text(cerita)
    if sekitar["jadwal"]:
        baris = [row([i, j["nama"], j["waktu"]]) for i, j in enumerate(sekitar["jadwal"], 1)]
        kolom = [Kolom("No", k.NO, min=4), Kolom("Langkah", bobot=60), Kolom("Waktu pelaksanaan", bobot=40)]
        blok += [heading("Proses penyusunan"), table(kolom, baris)]
    if sekitar["tim"]:
        baris = [row([i, t["nama"], t["unsur"]]) for i, t in enumerate(sekitar["tim"], 1)]
        kolom = [Kolom("No", k.NO, min=4), Kolom("Nama", bobot=60), Kolom("Unsur", bobot=40)]
        blok += [heading("Tim penyusun"), table(kolom, baris)]
    hadir = [r for r in sekitar["rapat"] if r["l"] is not None]
    if hadir:
        lk, p = sum(r["l"] for r in hadir), sum(r["p"] for r in hadir)
        kata = (
            f"{angka(len(hadir))} pertemuan dihadiri {angka(lk + p)} kali oleh warga, {persen(share(p, lk + p))} di antaranya "
            "perempuan. Seorang warga dapat hadir dalam beberapa pertemuan."
        )
        data = [(meeting_name(r), [r["l"], r["p"]]) for r in hadir]
        blok += [heading("Siapa yang ikut menyusun"),
                 chart("bertumpuk", "Kehadiran warga dalam pertemuan penyusunan", data, seri=("Laki-laki", "Perempuan"),
                       satuan="orang", kata=kata)]  # fmt: skip
    return blok or [not_yet("Pendahuluan belum ditulis.")]


def meeting_name(r: Isi) -> str:
    """A meeting as a label: short name, place, day."""
    tempat = f", {r['lingkup']}" if r["lingkup"] else ""
    hari = f" ({tanggal(date.fromisoformat(r['tanggal']), 'pendek')})" if r["tanggal"] else ""
    return f"{r['nama']}{tempat}{hari}"


def area(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """II: the kelurahan in words and figures; figures nobody filled in are left out."""
    blok = text(cerita)
    kelompok = [g for g in sekitar["monografi"].get("kelompok", []) if g["baris"]]
    if kelompok:
        tahun = sekitar["monografi"].get("tahun")
        blok.append(heading("Kelurahan dalam angka" + (f" tahun {tahun}" if tahun else "")))
        blok.append({"jenis": "monografi", "isi": two_columns(kelompok)})
        if sekitar["monografi"].get("sumber"):
            blok.append({"jenis": "catatan", "isi": f"Sumber: {sekitar['monografi']['sumber']}."})
    else:
        blok.append(not_yet("Angka monografi kelurahan belum diisi."))
    return blok


def two_columns(kelompok: list[Isi]) -> list[list[Isi]]:
    """Groups of figures side by side, in their order, so that both columns are about as long."""
    panjang = [len(g["baris"]) + 2 for g in kelompok]
    belah = min(range(1, len(kelompok) + 1), key=lambda n: abs(sum(panjang[:n]) - sum(panjang[n:])))
    return [kelompok[:belah], kelompok[belah:]]


def mapping(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """III: criteria, the poor in sums, problems and potentials by field, maps."""
    blok = text(cerita)
    kriteria = sekitar["kriteria"]
    if kriteria:
        blok.append(heading("Kriteria kemiskinan menurut warga"))
        for cakupan in dict.fromkeys(c["cakupan"] for c in kriteria):
            blok += [{"jenis": "antar", "isi": CAKUPAN.get(cakupan, "Kriteria")}]
            blok += bullets([c["uraian"] for c in kriteria if c["cakupan"] == cakupan], nomor=True)
    blok += _poor(sekitar["ps2"])
    blok += [*_problems(sekitar["masalah"]), *_potentials(sekitar["potensi"])]
    if sekitar["peta"]:
        blok += [heading("Peta hasil Pemetaan Swadaya")]
        blok += bullets([", skala ".join(t for t in (p["nama"], p["skala"]) if t) for p in sekitar["peta"]])
    return blok


def _poor(ps2: list[Isi]) -> list[Isi]:
    """PS-2 in sums by RT; no name leaves the list. Source: DOK-18."""
    if not ps2:
        return [heading("Keluarga miskin (PS-2)"), not_yet("Daftar keluarga miskin (PS-2) belum ditetapkan.")]
    jumlah = {n: sum(p[n] for p in ps2) for n in ("sangat_miskin", "miskin", "rentan", "jiwa_l", "jiwa_p")}
    kk = jumlah["sangat_miskin"] + jumlah["miskin"] + jumlah["rentan"]
    jiwa = jumlah["jiwa_l"] + jumlah["jiwa_p"]
    blok: list[Isi] = [
        heading("Keluarga miskin (PS-2)"),
        figures(
            [
                (angka(kk), "keluarga"),
                (angka(jiwa), f"jiwa ({angka(jumlah['jiwa_l'])} L, {angka(jumlah['jiwa_p'])} P)"),
                (angka(jumlah["sangat_miskin"]), "keluarga sangat miskin"), (angka(len(ps2)), "RT didata"),
            ]
        ),
    ]  # fmt: skip
    seri = ("Sangat miskin", "Miskin", "Rentan")
    isi = [(p["basis"], [p["sangat_miskin"], p["miskin"], p["rentan"]]) for p in ps2]
    if len(ps2) <= GRAFIK_RT_MAKS:
        blok.append(chart("sebaris", "Keluarga miskin menurut RT", isi, seri=seri, satuan="keluarga"))
        return blok
    kolom = [Kolom("RT", bobot=40), *[Kolom(s, k.ANGKA, min=18) for s in seri], Kolom("Jumlah", k.ANGKA, min=18)]
    baris = [row([n, *[amount(x) for x in v], amount(sum(v))]) for n, v in isi]
    baris.append(
        row(["Jumlah", *[amount(jumlah[n]) for n in ("sangat_miskin", "miskin", "rentan")], amount(kk)], "jumlah")
    )
    return [*blok, table(kolom, baris, judul="Keluarga miskin menurut RT")]


def _problems(masalah: list[Isi]) -> list[Isi]:
    if not masalah:
        return [not_yet("Daftar masalah belum disepakati.")]
    kolom = [
        Kolom("No", k.NO, min=4), Kolom("Masalah", bobot=40), Kolom("Sebab dan akibat", bobot=38), Kolom("Lokasi", bobot=20),
        *[Kolom(j, k.ANGKA, grup="Terdampak") for j in ("L", "P", "KK miskin")],
    ]  # fmt: skip
    baris, urut = [], 0
    for bidang, nama in BIDANG_MASALAH.items():
        milik = [m for m in masalah if m["bidang"] == bidang]
        baris.append(row([nama], "bidang", len(kolom)))
        if not milik:
            baris.append(row(["Warga tidak menyebut masalah dalam bidang ini."], "sunyi", len(kolom)))
        for m in milik:
            urut += 1
            sebab = ". ".join(t.rstrip(".") for t in (m["sebab"], m["akibat"]) if t)
            baris.append(
                row(
                    [urut, m["uraian"], sebab or k.KOSONG, m["lokasi"] or k.KOSONG, amount(m["terdampak_l"]),
                     amount(m["terdampak_p"]), amount(m["kk_miskin"])]
                )
            )  # fmt: skip
    return [table(kolom, baris, judul="Masalah hasil Pemetaan Swadaya")]


def _potentials(potensi: list[Isi]) -> list[Isi]:
    if not potensi:
        return [not_yet("Potensi warga belum dicatat.")]
    kolom = [Kolom("No", k.NO, min=4), Kolom("Potensi", bobot=60), Kolom("Jenis", bobot=16), Kolom("Lokasi", bobot=28)]
    baris, urut = [], 0
    for bidang, nama in BIDANG_MASALAH.items():
        milik = [p for p in potensi if p["bidang"] == bidang]
        if milik:
            baris.append(row([nama], "bidang", len(kolom)))
        for p in milik:
            urut += 1
            baris.append(row([urut, p["uraian"], p["jenis"].capitalize(), p["lokasi"] or k.KOSONG]))
    return [table(kolom, baris, judul="Potensi hasil Pemetaan Swadaya")]


def vision(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """IV: vision and mission as agreed, then goals and strategy in words."""
    pjm = plan["pjm"]
    visi = " ".join(pjm["visi"].split())
    blok: list[Isi] = []
    if visi:
        blok.append({"jenis": "kutipan", "judul": "Visi", "isi": visi})
    if pjm["misi"]:
        blok += [heading("Misi"), *bullets(pjm["misi"], nomor=True)]
    lain = text(without(cerita, visi, pjm["misi"]))
    if lain:
        blok += [*([heading("Tujuan dan strategi")] if blok else []), *lain]
    return blok or [not_yet("Visi dan misi belum disepakati.")]


def without(cerita: str, visi: str, misi: list[str]) -> str:
    """The narrative without the vision and mission it repeats, and without the sentence that only leads to them."""
    tersisa: list[str] = []
    for alinea in cerita.replace("\r", "").split("\n\n"):
        baris = [b for b in alinea.split("\n") if b.strip() and BUTIR.sub(r"\2", b.strip()) not in misi]
        kata = " ".join(" ".join(baris).split())
        if kata == visi or (kata.endswith(":") and len(baris) < len(alinea.strip().split("\n"))):
            if kata == visi and tersisa and tersisa[-1].endswith(":"):
                tersisa[-1] = f"{tersisa[-1][:-1]}."
            continue
        tersisa.append("\n".join(baris))
    return "\n\n".join(tersisa)


def programme(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """V: the matrix of three years, with its size in figures beside the narrative."""
    kegiatan = matriks.activities(plan)
    isi = [
        (angka(len(kegiatan)), "kegiatan"), (angka(len(plan["program"])), "program"),
        (rupiah(plan["rekap"]["total"]), "biaya seluruhnya"),
    ]  # fmt: skip
    return [opening(text(cerita), isi), matriks.m1(plan)]


def opening(kata: list[Isi], isi: list[tuple[str, str]]) -> Isi:
    """What stands before a lying matrix: words at the left, its size in figures at the right."""
    return {"jenis": "pembuka", "kata": kata, "angka": figures(isi)["isi"]}


def years(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """VI: the yearly plans that stand."""
    if not plan["renta"]:
        return [*text(cerita), not_yet("Renta belum disusun.")]
    blok: list[Isi] = []
    for i, renta in enumerate(plan["renta"]):
        isi = [
            (angka(len(renta["kegiatan"])), f"kegiatan tahun {renta['tahun']}"),
            (rupiah(renta["total"]), "biaya tahun itu"),
        ]
        kata = [*(text(cerita) if i == 0 else []), *text(renta["catatan"])]
        blok += [opening(kata, isi), matriks.m2(plan, renta)]
    return blok


def funding(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """VII: recap, and the same money by source and year and by field."""
    rekap = plan["rekap"]
    blok = [*text(cerita), matriks.m3(plan)]
    if not rekap["total"]:
        return [*blok, not_yet("Biaya kegiatan belum diisi.")]
    isi = [(rupiah(rekap["total"]), f"biaya {plan['pjm']['tahun']} tahun")]
    if rekap["swadaya_per_total"] is not None:
        isi.append((persen(rekap["swadaya_per_total"]), "swadaya dari seluruh biaya"))
    if rekap["swadaya_per_blm"] is not None:
        isi.append((persen(rekap["swadaya_per_blm"]), "swadaya dibanding BLM"))
    blok += [figures(isi), *funding_charts(plan)]
    return blok


def funding_charts(plan: Isi) -> list[Isi]:
    """Money by source stacked by year, and by field; in millions."""
    tahun = [plan["pjm"]["tahun_mulai"] + i for i in range(plan["pjm"]["tahun"])]
    nama = {s["kode"]: matriks.short_name(s) for s in plan["sumber"]}
    per: dict[str, list[int]] = {s: [0] * len(tahun) for s in nama}
    for g in matriks.activities(plan):
        for b in g["biaya"]:
            per[b["sumber"]][b["tahun_ke"] - 1] += b["jumlah"]
    sumber = [(nama[s], v) for s, v in per.items() if any(v)]
    bidang = [(b["nama"], b["total"]) for b in plan["rekap"]["baris"]]
    return [
        chart("sebaris", "Pembiayaan menurut sumber dan tahun", sumber, seri=[str(t) for t in tahun], satuan="juta"),
        chart("batang", "Pembiayaan menurut bidang", bidang, satuan="juta"),
    ]


def organisation(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """VIII: members of the BKM, its units and Sekretariat, and the KSM as the app above tells."""
    org, blok = sekitar["organisasi"], text(cerita)
    kolom = [
        Kolom("No", k.NO, min=4),
        Kolom("Nama", bobot=60),
        Kolom("L/P", k.TENGAH, min=6),
        Kolom("Jabatan", bobot=40),
    ]
    if org["bkm"]:
        baris = [row([i, a["nama"], a["jk"], a["jabatan"]]) for i, a in enumerate(org["bkm"], 1)]
        masa = sekitar["bkm"].get("masa_bakti")
        judul = f"Anggota {sekitar['bkm']['nama']}" + (f", masa bakti {masa}" if masa else "")
        blok += [heading(judul), table(kolom, baris)]
    petugas = [(u["unit"], p) for u in org["up"] for p in u["petugas"]] + [
        ("Sekretariat", p) for p in org["sekretariat"]
    ]
    if petugas:
        unit = ""
        baris = []
        for nama, p in petugas:
            if nama != unit:
                baris.append(row([nama], "bidang", 2))
                unit = nama
            baris.append(row([p["nama"], p["jabatan"]]))
        blok += [
            heading("Unit pengelola dan Sekretariat"),
            table([Kolom("Nama", bobot=60), Kolom("Tugas", bobot=40)], baris),
        ]
    blok += groups_blocks(sekitar["ksm"])
    return blok or [not_yet("Susunan organisasi pelaksana belum dicatat.")]


def monitoring(cerita: str, plan: Isi, sekitar: Isi) -> list[Isi]:
    """IX: in words."""
    return text(cerita) or [not_yet("Cara pemantauan dan pemeliharaan belum ditulis.")]


def groups_blocks(ksm: Isi) -> list[Isi]:
    """The groups by name with kind, place and members, and their sums, as the app of the groups tells them."""
    if not ksm.get("ksm"):
        return []
    kolom = [
        Kolom("No", k.NO, min=4), Kolom("Nama KSM", bobot=46), Kolom("Jenis", bobot=24), Kolom("Lokasi", bobot=18),
        *[Kolom(j, k.ANGKA, grup="Anggota") for j in ("L", "P", "Jumlah")],
    ]  # fmt: skip
    baris = [
        row([i, g["nama"], g["jenis"], g["tempat"] or k.KOSONG, amount(g["l"]), amount(g["p"]), amount(g["anggota"])])
        for i, g in enumerate(ksm["ksm"], 1)
    ]
    jumlah = [sum(g[n] or 0 for g in ksm["ksm"]) for n in ("l", "p", "anggota")]
    baris.append(row([f"Jumlah {angka(len(ksm['ksm']))} KSM", *[amount(n) for n in jumlah]], "jumlah", 4))
    return [heading(ksm["judul"]), table(kolom, baris)]


def annexes(plan: Isi, sekitar: Isi, daftar: Daftar) -> list[Isi]:
    """A the order agreed on, B the records of the meetings; letters, so that they are cited apart from the chapters."""
    hasil = [daftar.chapter("A", "Daftar prioritas", priority_blocks(plan), label="Lampiran")]
    rapat = [r for r in sekitar["rapat"] if r["l"] is not None]
    blok = [b for r in rapat for b in record(r)] or [not_yet("Berita acara pertemuan belum dicatat.")]
    hasil.append(daftar.chapter("B", "Ringkasan berita acara", blok, label="Lampiran", sambung=True))
    return hasil


def priority_blocks(plan: Isi, *, judul: str = "Daftar prioritas kegiatan") -> list[Isi]:
    """How the order was found, and the order."""
    p = plan["prioritas"]
    cara = f"Urutan disepakati dengan cara: {p['metode_nama'].lower()}." if p["metode_nama"] else ""
    blok = text("\n\n".join(t for t in (cara, p["catatan"]) if t))
    return [*blok, matriks.priorities(plan, judul=judul)]


def record(r: Isi) -> list[Isi]:
    """One meeting in its own box: day, place, who led, who came, what came out of it."""
    hari = hari_tanggal(date.fromisoformat(r["tanggal"])) if r["tanggal"] else ""
    butir = [
        ("Waktu dan tempat", ", ".join(t for t in (hari, r["tempat"]) if t)),
        ("Pimpinan", "; ".join(t for t in (r["pemimpin"], f"notulis {r['notulis']}" if r["notulis"] else "") if t)),
        ("Hadir", attendance(r)),
    ]  # fmt: skip
    putusan = r["putusan"]
    if putusan:
        suara = f" ({putusan['setuju']} setuju, {putusan['menolak']} menolak)" if putusan.get("setuju") else ""
        butir.append(("Keputusan", f"{putusan['nama']} melalui {putusan['cara'].lower()}{suara}"))
    return [
        {
            "jenis": "acara",
            "judul": ", ".join(t for t in (r["nama"], r["lingkup"]) if t),
            "butir": [[n, t] for n, t in butir if t],
            "hasil": [*r["hasil"], *((putusan or {}).get("catatan") or [])],
        }
    ]


def attendance(r: Isi) -> str:
    """Who came: 126 orang (61 laki-laki, 65 perempuan), 48 warga miskin."""
    teks = f"{angka(r['l'] + r['p'])} orang ({angka(r['l'])} laki-laki, {angka(r['p'])} perempuan)"
    if r["miskin_l"] is not None and r["miskin_p"] is not None:
        teks += f", {angka(r['miskin_l'] + r['miskin_p'])} di antaranya warga miskin"
    return teks


def groups(kode_wilayah: str) -> Isi:
    """What the app of the groups (above this one) tells about them; nothing where it is silent."""
    fungsi = bagian_dokumen.ambil(KSM)
    return dict(fungsi(kode_wilayah)) if fungsi is not None else {}
