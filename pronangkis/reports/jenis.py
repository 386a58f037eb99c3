"""The kinds of papers of a plan, when DRAF may go from them, their numbers. Source: DOK-06, DOK-07, DOK-16."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.registry import jenis_dokumen
from laporan.models import NomorSurat
from laporan.nomor import take_number
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from pronangkis import izin
from pronangkis.isi import plan_content
from pronangkis.models import PJM, Renta
from pronangkis.reports import dokumen, gambar
from pronangkis.reports.kembali import receive_paper
from pronangkis.reports.lembaga import organisation_of
from pronangkis.reports.sumber import area_data, surroundings
from wilayah.waktu import today_in

PJM_KODE, RENTA_KODE, RESUME, PRIORITAS = "pjm", "renta", "resume_pjm", "daftar_prioritas"
SINGKATAN = {PJM_KODE: "PJM", RENTA_KODE: "RENTA", RESUME: "RES-PJM", PRIORITAS: "DP-PJM"}


def ratified(objek: PJM | Renta) -> bool:
    """Final once the rembug ratified it, also after a newer version took its place. Source: DOK-07, PJM-11."""
    return objek.pengesahan_id is not None


def build_pjm(pjm: PJM) -> dict[str, Any]:
    """The whole plan."""
    return dokumen.pjm_paper(plan_content(pjm), surroundings(pjm))


def build_resume(pjm: PJM) -> dict[str, Any]:
    """The short form for the BLM file."""
    return dokumen.resume_paper(plan_content(pjm), surroundings(pjm))


def build_priorities(pjm: PJM) -> dict[str, Any]:
    """The order of the activities."""
    return dokumen.priority_paper(plan_content(pjm), surroundings(pjm))


def build_renta(renta: Renta) -> dict[str, Any]:
    """One year. Its own plan content is asked from the version it belongs to."""
    plan = plan_content(renta.pjm)
    return dokumen.renta_paper(plan, surroundings(renta.pjm, renta=renta), dokumen.renta_of(plan, renta.tahun_ke))


def number(jenis: str) -> Callable[[Any], NomorSurat]:
    """The number of the paper, counted by the BKM (by the area while there is none), year and kind."""

    def ambil(objek: Any) -> NomorSurat:
        badan = organisation_of(objek.wilayah)["bkm"]["badan"]
        return take_number(
            jenis,
            objek,
            pemilik=badan or objek.wilayah_id,
            singkatan=SINGKATAN[jenis],
            lingkup=objek.wilayah_id,
            tanggal=today_in(objek.wilayah_id),
        )

    return ambil


def issuer(objek: PJM | Renta) -> str:
    """Who issues it, as the public reads: the BKM, its kelurahan and those above it."""
    w = area_data(objek.wilayah)
    tempat = ", ".join(t for t in (w["nama"], w["kecamatan"], w["kota"]) if t)
    return f"{organisation_of(objek.wilayah)['bkm']['nama']}, {tempat}"


def titled(judul: str) -> Callable[[Any], str]:
    """The title in the archive: what, for which years, where."""

    def nama(objek: Any) -> str:
        masa = objek.tahun if isinstance(objek, Renta) else f"{objek.tahun_mulai}–{objek.tahun_akhir}"
        return f"{judul} {masa}, {objek.wilayah.nama_lengkap}"

    return nama


def kinds() -> list[JenisDokumen]:
    """The four papers: one part each with its own QR, whose signed sheet is expected back. Who makes the plan asks for them."""

    def satu(kode: str, judul: Any, model: str, templat: str, build: Any) -> JenisDokumen:
        return JenisDokumen(
            kode=kode,
            judul=judul,
            model=model,
            templat=f"dokumen/pjm/{templat}.html",
            build=build,
            penerbit=issuer,
            bagian=(Bagian(kode, judul, kembali=True),),
            final=ratified,
            nomor=number(kode),
            izin=izin.SUSUN,
            nama=titled(str(judul)),
            gambar=gambar.pictures,
        )

    return [
        satu(PJM_KODE, _("PJM Pronangkis"), "pronangkis.pjm", "pjm", build_pjm),
        satu(RESUME, _("Resume PJM"), "pronangkis.pjm", "resume", build_resume),
        satu(PRIORITAS, _("Daftar prioritas PJM"), "pronangkis.pjm", "prioritas", build_priorities),
        satu(RENTA_KODE, _("Renta"), "pronangkis.renta", "renta", build_renta),
    ]


def register() -> None:
    """Tell laporan which papers a plan prints, and who takes in the signed ones."""
    for kind in kinds():
        jenis_dokumen.daftar(kind.kode, kind)
        if kind.kode != RESUME:  # the resume goes into the BLM file; no evidence of S6 asks for it
            penerima_kertas.daftar(kind.kode, receive_paper)
