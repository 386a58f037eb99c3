"""Papers of works and aid: photo sheet, materials, quality checklist, record of hand-over, list of receipts. DOK-06, B13."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.queries import signers
from inti.formats import KOSONG, angka, persen_pas, rupiah, tanggal
from inti.registry import jenis_dokumen
from ksm import izin
from ksm.actions.pelaksanaan import MENCATAT
from ksm.ceklis_mutu import EDISI, newest
from ksm.models import BadanPemelihara, PemanfaatUsulan, PenerimaanBantuan, SerahTerima, Usulan
from ksm.queries import officer_names
from ksm.queries_pelaksanaan import (
    TAHAP,
    Penerima,
    aid_sums,
    checks_of,
    gives_aid,
    handover_of,
    is_work,
    keeper_of,
    materials_of,
    photos_of,
    progress_of,
    recipients_of,
    swadaya_of,
)
from ksm.sajian_pelaksanaan import figure
from laporan.izin import izin_objek
from laporan.models import Berkas
from laporan.registry import Bagian, JenisDokumen
from pronangkis.reports.sumber import head_of_area
from siklus.reports.data import place_data
from wilayah.sebutan import words_for

log = logging.getLogger(__name__)

FOTO_PEKERJAAN, BAHAN, MUTU, SERAH_TERIMA, TANDA_TERIMA = (
    "foto_pekerjaan", "catatan_bahan", "mutu_pekerjaan", "ba_serah_terima", "tanda_terima_bantuan",
)  # fmt: skip
FOTO_LEBAR = 520  # pixels: 47 mm at 280 dpi, so that thirty photos still make a file that travels
BUKTI = dict(PenerimaanBantuan.Bukti.choices)
BARIS_BAHAN, BARIS_SUSULAN = 16, 3  # ruled lines that fill a sheet, and that follow what is recorded
BINGKAI_KOSONG = [1, 2, 3]  # rows of frames on a sheet without photos: as many as one page holds

Isi = dict[str, Any]


def facts(u: Usulan) -> list[dict[str, str]]:
    """What identifies a work on paper."""
    tempat = u.lokasi or (u.basis.label_lengkap if u.basis is not None else "")
    return [
        {"label": "Kegiatan", "nilai": u.judul},
        {"label": "Nomor usulan", "nilai": u.nomor_usulan},
        {"label": "KSM", "nilai": u.ksm.nama},
        {"label": "Lokasi", "nilai": tempat},
        {"label": "Volume", "nilai": f"{figure(u.volume)} {u.satuan}"},
    ]


def head(u: Usulan, kode: str, judul: str) -> Isi:
    """What every paper of a proposal begins with."""
    return {"tempat": place_data(u.wilayah), "kode_bagian": kode, "judul": judul, "rupa": kode, "fakta": facts(u)}


# -- photo sheet ---------------------------------------------------------------------------------------------------


def build_photos(u: Usulan) -> Isi:
    """Spots in rows, 0, 50 and 100 percent in columns; a photo that is missing leaves its frame. Source: KRJ-02."""
    kemajuan = progress_of(u)
    baris = [
        {
            "titik": t.titik,
            "sel": [
                {"tahap": tahap, "tanggal": tanggal(f.tanggal, "singkat"), "keterangan": f.keterangan,
                 "berkas": str(f.berkas_id), "sha256": f.berkas.sha256}
                if f is not None else {"tahap": tahap, "tanggal": "", "keterangan": "", "berkas": "", "sha256": ""}
                for tahap, f in t.sel
            ],
        }
        for t in photos_of(u)
    ]  # fmt: skip
    fakta = [
        *facts(u),
        {"label": "Kemajuan fisik", "nilai": persen_pas(kemajuan[-1].persen, 1) if kemajuan else "belum dicatat"},
    ]
    return {
        **head(u, FOTO_PEKERJAAN, "Lembar foto pekerjaan"), "fakta": fakta, "baris": baris, "tahap": list(TAHAP),
        "penanda_tangan": [_of_group(u), of_unit(u)], "kosong": BINGKAI_KOSONG if not baris else [],
    }  # fmt: skip


def photo_pictures(isi: Isi) -> dict[str, Any]:
    """Upload -> the photo as a `data:` picture, if it is still the one that was frozen."""
    sel = {s["berkas"]: s["sha256"] for b in isi.get("baris", []) for s in b["sel"] if s["berkas"]}
    return {str(b.pk): print_photo(b) for b in Berkas.objects.filter(pk__in=list(sel)) if b.sha256 == sel[str(b.pk)]}


def print_photo(berkas: Berkas) -> str:
    """One kept photo, small enough for its cell; "" when it cannot be read."""
    from PIL import Image

    try:
        with berkas.file.open("rb") as isi:
            gambar = Image.open(isi).convert("RGB")
    except OSError as galat:  # a lost file costs the picture, not the sheet
        log.warning("foto pekerjaan %s tidak terbaca: %s", berkas.pk, galat)
        return ""
    gambar.thumbnail((FOTO_LEBAR, FOTO_LEBAR))
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(keluar.getvalue()).decode()}"


# -- materials -----------------------------------------------------------------------------------------------------


def build_materials(u: Usulan) -> Isi:
    """Material that came, oldest first; lines to write on while more may come. Source: KRJ-03, KRJ-12."""
    bahan = materials_of(u)[::-1]
    return {
        **head(u, BAHAN, "Catatan bahan"),
        "baris": [
            [tanggal(b.tanggal, "singkat"), b.uraian, figure(b.volume), b.satuan, b.pemasok or KOSONG, b.mutu or KOSONG]
            for b in bahan
        ],
        "kosong": spare_lines(len(bahan), BARIS_BAHAN, terbuka=u.status in MENCATAT),
        "penanda_tangan": [
            sign("Bendahara KSM", officer_names(u.ksm).get("bendahara", ""), "Dicatat oleh,"), _of_group(u, "Mengetahui,"),
            of_unit(u, "Diperiksa oleh,"),
        ],
    }  # fmt: skip


def spare_lines(terisi: int, selembar: int, *, terbuka: bool) -> list[int]:
    """Numbers of the ruled lines after what is recorded: a whole sheet before anything is, none once nothing may follow."""
    sisa = selembar if not terisi else max(selembar - terisi, BARIS_SUSULAN) if terbuka else 0
    return list(range(terisi + 1, terisi + sisa + 1))


# -- quality and hand-over -----------------------------------------------------------------------------------------


def build_quality(u: Usulan) -> Isi:
    """The quality checklist with its newest answers, or with boxes to tick. Source: KRJ-05."""
    mutu = next(iter(checks_of(u)), None)
    definisi = EDISI[mutu.edisi] if mutu else newest()
    jawaban = mutu.jawaban if mutu else {}
    return {
        **head(u, MUTU, str(definisi.nama)), "kapan": str(definisi.kapan),
        "butir": [
            {"teks": str(b.teks), "ya": j.get("ya"), "catatan": j.get("catatan", "")}
            for b in definisi.butir
            for j in [jawaban.get(b.kode, {})]
        ],
        "tanggal": tanggal(mutu.tanggal) if mutu else "",
        "hasil": str(mutu.get_hasil_display()) if mutu else "",
        "volume": f"{figure(mutu.volume)} {u.satuan}" if mutu and mutu.volume else "",
        "catatan": mutu.catatan.splitlines() if mutu else [],
        "penanda_tangan": [sign("Yang memeriksa", mutu.pemeriksa if mutu else ""), _of_group(u)],
    }  # fmt: skip


def build_handover(u: Usulan) -> Isi:
    """The record of completion and hand-over: filled from what was recorded, or with lines to write on. Source: KRJ-06."""
    serah, badan, rekap = handover_of(u), keeper_of(u), swadaya_of(u)
    bkm, kepala = signers(u.wilayah_id), words_for(u.wilayah).kepala
    return {
        **head(u, SERAH_TERIMA, "Berita acara penyelesaian dan serah terima pekerjaan"),
        "hari": tanggal(serah.tanggal) if serah else "", "selesai": tanggal(serah.selesai) if serah else "",
        "volume": f"{figure(serah.volume)} {serah.satuan}" if serah else "",
        "dari": serah.dari if serah else "", "kepada": serah.kepada if serah else "",
        "swadaya": [[str(b.nama), _amount(b.janji), _realised(b.nyata, serah)] for b in rekap.baris],
        "swadaya_jumlah": [_amount(rekap.janji), _realised(rekap.nyata, serah)],
        "pemelihara": badan.nama if badan else u.pemelihara,
        "umur": f"{badan.umur_tahun} tahun" if badan else "",
        "iuran": fee_words(badan) if badan else "",
        "pemeliharaan": (badan.tugas if badan and badan.tugas else u.pemeliharaan).splitlines(),
        "catatan": serah.catatan.splitlines() if serah else [],
        "penanda_tangan": [
            sign(f"KSM {u.ksm.nama}", serah.dari if serah else officer_names(u.ksm).get("ketua", ""), "Yang menyerahkan,"),
            _receiver(u, serah, badan, bkm),
            sign("Koordinator BKM", bkm.get("koordinator", ""), "Mengetahui,"),
            sign(kepala, serah.saksi if serah and serah.saksi else head_of_area(u.wilayah), "Mengetahui,"),
        ],
    }  # fmt: skip


def fee_words(badan: BadanPemelihara) -> str:
    """What a household gives for upkeep: "Rp 3.000 per KK, setiap bulan", or that there is no fee."""
    irama = str(badan.get_irama_display())
    return f"{rupiah(badan.iuran)} per KK, {irama.lower()}" if badan.iuran else irama


# -- receipts ------------------------------------------------------------------------------------------------------


def build_receipts(pemanfaat: PemanfaatUsulan) -> Isi:
    """The list of receipts: names, rights, room to sign; who received already stands there with the day. Source: SOS-05."""
    u = Usulan.objects.select_related("ksm", "wilayah", "basis__induk").get(pk=pemanfaat.usulan_id)
    penerima = recipients_of(u)
    rekap = aid_sums(u)
    return {
        **head(u, TANDA_TERIMA, "Daftar tanda terima bantuan"), "sifat": str(u.get_sifat_display()) if u.sifat else "",
        "baris": [_receipt(p) for p in penerima],
        "jumlah": {
            "hak": rupiah(rekap.hak) if rekap.hak else "", "diterima": rupiah(rekap.diterima) if rekap.sudah else "",
            "orang": angka(rekap.penerima), "sudah": angka(rekap.sudah),
        },
        "penanda_tangan": [_of_group(u, "Yang menyerahkan,"), of_unit(u, "Mengetahui,")],
    }  # fmt: skip


def _receipt(p: Penerima) -> Isi:
    keluarga, terima = p.pemanfaat.keluarga, p.terima
    tempat = keluarga.basis.label_lengkap if keluarga is not None else ""
    return {
        "nama": p.pemanfaat.penerima, "tempat": tempat, "hak": rupiah(p.pemanfaat.nilai) if p.pemanfaat.nilai else "",
        "diterima": rupiah(terima.jumlah) if terima else "", "tanggal": tanggal(terima.tanggal, "singkat") if terima else "",
        "bukti": str(BUKTI[terima.bukti]) if terima else "", "diwakili": terima.diwakili if terima else "",
    }  # fmt: skip


def _of_group(u: Usulan, pengantar: str = "") -> dict[str, str]:
    return sign(f"Ketua KSM {u.ksm.nama}", officer_names(u.ksm).get("ketua", ""), pengantar)


def of_unit(u: Usulan, pengantar: str = "") -> dict[str, str]:
    return sign(u.unit.upper(), signers(u.wilayah_id).get(u.unit, ""), pengantar)


def _receiver(
    u: Usulan, serah: SerahTerima | None, badan: BadanPemelihara | None, bkm: dict[str, str]
) -> dict[str, str]:
    """Who takes a work over, with the post that the records know: of the BKM, or of those who will keep it up."""
    if serah is None:
        return sign(u.pemelihara, "", "Yang menerima,")
    jabatan = "Koordinator BKM" if serah.kepada == bkm.get("koordinator") else ""
    if badan is not None and serah.kepada == badan.ketua:
        jabatan = badan.nama
    return sign(jabatan, serah.kepada, "Yang menerima,")


def _amount(nilai: Any) -> str:
    return rupiah(nilai) if nilai else KOSONG


def _realised(nilai: Any, serah: SerahTerima | None) -> str:
    """Swadaya that came, rupiah; room to write it while the record is blank and nothing came yet."""
    return _amount(nilai) if nilai or serah is not None else ""


def sign(jabatan: str, nama: str, pengantar: str = "") -> dict[str, str]:
    return {"pengantar": pengantar, "jabatan": jabatan, "nama": nama}


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    return str(place_data(objek.wilayah)["lengkap"])


def register() -> None:
    """Tell laporan of the five; a list of people is guarded as the people are."""
    dasar = JenisDokumen(
        kode="", judul="", model="ksm.usulan", templat="dokumen/karya.html", build=build_photos, penerbit=issuer,
        final=lambda _o: True,
    )  # fmt: skip

    def satu(kode: str, judul: Any, susun: Callable[[Any], Isi], *, kembali: bool = True, **ubah: Any) -> None:
        bagian = (Bagian(kode, judul, kembali),)
        nama = ubah.pop("nama", lambda u: f"{judul} {u.nomor_usulan}, {u.wilayah.nama_lengkap}")
        jenis_dokumen.daftar(
            kode, replace(dasar, kode=kode, judul=judul, build=susun, bagian=bagian, nama=nama, **ubah)
        )

    satu(FOTO_PEKERJAAN, _("Lembar foto pekerjaan"), build_photos, kembali=False, cocok=lambda u: u.jenis != "ekonomi",
         gambar=photo_pictures)  # fmt: skip
    satu(BAHAN, _("Catatan bahan"), build_materials, cocok=lambda u: u.jenis != "ekonomi")
    satu(MUTU, _("Ceklis mutu pekerjaan"), build_quality, cocok=is_work)
    satu(SERAH_TERIMA, _("Berita acara serah terima"), build_handover, cocok=is_work)
    satu(
        TANDA_TERIMA, _("Daftar tanda terima bantuan"), build_receipts, model="ksm.pemanfaatusulan",
        cocok=lambda p: gives_aid(p.usulan), nama=lambda p: f"Daftar tanda terima bantuan {p.usulan.nomor_usulan}",
    )  # fmt: skip
    izin_objek.daftar("ksm.pemanfaatusulan", izin.LIHAT_PEMANFAAT)
