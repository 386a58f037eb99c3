"""Imports of the master schedule and the list of locations, and the reference data: again changes nothing."""

from __future__ import annotations

import datetime
import io
import uuid
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inti.errors import TidakBerwenang
from inti.xlsx import BarisImpor
from siklus.impor import IMPOR_JADWAL, IMPOR_LOKASI, import_jadwal, import_lokasi, plan_jadwal, plan_lokasi
from siklus.models import JadwalInduk, LokasiSasaran, Siklus, SumberDana
from tests.factories import siklus as pabrik

pytestmark = pytest.mark.django_db
SURAT = {"surat_asal": "Ditjen", "surat_nomor": "KU/1", "surat_tanggal": datetime.date(2026, 1, 5), "catatan": None}


def rows(*isi: dict[str, Any]) -> list[BarisImpor]:
    """Rows as the reader of workbooks gives them, from row 2."""
    return [BarisImpor(nomor, nilai, uuid.uuid4()) for nomor, nilai in enumerate(isi, start=2)]


def schedule(kode: str, mulai: str, selesai: str, **ubah: Any) -> dict[str, Any]:
    """One row of a master schedule."""
    return {
        "program": None, "tahun": 2026, "tahun_siklus": None, "kode": kode, "tingkat": None,
        "rencana_mulai": datetime.date.fromisoformat(mulai), "rencana_selesai": datetime.date.fromisoformat(selesai), **ubah,
    }  # fmt: skip


def test_import_of_a_schedule(siklus: Siklus, petugas_kota: Any, petugas_kelurahan: Any) -> None:
    """SIK-29, UMU-26: preview, save, and the same file again: everything the same, nothing changed."""
    Siklus.objects.update(tahun_mulai=2026)
    siklus.langkah.update(tahun=2026)
    baris = rows(schedule("S0", "2026-09-01", "2026-09-20"), schedule("S0", "2026-08-01", "2026-08-09", tingkat="kota"))

    assert [b.keadaan for b in plan_jadwal(baris, "32.73", petugas_kota).baris] == ["baru", "baru"]
    with pytest.raises(TidakBerwenang):
        import_jadwal(baris, "32.73", oleh=petugas_kelurahan, sumber="jadwal.xlsx")
    hasil = import_jadwal(baris, "32.73", oleh=petugas_kota, sumber="jadwal.xlsx")

    assert (hasil["baru"], pabrik.stage(siklus, "S0").rencana_selesai) == (2, datetime.date(2026, 9, 20))
    assert [b.keadaan for b in plan_jadwal(baris, "32.73", petugas_kota).baris] == ["sama", "sama"]
    assert import_jadwal(baris, "32.73", oleh=petugas_kota, sumber="jadwal.xlsx")["sama"] == 2
    geser = rows(schedule("S0", "2026-09-02", "2026-09-20"))
    assert [b.keadaan for b in plan_jadwal(geser, "32.73", petugas_kota).baris] == ["berubah"]
    assert JadwalInduk.objects.count() == 2


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (schedule("S99", "2026-09-01", "2026-09-20"), "S99"),
        (schedule("S1", "2026-09-01", "2026-09-20", tingkat="kota"), "tingkat"),
        (schedule("S0", "2026-09-20", "2026-09-01"), "sebelum"),
        (schedule("S0", "2026-09-01", "2026-09-20", program="xyz"), "xyz"),
        (schedule("S0", "2026-09-01", "2026-09-20", tahun=1900), "tahun"),
    ],
)
def test_wrong_row_of_a_schedule(register: Any, petugas_kota: Any, isi: dict[str, Any], kata: str) -> None:
    """UMU-26: a wrong row is named with its number and reason before anything is stored; its neighbour is fine."""
    rencana = plan_jadwal(rows(isi, schedule("S1", "2026-09-21", "2026-10-01")), "32.73", petugas_kota)

    assert [(g.nomor, kata in g.pesan) for g in rencana.galat] == [(2, True)]
    assert len(rencana.baris) == 1


def test_same_row_twice_in_a_schedule(register: Any, petugas_kota: Any) -> None:
    """UMU-26: of two rows for one stage the second is an error that names the first."""
    satu = schedule("S0", "2026-09-01", "2026-09-20")

    rencana = plan_jadwal(rows(satu, satu), "32.73", petugas_kota)

    assert [(g.nomor, "baris 2" in g.pesan) for g in rencana.galat] == [(3, True)]


def test_import_of_locations(register: Any, petugas_kota: Any, petugas_kota_lain: Any) -> None:
    """SIK-21, UMU-26: letters by row; unknown and foreign areas are errors; again changes nothing."""
    baik = {"program": None, "kode": "32.73.01.1001", "tahun": 2026, **SURAT}
    salah = [{**baik, "kode": k} for k in ("32.73.01.9999", "32.77.01.1001")]
    rencana = plan_lokasi(rows(baik, *salah), "32.73", petugas_kota)
    assert ([b.nomor for b in rencana.baris], [g.nomor for g in rencana.galat]) == ([2], [3, 4])

    with pytest.raises(TidakBerwenang):
        import_lokasi(rows(baik), "32.73", oleh=petugas_kota_lain, sumber="lokasi.xlsx")
    assert import_lokasi(rows(baik), "32.73", oleh=petugas_kota, sumber="lokasi.xlsx")["baru"] == 1
    assert import_lokasi(rows(baik), "32.73", oleh=petugas_kota, sumber="lokasi.xlsx")["sama"] == 1
    assert [b.keadaan for b in plan_lokasi(rows(baik), "32.73", petugas_kota).baris] == ["sama"]
    assert LokasiSasaran.objects.count() == 1


def test_importers_are_registered() -> None:
    """UMU-25: both are offered to the import pages, to those who may."""
    from inti.registry import impor

    assert impor.ambil("siklus.jadwal") is IMPOR_JADWAL
    assert impor.ambil("siklus.lokasi") is IMPOR_LOKASI


def test_muat_sumber_dana_twice(db: Any, tmp_path: Any) -> None:
    """UMU-26: the shipped list loads once; again nothing changes; a broken file is an error in words."""
    pertama, kedua = io.StringIO(), io.StringIO()
    call_command("muat_sumber_dana", stdout=pertama)
    call_command("muat_sumber_dana", stdout=kedua)

    jumlah = SumberDana.objects.count()
    assert f"{jumlah} baru" in pertama.getvalue()
    assert f"0 baru, 0 diperbarui, {jumlah} tetap" in kedua.getvalue()
    rusak = tmp_path / "rusak.json"
    rusak.write_text("{")
    with pytest.raises(CommandError):
        call_command("muat_sumber_dana", str(rusak))
