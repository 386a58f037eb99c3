"""`manage.py migrate`: as Django's, but models of the past look for no transitions.

Between two operations Django renders every model that is related again, twenty thousand of them for an empty database. Each
state field among them would listen for classes to come (django_fsm: `class_prepared`), and every listener is asked about every
class: a fifth of the whole time. Models of the past have fields, not methods, so there is nothing to find. And what has been
rendered before is garbage in cycles, looked through again and again: as much time once more, against 200 MB of memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django_fsm
from django.core.management.commands.migrate import Command as Migrate
from django.dispatch import Signal


@contextmanager
def deaf_history() -> Iterator[None]:
    """Let state fields listen to a signal that nobody sends; the models of the project are prepared already."""
    asli = django_fsm.class_prepared
    django_fsm.class_prepared = Signal()
    try:
        yield
    finally:
        django_fsm.class_prepared = asli


@contextmanager
def patient_collector() -> Iterator[None]:
    """Look for garbage seldom, and not among what was there before."""
    semula = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*semula)
        gc.unfreeze()


class Command(Migrate):
    """Migrate."""

    def handle(self, *args: Any, **options: Any) -> Any:
        with deaf_history(), patient_collector():
            return super().handle(*args, **options)
