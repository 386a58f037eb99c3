"""Practice ground of a kota: its areas below code 99, with a small tree of RW and RT and their adults."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.latihan import PROVINSI_LATIHAN, practice_code
from inti.pelaku import SISTEM
from inti.unit_kerja import aksi, catat
from wilayah.actions.basis import add_basis, record_adults
from wilayah.kode import kind_of, level_of, parent_of, search_name
from wilayah.models import Wilayah
from wilayah.waktu import today_in

NOMOR_AWAL = 1001
# Adults (L, P) of each RT of a practice kelurahan, by RW: figures that are easy to work out by head.
DEWASA = {"01": [(60, 65), (55, 60), (70, 75)], "02": [(50, 50), (65, 70), (45, 55)]}


@aksi
def make_practice_area(kota: Wilayah, *, oleh: Any) -> Wilayah:
    """Lay out a fresh practice kelurahan for a kota; the one in use until now is closed in its favour. Source: LAT-03.

    Raises: IsianSalah for an area that is no kota or kabupaten.
    """
    if kota.tingkat != Wilayah.Tingkat.KOTA:
        raise IsianSalah({"kota": [_("Pilih kota atau kabupaten.")]})
    for kode, nama in _ground(kota):
        _ensure(kode, nama, kota)
    tanah = Wilayah.objects.select_for_update(of=("self",), no_key=True).get(pk=practice_code(kota.kode))
    lama = list(tanah.anak.order_by("kode"))
    nomor = NOMOR_AWAL + len(lama)
    urut = f" {len(lama) + 1}" if lama else ""
    baru = _ensure(f"{tanah.kode}.{nomor}", f"Latihan {kota.nama}{urut}", kota)
    for w in lama:
        if w.aktif:
            w.aktif, w.pengganti, w.pengganti_alasan = False, baru, "Latihan dimulai lagi dari awal."
            w.save(update_fields=["aktif", "pengganti", "pengganti_alasan"])
    _fill_tree(baru)
    catat("wilayah.latihan.dibuka", baru)
    return baru


def _ground(kota: Wilayah) -> list[tuple[str, str]]:
    provinsi = Wilayah.objects.get(pk=parent_of(kota.kode))
    return [
        (PROVINSI_LATIHAN, "Latihan"),
        (f"{PROVINSI_LATIHAN}.{provinsi.kode}", f"Latihan {provinsi.nama}"),
        (practice_code(kota.kode), f"Latihan {kota.nama}"),
    ]


def _ensure(kode: str, nama: str, kota: Wilayah) -> Wilayah:
    isi = {
        "nama": nama, "nama_cari": search_name(nama), "tingkat": level_of(kode), "jenis": kind_of(kode, nama),
        "induk_id": parent_of(kode) or None, "zona": kota.zona,
    }  # fmt: skip
    return Wilayah.objects.get_or_create(kode=kode, defaults=isi)[0]


def _fill_tree(wilayah: Wilayah) -> None:
    hari = today_in(wilayah.kode)
    for ke, (nomor_rw, rt) in enumerate(DEWASA.items(), start=1):
        rw = add_basis(wilayah.kode, jenis="rw", nomor=nomor_rw, urutan=ke, oleh=SISTEM)
        for nomor, (laki, perempuan) in enumerate(rt, start=1):
            basis = add_basis(wilayah.kode, jenis="rt", nomor=f"{nomor:02d}", induk=rw, urutan=nomor, oleh=SISTEM)
            record_adults(
                basis, berlaku_pada=hari, dewasa_l=laki, dewasa_p=perempuan, sumber="Angka latihan", oleh=SISTEM
            )
