"""Papers of the cycle: what is printed before a meeting, after it, and what its signed copy means. Source: DOK-10.

Each kind is a `JenisDokumen` of laporan; `register` is called once, when the apps are ready.
"""

from siklus.reports import jenis, panduan, ps2

__all__ = ["register"]


def register() -> None:
    """Tell laporan which papers the cycle prints."""
    jenis.register()
    panduan.register()
    ps2.register()
