"""Every write of paper: keep an upload, file a signed sheet, ask for a document, finish it, cancel what is wrong."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inti import pekerjaan as antrean
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.idempotensi import digest
from inti.izin import require
from inti.models import Pekerjaan
from inti.unggah import Unggahan
from inti.unit_kerja import aksi, catat
from laporan.izin import BATALKAN_BERKAS, BATALKAN_DOKUMEN, UNGGAH_BERKAS
from laporan.models import Berkas, Dokumen
from laporan.queries import uploaded_today
from laporan.registry import JenisDokumen, kind_of, penerima_kertas
from laporan.templat import template_digest
from wilayah.models import Wilayah

TUGAS_SUSUN = "laporan.susun_dokumen"
ALAMAT_BAWAAN = "http://localhost"


@dataclass(frozen=True)
class Hasil:
    """A finished print: where the file is kept, its fingerprint, bytes, pages, and how long it took (milliseconds)."""

    berkas: str
    sha256: str
    ukuran: int
    halaman: int
    lama_ms: int


@aksi
def save_berkas(
    unggahan: Unggahan,
    *,
    oleh: Any,
    wilayah: Wilayah,
    objek: Any = None,
    slot: str = "",
    keterangan: str = "",
    lokasi: str = "",
    lintang: Decimal | None = None,
    bujur: Decimal | None = None,
    badan_id: uuid.UUID | None = None,
    id: uuid.UUID | None = None,
) -> Berkas:
    """Keep one checked upload (inti.unggah.check_upload) in an area, for a row or still without a place.

    Raises: TidakBerwenang, AturanDilanggar (daily quota, bytes). Source: DOK-03, DOK-05.
    """
    require(oleh, UNGGAH_BERKAS, kode=wilayah.kode)
    _check_quota(oleh, unggahan.ukuran)
    berkas = Berkas(
        wilayah=wilayah,
        badan_id=badan_id,
        nama_asli=unggahan.nama_asli,
        jenis=unggahan.jenis,
        jenis_isi=unggahan.jenis_isi,
        ukuran=unggahan.ukuran,
        sha256=unggahan.sha256,
        lebar=unggahan.lebar,
        tinggi=unggahan.tinggi,
        lokasi=lokasi,
        lintang=lintang,
        bujur=bujur,
        keterangan=keterangan,
        objek_jenis=objek._meta.label_lower if objek is not None else "",
        objek_id=str(objek.pk) if objek is not None else "",
        slot=slot,
        dibuat_oleh_id=oleh.pk,
        dibuat_oleh_nama=oleh.nama,
    )
    if id is not None:
        berkas.pk = id
    berkas.file.save(f"isi{unggahan.akhiran}", ContentFile(unggahan.isi), save=False)
    if unggahan.kecil:
        berkas.kecil.save("kecil.jpg", ContentFile(unggahan.kecil), save=False)
    berkas.save(force_insert=True)
    catat("laporan.berkas.diunggah", berkas, rincian={"sha256": berkas.sha256, "slot": slot})
    return berkas


@aksi
def place_berkas(berkas: Berkas, *, oleh: Any, dokumen: Dokumen, slot: str) -> Berkas:
    """File the photo of a signed sheet under the blank it answers, and hand it to the app that asked for it.

    Raises: TidakBerwenang; AturanDilanggar when the file has a place, the paper is cancelled, or the part is not one
    of its own. Source: DOK-11.
    """
    berkas = Berkas.objects.select_for_update(of=("self",), no_key=True).get(pk=berkas.pk)
    dokumen = Dokumen.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)
    require(oleh, UNGGAH_BERKAS, dokumen)
    bagian = dokumen.jenis_terdaftar.part(slot)
    if berkas.objek_jenis or not berkas.berlaku:
        raise AturanDilanggar(
            _("Berkas ini sudah ada tempatnya. Bila keliru, batalkan lalu unggah lagi."), aturan="DOK-11"
        )
    if dokumen.status != Dokumen.Status.SIAP:
        raise AturanDilanggar(_("Kertas ini sudah dibatalkan. Pilih kertas yang masih berlaku."), aturan="DOK-11")
    if bagian is None:
        raise AturanDilanggar(_("Bagian kertas ini tidak dikenal. Pilih dari daftar."), aturan="DOK-11")
    berkas.wilayah_id, berkas.badan_id = dokumen.wilayah_id, dokumen.badan_id
    berkas.objek_jenis, berkas.objek_id = dokumen.objek_jenis, dokumen.objek_id
    berkas.dokumen, berkas.slot = dokumen, slot
    berkas.versi += 1
    berkas.save()
    catat("laporan.berkas.ditempatkan", berkas, rincian={"dokumen": str(dokumen.pk), "bagian": slot})
    terima = penerima_kertas.ambil(dokumen.jenis)
    if terima is not None:
        terima(dokumen, berkas, oleh)
    return berkas


@aksi
def file_paper(unggahan: Unggahan, *, oleh: Any, dokumen: Dokumen, slot: str, keterangan: str = "") -> Berkas:
    """Keep the photo of a signed sheet and place it at once. Raises what `save_berkas` and `place_berkas` raise."""
    wilayah = Wilayah.objects.get(pk=dokumen.wilayah_id)
    berkas = save_berkas(unggahan, oleh=oleh, wilayah=wilayah, keterangan=keterangan, badan_id=dokumen.badan_id)
    return place_berkas(berkas, oleh=oleh, dokumen=dokumen, slot=slot)


@aksi
def cancel_berkas(berkas: Berkas, *, oleh: Any, alasan: str) -> Berkas:
    """Mark an upload as wrong; the file stays. Raises TidakBerwenang, IsianSalah, AturanDilanggar. Source: UMU-32."""
    berkas = Berkas.objects.select_for_update(of=("self",), no_key=True).get(pk=berkas.pk)
    _may_cancel_berkas(oleh, berkas)
    _need_reason(alasan)
    if not berkas.berlaku:
        raise AturanDilanggar(_("Berkas ini sudah dibatalkan sebelumnya."), aturan="UMU-32")
    _mark_cancelled(berkas, oleh, alasan)
    berkas.save()
    catat("laporan.berkas.dibatalkan", berkas, alasan=alasan)
    return berkas


@aksi
def request_dokumen(jenis: str, objek: Any, *, oleh: Any, alamat_dasar: str = "") -> Dokumen:
    """Ask for a document about `objek`: freeze what will be printed and queue the printing.

    The same content printed the same way is the same document, given back as it is (a failed one is tried again).
    Raises: TidakBerwenang, AturanDilanggar when the kind is not meant for this object, LookupError for an unknown
    kind. Source: DOK-06, DOK-08, DOK-12, DOK-20.
    """
    kind = kind_of(jenis)
    require(oleh, kind.izin, objek)
    if not kind.cocok(objek):
        raise AturanDilanggar(_("Dokumen ini bukan untuk catatan tersebut. Pilih dokumen yang lain."), aturan="DOK-10")
    _lock_paper(jenis, objek)
    with translation.override("id"):
        isi = _as_json(kind.build(objek))
        final = kind.final(objek)
        lama = _same_paper(kind, objek, isi, final)
        if lama is not None:
            return _again(lama, oleh)
        dokumen = _new_paper(kind, objek, isi, final, oleh, alamat_dasar)
    dokumen.pekerjaan = antrean.enqueue(
        TUGAS_SUSUN,
        oleh=oleh,
        kode_wilayah=dokumen.wilayah_id,
        kunci=f"dokumen:{dokumen.pk}",
        argumen={"dokumen": str(dokumen.pk)},
        antrean=Pekerjaan.Antrean.DOKUMEN,
    )
    dokumen.save(update_fields=["pekerjaan"])
    catat("laporan.dokumen.diminta", dokumen, tujuan=dokumen.status, rincian=_brief(dokumen))
    return dokumen


@aksi
def complete_dokumen(dokumen: Dokumen, hasil: Hasil, *, oleh: Any) -> bool:
    """Take in the finished print. False when the row was finished or cancelled meanwhile (delivered twice).

    A draft never replaces a final paper; otherwise older versions of the same paper are marked as replaced.
    Source: DOK-07, DOK-12.
    """
    baris = Dokumen.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)
    if baris.status != Dokumen.Status.DIMINTA:
        return False
    baris.berkas.name, baris.berkas_sha256 = hasil.berkas, hasil.sha256
    baris.ukuran, baris.halaman, baris.lama_ms = hasil.ukuran, hasil.halaman, hasil.lama_ms
    baris.status, baris.siap_pada = Dokumen.Status.SIAP, timezone.now()
    baris.save()
    _replace_older(baris)
    catat("laporan.dokumen.siap", baris, asal=Dokumen.Status.DIMINTA, tujuan=baris.status, rincian=_brief(baris))
    return True


@aksi
def retry_dokumen(dokumen: Dokumen, *, oleh: Any) -> Dokumen:
    """Try a failed print again. Raises TidakBerwenang, AturanDilanggar when it has not failed. Source: UMU-19."""
    dokumen = _locked(dokumen)
    require(oleh, dokumen.jenis_terdaftar.izin, dokumen)
    if dokumen.keadaan != Dokumen.Keadaan.GAGAL:
        raise AturanDilanggar(_("Dokumen ini tidak gagal; tidak perlu disusun ulang."), aturan="DOK-12")
    return _again(dokumen, oleh)


@aksi
def cancel_dokumen(dokumen: Dokumen, *, oleh: Any, alasan: str) -> Dokumen:
    """Withdraw a document; its page says so from now on. Raises TidakBerwenang, IsianSalah, AturanDilanggar. DOK-07."""
    dokumen = _locked(dokumen)
    require(oleh, BATALKAN_DOKUMEN, dokumen)
    _need_reason(alasan)
    asal = dokumen.status
    if asal == Dokumen.Status.DIBATALKAN:
        raise AturanDilanggar(_("Dokumen ini sudah dibatalkan sebelumnya."), aturan="DOK-07")
    dokumen.status = Dokumen.Status.DIBATALKAN
    _mark_cancelled(dokumen, oleh, alasan)
    dokumen.save()
    catat("laporan.dokumen.dibatalkan", dokumen, asal=asal, tujuan=dokumen.status, alasan=alasan)
    return dokumen


def _may_cancel_berkas(oleh: Any, berkas: Berkas) -> None:
    """One's own upload of an area one may still upload in, or the izin to cancel others'."""
    if berkas.dibuat_oleh_id == oleh.pk:
        require(oleh, UNGGAH_BERKAS, berkas)
    else:
        require(oleh, BATALKAN_BERKAS, berkas)


def _need_reason(alasan: str) -> None:
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan alasannya agar yang lain mengerti.")]})


def _mark_cancelled(baris: Any, oleh: Any, alasan: str) -> None:
    baris.dibatalkan_pada, baris.dibatalkan_alasan = timezone.now(), alasan.strip()[:300]
    baris.dibatalkan_oleh_nama = oleh.nama
    baris.versi += 1


def _locked(dokumen: Dokumen) -> Dokumen:
    return Dokumen.objects.select_related("pekerjaan").select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)


def _check_quota(oleh: Any, ukuran: int) -> None:
    """Judge the day's sum under a lock of this person, so that parallel uploads cannot slip past it."""
    _lock_text(f"kuota:{oleh.pk}")
    if uploaded_today(oleh.pk) + ukuran > settings.BATAS_KUOTA_HARIAN:
        raise AturanDilanggar(
            _("Unggahan Anda hari ini sudah mencapai %(mb)d MB. Lanjutkan besok, atau perkecil berkasnya.")
            % {"mb": settings.BATAS_KUOTA_HARIAN // (1024 * 1024)},
            aturan="DOK-05",
        )


def _lock_paper(jenis: str, objek: Any) -> None:
    """Two requests for the same paper at once take turns, so the second finds the first's document."""
    _lock_text(f"dokumen:{jenis}:{objek.pk}")


def _lock_text(teks: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [teks])


def _as_json(isi: dict[str, Any]) -> dict[str, Any]:
    """The data as it will come back from the database: what is hashed is what is printed."""
    return json.loads(json.dumps(isi, cls=DjangoJSONEncoder))


def _same_paper(kind: JenisDokumen, objek: Any, isi: dict[str, Any], final: bool) -> Dokumen | None:
    """The paper to hand out again: same content by the template of today, or issued as final with a number. DOK-20."""
    sama = Dokumen.objects.for_object(objek).filter(
        Q(templat_sidik=template_digest(kind.templat)) | Q(final=True, nomor__isnull=False),
        jenis=kind.kode, isi_sidik=digest(isi), templat_versi=kind.versi, final=final, digantikan_oleh__isnull=True,
    )  # fmt: skip
    return sama.exclude(status=Dokumen.Status.DIBATALKAN).select_related("pekerjaan").first()


def _again(dokumen: Dokumen, oleh: Any) -> Dokumen:
    if dokumen.keadaan == Dokumen.Keadaan.GAGAL and dokumen.pekerjaan is not None:
        antrean.retry(dokumen.pekerjaan)
        catat("laporan.dokumen.diulang", dokumen, rincian={"galat": dokumen.pekerjaan.galat})
    return dokumen


def _new_paper(
    kind: JenisDokumen, objek: Any, isi: dict[str, Any], final: bool, oleh: Any, alamat_dasar: str
) -> Dokumen:
    sebelum = Dokumen.objects.for_object(objek).filter(jenis=kind.kode).aggregate(n=Max("versi_ke"))["n"] or 0
    nomor = kind.nomor(objek)
    return Dokumen.objects.create(
        wilayah_id=objek.wilayah_id,
        badan_id=getattr(objek, "badan_id", None),
        jenis=kind.kode,
        objek_jenis=objek._meta.label_lower,
        objek_id=str(objek.pk),
        judul=kind.title_for(objek),
        nomor=nomor,
        tahun=nomor.penomoran.tahun if nomor else timezone.localdate().year,
        versi_ke=sebelum + 1,
        final=final,
        isi=isi,
        isi_sidik=digest(isi),
        templat_versi=kind.versi,
        templat_sidik=template_digest(kind.templat),
        alamat_dasar=(alamat_dasar or settings.ALAMAT_PUBLIK or ALAMAT_BAWAAN).rstrip("/"),
        penerbit=kind.penerbit(objek)[:200],
        dibuat_oleh_id=oleh.pk,
        dibuat_oleh_nama=oleh.nama,
    )


def _replace_older(dokumen: Dokumen) -> None:
    """Older versions step back; a final paper with the same content stays valid beside its new look. DOK-07, DOK-20."""
    lama = Dokumen.objects.filter(
        jenis=dokumen.jenis,
        objek_jenis=dokumen.objek_jenis,
        objek_id=dokumen.objek_id,
        versi_ke__lt=dokumen.versi_ke,
        digantikan_oleh__isnull=True,
    ).exclude(status=Dokumen.Status.DIBATALKAN)
    if not dokumen.final:
        lama = lama.filter(final=False)
    lama.exclude(final=True, isi_sidik=dokumen.isi_sidik).update(digantikan_oleh=dokumen)


def _brief(dokumen: Dokumen) -> dict[str, Any]:
    return {"jenis": dokumen.jenis, "versi": dokumen.versi_ke, "final": dokumen.final, "sidik": dokumen.isi_sidik}


def require_actor(pelaku: Any) -> Any:
    """The actor of a task. Raises TidakBerwenang when the account is gone. Source: UMU-22."""
    if pelaku is None:
        raise TidakBerwenang(_("Akun yang meminta dokumen ini sudah tidak aktif."))
    return pelaku
