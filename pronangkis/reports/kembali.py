"""The signed paper of a plan comes back as a photo: it becomes the evidence that S6 asks for. Source: DOK-11, DOK-19, SIK-52."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laporan.models import Berkas, Dokumen
from pronangkis.models import PJM, Pengesahan, Renta
from siklus.actions import file_keluaran, update_keluaran
from siklus.definisi.model import DefKeluaran
from siklus.models import Keluaran, Langkah

# Papers whose evidence the definition names by code and not by template.
KODE_KELUARAN = {"daftar_prioritas": "S6-PRIORITAS"}


def receive_paper(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Keluaran | None:
    """File the photo under the evidence whose blank it is; a row that waits for its file takes it, else a new one is made.

    None where the stage asks for no such evidence (then the photo lies with its document). Called inside the open unit.
    Raises: what `file_keluaran` raises (a stage that is handed in is locked).
    """
    langkah, pengesahan = stage_of(dokumen)
    aturan = rule_for(langkah, berkas.slot)
    if aturan is None:
        return None
    tanda = signatures(pengesahan) if aturan.penandatangan else []
    isi: dict[str, Any] = {"berkas": berkas, "dokumen": dokumen, "dari_kertas": bool(tanda), "penanda_tangan": tanda}
    menunggu = Keluaran.objects.filter(langkah=langkah, kode=aturan.kode, status="sah", berkas__isnull=True).first()
    if menunggu is not None:
        return update_keluaran(menunggu, oleh=oleh, **isi)
    rembug = pengesahan.rembug if pengesahan is not None and aturan.pertemuan else None
    keterangan = str(_("Foto kertas bertanda tangan"))
    return file_keluaran(langkah, oleh=oleh, kode=aturan.kode, pertemuan=rembug, keterangan=keterangan, **isi)


def stage_of(dokumen: Dokumen) -> tuple[Langkah, Pengesahan | None]:
    """The stage in which the plan (or the Renta) of a paper is ratified, and the ratification if it is there."""
    model: Any = Renta if dokumen.objek_jenis == Renta._meta.label_lower else PJM
    baris = model.objects.select_related("langkah", "pengesahan__rembug").get(pk=dokumen.objek_id)
    return baris.langkah, baris.pengesahan


def rule_for(langkah: Langkah, bagian: str) -> DefKeluaran | None:
    """The evidence of the stage that a part of a paper proves."""
    kode = KODE_KELUARAN.get(bagian)
    return next((k for k in langkah.aturan_main.keluaran if k.templat == bagian or k.kode == kode), None)


def signatures(p: Pengesahan | None) -> list[dict[str, str]]:
    """Who signed, as the ratification recorded it; empty before it, and then added on the evidence's own page."""
    if p is None:
        return []
    return [
        {"nama": p.koordinator_nama, "jabatan": "Koordinator BKM", "tanggal": p.tanggal.isoformat()},
        {"nama": p.lurah_nama, "jabatan": "Lurah (mengetahui)", "tanggal": p.lurah_tanggal.isoformat()},
    ]
