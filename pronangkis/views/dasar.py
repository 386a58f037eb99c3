"""What the pages of one version share: the row in scope, its frame and tabs, its forms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.izin import may, require
from inti.views import FormActionView, HalamanView
from pronangkis import izin
from pronangkis.actions.umum import MENCATAT
from pronangkis.models import PJM
from pronangkis.queries import plan_for_page
from siklus.queries import siklus_terkini
from siklus.views.wilayah import crumbs_of


class PjmMixin(HalamanView):
    """The version of the address, in scope: another area's is the same 404 as one that does not exist."""

    izin = izin.LIHAT
    bagian = ""

    @cached_property
    def pjm(self) -> PJM:
        """The version with its area, Siklus and stage. Raises PJM.DoesNotExist out of scope."""
        return plan_for_page(self.request.user, self.kwargs["pk"])

    @property
    def boleh_susun(self) -> bool:
        """Whether this officer may write this plan at all."""
        return may(self.request.user, izin.SUSUN, self.pjm)

    @property
    def terbuka(self) -> bool:
        """Whether lines may be changed now: a draft of a running stage, by somebody who may."""
        return self.pjm.status == PJM.Status.DRAF and self.pjm.langkah.status in MENCATAT and self.boleh_susun

    def sebab_terkunci(self) -> str:
        """Why nothing can be changed here, "" where it can."""
        if self.terbuka:
            return ""
        if not self.boleh_susun:
            return _("Anda dapat membaca rencana ini; menyusunnya tugas tim kelurahan.")
        if self.pjm.langkah.status not in MENCATAT:
            return _("Langkah PJM %(status)s, jadi rencananya terkunci.") % {
                "status": self.pjm.langkah.get_status_display().lower()
            }
        return _("%(nama)s %(status)s dan tidak berubah lagi. Susun versi baru untuk mengubahnya.") % {
            "nama": self.pjm,
            "status": self.pjm.get_status_display().lower(),
        }

    def frame(self, judul: str = "") -> dict[str, Any]:
        """Title, crumbs and tabs that every page of a version shows."""
        return {
            "pjm": self.pjm,
            "judul": judul or str(self.pjm),
            "subjudul": f"{self.pjm.wilayah.nama_lengkap} · {self.pjm}" if judul else self.pjm.wilayah.nama_lengkap,
            "remah": [
                *crumbs_of(self.pjm.wilayah),
                (_("PJM"), reverse("pronangkis:kelurahan", args=[self.pjm.wilayah_id])),
            ],
            "tab": tabs(self.pjm, self.bagian),
            "terbuka": self.terbuka,
            "sebab_terkunci": self.sebab_terkunci(),
            "url_pjm": reverse("pronangkis:pjm", args=[self.pjm.pk]),
        }


def tabs(pjm: PJM, kini: str) -> list[dict[str, Any]]:
    """The pages of one version."""
    isi = [
        ("", "pjm", _("Ringkasan")),
        ("visi", "visi", _("Visi dan misi")),
        ("kegiatan", "kegiatan", _("Kegiatan")),
        ("prioritas", "prioritas", _("Prioritas")),
        ("renta", "renta-pjm", _("Renta")),
        ("bab", "bab-daftar", _("Narasi")),
        ("uji", "uji", _("Uji publik")),
        ("beda", "beda", _("Versi")),
    ]
    return [
        {"label": label, "url": reverse(f"pronangkis:{u}", args=[pjm.pk]), "aktif": k == kini} for k, u, label in isi
    ]


class PjmFormView(PjmMixin, FormActionView):
    """A form page below a version; its permission is asked of the row before the form shows at all."""

    template_name = "pronangkis/formulir.html"
    izin_baris = izin.SUSUN
    judul: Any = ""
    tombol: Any = ""
    draf = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and (request.method == "POST" or self.izin_baris != izin.LIHAT):
            require(request.user, izin.SUSUN if self.izin_baris == izin.LIHAT else self.izin_baris, self.pjm)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Without the parts of the address in the context: they would hide the rows of the same name.
        return self.render_to_response(self.get_context_data())

    def get_success_url(self) -> str:
        return reverse("pronangkis:pjm", args=[self.pjm.pk])

    def objek_kunci(self) -> str:
        return f"pronangkis.pjm:{self.pjm.pk}:{self.bagian}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                **self.frame(str(self.judul)),
                "tombol": self.tombol or _("Simpan"),
                "draf": self.draf,
                "batal": self.get_success_url(),
                **kwargs,
            }
        )


def newest_siklus(user: Any, kode: str) -> Any:
    """The newest Siklus of a kelurahan in scope, None where it takes no part."""
    return siklus_terkini(user, kode)
