"""Paying RPD without lock and key: the control of `uji_mati_rpd`, which must pay twice with it, or it proves nothing.

The same application, but a request that comes again is done again (no idempotency), and an RPD is read before its turn comes
and never again: what two cashiers saw on their screens is what both pay. Never served anywhere else.

Behind it stands a second wall, in the database (`tembok_rpd`).
"""

from __future__ import annotations

from typing import Any

from p2kp.wsgi import application

__all__ = ["application"]


def _disarm() -> None:
    from inti import idempotensi
    from inti.unit_kerja import catat
    from keuangan.actions import rpd
    from keuangan.models import RPD
    from ksm import actions as ksm
    from ksm.models import Usulan

    idempotensi._claim = lambda kunci, pelaku_id: None  # type: ignore[assignment]
    idempotensi._store = lambda kunci, pelaku_id, hasil: None  # type: ignore[assignment]

    def as_seen(milik: RPD, *, oleh: Any) -> tuple[Any, RPD]:
        """The RPD first, then the wait for the ledger: by then it may be paid."""
        seen = (
            RPD.objects.visible_to(oleh).select_related("usulan", "berkas_pencairan__tahap__sppb__bkm").get(pk=milik.pk)
        )  # type: ignore[attr-defined]
        return rpd.ledger_under_lock(seen, oleh=oleh), seen

    def step(baris: Any, nama: str, *, oleh: Any, alasan: str = "", **data: Any) -> Any:
        """The transition on the row as it was seen, without reading it again."""
        getattr(baris, nama)(**data)
        baris.save()
        catat(f"{baris._meta.label_lower}.{nama}", baris, tujuan=baris.status, alasan=alasan)
        return baris

    mark = ksm.mark_paid

    def mark_paid(usulan: Usulan, *, oleh: Any) -> Usulan:
        """What the payment says of its proposal is not what is tried here."""
        return mark(Usulan.objects.get(pk=usulan.pk), oleh=oleh)

    rpd._take_with_ledger, rpd.advance, ksm.mark_paid = as_seen, step, mark_paid


_disarm()
