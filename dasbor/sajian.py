"""The dashboard as plain values: one build for page, workbook and monthly report, so that their figures are the same.

Nothing is asked here beyond `dasbor.queries`; nothing is formatted that a template can format. Source: DAS-05, DAS-10.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dasbor import queries
from dasbor.hitung import Jumlah, figure, sum_rows
from dasbor.langkah import PROGRAM, funnel_codes
from dasbor.models import RingkasanKelurahan, RingkasanWilayah
from dasbor.queries import Saring
from inti.formats import angka, persen, rupiah, share
from inti.registry import Indikator, indikator, ringkasan
from siklus.definisi import ambil_definisi
from siklus.queries_halaman import contacts_for
from siklus.sajian import Kontak
from wilayah.models import Wilayah
from wilayah.parameter import values_for
from wilayah.waktu import today_in

KELOMPOK = {
    "siklus": gettext_lazy("Jadwal siklus"),
    "langkah": gettext_lazy("Langkah"),
    "partisipasi": gettext_lazy("Partisipasi dalam pertemuan"),
    "relawan": gettext_lazy("Relawan"),
    "refleksi": gettext_lazy("Refleksi Kemiskinan"),
    "pemetaan": gettext_lazy("Pemetaan Swadaya"),
    "ps2": gettext_lazy("Keluarga miskin (PS-2)"),
    "pemilihan": gettext_lazy("Pemilihan BKM"),
    "bkm": gettext_lazy("BKM dan unit pengelola"),
    "ksm": gettext_lazy("KSM"),
    "rencana": gettext_lazy("PJM Pronangkis"),
    "blm": gettext_lazy("BLM, pekerjaan KSM, dan sasarannya"),
}
TREN = ("partisipasi.perempuan", "partisipasi.miskin", "partisipasi.dewasa")
KUNJUNGAN_MAKS = 6
DIAM = {"belum", "terkunci"}
DASAR = "p2kp@1"


@dataclass(frozen=True)
class AngkaSajian:
    """One indicator as it is shown; `nilai` is the percent, or the sum where there is no denominator."""

    kode: str
    nama: str
    kelompok: str
    satuan: str
    pembilang: Decimal | None
    penyebut: Decimal | None
    nilai: Decimal | None
    berpenyebut: bool
    sasaran: Decimal | None
    arah: str
    langkah: str
    wajib: int
    melapor: int
    sumber: str = ""
    url: str = ""
    url_penyebut: str = ""
    perubahan: Decimal | None = None
    ukuran: str = ""

    @property
    def teks(self) -> str:
        """The value as people read it."""
        if self.berpenyebut:
            return persen(self.nilai)
        return rupiah(self.nilai) if self.satuan == "rupiah" else angka(self.nilai)

    @property
    def teks_bagian(self) -> str:
        """Numerator and denominator in words, "" where there is none."""
        if not self.berpenyebut or self.penyebut is None:
            return ""
        tulis: Callable[[Any], str] = rupiah if self.satuan == "rupiah" else angka
        return _("%(a)s dari %(b)s") % {"a": tulis(whole(self.pembilang)), "b": tulis(whole(self.penyebut))}

    @property
    def kelengkapan(self) -> Decimal | None:
        """Percent of the kelurahan that owe the figure and know it."""
        return share(self.melapor, self.wajib)

    @property
    def kurang(self) -> bool:
        """Whether the target is missed."""
        if self.sasaran is None or self.nilai is None:
            return False
        return self.nilai > self.sasaran if self.arah == "turun" else self.nilai < self.sasaran


@dataclass(frozen=True)
class Sel:
    """One cell as the tag `peta_panas` reads it."""

    keadaan: str
    teks: str = ""
    url: str = ""
    judul: str = ""


@dataclass
class BarisPanas:
    """One kelurahan of the heat map."""

    kode: str
    nama: str
    url: str
    sel: list[Sel] = field(default_factory=list)
    hari_lewat: int = 0


@dataclass(frozen=True)
class KolomPanas:
    """One stage of the heat map."""

    kode: str
    nama: str
    judul: str
    url: str = ""


@dataclass
class PetaPanas:
    """Kelurahan by stages of one tahun siklus."""

    kolom: list[KolomPanas]
    baris: list[BarisPanas]
    tahun: int
    jumlah: list[Counter[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Kunjungan:
    """A kelurahan that somebody should visit: why, for how long, and whom to call."""

    kode: str
    nama: str
    keadaan: str
    hari_lewat: int
    sebab: str
    tautan: str
    kontak: list[Kontak]
    langkah: str = ""


@dataclass(frozen=True)
class BarisWilayah:
    """One kota of a province (or province of the nation) on a page above the kota."""

    kode: str
    nama: str
    url: str
    jumlah: Jumlah


@dataclass
class Dasbor:
    """Everything a dashboard shows. `dihitung_pada` is the hour of its oldest row."""

    saring: Saring
    wilayah: Wilayah | None
    jumlah: Jumlah
    angka: dict[str, AngkaSajian]
    baris: list[RingkasanKelurahan]
    bawah: list[BarisWilayah]
    peta: PetaPanas
    dihitung_pada: datetime | None
    menunggu: int = 0
    tertua: int | None = None
    tren: dict[str, dict[date, Any]] = field(default_factory=dict)
    gelombang: list[date] = field(default_factory=list)
    angkatan: list[int] = field(default_factory=list)

    @property
    def nama(self) -> str:
        """The area's name."""
        return self.wilayah.nama if self.wilayah is not None else _("Nasional")

    @property
    def corong(self) -> list[AngkaSajian]:
        """How many kelurahan have passed each stage."""
        return [self.angka[f"langkah.{kode}"] for kode, _nama in funnel_codes()]

    def groups(self, *, kecuali: Sequence[str] = ()) -> list[tuple[str, str, list[AngkaSajian]]]:
        """Code, title and figures of each group of indicators, in the order of the cycle."""
        urut = list(KELOMPOK)
        ada: dict[str, list[AngkaSajian]] = {}
        for a in self.angka.values():
            ada.setdefault(a.kelompok.lower(), []).append(a)
        kode = sorted(ada, key=lambda k: (urut.index(k) if k in urut else len(urut), k))
        return [(k, str(KELOMPOK.get(k, k.replace("_", " ").capitalize())), ada[k]) for k in kode if k not in kecuali]


def build(user: Any, wilayah: Wilayah | None, s: Saring, *, tahun: int = 0) -> Dasbor:
    """The dashboard of one area. The number of queries does not depend on how many kelurahan there are."""
    kota = len(s.kode) == 5
    baris = queries.current_rows(user, s) if kota else []
    atas = [] if kota else queries.area_rows(user, s)
    semua: Sequence[RingkasanKelurahan | RingkasanWilayah] = baris if kota else atas
    jumlah = sum_rows(semua)
    tren = {} if s.gelombang or s.angkatan else queries.trend(user, s, TREN)
    menunggu, tertua = queries.waiting(user, s.area)
    return Dasbor(
        saring=s,
        wilayah=wilayah,
        jumlah=jumlah,
        angka=show_figures(jumlah, s, tren),
        baris=baris,
        bawah=[_below(b, s) for b in atas],
        peta=heat_map(baris, tahun=tahun, area=s.area),
        dihitung_pada=min((b.dihitung_pada for b in semua), default=None),
        menunggu=menunggu,
        tertua=tertua,
        tren=tren,
        gelombang=queries.waves(baris),
        angkatan=sorted({b.angkatan for b in baris}),
    )


# -- figures -----------------------------------------------------------------------------------------------------------


def units() -> dict[str, str]:
    """Measure -> unit, of every provider."""
    return {u.kode: u.satuan for _nama, p in ringkasan.semua() for u in p.ukuran}


def targets(kode: str, hari: date) -> dict[str, Decimal | None]:
    """Target of each indicator in an area, None where none is set. One query."""
    kodes = {i.sasaran for _kode, i in indikator.semua() if i.sasaran}
    nilai = values_for(kodes, definisi=PROGRAM, kode_wilayah=kode, tanggal=hari)
    return {k: nilai[i.sasaran].angka if i.sasaran else None for k, i in indikator.semua()}


def show_figures(j: Jumlah, s: Saring, tren: dict[str, dict[date, Any]]) -> dict[str, AngkaSajian]:
    """Every indicator over a sum, with unit, target, completeness, change against the month before, and its list."""
    satuan, sasaran = units(), targets(s.area, today_in(s.area))
    return {kode: _show(i, j, s, satuan, sasaran[kode], tren.get(kode, {})) for kode, i in indikator.semua()}


def _show(
    i: Indikator, j: Jumlah, s: Saring, satuan: dict[str, str], sasaran: Decimal | None, tren: dict[date, Any]
) -> AngkaSajian:
    a = figure(i, j)
    nilai = share(a.pembilang, a.penyebut) if i.penyebut else a.pembilang
    if i.penyebut and a.pembilang is None:
        nilai = None
    lalu = next((n for b, n in sorted(tren.items(), reverse=True) if b < s.bulan), None)
    return AngkaSajian(
        kode=i.kode, nama=str(i.nama), kelompok=i.kelompok, satuan=satuan.get(i.pembilang, ""), pembilang=a.pembilang,
        penyebut=a.penyebut, nilai=nilai, berpenyebut=bool(i.penyebut), sasaran=sasaran, arah=i.arah, langkah=i.langkah,
        wajib=a.wajib, melapor=a.melapor, sumber=i.sumber, url=list_address(i.kode, s),
        url_penyebut=list_address(i.kode, s, bagian="penyebut") if i.penyebut else "",
        ukuran=i.pembilang, perubahan=_change(nilai, lalu),
    )  # fmt: skip


def _change(nilai: Decimal | None, lalu: Any) -> Decimal | None:
    """Percentage points against the month before, to one decimal as shown; None where there is nothing to compare."""
    return None if nilai is None or lalu is None else (nilai - lalu).quantize(Decimal("0.1"))


def list_address(kode: str, s: Saring, *, bagian: str = "") -> str:
    """The list of kelurahan that one figure counts. Source: DAS-09."""
    isi = {"indikator": kode, "bagian": bagian, **query_of(s)}
    return f"{reverse('dasbor:rincian')}?{urlencode({k: v for k, v in isi.items() if v})}"


def query_of(s: Saring) -> dict[str, str]:
    """The filters as they stand in an address; the running month is left out."""
    return {
        "area": s.kode or "nasional",
        "kecamatan": s.kecamatan,
        "gelombang": s.gelombang.isoformat() if s.gelombang else "",
        "angkatan": str(s.angkatan or ""),
        "bulan": "" if s.bulan_ini else f"{s.bulan:%Y-%m}",
    }


def whole(nilai: Decimal | int | None) -> Decimal | int | None:
    """A sum without needless decimals."""
    return int(nilai) if nilai is not None and nilai == int(nilai) else nilai


def _below(b: RingkasanWilayah, s: Saring) -> BarisWilayah:
    alamat = query_of(Saring(kode=b.kode, bulan=s.bulan))
    kueri = urlencode({k: v for k, v in alamat.items() if v})
    return BarisWilayah(b.kode, b.wilayah.nama if b.wilayah else "", f"{reverse('dasbor:kota')}?{kueri}", sum_rows([b]))


# -- the heat map ------------------------------------------------------------------------------------------------------


def heat_map(baris: Sequence[RingkasanKelurahan], *, tahun: int = 0, area: str = "") -> PetaPanas:
    """Kelurahan x stages of one tahun siklus (default: the one most of them stand in)."""
    berdiri = Counter(b.tahun_siklus for b in baris)
    dipilih = tahun or (berdiri.most_common(1)[0][0] if berdiri else 1)
    ada = {x["kode"] for b in baris for x in b.langkah if x["tahun"] == dipilih and not x.get("opsional")}
    nama = {
        a.kode: (str(a.nama_rel), str(a.nama))
        for a in ambil_definisi(DASAR).langkah
        if dipilih in a.tahun and not a.tanpa_siklus
    }
    daftar = reverse("siklus:langkah-daftar")
    kolom = [
        KolomPanas(kode, pendek, panjang, f"{daftar}?langkah={kode}&area={area}")
        for kode, (pendek, panjang) in nama.items()
        if kode in ada
    ]
    peta = PetaPanas(kolom, [_heat_row(b, kolom, dipilih) for b in baris], dipilih)
    peta.jumlah = [Counter(b.sel[i].keadaan for b in peta.baris) for i in range(len(kolom))]
    return peta


def _heat_row(b: RingkasanKelurahan, kolom: Iterable[KolomPanas], tahun: int) -> BarisPanas:
    sel = {x["kode"]: x for x in b.langkah if x["tahun"] == tahun}
    return BarisPanas(
        kode=b.wilayah_id,
        nama=b.wilayah.nama,
        url=reverse("siklus:kelurahan-detail", args=[b.wilayah_id]),
        sel=[_cell(sel.get(k.kode)) for k in kolom],
        hari_lewat=b.hari_lewat,
    )


def _cell(x: dict[str, Any] | None) -> Sel:
    """State and what it shows: days late, or the percent of the findings met while it runs. Quiet cells lead nowhere."""
    if x is None:
        return Sel("belum", " ")
    keadaan, teks = x["keadaan"], ""
    if keadaan == "terlambat" and x["hari"]:
        teks = _("+%(n)d h") % {"n": x["hari"]}
    elif keadaan in ("berjalan", "dibuka_kembali") and x.get("persen") is not None:
        teks = f"{x['persen']} %"
    return Sel(keadaan, teks, "" if keadaan in DIAM else reverse("siklus:langkah", args=[x["id"]]))


# -- visits ------------------------------------------------------------------------------------------------------------


def visits(baris: Sequence[RingkasanKelurahan], *, hanya_lewat: bool = False, batas: int = 0) -> list[Kunjungan]:
    """Kelurahan that need somebody, the longest late first, with the reason and whom to call. One query."""
    pilih = [b for b in baris if b.hari_lewat > 0 or (not hanya_lewat and int(b.ukuran.get("siklus.kunjungan", 0)))]
    pilih.sort(key=lambda b: (-b.hari_lewat, b.wilayah_id))
    pilih = pilih[:batas] if batas else pilih
    orang = contacts_for([b.wilayah_id for b in pilih]) if pilih else {}
    nama = {a.kode: str(a.nama_rel) for a in reversed(ambil_definisi(DASAR).langkah) if not a.tanpa_siklus}
    return [
        Kunjungan(
            kode=b.wilayah_id, nama=b.wilayah.nama, keadaan=visit_state(b), hari_lewat=b.hari_lewat, sebab=b.sebab,
            tautan=b.sebab_tautan or reverse("siklus:kelurahan-detail", args=[b.wilayah_id]),
            kontak=whom_to_call(orang.get(b.wilayah_id, [])), langkah=nama.get(b.kini, b.kini),
        )
        for b in pilih
    ]  # fmt: skip


def visit_state(b: RingkasanKelurahan) -> str:
    """The word of a kelurahan that needs a visit (a key of KEADAAN)."""
    if b.siklus_status == "menolak":
        return "menolak"
    if b.hari_lewat > 0:
        return "terlambat"
    return "dikembalikan" if int(b.ukuran.get("siklus.dikembalikan", 0)) else "menunggu"


def whom_to_call(kontak: Sequence[Kontak]) -> list[Kontak]:
    """The first facilitator and the first senior facilitator (else Askot, Korkot) who have a number."""
    pilih: dict[str, Kontak] = {}
    for k in kontak:
        if k.telepon:
            pilih.setdefault(k.singkat, k)
    return list(pilih.values())[:2]
