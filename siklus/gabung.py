"""How households follow a merge of two entries of one resident."""

from __future__ import annotations

from typing import Any

from siklus.models import Keluarga
from siklus.models.dasar import Sah
from wilayah.models import Warga
from wilayah.registry import PindahRujukan


def follow_household_head() -> PindahRujukan:
    """The household of the merged entry follows, save a valid one where the entry that lives on heads a valid one already.

    Then one household stands on the list twice. Which of the two is wrong only residents know, so both stay as they are
    until one is cancelled; a resident heads one valid household (`keluarga_warga_sekali`). Source: PS2-01, WIL-10.
    """

    def pindah(asal: Warga, tujuan: Warga, *, oleh: Any) -> list[Any]:
        milik = Keluarga._base_manager.filter(warga=asal)
        if Keluarga._base_manager.filter(warga=tujuan, status=Sah.SAH).exists():
            milik = milik.exclude(status=Sah.SAH)
        kunci = list(milik.order_by("pk").values_list("pk", flat=True))
        Keluarga._base_manager.filter(pk__in=kunci).update(warga=tujuan)
        return kunci

    def balik(asal: Warga, tujuan: Warga, kunci: list[Any], *, oleh: Any) -> None:
        Keluarga._base_manager.filter(pk__in=kunci, warga=tujuan).update(warga=asal)

    return PindahRujukan(pindah, balik)
