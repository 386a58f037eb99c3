"""Hasil refleksi: quick entry per discussion, the kelurahan's list, merging, order."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from siklus import actions
from siklus.forms.hasil import ButirForm, SatukanForm, UrutForm
from siklus.models import RefleksiButir
from siklus.models.pemetaan import place_name
from siklus.queries_hasil import discussions, not_heard, points_by_kind, points_of
from siklus.views.catatan import BatalCatatanView, by_id, row_named
from siklus.views.hasil import HasilView


class DasarRefleksi(HasilView):
    """The pages of the Refleksi."""

    syarat = "siklus.refleksi_terisi"
    judul = gettext_lazy("Hasil refleksi")

    @cached_property
    def semua(self) -> list[RefleksiButir]:
        """Valid points of the stage."""
        return points_of(self.langkah)

    def get_success_url(self) -> str:
        return reverse("siklus:refleksi", args=[self.langkah.pk])


class RefleksiView(DasarRefleksi):
    """What was said, and the quick table."""

    template_name = "siklus/refleksi.html"
    form_class = ButirForm
    draf = "refleksi"

    @cached_property
    def rapat(self) -> list[Any]:
        """Discussions that were held."""
        return discussions(self.langkah)

    def get_form_kwargs(self) -> dict[str, Any]:
        pilihan = [(str(p.pk), ", ".join(b for b in (str(p), place_name(p.basis)) if b)) for p in self.rapat]
        return {**super().get_form_kwargs(), "pertemuan": pilihan, "jumlah": self.banyak}

    def get_initial(self) -> dict[str, Any]:
        return {"pertemuan": self.request.GET.get("pertemuan", "")}

    def run_action(self, form: Any) -> Any:
        rapat = by_id(self.rapat, form.cleaned_data["pertemuan"])
        for i, isi in form.rows():
            with row_named(i, isi["uraian"]):
                actions.record_butir(
                    self.langkah, oleh=self.request.user, pertemuan=rapat, disepakati=rapat is None, **isi
                )
        return self.langkah

    def get_success_url(self) -> str:
        """Back to the same discussion, for the next rows."""
        return f"{super().get_success_url()}?pertemuan={self.request.POST.get('pertemuan', '')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"kelompok": points_by_kind(self.langkah), "belum": not_heard(self.langkah), **kwargs}
        return super().get_context_data(**isi)


class SatukanView(DasarRefleksi):
    """Merge the chosen points into one of the kelurahan."""

    form_class = SatukanForm
    judul = gettext_lazy("Satukan butir")
    pesan_berhasil = gettext_lazy("Disatukan menjadi satu butir kelurahan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        bebas = [b for b in self.semua if not b.disepakati and not b.disepakati_dari_id]
        return {**super().get_form_kwargs(), "pilihan": [(str(b.pk), str(b)) for b in bebas]}

    def run_action(self, form: Any) -> Any:
        pilih = set(form.cleaned_data["butir"])
        butir = [b for b in self.semua if str(b.pk) in pilih]
        return actions.unite_butir(
            self.langkah, oleh=self.request.user, butir=butir, uraian=form.cleaned_data["uraian"]
        )


class UrutView(DasarRefleksi):
    """Number the kelurahan's list of one kind."""

    form_class = UrutForm
    judul = gettext_lazy("Urutkan daftar kelurahan")

    def get_form_kwargs(self) -> dict[str, Any]:
        jenis = self.request.POST.get("jenis") or self.request.GET.get("jenis") or ""
        baris = [(str(b.pk), b.uraian, b.urutan or None) for b in self.semua if b.disepakati and b.jenis == jenis]
        return {**super().get_form_kwargs(), "baris": baris}

    def run_action(self, form: Any) -> Any:
        ada = {str(b.pk): b for b in self.semua}
        return actions.order_butir(self.langkah, oleh=self.request.user, butir=[ada[pk] for pk in form.order()])


class ButirBatalView(BatalCatatanView):
    """Take back one point."""

    model, bagian = RefleksiButir, "bagian"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_butir(baris, oleh=self.request.user, alasan=alasan)

    def get_success_url(self) -> str:
        return reverse("siklus:refleksi", args=[self.baris.langkah_id])
