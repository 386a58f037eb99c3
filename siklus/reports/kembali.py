"""The signed sheet comes back: its photo becomes the evidence that the stage asks for. Source: DOK-11, SIK-51, SIK-52."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laporan.models import Berkas, Dokumen
from siklus.actions import file_keluaran, update_keluaran
from siklus.definisi.model import DefKeluaran
from siklus.models import Keluaran, Pertemuan
from siklus.reports.data import known_name
from siklus.reports.terima import evidence_for


def receive_paper(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Keluaran | None:
    """File the photo under the evidence whose blank it is; a row that waits for its file takes it, else a new one is made.

    None for a paper that no evidence of the stage asks for (then the photo simply lies with its document). Called
    inside the open unit. Raises: what `file_keluaran` raises (a stage that is handed in is locked).
    """
    rapat = Pertemuan.objects.select_related("langkah", "wilayah", "basis").get(pk=dokumen.objek_id)
    aturan = evidence_for(rapat, berkas.slot)
    if aturan is None:
        return None
    tanda = known_signatures(rapat, aturan)
    isi: dict[str, Any] = {"berkas": berkas, "dokumen": dokumen, "dari_kertas": bool(tanda), "penanda_tangan": tanda}
    menunggu = Keluaran.objects.filter(
        langkah=rapat.langkah, kode=aturan.kode, status="sah", berkas__isnull=True, pertemuan__in=[rapat]
    ).first()
    if menunggu is not None:
        return update_keluaran(menunggu, oleh=oleh, **isi)
    keterangan = str(_("Foto kertas bertanda tangan"))
    return file_keluaran(
        rapat.langkah, oleh=oleh, kode=aturan.kode, pertemuan=rapat, basis=rapat.basis, keterangan=keterangan, **isi
    )


def known_signatures(rapat: Pertemuan, aturan: DefKeluaran) -> list[dict[str, str]]:
    """Who signed, as far as the record of the meeting names them; the rest is added on the evidence's own page."""
    if not aturan.penandatangan or rapat.tanggal is None:
        return []
    hari = rapat.tanggal.isoformat()
    orang = [(str(j), known_name(rapat, str(j))) for j in aturan.penandatangan]
    return [{"nama": nama, "jabatan": jabatan, "tanggal": hari} for jabatan, nama in orang if nama]
