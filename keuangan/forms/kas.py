"""The form of a cash count: pieces of every denomination, two names, and the reason of a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput, TanggalInput
from keuangan.models import AkunBuku
from keuangan.pecahan import JENIS, LEMBAR_MAKS, PECAHAN
from wilayah.waktu import today_in


class HitungKasForm(forms.Form):
    """Source: KEU-80 to KEU-82."""

    akun = forms.ChoiceField(label=_("Kas yang dihitung"))
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    penghitung = forms.CharField(label=_("Dihitung oleh"), max_length=150)
    saksi = forms.CharField(label=_("Disaksikan oleh"), max_length=150, help_text=_("Orang lain dari yang menghitung."))
    penjelasan = forms.CharField(
        label=_("Penjelasan selisih"),
        max_length=300,
        required=False,
        help_text=_("Wajib diisi bila uang dan buku berbeda."),
    )

    def __init__(self, *args: Any, akun: Sequence[AkunBuku], wilayah: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["akun"].choices = [(a.kode, a.nama) for a in akun]  # type: ignore[attr-defined]
        if len(akun) == 1:
            self.fields["akun"].widget = forms.HiddenInput()
            self.fields["akun"].initial = akun[0].kode
        self.fields["tanggal"].initial = today_in(wilayah)
        self.fields["penjelasan"].bersyarat = True  # type: ignore[attr-defined]
        for kode, (jenis, nilai) in PECAHAN.items():
            self.fields[kode] = forms.IntegerField(
                label=f"{JENIS[jenis]} {nilai}", min_value=0, max_value=LEMBAR_MAKS, required=False,
                widget=AngkaInput(attrs={"data-pecahan": nilai}),
            )  # fmt: skip

    @property
    def kepala(self) -> list[Any]:
        """Bound fields beside the denominations."""
        return [self[n] for n in ("akun", "tanggal", "penghitung", "saksi", "penjelasan")]

    @property
    def kelompok(self) -> list[tuple[Any, list[tuple[int, Any]]]]:
        """Notes and coins: (kind, [(value, bound field)])."""
        return [
            (JENIS[jenis], [(nilai, self[kode]) for kode, (j, nilai) in PECAHAN.items() if j == jenis])
            for jenis in JENIS
        ]

    def count(self) -> dict[str, Any]:
        """What the action takes; only of a valid form."""
        d = self.cleaned_data
        isi = {n: d[n] for n in ("akun", "tanggal", "penghitung", "saksi", "penjelasan")}
        return {**isi, "lembar": {k: d[k] or 0 for k in PECAHAN}}
