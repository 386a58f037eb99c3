"""The only door to a state. Transitions are declared with django-fsm-2; `advance` runs one.

Order of the walls: lock the row, source state (409 transisi), permission (403), findings (409 gerbang), then save.
A trigger table generated from the same graph holds it in the database once more. Source: UMU-30.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from inti.errors import GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.izin import may
from inti.registry import Kekurangan, syarat
from inti.unit_kerja import catat, current_unit

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class TransisiTerbuka:
    """One declared transition as a user sees it: may it run now, and if not, what is missing."""

    nama: str
    label: str
    boleh: bool
    mungkin: bool
    berwenang: bool
    tujuan: str
    gaya: str = ""
    perlu_alasan: bool = False
    kekurangan: list[Kekurangan] = field(default_factory=list)

    @property
    def peringatan(self) -> list[Kekurangan]:
        """Findings that may be passed with a written reason."""
        return [k for k in self.kekurangan if k.mode == "warn" and not k.terpenuhi]


def advance(obj: M, nama: str, *, oleh: Any, alasan: str = "", **data: Any) -> M:
    """Run the transition `nama` on `obj`, save it and queue its event. Returns the locked row as saved.

    Call it only from an action. Raises: TransisiDitolak, TidakBerwenang, IsianSalah (a reason is asked and missing),
    GerbangTertutup. Source: SIK (state machine), UMU-03.
    """
    unit = current_unit()
    model = type(obj)
    baris = model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=obj.pk)
    unit.sasaran = baris
    deklarasi = declared(model)[nama]
    metode = getattr(baris, nama)
    asal = baris.status  # type: ignore[attr-defined]
    if not can_proceed(metode, check_conditions=False):
        raise TransisiDitolak(
            _("“%(langkah)s” belum dapat dilakukan pada status %(status)s.")
            % {"langkah": deklarasi.custom["label"], "status": baris.get_status_display()},  # type: ignore[attr-defined]
            asal=asal,
        )
    if not may(oleh, deklarasi.permission, baris):
        raise TidakBerwenang
    if deklarasi.custom.get("perlu_alasan") and not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan alasannya agar yang lain mengerti.")]})
    kekurangan = findings(baris, nama)
    refuse_missing(kekurangan, alasan)
    metode(**data)
    baris.versi += 1  # type: ignore[attr-defined]
    baris.save()
    catat(
        f"{model._meta.label_lower}.{nama}",
        baris,
        asal=asal,
        tujuan=baris.status,  # type: ignore[attr-defined]
        alasan=alasan,
        rincian={"peringatan": [k.as_dict() for k in kekurangan if not k.terpenuhi]} if kekurangan else {},
    )
    return baris


def findings(obj: models.Model, nama: str) -> list[Kekurangan]:
    """What a transition demands of a row right now: the findings of the function named in its `custom["syarat"]`."""
    kode = declared(type(obj))[nama].custom.get("syarat")
    if not kode:
        return []
    fungsi = syarat.ambil(kode)
    if fungsi is None:
        raise LookupError(f"syarat {kode!r} belum didaftarkan")
    return list(fungsi(obj))


def transitions_for(obj: models.Model, user: Any) -> list[TransisiTerbuka]:
    """Every declared transition of `obj` as `user` sees it; findings only where state and permission allow it."""
    return [_as_seen(obj, nama, t, user) for nama, t in declared(type(obj)).items()]


def open_transitions(obj: models.Model, user: Any) -> list[TransisiTerbuka]:
    """The transitions that make sense as buttons now: right state, right officer."""
    return [t for t in transitions_for(obj, user) if t.mungkin and t.berwenang]


def declared(model: type[models.Model]) -> dict[str, Any]:
    """Transition name -> its declaration, in the order of the class. One method has one target in this house."""
    return {nama: next(iter(semua.values())) for nama, semua in methods_of(model).items()}


def methods_of(model: type[models.Model]) -> dict[str, dict[Any, Any]]:
    """Transition name -> source state -> its declaration; what an abstract class declares comes first."""
    hasil: dict[str, dict[Any, Any]] = {}
    for kelas in reversed(model.__mro__):
        for nama, atribut in vars(kelas).items():
            meta = getattr(atribut, "_django_fsm", None)
            if meta is not None and meta.transitions:
                hasil[nama] = meta.transitions
    return hasil


def graph(model: type[models.Model]) -> set[tuple[str, str]]:
    """All (source, target) pairs of the FSM, and ("", start): what the trigger table must hold.

    A model names in `MULAI_LAIN` the other states in which a row may begin (found like that, before it was recorded here).
    """
    pasangan = {("", mulai) for mulai in (start_of(model), *getattr(model, "MULAI_LAIN", ()))}
    for semua in methods_of(model).values():
        pasangan |= {(t.source, t.target) for t in semua.values()}
    return {(str(a), str(b)) for a, b in pasangan}


def start_of(model: type[models.Model]) -> str:
    """The state in which a new row begins."""
    status = model._meta.get_field("status")
    assert isinstance(status, models.Field)  # noqa: S101
    return str(status.get_default())


def _as_seen(obj: models.Model, nama: str, t: Any, user: Any) -> TransisiTerbuka:
    mungkin = can_proceed(getattr(obj, nama), check_conditions=False)
    berwenang = may(user, t.permission, obj)
    kekurangan = findings(obj, nama) if mungkin and berwenang else []
    return TransisiTerbuka(
        nama=nama,
        label=str(t.custom["label"]),
        boleh=mungkin and berwenang and not any(k.menahan for k in kekurangan),
        mungkin=mungkin,
        berwenang=berwenang,
        tujuan=str(t.target),
        gaya=t.custom.get("gaya", ""),
        perlu_alasan=bool(t.custom.get("perlu_alasan")),
        kekurangan=kekurangan,
    )


def refuse_missing(kekurangan: list[Kekurangan], alasan: str) -> None:
    """Raise GerbangTertutup for what holds back, and for warnings without a written reason."""
    if any(k.menahan for k in kekurangan):
        raise GerbangTertutup(kekurangan)
    if not alasan.strip() and any(k.mode == "warn" and not k.terpenuhi for k in kekurangan):
        raise GerbangTertutup([k for k in kekurangan if k.mode == "warn"])
