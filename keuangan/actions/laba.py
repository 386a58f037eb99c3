"""Dividing last year's profit as the yearly meeting of residents decided it. Source: KEU-103 to KEU-106."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.money import RUPIAH, to_rupiah
from inti.unit_kerja import aksi, catat
from keuangan.actions.peristiwa import require_within
from keuangan.actions.umum import NOL, Baris, Dana, Isi, take_buku, write_jurnal
from keuangan.models import BagianLaba, Buku, PembagianLaba
from keuangan.queries import account_for, balance_of, balances_by_fund
from keuangan.templat import PEMBAGIAN, TEMPLAT
from siklus.actions.umum import author, field_date, needed

MODAL = "modal"


@aksi
def divide_profit(
    buku: Buku,
    *,
    oleh: Any,
    tahun: int,
    persen: Mapping[str, Decimal],
    tanggal: datetime.date,
    tempat: str,
    keputusan: str = "",
    laba: Decimal | int | None = None,
    tanggal_buku: datetime.date | None = None,
) -> PembagianLaba:
    """Record the shares that the RWT decided and book them; a second person approves the voucher. Budgets come out of it.

    `laba` (rupiah) is what is divided, all that stands undivided where it is left out; `persen` by purpose must total 100.
    The journal is dated `tanggal_buku` (the day of the meeting). Once for a year, until the journal is reversed.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-12, KEU-29, KEU-103, KEU-105).
    Source: KEU-103 to KEU-106.
    """
    milik = take_buku(buku, oleh=oleh)
    if milik.unit != "upk":
        raise AturanDilanggar(_("Hanya laba UPK yang dibagi."), aturan="KEU-105")
    rwt = field_date(tanggal, milik.wilayah_id)
    tempat = needed(" ".join(tempat.split()), bidang="tempat", pesan=_("Tulis tempat RWT-nya."))[:120]
    hari = tanggal_buku or rwt
    if not tahun < hari.year:
        raise IsianSalah({"tahun": [_("Laba dibagi sesudah tahunnya selesai.")]})
    ada = balance_of(milik, account_for(milik, "laba_lalu").kode, hari)
    jumlah = to_rupiah(ada if laba is None else laba, bidang="laba")
    if ada <= 0 or jumlah <= 0:
        raise AturanDilanggar(_("Tidak ada laba tahun lalu yang dapat dibagi; rugi tidak dibagi."), aturan="KEU-105")
    require_within(milik, TEMPLAT[PEMBAGIAN], jumlah, hari)
    bagian = shares_of(jumlah, persen)
    isi = Isi(
        jenis="bpb", tanggal=hari, uraian=_("Laba tahun %(tahun)d dibagi menurut RWT") % {"tahun": tahun},
        peristiwa=PEMBAGIAN, objek=("keuangan.pembagianlaba", f"{milik.pk}:{tahun}"),
    )  # fmt: skip
    jurnal = write_jurnal(milik, isi, profit_lines(milik, bagian, hari), oleh=oleh)
    baru = PembagianLaba(
        buku=milik, wilayah_id=milik.wilayah_id, tahun=tahun, laba=jumlah, tanggal=rwt, tempat=tempat,
        keputusan=keputusan.strip()[:300], jurnal=jurnal, **author(oleh),
    )  # fmt: skip
    baru.save(force_insert=True)
    BagianLaba.objects.bulk_create(
        BagianLaba(pembagian=baru, tujuan=t, persen=persen[t], jumlah=n) for t, n in bagian.items()
    )
    bagian_persen = {t: str(n) for t, n in persen.items()}
    catat("keuangan.laba.dibagi", baru, rincian={"tahun": tahun, "laba": str(jumlah), "bagian": bagian_persen})
    return baru


def shares_of(laba: Decimal, persen: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Shares in whole rupiah by purpose, half up; what rounding leaves over or lacks goes to capital. KEU-103, KEU-104.

    Raises: IsianSalah for a purpose or percentage that cannot be, AturanDilanggar (KEU-103) when they are not 100.
    """
    asing = [t for t in persen if t not in BagianLaba.Tujuan.values]
    if asing:
        raise IsianSalah({asing[0]: [_("Tujuan ini tidak dikenal.")]})
    salah = {t: [_("Isi persen lebih dari 0 sampai 100, paling banyak dua angka di belakang koma.")]
             for t, n in persen.items() if not 0 < n <= 100 or n != n.quantize(Decimal("0.01"))}  # fmt: skip
    if salah:
        raise IsianSalah(salah)
    if sum(persen.values(), NOL) != 100:
        raise AturanDilanggar(
            _("Bagian laba berjumlah %(n)s persen; harus 100.") % {"n": f"{sum(persen.values(), NOL):f}"},
            aturan="KEU-103",
        )
    hasil = {t: (laba * n / 100).quantize(RUPIAH, rounding=ROUND_HALF_UP) for t, n in persen.items()}
    selisih = laba - sum(hasil.values(), NOL)
    penerima = MODAL if MODAL in hasil else max(hasil, key=lambda t: hasil[t])
    hasil[penerima] += selisih
    if any(n <= 0 for n in hasil.values()):
        raise AturanDilanggar(_("Labanya terlalu kecil untuk dibagi menjadi bagian-bagian ini."), aturan="KEU-105")
    return hasil


def profit_lines(buku: Buku, bagian: Mapping[str, Decimal], hari: datetime.date) -> list[Baris]:
    """Debit last year's profit, credit each purpose, every rupiah under the fund that earned it, older funds first."""
    akun = account_for(buku, "laba_lalu")
    sumber = [
        (Dana(**kolom), -saldo)
        for a, kolom, saldo in balances_by_fund(buku, hari, golongan=("ekuitas",))
        if a.pk == akun.pk and saldo < 0
    ]
    sumber.sort(key=lambda s: s[0].tahun)
    tujuan = dict(TEMPLAT[PEMBAGIAN].kredit)
    potong = match_amounts([n for _d, n in sumber], list(bagian.values()))
    nama = list(bagian)
    debit: dict[Dana, Decimal] = {}
    kredit = []
    for i, j, n in potong:
        dana = sumber[i][0]
        debit[dana] = debit.get(dana, NOL) + n
        kredit.append(Baris(tujuan[nama[j]], dana, kredit=n))
    return [*(Baris(akun, d, debit=n) for d, n in debit.items()), *kredit]


def match_amounts(ada: Sequence[Decimal], perlu: Sequence[Decimal]) -> list[tuple[int, int, Decimal]]:
    """Cover needs from what there is, in order: (source, need, amount). What there is reaches for all needs."""
    hasil, i, sisa = [], 0, list(ada)
    for j, butuh in enumerate(perlu):
        while butuh > 0:
            ambil = min(butuh, sisa[i])
            if ambil:
                hasil.append((i, j, ambil))
            sisa[i] -= ambil
            butuh -= ambil
            if not sisa[i]:
                i += 1
    return hasil
