"""What the demo parts of the apps share: which areas it covers, reproducible chance, and what to tell while it runs.

All people in the demo are synthetic; only the areas are real. Source: UMU-34.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

KOTA = "32.73"
# The kecamatan of the demo's facilitator team; its first kelurahan is the one that is filled most richly.
KECAMATAN_TIM = "32.73.15"
KOTA_LAIN = "32.77"

Tulis = Callable[[str], object]


def chosen_kecamatan() -> list[str]:
    """Kecamatan to fill; empty means all of the kota. `P2KP_DEMO_KECAMATAN` makes a small demo (browser tests)."""
    return [k for k in os.environ.get("P2KP_DEMO_KECAMATAN", "").split(",") if k]


def chance(benih: str) -> random.Random:
    """Reproducible chance: the same kelurahan looks the same on every machine."""
    return random.Random(f"p2kp-{benih}")


DEPAN_L = [
    "Ade",
    "Agus",
    "Ahmad",
    "Asep",
    "Budi",
    "Cecep",
    "Dadang",
    "Dede",
    "Dedi",
    "Didin",
    "Eko",
    "Endang",
    "Hasan",
    "Hendra",
    "Iwan",
    "Jajang",
    "Koswara",
    "Maman",
    "Nana",
    "Rahmat",
    "Rudi",
    "Suherman",
    "Tatang",
    "Ujang",
    "Yayan",
    "Yusuf",
    "Zaenal",
]  # noqa: E501
DEPAN_P = [
    "Ai",
    "Aisyah",
    "Ani",
    "Dewi",
    "Elis",
    "Enung",
    "Euis",
    "Fitri",
    "Ida",
    "Iis",
    "Imas",
    "Iroh",
    "Kokom",
    "Lilis",
    "Mimin",
    "Neneng",
    "Nunung",
    "Nur",
    "Rina",
    "Rohmah",
    "Siti",
    "Sri",
    "Tati",
    "Titin",
    "Wati",
    "Yani",
    "Yuyun",
]  # noqa: E501
BELAKANG = [
    "Gunawan",
    "Hidayat",
    "Kartika",
    "Komara",
    "Kurnia",
    "Kusnadi",
    "Mulyana",
    "Nugraha",
    "Permana",
    "Pratama",
    "Purnama",
    "Rahayu",
    "Ramdani",
    "Rohman",
    "Saputra",
    "Setiawan",
    "Sobari",
    "Sudrajat",
    "Sukmana",
    "Supriatna",
    "Suryana",
    "Susanti",
    "Sutisna",
    "Wahyuni",
    "Wijaya",
    "Yuliani",
]  # noqa: E501


def person(rng: random.Random, jenis_kelamin: str) -> str:
    """A made-up name of a man (L) or a woman (P)."""
    depan = rng.choice(DEPAN_P if jenis_kelamin == "P" else DEPAN_L)
    return f"{depan} {rng.choice(BELAKANG)}"
