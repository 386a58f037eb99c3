"""The rules of the ledger in the database itself: each is tried by raw SQL, past every action."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import AkunBuku, BarisJurnal, Jurnal, Periode
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories.keuangan import (
    AkunBukuFactory,
    BukuFactory,
    JurnalFactory,
    PemilikDanaFactory,
    PeriodeFactory,
    two,
)
from tests.factories.ksm import KSMFactory
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
LAIN = uuid.UUID(int=7)
# What a line of a journal may not be: columns that differ from a good one -> the constraint that speaks.
SALAH_BARIS = {
    "nol": ({"debit": 0}, "baris_jurnal_satu_sisi"),
    "negatif": ({"debit": -5}, "baris_jurnal_satu_sisi"),
    "dua sisi": ({"kredit": 5}, "baris_jurnal_satu_sisi"),
    "sen": ({"debit": "5.50"}, "baris_jurnal_rupiah_utuh"),
    "tanpa sumber": ({"sumber_dana_id": None}, "sumber_dana_id"),
    "sumber asing": ({"sumber_dana_id": "entah"}, "sumber_dana"),
    "tanpa tahun": ({"tahun_dana": None}, "tahun_dana"),
    "tahun aneh": ({"tahun_dana": 1800}, "baris_jurnal_tahun_dana"),
    "channelling tanpa pemilik": ({"sumber_dana_id": "channelling"}, "baris_jurnal_channelling_berpemilik"),
    "tanggal lain": ({"tanggal": date(2026, 1, 6)}, "baris_jurnal_sebuku"),
}


def sql(perintah: str, *isi: Any) -> None:
    """Run one statement inside a savepoint, and let the deferred checks speak at its end."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah, isi)
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")


def refused(perintah: str, *isi: Any, oleh: str = "") -> None:
    """The statement is refused by the constraint named."""
    with pytest.raises(IntegrityError) as galat:
        sql(perintah, *isi)
    nama = getattr(galat.value.__cause__.diag, "constraint_name", "") or ""
    assert oleh in f"{nama} {galat.value}", galat.value


def insert(tabel: str, *baris: dict[str, Any]) -> None:
    """Insert rows and let the deferred checks speak."""
    with transaction.atomic(), connection.cursor() as kursor:
        for b in baris:
            nama = [n for n in b if n != "tabel"]
            kursor.execute(
                f"INSERT INTO {b.get('tabel', tabel)} ({', '.join(nama)}) VALUES ({', '.join(['%s'] * len(nama))})",
                [b[n] for n in nama],
            )
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")


def voucher(buku: Any, **ubah: Any) -> dict[str, Any]:
    """Columns of a good BKM of Rp 5.000 in January, the first of its kind."""
    periode = Periode.objects.filter(buku=buku, tahun=2026, bulan=1).first() or PeriodeFactory(
        buku=buku, wilayah_id=buku.wilayah_id
    )
    kunci = uuid.uuid4()
    return {
        "tabel": "keuangan_jurnal", "id": kunci, "versi": 1, "dibuat_pada": "2026-01-05", "diubah_pada": "2026-01-05",
        "dibuat_oleh_id": LAIN, "dibuat_oleh_nama": "Orang Lain", "kode_wilayah": buku.wilayah_id, "buku_id": buku.pk,
        "periode_id": periode.pk, "jenis": "bkm", "tahun": 2026, "nomor": 1, "tanggal": date(2026, 1, 5),
        "peristiwa": "lain", "uraian": "Modal", "bukti": "", "jumlah": 5000, "jumlah_baris": 2,
        "perlu_persetujuan": False, "alasan": "", "objek_jenis": "uji", "objek_id": str(kunci), **ubah,
    }  # fmt: skip


def lines(j: dict[str, Any], *pasangan: tuple[str, int, int], **ubah: Any) -> list[dict[str, Any]]:
    """Lines of a voucher: (account, debit, credit)."""
    bagan = "upk"
    return [
        {
            "tabel": "keuangan_barisjurnal", "jurnal_id": j["id"], "buku_id": j["buku_id"], "tanggal": j["tanggal"],
            "urut": ke, "akun_id": AkunBuku.objects.get(bagan=bagan, kode=kode, buku=None).pk, "debit": d, "kredit": k,
            "sumber_dana_id": "perguliran", "tahun_dana": 2026, "termin": 0, **(ubah if ke == 1 else {}),
        }
        for ke, (kode, d, k) in enumerate(pasangan, 1)
    ]  # fmt: skip


def good(buku: Any, **ubah: Any) -> list[dict[str, Any]]:
    """A good voucher with both lines, its header changed by `ubah`."""
    j = voucher(buku, **ubah)
    return [j, *lines(j, ("11010", 5000, 0), ("31010", 0, 5000))]


def insert_refused(baris: list[dict[str, Any]], oleh: str) -> None:
    with pytest.raises(IntegrityError) as galat:
        insert("", *baris)
    nama = getattr(galat.value.__cause__.diag, "constraint_name", "") or ""
    assert oleh in f"{nama} {galat.value}", galat.value


def test_a_good_voucher_passes(buku):
    """KEU-06, KEU-11: raw SQL that keeps every rule is accepted, so the refusals below come from their rule alone."""
    insert("", *good(buku))

    assert Jurnal.objects.get().baris.count() == 2


def test_unbalanced_or_empty_is_refused_at_commit(buku):
    """KEU-06: no lines, one side heavier, one line, or a total that differs from what is written."""
    j = voucher(buku)

    insert_refused([j], "jurnal_seimbang")
    insert_refused([j, *lines(j, ("11010", 5000, 0), ("31010", 0, 4999))], "jurnal_seimbang")
    insert_refused([j, *lines(j, ("11010", 5000, 0))], "jurnal_seimbang")
    insert_refused([j, *lines(j, ("11010", 6000, 0), ("31010", 0, 6000))], "jurnal_seimbang")
    for urut in (0, 3):
        miring = lines(j, ("11010", 5000, 0), ("31010", 0, 5000), urut=urut)
        insert_refused([j, *miring], "jurnal_seimbang")
    insert_refused(good(buku, jumlah=0), "jurnal_jumlah_positif")
    insert_refused(good(buku, jumlah_baris=1), "jurnal_paling_sedikit_dua_baris")


@pytest.mark.parametrize("nama", SALAH_BARIS)
def test_a_line_that_may_not_be(buku, nama):
    """KEU-04, KEU-05, KEU-07, KEU-08: zero, negative, both sides, cents, no fund, no owner of channelled money."""
    ubah, oleh = SALAH_BARIS[nama]
    j = voucher(buku)

    insert_refused([j, *lines(j, ("11010", 5000, 0), ("31010", 0, 5000), **ubah)], oleh)


def test_posted_is_posted(buku):
    """KEU-09: neither header nor line is changed, deleted, or joined by later lines, not even balanced ones."""
    jurnal = JurnalFactory(buku=buku)
    milik = {"id": jurnal.pk, "buku_id": buku.pk, "tanggal": jurnal.tanggal}

    refused("UPDATE keuangan_jurnal SET uraian = 'lain' WHERE id = %s", jurnal.pk, oleh="tidak boleh diubah")
    refused("DELETE FROM keuangan_jurnal WHERE id = %s", jurnal.pk, oleh="tidak boleh diubah")
    refused("UPDATE keuangan_barisjurnal SET debit = 1 WHERE jurnal_id = %s", jurnal.pk, oleh="tidak boleh diubah")
    refused("DELETE FROM keuangan_barisjurnal WHERE jurnal_id = %s", jurnal.pk, oleh="tidak boleh diubah")
    for urut in ((3, 4), (0, 3), (1, 2)):
        tambahan = [
            {**b, "urut": u} for u, b in zip(urut, lines(milik, ("11010", 70, 0), ("31010", 0, 70)), strict=True)
        ]
        insert_refused(tambahan, "baris_jurnal_urut" if urut == (1, 2) else "jurnal_seimbang")


def test_balances_and_events_are_written_by_nobody(buku):
    """KEU-12, KEU-25: the sums and the table of events follow the journals and take no other hand."""
    JurnalFactory(buku=buku)

    refused("UPDATE keuangan_saldobadan SET debit = debit + 1", oleh="hanya_bersama_jurnal")
    refused("DELETE FROM keuangan_saldobadan", oleh="hanya_bersama_jurnal")
    refused("UPDATE keuangan_peristiwajurnal SET dibalik = true", oleh="hanya_bersama_jurnal")
    refused("DELETE FROM keuangan_peristiwajurnal", oleh="hanya_bersama_jurnal")


def test_one_event_one_journal(buku):
    """KEU-12: the same event of the same object is refused even with another key and number."""
    insert("", *good(buku, objek_id="satu"))

    insert_refused(good(buku, objek_id="satu", nomor=2), "peristiwa_satu_jurnal")
    insert("", *good(buku, objek_id="dua", nomor=2))


def test_numbers_have_no_gap(buku):
    """KEU-11: per ledger, kind and year the next number and no other."""
    insert_refused(good(buku, nomor=2), "jurnal_nomor_tanpa_celah")
    insert("", *good(buku))
    insert_refused(good(buku), "jurnal_nomor_tanpa_celah")
    insert_refused(good(buku, nomor=3), "jurnal_nomor_tanpa_celah")
    insert_refused(good(buku, tahun=2025), "jurnal_tahun_tanggalnya")


def test_voucher_kind_follows_the_money(buku):
    """KEU-10: BKM only when money comes in, BKK when it goes out, BPB when it stays; an unknown kind never."""
    insert_refused(good(buku, jenis="bkk", perlu_persetujuan=True), "jurnal_jenis_menurut_kas")
    insert_refused(good(buku, jenis="bpb", perlu_persetujuan=True), "jurnal_jenis_menurut_kas")
    insert_refused(good(buku, jenis="xyz"), "jurnal_jenis")


def test_dates(buku):
    """KEU-15: not in the future of the province, not before the ledger, only in the month of its period."""
    besok = today_in(KELURAHAN) + timedelta(days=1)
    periode = Periode.objects.filter(buku=buku, tahun=besok.year, bulan=besok.month).first()
    if periode is None and besok.day > 1:
        periode = PeriodeFactory(buku=buku, tahun=besok.year, bulan=besok.month)

    if periode is not None:
        insert_refused(good(buku, tanggal=besok, tahun=besok.year, periode_id=periode.pk), "jurnal_tidak_mendatang")
    insert_refused(good(buku, tanggal=date(2025, 12, 31), tahun=2025), "jurnal_dalam_buku")
    insert_refused(good(buku, tanggal=date(2026, 2, 1)), "jurnal_periode_terbuka")
    insert_refused(good(buku, peristiwa="saldo_awal", jenis="bpb", perlu_persetujuan=True), "jurnal_dalam_buku")


def test_closed_month_and_day_take_nothing(buku, buku_bkm):
    """KEU-15, KEU-24: an entry into a closed month or a closed day is refused, whoever writes it."""
    sql("UPDATE keuangan_buku SET tutup_hari = '2026-01-05' WHERE id = %s", buku.pk)
    insert_refused(good(buku), "jurnal_hari_terbuka")

    periode = PeriodeFactory(buku=buku_bkm)
    close(periode)
    insert_refused(good(buku_bkm), "jurnal_periode_terbuka")


def close(periode: Any, oleh: uuid.UUID = LAIN) -> None:
    """Close a month by raw SQL."""
    sql(
        "UPDATE keuangan_periode SET status = 'ditutup', ditutup_pada = now(), ditutup_oleh_id = %s WHERE id = %s",
        oleh, periode.pk,
    )  # fmt: skip


def test_months_close_in_order_and_open_backwards(buku):
    """KEU-16, KEU-17, KEU-18: the earlier first, not a running month, reopened the last first and by another person."""
    januari, februari = PeriodeFactory(buku=buku), PeriodeFactory(buku=buku, bulan=2)
    hari = today_in(KELURAHAN)
    kini = PeriodeFactory(buku=buku, tahun=hari.year, bulan=hari.month)
    tutup = "UPDATE keuangan_periode SET status = 'ditutup', ditutup_pada = now(), ditutup_oleh_id = %s WHERE id = %s"
    buka = "UPDATE keuangan_periode SET status = 'terbuka', dibuka_oleh_id = %s, alasan_buka = %s WHERE id = %s"

    refused(tutup, LAIN, februari.pk, oleh="periode_berurutan")
    refused(tutup, LAIN, kini.pk, oleh="periode_")
    refused("UPDATE keuangan_periode SET status = 'ditutup' WHERE id = %s", januari.pk, oleh="periode_tutup_bertanggal")
    close(januari), close(februari)
    refused(buka, SISTEM.pk, "Keputusan BKM", januari.pk, oleh="periode_terakhir_dibuka")
    refused(buka, LAIN, "Keputusan BKM", februari.pk, oleh="periode_dibuka_orang_lain")
    refused(buka, SISTEM.pk, "", februari.pk, oleh="periode_buka_beralasan")
    sql(buka, SISTEM.pk, "Keputusan BKM", februari.pk)
    refused("DELETE FROM keuangan_periode WHERE id = %s", februari.pk, oleh="periode_tetap")
    refused("UPDATE keuangan_periode SET bulan = 3 WHERE id = %s", februari.pk, oleh="periode_tetap")
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodeFactory(buku=buku, tahun=2025, bulan=12)  # before the ledger


def test_month_with_open_approvals_or_negative_cash_stays_open(buku):
    """KEU-16, KEU-20, KEU-23: a payment without its second person, or cash below zero, holds the month."""
    JurnalFactory(buku=buku, jumlah=1000)
    bayar = actions.post_jurnal(
        buku, oleh=SISTEM, jenis="bkk", tanggal=date(2026, 1, 7), uraian="ATK", baris=two("51030", "11010", 1500)
    )
    periode = Periode.objects.get(buku=buku)
    tutup = "UPDATE keuangan_periode SET status = 'ditutup', ditutup_pada = now(), ditutup_oleh_id = %s WHERE id = %s"

    refused(tutup, LAIN, periode.pk, oleh="periode_semua_disetujui")
    setuju = "INSERT INTO keuangan_persetujuanjurnal (jurnal_id, oleh_id, oleh_nama, pada) VALUES (%s, %s, 'x', now())"
    refused(setuju, bayar.pk, SISTEM.pk, oleh="persetujuan_orang_lain")
    sql(setuju, bayar.pk, LAIN)
    refused("UPDATE keuangan_persetujuanjurnal SET oleh_id = %s", SISTEM.pk, oleh="tidak boleh diubah")
    refused(tutup, LAIN, periode.pk, oleh="buku_kas_tidak_minus")
    refused("UPDATE keuangan_buku SET tutup_hari = '2026-01-07' WHERE id = %s", buku.pk, oleh="buku_kas_tidak_minus")
    sql("UPDATE keuangan_buku SET tutup_hari = '2026-01-06' WHERE id = %s", buku.pk)


def test_payments_and_reversals_need_a_second_person(buku):
    """KEU-20: a BKK, an opening balance or a reversal without the mark is refused; so is a voucher without recorder."""
    insert_refused(good(buku, jenis="bkk"), "jurnal_keluar_perlu_persetujuan")
    insert_refused(good(buku, jenis="bpb"), "jurnal_keluar_perlu_persetujuan")
    insert_refused(good(buku, dibuat_oleh_id=None), "jurnal_berpencatat")
    insert_refused(good(buku, peristiwa="saldo_awal", tanggal=date(2026, 1, 1)), "jurnal_keluar_perlu_persetujuan")


def reversal(asal: Any, **ubah: Any) -> list[dict[str, Any]]:
    """A good reversal of a JurnalFactory voucher by raw SQL."""
    isi = {
        "jenis": "bpb", "peristiwa": "pembalikan", "membalik_id": asal.pk, "alasan": "Salah catat",
        "perlu_persetujuan": True, "jumlah": asal.jumlah,
    }  # fmt: skip
    j = voucher(asal.buku, **{**isi, **ubah})
    return [j, *lines(j, ("11010", 0, int(asal.jumlah)), ("31010", int(asal.jumlah), 0))]


def test_reversal_is_the_exact_mirror_once(buku, buku_bkm):
    """KEU-13: another amount, account, fund, ledger or an earlier day is refused; so is a second one, or one of a reversal."""
    asal = JurnalFactory(buku=buku)
    n = int(asal.jumlah)
    j = reversal(asal)[0]

    insert_refused([j, *lines(j, ("11010", 0, n), ("31020", n, 0))], "jurnal_balik_cermin")
    insert_refused([j, *lines(j, ("11010", 0, n), ("31010", n, 0), tahun_dana=2025)], "jurnal_balik_cermin")
    insert_refused(reversal(asal, tanggal=date(2026, 1, 4)), "jurnal_balik_wajar")
    insert_refused(reversal(asal, alasan=""), "jurnal_balik_beralasan")
    insert_refused(reversal(asal, peristiwa="lain"), "jurnal_balik_disebut_balik")
    insert_refused([{**reversal(asal)[0], **voucher(buku_bkm, jenis="bpb", peristiwa="pembalikan", membalik_id=asal.pk,
                    alasan="x", perlu_persetujuan=True)}], "jurnal_balik_wajar")  # fmt: skip
    insert("", *reversal(asal))
    balik = Jurnal.objects.get(membalik=asal)
    insert_refused(reversal(asal, nomor=2), "peristiwa_satu_jurnal")
    insert_refused(reversal(balik, nomor=2), "jurnal_balik_wajar")


def test_transfer_needs_both_halves(buku, buku_bkm):
    """KEU-14: one half alone, or halves that differ, are refused at commit."""
    pasangan = uuid.uuid4()

    insert_refused(good(buku, pasangan=pasangan), "jurnal_pasangan_cocok")
    keluar, masuk = actions.transfer_between(
        buku_bkm, buku, oleh=SISTEM, tanggal=date(2026, 1, 5), jumlah=9000, dana=actions.Dana("blm_apbn", 2026)
    )
    insert_refused(good(buku, pasangan=keluar.pasangan, nomor=2), "jurnal_pasangan_cocok")
    assert masuk.jumlah == keluar.jumlah == 9000


def test_account_of_the_own_chart(buku, buku_lain):
    """KEU-03: an account of the other chart, of another ledger, or out of use is refused."""
    j = voucher(buku)
    asing = AkunBukuFactory(buku=buku_lain, wilayah_id=buku_lain.wilayah_id)
    bkm = AkunBuku.objects.get(bagan="sekretariat", kode="11010")
    mati = AkunBukuFactory(buku=buku, kode="51090", aktif=False)

    for akun in (asing, bkm, mati):
        insert_refused(
            [j, *lines(j, ("11010", 5000, 0), ("31010", 0, 5000), akun_id=akun.pk)], "baris_jurnal_akun_sebagan"
        )


def test_chart_keeps_its_codes(buku):
    """KEU-02, KEU-03: a sourced code is not taken by a body, an account keeps code and group, none is deleted."""
    kas = AkunBuku.objects.get(bagan="upk", kode="11010")
    with pytest.raises(IntegrityError, match="sudah dipakai"), transaction.atomic():
        AkunBukuFactory(buku=buku, kode="51010")
    with pytest.raises(IntegrityError, match="golongan"), transaction.atomic():
        AkunBukuFactory(buku=buku, kode="41099")
    with pytest.raises(IntegrityError, match="bagan bukunya"), transaction.atomic():
        AkunBukuFactory(buku=buku, kode="51099", bagan="sekretariat")
    milik = AkunBukuFactory(buku=buku)

    refused("UPDATE keuangan_akunbuku SET kode = '11019' WHERE id = %s", kas.pk, oleh="akun_buku_tetap")
    refused("UPDATE keuangan_akunbuku SET kas_bank = '' WHERE id = %s", kas.pk, oleh="akun_buku_tetap")
    refused("DELETE FROM keuangan_akunbuku WHERE id = %s", milik.pk, oleh="akun_buku_tetap")
    sql("UPDATE keuangan_akunbuku SET nama = 'Uang kas' WHERE id = %s", kas.pk)


def test_owner_and_group_of_the_same_area(buku):
    """KEU-05: the owner of money and the group a line names lie in the area of the ledger."""
    j = voucher(buku)
    luar = PemilikDanaFactory(wilayah_id=KELURAHAN_TETANGGA)
    ksm = KSMFactory(wilayah_id=KELURAHAN_TETANGGA, badan__wilayah_id=KELURAHAN_TETANGGA)

    for ubah in ({"sumber_dana_id": "channelling", "pemilik_id": luar.pk}, {"ksm_id": ksm.pk}):
        insert_refused([j, *lines(j, ("11010", 5000, 0), ("31010", 0, 5000), **ubah)], "baris_jurnal_dana_sewilayah")
    dalam = PemilikDanaFactory()
    insert("", j, *lines(j, ("11010", 5000, 0), ("31010", 0, 5000), sumber_dana_id="channelling", pemilik_id=dalam.pk))


def test_ledger_stays_where_it_is(buku, badan):
    """KEU-01: one per body and unit, in the body's area; body, unit, chart and first day stay; it is not deleted."""
    with pytest.raises(IntegrityError, match="buku_satu_per_unit"), transaction.atomic():
        BukuFactory(badan=badan)
    with pytest.raises(IntegrityError, match="buku_bagan_menurut_unit"), transaction.atomic():
        BukuFactory(badan=badan, unit="tpk", bagan="upk")

    refused("UPDATE keuangan_buku SET unit = 'tpk', bagan = 'sekretariat' WHERE id = %s", buku.pk, oleh="buku_tetap")
    refused("UPDATE keuangan_buku SET mulai = '2025-01-01' WHERE id = %s", buku.pk, oleh="buku_tetap")
    refused("DELETE FROM keuangan_buku WHERE id = %s", buku.pk, oleh="buku_tetap")
    refused(
        "UPDATE keuangan_buku SET tutup_hari = %s WHERE id = %s", today_in(KELURAHAN) + timedelta(days=1), buku.pk,
        oleh="buku_hari_tiba",
    )  # fmt: skip
    assert BarisJurnal.objects.count() == 0
