"""Scope: which rows an actor may see, stated once per model and used by pages, API, exports, tasks and counts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from inti.latihan import PROVINSI_LATIHAN

# Length of an area code -> the generated column that holds it (32, 32.73, 32.73.01, 32.73.01.1001).
KOLOM_CAKUPAN = {2: "kode_provinsi", 5: "kode_kota", 8: "kode_kecamatan", 13: "kode_wilayah"}


def scope_column(kode: str) -> str:
    """The column on which an area code is matched by equality. Raises KeyError for a code of no known level."""
    return KOLOM_CAKUPAN[len(kode)]


class ScopedQuerySet(models.QuerySet):
    """Rows by the wilayah of an actor's Penugasan. Source: UMU-11.

    A model names its read permission in `IZIN_BACA`, and where its scope columns live in `JALUR_CAKUPAN`
    (a lookup prefix such as "langkah__"; empty for a table that carries them itself) and, when body-bound roles may
    see only their own body, `JALUR_BADAN` (and the kind of those bodies in `JENIS_BADAN`).
    """

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        """Rows that `pelaku` may see; nobody sees anything until a Penugasan says so. National scope leaves out practice."""
        cakupan = getattr(pelaku, "cakupan", None)
        if cakupan is None:
            return self.none()
        milik = cakupan(izin or self.model.IZIN_BACA)  # type: ignore[attr-defined]
        if not milik:
            return self.none()
        syarat = self._without_area()
        for c in milik:
            if not c.kode:
                return self if c.penuh else self.without_latihan()
            syarat |= self._seen_from(c)
        return self.filter(syarat)

    def without_latihan(self) -> Self:
        """Everything but the practice areas: what may be counted. Source: LAT-01."""
        return self.exclude(**{self._jalur() + "kode_provinsi": PROVINSI_LATIHAN})

    def in_area(self, kode: str) -> Self:
        """Rows of one area, by equality on the generated scope column; "" is the nation."""
        if not kode:
            return self
        return self.filter(**{self._jalur() + self._kolom(kode): kode})

    def _without_area(self) -> Q:
        """What concerns everybody who may read, whatever the area; in most tables nothing."""
        return Q(pk__in=[])

    def _seen_from(self, c: Any) -> Q:
        """What a Penugasan in one area shows; in most tables what lies in it."""
        return self._in_scope(c)

    def _jalur(self) -> str:
        return getattr(self.model, "JALUR_CAKUPAN", "")

    def _kolom(self, kode: str) -> str:
        kolom = scope_column(kode)
        return "wilayah_id" if kolom == "kode_wilayah" else kolom

    def _in_scope(self, c: Any) -> Q:
        q = Q(**{self._jalur() + self._kolom(c.kode): c.kode})
        if c.narrows(self.model):
            q &= Q(**{self.model.JALUR_BADAN: c.badan_id})  # type: ignore[attr-defined]
        elif c.sendiri:  # rows of no body of that kind: none of them is its own
            q = Q(pk__in=[])
        return q
