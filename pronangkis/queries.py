"""Reading plans: of a stage, of a kelurahan, with everything a page shows in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from pronangkis.models import (
    PJM,
    AnggotaTim,
    BiayaKegiatan,
    DaftarPrioritas,
    KegiatanPJM,
    KegiatanRenta,
    Monografi,
    ProgramPJM,
    Renta,
    TanggapanUji,
)
from siklus.models import Keluaran, Langkah, Pertemuan, Siklus, SumberDana
from wilayah.models import Basis

INDUK_PJM = ("wilayah__induk__induk", "siklus__wilayah", "langkah__siklus", "langkah__wilayah", "pengesahan")
URUT_BIDANG = {"lingkungan": 1, "sosial": 2, "ekonomi": 3, "kelembagaan": 4, "bop": 5}


def plan_for_page(user: Any, pk: Any) -> PJM:
    """One version in scope, with what every page of it shows. Raises PJM.DoesNotExist."""
    baris: PJM = PJM.objects.visible_to(user).select_related(*INDUK_PJM).get(pk=pk)
    return baris


def activities(pjm: PJM) -> list[KegiatanPJM]:
    """Activities in the order of the matrix (bidang, programme, number), with costs and places. Three queries."""
    baris = list(
        KegiatanPJM.objects.filter(pjm=pjm)
        .select_related("program")
        .prefetch_related(
            Prefetch("biaya", BiayaKegiatan.objects.select_related("sumber")),
            Prefetch("basis", Basis.objects.select_related("induk").order_by("urutan", "nomor", "id")),
        )
    )
    return sorted(baris, key=matrix_order)


def matrix_order(k: KegiatanPJM) -> tuple[Any, ...]:
    """Bidang in the order of the matrix, then programme, then the activity's own number."""
    p = k.program
    return (URUT_BIDANG[p.bidang], p.urutan, p.nama, str(p.pk), k.urutan, str(k.pk))


def activity_exists(pk: Any) -> bool:
    """Whether a key is taken by any activity, in scope or not. One query."""
    return KegiatanPJM.objects.filter(pk=pk).exists()


def programmes(pjm: PJM) -> list[ProgramPJM]:
    """Programmes of a version in the order of the matrix. One query."""
    return sorted(pjm.program.all(), key=lambda p: (URUT_BIDANG[p.bidang], p.urutan, p.nama))


def problems_by_activity(pjm: PJM) -> dict[Any, list[Any]]:
    """Problems that each activity answers. One query."""
    antara = KegiatanPJM.masalah.through
    hasil: dict[Any, list[Any]] = defaultdict(list)
    baris = antara._default_manager.filter(kegiatanpjm__pjm=pjm).select_related("masalah")
    for x in sorted(baris, key=lambda x: (x.masalah.bidang, x.masalah.prioritas or 0, str(x.masalah_id))):
        hasil[x.kegiatanpjm_id].append(x.masalah)
    return hasil


def versions_of(siklus: Siklus) -> list[PJM]:
    """All versions of a Siklus, newest first. One query."""
    return list(PJM.objects.filter(siklus=siklus).select_related("pengesahan", "langkah").order_by("-versi_ke"))


def plan_to_work_on(siklus_id: Any) -> PJM | None:
    """The version that is being made: the draft, else the one before the residents, else the one in force. One query."""
    urut = {"draf": 0, "uji_publik": 1, "disahkan": 2}
    baris = PJM.objects.filter(siklus=siklus_id, status__in=urut).select_related(*INDUK_PJM)
    return min(baris, key=lambda p: urut[p.status], default=None)


def draft_in(user: Any, kode: str) -> PJM | None:
    """The draft of a kelurahan in scope. One query."""
    draf: PJM | None = (
        PJM.objects.visible_to(user).filter(wilayah=kode, status="draf").select_related(*INDUK_PJM).first()
    )
    return draf


def plans_by_siklus(siklus_ids: Iterable[Any]) -> dict[Any, list[PJM]]:
    """Living versions by Siklus. One query."""
    hasil: dict[Any, list[PJM]] = defaultdict(list)
    for p in PJM.objects.filter(siklus__in=siklus_ids).exclude(status="batal").select_related("pengesahan"):
        hasil[p.siklus_id].append(p)
    return hasil


def rentas_by_siklus(siklus_ids: Iterable[Any]) -> dict[Any, list[Renta]]:
    """Rentas by Siklus. One query."""
    hasil: dict[Any, list[Renta]] = defaultdict(list)
    for r in Renta.objects.filter(siklus__in=siklus_ids).select_related("pengesahan"):
        hasil[r.siklus_id].append(r)
    return hasil


def plan_stage(siklus_id: Any, tahun_siklus: int = 1) -> Langkah | None:
    """The S6 stage of a Siklus year, last putaran. One query."""
    return (
        Langkah.objects.filter(siklus=siklus_id, kode="S6", tahun_siklus=tahun_siklus)
        .select_related("siklus__wilayah", "wilayah")
        .order_by("-putaran")
        .first()
    )


def priority_list(pjm: PJM) -> DaftarPrioritas | None:
    """The priority list of a version with its scores. Up to three queries."""
    return DaftarPrioritas.objects.filter(pjm=pjm).prefetch_related("nilai", "pasangan").first()


def renta_for_page(user: Any, pk: Any) -> Renta:
    """One Renta in scope, with its stage. Raises Renta.DoesNotExist."""
    baris: Renta = (
        Renta.objects.visible_to(user).select_related("langkah__siklus", "wilayah", "pengesahan", "pjm").get(pk=pk)
    )
    return baris


def renta_lines(renta: Renta) -> list[KegiatanRenta]:
    """Lines of a Renta with their activity, its costs and places, in the order of the matrix. Three queries."""
    baris = list(
        KegiatanRenta.objects.filter(renta=renta)
        .select_related("kegiatan__program")
        .prefetch_related(
            Prefetch("kegiatan__biaya", BiayaKegiatan.objects.select_related("sumber")),
            Prefetch("kegiatan__basis", Basis.objects.select_related("induk").order_by("urutan", "nomor", "id")),
        )
    )
    return sorted(baris, key=lambda b: matrix_order(b.kegiatan))


def sources() -> list[SumberDana]:
    """Sources of money in use, in the order of the one list. One query."""
    return list(SumberDana.objects.filter(aktif=True).order_by("urutan", "kode"))


def ratifying_meetings(langkah: Langkah | None) -> Any:
    """Held rembug in which a plan may have been ratified: of one stage, or of any (the action checks which)."""
    baris = Pertemuan.objects.filter(jenis="S6-REMBUG", status="terlaksana").select_related("langkah")
    return (baris.filter(langkah=langkah) if langkah is not None else baris).order_by("-tanggal", "-id")


def ratifying_papers(langkah: Langkah | None) -> Any:
    """Signed papers of a stage that may prove its ratification."""
    baris = Keluaran.objects.filter(kode__in=("S6-PJM", "S6-RENTA", "S6-BA"), status="sah").select_related("langkah")
    return (baris.filter(langkah=langkah) if langkah is not None else baris).order_by("-dibuat_pada", "-id")


def team_of(langkah: Langkah) -> list[AnggotaTim]:
    """Members of the team that writes the plan. One query."""
    return list(AnggotaTim.objects.filter(langkah=langkah))


def reactions_of(pjm_ids: Iterable[Any]) -> list[TanggapanUji]:
    """Valid reactions of the uji publik of some versions, by meeting. One query."""
    return list(
        TanggapanUji.objects.filter(pjm__in=pjm_ids, status="sah")
        .select_related("pertemuan__basis", "pertemuan__langkah", "kegiatan", "pjm")
        .order_by("pertemuan__tanggal", "pertemuan", "dibuat_pada")
    )


def monograph_of(kode: str) -> Monografi | None:
    """The newest figures of a kelurahan. One query."""
    return Monografi.objects.filter(wilayah=kode).order_by("-tahun").first()
