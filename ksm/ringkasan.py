"""What groups tell the summary of a kelurahan: how many, of which kind and origin, with how many women. KSM-15."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inti.formats import share
from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from ksm import tautan
from ksm.models import KSM, AnggotaKSM
from ksm.queries import PEREMPUAN_MIN, PROGRAM, living_on, members_on
from siklus.queries_ps2 import standing
from wilayah import parameter

UKURAN = (
    Ukuran("ksm", _("KSM")),
    *(Ukuran(f"ksm_{kode}", label) for kode, label in KSM.Jenis.choices),
    Ukuran("ksm_sudah_ada", _("KSM dari kelompok yang sudah ada")),
    Ukuran("ksm_beraturan", _("KSM dengan aturan main")),
    Ukuran("ksm_beranggota", _("KSM dengan anggota tercatat")),
    Ukuran("ksm_perempuan_cukup", _("KSM dengan perempuan yang cukup")),
    Ukuran("ksm_anggota_l", _("Anggota KSM laki-laki"), "orang"),
    Ukuran("ksm_anggota_p", _("Anggota KSM perempuan"), "orang"),
    Ukuran("ksm_anggota", _("Anggota KSM"), "orang"),
    Ukuran("ksm_anggota_miskin", _("Anggota KSM dari keluarga PS-2"), "orang"),
)


def count(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Figures of many kelurahan as they stood on a day. Three queries. Persons in two groups count twice."""
    hasil: dict[str, dict[str, Decimal | int]] = {k: {u.kode: 0 for u in UKURAN} for k in kodes}
    hidup = KSM.objects.filter(living_on(per_tanggal), wilayah__in=list(kodes))
    aturan = Count("aturanmain", filter=Q(aturanmain__status="sah", aturanmain__disepakati__lte=per_tanggal))
    jenis = hidup.annotate(n_aturan=aturan).values_list("pk", "wilayah_id", "jenis", "asal", "n_aturan")
    tempat: dict[Any, str] = {}
    for pk, kode, satu, asal, n_aturan in jenis:
        baris = hasil[kode]
        tempat[pk] = kode
        baris["ksm"] += 1
        baris[f"ksm_{satu}"] += 1
        baris["ksm_sudah_ada"] += asal == KSM.Asal.SUDAH_ADA
        baris["ksm_beraturan"] += n_aturan > 0
    anggota = AnggotaKSM.objects.filter(members_on(per_tanggal), wilayah__in=list(kodes), ksm__in=list(tempat))
    jumlah = (
        anggota.order_by()
        .values("ksm")
        .annotate(
            lk=Count("pk", filter=Q(jenis_kelamin="L")),
            pr=Count("pk", filter=Q(jenis_kelamin="P")),
            miskin=Count("pk", filter=Exists(standing(per_tanggal).filter(keluarga=OuterRef("keluarga")))),
        )
    )
    batas = _women_minimum(kodes, per_tanggal)
    for b in jumlah:
        kode = tempat[b["ksm"]]
        baris = hasil[kode]
        baris["ksm_beranggota"] += 1
        baris["ksm_anggota_l"] += b["lk"]
        baris["ksm_anggota_p"] += b["pr"]
        baris["ksm_anggota"] += b["lk"] + b["pr"]
        baris["ksm_anggota_miskin"] += b["miskin"]
        bagian = share(b["pr"], b["lk"] + b["pr"])
        baris["ksm_perempuan_cukup"] += bagian is not None and bagian >= (batas[kode] or 0)
    return hasil


def _women_minimum(kodes: Sequence[str], per_tanggal: date) -> dict[str, Decimal | None]:
    """How many women are enough (persen), by kelurahan. One query."""
    nilai = parameter.values_for_areas([PEREMPUAN_MIN], [(PROGRAM, k, per_tanggal) for k in kodes])
    return {k: nilai[PROGRAM, k, per_tanggal][PEREMPUAN_MIN].angka for k in kodes}


def register() -> None:
    """Enter measures and indicators."""
    ringkasan.daftar("ksm", Penyedia(UKURAN, count))
    for satu in (
        Indikator("ksm.jumlah", _("KSM terbentuk"), "ksm", "ksm", daftar=tautan.daftar, langkah="S5", sumber="A1"),
        Indikator("ksm.sudah_ada", _("KSM dari kelompok yang sudah ada"), "ksm", "ksm_sudah_ada", "ksm", arah="",
                  daftar=lambda kode: tautan.daftar(kode, asal="sudah_ada"), langkah="S5", sumber="A1"),
        Indikator("ksm.perempuan", _("Perempuan di antara anggota KSM"), "ksm", "ksm_anggota_p", "ksm_anggota",
                  sasaran=PEREMPUAN_MIN, daftar=tautan.daftar, langkah="S5", sumber="G-S2"),
        Indikator("ksm.miskin", _("Warga miskin di antara anggota KSM"), "ksm", "ksm_anggota_miskin", "ksm_anggota",
                  daftar=tautan.daftar, langkah="S5", sumber="K8, B10"),
        Indikator("ksm.perempuan_cukup", _("KSM dengan anggota perempuan yang cukup"), "ksm", "ksm_perempuan_cukup",
                  "ksm_beranggota", sasaran="kpi.ksm_perempuan_min",
                  daftar=lambda kode: tautan.daftar(kode, perempuan="30"), langkah="S5", sumber="R"),
        Indikator("ksm.beraturan", _("KSM dengan aturan main"), "ksm", "ksm_beraturan", "ksm",
                  daftar=lambda kode: tautan.daftar(kode, beraturan="true"), langkah="S5", sumber="B13"),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)
