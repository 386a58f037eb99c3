"""What is asked of the ground of the house: areas by name and code, the Basis tree, adults, residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from inti.latihan import practice_code
from wilayah.kode import PANJANG_KELURAHAN, is_code, path_of, search_name
from wilayah.models import Basis, DaftarDewasa, Parameter, Warga, Wilayah

# Words people put before a name, and the level they mean; the register keeps them in the name of a kota only.
AWALAN = {
    "kelurahan ": "kelurahan", "kel. ": "kelurahan", "kel ": "kelurahan", "desa ": "kelurahan", "kecamatan ": "kecamatan",
    "kec. ": "kecamatan", "kec ": "kecamatan", "provinsi ": "provinsi", "prov. ": "provinsi", "kabupaten ": "kota",
    "kab. ": "kota", "kab ": "kota",
}  # fmt: skip
AWALAN_KOTA = ("kota administrasi ", "kabupaten administrasi ", "kota ", "kabupaten ")
URUTAN_TINGKAT = {"provinsi": 0, "kota": 0, "kecamatan": 1, "kelurahan": 2}
HASIL_MAKS = 20


@dataclass(frozen=True)
class JumlahDewasa:
    """Adults (orang) of a place on a date. `lengkap` is False when some place below has no roll yet.

    `tertua` is the oldest date among the rows that were added up.
    """

    l: int  # noqa: E741  (L and P are the columns of every paper)
    p: int
    lengkap: bool
    tertua: date

    @property
    def jumlah(self) -> int:
        """Women and men together (orang)."""
        return self.l + self.p


@dataclass
class SimpulBasis:
    """One place of the tree with its adults and what lies below it, for screens and forms."""

    basis: Basis
    dewasa: JumlahDewasa | None = None
    tercatat: DaftarDewasa | None = None
    anak: list[SimpulBasis] = field(default_factory=list)
    kedalaman: int = 0

    @property
    def lekuk(self) -> range:
        """One step for each floor above, for the indent of a table."""
        return range(self.kedalaman)


def practice_ground(kode_kota: str) -> tuple[Wilayah | None, Wilayah | None]:
    """The practice ground of a kota and its open kelurahan; None where it has not been opened. One query. LAT-02."""
    kode = practice_code(kode_kota)
    baris = Wilayah.objects.filter(Q(kode=kode) | Q(induk=kode, aktif=True)).order_by("kode")
    ada = {w.tingkat: w for w in baris}
    return ada.get("kecamatan"), ada.get("kelurahan")


def search_wilayah(
    kata: str, *, tingkat: str = "", dekat: Sequence[str] = (), batas: int = HASIL_MAKS
) -> list[Wilayah]:
    """Areas whose name begins with `kata` or whose code does, in the whole register. Source: WIL-13.

    Areas inside the codes `dekat` (the officer's own) come first, then exact names, then the wider ones. Kota and
    kabupaten are found with or without that word; every way is a prefix lookup on one index.
    """
    kata = " ".join(kata.split())
    if len(kata) < 2:
        return []
    if kata.replace(".", "").isdigit():
        return list(_level(tingkat).filter(kode__startswith=kata).order_by("kode")[:batas])
    nama = search_name(kata)
    awalan = next((a for a in AWALAN if nama.startswith(a)), "")
    pendek = nama.removeprefix(awalan)
    syarat = Q(nama_cari__startswith=nama)
    if AWALAN.get(awalan, "kota") == "kota":
        for depan in AWALAN_KOTA:
            syarat |= Q(nama_cari__startswith=depan + pendek)
    if awalan:
        syarat |= Q(nama_cari__startswith=pendek, tingkat=AWALAN[awalan])
    milik = Q(pk__in=[])
    for kode in dekat:
        milik |= Q(kode__startswith=kode)
    jauh = Case(When(milik, then=0), default=1)
    terpilih = list(
        _level(tingkat).filter(syarat).annotate(jauh=jauh).order_by("jauh", "nama_cari", "kode")[: batas * 5]
    )
    terpilih.sort(key=lambda w: (not w.aktif, w.jauh, pendek not in {w.nama_cari, _bare(w)}, URUTAN_TINGKAT[w.tingkat]))
    return list[Wilayah](terpilih[:batas])


def with_ancestors(wilayah: Sequence[Wilayah]) -> list[tuple[Wilayah, str]]:
    """Each area with the names above it, "Bandung Kulon · Kota Bandung · Jawa Barat"; one more query for all."""
    atas = {k for w in wilayah for k in w.kode_induk_semua}
    nama = dict(Wilayah.objects.filter(kode__in=atas).values_list("kode", "nama"))
    return [(w, " · ".join(nama[k] for k in reversed(w.kode_induk_semua))) for w in wilayah]


def successor_of(wilayah: Wilayah) -> Wilayah:
    """The area that stands today for a closed one (itself when it is open). Source: WIL-03."""
    while wilayah.pengganti is not None:
        wilayah = wilayah.pengganti
    return wilayah


def basis_tree(kode_kelurahan: str, tanggal: date) -> list[SimpulBasis]:
    """The places of one kelurahan that existed on `tanggal`, as a tree with their adults. Two queries. Source: WIL-05."""
    return basis_trees([kode_kelurahan], tanggal)[kode_kelurahan]


def basis_trees(kode_kelurahan: Sequence[str], tanggal: date) -> dict[str, list[SimpulBasis]]:
    """`basis_tree` of many kelurahan, by code. Two queries, whatever their number. Source: WIL-05, WIL-06."""
    baris = list(
        Basis.objects.filter(
            Q(ditutup_pada__isnull=True) | Q(ditutup_pada__gt=tanggal), wilayah_id__in=list(kode_kelurahan)
        )
    )
    baris.sort(key=_order)
    tercatat = _rolls(kode_kelurahan, tanggal)
    anak: dict[Any, list[Basis]] = defaultdict(list)
    akar: dict[str, list[Basis]] = {k: [] for k in kode_kelurahan}
    ada = {b.pk for b in baris}
    for b in baris:
        (anak[b.induk_id] if b.induk_id in ada else akar[b.wilayah_id]).append(b)
    return {kode: [_node(b, anak, tercatat, 0) for b in isi] for kode, isi in akar.items()}


def adults_of(pohon: Sequence[SimpulBasis]) -> JumlahDewasa | None:
    """Adults of a whole kelurahan from its tree; None when nothing was recorded. Source: WIL-06."""
    return _sum([s.dewasa for s in pohon])


def latest_rolls(kode_kelurahan: str, tanggal: date) -> dict[Any, DaftarDewasa]:
    """The newest roll at or before `tanggal` of every Basis of a kelurahan. Source: WIL-06."""
    return _rolls([kode_kelurahan], tanggal)


def _rolls(kode_kelurahan: Sequence[str], tanggal: date) -> dict[Any, DaftarDewasa]:
    baris = DaftarDewasa.objects.filter(wilayah_id__in=list(kode_kelurahan), berlaku_pada__lte=tanggal)
    return {d.basis_id: d for d in baris.order_by("basis_id", "-berlaku_pada").distinct("basis_id")}


def adults_on(tempat: Basis | Wilayah | str, tanggal: date) -> JumlahDewasa | None:
    """Adults of a Basis or of a whole kelurahan (area, or its code) on a date; None when nothing was recorded.

    Counted from the bottom: the sum of the places below where all of them have a roll, else the place's own row,
    else what is known (then not `lengkap`). Source: WIL-06.
    """
    if isinstance(tempat, Basis):
        simpul = _find(basis_tree(tempat.wilayah_id, tanggal), tempat.pk)
        return simpul.dewasa if simpul else None
    kode = tempat if isinstance(tempat, str) else tempat.kode
    if len(kode) != PANJANG_KELURAHAN:
        raise ValueError("daftar dewasa dihitung per kelurahan")
    return adults_of(basis_tree(kode, tanggal))


def flatten(simpul: Iterable[SimpulBasis]) -> list[SimpulBasis]:
    """The tree as rows from top to bottom."""
    rata: list[SimpulBasis] = []
    for s in simpul:
        rata.append(s)
        rata.extend(flatten(s.anak))
    return rata


def living(warga: QuerySet[Warga]) -> QuerySet[Warga]:
    """Entries that count: those not merged into another. Source: WIL-10."""
    return warga.filter(digabung_ke__isnull=True)


def final_entry(warga: Warga) -> Warga:
    """The entry that stands for a merged one (itself when it was not merged)."""
    while warga.digabung_ke is not None:
        warga = warga.digabung_ke
    return warga


def likely_twins(warga: Warga, *, batas: int = 10) -> QuerySet[Warga]:
    """Other entries of the same kelurahan that may be the same person: same sex and a name that begins alike."""
    awal = warga.nama.lower().split(" ")[0][:4]
    return (
        living(Warga.objects.filter(wilayah_id=warga.wilayah_id, jenis_kelamin=warga.jenis_kelamin))
        .filter(nama_cari__startswith=awal)
        .exclude(pk=warga.pk)[:batas]
    )


def area_or_none(kode: str) -> Wilayah | None:
    """The area of a code, None for a code that is malformed or unknown."""
    return Wilayah.objects.filter(pk=kode).first() if is_code(kode) else None


def ancestors(kode: str) -> list[Wilayah]:
    """The area and those above it, widest first. One query."""
    return list(Wilayah.objects.filter(pk__in=path_of(kode)).order_by("kode"))


def parameters_in_force(baris: QuerySet[Parameter], *, kode_wilayah: str, tanggal: date) -> list[Parameter]:
    """Of `baris`, the one row per code and programme that counts on a date in an area, by code. One query. Source: PAR-02."""
    boleh = baris.filter(
        Q(wilayah__isnull=True) | Q(wilayah__in=path_of(kode_wilayah)),
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=tanggal),
        berlaku_mulai__lte=tanggal,
        dibatalkan_pada__isnull=True,
    )
    terpilih: dict[tuple[str, str], Parameter] = {}
    for p in boleh.order_by("kode", "definisi"):
        lama = terpilih.get((p.kode, p.definisi))
        if lama is None or (len(p.kode_wilayah), p.berlaku_mulai) > (len(lama.kode_wilayah), lama.berlaku_mulai):
            terpilih[p.kode, p.definisi] = p
    return list(terpilih.values())


def _level(tingkat: str) -> QuerySet[Wilayah]:
    return Wilayah.objects.filter(tingkat=tingkat) if tingkat else Wilayah.objects.all()


def _bare(w: Wilayah) -> str:
    return next((w.nama_cari.removeprefix(a) for a in AWALAN_KOTA if w.nama_cari.startswith(a)), w.nama_cari)


def _order(b: Basis) -> tuple[int, str, int, str, str]:
    angka = "".join(h for h in b.nomor if h.isdigit())
    return b.urutan, b.jenis, int(angka or 0), b.nomor, b.nama.lower()


def _node(b: Basis, anak: dict[Any, list[Basis]], tercatat: dict[Any, DaftarDewasa], kedalaman: int) -> SimpulBasis:
    bawah = [_node(a, anak, tercatat, kedalaman + 1) for a in anak[b.pk]]
    sendiri = tercatat.get(b.pk)
    return SimpulBasis(b, _adults(sendiri, bawah), sendiri, bawah, kedalaman)


def _adults(sendiri: DaftarDewasa | None, bawah: list[SimpulBasis]) -> JumlahDewasa | None:
    dari_bawah = _sum([s.dewasa for s in bawah])
    if dari_bawah is not None and dari_bawah.lengkap:
        return dari_bawah
    if sendiri is not None:
        return JumlahDewasa(sendiri.dewasa_l, sendiri.dewasa_p, lengkap=True, tertua=sendiri.berlaku_pada)
    return dari_bawah


def _sum(bagian: list[JumlahDewasa | None]) -> JumlahDewasa | None:
    ada = [b for b in bagian if b is not None]
    if not ada:
        return None
    lengkap = len(ada) == len(bagian) and all(b.lengkap for b in ada)
    return JumlahDewasa(sum(b.l for b in ada), sum(b.p for b in ada), lengkap, min(b.tertua for b in ada))


def _find(simpul: list[SimpulBasis], pk: Any) -> SimpulBasis | None:
    return next((s for s in flatten(simpul) if s.basis.pk == pk), None)
