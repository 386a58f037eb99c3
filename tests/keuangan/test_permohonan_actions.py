"""From the application to the money: the whole process on a published case, who may do what, what the database refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak, VersiBerbeda
from inti.models import Jejak
from keuangan import actions
from keuangan.hitung.jadwal import due_date
from keuangan.models import (
    AngsuranPinjaman,
    BuktiPinjaman,
    Buku,
    KetentuanProduk,
    Pinjaman,
    PutusanPinjaman,
    UsulanPutusan,
)
from keuangan.queries import balance_of
from keuangan.queries_pinjaman import member_limit, member_schedules, terms_on
from keuangan.riwayat import revised
from siklus.models import SumberDana
from tests.conftest import KELURAHAN
from tests.factories.akun import PenugasanFactory
from tests.factories.keuangan import PemilikDanaFactory
from tests.factories.laporan import BerkasFactory
from tests.factories.permohonan import (
    AKAD,
    CAIR,
    MINTA,
    PERIKSA,
    PUTUS,
    applied,
    checked,
    fill_cash,
    group,
    looked_into,
    members,
    product,
    proposed,
    terms,
    visit,
)
from tests.helpers import check_deferred
from tests.keuangan.contoh import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def produk(buku, manajer) -> Any:
    """Flat 1.5 %, Rp 1.000, 24 months."""
    return product(buku, oleh=manajer)


@pytest.fixture
def ksm(produk) -> Any:
    """Five women of PS-2 households."""
    return group()


@pytest.fixture
def permohonan(buku, produk, ksm, kasir) -> Pinjaman:
    """Five times Rp 5.000.000 for 24 months."""
    return applied(buku, produk, ksm, oleh=kasir)


@pytest.fixture
def diperiksa(permohonan, pembuku) -> Pinjaman:
    """Checked, everything in order."""
    return checked(permohonan, oleh=pembuku)


@pytest.fixture
def disetujui(diperiksa, manajer, koordinator) -> Pinjaman:
    """Decided by two logins."""
    proposed(diperiksa, oleh=manajer)
    return actions.approve_pinjaman(diperiksa, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")


@pytest.fixture
def akad(disetujui, manajer) -> Pinjaman:
    """Signed."""
    return actions.sign_akad(disetujui, oleh=manajer, tanggal=AKAD)


def refused_in_database(nama: str, sql: str, *isi: Any) -> None:
    """Raw SQL is refused by that constraint."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, isi)
    assert constraint_of(galat.value) in nama.split("|")


def constraint_of(galat: IntegrityError) -> str:
    """Which rule of the database spoke."""
    return str(galat.__cause__.diag.constraint_name)  # type: ignore[union-attr]


# -- the published case --------------------------------------------------------------------------------------------


def test_published_proposal_from_application_to_money(buku, manajer, kasir, pembuku, koordinator):
    """KEU-123, KEU-127 to KEU-132: UPK Baru Mandiri, proposal 03/UPK-PPMK/2013 (CK-02), through the whole process."""
    kasus = published("CK-02")
    masuk, harap = kasus["inputs"], kasus["expected"]
    produk = product(buku, oleh=manajer, pembulatan="atas_1000", bulatkan_per="anggota")
    ksm = group(orang=masuk["jumlah_anggota"])
    fill_cash(buku, oleh=pembuku)

    p = applied(buku, produk, ksm, oleh=kasir, jumlah=masuk["per_anggota"], tenor=masuk["tenor_bulan"])
    for b, orang in zip(p.bagian.order_by("urut"), masuk["anggota"], strict=True):
        visit(b, oleh=pembuku, penghasilan=orang["penghasilan"], biaya=orang["biaya"])
    actions.check_berkas(p, oleh=pembuku, tanggung_renteng=PERIKSA, dilatih=PERIKSA, menabung_bulan=3)
    actions.finish_periksa(p, oleh=pembuku, tanggal=PERIKSA)
    proposed(Pinjaman.objects.get(pk=p.pk), oleh=manajer)
    actions.approve_pinjaman(p, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    actions.sign_akad(p, oleh=manajer, tanggal=AKAD)
    hasil = actions.disburse_pinjaman(p, oleh=kasir, tanggal=CAIR, lewat="kas")
    check_deferred()

    bagian = list(hasil.bagian.order_by("urut"))
    _kelompok, anggota = member_schedules(hasil.ketentuan, tenor=24, bagian=[b.disetujui for b in bagian], tanggal=CAIR)
    assert [b.kemampuan_bayar for b in bagian] == harap["kemampuan_bayar"]
    assert {j.angsuran_terbesar for j in anggota} == {harap["angsuran_per_anggota"]}
    assert hasil.pokok == harap["jumlah_pinjaman_anggota"] == hasil.sisa_pokok and hasil.status == "berjalan"
    baris = list(AngsuranPinjaman.objects.filter(pinjaman=p).order_by("ke"))
    assert {b.pokok + b.jasa for b in baris} == {harap["angsuran_ksm_per_bulan"]}
    assert sum(b.pokok for b in baris) == 25_000_000 and len(baris) == 24
    assert baris[0].jatuh_tempo == date(2026, 2, 15) and baris[-1].jatuh_tempo == date(2028, 1, 15)
    assert balance_of(buku, "11030", CAIR) == 25_000_000 and balance_of(buku, "11010", CAIR) == 35_000_000
    assert hasil.jurnal.nomor_bukti.startswith("BKK") and hasil.jurnal.perlu_persetujuan


# -- products and terms --------------------------------------------------------------------------------------------


def test_terms_are_dated_and_stay(buku, produk, manajer, kasir):
    """KEU-121: terms count from their day, a loan keeps those of its akad, a row is never changed."""
    lama = terms_on(produk, date(2026, 6, 1))
    baru = terms(produk, oleh=manajer, mulai=date(2026, 7, 1), jasa_persen="1.25")

    assert terms_on(produk, date(2026, 6, 30)) == lama and terms_on(produk, date(2026, 7, 1)) == baru
    assert terms_on(produk, date(2025, 12, 31)) is None
    with pytest.raises(AturanDilanggar, match="mulai hari itu"):
        terms(produk, oleh=manajer, mulai=date(2026, 7, 1))
    with pytest.raises(TidakBerwenang):
        terms(produk, oleh=kasir, mulai=date(2026, 8, 1))
    with pytest.raises(Exception, match="keuangan_ketentuanproduk"), transaction.atomic():
        KetentuanProduk.objects.filter(pk=lama.pk).update(jasa_persen=9)


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"jasa_persen": "101"}, "jasa_persen"), ({"tenor_min": 12, "tenor_maks": 6}, "tenor_maks"),
        ({"anggota_maks": 3}, "anggota_maks"), ({"maks_per_anggota": 0}, "maks_per_anggota"),
        ({"tenggang_bulan": 25}, "tenggang_bulan"), ({"metode": "lain"}, "metode"), ({"dasar": " "}, "dasar"),
        ({"tangga": {1: 2_000_000, 2: 1_000_000}}, "tangga"), ({"tangga": {0: 1}}, "tangga"), ({"warna": 1}, "warna"),
        ({"tangga": {1: 10_000}, "pembulatan": "atas_500", "tenor_maks": 12}, "pembulatan"),
    ],
)  # fmt: skip
def test_terms_without_sense(produk, manajer, isi, bidang):
    """KEU-121, KEU-122, KEU-44: each term is refused beside its own field; the same call with sound terms passes."""
    with pytest.raises(IsianSalah) as galat:
        terms(produk, oleh=manajer, mulai=date(2026, 5, 1), **isi)

    assert bidang in galat.value.galat
    assert terms(produk, oleh=manajer, mulai=date(2026, 5, 1), tangga={1: 500_000, 3: 1_500_000})


def test_product_of_another_owner(buku, buku_bkm, manajer, sekretaris):
    """KEU-120: channelled money names its owner, own money has none, and only a UPK lends."""
    channelling, gulir = SumberDana.objects.get(pk="channelling"), SumberDana.objects.get(pk="perguliran")
    pemilik = PemilikDanaFactory()

    with pytest.raises(IsianSalah):
        actions.open_produk(buku, oleh=manajer, nama="Bank", sumber_dana=channelling)
    with pytest.raises(IsianSalah):
        actions.open_produk(buku, oleh=manajer, nama="Gulir", sumber_dana=gulir, pemilik=pemilik)
    assert actions.open_produk(buku, oleh=manajer, nama="Bank", sumber_dana=channelling, pemilik=pemilik).channelling
    with pytest.raises(IsianSalah, match="perbaiki"):
        actions.open_produk(buku, oleh=manajer, nama="Bank", sumber_dana=channelling, pemilik=pemilik)
    with pytest.raises(AturanDilanggar, match="buku UPK"):
        actions.open_produk(buku_bkm, oleh=manajer, nama="Gulir", sumber_dana=gulir)


def test_ladder(buku, produk, manajer):
    """KEU-122: the step reached counts until the next, never above the ceiling."""
    k = terms(
        produk,
        oleh=manajer,
        mulai=date(2026, 3, 1),
        tangga={1: 500_000, 3: 1_500_000, 4: 3_000_000},
        maks_per_anggota=2_000_000,
    )

    assert [member_limit(k, ke) for ke in (0, 1, 2, 3, 4, 9)] == [
        500_000,
        500_000,
        500_000,
        1_500_000,
        2_000_000,
        2_000_000,
    ]


def test_grace_moves_due_dates(buku, produk, manajer):
    """KEU-45, KEU-121: months of grace move every due date, still counted from the original day."""
    k = terms(produk, oleh=manajer, mulai=date(2026, 3, 1), tenggang_bulan=1)

    kelompok, anggota = member_schedules(k, tenor=3, bagian=[Decimal(300_000)], tanggal=date(2026, 1, 31))

    assert [b.jatuh_tempo for b in kelompok.baris] == [due_date(date(2026, 1, 31), n) for n in (2, 3, 4)]
    assert kelompok.baris[0].jatuh_tempo == date(2026, 3, 31) and anggota[0] == kelompok


def test_rounding_of_the_group(buku, produk, manajer):
    """KEU-48: where the group's instalment is rounded, members share it; else each is rounded and they sum."""
    bagian = [Decimal(1_000_000), Decimal(1_000_000), Decimal(500_000)]
    per_ksm = terms(produk, oleh=manajer, mulai=date(2026, 3, 1), pembulatan="atas_100", bulatkan_per="ksm")
    per_orang = terms(produk, oleh=manajer, mulai=date(2026, 3, 2), pembulatan="atas_100")

    hasil = [member_schedules(k, tenor=12, bagian=bagian, tanggal=CAIR) for k in (per_ksm, per_orang)]

    assert [k.baris[0].pokok for k, _a in hasil] == [208_400, 208_500]
    for kelompok, anggota in hasil:
        assert [sum(a.baris[i].angsuran for a in anggota) for i in range(12)] == [b.angsuran for b in kelompok.baris]


# -- part A --------------------------------------------------------------------------------------------------------


def test_application_is_numbered_and_waits(buku, produk, kasir, manajer, petugas_kota_lain, permohonan):
    """KEU-123, KEU-124: the next number of the ledger, one open application a group, only by who serves loans."""
    lain = group("Mawar")
    with pytest.raises(TidakBerwenang):
        applied(buku, produk, lain, oleh=manajer)
    with pytest.raises(Buku.DoesNotExist):
        applied(buku, produk, lain, oleh=petugas_kota_lain)
    with pytest.raises(AturanDilanggar, match="belum selesai") as galat:
        applied(buku, produk, permohonan.ksm, oleh=kasir)
    kedua = applied(buku, produk, lain, oleh=kasir)

    assert galat.value.aturan == "KEU-123"
    assert (permohonan.nomor, kedua.nomor, permohonan.ke, str(kedua)) == (1, 2, 1, "PJ 0002")
    assert Jejak.objects.filter(peristiwa="keuangan.pinjaman.diajukan").count() == 2
    refused_in_database("pinjaman_tetap", "UPDATE keuangan_pinjaman SET nomor = 9 WHERE id = %s", kedua.pk)


def test_second_application_is_refused_by_the_database(buku, produk, kasir, permohonan, monkeypatch):
    """KEU-123: where two UPK take the letter of one group in the same moment, the database keeps one and says why."""
    monkeypatch.setattr("keuangan.actions.pinjaman.MENUNGGU", ())  # as blind as the other transaction

    with pytest.raises(AturanDilanggar, match="masih punya permohonan yang belum selesai") as galat:
        applied(buku, produk, permohonan.ksm, oleh=kasir)

    assert galat.value.aturan == "KEU-123"
    assert Pinjaman.objects.filter(ksm=permohonan.ksm).count() == 1


def test_application_is_corrected_before_its_examination(buku, permohonan, kasir, manajer, pembuku):
    """KEU-196, KEU-124: amounts, members, purpose, months; number and place stay; both values in the trail; then it stands."""
    satu, dua, tiga, *_lain = permohonan.bagian.order_by("urut").select_related("anggota")
    BuktiPinjaman.objects.create(
        pinjaman=permohonan, bagian=dua, jenis="ktp", berkas=BerkasFactory(), wilayah_id=permohonan.wilayah_id
    )
    isi = {
        "keperluan": "Modal ternak",
        "tenor_bulan": 12,
        "bagian": [(satu.anggota, 4_000_000), (dua.anggota, 5_000_000)],
    }
    with pytest.raises(TidakBerwenang):
        actions.revise_pinjaman(permohonan, oleh=manajer, **isi)
    with pytest.raises(AturanDilanggar, match="tidak sama dengan surat"):
        actions.revise_pinjaman(permohonan, oleh=kasir, **isi, jumlah=10_000_000)
    with pytest.raises(AturanDilanggar, match="no. 2"):
        actions.revise_pinjaman(permohonan, oleh=kasir, **{**isi, "bagian": isi["bagian"][:1]})
    with pytest.raises(VersiBerbeda):
        actions.revise_pinjaman(permohonan, oleh=kasir, **isi, versi=permohonan.versi + 1)

    p = actions.revise_pinjaman(permohonan, oleh=kasir, **isi, jumlah=9_000_000, versi=permohonan.versi)
    actions.revise_pinjaman(p, oleh=kasir, **{**isi, "bagian": [*isi["bagian"], (tiga.anggota, 1_000_000)]})

    assert (p.nomor, p.diajukan, p.keperluan, p.tenor_diminta) == (permohonan.nomor, MINTA, "Modal ternak", 12)
    baris = [(b.urut, int(b.diminta)) for b in p.bagian.order_by("urut")]
    assert baris == [(1, 4_000_000), (2, 5_000_000), (3, 1_000_000)]
    kedua, pertama = Jejak.objects.filter(peristiwa="keuangan.pinjaman.diperbaiki").order_by("-waktu", "-nomor")
    assert "Anggota no. 1: Rp 5.000.000 menjadi Rp 4.000.000" in revised(pertama) and "tidak ikut" in revised(pertama)
    assert "Modal warung menjadi Modal ternak" in revised(pertama) and "no. 3: tidak ikut menjadi" in revised(kedua)

    visit(satu, oleh=pembuku)
    with pytest.raises(AturanDilanggar, match="sudah dimulai") as galat:
        actions.revise_pinjaman(p, oleh=kasir, **isi)
    assert galat.value.aturan == "KEU-196"
    for sql, pk in (
        ("UPDATE keuangan_pinjaman SET keperluan = 'x' WHERE id = %s", p.pk), ("DELETE FROM keuangan_bagiananggota WHERE id = %s", satu.pk),
        ("UPDATE keuangan_bagiananggota SET diminta = 1 WHERE id = %s", satu.pk),
    ):  # fmt: skip
        refused_in_database("permohonan_tetap", sql, pk)


def test_application_sums_to_its_letter(buku, produk, ksm, kasir):
    """KEU-124: members of the group, each once, whole rupiah, summing to the letter."""
    anggota, asing = members(ksm), members(group("Mawar"))[0]
    isi = {"oleh": kasir, "ksm": ksm, "produk": produk, "keperluan": "Modal", "tenor_bulan": 12, "diajukan": MINTA}

    for bagian, galat in (
        ([(a, 0) for a in anggota], IsianSalah), ([(anggota[0], 1), (anggota[0], 1)], IsianSalah),
        ([(anggota[0], -5)], IsianSalah), ([(anggota[0], Decimal("1.5"))], IsianSalah), ([(asing, 1_000)], AturanDilanggar),
    ):  # fmt: skip
        with pytest.raises(galat):
            actions.apply_pinjaman(buku, bagian=bagian, **isi)
    dua = [(anggota[0], 1_000_000), (anggota[1], 500_000)]
    with pytest.raises(AturanDilanggar, match="tidak sama dengan surat") as surat:
        actions.apply_pinjaman(buku, bagian=dua, jumlah=1_600_000, **isi)
    p = actions.apply_pinjaman(buku, bagian=dua, jumlah=1_500_000, **isi)

    assert surat.value.aturan == "KEU-124"
    assert [b.diminta for b in p.bagian.order_by("urut")] == [1_000_000, 500_000]


def test_application_needs_terms(buku, produk, ksm, kasir, manajer):
    """KEU-121: before the first terms nothing is lent; nor after today."""
    belum = actions.open_produk(buku, oleh=manajer, nama="Lain", sumber_dana=SumberDana.objects.get(pk="perguliran"))
    isi = {"oleh": kasir, "ksm": ksm, "keperluan": "Modal", "tenor_bulan": 12, "bagian": [(members(ksm)[0], 1)]}

    with pytest.raises(AturanDilanggar, match="belum punya ketentuan"):
        actions.apply_pinjaman(buku, produk=belum, diajukan=MINTA, **isi)
    with pytest.raises(IsianSalah):
        actions.apply_pinjaman(buku, produk=produk, diajukan=date(2099, 1, 1), **isi)
    with pytest.raises(IsianSalah):
        actions.apply_pinjaman(buku, produk=produk, diajukan=MINTA, **{**isi, "tenor_bulan": 121})
    assert actions.apply_pinjaman(buku, produk=produk, diajukan=MINTA, **isi).nomor == 1


# -- part B --------------------------------------------------------------------------------------------------------


def test_check_must_be_complete(permohonan, pembuku, manajer):
    """KEU-127, KEU-128: nothing is handed on before every member is visited and counted through, and the file was read."""
    with pytest.raises(GerbangTertutup) as galat:
        actions.finish_periksa(permohonan, oleh=pembuku, tanggal=PERIKSA)
    with pytest.raises(TidakBerwenang):
        actions.finish_periksa(permohonan, oleh=manajer, tanggal=PERIKSA)
    looked_into(permohonan, oleh=pembuku)
    hasil = actions.finish_periksa(permohonan, oleh=pembuku, tanggal=PERIKSA)

    assert {k.kode for k in galat.value.kekurangan} == {"dikunjungi", "bagian_b", "berkas"}
    assert "No. 1, 2, 3, 4, 5 belum dikunjungi" in galat.value.kekurangan[0].pesan
    assert (hasil.status, hasil.pemeriksa_id, hasil.diperiksa) == ("diperiksa", pembuku.pk, PERIKSA)
    with pytest.raises(AturanDilanggar, match="tidak berubah lagi"):
        visit(permohonan.bagian.first(), oleh=pembuku)
    with pytest.raises(AturanDilanggar, match="tidak berubah lagi"):
        actions.check_berkas(permohonan, oleh=pembuku, menabung_bulan=9)


def test_visit_keeps_income_out_of_the_trail(permohonan, pembuku, kasir, petugas_kota_lain):
    """KEU-128: what a family earns stands with the share only; dates and amounts have sense."""
    bagian = permohonan.bagian.first()
    for isi in ({"dikunjungi": date(2025, 1, 1)}, {"penghasilan": -1}, {"biaya": Decimal("0.5")}, {"diminta": 5}):
        with pytest.raises(IsianSalah):
            visit(bagian, oleh=pembuku, **isi)
    with pytest.raises(type(bagian).DoesNotExist):
        visit(bagian, oleh=petugas_kota_lain)
    visit(bagian, oleh=kasir, penghasilan=1_234_567)

    jejak = Jejak.objects.get(peristiwa="keuangan.bagiananggota.diperiksa")
    assert "1234567" not in str(jejak.rincian) and "penghasilan" in jejak.rincian["isian"]


# -- part C --------------------------------------------------------------------------------------------------------


def test_two_people_decide_by_login(diperiksa, manajer, koordinator, kasir, pembuku):
    """KEU-129: the manager proposes, the coordinator decides on the own screen; neither alone, neither who recorded."""
    with pytest.raises(AturanDilanggar, match="Belum ada usulan"):
        actions.approve_pinjaman(diperiksa, oleh=koordinator)
    with pytest.raises(TidakBerwenang):
        proposed(diperiksa, oleh=koordinator)
    with pytest.raises(TidakBerwenang):
        proposed(diperiksa, oleh=kasir)
    proposed(diperiksa, oleh=manajer)
    with pytest.raises(TidakBerwenang):
        actions.approve_pinjaman(diperiksa, oleh=manajer)
    assert Pinjaman.objects.get(pk=diperiksa.pk).status == "diperiksa"
    hasil = actions.approve_pinjaman(diperiksa, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")

    putus = PutusanPinjaman.objects.get()
    assert hasil.status == "disetujui" and hasil.pokok == 25_000_000 and hasil.tenor_bulan == 24
    assert (putus.manajer_id, putus.koordinator_id, putus.cara) == (manajer.pk, koordinator.pk, "login")
    with pytest.raises(AturanDilanggar, match="sudah diperiksa"):
        actions.approve_pinjaman(diperiksa, oleh=koordinator)


def test_decision_on_paper(diperiksa, manajer):
    """KEU-129: the coordinator signed the sheet: name and photo decide at once; without the name nothing."""
    berkas = BerkasFactory()
    with pytest.raises(IsianSalah):
        proposed(diperiksa, oleh=manajer, berkas=berkas)
    hasil = proposed(diperiksa, oleh=manajer, berkas=berkas, koordinator_nama="Dedi Koordinator")

    putus = PutusanPinjaman.objects.get()
    assert hasil.status == "disetujui" and (putus.cara, putus.koordinator_nama) == ("kertas", "Dedi Koordinator")


def test_recheck_and_refusal_tell_why(diperiksa, manajer, koordinator, pembuku):
    """KEU-129: doubt means checking again, also when only the coordinator doubts; a refusal carries its reason."""
    proposed(diperiksa, oleh=manajer)
    with pytest.raises(IsianSalah):
        actions.recheck_pinjaman(diperiksa, oleh=koordinator, alasan="")
    ulang = actions.recheck_pinjaman(diperiksa, oleh=koordinator, alasan="Usaha belum dilihat.")
    assert ulang.status == "diajukan" and PutusanPinjaman.objects.get().hasil == "ulang"
    actions.finish_periksa(ulang, oleh=pembuku, tanggal=PERIKSA)
    with pytest.raises(AturanDilanggar, match="Belum ada usulan"):
        actions.approve_pinjaman(ulang, oleh=koordinator)
    with pytest.raises(IsianSalah):
        proposed(ulang, oleh=manajer, hasil="tolak", alasan=" ")
    proposed(ulang, oleh=manajer, hasil="tolak", alasan="Usaha tidak layak.")
    with pytest.raises(IsianSalah):
        actions.approve_pinjaman(ulang, oleh=koordinator)
    hasil = actions.refuse_pinjaman(ulang, oleh=koordinator)

    assert (hasil.status, hasil.alasan) == ("ditolak", "Usaha tidak layak.")


def test_who_recorded_or_checked_does_not_decide(buku, produk, ksm, badan, kasir, pembuku, manajer):
    """KEU-129, KEU-20: one person with two duties is refused, kindly and in the database."""
    PenugasanFactory(pengguna=pembuku, peran="manajer_upk", wilayah_id=KELURAHAN, badan=badan)
    p = checked(applied(buku, produk, ksm, oleh=kasir), oleh=pembuku)

    with pytest.raises(AturanDilanggar, match="orang lain yang memutusnya") as galat:
        proposed(p, oleh=type(pembuku).objects.get(pk=pembuku.pk))
    assert galat.value.aturan == "KEU-129"
    usulan = UsulanPutusan.objects.create(
        pinjaman=p, wilayah_id=KELURAHAN, hasil="tolak", tanggal=PUTUS, pokok=0, tenor_bulan=24, alasan="x",
        manajer_id=pembuku.pk, manajer_nama="P",
    )  # fmt: skip
    PutusanPinjaman.objects.create(
        pinjaman=p, wilayah_id=KELURAHAN, hasil="setuju", tanggal=PUTUS, manajer_id=pembuku.pk, manajer_nama="P",
        koordinator_nama="K", cara="kertas", berkas=BerkasFactory(),
    )  # fmt: skip
    refused_in_database(
        "pinjaman_putus_orang_lain", "UPDATE keuangan_pinjaman SET status = 'disetujui' WHERE id = %s", p.pk
    )
    with pytest.raises(IntegrityError, match="tidak sama dengan usulan"), transaction.atomic():
        PutusanPinjaman.objects.create(
            pinjaman=p, usulan=usulan, wilayah_id=KELURAHAN, hasil="setuju", tanggal=PUTUS, manajer_id=manajer.pk,
            manajer_nama="M", koordinator_nama="K", cara="kertas", berkas=BerkasFactory(),
        )  # fmt: skip


def test_decision_says_what_was_proposed(diperiksa, manajer, koordinator):
    """KEU-129: the database confirms only the amounts that the manager proposed, on a checked application."""
    proposed(diperiksa, oleh=manajer)
    bagian = diperiksa.bagian.first()
    type(bagian).objects.filter(pk=bagian.pk).update(disetujui=1_000)

    with pytest.raises(IntegrityError) as galat:
        actions.approve_pinjaman(diperiksa, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    assert constraint_of(galat.value) == "putusan_pinjaman_menurut_usulan"
    type(bagian).objects.filter(pk=bagian.pk).update(disetujui=5_000_000)
    assert actions.approve_pinjaman(diperiksa, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.").status == "disetujui"
    with pytest.raises(IntegrityError, match="sudah diperiksa yang diputus"), transaction.atomic():
        PutusanPinjaman.objects.create(
            pinjaman=diperiksa, wilayah_id=KELURAHAN, hasil="ulang", alasan="x", tanggal=PUTUS, manajer_id=manajer.pk,
            manajer_nama="M", koordinator_nama="K", cara="kertas", berkas=BerkasFactory(),
        )  # fmt: skip


# -- akad and money ------------------------------------------------------------------------------------------------


def test_terms_are_copied_at_akad(akad, produk, manajer):
    """KEU-130: the akad copies the terms; later ones, and raw SQL, do not change it."""
    terms(produk, oleh=manajer, mulai=date(2026, 2, 1), jasa_persen="9")

    p = Pinjaman.objects.get(pk=akad.pk)
    assert (p.status, p.jasa_persen, p.pembulatan, p.pokok) == ("akad", Decimal("1.5"), "atas_1000", 25_000_000)
    refused_in_database("pinjaman_akad_tetap", "UPDATE keuangan_pinjaman SET jasa_persen = 9 WHERE id = %s", p.pk)
    refused_in_database(
        "bagian_anggota_terkunci", "UPDATE keuangan_bagiananggota SET disetujui = 1 WHERE pinjaman_id = %s", p.pk
    )


def test_akad_follows_the_decision(disetujui, manajer, kasir):
    """KEU-130: signed by the manager's record on or after the day of the decision."""
    with pytest.raises(TidakBerwenang):
        actions.sign_akad(disetujui, oleh=kasir, tanggal=AKAD)
    with pytest.raises(IsianSalah):
        actions.sign_akad(disetujui, oleh=manajer, tanggal=date(2026, 1, 1))
    assert actions.sign_akad(disetujui, oleh=manajer, tanggal=AKAD).status == "akad"
    refused_in_database(
        "pinjaman_bagian_genap|pinjaman_akad_tetap",
        "UPDATE keuangan_pinjaman SET pokok = 1 WHERE id = %s",
        disetujui.pk,
    )


def test_shares_sum_to_the_loan_in_the_database(disetujui):
    """KEU-124: the database signs nothing whose shares do not sum to the loan, or without joint liability. KEU-141."""
    tanda = "UPDATE keuangan_pinjaman SET status = 'akad', metode = 'flat', jasa_persen = 1, bop_persen = 0, pembulatan = 'rupiah', "
    tanda += "tenggang_bulan = 0, jasa_pelunasan = 'berjalan', kelebihan = 'titipan', tanggal_akad = '2026-01-14', pokok = %s"
    refused_in_database("pinjaman_bagian_genap", tanda + " WHERE id = %s", 24_000_000, disetujui.pk)
    refused_in_database(
        "pinjaman_tanggung_renteng", tanda + ", tanggung_renteng = NULL WHERE id = %s", 25_000_000, disetujui.pk
    )


def test_cash_is_there(akad, buku, kasir, pembuku, manajer, badan):
    """KEU-148: nothing leaves an account that does not hold it on that day; KEU-131: nor by who decided, nor twice."""
    with pytest.raises(AturanDilanggar, match="Uang di kas") as kurang:
        actions.disburse_pinjaman(akad, oleh=kasir, tanggal=CAIR, lewat="kas")
    fill_cash(buku, oleh=pembuku)
    with pytest.raises(TidakBerwenang):
        actions.disburse_pinjaman(akad, oleh=manajer, tanggal=CAIR, lewat="kas")
    with pytest.raises(IsianSalah):
        actions.disburse_pinjaman(akad, oleh=kasir, tanggal=MINTA, lewat="kas")
    with pytest.raises(AturanDilanggar, match="Uang di bank"):
        actions.disburse_pinjaman(akad, oleh=kasir, tanggal=CAIR, lewat="bank")
    PenugasanFactory(pengguna=manajer, peran="kasir_upk", wilayah_id=KELURAHAN, badan=badan)
    with pytest.raises(AturanDilanggar, match="ikut memutus") as sendiri:
        actions.disburse_pinjaman(akad, oleh=type(manajer).objects.get(pk=manajer.pk), tanggal=CAIR, lewat="kas")
    hasil = actions.disburse_pinjaman(akad, oleh=kasir, tanggal=CAIR, lewat="kas")
    check_deferred()

    assert (kurang.value.aturan, sendiri.value.aturan) == ("KEU-148", "KEU-131")
    assert hasil.sisa_pokok == 25_000_000 and hasil.jurnal.jumlah == 25_000_000
    with pytest.raises(TransisiDitolak):
        actions.disburse_pinjaman(akad, oleh=kasir, tanggal=CAIR, lewat="kas")


def test_money_before_akad(disetujui, buku, kasir, pembuku):
    """KEU-131: approved is not signed; the database refuses the state without voucher and schedule."""
    fill_cash(buku, oleh=pembuku)
    with pytest.raises(TransisiDitolak):
        actions.disburse_pinjaman(disetujui, oleh=kasir, tanggal=CAIR, lewat="kas")
    with pytest.raises(Exception, match="disetujui"), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE keuangan_pinjaman SET status = 'berjalan' WHERE id = %s", [disetujui.pk])


def test_cancelled_before_the_money(permohonan, akad, manajer, kasir):
    """UMU-32: withdrawn with a reason, by the manager, until money went out; the next application may follow."""
    with pytest.raises(TidakBerwenang):
        actions.cancel_pinjaman(akad, oleh=kasir, alasan="Batal.")
    with pytest.raises(IsianSalah):
        actions.cancel_pinjaman(akad, oleh=manajer, alasan=" ")
    assert actions.cancel_pinjaman(akad, oleh=manajer, alasan="KSM menarik diri.").status == "batal"
    assert applied(akad.buku, akad.produk, akad.ksm, oleh=kasir).nomor == 2


def test_papers_are_filed_by_kind_and_member(permohonan, kasir, manajer, koordinator):
    """KEU-126: by those who serve loans, of a known kind, for a member of this loan, each file once."""
    bagian, berkas = permohonan.bagian.first(), BerkasFactory()
    with pytest.raises(TidakBerwenang):
        actions.file_bukti(permohonan, oleh=koordinator, jenis="ktp", berkas=berkas)
    with pytest.raises(IsianSalah):
        actions.file_bukti(permohonan, oleh=kasir, jenis="lagu", berkas=berkas)
    bukti = actions.file_bukti(permohonan, oleh=kasir, jenis="ktp", berkas=berkas, bagian=bagian)
    with pytest.raises(IsianSalah):
        actions.file_bukti(permohonan, oleh=manajer, jenis="ktp", berkas=berkas)

    assert (bukti.jenis, bukti.bagian) == ("ktp", bagian)
