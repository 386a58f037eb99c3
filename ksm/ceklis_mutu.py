"""The quality checklist of a work: questions as data, by edition, filled by UPL and facilitator on the spot.

A question of an edition never changes its meaning once filled lists name it; a better list is a new edition. The official
form was not seen: questions are field practice (`R`) or follow from what the proposal promised (`B10`). Source: KRJ-05.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ksm.ceklis import Butir, DefCeklis

MUTU_1 = DefCeklis(
    jenis="mutu",
    edisi=1,
    nama=_("Ceklis mutu pekerjaan"),
    kapan=_("Di lokasi pekerjaan, bersama KSM; sedikitnya sekali sebelum serah terima."),
    butir=(
        Butir("lokasi", _("Dikerjakan di lokasi yang tertulis dalam usulan."), "B10"),
        Butir("volume", _("Ukuran yang terpasang sesuai gambar dan volume usulan."), "B10"),
        Butir("bahan", _("Bahan yang dipakai sesuai RAB, dan mutunya baik."), "R"),
        Butir("campuran", _("Campuran dan cara memasangnya sesuai petunjuk teknis."), "R"),
        Butir("rapi", _("Hasilnya rapi: lurus, rata, tidak retak, tidak keropos."), "R"),
        Butir("berfungsi", _("Sarananya berfungsi: air mengalir, jalan dapat dilalui, pintu dapat dibuka."), "R"),
        Butir("aman", _("Aman bagi pemakai: anak, lansia, dan penyandang disabilitas."), "R"),
        Butir("lingkungan", _("Tidak merugikan sekitarnya: tidak mengalirkan air ke rumah lain, sisa bahan dibersihkan."), "R"),
        Butir("papan", _("Papan kegiatan terpasang: nama kegiatan, biaya, swadaya, dan KSM."), "B11"),
    ),
)  # fmt: skip
EDISI: dict[int, DefCeklis] = {1: MUTU_1}


def newest() -> DefCeklis:
    """The list to fill now."""
    return EDISI[max(EDISI)]
