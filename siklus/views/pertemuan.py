"""Meetings: record one, plan one, correct or cancel it, the names on its sheet."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.api import check_version
from inti.errors import IsianSalah, VersiBerbeda
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.tabel import Kolom
from inti.unggah import FOTO, PDF, check_upload
from inti.views import FormActionView, HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from laporan.actions import save_berkas
from siklus import actions, izin
from siklus.definisi.model import DefKeluaran, DefPertemuan, JenisKeluaran
from siklus.forms.pertemuan import (
    BARIS_HADIR,
    BatalForm,
    JadwalPertemuanForm,
    KehadiranForm,
    PertemuanForm,
    initial_of,
)
from siklus.forms.saring import SaringPertemuan
from siklus.halaman_langkah import meeting_row, targets_for
from siklus.models import Kehadiran, Langkah, Pertemuan
from siklus.pilihan_basis import held_places, next_place, places_for
from siklus.queries_halaman import planned_meeting
from siklus.ringkasan_ukuran import counted_meetings
from siklus.teks_wa import teks_undangan
from siklus.views.dasar import MENCATAT, TERBUKA, LangkahFormView, LangkahMixin
from wilayah.models import Basis
from wilayah.waktu import today_in

SASARAN_FORM = "catat-pertemuan"


def chosen_kind(langkah: Langkah, kode: str) -> DefPertemuan:
    """The kind asked for, else the first one that decides or is mandatory. Raises Http404 where a stage has none."""
    semua = langkah.aturan_main.pertemuan
    if not semua:
        raise Http404
    wajib = next((j for j in semua if j.wajib), semua[0])
    return next((j for j in semua if j.kode == kode), wajib)


def meeting_form(
    langkah: Langkah, kueri: QueryDict, *, data: Any = None, files: Any = None, kelas: Any = PertemuanForm
) -> Any:
    """The form of one kind of meeting, its places sorted by what is still missing. Three queries."""
    hari_ini = today_in(langkah.wilayah_id)
    asal = data if data is not None else kueri
    jenis = chosen_kind(langkah, asal.get("jenis", ""))
    tempat = places_for(langkah, jenis, hari_ini, held_places(langkah, jenis.kode))
    boleh = {t.id for t in tempat}
    awal = {
        **kueri.dict(),  # what was typed before the kind or the place was changed
        "jenis": jenis.kode,
        "basis": kueri.get("basis") if kueri.get("basis") in boleh else next((t.id for t in tempat if not t.sudah), ""),
        "tanggal": kueri.get("tanggal") or hari_ini,
    }
    isi = {"data": data, "files": files} if data is not None else {"initial": awal}
    return kelas(jenis=jenis, semua_jenis=langkah.aturan_main.pertemuan, tempat=tempat, **isi)


def chosen_place(form: Any) -> Basis | None:
    """The Basis chosen in a form that passed its own choices; None is the whole area."""
    pk = form.cleaned_data.get("basis")
    return Basis.objects.get(pk=pk) if pk else None


def sheet_kind(langkah: Langkah, jenis: str) -> DefKeluaran | None:
    """The evidence under which the photo of an attendance sheet is filed, if the stage has one."""
    daftar = [k for k in langkah.aturan_main.keluaran if k.jenis is JenisKeluaran.DAFTAR]
    return next((k for k in daftar if k.pertemuan == jenis), next((k for k in daftar if not k.pertemuan), None))


class PertemuanBaruView(LangkahFormView):
    """Record a meeting that was held. With htmx only the form travels; the page around it refreshes itself."""

    template_name = "siklus/pertemuan_form.html"
    form_class = PertemuanForm
    judul = gettext_lazy("Catat pertemuan")
    draf = "pertemuan"
    pesan_berhasil = gettext_lazy("Pertemuan tersimpan.")

    def get_template_names(self) -> list[str]:
        return ["siklus/partials/form_pertemuan.html"] if self._part() else [self.template_name]

    def get_form(self, form_class: Any = None) -> Any:
        if self.request.method == "POST":
            return meeting_form(self.langkah, self.request.GET, data=self.request.POST, files=self.request.FILES)
        return meeting_form(self.langkah, self.request.GET)

    def run_action(self, form: Any) -> Any:
        langkah, user, jenis, basis = self.langkah, self.request.user, form.cleaned_data["jenis"], chosen_place(form)
        rencana = planned_meeting(langkah, jenis, basis)
        with field_names(BARIS_HADIR):
            if rencana is not None:
                pertemuan = actions.hold_pertemuan(rencana, oleh=user, **form.isi())
            else:
                pertemuan = actions.record_pertemuan(langkah, oleh=user, jenis=jenis, basis=basis, **form.isi())
        if foto := form.cleaned_data.get("foto"):
            file_sheet(langkah, pertemuan, foto, oleh=user)
        return pertemuan

    def success_target(self, hasil: Any) -> str:
        if "lanjut" not in self.request.POST:
            return f"{self.url_langkah}#pertemuan"
        form = self.get_form()
        kini = str(hasil.basis_id or "")
        kueri = QueryDict(mutable=True)
        kueri.update(
            {"jenis": hasil.jenis, "tanggal": hasil.tanggal.isoformat(), "basis": next_place(form.pilihan, kini)}
        )
        return f"{reverse('siklus:pertemuan-baru', args=[self.langkah.pk])}?{kueri.urlencode()}"

    def redirect(self, lokasi: str) -> HttpResponse:
        """To htmx give a fresh form at once (a new key, the next place), and tell the other parts to ask again."""
        if not self._part():
            return super().redirect(lokasi)
        berikut = QueryDict(lokasi.partition("?")[2].partition("#")[0], mutable=True)
        berikut.setdefault("jenis", self.request.POST.get("jenis", ""))
        self.request.POST = QueryDict()
        form = meeting_form(self.langkah, berikut)
        form.fields["hadir_l"].widget.attrs["autofocus"] = True
        jawaban = render(
            self.request,
            "siklus/partials/form_pertemuan.html",
            {**self.frame(), **self._extra(form), "form": form, "tersimpan": True},
        )
        jawaban["HX-Trigger"] = "langkah-berubah"
        return jawaban

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        return super().get_context_data(**self._extra(kwargs["form"]), **kwargs)

    def _extra(self, form: Any) -> dict[str, Any]:
        focus_first_error(form)
        return {
            "sasaran": targets_for(self.langkah),
            "jenis": form.jenis_dipilih,
            "adaptif": True,
            "bagian": self._part(),
        }

    def _part(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return htmx is not None and bool(htmx) and htmx.target == SASARAN_FORM


class PertemuanJadwalView(LangkahFormView):
    """Plan a meeting: day, hour, place; the invitation is printed from it."""

    form_class = JadwalPertemuanForm
    judul = gettext_lazy("Jadwalkan pertemuan")
    tombol = gettext_lazy("Simpan rencana")
    draf = "jadwal-pertemuan"
    pesan_berhasil = gettext_lazy("Pertemuan terjadwal. Undangan dan daftar hadir dapat dicetak dari Paket rapat.")

    def get_form(self, form_class: Any = None) -> Any:
        data = self.request.POST if self.request.method == "POST" else None
        return meeting_form(self.langkah, self.request.GET, data=data, kelas=JadwalPertemuanForm)

    def run_action(self, form: Any) -> Any:
        return actions.schedule_pertemuan(
            self.langkah,
            oleh=self.request.user,
            jenis=form.cleaned_data["jenis"],
            basis=chosen_place(form),
            **form.isi(),
        )

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#pertemuan"


class PertemuanMixin(LangkahMixin):
    """One meeting in scope, and the stage it belongs to."""

    @cached_property
    def pertemuan(self) -> Pertemuan:
        """The meeting. Raises Pertemuan.DoesNotExist out of scope."""
        semua = Pertemuan.objects.visible_to(self.request.user)
        return semua.select_related("basis__induk", "langkah__wilayah__induk__induk", "langkah__siklus__wilayah").get(
            pk=self.kwargs["pertemuan"]
        )

    @property
    def langkah(self) -> Langkah:  # type: ignore[override]
        """The stage of the meeting."""
        return self.pertemuan.langkah

    @property
    def url_langkah(self) -> str:
        return reverse("siklus:langkah", args=[self.langkah.pk])

    @property
    def boleh(self) -> bool:
        """Whether this officer may change it now."""
        if self.langkah.status not in (TERBUKA if self.pertemuan.status == "terjadwal" else MENCATAT):
            return False
        return may(self.request.user, izin.CATAT, self.langkah)


class PertemuanView(PertemuanMixin):
    """One meeting: attendance, result, papers, names; what may be done to it."""

    template_name = "siklus/pertemuan_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.pertemuan
        boleh = self.boleh
        return super().get_context_data(
            **self.frame(),
            judul=p.nama,
            remah=self.crumbs("x"),
            p=p,
            b=meeting_row(p),
            sasaran=targets_for(self.langkah),
            boleh=boleh and p.status != "batal",
            keluaran=list(p.keluaran.filter(status="sah").select_related("berkas", "langkah")),
            kehadiran=list(p.kehadiran.select_related("basis__induk").order_by("nama", "id")),
            form_hadir=KehadiranForm() if boleh and p.status == "terlaksana" else None,
            teks_undangan=teks_undangan(p) if p.status == "terjadwal" else "",
            **kwargs,
        )


class PertemuanFormView(PertemuanMixin, FormActionView):
    """Base of the forms below one meeting."""

    template_name = "siklus/formulir.html"
    judul: Any = ""
    tombol: Any = gettext_lazy("Simpan")
    gaya = "go"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.pertemuan)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"siklus.pertemuan:{self.kwargs['pertemuan']}"

    def get_success_url(self) -> str:
        return reverse("siklus:pertemuan", args=[self.pertemuan.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.pertemuan
        isi = {
            "judul": str(self.judul), "subjudul": str(p), "remah": self.crumbs("x"), "tombol": self.tombol,
            "gaya": self.gaya, "batal": self.get_success_url(), "p": p, **self.frame(), **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class PertemuanUbahView(PertemuanFormView):
    """Correct a meeting, or write down that a planned one was held. A newer version elsewhere shows both values."""

    template_name = "siklus/pertemuan_form.html"
    form_class = PertemuanForm
    judul = gettext_lazy("Ubah pertemuan")
    pesan_berhasil = gettext_lazy("Pertemuan tersimpan.")

    def get_form(self, form_class: Any = None) -> Any:
        p, langkah = self.pertemuan, self.langkah
        jenis = langkah.aturan_main.ambil_pertemuan(p.jenis)
        tempat = [t for t in places_for(langkah, jenis, today_in(langkah.wilayah_id)) if t.id == str(p.basis_id or "")]
        isi: dict[str, Any] = {"initial": initial_of(p)}
        if self.request.method == "POST":
            isi = {"data": self.request.POST, "files": self.request.FILES, **isi}
        return PertemuanForm(jenis=jenis, semua_jenis=(jenis,), tempat=tempat, **isi)

    def run_action(self, form: Any) -> Any:
        p, user, isi = self.pertemuan, self.request.user, form.isi()
        with field_names(BARIS_HADIR):
            if form.cleaned_data.get("versi"):
                check_version(p, form.cleaned_data["versi"], isi)
            if p.status == "terjadwal":
                hasil = actions.hold_pertemuan(p, oleh=user, **isi)
            else:
                hasil = actions.update_pertemuan(p, oleh=user, **isi)
        if foto := form.cleaned_data.get("foto"):
            file_sheet(self.langkah, hasil, foto, oleh=user)
        return hasil

    def refused(self, form: Any, galat: Any) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):
            # The next press saves over what the officer has now seen.
            form.data = form.data.copy()
            form.data["versi"] = str(galat.rincian["tersimpan"].get("versi", ""))
        return super().refused(form, galat)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        focus_first_error(kwargs["form"])
        judul = _("Catat pelaksanaan") if self.pertemuan.status == "terjadwal" else str(self.judul)
        return super().get_context_data(
            sasaran=targets_for(self.langkah),
            jenis=kwargs["form"].jenis_dipilih,
            adaptif=False,
            **{"judul": judul, **kwargs},
        )


class PertemuanBatalView(PertemuanFormView):
    """Cancel a meeting with a reason; the record stays. Source: UMU-32."""

    form_class = BatalForm
    judul = gettext_lazy("Batalkan pertemuan")
    tombol = gettext_lazy("Batalkan pertemuan")
    gaya = "bahaya"
    pesan_berhasil = gettext_lazy("Pertemuan dibatalkan; catatannya tetap tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.cancel_pertemuan(self.pertemuan, oleh=self.request.user, alasan=form.cleaned_data["alasan"])

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#pertemuan" if self.request.method == "POST" else super().get_success_url()


class KehadiranBaruView(PertemuanFormView):
    """Add one name to the sheet; optional beside the counted block. Source: SIK-46."""

    form_class = KehadiranForm
    judul = gettext_lazy("Tambah nama hadir")
    pesan_berhasil = gettext_lazy("Nama tercatat.")

    def run_action(self, form: Any) -> Any:
        return actions.add_kehadiran(self.pertemuan, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#nama"


class KehadiranHapusView(PertemuanFormView):
    """Take one name off the sheet."""

    template_name = "siklus/formulir.html"
    judul = gettext_lazy("Hapus nama")
    tombol = gettext_lazy("Hapus nama ini")
    gaya = "bahaya"
    pesan_berhasil = gettext_lazy("Nama dihapus dari daftar.")

    form_class = forms.Form

    @cached_property
    def kehadiran(self) -> Kehadiran:
        """The name. Raises Kehadiran.DoesNotExist for a name of another meeting."""
        return self.pertemuan.kehadiran.get(pk=self.kwargs["nama"])

    def run_action(self, form: Any) -> Any:
        return actions.remove_kehadiran(self.kehadiran, oleh=self.request.user)

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#nama"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": self.kehadiran.nama, **kwargs})


class CatatPertemuanView(HalamanView):
    """The shortest way from Beranda: one open stage goes straight to its form, several are offered as a list."""

    template_name = "siklus/catat_pertemuan.html"
    izin = izin.CATAT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        langkah = list(
            Langkah.objects.visible_to(request.user, izin=izin.CATAT)
            .filter(status__in=MENCATAT)
            .select_related("wilayah__induk")
            .order_by("wilayah__nama", "urutan")[:60]
        )
        langkah = [x for x in langkah if x.aturan_main.pertemuan]
        if len(langkah) == 1:
            return redirect("siklus:pertemuan-baru", pk=langkah[0].pk)
        return render(request, self.template_name, {"judul": _("Catat pertemuan"), "langkah": langkah})


class PertemuanListView(HalamanView):
    """Meetings in scope, newest first; the list behind every participation figure."""

    template_name = "siklus/daftar.html"
    izin = izin.LIHAT
    kolom = (
        Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal", tautan=lambda p: reverse("siklus:pertemuan", args=[p.pk])),
        Kolom("wilayah", gettext_lazy("Wilayah"), ambil=lambda p: p.wilayah.nama),
        Kolom("nama", gettext_lazy("Pertemuan"), ambil=lambda p: p.nama),
        Kolom("basis", gettext_lazy("RT/RW"), ambil=lambda p: p.basis.label_lengkap if p.basis_id else ""),
        Kolom("l", "L", "angka", ambil="peserta_l"),
        Kolom("p", "P", "angka", ambil="peserta_p"),
        Kolom("hadir", gettext_lazy("Hadir"), "angka"),
        Kolom("miskin", gettext_lazy("Miskin"), "angka", ambil=lambda p: p.miskin),
        Kolom("perempuan", gettext_lazy("% P"), "persen", ambil=lambda p: meeting_row(p).persen_perempuan),
    )

    def rows(self, saring: SaringPertemuan) -> Any:
        """Held meetings (or planned, cancelled when asked) that match."""
        nilai = saring.nilai
        qs = Pertemuan.objects.visible_to(self.request.user).select_related("wilayah", "basis", "langkah")
        qs = qs.filter(status=nilai.get("keadaan", "terlaksana"))
        if area := nilai.get("area"):
            qs = qs.in_area(area)
        if nilai.get("dihitung"):
            qs = qs.filter(counted_meetings())
        return qs.filter(langkah__kode=nilai["langkah"]) if nilai.get("langkah") else qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saring = SaringPertemuan(self.request.GET)
        qs = self.rows(saring)
        urut = ("-rencana_tanggal", "-id") if saring.nilai.get("keadaan") == "terjadwal" else ("-tanggal", "-id")
        if saring.nilai.get("keadaan") == "batal":
            urut = ("-dibuat_pada", "-id")
        halaman = keyset_page(qs, urut, self.request.GET)
        return super().get_context_data(
            judul=_("Pertemuan"),
            saring=saring,
            halaman=halaman,
            kolom=self.kolom,
            jumlah=qs.count(),
            xlsx=f"{reverse('siklus:pertemuan-xlsx')}?{self.request.GET.urlencode()}",
            **kwargs,
        )


class PertemuanXlsxView(PertemuanListView):
    """The same list as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        qs = self.rows(SaringPertemuan(request.GET)).order_by("-tanggal", "-id")
        return xlsx_response("pertemuan", export_xlsx(_("Pertemuan"), self.kolom, qs.iterator(chunk_size=2000)))


def focus_first_error(form: Any) -> None:
    """Put the cursor into the first wrong field, also when only this part of the page was sent. Source: UMU-23."""
    salah = next((nama for nama in form.fields if nama in form.errors), None) if form.is_bound else None
    if salah is not None:
        form.fields[salah].widget.attrs["autofocus"] = True


def file_sheet(langkah: Langkah, pertemuan: Pertemuan, foto: Any, *, oleh: Any) -> None:
    """Keep the photo of the attendance sheet and file it as the stage's evidence, inside the open unit."""
    jenis = sheet_kind(langkah, pertemuan.jenis)
    unggahan = check_upload(foto, boleh=(FOTO, PDF), bidang="foto")
    berkas = save_berkas(unggahan, oleh=oleh, wilayah=langkah.wilayah, objek=pertemuan, keterangan=str(pertemuan))
    if jenis is not None:
        actions.file_keluaran(
            langkah, oleh=oleh, kode=jenis.kode, berkas=berkas, pertemuan=pertemuan, basis=pertemuan.basis
        )


class field_names:
    """Rename columns in a refusal to the form's own field names, so that the message stands beside the field."""

    def __init__(self, nama: dict[str, str]) -> None:
        self.balik = {kolom: bidang for bidang, kolom in nama.items()}

    def __enter__(self) -> None:
        return None

    def __exit__(self, jenis: Any, galat: Any, jejak: Any) -> None:
        if isinstance(galat, IsianSalah):
            raise IsianSalah({self.balik.get(k, k): v for k, v in galat.galat.items()}) from galat
