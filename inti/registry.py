"""Registries: how a lower app asks a higher one without importing it.

A higher app fills them in `AppConfig.ready()`; the lower app calls `ambil` or `semua`. No signals between our apps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

T = TypeVar("T")
Mode = Literal["block", "warn", "info"]


class Registri(Generic[T]):
    """A named table of functions or descriptions; registering a code twice is a programming error."""

    def __init__(self, nama: str) -> None:
        self.nama = nama
        self._isi: dict[str, T] = {}

    def daftar(self, kode: str, nilai: T) -> T:
        """Register `nilai` under `kode`. Raises ValueError when the code is taken by something else."""
        if kode in self._isi and self._isi[kode] is not nilai:
            raise ValueError(f"{self.nama}: kode {kode!r} sudah terdaftar")
        self._isi[kode] = nilai
        return nilai

    def ambil(self, kode: str) -> T | None:
        """What is registered under `kode`, or None."""
        return self._isi.get(kode)

    def __contains__(self, kode: str) -> bool:
        return kode in self._isi

    def semua(self) -> Iterator[tuple[str, T]]:
        """All pairs, in the order of registration (which is the order of the apps)."""
        return iter(list(self._isi.items()))


@dataclass(frozen=True)
class Kekurangan:
    """One finding of a gate: a rule, whether it is met, and one sentence that helps.

    mode `block` refuses, `warn` may be passed with a written reason, `info` only informs. `tautan` leads to where
    the missing thing is entered, `sumber` is the guideline behind the rule.
    """

    aturan: str
    mode: Mode
    terpenuhi: bool
    pesan: str
    tautan: str = ""
    sumber: str = ""
    rincian: str = ""
    kode: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON shape used by the API's 409 body and by the frozen findings of a submission."""
        isi = asdict(self)
        return {k: (str(v) if k in {"pesan", "rincian", "sumber"} else v) for k, v in isi.items()}

    @property
    def menahan(self) -> bool:
        """True when this finding stops the step until it is met."""
        return self.mode == "block" and not self.terpenuhi


@dataclass(frozen=True)
class Menunggu:
    """One line of "Menunggu saya": what to do, where, since when, by when."""

    judul: str
    keterangan: str
    tautan: str
    sejak: datetime
    ikon: str = "clock"
    tenggat: Any = None
    kode_wilayah: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab of the kelurahan page; `url` gets the area code."""

    label: Any
    urutan: int
    url: Callable[[str], str]
    izin: str = ""


@dataclass(frozen=True)
class Butir:
    """One entry of the main navigation; `izin` empty means every signed-in officer."""

    label: Any
    url_name: str
    ikon: str
    urutan: int
    izin: str = ""
    awalan: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class AksiTransisi:
    """The action behind a transition: `fungsi(obj, *, oleh, **data)`, and the form that asks for its data (None: no data)."""

    fungsi: Callable[..., Any]
    formulir: type[Any] | None = None


@dataclass(frozen=True)
class KartuBagian:
    """One part of a stage's page that an app owns: its records, how far they are, and where they are entered.

    `lengkap` None where there is nothing to complete; `angka` is a short figure ("12 KK"); `tombol` names the link.
    """

    judul: Any
    url: str
    keterangan: Any = ""
    angka: str = ""
    lengkap: bool | None = None
    ikon: str = "dokumen"
    tombol: Any = ""


@dataclass(frozen=True)
class Ukuran:
    """One additive measure of a kelurahan (count or rupiah): the sum over kelurahan is the figure of their kota."""

    kode: str
    nama: Any
    satuan: Literal["orang", "kk", "rupiah", "buah", "hari"] = "buah"


@dataclass(frozen=True)
class Penyedia:
    """What one app tells the summary of a kelurahan.

    `hitung(kode_kelurahan, per_tanggal)` -> code -> measure -> value, for many kelurahan in a constant number of
    queries; a measure left out is unknown there (not zero). `per_tanggal`: what was recorded up to that field date.
    """

    ukuran: tuple[Ukuran, ...]
    hitung: Callable[[Sequence[str], date], dict[str, dict[str, Decimal | int]]]


@dataclass(frozen=True)
class Indikator:
    """One figure of a dashboard: a measure over a measure in percent, or a plain sum (`penyebut` "").

    `sasaran` is the code of the Parameter row that holds its target; `daftar(kode_area)` the address of the list that
    the figure counts; `arah` says which way is better; `langkah` is the stage that it comes from: a kelurahan owes the
    figure once that stage has begun ("": from the start).
    """

    kode: str
    nama: Any
    kelompok: str
    pembilang: str
    penyebut: str = ""
    sasaran: str = ""
    arah: Literal["naik", "turun", ""] = "naik"
    daftar: Callable[[str], str] | None = None
    sumber: str = ""
    langkah: str = ""


@dataclass(frozen=True)
class KartuDasbor:
    """A table that an app shows on the dashboard of an area: columns (`inti.tabel.Kolom`), rows, and the list behind it."""

    judul: Any
    kolom: Sequence[Any]
    baris: Sequence[Any]
    url: str = ""
    tombol: Any = ""


syarat: Registri[Callable[..., Any]] = Registri("syarat")
aksi_transisi: Registri[AksiTransisi] = Registri("aksi_transisi")
bagian_dokumen: Registri[Callable[..., Any]] = Registri("bagian_dokumen")
jenis_dokumen: Registri[Any] = Registri("jenis_dokumen")
menunggu: Registri[Callable[[Any], list[Menunggu]]] = Registri("menunggu")
tab_kelurahan: Registri[Tab] = Registri("tab_kelurahan")
ringkasan: Registri[Penyedia] = Registri("ringkasan")
indikator: Registri[Indikator] = Registri("indikator")
kartu_dasbor: Registri[Callable[[Any, str], KartuDasbor | None]] = Registri("kartu_dasbor")
bagian_langkah: Registri[Callable[[Any, Any], list[KartuBagian]]] = Registri("bagian_langkah")
# Stage code -> what is recorded of such stages already that nobody has opened yet: key of the stage -> a few words.
kabar_langkah: Registri[Callable[[Sequence[Any]], dict[Any, str]]] = Registri("kabar_langkah")
navigasi: Registri[Butir] = Registri("navigasi")
tugas: Registri[Callable[..., dict[str, Any] | None]] = Registri("tugas")
# Event code ("app.model.step") -> (sentence, colour) of the trail; "%(objek)s" in it is the row's own name.
kalimat: Registri[tuple[Any, str]] = Registri("kalimat")
cari: Registri[Any] = Registri("cari")
impor: Registri[Any] = Registri("impor")
bagian_alur: Registri[Callable[[], str]] = Registri("bagian_alur")
demo: Registri[Callable[[Any], None]] = Registri("demo")
