"""What the actions of the ledger share: the ledger under its lock, the rows as people give them, the posting itself.

`write_jurnal` is the poster: the only function that inserts a Jurnal. It checks kindly what sql/buku.sql checks for good.
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

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.izin import may, require
from inti.money import to_rupiah
from inti.pelaku import lies_in
from inti.unit_kerja import catat
from keuangan import izin
from keuangan.models import AkunBuku, BarisJurnal, Buku, Jurnal, PemilikDana, Periode, PersetujuanJurnal
from keuangan.models.jurnal import PERISTIWA_DISETUJUI
from keuangan.models.pinjaman import AKTIF, Pinjaman
from keuangan.queries import chart_by_code
from keuangan.queries_pembayaran import SIMPANAN, Simpanan, savings_of
from keuangan.templat import LAIN, PEMBALIKAN, PINDAH_KAS, SALDO_AWAL
from siklus.actions.umum import author, client_id, field_date, needed, take
from siklus.models import SumberDana
from wilayah.actions.umum import constraint_says

NOL = Decimal(0)
# Who books and who approves, per unit. A TPK is booked like a Sekretariat: it holds money for others.
BUKUKAN = {"upk": izin.BUKUKAN_UPK, "sekretariat": izin.BUKUKAN_SEKRETARIAT, "tpk": izin.BUKUKAN_SEKRETARIAT}
SETUJUI = {"upk": izin.SETUJUI_UPK, "sekretariat": izin.SETUJUI_SEKRETARIAT, "tpk": izin.SETUJUI_SEKRETARIAT}
CHANNELLING = "channelling"


@dataclass(frozen=True)
class Dana:
    """Whose money a line moves: source, programme year, tranche (0: none), owner, and for which group and activity."""

    sumber: str
    tahun: int
    termin: int = 0
    pemilik: PemilikDana | None = None
    ksm: Any = None
    kegiatan: Any = None

    def as_columns(self) -> dict[str, Any]:
        """The columns of a line."""
        return {
            "sumber_dana_id": self.sumber, "tahun_dana": self.tahun, "termin": self.termin,
            "pemilik_id": getattr(self.pemilik, "pk", None), "ksm_id": getattr(self.ksm, "pk", None),
            "kegiatan_id": getattr(self.kegiatan, "pk", None),
        }  # fmt: skip


@dataclass(frozen=True)
class Baris:
    """One side of a journal as it is asked for: account (row or code), debit or credit in whole rupiah, fund."""

    akun: AkunBuku | str
    dana: Dana
    debit: Decimal | int = NOL
    kredit: Decimal | int = NOL


@dataclass(frozen=True)
class Isi:
    """What a voucher says beside its lines."""

    jenis: str
    tanggal: datetime.date
    uraian: str
    peristiwa: str = LAIN
    bukti: str = ""
    objek: tuple[str, str] | None = None
    pasangan: uuid.UUID | None = None
    membalik: Jurnal | None = None
    alasan: str = ""
    perlu_persetujuan: bool = False
    penyetuju: Any = None
    id: uuid.UUID | None = None


def take_buku(buku: Buku, *, oleh: Any, perlu: str | None = None) -> Buku:
    """The ledger under its lock, in scope; with the right to book in it, or with `perlu`.

    Raises: Buku.DoesNotExist out of scope, TidakBerwenang.
    """
    baris = take(Buku, buku.pk, oleh=oleh)
    require(oleh, perlu or BUKUKAN[baris.unit], baris)
    return baris


def take_pinjaman(pinjaman: Pinjaman, *, oleh: Any, perlu: str) -> Pinjaman:
    """A loan under its lock after its ledger's (the order of every posting), in scope, with the right; `buku` is locked too.

    Raises: Pinjaman.DoesNotExist out of scope, TidakBerwenang.
    """
    terlihat = Pinjaman.objects.visible_to(oleh).only("buku_id").get(pk=pinjaman.pk)  # type: ignore[attr-defined]
    buku = Buku._base_manager.select_for_update(of=("self",), no_key=True).get(pk=terlihat.buku_id)
    baris = take(Pinjaman, pinjaman.pk, oleh=oleh)
    require(oleh, perlu, baris)
    baris.buku = buku
    return baris


def may_close(buku: Buku, oleh: Any) -> bool:
    """Whoever books or approves in that unit leads its months to the end. No queries. Source: KEU-190."""
    return any(may(oleh, perlu, buku) for perlu in (BUKUKAN[buku.unit], SETUJUI[buku.unit]))


def take_month(periode: Periode, *, oleh: Any, perlu: str) -> tuple[Buku, Periode]:
    """The ledger under its lock, then its month: the order in which every posting locks.

    Raises: Periode.DoesNotExist out of scope, TidakBerwenang. Source: KEU-16, KEU-190.
    """
    terlihat = Periode.objects.visible_to(oleh).select_related("buku").get(pk=periode.pk)  # type: ignore[attr-defined]
    milik = take_buku(terlihat.buku, oleh=oleh, perlu=perlu)
    return milik, Periode.objects.get(pk=terlihat.pk)


def require_unit(buku: Buku, *, oleh: Any) -> None:
    """Raises: TidakBerwenang for who neither books nor approves in that unit."""
    if not may_close(buku, oleh):
        raise TidakBerwenang


def require_voucher_right(buku: Buku, jenis: str, *, oleh: Any, peristiwa: str = "") -> None:
    """The bookkeeper books every voucher, the cashier of a UPK those of the own cash: in, out, to the bank and from it.

    Raises: TidakBerwenang. Source: KEU-19.
    """
    if not may_record(buku, jenis, oleh=oleh, peristiwa=peristiwa):
        raise TidakBerwenang


def may_record(buku: Buku, jenis: str, *, oleh: Any, peristiwa: str = "") -> bool:
    """Whether a person books vouchers of this kind, or this one event, in a ledger. Source: KEU-19."""
    if may(oleh, BUKUKAN[buku.unit], buku):
        return True
    tunai = jenis in {"bkm", "bkk"} or peristiwa in PINDAH_KAS
    return buku.unit == "upk" and tunai and may(oleh, izin.CATAT_KAS_UPK, buku)


def need_bank_slip(buku: Buku, peristiwa: str, bukti: str, *, oleh: Any) -> bool:
    """Whether a cashier moves cash to the bank or from it: by the bank's slip, and a second person approves.

    Raises: IsianSalah ("bukti") without the number of the slip. Source: KEU-19, KEU-20.
    """
    if peristiwa not in PINDAH_KAS or may(oleh, BUKUKAN[buku.unit], buku):
        return False
    needed(bukti, bidang="bukti", pesan=_("Tulis nomor bukti setor atau slip penarikan dari bank."))
    return True


def open_month(buku: Buku, tanggal: datetime.date) -> Periode:
    """The open month of a day, made when it is not there yet. Raises: AturanDilanggar (KEU-15, KEU-24)."""
    if tanggal < buku.mulai:
        raise AturanDilanggar(
            _("Buku ini mulai %(mulai)s; catatan sebelumnya masuk saldo awal.") % {"mulai": format_tanggal(buku.mulai)},
            aturan="KEU-15",
        )
    if buku.tutup_hari is not None and tanggal <= buku.tutup_hari:
        raise AturanDilanggar(
            _("Hari %(hari)s sudah ditutup. Pakai tanggal sesudah %(sampai)s.")
            % {"hari": format_tanggal(tanggal), "sampai": format_tanggal(buku.tutup_hari)},
            aturan="KEU-24",
        )
    periode = Periode.objects.filter(buku=buku, tahun=tanggal.year, bulan=tanggal.month).first()
    if periode is None:
        periode = Periode(buku=buku, wilayah_id=buku.wilayah_id, tahun=tanggal.year, bulan=tanggal.month)
        with constraint_says({"periode_tidak_menyusul": _month_closed(periode)}):
            periode.save(force_insert=True)
    if periode.status != Periode.Status.TERBUKA:
        raise _month_closed(periode)
    return periode


def _month_closed(periode: Periode) -> AturanDilanggar:
    return AturanDilanggar(
        _("Bulan buku %(bulan)s sudah ditutup. Betulkan dengan jurnal di bulan yang terbuka.") % {"bulan": periode},
        aturan="KEU-15",
    )


def write_jurnal(buku: Buku, isi: Isi, baris: Sequence[Baris], *, oleh: Any) -> Jurnal:
    """Insert one balanced voucher with its lines into a locked ledger, with the next number of its kind.

    Raises: IsianSalah, AturanDilanggar (KEU-03 to KEU-12, KEU-15, KEU-24). Source: KEU-06.
    """
    if isi.jenis not in Jurnal.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis bukti: BKM, BKK, atau BPB.")]})
    tanggal = field_date(isi.tanggal, buku.wilayah_id)
    uraian = needed(" ".join(isi.uraian.split()), bidang="uraian", pesan=_("Tulis uraian buktinya."))[:200]
    periode = open_month(buku, tanggal)
    bagan = chart_by_code(buku)
    siap = [_line(b, buku, bagan, ke, balik=isi.membalik is not None) for ke, b in enumerate(baris, 1)]
    jumlah = _balanced(siap, isi)
    require_savings(buku, isi, siap)
    nomor = (
        Jurnal.objects.filter(buku=buku, jenis=isi.jenis, tahun=tanggal.year).aggregate(n=Max("nomor"))["n"] or 0
    ) + 1
    jurnal = Jurnal(
        buku=buku, wilayah_id=buku.wilayah_id, periode=periode, jenis=isi.jenis, tahun=tanggal.year, nomor=nomor,
        tanggal=tanggal, peristiwa=isi.peristiwa, uraian=uraian, bukti=isi.bukti.strip()[:60], jumlah=jumlah,
        jumlah_baris=len(siap), membalik=isi.membalik, alasan=isi.alasan.strip()[:300], pasangan=isi.pasangan,
        perlu_persetujuan=_needs_approval(isi),
        **client_id(isi.id), **author(oleh),
    )  # fmt: skip
    jurnal.objek_jenis, jurnal.objek_id = isi.objek or ("keuangan.jurnal", str(jurnal.pk))
    with constraint_says({"peristiwa_satu_jurnal": _event_taken(isi)}):
        jurnal.save(force_insert=True)
    for b in siap:
        b.jurnal_id, b.tanggal = jurnal.pk, tanggal
    BarisJurnal.objects.bulk_create(siap)
    catat(
        "keuangan.jurnal.dibukukan",
        jurnal,
        alasan=isi.alasan,
        rincian={"peristiwa": isi.peristiwa, "jumlah": str(jumlah), "tanggal": str(tanggal)},
    )
    if isi.penyetuju is not None:
        write_approval(jurnal, oleh=isi.penyetuju)
    return jurnal


def require_savings(buku: Buku, isi: Isi, baris: Sequence[BarisJurnal]) -> None:
    """Savings and deposits of a group never fall below zero; savings wait until its loan is lunas.

    The database says the same at commit (sql/pembayaran.sql). Raises: AturanDilanggar (KEU-154, KEU-155).
    """
    keluar: dict[tuple[Any, str], Decimal] = {}
    for b in baris:
        if buku.unit == "upk" and b.akun.kode in SIMPANAN.values():
            keluar[b.ksm_id, b.akun.kode] = keluar.get((b.ksm_id, b.akun.kode), NOL) + b.debit - b.kredit
    if isi.peristiwa == SALDO_AWAL or not any(n > 0 for n in keluar.values()):
        return
    for (ksm, kode), n in keluar.items():
        if n <= 0:
            continue
        if ksm is None:
            if isi.membalik is None and Pinjaman.objects.filter(buku=buku, status__in=AKTIF).exists():
                raise AturanDilanggar(_("Sebut KSM pemilik simpanan yang keluar."), aturan="KEU-155")
            continue
        bebas = isi.membalik is not None or isi.peristiwa == "tabungan_untuk_tunggakan"
        aktif = Pinjaman.objects.filter(ksm=ksm, status__in=AKTIF).first()
        if kode == SIMPANAN["tabungan"] and not bebas and aktif is not None:
            raise AturanDilanggar(
                _("Tabungan KSM diambil sesudah %(nomor)s lunas. Sebelum itu hanya untuk menutup tunggakannya sendiri.")
                % {"nomor": aktif},
                aturan="KEU-154",
            )
        simpan = savings_of(buku, [ksm]).get(ksm, Simpanan())
        ada = simpan.tabungan if kode == SIMPANAN["tabungan"] else simpan.titipan
        if n > ada:
            raise AturanDilanggar(
                _("%(apa)s KSM ini ada %(ada)s, kurang dari %(jumlah)s.")
                % {
                    "apa": _("Tabungan") if kode == SIMPANAN["tabungan"] else _("Titipan"),
                    "ada": rupiah(max(ada, NOL)),
                    "jumlah": rupiah(n),
                },
                aturan="KEU-155",
            )


def write_approval(jurnal: Jurnal, *, oleh: Any) -> None:
    """Note who approved a voucher. Raises: AturanDilanggar (KEU-20) for the recorder."""
    if jurnal.dibuat_oleh_id == oleh.pk:
        raise AturanDilanggar(
            _("%(bukti)s Anda catat sendiri; mintalah orang lain menyetujuinya.") % {"bukti": jurnal}, aturan="KEU-20"
        )
    PersetujuanJurnal.objects.create(jurnal=jurnal, oleh_id=oleh.pk, oleh_nama=oleh.nama)
    catat("keuangan.jurnal.disetujui", jurnal, rincian={"oleh": oleh.nama})


def _needs_approval(isi: Isi) -> bool:
    """Money out, a free transfer, and what the domain asks two people for. Source: KEU-20."""
    bebas = isi.jenis == "bpb" and isi.peristiwa == LAIN
    return isi.perlu_persetujuan or isi.jenis == "bkk" or bebas or isi.peristiwa in PERISTIWA_DISETUJUI


def _event_taken(isi: Isi) -> AturanDilanggar:
    if isi.peristiwa == PEMBALIKAN:
        return AturanDilanggar(_("Jurnal ini sudah pernah dibalik."), aturan="KEU-13")
    return AturanDilanggar(
        _("Peristiwa ini sudah dibukukan. Balik dulu jurnalnya bila keliru."),
        aturan="KEU-22" if isi.peristiwa == SALDO_AWAL else "KEU-12",
    )


def _line(b: Baris, buku: Buku, bagan: Mapping[str, AkunBuku], ke: int, *, balik: bool) -> BarisJurnal:
    """One line as it may be stored. Raises: IsianSalah ("baris_<n>"), AturanDilanggar (KEU-03, KEU-05)."""
    bidang = f"baris_{ke}"
    kode = b.akun if isinstance(b.akun, str) else b.akun.kode
    akun = bagan.get(kode)
    if akun is None or (not isinstance(b.akun, str) and b.akun.pk != akun.pk) or not (akun.aktif or balik):
        raise AturanDilanggar(
            _("Baris %(ke)d: akun %(kode)s tidak ada dalam bagan akun buku ini.") % {"ke": ke, "kode": kode},
            aturan="KEU-03",
        )
    debit, kredit = (to_rupiah(n, bidang=bidang) for n in (b.debit, b.kredit))
    if debit < 0 or kredit < 0 or (debit > 0) == (kredit > 0):
        raise IsianSalah({bidang: [_("Isi debit atau kredit, salah satu, lebih dari nol.")]})
    if debit % 1 or kredit % 1:
        raise IsianSalah({bidang: [_("Buku memakai rupiah utuh, tanpa sen.")]})
    _check_fund(b.dana, buku, bidang)
    return BarisJurnal(buku=buku, urut=ke, akun=akun, debit=debit, kredit=kredit, **b.dana.as_columns())


def _check_fund(dana: Dana, buku: Buku, bidang: str) -> None:
    if not dana.sumber or not 1999 <= dana.tahun <= 2100 or not 0 <= dana.termin <= 12:
        raise IsianSalah({bidang: [_("Isi sumber dana, tahun dana, dan tahapnya.")]})
    if dana.sumber == CHANNELLING and dana.pemilik is None:
        raise AturanDilanggar(_("Dana channelling harus menyebut pemiliknya."), aturan="KEU-05")
    asing = [m for m in (dana.ksm, dana.kegiatan) if m is not None and not lies_in(m.wilayah_id, buku.wilayah_id)]
    if asing or (dana.pemilik is not None and dana.pemilik.wilayah_id != buku.wilayah_id):
        raise IsianSalah({bidang: [_("Pemilik dana, KSM, dan kegiatan harus dari wilayah buku ini.")]})


def _balanced(baris: Sequence[BarisJurnal], isi: Isi) -> Decimal:
    """The sum of the debits. Raises: IsianSalah, AturanDilanggar (KEU-04, KEU-06, KEU-10)."""
    if len(baris) < 2:
        raise IsianSalah({"baris": [_("Jurnal berisi paling sedikit dua baris.")]})
    sumber = {b.sumber_dana_id for b in baris}
    if SumberDana.objects.filter(pk__in=sumber).count() != len(sumber):
        raise IsianSalah({"sumber_dana": [_("Pilih sumber dana dari daftarnya.")]})
    debit, kredit = sum((b.debit for b in baris), NOL), sum((b.kredit for b in baris), NOL)
    if debit != kredit:
        raise AturanDilanggar(
            _("Jurnal tidak seimbang: debit %(debit)s, kredit %(kredit)s.")
            % {"debit": rupiah(debit), "kredit": rupiah(kredit)},
            aturan="KEU-06",
        )
    uang = sum((b.debit - b.kredit for b in baris if b.akun.kas_bank), NOL)
    salah = {"bkm": uang <= 0, "bkk": uang >= 0, "bpb": uang != 0}[isi.jenis]
    if salah and isi.membalik is None and isi.peristiwa != SALDO_AWAL:
        raise AturanDilanggar(
            _("Jenis bukti tidak cocok: BKM untuk uang masuk, BKK untuk uang keluar, BPB bila jumlah uang tetap."),
            aturan="KEU-10",
        )
    return debit
