"""The rules of a group, and its three checklists."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from ksm import actions, izin
from ksm.ceklis import CEKLIS, DefCeklis, newest
from ksm.forms.kelompok import AturanMainForm, CeklisForm
from ksm.models import KSM, CeklisKSM
from ksm.reports import file_evidence
from ksm.views.dasar import KSMFormView, KSMMixin
from laporan.actions import save_berkas
from wilayah.waktu import today_in


class AturanView(KSMFormView):
    """Record the rules; the last ones stand in the form, so that a small change is a small change."""

    template_name = "ksm/formulir.html"
    form_class = AturanMainForm
    judul = gettext_lazy("Aturan main")
    draf = "aturan-main"
    bagian = "aturan"
    pesan_berhasil = gettext_lazy("Aturan main tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        lama = self.ksm.aturanmain.filter(status="sah").order_by("-disepakati").first()
        isi: dict[str, Any] = {"disepakati": today_in(self.ksm.wilayah_id)}
        if lama is not None:
            bidang = ("irama", "pertemuan", "tabungan", "pembagian_tugas", "keputusan", "lain")
            isi |= {b: getattr(lama, b) for b in bidang}
            isi |= {
                b: f"{getattr(lama, b):.0f}"
                for b in ("simpanan_pokok", "simpanan_wajib")
                if getattr(lama, b) is not None
            }
        return isi

    def run_action(self, form: Any) -> Any:
        data, user, berkas = dict(form.cleaned_data), self.request.user, None
        foto = data.pop("berkas")
        if foto:
            berkas = save_berkas(
                check_upload(foto, boleh=(FOTO, PDF), bidang="berkas"), oleh=user, wilayah=self.ksm.wilayah,
                objek=self.ksm, slot="aturan_main", badan_id=self.ksm.badan_id,
            )  # fmt: skip
        aturan = actions.record_aturan_main(self.ksm, oleh=user, berkas=berkas, **data)
        if berkas is not None:
            file_evidence(self.ksm, berkas, user)
        return aturan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"grid": True, **kwargs})


class CeklisView(KSMFormView):
    """Fill one checklist, question by question."""

    template_name = "ksm/ceklis_form.html"
    form_class = CeklisForm
    bagian = "ceklis"
    draf = "ceklis-ksm"
    pesan_berhasil = gettext_lazy("Ceklis tersimpan.")

    @cached_property
    def definisi(self) -> DefCeklis:
        """The list to fill. Raises Http404 for a kind that does not exist."""
        if self.kwargs["jenis"] not in CEKLIS:
            raise Http404
        return newest(self.kwargs["jenis"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definisi": self.definisi}

    def get_initial(self) -> dict[str, Any]:
        pendamping = self.ksm.relawan_pendamping
        return {"tanggal": today_in(self.ksm.wilayah_id), "peninjau": pendamping.nama if pendamping else ""}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        return actions.fill_ceklis(
            self.ksm, oleh=self.request.user, jenis=self.definisi.jenis, tanggal=data["tanggal"], jawaban=form.answers(),
            catatan=data["catatan"], peninjau=data["peninjau"],
        )  # fmt: skip

    def objek_kunci(self) -> str:
        return f"ksm.ceklis:{self.ksm.pk}:{self.kwargs['jenis']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"judul": str(self.definisi.nama), "definisi": self.definisi, **kwargs})


class CeklisRinciView(KSMMixin):
    """One filled checklist."""

    template_name = "ksm/ceklis_detail.html"
    izin = izin.LIHAT

    @cached_property
    def ceklis(self) -> CeklisKSM:
        """The list in scope. Raises CeklisKSM.DoesNotExist."""
        return CeklisKSM.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def ksm(self) -> KSM:  # type: ignore[override]
        """Its group."""
        return KSM.objects.visible_to(self.request.user).select_related("wilayah__induk").get(pk=self.ceklis.ksm_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        c = self.ceklis
        definisi = CEKLIS[c.jenis][c.edisi]
        return super().get_context_data(
            **{
                **self.frame(),
                "judul": str(definisi.nama),
                "ceklis": c,
                "butir": [(b, c.jawaban.get(b.kode, {})) for b in definisi.butir],
                "transisi": open_transitions(c, self.request.user) if self.boleh else [],
                **kwargs,
            }
        )
