"""What the desk of a ledger shows: money now, what waits, what is wrong, what comes next. Source: KEU-85.

For one ledger or for many at once; each question a constant number of queries, whatever their number.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.izin import may
from inti.registry import Kekurangan, Menunggu, Mode
from keuangan import izin
from keuangan.models import AkunBuku, BarisJurnal, Buku, HitungKas, Jurnal, Periode, SaldoBadan, TemuanPemeriksaan
from keuangan.queries import HariMinus, SaldoAkun, negative_days, waiting_approval, wrong_side
from keuangan.queries_bank import bank_findings
from keuangan.queries_pengawasan import overdue_findings
from keuangan.registers import UANG_MUKA
from keuangan.templat import SALDO_AWAL
from wilayah import parameter
from wilayah.waktu import today_in

NOL = Decimal(0)
BATAS_KAS, HITUNG_AKHIR = "keuangan.batas_kas", "keuangan.hitung_kas_akhir_bulan"
TERAKHIR = 8
# unit -> the permission to approve there; the same table as in the actions, for many rows at once.
SETUJUI_UNIT = {
    izin.SETUJUI_UPK: ("upk",),
    izin.SETUJUI_SEKRETARIAT: ("sekretariat", "tpk"),
}


@dataclass
class Keadaan:
    """How one ledger stands today (rupiah), as the list of ledgers shows it."""

    buku: Buku
    kas: Decimal = NOL
    bank: Decimal = NOL
    menunggu: int = 0
    minus: int = 0
    bulan_terbuka: Periode | None = None
    bulan_tertinggal: int = 0
    hitung_terakhir: datetime.date | None = None


def states_of(buku: Sequence[Buku]) -> list[Keadaan]:
    """How ledgers stand today. Five queries, however many ledgers. Source: KEU-85."""
    hasil = {b.pk: Keadaan(b) for b in buku}
    if not hasil:
        return []
    kunci = list(hasil)
    uang = SaldoBadan.objects.filter(buku__in=kunci).exclude(akun__kas_bank="").order_by()
    for b in uang.values("buku", "akun__kas_bank").annotate(n=Sum(F("debit") - F("kredit"))):
        setattr(hasil[b["buku"]], b["akun__kas_bank"], b["n"])
    tunggu = Jurnal.objects.filter(buku__in=kunci, perlu_persetujuan=True, persetujuan__isnull=True).order_by()
    for t in tunggu.values("buku").annotate(n=Count("pk")):
        hasil[t["buku"]].menunggu = t["n"]
    for p in Periode.objects.filter(buku__in=kunci, status=Periode.Status.TERBUKA).order_by("tahun", "bulan"):
        satu = hasil[p.buku_id]
        satu.bulan_terbuka = satu.bulan_terbuka or p
        satu.bulan_tertinggal += p.akhir < today_in(p.wilayah_id)
    for h in HitungKas.objects.filter(buku__in=kunci).order_by().values("buku").annotate(n=Max("tanggal")):
        hasil[h["buku"]].hitung_terakhir = h["n"]
    for pk, n in _days_below_zero(kunci):
        hasil[pk].minus = n
    return list(hasil.values())


def _days_below_zero(kunci: list[Any]) -> list[tuple[Any, int]]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT u.id, count(*) FROM keuangan_buku u "
            "CROSS JOIN LATERAL keuangan_hari_minus(u.id, keuangan_hari_ini(u.kode_wilayah)) m "
            "WHERE u.id = ANY(%s) GROUP BY u.id",
            [kunci],
        )
        return list(kursor.fetchall())


@dataclass(frozen=True)
class Tugas:
    """One next step: what, why, and where it is done ("" where the reader cannot do it)."""

    judul: str
    keterangan: str = ""
    tautan: str = ""
    keadaan: str = "awas"
    tombol: str = ""


@dataclass
class Meja:
    """The desk of one ledger today."""

    buku: Buku
    hari: datetime.date
    uang: list[tuple[AkunBuku, Decimal]]
    menunggu: list[Jurnal]
    minus: list[HariMinus]
    salah_sisi: list[SaldoAkun]
    terakhir: list[Jurnal]
    hitung: list[HitungKas]
    periode: list[Periode]
    bersaldo_awal: bool
    batas: parameter.NilaiParameter
    temuan: list[TemuanPemeriksaan] = field(default_factory=list)
    tugas: list[Tugas] = field(default_factory=list)

    @property
    def kas(self) -> Decimal:
        """Cash on hand (rupiah)."""
        return sum((n for a, n in self.uang if a.kas_bank == "kas"), NOL)

    @property
    def bank(self) -> Decimal:
        """Money in the bank (rupiah)."""
        return sum((n for a, n in self.uang if a.kas_bank == "bank"), NOL)

    @property
    def lebih(self) -> Decimal:
        """Cash above the limit (rupiah); zero within it or where none is set. Source: KEU-83."""
        batas = self.batas.angka
        return max(self.kas - batas, NOL) if batas is not None else NOL

    @property
    def terbuka(self) -> Periode | None:
        """The oldest open month."""
        return next((p for p in reversed(self.periode) if p.status == Periode.Status.TERBUKA), None)


def desk_of(buku: Buku, hak: Mapping[str, bool]) -> Meja:
    """Everything the first page of a ledger shows, with next steps for those rights. Constant queries. KEU-85."""
    hari = today_in(buku.wilayah_id)
    meja = Meja(
        buku=buku,
        hari=hari,
        uang=money_now(buku),
        menunggu=list(with_state(waiting_approval(buku)).select_related("periode")),
        minus=negative_days(buku, hari),
        salah_sisi=[s for s in wrong_side(buku, hari) if not s.akun.kas_bank],
        terakhir=list(with_state(Jurnal.objects.filter(buku=buku)).order_by("-dibuat_pada", "-id")[:TERAKHIR]),
        hitung=list(HitungKas.objects.filter(buku=buku).select_related("akun")[:3]),
        periode=list(Periode.objects.filter(buku=buku).order_by("-tahun", "-bulan")),
        bersaldo_awal=has_opening(buku),
        batas=cash_limit(buku, hari),
        temuan=overdue_findings(buku, hari),
    )
    meja.tugas = next_steps(meja, hak)
    return meja


def cash_limit(buku: Buku, hari: datetime.date) -> parameter.NilaiParameter:
    """The most cash at the end of a day there (rupiah). One query. Source: KEU-83."""
    return parameter.value(BATAS_KAS, kode_wilayah=buku.wilayah_id, tanggal=hari)


def has_opening(buku: Buku) -> bool:
    """Whether a living opening balance is booked."""
    return Jurnal.objects.filter(buku=buku, peristiwa=SALDO_AWAL, pembalik__isnull=True).exists()


def money_now(buku: Buku) -> list[tuple[AkunBuku, Decimal]]:
    """Cash and bank accounts that ever moved, with what they hold (rupiah), by code. Two queries."""
    jumlah = {
        b["akun"]: b["n"]
        for b in SaldoBadan.objects.filter(buku=buku)
        .exclude(akun__kas_bank="")
        .order_by()
        .values("akun")
        .annotate(n=Sum(F("debit") - F("kredit")))
    }
    return [(a, jumlah[a.pk]) for a in AkunBuku.objects.filter(pk__in=jumlah).order_by("kode")]


def with_state(qs: QuerySet[Jurnal]) -> QuerySet[Jurnal]:
    """Vouchers with `keadaan`: dibalik, balik, disetujui, menunggu or tanpa. No query of its own."""
    return qs.select_related("persetujuan").annotate(
        n_pembalik=Count("pembalik"),
        keadaan=Case(
            When(n_pembalik__gt=0, then=Value("dibalik")),
            When(perlu_persetujuan=True, persetujuan__isnull=True, then=Value("menunggu")),
            When(membalik__isnull=False, then=Value("balik")),
            When(persetujuan__isnull=False, then=Value("disetujui")),
            default=Value("tanpa"),
        ),
    )


def next_steps(meja: Meja, hak: Mapping[str, bool]) -> list[Tugas]:
    """What is to be done in a ledger, most pressing first; each leads where it is done, for who may. KEU-85."""
    buku = meja.buku

    def ke(perlu: str, nama: str, *lain: str) -> str:
        return reverse(f"keuangan:{nama}", args=[buku.pk, *lain]) if hak.get(perlu, True) else ""

    hasil: list[Tugas] = []
    if not meja.bersaldo_awal and not meja.terakhir:
        hasil.append(
            Tugas(_("Isi saldo awal"), _("Uang, piutang, utang, dan modal pada %(hari)s.") % {
                "hari": format_tanggal(buku.mulai)}, ke("bukukan", "saldo-awal"), tombol=_("Isi saldo awal"))
        )  # fmt: skip
    for m in meja.minus[:1]:
        hasil.append(
            Tugas(
                _("%(akun)s minus pada %(hari)s") % {"akun": m.akun.nama, "hari": format_tanggal(m.tanggal)},
                _("Saldo hari itu %(saldo)s. Mungkin ada bukti masuk yang belum dicatat, atau jumlah yang salah tulis.")
                % {"saldo": rupiah(m.saldo)},
                ke("catat", "bukti-pilih"), "buruk", _("Catat bukti"),
            )
        )  # fmt: skip
    if meja.menunggu:
        n = len(meja.menunggu)
        hasil.append(
            Tugas(
                ngettext("%(n)d bukti menunggu persetujuan", "%(n)d bukti menunggu persetujuan", n) % {"n": n},
                _("Yang menyetujui bukan yang mencatat."), "#menunggu", tombol=_("Lihat"),
            )
        )  # fmt: skip
    if meja.lebih:
        setor = ke("catat", "bukti-baru", "setor_bank" if buku.bagan == "upk" else "setor_bank_bkm")
        hasil.append(
            Tugas(
                _("Uang tunai di atas batas: setorkan %(n)s") % {"n": rupiah(meja.lebih)},
                _("Batas uang tunai pada akhir hari %(batas)s.") % {"batas": rupiah(meja.batas.angka)},
                f"{setor}?jumlah={meja.lebih:.0f}" if setor else "", tombol=_("Catat setoran"),
            )
        )  # fmt: skip
    if meja.kas and (not meja.hitung or meja.hitung[0].tanggal < meja.hari):
        kapan = format_tanggal(meja.hitung[0].tanggal) if meja.hitung else _("belum pernah")
        hasil.append(
            Tugas(
                _("Hitung kas hari ini"), _("Terakhir dihitung: %(kapan)s.") % {"kapan": kapan}, ke("hitung", "hitung-kas"),
                tombol=_("Hitung kas"),
            )
        )  # fmt: skip
    if meja.temuan:
        n, t = len(meja.temuan), meja.temuan[0]
        hasil.append(
            Tugas(
                ngettext("%(n)d temuan pemeriksaan lewat batas waktu", "%(n)d temuan pemeriksaan lewat batas waktu", n)
                % {"n": n},
                _("%(temuan)s, paling lambat %(hari)s: %(uraian)s") % {
                    "temuan": t, "uraian": t.uraian, "hari": format_tanggal(t.batas_waktu, "singkat")},
                ke("", "pengawasan"), tombol=_("Lihat"),
            )
        )  # fmt: skip
    lewat = [p for p in meja.periode if p.status == Periode.Status.TERBUKA and p.akhir < meja.hari]
    if lewat:
        hasil.append(
            Tugas(
                _("Tutup bulan %(bulan)s") % {"bulan": format_tanggal(lewat[-1].awal, "bulan")},
                _("Bulan itu sudah selesai dan masih terbuka."), reverse("keuangan:periode", args=[lewat[-1].pk]),
                tombol=_("Tutup bulan"),
            )
        )  # fmt: skip
    return hasil


# -- months --------------------------------------------------------------------------------------------------------


def month_findings(periode: Sequence[Periode], buku: Buku) -> dict[Any, list[Kekurangan]]:
    """What each open month still lacks before it closes. Ten queries at most. Source: KEU-16, KEU-23, KEU-89, KEU-179."""
    terbuka = [p for p in periode if p.status == Periode.Status.TERBUKA]
    if not terbuka:
        return {}
    hari = today_in(buku.wilayah_id)
    minus = negative_days(buku, hari)
    tunggu: dict[Any, list[Jurnal]] = {}
    for j in waiting_approval(buku):
        tunggu.setdefault(j.periode_id, []).append(j)
    dihitung = set(HitungKas.objects.filter(buku=buku).values_list("tanggal", flat=True))
    mode = cash_count_modes(buku, [p.akhir for p in terbuka])
    urut = sorted(terbuka, key=lambda p: p.awal)
    bank = bank_findings(buku, urut)
    ke_bukti = reverse("keuangan:bukti-daftar", args=[buku.pk])
    return {
        p.pk: [
            _finding(
                "KEU-16", p.akhir <= hari, _("Bulannya sudah selesai (%(hari)s).") % {"hari": format_tanggal(p.akhir)}
            ),
            _finding("KEU-16", p is urut[0], _("Bulan sebelumnya sudah ditutup.")),
            approvals_finding(tunggu.get(p.pk, []), ke_bukti + waiting_in(p)),
            below_zero_finding(
                [m for m in minus if m.tanggal <= p.akhir], reverse("keuangan:bukti-pilih", args=[buku.pk])
            ),
            counted_finding(p, p.akhir in dihitung, mode[p.akhir], count_address(p)),
            *bank[p.pk],
        ]
        for p in urut
    }


def cash_count_modes(buku: Buku, hari: Sequence[datetime.date]) -> dict[datetime.date, Mode]:
    """How strictly the cash of the last day of a month is counted before the month closes. One query. Source: KEU-89."""
    nilai = parameter.values_for_areas([HITUNG_AKHIR], [("", buku.wilayah_id, h) for h in hari])
    hasil: dict[datetime.date, Mode] = {}
    for h in hari:
        n = nilai["", buku.wilayah_id, h][HITUNG_AKHIR]
        hasil[h] = "warn" if not n.diatur else n.mode if n.nilai else "info"
    return hasil


def count_finding(buku: Buku, periode: Periode) -> Kekurangan:
    """Whether the cash of the last day of a month was counted. Two queries. Source: KEU-89."""
    ada = HitungKas.objects.filter(buku=buku, tanggal=periode.akhir).exists()
    return counted_finding(periode, ada, cash_count_modes(buku, [periode.akhir])[periode.akhir], count_address(periode))


def _finding(aturan: str, penuh: bool, pesan: str, mode: Any = "block", tautan: str = "") -> Kekurangan:
    return Kekurangan(aturan, mode, penuh, pesan, tautan="" if penuh else tautan)


def waiting_in(p: Periode) -> str:
    """What narrows the list of vouchers to those of a month that wait."""
    return f"?keadaan=menunggu&dari={p.awal}&sampai={p.akhir}"


def approvals_finding(tunggu: Sequence[Jurnal], tautan: str) -> Kekurangan:
    """Whether every voucher of a month is approved, given those that wait. No queries. Source: KEU-16."""
    pesan = _("Semua bukti yang wajib disetujui sudah disetujui.")
    if tunggu:
        nama = ", ".join(str(j) for j in tunggu[:3]) + ("…" if len(tunggu) > 3 else "")
        pesan = ngettext("%(n)d bukti belum disetujui: %(nama)s", "%(n)d bukti belum disetujui: %(nama)s", len(tunggu)) % {
            "n": len(tunggu), "nama": nama}  # fmt: skip
    return _finding("KEU-16", not tunggu, pesan, tautan=tautan)


def below_zero_finding(minus: Sequence[HariMinus], tautan: str) -> Kekurangan:
    """Whether cash and bank stayed above zero, given the days that they did not. No queries. Source: KEU-23."""
    pesan = _("Kas dan bank tidak pernah minus.")
    if minus:
        m = minus[0]
        pesan = _("%(akun)s kurang %(saldo)s pada %(hari)s: betulkan bukti yang salah, atau catat yang tertinggal.") % {
            "akun": m.akun.nama, "saldo": rupiah(m.kurang), "hari": format_tanggal(m.tanggal)}  # fmt: skip
    return _finding("KEU-23", not minus, pesan, tautan=tautan)


def count_address(p: Periode) -> str:
    """Where the cash of the last day of a month is counted."""
    return reverse("keuangan:hitung-kas", args=[p.buku_id]) + f"?tanggal={p.akhir}"


def counted_finding(p: Periode, dihitung: bool, mode: Mode, tautan: str) -> Kekurangan:
    """Whether the cash of the last day of a month was counted, given that. No queries. Source: KEU-89."""
    pesan = _("Kas dihitung pada %(hari)s.") if dihitung else _("Kas belum dihitung pada akhir bulan (%(hari)s).")
    return _finding("KEU-89", dihitung, pesan % {"hari": format_tanggal(p.akhir)}, mode, tautan)


# -- what waits for a person ---------------------------------------------------------------------------------------


def waiting_for(user: Any) -> list[Menunggu]:
    """Vouchers that this person may approve, one line for each ledger. Two queries at most, none without the permission."""
    hasil = []
    for perlu, unit in SETUJUI_UNIT.items():
        if not user.cakupan(perlu):
            continue
        tunggu = (
            Jurnal.objects.visible_to(user, izin=perlu)
            .filter(perlu_persetujuan=True, persetujuan__isnull=True, buku__unit__in=unit)
            .exclude(dibuat_oleh_id=user.pk)
            .select_related("buku__badan")
            .order_by("dibuat_pada")[:200]
        )
        per_buku: dict[Any, list[Jurnal]] = {}
        for j in tunggu:
            per_buku.setdefault(j.buku_id, []).append(j)
        for pk, daftar in per_buku.items():
            n = len(daftar)
            hasil.append(
                Menunggu(
                    judul=ngettext("Setujui %(n)d bukti", "Setujui %(n)d bukti", n) % {"n": n},
                    keterangan=str(daftar[0].buku),
                    tautan=reverse("keuangan:buku", args=[pk]) + "#menunggu",
                    sejak=daftar[0].dibuat_pada,
                    ikon="uang",
                    kode_wilayah=daftar[0].wilayah_id,
                )
            )
    return hasil


def lines_for(jurnal: Jurnal) -> list[BarisJurnal]:
    """Lines of a voucher with what they name, in their order. One query."""
    qs = BarisJurnal.objects.filter(jurnal=jurnal).select_related("akun", "sumber_dana", "pemilik", "ksm", "kegiatan")
    return list(qs.order_by("urut"))


def cautions_for(jurnal: Jurnal, baris: Sequence[BarisJurnal]) -> list[str]:
    """What about one voucher wants a second look. `baris` from `lines_for`; three queries at most. Source: KEU-23, KEU-28."""
    return cautions_of(jurnal.buku, [jurnal], baris=baris)[jurnal.pk]


def cautions_of(
    buku: Buku,
    jurnal: Sequence[Jurnal],
    *,
    baris: Sequence[BarisJurnal] | None = None,
    minus: Sequence[HariMinus] | None = None,
) -> dict[Any, list[str]]:
    """What about each voucher of a ledger wants a second look, in words: money that was not there, a fund or an advance that
    is overdrawn. By key of the voucher.

    Entered late is no mistake, so nothing is refused here; but who records and who approves read it. `jurnal` from
    `with_state`, with their `periode`; `baris` their lines and `minus` the days below zero of the ledger, where they are
    known. Four queries at most, however many vouchers. Source: KEU-23, KEU-28.
    """
    hasil: dict[Any, list[str]] = {j.pk: [] for j in jurnal}
    lihat = {j.pk: j for j in jurnal if j.keadaan not in {"dibalik", "balik"}}  # type: ignore[attr-defined]
    if baris is None:
        semua = BarisJurnal.objects.filter(jurnal__in=lihat).select_related("akun", "sumber_dana", "ksm")
        baris = list(semua.order_by("jurnal", "urut"))
    baris = [b for b in baris if b.jurnal_id in lihat]
    keluar: dict[Any, set[Any]] = {}
    for b in baris:
        # A closed month was never below zero.
        if b.akun.kas_bank and b.kredit and lihat[b.jurnal_id].periode.status == Periode.Status.TERBUKA:
            keluar.setdefault(b.jurnal_id, set()).add(b.akun_id)
    if keluar and minus is None:
        minus = negative_days(buku)
    for pk, akun in keluar.items():
        kena = [m for m in minus or () if m.akun.pk in akun and m.tanggal >= lihat[pk].tanggal]
        for m in kena[:1]:
            isi = {"akun": m.akun.nama, "n": rupiah(m.kurang), "hari": format_tanggal(m.tanggal)}
            hasil[pk].append(_("%(akun)s kurang %(n)s pada %(hari)s.") % isi)
    if buku.unit != "upk":
        for b, kata in _overdrawn(buku, baris):
            hasil[b.jurnal_id].append(kata)
    return {pk: list(dict.fromkeys(kata)) for pk, kata in hasil.items()}


def _fund(b: BarisJurnal) -> tuple[Any, ...]:
    return b.sumber_dana_id, b.tahun_dana, b.termin


def _overdrawn(buku: Buku, baris: Sequence[BarisJurnal]) -> list[tuple[BarisJurnal, str]]:
    """The lines that take more than their fund, or their group, was given. One query at most. Source: KEU-28, KEU-88."""
    periksa = [b for b in baris if _takes(b)]
    if not periksa:
        return []
    jumlah = BarisJurnal.objects.filter(buku=buku, sumber_dana__in={b.sumber_dana_id for b in periksa}).order_by()
    saldo = list(
        jumlah.values("sumber_dana", "tahun_dana", "termin", "akun", "akun__kas_bank", "ksm")
        .annotate(n=Sum(F("debit") - F("kredit")))
    )  # fmt: skip
    hasil = []
    for b in periksa:
        milik = [
            s for s in saldo
            if (s["sumber_dana"], s["tahun_dana"], s["termin"]) == _fund(b) and _same_pocket(b, s)
        ]  # fmt: skip
        n = sum((s["n"] for s in milik), NOL)
        lebih = n if b.akun.golongan == "kewajiban" else -n
        if lebih > 0:
            hasil.append((b, _overdrawn_words(b, lebih)))
    return hasil


def _takes(b: BarisJurnal) -> Decimal:
    """How much a line takes from what can be overdrawn (rupiah): money, an advance, what a fund was given for."""
    if b.akun.kas_bank or (b.akun.kode == UANG_MUKA and b.ksm_id):
        return b.kredit
    return b.debit if b.akun.golongan == "kewajiban" else NOL


def _same_pocket(b: BarisJurnal, s: Mapping[str, Any]) -> bool:
    """Whether a sum counts for a line: all money of the fund, the advances of its group, or its account."""
    if b.akun.kas_bank:
        return s["akun__kas_bank"] in ("kas", "bank")
    return s["akun"] == b.akun_id and (b.akun.kode != UANG_MUKA or not b.ksm_id or s["ksm"] == b.ksm_id)


def _overdrawn_words(b: BarisJurnal, lebih: Decimal) -> str:
    if b.akun.kas_bank:
        kata = _("Uang %(dana)s dibayarkan %(n)s lebih dari yang ada.")
    elif b.akun.golongan == "kewajiban":
        kata = _("%(dana)s terpakai %(n)s lebih dari yang diterima.")
    else:
        kata = _("LPJ dan sisa dana %(ksm)s %(n)s lebih dari yang dibayarkan kepadanya dari %(dana)s.")
    dana = f"{b.sumber_dana.nama} {b.tahun_dana}"
    if b.termin:
        dana = _("%(dana)s tahap %(n)d") % {"dana": dana, "n": b.termin}
    return kata % {"dana": dana, "ksm": b.ksm, "n": rupiah(lebih)}


def may_approve(jurnal: Jurnal, user: Any) -> str:
    """ "" when this person may approve a waiting voucher, else why not. No queries. Source: KEU-20."""
    perlu = next(p for p, unit in SETUJUI_UNIT.items() if jurnal.buku.unit in unit)
    if jurnal.dibuat_oleh_id == user.pk:
        return _("Anda yang mencatatnya; mintalah orang lain menyetujuinya.")
    if not may(user, perlu, jurnal.buku):
        siapa = _("manajer UPK") if jurnal.buku.unit == "upk" else _("koordinator BKM")
        return _("Menunggu %(siapa)s.") % {"siapa": siapa}
    return ""


def ledgers_in(user: Any, kode: str) -> list[Buku]:
    """Ledgers of one area in scope. One query."""
    return list(Buku.objects.visible_to(user).filter(wilayah=kode).select_related("badan").order_by("unit"))


def twin_of(buku: Buku, user: Any, unit: str) -> Buku | None:
    """The other ledger of the same body, in scope. One query."""
    return Buku.objects.visible_to(user).filter(~Q(pk=buku.pk), badan=buku.badan_id, unit=unit).first()
