"""Import of the Basis tree and the adult roll from one sheet: RW, RT, adults L and P, date. Source: WIL-05, WIL-06, WIL-08."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.impor import BarisRencana, Importir, Rencana, row_errors
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from wilayah.actions.basis import clean_number
from wilayah.actions.impor import BarisBasis, Tempat, import_basis
from wilayah.izin import LIHAT_BASIS, UBAH_BASIS
from wilayah.models import Basis, DaftarDewasa
from wilayah.waktu import is_future

KOLOM = (
    KolomImpor(
        "atas",
        gettext_lazy("RW"),
        wajib=True,
        contoh="05",
        petunjuk=gettext_lazy("nomor RW, atau Dusun Krajan, Lingkungan II"),
    ),
    KolomImpor(
        "bawah",
        gettext_lazy("RT"),
        contoh="02",
        petunjuk=gettext_lazy("nomor RT; kosongkan untuk baris RW itu sendiri"),
    ),
    KolomImpor("dewasa_l", gettext_lazy("Dewasa L"), "bulat", contoh=61, petunjuk=gettext_lazy("orang")),
    KolomImpor("dewasa_p", gettext_lazy("Dewasa P"), "bulat", contoh=64, petunjuk=gettext_lazy("orang")),
    KolomImpor("tanggal", gettext_lazy("Keadaan tanggal"), "tanggal", contoh="30-06-2026"),
)
POLA_TEMPAT = re.compile(r"^(?:(rw|rt|dusun|lingkungan|kelompok)\b[\s.:]*)?(.*)$", re.IGNORECASE)
DEWASA_MAKS = 100_000


@dataclass(frozen=True)
class _Tersimpan:
    """What the kelurahan has now: places by their path, and the roll by place and date."""

    tempat: dict[tuple[Tempat, ...], Basis]
    dewasa: dict[tuple[uuid.UUID, date], DaftarDewasa]


def plan_basis(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the tree and roll of a kelurahan; changes nothing. Three queries."""
    kini = _load(kode_wilayah)
    rencana = Rencana()
    terlihat: dict[tuple[Any, ...], int] = {}
    for b in baris:
        try:
            satu = parse_row(b, kode_wilayah)
        except IsianSalah as galat:
            rencana.galat += row_errors(b.nomor, galat, KOLOM)
            continue
        tanda = (satu.jalur, satu.tanggal)
        if tanda in terlihat:
            pesan = _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[tanda]}
            rencana.galat.append(GalatBaris(b.nomor, "", pesan))
            continue
        terlihat[tanda] = b.nomor
        tutup = next(
            (kini.tempat[j] for j in _prefixes(satu.jalur) if j in kini.tempat and not kini.tempat[j].aktif), None
        )
        if tutup is not None:
            pesan = _("%(label)s sudah ditutup. Buka lagi dulu bila memang masih ada.") % {"label": tutup.label}
            rencana.galat.append(GalatBaris(b.nomor, "", pesan))
            continue
        rencana.baris.append(_compare(b.nomor, satu, kini))
    return rencana


def save_basis(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store checked rows through the action."""
    return import_basis(kode_wilayah, baris=[parse_row(b, kode_wilayah) for b in baris], oleh=oleh, sumber=sumber)


def parse_row(b: BarisImpor, kode_wilayah: str) -> BarisBasis:
    """The places and the roll of one row. Raises IsianSalah naming the column."""
    jalur = [_place(b.nilai["atas"], "rw", "atas")]
    if b.nilai["bawah"]:
        jalur.append(_place(b.nilai["bawah"], "rt", "bawah"))
    dewasa_l, dewasa_p, tanggal = (b.nilai[k] for k in ("dewasa_l", "dewasa_p", "tanggal"))
    if dewasa_l is None and dewasa_p is None:
        return BarisBasis(tuple(jalur), None, None, None, b.kunci)
    for kode, nilai in (("dewasa_l", dewasa_l), ("dewasa_p", dewasa_p)):
        if nilai is None:
            raise IsianSalah({kode: [_("Isi keduanya, L dan P; tulis 0 bila tidak ada.")]})
        if not 0 <= nilai <= DEWASA_MAKS:
            raise IsianSalah({kode: [_("Jumlah orang antara 0 dan 100.000.")]})
    if tanggal is None:
        raise IsianSalah({"tanggal": [_("Isi tanggal keadaan daftar dewasa ini.")]})
    if is_future(tanggal, kode_wilayah):
        raise IsianSalah({"tanggal": [_("Tanggal ini belum tiba.")]})
    return BarisBasis(tuple(jalur), dewasa_l, dewasa_p, tanggal, b.kunci)


def _place(teks: str, jenis_bawaan: str, kolom: str) -> Tempat:
    """ "05" in the RW column is RW 05; "Dusun Krajan" says itself what it is."""
    cocok = POLA_TEMPAT.match(" ".join(str(teks).split()))
    jenis = (cocok[1] or jenis_bawaan).lower() if cocok else jenis_bawaan
    sisa = cocok[2].strip() if cocok else ""
    if not sisa:
        raise IsianSalah({kolom: [_("Isi nomor atau namanya.")]})
    if re.fullmatch(r"0*\d{1,3}\s?[A-Za-z]?", sisa):
        try:
            return Tempat(jenis, clean_number(sisa), "")
        except IsianSalah as galat:
            raise IsianSalah({kolom: galat.galat["nomor"]}) from galat
    if len(sisa) > 60:
        raise IsianSalah({kolom: [_("Nama paling banyak 60 huruf.")]})
    return Tempat(jenis, "", sisa)


def _load(kode_wilayah: str) -> _Tersimpan:
    basis = list(Basis.objects.filter(wilayah_id=kode_wilayah))
    dewasa = DaftarDewasa.objects.filter(wilayah_id=kode_wilayah)
    return _Tersimpan(Tempat.paths(basis), {(d.basis_id, d.berlaku_pada): d for d in dewasa})


def _compare(nomor: int, satu: BarisBasis, kini: _Tersimpan) -> BarisRencana:
    label = " / ".join(t.label for t in satu.jalur)
    basis = kini.tempat.get(satu.jalur)
    if satu.tanggal is None:
        return BarisRencana(nomor, "sama" if basis else "baru", label)
    isi = _("%(label)s: %(l)s L, %(p)s P") % {"label": label, "l": satu.dewasa_l, "p": satu.dewasa_p}
    lama = kini.dewasa.get((basis.pk, satu.tanggal)) if basis else None
    if lama is None:
        return BarisRencana(nomor, "baru", isi)
    if (lama.dewasa_l, lama.dewasa_p) == (satu.dewasa_l, satu.dewasa_p):
        return BarisRencana(nomor, "sama", isi)
    dulu = _("tadinya %(l)s L, %(p)s P") % {"l": lama.dewasa_l, "p": lama.dewasa_p}
    return BarisRencana(nomor, "berubah", f"{isi} ({dulu})")


def _prefixes(jalur: tuple[Tempat, ...]) -> list[tuple[Tempat, ...]]:
    return [jalur[: i + 1] for i in range(len(jalur))]


IMPOR_BASIS = Importir(
    judul=gettext_lazy("RW, RT, dan daftar dewasa"),
    izin=UBAH_BASIS,
    izin_baca=LIHAT_BASIS,
    kolom=KOLOM,
    rencana=plan_basis,
    simpan=save_basis,
    selesai=lambda kode: reverse("wilayah:basis", args=[kode]),
    petunjuk=gettext_lazy(
        "Satu baris untuk satu RT. Dusun atau lingkungan ditulis dengan namanya di kolom RW, misalnya Dusun Krajan. "
        "Baris yang sudah sama dengan yang tersimpan tidak diubah."
    ),
)
