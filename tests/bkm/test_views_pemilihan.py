"""The election desk by its pages: the work of a panitia from the first name to the notice board, by four officers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bkm.models import TPS, AnggotaPanitia, Hitungan, PenyatuanNama, TataTertib, Utusan
from siklus.models import Langkah
from tests.factories import bkm as pabrik
from tests.factories.laporan import photo_file
from tests.helpers import kunci, masuk
from wilayah.models import Basis
from wilayah.waktu import today_in

HITUNG = {"pemilih_l": "20", "pemilih_p": "25", "pemilih": "45", "surat_sah": "44", "surat_rusak": "1", "surat_masuk": "45",
          "cara": "singkat", "jumlah": "8"}  # fmt: skip
NAMA = {f"nama_{i}": n for i, (n, _s) in enumerate(pabrik.NAMA)} | {
    f"suara_{i}": str(s) for i, (_n, s) in enumerate(pabrik.NAMA)
}


def test_panitia_and_rules_by_pages(s4: Langkah, petugas_kelurahan: Any) -> None:
    """BKM-01, BKM-03: quick table, tata tertib, polling places; a refusal keeps what was typed."""
    pabrik.load_numbers()
    klien, dasar = masuk(petugas_kelurahan), f"/langkah/{s4.pk}/"
    hari = str(today_in(s4.wilayah_id))
    rt = str(Basis.objects.get(wilayah_id=s4.wilayah_id, jenis="rt", nomor="01").pk)
    baris = {"dibentuk": hari, "jumlah": "6", "nama_0": "Euis Kartini", "jenis_kelamin_0": "P", "jabatan_0": "ketua",
             "pokja_0": "", "basis_0": rt, "nama_1": "Tatang", "jabatan_1": "sekretaris"}  # fmt: skip

    tolak = klien.post(f"{dasar}panitia/", kunci(**baris))
    assert tolak.status_code == 400 and "Euis Kartini" in tolak.content.decode() and not AnggotaPanitia.objects.exists()
    assert klien.post(f"{dasar}panitia/", kunci(**baris, jenis_kelamin_1="L")).status_code == 302
    assert "Panitia belum lengkap" in klien.get(f"{dasar}panitia/").content.decode()
    assert "Tata tertib belum ditulis" in klien.get(f"{dasar}pemilihan/").content.decode()

    tatib = {
        "disepakati": hari,
        "nama_basis": "2",
        "utusan_per_basis": "2",
        "nama_kelurahan": "3",
        "jumlah_anggota": "3",
    }
    assert klien.post(f"{dasar}tatib/", kunci(**{**tatib, "nama_basis": "7"})).status_code == 400
    assert klien.post(f"{dasar}tatib/", kunci(**tatib)).status_code == 302
    assert TataTertib.objects.get().nama_basis == 2
    assert "di luar yang lazim" in klien.get(f"{dasar}tatib/").content.decode()
    assert klien.post(f"{dasar}pemilihan/siapkan/", kunci(tanggal_daftar=hari)).status_code == 302
    assert TPS.objects.count() == 4


def test_a_place_from_opening_to_utusan(pemilihan: Any, petugas_kelurahan: Any) -> None:
    """BKM-13 .. BKM-22: open, close, count (refused once, nothing lost), answer a name, photo, confirm."""
    klien, tps = masuk(petugas_kelurahan), pabrik.place(pemilihan)
    dasar = f"/langkah/{tps.langkah_id}/tps/{tps.pk}/"
    hari = today_in(tps.wilayah_id) - timedelta(days=1)
    assert klien.get(f"{dasar}transisi/buka/").status_code == 200
    assert klien.post(f"{dasar}transisi/buka/", kunci(tanggal=str(hari), tempat="Pos RT")).status_code == 302
    assert klien.post(f"{dasar}hitung/", kunci(**HITUNG, **NAMA)).status_code == 409
    assert klien.post(f"{dasar}transisi/tutup/", kunci()).status_code == 302
    assert klien.get(f"{dasar}hitung/").status_code == 200

    salah = klien.post(f"{dasar}hitung/", kunci(**{**HITUNG, "pemilih": "54"}, **NAMA))
    assert salah.status_code in {400, 409, 422} and "bukan 54" in salah.content.decode()
    assert 'value="Neneng Komariah"' in salah.content.decode() and not Hitungan.objects.exists()
    nama = {**NAMA, "nama_3": "Bu Neneng", "suara_3": "10"}
    assert klien.post(f"{dasar}hitung/", kunci(**HITUNG, **nama)).status_code == 302
    assert "orang yang sama" in klien.get(dasar).content.decode()
    jawab = {"nama": "Bu Neneng", "dengan": "Neneng Komariah", "putusan": "sama"}
    assert klien.post(f"{dasar}nama/", kunci(**jawab)).status_code == 302
    assert PenyatuanNama.objects.get().putusan == "sama"
    for jawab in (klien.get(f"{dasar}ulang/"), klien.post(f"{dasar}ulang/", kunci(pemilih_l="1"))):
        assert jawab.status_code == 302 and jawab.url == dasar  # nothing is tied: a form sent twice, or an old page
    isi = klien.get(f"{dasar}tetapkan/").content.decode()
    assert "Perlu orang kedua" in isi and "Tidak ada suara seri" in isi
    assert klien.post(f"{dasar}bukti/", kunci(berkas=photo_file())).status_code == 302
    assert klien.get(f"{dasar}tetapkan/").status_code == 200
    assert klien.post(f"{dasar}tetapkan/", kunci(jenis_kelamin_0="L")).status_code == 400
    assert klien.post(f"{dasar}tetapkan/", kunci(jenis_kelamin_0="P", jenis_kelamin_1="L")).status_code == 302

    assert list(Utusan.objects.values_list("nama", "suara")) == [("Neneng Komariah", 35), ("Asep Hidayat", 30)]
    assert "terpilih" in klien.get(dasar).content.decode()
    utusan = Utusan.objects.get(peringkat=1)
    assert klien.post(f"{dasar}utusan/{utusan.pk}/batal/", kunci(alasan="Mengundurkan diri.")).status_code == 302
    assert "Ujang Saepudin" in klien.get(f"{dasar}utusan/ganti/").content.decode()
    assert klien.post(f"{dasar}utusan/ganti/", kunci(jenis_kelamin="L")).status_code == 302


def test_rembug_and_board_by_pages(pemilihan: Any, petugas_kelurahan: Any, kedua: Any) -> None:
    """BKM-18, BKM-23, BKM-24: every utusan has a line, a second person confirms, the result is put up."""
    for nomor in ("01", "02", "03"):
        pabrik.certified(pemilihan, petugas_kelurahan, nomor)
    rembug = pabrik.closed(pabrik.place(pemilihan, ""), petugas_kelurahan)
    dasar = f"/langkah/{rembug.langkah_id}/tps/{rembug.pk}/"
    klien = masuk(petugas_kelurahan)
    isi = {**HITUNG, "pemilih_l": "3", "pemilih_p": "3", "pemilih": "6", "surat_sah": "6", "surat_rusak": "0",
           "surat_masuk": "6", "jumlah": "6"}  # fmt: skip
    suara = {f"suara_{i}": str(n) for i, n in enumerate((6, 5, 3, 2, 1))}
    assert klien.post(f"{dasar}hitung/", kunci(**isi, **suara)).status_code == 302
    assert "orang lain daripada yang mencatatnya" in klien.get(f"{dasar}tetapkan/").content.decode()
    assert klien.post(f"{dasar}tetapkan/", kunci()).status_code == 409
    assert masuk(kedua).post(f"{dasar}tetapkan/", kunci()).status_code == 302

    meja = klien.get(f"/langkah/{rembug.langkah_id}/pemilihan/").content.decode()
    assert "Anggota BKM terpilih" in meja and "Cadangan menurut urutan (2)" in meja
    umum = f"/langkah/{rembug.langkah_id}/pemilihan/umumkan/kelurahan/"
    assert klien.post(umum, kunci(tanggal=str(today_in(rembug.wilayah_id)), tempat="Papan")).status_code == 302
    assert "Diumumkan" in klien.get(f"/langkah/{rembug.langkah_id}/pemilihan/").content.decode()
    assert "Meja pemilihan" in klien.get(f"/langkah/{rembug.langkah_id}/").content.decode()


def test_pages_by_four_officers(dihitung: TPS, empat_petugas: Any) -> None:
    """UMU-11, UMU-12: own kelurahan and kota read; another kota 404; no task 403; only the field team writes."""
    dasar = f"/langkah/{dihitung.langkah_id}/"
    alamat = [f"{dasar}pemilihan/", f"{dasar}panitia/", f"{dasar}tps/{dihitung.pk}/"]
    for nama, boleh in (("kelurahan", {200}), ("kota", {200}), ("kota_lain", {404}), ("tanpa_tugas", {403, 404})):
        klien = masuk(empat_petugas[nama])
        assert {klien.get(a).status_code for a in alamat} <= boleh, nama
    for nama in ("kota_lain", "tanpa_tugas", "kota"):
        jawab = masuk(empat_petugas[nama]).post(
            f"{dasar}tps/{dihitung.pk}/transisi/gugurkan/", kunci(alasan="Coba-coba.")
        )
        assert jawab.status_code in {403, 404}, nama
    assert TPS.objects.get(pk=dihitung.pk).status == "dihitung"


@pytest.mark.parametrize("rt", [2, 8])
def test_desk_costs_the_same_for_any_number_of_places(
    register: Any, petugas_kelurahan: Any, kedua: Any, rt: int
) -> None:
    """UMU-25: the desk of eight RT asks as many questions as that of two."""
    pabrik.tree(rt=rt)
    pemilihan = pabrik.prepared(pabrik.s4(), petugas_kelurahan)
    pabrik.certified(pemilihan, petugas_kelurahan)
    klien = masuk(petugas_kelurahan)
    alamat = f"/langkah/{pemilihan.langkah_id}/pemilihan/"
    klien.get(alamat)
    with CaptureQueriesContext(
        connection,
    ) as tanya:
        assert klien.get(alamat).status_code == 200
    assert len(tanya) <= 30, len(tanya)
