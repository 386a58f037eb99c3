"""Two people at once, a double click, a resend: one tally each; who sees which page; a desk that never grows dear."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bkm import actions
from bkm.models import TPS, Hitungan
from inti.errors import AturanDilanggar
from inti.models import Jejak
from tests.bkm.test_views_pemilihan import HITUNG, NAMA
from tests.factories import bkm as pabrik
from tests.helpers import api, kepala_kunci, kunci, masuk
from tests.siklus.test_bersamaan import at_once
from wilayah.models import Basis, DaftarDewasa


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_people_count_the_same_place(ditutup: TPS, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-20: at the same moment one tally is kept, and the other person is told whose it is."""
    hasil = at_once(lambda: pabrik.tally(ditutup, petugas_kelurahan), lambda: pabrik.tally(ditutup, kedua))

    tolak = next(h for h in hasil if isinstance(h, AturanDilanggar))
    ada = Hitungan.objects.get(tps=ditutup)
    assert tolak.aturan == "BKM-20" and ada.dibuat_oleh_nama in tolak.pesan
    assert TPS.objects.get(pk=ditutup.pk).status == "dihitung"
    assert Jejak.objects.filter(peristiwa="bkm.hitungan.dicatat").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_double_click_is_one_tally(ditutup: TPS, petugas_kelurahan: Any) -> None:
    """UMU-05: the same form sent twice at once, and once more later, is one tally, and nobody sees an error."""
    alamat = f"/langkah/{ditutup.langkah_id}/tps/{ditutup.pk}/hitung/"
    klien = [masuk(petugas_kelurahan), masuk(petugas_kelurahan)]
    isi = kunci(**HITUNG, **NAMA)

    jawab = at_once(*(lambda k=k: k.post(alamat, isi).status_code for k in klien))
    jawab.append(klien[0].post(alamat, isi).status_code)

    assert jawab == [302, 302, 302]
    assert Hitungan.objects.count() == 1 and Jejak.objects.filter(peristiwa="bkm.hitungan.dicatat").count() == 1


def test_same_key_with_other_figures_is_refused(ditutup: TPS, petugas_kelurahan: Any) -> None:
    """UMU-05: a key belongs to what was sent with it; other figures under it change nothing."""
    alamat, kepala, klien = f"/api/v1/tps/{ditutup.pk}/hitungan/", kepala_kunci(), api(petugas_kelurahan)
    isi = {
        **pabrik.ANGKA,
        "pemilih": 45,
        "surat_masuk": 45,
        "perolehan": [{"nama": n, "suara": s} for n, s in pabrik.NAMA],
    }

    assert klien.post(alamat, isi, format="json", headers=kepala).status_code == 201
    lain = klien.post(alamat, {**isi, "surat_rusak": 0, "surat_masuk": 44}, format="json", headers=kepala)

    assert lain.status_code in {409, 422}
    assert Hitungan.objects.get().surat_rusak == 1


def test_all_pages_and_api_by_four_officers(dihitung: TPS, empat_petugas: Any) -> None:
    """UMU-11, UMU-12: every page and endpoint: own kelurahan and kota read, another kota finds nothing, no task no entry."""
    dasar = f"/langkah/{dihitung.langkah_id}/"
    tps = f"{dasar}tps/{dihitung.pk}/"
    baca = [f"{dasar}pemilihan/", f"{dasar}panitia/", tps]
    tulis = [f"{dasar}tatib/", f"{dasar}pemilihan/siapkan/", f"{dasar}pemilihan/umumkan/basis/",
             *(f"{tps}{b}/" for b in ("hitung", "tetapkan", "bukti", "transisi/kunjungi", "utusan/ganti"))]  # fmt: skip
    titik = ["/api/v1/tps/", "/api/v1/pemilihan/"]
    rinci = [f"/api/v1/tps/{dihitung.pk}/", f"/api/v1/tps/{dihitung.pk}/hitungan/",
             f"/api/v1/pemilihan/{dihitung.pemilihan_id}/", f"/api/v1/pemilihan/{dihitung.pemilihan_id}/jumlah/"]  # fmt: skip

    for nama in ("kelurahan", "kota", "kota_lain", "tanpa_tugas"):
        klien, mesin = masuk(empat_petugas[nama]), api(empat_petugas[nama])
        sendiri = nama in {"kelurahan", "kota"}
        for a in baca:
            assert (klien.get(a).status_code == 200) == sendiri, (nama, a)
        for a in tulis:
            if nama == "kelurahan":
                assert klien.get(a).status_code in {200, 404, 409}, (nama, a)
            else:
                assert klien.get(a).status_code in ({200, 403, 404} if nama == "kota" else {403, 404}), (nama, a)
                assert klien.post(a, kunci()).status_code in {403, 404}, (nama, a)
        for a in titik:
            jawab = mesin.get(a)
            assert jawab.status_code in ({200, 403} if nama == "tanpa_tugas" else {200}), (nama, a)
            if jawab.status_code == 200:
                assert bool(jawab.json()["results"]) == sendiri, (nama, a)
        for a in rinci:
            assert (mesin.get(a).status_code == 200) == sendiri, (nama, a)
        if nama != "kelurahan":
            kirim = mesin.post(rinci[1], _figures(), format="json", headers=kepala_kunci())
            assert kirim.status_code in {403, 404}, nama
    assert Hitungan.objects.count() == 1


def test_desk_of_thirty_costs_what_the_desk_of_three_costs(pemilihan: Any, petugas_kelurahan: Any) -> None:
    """UMU-25: the desk and a polling place ask as many questions for 30 RT as for 3."""
    for nomor in ("01", "02"):
        pabrik.certified(pemilihan, petugas_kelurahan, nomor)
    klien = masuk(petugas_kelurahan)
    tps = pabrik.place(pemilihan)
    alamat = [f"/langkah/{tps.langkah_id}/pemilihan/", f"/langkah/{tps.langkah_id}/tps/{tps.pk}/"]
    tiga = [_questions(klien, a) for a in alamat]

    rw = Basis.objects.get(wilayah_id=tps.wilayah_id, jenis="rw", nomor="01")
    for n in range(4, 31):
        b = Basis.objects.create(wilayah_id=tps.wilayah_id, jenis="rt", nomor=f"{n:02d}", induk=rw, urutan=n)
        DaftarDewasa.objects.create(
            wilayah_id=tps.wilayah_id, basis=b, berlaku_pada=date(2026, 1, 1), dewasa_l=60, dewasa_p=65
        )
    actions.prepare_pemilihan(tps.langkah, oleh=petugas_kelurahan, tanggal_daftar=pemilihan.tanggal_daftar)
    for n in range(4, 9):
        pabrik.certified(pemilihan, petugas_kelurahan, f"{n:02d}")

    assert TPS.objects.filter(pemilihan=pemilihan, tingkat="basis").count() == 30
    assert [_questions(klien, a) for a in alamat] == tiga


def _questions(klien: Any, alamat: str) -> int:
    klien.get(alamat)
    with CaptureQueriesContext(connection) as tanya:
        assert klien.get(alamat).status_code == 200
    return len(tanya)


def _figures() -> dict[str, Any]:
    perolehan = [{"nama": n, "suara": s} for n, s in pabrik.NAMA]
    return {**pabrik.ANGKA, "pemilih": 45, "surat_masuk": 45, "perolehan": perolehan}
