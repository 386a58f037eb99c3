"""Writes of loan products: a product, and its terms from a day on. Terms are added, never changed."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import CHANNELLING, take_buku
from keuangan.hitung.jadwal import Ketentuan, Metode, Pembulatan, build_jadwal
from keuangan.models import Buku, KetentuanProduk, PemilikDana, ProdukPinjaman, TanggaPinjaman
from siklus.actions.umum import author, client_id, needed, plan_date, take
from siklus.models import SumberDana
from wilayah.actions.umum import constraint_says

# What terms consist of, beside their day and the decision behind them.
ISI = (
    "metode", "jasa_persen", "bop_persen", "pembulatan", "bulatkan_per", "tenor_min", "tenor_maks", "tenggang_bulan",
    "anggota_min", "anggota_maks", "perempuan_min", "pinjaman_maks", "maks_per_anggota", "maks_per_ksm",
    "menabung_bulan", "tabungan_persen", "dasar_tabungan", "jasa_pelunasan", "kelebihan",
)  # fmt: skip
LANGKAH_TANGGA_MAKS = 20


@aksi
def open_produk(
    buku: Buku,
    *,
    oleh: Any,
    nama: str,
    sumber_dana: SumberDana,
    pemilik: PemilikDana | None = None,
    id: uuid.UUID | None = None,
) -> ProdukPinjaman:
    """Open a kind of loan in the ledger of a UPK; it lends once it has terms.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-120). Source: KEU-120.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.KELOLA_PINJAMAN)
    if milik.unit != "upk":
        raise AturanDilanggar(_("Produk pinjaman hanya ada di buku UPK."), aturan="KEU-120")
    if (sumber_dana.pk == CHANNELLING) != (pemilik is not None):
        raise IsianSalah({"pemilik": [_("Pilih pemilik dana untuk dana channelling; sumber lain tanpa pemilik.")]})
    if pemilik is not None and pemilik.wilayah_id != milik.wilayah_id:
        raise IsianSalah({"pemilik": [_("Pemilik dana ini dari wilayah lain.")]})
    produk = ProdukPinjaman(
        buku=milik, wilayah_id=milik.wilayah_id, sumber_dana=sumber_dana, pemilik=pemilik,
        nama=needed(" ".join(nama.split()), bidang="nama", pesan=_("Isi nama produknya."))[:80],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says({"produk_pinjaman_sekali": IsianSalah({"nama": [_("Nama produk ini sudah dipakai.")]})}):
        produk.save(force_insert=True)
    catat("keuangan.produkpinjaman.dibuka", produk, rincian={"sumber_dana": sumber_dana.pk})
    return produk


@aksi
def set_ketentuan(
    produk: ProdukPinjaman,
    *,
    oleh: Any,
    berlaku_mulai: datetime.date,
    dasar: str,
    tangga: Mapping[int, Decimal | int] | None = None,
    id: uuid.UUID | None = None,
    **isi: Any,
) -> KetentuanProduk:
    """Set the terms of a product from a day on; loans already signed keep theirs. `tangga`: loan number -> rupiah a member.

    Raises: ProdukPinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-121, KEU-122). Source: KEU-121.
    """
    induk = take(ProdukPinjaman, produk.pk, oleh=oleh)
    require(oleh, izin.KELOLA_PINJAMAN, induk)
    asing = set(isi) - set(ISI)
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dikenal.")] for b in sorted(asing)})
    k = KetentuanProduk(
        produk=induk, wilayah_id=induk.wilayah_id, berlaku_mulai=plan_date(berlaku_mulai, bidang="berlaku_mulai"),
        dasar=needed(dasar, bidang="dasar", pesan=_("Sebut keputusan yang mendasarinya, misalnya rapat BKM."))[:200],
        **isi, **author(oleh), **client_id(id),
    )  # fmt: skip
    langkah = _ladder(tangga or {})
    _check(k)
    _check_rounding(k, [*langkah.values(), *([k.maks_per_anggota] if k.maks_per_anggota else [])])
    ada = AturanDilanggar(_("Produk ini sudah punya ketentuan mulai hari itu. Pilih hari lain."), aturan="KEU-121")
    with constraint_says({"ketentuan_produk_per_tanggal": ada}):
        k.save(force_insert=True)
    TanggaPinjaman.objects.bulk_create(
        TanggaPinjaman(ketentuan=k, ke=ke, maks_per_anggota=n) for ke, n in langkah.items()
    )
    catat("keuangan.ketentuanproduk.ditetapkan", k, rincian={"berlaku_mulai": str(k.berlaku_mulai), "dasar": k.dasar})
    return k


def _ladder(tangga: Mapping[int, Decimal | int]) -> dict[int, Decimal]:
    """The steps as stored: rising, above zero. Raises: IsianSalah. Source: KEU-122."""
    langkah = {int(ke): Decimal(n) for ke, n in sorted(tangga.items())}
    if len(langkah) > LANGKAH_TANGGA_MAKS or any(ke < 1 or n <= 0 or n % 1 for ke, n in langkah.items()):
        raise IsianSalah({"tangga": [_("Isi tangga dengan rupiah utuh lebih dari nol, mulai pinjaman ke-1.")]})
    nilai = list(langkah.values())
    if nilai != sorted(nilai):
        raise IsianSalah({"tangga": [_("Batas pinjaman berikutnya tidak lebih kecil dari yang sebelumnya.")]})
    return langkah


def _check(k: KetentuanProduk) -> None:
    """Every term in its range, said beside its field. Raises: IsianSalah. Source: KEU-121."""
    galat: dict[str, list[str]] = {}
    try:
        k.clean_fields(exclude=["produk", "wilayah", "dibuat_oleh_id"])
    except ValidationError as salah:
        galat = {b: [str(p) for p in daftar] for b, daftar in salah.message_dict.items()}
    if galat:
        raise IsianSalah(galat)
    for bidang in ("jasa_persen", "bop_persen", "tabungan_persen", "perempuan_min"):
        if not 0 <= Decimal(getattr(k, bidang)) <= 100:
            galat[bidang] = [_("Isi antara 0 dan 100 persen.")]
    if not 1 <= k.tenor_min <= k.tenor_maks <= 120:
        galat["tenor_maks"] = [_("Jangka waktu 1 sampai 120 bulan, yang terlama tidak kurang dari yang terpendek.")]
    if k.anggota_min < 1 or (k.anggota_maks is not None and k.anggota_maks < k.anggota_min):
        galat["anggota_maks"] = [_("Anggota paling banyak tidak kurang dari anggota paling sedikit.")]
    for bidang in ("tenggang_bulan", "menabung_bulan"):
        if getattr(k, bidang) > 24:
            galat[bidang] = [_("Paling lama 24 bulan.")]
    for bidang in ("maks_per_anggota", "maks_per_ksm", "pinjaman_maks"):
        nilai = getattr(k, bidang)
        if nilai is not None and nilai <= 0:
            galat[bidang] = [_("Isi lebih dari nol, atau kosongkan bila tidak dibatasi.")]
    if galat:
        raise IsianSalah(galat)


def _check_rounding(k: KetentuanProduk, jumlah: list[Decimal]) -> None:
    """No amount of the ladder leaves an instalment without principal under this rounding. Raises: IsianSalah. KEU-44."""
    for n in jumlah:
        for tenor in {k.tenor_min, k.tenor_maks}:
            syarat = Ketentuan(
                pokok=Decimal(n), jasa_persen_per_bulan=Decimal(k.jasa_persen), tenor_bulan=tenor, tanggal_cair=k.berlaku_mulai,
                metode=Metode(k.metode), pembulatan=Pembulatan(k.pembulatan),
            )  # fmt: skip
            try:
                build_jadwal(syarat)
            except AturanDilanggar as galat:
                raise IsianSalah({"pembulatan": [galat.pesan]}) from galat
