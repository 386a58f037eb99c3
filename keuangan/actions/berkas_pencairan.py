"""Writes of a payment file: draw it up, check its papers, pass it on in order, send it back, note the money that came.

Order of the locks: the ledger (only where money is booked), then the file.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah, TidakBerwenang
from inti.formats import tanggal as tulis_tanggal
from inti.izin import may, require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.blm import source_of
from keuangan.actions.jurnal import reverse_jurnal
from keuangan.actions.peristiwa import book_peristiwa
from keuangan.actions.umum import Dana, take_buku
from keuangan.kertas_blm import papers_for
from keuangan.models import (
    BerkasPencairan,
    Buku,
    DanaTahap,
    LangkahBerkas,
    PeriksaKertas,
    RekeningBKM,
    TahapBLM,
)
from keuangan.models.berkas_pencairan import LANGKAH, MENUNGGU, LangkahDef
from keuangan.models.blm import SumberBLM
from keuangan.queries_blm import missing_papers
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

S = BerkasPencairan.Status
SURAT = ("spp", "spm", "sp2d")
# In these the number of SPP, SPM and SP2D are known: from the approval of the PPK on.
BERSURAT = (S.DISETUJUI_PPK, S.DISETUJUI_SATKER)


def take_berkas(berkas: BerkasPencairan, *, oleh: Any, perlu: str | None = None) -> BerkasPencairan:
    """A file under its lock, in scope, with the right. Raises: BerkasPencairan.DoesNotExist, TidakBerwenang."""
    baris = take(BerkasPencairan, berkas.pk, oleh=oleh)
    if perlu is not None:
        require(oleh, perlu, baris)
    return baris


# -- at the BKM ----------------------------------------------------------------------------------------------------


@aksi
def compose_berkas(
    tahap: TahapBLM, *, oleh: Any, sumber: str, tanggal: datetime.date | None = None, id: uuid.UUID | None = None
) -> BerkasPencairan:
    """Begin the file of one source of a tranche, with the papers that the area asks for. It may begin before its gate opens.

    Raises: TahapBLM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-20, BLM-24). Source: BLM-20, BLM-21.
    """
    milik = take(TahapBLM, tahap.pk, oleh=oleh)
    require(oleh, izin.SUSUN_BERKAS, milik)
    sppb, hari = milik.sppb, field_date(tanggal or today_in(milik.wilayah_id), milik.wilayah_id)
    dana = DanaTahap._base_manager.filter(tahap=milik, sumber=source_of(sumber)).first()
    if dana is None:
        raise IsianSalah({"sumber": [_("Sumber ini tidak membiayai tahap itu.")]})
    rekening = RekeningBKM._base_manager.filter(bkm=sppb.bkm_id, ditutup__isnull=True).first()
    if rekening is None:
        raise AturanDilanggar(_("Catat dulu rekening BKM yang menerima dananya."), aturan="BLM-24")
    berkas = BerkasPencairan(
        tahap=milik, wilayah_id=milik.wilayah_id, sumber=dana.sumber, jumlah=dana.jumlah, rekening=rekening, disusun=hari,
        sejak=hari, **author(oleh), **client_id(id),
    )  # fmt: skip
    ada = AturanDilanggar(_("Berkas %(t)s dari sumber ini sudah ada.") % {"t": milik}, aturan="BLM-20")
    belum = AturanDilanggar(_("SPPB belum ditandatangani, jadi berkasnya belum dapat disusun."), aturan="BLM-20")
    with constraint_says({"berkas_pencairan_satu_per_sumber": ada, "berkas_pencairan_sppb_sah": belum}):
        berkas.save(force_insert=True)
    _ask_papers(berkas, sppb.tahun_anggaran, oleh=oleh)
    catat("keuangan.berkaspencairan.disusun", berkas, rincian={"jumlah": str(berkas.jumlah), "sumber": berkas.sumber})
    return berkas


def _ask_papers(berkas: BerkasPencairan, tahun: int, *, oleh: Any) -> None:
    """Put the asked papers on the file; those that are there already stay."""
    ada = set(PeriksaKertas._base_manager.filter(berkas=berkas).values_list("kode", flat=True))
    PeriksaKertas._base_manager.bulk_create(
        [
            PeriksaKertas(
                berkas=berkas, wilayah_id=berkas.wilayah_id, kode=k.kode, nama=str(k.nama)[:150], wajib=k.wajib, urut=urut,
                **author(oleh),
            )
            for urut, k in enumerate(papers_for(berkas.wilayah_id, tahun, berkas.tahap.ke), 1)
            if k.kode not in ada
        ]
    )  # fmt: skip


@aksi
def check_kertas(
    berkas: BerkasPencairan,
    *,
    oleh: Any,
    kertas: Mapping[str, Mapping[str, Any]],
    foto: Mapping[str, Berkas] | None = None,
) -> BerkasPencairan:
    """Note of each paper (by its code) whether it is there (`ada`), right (`benar`), a note, and its photo.

    The BKM notes what is there; whether it is right is for the Tim Faskel, or for who notes its signed sheet.
    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-22). Source: BLM-22.
    """
    baris = take_berkas(berkas, oleh=oleh)
    periksa = any(may(oleh, i, baris) for i in (izin.PERIKSA_FASKEL, izin.CATAT_BERKAS_KERTAS))
    if not periksa and not may(oleh, izin.SUSUN_BERKAS, baris):
        raise TidakBerwenang
    if baris.status not in {S.DISUSUN, S.DIKEMBALIKAN}:
        raise AturanDilanggar(
            _("Kertas berkas ini sudah diperiksa; isinya berubah lagi bila berkasnya dikembalikan."), aturan="BLM-22"
        )
    semua = {k.kode: k for k in baris.kertas.all()}
    asing = (set(kertas) | set(foto or {})) - set(semua)
    if asing:
        raise IsianSalah({"kertas": [_("Kertas ini tidak diminta: %(kode)s.") % {"kode": ", ".join(sorted(asing))}]})
    ubah: dict[str, Any] = {}
    for kode, k in semua.items():
        beda = _note_paper(k, kertas.get(kode, {}), (foto or {}).get(kode), benar_boleh=periksa)
        if beda:
            ubah[kode] = beda
    if ubah:
        catat("keuangan.berkaspencairan.kertas_diperiksa", baris, rincian=ubah)
    return baris


def _note_paper(k: PeriksaKertas, isi: Mapping[str, Any], foto: Berkas | None, *, benar_boleh: bool) -> dict[str, Any]:
    """Write what changed of one paper. Raises: IsianSalah."""
    lama = (k.ada, k.benar, k.catatan, k.foto_id)
    k.ada = isi.get("ada", k.ada)
    if "benar" in isi and isi["benar"] != k.benar:
        if not benar_boleh:
            raise TidakBerwenang
        k.benar = isi["benar"]
    k.catatan = str(isi.get("catatan", k.catatan) or "").strip()[:300]
    if foto is not None:
        k.foto, k.ada = foto, True
    if not k.ada:
        k.benar = None
    if k.benar is False and not k.catatan:
        raise IsianSalah({f"catatan_{k.kode}": [_("Tulis apa yang salah pada “%(nama)s”.") % {"nama": k.nama}]})
    baru = (k.ada, k.benar, k.catatan, k.foto_id)
    if baru == lama:
        return {}
    k.versi += 1
    k.save()
    return {"ada": k.ada, "benar": k.benar}


@aksi
def hand_over(berkas: BerkasPencairan, *, oleh: Any, tanggal: datetime.date | None = None) -> BerkasPencairan:
    """The BKM hands the file to the Tim Faskel: from that day on it waits there. Every required paper is there.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-22). Source: BLM-22.
    """
    baris = take_berkas(berkas, oleh=oleh, perlu=izin.SUSUN_BERKAS)
    if baris.status != S.DISUSUN:
        raise AturanDilanggar(_("Berkas ini sudah diteruskan."), aturan="BLM-23")
    if baris.diserahkan is not None:
        return baris
    hari = _step_date(tanggal, baris)
    kurang = missing_papers(baris)
    if kurang:
        raise AturanDilanggar(
            _("Kertas ini belum ada: %(nama)s.") % {"nama": "; ".join(kurang)}, aturan="BLM-22"
        )  # fmt: skip
    baris.diserahkan = baris.sejak = hari
    baris.versi += 1
    baris.save()
    catat("keuangan.berkaspencairan.diserahkan", baris)
    return baris


@aksi
def take_up_again(
    berkas: BerkasPencairan, *, oleh: Any, tanggal: datetime.date | None = None, alasan: str = ""
) -> BerkasPencairan:
    """Take a file that was sent back up again: a new round, its papers are checked anew.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, TransisiDitolak. Source: BLM-27.
    """
    baris = take_berkas(berkas, oleh=oleh)
    hasil = advance(baris, "susun_kembali", oleh=oleh, alasan=alasan, tanggal=_step_date(tanggal, baris))
    for k in hasil.kertas.exclude(benar__isnull=True):
        k.benar = None
        k.versi += 1
        k.save()
    _ask_papers(hasil, hasil.tahap.sppb.tahun_anggaran, oleh=oleh)
    return hasil


@aksi
def cancel_berkas_pencairan(berkas: BerkasPencairan, *, oleh: Any, alasan: str = "") -> BerkasPencairan:
    """Drop a file that was begun by mistake; it stays with its reason.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: BLM-20.
    """
    baris = take_berkas(berkas, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- the five ------------------------------------------------------------------------------------------------------


@aksi
def pass_berkas(
    berkas: BerkasPencairan,
    langkah: str,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    catatan: str = "",
    alasan: str = "",
    nama: str = "",
    foto: Berkas | None = None,
    nomor: str = "",
    sk: str = "",
) -> BerkasPencairan:
    """One of the five passes the file on: by login of that role, or noted from the signed sheet (`nama` and `foto`).

    PJOK gives the number of the PP-BLM and of the decree that names him. Nobody is skipped; by login no one passes twice.
    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, GerbangTertutup, AturanDilanggar
    (BLM-23). Source: BLM-22, BLM-23, BLM-25, BLM-30.
    """
    d = LANGKAH[langkah]
    baris = take_berkas(berkas, oleh=oleh)
    siapa = _by_whom(baris, d, oleh=oleh, nama=nama, foto=foto)
    hari = _step_date(tanggal, baris)
    isi: dict[str, Any] = {"tanggal": hari}
    if langkah == "pjok":
        isi |= {
            "nomor": needed(nomor, bidang="nomor", pesan=_("Isi nomor PP-BLM."))[:100],
            "sk": needed(sk, bidang="sk", pesan=_("Isi nomor keputusan bupati atau wali kota yang menunjuk PJOK."))[
                :100
            ],
            "pjok": siapa["nama"],
        }
    if baris.status == d.dari and (baris.status != S.DISUSUN or baris.diserahkan is not None):
        _write_step(baris, d, "lolos", hari, catatan, siapa, oleh=oleh)
    with constraint_says(_refusals()):
        return advance(baris, d.transisi, oleh=oleh, alasan=alasan, **isi)


@aksi
def return_berkas(
    berkas: BerkasPencairan,
    *,
    oleh: Any,
    alasan: str = "",
    tanggal: datetime.date | None = None,
    nama: str = "",
    foto: Berkas | None = None,
) -> BerkasPencairan:
    """Whose turn it is sends the file back to the BKM with what is to be mended.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (BLM-27).
    Source: BLM-27.
    """
    baris = take_berkas(berkas, oleh=oleh)
    d = LANGKAH["satker"] if baris.status == S.DISETUJUI_SATKER else MENUNGGU.get(baris.status)
    hari = _step_date(tanggal, baris)
    if d is not None:
        siapa = _by_whom(baris, d, oleh=oleh, nama=nama, foto=foto)
        teks = needed(alasan, bidang="alasan", pesan=_("Tuliskan apa yang harus diperbaiki BKM."))
        _write_step(baris, d, "kembali", hari, teks, siapa, oleh=oleh)
    with constraint_says(_refusals()):
        return advance(baris, "kembalikan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])


def _by_whom(baris: BerkasPencairan, d: LangkahDef, *, oleh: Any, nama: str, foto: Berkas | None) -> dict[str, Any]:
    """How a step is proved: the login of its role, or the signed sheet. Raises: TidakBerwenang, IsianSalah."""
    if foto is None:
        require(oleh, d.izin, baris)
        return {"cara": "login", "pelaku_id": oleh.pk, "nama": oleh.nama}
    require(oleh, izin.CATAT_BERKAS_KERTAS, baris)
    siapa = needed(nama, bidang="nama", pesan=_("Isi nama yang menandatangani lembarnya."))[:150]
    return {"cara": "kertas", "nama": siapa, "foto": foto}


def _write_step(
    baris: BerkasPencairan,
    d: LangkahDef,
    hasil: str,
    hari: datetime.date,
    catatan: str,
    siapa: dict[str, Any],
    *,
    oleh: Any,
) -> None:
    langkah = LangkahBerkas(
        berkas=baris, wilayah_id=baris.wilayah_id, putaran=baris.putaran, langkah=d.kode, hasil=hasil, tanggal=hari,
        catatan=catatan.strip()[:500], **siapa, **author(oleh),
    )  # fmt: skip
    with constraint_says(_refusals()):
        langkah.save(force_insert=True)


def _refusals() -> dict[str, GalatAplikasi]:
    return {
        "langkah_berkas_orang_lain": AturanDilanggar(
            _("Anda sudah menyusun atau meneruskan berkas ini pada langkah lain. Langkah ini dilakukan orang lain."),
            aturan="BLM-23",
        ),
        "langkah_berkas_giliran": AturanDilanggar(_("Belum giliran langkah ini."), aturan="BLM-23"),
        "langkah_berkas_sekali": AturanDilanggar(_("Langkah ini sudah dicatat."), aturan="BLM-23"),
        "berkas_pencairan_kertas_lengkap": AturanDilanggar(
            _("Masih ada kertas yang belum ada atau belum benar."), aturan="BLM-22"
        ),
        "berkas_pencairan_tahap_urut": AturanDilanggar(
            _("Tahap sebelumnya dari sumber ini belum diterima."), aturan="BLM-30"
        ),
    }


def _step_date(tanggal: datetime.date | None, baris: BerkasPencairan) -> datetime.date:
    """A day on which the file moved: not before the step before, not after today. Raises: IsianSalah."""
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if hari < baris.sejak:
        pesan = _("Berkas baru sampai di sini %(hari)s; isi hari itu atau sesudahnya.") % {
            "hari": tulis_tanggal(baris.sejak)
        }
        raise IsianSalah({"tanggal": [pesan]})
    return hari


def step_action(kode: str) -> Callable[..., BerkasPencairan]:
    """The action of one of the five, as its transition runs it."""

    def jalankan(berkas: BerkasPencairan, *, oleh: Any, **isi: Any) -> BerkasPencairan:
        hasil: BerkasPencairan = pass_berkas(berkas, kode, oleh=oleh, **isi)
        return hasil

    return jalankan


# -- the money -----------------------------------------------------------------------------------------------------


@aksi
def note_surat(berkas: BerkasPencairan, *, oleh: Any, **isi: Any) -> BerkasPencairan:
    """Note number and day of SPP, SPM and SP2D ("nomor_sp2d", "tanggal_sp2d", ...), in their order.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-26). Source: BLM-26.
    """
    baris = take_berkas(berkas, oleh=oleh)
    boleh = (izin.PERIKSA_PPK, izin.PERIKSA_SATKER, izin.SUSUN_BERKAS, izin.CATAT_BERKAS_KERTAS)
    if not any(may(oleh, i, baris) for i in boleh):
        raise TidakBerwenang
    if baris.status not in BERSURAT:
        raise AturanDilanggar(
            _("SPP, SPM, dan SP2D dicatat sesudah PPK menyetujui dan sebelum dana diterima."), aturan="BLM-26"
        )
    nama, lalu = "PP-BLM", baris.tanggal_pp
    for surat in SURAT:
        nomor = str(isi.get(f"nomor_{surat}", getattr(baris, f"nomor_{surat}")) or "").strip()[:100]
        hari = isi.get(f"tanggal_{surat}", getattr(baris, f"tanggal_{surat}"))
        if bool(nomor) != (hari is not None):
            raise IsianSalah({f"nomor_{surat}": [_("Isi nomor dan tanggalnya, keduanya.")]})
        if hari is not None:
            field_date(hari, baris.wilayah_id, bidang=f"tanggal_{surat}")
            if lalu is not None and hari < lalu:
                kata = _("%(sebelum)s bertanggal %(hari)s; %(surat)s tidak boleh lebih awal.")
                isi_kata = {"sebelum": nama, "hari": tulis_tanggal(lalu), "surat": surat.upper()}
                raise IsianSalah({f"tanggal_{surat}": [kata % isi_kata]})
            nama, lalu = surat.upper(), hari
        setattr(baris, f"nomor_{surat}", nomor)
        setattr(baris, f"tanggal_{surat}", hari)
    baris.versi += 1
    baris.save()
    catat("keuangan.berkaspencairan.surat_dicatat", baris, rincian={"sp2d": baris.nomor_sp2d})
    return baris


@aksi
def receive_blm(berkas: BerkasPencairan, *, oleh: Any, tanggal: datetime.date, alasan: str = "") -> BerkasPencairan:
    """Note that the money is on the account of the BKM, and book it in the ledger of its Sekretariat: once.

    A second press finds it received and changes nothing. Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, IsianSalah,
    TransisiDitolak, AturanDilanggar (BLM-26, KEU-15, KEU-24). Source: BLM-26, BLM-28.
    """
    terlihat = BerkasPencairan.objects.visible_to(oleh).select_related("tahap__sppb__bkm").get(pk=berkas.pk)
    require(oleh, izin.SUSUN_BERKAS, terlihat)
    buku = ledger_of(terlihat)
    milik = take_buku(buku, oleh=oleh)
    baris = take_berkas(berkas, oleh=oleh)
    if baris.status == S.CAIR and baris.diterima_pada == tanggal:
        return baris
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.status != S.DISETUJUI_SATKER:
        return advance(baris, "terima", oleh=oleh, alasan=alasan, tanggal=hari, jurnal=None)  # refuses in its own words
    if baris.tanggal_sp2d is None:
        raise AturanDilanggar(_("Catat dulu nomor dan tanggal SP2D."), aturan="BLM-26")
    if hari < baris.tanggal_sp2d:
        raise IsianSalah({"tanggal": [_("Dana tidak masuk sebelum tanggal SP2D.")]})
    tahap = terlihat.tahap
    jurnal = book_peristiwa(
        milik, "blm_masuk", oleh=oleh, tanggal=hari, jumlah=baris.jumlah, lewat="bank", bukti=f"SP2D {baris.nomor_sp2d}"[:60],
        dana=Dana(SumberBLM(baris.sumber).sumber_dana, tahap.sppb.tahun_anggaran, tahap.ke),
        uraian=_("BLM tahap %(ke)s %(sumber)s") % {"ke": tahap.romawi, "sumber": baris.get_sumber_display()},
        objek=("keuangan.berkaspencairan", str(baris.pk)),
    )  # fmt: skip
    return advance(baris, "terima", oleh=oleh, alasan=alasan, tanggal=hari, jurnal=jurnal)


def ledger_of(berkas: BerkasPencairan) -> Buku:
    """The ledger that receives a file's money. Raises: AturanDilanggar (BLM-26) where the Sekretariat keeps none yet."""
    buku = Buku._base_manager.filter(badan=berkas.tahap.sppb.bkm.badan_id, unit="sekretariat").first()
    if buku is None:
        raise AturanDilanggar(_("Buku Sekretariat BKM belum dibuka. Buka dulu bukunya."), aturan="BLM-26")
    return buku


@aksi
def withdraw_receipt(
    berkas: BerkasPencairan, *, oleh: Any, alasan: str = "", tanggal: datetime.date | None = None
) -> BerkasPencairan:
    """Take back a receipt that was noted wrongly: its voucher is reversed and the file waits for the money again.

    Raises: BerkasPencairan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (BLM-28, KEU-13).
    Source: BLM-28.
    """
    terlihat = BerkasPencairan.objects.visible_to(oleh).select_related("tahap__sppb__bkm").get(pk=berkas.pk)
    require(oleh, izin.SUSUN_BERKAS, terlihat)
    take_buku(ledger_of(terlihat), oleh=oleh)
    baris = take_berkas(berkas, oleh=oleh)
    jurnal = baris.jurnal
    kemudian = AturanDilanggar(_("Tahap berikutnya sudah diminta, jadi penerimaan ini tetap."), aturan="BLM-28")
    with constraint_says({"berkas_pencairan_tahap_urut": kemudian}):
        hasil = advance(baris, "tarik_terima", oleh=oleh, alasan=alasan)
    if jurnal is not None:
        reverse_jurnal(jurnal, oleh=oleh, alasan=alasan, tanggal=tanggal)
    return hasil
