"""Papers of the grant: SPPB-BLM, BAPPD, kwitansi, PP-BLM and the verification sheet, each filled or blank. BLM-25, BLM-29.

The resume of the plan, which goes into the same file, is printed where the plan is (pronangkis.reports).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.models import BKM
from bkm.queries import signers
from inti.formats import persen_pas, rupiah, tanggal, tanggal_terbilang, terbilang_rupiah
from inti.registry import jenis_dokumen
from keuangan.actions.berkas_pencairan import check_kertas
from keuangan.gerbang_blm import used_of
from keuangan.hitung.blm import share_out
from keuangan.kertas_blm import BAWAAN, BERULANG, Kertas
from keuangan.models import SPPB, BerkasPencairan, RekeningBKM
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.models.blm import ROMAWI, Bidang
from keuangan.queries_blm import steps_of
from keuangan.syarat_blm import sppb_ready
from laporan.kertas import signatures
from laporan.models import Berkas, Dokumen
from laporan.nomor import take_number
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.reports.data import letterhead_of, place_data
from wilayah.models import Wilayah
from wilayah.sebutan import words_for
from wilayah.waktu import today_in

PERJANJIAN, BAPPD, KWITANSI, PP, LEMBAR, BLANKO = (
    "sppb_blm", "bappd_blm", "kwitansi_blm", "pp_blm", "verifikasi_blm", "blanko_blm",
)  # fmt: skip
JUDUL: dict[str, Any] = {
    PERJANJIAN: _("SPPB-BLM: Surat Perjanjian Penyaluran Bantuan"),
    BAPPD: _("BAPPD: Berita Acara Penarikan dan Penggunaan Dana"), KWITANSI: _("Kwitansi BLM"),
    PP: _("PP-BLM: Permohonan Pembayaran BLM"), LEMBAR: _("Lembar verifikasi berkas BLM"),
    BLANKO: _("Lembar kosong berkas BLM"),
}  # fmt: skip
SINGKATAN = {PERJANJIAN: "SPPB-BLM", BAPPD: "BAPPD", KWITANSI: "KW-BLM"}
# A signed paper that comes back is filed with this paper of its file.
KERTAS = {BAPPD: "bappd", KWITANSI: "kwitansi"}
SUDAH_DIVERIFIKASI = ("diverifikasi_korkot", "diminta_pjok", "disetujui_ppk", "disetujui_satker", "cair")
# What the PJOK issues; the rest is the BKM's.
DARI_PJOK, NAMA_PJOK = (PP, LEMBAR), "Penanggung Jawab Operasional Kegiatan (PJOK)"

Isi = dict[str, Any]


def _rows(*baris: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": a, "nilai": b} for a, b in baris]


def _sheet(rupa: str, judul: str, nomor: str = "", *, blanko: bool) -> Isi:
    return {"rupa": rupa, "judul": judul, "nomor": nomor, "blanko": blanko}


# -- the agreement -------------------------------------------------------------------------------------------------


def agreement_sheet(s: SPPB | None) -> Isi:
    """Who agrees on what: the pagu by source, the shares by field, the tranches, the duties of the BKM. Source: BLM-05 to 12."""
    isi = _sheet("sppb", "Surat Perjanjian Penyaluran Bantuan (SPPB-BLM)", s.nomor if s else "", blanko=s is None)
    pagu = list(s.pagu.select_related("pagu")) if s else []
    tahap = list(s.tahap.prefetch_related("dana")) if s else []
    sumber = [str(p.get_sumber_display()) for p in pagu] or ["APBN", "APBD"]
    return {
        **isi, "hari": tanggal_terbilang(s.tanggal) if s and s.tanggal else "", "tahun": str(s.tahun_anggaran) if s else "",
        "pihak": {
            "pemerintah": s.pemerintah_nama if s else "", "jabatan": s.pemerintah_jabatan if s else "",
            "koordinator": _coordinator(s) if s else "", "bkm": str(s.bkm) if s else "",
        },
        "jumlah": rupiah(s.jumlah) if s else "", "terbilang": terbilang_rupiah(s.jumlah) if s else "",
        "pagu": [[str(p.get_sumber_display()), p.pagu.nomor_sk, tanggal(p.pagu.tanggal_sk), rupiah(p.jumlah)] for p in pagu]
        or [[x, "", "", ""] for x in sumber],
        "porsi": [[str(p.get_bidang_display()), persen_pas(p.persen), rupiah(p.jumlah)] for p in s.porsi.all()] if s
        else [[str(nama), "", ""] for nama in Bidang.labels],
        "sumber": sumber,
        "tahap": [
            [str(t), persen_pas(t.persen), *(rupiah(d.jumlah) for d in t.dana.all()), rupiah(t.jumlah)] for t in tahap
        ] or [[f"Tahap {n}", "", *("" for _x in sumber), ""] for n in ("I", "II", "III")],
        "swadaya": rupiah(s.swadaya) if s else "",
        "swadaya_kata": _swadaya_text(s) if s else "",
        "penanda_tangan": signatures(
            ("Pihak Pertama,", s.pemerintah_jabatan if s else "Wakil pemerintah", s.pemerintah_nama if s else ""),
            ("Pihak Kedua,", "Koordinator BKM", _coordinator(s) if s else ""),
            ("Mengetahui,", words_for(s.wilayah).kepala if s else "Lurah/Kepala Desa", s.mengetahui_nama if s else ""),
        ),
    }  # fmt: skip


def _swadaya_text(s: SPPB) -> str:
    """The promise beside both denominators, percent. Source: BLM-10."""
    return f"{persen_pas(s.swadaya_per_blm, 1)} dari BLM, {persen_pas(s.swadaya_per_total, 1)} dari total"


def _coordinator(s: SPPB) -> str:
    if s.koordinator_nama:
        return s.koordinator_nama
    return signers(s.wilayah_id).get("koordinator", "")


# -- the file ------------------------------------------------------------------------------------------------------


def usage_sheet(b: BerkasPencairan | None) -> Isi:
    """BAPPD: how much is drawn in this tranche and for what, beside what came and was used before. Source: BLM-25."""
    isi = _sheet("bappd", "Berita Acara Penarikan dan Penggunaan Dana (BAPPD)", blanko=b is None)
    if b is None:
        kosong = [[str(nama), "", ""] for nama in Bidang.labels]
        return {**isi, "hari": "", "butir": _rows(("Tahap", ""), ("Sumber", ""), ("Jumlah", ""), ("Terbilang", "")),
                "porsi": kosong, "jumlah": "", "lalu": [], "penanda_tangan": _file_signatures(None)}  # fmt: skip
    s, t = b.tahap.sppb, b.tahap
    porsi = list(s.porsi.all())
    bagian = share_out(b.jumlah, [p.persen for p in porsi])
    lalu = []
    for ke in range(1, t.ke):
        masuk, pakai = used_of(s, ke)
        lalu.append([f"Tahap {ROMAWI[ke]}", rupiah(masuk), rupiah(pakai), rupiah(masuk - pakai)])
    return {
        **isi, "hari": tanggal_terbilang(b.disusun),
        "butir": _rows(
            ("Tahap", f"{t} tahun anggaran {s.tahun_anggaran}"), ("Sumber", str(b.get_sumber_display())),
            ("Jumlah ditarik", rupiah(b.jumlah)), ("Terbilang", terbilang_rupiah(b.jumlah)), ("SPPB", s.nomor),
        ),
        "porsi": [
            [str(p.get_bidang_display()), persen_pas(p.persen), rupiah(n)] for p, n in zip(porsi, bagian, strict=True)
        ],
        "jumlah": rupiah(b.jumlah), "lalu": lalu, "penanda_tangan": _file_signatures(b),
    }  # fmt: skip


def receipt_sheet(b: BerkasPencairan | None) -> Isi:
    """The receipt for one source of a tranche, with the amount in words. Source: BLM-25."""
    s = b.tahap.sppb if b else None
    untuk, ppk = "", passed_steps(b).get("ppk")
    if b and s:
        untuk = (
            f"Bantuan Langsung Masyarakat (BLM) {b.tahap} dari {b.get_sumber_display()} tahun anggaran {s.tahun_anggaran} "
            f"untuk {s.bkm}, menurut SPPB nomor {s.nomor}"
        )
    return {
        **_sheet("kwitansi", "Kwitansi", blanko=b is None),
        "dari": f"Kuasa Pengguna Anggaran Satuan Kerja {place_data(b.wilayah)['atas'][-1]}" if b else "",
        "hari": tanggal(b.diterima_pada) if b and b.diterima_pada else "",
        "angka": rupiah(b.jumlah) if b else "", "terbilang": terbilang_rupiah(b.jumlah) if b else "", "untuk": untuk,
        "penanda_tangan": [
            *signatures(("Setuju dibayar,", "PPK", ppk.nama if ppk else ""), ("Mengetahui,", "PJOK", b.pjok_nama if b else "")),
            *signatures(("Diterima oleh,", "Koordinator BKM", _coordinator(s) if s else "")),
        ],
    }  # fmt: skip


def request_sheet(b: BerkasPencairan | None) -> Isi:
    """PP-BLM: everything that the budget officer must know to pay, as the form of 2013 lists it. Source: BLM-25."""
    tempat = place_data(b.wilayah) if b else {}
    provinsi = tempat.get("provinsi", "").removeprefix("Provinsi ")
    kata = words_for(b.wilayah).wilayah if b else "Desa/Kelurahan"
    r: RekeningBKM | None = b.rekening if b else None
    atas = tempat.get("atas", ["", ""])
    kecamatan = _parent(b.wilayah).nama if b else ""
    return {
        **_sheet("pp", "Permohonan Pembayaran BLM (PP-BLM)", b.nomor_pp if b else "", blanko=b is None),
        "hari": tanggal_terbilang(b.tanggal_pp) if b and b.tanggal_pp else "",
        "pjok": _rows(("Nama PJOK", b.pjok_nama if b else ""), ("Nomor SK", b.pjok_sk if b else ""), ("Kecamatan", kecamatan)),
        "bkm": _rows(
            ("Nama BKM", str(b.tahap.sppb.bkm) if b else ""), (kata, b.wilayah.nama if b else ""), ("Kecamatan", kecamatan),
            ("Kabupaten/Kota", atas[1] if len(atas) > 1 else ""), ("Provinsi", provinsi),
        ),
        "rekening": _rows(
            ("Bank", r.bank if r else ""), ("Alamat bank", r.alamat_bank if r else ""),
            ("Nama rekening", r.atas_nama if r else ""), ("Nomor rekening", r.nomor if r else ""),
        ),
        "bayar": _rows(
            ("Tahap", f"{b.tahap} tahun anggaran {b.tahap.sppb.tahun_anggaran}" if b else ""),
            ("Sumber", str(b.get_sumber_display()) if b else ""), ("Jumlah", rupiah(b.jumlah) if b else ""),
            ("Terbilang", terbilang_rupiah(b.jumlah) if b else ""),
        ),
        "penanda_tangan": signatures(("", f"PJOK {atas[0]}".strip(), b.pjok_nama if b else "")),
    }  # fmt: skip


def verification_sheet(b: BerkasPencairan | None) -> Isi:
    """The sheet that goes round: papers checked twice, five signatures with stamp, date and note. Source: BLM-22, BLM-23."""
    kertas = list(b.kertas.all()) if b else []
    lolos = passed_steps(b)
    return {
        **_sheet("verifikasi", "Lembar Verifikasi Berkas Pencairan BLM", b.nomor_pp if b else "", blanko=b is None),
        "butir": _rows(
            ("BKM", str(b.tahap.sppb.bkm) if b else ""),
            ("Tahap dan sumber", f"{b.tahap}, {b.get_sumber_display()} {b.tahap.sppb.tahun_anggaran}" if b else ""),
            ("Jumlah", rupiah(b.jumlah) if b else ""), ("Putaran", str(b.putaran) if b else ""),
        ),
        "kertas": [[k.nama, k.wajib, k.ada, k.benar, k.catatan] for k in kertas]
        or [[_blank_name(k), k.wajib, None, None, ""] for k in BAWAAN],
        "langkah": [
            [str(d.lembaga), str(d.nama), x.nama if x else "", tanggal(x.tanggal, "singkat") if x else "", x.catatan if x else ""]
            for d in LANGKAH.values() for x in [lolos.get(d.kode)]
        ],
    }  # fmt: skip


def passed_steps(b: BerkasPencairan | None) -> dict[str, Any]:
    """The steps that passed a file in its present round, by code: who signed, and when. One query."""
    return {x.langkah: x for x in steps_of(b) if x.putaran == b.putaran and x.hasil == "lolos"} if b else {}


def _blank_name(k: Kertas) -> str:
    """A paper on the blank list, which serves every tranche, with the tranche that asks for it."""
    return f"{k.nama} (tahap {ROMAWI[k.tahap]}{' dst.' if k.kode in BERULANG else ''})" if k.tahap else str(k.nama)


def _file_signatures(b: BerkasPencairan | None) -> list[dict[str, str]]:
    nama = signers(b.wilayah_id) if b else {}
    return signatures(
        ("", "Koordinator BKM", _coordinator(b.tahap.sppb) if b else ""), ("", "Sekretaris BKM", nama.get("sekretaris", "")),
        ("", "Manajer UPK", nama.get("upk", "")),
    )  # fmt: skip


SUSUNAN: dict[str, tuple[Callable[[Any], Isi], ...]] = {
    PERJANJIAN: (agreement_sheet,), BAPPD: (usage_sheet,), KWITANSI: (receipt_sheet,), PP: (request_sheet,),
    LEMBAR: (verification_sheet,),
    BLANKO: (agreement_sheet, usage_sheet, receipt_sheet, request_sheet, verification_sheet),
}  # fmt: skip


def build(kode: str) -> Callable[[Any], Isi]:
    """The builder of one paper; a BKM gives the blank set."""

    def isi(objek: Any) -> Isi:
        sumber = None if isinstance(objek, BKM) else objek
        return {
            "tempat": place_data(objek.wilayah), "kop": letterhead_of(body_of(objek).badan),
            "kop_pjok": officer_letterhead(objek.wilayah), "kode_bagian": kode,
            "lembar": [susun(sumber) for susun in SUSUNAN[kode]],
        }  # fmt: skip

    return isi


def body_of(objek: Any) -> BKM:
    """The BKM of an agreement, a file, or itself."""
    if isinstance(objek, BKM):
        return objek
    return objek.bkm if isinstance(objek, SPPB) else objek.tahap.sppb.bkm  # type: ignore[no-any-return]


def _parent(wilayah: Wilayah) -> Wilayah:
    """The kecamatan of a kelurahan."""
    return Wilayah.objects.get(pk=wilayah.induk_id)


def officer_letterhead(wilayah: Wilayah) -> dict[str, Any]:
    """The letterhead of the PJOK, who sits in the office of the kecamatan: PP-BLM and the verification sheet are his. BLM-25."""
    kop = place_data(_parent(wilayah))["kop"]
    return {**kop, "atas": [*kop["atas"], kop["nama"]], "nama": NAMA_PJOK}


def issuer(kode: str) -> Callable[[Any], str]:
    """Who issues a paper, as the public reads: the PJOK or the BKM."""

    def penerbit(objek: Any) -> str:
        if kode in DARI_PJOK:
            return f"PJOK {place_data(_parent(objek.wilayah))['lengkap']}"
        return f"{letterhead_of(body_of(objek).badan)['nama']}, {place_data(objek.wilayah)['lengkap']}"

    return penerbit


def number(kode: str) -> Callable[[Any], Any]:
    """The number of a paper of the BKM, counted by body, year and kind."""

    def ambil(objek: Any) -> Any:
        return take_number(
            kode, objek, pemilik=str(body_of(objek).badan_id), singkatan=SINGKATAN[kode], lingkup=objek.wilayah_id,
            tanggal=paper_day(objek),
        )  # fmt: skip

    return ambil


def paper_day(objek: Any) -> datetime.date:
    """The day that a paper of the grant bears: of signing or composing, today where it has none yet."""
    hari = getattr(objek, "tanggal", None) or getattr(objek, "disusun", None)
    return hari or today_in(objek.wilayah_id)


def is_final(kode: str) -> Callable[[Any], bool]:
    """Whether a paper stands: the agreement once nothing holds its signing, PP-BLM once verified, the others at once."""

    def final(objek: Any) -> bool:
        if kode == PERJANJIAN:
            return objek.status == "ditandatangani" or not any(k.menahan for k in sppb_ready(objek))
        return kode != PP or objek.status in SUDAH_DIVERIFIKASI

    return final


def receive(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Any:
    """A signed paper came back: it is there, with its photo, while the file is drawn up. Source: BLM-22."""
    b = BerkasPencairan.objects.visible_to(oleh).filter(pk=dokumen.objek_id).first()
    kode = KERTAS[dokumen.jenis]
    if b is None or b.status not in {"disusun", "dikembalikan"} or not b.kertas.filter(kode=kode).exists():
        return None
    return check_kertas(b, oleh=oleh, kertas={kode: {"ada": True}}, foto={kode: berkas})


def _title(kode: str, objek: Any) -> str:
    judul = str(JUDUL[kode]).split(":")[0]
    if isinstance(objek, BKM):
        return f"{judul}, {objek}"
    if isinstance(objek, SPPB):
        return f"{judul} {objek.tahun_anggaran}, {objek.bkm}"
    return f"{judul} {objek} {objek.tahap.sppb.tahun_anggaran}, {objek.tahap.sppb.bkm}"


def register() -> None:
    """Tell laporan which papers the grant prints, and where signed ones go."""
    model = {PERJANJIAN: "keuangan.sppb", BLANKO: "bkm.bkm"}
    for kode, judul in JUDUL.items():
        kind = JenisDokumen(
            kode=kode, judul=judul, model=model.get(kode, "keuangan.berkaspencairan"), templat="dokumen/blm.html",
            build=build(kode), penerbit=issuer(kode), bagian=(Bagian(kode, judul, kode != BLANKO),),
            final=(lambda _b: True) if kode == BLANKO else is_final(kode),
            cocok=lambda objek: objek.status not in {"batal", "bubar"}, nama=partial(_title, kode),
        )  # fmt: skip
        jenis_dokumen.daftar(kode, replace(kind, nomor=number(kode)) if kode in SINGKATAN else kind)
    for kode in KERTAS:
        penerima_kertas.daftar(kode, receive)
