"""What the pages of one group share: the row in scope, its frame, its forms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse

from inti.izin import may, require
from inti.views import FormActionView, HalamanView
from ksm import izin
from ksm.models import KSM
from ksm.queries import household_called, places, with_members
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from wilayah.bingkai import tabs_for
from wilayah.models import Basis, Wilayah

KEADAAN = {"aktif": "aktif", "bubar": "nonaktif", "batal": "dibatalkan"}


def crumbs_of(wilayah: Wilayah) -> list[tuple[str, str]]:
    """Kecamatan, kelurahan, its groups."""
    jalur = [(wilayah.induk.nama, reverse("wilayah:wilayah", args=[wilayah.induk_id]))] if wilayah.induk else []
    jalur.append((wilayah.nama, reverse("siklus:kelurahan-detail", args=[wilayah.kode])))
    jalur.append(("KSM", reverse("ksm:kelurahan", args=[wilayah.kode])))
    return jalur


def place_choices(basis: list[Basis]) -> list[tuple[str, str]]:
    """Places as a form offers them: "RT 02, RW 01"."""
    return [(str(b.pk), b.label_lengkap) for b in basis]


class KSMMixin(HalamanView):
    """The group of the address, in scope: another's is the same 404 as one that does not exist."""

    izin = izin.LIHAT

    @cached_property
    def ksm(self) -> KSM:
        """The group with its place, companion and members counted. Raises KSM.DoesNotExist out of scope."""
        qs = KSM.objects.visible_to(self.request.user).select_related(
            "wilayah__induk", "basis__induk", "relawan_pendamping", "langkah", "potensi"
        )
        return with_members(qs).get(pk=self.kwargs["pk"])

    @cached_property
    def basis(self) -> list[Basis]:
        """Places of the kelurahan to choose from."""
        return places(self.ksm.wilayah_id)

    @property
    def boleh(self) -> bool:
        """Whether this officer may record on the group, and the group takes records."""
        return self.ksm.status == KSM.Status.AKTIF and may(self.request.user, izin.CATAT, self.ksm)

    def place(self, pk: str) -> Basis | None:
        """The place chosen in a form; its choices have been checked."""
        return next((b for b in self.basis if str(b.pk) == pk), None)

    @cached_property
    def url_keluarga(self) -> str:
        """Where households are looked up; "" for those who may not see PS-2. Source: KSM-17."""
        if not may(self.request.user, LIHAT_PS2, kode=self.ksm.wilayah_id):
            return ""
        return reverse("ksm:keluarga", args=[self.ksm.pk])

    def household(self, teks: str, basis: Basis | None) -> Keluarga:
        """The household that a field names. Raises IsianSalah. Source: KSM-17."""
        return household_called(self.request.user, self.ksm.wilayah_id, teks, basis=basis)

    def frame(self) -> dict[str, Any]:
        """Title, crumbs and state that every page of a group shows."""
        ksm = self.ksm
        return {
            "ksm": ksm,
            "subjudul": f"{ksm}, {ksm.wilayah.nama_lengkap}",
            "remah": [*crumbs_of(ksm.wilayah), (ksm.nama, reverse("ksm:ksm", args=[ksm.pk]))],
            "url_ksm": reverse("ksm:ksm", args=[ksm.pk]),
        }


class KSMFormView(KSMMixin, FormActionView):
    """A form page below a group. Whoever may not record is refused before the form shows at all."""

    template_name = "ksm/formulir.html"
    judul: Any = ""
    tombol: Any = ""
    draf = ""
    bagian = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.ksm)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"ksm.ksm:{self.ksm.pk}"

    def get_success_url(self) -> str:
        return reverse("ksm:ksm", args=[self.ksm.pk]) + (f"#{self.bagian}" if self.bagian else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {**self.frame(), "judul": str(self.judul), "tombol": self.tombol, "draf": self.draf}
        return super().get_context_data(**{**isi, "batal": self.get_success_url(), **kwargs})


def tabs(user: Any, kode: str) -> list[dict[str, Any]]:
    """The tabs of the kelurahan, with the groups' own open."""
    return tabs_for(user, kode, "ksm")
