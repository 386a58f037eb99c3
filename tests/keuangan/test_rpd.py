"""Money to groups by RPD: asked for, approved, paid once by three people, never above what there is; taken back whole."""

from __future__ import annotations

import re
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.pelaku import SISTEM
from inti.unit_kerja import aksi
from keuangan import actions
from keuangan.actions import Dana
from keuangan.actions.jurnal import reverse_locked
from keuangan.models import RPD, BarisJurnal, BarisRPD, DispensasiLPJ, Jurnal
from keuangan.queries_rpd import BarisLebih, asked_by_line, ledger_of, left_of_file, lines_over
from keuangan.syarat_rpd import money_may_go
from ksm.models import Usulan
from tests.factories import lpj as pabrik
from tests.factories.akun import officer
from tests.factories.lpj import JUTA, approved, asked, contracted, crew, day, granted, paid
from tests.factories.usulan_jadi import fill
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred

pytestmark = pytest.mark.django_db


@contextmanager
def refused(aturan: str) -> Any:
    """The named constraint of the database says no."""
    titik = transaction.savepoint()  # actions open a durable block of their own
    with pytest.raises(DatabaseError) as galat:
        yield
        check_deferred()
    transaction.set_rollback(False)
    transaction.savepoint_rollback(titik)
    asal = galat.value.__cause__
    nama = getattr(getattr(asal, "diag", None), "constraint_name", None) or str(galat.value)
    assert re.search(aturan, nama), nama


@contextmanager
def gate(aturan: str) -> Any:
    """The gate is shut by this rule, in a sentence."""
    with pytest.raises(GerbangTertutup) as galat:
        yield
    tutup = [k for k in galat.value.kekurangan if k.menahan]
    assert aturan in {k.aturan for k in tutup}, tutup
    assert all(str(k.pesan) for k in tutup)


def now(usulan: Usulan) -> Usulan:
    """The proposal as it stands."""
    return Usulan.objects.select_related("ksm").get(pk=usulan.pk)


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """Works under contract: 6 million BLM."""
    return contracted()


@pytest.fixture
def orang(usulan: Usulan) -> dict[str, Any]:
    """Who handles its money."""
    return crew(usulan)


def test_the_whole_way(usulan, orang):
    """RPD-01, RPD-04, RPD-07, USL-10: asked by the group, approved by one, paid by another; the journal names group and activity."""
    rpd = asked(usulan, jumlah={"Semen": 3 * JUTA, "Pasir": JUTA}, oleh=orang["bendahara"])
    assert (rpd.termin, rpd.jumlah, rpd.status) == (1, 4 * JUTA, "draf")
    rpd = actions.submit_rpd(rpd, oleh=orang["bendahara"])
    rpd = actions.approve_rpd(rpd, oleh=orang["koordinator"], tanggal=day(49))

    rpd = actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(20), lewat="bank")
    check_deferred()

    assert rpd.status == "dibayar" and rpd.jurnal.jumlah == 4 * JUTA and rpd.penerima_nama == "Cucu Cahyati"
    assert rpd.tenggat == day(-10)
    muka = BarisJurnal.objects.get(jurnal=rpd.jurnal, akun__kode="11040")
    assert (muka.debit, muka.ksm_id, muka.kegiatan_id) == (4 * JUTA, usulan.ksm_id, usulan.kegiatan_renta.kegiatan_id)
    assert (muka.sumber_dana_id, muka.termin, muka.tahun_dana) == ("blm_apbn", 1, 2026)
    assert not hasattr(rpd.jurnal, "persetujuan") and rpd.jurnal.perlu_persetujuan
    assert now(usulan).status == "cair"
    # pressed once more: nothing happens
    assert actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(20)).pk == rpd.pk
    assert Jurnal.objects.filter(peristiwa="bayar_ksm").count() == 1


def test_three_people(usulan, orang):
    """RPD-04: who wrote it does not approve it, who approved it does not pay it; the database holds both."""
    rpd = actions.submit_rpd(asked(usulan, oleh=orang["sekretaris"]), oleh=orang["sekretaris"])
    with pytest.raises(TidakBerwenang):
        actions.approve_rpd(rpd, oleh=orang["sekretaris"])
    with refused("rpd_disetujui_orang_lain"):
        RPD.objects.filter(pk=rpd.pk).update(
            status="disetujui", disetujui_oleh_id=orang["sekretaris"].pk, disetujui_oleh_nama="S", disetujui_pada=day(1)
        )
    rpd = actions.approve_rpd(rpd, oleh=orang["koordinator"], tanggal=day(40))
    with pytest.raises(TidakBerwenang):
        actions.pay_rpd(rpd, oleh=orang["koordinator"])
    with pytest.raises(TidakBerwenang):
        actions.pay_rpd(rpd, oleh=orang["bendahara"])


def test_same_person_by_system_is_refused(usulan):
    """RPD-04: even where rights allow it, writer and approver, approver and payer are two people."""
    rpd = actions.submit_rpd(asked(usulan), oleh=SISTEM)
    with pytest.raises(AturanDilanggar) as galat:
        actions.approve_rpd(rpd, oleh=SISTEM)
    assert galat.value.aturan == "RPD-04"


def test_never_above_the_contract(usulan, orang):
    """RPD-05: all RPD of a proposal together stay within its agreement, in a sentence and in the database."""
    paid(usulan, orang, jumlah={"Semen": 3_500_000})
    usulan = now(usulan)
    lebih = asked(usulan, jumlah={"Semen": 2_500_001})
    with gate("RPD-05"):
        actions.submit_rpd(lebih, oleh=SISTEM)
    with refused("rpd_sebatas_perjanjian"):
        RPD.objects.filter(pk=lebih.pk).update(status="diajukan")
    pas = actions.revise_rpd(
        lebih, oleh=SISTEM, berkas=granted(), baris={usulan.barisrab.get(uraian="Pasir").pk: 2_500_000}
    )
    assert actions.submit_rpd(pas, oleh=SISTEM).status == "diajukan"


def test_never_above_the_payment_file(usulan, orang):
    """RPD-06: what the file brought less what went to the UPK is all that groups can ask for; the SPPB's share too."""
    berkas = granted()
    buku = ledger_of(berkas)
    actions.record_peristiwa(
        buku, "bop_dari_blm", oleh=SISTEM, tanggal=day(60), jumlah=int(berkas.jumlah) - 2_500_000,
        dana=Dana("blm_apbn", 2026, 1),
    )  # fmt: skip
    rpd = asked(usulan, jumlah={"Semen": 2_500_001})
    with gate("RPD-06"):
        actions.submit_rpd(rpd, oleh=SISTEM)
    with refused("rpd_sebatas_dana"):
        RPD.objects.filter(pk=rpd.pk).update(status="diajukan")


def test_what_groups_got_before_counts_too(usulan, orang):
    """RPD-06: what was paid to groups by vouchers from before RPD is gone from the file; what they returned is there again."""
    berkas = granted()
    buku, dana = ledger_of(berkas), Dana("blm_apbn", 2026, 1, ksm=contracted().ksm)
    sebelum = left_of_file(berkas)
    isi = {"oleh": SISTEM, "tanggal": day(60), "dana": dana, "lewat": "bank"}
    actions.record_peristiwa(buku, "bayar_ksm", jumlah=int(sebelum) - 2_000_000, **isi)
    assert left_of_file(berkas) == 2_000_000
    rpd = asked(usulan, jumlah={"Semen": 2_000_001})
    with refused("rpd_sebatas_dana"):
        RPD.objects.filter(pk=rpd.pk).update(status="diajukan")
    actions.record_peristiwa(buku, "sisa_ksm", jumlah=1, **isi)
    assert actions.submit_rpd(rpd, oleh=SISTEM).status == "diajukan"


def test_an_old_advance_is_settled_before_the_first_rpd(usulan, orang):
    """RPD-15, KEU-199: a group that owes from before RPD is asked to settle that first; afterwards no voucher could."""
    buku, dana = ledger_of(granted()), Dana("blm_apbn", 2026, 1, ksm=usulan.ksm)
    isi = {"oleh": SISTEM, "dana": dana, "lewat": "bank"}
    actions.record_peristiwa(buku, "bayar_ksm", jumlah=1_000_000, tanggal=day(60), **isi)
    rpd = asked(usulan)
    with pytest.raises(GerbangTertutup) as galat:
        actions.submit_rpd(rpd, oleh=SISTEM)
    kurang = next(k for k in galat.value.kekurangan if k.aturan == "RPD-15")
    assert "Rp 1.000.000" in str(kurang.pesan).replace("\xa0", " ") and "/dana-ksm/" in kurang.tautan
    actions.record_peristiwa(buku, "sisa_ksm", jumlah=1_000_000, tanggal=day(55), **isi)
    assert actions.submit_rpd(rpd, oleh=SISTEM).status == "diajukan"


def test_never_above_cash_at_hand(usulan, orang):
    """RPD-07: paid in cash there must be cash that day; the database refuses what the page would have said."""
    rpd = approved(usulan, orang)
    with pytest.raises(AturanDilanggar) as galat:
        actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(20), lewat="kas")
    assert galat.value.aturan == "RPD-07" and "Rp0" in str(galat.value).replace(" ", "").replace("\xa0", "")
    assert Jurnal.objects.filter(peristiwa="bayar_ksm").count() == 0


def test_paid_is_the_rpd(usulan, orang):
    """RPD-01, RPD-07: an RPD is the sum of its rows; a payment of another amount, or without its voucher, is refused."""
    rpd = approved(usulan, orang)
    with refused("rpd_jumlah_baris|rpd_tetap"):
        RPD.objects.filter(pk=rpd.pk).update(jumlah=1)
    with refused("rpd_tetap"):
        BarisRPD.objects.filter(rpd=rpd).update(jumlah=1)
    lain = Jurnal.objects.get(peristiwa="blm_masuk")
    with refused("rpd_bukti_cocok"):
        RPD.objects.filter(pk=rpd.pk).update(
            status="dibayar", jurnal=lain, dibayar_pada=lain.tanggal, dibayar_oleh_id=SISTEM.pk, lewat="bank",
            penerima_nama="X", tenggat=day(0), disetujui_pada=lain.tanggal,
        )  # fmt: skip
    with refused("rpd_tetap"), connection.cursor() as kursor:
        kursor.execute("DELETE FROM keuangan_rpd WHERE id = %s", [rpd.pk])


def test_vouchers_come_from_the_register(usulan, orang):
    """KEU-199: once a group has an RPD, its advance is not booked beside it."""
    rpd = paid(usulan, orang)
    buku, dana = rpd.jurnal.buku, Dana("blm_apbn", 2026, 1, ksm=usulan.ksm)
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_peristiwa(
            buku, "bayar_ksm", oleh=orang["sekretaris"], tanggal=day(3), jumlah=5, dana=dana, lewat="bank"
        )
    assert galat.value.aturan == "KEU-199"
    with refused("jurnal_dana_ksm_berdaftar"):
        actions.record_peristiwa(
            buku,
            "bayar_ksm",
            oleh=SISTEM,
            tanggal=day(3),
            jumlah=5,
            dana=dana,
            lewat="bank",
            objek=("keuangan.rpd", "x"),
        )


@aksi
def reverse_alone(jurnal: Jurnal, *, oleh: Any = SISTEM) -> None:
    """A reversal that leaves the register as it was, as no page would do it."""
    reverse_locked(jurnal.buku, jurnal, oleh=SISTEM, alasan="Di luar daftar")


def test_taken_back_whole(usulan, orang):
    """RPD-08, USL-10: a payment is taken back with its voucher, and can be paid again; the voucher alone is not reversed."""
    rpd = paid(usulan, orang)
    with pytest.raises(AturanDilanggar) as galat:
        actions.reverse_jurnal(rpd.jurnal, oleh=orang["sekretaris"], alasan="Keliru")
    assert galat.value.aturan == "RPD-08"
    with refused("jurnal_dana_ksm_dibalik_bersama"):
        reverse_alone(rpd.jurnal, oleh=SISTEM)
    with pytest.raises(IsianSalah):
        actions.withdraw_payment(rpd, oleh=orang["sekretaris"], alasan=" ")
    rpd = actions.withdraw_payment(rpd, oleh=orang["sekretaris"], alasan="Belum jadi diambil")
    check_deferred()
    assert (rpd.status, rpd.jurnal, now(usulan).status) == ("disetujui", None, "kontrak")
    rpd = actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(0), lewat="bank")
    check_deferred()
    assert rpd.status == "dibayar" and Jurnal.objects.filter(peristiwa="bayar_ksm").count() == 2
    pabrik.handed_in(rpd, orang)
    with gate("RPD-08"):
        actions.withdraw_payment(rpd, oleh=orang["sekretaris"], alasan="Lagi")


def test_no_money_while_a_change_waits(usulan, orang):
    """RPD-03: a proposal with a change under way gets no money."""
    rpd = approved(usulan, orang)
    Usulan.objects.filter(pk=usulan.pk).update(status="perubahan", status_ubah="kontrak")
    with gate("RPD-03"):
        actions.pay_rpd(rpd, oleh=orang["sekretaris"], tanggal=day(5), lewat="bank")
    with pytest.raises(AturanDilanggar) as galat:
        asked(Usulan.objects.get(pk=usulan.pk))
    assert galat.value.aturan == "RPD-03"


def test_late_account_holds_back(usulan, orang, monkeypatch):
    """RPD-09: a group with a late account gets no new money, whichever proposal it is for; handed in, it may ask again."""
    pertama = paid(usulan, orang, lalu=40)
    assert pertama.tenggat < day(0)
    usulan = now(usulan)
    lagi = asked(usulan, jumlah={"Pasir": JUTA}, oleh=orang["sekretaris"])
    with gate("RPD-09"):
        actions.submit_rpd(lagi, oleh=orang["sekretaris"])
    with refused("rpd_lpj_terlambat"):
        RPD.objects.filter(pk=lagi.pk).update(status="diajukan")
    pabrik.handed_in(pertama, orang)
    assert actions.submit_rpd(lagi, oleh=orang["sekretaris"]).status == "diajukan"


def test_dispensed_group_stays_blocked(usulan, orang):
    """RPD-09, BLM-33: a letter lets the next tranche pass, not the group itself."""
    pertama = paid(usulan, orang)
    DispensasiLPJ.objects.create(
        wilayah_id=usulan.wilayah_id, tahap=pertama.berkas_pencairan.tahap, ksm=usulan.ksm, nomor_surat="1/D",
        tanggal_surat=day(1), alasan="Banjir", berkas=pabrik.photo(), dibuat_oleh_id=SISTEM.pk,
    )  # fmt: skip
    usulan = now(usulan)
    lagi = asked(usulan, jumlah={"Pasir": JUTA})
    with gate("RPD-09"):
        actions.submit_rpd(lagi, oleh=SISTEM)
    with refused("rpd_lpj_terlambat"):
        RPD.objects.filter(pk=lagi.pk).update(status="diajukan")


def test_misuse_holds_back_until_the_bkm_decides(usulan, orang):
    """SLW-04: an open case holds back new money of that group; a decision of the BKM lets it go."""
    kasus = pabrik.reported(ksm=usulan.ksm, oleh=orang["faskel"])
    rpd = asked(usulan)
    with gate("SLW-04"):
        actions.submit_rpd(rpd, oleh=SISTEM)
    with refused("rpd_penyelewengan"):
        RPD.objects.filter(pk=rpd.pk).update(status="diajukan")
    with pytest.raises(TidakBerwenang):
        actions.release_money(kasus, oleh=orang["faskel"], dasar="Saya kira boleh")
    actions.release_money(kasus, oleh=orang["koordinator"], dasar="Rapat BKM 3 Maret")
    assert actions.submit_rpd(rpd, oleh=SISTEM).status == "diajukan"


def test_a_line_of_the_rab_is_not_asked_for_twice(usulan, orang):
    """RPD-13: 3,000,000 of cement in the first termin and 600,000 in the second go over a line of 3,500,000: told, passed with
    a reason, and refused where the kota made it binding."""
    paid(usulan, orang)
    rpd = asked(usulan, jumlah={"Semen": 600_000, "Pasir": JUTA}, oleh=orang["bendahara"])
    with pytest.raises(GerbangTertutup):
        actions.submit_rpd(rpd, oleh=orang["bendahara"])
    (temuan,) = (k for k in money_may_go(rpd) if not k.terpenuhi)
    assert (temuan.aturan, temuan.mode) == ("RPD-13", "warn")
    assert temuan.rincian.replace("\xa0", " ") == "Semen: semua RPD meminta Rp 3.600.000, dalam RAB Rp 3.500.000"
    rpd = actions.submit_rpd(rpd, oleh=orang["bendahara"], alasan="Harga semen naik, pasir lebih murah.")
    ParameterFactory(
        kode="rpd.batas_baris_rab", nama="Batas baris", nilai=True, jenis="ya_tidak", satuan="", mode="block",
        berlaku_mulai=day(100), wilayah_id="32.73",
    )  # fmt: skip
    with gate("RPD-13"):
        actions.approve_rpd(rpd, oleh=orang["koordinator"], alasan="Sudah dibicarakan.")
    ParameterFactory(
        kode="rpd.batas_baris_rab", nama="Batas baris", nilai=False, jenis="ya_tidak", satuan="", mode="info",
        berlaku_mulai=day(50), wilayah_id=usulan.wilayah_id,
    )  # fmt: skip
    assert not [k for k in money_may_go(rpd) if k.aturan == "RPD-13"]


def test_a_line_within_the_rab_is_met(usulan, orang, client):
    """RPD-13: to the last rupiah of the line nothing is missing; the page of the RPD says so, and says what goes over."""
    paid(usulan, orang)
    rpd = asked(usulan, jumlah={"Semen": 500_000}, oleh=orang["bendahara"])
    assert [k.terpenuhi for k in money_may_go(rpd) if k.aturan == "RPD-13"] == [True]
    semen = rpd.baris.get().baris_rab_id
    actions.revise_rpd(rpd, oleh=orang["bendahara"], berkas=granted(), baris={semen: 500_001})
    client.force_login(orang["bendahara"])
    isi = client.get(reverse("keuangan:rpd", args=[rpd.pk])).content.decode().replace("\xa0", " ")
    assert "Yang diminta melebihi RAB pada 1 baris." in isi and "meminta Rp 3.500.001" in isi


def test_a_line_written_anew_keeps_what_was_asked(usulan, orang):
    """RPD-13: a change writes the RAB anew; what was asked for the old line counts on the one that repeats it."""
    paid(usulan, orang)
    Usulan.objects.filter(pk=usulan.pk).update(status="perubahan", status_ubah="cair")
    fill(usulan, ke=1)
    usulan.barisrab.filter(ke=1, uraian="Semen").update(uraian="  SEMEN", volume=45, blm=3_150_000)
    Usulan.objects.filter(pk=usulan.pk).update(status="cair", status_ubah="", rab_ke=1)
    usulan = Usulan.objects.get(pk=usulan.pk)
    baru = usulan.barisrab.get(ke=1, uraian="  SEMEN")

    assert asked_by_line(usulan) == {baru.pk: 3 * JUTA}
    rpd = asked(usulan, jumlah={"  SEMEN": 150_001})
    assert lines_over(rpd) == [BarisLebih("  SEMEN", Decimal(3_150_000), Decimal(3_150_001))]


def test_one_at_a_time_and_loans_go_elsewhere(usulan):
    """RPD-02, RPD-03: one RPD on its way; a loan has none; rows are lines of the RAB that counts."""
    rpd = asked(usulan)
    with pytest.raises(AturanDilanggar) as galat:
        asked(usulan)
    assert galat.value.aturan == "RPD-02"
    with pytest.raises(IsianSalah):
        actions.revise_rpd(rpd, oleh=SISTEM, berkas=granted(), baris={})
    with pytest.raises(IsianSalah):
        actions.revise_rpd(rpd, oleh=SISTEM, berkas=granted(), baris={rpd.pk: 5})
    actions.cancel_rpd(rpd, oleh=SISTEM, alasan="Keliru")
    assert asked(usulan).termin == 1
    pinjam = contracted(jenis="ekonomi")
    with pytest.raises(AturanDilanggar) as galat:
        asked(pinjam, jumlah={"Modal usaha": JUTA})
    assert galat.value.aturan == "RPD-03"


def test_returned_and_mended(usulan, orang):
    """RPD-04: given back with a reason it can be written again."""
    rpd = approved(usulan, orang)
    with pytest.raises(IsianSalah):
        actions.return_rpd(rpd, oleh=orang["koordinator"], alasan="")
    rpd = actions.return_rpd(rpd, oleh=orang["koordinator"], alasan="Harga semen turun")
    assert rpd.status == "dikembalikan" and rpd.disetujui_oleh_id is None
    rpd = actions.revise_rpd(
        rpd, oleh=orang["bendahara"], berkas=granted(), baris={rpd.baris.get().baris_rab_id: "2.000.000"}
    )
    assert actions.submit_rpd(rpd, oleh=orang["bendahara"]).jumlah == Decimal(2 * JUTA)
    with pytest.raises(TransisiDitolak):
        actions.pay_rpd(rpd, oleh=orang["sekretaris"])


def test_four_officers(usulan, orang, petugas_kelurahan, petugas_kota_lain):
    """UMU-06: another kota sees nothing; a treasurer sees the own group only; who has no right is refused."""
    rpd = asked(usulan)
    lain = officer("bendahara.lain", "bendahara_ksm", usulan.wilayah_id, badan=contracted().ksm.badan)
    for asing in (petugas_kota_lain, lain):
        with pytest.raises(RPD.DoesNotExist):
            actions.submit_rpd(rpd, oleh=asing)
    with pytest.raises(TidakBerwenang):
        actions.submit_rpd(rpd, oleh=petugas_kelurahan)
    assert not RPD.objects.visible_to(lain).exists() and RPD.objects.visible_to(orang["bendahara"]).count() == 1
