"""Celery tasks of the summaries. They carry nothing and are safe to deliver twice."""

from __future__ import annotations

from celery import shared_task

from dasbor.segarkan import refresh
from inti import konteks
from inti.usang import TUGAS_SEGARKAN


@shared_task(name=TUGAS_SEGARKAN)
def segarkan() -> int:
    """Refresh what is stale. Every minute, and soon after a change."""
    token = konteks.enter(konteks.Permintaan(id="tugas-segarkan", rute="tugas"))
    try:
        return refresh()
    finally:
        konteks.leave(token)
