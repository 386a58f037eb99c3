"""Writes of RPD: a group asks, the koordinator approves, the Sekretariat pays by its ledger; each another person.

Order of the locks: ledger (only where money is booked), proposal, RPD. The database counts once more (sql/rpd.sql).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as tulis_tanggal
from inti.izin import require
from inti.money import whole_rupiah
from inti.pelaku import SISTEM
from inti.teks import same_name
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.jurnal import reverse_locked
from keuangan.actions.peristiwa import book_peristiwa
from keuangan.actions.umum import Dana, take_buku
from keuangan.models import RPD, BarisRPD, BerkasPencairan, Buku
from keuangan.models.blm import SumberBLM
from keuangan.models.rpd import RPD_TERBUKA
from keuangan.parameter_lpj import due_date
from keuangan.queries import balances, chart_by_code
from keuangan.queries_rpd import ledger_of, rab_lines
from keuangan.templat import UANG_LEWAT
from ksm import actions as ksm
from ksm.models import Usulan
from ksm.queries_usulan import agreement_of
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

NOL = Decimal(0)
S = RPD.Status
BERJALAN = ("kontrak", "cair", "berjalan")


def take_rpd(rpd: RPD, *, oleh: Any, perlu: str | None = None) -> RPD:
    """An RPD under its lock, after its proposal's, in scope. Raises: RPD.DoesNotExist, TidakBerwenang."""
    terlihat = RPD.objects.visible_to(oleh).only("usulan_id").get(pk=rpd.pk)  # type: ignore[attr-defined]
    usulan = Usulan._base_manager.select_for_update(of=("self",), no_key=True).get(pk=terlihat.usulan_id)
    baris = take(RPD, rpd.pk, oleh=oleh)
    baris.usulan = usulan
    if perlu is not None:
        require(oleh, perlu, baris)
    return baris


def take_usulan(usulan: Usulan, *, oleh: Any, perlu: str) -> Usulan:
    """A proposal under its lock, in scope, with the right. Raises: Usulan.DoesNotExist, TidakBerwenang."""
    baris = take(Usulan, usulan.pk, oleh=oleh)
    # Judged on the money of the group: its own treasurer, or who serves the kelurahan.
    require(oleh, perlu, RPD(usulan=baris, wilayah_id=baris.wilayah_id))
    return baris


def refusals() -> dict[str, GalatAplikasi]:
    """What the database refuses when two come at once, in the words of the page."""
    return {
        "rpd_satu_terbuka": AturanDilanggar(_("Masih ada RPD lain yang belum dibayar untuk usulan ini."), aturan="RPD-02"),
        "rpd_termin_sekali": AturanDilanggar(_("RPD termin ini sudah ada."), aturan="RPD-02"),
        "rpd_usulan_berjalan": AturanDilanggar(_("Usulan ini sedang tidak menerima dana."), aturan="RPD-03"),
        "rpd_bukan_pinjaman": AturanDilanggar(_("Pinjaman dicairkan UPK, bukan dengan RPD."), aturan="RPD-03"),
        "rpd_disetujui_orang_lain": AturanDilanggar(
            _("RPD ini Anda susun sendiri; mintalah orang lain menyetujuinya."), aturan="RPD-04"
        ),
        "rpd_dibayar_orang_lain": AturanDilanggar(
            _("RPD ini Anda setujui sendiri; mintalah orang lain membayarnya."), aturan="RPD-04"
        ),
        "rpd_sebatas_perjanjian": AturanDilanggar(_("Jumlah RPD di atas sisa BLM perjanjian."), aturan="RPD-05"),
        "rpd_sebatas_dana": AturanDilanggar(_("Jumlah RPD di atas sisa dana tahap itu."), aturan="RPD-06"),
        "rpd_sebatas_porsi": AturanDilanggar(_("Jumlah RPD di atas sisa porsi dalam SPPB."), aturan="RPD-06"),
        "rpd_dana_diterima": AturanDilanggar(_("Dana tahap itu belum diterima di rekening BKM."), aturan="RPD-06"),
        "rpd_sebatas_kas": AturanDilanggar(_("Kas atau bank tidak cukup untuk membayar RPD ini."), aturan="RPD-07"),
        "rpd_lpj_terlambat": AturanDilanggar(_("KSM ini masih punya LPJ yang terlambat."), aturan="RPD-09"),
        "rpd_penyelewengan": AturanDilanggar(_("Dana KSM ini tertahan oleh kasus penyelewengan."), aturan="SLW-04"),
    }  # fmt: skip


# -- the group asks --------------------------------------------------------------------------------------------------


@aksi
def compose_rpd(
    usulan: Usulan,
    *,
    oleh: Any,
    berkas: BerkasPencairan,
    baris: Mapping[Any, Decimal | int | str],
    tanggal: datetime.date | None = None,
    keterangan: str = "",
    id: uuid.UUID | None = None,
) -> RPD:
    """Write the next RPD of a proposal: rupiah by RAB line (its key), from the money of one payment file.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (RPD-01 to RPD-03). Source: RPD-01, RPD-02.
    """
    milik = take_usulan(usulan, oleh=oleh, perlu=izin.SUSUN_RPD)
    if milik.jenis == Usulan.Jenis.EKONOMI:
        raise refusals()["rpd_bukan_pinjaman"]
    if milik.status not in BERJALAN:
        raise AturanDilanggar(
            _("Usulan ini %(s)s, jadi belum dapat meminta dana.") % {"s": milik.get_status_display().lower()},
            aturan="RPD-03",
        )
    if RPD._base_manager.filter(usulan=milik, status__in=RPD_TERBUKA).exists():
        raise refusals()["rpd_satu_terbuka"]
    isi = _rows(milik, baris)
    akhir = RPD._base_manager.filter(usulan=milik).exclude(status=S.BATAL).aggregate(n=Max("termin"))["n"] or 0
    rpd = RPD(
        usulan=milik, wilayah_id=milik.wilayah_id, termin=akhir + 1, berkas_pencairan=_file(milik, berkas),
        tanggal=_day(milik, tanggal), jumlah=sum((n for _b, n in isi), NOL), keterangan=keterangan.strip()[:300],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(refusals()):
        rpd.save(force_insert=True)
    _write_rows(rpd, isi)
    catat("keuangan.rpd.disusun", rpd, rincian={"jumlah": str(rpd.jumlah), "termin": rpd.termin})
    return rpd


@aksi
def revise_rpd(
    rpd: RPD,
    *,
    oleh: Any,
    berkas: BerkasPencairan,
    baris: Mapping[Any, Decimal | int | str],
    tanggal: datetime.date | None = None,
    keterangan: str = "",
) -> RPD:
    """Write an RPD anew while it is a draft or was given back.

    Raises: RPD.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (RPD-01). Source: RPD-01.
    """
    milik = take_rpd(rpd, oleh=oleh, perlu=izin.SUSUN_RPD)
    if not milik.terbuka:
        raise AturanDilanggar(_("RPD yang sudah diajukan tidak diubah; minta dikembalikan dulu."), aturan="RPD-01")
    isi = _rows(milik.usulan, baris)
    lama = milik.jumlah
    milik.berkas_pencairan, milik.tanggal = _file(milik.usulan, berkas), _day(milik.usulan, tanggal or milik.tanggal)
    milik.jumlah, milik.keterangan = sum((n for _b, n in isi), NOL), keterangan.strip()[:300]
    milik.versi += 1
    milik.save()
    BarisRPD._base_manager.filter(rpd=milik).delete()
    _write_rows(milik, isi)
    catat("keuangan.rpd.diubah", milik, rincian={"jumlah": [str(lama), str(milik.jumlah)]})
    return milik


def _rows(usulan: Usulan, baris: Mapping[Any, Decimal | int | str]) -> list[tuple[Any, Decimal]]:
    """RAB lines with what is asked of each. Raises: IsianSalah."""
    dikenal = {str(b.pk): b for b in rab_lines(usulan)}
    asing = {str(k) for k in baris} - set(dikenal)
    if asing:
        raise IsianSalah({"baris": [_("Baris ini tidak ada dalam RAB yang berlaku.")]})
    diisi = {str(k): n for k, n in baris.items()}
    hasil: list[tuple[Any, Decimal]] = []
    for kunci, b in dikenal.items():
        teks = diisi.get(kunci)
        if teks is None or str(teks).strip() == "":
            continue
        n = whole_rupiah(teks, bidang=f"baris_{kunci}")
        if n:
            hasil.append((b, n))
    if not hasil:
        raise IsianSalah({"baris": [_("Isi paling sedikit satu baris.")]})
    return hasil


def _write_rows(rpd: RPD, isi: list[tuple[Any, Decimal]]) -> None:
    BarisRPD._base_manager.bulk_create(
        [
            BarisRPD(rpd=rpd, wilayah_id=rpd.wilayah_id, baris_rab=b, urut=ke, uraian=b.uraian, jumlah=n)
            for ke, (b, n) in enumerate(isi, 1)
        ]
    )


def _file(usulan: Usulan, berkas: BerkasPencairan | None) -> BerkasPencairan:
    """The payment file whose money is asked for. Raises: IsianSalah."""
    if berkas is None or berkas.wilayah_id != usulan.wilayah_id:
        raise IsianSalah({"berkas": [_("Pilih dana tahap yang sudah diterima di kelurahan ini.")]})
    if berkas.status != BerkasPencairan.Status.CAIR:
        raise IsianSalah({"berkas": [_("Dana tahap ini belum diterima di rekening BKM.")]})
    return berkas


def _day(usulan: Usulan, tanggal: datetime.date | None) -> datetime.date:
    hari = field_date(tanggal or today_in(usulan.wilayah_id), usulan.wilayah_id)
    p = agreement_of(usulan)
    if p is not None and hari < p.tanggal:
        raise IsianSalah(
            {"tanggal": [_("RPD tidak mendahului perjanjiannya, %(hari)s.") % {"hari": tulis_tanggal(p.tanggal)}]}
        )
    return hari


@aksi
def submit_rpd(rpd: RPD, *, oleh: Any, alasan: str = "") -> RPD:
    """Hand an RPD in: from now on it binds money.

    Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup. Source: RPD-03, RPD-05, RPD-06, RPD-09.
    """
    baris = take_rpd(rpd, oleh=oleh)
    with constraint_says(refusals()):
        return advance(baris, "ajukan", oleh=oleh, alasan=alasan)


@aksi
def cancel_rpd(rpd: RPD, *, oleh: Any, alasan: str = "") -> RPD:
    """Drop an RPD that is not needed. Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. UMU-32."""
    baris = take_rpd(rpd, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- the koordinator approves ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TandaTangan:
    """Who signs a step of groups' money: a login, or a name with the photo of the signed sheet. `pelaku` runs the step."""

    pelaku: Any
    oleh_id: Any
    oleh_nama: str
    lembar: Berkas | None = None


def signature_of(
    baris: Any, perlu: str, *, oleh: Any, nama: str, foto: Berkas | None, bukan: Sequence[str]
) -> TandaTangan:
    """By login of the right `perlu`, or noted from the sheet that somebody signed who is none of `bukan`.

    Who notes the sheet needs only the right to do that; the name on it answers for the step.
    Raises: TidakBerwenang, IsianSalah. Source: RPD-14, LPJ-17.
    """
    if foto is None:
        require(oleh, perlu, baris)
        return TandaTangan(oleh, oleh.pk, oleh.nama)
    require(oleh, izin.CATAT_BERKAS_KERTAS, baris)
    siapa = needed(nama, bidang="nama", pesan=_("Isi nama yang menandatangani lembarnya."))[:150]
    if any(same_name(siapa, b) for b in bukan):
        raise IsianSalah(
            {"nama": [_("%(nama)s menyusun sendiri; lembarnya ditandatangani orang lain.") % {"nama": siapa}]}
        )
    if foto.wilayah_id != baris.wilayah_id:
        raise IsianSalah({"foto": [_("Pilih berkas dari wilayah ini.")]})
    return TandaTangan(SISTEM, None, siapa, foto)


def note_sheet(baris: Any, t: TandaTangan) -> None:
    """Say in the trail that a step comes from a signed sheet, and whose."""
    if t.lembar is not None:
        catat(f"{baris._meta.label_lower}.dari_lembar", baris, rincian={"nama": t.oleh_nama})


@aksi
def approve_rpd(
    rpd: RPD,
    *,
    oleh: Any,
    alasan: str = "",
    tanggal: datetime.date | None = None,
    nama: str = "",
    foto: Berkas | None = None,
) -> RPD:
    """Approve an RPD that another person wrote: by login, or noted from the signed sheet (`nama` and `foto`).

    Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar (RPD-04).
    Source: RPD-04, RPD-14.
    """
    baris = take_rpd(rpd, oleh=oleh)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if hari < baris.tanggal:
        raise IsianSalah({"tanggal": [_("RPD ini baru disusun %(hari)s.") % {"hari": tulis_tanggal(baris.tanggal)}]})
    t = signature_of(baris, izin.SETUJUI_RPD, oleh=oleh, nama=nama, foto=foto, bukan=[baris.dibuat_oleh_nama])
    if baris.status == S.DIAJUKAN and baris.dibuat_oleh_id == t.oleh_id:
        raise refusals()["rpd_disetujui_orang_lain"]
    isi = {"oleh_id": t.oleh_id, "oleh_nama": t.oleh_nama, "lembar": t.lembar}
    with constraint_says(refusals()):
        hasil = advance(baris, "setujui", oleh=t.pelaku, alasan=alasan, tanggal=hari, **isi)
    note_sheet(hasil, t)
    return hasil


@aksi
def return_rpd(rpd: RPD, *, oleh: Any, alasan: str = "", nama: str = "", foto: Berkas | None = None) -> RPD:
    """Give an RPD back with what is to be mended, by login or as the sheet says.

    Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: RPD-04, RPD-14.
    """
    baris = take_rpd(rpd, oleh=oleh)
    t = signature_of(baris, izin.SETUJUI_RPD, oleh=oleh, nama=nama, foto=foto, bukan=[])
    hasil = advance(baris, "kembalikan", oleh=t.pelaku, alasan=alasan, sebab=alasan.strip()[:300])
    note_sheet(hasil, t)
    return hasil


# -- the Sekretariat pays --------------------------------------------------------------------------------------------


@aksi
def pay_rpd(
    rpd: RPD,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    lewat: str = "kas",
    penerima: str = "",
    alasan: str = "",
) -> RPD:
    """Hand out exactly what was approved and book it, once: a second press finds it paid and changes nothing.

    The voucher waits for its second person as every BKK. `penerima` is who signs the receipt; the chair of the agreement
    where it is empty. Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah,
    AturanDilanggar (RPD-04, RPD-07, KEU-15, KEU-24). Source: RPD-04 to RPD-07, USL-10.
    """
    milik, baris = _take_with_ledger(rpd, oleh=oleh)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if lewat not in RPD.Lewat.values:
        raise IsianSalah({"lewat": [_("Pilih kas atau bank.")]})
    if baris.status == S.DIBAYAR and baris.dibayar_pada == hari and baris.dibayar_oleh_id == oleh.pk:
        return baris
    if baris.status != S.DISETUJUI:
        return advance(baris, "bayarkan", oleh=oleh, alasan=alasan)  # refuses in its own words
    if baris.disetujui_oleh_id == oleh.pk or same_name(baris.disetujui_oleh_nama, oleh.nama):
        raise refusals()["rpd_dibayar_orang_lain"]
    if baris.disetujui_pada is not None and hari < baris.disetujui_pada:
        raise IsianSalah(
            {"tanggal": [_("RPD ini baru disetujui %(hari)s.") % {"hari": tulis_tanggal(baris.disetujui_pada)}]}
        )
    p = agreement_of(baris.usulan)
    siapa = needed(
        penerima or (p.pihak_ksm if p else ""), bidang="penerima", pesan=_("Isi siapa yang menerima uangnya.")
    )[:150]
    _enough(milik, lewat, baris.jumlah, hari)
    with constraint_says(refusals()):
        jurnal = book_peristiwa(
            milik, "bayar_ksm", oleh=oleh, tanggal=hari, jumlah=baris.jumlah, lewat=lewat, dana=fund_of(baris),
            uraian=_("%(rpd)s %(usulan)s") % {"rpd": baris, "usulan": baris.usulan.judul},
            objek=("keuangan.rpd", str(baris.pk)),
        )  # fmt: skip
        hasil = advance(
            baris, "bayarkan", oleh=oleh, alasan=alasan, tanggal=hari, lewat=lewat, penerima=siapa, jurnal=jurnal,
            tenggat=due_date(baris.wilayah_id, hari), oleh_id=oleh.pk,
        )  # fmt: skip
    ksm.mark_paid(baris.usulan, oleh=oleh)
    return hasil


def fund_of(rpd: RPD) -> Dana:
    """Whose money an RPD moves, and for which group and activity. Source: RPD-07."""
    berkas = rpd.berkas_pencairan
    tahap, usulan = berkas.tahap, rpd.usulan
    return Dana(
        SumberBLM(berkas.sumber).sumber_dana, tahap.sppb.tahun_anggaran, tahap.ke, None, usulan.ksm,
        usulan.kegiatan_renta.kegiatan,
    )  # fmt: skip


def ledger_under_lock(rpd: RPD, *, oleh: Any) -> Buku:
    """The Sekretariat's ledger of an RPD's money, locked. Raises: AturanDilanggar (RPD-07) where there is none."""
    buku = ledger_of(rpd.berkas_pencairan)
    if buku is None:
        raise AturanDilanggar(_("Buku Sekretariat BKM belum dibuka. Buka dulu bukunya."), aturan="RPD-07")
    return take_buku(buku, oleh=oleh, perlu=izin.LIHAT_BUKU)


def _take_with_ledger(rpd: RPD, *, oleh: Any) -> tuple[Buku, RPD]:
    """The ledger, then the proposal, then the RPD. Raises: RPD.DoesNotExist, TidakBerwenang."""
    terlihat = RPD.objects.visible_to(oleh).select_related("berkas_pencairan__tahap__sppb__bkm").get(pk=rpd.pk)  # type: ignore[attr-defined]
    require(oleh, izin.BAYAR_RPD, terlihat)
    milik = ledger_under_lock(terlihat, oleh=oleh)
    return milik, take_rpd(rpd, oleh=oleh, perlu=izin.BAYAR_RPD)


def _enough(buku: Buku, lewat: str, jumlah: Decimal, hari: datetime.date) -> None:
    """Money is there on the day. Raises: AturanDilanggar (RPD-07)."""
    ada = balances(buku, hari).get(chart_by_code(buku)[UANG_LEWAT[lewat]].pk, NOL)
    if jumlah > ada:
        raise AturanDilanggar(
            _("%(tempat)s pada hari itu %(ada)s, kurang dari RPD %(n)s.")
            % {"tempat": RPD.Lewat(lewat).label, "ada": rupiah(max(ada, NOL)), "n": rupiah(jumlah)},
            aturan="RPD-07",
        )


@aksi
def withdraw_payment(rpd: RPD, *, oleh: Any, alasan: str = "", tanggal: datetime.date | None = None) -> RPD:
    """Take back a payment that was noted wrongly: its voucher is reversed, the RPD waits to be paid again.

    Raises: RPD.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar (RPD-08, KEU-13).
    Source: RPD-08, USL-10.
    """
    milik, baris = _take_with_ledger(rpd, oleh=oleh)
    jurnal = baris.jurnal
    if baris.status != S.DIBAYAR or jurnal is None:
        return advance(baris, "urungkan_bayar", oleh=oleh, alasan=alasan)  # refuses in its own words
    needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa pembayaran ini ditarik."))
    with constraint_says(refusals()):
        reverse_locked(milik, jurnal, oleh=oleh, alasan=alasan, tanggal=tanggal)
        hasil = advance(baris, "urungkan_bayar", oleh=oleh, alasan=alasan)
    if not RPD._base_manager.filter(usulan=baris.usulan, status=S.DIBAYAR).exists():
        ksm.unmark_paid(baris.usulan, oleh=oleh)
    return hasil
