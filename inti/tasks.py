"""Celery tasks of the shared ground. They carry ids only and are safe to deliver twice."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from inti import konteks, pekerjaan


@shared_task(name="inti.jalankan_pekerjaan")
def jalankan_pekerjaan(pekerjaan_id: str) -> None:
    """Run one row of the outbox."""
    token = konteks.enter(konteks.Permintaan(id=f"tugas-{pekerjaan_id[-12:]}", rute="tugas"))
    try:
        pekerjaan.run(pekerjaan_id)
    finally:
        konteks.leave(token)


@shared_task(name="inti.sapu_pekerjaan")
def sapu_pekerjaan() -> int:
    """Send again what the broker lost and what a killed worker left behind."""
    return pekerjaan.sweep()


@shared_task(name="inti.denyut")
def denyut() -> None:
    """Prove that a worker takes work, not only that it is alive."""
    pekerjaan.beat("cepat")


@worker_ready.connect
def first_beat(**kwargs: Any) -> None:
    """A worker that has just started counts as alive before its first minute is over. Source: UMU-21."""
    pekerjaan.beat("cepat")
