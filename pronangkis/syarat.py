"""What guards the plan: findings before it is laid before residents or ratified, and the answers to the stage's gates."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inti import registry
from inti.formats import tanggal as tulis
from inti.registry import Kekurangan
from pronangkis import tautan
from pronangkis.models import PJM, Bidang, KegiatanPJM, Renta, TanggapanUji
from pronangkis.queries import plans_by_siklus, ratifying_meetings, rentas_by_siklus
from pronangkis.rekap import BLM
from siklus.gerbang import Jawaban, listing
from siklus.konteks import Bahan, Konteks


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "pronangkis.pjm.ajukan": submission_findings,
        "pronangkis.pjm.tarik": withdrawal_findings,
        "pronangkis.pjm.sahkan": ratification_findings,
        "pronangkis.renta.ajukan": renta_findings,
        "pronangkis.renta.tarik": renta_withdrawal_findings,
        "pronangkis.renta.sahkan": renta_ratification_findings,
        "pronangkis.pjm_disahkan": plan_ratified,
        "pronangkis.renta_disahkan": renta_ratified,
        "pronangkis.renta_berjalan_setahun": renta_ran_a_year,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)


# -- guards of transitions -----------------------------------------------------------------------------------------


def submission_findings(pjm: PJM) -> list[Kekurangan]:
    """What a plan must hold before residents judge it; the database asks the same. Source: PJM-05 .. PJM-08."""
    kegiatan = list(_measured(pjm))
    renta = Renta.objects.filter(pjm=pjm, status="draf").first()
    grid = tautan.pjm(pjm.pk, "kegiatan")
    return [
        _find(
            "PJM-03",
            bool(pjm.visi.strip() and pjm.misi.strip()),
            _("Visi dan misi sudah ditulis."),
            tautan.pjm(pjm.pk, "visi"),
        ),
        _find("PJM-04", bool(kegiatan), _("Sekurang-kurangnya satu kegiatan sudah direncanakan."), grid),
        _lacking(
            "PJM-05",
            _("Setiap kegiatan menjawab sekurang-kurangnya satu masalah."),
            [k for k in kegiatan if _unanswered(k)],
            grid,
        ),
        _lacking(
            "PJM-06",
            _("Setiap kegiatan mempunyai biaya menurut sumber dan tahun."),
            [k for k in kegiatan if not k.jumlah_biaya],
            grid,
        ),
        _lacking(
            "PJM-07",
            _("Volume setiap kegiatan terisi dan sama dengan jumlah volume tahunannya."),
            [k for k in kegiatan if _volume_off(k)],
            grid,
        ),
        _lacking(
            "PJM-08",
            _("Setiap kegiatan yang dibiayai BLM menyebut KK miskin penerima manfaat."),
            [k for k in kegiatan if _blm_without_poor(k)],
            grid,
        ),
        _lacking(
            "PJM-08", _("Lokasi setiap kegiatan disebut."), [k for k in kegiatan if _nowhere(k)], grid, mode="warn"
        ),
        *([_months(renta)] if renta is not None else []),
    ]


def _measured(pjm: PJM) -> Any:
    """Activities with their sums, for findings. One query."""
    blm = Sum("biaya__jumlah", filter=Q(biaya__sumber__in=BLM), default=0)
    return (
        KegiatanPJM.objects.filter(pjm=pjm)
        .select_related("program")
        .prefetch_related("basis", "masalah")
        .annotate(
            jumlah_biaya=Sum("biaya__jumlah", default=0),
            jumlah_blm=blm,
            jumlah_volume=Coalesce(F("volume_1"), Decimal(0))
            + Coalesce(F("volume_2"), Decimal(0))
            + Coalesce(F("volume_3"), Decimal(0)),
        )
        .order_by("urutan", "id")
    )


def _unanswered(k: Any) -> bool:
    return k.program.bidang != Bidang.BOP and not k.masalah.all()


def _volume_off(k: Any) -> bool:
    return k.volume is None or not k.satuan or k.volume != k.jumlah_volume


def _blm_without_poor(k: Any) -> bool:
    return bool(k.jumlah_blm) and not k.kk_miskin and k.program.bidang != Bidang.BOP


def _nowhere(k: Any) -> bool:
    return k.program.bidang not in (Bidang.BOP, Bidang.KELEMBAGAAN) and not k.lokasi and not k.basis.all()


def withdrawal_findings(pjm: PJM) -> list[Kekurangan]:
    """Nobody has reacted yet; what residents have judged is mended in a new version. Source: PJM-10."""
    tanggapan = TanggapanUji.objects.filter(pjm=pjm, status="sah").count()
    pesan = _("Belum ada tanggapan warga atas versi ini; yang sudah ditanggapi diperbaiki dalam versi baru.")
    return [_find("PJM-10", not tanggapan, pesan, tautan.pjm(pjm.pk, "uji"))]


def ratification_findings(pjm: PJM) -> list[Kekurangan]:
    """The rembug was held, the order is agreed, reactions were dealt with. Source: PJM-11, PJM-12, PJM-16."""
    urut = KegiatanPJM.objects.filter(pjm=pjm).aggregate(n=Count("id"), ada=Count("prioritas"))
    terbuka = TanggapanUji.objects.filter(pjm__siklus=pjm.siklus_id, status="sah", tindak="belum").count()
    return [
        _find(
            "PJM-11",
            ratifying_meetings(pjm.langkah).exists(),
            _("Rembug warga pengesahan sudah diadakan."),
            f"/langkah/{pjm.langkah_id}/pertemuan/baru/?jenis=S6-REMBUG",
        ),
        _find(
            "PJM-12",
            urut["n"] == urut["ada"] > 0,
            _("Daftar prioritas sudah disepakati untuk semua kegiatan."),
            tautan.pjm(pjm.pk, "prioritas"),
        ),
        Kekurangan(
            "PJM-16",
            "warn",
            not terbuka,
            _("Setiap tanggapan uji publik sudah ditindaklanjuti."),
            tautan.pjm(pjm.pk, "uji"),
            "B5 Buku 6",
        ),
    ]


def renta_findings(renta: Renta) -> list[Kekurangan]:
    """There is something to do this year, and the plan it comes from is in force. Source: PJM-13, PJM-14."""
    ada = renta.kegiatan.exists()
    pesan = _("Sekurang-kurangnya satu kegiatan dikerjakan tahun ini.")
    return [_find("PJM-13", ada, pesan, tautan.renta(renta.pk)), _months(renta)]


def _months(renta: Renta) -> Kekurangan:
    """Every line says in which months it is done. Source: PJM-14."""
    baris = renta.kegiatan.select_related("kegiatan").order_by("kegiatan__urutan")
    tanpa = [b.kegiatan for b in baris if not b.bulan]
    pesan = _("Jadwal bulan setiap kegiatan dalam %(renta)s terisi.") % {"renta": renta}
    return _lacking("PJM-14", pesan, tanpa, tautan.renta(renta.pk), mode="warn")


def renta_withdrawal_findings(renta: Renta) -> list[Kekurangan]:
    """A Renta that travels with its PJM is taken back with it. Source: PJM-10."""
    sendiri = renta.pjm.status != PJM.Status.UJI_PUBLIK
    return [
        _find("PJM-10", sendiri, _("Renta ini diajukan tersendiri, bukan bersama PJM-nya."), tautan.pjm(renta.pjm_id))
    ]


def renta_ratification_findings(renta: Renta) -> list[Kekurangan]:
    """The rembug was held and the plan is in force. Source: PJM-11, PJM-13."""
    return [
        _find(
            "PJM-13",
            renta.pjm.status == PJM.Status.DISAHKAN,
            _("PJM yang menjadi dasarnya sudah disahkan."),
            tautan.pjm(renta.pjm_id),
        ),
        _find(
            "PJM-11",
            ratifying_meetings(renta.langkah).exists(),
            _("Rembug warga pengesahan sudah diadakan."),
            f"/langkah/{renta.langkah_id}/pertemuan/baru/?jenis=S6-REMBUG",
        ),
    ]


def _find(aturan: str, terpenuhi: bool, pesan: str, alamat: str) -> Kekurangan:
    return Kekurangan(
        aturan=aturan, mode="block", terpenuhi=terpenuhi, pesan=pesan, tautan=alamat, sumber="A1, B5 Buku 6"
    )


def _lacking(aturan: str, pesan: str, kurang: list[Any], alamat: str, *, mode: Any = "block") -> Kekurangan:
    """A rule about every activity; the detail names those that lack it."""
    rincian = (
        _("%(n)d belum: %(nama)s.") % {"n": len(kurang), "nama": listing([k.nama for k in kurang], 4)} if kurang else ""
    )
    return Kekurangan(
        aturan=aturan,
        mode=mode,
        terpenuhi=not kurang,
        pesan=pesan,
        tautan=alamat,
        sumber="A1, B5 Buku 6",
        rincian=rincian,
    )


# -- answers to gates and conditions of the definitions ------------------------------------------------------------


def _plans(bahan: Bahan) -> dict[Any, list[PJM]]:
    """Living versions of every Siklus in question, fetched once."""
    if not hasattr(bahan, "pjm_siklus"):
        bahan.pjm_siklus = plans_by_siklus(bahan.siklus_ids)  # type: ignore[attr-defined]
    hasil: dict[Any, list[PJM]] = bahan.pjm_siklus  # type: ignore[attr-defined]
    return hasil


def _rentas(bahan: Bahan) -> dict[Any, list[Renta]]:
    """Rentas of every Siklus in question, fetched once."""
    if not hasattr(bahan, "renta_siklus"):
        bahan.renta_siklus = rentas_by_siklus(bahan.siklus_ids)  # type: ignore[attr-defined]
    hasil: dict[Any, list[Renta]] = bahan.renta_siklus  # type: ignore[attr-defined]
    return hasil


def plan_ratified(k: Konteks, butir: Any) -> Jawaban:
    """A version is in force, and it covers the years of Parameter. Source: SIK-137, PJM-02, PJM-11."""
    semua = _plans(k.bahan).get(k.langkah.siklus_id, [])
    berlaku = next((p for p in semua if p.status == PJM.Status.DISAHKAN), None)
    kerja = max(semua, key=lambda p: p.versi_ke, default=None)
    if berlaku is None:
        if kerja is None:
            return Jawaban(False, _("PJM belum mulai disusun."), tautan.langkah(_stage_of(k)))
        rincian = _("%(nama)s: %(status)s.") % {"nama": kerja, "status": kerja.get_status_display()}
        return Jawaban(False, rincian, tautan.pjm(kerja.pk))
    tahun = k.parameter(butir.parameter).angka if butir.parameter else None
    if tahun is not None and berlaku.tahun != tahun:
        rincian = _("PJM ini untuk %(ada)d tahun; diminta %(harus)s tahun.") % {"ada": berlaku.tahun, "harus": tahun}
        return Jawaban(False, rincian, tautan.pjm(berlaku.pk))
    return Jawaban(True, _("%(nama)s, disahkan %(tanggal)s.") % _ratified(berlaku), tautan.pjm(berlaku.pk))


def renta_ratified(k: Konteks, butir: Any) -> Jawaban:
    """The Renta of this year is in force. Source: SIK-137, PJM-13."""
    semua = [r for r in _rentas(k.bahan).get(k.langkah.siklus_id, []) if r.tahun_ke == k.langkah.tahun_siklus]
    berlaku = next((r for r in semua if r.status == Renta.Status.DISAHKAN), None)
    if berlaku is not None:
        return Jawaban(True, _("%(nama)s, disahkan %(tanggal)s.") % _ratified(berlaku), tautan.renta(berlaku.pk))
    kerja = next((r for r in semua if r.status != Renta.Status.DIGANTIKAN), None)
    if kerja is None:
        return Jawaban(False, _("Renta tahun ini belum disusun."), tautan.langkah(k.langkah.pk))
    rincian = _("%(nama)s: %(status)s.") % {"nama": kerja, "status": kerja.get_status_display()}
    return Jawaban(False, rincian, tautan.renta(kerja.pk))


def renta_ran_a_year(k: Konteks, butir: Any) -> Jawaban:
    """The Renta of the year before has run for the time of Parameter (years), from its ratification. Source: SIK-155."""
    ke = k.langkah.tahun_siklus - 1
    lalu = next(
        (r for r in _rentas(k.bahan).get(k.langkah.siklus_id, []) if r.tahun_ke == ke and r.pengesahan is not None),
        None,
    )
    if lalu is None or lalu.pengesahan is None:
        return Jawaban(False, _("Renta tahun lalu belum disahkan."), tautan.langkah(_stage_of(k, ke)))
    tahun = int(k.parameter(butir.parameter).angka or 1) if butir.parameter else 1
    mulai = lalu.pengesahan.tanggal
    genap = mulai.replace(year=mulai.year + tahun, day=min(mulai.day, 28))
    rincian = _("Disahkan %(mulai)s; genap %(genap)s.") % {"mulai": tulis(mulai), "genap": tulis(genap)}
    return Jawaban(k.hari_ini >= genap, rincian, tautan.renta(lalu.pk))


def _stage_of(k: Konteks, tahun: int = 1) -> Any:
    """The stage in which the plan is made, seen from any stage of the Siklus."""
    calon = [
        x for x in k.bahan.langkah_siklus.get(k.langkah.siklus_id, []) if x.kode == "S6" and x.tahun_siklus == tahun
    ]
    return max(calon, key=lambda x: x.putaran).pk if calon else k.langkah.pk


def _ratified(baris: PJM | Renta) -> dict[str, Any]:
    return {"nama": baris, "tanggal": tulis(baris.pengesahan.tanggal) if baris.pengesahan else "–"}
