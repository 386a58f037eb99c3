"""How groups follow what is done to residents and bodies: a merge of two entries, the closing of a body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ksm import tautan
from ksm.models import KSM, AnggotaKSM
from wilayah.models import Badan, Warga
from wilayah.registry import PindahRujukan, TutupLewat


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


def close_through_ksm(badan: Badan) -> TutupLewat | None:
    """The body of a living KSM is closed with the group, on the group's page. One query. Source: KSM-06, WIL-17."""
    ksm = KSM._base_manager.filter(badan=badan, status=KSM.Status.AKTIF).first()
    if ksm is None:
        return None
    pesan = _("Badan ini milik %(ksm)s yang masih aktif. Catat pembubarannya di halaman KSM; badannya ikut ditutup.")
    return TutupLewat(pesan % {"ksm": ksm}, f"{tautan.ksm(ksm.pk)}#keadaan", _("Buka %(ksm)s") % {"ksm": ksm})
