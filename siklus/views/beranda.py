"""Beranda: what waits for me, then my kelurahan."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akun.queries import today_in
from inti import registry
from inti.formats import hari_tanggal
from inti.halaman import keyset_page
from inti.views import HalamanView
from siklus import izin
from siklus.queries_halaman import cards_for, is_wide, latest_siklus, worst_late
from siklus.ringkasan import summarise

KARTU_PER_HALAMAN = 12
MENUNGGU_TAMPIL = 6


class BerandaView(HalamanView):
    """The first page of every officer. A kota-level officer sees counts and the worst-late first, others their cards."""

    template_name = "siklus/beranda.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        menunggu = waiting_for(user)
        luas = is_wide(user)
        return super().get_context_data(
            judul=greeting(),
            tanggal=hari_tanggal(today_in(home_zone(user))),
            menunggu=menunggu if "menunggu" in self.request.GET else menunggu[:MENUNGGU_TAMPIL],
            jumlah_menunggu=len(menunggu),
            luas=luas,
            boleh_catat=bool(user.cakupan(izin.CATAT)),  # type: ignore[union-attr]
            boleh_lihat=bool(user.cakupan(izin.LIHAT)),  # type: ignore[union-attr]
            **(self._counts(user) if luas else self._cards(user)),
            **kwargs,
        )

    def _cards(self, user: Any) -> dict[str, Any]:
        halaman = keyset_page(latest_siklus(user), ("wilayah_id", "id"), self.request.GET, ukuran=KARTU_PER_HALAMAN)
        return {"kartu": cards_for(halaman.baris, untuk=user), "halaman": halaman}

    def _counts(self, user: Any) -> dict[str, Any]:
        kartu = cards_for(worst_late(user), untuk=user)
        return {"ringkas": summarise(user), "area": "", "kartu": kartu, "dasbor": reverse("dasbor:kota")}


def waiting_for(user: Any) -> list[registry.Menunggu]:
    """Everything that waits for an officer, from every app, oldest first."""
    semua = [m for _kode, fungsi in registry.menunggu.semua() for m in fungsi(user)]
    return sorted(semua, key=lambda m: m.sejak)


def home_zone(user: Any) -> str:
    """Time zone of the officer's first area; Asia/Jakarta for the nation."""
    tugas = next((t for t in user.penugasan_berjalan if t.wilayah_id), None)
    return str(tugas.wilayah.zona) if tugas is not None else "Asia/Jakarta"


def greeting() -> str:
    """Good morning, noon, afternoon, evening as Indonesians divide the day."""
    jam = timezone.localtime().hour
    if 4 <= jam < 11:
        return _("Selamat pagi")
    if jam < 15 and jam >= 11:
        return _("Selamat siang")
    if 15 <= jam < 18:
        return _("Selamat sore")
    return _("Selamat malam")
