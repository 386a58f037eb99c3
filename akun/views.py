"""Pages of login, the own account and the officers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account import views as allauth_views
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView

from akun import actions, forms, sesi
from akun.filters import PetugasFilter
from akun.izin import KELOLA_PENUGASAN, LIHAT_PENGGUNA, RESET_SANDI
from akun.models import Pengguna, Penugasan, TokenAkses
from inti.errors import GalatAplikasi
from inti.halaman import keyset_page
from inti.models import Jejak
from inti.tabel import Kolom
from inti.views import FormActionView, HalamanMixin, HalamanView, add_errors
from wilayah.waktu import today_in

KODE_SEKALI = "kode_sekali"
peka = method_decorator(
    sensitive_post_parameters("password", "sandi", "sandi_lama", "sandi_ulang", "kode"), name="dispatch"
)


# -- signing in ------------------------------------------------------------------------------------------------------


class MasukView(allauth_views.LoginView):
    """/masuk/: user name or e-mail, and password. `?lapis=1` gives the form alone, to be laid over a page."""

    publik = True

    def get_template_names(self) -> list[str]:
        return ["akun/partials/form_masuk.html"] if self.request.GET.get("lapis") else ["account/login.html"]


@peka
@method_decorator(never_cache, name="dispatch")
class KodeView(FormView):
    """/masuk/kode/: set a password with the one-time code of a superior. Source: AKN-07."""

    publik = True
    form_class = forms.FormKodeSandi
    template_name = "akun/kode.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        isi = form.cleaned_data
        try:
            actions.redeem_code(username=isi["username"], kode=isi["kode"], sandi=isi["sandi"])
        except GalatAplikasi as galat:
            add_errors(form, galat)
            return self.form_invalid(form)
        messages.success(self.request, _("Sandi baru Anda sudah berlaku. Silakan masuk."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)


# -- the own account -------------------------------------------------------------------------------------------------


class AkunView(FormActionView):
    """/akun/: own name, phone, e-mail, language; roles held; ways to the other pages of the account."""

    request: Any
    form_class = forms.FormProfil
    template_name = "akun/akun.html"
    success_url = reverse_lazy("akun:akun")
    pesan_berhasil = gettext_lazy("Perubahan tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        u: Any = self.request.user
        return {"nama": u.nama, "telepon": u.telepon, "email": u.email or "", "bahasa": u.bahasa}

    def run_action(self, form: Any) -> Pengguna:
        pengguna: Pengguna = actions.update_profile(self.request.user, oleh=self.request.user, **form.cleaned_data)
        return pengguna

    def redirect(self, lokasi: str) -> HttpResponse:
        """The language chosen here also replaces the one chosen by the button on the page."""
        jawaban = super().redirect(lokasi)
        jawaban.set_cookie(settings.LANGUAGE_COOKIE_NAME, self.request.POST.get("bahasa", "id"), samesite="Lax")
        return jawaban

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tugas = self.request.user.penugasan_berjalan  # type: ignore[union-attr]
        return super().get_context_data(judul=_("Akun saya"), tugas=tugas, **kwargs)


@peka
@method_decorator(never_cache, name="dispatch")
class SandiView(HalamanMixin, FormView):
    """/akun/sandi/: change the own password; other sessions end. Kept out of the idempotency table, which hashes bodies."""

    form_class = forms.FormGantiSandi
    template_name = "akun/sandi.html"
    success_url = reverse_lazy("akun:akun")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pengguna": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(judul=_("Ganti sandi"), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        pengguna: Any = self.request.user
        try:
            actions.change_password(pengguna, sandi=form.cleaned_data["sandi"], oleh=pengguna)
        except GalatAplikasi as galat:
            add_errors(form, galat)
            return self.form_invalid(form)
        lama = self.request.session.session_key or ""
        update_session_auth_hash(self.request, pengguna)
        sesi.end_all(pengguna, kecuali=lama)
        sesi.follow_key(self.request, lama)
        messages.success(self.request, _("Sandi diganti. Sesi Anda di perangkat lain sudah diakhiri."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)


class SesiView(HalamanView):
    """/akun/sesi/: where I am signed in, and which programs hold a token. Source: AKN-06, AKN-13."""

    request: Any
    template_name = "akun/sesi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kini = self.request.session.session_key
        daftar = [
            {"sesi": s, "ini": s.session_key == kini} for s in UserSession.objects.purge_and_list(self.request.user)
        ]
        token = TokenAkses.objects.filter(pengguna=self.request.user, dicabut_pada=None)
        berlaku = [t for t in token if t.is_valid()]
        return super().get_context_data(judul=_("Sesi dan token"), daftar=daftar, token=berlaku, **kwargs)


class AkhiriSesiView(FormActionView):
    """End one own session."""

    request: Any
    form_class = forms.FormTanpaIsian
    template_name = "akun/yakin.html"
    success_url = reverse_lazy("akun:sesi")
    pesan_berhasil = gettext_lazy("Sesi itu sudah diakhiri.")
    http_method_names = ["post"]

    def run_action(self, form: Any) -> None:
        baris = UserSession.objects.filter(user=self.request.user, pk=self.kwargs["pk"]).first()
        if baris is None:
            raise Http404
        actions.end_session(self.request.user, baris, oleh=self.request.user)


class CabutTokenView(FormActionView):
    """Revoke one own token."""

    request: Any
    form_class = forms.FormTanpaIsian
    template_name = "akun/yakin.html"
    success_url = reverse_lazy("akun:sesi")
    pesan_berhasil = gettext_lazy("Token itu tidak berlaku lagi.")
    http_method_names = ["post"]

    def run_action(self, form: Any) -> None:
        token = TokenAkses.objects.filter(pengguna=self.request.user).get(pk=self.kwargs["pk"])
        actions.revoke_token(token, oleh=self.request.user)


# -- officers --------------------------------------------------------------------------------------------------------

KOLOM_PETUGAS = (
    Kolom("nama", gettext_lazy("Nama"), tautan=lambda p: reverse("akun:petugas", args=[p.pk])),
    Kolom("username", gettext_lazy("Nama pengguna")),
    Kolom("tugas", gettext_lazy("Tugas berjalan"), ambil=lambda p: p.label_peran or _("tanpa tugas")),
    Kolom("telepon", gettext_lazy("Telepon/WA")),
    Kolom("keadaan", gettext_lazy("Akun"), jenis="tanda", ambil=lambda p: "aktif" if p.is_active else "nonaktif"),
)
EKSPOR_MAKS = 5000


class PetugasListView(HalamanView):
    """/petugas/: the officers of my area, with filters and XLSX."""

    izin = LIHAT_PENGGUNA
    template_name = "akun/petugas_list.html"

    def rows(self) -> Any:
        """Filtered officers in scope, their assignments loaded in two queries."""
        dasar = Pengguna.objects.visible_to(self.request.user)
        self.saring = PetugasFilter(self.request.GET, queryset=dasar, request=self.request)
        return self.saring.qs if self.saring.is_valid() else dasar.none()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            return self.export()
        return super().get(request, *args, **kwargs)

    def export(self) -> HttpResponse:
        """The list as XLSX; a bulk export of people asks for a fresh proof of identity. Source: AKN-14."""
        if not sesi.is_fresh(self.request):
            return confirm_first(self.request)
        from inti.xlsx import export_xlsx, xlsx_response

        baris = attach_assignments(list(self.rows()[:EKSPOR_MAKS]))
        return xlsx_response("petugas", export_xlsx(_("Petugas"), KOLOM_PETUGAS, baris))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        halaman = keyset_page(self.rows(), ("nama", "pk"), self.request.GET)
        attach_assignments(halaman.baris)
        kueri = self.request.GET.copy()
        kueri["format"] = "xlsx"
        boleh = bool(actions.grantable_roles(self.request.user))
        return super().get_context_data(
            judul=_("Petugas"), kolom=KOLOM_PETUGAS, halaman=halaman, form=self.saring.form, boleh_buat=boleh,
            saring_aktif=any(self.request.GET.get(k) for k in self.saring.filters), xlsx=f"?{kueri.urlencode()}", **kwargs,
        )  # fmt: skip


class PetugasMixin(HalamanMixin):
    """One officer in scope."""

    izin = LIHAT_PENGGUNA
    request: Any
    kwargs: dict[str, Any]

    @property
    def petugas(self) -> Pengguna:
        """The officer of this page. Raises Pengguna.DoesNotExist (404) out of scope."""
        if not hasattr(self, "_petugas"):
            self._petugas = Pengguna.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])
        return self._petugas


class PetugasView(PetugasMixin, HalamanView):
    """/petugas/<id>/: assignments now and before, what happened to the account, and what I may do."""

    template_name = "akun/petugas_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u: Any = self.request.user
        orang = self.petugas
        tugas = Penugasan.objects.visible_to(u).filter(pengguna=orang).select_related("wilayah", "badan")
        atasan = actions.may_manage(u, orang)
        boleh = actions.grantable_roles(u)
        akhiri = {
            t.pk
            for t in tugas
            if t.keadaan in {"aktif", "menunggu"} and u.pk != orang.pk
            and any(c.covers(t.kode_wilayah) for c in boleh.get(t.peran, ()))
        }  # fmt: skip
        riwayat = (
            Jejak.objects.filter(objek_jenis="akun.pengguna", objek_id=str(orang.pk))[:20]
            if u.may("inti.lihat_jejak") else []
        )  # fmt: skip
        return super().get_context_data(
            judul=orang.nama, orang=orang, tugas=tugas, atasan=atasan, riwayat=riwayat, akhiri=akhiri,
            kode_sekali=self.request.session.pop(KODE_SEKALI, None) if self._is_for(orang) else None,
            remah=[(_("Petugas"), reverse("akun:daftar-petugas")), (orang.nama, "")], **kwargs,
        )  # fmt: skip

    def _is_for(self, orang: Pengguna) -> bool:
        simpan = self.request.session.get(KODE_SEKALI) or {}
        return simpan.get("untuk") == str(orang.pk)


class TindakanView(PetugasMixin, FormActionView):
    """A step on one officer; weighty ones ask for a fresh password or second factor before the form opens."""

    template_name = "akun/tindakan.html"
    perlu_bukti_baru = False
    judul: Any = ""
    tombol: Any = ""
    penjelasan: Any = ""
    bahaya = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (
            self.perlu_bukti_baru
            and request.user.is_authenticated
            and request.method == "GET"
            and not sesi.is_fresh(request)
        ):
            return confirm_first(request)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        if self.perlu_bukti_baru:
            sesi.require_fresh(self.request)
        return self.run(form)

    def run(self, form: Any) -> Any:
        """The one action of this step."""
        raise NotImplementedError

    def success_target(self, hasil: Any) -> str:
        return reverse("akun:petugas", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("judul", self.judul)
        orang = self.petugas
        alamat = reverse("akun:petugas", args=[orang.pk])
        remah = [(_("Petugas"), reverse("akun:daftar-petugas")), (orang.nama, alamat), (self.judul, "")]
        kwargs.setdefault("remah", remah)
        kwargs.setdefault("batal", alamat)
        return super().get_context_data(
            orang=orang, tombol=self.tombol, penjelasan=self.penjelasan, bahaya=self.bahaya, **kwargs
        )


class PetugasBaruView(TindakanView):
    """/petugas/baru/: a new officer with the first assignment; the one-time code is shown once. Source: AKN-11."""

    izin = KELOLA_PENUGASAN
    perlu_bukti_baru = True
    form_class = forms.FormPetugasBaru
    judul = gettext_lazy("Petugas baru")
    tombol = gettext_lazy("Buat akun")
    penjelasan = gettext_lazy(
        "Sesudah tersimpan, tampil kode sekali pakai. Bacakan kode itu kepada petugasnya; berlaku 24 jam."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "oleh": self.request.user}

    def run(self, form: Any) -> Any:
        isi = form.cleaned_data
        baru = actions.create_officer(
            username=isi["username"], nama=isi["nama"], telepon=isi["telepon"], email=isi["email"], peran=isi["peran"],
            kode_wilayah=isi["kode_wilayah"], badan=isi["badan"], mulai=isi["mulai"], selesai=isi["selesai"],
            oleh=self.request.user,
        )  # fmt: skip
        show_once(self.request, baru.pengguna, baru.kode)
        return baru.pengguna

    def success_target(self, hasil: Any) -> str:
        return reverse("akun:petugas", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        daftar = reverse("akun:daftar-petugas")
        kwargs.update(judul=self.judul, remah=[(_("Petugas"), daftar), (self.judul, "")], batal=daftar)
        return FormActionView.get_context_data(
            self, tombol=self.tombol, penjelasan=self.penjelasan, bahaya=False, **kwargs
        )


class TugasBaruView(TindakanView):
    """Give an officer one more assignment."""

    izin = KELOLA_PENUGASAN
    perlu_bukti_baru = True
    form_class = forms.FormTugas
    judul = gettext_lazy("Tugas baru")
    tombol = gettext_lazy("Tugaskan")
    pesan_berhasil = gettext_lazy("Penugasan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "oleh": self.request.user}

    def run(self, form: Any) -> Penugasan:
        isi = form.cleaned_data
        hasil: Penugasan = actions.grant_penugasan(
            self.petugas, peran=isi["peran"], kode_wilayah=isi["kode_wilayah"], badan=isi["badan"], mulai=isi["mulai"],
            selesai=isi["selesai"], oleh=self.request.user,
        )  # fmt: skip
        if kata := actions.doubled_duty(hasil):
            messages.warning(self.request, kata)
        return hasil


class AkhiriTugasView(TindakanView):
    """End one assignment, with the reason."""

    izin = KELOLA_PENUGASAN
    form_class = forms.FormAlasan
    judul = gettext_lazy("Akhiri tugas")
    tombol = gettext_lazy("Akhiri tugas")
    bahaya = True
    penjelasan = gettext_lazy("Petugas langsung kehilangan kewenangan dari tugas ini; riwayatnya tetap tersimpan.")
    pesan_berhasil = gettext_lazy("Penugasan diakhiri.")

    @property
    def tugas(self) -> Penugasan:
        """The assignment, in scope and of this officer."""
        return Penugasan.objects.visible_to(self.request.user).get(pk=self.kwargs["tugas"], pengguna=self.petugas)

    def run(self, form: Any) -> Penugasan:
        hasil: Penugasan = actions.end_penugasan(self.tugas, alasan=form.cleaned_data["alasan"], oleh=self.request.user)
        return hasil

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(subjudul=self.tugas.label, **kwargs)


class SerahTerimaView(TindakanView):
    """Hand all running work in an area to another officer. Source: AKN-12."""

    izin = KELOLA_PENUGASAN
    perlu_bukti_baru = True
    form_class = forms.FormSerahTerima
    judul = gettext_lazy("Serah terima tugas")
    tombol = gettext_lazy("Serahkan tugas")
    pesan_berhasil = gettext_lazy("Tugas sudah diserahterimakan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pengguna": self.petugas, "oleh": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in("")}

    def run(self, form: Any) -> Any:
        isi = form.cleaned_data
        return actions.hand_over(
            self.petugas, isi["kepada"], kode_wilayah=isi["wilayah"], tanggal=isi["tanggal"], alasan=isi["alasan"],
            oleh=self.request.user,
        )  # fmt: skip


class AturUlangView(TindakanView):
    """Give an officer a one-time code for a new password. Source: AKN-07."""

    izin = RESET_SANDI
    perlu_bukti_baru = True
    form_class = forms.FormAturUlang
    judul = gettext_lazy("Atur ulang sandi")
    tombol = gettext_lazy("Buat kode sekali pakai")
    penjelasan = gettext_lazy("Sandi lama dan semua sesinya langsung berakhir. Kode tampil sekali dan berlaku 24 jam.")

    def run(self, form: Any) -> Pengguna:
        kode = actions.issue_reset_code(
            self.petugas, lepas_totp=form.cleaned_data["lepas_totp"], oleh=self.request.user
        )
        show_once(self.request, self.petugas, kode)
        return self.petugas


class NonaktifkanView(TindakanView):
    """Close an account."""

    izin = KELOLA_PENUGASAN
    form_class = forms.FormAlasan
    judul = gettext_lazy("Nonaktifkan akun")
    tombol = gettext_lazy("Nonaktifkan")
    bahaya = True
    penjelasan = gettext_lazy(
        "Petugas langsung keluar dari semua perangkat dan tidak dapat masuk lagi. Catatannya tetap tersimpan."
    )
    pesan_berhasil = gettext_lazy("Akun dinonaktifkan.")

    def run(self, form: Any) -> Any:
        return actions.deactivate_pengguna(self.petugas, alasan=form.cleaned_data["alasan"], oleh=self.request.user)


class AktifkanView(TindakanView):
    """Open a closed account again."""

    izin = KELOLA_PENUGASAN
    form_class = forms.FormTanpaIsian
    judul = gettext_lazy("Aktifkan akun")
    tombol = gettext_lazy("Aktifkan")
    pesan_berhasil = gettext_lazy("Akun aktif lagi.")

    def run(self, form: Any) -> Any:
        return actions.reactivate_pengguna(self.petugas, oleh=self.request.user)


# -- helpers ---------------------------------------------------------------------------------------------------------


def confirm_first(request: HttpRequest) -> HttpResponse:
    """Lead to the confirmation page and back here."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def show_once(request: HttpRequest, pengguna: Pengguna, kode: str) -> None:
    """Keep a one-time code in the superior's session until the next page shows it."""
    request.session[KODE_SEKALI] = {"untuk": str(pengguna.pk), "kode": kode}


def attach_assignments(orang: list[Pengguna]) -> list[Pengguna]:
    """Load the running assignments of a page of people in one query."""
    milik: dict[Any, list[Penugasan]] = {p.pk: [] for p in orang}
    semua = (
        Penugasan.objects.filter(pengguna__in=list(milik))
        .running()
        .select_related("wilayah", "badan")
        .order_by("mulai", "pk")
    )
    for t in semua:
        if t.is_running():
            milik[t.pengguna_id].append(t)
    for p in orang:
        p.__dict__["_penugasan_berjalan"] = tuple(milik[p.pk])
    return orang


def account_inactive(request: HttpRequest) -> HttpResponse:
    """Where a closed account lands after the right password."""
    messages.error(request, _("Akun Anda sedang tidak aktif. Hubungi atasan Anda."))
    return HttpResponseRedirect(settings.LOGIN_URL)


account_inactive.publik = True  # type: ignore[attr-defined]
