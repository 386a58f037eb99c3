"""The reason for passing a warning is asked for where a warning stands, not called optional."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django import forms

from siklus.views.transisi import TransisiBarisMixin


class Formulir(forms.Form):
    alasan = forms.CharField(required=False)


@pytest.mark.parametrize(("peringatan", "wajib"), [(["Volume berbeda dari Renta."], True), ([], False)])
def test_reason_is_asked_where_a_warning_stands(peringatan, wajib):
    """SIK-14: with a warning the field is required on the page; without one it stays optional."""
    langkah = TransisiBarisMixin()
    langkah.terbuka = SimpleNamespace(peringatan=peringatan)
    form = Formulir()
    langkah._ask_reason(form)
    assert form.fields["alasan"].required is wajib
