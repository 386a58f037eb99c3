"""How allauth behaves here: no sign-up, our words, our Jejak, secrets encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SALAH_MASUK = _("Nama pengguna atau sandi tidak cocok. Periksa lagi, atau minta kode sandi baru kepada atasan Anda.")


class AdaptorAkun(DefaultAccountAdapter):
    """Login by user name or e-mail. Accounts are made by a superior, never by strangers. Source: AKN-01."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": SALAH_MASUK,
        "email_password_mismatch": SALAH_MASUK,
        "username_email_password_mismatch": SALAH_MASUK,
        "too_many_login_attempts": _("Terlalu sering salah. Tunggu beberapa menit, lalu coba lagi."),
        "incorrect_password": _("Sandi tidak cocok."),
        "enter_current_password": _("Tuliskan sandi Anda yang sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The trail and the session list tell; letters would need an address that most officers do not have."""

    def set_password(self, user: Any, password: str) -> None:
        """Every change of password goes through our action, so it leaves a Jejak. Source: AKN-06."""
        from akun.actions import change_password

        change_password(user, sandi=password, oleh=user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Failed logins are recorded by the receiver of Django's signal, which also sees the API."""


class AdaptorDuaLangkah(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are stored encrypted, with a key that is not in the database. Source: AKN-08."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode tidak cocok. Tunggu kode berikutnya, lalu coba lagi."),
    }

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return _locksmith().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locksmith().decrypt(encrypted_text.encode()).decode()


def _locksmith() -> Fernet:
    """Cipher for second-factor secrets, its key derived from the secret key of this installation."""
    kunci = hashlib.sha256(b"p2kp.totp:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(kunci))
