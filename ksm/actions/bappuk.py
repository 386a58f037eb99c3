"""Writes of the BKM meeting that ranks competing proposals against the money left. Source: USL-07."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from bkm.models import RapatBKM
from inti.api import check_version
from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.actions.usulan_jalan import _own_meeting
from ksm.models import BAPPUK, BarisBAPPUK, Usulan
from ksm.queries_usulan import competing, money_left, rows_of
from pronangkis.models import Renta
from siklus.actions.umum import author, client_id, needed, save_changes, take
from wilayah.actions.umum import constraint_says

NOL = Decimal(0)


@aksi
def open_bappuk(renta: Renta, *, oleh: Any, rapat: RapatBKM, catatan: str = "", id: Any = None) -> BAPPUK:
    """Begin the berita acara of a meeting: all feasible proposals, ranked as the plan does, approved while money lasts.

    Raises: Renta.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (USL-07). Source: USL-07.
    """
    plan = take(Renta, renta.pk, oleh=oleh)
    require(oleh, izin.PUTUS_USULAN, plan)
    _own_meeting(rapat, plan.wilayah_id)
    if plan.status != Renta.Status.DISAHKAN:
        raise AturanDilanggar(_("Renta ini belum disahkan warga."), aturan="USL-07")
    usulan = competing(plan)
    if not usulan:
        raise AturanDilanggar(_("Belum ada usulan yang dinyatakan layak oleh UP."), aturan="USL-07")
    nomor = (BAPPUK._base_manager.filter(renta=plan).aggregate(n=Max("nomor"))["n"] or 0) + 1
    bappuk = BAPPUK(
        renta=plan, wilayah_id=plan.wilayah_id, rapat=rapat, nomor=nomor, catatan=catatan.strip()[:5000], **author(oleh),
        **client_id(id),
    )  # fmt: skip
    satu = AturanDilanggar(_("Masih ada BAPPUK yang belum ditetapkan untuk Renta ini."), aturan="USL-07")
    with constraint_says({"bappuk_satu_draf": satu}):
        bappuk.save(force_insert=True)
    sisa = money_left(plan)
    for i, u in enumerate(usulan, 1):
        sisa = _first_row(bappuk, u, i, sisa, oleh)
    catat("ksm.bappuk.dibuka", bappuk, rincian={"usulan": len(usulan)})
    return bappuk


def _first_row(bappuk: BAPPUK, u: Any, urut: int, sisa: Decimal | None, oleh: Any) -> Decimal | None:
    """One row as the money allows it. Returns what is left after it."""
    cukup = sisa is None or u.rab_blm <= sisa
    BarisBAPPUK(
        bappuk=bappuk, wilayah_id=bappuk.wilayah_id, usulan=u, peringkat=urut,
        putusan="disetujui" if cukup else "ditunda", disetujui=u.rab_blm if cukup else NOL,
        alasan="" if cukup else _("Dana yang tersisa belum cukup."), **author(oleh),
    ).save(force_insert=True)  # fmt: skip
    return None if sisa is None else sisa - (u.rab_blm if cukup else NOL)


@aksi
def arrange_bappuk(
    bappuk: BAPPUK,
    *,
    oleh: Any,
    baris: Sequence[Mapping[str, Any]],
    rapat: RapatBKM | None = None,
    catatan: str | None = None,
    versi: int | None = None,
) -> BAPPUK:
    """Write rank and decision of the rows: usulan, peringkat, putusan, alasan. Proposals judged since come in at the end.

    An approved proposal gets the BLM of its RAB, whole: a part of it is approved by putting it off until the RAB fits. Equal
    ranks keep their order. Raises: BAPPUK.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (USL-07).
    Source: USL-07.
    """
    induk = _take_draft(bappuk, oleh)
    if versi is not None:
        check_version(induk, versi, {})
    isi: dict[str, Any] = {}
    if rapat is not None:
        _own_meeting(rapat, induk.wilayah_id)
        isi["rapat"] = rapat
    if catatan is not None:
        isi["catatan"] = catatan.strip()[:5000]
    ada = {b.usulan_id: b for b in rows_of(induk)}
    bersaing = {u.pk: u for u in competing(induk.renta)}
    minta = {b["usulan"].pk: b for b in baris if b["usulan"].pk in ada or b["usulan"].pk in bersaing}
    urut = sorted(
        [*ada, *(pk for pk in bersaing if pk not in ada)],
        key=lambda pk: minta.get(pk, {}).get("peringkat") or (ada[pk].peringkat if pk in ada else 10_000),
    )
    nomor, berubah = 0, 0
    for pk in urut:
        if pk not in bersaing:  # returned or cancelled since: it leaves the list
            ada[pk].delete()
            berubah += 1
            continue
        nomor += 1
        berubah += _write_row(induk, bersaing[pk], ada.get(pk), minta.get(pk, {}), nomor, oleh)
    ubah = save_changes(induk, isi, frozenset(isi))
    if berubah or ubah:
        if not ubah:
            induk.versi += 1
            induk.save(update_fields=["versi", "diubah_pada"])
        catat("ksm.bappuk.disusun", induk, rincian={"baris": berubah, "bidang": sorted(ubah)})
    return induk


def _write_row(induk: BAPPUK, u: Any, ada: BarisBAPPUK | None, minta: Mapping[str, Any], nomor: int, oleh: Any) -> bool:
    """One row as asked, with the amount of its RAB. Raises IsianSalah."""
    putusan = minta.get("putusan") or (ada.putusan if ada else BarisBAPPUK.Putusan.DITUNDA)
    if putusan not in BarisBAPPUK.Putusan.values:
        raise IsianSalah({f"putusan_{u.pk}": [_("Pilih salah satu.")]})
    setuju = putusan == BarisBAPPUK.Putusan.DISETUJUI
    alasan = str(minta.get("alasan", ada.alasan if ada else _("Belum diputuskan.")) or "").strip()[:300]
    if not setuju:
        needed(alasan, bidang=f"alasan_{u.pk}", pesan=_("Tulis alasannya agar KSM mengerti."))
    isi = {
        "peringkat": nomor, "putusan": putusan, "disetujui": u.rab_blm if setuju else NOL,
        "alasan": "" if setuju else alasan,
    }  # fmt: skip
    if ada is None:
        BarisBAPPUK(bappuk=induk, wilayah_id=induk.wilayah_id, usulan=u, **isi, **author(oleh)).save(force_insert=True)
        return True
    return bool(save_changes(ada, isi, frozenset(isi)))


@aksi
def determine_bappuk(bappuk: BAPPUK, *, oleh: Any, alasan: str = "") -> BAPPUK:
    """The meeting has decided: every proposal follows its row, in the same step.

    Raises: BAPPUK.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup. Source: USL-07.
    """
    baris = take(BAPPUK, bappuk.pk, oleh=oleh)
    require(oleh, izin.PUTUS_USULAN, baris)
    # One meeting at a time divides the money of a yearly plan.
    Renta._base_manager.select_for_update(of=("self",), no_key=True).get(pk=baris.renta_id)
    baris = advance(baris, "tetapkan", oleh=oleh, alasan=alasan, tersedia=money_left(baris.renta))
    for b in rows_of(baris):
        u = Usulan._base_manager.get(pk=b.usulan_id)
        if b.putusan == BarisBAPPUK.Putusan.DISETUJUI:
            advance(u, "setujui", oleh=oleh)
        else:
            langkah = "tunda" if b.putusan == BarisBAPPUK.Putusan.DITUNDA else "batalkan"
            advance(u, langkah, oleh=oleh, alasan=b.alasan, sebab=b.alasan)
    return baris


@aksi
def cancel_bappuk(bappuk: BAPPUK, *, oleh: Any, alasan: str) -> BAPPUK:
    """Take back a meeting entered wrongly, before any agreement; what it approved or put off waits for the next one.

    Refused proposals stay cancelled. Raises: BAPPUK.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup,
    IsianSalah. Source: USL-07, UMU-32.
    """
    baris = take(BAPPUK, bappuk.pk, oleh=oleh)
    ditetapkan = baris.status == BAPPUK.Status.DITETAPKAN
    baris = advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
    if not ditetapkan:
        return baris
    for b in rows_of(baris):
        u = Usulan._base_manager.get(pk=b.usulan_id)
        if u.status == Usulan.Status.RAPAT_BKM:
            u = advance(u, "tunda", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
        if u.status == Usulan.Status.DITUNDA:
            advance(u, "lanjutkan", oleh=oleh, alasan=alasan)
    return baris


def _take_draft(bappuk: BAPPUK, oleh: Any) -> BAPPUK:
    """A meeting that is still being written. Raises: BAPPUK.DoesNotExist, TidakBerwenang, AturanDilanggar (USL-07)."""
    baris = take(BAPPUK, bappuk.pk, oleh=oleh)
    require(oleh, izin.PUTUS_USULAN, baris)
    if baris.status != BAPPUK.Status.DRAF:
        raise AturanDilanggar(_("BAPPUK ini sudah ditetapkan, jadi tidak berubah lagi."), aturan="USL-07")
    return baris
