"""The yearly plan: months, groups and indicators of every line; hand in and ratify in later years."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.transitions import open_transitions
from pronangkis import actions, izin
from pronangkis.actions.umum import MENCATAT
from pronangkis.forms.rencana import BULAN, RentaForm
from pronangkis.isi import place_of, plain_volume
from pronangkis.models import PJM, Renta
from pronangkis.queries import plan_for_page, renta_for_page, renta_lines, rentas_by_siklus, sources
from pronangkis.rekap import recap
from pronangkis.reports.keadaan import papers_of
from pronangkis.views.dasar import PjmFormView, PjmMixin
from pronangkis.views.rencana import TransisiView


class RentaPjmView(PjmMixin):
    """/pjm/<pk>/renta/: leads to the Renta of the newest year of this version."""

    bagian = "renta"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        renta = self.pjm.renta.order_by("-tahun_ke").first()
        if renta is None:
            return redirect("pronangkis:pjm", self.pjm.pk)
        return redirect("pronangkis:renta", renta.pk)


class RentaMixin(PjmFormView):
    """The Renta of the address."""

    bagian = "renta"

    @cached_property
    def renta(self) -> Renta:
        """The Renta in scope. Raises Renta.DoesNotExist."""
        return renta_for_page(self.request.user, self.kwargs["renta"])

    @cached_property
    def pjm(self) -> PJM:  # type: ignore[override]
        """Its version."""
        return plan_for_page(self.request.user, self.renta.pjm_id)

    def get_success_url(self) -> str:
        return reverse("pronangkis:renta", args=[self.renta.pk])


class RentaView(RentaMixin):
    """/renta/<pk>/: the lines of one year; a draft is filled in here, months by ticking."""

    template_name = "pronangkis/renta.html"
    form_class = RentaForm
    izin_baris = izin.LIHAT
    draf = "renta"
    pesan_berhasil = gettext_lazy("Renta tersimpan.")

    @cached_property
    def baris(self) -> list[Any]:
        """The lines, in the order of the matrix."""
        return renta_lines(self.renta)

    @property
    def dapat(self) -> bool:
        """Whether it may be filled in now."""
        return self.renta.status == Renta.Status.DRAF and self.renta.langkah.status in MENCATAT and self.boleh_susun

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "baris": self.baris}

    def get_initial(self) -> dict[str, Any]:
        return {"catatan": self.renta.catatan}

    def run_action(self, form: Any) -> Any:
        return actions.save_renta_lines(
            self.renta, oleh=self.request.user, baris=form.rows(), catatan=form.cleaned_data["catatan"]
        )

    def objek_kunci(self) -> str:
        return f"pronangkis.renta:{self.renta.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        ke = self.renta.tahun_ke
        rekap = recap(
            [
                (b.kegiatan.program.bidang, x.sumber_id, x.tahun_ke, x.jumlah)
                for b in self.baris
                for x in b.kegiatan.biaya.all()
            ],
            tahun=ke,
        )
        isi = []
        for n, b in enumerate(self.baris, 1):
            biaya = [x for x in b.kegiatan.biaya.all() if x.tahun_ke == ke]
            isi.append(
                {
                    "nomor": n, "baris": b, "kegiatan": b.kegiatan, "lokasi": place_of(b.kegiatan),
                    "volume": plain_volume(b.kegiatan.volume_of(ke)).replace(".", ","), "biaya": biaya,
                    "total": sum((x.jumlah for x in biaya), 0), 
                    "bulan": [(i, nama, i in b.bulan) for i, nama in enumerate(BULAN, 1)],
                    "isian_ksm": form.field_of("ksm", b.pk), "isian_bulan": form.field_of("bulan", b.pk),
                    "isian_indikator": form.field_of("indikator", b.pk),
                }
            )  # fmt: skip
        transisi = [t for t in open_transitions(self.renta, self.request.user) if t.nama != "gantikan"]
        bersama = self.renta.langkah_id == self.pjm.langkah_id and self.pjm.status in ("draf", "uji_publik")
        lain = [r for r in rentas_by_siklus([self.pjm.siklus_id])[self.pjm.siklus_id] if r.status != "digantikan"]
        return super().get_context_data(
            **{
                "judul": str(self.renta),
                "renta": self.renta,
                "form": form,
                "isi": isi,
                "rekap": rekap,
                "sumber": [s for s in sources() if s.kode in rekap.sumber],
                "dapat": self.dapat,
                "bersama": bersama,
                "transisi": [] if bersama else transisi,
                "kertas": papers_of(self.request.user, self.renta),
                "tahun_lain": sorted(lain, key=lambda r: r.tahun_ke),
                **kwargs,
            }
        )


class RentaTransisiView(RentaMixin, TransisiView):
    """One step of a Renta of a later year; the first travels with its PJM."""

    template_name = "pronangkis/transisi.html"
    izin_baris = izin.LIHAT
    model_label = "pronangkis.renta"

    @property
    def baris(self) -> Any:
        """The row that moves."""
        return self.renta

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"subjudul": _("%(renta)s") % {"renta": self.renta}, **kwargs})
