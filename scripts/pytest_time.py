"""Pytest plugin of `./test`: prints the wall time since the command was typed, just above pytest's closing line."""

from __future__ import annotations

import os
import time
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the time of everything: set-up, lint and tests."""
    started = float(os.environ.get("P2KP_MULAI", time.time()))
    terminalreporter.write_line(f"Waktu seluruhnya sejak ./test diketik: {time.time() - started:.0f} detik")
