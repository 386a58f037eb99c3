"""Groups are registered, filled, dissolved; each refusal shares its setup with the success."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.models import Jejak
from inti.pelaku import SISTEM
from ksm import actions
from ksm.ceklis import newest
from ksm.models import KSM, AnggotaKSM
from ksm.queries import measures, states_of, with_members, women_share
from tests.conftest import KELURAHAN
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.siklus import move, open_siklus, put_on_list, stage, volunteer
from tests.factories.wilayah import WargaFactory
from wilayah.actions import merge_warga, unmerge_warga
from wilayah.models import Badan, Wilayah
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
ISI = {"nama": "Melati", "jenis": "ekonomi", "asal": "sudah_ada", "terbentuk": date(2015, 6, 1)}


def answers(jenis: str, *, belum: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every question of a list answered."""
    return {b.kode: {"ya": b.kode not in belum, "catatan": ""} for b in newest(jenis).butir}


def test_register_opens_a_body(kelurahan, empat_petugas):
    """KSM-01, KSM-05, UMU-12: a group that is older than the programme, with its body; others are refused."""
    for nama, galat in (
        ("kota", TidakBerwenang),
        ("kota_lain", Wilayah.DoesNotExist),
        ("tanpa_tugas", Wilayah.DoesNotExist),
    ):
        with pytest.raises(galat):
            actions.register_ksm(KELURAHAN, oleh=empat_petugas[nama], **ISI)

    ksm = actions.register_ksm(KELURAHAN, oleh=empat_petugas["kelurahan"], **ISI)

    assert (ksm.badan.jenis, ksm.badan.nama, ksm.badan.berdiri_pada) == ("ksm", "Melati", date(2015, 6, 1))
    assert Jejak.objects.filter(peristiwa="ksm.ksm.didaftarkan", objek_id=str(ksm.pk)).exists()
    with pytest.raises(IsianSalah) as galat:
        actions.register_ksm(KELURAHAN, oleh=empat_petugas["kelurahan"], **{**ISI, "nama": "MELATI"})
    assert "nama" in galat.value.galat


@pytest.mark.parametrize(
    ("bidang", "isi"),
    [
        ("jenis", {"jenis": "olahraga"}),
        ("asal", {"asal": ""}),
        ("nama", {"nama": "  "}),
        ("terbentuk", {"terbentuk": date(2999, 1, 1)}),
        ("terbentuk", {"terbentuk": None}),
    ],
)
def test_register_refuses(kelurahan, petugas_kelurahan, bidang, isi):
    """KSM-02: what makes no sense is refused beside its field."""
    with pytest.raises(IsianSalah) as galat:
        actions.register_ksm(KELURAHAN, oleh=petugas_kelurahan, **{**ISI, **isi})

    assert bidang in galat.value.galat


def test_stage_and_companion(kelurahan, petugas_kelurahan):
    """KSM-03, KSM-04: registered for the open S5 of the kelurahan; later the group lives on and changes freely."""
    put_on_list()
    siklus = open_siklus(kelurahan)
    relawan = volunteer(siklus, oleh=petugas_kelurahan, nama="Tati")
    s5 = move(stage(siklus, "S5"), "berjalan")

    with pytest.raises(IsianSalah):
        actions.register_ksm(KELURAHAN, oleh=petugas_kelurahan, langkah=stage(siklus, "S4"), **ISI)
    ksm = actions.register_ksm(KELURAHAN, oleh=petugas_kelurahan, langkah=s5, relawan_pendamping=relawan, **ISI)
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_langkah SET status = 'diajukan', diajukan_pada = now(),"
            " diajukan_oleh_id = '00000000-0000-0000-0000-0000000000a1' WHERE id = %s",
            [s5.pk],
        )
    with pytest.raises(AturanDilanggar) as galat:
        actions.register_ksm(KELURAHAN, oleh=petugas_kelurahan, langkah=s5, **{**ISI, "nama": "Mawar"})
    assert "terkunci" not in galat.value.pesan and "daftar KSM kelurahan" in galat.value.pesan
    actions.register_ksm(KELURAHAN, oleh=petugas_kelurahan, **{**ISI, "nama": "Mawar"})
    actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Euis", jenis_kelamin="P")


def test_change_renames_the_body(ksm, petugas_kelurahan, petugas_kota):
    """KSM-01: one name; a change by somebody without the task is refused."""
    with pytest.raises(TidakBerwenang):
        actions.change_ksm(ksm, oleh=petugas_kota, nama="Anggrek")

    ubah = actions.change_ksm(ksm, oleh=petugas_kelurahan, nama="Anggrek", ikatan="Arisan RT 02")

    assert (KSM.objects.get(pk=ksm.pk).nama, Badan.objects.get(pk=ksm.badan_id).nama) == ("Anggrek", "Anggrek")
    assert ubah.ikatan == "Arisan RT 02"


def test_dissolve_and_restore(ksm, petugas_kelurahan, bendahara):
    """KSM-06: with a day and a reason; the body closes, records are locked; a mistake is undone."""
    kemarin = today_in(KELURAHAN) - timedelta(days=1)
    with pytest.raises(TidakBerwenang):
        actions.dissolve_ksm(ksm, oleh=bendahara, tanggal=kemarin, alasan="Ingin.")
    with pytest.raises(IsianSalah):
        actions.dissolve_ksm(ksm, oleh=petugas_kelurahan, tanggal=date(2001, 1, 1), alasan="Lama.")

    actions.dissolve_ksm(ksm, oleh=petugas_kelurahan, tanggal=kemarin, alasan="Tidak bertemu lagi.")

    assert not Badan.objects.get(pk=ksm.badan_id).aktif
    with pytest.raises(AturanDilanggar):
        actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Euis", jenis_kelamin="P")
    with pytest.raises(TransisiDitolak):
        actions.cancel_ksm(ksm, oleh=petugas_kelurahan, alasan="Salah.")
    actions.restore_ksm(ksm, oleh=petugas_kelurahan, alasan="Bertemu lagi.")
    assert Badan.objects.get(pk=ksm.badan_id).aktif
    actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Euis", jenis_kelamin="P")


def test_members(ksm, petugas_kelurahan):
    """KSM-10, KSM-12, KSM-13, KSM-14: once, one officer each, from the day on, out with a reason."""
    satu = actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Euis", jenis_kelamin="P", jabatan="ketua")
    for isi in ({"nama": "euis"}, {"nama": "Cucu", "jabatan": "ketua"}):
        with pytest.raises(AturanDilanggar):
            actions.add_anggota(ksm, oleh=petugas_kelurahan, jenis_kelamin="P", **isi)
    with pytest.raises(IsianSalah):
        actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Cucu", jenis_kelamin="P", masuk=date(2000, 1, 1))
    dua = actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Cucu", jenis_kelamin="P")
    with pytest.raises(AturanDilanggar):
        actions.change_anggota(dua, oleh=petugas_kelurahan, jabatan="ketua")

    actions.change_anggota(satu, oleh=petugas_kelurahan, jabatan="anggota")
    actions.change_anggota(dua, oleh=petugas_kelurahan, jabatan="ketua")
    actions.dismiss_anggota(satu, oleh=petugas_kelurahan, tanggal=today_in(KELURAHAN), alasan="Pindah rumah.")
    kembali = actions.add_anggota(ksm, oleh=petugas_kelurahan, nama="Euis", jenis_kelamin="P")

    with pytest.raises(AturanDilanggar):
        actions.change_anggota(satu, oleh=petugas_kelurahan, nama="Euis K.")
    actions.cancel_anggota(kembali, oleh=petugas_kelurahan, alasan="Salah ketik.")
    assert list(AnggotaKSM.objects.filter(ksm=ksm, status="aktif").values_list("nama", flat=True)) == ["Cucu"]


def test_shares_are_counted(ksm, ksm_lain, petugas_kelurahan):
    """KSM-15, KSM-11: women and sizes come from the members; who left is not counted."""
    AnggotaKSMFactory.create_batch(3, ksm=ksm)
    laki = AnggotaKSMFactory(ksm=ksm, jenis_kelamin="L")
    mantan = AnggotaKSMFactory(ksm=ksm, jenis_kelamin="L")
    actions.dismiss_anggota(mantan, oleh=petugas_kelurahan, tanggal=date(2022, 1, 1), alasan="Pindah.")

    baris = with_members(KSM.objects.all()).get(pk=ksm.pk)

    assert (baris.anggota_l, baris.anggota_p, baris.anggota_jumlah, women_share(baris)) == (1, 3, 4, 75)
    keadaan = states_of([KELURAHAN])[KELURAHAN]
    assert keadaan.too_small(3) == [ksm_lain] and len(keadaan.without_rules()) == 2
    actions.dismiss_anggota(laki, oleh=petugas_kelurahan, tanggal=today_in(KELURAHAN), alasan="Pindah.")
    assert women_share(with_members(KSM.objects.all()).get(pk=ksm.pk)) == 100
    assert measures(KELURAHAN).anggota_min == 1  # nothing set here


def test_rules_and_checklists(ksm, petugas_kelurahan, petugas_kota):
    """KSM-20, KSM-21, KSM-22: once a day, every question answered, wrong ones are taken back."""
    isi = {"disepakati": date(2021, 1, 1), "irama": "bulanan", "pembagian_tugas": "Ketua memimpin."}
    with pytest.raises(TidakBerwenang):
        actions.record_aturan_main(ksm, oleh=petugas_kota, **isi)
    with pytest.raises(IsianSalah):
        actions.record_aturan_main(ksm, oleh=petugas_kelurahan, **{**isi, "pembagian_tugas": " "})
    aturan = actions.record_aturan_main(ksm, oleh=petugas_kelurahan, **isi)
    with pytest.raises(AturanDilanggar):
        actions.record_aturan_main(ksm, oleh=petugas_kelurahan, **isi)
    actions.cancel_aturan_main(aturan, oleh=petugas_kelurahan, alasan="Tanggalnya keliru.")
    actions.record_aturan_main(ksm, oleh=petugas_kelurahan, **isi)

    lengkap = answers("keadaan", belum=("ps2", "pendamping"))
    kurang = {k: v for k, v in lengkap.items() if k != "setara"}
    with pytest.raises(IsianSalah):
        actions.fill_ceklis(ksm, oleh=petugas_kelurahan, jenis="keadaan", tanggal=date(2021, 2, 1), jawaban=kurang)
    ceklis = actions.fill_ceklis(
        ksm, oleh=petugas_kelurahan, jenis="keadaan", tanggal=date(2021, 2, 1), jawaban=lengkap
    )
    assert (ceklis.ya, ceklis.butir, ceklis.bagian) == (8, 10, 80)
    with pytest.raises(AturanDilanggar):
        actions.fill_ceklis(ksm, oleh=petugas_kelurahan, jenis="keadaan", tanggal=date(2021, 2, 1), jawaban=lengkap)


def test_merge_of_residents(ksm, ksm_lain):
    """KSM-16: memberships follow a merge and come back with it; two rows of one group stay as they are."""
    asal, tujuan = WargaFactory(nama="Euis K"), WargaFactory(nama="Euis Kartini")
    ikut = AnggotaKSMFactory(ksm=ksm_lain, warga=asal)
    diam = AnggotaKSMFactory(ksm=ksm, warga=asal)
    AnggotaKSMFactory(ksm=ksm, warga=tujuan)

    log = merge_warga(asal, tujuan=tujuan, alasan="Orangnya sama.", oleh=SISTEM)

    assert AnggotaKSM.objects.get(pk=ikut.pk).warga_id == tujuan.pk
    assert AnggotaKSM.objects.get(pk=diam.pk).warga_id == asal.pk
    unmerge_warga(log, alasan="Ternyata berbeda.", oleh=SISTEM)
    assert AnggotaKSM.objects.get(pk=ikut.pk).warga_id == asal.pk
