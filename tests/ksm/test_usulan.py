"""Proposals: begun, written, handed in, judged, ranked, agreed on, changed, put off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak, VersiBerbeda
from inti.pelaku import SISTEM
from inti.transitions import findings, graph
from ksm import actions
from ksm.models import (
    BAPPUK,
    KSM,
    BarisBAPPUK,
    BarisRAB,
    JanjiSwadaya,
    PemanfaatUsulan,
    Perjanjian,
    PerubahanUsulan,
    Usulan,
    VerifikasiUsulan,
)
from ksm.queries import household_label
from ksm.queries_usulan import bound, money_left, on_the_line, rab_sums
from ksm.syarat_usulan import submit_findings, volume_against
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories import usulan as pabrik
from tests.factories.akun import officer
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.ps2 import KeluargaFactory, place, put_on_ps2
from tests.factories.siklus import tree
from tests.factories.wilayah import BadanFactory
from tests.helpers import check_deferred, fresh, kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = timedelta(days=1)


def unit_officer(peran: str, nama: str = "Usep Unit") -> Any:
    """An officer of one of the units."""
    return officer(peran, peran, KELURAHAN, badan=BadanFactory(nama=f"Badan {peran}"), nama=nama)


@contextmanager
def says(galat: type[IsianSalah], kata: str) -> Iterator[None]:
    """A field is refused with these words."""
    with pytest.raises(galat) as tangkap:
        yield
    assert kata.lower() in str(tangkap.value.galat).lower()


def again(baris: Any) -> Any:
    """The row as stored now."""
    return type(baris)._base_manager.get(pk=baris.pk)


def numbers(kode: str, **isi: Any) -> None:
    """A number of the programme, set for everybody."""
    from tests.factories.wilayah import ParameterFactory

    ParameterFactory(kode=kode, definisi="p2kp", jenis="ya_tidak", satuan="", **isi)


def missing(u: Any, nama: str = "ajukan") -> set[str]:
    """Codes of the findings that are not met."""
    return {k.kode for k in findings(u, nama) if not k.terpenuhi}


# -- begun ---------------------------------------------------------------------------------------------------------


def test_proposal_takes_over_the_line(kelompok, renta):
    """USL-01, USL-15: kind and unit follow the field of the line, volume and unit the plan; numbers run without gap."""
    u = pabrik.started(kelompok, renta)

    assert (u.jenis, u.unit, u.bernama, u.satuan, u.volume) == ("prasarana", "upl", False, "paket", 1)
    assert (u.nomor, u.tahun, str(u)) == (1, renta.tahun, f"US 0001/{renta.tahun}")
    s = pabrik.started(kelompok, renta, bidang="sosial")
    assert (s.jenis, s.unit, s.bernama, s.sifat, s.nomor) == ("sosial", "ups", True, "sekali", 2)
    e = pabrik.started(kelompok, renta, bidang="ekonomi")
    assert (e.jenis, e.unit, e.bernama, e.nomor) == ("ekonomi", "upk", True, 3)
    rumah = pabrik.started(kelompok, renta, bernama=True)
    assert rumah.bernama and rumah.jenis == "prasarana"
    u.kegiatan_renta.kegiatan.basis.add(tree()["rt1"])
    assert (
        u.lokasi == "Gang Mawar" and "RT 01" in pabrik.started(kelompok, renta).lokasi
    )  # where the plan says: its RT too


def test_only_the_own_ratified_line(kelompok, renta, register):
    """USL-01: a line of another kelurahan, of an unratified Renta, a kind that the field does not answer: refused."""
    from tests.factories.pronangkis import activity, draft_of

    lain = KSMFactory(wilayah_id=KELURAHAN_TETANGGA)
    with says(IsianSalah, "Renta kelurahan ini"):
        pabrik.started(lain, renta)
    with pytest.raises(IsianSalah):
        pabrik.started(kelompok, renta, jenis="ekonomi")
    with pytest.raises(IsianSalah):
        pabrik.started(kelompok, renta, bidang="sosial", sifat="")
    pjm = draft_of(KELURAHAN_TETANGGA)
    k = activity(pjm)
    from pronangkis.models import KegiatanRenta

    belum = KegiatanRenta.objects.filter(kegiatan=k).first()
    if belum is not None:
        with pytest.raises(IsianSalah):
            actions.create_usulan(lain, oleh=SISTEM, kegiatan_renta=belum)
    actions.dissolve_ksm(kelompok, oleh=SISTEM, tanggal=today_in(KELURAHAN), alasan="bubar")
    with pytest.raises(AturanDilanggar, match="berakhir"):
        pabrik.started(kelompok, renta)


def test_running_cost_is_not_proposed(kelompok, register):
    """USL-01: no group asks for the BKM's running cost."""
    renta = pabrik.ratified(bidang=("bop",))
    with says(IsianSalah, "operasional"):
        pabrik.started(kelompok, renta, bidang="bop")


def test_who_may_write(ksm, ksm_lain, renta, bendahara, sekretaris, petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """UMU-12, UMU-13: the own treasurer, secretary and facilitator write; a treasurer no other group's, above nobody."""
    for oleh in (bendahara, sekretaris, petugas_kelurahan, unit_officer("upl")):
        assert pabrik.started(ksm, renta, oleh=fresh(oleh)).pk
    with pytest.raises(KSM.DoesNotExist):
        pabrik.started(ksm_lain, renta, oleh=bendahara)
    with pytest.raises(TidakBerwenang):
        pabrik.started(ksm, renta, oleh=petugas_kota)
    with pytest.raises(KSM.DoesNotExist):
        pabrik.started(ksm, renta, oleh=petugas_kota_lain)


# -- written -------------------------------------------------------------------------------------------------------


def test_sums_are_computed_and_need_not_fit_while_typing(kelompok, renta):
    """USL-03: volume times price, rounded; shares that do not add up are kept and found at submission only."""
    u = pabrik.started(kelompok, renta)
    rab = [{"uraian": "Pasir", "volume": Decimal("2.5"), "satuan": "m3", "harga_satuan": 250_001, "blm": 100_000}]
    actions.write_isi(u, oleh=SISTEM, rab=rab)

    b = BarisRAB.objects.get()
    assert b.jumlah == 625_003 and b.kelompok == "bahan"
    assert rab_sums(u).timpang == 1 and {"rab_seimbang", "pemanfaat", "gambar"} <= missing(u)


def test_rows_change_in_place(kelompok, renta):
    """USL-03: writing the list again changes what differs, adds and takes away; an equal list leaves no trace."""
    u = pabrik.filled(kelompok, renta)
    lama = list(BarisRAB.objects.order_by("urut").values_list("pk", flat=True))
    versi = Usulan.objects.get(pk=u.pk).versi
    actions.write_isi(u, oleh=SISTEM, rab=pabrik.RAB)
    assert Usulan.objects.get(pk=u.pk).versi == versi

    baru = [{**pabrik.RAB[0], "uraian": "Semen Portland"}]
    actions.write_isi(u, oleh=SISTEM, rab=baru)
    b = BarisRAB.objects.get()
    assert b.pk == lama[0] and b.uraian == "Semen Portland" and Usulan.objects.get(pk=u.pk).versi == versi + 1


def test_bad_rows_name_their_field(kelompok, renta):
    """UMU-23: nonsense in a row is refused beside its field."""
    u = pabrik.started(kelompok, renta)
    baik = dict(pabrik.RAB[0])
    for ubah, bidang in (
        ({"uraian": " "}, "rab_uraian_1"), ({"volume": Decimal(0)}, "rab_volume_1"), ({"satuan": ""}, "rab_satuan_1"),
        ({"harga_satuan": Decimal(-1)}, "rab_harga_satuan_1"), ({"blm": Decimal("0.5")}, "rab_blm_1"),
        ({"kelompok": "emas"}, "rab_kelompok_1"), ({"volume": Decimal("1e12")}, "rab_volume_1"),
    ):  # fmt: skip
        with pytest.raises(IsianSalah) as galat:
            actions.write_isi(u, oleh=SISTEM, rab=[baik, {**baik, **ubah}])
        assert set(galat.value.galat) == {bidang}
    with pytest.raises(IsianSalah):
        actions.write_isi(u, oleh=SISTEM, janji=[{**pabrik.JANJI[0], "bentuk": "doa"}])
    with pytest.raises(IsianSalah):
        actions.write_isi(u, oleh=SISTEM, rab=[baik] * 201)
    assert not BarisRAB.objects.exists()


def test_older_version_is_refused(kelompok, renta):
    """UMU-10: who saw an older list is told so."""
    u = pabrik.filled(kelompok, renta)
    with pytest.raises(VersiBerbeda):
        actions.write_isi(u, oleh=SISTEM, rab=pabrik.RAB, versi=1)


def test_beneficiaries_by_name_are_on_ps2(kelompok, renta):
    """USL-05, B10: social aid names households on PS-2 only, each once; a house too; a loan asks its own file."""
    miskin, kaya = KeluargaFactory(nama_kk="Mira"), KeluargaFactory(nama_kk="Kardi")
    put_on_ps2(miskin)
    u = pabrik.started(kelompok, renta, bidang="sosial")
    with says(IsianSalah, "PS-2"):
        actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": kaya}])
    with says(IsianSalah, "baris lain"):
        actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": miskin}, {"keluarga": miskin}])
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": miskin, "nilai": 500_000}])
    p = PemanfaatUsulan.objects.get()
    assert (p.penerima, p.nilai, p.jiwa_l) == ("Mira", 500_000, 2) and str(p) == "Pemanfaat"

    e = pabrik.started(kelompok, renta, bidang="ekonomi")
    actions.write_isi(e, oleh=SISTEM, pemanfaat=[{"keluarga": kaya}])
    assert e.pemanfaatusulan.count() == 1


def test_a_house_names_who_receives_it(kelompok, renta, sekretaris):
    """USL-05, B10: works on land of the recipient are handed in only when they name who receives them; the form changes that."""
    u = pabrik.filled(kelompok, renta)
    actions.change_usulan(u, oleh=SISTEM, lahan="milik_sendiri", lahan_keterangan="Surat 1 Maret")
    u = Usulan.objects.get(pk=u.pk)
    kurang = {k.kode: k for k in submit_findings(u)}
    assert kurang["bernama"].menahan and kurang["bernama"].tautan == f"/usulan/{u.pk}/ubah/"
    with pytest.raises(GerbangTertutup):
        actions.submit_usulan(u, oleh=SISTEM, tanggal=today_in(KELURAHAN))

    actions.write_isi(u, oleh=SISTEM, pemanfaat=[])
    klien, alamat = masuk(sekretaris), f"/usulan/{u.pk}/ubah/"
    form = klien.get(alamat).context["form"]
    isi = {b.name: b.value() for b in form if b.value() not in (None, False)}
    assert klien.post(alamat, kunci(**isi | {"bernama": "on"})).status_code == 302
    u = Usulan.objects.get(pk=u.pk)
    assert u.bernama and not {k.kode: k for k in submit_findings(u)}["bernama"].menahan


def test_a_loan_begins_with_the_households_of_its_members(renta, sekretaris, petugas_kelurahan):
    """USL-05: the empty list of a loan is filled with the members' households, for who looks up and who picks; aid is not."""
    keluarga = KeluargaFactory(nama_kk="Mira")
    ksm = KSMFactory(jenis="ekonomi")
    AnggotaKSMFactory(ksm=ksm, keluarga=keluarga), AnggotaKSMFactory(ksm=ksm)
    bendahara = officer("b-pinjam", "bendahara_ksm", KELURAHAN, badan=ksm.badan)
    u = pabrik.started(ksm, renta, bidang="ekonomi")
    alamat = f"/usulan/{u.pk}/pemanfaat/"
    for siapa, isi in ((petugas_kelurahan, household_label(keluarga)), (bendahara, str(keluarga.pk))):
        form = masuk(siapa).get(alamat).context["form"]
        assert form["pemanfaat_keluarga_0"].value() == isi and not form["pemanfaat_keluarga_1"].value()
        assert not PemanfaatUsulan.objects.exists()
    kirim = {
        "versi": str(u.versi),
        "jumlah": "1",
        "pemanfaat_keluarga_0": str(keluarga.pk),
        "pemanfaat_nilai_0": "500.000",
    }
    assert masuk(bendahara).post(alamat, kunci(**kirim)).status_code == 302
    assert PemanfaatUsulan.objects.get().keluarga == keluarga
    bantu = pabrik.started(ksm, renta, bidang="sosial")
    assert not masuk(bendahara).get(f"/usulan/{bantu.pk}/pemanfaat/").context["form"]["pemanfaat_keluarga_0"].value()


def test_beneficiaries_by_rt(kelompok, renta):
    """USL-05: roads count KK of each RT; poor ones are part of them."""
    u = pabrik.started(kelompok, renta)
    rt = place()
    for p in ({"basis": rt, "kk": 0}, {"basis": rt, "kk": 5, "kk_miskin": 6}, {"basis": None, "kk": 5}):
        with pytest.raises(IsianSalah):
            actions.write_isi(u, oleh=SISTEM, pemanfaat=[p])
    with says(IsianSalah, "baris lain"):
        actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"basis": rt, "kk": 5}, {"basis": rt, "kk": 6}])
    with pytest.raises(IsianSalah):
        actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"basis": place(KELURAHAN_TETANGGA), "kk": 5}])


def test_treasurer_names_the_own_members_only(ksm, renta, bendahara):
    """USL-05, KSM-17: without PS-2 in sight a treasurer picks households of the own members."""
    anggota, lain = KeluargaFactory(), KeluargaFactory()
    put_on_ps2(anggota)
    put_on_ps2(lain)
    AnggotaKSMFactory(ksm=ksm, keluarga=anggota)
    u = pabrik.started(ksm, renta, bidang="sosial", oleh=bendahara)
    with pytest.raises(IsianSalah):
        actions.write_isi(u, oleh=bendahara, pemanfaat=[{"keluarga": lain}])
    actions.write_isi(u, oleh=bendahara, pemanfaat=[{"keluarga": anggota}])
    assert PemanfaatUsulan.objects.visible_to(bendahara).count() == 1


def test_names_are_seen_by_those_who_handle_them(ksm, renta, bendahara, sekretaris, petugas_kota, petugas_kelurahan):
    """USL-05: names of recipients below the kelurahan only."""
    k = KeluargaFactory()
    put_on_ps2(k)
    u = pabrik.started(ksm, renta, bidang="sosial")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": k}])
    for oleh in (bendahara, sekretaris, petugas_kelurahan, unit_officer("ups")):
        assert PemanfaatUsulan.objects.visible_to(oleh).count() == 1
    assert not PemanfaatUsulan.objects.visible_to(petugas_kota).exists()


# -- handed in -----------------------------------------------------------------------------------------------------


def test_all_findings_at_once(ksm, renta):
    """USL-04, USL-14: an empty draft hears everything that is missing, each with the way to mend it."""
    u = pabrik.started(ksm, renta)
    kurang = [k for k in findings(u, "ajukan") if not k.terpenuhi]

    assert {"anggota", "pengurus", "aturan_main", "rab", "pemanfaat", "gambar", "lahan", "pemelihara", "jadwal"} <= {
        k.kode for k in kurang
    }
    assert all(k.tautan for k in kurang)
    with pytest.raises(GerbangTertutup):
        pabrik.submitted(u)


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"rab": [{**pabrik.RAB[0], "blm": 1}, pabrik.RAB[1]]}, "rab_seimbang"),
        ({"janji": []}, "janji"), ({"pemanfaat": []}, "pemanfaat"),
        ({"rab": [pabrik.RAB[1]]}, "rab"),
    ],
)  # fmt: skip
def test_each_list_holds_back(kelompok, renta, ubah, kode):
    """USL-04: an unbalanced RAB, promises that are not the swadaya, nobody who benefits, no BLM."""
    u = pabrik.filled(kelompok, renta)
    assert not missing(u)
    actions.write_isi(u, oleh=SISTEM, **ubah)
    assert kode in missing(u)
    with pytest.raises(GerbangTertutup):
        pabrik.submitted(u)


def test_handed_in_is_locked(kelompok, renta):
    """USL-02, USL-04: complete it moves on, and its content is closed."""
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    check_deferred()

    assert u.status == "diajukan" and u.diajukan == today_in(KELURAHAN)
    for tulis in (
        lambda: actions.write_isi(u, oleh=SISTEM, rab=[]),
        lambda: actions.change_usulan(u, oleh=SISTEM, judul="Lain"),
    ):
        with pytest.raises(AturanDilanggar, match="terkunci"):
            tulis()
    with pytest.raises(TransisiDitolak):
        pabrik.submitted(u)


def test_date_of_submission(kelompok, renta):
    """SIK-27: not tomorrow."""
    with pytest.raises(IsianSalah):
        pabrik.submitted(pabrik.filled(kelompok, renta), tanggal=today_in(KELURAHAN) + HARI)


def test_volume_is_compared_with_the_other_proposals(kelompok, renta, ksm_lain):
    """USL-13: together they ask more than the plan; the reason is demanded, then it is a warning to be passed."""
    pabrik.submitted(pabrik.filled(kelompok, renta))
    u = pabrik.filled(pabrik.complete(ksm_lain), renta)
    s = on_the_line(u)
    assert (s.lain, s.volume, s.selisih, s.blm) == (1, 2, 1, 14_000_000)
    assert missing(u) == {"selisih_alasan", "volume", "dana_renta"}
    actions.change_usulan(u, oleh=SISTEM, selisih_alasan="Dua gang, satu paket.")
    with pytest.raises(GerbangTertutup) as galat:
        pabrik.submitted(u)
    assert {k.mode for k in galat.value.kekurangan} == {"warn"}
    hasil = actions.submit_usulan(u, oleh=SISTEM, tanggal=today_in(KELURAHAN), alasan="Disepakati rembug.")
    assert hasil.status == "diajukan"


def test_judge_hears_what_the_sums_say(kelompok, renta, ksm_lain):
    """USL-13, USL-06: "as planned" against the sums says why, and both stay with the answer."""
    satu = pabrik.submitted(pabrik.filled(kelompok, renta))
    assert volume_against(satu) == ""
    lain = pabrik.filled(pabrik.complete(ksm_lain), renta)
    actions.change_usulan(lain, oleh=SISTEM, selisih_alasan="Dua gang, satu paket.")
    lain = actions.submit_usulan(lain, oleh=SISTEM, tanggal=today_in(KELURAHAN), alasan="Disepakati rembug.")
    hitung = "Renta 1 paket; diusulkan 2 paket bersama 1 usulan lain."
    assert volume_against(satu) == hitung
    with pytest.raises(IsianSalah) as galat:
        pabrik.judged(satu)
    assert list(galat.value.galat) == ["catatan_renta"] and hitung in str(galat.value.galat["catatan_renta"][0])
    jawab = pabrik.answers("upl")
    pabrik.judged(satu, jawaban={**jawab, "renta": {"ya": True, "catatan": "Usulan kedua menyusul tahun depan."}})
    v = VerifikasiUsulan.objects.get(usulan=satu)
    assert v.jawaban["renta"] == {"ya": True, "catatan": "Usulan kedua menyusul tahun depan.", "hitung": hitung}
    pabrik.judged(lain)  # its own reason, which the group wrote, is the answer
    assert VerifikasiUsulan.objects.get(usulan=lain).jawaban["renta"]["hitung"].endswith("Dua gang, satu paket.")


def test_strictness_follows_the_parameter(kelompok, renta):
    """USL-13, PAR-02: a kelurahan may make the difference block, or switch the drawing off."""
    u = pabrik.filled(kelompok, renta, volume=Decimal(5))
    actions.change_usulan(u, oleh=SISTEM, selisih_alasan="Lebih panjang.")
    numbers("usulan.selisih_volume", nilai=True, mode="block")
    assert next(k for k in findings(u, "ajukan") if k.kode == "volume").mode == "block"
    numbers("usulan.selisih_volume", nilai=False, mode="block", berlaku_mulai=date(2001, 1, 1))
    assert "volume" not in {k.kode for k in findings(u, "ajukan")}


# -- judged --------------------------------------------------------------------------------------------------------


def test_the_own_unit_judges(kelompok, renta):
    """USL-06: UPL judges works; UPS and manager do not; the proposal moves on with the checklist."""
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    for peran in ("ups", "manajer_upk"):
        with pytest.raises(TidakBerwenang):
            pabrik.judged(u, oleh=unit_officer(peran))
    hasil = pabrik.judged(u, oleh=unit_officer("upl"), pemeriksa="")
    check_deferred()
    v = VerifikasiUsulan.objects.get()
    assert hasil.status == "verifikasi_up" and v.pemeriksa == "Usep Unit" and v.ya == v.butir == 12


def test_secretary_enters_the_signed_sheet(kelompok, renta, sekretaris, petugas_kelurahan):
    """USL-06: with the name of the examiner; facilitator and treasurer do not judge."""
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    with says(IsianSalah, "petugas UP"):
        pabrik.judged(u, oleh=sekretaris, pemeriksa="")
    bendahara = officer("bendahara", "bendahara_ksm", KELURAHAN, badan=kelompok.badan)
    for oleh in (petugas_kelurahan, bendahara):
        with pytest.raises(TidakBerwenang):
            pabrik.judged(u, oleh=oleh)
    assert pabrik.judged(u, oleh=sekretaris).status == "verifikasi_up"


def test_nobody_judges_the_own_group(kelompok, renta, sekretaris):
    """USL-16: not a member, not under the name of one."""
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    AnggotaKSMFactory(ksm=kelompok, nama="Usep Unit")
    with pytest.raises(AturanDilanggar) as galat:
        pabrik.judged(u, oleh=unit_officer("upl"))
    assert galat.value.aturan == "USL-16"
    with pytest.raises(AturanDilanggar):
        pabrik.judged(u, oleh=sekretaris, pemeriksa="usep  unit")


def test_to_be_mended_goes_back_with_its_reason(kelompok, renta):
    """USL-06: the group hears why, writes again, hands in again; the older judgement no longer counts."""
    u = pabrik.judged(pabrik.submitted(pabrik.filled(kelompok, renta)), hasil="perbaiki")
    assert u.status == "draf" and u.alasan == "Perbaiki volumenya."
    with pytest.raises(IsianSalah):
        pabrik.judged(pabrik.submitted(u), hasil="perbaiki", catatan=" ")
    hasil = pabrik.judged(again(u), hasil="tidak_layak")
    assert hasil.status == "diajukan"
    with pytest.raises(GerbangTertutup):
        actions.accept_usulan(hasil, oleh=SISTEM)


def test_every_question_is_answered(kelompok, renta):
    """USL-06: an unanswered or foreign answer names its question."""
    u = pabrik.submitted(pabrik.filled(kelompok, renta))
    jawaban = pabrik.answers("upl")
    for salah in ({}, {**jawaban, "rab": {"ya": "mungkin"}}, {**jawaban, "rab": 1}):
        with pytest.raises(IsianSalah) as galat:
            pabrik.judged(u, jawaban=salah)
        assert next(iter(galat.value.galat)).startswith("ya_")
    with pytest.raises(IsianSalah):
        pabrik.judged(u, hasil="bagus")


def test_judgement_taken_back(kelompok, renta):
    """UMU-32, USL-06: not while the proposal stands on it."""
    u = pabrik.judged(pabrik.submitted(pabrik.filled(kelompok, renta)))
    check_deferred()
    v = VerifikasiUsulan.objects.get()
    with pytest.raises(AturanDilanggar, match="Kembalikan dulu"):
        actions.cancel_verifikasi(v, oleh=SISTEM, alasan="salah")
    actions.return_usulan(u, oleh=SISTEM, alasan="salah berkas")
    assert actions.cancel_verifikasi(v, oleh=SISTEM, alasan="salah").status == "batal"


# -- the meeting ---------------------------------------------------------------------------------------------------


@pytest.fixture
def tiga(renta: Any, rapat: Any, register: Any) -> list[Usulan]:
    """Three feasible proposals of 7 million each."""
    for kode in ("usulan.selisih_volume", "usulan.dana_renta"):
        numbers(kode, nilai=False, mode="warn")
    return [
        pabrik.judged(pabrik.submitted(pabrik.filled(pabrik.complete(KSMFactory(nama=n)), renta)))
        for n in ("Satu", "Dua", "Tiga")
    ]


def test_meeting_begins_with_what_the_money_allows(tiga, renta, rapat):
    """USL-07: ranked as the plan does; approved while money lasts, the rest put off."""
    with pabrik.money(15_000_000):
        b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
        with pytest.raises(AturanDilanggar, match="belum ditetapkan"):
            actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
    baris = list(b.baris.order_by("peringkat"))
    assert [(x.putusan, x.disetujui) for x in baris] == [
        ("disetujui", 7_000_000),
        ("disetujui", 7_000_000),
        ("ditunda", 0),
    ]


def test_without_word_of_the_money_nothing_is_determined(tiga, renta, rapat):
    """USL-07: no provider is a blocking finding, never passed."""
    from ksm.registry import dana_tersedia

    lama = dict(dana_tersedia._isi)
    dana_tersedia._isi.clear()
    try:
        assert money_left(renta) is None
        b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
        with pytest.raises(GerbangTertutup, match="kurang"):
            actions.determine_bappuk(b, oleh=SISTEM, alasan="nekat")
    finally:
        dana_tersedia._isi.update(lama)


def test_more_than_is_left_is_refused(tiga, renta, rapat):
    """USL-07: the sum of what is approved stays within the money; determined, every proposal follows its row."""
    with pabrik.money(15_000_000):
        b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
        setuju = [{"usulan": u, "peringkat": 3 - i, "putusan": "disetujui"} for i, u in enumerate(tiga)]
        actions.arrange_bappuk(b, oleh=SISTEM, baris=setuju)
        with pytest.raises(GerbangTertutup):
            actions.determine_bappuk(b, oleh=SISTEM)
        actions.arrange_bappuk(
            b, oleh=SISTEM,
            baris=[{"usulan": tiga[0], "putusan": "ditunda", "alasan": "Tahun depan."},
                   {"usulan": tiga[1], "putusan": "ditolak", "alasan": "Sudah dikerjakan dinas."}],
        )  # fmt: skip
        b = actions.determine_bappuk(b, oleh=SISTEM)
        check_deferred()
        assert b.status == "ditetapkan" and b.tersedia == 15_000_000
        status = [Usulan.objects.get(pk=u.pk).status for u in tiga]
        assert status == ["ditunda", "batal", "rapat_bkm"]
        assert bound(renta) == 7_000_000 and money_left(renta) == 8_000_000
        assert Usulan.objects.get(pk=tiga[1].pk).alasan == "Sudah dikerjakan dinas."
        assert [x.usulan_id for x in b.baris.order_by("peringkat")] == [u.pk for u in reversed(tiga)]
        with pytest.raises(AturanDilanggar):
            actions.arrange_bappuk(b, oleh=SISTEM, baris=[])


def test_a_row_needs_its_reason(tiga, renta, rapat):
    """USL-07: put off or refused says why; a foreign decision is refused."""
    b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
    with says(IsianSalah, "alasan"):
        actions.arrange_bappuk(b, oleh=SISTEM, baris=[{"usulan": tiga[0], "putusan": "ditolak", "alasan": ""}])
    with pytest.raises(IsianSalah):
        actions.arrange_bappuk(b, oleh=SISTEM, baris=[{"usulan": tiga[0], "putusan": "mungkin"}])


def test_returned_proposals_leave_the_list(tiga, renta, rapat):
    """USL-07: one given back meanwhile is found, and goes when the list is saved again."""
    with pabrik.money():
        b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
        actions.return_usulan(tiga[0], oleh=SISTEM, alasan="RAB keliru")
        with pytest.raises(GerbangTertutup):
            actions.determine_bappuk(b, oleh=SISTEM)
        actions.arrange_bappuk(b, oleh=SISTEM, baris=[])
        assert BarisBAPPUK.objects.filter(bappuk=b).count() == 2
        assert actions.determine_bappuk(b, oleh=SISTEM).status == "ditetapkan"


def test_meeting_taken_back(tiga, renta, rapat):
    """USL-07, UMU-32: before any agreement; what was approved or put off waits again."""
    with pabrik.money(15_000_000):
        b = actions.determine_bappuk(actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat), oleh=SISTEM)
        check_deferred()
        actions.cancel_bappuk(b, oleh=SISTEM, alasan="salah rapat")
        assert {Usulan.objects.get(pk=u.pk).status for u in tiga} == {"verifikasi_up"} and bound(renta) == 0
        b = actions.determine_bappuk(actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat), oleh=SISTEM)
        pabrik.signed(Usulan.objects.get(pk=tiga[0].pk))
        with pytest.raises(GerbangTertutup):
            actions.cancel_bappuk(b, oleh=SISTEM, alasan="salah rapat")
    assert BAPPUK.objects.count() == 2


def test_who_decides(tiga, renta, rapat, sekretaris, petugas_kelurahan, petugas_kota_lain):
    """UMU-13: secretary and coordinator record what the BKM decided; nobody else."""
    with pytest.raises(TidakBerwenang):
        actions.open_bappuk(renta, oleh=petugas_kelurahan, rapat=rapat)
    from pronangkis.models import Renta

    with pytest.raises(Renta.DoesNotExist):
        actions.open_bappuk(renta, oleh=petugas_kota_lain, rapat=rapat)
    with pytest.raises(TidakBerwenang):
        actions.open_bappuk(renta, oleh=unit_officer("upl"), rapat=rapat)
    koordinator = officer("koor", "koordinator_bkm", KELURAHAN, badan=BadanFactory(nama="Lain"))
    with pabrik.money():
        b = actions.open_bappuk(renta, oleh=sekretaris, rapat=rapat)
        assert actions.determine_bappuk(b, oleh=koordinator).status == "ditetapkan"


# -- agreement and after -------------------------------------------------------------------------------------------


@pytest.fixture
def berjanji(kelompok: Any, renta: Any, rapat: Any) -> Usulan:
    """Under contract."""
    return pabrik.contracted(kelompok, renta, rapat)


def test_agreement_repeats_the_rab(berjanji):
    """USL-09: amounts from the RAB, label of the house, numbered per kelurahan."""
    check_deferred()
    p = Perjanjian.objects.get()
    assert berjanji.status == "kontrak"
    assert (p.blm, p.swadaya, p.lain) == (7_000_000, 2_000_000, 0)
    assert p.judul == "Surat Perjanjian Pemanfaatan Dana" and p.nomor.startswith("001/SPPD/32.73.01.1001/")


def test_loan_has_its_own_label(kelompok, renta, rapat):
    """USL-09, USL-17: a loan's paper is called so, and its proposal is not paid by the Sekretariat."""
    u = pabrik.filled(kelompok, renta, bidang="ekonomi")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": KeluargaFactory()}])
    u = pabrik.signed(pabrik.approved(pabrik.judged(pabrik.submitted(u)), rapat))
    assert Perjanjian.objects.get().judul == "Surat Perjanjian Pinjaman" and u.status == "kontrak"
    with pytest.raises(AturanDilanggar) as galat:
        actions.start_usulan(u, oleh=SISTEM)
    assert galat.value.aturan == "USL-17"


def test_agreement_dates_and_names(kelompok, renta, rapat):
    """USL-09: in order, signed by somebody."""
    u = pabrik.approved(pabrik.judged(pabrik.submitted(pabrik.filled(kelompok, renta))), rapat)
    hari = today_in(KELURAHAN)
    baik = {"tanggal": hari, "mulai": hari, "selesai": hari, "pihak_bkm": "A", "pihak_ksm": "B"}
    for ubah in ({"mulai": hari - HARI}, {"selesai": hari - HARI}, {"pihak_bkm": " "}, {"tanggal": hari + HARI}):
        with pytest.raises(IsianSalah):
            actions.sign_perjanjian(u, oleh=SISTEM, **{**baik, **ubah})
    assert actions.sign_perjanjian(u, oleh=SISTEM, **baik, nomor="12/BKM").nomor == "12/BKM"
    with pytest.raises(TransisiDitolak):
        actions.sign_perjanjian(Usulan.objects.get(pk=u.pk), oleh=SISTEM, **baik)


def test_wrong_agreement_is_written_again(berjanji):
    """USL-09, UMU-32: cancelled and replaced in one step; the proposal stays under contract."""
    lama = Perjanjian.objects.get()
    baru = actions.correct_perjanjian(lama, oleh=SISTEM, alasan="salah nama", pihak_ksm="Karta Ketua")
    check_deferred()
    lama = again(lama)
    assert lama.status == "batal" and (baru.status, baru.pihak_ksm, baru.nomor) == ("sah", "Karta Ketua", lama.nomor)
    assert Usulan.objects.get(pk=berjanji.pk).status == "kontrak"


def test_put_off_drops_the_agreement(berjanji, renta, rapat):
    """USL-08: money is free again; taken up, it stands in the next meeting."""
    u = actions.postpone_usulan(berjanji, oleh=SISTEM, alasan="Swadaya belum ada.")
    assert u.status == "ditunda" and Perjanjian.objects.get().status == "batal" and bound(renta) == 0
    with pytest.raises(IsianSalah):
        actions.resume_usulan(u, oleh=SISTEM, alasan="")
    assert actions.resume_usulan(u, oleh=SISTEM, alasan="Swadaya terkumpul.").status == "verifikasi_up"
    assert pabrik.signed(pabrik.approved(Usulan.objects.get(pk=u.pk), rapat)).status == "kontrak"


def test_group_with_an_open_proposal_stays(berjanji, kelompok):
    """USL-18: not dissolved, not cancelled, before its approved proposal is finished, put off or cancelled."""
    hari = today_in(KELURAHAN)
    with pytest.raises(AturanDilanggar) as galat:
        actions.dissolve_ksm(kelompok, oleh=SISTEM, tanggal=hari, alasan="bubar")
    assert galat.value.aturan == "USL-18"
    with pytest.raises(AturanDilanggar):
        actions.cancel_ksm(kelompok, oleh=SISTEM, alasan="keliru")
    check_deferred()
    actions.cancel_usulan(berjanji, oleh=SISTEM, alasan="KSM bubar")
    assert actions.dissolve_ksm(kelompok, oleh=SISTEM, tanggal=hari, alasan="bubar").status == "bubar"


def test_replaced_plan_is_no_ground(kelompok, renta):
    """USL-01: a draft on a Renta that was replaced meanwhile is not handed in."""
    from django.db import connection

    u = pabrik.filled(kelompok, renta)
    with connection.cursor() as kursor:
        kursor.execute("UPDATE pronangkis_renta SET status = 'digantikan' WHERE id = %s", [renta.pk])
    assert "renta" in missing(again(u))
    with pytest.raises(GerbangTertutup):
        pabrik.submitted(u)


def test_a_payment_under_way_holds_back(berjanji):
    """USL-08: what a higher app says keeps it from being put off or cancelled."""
    from ksm.registry import penahan_henti

    penahan_henti.daftar("uji", lambda u: ["Pencairan sedang diperiksa."])
    try:
        for henti in (actions.postpone_usulan, actions.cancel_usulan):
            with pytest.raises(GerbangTertutup):
                henti(berjanji, oleh=SISTEM, alasan="tidak jadi")
    finally:
        del penahan_henti._isi["uji"]


def test_money_moves_it(berjanji):
    """USL-10, USL-12: paid, paid back, at work, accounted for, finished; each is repeated without harm where it may be."""
    from inti.unit_kerja import unit_kerja

    def go(fungsi: Any, **isi: Any) -> str:
        u = Usulan.objects.get(pk=berjanji.pk)
        return unit_kerja(lambda: fungsi(u, oleh=SISTEM, **isi), oleh=SISTEM).status

    assert go(actions.mark_paid) == "cair" and go(actions.mark_paid) == "cair"
    assert go(actions.unmark_paid) == "kontrak" and go(actions.mark_paid) == "cair"
    assert actions.start_usulan(Usulan.objects.get(pk=berjanji.pk), oleh=SISTEM).status == "berjalan"
    assert go(actions.mark_paid) == "berjalan" and go(actions.unmark_paid) == "berjalan"
    assert go(actions.hand_in_account) == "lpj" and go(actions.give_back_account) == "berjalan"
    go(actions.hand_in_account)
    assert go(actions.finish_usulan, tanggal=today_in(KELURAHAN)) == "selesai"
    with pytest.raises(TransisiDitolak):
        go(actions.mark_paid)


def test_nobody_takes_an_automatic_step(berjanji, petugas_kota):
    """USL-10: steps that follow money or a meeting are refused when asked for by themselves."""
    for oleh in (SISTEM, petugas_kota):
        with pytest.raises(AturanDilanggar) as galat:
            actions.automatic_step(berjanji, oleh=oleh)
        assert galat.value.aturan == "USL-10"


# -- change --------------------------------------------------------------------------------------------------------


def propose(u: Usulan, **ubah: Any) -> PerubahanUsulan:
    """The group's meeting decided."""
    isi = {
        "alasan": "Lahan bergeser.",
        "volume": Decimal(1),
        "rapat_ksm": today_in(KELURAHAN) - 8 * HARI,
        "berita_acara": "01/BA",
    }
    return actions.propose_perubahan(u, oleh=SISTEM, **{**isi, **ubah})


def test_change_takes_two_decisions(berjanji, rapat):
    """USL-11: the new RAB begins as the old one; ratified it counts, and the agreement gets its addendum."""
    p = propose(berjanji)
    u = Usulan.objects.get(pk=berjanji.pk)
    assert (u.status, u.status_ubah, u.rab_ke, u.rab_tulis, p.ke) == ("perubahan", "kontrak", 0, 1, 1)
    assert rab_sums(u, 1).jumlah == rab_sums(u, 0).jumlah and PemanfaatUsulan.objects.filter(ke=1).count() == 1
    kurang = [{**pabrik.RAB[0], "volume": Decimal(90), "blm": Decimal(6_300_000)}, pabrik.RAB[1]]
    actions.write_isi(u, oleh=SISTEM, rab=kurang)
    assert BarisRAB.objects.get(ke=0, urut=1).volume == 100

    sah = actions.ratify_perubahan(p, oleh=SISTEM, rapat=rapat)
    check_deferred()
    u = again(u)
    assert (sah.status, u.status, u.rab_ke, u.volume) == ("disahkan", "kontrak", 1, 1)
    baru = Perjanjian.objects.get(status="sah")
    assert baru.blm == 6_300_000 and baru.judul.startswith("Addendum") and Perjanjian.objects.count() == 2
    assert p.sebelum["blm"] == "7000000.00" or Decimal(p.sebelum["blm"]) == 7_000_000


def test_change_stays_within_the_approved(berjanji, rapat):
    """USL-11: more BLM than the meeting approved is not ratified, nor a RAB that does not add up."""
    p = propose(berjanji)
    u = Usulan.objects.get(pk=berjanji.pk)
    actions.write_isi(
        u, oleh=SISTEM, rab=[{**pabrik.RAB[0], "volume": Decimal(200), "blm": 14 * pabrik.JUTA}, pabrik.RAB[1]]
    )
    with pytest.raises(GerbangTertutup):
        actions.ratify_perubahan(p, oleh=SISTEM, rapat=rapat, alasan="boleh")
    actions.write_isi(u, oleh=SISTEM, rab=[{**pabrik.RAB[0], "blm": 1}, pabrik.RAB[1]])
    with pytest.raises(GerbangTertutup):
        actions.ratify_perubahan(p, oleh=SISTEM, rapat=rapat, alasan="boleh")
    assert Usulan.objects.get(pk=u.pk).status == "perubahan"


def test_refused_change_leaves_all_as_it_was(berjanji, rapat):
    """USL-11: and the next one begins from what counts."""
    p = propose(berjanji)
    u = Usulan.objects.get(pk=berjanji.pk)
    actions.write_isi(u, oleh=SISTEM, rab=[])
    tolak = actions.refuse_perubahan(p, oleh=SISTEM, alasan="Belum perlu.")
    u = again(u)
    assert (tolak.status, tolak.catatan, u.status, u.rab_ke) == ("ditolak", "Belum perlu.", "kontrak", 0)
    assert Perjanjian.objects.get().status == "sah"
    lagi = propose(u)
    assert (
        lagi.ke == 1 and BarisRAB.objects.filter(ke=1).count() == 2 and JanjiSwadaya.objects.filter(ke=1).count() == 1
    )


def test_change_asks_for_its_papers(berjanji, rapat, petugas_kelurahan):
    """USL-11: berita acara and reason; the members' meeting not before that of the group, of this kelurahan; BKM ratifies."""
    for ubah in (
        {"berita_acara": " "},
        {"volume": Decimal(0)},
        {"alasan": ""},
        {"rapat_ksm": today_in(KELURAHAN) + HARI},
    ):
        with pytest.raises(IsianSalah):
            propose(berjanji, **ubah)
    p = propose(berjanji, rapat_ksm=today_in(KELURAHAN))
    with says(IsianSalah, "sesudah rapat KSM"):
        actions.ratify_perubahan(p, oleh=SISTEM, rapat=rapat)
    with pytest.raises(TidakBerwenang):
        actions.refuse_perubahan(p, oleh=petugas_kelurahan, alasan="x")


def test_people_who_left_ps2_are_not_carried_over(kelompok, renta, rapat):
    """USL-11, USL-05: the new list names only households that are still on PS-2."""
    from django.db import connection

    dua = [KeluargaFactory(), KeluargaFactory()]
    entri = [put_on_ps2(k) for k in dua]
    u = pabrik.filled(kelompok, renta, bidang="sosial")
    actions.write_isi(u, oleh=SISTEM, pemanfaat=[{"keluarga": k} for k in dua])
    u = pabrik.signed(pabrik.approved(pabrik.judged(pabrik.submitted(u)), rapat))
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_entrips2 SET status='keluar', keluar_tanggal=%s, keluar_sebab='mampu', keluar_alasan='x' WHERE id=%s",
            [today_in(KELURAHAN), entri[0].pk],
        )
    propose(u)
    assert PemanfaatUsulan.objects.get(ke=1).keluarga == dua[1]


def test_graphs_are_those_of_the_database():
    """UMU-30: the FSM of every model of this file equals the trigger table."""
    from importlib import import_module

    tabel = import_module("ksm.migrations.0005_aturan_usulan").TRANSISI
    for model in (Usulan, VerifikasiUsulan, BAPPUK, Perjanjian, PerubahanUsulan):
        assert graph(model) == set(tabel[model._meta.db_table])
