"""What is asked about oversight: who was on duty, what is still open, what waits for whom. Source: KEU-180 to KEU-189."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkm.models import PengawasUPK, PetugasUP
from inti.formats import tanggal as format_tanggal
from inti.registry import Menunggu
from keuangan import izin
from keuangan.models import AuditTahunan, Buku, KunjunganPengawas, Periode, TemuanPemeriksaan
from wilayah import parameter

HARI_TINDAK_LANJUT = "pengawasan.hari_tindak_lanjut"
PILIHAN_OPINI = "audit.pilihan_opini"
HARI_BAWAAN = 30
HIDUP = (TemuanPemeriksaan.Status.TERBUKA, TemuanPemeriksaan.Status.DITINDAKLANJUTI)
BATAS = 50


def on_duty(hari: datetime.date, sejak: datetime.date | None = None) -> Q:
    """Office holders of a day, or of any day since another: appointed by then, not released before it."""
    return Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=sejak or hari)) & ~Q(status="batal")


def supervisors_on(buku: Buku, hari: datetime.date, sejak: datetime.date | None = None) -> list[PengawasUPK]:
    """The Pengawas UPK on duty on a day (or since another) where a ledger is kept, by name. One query. Source: KEU-180."""
    return list(PengawasUPK.objects.filter(on_duty(hari, sejak), wilayah=buku.wilayah_id).order_by("nama", "id"))


def staff_on(buku: Buku, hari: datetime.date, sejak: datetime.date | None = None) -> list[PetugasUP]:
    """The officers of the UPK on a day (or since another), by name. One query."""
    qs = PetugasUP.objects.filter(on_duty(hari, sejak), wilayah=buku.wilayah_id, unit__jenis="upk")
    return list(qs.order_by("nama", "id"))


def due_date_for(buku: Buku, hari: datetime.date) -> datetime.date:
    """The usual last day of a finding from that day. One query. Source: KEU-184."""
    nilai = parameter.value(HARI_TINDAK_LANJUT, kode_wilayah=buku.wilayah_id, tanggal=hari)
    return hari + datetime.timedelta(days=int(nilai.angka or HARI_BAWAAN))


def opinions_on(buku: Buku, hari: datetime.date) -> list[str]:
    """The opinions offered for choice on a day, none where none are set. One query. Source: KEU-185."""
    nilai = parameter.value(PILIHAN_OPINI, kode_wilayah=buku.wilayah_id, tanggal=hari).nilai
    return [o.strip() for o in str(nilai).split(";") if o.strip()] if nilai else []


def months_to_check(buku: Buku, banyak: int = 12) -> list[Periode]:
    """The months of a ledger, newest first. One query."""
    return list(Periode.objects.filter(buku=buku).order_by("-tahun", "-bulan")[:banyak])


def open_findings(buku: Buku) -> QuerySet[TemuanPemeriksaan]:
    """Findings of a ledger that are still to be done, most pressing first."""
    return TemuanPemeriksaan.objects.filter(buku=buku, status__in=HIDUP).order_by("batas_waktu", "nomor")


def overdue_findings(buku: Buku, hari: datetime.date) -> list[TemuanPemeriksaan]:
    """Findings of a ledger past their last day. One query. Source: KEU-189."""
    return list(open_findings(buku).filter(batas_waktu__lt=hari))


def findings_of(audit: AuditTahunan) -> QuerySet[TemuanPemeriksaan]:
    """The findings of one audit, by number."""
    return TemuanPemeriksaan.objects.filter(audit=audit).order_by("nomor")


def closed_years(buku: Buku) -> list[int]:
    """The years of a ledger whose December is closed, newest first. One query. Source: KEU-185."""
    tutup = Periode.objects.filter(buku=buku, bulan=12, status=Periode.Status.DITUTUP)
    return list(tutup.order_by("-tahun").values_list("tahun", flat=True))


def visits_of(buku: Buku, banyak: int = 36) -> QuerySet[KunjunganPengawas]:
    """The last visits to a ledger, newest first, with their names. Two queries."""
    qs = KunjunganPengawas.objects.filter(buku=buku).select_related("periode", "pembetulan")
    return qs.prefetch_related("hadir").order_by("-tanggal", "-id")[:banyak]


def audits_of(buku: Buku) -> QuerySet[AuditTahunan]:
    """Audits of a ledger, newest year first."""
    return (
        AuditTahunan.objects.filter(buku=buku).select_related("publikasi", "pembetulan").order_by("-tahun", "-tanggal")
    )


def with_origin(qs: QuerySet[TemuanPemeriksaan]) -> QuerySet[TemuanPemeriksaan]:
    """Findings with what they come from and where; two queries with their follow-up."""
    return qs.select_related("buku__badan", "buku__wilayah", "jawaban__kunjungan__periode", "audit").prefetch_related(
        Prefetch("tindak_lanjut")
    )


def waiting_for(user: Any) -> list[Menunggu]:
    """Findings that wait for this person: to be followed up, or to be judged; one line for each ledger. KEU-189.

    Four queries at most, none without the permissions.
    """
    return [*_to_follow_up(user), *_to_judge(user)]


def _to_follow_up(user: Any) -> list[Menunggu]:
    """Open ones, for who works for that unit."""
    if not user.cakupan(izin.TINDAK_LANJUTI):
        return []
    unit = ["upk"]
    if user.cakupan(izin.BUKUKAN_SEKRETARIAT) or user.cakupan(izin.SETUJUI_SEKRETARIAT):
        unit += ["sekretariat", "tpk"]
    qs = TemuanPemeriksaan.objects.visible_to(user, izin=izin.TINDAK_LANJUTI)  # type: ignore[attr-defined]
    qs = qs.filter(status=TemuanPemeriksaan.Status.TERBUKA, buku__unit__in=unit)
    return _lines(qs, lambda n: ngettext("Tindak lanjuti %(n)d temuan", "Tindak lanjuti %(n)d temuan", n) % {"n": n})


def _to_judge(user: Any) -> list[Menunggu]:
    """Followed up by another, for who neither did it nor keeps those books."""
    if not user.cakupan(izin.SELESAIKAN_TEMUAN):
        return []
    qs = TemuanPemeriksaan.objects.visible_to(user, izin=izin.SELESAIKAN_TEMUAN)  # type: ignore[attr-defined]
    qs = qs.filter(status=TemuanPemeriksaan.Status.DITINDAKLANJUTI).exclude(tindak_lanjut__dibuat_oleh_id=user.pk)
    if user.cakupan(izin.BUKUKAN_SEKRETARIAT):
        qs = qs.exclude(buku__unit="sekretariat")
    if any(user.cakupan(i) for i in (izin.BUKUKAN_UPK, izin.CATAT_KAS_UPK, izin.SETUJUI_UPK)):
        qs = qs.exclude(buku__unit="upk")
    return _lines(qs, lambda n: ngettext("Nilai %(n)d tindak lanjut", "Nilai %(n)d tindak lanjut", n) % {"n": n})


def _lines(qs: Any, judul: Any) -> list[Menunggu]:
    per_buku: dict[Any, list[TemuanPemeriksaan]] = {}
    for t in qs.select_related("buku__badan").order_by(F("batas_waktu"), "id")[:BATAS]:
        per_buku.setdefault(t.buku_id, []).append(t)
    return [
        Menunggu(
            judul=judul(len(daftar)),
            keterangan=_("%(buku)s, paling lambat %(hari)s.")
            % {"buku": daftar[0].buku, "hari": format_tanggal(daftar[0].batas_waktu, "singkat")},
            tautan=reverse("keuangan:pengawasan", args=[pk]),
            sejak=daftar[0].diubah_pada,
            ikon="dokumen",
            tenggat=daftar[0].batas_waktu,
            kode_wilayah=daftar[0].wilayah_id,
        )
        for pk, daftar in per_buku.items()
    ]
