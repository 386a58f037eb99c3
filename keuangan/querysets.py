"""Scope of the chart: the sourced accounts concern everybody who may see a ledger, a body's own only its area."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q

from inti.queries import ScopedQuerySet


class AkunBukuQuerySet(ScopedQuerySet):
    """Sourced accounts (without area) for whoever may see a ledger anywhere; additions of a body by its area."""

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        """Sourced rows, and own rows inside the officer's areas. Source: UMU-11."""
        cakupan = getattr(pelaku, "cakupan", None)
        milik = cakupan(izin or self.model.IZIN_BACA) if cakupan else ()  # type: ignore[attr-defined]
        if not milik:
            return self.none()
        syarat = Q(wilayah__isnull=True)
        for c in milik:
            if not c.kode:
                return self if c.penuh else self.without_latihan()
            syarat |= self._in_scope(c)
        return self.filter(syarat)

    def in_area(self, kode: str) -> Self:
        """Sourced rows and those of one area."""
        if not kode:
            return self
        return self.filter(Q(wilayah__isnull=True) | Q(**{self._kolom(kode): kode}))
