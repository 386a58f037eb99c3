"""Demo part: the PS-2 of one kelurahan, filled by our own actions. All names are invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from siklus import actions
from siklus.actions import BarisPS2
from siklus.actions.ps2 import agreed_criteria
from siklus.models import Langkah, Pertemuan
from siklus.peringkat import suggest_rank, thresholds
from siklus.syarat_ps2 import lowest_places

DEPAN_L = ("Asep", "Ujang", "Dadang", "Cecep", "Maman", "Yayan", "Engkos", "Iwan", "Rahmat", "Wawan")
DEPAN_P = ("Aminah", "Entin", "Cucu", "Imas", "Yati", "Euis", "Titin", "Rohaeti", "Nining", "Lilis")
BELAKANG = ("Suherman", "Hidayat", "Permana", "Kurnia", "Saputra", "Rustandi", "Mulyana", "Gunawan", "Sobari", "Wijaya")


def fill_ps2(
    langkah: Langkah,
    *,
    oleh: Any,
    rng: Random,
    kk: int = 40,
    dipasang: date | None = None,
    lokakarya: Pertemuan | None = None,
) -> int:
    """Fill the running S3 of one kelurahan: so many poor households over its RT, half as many that are not poor.

    With `dipasang` every RT is announced on that day, with `lokakarya` the list is determined. Returns the households
    proposed. A constant number of statements for the rows, and one notice per RT.
    """
    tempat = lowest_places(langkah.wilayah_id)
    if not tempat:
        return 0
    kriteria, batas = agreed_criteria(langkah), thresholds(langkah)
    wawancara = dipasang - timedelta(days=3) if dipasang is not None else None
    baris = [
        _row(i, tempat[i % len(tempat)], kriteria, batas, rng, miskin=i < kk, wawancara=wawancara)
        for i in range(kk + kk // 2)
    ]
    hasil = actions.save_table(langkah, oleh=oleh, baris=baris)
    if dipasang is not None:
        for b in tempat:
            actions.announce_ps2(langkah, oleh=oleh, basis=b, tanggal=dipasang, tempat=f"Pos ronda {b.label}")
    if lokakarya is not None:
        actions.determine_ps2(langkah, oleh=oleh, pertemuan=lokakarya)
    return hasil["diusulkan"]


def _row(
    i: int, basis: Any, kriteria: list[Any], batas: dict[str, Any], rng: Random, *, miskin: bool, wawancara: date | None
) -> BarisPS2:
    perempuan = rng.random() < 0.3
    depan = (DEPAN_P if perempuan else DEPAN_L)[i % 10]
    terpenuhi = rng.sample(kriteria, rng.randint(1, len(kriteria))) if kriteria and miskin else []
    saran = suggest_rank(len(terpenuhi), len(kriteria), **batas) or "miskin"
    return BarisPS2(
        basis=basis,
        nama_kk=f"{depan} {BELAKANG[(i // 10) % 10]}",
        pembeda=f"nomor {i}" if i >= 100 else "",
        jenis_kelamin_kk="P" if perempuan else "L",
        jiwa_l=rng.randint(0 if perempuan else 1, 3),
        jiwa_p=rng.randint(1, 3),
        lansia=rng.random() < 0.2,
        disabilitas=rng.random() < 0.06,
        alamat=f"Gang {basis.nomor} Nomor {i // len(DEPAN_L) + 1}",
        peringkat=saran if miskin else "",
        kriteria=[b.pk for b in terpenuhi],
        wawancara_tanggal=wawancara if miskin else None,
    )
