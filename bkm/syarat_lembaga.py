"""Answers to the gates and conditions of S4, S4b and S6 about the body of the residents.

All read one bulk lookup cached on `konteks.bahan`, so many stages cost the same as one (seven queries).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bkm import tautan_lembaga as tautan
from bkm.models import (
    AnggotaBKM,
    EvaluasiKesiapan,
    Kepengurusan,
    PetugasSekretariat,
    PetugasUP,
    Sekretariat,
    UnitPengelola,
)
from bkm.queries import plain_name
from inti import registry
from inti.formats import persen, share
from siklus.gerbang import Jawaban
from siklus.konteks import Bahan, Konteks

UNIT = ("upk", "upl", "ups")


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "bkm.evaluasi_kesiapan": ready,
        "bkm.dilantik": installed,
        "bkm.jumlah_anggota": number_of_members,
        "bkm.perempuan_anggota": women_among_members,
        "bkm.up_terbentuk": units_formed,
        "bkm.sekretariat_terbentuk": secretariat_formed,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)


class BahanLembaga:
    """What these answers read, for all stages of a Bahan together."""

    def __init__(self, bahan: Bahan) -> None:
        kode = {x.wilayah_id for x in bahan.langkah}
        self.evaluasi = {e.langkah_id: e for e in EvaluasiKesiapan.objects.filter(langkah__in=bahan.ids, status="sah")}
        self.kepengurusan = {
            k.wilayah_id: k
            for k in Kepengurusan.objects.filter(wilayah__in=kode, status="dikukuhkan", bkm__status="aktif")
        }
        self.anggota = _by(
            AnggotaBKM.objects.filter(wilayah__in=kode, status="aktif", kepengurusan__status="dikukuhkan")
        )
        self.unit = _by(UnitPengelola.objects.filter(wilayah__in=kode, bkm__status="aktif"))
        self.petugas_up = _by(PetugasUP.objects.filter(wilayah__in=kode, status="aktif").select_related("unit"))
        self.sekretariat = _by(Sekretariat.objects.filter(wilayah__in=kode, bkm__status="aktif"))
        self.staf = _by(PetugasSekretariat.objects.filter(wilayah__in=kode, status="aktif"))


def _by(baris: Any) -> dict[str, list[Any]]:
    hasil: dict[str, list[Any]] = defaultdict(list)
    for b in baris:
        hasil[b.wilayah_id].append(b)
    return hasil


def material(k: Konteks) -> BahanLembaga:
    """The bulk lookup of this Bahan, made once."""
    ada = getattr(k.bahan, "bkm_lembaga", None)
    if ada is None:
        ada = k.bahan.bkm_lembaga = BahanLembaga(k.bahan)  # type: ignore[attr-defined]
    return ada  # type: ignore[no-any-return]


def ready(k: Konteks, butir: Any) -> Jawaban:
    """The readiness evaluation is written and says that residents are ready. Source: BKM-50, SIK-121."""
    e = material(k).evaluasi.get(k.langkah.pk)
    alamat = tautan.kesiapan(k.langkah.pk)
    if e is None:
        return Jawaban(False, "", alamat)
    belum = sum(not isi["ya"] for isi in e.jawaban.values())
    if not e.siap:
        return Jawaban(False, _("Kesimpulannya belum siap; %(n)d butir belum.") % {"n": belum}, alamat)
    return Jawaban(True, _("%(n)d butir masih belum.") % {"n": belum} if belum else "", alamat)


def installed(k: Konteks, butir: Any) -> Jawaban:
    """The BKM is installed; S4 itself also asks for its koordinator. Source: BKM-54, BKM-58."""
    b, kode = material(k), k.langkah.wilayah_id
    kepengurusan = b.kepengurusan.get(kode)
    s4 = k.langkah.kode == "S4"
    if s4 and kepengurusan is not None and kepengurusan.langkah_id not in {None, k.langkah.pk}:
        kepengurusan = None  # the running term is that of an earlier election
    if kepengurusan is None:
        alamat = tautan.pengukuhan(k.langkah.pk) if s4 else tautan.bkm(kode)
        return Jawaban(False, _("Belum ada BKM yang dikukuhkan di kelurahan ini."), alamat)
    if s4 and not any(a.koordinator for a in b.anggota[kode]):
        return Jawaban(
            False, _("BKM sudah dikukuhkan, koordinator belum dipilih."), tautan.rapat_koordinator(k.langkah.pk)
        )
    return Jawaban(True, "", tautan.bkm(kode))


def number_of_members(k: Konteks, butir: Any) -> Jawaban:
    """As many members as the statutes say, and a number the programme knows (odd, 9 to 13: a list). Source: BKM-56."""
    b, kode = material(k), k.langkah.wilayah_id
    kepengurusan = b.kepengurusan.get(kode)
    if kepengurusan is None:
        return Jawaban(False, _("Belum ada anggota BKM."), tautan.bkm(kode))
    ada, tetap = len(b.anggota[kode]), kepengurusan.jumlah_ditetapkan
    lazim = k.parameter(butir.parameter).nilai or []
    cocok = ada == tetap and (not lazim or ada in lazim)
    rincian = _("%(ada)d anggota, ditetapkan %(tetap)d; yang lazim %(lazim)s.") % {
        "ada": ada, "tetap": tetap, "lazim": ", ".join(str(n) for n in lazim) or "–",
    }  # fmt: skip
    return Jawaban(cocok, rincian, tautan.bkm(kode))


def women_among_members(k: Konteks, butir: Any) -> Jawaban:
    """Share of women among the members in office, in percent. Source: BKM-56 [C2]."""
    kode = k.langkah.wilayah_id
    anggota = material(k).anggota[kode]
    target = k.parameter(butir.parameter).angka
    if not anggota:
        return Jawaban(False, _("Belum ada anggota BKM."), tautan.bkm(kode))
    perempuan = sum(a.jenis_kelamin == "P" for a in anggota)
    bagian = share(perempuan, len(anggota)) or Decimal(0)
    rincian = _("%(p)d dari %(n)d anggota (%(persen)s), diupayakan %(target)s.") % {
        "p": perempuan, "n": len(anggota), "persen": persen(bagian), "target": persen(target, 0),
    }  # fmt: skip
    return Jawaban(target is None or bagian >= target, rincian, tautan.bkm(kode))


def units_formed(k: Konteks, butir: Any) -> Jawaban:
    """UPK, UPL and UPS each have an officer appointed by a members' meeting. Source: BKM-62."""
    b, kode = material(k), k.langkah.wilayah_id
    berisi = {p.unit.jenis for p in b.petugas_up[kode]}
    kurang = [j.upper() for j in UNIT if j not in berisi]
    rincian = _("Belum ada petugas: %(unit)s.") % {"unit": ", ".join(kurang)} if kurang else ""
    return Jawaban(not kurang, rincian, tautan.susunan(k.langkah.pk))


def secretariat_formed(k: Konteks, butir: Any) -> Jawaban:
    """The secretariat has a secretary, and none of its people is a member or an officer of a UP. Source: BKM-66.

    The database refuses a double office by name; two entries of one resident that were merged later show up here.
    """
    b, kode = material(k), k.langkah.wilayah_id
    staf, alamat = b.staf[kode], tautan.susunan(k.langkah.pk)
    if not any(p.jabatan == "sekretaris" for p in staf):
        return Jawaban(False, _("Sekretaris belum diangkat."), alamat)
    lain = [*b.anggota[kode], *b.petugas_up[kode]]
    warga = {x.warga_id for x in lain if x.warga_id}
    nama = {(plain_name(x.nama), x.jenis_kelamin) for x in lain if not x.warga_id}
    rangkap = [
        p.nama for p in staf if (p.warga_id and p.warga_id in warga) or (plain_name(p.nama), p.jenis_kelamin) in nama
    ]
    if rangkap:
        return Jawaban(False, _("Merangkap: %(nama)s.") % {"nama": ", ".join(rangkap)}, alamat)
    return Jawaban(True, "", alamat)
