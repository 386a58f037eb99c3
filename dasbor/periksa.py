"""Compare summaries with what they are made from, and name every row that differs. Source: DAS-07."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dasbor import hitung
from dasbor.langkah import PROGRAM
from dasbor.models import NilaiIndikator, RingkasanKelurahan, RingkasanWilayah
from dasbor.segarkan import DATAR_INDIKATOR, SEKALI
from inti.models import Usang
from wilayah.waktu import today_in

DATAR_JUMLAH = ("kelurahan", "terlambat", "ukuran", "melapor")


@dataclass
class HasilPeriksa:
    """How many rows were compared and equal, which differ, how many wait to be computed."""

    diperiksa: int = 0
    menunggu: int = 0
    beda: list[str] = field(default_factory=list)

    def compare(self, tersimpan: Any, seharusnya: Any, bidang: tuple[str, ...], nama: str) -> None:
        """Take in one row."""
        if seharusnya is None:
            self.beda.append(f"{nama}: tidak seharusnya ada")
        elif salah := hitung.same(tersimpan, seharusnya, bidang):
            for b in salah:
                self.beda.append(f"{nama}: {_difference(b, getattr(tersimpan, b), getattr(seharusnya, b))}")
        else:
            self.diperiksa += 1


def check(kode: str = "") -> HasilPeriksa:
    """Compare all rows below an area ("": everywhere)."""
    hasil = HasilPeriksa()
    _check_kelurahan(kode, hasil)
    _check_sums(kode, hasil)
    _check_figures(kode, hasil)
    return hasil


def _check_kelurahan(kode: str, hasil: HasilPeriksa) -> None:
    usang = set(Usang.objects.filter(lapis=Usang.Lapis.ISI).values_list("kode_wilayah", flat=True))
    semua = RingkasanKelurahan.objects.in_area(kode).filter(program=PROGRAM).order_by("wilayah_id", "-bulan")
    terkini: dict[str, RingkasanKelurahan] = {}
    for b in semua.distinct("wilayah_id"):
        atas = {b.kode_kota, b.kode_kecamatan, b.wilayah_id}
        if atas & usang or b.per_tanggal != today_in(b.wilayah_id) or b.versi_sumber != hitung.source_version():
            hasil.menunggu += 1
        else:
            terkini[b.wilayah_id] = b
    urut = sorted(terkini)
    for i in range(0, len(urut), SEKALI):
        benar = {b.wilayah_id: b for b in hitung.compute(urut[i : i + SEKALI])}
        for k in urut[i : i + SEKALI]:
            hasil.compare(terkini[k], benar.get(k), hitung.ISI, f"RingkasanKelurahan {terkini[k]}")


def _check_sums(kode: str, hasil: HasilPeriksa) -> None:
    usang = set(Usang.objects.filter(lapis=Usang.Lapis.JUMLAH).values_list("kode_wilayah", flat=True))
    for b in RingkasanWilayah.objects.in_area(kode).filter(program=PROGRAM).order_by("bulan", "wilayah_id"):
        if b.kode in usang:
            hasil.menunggu += 1
            continue
        anak = hitung.children([b.kode], b.bulan)[b.kode]
        benar = hitung.area_row(b.kode, b.bulan, hitung.sum_rows(anak)) if anak else None
        hasil.compare(b, benar, DATAR_JUMLAH, f"RingkasanWilayah {b}")


def _check_figures(kode: str, hasil: HasilPeriksa) -> None:
    asal: list[Any] = list(RingkasanKelurahan.objects.in_area(kode).filter(program=PROGRAM))
    asal += RingkasanWilayah.objects.in_area(kode).filter(program=PROGRAM)
    benar = hitung.by_key(
        i for b in asal for i in hitung.indicator_rows(b.wilayah_id or "", b.bulan, hitung.sum_rows([b]))
    )
    for i in (
        NilaiIndikator.objects.in_area(kode).filter(program=PROGRAM).order_by("bulan", "wilayah_id", "kode_indikator")
    ):
        hasil.compare(i, benar.get((i.kode, i.bulan, i.kode_indikator)), DATAR_INDIKATOR, f"NilaiIndikator {i}")


def _difference(bidang: str, tersimpan: Any, seharusnya: Any) -> str:
    """One sentence; of a group of measures only those that differ."""
    if isinstance(tersimpan, dict) and isinstance(seharusnya, dict):
        kunci = sorted(k for k in tersimpan.keys() | seharusnya.keys() if tersimpan.get(k) != seharusnya.get(k))
        isi = ", ".join(f"{k} tersimpan {tersimpan.get(k)}, seharusnya {seharusnya.get(k)}" for k in kunci)
        return f"{bidang}: {isi}"
    if isinstance(tersimpan, list):
        return f"{bidang} tidak sama"
    return f"{bidang} tersimpan {tersimpan}, seharusnya {seharusnya}"
