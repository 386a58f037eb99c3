"""What kinds of documents there are, who receives the signed paper, which uploads are guarded; filled in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from inti.registry import Registri, jenis_dokumen
from laporan.izin import MINTA_DOKUMEN, izin_objek

if TYPE_CHECKING:
    from laporan.models import Berkas, Dokumen, NomorSurat

Teks = str | Promise


def _never(objek: Any) -> bool:
    return False


def _always(objek: Any) -> bool:
    return True


def _no_number(objek: Any) -> None:
    return None


def _no_pictures(isi: dict[str, Any]) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Bagian:
    """One part of a document with its own QR. `kembali`: its signed copy is expected back as a photo. Source: DOK-11."""

    kode: str
    judul: Teks
    kembali: bool = False


@dataclass(frozen=True)
class JenisDokumen:
    """One kind of document, described by the app that owns its object.

    `model` is the object's label ("siklus.pertemuan"); `build(objek)` gives the printed data as plain JSON (text,
    numbers, lists), frozen on the row; `templat` prints it. `final(objek)` says whether DRAF may go; `nomor(objek)`
    takes or finds its number; `penerbit(objek)` names who issues it, as the public may read; `cocok(objek)` says for
    which objects it is meant; `gambar(isi)` draws from the frozen data what is no text (charts, kept photos), for the
    template only; `gabungan` marks a file joined from other papers, which is asked for where those are prepared and is
    not offered beside its row. A mended template is seen by itself (laporan.templat); raise `versi` when `gambar` draws
    otherwise, or when even a final paper with a number must be issued anew. Source: DOK-06 to DOK-08, DOK-20.
    """

    kode: str
    judul: Teks
    model: str
    templat: str
    build: Callable[[Any], dict[str, Any]]
    penerbit: Callable[[Any], str]
    izin: str = MINTA_DOKUMEN
    versi: int = 1
    bagian: tuple[Bagian, ...] = ()
    cocok: Callable[[Any], bool] = _always
    final: Callable[[Any], bool] = _never
    nomor: Callable[[Any], NomorSurat | None] = _no_number
    nama: Callable[[Any], str] | None = None
    gambar: Callable[[dict[str, Any]], dict[str, Any]] = _no_pictures
    gabungan: bool = False

    def title_for(self, objek: Any) -> str:
        """The title on the paper and in the archive."""
        return (self.nama(objek) if self.nama else str(self.judul))[:200]

    def find_object(self, objek_id: str, pelaku: Any) -> Any:
        """The object in the actor's scope, by the permission that papers of this kind of row ask for (`izin_objek`).

        Raises DoesNotExist when it is missing or out of scope. Source: UMU-12.
        """
        model = apps.get_model(self.model)
        try:
            kunci = model._meta.pk.to_python(objek_id)
        except Exception as galat:  # whatever the key's type calls a wrong form
            raise model.DoesNotExist from galat
        perlu = izin_objek.ambil(self.model)
        terlihat = model._default_manager.visible_to(pelaku, **({"izin": perlu} if perlu else {}))
        return terlihat.get(pk=kunci)

    @property
    def returning(self) -> tuple[Bagian, ...]:
        """The parts whose signed copy is expected back."""
        return tuple(b for b in self.bagian if b.kembali)

    def part(self, kode: str) -> Bagian | None:
        """One part by its code."""
        return next((b for b in self.bagian if b.kode == kode), None)


# jenis dokumen -> fn(dokumen, berkas, oleh): what filing the signed paper means there (siklus makes a Keluaran).
penerima_kertas: Registri[Callable[[Dokumen, Berkas, Any], Any]] = Registri("penerima_kertas")

# "app.model" -> fn(pelaku): which uploads that person may not open although they lie in their area. Source: DOK-05.
berkas_terjaga: Registri[Callable[[Any], Q]] = Registri("berkas_terjaga")


def kind_of(kode: str) -> JenisDokumen:
    """A kind by its code. Raises LookupError, in words, for a code that nobody registered."""
    jenis = jenis_dokumen.ambil(kode)
    if jenis is None:
        raise LookupError(_("Jenis dokumen %(kode)s tidak dikenal.") % {"kode": kode})
    return jenis


def kinds_for(objek: Any) -> list[JenisDokumen]:
    """The kinds that can be printed about one row, in the order of registration."""
    return [
        j
        for _kode, j in jenis_dokumen.semua()
        if j.model == objek._meta.label_lower and not j.gabungan and j.cocok(objek)
    ]


def kind_titles() -> dict[str, str]:
    """Code -> title of every kind, for filters."""
    return {kode: str(j.judul) for kode, j in jenis_dokumen.semua()}
