"""What the stages ask of groups. Source: SIK-131, KSM-11, KSM-20."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ksm import tautan
from ksm.queries import Keadaan, states_of
from siklus.gerbang import Jawaban, listing
from siklus.konteks import Bahan, Konteks


def groups_registered(k: Konteks, butir: Any) -> Jawaban:
    """There are groups, each with the members that Parameter asks for and with rules of its own. Source: SIK-131."""
    keadaan = _state(k.bahan, k.langkah.wilayah_id)
    alamat = tautan.kelurahan(k.langkah.wilayah_id)
    if not keadaan.ksm:
        return Jawaban(False, _("Belum ada KSM yang terdaftar."), tautan.kelurahan(k.langkah.wilayah_id, "baru"))
    batas = int(k.parameter(butir.parameter).angka or 1)
    kecil, tanpa = keadaan.too_small(batas), keadaan.without_rules()
    kurang = []
    if kecil:
        kurang.append(
            _("Anggotanya kurang dari %(batas)d orang: %(nama)s.")
            % {"batas": batas, "nama": listing([f"{x.nama} ({x.anggota_jumlah})" for x in kecil])}  # type: ignore[attr-defined]
        )
    if tanpa:
        kurang.append(_("Belum punya aturan main: %(nama)s.") % {"nama": listing([x.nama for x in tanpa])})
    if kurang:
        pertama = (kecil or tanpa)[0]
        return Jawaban(False, " ".join(kurang), tautan.ksm(pertama.pk) if len({*kecil, *tanpa}) == 1 else alamat)
    rincian = _("%(ksm)d KSM, %(anggota)d anggota.") % {
        "ksm": len(keadaan.ksm), "anggota": keadaan.total("l") + keadaan.total("p"),
    }  # fmt: skip
    return Jawaban(True, rincian, alamat)


def _state(bahan: Bahan, kode: str) -> Keadaan:
    """The groups of every kelurahan in hand, fetched once for all of them."""
    simpan = getattr(bahan, "_ksm", None)
    if simpan is None:
        simpan = states_of({x.wilayah_id for x in bahan.langkah})
        bahan._ksm = simpan  # type: ignore[attr-defined]
    return simpan.get(kode, Keadaan())


def register() -> None:
    """Enter the answers of this app."""
    from inti.registry import syarat

    syarat.daftar("ksm.terdaftar", groups_registered)
