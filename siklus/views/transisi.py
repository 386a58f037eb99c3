"""One step of a record that an app hangs below a stage: the registered action behind one small form."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from inti.jejak import sentence_of
from inti.registry import aksi_transisi
from inti.transitions import TransisiTerbuka, open_transitions
from siklus.views.langkah import with_date_pickers
from wilayah.waktu import today_in


class TransisiBarisMixin:
    """The step `nama` of `self.baris` (a row of `self.model` with a wilayah). Stands before a FormActionView.

    `sendiri` names the steps that have a page of their own.
    """

    sendiri: frozenset[str] = frozenset()
    model: Any
    baris: Any
    request: Any
    kwargs: dict[str, Any]
    kekurangan: list[Any]

    @cached_property
    def aksi(self) -> Any:
        """The registered action. Raises Http404 for a step that does not exist, or that has a page of its own."""
        nama = self.kwargs["nama"]
        aksi = aksi_transisi.ambil(f"{self.model._meta.label_lower}.{nama}")
        if aksi is None or aksi.formulir is None or nama in self.sendiri:
            raise Http404
        return aksi

    @cached_property
    def terbuka(self) -> TransisiTerbuka | None:
        """The step as this officer may take it now; None when it is not open."""
        semua = open_transitions(self.baris, self.request.user)
        return next((t for t in semua if t.nama == self.kwargs["nama"]), None)

    @property
    def pesan_berhasil(self) -> Any:
        """What has happened, in the words of the trail. A view that can say what comes next says that instead."""
        nama = f"{self.model._meta.label_lower}.{self.kwargs['nama']}"
        return sentence_of(nama, self.baris) or _("Tersimpan; catatannya tetap ada di Riwayat.")

    @property
    def label(self) -> Any:
        """What the step is called, or that it is not open."""
        return self.terbuka.label if self.terbuka else _("Langkah ini tidak terbuka")

    def get_form_class(self) -> Any:
        return self.aksi.formulir

    def get_form(self, form_class: Any = None) -> Any:
        return with_date_pickers(super().get_form(form_class))  # type: ignore[misc]

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.baris.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return self.aksi.fungsi(self.baris, oleh=self.request.user, **form.cleaned_data)

    def objek_kunci(self) -> str:
        return f"{self.baris._meta.label_lower}:{self.baris.pk}:{self.kwargs['nama']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": self.label, "tombol": self.label, "gaya": self.terbuka.gaya if self.terbuka else "",
            "tertutup": self.terbuka is None,
            # What the reason is asked for stands above the form from the start, not only after a refusal.
            "kekurangan": self.kekurangan or (self.terbuka.peringatan if self.terbuka else []),
        }  # fmt: skip
        konteks: dict[str, Any] = super().get_context_data(**{**isi, **kwargs})  # type: ignore[misc]
        self._ask_reason(konteks.get("form"))
        return konteks

    def _ask_reason(self, form: Any) -> None:
        """Where a warning stands, its reason is not called optional: the step would be refused without it. Source: SIK-14."""
        if form is not None and "alasan" in form.fields and self.terbuka and self.terbuka.peringatan:
            form.fields["alasan"].required = True
