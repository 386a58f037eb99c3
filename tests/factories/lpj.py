"""Money of groups for tests, by our own actions: grant received, RPD paid, book written, account handed in. Invented people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import (
    LPJBKM,
    LPJKSM,
    RPD,
    BarisRPD,
    BelanjaKSM,
    BerkasPencairan,
    PemulihanDana,
    Penyelewengan,
    UpahKSM,
)
from ksm.models import Usulan
from laporan.models import Berkas
from tests.factories import blm
from tests.factories import usulan_jadi as pabrik_usulan
from tests.factories.akun import officer
from tests.factories.ksm import KSMFactory
from tests.factories.laporan import BerkasFactory
from wilayah.waktu import today_in

KELURAHAN = blm.KELURAHAN
JUTA = 1_000_000


def day(lalu: int = 0, kode: str = KELURAHAN) -> date:
    """So many days ago."""
    return today_in(kode) - timedelta(days=lalu)


def granted(kode: str = KELURAHAN, *, ke: int = 1) -> BerkasPencairan:
    """The payment file of a tranche whose money has come: of 250 million 60 percent; made once."""
    ada = BerkasPencairan.objects.filter(wilayah=kode, status="cair", tahap__ke=ke).first()
    if ada is not None:
        return ada
    pabrik_usulan.ratified(kode)
    sppb = blm.drafted(kode)
    sppb = actions.sign_sppb(sppb, oleh=SISTEM, tanggal=blm.HARI, berkas=blm.photo(kode), **blm.TANDA)
    return blm.paid(blm.composed(sppb, ke))


def contracted(kode: str = KELURAHAN, status: str = "kontrak", **isi: Any) -> Usulan:
    """A proposal of 6 million BLM and 2 million swadaya under contract, whose grant has come."""
    granted(kode)
    return pabrik_usulan.usulan_in(status, wilayah_id=kode, **isi)


def crew(usulan: Usulan | None = None, kode: str = KELURAHAN, nama: str = "dana") -> dict[str, Any]:
    """Who handles a group's money, by role: treasurer of the group, secretary, coordinator, UPL, UPS, faskel."""
    badan = blm.body(kode).badan
    peran = {"sekretaris": "sekretaris_bkm", "koordinator": "koordinator_bkm", "upl": "upl", "ups": "ups"}
    hasil = {k: officer(f"{nama}.{k}", p, kode, badan=badan, nama=f"{k.title()} Rekaan") for k, p in peran.items()}
    hasil["faskel"] = officer(f"{nama}.faskel", "faskel_cd", kode)
    if usulan is not None:
        hasil["bendahara"] = officer(
            f"{nama}.bendahara", "bendahara_ksm", kode, badan=usulan.ksm.badan, nama="Bendahara Rekaan"
        )
    return hasil


def asked(usulan: Usulan, *, jumlah: Mapping[str, int] | None = None, oleh: Any = SISTEM, lalu: int = 50) -> RPD:
    """A draft of the next RPD: rupiah by what the RAB line is ("Semen"); 3 million of cement."""
    isi = jumlah or {"Semen": 3 * JUTA}
    baris = {b.pk: isi[b.uraian] for b in usulan.barisrab.filter(ke=usulan.rab_ke) if b.uraian in isi}
    return actions.compose_rpd(usulan, oleh=oleh, berkas=granted(usulan.wilayah_id), baris=baris, tanggal=day(lalu))


def approved(usulan: Usulan, orang: Mapping[str, Any], *, lalu: int = 49, **isi: Any) -> RPD:
    """The same, handed in and approved by the coordinator."""
    rpd = actions.submit_rpd(asked(usulan, oleh=orang["sekretaris"], **isi), oleh=orang["sekretaris"])
    return actions.approve_rpd(rpd, oleh=orang["koordinator"], tanggal=day(lalu))


def paid(usulan: Usulan, orang: Mapping[str, Any], *, lalu: int = 20, **isi: Any) -> RPD:
    """The same, paid by the secretary through the bank."""
    rpd = approved(usulan, orang, **isi)
    return actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(lalu), lewat="bank")


def photo(kode: str = KELURAHAN) -> Berkas:
    """A photo of a nota."""
    return BerkasFactory(wilayah_id=kode)


def bought(
    usulan: Usulan, jumlah: int = 2 * JUTA, *, oleh: Any = SISTEM, nota: bool = True, lalu: int = 15, **isi: Any
) -> BelanjaKSM:
    """Cement bought from the money of the RPD."""
    isi = {
        "uraian": "Semen 30 zak",
        "toko": "Toko Maju",
        "baris_rab": usulan.barisrab.filter(uraian="Semen").first(),
    } | isi
    return actions.record_belanja(
        usulan, oleh=oleh, tanggal=day(lalu), jumlah=jumlah, nota=photo(usulan.wilayah_id) if nota else None, **isi
    )


def handed_in(rpd: RPD, orang: Mapping[str, Any], *, belanja: int | None = None, **isi: Any) -> LPJKSM:
    """The account of a paid RPD, all of it spent (or `belanja` rupiah), handed in."""
    n = int(rpd.jumlah) if belanja is None else belanja
    if n:
        bought(rpd.usulan, n, oleh=orang["sekretaris"])
    lpj = actions.draft_lpj(rpd, oleh=orang["sekretaris"], tanggal=day(10), kk=40, kk_miskin=12, **isi)
    return actions.submit_lpj(lpj, oleh=orang["sekretaris"], tanggal=day(9))


def accepted(rpd: RPD, orang: Mapping[str, Any], *, belanja: int | None = None, **isi: Any) -> LPJKSM:
    """The same, checked by the unit of the proposal, its rest returned, accepted by the coordinator."""
    unit = orang[rpd.usulan.unit]
    lpj = actions.check_lpj(handed_in(rpd, orang, belanja=belanja, **isi), oleh=unit, tanggal=day(8))
    if lpj.sisa:
        lpj = actions.return_rest(lpj, oleh=orang["sekretaris"], tanggal=day(7), lewat="bank")
    return actions.accept_lpj(lpj, oleh=orang["koordinator"], tanggal=day(6))


def reported(kode: str = KELURAHAN, *, oleh: Any = SISTEM, **isi: Any) -> Penyelewengan:
    """A case of 500,000 in a group."""
    bawaan: dict[str, Any] = {
        "tempat": "ksm", "jumlah": 500_000, "pelaku": "pengurus_ksm", "ditemukan": day(5, kode), "lewat": "pengaduan",
        "uraian": "Semen dijual lagi.",
    }  # fmt: skip
    isi = bawaan | isi
    if isi["tempat"] == "ksm" and not isi.get("ksm"):
        isi["ksm"] = KSMFactory(wilayah_id=kode)
    return actions.report_penyelewengan(kode, oleh=oleh, **isi)


class RPDFactory(factory.django.DjangoModelFactory):
    """A draft of 3 million."""

    class Meta:
        model = RPD

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> RPD:
        return asked(contracted(isi["wilayah_id"]))


class BarisRPDFactory(factory.django.DjangoModelFactory):
    """Its one row."""

    class Meta:
        model = BarisRPD

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> BarisRPD:
        return asked(contracted(isi["wilayah_id"])).baris.get()


class BelanjaKSMFactory(factory.django.DjangoModelFactory):
    """A purchase before the money came."""

    class Meta:
        model = BelanjaKSM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> BelanjaKSM:
        return bought(contracted(isi["wilayah_id"]))


class UpahKSMFactory(factory.django.DjangoModelFactory):
    """Wages of last week: five people, 25 days."""

    class Meta:
        model = UpahKSM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> UpahKSM:
        return actions.record_upah(
            contracted(isi["wilayah_id"]), oleh=SISTEM, minggu=day(14, isi["wilayah_id"]), pekerja_l=4, pekerja_p=1,
            hok=Decimal(25), jumlah=2_500_000,
        )  # fmt: skip


class LPJKSMFactory(factory.django.DjangoModelFactory):
    """A draft of an account of 3 million."""

    class Meta:
        model = LPJKSM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> LPJKSM:
        kode = isi["wilayah_id"]
        usulan = contracted(kode)
        rpd = paid(usulan, crew(kode=kode, nama=f"lpj{kode}"))
        return actions.draft_lpj(rpd, oleh=SISTEM, tanggal=day(10, kode))


class LPJBKMFactory(factory.django.DjangoModelFactory):
    """The account of a tranche of which nothing is spent yet."""

    class Meta:
        model = LPJBKM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> LPJBKM:
        return actions.determine_lpj_bkm(granted(isi["wilayah_id"]).tahap, oleh=SISTEM)


class PenyelewenganFactory(factory.django.DjangoModelFactory):
    """A case of 500,000."""

    class Meta:
        model = Penyelewengan

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Penyelewengan:
        return reported(isi["wilayah_id"])


class PemulihanDanaFactory(factory.django.DjangoModelFactory):
    """A part of it that came back."""

    class Meta:
        model = PemulihanDana

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> PemulihanDana:
        kasus = actions.prove_case(reported(isi["wilayah_id"]), oleh=SISTEM, alasan="Rapat BKM.")
        return actions.recover_money(kasus, oleh=SISTEM, tanggal=day(1), jumlah=100_000, keterangan="Setor tunai.")
