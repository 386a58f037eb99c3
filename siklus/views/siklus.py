"""A whole Siklus: opening it at a location, a second RKM, leaving the programme, closing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import sentence_of
from inti.registry import aksi_transisi
from inti.tabel import Kolom
from inti.transitions import transitions_for
from inti.views import DaftarView, FormActionView
from siklus import actions, izin
from siklus.forms.acuan import BukaSiklusForm, UsulKeluarForm
from siklus.forms.langkah import KosongForm
from siklus.forms.saring import SaringLokasi
from siklus.models import LokasiSasaran, Siklus
from siklus.queries_halaman import open_siklus_of
from siklus.views.langkah import transition_values, with_date_pickers
from siklus.views.wilayah import crumbs_of
from wilayah.waktu import today_in


class LokasiListView(DaftarView):
    """The official list of locations: who is on it, by which letter, and whether the cycle is open there; also as XLSX."""

    template_name = "siklus/lokasi_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx = "lokasi-sasaran", gettext_lazy("Lokasi sasaran")
    kolom_xlsx = (
        Kolom("wilayah_id", gettext_lazy("Kode")),
        Kolom("nama", gettext_lazy("Kelurahan"), ambil=lambda x: x.wilayah.nama),
        Kolom("kecamatan", gettext_lazy("Kecamatan"), ambil=lambda x: x.wilayah.induk.nama),
        Kolom("program", gettext_lazy("Program")),
        Kolom("tahun_anggaran", gettext_lazy("Tahun anggaran"), "angka"),
        Kolom("surat_nomor", gettext_lazy("Nomor surat")),
        Kolom("surat_tanggal", gettext_lazy("Tanggal surat"), "tanggal"),
        Kolom("surat_asal", gettext_lazy("Asal surat")),
    )

    @cached_property
    def saring(self) -> SaringLokasi:
        """The filter form as filled."""
        return SaringLokasi(self.request.GET)

    def rows(self) -> Any:
        """Locations in force, as filtered."""
        qs = LokasiSasaran.objects.visible_to(self.request.user).filter(berlaku=True).select_related("wilayah__induk")
        nilai = self.saring.nilai
        if tahun := nilai.get("tahun"):
            qs = qs.filter(tahun_anggaran=tahun)
        if nama := nilai.get("nama"):
            qs = qs.filter(wilayah__nama_cari__contains=nama.lower())
        return qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, saring, qs = self.request.user, self.saring, self.rows()
        halaman = keyset_page(qs, ("-tahun_anggaran", "wilayah_id", "id"), self.request.GET)
        siklus = open_siklus_of({x.wilayah_id for x in halaman.baris})
        boleh_buka = {x.wilayah_id for x in halaman.baris if may(user, izin.BUKA_SIKLUS, x)}
        return super().get_context_data(
            judul=_("Lokasi sasaran"),
            saring=saring,
            halaman=halaman,
            baris=[(x, siklus.get((x.wilayah_id, x.program)), x.wilayah_id in boleh_buka) for x in halaman.baris],
            jumlah=qs.count(),
            url_impor=import_address(user),
            **kwargs,
        )


class BukaSiklusView(FormActionView):
    """Open the cycle of one location; midway when it already has a BKM, a plan, a running UPK. Source: SIK-21, SIK-25."""

    template_name = "siklus/formulir.html"
    form_class = BukaSiklusForm
    izin = izin.BUKA_SIKLUS
    pesan_berhasil = gettext_lazy("Siklus dibuka. Semua langkahnya sudah tersedia dengan tanggal dari jadwal induk.")

    @cached_property
    def lokasi(self) -> LokasiSasaran:
        """The entry on the list. Raises LokasiSasaran.DoesNotExist out of scope."""
        semua = LokasiSasaran.objects.visible_to(self.request.user).select_related("wilayah__induk__induk")
        return semua.get(pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.BUKA_SIKLUS, self.lokasi)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tahun": max(self.lokasi.tahun_anggaran, today_in(self.lokasi.wilayah_id).year)}

    def run_action(self, form: Any) -> Any:
        return actions.create_siklus(
            self.lokasi.wilayah,
            oleh=self.request.user,
            tahun=form.cleaned_data["tahun"],
            program=self.lokasi.program,
            keadaan_awal=form.cleaned_data["keadaan_awal"],
        )

    def objek_kunci(self) -> str:
        return f"siklus.lokasisasaran:{self.kwargs['pk']}"

    def get_success_url(self) -> str:
        return reverse("siklus:kelurahan-detail", args=[self.lokasi.wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        x = self.lokasi
        isi = {
            "judul": _("Buka siklus %(nama)s") % {"nama": x.wilayah.nama},
            "subjudul": _("Menurut %(surat)s tanggal %(tanggal)s, tahun anggaran %(tahun)s.") % {
                "surat": x.surat_nomor, "tanggal": x.surat_tanggal.strftime("%d-%m-%Y"), "tahun": x.tahun_anggaran,
            },
            "remah": [*crumbs_of(x.wilayah)[:-1], (_("Lokasi sasaran"), reverse("siklus:lokasi"))],
            "tombol": _("Buka siklus"),
            "batal": reverse("siklus:lokasi"),
            **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class SiklusFormView(FormActionView):
    """A form below one Siklus in scope."""

    template_name = "siklus/formulir.html"
    izin = izin.LIHAT

    @cached_property
    def siklus(self) -> Siklus:
        """The Siklus. Raises Siklus.DoesNotExist out of scope."""
        semua = Siklus.objects.visible_to(self.request.user).select_related("wilayah__induk__induk")
        return semua.get(pk=self.kwargs["pk"])

    def objek_kunci(self) -> str:
        return f"siklus.siklus:{self.kwargs['pk']}:{self.kwargs.get('nama', '')}"

    def get_success_url(self) -> str:
        return reverse("siklus:kelurahan-detail", args=[self.siklus.wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "subjudul": f"{self.siklus}, {self.siklus.wilayah.nama}",
            "remah": crumbs_of(self.siklus.wilayah),
            "batal": self.get_success_url(),
            **kwargs,
        }
        return super().get_context_data(**isi)


class SiklusTransisiView(SiklusFormView):
    """One step of a Siklus that an officer takes by hand."""

    template_name = "siklus/transisi.html"

    @property
    def pesan_berhasil(self) -> str:  # type: ignore[override]
        """What has happened, in the words of the trail."""
        return sentence_of(f"siklus.siklus.{self.kwargs['nama']}", self.siklus) or _("Tersimpan.")

    @cached_property
    def aksi(self) -> Any:
        """The registered action. Raises Http404 for a step that is unknown or never run by hand."""
        aksi = aksi_transisi.ambil(f"siklus.siklus.{self.kwargs['nama']}")
        if aksi is None:
            raise Http404
        return aksi

    def get_form_class(self) -> Any:
        return self.aksi.formulir or KosongForm

    def get_form(self, form_class: Any = None) -> Any:
        return with_date_pickers(super().get_form(form_class))

    def run_action(self, form: Any) -> Any:
        return self.aksi.fungsi(self.siklus, oleh=self.request.user, **transition_values(self.aksi, form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        semua = transitions_for(self.siklus, self.request.user)
        t = next((t for t in semua if t.nama == self.kwargs["nama"] and t.mungkin and t.berwenang), None)
        isi = {
            "judul": t.label if t else _("Langkah ini tidak terbuka"),
            "transisi": t,
            "tombol": t.label if t else "",
            "gaya": t.gaya if t else "",
            "temuan": t.kekurangan if t else [],
            **kwargs,
        }
        return super().get_context_data(**isi)


class UsulKeluarView(SiklusFormView):
    """Korkot proposes that a location leaves the programme; Satker or PMU decides. Source: SIK-12."""

    form_class = UsulKeluarForm
    pesan_berhasil = gettext_lazy("Usulan tercatat. Satker atau PMU memutuskannya.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.USULKAN_KELUAR, self.siklus)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        return actions.propose_keluar(self.siklus, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"judul": _("Usulkan keluar dari program"), "tombol": _("Kirim usulan"), "gaya": "bahaya", **kwargs}
        return super().get_context_data(**isi)


def import_address(user: Any) -> str:
    """Where the officer imports locations: into the widest of the areas that are theirs; "" without the permission."""
    area = sorted((c.kode for c in user.cakupan(izin.KELOLA_LOKASI) if c.kode), key=len)
    return reverse("inti:impor", args=["siklus.lokasi", area[0]]) if area else ""
