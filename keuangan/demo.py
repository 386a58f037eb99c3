"""Demo part of `keuangan`: UPK and Sekretariat of the richly filled kelurahan, and one living UPK's published books."""

from __future__ import annotations

from typing import Any

from akun.demo import load_upk_nyata
from akun.models import Pengguna
from bkm.demo_lembaga import recorded_name
from inti.peragaan import Tulis
from keuangan.demo_lpj import spend
from keuangan.demo_pengawasan import audit_books, oversee
from keuangan.demo_sekretariat import keep
from keuangan.demo_upk import Meja, live
from keuangan.demo_upk_nyata import bring_books, published_year
from keuangan.models import Buku
from ksm.demo import build
from wilayah.demo import KAYA
from wilayah.models import Badan


def load(tulis: Tulis) -> None:
    """Both, where their BKM is there and has no UPK ledger yet."""
    n = 0
    kaya = Badan.objects.filter(wilayah=KAYA, jenis="bkm", aktif=True).first()
    if kaya is not None and not _has_ledger(kaya):
        *orang, sekretaris = _people("upk", "kasir", "pembuku", "bkm", "sekretaris")
        meja = Meja(kaya, *orang)
        live(meja, mula=lambda: keep(meja, sekretaris))
        oversee(meja, *_people("pengawas"))
        n += 2
    if kaya is not None:
        build(tulis)
        ada = {p.username: p for p in Pengguna.objects.filter(username__in=["bkm", "sekretaris"])}
        if len(ada) == 2:
            rpd = spend(KAYA, ada["sekretaris"], ada["bkm"], tulis=tulis)
            tulis(f"  keuangan: {rpd} RPD KSM baru")
    lain = Badan.objects.filter(jenis="bkm", aktif=True).exclude(wilayah=KAYA).order_by("wilayah_id").first()
    if lain is not None and not _has_ledger(lain):
        load_upk_nyata(lain, recorded_name)
        manajer, kasir, pembuku, pengawas = _people("upk.nyata", "kasir.nyata", "pembuku.nyata", "pengawas.nyata")
        buku = bring_books(lain, manajer=manajer, kasir=kasir, pembuku=pembuku)
        audit_books(buku, pengawas, pembuku, *published_year())
        n += 1
    tulis(f"  keuangan: {n} buku baru")


def _has_ledger(badan: Badan) -> bool:
    return Buku.objects.filter(badan=badan, unit="upk").exists()


def _people(*nama: str) -> list[Any]:
    ada = {p.username: p for p in Pengguna.objects.filter(username__in=nama)}
    return [ada[n] for n in nama]
