"""Constraints, triggers and states of the cycle, tried by breaking them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from inti.errors import GerbangTertutup, TransisiDitolak
from inti.models import TransisiSah
from inti.pelaku import SISTEM
from inti.registry import aksi_transisi
from inti.transitions import declared, graph
from siklus import actions
from siklus.definisi import semua_definisi
from siklus.models import Keluaran, Keputusan, Langkah, Pelatihan, Pertemuan, Relawan, Siklus
from tests.factories import siklus as pabrik

pytestmark = pytest.mark.django_db

STATUS = [s.value for s in Langkah.Status]
SAH = graph(Langkah)


def refused(sql: str, isi: list[Any] | None = None) -> str:
    """Run one statement and give back what the database said against it."""
    with pytest.raises((IntegrityError, InternalError)) as galat, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, isi)
    return str(galat.value)


@pytest.mark.parametrize("model", [Siklus, Langkah, Pertemuan, Keputusan, Keluaran, Pelatihan, Relawan])
def test_trigger_table_equals_fsm_graph(db: Any, model: Any) -> None:
    """UMU-30: the legal changes in the database are exactly those declared in code."""
    tabel = set(TransisiSah.objects.filter(tabel=model._meta.db_table).values_list("dari", "ke"))

    assert tabel == graph(model)


@pytest.mark.parametrize("dari", STATUS)
@pytest.mark.parametrize("ke", STATUS)
def test_every_change_of_state_by_raw_sql(s0: Langkah, dari: str, ke: str) -> None:
    """SIK-01: the database lets exactly the declared changes of a Langkah pass, whoever writes."""
    langkah = pabrik.move(s0, dari)
    sql = f"UPDATE siklus_langkah SET status = %s, {pabrik.ISI} WHERE id = %s"

    if dari == ke or (dari, ke) in SAH:
        with connection.cursor() as kursor:
            kursor.execute(sql, [ke, langkah.pk])
        assert Langkah.objects.get(pk=langkah.pk).status == ke
    else:
        assert "tidak sah" in refused(sql, [ke, langkah.pk])


def test_langkah_starts_only_as_belum(siklus: Siklus) -> None:
    """SIK-01: a new stage cannot be inserted in a later state."""
    kolom = "id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, kode_wilayah, siklus_id, definisi, tahun, kode, tingkat, tahun_siklus, putaran, urutan, opsional, status, hasil, catatan, alasan, keadaan_awal, temuan_beku, diajukan_oleh_nama, diverifikasi_oleh_nama"
    nilai = "gen_random_uuid(), 1, now(), now(), '', %s, %s, 'p2kp@1', 2026, 'S1', 'kelurahan', 1, 9, 1, false, %s, '', '', 'x', false, '[]', '', ''"

    assert "tidak sah" in refused(
        f"INSERT INTO siklus_langkah ({kolom}) VALUES ({nilai})", [siklus.wilayah_id, siklus.pk, "dilewati"]
    )


def test_one_langkah_per_putaran(siklus: Siklus, s0: Langkah) -> None:
    """SIK-18: the same stage, area, year and putaran stands once; another putaran may stand beside it."""
    isi = {
        "siklus": siklus, "wilayah_id": s0.wilayah_id, "definisi": s0.definisi, "tahun": s0.tahun, "kode": "S0",
        "tingkat": s0.tingkat,
    }  # fmt: skip
    Langkah.objects.create(**isi, putaran=2)

    with pytest.raises(IntegrityError, match="langkah_sekali_per_putaran"), transaction.atomic():
        Langkah.objects.create(**isi, putaran=1)


def test_one_langkah_above_per_year(siklus: Siklus) -> None:
    """SIK-20: a stage of the kota stands once per definition and year."""
    atas = pabrik.above("32.73")

    with pytest.raises(IntegrityError, match="langkah_atas_sekali_setahun"), transaction.atomic():
        Langkah.objects.create(
            wilayah_id="32.73", definisi=atas.definisi, tahun=atas.tahun, kode="S0", tingkat="kota", putaran=2
        )


def test_one_running_siklus_per_programme(siklus: Siklus) -> None:
    """SIK-22: a second open run in the same area is refused by the database too."""
    with pytest.raises(IntegrityError, match="siklus_satu_berjalan"), transaction.atomic():
        Siklus.objects.create(wilayah_id=siklus.wilayah_id, definisi="p2kp@1", nomor=2, tahun_mulai=2026)


def test_siklus_stays_pinned(siklus: Siklus) -> None:
    """SIK-23: a run cannot move to another version, nor its stages away from it."""
    assert "tidak dapat diganti" in refused("UPDATE siklus_siklus SET definisi = 'p2kp@2' WHERE id = %s", [siklus.pk])
    assert "tidak dapat diganti" in refused(
        "UPDATE siklus_langkah SET definisi = 'p2kp@2' WHERE siklus_id = %s", [siklus.pk]
    )


def test_nothing_is_deleted(siklus: Siklus, berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-10, UMU-32: cycles, stages and meetings cannot be deleted."""
    pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)

    for tabel in ("siklus_pertemuan", "siklus_langkah", "siklus_siklus"):
        assert "tidak dapat dihapus" in refused(f"DELETE FROM {tabel}")


@pytest.fixture
def berisi(siklus: Siklus, berjalan: Langkah, petugas_kelurahan: Any, basis: Any) -> Langkah:
    """A running S0 with one record of each kind."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    actions.add_kehadiran(rapat, oleh=petugas_kelurahan, nama="Dewi Lestari", jenis_kelamin="P")
    actions.file_keluaran(berjalan, oleh=petugas_kelurahan, kode="S0-DH", berkas=pabrik.paper(berjalan))
    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti Aminah", langkah=berjalan, basis=basis["rt1"])
    Pelatihan.objects.create(
        langkah=berjalan, wilayah_id=berjalan.wilayah_id, kode="X", judul="Uji", tanggal=datetime.date(2026, 1, 6),
        penyelenggara="Tim", peserta_l=1, peserta_p=1,
    )  # fmt: skip
    Keputusan.objects.create(
        langkah=berjalan, wilayah_id=berjalan.wilayah_id, jenis="informasi", hasil="x", cara="arsip",
        tanggal=datetime.date(2026, 1, 6),
    )  # fmt: skip
    return berjalan


UBAH = {
    "siklus_pertemuan": "tempat = 'Pindah'",
    "siklus_kehadiran": "nama = 'Ganti'",
    "siklus_keluaran": "keterangan = 'Ganti'",
    "siklus_relawan": "peran = 'Ganti'",
    "siklus_pelatihan": "judul = 'Ganti'",
    "siklus_keputusan": "catatan = 'Ganti'",
}


@pytest.mark.parametrize("tabel", UBAH)
@pytest.mark.parametrize("status", ["diajukan", "terverifikasi"])
def test_records_lock_with_their_langkah(berisi: Langkah, tabel: str, status: str) -> None:
    """SIK-04: while a stage is open its records change; submitted or verified, the database refuses all of it."""
    ubah = f"UPDATE {tabel} SET {UBAH[tabel]}"
    with connection.cursor() as kursor:
        kursor.execute(ubah)
        kursor.execute(f"UPDATE siklus_langkah SET status = 'diajukan', {pabrik.ISI} WHERE id = %s", [berisi.pk])
        if status == "terverifikasi":
            kursor.execute("UPDATE siklus_langkah SET status = 'terverifikasi' WHERE id = %s", [berisi.pk])

    assert "terkunci" in refused(ubah.replace("Ganti", "Lagi").replace("Pindah", "Lagi"))


@pytest.mark.parametrize("tabel", ["siklus_pertemuan", "siklus_keluaran", "siklus_pelatihan", "siklus_relawan"])
def test_no_new_records_on_a_locked_langkah(berisi: Langkah, tabel: str) -> None:
    """SIK-04: a copy of a record cannot be inserted once the stage is submitted."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
            "AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('id', 'nama', 'status')",
            [tabel],
        )
        kolom = kursor.fetchone()[0]
    awal = "terjadwal" if tabel == "siklus_pertemuan" else "sah"
    kepala, isi = "id, status", f"gen_random_uuid(), '{awal}'"
    if tabel == "siklus_relawan":
        kepala, isi = f"{kepala}, nama", f"{isi}, nama || 'A'"
    salin = f"INSERT INTO {tabel} ({kepala}, {kolom}) SELECT {isi}, {kolom} FROM {tabel} LIMIT 1"
    with connection.cursor() as kursor:
        kursor.execute(salin)
        kursor.execute(f"UPDATE siklus_langkah SET status = 'diajukan', {pabrik.ISI} WHERE id = %s", [berisi.pk])

    assert "terkunci" in refused(salin.replace("'A'", "'B'"))


def test_merged_resident_may_be_followed_on_a_locked_langkah(berisi: Langkah, kelurahan: Any) -> None:
    """SIK-04, WIL-10: re-pointing a name to the same resident's other entry changes no record and stays possible."""
    from wilayah.models import Warga

    warga = Warga.objects.create(wilayah=kelurahan, nama="Dewi Lestari", jenis_kelamin="P")
    with connection.cursor() as kursor:
        kursor.execute(f"UPDATE siklus_langkah SET status = 'diajukan', {pabrik.ISI} WHERE id = %s", [berisi.pk])
        kursor.execute("UPDATE siklus_kehadiran SET warga_id = %s", [warga.pk])
        assert kursor.rowcount == 1

    assert "terkunci" in refused("UPDATE siklus_kehadiran SET warga_id = NULL, nama = 'Lain'")


def test_frozen_findings_only_grow(s0: Langkah) -> None:
    """SIK-15: an entry that was frozen can neither change nor vanish; a later submission adds its own."""
    langkah = pabrik.move(s0, "diajukan")
    beku = "UPDATE siklus_langkah SET temuan_beku = %s WHERE id = %s"
    with connection.cursor() as kursor:
        kursor.execute(beku, ['[{"oleh": "A"}]', langkah.pk])
        kursor.execute(beku, ['[{"oleh": "A"}, {"oleh": "B"}]', langkah.pk])

    assert "dibekukan" in refused(beku, ['[{"oleh": "X"}, {"oleh": "B"}]', langkah.pk])
    assert "dibekukan" in refused(beku, ["[]", langkah.pk])


def test_verifier_is_not_the_submitter(s0: Langkah) -> None:
    """SIK-08: the database refuses one person in both columns."""
    langkah = pabrik.move(s0, "diajukan")

    assert "langkah_verifikator_bukan_pengaju" in refused(
        "UPDATE siklus_langkah SET diverifikasi_oleh_id = diajukan_oleh_id WHERE id = %s", [langkah.pk]
    )


@pytest.mark.parametrize(
    ("ubah", "nama"),
    [
        ("miskin_l = 11", "pertemuan_miskin_l_dari_hadir"),
        ("miskin_p = 13", "pertemuan_miskin_p_dari_hadir"),
        ("miskin_l = NULL, peserta_l = -1", "peserta_l_check"),
        ("tanggal = '1989-12-31'", "pertemuan_tanggal_wajar"),
        ("tempat = ''", "pertemuan_terlaksana_lengkap"),
        ("peserta_p = NULL", "pertemuan_terlaksana_lengkap"),
        ("tingkat = 'basis'", "pertemuan_basis_sesuai_tingkat"),
        ("jam_mulai = '10:00', jam_selesai = '09:00'", "pertemuan_jam_berurutan"),
        ("status = 'batal'", "pertemuan_batal_beralasan"),
    ],
)
def test_meeting_constraints(berjalan: Langkah, petugas_kelurahan: Any, ubah: str, nama: str) -> None:
    """SIK-27, SIK-40, SIK-41, SIK-44, SIK-49: each impossible meeting is refused by name, a possible one passes."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    with connection.cursor() as kursor:
        kursor.execute("UPDATE siklus_pertemuan SET miskin_l = 10, tempat = 'Balai' WHERE id = %s", [rapat.pk])

    assert nama in refused(f"UPDATE siklus_pertemuan SET {ubah} WHERE id = %s", [rapat.pk])


def test_record_lies_in_the_area_of_its_langkah(berjalan: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-49: a meeting cannot lie in another kelurahan than its stage, nor at another kelurahan's RT."""
    pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    lain = pabrik.tree("32.73.01.1002")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE siklus_pertemuan SET kode_wilayah = '32.73.01.1002'")
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE siklus_pertemuan SET tingkat = 'basis', basis_id = %s", [lain["rt1"].pk])
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_codes_of_all_definitions_fit_their_columns() -> None:
    """SIK-23: no code of any definition is longer than the column that stores it."""
    panjang = {
        (Langkah, "kode"): [x.kode for d in semua_definisi() for x in d.langkah],
        (Langkah, "hasil"): [p.kode for d in semua_definisi() for x in d.langkah for p in x.pilihan],
        (Pertemuan, "jenis"): [p.kode for d in semua_definisi() for x in d.langkah for p in x.pertemuan],
        (Keluaran, "kode"): [p.kode for d in semua_definisi() for x in d.langkah for p in x.keluaran],
        (Pelatihan, "kode"): [p.kode for d in semua_definisi() for x in d.langkah for p in x.pelatihan],
    }
    for (model, kolom), kode in panjang.items():
        assert kode
        assert max(map(len, kode)) <= model._meta.get_field(kolom).max_length, (model, kolom)


GERAK = {
    "mulai": {}, "ajukan": {}, "kembalikan": {"alasan": "Uji"}, "verifikasi": {}, "buka_kembali": {"alasan": "Uji"},
    "lewati": {"alasan": "Uji"}, "buka_awal": {"alasan": "Uji", "tanggal": datetime.date(2026, 1, 5)},
}  # fmt: skip
ASAL = {
    "mulai": {"belum"}, "ajukan": {"berjalan", "dikembalikan", "dibuka_kembali"}, "kembalikan": {"diajukan"},
    "verifikasi": {"diajukan"}, "buka_kembali": {"terverifikasi"}, "lewati": {"belum", "berjalan"}, "buka_awal": {"belum"},
}  # fmt: skip


@pytest.mark.parametrize("status", STATUS)
@pytest.mark.parametrize("gerak", GERAK)
def test_every_transition_from_every_state(s0: Langkah, status: str, gerak: str) -> None:
    """SIK-01: from a state the graph does not name every move answers 409 `transisi` and changes nothing; from one that
    it names the move gets past that wall (and stops at its findings, or passes)."""
    langkah = pabrik.move(s0, status)
    aksi = aksi_transisi.ambil(f"siklus.langkah.{gerak}")

    if status in ASAL[gerak]:
        try:
            aksi.fungsi(langkah, oleh=SISTEM, **GERAK[gerak])
        except GerbangTertutup:
            assert Langkah.objects.get(pk=langkah.pk).status == status
        else:
            assert Langkah.objects.get(pk=langkah.pk).status != status
    else:
        with pytest.raises(TransisiDitolak):
            aksi.fungsi(langkah, oleh=SISTEM, **GERAK[gerak])
        assert Langkah.objects.get(pk=langkah.pk).status == status


def test_declared_moves_are_the_ones_tried() -> None:
    """SIK-01: a transition that is added without its line above fails here."""
    asal = {nama: set(vars(Langkah)[nama]._django_fsm.transitions) for nama in declared(Langkah)}

    assert {nama: {str(s) for s in sumber} for nama, sumber in asal.items()} == ASAL


@pytest.mark.parametrize("ke", [s.value for s in Siklus.Status])
@pytest.mark.parametrize("dari", [s.value for s in Siklus.Status])
def test_every_change_of_a_siklus_by_raw_sql(siklus: Siklus, dari: str, ke: str) -> None:
    """SIK-01, SIK-12: the database lets exactly the declared changes of a Siklus pass; a closed one stays closed."""
    ubah = "UPDATE siklus_siklus SET status = %s WHERE id = %s"
    with connection.cursor() as kursor:
        kursor.execute(ubah, [dari, siklus.pk])

    if dari == ke or (dari, ke) in graph(Siklus):
        with connection.cursor() as kursor:
            kursor.execute(ubah, [ke, siklus.pk])
        assert Siklus.objects.get(pk=siklus.pk).status == ke
    else:
        assert "tidak sah" in refused(ubah, [ke, siklus.pk])
