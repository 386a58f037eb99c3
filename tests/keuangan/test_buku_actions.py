"""The ledger through its actions: each refusal shares its setup with the success."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.models import Jejak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris, Dana
from keuangan.models import AkunBuku, Buku, Jurnal, Periode, PersetujuanJurnal
from keuangan.queries import balances, trial_balance
from keuangan.templat import BERPASANGAN, TEMPLAT, WAJIB_KSM
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.keuangan import BLM, DATA, GULIR, BukuFactory, two
from tests.factories.ksm import KSMFactory
from tests.helpers import check_deferred, masuk
from wilayah.models import Wilayah
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = date(2026, 1, 5)


def refused(aturan: str, fungsi, *args, **isi) -> AturanDilanggar:
    """The action is refused under the rule named."""
    with pytest.raises(AturanDilanggar) as galat:
        fungsi(*args, **isi)
    assert galat.value.aturan == aturan, galat.value.pesan
    return galat.value


def post(buku, oleh, *, jenis="bkm", tanggal=HARI, baris=None, **isi):
    """Capital of Rp 100.000 in cash."""
    return actions.post_jurnal(
        buku,
        oleh=oleh,
        jenis=jenis,
        tanggal=tanggal,
        uraian="Modal",
        baris=baris or two("11010", "31010", 100_000),
        **isi,
    )


def stands(buku) -> dict[str, int]:
    """Closing balances by code, on the usual side of each account."""
    return {s.akun.kode: int(s.saldo) for s in trial_balance(buku, buku.mulai, today_in(buku.wilayah_id))}


# -- frame ---------------------------------------------------------------------------------------------------------


def test_chart_is_loaded_once(bagan):
    """KEU-02: loading again changes nothing; a better name is taken over, another group is refused; only the system loads."""
    isi = json.loads((DATA / "akun_buku.json").read_text())["akun"]
    n = len(isi)

    assert actions.load_akun_buku(isi, oleh=SISTEM).sama == n == AkunBuku.objects.count()
    assert actions.load_akun_buku([{**isi[0], "nama": "Uang kas"}], oleh=SISTEM).berubah == 1
    refused("KEU-02", actions.load_akun_buku, [{**isi[0], "kas_bank": "bank"}], oleh=SISTEM)
    with pytest.raises(TidakBerwenang):
        actions.load_akun_buku(isi, oleh=officer("pmu", "pmu", ""))


def test_command_loads_the_chart_twice(db, tmp_path, capsys):
    """KEU-02: the second time changes nothing; a file that cannot be read is said so."""
    call_command("muat_akun_buku")
    call_command("muat_akun_buku")

    assert "0 baru, 0 diperbarui" in capsys.readouterr().out.splitlines()[1]
    rusak = tmp_path / "rusak.json"
    rusak.write_text("{}")
    with pytest.raises(CommandError):
        call_command("muat_akun_buku", str(rusak))


def test_open_a_ledger(bagan, badan, pembuku, sekretaris, empat_petugas):
    """KEU-01, UMU-12: each unit by its own bookkeeper, once; others are refused."""
    for nama, galat in (("kelurahan", TidakBerwenang), ("kota", TidakBerwenang), ("kota_lain", Wilayah.DoesNotExist),
                        ("tanpa_tugas", Wilayah.DoesNotExist)):  # fmt: skip
        with pytest.raises(galat):
            actions.open_buku(badan, unit="upk", mulai=HARI, oleh=empat_petugas[nama])
    with pytest.raises(TidakBerwenang):
        actions.open_buku(badan, unit="upk", mulai=HARI, oleh=sekretaris)

    upk = actions.open_buku(badan, unit="upk", mulai=HARI, oleh=pembuku)
    bkm = actions.open_buku(badan, unit="sekretariat", mulai=HARI, oleh=sekretaris)

    assert (upk.bagan, bkm.bagan) == ("upk", "sekretariat")
    with pytest.raises(IsianSalah) as galat:
        actions.open_buku(badan, unit="tpk", mulai=HARI, oleh=SISTEM)  # the TPK is a body of its own, in Perdesaan
    assert "unit" in galat.value.galat
    pilihan = masuk(sekretaris).get(f"/kelurahan/{KELURAHAN}/keuangan/baru/").context["form"].fields["unit"].choices
    assert [kode for kode, _label in pilihan] == ["sekretariat"]
    refused("KEU-01", actions.open_buku, badan, unit="upk", mulai=HARI, oleh=pembuku)
    with pytest.raises(IsianSalah):
        actions.open_buku(badan, unit="upk", mulai=today_in(KELURAHAN) + timedelta(days=1), oleh=pembuku)


def test_kecamatan_upk_keeps_a_ledger(bagan, register):
    """KEU-01: a UPK of a kecamatan books on its own body."""
    from tests.factories.wilayah import BadanFactory

    upk = BadanFactory(wilayah_id="32.73.01", jenis="upk", nama="Sukasari")
    buku = actions.open_buku(upk, unit="upk", mulai=HARI, oleh=SISTEM)
    ksm = KSMFactory()

    post(buku, SISTEM, baris=two("11010", "31010", 5, Dana("blm_apbn", 2026, 1, ksm=ksm)))
    check_deferred()


def test_own_account(buku, pembuku, kasir):
    """KEU-03: a body adds accounts, never over a sourced code; a cashier does not."""
    isi = {"kode": "51020", "nama": "Lembur", "golongan": "biaya"}
    with pytest.raises(TidakBerwenang):
        actions.add_akun(buku, oleh=kasir, **isi)
    refused("KEU-03", actions.add_akun, buku, oleh=pembuku, **{**isi, "kode": "51010"})
    for salah in ({"kode": "41020x"}, {"kode": "41099"}, {"kas_bank": "kas"}, {"nama": " "}):
        with pytest.raises(IsianSalah):
            actions.add_akun(buku, oleh=pembuku, **{**isi, **salah})

    actions.add_akun(buku, oleh=pembuku, **isi)

    refused("KEU-03", actions.add_akun, buku, oleh=pembuku, **isi)
    post(buku, SISTEM)
    post(buku, SISTEM, jenis="bkk", baris=two("51020", "11010", 10))
    lain = BukuFactory()
    refused("KEU-03", post, lain, SISTEM, jenis="bkk", baris=two("51020", "11010", 10))


# -- vouchers ------------------------------------------------------------------------------------------------------


def test_post_by_officers(buku, pembuku, kasir, manajer, sekretaris, empat_petugas):
    """KEU-06, KEU-19, UMU-12: the bookkeeper books all, the cashier cash; who approves or looks on does not book."""
    for orang in (manajer, sekretaris, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            post(buku, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Buku.DoesNotExist):
            post(buku, orang)

    satu, dua = post(buku, pembuku), post(buku, kasir)

    check_deferred()
    assert [(j.nomor_bukti, j.jumlah, j.dibuat_oleh_nama) for j in (satu, dua)] == [
        ("BKM 0001/2026", 100_000, "Agus Pembuku"), ("BKM 0002/2026", 100_000, "Yanti Kasir"),
    ]  # fmt: skip
    assert Jejak.objects.filter(peristiwa="keuangan.jurnal.dibukukan", objek_id=str(satu.pk)).exists()
    with pytest.raises(TidakBerwenang):
        post(buku, kasir, jenis="bpb", baris=two("51080", "12010", 5))
    assert stands(buku) == {"11010": 200_000, "31010": 200_000}


def test_cashier_banks_the_cash(buku, kasir, pembuku, manajer):
    """KEU-19, KEU-20: to the bank and from it with the bank's slip, approved by a second person; no other transfer."""
    post(buku, kasir)
    isi = {"tanggal": HARI, "jumlah": 60_000, "dana": GULIR}
    with pytest.raises(IsianSalah) as slip:
        actions.record_peristiwa(buku, "setor_bank", oleh=kasir, **isi)
    assert set(slip.value.galat) == {"bukti"}
    with pytest.raises(TidakBerwenang):
        actions.record_peristiwa(buku, "penyusutan", oleh=kasir, **isi)
    with pytest.raises(TidakBerwenang):
        post(buku, kasir, jenis="bpb", baris=two("11021", "11010", 5))

    setor = actions.record_peristiwa(buku, "setor_bank", oleh=kasir, bukti="BS 0417", **isi)
    tarik = actions.record_peristiwa(buku, "tarik_tunai", oleh=kasir, bukti="SP 0092", **{**isi, "jumlah": 10_000})
    sendiri = actions.record_peristiwa(buku, "setor_bank", oleh=pembuku, **{**isi, "jumlah": 1_000})

    check_deferred()
    assert [j.perlu_persetujuan for j in (setor, tarik, sendiri)] == [True, True, False]
    assert (stands(buku)["11010"], stands(buku)["11021"]) == (49_000, 51_000)
    with pytest.raises(TidakBerwenang):
        actions.approve_jurnal(setor, oleh=kasir)
    actions.approve_jurnal(setor, oleh=manajer)


def test_treasurer_of_a_group_sees_no_ledger(buku, bagan):
    """UMU-11: a role of a KSM does not reach the books of the UPK."""
    ksm = KSMFactory()
    bendahara = officer("bendahara", "bendahara_ksm", KELURAHAN, badan=ksm.badan)

    assert not Buku.objects.visible_to(bendahara).exists()
    with pytest.raises(Buku.DoesNotExist):
        post(buku, bendahara)


SALAH = {
    "tidak seimbang": ("KEU-06", {"baris": [Baris("11010", GULIR, debit=5), Baris("31010", GULIR, kredit=4)]}),
    "akun asing": ("KEU-03", {"baris": two("11010", "99999", 5)}),
    "akun Sekretariat": ("KEU-03", {"baris": two("11010", "21110", 5)}),
    "tanpa pemilik": ("KEU-05", {"baris": two("11010", "21010", 5, Dana("channelling", 2026))}),
    "jenis bukti": ("KEU-10", {"jenis": "bkk"}),
    "jenis bukti diam": ("KEU-10", {"jenis": "bpb"}),
    "sebelum mulai": ("KEU-15", {"tanggal": date(2025, 12, 31)}),
    "jenis asing": (None, {"jenis": "xxx"}),
    "satu baris": (None, {"baris": [Baris("11010", GULIR, debit=5)]}),
    "nol": (None, {"baris": two("11010", "31010", 0)}),
    "negatif": (None, {"baris": two("11010", "31010", -5)}),
    "sen": (
        None,
        {"baris": [Baris("11010", GULIR, debit=Decimal("5.5")), Baris("31010", GULIR, kredit=Decimal("5.5"))]},
    ),
    "dua sisi": (None, {"baris": [Baris("11010", GULIR, debit=5, kredit=5), Baris("31010", GULIR, kredit=5)]}),
    "tanpa sumber": (None, {"baris": two("11010", "31010", 5, Dana("", 2026))}),
    "sumber asing": (None, {"baris": two("11010", "31010", 5, Dana("entah", 2026))}),
    "tahun aneh": (None, {"baris": two("11010", "31010", 5, Dana("swadaya", 1800))}),
}


@pytest.mark.parametrize("nama", SALAH)
def test_post_refuses(buku, pembuku, nama):
    """KEU-03, KEU-04, KEU-05, KEU-06, KEU-07, KEU-08, KEU-10, KEU-15: kindly, before the database does."""
    aturan, isi = SALAH[nama]

    if aturan:
        refused(aturan, post, buku, pembuku, **isi)
    else:
        with pytest.raises(IsianSalah):
            post(buku, pembuku, **isi)
    assert not Jurnal.objects.exists()


def test_tomorrow_is_refused(buku, pembuku):
    """KEU-15: the day is judged in the province."""
    with pytest.raises(IsianSalah):
        post(buku, pembuku, tanggal=today_in(KELURAHAN) + timedelta(days=1))
    post(buku, pembuku, tanggal=today_in(KELURAHAN))


def test_approve(buku, pembuku, kasir, manajer, koordinator):
    """KEU-20: by the manager, never by who recorded, once; the coordinator approves the other ledger."""
    post(buku, pembuku)
    bayar = post(buku, kasir, jenis="bkk", baris=two("51030", "11010", 500))
    assert bayar.perlu_persetujuan
    sendiri = post(buku, SISTEM, jenis="bkk", baris=two("51030", "11010", 500))
    refused("KEU-20", actions.approve_jurnal, sendiri, oleh=SISTEM)
    for orang in (kasir, pembuku, koordinator):
        with pytest.raises(TidakBerwenang):
            actions.approve_jurnal(bayar, oleh=orang)
    assert post(buku, pembuku, jenis="bpb", baris=two("51080", "12010", 5)).perlu_persetujuan

    actions.approve_jurnal(bayar, oleh=manajer)
    actions.approve_jurnal(bayar, oleh=manajer)

    assert PersetujuanJurnal.objects.get().oleh_nama == "Lilis Manajer"


def test_reverse(buku, pembuku, kasir):
    """KEU-13, KEU-12: an exact mirror with a reason, once; then the event may be booked again; a reversal stays."""
    isi = {"oleh": pembuku, "tanggal": HARI, "dana": GULIR, "objek": ("uji.bayar", "1")}
    jumlah = {"pokok": 250_000, "jasa": 37_500}
    asal = actions.record_peristiwa(buku, "angsuran", jumlah=jumlah, **isi)
    with pytest.raises(TidakBerwenang):
        actions.reverse_jurnal(asal, oleh=kasir, alasan="x")
    with pytest.raises(IsianSalah):
        actions.reverse_jurnal(asal, oleh=pembuku, alasan=" ")
    with pytest.raises(IsianSalah):
        actions.reverse_jurnal(asal, oleh=pembuku, alasan="x", tanggal=date(2026, 1, 4))
    refused("KEU-12", actions.record_peristiwa, buku, "angsuran", jumlah=jumlah, **isi)

    balik = actions.reverse_jurnal(asal, oleh=pembuku, alasan="Salah jumlah", tanggal=HARI)

    check_deferred()
    assert set(balances(buku, HARI).values()) == {0} and balik.perlu_persetujuan
    refused("KEU-13", actions.reverse_jurnal, asal, oleh=pembuku, alasan="x", tanggal=HARI)
    refused("KEU-13", actions.reverse_jurnal, balik, oleh=pembuku, alasan="x", tanggal=HARI)
    actions.record_peristiwa(buku, "angsuran", jumlah={"pokok": 250_000}, **isi)
    check_deferred()


# -- standard journals ---------------------------------------------------------------------------------------------


def test_worked_instalment(buku, kasir):
    """KEU-21: pokok 250.000 and jasa 37.500 are Dr 11010 287.500, Cr 11030 250.000, Cr 41010 37.500."""
    jurnal = actions.record_peristiwa(
        buku, "angsuran", oleh=kasir, tanggal=HARI, jumlah={"pokok": 250_000, "jasa": 37_500}, dana=GULIR
    )

    check_deferred()
    assert list(jurnal.baris.values_list("akun__kode", "debit", "kredit")) == [
        ("11010", 287_500, 0), ("11030", 0, 250_000), ("41010", 0, 37_500),
    ]  # fmt: skip


def test_published_receipts_of_a_day(buku, kasir):
    """KEU-21: two instalments of a published cash sheet: 4.025.000 in, 3.500.000 principal, 525.000 jasa."""
    for pokok, jasa in ((500_000, 75_000), (3_000_000, 450_000)):
        actions.record_peristiwa(
            buku, "angsuran", oleh=kasir, tanggal=HARI, jumlah={"pokok": pokok, "jasa": jasa}, dana=GULIR
        )

    assert stands(buku) == {"11010": 4_025_000, "11030": -3_500_000, "41010": 525_000}


@pytest.mark.parametrize("kode", sorted(set(TEMPLAT) - BERPASANGAN))
def test_every_template_balances(buku, buku_bkm, kode):
    """KEU-21: every event of the table books, balanced, with a voucher that fits, in its own chart only."""
    templat = TEMPLAT[kode]
    milik, lain = (buku, buku_bkm) if templat.bagan == "upk" else (buku_bkm, buku)
    bagian = [b for b, _a in (*templat.debit, *templat.kredit) if b != "="]
    isi = {
        "oleh": SISTEM, "tanggal": HARI, "dana": BLM, "jumlah": {b: 1000 * n for n, b in enumerate(bagian, 1)},
        "akun": next((a.kode for a in AkunBuku.objects.filter(bagan=templat.bagan).order_by("kode")
                      if templat.pilihan and a.kode.startswith(templat.pilihan)), ""),
    }  # fmt: skip

    if kode in WAJIB_KSM or kode == "tabungan_masuk":
        isi["dana"] = Dana("blm_apbn", 2026, 1, ksm=KSMFactory())
    if templat.sebatas:
        post(milik, SISTEM, baris=two("11010", templat.sebatas, 100_000))
    jurnal = actions.record_peristiwa(milik, kode, **isi)

    check_deferred()
    assert jurnal.jumlah == sum(isi["jumlah"].values()) and jurnal.peristiwa == kode
    assert jurnal.perlu_persetujuan == (templat.jenis == "bkk" or templat.disetujui)
    refused("KEU-21", actions.record_peristiwa, lain, kode, **isi)


@pytest.mark.parametrize(
    ("kode", "isi"),
    [
        ("angsuran", {"jumlah": {"denda": 5}}),
        ("angsuran", {"jumlah": {"pokok": -5}}),
        ("angsuran", {"jumlah": {"pokok": 0}}),
        ("angsuran", {"jumlah": {"pokok": Decimal("5.5")}}),
        ("biaya", {"jumlah": 5, "akun": "11030"}),
        ("biaya", {"jumlah": 5}),
        ("biaya", {"jumlah": 5, "akun": "51010", "lewat": "dompet"}),
    ],
)
def test_event_refuses(buku, pembuku, kode, isi):
    """KEU-21: an unknown part, nothing, a negative, cents, an account outside the choice, money from nowhere."""
    with pytest.raises(IsianSalah):
        actions.record_peristiwa(buku, kode, oleh=pembuku, tanggal=HARI, dana=GULIR, **isi)


def test_only_profit_that_was_earned_is_divided(buku, pembuku):
    """KEU-29: not a loss, not above what last year left, not twice."""
    isi = {"oleh": pembuku, "tanggal": HARI, "dana": GULIR}
    bagi = {"modal": 600, "ups": 300, "upl": 100}
    refused("KEU-29", actions.record_peristiwa, buku, "pembagian_laba", jumlah=bagi, **isi)
    post(buku, pembuku, baris=two("11010", "31040", 1000))
    refused("KEU-29", actions.record_peristiwa, buku, "pembagian_laba", jumlah={**bagi, "modal": 601}, **isi)

    actions.record_peristiwa(buku, "pembagian_laba", jumlah=bagi, **isi)

    refused("KEU-29", actions.record_peristiwa, buku, "pembagian_laba", jumlah={"modal": 1}, **isi)
    assert stands(buku) == {"11010": 1000, "21042": 100, "21043": 300, "31030": 600, "31040": 0}


def test_paired_transfer(buku, buku_bkm, sekretaris, pembuku, manajer, koordinator):
    """KEU-14: both halves in one unit, equal, each approved by its own unit, taken back together; never one alone."""
    actions.record_peristiwa(
        buku_bkm, "blm_masuk", oleh=sekretaris, tanggal=HARI, jumlah=50_000_000, dana=BLM, lewat="bank"
    )
    isi = {"tanggal": HARI, "jumlah": 20_000_000, "dana": BLM}
    with pytest.raises(TidakBerwenang):
        actions.transfer_between(buku_bkm, buku, oleh=pembuku, **isi)
    refused("KEU-14", actions.record_peristiwa, buku, "modal_diterima", oleh=SISTEM, **isi)
    refused("KEU-14", actions.transfer_between, buku_bkm, BukuFactory(), oleh=SISTEM, **isi)

    keluar, masuk = actions.transfer_between(buku_bkm, buku, oleh=sekretaris, **isi)

    check_deferred()
    assert stands(buku) == {"11021": 20_000_000, "31020": 20_000_000}
    assert stands(buku_bkm) == {"11021": 30_000_000, "21110": 30_000_000}
    actions.approve_jurnal(masuk, oleh=manajer)
    actions.approve_jurnal(keluar, oleh=koordinator)
    actions.reverse_jurnal(keluar, oleh=sekretaris, alasan="Salah tanggal", tanggal=HARI)
    check_deferred()
    assert stands(buku) == {"11021": 0, "31020": 0}
    assert stands(buku_bkm) == {"11021": 50_000_000, "21110": 50_000_000}


# -- opening balance, closing --------------------------------------------------------------------------------------


def test_opening_balance(buku, pembuku, manajer):
    """KEU-22: it balances, stands on the first day, once; taken back it may be entered again."""
    refused("KEU-06", actions.set_saldo_awal, buku, oleh=pembuku,
            saldo=[Baris("11010", GULIR, debit=5), Baris("31010", GULIR, kredit=4)])  # fmt: skip

    awal = actions.set_saldo_awal(buku, oleh=pembuku, saldo=two("11010", "31010", 700))

    check_deferred()
    assert awal.tanggal == buku.mulai and awal.perlu_persetujuan
    refused("KEU-22", actions.set_saldo_awal, buku, oleh=pembuku, saldo=two("11010", "31010", 800))
    actions.reverse_jurnal(awal, oleh=pembuku, alasan="Salah salin", tanggal=buku.mulai)
    actions.set_saldo_awal(buku, oleh=pembuku, saldo=two("11010", "31010", 800))
    assert stands(buku) == {"11010": 800, "31010": 800}


def test_day_closes_when_money_was_there(buku, pembuku, manajer, kasir, sekretaris, koordinator):
    """KEU-23, KEU-24: below zero is refused, receipts of the day come first, later ones do not help; then the day is shut."""
    post(buku, pembuku, jenis="bkk", baris=two("51030", "11010", 1500))
    for orang in (kasir, pembuku, sekretaris):
        with pytest.raises(TidakBerwenang):
            actions.close_day(buku, tanggal=HARI, oleh=orang)
    refused("KEU-23", actions.close_day, buku, tanggal=HARI, oleh=manajer)
    post(buku, pembuku, tanggal=date(2026, 1, 6))
    refused("KEU-23", actions.close_day, buku, tanggal=date(2026, 1, 6), oleh=manajer)
    post(buku, kasir, baris=two("11010", "31010", 1500))  # the back-log receipt of the same day, typed last

    actions.close_day(buku, tanggal=HARI, oleh=manajer)

    refused("KEU-24", post, buku, pembuku)
    with pytest.raises(IsianSalah):
        actions.close_day(buku, tanggal=today_in(KELURAHAN) + timedelta(days=1), oleh=manajer)
    with pytest.raises(TidakBerwenang):
        actions.reopen_day(buku, tanggal=HARI, oleh=manajer, alasan="Bukti tertinggal")
    actions.reopen_day(buku, tanggal=HARI, oleh=koordinator, alasan="Bukti tertinggal")
    post(buku, pembuku)


def test_month_closes_and_opens_by_rule(buku, pembuku, manajer, kasir, koordinator):
    """KEU-15, KEU-16, KEU-17, KEU-18, KEU-24: over, in order, approved, not negative; opened again by another with a reason."""
    post(buku, pembuku)
    bayar = post(buku, pembuku, jenis="bkk", baris=two("51030", "11010", 500))
    post(buku, pembuku, tanggal=date(2026, 2, 3))
    post(buku, pembuku, tanggal=today_in(KELURAHAN))
    januari, februari, *_lain, kini = Periode.objects.filter(buku=buku).order_by("tahun", "bulan")
    with pytest.raises(TidakBerwenang):
        actions.close_periode(januari, oleh=kasir)
    refused("KEU-16", actions.close_periode, kini, oleh=manajer)
    refused("KEU-16", actions.close_periode, februari, oleh=manajer)
    assert "belum disetujui" in refused("KEU-16", actions.close_periode, januari, oleh=manajer).pesan
    actions.approve_jurnal(bayar, oleh=manajer)

    tutup = actions.close_periode(januari, oleh=manajer)

    assert (tutup.status, tutup.ditutup_oleh_nama) == ("ditutup", "Lilis Manajer")
    assert Buku.objects.get(pk=buku.pk).tutup_hari == date(2026, 1, 31)
    refused("KEU-24", post, buku, pembuku)
    with pytest.raises(TransisiDitolak):
        actions.close_periode(januari, oleh=manajer)
    refused("KEU-24", actions.reopen_day, buku, tanggal=HARI, oleh=koordinator, alasan="x")
    actions.close_periode(februari, oleh=manajer)
    with pytest.raises(TidakBerwenang):
        actions.reopen_periode(januari, oleh=manajer, alasan="x")
    refused("KEU-17", actions.reopen_periode, januari, oleh=koordinator, alasan="Keputusan rapat BKM 3/2026")
    with pytest.raises(IsianSalah):
        actions.reopen_periode(februari, oleh=koordinator, alasan=" ")
    actions.reopen_periode(februari, oleh=koordinator, alasan="Keputusan rapat BKM 3/2026")
    post(buku, pembuku, tanggal=date(2026, 2, 4))


def test_month_is_reopened_by_another_person(buku, pembuku):
    """KEU-18: who closed a month does not open it again."""
    post(buku, pembuku)
    januari = actions.close_periode(Periode.objects.get(buku=buku), oleh=SISTEM)

    refused("KEU-18", actions.reopen_periode, januari, oleh=SISTEM, alasan="x")


def test_month_that_was_skipped_stays_shut(buku, pembuku, manajer):
    """KEU-15: a month without entries before a closed one takes none afterwards."""
    post(buku, pembuku, tanggal=date(2026, 3, 2))
    actions.close_periode(Periode.objects.get(buku=buku), oleh=manajer)

    refused("KEU-24", post, buku, pembuku, tanggal=date(2026, 2, 2))


def test_year_is_carried_to_profit(badan, bagan, pembuku, manajer):
    """KEU-26: income and cost of every fund go to this year's profit, that to last year's; once, with the months closed."""
    buku = BukuFactory(badan=badan, mulai=date(2025, 1, 1))
    lain = Dana("swadaya", 2025)
    post(buku, pembuku, tanggal=date(2025, 3, 1), baris=two("11010", "41010", 900))
    post(buku, pembuku, tanggal=date(2025, 3, 2), baris=two("11010", "42010", 50, lain))
    bayar = post(buku, pembuku, tanggal=date(2025, 12, 5), jenis="bkk", baris=two("51030", "11010", 300))
    actions.approve_jurnal(bayar, oleh=manajer)
    refused("KEU-26", actions.close_year, buku, tahun=2025, oleh=pembuku)
    with pytest.raises(TidakBerwenang):
        actions.close_year(buku, tahun=2025, oleh=manajer)
    with pytest.raises(IsianSalah):
        actions.close_year(buku, tahun=today_in(KELURAHAN).year, oleh=pembuku)
    actions.close_periode(Periode.objects.get(buku=buku, bulan=3), oleh=manajer)

    tutup, awal = actions.close_year(buku, tahun=2025, oleh=pembuku)

    check_deferred()
    assert (tutup.tanggal, awal.tanggal) == (date(2025, 12, 31), date(2026, 1, 1))
    akhir = {s.akun.kode: int(s.saldo) for s in trial_balance(buku, date(2025, 1, 1), date(2025, 12, 31))}
    assert akhir == {"11010": 650, "31050": 650, "41010": 0, "42010": 0, "51030": 0}
    assert stands(buku)["31050"] == 0 and stands(buku)["31040"] == 650
    per_dana = awal.baris.filter(akun__kode="31040").values_list("sumber_dana_id", "kredit")
    assert sorted(per_dana) == [("perguliran", 600), ("swadaya", 50)]
    assert actions.close_year(BukuFactory(mulai=date(2025, 1, 1)), tahun=2025, oleh=SISTEM) == (None, None)
