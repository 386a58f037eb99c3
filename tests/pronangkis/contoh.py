"""The example plan of tests/contoh, and what is done to it: an extreme one, a bare one, a big one."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

CONTOH = Path(__file__).parents[1] / "contoh" / "pjm_contoh.json"
NAMA_PANJANG = "Raden Mas Prof. Dr. Ir. H. Muhammad Abdurrahman Wiratmadjaja, M.Si."
KATA_PANJANG = "Pertanggungjawabannyakesejahteraansosialkemasyarakatanberkelanjutan"


def example() -> tuple[dict[str, Any], dict[str, Any]]:
    """Plan and surroundings of a kelurahan of 12 RT: 40 activities, six sources, three years."""
    isi = json.loads(CONTOH.read_text())
    return isi["plan"], isi["sekitar"]


def recount(plan: dict[str, Any]) -> None:
    """Bring recap, sums and numbers of a changed plan up to date."""
    from pronangkis.rekap import exact_shares

    kegiatan = [g for p in plan["program"] for g in p["kegiatan"]]
    for n, g in enumerate(kegiatan, 1):
        g["nomor"], g["garis_id"] = n, f"00000000-0000-7000-8000-{n:012d}"
        per: dict[str, int] = {}
        for b in g["biaya"]:
            per[b["sumber"]] = per.get(b["sumber"], 0) + b["jumlah"]
        g["biaya_sumber"], g["biaya_total"] = per, sum(per.values())
    rekap = plan["rekap"]
    for b in rekap["baris"]:
        milik = [g for p in plan["program"] if p["bidang"] == b["bidang"] for g in p["kegiatan"]]
        b["sumber"] = {}
        for g in milik:
            for s, n in g["biaya_sumber"].items():
                b["sumber"][s] = b["sumber"].get(s, 0) + n
        b["total"] = sum(b["sumber"].values())
    for b, p in zip(rekap["baris"], exact_shares([b["total"] for b in rekap["baris"]]), strict=True):
        b["persen"] = str(p)
    rekap["sumber"] = {}
    for b in rekap["baris"]:
        for s, n in b["sumber"].items():
            rekap["sumber"][s] = rekap["sumber"].get(s, 0) + n
    rekap["total"] = sum(rekap["sumber"].values())
    plan["sumber"] = [s for s in plan["sumber"] if s["kode"] in rekap["sumber"]]


def grown(banyak: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The example with `banyak` activities: its own, repeated."""
    plan, sekitar = example()
    asli = [(p, g) for p in plan["program"] for g in p["kegiatan"]]
    for i in range(len(asli), banyak):
        program, kegiatan = asli[i % len(asli)]
        program["kegiatan"].append({**copy.deepcopy(kegiatan), "prioritas": i + 1})
    recount(plan)
    return plan, sekitar


def extreme() -> tuple[dict[str, Any], dict[str, Any]]:
    """Long names, words without end, odd rupiah, eleven sources, a field without activities, nothing ratified."""
    plan, sekitar = example()
    nama = ("blm_apbn", "blm_apbd", "apbn", "apbd_provinsi", "apbd_kota", "dana_desa", "swadaya", "swasta", "channelling",
            "hibah", "perguliran")  # fmt: skip
    golongan = ["pemerintah"] * 6 + ["warga"] + ["mitra"] * 3 + ["perguliran"]
    plan["sumber"] = [
        {"kode": k, "nama": f"Sumber dana {k} dengan nama panjang", "golongan": g}
        for k, g in zip(nama, golongan, strict=True)
    ]
    plan["program"] = [p for p in plan["program"] if p["bidang"] != "ekonomi"]
    for p in plan["program"]:
        p["nama"] = f"{p['nama']} {KATA_PANJANG}"[:150]
        for g in p["kegiatan"][:1]:
            g.update(
                nama=f"{g['nama']} {KATA_PANJANG} dan {NAMA_PANJANG}", lokasi=f"RT 01/RW 01 ({KATA_PANJANG})", volume="123456.75",
                satuan="paket pekerjaan lengkapnya", pelaksana=NAMA_PANJANG, pemanfaat_l=12345, pemanfaat_p=12345, kk_miskin=4321,
                volume_tahun=["41152.25", "41152.25", "41152.25"],
                biaya=[{"sumber": s, "tahun_ke": 1 + i % 3, "jumlah": 1_234_567_891} for i, s in enumerate(nama)],
            )  # fmt: skip
    recount(plan)
    plan["pjm"]["visi"] = f"{plan['pjm']['visi']} {KATA_PANJANG}"
    for r in plan["renta"]:
        r["kegiatan"][0].update(
            nama=f"{KATA_PANJANG} {NAMA_PANJANG}", ksm=NAMA_PANJANG, indikator=KATA_PANJANG,
            biaya_sumber=dict.fromkeys(nama, 1_234_567_891), biaya_total=11 * 1_234_567_891, unit="Sekretariat",
        )  # fmt: skip
    sekitar["bkm"].update(nama=f"BKM {NAMA_PANJANG}", alamat="Jalan " + "yang panjang sekali " * 9)
    sekitar["wilayah"].update(nama=f"Kelurahan {NAMA_PANJANG}", singkat=NAMA_PANJANG)
    sekitar["pengesahan"] = None
    sekitar["bkm"]["koordinator"] = NAMA_PANJANG
    for r in sekitar["rapat"]:
        r.update(pemimpin=NAMA_PANJANG, notulis=NAMA_PANJANG, nama=f"{r['nama']} {KATA_PANJANG}")
    sekitar["ps2"] = [{**p, "basis": f"RT {i:02d} Dusun {KATA_PANJANG}"} for i, p in enumerate(sekitar["ps2"], 1)]
    for m in sekitar["masalah"]:
        m["uraian"] = f"{m['uraian']} {KATA_PANJANG}"
    sekitar["monografi"]["kelompok"][0]["baris"].append(
        {"nama": KATA_PANJANG, "nilai": "1234567890", "satuan": "meter"}
    )
    return plan, sekitar


def bare() -> tuple[dict[str, Any], dict[str, Any]]:
    """A plan of which hardly anything is recorded: one activity, one source, no figures, no rosters, no meetings."""
    plan, sekitar = example()
    satu = plan["program"][0]
    satu["kegiatan"] = satu["kegiatan"][:1]
    satu["kegiatan"][0]["biaya"] = [{"sumber": "swadaya", "tahun_ke": 1, "jumlah": 500}]
    plan["program"] = [satu]
    recount(plan)
    plan["pjm"].update(visi="", misi=[])
    plan["bab"] = [{**b, "isi": ""} for b in plan["bab"]]
    plan["renta"], plan["prioritas"] = [], {"metode": "", "metode_nama": "", "catatan": "", "urutan": []}
    plan["rekap"].update(swadaya_per_blm=None, swadaya_per_total="100")
    sekitar.update(
        monografi={"tahun": None, "sumber": "", "kelompok": []}, kriteria=[], masalah=[], potensi=[], peta=[], ps2=[],
        jadwal=[], tim=[], rapat=[], pengesahan=None, ksm={},
        organisasi={"bkm": [], "up": [], "sekretariat": []},
    )  # fmt: skip
    return plan, sekitar
