"""Kelurahan that a refresh computes in a second, beside the bare queries under it: `python scripts/bench/ringkasan.py [n]`.

Reads the database of the environment (the demo, say) and writes nothing: every round is rolled back. The ratio tells how
much of the time is ours: 1.0 would be as fast as reading the rows alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p2kp.settings.dev")

PUTARAN = 3


def main(banyak: int) -> int:
    """Measure and print; 1 when there is nothing to compute."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from dasbor.models import RingkasanKelurahan
    from dasbor.segarkan import store

    kodes = sorted(set(RingkasanKelurahan.objects.values_list("wilayah_id", flat=True)))[:banyak]
    if not kodes:
        print("belum ada ringkasan; jalankan manage.py hitung_ringkasan")
        return 1

    def refresh() -> None:
        with transaction.atomic():
            store(kodes)
            transaction.set_rollback(True)

    with CaptureQueriesContext(connection) as q:
        refresh()
    baca = [x["sql"] for x in q.captured_queries if x["sql"].startswith("SELECT")]

    def bare() -> None:
        with connection.cursor() as kursor:
            for sql in baca:
                kursor.execute(sql)
                kursor.fetchall()

    kita, telanjang = _best(refresh), _best(bare)
    print(
        f"{len(kodes)} kelurahan: {len(kodes) / kita:.0f} per detik ({kita * 1000:.0f} ms, {len(q)} perintah SQL); "
        f"hanya membaca {telanjang * 1000:.0f} ms, rasio {kita / telanjang:.1f}"
    )
    return 0


def _best(kerja: Callable[[], None]) -> float:
    waktu = []
    for _kali in range(PUTARAN):
        mulai = time.perf_counter()
        kerja()
        waktu.append(time.perf_counter() - mulai)
    return min(waktu)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
