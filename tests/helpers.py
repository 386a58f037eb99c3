"""Small helpers that every test may use."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection
from django.test import Client


def fresh(user: Any) -> Any:
    """The same person as a new request would load it: assignments are read again."""
    return type(user)._base_manager.get(pk=user.pk)


def kunci(**isi: Any) -> dict[str, Any]:
    """Form data with a fresh idempotency key, as a page that was just opened would send it."""
    return {"kunci": str(uuid.uuid4()), **isi}


def masuk(user: Any, *, segar: bool = True) -> Client:
    """A browser signed in as `user`; `segar` means the password was just given (no confirmation page)."""
    import time

    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    klien = Client()
    klien.force_login(user)
    sesi = klien.session
    saat = time.time() if segar else time.time() - 3600
    sesi[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": saat}]
    sesi["masuk_pada"] = sesi["aktif_pada"] = sesi["kunci_pada"] = time.time()
    sesi.save()
    return klien


def api(user: Any = None) -> Any:
    """An API client acting as `user` (None: nobody)."""
    from rest_framework.test import APIClient

    klien = APIClient()
    if user is not None:
        klien.force_authenticate(user)
    return klien


def kepala_kunci() -> dict[str, str]:
    """Header with a fresh Idempotency-Key, for `client.post(..., headers=kepala_kunci())`."""
    return {"Idempotency-Key": str(uuid.uuid4())}


def check_deferred() -> None:
    """Make the deferred constraints of this transaction speak now; what is written later is checked later."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")
