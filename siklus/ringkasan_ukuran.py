"""What the cycle tells the summary of a kelurahan: meetings, who came, volunteers, RT reached, what S2 and S3 found.

Attendance adds up persons over meetings, not different people. Only for the adult roll nobody is counted twice: there a
place stands for its largest meeting, or for the places below it where more came there. Source: SIK-46, SIK-74.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from inti.registry import Indikator, Penyedia, Ukuran, indikator, ringkasan
from siklus import tautan
from siklus.definisi import semua_definisi
from siklus.models import Bidang, Langkah, Masalah, Pertemuan, Potensi, RefleksiButir, Relawan, Siklus
from wilayah.queries import SimpulBasis, adults_of, basis_trees

PROGRAM = "p2kp"
# Stage -> the short name of the measures of RT that it reached.
JANGKAUAN = {"S0": "s0", "S2": "s2"}

UKURAN = (
    Ukuran("hadir.rapat", _("Pertemuan yang dihitung")),
    Ukuran("hadir.jumlah", _("Hadir"), "orang"),
    Ukuran("hadir.laki_laki", _("Laki-laki hadir"), "orang"),
    Ukuran("hadir.perempuan", _("Perempuan hadir"), "orang"),
    Ukuran("hadir.miskin", _("Warga miskin hadir"), "orang"),
    Ukuran("hadir.miskin_dari", _("Hadir di pertemuan yang mencatat warga miskin"), "orang"),
    Ukuran("hadir.dewasa", _("Hadir di pertemuan terbesar tiap basis"), "orang"),
    Ukuran("hadir.dewasa_dari", _("Dewasa menurut daftar"), "orang"),
    Ukuran("relawan.jumlah", _("Relawan"), "orang"),
    Ukuran("relawan.laki_laki", _("Relawan laki-laki"), "orang"),
    Ukuran("relawan.perempuan", _("Relawan perempuan"), "orang"),
    Ukuran("relawan.miskin", _("Relawan warga miskin"), "orang"),
    Ukuran("rt.s0", _("RT/RW yang dicapai sosialisasi")),
    Ukuran("rt.s0_dari", _("RT/RW saat sosialisasi")),
    Ukuran("rt.s2", _("RT/RW yang dicapai diskusi refleksi")),
    Ukuran("rt.s2_dari", _("RT/RW saat refleksi")),
    Ukuran("refleksi.kriteria", _("Kriteria kemiskinan yang disepakati")),
    Ukuran("masalah.sepakat", _("Masalah yang disepakati")),
    *(
        Ukuran(f"masalah.{kode}", format_lazy(_("Masalah {bidang} yang disepakati"), bidang=nama))
        for kode, nama in Bidang.choices
    ),
    Ukuran("potensi.jumlah", _("Potensi yang dicatat")),
)


def counted_kinds() -> set[str]:
    """Codes of the meetings whose attendance enters the participation figures. Source: SIK-46."""
    return {p.kode for d in semua_definisi() for x in d.langkah for p in x.pertemuan if p.hadir_dihitung}


def counted_meetings() -> Q:
    """Held meetings with attendance that count. Source: SIK-46."""
    return Q(langkah__siklus__program=PROGRAM, status="terlaksana", hadir__gt=0, jenis__in=counted_kinds())


def count(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Decimal | int]]:
    """Measures of many kelurahan as recorded up to a field date; what nobody recorded is left out. Nine queries."""
    siklus = (
        Siklus.objects.filter(program=PROGRAM, wilayah__in=list(kodes))
        .order_by("wilayah_id", "-nomor")
        .distinct("wilayah_id")
    )
    terkini = {s.wilayah_id: s.pk for s in siklus.only("id", "wilayah_id")}
    hasil: dict[str, dict[str, Decimal | int]] = {k: {} for k in terkini}
    mulai = _begun(list(terkini.values()), per_tanggal)
    pohon = basis_trees(list(terkini), per_tanggal)
    _add_attendance(hasil, pohon, per_tanggal)
    _add_reach(hasil, pohon, mulai, per_tanggal)
    _add_volunteers(hasil, terkini, mulai, per_tanggal)
    _add_findings(hasil, mulai, per_tanggal)
    return hasil


def _begun(siklus: Sequence[Any], hari: date) -> dict[str, dict[Any, str]]:
    """Stage code -> Langkah that has begun by a day -> its kelurahan. One query."""
    baris = Langkah.objects.filter(siklus__in=siklus, tanggal_mulai__lte=hari).exclude(status="belum")
    hasil: dict[str, dict[Any, str]] = defaultdict(dict)
    for pk, kode, wilayah in baris.order_by().values_list("pk", "kode", "wilayah_id"):
        hasil[kode][pk] = wilayah
    return hasil


def _add_attendance(
    hasil: dict[str, dict[str, Decimal | int]], pohon: dict[str, list[SimpulBasis]], hari: date
) -> None:
    baris = Pertemuan.objects.filter(counted_meetings(), wilayah__in=list(hasil), tanggal__lte=hari)
    terbesar: dict[str, dict[Any, int]] = defaultdict(dict)
    for p in baris.only("id", "wilayah_id", "basis_id", "peserta_l", "peserta_p", "miskin_l", "miskin_p"):
        lk, pr = p.peserta_l or 0, p.peserta_p or 0
        isi = hasil[p.wilayah_id]
        _plus(isi, {"hadir.rapat": 1, "hadir.jumlah": lk + pr, "hadir.laki_laki": lk, "hadir.perempuan": pr})
        if p.miskin_l is not None and p.miskin_p is not None:
            _plus(isi, {"hadir.miskin": p.miskin_l + p.miskin_p, "hadir.miskin_dari": lk + pr})
        besar = terbesar[p.wilayah_id]
        besar[p.basis_id] = max(besar.get(p.basis_id, 0), lk + pr)
    for kode, besar in terbesar.items():
        dewasa = adults_of(pohon[kode])
        if dewasa is not None and dewasa.lengkap and dewasa.jumlah:
            hadir = max(besar.get(None, 0), sum(largest(s, besar) for s in pohon[kode]))
            _plus(hasil[kode], {"hadir.dewasa": hadir, "hadir.dewasa_dari": dewasa.jumlah})


def largest(simpul: SimpulBasis, terbesar: dict[Any, int]) -> int:
    """Persons that a place stands for: its own largest meeting, or those of the places below it if more. Source: SIK-46."""
    return max(terbesar.get(simpul.basis.pk, 0), sum(largest(s, terbesar) for s in simpul.anak))


def _add_reach(
    hasil: dict[str, dict[str, Decimal | int]],
    pohon: dict[str, list[SimpulBasis]],
    mulai: dict[str, dict[Any, str]],
    hari: date,
) -> None:
    """Lowest places in which, or above which, a meeting of the stage was held. One query. Source: SIK-43."""
    milik = {pk: (kode, wilayah) for kode in JANGKAUAN for pk, wilayah in mulai.get(kode, {}).items()}
    dicapai: dict[tuple[str, str], set[Any]] = {k: set() for k in milik.values()}
    rapat = Pertemuan.objects.filter(
        langkah__in=list(milik), status="terlaksana", tanggal__lte=hari, basis__isnull=False
    )
    for langkah, basis in rapat.order_by().values_list("langkah_id", "basis_id").distinct():
        dicapai[milik[langkah]].add(basis)
    for (kode, wilayah), tempat in dicapai.items():
        ada, semua = _reached(pohon[wilayah], tempat)
        if semua:
            hasil[wilayah] |= {f"rt.{JANGKAUAN[kode]}": ada, f"rt.{JANGKAUAN[kode]}_dari": semua}


def _reached(simpul: Sequence[SimpulBasis], basis: set[Any], *, dari_atas: bool = False) -> tuple[int, int]:
    """Lowest places reached, and all of them."""
    ada = semua = 0
    for s in simpul:
        kena = dari_atas or s.basis.pk in basis
        if s.anak:
            bawah = _reached(s.anak, basis, dari_atas=kena)
            ada, semua = ada + bawah[0], semua + bawah[1]
        else:
            ada, semua = ada + kena, semua + 1
    return ada, semua


def _add_volunteers(
    hasil: dict[str, dict[str, Decimal | int]], siklus: dict[str, Any], mulai: dict[str, dict[Any, str]], hari: date
) -> None:
    """Valid volunteers of the newest cycle, once Sosialisasi has begun. One query."""
    kosong = {"relawan.jumlah": 0, "relawan.laki_laki": 0, "relawan.perempuan": 0, "relawan.miskin": 0}
    for kode in mulai.get("S0", {}).values():
        hasil[kode] |= kosong
    baris = Relawan.objects.filter(siklus__in=list(siklus.values()), status="sah", sejak__lte=hari)
    jumlah = (
        baris.order_by()
        .values("wilayah_id")
        .annotate(n=Count("pk"), pr=Count("pk", filter=Q(jenis_kelamin="P")), m=Count("pk", filter=Q(miskin=True)))
    )
    for b in jumlah:
        hasil[b["wilayah_id"]] |= {
            "relawan.jumlah": b["n"], "relawan.laki_laki": b["n"] - b["pr"], "relawan.perempuan": b["pr"],
            "relawan.miskin": b["m"],
        }  # fmt: skip


def _add_findings(hasil: dict[str, dict[str, Decimal | int]], mulai: dict[str, dict[Any, str]], hari: date) -> None:
    """Agreed criteria (S2), agreed problems by field and potentials (S3), zero once the stage has begun. Three queries."""
    s2, s3 = mulai.get("S2", {}), mulai.get("S3", {})
    for kode in s2.values():
        hasil[kode]["refleksi.kriteria"] = 0
    for kode in s3.values():
        hasil[kode] |= {"masalah.sepakat": 0, "potensi.jumlah": 0, **{f"masalah.{b}": 0 for b in Bidang.values}}
    tercatat: dict[str, Any] = {"status": "sah", "dibuat_pada__date__lte": hari}
    kriteria = RefleksiButir.objects.filter(
        langkah__in=list(s2), jenis=RefleksiButir.Jenis.KRITERIA, disepakati=True, **tercatat
    )
    for langkah, n in kriteria.order_by().values_list("langkah_id").annotate(n=Count("pk")):
        _plus(hasil[s2[langkah]], {"refleksi.kriteria": n})
    masalah = Masalah.objects.filter(langkah__in=list(s3), disepakati=True, **tercatat)
    for langkah, bidang, n in masalah.order_by().values_list("langkah_id", "bidang").annotate(n=Count("pk")):
        _plus(hasil[s3[langkah]], {"masalah.sepakat": n, f"masalah.{bidang}": n})
    potensi = Potensi.objects.filter(langkah__in=list(s3), **tercatat)
    for langkah, n in potensi.order_by().values_list("langkah_id").annotate(n=Count("pk")):
        _plus(hasil[s3[langkah]], {"potensi.jumlah": n})


def _plus(isi: dict[str, Decimal | int], tambah: dict[str, int]) -> None:
    for kode, n in tambah.items():
        isi[kode] = isi.get(kode, 0) + n


def indicators() -> list[Indikator]:
    """The figures of participation, volunteers, Refleksi and Pemetaan, each with the list that it counts."""
    rapat = tautan.pertemuan_dihitung

    def relawan(kode: str) -> str:
        return tautan.warga_peta(kode, "relawan")

    return [
        Indikator(
            "partisipasi.perempuan", _("Perempuan hadir"), "partisipasi", "hadir.perempuan", "hadir.jumlah",
            sasaran="partisipasi.perempuan_min", langkah="S0", sumber="SIK-46", daftar=rapat,
        ),
        Indikator(
            "partisipasi.miskin", _("Warga miskin hadir"), "partisipasi", "hadir.miskin", "hadir.miskin_dari",
            sasaran="partisipasi.miskin_min", langkah="S0", sumber="SIK-46", daftar=rapat,
        ),
        Indikator(
            "partisipasi.dewasa", _("Dewasa hadir (pertemuan terbesar tiap basis)"), "partisipasi", "hadir.dewasa",
            "hadir.dewasa_dari", langkah="S0", sumber="K18", daftar=rapat,
        ),
        Indikator(
            "partisipasi.rt_sosialisasi", _("RT/RW yang dicapai sosialisasi"), "partisipasi", "rt.s0", "rt.s0_dari",
            sasaran="s0.jangkauan_rt_min", langkah="S0", sumber="SIK-43",
            daftar=lambda kode: tautan.daftar_pertemuan(kode, langkah="S0"),
        ),
        Indikator(
            "refleksi.rt", _("RT/RW yang dicapai diskusi refleksi"), "refleksi", "rt.s2", "rt.s2_dari",
            sasaran="s2.jangkauan_rt_min", langkah="S2", sumber="SIK-43",
            daftar=lambda kode: tautan.daftar_pertemuan(kode, langkah="S2"),
        ),
        Indikator("relawan.jumlah", _("Relawan"), "relawan", "relawan.jumlah", langkah="S0", sumber="A1", daftar=relawan),
        Indikator(
            "relawan.perempuan", _("Perempuan di antara relawan"), "relawan", "relawan.perempuan", "relawan.jumlah",
            langkah="S0", sumber="A1", daftar=relawan,
        ),
        Indikator(
            "relawan.miskin", _("Warga miskin di antara relawan"), "relawan", "relawan.miskin", "relawan.jumlah",
            langkah="S0", sumber="A1", daftar=relawan,
        ),
        Indikator(
            "refleksi.kriteria", _("Kriteria kemiskinan yang disepakati"), "refleksi", "refleksi.kriteria",
            langkah="S2", sumber="B5 Buku 4b", daftar=lambda kode: tautan.warga_peta(kode, "kriteria"),
        ),
        Indikator(
            "pemetaan.masalah", _("Masalah yang disepakati"), "pemetaan", "masalah.sepakat", langkah="S3", sumber="B6",
            daftar=lambda kode: tautan.daftar_masalah(kode, disepakati="true"),
        ),
        *(_problems(kode, nama) for kode, nama in Bidang.choices),
        Indikator(
            "pemetaan.potensi", _("Potensi yang dicatat"), "pemetaan", "potensi.jumlah", langkah="S3", sumber="B21",
            daftar=tautan.daftar_potensi,
        ),
    ]  # fmt: skip


def _problems(bidang: str, nama: Any) -> Indikator:
    """Agreed problems of one field; more of them is neither better nor worse."""
    return Indikator(
        f"pemetaan.masalah_{bidang}", format_lazy(_("Masalah {bidang} yang disepakati"), bidang=nama), "pemetaan",
        f"masalah.{bidang}", arah="", langkah="S3", sumber="B6",
        daftar=lambda kode: tautan.daftar_masalah(kode, disepakati="true", bidang=bidang),
    )  # fmt: skip


def register() -> None:
    """Enter measures and indicators."""
    ringkasan.daftar("siklus", Penyedia(UKURAN, count))
    for satu in indicators():
        indikator.daftar(satu.kode, satu)
