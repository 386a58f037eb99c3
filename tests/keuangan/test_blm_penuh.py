"""The whole way: two tranches for a BKM with eight KSM, from the official allocation to the last accepted account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inti.errors import AturanDilanggar, GerbangTertutup
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Dana
from keuangan.gerbang_blm import gate_of_tranche
from keuangan.gerbang_dana import capital_findings
from keuangan.models import SPPB, Jurnal
from keuangan.periksa import wrong_rows
from keuangan.queries_lpj import late_accounts
from keuangan.queries_sasaran import reach, swadaya_of
from keuangan.registers import blm_register, fund_cards
from ksm.models import Usulan
from tests.conftest import KELURAHAN
from tests.factories import blm
from tests.factories import lpj as pabrik
from tests.factories.keuangan import BukuFactory
from tests.factories.ksm import KSMFactory
from tests.factories.lpj import JUTA, accepted, contracted, crew, day, granted, paid
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred

pytestmark = pytest.mark.django_db
TERMIN_1 = {"prasarana": {"Semen": 3 * JUTA}, "sosial": {"Santunan": 900_000}}
TERMIN_2 = {"prasarana": {"Semen": 500_000, "Pasir": 2_500_000}, "sosial": {"Santunan": 600_000}}


@pytest.fixture
def delapan(register: Any) -> list[Usulan]:
    """Eight groups under contract: five works, two of social aid, one that borrows."""
    granted()
    jenis = ["prasarana"] * 5 + ["sosial"] * 2 + ["ekonomi"]
    kelompok = {"prasarana": "lingkungan", "sosial": "sosial", "ekonomi": "ekonomi"}
    return [
        contracted(jenis=j, ksm=KSMFactory(nama=f"KSM {ke}", jenis=kelompok[j])) for ke, j in enumerate(jenis, 1)
    ]  # fmt: skip


def again(usulan: Usulan) -> Usulan:
    """The proposal as it stands."""
    return Usulan.objects.select_related("ksm", "wilayah").get(pk=usulan.pk)


def second_file(sppb: SPPB) -> Any:
    """The file of tranche 2, its papers there and right, in front of the Tim Faskel."""
    berkas = blm.composed(sppb, 2, hari=day(5))
    blm.right(berkas)
    return berkas


def test_from_pagu_to_the_last_account(delapan):
    """BLM-30 to BLM-34, RPD-01, LPJ-11, KEU-25: tranche 2 opens when it may, and every rupiah is where the registers say."""
    orang = crew()
    dana, pinjaman = [u for u in delapan if u.jenis != "ekonomi"], delapan[-1]
    sppb = granted().tahap.sppb
    tahap1, tahap2 = blm.tranche(sppb, 1), blm.tranche(sppb, 2)
    assert (tahap1.jumlah, tahap2.jumlah) == (150 * JUTA, 100 * JUTA)

    # The revolving fund gets its share of the tranche: 18 % of 150 million, both halves of the transfer.
    sekretariat = blm.ledger(sppb.bkm)
    upk = BukuFactory(badan=sekretariat.badan, unit="upk")
    actions.transfer_between(
        sekretariat, upk, oleh=SISTEM, tanggal=day(60), jumlah=27 * JUTA, dana=Dana("blm_apbn", 2026, 1)
    )
    assert pinjaman.status == "kontrak"

    # First termin to the seven others: five works of 3 million, two gifts of 900,000.
    lpj = []
    rpd1 = [paid(u, orang, jumlah=TERMIN_1[u.jenis]) for u in dana]
    assert sum(r.jumlah for r in rpd1) == 16_800_000
    assert {again(u).status for u in dana} == {"cair"}

    # Tranche 2 waits: seven accounts are missing, and the first of the five says which.
    berkas2 = second_file(sppb)
    with pytest.raises(GerbangTertutup) as galat:
        actions.pass_berkas(
            berkas2, "faskel", oleh=SISTEM, tanggal=day(4), nama="Faskel Rekaan", foto=blm.photo(), alasan="Lanjut."
        )
    kurang = " ".join(str(k.pesan) + str(k.rincian) for k in galat.value.kekurangan if k.menahan)
    assert "Menunggu 7 KSM: KSM 1 (belum menyusun LPJ" in kurang
    assert len(late_accounts(sppb, 2)) == 7

    # Six account for it; the seventh is dispensed only where the area allows that, and stays without new money itself.
    lpj += [accepted(again_rpd(r), orang) for r in rpd1[:-1]]
    terlambat = rpd1[-1]
    surat = {"ksm": terlambat.usulan.ksm, "nomor_surat": "9/D", "tanggal_surat": day(3), "alasan": "Ketua sakit."}
    with pytest.raises(AturanDilanggar):
        actions.dispense_lpj(tahap1, oleh=SISTEM, berkas=blm.photo(), **surat)
    ParameterFactory(
        kode="blm.dispensasi_lpj", nama="Dispensasi", definisi="p2kp", nilai=True, jenis="ya_tidak", satuan="",
        mode="block", berlaku_mulai=date(2026, 1, 1),
    )  # fmt: skip
    actions.dispense_lpj(tahap1, oleh=SISTEM, berkas=blm.photo(), **surat)
    assert not [k for k in gate_of_tranche(tahap2) if k.menahan and "LPJ" in str(k.pesan)]
    berkas2 = blm.passed(berkas2, "satker", hari=day(3))
    actions.note_surat(berkas2, oleh=SISTEM, nomor_sp2d="0201/SP2D/2026", tanggal_sp2d=day(2))
    berkas2 = actions.receive_blm(berkas2, oleh=SISTEM, tanggal=day(2))
    assert berkas2.jurnal.jumlah == 100 * JUTA
    ditahan = _ask(again(terlambat.usulan), berkas2, orang)
    with pytest.raises(GerbangTertutup):
        actions.submit_rpd(ditahan, oleh=orang["sekretaris"])
    actions.cancel_rpd(ditahan, oleh=orang["sekretaris"], alasan="Menunggu LPJ.")
    lpj.append(accepted(again_rpd(terlambat), orang))

    # Second termin out of tranche 2, and the last accounts.
    for u in dana:
        r = _second_rpd(again(u), berkas2, orang)
        lpj.append(_last(r, orang))
    check_deferred()

    assert {again(u).status for u in dana} == {"selesai"}
    dibelanjakan = sum(x.belanja for x in lpj)
    assert dibelanjakan == 5 * 6 * JUTA + 2 * 1_500_000
    baris = {b.termin: b for b in blm_register(sekretariat)}
    assert (baris[1].diterima, baris[1].modal, baris[1].dipakai) == (150 * JUTA, 27 * JUTA, 16_800_000)
    assert (baris[2].diterima, baris[2].dipakai, baris[2].uang_muka) == (100 * JUTA, 16_200_000, 0)
    assert all(k.sisa == 0 for k in fund_cards(sekretariat))
    laporan = actions.determine_lpj_bkm(tahap1, oleh=SISTEM)
    assert (laporan.diterima, laporan.modal, laporan.dibayar) == (150 * JUTA, 27 * JUTA, 16_800_000)
    assert laporan.saldo == 150 * JUTA - 27 * JUTA - 16_800_000
    assert wrong_rows() == []
    assert Jurnal.objects.filter(peristiwa="blm_masuk").count() == 2

    capaian = reach([KELURAHAN])[KELURAHAN]
    assert capaian.prasarana == 30 * JUTA
    assert swadaya_of([KELURAHAN])[KELURAHAN][0].blm == 33 * JUTA


def again_rpd(rpd: Any) -> Any:
    """The RPD with its proposal as it stands."""
    return type(rpd).objects.select_related("usulan__ksm").get(pk=rpd.pk)


def _ask(usulan: Usulan, berkas: Any, orang: dict[str, Any]) -> Any:
    """The rest of the contract, asked for out of the second tranche."""
    isi = TERMIN_2[usulan.jenis]
    baris = {b.pk: isi[b.uraian] for b in usulan.barisrab.filter(ke=usulan.rab_ke) if b.uraian in isi}
    return actions.compose_rpd(usulan, oleh=orang["sekretaris"], berkas=berkas, baris=baris, tanggal=day(1))


def _second_rpd(usulan: Usulan, berkas: Any, orang: dict[str, Any]) -> Any:
    """The same, handed in, approved and paid."""
    s, k = orang["sekretaris"], orang["koordinator"]
    rpd = actions.submit_rpd(_ask(usulan, berkas, orang), oleh=s)
    rpd = actions.approve_rpd(rpd, oleh=k, tanggal=day(1))
    return actions.pay_rpd(rpd, oleh=s, tanggal=day(1), lewat="bank")


def _last(rpd: Any, orang: dict[str, Any]) -> Any:
    """Its account, the last of the proposal: written from the book, checked, accepted today."""
    s = orang["sekretaris"]
    rpd = again_rpd(rpd)
    pabrik.bought(rpd.usulan, int(rpd.jumlah), oleh=s, lalu=0)
    lpj = actions.draft_lpj(rpd, oleh=s, tanggal=day(), kk=40, kk_miskin=12, akhir=True)
    lpj = actions.submit_lpj(lpj, oleh=s, tanggal=day())
    lpj = actions.check_lpj(lpj, oleh=orang[rpd.usulan.unit], tanggal=day())
    return actions.accept_lpj(lpj, oleh=orang["koordinator"], tanggal=day())


def test_nothing_of_it_is_typed(delapan):
    """LPJ-03: an account without a book is an account of nothing: what was paid is all left, and must come back."""
    orang = crew()
    rpd = paid(delapan[0], orang)
    lpj = actions.draft_lpj(rpd, oleh=orang["sekretaris"], tanggal=day(10), kk=40, kk_miskin=12)
    assert (lpj.diterima, lpj.belanja, lpj.sisa) == (3 * JUTA, Decimal(0), 3 * JUTA)


def test_misuse_at_the_bkm_holds_the_next_tranche(delapan):
    """SLW-07: proven misuse of a unit of the BKM shuts the gate; lifted by a decision it opens; a mere report does not."""
    tahap = blm.tranche(granted().tahap.sppb, 2)

    def holds() -> bool:
        return any(k.aturan == "SLW-07" and k.menahan for k in gate_of_tranche(tahap))

    kasus = pabrik.reported(tempat="sekretariat", pelaku="sekretariat")
    assert not holds()
    kasus = actions.prove_case(kasus, oleh=SISTEM, alasan="Rapat BKM.")
    assert holds()
    actions.release_money(kasus, oleh=SISTEM, dasar="Keputusan rapat BKM 3/2026", tanggal=day())
    assert not holds()


def test_misuse_at_the_upk_holds_its_capital(delapan):
    """SLW-08: proven misuse at the UPK holds back its capital in page, action and database; the decision that lets the tranche
    go lets the capital go. A report alone, and a case at another unit, hold nothing of it."""
    sekretariat = blm.ledger(granted().tahap.sppb.bkm)
    upk = BukuFactory(badan=sekretariat.badan, unit="upk")
    orang = crew()

    def send() -> tuple[Jurnal, Jurnal]:
        return actions.transfer_between(
            sekretariat, upk, oleh=SISTEM, tanggal=day(1), jumlah=JUTA, dana=Dana("blm_apbn", 2026, 1)
        )

    sudah = send()
    kasus = pabrik.reported(tempat="upk", pelaku="petugas_upk")
    actions.prove_case(pabrik.reported(tempat="upl", pelaku="petugas_up"), oleh=SISTEM, alasan="Rapat BKM.")
    send()
    kasus = actions.prove_case(kasus, oleh=SISTEM, alasan="Rapat BKM.")
    with pytest.raises(GerbangTertutup) as galat:
        send()
    (satu,) = galat.value.kekurangan
    assert satu.aturan == "SLW-08" and "Rp 500.000" in satu.rincian.replace("\xa0", " ")
    assert [f.terpenuhi for f in capital_findings(upk) if f.kode == "penyelewengan"] == [False]
    with pytest.raises(IntegrityError) as tolak, transaction.atomic():
        keluar, _masuk = sudah
        nomor = Jurnal.objects.filter(buku=sekretariat, jenis=keluar.jenis, tahun=keluar.tahun).count() + 1
        isi = {
            n: getattr(keluar, n) for n in ("buku", "wilayah_id", "periode", "jenis", "tahun", "tanggal", "peristiwa")
        }
        Jurnal.objects.create(nomor=nomor, uraian="Modal", jumlah=JUTA, jumlah_baris=2, **isi)
    assert tolak.value.__cause__.diag.constraint_name == "modal_tertahan_penyelewengan"

    actions.recover_money(kasus, oleh=SISTEM, tanggal=day(), jumlah=100_000, keterangan="Setor sebagian.")
    with pytest.raises(GerbangTertutup):
        send()
    actions.release_money(kasus, oleh=orang["koordinator"], dasar="Keputusan rapat BKM 4/2026", tanggal=day())
    send()


def test_misuse_holds_no_capital_where_the_area_says_so(delapan):
    """SLW-08: recorded while the parameter is off, a proven case holds nothing back; taking capital back needs no release."""
    sekretariat = blm.ledger(granted().tahap.sppb.bkm)
    upk = BukuFactory(badan=sekretariat.badan, unit="upk")
    isi = {"oleh": SISTEM, "tanggal": day(1), "jumlah": JUTA, "dana": Dana("blm_apbn", 2026, 1)}
    keluar, _masuk = actions.transfer_between(sekretariat, upk, **isi)
    kasus = actions.prove_case(pabrik.reported(tempat="upk", pelaku="petugas_upk"), oleh=SISTEM, alasan="Rapat BKM.")
    actions.reverse_jurnal(keluar, oleh=SISTEM, alasan="Salah jumlah")
    actions.release_money(kasus, oleh=SISTEM, dasar="Rapat BKM", tanggal=day())
    ParameterFactory(
        kode="penyelewengan.tahan_dana", nama="Menahan", nilai=False, jenis="ya_tidak", satuan="", mode="info",
        berlaku_mulai=day(100), wilayah_id=KELURAHAN,
    )  # fmt: skip
    actions.prove_case(pabrik.reported(tempat="upk", pelaku="petugas_upk"), oleh=SISTEM, alasan="Rapat BKM.")
    actions.transfer_between(sekretariat, upk, **isi)
