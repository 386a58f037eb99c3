"""Who carries the plan out: the BKM with its letterhead and members, its units, its Sekretariat. Source: siklus 6.3 bab VIII."""

from __future__ import annotations

from typing import Any

from wilayah.models import Badan, Wilayah
from wilayah.sebutan import words_for

Isi = dict[str, Any]


def organisation_of(wilayah: Wilayah) -> Isi:
    """Head data and rosters of the BKM of an area; empty rosters where nobody recorded them."""
    badan = Badan.objects.filter(wilayah=wilayah, jenis=Badan.Jenis.BKM, aktif=True).order_by("dibuat_pada").first()
    sebutan = words_for(wilayah).badan
    return {"bkm": body_data(badan, sebutan, wilayah), "organisasi": {"bkm": [], "up": [], "sekretariat": []}}


def body_data(badan: Badan | None, sebutan: str, wilayah: Wilayah) -> Isi:
    """Name, letterhead and address of the BKM; its usual name where it is not recorded yet."""
    if badan is None:
        nama = f"{sebutan} {wilayah.nama}"
        return {"nama": nama, "kop": [], "alamat": "", "akta": "", "masa_bakti": "", "koordinator": "", "badan": ""}
    nama = badan.nama if badan.nama.upper().startswith(sebutan.upper()) else f"{badan.sebutan or sebutan} {badan.nama}"
    return {
        "nama": nama, "kop": list(badan.kop[:-1]), "alamat": badan.alamat, "akta": "", "masa_bakti": "", "koordinator": "",
        "badan": str(badan.pk),
    }  # fmt: skip
