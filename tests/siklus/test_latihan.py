"""Practice mode: the same work in a sandbox kelurahan that counts nowhere, and no way between the two worlds."""

from __future__ import annotations

from typing import Any

import pytest

from inti.errors import AturanDilanggar, TidakBerwenang
from inti.latihan import is_latihan, practice_code
from inti.models import Jejak
from inti.pelaku import PELATIH, SISTEM, Cakupan
from siklus import actions
from siklus.models import Langkah, Siklus
from siklus.ringkasan import summarise
from tests.conftest import KELURAHAN, KOTA, KOTA_LAIN
from tests.factories import siklus as pabrik
from tests.factories.akun import officer
from tests.helpers import fresh, kunci, masuk
from wilayah.kode import zone_of
from wilayah.models import Wilayah


@pytest.fixture
def kota(register: Any) -> Any:
    """Kota Bandung of the small register, with the programme's numbers."""
    pabrik.load_numbers()
    return register[KOTA]


@pytest.fixture
def latihan(kota: Any, petugas_kelurahan: Any) -> Siklus:
    """The open practice cycle of the kota."""
    return actions.open_latihan(kota, oleh=petugas_kelurahan)


def practising(orang: Any, kota: str = KOTA) -> Any:
    """The same person in a session that practises."""
    orang = fresh(orang)
    orang.practise(kota)
    return orang


def test_practice_codes_keep_the_zone_of_their_kota():
    """LAT-01: 99 is no province; an area below it lives in the time zone of the kota it stands for."""
    assert practice_code("32.73") == "99.32.73"
    assert is_latihan("99.32.73.1001") and not is_latihan("32.73.01.1001")
    assert zone_of("99.91.03.1001") == "Asia/Jayapura"


def test_nation_does_not_cover_practice():
    """LAT-01: the nation is every real area; only the system reaches the practice areas too."""
    assert Cakupan("").covers(KELURAHAN) and not Cakupan("").covers("99.32.73.1001")
    assert SISTEM.cakupan("apa pun")[0].covers("99.32.73.1001")


def test_open_latihan(latihan, kota, petugas_kelurahan):
    """LAT-03: a small kelurahan with RW, RT and adults, ready to start S0; asked again it is the same one."""
    wilayah = latihan.wilayah

    assert wilayah.kode == "99.32.73.1001" and wilayah.nama == "Latihan Kota Bandung"
    assert set(Langkah.objects.filter(siklus__isnull=True).values_list("status", flat=True)) == {"dilewati"}
    s0 = actions.start_langkah(pabrik.stage(latihan, "S0"), oleh=practising(petugas_kelurahan), tanggal=_today(latihan))
    assert s0.status == "berjalan"
    assert actions.open_latihan(kota, oleh=petugas_kelurahan).pk == latihan.pk
    assert Jejak.objects.filter(peristiwa="wilayah.latihan.dibuka", pelaku_id=petugas_kelurahan.pk).count() == 1


def _today(siklus: Siklus) -> Any:
    from wilayah.waktu import today_in

    return today_in(siklus.wilayah_id)


def test_start_over_closes_the_old_one(latihan, kota, petugas_kelurahan):
    """LAT-03: from the beginning means a new kelurahan; nothing is deleted, the old one names its successor."""
    baru = actions.open_latihan(kota, oleh=petugas_kelurahan, dari_awal=True)

    lama = Wilayah.objects.get(pk="99.32.73.1001")
    assert baru.wilayah_id == "99.32.73.1002" and not lama.aktif and lama.pengganti_id == baru.wilayah_id
    assert list(Siklus.objects.visible_to(practising(petugas_kelurahan)).values_list("wilayah_id", flat=True)) == [
        "99.32.73.1002"
    ]


def test_only_where_one_has_a_task(kota, petugas_kota_lain, petugas_tanpa_tugas):
    """LAT-02: practice follows the real tasks; it gives nobody another kota's ground."""
    for orang in (petugas_kota_lain, petugas_tanpa_tugas):
        with pytest.raises(TidakBerwenang):
            actions.open_latihan(kota, oleh=orang)
    assert not Wilayah.objects.filter(kode__startswith="99").exists()


def test_two_worlds_do_not_mix(latihan, petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """LAT-01, LAT-02: practising one sees the sandbox alone, working none of it; another kota sees neither."""
    pabrik.put_on_list()
    nyata = pabrik.open_siklus(Wilayah.objects.get(pk=KELURAHAN))
    pmu = officer("pmu", "pmu", "")

    for orang in (petugas_kelurahan, petugas_kota, pmu):
        assert list(Siklus.objects.visible_to(fresh(orang))) == [nyata], orang.username
        assert list(Siklus.objects.visible_to(practising(orang))) == [latihan], orang.username
    assert not Siklus.objects.visible_to(practising(petugas_kota_lain)).exists()
    assert not Siklus.objects.visible_to(practising(petugas_kota_lain, KOTA_LAIN)).exists()


def test_counts_nowhere(latihan, petugas_kota):
    """LAT-01: neither the figures of the kota nor those of the nation know the sandbox."""
    assert summarise(fresh(petugas_kota)).kelurahan == 0
    assert summarise(officer("kmp", "kmp", "")).kelurahan == 0
    assert summarise(practising(petugas_kota)).kelurahan == 1


def test_rights_are_not_given_in_practice(petugas_kota, latihan):
    """LAT-02: whoever may assign officers in real work may not do so while practising: it would outlast the practice."""
    assert fresh(petugas_kota).cakupan("akun.kelola_penugasan")
    assert not practising(petugas_kota).cakupan("akun.kelola_penugasan")


def test_trainer_verifies_practice_only(latihan, petugas_kelurahan, petugas_kota):
    """LAT-04: a submitted practice stage is verified by the trainer, not by the one who submitted; a real one never."""
    orang = practising(petugas_kelurahan)
    s0 = pabrik.move(pabrik.stage(latihan, "S0"), "diajukan")
    pabrik.put_on_list()
    nyata = pabrik.move(pabrik.stage(pabrik.open_siklus(Wilayah.objects.get(pk=KELURAHAN)), "S0"), "diajukan")

    hasil = actions.verify_practice(s0, oleh=orang)

    assert hasil.status == "terverifikasi" and hasil.diverifikasi_oleh_id == PELATIH.pk
    with pytest.raises(AturanDilanggar):
        actions.verify_practice(nyata, oleh=fresh(petugas_kota))
    with pytest.raises(Langkah.DoesNotExist):
        actions.verify_practice(nyata, oleh=orang)


@pytest.mark.django_db(transaction=True)
def test_session_goes_in_and_out(kota, petugas_kelurahan):
    """LAT-02: one button into practice, a banner on every page, one button out; the other world is a 404 meanwhile."""
    pabrik.put_on_list()
    pabrik.open_siklus(Wilayah.objects.get(pk=KELURAHAN))
    klien = masuk(petugas_kelurahan)

    jawaban = klien.post("/latihan/", kunci(kota=KOTA))

    assert jawaban.headers["Location"] == "/kelurahan/99.32.73.1001/"
    halaman = klien.get(jawaban.headers["Location"])
    assert halaman.status_code == 200 and "tidak dihitung di mana pun" in halaman.content.decode()
    assert klien.get(f"/kelurahan/{KELURAHAN}/").status_code == 404
    assert klien.post("/latihan/selesai/").headers["Location"] == "/"
    assert klien.get(f"/kelurahan/{KELURAHAN}/").status_code == 200
    assert klien.get("/kelurahan/99.32.73.1001/").status_code == 404


def test_practice_paper_is_no_proof(latihan, petugas_kelurahan):
    """LAT-05: printed LATIHAN across the page, and the public check says that it proves nothing."""
    from inti.pdf import render_html
    from laporan.actions import request_dokumen
    from laporan.kertas import paper_context
    from laporan.tasks import load_actor
    from laporan.views.verifikasi import verdict

    orang = practising(petugas_kelurahan)
    s0 = actions.start_langkah(pabrik.stage(latihan, "S0"), oleh=orang, tanggal=_today(latihan))
    rapat = actions.schedule_pertemuan(s0, jenis="S0-KEL", rencana_tanggal=_today(latihan), oleh=orang)
    dokumen = request_dokumen("undangan_pertemuan", rapat, oleh=orang)
    dokumen.status = "siap"

    html = render_html(dokumen.jenis_terdaftar.templat, paper_context(dokumen))

    assert ">LATIHAN<" in html and ">DRAF<" not in html
    assert verdict(dokumen)["sah"] is False and "LATIHAN" in str(verdict(dokumen)["pesan"])
    pelaku = load_actor(petugas_kelurahan.pk, dokumen.wilayah_id)
    assert pelaku.may("laporan.minta_dokumen", dokumen), "di latar pun ia tetap berlatih"
