"""The kinds of papers of the meetings, how each is built, and when DRAF may go from it.

RKM has papers of its own; every other meeting of every stage prints the general ones, whose record carries the sections
that apps registered for it. Source: DOK-07, DOK-10, SIK-71, SIK-72, SIK-105.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.errors import AturanDilanggar
from inti.formats import tanggal
from inti.registry import jenis_dokumen
from laporan.models import NomorSurat
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.definisi.model import DefKeluaran, DefPertemuan, JenisKeputusan
from siklus.models import Langkah, Pertemuan
from siklus.reports import data, isi_ba
from siklus.reports.gabungan import PAKET_SEMUA, all_packages
from siklus.reports.kembali import receive_paper
from siklus.reports.terima import BA_UMUM, HADIR_UMUM, evidence_for

UNDANGAN, HADIR, TATIB, BA, PERNYATAAN, PAKET = (
    "undangan_rkm", "daftar_hadir_rkm", "tata_tertib_rkm", "berita_acara_rkm", "pernyataan_kesiapan", "paket_rkm",
)  # fmt: skip
UNDANGAN_UMUM, PAKET_UMUM = "undangan_pertemuan", "paket_pertemuan"
REKAP = "rekap_refleksi"

SINGKATAN = {UNDANGAN: "UND-RKM", BA: "BA-RKM", PERNYATAAN: "SPK", UNDANGAN_UMUM: "UND", BA_UMUM: "BA", REKAP: "RKP"}
SUDAH_DIAJUKAN = {Langkah.Status.DIAJUKAN, Langkah.Status.TERVERIFIKASI}

Penyusun = Callable[[Pertemuan, dict[str, Any]], dict[str, Any]]


def build(bagian: tuple[str, ...]) -> Callable[[Pertemuan], dict[str, Any]]:
    """A builder of a paper that consists of these parts, in this order."""

    def susun(rapat: Pertemuan) -> dict[str, Any]:
        aturan = rapat.langkah.aturan_main.ambil_pertemuan(rapat.jenis)
        umum = common_data(rapat, aturan)
        return {
            **umum,
            "bagian": [{"kode": kode, "jenis": RUPA[kode], **PENYUSUN[kode](rapat, umum)} for kode in bagian],
        }

    return susun


def common_data(rapat: Pertemuan, aturan: DefPertemuan) -> dict[str, Any]:
    """What all parts share."""
    tempat = data.place_data(rapat.wilayah)
    oleh_bkm = "BKM" in str(aturan.pengundang)
    return {
        "tempat": tempat,
        "kop": (data.body_letterhead(rapat.wilayah) if oleh_bkm else None) or tempat["kop"],
        "rapat": data.meeting_data(rapat, aturan),
        "program": data.programme_name(rapat),
        "langkah": str(rapat.langkah.nama),
    }


def invitation(jenis: str) -> Penyusun:
    """The letter that invites, by the head of the area, dated with its number."""

    def susun(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
        nomor = data.letter_number(jenis, SINGKATAN[jenis], rapat)
        sebutan = rapat.wilayah.sebutan()
        pengundang = umum["rapat"]["pengundang"] if jenis == UNDANGAN_UMUM else ""
        return {
            "judul": "Undangan",
            "nomor": nomor.teks,
            "tanggal_surat": tanggal(data.letter_date(nomor)),
            "kop": umum["kop"],
            "penanda_tangan": data.inviter_signatures(rapat, pengundang, sebutan),
        }

    return susun


def attendance_sheet(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The ruled sheet, or the names that were written down, with their sums."""
    nama = data.names_data(rapat)
    kosong = max(data.BARIS_HADIR.get(rapat.tingkat, data.BARIS_HADIR_LUAS) - len(nama), 0) if not nama else 0
    return {
        "judul": "Daftar Hadir",
        "nama": nama,
        "baris_kosong": list(range(len(nama) + 1, len(nama) + kosong + 1)),
        "hadir": data.attendance_data(rapat),
        "penanda_tangan": data.signatories(rapat, None, rapat.wilayah.sebutan()),
    }


def house_rules(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The rules that the meeting reads and agrees on before it begins. Source: B5 Buku 2, B6."""
    return {"judul": "Tata Tertib Rembug"}


def rkm_minutes(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The record of the RKM: blank before the meeting, filled after it, under the same number. Source: SIK-105."""
    relawan = data.volunteers_data(rapat)
    terisi = rapat.status == Pertemuan.Status.TERLAKSANA
    return {
        "judul": "Berita Acara",
        "nomor": data.letter_number(BA, SINGKATAN[BA], rapat).teks,
        "kop": umum["kop"],
        "hadir": data.attendance_data(rapat),
        "pilihan": data.options_data(rapat),
        "putusan": data.decision_data(rapat),
        "relawan": relawan,
        "baris_relawan": [] if relawan or terisi else list(range(1, data.BARIS_RELAWAN + 1)),
        "baris_rencana": [] if terisi else list(range(1, data.BARIS_RENCANA + 1)),
        "penanda_tangan": data.signatories(rapat, output_for(rapat, BA), rapat.wilayah.sebutan()),
    }


def general_minutes(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The record of any other meeting: its sections, what it decides, who signs. Source: SIK-71."""
    terisi = rapat.status == Pertemuan.Status.TERLAKSANA
    memutuskan = rapat.langkah.aturan_main.ambil_pertemuan(rapat.jenis).memutuskan
    sebutan = rapat.wilayah.sebutan()
    isi = {
        "judul": "Berita Acara",
        "nomor": data.letter_number(BA_UMUM, SINGKATAN[BA_UMUM], rapat).teks,
        "kop": umum["kop"],
        "hadir": data.attendance_data(rapat),
        "isi_rapat": data.sections_data(rapat),
        "pilihan": data.options_data(rapat) if memutuskan else [],
        "putusan": data.decision_data(rapat) if memutuskan else None,
        "baris_rencana": [] if terisi else list(range(1, data.BARIS_RENCANA + 1)),
        "penanda_tangan": data.signatories(rapat, evidence_for(rapat, BA_UMUM), sebutan),
    }
    # Sections are numbered here, so that the paper reads 1, 2, 3 whatever is in it.
    for nomor, s in enumerate(isi["isi_rapat"], start=3):
        s["nomor"] = nomor
    lanjut = 3 + len(isi["isi_rapat"])
    isi["no_putusan"], isi["no_rencana"] = lanjut, lanjut + bool(isi["pilihan"])
    return isi


def recap(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The list that the kelurahan agreed on, to be filled by hand in the rekap or printed from the records. Source: SIK-77."""
    terisi = rapat.status == Pertemuan.Status.TERLAKSANA
    return {
        "judul": "Rekap Hasil Refleksi Kemiskinan",
        "nomor": data.letter_number(REKAP, SINGKATAN[REKAP], rapat).teks,
        "kop": umum["kop"],
        "isi_rapat": [
            {**data.section(s, terisi=terisi), "nomor": ke}
            for ke, s in enumerate(isi_ba.recap_of(rapat.langkah), start=1)
        ],
        "penanda_tangan": data.signatories(rapat, evidence_for(rapat, BA_UMUM), rapat.wilayah.sebutan()),
    }


def readiness(rapat: Pertemuan, umum: dict[str, Any]) -> dict[str, Any]:
    """The declaration of residents who said yes. Raises AturanDilanggar when they refused. Source: SIK-105."""
    putusan = data.decision_data(rapat)
    if putusan is not None and putusan["hasil"] != "terima":
        raise AturanDilanggar(
            gettext("Warga menolak dalam rembug ini, jadi tidak ada surat pernyataan kesiapan. Cetak berita acaranya."),
            aturan="SIK-105",
        )
    return {
        "judul": "Surat Pernyataan Kesiapan",
        "nomor": data.letter_number(PERNYATAAN, SINGKATAN[PERNYATAAN], rapat).teks,
        "nomor_ba": data.letter_number(BA, SINGKATAN[BA], rapat).teks,
        "penanda_tangan": data.signatories(rapat, output_for(rapat, PERNYATAAN), rapat.wilayah.sebutan()),
    }


def decides(rapat: Pertemuan) -> bool:
    """The meeting in which residents say yes or no; it has papers of its own. Source: SIK-105."""
    langkah = rapat.langkah.aturan_main
    return langkah.keputusan is JenisKeputusan.TERIMA_TOLAK and langkah.ambil_pertemuan(rapat.jenis).memutuskan


def other(rapat: Pertemuan) -> bool:
    """Every other meeting."""
    return not decides(rapat)


def recaps(rapat: Pertemuan) -> bool:
    """The meeting in which the kelurahan agrees on one list of the Refleksi."""
    return output_for(rapat, REKAP) is not None and rapat.langkah.aturan_main.ambil_pertemuan(rapat.jenis).memutuskan


def output_for(rapat: Pertemuan, jenis: str) -> DefKeluaran | None:
    """The evidence that a paper of this kind proves, by the definition."""
    return next((k for k in rapat.langkah.aturan_main.keluaran if k.templat == jenis), None)


def announced(rapat: Pertemuan) -> bool:
    """A paper for before the meeting is final once its day, hour and place stand; a called-off meeting prints drafts."""
    hari = rapat.tanggal or rapat.rencana_tanggal
    return rapat.status != Pertemuan.Status.BATAL and bool(hari and rapat.jam_mulai and rapat.tempat)


def recorded(rapat: Pertemuan) -> bool:
    """A blank is final like the invitation; a filled record only once its stage was handed in. Source: DOK-07."""
    if rapat.status == Pertemuan.Status.TERLAKSANA:
        return rapat.langkah.status in SUDAH_DIAJUKAN
    return announced(rapat)


def number(jenis: str) -> Callable[[Pertemuan], NomorSurat]:
    """The number of the paper itself."""
    return lambda rapat: data.letter_number(jenis, SINGKATAN[jenis], rapat)


def issuer(rapat: Pertemuan) -> str:
    """Who issues it, as the public reads: the area, its kecamatan and kota."""
    return str(data.place_data(rapat.wilayah)["lengkap"])


def titled(judul: str) -> Callable[[Pertemuan], str]:
    """The title in the archive: what, of which meeting, where."""

    def nama(rapat: Pertemuan) -> str:
        aturan = rapat.langkah.aturan_main.ambil_pertemuan(rapat.jenis)
        tempat = f"{rapat.basis.label_lengkap}, " if rapat.basis else ""
        return f"{judul} {aturan.nama}, {tempat}{rapat.wilayah.nama_lengkap}"

    return nama


RUPA = {
    UNDANGAN: "undangan", UNDANGAN_UMUM: "undangan", HADIR: "hadir", HADIR_UMUM: "hadir", TATIB: "tatib", BA: "berita_acara",
    BA_UMUM: "berita_acara_umum", PERNYATAAN: "pernyataan", REKAP: "rekap",
}  # fmt: skip
PENYUSUN: dict[str, Penyusun] = {
    UNDANGAN: invitation(UNDANGAN),
    UNDANGAN_UMUM: invitation(UNDANGAN_UMUM),
    HADIR: attendance_sheet,
    HADIR_UMUM: attendance_sheet,
    TATIB: house_rules,
    BA: rkm_minutes,
    BA_UMUM: general_minutes,
    PERNYATAAN: readiness,
    REKAP: recap,
}


def _kinds() -> list[JenisDokumen]:
    dasar = JenisDokumen(
        kode="",
        judul="",
        model="siklus.pertemuan",
        templat="dokumen/rapat.html",
        build=build(()),
        penerbit=issuer,
        cocok=decides,
        final=announced,
    )

    def satu(kode: str, judul: Any, *, kembali: bool = False, bernomor: bool = False, **ubah: Any) -> JenisDokumen:
        nomor: dict[str, Any] = {"nomor": number(kode)} if bernomor else {}
        return replace(
            dasar, kode=kode, judul=judul, build=build((kode,)), bagian=(Bagian(kode, judul, kembali),),
            nama=titled(str(judul)), **nomor, **ubah,
        )  # fmt: skip

    return [
        replace(
            dasar,
            kode=PAKET,
            judul=_("Paket rapat"),
            build=build((UNDANGAN, HADIR, TATIB, BA)),
            nama=titled(str(_("Paket rapat"))),
            bagian=(
                Bagian(UNDANGAN, _("Undangan")),
                Bagian(HADIR, _("Daftar hadir"), kembali=True),
                Bagian(TATIB, _("Tata tertib")),
                Bagian(BA, _("Berita acara"), kembali=True),
            ),
        ),
        replace(
            dasar,
            kode=PAKET_UMUM,
            judul=_("Paket rapat"),
            build=build((UNDANGAN_UMUM, HADIR_UMUM, BA_UMUM)),
            nama=titled(str(_("Paket rapat"))),
            final=recorded,
            cocok=other,
            bagian=(
                Bagian(UNDANGAN_UMUM, _("Undangan pertemuan")),
                Bagian(HADIR_UMUM, _("Daftar hadir pertemuan"), kembali=True),
                Bagian(BA_UMUM, _("Berita acara pertemuan"), kembali=True),
            ),
        ),
        satu(UNDANGAN, _("Undangan"), bernomor=True),
        satu(HADIR, _("Daftar hadir"), kembali=True, final=recorded),
        satu(TATIB, _("Tata tertib")),
        satu(BA, _("Berita acara"), kembali=True, bernomor=True, final=recorded),
        satu(PERNYATAAN, _("Surat pernyataan kesiapan"), kembali=True, bernomor=True, final=recorded),
        satu(UNDANGAN_UMUM, _("Undangan pertemuan"), bernomor=True, cocok=other),
        satu(HADIR_UMUM, _("Daftar hadir pertemuan"), kembali=True, final=recorded, cocok=other),
        satu(BA_UMUM, _("Berita acara pertemuan"), kembali=True, bernomor=True, final=recorded, cocok=other),
        satu(REKAP, _("Rekap hasil Refleksi"), kembali=True, bernomor=True, final=recorded, cocok=recaps),
    ]


def register() -> None:
    """Tell laporan which papers the cycle prints, and who takes in the signed ones."""
    isi_ba.register()
    for kind in _kinds():
        jenis_dokumen.daftar(kind.kode, kind)
        if kind.kode == PAKET_UMUM:
            jenis_dokumen.daftar(PAKET_SEMUA, all_packages(kind))
        if kind.returning:
            penerima_kertas.daftar(kind.kode, receive_paper)
