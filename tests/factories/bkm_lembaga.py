"""A living BKM as its papers tell it, or from a finished election, by our own actions. All people are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory

from bkm.actions import kepengurusan as k
from bkm.actions import rapat as r
from bkm.actions import unit as u
from bkm.models import BKM, AnggotaBKM, Kepengurusan, RapatBKM
from inti.pelaku import SISTEM
from siklus.models import Langkah, Pertemuan
from tests.factories.bkm import finished, prepared, s4, tree
from tests.factories.laporan import BerkasFactory
from tests.factories.siklus import hold
from tests.factories.wilayah import BadanFactory
from wilayah.waktu import today_in

KELURAHAN = "32.73.01.1001"
ANGGOTA = [
    ("Dedi Kurnia", "L", False), ("Neneng Hasanah", "P", True), ("Asep Sunandar", "L", True), ("Rini Wulandari", "P", False),
    ("Ujang Koswara", "L", False), ("Tati Rohaeti", "P", True), ("Cecep Suryana", "L", False), ("Iis Aisyah", "P", False),
    ("Maman Rukmana", "L", False),
]  # fmt: skip
PETUGAS = [
    ("upk", "manajer", "Lilis Suryani", "P"), ("upk", "kasir", "Yanti Mulyani", "P"), ("upk", "pembuku", "Agus Salim", "L"),
    ("upl", "koordinator", "Hendra Gunawan", "L"), ("ups", "koordinator", "Euis Komala", "P"),
    ("pengawas", "", "Tatang Sutarya", "L"), ("sekretariat", "sekretaris", "Wiwin Winarti", "P"),
    ("sekretariat", "staf", "Deden Ramdani", "L"),
]  # fmt: skip
PERSONIL = [dict(zip(("lembaga", "jabatan", "nama", "jenis_kelamin"), p, strict=True)) for p in PETUGAS]


class BKMFactory(factory.django.DjangoModelFactory):
    """The body alone."""

    class Meta:
        model = BKM

    wilayah_id = KELURAHAN
    badan = factory.SubFactory(BadanFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))


class KepengurusanFactory(factory.django.DjangoModelFactory):
    """An elected term that is not installed yet."""

    class Meta:
        model = Kepengurusan

    wilayah_id = KELURAHAN
    bkm = factory.SubFactory(BKMFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    jumlah_ditetapkan = 9
    masa_bakti = 3


class AnggotaBKMFactory(factory.django.DjangoModelFactory):
    """One member of an elected term."""

    class Meta:
        model = AnggotaBKM

    wilayah_id = KELURAHAN
    kepengurusan = factory.SubFactory(KepengurusanFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    nama = factory.Sequence(lambda n: f"Anggota Rekaan {n}")
    jenis_kelamin = "P"
    urutan = factory.Sequence(lambda n: n + 1)
    mulai = date(2026, 1, 10)


def living(kode: str = KELURAHAN, *, oleh: Any = SISTEM, sejak: date | None = None, **ubah: Any) -> Kepengurusan:
    """A BKM of nine with its koordinator, entered from its papers."""
    isi = {
        "nama": "Cahaya Mandiri", "berkas": BerkasFactory(wilayah_id=kode),
        "dikukuhkan_pada": sejak or today_in(kode) - timedelta(days=200), "koordinator": 1,
        "anggota": [{"nama": n, "jenis_kelamin": jk, "miskin": m} for n, jk, m in ANGGOTA],
    }  # fmt: skip
    return k.enter_bkm(kode, oleh=oleh, **{**isi, **ubah})


def gathered(kepengurusan: Kepengurusan, *, oleh: Any = SISTEM, **isi: Any) -> RapatBKM:
    """A routine members' meeting of last week, everybody present."""
    hadir = list(AnggotaBKM.objects.filter(kepengurusan=kepengurusan, status="aktif"))
    data = {"tanggal": today_in(kepengurusan.wilayah_id) - timedelta(days=7), "tempat": "Sekretariat", "hadir": hadir}
    return r.record_rapat(kepengurusan, oleh=oleh, **{**data, **isi})


def staffed(kode: str = KELURAHAN, *, oleh: Any = SISTEM) -> Kepengurusan:
    """The same with units, supervisor and secretariat."""
    kepengurusan = living(kode, oleh=oleh)
    u.appoint_petugas(gathered(kepengurusan, oleh=oleh), oleh=oleh, baris=PERSONIL)
    return kepengurusan


def elected(oleh: Any, kedua: Any) -> tuple[Langkah, Pertemuan]:
    """An S4 whose members are elected, and the rembug that elected them; not installed yet."""
    langkah = s4()
    tree()
    finished(prepared(langkah, oleh), oleh, kedua)
    return langkah, hold(langkah, "S4-REMBUG", oleh=oleh)
