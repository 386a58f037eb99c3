"""P2KP, later PNPM Mandiri Perkotaan: the cycle of a kelurahan as data, version 1.

The modules follow the work: `persiapan` (hear and decide), `kajian` (reflect and map), `kelembagaan` (BKM, units,
KSM), `rencana` (plan, review, account), `dana` (grant and partners). This module only puts them in order.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import Definisi, Tingkat
from siklus.definisi.p2kp.dana import S7, S8, S9, S10, S10_LANJUTAN, S11
from siklus.definisi.p2kp.kajian import S2, S3
from siklus.definisi.p2kp.kelembagaan import S4, S4B, S5
from siklus.definisi.p2kp.persiapan import S0, S0_KECAMATAN, S0_KOTA, S1
from siklus.definisi.p2kp.rencana import S6, S6_RENTA, S12, S13, S14

P2KP = Definisi(
    kode="p2kp",
    versi=1,
    nama=_("P2KP / PNPM Mandiri Perkotaan"),
    pemilik=Tingkat.KELURAHAN,
    tahun=(1, 2, 3),
    # In years 2 and 3 the review and the RWT come before the Renta of the year, so they stand first.
    langkah=(
        S0_KOTA,
        S0_KECAMATAN,
        S0,
        S1,
        S2,
        S3,
        S4,
        S4B,
        S5,
        S6,
        S12,
        S13,
        S6_RENTA,
        S7,
        S8,
        S9,
        S10,
        S10_LANJUTAN,
        S11,
        S14,
    ),  # fmt: skip
    awal_lanjutan="S2",
    sumber="A1, A3, B8, D2",
    lembaga=(
        ("lembaga_warga", _("BKM")),
        ("unit_pelaksana", _("UPK, UPL, UPS")),
        ("kelompok", _("KSM")),
        ("rencana", _("PJM Pronangkis dan Renta")),
        ("daftar_miskin", _("Daftar PS-2")),
    ),
    verifikator_pascaprogram=("koordinator_bkm", "pengawas_upk"),
)
