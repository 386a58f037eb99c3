"""The loan reports of a UPK, each one definition of columns and rows for page, workbook and paper. Source: KEU-170.

LU-02 is collectibility; LU-04 are the registers of loans and of savings. Figures are whole rupiah and come from the register
and the ledger; the sums stand below.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as U

from inti.formats import angka, persen, rupiah
from inti.tabel import Kolom
from keuangan import tautan_kolektibilitas as tautan
from keuangan import tautan_pinjaman
from keuangan.ambang import Ambang, thresholds
from keuangan.hitung.kolektibilitas import Kelas, Rekap, recap
from keuangan.models import AlokasiPembayaran, BagianAnggota, BarisJurnal, Buku, Pinjaman
from keuangan.queries import balance_of
from keuangan.queries_kolektibilitas import NilaiPinjaman, assess_ledger
from ksm.models import KSM

NOL = Decimal(0)
TABUNGAN, PIUTANG = "21020", "11030"
SINGKATAN = {"lancar": "L", "dpk": "DPK", "kurang_lancar": "KL", "diragukan": "D", "macet": "M"}


@dataclass(frozen=True)
class Lembaran:
    """One report: columns, rows, the row of sums, and what else it says. `kode` is its file name and address."""

    kode: str
    judul: Any
    hari: datetime.date
    kolom: tuple[Kolom, ...]
    baris: list[dict[str, Any]]
    jumlah: list[Any]
    catatan: list[str] = field(default_factory=list)
    layar: tuple[str, ...] = ()

    @property
    def kolom_layar(self) -> tuple[Kolom, ...]:
        """The columns that a screen has room for; paper and workbook have all."""
        return tuple(k for k in (*self.kolom, KOLOM_KEADAAN) if k.kode in self.layar) if self.layar else self.kolom

    @property
    def kaki(self) -> list[str]:
        """The sums as the screen prints them."""
        per = dict(zip((k.kode for k in self.kolom), self.jumlah, strict=True))
        return in_words([per.get(k.kode, "") for k in self.kolom_layar])

    def with_sum(self) -> list[dict[str, Any]]:
        """Rows with the sums as the last one, for a workbook."""
        return [*self.baris, dict(zip((k.kode for k in self.kolom), self.jumlah, strict=True))] if self.baris else []


@dataclass(frozen=True)
class LU02:
    """Collectibility of a ledger on a day: its own loans, those it passes on, and the portfolio of its own."""

    sendiri: Lembaran
    channelling: Lembaran
    rekap: Rekap
    ambang: Ambang
    nilai: list[NilaiPinjaman]
    tercatat: Decimal

    @property
    def selisih(self) -> Decimal:
        """What the reserve in the ledger lacks (below zero: has too much)."""
        return self.rekap.cadangan - self.tercatat


def _loan_link(b: dict[str, Any]) -> str:
    return tautan_pinjaman.pinjaman(b["pk"]) if b.get("pk") else ""


KOLOM_KEADAAN = Kolom("kelas", U("Kelas"))
LAYAR_LU02 = ("nomor", "ksm", "tempo", "pokok", "seharusnya", "saldo", "kurang_3", "lebih_3", "kelas")
LAYAR_REGISTER = ("nomor", "ksm", "ke", "tempo", "pokok", "pokok_dibayar", "jasa_dibayar", "saldo", "keadaan")
KOLOM_LU02 = (
    Kolom("nomor", U("Pinjaman"), tautan=_loan_link),
    Kolom("ksm", "KSM"),
    Kolom("cair", U("Cair"), "tanggal"),
    Kolom("tempo", U("Jatuh tempo"), "tanggal"),
    Kolom("pokok", U("Pinjaman (Rp)"), "angka"),
    Kolom("angsuran", U("Angsuran"), "angka"),
    Kolom("seharusnya", U("Seharusnya"), "angka"),
    Kolom("saldo", U("Saldo"), "angka"),
    Kolom("kurang_3", U("Tunggak < 3x"), "angka"),
    Kolom("lebih_3", U("Tunggak ≥ 3x"), "angka"),
    *(Kolom(k, SINGKATAN[k], "angka") for k in Kelas.values),
)  # fmt: skip
KOLOM_REGISTER = (
    Kolom("nomor", U("Pinjaman"), tautan=_loan_link),
    Kolom("ksm", "KSM"),
    Kolom("ke", U("Ke"), "angka"),
    Kolom("anggota", U("Anggota"), "angka"),
    Kolom("cair", U("Cair"), "tanggal"),
    Kolom("tempo", U("Jatuh tempo"), "tanggal"),
    Kolom("pokok", U("Pinjaman (Rp)"), "angka"),
    Kolom("jasa", U("Jasa"), "angka"),
    Kolom("pokok_dibayar", U("Pokok dibayar"), "angka"),
    Kolom("jasa_dibayar", U("Jasa dibayar"), "angka"),
    Kolom("saldo", U("Sisa pokok"), "angka"),
    Kolom("keadaan", U("Keadaan")),
)
KOLOM_TABUNGAN = (
    Kolom("ksm", "KSM"),
    Kolom("awal", U("Saldo awal tahun"), "angka"),
    Kolom("setor", U("Disetor"), "angka"),
    Kolom("ambil", U("Diambil"), "angka"),
    Kolom("saldo", U("Saldo"), "angka"),
)


def lu02(
    buku: Buku, hari: datetime.date, *, kelas: str = "", risiko: bool = False, ambang: Ambang | None = None
) -> LU02:
    """LU-02 of a ledger on a day, narrowed to the loans behind a figure; the portfolio stays whole. Seven queries."""
    ambang = ambang or thresholds(buku.wilayah_id, hari)
    semua = [n for n in assess_ledger(buku, hari, ambang) if not n.nilai.lunas]
    sendiri = [n for n in semua if not n.channelling]
    pilih = [n for n in sendiri if (not kelas or n.nilai.kelas == kelas) and (n.nilai.berisiko or not risiko)]
    titipan = [n for n in semua if n.channelling]
    rekap = recap([n.nilai for n in sendiri], cadangan=ambang.cadangan)
    return LU02(
        sendiri=_lu02_sheet(pilih, hari, "kolektibilitas", _kpi_notes(rekap)),
        channelling=_lu02_sheet(titipan, hari, "kolektibilitas-channelling", []),
        rekap=rekap, ambang=ambang, nilai=semua, tercatat=balance_of(buku, "12010", hari),
    )  # fmt: skip


def _kpi_notes(r: Rekap) -> list[str]:
    from inti.formats import share

    lar, par = share(r.ksm_menunggak_3, r.ksm_berpinjaman), share(r.saldo_menunggak_3, r.saldo_pokok)
    return [
        _("LAR %(n)s: %(a)d dari %(b)d KSM menunggak tiga angsuran atau lebih.")
        % {"n": persen(lar, 2), "a": r.ksm_menunggak_3, "b": r.ksm_berpinjaman},
        _("PAR %(n)s: %(a)s dari %(b)s saldo pinjaman.")
        % {"n": persen(par, 2), "a": rupiah(r.saldo_menunggak_3), "b": rupiah(r.saldo_pokok)},
    ]


def _lu02_sheet(nilai: Sequence[NilaiPinjaman], hari: datetime.date, kode: str, catatan: list[str]) -> Lembaran:
    baris = [_lu02_row(n) for n in nilai]
    jumlah = _sums(
        KOLOM_LU02, baris, ("pokok", "angsuran", "seharusnya", "saldo", "kurang_3", "lebih_3", *Kelas.values)
    )
    return Lembaran(kode, _("Laporan kolektibilitas (LU-02)"), hari, KOLOM_LU02, baris, jumlah, catatan, LAYAR_LU02)


def _lu02_row(n: NilaiPinjaman) -> dict[str, Any]:
    saldo, tunggak = int(n.nilai.saldo_pokok), int(n.nilai.tunggakan.pokok)
    return {
        "pk": n.pinjaman.pk, "nomor": n.pinjaman.nomor_pinjaman, "ksm": n.pinjaman.ksm.nama, "cair": n.pinjaman.tanggal_cair,
        "tempo": n.tempo, "pokok": int(n.pinjaman.pokok or 0), "angsuran": int(n.angsuran), "seharusnya": int(n.seharusnya),
        "saldo": saldo, "kurang_3": 0 if n.nilai.berisiko else tunggak, "lebih_3": tunggak if n.nilai.berisiko else 0,
        **{k: saldo if n.nilai.kelas == k else None for k in Kelas.values}, "kelas": SINGKATAN[n.nilai.kelas.value],
    }  # fmt: skip


def register_pinjaman(buku: Buku, hari: datetime.date) -> Lembaran:
    """LU-04, every loan ever disbursed until a day, with what was paid; the sum of what remains is the control account.

    Eight queries.
    """
    nilai = {n.pinjaman.pk: n for n in assess_ledger(buku, hari)}
    pinjaman = Pinjaman.objects.filter(buku=buku, tanggal_cair__lte=hari).select_related("ksm").order_by("nomor")
    bayar = _paid_until(buku, hari)
    angsuran = dict(
        Pinjaman.objects.filter(buku=buku).values_list("pk").annotate(
            j=Sum("angsuran__jasa", filter=Q(angsuran__jadwal_ke=F("jadwal_ke")))
        )
    )  # fmt: skip
    anggota = dict(
        BagianAnggota.objects.filter(pinjaman__buku=buku, disetujui__gt=0).order_by().values_list("pinjaman")
        .annotate(n=Count("pk"))
    )  # fmt: skip
    tempo = dict(Pinjaman.objects.filter(buku=buku).values_list("pk").annotate(t=_last_due()))
    baris = [
        _register_row(
            p, nilai.get(p.pk), bayar.get(p.pk, {}), angsuran.get(p.pk), anggota.get(p.pk), tempo.get(p.pk), hari
        )
        for p in pinjaman
    ]
    jumlah = _sums(KOLOM_REGISTER, baris, ("pokok", "jasa", "pokok_dibayar", "jasa_dibayar", "saldo"))
    piutang = balance_of(buku, PIUTANG, hari)
    sisa = sum(b["saldo"] for b in baris)
    catatan = [_agreement(sisa, piutang, _("Sisa pokok"), "11030 Pinjaman KSM")]
    return Lembaran(
        "register-pinjaman",
        _("Register perguliran pinjaman (LU-04)"),
        hari,
        KOLOM_REGISTER,
        baris,
        jumlah,
        catatan,
        LAYAR_REGISTER,
    )


def _last_due() -> Any:
    from django.db.models import Max

    return Max("angsuran__jatuh_tempo", filter=Q(angsuran__jadwal_ke=F("jadwal_ke")))


def _paid_until(buku: Buku, hari: datetime.date) -> dict[Any, dict[str, Decimal]]:
    """Principal and jasa that came in for each loan until a day, rupiah. One query."""
    baris = (
        AlokasiPembayaran.objects.filter(pembayaran__pinjaman__buku=buku, pembayaran__tanggal__lte=hari)
        .order_by().values("pembayaran__pinjaman", "untuk").annotate(n=Sum("jumlah"))
    )  # fmt: skip
    hasil: dict[Any, dict[str, Decimal]] = {}
    for b in baris:
        hasil.setdefault(b["pembayaran__pinjaman"], {})[b["untuk"]] = b["n"]
    return hasil


def _register_row(
    p: Pinjaman, n: NilaiPinjaman | None, bayar: dict[str, Decimal], jasa: Any, anggota: Any, tempo: Any,
    hari: datetime.date,
) -> dict[str, Any]:  # fmt: skip
    if n is not None and not n.nilai.lunas:
        keadaan, saldo = str(n.nilai.kelas.label), int(n.nilai.saldo_pokok)
    else:
        keadaan = str(_("Dihapus buku") if p.status == Pinjaman.Status.DIHAPUS_BUKU else _("Lunas"))
        saldo = 0
    return {
        "pk": p.pk, "nomor": p.nomor_pinjaman, "ksm": p.ksm.nama, "ke": p.ke or None, "anggota": anggota,
        "cair": p.tanggal_cair, "tempo": tempo, "pokok": int(p.pokok or 0), "jasa": int(jasa or 0),
        "pokok_dibayar": int(bayar.get("pokok", NOL)), "jasa_dibayar": int(bayar.get("jasa", NOL)), "saldo": saldo,
        "keadaan": keadaan,
    }  # fmt: skip


def register_tabungan(buku: Buku, hari: datetime.date) -> Lembaran:
    """LU-04, savings by KSM from the ledger: at the start of the year, paid in, taken out, balance. Five queries."""
    awal = datetime.date(hari.year, 1, 1)
    baris_jurnal = BarisJurnal.objects.filter(buku=buku, akun__kode=TABUNGAN, tanggal__lte=hari)
    # An opening balance dated within the year is what was there, not what was paid in.
    lalu = Q(tanggal__lt=awal) | Q(jurnal__peristiwa="saldo_awal")
    isi = (
        baris_jurnal.order_by().values("ksm").annotate(
            awal=Sum(F("kredit") - F("debit"), filter=lalu), setor=Sum("kredit", filter=~lalu), ambil=Sum("debit", filter=~lalu)
        )
    )  # fmt: skip
    jumlah_ksm = list(isi)
    nama = dict(KSM.objects.filter(pk__in=[b["ksm"] for b in jumlah_ksm if b["ksm"]]).values_list("pk", "nama"))
    baris = [
        {
            "ksm": nama.get(b["ksm"]) or _("Belum dirinci per KSM"),
            **{k: int(b[k] or 0) for k in ("awal", "setor", "ambil")},
            "saldo": int((b["awal"] or 0) + (b["setor"] or 0) - (b["ambil"] or 0)),
        }
        for b in jumlah_ksm
    ]
    baris.sort(key=lambda b: str(b["ksm"]))
    jumlah = _sums(KOLOM_TABUNGAN, baris, ("awal", "setor", "ambil", "saldo"))
    saldo = balance_of(buku, TABUNGAN, hari)
    catatan = [_agreement(sum(b["saldo"] for b in baris), saldo, _("Saldo tabungan"), "21020 Tabungan KSM")]
    return Lembaran(
        "register-tabungan", _("Register tabungan KSM (LU-04)"), hari, KOLOM_TABUNGAN, baris, jumlah, catatan
    )


REGISTER: dict[str, Callable[[Buku, datetime.date], Lembaran]] = {
    "pinjaman": register_pinjaman,
    "tabungan": register_tabungan,
}


def _agreement(daftar: Any, buku: Decimal, nama: str, akun: str) -> str:
    """Whether a register equals its account."""
    if daftar == buku:
        return _("%(nama)s sama dengan akun %(akun)s: %(n)s.") % {"nama": nama, "akun": akun, "n": rupiah(buku)}
    return _("%(nama)s %(a)s, akun %(akun)s %(b)s: selisih %(c)s. Periksa bukti yang belum lengkap.") % {
        "nama": nama, "akun": akun, "a": rupiah(daftar), "b": rupiah(buku), "c": rupiah(daftar - buku),
    }  # fmt: skip


def _sums(kolom: Sequence[Kolom], baris: Iterable[dict[str, Any]], dijumlah: Sequence[str]) -> list[Any]:
    """The row of sums: a word in the first column, sums where they mean something."""
    isi = list(baris)
    hasil: list[Any] = [sum(b[k.kode] or 0 for b in isi) if k.kode in dijumlah else "" for k in kolom]
    hasil[0] = _("Jumlah")
    return hasil


def in_words(jumlah: Sequence[Any]) -> list[str]:
    """A row of sums with grouped digits."""
    return [n if isinstance(n, str) else angka(n) for n in jumlah]


def class_rows(data: LU02, buku: Buku) -> list[dict[str, Any]]:
    """The classes of the portfolio, each opening its loans."""
    return [
        {
            "kelas": str(k.kelas.label), "jumlah": k.jumlah, "saldo": int(k.saldo_pokok), "persen": k.cadangan_persen,
            "cadangan": int(k.cadangan), "url": tautan.kolektibilitas(buku.pk, data.sendiri.hari, kelas=k.kelas.value),
        }
        for k in data.rekap.kelas
    ]  # fmt: skip


KOLOM_KELAS = (
    Kolom("kelas", U("Kelas"), tautan=lambda b: b.get("url", "")),
    Kolom("jumlah", "KSM", "angka"),
    Kolom("saldo", U("Saldo pokok (Rp)"), "angka"),
    Kolom("persen", U("Cadangan (%)"), "persen"),
    Kolom("cadangan", U("Cadangan (Rp)"), "angka"),
)


def class_sums(data: LU02) -> list[Any]:
    """The foot of the classes."""
    r = data.rekap
    return [_("Jumlah"), r.ksm_berpinjaman, int(r.saldo_pokok), "", int(r.cadangan)]
