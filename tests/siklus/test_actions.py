"""The moves of a cycle by its officers: what passes, what is refused, and what each leaves behind."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.jejak import history_of
from inti.models import Jejak
from inti.pelaku import SISTEM
from siklus import actions
from siklus.definisi import ambil_definisi
from siklus.gerbang import periksa_gerbang
from siklus.models import JadwalInduk, Keputusan, Langkah, LokasiSasaran, Pertemuan, Relawan, Siklus
from tests.factories import siklus as pabrik
from tests.factories.akun import officer
from tests.helpers import fresh
from wilayah.models import DaftarDewasa, Wilayah
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)


@pytest.fixture
def lengkap(siklus: Siklus, basis: Any, petugas_kelurahan: Any, petugas_kota: Any) -> Langkah:
    """S0 of the kelurahan with everything recorded, not submitted."""
    return pabrik.socialise(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)


@pytest.fixture
def s0_selesai(lengkap: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> Langkah:
    """S0 of the kelurahan, verified."""
    actions.submit_langkah(lengkap, oleh=petugas_kelurahan)
    return actions.verify_langkah(lengkap, oleh=petugas_kota)


@pytest.fixture
def pmu(register: Any) -> Any:
    """The PMU: nation-wide."""
    return officer("pmu", "pmu", "")


# -- opening -------------------------------------------------------------------------------------------------------


def test_create_siklus(lokasi: Any, kelurahan: Wilayah, petugas_kota: Any) -> None:
    """SIK-19, SIK-20: all stages of all years and the stages above come with the cycle, once."""
    siklus = actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=lokasi.tahun_anggaran)

    definisi = ambil_definisi("p2kp@1")
    harus = {(x.kode, t) for t in definisi.tahun for x in definisi.langkah_tahun(t, siklus_ke=1)}
    ada = list(siklus.langkah.values_list("kode", "tahun_siklus"))
    assert set(ada) == harus
    assert len(ada) == len(harus)
    assert set(siklus.langkah.values_list("putaran", "status")) == {(1, "belum")}
    assert pabrik.above("32.73").tingkat == "kota"
    assert pabrik.above("32.73.01").tingkat == "kecamatan"
    assert Jejak.objects.filter(peristiwa="siklus.siklus.dibuka", objek_id=str(siklus.pk)).count() == 1


def test_create_siklus_only_on_the_list(kelurahan: Wilayah, petugas_kota: Any) -> None:
    """SIK-21: an area that no letter names is refused; one that a letter names opens."""
    tahun = today_in(kelurahan.kode).year
    with pytest.raises(AturanDilanggar) as galat:
        actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=tahun)
    assert galat.value.aturan == "SIK-21"

    pabrik.put_on_list(tahun=tahun)
    assert actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=tahun).nomor == 1


def test_second_open_siklus_is_refused(siklus: Siklus, kelurahan: Wilayah, petugas_kota: Any) -> None:
    """SIK-22: one open cycle per area and programme, said kindly before the database says it."""
    with pytest.raises(AturanDilanggar) as galat:
        actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=siklus.tahun_mulai)
    assert galat.value.aturan == "SIK-22"


def test_next_siklus_needs_the_residents_decision(
    siklus: Siklus, kelurahan: Wilayah, petugas_kota: Any, pmu: Any
) -> None:
    """SIK-24: year 4 opens at Refleksi, and only after residents decided to go on."""
    s14 = pabrik.stage(siklus, "S14", tahun_siklus=3)
    with pytest.raises(GerbangTertutup):
        actions.close_siklus(siklus, oleh=petugas_kota)
    Keputusan.objects.create(
        langkah=s14,
        wilayah=kelurahan,
        jenis="pengesahan",
        hasil="lanjut",
        cara="arsip",
        tanggal=datetime.date(2026, 1, 6),
    )
    pabrik.move(s14, "berjalan")
    Langkah.objects.filter(pk=s14.pk).update(hasil="lanjut")
    pabrik.move(pabrik.stage(siklus, "S14", tahun_siklus=3), "berjalan")
    _to(s14, "diajukan")
    actions.close_siklus(siklus, oleh=petugas_kota)

    baru = actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=siklus.tahun_mulai + 3)

    assert baru.nomor == 2
    assert "S1" not in set(baru.langkah.values_list("kode", flat=True))
    awal = periksa_gerbang(pabrik.stage(baru, "S2"))
    assert [k.aturan for k in awal] == ["SIK-111"]
    assert [k.terpenuhi for k in awal] == [False]
    _to(s14, "terverifikasi")
    assert [k.terpenuhi for k in periksa_gerbang(pabrik.stage(baru, "S2"))] == [True]


def _to(langkah: Langkah, status: str) -> None:
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(f"UPDATE siklus_langkah SET status = %s, {pabrik.ISI} WHERE id = %s", [status, langkah.pk])


# -- the way of a stage --------------------------------------------------------------------------------------------


def test_start_is_guarded_by_gates(siklus: Siklus, s0: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-02, SIK-102: S0 of the kelurahan waits for the kota and the kecamatan, and says so."""
    with pytest.raises(GerbangTertutup) as galat:
        actions.start_langkah(s0, oleh=petugas_kelurahan)
    assert [k.aturan for k in galat.value.kekurangan] == ["SIK-102", "SIK-102"]
    assert Jejak.objects.filter(peristiwa="ditolak.gerbang", objek_id=str(s0.pk)).count() == 1
    assert not [j for j in history_of(s0) if j.peristiwa.startswith("ditolak.")]  # in the trail, not in its history

    for kode in ("32.73", "32.73.01"):
        actions.skip_langkah(pabrik.above(kode), oleh=petugas_kota, alasan="Sudah dilaksanakan.")
    hasil = actions.start_langkah(s0, oleh=petugas_kelurahan)

    assert hasil.status == "berjalan"
    assert hasil.tanggal_mulai == today_in(s0.wilayah_id)


def test_submit_return_verify(lengkap: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-03, SIK-05, SIK-08, SIK-15: submitted, returned with a note, mended, verified; each submission is frozen."""
    diajukan = actions.submit_langkah(lengkap, oleh=petugas_kelurahan)
    assert diajukan.status == "diajukan"
    assert diajukan.diajukan_oleh_nama == petugas_kelurahan.nama
    assert all(k["terpenuhi"] for k in diajukan.temuan_beku[0]["temuan"])

    with pytest.raises(IsianSalah):
        actions.return_langkah(lengkap, oleh=petugas_kota, alasan="  ")
    kembali = actions.return_langkah(lengkap, oleh=petugas_kota, alasan="Foto daftar hadir buram.")
    assert (kembali.status, kembali.catatan) == ("dikembalikan", "Foto daftar hadir buram.")

    actions.submit_langkah(lengkap, oleh=petugas_kelurahan)
    akhir = actions.verify_langkah(lengkap, oleh=petugas_kota)

    assert akhir.status == "terverifikasi"
    assert len(akhir.temuan_beku) == 2
    assert akhir.diverifikasi_pada is not None
    peristiwa = list(
        Jejak.objects.filter(objek_id=str(lengkap.pk)).order_by("nomor").values_list("peristiwa", flat=True)
    )
    urut = [p.rpartition(".")[2] for p in peristiwa if p.startswith("siklus.langkah.")]
    assert urut == ["mulai", "ajukan", "kembalikan", "ajukan", "verifikasi"]


def test_submitter_cannot_verify(lengkap: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-08: whoever submitted may not verify, even when he holds the verifier's role."""
    rangkap = officer("rangkap", "korkot", "32.73")
    from tests.factories.akun import PenugasanFactory

    PenugasanFactory(pengguna=rangkap, peran="faskel_cd", wilayah_id=lengkap.wilayah_id)
    actions.submit_langkah(lengkap, oleh=fresh(rangkap))

    with pytest.raises(AturanDilanggar) as galat:
        actions.verify_langkah(lengkap, oleh=fresh(rangkap))
    assert galat.value.aturan == "SIK-08"

    assert actions.verify_langkah(lengkap, oleh=petugas_kota).status == "terverifikasi"


def test_verifier_named_by_the_definition(siklus: Siklus, petugas_kota: Any) -> None:
    """SIK-08: the kota's own Sosialisasi is verified by the KMW, not by another Korkot of the kota."""
    kota = pabrik.move(pabrik.above("32.73"), "diajukan")
    kmw = officer("kmw", "kmw", "32")

    with pytest.raises(TidakBerwenang):
        actions.verify_langkah(kota, oleh=petugas_kota)

    assert actions.verify_langkah(kota, oleh=kmw).status == "terverifikasi"


def test_reopen_keeps_frozen_findings(s0_selesai: Langkah, petugas_kota: Any, petugas_kelurahan: Any) -> None:
    """SIK-06: reopening asks a reason, keeps what was frozen, and opens the records again."""
    with pytest.raises(IsianSalah):
        actions.reopen_langkah(s0_selesai, oleh=petugas_kota, alasan="")

    buka = actions.reopen_langkah(s0_selesai, oleh=petugas_kota, alasan="Hadir RT 02 keliru.")

    assert (buka.status, buka.alasan, len(buka.temuan_beku)) == ("dibuka_kembali", "Hadir RT 02 keliru.", 1)
    pabrik.hold(buka, "S0-KEL", oleh=petugas_kelurahan)


def test_skip_only_where_the_definition_allows(siklus: Siklus, s0: Langkah, petugas_kota: Any) -> None:
    """SIK-07: the kota's Sosialisasi may be skipped with a reason, the kelurahan's may not."""
    with pytest.raises(GerbangTertutup) as galat:
        actions.skip_langkah(s0, oleh=petugas_kota, alasan="Terburu-buru.")
    assert [k.aturan for k in galat.value.kekurangan] == ["SIK-07"]
    with pytest.raises(IsianSalah):
        actions.skip_langkah(pabrik.above("32.73"), oleh=petugas_kota, alasan=" ")

    assert actions.skip_langkah(pabrik.above("32.73"), oleh=petugas_kota, alasan="Sudah 2025.").status == "dilewati"


def test_records_refuse_kindly_once_submitted(lengkap: Langkah, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-04: before the database says it, the action says what to do."""
    rapat = pabrik.hold(lengkap, "S0-RT", oleh=petugas_kelurahan, basis=basis["rt1"])
    bukti = actions.file_keluaran(lengkap, oleh=petugas_kelurahan, kode="S0-FOTO", berkas=pabrik.paper(lengkap))
    actions.submit_langkah(lengkap, oleh=petugas_kelurahan)

    for kerja in (
        lambda: pabrik.hold(lengkap, "S0-KEL", oleh=petugas_kelurahan),
        lambda: actions.update_pertemuan(rapat, oleh=petugas_kelurahan, tempat="Pindah"),
        lambda: actions.cancel_pertemuan(rapat, oleh=petugas_kelurahan, alasan="Keliru"),
        lambda: actions.add_kehadiran(rapat, oleh=petugas_kelurahan, nama="A", jenis_kelamin="L"),
        lambda: actions.update_keluaran(bukti, oleh=petugas_kelurahan, keterangan="Baru"),
        lambda: actions.cancel_keluaran(bukti, oleh=petugas_kelurahan, alasan="Keliru"),
    ):
        with pytest.raises(AturanDilanggar) as galat:
            kerja()
        assert galat.value.aturan == "SIK-04"

    actions.say(lengkap, oleh=petugas_kelurahan, isi="Sudah kami ajukan.")
    actions.write_pelajaran(lengkap, oleh=petugas_kelurahan, berhasil="Menumpang pengajian.")


# -- RKM: both answers ---------------------------------------------------------------------------------------------


def test_rkm_terima(s0_selesai: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-105, SIK-110: accepted and verified, Refleksi may begin."""
    siklus = s0_selesai.siklus
    s1 = pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="terima")
    s2 = pabrik.stage(siklus, "S2")
    assert not periksa_gerbang(s2)[0].terpenuhi

    hasil = actions.submit_langkah(s1, oleh=petugas_kelurahan)
    assert (hasil.hasil, Siklus.objects.get(pk=siklus.pk).status) == ("terima", "berjalan")
    assert not periksa_gerbang(s2)[0].terpenuhi
    actions.verify_langkah(s1, oleh=petugas_kota)

    assert [k.terpenuhi for k in periksa_gerbang(s2)] == [True]
    assert actions.start_langkah(s2, oleh=petugas_kelurahan).status == "berjalan"


def test_rkm_tolak_locks_everything_later(s0_selesai: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-09, SIK-10: the refusal holds at submission, locks all else, deletes nothing; verification changes no word."""
    siklus = s0_selesai.siklus
    jumlah = siklus.langkah.count()
    s1 = pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="tolak")

    actions.submit_langkah(s1, oleh=petugas_kelurahan)

    assert Siklus.objects.get(pk=siklus.pk).status == "menolak"
    s2 = pabrik.stage(siklus, "S2")
    with pytest.raises(GerbangTertutup) as galat:
        actions.start_langkah(s2, oleh=petugas_kelurahan)
    assert "SIK-10" in [k.aturan for k in galat.value.kekurangan]
    with pytest.raises(AturanDilanggar) as aturan:
        actions.schedule_pertemuan(
            s2, oleh=petugas_kelurahan, jenis="S2-REKAP", rencana_tanggal=today_in(siklus.wilayah_id)
        )
    assert aturan.value.aturan == "SIK-10"
    assert actions.verify_langkah(s1, oleh=petugas_kota).hasil == "tolak"
    assert Siklus.objects.get(pk=siklus.pk).status == "menolak"
    assert siklus.langkah.count() == jumlah


def test_second_rkm_after_a_refusal(s0_selesai: Langkah, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-11: a second putaran is scheduled once the refusal's papers are verified; the first stays whole."""
    siklus = s0_selesai.siklus
    s1 = pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="tolak")
    actions.submit_langkah(s1, oleh=petugas_kelurahan)
    hari = today_in(siklus.wilayah_id)
    rencana = {"rencana_mulai": hari, "rencana_selesai": hari + 30 * HARI}
    with pytest.raises(GerbangTertutup):
        actions.schedule_ulang(siklus, oleh=petugas_kota, **rencana)
    actions.verify_langkah(s1, oleh=petugas_kota)
    with pytest.raises(TidakBerwenang):
        actions.schedule_ulang(siklus, oleh=petugas_kelurahan, **rencana)

    actions.schedule_ulang(siklus, oleh=petugas_kota, **rencana)

    assert Siklus.objects.get(pk=siklus.pk).status == "berjalan"
    lama, kedua = siklus.langkah.filter(kode="S1").order_by("putaran")
    assert (lama.status, lama.hasil, lama.pertemuan.count()) == ("terverifikasi", "tolak", 2)
    assert (kedua.putaran, kedua.status, kedua.rencana_selesai) == (2, "belum", hari + 30 * HARI)
    with pytest.raises(GerbangTertutup):  # the first refusal cannot be used a second time
        actions.refuse_siklus(siklus, oleh=petugas_kelurahan)
    pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="terima", putaran=2)
    actions.submit_langkah(kedua, oleh=petugas_kelurahan)
    actions.verify_langkah(kedua, oleh=petugas_kota)
    assert [k.terpenuhi for k in periksa_gerbang(pabrik.stage(siklus, "S2"))] == [True]


def test_corrected_berita_acara_restores_the_siklus(
    s0_selesai: Langkah, petugas_kelurahan: Any, petugas_kota: Any
) -> None:
    """SIK-09, SIK-56: a wrongly typed refusal is corrected on the returned stage; the old decision stays readable."""
    siklus = s0_selesai.siklus
    s1 = pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="tolak")
    actions.submit_langkah(s1, oleh=petugas_kelurahan)
    actions.return_langkah(s1, oleh=petugas_kota, alasan="Berita acaranya berbunyi menerima.")
    lama = Keputusan.objects.get(langkah=s1)
    with pytest.raises(AturanDilanggar) as galat:
        pabrik.decide(s1, lama.pertemuan, oleh=petugas_kelurahan, hasil="terima")
    assert galat.value.aturan == "SIK-56"

    actions.cancel_keputusan(lama, oleh=petugas_kelurahan, alasan="Salah ketik.")
    pabrik.decide(s1, lama.pertemuan, oleh=petugas_kelurahan, hasil="terima")
    pabrik.sign(s1, "S1-RENCANA", oleh=petugas_kelurahan)
    actions.submit_langkah(s1, oleh=petugas_kelurahan)

    assert Siklus.objects.get(pk=siklus.pk).status == "berjalan"
    assert list(Keputusan.objects.filter(langkah=s1).order_by("dibuat_pada").values_list("hasil", "status")) == [
        ("tolak", "batal"), ("terima", "sah"),
    ]  # fmt: skip


def test_refusal_needs_the_residents_reason(s0_selesai: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-57: a refusal without a reason is no record; an acceptance needs none."""
    siklus = s0_selesai.siklus
    s1 = actions.start_langkah(pabrik.stage(siklus, "S1"), oleh=petugas_kelurahan)
    rapat = pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan, tanggal=today_in(s1.wilayah_id))
    with pytest.raises(IsianSalah) as galat:
        actions.record_keputusan(s1, oleh=petugas_kelurahan, hasil="tolak", pertemuan=rapat)
    assert set(galat.value.galat) == {"catatan"}

    assert actions.record_keputusan(s1, oleh=petugas_kelurahan, hasil="terima", pertemuan=rapat).hasil == "terima"


# -- leaving the programme -----------------------------------------------------------------------------------------


def test_leaving_is_proposed_then_decided(siklus: Siklus, petugas_kota: Any, petugas_kelurahan: Any, pmu: Any) -> None:
    """SIK-12: Korkot proposes with a reason, PMU decides; neither does the other's part."""
    hari = today_in(siklus.wilayah_id)
    with pytest.raises(TidakBerwenang):
        actions.propose_keluar(siklus, oleh=petugas_kelurahan, tanggal=hari, catatan="x")
    with pytest.raises(GerbangTertutup):
        actions.remove_siklus(siklus, oleh=pmu, alasan="Dua kali menolak.")
    actions.propose_keluar(siklus, oleh=petugas_kota, tanggal=hari, catatan="Dua kali menolak.")
    with pytest.raises(TidakBerwenang):
        actions.remove_siklus(siklus, oleh=petugas_kota, alasan="Dua kali menolak.")

    assert actions.remove_siklus(siklus, oleh=pmu, alasan="Surat PMU 12.").status == "dikeluarkan_dari_program"
    with pytest.raises(AturanDilanggar) as galat:
        pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti")
    assert galat.value.aturan == "SIK-31"


# -- joining midway ------------------------------------------------------------------------------------------------


def test_joining_midway(lokasi: Any, kelurahan: Wilayah, petugas_kelurahan: Any) -> None:
    """SIK-25: a stage done before joining is taken over on its papers, without replaying it."""
    siklus = actions.create_siklus(kelurahan, oleh=SISTEM, tahun=lokasi.tahun_anggaran, keadaan_awal=True)
    s1 = pabrik.stage(siklus, "S1")
    isi = {"oleh": petugas_kelurahan, "tanggal": datetime.date(2024, 3, 9), "alasan": "Bergabung tahun ketiga."}
    with pytest.raises(GerbangTertutup) as galat:
        actions.adopt_langkah(s1, **isi)
    assert [k.kode for k in galat.value.kekurangan] == ["berkas", "keputusan"]

    hasil = actions.adopt_langkah(s1, kode="S1-BA", berkas=pabrik.paper(s1), hasil="terima", **isi)

    assert (hasil.status, hasil.keadaan_awal, hasil.hasil) == ("terverifikasi", True, "terima")
    assert [k.terpenuhi for k in periksa_gerbang(pabrik.stage(siklus, "S2"))] == [True]


def test_opening_state_is_only_for_joining_midway(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-25: an ordinary cycle cannot jump over its stages with a paper."""
    s1 = pabrik.stage(siklus, "S1")

    with pytest.raises(GerbangTertutup) as galat:
        actions.adopt_langkah(
            s1, oleh=petugas_kelurahan, tanggal=datetime.date(2024, 3, 9), alasan="x", kode="S1-BA", berkas=pabrik.paper(s1),
            hasil="terima",
        )  # fmt: skip
    assert [k.kode for k in galat.value.kekurangan] == ["keadaan_awal"]


# -- meetings ------------------------------------------------------------------------------------------------------


def test_record_pertemuan(berjalan: Langkah, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-40, SIK-59: attendance is the database's sum; the roll of the place on the day is copied."""
    hari = today_in(berjalan.wilayah_id)
    for rt, orang in (("rt1", 30), ("rt2", 25)):
        DaftarDewasa.objects.create(
            wilayah_id=berjalan.wilayah_id,
            basis=basis[rt],
            berlaku_pada=hari - 60 * HARI,
            dewasa_l=orang,
            dewasa_p=orang + 2,
        )

    rt = pabrik.hold(berjalan, "S0-RT", oleh=petugas_kelurahan, basis=basis["rt1"])
    kelurahan = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)

    rt = Pertemuan.objects.get(pk=rt.pk)
    assert (rt.hadir, rt.miskin, rt.dewasa, rt.tingkat, rt.status) == (22, 8, 62, "basis", "terlaksana")
    assert Pertemuan.objects.get(pk=kelurahan.pk).dewasa == 114
    assert Jejak.objects.filter(peristiwa="siklus.pertemuan.laksanakan", induk_id=str(berjalan.pk)).count() == 2


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"peserta_l": -1}, "peserta_l"),
        ({"peserta_l": 100_001}, "peserta_l"),
        ({"peserta_l": 0, "peserta_p": 0, "miskin_l": 0, "miskin_p": 0}, "peserta_l"),
        ({"miskin_l": 11}, "miskin_l"),
        ({"miskin_p": 13}, "miskin_p"),
        ({"tanggal": datetime.date(1989, 12, 31)}, "tanggal"),
        ({"tempat": "  "}, "tempat"),
        ({"jam_mulai": datetime.time(10), "jam_selesai": datetime.time(9)}, "jam_selesai"),
        ({"jenis": "X-99"}, "jenis"),
        ({"jenis": "S0-RT"}, "basis"),
        ({"sumber_miskin": "ps2"}, "sumber_miskin"),
        ({"warna": "merah"}, "warna"),
    ],
)
def test_record_pertemuan_bad_input(
    berjalan: Langkah, petugas_kelurahan: Any, ubah: dict[str, Any], bidang: str
) -> None:
    """SIK-27, SIK-41, SIK-45, SIK-49: each wrong field is named; the same meeting without it is recorded."""
    isi = {"jenis": "S0-KEL", **ubah}
    with pytest.raises(IsianSalah) as galat:
        pabrik.hold(berjalan, isi.pop("jenis"), oleh=petugas_kelurahan, **isi)
    assert set(galat.value.galat) == {bidang}

    assert pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan).status == "terlaksana"


def test_meeting_tomorrow_is_a_plan(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-27: what has not happened can be planned, not recorded."""
    besok = today_in(berjalan.wilayah_id) + HARI
    with pytest.raises(IsianSalah):
        pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan, tanggal=besok)

    rapat = actions.schedule_pertemuan(berjalan, oleh=petugas_kelurahan, jenis="S0-KEL", rencana_tanggal=besok)

    assert rapat.status == "terjadwal"


def test_meeting_of_another_kelurahans_rt(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-49: a place of another kelurahan is refused."""
    lain = pabrik.tree("32.73.01.1002")

    with pytest.raises(IsianSalah):
        pabrik.hold(berjalan, "S0-RT", oleh=petugas_kelurahan, basis=lain["rt1"])


def test_meeting_before_the_start(s0: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-02: before its start a stage takes plans only, so no gate is walked around."""
    with pytest.raises(AturanDilanggar) as galat:
        pabrik.hold(s0, "S0-KEL", oleh=petugas_kelurahan)
    assert galat.value.aturan == "SIK-02"

    actions.schedule_pertemuan(s0, oleh=petugas_kelurahan, jenis="S0-KEL", rencana_tanggal=today_in(s0.wilayah_id))


def test_cancelled_meeting_stays(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-32: a wrong entry is cancelled with a reason and cannot come back."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    with pytest.raises(IsianSalah):
        actions.cancel_pertemuan(rapat, oleh=petugas_kelurahan, alasan="")

    batal = actions.cancel_pertemuan(rapat, oleh=petugas_kelurahan, alasan="Tercatat dua kali.")

    assert (batal.status, batal.alasan_batal) == ("batal", "Tercatat dua kali.")
    with pytest.raises(TransisiDitolak):
        actions.cancel_pertemuan(rapat, oleh=petugas_kelurahan, alasan="Lagi")


def test_update_pertemuan_counts_its_version(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-10: a correction is a new version and says what changed; saving the same again changes nothing."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    baru = actions.update_pertemuan(rapat, oleh=petugas_kelurahan, peserta_l=15, tempat="Aula")
    sama = actions.update_pertemuan(rapat, oleh=petugas_kelurahan, peserta_l=15)

    assert (baru.versi, sama.versi) == (rapat.versi + 1, rapat.versi + 1)
    assert Jejak.objects.get(peristiwa="siklus.pertemuan.diubah").rincian == {
        "peserta_l": [10, 15], "tempat": ["Balai RW", "Aula"],
    }  # fmt: skip


# -- volunteers, evidence, trainings -------------------------------------------------------------------------------


def test_volunteer_once(siklus: Siklus, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-53: one person once a cycle; a namesake is told apart."""
    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti Aminah", basis=basis["rt1"])
    with pytest.raises(AturanDilanggar) as galat:
        pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="siti aminah", basis=basis["rt1"])
    assert galat.value.aturan == "SIK-53"

    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti Aminah", basis=basis["rt1"], pembeda="rumah no. 12")
    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti Aminah", basis=basis["rt2"])

    assert Relawan.objects.filter(siklus=siklus).count() == 3
    assert set(Relawan.objects.values_list("tahun__aktif", flat=True)) == {True}


def test_volunteer_of_a_party_is_only_marked(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-58: an office in a party is seen, not refused."""
    assert pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Budi", pengurus_partai=True).pengurus_partai


def test_volunteer_activity_by_year(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-53: active or not is said per year, and may be corrected."""
    orang = pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Budi")
    tahun = orang.sejak.year

    actions.mark_relawan(orang, oleh=petugas_kelurahan, tahun=tahun, aktif=False, catatan="Pindah kerja")

    assert list(orang.tahun.values_list("tahun", "aktif")) == [(tahun, False)]
    with pytest.raises(IsianSalah):
        actions.mark_relawan(orang, oleh=petugas_kelurahan, tahun=tahun - 1, aktif=True)


def test_signed_paper_needs_photo_and_signatories(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-52: who signed, as what, when, with the photo; without one of them it is no signed paper."""
    tanda = [{"nama": "Asep", "jabatan": "Lurah", "tanggal": "2026-01-10"}]
    isi = {"oleh": petugas_kelurahan, "kode": "S0-DH", "dari_kertas": True}
    with pytest.raises(IsianSalah) as tanpa_foto:
        actions.file_keluaran(berjalan, penanda_tangan=tanda, **isi)
    with pytest.raises(IsianSalah) as tanpa_nama:
        actions.file_keluaran(berjalan, berkas=pabrik.paper(berjalan), **isi)
    with pytest.raises(IsianSalah):
        actions.file_keluaran(
            berjalan, berkas=pabrik.paper(berjalan), penanda_tangan=[{**tanda[0], "tanggal": "kemarin"}], **isi
        )
    assert (set(tanpa_foto.value.galat), set(tanpa_nama.value.galat)) == ({"berkas"}, {"penanda_tangan"})

    hasil = actions.file_keluaran(berjalan, berkas=pabrik.paper(berjalan), penanda_tangan=tanda, **isi)

    assert hasil.penanda_tangan == tanda
    assert hasil.dibuat_oleh_nama == petugas_kelurahan.nama


def test_upload_of_another_area_is_no_evidence(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """UMU-12: a file out of scope does not exist for this officer."""
    from laporan.models import Berkas
    from tests.factories.laporan import BerkasFactory

    with pytest.raises(Berkas.DoesNotExist):
        actions.file_keluaran(
            berjalan, oleh=petugas_kelurahan, kode="S0-DH", berkas=BerkasFactory(wilayah_id="32.77.01.1001")
        )


def test_record_pelatihan(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-50: a training that comes before its stage is recorded while the stage waits; another waits for the start."""
    s1 = pabrik.stage(siklus, "S1")
    isi = {
        "oleh": petugas_kelurahan, "judul": "Pembekalan", "tanggal": today_in(s1.wilayah_id), "hari": 1,
        "penyelenggara": "Tim Fasilitator", "peserta_l": 4, "peserta_p": 6,
    }  # fmt: skip
    with pytest.raises(AturanDilanggar):
        actions.record_pelatihan(s1, kode="S1-RELAWAN", **isi)

    s3 = pabrik.stage(siklus, "S3")
    hasil = actions.record_pelatihan(s3, kode="S3-TIM", **isi)

    assert hasil.peserta_jumlah == 10
    assert [k.terpenuhi for k in periksa_gerbang(s3) if k.aturan in {"SIK-50", "SIK-116"}] == [True]


# -- plans ---------------------------------------------------------------------------------------------------------


def test_master_schedule(siklus: Siklus, petugas_kota: Any, petugas_kelurahan: Any, register: Any) -> None:
    """SIK-29: dates reach the open stages; the same schedule again changes nothing; a submitted stage keeps its plan."""
    kota = register["32.73"]
    baris = [
        actions.BarisJadwal("S0", "kelurahan", datetime.date(2026, 9, 1), datetime.date(2026, 9, 20)),
        actions.BarisJadwal("S1", "kelurahan", datetime.date(2026, 9, 21), datetime.date(2026, 10, 5)),
    ]
    tahun = siklus.tahun_mulai
    with pytest.raises(TidakBerwenang):
        actions.save_jadwal(kota, oleh=petugas_kelurahan, tahun=tahun, baris=baris)
    pertama = actions.save_jadwal(kota, oleh=petugas_kota, tahun=tahun, baris=baris)
    kedua = actions.save_jadwal(kota, oleh=petugas_kota, tahun=tahun, baris=baris)

    assert (pertama.baru, pertama.langkah, kedua.sama, kedua.langkah) == (2, 2, 2, 0)
    assert pabrik.stage(siklus, "S1").rencana_selesai == datetime.date(2026, 10, 5)

    pabrik.move(pabrik.stage(siklus, "S0"), "diajukan")
    geser = [actions.BarisJadwal("S0", "kelurahan", datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))]
    assert actions.save_jadwal(kota, oleh=petugas_kota, tahun=tahun, baris=geser).langkah == 0
    assert pabrik.stage(siklus, "S0").rencana_selesai == datetime.date(2026, 9, 20)
    assert JadwalInduk.objects.count() == 2


def test_new_siklus_takes_the_schedule_of_its_kota(
    lokasi: Any, kelurahan: Wilayah, petugas_kota: Any, register: Any
) -> None:
    """SIK-29: a cycle opened after the schedule was saved is born with its dates."""
    baris = [actions.BarisJadwal("S0", "kelurahan", datetime.date(2026, 9, 1), datetime.date(2026, 9, 20))]
    actions.save_jadwal(register["32.73"], oleh=petugas_kota, tahun=lokasi.tahun_anggaran, baris=baris)

    siklus = pabrik.open_siklus(kelurahan)

    assert pabrik.stage(siklus, "S0").rencana_mulai == datetime.date(2026, 9, 1)


def test_official_list(register: Any, petugas_kota: Any, petugas_kelurahan: Any) -> None:
    """SIK-21: a letter is entered once; again it changes nothing; another kota's areas are not this officer's."""
    isi = {"tahun_anggaran": 2026, **pabrik.SURAT}
    baris = [actions.BarisLokasi("32.73.01.1001"), actions.BarisLokasi("32.73.01.1002")]
    with pytest.raises(TidakBerwenang):
        actions.save_lokasi(oleh=petugas_kelurahan, baris=baris, **isi)
    with pytest.raises(TidakBerwenang):
        actions.save_lokasi(oleh=petugas_kota, baris=[actions.BarisLokasi("32.77.01.1001")], **isi)
    with pytest.raises(IsianSalah):
        actions.save_lokasi(oleh=petugas_kota, baris=[actions.BarisLokasi("32.73.01.9999")], **isi)

    pertama = actions.save_lokasi(oleh=petugas_kota, baris=baris, **isi)
    kedua = actions.save_lokasi(oleh=petugas_kota, baris=baris, **isi)

    assert (pertama.baru, kedua.baru, kedua.sama) == (2, 0, 2)
    assert LokasiSasaran.objects.count() == 2


# -- four officers -------------------------------------------------------------------------------------------------

GERAK = {
    "mulai": ("belum", lambda x, o: actions.start_langkah(x, oleh=o)),
    "ajukan": ("berjalan", lambda x, o: actions.submit_langkah(x, oleh=o)),
    "kembalikan": ("diajukan", lambda x, o: actions.return_langkah(x, oleh=o, alasan="Lengkapi.")),
    "verifikasi": ("diajukan", lambda x, o: actions.verify_langkah(x, oleh=o)),
    "buka_kembali": ("terverifikasi", lambda x, o: actions.reopen_langkah(x, oleh=o, alasan="Keliru.")),
    "lewati": ("belum", lambda x, o: actions.skip_langkah(x, oleh=o, alasan="Sudah.")),
    "rencana": ("belum", lambda x, o: actions.plan_langkah(
        x, oleh=o, rencana_mulai=datetime.date(2026, 9, 1), rencana_selesai=datetime.date(2026, 9, 2))),
    "pertemuan": ("berjalan", lambda x, o: pabrik.hold(x, "S0-KEL", oleh=o)),
    "jadwalkan": ("berjalan", lambda x, o: actions.schedule_pertemuan(
        x, oleh=o, jenis="S0-KEL", rencana_tanggal=datetime.date(2026, 9, 1))),
    "keluaran": ("berjalan", lambda x, o: actions.file_keluaran(x, oleh=o, kode="S0-FOTO", berkas=pabrik.paper(x))),
    "relawan": ("berjalan", lambda x, o: pabrik.volunteer(x.siklus, oleh=o, nama=o.nama, langkah=x)),
    "bicara": ("diajukan", lambda x, o: actions.say(x, oleh=o, isi="Mohon dicek.")),
    "pelajaran": ("berjalan", lambda x, o: actions.write_pelajaran(x, oleh=o, saran="Datang malam.")),
}  # fmt: skip
# What each of the two officers of the area meets; officers of elsewhere or nowhere never see the row.
BOLEH = {
    "mulai": (GerbangTertutup, GerbangTertutup), "ajukan": (GerbangTertutup, TidakBerwenang),
    "kembalikan": (TidakBerwenang, None), "verifikasi": (TidakBerwenang, None), "buka_kembali": (TidakBerwenang, None),
    "lewati": (TidakBerwenang, GerbangTertutup), "rencana": (TidakBerwenang, None), "pertemuan": (None, None),
    "jadwalkan": (None, None), "keluaran": (None, None), "relawan": (None, None), "bicara": (None, None),
    "pelajaran": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("gerak", GERAK)
def test_four_officers(s0: Langkah, empat_petugas: dict[str, Any], gerak: str) -> None:
    """UMU-11 .. UMU-13: out of scope the row does not exist; in scope the izin decides, then the findings."""
    status, kerja = GERAK[gerak]
    langkah = pabrik.move(s0, status)
    for asing in ("kota_lain", "tanpa_tugas"):
        with pytest.raises((Langkah.DoesNotExist, Siklus.DoesNotExist)):
            kerja(langkah, empat_petugas[asing])
    for petugas, tolak in zip(("kelurahan", "kota"), BOLEH[gerak], strict=True):
        if tolak is None:
            assert kerja(langkah, empat_petugas[petugas]) is not None
        else:
            with pytest.raises(tolak):
                kerja(langkah, empat_petugas[petugas])
