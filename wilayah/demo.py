"""Demo part of `wilayah`: the tree below every kelurahan of the kota, its adults, and bodies of a few."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from inti.pelaku import SISTEM
from inti.peragaan import KECAMATAN_TIM, KOTA, Tulis, chance, chosen_kecamatan
from inti.unit_kerja import unit_kerja
from wilayah.actions.badan import add_badan
from wilayah.actions.basis import add_basis, record_adults
from wilayah.models import Badan, Basis, Wilayah

KEADAAN = date(2026, 1, 5)
SUMBER = "Register RT, keadaan Januari 2026 (rekaan)"
NAMA_BKM = "Cahaya Mandiri"


def demo_kelurahan() -> list[Wilayah]:
    """The kelurahan that the demo fills, in order of their code."""
    semua = Wilayah.objects.filter(kode__startswith=KOTA + ".", tingkat=Wilayah.Tingkat.KELURAHAN, aktif=True)
    pilihan = chosen_kecamatan()
    return list(semua.filter(induk_id__in=pilihan) if pilihan else semua)


def load(tulis: Tulis) -> None:
    """Basis tree and adult roll of every kelurahan that has none yet; a BKM where one lives already."""
    sudah = set(Basis.objects.filter(kode_kota=KOTA).values_list("wilayah_id", flat=True).distinct())
    baru = [w for w in demo_kelurahan() if w.kode not in sudah]
    for wilayah in baru:
        unit_kerja(partial(_fill_tree, wilayah), oleh=SISTEM)
    if not Badan.objects.filter(kode_kota=KOTA).exists():
        _add_bodies()
    tulis(f"  basis dan warga dewasa: {len(baru)} kelurahan baru")


def bkm_kelurahan() -> Wilayah:
    """The kelurahan that joined midway, with a living BKM: the last one of the team's kecamatan."""
    return Wilayah.objects.filter(induk_id=KECAMATAN_TIM, tingkat=Wilayah.Tingkat.KELURAHAN).order_by("-kode")[0]


def _fill_tree(wilayah: Wilayah) -> None:
    rng = chance(wilayah.kode)
    # The team's own kelurahan are of real size; the others are smaller, so that a first start stays short.
    rw_maks, rt_maks = (5, 4) if wilayah.induk_id == KECAMATAN_TIM else (2, 3)
    for nomor_rw in range(1, rng.randint(max(2, rw_maks - 1), rw_maks) + 1):
        rw = add_basis(wilayah.kode, jenis="rw", nomor=f"{nomor_rw:02d}", urutan=nomor_rw, oleh=SISTEM)
        for nomor_rt in range(1, rng.randint(rt_maks - 1, rt_maks) + 1):
            rt = add_basis(wilayah.kode, jenis="rt", nomor=f"{nomor_rt:02d}", induk=rw, urutan=nomor_rt, oleh=SISTEM)
            jumlah = rng.randint(110, 240)
            laki = jumlah * rng.randint(47, 52) // 100
            record_adults(rt, berlaku_pada=KEADAAN, dewasa_l=laki, dewasa_p=jumlah - laki, sumber=SUMBER, oleh=SISTEM)


def _add_bodies() -> None:
    wilayah = bkm_kelurahan()
    kop: dict[str, Any] = {
        "nama": NAMA_BKM,
        "kop": [f"BKM “{NAMA_BKM}”", f"Kelurahan {wilayah.nama}, Kecamatan Bandung Kulon", "Kota Bandung, Jawa Barat"],
    }
    add_badan(wilayah.kode, jenis="bkm", data=kop, oleh=SISTEM)
    add_badan(wilayah.kode, jenis="ksm", data={"nama": "Melati", "kop": []}, oleh=SISTEM)
