"""A ratified Renta and proposals on it for tests, made by our own actions. All people are invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.db import connection

from inti.pelaku import SISTEM
from ksm import actions
from ksm.ceklis_usulan import newest_for
from ksm.models import BAPPUK, KSM, Perjanjian, PerubahanUsulan, Usulan, VerifikasiUsulan
from ksm.registry import dana_tersedia
from laporan.models import Berkas
from pronangkis.models import KegiatanRenta, Pengesahan, Renta
from siklus.models import SumberDana
from tests.factories import pronangkis as rencana
from tests.factories import siklus as pabrik
from tests.factories.ksm import AnggotaKSMFactory, AturanMainFactory, KSMFactory
from tests.factories.laporan import BerkasFactory
from tests.factories.ps2 import place
from wilayah.waktu import today_in

KELURAHAN = pabrik.KELURAHAN
JUTA = Decimal(1_000_000)


def ratified(kode: str = KELURAHAN, bidang: tuple[str, ...] = ("lingkungan", "sosial", "ekonomi")) -> Renta:
    """A Renta with one activity of each field (year 1: 1 paket, BLM 10 million), ratified straight in the tables."""
    pjm = rencana.draft_of(kode)
    for b in bidang:
        rencana.activity(pjm, bidang=b, biaya={("blm_apbn", 1): 10 * JUTA, ("swadaya", 2): JUTA})
    assert SumberDana.objects.exists()
    renta = Renta.objects.get(pjm=pjm)
    for k in pjm.kegiatan.all():
        KegiatanRenta.objects.get_or_create(renta=renta, kegiatan=k, defaults={"wilayah_id": kode})
    rapat = pabrik.hold(pjm.langkah, "S6-REMBUG", oleh=SISTEM)
    hari = rapat.tanggal
    sah = Pengesahan.objects.create(
        langkah=pjm.langkah, wilayah_id=kode, rembug=rapat, tanggal=hari, koordinator_nama="Kokom Koordinator",
        lurah_nama="Lukman Lurah", lurah_tanggal=hari, isi={}, sidik="0" * 64,
    )  # fmt: skip
    with connection.cursor() as kursor:
        for status in ("diajukan", "disahkan"):
            kursor.execute(
                "UPDATE pronangkis_renta SET status = %s, pengesahan_id = %s WHERE id = %s",
                [status, sah.pk if status == "disahkan" else None, renta.pk],
            )
    return Renta.objects.get(pk=renta.pk)


def ratified_once(kode: str) -> Renta:
    """The ratified Renta of a kelurahan, made where there is none."""
    return Renta.objects.filter(wilayah=kode, status="disahkan").first() or ratified(kode)


def line(renta: Renta, bidang: str = "lingkungan") -> KegiatanRenta:
    """The line of one field."""
    return KegiatanRenta.objects.get(renta=renta, kegiatan__program__bidang=bidang)


def complete(ksm: KSM) -> KSM:
    """A group with officers and rules."""
    for jabatan, nama in (("ketua", "Karim Ketua"), ("sekretaris", "Siti Sekretaris"), ("bendahara", "Bani Bendahara")):
        AnggotaKSMFactory(ksm=ksm, wilayah_id=ksm.wilayah_id, nama=nama, jabatan=jabatan)
    AturanMainFactory(ksm=ksm, wilayah_id=ksm.wilayah_id)
    return ksm


RAB = (
    {"kelompok": "bahan", "uraian": "Semen", "volume": Decimal(100), "satuan": "sak", "harga_satuan": Decimal(70_000),
     "blm": 7 * JUTA},
    {"kelompok": "upah", "uraian": "Tenaga", "volume": Decimal(20), "satuan": "HOK", "harga_satuan": Decimal(100_000),
     "swadaya": 2 * JUTA},
)  # fmt: skip
JANJI = (
    {"bentuk": "tenaga", "uraian": "Kerja bakti", "volume": Decimal(20), "satuan": "HOK", "harga_satuan": Decimal(100_000)},
)  # fmt: skip


def started(ksm: KSM, renta: Renta, *, oleh: Any = SISTEM, bidang: str = "lingkungan", **isi: Any) -> Usulan:
    """A draft that says nothing yet."""
    if bidang == "sosial":
        isi.setdefault("sifat", "sekali")
    return actions.create_usulan(ksm, oleh=oleh, kegiatan_renta=line(renta, bidang), **isi)


def filled(ksm: KSM, renta: Renta, *, oleh: Any = SISTEM, bidang: str = "lingkungan", **isi: Any) -> Usulan:
    """A draft of works with everything the form asks; other kinds still need their households."""
    u = started(ksm, renta, oleh=oleh, bidang=bidang, **isi)
    hari = today_in(ksm.wilayah_id)
    lebih: dict[str, Any] = {"mulai_rencana": hari, "selesai_rencana": hari + timedelta(days=60)}
    if u.jenis == "prasarana":
        lebih |= {"lahan": "milik_umum", "pemelihara": "KPP Mawar", "pemeliharaan": "Kerja bakti tiap bulan."}
    actions.change_usulan(u, oleh=oleh, **lebih)
    rt = place(ksm.wilayah_id)
    pemanfaat = None if u.bernama else [{"basis": rt, "kk": 40, "kk_miskin": 15}]
    actions.write_isi(u, oleh=oleh, rab=RAB, janji=JANJI, pemanfaat=pemanfaat)
    drawing(u)
    return Usulan.objects.get(pk=u.pk)


def drawing(u: Usulan) -> Berkas:
    """A filed drawing."""
    b: Berkas = BerkasFactory(
        wilayah_id=u.wilayah_id, objek_jenis="ksm.usulan", objek_id=str(u.pk), slot="gambar", badan=u.ksm.badan
    )
    return b


def submitted(u: Usulan, *, oleh: Any = SISTEM, tanggal: date | None = None) -> Usulan:
    """Handed in."""
    return actions.submit_usulan(u, oleh=oleh, tanggal=tanggal or today_in(u.wilayah_id))


def answers(unit: str, **belum: bool) -> dict[str, dict[str, Any]]:
    """A checklist with everything in order."""
    return {b.kode: {"ya": belum.get(b.kode, True)} for b in newest_for(unit).butir}


def judged(u: Usulan, *, oleh: Any = SISTEM, hasil: str = "layak", **isi: Any) -> Usulan:
    """Judged by the unit."""
    data = {"tanggal": today_in(u.wilayah_id), "jawaban": answers(u.unit), "pemeriksa": "Usep Unit", **isi}
    if hasil != "layak":
        data.setdefault("catatan", "Perbaiki volumenya.")
    actions.judge_usulan(u, oleh=oleh, hasil=hasil, **data)
    return Usulan.objects.get(pk=u.pk)


@contextmanager
def money(jumlah: Decimal | int = 100 * JUTA) -> Iterator[None]:
    """A provider of the money left: so much, less what is bound; whatever is registered otherwise is set aside."""
    from ksm.queries_usulan import bound

    lama = dict(dana_tersedia._isi)
    dana_tersedia._isi.clear()
    dana_tersedia.daftar("uji", lambda renta: Decimal(jumlah) - bound(renta))
    try:
        yield
    finally:
        dana_tersedia._isi.clear()
        dana_tersedia._isi.update(lama)


def approved(u: Usulan, rapat: Any, *, oleh: Any = SISTEM) -> Usulan:
    """Approved in a BAPPUK of its own."""
    with money():
        b = actions.open_bappuk(u.kegiatan_renta.renta, oleh=oleh, rapat=rapat)
        actions.determine_bappuk(b, oleh=oleh)
    return Usulan.objects.get(pk=u.pk)


def signed(u: Usulan, *, oleh: Any = SISTEM) -> Usulan:
    """Under contract since today."""
    hari = today_in(u.wilayah_id)
    actions.sign_perjanjian(
        u, oleh=oleh, tanggal=hari, mulai=hari, selesai=hari + timedelta(days=60), pihak_bkm="Kokom Koordinator",
        pihak_ksm="Karim Ketua",
    )  # fmt: skip
    return Usulan.objects.get(pk=u.pk)


def contracted(ksm: KSM, renta: Renta, rapat: Any, *, oleh: Any = SISTEM) -> Usulan:
    """The whole way to the agreement."""
    return signed(
        approved(judged(submitted(filled(ksm, renta, oleh=oleh), oleh=oleh), oleh=oleh), rapat, oleh=oleh), oleh=oleh
    )


def meeting(kode: str) -> Any:
    """A members' meeting of the BKM of a kelurahan, made with it where there is none."""
    from bkm.models import RapatBKM
    from tests.factories.bkm_lembaga import gathered, living

    return RapatBKM.objects.filter(wilayah=kode).first() or gathered(living(kode))


class UsulanFactory(factory.django.DjangoModelFactory):
    """A draft that says nothing yet."""

    class Meta:
        model = Usulan

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kode = kwargs["wilayah_id"]
        return started(KSMFactory(wilayah_id=kode), ratified_once(kode))


class PerjanjianFactory(UsulanFactory):
    """An agreement in force."""

    class Meta:
        model = Perjanjian

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kode = kwargs["wilayah_id"]
        ksm = complete(KSMFactory(wilayah_id=kode))
        u = contracted(ksm, ratified_once(kode), meeting(kode))
        return Perjanjian.objects.get(usulan=u)


class VerifikasiUsulanFactory(PerjanjianFactory):
    """A judgement on which an agreement stands."""

    class Meta:
        model = VerifikasiUsulan

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return PerjanjianFactory(wilayah_id=kwargs["wilayah_id"]).usulan.verifikasiusulan.get()


class BAPPUKFactory(PerjanjianFactory):
    """A determined meeting."""

    class Meta:
        model = BAPPUK

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return PerjanjianFactory(wilayah_id=kwargs["wilayah_id"]).usulan.putusan.get().bappuk


class PerubahanUsulanFactory(PerjanjianFactory):
    """A change that waits for the BKM."""

    class Meta:
        model = PerubahanUsulan

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        u = PerjanjianFactory(wilayah_id=kwargs["wilayah_id"]).usulan
        return actions.propose_perubahan(
            Usulan.objects.get(pk=u.pk), oleh=SISTEM, alasan="Lahan bergeser.", volume=Decimal(1),
            rapat_ksm=today_in(u.wilayah_id), berita_acara="01/BA",
        )  # fmt: skip
