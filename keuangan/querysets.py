"""Scope of the chart: the sourced accounts concern everybody who may see a ledger, a body's own only its area."""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from inti.queries import ScopedQuerySet


class AkunBukuQuerySet(ScopedQuerySet):
    """Sourced accounts (without area) for whoever may see a ledger anywhere; additions of a body by its area."""

    def _without_area(self) -> Q:
        return Q(wilayah__isnull=True)

    def in_area(self, kode: str) -> Self:
        """Sourced rows and those of one area."""
        if not kode:
            return self
        return self.filter(self._without_area() | Q(**{self._kolom(kode): kode}))
