"""The paper of an asset: who keeps it up with what fee, the cash book with what is left, its state year by year. PLH-06.

The body keeps it for years, its book on the back: what is recorded stands there, and lines follow to write on by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import KOSONG, rupiah, tanggal
from inti.registry import jenis_dokumen
from ksm.actions.pelaksanaan import DIPELIHARA
from ksm.models import BadanPemelihara, KasPemelihara, Usulan
from ksm.queries_pelaksanaan import asset_checks, handover_of, is_work, keeper_of, upkeep_book
from ksm.reports_pelaksanaan import fee_words, head, issuer, of_unit, sign, spare_lines
from ksm.sajian_pelaksanaan import figure
from laporan.registry import Bagian, JenisDokumen

PEMELIHARAAN = "lembar_pemeliharaan"
BARIS_KAS, BARIS_PERIKSA = 22, 8  # so that each of the two sides is filled, signatures and all

Isi = dict[str, Any]


def build_upkeep(u: Usulan) -> Isi:
    """Body, book and yearly checks of one work, blank before they are recorded. Source: PLH-06."""
    badan, serah = keeper_of(u), handover_of(u)
    kas, periksa = upkeep_book(u)[::-1], asset_checks(u)[::-1]
    terbuka = u.status in DIPELIHARA
    isi = head(u, PEMELIHARAAN, "Lembar pemeliharaan")
    selesai = f"{tanggal(serah.tanggal)}, {figure(serah.volume)} {serah.satuan}" if serah else ""
    return {
        **isi, "fakta": [*isi["fakta"][:-1], {"label": "Diserahterimakan", "nilai": selesai}],
        "badan": _body(u, badan, serah.tanggal.year if serah else None),
        "tugas": (badan.tugas if badan and badan.tugas else u.pemeliharaan).splitlines(),
        "kas": [_cash_line(k) for k in kas], "kas_jumlah": _cash_sums(kas),
        "kas_kosong": spare_lines(len(kas), BARIS_KAS, terbuka=terbuka),
        "periksa": [
            [str(p.tahun), tanggal(p.tanggal, "singkat"), str(p.get_keadaan_display()), p.temuan or KOSONG, p.tindak or KOSONG,
             p.pemeriksa]
            for p in periksa
        ],
        "periksa_kosong": spare_lines(len(periksa), BARIS_PERIKSA, terbuka=terbuka),
        "penanda_tangan": [
            sign(badan.nama if badan else u.pemelihara or "Badan pemelihara", badan.ketua if badan else "", "Penanggung jawab,"),
            of_unit(u, "Mengetahui,"),
        ],
    }  # fmt: skip


def _body(u: Usulan, badan: BadanPemelihara | None, serah: int | None) -> list[dict[str, str]]:
    """The body with its head and fee; the design life ends so many years after the hand-over."""
    umur = f"{badan.umur_tahun} tahun" if badan else ""
    if badan and serah:
        umur += f", sampai tahun {serah + badan.umur_tahun}"
    baris = (
        ("Badan pemelihara", badan.nama if badan else u.pemelihara), ("Penanggung jawab", badan.ketua if badan else ""),
        ("Dibentuk", tanggal(badan.dibentuk) if badan else ""), ("Umur rencana", umur),
        ("Iuran", fee_words(badan) if badan else ""),
    )  # fmt: skip
    return [{"label": a, "nilai": b} for a, b in baris]


def _cash_line(k: Any) -> list[str]:
    """Day, what for, in, out, and what is left after it (rupiah)."""
    jumlah = rupiah(k.jumlah, lambang=False)
    masuk = k.arah == KasPemelihara.Arah.MASUK
    return [tanggal(k.tanggal, "singkat"), k.uraian, jumlah if masuk else "", "" if masuk else jumlah,
            rupiah(k.saldo, lambang=False)]  # fmt: skip


def _cash_sums(kas: list[KasPemelihara]) -> list[str]:
    """All that came in and went out, and what is left (rupiah); nothing before the first line."""
    if not kas:
        return []
    masuk, keluar = (
        sum((k.jumlah for k in kas if k.arah == arah), Decimal(0))
        for arah in (KasPemelihara.Arah.MASUK, KasPemelihara.Arah.KELUAR)
    )
    return [rupiah(n, lambang=False) if n else KOSONG for n in (masuk, keluar, masuk - keluar)]


def register() -> None:
    """Tell laporan of the sheet of an asset."""
    judul = _("Lembar pemeliharaan")
    jenis_dokumen.daftar(
        PEMELIHARAAN,
        JenisDokumen(
            kode=PEMELIHARAAN, judul=judul, model="ksm.usulan", templat="dokumen/karya.html", build=build_upkeep,
            penerbit=issuer, bagian=(Bagian(PEMELIHARAAN, judul, True),), final=lambda _u: True, cocok=is_work,
            nama=lambda u: f"{judul} {u.judul}, {u.wilayah.nama_lengkap}",
        ),
    )  # fmt: skip
