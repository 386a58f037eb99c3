"""What the actions of this app share: fetch a row in scope and locked, check its version, save what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from inti.errors import GalatAplikasi, IsianSalah, VersiBerbeda
from inti.izin import require
from wilayah.models import Wilayah

M = TypeVar("M", bound=models.Model)


def lock_row(row: M, *, oleh: Any, izin: str, versi: int | None = None, dikirim: Mapping[str, Any] | None = None) -> M:
    """The row as stored now, locked. `versi` is the version the person saw when the form opened.

    Raises: DoesNotExist out of scope, TidakBerwenang, VersiBerbeda with both values. Source: UMU-10, UMU-12, UMU-13.
    """
    model: Any = type(row)
    kini = model.objects.visible_to(oleh).select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    require(oleh, izin, kini)
    if versi is not None and kini.versi != versi:
        kirim = {k: plain(v) for k, v in (dikirim or {}).items()}
        raise VersiBerbeda(tersimpan={k: plain(getattr(kini, k, None)) for k in kirim}, dikirim=kirim)
    return kini


def save_changes(row: M, data: Mapping[str, Any]) -> list[str]:
    """Put `data` on the row and save it when something differs; returns the names of the fields that changed."""
    berubah = [k for k, v in data.items() if getattr(row, k) != v]
    for nama in berubah:
        setattr(row, nama, data[nama])
    if berubah:
        row.versi += 1  # type: ignore[attr-defined]
        row.save()
    return berubah


def area_in_scope(kode: str, *, oleh: Any, baca: str, izin: str, tingkat: str = "") -> Wilayah:
    """The open area in which something is to be recorded.

    Raises: Wilayah.DoesNotExist where the officer may not even read (`baca`), TidakBerwenang without `izin`, IsianSalah
    for a closed area or the wrong level. Source: UMU-12, UMU-13.
    """
    wilayah = Wilayah.objects.get(pk=kode)
    if not any(c.covers(kode) for c in oleh.cakupan(baca)):
        raise Wilayah.DoesNotExist
    require(oleh, izin, kode=kode)
    if not wilayah.aktif:
        raise IsianSalah(
            {"wilayah": [_("%(nama)s sudah ditutup; catat pada wilayah penggantinya.") % {"nama": wilayah.nama}]}
        )
    if tingkat and wilayah.tingkat != tingkat:
        raise IsianSalah({"wilayah": [_("Pilih satu kelurahan atau desa.")]})
    return wilayah


@contextmanager
def constraint_says(pesan: Mapping[str, GalatAplikasi]) -> Iterator[None]:
    """Turn the database's refusal by a named constraint into the sentence for it; other refusals pass on."""
    try:
        yield
    except IntegrityError as galat:
        nama = getattr(getattr(galat.__cause__, "diag", None), "constraint_name", None) or ""
        if nama in pesan:
            raise pesan[nama] from galat
        raise


def actor(oleh: Any) -> dict[str, Any]:
    """Who recorded a new row, for its `dibuat_oleh_*` columns."""
    return {"dibuat_oleh_id": oleh.pk, "dibuat_oleh_nama": oleh.nama}


def require_text(nilai: str, bidang: str, pesan: Any) -> str:
    """The stripped text. Raises IsianSalah with `pesan` when there is none."""
    if not nilai.strip():
        raise IsianSalah({bidang: [str(pesan)]})
    return nilai.strip()


def plain(nilai: Any) -> Any:
    """A value as JSON can carry it, for messages that show both values of an edit."""
    return nilai if nilai is None or isinstance(nilai, bool | int | str | list) else str(getattr(nilai, "pk", nilai))
