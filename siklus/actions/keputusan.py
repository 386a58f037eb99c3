"""Writes of decisions. Residents decide in a meeting; these functions only keep what the paper says."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.umum import author, client_id, field_date, needed, people, take, take_langkah, take_siklus
from siklus.models import Keputusan, Langkah, Pertemuan


@aksi
def record_keputusan(
    langkah: Langkah,
    *,
    oleh: Any,
    hasil: str,
    pertemuan: Pertemuan,
    tanggal: datetime.date | None = None,
    cara: str = "musyawarah",
    suara_setuju: int | None = None,
    suara_menolak: int | None = None,
    catatan: str = "",
    id: Any = None,
) -> Keputusan:
    """Record what residents decided in a held meeting of the stage; `hasil` is an option of its definition.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04; SIK-56 when a decision already
    stands). Source: SIK-55, SIK-56, SIK-57.
    """
    baris = take_langkah(langkah, oleh=oleh)
    rapat = baris.pertemuan.filter(pk=pertemuan.pk, status="terlaksana").first() if pertemuan else None  # type: ignore[attr-defined]
    if rapat is None:
        raise IsianSalah({"pertemuan": [_("Pilih pertemuan langkah ini yang sudah dicatat pelaksanaannya.")]})
    if not baris.aturan_main.ambil_pertemuan(rapat.jenis).memutuskan:
        raise IsianSalah({"pertemuan": [_("Keputusan langkah ini tidak diambil dalam jenis pertemuan tersebut.")]})
    suara = _votes(cara, suara_setuju, suara_menolak)
    return _create(
        baris, oleh=oleh, hasil=hasil, tanggal=field_date(tanggal or rapat.tanggal, baris.wilayah_id), cara=cara,
        catatan=catatan, pertemuan=rapat, **suara, **client_id(id),
    )  # fmt: skip


@aksi
def record_archived_keputusan(
    langkah: Langkah, *, oleh: Any, hasil: str, tanggal: datetime.date, catatan: str = ""
) -> Keputusan:
    """Take a decision over from old papers of a place that joins midway. Raises: as `record_keputusan`. Source: SIK-25."""
    baris = take_langkah(langkah, oleh=oleh, perlu=izin.BUKA_AWAL)
    return _create(
        baris,
        oleh=oleh,
        hasil=hasil,
        tanggal=field_date(tanggal, baris.wilayah_id),
        cara=Keputusan.Cara.ARSIP,
        catatan=catatan,
    )


@aksi
def cancel_keputusan(keputusan: Keputusan, *, oleh: Any, alasan: str) -> Keputusan:
    """Correct a wrongly entered decision: the old row stays with the reason, a new one may be recorded.

    A proposal to leave the programme is withdrawn the same way, by who may propose.
    Raises: Keputusan.DoesNotExist, TransisiDitolak, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04). Source: SIK-56.
    """
    terlihat = Keputusan.objects.visible_to(oleh).get(pk=keputusan.pk)
    if terlihat.langkah is not None:
        take_langkah(terlihat.langkah, oleh=oleh)
    elif terlihat.siklus is not None:
        take_siklus(terlihat.siklus, oleh=oleh, perlu=izin.USULKAN_KELUAR)
    baris = take(Keputusan, keputusan.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _create(langkah: Langkah, *, oleh: Any, hasil: str, catatan: str, **isi: Any) -> Keputusan:
    aturan = langkah.aturan_main
    try:
        pilihan = aturan.ambil_pilihan(hasil)
    except KeyError:
        raise IsianSalah({"hasil": [_("Pilihan ini tidak ada dalam langkah tersebut.")]}) from None
    if pilihan.perlu_alasan:
        needed(catatan, bidang="catatan", pesan=_("Tuliskan alasan yang disampaikan warga, apa adanya."))
    if Keputusan.objects.filter(langkah=langkah, status="sah").exists():
        raise AturanDilanggar(
            _("Keputusan langkah ini sudah dicatat. Koreksi yang lama dulu bila memang keliru."), aturan="SIK-56"
        )
    keputusan = Keputusan.objects.create(
        langkah=langkah, wilayah_id=langkah.wilayah_id, jenis=aturan.keputusan.value if aturan.keputusan else "informasi",
        hasil=hasil, catatan=catatan.strip(), **isi, **author(oleh),
    )  # fmt: skip
    catat(
        "siklus.keputusan.dicatat",
        keputusan,
        tujuan=hasil,
        rincian={"cara": keputusan.cara, "tanggal": str(keputusan.tanggal)},
    )
    return keputusan


def _votes(cara: str, setuju: int | None, menolak: int | None) -> dict[str, Any]:
    if cara not in {Keputusan.Cara.MUSYAWARAH, Keputusan.Cara.PEMUNGUTAN_SUARA}:
        raise IsianSalah({"cara": [_("Pilih musyawarah atau pemungutan suara.")]})
    if cara == Keputusan.Cara.MUSYAWARAH:
        return {"suara_setuju": None, "suara_menolak": None}
    return {
        "suara_setuju": people(setuju, bidang="suara_setuju"), "suara_menolak": people(menolak, bidang="suara_menolak"),
    }  # fmt: skip
