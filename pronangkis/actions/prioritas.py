"""Writes of the priority list: method, scores, comparisons, and the order that follows. Source: PJM-12."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.unit_kerja import aksi, catat
from pronangkis import urutan
from pronangkis.actions.umum import take_plan
from pronangkis.models import PJM, DaftarPrioritas, KegiatanPJM, NilaiPrioritas, PasanganPrioritas
from pronangkis.models.prioritas import SKOR_MAKS, SKOR_MIN
from pronangkis.queries import activities
from siklus.actions.umum import author

TERBUKA = ("draf", "uji_publik")
BOBOT_MAKS = Decimal(10)


@aksi
def save_scores(
    pjm: PJM,
    *,
    oleh: Any,
    skor: Iterable[tuple[Any, str, int | None]],
    bobot: dict[str, Any] | None = None,
    catatan: str = "",
) -> DaftarPrioritas:
    """Scores of (activity key, criterion, 1-5 or None to clear), and the order that follows from their weighted sum.

    Raises: PJM.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-09), IsianSalah. Source: PJM-12.
    """
    induk, daftar = _open_list(pjm, oleh=oleh, metode=DaftarPrioritas.Metode.SKOR, catatan=catatan)
    if bobot is not None:
        daftar.bobot = {k: str(_weight(bobot.get(k, 1))) for k in NilaiPrioritas.Kriteria.values}
        daftar.save()
    milik = {k.pk for k in induk.kegiatan.all()}
    ada = {(n.kegiatan_id, n.kriteria): n for n in daftar.nilai.all()}
    baru: list[NilaiPrioritas] = []
    hapus: list[Any] = []
    for pk, kriteria, angka in skor:
        if pk not in milik or kriteria not in NilaiPrioritas.Kriteria.values:
            raise IsianSalah({"skor": [_("Kegiatan atau kriteria ini tidak ada dalam PJM tersebut.")]})
        if angka is not None and not SKOR_MIN <= angka <= SKOR_MAKS:
            raise IsianSalah({"skor": [_("Isi skor 1 sampai 5.")]})
        lama = ada.get((pk, kriteria))
        if angka is None:
            if lama is not None:
                hapus.append(lama.pk)
        elif lama is None:
            baru.append(
                NilaiPrioritas(
                    daftar=daftar,
                    wilayah_id=induk.wilayah_id,
                    kegiatan_id=pk,
                    kriteria=kriteria,
                    skor=angka,
                    **author(oleh),
                )
            )
        elif lama.skor != angka:
            lama.skor = angka
            lama.versi += 1
            lama.save()
    NilaiPrioritas.objects.filter(pk__in=hapus).delete()
    NilaiPrioritas.objects.bulk_create(baru)
    return _apply(induk, daftar)


@aksi
def save_pairs(pjm: PJM, *, oleh: Any, pasangan: Iterable[tuple[Any, Any, Any]], catatan: str = "") -> DaftarPrioritas:
    """Comparisons of (one activity, another, the one that comes first). Raises: as `save_scores`. Source: PJM-12."""
    induk, daftar = _open_list(pjm, oleh=oleh, metode=DaftarPrioritas.Metode.BERPASANGAN, catatan=catatan)
    milik = {k.pk for k in induk.kegiatan.all()}
    for satu, lain, unggul in pasangan:
        if satu not in milik or lain not in milik or satu == lain or unggul not in {satu, lain}:
            raise IsianSalah({"pasangan": [_("Pilih salah satu dari kedua kegiatan.")]})
        a, b = sorted((satu, lain))
        PasanganPrioritas.objects.update_or_create(
            daftar=daftar, kegiatan_a_id=a, kegiatan_b_id=b,
            defaults={"unggul_id": unggul, "wilayah_id": induk.wilayah_id},
            create_defaults={"unggul_id": unggul, "wilayah_id": induk.wilayah_id, **author(oleh)},
        )  # fmt: skip
    return _apply(induk, daftar)


@aksi
def save_order(pjm: PJM, *, oleh: Any, urut: Sequence[Any], catatan: str = "") -> DaftarPrioritas:
    """The order as the musyawarah agreed it: every activity once, first to last. Raises: as `save_scores`. PJM-12."""
    induk, daftar = _open_list(pjm, oleh=oleh, metode=DaftarPrioritas.Metode.MUSYAWARAH, catatan=catatan)
    milik = {k.pk: k for k in induk.kegiatan.all()}
    if len(urut) != len(milik) or set(urut) != set(milik):
        raise IsianSalah({"urut": [_("Setiap kegiatan diberi satu nomor urut.")]})
    _number([milik[pk] for pk in urut])
    catat("pronangkis.prioritas.disepakati", daftar, rincian={"cara": daftar.metode})
    return daftar


def _open_list(pjm: PJM, *, oleh: Any, metode: str, catatan: str) -> tuple[PJM, DaftarPrioritas]:
    induk = take_plan(pjm, oleh=oleh, boleh=TERBUKA)
    daftar, _baru = DaftarPrioritas.objects.get_or_create(
        pjm=induk, defaults={"wilayah_id": induk.wilayah_id, "metode": metode, **author(oleh)}
    )
    if (daftar.metode, daftar.catatan) != (metode, catatan.strip()):
        daftar.metode, daftar.catatan = metode, catatan.strip()
        daftar.versi += 1
        daftar.save()
    return induk, daftar


def _apply(induk: PJM, daftar: DaftarPrioritas) -> DaftarPrioritas:
    baru = DaftarPrioritas.objects.prefetch_related("nilai", "pasangan").get(pk=daftar.pk)
    _number(urutan.ranked(baru, activities(induk)))
    catat("pronangkis.prioritas.disepakati", baru, rincian={"cara": baru.metode})
    return baru


def _number(urut: Sequence[KegiatanPJM]) -> None:
    """Write 1, 2, 3 ... onto the activities; the unique rule is judged at the end of the transaction. One query."""
    for ke, k in enumerate(urut, 1):
        k.prioritas = ke
    KegiatanPJM.objects.bulk_update(urut, ["prioritas"])


def _weight(nilai: Any) -> Decimal:
    try:
        angka = Decimal(str(nilai))
    except ArithmeticError:
        angka = Decimal(-1)
    if not angka.is_finite() or not 0 <= angka <= BOBOT_MAKS:
        raise IsianSalah({"bobot": [_("Isi bobot 0 sampai 10.")]})
    return angka
