"""Problems, potentials and maps of the Pemetaan Swadaya, and what the lokakarya agreed on."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from inti.izin import may
from inti.unggah import FOTO, PDF, check_upload
from laporan.actions import save_berkas
from siklus import actions, izin
from siklus.forms.hasil import MasalahForm, NihilForm, PetaForm, PotensiForm, UrutForm
from siklus.models import Bidang, BidangNihil, Masalah, Peta, Potensi
from siklus.queries_hasil import maps_of, potentials_of, problems_by_field, studies
from siklus.views.catatan import BatalCatatanView, row_named
from siklus.views.hasil import HasilView


class DasarPemetaan(HasilView):
    """The pages of the Pemetaan Swadaya."""

    syarat = "siklus.pemetaan_terisi"
    halaman = "masalah"

    def get_success_url(self) -> str:
        return reverse(f"siklus:{self.halaman}", args=[self.langkah.pk])


class TabelMixin(DasarPemetaan):
    """A quick table of several rows."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "basis": self.tempat, "jumlah": self.banyak}

    def record(self, isi: dict[str, Any]) -> Any:
        """Run the action of one row."""
        raise NotImplementedError

    def run_action(self, form: Any) -> Any:
        for i, isi in form.rows():
            isi["basis"] = self.place_of(isi["basis"])
            with row_named(i, isi["uraian"]):
                self.record(isi)
        return self.langkah


class MasalahView(TabelMixin):
    """Problems by field, what is agreed, and the studies that found them."""

    template_name = "siklus/masalah.html"
    form_class = MasalahForm
    judul = gettext_lazy("Masalah")
    draf = "masalah"

    def record(self, isi: dict[str, Any]) -> Any:
        return actions.record_masalah(self.langkah, oleh=self.request.user, **isi)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"bidang": problems_by_field(self.langkah), "kajian": studies(self.langkah), **kwargs}
        return super().get_context_data(**isi)


class SepakatView(DasarPemetaan):
    """What the lokakarya agreed on in one field: numbered problems are agreed, in that order."""

    form_class = UrutForm
    judul = gettext_lazy("Sepakati masalah dan urutannya")
    pesan_berhasil = gettext_lazy("Kesepakatan tersimpan.")

    def dari_bidang(self) -> tuple[str, list[Masalah]]:
        """The field that is spoken of, and its problems."""
        kode = self.request.POST.get("bidang") or self.request.GET.get("bidang") or ""
        return kode, next((b["masalah"] for b in problems_by_field(self.langkah) if b["kode"] == kode), [])

    def get_form_kwargs(self) -> dict[str, Any]:
        masalah = self.dari_bidang()[1]
        return {**super().get_form_kwargs(), "baris": [(str(m.pk), m.uraian, m.prioritas) for m in masalah]}

    def run_action(self, form: Any) -> Any:
        kode, masalah = self.dari_bidang()
        ada = {str(m.pk): m for m in masalah}
        return actions.agree_masalah(
            self.langkah, oleh=self.request.user, bidang=kode, masalah=[ada[pk] for pk in form.order()]
        )


class NihilView(DasarPemetaan):
    """Say that a field has no problem."""

    form_class = NihilForm
    judul = gettext_lazy("Nyatakan bidang tanpa masalah")

    def get_initial(self) -> dict[str, Any]:
        kode = self.request.GET.get("bidang", "")
        return {"bidang": kode if kode in Bidang.values else ""}

    def run_action(self, form: Any) -> Any:
        return actions.say_nihil(self.langkah, oleh=self.request.user, **form.cleaned_data)


class PotensiView(TabelMixin):
    """Potentials, filtered by field, and the quick table."""

    template_name = "siklus/potensi.html"
    form_class = PotensiForm
    judul = gettext_lazy("Potensi")
    draf = "potensi"
    halaman = "potensi"

    def record(self, isi: dict[str, Any]) -> Any:
        return actions.record_potensi(self.langkah, oleh=self.request.user, **isi)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pilih = self.request.GET.get("bidang", "")
        isi = {"daftar": potentials_of(self.langkah, pilih), "pilih": pilih, "bidang": Bidang.choices, **kwargs}
        return super().get_context_data(**isi)


class PetaView(DasarPemetaan):
    """Maps with previews, and the form for the next one."""

    template_name = "siklus/peta.html"
    form_class = PetaForm
    judul = gettext_lazy("Peta")
    halaman = "peta"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "basis": self.tempat}

    def run_action(self, form: Any) -> Any:
        data, user, langkah = dict(form.cleaned_data), self.request.user, self.langkah
        unggahan = check_upload(data.pop("berkas"), boleh=(FOTO, PDF), bidang="berkas")
        basis = self.place_of(data.pop("basis"))
        level = "kelurahan" if basis is None else "basis_atas" if basis.induk_id is None else "basis"
        berkas = save_berkas(unggahan, oleh=user, wilayah=langkah.wilayah, objek=langkah, slot="S3-PETA")
        return actions.record_peta(langkah, oleh=user, berkas=berkas, basis=basis, level=level, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lihat = may(self.request.user, izin.LIHAT_PS2, self.langkah)
        return super().get_context_data(**{"daftar": maps_of(self.langkah, lihat_ps2=lihat), **kwargs})


class MasalahBatalView(BatalCatatanView):
    """Take back a problem."""

    model, bagian = Masalah, "bagian"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_masalah(baris, oleh=self.request.user, alasan=alasan)


class NihilBatalView(BatalCatatanView):
    """Withdraw the statement that a field has no problem."""

    model, bagian = BidangNihil, "bagian"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_nihil(baris, oleh=self.request.user, alasan=alasan)


class PotensiBatalView(BatalCatatanView):
    """Take back a potential."""

    model, bagian = Potensi, "bagian"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_potensi(baris, oleh=self.request.user, alasan=alasan)


class PetaBatalView(BatalCatatanView):
    """Take back a map."""

    model, bagian = Peta, "bagian"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_peta(baris, oleh=self.request.user, alasan=alasan)
