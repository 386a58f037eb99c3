"""Help: the stages of a programme in order, and one stage with its steps, papers, numbers and the officer's own tasks."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.views import HalamanView
from siklus import izin
from siklus.bantuan import numbers_of, stages_by_code, stages_called, tasks_of
from siklus.definisi import definisi_terbaru, semua_definisi


class BantuanView(HalamanView):
    """All stages of a programme: what each is for. `?program=` shows another programme."""

    template_name = "siklus/bantuan.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode = {d.kode for d in semua_definisi()}
        program = self.request.GET.get("program", "")
        definisi = definisi_terbaru(program if program in kode else "p2kp")
        return super().get_context_data(
            judul=_("Bantuan"),
            definisi=definisi,
            daftar=stages_by_code(definisi),
            program=[d for d in semua_definisi() if d.kode != definisi.kode],
            **kwargs,
        )


class BantuanLangkahView(HalamanView):
    """One stage, at every level at which it runs."""

    template_name = "siklus/bantuan_langkah.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            definisi, langkah = stages_called(self.kwargs["program"], self.kwargs["langkah"])
        except KeyError:
            raise Http404 from None
        user = self.request.user
        area = user.wilayah_codes(izin.LIHAT)  # type: ignore[union-attr]
        kode = area[0] if len(area) == 1 else ""
        semua = list(stages_by_code(definisi))
        di = semua.index(self.kwargs["langkah"])
        return super().get_context_data(
            judul=langkah[0].nama,
            remah=[(_("Bantuan"), reverse("siklus:bantuan") + f"?program={definisi.kode}")],
            definisi=definisi,
            bagian=[(x, numbers_of(x, definisi.kode, kode), tasks_of(user, x)) for x in langkah],
            sebelum=semua[di - 1] if di else "",
            sesudah=semua[di + 1] if di + 1 < len(semua) else "",
            **kwargs,
        )
