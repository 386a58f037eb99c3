"""What is known of the running request or task: request id, address, and the language of the logs.

A ContextVar, so that threads and tasks never see each other's values.
"""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Permintaan:
    """One HTTP request or one task run."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex[:16])
    alamat_ip: str = ""
    rute: str = ""


_sekarang: ContextVar[Permintaan | None] = ContextVar("permintaan", default=None)


def current() -> Permintaan:
    """The running request, or an anonymous one outside of any."""
    return _sekarang.get() or Permintaan(id="-")


def enter(permintaan: Permintaan):
    """Set the running request; returns the token for `leave`."""
    return _sekarang.set(permintaan)


def leave(token) -> None:
    """Restore what was before `enter`."""
    _sekarang.reset(token)
