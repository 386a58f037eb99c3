"""Every refusal of a loan: one setup that passes, one circumstance that does not, and the sentence for it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inti.errors import AturanDilanggar, GerbangTertutup
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import Pinjaman
from keuangan.queries_pinjaman import cash_for, queue_before
from keuangan.syarat_pinjaman import conflict_of, findings_for, gerbang_dana
from ksm.actions import dismiss_anggota
from siklus.models import EntriPS2
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.keuangan import PemilikDanaFactory
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.pembayaran import pay, rows, running
from tests.factories.permohonan import (
    AKAD,
    CAIR,
    PUTUS,
    applied,
    checked,
    fill_cash,
    group,
    members,
    product,
    proposed,
)
from wilayah.actions import load_parameters
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def kebijakan() -> Any:
    """`kebijakan(kode, mode, nilai)`: a Parameter row since 2000."""

    def tetapkan(kode: str, mode: str, nilai: bool = True) -> None:
        load_parameters(
            [{"kode": kode, "definisi": "", "nama": kode, "nilai": nilai, "jenis": "ya_tidak", "satuan": "", "mode": mode,
              "berlaku_mulai": "2000-01-01", "sumber": "KP", "status_sumber": "setempat", "keterangan": ""}],
            oleh=SISTEM,
        )  # fmt: skip

    return tetapkan


@pytest.fixture
def produk(buku, manajer) -> Any:
    """The product of every case here."""
    return product(buku, oleh=manajer)


@pytest.fixture
def siapkan(buku, produk, kasir, pembuku) -> Any:
    """`siapkan(ksm, ...)`: a checked application of a group, everything in order unless said otherwise."""

    def susun(ksm: Any, *, jumlah: Any = 5_000_000, tenor: int = 24, untuk: Any = None, **isi: Any) -> Pinjaman:
        p = applied(buku, untuk or produk, ksm, oleh=kasir, jumlah=jumlah, tenor=tenor)
        return checked(p, oleh=pembuku, **isi)

    return susun


@pytest.fixture
def jalankan(manajer, koordinator, kasir, pembuku, buku) -> Any:
    """`jalankan(p)`: decided, signed and paid."""

    def kerja(p: Pinjaman) -> Pinjaman:
        fill_cash(buku, oleh=pembuku)
        proposed(p, oleh=manajer)
        actions.approve_pinjaman(p, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
        actions.sign_akad(p, oleh=manajer, tanggal=AKAD)
        return actions.disburse_pinjaman(p, oleh=kasir, tanggal=CAIR)

    return kerja


def missing(p: Pinjaman, *, mode: str = "block") -> dict[str, str]:
    """What holds the loan back now: code -> sentence; the proposal itself left out."""
    temuan = findings_for(Pinjaman.objects.get(pk=p.pk))
    return {k.kode: k.pesan for k in temuan if k.mode == mode and not k.terpenuhi and k.kode != "usulan"}


def force(p: Pinjaman, sql: str, *isi: Any) -> None:
    """A circumstance that our own actions do not produce."""
    with connection.cursor() as kursor:
        kursor.execute(sql, [*isi, p.pk])


def test_loan_in_order_lacks_nothing(siapkan, manajer, koordinator):
    """KEU-140 to KEU-149: the setup of all refusals below passes."""
    p = siapkan(group())

    assert missing(p) == {}
    proposed(p, oleh=manajer)
    assert actions.approve_pinjaman(p, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.").status == "disetujui"


def test_too_few_members(siapkan, manajer):
    """KEU-140: under the minimum it would be a loan to persons; a share of nothing is no borrower."""
    p = siapkan(group(orang=5), anggota={"diusulkan": 0})

    assert missing(p) == {"anggota_min": missing(p)["anggota_min"]} and "paling sedikit 5" in missing(p)["anggota_min"]
    with pytest.raises(GerbangTertutup):
        proposed(p, oleh=manajer)


def test_too_many_members(siapkan, buku, manajer):
    """KEU-140: the branch that sets a maximum."""
    p = siapkan(group(orang=5), untuk=product(buku, oleh=manajer, nama="PMPK", anggota_min=3, anggota_maks=4))

    assert "paling banyak 4" in missing(p)["anggota_maks"]


def test_too_few_women(siapkan):
    """KEU-140: at least thirty per cent of those who borrow."""
    p = siapkan(group(kelamin="PLLLL"))

    assert set(missing(p)) == {"perempuan"} and "20,0" in missing(p)["perempuan"]


def test_member_left_meanwhile(siapkan, petugas_kelurahan):
    """KEU-140: who left the group does not borrow with it."""
    p = siapkan(group())
    dismiss_anggota(members(p.ksm)[1], oleh=petugas_kelurahan, tanggal=today_in(KELURAHAN), alasan="Pindah.")

    assert set(missing(p)) == {"ksm_aktif"} and missing(p)["ksm_aktif"].startswith("No. 2")


@pytest.mark.parametrize(
    ("berkas", "kode"),
    [
        ({"tanggung_renteng": None}, "tanggung_renteng"),
        ({"dilatih": None}, "pelatihan"),
        ({"menabung_bulan": 2}, "menabung"),
    ],
)
def test_papers_of_the_group(siapkan, berkas, kode):
    """KEU-141: joint liability in writing, training, three months of saving in a row."""
    assert set(missing(siapkan(group(), **berkas))) == {kode}


@pytest.mark.parametrize(("isi", "kode"), [({"ktp_ada": False}, "ktp"), ({"keluarga_setuju": False}, "keluarga")])
def test_papers_of_a_member(siapkan, isi, kode):
    """KEU-142: identity seen, family agrees; the finding names a number, not a person."""
    kurang = missing(siapkan(group(), anggota=isi))

    assert set(kurang) == {kode} and kurang[kode].startswith("No. 1") and "Anggota Melati" not in kurang[kode]


def test_members_outside_ps2(siapkan, kebijakan):
    """KEU-142: borrowers are of PS-2 households, as the Parameter says; only how many is told."""
    p = siapkan(group(ps2=False))
    assert set(missing(p)) == {"ps2"} and missing(p)["ps2"].startswith("5 dari 5")

    kebijakan("keuangan.pinjaman_ps2", "warn")
    assert missing(p) == {} and "ps2" in missing(p, mode="warn")
    assert EntriPS2.objects.count() == 0


def test_loan_elsewhere_warns(siapkan, manajer, kebijakan):
    """KEU-142: who borrows from another lender is weighed again; passed with a written reason, off by Parameter."""
    p = siapkan(group(), anggota={"lembaga_lain": True})
    assert missing(p) == {} and "lembaga_lain" in missing(p, mode="warn")
    with pytest.raises(GerbangTertutup):
        proposed(p, oleh=manajer, alasan="")

    kebijakan("keuangan.pinjaman_lembaga_lain", "warn", nilai=False)
    assert "lembaga_lain" not in missing(p, mode="warn")


def test_second_loan_of_a_group(siapkan, jalankan, kasir, pembuku, manajer):
    """KEU-125: one loan at a time for a group, in the finding and in the database."""
    ksm = group()
    pertama = jalankan(siapkan(ksm))
    p = siapkan(ksm)

    assert {"ksm_satu", "anggota_satu"} <= set(missing(p)) and "PJ 0001" in missing(p)["ksm_satu"]
    force(p, "UPDATE keuangan_bagiananggota SET disetujui = diminta WHERE pinjaman_id = %s")
    force(
        p,
        "INSERT INTO inti_transisisah (tabel, dari, ke) SELECT 'keuangan_pinjaman', 'diperiksa', 'akad' WHERE %s::uuid IS NOT NULL",
    )
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        force(
            p, "UPDATE keuangan_pinjaman SET status = 'akad', metode = 'flat', jasa_persen = 1, bop_persen = 0, "
            "pembulatan = 'rupiah', tenggang_bulan = 0, jasa_pelunasan = 'berjalan', kelebihan = 'titipan', tenor_bulan = 24, "
            "tanggal_akad = '2026-01-14', pokok = 25000000 WHERE id = %s",
        )  # fmt: skip
    assert "pinjaman_anggota_bebas" in str(galat.value.__cause__.diag.constraint_name) and pertama.status == "berjalan"


def test_member_bound_in_another_group(siapkan, jalankan, monkeypatch):
    """KEU-125: the same person by household and name borrows in one group only."""
    pertama = jalankan(siapkan(group("Melati")))
    mawar = group("Mawar")
    orang = members(pertama.ksm)[2]
    kembar = members(mawar)[3]
    type(kembar).objects.filter(pk=kembar.pk).update(nama=orang.nama.upper(), keluarga=orang.keluarga)
    p = siapkan(mawar)
    monkeypatch.setattr("keuangan.syarat_pinjaman.today_in", lambda kode: CAIR)

    assert set(missing(p)) == {"anggota_satu"} and missing(p)["anggota_satu"].startswith("No. 4 ")


def test_arrears_elsewhere(siapkan, jalankan, monkeypatch):
    """KEU-143: with an instalment overdue, here or in another group, nothing new is lent."""
    pertama = jalankan(siapkan(group("Melati")))
    mawar = group("Mawar")
    orang, kembar = members(pertama.ksm)[0], members(mawar)[0]
    type(kembar).objects.filter(pk=kembar.pk).update(nama=orang.nama, keluarga=orang.keluarga)
    p = siapkan(mawar)

    monkeypatch.setattr("keuangan.syarat_pinjaman.today_in", lambda kode: CAIR + timedelta(days=10))
    assert "tunggakan" not in missing(p)
    monkeypatch.setattr("keuangan.syarat_pinjaman.today_in", lambda kode: CAIR + timedelta(days=60))
    assert "PJ 0001" in missing(p)["tunggakan"]


def past_loans(ksm: Any, kali: int, buku: Any) -> None:
    """So many programme loans brought in from the old books and paid back here, one after the other."""
    for _ke in range(kali):
        lama = running(buku, ksm=ksm, pokok=100_000, tenor_bulan=1)
        sisa = sum((a.sisa_pokok + a.sisa_jasa + a.bop for a in rows(lama)), Decimal(0))
        pay(lama, int(sisa), tanggal=buku.mulai)
        assert Pinjaman.objects.get(pk=lama.pk).status == "lunas"


def test_fifth_programme_loan(siapkan, produk, buku, manajer):
    """KEU-144: four programme loans, then the group is referred; a channelled one is outside the count and the ladder."""
    ksm = group()
    past_loans(ksm, 4, buku)
    p = siapkan(ksm)
    assert p.ke == 5 and "ke-5" in missing(p)["kali"] and "channelling" in missing(p)["kali"]

    actions.cancel_pinjaman(p, oleh=manajer, alasan="Dirujuk.")
    bank = product(buku, oleh=manajer, nama="Bank", pemilik=PemilikDanaFactory())
    lewat = siapkan(ksm, untuk=bank)
    assert lewat.ke == 0 and missing(lewat) == {}


def test_above_ladder_and_ceilings(siapkan, buku, manajer):
    """KEU-122, KEU-145: the step of this loan, the ceiling of a member, the ceiling of a group."""
    tangga = product(buku, oleh=manajer, nama="Tangga", tangga={1: 4_000_000, 2: 9_000_000})
    assert set(missing(siapkan(group("A"), untuk=tangga, jumlah=[5_000_000, *[4_000_000] * 4]))) == {"tangga"}
    plafon = product(buku, oleh=manajer, nama="Plafon", maks_per_ksm=20_000_000)
    kurang = missing(siapkan(group("B"), untuk=plafon))
    assert set(kurang) == {"plafon_ksm"} and "25.000.000" in kurang["plafon_ksm"]
    assert missing(siapkan(group("C"), untuk=tangga, jumlah=4_000_000)) == {}


def test_months_outside_the_terms(siapkan):
    """KEU-149: between the shortest and the longest time of the product."""
    assert set(missing(siapkan(group("A"), tenor=2, jumlah=500_000))) == {"tenor"}
    assert set(missing(siapkan(group("B"), tenor=36))) == {"tenor"}


def test_schedule_that_cannot_be(siapkan, buku, manajer):
    """KEU-44: shares too small for their instalments are told before anybody signs."""
    ratus = product(buku, oleh=manajer, nama="Seratus", pembulatan="atas_100", tenor_maks=12)

    assert "jadwal" in missing(siapkan(group(), untuk=ratus, jumlah=1_000, tenor=12))


def test_instalment_above_ability(siapkan, kebijakan):
    """KEU-47: Rp 284.000 a month is not asked of a family with Rp 283.999; strictness by Parameter."""
    p = siapkan(group(), anggota={"penghasilan": 1_283_999, "biaya": 1_000_000})
    assert (
        set(missing(p)) == {"kemampuan"}
        and "284.000" in missing(p)["kemampuan"]
        and "283.999" in missing(p)["kemampuan"]
    )

    kebijakan("keuangan.pinjaman_kemampuan", "warn")
    assert missing(p) == {} and "kemampuan" in missing(p, mode="warn")


def test_ability_exactly_enough(siapkan):
    """KEU-47: an instalment equal to the ability is borne."""
    assert missing(siapkan(group(), anggota={"penghasilan": 1_284_000, "biaya": 1_000_000})) == {}


def test_borrower_or_family_does_not_decide(siapkan, badan, kebijakan, manajer):
    """KEU-146: neither a member, nor who shares a member's household; a namesake passes when the Parameter only warns."""
    p = siapkan(group())
    for nama in ("Anggota Melati 3", "kepala  MELATI 2"):
        m = officer(f"m.{nama[:4].lower()}", "manajer_upk", KELURAHAN, badan=badan, nama=nama)
        with pytest.raises(GerbangTertutup) as galat:
            proposed(p, oleh=m)
        assert [k.kode for k in galat.value.kekurangan] == ["pemutus"]
    assert all(k.terpenuhi for k in conflict_of(p, manajer))
    kebijakan("keuangan.pinjaman_pemutus_keluarga", "warn")
    assert proposed(p, oleh=m, alasan="Nama kembar.").pokok == 25_000_000


def test_treasurer_of_the_group_does_not_decide(siapkan, badan):
    """KEU-146: an assignment in the group itself counts whatever the name."""
    from tests.factories.akun import PenugasanFactory

    p = siapkan(group())
    m = officer("m", "manajer_upk", KELURAHAN, badan=badan, nama="Zaenal")
    PenugasanFactory(pengguna=m, peran="bendahara_ksm", wilayah_id=KELURAHAN, badan=p.ksm.badan)

    with pytest.raises(GerbangTertutup):
        proposed(p, oleh=type(m).objects.get(pk=m.pk))


def test_institution_gate(siapkan, manajer, kebijakan, monkeypatch):
    """KEU-147: it holds back and says why; the Parameter lets it only warn."""
    p = siapkan(group())
    monkeypatch.setitem(gerbang_dana._isi, "dana", lambda buku, hari: ["LAR 25,00 %."])
    assert set(missing(p)) == {"gerbang"} and "LAR 25,00" in missing(p)["gerbang"]
    with pytest.raises(GerbangTertutup):
        proposed(p, oleh=manajer)
    kebijakan("keuangan.gerbang_pinjaman", "warn")
    assert missing(p) == {} and "LAR 25,00" in missing(p, mode="warn")["gerbang"]
    monkeypatch.setitem(gerbang_dana._isi, "dana", lambda buku, hari: [])
    assert "gerbang" not in missing(p, mode="warn")


def test_money_of_others_is_not_lent(buku, produk, manajer, pembuku, bagan):
    """KEU-148: own loans come from own money, a channelled one from its owner's."""
    from keuangan.actions import Baris, Dana

    pemilik = PemilikDanaFactory()
    bank = product(buku, oleh=manajer, nama="Bank", pemilik=pemilik)
    fill_cash(buku, oleh=pembuku, jumlah=1_000_000)
    milik = Dana("channelling", 2026, pemilik=pemilik)
    actions.post_jurnal(
        buku, oleh=pembuku, jenis="bkm", tanggal=CAIR, uraian="Titipan bank",
        baris=[Baris("11010", milik, debit=700_000), Baris("21010", milik, kredit=700_000)],
    )  # fmt: skip

    assert (cash_for(produk, "kas", CAIR), cash_for(bank, "kas", CAIR), cash_for(produk, "bank", CAIR)) == (
        1_000_000,
        700_000,
        0,
    )


def test_not_enough_money_holds_back_the_disbursement(siapkan, manajer, koordinator, kasir, pembuku, buku):
    """KEU-148: neither cash nor bank holds it: the finding says how much there is."""
    p = siapkan(group())
    proposed(p, oleh=manajer)
    actions.approve_pinjaman(p, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    actions.sign_akad(p, oleh=manajer, tanggal=AKAD)
    fill_cash(buku, oleh=pembuku, jumlah=24_999_999)
    assert "24.999.999" in missing(p)["uang"]
    with pytest.raises(AturanDilanggar):
        actions.disburse_pinjaman(p, oleh=kasir, tanggal=CAIR)

    fill_cash(buku, oleh=pembuku, jumlah=1)
    assert missing(p) == {} and actions.disburse_pinjaman(p, oleh=kasir, tanggal=CAIR).status == "berjalan"


def test_loan_to_a_person_or_a_dissolved_group(buku, produk, kasir):
    """KEU-123, KEU-140: only a living KSM borrows."""
    ksm = KSMFactory(status="aktif")
    AnggotaKSMFactory(ksm=ksm)
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE ksm_ksm SET status = 'bubar', berakhir_pada = '2026-01-01', alasan_berakhir = 'x' WHERE id = %s",
            [ksm.pk],
        )
    with pytest.raises(AturanDilanggar, match="tidak aktif"):
        applied(buku, produk, ksm, oleh=kasir)


def test_waiting_list_is_first_in_first_served(siapkan):
    """KEU-123: the place in the list follows day and number; what is finished leaves it."""
    semua = [siapkan(group(n)) for n in ("A", "B", "C")]

    assert [queue_before(p) for p in semua] == [0, 1, 2]
