"""The thread of a rupiah: from the problem that residents named, through plan, proposal, decisions and money, to the photo.

One thread per proposal. A voucher finds its threads by the group and the activity of its lines. Source: TGT-10, TGT-11.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.formats import bilangan, persen_pas
from inti.izin import may
from keuangan import tautan_blm, tautan_rpd
from keuangan.izin import LIHAT_BUKU, LIHAT_DANA_KSM, LIHAT_PENYELEWENGAN
from keuangan.models import LPJKSM, RPD, BarisJurnal, BelanjaKSM, Penyelewengan, UpahKSM
from ksm import tautan as ksm_tautan
from ksm.models import (
    BadanPemelihara,
    BarisBAPPUK,
    FotoPekerjaan,
    KemajuanUsulan,
    PemeriksaanAset,
    PenerimaanBantuan,
    Perjanjian,
    PerubahanUsulan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
    VerifikasiUsulan,
)
from ksm.tautan_pelaksanaan import karya
from pronangkis import tautan as pjm_tautan
from pronangkis.izin import LIHAT as LIHAT_PJM
from siklus import tautan as siklus_tautan
from siklus.models import Masalah


@dataclass(frozen=True)
class Simpul:
    """One knot: what it is, in words, on which day, worth how much (rupiah), where it stands, and whether it is there."""

    judul: Any
    isi: str = ""
    tanggal: datetime.date | None = None
    nilai: Decimal | None = None
    url: str = ""
    keadaan: str = "ok"
    foto: tuple[Any, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Bagian:
    """One part of the way: why, what was decided, the money, the result; None of its knots is typed."""

    kode: str
    judul: Any
    simpul: list[Simpul]


def threads_of(baris: Iterable[BarisJurnal], user: Any) -> list[Usulan]:
    """Proposals that the lines of a voucher belong to: same group, same activity of the plan; in scope. One query. TGT-10."""
    pasangan = {(b.ksm_id, b.kegiatan_id) for b in baris if b.ksm_id and b.kegiatan_id}
    if not pasangan:
        return []
    terlihat = Usulan.objects.visible_to(user).filter(ksm__in={k for k, _n in pasangan})  # type: ignore[attr-defined]
    calon = terlihat.exclude(status="batal").select_related("kegiatan_renta__kegiatan")
    return [u for u in calon if any(_same(u, ksm, kegiatan) for ksm, kegiatan in pasangan)]


def _same(usulan: Usulan, ksm: Any, kegiatan: Any) -> bool:
    return bool(usulan.ksm_id == ksm and usulan.kegiatan_renta.kegiatan_id == kegiatan)


def thread(usulan: Usulan, user: Any) -> list[Bagian]:
    """The thread of one proposal; money only for those who may see the money of groups. A constant number of queries."""
    bagian = [_why(usulan, user), _decided(usulan)]
    if may(user, LIHAT_DANA_KSM, usulan):
        bagian.append(_money(usulan, user))
    return [*bagian, _work(usulan), _after(usulan)]


def _why(u: Usulan, user: Any) -> Bagian:
    """The problems that the activity answers, the activity in the plan, its line of the year.

    The plan has no page for the treasurer of a group: its words stand there without a link.
    """
    buka = may(user, LIHAT_PJM, kode=u.wilayah_id)
    kegiatan, renta = u.kegiatan_renta.kegiatan, u.kegiatan_renta.renta
    masalah = Masalah.objects.filter(kegiatan_pjm=kegiatan, status="sah").select_related("basis__induk")
    simpul = [
        Simpul(_("Masalah yang ditemukan warga"), f"{m.uraian}{f' ({m.tempat})' if m.tempat else ''}",
               url=siklus_tautan.langkah(m.langkah_id))
        for m in masalah
    ]  # fmt: skip
    if not simpul:
        kosong = _("PJM tidak menyebut masalah untuk kegiatan ini.")
        simpul.append(Simpul(_("Masalah yang ditemukan warga"), kosong, keadaan="awas"))
    urut = _("prioritas %(n)d") % {"n": kegiatan.prioritas} if kegiatan.prioritas else ""
    simpul.append(
        Simpul(
            _("Kegiatan PJM"),
            " · ".join(x for x in (kegiatan.nama, urut) if x),
            url=pjm_tautan.pjm(kegiatan.pjm_id) if buka else "",
        )
    )
    simpul.append(Simpul(_("Rencana tahunan"), f"Renta {renta.tahun}", url=pjm_tautan.renta(renta.pk) if buka else ""))
    return Bagian("mengapa", _("Mengapa"), simpul)


def _decided(u: Usulan) -> Bagian:
    """Proposal, judgement, ranking, agreement and changes."""
    alamat = ksm_tautan.usulan(u.pk)
    simpul = [Simpul(_("Usulan %(nomor)s") % {"nomor": u.nomor_usulan}, f"{u.judul}, {u.ksm}", u.diajukan, url=alamat)]
    layak = VerifikasiUsulan.objects.filter(usulan=u, status="sah").order_by("-tanggal", "-id").first()
    if layak is not None:
        simpul.append(Simpul(_("Dinilai %(unit)s") % {"unit": layak.get_unit_display()}, layak.get_hasil_display(),
                             layak.tanggal, url=alamat))  # fmt: skip
    putusan = BarisBAPPUK.objects.filter(usulan=u, bappuk__status="ditetapkan").select_related("bappuk__rapat")
    simpul += [
        Simpul(_("Rapat BKM (%(ba)s)") % {"ba": b.bappuk}, f"{b.get_putusan_display()}, {_('peringkat')} {b.peringkat}",
               b.bappuk.rapat.tanggal, b.disetujui or None, alamat)
        for b in putusan
    ]  # fmt: skip
    for p in Perjanjian.objects.filter(usulan=u, status="sah"):
        simpul.append(Simpul(p.judul, p.nomor, p.tanggal, p.blm, alamat))
    for ubah in PerubahanUsulan.objects.filter(usulan=u).order_by("ke"):
        simpul.append(Simpul(str(ubah), f"{ubah.sebab} · {ubah.get_status_display()}", ubah.rapat_ksm, url=alamat))
    return Bagian("putusan", _("Diputuskan"), simpul)


def _money(u: Usulan, user: Any) -> Bagian:
    """Tranche and voucher of every termin, what was bought, what was accounted for, what was misused.

    The treasurer of a group does not see the ledgers of the BKM: the words stand there, without a link to a closed page.
    """
    buka = may(user, LIHAT_BUKU, kode=u.wilayah_id)
    simpul = []
    for r in RPD.objects.filter(usulan=u).exclude(status="batal").select_related(
        "berkas_pencairan__tahap__sppb", "jurnal"
    ).order_by("termin"):  # fmt: skip
        tahap = r.berkas_pencairan
        simpul.append(
            Simpul(_("Dana dari %(tahap)s") % {"tahap": tahap}, tahap.get_status_display(), tahap.diterima_pada,
                   url=tautan_blm.berkas(tahap.pk) if buka else "")
        )  # fmt: skip
        bukti = f"{r.get_status_display()}{f' · {r.jurnal}' if r.jurnal else ''}"
        alamat = reverse("keuangan:bukti", args=[r.jurnal_id]) if r.jurnal_id and buka else tautan_rpd.rpd(r.pk)
        simpul.append(Simpul(_("RPD termin %(n)d") % {"n": r.termin}, bukti, r.dibayar_pada, r.jumlah, alamat))
    bernota = Q(nota__isnull=False) | Q(penerimaan__isnull=False)
    for model, judul, ada in ((BelanjaKSM, _("Belanja"), bernota), (UpahKSM, _("Upah"), Q(lembar__isnull=False))):
        n = model.objects.filter(usulan=u, status="sah").aggregate(
            n=Count("pk"), rp=Sum("jumlah"), foto=Count("pk", filter=ada)
        )
        if n["n"]:
            isi = _("%(n)d catatan, %(foto)d berbukti") % n
            simpul.append(Simpul(judul, isi, nilai=n["rp"], keadaan="ok" if n["foto"] == n["n"] else "awas"))
    for lpj in LPJKSM.objects.filter(usulan=u).exclude(status="batal").order_by("tanggal"):
        simpul.append(Simpul(_("LPJ"), lpj.get_status_display(), lpj.diterima_pada or lpj.tanggal, lpj.belanja,
                             tautan_rpd.lpj(lpj.pk), "ok" if lpj.status == "diterima" else "jalan"))  # fmt: skip
    kasus = may(user, LIHAT_PENYELEWENGAN, kode=u.wilayah_id)
    for k in Penyelewengan.objects.filter(usulan=u):
        simpul.append(Simpul(_("Penyelewengan"), k.get_status_display(), k.ditemukan, k.jumlah,
                             tautan_rpd.kasus(k.pk) if kasus else "", "buruk"))  # fmt: skip
    return Bagian("uang", _("Uang"), simpul)


def _work(u: Usulan) -> Bagian:
    """Swadaya, progress, photos of the same spots, who received."""
    simpul = []
    s = SwadayaUsulan.objects.filter(usulan=u, status="sah").aggregate(n=Count("pk"), rp=Sum("nilai"))
    if s["n"]:
        simpul.append(Simpul(_("Swadaya warga"), _("%(n)d catatan") % s, nilai=s["rp"], url=karya(u.pk, "swadaya")))
    maju = KemajuanUsulan.objects.filter(usulan=u, status="sah").order_by("-tanggal", "-id").first()
    if maju is not None:
        simpul.append(Simpul(_("Kemajuan"), f"{persen_pas(maju.persen)} · {maju.uraian}", maju.tanggal,
                             url=karya(u.pk, "pekerjaan")))  # fmt: skip
    foto = FotoPekerjaan.objects.filter(usulan=u, status="sah").select_related("berkas").order_by("titik", "tahap")
    titik: dict[str, list[FotoPekerjaan]] = {}
    for f in foto:
        titik.setdefault(f.titik, []).append(f)
    for nama, isi in titik.items():
        simpul.append(Simpul(_("Foto %(titik)s") % {"titik": nama}, " · ".join(f"{f.tahap} %" for f in isi), isi[-1].tanggal,
                             url=karya(u.pk, "foto"), foto=tuple(isi)))  # fmt: skip
    b = PenerimaanBantuan.objects.filter(usulan=u, status="sah").aggregate(n=Count("pk"), rp=Sum("jumlah"))
    if b["n"]:
        simpul.append(Simpul(_("Diterima warga"), _("%(n)d penerima bertanda terima") % b, nilai=b["rp"],
                             url=karya(u.pk, "bantuan")))  # fmt: skip
    return Bagian("hasil", _("Hasil"), simpul)


def _after(u: Usulan) -> Bagian:
    """Hand-over, who keeps it up, the state of it year by year."""
    alamat = karya(u.pk, "pemeliharaan")
    simpul = [
        Simpul(
            _("Serah terima"), f"{bilangan(t.volume)} {t.satuan}, {t.kepada}", t.tanggal, url=karya(u.pk, "pekerjaan")
        )
        for t in SerahTerima.objects.filter(usulan=u, status="sah")
    ]
    for p in BadanPemelihara.objects.filter(usulan=u, status="sah"):
        simpul.append(Simpul(_("Badan pemelihara"), p.nama, p.dibentuk, url=alamat))
    for a in PemeriksaanAset.objects.filter(usulan=u, status="sah").order_by("tahun"):
        keadaan = "ok" if a.keadaan == "baik" else "awas"
        simpul.append(Simpul(_("Keadaan %(tahun)d") % {"tahun": a.tahun}, a.get_keadaan_display(), a.tanggal, url=alamat,
                             keadaan=keadaan))  # fmt: skip
    return Bagian("sesudah", _("Sesudahnya"), simpul)
