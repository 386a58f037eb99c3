"""What the ledger itself says about each point of the checklist, for one month. A constant number of queries. Source: KEU-181."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import angka, persen, rupiah
from inti.formats import tanggal as format_tanggal
from keuangan import tautan_kolektibilitas, tautan_pinjaman
from keuangan.ceklis_pengawas import Ceklis
from keuangan.hitung.kinerja import Kategori
from keuangan.hitung.kolektibilitas import Kelas
from keuangan.laporan.mutu import BOBOT, HARI_CATAT, HARI_TUTUP, facts_of, score
from keuangan.models import (
    AkunBuku,
    Buku,
    HitungKas,
    Jurnal,
    Pembayaran,
    PengumumanBulan,
    Periode,
    Pinjaman,
    TagihanPinjaman,
    TemuanPemeriksaan,
)
from keuangan.queries import accounts_of, balances, negative_days
from keuangan.queries_bank import bank_findings
from keuangan.queries_bulan import changed_since
from keuangan.queries_kinerja import KinerjaBuku, performance_on
from keuangan.queries_kolektibilitas import reserve_finding
from keuangan.queries_laporan import income_and_cost
from keuangan.tautan import report_url
from wilayah.parameter import values_for
from wilayah.waktu import today_in

NOL = Decimal(0)
BAIK, AWAS, BURUK = "ok", "awas", "buruk"
PITA = {Kategori.MEMUASKAN: BAIK, Kategori.MINIMUM: AWAS, Kategori.PENUNDAAN: BURUK}
BIAYA_DITUNJUKKAN = 3


@dataclass(frozen=True)
class Fakta:
    """One fact in words, whether it is well ("" where it is no matter of well or ill), and the page behind it."""

    teks: str
    keadaan: str = ""
    tautan: str = ""


@dataclass(frozen=True)
class Bulan:
    """One month of a ledger as it stands: until its last day, or today while it runs."""

    periode: Periode
    awal: datetime.date
    hari: datetime.date
    akun: list[AkunBuku]
    saldo: Mapping[Any, Decimal]
    kinerja: KinerjaBuku

    @property
    def buku(self) -> Buku:
        """The ledger."""
        return self.periode.buku

    def jurnal(self) -> Any:
        """The vouchers of the month."""
        return Jurnal.objects.filter(buku=self.buku, tanggal__range=(self.awal, self.hari))


def facts_for(periode: Periode, ceklis: Ceklis) -> dict[str, list[Fakta]]:
    """Facts by code of the point of a checklist. `periode` has its ledger loaded. Source: KEU-181."""
    hari = min(periode.akhir, today_in(periode.wilayah_id))
    buku = periode.buku
    bulan = Bulan(periode, periode.awal, hari, accounts_of(buku), balances(buku, hari), performance_on(buku, hari))
    hasil: dict[str, list[Fakta]] = {}
    for butir in ceklis.butir:
        hasil[butir.kode] = [f for kode in butir.fakta for f in FAKTA[kode](bulan)]
    return hasil


def as_json(fakta: list[Fakta]) -> list[dict[str, str]]:
    """Facts as an answer keeps them."""
    return [asdict(f) for f in fakta]


def fingerprint(fakta: Mapping[str, list[Fakta]]) -> str:
    """What was shown, in sixteen characters: a form that was opened before the books moved on is known by it."""
    isi = json.dumps({k: [f.teks for f in v] for k, v in sorted(fakta.items())}, ensure_ascii=False)
    return hashlib.sha256(isi.encode()).hexdigest()[:16]


def quality_of(periode: Periode) -> Decimal | None:
    """The bookkeeping score of the year until that month, percent; None where nothing can be judged. KEU-113, KEU-181."""
    buku, hari = periode.buku, min(periode.akhir, today_in(periode.wilayah_id))
    nilai = values_for([*BOBOT.values(), HARI_CATAT, HARI_TUTUP], kode_wilayah=buku.wilayah_id, tanggal=hari)
    fakta = facts_of(buku, max(hari.replace(month=1, day=1), buku.mulai), hari, nilai)
    return score(fakta, {f.kode: nilai[BOBOT[f.kode]].angka or NOL for f in fakta})


def _cash(b: Bulan) -> list[Fakta]:
    kas = sum((b.saldo.get(a.pk, NOL) for a in b.akun if a.kas_bank == "kas"), NOL)
    kata = _("Kas menurut buku %(hari)s: %(n)s.")
    buku_kas = report_url(b.buku, "buku-kas", b.awal, b.hari)
    hasil = [Fakta(kata % {"hari": format_tanggal(b.hari, "singkat"), "n": rupiah(kas)}, tautan=buku_kas)]
    kini = today_in(b.buku.wilayah_id)
    if kini > b.hari:  # the money in the drawer is counted today: a balance of last month is nothing to compare it with
        saldo = balances(b.buku, kini)
        kas = sum((saldo.get(a.pk, NOL) for a in b.akun if a.kas_bank == "kas"), NOL)
        tautan = report_url(b.buku, "buku-kas", kini.replace(day=1), kini)
        isi = {"hari": _("hari ini, %(hari)s") % {"hari": format_tanggal(kini, "singkat")}, "n": rupiah(kas)}
        hasil = [Fakta(kata % isi, tautan=tautan), *hasil]
    akhir = HitungKas.objects.filter(buku=b.buku, tanggal__range=(b.awal, b.hari)).first()
    if akhir is None:
        return [
            *hasil,
            Fakta(_("Kas tidak dihitung dalam bulan ini."), BURUK, reverse("keuangan:kas", args=[b.buku.pk])),
        ]
    isi = {"hari": format_tanggal(akhir.tanggal, "singkat"), "n": rupiah(akhir.selisih)}
    kata = _("Terakhir dihitung %(hari)s, selisih %(n)s.") % isi
    return [*hasil, Fakta(kata, AWAS if akhir.selisih else BAIK, reverse("keuangan:hitung", args=[akhir.pk]))]


def _below_zero(b: Bulan) -> list[Fakta]:
    n = len({m.tanggal for m in negative_days(b.buku, b.hari) if m.tanggal >= b.awal})
    kata = ngettext("Kas atau bank minus pada %(n)d hari.", "Kas atau bank minus pada %(n)d hari.", n) % {"n": n}
    tautan = report_url(b.buku, "buku-kas", b.awal, b.hari)
    return [Fakta(kata if n else _("Kas dan bank tidak pernah minus."), BURUK if n else BAIK, tautan)]


def _bank(b: Bulan) -> list[Fakta]:
    tautan = report_url(b.buku, "buku-bank", b.awal, b.hari)
    bank = [a for a in b.akun if a.kas_bank == "bank" and a.pk in b.saldo]
    hasil = [
        Fakta(_("%(akun)s menurut buku: %(n)s.") % {"akun": a.nama, "n": rupiah(b.saldo[a.pk])}, tautan=tautan)
        for a in bank
    ]
    if not hasil:
        return [Fakta(_("Belum ada rekening bank dalam buku."), tautan=tautan)]
    return [*hasil, *(_statement(b) if b.hari >= b.periode.akhir else [])]


def _statement(b: Bulan) -> list[Fakta]:
    """Whether the statements of a month that is over agree with the book. Source: KEU-179."""
    ke = reverse("keuangan:bank", args=[b.buku.pk])
    return [
        Fakta(k.pesan, BAIK, ke) if k.terpenuhi else Fakta(f"{k.pesan} {k.rincian}", AWAS, ke)
        for k in bank_findings(b.buku, [b.periode])[b.periode.pk]
    ]


def _approval(b: Bulan) -> list[Fakta]:
    tunggu = Q(perlu_persetujuan=True, persetujuan__isnull=True)
    n = b.jurnal().aggregate(semua=Count("pk"), tunggu=Count("pk", filter=tunggu))
    saring = f"?keadaan=menunggu&dari={b.awal}&sampai={b.hari}" if n["tunggu"] else f"?dari={b.awal}&sampai={b.hari}"
    kata = _("%(semua)d bukti bernomor, %(tunggu)d belum disetujui.") % n
    return [Fakta(kata, AWAS if n["tunggu"] else BAIK, reverse("keuangan:bukti-daftar", args=[b.buku.pk]) + saring)]


def _up_to_date(b: Bulan) -> list[Fakta]:
    nilai = values_for([HARI_CATAT, HARI_TUTUP], kode_wilayah=b.buku.wilayah_id, tanggal=b.hari)
    catat = next(f for f in facts_of(b.buku, max(b.awal, b.buku.mulai), b.hari, nilai) if f.kode == "catat")
    tautan = reverse("keuangan:bukti-daftar", args=[b.buku.pk]) + f"?dari={b.awal}&sampai={b.hari}"
    if not catat.semua:
        return [Fakta(_("Belum ada bukti dalam bulan ini."), AWAS, tautan)]
    kata = _("%(nama)s: %(baik)d dari %(semua)d.") % {"nama": catat.nama, "baik": catat.baik, "semua": catat.semua}
    return [Fakta(kata, BAIK if catat.baik == catat.semua else AWAS, tautan)]


def _instalments(b: Bulan) -> list[Fakta]:
    bayar = Pembayaran.objects.filter(pinjaman__buku=b.buku, tanggal__range=(b.awal, b.hari), jurnal__isnull=False)
    hidup = Q(membalik__isnull=True, pembalik__isnull=True)
    n = bayar.aggregate(n=Count("pk", filter=hidup), jumlah=Sum("jumlah"))
    kata = _("%(n)d pembayaran dicatat, %(jumlah)s.") % {"n": n["n"], "jumlah": rupiah(n["jumlah"] or NOL)}
    tautan = reverse("keuangan:pembayaran-daftar", args=[b.buku.pk]) + f"?dari={b.awal}&sampai={b.hari}"
    return [Fakta(kata, tautan=tautan)]


def _register(b: Bulan) -> list[Fakta]:
    tautan = tautan_kolektibilitas.register(b.buku.pk, "pinjaman", b.hari)
    if b.kinerja.sesuai:
        return [Fakta(_("Daftar pinjaman sama dengan buku, %(n)s.") % {"n": rupiah(b.kinerja.piutang)}, BAIK, tautan)]
    return [Fakta(_("Daftar pinjaman berbeda dari akun 11030."), BURUK, tautan)]


def _arrears(b: Bulan) -> list[Fakta]:
    r = b.kinerja.rekap.sendiri
    n = sum(k.jumlah for k in r.kelas if k.kelas != Kelas.LANCAR)
    tagih = TagihanPinjaman.objects.filter(pinjaman__buku=b.buku, tanggal__range=(b.awal, b.hari))
    ksm = tagih.aggregate(n=Count("pinjaman", distinct=True))["n"]
    isi = {"n": n, "jumlah": rupiah(r.tunggakan_pokok + r.tunggakan_jasa), "tagih": ksm}
    kata = _("%(n)d KSM menunggak, %(jumlah)s; %(tagih)d ditagih dalam bulan ini.") % isi
    tautan = tautan_kolektibilitas.kolektibilitas(b.buku.pk, b.hari)
    return [Fakta(kata if n else _("Tidak ada KSM yang menunggak."), BAIK if ksm >= n else AWAS, tautan)]


def _performance(b: Bulan) -> list[Fakta]:
    tautan = tautan_kolektibilitas.kinerja(b.buku.pk, b.hari)
    hasil = []
    for kode in ("lar", "par", "rr"):
        ukuran = getattr(b.kinerja.kinerja, kode)
        if ukuran.nilai is None or ukuran.kategori is None:
            continue
        kata = f"{kode.upper()} {persen(ukuran.nilai, 2)} ({Kategori(ukuran.kategori).label})"
        hasil.append(Fakta(kata, PITA[Kategori(ukuran.kategori)], tautan))
    return hasil or [Fakta(_("Kinerja pinjaman belum dapat dihitung."), tautan=tautan)]


def _new_loans(b: Bulan) -> list[Fakta]:
    cair = Pinjaman.objects.filter(buku=b.buku, bawaan=False, tanggal_cair__range=(b.awal, b.hari))
    n = cair.aggregate(
        n=Count("pk", distinct=True), jumlah=Sum("pokok"),
        dua=Count("pk", distinct=True, filter=Q(pk__in=cair.filter(putusan__hasil="setuju").values("pk"))),
    )  # fmt: skip
    tautan = tautan_pinjaman.daftar(b.buku.pk)
    if not n["n"]:
        return [Fakta(_("Tidak ada pinjaman yang cair dalam bulan ini."), tautan=tautan)]
    isi = {"n": n["n"], "jumlah": rupiah(n["jumlah"] or NOL), "dua": n["dua"]}
    kata = _("%(n)d pinjaman cair, %(jumlah)s; %(dua)d diputus dua orang.") % isi
    return [Fakta(kata, BAIK if n["dua"] == n["n"] else BURUK, tautan)]


def _costs(b: Bulan) -> list[Fakta]:
    tautan = report_url(b.buku, "laba-rugi", b.awal, b.hari)
    gerak = income_and_cost(b.buku, {"bulan": (b.awal, b.hari)})
    biaya = [(a.nama, gerak[a.pk]["bulan"]) for a in b.akun if a.golongan == "biaya" and a.pk in gerak]
    besar = sorted((x for x in biaya if x[1] > 0), key=lambda x: -x[1])[:BIAYA_DITUNJUKKAN]
    if not besar:
        return [Fakta(_("Tidak ada biaya dalam bulan ini."), tautan=tautan)]
    isi = {"n": rupiah(sum((n for _a, n in biaya), NOL)), "rincian": ", ".join(f"{a} {rupiah(n)}" for a, n in besar)}
    return [Fakta(_("Biaya bulan ini %(n)s, terbesar: %(rincian)s.") % isi, tautan=tautan)]


def _revolving(b: Bulan) -> list[Fakta]:
    k = b.kinerja
    tautan = tautan_kolektibilitas.kinerja(b.buku.pk, b.hari)
    kata = _("Dipinjamkan %(pinjam)s, uang menganggur %(sisa)s.") % {
        "pinjam": rupiah(k.rekap.sendiri.saldo_pokok), "sisa": rupiah(k.menganggur),
    }  # fmt: skip
    return [Fakta(kata, BURUK if k.menganggur < 0 else "", tautan)]


def _reserve(b: Bulan) -> list[Fakta]:
    temuan = reserve_finding(b.buku, b.periode)
    if temuan is None:
        return [Fakta(_("Belum ada pinjaman yang perlu dicadangkan."))]
    tautan = tautan_kolektibilitas.kolektibilitas(b.buku.pk, b.hari)
    return [
        Fakta(temuan.pesan, BAIK, tautan)
        if temuan.terpenuhi
        else Fakta(_("Cadangan belum tepat.") + " " + temuan.rincian, AWAS, tautan)
    ]


def _month_before(b: Bulan) -> list[Fakta]:
    tautan = reverse("keuangan:bulan", args=[b.buku.pk])
    lalu = b.awal - datetime.timedelta(days=1)
    if lalu < b.buku.mulai:
        return [Fakta(_("Ini bulan pertama buku."), tautan=tautan)]
    periode = Periode.objects.filter(buku=b.buku, tahun=lalu.year, bulan=lalu.month).first()
    nama = {"bulan": format_tanggal(lalu, "bulan")}
    if periode is None:
        return [Fakta(_("%(bulan)s belum ada catatannya.") % nama, AWAS, tautan)]
    if periode.status != Periode.Status.DITUTUP or periode.ditutup_pada is None:
        return [Fakta(_("%(bulan)s masih terbuka.") % nama, BURUK, tautan)]
    isi = {**nama, "hari": format_tanggal(periode.ditutup_pada, "singkat")}
    return [Fakta(_("%(bulan)s ditutup %(hari)s.") % isi, BAIK, tautan)]


def _board(b: Bulan) -> list[Fakta]:
    lalu = b.awal - datetime.timedelta(days=1)
    tempel = PengumumanBulan.objects.filter(periode__buku=b.buku, periode__tahun=lalu.year, periode__bulan=lalu.month)
    u = tempel.select_related("periode").order_by("-tanggal", "-id").first()
    if u is None:
        tautan = report_url(b.buku, "papan", lalu.replace(day=1), lalu)
        return [Fakta(_("Pemasangannya belum dicatat; lihat papannya."), tautan=tautan)]
    kata = _("Dipasang %(hari)s di %(tempat)s.") % {"hari": format_tanggal(u.tanggal), "tempat": u.tempat_teks}
    tautan = reverse("keuangan:periode", args=[u.periode_id])
    if changed_since(u, u.periode):
        return [Fakta(f"{kata} {_('Angkanya sudah berubah sejak diumumkan. Pasang lembar yang baru.')}", AWAS, tautan)]
    return [Fakta(kata, BAIK, tautan)]


def _findings(b: Bulan) -> list[Fakta]:
    hidup = TemuanPemeriksaan.objects.filter(buku=b.buku, status__in=("terbuka", "ditindaklanjuti"))
    n = hidup.aggregate(
        n=Count("pk"), tunggu=Count("pk", filter=Q(status="ditindaklanjuti")),
        lewat=Count("pk", filter=Q(batas_waktu__lt=today_in(b.periode.wilayah_id))),
    )  # fmt: skip
    tautan = reverse("keuangan:pengawasan", args=[b.buku.pk])
    if not n["n"]:
        return [Fakta(_("Tidak ada temuan yang terbuka."), BAIK, tautan)]
    isi = {k: angka(v) for k, v in n.items()}
    kata = _("%(n)s temuan terbuka, %(tunggu)s sudah ditindaklanjuti, %(lewat)s lewat batas waktu.") % isi
    return [Fakta(kata, BURUK if n["lewat"] else AWAS, tautan)]


# The name that the checklist gives a fact -> what computes it.
FAKTA: dict[str, Callable[[Bulan], list[Fakta]]] = {
    "kas": _cash, "minus": _below_zero, "bank": _bank, "persetujuan": _approval, "mutakhir": _up_to_date,
    "angsuran": _instalments, "register": _register, "tunggakan": _arrears, "kinerja": _performance,
    "pinjaman_baru": _new_loans, "biaya": _costs, "perguliran": _revolving, "cadangan": _reserve,
    "bulan_lalu": _month_before, "papan": _board, "temuan": _findings,
}  # fmt: skip
