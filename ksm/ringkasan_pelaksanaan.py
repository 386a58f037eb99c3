"""What works, upkeep and aid tell the summary of a kelurahan, as recorded up to a day. Source: KRJ-10, PLH-05, SOS-08."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from ksm import tautan_pelaksanaan as ke
from ksm.models import (
    JanjiSwadaya,
    KemajuanUsulan,
    PemanfaatUsulan,
    PemeriksaanMutu,
    PenerimaanBantuan,
    Perjanjian,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from ksm.queries_pelaksanaan import assets

UKURAN = (
    Ukuran("karya", _("Pekerjaan dengan perjanjian")),
    Ukuran("karya_berjalan", _("Pekerjaan berjalan")),
    Ukuran("karya_selesai", _("Pekerjaan diserahterimakan")),
    Ukuran("karya_kemajuan", _("Kemajuan pekerjaan, dijumlahkan")),
    Ukuran("karya_diperiksa", _("Pekerjaan yang mutunya diperiksa")),
    Ukuran("karya_mutu_baik", _("Pekerjaan bermutu baik")),
    Ukuran("swadaya_janji", _("Swadaya dijanjikan"), "rupiah"),
    Ukuran("swadaya_nyata", _("Swadaya terwujud"), "rupiah"),
    Ukuran("swadaya_karya_janji", _("Swadaya pekerjaan dijanjikan"), "rupiah"),
    Ukuran("swadaya_karya_nyata", _("Swadaya pekerjaan terwujud"), "rupiah"),
    Ukuran("sarana", _("Sarana yang dipelihara")),
    Ukuran("sarana_terperiksa", _("Sarana yang pemeriksaannya tidak terlambat")),
    Ukuran("sarana_jatuh_tempo", _("Sarana yang waktunya diperiksa")),
    Ukuran("bantuan_penerima", _("Penerima bantuan dalam usulan"), "kk"),
    Ukuran("bantuan_diterima", _("Penerima yang sudah menerima"), "kk"),
    Ukuran("bantuan_rupiah", _("Bantuan yang diterima"), "rupiah"),
)
Hasil = dict[str, dict[str, Decimal | int]]


def count(kodes: Sequence[str], per_tanggal: date) -> Hasil:
    """Figures of many kelurahan as they stood on a day. Six queries; a work counts once its agreement is signed."""
    hasil: Hasil = {k: {u.kode: 0 for u in UKURAN} for k in kodes}
    # What was withdrawn or put off counts no more; a loan is counted by its fund.
    terikat = Usulan.objects.filter(
        Exists(Perjanjian.objects.filter(usulan=OuterRef("pk"), status="sah", tanggal__lte=per_tanggal)),
        wilayah__in=list(kodes),
    ).exclude(jenis="ekonomi").exclude(status__in=["batal", "ditunda"])  # fmt: skip
    _works(hasil, terikat, per_tanggal)
    _swadaya(hasil, terikat, per_tanggal)
    for u in assets(terikat, per_tanggal).values("wilayah_id", "terlambat"):
        baris = hasil[u["wilayah_id"]]
        baris["sarana"] += 1
        baris["sarana_jatuh_tempo" if u["terlambat"] else "sarana_terperiksa"] += 1
    _aid(hasil, terikat, per_tanggal)
    return hasil


def _works(hasil: Hasil, terikat: Any, hari: date) -> None:
    """Works under way and finished, how far, how good. One query."""
    kemajuan = KemajuanUsulan.objects.filter(usulan=OuterRef("pk"), status="sah", tanggal__lte=hari).order_by(
        "-tanggal"
    )
    mutu = PemeriksaanMutu.objects.filter(usulan=OuterRef("pk"), status="sah", tanggal__lte=hari)
    serah = SerahTerima.objects.filter(usulan=OuterRef("pk"), status="sah", tanggal__lte=hari)
    karya = terikat.filter(unit="upl").annotate(
        n=Subquery(kemajuan.values("persen")[:1]), serah=Exists(serah),
        hasil=Subquery(mutu.order_by("-tanggal", "-dibuat_pada").values("hasil")[:1]),
    )  # fmt: skip
    for kode, n, serah_ada, nilai in karya.values_list("wilayah_id", "n", "serah", "hasil"):
        baris = hasil[kode]
        baris["karya"] += 1
        baris["karya_selesai"] += serah_ada
        baris["karya_berjalan"] += not serah_ada and bool(n)
        baris["karya_kemajuan"] += (n or Decimal(0)) / 100  # a work half done counts as half a work
        baris["karya_diperiksa"] += nilai is not None
        baris["karya_mutu_baik"] += nilai == PemeriksaanMutu.Hasil.BAIK


def _swadaya(hasil: Hasil, terikat: Any, hari: date) -> None:
    """Promised and realised, of all and of works alone. Two queries."""
    karya = Q(usulan__unit="upl")
    janji = JanjiSwadaya.objects.filter(usulan__in=terikat, ke=F("usulan__rab_ke"))
    nyata = SwadayaUsulan.objects.filter(usulan__in=terikat, status="sah", tanggal__lte=hari)
    for qs, akhiran in ((janji, "janji"), (nyata, "nyata")):
        jumlah = qs.order_by().values("wilayah_id").annotate(semua=Sum("nilai"), milik=Sum("nilai", filter=karya))
        for b in jumlah:
            hasil[b["wilayah_id"]][f"swadaya_{akhiran}"] = b["semua"]
            hasil[b["wilayah_id"]][f"swadaya_karya_{akhiran}"] = b["milik"] or 0


def _aid(hasil: Hasil, terikat: Any, hari: date) -> None:
    """Recipients on the lists that count, and who received. Two queries."""
    hak = PemanfaatUsulan.objects.filter(usulan__in=terikat, ke=F("usulan__rab_ke"), keluarga__isnull=False)
    for b in hak.order_by().values("wilayah_id").annotate(n=Count("pk")):
        hasil[b["wilayah_id"]]["bantuan_penerima"] = b["n"]
    dapat = PenerimaanBantuan.objects.filter(usulan__in=terikat, status="sah", tanggal__lte=hari)
    for b in dapat.order_by().values("wilayah_id").annotate(n=Count("pk"), rupiah=Sum("jumlah")):
        hasil[b["wilayah_id"]]["bantuan_diterima"] = b["n"]
        hasil[b["wilayah_id"]]["bantuan_rupiah"] = b["rupiah"]


def register() -> None:
    """Enter measures and indicators."""
    ringkasan.daftar("ksm.pelaksanaan", Penyedia(UKURAN, count))
    for satu in (
        Indikator("karya.berjalan", _("Pekerjaan berjalan"), "ksm", "karya_berjalan", arah="", langkah="S8", sumber="A1"),
        Indikator("karya.kemajuan", _("Rata-rata kemajuan pekerjaan"), "ksm", "karya_kemajuan", "karya", langkah="S8",
                  sumber="A1"),
        Indikator("karya.selesai", _("Pekerjaan yang diserahterimakan"), "ksm", "karya_selesai", "karya", langkah="S8",
                  daftar=ke.aset, sumber="A1"),
        Indikator("karya.mutu", _("Prasarana bermutu baik"), "ksm", "karya_mutu_baik", "karya_diperiksa",
                  sasaran="kpi.prasarana_mutu_baik_min", langkah="S8", sumber="R"),
        Indikator("karya.swadaya", _("Swadaya pekerjaan yang terwujud"), "ksm", "swadaya_karya_nyata", "swadaya_karya_janji",
                  langkah="S8", sumber="D8, D9"),
        Indikator("karya.swadaya_semua", _("Swadaya yang terwujud"), "ksm", "swadaya_nyata", "swadaya_janji", langkah="S8",
                  sumber="D8, D9"),
        Indikator("karya.sarana", _("Sarana yang diperiksa tepat waktu"), "ksm", "sarana_terperiksa", "sarana", langkah="S8",
                  daftar=lambda kode: ke.aset(kode, terlambat="true"), sumber="A1"),
        Indikator("karya.bantuan", _("Penerima bantuan yang sudah menerima"), "ksm", "bantuan_diterima", "bantuan_penerima",
                  langkah="S8", sumber="A1"),
    ):  # fmt: skip
        indikator.daftar(satu.kode, satu)
