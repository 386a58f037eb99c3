"""The bank beside the book: statements that are whole, matches of equal sums, and what stands open, computed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import Jejak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import BarisKoran
from keuangan.models import AnggotaCocok, BarisBank, BarisJurnal, Buku, CocokBank, Periode, RekeningKoran
from keuangan.periksa import wrong_rows
from keuangan.queries_bank import bank_findings, bank_states, desk_of_statement, open_items, reconciliations
from keuangan.queries_meja import month_findings
from tests.conftest import KELURAHAN
from tests.factories.keuangan import DATA, JurnalFactory, RekeningKoranFactory, two
from tests.helpers import check_deferred
from tests.keuangan.test_buku_periksa import by_other_hands
from wilayah.actions import load_parameters
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
D = Decimal


def row(hari: int, n: int | str, uraian: str = "", bulan: int = 1, **isi: Any) -> BarisKoran:
    """A bank row of that day of 2026: money in, or out where negative."""
    n = D(n)
    return BarisKoran(date(2026, bulan, hari), uraian, masuk=max(n, D(0)), keluar=max(-n, D(0)), **isi)


def enter(buku: Any, oleh: Any = SISTEM, baris: Any = None, **ubah: Any) -> RekeningKoran:
    """January of the bank: Rp 100.000 in on the 6th, and what else is asked."""
    baris = [row(6, 100_000, "SETORAN")] if baris is None else baris
    isi = {"akun": "11021", "dari": date(2026, 1, 1), "sampai": date(2026, 1, 31), "saldo_awal": D(0), **ubah}
    isi.setdefault("saldo_akhir", isi["saldo_awal"] + sum(b.masuk - b.keluar for b in baris))
    hasil = actions.enter_rekening_koran(buku, oleh=oleh, baris=baris, **isi)
    check_deferred()
    return hasil


def book(buku: Any, hari: int, n: int, bulan: int = 1) -> BarisJurnal:
    """Money into the bank account by the book (out where negative), and its line."""
    sisi = two("11021", "31010", n) if n > 0 else two("52010", "11021", -n)
    jurnal = actions.post_jurnal(
        buku,
        oleh=SISTEM,
        jenis="bkm" if n > 0 else "bkk",
        tanggal=date(2026, bulan, hari),
        uraian=f"Bukti {n}",
        baris=sisi,
    )
    return jurnal.baris.get(akun__kode="11021")


def match(buku: Any, bank: Any = (), jurnal: Any = (), oleh: Any = SISTEM) -> CocokBank:
    """By the action, checked as at commit."""
    hasil = actions.match_bank(buku, oleh=oleh, bank=[b.pk for b in bank], jurnal=[b.pk for b in jurnal])
    check_deferred()
    return hasil


@contextmanager
def refused(*oleh: str) -> Iterator[None]:
    """The database refuses by one of the constraints named."""
    with pytest.raises((IntegrityError, InternalError)) as galat, transaction.atomic():
        yield
        check_deferred()
    assert (getattr(galat.value.__cause__.diag, "constraint_name", "") or "") in oleh, galat.value


@contextmanager
def forbidden(aturan: str) -> Iterator[Any]:
    """The action refuses by that rule."""
    with pytest.raises(AturanDilanggar) as galat:
        yield galat
    assert galat.value.aturan == aturan, galat.value.pesan


@pytest.fixture
def buku_bank(buku: Any) -> Any:
    """The ledger with Rp 100.000 in the bank since 5 January."""
    JurnalFactory(buku=buku, akun="11021")
    return buku


def test_statement_is_recorded_once(buku_bank, pembuku):
    """KEU-171: rows and balances as the bank says, with a trail; nothing of it is changed, added or deleted afterwards."""
    koran = enter(buku_bank, pembuku, [row(6, 100_000, "  SETORAN   TUNAI "), row(20, "-7500.50", "ADM")])

    assert koran.saldo_akhir == D("92499.50")
    assert list(koran.baris.values_list("urut", "uraian", "masuk", "keluar")) == [
        (1, "SETORAN TUNAI", 100_000, 0), (2, "ADM", 0, D("7500.50"))
    ]  # fmt: skip
    assert Jejak.objects.filter(peristiwa="keuangan.rekening_koran.dicatat", objek_id=str(koran.pk)).exists()
    for perintah in (
        "UPDATE keuangan_barisbank SET masuk = 1 WHERE rekening_id = %s AND urut = 1",
        "DELETE FROM keuangan_barisbank WHERE rekening_id = %s",
        "UPDATE keuangan_rekeningkoran SET saldo_awal = 1 WHERE id = %s",
        "DELETE FROM keuangan_rekeningkoran WHERE id = %s",
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(perintah, [koran.pk])
    with refused("rekening_koran_baris_lengkap"):
        BarisBank.objects.create(rekening=koran, urut=3, tanggal=date(2026, 1, 21), masuk=1)


def test_wrong_statement_is_voided_whole(buku_bank, pembuku):
    """KEU-171: with a reason, once nothing of it is matched; then the right one can be entered."""
    koran = enter(buku_bank)
    cocok = actions.match_suggestions(koran, oleh=pembuku)[0]
    with forbidden("KEU-171"):
        actions.void_rekening_koran(koran, oleh=pembuku, alasan="Salah ketik")
    with refused("rekening_koran_masih_dicocokkan"), connection.cursor() as kursor:
        kursor.execute(
            "UPDATE keuangan_rekeningkoran SET dibatalkan_pada = now(), dibatalkan_oleh_id = id, alasan_batal = 'x' WHERE id = %s",
            [koran.pk],
        )
    actions.unmatch_bank(cocok, oleh=pembuku)
    with pytest.raises(IsianSalah):
        actions.void_rekening_koran(koran, oleh=pembuku, alasan=" ")

    batal = actions.void_rekening_koran(koran, oleh=pembuku, alasan="Salah ketik")

    assert batal.batal and batal.dibatalkan_oleh_nama == "Agus Pembuku"
    assert actions.void_rekening_koran(koran, oleh=pembuku, alasan="Lagi").alasan_batal == "Salah ketik"
    assert enter(buku_bank).pk != koran.pk and list(reconciliations(buku_bank)) != [koran.pk]
    with forbidden("KEU-171"):
        actions.match_suggestions(batal, oleh=pembuku)


def test_balances_add_up(buku_bank):
    """KEU-172: opening plus in minus out is closing, in the action and in the database; a printed balance names its row."""
    with forbidden("KEU-172") as galat:
        enter(buku_bank, saldo_akhir=D(99_000))
    assert "Rp 1.000" in galat.value.pesan
    with forbidden("KEU-172") as galat:
        enter(buku_bank, baris=[row(6, 100_000, saldo=D(100_000)), row(7, 5_000, saldo=D(105_500), nomor=14)])
    assert "Baris 14" in galat.value.pesan and "105.000" in galat.value.pesan
    akun = BarisJurnal.objects.get(akun__kode="11021").akun
    isi = {
        "buku": buku_bank, "akun": akun, "wilayah_id": buku_bank.wilayah_id, "dari": date(2026, 1, 1),
        "sampai": date(2026, 1, 31), "saldo_awal": 0, "dibuat_oleh_id": SISTEM.pk,
    }  # fmt: skip
    with refused("rekening_koran_genap"):
        RekeningKoran.objects.create(**isi, saldo_akhir=5, jumlah_baris=0)
    with refused("rekening_koran_baris_lengkap"):
        RekeningKoran.objects.create(**isi, saldo_akhir=0, jumlah_baris=1)
    with refused("rekening_koran_baris_lengkap"):
        luar = RekeningKoran.objects.create(**isi, saldo_akhir=5, jumlah_baris=1)
        BarisBank.objects.create(rekening=luar, urut=1, tanggal=date(2026, 2, 1), masuk=5)
    with refused("rekening_koran_akun_bank"):
        RekeningKoran.objects.create(
            **{**isi, "akun": buku_bank.jurnal.first().baris.get(akun__kode="31010").akun},
            saldo_akhir=0,
            jumlah_baris=0,
        )
    with refused("rekening_koran_sewilayah"):
        RekeningKoran.objects.create(**{**isi, "wilayah_id": "32.77.01.1001"}, saldo_akhir=0, jumlah_baris=0)


@pytest.mark.parametrize(
    "ubah",
    [
        {"akun": "11010"},
        {"akun": "99999"},
        {"dari": date(2026, 2, 1)},
        {"baris": [row(6, 100_000), row(1, 5, bulan=2)]},
        {"baris": [BarisKoran(date(2026, 1, 6), "dua sisi", masuk=D(5), keluar=D(5))]},
        {"baris": [BarisKoran(date(2026, 1, 6), "kosong")]},
    ],
)
def test_action_refuses_kindly(buku_bank, ubah):
    """KEU-172: another account, a row outside, both sides or none; nor what ends tomorrow. Nothing is stored."""
    with pytest.raises(IsianSalah):
        enter(buku_bank, **{"saldo_akhir": D(100_000), **ubah})
    with pytest.raises(IsianSalah):
        enter(buku_bank, sampai=today_in(KELURAHAN) + timedelta(days=1))
    assert not RekeningKoran.objects.exists()


def test_statements_follow_each_other(buku_bank):
    """KEU-173: no day twice for one account, and the balance goes on where a neighbour ends, in the action and in the database."""
    januari = enter(buku_bank)
    with forbidden("KEU-173") as galat:
        enter(buku_bank, dari=date(2026, 1, 31), sampai=date(2026, 2, 28), baris=[])
    assert "1 Januari 2026" in galat.value.pesan
    with forbidden("KEU-173") as galat:
        enter(buku_bank, dari=date(2026, 2, 1), sampai=date(2026, 2, 28), saldo_awal=D(90_000), baris=[])
    assert "Rp 100.000" in galat.value.pesan
    isi = {
        "buku": buku_bank, "akun": januari.akun, "wilayah_id": buku_bank.wilayah_id, "sampai": date(2026, 2, 28),
        "saldo_awal": 5, "saldo_akhir": 5, "jumlah_baris": 0, "dibuat_oleh_id": SISTEM.pk,
    }  # fmt: skip
    with refused("rekening_koran_tidak_bertumpuk"):
        RekeningKoran.objects.create(**isi, dari=date(2026, 1, 31))
    with refused("rekening_koran_bersambung"):
        RekeningKoran.objects.create(**isi, dari=date(2026, 2, 1))

    februari = enter(buku_bank, dari=date(2026, 2, 1), sampai=date(2026, 2, 28), saldo_awal=D(100_000), baris=[])

    assert februari.saldo_akhir == 100_000 and not reconciliations(buku_bank)[februari.pk].celah


def test_who_enters_and_matches(buku_bank, pembuku, kasir, manajer, sekretaris, empat_petugas):
    """KEU-171, UMU-12: the bookkeeper of that unit; who holds the cash, approves or only reads is refused; others see nothing."""
    for orang in (kasir, manajer, sekretaris, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            enter(buku_bank, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Buku.DoesNotExist):
            enter(buku_bank, orang)
    koran = enter(buku_bank, pembuku)
    with pytest.raises(TidakBerwenang):
        actions.match_suggestions(koran, oleh=kasir)
    with pytest.raises(RekeningKoran.DoesNotExist):
        actions.match_suggestions(koran, oleh=empat_petugas["kota_lain"])
    cocok = actions.match_suggestions(koran, oleh=pembuku)[0]
    with pytest.raises(TidakBerwenang):
        actions.unmatch_bank(cocok, oleh=manajer)
    with pytest.raises(CocokBank.DoesNotExist):
        actions.unmatch_bank(cocok, oleh=empat_petugas["kota_lain"])


def test_equal_sums_match(buku_bank, pembuku):
    """KEU-174: one with one, one with many either way, cents aside; unequal, many with many, and twice are refused."""
    a, b, c = book(buku_bank, 10, 60_000), book(buku_bank, 11, 40_000), book(buku_bank, 12, 30_000)
    bunga = book(buku_bank, 31, 63_123)
    baris = [row(6, 100_000), row(12, 100_000), row(13, 20_000), row(14, 10_000), row(31, "63123.45")]
    setor, gabung, x, y, jasa = enter(buku_bank, baris=baris).baris.order_by("urut")
    modal = BarisJurnal.objects.get(jurnal__uraian="Modal tunai", akun__kode="11021")
    with forbidden("KEU-174") as galat:
        match(buku_bank, [setor], [a])
    assert "beda Rp 40.000" in galat.value.pesan
    with forbidden("KEU-174"):
        match(buku_bank, [setor, x], [a, c])
    for kosong in (([], [modal]), ([setor], []), ([], [a, b])):
        with forbidden("KEU-174"):
            match(buku_bank, *kosong)
    with pytest.raises(IsianSalah):
        match(buku_bank)
    with pytest.raises(IsianSalah):
        actions.match_bank(buku_bank, oleh=pembuku, bank=[setor.pk], jurnal=[0])

    match(buku_bank, [gabung], [a, b])
    match(buku_bank, [x, y], [c])
    match(buku_bank, [jasa], [bunga])
    satu = match(buku_bank, [setor], [modal])

    assert satu.banyak == 2 and AnggotaCocok.objects.filter(lepas=False).count() == 10
    with forbidden("KEU-174"):
        match(buku_bank, [setor], [modal])
    hasil = reconciliations(buku_bank)[setor.rekening_id]
    assert (hasil.sen, hasil.selisih, hasil.keadaan, hasil.n_cocok) == (D("0.45"), 0, "cocok", 5)


def test_database_holds_the_match(buku_bank, buku_bkm):
    """KEU-174: unequal sums, a member that comes later, another account or ledger, and one row in two matches."""
    koran = enter(buku_bank, baris=[row(6, 100_000), row(7, 50_000)])
    satu, dua = koran.baris.order_by("urut")
    baris = BarisJurnal.objects.get(akun__kode="11021")
    asing = book(buku_bkm, 6, 100_000)
    kas = BarisJurnal.objects.filter(akun__kode="31010").first()

    def straight(bank: Any, jurnal: Any, banyak: int = 2) -> CocokBank:
        cocok = CocokBank.objects.create(
            buku=buku_bank, akun=koran.akun, wilayah_id=koran.wilayah_id, cara="tangan", banyak=banyak,
            dibuat_oleh_id=SISTEM.pk,
        )  # fmt: skip
        for b in bank:
            AnggotaCocok.objects.create(cocok=cocok, baris_bank=b)
        for b in jurnal:
            AnggotaCocok.objects.create(cocok=cocok, baris_jurnal=b)
        return cocok

    for jurnal in (asing, kas):
        with refused("anggota_cocok_serekening"):
            straight([satu], [jurnal])
    with refused("cocok_bank_sama"):
        straight([dua], [baris])
    with refused("cocok_bank_susunan"):
        straight([satu], [baris], banyak=3)
    with refused("cocok_bank_susunan"):
        straight([satu], [])
    with refused("cocok_bank_sama"):
        straight([satu, dua], [])
    with refused("anggota_cocok_satu_macam"), transaction.atomic():
        AnggotaCocok.objects.create(cocok=straight([], []))

    cocok = straight([satu], [baris])
    check_deferred()

    with refused("cocok_bank_susunan"):
        AnggotaCocok.objects.create(cocok=cocok, baris_bank=dua)
    with refused("baris_bank_dicocokkan_sekali"):
        straight([satu], [baris])
    for perintah in (
        "DELETE FROM keuangan_anggotacocok", "UPDATE keuangan_anggotacocok SET lepas = true",
        "DELETE FROM keuangan_cocokbank", "UPDATE keuangan_cocokbank SET cara = 'saran'",
    ):  # fmt: skip
        with refused("anggota_cocok_tetap", "cocok_bank_tetap"), connection.cursor() as kursor:
            kursor.execute(perintah)


def test_pairs_that_cancel(buku_bank, pembuku):
    """KEU-174: a journal with its reversal needs no bank row; two rows of the bank that cancel need no line."""
    salah = book(buku_bank, 8, 250_000)
    balik = actions.reverse_jurnal(salah.jurnal, oleh=pembuku, alasan="Ganda", tanggal=date(2026, 1, 9))
    koran = enter(buku_bank, baris=[row(6, 100_000), row(15, 9_000, "SALAH KREDIT"), row(16, -9_000, "KOREKSI")])
    _setor, masuk, koreksi = koran.baris.order_by("urut")
    awal = reconciliations(buku_bank)[koran.pk]
    assert (awal.perjalanan, awal.n_perjalanan, awal.belum, awal.n_belum) == (100_000, 3, 100_000, 3)

    dari_saran = actions.match_suggestions(koran, oleh=pembuku)
    match(buku_bank, [masuk, koreksi])

    assert [c.cara for c in dari_saran] == ["saran", "saran"]
    assert AnggotaCocok.objects.filter(baris_jurnal__jurnal__in=[salah.jurnal, balik], lepas=False).count() == 2
    assert reconciliations(buku_bank)[koran.pk].cocok


def test_match_is_undone_while_the_month_is_open(buku_bank, pembuku, manajer):
    """KEU-175: who and when are kept and the rows are free again; not once the month of the statement is closed."""
    koran = enter(buku_bank)
    cocok = actions.match_suggestions(koran, oleh=pembuku)[0]

    actions.unmatch_bank(cocok, oleh=pembuku)

    lepas = CocokBank.objects.get(pk=cocok.pk)
    assert lepas.dibatalkan_oleh_nama == "Agus Pembuku" and not AnggotaCocok.objects.filter(lepas=False).exists()
    assert Jejak.objects.filter(peristiwa="keuangan.bank.dilepas", objek_id=str(cocok.pk)).count() == 1
    actions.unmatch_bank(cocok, oleh=pembuku)
    assert Jejak.objects.filter(peristiwa="keuangan.bank.dilepas").count() == 1
    lagi = actions.match_suggestions(koran, oleh=pembuku)[0]
    actions.close_periode(Periode.objects.get(buku=buku_bank), oleh=manajer)
    with forbidden("KEU-175"):
        actions.unmatch_bank(lagi, oleh=pembuku)
    with refused("cocok_bank_bulan_ditutup"), connection.cursor() as kursor:
        kursor.execute(
            "UPDATE keuangan_cocokbank SET dibatalkan_pada = now(), dibatalkan_oleh_id = id WHERE id = %s", [lagi.pk]
        )


def test_suggestions(buku_bank, pembuku, django_assert_num_queries):
    """KEU-176: same amount and side within the days of the parameter, nearest first, strong where there is no other choice."""
    dekat, jauh = book(buku_bank, 21, 5_000), book(buku_bank, 14, 5_000)
    kembar = [book(buku_bank, 25, -7_500), book(buku_bank, 25, -7_500)]
    book(buku_bank, 5, 33_000)
    baris = [row(6, 100_000), row(20, 5_000), row(13, 33_000), row(25, -7_500), row(26, 7_500)]
    koran = enter(buku_bank, baris=baris)
    with django_assert_num_queries(4):
        meja = desk_of_statement(koran)
    saran = {meja_baris.urut: meja.saran.get(meja_baris.pk, []) for meja_baris in meja.bank}

    assert [s.kuat for s in saran[1]] == [True] and saran[1][0].hari == -1
    assert [(s.buku.pk, s.kuat) for s in saran[2]] == [(dekat.pk, False), (jauh.pk, False)]
    assert saran[3] == [] and saran[5] == []  # eight days apart; the other side
    assert [s.buku.pk for s in saran[4]] == [k.pk for k in kembar]
    assert len(actions.match_suggestions(koran, oleh=pembuku)) == 1
    assert len(actions.match_suggestions(koran, oleh=pembuku)) == 0

    load([{"kode": "bank.hari_saran", "nilai": 8}])
    assert [s.kuat for s in desk_of_statement(koran).saran[koran.baris.get(urut=3).pk]] == [True]


def load(ubah: list[dict[str, Any]]) -> None:
    """Rows of the register of numbers with some values changed."""
    isi = {b["kode"]: b for b in json.loads((DATA / "parameter.json").read_text())["parameter"]}
    load_parameters([{**isi[u["kode"]], **u} for u in ubah], oleh=SISTEM)


def test_what_is_open_explains_the_difference(buku_bank, pembuku):
    """KEU-178: in transit, not in the book, and booked later, over two statements; agreement is computed, never typed."""
    book(buku_bank, 30, 40_000)  # reaches the bank in February
    koran = enter(buku_bank, baris=[row(6, 100_000), row(31, -7_500, "BIAYA ADM")])
    actions.match_suggestions(koran, oleh=pembuku)
    januari = reconciliations(buku_bank)[koran.pk]
    assert (januari.saldo_buku, januari.perjalanan, januari.belum, januari.selisih) == (140_000, 40_000, -7_500, 0)
    assert (januari.keadaan, januari.n_belum) == ("belum", 1)
    butir = open_items(koran)
    assert [b.uraian for b in butir.belum] == ["BIAYA ADM"] and [b.debit for b in butir.perjalanan] == [40_000]

    book(buku_bank, 2, -7_500, bulan=2)  # the fee is booked in February
    febr = enter(
        buku_bank,
        dari=date(2026, 2, 1),
        sampai=date(2026, 2, 28),
        saldo_awal=D(92_500),
        baris=[row(2, 40_000, bulan=2)],
    )
    fee = BarisJurnal.objects.get(akun__kode="11021", kredit=7_500)
    match(buku_bank, [koran.baris.get(urut=2)], [fee])
    actions.match_suggestions(febr, oleh=pembuku)

    hasil = reconciliations(buku_bank)
    januari, februari = hasil[koran.pk], hasil[febr.pk]
    assert (januari.keadaan, januari.perjalanan, januari.kemudian, januari.saldo_seharusnya) == (
        "cocok",
        40_000,
        -7_500,
        92_500,
    )
    assert (februari.keadaan, februari.perjalanan, februari.kemudian, februari.saldo_buku) == ("cocok", 0, 0, 132_500)
    assert [b.uraian for b in open_items(koran).kemudian] == ["BIAYA ADM"]
    assert bank_states(buku_bank)[0].sampai == date(2026, 2, 28)


def test_before_the_first_statement(buku_bank, pembuku):
    """KEU-178: what was booked before is in the bank already; a cheque that was not is explained once its row is matched."""
    cek = book(buku_bank, 30, -30_000)
    isi = {"dari": date(2026, 2, 1), "sampai": date(2026, 2, 28), "saldo_awal": D(100_000)}
    koran = enter(buku_bank, baris=[row(3, -30_000, bulan=2)], **isi)
    awal = reconciliations(buku_bank)[koran.pk]
    assert (awal.saldo_buku, awal.belum, awal.selisih, awal.keadaan) == (70_000, -30_000, 30_000, "belum")

    assert [s.buku for s in desk_of_statement(koran).kuat] == [cek]
    actions.match_suggestions(koran, oleh=pembuku)

    assert reconciliations(buku_bank)[koran.pk].cocok


def test_missing_days_and_wrong_opening(buku_bank, pembuku):
    """KEU-178: a statement after a gap does not agree, nor one whose opening balance the book does not know."""
    actions.match_suggestions(enter(buku_bank), oleh=pembuku)
    maret = enter(buku_bank, dari=date(2026, 3, 1), sampai=date(2026, 3, 31), saldo_awal=D(100_000), baris=[])
    assert reconciliations(buku_bank)[maret.pk].keadaan == "celah"
    assert bank_states(buku_bank)[0].sampai == date(2026, 1, 31)
    enter(buku_bank, dari=date(2026, 2, 1), sampai=date(2026, 2, 28), saldo_awal=D(100_000), baris=[])
    assert bank_states(buku_bank)[0].sampai == date(2026, 3, 31)

    lain = enter(buku_bank, akun="11022", saldo_awal=D(5_000), baris=[])
    hasil = reconciliations(buku_bank)[lain.pk]
    assert (hasil.keadaan, hasil.selisih) == ("selisih", 5_000)


def test_month_says_whether_the_bank_is_matched(buku_bank, pembuku, manajer):
    """KEU-179: each account that moved; only told unless a dated parameter asks for it before the month closes."""
    bulan = Periode.objects.get(buku=buku_bank)
    satu = bank_findings(buku_bank, [bulan])[bulan.pk][0]
    assert (satu.mode, satu.terpenuhi, satu.tautan) == ("info", False, f"/keuangan/buku/{buku_bank.pk}/bank/")
    assert "31 Januari 2026" in satu.pesan and "rekening koran" in satu.rincian
    load([{"kode": "bank.wajib_sebelum_tutup", "mode": "block"}])
    koran = enter(buku_bank)
    assert "1 baris" in bank_findings(buku_bank, [bulan])[bulan.pk][0].rincian
    with forbidden("KEU-179"):
        actions.close_periode(bulan, oleh=manajer)

    actions.match_suggestions(koran, oleh=pembuku)

    assert [k.terpenuhi for k in month_findings([bulan], buku_bank)[bulan.pk] if k.aturan == "KEU-179"] == [True]
    assert actions.close_periode(bulan, oleh=manajer).status == "ditutup"


def test_every_question_costs_the_same(buku_bank, django_assert_num_queries):
    """KEU-178, KEU-179: a constant number of queries, however many statements and months."""
    bulan = list(Periode.objects.filter(buku=buku_bank))
    for ke in (1, 2):
        if ke == 2:
            RekeningKoranFactory(buku=buku_bank)
            enter(buku_bank, dari=date(2026, 2, 1), sampai=date(2026, 2, 28), saldo_awal=D(100_000), baris=[])
        with django_assert_num_queries(3):
            bank_states(buku_bank)
        with django_assert_num_queries(5):
            bank_findings(buku_bank, bulan)


@pytest.mark.parametrize(
    ("perintah", "nama"),
    [
        ("UPDATE keuangan_barisbank SET masuk = masuk + 5000", {"rekening_koran", "cocok_bank"}),
        ("DELETE FROM keuangan_anggotacocok WHERE baris_bank_id IS NOT NULL", {"cocok_bank"}),
        ("UPDATE keuangan_anggotacocok SET lepas = true", {"cocok_bank"}),
    ],
)
def test_nightly_check_finds_what_triggers_did_not_see(buku_bank, perintah, nama):
    """KEU-171, KEU-174: `periksa_buku` recomputes statements and matches, and names the wrong rows."""
    actions.match_suggestions(enter(buku_bank), oleh=SISTEM)
    assert {s.pemeriksaan for s in wrong_rows(buku_id=buku_bank.pk)} & {"rekening_koran", "cocok_bank"} == set()

    by_other_hands(perintah, tabel=("rekeningkoran", "barisbank", "cocokbank", "anggotacocok"))

    assert {s.pemeriksaan for s in wrong_rows(buku_id=buku_bank.pk)} == nama
