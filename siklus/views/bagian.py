"""Tabs of a kelurahan whose part is not built yet: what it will hold, and which stages wait for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from siklus.bagian import belum, waiting_stages
from siklus.views.kelurahan import WilayahMixin


class BagianBelumView(WilayahMixin):
    """One part that is still to come. Another officer's kelurahan is a 404, like everywhere."""

    template_name = "siklus/bagian_belum.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bagian = belum.get(self.kwargs["bagian"])
        if bagian is None:
            raise Http404
        self.tab = bagian.kode
        siklus = self.siklus_semua()[0]
        return super().get_context_data(
            **self.frame(siklus), isi=bagian, menanti=waiting_stages(bagian, siklus.aturan_main), **kwargs
        )
