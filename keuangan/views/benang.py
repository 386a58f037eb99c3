"""The thread of one proposal as a page. Source: TGT-10, TGT-11."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inti.views import HalamanView
from keuangan.queries_benang import thread
from ksm import izin, tautan
from ksm.models import Usulan


class BenangView(HalamanView):
    """/keuangan/benang/<usulan>/: from the problem to the photo, and back."""

    template_name = "keuangan/benang.html"
    izin = izin.LIHAT

    @cached_property
    def usulan(self) -> Usulan:
        """The proposal in scope. Raises Usulan.DoesNotExist."""
        terlihat = Usulan.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        return terlihat.select_related(
            "ksm", "wilayah__induk", "kegiatan_renta__renta", "kegiatan_renta__kegiatan__pjm"
        ).get(pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        return super().get_context_data(
            judul=_("Dari masalah sampai foto"),
            subjudul=f"{u.judul} · {u.ksm}, {u.wilayah.nama_lengkap}",
            remah=[
                (u.wilayah.nama, reverse("siklus:kelurahan-detail", args=[u.wilayah_id])),
                (u.ksm.nama, reverse("ksm:ksm", args=[u.ksm_id])),
                (u.nomor_usulan, tautan.usulan(u.pk)),
            ],
            usulan=u,
            bagian=thread(u, self.request.user),
            **kwargs,
        )
