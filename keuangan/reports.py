"""Papers of a ledger: the voucher, and the record of a cash count. Source: KEU-87, DOK-06."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import angka, hari_tanggal, rupiah, tanggal, tanggal_terbilang, terbilang_rupiah
from inti.registry import jenis_dokumen
from keuangan.models import Buku, HitungKas, Jurnal
from keuangan.pecahan import rows
from keuangan.queries_meja import lines_for
from keuangan.templat import event_name
from laporan.registry import Bagian, JenisDokumen
from siklus.reports.data import letterhead_of, place_data

BUKTI, HITUNG = "bukti_kas", "hitung_kas"
JUDUL = {"bkm": "Bukti Kas Masuk", "bkk": "Bukti Kas Keluar", "bpb": "Bukti Pemindahbukuan"}
PIHAK = {"bkm": "Diterima dari", "bkk": "Dibayarkan kepada", "bpb": "Untuk"}
# unit -> (full name under the letterhead, who approves, who keeps the money)
UNIT = {
    "upk": ("Unit Pengelola Keuangan (UPK)", "Manajer UPK", "Kasir UPK"),
    "sekretariat": ("Sekretariat", "Koordinator BKM", "Sekretaris"),
    "tpk": ("Tim Pengelola Kegiatan (TPK)", "Ketua TPK", "Bendahara TPK"),
}
JENIS_UANG = {"kertas": "Kertas", "logam": "Logam"}

Isi = dict[str, Any]


def head(buku: Buku) -> Isi:
    """Letterhead of the body with its unit, and the place."""
    tempat = place_data(buku.wilayah)
    return {
        "kop": letterhead_of(buku.badan),
        "unit": UNIT[buku.unit][0],
        "tempat": tempat["lengkap"],
        "singkat": tempat["singkat"],
    }


def voucher(jurnal: Jurnal) -> Isi:
    """One voucher as the paper says it; who approved stands there only when somebody did. Source: KEU-87."""
    baris = lines_for(jurnal)
    pertama = baris[0]
    setuju = getattr(jurnal, "persetujuan", None)
    _unit, penyetuju, kasir = UNIT[jurnal.buku.unit]
    uang = sorted({b.akun.nama for b in baris if b.akun.kas_bank})
    pihak = next((str(b.ksm) for b in baris if b.ksm), "")
    luar = "Yang menyetor" if jurnal.jenis == "bkm" else "Yang menerima"
    tanda = [
        {"pengantar": "Dibuat oleh,", "jabatan": "", "nama": jurnal.dibuat_oleh_nama},
        {"pengantar": "Disetujui oleh,", "jabatan": penyetuju, "nama": setuju.oleh_nama if setuju else ""},
    ]
    if jurnal.jenis == "bpb":
        tanda.append({"pengantar": "Diketahui oleh,", "jabatan": kasir, "nama": ""})
    else:
        tanda.append({"pengantar": luar + ",", "jabatan": "", "nama": ""})
    return {
        **head(jurnal.buku),
        "judul": JUDUL[jurnal.jenis],
        "nomor": jurnal.nomor_bukti,
        "tanggal": tanggal(jurnal.tanggal),
        "pihak": {"label": PIHAK[jurnal.jenis], "nama": pihak},
        "jumlah": rupiah(jurnal.jumlah),
        "terbilang": terbilang_rupiah(jurnal.jumlah),
        "uraian": jurnal.uraian,
        "peristiwa": event_name(jurnal.peristiwa),
        "bukti": jurnal.bukti,
        "lewat": ", ".join(uang),
        "dana": fund_words(pertama),
        "membalik": str(jurnal.membalik) if jurnal.membalik_id else "",
        "alasan": jurnal.alasan,
        "baris": [
            {
                "kode": b.akun.kode, "nama": b.akun.nama, "debit": angka(b.debit, 0) if b.debit else "",
                "kredit": angka(b.kredit, 0) if b.kredit else "",
            }
            for b in baris
        ],
        "total": angka(jurnal.jumlah, 0),
        "penanda_tangan": tanda,
        "tempat_tanggal": f"{head(jurnal.buku)['singkat']}, {tanggal(jurnal.tanggal)}",
    }  # fmt: skip


def fund_words(b: Any) -> str:
    """Whose money, in one line."""
    bagian = [b.sumber_dana.nama, f"tahun {b.tahun_dana}"]
    if b.termin:
        bagian.append(f"tahap {b.termin}")
    if b.pemilik:
        bagian.append(f"milik {b.pemilik}")
    if b.kegiatan:
        bagian.append(str(b.kegiatan))
    return ", ".join(bagian)


def cash_count(hitung: HitungKas) -> Isi:
    """The record of one cash count: pieces, worth, the book, the difference. Source: KEU-80, KEU-87."""
    selisih = hitung.selisih
    kata = "sama dengan" if not selisih else "lebih dari" if selisih > 0 else "kurang dari"
    return {
        **head(hitung.buku),
        "judul": "Berita Acara Pemeriksaan Kas",
        "hari": tanggal_terbilang(hitung.tanggal),
        "tanggal": hari_tanggal(hitung.tanggal),
        "akun": hitung.akun.nama,
        "pecahan": [
            {
                "jenis": JENIS_UANG[j],
                "nilai": angka(n),
                "lembar": angka(lembar) if lembar else "–",
                "rupiah": angka(nilai) if lembar else "–",
            }
            for j, n, lembar, nilai in rows(hitung.lembar)
        ],
        "jumlah": rupiah(hitung.jumlah),
        "terbilang": terbilang_rupiah(hitung.jumlah),
        "saldo_buku": rupiah(hitung.saldo_buku),
        "selisih": rupiah(abs(selisih)),
        "kata": kata,
        "cocok": not selisih,
        "penjelasan": hitung.penjelasan,
        "penghitung": hitung.penghitung,
        "saksi": hitung.saksi,
        "penanda_tangan": [
            {"pengantar": "Yang menghitung,", "jabatan": "", "nama": hitung.penghitung},
            {"pengantar": "Yang menyaksikan,", "jabatan": "", "nama": hitung.saksi},
        ],
        "tempat_tanggal": f"{head(hitung.buku)['singkat']}, {tanggal(hitung.tanggal)}",
    }


def approved(jurnal: Jurnal) -> bool:
    """A voucher that waits for its second person still prints as a draft. Source: KEU-87."""
    return not jurnal.perlu_persetujuan or hasattr(jurnal, "persetujuan")


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    return f"{letterhead_of(objek.buku.badan)['nama']}, {place_data(objek.wilayah)['lengkap']}"


def register() -> None:
    """Tell laporan which papers a ledger prints."""
    bukti = JenisDokumen(
        kode=BUKTI, judul=_("Bukti kas"), model="keuangan.jurnal", templat="dokumen/bukti_kas.html", build=voucher,
        penerbit=issuer, bagian=(Bagian(BUKTI, _("Bukti kas"), kembali=True),), final=approved,
        nama=lambda j: f"{JUDUL[j.jenis]} {j.nomor_bukti}, {j.wilayah.nama}",
    )  # fmt: skip
    jenis_dokumen.daftar(BUKTI, bukti)
    hitung = replace(
        bukti, kode=HITUNG, judul=_("Berita acara pemeriksaan kas"), model="keuangan.hitungkas", build=cash_count,
        templat="dokumen/hitung_kas.html", final=lambda _h: True,
        bagian=(Bagian(HITUNG, _("Berita acara pemeriksaan kas"), kembali=True),),
        nama=lambda h: f"Berita Acara Pemeriksaan Kas {tanggal(h.tanggal)}, {h.wilayah.nama}",
    )  # fmt: skip
    jenis_dokumen.daftar(HITUNG, hitung)
