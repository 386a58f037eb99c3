"""Cases of misuse: the register with the share that leaked, one case to its end. Source: SLW-01 to SLW-06."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin, tautan_rpd
from keuangan.filters_lpj import PenyelewenganFilterSet
from keuangan.forms import rpd as f
from keuangan.models import Penyelewengan
from keuangan.queries_lpj import leakage, received_blm, with_recovered
from keuangan.riwayat import history
from ksm.models import KSM
from laporan.actions import save_berkas
from siklus.views.transisi import TransisiBarisMixin
from wilayah.bingkai import area_for
from wilayah.models import Wilayah
from wilayah.waktu import today_in

KOLOM = (
    Kolom("ditemukan", gettext_lazy("Ditemukan"), "tanggal", tautan=lambda k: tautan_rpd.kasus(k.pk)),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda k: k.wilayah.nama),
    Kolom("tempat", gettext_lazy("Terjadi di"), ambil=lambda k: str(k.ksm) if k.ksm_id else k.get_tempat_display()),
    Kolom("pelaku", gettext_lazy("Pelaku sebagai"), ambil=lambda k: k.get_pelaku_display()),
    Kolom("tahun_dana", gettext_lazy("Tahun dana"), ambil=lambda k: str(k.tahun_dana)),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("kembali", gettext_lazy("Kembali"), "rupiah"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda k: k.get_status_display()),
    Kolom("tertahan", gettext_lazy("Menahan dana"), ambil=lambda k: _("ya") if k.tertahan else ""),
)  # fmt: skip
URUT = ("-ditemukan", "-id")


class PenyelewenganListView(DaftarView):
    """/keuangan/penyelewengan/: cases in scope, and what leaked of the grant by role. The same as XLSX. Source: SLW-06."""

    template_name = "keuangan/penyelewengan_list.html"
    izin = izin.LIHAT_PENYELEWENGAN
    nama_xlsx, judul_xlsx, kolom_xlsx = "penyelewengan", gettext_lazy("Penyelewengan dana"), KOLOM

    @cached_property
    def saring(self) -> PenyelewenganFilterSet:
        """The filter as filled."""
        qs = Penyelewengan.objects.visible_to(self.request.user)
        return PenyelewenganFilterSet(self.request.GET, queryset=qs)

    def rows(self) -> Any:
        return with_recovered(self.saring.qs).order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, qs = self.request.user, self.saring.qs.order_by()
        g = self.request.GET
        tahun = g.get("tahun", "")
        masuk = received_blm(
            user, wilayah=g.get("wilayah", ""), tahun=int(tahun) if tahun.isdigit() and len(tahun) == 4 else None
        )
        kode = next((c.kode for c in user.cakupan(izin.CATAT_PENYELEWENGAN) if len(c.kode) == 13), "")  # type: ignore[union-attr]
        isi = {
            "judul": _("Penyelewengan dana"), "kolom": KOLOM, "saring": self.saring.form, "jumlah": qs.count(), "remah": [],
            "halaman": keyset_page(with_recovered(qs), URUT, g), "bocor": leakage(qs, masuk), "masuk": masuk,
            "aktif": any(g.get(k) not in (None, "", "unknown") for k in PenyelewenganFilterSet.Meta.fields),
            "url_baru": reverse("keuangan:penyelewengan-baru", args=[kode]) if kode else "",
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class KasusFormView(FormActionView):
    """A form page of a case: the right is asked before the form shows."""

    template_name = "keuangan/formulir.html"
    perlu = izin.CATAT_PENYELEWENGAN
    izin = izin.LIHAT_PENYELEWENGAN
    judul: Any = ""
    tombol: Any = ""
    draf = ""
    wilayah: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_PENYELEWENGAN):
            require(request.user, self.perlu, kode=self.wilayah.kode)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"penyelewengan:{self.request.path}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": str(self.judul), "subjudul": self.wilayah.nama_lengkap, "tombol": self.tombol, "draf": self.draf,
            "grid": True, "batal": self.get_success_url(),
            "remah": [(_("Penyelewengan dana"), reverse("keuangan:penyelewengan-daftar"))],
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class PenyelewenganBaruView(KasusFormView):
    """Report a case of a kelurahan."""

    form_class = f.PenyelewenganForm
    judul = gettext_lazy("Catat penyelewengan")
    tombol = gettext_lazy("Catat")
    pesan_berhasil = gettext_lazy("Kasus tercatat.")
    draf = "penyelewengan"

    @cached_property
    def wilayah(self) -> Wilayah:
        """Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT_PENYELEWENGAN)

    def get_form_kwargs(self) -> dict[str, Any]:
        ksm = KSM.objects.visible_to(self.request.user).filter(wilayah=self.wilayah.kode).order_by("nama")
        return {**super().get_form_kwargs(), "ksm": list(ksm)}

    def get_initial(self) -> dict[str, Any]:
        hari = today_in(self.wilayah.kode)
        return {"ditemukan": hari, "tahun_dana": hari.year, "ksm": self.request.GET.get("ksm", "")}

    def get_success_url(self) -> str:
        return reverse("keuangan:penyelewengan-daftar")

    def run_action(self, form: Any) -> Any:
        return actions.report_penyelewengan(self.wilayah.kode, oleh=self.request.user, **form.values())

    def success_target(self, hasil: Any) -> str:
        return tautan_rpd.kasus(hasil.pk)


class KasusMixin:
    """The case of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def kasus(self) -> Penyelewengan:
        """Raises Penyelewengan.DoesNotExist out of scope."""
        qs = with_recovered(Penyelewengan.objects.visible_to(self.request.user))
        return qs.select_related("wilayah__induk").get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def baris(self) -> Penyelewengan:
        """The row of a step."""
        return self.kasus

    @property
    def wilayah(self) -> Wilayah:
        """Its kelurahan."""
        return self.kasus.wilayah

    def get_success_url(self) -> str:
        """Back to the case."""
        return tautan_rpd.kasus(self.kasus.pk)


class PenyelewenganView(KasusMixin, HalamanView):
    """One case: what happened, what came back, what it holds back."""

    template_name = "keuangan/penyelewengan.html"
    izin = izin.LIHAT_PENYELEWENGAN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k, user = self.kasus, self.request.user
        isi = {
            "judul": str(k), "subjudul": f"{k.ksm or k.get_tempat_display()} · {k.wilayah.nama_lengkap}", "k": k,
            "remah": [(_("Penyelewengan dana"), reverse("keuangan:penyelewengan-daftar"))],
            "sisa": k.jumlah - k.kembali,  # type: ignore[attr-defined]
            "pemulihan": list(k.pemulihan.filter(status="sah").select_related("bukti")),
            "boleh_pulih": k.status in ("terbukti", "dikembalikan_sebagian") and may(user, izin.CATAT_PENYELEWENGAN, k),
            "boleh_lepas": k.tertahan and may(user, izin.PUTUS_PENYELEWENGAN, k),
            "transisi": [t for t in open_transitions(k, user) if t.nama not in {"kembalikan_sebagian", "selesaikan"}],
            "riwayat": history(history_of(k, batas=12)),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class PulihView(KasusMixin, KasusFormView):  # type: ignore[misc]
    """Record money that came back."""

    form_class = f.PulihForm
    judul = gettext_lazy("Catat pengembalian")
    pesan_berhasil = gettext_lazy("Pengembalian tercatat.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        foto, user = d.pop("foto", None), self.request.user
        bukti = None
        if foto:
            unggahan = check_upload(foto, boleh=(FOTO, PDF), bidang="foto")
            bukti = save_berkas(unggahan, oleh=user, wilayah=self.wilayah, objek=self.kasus, slot="pengembalian")
        return actions.recover_money(self.kasus, oleh=user, bukti=bukti, **d)


class LepasView(KasusMixin, KasusFormView):  # type: ignore[misc]
    """The BKM decides that new money may go."""

    form_class = f.LepasForm
    perlu = izin.PUTUS_PENYELEWENGAN
    judul = gettext_lazy("Lepaskan dana yang tertahan")
    tombol = gettext_lazy("Lepaskan")
    pesan_berhasil = gettext_lazy("Keputusan tercatat; dana tidak lagi tertahan oleh kasus ini.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        return actions.release_money(self.kasus, oleh=self.request.user, **form.cleaned_data)


class KasusTransisiView(TransisiBarisMixin, KasusMixin, KasusFormView):  # type: ignore[misc]
    """Proven, not proven, written off."""

    model: Any = Penyelewengan
    perlu = izin.LIHAT_PENYELEWENGAN
