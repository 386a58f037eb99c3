"""What the body tells the summary of a kelurahan, the indicators made of it, and terms that end soon. Source: BKM-75."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from bkm import izin
from bkm import tautan_lembaga as tautan
from bkm.models import AnggotaBKM, Kepengurusan, PetugasSekretariat, PetugasUP
from inti.formats import tanggal
from inti.registry import Indikator, Menunggu, Penyedia, Ukuran, indikator, menunggu, ringkasan
from wilayah.waktu import today_in

UKURAN = (
    Ukuran("bkm_kelurahan", _("Kelurahan yang diperiksa BKM-nya"), "buah"),
    Ukuran("bkm_terbentuk", _("Kelurahan dengan BKM yang dikukuhkan"), "buah"),
    Ukuran("bkm_anggota", _("Anggota BKM"), "orang"),
    Ukuran("bkm_anggota_l", _("Anggota BKM laki-laki"), "orang"),
    Ukuran("bkm_anggota_p", _("Anggota BKM perempuan"), "orang"),
    Ukuran("bkm_anggota_miskin", _("Anggota BKM warga miskin"), "orang"),
    Ukuran("bkm_up_terbentuk", _("Kelurahan dengan UPK, UPL, dan UPS"), "buah"),
    Ukuran("bkm_sekretariat", _("Kelurahan dengan Sekretariat BKM"), "buah"),
)
BULAN_PERINGATAN = 6
BATAS = 50


def count(kode: Sequence[str], per_tanggal: datetime.date) -> dict[str, dict[str, Decimal | int]]:
    """By kelurahan, what stood on that day. Four queries. Source: BKM-75."""
    hasil: dict[str, dict[str, Decimal | int]] = {
        k: {"bkm_kelurahan": 1, "bkm_terbentuk": 0, "bkm_up_terbentuk": 0, "bkm_sekretariat": 0} for k in kode
    }
    ada = Q(mulai__lte=per_tanggal) & (Q(selesai__isnull=True) | Q(selesai__gt=per_tanggal)) & ~Q(status="batal")
    for k in (
        Kepengurusan.objects.filter(wilayah__in=kode, dikukuhkan_pada__lte=per_tanggal)
        .filter(Q(berakhir_pada__isnull=True) | Q(berakhir_pada__gt=per_tanggal))
        .exclude(status="batal")
        .values_list("wilayah_id", flat=True)
    ):
        hasil[k]["bkm_terbentuk"] = 1
    for a in (
        AnggotaBKM.objects.filter(ada, wilayah__in=kode)
        .values("wilayah_id")
        .annotate(
            n=Count("id"), laki=Count("id", filter=Q(jenis_kelamin="L")), p=Count("id", filter=Q(jenis_kelamin="P")),
            m=Count("id", filter=Q(miskin=True)),
        )
        .order_by("wilayah_id")
    ):  # fmt: skip
        hasil[a["wilayah_id"]].update(
            bkm_anggota=a["n"], bkm_anggota_l=a["laki"], bkm_anggota_p=a["p"], bkm_anggota_miskin=a["m"]
        )
    unit = (
        PetugasUP.objects.filter(ada, wilayah__in=kode)
        .values("wilayah_id")
        .annotate(n=Count("unit__jenis", distinct=True))
        .order_by("wilayah_id")
    )
    for u in unit:
        hasil[u["wilayah_id"]]["bkm_up_terbentuk"] = int(u["n"] == 3)
    for w in PetugasSekretariat.objects.filter(ada, wilayah__in=kode).values_list("wilayah_id", flat=True).distinct():
        hasil[w]["bkm_sekretariat"] = 1
    return hasil


def ending_terms(user: Any) -> list[Menunggu]:
    """Terms that end within six months, or have ended: the re-election is prepared in time. One query. Source: BKM-53."""
    sampai = today_in("") + datetime.timedelta(days=BULAN_PERINGATAN * 31)
    baris = Kepengurusan.objects.visible_to(user, izin=izin.CATAT).filter(
        status="dikukuhkan", berakhir_rencana__lte=sampai
    )
    return [
        Menunggu(
            judul=_g("Masa bakti %(bkm)s hampir berakhir") % {"bkm": k.bkm},
            keterangan=_g(
                "%(wilayah)s: sampai %(tanggal)s. Siapkan pemilu ulang sesudah Refleksi dan Pemetaan Swadaya."
            )
            % {"wilayah": k.wilayah.nama, "tanggal": tanggal(k.berakhir_rencana)},
            tautan=tautan.bkm(k.wilayah_id),
            sejak=timezone.make_aware(
                datetime.datetime.combine(
                    k.berakhir_rencana - datetime.timedelta(days=BULAN_PERINGATAN * 31), datetime.time()
                )
            ),
            ikon="jam",
            tenggat=k.berakhir_rencana,
            kode_wilayah=k.wilayah_id,
        )
        for k in baris.select_related("bkm__badan", "wilayah").order_by("berakhir_rencana")[:BATAS]
        if k.berakhir_rencana is not None
    ]


def _list(kode: str) -> str:
    return f"{reverse('bkm:daftar')}?wilayah={kode}"


def register() -> None:
    """Enter the measures, the indicators and the reminder."""
    ringkasan.daftar("bkm_lembaga", Penyedia(UKURAN, count))
    menunggu.daftar("bkm.masa_bakti", ending_terms)
    semua: list[tuple[str, Any, str, str, str]] = [
        ("bkm_terbentuk", _("Kelurahan dengan BKM terbentuk"), "bkm_terbentuk", "bkm_kelurahan", "kpi.bkm_terbentuk_min"),
        ("bkm_anggota_perempuan", _("Perempuan di antara anggota BKM"), "bkm_anggota_p", "bkm_anggota",
         "pemilu.anggota_perempuan_min"),
    ]  # fmt: skip
    for kode, nama, pembilang, penyebut, sasaran in semua:
        indikator.daftar(
            kode, Indikator(kode, nama, "bkm", pembilang, penyebut, sasaran, daftar=_list, langkah="S4", sumber="C2")
        )
