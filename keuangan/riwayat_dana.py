"""Every event of the money of groups in one sentence and one state, for the trail of proposal and ledger. Source: RPD-12."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

KALIMAT: dict[str, tuple[Any, str]] = {
    "keuangan.rpd.disusun": (_("RPD disusun"), ""),
    "keuangan.rpd.diubah": (_("RPD diubah"), ""),
    "keuangan.rpd.ajukan": (_("RPD diajukan"), ""),
    "keuangan.rpd.setujui": (_("RPD disetujui"), "ok"),
    "keuangan.rpd.kembalikan": (_("RPD dikembalikan untuk diperbaiki"), "awas"),
    "keuangan.rpd.bayarkan": (_("RPD dibayarkan kepada KSM"), "ok"),
    "keuangan.rpd.urungkan_bayar": (_("Catatan pembayaran RPD ditarik"), "awas"),
    "keuangan.rpd.batalkan": (_("RPD dibatalkan"), "awas"),
    "keuangan.belanjaksm.dicatat": (_("Belanja KSM dicatat"), ""),
    "keuangan.belanjaksm.batalkan": (_("Catatan belanja dibatalkan"), "awas"),
    "keuangan.belanjaksm.berbukti": (_("Foto nota ditambahkan"), ""),
    "keuangan.upahksm.dicatat": (_("Upah pekerja dicatat"), ""),
    "keuangan.upahksm.batalkan": (_("Catatan upah dibatalkan"), "awas"),
    "keuangan.upahksm.berbukti": (_("Foto daftar upah ditambahkan"), ""),
    "keuangan.lpjksm.disusun": (_("LPJ disusun dari buku KSM"), ""),
    "keuangan.lpjksm.ajukan": (_("LPJ diajukan"), ""),
    "keuangan.lpjksm.periksa": (_("LPJ diperiksa UP"), "ok"),
    "keuangan.lpjksm.kembalikan": (_("LPJ dikembalikan untuk diperbaiki"), "awas"),
    "keuangan.lpjksm.kembalikan_bkm": (_("LPJ dikembalikan BKM"), "awas"),
    "keuangan.lpjksm.sisa_kembali": (_("Sisa dana dikembalikan KSM"), "ok"),
    "keuangan.lpjksm.sisa_ditarik": (_("Catatan sisa dana ditarik"), "awas"),
    "keuangan.lpjksm.terima": (_("LPJ diterima BKM"), "ok"),
    "keuangan.lpjksm.tarik_terima": (_("Penerimaan LPJ ditarik"), "awas"),
    "keuangan.lpjksm.batalkan": (_("LPJ dibatalkan"), "awas"),
    "keuangan.lpjbkm.ditetapkan": (_("LPJ BKM ditetapkan"), "ok"),
    "keuangan.lpjbkm.batalkan": (_("Penetapan LPJ BKM dibatalkan"), "awas"),
    "keuangan.penyelewengan.dilaporkan": (_("Penyelewengan dilaporkan"), "buruk"),
    "keuangan.penyelewengan.buktikan": (_("Penyelewengan terbukti"), "buruk"),
    "keuangan.penyelewengan.bersihkan": (_("Penyelewengan tidak terbukti"), "ok"),
    "keuangan.penyelewengan.kembalikan_sebagian": (_("Sebagian dana dipulihkan"), "ok"),
    "keuangan.penyelewengan.selesaikan": (_("Kasus penyelewengan selesai"), "ok"),
    "keuangan.penyelewengan.hapuskan": (_("Kasus dihapus menurut keputusan BKM"), "awas"),
    "keuangan.penyelewengan.dana_dilepas": (_("Penahanan dana dilepas"), "awas"),
    "keuangan.pemulihandana.dicatat": (_("Pengembalian dana dicatat"), "ok"),
    "keuangan.pemulihandana.batalkan": (_("Catatan pengembalian dibatalkan"), "awas"),
}
