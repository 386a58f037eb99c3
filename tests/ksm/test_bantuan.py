"""Social aid: once each, never above the right, from the phone or from the sheet; merged people do not receive twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import Jejak
from inti.pelaku import SISTEM
from ksm import actions
from ksm.models import BarisRAB, PemanfaatUsulan, PenerimaanBantuan, Perjanjian, PerubahanUsulan, Usulan
from ksm.queries_pelaksanaan import aid_left, aid_sums, recipients_of
from ksm.queries_usulan import agreement_of
from ksm.syarat_usulan import ratify_findings
from laporan.models import Berkas
from siklus.models import EntriPS2, Keluarga
from tests.factories.laporan import BerkasFactory
from tests.factories.pelaksanaan import PenerimaanBantuanFactory, ago
from tests.factories.usulan_jadi import UsulanFactory, fill, usulan_in
from tests.factories.wilayah import BadanFactory, WargaFactory
from tests.helpers import check_deferred
from wilayah.actions import merge_warga, unmerge_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """Aid for three households, 500,000 each."""
    return usulan_in("berjalan", jenis="sosial")


@pytest.fixture
def penerima(usulan: Usulan) -> list[PemanfaatUsulan]:
    """The three, in their order."""
    return list(usulan.pemanfaatusulan.order_by("urut"))


def how(**ubah: Any) -> dict[str, Any]:
    """Received last week with a signature on the sheet."""
    return {"tanggal": ago(7), "bentuk": "uang", "bukti": "tanda_tangan", "berkas": BerkasFactory(), **ubah}


def refused(buat: Any, *, oleh: str) -> None:
    """Writing is refused by the named constraint."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        buat()
    assert oleh == galat.value.__cause__.diag.constraint_name


def test_database_gives_once_and_never_above_the_right(usulan, penerima):
    """SOS-01, SOS-02, SOS-03: on the list, once, at most the right."""
    satu, dua, _tiga = penerima
    refused(
        lambda: PenerimaanBantuanFactory(usulan=usulan, pemanfaat=satu, jumlah=500_001), oleh="penerimaan_sebatas_hak"
    )
    PenerimaanBantuanFactory(usulan=usulan, pemanfaat=satu)
    with pytest.raises(IntegrityError), transaction.atomic():
        PenerimaanBantuanFactory(usulan=usulan, pemanfaat=satu)
    with pytest.raises(IntegrityError), transaction.atomic():
        PenerimaanBantuanFactory(usulan=usulan, pemanfaat=usulan_in("kontrak", jenis="sosial").pemanfaatusulan.first())
    PenerimaanBantuan.objects.update(status="batal", alasan_batal="Keliru")
    PenerimaanBantuanFactory(usulan=usulan, pemanfaat=satu)
    Usulan.objects.filter(pk=usulan.pk).update(status="perubahan", status_ubah="berjalan")
    fill(usulan, ke=1)
    Usulan.objects.filter(pk=usulan.pk).update(status="berjalan", status_ubah="", rab_ke=1)
    refused(lambda: PenerimaanBantuanFactory(usulan=usulan, pemanfaat=dua), oleh="penerimaan_daftar_berlaku")


@pytest.fixture
def tanpa_nilai(register: Any) -> Usulan:
    """Aid for three households whose right has no figure, out of an agreement of 1,650,000."""
    usulan = UsulanFactory(jenis="sosial")
    PemanfaatUsulan.objects.filter(usulan=usulan).update(nilai=None)
    return usulan_in("berjalan", usulan=usulan)


def test_database_holds_all_recipients_to_the_agreement(tanpa_nilai):
    """SOS-09: without a right by name all recipients together receive no more than the agreement brings, to the rupiah."""
    satu, dua, tiga = tanpa_nilai.pemanfaatusulan.order_by("urut")
    refused(
        lambda: PenerimaanBantuanFactory(usulan=tanpa_nilai, pemanfaat=satu, jumlah=1_650_001),
        oleh="penerimaan_sebatas_dana",
    )
    PenerimaanBantuanFactory(usulan=tanpa_nilai, pemanfaat=satu, jumlah=1_000_000)
    PenerimaanBantuanFactory(usulan=tanpa_nilai, pemanfaat=dua, jumlah=600_000)
    refused(
        lambda: PenerimaanBantuanFactory(usulan=tanpa_nilai, pemanfaat=tiga, jumlah=50_001),
        oleh="penerimaan_sebatas_dana",
    )
    PenerimaanBantuan.objects.filter(pemanfaat=satu).update(status="batal", alasan_batal="Keliru")
    PenerimaanBantuanFactory(usulan=tanpa_nilai, pemanfaat=tiga, jumlah=1_050_000)


def test_what_is_left_is_named(tanpa_nilai, upl):
    """SOS-09: one by one or from the sheet, who asks for more than is left reads how much is left in rupiah."""
    satu, dua, tiga = tanpa_nilai.pemanfaatusulan.order_by("urut")
    actions.receive_bantuan(satu, oleh=upl, jumlah=Decimal(1_400_000), **how())

    with pytest.raises(AturanDilanggar) as galat:
        actions.receive_bantuan(dua, oleh=upl, jumlah=Decimal(250_001), **how())
    assert galat.value.aturan == "SOS-09"
    assert "tersisa Rp 250.000 dari Rp 1.650.000" in galat.value.pesan.replace("\xa0", " ")
    jumlah = {dua.pk: Decimal(200_000), tiga.pk: Decimal(50_001)}
    with pytest.raises(AturanDilanggar) as lembar:
        actions.receive_from_sheet(tanpa_nilai, oleh=upl, pemanfaat=[dua, tiga], jumlah=jumlah, **how())
    assert lembar.value.aturan == "SOS-09" and "tersisa Rp 50.000" in lembar.value.pesan.replace("\xa0", " ")
    jumlah[tiga.pk] = Decimal(50_000)
    actions.receive_from_sheet(tanpa_nilai, oleh=upl, pemanfaat=[dua, tiga], jumlah=jumlah, **how())
    assert aid_left(tanpa_nilai).sisa == 0


def test_a_change_stays_above_what_was_received(tanpa_nilai, upl):
    """SOS-09: a changed RAB below what recipients have received is not ratified, nor taken by the database."""
    satu = tanpa_nilai.pemanfaatusulan.order_by("urut").first()
    actions.receive_bantuan(satu, oleh=upl, jumlah=Decimal(1_200_000), **how())
    Usulan.objects.filter(pk=tanpa_nilai.pk).update(status="perubahan", status_ubah="berjalan")
    fill(tanpa_nilai, ke=1)
    BarisRAB.objects.filter(usulan=tanpa_nilai, ke=1, uraian="Santunan").update(volume=2, blm=1_000_000)
    ubah = PerubahanUsulan(usulan=tanpa_nilai, ke=1, volume=2)

    temuan = next(t for t in ratify_findings(ubah) if t.aturan == "SOS-09")
    assert not temuan.terpenuhi and "Rp 1.200.000" in temuan.pesan.replace("\xa0", " ")
    check_deferred()
    lama = agreement_of(tanpa_nilai)
    Usulan.objects.filter(pk=tanpa_nilai.pk).update(status="berjalan", status_ubah="", rab_ke=1)
    Perjanjian.objects.filter(pk=lama.pk).update(status="batal", alasan_batal="Addendum")
    lama.pk, lama.nomor, lama.blm, lama._state.adding = None, "Addendum 1", Decimal(1_000_000), True
    refused(lama.save, oleh="perjanjian_di_atas_bantuan")


@pytest.mark.parametrize("status", ["rapat_bkm", "lpj"])
def test_database_gives_only_under_an_agreement(register, status):
    """KRJ-01, SOS-01: nobody receives before the agreement, nor once the account is handed in."""
    u = usulan_in(status, jenis="sosial")

    refused(lambda: PenerimaanBantuanFactory(usulan=u), oleh="usulan_menerima_catatan")


def test_one_by_one(usulan, penerima, empat_petugas, upl):
    """SOS-01 to SOS-03: recorded by group and unit, the whole right unless less is said; twice is told by name."""
    satu, dua, tiga = penerima
    for nama in ("kota_lain", "tanpa_tugas", "kota"):
        with pytest.raises(PemanfaatUsulan.DoesNotExist):
            actions.receive_bantuan(satu, oleh=empat_petugas[nama], **how())
    with pytest.raises(TidakBerwenang):
        actions.receive_bantuan(satu, oleh=empat_petugas["kelurahan"], **how())
    oleh = upl
    actions.receive_bantuan(satu, oleh=oleh, **how())
    actions.receive_bantuan(dua, oleh=oleh, jumlah=Decimal(300_000), diwakili="Anaknya", **how(bukti="foto"))

    assert [(p.terima.jumlah if p.terima else None, p.sisa) for p in recipients_of(usulan)] == [
        (500_000, 0), (300_000, 200_000), (None, None),
    ]  # fmt: skip
    assert (aid_sums(usulan).sudah, aid_sums(usulan).belum, aid_sums(usulan).diterima) == (2, 1, 800_000)
    with pytest.raises(AturanDilanggar) as galat:
        actions.receive_bantuan(satu, oleh=oleh, **how())
    assert galat.value.aturan == "SOS-03" and satu.penerima in galat.value.pesan
    with pytest.raises(AturanDilanggar) as lebih:
        actions.receive_bantuan(tiga, oleh=oleh, jumlah=Decimal(500_001), **how())
    assert lebih.value.aturan == "SOS-02"
    jejak = Jejak.objects.filter(peristiwa="ksm.penerimaanbantuan.dicatat")
    assert jejak.count() == 2 and all(satu.penerima not in f"{j.objek_nama}{j.rincian}" for j in jejak)


@pytest.mark.parametrize(
    ("bidang", "ubah"),
    [
        ("tanggal", {"tanggal": ago(-1)}),
        ("tanggal", {"tanggal": ago(61)}),
        ("bentuk", {"bentuk": "emas"}),
        ("bukti", {"bukti": "saksi"}),
        ("foto", {"berkas": None}),
        ("jumlah", {"jumlah": Decimal(0)}),
        ("jumlah", {"jumlah": Decimal("100.5")}),
    ],
)
def test_bad_input(penerima, upl, bidang, ubah):
    """SOS-02: future day, before the agreement, no proof, no amount."""
    with pytest.raises(IsianSalah) as galat:
        actions.receive_bantuan(penerima[0], oleh=upl, **how(**ubah))
    assert bidang in galat.value.galat


def test_all_from_the_sheet(usulan, penerima, upl):
    """SOS-05: one photo for all who signed, all or nothing; who did not sign comes later."""
    satu, dua, tiga = penerima
    lembar = how()
    for salah in ([], [satu, satu]):
        with pytest.raises(IsianSalah):
            actions.receive_from_sheet(usulan, oleh=upl, pemanfaat=salah, **lembar)
    hasil = actions.receive_from_sheet(
        usulan, oleh=upl, pemanfaat=[satu, dua], jumlah={dua.pk: Decimal(400_000)}, **lembar
    )

    assert [b.jumlah for b in hasil] == [500_000, 400_000] and {b.berkas_id for b in hasil} == {lembar["berkas"].pk}
    with pytest.raises(AturanDilanggar):
        actions.receive_from_sheet(usulan, oleh=upl, pemanfaat=[tiga, dua], **lembar)
    assert PenerimaanBantuan.objects.count() == 2
    asing = usulan_in("kontrak", jenis="sosial").pemanfaatusulan.first()
    with pytest.raises(AturanDilanggar) as galat:
        actions.receive_from_sheet(usulan, oleh=upl, pemanfaat=[asing], **lembar)
    assert galat.value.aturan == "SOS-01"


def test_without_the_names_nobody_records(usulan, penerima, petugas_kota, upl):
    """SOS-06: who may not see names finds no recipient, no receipt and no photo of the sheet."""
    terima = actions.receive_bantuan(penerima[0], oleh=upl, **how())

    assert not PenerimaanBantuan.objects.visible_to(petugas_kota).exists()
    assert Usulan.objects.visible_to(petugas_kota).filter(pk=usulan.pk).exists()
    with pytest.raises(TidakBerwenang):
        actions.receive_from_sheet(usulan, oleh=petugas_kota, pemanfaat=penerima[1:2], **how())
    assert not Berkas.objects.visible_to(petugas_kota).filter(pk=terima.berkas_id).exists()
    assert Berkas.objects.visible_to(upl).filter(pk=terima.berkas_id).exists()


def test_merged_people_do_not_receive_twice(usulan, penerima, upl):
    """SOS-04, WIL-10: two households whose head turns out to be one person: the merge passes, one receives, once."""
    satu, dua, _tiga = penerima
    asal, tujuan = WargaFactory(nama="Euis K"), WargaFactory(nama="Euis Kartini")
    Keluarga.objects.filter(pk=satu.keluarga_id).update(warga=asal)
    Keluarga.objects.filter(pk=dua.keluarga_id).update(warga=tujuan)
    terima = actions.receive_bantuan(satu, oleh=upl, **how())

    log = merge_warga(asal, tujuan=tujuan, alasan="Orangnya sama.", oleh=SISTEM)

    assert PenerimaanBantuan.objects.get().pk == terima.pk
    with pytest.raises(AturanDilanggar) as galat:
        actions.receive_bantuan(dua, oleh=upl, **how())
    assert galat.value.aturan == "SOS-04"
    unmerge_warga(log, alasan="Ternyata berbeda.", oleh=SISTEM)
    actions.receive_bantuan(dua, oleh=upl, **how())
    assert aid_sums(usulan).sudah == 2


def test_cancelled_household_does_not_receive(penerima, upl):
    """SOS-04: a household that was entered twice and cancelled gets nothing under its second name."""
    EntriPS2.objects.filter(keluarga=penerima[0].keluarga_id).update(
        status="keluar", keluar_tanggal=ago(1), keluar_sebab="pindah", keluar_alasan="Ganda"
    )
    Keluarga.objects.filter(pk=penerima[0].keluarga_id).update(status="batal", alasan_batal="Ganda")

    with pytest.raises(AturanDilanggar) as galat:
        actions.receive_bantuan(penerima[0], oleh=upl, **how())
    assert galat.value.aturan == "SOS-04"
    assert recipients_of(penerima[0].usulan)[0].batal


def test_house_repair_is_work_and_aid(register, upl):
    """SOS-07: a house under the UPL has progress and photos, and its owner signs for it."""
    u = usulan_in("kontrak", jenis="sosial", unit="upl", judul="Perbaikan rumah", lahan="milik_sendiri")

    actions.record_kemajuan(u, oleh=upl, tanggal=ago(9), persen=Decimal(50), uraian="Atap")
    actions.receive_bantuan(u.pemanfaatusulan.first(), oleh=upl, **how(bentuk="jasa", bukti="foto"))

    assert Usulan.objects.get(pk=u.pk).status == "berjalan" and aid_sums(u).sudah == 1


def test_unit_sees_the_papers_of_the_groups_it_serves(register, ksm, ksm_lain, bendahara, upl):
    """KSM-23, UMU-11: photos of a group are seen by the BKM's unit and by its own treasurer, not by another group's."""
    milik, lain = BerkasFactory(badan=ksm.badan), BerkasFactory(badan=ksm_lain.badan)
    kantor = BerkasFactory(badan=BadanFactory(jenis="pemerintah", nama="Kelurahan"))

    def seen(orang: Any) -> set[Any]:
        return set(Berkas.objects.visible_to(orang).values_list("pk", flat=True))

    assert {milik.pk, lain.pk} <= seen(upl) and kantor.pk not in seen(upl)
    assert milik.pk in seen(bendahara) and lain.pk not in seen(bendahara)
