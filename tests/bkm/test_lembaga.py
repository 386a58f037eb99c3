"""The residents' body: installing, members, koordinator, replacement, units, separation of duties, papers it stands on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bkm.actions import dasar_lembaga as d
from bkm.actions import kepengurusan as k
from bkm.actions import rapat as r
from bkm.actions import unit as u
from bkm.ciri import BUTIR
from bkm.models import (
    BKM,
    AnggotaBKM,
    EvaluasiKesiapan,
    Kepengurusan,
    PengawasUPK,
    PetugasSekretariat,
    PetugasUP,
    UnitPengelola,
)
from bkm.queries import (
    bkm_aktif,
    kepengurusan_aktif,
    koordinator,
    reserves_of,
    roster,
    units_banyak,
    units_of,
    winners_of,
)
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.pelaku import SISTEM
from siklus.models import Langkah
from tests.conftest import KELURAHAN
from tests.factories.bkm import s4
from tests.factories.bkm_lembaga import PERSONIL, elected, gathered, living, staffed
from tests.factories.laporan import BerkasFactory
from tests.factories.siklus import hold
from tests.helpers import check_deferred
from wilayah.models import Badan
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
JAWABAN = {kode: {"ya": True, "catatan": ""} for kode in BUTIR}


def refused_by_database(sql: str, isi: list[Any]) -> str:
    """What the database says to a statement that breaks a rule."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, isi)
        check_deferred()
    return str(galat.value)


# -- readiness -------------------------------------------------------------------------------------------------------


def test_evaluation_before_the_stage_begins(register, petugas_kelurahan, petugas_kota_lain):
    """BKM-50: written while S4 is still `belum`, every item answered; a newer one replaces it; not from outside."""
    langkah = s4()
    belum = Langkah.objects.create(
        siklus=langkah.siklus, wilayah_id=KELURAHAN, definisi="p2kp@1", tahun=2026, kode="S4", tingkat="kelurahan",
        urutan=50, putaran=2,
    )  # fmt: skip
    isi = {
        "tanggal": today_in(KELURAHAN), "penilai": "Faskel dan relawan", "jawaban": JAWABAN, "siap": True,
        "kesimpulan": "Warga memerlukan BKM.",
    }  # fmt: skip
    with pytest.raises(Langkah.DoesNotExist):
        d.record_evaluasi(belum, oleh=petugas_kota_lain, **isi)
    with pytest.raises(IsianSalah) as galat:
        d.record_evaluasi(belum, oleh=petugas_kelurahan, **{**isi, "jawaban": {}})
    assert set(galat.value.galat) == set(BUTIR)

    lama = d.record_evaluasi(belum, oleh=petugas_kelurahan, **isi)
    baru = d.record_evaluasi(belum, oleh=petugas_kelurahan, **{**isi, "siap": False, "kesimpulan": "Tunggu."})

    status = dict(EvaluasiKesiapan.objects.values_list("pk", "status"))
    assert status == {lama.pk: "batal", baru.pk: "sah"}
    assert "evaluasi_satu_berlaku" in refused_by_database(
        "INSERT INTO bkm_evaluasikesiapan (id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, kode_wilayah, langkah_id, "
        "tanggal, penilai, jawaban, siap, kesimpulan, status, alasan_batal) SELECT gen_random_uuid(), 1, now(), now(), '', "
        "kode_wilayah, langkah_id, tanggal, penilai, jawaban, siap, kesimpulan, 'sah', '' FROM bkm_evaluasikesiapan WHERE id = %s",
        [baru.pk],
    )


# -- installing ------------------------------------------------------------------------------------------------------


def test_installing_from_the_result(register, petugas_kelurahan, kedua, petugas_kota_lain):
    """BKM-51, BKM-54, BKM-55: members in the order of the votes, installed on the day of the rembug that elected them."""
    langkah, rembug = elected(petugas_kelurahan, kedua)
    with pytest.raises(Langkah.DoesNotExist):
        k.install_bkm(langkah, oleh=petugas_kota_lain, pertemuan=rembug, nama="Cahaya")
    with pytest.raises(IsianSalah) as galat:
        k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama=" ")
    assert "nama" in galat.value.galat

    kepengurusan = k.install_bkm(
        langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Cahaya  Mandiri", sebutan="LKM"
    )

    pemenang = [h.utusan_id for h in winners_of(langkah.pk)]
    anggota = list(kepengurusan.anggota.order_by("urutan"))
    assert kepengurusan.status == "dikukuhkan" and kepengurusan.dikukuhkan_pada == rembug.tanggal
    assert kepengurusan.berakhir_rencana == k.add_years(rembug.tanggal, 3)
    assert [a.utusan_id for a in anggota] == pemenang and len(pemenang) == 3
    assert str(kepengurusan.bkm) == "LKM Cahaya Mandiri" and bkm_aktif(KELURAHAN) == kepengurusan.bkm
    with pytest.raises(AturanDilanggar) as aturan:
        k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Kedua")
    assert aturan.value.aturan == "BKM-54"


def test_installing_needs_the_rembug_and_the_result(register, petugas_kelurahan, petugas_kota):
    """BKM-54: not without a valid count, and only in the rembug that elected (K2)."""
    langkah = s4()
    rembug = hold(langkah, "S4-REMBUG", oleh=petugas_kelurahan)
    with pytest.raises(AturanDilanggar):
        k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Cahaya")

    assert not BKM.objects.exists() and not Badan.objects.exists()


def test_existing_body_of_the_name_is_used(register, petugas_kelurahan, kedua):
    """BKM-51: a Badan of that name that no BKM stands on becomes its body."""
    badan = Badan.objects.create(wilayah_id=KELURAHAN, jenis="bkm", nama="Cahaya Mandiri")
    langkah, rembug = elected(petugas_kelurahan, kedua)

    kepengurusan = k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="cahaya mandiri")

    assert kepengurusan.bkm.badan_id == badan.pk


def test_one_living_bkm(register):
    """BKM-52: a second one is refused by the action and by the database; the opening state needs its paper."""
    kepengurusan = living()
    with pytest.raises(AturanDilanggar) as galat:
        living(nama="Lain")
    assert galat.value.aturan == "BKM-52"
    lain = Badan.objects.create(wilayah_id=KELURAHAN, jenis="bkm", nama="Lain")
    with pytest.raises(IntegrityError, match="bkm_satu_aktif_per_kelurahan"), transaction.atomic():
        BKM.objects.create(wilayah_id=KELURAHAN, badan=lain)

    k.dissolve_bkm(kepengurusan.bkm, oleh=SISTEM, tanggal=today_in(KELURAHAN), alasan="Rembug warga.")

    assert kepengurusan_aktif(KELURAHAN) is None
    assert not AnggotaBKM.objects.filter(status="aktif").exists()
    assert living(nama="Lain").bkm.status == "aktif"


def test_reelection_ends_the_running_term(register, petugas_kelurahan, kedua):
    """BKM-53: the body stays, the old term ends on the day the new one is installed."""
    lama = living()
    langkah, rembug = elected(petugas_kelurahan, kedua)

    baru = k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug)

    assert baru.bkm_id == lama.bkm_id and baru.periode == 2
    assert Kepengurusan.objects.get(pk=lama.pk).berakhir_pada == rembug.tanggal


# -- koordinator and replacement -------------------------------------------------------------------------------------


def test_koordinator_after_installing(register, petugas_kelurahan, kedua):
    """BKM-58: chosen by a members' meeting after the installing; one at a time; the database holds the order."""
    langkah, rembug = elected(petugas_kelurahan, kedua)
    kepengurusan = k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Cahaya")
    satu, dua, _tiga = kepengurusan.anggota.order_by("urutan")
    with pytest.raises(IsianSalah):
        r.record_rapat(kepengurusan, oleh=petugas_kelurahan, tanggal=rembug.tanggal - timedelta(days=1))
    sidang = r.record_rapat(
        kepengurusan,
        oleh=petugas_kelurahan,
        pertemuan=hold(langkah, "S4-KOORDINATOR", oleh=petugas_kelurahan),
        hadir=[satu, dua],
    )

    k.choose_koordinator(satu, oleh=petugas_kelurahan, rapat=sidang)
    k.choose_koordinator(dua, oleh=petugas_kelurahan, rapat=sidang)

    assert koordinator(KELURAHAN) == dua
    assert AnggotaBKM.objects.filter(koordinator=True).count() == 1
    assert "anggotabkm_koordinator_berdasar_rapat" in refused_by_database(
        "UPDATE bkm_anggotabkm SET koordinator = true WHERE id = %s", [satu.pk]
    )


def test_replacement_during_the_term(register, petugas_kelurahan, kedua):
    """BKM-57: the next of the reserve list takes the place by a members' meeting; dates are closed, nothing is deleted."""
    langkah, rembug = elected(petugas_kelurahan, kedua)
    kepengurusan = k.install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama="Cahaya")
    keluar = kepengurusan.anggota.order_by("urutan")[1]
    cadangan = reserves_of(kepengurusan)
    sidang = r.record_rapat(kepengurusan, oleh=petugas_kelurahan, tanggal=today_in(KELURAHAN))
    isi = {"oleh": petugas_kelurahan, "rapat": sidang, "sebab": "pindah", "alasan": "Pindah ke Cimahi."}
    with pytest.raises(IsianSalah) as galat:  # passing over the next one asks for words
        k.dismiss_anggota(keluar, pengganti=cadangan[1], **isi)
    assert "isi" in galat.value.galat

    k.dismiss_anggota(keluar, pengganti=cadangan[0], **isi)

    lama, baru = AnggotaBKM.objects.get(pk=keluar.pk), AnggotaBKM.objects.get(menggantikan=keluar)
    assert (lama.status, lama.selesai, lama.sebab) == ("berhenti", today_in(KELURAHAN), "pindah")
    assert baru.utusan_id == cadangan[0].utusan_id and baru.diangkat == lama.diberhentikan
    assert [c.pk for c in reserves_of(kepengurusan)] == [c.pk for c in cadangan[1:]]
    with pytest.raises(TransisiDitolak):
        k.dismiss_anggota(keluar, **isi)
    assert "tidak dapat dihapus" in refused_by_database("DELETE FROM bkm_anggotabkm WHERE id = %s", [lama.pk])


def test_members_come_only_by_decision(register):
    """BKM-56, BKM-55: after the installing nobody joins without a decision, and never more than the statutes say."""
    kepengurusan = living()
    isi = {"wilayah_id": KELURAHAN, "kepengurusan": kepengurusan, "jenis_kelamin": "P", "mulai": today_in(KELURAHAN)}

    with pytest.raises(IntegrityError, match="keputusan rapat anggota"), transaction.atomic():
        AnggotaBKM.objects.create(nama="Orang Baru", urutan=20, **isi)


# -- units and separation --------------------------------------------------------------------------------------------


def test_units_by_a_decision(register, petugas_kelurahan, petugas_kota, petugas_kota_lain, petugas_tanpa_tugas):
    """BKM-62, BKM-63: appointed by one decision; only by who may record; each unit has its own body."""
    kepengurusan = living()
    sidang = gathered(kepengurusan)
    for orang, galat in ((petugas_kota_lain, type(sidang).DoesNotExist), (petugas_tanpa_tugas, type(sidang).DoesNotExist),
                         (petugas_kota, TidakBerwenang)):  # fmt: skip
        with pytest.raises(galat):
            u.appoint_petugas(sidang, oleh=orang, baris=PERSONIL)

    u.appoint_petugas(sidang, oleh=petugas_kelurahan, baris=PERSONIL)

    unit = units_of(kepengurusan.bkm)
    assert list(unit) == ["upk", "upl", "ups"] and len(unit["upk"].petugas_aktif) == 3
    assert units_banyak([kepengurusan.bkm])[kepengurusan.bkm_id]["upk"].badan.sebutan == "UPK"
    assert {p.diangkat.rapat_id for p in PetugasUP.objects.select_related("diangkat")} == {sidang.pk}
    assert [p.jabatan for p in roster(kepengurusan.bkm).petugas] == ["sekretaris", "staf"]
    with pytest.raises(IsianSalah) as galat:
        u.appoint_petugas(sidang, oleh=petugas_kelurahan, baris=[{**PERSONIL[1], "nama": "Orang Lain"}])
    assert "baris_1" in galat.value.galat


@pytest.mark.parametrize(
    ("lembaga", "jabatan", "nama", "jk", "aturan"),
    [
        ("sekretariat", "staf", "dedi  KURNIA", "L", "BKM-66"),  # a member of the BKM
        ("sekretariat", "staf", "Lilis Suryani", "P", "BKM-66"),  # manager of the UPK
        ("pengawas", "", "Agus Salim", "L", "BKM-67"),  # bookkeeper of the UPK
        ("ups", "petugas", "Tatang Sutarya", "L", "BKM-67"),  # supervisor
        ("upl", "petugas", "Wiwin Winarti", "P", "BKM-66"),  # secretary
    ],
)
def test_separation_of_duties(register, lembaga, jabatan, nama, jk, aturan):
    """BKM-66, BKM-67: a double office is refused with its rule; the same name of the other sex is another person."""
    kepengurusan = staffed()
    sidang = gathered(kepengurusan)
    baris = {"lembaga": lembaga, "jabatan": jabatan, "nama": nama, "jenis_kelamin": jk}

    with pytest.raises(AturanDilanggar) as galat:
        u.appoint_petugas(sidang, oleh=SISTEM, baris=[baris])
    assert galat.value.aturan == aturan

    u.appoint_petugas(sidang, oleh=SISTEM, baris=[{**baris, "jenis_kelamin": "P" if jk == "L" else "L"}])


def test_cash_and_books_of_a_unit_in_two_hands(register):
    """KEU-198: kasir and pembuku of the UPK are two people, by action and by SQL; the manager may keep the books."""
    kepengurusan = staffed()
    sidang = gathered(kepengurusan)
    pembuku, kasir = PetugasUP.objects.get(jabatan="pembuku"), PetugasUP.objects.get(jabatan="kasir")
    sql = "UPDATE bkm_petugasup SET nama = %s, jenis_kelamin = %s, warga_id = NULL WHERE id = %s"
    assert "dua orang" in refused_by_database(sql, [f" {kasir.nama.upper()}", kasir.jenis_kelamin, pembuku.pk])
    u.dismiss_petugas(pembuku, oleh=SISTEM, rapat=sidang, alasan="Mengundurkan diri.")
    baris = {"lembaga": "upk", "jabatan": "pembuku", "nama": kasir.nama, "jenis_kelamin": kasir.jenis_kelamin}

    with pytest.raises(AturanDilanggar, match="dua orang") as galat:
        u.appoint_petugas(sidang, oleh=SISTEM, baris=[baris])
    assert galat.value.aturan == "KEU-198"

    manajer = PetugasUP.objects.get(jabatan="manajer")
    u.appoint_petugas(
        sidang, oleh=SISTEM, baris=[{**baris, "nama": manajer.nama, "jenis_kelamin": manajer.jenis_kelamin}]
    )


def test_separation_in_the_database(register):
    """BKM-66: raw SQL is refused too, by name and by resident; an office that has ended does not count."""
    kepengurusan = staffed()
    staf = PetugasSekretariat.objects.get(jabatan="staf")
    manajer = PetugasUP.objects.get(jabatan="manajer")

    for sql, isi in (
        ("UPDATE bkm_petugassekretariat SET nama = ' lilis  suryani', jenis_kelamin = 'P' WHERE id = %s", [staf.pk]),
        ("UPDATE bkm_petugasup SET nama = 'DEDEN RAMDANI', jenis_kelamin = 'L' WHERE id = %s", [manajer.pk]),
        ("UPDATE bkm_anggotabkm SET nama = 'Deden Ramdani', jenis_kelamin = 'L' WHERE urutan = %s", [3]),
        ("UPDATE bkm_pengawasupk SET nama = 'Lilis Suryani', jenis_kelamin = 'P'", []),
    ):
        assert "Rangkap jabatan" in refused_by_database(sql, isi)

    sidang = gathered(kepengurusan)
    u.dismiss_petugas(manajer, oleh=SISTEM, rapat=sidang, alasan="Mengundurkan diri.")
    u.appoint_petugas(
        sidang, oleh=SISTEM, baris=[{"lembaga": "pengawas", "nama": "Lilis Suryani", "jenis_kelamin": "P"}]
    )
    assert PengawasUPK.objects.filter(nama="Lilis Suryani", status="aktif").exists()


def test_offices_are_closed_by_a_decision(register):
    """BKM-63, BKM-64: dismissal points to a decision; a row is never deleted; a meeting with offices stays."""
    kepengurusan = staffed()
    kasir = PetugasUP.objects.get(jabatan="kasir")
    assert "petugasup_berhenti_bertanggal_beralasan" in refused_by_database(
        "UPDATE bkm_petugasup SET status = 'berhenti', selesai = mulai, alasan = 'x' WHERE id = %s", [kasir.pk]
    )
    assert "tidak dapat dihapus" in refused_by_database("DELETE FROM bkm_petugasup WHERE id = %s", [kasir.pk])
    with pytest.raises(AturanDilanggar):
        r.cancel_rapat(kasir.diangkat.rapat, oleh=SISTEM, alasan="Salah.")

    u.dismiss_petugas(kasir, oleh=SISTEM, rapat=gathered(kepengurusan), alasan="Pindah kerja.")

    kasir = PetugasUP.objects.get(pk=kasir.pk)
    assert kasir.status == "berhenti" and kasir.diberhentikan.jenis == "pemberhentian"


def test_decision_of_another_bkm_is_no_ground(register):
    """BKM-61: an office rests on a valid decision of the same BKM and of the right kind."""
    kepengurusan = staffed()
    lain = r.record_keputusan(gathered(kepengurusan), oleh=SISTEM, isi="Jadwal piket.")
    kasir = PetugasUP.objects.get(jabatan="kasir")

    assert "bukan keputusan rapat anggota" in refused_by_database(
        "UPDATE bkm_petugasup SET diangkat_id = %s WHERE id = %s", [lain.pk, kasir.pk]
    )


# -- deed and statutes -----------------------------------------------------------------------------------------------

PENGHADAP = [
    {"unsur": "panitia", "nama": "Ujang Saepudin", "pekerjaan": "Pedagang"},
    {"unsur": "koordinator", "nama": "Dedi Kurnia", "pekerjaan": "Guru"},
    {"unsur": "relawan", "nama": "Siti Aminah", "pekerjaan": "Kader posyandu"},
]


def test_deed_of_three_persons(register):
    """BKM-70: three persons, one of each kind; one valid deed for a term; a deferred trigger counts them."""
    kepengurusan = living()
    isi = {
        "nomor": "12", "tanggal": today_in(KELURAHAN), "notaris": "Rina Sukma, S.H.",
        "berkas": BerkasFactory(wilayah_id=KELURAHAN),
    }  # fmt: skip
    with pytest.raises(IsianSalah):
        d.record_akta(kepengurusan, oleh=SISTEM, penghadap=PENGHADAP[:2], **isi)

    akta = d.record_akta(kepengurusan, oleh=SISTEM, penghadap=PENGHADAP, **isi)

    check_deferred()
    assert akta.penghadap.count() == 3
    with pytest.raises(AturanDilanggar):
        d.record_akta(kepengurusan, oleh=SISTEM, penghadap=PENGHADAP, **isi)
    d.cancel_akta(akta, oleh=SISTEM, alasan="Salah nomor.")
    with pytest.raises(IntegrityError, match="tiga orang"), transaction.atomic():
        type(akta).objects.create(
            wilayah_id=KELURAHAN, kepengurusan=kepengurusan, nomor="1", tanggal=today_in(KELURAHAN), notaris="N",
            berkas=isi["berkas"],
        )  # fmt: skip
        check_deferred()


def test_statutes_are_fixed_by_the_rembug(register, petugas_kelurahan):
    """BKM-71: a draft may change, ratified statutes may not; locked with the stage."""
    langkah = s4()
    isi = {
        "nama": "BKM Cahaya", "kedudukan": "Kelurahan Sarijadi", "jumlah_anggota": 9, "masa_bakti": 3,
        "nilai": ["jujur", "asing"], "bab": [{"judul": "Nama", "isi": "Bernama BKM Cahaya."}],
    }  # fmt: skip
    ad = d.save_ad(langkah, oleh=petugas_kelurahan, **isi)
    rembug = hold(langkah, "S4-REMBUG", oleh=petugas_kelurahan)

    d.ratify_ad(ad, oleh=petugas_kelurahan, pertemuan=rembug)

    assert ad.nilai == ["jujur"]
    with pytest.raises(AturanDilanggar) as galat:
        d.save_ad(langkah, oleh=petugas_kelurahan, **{**isi, "nama": "Lain"})
    assert galat.value.aturan == "BKM-71"
    assert "sudah disahkan" in refused_by_database("UPDATE bkm_anggarandasar SET nama = 'Lain' WHERE id = %s", [ad.pk])


def test_units_need_their_kind_of_body(register):
    """BKM-62: one unit of each kind, on a body of that kind."""
    kepengurusan = staffed()
    upk = UnitPengelola.objects.get(jenis="upk")

    assert "bukan UPL" in refused_by_database("UPDATE bkm_unitpengelola SET jenis = 'upl' WHERE id = %s", [upk.pk])
    assert kepengurusan.bkm.badan.jenis == "bkm"


def test_rows_lock_with_the_stage(register, petugas_kelurahan):
    """SIK-04: the readiness evaluation cannot change once the stage is submitted."""
    langkah = s4()
    isi = {
        "tanggal": today_in(KELURAHAN), "penilai": "Faskel", "jawaban": JAWABAN, "siap": True, "kesimpulan": "Siap.",
    }  # fmt: skip
    evaluasi = d.record_evaluasi(langkah, oleh=petugas_kelurahan, **isi)
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_langkah SET status = 'diajukan', diajukan_pada = now(), "
            "diajukan_oleh_id = gen_random_uuid() WHERE id = %s",
            [langkah.pk],
        )

    assert "terkunci" in refused_by_database(
        "UPDATE bkm_evaluasikesiapan SET kesimpulan = 'lain' WHERE id = %s", [evaluasi.pk]
    )
