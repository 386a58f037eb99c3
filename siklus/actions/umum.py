"""What the actions share: taking a row under its lock, refusing kindly before the database does, dates of the field."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from siklus import izin
from siklus.gerbang import temuan_siklus
from siklus.models import Langkah, Siklus
from siklus.models.dasar import TANGGAL_AWAL
from wilayah.models import Basis
from wilayah.waktu import today_in

M = TypeVar("M", bound=models.Model)
# An attendance figure above this is a typing error; no meeting of a kelurahan has a hundred thousand people.
ORANG_MAKS = 100_000


def author(oleh: Any) -> dict[str, Any]:
    """The columns that say who recorded a row."""
    return {"dibuat_oleh_id": oleh.pk, "dibuat_oleh_nama": oleh.nama}


def client_id(id: Any) -> dict[str, Any]:
    """The key that the caller's device made, when it made one."""
    return {"id": id} if id else {}


def take_langkah(langkah: Langkah, *, oleh: Any, perlu: str = izin.CATAT) -> Langkah:
    """The row under its lock, in scope and with permission; its records are open.

    Raises: Langkah.DoesNotExist out of scope, TidakBerwenang, AturanDilanggar (SIK-04, SIK-10, SIK-31).
    """
    baris = visible_langkah(langkah, oleh=oleh)
    require(oleh, perlu, baris)
    if baris.terkunci:
        raise AturanDilanggar(
            _("Langkah ini %(status)s, jadi catatannya terkunci. Minta verifikator mengembalikan atau membukanya lagi.")
            % {"status": baris.get_status_display().lower()},
            aturan="SIK-04",
        )
    for temuan in temuan_siklus(baris):
        raise AturanDilanggar(temuan.pesan, aturan=temuan.aturan)
    return baris


def visible_langkah(langkah: Langkah, *, oleh: Any) -> Langkah:
    """The row in the actor's scope, locked against a submission passing by. Raises: Langkah.DoesNotExist."""
    return take(Langkah, langkah.pk, oleh=oleh)


def take(model: type[M], pk: Any, *, oleh: Any) -> M:
    """Any scoped row under its lock. Raises: DoesNotExist out of scope."""
    baris = model._default_manager.visible_to(oleh).select_for_update(of=("self",), no_key=True)  # type: ignore[attr-defined]
    hasil: M = baris.get(pk=pk)
    return hasil


def take_record(baris: M, *, oleh: Any, ambil: Callable[..., Langkah] | None = None) -> M:
    """A record of a stage under its lock, after its stage: the order that every action locks in.

    `ambil` takes the stage where more is asked of it than `take_langkah` does. Raises: DoesNotExist out of scope, and as
    that one.
    """
    model: Any = type(baris)
    terlihat = model.objects.visible_to(oleh).select_related("langkah").get(pk=baris.pk)
    langkah = (ambil or take_langkah)(terlihat.langkah, oleh=oleh)
    hasil: Any = take(model, baris.pk, oleh=oleh)
    hasil.langkah = langkah
    return hasil  # type: ignore[no-any-return]


def take_siklus(siklus: Siklus, *, oleh: Any, perlu: str) -> Siklus:
    """A Siklus under its lock. Raises: Siklus.DoesNotExist out of scope, TidakBerwenang."""
    baris = take(Siklus, siklus.pk, oleh=oleh)
    require(oleh, perlu, baris)
    return baris


def field_date(tanggal: datetime.date | None, kode_wilayah: str, *, bidang: str = "tanggal") -> datetime.date:
    """A date on which something happened: not before 1990, not after today in the province. Source: SIK-27.

    Raises: IsianSalah naming the field.
    """
    if tanggal is None:
        raise IsianSalah({bidang: [_("Isi tanggalnya.")]})
    if tanggal < TANGGAL_AWAL:
        raise IsianSalah({bidang: [_("Tanggal sebelum tahun 1990 tidak dapat dicatat.")]})
    if tanggal > today_in(kode_wilayah):
        raise IsianSalah(
            {bidang: [_("Tanggal ini belum terjadi di wilayah tersebut. Untuk rencana, isi tanggal rencana.")]}
        )
    return tanggal


def plan_date(tanggal: datetime.date | None, *, bidang: str) -> datetime.date:
    """A planned date, within thirty years from now. Raises: IsianSalah naming the field."""
    if tanggal is None:
        raise IsianSalah({bidang: [_("Isi tanggalnya.")]})
    if not TANGGAL_AWAL <= tanggal <= today_in("") + datetime.timedelta(days=365 * 30):
        raise IsianSalah({bidang: [_("Tanggal ini di luar jangkauan yang masuk akal.")]})
    return tanggal


def plan_span(mulai: datetime.date | None, selesai: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """Planned begin and end, in order. Raises: IsianSalah."""
    awal, akhir = plan_date(mulai, bidang="rencana_mulai"), plan_date(selesai, bidang="rencana_selesai")
    if akhir < awal:
        raise IsianSalah({"rencana_selesai": [_("Rencana selesai tidak boleh sebelum rencana mulai.")]})
    return awal, akhir


def people(jumlah: int | None, *, bidang: str) -> int:
    """A count of persons typed by a person. Raises: IsianSalah."""
    if jumlah is None or isinstance(jumlah, bool) or not 0 <= jumlah <= ORANG_MAKS:
        raise IsianSalah({bidang: [_("Isi jumlah orang, 0 sampai 100.000.")]})
    return jumlah


def own_basis(basis: Basis | None, langkah: Langkah) -> Basis | None:
    """A place of the stage's own kelurahan. Raises: IsianSalah. Source: SIK-49."""
    if basis is not None and basis.wilayah_id != langkah.wilayah_id:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari wilayah langkahnya.")]})
    return basis


def needed(teks: str, *, bidang: str, pesan: str = "") -> str:
    """A text that may not be empty. Raises: IsianSalah."""
    bersih = teks.strip()
    if not bersih:
        raise IsianSalah({bidang: [pesan or _("Isian ini tidak boleh kosong.")]})
    return bersih


def sex(nilai: str) -> str:
    """L or P. Raises: IsianSalah."""
    if nilai not in {"L", "P"}:
        raise IsianSalah({"jenis_kelamin": [_("Pilih L atau P.")]})
    return nilai


def save_changes(baris: M, isi: dict[str, Any], boleh: frozenset[str]) -> dict[str, list[Any]]:
    """Write the allowed fields onto a locked row, count its version, and tell what changed: field -> [old, new]."""
    asing = set(isi) - boleh
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    ubah: dict[str, list[Any]] = {}
    for bidang, nilai in isi.items():
        lama = getattr(baris, bidang)
        if lama != nilai:
            setattr(baris, bidang, nilai)
            ubah[bidang] = [_plain(lama), _plain(nilai)]
    if ubah:
        baris.versi += 1  # type: ignore[attr-defined]
        baris.save()
    return ubah


def _plain(nilai: Any) -> Any:
    return str(nilai) if nilai is not None and not isinstance(nilai, bool | int | list) else nilai
