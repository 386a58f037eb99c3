"""Which action stands behind each transition of works, upkeep and aid."""

from __future__ import annotations

from inti.registry import AksiTransisi, aksi_transisi
from ksm import actions as a
from siklus.formulir_transisi import AlasanForm

CATATAN = (
    "kemajuanusulan", "fotopekerjaan", "bahanusulan", "swadayausulan", "pemeriksaanmutu", "serahterima", "badanpemelihara",
    "kaspemelihara", "pemeriksaanaset", "penerimaanbantuan",
)  # fmt: skip


def register() -> None:
    """Every record is taken back in the same way."""
    for nama in CATATAN:
        aksi_transisi.daftar(f"ksm.{nama}.batalkan", AksiTransisi(a.cancel_catatan, AlasanForm))
