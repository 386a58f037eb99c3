"""The one transaction. Every write of the system happens inside `unit_kerja`.

It is durable and atomic, tells the database who acts and why (the audit triggers read it), writes the Jejak last
(so the lock on the chain head is held as briefly as possible), and is retried as a whole when PostgreSQL reports a
serialisation failure or a deadlock. A refusal rolls everything back and is then logged in a transaction of its own.

Actions are decorated with `@aksi`: called from a view they open the unit, called from another action they join it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import OperationalError, connection, models, transaction
from django.utils import timezone

from inti.errors import GalatAplikasi, IsianSalah, SedangDiproses
from inti.konteks import current
from inti.models import Jejak
from inti.usang import mark

T = TypeVar("T")
P = ParamSpec("P")

ULANG_MAKS = 3
# serialization_failure and deadlock_detected: PostgreSQL asks us to run the whole transaction again.
KODE_ULANG = {"40001", "40P01"}
KODE_TERKUNCI = "55P03"


@dataclass
class Peristiwa:
    """An event waiting for the end of its unit."""

    nama: str
    objek: models.Model | None
    asal: str = ""
    tujuan: str = ""
    alasan: str = ""
    rincian: dict[str, Any] = field(default_factory=dict)
    kode_wilayah: str | None = None


@dataclass
class Unit:
    """The open unit: who acts, why, on what, and the events to be written when it closes."""

    oleh: Any
    alasan: str = ""
    sasaran: models.Model | None = None
    peristiwa: list[Peristiwa] = field(default_factory=list)


_terbuka: ContextVar[Unit | None] = ContextVar("unit_kerja", default=None)


def unit_kerja(kerja: Callable[[], T], *, oleh: Any, alasan: str = "", sasaran: models.Model | None = None) -> T:
    """Run `kerja` in one durable transaction as `oleh`, write its Jejak, and return what it returned.

    Raises: whatever `kerja` raises; SedangDiproses when a lock is not had in time; RuntimeError when nested.
    Source: UMU-01.
    """
    if _terbuka.get() is not None:
        raise RuntimeError("unit_kerja tidak boleh bersarang; panggil aksi lain secara langsung.")
    for ke in range(1, ULANG_MAKS + 1):
        try:
            return _run(kerja, Unit(oleh=oleh, alasan=alasan, sasaran=sasaran))
        except OperationalError as galat:
            kode = getattr(galat.__cause__, "pgcode", None)
            if kode == KODE_TERKUNCI:
                raise SedangDiproses from galat
            if kode not in KODE_ULANG or ke == ULANG_MAKS:
                raise
            time.sleep(random.uniform(0.02, 0.1) * ke)
    raise AssertionError("tidak tercapai")


def aksi(fungsi: Callable[P, T]) -> Callable[P, T]:
    """Mark a function of actions.py as a write: it opens a unit, or joins the one that is open.

    The acting user is the keyword `oleh`; a keyword `alasan`, where the action has one, becomes the reason of the trail.
    """

    @wraps(fungsi)
    def jalankan(*args: P.args, **kwargs: P.kwargs) -> T:
        if _terbuka.get() is not None:
            return fungsi(*args, **kwargs)
        sasaran = next((a for a in args if isinstance(a, models.Model)), None)
        return unit_kerja(
            lambda: fungsi(*args, **kwargs),
            oleh=kwargs["oleh"],
            alasan=str(kwargs.get("alasan") or ""),
            sasaran=sasaran,
        )

    jalankan.adalah_aksi = True  # type: ignore[attr-defined]
    return cast("Callable[P, T]", jalankan)


def current_unit() -> Unit:
    """The open unit. Raises RuntimeError outside of one: a write without a unit is a programming error."""
    unit = _terbuka.get()
    if unit is None:
        raise RuntimeError("Perubahan data hanya boleh di dalam unit_kerja (pakai @aksi).")
    return unit


def catat(
    nama: str,
    objek: models.Model | None,
    *,
    asal: str = "",
    tujuan: str = "",
    alasan: str = "",
    rincian: dict[str, Any] | None = None,
    kode_wilayah: str | None = None,
) -> None:
    """Queue one event of the open unit; it commits with the change it describes. Source: UMU-03."""
    unit = current_unit()
    unit.peristiwa.append(Peristiwa(nama, objek, asal, tujuan, alasan or unit.alasan, rincian or {}, kode_wilayah))


def _run(kerja: Callable[[], T], unit: Unit) -> T:
    try:
        with transaction.atomic(durable=True):
            # Closed before the commit: what runs on commit (a task done at once) opens units of its own.
            token = _terbuka.set(unit)
            try:
                set_actor(unit.oleh, unit.alasan)
                hasil = kerja()
                jejak = [_jejak(p, unit) for p in unit.peristiwa]
                mark({j.kode_wilayah for j in jejak})
                Jejak.objects.bulk_create(jejak)
                return hasil
            finally:
                _terbuka.reset(token)
    except GalatAplikasi as galat:
        _log_refusal(galat, unit)
        raise


def set_actor(oleh: Any, alasan: str = "") -> None:
    """Tell this transaction's audit triggers who acts, in which request, and why."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT set_config('app.pelaku', %s, true), set_config('app.permintaan', %s, true), "
            "set_config('app.alasan', %s, true)",
            [str(oleh.pk), current().id, alasan],
        )


def _log_refusal(galat: GalatAplikasi, unit: Unit) -> None:
    """Refusals stay visible although their transaction is gone; plain typing errors are not worth a trail."""
    if isinstance(galat, IsianSalah):
        return
    peristiwa = Peristiwa(
        f"ditolak.{galat.kode}", unit.sasaran, rincian={"pesan": galat.pesan, **_as_dict(galat.rincian)}
    )
    with transaction.atomic():
        _jejak(peristiwa, unit).save(force_insert=True)


def _as_dict(rincian: Any) -> dict[str, Any]:
    return rincian if isinstance(rincian, dict) else {"rincian": rincian}


def _jejak(p: Peristiwa, unit: Unit) -> Jejak:
    sekarang = current()
    objek = p.objek
    return Jejak(
        kode_wilayah=p.kode_wilayah if p.kode_wilayah is not None else area_of(objek),
        waktu=timezone.now(),
        pelaku_id=unit.oleh.pk,
        pelaku_nama=unit.oleh.nama,
        pelaku_peran=str(getattr(unit.oleh, "label_peran", "") or "")[:60],
        permintaan=sekarang.id,
        alamat_ip=sekarang.alamat_ip,
        peristiwa=p.nama,
        objek_jenis=objek._meta.label_lower if objek is not None else "",
        objek_id=str(objek.pk) if objek is not None else "",
        objek_nama=str(objek)[:200] if objek is not None else "",
        induk_id=str(getattr(objek, "jejak_induk_id", "") or ""),
        asal=p.asal,
        tujuan=p.tujuan,
        alasan=p.alasan,
        rincian=p.rincian,
    )


def area_of(objek: Any) -> str:
    """The area code a row belongs to ("" for the nation)."""
    for nama in ("kode_wilayah", "wilayah_id", "kode"):
        nilai = getattr(objek, nama, None)
        if isinstance(nilai, str):
            return nilai
    return ""
