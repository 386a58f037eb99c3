"""Upkeep: the body, its cash book, the yearly check, and which assets are due."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from ksm import actions
from ksm.models import KasPemelihara, Usulan
from ksm.queries_pelaksanaan import assets, due_assets, upkeep_balance, upkeep_book
from tests.factories.pelaksanaan import (
    BadanPemeliharaFactory,
    KasPemeliharaFactory,
    PemeriksaanAsetFactory,
    SerahTerimaFactory,
    ago,
    asset,
    kept,
)
from tests.factories.usulan_jadi import usulan_in
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
BADAN = {"nama": "Pemelihara RT 01", "ketua": "Ujang", "umur_tahun": 10, "irama": "bulanan", "iuran": Decimal(3_000)}
PERIKSA = {"keadaan": "baik", "pemeriksa": "Ujang Koswara"}


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """A running work."""
    return usulan_in("berjalan")


def refused(buat: Any, *, oleh: str) -> None:
    """Writing is refused by the named constraint."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        buat()
    assert oleh == galat.value.__cause__.diag.constraint_name


def test_database_keeps_one_body_and_a_fee_with_a_rhythm(usulan):
    """PLH-01: one body at a time; a fee has a rhythm, none has no fee."""
    refused(lambda: BadanPemeliharaFactory(usulan=usulan, irama="tanpa"), oleh="pemelihara_iuran_berirama")
    refused(lambda: BadanPemeliharaFactory(usulan=usulan, iuran=None), oleh="pemelihara_iuran_berirama")
    BadanPemeliharaFactory(usulan=usulan)
    refused(lambda: BadanPemeliharaFactory(usulan=usulan), oleh="pemelihara_satu_berlaku")


def test_database_keeps_the_cash_book(usulan):
    """PLH-02: a book needs its body, spends what is there, and an entry that was spent cannot be taken back."""
    refused(lambda: KasPemeliharaFactory(usulan=usulan), oleh="kas_pemelihara_berbadan")
    masuk = KasPemeliharaFactory(usulan=kept(usulan))
    refused(lambda: KasPemeliharaFactory(usulan=usulan, arah="keluar", jumlah=90_001), oleh="kas_pemelihara_cukup")
    KasPemeliharaFactory(usulan=usulan, arah="keluar", jumlah=50_000)

    refused(
        lambda: KasPemelihara.objects.filter(pk=masuk.pk).update(status="batal", alasan_batal="x"),
        oleh="kas_pemelihara_cukup",
    )


def test_database_keeps_one_check_a_year_after_the_hand_over(usulan):
    """PLH-03: only what was handed over is checked, once a year, and damage is described."""
    refused(lambda: PemeriksaanAsetFactory(usulan=usulan), oleh="periksa_aset_sesudah_serah")
    u = SerahTerimaFactory().usulan
    refused(lambda: PemeriksaanAsetFactory(usulan=u, keadaan="rusak_berat"), oleh="periksa_aset_rusak_bertemuan")
    PemeriksaanAsetFactory(usulan=u)
    refused(lambda: PemeriksaanAsetFactory(usulan=u, tanggal=ago(2)), oleh="periksa_aset_setahun_sekali")


def test_body_by_action(usulan, empat_petugas):
    """PLH-01: recorded by who accompanies; the next one needs a reason, and the one before stays readable."""
    satu = {"dibentuk": ago(5), **BADAN}
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises(Usulan.DoesNotExist):
            actions.form_pemelihara(usulan, oleh=empat_petugas[nama], **satu)
    with pytest.raises(TidakBerwenang):
        actions.form_pemelihara(usulan, oleh=empat_petugas["kota"], **satu)
    oleh = empat_petugas["kelurahan"]
    lama = actions.form_pemelihara(usulan, oleh=oleh, **satu)
    with pytest.raises(AturanDilanggar) as galat:
        actions.form_pemelihara(usulan, oleh=oleh, **{**satu, "nama": "Baru"})
    assert galat.value.aturan == "PLH-01"

    baru = actions.form_pemelihara(
        usulan, oleh=oleh, alasan="Pengurusnya pindah", **{**satu, "nama": "Baru", "irama": "tanpa", "iuran": None}
    )

    assert usulan.badanpemelihara.get(status="sah") == baru
    assert usulan.badanpemelihara.get(pk=lama.pk).alasan_batal == "Pengurusnya pindah"
    for bidang, ubah in (
        ("umur_tahun", {"umur_tahun": 0}), ("irama", {"irama": "kadang"}), ("iuran", {"iuran": Decimal("1.5")}),
        ("iuran", {"irama": "tanpa"}), ("dibentuk", {"dibentuk": ago(-1)}), ("ketua", {"ketua": ""}),
    ):  # fmt: skip
        with pytest.raises(IsianSalah) as salah:
            actions.form_pemelihara(usulan, oleh=oleh, alasan="x", **{**satu, **ubah})
        assert bidang in salah.value.galat


def test_cash_book_by_action(usulan, upl):
    """PLH-02: fees in, upkeep out, the balance line by line; never more than there is."""
    isi = {"oleh": upl, "tanggal": ago(3), "uraian": "Iuran"}
    with pytest.raises(AturanDilanggar):
        actions.record_kas_pemelihara(usulan, arah="masuk", jumlah=Decimal(90_000), **isi)
    kept(usulan)
    masuk = actions.record_kas_pemelihara(usulan, arah="masuk", jumlah=Decimal(90_000), **isi)
    actions.record_kas_pemelihara(usulan, arah="keluar", jumlah=Decimal(60_000), **{**isi, "tanggal": ago(1)})

    assert [k.saldo for k in upkeep_book(usulan)] == [30_000, 90_000] and upkeep_balance(usulan) == 30_000
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_kas_pemelihara(usulan, arah="keluar", jumlah=Decimal(30_001), **isi)
    assert galat.value.aturan == "PLH-02"
    with pytest.raises(AturanDilanggar) as batal:
        actions.cancel_catatan(masuk, oleh=upl, alasan="Keliru")
    assert batal.value.aturan == "PLH-02"


def test_yearly_check_by_action(register, upl):
    """PLH-03: once a year after the hand-over; damage says what was found."""
    u = SerahTerimaFactory(tanggal=ago(5)).usulan
    oleh = upl
    with pytest.raises(AturanDilanggar):
        actions.check_aset(u, oleh=oleh, tanggal=ago(6), **PERIKSA)
    for bidang, ubah in (
        ("temuan", {"keadaan": "rusak_ringan"}), ("keadaan", {"keadaan": "bagus"}), ("tanggal", {"tanggal": ago(-1)}),
        ("pemeriksa", {"pemeriksa": " "}),
    ):  # fmt: skip
        with pytest.raises(IsianSalah) as salah:
            actions.check_aset(u, oleh=oleh, **{"tanggal": ago(1), **PERIKSA, **ubah})
        assert bidang in salah.value.galat

    hasil = actions.check_aset(u, oleh=oleh, tanggal=ago(1), **PERIKSA)

    assert hasil.tahun == ago(1).year
    with pytest.raises(AturanDilanggar) as galat:
        actions.check_aset(u, oleh=oleh, tanggal=ago(0), **PERIKSA)
    assert galat.value.aturan == "PLH-03"


def test_which_assets_are_due(register, upl, petugas_kota_lain, django_assert_num_queries):
    """PLH-04: due a year after the hand-over or the last check, while the asset is used and its life is not over."""
    hari = today_in("32.73.01.1001")
    baru, lama, dicek, mati = (asset(serah=n) for n in (100, 400, 500, 500))
    PemeriksaanAsetFactory(usulan=dicek, tanggal=ago(30))
    PemeriksaanAsetFactory(usulan=mati, tanggal=ago(370), keadaan="tidak_dipakai", temuan="Roboh")
    tua = asset(serah=420)
    tua.badanpemelihara.update(status="batal", alasan_batal="x")
    BadanPemeliharaFactory(usulan=tua, umur_tahun=1)
    usulan_in("berjalan")

    baris = {u.pk: u for u in assets(Usulan.objects.all(), hari)}
    assert set(baris) == {baru.pk, lama.pk, dicek.pk, mati.pk, tua.pk}
    assert {pk for pk, u in baris.items() if u.terlambat} == {lama.pk}
    assert baris[dicek.pk].keadaan == "baik" and baris[lama.pk].saldo == 0
    assert upl.cakupan("ksm.lihat_ksm")  # assignments are read once
    with django_assert_num_queries(1):
        assert [u.pk for u in due_assets(upl, hari)] == [lama.pk]
    assert not due_assets(petugas_kota_lain, hari).exists()
