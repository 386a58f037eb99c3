"""Households and entries of PS-2 for tests, written straight to the tables; and a running S3 with its criteria."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.db import connection

from inti.pelaku import SISTEM
from siklus.models import EntriPS2, KeberatanPS2, Keluarga, Langkah, PengumumanPS2, RefleksiButir, Rumah
from tests.factories import siklus as pabrik
from wilayah.models import Basis
from wilayah.waktu import today_in

KELURAHAN = "32.73.01.1001"
KRITERIA = ["Penghasilan tidak tetap", "Rumah tidak layak huni", "Makan dua kali sehari"]


def place(kode: str = KELURAHAN, nomor: str = "01") -> Basis:
    """One RT of a kelurahan, found or made."""
    ada = Basis.objects.filter(wilayah_id=kode, jenis="rt", nomor=nomor).first()
    return ada or Basis.objects.create(wilayah_id=kode, jenis="rt", nomor=nomor)


def mapping(kode: str = KELURAHAN) -> Langkah:
    """The running S3 of a kelurahan, found or made with its Siklus."""
    ada = Langkah.objects.filter(wilayah_id=kode, kode="S3", siklus__isnull=False).first()
    if ada is None:
        from siklus.models import LokasiSasaran
        from wilayah.models import Wilayah

        if not LokasiSasaran.objects.filter(wilayah_id=kode).exists():
            pabrik.put_on_list(kode)
        ada = pabrik.stage(pabrik.open_siklus(Wilayah.objects.get(pk=kode)), "S3")
    return pabrik.move(ada, "berjalan") if ada.status == "belum" else ada


def criteria(langkah: Langkah) -> list[RefleksiButir]:
    """Three household criteria that the kelurahan agreed on in its S2."""
    s2 = langkah.siklus.langkah.get(kode="S2", tahun_siklus=1, putaran=1)
    s2 = pabrik.move(s2, "berjalan") if s2.status == "belum" else s2
    return [
        RefleksiButir.objects.create(
            langkah=s2, wilayah_id=langkah.wilayah_id, jenis="kriteria_kemiskinan", cakupan="rumah_tangga", uraian=u,
            disepakati=True, urutan=i,
        )
        for i, u in enumerate(KRITERIA, 1)
    ]  # fmt: skip


def lokakarya(langkah: Langkah, *, hari: int = 0) -> Any:
    """The deciding meeting of S3, held so many days from today."""
    tanggal = today_in(langkah.wilayah_id) + timedelta(days=hari)
    return pabrik.hold(langkah, "S3-LOKAKARYA", oleh=SISTEM, tanggal=tanggal)


class RumahFactory(factory.django.DjangoModelFactory):
    """One dwelling."""

    class Meta:
        model = Rumah

    wilayah_id = KELURAHAN
    alamat = factory.Sequence(lambda n: f"Gang Rekaan {n}")


class KeluargaFactory(factory.django.DjangoModelFactory):
    """One household of RT 01, headed by a man."""

    class Meta:
        model = Keluarga

    wilayah_id = KELURAHAN
    basis = factory.LazyAttribute(lambda o: place(o.wilayah_id))
    nama_kk = factory.Sequence(lambda n: f"Kepala Rekaan {n}")
    jenis_kelamin_kk = "L"
    jiwa_l = 2
    jiwa_p = 2


class EntriPS2Factory(factory.django.DjangoModelFactory):
    """One household proposed on a running S3."""

    class Meta:
        model = EntriPS2

    wilayah_id = KELURAHAN
    langkah = factory.LazyAttribute(lambda o: mapping(o.wilayah_id))
    keluarga = factory.LazyAttribute(lambda o: KeluargaFactory(wilayah_id=o.wilayah_id))
    basis = factory.LazyAttribute(lambda o: o.keluarga.basis)
    peringkat = "miskin"


class PengumumanPS2Factory(factory.django.DjangoModelFactory):
    """A list posted ten days ago, seven days to object."""

    class Meta:
        model = PengumumanPS2

    wilayah_id = KELURAHAN
    langkah = factory.LazyAttribute(lambda o: mapping(o.wilayah_id))
    basis = factory.LazyAttribute(lambda o: place(o.wilayah_id))
    tanggal = factory.LazyAttribute(lambda o: today_in(o.wilayah_id) - timedelta(days=10))
    masa_hari = 7
    tempat = "Pos ronda"


class KeberatanPS2Factory(factory.django.DjangoModelFactory):
    """A household that residents want added."""

    class Meta:
        model = KeberatanPS2

    wilayah_id = KELURAHAN
    pengumuman = factory.LazyAttribute(lambda o: PengumumanPS2Factory(wilayah_id=o.wilayah_id))
    langkah = factory.LazyAttribute(lambda o: o.pengumuman.langkah)
    jenis = "usulan_tambahan"
    keluarga = factory.LazyAttribute(lambda o: KeluargaFactory(wilayah_id=o.wilayah_id))
    tanggal = factory.LazyAttribute(lambda o: o.pengumuman.tanggal + timedelta(days=1))
    uraian = "Belum tercantum."


def put_on_ps2(keluarga: Any, *, hari: int = -30) -> EntriPS2:
    """A household that entered the list late, so many days from today, by raw SQL along legal changes."""
    langkah = pabrik.stage(mapping(keluarga.wilayah_id).siklus, "S5")
    if langkah.status == "belum":
        langkah = pabrik.move(langkah, "berjalan")
    entri = EntriPS2.objects.create(
        langkah=langkah, wilayah_id=keluarga.wilayah_id, keluarga=keluarga, basis=keluarga.basis, peringkat="miskin"
    )
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_entrips2 SET status='ditetapkan', masuk_tanggal=%s, masuk_sebab='susulan', masuk_alasan='uji' "
            "WHERE id=%s",
            [today_in(keluarga.wilayah_id) + timedelta(days=hari), entri.pk],
        )
    return entri
