"""Counting on paper, computed: names merged, ranked, ties found, and where two spellings could change who is elected.

Pure functions over plain values; no queries. Source: BKM-18, BKM-19, BKM-21.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

# What people put before a name; it tells nobody apart.
SAPAAN = frozenset(
    {
        "bapak", "pak", "bpk", "bp", "ibu", "bu", "hj", "h", "haji", "hajjah", "ust", "ustad", "ustadz", "ustadzah", "kang",
        "mang", "teh", "bang", "mas", "mbak", "abah", "mak", "drs", "dra", "dr", "ir", "rt", "rw",
    }
)  # fmt: skip
MIRIP = 0.82


@dataclass
class Baris:
    """One person in the order of the count: votes altogether, those from home visits, second ballots in turn."""

    nama: str
    suara: int = 0
    kunjungan: int = 0
    ulang: list[int] = field(default_factory=list)
    tertulis: list[str] = field(default_factory=list)
    utusan: Any = None
    peringkat: int = 0
    terpilih: bool = False
    seri: bool = False

    @property
    def kunci(self) -> tuple[int, ...]:
        """What decides the order: votes, then second ballots."""
        return (self.suara, *self.ulang)


@dataclass
class Peringkat:
    """The order of one count: everybody, the elected first; `seri` stand on the border with equal votes."""

    baris: list[Baris]
    kursi: int

    @property
    def terpilih(self) -> list[Baris]:
        """Who is elected beyond doubt."""
        return [b for b in self.baris if b.terpilih]

    @property
    def seri(self) -> list[Baris]:
        """Equal on the border: a second ballot decides among them. Source: BKM-19."""
        return [b for b in self.baris if b.seri]

    @property
    def kursi_seri(self) -> int:
        """Seats that the tied ones compete for."""
        return self.kursi - len(self.terpilih) if self.seri else 0


def key_of(nama: str) -> str:
    """A written name as it is compared: lower case, single spaces."""
    return " ".join(nama.lower().split())


def rank(
    suara: Iterable[tuple[str, int, int, Any]],
    kursi: int,
    *,
    sama: Mapping[str, str] | None = None,
    ulang: Sequence[Mapping[str, int]] = (),
) -> Peringkat:
    """Order written names: (name, votes, of these from visits, utusan or None); `sama` maps a spelling to its person.

    Each second ballot (`ulang`, key -> votes) orders those who were equal before it. Source: BKM-18, BKM-19, BKM-21.
    """
    satu = {key_of(a): b for a, b in (sama or {}).items()}
    orang: dict[Any, Baris] = {}
    for nama, n, kunjungan, utusan in suara:
        baku = _root(nama, satu)
        kunci = getattr(utusan, "pk", utusan) or key_of(baku)
        b = orang.setdefault(kunci, Baris(baku, utusan=utusan))
        b.suara += n
        b.kunjungan += kunjungan
        b.tertulis.append(nama)
    for putaran in ulang:
        for kunci, b in orang.items():
            b.ulang.append(putaran.get(str(kunci), putaran.get(key_of(b.nama), 0)))
    baris = sorted(orang.values(), key=lambda b: (tuple(-x for x in b.kunci), key_of(b.nama)))
    for i, b in enumerate(baris):
        b.peringkat = i + 1
    _elect(baris, kursi)
    return Peringkat(baris, kursi)


def _root(nama: str, satu: Mapping[str, str]) -> str:
    """Follow "is the same as" to its end; a circle stops where it began."""
    dilihat = {key_of(nama)}
    while (lanjut := satu.get(key_of(nama))) is not None and key_of(lanjut) not in dilihat:
        nama = lanjut
        dilihat.add(key_of(nama))
    return nama


def _elect(baris: list[Baris], kursi: int) -> None:
    if len(baris) <= kursi:
        for b in baris:
            b.terpilih = True
        return
    batas, berikut = baris[kursi - 1].kunci, baris[kursi].kunci
    for b in baris:
        b.seri = batas == berikut == b.kunci
        b.terpilih = b.kunci > batas or (b.kunci == batas and not b.seri)


def alike(a: str, b: str) -> bool:
    """Whether two spellings may mean one person: all words of one in the other, or nearly the same letters."""
    kata_a, kata_b = _words(a), _words(b)
    if not kata_a or not kata_b:
        return False
    pendek, panjang = sorted((kata_a, kata_b), key=len)
    if all(any(_same_word(x, y) for y in panjang) for x in pendek):
        return True
    return SequenceMatcher(None, " ".join(kata_a), " ".join(kata_b)).ratio() >= MIRIP


def _same_word(a: str, b: str) -> bool:
    """Equal words, or one an initial or clear beginning or ending of the other ("udin" of "saepudin")."""
    if a == b:
        return True
    pendek, panjang = sorted((a, b), key=len)
    if len(pendek) == 1:
        return panjang.startswith(pendek)
    return len(pendek) >= 3 and (panjang.startswith(pendek) or panjang.endswith(pendek))


def _words(nama: str) -> list[str]:
    return [k for k in re.findall(r"[^\W_]+", nama.lower()) if k not in SAPAAN]


def questions(
    suara: Sequence[tuple[str, int, int, Any]], kursi: int, *, sama: Mapping[str, str], beda: Iterable[frozenset[str]]
) -> list[tuple[Baris, Baris]]:
    """Pairs of persons that look alike and whose merging would change who is elected, or in which order. BKM-21."""
    kini = rank(suara, kursi, sama=sama)
    dijawab = set(beda)
    depan = _front(kini)
    hasil = []
    for i, a in enumerate(kini.baris):
        for b in kini.baris[i + 1 :]:
            if frozenset((key_of(a.nama), key_of(b.nama))) in dijawab or not _any_alike(a, b):
                continue
            if _front(rank(suara, kursi, sama={**sama, b.nama: a.nama})) != depan:
                hasil.append((a, b))
    return hasil


def _any_alike(a: Baris, b: Baris) -> bool:
    return any(alike(x, y) for x in {a.nama, *a.tertulis} for y in {b.nama, *b.tertulis})


def _front(p: Peringkat) -> list[tuple[str, bool, bool]]:
    """Who is elected, in which order, and who is tied on the border."""
    return [(key_of(b.nama), b.terpilih, b.seri) for b in p.baris if b.terpilih or b.seri]
