"""What UPK tell the summary of a kelurahan: loans, those at risk, what is overdue. Sums over a kota are its figures. KEU-166."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from keuangan.models import Buku
from keuangan.queries_kolektibilitas import recaps

UKURAN = (
    Ukuran("upk_ksm", _("KSM berpinjaman")),
    Ukuran("upk_ksm_menunggak", _("KSM menunggak tiga angsuran atau lebih")),
    Ukuran("upk_saldo", _("Saldo pinjaman UPK"), "rupiah"),
    Ukuran("upk_saldo_menunggak", _("Saldo pinjaman KSM yang menunggak"), "rupiah"),
    Ukuran("upk_saldo_lancar", _("Saldo pinjaman tanpa tunggakan tiga angsuran"), "rupiah"),
)


def measure(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Figures of many kelurahan on a day; one without a UPK that lends is left out. Three queries."""
    buku = list(Buku.objects.filter(unit="upk", wilayah__in=list(kodes)))
    rekap = recaps([(b, per_tanggal) for b in buku])
    hasil: dict[str, dict[str, Decimal | int]] = {}
    for b in buku:
        r = rekap[b.pk, per_tanggal].sendiri
        if not r.ksm_berpinjaman:
            continue
        baris = hasil.setdefault(b.wilayah_id, {u.kode: 0 for u in UKURAN})
        baris["upk_ksm"] += r.ksm_berpinjaman
        baris["upk_ksm_menunggak"] += r.ksm_menunggak_3
        baris["upk_saldo"] += r.saldo_pokok
        baris["upk_saldo_menunggak"] += r.saldo_menunggak_3
        baris["upk_saldo_lancar"] += r.saldo_pokok - r.tunggakan_3
    return hasil


def register() -> None:
    """Enter measures and indicators; the borders of memuaskan are their targets."""
    ringkasan.daftar("upk", Penyedia(UKURAN, measure))
    for satu in (
        Indikator("upk.lar", _("LAR UPK: KSM menunggak tiga angsuran atau lebih"), "keuangan", "upk_ksm_menunggak", "upk_ksm",
                  sasaran="kinerja.lar.memuaskan", arah="turun", daftar=listing, langkah="S4b", sumber="G-S4"),
        Indikator("upk.par", _("PAR UPK: saldo pinjaman berisiko"), "keuangan", "upk_saldo_menunggak", "upk_saldo",
                  sasaran="kinerja.par.memuaskan", arah="turun", daftar=listing, langkah="S4b", sumber="G-S4"),
        Indikator("upk.rr", _("RR UPK: saldo tanpa tunggakan tiga angsuran"), "keuangan", "upk_saldo_lancar", "upk_saldo",
                  sasaran="kinerja.rr.memuaskan", daftar=listing, langkah="S4b", sumber="G-S4"),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)


def listing(kode: str) -> str:
    """The UPK behind a figure."""
    return f"/keuangan/kinerja-upk/?wilayah={kode}"
