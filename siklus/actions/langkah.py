"""Moves of a stage. Each runs one transition; the doors, findings and roles stand in front of it, not in pages."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi
from laporan.models import Berkas
from siklus.actions.keluaran import file_keluaran
from siklus.actions.keputusan import record_archived_keputusan
from siklus.actions.siklus import refuse_siklus, restore_siklus
from siklus.actions.umum import field_date, visible_langkah
from siklus.definisi.model import Akibat
from siklus.models import Keputusan, Langkah, Siklus
from siklus.wewenang import require_role
from wilayah.waktu import today_in


@aksi
def start_langkah(langkah: Langkah, *, oleh: Any, tanggal: datetime.date | None = None, alasan: str = "") -> Langkah:
    """Start a stage in the field on `tanggal` (today when not given). Warnings of the gates pass with `alasan`.

    Raises: Langkah.DoesNotExist out of scope, TransisiDitolak, TidakBerwenang, GerbangTertutup, IsianSalah.
    Source: SIK-02, SIK-14, SIK-27.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    return advance(baris, "mulai", oleh=oleh, alasan=alasan, tanggal=hari)


@aksi
def submit_langkah(langkah: Langkah, *, oleh: Any, tanggal: datetime.date | None = None, alasan: str = "") -> Langkah:
    """Hand a stage in for verification; its records lock and the findings are frozen with `alasan` for what was passed.

    `tanggal` is the field end; without it the last held meeting, else today. The residents' decision takes effect now,
    not at verification: a refusal sets the Siklus to `menolak`, a corrected berita acara brings it back.
    Raises: Langkah.DoesNotExist, TransisiDitolak, TidakBerwenang, GerbangTertutup, IsianSalah.
    Source: SIK-03, SIK-09, SIK-10, SIK-15.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    if baris.status in {"berjalan", "dikembalikan", "dibuka_kembali"}:
        require_role(baris, "ajukan", oleh)
    keputusan = Keputusan.objects.filter(langkah=baris, status="sah").first()
    hasil = advance(
        baris,
        "ajukan",
        oleh=oleh,
        alasan=alasan,
        pengaju=oleh,
        selesai=_field_end(baris, tanggal),
        hasil=keputusan.hasil if keputusan else "",
        catatan_ajuan=alasan.strip(),
        kini=timezone.now(),
    )
    _take_effect(hasil, oleh=oleh)
    return hasil


@aksi
def return_langkah(langkah: Langkah, *, oleh: Any, alasan: str) -> Langkah:
    """Give a submitted stage back with a note on what to mend. What the residents decided stays decided.

    Raises: Langkah.DoesNotExist, TransisiDitolak, TidakBerwenang, IsianSalah (no note). Source: SIK-05, SIK-09.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    return advance(baris, "kembalikan", oleh=oleh, alasan=alasan, catatan=alasan.strip())


@aksi
def verify_langkah(langkah: Langkah, *, oleh: Any, alasan: str = "") -> Langkah:
    """Confirm that the papers of a submitted stage prove it.

    Raises: Langkah.DoesNotExist, TransisiDitolak, TidakBerwenang (also: the definition names another verifier),
    AturanDilanggar (SIK-08: the submitter himself). Source: SIK-08, SIK-09.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    if baris.status == Langkah.Status.DIAJUKAN:
        require_role(baris, "verifikasi", oleh)
    return advance(baris, "verifikasi", oleh=oleh, alasan=alasan, pemeriksa=oleh, kini=timezone.now())


@aksi
def reopen_langkah(langkah: Langkah, *, oleh: Any, alasan: str) -> Langkah:
    """Open a verified stage again; what was frozen stays. Raises: as `advance`. Source: SIK-06."""
    baris = visible_langkah(langkah, oleh=oleh)
    return advance(baris, "buka_kembali", oleh=oleh, alasan=alasan, sebab=alasan.strip())


@aksi
def skip_langkah(langkah: Langkah, *, oleh: Any, alasan: str) -> Langkah:
    """Pass over a stage that the definition lets go. Raises: as `advance`. Source: SIK-07."""
    baris = visible_langkah(langkah, oleh=oleh)
    return advance(baris, "lewati", oleh=oleh, alasan=alasan, sebab=alasan.strip())


@aksi
def adopt_langkah(
    langkah: Langkah,
    *,
    oleh: Any,
    tanggal: datetime.date,
    alasan: str,
    kode: str = "",
    berkas: Berkas | None = None,
    hasil: str = "",
    catatan: str = "",
) -> Langkah:
    """Take over a stage that was done before the place joined, on its papers, without replaying it.

    `kode` and `berkas` file one paper on the way (more may be filed before); `hasil` is what the residents decided
    then, according to the paper. Raises: Langkah.DoesNotExist, TransisiDitolak, TidakBerwenang, GerbangTertutup,
    IsianSalah. Source: SIK-25.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    if berkas is not None:
        if not kode:
            raise IsianSalah({"kode": [_("Pilih keluaran yang dibuktikan berkas ini.")]})
        file_keluaran(baris, oleh=oleh, kode=kode, berkas=berkas, keterangan=_("Keadaan awal"))
    if hasil:
        record_archived_keputusan(baris, oleh=oleh, hasil=hasil, tanggal=hari, catatan=catatan)
    return advance(
        baris, "buka_awal", oleh=oleh, alasan=alasan, pemeriksa=oleh, selesai=hari, hasil=hasil, sebab=alasan.strip(),
        kini=timezone.now(),
    )  # fmt: skip


def _field_end(langkah: Langkah, tanggal: datetime.date | None) -> datetime.date:
    """The last field day of a stage: as given, else its last held meeting, else today."""
    akhir = langkah.pertemuan.filter(status="terlaksana").order_by("-tanggal").values_list("tanggal", flat=True).first()  # type: ignore[attr-defined]
    hari = field_date(tanggal or akhir or today_in(langkah.wilayah_id), langkah.wilayah_id)
    if langkah.tanggal_mulai and hari < langkah.tanggal_mulai:
        if tanggal is None:
            return langkah.tanggal_mulai
        raise IsianSalah({"tanggal": [_("Tanggal selesai tidak boleh sebelum tanggal mulai.")]})
    return hari


def _take_effect(langkah: Langkah, *, oleh: Any) -> None:
    """Let the residents' decision do to the Siklus what the definition says. Source: SIK-10."""
    if langkah.siklus is None or not langkah.hasil:
        return
    akibat = langkah.aturan_main.ambil_pilihan(langkah.hasil).akibat
    status = langkah.siklus.status
    if akibat is Akibat.MENOLAK and status == Siklus.Status.BERJALAN:
        refuse_siklus(langkah.siklus, oleh=oleh)
    elif akibat is not Akibat.MENOLAK and status == Siklus.Status.MENOLAK:
        restore_siklus(langkah.siklus, oleh=oleh)
