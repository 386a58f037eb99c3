"""What the pages ask: the Siklus of an officer's kelurahan with their stages, last meetings, people to call, counts.

Each function costs a constant number of queries, however many rows a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from akun.models import Penugasan
from akun.peran import PERAN
from akun.queries import today_in
from inti import registry
from siklus import izin
from siklus.models import Langkah, Pertemuan, Siklus
from siklus.sajian import KartuKelurahan, Kontak, build_card, unopened
from wilayah.kode import path_of
from wilayah.models import Basis, Wilayah

# Whom the field calls, nearest first, with the short word that stands before the name.
KONTAK = {
    "faskel_cd": _("Faskel"), "faskel_ekonomi": _("Faskel"), "faskel_teknik": _("Faskel"), "sf": _("SF"),
    "lurah": _("Lurah"), "sekretaris_bkm": _("Sekretaris"), "askot": _("Askot"), "askot_mandiri": _("Askot"),
    "korkot": _("Korkot"),
}  # fmt: skip
PERAN_KONTAK = tuple(KONTAK)
BERTANYA_KE = 2
# A Siklus may have several late stages at once; rows read for each one shown.
TAHAP_PER_SIKLUS = 6

# States of a list's filter that are asked of the Siklus, not of a stage.
KEADAAN_SIKLUS = {"menolak": "menolak", "dikeluarkan": "dikeluarkan_dari_program", "selesai": "selesai"}


def latest_siklus(user: Any) -> QuerySet[Siklus]:
    """The Siklus that counts today in every area the officer may see: the newest of its programme there."""
    lebih_baru = Siklus._base_manager.filter(
        wilayah=OuterRef("wilayah"), program=OuterRef("program"), nomor__gt=OuterRef("nomor")
    )
    return Siklus.objects.visible_to(user).filter(~Exists(lebih_baru)).select_related("wilayah__induk")


def filter_siklus(
    qs: QuerySet[Siklus], *, nama: str = "", area: str = "", langkah: str = "", keadaan: str = "", tahun: int = 0
) -> QuerySet[Siklus]:
    """Narrow a list of Siklus by name or code, area, stage code, tahun siklus and state; empty means any.

    With a stage, `keadaan` means what its cell of the heat map shows (`state_of`, last putaran); without one, that some
    stage is in that state, "terlambat" that some stage is late whatever else, "tepat" that none is.
    """
    if area:
        qs = qs.in_area(area)  # type: ignore[attr-defined]
    if nama:
        teks = nama.strip().lower()
        qs = qs.filter(Q(wilayah__nama_cari__contains=teks) | Q(wilayah__kode__startswith=teks))
    if keadaan in KEADAAN_SIKLUS:
        qs, keadaan = qs.filter(status=KEADAAN_SIKLUS[keadaan]), ""
    baris = Langkah.objects.filter(siklus=OuterRef("pk"))
    if keadaan == "tepat":
        return qs.filter(~Exists(baris.late()))
    if langkah:
        return qs.filter(Exists(_cells(baris.filter(kode=langkah), keadaan, tahun)))
    if keadaan:
        return qs.filter(Exists(baris.late() if keadaan == "terlambat" else baris.filter(status=keadaan)))
    return qs


def _cells(baris: Any, keadaan: str, tahun: int) -> QuerySet[Langkah]:
    """Stages in their last putaran whose cell shows `keadaan` ("" is any)."""
    sesudah = Langkah.objects.filter(
        siklus=OuterRef("siklus"), kode=OuterRef("kode"), wilayah=OuterRef("wilayah"),
        tahun_siklus=OuterRef("tahun_siklus"), putaran__gt=OuterRef("putaran"),
    )  # fmt: skip
    baris = baris.filter(~Exists(sesudah))
    if tahun:
        baris = baris.filter(tahun_siklus=tahun)
    if keadaan == "terlambat":
        return baris.late().filter(status__in=("belum", "berjalan"))
    if keadaan in ("belum", "berjalan"):
        return baris.with_lateness().filter(status=keadaan, terlambat=False)
    if keadaan == "terverifikasi":
        baris = baris.exclude(hasil="tolak", siklus__status="menolak")
    return baris.filter(status=keadaan) if keadaan else baris


def stages_of(siklus: Iterable[Siklus]) -> dict[Any, list[Langkah]]:
    """All stages of some Siklus with their lateness, by Siklus id, in order. One query."""
    hasil: dict[Any, list[Langkah]] = defaultdict(list)
    per_id = {s.pk: s for s in siklus}
    baris = (
        Langkah.objects.filter(siklus__in=list(per_id))
        .with_lateness()
        .select_related("wilayah")
        .defer("temuan_beku")
        .order_by("siklus_id", "tahun_siklus", "urutan", "putaran")
    )
    for x in baris:
        x.siklus = per_id[x.siklus_id]  # type: ignore[index]
        hasil[x.siklus_id].append(x)
    return hasil


def last_meetings(siklus_ids: Iterable[Any]) -> dict[Any, Pertemuan]:
    """The latest meeting held in each Siklus. One query."""
    baris = (
        Pertemuan._base_manager.filter(langkah__siklus__in=list(siklus_ids), status="terlaksana")
        .select_related("langkah", "basis__induk")
        .order_by("langkah__siklus_id", "-tanggal", "-id")
        .distinct("langkah__siklus_id")
    )
    return {p.langkah.siklus_id: p for p in baris}


def contacts_for(kode: Iterable[str], *, kecuali: Any = None) -> dict[str, list[Kontak]]:
    """People to call about each area, nearest role first: facilitators, SF, Korkot, lurah, secretary. One query.

    `kecuali` is the officer who looks: nobody calls himself.
    """
    jalur = {k: set(path_of(k)) for k in kode}
    semua = set().union(*jalur.values()) if jalur else set()
    tugas = [
        t
        for t in Penugasan.objects.filter(wilayah__in=semua, peran__in=PERAN_KONTAK, pengguna__is_active=True)
        .exclude(pengguna=getattr(kecuali, "pk", None))
        .running()
        .select_related("pengguna", "wilayah")
        if t.is_running()
    ]
    tugas.sort(key=lambda t: (-len(t.kode_wilayah), PERAN_KONTAK.index(t.peran), t.pengguna.nama))
    hasil: dict[str, list[Kontak]] = {}
    for k, induk in jalur.items():
        orang = {t.pengguna_id: t for t in reversed(tugas) if t.kode_wilayah in induk}
        terpilih = [t for t in tugas if orang.get(t.pengguna_id) is t]
        hasil[k] = [
            Kontak(t.pengguna.nama, str(PERAN[t.peran].nama), t.pengguna.telepon, str(KONTAK[t.peran]))
            for t in terpilih
        ]
    return hasil


def cards_for(siklus: Sequence[Siklus], *, untuk: Any = None) -> list[KartuKelurahan]:
    """Cards of some Siklus: three queries (stages, last meetings, people to call for `untuk`), whatever their number, and
    one for each kind of stage of which another app knows more than the cycle.
    """
    sendiri = (
        {str(KONTAK[t.peran]) for t in untuk.penugasan_berjalan if t.peran in KONTAK} if untuk is not None else set()
    )
    langkah = stages_of(siklus)
    terakhir = last_meetings([s.pk for s in siklus])
    kabar = news_of([x for s in siklus if (x := unopened(langkah.get(s.pk, []), s)) is not None])
    orang = contacts_for([s.wilayah_id for s in siklus], kecuali=untuk) if untuk is not None and siklus else {}
    return [
        build_card(
            s,
            langkah.get(s.pk, []),
            terakhir=terakhir.get(s.pk),
            kontak=_one_of_each(orang.get(s.wilayah_id, []), sendiri)[:BERTANYA_KE],
            hari_ini=_today(s),
            kabar=kabar,
        )
        for s in siklus
    ]


def news_of(langkah: Sequence[Langkah]) -> dict[Any, str]:
    """Of stages that nobody has opened yet, what is recorded of them already. One query for each kind of stage at most."""
    hasil: dict[Any, str] = {}
    for kode, fungsi in registry.kabar_langkah.semua():
        milik = [x for x in langkah if x.kode == kode]
        hasil |= fungsi(milik) if milik else {}
    return hasil


def _one_of_each(kontak: list[Kontak], sendiri: set[str]) -> list[Kontak]:
    """The first person of each kind who has a number; one's own kind is not whom one calls."""
    pilih: dict[str, Kontak] = {}
    for k in kontak:
        if k.telepon and k.singkat not in sendiri:
            pilih.setdefault(k.singkat, k)
    return list(pilih.values())


def _today(siklus: Siklus) -> date:
    return today_in(siklus.wilayah.zona)


def worst_late(user: Any, *, batas: int = 8) -> list[Siklus]:
    """Siklus with the stages that are late the longest, worst first. One query and one for the rows."""
    telat = (
        Langkah.objects.visible_to(user)
        .late()
        .filter(siklus__isnull=False)
        .order_by("rencana_selesai", "siklus_id")
        .values_list("siklus_id", flat=True)[: batas * TAHAP_PER_SIKLUS]
    )
    urut = list(dict.fromkeys(telat))[:batas]
    per_id = {s.pk: s for s in Siklus.objects.visible_to(user).filter(pk__in=urut).select_related("wilayah__induk")}
    return [per_id[pk] for pk in urut if pk in per_id]


def kecamatan_choices(user: Any) -> list[tuple[str, str]]:
    """Kecamatan in which the officer has a Siklus, by name."""
    kode = Siklus.objects.visible_to(user).values("kode_kecamatan")
    return [(w.kode, w.nama) for w in Wilayah.objects.filter(kode__in=kode).order_by("nama", "kode")]


def areas_for(user: Any, panjang: int) -> list[Wilayah]:
    """Areas of one level (5 kota, 8 kecamatan) that the officer looks after or in which there is a Siklus in scope."""
    kolom = {5: "kode_kota", 8: "kode_kecamatan"}[panjang]
    sendiri = {c.kode[:panjang] for c in user.cakupan(izin.LIHAT) if len(c.kode) >= panjang}
    kode = Siklus.objects.visible_to(user).values(kolom)
    return list(Wilayah.objects.filter(Q(kode__in=kode) | Q(kode__in=sendiri)).order_by("nama", "kode"))


def kota_of(user: Any) -> list[Wilayah]:
    """Real kota in which an officer has a task (for wider tasks: those with a Siklus), also while practising. LAT-02."""
    if user.latihan:
        return list(Wilayah.objects.filter(kode=user.latihan))
    return areas_for(user, 5)


def open_siklus_of(kode: Iterable[str]) -> dict[tuple[str, str], Siklus]:
    """The newest Siklus of each area and programme. One query."""
    baris = Siklus._base_manager.filter(wilayah__in=list(kode)).select_related("wilayah").order_by("nomor")
    return {(s.wilayah_id, s.program): s for s in baris}


def is_wide(user: Any) -> bool:
    """Whether the officer looks after a whole kota or more, and so needs counts before cards."""
    return any(len(c.kode) <= 5 for c in user.cakupan(izin.LIHAT))


def planned_meeting(langkah: Langkah, jenis: str, basis: Basis | None) -> Pertemuan | None:
    """The plan that is fulfilled by a meeting of this kind and place, oldest first.

    Its papers were printed beforehand: were a second meeting recorded beside it, they would belong to one never held.
    """
    baris = Pertemuan._base_manager.filter(langkah=langkah, jenis=jenis, basis=basis, status="terjadwal")
    return baris.order_by("rencana_tanggal", "id").first()


def stage_for_page(user: Any, pk: Any) -> Langkah:
    """One stage in scope with its area and the areas above, its Siklus and lateness. Raises Langkah.DoesNotExist."""
    return (
        Langkah.objects.visible_to(user)
        .with_lateness()
        .select_related("wilayah__induk__induk", "siklus__wilayah", "siklus__lokasi")
        .get(pk=pk)
    )
