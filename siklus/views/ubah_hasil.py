"""Correct one point, problem or potential. A newer version elsewhere shows both values. Source: SIK-75."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.api import check_version
from inti.errors import VersiBerbeda
from siklus import actions
from siklus.forms.ubah_hasil import ButirUbahForm, MasalahUbahForm, PotensiUbahForm
from siklus.models import Masalah, Potensi, RefleksiButir
from siklus.pilihan_basis import whole_tree
from siklus.queries_hasil import potentials_of
from siklus.views.catatan import BatalCatatanView
from wilayah.models import Basis
from wilayah.waktu import today_in


class UbahCatatanView(BatalCatatanView):
    """The form of one record, filled; saved over a newer version only after both were seen."""

    halaman = ""
    pesan_berhasil = gettext_lazy("Perbaikan tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.baris.status != "sah":
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def tempat(self) -> list[tuple[str, str]]:
        """Places of the kelurahan to choose from."""
        return [(t.id, t.label) for t in whole_tree(self.langkah, today_in(self.baris.wilayah_id))]

    def get_initial(self) -> dict[str, Any]:
        isi = {nama: getattr(self.baris, nama) for nama in self.form_class.base_fields}
        return isi | ({"basis": str(self.baris.basis_id or "")} if "basis" in isi else {})

    def run_action(self, form: Any) -> Any:
        isi = self.changes(form.isi())
        if form.cleaned_data.get("versi"):
            check_version(self.baris, form.cleaned_data["versi"], {k: v for k, v in isi.items() if k != "potensi"})
        return self.save(isi)

    def changes(self, isi: dict[str, Any]) -> dict[str, Any]:
        """Cleaned fields as the action takes them: the place as a row."""
        if "basis" in isi:
            pk = isi["basis"]
            isi["basis"] = Basis.objects.visible_to(self.request.user).filter(pk=pk).first() if pk else None
        return isi

    def save(self, isi: dict[str, Any]) -> Any:
        """The one action of this kind of record."""
        raise NotImplementedError

    def refused(self, form: Any, galat: Any) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):
            # The next press saves over what the officer has now seen.
            form.data = form.data.copy()
            form.data["versi"] = str(galat.rincian["tersimpan"].get("versi", ""))
        return super().refused(form, galat)

    def get_success_url(self) -> str:
        return reverse(f"siklus:{self.halaman}", args=[self.baris.langkah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judul = _("Perbaiki: %(nama)s") % {"nama": self.baris}
        isi = {
            "judul": judul, "tombol": _("Simpan"), "gaya": "go", "batal": self.get_success_url(),
            "draf": f"ubah-{self.baris.pk}", **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class ButirUbahView(UbahCatatanView):
    """Correct a point of the Refleksi."""

    model, form_class, halaman = RefleksiButir, ButirUbahForm, "refleksi"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "jenis": self.baris.jenis}

    def save(self, isi: dict[str, Any]) -> Any:
        return actions.update_butir(self.baris, oleh=self.request.user, **isi)


class MasalahUbahView(UbahCatatanView):
    """Correct a problem and choose the potentials that answer it."""

    model, form_class, halaman = Masalah, MasalahUbahForm, "masalah"

    @cached_property
    def potensi(self) -> list[Potensi]:
        """Potentials of the same stage."""
        return potentials_of(self.langkah)

    def get_form_kwargs(self) -> dict[str, Any]:
        pilihan = [(str(p.pk), f"{p} ({p.get_bidang_display()})") for p in self.potensi]
        return {**super().get_form_kwargs(), "basis": self.tempat, "potensi": pilihan}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "potensi": [str(p.pk) for p in self.baris.potensi.all()]}

    def changes(self, isi: dict[str, Any]) -> dict[str, Any]:
        dipilih = set(isi["potensi"])
        return {**super().changes(isi), "potensi": [p for p in self.potensi if str(p.pk) in dipilih]}

    def save(self, isi: dict[str, Any]) -> Any:
        return actions.update_masalah(self.baris, oleh=self.request.user, **isi)


class PotensiUbahView(UbahCatatanView):
    """Correct a potential."""

    model, form_class, halaman = Potensi, PotensiUbahForm, "potensi"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "basis": self.tempat}

    def save(self, isi: dict[str, Any]) -> Any:
        return actions.update_potensi(self.baris, oleh=self.request.user, **isi)
