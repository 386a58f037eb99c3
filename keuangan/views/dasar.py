"""What the pages of one ledger share: the row in scope, its frame, what may be chosen, its forms."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.errors import GalatAplikasi
from inti.izin import may, require
from inti.views import FormActionView, HalamanView, add_errors
from keuangan import izin
from keuangan.actions import Baris
from keuangan.forms.bukti import Pilihan
from keuangan.hak import rights_in
from keuangan.models import Buku, PemilikDana, Periode
from keuangan.queries import accounts_of, chart_by_code
from keuangan.tab import tabs_of
from ksm.models import KSM
from pronangkis.models import KegiatanPJM
from siklus.models import SumberDana
from wilayah.models import Wilayah


def crumbs_of(wilayah: Wilayah) -> list[tuple[str, str]]:
    """Kelurahan and its finances; only the list of ledgers for a body above a kelurahan."""
    if wilayah.tingkat != Wilayah.Tingkat.KELURAHAN:
        return [(_("Keuangan"), reverse("keuangan:beranda"))]
    return [
        (wilayah.nama, reverse("siklus:kelurahan-detail", args=[wilayah.kode])),
        (_("Keuangan"), reverse("keuangan:kelurahan", args=[wilayah.kode])),
    ]


def ledger_crumbs(buku: Buku) -> list[tuple[str, str]]:
    """Down to the ledger itself, for the pages below it."""
    return [*crumbs_of(buku.wilayah), (str(buku), reverse("keuangan:buku", args=[buku.pk]))]


def choices_of(buku: Buku, user: Any, untuk: tuple[str, ...] = ("ksm", "kegiatan")) -> Pilihan:
    """What may be chosen when something is booked in a ledger. Five queries at most."""
    ksm, kegiatan = KSM.objects.none(), KegiatanPJM.objects.none()
    if "ksm" in untuk:
        ksm = KSM.objects.visible_to(user).in_area(buku.wilayah_id).filter(status=KSM.Status.AKTIF).order_by("nama")
    if "kegiatan" in untuk:
        rencana = KegiatanPJM.objects.visible_to(user).in_area(buku.wilayah_id).filter(pjm__status="disahkan")
        kegiatan = rencana.order_by("urutan", "id")
    return Pilihan(
        sumber=list(SumberDana.objects.order_by("urutan")),
        pemilik=list(PemilikDana.objects.visible_to(user).filter(wilayah=buku.wilayah_id).order_by("nama")),
        ksm=list(ksm),
        kegiatan=list(kegiatan),
        akun=[a for a in accounts_of(buku) if a.aktif],
        wilayah=buku.wilayah_id,
    )


class BukuMixin(HalamanView):
    """The ledger of the address, in scope: another's is the same 404 as one that does not exist."""

    izin = izin.LIHAT_BUKU
    tab = "meja"

    @cached_property
    def buku(self) -> Buku:
        """The ledger with its body and area. Raises Buku.DoesNotExist out of scope."""
        return Buku.objects.visible_to(self.request.user).select_related("badan", "wilayah").get(pk=self.kwargs["pk"])

    @property
    def hak(self) -> dict[str, bool]:
        """What this officer may do in the ledger. No queries."""
        return rights_in(self.buku, self.request.user)

    def frame(self) -> dict[str, Any]:
        """Title, crumbs, tabs and rights that every page of a ledger shows."""
        buku = self.buku
        return {
            "buku": buku,
            "judul": str(buku),
            "subjudul": buku.wilayah.nama_lengkap,
            "remah": ledger_crumbs(buku),
            "tab": tabs_of(buku, self.tab),
            "hak": self.hak,
        }


class BukuUPKMixin(BukuMixin):
    """The ledger of a UPK, in scope: one of another unit is no page here."""

    izin = izin.LIHAT_PINJAMAN

    @cached_property
    def buku(self) -> Buku:
        """The ledger. Raises Buku.DoesNotExist out of scope, or for one of another unit."""
        qs = Buku.objects.visible_to(self.request.user).select_related("badan", "wilayah")
        return qs.get(pk=self.kwargs["pk"], unit="upk")

    def frame(self) -> dict[str, Any]:
        """The ledger's frame; whether money may be received by this officer."""
        return {**super().frame(), "boleh": may(self.request.user, izin.CATAT_PINJAMAN, self.buku)}


class PeriodeMixin(BukuMixin):
    """The month of the address, in scope, with its ledger."""

    tab = "bulan"

    @cached_property
    def periode(self) -> Periode:
        """Raises Periode.DoesNotExist out of scope."""
        qs = Periode.objects.visible_to(self.request.user)
        return qs.select_related("buku__badan", "buku__wilayah").get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @cached_property
    def buku(self) -> Buku:
        """The ledger of the month."""
        return self.periode.buku


class DariBulanMixin:
    """A form that may be opened from the path of a month (`?periode=<id>`) and leads back there once it is saved.

    Only the id travels, so that the address leads nowhere else. Stands before a FormActionView. Source: KEU-192.
    """

    request: Any

    @cached_property
    def asal_bulan(self) -> str:
        """The id of that month, "" for none."""
        try:
            return str(uuid.UUID(self.request.GET.get("periode", "")))
        except ValueError:
            return ""

    @property
    def alamat_bulan(self) -> str:
        """Its path, "" for none."""
        return reverse("keuangan:periode", args=[self.asal_bulan]) if self.asal_bulan else ""

    def redirect(self, lokasi: str) -> Any:
        """After saving: to the month, or where the form leads by itself."""
        return super().redirect(self.alamat_bulan or lokasi)  # type: ignore[misc]


class BukuFormView(DariBulanMixin, BukuMixin, FormActionView):
    """A form page below a ledger. `perlu` names the right ("catat", "bukukan", ...): without it 403 before the form."""

    template_name = "keuangan/formulir.html"
    judul: Any = ""
    tombol: Any = ""
    petunjuk: Any = ""
    draf = ""
    perlu = "bukukan"
    kembali = "keuangan:buku"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU) and not self.hak[self.perlu]:
            require(request.user, "", self.buku)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return "keuangan.buku:" + "/".join(str(n) for n in self.kwargs.values())

    def get_success_url(self) -> str:
        return reverse(self.kembali, args=[self.buku.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            **self.frame(),
            "subjudul": str(self.buku),
            "judul": str(self.judul),
            "tombol": self.tombol,
            "petunjuk": self.petunjuk,
            "draf": self.draf,
        }
        batal = self.alamat_bulan or self.get_success_url()
        return super().get_context_data(**{**isi, "batal": batal, "asal_bulan": self.asal_bulan, **kwargs})


class PratinjauMixin:
    """A form that shows its journal first (`?pratinjau=1`). `lines` gives the lines of a clean form, or refuses."""

    request: Any
    get_form: Any
    get_context_data: Any
    render_to_response: Any

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show, or book."""
        if "pratinjau" in request.GET:
            return self.preview(self.get_form())
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def lines(self, form: Any) -> list[dict[str, Any]]:
        """Lines with the names of their accounts."""
        raise NotImplementedError

    def preview(self, form: Any) -> HttpResponse:
        """The journal as it would be booked; as a part of the page, or the whole page where there is no htmx."""
        baris: list[Any] = []
        if form.is_valid():
            try:
                baris = self.lines(form)
            except GalatAplikasi as galat:
                add_errors(form, galat)
        if getattr(self.request, "htmx", False):
            return render(self.request, "keuangan/partials/pratinjau.html", {"baris": baris, "form": form})
        return self.render_to_response(self.get_context_data(form=form, pratinjau=baris))


def named_lines(buku: Buku, baris: Sequence[Baris]) -> list[dict[str, Any]]:
    """Lines that are not booked yet, with the names of their accounts. One query."""
    bagan = chart_by_code(buku)
    return [{"akun": bagan[str(b.akun)], "debit": b.debit, "kredit": b.kredit} for b in baris]


class TambahBarisMixin:
    """More rows on a form of lines: the form comes back with what was typed, and nothing is booked."""

    request: Any

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Book, or give more rows."""
        if "tambah" not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        form = self.get_form()  # type: ignore[attr-defined]
        form.is_valid()
        form.errors.clear()
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
