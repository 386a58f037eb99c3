"""What the measurements of payments stand on: ledgers of several BKM, groups with loans, one cashier of all of them.

Runs inside `manage.py shell` of the stage and prints one JSON line: `{"buku": [...], "pinjaman": [[id, buku_id], ...]}`.
"""

from __future__ import annotations

import datetime
import json
import os
from typing import Any

MULAI = datetime.date(2026, 1, 1)
POKOK = 200_000_000


def fill(buku: int, pinjaman: int) -> dict[str, Any]:
    """Make `buku` ledgers with `pinjaman` running loans each, and the login `bench` that receives money for all."""
    from akun.actions import change_password, create_pengguna, grant_penugasan
    from inti.pelaku import SISTEM
    from inti.unit_kerja import unit_kerja
    from siklus.models import Siklus
    from wilayah.models import Badan

    tempat = Siklus.objects.exclude(wilayah__in=Badan.objects.filter(jenis="bkm").values("wilayah")).order_by(
        "wilayah_id"
    )[:buku]
    badan = [Badan.objects.create(jenis="bkm", nama=f"Bench {n}", wilayah=s.wilayah) for n, s in enumerate(tempat)]
    assert len(badan) == buku, f"demo hanya mempunyai {len(badan)} kelurahan tanpa BKM"
    sandi = os.environ["P2KP_DEMO_PASSWORD"]

    def login() -> None:
        pengguna = create_pengguna(username="bench", nama="Kasir Bench", telepon="081200000000", oleh=SISTEM).pengguna
        for b in badan:
            grant_penugasan(pengguna, peran="kasir_upk", mulai=MULAI, selesai=None, oleh=SISTEM, badan=b)
        change_password(pengguna, sandi=sandi, oleh=pengguna)

    unit_kerja(login, oleh=SISTEM)
    hasil: dict[str, Any] = {"buku": [], "pinjaman": []}
    for b in badan:
        milik, semua = _ledger(b, pinjaman)
        hasil["buku"].append(str(milik.pk))
        hasil["pinjaman"] += [[str(p.pk), str(milik.pk)] for p in semua]
    return hasil


def _ledger(badan: Any, pinjaman: int) -> tuple[Any, list[Any]]:
    """A ledger for one BKM of the demo, with a product and loans of the old books, and the opening balance that holds them."""
    from inti.pelaku import SISTEM
    from keuangan import actions
    from keuangan.actions import Baris, Dana
    from keuangan.models import KetentuanProduk, ProdukPinjaman
    from ksm.actions import register_ksm

    buku = actions.open_buku(badan, unit="upk", mulai=MULAI, oleh=SISTEM)
    cair = buku.mulai - datetime.timedelta(days=17)
    produk = ProdukPinjaman(buku=buku, wilayah_id=buku.wilayah_id, nama="Bench", sumber_dana_id="perguliran")
    produk.save(force_insert=True)
    KetentuanProduk(
        produk=produk,
        wilayah_id=buku.wilayah_id,
        berlaku_mulai=datetime.date(2020, 1, 1),
        jasa_persen="1.5",
        dasar="bench",
    ).save(force_insert=True)
    semua = []
    for n in range(pinjaman):
        ksm = register_ksm(
            buku.wilayah_id, oleh=SISTEM, nama=f"Bench {n + 1}", jenis="ekonomi", asal="baru",
            terbentuk=datetime.date(2024, 1, 1), ikatan="bench", basis=None, relawan_pendamping=None, langkah=None,
            tujuan="bench",
        )  # fmt: skip
        isi = actions.Bawaan(ksm=ksm, produk=produk, pokok=POKOK, tenor_bulan=12, tanggal_cair=cair)
        semua.append(actions.bring_pinjaman(buku, isi, oleh=SISTEM))
    dana = Dana("perguliran", 2026)
    saldo = [Baris("11030", dana, debit=POKOK * pinjaman), Baris("31020", dana, kredit=POKOK * pinjaman)]
    actions.set_saldo_awal(buku, oleh=SISTEM, saldo=saldo)
    return buku, semua


def main(buku: int, pinjaman: int) -> None:
    """Fill and print."""
    print(json.dumps(fill(buku, pinjaman)))
