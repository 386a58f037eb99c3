"""The activity matrix as a workbook into the draft: shown first, stored in one go, again changes nothing."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest

from inti.errors import AturanDilanggar, TidakBerwenang
from inti.impor import Rencana
from inti.xlsx import BarisImpor
from pronangkis.impor import KOLOM, plan_rows, save_rows
from pronangkis.models import PJM, KegiatanPJM

pytestmark = pytest.mark.django_db
KODE = "32.73.01.1001"
SALURAN = {"bidang": "Lingkungan", "program": "Air bersih", "nama": "Saluran RT 01", "volume_1": 80, "volume_2": 40,
           "satuan": "m", "blm_apbn": "9.000.000", "swadaya": 3_000_000}  # fmt: skip


def rows(*isi: dict[str, Any]) -> list[BarisImpor]:
    """Rows as the reader of workbooks gives them, from row 2."""
    kosong = dict.fromkeys(k.kode for k in KOLOM)
    return [BarisImpor(n, {**kosong, **x}, uuid.uuid4()) for n, x in enumerate(isi, start=2)]


def states(rencana: Rencana) -> list[str]:
    """What would happen to each row."""
    return [b.keadaan for b in rencana.baris]


def test_rows_are_shown_then_stored_and_again_change_nothing(
    pjm: Any, petugas_kelurahan: Any, petugas_kota: Any
) -> None:
    """PJM-20, PJM-06: volume and cost spread over the years of the plan; only the field team writes."""
    baris = rows(SALURAN, {**SALURAN, "bidang": "sosial", "program": "Kejar paket", "nama": "Kelas paket B"})

    assert states(plan_rows(baris, KODE, petugas_kelurahan)) == ["baru", "baru"]
    assert not KegiatanPJM.objects.exists()
    with pytest.raises(TidakBerwenang):
        save_rows(baris, KODE, oleh=petugas_kota, sumber="matriks.xlsx")
    assert save_rows(baris, KODE, oleh=petugas_kelurahan, sumber="matriks.xlsx") == {"ditambahkan": 2, "diubah": 0}

    k = KegiatanPJM.objects.get(nama="Saluran RT 01")
    assert (k.volume, k.volume_1, k.volume_2) == (120, 80, 40)
    assert {(b.sumber_id, b.tahun_ke): b.jumlah for b in k.biaya.all()} == {
        ("blm_apbn", 1): Decimal(6_000_000), ("blm_apbn", 2): Decimal(3_000_000),
        ("swadaya", 1): Decimal(2_000_000), ("swadaya", 2): Decimal(1_000_000),
    }  # fmt: skip
    assert states(plan_rows(baris, KODE, petugas_kelurahan)) == ["sama", "sama"]
    assert save_rows(baris, KODE, oleh=petugas_kelurahan, sumber="x") == {"ditambahkan": 0, "diubah": 0}
    lebih = rows({**SALURAN, "nama": "saluran rt 01", "swadaya": 6_000_000})
    assert states(plan_rows(lebih, KODE, petugas_kelurahan)) == ["berubah"]
    assert save_rows(lebih, KODE, oleh=petugas_kelurahan, sumber="x") == {"ditambahkan": 0, "diubah": 1}
    assert sum(b.jumlah for b in k.biaya.filter(sumber="swadaya")) == 6_000_000


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"bidang": "Pariwisata"}, "Bidang harus"),
        ({"program": None}, "Programnya belum disebut"),
        ({"nama": " "}, "Nama kegiatan kosong"),
        ({"blm_apbn": "sejuta"}, "bukan jumlah rupiah"),
        ({"swadaya": "-5"}, "rupiah"),
        ({"kk_miskin": "2,5"}, "bilangan bulat"),
    ],
)
def test_wrong_row_is_named_and_its_neighbour_is_fine(
    pjm: Any, petugas_kelurahan: Any, ubah: dict[str, Any], kata: str
) -> None:
    """PJM-20, UMU-26: number of the row and what to do, before anything is stored."""
    rencana = plan_rows(rows({**SALURAN, **ubah}, {**SALURAN, "nama": "Lain"}), KODE, petugas_kelurahan)

    assert [(g.nomor, kata in g.pesan) for g in rencana.galat] == [(2, True)], rencana.galat
    assert states(rencana) == ["baru"]


def test_same_activity_twice_names_its_column(pjm: Any, petugas_kelurahan: Any) -> None:
    """PJM-20: the second of two rows is the wrong one; the column is called as the sheet heads it."""
    rencana = plan_rows(rows(SALURAN, {**SALURAN, "nama": "SALURAN RT 01"}), KODE, petugas_kelurahan)

    assert [(g.nomor, g.kolom) for g in rencana.galat] == [(3, "Kegiatan")]


def test_only_into_a_draft(pjm: Any, petugas_kelurahan: Any, petugas_kota_lain: Any) -> None:
    """PJM-09: without a draft, and for another kota, nothing is stored and the reason is told."""
    pjm_id = pjm.pk
    for oleh, kode in ((petugas_kota_lain, KODE), (petugas_kelurahan, "32.73.01.1002")):
        assert "tidak mempunyai draf PJM" in plan_rows(rows(SALURAN), kode, oleh).galat[0].pesan
        with pytest.raises(AturanDilanggar):
            save_rows(rows(SALURAN), kode, oleh=oleh, sumber="x")
    assert not KegiatanPJM.objects.filter(pjm=pjm_id).exists() and PJM.objects.count() == 1
