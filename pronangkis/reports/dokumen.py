"""The four papers of a plan, put together from its content: PJM, Renta, resume for the BLM file, list of priorities."""

from __future__ import annotations

from datetime import date

from inti.formats import angka, hari_tanggal, rupiah, tanggal, terbilang_rupiah
from pronangkis.reports import bab, matriks
from pronangkis.reports.blok import Daftar, Isi, figures, heading, text

RESUME_PRIORITAS = 10
DAFTAR_MAKS = 26  # tables and charts together: a longer list is no help


def pjm_paper(plan: Isi, sekitar: Isi) -> Isi:
    """Everything the PJM document prints."""
    daftar = Daftar()
    isi = bab.chapters(plan, sekitar, daftar)
    ringkas = len(daftar.tabel) + len(daftar.gambar) <= DAFTAR_MAKS
    return {
        **common(plan, sekitar),
        "bab": isi,
        "daftar_tabel": daftar.tabel if ringkas else [],
        "daftar_gambar": daftar.gambar if ringkas else [],
        "pengantar": foreword(plan, sekitar),
        "foto": sekitar["foto"],
    }


def renta_paper(plan: Isi, sekitar: Isi, renta: Isi) -> Isi:
    """One year: recap and signatures on the first sheet, the matrix behind it."""
    rekap = matriks.year_recap(plan, renta)
    daftar = Daftar()
    depan = [
        figures(
            [(angka(len(renta["kegiatan"])), "kegiatan"), (rupiah(renta["total"]), f"biaya tahun {renta['tahun']}")]
        ),
        *text(renta["catatan"]),
        matriks.m3(plan, rekap=rekap, judul=f"Rekapitulasi Renta {renta['tahun']}"),
    ]
    return {
        **common(plan, sekitar),
        "renta": {
            "tahun": renta["tahun"],
            "tahun_ke": renta["tahun_ke"],
            "terbilang": terbilang_rupiah(renta["total"]),
        },
        "depan": daftar.chapter("depan", "", depan, label="")["blok"],
        "bab": [
            daftar.chapter("M2", f"Matriks Renta {renta['tahun']}", [matriks.m2(plan, renta)], lebar=True, label="")
        ],
    }


def resume_paper(plan: Isi, sekitar: Isi) -> Isi:
    """Four pages at most: who, vision and mission, money by field and source, what comes first."""
    daftar = Daftar()
    pjm = plan["pjm"]
    blok: list[Isi] = []
    if pjm["visi"]:
        blok.append({"jenis": "kutipan", "judul": "Visi", "isi": " ".join(pjm["visi"].split())})
    if pjm["misi"]:
        blok += [heading("Misi"), *bab.bullets(pjm["misi"], nomor=True)]
    blok.append(matriks.m3(plan))
    if plan["rekap"]["total"]:
        blok.append(bab.funding_charts(plan)[0])
    judul = f"{RESUME_PRIORITAS} kegiatan yang didahulukan"
    blok.append(matriks.priorities(plan, batas=RESUME_PRIORITAS, judul=judul))
    return {
        **common(plan, sekitar),
        "blok": daftar.chapter("resume", "", blok, label="")["blok"],
        "ps2": poor_line(sekitar),
    }


def priority_paper(plan: Isi, sekitar: Isi) -> Isi:
    """The order agreed in the rembug, whole."""
    blok = bab.priority_blocks(plan)
    return {**common(plan, sekitar), "blok": Daftar().chapter("prioritas", "", blok, label="")["blok"]}


def common(plan: Isi, sekitar: Isi) -> Isi:
    """What all four share: who issues it, for which years, and its ratification."""
    pjm, rekap, wilayah = plan["pjm"], plan["rekap"], sekitar["wilayah"]
    return {
        "wilayah": wilayah,
        "tempat": ", ".join(t for t in (wilayah["nama"], wilayah["kecamatan"], wilayah["kota"]) if t),
        "bkm": sekitar["bkm"],
        "program": sekitar["program"],
        "tahun": f"{pjm['tahun_mulai']}–{pjm['tahun_akhir']}",
        "tahun_akhir": pjm["tahun_akhir"],
        "masa": pjm["tahun"],
        "versi_rencana": pjm["versi_ke"],
        "kegiatan": angka(len(matriks.activities(plan))),
        "total": rupiah(rekap["total"]),
        "terbilang": terbilang_rupiah(rekap["total"]),
        "pengesahan": ratification(sekitar),
        "penanda_tangan": signatures(sekitar),
        "tempat_tanggal": place_and_day(sekitar),
    }


def ratification(sekitar: Isi) -> Isi | None:
    """The rembug that ratified, in words and figures; None while it has not."""
    p = sekitar["pengesahan"]
    if p is None:
        return None
    hari = date.fromisoformat(p["tanggal"])
    hadir = None
    if p["l"] is not None and p["p"] is not None:
        hadir = {"jumlah": angka(p["l"] + p["p"]), "l": angka(p["l"]), "p": angka(p["p"]),
                 "miskin": angka(p["miskin"]) if p["miskin"] is not None else ""}  # fmt: skip
    return {
        "hari": hari_tanggal(hari),
        "tanggal": tanggal(hari),
        "tempat": p["tempat"],
        "hadir": hadir,
        "sidik": p["sidik"],
    }


def signatures(sekitar: Isi) -> list[dict[str, str]]:
    """The koordinator signs for the residents, the lurah knows; names where they are known. Source: SIK-137."""
    p = sekitar["pengesahan"] or {}
    wilayah = sekitar["wilayah"]
    koordinator = p.get("koordinator") or sekitar["bkm"].get("koordinator", "")
    return [
        {"pengantar": "", "jabatan": f"Koordinator {sekitar['bkm']['nama']}", "nama": koordinator},
        {
            "pengantar": "Mengetahui,",
            "jabatan": f"{wilayah['kepala']} {wilayah['singkat']}",
            "nama": p.get("lurah") or wilayah.get("lurah", ""),
        },
    ]


def place_and_day(sekitar: Isi) -> str:
    """Where and when it was signed; a dotted line is printed for an unknown day."""
    p = sekitar["pengesahan"]
    return f"{sekitar['wilayah']['singkat']}, {tanggal(date.fromisoformat(p['tanggal'])) if p else '………………………………'}"


def foreword(plan: Isi, sekitar: Isi) -> list[str]:
    """Kata pengantar, in the voice of the BKM."""
    pjm, wilayah = plan["pjm"], sekitar["wilayah"]
    hadir = [r for r in sekitar["rapat"] if r["l"] is not None]
    ikut = f" Sebanyak {angka(len(hadir))} pertemuan diadakan untuk menyusunnya." if hadir else ""
    return [
        f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa. Perencanaan Jangka Menengah Program Penanggulangan "
        f"Kemiskinan (PJM Pronangkis) {wilayah['nama']} tahun {pjm['tahun_mulai']} sampai {pjm['tahun_akhir']} ini disusun oleh "
        f"warga sendiri: mereka yang membuka pintu rumahnya untuk didata, yang duduk dalam rembug RT, dan yang berani menyebut "
        f"masalahnya di depan tetangga.{ikut}",
        "Dokumen ini bukan daftar permintaan. Di dalamnya tercatat apa yang dapat dikerjakan warga dengan tenaga dan simpanan "
        "sendiri, apa yang diharapkan dari pemerintah, dan apa yang ditawarkan kepada siapa pun yang ingin bekerja bersama. "
        "Setiap kegiatan menjawab masalah yang dipetakan warga, dan menyebut siapa yang menerima manfaatnya.",
        f"Rencana ini dipakai sebagai pegangan bersama, dibahas dalam musrenbang, dan diperbaiki setiap tahun dalam Rembug Warga "
        f"Tahunan. Kami berterima kasih kepada {wilayah['kepala'].lower()} dan perangkat {wilayah['nama']}, relawan, tim "
        f"fasilitator, serta seluruh warga.",
    ]


def poor_line(sekitar: Isi) -> str:
    """The poor of the kelurahan in one line, sums only. Source: DOK-18."""
    ps2 = sekitar["ps2"]
    if not ps2:
        return ""
    kk = sum(p["sangat_miskin"] + p["miskin"] + p["rentan"] for p in ps2)
    jiwa = sum(p["jiwa_l"] + p["jiwa_p"] for p in ps2)
    return f"{angka(kk)} keluarga, {angka(jiwa)} jiwa (PS-2)"


def renta_of(plan: Isi, tahun_ke: int) -> Isi:
    """The Renta of one year in the plan's content. Raises LookupError when the plan has none for it."""
    return next(r for r in plan["renta"] if r["tahun_ke"] == tahun_ke)
