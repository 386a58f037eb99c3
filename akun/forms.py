"""Forms of login, the own account and the officers. Shape only; rules are in the actions."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.actions import grantable_roles
from akun.models import Pengguna
from akun.peran import PANJANG_KODE, PERAN
from inti.pelaku import Cakupan
from inti.widgets import TanggalInput
from wilayah.kode import search_name
from wilayah.models import Badan, Wilayah

TEMPAT_MAKS = 400
SANDI_BARU_PETUNJUK = _("Paling sedikit 12 huruf. Empat kata yang mudah Anda ingat sudah baik.")


def sandi_field(label: Any, *, baru: bool = False, petunjuk: Any = "") -> forms.CharField:
    """A password field that password managers understand."""
    isi = {"autocomplete": "new-password" if baru else "current-password"}
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=forms.PasswordInput(attrs=isi), help_text=petunjuk
    )


def _speak(form: forms.Form, bidang: str, label: Any, **attrs: str) -> None:
    """Our words and hints on a field that a library brought."""
    f = form.fields[bidang]
    f.label, f.help_text = label, ""
    f.widget.attrs.pop("placeholder", None)
    f.widget.attrs.update(attrs)


def _code_field(form: forms.Form, petunjuk: Any) -> None:
    _speak(form, "code", _("Kode"), inputmode="numeric", autocomplete="one-time-code", autofocus="autofocus")
    form.fields["code"].help_text = petunjuk


class FormMasuk(LoginForm):
    """Sign in by user name or e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(
            self,
            "login",
            _("Nama pengguna atau surel"),
            autocomplete="username",
            autocapitalize="none",
            spellcheck="false",
        )
        _speak(self, "password", _("Sandi"), autocomplete="current-password")
        self.fields["login"].max_length = 254

    def clean_login(self) -> str:
        return super().clean_login().replace("\x00", "")


class FormKonfirmasi(ReauthenticateForm):
    """The own password once more, before a weighty step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, "password", _("Sandi Anda"), autocomplete="current-password")


class FormLupaSandi(ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, "email", _("Surel"), autocomplete="email")


class FormSandiDariTautan(ResetPasswordKeyForm):
    """A new password, from the link in the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, "password1", _("Sandi baru"), autocomplete="new-password")
        _speak(self, "password2", _("Sandi baru sekali lagi"), autocomplete="new-password")
        self.fields["password1"].help_text = SANDI_BARU_PETUNJUK


class FormKodeMasuk(AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, _("Enam angka dari aplikasi di ponsel Anda, atau satu kode pemulihan."))


class FormKodeKonfirmasi(ReauthenticateCodeForm):
    """The second factor once more, before a weighty step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, _("Enam angka dari aplikasi di ponsel Anda, atau satu kode pemulihan."))


class FormAktifkanTOTP(ActivateTOTPForm):
    """The first code proves that the phone holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, _("Enam angka yang sekarang tampil di aplikasi."))


class SandiBaruMixin(forms.Form):
    """Two equal new passwords; whether they are good is decided by the action."""

    sandi = sandi_field(_("Sandi baru"), baru=True, petunjuk=SANDI_BARU_PETUNJUK)
    sandi_ulang = sandi_field(_("Sandi baru sekali lagi"), baru=True)

    def clean_sandi_ulang(self) -> str:
        ulang = self.cleaned_data["sandi_ulang"]
        if self.cleaned_data.get("sandi") and ulang != self.cleaned_data["sandi"]:
            raise forms.ValidationError(gettext("Kedua sandi belum sama."))
        return ulang


class FormKodeSandi(SandiBaruMixin):
    """A new password with the one-time code that a superior read out."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    kode = forms.CharField(
        label=_("Kode dari atasan"), max_length=20, help_text=_("Sepuluh huruf dan angka, misalnya ABCDE-23456."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )  # fmt: skip
    field_order = ["username", "kode", "sandi", "sandi_ulang"]


class FormGantiSandi(SandiBaruMixin):
    """Change the own password."""

    sandi_lama = sandi_field(_("Sandi sekarang"))
    field_order = ["sandi_lama", "sandi", "sandi_ulang"]

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna

    def clean_sandi_lama(self) -> str:
        lama = self.cleaned_data["sandi_lama"]
        if not self.pengguna.check_password(lama):
            raise forms.ValidationError(gettext("Sandi sekarang tidak cocok."))
        return lama


class FormProfil(forms.Form):
    """The own name, phone, e-mail and language."""

    nama = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    telepon = forms.CharField(
        label=_("Telepon/WA"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Surel"), max_length=254, required=False, help_text=_("Untuk mengatur ulang sandi sendiri."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    bahasa = forms.ChoiceField(label=_("Bahasa"), choices=Pengguna.Bahasa.choices)


class FormTanpaIsian(forms.Form):
    """A button that runs one action."""


class FormAlasan(forms.Form):
    """A step that asks why."""

    alasan = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class FormAturUlang(forms.Form):
    """Reset of somebody's password."""

    lepas_totp = forms.BooleanField(
        label=_("Lepas juga kode langkah kedua (ponselnya hilang atau diganti)"), required=False
    )


class FormTugas(forms.Form):
    """Role and place of an assignment, offered only as far as the granting officer may give. Source: AKN-11."""

    peran = forms.ChoiceField(label=_("Peran"))
    tempat = forms.CharField(
        label=_("Tempat tugas"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Nama atau kode wilayah; untuk pengurus BKM, UPK, dan KSM: nama badannya. Kosongkan untuk nasional."),
    )  # fmt: skip
    mulai = forms.DateField(label=_("Mulai"), required=False, widget=TanggalInput, help_text=_("Kosong: hari ini."))
    selesai = forms.DateField(
        label=_("Selesai"), required=False, widget=TanggalInput, help_text=_("Kosong: sampai diakhiri.")
    )

    def __init__(self, *args: Any, oleh: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oleh = oleh
        self.boleh = grantable_roles(oleh)
        self.fields["peran"].choices = [(k, p.nama) for k, p in PERAN.items() if k in self.boleh]  # type: ignore[attr-defined]
        self.saran = suggest_places(self.boleh)
        if self.saran:
            self.fields["tempat"].widget.attrs["list"] = "saran-tempat"

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if "peran" in isi and "tempat" in isi:
            isi["kode_wilayah"], isi["badan"] = self._place(PERAN[isi["peran"]], isi["tempat"].strip())
        return isi

    def _place(self, peran: Any, teks: str) -> tuple[str, Badan | None]:
        """Area code and body behind what was typed; adds an error to the field when it is not exactly one."""
        if peran.bound_to_body():
            badan = self._one(_bodies(self.boleh[peran.kode]).filter(nama__iexact=teks)) if teks else None
            if badan is None:
                self._complain(gettext("Tuliskan nama badan di wilayah Anda persis seperti terdaftar."))
            return (badan.wilayah_id if badan else "", badan)
        if not teks:
            if 0 not in {PANJANG_KODE[t] for t in peran.tingkat}:
                self._complain(gettext("Isi tempat tugasnya."))
            return "", None
        wilayah = self._area(peran, teks)
        return (wilayah.pk if wilayah else ""), None

    def _area(self, peran: Any, teks: str) -> Wilayah | None:
        kode = teks.split(" ")[0]
        tingkat = [t.value for t in peran.tingkat]
        calon = Wilayah.objects.filter(tingkat__in=tingkat, aktif=True)
        dekat = [w for w in calon.filter(pk=kode)[:1]] or list(calon.filter(nama_cari=search_name(teks))[:200])
        dekat = [w for w in dekat if any(c.covers(w.pk) for c in self.boleh[peran.kode])]
        if len(dekat) == 1:
            return dekat[0]
        if not dekat:
            self._complain(
                gettext("Tidak ada wilayah dengan nama atau kode itu di wilayah tugas Anda untuk peran ini.")
            )
        else:
            pilihan = ", ".join(f"{w.nama} ({w.pk})" for w in dekat[:5])
            self._complain(
                gettext("Ada beberapa yang bernama sama. Tuliskan kodenya: %(pilihan)s.") % {"pilihan": pilihan}
            )
        return None

    def _one(self, qs: Any) -> Any:
        dua = list(qs[:2])
        return dua[0] if len(dua) == 1 else None

    def _complain(self, pesan: str) -> None:
        if "tempat" not in self.errors:
            self.add_error("tempat", pesan)


class FormPetugasBaru(FormTugas):
    """A new officer with the first assignment."""

    username = forms.SlugField(
        label=_("Nama pengguna"), max_length=60, help_text=_("Huruf kecil, angka, titik, atau garis bawah; dipakai untuk masuk."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    nama = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    telepon = forms.CharField(
        label=_("Telepon/WA"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("Surel"), max_length=254, required=False)
    field_order = ["nama", "username", "telepon", "email", "peran", "tempat", "mulai", "selesai"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.RegexField(
            r"^[A-Za-z0-9._-]{3,60}$", label=_("Nama pengguna"), strip=True,
            help_text=_("Huruf, angka, titik, atau garis; paling sedikit 3. Dipakai untuk masuk."),
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        )  # fmt: skip
        self.order_fields(self.field_order)


class FormSerahTerima(forms.Form):
    """All running work of one person in an area goes to another."""

    kepada = forms.CharField(
        label=_("Diserahkan kepada"), max_length=60, help_text=_("Nama pengguna penerima tugas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    wilayah = forms.ChoiceField(label=_("Wilayah"), help_text=_("Semua tugas berjalan di wilayah ini ikut diserahkan."))
    tanggal = forms.DateField(label=_("Mulai tanggal"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, pengguna: Pengguna, oleh: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pengguna, self.oleh = pengguna, oleh
        tempat = {t.kode_wilayah: t.tempat for t in pengguna.penugasan_berjalan}
        self.fields["wilayah"].choices = [(k, v) for k, v in tempat.items()]  # type: ignore[attr-defined]

    def clean_kepada(self) -> Pengguna:
        nama = self.cleaned_data["kepada"].strip()
        orang = Pengguna.objects.visible_to(self.oleh).filter(username__iexact=nama, is_active=True).first()
        if orang is None:
            raise forms.ValidationError(gettext("Tidak ada petugas aktif dengan nama pengguna itu di wilayah Anda."))
        return orang


def suggest_places(boleh: dict[str, tuple[Cakupan, ...]]) -> list[tuple[str, str]]:
    """Areas inside the officer's own scope for the suggestion list (code, name); none for a province or the nation."""
    kode = {c.kode for milik in boleh.values() for c in milik}
    if not kode or any(len(k) < PANJANG_KODE_KOTA for k in kode):
        return []
    hasil: dict[str, str] = {}
    for k in sorted(kode):
        for w in (
            Wilayah.objects.in_area(k).filter(aktif=True).order_by("kode").values_list("kode", "nama")[:TEMPAT_MAKS]
        ):
            hasil[w[0]] = w[1]
    return list(hasil.items())[:TEMPAT_MAKS]


PANJANG_KODE_KOTA = 5


def _bodies(milik: tuple[Cakupan, ...]) -> Any:
    """Active bodies in the areas in which a body-bound role may be given."""
    from django.db.models import Q

    syarat = Q(pk__in=[])
    for c in milik:
        syarat |= (
            Q(pk__isnull=False) if not c.kode else Q(wilayah__kode=c.kode) | Q(wilayah__kode__startswith=c.kode + ".")
        )
    return Badan.objects.filter(syarat, aktif=True)
