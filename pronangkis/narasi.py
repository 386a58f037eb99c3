"""Chapters of the plan: the text composed from the kelurahan's own records, or what somebody wrote. Source: PJM-15."""

from __future__ import annotations

from typing import Any

from pronangkis.models import PJM, BabPJM


def chapters(pjm: PJM, *, rekap: Any = None, kegiatan: Any = None) -> list[BabPJM]:
    """The nine chapters in order, filled. One query where all are edited or frozen."""
    urut = {k: i for i, k in enumerate(BabPJM.Kode.values)}
    return sorted(pjm.bab.all(), key=lambda b: urut[b.kode])


def freeze_chapters(pjm: PJM) -> None:
    """Write the composed text onto the chapters nobody edited, as the plan is handed in."""
    for bab in chapters(pjm):
        if not bab.disunting:
            bab.save()
