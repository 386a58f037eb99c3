"""The editor: the grid of activities, one activity, pasting from a sheet. Every page in a constant number of queries."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inti.errors import GalatAplikasi, IsianSalah, VersiBerbeda
from inti.formats import rupiah
from inti.idempotensi import Hasil, run_once
from inti.izin import require
from inti.views import FormActionView
from inti.xlsx import export_xlsx, xlsx_response
from pronangkis import actions, izin, kajian
from pronangkis.forms.kegiatan import BarisForm, HapusForm, KegiatanForm, ProgramForm, TempelForm
from pronangkis.lembar import BarisTempel, export_columns, read_pasted
from pronangkis.models import PJM, Bidang, KegiatanPJM, ProgramPJM
from pronangkis.queries import activities, plan_for_page, problems_by_activity, programmes, sources
from pronangkis.rekap import Rekap, lines_of, recap
from pronangkis.views.dasar import PjmFormView
from siklus.pilihan_basis import whole_tree
from wilayah.models import Basis
from wilayah.waktu import today_in

# Sources that every plan shows; others appear once they carry money, or when asked for.
# Problems of institution and leadership are answered by the BKM's own work programme. Source: PJM-04.
FIELD_OF = {"kepemimpinan": "kelembagaan"}
SUMBER_TETAP = ("blm_apbn", "swadaya", "apbd_kota")


def initial_row(k: KegiatanPJM, sumber: list[Any]) -> dict[str, Any]:
    """What a row of the grid shows of a stored activity."""
    isi = {f: getattr(k, f) for f in BarisForm.base_fields}
    total: dict[str, Any] = {}
    for b in k.biaya.all():
        total[b.sumber_id] = total.get(b.sumber_id, 0) + b.jumlah
    return {**isi, **{f"s_{s.kode}": total.get(s.kode) for s in sumber}}


class KegiatanView(PjmFormView):
    """/pjm/<pk>/kegiatan/: the grid. Saves all changed rows by a plain post; with the script each row saves itself."""

    template_name = "pronangkis/kegiatan.html"
    form_class = HapusForm
    izin_baris = izin.LIHAT
    bagian = "kegiatan"
    judul = gettext_lazy("Kegiatan dan biaya")
    pesan_berhasil = gettext_lazy("Semua baris tersimpan.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            isi = export_xlsx(
                _("Kegiatan PJM"),
                export_columns(sources()),
                activities(self.pjm),
                keterangan=[(_("Rencana"), str(self.pjm)), (_("Wilayah"), self.pjm.wilayah.nama_lengkap)],
            )
            return xlsx_response(f"pjm-{self.pjm.wilayah_id}-v{self.pjm.versi_ke}", isi)
        return super().get(request, *args, **kwargs)

    @cached_property
    def kegiatan(self) -> list[KegiatanPJM]:
        """The activities, in the order of the matrix."""
        return activities(self.pjm)

    @cached_property
    def sumber(self) -> list[Any]:
        """Columns of money: the usual ones, those in use, and those asked for by `?sumber=`."""
        dipakai = {b.sumber_id for k in self.kegiatan for b in k.biaya.all()}
        minta = set(self.request.GET.getlist("sumber")) | set(self.request.POST.getlist("sumber"))
        return [s for s in sources() if s.kode in dipakai or s.kode in SUMBER_TETAP or s.kode in minta]

    def row_form(self, k: KegiatanPJM, data: Any = None) -> BarisForm:
        """The form of one row."""
        form = BarisForm(
            data, prefix=str(k.pk), initial=initial_row(k, self.sumber), sumber=self.sumber, tahun=self.pjm.tahun
        )
        form.kegiatan = k
        form.fields["lokasi"].widget.attrs["placeholder"] = ", ".join(b.label for b in k.basis.all())
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        data = self.request.POST
        self.baris_form = {k.pk: self.row_form(k, data) for k in self.kegiatan if f"{k.pk}-nama" in data}
        salah = [f for f in self.baris_form.values() if not f.is_valid()]
        if salah:
            form.add_error(None, _("Ada isian yang perlu diperbaiki; barisnya ditandai di bawah."))
            return self.form_invalid(form)
        return super().form_valid(form)

    def run_action(self, form: Any) -> Any:
        for k in self.kegiatan:
            f = self.baris_form.get(k.pk)
            if f is None or not f.has_changed():
                continue
            check_row_version(k, f)
            actions.update_kegiatan(k, oleh=self.request.user, **f.values())
        return self.pjm

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):  # both values are shown; pressing save again keeps what was typed here
            data = self.request.POST.copy()
            for k in self.kegiatan:
                data[f"{k.pk}-versi"] = str(k.versi)
            self.baris_form = {pk: self.row_form(f.kegiatan, data) for pk, f in self.baris_form.items()}
        return super().refused(form, galat)

    def get_success_url(self) -> str:
        return reverse("pronangkis:kegiatan", args=[self.pjm.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pjm = self.pjm
        kirim = getattr(self, "baris_form", {})
        masalah = problems_by_activity(pjm)
        semua = kajian.agreed_problems(pjm.siklus_id)
        dijawab = {m.pk for daftar in masalah.values() for m in daftar}
        rekap = recap(lines_of(self.kegiatan))
        per_program: dict[Any, list[dict[str, Any]]] = {}
        for nomor, k in enumerate(self.kegiatan, 1):
            total = sum((b.jumlah for b in k.biaya.all()), 0)
            per_program.setdefault(k.program_id, []).append(
                {
                    "nomor": nomor,
                    "kegiatan": k,
                    "form": kirim.get(k.pk) or self.row_form(k),
                    "total": total,
                    "masalah": masalah.get(k.pk, []),
                    "tanda": marks_of(k, masalah.get(k.pk, []), bool(semua)),
                }
            )
        program = programmes(pjm)
        kelompok = [
            {
                "program": p,
                "baris": per_program.get(p.pk, []),
                "total": sum(b["total"] for b in per_program.get(p.pk, [])),
            }
            for p in program
        ]
        kode = {s.kode for s in self.sumber}
        return super().get_context_data(
            **{
                "kelompok": kelompok,
                "sumber": self.sumber,
                "sumber_lain": [s for s in sources() if s.kode not in kode],
                "sumber_minta": [s.kode for s in self.sumber],
                "tahun": [(ke, pjm.tahun_mulai + ke - 1) for ke in pjm.tahun_ke],
                "kolom_banyak": 10 + pjm.tahun + len(self.sumber),
                "rekap": rekap,
                "jumlah": totals(rekap, self.kegiatan, pjm),
                "belum": [m for m in semua if m.pk not in dijawab],
                "semua_masalah": len(semua),
                "jumlah_kegiatan": len(self.kegiatan),
                "form_program": ProgramForm(),
                "bidang": Bidang.choices,
                "xlsx": "?format=xlsx",
                "url_impor": reverse("inti:impor", args=["pronangkis.kegiatan", pjm.wilayah_id]),
                **kwargs,
            }
        )


def marks_of(k: KegiatanPJM, masalah: list[Any], ada_masalah: bool) -> list[str]:
    """What this row still lacks before the plan can be handed in, in a few words each."""
    kurang = []
    tahunan = sum((k.volume_of(ke) or 0 for ke in (1, 2, 3)), 0)
    if k.program.bidang != Bidang.BOP and ada_masalah and not masalah:
        kurang.append(_("masalah"))
    if k.volume is None or not k.satuan:
        kurang.append(_("volume"))
    elif k.volume != tahunan:
        kurang.append(_("volume tahunan"))
    biaya = list(k.biaya.all())
    if not biaya:
        kurang.append(_("biaya"))
    if k.program.bidang != Bidang.BOP and not k.kk_miskin and any(b.sumber_id.startswith("blm_") for b in biaya):
        kurang.append(_("KK miskin"))
    return kurang


def totals(rekap: Rekap, kegiatan: list[KegiatanPJM], pjm: PJM) -> dict[str, Any]:
    """Sums as the foot of the grid shows them; the script puts the answer of an autosave in the same places."""
    return {
        "total": rupiah(rekap.total),
        "kk": sum(k.kk_miskin or 0 for k in kegiatan),
        "sumber": {kode: rupiah(n, lambang=False) for kode, n in rekap.sumber.items()},
        "tahun": {str(ke): rupiah(rekap.tahun.get(ke, 0)) for ke in pjm.tahun_ke},
        "bidang": {b.bidang: rupiah(b.total) for b in rekap.baris},
    }


def check_row_version(k: KegiatanPJM, form: BarisForm) -> None:
    """Refuse a row that somebody else saved meanwhile. Raises: VersiBerbeda with both values. Source: UMU-10."""
    kini = actions.current_version(k.pk)
    if form.cleaned_data["versi"] != kini:
        lama, baru = {}, {}
        for nama in form.changed_data:
            if nama != "versi":
                lama[str(form.fields[nama].label)] = _shown(form, nama, form.initial.get(nama))
                baru[str(form.fields[nama].label)] = _shown(form, nama, form.cleaned_data.get(nama))
        raise VersiBerbeda(tersimpan=lama, dikirim=baru)


def _shown(form: BarisForm, nama: str, nilai: Any) -> str:
    bidang = form.fields[nama]
    return str(bidang.prepare_value(nilai) if nilai is not None else "") or "–"


class BarisView(KegiatanView):
    """POST /pjm/kegiatan/<pk>/baris/: one row saves itself; answers with its version, its total and all sums.

    409 tells both values of a row that somebody else saved; 400 which field is wrong. Nothing typed is lost: the script
    keeps the row on the device until this says saved.
    """

    http_method_names = ["post"]

    @cached_property
    def satu(self) -> KegiatanPJM:
        """The activity in scope. Raises KegiatanPJM.DoesNotExist."""
        return KegiatanPJM.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def pjm(self) -> PJM:  # type: ignore[override]
        """Its version."""
        return plan_for_page(self.request.user, self.satu.pjm_id)

    def objek_kunci(self) -> str:
        return f"pronangkis.kegiatanpjm:{self.kwargs['pk']}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        k = next(k for k in self.kegiatan if k.pk == self.satu.pk)
        form = self.row_form(k, request.POST)
        if not form.is_valid():
            return JsonResponse({"galat": {b: [str(p) for p in v] for b, v in form.errors.items()}}, status=400)

        def kerja() -> Hasil:
            check_row_version(k, form)
            baris = actions.update_kegiatan(k, oleh=request.user, **form.values())
            return Hasil(200, isi={"versi": baris.versi})

        try:
            hasil = run_once(kerja, oleh=request.user, kunci=self.read_key())
        except VersiBerbeda as galat:
            return JsonResponse(
                {"pesan": galat.pesan, **galat.rincian, "versi": actions.current_version(k.pk)}, status=409
            )
        except IsianSalah as galat:
            return JsonResponse({"galat": {b: [str(p) for p in v] for b, v in galat.galat.items()}}, status=400)
        except GalatAplikasi as galat:
            return JsonResponse({"pesan": galat.pesan}, status=galat.status)
        del self.kegiatan
        semua = self.kegiatan
        kini = next(x for x in semua if x.pk == k.pk)
        masalah = problems_by_activity(self.pjm).get(k.pk, [])
        return JsonResponse(
            {
                **(hasil.isi or {}),
                "baris": rupiah(sum((b.jumlah for b in kini.biaya.all()), 0), lambang=False),
                "tanda": marks_of(kini, masalah, kajian.has_problems(self.pjm.siklus_id)),
                "jumlah": totals(recap(lines_of(semua)), semua, self.pjm),
            }
        )


class KegiatanMixin(PjmFormView):
    """The form of one activity."""

    template_name = "pronangkis/kegiatan_form.html"
    form_class = KegiatanForm
    bagian = "kegiatan"
    draf = "kegiatan-pjm"
    pesan_berhasil = gettext_lazy("Kegiatan tersimpan.")

    @cached_property
    def masalah(self) -> list[Any]:
        """Agreed problems to choose from."""
        return kajian.agreed_problems(self.pjm.siklus_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        tempat = whole_tree(self.pjm.langkah, today_in(self.pjm.wilayah_id))
        return {
            **super().get_form_kwargs(),
            "pjm": self.pjm,
            "program": programmes(self.pjm),
            "sumber": sources(),
            "basis": [(t.id, t.label) for t in tempat],
            "masalah": self.masalah,
        }

    def chosen(self, form: KegiatanForm) -> dict[str, Any]:
        """Related rows that were chosen, in scope by construction of the choices."""
        data = form.cleaned_data
        tempat = Basis.objects.visible_to(self.request.user).filter(pk__in=data.get("basis") or [])
        pilih = set(data.get("masalah") or [])
        return {"basis": list(tempat), "masalah": [m for m in self.masalah if str(m.pk) in pilih]}

    def programme(self, form: KegiatanForm) -> ProgramPJM:
        """The chosen programme, or the new one."""
        data = form.cleaned_data
        if data["program"]:
            return next(p for p in programmes(self.pjm) if str(p.pk) == data["program"])
        return actions.add_program(
            self.pjm, oleh=self.request.user, bidang=data["bidang_baru"], nama=data["program_baru"]
        )

    def get_success_url(self) -> str:
        if self.request.POST.get("lagi"):
            return reverse("pronangkis:kegiatan-baru", args=[self.pjm.pk])
        return reverse("pronangkis:kegiatan", args=[self.pjm.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        miskin = kajian.poor_by_basis(self.pjm.wilayah_id)
        return super().get_context_data(
            **{
                "tahun": [(ke, self.pjm.tahun_mulai + ke - 1) for ke in self.pjm.tahun_ke],
                "batal": reverse("pronangkis:kegiatan", args=[self.pjm.pk]),
                "miskin": {str(k): n for k, n in miskin.items()},
                **kwargs,
            }
        )


class KegiatanBaruView(KegiatanMixin):
    """Add one activity; `?masalah=` and `?program=` come from where the officer stood."""

    judul = gettext_lazy("Tambah kegiatan")

    def get_initial(self) -> dict[str, Any]:
        m = next((m for m in self.masalah if str(m.pk) == self.request.GET.get("masalah")), None)
        isi: dict[str, Any] = {"program": self.request.GET.get("program", "")}
        if m is not None:
            isi |= {
                "masalah": [str(m.pk)],
                "bidang_baru": FIELD_OF.get(m.bidang, m.bidang),
                "kk_miskin": m.kk_miskin,
                "lokasi": m.lokasi,
            }
            isi |= {"pemanfaat_l": m.terdampak_l, "pemanfaat_p": m.terdampak_p}
            isi["basis"] = [str(m.basis_id)] if m.basis_id else []
            pertama = next((p for p in programmes(self.pjm) if p.bidang == FIELD_OF.get(m.bidang, m.bidang)), None)
            isi["program"] = str(pertama.pk) if pertama else ""
        return isi

    def run_action(self, form: Any) -> Any:
        return actions.add_kegiatan(
            self.pjm,
            oleh=self.request.user,
            program=self.programme(form),
            biaya=form.costs(),
            **form.row(),
            **self.chosen(form),
        )


class KegiatanUbahView(KegiatanMixin):
    """One activity with everything, also for reading once the plan is closed."""

    izin_baris = izin.LIHAT

    @cached_property
    def kegiatan(self) -> KegiatanPJM:
        """The activity in scope. Raises KegiatanPJM.DoesNotExist."""
        baris = KegiatanPJM.objects.visible_to(self.request.user).select_related("program")
        return baris.prefetch_related("biaya", "basis").get(pk=self.kwargs["kegiatan"])

    @cached_property
    def pjm(self) -> PJM:  # type: ignore[override]
        """Its version."""
        return plan_for_page(self.request.user, self.kegiatan.pjm_id)

    def get_initial(self) -> dict[str, Any]:
        k = self.kegiatan
        biaya = {f"b_{b.sumber_id}_{b.tahun_ke}": b.jumlah for b in k.biaya.all()}
        jawab = problems_by_activity(self.pjm).get(k.pk, [])
        isi = {
            f: getattr(k, f)
            for f in KegiatanForm.base_fields
            if hasattr(k, f) and f not in ("basis", "masalah", "program")
        }
        return {
            **isi, **biaya, "program": str(k.program_id), "basis": [str(b.pk) for b in k.basis.all()],
            "masalah": [str(m.pk) for m in jawab], "versi": k.versi,
        }  # fmt: skip

    def run_action(self, form: Any) -> Any:
        if form.cleaned_data.get("versi") != actions.current_version(self.kegiatan.pk):
            beda = [n for n in form.changed_data if n != "versi"]
            raise VersiBerbeda(
                tersimpan={
                    str(form.fields[n].label): str(form.get_initial_for_field(form.fields[n], n) or "–") for n in beda
                },
                dikirim={str(form.fields[n].label): str(form.cleaned_data.get(n) or "–") for n in beda},
            )
        return actions.update_kegiatan(
            self.kegiatan, oleh=self.request.user, program=self.programme(form), biaya=form.costs(), **form.row(),
            **self.chosen(form),
        )  # fmt: skip

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):  # both values are shown; pressing save again keeps what was typed here
            form.data = form.data.copy()
            form.data["versi"] = str(actions.current_version(self.kegiatan.pk))
        return super().refused(form, galat)

    def objek_kunci(self) -> str:
        return f"pronangkis.kegiatanpjm:{self.kegiatan.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"judul": self.kegiatan.nama, "kegiatan": self.kegiatan, **kwargs})


class KegiatanHapusView(FormActionView):
    """Take an activity out of a draft."""

    template_name = "siklus/formulir.html"
    form_class = HapusForm
    izin = izin.LIHAT
    pesan_berhasil = gettext_lazy("Kegiatan dihapus dari rancangan.")

    @cached_property
    def baris(self) -> KegiatanPJM:
        """The activity in scope. Raises KegiatanPJM.DoesNotExist."""
        return KegiatanPJM.objects.visible_to(self.request.user).get(pk=self.kwargs["kegiatan"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.SUSUN, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        return actions.remove_kegiatan(self.baris, oleh=self.request.user)

    def get_success_url(self) -> str:
        return reverse("pronangkis:kegiatan", args=[self.baris.pjm_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Hapus kegiatan ini?"), "petunjuk": self.baris.nama, "tombol": _("Hapus"), "gaya": "bahaya",
            "batal": self.get_success_url(), **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class ProgramBaruView(PjmFormView):
    """Add a programme."""

    form_class = ProgramForm
    bagian = "kegiatan"
    judul = gettext_lazy("Tambah program")
    pesan_berhasil = gettext_lazy("Program ditambahkan.")

    def get_initial(self) -> dict[str, Any]:
        return {"bidang": self.request.GET.get("bidang", "lingkungan")}

    def run_action(self, form: Any) -> Any:
        return actions.add_program(self.pjm, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: ProgramPJM) -> str:
        return f"{reverse('pronangkis:kegiatan', args=[self.pjm.pk])}#program-{hasil.pk}"

    def get_success_url(self) -> str:
        return reverse("pronangkis:kegiatan", args=[self.pjm.pk])


class ProgramUbahView(ProgramBaruView):
    """Change a programme, or take it out while it is empty (button `hapus`)."""

    judul = gettext_lazy("Ubah program")
    template_name = "pronangkis/program_form.html"
    pesan_berhasil = gettext_lazy("Program tersimpan.")

    @cached_property
    def program(self) -> ProgramPJM:
        """The programme in scope. Raises ProgramPJM.DoesNotExist."""
        return ProgramPJM.objects.visible_to(self.request.user).get(pk=self.kwargs["program"])

    @cached_property
    def pjm(self) -> PJM:  # type: ignore[override]
        """Its version."""
        return plan_for_page(self.request.user, self.program.pjm_id)

    def get_initial(self) -> dict[str, Any]:
        return {"bidang": self.program.bidang, "nama": self.program.nama, "tujuan": self.program.tujuan}

    def run_action(self, form: Any) -> Any:
        if self.request.POST.get("hapus"):
            actions.remove_program(self.program, oleh=self.request.user)
            return self.program
        return actions.update_program(self.program, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: ProgramPJM) -> str:
        return self.get_success_url()


class TempelView(PjmFormView):
    """/pjm/<pk>/tempel/: rows copied from a sheet; shown with what is wrong, then saved together. Source: PJM-20."""

    template_name = "pronangkis/tempel.html"
    form_class = TempelForm
    bagian = "kegiatan"
    judul = gettext_lazy("Tempel baris dari lembar kerja")
    draf = "tempel-pjm"
    pratinjau: list[BarisTempel] | None = None

    def get_initial(self) -> dict[str, Any]:
        return {
            "bidang": self.request.GET.get("bidang", "lingkungan"),
            "program": self.request.GET.get("nama_program", ""),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        try:
            self.pratinjau = read_pasted(
                data["teks"], self.pjm, sources(), bidang=data["bidang"], program=data["program"]
            )
        except IsianSalah as galat:
            for bidang, pesan in galat.galat.items():
                form.add_error(bidang if bidang in form.fields else None, [str(p) for p in pesan])
            return self.form_invalid(form)
        if not data["simpan"] or any(b.galat for b in self.pratinjau):
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def run_action(self, form: Any) -> Any:
        baris = self.pratinjau or []
        hasil = actions.add_many(self.pjm, oleh=self.request.user, baris=[b.data for b in baris])
        pesan = ngettext("%(n)d kegiatan ditambahkan.", "%(n)d kegiatan ditambahkan.", len(hasil)) % {"n": len(hasil)}
        messages.success(self.request, pesan)
        return hasil

    def get_success_url(self) -> str:
        return reverse("pronangkis:kegiatan", args=[self.pjm.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        baris = self.pratinjau
        return super().get_context_data(
            **{
                "pratinjau": baris,
                "ada_galat": any(b.galat for b in baris or []),
                "jumlah": rupiah(sum((b.total for b in baris or []), 0)),
                **kwargs,
            }
        )
