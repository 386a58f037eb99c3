"""The published election of Desa Darek 2005 through our own actions: its figures come out again. Source: D5.

Published: 4,748 adults; 3,018 voters (1,735 women, 1,283 men) = 63.56 %; 114 utusan, 97 men and 17 women, from 9 dusun; 13
members. How these spread over the nine dusun was not published; the spread here is ours, the sums are theirs.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bkm import actions
from bkm.berita_acara import rembug_section
from bkm.models import TPS, Pemilihan, Utusan
from bkm.queries_pemilihan import electors, totals, winners
from bkm.reports_pemilihan import result_sheet
from bkm.ringkasan_pemilihan import count
from inti.errors import IsianSalah
from inti.formats import persen, share
from inti.registry import indikator
from siklus.models import Pertemuan
from tests.factories import bkm as pabrik
from tests.factories.akun import officer
from wilayah.models import Basis, DaftarDewasa
from wilayah.waktu import today_in

DUSUN = 9
DEWASA = (2290, 2458)
PEMILIH = (1283, 1735)
UTUSAN = (97, 17)
ANGGOTA = 13
DEPAN = [
    "Amir",
    "Budi",
    "Cecep",
    "Dadang",
    "Eman",
    "Farid",
    "Gunawan",
    "Hasan",
    "Iwan",
    "Jajang",
    "Kosim",
    "Lukman",
    "Muhtar",
]


def spread(jumlah: int, n: int = DUSUN) -> list[int]:
    """`jumlah` over n places, as even as it goes, every place its own."""
    return [jumlah // n + (i < jumlah % n) for i in range(n)]


@pytest.fixture
def kedua(register: Any) -> Any:
    """The second person of the kelurahan tier."""
    return officer("sf", "sf", "32.73.01", nama="Sri Senior")


@pytest.fixture
def darek(register: Any, petugas_kelurahan: Any, kedua: Any) -> Pemilihan:
    """The whole election: nine dusun, then the rembug of the desa."""
    oleh, kode = petugas_kelurahan, pabrik.KELURAHAN
    langkah = pabrik.s4()
    for i, (pria, wanita) in enumerate(zip(spread(DEWASA[0]), spread(DEWASA[1]), strict=True)):
        b = Basis.objects.create(wilayah_id=kode, jenis="dusun", nama=f"Dusun {chr(65 + i)}", urutan=i)
        DaftarDewasa.objects.create(
            wilayah_id=kode, basis=b, berlaku_pada=date(2026, 1, 1), dewasa_l=pria, dewasa_p=wanita
        )
    pemilihan = pabrik.prepared(
        langkah, oleh, nama_basis=3, utusan_per_basis=13, nama_kelurahan=5, jumlah_anggota=ANGGOTA
    )
    kursi = spread(sum(UTUSAN))
    utusan_p = spread(UTUSAN[1])
    for i, tps in enumerate(_dusun(pemilihan)):
        pria, wanita = spread(PEMILIH[0])[i], spread(PEMILIH[1])[i]
        pabrik.closed(tps, oleh)
        nama = [{"nama": DEPAN[k], "suara": 60 - k} for k in range(kursi[i])]
        actions.record_hitungan(
            tps, oleh=oleh, pemilih_l=pria, pemilih_p=wanita, pemilih=pria + wanita, surat_sah=pria + wanita - 2, surat_rusak=2, perolehan=nama,
        )  # fmt: skip
        orang = [{"nama": n["nama"], "jenis_kelamin": "P" if k < utusan_p[i] else "L"} for k, n in enumerate(nama)]
        actions.certify_tps(tps, oleh=kedua, orang=orang)
    rembug = pabrik.closed(pabrik.place(pemilihan, ""), oleh)
    utusan = electors(rembug)
    actions.record_hitungan(
        rembug, oleh=oleh, pemilih_l=UTUSAN[0], pemilih_p=UTUSAN[1], surat_sah=114, surat_rusak=0, lain_lain=100,
        perolehan=[{"utusan": u.pk, "suara": 30 - k} for k, u in enumerate(utusan[:20])],
    )  # fmt: skip
    actions.certify_tps(rembug, oleh=kedua)
    return pemilihan


def _dusun(pemilihan: Pemilihan) -> list[TPS]:
    return list(TPS.objects.filter(pemilihan=pemilihan, tingkat="basis").select_related("basis").order_by("urutan"))


def test_published_figures_come_out(darek: Pemilihan) -> None:
    """BKM-25, BKM-23: voters, turnout, utusan by sex and members are those that the programme reported."""
    j = totals([darek.pk])[darek.pk]

    assert (j.dewasa, j.pemilih, j.pemilih_l, j.pemilih_p) == (4748, 3018, 1283, 1735)
    assert j.persen == Decimal("63.56") and persen(j.persen, 2).replace("\u00a0", " ") == "63,56 %"
    assert (j.utusan, j.utusan_l, j.utusan_p, j.tps, j.tps_sah) == (114, 97, 17, 9, 9)
    assert j.anggota_l + j.anggota_p == ANGGOTA
    assert Utusan.objects.filter(pemilihan=darek).values("basis").distinct().count() == DUSUN
    hasil = winners(darek)
    assert [h.peringkat for h in hasil] == list(range(1, 21)) and sum(h.terpilih for h in hasil) == ANGGOTA


def test_dashboard_and_record_say_the_same(darek: Pemilihan) -> None:
    """BKM-25, BKM-14: the measures of the dashboard, its indicator and the record of the rembug carry the published figures."""
    ukuran = count([darek.wilayah_id], today_in(darek.wilayah_id))[darek.wilayah_id]
    partisipasi = indikator.ambil("pemilu_partisipasi")
    assert partisipasi is not None
    assert (ukuran[partisipasi.pembilang], ukuran[partisipasi.penyebut]) == (3018, 4748)
    bagian = share(ukuran[partisipasi.pembilang], ukuran[partisipasi.penyebut])
    assert bagian is not None and round(bagian, 2) == Decimal("63.56")
    assert (ukuran["pemilu_utusan_l"], ukuran["pemilu_utusan_p"], ukuran["pemilu_tps_sah"]) == (97, 17, 9)

    rapat = Pertemuan(langkah=darek.langkah, wilayah_id=darek.wilayah_id, jenis="S4-REMBUG", tingkat="kelurahan")
    bab = {b["judul"]: b for b in rembug_section(rapat)}
    assert bab["Pemilih"]["tabel"]["jumlah"] == ["Jumlah yang memilih", "97", "17", "114"]
    urutan = bab["Anggota BKM dan Cadangan Menurut Urutan"]
    assert sum(r[-1] == "terpilih" for r in urutan["tabel"]["baris"]) == ANGGOTA
    assert "Anggota BKM terpilih 13 orang" in urutan["paragraf"][-1]
    lembar = {b["judul"]: b for b in result_sheet(darek)["bab"]}
    assert lembar["Pemilih Setiap RT"]["tabel"]["jumlah"][1:3] == ["4.748", "3.018"]


def test_swapped_totals_are_refused(register: Any, petugas_kelurahan: Any) -> None:
    """BKM-14: the later article gives one desa the total of another; here l + p <> total names the field and the sums."""
    pabrik.tree(rt=1, dewasa=(1500, 1800))
    pemilihan = pabrik.prepared(pabrik.s4(), petugas_kelurahan)
    tps = pabrik.closed(pabrik.place(pemilihan), petugas_kelurahan)

    with pytest.raises(IsianSalah) as salah:
        pabrik.tally(
            tps, petugas_kelurahan, pemilih_l=1283, pemilih_p=1735, pemilih=3081, surat_sah=3000, surat_rusak=18
        )

    assert "3018" in str(salah.value.galat["pemilih"][0]) and "3081" in str(salah.value.galat["pemilih"][0])
    pabrik.tally(tps, petugas_kelurahan, pemilih_l=1283, pemilih_p=1735, pemilih=3018, surat_sah=3000, surat_rusak=18)
    assert today_in(tps.wilayah_id) - timedelta(days=1) == pabrik.place(pemilihan).tanggal
