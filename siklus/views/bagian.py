"""Tabs of a kelurahan whose part is not built yet: what it will hold, and which stages wait for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from inti.views import HalamanView
from siklus import izin
from siklus.bagian import belum, waiting_stages
from siklus.definisi import definisi_terbaru
from siklus.queries import siklus_terkini
from wilayah.bingkai import area_for, frame


class BagianBelumView(HalamanView):
    """One part that is still to come. Another officer's kelurahan is a 404, like everywhere."""

    template_name = "siklus/bagian_belum.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bagian = belum.get(self.kwargs["bagian"])
        if bagian is None:
            raise Http404
        wilayah = area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)
        siklus = siklus_terkini(self.request.user, wilayah.kode)
        definisi = siklus.aturan_main if siklus else definisi_terbaru("p2kp")
        return super().get_context_data(
            **frame(self.request.user, wilayah, tab=bagian.kode),
            isi=bagian,
            menanti=waiting_stages(bagian, definisi),
            **kwargs,
        )
