"""The Basis tree of a kelurahan with its adult roll."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from inti.izin import may
from inti.tabel import Kolom
from inti.xlsx import export_xlsx, xlsx_response
from wilayah import actions
from wilayah.forms import AlasanForm, BasisForm, DewasaForm, TutupForm
from wilayah.izin import UBAH_BASIS
from wilayah.models import Basis
from wilayah.queries import SimpulBasis, adults_on, basis_tree, flatten
from wilayah.views.dasar import FormView, KelurahanFormView, KelurahanView
from wilayah.waktu import today_in

KOLOM_XLSX = [
    Kolom("atas", _("RW"), ambil=lambda b: b[0].basis.label if b[0] else b[1].basis.label),
    Kolom("bawah", _("RT"), ambil=lambda b: b[1].basis.label if b[0] else ""),
    Kolom("l", _("Dewasa L"), "angka", ambil=lambda b: b[1].tercatat.dewasa_l if b[1].tercatat else None),
    Kolom("p", _("Dewasa P"), "angka", ambil=lambda b: b[1].tercatat.dewasa_p if b[1].tercatat else None),
    Kolom(
        "tanggal",
        _("Keadaan tanggal"),
        "tanggal",
        ambil=lambda b: b[1].tercatat.berlaku_pada if b[1].tercatat else None,
    ),
]


class BasisView(KelurahanView):
    """/kelurahan/<kode>/basis/: the tree on a date (`?tanggal=`), with adults; `?format=xlsx` gives what can be imported."""

    template_name = "wilayah/basis.html"
    tab = "basis"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.tanggal = _date(request.GET.get("tanggal", "")) or today_in(self.wilayah.kode)
        self.pohon = basis_tree(self.wilayah.kode, self.tanggal)
        if request.GET.get("format") == "xlsx":
            isi = export_xlsx(
                _("RW, RT, dan daftar dewasa"),
                KOLOM_XLSX,
                _pairs(self.pohon),
                keterangan=[(_("Wilayah"), self.wilayah.nama_lengkap)],
            )
            return xlsx_response(f"basis-{self.wilayah.kode}", isi)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode = self.wilayah.kode
        return super().get_context_data(
            simpul=flatten(self.pohon),
            dewasa=adults_on(kode, self.tanggal),
            tanggal=self.tanggal,
            hari_ini=self.tanggal == today_in(kode),
            boleh_ubah=may(self.request.user, UBAH_BASIS, kode=kode),
            ditutup=Basis.objects.filter(wilayah_id=kode, aktif=False),
            **kwargs,
        )


class BasisTambahView(KelurahanFormView):
    """Add a place; `?induk=<id>` begins below another."""

    form_class = BasisForm
    izin = UBAH_BASIS
    tab = "basis"
    judul = _("Tambah RW, RT, dusun, atau lingkungan")
    pesan_berhasil: Any = _("Tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kode_wilayah": self.wilayah.kode}

    def get_initial(self) -> dict[str, Any]:
        induk = self.request.GET.get("induk", "")
        return {"induk": induk, "jenis": "rt" if induk else "rw"}

    def run_action(self, form: Any) -> Basis:
        return actions.add_basis(self.wilayah.kode, oleh=self.request.user, **form.isi())

    def get_success_url(self) -> str:
        return reverse("wilayah:basis", args=[self.kwargs["kode"]])


class SatuBasisView(FormView):
    """A form on one place of the tree."""

    izin = UBAH_BASIS
    pesan_berhasil: Any = _("Tersimpan.")

    def row(self) -> Basis:
        return Basis.objects.visible_to(self.request.user).select_related("wilayah", "induk").get(pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("wilayah:basis", args=[self.row().wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        basis = self.row()
        remah = [(basis.wilayah.nama, reverse("wilayah:basis", args=[basis.wilayah_id])), (basis.label, "")]
        return super().get_context_data(**{"remah": remah, "basis": basis, **kwargs})


class BasisUbahView(SatuBasisView):
    """Change number, name, kind or parent."""

    form_class = BasisForm
    template_name = "wilayah/basis_ubah.html"
    judul = _("Ubah tempat")

    def get_form_kwargs(self) -> dict[str, Any]:
        basis = self.row()
        return {**super().get_form_kwargs(), "kode_wilayah": basis.wilayah_id, "kecuali": basis.pk}

    def get_initial(self) -> dict[str, Any]:
        b = self.row()
        return {
            "jenis": b.jenis,
            "nomor": b.nomor,
            "nama": b.nama,
            "induk": b.induk_id,
            "urutan": b.urutan,
            "versi": b.versi,
        }

    def run_action(self, form: Any) -> Basis:
        return actions.change_basis(
            self.row(), data=form.isi(), versi=form.cleaned_data["versi"], oleh=self.request.user
        )


class BasisTutupView(SatuBasisView):
    """Close a place that no longer exists."""

    form_class = TutupForm
    judul = _("Tutup tempat ini")
    keterangan = _("Catatan lama tetap tersimpan dan tetap terhitung untuk tanggal sebelum penutupan.")
    tombol = _("Tutup")

    def get_initial(self) -> dict[str, Any]:
        basis = self.row()
        return {"tanggal": today_in(basis.wilayah_id), "versi": basis.versi}

    def run_action(self, form: Any) -> Basis:
        return actions.close_basis(self.row(), oleh=self.request.user, **form.cleaned_data)


class BasisBukaView(SatuBasisView):
    """Take back a closing."""

    form_class = AlasanForm
    judul = _("Buka kembali tempat ini")
    tombol = _("Buka kembali")

    def run_action(self, form: Any) -> Basis:
        return actions.reopen_basis(self.row(), alasan=form.cleaned_data["alasan"], oleh=self.request.user)


class DewasaView(SatuBasisView):
    """Record the adults of a place as of a date; the history stands beside it."""

    form_class = DewasaForm
    template_name = "wilayah/dewasa.html"
    judul = _("Daftar dewasa")

    def get_initial(self) -> dict[str, Any]:
        return {"berlaku_pada": today_in(self.row().wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.record_adults(self.row(), oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        basis = self.row()
        return super().get_context_data(subjudul=basis.label, riwayat=basis.daftar_dewasa.all(), **kwargs)


def _pairs(pohon: list[SimpulBasis], induk: SimpulBasis | None = None) -> list[tuple[SimpulBasis | None, SimpulBasis]]:
    """Rows of the sheet: a place with the one above it (two floors, as the import reads them)."""
    baris: list[tuple[SimpulBasis | None, SimpulBasis]] = []
    for s in pohon:
        if s.tercatat is not None or not s.anak:
            baris.append((induk, s))
        baris += _pairs(s.anak, s)
    return baris


def _date(teks: str) -> Any:
    try:
        return parse_date(teks)
    except ValueError:
        return None
