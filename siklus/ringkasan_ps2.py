"""What PS-2 tells the dashboards, and the line that the page of S3 shows of it. Counts only. Source: PS2-12."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.registry import Indikator, KartuBagian, Penyedia, Ukuran, bagian_langkah, indikator, ringkasan
from laporan.izin import izin_objek
from siklus import izin, tautan
from siklus.models import Keluarga, PengumumanPS2
from siklus.queries_ps2 import poor_counts_many
from siklus.syarat_ps2 import KeadaanPS2, is_mapping, lowest_places, missing, states_of
from wilayah.models import Basis
from wilayah.waktu import today_in

UKURAN = (
    Ukuran("kk_tercatat", gettext_lazy("Keluarga tercatat"), "kk"),
    Ukuran("kk_miskin", gettext_lazy("KK miskin (PS-2)"), "kk"),
    Ukuran("kk_sangat_miskin", gettext_lazy("KK sangat miskin"), "kk"),
    Ukuran("kk_miskin_sedang", gettext_lazy("KK miskin, peringkat tengah"), "kk"),
    Ukuran("kk_rentan", gettext_lazy("KK rentan"), "kk"),
    Ukuran("jiwa_miskin_l", gettext_lazy("Jiwa miskin laki-laki"), "orang"),
    Ukuran("jiwa_miskin_p", gettext_lazy("Jiwa miskin perempuan"), "orang"),
    Ukuran("kk_kepala_perempuan", gettext_lazy("KK miskin berkepala perempuan"), "kk"),
    Ukuran("kk_lansia", gettext_lazy("KK miskin lansia"), "kk"),
    Ukuran("kk_disabilitas", gettext_lazy("KK miskin dengan disabilitas"), "kk"),
    Ukuran("rt_diumumkan", gettext_lazy("RT yang daftar PS-2-nya diumumkan")),
    Ukuran("rt_ada", gettext_lazy("RT di kelurahan yang menyusun PS-2")),
)


def measure(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Measures of the kelurahan that have recorded households, up to a field date. Five queries."""
    kode = list(kodes)
    tercatat = dict(
        Keluarga.objects.filter(wilayah__in=kode, status="sah")
        .order_by()
        .values_list("wilayah_id")
        .annotate(n=Count("pk"))
    )
    hitung = poor_counts_many(kode, per_tanggal)
    diumumkan: dict[str, set[Any]] = {}
    notis = PengumumanPS2.objects.filter(wilayah__in=kode, status="sah", tanggal__lte=per_tanggal)
    for w, b in notis.order_by().values_list("wilayah_id", "basis_id").distinct():
        diumumkan.setdefault(w, set()).add(b)
    ada = set(tercatat) | set(hitung) | set(diumumkan)
    rt: dict[str, list[Any]] = {}
    for rt_basis in Basis.objects.filter(wilayah__in=ada, aktif=True).only("id", "wilayah_id", "induk_id"):
        rt.setdefault(rt_basis.wilayah_id, []).append(rt_basis)
    hasil: dict[str, dict[str, Decimal | int]] = {}
    for w in ada:
        tempat = rt.get(w, [])
        induk = {b.induk_id for b in tempat}
        bawah = {b.pk for b in tempat if b.pk not in induk}
        sudah = bawah if None in diumumkan.get(w, set()) else bawah & diumumkan.get(w, set())
        hasil[w] = {"kk_tercatat": tercatat.get(w, 0), "rt_diumumkan": len(sudah), "rt_ada": len(bawah)}
        h = hitung.get(w)
        if h is not None:
            hasil[w] |= {
                "kk_miskin": h.kk, "kk_sangat_miskin": h.sangat_miskin, "kk_miskin_sedang": h.miskin,
                "kk_rentan": h.rentan, "jiwa_miskin_l": h.jiwa_l, "jiwa_miskin_p": h.jiwa_p,
                "kk_kepala_perempuan": h.kk_perempuan, "kk_lansia": h.kk_lansia, "kk_disabilitas": h.kk_disabilitas,
            }  # fmt: skip
    return hasil


def cards(langkah: Any, user: Any) -> list[KartuBagian]:
    """The line of PS-2 on the page of the stage that draws it up. Four queries."""
    if langkah.siklus_id is None or not is_mapping(langkah):
        return []
    keadaan = states_of([langkah.pk]).get(langkah.pk, KeadaanPS2())
    ditetapkan, jalan = keadaan.count("ditetapkan", "keluar"), keadaan.count("diusulkan", "diumumkan")
    selesai = bool(ditetapkan) and not jalan
    teks = (
        _("Sudah ditetapkan dalam lokakarya.")
        if selesai
        else " ".join(missing(keadaan, lowest_places(langkah.wilayah_id), today_in(langkah.wilayah_id)))
    )
    return [
        KartuBagian(
            _("Daftar PS-2"), tautan.langkah(langkah.pk, "ps2"), teks,
            _("%(n)d KK") % {"n": ditetapkan + jalan}, selesai, "kelompok",
        )
    ]  # fmt: skip


def register() -> None:
    """Enter provider, indicators and the line of S3."""
    izin_objek.daftar("siklus.pengumumanps2", izin.LIHAT_PS2)
    ringkasan.daftar("ps2", Penyedia(UKURAN, measure))
    bagian_langkah.daftar("siklus.ps2", cards)
    for kode, nama, atas, bawah, arah in (
        ("ps2.kk_miskin", gettext_lazy("KK miskin menurut PS-2"), "kk_miskin", "", "turun"),
        ("ps2.kepala_perempuan", gettext_lazy("KK miskin berkepala perempuan"), "kk_kepala_perempuan", "kk_miskin", ""),
        ("ps2.rt_diumumkan", gettext_lazy("RT yang daftarnya diumumkan"), "rt_diumumkan", "rt_ada", "naik"),
    ):
        indikator.daftar(
            kode,
            Indikator(
                kode, nama, "ps2", atas, bawah, arah=arah, langkah="S3", sumber="B5 Buku 4b, K8",  # type: ignore[arg-type]
                daftar=lambda area: tautan.kelurahan(area, "ps2") if len(area) == 13 else tautan.kelurahan(area),
            ),
        )  # fmt: skip
