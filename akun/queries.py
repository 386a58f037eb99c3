"""What is asked of people and assignments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from inti.queries import ScopedQuerySet
from wilayah.waktu import today_in


class PenggunaManager(BaseUserManager):
    """People by login name."""

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(username__iexact=username)


class PenggunaQuerySet(models.QuerySet):
    """People as an officer sees them: those who hold, or held, a task inside the officer's area."""

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        """People with an assignment in scope. Source: UMU-11."""
        penugasan: Any = self.model._meta.get_field("penugasan").related_model
        milik = penugasan._default_manager.visible_to(pelaku, izin=izin)
        return self.filter(Q(pk__in=milik.values("pengguna_id")))


class PenugasanQuerySet(ScopedQuerySet):
    """Assignments by date. "Running" is judged in the time zone of the area, so the day begins where the work is."""

    def running(self, pada: date | None = None) -> Self:
        """Assignments that may be running now anywhere in the country; `pada` asks for one exact date."""
        berlaku = self.filter(dicabut_pada__isnull=True)
        if pada is not None:
            return berlaku.filter(Q(selesai__isnull=True) | Q(selesai__gte=pada), mulai__lte=pada)
        barat = today_in("")
        return berlaku.filter(Q(selesai__isnull=True) | Q(selesai__gte=barat), mulai__lte=barat + timedelta(days=1))

    def ended(self) -> Self:
        """Assignments whose last day has passed."""
        return self.filter(selesai__lt=today_in(""))
