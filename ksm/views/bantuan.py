"""Who receives of a proposal, and the forms that record it. Names are shown to those who may see them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.formats import rupiah, tanggal
from inti.izin import may, require
from ksm import actions, izin
from ksm import tautan_pelaksanaan as ke
from ksm.forms.bantuan import LembarForm, TerimaForm
from ksm.models import PemanfaatUsulan
from ksm.queries_pelaksanaan import aid_left, aid_sums, may_see_names, recipients_of, sheets_of
from ksm.reports_pelaksanaan import TANDA_TERIMA
from ksm.views.pelaksanaan import KaryaFormView, KaryaMixin
from laporan.izin import MINTA_DOKUMEN


class BantuanView(KaryaMixin):
    """How far the aid has come; recipients by name for those who may see them, sums for everybody."""

    template_name = "ksm/karya_bantuan.html"
    bagian = "bantuan"
    perlu = izin.SALURKAN_BANTUAN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u, user = self.usulan, self.request.user
        bernama = may_see_names(user, u)
        penerima = recipients_of(u) if bernama else []
        return super().get_context_data(
            rekap=aid_sums(u),
            batas=aid_left(u),
            penerima=penerima,
            bernama=bernama,
            boleh=bernama and self.may(izin.SALURKAN_BANTUAN),
            cetak=reverse("laporan:dokumen-minta", args=[TANDA_TERIMA, penerima[0].pemanfaat.pk])
            if penerima and may(user, MINTA_DOKUMEN, u)
            else "",
            lembar=sheets_of(user, penerima[0].pemanfaat) if penerima else [],
            **kwargs,
        )


class BantuanFormView(KaryaFormView):
    """A form that names recipients."""

    bagian = "bantuan"
    perlu = izin.SALURKAN_BANTUAN

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(self.izin):
            require(request.user, izin.LIHAT_PEMANFAAT, self.usulan)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def semua(self) -> list[Any]:
        """Everybody on the list."""
        return recipients_of(self.usulan)

    @cached_property
    def lembar(self) -> list[Any]:
        """Sheets and photos that are filed already."""
        return sheets_of(self.request.user, self.semua[0].pemanfaat) if self.semua else []

    def get_form_kwargs(self) -> dict[str, Any]:
        pilihan = [(str(b.pk), f"{b.nama_asli}, {tanggal(b.dibuat_pada, 'singkat')}") for b in self.lembar]
        return {**super().get_form_kwargs(), "lembar": pilihan}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"bentuk": "uang", "bukti": "tanda_tangan"}

    def proof(self, data: dict[str, Any]) -> Any:
        """The photo: sent now, or filed before. It lies with the first recipient of the list, so that it is as guarded."""
        foto, pilih = data.pop("foto", None), data.pop("lembar", "")
        if foto:
            return self.keep(foto, bidang="foto", slot="tanda_terima", objek=self.semua[0].pemanfaat)
        berkas = next((b for b in self.lembar if str(b.pk) == pilih), None)
        if berkas is None:
            raise IsianSalah({"foto": [str(gettext_lazy("Sertakan foto tanda terima atau foto penyerahannya."))]})
        return berkas


class TerimaView(BantuanFormView):
    """One recipient, on the phone."""

    form_class = TerimaForm
    judul = gettext_lazy("Catat penerimaan")
    grid = False
    pesan_berhasil = gettext_lazy("Penerimaan tersimpan.")

    @cached_property
    def pemanfaat(self) -> PemanfaatUsulan:
        """The recipient in scope. Raises PemanfaatUsulan.DoesNotExist."""
        milik = PemanfaatUsulan.objects.visible_to(self.request.user).filter(usulan=self.usulan)
        return milik.get(pk=self.kwargs["penerima"])

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"jumlah": self.pemanfaat.nilai}

    def objek_kunci(self) -> str:
        return f"ksm.terima:{self.pemanfaat.pk}"

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        return actions.receive_bantuan(self.pemanfaat, oleh=self.request.user, berkas=self.proof(data), **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.pemanfaat
        if p.nilai is not None:
            kata = f"{p.penerima}: {rupiah(p.nilai)}"
        else:
            sisa = rupiah(aid_left(self.usulan).sisa)
            kata = _("%(nama)s. Dana bantuan tersisa %(n)s.") % {"nama": p.penerima, "n": sisa}
        return super().get_context_data(**{"petunjuk": kata, **kwargs})


class LembarView(BantuanFormView):
    """Everybody who signed one sheet, in one sitting."""

    template_name = "ksm/karya_lembar_form.html"
    form_class = LembarForm
    judul = gettext_lazy("Catat dari lembar tanda terima")
    pesan_berhasil = gettext_lazy("Penerimaan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        belum = [p.pemanfaat for p in self.semua if p.terima is None and not p.batal]
        return {**super().get_form_kwargs(), "penerima": belum}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        siapa, jumlah = form.chosen()
        isi = {k: data[k] for k in ("tanggal", "bentuk", "bukti")}
        berkas = self.proof({"foto": data.get("foto"), "lembar": data.get("lembar", "")})
        return actions.receive_from_sheet(
            self.usulan, oleh=self.request.user, berkas=berkas, pemanfaat=siapa, jumlah=jumlah, **isi
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kembali=ke.karya(self.usulan.pk, "bantuan"), **kwargs)
