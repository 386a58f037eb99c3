"""Refleksi and Pemetaan Swadaya on the screen: actions, gates, pages, by four officers."""

from __future__ import annotations

import uuid

import pytest

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from siklus import actions
from siklus.gerbang import periksa_banyak, temuan_ajukan
from siklus.models import Bidang, BidangNihil, Masalah, Potensi, RefleksiButir
from tests.factories.refleksi import MasalahFactory, PetaFactory, PotensiFactory, RefleksiButirFactory, running
from tests.helpers import masuk
from wilayah.models import Basis

pytestmark = pytest.mark.django_db
HALAMAN = {"S2": ("refleksi",), "S3": ("masalah", "potensi", "peta")}


def kunci(**isi):
    """A form with its idempotency key."""
    return {"kunci": str(uuid.uuid4()), **isi}


def missing(langkah, fungsi):
    """Details of the findings of one function that are not met, by argument."""
    kode = {"siklus.refleksi_terisi": "SIK-112", "siklus.pemetaan_terisi": "SIK-117"}[fungsi]
    semua = [k for k in temuan_ajukan(langkah) if k.aturan == kode and ("refleksi" in k.tautan or "/masalah" in k.tautan
             or "/potensi" in k.tautan)]  # fmt: skip
    return [k for k in semua if not k.terpenuhi]


def test_points_are_merged_and_freed(register, petugas_kelurahan):
    """SIK-63, SIK-64: two RT said it, one point stands on the list; taken back, both wait again."""
    a, b = RefleksiButirFactory(uraian="Makan dua kali"), RefleksiButirFactory(uraian="Makan hanya dua kali")
    langkah = a.langkah
    jadi = actions.unite_butir(langkah, oleh=petugas_kelurahan, butir=[a, b], uraian="Makan dua kali sehari")
    assert (jadi.disepakati, jadi.cakupan, jadi.asal.count()) == (True, "rumah_tangga", 2)
    with pytest.raises(AturanDilanggar) as galat:
        actions.unite_butir(langkah, oleh=petugas_kelurahan, butir=[a], uraian="Lain")
    assert galat.value.aturan == "SIK-63"
    actions.cancel_butir(jadi, oleh=petugas_kelurahan, alasan="Keliru menyatukan.")
    assert not RefleksiButir.objects.filter(disepakati_dari__isnull=False).exists()


def test_points_of_another_kind_do_not_merge(register, petugas_kelurahan):
    """SIK-63: a cause is no criterion."""
    a, b = RefleksiButirFactory(), RefleksiButirFactory(jenis="akar_masalah")
    with pytest.raises(IsianSalah):
        actions.unite_butir(a.langkah, oleh=petugas_kelurahan, butir=[a, b], uraian="Campur")


def test_results_belong_to_their_stage_and_officer(register, empat_petugas):
    """SIK-62, UMU-13: only the stage that asks, only the team of the area."""
    s2, s3 = running("S2"), running("S3")
    isi = {"jenis": "akar_masalah", "uraian": "Upah rendah"}
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_butir(s3, oleh=empat_petugas["kelurahan"], **isi)
    assert galat.value.aturan == "SIK-62"
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises((TidakBerwenang, type(s2).DoesNotExist)):
            actions.record_butir(s2, oleh=empat_petugas[nama], **isi)
    assert actions.record_butir(s2, oleh=empat_petugas["kelurahan"], **isi)


def test_values_belong_to_leaders(register, petugas_kelurahan):
    """SIK-65: one of the six values, and only for criteria of leaders."""
    s2 = running("S2")
    for isi in ({"jenis": "akar_masalah", "nilai": ["kejujuran"]}, {"jenis": "kriteria_pemimpin", "nilai": ["kaya"]}):
        with pytest.raises(IsianSalah):
            actions.record_butir(s2, oleh=petugas_kelurahan, uraian="Jujur", **isi)
    butir = actions.record_butir(
        s2, oleh=petugas_kelurahan, uraian="Jujur", jenis="kriteria_pemimpin", nilai=["kejujuran"]
    )
    assert butir.nilai_teks == "Kejujuran"


def test_gate_of_reflection(register, petugas_kelurahan):
    """SIK-112: a point that waits is not enough; agreed it is."""
    load_numbers_of("s2")
    butir = RefleksiButirFactory()
    kurang = missing(butir.langkah, "siklus.refleksi_terisi")
    assert len(kurang) == 4 and "1 butir diskusi" in kurang[0].rincian
    actions.unite_butir(butir.langkah, oleh=petugas_kelurahan, butir=[butir], uraian=butir.uraian)
    assert len(missing(butir.langkah, "siklus.refleksi_terisi")) == 3


def load_numbers_of(awalan):
    """The shipped numbers of a stage."""
    import json
    from pathlib import Path

    from django.conf import settings

    from inti.pelaku import SISTEM
    from wilayah.actions import load_parameters

    semua = json.loads((Path(settings.BASE_DIR) / "data" / "parameter.json").read_text(encoding="utf-8"))["parameter"]
    awal = (f"{awalan}.", "partisipasi.", "ps2.", "pelatihan.")
    load_parameters([b for b in semua if b["kode"].startswith(awal)], oleh=SISTEM)


def test_gate_of_mapping(register, petugas_kelurahan):
    """SIK-117, SIK-68: five fields, each agreed or said to have none; then a potential."""
    load_numbers_of("s3")
    masalah = MasalahFactory()
    langkah = masalah.langkah
    kurang = missing(langkah, "siklus.pemetaan_terisi")
    assert len(kurang) == 2 and "Lingkungan" in kurang[0].rincian
    actions.agree_masalah(langkah, oleh=petugas_kelurahan, bidang="lingkungan", masalah=[masalah])
    for bidang in set(Bidang.values) - {"lingkungan"}:
        actions.say_nihil(langkah, oleh=petugas_kelurahan, bidang=bidang, keterangan="Sudah dibahas.")
    PotensiFactory()
    assert missing(langkah, "siklus.pemetaan_terisi") == []


def test_gates_cost_the_same_for_many(register, django_assert_max_num_queries):
    """UMU-14: findings of many stages take as many queries as those of one."""
    load_numbers_of("s3")
    MasalahFactory(disepakati=True)
    PotensiFactory()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    satu = running("S3")
    with CaptureQueriesContext(connection) as kueri:
        periksa_banyak([satu])
    lain = [running("S3", kode) for kode in ("32.73.01.1002",)]
    with django_assert_max_num_queries(len(kueri)):
        periksa_banyak([satu, *lain])


def test_agreement_orders_and_withdraws(register, petugas_kelurahan):
    """SIK-67: numbered in the order given; what is left out is not agreed; a field said empty takes none."""
    a, b = MasalahFactory(), MasalahFactory()
    actions.agree_masalah(a.langkah, oleh=petugas_kelurahan, bidang="lingkungan", masalah=[b, a])
    assert list(Masalah.objects.order_by("prioritas").values_list("pk", flat=True)) == [b.pk, a.pk]
    actions.agree_masalah(a.langkah, oleh=petugas_kelurahan, bidang="lingkungan", masalah=[a])
    assert not Masalah.objects.get(pk=b.pk).disepakati
    actions.say_nihil(a.langkah, oleh=petugas_kelurahan, bidang="sosial", keterangan="Tidak ada.")
    c = MasalahFactory(bidang="sosial")
    with pytest.raises(AturanDilanggar) as galat:
        actions.agree_masalah(a.langkah, oleh=petugas_kelurahan, bidang="sosial", masalah=[c])
    assert galat.value.aturan == "SIK-68"


@pytest.mark.parametrize(("kode", "bagian"), [(k, b) for k, isi in HALAMAN.items() for b in isi])
def test_pages_by_four_officers(register, empat_petugas, kode, bagian):
    """UMU-11, UMU-12: own area reads, others do not; a stage that does not ask for it has no such page."""
    langkah = running(kode)
    RefleksiButirFactory(), MasalahFactory(), PotensiFactory()
    alamat = f"/langkah/{langkah.pk}/{bagian}/"
    status = {n: masuk(o).get(alamat).status_code for n, o in empat_petugas.items()}
    assert (status["kelurahan"], status["kota"], status["kota_lain"]) == (200, 200, 404)
    assert status["tanpa_tugas"] in {403, 404}
    lain = running("S3" if kode == "S2" else "S2")
    assert masuk(empat_petugas["kelurahan"]).get(f"/langkah/{lain.pk}/{bagian}/").status_code == 404


def test_quick_tables(register, petugas_kelurahan):
    """SIK-62, SIK-66, SIK-69: several rows at once; empty rows are left out; the page then shows them."""
    klien = masuk(petugas_kelurahan)
    s2, s3 = running("S2"), running("S3")
    isi = kunci(pertemuan="kelurahan", jenis_0="kriteria_kemiskinan", uraian_0="Rumah tak layak", jenis_1="visi_awal",
                uraian_1="Kampung mandiri", jenis_2="akar_masalah")  # fmt: skip
    assert klien.post(f"/langkah/{s2.pk}/refleksi/", isi).status_code == 302
    assert RefleksiButir.objects.filter(disepakati=True).count() == 2
    assert "Kampung mandiri" in klien.get(f"/langkah/{s2.pk}/refleksi/").content.decode()
    rt = Basis.objects.create(wilayah_id=s3.wilayah_id, jenis="rt", nomor="03")
    isi = kunci(bidang_0="sosial", uraian_0="Putus sekolah", basis_0=str(rt.pk), terdampak_l_0="3", bidang_1="ekonomi")
    assert klien.post(f"/langkah/{s3.pk}/masalah/", isi).status_code == 302
    assert Masalah.objects.get().basis_id == rt.pk
    isi = kunci(bidang_0="ekonomi", jenis_0="sosial", uraian_0="Arisan RT", kelompok_ada_0="on", nilai_0="250000")
    assert klien.post(f"/langkah/{s3.pk}/potensi/", isi).status_code == 302
    assert Potensi.objects.get().kelompok_ada
    halaman = klien.get(f"/langkah/{s3.pk}/potensi/?bidang=ekonomi").content.decode()
    assert (
        "Arisan RT" in halaman
        and "Arisan RT" not in klien.get(f"/langkah/{s3.pk}/potensi/?bidang=sosial").content.decode()
    )
    assert "Potensi" in klien.get(f"/langkah/{s3.pk}/").content.decode()


def test_merge_order_and_agree_by_form(register, petugas_kelurahan):
    """SIK-63, SIK-64, SIK-67, SIK-68: the buttons of the pages run the actions."""
    klien = masuk(petugas_kelurahan)
    a, b = RefleksiButirFactory(), RefleksiButirFactory()
    s2 = a.langkah
    for butir, kata in ((a, "Pertama"), (b, "Kedua")):
        jawab = klien.post(f"/langkah/{s2.pk}/refleksi/satukan/", kunci(butir=[str(butir.pk)], uraian=kata))
        assert jawab.status_code == 302
    satu, dua = RefleksiButir.objects.get(uraian="Pertama"), RefleksiButir.objects.get(uraian="Kedua")
    isi = kunci(jenis="kriteria_kemiskinan", **{f"urut_{satu.pk}": "2", f"urut_{dua.pk}": "1"})
    assert klien.post(f"/langkah/{s2.pk}/refleksi/urut/", isi).status_code == 302
    assert RefleksiButir.objects.get(pk=dua.pk).urutan == 1
    m = MasalahFactory()
    isi = kunci(bidang="lingkungan", **{f"urut_{m.pk}": "1"})
    assert klien.post(f"/langkah/{m.langkah_id}/masalah/sepakat/", isi).status_code == 302
    assert Masalah.objects.get(pk=m.pk).prioritas == 1
    isi = kunci(bidang="sosial", keterangan="Sudah ditanyakan di semua RT.")
    assert klien.post(f"/langkah/{m.langkah_id}/masalah/nihil/", isi).status_code == 302
    assert BidangNihil.objects.get().bidang == "sosial"
    for alamat in (
        f"/masalah/{m.pk}/batal/",
        f"/refleksi/{satu.pk}/batal/",
        f"/bidang-nihil/{BidangNihil.objects.get().pk}/batal/",
    ):
        assert klien.get(alamat).status_code == 200
        assert klien.post(alamat, kunci(alasan="Keliru.")).status_code == 302


def test_map_of_the_poor_needs_ps2(register, empat_petugas):
    """SIK-70: who may not see PS-2 does not see the map of poor households."""
    from siklus.queries_hasil import maps_of

    peta = PetaFactory(jenis="sebaran_miskin")
    assert maps_of(peta.langkah, lihat_ps2=False) == [] and maps_of(peta.langkah, lihat_ps2=True) == [peta]
