"""What the actions of the election share: the stage under its lock and started, the polling place under its lock."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm.models import TPS
from inti.errors import AturanDilanggar, IsianSalah
from siklus.actions.umum import take_langkah, take_record
from siklus.models import Langkah, Pertemuan

MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")


def take_s4(langkah: Langkah, *, oleh: Any) -> Langkah:
    """The S4 under its lock, in scope, with permission, started and open: every write of an election waits its turn here.

    Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-02, SIK-04), IsianSalah for another stage.
    """
    baris = take_langkah(langkah, oleh=oleh, perlu=izin.CATAT)
    if baris.kode != "S4":
        raise IsianSalah({"langkah": [_("Pemilihan dicatat pada langkah Pembangunan BKM.")]})
    if baris.status not in MENCATAT:
        raise AturanDilanggar(_("Mulai dulu langkah Pembangunan BKM sebelum mencatat isinya."), aturan="SIK-02")
    return baris


def take_tps(tps: TPS, *, oleh: Any) -> TPS:
    """A polling place under its lock, its stage open. Raises: TPS.DoesNotExist, and as `take_s4`."""
    return take_record(tps, oleh=oleh, ambil=take_s4)


def own_meeting(pertemuan: Pertemuan | None, langkah: Langkah) -> Pertemuan | None:
    """A meeting of the same stage. Raises: IsianSalah."""
    if pertemuan is not None and pertemuan.langkah_id != langkah.pk:
        raise IsianSalah({"pertemuan": [_("Pertemuan ini bukan bagian dari langkah tersebut.")]})
    return pertemuan


def clean_name(nama: str, *, bidang: str = "nama") -> str:
    """A name with single spaces, at most 150 letters. Raises: IsianSalah."""
    bersih = " ".join(str(nama).split())
    if not bersih:
        raise IsianSalah({bidang: [_("Isi namanya.")]})
    if len(bersih) > 150:
        raise IsianSalah({bidang: [_("Nama paling banyak 150 huruf.")]})
    return bersih
