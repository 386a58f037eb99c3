"""Background work through the outbox. The web transaction writes a row; the broker is only nudged.

A worker claims its row by a lease, does the work, and commits result and state together. Whatever the broker loses,
the sweep of every minute sends again; a lease that ran out (killed worker) goes back to the queue. Source: UMU-18.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import GalatAplikasi
from inti.models import Denyut, Pekerjaan
from inti.registry import tugas

log = logging.getLogger(__name__)

SEWA = timedelta(minutes=11)  # a little over the hard time limit of a task
PERCOBAAN_MAKS = 5
TERTUNDA_MENIT = 1


def enqueue(
    jenis: str,
    *,
    oleh: Any,
    kode_wilayah: str,
    kunci: str,
    argumen: dict[str, Any] | None = None,
    antrean: str = Pekerjaan.Antrean.CEPAT,
    berkas: Any = None,
    berkas_nama: str = "",
) -> Pekerjaan:
    """Write one piece of work and nudge the broker after commit. The same `kunci` twice gives the same row.

    Raises LookupError for a `jenis` that nobody registered.
    """
    if jenis not in tugas:
        raise LookupError(f"tugas {jenis!r} belum didaftarkan")
    pekerjaan, baru = Pekerjaan.objects.get_or_create(
        kunci=kunci,
        defaults={
            "jenis": jenis,
            "antrean": antrean,
            "argumen": argumen or {},
            "berkas": berkas,
            "berkas_nama": berkas_nama,
            "pelaku_id": oleh.pk,
            "pelaku_nama": oleh.nama,
            "kode_wilayah": kode_wilayah,
        },
    )
    if baru:
        transaction.on_commit(partial(nudge, pekerjaan))
    return pekerjaan


def nudge(pekerjaan: Pekerjaan) -> None:
    """Tell the broker that a row waits; a dead broker is no failure, the sweep will come by."""
    from inti.tasks import jalankan_pekerjaan

    try:
        jalankan_pekerjaan.apply_async(args=[str(pekerjaan.pk)], queue=pekerjaan.antrean, retry=False)
    except Exception:
        log.warning("broker tidak menjawab; pekerjaan %s menunggu sapuan", pekerjaan.pk)


def claim(pekerjaan_id: str) -> Pekerjaan | None:
    """Take a waiting row, or one whose lease ran out, in one statement; None when somebody else has it."""
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE inti_pekerjaan SET status = 'berjalan', percobaan = percobaan + 1, galat = '', "
            "sewa_sampai = %s, mulai_pada = coalesce(mulai_pada, now()) WHERE id = ("
            "  SELECT id FROM inti_pekerjaan WHERE id = %s AND (status = 'antri' OR (status = 'berjalan' "
            "  AND sewa_sampai < now())) FOR UPDATE SKIP LOCKED) RETURNING id",
            [timezone.now() + SEWA, pekerjaan_id],
        )
        return Pekerjaan.objects.get(pk=pekerjaan_id) if kursor.fetchone() else None


def run(pekerjaan_id: str) -> None:
    """Run one piece of work. Safe to deliver twice: the second delivery finds it claimed or done."""
    pekerjaan = claim(pekerjaan_id)
    if pekerjaan is None:
        return
    fungsi = tugas.ambil(pekerjaan.jenis)
    if fungsi is None:
        _fail(pekerjaan, _("Jenis pekerjaan ini tidak dikenal."), final=True)
        return
    try:
        hasil = fungsi(pekerjaan) or {}
    except GalatAplikasi as galat:
        _fail(pekerjaan, galat.pesan, final=True)
    except Exception:
        log.exception("pekerjaan %s (%s) gagal", pekerjaan.pk, pekerjaan.jenis)
        _fail(pekerjaan, _("Terjadi kesalahan di sistem. Petugas teknis sudah diberi tahu."), final=False)
    else:
        finish(pekerjaan, hasil)


def finish(pekerjaan: Pekerjaan, hasil: dict[str, Any]) -> None:
    """Mark a row as done; a row that another worker finished meanwhile stays as it is."""
    Pekerjaan.objects.filter(pk=pekerjaan.pk, status=Pekerjaan.Status.BERJALAN).update(
        status=Pekerjaan.Status.SELESAI,
        kemajuan=100,
        pesan="",
        hasil=hasil,
        sewa_sampai=None,
        selesai_pada=timezone.now(),
    )


def report_progress(pekerjaan: Pekerjaan, persen: int, pesan: str = "") -> None:
    """Show progress (percent) and extend the lease. Own statement: it must be seen before the work commits."""
    Pekerjaan.objects.filter(pk=pekerjaan.pk).update(
        kemajuan=max(0, min(99, persen)), pesan=pesan[:200], sewa_sampai=timezone.now() + SEWA
    )


def retry(pekerjaan: Pekerjaan) -> None:
    """Send a failed row again, by hand."""
    Pekerjaan.objects.filter(pk=pekerjaan.pk, status=Pekerjaan.Status.GAGAL).update(
        status=Pekerjaan.Status.ANTRI, percobaan=0, galat="", sewa_sampai=None
    )
    transaction.on_commit(partial(nudge, pekerjaan))


def sweep() -> int:
    """Send again what waits too long, return leases that ran out, give up after 5 tries. Returns rows nudged."""
    sekarang = timezone.now()
    habis = Pekerjaan.objects.filter(status=Pekerjaan.Status.BERJALAN, sewa_sampai__lt=sekarang)
    habis.filter(percobaan__gte=PERCOBAAN_MAKS).update(
        status=Pekerjaan.Status.GAGAL, sewa_sampai=None, galat=_("Berhenti di tengah jalan sebanyak lima kali.")
    )
    habis.update(status=Pekerjaan.Status.ANTRI, sewa_sampai=None)
    menunggu = Pekerjaan.objects.filter(
        status=Pekerjaan.Status.ANTRI, dibuat_pada__lt=sekarang - timedelta(minutes=TERTUNDA_MENIT)
    ).order_by("dibuat_pada")[:500]
    for pekerjaan in menunggu:
        nudge(pekerjaan)
    return len(menunggu)


def beat(antrean: str) -> None:
    """Write the heartbeat of a queue. Source: UMU-21."""
    Denyut.objects.update_or_create(antrean=antrean, defaults={"terakhir": timezone.now()})


def _fail(pekerjaan: Pekerjaan, pesan: str, *, final: bool) -> None:
    """Keep why it failed where the officer sees it; try again later unless that would change nothing."""
    baris = Pekerjaan.objects.filter(pk=pekerjaan.pk)
    if final or pekerjaan.percobaan >= PERCOBAAN_MAKS:
        baris.update(status=Pekerjaan.Status.GAGAL, galat=pesan, sewa_sampai=None)
        return
    baris.update(status=Pekerjaan.Status.ANTRI, galat=pesan, sewa_sampai=None)
