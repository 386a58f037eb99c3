"""Reports on paper: one kind of document for each, about one month of one ledger. Source: KEU-100, DOK-06.

While the month is open the paper carries DRAF; once it is closed the paper is final. The frozen data is what the API gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.models import PetugasSekretariat, PetugasUP
from bkm.queries import koordinator
from inti import formats
from inti.registry import jenis_dokumen
from keuangan.laporan.daftar import JENIS, JenisLaporan, compute
from keuangan.laporan.keluaran import as_data, draw
from keuangan.models import Buku, PembagianLaba, Periode, PersetujuanJurnal
from laporan.models import NomorSurat
from laporan.nomor import take_number
from laporan.registry import Bagian, JenisDokumen
from siklus.reports.data import letterhead_of, place_data
from wilayah.waktu import today_in

JENIS_KERTAS = {kode: f"keu_{kode.replace('-', '_')}" for kode in JENIS}
# Lines of text on the first and the further pages of a day book; letters that fit one line of its description.
BARIS_PERTAMA, BARIS_LANJUT, LEBAR_URAIAN = 32, 39, 48
PAPAN_BULAN, BA_LABA = "papan", "ba_pembagian_laba"


def build(jenis: JenisLaporan, periode: Periode) -> dict[str, Any]:
    """What is printed: the report of the month, letterhead, place and who signs."""
    buku = Buku.objects.select_related("badan", "wilayah").get(pk=periode.buku_id)
    lap = compute(jenis, buku, periode.awal, periode.akhir)
    return {"laporan": as_data(lap), **head_of(buku), "bulan": formats.tanggal(periode.awal, "bulan")}


def head_of(buku: Buku) -> dict[str, Any]:
    """Letterhead, place, date and signatures of a paper of a ledger."""
    tempat = place_data(buku.wilayah)
    return {
        "tempat": tempat, "kop": letterhead_of(buku.badan), "unit": str(buku.get_unit_display()),
        "tempat_tanggal": f"{tempat['singkat']}, {formats.tanggal(today_in(buku.wilayah_id))}",
        "penanda_tangan": signers(buku),
    }  # fmt: skip


def signers(buku: Buku) -> list[dict[str, str]]:
    """Who signs: of a UPK its bookkeeper and manager, of a Sekretariat its secretary, with the koordinator. Two queries."""
    ketua = koordinator(buku.wilayah_id)
    akhir = {"pengantar": "Mengetahui,", "jabatan": "Koordinator BKM", "nama": ketua.nama if ketua else ""}
    if buku.unit != "upk":
        susun = {"pengantar": "Disusun oleh,", "jabatan": str(buku.get_unit_display()), "nama": ""}
        if buku.unit == "sekretariat":
            petugas = PetugasSekretariat.objects.filter(sekretariat__bkm__badan=buku.badan_id, status="aktif")
            nama_sekretaris = petugas.filter(jabatan="sekretaris").values_list("nama", flat=True).first()
            susun |= {"jabatan": "Sekretaris BKM", "nama": nama_sekretaris or ""}
        return [susun, akhir]
    upk = PetugasUP.objects.filter(unit__bkm__badan=buku.badan_id, unit__jenis="upk", status="aktif")
    nama = {p.jabatan: p.nama for p in upk}
    return [
        {"pengantar": "Disusun oleh,", "jabatan": "Pembuku UPK", "nama": nama.get("pembuku", "")},
        {"pengantar": "Diperiksa oleh,", "jabatan": "Manajer UPK", "nama": nama.get("manajer", "")},
        akhir,
    ]


def pictures(isi: dict[str, Any]) -> dict[str, Any]:
    """The tables as print shows them (formatted, day books parted into pages with what is carried over), and the chart."""
    lap = isi["laporan"]
    return {
        "bagian": [table for b in lap["bagian"] for table in print_tables(b)],
        "grafik": draw(lap["grafik"], tinggi=125) if lap["nama"] in {PAPAN_BULAN, "laba-rugi"} else None,
    }


def print_tables(bagian: dict[str, Any]) -> list[dict[str, Any]]:
    """One section as tables of formatted cells; a long day book becomes one table for each page."""
    kolom = bagian["kolom"]
    kepala = [{"label": k["label"], "angka": k["jenis"] in {"uang", "persen"}, "jenis": k["jenis"]} for k in kolom]
    dasar = {k: bagian[k] for k in ("judul", "kode", "kosong")} | {"kepala": kepala}
    if [k["kode"] for k in kolom[:3]] == ["tanggal", "bukti", "uraian"] and kolom[-1]["kode"] == "saldo":
        halaman = paged(bagian["baris"], kolom[3]["kode"], kolom[4]["kode"])
    else:
        halaman = [bagian["baris"]]
    return [
        {**dasar, "lanjutan": i > 0, "bersambung": i < len(halaman) - 1, "baris": [_print_row(b, kolom) for b in isi]}
        for i, isi in enumerate(halaman)
    ]


def _print_row(baris: dict[str, Any], kolom: list[dict[str, Any]]) -> dict[str, Any]:
    sel = [print_cell(baris["nilai"][k["kode"]], k["jenis"], baris["gaya"]) for k in kolom]
    return {
        "gaya": baris["gaya"],
        "sel": [{"isi": s, "angka": k["jenis"] in {"uang", "persen"}} for s, k in zip(sel, kolom, strict=True)],
    }


def print_cell(nilai: Any, jenis: str, gaya: str = "") -> str:
    """One value as paper shows it: rupiah grouped, days short; nothing is a dash except in the head of a group."""
    if nilai is None:
        return "" if gaya == "bidang" or jenis != "uang" else formats.KOSONG
    if jenis == "persen":
        return formats.persen(nilai)
    if jenis == "uang":
        return formats.rupiah(Decimal(nilai), lambang=False)
    return formats.tanggal(datetime.date.fromisoformat(nilai), "singkat") if jenis == "tanggal" else str(nilai)


def paged(baris: list[dict[str, Any]], masuk: str, keluar: str) -> list[list[dict[str, Any]]]:
    """Rows of a day book parted into pages; each but the last ends with its own sum and what is carried over, the next
    begins with that. The last row (sum of all) stays last."""
    halaman: list[list[dict[str, Any]]] = [[]]
    tinggi, kini, semua = 0, [Decimal(0), Decimal(0)], [Decimal(0), Decimal(0)]
    for i, b in enumerate(baris):
        tambah = 1 + len(b["nilai"]["uraian"] or "") // LEBAR_URAIAN
        if tinggi + tambah > (BARIS_PERTAMA if len(halaman) == 1 else BARIS_LANJUT) and i < len(baris) - 1:
            saldo = baris[i - 1]["nilai"]["saldo"]
            halaman[-1] += [_sum_row("Jumlah halaman ini", masuk, keluar, kini, None),
                            _sum_row("Dipindahkan", masuk, keluar, semua, saldo)]  # fmt: skip
            halaman.append([_sum_row("Pindahan", masuk, keluar, semua, saldo, gaya="bidang")])
            tinggi, kini = 1, [Decimal(0), Decimal(0)]
        if i < len(baris) - 1:
            for j, k in enumerate((masuk, keluar)):
                kini[j] += Decimal(b["nilai"][k] or 0)
                semua[j] += Decimal(b["nilai"][k] or 0)
        halaman[-1].append(b)
        tinggi += tambah
    return halaman


def _sum_row(
    judul: str, masuk: str, keluar: str, jumlah: list[Decimal], saldo: str | None, *, gaya: str = "jumlah"
) -> dict[str, Any]:
    nilai = {
        "tanggal": None, "bukti": None, "uraian": judul, masuk: f"{jumlah[0]:.2f}", keluar: f"{jumlah[1]:.2f}", "saldo": saldo,
    }  # fmt: skip
    return {"gaya": gaya, "nilai": nilai}


def number(jenis: JenisLaporan, periode: Periode) -> NomorSurat:
    """The number of the paper of this month, taken once, dated on its last day or today."""
    hari = min(today_in(periode.wilayah_id), periode.akhir)
    pemilik = str(periode.buku_id)
    return take_number(
        JENIS_KERTAS[jenis.kode], periode, pemilik=pemilik, singkatan=f"LAP-{jenis.singkatan}", lingkup=periode.wilayah_id,
        tanggal=hari,
    )  # fmt: skip


def closed(periode: Periode) -> bool:
    """A closed month is final."""
    return periode.status == Periode.Status.DITUTUP


def issuer(objek: Any) -> str:
    """Whose books they are, as the public reads."""
    buku = Buku.objects.select_related("badan", "wilayah").get(pk=objek.buku_id)
    return f"{buku}, {place_data(buku.wilayah)['lengkap']}"


def title(jenis: JenisLaporan, periode: Periode) -> str:
    """The title in the archive."""
    buku = Buku.objects.select_related("badan").get(pk=periode.buku_id)
    return f"{jenis.nama} {buku}, {formats.tanggal(periode.awal, 'bulan')}"


def build_division(p: PembagianLaba) -> dict[str, Any]:
    """The record of a division: what the RWT decided, share by share, with the voucher that books it. Source: KEU-106."""
    buku = Buku.objects.select_related("badan", "wilayah").get(pk=p.buku_id)
    setuju = PersetujuanJurnal.objects.filter(jurnal=p.jurnal_id).first()
    return {
        **head_of(buku), "tahun": p.tahun, "hari": formats.tanggal_terbilang(p.tanggal), "tempat_rwt": p.tempat,
        "laba": formats.rupiah(p.laba), "terbilang": formats.terbilang_rupiah(p.laba), "keputusan": p.keputusan,
        "bagian": [
            {"tujuan": str(b.get_tujuan_display()), "persen": formats.persen(b.persen, 2), "jumlah": formats.rupiah(b.jumlah)}
            for b in p.bagian.order_by("id")
        ],
        "bukti": p.jurnal.nomor_bukti, "pencatat": p.dibuat_oleh_nama, "penyetuju": setuju.oleh_nama if setuju else "",
    }  # fmt: skip


def number_division(p: PembagianLaba) -> NomorSurat:
    """The number of the record, taken once."""
    return take_number(BA_LABA, p, pemilik=str(p.buku_id), singkatan="BA-LABA", lingkup=p.wilayah_id, tanggal=p.tanggal)


def approved(p: PembagianLaba) -> bool:
    """A division is final once a second person approved its voucher."""
    return PersetujuanJurnal.objects.filter(jurnal=p.jurnal_id).exists()


def register_division() -> None:
    """The record of a division of profit, signed on paper."""
    jenis_dokumen.daftar(
        BA_LABA,
        JenisDokumen(
            kode=BA_LABA, judul=_("Berita acara pembagian laba"), model="keuangan.pembagianlaba",
            templat="dokumen/pembagian_laba.html", build=build_division, penerbit=issuer, final=approved,
            nomor=number_division, nama=lambda p: f"Berita acara pembagian laba {p.tahun}, {p.buku}",
            bagian=(Bagian(BA_LABA, _("Berita acara pembagian laba"), kembali=True),),
        ),
    )  # fmt: skip


def register() -> None:
    """Tell laporan of the papers of reports and of the division of profit."""
    register_division()
    for jenis in JENIS.values():
        kode = JENIS_KERTAS[jenis.kode]
        susun: Callable[[Any], dict[str, Any]] = partial(build, jenis)
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=jenis.nama, model="keuangan.periode",
                templat="dokumen/papan.html" if jenis.kode == PAPAN_BULAN else "dokumen/keuangan.html",
                build=susun, penerbit=issuer, final=closed, nomor=partial(number, jenis), nama=partial(title, jenis),
                gambar=pictures,
            ),
        )  # fmt: skip
