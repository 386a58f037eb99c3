"""The rules of groups in the database: tried by breaking them with raw SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ksm.models import KSM, AnggotaKSM
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories.ksm import AnggotaKSMFactory, AturanMainFactory, CeklisKSMFactory, KSMFactory
from tests.factories.siklus import open_siklus, put_on_list, stage, tree, volunteer
from tests.factories.wilayah import BadanFactory, BasisFactory, WargaFactory

pytestmark = pytest.mark.django_db


def sql(perintah: str, *isi: Any) -> None:
    """Run one statement as the application role does, inside a savepoint."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah, isi)


def refused(perintah: str, *isi: Any, oleh: str = "") -> None:
    """The statement is refused by the constraint (or trigger sentence) named."""
    with pytest.raises(IntegrityError) as galat:
        sql(perintah, *isi)
    assert oleh in str(galat.value)


def test_group_bears_the_name_of_its_body(ksm):
    """KSM-01: the body's name is the group's name; renaming the body renames the group."""
    sql("UPDATE wilayah_badan SET nama = 'Kenanga' WHERE id = %s", ksm.badan_id)

    assert KSM.objects.get(pk=ksm.pk).nama == "Kenanga"
    refused("UPDATE ksm_ksm SET nama = 'Anggrek' WHERE id = %s", ksm.pk, oleh="ksm_seperti_badannya")
    refused(
        "UPDATE ksm_ksm SET kode_wilayah = %s WHERE id = %s", KELURAHAN_TETANGGA, ksm.pk, oleh="ksm_seperti_badannya"
    )


def test_group_stands_on_a_body_of_its_kind(ksm):
    """KSM-01: a BKM is no group, and a group keeps its body."""
    bkm, lain = BadanFactory(), BadanFactory(jenis="ksm", nama="Lain")

    with pytest.raises(IntegrityError, match="bukan KSM"), transaction.atomic():
        KSMFactory(badan=bkm, nama=bkm.nama)
    refused(
        "UPDATE ksm_ksm SET badan_id = %s, nama = 'Lain' WHERE id = %s", lain.pk, ksm.pk, oleh="tidak dapat diganti"
    )
    refused("DELETE FROM ksm_ksm WHERE id = %s", ksm.pk, oleh="tidak dapat dihapus")


def test_place_and_companion_are_of_the_same_kelurahan(register, ksm, petugas_kelurahan):
    """KSM-03: RT, companion and stage of another area are refused."""
    tetangga = BasisFactory(wilayah_id=KELURAHAN_TETANGGA)
    put_on_list(KELURAHAN_TETANGGA)
    siklus = open_siklus(register[KELURAHAN_TETANGGA])
    from inti.pelaku import SISTEM

    relawan = volunteer(siklus, oleh=SISTEM, nama="Tati")

    refused("UPDATE ksm_ksm SET basis_id = %s WHERE id = %s", tetangga.pk, ksm.pk, oleh="ksm_basis_sekelurahan")
    refused(
        "UPDATE ksm_ksm SET relawan_pendamping_id = %s WHERE id = %s",
        relawan.pk,
        ksm.pk,
        oleh="ksm_pendamping_sewilayah",
    )
    refused(
        "UPDATE ksm_ksm SET langkah_id = %s WHERE id = %s", stage(siklus, "S5").pk, ksm.pk, oleh="ksm_langkah_sewilayah"
    )
    sql("UPDATE ksm_ksm SET basis_id = %s WHERE id = %s", tree()["rt1"].pk, ksm.pk)


def test_end_is_dated_and_reasoned(ksm):
    """KSM-06: a group ends with a day and a reason, not before it was formed."""
    refused("UPDATE ksm_ksm SET status = 'bubar' WHERE id = %s", ksm.pk, oleh="ksm_berakhir_bertanggal_beralasan")
    akhir = "UPDATE ksm_ksm SET status = 'bubar', berakhir_pada = %s, alasan_berakhir = 'Tidak bertemu.' WHERE id = %s"
    refused(akhir, date(2019, 1, 1), ksm.pk, oleh="ksm_bubar_sesudah_terbentuk")
    sql(akhir, date(2024, 1, 1), ksm.pk)


def test_nothing_is_recorded_after_the_end(ksm):
    """KSM-06: an ended group takes no member, rules or checklist; who is meant by a member may still be merged."""
    anggota = AnggotaKSMFactory(ksm=ksm)
    sql(
        "UPDATE ksm_ksm SET status = 'bubar', berakhir_pada = '2024-01-01', alasan_berakhir = 'x' WHERE id = %s", ksm.pk
    )

    for pabrik in (AnggotaKSMFactory, AturanMainFactory, CeklisKSMFactory):
        with pytest.raises(IntegrityError, match="sudah berakhir"), transaction.atomic():
            pabrik(ksm=KSM.objects.get(pk=ksm.pk))
    refused("UPDATE ksm_anggotaksm SET jabatan = 'ketua' WHERE id = %s", anggota.pk, oleh="sudah berakhir")
    sql("UPDATE ksm_anggotaksm SET warga_id = %s WHERE id = %s", WargaFactory().pk, anggota.pk)


def test_one_person_once(ksm):
    """KSM-10: the same resident, or the same name, cannot be an active member twice; who left may come back."""
    warga = WargaFactory(nama="Euis")
    satu = AnggotaKSMFactory(ksm=ksm, warga=warga, nama="Euis")

    for kembar in ({"warga": warga, "nama": "Euis K."}, {"nama": "EUIS"}):
        with pytest.raises(IntegrityError, match="anggota_ksm_.*_sekali"), transaction.atomic():
            AnggotaKSMFactory(ksm=ksm, **kembar)
    AnggotaKSMFactory(ksm=ksm, nama="Euis", pembeda="RT 02")
    sql("UPDATE ksm_anggotaksm SET status = 'keluar', keluar = '2023-01-01', alasan = 'Pindah.' WHERE id = %s", satu.pk)
    AnggotaKSMFactory(ksm=ksm, warga=warga, nama="Euis", masuk=date(2024, 1, 1))
    assert AnggotaKSM.objects.filter(ksm=ksm, status="aktif").count() == 2


def test_officers_are_unique(ksm, ksm_lain):
    """KSM-12: one ketua, one sekretaris, one bendahara in each group."""
    for jabatan in ("ketua", "sekretaris", "bendahara"):
        AnggotaKSMFactory(ksm=ksm, jabatan=jabatan)
        AnggotaKSMFactory(ksm=ksm_lain, jabatan=jabatan)
        with pytest.raises(IntegrityError, match="anggota_ksm_pengurus_tunggal"), transaction.atomic():
            AnggotaKSMFactory(ksm=ksm, jabatan=jabatan)
    AnggotaKSMFactory.create_batch(2, ksm=ksm)


def test_leaving_is_dated_and_reasoned(ksm, ksm_lain):
    """KSM-13: a member leaves with a day and a reason, not before joining, and never moves to another group's list."""
    anggota = AnggotaKSMFactory(ksm=ksm, masuk=date(2022, 1, 1))

    refused("UPDATE ksm_anggotaksm SET status = 'keluar' WHERE id = %s", anggota.pk, oleh="anggota_ksm_keluar")
    keluar = "UPDATE ksm_anggotaksm SET status = 'keluar', keluar = %s, alasan = %s WHERE id = %s"
    refused(keluar, date(2023, 1, 1), "", anggota.pk, oleh="anggota_ksm_keluar_beralasan")
    refused(keluar, date(2021, 1, 1), "Pindah.", anggota.pk, oleh="anggota_ksm_keluar_sesudah_masuk")
    refused("UPDATE ksm_anggotaksm SET ksm_id = %s WHERE id = %s", ksm_lain.pk, anggota.pk, oleh="tidak dapat dipindah")
    refused("DELETE FROM ksm_anggotaksm WHERE id = %s", anggota.pk, oleh="tidak dapat dihapus")
    sql(keluar, date(2023, 1, 1), "Pindah.", anggota.pk)


def test_rules_and_checklists_once_a_day(ksm):
    """KSM-20, KSM-21: one valid set of rules per day, one checklist of a kind per day; counts that cannot be are refused."""
    AturanMainFactory(ksm=ksm)
    CeklisKSMFactory(ksm=ksm)

    for pabrik, nama in ((AturanMainFactory, "aturan_main_satu"), (CeklisKSMFactory, "ceklis_satu")):
        with pytest.raises(IntegrityError, match=nama), transaction.atomic():
            pabrik(ksm=ksm)
    with pytest.raises(IntegrityError, match="ceklis_hitungan_wajar"), transaction.atomic():
        CeklisKSMFactory(ksm=ksm, jenis="aturan", ya=12, butir=9)


def test_scope_of_bodies(ksm, ksm_lain, bendahara, sekretaris, empat_petugas):
    """UMU-11: a treasurer sees only the own group, the secretary of the BKM all groups of the kelurahan."""
    assert set(KSM.objects.visible_to(bendahara)) == {ksm}
    assert set(KSM.objects.visible_to(sekretaris)) == {ksm, ksm_lain}
    assert {a.ksm_id for a in AnggotaKSM.objects.visible_to(bendahara)} == {ksm.pk}
    assert bendahara.may("ksm.lihat_ksm", ksm) and not bendahara.may("ksm.lihat_ksm", ksm_lain)
    assert sekretaris.may("ksm.catat_ksm", ksm_lain) and not bendahara.may("ksm.catat_ksm", ksm)
    terlihat = {nama: KSM.objects.visible_to(p).count() for nama, p in empat_petugas.items()}
    assert terlihat == {"kelurahan": 2, "kota": 2, "kota_lain": 0, "tanpa_tugas": 0}
    assert ksm.wilayah_id == KELURAHAN
