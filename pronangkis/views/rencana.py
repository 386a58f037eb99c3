"""Pages of the plan as a whole: the tab of the kelurahan, the overview, vision, chapters, versions, steps."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkm.queries import koordinator
from inti.errors import IsianSalah
from inti.izin import may, require
from inti.jejak import sentence_of
from inti.registry import aksi_transisi
from inti.transitions import open_transitions, transitions_for
from inti.views import FormActionView, HalamanView
from pronangkis import actions, izin
from pronangkis.actions.umum import MENCATAT
from pronangkis.beda import differences
from pronangkis.forms.pengesahan import PengesahanForm
from pronangkis.forms.rencana import (
    BabForm,
    BukaForm,
    KosongForm,
    MonografiForm,
    TimForm,
    VersiBaruForm,
    VisiForm,
    as_lines,
)
from pronangkis.models import PJM, AnggotaTim, BabPJM
from pronangkis.narasi import chapters
from pronangkis.queries import (
    activities,
    monograph_of,
    plan_stage,
    plan_to_work_on,
    rentas_by_siklus,
    sources,
    team_of,
    versions_of,
)
from pronangkis.rekap import lines_of, recap
from pronangkis.reports.keadaan import papers_of
from pronangkis.reports.sumber import head_of_area
from pronangkis.syarat import submission_findings
from pronangkis.views.dasar import PjmFormView, PjmMixin, newest_siklus
from siklus.views.catatan import row_named
from siklus.views.dasar import LangkahFormView
from siklus.views.langkah import with_date_pickers
from wilayah.bingkai import area_for, frame
from wilayah.sebutan import words_for


class KelurahanPjmView(HalamanView):
    """/kelurahan/<kode>/pjm/: the plan in force, the one being made, the Rentas, and how to begin."""

    template_name = "pronangkis/kelurahan.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        wilayah = area_for(user, self.kwargs["kode"], izin.LIHAT)
        siklus = newest_siklus(user, wilayah.kode)
        versi = versions_of(siklus) if siklus else []
        kerja = plan_to_work_on(siklus.pk) if siklus else None
        kegiatan = activities(kerja) if kerja else []
        langkah = plan_stage(siklus.pk) if siklus else None
        rekap = recap(lines_of(kegiatan))
        berlaku = next((p for p in versi if p.status == PJM.Status.DISAHKAN), None)
        renta = rentas_by_siklus([siklus.pk])[siklus.pk] if siklus and versi else []
        return super().get_context_data(
            **frame(user, wilayah, tab="pjm"),
            siklus=siklus,
            langkah=langkah,
            versi=versi,
            kerja=kerja,
            berlaku=berlaku,
            kertas=plan_papers(user, berlaku or kerja, renta),
            renta=sorted(renta, key=lambda r: r.tahun_ke),
            rekap=rekap,
            sumber=[s for s in sources() if s.kode in rekap.sumber],
            jumlah_kegiatan=len(kegiatan),
            kk=sum(k.kk_miskin or 0 for k in kegiatan),
            monografi=monograph_of(wilayah.kode),
            boleh_susun=may(user, izin.SUSUN, kode=wilayah.kode),
            boleh_mulai=bool(langkah and langkah.status in MENCATAT and may(user, izin.SUSUN, kode=wilayah.kode)),
            **kwargs,
        )


def plan_papers(user: Any, pjm: PJM | None, renta: Any) -> list[Any]:
    """The papers of a version and of its newest Renta among `renta`; none without a version. Source: DOK-16."""
    if pjm is None:
        return []
    milik = [r for r in renta if r.pjm_id == pjm.pk]
    terbaru = max(milik, key=lambda r: r.tahun_ke, default=None)
    return [*papers_of(user, pjm), *(papers_of(user, terbaru) if terbaru else [])]


class LangkahPjmView(LangkahFormView):
    """/langkah/<pk>/pjm/: leads to the plan that is being made, or begins it (in later years: its Renta)."""

    template_name = "pronangkis/mulai.html"
    izin_baris = izin.LIHAT
    izin = izin.LIHAT
    form_class = BukaForm
    judul = gettext_lazy("Susun PJM Pronangkis")
    tombol = gettext_lazy("Mulai menyusun")
    pesan_berhasil = gettext_lazy("Rencana dibuka. Mulailah dari visi dan kegiatan.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.langkah.kode != "S6" or self.langkah.siklus_id is None:
            raise Http404
        pjm = plan_to_work_on(self.langkah.siklus_id)
        if pjm is not None and self.langkah.tahun_siklus == 1:
            return self.redirect(reverse("pronangkis:pjm", args=[pjm.pk]))
        if pjm is not None:
            renta = next((r for r in self._rentas() if r.tahun_ke == self.langkah.tahun_siklus), None)
            if renta is not None:
                return self.redirect(reverse("pronangkis:renta", args=[renta.pk]))
        return super().get(request, *args, **kwargs)

    def _rentas(self) -> list[Any]:
        return [
            r for r in rentas_by_siklus([self.langkah.siklus_id])[self.langkah.siklus_id] if r.status != "digantikan"
        ]

    def get_form_class(self) -> Any:
        return BukaForm if self.langkah.tahun_siklus == 1 else KosongForm

    def get_initial(self) -> dict[str, Any]:
        return {"tahun_mulai": self.langkah.siklus.tahun_mulai + 1 if self.langkah.siklus else None}

    def run_action(self, form: Any) -> Any:
        if self.langkah.tahun_siklus > 1:
            return actions.open_renta(self.langkah, oleh=self.request.user)
        return actions.open_pjm(self.langkah, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: Any) -> str:
        nama = "pronangkis:pjm" if isinstance(hasil, PJM) else "pronangkis:renta"
        return reverse(nama, args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boleh = may(self.request.user, izin.SUSUN, self.langkah) and self.langkah.status in MENCATAT
        judul = self.judul if self.langkah.tahun_siklus == 1 else _("Susun Renta tahun ini")
        return super().get_context_data(**{"boleh": boleh, "judul": str(judul), **kwargs})


class TimView(LangkahFormView):
    """/langkah/<pk>/tim/: the quick table of the team, and who is in it."""

    template_name = "pronangkis/tim.html"
    form_class = TimForm
    izin_baris = izin.LIHAT
    izin = izin.LIHAT
    judul = gettext_lazy("Tim penyusun PJM")
    draf = "tim-pjm"
    pesan_berhasil = gettext_lazy("Anggota tim tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.langkah.kode != "S6":
            raise Http404
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else 5
        return {**super().get_form_kwargs(), "jumlah": jumlah}

    def run_action(self, form: Any) -> Any:
        for i, isi in form.rows():
            with row_named(i, isi["nama"]):
                actions.add_anggota_tim(self.langkah, oleh=self.request.user, **isi)
        return self.langkah

    def get_success_url(self) -> str:
        return f"{reverse('pronangkis:tim', args=[self.langkah.pk])}#daftar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        daftar = team_of(self.langkah)
        boleh = may(self.request.user, izin.SUSUN, self.langkah) and self.langkah.status in MENCATAT
        form = kwargs.get("form") or self.get_form()
        return super().get_context_data(
            **{
                "daftar": daftar,
                "jumlah_l": sum(a.jenis_kelamin == "L" for a in daftar),
                "jumlah_p": sum(a.jenis_kelamin == "P" for a in daftar),
                "tambah_baris": min(form.banyak + 5, 40),
                "boleh": boleh,
                "form": form,
                **kwargs,
            }
        )


class TimHapusView(FormActionView):
    """Take a mistyped name off the team."""

    template_name = "siklus/formulir.html"
    form_class = KosongForm
    izin = izin.LIHAT
    pesan_berhasil = gettext_lazy("Dihapus dari tim.")

    @cached_property
    def anggota(self) -> AnggotaTim:
        """The member in scope. Raises AnggotaTim.DoesNotExist."""
        return AnggotaTim.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.SUSUN, self.anggota)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        actions.remove_anggota_tim(self.anggota, oleh=self.request.user)

    def get_success_url(self) -> str:
        return reverse("pronangkis:tim", args=[self.anggota.langkah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Hapus %(nama)s dari tim?") % {"nama": self.anggota.nama}, "tombol": _("Hapus"), "gaya": "bahaya",
            "batal": self.get_success_url(), **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class PjmView(PjmMixin):
    """/pjm/<pk>/: where the plan stands, what is missing, its sums, its buttons."""

    template_name = "pronangkis/pjm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pjm = self.pjm
        kegiatan = activities(pjm)
        rekap = recap(lines_of(kegiatan))
        transisi = [t for t in open_transitions(pjm, self.request.user) if t.nama not in ("gantikan",)]
        return super().get_context_data(
            **self.frame(),
            kegiatan=kegiatan,
            rekap=rekap,
            sumber=[s for s in sources() if s.kode in rekap.sumber],
            tahun=[(pjm.tahun_mulai + ke - 1, rekap.tahun.get(ke, 0)) for ke in pjm.tahun_ke],
            kk=sum(k.kk_miskin or 0 for k in kegiatan),
            temuan=submission_findings(pjm) if pjm.status == PJM.Status.DRAF else [],
            transisi=[t for t in transisi if t.nama != "sahkan"],
            sahkan=next((t for t in transisi if t.nama == "sahkan"), None),
            versi=versions_of(pjm.siklus),
            kertas=plan_papers(self.request.user, pjm, pjm.renta.all()),
            tim=len(team_of(pjm.langkah)),
            boleh_versi=self.boleh_susun
            and pjm.status in ("uji_publik", "disahkan")
            and pjm.langkah.status in MENCATAT,
            **kwargs,
        )


class VisiView(PjmFormView):
    """Vision and mission; with what the Refleksi said of it beside."""

    template_name = "pronangkis/visi.html"
    form_class = VisiForm
    bagian = "visi"
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Visi dan misi")
    draf = "visi-pjm"
    pesan_berhasil = gettext_lazy("Visi dan misi tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"visi": self.pjm.visi, "misi": self.pjm.misi, "tahun_mulai": self.pjm.tahun_mulai}

    def run_action(self, form: Any) -> Any:
        return actions.update_pjm(self.pjm, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("pronangkis:visi", args=[self.pjm.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from pronangkis import kajian

        return super().get_context_data(
            **{
                "visi_awal": kajian.agreed_points(self.pjm.siklus_id, "visi_awal"),
                "batal": reverse("pronangkis:pjm", args=[self.pjm.pk]),
                **kwargs,
            }
        )


class BabDaftarView(PjmMixin):
    """All chapters with their text; which are still the composed ones."""

    template_name = "pronangkis/bab_daftar.html"
    bagian = "bab"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.frame(_("Narasi PJM")), bab=chapters(self.pjm), **kwargs)


class BabMixin(PjmFormView):
    """One chapter of the address."""

    bagian = "bab"

    @cached_property
    def bab(self) -> BabPJM:
        """The chapter in scope. Raises BabPJM.DoesNotExist."""
        return BabPJM.objects.visible_to(self.request.user).get(pk=self.kwargs["bab"])

    @cached_property
    def pjm(self) -> PJM:  # type: ignore[override]
        """Its version."""
        from pronangkis.queries import plan_for_page

        return plan_for_page(self.request.user, self.bab.pjm_id)

    def get_success_url(self) -> str:
        return f"{reverse('pronangkis:bab-daftar', args=[self.pjm.pk])}#bab-{self.bab.kode}"


class BabView(BabMixin):
    """Edit one chapter; it opens with the composed text."""

    template_name = "pronangkis/bab.html"
    form_class = BabForm
    draf = "bab-pjm"
    pesan_berhasil = gettext_lazy("Bab tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"isi": next(b.isi for b in chapters(self.pjm) if b.pk == self.bab.pk)}

    def run_action(self, form: Any) -> Any:
        return actions.save_bab(self.bab, oleh=self.request.user, isi=form.cleaned_data["isi"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"judul": str(self.bab), "bab": self.bab, **kwargs})


class BabBawaanView(BabMixin):
    """Give a chapter back to the composed text."""

    form_class = KosongForm
    tombol = gettext_lazy("Pakai lagi teks dari data")
    pesan_berhasil = gettext_lazy("Bab disusun lagi dari data kelurahan.")

    def run_action(self, form: Any) -> Any:
        return actions.reset_bab(self.bab, oleh=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petunjuk = _(
            "Teks yang disunting diganti dengan teks yang disusun dari data kelurahan. Teks lama tetap tercatat dalam jejak."
        )
        return super().get_context_data(
            **{"judul": _("Kembalikan %(bab)s?") % {"bab": self.bab}, "petunjuk": petunjuk, "gaya": "bahaya", **kwargs}
        )


class VersiBaruView(PjmFormView):
    """Copy a version that was handed in or ratified into a new draft."""

    form_class = VersiBaruForm
    bagian = "beda"
    judul = gettext_lazy("Susun versi baru")
    tombol = gettext_lazy("Buat versi baru")
    pesan_berhasil = gettext_lazy("Versi baru dibuat; versi lama tetap tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.new_version(self.pjm, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: PJM) -> str:
        return reverse("pronangkis:kegiatan", args=[hasil.pk])


class BedaView(PjmMixin):
    """Versions of the Siklus, and what one changed against another."""

    template_name = "pronangkis/beda.html"
    bagian = "beda"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versi = versions_of(self.pjm.siklus)
        dengan = self.request.GET.get("dengan", "")
        lain = next((v for v in versi if str(v.pk) == dengan and v.pk != self.pjm.pk), None)
        lain = lain or next((v for v in versi if v.pk == self.pjm.asal_id), None)
        return super().get_context_data(
            **self.frame(_("Versi dan perbedaannya")),
            versi=versi,
            lain=lain,
            beda=differences(lain, self.pjm) if lain is not None else None,
            boleh_versi=self.boleh_susun
            and self.pjm.status in ("uji_publik", "disahkan")
            and self.pjm.langkah.status in MENCATAT,
            **kwargs,
        )


class TransisiView(PjmFormView):
    """One step of a version: what is missing, what it asks; then the registered action."""

    template_name = "pronangkis/transisi.html"
    izin_baris = izin.LIHAT
    model_label = "pronangkis.pjm"

    @property
    def baris(self) -> Any:
        """The row that moves."""
        return self.pjm

    @cached_property
    def aksi(self) -> Any:
        """The registered action. Raises Http404 for a step that does not exist."""
        aksi = aksi_transisi.ambil(f"{self.model_label}.{self.kwargs['nama']}")
        if aksi is None or self.kwargs["nama"] == "gantikan":
            raise Http404
        return aksi

    @cached_property
    def transisi(self) -> Any:
        """The step as this officer sees it; None when it is not open now."""
        semua = transitions_for(self.baris, self.request.user)
        return next((t for t in semua if t.nama == self.kwargs["nama"] and t.mungkin and t.berwenang), None)

    def get_form_class(self) -> Any:
        return self.aksi.formulir or KosongForm

    def get_form_kwargs(self) -> dict[str, Any]:
        isi = super().get_form_kwargs()
        return {**isi, "langkah": self.baris.langkah} if self.get_form_class() is PengesahanForm else isi

    def get_initial(self) -> dict[str, Any]:
        """Who signs, where the records know it: the koordinator of the BKM in force and the lurah."""
        if self.get_form_class() is not PengesahanForm:
            return super().get_initial()
        ketua = koordinator(self.baris.wilayah_id)
        return {
            **super().get_initial(),
            "koordinator_nama": ketua.nama if ketua else "",
            "lurah_nama": head_of_area(self.baris.wilayah),
        }

    def get_form(self, form_class: Any = None) -> Any:
        form = with_date_pickers(super().get_form(form_class))
        if isinstance(form, PengesahanForm):
            form.fields["lurah_nama"].label = _("Nama %(kepala)s yang mengetahui") % {
                "kepala": words_for(self.baris.wilayah).kepala.lower()
            }
        if self.transisi is not None and self.transisi.peringatan and "alasan" not in form.fields:
            from siklus.formulir_transisi import AlasanForm

            form.fields["alasan"] = AlasanForm.base_fields["alasan"]
        return form

    def run_action(self, form: Any) -> Any:
        data = {k: v for k, v in form.cleaned_data.items() if k != "alasan" or v}
        return self.aksi.fungsi(self.baris, oleh=self.request.user, **data)

    def form_valid(self, form: Any) -> HttpResponse:
        self.pesan_berhasil = sentence_of(f"{self.model_label}.{self.kwargs['nama']}", self.baris) or _("Tersimpan.")
        return super().form_valid(form)

    def objek_kunci(self) -> str:
        return f"{self.model_label}:{self.baris.pk}:{self.kwargs['nama']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t = self.transisi
        return super().get_context_data(
            **{
                "judul": t.label if t else _("Langkah ini tidak terbuka"),
                "transisi": t,
                "tombol": t.label if t else "",
                "gaya": t.gaya if t else "",
                "temuan": t.kekurangan if t else [],
                **kwargs,
            }
        )


class MonografiView(FormActionView):
    """/kelurahan/<kode>/monografi/: the kelurahan in figures, for the second chapter."""

    template_name = "pronangkis/monografi.html"
    izin = izin.LIHAT
    form_class = MonografiForm
    pesan_berhasil = gettext_lazy("Monografi tersimpan.")

    @cached_property
    def wilayah(self) -> Any:
        """The kelurahan in scope. Raises Wilayah.DoesNotExist."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.SUSUN if request.method == "POST" else izin.LIHAT, kode=self.wilayah.kode)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        m = monograph_of(self.wilayah.kode)
        if m is None:
            return {}
        isi = {f: getattr(m, f) for f in MonografiForm.base_fields}
        return {**isi, **{k: as_lines(isi[k]) for k in ("pekerjaan", "pendidikan", "sarana")}}

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        if data["luas_ha"] == 0:
            raise IsianSalah({"luas_ha": [_("Isi luas lebih dari nol.")]})
        return actions.save_monografi(self.wilayah, oleh=self.request.user, **data)

    def get_success_url(self) -> str:
        return reverse("pronangkis:kelurahan", args=[self.wilayah.kode])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                **frame(self.request.user, self.wilayah, tab="pjm"),
                "judul": _("Monografi"),
                "subjudul": self.wilayah.nama_lengkap,
                "batal": self.get_success_url(),
                "boleh": may(self.request.user, izin.SUSUN, kode=self.wilayah.kode),
                **kwargs,
            }
        )
