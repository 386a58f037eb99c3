"""Form controls that suit a phone in the field: the device's own date picker, number pad and camera.

They only change the HTML; values, checks and messages stay with Django's fields.
"""

from __future__ import annotations

from typing import Any

from django import forms


class TanggalInput(forms.DateInput):
    """The device's date picker (value travels as YYYY-MM-DD, shown in the device's language)."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class JamInput(forms.TimeInput):
    """The device's clock picker (HH:MM)."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class AngkaInput(forms.TextInput):
    """Whole numbers with the number pad, without the spin buttons that change a figure by scrolling."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num", **(attrs or {})})


class FotoInput(forms.ClearableFileInput):
    """A photo: opens the camera or the gallery, shows a preview, and is made small on the device before it travels."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"accept": "image/*,.heic,.heif", "data-foto": True, **(attrs or {})})


class PindaianInput(FotoInput):
    """A signed paper: photo or scan (PDF)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"accept": "image/*,.heic,.heif,application/pdf", **(attrs or {})})
