"""An S4 that runs, and elections brought as far as a test needs, by our own actions."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import factory
from django.conf import settings

from bkm import actions
from bkm.models import TPS, Pemilihan
from bkm.queries_pemilihan import electors
from inti.pelaku import SISTEM
from siklus.models import Langkah, Siklus
from tests.factories.laporan import BerkasFactory
from tests.factories.siklus import move
from wilayah.actions import load_parameters
from wilayah.models import Basis, DaftarDewasa
from wilayah.waktu import today_in

KELURAHAN = "32.73.01.1001"
ANGKA = {"pemilih_l": 20, "pemilih_p": 25, "surat_sah": 44, "surat_rusak": 1}
NAMA = [("Asep Hidayat", 30), ("Neneng Komariah", 25), ("Ujang Saepudin", 12), ("Rina", 5)]
JK = {"Asep Hidayat": "L", "Neneng Komariah": "P", "Ujang Saepudin": "L", "Rina": "P"}


@lru_cache
def _parameter() -> list[dict[str, Any]]:
    isi = json.loads((Path(settings.BASE_DIR) / "data" / "parameter.json").read_text(encoding="utf-8"))["parameter"]
    return [b for b in isi if b["kode"].startswith(("pemilu.", "panitia.", "bkm.", "s4.", "partisipasi."))]


def load_numbers() -> None:
    """The numbers of S4 as shipped."""
    load_parameters(_parameter(), oleh=SISTEM)


def s4(kode: str = KELURAHAN) -> Langkah:
    """An S4 that runs since ten days ago, in a Siklus of its own."""
    siklus = Siklus.objects.create(wilayah_id=kode, definisi="p2kp@1", tahun_mulai=2026)
    langkah = Langkah.objects.create(
        siklus=siklus, wilayah_id=kode, definisi="p2kp@1", tahun=2026, kode="S4", tingkat="kelurahan", urutan=50,
        tanggal_mulai=today_in(kode) - timedelta(days=10),
    )  # fmt: skip
    return move(langkah, "berjalan")


def tree(kode: str = KELURAHAN, rt: int = 3, dewasa: tuple[int, int] = (60, 65)) -> list[Basis]:
    """RW 01 with so many RT, each with its adults (men, women)."""
    rw = Basis.objects.create(wilayah_id=kode, jenis="rw", nomor="01")
    hasil = [
        Basis.objects.create(wilayah_id=kode, jenis="rt", nomor=f"{n:02d}", induk=rw, urutan=n)
        for n in range(1, rt + 1)
    ]
    for b in hasil:
        DaftarDewasa.objects.create(
            wilayah_id=kode, basis=b, berlaku_pada=date(2026, 1, 1), dewasa_l=dewasa[0], dewasa_p=dewasa[1]
        )
    return hasil


def tatib(langkah: Langkah, oleh: Any, **ubah: Any) -> Any:
    """Two names on a ballot, two utusan of each RT, three members."""
    isi = {
        "nama_basis": 2, "utusan_per_basis": 2, "nama_kelurahan": 3, "jumlah_anggota": 3,
        "disepakati": today_in(langkah.wilayah_id) - timedelta(days=5),
    }  # fmt: skip
    return actions.save_tatib(langkah, oleh=oleh, **{**isi, **ubah})


def prepared(langkah: Langkah, oleh: Any, **ubah: Any) -> Pemilihan:
    """Numbers, tata tertib and polling places."""
    load_numbers()
    tatib(langkah, oleh, **ubah)
    return actions.prepare_pemilihan(
        langkah, oleh=oleh, tanggal_daftar=today_in(langkah.wilayah_id) - timedelta(days=4)
    )


def place(pemilihan: Pemilihan, nomor: str = "01") -> TPS:
    """The TPS of one RT, or ("") of the kelurahan."""
    cari = {"basis__nomor": nomor, "tingkat": "basis"} if nomor else {"tingkat": "kelurahan"}
    return TPS.objects.select_related("basis", "langkah", "pemilihan").get(pemilihan=pemilihan, **cari)


def closed(tps: TPS, oleh: Any) -> TPS:
    """Opened yesterday and closed."""
    actions.open_tps(tps, oleh=oleh, tanggal=today_in(tps.wilayah_id) - timedelta(days=1), tempat="Pos RT")
    return actions.close_tps(tps, oleh=oleh)


def tally(tps: TPS, oleh: Any, nama: Any = None, **ubah: Any) -> Any:
    """A tally that fits."""
    perolehan = [{"nama": n, "suara": s} for n, s in (NAMA if nama is None else nama)]
    return actions.record_hitungan(tps, oleh=oleh, **{**ANGKA, "perolehan": perolehan, **ubah})


def counted(pemilihan: Pemilihan, oleh: Any, nomor: str = "01") -> TPS:
    """A TPS with its tally."""
    tps = closed(place(pemilihan, nomor), oleh)
    tally(tps, oleh)
    return place(pemilihan, nomor)


def certified(pemilihan: Pemilihan, oleh: Any, nomor: str = "01") -> TPS:
    """A TPS whose result stands, with its signed paper."""
    tps = counted(pemilihan, oleh, nomor)
    actions.attach_bukti(tps, oleh=oleh, berkas=BerkasFactory(wilayah_id=tps.wilayah_id))
    orang = [{"nama": n, "jenis_kelamin": jk} for n, jk in JK.items()]
    return actions.certify_tps(tps, oleh=oleh, orang=orang)


def finished(pemilihan: Pemilihan, oleh: Any, kedua: Any) -> Pemilihan:
    """All RT valid, and the rembug counted and confirmed by a second person."""
    for tps in TPS.objects.filter(pemilihan=pemilihan, tingkat="basis").select_related("basis").order_by("urutan"):
        certified(pemilihan, oleh, tps.basis.nomor)
    rembug = closed(place(pemilihan, ""), oleh)
    utusan = electors(rembug)
    n = len(utusan)
    actions.record_hitungan(
        rembug, oleh=oleh, cara="lengkap", pemilih_l=sum(u.jenis_kelamin == "L" for u in utusan),
        pemilih_p=sum(u.jenis_kelamin == "P" for u in utusan), surat_sah=n, surat_rusak=0,
        perolehan=[{"utusan": u.pk, "suara": s} for u, s in zip(utusan, (6, 5, 3, 2, 1), strict=False)],
    )  # fmt: skip
    actions.certify_tps(rembug, oleh=kedua)
    return pemilihan


class PemilihanFactory(factory.django.DjangoModelFactory):
    """An election of a kelurahan whose S4 runs."""

    class Meta:
        model = Pemilihan

    wilayah_id = KELURAHAN
    langkah = factory.LazyAttribute(lambda o: s4(o.wilayah_id))
    tanggal_daftar = date(2026, 1, 1)


class TPSFactory(factory.django.DjangoModelFactory):
    """The rembug of an election, not opened."""

    class Meta:
        model = TPS

    wilayah_id = KELURAHAN
    pemilihan = factory.LazyAttribute(lambda o: PemilihanFactory(wilayah_id=o.wilayah_id))
    langkah = factory.LazyAttribute(lambda o: o.pemilihan.langkah)
    tingkat = "kelurahan"
