"""Activities as rows of a sheet: the same columns for pasting, importing and exporting. Source: PJM-20.

A sum per source is parted over the years as the volume is; who needs it otherwise says so on the activity's own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.formats import to_number
from inti.money import split_rupiah, to_rupiah
from inti.tabel import Kolom
from pronangkis.isi import place_of
from pronangkis.models import PJM, Bidang, KegiatanPJM
from siklus.models import SumberDana

BARIS_MAKS = 200
ISIAN: tuple[tuple[str, Any, str], ...] = (
    ("bidang", gettext_lazy("Bidang"), "teks"),
    ("program", gettext_lazy("Program"), "teks"),
    ("nama", gettext_lazy("Kegiatan"), "teks"),
    ("lokasi", gettext_lazy("Lokasi"), "teks"),
    ("volume", gettext_lazy("Volume"), "angka"),
    ("satuan", gettext_lazy("Satuan"), "teks"),
    ("volume_1", gettext_lazy("Volume th 1"), "angka"),
    ("volume_2", gettext_lazy("Volume th 2"), "angka"),
    ("volume_3", gettext_lazy("Volume th 3"), "angka"),
    ("pemanfaat_l", gettext_lazy("Pemanfaat L"), "angka"),
    ("pemanfaat_p", gettext_lazy("Pemanfaat P"), "angka"),
    ("kk_miskin", gettext_lazy("KK miskin"), "angka"),
    ("pelaksana", gettext_lazy("Pelaksana"), "teks"),
    ("keterangan", gettext_lazy("Keterangan"), "teks"),
)
VOLUME = ("volume", "volume_1", "volume_2", "volume_3")
ORANG = ("pemanfaat_l", "pemanfaat_p", "kk_miskin")
# How people head the columns of their own sheets.
NAMA_LAIN = {
    "kegiatan": "nama", "nama kegiatan": "nama", "rt/rw": "lokasi", "lokasi (rt/rw)": "lokasi", "vol": "volume", "vol.": "volume",
    "sat": "satuan", "tahun 1": "volume_1", "tahun 2": "volume_2", "tahun 3": "volume_3", "th 1": "volume_1",
    "th 2": "volume_2", "th 3": "volume_3", "l": "pemanfaat_l", "p": "pemanfaat_p", "ket": "keterangan", "ket.": "keterangan",
    "blm": "blm_apbn", "swadaya": "swadaya", "apbd": "apbd_kota", "csr": "swasta", "channeling": "channelling",
}  # fmt: skip


@dataclass
class BarisTempel:
    """One pasted row: what it would become, and what is wrong with it."""

    nomor: int
    data: dict[str, Any]
    galat: list[str] = field(default_factory=list)
    total: Decimal = Decimal(0)


def columns(sumber: Sequence[SumberDana]) -> list[tuple[str, str, str]]:
    """All columns: the fields, then one sum per source."""
    return [(k, str(label), j) for k, label, j in ISIAN] + [(s.kode, s.nama, "rupiah") for s in sumber]


def export_columns(sumber: Sequence[SumberDana]) -> list[Kolom]:
    """Columns of the workbook: what is imported, and the sums that follow."""
    baca: dict[str, Any] = {
        "bidang": lambda k: str(k.program.get_bidang_display()),
        "program": lambda k: k.program.nama,
        "lokasi": place_of,
    }
    isi = [Kolom(k, label, j, ambil=baca.get(k, k)) for k, label, j in columns(sumber) if j != "rupiah"]  # type: ignore[arg-type]
    isi += [Kolom(s.kode, s.nama, "rupiah", ambil=_source_sum(s.kode)) for s in sumber]
    isi.append(
        Kolom("total", _("Biaya total"), "rupiah", ambil=lambda k: sum((b.jumlah for b in k.biaya.all()), Decimal(0)))
    )
    isi.append(Kolom("prioritas", _("Prioritas"), "angka", ambil="prioritas"))
    return isi


def _source_sum(kode: str) -> Any:
    return lambda k: sum((b.jumlah for b in k.biaya.all() if b.sumber_id == kode), Decimal(0)) or None


def read_pasted(teks: str, pjm: PJM, sumber: Sequence[SumberDana], *, bidang: str, program: str) -> list[BarisTempel]:
    """Rows of a pasted piece of sheet. With a heading row columns are found by name, else they stand in our order.

    `bidang` and `program` fill rows that do not say it themselves. Raises: IsianSalah for an empty or too long text.
    """
    baris = [b.split("\t") for b in teks.replace("\r", "").split("\n") if b.strip()]
    if not baris:
        raise IsianSalah({"teks": [_("Tempelkan sedikitnya satu baris dari lembar kerja Anda.")]})
    if len(baris) > BARIS_MAKS:
        raise IsianSalah({"teks": [_("Tempelkan paling banyak 200 baris sekaligus.")]})
    kolom = _headings(baris[0], sumber)
    mulai = 1 if kolom else 0
    if not kolom:
        polos = [k for k, _l, _j in columns(sumber)]
        # Without a heading most people paste the activity first: bidang and program come from the form then.
        kolom = polos if len(baris[0]) > 2 and _field_code(baris[0][0]) else polos[2:]
    hasil = []
    for nomor, sel in enumerate(baris[mulai:], mulai + 1):
        mentah = {k: sel[i].strip() for i, k in enumerate(kolom) if k and i < len(sel)}
        mentah.setdefault("bidang", bidang)
        mentah.setdefault("program", program)
        mentah["bidang"] = mentah["bidang"] or bidang
        mentah["program"] = mentah["program"] or program
        hasil.append(check_row(nomor, mentah, pjm, sumber))
    if not hasil:
        raise IsianSalah({"teks": [_("Hanya ada judul kolom; tempelkan juga barisnya.")]})
    return hasil


def check_row(nomor: int, mentah: dict[str, Any], pjm: PJM, sumber: Sequence[SumberDana]) -> BarisTempel:
    """One row as `add_many` takes it, with every complaint about it."""
    hasil = BarisTempel(nomor, {})
    data = hasil.data
    kode = _field_code(mentah.get("bidang", ""))
    if not kode:
        hasil.galat.append(_("Bidang harus lingkungan, sosial, ekonomi, kelembagaan, atau BOP."))
    data["bidang"] = kode
    data["program_nama"] = str(mentah.get("program") or "").strip()
    if not data["program_nama"]:
        hasil.galat.append(_("Programnya belum disebut."))
    data["nama"] = str(mentah.get("nama") or "").strip()
    if not data["nama"]:
        hasil.galat.append(_("Nama kegiatan kosong."))
    for k in ("lokasi", "satuan", "pelaksana", "keterangan"):
        data[k] = str(mentah.get(k) or "").strip()
    for k in VOLUME:
        data[k] = _number(mentah.get(k), hasil, k)
    for k in ORANG:
        angka = _number(mentah.get(k), hasil, k)
        if angka is not None and angka != int(angka):
            hasil.galat.append(_("%(kolom)s harus bilangan bulat.") % {"kolom": label_of(k)})
            angka = None
        data[k] = None if angka is None else int(angka)
    if data["volume"] is None:
        tahunan = [data[k] for k in VOLUME[1:] if data[k]]
        data["volume"] = sum(tahunan, Decimal(0)) if tahunan else None
    data["biaya"] = _costs(mentah, data, pjm, sumber, hasil)
    return hasil


def _costs(
    mentah: dict[str, Any], data: dict[str, Any], pjm: PJM, sumber: Sequence[SumberDana], hasil: BarisTempel
) -> dict[tuple[str, int], Decimal]:
    bobot = [(ke, data.get(f"volume_{ke}") or Decimal(0)) for ke in pjm.tahun_ke]
    ada = [(ke, b) for ke, b in bobot if b > 0] or [(1, Decimal(1))]
    biaya: dict[tuple[str, int], Decimal] = {}
    for s in sumber:
        if mentah.get(s.kode) in (None, "", "-", "0"):
            continue
        try:
            jumlah = to_rupiah(mentah[s.kode])
        except IsianSalah:
            hasil.galat.append(_("%(kolom)s bukan jumlah rupiah.") % {"kolom": s.nama})
            continue
        if jumlah < 0 or jumlah != jumlah.to_integral_value():
            hasil.galat.append(_("%(kolom)s harus rupiah utuh.") % {"kolom": s.nama})
            continue
        hasil.total += jumlah
        for (ke, _b), bagian in zip(ada, split_rupiah(jumlah, [b for _k, b in ada]), strict=True):
            if bagian:
                biaya[s.kode, ke] = bagian
    return biaya


def label_of(kode: str) -> str:
    """Heading of a field."""
    return next((str(label) for k, label, _j in ISIAN if k == kode), kode)


def _number(nilai: Any, hasil: BarisTempel, kolom: str) -> Decimal | None:
    if nilai in (None, "", "-"):
        return None
    try:
        angka = to_number(nilai)
    except ValueError:
        hasil.galat.append(_("%(kolom)s bukan angka: %(isi)s.") % {"kolom": label_of(kolom), "isi": str(nilai)[:30]})
        return None
    if angka < 0 or angka > Decimal("9999999999"):
        hasil.galat.append(_("%(kolom)s tidak masuk akal.") % {"kolom": label_of(kolom)})
        return None
    return angka or None


def _headings(sel: Sequence[str], sumber: Sequence[SumberDana]) -> list[str]:
    """Codes of the columns when the first row is a heading, else an empty list."""
    kenal = {label.lower(): k for k, label, _j in columns(sumber)}
    kenal |= {k: k for k in list(kenal.values())} | NAMA_LAIN
    kode = [kenal.get(s.strip().lower(), "") for s in sel]
    return kode if "nama" in kode else []


def _field_code(teks: str) -> str:
    bersih = str(teks).strip().lower()
    for b in Bidang:
        if bersih and (bersih in (b.value, str(b.label).lower()) or str(b.label).lower().startswith(bersih)):
            return str(b.value)
    return ""


def existing_rows(kegiatan: Iterable[KegiatanPJM]) -> dict[tuple[str, str, str], KegiatanPJM]:
    """Activities by field, programme and name, to know again a row that is imported twice."""
    return {(k.program.bidang, k.program.nama.lower(), k.nama.lower()): k for k in kegiatan}
