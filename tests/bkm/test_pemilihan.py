"""The election by its actions and by the database: what is refused and what stands, on one setup each."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bkm import actions
from bkm.berita_acara import rembug_section
from bkm.demo_pemilihan import elect, vote_basis
from bkm.models import TPS, HasilAnggota, Hitungan, Pemilihan, PengumumanHasil, PenyatuanNama, PerolehanSuara, Utusan
from bkm.peringkat import alike, rank
from bkm.queries_pemilihan import counted, electors, latest_pemilihan, totals
from bkm.ringkasan_pemilihan import count
from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.models import Jejak
from inti.transitions import advance
from inti.unit_kerja import unit_kerja
from laporan.models import Berkas
from siklus.konteks import Konteks
from siklus.models import Langkah
from tests.factories import bkm as pabrik
from tests.factories import siklus as pabrik_siklus
from tests.factories.laporan import BerkasFactory
from tests.helpers import api, check_deferred, kepala_kunci
from wilayah.models import Basis
from wilayah.waktu import today_in

ORANG = [{"nama": n, "jenis_kelamin": jk} for n, jk in pabrik.JK.items()]


def again(tps: TPS) -> TPS:
    """The row as it is now."""
    return TPS.objects.select_related("langkah", "basis", "pemilihan").get(pk=tps.pk)


def photo(tps: TPS) -> Berkas:
    """A photo of its paper."""
    return BerkasFactory(wilayah_id=tps.wilayah_id)


# -- tata tertib and preparation ------------------------------------------------------------------------------------


def test_places_need_agreed_rules(s4: Langkah, petugas_kelurahan: Any) -> None:
    """BKM-03, BKM-10: no polling place without an agreed tata tertib; then one for every RT and one for the rembug."""
    hari = today_in(s4.wilayah_id)
    pabrik.load_numbers()
    with pytest.raises(AturanDilanggar) as salah:
        actions.prepare_pemilihan(s4, oleh=petugas_kelurahan, tanggal_daftar=hari)
    assert salah.value.aturan == "BKM-03"

    pabrik.tatib(s4, petugas_kelurahan)
    pemilihan = actions.prepare_pemilihan(s4, oleh=petugas_kelurahan, tanggal_daftar=hari)
    actions.prepare_pemilihan(s4, oleh=petugas_kelurahan, tanggal_daftar=hari)

    tps = list(TPS.objects.filter(pemilihan=pemilihan).order_by("urutan"))
    assert [(t.tingkat, t.daftar) for t in tps] == [("basis", 125)] * 3 + [("kelurahan", None)]


def test_rules_hold_once_a_place_is_open(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-04: numbers change before the first opening and not after it, neither by action nor by SQL."""
    langkah = pemilihan.langkah
    tatib = pabrik.tatib(langkah, petugas_kelurahan, utusan_per_basis=3)
    assert tatib.utusan_per_basis == 3
    actions.open_tps(pabrik.place(pemilihan), oleh=petugas_kelurahan, tanggal=today_in(langkah.wilayah_id))

    with pytest.raises(AturanDilanggar):
        pabrik.tatib(langkah, petugas_kelurahan, utusan_per_basis=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(tatib).objects.filter(pk=tatib.pk).update(jumlah_anggota=5)
    assert pabrik.tatib(langkah, petugas_kelurahan, utusan_per_basis=3, kriteria="Jujur").kriteria == "Jujur"


def test_opening_needs_the_roll(s4: Langkah, petugas_kelurahan: Any) -> None:
    """BKM-11: an RT without adult roll does not open; with it the roll is frozen at opening."""
    rw = Basis.objects.get(wilayah_id=s4.wilayah_id, jenis="rw")
    Basis.objects.create(wilayah_id=s4.wilayah_id, jenis="rt", nomor="09", induk=rw)
    pemilihan = pabrik.prepared(s4, petugas_kelurahan)

    with pytest.raises(GerbangTertutup):
        actions.open_tps(pabrik.place(pemilihan, "09"), oleh=petugas_kelurahan, tanggal=today_in(s4.wilayah_id))
    tps = actions.open_tps(pabrik.place(pemilihan), oleh=petugas_kelurahan, tanggal=today_in(s4.wilayah_id))

    assert (tps.status, tps.daftar_l, tps.daftar_p, tps.kursi, tps.ambang) == ("berlangsung", 60, 65, 2, 30)


def test_panitia_is_complete_in_words(s4: Langkah, petugas_kelurahan: Any) -> None:
    """BKM-01, BKM-02: one ketua, nobody twice; the gate says who is missing until everybody is there."""
    pabrik.load_numbers()
    panitia = actions.form_panitia(s4, oleh=petugas_kelurahan, dibentuk=today_in(s4.wilayah_id))
    rt = Basis.objects.get(wilayah_id=s4.wilayah_id, nomor="01", jenis="rt")

    def add(nama: str, **isi: Any) -> Any:
        return actions.add_anggota_panitia(
            panitia, oleh=petugas_kelurahan, nama=nama, jenis_kelamin="P", basis=rt, **isi
        )

    ketua = add("Euis", jabatan="ketua")
    for isi in ({"nama": "Tati", "jabatan": "ketua"}, {"nama": "Euis"}, {"nama": "Yayah", "jabatan": "koordinator"}):
        with pytest.raises(IsianSalah):
            add(**isi)
    temuan = next(s for s in s4.aturan_main.syarat if s.fungsi == "bkm.panitia_terbentuk")
    from bkm.syarat_pemilihan import committee_formed

    assert "Sekretaris belum ada" in committee_formed(Konteks(s4), temuan).rincian
    add("Tati", jabatan="sekretaris")
    add("Yayah", jabatan="bendahara")
    for p in ("perumus_ad", "pemilihan", "pemantau"):
        add(f"Koordinator {p}", pokja=p, jabatan="koordinator")
    assert committee_formed(Konteks(s4), temuan).terpenuhi
    actions.cancel_anggota_panitia(ketua, oleh=petugas_kelurahan, alasan="Pindah rumah.")
    assert "Ketua belum ada" in committee_formed(Konteks(s4), temuan).rincian


# -- tallies --------------------------------------------------------------------------------------------------------

SALAH = [
    ({"pemilih": 46}, "pemilih", "45, bukan 46"),
    ({"surat_masuk": 44}, "surat_masuk", "45, bukan 44"),
    ({"surat_sah": 45}, "surat_sah", "46 lembar"),
    ({"pemilih_l": 61, "pemilih_p": 4, "surat_sah": 44}, "pemilih_l", "melebihi daftar 60"),
    ({"perolehan": [{"nama": "A", "suara": 45}]}, "perolehan", "lebih banyak daripada surat sah"),
    ({"perolehan": [{"nama": "A", "suara": 40}, {"nama": "B", "suara": 40}, {"nama": "C", "suara": 9}]}, "perolehan", "89 melebihi 88"),
    ({"perolehan": [{"nama": "A", "suara": 4}, {"nama": " a ", "suara": 4}]}, "perolehan", "dua kali"),
    ({"perolehan": [{"nama": "A", "suara": 4}], "lain_lain": 10}, "perolehan", "paling sedikit 2 nama"),
    ({"lain_lain": 3, "cara": "lengkap"}, "lain_lain", "dikosongkan"),
    ({"kunjungan_l": 3, "kunjungan_sah": 3}, "kunjungan_l", "sudah mencapai batas"),
    ({"perolehan": []}, "perolehan", "Isi nama"),
]  # fmt: skip


@pytest.mark.parametrize(("ubah", "bidang", "kata"), SALAH, ids=[f"{i}-{s[1]}" for i, s in enumerate(SALAH)])
def test_inconsistent_tally_is_refused(ditutup: TPS, petugas_kelurahan: Any, ubah: Any, bidang: str, kata: str) -> None:
    """BKM-14: every sum that does not fit names the field and the numbers; the tally that fits is kept."""
    with pytest.raises(IsianSalah) as salah:
        pabrik.tally(ditutup, petugas_kelurahan, **ubah)
    assert kata in " ".join(salah.value.galat[bidang])
    assert not Hitungan.objects.exists()

    pabrik.tally(ditutup, petugas_kelurahan)
    check_deferred()
    assert again(ditutup).status == "dihitung"


BAIK = {"pemilih_l": 20, "pemilih_p": 25, "pemilih": 45, "surat_masuk": 45, "surat_sah": 44, "surat_rusak": 1}


@pytest.mark.parametrize(
    "ubah",
    [
        {"pemilih": 46},
        {"surat_rusak": 0},
        {"pemilih_l": 10, "pemilih": 35},
        {"pemilih_l": 61, "pemilih": 86},
        {"kunjungan_l": 5, "kunjungan_sah": 5},
        {"ke": 2, "alasan": "Lompat."},
        {"lain_lain": 89},
        {"kunjungan_sah": 1},
    ],
    ids=lambda u: "-".join(u),
)
def test_database_refuses_sums_that_do_not_fit(ditutup: TPS, ubah: dict[str, int]) -> None:
    """BKM-14, BKM-16: the database holds the sums by itself."""
    dasar = {"tps": ditutup, "langkah_id": ditutup.langkah_id, "wilayah_id": ditutup.wilayah_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        Hitungan.objects.create(**dasar, **{**BAIK, **ubah})
        check_deferred()

    Hitungan.objects.create(**dasar, **BAIK)
    check_deferred()


def test_database_refuses_votes_beyond_the_ballots(ditutup: TPS) -> None:
    """BKM-14, BKM-22: names beyond ballots x names, one beyond the ballots, and utusan at the basis are refused."""
    dasar = {"langkah_id": ditutup.langkah_id, "wilayah_id": ditutup.wilayah_id}
    h = Hitungan.objects.create(tps=ditutup, **dasar, **BAIK)
    for suara in ([45], [44, 44, 1]):
        with pytest.raises(IntegrityError), transaction.atomic():
            for i, n in enumerate(suara):
                PerolehanSuara.objects.create(hitungan=h, nama_tertulis=f"Nama {i}", suara=n, **dasar)
            check_deferred()
    PerolehanSuara.objects.create(hitungan=h, nama_tertulis="Asep", suara=44, **dasar)
    check_deferred()


def test_tally_only_after_closing(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-13: neither action nor database takes a tally while people vote."""
    tps = actions.open_tps(pabrik.place(pemilihan), oleh=petugas_kelurahan, tanggal=today_in(pemilihan.wilayah_id))
    with pytest.raises(AturanDilanggar) as salah:
        pabrik.tally(tps, petugas_kelurahan)
    assert salah.value.aturan == "BKM-13"
    with pytest.raises(IntegrityError), transaction.atomic():
        Hitungan.objects.create(tps=tps, langkah_id=tps.langkah_id, wilayah_id=tps.wilayah_id, **BAIK)

    actions.close_tps(tps, oleh=petugas_kelurahan)
    assert pabrik.tally(tps, petugas_kelurahan).ke == 1


def test_correction_keeps_the_old_figure(dihitung: TPS, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-20: a second tally needs a reason, becomes a version, and both are in the trail; rows never change."""
    with pytest.raises(AturanDilanggar) as salah:
        pabrik.tally(dihitung, kedua)
    assert salah.value.aturan == "BKM-20" and petugas_kelurahan.nama in salah.value.pesan

    pabrik.tally(dihitung, kedua, nama=[("Asep Hidayat", 31), ("Neneng Komariah", 25)], alasan="Satu suara terlewat.")

    versi = list(Hitungan.objects.filter(tps=dihitung).order_by("ke"))
    assert [(h.ke, h.perolehan.get(nama_tertulis="Asep Hidayat").suara, h.alasan) for h in versi] == [  # type: ignore[attr-defined]
        (1, 30, ""),
        (2, 31, "Satu suara terlewat."),
    ]
    jejak = Jejak.objects.filter(peristiwa__startswith="bkm.hitungan.").order_by("waktu", "nomor")
    assert [(j.peristiwa, j.pelaku_nama) for j in jejak] == [
        ("bkm.hitungan.dicatat", petugas_kelurahan.nama), ("bkm.hitungan.dikoreksi", kedua.nama),
    ]  # fmt: skip
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017, PT011  (trigger or missing privilege)
        Hitungan.objects.filter(pk=versi[0].pk).update(surat_rusak=0)


def test_resend_is_one_record(ditutup: TPS, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-20, UMU-05: without a key 400; the same key again gives the same tally; another person is told whose it is."""
    alamat = f"/api/v1/tps/{ditutup.pk}/hitungan/"
    isi = {**BAIK, "perolehan": [{"nama": n, "suara": s} for n, s in pabrik.NAMA]}
    klien, kunci = api(petugas_kelurahan), kepala_kunci()

    assert klien.post(alamat, isi, format="json").status_code == 400
    satu, dua = (klien.post(alamat, isi, format="json", headers=kunci) for _i in range(2))
    lain = api(kedua).post(alamat, isi, format="json", headers=kepala_kunci())

    assert satu.status_code == dua.status_code == 201 and satu.json()["id"] == dua.json()["id"]
    assert dua.headers["Idempotent-Replay"] == "true"
    assert lain.status_code == 409 and lain.json()["rincian"]["aturan"] == "BKM-20"
    assert Hitungan.objects.count() == 1


def test_tally_by_four_officers(ditutup: TPS, empat_petugas: Any) -> None:
    """UMU-11, UMU-12: another kota and a person without task cannot record or open anything; the own officer can."""
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises((TPS.DoesNotExist, TidakBerwenang)):
            pabrik.tally(ditutup, empat_petugas[nama])
        assert api(empat_petugas[nama]).get(f"/api/v1/tps/{ditutup.pk}/hitungan/").status_code in {403, 404}
    pabrik.tally(ditutup, empat_petugas["kelurahan"])
    assert api(empat_petugas["kota"]).get(f"/api/v1/tps/{ditutup.pk}/hitungan/").json()["urutan"][0]["suara"] == 30


# -- threshold and visits -------------------------------------------------------------------------------------------

SEDIKIT = {"pemilih_l": 10, "pemilih_p": 12, "surat_sah": 22, "surat_rusak": 0}


def test_few_voters_then_visits(ditutup: TPS, petugas_kelurahan: Any) -> None:
    """BKM-16: 22 of 125 is not enough; visits are counted apart, and with them the place is valid."""
    nama = [("Asep Hidayat", 15), ("Neneng Komariah", 9)]
    pabrik.tally(ditutup, petugas_kelurahan, nama=nama, **SEDIKIT)
    actions.attach_bukti(ditutup, oleh=petugas_kelurahan, berkas=photo(ditutup))
    with pytest.raises(GerbangTertutup) as tutup:
        actions.certify_tps(ditutup, oleh=petugas_kelurahan, orang=ORANG)
    assert "BKM-16" in {k.aturan for k in tutup.value.kekurangan}
    with pytest.raises(IntegrityError), transaction.atomic():
        TPS.objects.filter(pk=ditutup.pk).update(
            status="sah", disahkan_oleh_id=uuid.uuid4(), dihitung_oleh_id=uuid.uuid4()
        )

    tps = actions.visit_tps(ditutup, oleh=petugas_kelurahan)
    perolehan = [{"nama": "Asep Hidayat", "suara": 15, "kunjungan": 10}, {"nama": "Neneng Komariah", "suara": 9}]
    actions.record_hitungan(
        tps, oleh=petugas_kelurahan, perolehan=perolehan, kunjungan_l=8, kunjungan_p=9, kunjungan_sah=17, **SEDIKIT
    )
    check_deferred()
    sah = actions.certify_tps(tps, oleh=petugas_kelurahan, orang=ORANG)

    h = Hitungan.objects.get(tps=tps, ke=2)
    assert (sah.status, h.pemilih, h.kunjungan, h.semua) == ("sah", 22, 17, 39)
    assert Utusan.objects.get(tps=tps, peringkat=1).suara == 25


def test_enough_voters_need_no_visits(dihitung: TPS, petugas_kelurahan: Any) -> None:
    """BKM-16: a place that reached its threshold does not go from door to door."""
    with pytest.raises(GerbangTertutup):
        actions.visit_tps(dihitung, oleh=petugas_kelurahan)
    assert again(dihitung).status == "dihitung"


def test_no_vote_sends_no_utusan(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-17, BKM-25: an RT that does not vote says why, sends nobody, and its adults stay in the denominator."""
    pabrik.certified(pemilihan, petugas_kelurahan)
    with pytest.raises(IsianSalah):
        actions.skip_tps(pabrik.place(pemilihan, "02"), oleh=petugas_kelurahan, alasan=" ")
    lewat = actions.skip_tps(pabrik.place(pemilihan, "02"), oleh=petugas_kelurahan, alasan="Warga memilih tidak ikut.")

    with pytest.raises(IntegrityError), transaction.atomic():
        Utusan.objects.create(
            pemilihan=pemilihan, tps=lewat, langkah_id=lewat.langkah_id, wilayah_id=lewat.wilayah_id, basis=lewat.basis,
            nama="Titipan", jenis_kelamin="L", suara=1, peringkat=1,
        )  # fmt: skip
    j = totals([pemilihan.pk])[pemilihan.pk]
    assert (j.utusan, j.pemilih, j.dewasa, j.tps_sah) == (2, 45, 375, 1)


# -- what counts ----------------------------------------------------------------------------------------------------


def test_paper_or_second_person(dihitung: TPS, petugas_kelurahan: Any) -> None:
    """BKM-18: at the basis who counted may confirm only with the photo of the signed paper."""
    with pytest.raises(AturanDilanggar) as salah:
        actions.certify_tps(dihitung, oleh=petugas_kelurahan, orang=ORANG)
    assert salah.value.aturan == "BKM-18"
    with pytest.raises(IntegrityError), transaction.atomic():
        TPS.objects.filter(pk=dihitung.pk).update(status="sah", disahkan_oleh_id=dihitung.dihitung_oleh_id)

    actions.attach_bukti(dihitung, oleh=petugas_kelurahan, berkas=photo(dihitung))
    assert actions.certify_tps(dihitung, oleh=petugas_kelurahan, orang=ORANG).status == "sah"


def test_second_person_at_the_kelurahan(pemilihan: Pemilihan, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-12, BKM-18, BKM-22, BKM-23: after all RT; only utusan; two persons; winners and reserve in order."""
    with pytest.raises(GerbangTertutup):
        actions.open_tps(pabrik.place(pemilihan, ""), oleh=petugas_kelurahan, tanggal=today_in(pemilihan.wilayah_id))
    for nomor in ("01", "02", "03"):
        pabrik.certified(pemilihan, petugas_kelurahan, nomor)
    rembug = pabrik.closed(pabrik.place(pemilihan, ""), petugas_kelurahan)
    utusan = electors(rembug)
    isi: dict[str, Any] = {"pemilih_l": 3, "pemilih_p": 3, "surat_sah": 6, "surat_rusak": 0, "cara": "lengkap"}
    with pytest.raises(IsianSalah):
        actions.record_hitungan(rembug, oleh=petugas_kelurahan, perolehan=[{"nama": "Lurah", "suara": 6}], **isi)
    suara = [{"utusan": u.pk, "suara": n} for u, n in zip(utusan, [6, 5, 3, 2, 1], strict=False)]
    actions.record_hitungan(rembug, oleh=petugas_kelurahan, perolehan=suara, **isi)
    check_deferred()
    actions.attach_bukti(rembug, oleh=petugas_kelurahan, berkas=photo(rembug))
    with pytest.raises(AturanDilanggar):
        actions.certify_tps(rembug, oleh=petugas_kelurahan)
    with pytest.raises(AturanDilanggar):  # the trainer is a second person in practice only (LAT-04)
        actions.certify_practice(rembug, oleh=petugas_kelurahan)
    with pytest.raises(IntegrityError), transaction.atomic():
        TPS.objects.filter(pk=rembug.pk).update(status="sah", disahkan_oleh_id=petugas_kelurahan.pk)

    actions.certify_tps(rembug, oleh=kedua)

    hasil = list(HasilAnggota.objects.filter(pemilihan=pemilihan).order_by("peringkat"))
    assert [(h.suara, h.terpilih) for h in hasil] == [(6, True), (5, True), (3, True), (2, False), (1, False)]
    bab = rembug_section(_rapat(pemilihan))
    assert bab[0]["tabel"]["jumlah"][-1] == "6" and bab[2]["tabel"]["baris"][3][-1] == "cadangan"


def _rapat(pemilihan: Pemilihan) -> Any:
    from siklus.models import Pertemuan

    return Pertemuan(langkah=pemilihan.langkah, wilayah_id=pemilihan.wilayah_id, jenis="S4-REMBUG", tingkat="kelurahan")


def test_tie_is_settled_by_a_second_ballot(ditutup: TPS, petugas_kelurahan: Any) -> None:
    """BKM-19: equal votes on the border stop the result until a second ballot among exactly those names."""
    pabrik.tally(ditutup, petugas_kelurahan, nama=[("Asep", 20), ("Neneng", 12), ("Ujang", 12), ("Wawan", 2)])
    tps = again(ditutup)
    actions.attach_bukti(tps, oleh=petugas_kelurahan, berkas=photo(tps))
    orang = [{"nama": n, "jenis_kelamin": "L"} for n in ("Asep", "Neneng", "Ujang")]
    with pytest.raises(GerbangTertutup) as tutup:
        actions.certify_tps(tps, oleh=petugas_kelurahan, orang=orang)
    assert {k.aturan for k in tutup.value.kekurangan} == {"BKM-19"}
    isi = {"pemilih_l": 20, "pemilih_p": 20, "surat_sah": 40, "surat_rusak": 0}
    with pytest.raises(IsianSalah):
        actions.record_ulang(tps, oleh=petugas_kelurahan, perolehan=[{"nama": "Wawan", "suara": 9}], **isi)

    actions.record_ulang(
        tps, oleh=petugas_kelurahan,
        perolehan=[{"nama": "Neneng", "suara": 15}, {"nama": "Ujang", "suara": 25}], **isi,
    )  # fmt: skip
    actions.certify_tps(tps, oleh=petugas_kelurahan, orang=orang)

    assert list(Utusan.objects.filter(tps=tps).values_list("nama", "suara")) == [("Asep", 20), ("Ujang", 12)]


def test_names_are_asked_only_where_they_matter(ditutup: TPS, petugas_kelurahan: Any) -> None:
    """BKM-21: Udin of 9 votes could lift Saepudin over Neneng; Wawan and Wawan S. far below could not."""
    nama = [("Asep", 30), ("Neneng", 15), ("Ujang Saepudin", 12), ("Pak Udin", 9), ("Wawan", 2), ("Wawan S", 1)]
    pabrik.tally(ditutup, petugas_kelurahan, nama=nama)
    tps = again(ditutup)
    actions.attach_bukti(tps, oleh=petugas_kelurahan, berkas=photo(tps))
    assert [(a.nama, b.nama) for a, b in counted(tps).pertanyaan] == [("Ujang Saepudin", "Pak Udin")]
    with pytest.raises(GerbangTertutup):
        actions.certify_tps(tps, oleh=petugas_kelurahan, orang=[])

    satu = actions.merge_names(tps, oleh=petugas_kelurahan, nama="Pak Udin", dengan="Ujang Saepudin")
    assert [(b.nama, b.suara) for b in counted(tps).peringkat.terpilih] == [("Asep", 30), ("Ujang Saepudin", 21)]
    actions.unmerge_names(satu, oleh=petugas_kelurahan)
    actions.separate_names(tps, oleh=petugas_kelurahan, nama="Pak Udin", dengan="Ujang Saepudin")
    orang = [{"nama": n, "jenis_kelamin": "P"} for n in ("Asep", "Neneng")]
    assert actions.certify_tps(tps, oleh=petugas_kelurahan, orang=orang).status == "sah"
    with pytest.raises(AturanDilanggar):
        actions.merge_names(tps, oleh=petugas_kelurahan, nama="Pak Udin", dengan="Ujang Saepudin")
    with pytest.raises(IntegrityError), transaction.atomic():
        PenyatuanNama.objects.create(
            tps=tps, langkah_id=tps.langkah_id, wilayah_id=tps.wilayah_id, nama_tertulis="A", dengan="B", putusan="sama"
        )


def test_alike_knows_how_people_write() -> None:
    """BKM-21: titles tell nobody apart, nicknames and initials are part of a name, other people are others."""
    for a, b in (("H. Dadang", "Dadang Suherman"), ("Udin", "Saepudin"), ("Siti Aminah", "Siti Aminnah"), ("N. Komariah", "Neneng Komariah")):  # fmt: skip
        assert alike(a, b), (a, b)
    for a, b in (("Asep Hidayat", "Ujang Hidayat"), ("Siti Aminah", "Siti Rohaeni"), ("Pak RT", "Bu RT")):
        assert not alike(a, b), (a, b)


def test_recount_takes_its_utusan_back(pemilihan: Pemilihan, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-20: a valid count is opened with a reason while the next tier waits, never after it opened."""
    tps = pabrik.certified(pemilihan, petugas_kelurahan)
    with pytest.raises(IsianSalah):
        actions.recheck_tps(tps, oleh=petugas_kelurahan, alasan="")
    actions.recheck_tps(tps, oleh=petugas_kelurahan, alasan="Salah jumlah.")
    assert set(Utusan.objects.filter(tps=tps).values_list("status", "alasan_batal")) == {("batal", "Salah jumlah.")}

    actions.certify_tps(tps, oleh=petugas_kelurahan, orang=ORANG)
    for nomor in ("02", "03"):
        actions.skip_tps(pabrik.place(pemilihan, nomor), oleh=petugas_kelurahan, alasan="Tidak memilih.")
    actions.open_tps(pabrik.place(pemilihan, ""), oleh=petugas_kelurahan, tanggal=today_in(tps.wilayah_id))
    with pytest.raises(GerbangTertutup):
        actions.recheck_tps(tps, oleh=petugas_kelurahan, alasan="Terlambat.")
    with pytest.raises(IntegrityError), transaction.atomic():
        TPS.objects.filter(pk=tps.pk).update(status="dihitung")


def test_withdrawn_utusan_is_replaced_by_the_next_name(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-22: a full RT takes nobody more; who withdraws gives way to the next of the tally."""
    tps = pabrik.certified(pemilihan, petugas_kelurahan)
    with pytest.raises(AturanDilanggar):
        actions.replace_utusan(tps, oleh=petugas_kelurahan, jenis_kelamin="L")
    with pytest.raises(IntegrityError), transaction.atomic():
        u = Utusan.objects.filter(tps=tps)[0]
        u.pk, u.nama, u.peringkat, u._state.adding = uuid.uuid4(), "Titipan", 9, True
        u.save(force_insert=True)

    actions.cancel_utusan(Utusan.objects.get(tps=tps, peringkat=1), oleh=petugas_kelurahan, alasan="Mengundurkan diri.")
    baru = actions.replace_utusan(tps, oleh=petugas_kelurahan, jenis_kelamin="L")

    assert (baru.nama, baru.peringkat) == ("Ujang Saepudin", 3)


def test_committee_kept_out_where_the_rules_say_so(s4: Langkah, petugas_kelurahan: Any) -> None:
    """BKM-05: a member of the panitia does not become utusan where the tata tertib keeps them out."""
    pemilihan = pabrik.prepared(s4, petugas_kelurahan, panitia_boleh_dipilih=False)
    panitia = actions.form_panitia(s4, oleh=petugas_kelurahan, dibentuk=today_in(s4.wilayah_id))
    asep = actions.add_anggota_panitia(panitia, oleh=petugas_kelurahan, nama="Asep Hidayat", jenis_kelamin="L")
    tps = pabrik.counted(pemilihan, petugas_kelurahan)
    actions.attach_bukti(tps, oleh=petugas_kelurahan, berkas=photo(tps))

    with pytest.raises(AturanDilanggar) as salah:
        actions.certify_tps(tps, oleh=petugas_kelurahan, orang=ORANG)
    assert salah.value.aturan == "BKM-05"
    actions.cancel_anggota_panitia(asep, oleh=petugas_kelurahan, alasan="Mundur dari panitia.")
    assert actions.certify_tps(tps, oleh=petugas_kelurahan, orang=ORANG).status == "sah"


def test_published_after_the_last_place(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-24: nothing goes up on the board while another RT still votes, by action and by SQL."""
    hari = today_in(pemilihan.wilayah_id)
    pabrik.certified(pemilihan, petugas_kelurahan)
    actions.skip_tps(pabrik.place(pemilihan, "02"), oleh=petugas_kelurahan, alasan="Tidak memilih.")
    dasar = {"pemilihan": pemilihan, "langkah_id": pemilihan.langkah_id, "wilayah_id": pemilihan.wilayah_id}
    with pytest.raises(AturanDilanggar) as salah:
        actions.announce_hasil(pemilihan, oleh=petugas_kelurahan, tingkat="basis", tanggal=hari)
    assert salah.value.aturan == "BKM-24"
    with pytest.raises(IntegrityError), transaction.atomic():
        PengumumanHasil.objects.create(tingkat="basis", tanggal=hari, **dasar)

    pabrik.certified(pemilihan, petugas_kelurahan, "03")
    actions.announce_hasil(pemilihan, oleh=petugas_kelurahan, tingkat="basis", tanggal=hari, tempat="Pos RW")
    assert PengumumanHasil.objects.get().tempat == "Pos RW"


def test_locked_with_the_stage(dihitung: TPS, petugas_kelurahan: Any) -> None:
    """SIK-04: after submission nothing of the election moves, neither by action nor in the database."""
    pabrik_siklus.move(dihitung.langkah, "diajukan") if dihitung.langkah.status == "belum" else None
    type(dihitung.langkah)._base_manager.filter(pk=dihitung.langkah_id).update(
        status="diajukan", diajukan_pada=dihitung.dibuat_pada, diajukan_oleh_id=petugas_kelurahan.pk
    )
    with pytest.raises(AturanDilanggar) as salah:
        pabrik.tally(dihitung, petugas_kelurahan, alasan="Koreksi.")
    assert salah.value.aturan == "SIK-04"
    with pytest.raises(IntegrityError), transaction.atomic():
        TPS.objects.filter(pk=dihitung.pk).update(tempat="Lain")


def test_states_follow_the_table(pemilihan: Pemilihan, petugas_kelurahan: Any) -> None:
    """BKM-13, UMU-30: a place that is not open cannot be closed."""
    tps = pabrik.place(pemilihan)
    with pytest.raises(TransisiDitolak):
        unit_kerja(lambda: advance(tps, "tutup", oleh=petugas_kelurahan), oleh=petugas_kelurahan)
    actions.open_tps(tps, oleh=petugas_kelurahan, tanggal=today_in(tps.wilayah_id))
    actions.undo_open_tps(tps, oleh=petugas_kelurahan, alasan="Salah tekan.")
    assert again(tps).status == "belum"


def test_rank_follows_votes_then_second_ballots() -> None:
    """BKM-19: second ballots order equals and nobody else."""
    suara = [("A", 5, 0, None), ("B", 4, 0, None), ("C", 4, 0, None)]
    assert [b.nama for b in rank(suara, 2).seri] == ["B", "C"]
    assert [b.nama for b in rank(suara, 2, ulang=[{"c": 9, "b": 1}]).terpilih] == ["A", "C"]
    assert rank(suara, 3).seri == []


# -- gates, summary, demo ------------------------------------------------------------------------------------------


def test_gates_tell_what_is_missing(pemilihan: Pemilihan, petugas_kelurahan: Any, kedua: Any) -> None:
    """SIK-122, BKM-25, BKM-26: open while an RT has not ended, met when the rembug is valid; shares as fractions."""
    from inti.registry import syarat as registri

    butir = {s.fungsi: s for s in pemilihan.langkah.aturan_main.syarat if s.fungsi.startswith("bkm.")}

    def ask(kode: str) -> Any:
        return registri.ambil(kode)(Konteks(Langkah.objects.get(pk=pemilihan.langkah_id)), butir[kode])

    assert "TPS RT 01" in ask("bkm.pemilihan_sah").rincian
    pabrik.finished(pemilihan, petugas_kelurahan, kedua)

    assert ask("bkm.pemilihan_sah").terpenuhi and ask("bkm.partisipasi_kelurahan").terpenuhi
    assert "135 dari 375" in ask("bkm.partisipasi_kelurahan").rincian
    assert ask("bkm.perempuan_utusan").terpenuhi and "3 dari 6" in ask("bkm.perempuan_utusan").rincian


def test_summary_counts_the_newest_election(
    pemilihan: Pemilihan, petugas_kelurahan: Any, kedua: Any, django_assert_num_queries: Any
) -> None:
    """BKM-25: what the dashboard gets, in a constant number of queries; unknown before a place is valid."""
    hari = today_in(pemilihan.wilayah_id)
    assert count([pemilihan.wilayah_id], hari) == {pemilihan.wilayah_id: {"pemilu_tps": 3, "pemilu_tps_sah": 0}}
    pabrik.finished(pemilihan, petugas_kelurahan, kedua)
    with django_assert_num_queries(5):
        isi = count([pemilihan.wilayah_id, "32.73.01.1002"], hari)[pemilihan.wilayah_id]
    assert (isi["pemilu_pemilih"], isi["pemilu_dewasa"], isi["pemilu_utusan"]) == (135, 375, 6)
    assert count([pemilihan.wilayah_id], hari - timedelta(days=400)) == {}
    assert latest_pemilihan(pemilihan.wilayah_id) == pemilihan


def test_demo_elects_quickly(register: Any, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-10, BKM-23: a whole election of twelve RT through our own actions, valid to the last row."""
    pabrik.tree(rt=12, dewasa=(70, 75))
    pabrik.load_numbers()
    langkah = pabrik.s4()
    awal = today_in(langkah.wilayah_id) - timedelta(days=10)
    foto = BerkasFactory(wilayah_id=langkah.wilayah_id)
    mulai = time.monotonic()

    pemilihan = unit_kerja(
        lambda: elect(langkah, oleh=petugas_kelurahan, kedua=kedua, rng=Random(7), mulai=awal, berkas=foto),
        oleh=petugas_kelurahan,
    )
    check_deferred()

    assert pemilihan is not None and time.monotonic() - mulai < 15
    j = totals([pemilihan.pk])[pemilihan.pk]
    assert (j.tps_sah, j.utusan, j.anggota_l + j.anggota_p) == (12, 36, 11)
    print("detik", time.monotonic() - mulai)


def test_demo_knows_visits(pemilihan: Pemilihan, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-16: the demo can show an RT that needed visits."""
    tps = pabrik.place(pemilihan)
    sah = vote_basis(
        tps, oleh=petugas_kelurahan, kedua=kedua, rng=Random(3), tanggal=today_in(tps.wilayah_id), kurang=True
    )
    assert sah.status == "sah" and Hitungan.objects.get(tps=tps, ke=2).kunjungan > 0
