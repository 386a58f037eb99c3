from django.apps import AppConfig


class DasborConfig(AppConfig):
    """Figures over an area: who is on time, who needs a visit, and the list behind every number."""

    name = "dasbor"
    verbose_name = "Dasbor"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from dasbor import langkah, laporan
        from dasbor.demo import load
        from dasbor.izin import LIHAT
        from inti.registry import Butir, demo, indikator, navigasi, ringkasan

        demo.daftar("dasbor", load)
        laporan.register()
        ringkasan.daftar("siklus_langkah", langkah.provider())
        for satu in langkah.indicators():
            indikator.daftar(satu.kode, satu)

        navigasi.daftar("dasbor", Butir(_("Dasbor"), "dasbor:kota", "grafik", 45, LIHAT, ("/dasbor/",)))
