"""Numbers: one count per owner, year and kind, without gap and never twice, however many ask at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from laporan.models import NomorSurat, Penomoran
from laporan.nomor import take_number
from wilayah.models import Basis, Wilayah

HARI = date(2026, 11, 14)


def take(basis: Basis, *, jenis: str = "ba", pemilik: str = "32.73.01.1001", tanggal: date = HARI) -> NomorSurat:
    return take_number(jenis, basis, pemilik=pemilik, singkatan="BA", lingkup=pemilik, tanggal=tanggal)


@pytest.fixture
def tempat(register):
    return [Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor=f"{n:02d}") for n in range(1, 6)]


@pytest.mark.django_db
def test_number_reads_as_on_letters(tempat):
    """DOK-06: order, kind, area, month in Roman figures, year; the same thing keeps its number."""
    satu, dua, lagi = take(tempat[0]), take(tempat[1]), take(tempat[0])

    assert satu.teks == "001/BA/32.73.01.1001/XI/2026"
    assert (dua.urut, lagi.pk) == (2, satu.pk)


@pytest.mark.django_db
def test_counts_are_apart(tempat):
    """DOK-06: another kind, owner or year begins at one."""
    take(tempat[0])

    assert take(tempat[0], jenis="undangan").urut == 1
    assert take(tempat[1], pemilik="32.73.01.1002").urut == 1
    assert take(tempat[2], tanggal=date(2027, 1, 2)).teks == "001/BA/32.73.01.1001/I/2027"
    assert Penomoran.objects.count() == 4


@pytest.mark.django_db
def test_refusal_gives_the_number_back(tempat):
    """DOK-06: a number whose paper was refused is the next one's."""
    with pytest.raises(RuntimeError), transaction.atomic():
        take(tempat[0])
        raise RuntimeError("ditolak")

    assert take(tempat[1]).urut == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_parallel_requests_leave_no_gap():
    """DOK-06: ten ask at once, half of them for the same five things: five numbers, one to five."""
    Wilayah.objects.create(
        kode="32.73.01.1001",
        nama="Sarijadi",
        nama_cari="sarijadi",
        tingkat="kelurahan",
        jenis="kelurahan",
        zona="Asia/Jakarta",
    )
    tempat = [Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor=f"{n:02d}") for n in range(1, 6)]
    mulai, galat = threading.Barrier(10), []

    def minta(basis: Basis) -> None:
        try:
            mulai.wait()
            with transaction.atomic():
                take(basis)
        except Exception as e:
            galat.append(e)
        finally:
            connection.close()

    utas = [threading.Thread(target=minta, args=(b,)) for b in tempat * 2]
    for u in utas:
        u.start()
    for u in utas:
        u.join()

    assert galat == []
    assert sorted(NomorSurat.objects.values_list("urut", flat=True)) == [1, 2, 3, 4, 5]
    assert Penomoran.objects.get().terakhir == 5
