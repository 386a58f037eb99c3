"""How far each kelurahan of the demo has come: its scenario, the wave it belongs to, and the master schedule.

A scenario is the stage that is in hand and the state of it; everything before that stage is verified. The apps above ask
`reached` what to do with a kelurahan, so that one table says it for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from inti.peragaan import KECAMATAN_TIM
from wilayah.models import Wilayah

TAHUN = 2026
# Master schedule of the kota. With "today" in late November the first wave should be making its plan.
JADWAL = [
    ("S0", "kota", date(2026, 1, 14), date(2026, 1, 24)),
    ("S0", "kecamatan", date(2026, 1, 19), date(2026, 1, 31)),
    ("S0", "kelurahan", date(2026, 2, 2), date(2026, 2, 28)),
    ("S1", "kelurahan", date(2026, 3, 2), date(2026, 3, 21)),
    ("S2", "kelurahan", date(2026, 3, 23), date(2026, 4, 25)),
    ("S3", "kelurahan", date(2026, 4, 27), date(2026, 7, 4)),
    ("S4", "kelurahan", date(2026, 7, 6), date(2026, 9, 5)),
    ("S4b", "kelurahan", date(2026, 9, 7), date(2026, 10, 3)),
    ("S5", "kelurahan", date(2026, 7, 6), date(2026, 10, 10)),
    ("S6", "kelurahan", date(2026, 10, 5), date(2026, 11, 28)),
    ("S7", "kelurahan", date(2026, 11, 30), date(2026, 12, 19)),
    ("S8", "kelurahan", date(2027, 1, 4), date(2027, 4, 24)),
]
# Later waves run the same schedule, so many days later.
GESER = {1: timedelta(0), 2: timedelta(days=84), 3: timedelta(days=238)}
URUTAN = ("S0", "S1", "S2", "S3", "S4", "S4b", "S6")


@dataclass(frozen=True)
class Skenario:
    """`langkah` is the stage in hand, `keadaan` its state: belum, berjalan, diajukan, dikembalikan, terverifikasi ...

    `cara` tells apart what a state alone does not (a refusal, how far the work inside the stage has come).
    """

    langkah: str
    keadaan: str
    gelombang: int = 1
    cara: str = ""

    def reached(self, kode: str) -> bool:
        """Whether the work of stage `kode` has begun."""
        if kode == "S5":  # runs beside S4
            return self.reached("S4")
        return URUTAN.index(kode) < URUTAN.index(self.langkah) or (kode == self.langkah and self.keadaan != "belum")

    def finished(self, kode: str) -> bool:
        """Whether stage `kode` is verified."""
        if kode == "S5":
            return self.reached("S6")
        if kode == self.langkah:
            return self.keadaan == "terverifikasi"
        return URUTAN.index(kode) < URUTAN.index(self.langkah)


S = Skenario
KAYA = S("S6", "terverifikasi", cara="kaya")
# What the first team shows, one of each, so that a newcomer finds every state among eight kelurahan.
SKENARIO_TIM = [
    S("S1", "berjalan", 3, "dijadwalkan"),
    S("S0", "berjalan", 3),
    S("S1", "terverifikasi", 3, "terima"),
    S("S1", "diajukan", 3, "terima"),
    S("S3", "berjalan", 2, "pengumuman"),
    S("S1", "terverifikasi", 3, "tolak"),
    S("S4", "berjalan", 2, "pemungutan"),
    KAYA,
]
# Scenario of any other kelurahan by its place in the list; the common states are common.
SKENARIO = [
    S("S6", "berjalan", 1, "draf"),
    S("S3", "berjalan", 2, "kajian"),
    S("S2", "berjalan", 2),
    S("S4b", "berjalan", 1),
    S("S1", "terverifikasi", 3, "terima"),
    S("S6", "diajukan", 1),
    S("S4", "diajukan", 2),
    S("S3", "terverifikasi", 2),
    S("S2", "diajukan", 2),
    S("S6", "terverifikasi", 1),
    S("S1", "berjalan", 3, "dijadwalkan"),
    S("S0", "diajukan", 3),
    S("S4", "berjalan", 1, "kunjungan"),
    S("S3", "berjalan", 2, "pengumuman"),
    S("S1", "diajukan", 3, "terima"),
    S("S6", "berjalan", 1, "uji"),
    S("S2", "terverifikasi", 2),
    S("S1", "terverifikasi", 3, "tolak"),
    S("S4", "terverifikasi", 1),
    S("S3", "diajukan", 2),
    S("S0", "dikembalikan", 3),
    S("S2", "dikembalikan", 2),
    S("S6", "dikembalikan", 1),
    S("S1", "dikembalikan", 3, "terima"),
    S("S4", "berjalan", 2, "panitia"),
    S("S0", "berjalan", 3),
    S("S3", "dikembalikan", 2),
    S("S1", "berjalan", 3, "ulang"),
    S("S4", "dikembalikan", 1),
    S("S0", "terverifikasi", 3),
    S("S1", "diajukan", 3, "ulang"),
    S("S0", "belum", 3),
    S("S4b", "diajukan", 1),
    S("S1", "terverifikasi", 3, "awal"),
]


def scenario_of(wilayah: Wilayah) -> Skenario:
    """The scenario of a kelurahan; the same on every machine, whatever part of the kota is filled."""
    nomor = int(wilayah.kode[-4:]) - 1001
    if wilayah.induk_id == KECAMATAN_TIM:
        return SKENARIO_TIM[nomor % len(SKENARIO_TIM)]
    return SKENARIO[(int(str(wilayah.induk_id)[-2:]) * 5 + nomor) % len(SKENARIO)]
