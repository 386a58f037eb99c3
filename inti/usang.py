"""The queue of stale areas: who marks, and how the task that recomputes is woken.

`unit_kerja` marks the areas of its events in the transaction that changed them, so that neither exists without the
other. Rows are only inserted, never updated or checked for a twin: two writers of one kelurahan do not wait for each
other, nor for the task. The task (`dasbor.segarkan`, named here because the app lies above) is nudged at most once in
five seconds by each process and comes by every minute anyway; it never runs inside a request. Source: DAS-01, DAS-02.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from inti.latihan import is_latihan
from inti.models import Usang

log = logging.getLogger(__name__)

TUGAS_SEGARKAN = "dasbor.segarkan"
ANTREAN = "berkala"
SELA_DETIK = 5
# Levels whose records enter a summary: kota, kecamatan, kelurahan. What concerns a province or the nation is swept daily.
PANJANG = {5, 8, 13}


def mark(kodes: Iterable[str]) -> None:
    """Mark areas as stale in the open transaction (one INSERT, none when nothing counts), and nudge after commit."""
    baris = [Usang(kode_wilayah=k) for k in sorted(set(kodes)) if len(k) in PANJANG and not is_latihan(k)]
    if not baris:
        return
    Usang.objects.bulk_create(baris)
    transaction.on_commit(partial(nudge))


def nudge() -> None:
    """Wake the task; nothing happens when it was woken just now, when work is done at once, or when the broker is dead."""
    if settings.CELERY_TASK_ALWAYS_EAGER or not cache.add("usang:dibangunkan", 1, SELA_DETIK):
        return
    from celery import current_app

    try:
        current_app.send_task(TUGAS_SEGARKAN, queue=ANTREAN, countdown=SELA_DETIK, retry=False)
    except Exception:
        log.warning("broker tidak menjawab; ringkasan menunggu giliran tiap menit")
