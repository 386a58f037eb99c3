"""The numbers of the programme: what counts here today, its history, a new dated value, withdrawing a wrong one."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.izin import may
from inti.tabel import Kolom
from inti.views import HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from wilayah import actions
from wilayah.forms import AlasanForm, NilaiParameterForm
from wilayah.izin import LIHAT_PARAMETER, UBAH_PARAMETER
from wilayah.kode import is_code
from wilayah.models import Parameter, Wilayah
from wilayah.queries import parameters_in_force
from wilayah.views.dasar import FormView
from wilayah.waktu import today_in

BARIS_MAKS = 200
KOLOM = [
    Kolom("nama", _("Parameter"), ambil=str, tautan=lambda p: reverse("wilayah:parameter-rinci", args=[p.pk])),
    Kolom("nilai", _("Nilai"), ambil="nilai_tampil"),
    Kolom("mode", _("Bila tidak terpenuhi"), ambil=lambda p: p.get_mode_display()),
    Kolom("wilayah", _("Berlaku di"), ambil=lambda p: p.wilayah.nama if p.wilayah else _("Seluruh Indonesia")),
    Kolom("mulai", _("Mulai"), "tanggal", ambil="berlaku_mulai"),
    Kolom("sumber", _("Sumber"), ambil=lambda p: p.sumber or p.get_status_sumber_display()),
]
KOLOM_XLSX = [
    Kolom("kode", _("Kode")),
    Kolom("definisi", _("Program")),
    *KOLOM,
    Kolom("status", _("Status sumber"), ambil=lambda p: p.get_status_sumber_display()),
    Kolom("keterangan", _("Keterangan")),
]


class ParameterView(HalamanView):
    """/parameter/: what is in force today, for the nation or `?wilayah=`; search by `?q=`, programme by `?definisi=`."""

    template_name = "wilayah/parameter.html"
    izin = LIHAT_PARAMETER

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kode_wilayah = request.GET.get("wilayah", "").strip()
        if not is_code(self.kode_wilayah):
            self.kode_wilayah = ""
        self.baris = self._rows(request)
        if request.GET.get("format") == "xlsx":
            return xlsx_response("parameter", export_xlsx(_("Parameter program"), KOLOM_XLSX, self.baris))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            judul=_("Parameter"),
            subjudul=_("Setiap angka program, dengan tanggal, sumber, dan pengecualian per wilayah"),
            kolom=KOLOM,
            baris=self.baris[:BARIS_MAKS],
            terpotong=len(self.baris) > BARIS_MAKS,
            jumlah=len(self.baris),
            wilayah=Wilayah.objects.filter(pk=self.kode_wilayah).first() if self.kode_wilayah else None,
            definisi=sorted(set(Parameter.objects.values_list("definisi", flat=True)) - {""}),
            **kwargs,
        )

    def _rows(self, request: HttpRequest) -> list[Parameter]:
        boleh = Parameter.objects.visible_to(request.user).select_related("wilayah")
        kata, definisi = request.GET.get("q", "").strip()[:80], request.GET.get("definisi", "")[:40]
        if kata:
            boleh = boleh.filter(Q(kode__icontains=kata) | Q(nama__icontains=kata))
        if definisi:
            boleh = boleh.filter(definisi__in=["", definisi])
        return parameters_in_force(boleh, kode_wilayah=self.kode_wilayah, tanggal=today_in(self.kode_wilayah))


class ParameterRinciView(HalamanView):
    """/parameter/<id>/: every value this code ever had that concerns the officer's areas."""

    template_name = "wilayah/parameter_rinci.html"
    izin = LIHAT_PARAMETER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        p = Parameter.objects.visible_to(user).get(pk=self.kwargs["pk"])
        riwayat = list(
            Parameter.objects.visible_to(user)
            .filter(kode=p.kode, definisi=p.definisi)
            .select_related("wilayah")
            .order_by("-berlaku_mulai", "-dibuat_pada")[:BARIS_MAKS]
        )
        return super().get_context_data(
            judul=p.nama or p.kode,
            subjudul=p.kode,
            remah=[(_("Parameter"), reverse("wilayah:parameter"))],
            parameter=p,
            riwayat=[(r, not r.dibatalkan and may(user, UBAH_PARAMETER, r)) for r in riwayat],
            boleh_ubah=may(user, UBAH_PARAMETER),
            **kwargs,
        )


class SatuParameterView(FormView):
    """A form on one parameter."""

    izin = UBAH_PARAMETER

    def row(self) -> Parameter:
        return Parameter.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("wilayah:parameter-rinci", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.row()
        remah = [(_("Parameter"), reverse("wilayah:parameter")), (p.nama or p.kode, self.get_success_url())]
        return super().get_context_data(**{"remah": remah, "subjudul": p.kode, "parameter": p, **kwargs})


class ParameterNilaiView(SatuParameterView):
    """Add a dated value, for the nation or one's own area."""

    form_class = NilaiParameterForm
    judul = _("Tetapkan nilai baru")
    keterangan = _("Nilai lama tetap tersimpan. Langkah yang sudah diperiksa dengan nilai lama tidak ikut berubah.")
    pesan_berhasil: Any = _("Nilai baru tersimpan.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        # The area is chosen in the form: here it is enough to hold the permission anywhere; the action asks for the place.
        return super(FormView, self).dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        p, user = self.row(), cast(Any, self.request.user)
        sendiri = next((c.kode for c in user.cakupan(UBAH_PARAMETER)), "")
        return {"mode": p.mode, "status_sumber": "ketetapan", "berlaku_mulai": today_in(sendiri), "wilayah": sendiri}

    def run_action(self, form: Any) -> Parameter:
        return actions.set_parameter(self.row(), oleh=self.request.user, **form.cleaned_data)


class ParameterBatalView(SatuParameterView):
    """Withdraw a wrong value."""

    form_class = AlasanForm
    judul = _("Batalkan nilai ini")
    keterangan = _("Nilai sebelumnya berlaku lagi. Baris ini tetap terlihat sebagai riwayat.")
    tombol = _("Batalkan nilai")
    pesan_berhasil: Any = _("Nilai dibatalkan.")

    def run_action(self, form: Any) -> Parameter:
        return actions.cancel_parameter(self.row(), alasan=form.cleaned_data["alasan"], oleh=self.request.user)
