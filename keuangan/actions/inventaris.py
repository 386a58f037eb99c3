"""Things of lasting value: bought or taken over, depreciated once a month, taken out. Source: KEU-108 to KEU-110."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.money import to_rupiah, whole_rupiah
from inti.unit_kerja import aksi, catat
from keuangan.actions.peristiwa import record_peristiwa
from keuangan.actions.umum import NOL, Baris, Dana, Isi, take_buku, write_jurnal
from keuangan.models import Buku, Inventaris, Jurnal, SusutInventaris
from keuangan.queries_inventaris import register_of
from keuangan.templat import LEPAS, PENYUSUTAN, UANG_LEWAT
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take
from wilayah.waktu import today_in

# What a thing brings above its book value, and what it still stood for and did not bring.
LABA_LEPAS, RUGI_LEPAS = "42010", "51060"
BOLEH = frozenset({"nama", "lokasi", "keadaan"})


def new_item(
    buku: Buku, *, oleh: Any, nama: str, tanggal: datetime.date, harga: Decimal | int, umur_bulan: int, dana: Dana,
    lokasi: str = "", keadaan: str = "baik", mulai_susut: datetime.date | None = None, akumulasi_awal: Decimal | int = 0,
    id: Any = None,
) -> Inventaris:  # fmt: skip
    """The row of a thing, not yet saved. Raises: IsianSalah."""
    nilai, sudah = (
        whole_rupiah(harga, bidang="harga", positif=True),
        whole_rupiah(akumulasi_awal, bidang="akumulasi_awal"),
    )
    if sudah > nilai:
        raise IsianSalah({"akumulasi_awal": [_("Yang sudah disusutkan tidak lebih dari harganya.")]})
    if not 1 <= umur_bulan <= 600:
        raise IsianSalah({"umur_bulan": [_("Isi umur 1 sampai 600 bulan.")]})
    if keadaan not in Inventaris.Keadaan.values:
        raise IsianSalah({"keadaan": [_("Pilih keadaan barangnya.")]})
    hari = field_date(tanggal, buku.wilayah_id)
    return Inventaris(
        buku=buku, wilayah_id=buku.wilayah_id, tanggal=hari, harga=nilai, umur_bulan=umur_bulan,
        nama=needed(" ".join(nama.split()), bidang="nama", pesan=_("Isi nama barangnya."))[:120],
        mulai_susut=max(mulai_susut or hari, hari), akumulasi_awal=sudah, lokasi=" ".join(lokasi.split())[:120],
        keadaan=keadaan, sumber_dana_id=dana.sumber, tahun_dana=dana.tahun, **author(oleh), **client_id(id),
    )  # fmt: skip


@aksi
def buy_inventaris(buku: Buku, *, oleh: Any, dana: Dana, lewat: str = "kas", bukti: str = "", **isi: Any) -> Inventaris:
    """Buy a thing: the payment is booked (a second person approves it) and the thing enters the register.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-03 to KEU-15). Source: KEU-108.
    """
    milik = take_buku(buku, oleh=oleh)
    barang = new_item(milik, oleh=oleh, dana=dana, **isi)
    barang.jurnal = record_peristiwa(
        milik, "beli_inventaris" if milik.bagan == "upk" else "beli_inventaris_bkm", oleh=oleh, tanggal=barang.tanggal,
        jumlah=barang.harga, dana=dana, lewat=lewat, bukti=bukti, objek=("keuangan.inventaris", str(barang.pk)),
        uraian=_("Beli %(nama)s") % {"nama": barang.nama},
    )  # fmt: skip
    barang.save(force_insert=True)
    catat("keuangan.inventaris.dibeli", barang, rincian={"harga": str(barang.harga)})
    return barang


@aksi
def register_inventaris(buku: Buku, *, oleh: Any, dana: Dana, **isi: Any) -> Inventaris:
    """Enter a thing that stands in the opening balance, with what was already written off. Source: KEU-108.

    `umur_bulan` is what is left of its life; depreciation goes on from the day the ledger begins.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah.
    """
    milik = take_buku(buku, oleh=oleh)
    barang = new_item(milik, oleh=oleh, dana=dana, mulai_susut=milik.mulai, **isi)
    if barang.tanggal > milik.mulai:
        raise IsianSalah({"tanggal": [_("Barang sesudah buku mulai dicatat sebagai pembelian.")]})
    barang.save(force_insert=True)
    catat("keuangan.inventaris.didaftar", barang, rincian={"harga": str(barang.harga)})
    return barang


@aksi
def edit_inventaris(barang: Inventaris, *, oleh: Any, **isi: Any) -> Inventaris:
    """Change name, place or state of a thing. Raises: Inventaris.DoesNotExist, TidakBerwenang, IsianSalah."""
    milik = take(Inventaris, barang.pk, oleh=oleh)
    take_buku(milik.buku, oleh=oleh)
    if "keadaan" in isi and isi["keadaan"] not in Inventaris.Keadaan.values:
        raise IsianSalah({"keadaan": [_("Pilih keadaan barangnya.")]})
    if "nama" in isi:
        isi["nama"] = needed(" ".join(isi["nama"].split()), bidang="nama", pesan=_("Isi nama barangnya."))[:120]
    ubah = save_changes(milik, isi, BOLEH)
    if ubah:
        catat("keuangan.inventaris.diubah", milik, rincian=ubah)
    return milik


@aksi
def depreciate_month(buku: Buku, *, oleh: Any, tanggal: datetime.date) -> Jurnal:
    """Write off every thing up to the month of a day, in one journal on its last day; months that were missed are made up.

    Once a month, until the journal is reversed.
    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-12, KEU-15, KEU-109). Source: KEU-109.
    """
    milik = take_buku(buku, oleh=oleh)
    hari = (tanggal.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    if hari > today_in(milik.wilayah_id):
        raise IsianSalah({"tanggal": [_("Penyusutan dibukukan sesudah bulannya selesai.")]})
    kurang = [(b.barang, b.barang.written_off_by(hari) - b.akumulasi) for b in register_of(milik, hari)]
    kurang = [(b, n) for b, n in kurang if n > 0]
    if not kurang:
        raise AturanDilanggar(_("Tidak ada yang perlu disusutkan pada bulan ini."), aturan="KEU-109")
    per_dana: dict[Dana, Decimal] = {}
    for b, n in kurang:
        dana = Dana(b.sumber_dana_id, b.tahun_dana)
        per_dana[dana] = per_dana.get(dana, NOL) + n
    baris = [s for d, n in per_dana.items() for s in (Baris("51060", d, debit=n), Baris("12021", d, kredit=n))]
    isi = Isi(
        jenis="bpb", tanggal=hari, uraian=_("Penyusutan %(bulan)s") % {"bulan": f"{hari:%m/%Y}"}, peristiwa=PENYUSUTAN,
        objek=("keuangan.inventaris", f"{milik.pk}:{hari:%Y-%m}"),
    )  # fmt: skip
    jurnal = write_jurnal(milik, isi, baris, oleh=oleh)
    SusutInventaris.objects.bulk_create(SusutInventaris(inventaris=b, jurnal=jurnal, jumlah=n) for b, n in kurang)
    return jurnal


@aksi
def dispose_inventaris(
    barang: Inventaris,
    *,
    oleh: Any,
    tanggal: datetime.date,
    alasan: str,
    hasil: Decimal | int = 0,
    lewat: str = "kas",
    bukti: str = "",
) -> Inventaris:
    """Take a thing out, sold for `hasil` rupiah or for nothing: cost and depreciation leave the books in one voucher with
    the money; what it brought above its book value is income, what is lacking is cost. A second person approves.

    Raises: Inventaris.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-110). Source: KEU-110.
    """
    milik = take(Inventaris, barang.pk, oleh=oleh)
    buku = take_buku(milik.buku, oleh=oleh)
    baris = disposal_lines(milik, tanggal=tanggal, hasil=hasil, lewat=lewat)
    hari = field_date(tanggal, buku.wilayah_id)
    uang = to_rupiah(hasil or 0, bidang="hasil")
    isi = Isi(
        jenis="bkm" if uang else "bpb", tanggal=hari, uraian=(_("Jual %(nama)s") if uang else _("Lepas %(nama)s"))
        % {"nama": milik.nama}, peristiwa=LEPAS, bukti=bukti, objek=("keuangan.inventaris", str(milik.pk)),
        perlu_persetujuan=True,
    )  # fmt: skip
    sebab = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa barang ini dilepas."))[:200]
    milik.jurnal_lepas = write_jurnal(buku, isi, baris, oleh=oleh)
    milik.lepas_pada, milik.lepas_alasan = hari, sebab
    milik.versi += 1
    milik.save()
    catat("keuangan.inventaris.dilepas", milik, alasan=sebab, rincian={"harga": str(milik.harga), "hasil": str(uang)})
    return milik


def disposal_lines(
    barang: Inventaris, *, tanggal: datetime.date, hasil: Decimal | int = 0, lewat: str = "kas"
) -> list[Baris]:
    """The journal that taking a thing out would give, for the preview and for booking alike; nothing is written.

    Raises: IsianSalah, AturanDilanggar (KEU-110). Source: KEU-110.
    """
    if barang.jurnal_lepas_id is not None and not Jurnal.objects.filter(membalik=barang.jurnal_lepas_id).exists():
        raise AturanDilanggar(_("Barang ini sudah dilepas."), aturan="KEU-110")
    uang = whole_rupiah(hasil or 0, bidang="hasil")
    if lewat not in UANG_LEWAT:
        raise IsianSalah({"lewat": [_("Pilih kas atau bank.")]})
    catatan = next((b for b in register_of(barang.buku, tanggal) if b.barang.pk == barang.pk), None)
    if catatan is None:
        raise IsianSalah({"tanggal": [_("Barang ini belum ada pada hari itu, atau pembeliannya sudah dibalik.")]})
    dana = Dana(barang.sumber_dana_id, barang.tahun_dana)
    laba = uang - catatan.nilai_buku
    sisi = [
        Baris(UANG_LEWAT[lewat], dana, debit=uang), Baris("12021", dana, debit=catatan.akumulasi),
        Baris(RUGI_LEPAS, dana, debit=max(-laba, NOL)), Baris(LABA_LEPAS, dana, kredit=max(laba, NOL)),
        Baris("12020", dana, kredit=barang.harga),
    ]  # fmt: skip
    return [b for b in sisi if b.debit or b.kredit]
