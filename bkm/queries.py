"""Reads of the body of a kelurahan: the living BKM, its term, members, koordinator, units; each also for many areas.

Source: BKM-51 .. BKM-68.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bkm.models import (
    BKM,
    AktaBKM,
    AnggaranDasar,
    AnggotaBKM,
    EvaluasiKesiapan,
    HasilAnggota,
    Kepengurusan,
    Penasehat,
    PengawasUPK,
    PetugasSekretariat,
    PetugasUP,
    RapatBKM,
    Sekretariat,
    UnitPengelola,
)


def bkm_aktif(kode: str) -> BKM | None:
    """The living BKM of a kelurahan. One query."""
    return bkm_aktif_banyak([kode]).get(kode)


def bkm_aktif_banyak(kode: Iterable[str]) -> dict[str, BKM]:
    """The living BKM by kelurahan. One query."""
    baris = BKM.objects.filter(wilayah__in=list(kode), status="aktif").select_related("badan")
    return {b.wilayah_id: b for b in baris}


def with_term(qs: QuerySet[BKM]) -> QuerySet[BKM]:
    """BKM with the installed term (`masa_periode`, `masa_mulai`, `masa_sampai`) and its members counted (orang).

    Counts: `anggota_l`, `anggota_p` of the active members of that term. Source: BKM-53, BKM-75.
    """
    masa = Kepengurusan.objects.filter(bkm=OuterRef("pk"), status="dikukuhkan").order_by()

    def hitung(jenis_kelamin: str) -> Any:
        baris = AnggotaBKM.objects.filter(
            kepengurusan__bkm=OuterRef("pk"), kepengurusan__status="dikukuhkan", status="aktif",
            jenis_kelamin=jenis_kelamin,
        ).order_by()  # fmt: skip
        jumlah = baris.values("kepengurusan__bkm").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(jumlah, output_field=IntegerField()), 0)

    return qs.annotate(
        masa_periode=Subquery(masa.values("periode")[:1]),
        masa_mulai=Subquery(masa.values("dikukuhkan_pada")[:1]),
        masa_sampai=Subquery(masa.values("berakhir_rencana")[:1]),
        anggota_l=hitung("L"),
        anggota_p=hitung("P"),
    )


def kepengurusan_aktif(kode: str) -> Kepengurusan | None:
    """The installed term of the living BKM of a kelurahan. One query."""
    return kepengurusan_banyak([kode]).get(kode)


def kepengurusan_banyak(kode: Iterable[str]) -> dict[str, Kepengurusan]:
    """The installed term by kelurahan. One query."""
    baris = Kepengurusan.objects.filter(wilayah__in=list(kode), status="dikukuhkan", bkm__status="aktif")
    return {k.wilayah_id: k for k in baris.select_related("bkm__badan")}


def koordinator(kode: str) -> AnggotaBKM | None:
    """The koordinator of the BKM of a kelurahan. One query."""
    return koordinator_banyak([kode]).get(kode)


def koordinator_banyak(kode: Iterable[str]) -> dict[str, AnggotaBKM]:
    """The koordinator by kelurahan. One query."""
    baris = AnggotaBKM.objects.filter(
        wilayah__in=list(kode), kepengurusan__status="dikukuhkan", status="aktif", koordinator=True
    )
    return {a.wilayah_id: a for a in baris.select_related("kepengurusan__bkm__badan")}


def members_of(kepengurusan: Kepengurusan) -> list[AnggotaBKM]:
    """Members in office, the koordinator first, then in the order of the votes. One query."""
    baris = kepengurusan.anggota.filter(status="aktif").select_related("basis__induk", "menggantikan")  # type: ignore[attr-defined]
    return sorted(baris, key=lambda a: (not a.koordinator, a.urutan))


def former_members(kepengurusan: Kepengurusan) -> list[AnggotaBKM]:
    """Members who left during the term. One query."""
    return list(
        kepengurusan.anggota.filter(status="berhenti").select_related("basis__induk").order_by("selesai", "urutan")
    )  # type: ignore[attr-defined]


def units_of(bkm: BKM) -> dict[str, UnitPengelola]:
    """Units of a BKM by kind, each with `petugas_aktif` (its officers in office). Two queries."""
    return units_banyak([bkm]).get(bkm.pk, {})


def units_banyak(bkm: Iterable[BKM]) -> dict[Any, dict[str, UnitPengelola]]:
    """The same for many BKM. Two queries."""
    unit = list(UnitPengelola.objects.filter(bkm__in=[b.pk for b in bkm]).select_related("badan"))
    petugas: dict[Any, list[PetugasUP]] = defaultdict(list)
    for p in PetugasUP.objects.filter(unit__in=[u.pk for u in unit], status="aktif").select_related("basis__induk"):
        petugas[p.unit_id].append(p)
    hasil: dict[Any, dict[str, UnitPengelola]] = defaultdict(dict)
    for jenis in UnitPengelola.Jenis.values:
        for u in unit:
            if u.jenis == jenis:
                u.petugas_aktif = sorted(petugas[u.pk], key=_rank_up)  # type: ignore[attr-defined]
                hasil[u.bkm_id][jenis] = u
    return dict(hasil)


URUTAN_UP = [*PetugasUP.Jabatan.values]


def _rank_up(p: PetugasUP) -> tuple[int, str]:
    return URUTAN_UP.index(p.jabatan) if p.jabatan in URUTAN_UP else 9, p.nama


@dataclass
class Susunan:
    """Everybody in office around one BKM, as the page and the papers list them."""

    bkm: BKM
    kepengurusan: Kepengurusan | None = None
    anggota: list[AnggotaBKM] = field(default_factory=list)
    unit: dict[str, UnitPengelola] = field(default_factory=dict)
    pengawas: list[PengawasUPK] = field(default_factory=list)
    sekretariat: Sekretariat | None = None
    petugas: list[PetugasSekretariat] = field(default_factory=list)
    penasehat: list[Penasehat] = field(default_factory=list)

    @property
    def koordinator(self) -> AnggotaBKM | None:
        """Who coordinates, if chosen."""
        return next((a for a in self.anggota if a.koordinator), None)

    @property
    def perempuan(self) -> int:
        """Women among the members, persons."""
        return sum(a.jenis_kelamin == "P" for a in self.anggota)

    @property
    def miskin(self) -> int:
        """Poor residents among the members, persons."""
        return sum(a.miskin for a in self.anggota)


def roster(bkm: BKM) -> Susunan:
    """Everybody in office around a BKM. Constant number of queries (eight)."""
    s = Susunan(bkm)
    s.kepengurusan = Kepengurusan.objects.filter(bkm=bkm, status="dikukuhkan").first()
    if s.kepengurusan is not None:
        s.anggota = members_of(s.kepengurusan)
    s.unit = units_of(bkm)
    s.pengawas = list(PengawasUPK.objects.filter(bkm=bkm, status="aktif").select_related("basis__induk"))
    s.penasehat = list(Penasehat.objects.filter(bkm=bkm, status="aktif").select_related("basis__induk"))
    s.sekretariat = Sekretariat.objects.filter(bkm=bkm).first()
    if s.sekretariat is not None:
        petugas = PetugasSekretariat.objects.filter(sekretariat=s.sekretariat, status="aktif")
        s.petugas = list(petugas.select_related("basis__induk").order_by("jabatan", "nama"))
    return s


def signers(kode: str) -> dict[str, str]:
    """Who signs the papers of a BKM now, by office: koordinator, sekretaris, and the head of each unit (upk, upl, ups).

    An office that nobody holds is left out. At most five queries.
    """
    bkm = bkm_aktif(kode)
    if bkm is None:
        return {}
    ketua = koordinator(kode)
    sekretaris = PetugasSekretariat.objects.filter(sekretariat__bkm=bkm, status="aktif", jabatan="sekretaris").first()
    unit = ((jenis, next(iter(u.petugas_aktif), None)) for jenis, u in units_of(bkm).items())  # type: ignore[attr-defined]
    semua = (("koordinator", ketua), ("sekretaris", sekretaris), *unit)
    return {jabatan: orang.nama for jabatan, orang in semua if orang is not None}


def winners_of(langkah_id: Any) -> list[HasilAnggota]:
    """Who was elected in one S4, in the order of the votes. One query."""
    return list(_result(langkah_id).filter(terpilih=True))


def reserves_of(kepengurusan: Kepengurusan) -> list[HasilAnggota]:
    """The reserve list of a term: who stood after the elected and has not been called. One query. Source: BKM-57."""
    if kepengurusan.langkah_id is None:
        return []
    masuk = AnggotaBKM.objects.filter(kepengurusan=kepengurusan, utusan__isnull=False).exclude(status="batal")
    return list(_result(kepengurusan.langkah_id).exclude(utusan__in=masuk.values("utusan")))


def _result(langkah_id: Any) -> Any:
    return (
        HasilAnggota.objects.filter(langkah=langkah_id, status="sah")
        .select_related("utusan__basis__induk", "utusan__warga")
        .order_by("peringkat")
    )


def evaluation_of(langkah_id: Any) -> EvaluasiKesiapan | None:
    """The valid readiness evaluation of one S4."""
    return EvaluasiKesiapan.objects.filter(langkah=langkah_id, status="sah").first()


def statutes_of(langkah_id: Any) -> AnggaranDasar | None:
    """The statutes drafted in one S4."""
    return AnggaranDasar.objects.filter(langkah=langkah_id).first()


def statutes_in_force(kode: str) -> AnggaranDasar | None:
    """The newest ratified statutes of a kelurahan."""
    return AnggaranDasar.objects.filter(wilayah=kode, status="disahkan").order_by("-tanggal_rembug").first()


def deed_of(kepengurusan: Kepengurusan) -> AktaBKM | None:
    """The valid deed: of this term, else of an earlier one of the same BKM."""
    baris = AktaBKM.objects.filter(kepengurusan__bkm=kepengurusan.bkm_id, status="sah")
    return baris.select_related("berkas").prefetch_related("penghadap__basis__induk").order_by("-tanggal").first()


def meetings_of(bkm: BKM, *, maks: int = 20) -> list[RapatBKM]:
    """Members' meetings, newest first, with decisions and who was there. Three queries."""
    baris = RapatBKM.objects.filter(kepengurusan__bkm=bkm, status="sah").order_by("-tanggal", "-id")
    return list(baris.prefetch_related("keputusan", "hadir__anggota")[:maks])


def meeting_of(pertemuan_id: Any) -> RapatBKM | None:
    """The members' meeting that stands on a Pertemuan."""
    return RapatBKM.objects.filter(pertemuan=pertemuan_id, status="sah").first()


# -- separation of duties --------------------------------------------------------------------------------------------

RUMPUN = {"anggota": "bkm", "upk": "up", "upl": "up", "ups": "up", "pengawas": "pengawas", "sekretariat": "sekretariat"}
BERTENTANGAN = {
    "sekretariat": {"bkm", "up"},
    "bkm": {"sekretariat"},
    "up": {"sekretariat", "pengawas"},
    "pengawas": {"up"},
}


@dataclass(frozen=True)
class Pejabat:
    """One office held now: by whom, where."""

    id: Any
    warga_id: Any
    nama: str
    jenis_kelamin: str
    rumpun: str
    jabatan: str

    def same_person(self, *, nama: str, jenis_kelamin: str, warga_id: Any = None) -> bool:
        """A resident where both are known, else one name and sex. Source: BKM-66."""
        if self.warga_id and warga_id:
            return bool(self.warga_id == warga_id)
        return self.jenis_kelamin == jenis_kelamin and plain_name(self.nama) == plain_name(nama)


def plain_name(nama: str) -> str:
    """A name as the database compares it."""
    return " ".join(nama.split()).lower()


def offices_held(kode: str, *, pada: datetime.date | None = None) -> list[Pejabat]:
    """Every office of one kelurahan that the separation of duties looks at. Four queries."""
    berlaku = (
        Q(status="aktif") if pada is None else ~Q(status="batal") & (Q(selesai__isnull=True) | Q(selesai__gt=pada))
    )
    hasil: list[Pejabat] = []

    def add(baris: Iterable[Any], rumpun: str, jabatan: Any) -> None:
        hasil.extend(Pejabat(b.pk, b.warga_id, b.nama, b.jenis_kelamin, rumpun, str(jabatan(b))) for b in baris)

    add(AnggotaBKM.objects.filter(berlaku, wilayah=kode), "bkm", lambda a: a._meta.verbose_name)
    add(
        PetugasUP.objects.filter(berlaku, wilayah=kode).select_related("unit"),
        "up",
        lambda p: f"{p.get_jabatan_display()} {p.unit}",
    )
    add(PengawasUPK.objects.filter(berlaku, wilayah=kode), "pengawas", lambda p: p._meta.verbose_name)
    add(
        PetugasSekretariat.objects.filter(berlaku, wilayah=kode),
        "sekretariat",
        lambda p: f"{p.get_jabatan_display()} sekretariat",
    )
    return hasil


def clash(
    ada: Iterable[Pejabat], *, rumpun: str, nama: str, jenis_kelamin: str, warga_id: Any = None
) -> Pejabat | None:
    """The office that forbids this person another one of kind `rumpun`; None when there is none. Source: BKM-66, BKM-67."""
    larang = BERTENTANGAN.get(rumpun, set())
    return next(
        (
            p
            for p in ada
            if p.rumpun in larang and p.same_person(nama=nama, jenis_kelamin=jenis_kelamin, warga_id=warga_id)
        ),
        None,
    )
