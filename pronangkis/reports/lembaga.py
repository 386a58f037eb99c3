"""Who carries the plan out: the BKM with its letterhead and members, its units, its Sekretariat. Source: siklus 6.3 bab VIII.

The rosters are read from the tables of bkm by name: a kelurahan whose BKM is still on paper has none and prints its plan
all the same. Six queries.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q

from inti.formats import tanggal
from wilayah.models import Badan, Wilayah
from wilayah.sebutan import words_for

Isi = dict[str, Any]
KOSONG: Isi = {"bkm": [], "up": [], "sekretariat": []}


def organisation_of(wilayah: Wilayah) -> Isi:
    """Head data and rosters of the BKM of an area."""
    badan = body_of(wilayah)
    kepala = body_data(badan, words_for(wilayah).badan, wilayah)
    bkm = _of("BKM", badan=badan, status="aktif").first() if badan is not None else None
    if bkm is None:
        return {"bkm": kepala, "organisasi": KOSONG}
    masa = _of("Kepengurusan", bkm=bkm, status="dikukuhkan").first()
    anggota = (
        list(_of("AnggotaBKM", kepengurusan=masa, status="aktif").order_by("-koordinator", "urutan")) if masa else []
    )
    akta = _of("AktaBKM", kepengurusan=masa, status="sah").order_by("-tanggal").first() if masa else None
    kepala.update(
        akta=f"Akta No. {akta.nomor}, {tanggal(akta.tanggal)}" if akta else "",
        masa_bakti=_term(masa),
        koordinator=next((a.nama for a in anggota if a.koordinator), ""),
    )
    return {
        "bkm": kepala,
        "organisasi": {
            "bkm": [
                {"nama": a.nama, "jk": a.jenis_kelamin, "jabatan": "Koordinator" if a.koordinator else "Anggota"}
                for a in anggota
            ],
            "up": _units(bkm),
            "sekretariat": _staff(_of("PetugasSekretariat", sekretariat__bkm=bkm, status="aktif")),
        },
    }


def body_of(wilayah: Wilayah) -> Badan | None:
    """The living BKM as a body; among several the one that bkm knows."""
    baris = list(Badan.objects.filter(wilayah=wilayah, jenis=Badan.Jenis.BKM, aktif=True).order_by("dibuat_pada", "id"))
    dikenal = (
        set(_of("BKM", badan__in=baris, status="aktif").values_list("badan_id", flat=True)) if len(baris) > 1 else set()
    )
    return next((b for b in baris if b.pk in dikenal), baris[0] if baris else None)


def body_data(badan: Badan | None, sebutan: str, wilayah: Wilayah) -> Isi:
    """Name, letterhead and address of the BKM; its usual name where it is not recorded yet."""
    isi: Isi = {"kop": [], "alamat": "", "akta": "", "masa_bakti": "", "koordinator": "", "badan": ""}
    if badan is None:
        return {"nama": f"{sebutan} {wilayah.nama}", **isi}
    nama = badan.nama if badan.nama.upper().startswith(sebutan.upper()) else f"{badan.sebutan or sebutan} {badan.nama}"
    sudah = {
        letters(x) for x in (nama, badan.nama, wilayah.nama_lengkap, badan.alamat)
    }  # printed below the lines above
    kop = [b for b in badan.kop if letters(b) not in sudah]
    return {**isi, "nama": nama, "kop": kop, "alamat": badan.alamat, "badan": str(badan.pk)}


def letters(teks: str) -> str:
    """A line without quotes, case and spaces: two that look different but say the same are equal."""
    return "".join(c for c in teks.lower() if c.isalnum())


def _units(bkm: Any) -> list[Isi]:
    """Units with their officers, in the order environment, social, money."""
    urut = {"upl": 1, "ups": 2, "upk": 3}
    hasil = []
    for unit in sorted(_of("UnitPengelola", Q(badan__aktif=True), bkm=bkm), key=lambda u: urut.get(u.jenis, 9)):
        petugas = _staff(_of("PetugasUP", unit=unit, status="aktif"))
        hasil.append({"unit": str(unit.get_jenis_display()), "petugas": petugas})
    return hasil


def _staff(baris: Any) -> list[Isi]:
    return [{"nama": p.nama, "jabatan": str(p.get_jabatan_display())} for p in baris.order_by("mulai", "id")]


def _term(masa: Any) -> str:
    """The years of a term: 2026–2029."""
    if masa is None or masa.dikukuhkan_pada is None:
        return ""
    akhir = masa.berakhir_rencana.year if masa.berakhir_rencana else masa.dikukuhkan_pada.year + masa.masa_bakti
    return f"{masa.dikukuhkan_pada.year}–{akhir}"


def _of(nama: str, *syarat: Q, **saring: Any) -> Any:
    """Rows of a table of bkm; none where the table is not there."""
    try:
        model = apps.get_model("bkm", nama)
    except LookupError:
        return Badan.objects.none()
    return model._default_manager.filter(*syarat, **saring)
