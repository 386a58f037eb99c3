"""Money to groups under sudden death: database, web and worker are killed while RPD are paid; the tables agree to the rupiah.

The same run without lock, key and wall must find double payments, or it would prove nothing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
KECIL = ("--usulan", "16", "--klien", "8", "--bunuh", "3")


@pytest.mark.lambat
@pytest.mark.parametrize(
    "cara", [(), ("--tembok",), ("--kontrol",)], ids=["apa-adanya", "tembok-basis-data", "kontrol"]
)
def test_money_of_groups_survives_sudden_death(cara):
    """RPD-07, LPJ-08, UMU-05: every RPD is paid once whatever dies meanwhile; the control pays twice and says so."""
    hasil = subprocess.run(
        [sys.executable, "scripts/bench/uji_mati_rpd.py", *KECIL, *cara], cwd=AKAR, capture_output=True, text=True,
        check=False, timeout=1200,
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stdout[-3000:] + hasil.stderr[-3000:]
