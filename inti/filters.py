"""Filters that every list shares; one FilterSet serves a page and its API."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _


class YaTidakSelect(forms.NullBooleanSelect):
    """Semua, ya, tidak: a list that is not narrowed says so, instead of "unknown"."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", _("Semua")), ("true", _("Ya")), ("false", _("Tidak"))]


class YaTidakFilter(django_filters.BooleanFilter):
    """A yes/no filter in the words of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", YaTidakSelect)
        super().__init__(*args, **kwargs)
