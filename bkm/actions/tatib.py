"""Writes of the local rules, and of the polling places that follow from them."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from bkm.actions.umum import own_meeting, take_s4
from bkm.models import TPS, Pemilihan, TataTertib
from bkm.models.pemilihan import Tingkat
from bkm.queries_pemilihan import lowest_places, numbers
from inti.errors import AturanDilanggar, IsianSalah
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, field_date, save_changes
from siklus.models import Langkah, Pertemuan
from wilayah.models import Basis
from wilayah.waktu import today_in

ANGKA_TATIB = (
    "nama_basis", "utusan_per_basis", "jenjang_rw", "nama_rw", "utusan_per_rw", "nama_kelurahan", "jumlah_anggota",
    "panitia_boleh_dipilih",
)  # fmt: skip


@aksi
def save_tatib(
    langkah: Langkah,
    *,
    oleh: Any,
    nama_basis: int,
    utusan_per_basis: int,
    nama_kelurahan: int,
    jumlah_anggota: int,
    jenjang_rw: bool = False,
    nama_rw: int | None = None,
    utusan_per_rw: int | None = None,
    panitia_boleh_dipilih: bool = True,
    kriteria: str = "",
    aturan_lain: str = "",
    disepakati: datetime.date | None = None,
    pertemuan: Pertemuan | None = None,
) -> TataTertib:
    """Write or correct the tata tertib; its numbers are fixed once a polling place has opened.

    Raises: as `take_s4`, IsianSalah, AturanDilanggar (BKM-04). Source: BKM-03, BKM-04.
    """
    baris = take_s4(langkah, oleh=oleh)
    isi: dict[str, Any] = {
        "nama_basis": nama_basis, "utusan_per_basis": utusan_per_basis, "jenjang_rw": jenjang_rw,
        "nama_rw": nama_rw if jenjang_rw else None, "utusan_per_rw": utusan_per_rw if jenjang_rw else None,
        "nama_kelurahan": nama_kelurahan, "jumlah_anggota": jumlah_anggota, "panitia_boleh_dipilih": panitia_boleh_dipilih,
        "kriteria": kriteria.strip()[:5000], "aturan_lain": aturan_lain.strip()[:10000],
        "disepakati": field_date(disepakati, baris.wilayah_id, bidang="disepakati") if disepakati else None,
        "pertemuan": own_meeting(pertemuan, baris),
    }  # fmt: skip
    _check_numbers(isi, baris)
    tatib = TataTertib.objects.select_for_update().filter(langkah=baris).first()
    if tatib is None:
        tatib = TataTertib.objects.create(langkah=baris, wilayah_id=baris.wilayah_id, **isi, **author(oleh))
        catat("bkm.tatatertib.disimpan", tatib)
        return tatib
    berubah = [b for b in ANGKA_TATIB if getattr(tatib, b) != isi[b]]
    dibuka = TPS.objects.filter(langkah=baris).exclude(status__in=["belum", "tidak_memilih"])
    if berubah and dibuka.exists():
        raise AturanDilanggar(
            _("Angka tata tertib tidak dapat diubah lagi: pemungutan sudah dibuka dengan angka itu."), aturan="BKM-04"
        )
    if ubah := save_changes(tatib, isi, frozenset(isi)):
        catat("bkm.tatatertib.diubah", tatib, rincian={"bidang": sorted(ubah)})
    return tatib


def _check_numbers(isi: dict[str, Any], langkah: Langkah) -> None:
    """Numbers within reason; names per ballot at the basis among those of Parameter where it binds. Raises: IsianSalah."""
    galat: dict[str, list[str]] = {}
    batas = {"nama_basis": (1, 10), "utusan_per_basis": (1, 50), "nama_kelurahan": (1, 30), "jumlah_anggota": (3, 51)}
    if isi["jenjang_rw"]:
        batas |= {"nama_rw": (1, 10), "utusan_per_rw": (1, 50)}
    for bidang, (dari, sampai) in batas.items():
        n = isi[bidang]
        if n is None or isinstance(n, bool) or not dari <= n <= sampai:
            galat[bidang] = [_("Isi angka %(dari)d sampai %(sampai)d.") % {"dari": dari, "sampai": sampai}]
    boleh = numbers(langkah)["pemilu.nama_per_suara_basis"]
    if (
        boleh.mode == "block"
        and isinstance(boleh.nilai, list)
        and isi["nama_basis"] not in boleh.nilai
        and "nama_basis" not in galat
    ):
        galat["nama_basis"] = [
            _("Surat suara RT memuat %(n)s nama.") % {"n": _(" atau ").join(str(x) for x in boleh.nilai)}
        ]
    if galat:
        raise IsianSalah(galat)


@aksi
def prepare_pemilihan(langkah: Langkah, *, oleh: Any, tanggal_daftar: datetime.date) -> Pemilihan:
    """Make a polling place for every lowest place, RW where the rules ask for it, and the kelurahan rembug.

    Run again it adds what is new and takes the roll of the other day into what has not opened.
    Raises: as `take_s4`, AturanDilanggar (BKM-03 no tata tertib, BKM-10 no places), IsianSalah. Source: BKM-10, BKM-11.
    """
    baris = take_s4(langkah, oleh=oleh)
    tanggal = field_date(tanggal_daftar, baris.wilayah_id, bidang="tanggal_daftar")
    tatib = TataTertib.objects.filter(langkah=baris).first()
    if tatib is None or tatib.disepakati is None:
        raise AturanDilanggar(
            _("Tulis dulu tata tertib yang disepakati: dari situ TPS mendapat aturannya."), aturan="BKM-03"
        )
    tempat = lowest_places(baris.wilayah_id, max(tanggal, today_in(baris.wilayah_id)))
    if not tempat:
        raise AturanDilanggar(_("Daftar RT/RW kelurahan ini belum diisi."), aturan="BKM-10")
    dewasa = {b.pk: d for b, d in lowest_places(baris.wilayah_id, tanggal)}
    pemilihan = Pemilihan.objects.select_for_update().filter(langkah=baris).first()
    if pemilihan is None:
        pemilihan = Pemilihan.objects.create(
            langkah=baris, wilayah_id=baris.wilayah_id, tanggal_daftar=tanggal, **author(oleh)
        )
        catat("bkm.pemilihan.disiapkan", pemilihan, rincian={"tps": len(tempat)})
    elif pemilihan.tanggal_daftar != tanggal:
        pemilihan.tanggal_daftar = tanggal
        pemilihan.versi += 1
        pemilihan.save()
        catat("bkm.pemilihan.daftar_diganti", pemilihan, rincian={"tanggal": str(tanggal)})
    _make_places(pemilihan, baris, [b for b, _d in tempat], dewasa, tatib, oleh)
    return pemilihan


def _make_places(
    pemilihan: Pemilihan, langkah: Langkah, tempat: list[Basis], dewasa: dict[Any, Any], tatib: TataTertib, oleh: Any
) -> None:
    ada = {(t.tingkat, t.basis_id): t for t in TPS.objects.select_for_update().filter(pemilihan=pemilihan)}
    minta: list[tuple[str, Basis | None]] = [(Tingkat.BASIS, b) for b in tempat]
    if tatib.jenjang_rw:
        di_atas = {b.induk_id for b in tempat if b.induk_id}
        minta += [(Tingkat.RW, b) for b in Basis.objects.filter(pk__in=di_atas).order_by("urutan", "nomor", "nama")]
    minta.append((Tingkat.KELURAHAN, None))
    baru = []
    for i, (tingkat, b) in enumerate(minta):
        d = dewasa.get(b.pk) if b is not None and tingkat == Tingkat.BASIS else None
        roll = {"daftar_l": d.l, "daftar_p": d.p} if d else {"daftar_l": None, "daftar_p": None}
        lama = ada.get((tingkat, b.pk if b else None))
        if lama is None:
            baru.append(
                TPS(
                    pemilihan=pemilihan,
                    langkah=langkah,
                    wilayah_id=langkah.wilayah_id,
                    tingkat=tingkat,
                    basis=b,
                    urutan=i,
                    **roll,
                    **author(oleh),
                )  # fmt: skip
            )
        elif lama.status in {"belum", "tidak_memilih"} and tingkat == Tingkat.BASIS:
            _take_roll(lama, roll)
    TPS.objects.bulk_create(baru)


def _take_roll(tps: TPS, roll: dict[str, Any]) -> None:
    if (tps.daftar_l, tps.daftar_p) == (roll["daftar_l"], roll["daftar_p"]):
        return
    tps.daftar_l, tps.daftar_p = roll["daftar_l"], roll["daftar_p"]
    tps.versi += 1
    tps.save()
