"""Papers of oversight: the checklist to take along, with the month's facts, and the report of a visit. KEU-181, DOK-06."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import hari_tanggal, persen, rupiah, tanggal
from inti.registry import jenis_dokumen
from keuangan.ceklis_pengawas import checklist_on
from keuangan.fakta_pengawas import as_json, facts_for, quality_of
from keuangan.models import KunjunganPengawas, Periode
from keuangan.queries_pengawasan import supervisors_on
from keuangan.reports import head, issuer
from keuangan.reports_kolektibilitas import of_upk, report_day
from laporan.registry import Bagian, JenisDokumen
from wilayah.waktu import today_in

CEKLIS, KUNJUNGAN = "ceklis_pengawas", "laporan_pengawas"
JAWABAN = {"ya": "Ya", "tidak": "Tidak", "tidak_diperiksa": "Tidak diperiksa"}
# Places to sign on a blank where no Pengawas is on record yet. Source: G-S1, 2 to 3 people.
PENGAWAS_MIN = 2

Isi = dict[str, Any]


def build_checklist(periode: Periode) -> Isi:
    """The checklist of a month to be filled in by hand, with what the ledger says on the day it is printed. KEU-181."""
    buku, hari = periode.buku, today_in(periode.wilayah_id)
    ceklis = checklist_on(hari)
    fakta = facts_for(periode, ceklis)
    nama = [p.nama for p in supervisors_on(buku, hari)]
    kepala = head(buku)
    mutu = quality_of(periode)
    return {
        **kepala, "judul": "Ceklis Kunjungan Pengawas UPK", "kosong": True, "bulan": tanggal(periode.awal, "bulan"),
        "hari": tanggal(report_day(periode)), "dicetak": tanggal(hari), "ceklis": ceklis.kode,
        "mutu": persen(mutu, 0) if mutu is not None else "", "kode_bagian": CEKLIS,
        "butir": [
            {"urut": n, "pertanyaan": b.pertanyaan, "fakta": [f["teks"] for f in as_json(fakta[b.kode])], "sumber": b.sumber}
            for n, b in enumerate(ceklis.butir, 1)
        ],
        "pengawas": nama, "temuan": [],
        "tempat_tanggal": f"{kepala['singkat']}, ……………………… 20…",
        "penanda_tangan": _signatures(nama or [""] * PENGAWAS_MIN, ""),
    }  # fmt: skip


def build_visit(kunjungan: KunjunganPengawas) -> Isi:
    """The report of one visit, from its stored answers and facts only. Source: KEU-180, KEU-181."""
    jawaban = list(kunjungan.jawaban.select_related("temuan").order_by("urut"))
    nama = [h.nama for h in kunjungan.hadir.all()]
    kepala = head(kunjungan.buku)
    return {
        **kepala, "judul": "Laporan Pengawas UPK", "kosong": False, "bulan": tanggal(kunjungan.periode.awal, "bulan"),
        "hari": hari_tanggal(kunjungan.tanggal), "ceklis": kunjungan.ceklis, "kode_bagian": KUNJUNGAN,
        "penerima": kunjungan.penerima_nama, "kesimpulan": kunjungan.kesimpulan, "pengawas": nama,
        "membetulkan": _corrects(kunjungan), "alasan": kunjungan.alasan,
        "butir": [
            {
                "urut": j.urut, "pertanyaan": j.pertanyaan, "fakta": [f["teks"] for f in j.fakta], "sumber": j.sumber,
                "jawaban": JAWABAN[j.jawaban], "catatan": j.catatan,
            }
            for j in jawaban
        ],
        "jumlah": {JAWABAN[k]: sum(j.jawaban == k for j in jawaban) for k in JAWABAN},
        "temuan": [_finding(j.temuan) for j in jawaban if hasattr(j, "temuan")],
        "tempat_tanggal": f"{kepala['singkat']}, {tanggal(kunjungan.tanggal)}",
        "penanda_tangan": _signatures(nama, kunjungan.penerima_nama),
    }  # fmt: skip


def _finding(t: Any) -> Isi:
    return {
        "nomor": t.nomor, "uraian": t.uraian, "nilai": rupiah(t.nilai) if t.nilai else "", "rekomendasi": t.rekomendasi,
        "penanggung_jawab": t.penanggung_jawab, "batas_waktu": tanggal(t.batas_waktu, "singkat"),
    }  # fmt: skip


def _corrects(kunjungan: KunjunganPengawas) -> str:
    lama = kunjungan.membetulkan
    return tanggal(lama.tanggal) if lama is not None else ""


def _signatures(pengawas: list[str], penerima: str) -> list[dict[str, str]]:
    tanda = [{"pengantar": "Yang memeriksa,", "jabatan": "Pengawas UPK", "nama": nama} for nama in pengawas]
    return [*tanda, {"pengantar": "Diterima,", "jabatan": "UPK", "nama": penerima},
            {"pengantar": "Mengetahui,", "jabatan": "Koordinator BKM", "nama": ""}]  # fmt: skip


def register() -> None:
    """Tell laporan of both."""
    blanko = JenisDokumen(
        kode=CEKLIS, judul=_("Ceklis kunjungan Pengawas"), model="keuangan.periode", templat="dokumen/pengawasan.html",
        build=build_checklist, penerbit=issuer, bagian=(Bagian(CEKLIS, _("Ceklis kunjungan Pengawas"), kembali=True),),
        final=lambda _p: True, cocok=of_upk, nama=lambda p: f"Ceklis Pengawas UPK {p}, {p.wilayah.nama}",
    )  # fmt: skip
    jenis_dokumen.daftar(CEKLIS, blanko)
    laporan = replace(
        blanko, kode=KUNJUNGAN, judul=_("Laporan Pengawas UPK"), model="keuangan.kunjunganpengawas", build=build_visit,
        bagian=(Bagian(KUNJUNGAN, _("Laporan Pengawas UPK"), kembali=True),), cocok=lambda _k: True,
        nama=lambda k: f"Laporan Pengawas UPK {tanggal(k.tanggal)}, {k.wilayah.nama}",
    )  # fmt: skip
    jenis_dokumen.daftar(KUNJUNGAN, laporan)
