"""Papers of groups' money, filled or blank: RPD, kwitansi, the group's book, attendance and wages of a week, LPJ of the group
and of the BKM. RPD-11, LPJ-11, LPJ-18.

A signed sheet comes back as a photo and is filed with its row.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.models import BKM
from bkm.queries import signers
from inti.formats import angka, rupiah, tanggal, tanggal_terbilang, terbilang_rupiah
from inti.registry import jenis_dokumen
from keuangan.models import LPJBKM, LPJKSM, RPD
from keuangan.queries_rpd import BukuUsulan, book_of, realised, swadaya_of
from ksm.models import Usulan
from ksm.queries import officer_names
from ksm.queries_usulan import agreement_of
from laporan.kertas import signatures
from laporan.registry import Bagian, JenisDokumen
from pronangkis.reports.sumber import head_of_area
from siklus.reports.data import letterhead_of, place_data
from wilayah.sebutan import words_for

PERMINTAAN, KWITANSI, BUKU, UPAH, AKUN, AKUN_BKM, BLANKO, BLANKO_BKM = (
    "rpd_ksm", "kwitansi_rpd", "buku_ksm", "upah_ksm", "lpj_ksm", "lpj_bkm", "blanko_dana_ksm", "blanko_lpj_bkm",
)  # fmt: skip
JUDUL: dict[str, Any] = {
    PERMINTAAN: _("RPD: Rencana Penggunaan Dana"), KWITANSI: _("Kwitansi pembayaran RPD"), BUKU: _("Buku kas KSM"),
    UPAH: _("Daftar hadir dan upah"),
    AKUN: _("LPJ KSM: Laporan Pertanggungjawaban"), AKUN_BKM: _("LPJ BKM: Laporan Pertanggungjawaban"),
    BLANKO: _("Lembar kosong RPD, kwitansi, buku, upah, dan LPJ KSM"), BLANKO_BKM: _("Lembar kosong LPJ BKM"),
}  # fmt: skip
TITIK = "........................................, .............................. 20......"  # place and day, by hand
MINGGU = "Senin, .............................. s.d. Minggu, .............................. 20......"
BARIS_RPD, BARIS_KOSONG, BARIS_BUKU, BARIS_LPJ = 6, 8, 16, 24  # the last fills two sheets, signatures and all
PEKERJA, HARI = 10, ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")  # a sheet of a week; a large crew takes several
Isi = dict[str, Any]


def _sheet(judul: str, *, blanko: bool, **isi: Any) -> Isi:
    return {"judul": judul, "blanko": blanko, "butir": [], "tabel": [], "kalimat": "", "penutup": "", **isi}


def _facts(*baris: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": a, "nilai": b} for a, b in baris]


def _table(
    judul: str, kolom: list[str], baris: list[list[str]], *, jumlah: list[str] | None = None, kosong: int = 0
) -> Isi:
    """A table; the columns that end in "(Rp)" are figures. A blank one has empty rows to write on."""

    def sel(satu: list[str]) -> list[dict[str, Any]]:
        return [{"isi": x, "n": kolom[i].endswith("(Rp)")} for i, x in enumerate(satu)]

    return {
        "judul": judul, "kolom": [{"nama": k, "n": k.endswith("(Rp)"), "no": k == "No"} for k in kolom],
        "baris": [sel(b) for b in baris], "kosong": [[""] * len(kolom)] * (0 if baris else kosong),
        "jumlah": sel(jumlah) if jumlah else [],
    }  # fmt: skip


def _n(n: Any) -> str:
    return rupiah(n, lambang=False)


def request_sheet(r: RPD | None) -> Isi:
    """What a group asks for in a termin, line by line. Source: RPD-01."""
    u = r.usulan if r else None
    p = agreement_of(u) if u else None
    baris = [[str(b.urut), b.uraian, _n(b.jumlah)] for b in r.baris.all()] if r else []
    return _sheet(
        "Rencana Penggunaan Dana (RPD)", blanko=r is None,
        butir=_facts(
            ("KSM", str(u.ksm) if u else ""), ("Kegiatan", u.judul if u else ""),
            ("Perjanjian", f"{p.nomor}, {tanggal(p.tanggal)}" if p else ""), ("BLM perjanjian", rupiah(p.blm) if p else ""),
            ("Termin ke", str(r.termin) if r else ""), ("Dari dana", str(r.berkas_pencairan) if r else ""),
        ),
        tabel=[_table("Rencana", ["No", "Untuk", "Jumlah (Rp)"], baris, jumlah=["", "Jumlah", _n(r.jumlah) if r else ""],
                      kosong=BARIS_RPD)],
        kalimat=f"Terbilang: {terbilang_rupiah(r.jumlah)}." if r else "Terbilang: ",
        penanda_tangan=signatures(
            ("Diajukan oleh,", "Ketua KSM", p.pihak_ksm if p else ""), ("", "Bendahara KSM", _treasurer(u)),
            ("Disetujui oleh,", "Koordinator BKM", r.disetujui_oleh_nama or _of_bkm(u, "koordinator") if r else ""),
            ("Diketahui oleh,", _unit(u), _of_bkm(u, u.unit) if u else ""),
        ),
        tempat_tanggal=f"{_place(r.usulan)}, {tanggal(r.tanggal)}" if r else TITIK,
    )  # fmt: skip


def receipt_sheet(r: RPD | None) -> Isi:
    """The receipt, with the amount in words. Source: RPD-11."""
    u = r.usulan if r else None
    p = agreement_of(u) if u else None
    return _sheet(
        "Kwitansi", blanko=r is None, rupa="kwitansi", besar=rupiah(r.jumlah) if r else "Rp",
        butir=_facts(
            ("Diterima dari", _bkm_name(r.wilayah_id) if r else ""),
            ("Uang sejumlah", terbilang_rupiah(r.jumlah).capitalize() if r else ""),
            ("Untuk", f"{r} kegiatan {u.judul}, dana {r.berkas_pencairan}" if r and u else ""),
            ("Lewat", str(r.get_lewat_display()) if r and r.lewat else ""),
            ("Bukti kas", r.jurnal.nomor_bukti if r and r.jurnal else ""),
        ),
        penanda_tangan=signatures(
            ("Yang membayar,", "Sekretaris BKM", _of_bkm(u, "sekretaris")),
            ("Yang menerima,", str(u.ksm) if u else "KSM", r.penerima_nama or (p.pihak_ksm if p else "") if r else ""),
        ),
        tempat_tanggal=f"{_place(r.usulan)}, {tanggal(r.dibayar_pada)}" if r and r.dibayar_pada else TITIK,
    )  # fmt: skip


def book_sheet(u: Usulan | None) -> Isi:
    """The group's book day by day, with what is left after each line. Source: LPJ-01, LPJ-02."""
    baris: list[list[str]] = []
    buku = book_of(u) if u else BukuUsulan(Decimal(0), Decimal(0))
    if u:
        masuk = [(r.dibayar_pada, f"{r} dibayar BKM", r.jumlah, None) for r in u.rpd.filter(status="dibayar")]
        keluar = [
            (b.tanggal, f"{b}{f', {b.toko}' if getattr(b, 'toko', '') else ''}", None, b.jumlah) for b in buku.semua
        ]
        kembali = [(x.jurnal_sisa.tanggal, "Sisa dikembalikan ke BKM", None, x.jurnal_sisa.jumlah)
                   for x in u.lpjksm.exclude(jurnal_sisa=None).select_related("jurnal_sisa") if x.jurnal_sisa]  # fmt: skip
        saldo = Decimal(0)
        for hari, uraian, m, k in sorted([*masuk, *keluar, *kembali], key=lambda b: (b[0], b[2] is None)):
            saldo += (m or 0) - (k or 0)
            baris.append([tanggal(hari, "singkat"), uraian, _n(m) if m else "", _n(k) if k else "", _n(saldo)])
    jumlah = [_n(n) if baris else "" for n in (buku.diterima, buku.terpakai + buku.dikembalikan, buku.sisa)]
    nama = officer_names(u.ksm) if u else {}
    return _sheet(
        "Buku Kas KSM", blanko=u is None,
        butir=_facts(("KSM", str(u.ksm) if u else ""), ("Kegiatan", u.judul if u else "")),
        tabel=[_table("", ["Tanggal", "Uraian", "Masuk (Rp)", "Keluar (Rp)", "Saldo (Rp)"], baris, kosong=BARIS_BUKU,
                      jumlah=["", "Jumlah", *jumlah] if u else None)],
        penanda_tangan=signatures(
            ("", "Bendahara KSM", nama.get("bendahara", "")), ("Mengetahui,", "Ketua KSM", nama.get("ketua", ""))
        ),
    )  # fmt: skip


def wages_sheet(u: Usulan | None) -> Isi:
    """Who worked on which day of a week and what each was paid, with room to sign; the names stand on paper only.

    Headed and signed for a proposal, or blank altogether. Source: LPJ-02, LPJ-18.
    """
    nama = officer_names(u.ksm) if u else {}
    kolom = ["No", "Nama pekerja", "L/P", *HARI, "HOK", "Upah sehari (Rp)", "Jumlah (Rp)", "Tanda tangan/cap jempol"]
    return _sheet(
        "Daftar Hadir dan Upah", blanko=u is None, rupa="upah",
        butir=_facts(
            ("KSM", str(u.ksm) if u else ""), ("Kegiatan", u.judul if u else ""),
            ("Lokasi", u.lokasi or (u.basis.label_lengkap if u.basis else "") if u else ""), ("Minggu kerja", MINGGU),
            ("Pekerjaan", ""), ("Lembar ke", ".......... dari .........."),
        ),
        tabel=[_table("", kolom, [[str(ke), *[""] * (len(kolom) - 1)] for ke in range(1, PEKERJA + 1)],
                      jumlah=["", "Jumlah", *[""] * (len(kolom) - 2)])],
        penutup="Tanda setiap hari: 1 sehari penuh, ½ setengah hari, - tidak bekerja. HOK (hari orang kerja) adalah jumlahnya. "
        "Yang bertanda tangan menerima upahnya utuh.",
        penanda_tangan=signatures(
            ("Dibayar oleh,", "Bendahara KSM", nama.get("bendahara", "")), ("Mengetahui,", "Ketua KSM", nama.get("ketua", "")),
            ("Diperiksa oleh,", _unit(u), _of_bkm(u, u.unit) if u else ""),
        ),
        tempat_tanggal=TITIK,
    )  # fmt: skip


def account_sheet(x: LPJKSM | None) -> Isi:
    """The account of a group for one RPD: planned against spent, the rows with their proof, swadaya, who was reached. LPJ-03."""
    if x is None:
        kolom = ["Baris RAB", "Rencana (Rp)", "Belanja (Rp)", "Selisih (Rp)"]
        return _sheet(
            "Laporan Pertanggungjawaban KSM (LPJ)", blanko=True, rupa="akun",
            butir=_facts(("KSM", ""), ("Kegiatan", ""), ("RPD termin ke", ""), ("Dana diterima", ""), ("Belanja", ""),
                         ("Sisa dikembalikan", ""), ("Swadaya terlaksana", ""), ("KK pemanfaat (miskin)", "")),
            tabel=[_table("Menurut baris RAB", kolom, [], kosong=BARIS_KOSONG),
                   _table("Belanja dan buktinya", ["Tanggal", "Uraian", "Bukti", "Jumlah (Rp)"], [], kosong=BARIS_LPJ)],
            penanda_tangan=_account_signatures(None), tempat_tanggal=TITIK,
        )  # fmt: skip
    u, r = x.usulan, x.rpd
    buku = book_of(u, rpd=r)
    rencana = {b.baris_rab_id: b.jumlah for b in r.baris.all()}
    realisasi = [
        [str(b.rab or "Di luar RAB"), _n(b.rencana), _n(b.belanja), _n(b.selisih)] for b in realised(u, buku, rencana)
    ]
    belanja = [
        [tanggal(b.tanggal, "singkat"), str(b), proof_word(b), _n(b.jumlah)]
        for b in reversed(buku.semua)
    ]  # fmt: skip
    per_janji, semua = swadaya_of(u)
    janji = [[str(j.janji), _n(j.janji.nilai), _n(j.terlaksana)] for j in per_janji]
    if luar := semua - sum(j.terlaksana for j in per_janji):
        janji.append(["Di luar janji", "", _n(luar)])
    return _sheet(
        "Laporan Pertanggungjawaban KSM (LPJ)", blanko=False, rupa="akun",
        butir=_facts(
            ("KSM", str(u.ksm)), ("Kegiatan", u.judul), ("RPD", f"{r}, dibayar {tanggal(r.dibayar_pada)}"),
            ("Dana diterima", rupiah(x.diterima)), ("Belanja", rupiah(x.belanja)), ("Sisa dikembalikan", rupiah(x.sisa)),
            ("Swadaya terlaksana", rupiah(x.swadaya)),
            ("KK pemanfaat", f"{angka(x.kk)}, {angka(x.kk_miskin)} di antaranya miskin"),
            *([("Penjelasan", x.penjelasan)] if x.penjelasan else []),
        ),
        tabel=[
            _table("Menurut baris RAB", ["Baris RAB", "Rencana (Rp)", "Belanja (Rp)", "Selisih (Rp)"], realisasi),
            _table("Belanja dan buktinya", ["Tanggal", "Uraian", "Bukti", "Jumlah (Rp)"], belanja,
                   jumlah=["", "Jumlah", "", _n(x.belanja)]),
            *([_table("Swadaya seluruh kegiatan", ["Janji", "Nilai (Rp)", "Terlaksana (Rp)"], janji,
                      jumlah=["Jumlah", "", _n(semua)])] if janji else []),
        ],
        penutup=x.catatan, penanda_tangan=_account_signatures(x), tempat_tanggal=f"{_place(u)}, {tanggal(x.tanggal)}",
    )  # fmt: skip


def proof_word(b: Any) -> str:
    """Which proof an entry of the book has."""
    return "" if not b.berbukti else "tanda terima" if getattr(b, "penerimaan_id", None) else "foto"


def _account_signatures(x: LPJKSM | None) -> list[dict[str, str]]:
    u = x.usulan if x else None
    p = agreement_of(u) if u else None
    return signatures(
        ("Dibuat oleh,", "Bendahara KSM", _treasurer(u)), ("", "Ketua KSM", p.pihak_ksm if p else ""),
        ("Diperiksa oleh,", _unit(u), x.diperiksa_oleh_nama or _of_bkm(u, x.usulan.unit) if x else ""),
        ("Diterima oleh,", "Koordinator BKM", x.diterima_oleh_nama or _of_bkm(u, "koordinator") if x else ""),
    )  # fmt: skip


def tranche_sheet(x: LPJBKM | None) -> Isi:
    """The account of the BKM for one tranche, as it was determined. Source: LPJ-11."""
    uang = (("Dana diterima", "diterima"), ("Modal bergulir ke UPK", "modal"), ("BOP BKM", "bop"),
            ("Dibayarkan ke KSM", "dibayar"), ("Dikembalikan KSM", "kembali"), ("LPJ KSM diterima", "dipertanggungjawabkan"),
            ("Saldo di BKM", "saldo"))  # fmt: skip
    angka_ksm = ("dibayar", "lpj", "kembali", "sisa")
    baris = [[b["ksm"], b["kegiatan"], *(_n(Decimal(b[k])) for k in angka_ksm)] for b in (x.isi if x else [])]
    kepala = words_for(x.wilayah).kepala if x else "Lurah/Kepala Desa"
    return _sheet(
        "Laporan Pertanggungjawaban BKM (LPJ)", blanko=x is None,
        kalimat=f"Ditetapkan {tanggal_terbilang(x.tanggal)}." if x else "Ditetapkan pada hari ",
        butir=_facts(
            ("Dana", f"{x.tahap} tahun anggaran {x.tahap.sppb.tahun_anggaran}" if x else ""),
            *((a, rupiah(getattr(x, b)) if x else "") for a, b in uang),
        ),
        tabel=[_table("Menurut KSM", ["KSM", "Kegiatan", "Dibayar (Rp)", "LPJ (Rp)", "Kembali (Rp)", "Belum LPJ (Rp)"], baris,
                      kosong=BARIS_KOSONG)],
        penutup=x.catatan if x else "",
        penanda_tangan=signatures(
            ("Ditetapkan oleh,", "Koordinator BKM", _of_bkm(x, "koordinator")),
            ("", "Sekretaris BKM", _of_bkm(x, "sekretaris")), ("Mengetahui,", kepala, head_of_area(x.wilayah) if x else ""),
        ),
    )  # fmt: skip


def _of_bkm(objek: Any, jabatan: str) -> str:
    """Who holds an office of the BKM where something stands; "" on a blank form."""
    return signers(objek.wilayah_id).get(jabatan, "") if objek else ""


def _treasurer(u: Usulan | None) -> str:
    return officer_names(u.ksm).get("bendahara", "") if u else ""


def _unit(u: Usulan | None) -> str:
    """The unit that looks after a proposal; on a blank form both that may."""
    return u.unit.upper() if u else "UPL/UPS"


def _place(u: Usulan) -> str:
    return str(place_data(u.wilayah)["singkat"])


def _bkm_name(kode: str) -> str:
    bkm = BKM._base_manager.filter(wilayah=kode, status="aktif").select_related("badan").first()
    return str(bkm) if bkm else "BKM"


SUSUNAN: dict[str, tuple[Callable[[Any], Isi], ...]] = {
    PERMINTAAN: (request_sheet,), KWITANSI: (receipt_sheet,), BUKU: (book_sheet,), UPAH: (wages_sheet,),
    AKUN: (account_sheet,), AKUN_BKM: (tranche_sheet,), BLANKO_BKM: (tranche_sheet,),
    BLANKO: (request_sheet, receipt_sheet, book_sheet, wages_sheet, account_sheet),
}  # fmt: skip
KOSONG = (BLANKO, BLANKO_BKM)
MODEL = {
    PERMINTAAN: "keuangan.rpd", KWITANSI: "keuangan.rpd", BUKU: "ksm.usulan", UPAH: "ksm.usulan", AKUN: "keuangan.lpjksm",
    AKUN_BKM: "keuangan.lpjbkm", BLANKO: "ksm.usulan", BLANKO_BKM: "bkm.bkm",
}  # fmt: skip
BERBUKU = ("kontrak", "cair", "berjalan", "perubahan", "lpj", "selesai")


def build(kode: str) -> Callable[[Any], Isi]:
    """The builder of one paper."""

    def isi(objek: Any) -> Isi:
        sumber = None if kode in KOSONG else objek
        return {
            "tempat": place_data(objek.wilayah), "kop": letterhead_of(body_of(objek)), "kode_bagian": kode,
            "lembar": [susun(sumber) for susun in SUSUNAN[kode]],
        }  # fmt: skip

    return isi


def body_of(objek: Any) -> Any:
    """The group, or the BKM, whose paper it is."""
    if isinstance(objek, BKM):
        return objek.badan
    if isinstance(objek, LPJBKM):
        return objek.tahap.sppb.bkm.badan
    return (objek if isinstance(objek, Usulan) else objek.usulan).ksm.badan


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    return f"{letterhead_of(body_of(objek))['nama']}, {place_data(objek.wilayah)['lengkap']}"


def is_final(kode: str) -> Callable[[Any], bool]:
    """Whether a paper stands: RPD and account once handed in, a receipt once approved; blanks and book at once."""
    tetap = {PERMINTAAN: ("diajukan", "disetujui", "dibayar"), KWITANSI: ("disetujui", "dibayar"),
             AKUN: ("diajukan", "diperiksa_up", "diterima"), AKUN_BKM: ("ditetapkan",)}  # fmt: skip
    return lambda objek: kode not in tetap or objek.status in tetap[kode]


def fits(kode: str) -> Callable[[Any], bool]:
    """For which rows a paper is meant."""
    if MODEL[kode] == "ksm.usulan":
        return lambda u: u.jenis != "ekonomi" and u.status in BERBUKU
    if kode == KWITANSI:
        return lambda r: r.status in {"disetujui", "dibayar"}
    return lambda objek: objek.status not in {"batal", "bubar"}


def _title(kode: str, objek: Any) -> str:
    judul = str(JUDUL[kode]).split(":")[0]
    if isinstance(objek, BKM | LPJBKM):
        return f"{judul}, {objek}"
    u = objek if isinstance(objek, Usulan) else objek.usulan
    return f"{judul}, {u.judul}" + ("" if isinstance(objek, Usulan) else f" ({objek})")


def register() -> None:
    """Tell laporan which papers groups' money prints."""
    for kode, judul in JUDUL.items():
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model=MODEL[kode], templat="dokumen/dana_ksm.html", build=build(kode), penerbit=issuer,
                bagian=(Bagian(kode, judul, kode not in KOSONG),), final=is_final(kode), cocok=fits(kode),
                nama=partial(_title, kode),
            ),
        )  # fmt: skip
