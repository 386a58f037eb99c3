"""Every write to people, assignments, one-time codes, tokens and sessions.

Rights are given downwards only: below one's own role, inside one's own area, never to oneself. The views that call
`grant_penugasan` ask for a fresh proof of identity first (`akun.sesi.require_fresh`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from akun import sesi
from akun.izin import KELOLA_PENUGASAN, RESET_SANDI
from akun.models import KodeSandi, Pengguna, Penugasan, TokenAkses
from akun.models.bukti import COBA_KODE_MAKS, clean_code, fingerprint, new_code, new_token
from akun.peran import PANJANG_KODE, PERAN, Peran
from akun.registry import Serahan, serah_terima
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.izin import require
from inti.pelaku import SISTEM, Cakupan
from inti.unit_kerja import aksi, catat
from wilayah.models import Badan, Wilayah
from wilayah.waktu import today_in

UMUR_KODE = timedelta(hours=24)


# -- who may give what ---------------------------------------------------------------------------------------------


def grantable_roles(pelaku: Any) -> dict[str, tuple[Cakupan, ...]]:
    """Role code -> the areas in which `pelaku` may give it. Source: AKN-11."""
    if pelaku is SISTEM:
        return {kode: (Cakupan(""),) for kode in PERAN}
    hasil: dict[str, dict[Cakupan, None]] = {}
    for p in pelaku.penugasan_berjalan:
        peran = PERAN[p.peran]
        if KELOLA_PENUGASAN not in peran.izin:
            continue
        for kode in peran.boleh_menugaskan:
            hasil.setdefault(kode, {})[Cakupan(p.kode_wilayah, p.badan_id)] = None
    return {kode: tuple(milik) for kode, milik in hasil.items()}


def require_grantable(pelaku: Any, peran: str, kode: str) -> None:
    """Raise TidakBerwenang unless `peran` lies below a role that `pelaku` holds over the area. Source: AKN-11."""
    if not any(c.covers(kode) for c in grantable_roles(pelaku).get(peran, ())):
        raise TidakBerwenang(_("Peran ini hanya dapat diberikan oleh atasannya, di dalam wilayah atasan itu."))


def may_manage(pelaku: Any, pengguna: Pengguna) -> bool:
    """True when every running role of `pengguna` is one that `pelaku` may give there: their superior. Source: AKN-11."""
    if pelaku is SISTEM:
        return True
    if pelaku.pk == pengguna.pk:
        return False
    boleh = grantable_roles(pelaku)
    tugas = pengguna.penugasan_berjalan
    if not tugas:  # made, or once led, by this officer and without a task now
        lama = list(pengguna.penugasan.all())
        if not lama:
            return pengguna.dibuat_oleh_id == pelaku.pk
        tugas = tuple(lama)
    return all(any(c.covers(t.kode_wilayah) for c in boleh.get(t.peran, ())) for t in tugas)


def require_superior(pelaku: Any, pengguna: Pengguna) -> None:
    """Raise TidakBerwenang unless `pelaku` is a superior of `pengguna` in every role they hold."""
    if not may_manage(pelaku, pengguna):
        raise TidakBerwenang(_("Hanya atasan petugas ini, atau admin, yang dapat melakukannya."))


# -- people --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PenggunaBaru:
    """A new account with the one-time code that its superior reads out; the code is shown once."""

    pengguna: Pengguna
    kode: str


@aksi
def create_pengguna(
    *, username: str, nama: str, oleh: Any, telepon: str = "", email: str | None = None, bahasa: str = "id"
) -> PenggunaBaru:
    """Make an account without a usable password; its owner sets one with the code. Source: AKN-07, AKN-15.

    Raises: IsianSalah (name taken), TidakBerwenang.
    """
    if not grantable_roles(oleh):
        raise TidakBerwenang
    pengguna = Pengguna(
        username=username.strip().lower(), nama=nama.strip(), telepon=telepon.strip(), bahasa=bahasa,
        email=(email or "").strip().lower() or None, dibuat_oleh_id=oleh.pk, dibuat_oleh_nama=oleh.nama,
        harus_ganti_sandi=True,
    )  # fmt: skip
    pengguna.set_unusable_password()
    _validate(pengguna)
    pengguna.save(force_insert=True)
    kode = _issue_code(pengguna, oleh)
    catat("akun.pengguna.dibuat", pengguna, kode_wilayah="", rincian={"username": pengguna.username})
    return PenggunaBaru(pengguna, kode)


@aksi
def create_officer(
    *, username: str, nama: str, peran: str, oleh: Any, kode_wilayah: str = "", badan: Badan | None = None,
    telepon: str = "", email: str | None = None, mulai: date | None = None, selesai: date | None = None,
) -> PenggunaBaru:  # fmt: skip
    """Make an account and give it its first assignment, in one step. Raises: as `create_pengguna`, `grant_penugasan`."""
    require_grantable(oleh, peran, kode_wilayah)
    baru = create_pengguna(username=username, nama=nama, telepon=telepon, email=email, oleh=oleh)
    grant_penugasan(
        baru.pengguna, peran=peran, kode_wilayah=kode_wilayah, badan=badan, mulai=mulai, selesai=selesai, oleh=oleh
    )
    return baru


@aksi
def make_admin(*, username: str, nama: str, oleh: Any) -> tuple[Pengguna, str]:
    """An admin of the system with a temporary password; only the system itself may (a command on the server). AKN-11.

    Raises: TidakBerwenang, IsianSalah.
    """
    if oleh is not SISTEM:
        raise TidakBerwenang
    pengguna = create_pengguna(username=username, nama=nama, oleh=oleh).pengguna
    sandi = f"{new_code()}-{new_code()}".lower()
    pengguna.set_password(sandi)
    pengguna.save(update_fields=["password"])
    grant_penugasan(pengguna, peran="admin", oleh=oleh)
    return pengguna, sandi


@aksi
def update_profile(pengguna: Pengguna, *, oleh: Any, **isi: Any) -> Pengguna:
    """Change the own name, phone, e-mail or language. Raises: IsianSalah, TidakBerwenang."""
    if oleh.pk != pengguna.pk:
        raise TidakBerwenang
    pengguna = _locked(pengguna)
    lama = {k: getattr(pengguna, k) for k in isi}
    for nama in ("nama", "telepon", "email", "bahasa"):
        if nama in isi:
            setattr(pengguna, nama, isi[nama])
    pengguna.email = (pengguna.email or "").strip().lower() or None
    _validate(pengguna)
    pengguna.save(update_fields=["nama", "telepon", "email", "bahasa"])
    berubah = sorted(k for k, v in lama.items() if v != getattr(pengguna, k))
    if berubah:
        catat("akun.profil.diubah", pengguna, kode_wilayah="", rincian={"bidang": berubah})
    return pengguna


@aksi
def deactivate_pengguna(pengguna: Pengguna, *, alasan: str, oleh: Any) -> Pengguna:
    """Close an account: no login, all sessions and tokens end at once. Raises: TidakBerwenang, IsianSalah. AKN-06."""
    require_superior(oleh, pengguna)
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan mengapa akun ini dinonaktifkan.")]})
    pengguna = _locked(pengguna)
    pengguna.is_active = False
    pengguna.save(update_fields=["is_active"])
    _shut_out(pengguna)
    catat("akun.pengguna.dinonaktifkan", pengguna, kode_wilayah="", alasan=alasan)
    return pengguna


@aksi
def reactivate_pengguna(pengguna: Pengguna, *, oleh: Any) -> Pengguna:
    """Open a closed account again. Raises: TidakBerwenang."""
    require_superior(oleh, pengguna)
    pengguna = _locked(pengguna)
    pengguna.is_active = True
    pengguna.save(update_fields=["is_active"])
    catat("akun.pengguna.diaktifkan", pengguna, kode_wilayah="")
    return pengguna


# -- passwords -----------------------------------------------------------------------------------------------------


@aksi
def change_password(pengguna: Pengguna, *, sandi: str, oleh: Any) -> Pengguna:
    """Set the own password; the temporary one is then gone, and so are waiting codes. Raises: IsianSalah. AKN-02, AKN-15.

    The session hash changes with it, so every other session of this person ends.
    """
    if oleh.pk != pengguna.pk:
        raise TidakBerwenang
    _check_password(sandi, pengguna)
    pengguna.set_password(sandi)
    pengguna.harus_ganti_sandi = False
    pengguna.save(update_fields=["password", "harus_ganti_sandi"])
    KodeSandi.objects.filter(pengguna=pengguna, dipakai_pada=None).update(dipakai_pada=timezone.now())
    TokenAkses.objects.filter(pengguna=pengguna, dicabut_pada=None).update(dicabut_pada=timezone.now())
    catat("akun.sandi.diganti", pengguna, kode_wilayah="")
    return pengguna


@aksi
def issue_reset_code(pengguna: Pengguna, *, oleh: Any, lepas_totp: bool = False) -> str:
    """A superior resets a password: the code is returned once, the old password and all sessions end. AKN-07.

    `lepas_totp` also removes a second factor that was lost with its phone; a role that must have one asks for a new
    one at the next login. Raises: TidakBerwenang. The code is valid for 24 hours and for one use.
    """
    require(oleh, RESET_SANDI)
    require_superior(oleh, pengguna)
    pengguna = _locked(pengguna)
    pengguna.set_unusable_password()
    pengguna.harus_ganti_sandi = True
    pengguna.save(update_fields=["password", "harus_ganti_sandi"])
    _shut_out(pengguna)
    if lepas_totp:
        Authenticator.objects.filter(user=pengguna).delete()
    kode = _issue_code(pengguna, oleh)
    catat("akun.sandi.diatur_ulang", pengguna, kode_wilayah="", rincian={"lepas_totp": lepas_totp})
    return kode


def redeem_code(*, username: str, kode: str, sandi: str) -> Pengguna:
    """Set a new password with a one-time code. Raises IsianSalah, with one wording for every wrong name or code. AKN-07.

    A wrong try is counted in its own transaction, so that a refusal does not forget it.
    """
    pengguna = Pengguna.objects.filter(username__iexact=username.strip(), is_active=True).first()
    sidik = fingerprint(clean_code(kode))
    baris = _open_code(pengguna)
    if pengguna is None or baris is None or not compare_digest(baris.sidik, sidik):
        if baris is not None:
            count_wrong_code(baris, oleh=pengguna)
        raise IsianSalah({"kode": [_("Nama pengguna atau kode tidak cocok, atau kode sudah lewat waktunya.")]})
    _check_password(sandi, pengguna)
    return _use_code(pengguna, kode_id=baris.pk, sandi=sandi, oleh=pengguna)


@aksi
def count_wrong_code(baris: KodeSandi, *, oleh: Any) -> None:
    """One more wrong try; after five the code is dead."""
    baris = KodeSandi.objects.select_for_update(of=("self",)).get(pk=baris.pk)
    if baris.percobaan < COBA_KODE_MAKS:
        baris.percobaan += 1
        baris.save(update_fields=["percobaan"])
        catat("akun.kode.salah", baris.pengguna, kode_wilayah="", rincian={"percobaan": baris.percobaan})


@aksi
def _use_code(pengguna: Pengguna, *, kode_id: uuid.UUID, sandi: str, oleh: Any) -> Pengguna:
    baris = KodeSandi.objects.select_for_update(of=("self",)).get(pk=kode_id)
    if not baris.is_valid():  # a second window used it meanwhile
        raise IsianSalah({"kode": [_("Kode ini sudah dipakai. Minta kode baru kepada atasan Anda.")]})
    AccessAttempt.objects.filter(username=pengguna.username.lower()).delete()  # no waiting after a proven reset
    return change_password(pengguna, sandi=sandi, oleh=oleh)


# -- assignments ---------------------------------------------------------------------------------------------------


@aksi
def grant_penugasan(
    pengguna: Pengguna, *, peran: str, oleh: Any, kode_wilayah: str = "", badan: Badan | None = None,
    mulai: date | None = None, selesai: date | None = None, pendahulu: Penugasan | None = None,
) -> Penugasan:  # fmt: skip
    """Give a role in an area or body from `mulai` (default today) to `selesai` (both days included).

    Raises: TidakBerwenang (to oneself, above oneself, out of the own area), IsianSalah, AturanDilanggar (AKN-10, KEU-198).
    Source: AKN-10, AKN-11.
    """
    if badan is not None:
        kode_wilayah = badan.wilayah_id
    _check_assignment(peran, kode_wilayah, badan)
    if oleh.pk == pengguna.pk:
        raise TidakBerwenang(_("Tidak seorang pun dapat menugaskan dirinya sendiri."))
    require_grantable(oleh, peran, kode_wilayah)
    pengguna = _locked(pengguna)
    baru = Penugasan(
        pengguna=pengguna, peran=peran, wilayah_id=kode_wilayah or None, badan=badan, selesai=selesai,
        mulai=mulai or today_in(kode_wilayah), pendahulu=pendahulu, ditugaskan_oleh_id=oleh.pk,
        ditugaskan_oleh_nama=oleh.nama, dibuat_oleh_id=oleh.pk, dibuat_oleh_nama=oleh.nama,
    )  # fmt: skip
    _check_dates(baru)
    _save_assignment(baru)
    _rights_changed(pengguna)
    catat(
        "akun.penugasan.diberikan", baru, tujuan=peran, kode_wilayah=kode_wilayah,
        rincian={"pengguna": pengguna.username, "mulai": baru.mulai, "selesai": baru.selesai,
                 **({"rangkap": True} if doubled_duty(baru) else {})},
    )  # fmt: skip
    return baru


@aksi
def end_penugasan(penugasan: Penugasan, *, alasan: str, oleh: Any, tanggal: date | None = None) -> Penugasan:
    """End an assignment: `tanggal` is its last day (default yesterday, so the right is gone at once).

    One that has not begun, or began today, is taken back: its dates stay as history, the right is gone at once.
    Raises: TidakBerwenang, IsianSalah, AturanDilanggar (AKN-21) when it is already over. Source: AKN-12, AKN-21.
    """
    require_grantable(oleh, penugasan.peran, penugasan.kode_wilayah)
    if oleh.pk == penugasan.pengguna_id:
        raise TidakBerwenang(_("Penugasan sendiri hanya dapat diakhiri oleh atasan."))
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan mengapa penugasan ini berakhir.")]})
    baris = Penugasan.objects.select_for_update(of=("self",), no_key=True).get(pk=penugasan.pk)
    hari = today_in(baris.kode_wilayah)
    if baris.dicabut_pada is not None or (baris.selesai is not None and baris.selesai < hari):
        raise AturanDilanggar(_("Penugasan ini sudah berakhir."), aturan="AKN-21")
    akhir = tanggal or hari - timedelta(days=1)
    if akhir < baris.mulai:
        baris.selesai, baris.dicabut_pada = baris.selesai or baris.mulai, timezone.now()
    else:
        baris.selesai = akhir
    baris.alasan_selesai = alasan.strip()[:200]
    baris.versi += 1
    baris.save(update_fields=["selesai", "dicabut_pada", "alasan_selesai", "versi", "diubah_pada"])
    _rights_changed(baris.pengguna)
    catat(
        "akun.penugasan.diakhiri", baris, asal=baris.peran, alasan=alasan, kode_wilayah=baris.kode_wilayah,
        rincian={"pengguna": baris.pengguna.username, "selesai": baris.selesai},
    )  # fmt: skip
    return baris


@dataclass(frozen=True)
class HasilSerahTerima:
    """What was handed over: old assignments ended, new ones opened, and what each app moved in words."""

    lama: list[Penugasan]
    baru: list[Penugasan]
    pindahan: list[str]


@aksi
def hand_over(
    dari: Pengguna, kepada: Pengguna, *, kode_wilayah: str, tanggal: date, alasan: str, oleh: Any
) -> HasilSerahTerima:
    """Give all running work of one person in an area to another, from `tanggal` on.

    The old assignments end the day before, the new ones begin on `tanggal`, and every app moves its running work.
    Raises: TidakBerwenang, IsianSalah. Source: AKN-12.
    """
    if dari.pk == kepada.pk:
        raise IsianSalah({"kepada": [_("Pilih orang lain sebagai penerima tugas.")]})
    lingkup = Cakupan(kode_wilayah)
    tugas = [p for p in dari.penugasan_berjalan if lingkup.covers(p.kode_wilayah)]
    if not tugas:
        raise IsianSalah(
            {"wilayah": [_("%(nama)s tidak mempunyai tugas berjalan di wilayah ini.") % {"nama": dari.nama}]}
        )
    lama, baru = [], []
    for t in tugas:
        if t.mulai >= tanggal:
            raise IsianSalah({"tanggal": [_("Tanggal serah terima harus sesudah penugasan lama dimulai.")]})
        lama.append(end_penugasan(t, tanggal=tanggal - timedelta(days=1), alasan=alasan, oleh=oleh))
        baru.append(
            grant_penugasan(
                kepada, peran=t.peran, kode_wilayah=t.kode_wilayah, badan=t.badan, mulai=tanggal, selesai=t.selesai,
                pendahulu=t, oleh=oleh,
            )
        )  # fmt: skip
    serahan = Serahan(dari=dari, kepada=kepada, kode_wilayah=kode_wilayah, tanggal=tanggal)
    pindahan = [str(kata) for _kode, fungsi in serah_terima.semua() if (kata := fungsi(serahan, oleh=oleh))]
    catat(
        "akun.tugas.diserahterimakan", dari, kode_wilayah=kode_wilayah, tujuan=kepada.username[:40], alasan=alasan,
        rincian={"tanggal": tanggal, "peran": [t.peran for t in tugas], "pindahan": pindahan},
    )  # fmt: skip
    return HasilSerahTerima(lama, baru, pindahan)


# -- tokens and sessions -------------------------------------------------------------------------------------------


@aksi
def issue_token(pengguna: Pengguna, *, oleh: Any, nama: str = "") -> tuple[str, TokenAkses]:
    """A new access token for programs; the secret is returned once. Source: AKN-13."""
    rahasia = new_token()
    token = TokenAkses.objects.create(
        pengguna=pengguna, nama=nama[:100], sidik=fingerprint(rahasia), kedaluwarsa=timezone.now() + settings.TOKEN_UMUR
    )
    catat("akun.token.dibuat", pengguna, kode_wilayah="", rincian={"token": str(token.pk), "nama": token.nama})
    return rahasia, token


@aksi
def revoke_token(token: TokenAkses, *, oleh: Any) -> TokenAkses:
    """Make a token useless from now on. Raises: TidakBerwenang. Source: AKN-13."""
    if token.pengguna_id != oleh.pk:
        require_superior(oleh, token.pengguna)
    TokenAkses.objects.filter(pk=token.pk, dicabut_pada=None).update(dicabut_pada=timezone.now())
    catat("akun.token.dicabut", token.pengguna, kode_wilayah="", rincian={"token": str(token.pk)})
    return token


@aksi
def end_session(pengguna: Pengguna, sesi_pengguna: Any, *, oleh: Any) -> None:
    """End one own session, here or on a lost phone. Raises: TidakBerwenang. Source: AKN-06."""
    if sesi_pengguna.user_id != oleh.pk:
        raise TidakBerwenang
    sesi_pengguna.end()
    catat("akun.sesi.diakhiri", pengguna, kode_wilayah="", rincian={"alamat_ip": sesi_pengguna.ip})


@aksi
def record_login(pengguna: Pengguna, *, oleh: Any, cara: str = "") -> None:
    """Somebody signed in."""
    catat("akun.masuk", pengguna, kode_wilayah="", rincian={"cara": cara} if cara else {})


@aksi
def record_login_failure(pengguna: Pengguna | None, *, oleh: Any) -> None:
    """Somebody failed to sign in. What was typed is not kept: it may be a password in the wrong field."""
    catat("akun.masuk.gagal", pengguna, kode_wilayah="")


@aksi
def record_logout(pengguna: Pengguna, *, oleh: Any) -> None:
    """Somebody signed out."""
    catat("akun.keluar", pengguna, kode_wilayah="")


# -- inside --------------------------------------------------------------------------------------------------------


def _locked(pengguna: Pengguna) -> Pengguna:
    baris: Pengguna = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
    return baris


def _validate(pengguna: Pengguna) -> None:
    """The model's own checks, as IsianSalah."""
    try:
        pengguna.full_clean(exclude=["password"])
    except ValidationError as galat:
        raise IsianSalah(_fields(galat)) from None


def _fields(galat: ValidationError) -> dict[str, list[str]]:
    """Field -> sentences; a name or address that is taken is said at its field, whichever constraint saw it."""
    hasil: dict[str, list[str]] = {}
    for bidang, semua in galat.error_dict.items():
        for satu in semua:
            if (bidang, satu.code) == ("username", "unique") or "pengguna_username_unik" in str(satu):
                hasil["username"] = [_("Nama pengguna ini sudah dipakai. Pilih yang lain.")]
                continue
            if "pengguna_surel_unik" in str(satu):
                hasil["email"] = [_("Surel ini sudah dipakai akun lain.")]
                continue
            hasil.setdefault(bidang, []).extend(str(p) for p in satu.messages)
    return hasil


def _check_password(sandi: str, pengguna: Pengguna) -> None:
    try:
        validate_password(sandi, pengguna)
    except ValidationError as galat:
        raise IsianSalah({"sandi": [str(p) for p in galat.messages]}) from None


def _issue_code(pengguna: Pengguna, oleh: Any) -> str:
    KodeSandi.objects.filter(pengguna=pengguna, dipakai_pada=None).update(dipakai_pada=timezone.now())
    kode = new_code()
    KodeSandi.objects.create(
        pengguna=pengguna, sidik=fingerprint(kode), kedaluwarsa=timezone.now() + UMUR_KODE, dibuat_oleh_id=oleh.pk
    )
    return kode


def _open_code(pengguna: Pengguna | None) -> KodeSandi | None:
    if pengguna is None:
        return None
    baris = KodeSandi.objects.filter(pengguna=pengguna, dipakai_pada=None).first()
    return baris if baris is not None and baris.is_valid() else None


def _shut_out(pengguna: Pengguna) -> None:
    """End every session and token of a person."""
    sesi.end_all(pengguna)
    TokenAkses.objects.filter(pengguna=pengguna, dicabut_pada=None).update(dicabut_pada=timezone.now())


def _check_assignment(peran: str, kode: str, badan: Badan | None) -> None:
    """Raise IsianSalah when the role does not exist or does not fit the level of the place."""
    kelas = PERAN.get(peran)
    if kelas is None:
        raise IsianSalah({"peran": [_("Pilih peran dari daftar.")]})
    if kode and not Wilayah.objects.filter(pk=kode, aktif=True).exists():
        raise IsianSalah({"wilayah": [_("Wilayah ini tidak ada atau sudah tidak berlaku.")]})
    if not _fits(kelas, kode, badan):
        tingkat = ", ".join(str(t.label) for t in kelas.tingkat)
        raise IsianSalah(
            {
                "wilayah": [
                    _("%(peran)s ditugaskan di tingkat: %(tingkat)s.") % {"peran": kelas.nama, "tingkat": tingkat}
                ]
            }
        )


def _fits(kelas: type[Peran], kode: str, badan: Badan | None) -> bool:
    if kelas.bound_to_body():
        return badan is not None
    return badan is None and any(len(kode) == n for t, n in PANJANG_KODE.items() if t in kelas.tingkat)


def _check_dates(p: Penugasan) -> None:
    if p.selesai is not None and p.selesai < p.mulai:
        raise IsianSalah({"selesai": [_("Tanggal selesai tidak boleh sebelum tanggal mulai.")]})
    if PERAN[p.peran].berbatas_waktu and p.selesai is None:
        raise IsianSalah(
            {"selesai": [_("Penugasan %(peran)s harus mempunyai tanggal selesai.") % {"peran": PERAN[p.peran].nama}]}
        )


def _save_assignment(p: Penugasan) -> None:
    """Save, and say in words when the database refuses a second equal assignment."""
    try:
        with transaction.atomic():
            p.save(force_insert=True)
    except (IntegrityError, DatabaseError) as galat:
        if "penugasan yang sama" in str(galat).lower():
            raise AturanDilanggar(
                _("%(nama)s sudah memegang tugas ini pada tanggal itu.") % {"nama": p.pengguna.nama}, aturan="AKN-10"
            ) from None
        if "kasir dan pembuku" in str(galat).lower():
            raise AturanDilanggar(
                _(
                    "Kasir dan pembuku satu UPK dua orang yang berbeda. Pilih orang lain, atau akhiri dulu tugas %(nama)s "
                    "yang satu."
                )
                % {"nama": p.pengguna.nama},
                aturan="KEU-198",
            ) from None
        raise


def doubled_duty(p: Penugasan) -> str:
    """The manager of a UPK who also keeps its cash or its books: allowed where two people do the four duties, and said.

    "" where the person holds no second duty there. One query. Source: KEU-198.
    """
    lain = {"manajer_upk": ("kasir_upk", "pembuku_upk"), "kasir_upk": ("manajer_upk",), "pembuku_upk": ("manajer_upk",)}
    if p.peran not in lain:
        return ""
    ada = p.pengguna.penugasan.filter(peran__in=lain[p.peran], badan=p.badan_id, dicabut_pada__isnull=True)
    if not any(x.is_running(max(p.mulai, x.mulai)) for x in ada):
        return ""
    kata = _(
        "%(nama)s kini memegang dua tugas UPK. Itu boleh bila petugasnya hanya dua; setiap bukti tetap disetujui orang lain."
    )
    return kata % {"nama": p.pengguna.nama}


def _rights_changed(pengguna: Pengguna) -> None:
    """Sessions of this person get a new id at their next request, and this instance reads its assignments again."""
    pengguna.kewenangan_berubah_pada = timezone.now()
    pengguna.save(update_fields=["kewenangan_berubah_pada"])
    pengguna.forget_penugasan()
