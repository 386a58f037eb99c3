"""The task that keeps summaries fresh: takes marks from the queue, computes again, sums up.

Several workers may run it at once. A kelurahan is computed under a lock of its own, taken before its marks are read: a
change that commits later leaves a mark that is not deleted, so nothing is lost and nothing older overwrites newer.
Sums are made by one worker at a time. Everything commits with the deletion of its marks, so a task delivered twice or
killed half-way repeats work and breaks nothing. Source: DAS-01, DAS-02.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction

from dasbor import hitung
from dasbor.langkah import PROGRAM
from dasbor.models import NilaiIndikator, RingkasanKelurahan, RingkasanWilayah
from inti.latihan import PROVINSI_LATIHAN
from inti.models import Usang
from siklus.models import Siklus
from wilayah.waktu import today_in

log = logging.getLogger(__name__)

SEKALI = 100  # kelurahan of one transaction
SAPU_MAKS = 5_000
KUNCI_JUMLAH = 7_202_611  # advisory lock of whoever sums up
ZONA = ("31", "51", "91")  # one province of each time zone
DATAR_INDIKATOR = ("pembilang", "penyebut", "wajib", "melapor")


def refresh(*, batas_detik: float = 240) -> int:
    """Compute everything that is stale, then the sums above; returns how many kelurahan were computed."""
    mulai, banyak = time.monotonic(), 0
    sweep()
    expand()
    while time.monotonic() - mulai < batas_detik:
        kali = refresh_batch()
        if not kali:
            break
        banyak += kali
    sum_up()
    return banyak


def sweep() -> int:
    """Mark what no event marks: kelurahan whose day has changed (lateness grows) and those without a row. One statement."""
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO inti_usang (kode_wilayah, lapis, sejak) SELECT DISTINCT s.kode_wilayah, 'isi', now() "
            "FROM siklus_siklus s JOIN wilayah_wilayah w ON w.kode = s.kode_wilayah "
            "WHERE s.program = %s AND s.kode_provinsi <> %s AND NOT EXISTS (SELECT 1 FROM dasbor_ringkasankelurahan r "
            "WHERE r.kode_wilayah = s.kode_wilayah AND r.program = s.program AND r.versi_sumber = %s "
            "AND r.per_tanggal >= (now() AT TIME ZONE w.zona)::date) "
            "AND NOT EXISTS (SELECT 1 FROM inti_usang u WHERE u.lapis = 'isi' AND u.kode_wilayah = s.kode_wilayah) "
            "LIMIT %s",
            [PROGRAM, PROVINSI_LATIHAN, hitung.source_version(), SAPU_MAKS],
        )
        return kursor.rowcount


def expand() -> None:
    """Turn marks of a kota or kecamatan into marks of the kelurahan below that have a cycle."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(
            "WITH diambil AS (DELETE FROM inti_usang WHERE id IN (SELECT id FROM inti_usang WHERE lapis = 'isi' "
            "AND length(kode_wilayah) < 13 FOR UPDATE SKIP LOCKED) RETURNING kode_wilayah) "
            "INSERT INTO inti_usang (kode_wilayah, lapis, sejak) SELECT DISTINCT s.kode_wilayah, 'isi', now() "
            "FROM siklus_siklus s JOIN diambil d ON d.kode_wilayah IN (s.kode_kota, s.kode_kecamatan) "
            "WHERE s.program = %s",
            [PROGRAM],
        )


def refresh_batch(banyak: int = SEKALI) -> int:
    """Take up to `banyak` stale kelurahan and compute them; returns how many were taken, 0 when the queue is empty.

    When one of them cannot be computed the others still are, and it goes to the end of the queue, in the log.
    """
    try:
        with transaction.atomic():
            kodes = _claim(banyak)
            store(kodes)
            return len(kodes)
    except Exception:
        log.exception("ringkasan gagal dihitung bersama; dicoba satu per satu")
        return _one_by_one(banyak)


def _one_by_one(banyak: int) -> int:
    berhasil = 0
    for kode in _waiting(banyak):
        try:
            with transaction.atomic():
                if _claim(1, hanya=kode):
                    store([kode])
                    berhasil += 1
        except Exception:
            log.exception("ringkasan %s gagal dihitung", kode)
            with transaction.atomic():
                Usang.objects.filter(lapis=Usang.Lapis.ISI, kode_wilayah=kode).delete()
                Usang.objects.create(kode_wilayah=kode)
    return berhasil


def _waiting(banyak: int) -> list[str]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT kode_wilayah FROM inti_usang WHERE lapis = 'isi' AND length(kode_wilayah) = 13 "
            "GROUP BY kode_wilayah ORDER BY min(id) LIMIT %s",
            [banyak],
        )
        return [kode for (kode,) in kursor.fetchall()]


def _claim(banyak: int, *, hanya: str = "") -> list[str]:
    """Lock stale kelurahan that nobody else is computing, and delete the marks that can be seen after that."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT kode FROM unnest(%s::text[]) AS kode "
            "WHERE pg_try_advisory_xact_lock(hashtextextended('ringkasan:' || kode, 0))",
            [[hanya] if hanya else _waiting(banyak)],
        )
        kodes = sorted(kode for (kode,) in kursor.fetchall())
        if kodes:
            kursor.execute("DELETE FROM inti_usang WHERE lapis = 'isi' AND kode_wilayah = ANY(%s)", [kodes])
    return kodes


def store(kodes: Sequence[str]) -> list[RingkasanKelurahan]:
    """Compute kelurahan, write their rows and figures, and queue the sums above. Inside the caller's transaction."""
    baris = hitung.compute(kodes) if kodes else []
    save_rows(baris)
    atas = sorted(hitung.ancestors_of(b.wilayah_id for b in baris)) if baris else []
    Usang.objects.bulk_create([Usang(kode_wilayah=k, lapis=Usang.Lapis.JUMLAH) for k in atas])
    return baris


def save_rows(baris: Sequence[RingkasanKelurahan]) -> None:
    """Write rows of kelurahan over those of the same month, and their figures."""
    RingkasanKelurahan.objects.bulk_create(
        baris, update_conflicts=True, unique_fields=["wilayah", "program", "bulan"],
        update_fields=[*hitung.DATAR, "dihitung_pada", "diubah_pada"],
    )  # fmt: skip
    save_figures([i for b in baris for i in hitung.indicator_rows(b.wilayah_id, b.bulan, hitung.sum_rows([b]))])


def save_figures(baris: Sequence[NilaiIndikator]) -> None:
    """Write the figures that have changed. Two queries, one when none has."""
    if not baris:
        return
    lama = hitung.by_key(
        NilaiIndikator.objects.filter(
            program=PROGRAM, bulan__in={b.bulan for b in baris}, wilayah__in={b.kode for b in baris if b.kode}
        )
        if any(b.kode for b in baris)
        else NilaiIndikator.objects.filter(program=PROGRAM, bulan__in={b.bulan for b in baris}, wilayah__isnull=True)
    )
    berubah = []
    for b in baris:
        ada = lama.get((b.kode, b.bulan, b.kode_indikator))
        if ada is None or hitung.same(ada, b, DATAR_INDIKATOR):
            berubah.append(b)
    NilaiIndikator.objects.bulk_create(
        berubah, update_conflicts=True, unique_fields=["wilayah", "program", "bulan", "kode_indikator"],
        update_fields=[*DATAR_INDIKATOR, "dihitung_pada", "diubah_pada"],
    )  # fmt: skip


def sum_up() -> int:
    """Sum the areas whose kelurahan were computed, from the kecamatan up; returns how many. One worker at a time."""
    with transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KUNCI_JUMLAH])
            if not kursor.fetchone()[0]:
                return 0  # whoever holds it, or the next minute, finds our marks
            kursor.execute("DELETE FROM inti_usang WHERE lapis = 'jumlah' RETURNING kode_wilayah")
            kodes = {kode for (kode,) in kursor.fetchall()}
        for bulan in current_months():
            sum_areas(kodes, bulan)
        return len(kodes)


def sum_areas(kodes: Iterable[str], bulan: date) -> None:
    """Sum areas of one month, deepest first, each from the floor below it. Inside the caller's transaction."""
    for panjang in (8, 5, 2, 0):
        setingkat = sorted({k for k in kodes if len(k) == panjang})
        if not setingkat:
            continue
        angka = []
        baris = []
        for kode, anak in hitung.children(setingkat, bulan).items():
            jumlah = hitung.sum_rows(anak)
            if anak:
                baris.append(hitung.area_row(kode, bulan, jumlah))
                angka += hitung.indicator_rows(kode, bulan, jumlah)
        RingkasanWilayah.objects.bulk_create(
            baris, update_conflicts=True, unique_fields=["wilayah", "program", "bulan"],
            update_fields=["kelurahan", "terlambat", "ukuran", "melapor", "per_tanggal", "dihitung_pada", "diubah_pada"],
        )  # fmt: skip
        save_figures(angka)


def current_months() -> list[date]:
    """The running month; two of them for the hours in which it has begun in the east only."""
    return sorted({hitung.month_of(today_in(p)) for p in ZONA})


def fill_month(akhir: date, *, timpa: bool = False) -> int:
    """Write the rows of a month that has passed where there are none (`timpa`: everywhere); returns how many.

    Only for the start: a month that was kept stays as it was. Source: DAS-04.
    """
    bulan = hitung.month_of(akhir)
    kodes = set(
        Siklus.objects.filter(program=PROGRAM)
        .exclude(kode_provinsi=PROVINSI_LATIHAN)
        .values_list("wilayah_id", flat=True)
    )
    if not timpa:
        kodes -= set(
            RingkasanKelurahan.objects.filter(program=PROGRAM, bulan=bulan).values_list("wilayah_id", flat=True)
        )
    urut = sorted(kodes)
    banyak = 0
    for i in range(0, len(urut), SEKALI):
        with transaction.atomic():
            baris = hitung.compute_month(urut[i : i + SEKALI], akhir)
            save_rows(baris)
            banyak += len(baris)
    with transaction.atomic():
        sum_areas(hitung.ancestors_of(urut) if urut else [], bulan)
    return banyak
