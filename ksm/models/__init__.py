"""Groups of residents, one file per noun."""

from ksm.models.anggota import AnggotaKSM
from ksm.models.kelompok import KSM
from ksm.models.tinjauan import AturanMain, CeklisKSM

__all__ = ["KSM", "AnggotaKSM", "AturanMain", "CeklisKSM"]
