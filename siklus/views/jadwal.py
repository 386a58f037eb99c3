"""The master schedule of a kota: when each stage is planned to begin and end. Source: SIK-29."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.izin import may, require
from inti.tabel import Kolom
from inti.views import FormActionView, HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from siklus import actions, izin
from siklus.definisi import definisi_terbaru
from siklus.forms.acuan import TAHUN_MAKS, TAHUN_MIN, JadwalForm
from siklus.models import JadwalInduk
from siklus.queries_halaman import areas_for
from siklus.views.wilayah import crumbs_of
from wilayah.models import Wilayah
from wilayah.waktu import today_in

PROGRAM = "p2kp"


class JadwalPilihView(HalamanView):
    """Which kota: straight on when there is only one."""

    template_name = "siklus/jadwal_list.html"
    izin = izin.LIHAT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kota = areas_for(request.user, 5)
        if len(kota) == 1:
            return redirect("siklus:jadwal", kode=kota[0].kode)
        return self.render_to_response(self.get_context_data(judul=_("Jadwal induk"), kota=kota))


class JadwalMixin(HalamanView):
    """One kota in scope, one calendar year, one tahun siklus."""

    izin = izin.LIHAT

    @cached_property
    def kota(self) -> Wilayah:
        """The kota. Raises Wilayah.DoesNotExist outside the officer's areas."""
        kode = self.kwargs["kode"]
        if not may(self.request.user, izin.LIHAT, kode=kode) and kode not in {
            w.kode for w in areas_for(self.request.user, 5)
        }:
            raise Wilayah.DoesNotExist
        return Wilayah.objects.select_related("induk").get(pk=kode, tingkat="kota")

    @cached_property
    def tahun(self) -> int:
        """Calendar year of the schedule (default: this year)."""
        return _within(self.request.GET.get("tahun"), TAHUN_MIN, TAHUN_MAKS, today_in(self.kwargs["kode"]).year)

    @cached_property
    def tahun_siklus(self) -> int:
        """Year of participation (1 is the first)."""
        return _within(self.request.GET.get("tahun_siklus"), 1, max(self.definisi.tahun), 1)

    @property
    def definisi(self) -> Any:
        """The programme."""
        return definisi_terbaru(PROGRAM)

    @cached_property
    def baris(self) -> dict[tuple[str, str], JadwalInduk]:
        """Stored rows by stage and level. One query."""
        rows = JadwalInduk.objects.filter(
            wilayah=self.kota, definisi=self.definisi.kunci, tahun=self.tahun, tahun_siklus=self.tahun_siklus
        )
        return {(j.kode, j.tingkat): j for j in rows}

    def frame(self) -> dict[str, Any]:
        """What both pages show."""
        kode = self.kota.kode
        return {
            "judul": _("Jadwal induk %(kota)s") % {"kota": self.kota.nama},
            "remah": crumbs_of(self.kota),
            "kota": self.kota,
            "tahun": self.tahun,
            "tahun_siklus": self.tahun_siklus,
            "tahun_pilihan": list(self.definisi.tahun),
            "boleh": may(self.request.user, izin.JADWALKAN, kode=kode),
            "url": reverse("siklus:jadwal", args=[kode]),
            "url_impor": reverse("inti:impor", args=["siklus.jadwal", kode]),
            "kueri": f"tahun={self.tahun}&tahun_siklus={self.tahun_siklus}",
        }


class JadwalView(JadwalMixin):
    """The schedule as a table."""

    template_name = "siklus/jadwal_detail.html"
    kolom = (
        Kolom("kode", gettext_lazy("Kode")),
        Kolom("tingkat", gettext_lazy("Tingkat")),
        Kolom("nama", gettext_lazy("Langkah")),
        Kolom("mulai", gettext_lazy("Rencana mulai"), "tanggal"),
        Kolom("selesai", gettext_lazy("Rencana selesai"), "tanggal"),
    )

    def rows(self) -> list[dict[str, Any]]:
        """Every stage of the year with its dates, those without a plan too."""
        hasil = []
        for x in self.definisi.langkah:
            if self.tahun_siklus in x.tahun:
                j = self.baris.get((x.kode, x.tingkat.value))
                hasil.append(
                    {
                        "kode": x.kode, "tingkat": x.tingkat.value, "nama": x.nama,
                        "mulai": j.rencana_mulai if j else None, "selesai": j.rencana_selesai if j else None,
                    }
                )  # fmt: skip
        return hasil

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            judul = self.frame()["judul"]
            return xlsx_response(f"jadwal-{self.kota.kode}-{self.tahun}", export_xlsx(judul, self.kolom, self.rows()))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"kolom": self.kolom, "baris": self.rows(), "ada": bool(self.baris)}
        return super().get_context_data(**self.frame(), **isi, **kwargs)


class JadwalUbahView(JadwalMixin, FormActionView):
    """Change dates; stages not yet submitted get them at once."""

    template_name = "siklus/jadwal_form.html"
    form_class = JadwalForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.JADWALKAN, kode=self.kota.kode)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definisi": self.definisi, "tahun_siklus": self.tahun_siklus}

    def get_initial(self) -> dict[str, Any]:
        awal: dict[str, Any] = {}
        for (kode, tingkat), j in self.baris.items():
            awal |= {f"mulai_{kode}_{tingkat}": j.rencana_mulai, f"selesai_{kode}_{tingkat}": j.rencana_selesai}
        return awal

    def run_action(self, form: Any) -> Any:
        hasil = actions.save_jadwal(
            self.kota, oleh=self.request.user, tahun=self.tahun, baris=form.rows(self.tahun_siklus), program=PROGRAM
        )
        self.pesan_berhasil = (
            _("Jadwal tersimpan; %(n)d langkah mendapat tanggal baru.") % {"n": hasil.langkah}
            if hasil.baru or hasil.berubah
            else _("Tidak ada yang berubah.")
        )
        return hasil

    def objek_kunci(self) -> str:
        return f"siklus.jadwal:{self.kota.kode}:{self.tahun}:{self.tahun_siklus}"

    def get_success_url(self) -> str:
        return f"{reverse('siklus:jadwal', args=[self.kota.kode])}?tahun={self.tahun}&tahun_siklus={self.tahun_siklus}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**self.frame(), **kwargs})


def _within(teks: str | None, paling: int, banyak: int, bawaan: int) -> int:
    nilai = int(teks) if teks and teks.isdecimal() and len(teks) < 5 else bawaan
    if not paling <= nilai <= banyak:
        raise Http404
    return nilai
