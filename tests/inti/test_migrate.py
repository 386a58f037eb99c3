"""The command `migrate`: what the past leaves behind, and that the present is as before."""

from __future__ import annotations

import gc

import django_fsm
from django.core.management import get_commands
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import AutoField
from django.db.models.signals import class_prepared

from inti.management.commands.migrate import deaf_history, patient_collector
from ksm.models import Usulan


def test_models_of_the_past_listen_to_no_class():
    """KP: a rendered model with a state field adds no listener; afterwards state fields listen again."""
    assert get_commands()["migrate"] == "inti"
    lalu = ModelState("lalu", "Perkara", [("id", AutoField(primary_key=True)), ("status", django_fsm.FSMField())])
    banyak = len(class_prepared.receivers)
    with deaf_history():
        keadaan = ProjectState()
        keadaan.add_model(lalu)
        assert keadaan.apps.get_model("lalu", "Perkara")._meta.get_field("status").choices is None
        assert len(class_prepared.receivers) == banyak
    assert django_fsm.class_prepared is class_prepared
    assert {"ajukan", "setujui"} <= {t.name for t in Usulan().get_all_status_transitions()}


def test_collector_is_as_before():
    """KP: thresholds come back, and what was set aside is looked at again."""
    semula = gc.get_threshold()
    with patient_collector():
        assert gc.get_threshold()[0] > semula[0] and gc.get_freeze_count() > 0
    assert gc.get_threshold() == semula and gc.get_freeze_count() == 0
