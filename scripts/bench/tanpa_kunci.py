"""The poster without lock and key: the control of `uji_mati`, which must fail with it, or it proves nothing.

The same application, but a request that comes again is done again (no idempotency), and nothing is locked before it is
read. Never served anywhere else.
"""

from __future__ import annotations

from typing import Any

from p2kp.wsgi import application

__all__ = ["application"]


def _disarm() -> None:
    from inti import idempotensi
    from siklus.actions import umum

    idempotensi._claim = lambda kunci, pelaku_id: None  # type: ignore[assignment]
    idempotensi._store = lambda kunci, pelaku_id, hasil: None  # type: ignore[assignment]

    def take(model: Any, pk: Any, *, oleh: Any) -> Any:
        return model._default_manager.visible_to(oleh).get(pk=pk)

    for modul in _users_of_take():
        modul.take = take
    umum.take = take


def _users_of_take() -> list[Any]:
    import sys

    return [m for n, m in list(sys.modules.items()) if n.startswith("keuangan.actions") and hasattr(m, "take")]


_disarm()
