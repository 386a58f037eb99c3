"""A person with a login. What a person may do is never stored here: it follows from running assignments."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.mail import send_mail
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from akun.peran import PERAN
from akun.queries import PenggunaManager, PenggunaQuerySet
from inti.latihan import is_latihan
from inti.models import new_id
from inti.pelaku import Cakupan
from inti.unit_kerja import area_of

if TYPE_CHECKING:
    import uuid

    from akun.models.penugasan import Penugasan


class Pengguna(AbstractBaseUser):
    """One person. `username` and `email` are unique whatever their case; the e-mail may be missing.

    There are no staff or superuser flags: rights come only from Penugasan. Source: AKN-10, AKN-19.
    """

    class Bahasa(models.TextChoices):
        INDONESIA = "id", "Bahasa Indonesia"
        INGGRIS = "en", "English"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(_("nama pengguna"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()])
    email = models.EmailField(_("surel"), null=True, blank=True)
    nama = models.CharField(_("nama lengkap"), max_length=150)
    telepon = models.CharField(_("telepon/WA"), max_length=20, blank=True)
    bahasa = models.CharField(_("bahasa"), max_length=2, choices=Bahasa, default=Bahasa.INDONESIA)
    is_active = models.BooleanField(_("aktif"), default=True)
    harus_ganti_sandi = models.BooleanField(_("harus mengganti sandi"), default=False)
    kewenangan_berubah_pada = models.DateTimeField(null=True, editable=False)
    dibuat_pada = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    dibuat_oleh_id = models.UUIDField(null=True, editable=False)
    dibuat_oleh_nama = models.CharField(_("dibuat oleh"), max_length=150, blank=True, editable=False)

    objects = PenggunaManager.from_queryset(PenggunaQuerySet)()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        ordering = ["nama", "id"]
        verbose_name = _("pengguna")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="pengguna_username_unik"),
            models.UniqueConstraint(Lower("email"), name="pengguna_surel_unik"),
            models.CheckConstraint(condition=~Q(email=""), name="pengguna_surel_kosong_null"),
            models.CheckConstraint(condition=~Q(nama=""), name="pengguna_bernama"),
        ]

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        """Name as the person writes it."""
        return self.nama

    def clean(self) -> None:
        super().clean()
        self.email = self.email or None

    def email_user(self, subject: str, message: str, from_email: str | None = None, **kwargs: Any) -> None:
        """Send one letter; nothing happens for a person without e-mail."""
        if self.email:
            send_mail(subject, message, from_email, [self.email], **kwargs)

    # -- what this person may do -------------------------------------------------------------------------------

    # Code of the kota in whose practice ground this session works; "" is real work. Set by the middleware. LAT-02.
    latihan = ""

    def practise(self, kode_kota: str) -> None:
        """Turn this instance to the practice ground of a kota ("" turns back to real work)."""
        if kode_kota != self.latihan:
            self.latihan = kode_kota
            self.forget_penugasan()

    def practise_if(self, kode_wilayah: str) -> None:
        """Turn to practice when the work at hand lies in a practice area (tasks in the background)."""
        self.practise(kode_wilayah[3:8] if is_latihan(kode_wilayah) else "")

    @property
    def penugasan_berjalan(self) -> tuple[Penugasan, ...]:
        """Running assignments, read from the database once per instance (the request loads a new one). Source: AKN-10."""
        simpan = self.__dict__.get("_penugasan_berjalan")
        if simpan is None:
            calon = self.penugasan.running().select_related("wilayah", "badan").order_by("mulai", "pk")  # type: ignore[attr-defined]
            simpan = tuple(p for p in calon if p.is_running()) if self.is_active else ()
            simpan = practice_of(simpan, self.latihan) if self.latihan else simpan
            self.__dict__["_penugasan_berjalan"] = simpan
        return simpan

    def forget_penugasan(self) -> None:
        """Drop what was read, after an assignment of this person changed in the same request."""
        self.__dict__.pop("_penugasan_berjalan", None)
        self.__dict__.pop("_cakupan", None)

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]:
        """The areas (and bodies) in which this person holds `izin`; empty for none. "" is the nation."""
        simpan: dict[str, tuple[Cakupan, ...]] = self.__dict__.setdefault("_cakupan", {})
        if izin not in simpan:
            urut = {
                Cakupan(
                    p.kode_wilayah, p.badan_id, p.badan.jenis if p.badan else "", sendiri=izin in peran.izin_sendiri
                ): None
                for p in self.penugasan_berjalan
                if (peran := PERAN.get(p.peran)) is not None
                and izin in peran.izin
                # In practice nobody gives rights: a right given there would outlast the practice.
                and not (self.latihan and izin.startswith("akun."))
            }
            simpan[izin] = tuple(urut)
        return simpan[izin]

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool:
        """True when a running assignment that covers `row` (or the area `kode`) carries `izin`.

        Without a row or area: in any area. A body-bound role covers a row of a body only when it is its own body, and what
        it may do to its own body alone (`Peran.izin_sendiri`) not to a row of none.
        """
        milik = self.cakupan(izin)
        if row is None and kode is None:
            return bool(milik)
        tempat = kode if kode is not None else _area(row)
        badan = _body(row)
        return any(c.covers(tempat) and c.admits(badan, type(row)) for c in milik)

    def wilayah_codes(self, izin: str | None = None) -> tuple[str, ...]:
        """Area codes of the running assignments ("" is the nation), of those that carry `izin` when it is given."""
        if izin is not None:
            return tuple(dict.fromkeys(c.kode for c in self.cakupan(izin)))
        return tuple(dict.fromkeys(p.kode_wilayah for p in self.penugasan_berjalan))

    def peran_pada(self, kode: str) -> frozenset[str]:
        """Codes and family names of the roles held over the area `kode`, as programme definitions name them."""
        nama: set[str] = set()
        for p in self.penugasan_berjalan:
            if Cakupan(p.kode_wilayah).covers(kode) and p.peran in PERAN:
                nama |= {p.peran, PERAN[p.peran].rumpun}
        return frozenset(nama)

    @property
    def label_peran(self) -> str:
        """Roles in words, for the page head and the trail: "Korkot, Kota Bandung"; many areas of one role are counted."""
        per_peran: dict[str, list[Any]] = {}
        for p in self.penugasan_berjalan:
            per_peran.setdefault(p.peran, []).append(p)
        label = []
        for milik in per_peran.values():
            if len(milik) == 1:
                label.append(milik[0].label)
            else:
                label.append(_("%(peran)s, %(n)d tempat") % {"peran": PERAN[milik[0].peran].nama, "n": len(milik)})
        return "; ".join(str(x) for x in label)

    @property
    def wajib_totp(self) -> bool:
        """True when a running role demands the second factor. Source: AKN-08."""
        return any(PERAN[p.peran].wajib_totp for p in self.penugasan_berjalan if p.peran in PERAN)

    @property
    def pegang_uang(self) -> bool:
        """True when a running role handles money; its sessions idle out sooner. Source: AKN-05."""
        return any(PERAN[p.peran].pegang_uang for p in self.penugasan_berjalan if p.peran in PERAN)


def practice_of(milik: tuple[Penugasan, ...], kode_kota: str) -> tuple[Penugasan, ...]:
    """The same roles, turned to the practice ground of one kota: what lies outside of it is left out. Source: LAT-02.

    Roles below a kota practise in its open kelurahan, roles of the kota or above in the whole ground; a body's role
    practises without its body. The copies are never saved.
    """
    from wilayah.queries import practice_ground

    tanah, kelurahan = practice_ground(kode_kota)
    hasil = []
    for p in milik:
        kode = p.kode_wilayah
        if not (Cakupan(kode).covers(kode_kota) or Cakupan(kode_kota).covers(kode)):
            continue
        tempat = tanah if len(kode) <= len(kode_kota) else kelurahan
        if tempat is not None:
            salinan = copy(p)
            salinan.wilayah, salinan.badan = tempat, None
            hasil.append(salinan)
    return tuple(hasil)


def _jalur(row: Any, nama: str) -> str | None:
    return getattr(type(row), nama, None)


def _walk(row: Any, jalur: str) -> Any:
    for bagian in jalur.split("__"):
        if row is None:
            return None
        row = getattr(row, bagian, None)
    return row


def _area(row: Any) -> str:
    """Area code of a row, through the same path by which lists are scoped."""
    jalur = (_jalur(row, "JALUR_CAKUPAN") or "").removesuffix("__")
    return area_of(_walk(row, jalur) if jalur else row)


def _body(row: Any) -> uuid.UUID | None:
    """The body a row belongs to, where its model names one."""
    jalur = _jalur(row, "JALUR_BADAN") if row is not None else None
    if not jalur:
        return None
    nilai = _walk(row, jalur)
    return getattr(nilai, "pk", nilai)
