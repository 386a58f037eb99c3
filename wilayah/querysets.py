"""Scope of what is not plainly scoped: the public register, and parameters that hold from above."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from inti.latihan import PROVINSI_LATIHAN
from inti.queries import ScopedQuerySet
from wilayah.kode import path_of


class WilayahQuerySet(models.QuerySet):
    """The register is public reference data: whoever is signed in may look up any area."""

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        """All real areas for a signed-in officer, none for a stranger; the practice areas only while practising. LAT-01."""
        if not getattr(pelaku, "is_authenticated", False):
            return self.none()
        return self if getattr(pelaku, "latihan", "") else self.exclude(kode__startswith=PROVINSI_LATIHAN)

    def in_area(self, kode: str) -> Self:
        """The area itself and all areas below it; "" is the nation."""
        return self.filter(Q(kode=kode) | Q(kode__startswith=kode + ".")) if kode else self


class ParameterQuerySet(ScopedQuerySet):
    """National values concern everybody; an override shows to those in its area, above it and below it."""

    def _without_area(self) -> Q:
        return Q(wilayah__isnull=True)

    def _seen_from(self, c: Any) -> Q:
        return self._in_scope(c) | Q(wilayah__in=path_of(c.kode))
