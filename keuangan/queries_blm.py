"""What the pages, the API and the gate read of the grant. Source: BLM-01 to BLM-34."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from bkm.models import BKM
from inti.formats import tanggal
from keuangan.models import (
    SPPB,
    BerkasPencairan,
    DispensasiLPJ,
    LangkahBerkas,
    PaguBLM,
    RekeningBKM,
    TahapBLM,
)
from keuangan.models.berkas_pencairan import LANGKAH
from pronangkis.models import PJM
from wilayah.waktu import today_in

NOL = Decimal(0)
# How far a file is: the index of the last of the five that passed it.
URUTAN = {str(d.ke): n for n, d in enumerate(LANGKAH.values(), 1)} | {"cair": len(LANGKAH) + 1}


def plan_for_year(kode: str, tahun: int) -> PJM | None:
    """The ratified plan of a kelurahan that a fiscal year's grant pays for; None without one. One query.

    Money of the year in which it is ratified already pays for it, though its first year is the next one.
    """
    semua = PJM.objects.filter(wilayah=kode, status="disahkan", tahun_mulai__lte=tahun + 1).order_by("-tahun_mulai")
    return next((p for p in semua if p.tahun_akhir >= tahun), None)


def bkm_of(kode: str) -> BKM | None:
    """The living BKM of a kelurahan. One query."""
    return BKM._base_manager.filter(wilayah=kode, status="aktif").select_related("badan").first()


def account_of(bkm: BKM | None) -> RekeningBKM | None:
    """The account in use of a BKM. One query."""
    return None if bkm is None else RekeningBKM._base_manager.filter(bkm=bkm, ditutup__isnull=True).first()


def allocations_of(user: Any, kode: str) -> list[PaguBLM]:
    """Allocations of a kelurahan, newest year first; those replaced and taken back too. One query."""
    return list(
        PaguBLM.objects.visible_to(user).filter(wilayah=kode).order_by("-tahun_anggaran", "-sumber", "-dibuat_pada")
    )


def agreements_of(user: Any, kode: str) -> list[SPPB]:
    """Agreements of a kelurahan with parts, tranches, their files and steps, newest first. Eight queries."""
    berkas = BerkasPencairan._base_manager.exclude(status="batal").order_by("-sumber").prefetch_related("langkah")
    tahap = TahapBLM._base_manager.order_by("ke").prefetch_related("dana", Prefetch("berkas", berkas))
    return list(
        SPPB.objects.visible_to(user).filter(wilayah=kode).exclude(status="batal").select_related("bkm__badan")
        .prefetch_related("pagu", "porsi", Prefetch("tahap", tahap)).order_by("-tahun_anggaran", "dibuat_pada")
    )  # fmt: skip


def files_for_list(qs: QuerySet[BerkasPencairan]) -> QuerySet[BerkasPencairan]:
    """Files with what a row of the list says."""
    return qs.select_related("tahap__sppb__bkm__badan", "wilayah__induk")


def file_for_page(user: Any, pk: Any) -> BerkasPencairan:
    """A file with its tranche, agreement and account. Raises: BerkasPencairan.DoesNotExist out of scope. One query."""
    qs = BerkasPencairan.objects.visible_to(user).select_related(
        "tahap__sppb__bkm__badan", "rekening", "wilayah__induk", "jurnal"
    )
    return qs.get(pk=pk)  # type: ignore[no-any-return]


def steps_of(berkas: BerkasPencairan) -> list[LangkahBerkas]:
    """Every signature and return of a file, oldest first. One query."""
    return list(
        LangkahBerkas._base_manager.filter(berkas=berkas).select_related("foto").order_by("putaran", "dibuat_pada")
    )


def missing_papers(berkas: BerkasPencairan) -> list[str]:
    """Required papers that are not there; with any of them missing the file is not handed over. One query. Source: BLM-22."""
    return [k.nama for k in berkas.kertas.all() if k.wajib and not k.ada]


def letters_of(tahap: TahapBLM) -> list[DispensasiLPJ]:
    """Letters of dispensation about a tranche that count. One query."""
    baris = DispensasiLPJ._base_manager.filter(tahap=tahap, dicabut_pada__isnull=True)
    return list(baris.select_related("ksm", "berkas").order_by("dibuat_pada"))


@dataclass(frozen=True)
class Ruas:
    """One segment of the path of a file, as the component `rel` reads it; `oleh` is who passed it."""

    nama: Any
    keadaan: str
    kini: bool = False
    keterangan: str = ""
    oleh: str = ""


@dataclass(frozen=True)
class Jalur:
    """A file (or one that is not begun yet) as a path: whom it waits for, and since how many days."""

    sumber: str
    jumlah: Decimal
    berkas: BerkasPencairan | None = None
    ruas: list[Ruas] = field(default_factory=list)

    @property
    def hari(self) -> int | None:
        """Days that it waits where it is now; None when nothing is waited for."""
        b = self.berkas
        return None if b is None or not b.terbuka else days_waiting(b)


def days_waiting(b: BerkasPencairan) -> int:
    """Days since a file came to where it is. No queries but the zone of the province, which is kept."""
    return max((today_in(b.wilayah_id) - b.sejak).days, 0)


def path_of_file(b: BerkasPencairan, langkah: Sequence[LangkahBerkas] = ()) -> list[Ruas]:
    """BKM, the five, and the account, with what of it is passed. No queries."""
    lolos = {x.langkah: x for x in langkah if x.putaran == b.putaran and x.hasil == "lolos"}
    sampai = URUTAN.get(b.status, 0)
    diserahkan = b.diserahkan is not None or sampai > 0
    tunggu = _("%(n)d hari") % {"n": days_waiting(b)}
    kembali = b.status == "dikembalikan"
    awal = "terverifikasi" if diserahkan else "dikembalikan" if kembali else "berjalan"
    hasil = [Ruas("BKM", awal, not diserahkan, singkat(b.diserahkan) if diserahkan else tunggu)]
    for n, d in enumerate(LANGKAH.values(), 1):
        kini = diserahkan and n == sampai + 1 and b.terbuka
        x = lolos.get(d.kode)
        keadaan = "terverifikasi" if n <= sampai else "berjalan" if kini else "belum"
        kata = singkat(x.tanggal) if x else tunggu if kini else ""
        hasil.append(Ruas(d.nama, keadaan, kini, kata, x.nama if x else ""))
    cair, kini = b.status == "cair", b.status == "disetujui_satker"
    ujung = "terverifikasi" if cair else "berjalan" if kini else "belum"
    return [*hasil, Ruas(_("Rekening"), ujung, kini, singkat(b.diterima_pada) if cair else tunggu if kini else "")]


def singkat(hari: datetime.date | None) -> str:
    """A day as it stands below a segment: "2 Mar"; "" for none."""
    return tanggal(hari, "pendek") if hari else ""


def lanes_of(tahap: TahapBLM) -> list[Jalur]:
    """The path of each source of a tranche, from rows that are fetched already. No queries."""
    milik = {b.sumber: b for b in tahap.berkas.all() if b.status != "batal"}
    hasil = []
    for d in tahap.dana.all():
        b = milik.get(d.sumber)
        hasil.append(
            Jalur(str(d.get_sumber_display()), d.jumlah, b, path_of_file(b, list(b.langkah.all())) if b else [])
        )
    return hasil


def received_of(sppb: SPPB) -> Decimal:
    """What has come of an agreement (rupiah), from rows that are fetched already."""
    return sum((b.jumlah for t in sppb.tahap.all() for b in t.berkas.all() if b.status == "cair"), NOL)
