"""What a reader chooses for a report: the span, and for the ledger of one account its code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import TanggalInput


class RentangForm(forms.Form):
    """A span of days."""

    dari = forms.DateField(label=_("Dari"), widget=TanggalInput)
    sampai = forms.DateField(label=_("Sampai"), widget=TanggalInput)


class RentangAkunForm(RentangForm):
    """A span and one account; without one all accounts that moved."""

    akun = forms.ChoiceField(label=_("Akun"), required=False)

    def __init__(self, *args: Any, akun: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["akun"].choices = [("", _("Semua yang bergerak")), *akun]  # type: ignore[attr-defined]
