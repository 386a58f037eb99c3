"""What the actions share: taking a version or one of its lines under lock, and refusing kindly before the database does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar
from inti.izin import require
from pronangkis import izin
from pronangkis.models import PJM, Renta
from siklus.actions.umum import take
from siklus.gerbang import temuan_siklus
from siklus.models import Langkah

MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")


def take_stage(langkah: Langkah, *, oleh: Any, perlu: str = izin.SUSUN) -> Langkah:
    """The S6 stage under its lock, running, with permission. Raises: DoesNotExist, TidakBerwenang, AturanDilanggar."""
    baris = take(Langkah, langkah.pk, oleh=oleh)
    require(oleh, perlu, baris)
    check_open(baris)
    return baris


def check_open(langkah: Langkah) -> None:
    """Refuse where the stage has not begun or is locked. Raises: AturanDilanggar (SIK-02, SIK-04, SIK-31)."""
    if langkah.kode != "S6":
        raise AturanDilanggar(_("PJM dan Renta disusun dalam langkah S6."), aturan="PJM-01")
    if langkah.status == Langkah.Status.BELUM:
        raise AturanDilanggar(_("Mulai dulu langkah PJM sebelum mengisi rencananya."), aturan="SIK-02")
    if langkah.terkunci:
        raise AturanDilanggar(
            _("Langkah ini %(status)s, jadi rencananya terkunci. Minta verifikator mengembalikan atau membukanya lagi.")
            % {"status": langkah.get_status_display().lower()},
            aturan="SIK-04",
        )
    for temuan in temuan_siklus(langkah):
        raise AturanDilanggar(temuan.pesan, aturan=temuan.aturan)


def take_plan(
    pjm: PJM, *, oleh: Any, perlu: str = izin.SUSUN, boleh: tuple[str, ...] = ("draf",), kunci: bool = True
) -> PJM:
    """A version under its lock, in one of the states `boleh`, its stage open.

    Raises: PJM.DoesNotExist out of scope, TidakBerwenang, AturanDilanggar (PJM-09, SIK-04).
    """
    baris: PJM = take(PJM, pjm.pk, oleh=oleh) if kunci else PJM.objects.visible_to(oleh).get(pk=pjm.pk)
    require(oleh, perlu, baris)
    if baris.status not in boleh:
        raise AturanDilanggar(
            _("%(nama)s %(status)s dan tidak berubah lagi. Susun versi baru untuk mengubahnya.")
            % {"nama": baris, "status": baris.get_status_display().lower()},
            aturan="PJM-09",
        )
    check_open(Langkah.objects.select_related("siklus").get(pk=baris.langkah_id))
    return baris


def take_renta(renta: Renta, *, oleh: Any, perlu: str = izin.SUSUN, boleh: tuple[str, ...] = ("draf",)) -> Renta:
    """A Renta under its lock, in one of the states `boleh`, its stage open. Raises: as `take_plan`."""
    baris: Renta = take(Renta, renta.pk, oleh=oleh)
    require(oleh, perlu, baris)
    if baris.status not in boleh:
        raise AturanDilanggar(
            _("%(nama)s %(status)s dan tidak berubah lagi.")
            % {"nama": baris, "status": baris.get_status_display().lower()},
            aturan="PJM-09",
        )
    check_open(Langkah.objects.select_related("siklus").get(pk=baris.langkah_id))
    return baris
