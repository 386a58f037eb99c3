"""Areas above the kelurahan: their own stages, counts, and what lies below; and the path of any area."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from inti.views import HalamanView
from siklus import izin
from siklus.models import Langkah, Siklus
from siklus.ringkasan import summarise
from siklus.sajian import state_of
from wilayah.models import Wilayah


class WilayahAtasView(HalamanView):
    """A kota or kecamatan: its own stages (Sosialisasi above the kelurahan), counts, and the areas below."""

    template_name = "siklus/wilayah_detail.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.kwargs["kode"]
        langkah = list(
            Langkah.objects.visible_to(user)
            .filter(wilayah=kode, siklus__isnull=True)
            .with_lateness()
            .select_related("wilayah")
            .order_by("-tahun", "urutan")
        )
        ringkas = summarise(user, kode=kode)
        if not langkah and not ringkas.kelurahan:
            raise Langkah.DoesNotExist
        wilayah = Wilayah.objects.select_related("induk__induk").get(pk=kode)
        return super().get_context_data(
            judul=wilayah.nama,
            wilayah=wilayah,
            remah=crumbs_of(wilayah)[:-1],
            langkah=langkah,
            ringkas=ringkas,
            area=kode,
            anak=_children(user, wilayah),
            **kwargs,
        )


def _children(user: Any, wilayah: Wilayah) -> list[dict[str, Any]]:
    """Areas one level below that hold a Siklus in scope, with the state of their own stage where they have one."""
    kolom = {"kota": "kode_kecamatan", "kecamatan": "wilayah_id"}.get(wilayah.tingkat)
    if kolom is None:
        return []
    kode = Siklus.objects.visible_to(user).in_area(wilayah.kode).values(kolom)  # type: ignore[attr-defined]
    anak = Wilayah.objects.filter(kode__in=kode).order_by("nama", "kode")
    sendiri = Langkah.objects.visible_to(user).filter(wilayah__in=anak.values("kode"), siklus__isnull=True)
    langkah = {x.wilayah_id: x for x in sendiri.with_lateness().order_by("tahun")}
    return [
        {
            "nama": w.nama,
            "url": area_url(w.kode),
            "langkah": langkah.get(w.kode),
            "keadaan": state_of(langkah[w.kode]) if w.kode in langkah else "",
        }
        for w in anak
    ]


def area_url(kode: str) -> str:
    """The page of an area of any level that has one ("" for a province)."""
    nama = {13: "siklus:kelurahan-detail", 8: "siklus:wilayah-detail", 5: "siklus:wilayah-detail"}.get(len(kode))
    return reverse(nama, args=[kode]) if nama else ""


def crumbs_of(wilayah: Wilayah) -> list[tuple[str, str]]:
    """Path of an area from its kota down, each with its page."""
    jalur: list[tuple[str, str]] = []
    w: Wilayah | None = wilayah
    while w is not None and w.tingkat != Wilayah.Tingkat.PROVINSI:
        jalur.insert(0, (w.nama, area_url(w.kode)))
        w = w.induk
    return jalur
