"""The register of personal data: every personal field with its purpose, legal basis and keeping time. Source: WIL-16.

Each app registers its own fields in `AppConfig.ready()`; a test walks all models and fails for a field that looks personal
and is not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from inti.registry import Registri

# Names that give a personal field away. A false alarm is registered too, and says why it is none.
POLA_PRIBADI = re.compile(
    r"(^|_)(nik|no_kk|telepon|ponsel|hp|wa|surel|email|alamat|alamat_ip|tanggal_lahir|tahun_lahir|tempat_lahir|lahir"
    r"|rekening|agama|disabilitas|koordinat|lintang|bujur|sandi)(_|$)"
)
# Tables of Django and its libraries are outside: what they hold of persons is registered by akun.
APLIKASI_KITA = (
    "inti", "wilayah", "akun", "laporan", "siklus", "bkm", "pronangkis", "ksm", "keuangan", "kemitraan", "dasbor",
    "transparansi",
)  # fmt: skip


@dataclass(frozen=True)
class DataPribadi:
    """One field: what for, by what right (UU 27/2022), until when, and what kind of person it is about."""

    tujuan: str
    dasar: str
    simpan: str
    subjek: str = "warga"


daftar_data_pribadi: Registri[DataPribadi] = Registri("data_pribadi")


def register_fields(model: str, bidang: dict[str, DataPribadi]) -> None:
    """Enter the personal fields of one model, "app.model"."""
    for nama, isi in bidang.items():
        daftar_data_pribadi.daftar(f"{model}.{nama}", isi)


def personal_looking() -> Iterator[str]:
    """Keys "app.model.field" of all our fields whose name looks personal."""
    for model in apps.get_models():
        if model._meta.app_label not in APLIKASI_KITA:
            continue
        for f in model._meta.local_concrete_fields:
            if POLA_PRIBADI.search(f.name):
                yield f"{model._meta.label_lower}.{f.name}"


def unregistered() -> list[str]:
    """Personal-looking fields that nobody entered in the register."""
    return sorted(k for k in personal_looking() if k not in daftar_data_pribadi)


def unknown_entries() -> list[str]:
    """Entries of the register whose field no longer exists."""
    return sorted(k for k, _isi in daftar_data_pribadi.semua() if not _exists(k))


def _exists(kunci: str) -> bool:
    model, _titik, bidang = kunci.rpartition(".")
    try:
        kelas: Any = apps.get_model(model)
    except LookupError:
        return False
    return any(f.name == bidang for f in kelas._meta.get_fields())


def register_own() -> None:
    """The personal fields of `inti` itself."""
    register_fields(
        "inti.jejak",
        {
            "alamat_ip": DataPribadi(
                tujuan="Menelusuri siapa mengubah apa bila terjadi penyalahgunaan.",
                dasar="Pasal 20 ayat (2) huruf f: kepentingan yang sah; Pasal 35 dan 36: keamanan data.",
                simpan="Selama jejak disimpan: sepuluh tahun sesudah siklus berakhir.",
                subjek="petugas",
            )
        },
    )
