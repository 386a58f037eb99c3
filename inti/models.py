"""Rows that every app shares: the audit trail, idempotency keys, the outbox of background work, the heartbeat.

Actors are kept as UUID plus a snapshot of the name: `inti` points at no table above it, and a trail must stay
readable after an account is gone. The rules on these tables live in plain PL/pgSQL (inti/sql/), because a Python
rule does not see `QuerySet.update()` or raw SQL.
"""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A time-ordered UUIDv7, made by us because the database has none below PostgreSQL 18."""
    return uuid7()


class Rekam(models.Model):
    """Base of everything people record: own UUID, version for edits side by side, who and when.

    `versi` counts saved edits; an update that names an older one is refused with both values. Source: UMU-10.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    versi = models.PositiveIntegerField(default=1, editable=False)
    dibuat_pada = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    diubah_pada = models.DateTimeField(_("diubah pada"), auto_now=True)
    dibuat_oleh_id = models.UUIDField(null=True, editable=False)
    dibuat_oleh_nama = models.CharField(_("dicatat oleh"), max_length=150, blank=True, editable=False)

    class Meta:
        abstract = True


class Jejak(models.Model):
    """One event in words, chained by hash per area code. Written by `unit_kerja`, never edited. Source: UMU-03.

    `nomor`, `sidik_sebelum` and `sidik` are filled by the database (sql/jejak.sql), which holds the chain head's lock.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kode_wilayah = models.CharField(max_length=13, blank=True)
    nomor = models.BigIntegerField(default=0, editable=False)
    waktu = models.DateTimeField()
    pelaku_id = models.UUIDField()
    pelaku_nama = models.CharField(max_length=150)
    pelaku_peran = models.CharField(max_length=60, blank=True)
    permintaan = models.CharField(max_length=64, blank=True)
    alamat_ip = models.CharField(max_length=45, blank=True)
    peristiwa = models.CharField(max_length=100)
    objek_jenis = models.CharField(max_length=60, blank=True)
    objek_id = models.CharField(max_length=64, blank=True)
    objek_nama = models.CharField(max_length=200, blank=True)
    induk_id = models.CharField(max_length=64, blank=True)
    asal = models.CharField(max_length=40, blank=True)
    tujuan = models.CharField(max_length=40, blank=True)
    alasan = models.TextField(blank=True)
    rincian = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    sidik_sebelum = models.CharField(max_length=64, blank=True, editable=False)
    sidik = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-waktu", "-id"]
        constraints = [models.UniqueConstraint(fields=["kode_wilayah", "nomor"], name="jejak_nomor_tanpa_celah")]
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id", "-waktu"], name="jejak_objek"),
            models.Index(fields=["induk_id", "-waktu"], name="jejak_induk", condition=~Q(induk_id="")),
            models.Index(fields=["kode_wilayah", "-waktu"], name="jejak_wilayah"),
        ]

    def __str__(self) -> str:
        return f"{self.kode_wilayah or 'nasional'} #{self.nomor} {self.peristiwa}"


class RantaiJejak(models.Model):
    """Head of one hash chain: the last number and fingerprint of an area code ("" is the nation)."""

    kode_wilayah = models.CharField(primary_key=True, max_length=13)
    nomor = models.BigIntegerField()
    sidik = models.CharField(max_length=64)


class AuditBaris(models.Model):
    """Old and new values of one changed row, kept by a trigger that also sees raw SQL. Source: UMU-04.

    Columns that the personal-data register names are masked before they are kept.
    """

    id = models.BigAutoField(primary_key=True)
    waktu = models.DateTimeField()
    tabel = models.CharField(max_length=63)
    baris = models.CharField(max_length=64)
    operasi = models.CharField(max_length=6)
    lama = models.JSONField(null=True)
    baru = models.JSONField(null=True)
    pelaku = models.CharField(max_length=64, blank=True)
    permintaan = models.CharField(max_length=64, blank=True)
    alasan = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["tabel", "baris", "-waktu"], name="audit_baris_objek")]


class KunciIdempotensi(models.Model):
    """One key of one actor: what was asked and what was answered, so that a resend changes nothing. Source: UMU-05."""

    pk = models.CompositePrimaryKey("pelaku_id", "kunci")
    pelaku_id = models.UUIDField()
    kunci = models.UUIDField()
    rute = models.CharField(max_length=200)
    objek = models.CharField(max_length=200, blank=True)
    sidik_isi = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    isi = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    lokasi = models.CharField(max_length=500, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["dibuat_pada"], name="kunci_umur")]


class TransisiSah(models.Model):
    """One legal change of state of one table; a trigger refuses all others. Equal to the FSM graph (tested). Source: SIK."""

    tabel = models.CharField(max_length=63)
    dari = models.CharField(max_length=40, blank=True)
    ke = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tabel", "dari", "ke"], name="transisi_sah_unik")]


class Pekerjaan(models.Model):
    """Background work in PostgreSQL: the truth of which the broker only carries nudges. Source: UMU-18.

    A worker holds a row by a lease (`sewa_sampai`); a lease that ran out goes back to the queue, at most 5 times.
    """

    class Status(models.TextChoices):
        ANTRI = "antri", _("Menunggu giliran")
        BERJALAN = "berjalan", _("Sedang dikerjakan")
        SELESAI = "selesai", _("Selesai")
        GAGAL = "gagal", _("Gagal")

    class Antrean(models.TextChoices):
        CEPAT = "cepat", _("Cepat")
        DOKUMEN = "dokumen", _("Dokumen")
        IMPOR = "impor", _("Impor")
        BERKALA = "berkala", _("Berkala")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    jenis = models.CharField(max_length=60)
    antrean = models.CharField(max_length=10, choices=Antrean, default=Antrean.CEPAT)
    kunci = models.CharField(max_length=120, unique=True)
    argumen = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    berkas = models.FileField(upload_to="pekerjaan/%Y/%m", null=True, blank=True)
    berkas_nama = models.CharField(max_length=200, blank=True)
    pelaku_id = models.UUIDField()
    pelaku_nama = models.CharField(max_length=150)
    kode_wilayah = models.CharField(max_length=13, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ANTRI)
    percobaan = models.PositiveSmallIntegerField(default=0)
    sewa_sampai = models.DateTimeField(null=True)
    kemajuan = models.PositiveSmallIntegerField(default=0)
    pesan = models.CharField(max_length=200, blank=True)
    galat = models.TextField(blank=True)
    hasil = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    mulai_pada = models.DateTimeField(null=True)
    selesai_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dibuat_pada"]
        constraints = [
            models.CheckConstraint(condition=Q(kemajuan__lte=100), name="pekerjaan_kemajuan_persen"),
            models.CheckConstraint(
                condition=Q(status="selesai") ^ Q(selesai_pada__isnull=True), name="pekerjaan_selesai_bertanggal"
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "sewa_sampai"],
                name="pekerjaan_menunggu",
                condition=Q(status__in=["antri", "berjalan"]),
            ),
            models.Index(fields=["pelaku_id", "-dibuat_pada"], name="pekerjaan_pelaku"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} ({self.get_status_display()})"


class Denyut(models.Model):
    """Heartbeat of the workers, one row a queue: alive means it was written less than 3 minutes ago. Source: UMU-21."""

    antrean = models.CharField(primary_key=True, max_length=20)
    terakhir = models.DateTimeField()


class Usang(models.Model):
    """What a summary does not know yet: one row for every change of an area, collapsed by the task that recomputes.

    Insert-only on the side of writers and without a unique key, so that no writer ever waits for another or for the
    task; the task deletes exactly the rows that it has seen. `lapis` `isi`: the records of the area (or of all below
    it) have changed; `jumlah`: only the sums of an area above are due. Source: DAS-01.
    """

    class Lapis(models.TextChoices):
        ISI = "isi", _("Isi")
        JUMLAH = "jumlah", _("Jumlah")

    id = models.BigAutoField(primary_key=True)
    kode_wilayah = models.CharField(max_length=13, blank=True)
    lapis = models.CharField(max_length=6, choices=Lapis, default=Lapis.ISI)
    sejak = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["lapis", "kode_wilayah"], name="usang_antrean")]

    def __str__(self) -> str:
        return f"{self.kode_wilayah or 'nasional'} ({self.lapis})"
