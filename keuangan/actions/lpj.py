"""Writes of the group's book and of accounts: bought, paid, accounted for, checked, accepted, returned.

Order of the locks: ledger (only where money is booked), proposal, RPD or LPJ.
"""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.izin import require
from inti.money import whole_rupiah
from inti.pelaku import SISTEM
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.jurnal import reverse_locked
from keuangan.actions.peristiwa import book_peristiwa
from keuangan.actions.rpd import (
    TandaTangan,
    approve_rpd,
    fund_of,
    ledger_under_lock,
    note_sheet,
    return_rpd,
    signature_of,
    take_usulan,
)
from keuangan.models import LPJBKM, LPJKSM, RPD, BelanjaKSM, TahapBLM, UpahKSM
from keuangan.models.lpj import LPJ_TERKUNCI
from keuangan.queries_lpj import checks_unit, tranche_account
from keuangan.queries_rpd import book_of, swadaya_left
from ksm import actions as ksm
from ksm.models import BarisRAB, PenerimaanBantuan, Usulan
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, people, take
from siklus.models.dasar import Sah
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

NOL = Decimal(0)
S = LPJKSM.Status
AKUN_DANA = "21110"
BERBELANJA = ("kontrak", "cair", "berjalan", "perubahan")
C = TypeVar("C", BelanjaKSM, UpahKSM)


def refusals() -> dict[str, GalatAplikasi]:
    """What the database refuses, in the words of the page."""
    return {
        "belanja_ksm_terkunci": AturanDilanggar(_("LPJ untuk dana ini sudah diajukan, jadi bukunya terkunci."), aturan="LPJ-05"),
        "belanja_ksm_usulan_berjalan": AturanDilanggar(_("Usulan ini sedang tidak menerima catatan belanja."), aturan="LPJ-01"),
        "upah_ksm_sekali_seminggu": AturanDilanggar(_("Upah minggu itu untuk baris RAB ini sudah dicatat."), aturan="LPJ-02"),
        "lpj_ksm_satu_per_rpd": AturanDilanggar(_("LPJ untuk RPD ini sudah ada."), aturan="LPJ-03"),
        "lpj_ksm_satu_akhir": AturanDilanggar(_("LPJ akhir usulan ini sudah ada."), aturan="LPJ-10"),
        "lpj_ksm_rpd_dibayar": AturanDilanggar(_("RPD ini belum dibayar."), aturan="LPJ-03"),
        "lpj_ksm_seperti_buku": AturanDilanggar(_("Buku belanja berubah; susun ulang LPJ dari bukunya."), aturan="LPJ-03"),
        "lpj_ksm_swadaya_tercatat": AturanDilanggar(_("Swadaya LPJ di atas yang tercatat."), aturan="LPJ-03"),
        "lpj_ksm_lebih_berpenjelasan": IsianSalah(
            {"penjelasan": [_("Belanja di atas dana dan swadaya; tulis penjelasannya.")]}
        ),
        "lpj_ksm_akhir_terakhir": AturanDilanggar(_("Masih ada RPD lain yang belum selesai."), aturan="LPJ-10"),
        "lpj_ksm_diperiksa_orang_lain": AturanDilanggar(
            _("LPJ ini Anda susun sendiri; mintalah orang lain memeriksanya."), aturan="LPJ-06"
        ),
        "lpj_ksm_bukti_cocok": AturanDilanggar(_("Bukti dalam buku tidak cocok dengan LPJ ini."), aturan="LPJ-08"),
        "lpj_bkm_satu_per_tahap": AturanDilanggar(_("LPJ BKM tahap ini sudah ditetapkan."), aturan="LPJ-11"),
    }  # fmt: skip


# -- the group's book ------------------------------------------------------------------------------------------------


def _book_target(
    usulan: Usulan, rpd: RPD | None, baris_rab: BarisRAB | None, *, oleh: Any
) -> tuple[Usulan, RPD | None]:
    """The proposal under its lock, and from which RPD the money is: the oldest paid one whose account is not handed in.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-01, LPJ-05).
    """
    milik = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_BELANJA)
    if milik.status not in BERBELANJA:
        raise AturanDilanggar(
            _("Usulan ini %(s)s, jadi tidak menerima catatan belanja.") % {"s": milik.get_status_display().lower()},
            aturan="LPJ-01",
        )
    if rpd is not None and rpd.usulan_id != milik.pk:
        raise IsianSalah({"rpd": [_("Pilih RPD dari usulan ini.")]})
    if baris_rab is not None and baris_rab.usulan_id != milik.pk:
        raise IsianSalah({"baris_rab": [_("Pilih baris RAB dari usulan ini.")]})
    return milik, rpd or current_rpd(milik)


def current_rpd(usulan: Usulan) -> RPD | None:
    """The oldest paid RPD whose account is not handed in. One query."""
    qs = RPD._base_manager.filter(usulan=usulan, status="dibayar").exclude(lpj__status__in=LPJ_TERKUNCI)
    return qs.order_by("termin").first()


def _own_photo(berkas: Berkas | None, usulan: Usulan, bidang: str) -> Berkas | None:
    if berkas is not None and berkas.wilayah_id != usulan.wilayah_id:
        raise IsianSalah({bidang: [_("Pilih berkas dari wilayah ini.")]})
    return berkas


@aksi
def record_belanja(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    uraian: str,
    jumlah: Decimal | int | str,
    toko: str = "",
    baris_rab: BarisRAB | None = None,
    rpd: RPD | None = None,
    nota: Berkas | None = None,
    id: uuid.UUID | None = None,
) -> BelanjaKSM:
    """Write one purchase into the group's book, rupiah; the photo of its nota may follow.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-01, LPJ-05). Source: LPJ-01.
    """
    milik, dari = _book_target(usulan, rpd, baris_rab, oleh=oleh)
    b = BelanjaKSM(
        usulan=milik, wilayah_id=milik.wilayah_id, rpd=dari, baris_rab=baris_rab,
        tanggal=field_date(tanggal, milik.wilayah_id),
        uraian=needed(uraian, bidang="uraian", pesan=_("Tulis apa yang dibeli."))[:150],
        jumlah=whole_rupiah(jumlah, positif=True), toko=toko.strip()[:120], nota=_own_photo(nota, milik, "nota"),
        **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(refusals()):
        b.save(force_insert=True)
    catat("keuangan.belanjaksm.dicatat", b, rincian={"jumlah": str(b.jumlah), "tanggal": str(b.tanggal)})
    return b


def book_aid(penerimaan: PenerimaanBantuan, oleh: Any) -> None:
    """Aid handed out in cash is an outlay of the group's book, written with the receipt and taken back with it.

    The permission is that of the receipt. The signed receipt is the proof, shown only to who may see the recipients, and the
    household stands by its initials. Goods come into the book as they are bought.
    Raises: AturanDilanggar (LPJ-05) where the account was handed in. Source: LPJ-16.
    """
    ada = BelanjaKSM._base_manager.filter(penerimaan=penerimaan, status="sah").first()
    if penerimaan.status != Sah.SAH:
        if ada is not None:
            sebab = penerimaan.alasan_batal
            with constraint_says(refusals()):  # as the system: whoever hands out aid need not keep the group's book
                advance(ada, "batalkan", oleh=SISTEM, alasan=sebab, sebab=sebab)
        return
    usulan = penerimaan.usulan
    if penerimaan.bentuk != PenerimaanBantuan.Bentuk.UANG or usulan.status not in BERBELANJA:
        return
    baris_rab = BarisRAB._base_manager.filter(usulan=usulan, ke=usulan.rab_ke, kelompok="bantuan")[:2]
    b = BelanjaKSM(
        usulan=usulan, wilayah_id=usulan.wilayah_id, rpd=current_rpd(usulan), penerimaan=penerimaan,
        baris_rab=baris_rab[0] if len(baris_rab) == 1 else None, tanggal=penerimaan.tanggal, jumlah=penerimaan.jumlah,
        uraian=str(_("Bantuan untuk %(kk)s") % {"kk": penerimaan.pemanfaat.keluarga})[:150], **author(oleh),
    )  # fmt: skip
    with constraint_says(refusals()):
        b.save(force_insert=True)
    catat("keuangan.belanjaksm.dicatat", b, rincian={"jumlah": str(b.jumlah), "tanggal": str(b.tanggal)})


@aksi
def record_upah(
    usulan: Usulan,
    *,
    oleh: Any,
    minggu: datetime.date,
    pekerja_l: int,
    pekerja_p: int,
    hok: Decimal | int | str,
    jumlah: Decimal | int | str,
    uraian: str = "",
    baris_rab: BarisRAB | None = None,
    rpd: RPD | None = None,
    lembar: Berkas | None = None,
    id: uuid.UUID | None = None,
) -> UpahKSM:
    """Write the wages of one week (any day of it): workers, man-days (hari), rupiah; no names.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-01, LPJ-02, LPJ-05). Source: LPJ-02.
    """
    milik, dari = _book_target(usulan, rpd, baris_rab, oleh=oleh)
    hari = field_date(minggu, milik.wilayah_id, bidang="minggu")
    senin = hari - datetime.timedelta(days=hari.weekday())
    pria, wanita = people(pekerja_l, bidang="pekerja_l"), people(pekerja_p, bidang="pekerja_p")
    if not pria + wanita:
        raise IsianSalah({"pekerja_l": [_("Isi banyaknya pekerja laki-laki dan perempuan.")]})
    hari_kerja = _days(hok, pria + wanita)
    u = UpahKSM(
        usulan=milik, wilayah_id=milik.wilayah_id, rpd=dari, baris_rab=baris_rab, minggu=senin, pekerja_l=pria,
        pekerja_p=wanita, hok=hari_kerja, jumlah=whole_rupiah(jumlah, positif=True), uraian=uraian.strip()[:150],
        lembar=_own_photo(lembar, milik, "lembar"), **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(refusals()):
        u.save(force_insert=True)
    catat("keuangan.upahksm.dicatat", u, rincian={"jumlah": str(u.jumlah), "minggu": str(senin), "hok": str(u.hok)})
    return u


def _days(hok: Any, orang: int) -> Decimal:
    """Man-days of a week. Raises: IsianSalah."""
    try:
        n = Decimal(str(hok).replace(",", ".").strip())
    except ArithmeticError:
        raise IsianSalah({"hok": [_("Isi hari orang kerja dengan angka, misalnya 12,5.")]}) from None
    if not n.is_finite() or n <= 0 or n > orang * 7 or n * 10 % 1:
        raise IsianSalah(
            {"hok": [_("Hari orang kerja lebih dari nol dan paling banyak %(n)d untuk seminggu.") % {"n": orang * 7}]}
        )
    return n


@aksi
def add_proof(catatan: C, *, oleh: Any, berkas: Berkas) -> C:
    """Put the photo to an entry that has none yet. Raises: DoesNotExist, TidakBerwenang, AturanDilanggar (LPJ-05). LPJ-13."""
    baris = _take_entry(catatan, oleh=oleh)
    bidang = "nota" if isinstance(baris, BelanjaKSM) else "lembar"
    if getattr(baris, f"{bidang}_id") is not None:
        raise AturanDilanggar(_("Catatan ini sudah punya foto."), aturan="LPJ-13")
    setattr(baris, bidang, _own_photo(berkas, baris.usulan, bidang))
    baris.versi += 1
    with constraint_says(refusals()):
        baris.save()
    catat(f"{baris._meta.label_lower}.berbukti", baris)
    return baris


@aksi
def cancel_entry(catatan: C, *, oleh: Any, alasan: str = "") -> C:
    """Cancel a wrong entry of the book; it stays with the reason.

    Raises: DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (LPJ-05). Source: UMU-32.
    """
    baris = _take_entry(catatan, oleh=oleh)
    if getattr(baris, "penerimaan_id", None) is not None:
        raise AturanDilanggar(
            _("Catatan ini mengikuti penerimaan bantuan. Batalkan penerimaannya di halaman Bantuan."), aturan="LPJ-16"
        )
    with constraint_says(refusals()):
        return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _take_entry(catatan: C, *, oleh: Any) -> C:
    terlihat = type(catatan).objects.visible_to(oleh).select_related("usulan").get(pk=catatan.pk)  # type: ignore[attr-defined]
    milik = take_usulan(terlihat.usulan, oleh=oleh, perlu=izin.CATAT_BELANJA)
    baris = take(type(catatan), catatan.pk, oleh=oleh)
    baris.usulan = milik
    return baris


# -- the account of a group ------------------------------------------------------------------------------------------


@aksi
def draft_lpj(
    rpd: RPD,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    akhir: bool = False,
    kk: int = 0,
    kk_miskin: int = 0,
    penjelasan: str = "",
    catatan: str = "",
    id: uuid.UUID | None = None,
) -> LPJKSM:
    """Draw the account of a paid RPD from the book; entries without an RPD join it. Nothing is typed again.

    Raises: RPD.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-03, LPJ-10). Source: LPJ-03.
    """
    terlihat = RPD.objects.visible_to(oleh).select_related("usulan").get(pk=rpd.pk)  # type: ignore[attr-defined]
    usulan = take_usulan(terlihat.usulan, oleh=oleh, perlu=izin.CATAT_BELANJA)
    milik = take(RPD, rpd.pk, oleh=oleh)
    milik.usulan = usulan
    if milik.status != RPD.Status.DIBAYAR:
        raise refusals()["lpj_ksm_rpd_dibayar"]
    lpj = LPJKSM(
        usulan=usulan, rpd=milik, wilayah_id=milik.wilayah_id, diterima=milik.jumlah,
        tanggal=field_date(tanggal or today_in(milik.wilayah_id), milik.wilayah_id), **author(oleh), **client_id(id),
    )  # fmt: skip
    _fill(lpj, akhir=akhir, kk=kk, kk_miskin=kk_miskin, penjelasan=penjelasan, catatan=catatan)
    with constraint_says(refusals()):
        lpj.save(force_insert=True)
    catat("keuangan.lpjksm.disusun", lpj, rincian={"belanja": str(lpj.belanja), "diterima": str(lpj.diterima)})
    return lpj


@aksi
def revise_lpj(
    lpj: LPJKSM,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    akhir: bool = False,
    kk: int = 0,
    kk_miskin: int = 0,
    penjelasan: str = "",
    catatan: str = "",
) -> LPJKSM:
    """Draw an open account from the book again.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-05). Source: LPJ-03.
    """
    baris = take_lpj(lpj, oleh=oleh, perlu=izin.CATAT_BELANJA)
    if not baris.terbuka:
        raise AturanDilanggar(_("LPJ yang sudah diajukan tidak diubah; minta dikembalikan dulu."), aturan="LPJ-05")
    baris.tanggal = field_date(tanggal or baris.tanggal, baris.wilayah_id)
    _fill(baris, akhir=akhir, kk=kk, kk_miskin=kk_miskin, penjelasan=penjelasan, catatan=catatan)
    baris.versi += 1
    with constraint_says(refusals()):
        baris.save()
    catat("keuangan.lpjksm.disusun", baris, rincian={"belanja": str(baris.belanja), "diterima": str(baris.diterima)})
    return baris


def _fill(lpj: LPJKSM, *, akhir: bool, kk: int, kk_miskin: int, penjelasan: str, catatan: str) -> None:
    """The sums of the book, what was reached, and words. Raises: IsianSalah."""
    for model in (BelanjaKSM, UpahKSM):
        lepas = model._base_manager.select_for_update(of=("self",)).filter(
            usulan=lpj.usulan, rpd__isnull=True, status="sah"
        )
        for b in lepas:
            b.rpd = lpj.rpd
            b.versi += 1
            b.save()
    lpj.belanja = book_of(lpj.usulan, rpd=lpj.rpd).terpakai
    lpj.swadaya = swadaya_left(lpj.usulan, kecuali=lpj.pk)
    lpj.akhir, lpj.penjelasan, lpj.catatan = akhir, penjelasan.strip()[:500], catatan.strip()
    lpj.kk, lpj.kk_miskin = people(kk, bidang="kk"), people(kk_miskin, bidang="kk_miskin")
    if lpj.kk_miskin > lpj.kk:
        raise IsianSalah({"kk_miskin": [_("KK miskin tidak lebih dari semua KK.")]})
    if lpj.belanja > lpj.diterima + lpj.swadaya and not lpj.penjelasan:
        raise IsianSalah(
            {"penjelasan": [_("Belanja %(b)s di atas dana %(d)s dan swadaya %(s)s; tulis penjelasannya.")
                            % {"b": rupiah(lpj.belanja), "d": rupiah(lpj.diterima), "s": rupiah(lpj.swadaya)}]}
        )  # fmt: skip


def take_lpj(lpj: LPJKSM, *, oleh: Any, perlu: str | None = None) -> LPJKSM:
    """An account under its lock, after its proposal's, in scope. Raises: LPJKSM.DoesNotExist, TidakBerwenang."""
    terlihat = LPJKSM.objects.visible_to(oleh).only("usulan_id").get(pk=lpj.pk)  # type: ignore[attr-defined]
    usulan = Usulan._base_manager.select_for_update(of=("self",), no_key=True).get(pk=terlihat.usulan_id)
    baris = take(LPJKSM, lpj.pk, oleh=oleh)
    baris.usulan = usulan
    if perlu is not None:
        require(oleh, perlu, baris)
    return baris


def _take_lpj_with_ledger(lpj: LPJKSM, *, oleh: Any, perlu: str) -> tuple[Any, LPJKSM]:
    terlihat = LPJKSM.objects.visible_to(oleh).select_related("rpd__berkas_pencairan__tahap__sppb__bkm").get(pk=lpj.pk)  # type: ignore[attr-defined]
    require(oleh, perlu, terlihat)
    buku = ledger_under_lock(terlihat.rpd, oleh=oleh)
    return buku, take_lpj(lpj, oleh=oleh, perlu=perlu)


@aksi
def submit_lpj(lpj: LPJKSM, *, oleh: Any, alasan: str = "", tanggal: datetime.date | None = None) -> LPJKSM:
    """Hand an account in; the last one hands in that of the proposal.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: LPJ-05, LPJ-10, USL-12.
    """
    baris = take_lpj(lpj, oleh=oleh)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    with constraint_says(refusals()):
        hasil = advance(baris, "ajukan", oleh=oleh, alasan=alasan, tanggal=hari)
    if hasil.akhir:
        ksm.hand_in_account(baris.usulan, oleh=oleh)
    return hasil


@aksi
def check_lpj(
    lpj: LPJKSM,
    *,
    oleh: Any,
    alasan: str = "",
    tanggal: datetime.date | None = None,
    nama: str = "",
    foto: Berkas | None = None,
) -> LPJKSM:
    """The unit of the proposal has compared account, proof and work: by login, or noted from the signed sheet.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (LPJ-06).
    Source: LPJ-06, LPJ-17.
    """
    baris = take_lpj(lpj, oleh=oleh)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    t = _signature_of_unit(baris, oleh=oleh, nama=nama, foto=foto)
    isi = {"oleh_id": t.oleh_id, "oleh_nama": t.oleh_nama, "lembar": t.lembar}
    with constraint_says(refusals()):
        hasil = advance(baris, "periksa", oleh=t.pelaku, alasan=alasan, tanggal=hari, **isi)
    note_sheet(hasil, t)
    return hasil


def _signature_of_unit(baris: LPJKSM, *, oleh: Any, nama: str, foto: Berkas | None) -> TandaTangan:
    """Raises: TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-06) for another unit than the proposal's."""
    t = signature_of(baris, izin.PERIKSA_LPJ, oleh=oleh, nama=nama, foto=foto, bukan=[baris.dibuat_oleh_nama])
    if foto is None and not checks_unit(oleh, baris):
        unit = baris.usulan.get_unit_display()
        raise AturanDilanggar(
            _("LPJ ini diperiksa %(unit)s, yang menilai usulannya.") % {"unit": unit}, aturan="LPJ-06"
        )
    return t


@aksi
def return_lpj(lpj: LPJKSM, *, oleh: Any, alasan: str = "", nama: str = "", foto: Berkas | None = None) -> LPJKSM:
    """The unit gives an account back with what is to be mended.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (LPJ-06).
    Source: LPJ-06, LPJ-17.
    """
    baris = take_lpj(lpj, oleh=oleh)
    return _give_back(baris, "kembalikan", _signature_of_unit(baris, oleh=oleh, nama=nama, foto=foto), alasan)


@aksi
def return_lpj_bkm(lpj: LPJKSM, *, oleh: Any, alasan: str = "", nama: str = "", foto: Berkas | None = None) -> LPJKSM:
    """The BKM gives an account back with what is to be mended. Raises: as `return_lpj`. Source: LPJ-07, LPJ-17."""
    baris = take_lpj(lpj, oleh=oleh)
    t = signature_of(baris, izin.TERIMA_LPJ, oleh=oleh, nama=nama, foto=foto, bukan=[])
    return _give_back(baris, "kembalikan_bkm", t, alasan)


def _give_back(baris: LPJKSM, transisi: str, t: TandaTangan, alasan: str) -> LPJKSM:
    hasil = advance(baris, transisi, oleh=t.pelaku, alasan=alasan, sebab=alasan.strip()[:300])
    note_sheet(hasil, t)
    if hasil.akhir:
        ksm.give_back_account(baris.usulan, oleh=t.pelaku)
    return hasil


@aksi
def cancel_lpj(lpj: LPJKSM, *, oleh: Any, alasan: str = "") -> LPJKSM:
    """Drop an account that was begun by mistake. Raises: as `return_lpj`. Source: UMU-32."""
    baris = take_lpj(lpj, oleh=oleh)
    with constraint_says(refusals()):
        return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def return_rest(lpj: LPJKSM, *, oleh: Any, tanggal: datetime.date | None = None, lewat: str = "kas") -> LPJKSM:
    """Book the unspent money that a group brought back, once; a second press changes nothing.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-08, KEU-15, KEU-24). Source: LPJ-08.
    """
    buku, baris = _take_lpj_with_ledger(lpj, oleh=oleh, perlu=izin.BAYAR_RPD)
    if baris.jurnal_sisa_id is not None:
        return baris
    if baris.status not in {S.DIAJUKAN, S.DIPERIKSA_UP}:
        raise AturanDilanggar(_("Sisa dana diterima sesudah LPJ diajukan dan sebelum diterima BKM."), aturan="LPJ-08")
    if not baris.sisa:
        raise AturanDilanggar(_("LPJ ini tidak menyisakan dana."), aturan="LPJ-08")
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if baris.rpd.dibayar_pada is not None and hari < baris.rpd.dibayar_pada:
        raise IsianSalah({"tanggal": [_("Sisa dana tidak kembali sebelum dananya dibayar.")]})
    with constraint_says(refusals()):
        baris.jurnal_sisa = book_peristiwa(
            buku, "sisa_ksm", oleh=oleh, tanggal=hari, jumlah=baris.sisa, lewat=lewat, dana=fund_of(baris.rpd),
            uraian=_("Sisa %(rpd)s %(usulan)s") % {"rpd": baris.rpd, "usulan": baris.usulan.judul},
            objek=("keuangan.lpjksm", str(baris.pk)),
        )  # fmt: skip
        baris.versi += 1
        baris.save()
    catat("keuangan.lpjksm.sisa_kembali", baris, rincian={"jumlah": str(baris.sisa), "tanggal": str(hari)})
    return baris


@aksi
def withdraw_rest(lpj: LPJKSM, *, oleh: Any, alasan: str, tanggal: datetime.date | None = None) -> LPJKSM:
    """Take back a return that was noted wrongly: its voucher is reversed.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-09, KEU-13). Source: LPJ-09.
    """
    buku, baris = _take_lpj_with_ledger(lpj, oleh=oleh, perlu=izin.BAYAR_RPD)
    jurnal = baris.jurnal_sisa
    if jurnal is None or baris.status == S.DITERIMA:
        raise AturanDilanggar(_("Tidak ada pengembalian sisa yang dapat ditarik."), aturan="LPJ-09")
    reverse_locked(buku, jurnal, oleh=oleh, alasan=alasan, tanggal=tanggal)
    baris.jurnal_sisa = None
    baris.versi += 1
    with constraint_says(refusals()):
        baris.save()
    catat("keuangan.lpjksm.sisa_ditarik", baris, alasan=alasan)
    return baris


@aksi
def accept_lpj(
    lpj: LPJKSM,
    *,
    oleh: Any,
    alasan: str = "",
    tanggal: datetime.date | None = None,
    nama: str = "",
    foto: Berkas | None = None,
) -> LPJKSM:
    """The BKM accepts: the advance is settled in the ledger, once; the last account finishes the proposal.

    By login of the koordinator, or noted from the sheet that he signed.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar (KEU-15,
    KEU-24). Source: LPJ-07, LPJ-08, LPJ-10, LPJ-17, USL-12.
    """
    perlu = izin.TERIMA_LPJ if foto is None else izin.CATAT_BERKAS_KERTAS
    buku, baris = _take_lpj_with_ledger(lpj, oleh=oleh, perlu=perlu)
    t = signature_of(baris, perlu, oleh=oleh, nama=nama, foto=foto, bukan=[baris.dibuat_oleh_nama])
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if baris.status == S.DITERIMA and baris.diterima_pada == hari:
        return baris
    if baris.status != S.DIPERIKSA_UP or (baris.sisa and baris.jurnal_sisa_id is None):
        return advance(baris, "terima", oleh=t.pelaku, alasan=alasan)  # refuses in its own words
    if baris.diperiksa_pada is not None and hari < baris.diperiksa_pada:
        raise IsianSalah({"tanggal": [_("LPJ diterima sesudah diperiksa unit pengelola.")]})
    jurnal = None
    with constraint_says(refusals()):
        if baris.dipertanggungjawabkan:
            jurnal = book_peristiwa(
                buku, "lpj_diterima", oleh=oleh, tanggal=hari, jumlah=baris.dipertanggungjawabkan, lewat="kas",
                akun=AKUN_DANA, dana=fund_of(baris.rpd),
                uraian=_("LPJ %(rpd)s %(usulan)s") % {"rpd": baris.rpd, "usulan": baris.usulan.judul},
                objek=("keuangan.lpjksm", str(baris.pk)),
            )  # fmt: skip
        isi = {"tanggal": hari, "oleh_nama": t.oleh_nama, "lembar": t.lembar}
        hasil = advance(baris, "terima", oleh=t.pelaku, alasan=alasan, jurnal=jurnal, **isi)
    note_sheet(hasil, t)
    if hasil.akhir:
        ksm.finish_usulan(baris.usulan, oleh=t.pelaku, tanggal=hari)
    return hasil


def from_sheet(
    baris: RPD | LPJKSM,
    *,
    oleh: Any,
    nama: str,
    tanggal: datetime.date,
    foto: Berkas | None,
    kembali: bool = False,
    alasan: str = "",
) -> Any:
    """Note the step that waits as its signed sheet says: agreed to, or given back (`kembali`). Returns the row.

    Raises: TidakBerwenang, IsianSalah, AturanDilanggar (RPD-14, LPJ-17) where no signature is waited for, and as the step.
    Source: RPD-14, LPJ-17.
    """
    if foto is None:
        raise IsianSalah({"foto": [_("Sertakan foto lembar yang ditandatangani.")]})
    langkah = SHEETS.get((baris._meta.model_name, baris.status))
    if langkah is None:
        raise AturanDilanggar(
            _("Tidak ada tanda tangan yang ditunggu sekarang."), aturan="RPD-14" if isinstance(baris, RPD) else "LPJ-17"
        )
    maju, mundur = langkah
    if kembali:
        return mundur(baris, oleh=oleh, alasan=alasan, nama=nama, foto=foto)
    return maju(baris, oleh=oleh, alasan=alasan, tanggal=tanggal, nama=nama, foto=foto)


# (model, state) -> what a signed sheet says then: agreed, given back.
SHEETS: dict[tuple[str | None, str], tuple[Any, Any]] = {
    ("rpd", "diajukan"): (approve_rpd, return_rpd),
    ("lpjksm", "diajukan"): (check_lpj, return_lpj),
    ("lpjksm", "diperiksa_up"): (accept_lpj, return_lpj_bkm),
}


@aksi
def withdraw_acceptance(lpj: LPJKSM, *, oleh: Any, alasan: str = "", tanggal: datetime.date | None = None) -> LPJKSM:
    """Take back an acceptance: its voucher is reversed; not for the last account.

    Raises: LPJKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar (KEU-13).
    Source: LPJ-09.
    """
    buku, baris = _take_lpj_with_ledger(lpj, oleh=oleh, perlu=izin.TERIMA_LPJ)
    if baris.status != S.DITERIMA or baris.akhir or not alasan.strip():
        return advance(baris, "tarik_terima", oleh=oleh, alasan=alasan)  # refuses in its own words
    if baris.jurnal is not None:
        reverse_locked(buku, baris.jurnal, oleh=oleh, alasan=alasan, tanggal=tanggal)
    with constraint_says(refusals()):
        return advance(baris, "tarik_terima", oleh=oleh, alasan=alasan)


# -- the account of the BKM ------------------------------------------------------------------------------------------


@aksi
def determine_lpj_bkm(
    tahap: TahapBLM, *, oleh: Any, tanggal: datetime.date | None = None, catatan: str = "", id: uuid.UUID | None = None
) -> LPJBKM:
    """Determine the BKM's account of a tranche from its registers, as they stand now. Nothing in it is typed.

    Raises: TahapBLM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (LPJ-11). Source: LPJ-11.
    """
    milik = take(TahapBLM, tahap.pk, oleh=oleh)
    require(oleh, izin.TERIMA_LPJ, milik)
    hitung = tranche_account(milik)
    if not hitung.diterima:
        raise AturanDilanggar(_("Dana tahap ini belum diterima."), aturan="LPJ-11")
    lpj = LPJBKM(
        tahap=milik, wilayah_id=milik.wilayah_id, tanggal=field_date(tanggal or today_in(milik.wilayah_id), milik.wilayah_id),
        diterima=hitung.diterima, modal=hitung.modal, bop=hitung.bop, dibayar=hitung.dibayar, kembali=hitung.kembali,
        dipertanggungjawabkan=hitung.dipertanggungjawabkan, saldo=hitung.saldo, isi=hitung.as_rows(),
        ditetapkan_oleh_nama=oleh.nama, catatan=catatan.strip(), **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(refusals()):
        lpj.save(force_insert=True)
    catat("keuangan.lpjbkm.ditetapkan", lpj, rincian={"saldo": str(lpj.saldo)})
    return lpj


@aksi
def cancel_lpj_bkm(lpj: LPJBKM, *, oleh: Any, alasan: str = "") -> LPJBKM:
    """Take back a determined account; it stays with the reason.

    Raises: LPJBKM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: LPJ-11.
    """
    baris = take(LPJBKM, lpj.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
