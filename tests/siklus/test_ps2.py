"""PS-2 from the first household to the determined list, and every way around it refused."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inti import pekerjaan
from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, VersiBerbeda
from inti.models import Jejak
from inti.pdf import render_html
from inti.pelaku import SISTEM
from inti.xlsx import BarisImpor
from laporan.actions import file_paper, request_dokumen
from laporan.kertas import paper_context
from laporan.models import Berkas, Dokumen
from siklus import actions
from siklus.actions import BarisPS2
from siklus.demo_ps2 import fill_ps2
from siklus.gerbang import temuan_ajukan
from siklus.impor_ps2 import KOLOM, import_ps2, plan_ps2
from siklus.models import EntriPS2, KeberatanPS2, Keluarga, PengumumanPS2, Rumah
from siklus.queries_ps2 import is_on_ps2, keluarga_ps2, poor_counts, poor_counts_many, trend
from siklus.reports.ps2 import LEMBAR, SEMUA, build
from siklus.ringkasan_ps2 import measure
from tests.factories import ps2 as pabrik
from tests.factories.laporan import BerkasFactory, photo_upload
from tests.factories.siklus import hold, move, stage
from tests.helpers import api, kepala_kunci, kunci, masuk
from tests.laporan.conftest import cetak_palsu, media  # noqa: F401
from wilayah.actions import set_parameter
from wilayah.models import Parameter, Wilayah
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
KODE = "32.73.01.1001"


def today() -> Any:
    """Today in the kelurahan."""
    return today_in(KODE)


@pytest.fixture
def s3(siklus: Any) -> Any:
    """The running S3 of a kelurahan with RW 01, RT 01 and RT 02."""
    return pabrik.mapping(KODE)


@pytest.fixture
def kriteria(s3: Any) -> Any:
    """Its agreed household criteria."""
    return pabrik.criteria(s3)


def row(basis: Any, nama: str, **isi: Any) -> BarisPS2:
    """One row of the quick table."""
    data = {"jenis_kelamin_kk": "P", "jiwa_l": 1, "jiwa_p": 2, "peringkat": "miskin", **isi}
    return BarisPS2(basis=basis, nama_kk=nama, **data)


def fill(s3: Any, basis: Any, kriteria: Any, oleh: Any) -> None:
    """Two poor households in each RT, one in the same house, and one that is not poor."""
    k = [b.pk for b in kriteria]
    actions.save_table(
        s3, oleh=oleh,
        baris=[
            row(basis["rt1"], "Aminah", alamat="Gang 1", kriteria=k, lansia=True, peringkat="sangat_miskin"),
            row(basis["rt1"], "Budi", jenis_kelamin_kk="L", alamat="gang 1", kriteria=k[:1]),
            row(basis["rt2"], "Cucu", disabilitas=True),
            row(basis["rt2"], "Dadang", jenis_kelamin_kk="L", peringkat=""),
        ],
    )  # fmt: skip


def announce(s3: Any, basis: Any, oleh: Any, *, lalu: int = 10) -> list[PengumumanPS2]:
    """Both RT posted some days ago."""
    isi = {"tanggal": today() - timedelta(days=lalu), "tempat": "Pos ronda"}
    return [actions.announce_ps2(s3, oleh=oleh, basis=basis[rt], **isi) for rt in ("rt1", "rt2")]


def sql(perintah: str, *nilai: Any) -> None:
    """Raw SQL in its own savepoint."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah, nilai)


def test_the_whole_way(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-02, PS2-06, PS2-09, SIK-118: quick table, notice, Lokakarya; then the gate of S3 is open and the counts say so."""
    oleh = petugas_kelurahan
    fill(s3, basis, kriteria, oleh)
    assert (Rumah.objects.count(), Keluarga.objects.count(), EntriPS2.objects.count()) == (1, 4, 3)
    aminah = EntriPS2.objects.get(keluarga__nama_kk="Aminah")
    assert (aminah.peringkat_usulan, aminah.kriteria.count()) == ("sangat_miskin", 3)
    assert poor_counts(KODE).kk == 0

    announce(s3, basis, oleh)
    assert actions.determine_ps2(s3, oleh=oleh, pertemuan=pabrik.lokakarya(s3)) == 3

    hitung = poor_counts(KODE)
    assert (hitung.kk, hitung.sangat_miskin, hitung.miskin, hitung.kk_perempuan) == (3, 1, 2, 2)
    assert (hitung.jiwa_l, hitung.jiwa_p, hitung.kk_lansia, hitung.kk_disabilitas) == (3, 6, 1, 1)
    assert poor_counts_many([KODE, "32.73.01.1002"]) == {KODE: hitung}
    assert poor_counts("32.73") == hitung
    ps2 = next(t for t in temuan_ajukan(s3) if t.kode == "siklus.ps2_ditetapkan")
    assert ps2.terpenuhi and "3 KK" in ps2.rincian
    assert is_on_ps2(aminah.keluarga, today()) and not is_on_ps2(aminah.keluarga, today() - timedelta(days=1))
    s5 = move(stage(s3.siklus, "S5"), "berjalan")
    rapat = hold(s5, "S5-JELAS", oleh=oleh, tanggal=today(), sumber_miskin="ps2")
    assert rapat.sumber_miskin == "ps2"
    teks = str(list(Jejak.objects.values_list("objek_nama", "alasan", "rincian")))
    assert "Aminah" not in teks and "Gang" not in teks


def test_gate_says_what_is_missing(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """SIK-118, PS2-07: the gate names the RT, the end of the period, and how many objections are open, and blocks."""

    def gate() -> Any:
        return next(t for t in temuan_ajukan(s3) if t.kode == "siklus.ps2_ditetapkan")

    oleh = petugas_kelurahan
    assert "Belum ada keluarga" in gate().rincian
    fill(s3, basis, kriteria, oleh)
    assert "RT 01/RW 01, RT 02/RW 01" in gate().rincian
    actions.announce_ps2(s3, oleh=oleh, basis=basis["rt1"], tanggal=today(), tempat="Pos")
    assert "Belum diumumkan: RT 02/RW 01." in gate().rincian and "Masa keberatan sampai" in gate().rincian
    notis = PengumumanPS2.objects.get()
    assert notis.akhir == today() + timedelta(days=7)
    entri = EntriPS2.objects.filter(pengumuman=notis).first()
    actions.file_keberatan(notis, oleh=oleh, jenis="keberatan", tanggal=today(), uraian="Sudah mampu", entri=entri)
    assert "1 keberatan" in gate().rincian and gate().menahan


def test_determination_waits(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-06 to PS2-09: not before every RT is posted, not within the period, not with an open objection."""
    oleh = petugas_kelurahan
    fill(s3, basis, kriteria, oleh)
    rapat = pabrik.lokakarya(s3)

    def refused() -> set[str]:
        with pytest.raises(GerbangTertutup) as galat:
            actions.determine_ps2(s3, oleh=oleh, pertemuan=rapat)
        return {k.aturan for k in galat.value.kekurangan if not k.terpenuhi}

    assert "PS2-06" in refused()
    muda = announce(s3, basis, oleh, lalu=3)
    assert refused() == {"PS2-07"}
    for n in muda:
        actions.cancel_pengumuman(n, oleh=oleh, alasan="Salah tanggal")
    lama = announce(s3, basis, oleh, lalu=10)
    entri = EntriPS2.objects.get(keluarga__nama_kk="Budi")
    keberatan = actions.file_keberatan(
        lama[0], oleh=oleh, jenis="keberatan", tanggal=today() - timedelta(days=5), uraian="Punya toko", entri=entri
    )
    assert refused() == {"PS2-08"}
    with pytest.raises(IntegrityError):
        sql(
            "UPDATE siklus_entrips2 SET status='ditetapkan', pertemuan_id=%s, masuk_tanggal=%s, masuk_sebab='penetapan' "
            "WHERE pengumuman_id=%s", rapat.pk, rapat.tanggal, lama[0].pk,
        )  # fmt: skip
    actions.accept_keberatan(keberatan, oleh=oleh, putusan="Benar, dicoret", tanggal=today(), penentu="Rembug RT 01")
    assert EntriPS2.objects.get(pk=entri.pk).status == "batal"
    assert actions.determine_ps2(s3, oleh=oleh, pertemuan=rapat) == 2


def test_addition_joins_the_posted_list(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-08: an accepted addition stands on the sheet; a rejected one does not; both carry the residents' reason."""
    oleh = petugas_kelurahan
    fill(s3, basis, kriteria, oleh)
    satu, dua = announce(s3, basis, oleh)
    dadang = Keluarga.objects.get(nama_kk="Dadang")
    hari = today() - timedelta(days=8)
    with pytest.raises(IsianSalah):  # of another RT
        actions.file_keberatan(satu, oleh=oleh, jenis="usulan_tambahan", tanggal=hari, uraian="x", keluarga=dadang)
    with pytest.raises(AturanDilanggar):  # after the period
        actions.file_keberatan(dua, oleh=oleh, jenis="usulan_tambahan", tanggal=today(), uraian="x", keluarga=dadang)
    usul = actions.file_keberatan(
        dua, oleh=oleh, jenis="usulan_tambahan", tanggal=hari, uraian="Tak kerja", keluarga=dadang
    )
    with pytest.raises(IsianSalah):
        actions.accept_keberatan(usul, oleh=oleh, putusan=" ", tanggal=today())
    actions.accept_keberatan(usul, oleh=oleh, putusan="Setuju", tanggal=today(), peringkat="rentan")

    entri = EntriPS2.objects.get(keluarga=dadang)
    assert (entri.status, entri.peringkat, entri.pengumuman_id) == ("diumumkan", "rentan", dua.pk)
    assert PengumumanPS2.objects.get(pk=dua.pk).jumlah_kk == 2


def test_enter_and_leave_after_the_stage_is_locked(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-10: leaving needs date, cause and reason, and works on a locked stage; nothing else of a locked entry moves."""
    oleh = petugas_kelurahan
    fill(s3, basis, kriteria, oleh)
    announce(s3, basis, oleh)
    actions.determine_ps2(s3, oleh=oleh, pertemuan=pabrik.lokakarya(s3, hari=-1))
    with connection.cursor() as k:
        k.execute("UPDATE siklus_langkah SET status='diajukan', diajukan_pada=now(), tanggal_selesai=%s, "
                  "diajukan_oleh_id='00000000-0000-0000-0000-0000000000a1' WHERE id=%s", [today(), s3.pk])  # fmt: skip
    entri = EntriPS2.objects.get(keluarga__nama_kk="Aminah")
    with pytest.raises(IntegrityError):
        sql("UPDATE siklus_entrips2 SET peringkat='rentan' WHERE id=%s", entri.pk)
    with pytest.raises(IntegrityError):
        sql("UPDATE siklus_entrips2 SET status='keluar', keluar_tanggal=%s WHERE id=%s", today(), entri.pk)
    with pytest.raises(IsianSalah):
        actions.leave_ps2(entri, oleh=oleh, tanggal=today(), sebab="membaik", alasan="")
    keluar = actions.leave_ps2(entri, oleh=oleh, tanggal=today(), sebab="membaik", alasan="Usahanya sudah jalan")
    assert (keluar.status, keluar.keluar_alasan) == ("keluar", "Usahanya sudah jalan")

    with pytest.raises(AturanDilanggar):  # the mapping stage is locked
        actions.propose_entri(Keluarga.objects.get(nama_kk="Dadang"), oleh=oleh, langkah=s3, peringkat="rentan")
    s4 = move(stage(s3.siklus, "S4"), "berjalan")
    masuk = actions.enter_ps2(
        Keluarga.objects.get(nama_kk="Dadang"), oleh=oleh, langkah=s4, peringkat="rentan", tanggal=today(),
        alasan="Kehilangan pekerjaan",
    )  # fmt: skip
    assert (masuk.status, masuk.masuk_sebab) == ("ditetapkan", "susulan")
    akhir = trend(KODE, sampai=today())[-1]
    assert akhir.ada == 3
    assert sum(b.masuk for b in trend(KODE, sampai=today())) == 4


PELANGGARAN = [
    "INSERT INTO siklus_entrips2 (id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, kode_wilayah, langkah_id, keluarga_id, "
    "basis_id, peringkat, peringkat_usulan, catatan, status, masuk_sebab, masuk_alasan, keluar_sebab, keluar_alasan, "
    "alasan_batal) SELECT gen_random_uuid(), 1, now(), now(), '', kode_wilayah, langkah_id, keluarga_id, basis_id, peringkat, "
    "'', '', status, '', '', '', '', '' FROM siklus_entrips2",
    "DELETE FROM siklus_entrips2",
    "DELETE FROM siklus_keluarga",
    "UPDATE siklus_entrips2 SET status = 'ditetapkan'",
    "UPDATE siklus_entrips2 SET status = 'keluar'",
    "UPDATE siklus_entrips2 SET status = 'diumumkan'",
    "UPDATE siklus_entrips2 SET status = 'batal'",
    "UPDATE siklus_entrips2 SET peringkat = 'kaya'",
    "UPDATE siklus_entrips2 SET masuk_tanggal = now()",
    "UPDATE siklus_entrips2 SET wawancara_tanggal = '1980-01-01'",
    "UPDATE siklus_entrips2 SET langkah_id = (SELECT id FROM siklus_langkah WHERE kode = 'S4' LIMIT 1)",
    "UPDATE siklus_entrips2 SET kode_wilayah = '32.73.01.1002'",
    "UPDATE siklus_keluarga SET jiwa_l = 0",
    "UPDATE siklus_keluarga SET jiwa_l = 51",
    "UPDATE siklus_keluarga SET nama_kk = ''",
    "UPDATE siklus_keluarga SET jenis_kelamin_kk = 'X'",
    "UPDATE siklus_keluarga SET kode_wilayah = '32.73.01.1002'",
    "UPDATE siklus_keluarga SET status = 'batal', alasan_batal = 'uji'",
    "UPDATE siklus_rumah SET lintang = 1",
    "UPDATE siklus_rumah SET lintang = 50, bujur = 100",
    "UPDATE siklus_rumah SET alamat = ''",
]


@pytest.mark.parametrize("perintah", PELANGGARAN)
def test_constraints_hold(s3: Any, basis: Any, perintah: str) -> None:
    """PS2-01, PS2-02, PS2-04: the database refuses each of these, whoever asks."""
    rumah = pabrik.RumahFactory(wilayah_id=KODE)
    keluarga = pabrik.KeluargaFactory(wilayah_id=KODE, rumah=rumah)
    pabrik.EntriPS2Factory(wilayah_id=KODE, keluarga=keluarga)

    with pytest.raises(IntegrityError):
        sql(perintah)


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE siklus_pengumumanps2 SET tanggal = tanggal - 5",
        "UPDATE siklus_pengumumanps2 SET masa_hari = 0",
        "UPDATE siklus_pengumumanps2 SET status = 'batal'",
        "UPDATE siklus_keberatanps2 SET status = 'diterima'",
        "UPDATE siklus_keberatanps2 SET status = 'ditolak', putusan = 'x'",
        "UPDATE siklus_keberatanps2 SET uraian = ''",
        "DELETE FROM siklus_keberatanps2",
        "DELETE FROM siklus_pengumumanps2",
    ],
)
def test_notice_and_objection_hold(s3: Any, basis: Any, perintah: str) -> None:
    """PS2-06 to PS2-08: a hanging sheet keeps its day and period; an objection is decided with reason and date."""
    pabrik.KeberatanPS2Factory(wilayah_id=KODE)

    with pytest.raises(IntegrityError):
        sql(perintah)


def test_objection_outside_the_period(s3: Any, basis: Any) -> None:
    """PS2-07: the database takes no objection before the sheet hangs or after its last day."""
    notis = pabrik.PengumumanPS2Factory(wilayah_id=KODE)
    for hari in (notis.tanggal - timedelta(days=1), notis.tanggal + timedelta(days=8)):
        with pytest.raises(IntegrityError), transaction.atomic():
            pabrik.KeberatanPS2Factory(wilayah_id=KODE, pengumuman=notis, tanggal=hari)
    assert KeberatanPS2.objects.count() == 0


def test_criteria_are_the_kelurahans_own(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-03: only agreed household criteria of the same kelurahan, and not after the decision."""
    entri = pabrik.EntriPS2Factory(wilayah_id=KODE)
    lain = kriteria[0]
    lain.cakupan = "kawasan"
    lain.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entri.kriteria.add(lain)
    with pytest.raises(IsianSalah):
        actions.update_entri(entri, oleh=petugas_kelurahan, kriteria=[lain])
    baru = actions.update_entri(entri, oleh=petugas_kelurahan, kriteria=kriteria[1:], peringkat="rentan")
    assert (baru.peringkat, baru.peringkat_usulan, baru.versi) == ("rentan", "sangat_miskin", 2)


def test_two_people_edit_one_household(s3: Any, basis: Any, petugas_kelurahan: Any) -> None:
    """UMU-10: the second, who saw the older version, is refused with both values."""
    kk = actions.record_keluarga(
        basis["rt1"], oleh=petugas_kelurahan, nama_kk="Euis", jenis_kelamin_kk="P", jiwa_l=0, jiwa_p=1
    )
    actions.update_keluarga(kk, oleh=petugas_kelurahan, versi=1, jiwa_p=2)
    with pytest.raises(VersiBerbeda) as galat:
        actions.update_keluarga(kk, oleh=petugas_kelurahan, versi=1, jiwa_p=3)
    assert galat.value.rincian["tersimpan"]["jiwa_p"] == 2
    with pytest.raises(AturanDilanggar):
        actions.record_keluarga(
            basis["rt1"], oleh=petugas_kelurahan, nama_kk="EUIS", jenis_kelamin_kk="P", jiwa_l=0, jiwa_p=1
        )


def test_saving_the_table_again_changes_nothing(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-04, UMU-26: the same rows twice are the same households and the same entries."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    fill(s3, basis, kriteria, petugas_kelurahan)

    assert (Keluarga.objects.count(), EntriPS2.objects.count()) == (4, 3)
    with pytest.raises(IsianSalah) as galat:
        actions.save_table(
            s3, oleh=petugas_kelurahan, baris=[row(basis["rt1"], "Fajar"), row(basis["rt1"], "Gugun", jiwa_p=0)]
        )
    assert set(galat.value.galat) == {"jiwa_p_1"}
    assert not Keluarga.objects.filter(nama_kk="Fajar").exists()


def test_four_officers_write(s3: Any, basis: Any, empat_petugas: dict[str, Any]) -> None:
    """PS2-11, UMU-13: only the kelurahan's own team writes and sees households; above it nobody does, not even counts of rows."""
    isi = {"nama_kk": "Hasan", "jenis_kelamin_kk": "L", "jiwa_l": 1, "jiwa_p": 0}
    for siapa in ("kota", "kota_lain", "tanpa_tugas"):
        with pytest.raises(TidakBerwenang):
            actions.record_keluarga(basis["rt1"], oleh=empat_petugas[siapa], **isi)
    kk = actions.record_keluarga(basis["rt1"], oleh=empat_petugas["kelurahan"], **isi)
    entri = actions.propose_entri(kk, oleh=empat_petugas["kelurahan"], langkah=s3, peringkat="miskin")
    for siapa in ("kota", "kota_lain", "tanpa_tugas"):
        assert not Keluarga.objects.visible_to(empat_petugas[siapa]).exists()
        assert not keluarga_ps2(empat_petugas[siapa], KODE).exists()
        with pytest.raises(EntriPS2.DoesNotExist):
            actions.update_entri(entri, oleh=empat_petugas[siapa], peringkat="rentan")


def test_next_cycle_takes_over(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-09, PS2-14: a household of the old list that the new one keeps stays without a gap; who is left out leaves."""
    lama = pabrik.EntriPS2Factory(wilayah_id=KODE, langkah=move(stage(s3.siklus, "S4"), "berjalan"))
    lain = pabrik.EntriPS2Factory(wilayah_id=KODE, langkah=lama.langkah)
    for e in (lama, lain):
        sql("UPDATE siklus_entrips2 SET status='ditetapkan', masuk_tanggal=%s, masuk_sebab='susulan', masuk_alasan='uji' "
            "WHERE id=%s", today() - timedelta(days=90), e.pk)  # fmt: skip
    actions.propose_entri(lama.keluarga, oleh=petugas_kelurahan, langkah=s3, peringkat="miskin")
    announce(s3, basis, petugas_kelurahan)
    actions.determine_ps2(s3, oleh=petugas_kelurahan, pertemuan=pabrik.lokakarya(s3))

    assert EntriPS2.objects.get(pk=lama.pk).keluar_sebab == "daftar_baru"
    assert EntriPS2.objects.get(pk=lain.pk).keluar_sebab == "tidak_tercantum"
    assert EntriPS2.objects.get(keluarga=lama.keluarga, status="ditetapkan").masuk_sebab == "lanjutan"
    gerak = trend(KODE, sampai=today())
    assert (sum(b.masuk for b in gerak), sum(b.keluar for b in gerak), gerak[-1].ada) == (2, 1, 1)


def test_system_may(s3: Any, basis: Any) -> None:
    """PS2-02: the demo and imports act as the system."""
    assert actions.save_table(s3, oleh=SISTEM, baris=[row(basis["rt1"], "Iis")])["diusulkan"] == 1


def test_pages_by_four_officers(s3: Any, basis: Any, kriteria: Any, empat_petugas: dict[str, Any]) -> None:
    """PS2-11: names on board, sheet, tab, workbook and household only for the kelurahan's team; sums for its kota."""
    oleh = empat_petugas["kelurahan"]
    fill(s3, basis, kriteria, oleh)
    notis = announce(s3, basis, oleh, lalu=2)
    entri = EntriPS2.objects.get(keluarga__nama_kk="Budi")
    actions.file_keberatan(notis[0], oleh=oleh, jenis="keberatan", tanggal=today(), uraian="Mampu", entri=entri)
    alamat = [f"/langkah/{s3.pk}/ps2/", f"/kelurahan/{KODE}/ps2/", f"/langkah/{s3.pk}/"]
    bernama = [
        f"/langkah/{s3.pk}/ps2/{basis['rt1'].pk}/", f"/ps2/pengumuman/{notis[0].pk}/", f"/keluarga/{entri.keluarga_id}/",
        f"/ps2/pengumuman/{notis[0].pk}/keberatan/", f"/ps2/keberatan/{KeberatanPS2.objects.get().pk}/putus/",
        f"/langkah/{s3.pk}/ps2/{basis['rt2'].pk}/umumkan/", f"/kelurahan/{KODE}/ps2/masuk/",
    ]  # fmt: skip
    for a in [*alamat, *bernama]:
        assert masuk(oleh).get(a).status_code == 200, a
    for a in alamat:
        isi = masuk(empat_petugas["kota"]).get(a)
        assert isi.status_code == 200 and b"Budi" not in isi.content and b"Aminah" not in isi.content, a
    assert masuk(empat_petugas["kota"]).get(f"/kelurahan/{KODE}/ps2/?format=xlsx").status_code == 200
    for siapa in ("kota", "kota_lain", "tanpa_tugas"):
        for a in bernama:
            assert masuk(empat_petugas[siapa]).get(a).status_code in {403, 404}, (siapa, a)


def test_quick_table_by_form(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-02, PS2-03: several households a page, criteria as boxes, and on to the next RT; a wrong row comes back filled."""
    klien, alamat = masuk(petugas_kelurahan), f"/langkah/{s3.pk}/ps2/{basis['rt1'].pk}/"
    isi = {
        "kunci": str(uuid.uuid4()), "jumlah": "3", "nama_kk_0": "Aminah", "jenis_kelamin_kk_0": "P", "jiwa_l_0": "0",
        "jiwa_p_0": "2", "k1_0": "on", "k3_0": "on", "peringkat_0": "miskin", "lanjut": "1",
        "nama_kk_2": "Budi", "jenis_kelamin_kk_2": "L", "jiwa_l_2": "0", "jiwa_p_2": "1",
    }  # fmt: skip
    salah = klien.post(alamat, isi)
    assert salah.status_code == 400 and b"ikut dihitung" in salah.content and not Keluarga.objects.exists()
    benar = klien.post(alamat, {**isi, "kunci": str(uuid.uuid4()), "jiwa_l_2": "1"})
    assert (benar.status_code, benar.url) == (302, f"/langkah/{s3.pk}/ps2/{basis['rt2'].pk}/")
    entri = EntriPS2.objects.get()
    assert (entri.kriteria.count(), Keluarga.objects.count()) == (2, 2)


def test_list_costs_the_same(s3: Any, basis: Any, petugas_kelurahan: Any) -> None:
    """PS2-11: a page of the list takes as many queries with forty households as with four."""
    klien, alamat = masuk(petugas_kelurahan), f"/kelurahan/{KODE}/ps2/"

    def cost() -> int:
        with CaptureQueriesContext(connection) as k:
            assert klien.get(alamat).status_code == 200
        return len(k)

    isi = [row(basis["rt1"], f"Kepala {i}") for i in range(4)]
    actions.save_table(s3, oleh=petugas_kelurahan, baris=isi)
    cost()
    sedikit = cost()
    actions.save_table(s3, oleh=petugas_kelurahan, baris=[row(basis["rt2"], f"Lain {i}") for i in range(24)])
    assert cost() == sedikit


def test_import(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-16, UMU-26: wrong rows are named, right ones stored, the same file again changes nothing."""
    kosong = {k.kode: None for k in KOLOM}
    baik = {**kosong, "rw": "1", "rt": "RT 01", "nama_kk": "Aminah", "jk": "p", "jiwa_l": 0, "jiwa_p": 2,
            "peringkat": "Sangat miskin", "kriteria": "1, 3"}  # fmt: skip
    salah = [{**baik, "rt": "09"}, {**baik, "kriteria": "7"}, {**baik, "jiwa_p": 0}, baik]
    baris = [BarisImpor(n, nilai, uuid.uuid4()) for n, nilai in enumerate([baik, *salah], 2)]
    rencana = plan_ps2(baris, KODE, petugas_kelurahan)
    assert ([b.keadaan for b in rencana.baris], [g.nomor for g in rencana.galat]) == (["baru"], [3, 4, 5, 6])
    assert import_ps2(baris[:1], KODE, oleh=petugas_kelurahan, sumber="ps2.xlsx")["diusulkan"] == 1
    assert [b.keadaan for b in plan_ps2(baris[:1], KODE, petugas_kelurahan).baris] == ["sama"]


def test_summary(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-12: the measures told to the dashboards; none for a kelurahan without households."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    announce(s3, basis, petugas_kelurahan)
    actions.determine_ps2(s3, oleh=petugas_kelurahan, pertemuan=pabrik.lokakarya(s3))
    hasil = measure([KODE, "32.73.01.1002"], today())
    assert set(hasil) == {KODE}
    assert {k: hasil[KODE][k] for k in ("kk_tercatat", "kk_miskin", "rt_diumumkan", "rt_ada", "jiwa_miskin_p")} == {
        "kk_tercatat": 4, "kk_miskin": 3, "rt_diumumkan": 2, "rt_ada": 2, "jiwa_miskin_p": 6,
    }  # fmt: skip


def test_photo_of_the_sheet(s3: Any, basis: Any, empat_petugas: dict[str, Any]) -> None:
    """PS2-11: the photo of a posted list names people, so it is shown to the kelurahan's team only."""
    notis = pabrik.PengumumanPS2Factory(wilayah_id=KODE)
    foto = BerkasFactory(wilayah_id=KODE, objek_jenis="siklus.pengumumanps2", objek_id=str(notis.pk))
    terlihat = {n for n, o in empat_petugas.items() if Berkas.objects.visible_to(o).filter(pk=foto.pk).exists()}
    assert terlihat == {"kelurahan"}


def test_demo_fills_a_kelurahan(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-02, PS2-09: the demo helper goes the whole way by our own actions, in few statements."""
    rapat = pabrik.lokakarya(s3)
    with CaptureQueriesContext(connection) as k:
        n = fill_ps2(
            s3, oleh=petugas_kelurahan, rng=Random(1), kk=40, dipasang=today() - timedelta(days=10), lokakarya=rapat
        )
    assert (n, poor_counts(KODE).kk) == (40, 40)
    assert len(k) < 200


# -- the paper for the board of the RT -------------------------------------------------------------------------------


def paper(notis: Any, oleh: Any) -> Any:
    """The sheet of one notice, finished."""
    d = request_dokumen(LEMBAR, notis, oleh=oleh)
    pekerjaan.run(str(d.pekerjaan_id))
    return Dokumen.objects.select_related("wilayah", "nomor").get(pk=d.pk)


@pytest.mark.usefixtures("cetak_palsu", "media")
def test_the_sheet_says_no_more_than_it_may(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-17: name, persons and rank of the RT's own households; no address, flags or criteria; a struck name is gone."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    satu, dua = announce(s3, basis, petugas_kelurahan, lalu=2)
    isi = build(satu)["lembar"][0]
    assert [(n["nama"], n["l"], n["p"], n["peringkat"]) for n in isi["nama"]] == [
        ("Aminah", "1", "2", "Sangat miskin"), ("Budi", "1", "2", "Miskin"),
    ]  # fmt: skip
    teks = str(isi)
    assert not any(x in teks.lower() for x in ("gang", "lansia", "disabilitas", "penghasilan", "cucu"))
    assert (isi["lingkup"], isi["hari"], isi["jumlah"]["kk"]) == ("RT 01, RW 01", 7, "2")
    entri = EntriPS2.objects.get(keluarga__nama_kk="Budi")
    k = actions.file_keberatan(
        satu, oleh=petugas_kelurahan, jenis="keberatan", tanggal=today(), uraian="x", entri=entri
    )
    actions.accept_keberatan(k, oleh=petugas_kelurahan, putusan="Benar", tanggal=today())
    assert [n["nama"] for n in build(satu)["lembar"][0]["nama"]] == ["Aminah"]
    assert build(dua)["lembar"][0]["lingkup"] == "RT 02, RW 01"
    html = render_html("dokumen/ps2.html", paper_context(paper(satu, petugas_kelurahan)))
    assert "Aminah" in html and "gunting di sini" in html and "Ketua RT 01" in html and "DRAF" not in html


@pytest.mark.usefixtures("cetak_palsu", "media")
def test_all_sheets_in_one_file(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-17: one file with the sheet of each RT, each under the code of its own paper; not before those papers exist."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    notis = announce(s3, basis, petugas_kelurahan, lalu=2)
    with pytest.raises(AturanDilanggar):
        request_dokumen(SEMUA, notis[0], oleh=petugas_kelurahan)
    jawab = masuk(petugas_kelurahan).post(f"/langkah/{s3.pk}/ps2/cetak/", {"kunci": str(uuid.uuid4())})
    semua = Dokumen.objects.get(jenis=SEMUA)
    assert jawab.status_code == 302 and jawab.url == semua.get_absolute_url()
    satu = {d.objek_id: d for d in Dokumen.objects.filter(jenis=LEMBAR)}
    assert [s["lingkup"] for s in semua.isi["lembar"]] == ["RT 01, RW 01", "RT 02, RW 01"]
    assert [s["tanda"]["kode"] for s in semua.isi["lembar"]] == [satu[str(n.pk)].kode_tampil for n in notis]
    html = render_html("dokumen/ps2.html", paper_context(semua))
    assert all(d.kode_tampil in html for d in satu.values()) and html.count("data:image/png") == 2


@pytest.mark.usefixtures("cetak_palsu", "media")
def test_posted_photo_files_itself(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-06, DOK-11: the photo of the sheet becomes the notice's photo; on a locked stage it only lies with its paper."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    satu, dua = announce(s3, basis, petugas_kelurahan, lalu=2)

    def photo(notis: Any) -> Any:
        kertas = paper(notis, petugas_kelurahan)
        return file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=kertas, slot=LEMBAR)

    berkas = photo(satu)
    assert PengumumanPS2.objects.get(pk=satu.pk).foto_id == berkas.pk and berkas.objek_id == str(satu.pk)
    actions.cancel_pengumuman(dua, oleh=petugas_kelurahan, alasan="Salah tempel")
    with pytest.raises(AturanDilanggar):
        request_dokumen(LEMBAR, PengumumanPS2.objects.get(pk=dua.pk), oleh=petugas_kelurahan)


@pytest.mark.usefixtures("cetak_palsu", "media")
def test_the_sheet_by_four_officers(s3: Any, basis: Any, kriteria: Any, empat_petugas: dict[str, Any]) -> None:
    """PS2-11: asking for the sheet, its page, its content and its place in the archive: 404 for all but the team."""
    oleh = empat_petugas["kelurahan"]
    fill(s3, basis, kriteria, oleh)
    notis = announce(s3, basis, oleh, lalu=2)[0]
    d = paper(notis, oleh)
    alamat = [f"/dokumen/minta/{LEMBAR}/{notis.pk}/", d.get_absolute_url(), f"{d.get_absolute_url()}isi/"]
    for a in alamat:
        assert masuk(oleh).get(a).status_code == 200, a
    for siapa in ("kota", "kota_lain", "tanpa_tugas"):
        for a in alamat:
            assert masuk(empat_petugas[siapa]).get(a).status_code in ({404} if siapa == "kota" else {403, 404}), (
                siapa,
                a,
            )
        assert not Dokumen.objects.visible_to(empat_petugas[siapa]).filter(pk=d.pk).exists()
        assert masuk(empat_petugas[siapa]).get(f"/langkah/{s3.pk}/ps2/cetak/").status_code in {403, 404}
    minta = {"jenis": LEMBAR, "objek": str(notis.pk)}
    jawab = api(empat_petugas["kota"]).post("/api/v1/dokumen/", minta, format="json", headers=kepala_kunci())
    assert jawab.status_code == 404


# -- corrections, two people at once, cost ---------------------------------------------------------------------------


def test_strike_and_cancel_by_page(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """UMU-32, PS2-01: a proposal is struck, then its household cancelled, each with a reason; not while it is listed."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    entri = EntriPS2.objects.select_related("keluarga").get(keluarga__nama_kk="Budi")
    klien, kk = masuk(petugas_kelurahan), f"/keluarga/{entri.keluarga_id}/"
    assert f"{kk}batal/" not in klien.get(kk).content.decode()
    assert klien.post(f"{kk}batal/", kunci(alasan="Dobel")).status_code == 409
    assert klien.post(f"/ps2/entri/{entri.pk}/coret/", kunci(alasan="")).status_code == 400
    assert klien.post(f"/ps2/entri/{entri.pk}/coret/", kunci(alasan="Salah RT")).status_code == 302
    assert f"{kk}batal/" in klien.get(kk).content.decode()
    assert klien.post(f"{kk}batal/", kunci(alasan="Dobel")).status_code == 302
    assert EntriPS2.objects.get(pk=entri.pk).alasan_batal == "Salah RT"
    assert Keluarga.objects.get(pk=entri.keluarga_id).status == "batal"
    assert "Dobel" in klien.get(kk).content.decode()


def test_posted_name_is_not_struck_without_objection(
    s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any
) -> None:
    """PS2-08: the page refuses a posted name without an accepted objection."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    announce(s3, basis, petugas_kelurahan, lalu=1)
    entri = EntriPS2.objects.get(keluarga__nama_kk="Budi")
    jawab = masuk(petugas_kelurahan).post(f"/ps2/entri/{entri.pk}/coret/", kunci(alasan="Mampu"))
    assert jawab.status_code == 409 and EntriPS2.objects.get(pk=entri.pk).status == "diumumkan"


def test_dwelling_by_page(s3: Any, basis: Any, kriteria: Any, empat_petugas: dict[str, Any]) -> None:
    """PS2-01, UMU-10: status and point of a dwelling; half a point is refused; who saw an older version sees both values."""
    fill(s3, basis, kriteria, empat_petugas["kelurahan"])
    rumah = Rumah.objects.get()
    klien, alamat = masuk(empat_petugas["kelurahan"]), f"/rumah/{rumah.pk}/"
    isi = {"alamat": rumah.alamat, "status": "sewa", "versi": "1"}
    assert "Aminah" in klien.get(alamat).content.decode()
    assert klien.post(alamat, kunci(**isi, lintang="-6.914744")).status_code == 400
    assert klien.post(alamat, kunci(**isi, lintang="-6.914744", bujur="107.609810")).status_code == 302
    rumah = Rumah.objects.get()
    assert (rumah.status, str(rumah.bujur), rumah.versi) == ("sewa", "107.609810", 2)
    beda = klien.post(alamat, kunci(**{**isi, "status": "milik"}))
    assert beda.status_code == 409 and "sewa" in beda.content.decode() and Rumah.objects.get().status == "sewa"
    for siapa in ("kota", "kota_lain", "tanpa_tugas"):
        assert masuk(empat_petugas[siapa]).get(alamat).status_code in {403, 404}


def test_two_people_by_page_and_by_api(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """UMU-10: the version that the API saw is older than what the page stored: refused with both values, then accepted."""
    fill(s3, basis, kriteria, petugas_kelurahan)
    kk = Keluarga.objects.get(nama_kk="Aminah")
    halaman, klien, alamat = masuk(petugas_kelurahan), api(petugas_kelurahan), f"/api/v1/keluarga/{kk.pk}/"
    versi = klien.get(alamat).data["versi"]
    isi = {"nama_kk": "Aminah", "jenis_kelamin_kk": "P", "basis": str(kk.basis_id), "jiwa_l": "1", "jiwa_p": "4"}
    assert halaman.post(f"/keluarga/{kk.pk}/", kunci(**isi, versi=str(versi))).status_code == 302
    kirim = {"jiwa_p": 3}
    beda = klien.patch(alamat, kirim, format="json", headers={**kepala_kunci(), "If-Match": str(versi)})
    assert beda.status_code in {409, 412} and Keluarga.objects.get(pk=kk.pk).jiwa_p == 4
    baru = klien.get(alamat).data["versi"]
    ok = klien.patch(alamat, kirim, format="json", headers={**kepala_kunci(), "If-Match": str(baru)})
    assert (ok.status_code, Keluarga.objects.get(pk=kk.pk).jiwa_p) == (200, 3)
    usang = halaman.post(f"/keluarga/{kk.pk}/", kunci(**isi, versi=str(baru)))
    assert usang.status_code == 409 and Keluarga.objects.get(pk=kk.pk).jiwa_p == 3


def test_write_calls_of_the_api(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """UMU-14, UMU-26: the sender's own id, the same call twice is one row, and the whole way is open to a client."""
    klien = api(petugas_kelurahan)

    def post(alamat: str, isi: dict[str, Any]) -> Any:
        kepala = kepala_kunci()
        satu = klien.post(f"/api/v1/{alamat}/", isi, format="json", headers=kepala)
        dua = klien.post(f"/api/v1/{alamat}/", isi, format="json", headers=kepala)
        assert (satu.status_code, dua.status_code) == (201, 201), (alamat, satu.data, dua.data)
        assert satu.data["id"] == dua.data["id"]
        return satu.data

    id_rumah, id_kk = str(uuid.uuid4()), str(uuid.uuid4())
    rumah = post("rumah", {"id": id_rumah, "wilayah": KODE, "alamat": "Gang 9", "basis": str(basis["rt1"].pk)})
    kk = post("keluarga", {
        "id": id_kk, "basis": str(basis["rt1"].pk), "rumah": id_rumah, "nama_kk": "Yati", "jenis_kelamin_kk": "P",
        "jiwa_l": 0, "jiwa_p": 2,
    })  # fmt: skip
    assert (rumah["id"], kk["id"]) == (id_rumah, id_kk)
    entri = post("entri-ps2", {"langkah": str(s3.pk), "keluarga": id_kk, "peringkat": "miskin",
                               "kriteria": [str(kriteria[0].pk)]})  # fmt: skip
    notis = post("pengumuman-ps2", {"langkah": str(s3.pk), "basis": str(basis["rt1"].pk), "tempat": "Pos",
                                    "tanggal": str(today())})  # fmt: skip
    post("keberatan-ps2", {"pengumuman": notis["id"], "jenis": "keberatan", "entri": entri["id"],
                           "tanggal": str(today()), "uraian": "Mampu"})  # fmt: skip
    assert (Keluarga.objects.count(), EntriPS2.objects.count(), KeberatanPS2.objects.count()) == (1, 1, 1)
    assert EntriPS2.objects.get().status == "diumumkan" and EntriPS2.objects.get().kriteria.count() == 1


def test_pages_cost_the_same(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """UMU-40: board, sheet, list and workbook take as many queries with twenty households as with two."""
    klien = masuk(petugas_kelurahan)

    def add(n: int, awal: str) -> Any:
        k = [b.pk for b in kriteria]
        actions.save_table(s3, oleh=petugas_kelurahan, baris=[
            row(basis["rt1"], f"{awal} {i}", alamat=f"Gang {i}", kriteria=k) for i in range(n)
        ])  # fmt: skip
        isi = {"tanggal": today() - timedelta(days=1), "tempat": "Pos"}
        return actions.announce_ps2(s3, oleh=petugas_kelurahan, basis=basis["rt1"], **isi)

    def cost(alamat: str) -> int:
        klien.get(alamat)
        with CaptureQueriesContext(connection) as k:
            assert klien.get(alamat).status_code == 200
        return len(k)

    def all_costs(notis: Any) -> dict[str, int]:
        tetap = {"papan": f"/langkah/{s3.pk}/ps2/", "daftar": f"/kelurahan/{KODE}/ps2/",
                 "xlsx": f"/kelurahan/{KODE}/ps2/?format=xlsx", "lembar": f"/ps2/pengumuman/{notis.pk}/"}  # fmt: skip
        return {k: cost(a) for k, a in tetap.items()}

    sedikit = all_costs(add(2, "Dua"))
    assert all_costs(add(18, "Banyak")) == sedikit


def test_period_has_no_way_around(s3: Any, basis: Any, kriteria: Any, petugas_kelurahan: Any) -> None:
    """PS2-18: a written reason does not shorten a period that was posted; a shorter local number does, before posting."""
    oleh = petugas_kelurahan
    fill(s3, basis, kriteria, oleh)
    rapat = pabrik.lokakarya(s3)
    lama = announce(s3, basis, oleh, lalu=4)
    with pytest.raises(GerbangTertutup):
        actions.determine_ps2(s3, oleh=oleh, pertemuan=rapat, alasan="Lokakarya tidak dapat ditunda")
    for n in lama:
        actions.cancel_pengumuman(n, oleh=oleh, alasan="Dipasang ulang menurut kesepakatan setempat")
    call_command("muat_parameter")
    contoh = Parameter.objects.get(kode="ps2.masa_keberatan_hari", wilayah=None)
    assert contoh.mode == "block"
    set_parameter(
        contoh, oleh=SISTEM, nilai="3", berlaku_mulai=today() - timedelta(days=30), alasan="Kesepakatan kota",
        wilayah=Wilayah.objects.get(pk="32.73"), mode="warn",
    )  # fmt: skip
    baru = announce(s3, basis, oleh, lalu=4)
    assert {n.masa_hari for n in baru} == {3}
    assert actions.determine_ps2(s3, oleh=oleh, pertemuan=rapat) == 3
