"""The second wall of an RPD, in the database: one living journal for one event, and no second payment of a paid RPD.

It refuses a second payment although the application asked for it. The control of `uji_mati_rpd` pulls it down on its stage.
"""

from __future__ import annotations

import psycopg2

TEMBOK = ("ALTER TABLE keuangan_rpd DISABLE TRIGGER USER", "DROP INDEX peristiwa_satu_jurnal")


def pull_down(url: str) -> None:
    """Take the wall away in the database of a stage (`url`: as its owner)."""
    koneksi = psycopg2.connect(url)
    with koneksi, koneksi.cursor() as kursor:
        for perintah in TEMBOK:
            kursor.execute(perintah)
    koneksi.close()
