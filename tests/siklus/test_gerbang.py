"""Findings: each missing thing closes its gate by itself, and the cost does not grow."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import registry
from inti.errors import GerbangTertutup
from inti.pelaku import SISTEM
from inti.registry import Kekurangan
from siklus import actions
from siklus.gerbang import periksa_banyak, periksa_gerbang
from siklus.models import Keluaran, Langkah, LokasiSasaran, Pertemuan, Relawan, Siklus
from tests.factories import siklus as pabrik
from wilayah.actions import set_parameter
from wilayah.models import Basis, DaftarDewasa, Parameter
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)
# Queries of one checklist, recorded. More is allowed only with a reason in the commit.
KUERI_MULAI, KUERI_AJUKAN = 1, 8


@pytest.fixture
def lengkap(siklus: Siklus, basis: Any, petugas_kelurahan: Any, petugas_kota: Any) -> Langkah:
    """S0 with everything recorded, not submitted."""
    return pabrik.socialise(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)


def unmet(langkah: Langkah) -> list[tuple[str, str]]:
    """Rule and code of what is missing."""
    segar = Langkah.objects.get(pk=langkah.pk)
    return [(k.aturan, k.kode) for k in periksa_gerbang(segar) if not k.terpenuhi and k.mode != "info"]


def by_rule(langkah: Langkah, aturan: str, kode: str = "") -> Kekurangan:
    """One finding of a stage."""
    return next(k for k in periksa_gerbang(langkah) if k.aturan == aturan and (not kode or k.kode == kode))


def cancel(model: Any, **saring: Any) -> None:
    """Withdraw records by raw update, as if they had never counted."""
    model.objects.filter(**saring).update(status="batal", alasan_batal="Uji")


def demand_meetings(nilai: int, *, sejak: datetime.date) -> None:
    """Another minimum of kelurahan meetings of S0, from a date on."""
    contoh = Parameter.objects.filter(kode="s0.pertemuan_kelurahan_min").first()
    set_parameter(contoh, nilai=nilai, berlaku_mulai=sejak, oleh=SISTEM, alasan="Surat uji 1")


HILANG = {
    ("SIK-42", "S0-KEL"): lambda: cancel(Pertemuan, jenis="S0-KEL"),
    ("SIK-42", "S0-RW"): lambda: cancel(Pertemuan, jenis="S0-RW"),
    ("SIK-43", "S0-RT"): lambda: cancel(Pertemuan, jenis="S0-RT", basis__nomor="02"),
    ("SIK-51", "S0-DH"): lambda: cancel(Keluaran, kode="S0-DH"),
    ("SIK-53", "siklus.relawan_tercatat"): lambda: cancel(Relawan),
    ("SIK-103", "siklus.tanggal_disepakati"): lambda: cancel(Pertemuan, jenis="S1-RKM"),
    ("SIK-59", "siklus.hadir_wajar"): lambda: Pertemuan.objects.filter(jenis="S0-KEL").update(dewasa_l=1, dewasa_p=1),
    ("SIK-60", "siklus.basis_terdata"): lambda: Basis.objects.update(
        aktif=False, ditutup_pada=datetime.date(2026, 1, 1), ditutup_alasan="Uji"
    ),
}


@pytest.mark.parametrize("sebab", HILANG)
def test_each_missing_thing_closes_the_gate(lengkap: Langkah, petugas_kelurahan: Any, sebab: tuple[str, str]) -> None:
    """SIK-03: complete, nothing is missing; without one thing exactly that is named and the submission is refused."""
    assert unmet(lengkap) == []

    HILANG[sebab]()

    assert sebab in unmet(lengkap)
    with pytest.raises(GerbangTertutup) as galat:
        actions.submit_langkah(lengkap, oleh=petugas_kelurahan)
    temuan = next(k for k in galat.value.kekurangan if (k.aturan, k.kode) == sebab)
    assert temuan.pesan
    assert temuan.tautan.startswith("/")
    assert temuan.sumber


def test_warning_passes_with_a_written_reason(lengkap: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-14: a warning stops a submission without a reason and is kept with the reason that passed it."""
    HILANG[("SIK-43", "S0-RT")]()
    with pytest.raises(GerbangTertutup):
        actions.submit_langkah(lengkap, oleh=petugas_kelurahan, alasan="  ")

    hasil = actions.submit_langkah(lengkap, oleh=petugas_kelurahan, alasan="RT 02 sedang digusur.")

    beku = hasil.temuan_beku[0]
    assert beku["alasan"] == "RT 02 sedang digusur."
    assert [k["kode"] for k in beku["temuan"] if not k["terpenuhi"] and k["mode"] == "warn"] == ["S0-RT"]


def test_frozen_findings_do_not_follow_a_new_parameter(lengkap: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-15, SIK-16: the value at the field start counts; what was frozen stays though the number changes after."""
    actions.submit_langkah(lengkap, oleh=petugas_kelurahan)
    beku = Langkah.objects.get(pk=lengkap.pk).temuan_beku

    demand_meetings(9, sejak=lengkap.tanggal_mulai)

    assert Langkah.objects.get(pk=lengkap.pk).temuan_beku == beku


def test_value_at_the_field_start_counts(lengkap: Langkah) -> None:
    """SIK-16: a stricter number from a day after the start does not touch this stage; from its start it does."""
    assert by_rule(lengkap, "SIK-42", "S0-KEL").terpenuhi
    demand_meetings(2, sejak=lengkap.tanggal_mulai + HARI)
    assert by_rule(lengkap, "SIK-42", "S0-KEL").terpenuhi

    demand_meetings(2, sejak=lengkap.tanggal_mulai)
    assert not by_rule(lengkap, "SIK-42", "S0-KEL").terpenuhi


def test_gate_without_a_provider_holds(siklus: Siklus, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIK-17: what no app answers blocks and says so; it is never passed."""
    monkeypatch.delitem(registry.syarat._isi, "bkm.dilantik")
    temuan = [k for k in periksa_gerbang(pabrik.stage(siklus, "S6")) if k.kode == "bkm.dilantik"]

    assert [(k.mode, k.terpenuhi) for k in temuan] == [("block", False)]
    assert "belum tersedia" in temuan[0].rincian


def test_one_floor_tree_drops_the_rw_meeting(siklus: Siklus, petugas_kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-43: where there is only one floor below the kelurahan, the meeting at RW is the same as the one at RT."""
    Basis.objects.filter(jenis="rt").update(aktif=False, ditutup_pada=datetime.date(2026, 1, 1), ditutup_alasan="Uji")
    langkah = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")

    kode = [k.kode for k in periksa_gerbang(langkah)]

    assert "S0-RW" not in kode
    assert kode.count("S0-RT") == 2


def test_rw_meeting_reaches_its_rt_only_where_accepted(siklus: Siklus, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-43: S2's discussion is accepted at RW and reaches all RT below; S0's meeting at RW does not stand for RT."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    pabrik.hold(s0, "S0-RW", oleh=petugas_kelurahan, basis=basis["rw"])
    s2 = pabrik.move(pabrik.stage(siklus, "S2"), "berjalan")
    pabrik.hold(s2, "S2-KEMISKINAN", oleh=petugas_kelurahan, basis=basis["rw"])

    assert by_rule(s0, "SIK-43", "S0-RT").rincian.startswith("0 dari 2")
    assert by_rule(s2, "SIK-43", "S2-KEMISKINAN").terpenuhi


def test_participation_share(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-47, SIK-48: shares of the same meeting, in percent, against the target; both figures are shown."""
    s1 = pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")
    pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan, peserta_l=60, peserta_p=40, miskin_l=20, miskin_p=19)

    perempuan, miskin = by_rule(s1, "SIK-47"), by_rule(s1, "SIK-48")

    assert (perempuan.terpenuhi, miskin.terpenuhi) == (True, False)
    assert "40 dari 100 orang (40,0 %), target 40 %" in perempuan.rincian
    assert "39 dari 100 orang (39,0 %)" in miskin.rincian


def test_volunteer_in_every_rt(siklus: Siklus, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-54: an RT without a volunteer is named."""
    s1 = pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")
    rapat = pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan)
    pabrik.decide(s1, rapat, oleh=petugas_kelurahan, hasil="terima")
    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Siti", basis=basis["rt1"])
    assert by_rule(s1, "SIK-54").rincian == "Belum: RT 02/RW 01."

    pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama="Ujang", basis=basis["rt2"])

    assert by_rule(s1, "SIK-54").terpenuhi


def test_refusal_asks_for_less(siklus: Siklus, petugas_kelurahan: Any) -> None:
    """SIK-105: after a refusal no volunteers and no work plan are asked for, the berita acara still is."""
    s1 = pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")
    rapat = pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan)
    pabrik.decide(s1, rapat, oleh=petugas_kelurahan, hasil="tolak")

    kode = {k.kode for k in periksa_gerbang(s1)}

    assert "S1-BA" in kode
    assert not kode & {"S1-RENCANA", "siklus.relawan_tercatat", "siklus.relawan_per_basis"}


def test_withdrawn_location_closes_the_start(siklus: Siklus, petugas_kota: Any) -> None:
    """SIK-101: an area that a later letter took off the list does not start."""
    s0 = pabrik.stage(siklus, "S0")
    assert by_rule(s0, "SIK-101").terpenuhi

    actions.withdraw_lokasi(LokasiSasaran.objects.get(), oleh=petugas_kota, alasan="Surat 14/2026")

    assert not by_rule(s0, "SIK-101").terpenuhi


@pytest.mark.parametrize("isi", [0, 8])
def test_queries_of_a_checklist(siklus: Siklus, basis: Any, petugas_kelurahan: Any, isi: int) -> None:
    """SIK-30: a checklist costs the same with nothing recorded and with much."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    for i in range(isi):
        pabrik.hold(s0, "S0-RT", oleh=petugas_kelurahan, basis=basis["rt1"])
        pabrik.volunteer(siklus, oleh=petugas_kelurahan, nama=f"Orang {i}", basis=basis["rt2"])
        actions.file_keluaran(s0, oleh=petugas_kelurahan, kode="S0-DH", berkas=pabrik.paper(s0))
    s1 = pabrik.stage(siklus, "S1")

    for langkah, batas in ((s1, KUERI_MULAI), (s0, KUERI_AJUKAN)):
        ini = Langkah.objects.select_related("siklus", "wilayah").get(pk=langkah.pk)
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            periksa_gerbang(ini)
        assert len(kueri) == batas, (len(kueri), [k["sql"][:120] for k in kueri.captured_queries])


def test_queries_of_many_checklists(siklus: Siklus, register: Any) -> None:
    """SIK-30: the checklists of two kelurahan cost what those of one do."""
    pabrik.put_on_list("32.73.01.1002")
    lain = pabrik.open_siklus(register["32.73.01.1002"])
    for s in (siklus, lain):
        pabrik.move(pabrik.stage(s, "S0"), "berjalan")

    def cost(*siklus: Siklus) -> int:
        baris = list(
            Langkah.objects.filter(siklus__in=siklus, tahun_siklus=1).select_related("siklus", "wilayah").order_by("pk")
        )
        with CaptureQueriesContext(connection) as kueri:
            hasil = periksa_banyak(baris)
        assert len(hasil) == len(baris)
        return len(kueri)

    assert cost(siklus) == cost(siklus, lain)


def test_same_findings_one_by_one_and_together(siklus: Siklus, lengkap: Langkah) -> None:
    """SIK-30: the list that a dashboard counts is the list that the page shows."""
    baris = list(siklus.langkah.select_related("siklus", "wilayah"))

    bersama = periksa_banyak(baris)

    for x in baris:
        assert [k.as_dict() for k in bersama[x.pk]] == [k.as_dict() for k in periksa_gerbang(x)]


def test_every_stage_of_every_definition_can_be_asked(siklus: Siklus) -> None:
    """SIK-30: no stage of the programme breaks the checklist, started or not."""
    for langkah in siklus.langkah.all():
        assert all(k.pesan and k.aturan for k in periksa_gerbang(langkah))
        berjalan = pabrik.move(langkah, "berjalan")
        assert all(k.pesan and k.aturan for k in periksa_gerbang(berjalan))


def test_attendance_above_the_roll_warns(siklus: Siklus, basis: Any, petugas_kelurahan: Any) -> None:
    """SIK-59: more people than adults on the roll is a warning, not a refusal: guests come too."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    DaftarDewasa.objects.create(
        wilayah_id=s0.wilayah_id,
        basis=basis["rt1"],
        berlaku_pada=today_in(s0.wilayah_id) - 40 * HARI,
        dewasa_l=5,
        dewasa_p=6,
    )
    pabrik.hold(s0, "S0-RT", oleh=petugas_kelurahan, basis=basis["rt1"])

    temuan = by_rule(s0, "SIK-59")

    assert (temuan.terpenuhi, temuan.mode) == (False, "warn")
    assert "hadir 22, dewasa 11" in temuan.rincian
