"""Uji publik: what residents of each RW said, and what was changed. Source: PJM-16."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.izin import require
from inti.views import FormActionView
from pronangkis import actions, izin
from pronangkis.actions.umum import MENCATAT
from pronangkis.forms.rencana import TanggapanForm, TindakForm
from pronangkis.models import KegiatanPJM, TanggapanUji
from pronangkis.queries import activities, reactions_of, versions_of
from pronangkis.views.dasar import PjmFormView
from siklus.formulir_transisi import AlasanForm
from siklus.views.catatan import by_id, held_meetings


class UjiView(PjmFormView):
    """Meetings per RW with their reactions, and a form for the next one."""

    template_name = "pronangkis/uji.html"
    form_class = TanggapanForm
    bagian = "uji"
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Uji publik")
    tombol = gettext_lazy("Simpan dan berikutnya")
    draf = "uji-pjm"
    pesan_berhasil = gettext_lazy("Tanggapan tersimpan.")

    @cached_property
    def pertemuan(self) -> list[Any]:
        """Held uji publik of the stage."""
        return [p for p in held_meetings(self.pjm.langkah) if p.jenis == "S6-UJI"]

    @cached_property
    def kegiatan(self) -> list[KegiatanPJM]:
        """Activities of this version."""
        return activities(self.pjm)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pertemuan": self.pertemuan, "kegiatan": self.kegiatan}

    def get_initial(self) -> dict[str, Any]:
        return {"pertemuan": self.request.GET.get("pertemuan", ""), "jenis": "ubah", "tindak": "belum"}

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        data["pertemuan"] = by_id(self.pertemuan, data["pertemuan"])
        data["kegiatan"] = by_id(self.kegiatan, data["kegiatan"])
        return actions.record_tanggapan(self.pjm, oleh=self.request.user, **data)

    def success_target(self, hasil: TanggapanUji) -> str:
        return f"{reverse('pronangkis:uji', args=[self.pjm.pk])}?pertemuan={hasil.pertemuan_id}#catat"

    def get_success_url(self) -> str:
        return reverse("pronangkis:uji", args=[self.pjm.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        semua = reactions_of([v.pk for v in versions_of(self.pjm.siklus)])
        per: dict[Any, list[TanggapanUji]] = {}
        for t in semua:
            per.setdefault(t.pertemuan_id, []).append(t)
        return super().get_context_data(
            **{
                "rapat": [{"pertemuan": p, "tanggapan": per.get(p.pk, [])} for p in reversed(self.pertemuan)],
                "belum": sum(t.tindak == "belum" for t in semua),
                "jumlah": len(semua),
                "boleh": self.boleh_susun and self.pjm.status == "uji_publik" and self.pjm.langkah.status in MENCATAT,
                "boleh_tindak": self.boleh_susun and self.pjm.langkah.status in MENCATAT,
                "url_rapat": f"/langkah/{self.pjm.langkah_id}/pertemuan/baru/?jenis=S6-UJI",
                **kwargs,
            }
        )


class TanggapanMixin(FormActionView):
    """One reaction of the address."""

    template_name = "siklus/formulir.html"
    izin = izin.LIHAT

    @cached_property
    def baris(self) -> TanggapanUji:
        """The reaction in scope. Raises TanggapanUji.DoesNotExist."""
        return TanggapanUji.objects.visible_to(self.request.user).get(pk=self.kwargs["tanggapan"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.SUSUN, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("pronangkis:uji", args=[self.baris.pjm_id])

    def objek_kunci(self) -> str:
        return f"pronangkis.tanggapanuji:{self.baris.pk}"


class TindakView(TanggapanMixin):
    """What followed from a reaction."""

    form_class = TindakForm
    pesan_berhasil = gettext_lazy("Tindak lanjut tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"tindak": self.baris.tindak, "hasil": self.baris.hasil}

    def run_action(self, form: Any) -> Any:
        return actions.follow_up_tanggapan(self.baris, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Tindak lanjut"),
            "petunjuk": self.baris.uraian,
            "tombol": _("Simpan"),
            "batal": self.get_success_url(),
        }
        return super().get_context_data(**{**isi, **kwargs})


class TanggapanBatalView(TanggapanMixin):
    """Take back a reaction entered by mistake; it stays with the reason. Source: UMU-32."""

    form_class = AlasanForm
    pesan_berhasil = gettext_lazy("Dibatalkan; catatannya tetap tersimpan di Riwayat.")

    def run_action(self, form: Any) -> Any:
        return actions.cancel_tanggapan(self.baris, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Batalkan tanggapan ini?"),
            "petunjuk": self.baris.uraian,
            "tombol": _("Batalkan"),
            "gaya": "bahaya",
        }
        return super().get_context_data(**{**isi, "batal": self.get_success_url(), **kwargs})
