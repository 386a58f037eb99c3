"""The shape of a programme: what a definition may say, as frozen dataclasses without database.

A definition is read by the engine, never run by itself. It holds codes, texts, order and the names of functions;
every number (how many meetings, how many weeks, which percentage) is a Parameter and stands here only as its code,
so that a year or a kota can differ without a new version of the programme. Texts are lazy translations.

Instances compare by identity (`eq=False`): comparing or hashing lazy texts would translate them, which may happen
only after the settings are loaded.

Source: SIK-01 .. SIK-32, PAR-01 in docs/aturan.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Teks: TypeAlias = str | _StrPromise
else:
    Teks: TypeAlias = Any


BIDANG_PARAMETER = ("parameter", "minimum", "jangkauan", "lama")  # the fields that hold a Parameter code


FASILITATOR = ("faskel_cd", "faskel_ekonomi", "faskel_teknik", "sf")  # role codes of akun
KOORDINATOR_KOTA = ("korkot", "askot_mandiri")  # where a district has no korkot, its askot mandiri does that work


class Tingkat(StrEnum):
    """An area level. The last two lie in the Basis tree below the kelurahan, whose kinds differ by place.

    BASIS_ATAS is the floor directly below the kelurahan (RW, dusun, lingkungan); BASIS is the lowest floor (RT, or
    dusun where there is nothing below it). In a tree of one floor both are the same rows.
    """

    NASIONAL = "nasional"
    PROVINSI = "provinsi"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    BASIS_ATAS = "basis_atas"
    BASIS = "basis"

    @property
    def kedalaman(self) -> int:
        """How far below the nation: a larger value lies deeper."""
        return list(Tingkat).index(self)

    @property
    def berkode(self) -> bool:
        """Whether a Langkah can live here: register levels have an area code, Basis levels have not."""
        return self not in (Tingkat.BASIS_ATAS, Tingkat.BASIS)


class Mode(StrEnum):
    """What an unmet finding does: refuse, ask a written reason, or only tell."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Sebaran(StrEnum):
    """How many Langkah one stage makes, seen from the area that owns the Siklus."""

    PEMILIK = "pemilik"  # one, in the owner area itself
    ANAK = "anak"  # fan-out: one per child area at the stage's tingkat
    ATAS = "atas"  # one per higher area, definition and year, without Siklus (SIK-20)


class SiklusKe(StrEnum):
    """Which Siklus of an area something applies to: the first, the later ones, or all."""

    SEMUA = "semua"
    PERTAMA = "pertama"
    LANJUTAN = "lanjutan"


class Ulang(StrEnum):
    """What makes a further putaran of a Langkah in the same year. Years themselves come from `tahun`."""

    TIDAK = "tidak"
    PUTARAN = "putaran"  # scheduled by hand after a refusal, such as a second RKM
    PER_TAHAP_BLM = "per_tahap_blm"  # one putaran per tranche


class JenisKeputusan(StrEnum):
    """What kind of decision a stage takes."""

    TERIMA_TOLAK = "terima_tolak"
    PERINGKAT = "peringkat"
    PEMILIHAN = "pemilihan"
    PENGESAHAN = "pengesahan"
    INFORMASI = "informasi"


class Akibat(StrEnum):
    """What a chosen option of a decision does to the Siklus once the Langkah is submitted."""

    LANJUT = "lanjut"
    MENOLAK = "menolak"  # Siklus becomes `menolak`, every other Langkah is locked (SIK-10)
    SIKLUS_BARU = "siklus_baru"  # the next Siklus may be opened at Definisi.awal_lanjutan (SIK-24)
    SELESAI = "selesai"  # the Siklus ends here, its data stay


class Keadaan(StrEnum):
    """The least a required Langkah must have reached. A Langkah that was skipped lawfully always counts."""

    BERJALAN = "berjalan"
    DIAJUKAN = "diajukan"
    TERVERIFIKASI = "terverifikasi"


class Dari(StrEnum):
    """In which run of the required stage a gate looks."""

    TAHUN_INI = "tahun_ini"  # same Siklus (or same definition and year for ATAS), same tahun siklus
    TAHUN_PERTAMA = "tahun_pertama"  # same Siklus, tahun siklus 1
    TAHUN_LALU = "tahun_lalu"  # same Siklus, tahun siklus before this one
    SIKLUS_LALU = "siklus_lalu"  # the Siklus before this one, its last tahun siklus
    PUTARAN_LALU = "putaran_lalu"  # same year, the putaran before; not asked of the first putaran


class Cakupan(StrEnum):
    """Which areas' Langkah must have reached the state."""

    SENDIRI = "sendiri"  # same area
    INDUK = "induk"  # the ancestor area at the required stage's tingkat
    SEMUA_ANAK = "semua_anak"  # every child area of this Langkah
    SALAH_SATU_ANAK = "salah_satu_anak"  # at least one child area


class JenisKeluaran(StrEnum):
    """What kind of evidence a stage leaves behind."""

    BERITA_ACARA = "berita_acara"
    DAFTAR = "daftar"
    FOTO = "foto"
    DOKUMEN = "dokumen"
    PETA = "peta"


class JenisPertemuan(StrEnum):
    """The form a meeting takes on the ground."""

    SOSIALISASI = "sosialisasi"
    REMBUG = "rembug"
    FGD = "fgd"
    RAPAT = "rapat"
    LOKAKARYA = "lokakarya"
    MUSYAWARAH = "musyawarah"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefGerbang:
    """One condition that guards `belum -> berjalan`: either a state of another stage or a registered function.

    Exactly one of `langkah` and `fungsi` is filled. `fungsi` is a key of inti.registry.syarat; the engine
    calls it with its context of the Langkah and this part. A key nobody registered is "belum tersedia" (SIK-17).
    """

    aturan: str
    kalimat: Teks
    sumber: str
    mode: Mode = Mode.BLOCK
    langkah: str = ""
    tingkat: Tingkat | None = None  # of the required stage, where its code runs at several levels
    keadaan: Keadaan = Keadaan.TERVERIFIKASI
    putusan: str = ""  # code of the DefPilihan that must have been chosen there
    dari: Dari = Dari.TAHUN_INI
    cakupan: Cakupan = Cakupan.SENDIRI
    fungsi: str = ""
    lahir_di: str = ""  # stage of the same year whose records a function gate reads: before it begins there are none
    argumen: tuple[tuple[str, str], ...] = ()
    parameter: str = ""  # its value and mode decide for a function gate, when given
    siklus_ke: SiklusKe = SiklusKe.SEMUA


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefSyarat:
    """One condition that guards `berjalan -> diajukan`, answered by a registered function as in DefGerbang.

    With a parameter code its mode and value come from the Parameter row valid at the field start; without one the
    mode stands here. `argumen` holds codes of this definition, never numbers.
    """

    aturan: str
    fungsi: str
    kalimat: Teks
    sumber: str
    mode: Mode = Mode.BLOCK
    parameter: str = ""
    argumen: tuple[tuple[str, str], ...] = ()
    putusan: tuple[str, ...] = ()  # asked only when one of these was decided; empty = always


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefPertemuan:
    """A kind of meeting of a stage. `minimum` and `jangkauan` are Parameter codes (count; percent of basis reached).

    Both are checked by the engine itself: SIK-42 for the count, SIK-43 for the reach. `gugur_satu_lapis`: in a
    Basis tree of one floor the meeting is not asked for, because the one at the lowest floor is the same meeting.
    """

    kode: str
    nama: Teks
    tingkat: Tingkat
    jenis: JenisPertemuan
    peserta: Teks
    pengundang: Teks
    sumber: str
    tingkat_lain: tuple[Tingkat, ...] = ()  # levels where such a meeting is accepted too
    minimum: str = ""
    jangkauan: str = ""
    wajib: bool = True
    hadir_dihitung: bool = True  # whether its attendance enters the participation figures
    memutuskan: bool = False  # whether the decision of the stage is taken in this meeting
    melaporkan_dana: bool = False  # whether those who hold public money tell residents there what became of it (BLM-34)
    gugur_satu_lapis: bool = False
    kelompok: tuple[str, ...] = ()  # group codes it is held for, such as perempuan, pemuda
    kode_resmi: str = ""  # the programme's own activity code, such as 0706
    aturan: str = "SIK-42"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefPelatihan:
    """A training. `lama` is a Parameter code (days).

    `sebelum_mulai`: it guards the start of the stage like a gate, and is recorded while the stage is still `belum`;
    otherwise it guards the submission.
    """

    kode: str
    nama: Teks
    peserta: Teks
    penyelenggara: Teks
    topik: tuple[Teks, ...]
    sumber: str
    wajib: bool = True
    sebelum_mulai: bool = False
    lama: str = ""
    mode: Mode = Mode.BLOCK
    aturan: str = "SIK-50"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefKeluaran:
    """Evidence that a stage produces. `templat` names the document kind that prints its blank or its filled form."""

    kode: str
    nama: Teks
    jenis: JenisKeluaran
    sumber: str
    wajib: bool = True
    bantuan: Teks = ""
    penandatangan: tuple[Teks, ...] = ()
    templat: str = ""
    pertemuan: str = ""  # code of the DefPertemuan that produces it
    putusan: tuple[str, ...] = ()  # asked only when one of these was decided; empty = always
    mode: Mode = Mode.BLOCK
    aturan: str = "SIK-51"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefPilihan:
    """One option of a decision and what it does to the Siklus."""

    kode: str
    nama: Teks
    akibat: Akibat = Akibat.LANJUT
    perlu_alasan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefCara:
    """One step of how a stage is done, written for the person who does it."""

    teks: Teks
    oleh: Teks = ""
    kode_resmi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DefLangkah:
    """One stage at one level, in the years named by `tahun` (tahun siklus, from 1).

    The same `kode` may stand several times with another `tingkat` (Sosialisasi at kota, kecamatan, kelurahan) or
    other years (PJM in the first, Renta in the later ones): (kode, tingkat, tahun) is unique.
    `pengaju` and `verifikator` are role codes; a verifier checks papers and approves nothing (SIK-09).
    `sesudah` is only for the draft of a master schedule: the plan starts when these plans end.
    """

    kode: str
    nama: Teks
    nama_rel: Teks
    tingkat: Tingkat
    sebaran: Sebaran
    tahun: tuple[int, ...]
    sumber: str
    tujuan: Teks
    cara: tuple[DefCara, ...]
    peserta: Teks
    pelajaran: Teks
    lama: str  # Parameter code of the planned duration, in weeks
    siklus_ke: SiklusKe = SiklusKe.SEMUA
    gerbang: tuple[DefGerbang, ...] = ()
    pertemuan: tuple[DefPertemuan, ...] = ()
    pelatihan: tuple[DefPelatihan, ...] = ()
    keluaran: tuple[DefKeluaran, ...] = ()
    syarat: tuple[DefSyarat, ...] = ()
    keputusan: JenisKeputusan | None = None
    pilihan: tuple[DefPilihan, ...] = ()
    ulang: Ulang = Ulang.TIDAK
    sesudah: tuple[str, ...] = ()
    pengaju: tuple[str, ...] = (*FASILITATOR, "sekretaris_bkm")
    verifikator: tuple[str, ...] = KOORDINATOR_KOTA
    boleh_dilewati: bool = False
    opsional: bool = False  # not every area runs it: never late, never missing, only offered
    paket_rapat: tuple[str, ...] = ()  # document kinds printed before the deciding meeting

    @property
    def tanpa_siklus(self) -> bool:
        """Whether its Langkah belongs to an area above the owner and so to no Siklus. Source: SIK-20."""
        return self.sebaran is Sebaran.ATAS

    def ambil_pilihan(self, kode: str) -> DefPilihan:
        """The option with this code. Raises: KeyError."""
        return _ambil(self.pilihan, kode)

    def ambil_pertemuan(self, kode: str) -> DefPertemuan:
        """The kind of meeting with this code. Raises: KeyError."""
        return _ambil(self.pertemuan, kode)

    def ambil_pelatihan(self, kode: str) -> DefPelatihan:
        """The training with this code. Raises: KeyError."""
        return _ambil(self.pelatihan, kode)

    def ambil_keluaran(self, kode: str) -> DefKeluaran:
        """The output with this code. Raises: KeyError."""
        return _ambil(self.keluaran, kode)

    def gerbang_untuk(self, siklus_ke: int) -> tuple[DefGerbang, ...]:
        """The gates that apply to the n-th Siklus of an area (1 = the first)."""
        return tuple(g for g in self.gerbang if berlaku_untuk(g.siklus_ke, siklus_ke))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Definisi:
    """A whole programme in one version; `kunci` (`p2kp@1`) is what a Siklus is pinned on. Source: SIK-23."""

    kode: str
    versi: int
    nama: Teks
    pemilik: Tingkat
    tahun: tuple[int, ...]
    langkah: tuple[DefLangkah, ...]
    awal_lanjutan: str  # stage at which a later Siklus opens
    sumber: str
    lembaga: tuple[tuple[str, Teks], ...] = ()  # generic body -> the programme's name for it
    peran: tuple[tuple[str, Teks], ...] = ()  # role code -> the programme's title, where it differs from P2KP's
    verifikator_pascaprogram: tuple[str, ...] = ()  # roles that verify once the consultants have left (SIK-32)

    @property
    def kunci(self) -> str:
        """The pinned name, such as `p2kp@1`."""
        return f"{self.kode}@{self.versi}"

    def ambil(self, kode: str, *, tingkat: str | None = None, tahun: int | None = None) -> DefLangkah:
        """The stage with this code; `tingkat` defaults to its deepest level, `tahun` to its first year.

        Raises: KeyError when the definition has no such stage at that level or in that year.
        """
        calon = [
            x
            for x in self.langkah
            if x.kode == kode and (tingkat is None or x.tingkat == tingkat) and (tahun is None or tahun in x.tahun)
        ]
        if not calon:
            raise KeyError(f"{self.kunci}: {kode} tingkat={tingkat} tahun={tahun}")
        return min(calon, key=lambda x: (-x.tingkat.kedalaman, x.tahun))

    def langkah_tahun(self, tahun: int, *, siklus_ke: int = 1) -> Iterator[DefLangkah]:
        """Stages that belong to a Siklus in this tahun siklus, in programme order (stages above the owner left out)."""
        for langkah in self.langkah:
            if tahun in langkah.tahun and not langkah.tanpa_siklus and berlaku_untuk(langkah.siklus_ke, siklus_ke):
                yield langkah

    def langkah_atas(self, tingkat: str) -> Iterator[DefLangkah]:
        """Stages that run once per higher area at this level, without Siklus."""
        return (x for x in self.langkah if x.tanpa_siklus and x.tingkat == tingkat)

    def parameter(self) -> Iterator[str]:
        """Every Parameter code this definition names, once each, sorted."""
        kode = {
            getattr(bagian, bidang, "")
            for langkah in self.langkah
            for bagian in (langkah, *langkah.gerbang, *langkah.pertemuan, *langkah.pelatihan, *langkah.syarat)
            for bidang in BIDANG_PARAMETER
        }
        return iter(sorted(kode - {""}))


Berkode = TypeVar("Berkode", DefPertemuan, DefPelatihan, DefKeluaran, DefPilihan)


def berlaku_untuk(siklus_ke: SiklusKe, nomor: int) -> bool:
    """Whether something marked `siklus_ke` applies to the n-th Siklus of an area (1 = the first)."""
    return siklus_ke is SiklusKe.SEMUA or (siklus_ke is SiklusKe.PERTAMA) == (nomor == 1)


def ke_data(nilai: Any) -> Any:
    """Plain dicts, lists and strings of a definition or a part of it, for the API. Lazy texts become the active language."""
    if is_dataclass(nilai):
        return {bidang.name: ke_data(getattr(nilai, bidang.name)) for bidang in fields(nilai)}
    if isinstance(nilai, StrEnum):
        return nilai.value
    if isinstance(nilai, tuple):
        return [ke_data(isi) for isi in nilai]
    return nilai if nilai is None or isinstance(nilai, bool | int) else str(nilai)


def _ambil(bagian: tuple[Berkode, ...], kode: str) -> Berkode:
    for isi in bagian:
        if isi.kode == kode:
            return isi
    raise KeyError(kode)
