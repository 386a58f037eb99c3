"""What the pages of Refleksi and Pemetaan Swadaya read. All rows hang on a stage that was fetched in scope."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from siklus import izin
from siklus.models import Bidang, BidangNihil, Langkah, Masalah, Pertemuan, Peta, Potensi, RefleksiButir, Relawan
from siklus.models.pemetaan import place_name
from siklus.queries import siklus_terkini
from wilayah.models import Basis

KAJIAN = tuple(f"S3-PS{n}" for n in range(1, 7))


def points_of(langkah: Langkah) -> list[RefleksiButir]:
    """Valid points of a stage with their place. One query."""
    baris = RefleksiButir.objects.filter(langkah=langkah, status="sah").select_related("basis__induk", "pertemuan")
    return list(baris.order_by("urutan", "dibuat_pada", "id"))


def points_by_kind(langkah: Langkah) -> list[dict[str, Any]]:
    """By kind: the kelurahan's list (each with the places that said it) and what waits to be merged. One query."""
    semua = points_of(langkah)
    asal: dict[Any, list[RefleksiButir]] = defaultdict(list)
    for b in semua:
        if b.disepakati_dari_id:
            asal[b.disepakati_dari_id].append(b)
    hasil = []
    for kode, nama in RefleksiButir.Jenis.choices:
        milik = [b for b in semua if b.jenis == kode]
        sepakat = [
            {"butir": b, "tempat": sorted({place_name(x.basis) or langkah.wilayah.nama for x in asal[b.pk]})}
            for b in milik if b.disepakati
        ]  # fmt: skip
        menunggu = [b for b in milik if not b.disepakati and not b.disepakati_dari_id]
        hasil.append({"kode": kode, "nama": nama, "sepakat": sepakat, "menunggu": menunggu})
    return hasil


def not_heard(langkah: Langkah) -> list[str]:
    """Lowest places that no point of this stage comes from, nor the place above them. Two queries."""
    semua = list(Basis.objects.filter(wilayah=langkah.wilayah_id, aktif=True).select_related("induk"))
    induk = {b.induk_id for b in semua}
    terdengar = set(
        RefleksiButir.objects.filter(langkah=langkah, status="sah", basis__isnull=False).values_list(
            "basis_id", flat=True
        )
    )
    diam = [b for b in semua if b.pk not in induk and b.pk not in terdengar and b.induk_id not in terdengar]
    return sorted(place_name(b) for b in diam)


def discussions(langkah: Langkah) -> list[Pertemuan]:
    """Held meetings of a stage, newest first. One query."""
    baris = Pertemuan.objects.filter(langkah=langkah, status="terlaksana").select_related("basis__induk")
    hasil = list(baris.order_by("-tanggal", "-id"))
    for p in hasil:
        p.langkah = langkah
    return hasil


def problems_by_field(langkah: Langkah) -> list[dict[str, Any]]:
    """By field: its valid problems (agreed first) and the statement that it has none. Two queries."""
    masalah = list(Masalah.objects.filter(langkah=langkah, status="sah").select_related("basis__induk"))
    nihil = {n.bidang: n for n in BidangNihil.objects.filter(langkah=langkah, status="sah")}
    return [
        {
            "kode": kode,
            "nama": nama,
            "masalah": sorted(
                (m for m in masalah if m.bidang == kode), key=lambda m: (m.prioritas or 10_000, m.dibuat_pada)
            ),
            "nihil": nihil.get(kode),
        }
        for kode, nama in Bidang.choices
    ]


def potentials_of(langkah: Langkah, bidang: str = "") -> list[Potensi]:
    """Valid potentials of a stage, of one field or all. One query."""
    baris = Potensi.objects.filter(langkah=langkah, status="sah").select_related("basis__induk")
    if bidang in Bidang.values:
        baris = baris.filter(bidang=bidang)
    return list(baris.order_by("bidang", "jenis", "dibuat_pada", "id"))


def maps_of(langkah: Langkah, *, lihat_ps2: bool) -> list[Peta]:
    """Valid maps; the one of poor households only for those who may see PS-2. One query. Source: SIK-70."""
    baris = Peta.objects.filter(langkah=langkah, status="sah").select_related("berkas", "basis__induk", "wilayah")
    if not lihat_ps2:
        baris = baris.exclude(jenis=Peta.Jenis.SEBARAN_MISKIN)
    return list(baris.order_by("jenis", "dibuat_pada", "id"))


def guarded_maps(pelaku: Any) -> Q:
    """Uploads that are a map of poor households in an area where this person may not see PS-2. Source: SIK-76."""
    semua = Peta._base_manager.filter(jenis=Peta.Jenis.SEBARAN_MISKIN, berkas=OuterRef("pk"))
    boleh = Peta.objects.visible_to(pelaku, izin=izin.LIHAT_PS2).filter(berkas=OuterRef("pk"))
    return Q(Exists(semua)) & ~Q(Exists(boleh))


def studies(langkah: Langkah) -> dict[str, Any]:
    """Which of the six studies were held where: a row per place (and one for the whole kelurahan). Two queries."""
    rapat = Pertemuan.objects.filter(langkah=langkah, status="terlaksana", jenis__in=KAJIAN)
    ada = set(rapat.values_list("jenis", "basis_id"))
    semua = list(Basis.objects.filter(wilayah=langkah.wilayah_id, aktif=True).order_by("jenis", "nomor"))
    atas = [b for b in semua if b.induk_id is None]
    di_bawah: dict[Any, set[Any]] = defaultdict(set)
    for b in semua:
        di_bawah[b.induk_id].add(b.pk)

    def cell(kode: str, basis: Any) -> dict[str, Any]:
        di = {basis} | (di_bawah[basis] if basis else set())
        return {
            "sudah": any((kode, x) in ada for x in di),
            "url": f"{reverse('siklus:pertemuan-baru', args=[langkah.pk])}?jenis={kode}",
        }

    tempat: list[tuple[Any, Any]] = [(None, langkah.wilayah.nama), *((b.pk, b.label) for b in atas)]
    return {
        "kolom": [k.removeprefix("S3-").replace("PS", "PS-") for k in KAJIAN],
        "baris": [{"nama": nama, "sel": [cell(k, pk) for k in KAJIAN]} for pk, nama in tempat],
    }


def problem_rows(user: Any) -> QuerySet[Masalah]:
    """Valid problems in scope with their place and what answers them."""
    baris = Masalah.objects.visible_to(user).filter(status="sah")
    return baris.select_related("wilayah", "basis__induk").prefetch_related("potensi")


def potential_rows(user: Any) -> QuerySet[Potensi]:
    """Valid potentials in scope with their place."""
    return Potensi.objects.visible_to(user).filter(status="sah").select_related("wilayah", "basis__induk")


def tab_data(user: Any, kode: str, *, lihat_ps2: bool) -> dict[str, Any]:
    """What residents of a kelurahan found in its newest cycle. Constant number of queries.

    `s2`, `s3` are the stages (None before they exist); a list is empty where its stage is missing.
    """
    siklus = siklus_terkini(user, kode)
    langkah = Langkah.objects.filter(siklus=siklus, kode__in=("S0", "S2", "S3")).select_related("wilayah")
    per_kode = {x.kode: x for x in langkah.order_by("tahun_siklus", "putaran")} if siklus is not None else {}
    s2, s3 = per_kode.get("S2"), per_kode.get("S3")
    relawan: Any = Relawan.objects.visible_to(user).filter(siklus=siklus, status="sah") if siklus is not None else []
    bidang = problems_by_field(s3) if s3 is not None else []
    return {
        "s0": per_kode.get("S0"),
        "s2": s2,
        "s3": s3,
        "butir": [g for g in points_by_kind(s2) if g["sepakat"]] if s2 is not None else [],
        "bidang": bidang,
        "banyak_masalah": sum(len(b["masalah"]) for b in bidang),
        "potensi": potentials_of(s3) if s3 is not None else [],
        "peta": maps_of(s3, lihat_ps2=lihat_ps2) if s3 is not None else [],
        "peta_tertutup": s3 is not None and not lihat_ps2,
        "relawan": list(relawan.select_related("basis__induk").order_by("nama", "id")) if siklus is not None else [],
    }


def cards_data(langkah: Langkah) -> dict[str, int]:
    """Counts for the cards of a stage's page. At most four queries."""
    if langkah.kode == "S2":
        butir = list(
            RefleksiButir.objects.filter(langkah=langkah, status="sah").values_list("disepakati", "disepakati_dari")
        )
        return {"sepakat": sum(s for s, _d in butir), "menunggu": sum(not s and d is None for s, d in butir)}
    masalah = list(Masalah.objects.filter(langkah=langkah, status="sah").values_list("disepakati", "bidang"))
    nihil = set(BidangNihil.objects.filter(langkah=langkah, status="sah").values_list("bidang", flat=True))
    return {
        "masalah": len(masalah),
        "bidang": len({b for s, b in masalah if s} | nihil),
        "potensi": Potensi.objects.filter(langkah=langkah, status="sah").count(),
        "peta": Peta.objects.filter(langkah=langkah, status="sah").count(),
    }
