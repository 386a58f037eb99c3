"""The rules of payments in the database itself: rows are written past every action, and refused."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import AlokasiPembayaran, AngsuranPinjaman, BagianPembayaran, Pembayaran, Periode, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries_pembayaran import card_of, control_of, members_of_loan, savings_of
from tests.factories.keuangan import GULIR, BukuFactory, two
from tests.factories.pembayaran import TERIMA, pay, rows, running
from tests.helpers import check_deferred
from tests.keuangan.test_buku_actions import refused
from tests.keuangan.test_buku_periksa import by_other_hands

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinjaman(buku):
    """Loan A."""
    p = running(buku, anggota=5)
    check_deferred()
    return p


def refuses(kerja: Any) -> str:
    """Run it in a savepoint, let the deferred rules speak, and tell which refused."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        kerja()
        check_deferred()
    return galat.value.__cause__.diag.constraint_name


def refuses_at_commit() -> str:
    """Let the deferred rules speak on what was written, and tell which refused."""
    with pytest.raises(IntegrityError) as galat:
        check_deferred()
    return galat.value.__cause__.diag.constraint_name


def payment(pinjaman: Any, *, jurnal: Any = None, alokasi: Any = ((1, "jasa", 1_000),), **isi: Any) -> Pembayaran:
    """A payment written straight to the tables, with the event's voucher."""
    awal: dict[str, Any] = {
        "pinjaman": pinjaman, "wilayah_id": pinjaman.wilayah_id, "tanggal": TERIMA, "jenis": "angsuran", "lewat": "kas",
        "jumlah": 1_000, "dibuat_oleh_id": SISTEM.pk, "dibuat_oleh_nama": "Sistem",
    }  # fmt: skip
    b = Pembayaran.objects.create(jurnal=jurnal, **{**awal, **isi})
    ada = {a.ke: a for a in rows(pinjaman)}
    for ke, untuk, n in alokasi:
        AlokasiPembayaran.objects.create(pembayaran=b, angsuran=ada[ke], untuk=untuk, jumlah=n)
    return b


def event(buku: Any, kode: str = "angsuran", **jumlah: int) -> Any:
    """A voucher of a standard event."""
    isi: Any = jumlah or {"jasa": 1_000}
    return actions.record_peristiwa(
        buku, kode, oleh=SISTEM, tanggal=TERIMA, jumlah=isi.get("jumlah", isi) if "jumlah" in isi else isi, dana=GULIR,
        objek=("keuangan.pembayaran", str(uuid.uuid4())),
    )  # fmt: skip


def test_a_good_payment_passes(pinjaman):
    """KEU-133: the setup of all refusals below is accepted as it is."""
    payment(pinjaman, jurnal=event(pinjaman.buku))

    check_deferred()
    assert rows(pinjaman)[0].jasa_dibayar == 1_000


@pytest.mark.parametrize(
    ("isi", "constraint"),
    [
        ({"alokasi": ()}, "pembayaran_genap"),
        ({"alokasi": ((1, "jasa", 999),)}, "pembayaran_genap"),
        ({"alokasi": ((1, "pokok", 1_000),)}, "pembayaran_sama_dengan_bukti"),
        ({"alokasi": ((1, "bop", 2_501),), "jumlah": 2_501}, "angsuran_pinjaman_tidak_lebih"),
        ({"alokasi": ((1, "jasa", 2_000), (1, "pokok", -1_000))}, "angsuran_pinjaman_tidak_lebih"),
        ({"tanggal": date(2026, 1, 16)}, "pembayaran_bukti_sebuku"),
        ({"tanggal": date(2025, 11, 14)}, "pembayaran_tanggal_pinjaman"),
        ({"jumlah": 0}, "pembayaran_bertanda"),
        ({"jumlah": -1_000}, "pembayaran_bertanda"),
        ({"pokok_dulu": True, "alasan": "x"}, "pembayaran_pokok_dulu_disetujui"),
        ({"pokok_dulu": True, "alasan": "x", "disetujui_nama": "Sistem"}, "pembayaran_pokok_dulu_disetujui"),
        ({"pokok_dulu": True, "disetujui_nama": "Lilis"}, "pembayaran_beralasan"),
        ({"jenis": "bawaan"}, "pembayaran_bawaan_buku_lama"),
        ({"jenis": "bawaan", "lewat": "lama"}, "pembayaran_bawaan"),
        ({"jurnal": None}, "pembayaran_berbukti"),
        ({"jenis": "setelah_hapus"}, "pembayaran_pinjaman_berjalan"),
        ({"jenis": "pembalikan", "alasan": "x"}, "pembayaran_balik_disebut_balik"),
        ({"lewat": "tabungan"}, "pembayaran_sama_dengan_bukti"),
        ({"wilayah_id": "32.73.01.1002"}, "anak_pinjaman_sewilayah"),
    ],
)  # fmt: skip
def test_payment_that_the_database_refuses(pinjaman, isi, constraint):
    """KEU-133, KEU-156: whatever does not sum, lies outside the loan, or has another voucher."""
    jurnal = None if isi.get("lewat") == "lama" else event(pinjaman.buku)

    assert refuses(lambda: payment(pinjaman, **{"jurnal": jurnal, **isi})) == constraint


def test_voucher_of_another_event_or_ledger(pinjaman):
    """KEU-133: a voucher of capital, or of another ledger, is not that of a payment."""
    lain = actions.post_jurnal(
        pinjaman.buku, oleh=SISTEM, jenis="bkm", tanggal=TERIMA, uraian="Jasa", baris=two("11010", "41010", 1_000)
    )
    assert refuses(lambda: payment(pinjaman, jurnal=lain)) == "pembayaran_sama_dengan_bukti"
    asing = event(BukuFactory())
    assert refuses(lambda: payment(pinjaman, jurnal=asing)) == "pembayaran_bukti_sebuku"


def test_nothing_of_a_payment_changes(pinjaman):
    """KEU-133, KEU-135: payments, allocations and parts stay; sums are written with them only; a voucher not alone."""
    b = pay(pinjaman, 100_000, bagian={pinjaman.bagian.first().pk: 100_000})
    check_deferred()
    for model in (Pembayaran, AlokasiPembayaran, BagianPembayaran):
        with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - by privilege or by trigger
            model.objects.update(jumlah=5)
        with pytest.raises(Exception), transaction.atomic():  # noqa: B017
            model.objects.all().delete()
    a = rows(pinjaman)[0]
    assert (
        refuses(lambda: AngsuranPinjaman.objects.filter(pk=a.pk).update(pokok_dibayar=5)) == "angsuran_pinjaman_dibayar"
    )
    assert refuses(lambda: Pinjaman.objects.update(sisa_pokok=5)) == "pinjaman_sisa_dihitung"
    nanti = AngsuranPinjaman.objects.filter(pinjaman=pinjaman, ke=9)
    assert refuses(lambda: nanti.update(jasa_dibebaskan=1)) == "angsuran_pinjaman_bebas"
    lebih = {"pembayaran": b, "bagian": pinjaman.bagian.last(), "jumlah": 1}
    assert refuses(lambda: BagianPembayaran.objects.create(**lebih)) == "pembayaran_anggota_genap"
    actions.reverse_jurnal(b.jurnal, oleh=SISTEM, alasan="x", tanggal=TERIMA)
    assert refuses_at_commit() == "jurnal_pembayaran_dibalik_bersama"


def test_state_says_what_instalments_say(pinjaman):
    """KEU-134: not lunas with something owed, not running with nothing owed."""

    def set_status(nilai: str, selesai: Any) -> None:
        with connection.cursor() as kursor:
            kursor.execute(
                "UPDATE keuangan_pinjaman SET status = %s, tanggal_selesai = %s WHERE id = %s",
                [nilai, selesai, pinjaman.pk],
            )

    assert refuses(lambda: set_status("lunas", TERIMA)) == "pinjaman_lunas_habis"
    assert refuses(lambda: set_status("dihapus_buku", TERIMA)) == "penghapusan_pinjaman_berbukti"
    pay(pinjaman, 2_875_000, bop=0)
    check_deferred()
    assert Pinjaman.objects.get().status == "lunas"
    assert refuses(lambda: set_status("berjalan", None)) == "pinjaman_lunas_habis"


def test_schedule_sums_to_the_loan(pinjaman):
    """KEU-132, KEU-150: a row more, or a schedule nobody decided, is refused."""

    def row(**isi: Any) -> Any:
        awal = {"pinjaman": pinjaman, "jadwal_ke": 1, "ke": 11, "jatuh_tempo": TERIMA, "pokok": 5, "jasa": 0}
        return AngsuranPinjaman.objects.create(**{**awal, **isi})

    assert refuses(row) == "angsuran_pinjaman_genap"
    assert refuses(lambda: row(jadwal_ke=2)) == "angsuran_pinjaman_genap"
    assert refuses(lambda: row(jadwal_ke=3)) == "angsuran_pinjaman_saatnya"


# -- members, card, control ----------------------------------------------------------------------------------------


def test_member_stands_by_what_he_brought(pinjaman):
    """KEU-136: share of what is due against what he brought; who paid for others stands ahead."""
    satu, dua, *_lain = pinjaman.bagian.order_by("urut")
    pay(pinjaman, 200_000, bagian={satu.pk: 150_000, dua.pk: 50_000})

    anggota = members_of_loan(pinjaman, rows(pinjaman), TERIMA)

    # Two instalments of 250,000 + 37,500 + 2,500, a fifth each: 116,000.
    assert [(int(a.jatuh), int(a.dibawa), int(a.kurang), int(a.lebih)) for a in anggota[:3]] == [
        (116_000, 150_000, 0, 34_000), (116_000, 50_000, 66_000, 0), (116_000, 0, 116_000, 0),
    ]  # fmt: skip
    assert sum(a.pinjaman for a in anggota) == 2_500_000


def test_card_shows_what_should_be_and_what_is(buku, pinjaman):
    """KEU-159: after each payment: balance that should be, actual balance, arrears, of principal and jasa; six queries more or less."""
    pay(pinjaman, 200_000, tanggal=date(2026, 1, 10), tabungan=5_000)
    b = pay(pinjaman, 575_000)
    actions.reverse_pembayaran(b, oleh=SISTEM, alasan="Salah", tanggal=date(2026, 1, 20))

    k = card_of(pinjaman, date(2026, 1, 31))

    baris = [
        tuple(int(n) for n in (x.pokok, x.jasa, x.harus_pokok, x.harus_jasa, x.ada_pokok, x.ada_jasa, x.tunggak_pokok, x.tunggak_jasa))
        for x in k.baris
    ]  # fmt: skip
    assert baris[0] == (157_500, 37_500, 2_250_000, 337_500, 2_342_500, 337_500, 92_500, 0)
    assert baris[1] == (495_000, 75_000, 2_000_000, 300_000, 1_847_500, 262_500, 0, 0)
    assert baris[2][:2] == (-495_000, -75_000) and baris[2][4:] == (2_342_500, 337_500, 342_500, 37_500)
    assert (k.tabungan, k.penilaian.kelas, k.jatuh_tempo) == (5_000, "dpk", date(2026, 9, 15))
    assert (k.pokok_dibayar, k.jasa_dibayar, k.berikut.ke) == (157_500, 37_500, 1)
    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 5_000


def test_month_closes_only_with_an_equal_register(buku, manajer, pembuku):
    """KEU-152: register and 11030 agree, else the action and the database refuse; a ledger without loans is not asked."""
    p = running(buku, saldo=False)
    pay(p, 300_000)
    (januari,) = Periode.objects.filter(buku=buku)
    assert control_of(BukuFactory(), TERIMA) is None
    assert not control_of(buku, TERIMA).cocok
    assert "11030" in refused("KEU-152", actions.close_periode, januari, oleh=manajer).pesan
    tutup = {"status": "ditutup", "ditutup_pada": "2026-02-01T00:00:00Z", "ditutup_oleh_id": SISTEM.pk}
    assert refuses(lambda: Periode.objects.filter(pk=januari.pk).update(**tutup)) == "periode_pinjaman_cocok"
    assert {s.pemeriksaan for s in wrong_rows(buku_id=buku.pk)} == {"pinjaman"}

    actions.post_jurnal(
        buku, oleh=SISTEM, jenis="bpb", tanggal=TERIMA, uraian="Pinjaman bawaan", baris=two("11030", "31020", 2_500_000)
    )
    for jurnal in buku.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    actions.close_periode(Periode.objects.get(buku=buku), oleh=manajer)

    assert wrong_rows(buku_id=buku.pk) == []


def test_wrong_sums_are_found(buku, pinjaman):
    """KEU-25, KEU-152: hands that pass by the triggers are found by periksa_buku, row by row."""
    pay(pinjaman, 300_000)
    check_deferred()
    by_other_hands(
        "UPDATE keuangan_angsuranpinjaman SET pokok_dibayar = pokok_dibayar + 1 WHERE ke = 1",
        "UPDATE keuangan_pinjaman SET sisa_pokok = sisa_pokok - 1",
        "UPDATE keuangan_pembayaran SET jumlah = jumlah + 1",
        tabel=("angsuranpinjaman", "pinjaman", "pembayaran"),
    )

    assert {s.pemeriksaan for s in wrong_rows(buku_id=buku.pk)} == {"angsuran", "sisa_pinjaman", "pembayaran"}


def test_decimal_is_whole(pinjaman):
    """KEU-40: half a rupiah is refused before it reaches a row."""
    with pytest.raises(Exception) as galat:
        pay(pinjaman, Decimal("1000.50"))
    assert not isinstance(galat.value, AturanDilanggar)


def test_loan_event_comes_from_its_loan(pinjaman, monkeypatch):
    """KEU-199: where loans stand in a register, a voucher without a payment behind it is refused; a ledger without any books it."""
    satu = {"oleh": SISTEM, "tanggal": TERIMA, "dana": GULIR}
    refused("KEU-199", actions.record_peristiwa, pinjaman.buku, "angsuran", jumlah={"pokok": 1_000}, **satu)
    refused("KEU-199", actions.record_peristiwa, pinjaman.buku, "pinjaman_cair", jumlah=1_000, **satu)
    monkeypatch.setattr("keuangan.actions.peristiwa.events_of_registers", lambda buku: frozenset())
    with pytest.raises(IntegrityError) as galat:
        actions.record_peristiwa(pinjaman.buku, "angsuran", jumlah={"pokok": 1_000}, **satu)
    assert galat.value.__cause__.diag.constraint_name == "jurnal_dari_daftarnya"
    lain = BukuFactory()
    assert actions.record_peristiwa(lain, "angsuran", jumlah={"pokok": 1_000}, **satu).peristiwa == "angsuran"
