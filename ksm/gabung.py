"""How memberships follow a merge of two entries of the same resident."""

from __future__ import annotations

from typing import Any

from ksm.models import AnggotaKSM
from wilayah.models import Warga
from wilayah.registry import PindahRujukan


def follow_merge() -> PindahRujukan:
    """Memberships of the merged entry go to the entry that lives on, save where that one is in the same group already.

    Both entries in one group means the person was listed twice there; which of the two rows is wrong only the group
    knows, so they stay, and the list shows them. Source: KSM-16.
    """

    def pindah(asal: Warga, tujuan: Warga, *, oleh: Any) -> list[Any]:
        milik = AnggotaKSM._base_manager.filter(warga=asal)
        sudah = AnggotaKSM._base_manager.filter(warga=tujuan, status="aktif").values("ksm")
        kunci = list(milik.exclude(status="aktif", ksm__in=sudah).order_by("pk").values_list("pk", flat=True))
        AnggotaKSM._base_manager.filter(pk__in=kunci).update(warga=tujuan)
        return kunci

    def balik(asal: Warga, tujuan: Warga, kunci: list[Any], *, oleh: Any) -> None:
        AnggotaKSM._base_manager.filter(pk__in=kunci, warga=tujuan).update(warga=asal)

    return PindahRujukan(pindah, balik)
