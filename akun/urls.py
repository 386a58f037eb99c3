"""Paths of login, the own account and the officers. The names of allauth's own pages are the ones it looks for itself."""

from allauth.account import views as masuk
from allauth.mfa.base import views as dua_langkah
from allauth.mfa.recovery_codes import views as pemulihan
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from akun import views

sendiri = [
    path("akun/", views.AkunView.as_view(), name="akun"),
    path("akun/sandi/", views.SandiView.as_view(), name="sandi"),
    path("akun/sesi/", views.SesiView.as_view(), name="sesi"),
    path("akun/sesi/<int:pk>/akhiri/", views.AkhiriSesiView.as_view(), name="akhiri-sesi"),
    path("akun/token/<uuid:pk>/cabut/", views.CabutTokenView.as_view(), name="cabut-token"),
    path("masuk/kode/", views.KodeView.as_view(), name="kode"),
    path("petugas/", views.PetugasListView.as_view(), name="daftar-petugas"),
    path("petugas/baru/", views.PetugasBaruView.as_view(), name="petugas-baru"),
    path("petugas/<uuid:pk>/", views.PetugasView.as_view(), name="petugas"),
    path("petugas/<uuid:pk>/tugas/", views.TugasBaruView.as_view(), name="tugas-baru"),
    path("petugas/<uuid:pk>/tugas/<uuid:tugas>/akhiri/", views.AkhiriTugasView.as_view(), name="akhiri-tugas"),
    path("petugas/<uuid:pk>/serah-terima/", views.SerahTerimaView.as_view(), name="serah-terima"),
    path("petugas/<uuid:pk>/sandi/", views.AturUlangView.as_view(), name="atur-ulang"),
    path("petugas/<uuid:pk>/nonaktifkan/", views.NonaktifkanView.as_view(), name="nonaktifkan"),
    path("petugas/<uuid:pk>/aktifkan/", views.AktifkanView.as_view(), name="aktifkan"),
]

urlpatterns = [
    path("masuk/", views.MasukView.as_view(), name="account_login"),
    path("masuk/nonaktif/", views.account_inactive, name="account_inactive"),
    path("masuk/dua-langkah/", dua_langkah.authenticate, name="mfa_authenticate"),
    path("keluar/", masuk.logout, name="account_logout"),
    path("lupa-sandi/", masuk.password_reset, name="account_reset_password"),
    path("lupa-sandi/terkirim/", masuk.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^lupa-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", masuk.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("lupa-sandi/selesai/", masuk.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("akun/konfirmasi/", masuk.reauthenticate, name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", dua_langkah.reauthenticate, name="mfa_reauthenticate"),
    path("akun/dua-langkah/", dua_langkah.index, name="mfa_index"),
    path("akun/dua-langkah/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/dua-langkah/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/dua-langkah/pemulihan/", pemulihan.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/dua-langkah/pemulihan/baru/", pemulihan.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/dua-langkah/pemulihan/unduh/", pemulihan.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("", include((sendiri, "akun"))),
]  # fmt: skip
