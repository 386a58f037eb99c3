"""What the crash test of the grant stands on: one BKM with a received tranche, groups under contract, an approved RPD of each.

Runs inside `manage.py shell` of the stage and prints one JSON line: `{"rpd": [...], "tanggal": "..."}`.
"""

from __future__ import annotations

import json
import os
from typing import Any

MULAI_HARI = 120


def fill(usulan: int) -> dict[str, Any]:
    """Make the groups and the login `bench`, a secretary who neither wrote nor approved any of the RPD."""
    from datetime import timedelta

    from akun.actions import change_password, create_pengguna, grant_penugasan
    from inti.pelaku import SISTEM
    from inti.unit_kerja import unit_kerja
    from ksm.models import KSM
    from tests.factories.ksm import KSMFactory
    from tests.factories.lpj import KELURAHAN, approved, contracted, crew, day, granted
    from wilayah.waktu import today_in

    berkas = granted()
    badan = berkas.tahap.sppb.bkm.badan
    orang = crew()
    sandi = os.environ["P2KP_DEMO_PASSWORD"]

    def login() -> None:
        pengguna = create_pengguna(
            username="bench", nama="Sekretaris Bench", telepon="081200000001", oleh=SISTEM
        ).pengguna
        grant_penugasan(
            pengguna, peran="sekretaris_bkm", mulai=today_in(KELURAHAN) - timedelta(days=MULAI_HARI), selesai=None,
            oleh=SISTEM, badan=badan,
        )  # fmt: skip
        change_password(pengguna, sandi=sandi, oleh=pengguna)

    unit_kerja(login, oleh=SISTEM)
    rpd = []
    for n in range(usulan):
        ksm: KSM = KSMFactory(nama=f"Bench {n + 1}", jenis="lingkungan")
        rpd.append(str(approved(contracted(ksm=ksm), orang, jumlah={"Semen": 2_000_000}).pk))
    return {"rpd": rpd, "tanggal": str(day(1))}


def main(usulan: int) -> None:
    """Fill and print."""
    print(json.dumps(fill(usulan)))
