"""What is asked of groups: members counted, never typed; each question a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.formats import share
from inti.izin import may
from ksm.models import KSM, AnggotaKSM, AturanMain, CeklisKSM
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga, Langkah, Potensi, Relawan
from siklus.queries_ps2 import on_ps2_among, standing
from wilayah import parameter
from wilayah.models import Basis
from wilayah.waktu import today_in

MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")
ANGGOTA_MIN, PEREMPUAN_MIN = "ksm.anggota_min", "ksm.perempuan_min"
PROGRAM = "p2kp"


def with_members(qs: QuerySet[KSM]) -> QuerySet[KSM]:
    """Groups with their active members counted (orang) and `beraturan`. Source: KSM-15, KSM-17.

    Counts: `anggota_l`, `anggota_p`, `anggota_jumlah`; `anggota_berkk` with a known household; `anggota_miskin` of a
    household that is on PS-2 now.
    """

    def hitung(*q: Any, **syarat: Any) -> Any:
        baris = AnggotaKSM.objects.filter(*q, ksm=OuterRef("pk"), status="aktif", **syarat).order_by()
        jumlah = baris.values("ksm").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(jumlah, output_field=IntegerField()), 0)

    return qs.annotate(
        anggota_l=hitung(jenis_kelamin="L"),
        anggota_p=hitung(jenis_kelamin="P"),
        anggota_jumlah=hitung(),
        anggota_berkk=hitung(keluarga__isnull=False),
        anggota_miskin=hitung(Exists(standing().filter(keluarga=OuterRef("keluarga")))),
        beraturan=Exists(AturanMain.objects.filter(ksm=OuterRef("pk"), status="sah")),
    )


def women_share(ksm: Any) -> Decimal | None:
    """Women among the active members (persen); None without members. Needs `with_members`."""
    return share(ksm.anggota_p, ksm.anggota_l + ksm.anggota_p)


def poor_share(ksm: Any) -> Decimal | None:
    """Members of PS-2 households among the active members (persen); None without members. Needs `with_members`."""
    return share(ksm.anggota_miskin, ksm.anggota_l + ksm.anggota_p)


def poor_members(user: Any, kode: str, anggota: Iterable[AnggotaKSM]) -> set[Any]:
    """Keys of the members whose household is on PS-2 now; nobody for those who may not see PS-2. One query. KSM-17."""
    baris = list(anggota)
    if not may(user, LIHAT_PS2, kode=kode):
        return set()
    miskin = on_ps2_among({a.keluarga_id for a in baris if a.keluarga_id is not None})
    return {a.pk for a in baris if a.keluarga_id in miskin}


def households_like(user: Any, kode: str, teks: str, *, basis: Basis | None = None, maks: int = 20) -> list[Keluarga]:
    """Valid households whose head's name holds `teks`, of one RT (or RW, or the kelurahan), by name; in scope. One query."""
    qs = Keluarga.objects.visible_to(user).filter(wilayah=kode, status="sah", nama_cari__contains=teks.lower().strip())
    if basis is not None:
        qs = qs.filter(Q(basis=basis) | Q(basis__induk=basis))
    return list(qs.select_related("basis__induk").order_by("nama_cari", "id")[:maks])


def household_called(user: Any, kode: str, teks: str, *, basis: Basis | None = None) -> Keluarga:
    """The one household that a text names: as the list offers it, or by its head's name where only one bears it.

    What the list offers says its own RT, so `basis` (the RT of the member) narrows a bare name only: a member may live
    elsewhere than the household, and the list may have been fetched before the RT was chosen.
    Raises IsianSalah({"keluarga": ...}) for none and for several. One query.
    """
    kata = " ".join(teks.split())
    nama, titik, _tempat = kata.partition(" · ")
    ada = households_like(user, kode, nama, basis=None if titik else basis, maks=200)
    tepat = [k for k in ada if household_label(k).lower() == kata.lower()]
    tepat = tepat or [k for k in ada if k.nama_kk.lower() == kata.lower()] or ada
    if len(tepat) == 1:
        return tepat[0]
    if not tepat:
        raise IsianSalah(
            {"keluarga": [_("Tidak ada keluarga dengan kepala bernama %(nama)s di sini.") % {"nama": kata}]}
        )
    contoh = "; ".join(household_label(k) for k in tepat[:4])
    raise IsianSalah({"keluarga": [_("Ada beberapa keluarga: %(contoh)s. Tulis selengkapnya.") % {"contoh": contoh}]})


def household_label(k: Keluarga) -> str:
    """A household as the list offers it: "Euis Kartini · RT 02, RW 05", with what tells it apart."""
    tempat = k.basis.label_lengkap if k.basis is not None else ""
    return " · ".join(b for b in (k.nama_kk, k.pembeda, tempat) if b)


def waiting_potentials(user: Any, kode: str) -> list[Potensi]:
    """Existing groups that the Pemetaan Swadaya found and that are no KSM yet, by name. One query. Source: KSM-18."""
    qs = Potensi.objects.visible_to(user).filter(wilayah=kode, status="sah", kelompok_ada=True)
    terpakai = KSM.objects.filter(potensi=OuterRef("pk")).exclude(status="batal")
    return list(qs.filter(~Exists(terpakai)).select_related("basis__induk").order_by("uraian", "id"))


def groups_of(user: Any, kode: str, *, status: str = "aktif") -> list[KSM]:
    """Groups of a kelurahan in scope, by name, with their members counted. One query."""
    qs = KSM.objects.visible_to(user).in_area(kode)  # type: ignore[attr-defined]
    qs = qs.filter(status=status) if status else qs.exclude(status="batal")
    return list(with_members(qs).select_related("basis__induk").order_by("nama", "id"))


def groups_of_area(kode: str, *, basis: Basis | None = None) -> list[KSM]:
    """Active groups of a kelurahan (or of one RW or RT), for papers; the caller has judged the scope. One query."""
    qs = KSM.objects.filter(wilayah=kode, status="aktif")
    if basis is not None:
        qs = qs.filter(Q(basis=basis) | Q(basis__induk=basis))
    return list(with_members(qs).select_related("basis__induk").order_by("nama", "id"))


@dataclass(frozen=True)
class Ukuran:
    """The numbers of Parameter that a group is measured by, on a day in an area."""

    anggota_min: int
    perempuan_min: Decimal | None


def measures(kode: str, tanggal: date | None = None) -> Ukuran:
    """At least so many members (orang), and women (persen). One query. Source: KSM-11."""
    nilai = parameter.values_for(
        [ANGGOTA_MIN, PEREMPUAN_MIN], definisi=PROGRAM, kode_wilayah=kode, tanggal=tanggal or today_in(kode)
    )
    return Ukuran(int(nilai[ANGGOTA_MIN].angka or 1), nilai[PEREMPUAN_MIN].angka)


def stage_to_count_for(user: Any, kode: str) -> Langkah | None:
    """The stage S5 of a kelurahan that is open for records now, None where there is none. One query."""
    return (
        Langkah.objects.visible_to(user)
        .filter(wilayah=kode, kode="S5", status__in=MENCATAT, siklus__status="berjalan")
        .order_by("-siklus__nomor", "-putaran")
        .first()
    )


def companions(user: Any, kode: str) -> QuerySet[Relawan]:
    """Volunteers of a kelurahan who may accompany a group, by name."""
    qs = Relawan.objects.visible_to(user).filter(wilayah=kode, status="sah")
    return qs.select_related("basis__induk").order_by("nama", "id")


def places(kode: str) -> list[Basis]:
    """Places of a kelurahan to choose from. One query."""
    return list(Basis.objects.filter(wilayah=kode, aktif=True).select_related("induk"))


def members_of(ksm: KSM) -> list[AnggotaKSM]:
    """Active members: officers first, then by name. One query."""
    urut = {"ketua": 0, "sekretaris": 1, "bendahara": 2}
    baris = list(
        AnggotaKSM.objects.filter(ksm=ksm, status="aktif").select_related("basis__induk").order_by("nama", "id")
    )
    return sorted(baris, key=lambda a: urut.get(a.jabatan, 3))


def officer_names(ksm: KSM) -> dict[str, str]:
    """Names of the ketua, sekretaris, and bendahara of a group; an office that nobody holds is left out. One query."""
    return {str(a.jabatan): a.nama for a in members_of(ksm) if a.jabatan != AnggotaKSM.Jabatan.ANGGOTA}


def former_members(ksm: KSM) -> list[AnggotaKSM]:
    """Who left, newest first. One query."""
    return list(AnggotaKSM.objects.filter(ksm=ksm, status="keluar").order_by("-keluar", "-id"))


def rules_of(ksm: KSM) -> list[AturanMain]:
    """Valid rules, those in force first. One query."""
    return list(
        AturanMain.objects.filter(ksm=ksm, status="sah").select_related("berkas").order_by("-disepakati", "-id")
    )


def checklists_of(ksm: KSM) -> list[CeklisKSM]:
    """Valid checklists, newest first. One query."""
    return list(CeklisKSM.objects.filter(ksm=ksm, status="sah").order_by("-tanggal", "-id"))


@dataclass
class Keadaan:
    """What the gate and the paper need to know of the groups of one kelurahan."""

    ksm: list[KSM] = field(default_factory=list)

    def too_small(self, minimum: int) -> list[KSM]:
        """Groups with fewer members than `minimum`."""
        return [k for k in self.ksm if k.anggota_jumlah < minimum]  # type: ignore[attr-defined]

    def without_rules(self) -> list[KSM]:
        """Groups that agreed on no rules yet."""
        return [k for k in self.ksm if not k.beraturan]  # type: ignore[attr-defined]

    def total(self, sex: str) -> int:
        """Active members of one sex (orang); a person in two groups counts twice."""
        return sum(getattr(k, f"anggota_{sex}") for k in self.ksm)


def states_of(kodes: Collection[str]) -> dict[str, Keadaan]:
    """Active groups of many kelurahan with their members counted. One query."""
    hasil = {k: Keadaan() for k in kodes}
    baris = KSM.objects.filter(wilayah__in=list(kodes), status="aktif")
    for k in with_members(baris).order_by("nama", "id"):
        hasil[k.wilayah_id].ksm.append(k)
    return hasil


def living_on(tanggal: date) -> Q:
    """Groups that existed on a day and were not entered by mistake."""
    return Q(terbentuk__lte=tanggal) & (Q(status="aktif") | Q(status="bubar", berakhir_pada__gt=tanggal))


def members_on(tanggal: date, *, awalan: str = "") -> Q:
    """Memberships that ran on a day."""
    masuk, keluar, status = f"{awalan}masuk__lte", f"{awalan}keluar__gt", f"{awalan}status"
    return Q(**{masuk: tanggal}) & (Q(**{status: "aktif"}) | Q(**{status: "keluar", keluar: tanggal}))
