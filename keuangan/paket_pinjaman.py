"""Papers of a loan: application, analysis and decision, joint liability, contract with schedules, receipt; filled or blank.

Source: DOK-06, KEU-126, KEU-130, KEU-131.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.errors import GalatAplikasi
from inti.formats import angka, persen, rupiah, tanggal, tanggal_terbilang, terbilang, terbilang_rupiah
from inti.registry import jenis_dokumen
from keuangan import izin
from keuangan.actions.pinjaman import file_bukti, may_file
from keuangan.hitung.jadwal import Jadwal
from keuangan.models import BagianAnggota, BuktiPinjaman, Buku, Pinjaman
from keuangan.models.pinjaman import BERAKAD
from keuangan.queries_pinjaman import BarisBagian, member_schedules, share_rows, shares_of
from ksm.queries import members_of
from laporan.izin import izin_objek
from laporan.kertas import signatures
from laporan.models import Berkas, Dokumen
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.reports.data import body_letterhead, place_data
from wilayah.waktu import today_in

PERMOHONAN, ANALISA, TANGGUNG, AKAD, KWITANSI, BLANKO = (
    "permohonan_pinjaman", "analisa_pinjaman", "tanggung_renteng_pinjaman", "akad_pinjaman", "kwitansi_pinjaman",
    "blanko_pinjaman",
)  # fmt: skip
JUDUL: dict[str, Any] = {
    PERMOHONAN: _("Surat permohonan pinjaman (bagian A)"), ANALISA: _("Analisa dan putusan pinjaman (bagian B dan C)"),
    TANGGUNG: _("Pernyataan tanggung renteng"), AKAD: _("Surat Perjanjian Pinjaman"), KWITANSI: _("Kwitansi pencairan"),
    BLANKO: _("Lembar kosong pinjaman"),
}  # fmt: skip
KEMBALI = {
    PERMOHONAN: BuktiPinjaman.Jenis.PERMOHONAN, ANALISA: BuktiPinjaman.Jenis.ANALISA,
    TANGGUNG: BuktiPinjaman.Jenis.TANGGUNG_RENTENG, AKAD: BuktiPinjaman.Jenis.AKAD, KWITANSI: BuktiPinjaman.Jenis.KWITANSI,
}  # fmt: skip
BARIS_KOSONG, BARIS_ANALISA = 8, 6

Isi = dict[str, Any]


@dataclass(frozen=True)
class Isian:
    """What the papers of a loan are filled from; without a loan they are ruled lines."""

    pinjaman: Pinjaman | None
    bagian: list[BagianAnggota]
    baris: list[BarisBagian]
    pengurus: dict[str, str]

    @property
    def jumlah(self) -> Decimal:
        """What the group borrows (rupiah) as things stand."""
        return sum((b.jumlah for b in self.baris), Decimal(0))


def gather(p: Pinjaman | None) -> Isian:
    """A loan with its shares and the officers of its group. Three queries."""
    if p is None:
        return Isian(None, [], [], {})
    bagian = shares_of(p)
    pengurus = {a.jabatan: a.nama for a in members_of(p.ksm)}
    return Isian(p, bagian, share_rows(p, bagian, tanggal=today_in(p.wilayah_id)), pengurus)


def _head(i: Isian, rupa: str, judul: str) -> Isi:
    """What every sheet carries."""
    p = i.pinjaman
    fakta = [
        ("Nama KSM", p.ksm.nama if p else ""), ("Ketua KSM", i.pengurus.get("ketua", "")),
        ("Produk", p.produk.nama if p else ""), ("Pinjaman ke", str(p.ke) if p and p.ke else ""),
    ]  # fmt: skip
    return {
        "rupa": rupa, "judul": judul, "nomor": str(p) if p else "", "blanko": p is None,
        "fakta": [{"label": k, "nilai": v} for k, v in fakta],
    }  # fmt: skip


def application_sheet(i: Isian) -> Isi:
    """Part A: who asks for how much, for what, for how long."""
    p = i.pinjaman
    jumlah = sum((b.diminta for b in i.bagian), Decimal(0))
    isi = _head(i, "permohonan", "Surat permohonan pinjaman")
    butir = [
        ("Jumlah pinjaman", rupiah(jumlah) if p else ""), ("Terbilang", terbilang_rupiah(jumlah) if p else ""),
        ("Keperluan", p.keperluan if p else ""), ("Jangka waktu", f"{p.tenor_diminta} bulan" if p else ""),
        ("Jumlah anggota", f"{angka(len(i.bagian))} orang" if p else ""), ("Tanggal", tanggal(p.diajukan) if p else ""),
    ]  # fmt: skip
    baris = [[str(b.urut), b.anggota.nama, b.anggota.jenis_kelamin, b.usaha, rupiah(b.diminta)] for b in i.bagian]
    return {
        **isi, "butir": [{"label": k, "nilai": v} for k, v in butir], "baris": baris,
        "kosong": [] if p else list(range(1, BARIS_KOSONG + 1)), "jumlah": rupiah(jumlah) if p else "",
        "penanda_tangan": signatures(
            ("", "Ketua KSM", i.pengurus.get("ketua", "")), ("Diterima oleh,", "Petugas UPK", p.dibuat_oleh_nama if p else ""),
        ),
    }  # fmt: skip


def analysis_sheet(i: Isian) -> Isi:
    """Part B and C: what the visits found, what was proposed and decided, the instalment against the ability to pay."""
    p = i.pinjaman
    putus = p.putusan.order_by("-dibuat_pada").first() if p else None  # type: ignore[attr-defined]
    isi = _head(i, "analisa", "Analisa dan putusan pinjaman")
    baris = [
        [
            str(b.bagian.urut), b.bagian.anggota.nama, b.bagian.usaha,
            tanggal(b.bagian.dikunjungi, "singkat") if b.bagian.dikunjungi else "",
            *(rupiah(n) if n is not None else "" for n in (
                b.bagian.penghasilan, b.bagian.biaya, b.kemampuan, b.bagian.diusulkan, b.bagian.disetujui, b.angsuran)),
        ]
        for b in i.baris
    ]  # fmt: skip
    kata = [
        ("Tanggung renteng", p.tanggung_renteng if p else None), ("Pelatihan", p.dilatih if p else None),
    ]  # fmt: skip
    butir = [{"label": k, "nilai": tanggal(v) if v else ""} for k, v in kata]
    menabung = f"{p.menabung_bulan} bulan berturut-turut" if p and p.menabung_bulan is not None else ""
    butir += [
        {"label": "KSM menabung", "nilai": menabung},
        {"label": "Jangka waktu", "nilai": f"{p.tenor_bulan or p.tenor_diminta} bulan" if p else ""},
        {"label": "Putusan", "nilai": f"{putus.get_hasil_display()}, {tanggal(putus.tanggal)}" if putus else ""},
        {"label": "Alasan", "nilai": putus.alasan if putus else ""},
    ]
    return {
        **isi, "butir": butir, "baris": baris, "kosong": [] if p else list(range(1, BARIS_ANALISA + 1)),
        "penanda_tangan": signatures(
            ("Diperiksa oleh,", "Petugas UPK", p.pemeriksa_nama if p else ""),
            ("Diputus oleh,", "Manajer UPK", putus.manajer_nama if putus else ""),
            ("", "Koordinator BKM", putus.koordinator_nama if putus else ""),
        ),
    }  # fmt: skip


def liability_sheet(i: Isian) -> Isi:
    """All members answer for the whole loan, in writing. Source: KEU-141."""
    p = i.pinjaman
    return {
        **_head(i, "tanggung", "Pernyataan tanggung renteng"),
        "angka": rupiah(i.jumlah) if p else "", "terbilang": terbilang_rupiah(i.jumlah) if p else "",
        "hari": tanggal(p.tanggung_renteng) if p and p.tanggung_renteng else "",
        "tanda": [b.bagian.anggota.nama for b in i.baris] if p else [""] * BARIS_KOSONG,
        "penanda_tangan": signatures(
            ("", "Ketua", i.pengurus.get("ketua", "")), ("", "Sekretaris", i.pengurus.get("sekretaris", "")),
            ("", "Bendahara", i.pengurus.get("bendahara", "")),
        ),
    }  # fmt: skip


def contract_sheet(i: Isian) -> Isi:
    """The contract in plain words; figures as words too. Blank where there is no loan. Source: KEU-130."""
    p = i.pinjaman
    putus = p.putusan.filter(hasil="setuju").order_by("-dibuat_pada").first() if p else None  # type: ignore[attr-defined]
    return {
        **_head(i, "akad", "Surat Perjanjian Pinjaman"),
        "hari": tanggal_terbilang(p.tanggal_akad) if p and p.tanggal_akad else "",
        "pihak": {
            "manajer": putus.manajer_nama if putus else "", "koordinator": putus.koordinator_nama if putus else "",
            "upk": str(p.buku) if p else "", "ksm": p.ksm.nama if p else "", "ketua": i.pengurus.get("ketua", ""),
        },
        "angka": rupiah(i.jumlah) if p else "", "terbilang": terbilang_rupiah(i.jumlah) if p else "",
        "keperluan": p.keperluan if p else "", "pasal": _clauses(i),
        "penanda_tangan": signatures(
            ("Pihak Pertama,", "Manajer UPK", putus.manajer_nama if putus else ""),
            ("Mengetahui,", "Koordinator BKM", putus.koordinator_nama if putus else ""),
            ("Pihak Kedua,", "Ketua KSM", i.pengurus.get("ketua", "")),
        ),
    }  # fmt: skip


def _clauses(i: Isian) -> list[dict[str, str]]:
    """The terms as sentences; dots where a blank contract is filled by hand."""
    p = i.pinjaman
    titik = "………………"
    k = p.ketentuan if p else None
    tenor = p.tenor_bulan or p.tenor_diminta if p else 0
    bulan = f"{tenor} ({terbilang(tenor)}) bulan" if p else f"{titik} bulan"
    jasa = f"{persen(k.jasa_persen, 2)} sebulan, {str(k.get_metode_display()).lower()}" if k else f"{titik} sebulan"
    tabungan = f"{persen(k.tabungan_persen, 0)} {str(k.get_dasar_tabungan_display()).lower()}" if k else titik
    return [
        {"judul": "Jangka waktu dan jasa", "isi": f"Pinjaman dikembalikan dalam {bulan}, dengan jasa {jasa}."},
        {"judul": "Angsuran", "isi": "Pihak Kedua membayar pokok dan jasa setiap bulan menurut jadwal terlampir, sesudah "
         "mengumpulkannya dari anggota. Setiap pembayaran dicatat di kartu pinjaman dan diberi kwitansi."},
        {"judul": "Tanggung renteng", "isi": "Seluruh anggota bertanggung jawab bersama. Bila seorang anggota belum dapat "
         "membayar, anggota lain menutupnya lebih dulu menurut pernyataan tanggung renteng."},
        {"judul": "Tabungan", "isi": f"Pihak Kedua menabung {tabungan}; tabungan diambil sesudah pinjaman lunas, kecuali "
         "untuk menutup tunggakannya sendiri."},
        {"judul": "Tunggakan", "isi": "Pembayaran dipakai untuk jasa, lalu pokok yang tertunggak. Selama menunggak, KSM dan "
         "anggotanya tidak menerima pinjaman baru."},
        {"judul": "Pelunasan lebih awal", "isi": "Pinjaman boleh dilunasi kapan saja"
         + (f"; jasa pelunasan: {str(k.get_jasa_pelunasan_display()).lower()}." if k else ".")},
        {"judul": "Penggunaan", "isi": "Pinjaman dipakai untuk usaha yang tersebut di atas dan tidak dialihkan. Petugas UPK "
         "mengunjungi usaha anggota paling lambat satu bulan sesudah pencairan."},
    ]  # fmt: skip


def schedule_sheet(i: Isian) -> Isi | None:
    """The schedule of the group, and what each member pays; counted from the day of the money, before it from the akad."""
    p = i.pinjaman
    if p is None or not i.baris:
        return None
    hari = p.tanggal_cair or p.tanggal_akad or today_in(p.wilayah_id)
    try:
        kelompok, anggota = member_schedules(
            p.ketentuan, tenor=p.tenor_bulan or p.tenor_diminta, bagian=[b.jumlah for b in i.baris], tanggal=hari
        )
    except GalatAplikasi:
        return None
    return {
        **_head(i, "jadwal", "Jadwal angsuran"),
        "dari": tanggal(hari), "pasti": p.tanggal_cair is not None,
        "baris": [[str(b.ke), tanggal(b.jatuh_tempo, "singkat"), *_amounts(b)] for b in kelompok.baris],
        "jumlah": [rupiah(n) for n in (kelompok.total_pokok, kelompok.total_jasa, kelompok.total)],
        "anggota": [
            {"no": str(b.bagian.urut), "nama": b.bagian.anggota.nama, "isi": _member_amounts(b, j)}
            for b, j in zip(i.baris, anggota, strict=True)
        ],
    }  # fmt: skip


def _amounts(b: Any) -> list[str]:
    return [rupiah(n) for n in (b.pokok, b.jasa, b.angsuran, b.sisa_pokok)]


def _member_amounts(b: BarisBagian, j: Jadwal) -> list[str]:
    return [rupiah(n) for n in (b.jumlah, j.baris[0].angsuran, j.baris[-1].angsuran, j.total)]


def receipt_sheet(i: Isian) -> Isi:
    """The receipt that the group signs for the money. Source: KEU-131."""
    p = i.pinjaman
    jurnal = p.jurnal if p else None
    return {
        **_head(i, "kwitansi", "Kwitansi"),
        "bukti": jurnal.nomor_bukti if jurnal else "",
        "dari": str(p.buku) if p else "", "angka": rupiah(i.jumlah) if p else "",
        "terbilang": terbilang_rupiah(i.jumlah) if p else "",
        "untuk": f"Pencairan pinjaman {p} KSM {p.ksm.nama}, {p.keperluan}" if p else "",
        "tempat_tanggal": tanggal(p.tanggal_cair) if p and p.tanggal_cair else "",
        "penanda_tangan": signatures(
            ("Dibayar oleh,", "Kasir UPK", jurnal.dibuat_oleh_nama if jurnal else ""), ("Mengetahui,", "Manajer UPK", ""),
            ("Diterima oleh,", "Ketua KSM", i.pengurus.get("ketua", "")),
        ),
    }  # fmt: skip


SUSUNAN: dict[str, tuple[Callable[[Isian], Isi | None], ...]] = {
    PERMOHONAN: (application_sheet,), ANALISA: (analysis_sheet,), TANGGUNG: (liability_sheet,),
    AKAD: (contract_sheet, schedule_sheet), KWITANSI: (receipt_sheet,),
    BLANKO: (application_sheet, analysis_sheet, liability_sheet, contract_sheet, receipt_sheet),
}  # fmt: skip


def build(kode: str) -> Callable[[Any], Isi]:
    """The builder of one paper; a ledger gives the blank set."""

    def isi(objek: Any) -> Isi:
        p = objek if isinstance(objek, Pinjaman) else None
        i = gather(p)
        lembar = [s for susun in SUSUNAN[kode] if (s := susun(i)) is not None]
        buku: Buku = p.buku if p else objek
        return {
            "tempat": place_data(objek.wilayah), "kop": body_letterhead(buku.wilayah), "kode_bagian": kode, "lembar": lembar,
            "hari_ini": tanggal(today_in(objek.wilayah_id)),
        }  # fmt: skip

    return isi


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    buku = objek.buku if isinstance(objek, Pinjaman) else objek
    return str(buku)


def receive(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Any:
    """A signed paper came back: it is filed with the loan, where its sender serves loans. Source: KEU-126."""
    p = Pinjaman.objects.get(pk=dokumen.objek_id)
    if not may_file(oleh, p):
        return None
    return file_bukti(p, oleh=oleh, jenis=KEMBALI[dokumen.jenis], berkas=berkas)


def is_final(kode: str) -> Callable[[Any], bool]:
    """Whether a paper stands: the contract once it is signed, the receipt once the money went out, the others at once."""

    def final(p: Any) -> bool:
        if kode == AKAD:
            return p.status in BERAKAD
        return kode != KWITANSI or p.tanggal_cair is not None

    return final


def fits(kode: str) -> Callable[[Any], bool]:
    """For which loans a paper is offered."""

    def cocok(p: Any) -> bool:
        if kode == KWITANSI:
            return p.status in BERAKAD
        if kode == AKAD:
            return p.status in ("disetujui", *BERAKAD)
        return not p.bawaan

    return cocok


def _title(kode: str, p: Any) -> str:
    """The title of a paper with its loan and group."""
    return f"{JUDUL[kode]} {p} KSM {p.ksm.nama}"


def register() -> None:
    """Tell laporan which papers loans print, who may see them, and where signed ones go."""
    izin_objek.daftar("keuangan.pinjaman", izin.LIHAT_BAGIAN_PINJAMAN)
    for kode in KEMBALI:
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=JUDUL[kode], model="keuangan.pinjaman", templat="dokumen/pinjaman.html", build=build(kode),
                penerbit=issuer, bagian=(Bagian(kode, JUDUL[kode], True),), final=is_final(kode), cocok=fits(kode),
                nama=partial(_title, kode),
            ),
        )  # fmt: skip
        penerima_kertas.daftar(kode, receive)
    jenis_dokumen.daftar(
        BLANKO,
        JenisDokumen(
            kode=BLANKO, judul=JUDUL[BLANKO], model="keuangan.buku", templat="dokumen/pinjaman.html", build=build(BLANKO),
            penerbit=issuer, bagian=(Bagian(BLANKO, JUDUL[BLANKO]),), final=lambda b: True, cocok=lambda b: b.unit == "upk",
        ),
    )  # fmt: skip
