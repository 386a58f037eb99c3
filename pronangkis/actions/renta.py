"""Writes of the yearly plan: keep it in step with the PJM, its months and groups, hand in, ratify."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from pronangkis import izin
from pronangkis.actions.rencana import _write_ratification, check_rembug
from pronangkis.actions.umum import check_open, take_renta, take_stage
from pronangkis.models import PJM, BiayaKegiatan, KegiatanPJM, KegiatanRenta, Renta
from siklus.actions.umum import author, save_changes, take
from siklus.models import Keluaran, Langkah, Pertemuan

BARIS = frozenset({"ksm", "bulan", "indikator", "catatan"})


def in_year(pjm_id: Any, ke: int) -> set[Any]:
    """Keys of the activities that have volume or cost in year `ke` of a plan. Two queries."""
    volume = {f"volume_{ke}__gt": 0}
    ada = set(KegiatanPJM.objects.filter(pjm=pjm_id, **volume).values_list("pk", flat=True))
    return ada | set(
        BiayaKegiatan.objects.filter(kegiatan__pjm=pjm_id, tahun_ke=ke).values_list("kegiatan_id", flat=True)
    )


def sync_renta(renta: Renta, isi: dict[str, Any]) -> None:
    """Give a draft Renta exactly the activities that have volume or cost in its year. Source: PJM-13."""
    harus = in_year(renta.pjm_id, renta.tahun_ke)
    ada = {b.kegiatan_id: b for b in renta.kegiatan.all()}
    KegiatanRenta.objects.filter(pk__in=[b.pk for k, b in ada.items() if k not in harus]).delete()
    KegiatanRenta.objects.bulk_create([KegiatanRenta(renta=renta, kegiatan_id=k, **isi) for k in harus - set(ada)])


def follow_plan(pjm: PJM, *, oleh: Any) -> None:
    """After lines of a draft changed: its draft Rentas follow. Inside an open unit."""
    for renta in Renta.objects.filter(pjm=pjm, status="draf"):
        sync_renta(renta, {"wilayah_id": renta.wilayah_id, **author(oleh)})


@aksi
def open_renta(langkah: Langkah, *, oleh: Any) -> Renta:
    """Begin the Renta of a later year from the plan in force. Raises: as `take_stage`, AturanDilanggar (PJM-13)."""
    baris = take_stage(langkah, oleh=oleh)
    ke = baris.tahun_siklus
    pjm = PJM.objects.filter(siklus=baris.siklus_id, status="disahkan").first()
    if pjm is None:
        raise AturanDilanggar(_("Renta diambil dari PJM yang sudah disahkan."), aturan="PJM-13")
    if ke > pjm.tahun:
        raise AturanDilanggar(_("Masa PJM ini sudah lewat."), aturan="PJM-13")
    if Renta.objects.filter(pjm=pjm, tahun_ke=ke).exists():
        raise AturanDilanggar(_("Renta tahun ini sudah ada."), aturan="PJM-13")
    isi = {"wilayah_id": baris.wilayah_id, **author(oleh)}
    renta = Renta.objects.create(
        pjm=pjm, siklus=pjm.siklus, langkah=baris, tahun_ke=ke, tahun=pjm.tahun_mulai + ke - 1, **isi
    )
    sync_renta(renta, isi)
    catat("pronangkis.renta.dibuka", renta)
    return renta


@aksi
def save_renta_lines(renta: Renta, *, oleh: Any, baris: Iterable[dict[str, Any]], catatan: str | None = None) -> Renta:
    """Write months (1-12), group, indicator and note of several lines; each names its `id`.

    Raises: Renta.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-09), IsianSalah. Source: PJM-14.
    """
    induk = take_renta(renta, oleh=oleh)
    ada = {str(b.pk): b for b in induk.kegiatan.select_for_update()}
    ubah = 0
    for isi in baris:
        satu = ada.get(str(isi["id"]))
        if satu is None:
            raise IsianSalah({"id": [_("Baris ini bukan bagian dari Renta tersebut.")]})
        data = {k: _clean(k, v) for k, v in isi.items() if k != "id"}
        ubah += bool(save_changes(satu, data, BARIS))
    if catatan is not None:
        ubah += bool(save_changes(induk, {"catatan": catatan.strip()}, frozenset({"catatan"})))
    if ubah:
        catat("pronangkis.renta.diubah", induk, rincian={"baris": ubah})
    return induk


def _clean(bidang: str, nilai: Any) -> Any:
    if bidang == "bulan":
        if not all(isinstance(b, int) and not isinstance(b, bool) and 1 <= b <= 12 for b in nilai):
            raise IsianSalah({"bulan": [_("Pilih bulan 1 sampai 12.")]})
        return sorted(set(nilai))
    batas = {"ksm": 120, "indikator": 200, "catatan": 200}.get(bidang, 200)
    return str(nilai).strip()[:batas]


@aksi
def submit_renta(renta: Renta, *, oleh: Any, alasan: str = "") -> Renta:
    """Lay a later year's Renta before the rembug. Raises: TransisiDitolak, TidakBerwenang, GerbangTertutup. PJM-13."""
    return advance(_moving(renta, oleh=oleh), "ajukan", oleh=oleh, alasan=alasan)


@aksi
def withdraw_renta(renta: Renta, *, oleh: Any, alasan: str) -> Renta:
    """Take back a Renta that no rembug has decided on. Raises: as `submit_renta`. Source: PJM-10."""
    return advance(_moving(renta, oleh=oleh), "tarik", oleh=oleh, alasan=alasan)


@aksi
def ratify_renta(
    renta: Renta,
    *,
    oleh: Any,
    rembug: Pertemuan,
    koordinator_nama: str,
    lurah_nama: str,
    lurah_tanggal: datetime.date | None = None,
    keluaran: Keluaran | None = None,
    catatan: str = "",
    alasan: str = "",
) -> Renta:
    """Record from the signed paper that the rembug ratified the Renta of a later year. Raises: as `ratify_pjm`. PJM-11."""
    from pronangkis.isi import fingerprint, renta_content

    baris = _moving(renta, oleh=oleh, perlu=izin.SAHKAN)
    tanggal = check_rembug(rembug, baris.langkah_id)
    isi = renta_content(baris)
    pengesahan = _write_ratification(
        baris.langkah_id, baris.wilayah_id, oleh=oleh, rembug=rembug, tanggal=tanggal, koordinator_nama=koordinator_nama,
        lurah_nama=lurah_nama, lurah_tanggal=lurah_tanggal, keluaran=keluaran, catatan=catatan, isi=isi, sidik=fingerprint(isi),
    )  # fmt: skip
    lama = Renta.objects.filter(siklus=baris.siklus_id, tahun_ke=baris.tahun_ke, status="disahkan").first()
    if lama is not None and lama.pk != baris.pk:
        advance(lama, "gantikan", oleh=oleh)
    return advance(baris, "sahkan", oleh=oleh, alasan=alasan, pengesahan=pengesahan)


@aksi
def supersede_renta(renta: Renta, *, oleh: Any) -> Renta:
    """Happens by itself when another Renta of that year is ratified. Raises: AturanDilanggar (PJM-10)."""
    baris = _moving(renta, oleh=oleh)
    lain = Renta.objects.filter(siklus=baris.siklus_id, tahun_ke=baris.tahun_ke, pjm__versi_ke__gt=baris.pjm.versi_ke)
    if not lain.exists():
        raise AturanDilanggar(_("Belum ada Renta yang lebih baru untuk tahun ini."), aturan="PJM-10")
    return advance(baris, "gantikan", oleh=oleh)


def _moving(renta: Renta, *, oleh: Any, perlu: str = izin.SUSUN) -> Renta:
    """The row under its lock, for a change of state; its stage is open. Raises: TidakBerwenang, AturanDilanggar."""
    baris: Renta = take(Renta, renta.pk, oleh=oleh)
    require(oleh, perlu, baris)
    check_open(Langkah.objects.select_related("siklus").get(pk=baris.langkah_id))
    return baris
