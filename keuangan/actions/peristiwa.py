"""Standard journals: one event, its amounts, and the table of templates does the rest."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.money import whole_rupiah
from inti.transitions import refuse_missing
from inti.unit_kerja import aksi
from keuangan.actions.jurnal import require_single
from keuangan.actions.umum import (
    NOL,
    Baris,
    Dana,
    Isi,
    need_bank_slip,
    require_voucher_right,
    take_buku,
    write_jurnal,
)
from keuangan.gerbang_dana import misuse_at_upk
from keuangan.izin import LIHAT_BUKU
from keuangan.models import Buku, Jurnal
from keuangan.queries import balance_of, events_of_registers
from keuangan.queries_rpd import has_paid
from keuangan.templat import (
    AKUN,
    DARI_BERKAS,
    DARI_INVENTARIS,
    DARI_PINJAMAN,
    PASANGAN,
    SISANYA,
    TEMPLAT,
    UANG,
    UANG_LEWAT,
    WAJIB_KSM,
    Sisi,
    Templat,
    event_name,
)
from wilayah.actions.umum import constraint_says


@aksi
def record_peristiwa(
    buku: Buku,
    peristiwa: str,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Mapping[str, Decimal | int] | Decimal | int,
    dana: Dana,
    lewat: str = "kas",
    akun: str = "",
    uraian: str = "",
    bukti: str = "",
    objek: tuple[str, str] | None = None,
    penyetuju: Any = None,
    id: uuid.UUID | None = None,
) -> Jurnal:
    """Book one standard event. `jumlah` gives the parts of its template in rupiah (one amount where there is one part).

    `lewat` says whether cash or bank moved, `akun` the account where the template leaves it open, `objek` (kind, id) what
    the event belongs to: an event of one object is booked once.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-03 to KEU-14, KEU-21, KEU-24, KEU-29, KEU-199).
    Source: KEU-12, KEU-21, KEU-199.
    """
    require_single(peristiwa)
    milik = take_buku(buku, oleh=oleh, perlu=LIHAT_BUKU)
    templat = _template(peristiwa, milik)
    berdaftar = DARI_PINJAMAN | DARI_INVENTARIS | DARI_BERKAS
    dari_daftar = peristiwa in berdaftar and peristiwa in events_of_registers(milik)
    dari_rpd = peristiwa in WAJIB_KSM and dana.ksm is not None and has_paid(dana.ksm.pk)
    if objek is None and (dari_daftar or dari_rpd):
        raise AturanDilanggar(
            _("“%(nama)s” dicatat dari daftarnya, supaya daftar dan buku tetap sama.") % {"nama": templat.nama},
            aturan="KEU-199",
        )
    require_voucher_right(milik, templat.jenis, oleh=oleh, peristiwa=peristiwa)
    return _book(
        milik, peristiwa, templat, oleh=oleh, tanggal=tanggal, jumlah=jumlah, dana=dana, lewat=lewat, akun=akun,
        uraian=uraian, bukti=bukti, objek=objek, penyetuju=penyetuju, id=id,
        disetujui=need_bank_slip(milik, peristiwa, bukti, oleh=oleh),
    )  # fmt: skip


@aksi
def transfer_between(
    dari: Buku,
    ke: Buku,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int,
    dana: Dana,
    pasangan: str = "modal_bergulir",
    lewat: str = "bank",
    uraian: str = "",
    objek: tuple[str, str] | None = None,
    penyetuju: Any = None,
) -> tuple[Jurnal, Jurnal]:
    """Book both halves of a transfer between two ledgers of one area in one unit: same day, same amount, one pair.

    Who books needs the right in the paying ledger; the receiving half waits for the approval of its own unit. Ledgers are
    locked in the order of their keys, so two transfers the other way round never wait for each other in a circle.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-14), GerbangTertutup (SLW-08).
    Source: KEU-14, SLW-08.
    """
    if pasangan not in PASANGAN:
        raise IsianSalah({"pasangan": [_("Pilih jenis pemindahannya.")]})
    milik = {b.pk: take_buku(b, oleh=oleh, perlu=LIHAT_BUKU) for b in sorted((dari, ke), key=lambda b: b.pk)}
    require_voucher_right(milik[dari.pk], "bkk", oleh=oleh)
    if dari.pk == ke.pk or milik[dari.pk].badan_id != milik[ke.pk].badan_id:
        raise AturanDilanggar(_("Pemindahan berpasangan hanya antara dua buku satu badan."), aturan="KEU-14")
    if PASANGAN[pasangan][0] == "modal_disalurkan":
        refuse_missing([misuse_at_upk(milik[dari.pk].wilayah_id)], "")
    nomor = uuid.uuid4()
    with constraint_says({"modal_tertahan_penyelewengan": _held()}):
        keluar, masuk = (
            _book(
                milik[b.pk], kode, _template(kode, milik[b.pk]), oleh=oleh, tanggal=tanggal, jumlah=jumlah, dana=dana,
                lewat=lewat, uraian=uraian, objek=objek, penyetuju=penyetuju, pasangan=nomor, disetujui=True,
            )
            for b, kode in zip((dari, ke), PASANGAN[pasangan], strict=True)
        )  # fmt: skip
    return keluar, masuk


def _held() -> AturanDilanggar:
    """The case was proven while this was being booked."""
    return AturanDilanggar(_("Modal ke UPK tertahan oleh penyelewengan di UPK yang belum selesai."), aturan="SLW-08")


def book_peristiwa(buku: Buku, peristiwa: str, **isi: Any) -> Jurnal:
    """Book one standard event into a locked ledger, for an action that has judged the right to it itself. KEU-21."""
    return _book(buku, peristiwa, _template(peristiwa, buku), **isi)


def _template(peristiwa: str, buku: Buku) -> Templat:
    templat = TEMPLAT.get(peristiwa)
    if templat is None or templat.bagan != buku.bagan:
        raise AturanDilanggar(
            _("“%(kode)s” bukan peristiwa buku %(unit)s.")
            % {"kode": event_name(peristiwa), "unit": buku.get_unit_display()},
            aturan="KEU-21",
        )
    return templat


def _book(
    buku: Buku,
    peristiwa: str,
    templat: Templat,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Mapping[str, Decimal | int] | Decimal | int,
    dana: Dana,
    lewat: str,
    akun: str = "",
    uraian: str = "",
    bukti: str = "",
    objek: tuple[str, str] | None = None,
    penyetuju: Any = None,
    pasangan: uuid.UUID | None = None,
    disetujui: bool = False,
    id: uuid.UUID | None = None,
) -> Jurnal:
    if peristiwa in WAJIB_KSM and dana.ksm is None:
        raise AturanDilanggar(_("Sebut KSM yang menerima atau mempertanggungjawabkan uangnya."), aturan="KEU-90")
    if peristiwa == "tabungan_masuk" and dana.ksm is None:
        raise AturanDilanggar(_("Sebut KSM pemilik tabungannya."), aturan="KEU-155")
    baris = _lines(templat, jumlah, dana=dana, lewat=lewat, akun=akun)
    require_within(buku, templat, sum((Decimal(b.debit) for b in baris), NOL), tanggal)
    isi = Isi(
        jenis=templat.jenis, tanggal=tanggal, uraian=uraian or str(templat.nama), peristiwa=peristiwa, bukti=bukti,
        objek=objek, pasangan=pasangan, perlu_persetujuan=templat.disetujui or disetujui, penyetuju=penyetuju, id=id,
    )  # fmt: skip
    return write_jurnal(buku, isi, baris, oleh=oleh)


def lines_of(
    buku: Buku,
    peristiwa: str,
    jumlah: Mapping[str, Decimal | int],
    *,
    dana: Dana,
    lewat: str = "kas",
    akun: str = "",
) -> list[Baris]:
    """The journal that an event would give, before anything is booked: the page shows it first. Nothing is written.

    Raises: IsianSalah, AturanDilanggar (KEU-14, KEU-21). Source: KEU-21.
    """
    require_single(peristiwa)
    return _lines(_template(peristiwa, buku), jumlah, dana=dana, lewat=lewat, akun=akun)


def _lines(
    templat: Templat, jumlah: Mapping[str, Decimal | int] | Decimal | int, *, dana: Dana, lewat: str, akun: str
) -> list[Baris]:
    """Both sides of an event with its amounts. Raises: IsianSalah."""
    bagian = _parts(templat, jumlah if isinstance(jumlah, Mapping) else {"jumlah": jumlah})
    total = sum(bagian.values(), NOL)
    kode = {UANG: _money_account(lewat), AKUN: _chosen(templat, akun)}

    def lines(sisi: Sisi, kolom: str) -> list[Baris]:
        isi = [(kode.get(a, a), total if b == SISANYA else bagian.get(b, NOL)) for b, a in sisi]
        return [Baris(akun=a, dana=dana, **{kolom: n}) for a, n in isi if n]

    return lines(templat.debit, "debit") + lines(templat.kredit, "kredit")


def _parts(templat: Templat, jumlah: Mapping[str, Decimal | int]) -> dict[str, Decimal]:
    """The amounts of the event's parts. Raises: IsianSalah for an unknown or negative part, or nothing at all."""
    dikenal = templat.bagian
    asing = set(jumlah) - set(dikenal)
    if asing:
        raise IsianSalah({b: [_("Bagian ini tidak ada pada peristiwanya.")] for b in sorted(asing)})
    bagian = {b: whole_rupiah(n, bidang=b) for b, n in jumlah.items()}
    if not any(bagian.values()):
        raise IsianSalah({dikenal[0]: [_("Isi jumlah lebih dari nol.")]})
    return bagian


def require_within(buku: Buku, templat: Templat, total: Decimal, tanggal: datetime.date) -> None:
    """What is divided was earned and is not divided yet. Raises: AturanDilanggar (KEU-29)."""
    if not templat.sebatas:
        return
    ada = balance_of(buku, templat.sebatas, tanggal)
    if total > ada:
        raise AturanDilanggar(
            _("Yang dapat dibagi %(ada)s, yang diminta %(minta)s.")
            % {"ada": rupiah(max(ada, NOL)), "minta": rupiah(total)},
            aturan="KEU-29",
        )


def _money_account(lewat: str) -> str:
    if lewat not in UANG_LEWAT:
        raise IsianSalah({"lewat": [_("Pilih kas atau bank.")]})
    return UANG_LEWAT[lewat]


def _chosen(templat: Templat, akun: str) -> str:
    """The account that was left open, within the template's choice. Raises: IsianSalah."""
    if AKUN not in templat.akun:
        return ""
    if not akun.startswith(templat.pilihan):
        raise IsianSalah({"akun": [_("Pilih akun yang diawali %(awal)s.") % {"awal": ", ".join(templat.pilihan)}]})
    return akun
