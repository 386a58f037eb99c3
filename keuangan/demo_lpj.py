"""Demo helper: money of the groups of the richly filled kelurahan, on proposals that came as far as their agreement.

One group was paid, writes its book with notas and draws up the account it still owes; another has asked. All people are invented.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from inti.errors import GalatAplikasi
from inti.peragaan import Tulis
from keuangan import actions
from keuangan.demo_blm import sheet
from keuangan.models import RPD
from keuangan.queries_rpd import files_with_money, left_of_file, rab_lines
from ksm.models import Usulan
from ksm.queries_usulan import agreement_of, beneficiaries_of
from wilayah.waktu import today_in

PER_BARIS = Decimal(1_500_000)


def spend(kode: str, sekretaris: Any, koordinator: Any, *, tulis: Tulis) -> int:
    """Two RPD of a kelurahan, once; none where the grant has not come or no proposal is under contract. Returns how many."""
    dana = files_with_money(kode)
    if not dana or RPD._base_manager.filter(wilayah=kode).exists():
        return 0
    semua = Usulan._base_manager.filter(wilayah=kode, status__in=["berjalan", "kontrak"]).exclude(jenis="ekonomi")
    n = 0
    for u in semua.select_related("ksm", "wilayah").order_by("status", "nomor")[:2]:
        try:
            n += _one(u, dana[0], sekretaris, koordinator, bayar=n == 0)
        except GalatAplikasi as galat:  # what else the demo put into the ledger decides what is left
            tulis(f"  keuangan: RPD {u} dilewati: {galat}")
    return n


def _one(u: Usulan, dana: Any, sekretaris: Any, koordinator: Any, *, bayar: bool) -> int:
    p = agreement_of(u)
    if p is None:
        return 0
    sisa = left_of_file(dana)
    baris: dict[Any, Decimal] = {}
    for b in rab_lines(u):
        jumlah = min(b.blm, PER_BARIS, sisa - sum(baris.values(), Decimal(0)))
        if jumlah > 0:
            baris[b.pk] = Decimal(int(jumlah))
    if not baris:
        return 0
    hari = p.tanggal
    rpd = actions.compose_rpd(u, oleh=sekretaris, berkas=dana, baris=baris, tanggal=hari)
    rpd = actions.submit_rpd(rpd, oleh=sekretaris)
    if bayar:
        rpd = actions.approve_rpd(rpd, oleh=koordinator, tanggal=hari + datetime.timedelta(days=1))
        rpd = actions.pay_rpd(rpd, oleh=sekretaris, tanggal=hari + datetime.timedelta(days=2), lewat="bank")
        _book(u, rpd, sekretaris, hari + datetime.timedelta(days=2))
        kk, miskin = (sum(getattr(b, k) or 0 for b in beneficiaries_of(u)) for k in ("kk", "kk_miskin"))
        actions.draft_lpj(
            RPD._base_manager.get(pk=rpd.pk), oleh=sekretaris, tanggal=today_in(u.wilayah_id), kk=kk, kk_miskin=miskin
        )  # fmt: skip
    return 1


def _book(u: Usulan, rpd: RPD, oleh: Any, dibayar: datetime.date) -> None:
    """Two purchases, one with its nota, and the wages of the week after; all since the money was paid."""
    u = Usulan._base_manager.select_related("ksm", "wilayah").get(pk=u.pk)
    kini, rab = today_in(u.wilayah_id), rab_lines(u)
    belanja, minggu = (min(dibayar + datetime.timedelta(days=n), kini) for n in (1, 7))  # the week begins on its Monday
    actions.record_belanja(
        u, oleh=oleh, tanggal=belanja, uraian="Semen 20 zak", jumlah=int(rpd.jumlah * 4 // 10), toko="Toko Bangunan Maju",
        baris_rab=rab[0], nota=sheet(u.wilayah, oleh, "nota semen", u, "nota", u.ksm.badan_id),
    )  # fmt: skip
    actions.record_belanja(
        u, oleh=oleh, tanggal=belanja, uraian="Paku dan kawat", jumlah=150_000, toko="Toko Bangunan Maju"
    )
    actions.record_upah(
        u,
        oleh=oleh,
        minggu=minggu,
        pekerja_l=4,
        pekerja_p=1,
        hok=Decimal(6),
        jumlah=600_000,
        uraian="Galian saluran",
        baris_rab=rab[1],
    )
