"""What groups' money tells the summary: RPD paid, accounts accepted, due and late, rupiah misused. LPJ-12, LPJ-15."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from keuangan.models import LPJKSM, BerkasPencairan, Penyelewengan
from keuangan.queries_rpd import net_paid

UKURAN = (
    Ukuran("rpd_dibayar", _("RPD dibayar")),
    Ukuran("rpd_dibayar_rp", _("Dana dibayarkan ke KSM, dikurangi yang kembali"), "rupiah"),
    Ukuran("lpj_diterima", _("LPJ KSM diterima BKM")),
    Ukuran("lpj_diterima_rp", _("Dana KSM yang dipertanggungjawabkan"), "rupiah"),
    Ukuran("lpj_belum", _("RPD yang LPJ-nya belum diajukan")),
    Ukuran("lpj_terlambat", _("LPJ KSM terlambat")),
    Ukuran("selewengan_kasus", _("Kasus penyelewengan")),
    Ukuran("selewengan_rp", _("Dana diselewengkan"), "rupiah"),
    Ukuran("blm_diterima_lpj_rp", _("BLM diterima"), "rupiah"),
)


def measure(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Figures of many kelurahan on a day; one that paid no group and knows no case is left out. Four queries."""
    hasil: dict[str, dict[str, Decimal | int]] = {}

    def add(kode: str, **isi: Decimal | int | None) -> None:
        baris = hasil.setdefault(kode, {u.kode: 0 for u in UKURAN})
        for k, n in isi.items():
            baris[k] = n or 0

    masuk = Q(lpj__status__in=["diajukan", "diperiksa_up", "diterima"], lpj__diajukan_pada__lte=per_tanggal)
    dibayar = net_paid(sampai=per_tanggal).filter(wilayah__in=list(kodes))
    sudah = dibayar.filter(masuk).values("pk")
    for b in dibayar.order_by().values("wilayah").annotate(
        n=Count("pk"), j=Sum("bersih"), belum=Count("pk", filter=~Q(pk__in=sudah)),
        telat=Count("pk", filter=~Q(pk__in=sudah) & Q(tenggat__lt=per_tanggal)),
    ):  # fmt: skip
        add(b["wilayah"], rpd_dibayar=b["n"], rpd_dibayar_rp=b["j"], lpj_belum=b["belum"], lpj_terlambat=b["telat"])
    lpj = LPJKSM._base_manager.filter(wilayah__in=list(kodes), status="diterima", diterima_pada__lte=per_tanggal)
    for x in lpj.order_by().values("wilayah").annotate(n=Count("pk"), j=Sum("jurnal__jumlah")):
        add(x["wilayah"], lpj_diterima=x["n"], lpj_diterima_rp=x["j"])
    kasus = Penyelewengan._base_manager.filter(wilayah__in=list(kodes), ditemukan__lte=per_tanggal)
    for k in (
        kasus.exclude(status="tidak_terbukti").order_by().values("wilayah").annotate(n=Count("pk"), j=Sum("jumlah"))
    ):
        add(k["wilayah"], selewengan_kasus=k["n"], selewengan_rp=k["j"])
    if hasil:
        blm = BerkasPencairan._base_manager.filter(
            wilayah__in=list(hasil), status="cair", diterima_pada__lte=per_tanggal
        )
        for m in blm.order_by().values("wilayah").annotate(j=Sum("jumlah")):
            add(m["wilayah"], blm_diterima_lpj_rp=m["j"])
    return hasil


def register() -> None:
    """Enter measures and indicators."""
    ringkasan.daftar("lpj", Penyedia(UKURAN, measure))
    for satu in (
        Indikator("lpj.diterima", _("Dana KSM yang sudah dipertanggungjawabkan"), "keuangan", "lpj_diterima_rp",
                  "rpd_dibayar_rp", daftar=accounts, langkah="S8", sumber="G-S8"),
        Indikator("lpj.terlambat", _("LPJ KSM terlambat"), "keuangan", "lpj_terlambat", "rpd_dibayar", arah="turun",
                  daftar=late, langkah="S8", sumber="D3"),
        Indikator("selewengan.bagian", _("Dana diselewengkan dari BLM diterima"), "keuangan", "selewengan_rp",
                  "blm_diterima_lpj_rp", arah="turun", daftar=cases, langkah="S8", sumber="KP"),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)


def accounts(kode: str) -> str:
    """The accounts behind a figure."""
    return f"/keuangan/lpj-ksm/?wilayah={kode}"


def late(kode: str) -> str:
    """The RPD whose account is late."""
    return f"/keuangan/rpd/?wilayah={kode}&lpj_terlambat=true"


def cases(kode: str) -> str:
    """The cases behind a figure."""
    return f"/keuangan/penyelewengan/?wilayah={kode}"
