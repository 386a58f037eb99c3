"""System checks of the house: what must hold before the first request."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django_fsm import FSMField

from inti.queries import ScopedQuerySet
from inti.registry import aksi_transisi
from inti.transitions import declared


@register()
def check_transitions(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Every transition has a label, a permission and a registered action; every scoped model a read permission."""
    galat = []
    for model in apps.get_models():
        nama = model._meta.label
        if any(isinstance(f, FSMField) for f in model._meta.get_fields()):
            for t, deklarasi in declared(model).items():
                if not deklarasi.custom.get("label") or not deklarasi.permission:
                    galat.append(Error(f"{nama}.{t}: transisi tanpa label atau izin", id="inti.E001"))
                if f"{model._meta.label_lower}.{t}" not in aksi_transisi:
                    galat.append(Error(f"{nama}.{t}: belum ada aksi terdaftar", id="inti.E002"))
        if isinstance(model._default_manager.all(), ScopedQuerySet) and not getattr(model, "IZIN_BACA", ""):
            galat.append(Error(f"{nama}: tanpa IZIN_BACA", id="inti.E003"))
    return galat
