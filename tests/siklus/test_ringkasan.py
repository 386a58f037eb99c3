"""What the cycle tells the summary: attendance, RT reached, volunteers, what Refleksi and Pemetaan found."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from inti.pelaku import SISTEM
from inti.registry import indikator, ringkasan
from siklus import actions
from siklus.models import Pertemuan
from siklus.ringkasan_ukuran import count, counted_meetings
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories import siklus as pabrik
from wilayah.models import Basis, DaftarDewasa
from wilayah.waktu import today_in


def measured(*kode: str) -> dict[str, Any]:
    """Measures of today."""
    return count(list(kode) or [KELURAHAN], today_in(KELURAHAN))[KELURAHAN]


def roll(b: Basis, lk: int, p: int) -> None:
    """One row of the adult roll."""
    DaftarDewasa(
        wilayah_id=b.wilayah_id, basis=b, berlaku_pada="2020-01-01", dewasa_l=lk, dewasa_p=p, dibuat_oleh_nama="uji"
    ).save()


def rt_of(kode: str = KELURAHAN) -> list[Basis]:
    """The lowest places of a kelurahan."""
    semua = list(Basis.objects.filter(wilayah=kode).order_by("jenis", "nomor"))
    induk = {b.induk_id for b in semua}
    return [b for b in semua if b.pk not in induk]


def test_nothing_recorded_is_unknown(siklus: Any, register: Any) -> None:
    """DAS-03, SIK-74: before a stage begins its measures are left out, not zero; another kelurahan is not asked."""
    assert measured() == {}
    assert count([KELURAHAN_TETANGGA], today_in(KELURAHAN)) == {}


def test_attendance_counts_men_women_and_poor(siklus: Any, basis: Any) -> None:
    """SIK-46: sums of the meetings that count; a meeting without a count of the poor is not in their denominator."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM, peserta_l=12, peserta_p=18, miskin_l=3, miskin_p=6)
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM, peserta_l=5, peserta_p=5, miskin_l=None, miskin_p=None)

    isi = measured()

    assert {k: v for k, v in isi.items() if k.startswith("hadir.")} == {
        "hadir.rapat": 2, "hadir.jumlah": 40, "hadir.laki_laki": 17, "hadir.perempuan": 23, "hadir.miskin": 9,
        "hadir.miskin_dari": 30,
    }  # fmt: skip


def test_adults_are_counted_once(siklus: Any, basis: Any) -> None:
    """SIK-46, SIK-74: the largest meeting of each place, floors not added up; only over a complete adult roll."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    rt = rt_of()
    for b in rt[:-1]:
        roll(b, 50, 50)
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM, peserta_l=10, peserta_p=10, miskin_l=0, miskin_p=0)
    pabrik.hold(s0, "S0-RT", oleh=SISTEM, basis=rt[0], peserta_l=6, peserta_p=6, miskin_l=0, miskin_p=0)
    pabrik.hold(s0, "S0-RT", oleh=SISTEM, basis=rt[0], peserta_l=9, peserta_p=8, miskin_l=0, miskin_p=0)
    pabrik.hold(s0, "S0-RT", oleh=SISTEM, basis=rt[1], peserta_l=5, peserta_p=5, miskin_l=0, miskin_p=0)
    assert "hadir.dewasa" not in measured()

    roll(rt[-1], 50, 50)

    isi = measured()
    assert (isi["hadir.dewasa"], isi["hadir.dewasa_dari"]) == (27, 100 * len(rt))
    assert (isi["rt.s0"], isi["rt.s0_dari"]) == (2, len(rt)) and "rt.s2" not in isi


def test_findings_of_refleksi_and_pemetaan(siklus: Any, basis: Any) -> None:
    """SIK-74: agreed criteria, agreed problems by field, potentials; zero once the stage has begun."""
    s2 = pabrik.move(pabrik.stage(siklus, "S2"), "berjalan")
    s3 = pabrik.move(pabrik.stage(siklus, "S3"), "berjalan")
    assert measured()["refleksi.kriteria"] == 0 and measured()["masalah.sepakat"] == 0
    actions.record_butir(
        s2,
        oleh=SISTEM,
        jenis="kriteria_kemiskinan",
        uraian="Rumah tidak layak",
        cakupan="rumah_tangga",
        disepakati=True,
    )
    actions.record_butir(s2, oleh=SISTEM, jenis="visi_awal", uraian="Warga rukun", disepakati=True)
    m = actions.record_masalah(s3, oleh=SISTEM, bidang="sosial", uraian="Anak putus sekolah")
    actions.record_masalah(s3, oleh=SISTEM, bidang="sosial", uraian="Belum disepakati")
    actions.agree_masalah(s3, oleh=SISTEM, bidang="sosial", masalah=[m])
    actions.record_potensi(s3, oleh=SISTEM, bidang="sosial", jenis="sosial", uraian="Kelompok arisan")

    isi = measured()

    assert (isi["refleksi.kriteria"], isi["masalah.sepakat"], isi["masalah.sosial"]) == (1, 1, 1)
    assert (isi["masalah.ekonomi"], isi["potensi.jumlah"]) == (0, 1)


def test_volunteers(siklus: Any, basis: Any) -> None:
    """SIK-74: men, women and poor among the valid volunteers."""
    pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    pabrik.volunteer(siklus, oleh=SISTEM, nama="Siti Aminah", jenis_kelamin="P", miskin=True)
    pabrik.volunteer(siklus, oleh=SISTEM, nama="Asep Sunandar", jenis_kelamin="L")

    isi = measured()

    assert [isi[f"relawan.{k}"] for k in ("jumlah", "laki_laki", "perempuan", "miskin")] == [2, 1, 1, 1]


def test_list_behind_participation_agrees(siklus: Any, basis: Any, petugas_kota: Any, klien: Any) -> None:
    """DAS-09: the address of the indicator lists the meetings that its figure counts, and their attendance adds up."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM, peserta_l=12, peserta_p=18)
    s3 = pabrik.move(pabrik.stage(siklus, "S3"), "berjalan")
    pabrik.hold(s3, "S3-RANCANGAN", oleh=SISTEM, peserta_l=4, peserta_p=5)  # not counted
    i = indikator.ambil("partisipasi.perempuan")
    assert i is not None and i.daftar is not None

    isi = klien(petugas_kota).get(i.daftar(KELURAHAN))

    dihitung = Pertemuan.objects.filter(counted_meetings(), wilayah=KELURAHAN)
    assert dihitung.aggregate(n=Sum("peserta_p"))["n"] == measured()["hadir.perempuan"] == 18
    assert isi.status_code == 200 and isi.context["jumlah"] == dihitung.count() == 1
    assert isi.content.decode().count('<th scope="row"') == 1


def test_every_list_opens(siklus: Any, basis: Any, petugas_kota: Any, klien: Any) -> None:
    """DAS-09: no indicator of the cycle leads to an address that does not exist."""
    halaman = klien(petugas_kota)
    penyedia = ringkasan.ambil("siklus")
    assert penyedia is not None
    milik = {u.kode for u in penyedia.ukuran}
    semua = [i for _k, i in indikator.semua() if i.pembilang in milik]
    assert len(semua) >= 15
    for i in semua:
        assert i.daftar is not None and not i.penyebut or i.penyebut in milik
        assert halaman.get(i.daftar(KELURAHAN)).status_code == 200, i.kode  # type: ignore[misc]


def test_cost_does_not_grow(siklus: Any, register: Any, django_assert_max_num_queries: Any) -> None:
    """DAS-02, SIK-74: a fixed number of queries for many kelurahan."""
    pabrik.put_on_list(KELURAHAN_TETANGGA)
    pabrik.open_siklus(register[KELURAHAN_TETANGGA])
    with django_assert_max_num_queries(10):
        count([KELURAHAN, KELURAHAN_TETANGGA], today_in(KELURAHAN))
