"""Writes on a Siklus: opening it with all its stages, refusal and second RKM, leaving the programme, closing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.jadwal import schedule_for
from siklus.actions.umum import author, client_id, field_date, needed, plan_span, take_siklus
from siklus.definisi import ambil_definisi, definisi_terbaru
from siklus.definisi.model import Akibat, Definisi, DefLangkah, Sebaran, Tingkat, Ulang
from siklus.models import Keputusan, Langkah, LokasiSasaran, Siklus
from wilayah.kode import path_of
from wilayah.models import Wilayah
from wilayah.waktu import today_in


@aksi
def create_siklus(
    wilayah: Wilayah,
    *,
    oleh: Any,
    tahun: int,
    program: str = "p2kp",
    keadaan_awal: bool = False,
    nomor: int | None = None,
    id: Any = None,
) -> Siklus:
    """Open a cycle in an area of the official list, with the first putaran of every stage and year.

    `tahun` is the calendar year of its first tahun siklus. A later cycle opens only after the residents decided so at
    the end of the one before. `keadaan_awal`: the place joins midway; only then may `nomor` be above the next one.
    The stages of the kota and kecamatan above are made too, once per year.
    Raises: TidakBerwenang, IsianSalah, AturanDilanggar (SIK-21, SIK-22, SIK-24). Source: SIK-19 .. SIK-25.
    """
    require(oleh, izin.BUKA_SIKLUS, kode=wilayah.kode)
    definisi = _definition(program, wilayah, tahun)
    lokasi = _location(wilayah, definisi, tahun)
    urut = _next_number(wilayah, definisi, nomor if keadaan_awal else None)
    siklus = Siklus(
        wilayah=wilayah, definisi=definisi.kunci, nomor=urut, tahun_mulai=tahun, lokasi=lokasi, keadaan_awal=keadaan_awal,
        **author(oleh), **client_id(id),
    )  # fmt: skip
    siklus.save(force_insert=True)
    siklus = Siklus.objects.get(pk=siklus.pk)
    langkah = _stages(siklus, definisi, oleh=oleh)
    ensure_langkah_atas(wilayah.kode, definisi, tahun, oleh=oleh)
    catat(
        "siklus.siklus.dibuka",
        siklus,
        tujuan=siklus.status,
        rincian={"nomor": urut, "tahun": tahun, "langkah": len(langkah)},
    )
    return siklus


def ensure_langkah_atas(kode: str, definisi: Definisi, tahun: int, *, oleh: Any) -> int:
    """Make the stages of every area above `kode` (and of itself) that the definition runs once a year. Returns how many.

    Part of an action, not one itself; two callers at the same time make one row (unique index). Source: SIK-20.
    """
    baris = []
    for kode_atas in path_of(kode):
        tingkat = {2: Tingkat.PROVINSI, 5: Tingkat.KOTA, 8: Tingkat.KECAMATAN, 13: Tingkat.KELURAHAN}[len(kode_atas)]
        for aturan in definisi.langkah_atas(tingkat):
            baris.append(_stage(aturan, definisi, kode_atas, tahun=tahun, tahun_siklus=1, oleh=oleh))
    _plan(baris)
    ada = set(
        Langkah.objects.filter(siklus__isnull=True, definisi=definisi.kunci, tahun=tahun, wilayah__in=path_of(kode))
        .values_list("wilayah_id", "kode")
    )  # fmt: skip
    baru = [x for x in baris if (x.wilayah_id, x.kode) not in ada]
    Langkah.objects.bulk_create(baru, ignore_conflicts=True)
    return len(baru)


@aksi
def open_langkah_atas(wilayah: Wilayah, *, oleh: Any, tahun: int, program: str = "p2kp") -> int:
    """Open the yearly stages of a kota or kecamatan before any of its kelurahan has a cycle. Returns how many were new.

    Raises: TidakBerwenang, IsianSalah. Source: SIK-20.
    """
    require(oleh, izin.BUKA_SIKLUS, kode=wilayah.kode)
    definisi = _known(program)
    baru = ensure_langkah_atas(wilayah.kode, definisi, _year(tahun), oleh=oleh)
    if baru:
        catat("siklus.langkah_atas.dibuka", wilayah, rincian={"tahun": tahun, "langkah": baru})
    return baru


@aksi
def refuse_siklus(siklus: Siklus, *, oleh: Any, alasan: str = "") -> Siklus:
    """Set `menolak` after a submitted RKM that refused; called by the submission, never by hand. Source: SIK-10."""
    take_siklus(siklus, oleh=oleh, perlu=izin.AJUKAN)
    return advance(siklus, "tolak", oleh=oleh, alasan=alasan)


@aksi
def restore_siklus(siklus: Siklus, *, oleh: Any, alasan: str = "") -> Siklus:
    """Back to `berjalan` after the returned berita acara was corrected to `terima`. Source: SIK-09, SIK-56."""
    take_siklus(siklus, oleh=oleh, perlu=izin.AJUKAN)
    return advance(siklus, "pulihkan", oleh=oleh, alasan=alasan)


@aksi
def schedule_ulang(
    siklus: Siklus, *, oleh: Any, rencana_mulai: datetime.date, rencana_selesai: datetime.date, alasan: str = ""
) -> Siklus:
    """Let residents deliberate again: the Siklus runs, and the deciding stage gets its next putaran, with its plan.

    The refused putaran stays as it is. Raises: Siklus.DoesNotExist, TransisiDitolak, TidakBerwenang, GerbangTertutup,
    IsianSalah. Source: SIK-11.
    """
    take_siklus(siklus, oleh=oleh, perlu=izin.JADWALKAN)
    mulai, selesai = plan_span(rencana_mulai, rencana_selesai)
    baris = advance(siklus, "jadwalkan_rkm_ulang", oleh=oleh, alasan=alasan)
    lama = baris.langkah.filter(status="terverifikasi").order_by("-putaran")
    tolak = next(x for x in lama if x.hasil and x.aturan_main.ambil_pilihan(x.hasil).akibat is Akibat.MENOLAK)
    baru = next_putaran(tolak, mulai=mulai, selesai=selesai, oleh=oleh)
    catat("siklus.langkah.dijadwalkan", baru, tujuan=baru.status, rincian={"putaran": baru.putaran})
    return baris


@aksi
def schedule_putaran(
    langkah: Langkah, *, oleh: Any, rencana_mulai: datetime.date, rencana_selesai: datetime.date
) -> Langkah:
    """The next run of a stage that repeats per tranche, in the same tahun siklus. Returns the new Langkah.

    Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-19). Source: SIK-19.
    """
    terlihat = Langkah.objects.visible_to(oleh).get(pk=langkah.pk)
    require(oleh, izin.JADWALKAN, terlihat)
    mulai, selesai = plan_span(rencana_mulai, rencana_selesai)
    if terlihat.siklus is not None:
        take_siklus(terlihat.siklus, oleh=oleh, perlu=izin.JADWALKAN)
    akhir = _last_putaran(terlihat)
    if akhir.aturan_main.ulang is not Ulang.PER_TAHAP_BLM or akhir.status == Langkah.Status.BELUM:
        raise AturanDilanggar(
            _("Putaran berikutnya dijadwalkan sesudah putaran ini dimulai, dan hanya untuk langkah yang berulang."),
            aturan="SIK-19",
        )
    baru = next_putaran(akhir, mulai=mulai, selesai=selesai, oleh=oleh)
    catat("siklus.langkah.dijadwalkan", baru, tujuan=baru.status, rincian={"putaran": baru.putaran})
    return baru


def next_putaran(lama: Langkah, *, mulai: datetime.date, selesai: datetime.date, oleh: Any) -> Langkah:
    """A fresh Langkah that repeats `lama`, one putaran on."""
    baru = Langkah(
        siklus_id=lama.siklus_id, wilayah_id=lama.wilayah_id, definisi=lama.definisi, tahun=lama.tahun, kode=lama.kode,
        tingkat=lama.tingkat, tahun_siklus=lama.tahun_siklus, putaran=lama.putaran + 1, urutan=lama.urutan,
        opsional=lama.opsional, rencana_mulai=mulai, rencana_selesai=selesai, **author(oleh),
    )  # fmt: skip
    baru.save(force_insert=True)
    return baru


@aksi
def propose_keluar(siklus: Siklus, *, oleh: Any, tanggal: datetime.date, catatan: str) -> Keputusan:
    """Korkot's written proposal that a location leaves the programme; Satker or PMU decides on it.

    Raises: Siklus.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-12) when one already stands.
    Source: SIK-12.
    """
    baris = take_siklus(siklus, oleh=oleh, perlu=izin.USULKAN_KELUAR)
    if baris.status not in {Siklus.Status.BERJALAN, Siklus.Status.MENOLAK}:
        raise AturanDilanggar(_("Siklus ini sudah ditutup."), aturan="SIK-31")
    if Keputusan.objects.filter(siklus=baris, status="sah").exists():
        raise AturanDilanggar(_("Usulan keluar sudah tercatat dan menunggu keputusan Satker/PMU."), aturan="SIK-12")
    usul = Keputusan.objects.create(
        siklus=baris, wilayah_id=baris.wilayah_id, jenis=Keputusan.Jenis.USUL_KELUAR, hasil="usul_keluar",
        tanggal=field_date(tanggal, baris.wilayah_id),
        catatan=needed(catatan, bidang="catatan", pesan=_("Tuliskan alasan usulan ini.")), **author(oleh),
    )  # fmt: skip
    catat("siklus.keputusan.usul_keluar", usul, alasan=catatan)
    return usul


@aksi
def remove_siklus(siklus: Siklus, *, oleh: Any, alasan: str) -> Siklus:
    """Satker/PMU takes a location out of the programme, on the standing proposal. Everything stays readable.

    Raises: Siklus.DoesNotExist, TransisiDitolak, TidakBerwenang, IsianSalah, GerbangTertutup. Source: SIK-12.
    """
    take_siklus(siklus, oleh=oleh, perlu=izin.KELUARKAN)
    return advance(siklus, "keluarkan", oleh=oleh, alasan=alasan)


@aksi
def close_siklus(siklus: Siklus, *, oleh: Any, alasan: str = "") -> Siklus:
    """Close a run whose residents decided on what follows. Raises: as `advance`. Source: SIK-24, SIK-159."""
    take_siklus(siklus, oleh=oleh, perlu=izin.BUKA_SIKLUS)
    return advance(siklus, "selesaikan", oleh=oleh, alasan=alasan)


# -- parts ---------------------------------------------------------------------------------------------------------


def _known(program: str) -> Definisi:
    try:
        return definisi_terbaru(program)
    except KeyError:
        raise IsianSalah({"program": [_("Program ini tidak dikenal.")]}) from None


def _year(tahun: int) -> int:
    if not 1999 <= tahun <= today_in("").year + 5:
        raise IsianSalah({"tahun": [_("Isi tahun antara 1999 dan lima tahun ke depan.")]})
    return tahun


def _definition(program: str, wilayah: Wilayah, tahun: int) -> Definisi:
    definisi = _known(program)
    _year(tahun)
    if wilayah.tingkat != definisi.pemilik.value or not wilayah.aktif:
        raise IsianSalah({"wilayah": [_("Siklus %(program)s dibuka di tingkat %(tingkat)s yang masih berlaku.") % {
            "program": definisi.nama, "tingkat": Wilayah.Tingkat(definisi.pemilik.value).label}]})  # fmt: skip
    return definisi


def _location(wilayah: Wilayah, definisi: Definisi, tahun: int) -> LokasiSasaran:
    """The newest official entry; locked, so that two openings of one area follow each other. Raises: SIK-21."""
    lokasi = (
        LokasiSasaran.objects.filter(wilayah=wilayah, program=definisi.kode, berlaku=True, tahun_anggaran__lte=tahun)
        .select_for_update(of=("self",), no_key=True)
        .order_by("-tahun_anggaran")
        .first()
    )
    if lokasi is None:
        raise AturanDilanggar(
            _("%(nama)s belum tercantum dalam daftar lokasi sasaran resmi sampai tahun %(tahun)d. Catat suratnya dulu.")
            % {"nama": wilayah.nama, "tahun": tahun},
            aturan="SIK-21",
        )
    return lokasi


def _next_number(wilayah: Wilayah, definisi: Definisi, diminta: int | None) -> int:
    akhir = Siklus.objects.filter(wilayah=wilayah, program=definisi.kode).order_by("-nomor").first()
    if akhir is None:
        return max(1, diminta or 1)
    if akhir.status in {Siklus.Status.BERJALAN, Siklus.Status.MENOLAK}:
        raise AturanDilanggar(_("Siklus %(n)d di wilayah ini masih terbuka.") % {"n": akhir.nomor}, aturan="SIK-22")
    putusan = [x for x in akhir.langkah.exclude(hasil="").order_by("-tahun_siklus", "-urutan")]
    lanjut = any(x.aturan_main.ambil_pilihan(x.hasil).akibat is Akibat.SIKLUS_BARU for x in putusan)
    if akhir.status != Siklus.Status.SELESAI or not lanjut:
        raise AturanDilanggar(
            _("Warga belum memutuskan melanjutkan ke siklus berikutnya pada akhir siklus %(n)d.") % {"n": akhir.nomor},
            aturan="SIK-24",
        )
    return max(akhir.nomor + 1, diminta or 0)


def _stages(siklus: Siklus, definisi: Definisi, *, oleh: Any) -> list[Langkah]:
    """First putaran of every stage of every year. Source: SIK-19."""
    anak = _children(siklus, definisi)
    baris = []
    for tahun_siklus in definisi.tahun:
        for aturan in definisi.langkah_tahun(tahun_siklus, siklus_ke=siklus.nomor):
            kode = anak[aturan.tingkat] if aturan.sebaran is Sebaran.ANAK else [siklus.wilayah_id]
            baris += [
                _stage(aturan, definisi, k, tahun=siklus.tahun_mulai + tahun_siklus - 1, tahun_siklus=tahun_siklus,
                       oleh=oleh, siklus=siklus)
                for k in kode
            ]  # fmt: skip
    _plan(baris)
    return Langkah.objects.bulk_create(baris)


def _children(siklus: Siklus, definisi: Definisi) -> dict[Tingkat, list[str]]:
    tingkat = {x.tingkat for x in definisi.langkah if x.sebaran is Sebaran.ANAK}
    return {
        t: list(
            Wilayah.objects.filter(tingkat=t.value, aktif=True, kode__startswith=siklus.wilayah_id + ".")
            .order_by("kode")
            .values_list("kode", flat=True)
        )
        for t in tingkat
    }


def _stage(
    aturan: DefLangkah,
    definisi: Definisi,
    kode: str,
    *,
    tahun: int,
    tahun_siklus: int,
    oleh: Any,
    siklus: Siklus | None = None,
) -> Langkah:
    return Langkah(
        siklus=siklus, wilayah_id=kode, definisi=definisi.kunci, tahun=tahun, kode=aturan.kode, tingkat=aturan.tingkat.value,
        tahun_siklus=tahun_siklus, urutan=definisi.langkah.index(aturan), opsional=aturan.opsional, **author(oleh),
    )  # fmt: skip


def _plan(baris: Iterable[Langkah]) -> None:
    """Give new stages the dates of the master schedules of their kota. Source: SIK-29."""
    daftar = list(baris)
    jadwal = schedule_for(daftar)
    for x in daftar:
        if rencana := jadwal.get(x.pk):
            x.rencana_mulai, x.rencana_selesai = rencana


def _last_putaran(langkah: Langkah) -> Langkah:
    return Langkah.objects.filter(
        siklus=langkah.siklus, kode=langkah.kode, wilayah_id=langkah.wilayah_id, tahun_siklus=langkah.tahun_siklus
    ).order_by("-putaran")[0]


def definition_of(siklus: Siklus) -> Definisi:
    """The definition a Siklus is pinned on."""
    return ambil_definisi(siklus.definisi)
