"""Oversight: visits with their checklist and the ledger's facts, audits of closed years, findings; who may, and who may not."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bkm.models import PengawasUPK
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import IsiTemuan, Jawab
from keuangan.ceklis_pengawas import checklist_on, versions
from keuangan.fakta_pengawas import FAKTA, facts_for, fingerprint, quality_of
from keuangan.laporan.mutu import mutu
from keuangan.laporan.neraca import laba_rugi, neraca
from keuangan.models import (
    AuditTahunan,
    Buku,
    JawabanCeklis,
    KunjunganPengawas,
    PengawasHadir,
    Periode,
    TemuanPemeriksaan,
)
from keuangan.queries_meja import desk_of
from keuangan.queries_pengawasan import due_date_for, waiting_for
from tests.conftest import KELURAHAN
from tests.factories.akun import PenugasanFactory, officer
from tests.factories.keuangan import BukuFactory, HitungKasFactory
from tests.factories.kolektibilitas import running_loan
from tests.factories.laporan import BerkasFactory
from tests.factories.pengawasan import TEMUAN, answers, audit, closed_december, visit
from tests.helpers import check_deferred, fresh
from tests.keuangan.contoh import terms
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lama(bagan: None, badan: Any) -> Any:
    """A ledger of last year with Rp 100.000, whose December is closed."""
    return closed_december()


@contextmanager
def refused(nama: str) -> Any:
    """The database refuses by the constraint named."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        yield
        check_deferred()
    assert nama in (getattr(galat.value.__cause__.diag, "constraint_name", "") or ""), galat.value


@contextmanager
def rule(nomor: str) -> Any:
    """The action refuses, naming the rule."""
    with pytest.raises(AturanDilanggar) as galat:
        yield
    assert galat.value.aturan == nomor, galat.value.pesan


def today() -> date:
    return today_in(KELURAHAN)


# -- visits ----------------------------------------------------------------------------------------------------------


def test_visit_is_kept_with_answers_facts_and_findings(upk, pengawas):
    """KEU-180, KEU-184: who came, every point answered beside its facts, a numbered finding for the "tidak"."""
    k = visit(upk, pengawas, kesimpulan="Baik.")
    check_deferred()

    assert [h.nama for h in k.hadir.all()] == ["Tatang Sutarya"] and k.penerima_nama == "Yanti Kasir"
    jawaban = list(k.jawaban.all())
    assert [j.kode for j in jawaban] == [b.kode for b in versions()[-1].butir] and all(j.fakta for j in jawaban)
    temuan = TemuanPemeriksaan.objects.get()
    assert (temuan.nomor, temuan.kategori, temuan.jawaban.kode, temuan.status) == (1, "bukti", "bukti", "terbuka")
    assert temuan.batas_waktu == due_date_for(upk, k.tanggal) == k.tanggal + timedelta(days=30)
    assert visit(upk, pengawas).jawaban.get(jawaban="tidak").temuan.nomor == 2


def test_facts_equal_the_ledger(upk, pengawas):
    """KEU-181: what stands beside a point is what the ledger says, and stays as it was when the books move on."""
    HitungKasFactory(buku=upk)
    actions.record_peristiwa(
        upk, "biaya", oleh=SISTEM, tanggal=date(2026, 1, 20), jumlah=150_000, akun="51030",
        dana=actions.Dana("perguliran", 2026),
    )  # fmt: skip
    (periode,) = Periode.objects.filter(buku=upk).select_related("buku")
    ceklis = checklist_on(today())
    with CaptureQueriesContext(connection) as q:
        fakta = {k: " ".join(f.teks for f in v) for k, v in facts_for(periode, ceklis).items()}
    assert len(q) <= 38, len(q)
    assert fakta["kas"].startswith("Kas menurut buku hari ini, ") and fakta["kas"].count("Kas menurut buku") == 2
    assert "belum dicatat" in fakta["papan"]
    assert "2 bukti bernomor, 1 belum disetujui" in fakta["bukti"] and "selisih Rp 0" in fakta["kas"]
    assert "Kas atau bank minus pada" in fakta["kas"]
    assert "Rp 150.000" in fakta["biaya"] and "bulan pertama" in fakta["tutup"]
    assert "belum dapat dihitung" in fakta["tunggakan"] and "Tidak ada temuan" in fakta["temuan"]
    assert {f for v in versions() for b in v.butir for f in b.fakta} == set(FAKTA)
    assert quality_of(periode) == mutu(upk, date(2026, 1, 1), date(2026, 1, 31)).bagian[0].baris[-1].isi[2]

    sidik = fingerprint(facts_for(periode, ceklis))
    k = visit(upk, pengawas, sidik=sidik)
    actions.approve_jurnal(upk.jurnal.get(jenis="bkk"), oleh=officer("m", "manajer_upk", KELURAHAN, badan=upk.badan))
    assert "1 belum disetujui" in k.jawaban.get(kode="bukti").fakta[0]["teks"]
    with rule("KEU-181"):
        visit(upk, pengawas, sidik=sidik)


def test_checklist_is_answered_whole(upk, pengawas):
    """KEU-180: no point is left out, "tidak" is explained, nobody invents a point; the same visit without the slip is kept."""
    for jawaban, bidang in (
        (answers()[1:], "jawaban_kas"),
        (answers(bank=Jawab("bank", "mungkin")), "jawaban_bank"),
        (answers(bank=Jawab("bank", "tidak", " ")), "catatan_bank"),
        ([*answers(), Jawab("lain", "ya")], "jawaban"),
        (answers(bank=Jawab("bank", "tidak", "Selisih", IsiTemuan("Selisih", "", "Yanti"))), "rekomendasi_bank"),
    ):
        with pytest.raises(IsianSalah) as galat:
            visit(upk, pengawas, jawaban=jawaban)
        assert bidang in galat.value.galat, galat.value.galat
    for ubah in (
        {"pengawas": []},
        {"penerima_nama": " "},
        {"tanggal": today() + timedelta(days=1)},
        {"tanggal": date(2025, 12, 31)},
    ):
        with pytest.raises(IsianSalah):
            visit(upk, pengawas, **ubah)
    assert not KunjunganPengawas.objects.exists()
    visit(upk, pengawas)


def test_who_came_was_on_duty(upk, pengawas):
    """KEU-180: a Pengawas of that day; nobody else, in the action and in the database."""
    (satu,) = PengawasUPK.objects.all()
    with rule("KEU-180"):
        visit(upk, pengawas, tanggal=satu.mulai - timedelta(days=1), pengawas=[satu])
    k = visit(upk, pengawas)
    with refused("pengawas_hadir_bertugas"):
        PengawasHadir.objects.create(kunjungan=k, urut=2, pengawas=satu, nama="Lagi")
    with refused("jawaban_ceklis_di_luar"):
        JawabanCeklis.objects.create(
            kunjungan=k, urut=99, kode="x", pertanyaan="x", sumber="KP", kategori="lain", jawaban="ya"
        )


def test_staff_never_record_their_own_visit(upk, pengawas, sekretaris, kasir, pembuku, manajer):
    """KEU-182: not by permission, not with a second role, not by name, not past the action."""
    for orang in (kasir, pembuku, manajer):
        with pytest.raises(TidakBerwenang):
            visit(upk, orang)
    rangkap = officer("rangkap", "pengawas_upk", KELURAHAN, badan=upk.badan, nama="Rangkap")
    PenugasanFactory(pengguna=rangkap, peran="kasir_upk", badan=upk.badan)
    with rule("KEU-182"):
        visit(upk, fresh(rangkap))
    with rule("KEU-182"):  # the staff of the UPK by name: Lilis Suryani is its manager
        visit(upk, officer("lilis", "sekretaris_bkm", KELURAHAN, badan=upk.badan, nama="lilis  SURYANI"))
    with refused("kunjungan_pengawas_orang_lain"):
        insert_visit(upk, dibuat_oleh_id=rangkap.pk)
    visit(upk, pengawas)
    visit(upk, sekretaris)


def insert_visit(buku: Any, **ubah: Any) -> KunjunganPengawas:
    """A visit straight into the table, as hands that pass by the action would."""
    (periode,) = Periode.objects.filter(buku=buku)
    isi = {
        "buku": buku, "wilayah_id": buku.wilayah_id, "periode": periode, "tanggal": today(), "penerima_nama": "Yanti",
        "ceklis": "1", "jumlah_pengawas": 1, "jumlah_butir": 1, "dibuat_oleh_id": SISTEM.pk, **ubah,
    }  # fmt: skip
    return KunjunganPengawas.objects.create(**isi)


def test_database_keeps_a_visit_whole_and_as_it_was(upk, pengawas):
    """KEU-180, KEU-183, KEU-184: no visit without names, answers and findings; none of another ledger; none is changed."""
    with refused("kunjungan_pengawas_lengkap"):
        insert_visit(upk)
    with refused("kunjungan_pengawas_saatnya"):
        insert_visit(upk, tanggal=date(2025, 12, 31))
    with refused("kunjungan_pengawas_bertemuan"):
        k = insert_visit(upk)
        PengawasHadir.objects.create(kunjungan=k, urut=1, pengawas=PengawasUPK.objects.get(), nama="Tatang")
        JawabanCeklis.objects.create(
            kunjungan=k, urut=1, kode="kas", pertanyaan="x", sumber="KP", kategori="kas", jawaban="tidak", catatan="x"
        )
    k = visit(upk, pengawas)
    for tabel in ("kunjunganpengawas", "jawabanceklis", "pengawashadir"):
        for perintah in (f"DELETE FROM keuangan_{tabel}", f"UPDATE keuangan_{tabel} SET id = id"):
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as kursor:
                kursor.execute(perintah)
    with refused("temuan_pemeriksaan_tetap"):
        TemuanPemeriksaan.objects.update(uraian="Lain")
    with refused("temuan_pemeriksaan_berurutan"):
        t = TemuanPemeriksaan.objects.get()
        TemuanPemeriksaan.objects.create(
            buku=upk, wilayah_id=upk.wilayah_id, nomor=9, jawaban=t.jawaban, tanggal=t.tanggal, uraian="x", kategori="kas",
            rekomendasi="x", penanggung_jawab="x", batas_waktu=t.batas_waktu, dibuat_oleh_id=SISTEM.pk,
        )  # fmt: skip


def test_correction_is_a_visit_of_its_own(upk, pengawas):
    """KEU-183: it names the old one and why, once; the old one's open findings are replaced by its own."""
    satu = visit(upk, pengawas)
    lama = TemuanPemeriksaan.objects.get()
    with rule("KEU-183"):
        actions.replace_temuan(lama, oleh=pengawas, alasan="Salah")
    with pytest.raises(IsianSalah):
        visit(upk, pengawas, membetulkan=satu)

    dua = visit(upk, pengawas, membetulkan=satu, alasan="Kwitansinya tiga")

    assert dua.membetulkan == satu and dua.alasan == "Kwitansinya tiga"
    assert list(TemuanPemeriksaan.objects.order_by("nomor").values_list("nomor", "status")) == [
        (1, "digantikan"),
        (2, "terbuka"),
    ]
    with rule("KEU-183"):
        visit(upk, pengawas, membetulkan=satu, alasan="Lagi")


def test_only_a_upk_has_pengawas(upk, pengawas, buku_bkm):
    """KEU-180: the Sekretariat's ledger is audited, not visited."""
    actions.record_peristiwa(
        buku_bkm, "blm_masuk", oleh=SISTEM, tanggal=date(2026, 1, 5), jumlah=1_000, lewat="bank",
        dana=actions.Dana("blm_apbn", 2026, 1),
    )  # fmt: skip
    with rule("KEU-180"):
        visit(buku_bkm, pengawas)


# -- findings --------------------------------------------------------------------------------------------------------


def test_finding_is_followed_up_and_judged_by_two(upk, pengawas, sekretaris, koordinator, manajer, kasir):
    """KEU-188: staff do something, somebody else says that it is not enough, then that it is; never the same person."""
    visit(upk, pengawas)
    t = TemuanPemeriksaan.objects.get()
    with pytest.raises(TransisiDitolak):
        actions.finish_temuan(t, oleh=pengawas, tanggal=today())
    with pytest.raises(TidakBerwenang):
        actions.follow_up_temuan(t, oleh=pengawas, tanggal=today(), uraian="Sudah")
    for ubah in ({"uraian": " "}, {"tanggal": t.tanggal - timedelta(days=1)}):
        with pytest.raises(IsianSalah):
            actions.follow_up_temuan(t, oleh=kasir, **{"tanggal": today(), "uraian": "Sudah", **ubah})

    t = actions.follow_up_temuan(t, oleh=kasir, tanggal=today(), uraian="Satu kwitansi ditandatangani.")
    assert t.status == "ditindaklanjuti"
    t = actions.return_temuan(t, oleh=pengawas, alasan="Baru satu dari dua.")
    t = actions.follow_up_temuan(t, oleh=sekretaris, tanggal=today(), uraian="Keduanya ditandatangani.")
    with rule("KEU-188"):
        actions.finish_temuan(t, oleh=sekretaris, tanggal=today())
    with pytest.raises(TidakBerwenang):
        actions.finish_temuan(t, oleh=manajer, tanggal=today())
    with refused("temuan_pemeriksaan_orang_kedua"):
        TemuanPemeriksaan.objects.update(
            status="selesai", selesai_pada=today(), selesai_oleh_id=sekretaris.pk, selesai_oleh_nama="Wiwin"
        )
    with refused("temuan_pemeriksaan_orang_kedua"):
        TemuanPemeriksaan.objects.update(
            status="selesai", selesai_pada=today(), selesai_oleh_id=manajer.pk, selesai_oleh_nama="Lilis"
        )

    t = actions.finish_temuan(t, oleh=koordinator, tanggal=today())

    assert (t.status, t.selesai_oleh_nama, t.tindak_lanjut.count()) == ("selesai", "Dedi Koordinator", 2)
    with pytest.raises(TransisiDitolak):
        actions.follow_up_temuan(t, oleh=kasir, tanggal=today(), uraian="Lagi")


def test_overdue_finding_is_seen(upk, pengawas, kasir, manajer, koordinator):
    """KEU-189: on the desk, on the next checklist, and in "menunggu" of who works there, then of who judges."""
    kemarin = today() - timedelta(days=2)
    terlambat = IsiTemuan("Dua kwitansi", "Minta tanda tangan", "Yanti", batas_waktu=today() - timedelta(days=1))
    visit(upk, pengawas, tanggal=kemarin, jawaban=answers(bukti=Jawab("bukti", "tidak", "Dua kwitansi", terlambat)))
    assert any("1 temuan pemeriksaan lewat batas waktu" in x.judul and x.tautan for x in desk_of(upk, {}).tugas)
    assert "1 lewat batas" in visit(upk, pengawas, jawaban=answers()).jawaban.get(kode="temuan").fakta[0]["teks"]
    assert [m.judul for m in waiting_for(kasir)] == ["Tindak lanjuti 1 temuan"] and not waiting_for(pengawas)

    actions.follow_up_temuan(TemuanPemeriksaan.objects.get(), oleh=kasir, tanggal=today(), uraian="Sudah")

    assert not waiting_for(kasir) and [m.judul for m in waiting_for(pengawas)] == ["Nilai 1 tindak lanjut"]
    assert waiting_for(koordinator) and not waiting_for(manajer)


# -- audits ----------------------------------------------------------------------------------------------------------


def test_audit_stands_beside_the_books(lama, koordinator):
    """KEU-186: the books' figures are computed as the reports compute them, whatever was sent; the difference is shown."""
    actions.record_peristiwa(
        lama,
        "biaya",
        oleh=SISTEM,
        tanggal=date(2026, 1, 5),
        jumlah=7_000,
        akun="51030",
        dana=actions.Dana("perguliran", 2026),
    )
    a = audit(lama, koordinator)

    assert a.angka == [("aset", 100_000, 105_000, -5_000), ("laba", 0, 0, 0), ("pinjaman", 0, 0, 0)] and not a.cocok
    isi = {n: getattr(a, n) for n in ("buku", "wilayah_id", "jenis", "auditor", "tanggal", "opini", "berkas")}
    langsung = AuditTahunan.objects.create(
        **isi, tahun=2025, lembaga="Lain", dibuat_oleh_id=SISTEM.pk, aset_buku=9, laba_buku=9, pinjaman_buku=9,
        aset_auditor=100_000, laba_auditor=0, pinjaman_auditor=0,
    )  # fmt: skip
    assert AuditTahunan.objects.get(pk=langsung.pk).cocok
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        AuditTahunan.objects.update(opini="Lain")


def test_audited_figures_are_those_of_the_reports(bagan, badan, manajer, koordinator):
    """KEU-186: assets, profit and loans are to the rupiah those of LU-01 and account 11030, also after the year was closed."""
    buku, gulir = BukuFactory(badan=badan, mulai=date(2025, 12, 1)), actions.Dana("perguliran", 2025)
    running_loan(buku, terms(tanggal_cair=date(2025, 11, 20)))
    saldo = [("11030", 2_500_000, 0), ("11010", 5_000_000, 0), ("11021", 900_000, 0), ("31010", 0, 8_400_000)]
    actions.set_saldo_awal(
        buku, oleh=SISTEM, saldo=[actions.Baris(a, gulir, debit=d, kredit=k) for a, d, k in saldo]
    )  # fmt: skip
    for kode, n, isi in (("bunga_bank", 21_400, {"lewat": "bank"}), ("biaya", 15_000, {"akun": "51030"})):
        actions.record_peristiwa(buku, kode, oleh=SISTEM, tanggal=date(2025, 12, 20), jumlah=n, dana=gulir, **isi)
    actions.close_year(buku, tahun=2025, oleh=SISTEM)
    for j in buku.jurnal.filter(perlu_persetujuan=True, persetujuan__isnull=True):
        actions.approve_jurnal(j, oleh=manajer)
    actions.close_periode(Periode.objects.get(buku=buku, tahun=2025), oleh=manajer)
    hari = date(2025, 12, 31)

    a = audit(buku, koordinator)

    lu01 = {b.isi[0]: b.isi[2] for b in neraca(buku, hari, hari).bagian[0].baris}
    laba = laba_rugi(buku, date(2025, 1, 1), hari).bagian[0].baris[-1].isi[2]
    assert (a.aset_buku, a.laba_buku, a.pinjaman_buku) == (lu01["Jumlah aset"], laba, lu01["Pinjaman KSM"])
    assert (a.laba_buku, a.pinjaman_buku) == (6_400, 2_500_000)


def test_audit_of_a_closed_year_once(lama, koordinator, pengawas, buku_bkm, sekretaris, pembuku):
    """KEU-185: a year whose December is closed, after it; once for one auditor; by nobody who keeps those books."""
    for ubah in ({"tahun": 2026},):
        with rule("KEU-185"):
            audit(lama, koordinator, **ubah)
    for ubah in ({"tanggal": date(2025, 12, 31)}, {"jenis": "x"}, {"opini": " "}, {"pinjaman": None},
                 {"berkas": BerkasFactory(wilayah_id="32.73.01.1002")}):  # fmt: skip
        with pytest.raises(IsianSalah):
            audit(lama, koordinator, **ubah)
    with pytest.raises(TidakBerwenang):
        audit(lama, pembuku)
    with rule("KEU-185"):
        audit(buku_bkm, sekretaris, pinjaman=None)
    with refused("audit_tahunan_sesudah_tutup"):
        insert_audit(lama, tahun=2024)
    with refused("audit_tahunan_orang_lain"):
        insert_audit(lama, dibuat_oleh_id=pembuku.pk)

    satu = audit(lama, pengawas)

    with rule("KEU-185"):
        audit(lama, koordinator)
    dua = audit(lama, koordinator, membetulkan=satu, alasan="Salah ketik", aset=100_000)
    assert dua.cocok
    with rule("KEU-185"):
        audit(lama, koordinator, membetulkan=satu, alasan="Lagi")


def insert_audit(buku: Any, **ubah: Any) -> AuditTahunan:
    """An audit straight into the table."""
    isi = {
        "buku": buku, "wilayah_id": buku.wilayah_id, "tahun": 2025, "jenis": "bpkp", "auditor": "A", "lembaga": "BPKP",
        "tanggal": date(2026, 2, 1), "opini": "Wajar", "aset_auditor": 0, "laba_auditor": 0, "pinjaman_buku": 0,
        "pinjaman_auditor": 0, "berkas": BerkasFactory(wilayah_id=buku.wilayah_id), "dibuat_oleh_id": SISTEM.pk, **ubah,
    }  # fmt: skip
    return AuditTahunan.objects.create(**isi)


def test_audit_is_told_to_the_rwt_and_has_findings(lama, koordinator, kasir, sekretaris):
    """KEU-184, KEU-187: published once, after the report; its findings run on in the ledger's numbers."""
    a = audit(lama, koordinator)
    with pytest.raises(IsianSalah):
        actions.publish_audit(a, oleh=koordinator, tanggal=date(2026, 1, 1), tempat="Balai RW")
    with pytest.raises(TidakBerwenang):
        actions.publish_audit(a, oleh=kasir, tanggal=date(2026, 3, 1), tempat="Balai RW")
    actions.publish_audit(a, oleh=sekretaris, tanggal=date(2026, 3, 1), tempat="Balai RW")
    with rule("KEU-187"):
        actions.publish_audit(a, oleh=koordinator, tanggal=date(2026, 3, 2), tempat="Balai RW")
    with pytest.raises(IsianSalah):
        actions.add_temuan(a, TEMUAN, oleh=koordinator)

    isi = IsiTemuan(
        "Selisih aset", "Cari sebabnya", "Agus", nilai=5_000, kategori="pembukuan", batas_waktu=date(2026, 3, 20)
    )
    t = actions.add_temuan(a, isi, oleh=koordinator)

    assert (t.nomor, t.nilai, t.audit, t.tanggal) == (1, 5_000, a, a.tanggal)


def test_audit_of_the_sekretariat_is_recorded_by_another(bagan, badan, sekretaris, koordinator):
    """KEU-185: the secretary keeps those books; the coordinator records their audit, without loans."""
    buku = BukuFactory(badan=badan, unit="sekretariat", mulai=date(2025, 12, 1))
    actions.record_peristiwa(
        buku, "blm_masuk", oleh=SISTEM, tanggal=date(2025, 12, 5), jumlah=1_000_000, lewat="bank",
        dana=actions.Dana("blm_apbn", 2025, 1),
    )  # fmt: skip
    actions.close_periode(Periode.objects.get(buku=buku), oleh=sekretaris)
    with rule("KEU-185"):
        audit(buku, sekretaris, pinjaman=None)

    a = audit(buku, koordinator, aset=1_000_000, pinjaman=None)

    assert a.pinjaman_buku is None and a.cocok and [k for k, *_n in a.angka] == ["aset", "laba"]
    t = actions.add_temuan(a, IsiTemuan("x", "y", "z", kategori="lain"), oleh=koordinator)
    with pytest.raises(TidakBerwenang):  # a cashier of the UPK does nothing about the Sekretariat's books
        actions.follow_up_temuan(
            t, oleh=officer("k", "kasir_upk", KELURAHAN, badan=badan), tanggal=today(), uraian="Sudah"
        )
    actions.follow_up_temuan(t, oleh=sekretaris, tanggal=today(), uraian="Sudah")
    with rule("KEU-188"):
        actions.finish_temuan(t, oleh=sekretaris, tanggal=today())


def test_four_officers_write_nothing(upk, empat_petugas):
    """UMU-12: out of scope there is no ledger; in scope without the right it is refused."""
    for nama, salah in (("kelurahan", TidakBerwenang), ("kota", TidakBerwenang)):
        with pytest.raises(salah):
            visit(upk, empat_petugas[nama])
        with pytest.raises(salah):
            audit(upk, empat_petugas[nama])
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises(Periode.DoesNotExist):
            visit(upk, empat_petugas[nama])
        with pytest.raises(Buku.DoesNotExist):
            audit(upk, empat_petugas[nama])
