"""What happens at the door: login, logout and failures leave a Jejak; many failures warn the admin. Source: AKN-05, G1.

Receivers of the signals of Django and allauth; between our own apps there are none.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.core.cache import cache
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akun import sesi
from akun.batas_masuk import account_name
from inti.models import Jejak
from inti.pelaku import SISTEM
from inti.registry import Menunggu

log = logging.getLogger("p2kp.masuk")

JENDELA = timedelta(minutes=10)
BATAS_GAGAL = 50


@receiver(user_logged_in, dispatch_uid="akun.masuk")
def on_login(request: Any, user: Any, **kwargs: Any) -> None:
    """Stamp the session and write the event."""
    from akun.actions import record_login

    sesi.start(request)
    record_login(user, oleh=user)


@receiver(user_logged_out, dispatch_uid="akun.keluar")
def on_logout(request: Any, user: Any, **kwargs: Any) -> None:
    """Write the event; a session that only ran out has no person."""
    from akun.actions import record_logout

    if user is not None and getattr(user, "pk", None):
        record_logout(user, oleh=user)


@receiver(user_login_failed, dispatch_uid="akun.masuk.gagal")
def on_failure(credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """Write the event and warn when they pile up. Tries during a delay are not written: they changed nothing."""
    from akun.actions import record_login_failure
    from akun.models import Pengguna

    nama = account_name(request, credentials)
    orang = Pengguna.objects.filter(username__iexact=nama).first() if nama else None
    if request is None or not getattr(request, "akun_terkunci", False):
        record_login_failure(orang, oleh=SISTEM)
    gagal = failures_lately()
    if gagal > BATAS_GAGAL and cache.add("akun.banyak_gagal", True, JENDELA.total_seconds()):
        log.warning("banyak gagal masuk", extra={"jumlah": gagal, "menit": 10})


def failures_lately() -> int:
    """Failed logins of the last ten minutes, over all accounts."""
    return Jejak.objects.filter(
        kode_wilayah="", peristiwa="akun.masuk.gagal", waktu__gte=timezone.now() - JENDELA
    ).count()


def waiting_for(user: Any) -> list[Menunggu]:
    """The admin's warning on Beranda. Source: D2 of the reliability rules (more than 50 failures in ten minutes)."""
    if not user.may("akun.kelola_penugasan", kode="") or not user.may("inti.lihat_jejak", kode=""):
        return []
    gagal = failures_lately()
    if gagal <= BATAS_GAGAL:
        return []
    return [
        Menunggu(
            judul=_("%(jumlah)d kali gagal masuk dalam 10 menit") % {"jumlah": gagal},
            keterangan=_("Mungkin ada yang mencoba-coba sandi. Periksa jejak dan kabari petugas yang terkena."),
            tautan=reverse("akun:daftar-petugas"),
            sejak=timezone.now(),
            ikon="warn",
        )
    ]
