"""The whole plan as plain data: what the documents print, what the content hash covers, what versions are compared by.

`plan_content(pjm)` gives, with strings, integers (rupiah, persons, households) and lists only:

    skema      1
    pjm        wilayah, nama_wilayah, kecamatan, kota, siklus, versi_ke, tahun_mulai, tahun_akhir, tahun, visi, misi [..]
    bab        [{kode, judul, isi (paragraphs parted by a blank line), disunting}]
    sumber     [{kode, nama, golongan}] of the sources used, in the order of the one list
    program    [{garis_id, bidang, bidang_nama, nama, tujuan, kegiatan [..]}] by bidang, then order
    kegiatan   {garis_id, nomor, nama, masalah [{bidang, uraian}], lokasi (as read: RT/RW and text), volume, satuan,
               volume_tahun [v1, v2, v3], pemanfaat_l, pemanfaat_p, kk_miskin, biaya [{sumber, tahun_ke, jumlah}],
               biaya_total, biaya_sumber {kode: jumlah}, biaya_tahun [t1, t2, t3], pelaksana, unit, prioritas, keterangan}
    rekap      {baris [{bidang, nama, sumber {kode: jumlah}, total, persen}], sumber {kode: jumlah}, tahun [..], total,
               swadaya, blm, swadaya_per_blm, swadaya_per_total}   (percents are strings; shares sum to exactly 100)
    prioritas  {metode, metode_nama, catatan, urutan [{peringkat, garis_id, nama, nilai}]}
    renta      [{tahun_ke, tahun, catatan, total, kegiatan [{garis_id, nomor, nama, lokasi, volume, satuan, biaya_total,
               biaya_sumber, pemanfaat_l, pemanfaat_p, kk_miskin, ksm, bulan [1..12], indikator, unit, catatan}]}]

Volumes are strings without needless zeros; `volume_tahun`, `biaya_tahun` have one entry per year of the plan. A ratified
version gives what was frozen with its ratification. Seven queries, whatever the size of the plan.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from pronangkis.models import PJM, KegiatanPJM, KegiatanRenta, Renta
from pronangkis.queries import INDUK_PJM, activities, problems_by_activity
from pronangkis.rekap import Rekap, lines_of, recap
from siklus.models import SumberDana
from wilayah.queries import ancestors

SKEMA = 1


def plan_content(pjm: PJM) -> dict[str, Any]:
    """The plan as data; of a ratified version what was frozen that day. Source: PJM-11."""
    if pjm.pengesahan is not None:
        beku: dict[str, Any] = pjm.pengesahan.isi
        return beku
    return live_content(pjm)


def fingerprint(isi: dict[str, Any]) -> str:
    """SHA-256 of the plan's canonical JSON. Source: PJM-11."""
    teks = json.dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(teks.encode()).hexdigest()


def live_content(pjm: PJM) -> dict[str, Any]:
    """The plan as its rows say now."""
    from pronangkis.narasi import chapters

    kegiatan = activities(pjm)
    masalah = problems_by_activity(pjm)
    nomor = {k.pk: n for n, k in enumerate(kegiatan, 1)}
    isi = [_activity(k, nomor[k.pk], pjm, masalah.get(k.pk, [])) for k in kegiatan]
    menurut_program: dict[Any, list[dict[str, Any]]] = {}
    for k, data in zip(kegiatan, isi, strict=True):
        menurut_program.setdefault(k.program_id, []).append(data)
    program = {k.program_id: k.program for k in kegiatan}
    rekap = recap(lines_of(kegiatan))
    return {
        "skema": SKEMA,
        "pjm": _head(pjm),
        "bab": [
            {"kode": b.kode, "judul": str(b.get_kode_display()), "isi": b.isi, "disunting": b.disunting}
            for b in chapters(pjm, rekap=rekap, kegiatan=kegiatan)
        ],
        "sumber": [
            {"kode": s.kode, "nama": s.nama, "golongan": s.golongan}
            for s in SumberDana.objects.filter(kode__in=list(rekap.sumber)).order_by("urutan")
        ],
        "program": [
            {
                "garis_id": str(program[pk].garis_id),
                "bidang": program[pk].bidang,
                "bidang_nama": str(program[pk].get_bidang_display()),
                "nama": program[pk].nama,
                "tujuan": program[pk].tujuan,
                "kegiatan": baris,
            }
            for pk, baris in menurut_program.items()
        ],
        "rekap": recap_data(rekap, pjm.tahun),
        "prioritas": _priorities(pjm, kegiatan),
        "renta": _rentas(pjm, {k.pk: data for k, data in zip(kegiatan, isi, strict=True)}),
    }


def renta_content(renta: Renta) -> dict[str, Any]:
    """The Renta of a later year as data: {skema, pjm, renta} of the shapes above; frozen once it is ratified."""
    if renta.pengesahan is not None:
        beku: dict[str, Any] = renta.pengesahan.isi
        return beku
    pjm = PJM.objects.select_related(*INDUK_PJM).get(pk=renta.pjm_id)
    kegiatan = activities(pjm)
    masalah = problems_by_activity(pjm)
    data = {k.pk: _activity(k, n, pjm, masalah.get(k.pk, [])) for n, k in enumerate(kegiatan, 1)}
    satu = next(r for r in _rentas(pjm, data) if r["tahun_ke"] == renta.tahun_ke)
    return {"skema": SKEMA, "pjm": _head(pjm), "renta": [satu]}


def recap_data(rekap: Rekap, tahun: int) -> dict[str, Any]:
    """M3 as data: rupiah as integers, percents as strings."""
    return {
        "baris": [
            {
                "bidang": b.bidang,
                "nama": b.nama,
                "sumber": {k: int(n) for k, n in b.sumber.items()},
                "total": int(b.total),
                "persen": str(b.persen),
            }
            for b in rekap.baris
        ],
        "sumber": {k: int(n) for k, n in rekap.sumber.items()},
        "tahun": [int(rekap.tahun.get(ke, 0)) for ke in range(1, tahun + 1)],
        "total": int(rekap.total),
        "swadaya": int(rekap.swadaya),
        "blm": int(rekap.blm),
        "swadaya_per_blm": _percent(rekap.swadaya_per_blm),
        "swadaya_per_total": _percent(rekap.swadaya_per_total),
    }


def plain_volume(nilai: Decimal | None) -> str:
    """A volume without needless zeros: "120", "2.5"; "" where nothing is planned."""
    if nilai is None:
        return ""
    teks = f"{nilai:f}"
    return teks.rstrip("0").rstrip(".") if "." in teks else teks


def place_of(k: KegiatanPJM) -> str:
    """Where an activity is done, as people say it: "RT 01, RT 02 RW 03 (sepanjang Gang Mawar)"."""
    tempat = ", ".join(_basis_name(b) for b in k.basis.all())
    if tempat and k.lokasi:
        return f"{tempat} ({k.lokasi})"
    return tempat or k.lokasi


def _basis_name(b: Any) -> str:
    return str(b.label_rapat)


def _percent(nilai: Decimal | None) -> str | None:
    return None if nilai is None else str(nilai)


def _head(pjm: PJM) -> dict[str, Any]:
    nama = {a.tingkat: a.nama for a in ancestors(pjm.wilayah_id)}
    return {
        "wilayah": pjm.wilayah_id,
        "nama_wilayah": pjm.wilayah.nama_lengkap,
        "kecamatan": nama.get("kecamatan", ""),
        "kota": nama.get("kota", ""),
        "siklus": pjm.siklus.nomor,
        "versi_ke": pjm.versi_ke,
        "tahun_mulai": pjm.tahun_mulai,
        "tahun_akhir": pjm.tahun_akhir,
        "tahun": pjm.tahun,
        "visi": pjm.visi,
        "misi": pjm.daftar_misi,
    }


def _activity(k: KegiatanPJM, nomor: int, pjm: PJM, masalah: list[Any]) -> dict[str, Any]:
    biaya = sorted(k.biaya.all(), key=lambda b: (b.tahun_ke, b.sumber.urutan))
    per_sumber: dict[str, int] = {}
    per_tahun = dict.fromkeys(pjm.tahun_ke, 0)
    for b in biaya:
        per_sumber[b.sumber_id] = per_sumber.get(b.sumber_id, 0) + int(b.jumlah)
        per_tahun[b.tahun_ke] = per_tahun.get(b.tahun_ke, 0) + int(b.jumlah)
    return {
        "garis_id": str(k.garis_id),
        "nomor": nomor,
        "nama": k.nama,
        "masalah": [{"bidang": m.bidang, "uraian": m.uraian} for m in masalah],
        "lokasi": place_of(k),
        "volume": plain_volume(k.volume),
        "satuan": k.satuan,
        "volume_tahun": [plain_volume(k.volume_of(ke)) for ke in pjm.tahun_ke],
        "pemanfaat_l": k.pemanfaat_l or 0,
        "pemanfaat_p": k.pemanfaat_p or 0,
        "kk_miskin": k.kk_miskin or 0,
        "biaya": [{"sumber": b.sumber_id, "tahun_ke": b.tahun_ke, "jumlah": int(b.jumlah)} for b in biaya],
        "biaya_total": sum(per_sumber.values()),
        "biaya_sumber": per_sumber,
        "biaya_tahun": list(per_tahun.values()),
        "pelaksana": k.pelaksana,
        "unit": str(k.get_unit_display()) if k.unit else "",
        "prioritas": k.prioritas,
        "keterangan": k.keterangan,
    }


def _priorities(pjm: PJM, kegiatan: list[KegiatanPJM]) -> dict[str, Any]:
    from pronangkis.queries import priority_list
    from pronangkis.urutan import score_of

    daftar = priority_list(pjm)
    urut = sorted((k for k in kegiatan if k.prioritas), key=lambda k: k.prioritas or 0)
    nilai = score_of(daftar, kegiatan) if daftar else {}
    return {
        "metode": daftar.metode if daftar else "",
        "metode_nama": str(daftar.get_metode_display()) if daftar else "",
        "catatan": daftar.catatan if daftar else "",
        "urutan": [
            {"peringkat": k.prioritas, "garis_id": str(k.garis_id), "nama": k.nama, "nilai": str(nilai.get(k.pk, ""))}
            for k in urut
        ],
    }


def _rentas(pjm: PJM, kegiatan: dict[Any, dict[str, Any]]) -> list[dict[str, Any]]:
    hasil = []
    baris_semua = list(
        KegiatanRenta.objects.filter(renta__pjm=pjm).select_related("renta").order_by("renta__tahun_ke", "id")
    )
    rentas = {r.pk: r for r in pjm.renta.order_by("tahun_ke")}
    for renta in rentas.values():
        ke = renta.tahun_ke
        milik = sorted(
            (b for b in baris_semua if b.renta_id == renta.pk and b.kegiatan_id in kegiatan),
            key=lambda b: kegiatan[b.kegiatan_id]["nomor"],
        )
        baris = [_renta_line(b, kegiatan[b.kegiatan_id], ke) for b in milik]
        hasil.append(
            {
                "tahun_ke": ke,
                "tahun": renta.tahun,
                "catatan": renta.catatan,
                "total": sum(b["biaya_total"] for b in baris),
                "kegiatan": baris,
            }
        )
    return hasil


def _renta_line(b: KegiatanRenta, data: dict[str, Any], ke: int) -> dict[str, Any]:
    per_sumber: dict[str, int] = {}
    for satu in data["biaya"]:
        if satu["tahun_ke"] == ke:
            per_sumber[satu["sumber"]] = per_sumber.get(satu["sumber"], 0) + satu["jumlah"]
    return {
        "garis_id": data["garis_id"],
        "nomor": data["nomor"],
        "nama": data["nama"],
        "lokasi": data["lokasi"],
        "volume": data["volume_tahun"][ke - 1],
        "satuan": data["satuan"],
        "biaya_total": sum(per_sumber.values()),
        "biaya_sumber": per_sumber,
        "pemanfaat_l": data["pemanfaat_l"],
        "pemanfaat_p": data["pemanfaat_p"],
        "kk_miskin": data["kk_miskin"],
        "ksm": b.ksm or data["pelaksana"],
        "bulan": list(b.bulan),
        "indikator": b.indikator,
        "unit": data["unit"],
        "catatan": b.catatan,
    }
