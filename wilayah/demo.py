"""Demo part of `wilayah`: the tree below every kelurahan of the kota, and its adults."""

from __future__ import annotations

from datetime import date
from functools import partial

from inti.pelaku import SISTEM
from inti.peragaan import KECAMATAN_TIM, KOTA, Tulis, chance, chosen_kecamatan
from inti.unit_kerja import unit_kerja
from wilayah.actions.basis import add_basis, record_adults
from wilayah.models import Basis, Wilayah

KEADAAN = date(2026, 1, 5)
SUMBER = "Register RT, keadaan Januari 2026 (rekaan)"
NAMA_BKM = "Cahaya Mandiri"
# The kelurahan that is filled most richly, the last of the team's kecamatan: four RW of three RT each.
KAYA = "32.73.15.1008"


def demo_kelurahan() -> list[Wilayah]:
    """The kelurahan that the demo fills, in order of their code."""
    semua = Wilayah.objects.filter(kode__startswith=KOTA + ".", tingkat=Wilayah.Tingkat.KELURAHAN, aktif=True)
    pilihan = chosen_kecamatan()
    return list(semua.filter(induk_id__in=pilihan) if pilihan else semua)


def load(tulis: Tulis) -> None:
    """Basis tree and adult roll of every kelurahan that has none yet."""
    sudah = set(Basis.objects.filter(kode_kota=KOTA).values_list("wilayah_id", flat=True).distinct())
    baru = [w for w in demo_kelurahan() if w.kode not in sudah]
    for wilayah in baru:
        unit_kerja(partial(_fill_tree, wilayah), oleh=SISTEM)
    tulis(f"  basis dan warga dewasa: {len(baru)} kelurahan baru")


def _fill_tree(wilayah: Wilayah) -> None:
    rng = chance(wilayah.kode)
    # The team's own kelurahan are of real size; the others are smaller, so that a first start stays short.
    rw_maks, rt_maks = (4, 3) if wilayah.induk_id == KECAMATAN_TIM else (2, 2)
    kaya = wilayah.kode == KAYA
    for nomor_rw in range(1, (4 if kaya else rng.randint(max(2, rw_maks - 1), rw_maks)) + 1):
        rw = add_basis(wilayah.kode, jenis="rw", nomor=f"{nomor_rw:02d}", urutan=nomor_rw, oleh=SISTEM)
        for nomor_rt in range(1, (3 if kaya else rng.randint(rt_maks - 1, rt_maks)) + 1):
            rt = add_basis(wilayah.kode, jenis="rt", nomor=f"{nomor_rt:02d}", induk=rw, urutan=nomor_rt, oleh=SISTEM)
            jumlah = rng.randint(110, 240)
            laki = jumlah * rng.randint(47, 52) // 100
            record_adults(rt, berlaku_pada=KEADAAN, dewasa_l=laki, dewasa_p=jumlah - laki, sumber=SUMBER, oleh=SISTEM)
