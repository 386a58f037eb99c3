"""Measures of the plan for the dashboards, and the indicators made of them. Source: PJM-19."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from pronangkis.models import PJM, BiayaKegiatan, Bidang, KegiatanPJM, Renta
from pronangkis.rekap import BLM, SWADAYA

GOLONGAN = {
    "pemerintah": _("pemerintah"), "warga": _("warga (swadaya)"), "mitra": _("mitra"), "perguliran": _("perguliran dan jasa"),
}  # fmt: skip
UKURAN = (
    Ukuran("pjm_disahkan", _("Kelurahan dengan PJM disahkan")),
    Ukuran("pjm_kelurahan", _("Kelurahan dengan langkah PJM")),
    Ukuran("renta_disahkan", _("Renta disahkan")),
    Ukuran("pjm_kegiatan", _("Kegiatan PJM")),
    Ukuran("pjm_kk_miskin", _("Sasaran KK miskin PJM (menurut kegiatan)"), "kk"),
    Ukuran("pjm_nilai", _("Nilai PJM"), "rupiah"),
    Ukuran("pjm_blm", _("Nilai PJM dari BLM"), "rupiah"),
    Ukuran("pjm_swadaya", _("Swadaya dalam PJM"), "rupiah"),
    *(
        Ukuran(f"pjm_sumber_{k}", format_lazy(_("Nilai PJM: {golongan}"), golongan=g), "rupiah")
        for k, g in GOLONGAN.items()
    ),
    *(Ukuran(f"pjm_bidang_{b.value}", b.label, "rupiah") for b in Bidang),
)


def measure(kode: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Measures of many kelurahan from the plans ratified up to a field date. Five queries, whatever their number."""
    from siklus.models import Langkah

    berlaku = PJM.objects.filter(
        Q(status="disahkan") | Q(status="digantikan"), wilayah__in=kode, pengesahan__tanggal__lte=per_tanggal
    )
    terbaru: dict[str, PJM] = {}
    for p in berlaku.order_by("siklus__nomor", "versi_ke"):
        terbaru[p.wilayah_id] = p  # the last one wins: newest Siklus, newest version
    hasil: dict[str, dict[str, Decimal | int]] = {}
    for k in Langkah.objects.filter(wilayah__in=kode, kode="S6", tahun_siklus=1).values_list("wilayah_id", flat=True):
        hasil[k] = _empty()
    for k, p in terbaru.items():
        hasil.setdefault(k, _empty())["pjm_disahkan"] = int(bool(p))
    ids = {p.pk: k for k, p in terbaru.items()}
    for baris in (
        KegiatanPJM.objects.filter(pjm__in=ids)
        .order_by()
        .values("pjm")
        .annotate(n=Count("id"), kk=Sum("kk_miskin", default=0))
    ):
        hasil[ids[baris["pjm"]]] |= {"pjm_kegiatan": baris["n"], "pjm_kk_miskin": baris["kk"]}
    uang = BiayaKegiatan.objects.filter(kegiatan__pjm__in=ids).order_by()
    biaya: Any = uang.values("kegiatan__pjm", "kegiatan__program__bidang", "sumber", "sumber__golongan").annotate(
        n=Sum("jumlah")
    )
    for b in biaya:
        isi = hasil[ids[b["kegiatan__pjm"]]]
        kunci = [
            "pjm_nilai",
            f"pjm_bidang_{b['kegiatan__program__bidang']}",
            f"pjm_sumber_{b['sumber__golongan']}",
        ]
        kunci += ["pjm_blm"] if b["sumber"] in BLM else []
        kunci += ["pjm_swadaya"] if b["sumber"] == SWADAYA else []
        for satu in kunci:
            isi[satu] += b["n"]
    sah = Renta.objects.filter(wilayah__in=kode, status="disahkan", pengesahan__tanggal__lte=per_tanggal).order_by()
    for k, n in sah.values_list("wilayah_id").annotate(n=Count("id")):
        hasil[k]["renta_disahkan"] = n
    return hasil


def register() -> None:
    """Enter the provider and the indicators."""
    ringkasan.daftar("pronangkis", Penyedia(UKURAN, measure))

    def daftar(kode: str) -> str:
        return f"{reverse('siklus:langkah-daftar')}?kode=S6&wilayah={kode}"

    for satu in (
        Indikator(
            "pjm_disahkan", _("Kelurahan dengan PJM yang disahkan rembug"), "rencana", "pjm_disahkan", "pjm_kelurahan",
            sasaran="kpi.pjm_disahkan_min", daftar=daftar, langkah="S6", sumber="B5 Buku 6",
        ),
        Indikator("pjm_nilai", _("Nilai rencana PJM"), "rencana", "pjm_nilai", langkah="S6", sumber="A1, A4"),
        *(
            Indikator(
                f"pjm_sumber_{k}", format_lazy(_("Nilai PJM: {golongan}"), golongan=g), "rencana", f"pjm_sumber_{k}",
                langkah="S6", sumber="A1, A4, D8",
            )
            for k, g in GOLONGAN.items()
        ),
        Indikator(
            "swadaya_per_blm", _("Swadaya dibanding dana BLM"), "rencana", "pjm_swadaya", "pjm_blm", langkah="S6",
            sumber="D8",
        ),
        Indikator(
            "swadaya_per_total", _("Swadaya dibanding seluruh biaya"), "rencana", "pjm_swadaya", "pjm_nilai",
            langkah="S6", sumber="D8, D9",
        ),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)


def _empty() -> dict[str, Decimal | int]:
    """A kelurahan whose plan is due and holds nothing yet."""
    kosong: dict[str, Decimal | int] = {u.kode: 0 for u in UKURAN}
    return {**kosong, "pjm_kelurahan": 1}
