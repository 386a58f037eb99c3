"""Papers of the cycle: what is printed before a meeting, after it, and what its signed copy means. Source: DOK-10.

Each kind is a `JenisDokumen` of laporan; `register` is called once, when the apps are ready.
"""

from siklus.reports.jenis import register

__all__ = ["register"]
