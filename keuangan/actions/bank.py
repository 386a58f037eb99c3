"""Writes of matching the bank: a statement with its rows, its voiding, a match, all strong suggestions, and undoing one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.unggah import Unggahan
from inti.unit_kerja import aksi, catat
from keuangan.actions.umum import take_buku
from keuangan.models import AkunBuku, AnggotaCocok, BarisBank, BarisJurnal, Buku, CocokBank, RekeningKoran
from keuangan.queries import chart_by_code
from keuangan.queries_bank import desk_of_statement, month_closed, signed
from laporan.actions import save_berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says

NOL = Decimal(0)
BARIS_KORAN_MAKS = 5000


@dataclass(frozen=True)
class BarisKoran:
    """One row as the bank says it: money in or out (rupiah, with cents), and the balance after it where it is printed.

    `nomor` names it in refusals: its line in the file or its row on the form.
    """

    tanggal: datetime.date
    uraian: str
    masuk: Decimal = NOL
    keluar: Decimal = NOL
    saldo: Decimal | None = None
    nomor: int = 0


@aksi
def enter_rekening_koran(
    buku: Buku,
    *,
    oleh: Any,
    akun: str,
    dari: datetime.date,
    sampai: datetime.date,
    saldo_awal: Decimal,
    saldo_akhir: Decimal,
    baris: Sequence[BarisKoran],
    sidik: str = "",
    berkas: Unggahan | None = None,
    id: Any = None,
) -> RekeningKoran:
    """Record one statement of a bank account with all its rows, and file its photo or CSV.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-172, KEU-173). Source: KEU-171 to KEU-173.
    """
    milik = take_buku(buku, oleh=oleh)
    pilih = bank_account(milik, akun)
    field_date(sampai, milik.wilayah_id, bidang="sampai")
    if dari is None or dari > sampai:
        raise IsianSalah({"sampai": [_("Tanggal akhirnya tidak mendahului tanggal awalnya.")]})
    if len(baris) > BARIS_KORAN_MAKS:
        raise IsianSalah({"baris": [_("Paling banyak %(n)d baris sekali masuk.") % {"n": BARIS_KORAN_MAKS}]})
    _require_alone(milik, pilih, dari, sampai, saldo_awal, saldo_akhir)
    siap = [_row(b, ke, dari, sampai) for ke, b in enumerate(baris, 1)]
    _require_sums(baris, saldo_awal, saldo_akhir)
    rekening = RekeningKoran(
        buku=milik, wilayah_id=milik.wilayah_id, akun=pilih, dari=dari, sampai=sampai, saldo_awal=saldo_awal,
        saldo_akhir=saldo_akhir, jumlah_baris=len(siap), sidik=sidik, **author(oleh), **client_id(id),
    )  # fmt: skip
    rekening.save(force_insert=True)
    for b in siap:
        b.rekening = rekening
    BarisBank.objects.bulk_create(siap)
    if berkas is not None:
        save_berkas(berkas, oleh=oleh, wilayah=milik.wilayah, objek=rekening, slot="rekening_koran")
    rincian = {"dari": str(dari), "sampai": str(sampai), "saldo_akhir": str(saldo_akhir), "baris": len(siap)}
    catat("keuangan.rekening_koran.dicatat", rekening, rincian=rincian)
    return rekening


def bank_account(buku: Buku, kode: str) -> AkunBuku:
    """A bank account of a ledger by its code. Raises: IsianSalah."""
    akun = chart_by_code(buku).get(kode)
    if akun is None or akun.kas_bank != "bank":
        raise IsianSalah({"akun": [_("Pilih akun bank yang dicocokkan.")]})
    return akun


def _row(b: BarisKoran, ke: int, dari: datetime.date, sampai: datetime.date) -> BarisBank:
    """Raises: IsianSalah naming the row ("baris_<ke>")."""
    nomor = b.nomor or ke
    if not dari <= b.tanggal <= sampai:
        raise _row_error(
            ke, nomor, _("tanggal %(hari)s di luar rekening koran ini.") % {"hari": format_tanggal(b.tanggal)}
        )
    if b.masuk < 0 or b.keluar < 0 or bool(b.masuk) == bool(b.keluar):
        raise _row_error(ke, nomor, _("isi uang masuk atau uang keluar, salah satu."))
    uraian = " ".join(b.uraian.split())[:300]
    return BarisBank(urut=ke, tanggal=b.tanggal, uraian=uraian, masuk=b.masuk, keluar=b.keluar, saldo=b.saldo)


def _row_error(ke: int, nomor: int, pesan: str) -> IsianSalah:
    return IsianSalah({f"baris_{ke}": [_("Baris %(n)d: %(pesan)s") % {"n": nomor, "pesan": pesan}]})


def _require_sums(baris: Sequence[BarisKoran], awal: Decimal, akhir: Decimal) -> None:
    """Every printed balance is what the rows before it give, and so is the closing one. Raises: AturanDilanggar (KEU-172)."""
    saldo = awal
    for ke, b in enumerate(baris, 1):
        saldo += b.masuk - b.keluar
        if b.saldo is not None and b.saldo != saldo:
            raise AturanDilanggar(
                _(
                    "Baris %(n)d: saldonya tertulis %(tulis)s, menurut baris-baris sebelumnya %(hitung)s. Periksa baris itu."
                )
                % {"n": b.nomor or ke, "tulis": rupiah(b.saldo), "hitung": rupiah(saldo)},
                aturan="KEU-172",
            )
    if saldo != akhir:
        raise AturanDilanggar(
            _(
                "Saldo awal %(awal)s dengan semua barisnya menjadi %(hitung)s, bukan saldo akhir %(akhir)s. Beda %(beda)s."
            )
            % {
                "awal": rupiah(awal),
                "hitung": rupiah(saldo),
                "akhir": rupiah(akhir),
                "beda": rupiah(abs(akhir - saldo)),
            },
            aturan="KEU-172",
        )


def _require_alone(
    buku: Buku, akun: AkunBuku, dari: datetime.date, sampai: datetime.date, awal: Decimal, akhir: Decimal
) -> None:
    """No other statement of those days, and balances that go on from the neighbours. Raises: AturanDilanggar (KEU-173)."""
    hari = datetime.timedelta(days=1)
    lain = RekeningKoran.objects.filter(
        buku=buku, akun=akun, dibatalkan_pada__isnull=True, dari__lte=sampai + hari, sampai__gte=dari - hari
    )
    for r in lain.order_by("dari"):
        if r.sampai >= dari and r.dari <= sampai:
            raise AturanDilanggar(
                _(
                    "Rekening koran %(dari)s sampai %(sampai)s sudah dicatat. Isi hari-hari sesudahnya, atau batalkan yang itu."
                )
                % {"dari": format_tanggal(r.dari), "sampai": format_tanggal(r.sampai)},
                aturan="KEU-173",
            )
        sana, sini = (r.saldo_akhir, awal) if r.sampai < dari else (r.saldo_awal, akhir)
        if sana != sini:
            raise AturanDilanggar(
                _("Rekening koran %(dari)s sampai %(sampai)s bersambung dengan ini, tetapi saldonya %(sana)s, bukan %(sini)s.")
                % {
                    "dari": format_tanggal(r.dari), "sampai": format_tanggal(r.sampai), "sana": rupiah(sana),
                    "sini": rupiah(sini),
                },
                aturan="KEU-173",
            )  # fmt: skip


@aksi
def void_rekening_koran(rekening: RekeningKoran, *, oleh: Any, alasan: str) -> RekeningKoran:
    """Void a wrong statement whole, when nothing of it is matched; it stays readable. Again changes nothing.

    Raises: RekeningKoran.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-171). Source: KEU-171.
    """
    baris = _take_rekening(rekening, oleh=oleh)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa rekening koran ini dibatalkan."))[:300]
    if baris.batal:
        return baris
    if AnggotaCocok.objects.filter(baris_bank__rekening=baris, lepas=False).exists():
        raise AturanDilanggar(_("Lepas dulu semua pencocokan rekening koran ini."), aturan="KEU-171")
    baris.dibatalkan_pada, baris.dibatalkan_oleh_id, baris.dibatalkan_oleh_nama = timezone.now(), oleh.pk, oleh.nama
    baris.alasan_batal = alasan
    baris.versi += 1
    baris.save()
    catat("keuangan.rekening_koran.dibatalkan", baris, alasan=alasan)
    return baris


def _take_rekening(rekening: RekeningKoran, *, oleh: Any) -> RekeningKoran:
    """A statement under its lock after its ledger's, with the right to book there. Raises: DoesNotExist, TidakBerwenang."""
    terlihat = RekeningKoran.objects.visible_to(oleh).select_related("buku").get(pk=rekening.pk)  # type: ignore[attr-defined]
    milik = take_buku(terlihat.buku, oleh=oleh)
    baris = take(RekeningKoran, rekening.pk, oleh=oleh)
    baris.buku = milik
    return baris


# -- matches -------------------------------------------------------------------------------------------------------


@aksi
def match_bank(
    buku: Buku, *, oleh: Any, bank: Sequence[int] = (), jurnal: Sequence[int] = (), cara: str = "tangan", id: Any = None
) -> CocokBank:
    """Say that bank rows and journal lines (by key) are the same money: one against one or many, both sides equal.

    Without bank rows: a journal and its reversal; without lines: two bank rows that cancel.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-174). Source: KEU-174.
    """
    milik = take_buku(buku, oleh=oleh)
    kiri, kanan = _members(milik, bank, jurnal)
    akun = {b.rekening.akun_id for b in kiri} | {b.akun_id for b in kanan}
    if len(akun) != 1:
        raise IsianSalah({"bank": [_("Pilih baris dari satu rekening saja.")]})
    _require_free(kiri, kanan)
    _require_shape(kiri, kanan)
    return _store(milik, akun.pop(), kiri, kanan, cara, oleh=oleh, id=id)


@aksi
def match_suggestions(rekening: RekeningKoran, *, oleh: Any) -> list[CocokBank]:
    """Accept every strong suggestion of a statement, and every journal with its reversal; none where there is none.

    Raises: RekeningKoran.DoesNotExist, TidakBerwenang, AturanDilanggar (KEU-174). Source: KEU-176.
    """
    baris = _take_rekening(rekening, oleh=oleh)
    if baris.batal:
        raise AturanDilanggar(_("Rekening koran ini sudah dibatalkan."), aturan="KEU-171")
    meja = desk_of_statement(baris)
    dipakai: set[int] = set()
    hasil = []
    for s in meja.kuat:
        dipakai.add(s.buku.pk)
        hasil.append(_store(baris.buku, baris.akun_id, [s.bank], [s.buku], "saran", oleh=oleh))
    for asal, balik in meja.balik:
        if not dipakai & {asal.pk, balik.pk}:
            hasil.append(_store(baris.buku, baris.akun_id, [], [asal, balik], "saran", oleh=oleh))
    return hasil


@aksi
def unmatch_bank(cocok: CocokBank, *, oleh: Any) -> CocokBank:
    """Undo one match while the month of its statement is open; it stays in the trail. Again changes nothing.

    Raises: CocokBank.DoesNotExist, TidakBerwenang, AturanDilanggar (KEU-175). Source: KEU-175.
    """
    terlihat = CocokBank.objects.visible_to(oleh).select_related("buku").get(pk=cocok.pk)  # type: ignore[attr-defined]
    milik = take_buku(terlihat.buku, oleh=oleh)
    baris = take(CocokBank, cocok.pk, oleh=oleh)
    if baris.dibatalkan_pada is not None:
        return baris
    _require_month_open(milik, baris)
    baris.dibatalkan_pada, baris.dibatalkan_oleh_id, baris.dibatalkan_oleh_nama = timezone.now(), oleh.pk, oleh.nama
    baris.versi += 1
    baris.save()
    catat("keuangan.bank.dilepas", baris)
    return baris


def _members(buku: Buku, bank: Sequence[int], jurnal: Sequence[int]) -> tuple[list[BarisBank], list[BarisJurnal]]:
    """The rows and lines by key, of this ledger. Raises: IsianSalah for one that is not there."""
    kiri = list(
        BarisBank.objects.filter(pk__in=set(bank), rekening__buku=buku, rekening__dibatalkan_pada__isnull=True)
        .select_related("rekening").order_by("pk")
    )  # fmt: skip
    kanan = list(
        BarisJurnal.objects.filter(pk__in=set(jurnal), buku=buku, akun__kas_bank="bank")
        .select_related("jurnal")
        .order_by("pk")
    )
    if not kiri and not kanan:
        raise IsianSalah({"bank": [_("Centang baris bank dan baris buku yang sama.")]})
    for bidang, ada, minta in (("bank", kiri, bank), ("jurnal", kanan, jurnal)):
        if len(ada) != len(set(minta)):
            raise IsianSalah({bidang: [_("Ada baris yang tidak dikenal di buku ini. Muat ulang halamannya.")]})
    return kiri, kanan


def _require_free(kiri: Sequence[BarisBank], kanan: Sequence[BarisJurnal]) -> None:
    """Raises: AturanDilanggar (KEU-174) when one is matched already."""
    hidup = AnggotaCocok.objects.filter(lepas=False)
    if hidup.filter(baris_bank__in=kiri).exists() or hidup.filter(baris_jurnal__in=kanan).exists():
        raise _taken()


def _taken() -> AturanDilanggar:
    return AturanDilanggar(
        _("Ada baris yang sudah dicocokkan. Muat ulang halamannya; lepas dulu pencocokannya bila keliru."),
        aturan="KEU-174",
    )


def _require_shape(kiri: Sequence[BarisBank], kanan: Sequence[BarisJurnal]) -> None:
    """One against one or many, both sides equal to the rupiah. Raises: AturanDilanggar (KEU-174)."""
    bank, buku = (sum((signed(b) for b in sisi), NOL) for sisi in (kiri, kanan))
    sepasang = len(kanan) == 2 and any(a.jurnal.membalik_id == b.jurnal_id for a in kanan for b in kanan)
    if not kiri and not sepasang:
        raise AturanDilanggar(
            _("Tanpa baris bank, hanya sebuah bukti dengan jurnal baliknya yang dicocokkan."), aturan="KEU-174"
        )
    if not kanan and len(kiri) != 2:
        raise AturanDilanggar(
            _("Tanpa baris buku, hanya dua baris bank yang saling menghapus yang dicocokkan."), aturan="KEU-174"
        )
    if len(kiri) > 1 and len(kanan) > 1:
        raise AturanDilanggar(
            _("Cocokkan satu baris dengan satu atau beberapa baris di sisi lain, supaya tetap dapat ditelusuri."),
            aturan="KEU-174",
        )
    if abs(bank - buku) >= 1 or (not kanan and bank):
        raise AturanDilanggar(
            _("Di bank %(bank)s, di buku %(buku)s: beda %(beda)s. Kedua sisi harus sama.")
            % {"bank": rupiah(bank), "buku": rupiah(buku), "beda": rupiah(abs(bank - buku))},
            aturan="KEU-174",
        )


def _store(
    buku: Buku, akun: Any, kiri: Sequence[BarisBank], kanan: Sequence[BarisJurnal], cara: str, *, oleh: Any, id: Any = None
) -> CocokBank:  # fmt: skip
    cocok = CocokBank(
        buku=buku, wilayah_id=buku.wilayah_id, akun_id=akun, cara=cara, banyak=len(kiri) + len(kanan), **author(oleh),
        **client_id(id),
    )  # fmt: skip
    cocok.save(force_insert=True)
    anggota = [AnggotaCocok(cocok=cocok, baris_bank=b) for b in kiri] + [
        AnggotaCocok(cocok=cocok, baris_jurnal=b) for b in kanan
    ]
    sudah: dict[str, GalatAplikasi] = dict.fromkeys(
        ("baris_bank_dicocokkan_sekali", "baris_jurnal_dicocokkan_sekali"), _taken()
    )
    with constraint_says(sudah):
        AnggotaCocok.objects.bulk_create(anggota)
    jumlah = sum((signed(b) for b in kiri or kanan[:1]), NOL)
    rincian = {
        "jumlah": str(jumlah),
        "cara": cara,
        "bank": [b.pk for b in kiri],
        "jurnal": [str(b.jurnal_id) for b in kanan],
    }
    catat("keuangan.bank.dicocokkan", cocok, rincian=rincian)
    return cocok


def _require_month_open(buku: Buku, cocok: CocokBank) -> None:
    """Raises: AturanDilanggar (KEU-175)."""
    anggota = list(AnggotaCocok.objects.filter(cocok=cocok).select_related("baris_bank__rekening", "baris_jurnal"))
    hari = [a.baris_bank.rekening.sampai for a in anggota if a.baris_bank is not None]
    akhir = max(hari or [a.baris_jurnal.tanggal for a in anggota if a.baris_jurnal is not None])
    if month_closed(buku, akhir):
        raise AturanDilanggar(
            _("Bulan %(bulan)s sudah ditutup, jadi pencocokannya tidak dilepas.")
            % {"bulan": format_tanggal(akhir, "bulan")},
            aturan="KEU-175",
        )
