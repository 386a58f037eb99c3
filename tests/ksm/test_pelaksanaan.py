"""Works: progress, photos, materials, swadaya, quality, hand-over; refused by the database, by the actions, by scope."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.models import Jejak
from ksm import actions
from ksm.ceklis_mutu import newest
from ksm.models import FotoPekerjaan, KemajuanUsulan, SerahTerima, SwadayaUsulan, Usulan
from ksm.queries_pelaksanaan import handover_findings, photos_of, swadaya_of
from ksm.sajian_pelaksanaan import figure, progress_curve
from tests.factories.laporan import BerkasFactory
from tests.factories.pelaksanaan import (
    BahanUsulanFactory,
    FotoPekerjaanFactory,
    KemajuanUsulanFactory,
    PemeriksaanAsetFactory,
    PemeriksaanMutuFactory,
    SerahTerimaFactory,
    SwadayaUsulanFactory,
    ago,
    finish,
)
from tests.factories.usulan_jadi import UsulanFactory, usulan_in
from tests.factories.wilayah import BadanFactory

pytestmark = pytest.mark.django_db
KINI = {"uraian": "Pasangan batu"}


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """A work whose agreement is signed."""
    return usulan_in("kontrak")


def refused(buat: Any, *, oleh: str) -> None:
    """Writing is refused by the named constraint or sentence."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        buat()
    assert oleh in str(galat.value) or oleh == getattr(galat.value.__cause__.diag, "constraint_name", "")


def answers(*belum: str) -> dict[str, dict[str, Any]]:
    """Every question answered, these with "belum"."""
    return {b.kode: {"ya": b.kode not in belum} for b in newest().butir}


# -- the database ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["draf", "diajukan", "rapat_bkm", "lpj", "selesai"])
def test_works_only_under_an_agreement(register, status):
    """KRJ-01: without an agreement, and once the account is handed in, nothing is recorded."""
    u = usulan_in(status)

    for pabrik in (KemajuanUsulanFactory, BahanUsulanFactory, SwadayaUsulanFactory, FotoPekerjaanFactory):
        refused(lambda p=pabrik: p(usulan=u), oleh="usulan_menerima_catatan")


def test_no_works_on_a_loan(register):
    """KRJ-01, SOS-01: what the revolving fund carries is not recorded here."""
    u = usulan_in("kontrak", jenis="ekonomi")

    refused(lambda: KemajuanUsulanFactory(usulan=u), oleh="usulan_bukan_pinjaman")
    refused(lambda: SwadayaUsulanFactory(usulan=u), oleh="usulan_bukan_pinjaman")


def test_records_are_not_rewritten(usulan):
    """KRJ-01, UMU-32: a record is cancelled, never changed and never deleted."""
    k = KemajuanUsulanFactory(usulan=usulan)

    refused(lambda: KemajuanUsulan.objects.filter(pk=k.pk).update(persen=90), oleh="tidak diubah")
    refused(lambda: KemajuanUsulan.objects.filter(pk=k.pk).delete(), oleh="tidak dapat dihapus")
    refused(lambda: KemajuanUsulanFactory(usulan=usulan, persen=50), oleh="kemajuan_sekali_sehari")


def test_progress_does_not_go_back(usulan):
    """KRJ-08: neither below an earlier day nor above a later one."""
    KemajuanUsulanFactory(usulan=usulan, persen=40, tanggal=ago(10))

    refused(lambda: KemajuanUsulanFactory(usulan=usulan, persen=30, tanggal=ago(5)), oleh="kemajuan_tidak_mundur")
    refused(lambda: KemajuanUsulanFactory(usulan=usulan, persen=50, tanggal=ago(15)), oleh="kemajuan_tidak_mundur")
    KemajuanUsulanFactory(usulan=usulan, persen=40, tanggal=ago(5))
    KemajuanUsulanFactory(usulan=usulan, persen=10, tanggal=ago(15))


def test_one_photo_of_a_spot_and_stage(usulan):
    """KRJ-02: the same spot at the same stage once; only 0, 50 and 100."""
    FotoPekerjaanFactory(usulan=usulan)

    refused(lambda: FotoPekerjaanFactory(usulan=usulan), oleh="foto_titik_tahap_sekali")
    refused(lambda: FotoPekerjaanFactory(usulan=usulan, tahap=70), oleh="foto_tahap_dikenal")


def test_swadaya_belongs_to_a_promise_of_its_proposal(usulan):
    """KRJ-04: the promise of another proposal is refused."""
    lain = UsulanFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        SwadayaUsulanFactory(usulan=usulan, janji=lain.janjiswadaya.first())


def test_hand_over_asks_for_finished_work(register):
    """KRJ-06: progress, photos of every spot, quality; each held by the database."""
    u = usulan_in("berjalan")
    refused(lambda: SerahTerimaFactory(usulan=u), oleh="serah_terima_seratus_persen")
    KemajuanUsulanFactory(usulan=u, persen=100)
    refused(lambda: SerahTerimaFactory(usulan=u), oleh="serah_terima_berfoto")
    FotoPekerjaanFactory(usulan=u, tahap=100)
    FotoPekerjaanFactory(usulan=u, tahap=0, titik="Ujung gang")
    refused(lambda: SerahTerimaFactory(usulan=u), oleh="serah_terima_berfoto")
    FotoPekerjaanFactory(usulan=u, tahap=100, titik="Ujung gang")
    PemeriksaanMutuFactory(usulan=u, hasil="kurang", catatan="Retak.", tanggal=ago(9))
    refused(lambda: SerahTerimaFactory(usulan=u), oleh="serah_terima_mutu")
    PemeriksaanMutuFactory(usulan=u, hasil="cukup", catatan="Sudah diplester.", tanggal=ago(8))

    SerahTerimaFactory(usulan=u)


def test_what_a_hand_over_stands_on_stays(register):
    """KRJ-07: progress and photos stay while it stands; it stays once the asset was checked."""
    serah = SerahTerimaFactory()
    u = serah.usulan
    milik = {"status": "batal", "alasan_batal": "keliru"}

    refused(lambda: u.kemajuanusulan.update(**milik), oleh="serah_terima_berdiri")
    refused(lambda: u.fotopekerjaan.update(**milik), oleh="serah_terima_berdiri")
    PemeriksaanAsetFactory(usulan=u)
    refused(lambda: SerahTerima.objects.filter(pk=serah.pk).update(**milik), oleh="serah_terima_sudah_diperiksa")


def test_no_hand_over_of_aid(register):
    """KRJ-06: what the UPS gives out is no work."""
    u = usulan_in("berjalan", jenis="sosial")

    refused(lambda: SerahTerimaFactory(usulan=u), oleh="serah_terima_pekerjaan")


# -- the actions -----------------------------------------------------------------------------------------------------


def test_progress_starts_the_work(usulan, empat_petugas, upl):
    """KRJ-01, KRJ-08: recorded by group, unit and facilitator; out of scope is not found; the first progress starts the work."""
    isi = {"tanggal": ago(9), "persen": Decimal(20), **KINI}
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises(Usulan.DoesNotExist):
            actions.record_kemajuan(usulan, oleh=empat_petugas[nama], **isi)
    with pytest.raises(TidakBerwenang):
        actions.record_kemajuan(usulan, oleh=empat_petugas["kota"], **isi)

    actions.record_kemajuan(usulan, oleh=upl, **{**isi, "persen": Decimal(0), "tanggal": ago(12)})
    assert Usulan.objects.get(pk=usulan.pk).status == "kontrak"
    k = actions.record_kemajuan(usulan, oleh=empat_petugas["kelurahan"], kendala="Hujan", **isi)

    assert Usulan.objects.get(pk=usulan.pk).status == "berjalan" and k.persen == 20
    assert Jejak.objects.filter(peristiwa="ksm.kemajuanusulan.dicatat", induk_id=str(usulan.pk)).count() == 2
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_kemajuan(usulan, oleh=upl, **isi)
    assert galat.value.aturan == "KRJ-01"


@pytest.mark.parametrize(
    ("bidang", "ubah"),
    [
        ("tanggal", {"tanggal": ago(-1)}),
        ("tanggal", {"tanggal": ago(61)}),
        ("tanggal", {"tanggal": None}),
        ("persen", {"persen": Decimal("100.01")}),
        ("persen", {"persen": Decimal(-1)}),
        ("uraian", {"uraian": "  "}),
    ],
)
def test_progress_bad_input(usulan, upl, bidang, ubah):
    """KRJ-01: a day to come, a day before the agreement, a share that cannot be, nothing said."""
    with pytest.raises(IsianSalah) as galat:
        actions.record_kemajuan(usulan, oleh=upl, **{"tanggal": ago(9), "persen": Decimal(20), **KINI, **ubah})
    assert bidang in galat.value.galat


def test_progress_backwards_and_cancelled(usulan, upl):
    """KRJ-08, UMU-32: a lower figure is refused until the wrong one is taken back with a reason, once."""
    salah = actions.record_kemajuan(usulan, oleh=upl, tanggal=ago(9), persen=Decimal(80), **KINI)
    baru = {"oleh": upl, "tanggal": ago(5), "persen": Decimal(30), **KINI}
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_kemajuan(usulan, **baru)
    assert galat.value.aturan == "KRJ-08"
    with pytest.raises(IsianSalah):
        actions.cancel_catatan(salah, oleh=upl, alasan=" ")

    actions.cancel_catatan(salah, oleh=upl, alasan="Salah ketik")

    assert actions.record_kemajuan(usulan, **baru).persen == 30
    with pytest.raises(TransisiDitolak):
        actions.cancel_catatan(salah, oleh=upl, alasan="Lagi")


def test_treasurer_records_only_the_own_group(register, ksm, bendahara):
    """KRJ-01, KSM-23: the treasurer records on the own proposal; another group's is not found."""
    milik, lain = usulan_in("kontrak", ksm=ksm), usulan_in("kontrak")

    actions.record_kemajuan(milik, oleh=bendahara, tanggal=ago(3), persen=Decimal(5), **KINI)
    with pytest.raises(Usulan.DoesNotExist):
        actions.record_kemajuan(lain, oleh=bendahara, tanggal=ago(3), persen=Decimal(5), **KINI)
    with pytest.raises(TidakBerwenang):
        actions.check_mutu(
            milik, oleh=bendahara, tanggal=ago(3), jawaban=answers(), hasil="baik", pemeriksa="Saya sendiri"
        )


def test_photos_from_the_same_spot(usulan, upl):
    """KRJ-02: a spot keeps its spelling, each stage once, in the order of the work; only photos of this kelurahan."""
    isi = {"oleh": upl, "titik": "Depan pos  ronda", "tahap": 50, "tanggal": ago(9)}
    actions.file_foto(usulan, berkas=BerkasFactory(), **isi)
    satu = actions.file_foto(usulan, berkas=BerkasFactory(), **{**isi, "titik": "depan POS ronda", "tahap": 100})

    assert satu.titik == "Depan pos ronda" and len(photos_of(usulan)) == 1
    with pytest.raises(AturanDilanggar) as galat:
        actions.file_foto(usulan, berkas=BerkasFactory(), **isi)
    assert galat.value.aturan == "KRJ-02"
    for bidang, ubah in (
        ("tanggal", {"tahap": 0, "tanggal": ago(2)}),
        ("tahap", {"tahap": 25}),
        ("titik", {"titik": " "}),
    ):
        with pytest.raises(IsianSalah) as salah:
            actions.file_foto(usulan, **{**isi, "berkas": BerkasFactory(), **ubah})
        assert bidang in salah.value.galat
    pdf = BerkasFactory(jenis="pdf", jenis_isi="application/pdf", lebar=None, tinggi=None, kecil="")
    asing = BerkasFactory(badan=BadanFactory(jenis="ksm", nama="Lain"))
    for berkas in (None, pdf, BerkasFactory(wilayah_id="32.77.01.1001"), asing):
        with pytest.raises(IsianSalah) as salah:
            actions.file_foto(usulan, **{**isi, "tahap": 0, "berkas": berkas})
        assert "foto" in salah.value.galat


def test_swadaya_promised_and_realised(usulan, upl):
    """KRJ-04: cash, labour and goods beside the promise, by kind; a promise keeps its price; hours are summed."""
    tenaga, tunai = (usulan.janjiswadaya.get(bentuk=b) for b in ("tenaga", "tunai"))
    isi = {"oleh": upl, "tanggal": ago(4)}
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_swadaya(usulan, janji=tenaga, volume=Decimal(2), harga_satuan=Decimal(500_000), **isi)
    assert galat.value.aturan == "KRJ-04"

    actions.record_swadaya(usulan, janji=tenaga, volume=Decimal(20), orang=20, jam=Decimal(7), **isi)
    actions.record_swadaya(usulan, janji=tunai, jumlah=Decimal(200_000), penyumbang="Haji Rekaan", **isi)
    actions.record_swadaya(
        usulan,
        bentuk="bahan",
        uraian="Batu kali",
        volume=Decimal("1.5"),
        satuan="m3",
        harga_satuan=Decimal(200_000),
        **isi,
    )

    rekap = swadaya_of(usulan)
    assert [(b.bentuk, b.janji, b.nyata, b.sisa, b.lebih) for b in rekap.baris] == [
        ("tunai", 500_000, 200_000, 300_000, 0), ("tenaga", 1_500_000, 2_000_000, 0, 500_000), ("bahan", 0, 300_000, 0, 300_000),
    ]  # fmt: skip
    assert (rekap.janji, rekap.nyata, rekap.sisa, rekap.jam_orang) == (2_000_000, 2_500_000, 300_000, 140)
    jejak = Jejak.objects.filter(peristiwa="ksm.swadayausulan.dicatat")
    assert "Haji" not in "".join(f"{j.objek_nama}{j.rincian}" for j in jejak)
    for bidang, ubah in (
        ("janji", {"janji": UsulanFactory().janjiswadaya.first(), "volume": Decimal(1)}),
        ("bentuk", {"bentuk": "emas", "uraian": "x"}),
        ("jumlah", {"janji": tunai, "jumlah": Decimal("0.5")}),
        ("volume", {"janji": tenaga, "volume": Decimal(0)}),
        ("volume", {"janji": tenaga, "volume": Decimal("0.001")}),
        ("orang", {"janji": tenaga, "volume": Decimal(1), "orang": 0}),
        ("jam", {"janji": tenaga, "volume": Decimal(1), "jam": Decimal(-1)}),
    ):
        with pytest.raises(IsianSalah) as salah:
            actions.record_swadaya(usulan, **isi, **ubah)
        assert bidang in salah.value.galat
    assert SwadayaUsulan.objects.count() == 3


def test_materials(usulan, upl):
    """KRJ-03: what came, how much, from whom; nothing of nothing."""
    isi = {"oleh": upl, "tanggal": ago(4), "uraian": "Semen", "volume": Decimal(20), "satuan": "zak"}
    b = actions.record_bahan(usulan, pemasok="Toko Rekaan", **isi)

    assert (b.volume, b.satuan) == (20, "zak")
    with pytest.raises(IsianSalah):
        actions.record_bahan(usulan, **{**isi, "volume": Decimal(0)})


def test_quality_by_checklist(usulan, upl):
    """KRJ-05: every question answered; "baik" only without "belum"; what is not good says why."""
    isi = {"oleh": upl, "tanggal": ago(4), "pemeriksa": "Hendra Gunawan"}
    with pytest.raises(IsianSalah):
        actions.check_mutu(usulan, jawaban={"lokasi": {"ya": True}}, hasil="baik", **isi)
    with pytest.raises(AturanDilanggar) as galat:
        actions.check_mutu(usulan, jawaban=answers("rapi"), hasil="baik", **isi)
    assert galat.value.aturan == "KRJ-05"
    with pytest.raises(IsianSalah):
        actions.check_mutu(usulan, jawaban=answers("rapi"), hasil="cukup", **isi)

    m = actions.check_mutu(
        usulan, jawaban=answers("rapi"), hasil="cukup", catatan="Haluskan.", volume=Decimal(78), **isi
    )

    assert (m.edisi, m.ya, m.butir, m.volume) == (newest().edisi, len(newest().butir) - 1, len(newest().butir), 78)


def test_hand_over_by_findings(usulan, upl):
    """KRJ-06: findings say what lacks; an unchecked quality passes with a reason that stays; once."""
    isi = {
        "oleh": upl,
        "tanggal": ago(1),
        "selesai": ago(2),
        "volume": Decimal(80),
        "dari": "Cucu",
        "kepada": "Lurah",
    }
    with pytest.raises(GerbangTertutup) as galat:
        actions.hand_over(usulan, **isi)
    assert {k.kode for k in galat.value.kekurangan if k.menahan} == {"kemajuan", "foto"}

    u = Usulan.objects.get(pk=finish(usulan).pk)
    m = u.pemeriksaanmutu.get()
    actions.cancel_catatan(m, oleh=upl, alasan="Keliru")
    with pytest.raises(GerbangTertutup):
        actions.hand_over(u, **isi)
    with pytest.raises(IsianSalah):
        actions.hand_over(u, alasan="UPL sakit", **{**isi, "selesai": ago(0)})
    s = actions.hand_over(u, alasan="UPL sakit", **isi)

    assert s.satuan == "m" and "UPL sakit" in s.catatan and not any(k.menahan for k in handover_findings(u))
    with pytest.raises(AturanDilanggar):
        actions.hand_over(u, alasan="UPL sakit", **isi)
    with pytest.raises(AturanDilanggar) as tetap:
        actions.cancel_catatan(FotoPekerjaan.objects.filter(usulan=u).first(), oleh=upl, alasan="Keliru")
    assert tetap.value.aturan == "KRJ-07"
    actions.cancel_catatan(s, oleh=upl, alasan="Belum")
    assert not u.serahterima.filter(status="sah").exists()


def test_loan_and_draft_are_told_kindly(register, upl):
    """KRJ-01: a loan is sent to the UPK; a draft waits for its agreement."""
    for u in (usulan_in("kontrak", jenis="ekonomi"), usulan_in("draf"), usulan_in("lpj")):
        with pytest.raises(AturanDilanggar) as galat:
            actions.record_kemajuan(u, oleh=upl, tanggal=ago(1), persen=Decimal(1), **KINI)
        assert galat.value.aturan == "KRJ-01"


def test_work_goes_on_after_a_change(usulan, upl):
    """KRJ-04: after a ratified change the new promises count; what came before still counts by its kind."""
    actions.record_swadaya(
        usulan,
        oleh=upl,
        tanggal=ago(4),
        janji=usulan.janjiswadaya.get(bentuk="tenaga"),
        volume=Decimal(5),
    )
    Usulan.objects.filter(pk=usulan.pk).update(status="perubahan", status_ubah="kontrak")
    from tests.factories.usulan_jadi import fill

    fill(usulan, ke=1)
    Usulan.objects.filter(pk=usulan.pk).update(status="kontrak", status_ubah="", rab_ke=1)
    u = Usulan.objects.get(pk=usulan.pk)

    with pytest.raises(IsianSalah):
        actions.record_swadaya(
            u,
            oleh=upl,
            tanggal=ago(4),
            janji=u.janjiswadaya.get(bentuk="tenaga", ke=0),
            volume=Decimal(5),
        )
    assert {b.bentuk: (b.janji, b.nyata) for b in swadaya_of(u).baris}["tenaga"] == (1_500_000, 500_000)


def test_dates_follow_the_agreement(usulan, upl):
    """KRJ-01: the photo before work may be older than the agreement, progress may not."""
    hari = usulan.perjanjian.get().tanggal - timedelta(days=3)

    actions.file_foto(usulan, oleh=upl, titik="Gang", tahap=0, tanggal=hari, berkas=BerkasFactory())
    with pytest.raises(IsianSalah):
        actions.record_bahan(usulan, oleh=upl, tanggal=hari, uraian="Pasir", volume=Decimal(1), satuan="m3")


def test_curve_beside_the_plan(usulan):
    """KRJ-09: from two entries on, the line of the work beside the straight line of its agreement."""
    janji = usulan.perjanjian.get()
    satu = KemajuanUsulanFactory(usulan=usulan, persen=10, tanggal=ago(30))
    assert progress_curve(usulan, [satu], janji) is None
    dua = KemajuanUsulanFactory(usulan=usulan, persen=45, tanggal=ago(15))

    kurva = progress_curve(usulan, [satu, dua], janji)

    assert kurva is not None and [b[1:] for b in kurva.baris] == [["10 %", "33 %"], ["45 %", "50 %"]]
    assert (figure(Decimal("80.00")), figure(Decimal("79.50")), figure(Decimal(1200)), figure(None)) == (
        "80",
        "79,5",
        "1.200",
        "–",
    )
