"""Reads of the election: its parts, the tally that counts, ranks, sums by kelurahan. Source: BKM-10 .. BKM-26."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from bkm.models import (
    TPS,
    AnggotaPanitia,
    HasilAnggota,
    Hitungan,
    Panitia,
    Pemilihan,
    PengumumanHasil,
    PenyatuanNama,
    PerolehanSuara,
    TataTertib,
    Utusan,
)
from bkm.models.pemilihan import FINAL, Tingkat
from bkm.peringkat import Baris, Peringkat, key_of, questions, rank
from siklus.models import Langkah
from wilayah.models import Basis, Wilayah
from wilayah.parameter import NilaiParameter, values_for
from wilayah.queries import JumlahDewasa, basis_tree, flatten
from wilayah.waktu import today_in

ANGKA = (
    "pemilu.partisipasi_min_basis",
    "pemilu.partisipasi_min_kelurahan",
    "pemilu.nama_per_suara_basis",
    "pemilu.nama_per_suara_kelurahan",
    "pemilu.utusan_per_basis",
    "pemilu.utusan_perempuan_min",
    "bkm.jumlah_anggota",
    "panitia.per_rw_min",
    "panitia.pokja_min_anggota",
    "panitia.boleh_dipilih",
)


def numbers(langkah: Langkah) -> dict[str, NilaiParameter]:
    """The numbers of the election at the stage's field start. One query. Source: SIK-16."""
    return values_for(
        ANGKA,
        definisi=langkah.definisi.partition("@")[0],
        kode_wilayah=langkah.wilayah_id,
        tanggal=langkah.tanggal_mulai or today_in(langkah.wilayah_id),
    )


def lowest_places(kode: str, tanggal: date) -> list[tuple[Basis, JumlahDewasa | None]]:
    """The lowest places of a kelurahan on a date (RT, or dusun alone) with their adults, in order. Source: BKM-11."""
    return [(s.basis, s.dewasa) for s in flatten(basis_tree(kode, tanggal)) if not s.anak]


def adults_at(kode: str, basis_id: Any, tanggal: date) -> JumlahDewasa | None:
    """Adults of one place on a date."""
    semua = flatten(basis_tree(kode, tanggal))
    return next((s.dewasa for s in semua if s.basis.pk == basis_id), None)


def tatib_of(langkah_id: Any) -> TataTertib | None:
    """The local rules of one S4."""
    return TataTertib.objects.filter(langkah_id=langkah_id).first()


def panitia_of(langkah_id: Any) -> Panitia | None:
    """The committee of one S4."""
    return Panitia.objects.filter(langkah_id=langkah_id).first()


def committee(panitia: Panitia | None) -> list[AnggotaPanitia]:
    """Everybody of the panitia, those who left last. One query."""
    if panitia is None:
        return []
    return list(panitia.anggota.select_related("basis__induk").order_by("status", "pokja", "jabatan", "nama", "id"))  # type: ignore[attr-defined]


def pemilihan_of(langkah_id: Any) -> Pemilihan | None:
    """The election of one S4."""
    return Pemilihan.objects.filter(langkah_id=langkah_id).first()


@dataclass
class BarisTPS:
    """One polling place on the desk: the tally that counts, turnout in percent, what comes next."""

    tps: TPS
    hitungan: Hitungan | None = None
    dewasa: JumlahDewasa | None = None
    utusan: int = 0

    @property
    def daftar(self) -> int | None:
        """Eligible voters (people): frozen at opening, before that from the roll."""
        if self.tps.daftar is not None:
            return int(self.tps.daftar)
        return self.dewasa.jumlah if self.dewasa else None

    @property
    def pemilih(self) -> int | None:
        """People who voted, visits included; None while nothing is counted."""
        return self.hitungan.semua if self.hitungan else None

    @property
    def persen(self) -> Decimal | None:
        """Turnout in percent of the roll."""
        if self.pemilih is None or not self.daftar:
            return None
        return (Decimal(self.pemilih) * 100 / self.daftar).quantize(Decimal("0.01"))

    @property
    def kelas(self) -> str:
        """Colour of its state."""
        if self.tps.status == TPS.Status.SAH:
            return "ok"
        if self.tps.status in {TPS.Status.TIDAK_SAH, TPS.Status.TIDAK_MEMILIH}:
            return "buruk"
        return "" if self.tps.status == TPS.Status.BELUM else "jalan"

    @property
    def cukup(self) -> bool:
        """Whether the turnout reaches what this place needs. Source: BKM-16."""
        return self.hitungan is not None and reaches(self.tps, self.hitungan)


def reaches(tps: TPS, h: Hitungan, *, dengan_kunjungan: bool = True) -> bool:
    """Whether a tally reaches the threshold of its TPS (True where none is set). Source: BKM-16."""
    if tps.ambang is None or tps.daftar is None:
        return True
    ada = h.semua if dengan_kunjungan else h.pemilih
    return Decimal(ada) * 100 >= tps.ambang * tps.daftar


def counting_tallies(tps_ids: Iterable[Any]) -> dict[Any, Hitungan]:
    """The newest main tally of each TPS. One query."""
    baris = Hitungan.objects.filter(tps__in=list(tps_ids), jenis="utama").order_by("tps_id", "-ke").distinct("tps_id")
    return {h.tps_id: h for h in baris}


def places(pemilihan: Pemilihan) -> list[BarisTPS]:
    """All polling places with their tally, roll and number of utusan, from RT upward. Five queries at most."""
    semua = list(TPS.objects.filter(pemilihan=pemilihan).select_related("basis__induk"))
    urut = {t: i for i, t in enumerate(Tingkat.values)}
    semua.sort(key=lambda t: (urut[t.tingkat], t.urutan, str(t.pk)))
    hitungan = counting_tallies([t.pk for t in semua])
    dewasa: dict[Any, JumlahDewasa | None] = {}
    if any(t.daftar is None for t in semua):
        dewasa = {s.basis.pk: s.dewasa for s in flatten(basis_tree(pemilihan.wilayah_id, pemilihan.tanggal_daftar))}
    utusan = dict(
        Utusan.objects.filter(pemilihan=pemilihan, status="sah")
        .values_list("tps_id")
        .annotate(n=Count("id"))
        .order_by()
    )
    hasil = []
    for t in semua:
        t.pemilihan = pemilihan
        roll = dewasa.get(t.basis_id) if t.tingkat == Tingkat.BASIS else None
        hasil.append(BarisTPS(t, hitungan.get(t.pk), roll, utusan.get(t.pk, 0)))
    return hasil


@dataclass
class Penghitungan:
    """Everything that one count says: the tally, its names, what was merged, second ballots, the order."""

    tps: TPS
    hitungan: Hitungan | None
    perolehan: list[PerolehanSuara] = field(default_factory=list)
    penyatuan: list[PenyatuanNama] = field(default_factory=list)
    ulang: list[Hitungan] = field(default_factory=list)
    peringkat: Peringkat = field(default_factory=lambda: Peringkat([], 0))
    pertanyaan: list[tuple[Baris, Baris]] = field(default_factory=list)

    @property
    def sama(self) -> dict[str, str]:
        """Spelling -> person."""
        return {p.nama_tertulis: p.dengan for p in self.penyatuan if p.putusan == "sama"}


def counted(tps: TPS) -> Penghitungan:
    """The count of one TPS, ranked. Four queries. Source: BKM-18, BKM-19, BKM-21."""
    hitungan = Hitungan.objects.filter(tps=tps, jenis="utama").order_by("-ke").first()
    if hitungan is None:
        return Penghitungan(tps, None)
    semua = list(
        PerolehanSuara.objects.filter(Q(hitungan=hitungan) | Q(hitungan__atas=hitungan)).select_related(
            "utusan__basis__induk"
        )
    )
    ulang = list(Hitungan.objects.filter(atas=hitungan).order_by("ke"))
    penyatuan = list(PenyatuanNama.objects.filter(tps=tps))
    putaran: dict[Any, dict[str, int]] = {u.pk: {} for u in ulang}
    utama = []
    for p in semua:
        if p.hitungan_id == hitungan.pk:
            utama.append(p)
        elif p.hitungan_id in putaran:
            putaran[p.hitungan_id][str(p.utusan_id) if p.utusan_id else key_of(p.nama_tertulis)] = p.jumlah
    suara = [(p.nama_tertulis, p.jumlah, p.kunjungan, p.utusan) for p in utama]
    hasil = Penghitungan(tps, hitungan, utama, penyatuan, ulang)
    kursi = tps.kursi or 0
    hasil.peringkat = rank(suara, kursi, sama=hasil.sama, ulang=list(putaran.values()))
    if tps.tingkat == Tingkat.BASIS:
        beda = [frozenset((key_of(p.nama_tertulis), key_of(p.dengan))) for p in penyatuan if p.putusan == "beda"]
        hasil.pertanyaan = questions(suara, kursi, sama=hasil.sama, beda=beda)
    return hasil


def top_tier(pemilihan: Pemilihan) -> str:
    """The tier whose utusan vote in the kelurahan."""
    ada = TPS.objects.filter(pemilihan=pemilihan, tingkat=Tingkat.RW).exists()
    return str(Tingkat.RW if ada else Tingkat.BASIS)


def electors(tps: TPS) -> list[Utusan]:
    """Who votes and can be voted for at a TPS above the basis. Source: BKM-22."""
    semua = Utusan.objects.filter(pemilihan=tps.pemilihan_id, status="sah").select_related("basis__induk")
    if tps.tingkat == Tingkat.RW:
        semua = semua.filter(tingkat=Tingkat.BASIS, basis__induk=tps.basis_id)
    else:
        semua = semua.filter(tingkat=top_tier(tps.pemilihan))
    return list(semua.order_by("basis__urutan", "basis__nomor", "basis__nama", "peringkat", "id"))


def delegates(pemilihan: Pemilihan, tingkat: str = "") -> list[Utusan]:
    """Valid utusan of a tier (the highest by default), by place and rank. Two queries."""
    semua = Utusan.objects.filter(pemilihan=pemilihan, status="sah", tingkat=tingkat or top_tier(pemilihan))
    return list(semua.select_related("basis__induk", "tps").order_by("tps__urutan", "basis__nomor", "peringkat", "id"))


def winners(pemilihan: Pemilihan) -> list[HasilAnggota]:
    """The result at the kelurahan: the elected first, then the reserve list in order. One query. Source: BKM-23."""
    return list(
        HasilAnggota.objects.filter(pemilihan=pemilihan, status="sah").select_related("utusan__basis__induk", "utusan__warga")
        .order_by("peringkat")
    )  # fmt: skip


def may_publish(baris: Sequence[BarisTPS] | Sequence[TPS], tingkat: str) -> bool:
    """Whether the results of a tier may be shown: its last TPS has closed. Source: BKM-24."""
    status = [(b.tps if isinstance(b, BarisTPS) else b) for b in baris]
    milik = [t for t in status if t.tingkat == tingkat]
    return bool(milik) and all(t.status in FINAL for t in milik)


def published(pemilihan: Pemilihan) -> dict[str, PengumumanHasil]:
    """Newest announcement of each tier. One query."""
    return {p.tingkat: p for p in PengumumanHasil.objects.filter(pemilihan=pemilihan).order_by("tanggal")}


# -- sums over kelurahan ---------------------------------------------------------------------------------------------


@dataclass
class JumlahPemilihan:
    """The election of one kelurahan in numbers of people; places are counted by state."""

    dewasa: int = 0
    pemilih_l: int = 0
    pemilih_p: int = 0
    tps: int = 0
    tps_sah: int = 0
    tps_final: int = 0
    utusan_l: int = 0
    utusan_p: int = 0
    anggota_l: int = 0
    anggota_p: int = 0

    @property
    def pemilih(self) -> int:
        """Voters of the basis tier, women and men."""
        return self.pemilih_l + self.pemilih_p

    @property
    def utusan(self) -> int:
        """Utusan of the basis tier."""
        return self.utusan_l + self.utusan_p

    @property
    def persen(self) -> Decimal | None:
        """Sum of voters over the sum of adults of all places, in percent. Source: BKM-25."""
        return (Decimal(self.pemilih) * 100 / self.dewasa).quantize(Decimal("0.01")) if self.dewasa else None


def totals(pemilihan_ids: Sequence[Any]) -> dict[Any, JumlahPemilihan]:
    """Sums of many elections in four queries; only valid places give voters and utusan. Source: BKM-25."""
    hasil: dict[Any, JumlahPemilihan] = defaultdict(JumlahPemilihan)
    semua = list(
        TPS.objects.filter(pemilihan__in=pemilihan_ids, tingkat=Tingkat.BASIS).values_list(
            "id", "pemilihan_id", "status", "daftar"
        )
    )
    sah = {}
    for pk, pemilihan, status, daftar in semua:
        j = hasil[pemilihan]
        j.tps += 1
        j.dewasa += daftar or 0
        j.tps_final += status in FINAL
        if status == TPS.Status.SAH:
            j.tps_sah += 1
            sah[pk] = pemilihan
    for pk, h in counting_tallies(sah).items():
        j = hasil[sah[pk]]
        j.pemilih_l += h.semua_l
        j.pemilih_p += h.semua_p
    utusan = (
        Utusan.objects.filter(pemilihan__in=pemilihan_ids, status="sah", tingkat=Tingkat.BASIS)
        .values_list("pemilihan_id", "jenis_kelamin")
        .annotate(n=Count("id"))
        .order_by()
    )
    for pemilihan, jk, n in utusan:
        setattr(hasil[pemilihan], f"utusan_{jk.lower()}", n)
    anggota = (
        HasilAnggota.objects.filter(pemilihan__in=pemilihan_ids, status="sah", terpilih=True)
        .values_list("pemilihan_id", "utusan__jenis_kelamin")
        .annotate(n=Count("id"))
        .order_by()
    )
    for pemilihan, jk, n in anggota:
        setattr(hasil[pemilihan], f"anggota_{jk.lower()}", n)
    return hasil


def latest_pemilihan(kode: str) -> Pemilihan | None:
    """The newest election of a kelurahan. One query."""
    return (
        Pemilihan.objects.filter(wilayah_id=kode)
        .select_related("langkah")
        .order_by("-langkah__tahun", "-langkah__tahun_siklus", "-langkah__putaran")
        .first()
    )


def adults_of(wilayah: Wilayah | str, tanggal: date) -> int:
    """Adults of a kelurahan on a date, 0 when unknown."""
    from wilayah.queries import adults_on

    ada = adults_on(wilayah, tanggal)
    return ada.jumlah if ada else 0
