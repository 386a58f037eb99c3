"""Words beside the record; never locked: lessons of a stage, and the talk between team and verifier."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import may, require
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.umum import author, client_id, needed
from siklus.models import BukuCatatan, Langkah, Percakapan


@aksi
def write_pelajaran(
    langkah: Langkah, *, oleh: Any, berhasil: str = "", tidak_berhasil: str = "", saran: str = "", id: Any = None
) -> BukuCatatan:
    """Leave a lesson of a stage that has begun, for all teams. Names of residents do not belong here.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-28) before it began. Source: SIK-28.
    """
    baris = Langkah.objects.visible_to(oleh).get(pk=langkah.pk)
    if not may(oleh, izin.VERIFIKASI, baris):
        require(oleh, izin.CATAT, baris)
    if baris.status == Langkah.Status.BELUM:
        raise AturanDilanggar(_("Pelajaran ditulis sesudah langkahnya dimulai."), aturan="SIK-28")
    isi = {"berhasil": berhasil.strip(), "tidak_berhasil": tidak_berhasil.strip(), "saran": saran.strip()}
    if not any(isi.values()):
        raise IsianSalah({"berhasil": [_("Tulis sedikitnya satu: yang berhasil, yang tidak, atau saran.")]})
    pelajaran = BukuCatatan(langkah=baris, wilayah_id=baris.wilayah_id, **isi, **author(oleh), **client_id(id))
    pelajaran.save(force_insert=True)
    catat("siklus.bukucatatan.ditulis", pelajaran)
    return pelajaran


@aksi
def say(langkah: Langkah, *, oleh: Any, isi: str, id: Any = None) -> Percakapan:
    """Write one message in the verification talk of a stage, in any state.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah.
    """
    baris = Langkah.objects.visible_to(oleh).get(pk=langkah.pk)
    require(oleh, izin.BICARA, baris)
    pesan = Percakapan(
        langkah=baris,
        wilayah_id=baris.wilayah_id,
        isi=needed(isi, bidang="isi")[:4000],
        **author(oleh),
        **client_id(id),
    )
    pesan.save(force_insert=True)
    catat("siklus.percakapan.ditulis", pesan)
    return pesan
