"""Asking, printing, filing, cancelling: each with its refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from inti import pekerjaan
from inti.errors import AturanDilanggar, IsianSalah, LayananTidakTersedia, TidakBerwenang
from inti.models import AuditBaris, Jejak, Pekerjaan
from laporan import actions
from laporan.models import Berkas, Dokumen, NomorSurat
from laporan.registry import penerima_kertas
from tests.factories.akun import officer
from tests.factories.laporan import JENIS_UJI, photo_upload
from tests.helpers import fresh
from wilayah.models import Basis, Wilayah

pytestmark = pytest.mark.django_db


def again(d: Dokumen) -> Dokumen:
    return Dokumen.objects.select_related("pekerjaan", "nomor").get(pk=d.pk)


def test_request_freezes_what_will_be_printed(minta, basis, petugas_kelurahan):
    """DOK-08, DOK-12: number, version, fingerprint and the queued work are written together, with their trail."""
    d = minta()

    assert d.isi == {"nama": "RT 01"}
    assert d.nomor_teks.startswith("001/UJI/32.73.01.1001/")
    assert (d.versi_ke, d.final, d.keadaan) == (1, False, "disusun")
    assert d.pekerjaan.antrean == "dokumen"
    assert d.url_verifikasi == f"https://p2kp.contoh.id/verifikasi/{d.kode}/"
    jejak = Jejak.objects.get(peristiwa="laporan.dokumen.diminta")
    assert (jejak.pelaku_id, jejak.kode_wilayah, jejak.induk_id) == (
        petugas_kelurahan.pk,
        "32.73.01.1001",
        str(basis.pk),
    )


def test_request_is_tried_by_all_four(jenis, basis, empat_petugas):
    """UMU-11, UMU-13: asked for only by an officer of the area whose role may."""
    boleh = []
    for nama, petugas in empat_petugas.items():
        try:
            actions.request_dokumen(JENIS_UJI, basis, oleh=petugas)
            boleh.append(nama)
        except TidakBerwenang:
            pass

    assert boleh == ["kelurahan", "kota"]


def test_same_content_is_the_same_document(siap, basis, jenis, cetak_palsu):
    """DOK-08: asking again prints nothing; changed content is the next version with the same number."""
    satu, dua = siap(), siap()
    Basis.objects.filter(pk=basis.pk).update(nama="Mawar")
    tiga = siap(objek=Basis.objects.get(pk=basis.pk))

    assert satu.pk == dua.pk
    assert len(cetak_palsu) == 2
    assert (tiga.versi_ke, tiga.nomor_id) == (2, satu.nomor_id)
    assert again(satu).keadaan == "digantikan"
    assert again(satu).digantikan_oleh_id == tiga.pk
    assert NomorSurat.objects.count() == 1


def test_new_template_prints_the_same_content_again(siap, jenis):
    """DOK-08: a changed template is another paper."""
    satu = siap()
    jenis(versi=2)

    dua = siap()

    assert (satu.pk == dua.pk, dua.versi_ke, dua.isi_sidik) == (False, 2, satu.isi_sidik)


def test_draft_never_replaces_a_final_paper(siap, jenis, basis):
    """DOK-07: a final paper is replaced only by a final one."""
    jenis(final=lambda objek: True)
    akhir = siap()
    jenis(build=lambda objek: {"nama": "lain"})
    siap()

    assert again(akhir).keadaan == "berlaku"

    jenis(build=lambda objek: {"nama": "lain"}, final=lambda objek: True)
    siap()

    assert again(akhir).keadaan == "digantikan"


def test_content_that_came_back_is_a_new_version(siap, jenis):
    """DOK-08: A, then B, then A again is three versions; the last one counts."""
    siap()
    jenis(build=lambda objek: {"nama": "B"})
    siap()
    jenis()

    tiga = siap()

    assert (tiga.versi_ke, tiga.keadaan) == (3, "berlaku")


def test_print_keeps_file_fingerprint_and_pages(siap):
    """DOK-08, DOK-12: the file is there, with its SHA-256, size, pages and time."""
    import hashlib

    d = siap()

    with d.berkas.open("rb") as berkas:
        isi = berkas.read()
    assert d.berkas_sha256 == hashlib.sha256(isi).hexdigest()
    assert (d.ukuran, d.halaman, d.pekerjaan.status, d.pekerjaan.kemajuan) == (len(isi), 1, "selesai", 100)
    assert Jejak.objects.filter(peristiwa="laporan.dokumen.siap").count() == 1


def test_print_delivered_twice_makes_one_file(minta, cetak_palsu, media):
    """UMU-20: a second delivery, and a worker whose lease ran out while it still printed, repeat nothing."""
    d = minta()
    pekerjaan.run(str(d.pekerjaan_id))
    berkas = again(d).berkas.name
    Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(
        status="berjalan", selesai_pada=None, sewa_sampai=timezone.now() - timedelta(minutes=1)
    )

    pekerjaan.run(str(d.pekerjaan_id))

    assert again(d).berkas.name == berkas
    assert len(cetak_palsu) == 1
    assert len([p for p in media.rglob("*") if p.is_file()]) == 1


def test_late_worker_leaves_no_second_file(minta, cetak_palsu, media, monkeypatch):
    """UMU-20: two workers print at once; the slower one throws its file away."""
    from inti import pdf

    d = minta()
    asli = pdf.print_html
    balapan: list[int] = []

    def lambat(html, **_kabar):
        if not balapan:
            balapan.append(1)
            Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(sewa_sampai=timezone.now() - timedelta(minutes=1))
            pekerjaan.run(str(d.pekerjaan_id))
        return asli(html)

    monkeypatch.setattr(pdf, "print_html", lambat)
    pekerjaan.run(str(d.pekerjaan_id))

    assert len(cetak_palsu) == 2
    assert len([p for p in media.rglob("*") if p.is_file()]) == 1
    assert default_storage.exists(again(d).berkas.name)
    assert Jejak.objects.filter(peristiwa="laporan.dokumen.siap").count() == 1


def test_worker_killed_before_commit_leaves_nothing(minta, cetak_palsu, media, monkeypatch):
    """UMU-20: a worker that dies while finishing leaves no file behind; the next one finishes."""
    d = minta()

    def mati(*a, **k):
        raise RuntimeError("terbunuh")

    with monkeypatch.context() as m:
        m.setattr(actions, "complete_dokumen", mati)
        pekerjaan.run(str(d.pekerjaan_id))
    assert (again(d).keadaan, [p for p in media.rglob("*") if p.is_file()]) == ("disusun", [])

    pekerjaan.run(str(d.pekerjaan_id))

    assert again(d).keadaan == "berlaku"


def test_permission_is_judged_again_when_printing(minta, petugas_kelurahan, cetak_palsu):
    """UMU-22: whoever lost the task between asking and printing gets no paper."""
    d = minta()
    petugas_kelurahan.penugasan.update(selesai=timezone.localdate() - timedelta(days=1))

    pekerjaan.run(str(d.pekerjaan_id))

    d = again(d)
    assert (d.keadaan, cetak_palsu) == ("gagal", [])
    assert "tidak berwenang" in d.pekerjaan.galat


def test_inactive_account_gets_no_paper(minta, petugas_kelurahan, cetak_palsu):
    """UMU-22: nor does an account that was closed."""
    d = minta()
    type(petugas_kelurahan).objects.filter(pk=petugas_kelurahan.pk).update(is_active=False)

    pekerjaan.run(str(d.pekerjaan_id))

    assert (again(d).keadaan, cetak_palsu) == ("gagal", [])


def test_failed_print_is_tried_again_by_hand(minta, petugas_kelurahan, petugas_kota_lain, cetak_palsu, monkeypatch):
    """DOK-13, UMU-19: no PDF library is a sentence and a button; the button is not for strangers or for finished papers."""
    from inti import pdf

    d = minta()
    with monkeypatch.context() as m:
        m.setattr(
            pdf,
            "print_html",
            lambda html, **_k: (_ for _ in ()).throw(LayananTidakTersedia("Pembuat PDF belum tersedia.")),
        )
        pekerjaan.run(str(d.pekerjaan_id))
    d = again(d)
    assert (d.keadaan, d.pekerjaan.galat) == ("gagal", "Pembuat PDF belum tersedia.")
    with pytest.raises(TidakBerwenang):
        actions.retry_dokumen(d, oleh=petugas_kota_lain)

    actions.retry_dokumen(d, oleh=petugas_kelurahan)
    pekerjaan.run(str(d.pekerjaan_id))

    assert again(d).keadaan == "berlaku"
    with pytest.raises(AturanDilanggar, match="tidak gagal"):
        actions.retry_dokumen(again(d), oleh=petugas_kelurahan)


def test_progress_is_seen_while_pages_are_laid_out(minta, cetak_palsu, monkeypatch):
    """DOK-12: the row says which page is laid out, then that the file is written; it never goes back, and is rare."""
    from inti import pdf

    d, asli, terlihat = minta(), pdf.print_html, []

    def see():
        terlihat.append(Pekerjaan.objects.values_list("kemajuan", "pesan").get(pk=d.pekerjaan_id))

    def bertahap(html, kabari):
        for n in (1, 2, 40, 3):
            kabari(pdf.TATA, n)
            see()
        kabari.terakhir = 0.0
        kabari(pdf.TATA, 3)
        see()
        kabari(pdf.TULIS, 40)
        see()
        return asli(html)

    monkeypatch.setattr(pdf, "print_html", bertahap)
    pekerjaan.run(str(d.pekerjaan_id))

    assert [p for _n, p in terlihat] == ["menata halaman 1"] * 4 + ["menata halaman 3", "menulis PDF, 40 halaman"]
    assert [n for n, _p in terlihat] == sorted(n for n, _p in terlihat)
    assert (terlihat[0][0] >= 10, terlihat[-1][0]) == (True, 80)
    assert again(d).pekerjaan.kemajuan == 100


def test_cancel_document(siap, petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """DOK-07: with a reason, by an officer of the area who may, once."""
    d = siap()
    for bukan in (petugas_kota_lain, petugas_kelurahan):
        with pytest.raises(TidakBerwenang):
            actions.cancel_dokumen(d, oleh=bukan, alasan="coba")
    with pytest.raises(IsianSalah):
        actions.cancel_dokumen(d, oleh=petugas_kota, alasan="  ")

    actions.cancel_dokumen(d, oleh=petugas_kota, alasan="tanggalnya salah")

    assert again(d).keadaan == "dibatalkan"
    assert Jejak.objects.get(peristiwa="laporan.dokumen.dibatalkan").alasan == "tanggalnya salah"
    with pytest.raises(AturanDilanggar):
        actions.cancel_dokumen(d, oleh=petugas_kota, alasan="lagi")
    assert siap().pk != d.pk


def test_printed_data_is_masked_in_the_row_audit(minta):
    """UMU-04: names on a paper do not stay readable in the audit of rows."""
    minta()

    baru = AuditBaris.objects.filter(tabel="laporan_dokumen", operasi="INSERT").get().baru

    assert baru["isi"].startswith("***")
    assert baru["judul"] == "Surat uji"


def test_save_berkas(kelurahan, basis, petugas_kelurahan, petugas_kota_lain):
    """DOK-03: kept under a random name with its fingerprint; by an officer of the area only."""
    with pytest.raises(TidakBerwenang):
        actions.save_berkas(photo_upload(), oleh=petugas_kota_lain, wilayah=kelurahan, objek=basis)

    b = actions.save_berkas(
        photo_upload(nama_asli="Siti di RT 01.jpg"), oleh=petugas_kelurahan, wilayah=kelurahan, objek=basis
    )

    assert "Siti" not in b.file.name and b.file.name.startswith("berkas/")
    with b.file.open("rb") as isi:
        assert isi.read() == photo_upload().isi
    assert (b.sha256, b.objek_jenis, b.objek_id) == (photo_upload().sha256, "wilayah.basis", str(basis.pk))
    assert list(Berkas.objects.for_object(basis)) == [b]


def test_daily_quota(kelurahan, petugas_kelurahan, settings):
    """DOK-05: what a person uploads in a day is limited; others are not touched by it."""
    settings.BATAS_KUOTA_HARIAN = photo_upload().ukuran * 2 + 10
    lain = officer("faskel2", "faskel_cd", kelurahan.kode)
    for _ in range(2):
        actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)

    with pytest.raises(AturanDilanggar) as galat:
        actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)

    assert galat.value.aturan == "DOK-05"
    assert actions.save_berkas(photo_upload(), oleh=lain, wilayah=kelurahan)


def test_file_paper_reaches_the_app_that_asked(siap, basis, petugas_kelurahan, monkeypatch):
    """DOK-11: the photo lies under its blank and its object, and the owner of the kind is told."""
    diterima = []
    monkeypatch.setitem(penerima_kertas._isi, JENIS_UJI, lambda d, b, o: diterima.append((d.pk, b.slot, o.pk)))
    d = siap()

    b = actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="surat")

    assert diterima == [(d.pk, "surat", petugas_kelurahan.pk)]
    assert (b.dokumen_id, b.slot, b.objek_id, b.wilayah_id) == (d.pk, "surat", str(basis.pk), d.wilayah_id)


def test_file_paper_refused_with_its_receiver_leaves_nothing(siap, petugas_kelurahan, monkeypatch):
    """UMU-01: when the receiver refuses, the photo is not filed either."""

    def tolak(d, b, o):
        raise AturanDilanggar("terkunci", aturan="SIK-04")

    d = siap()
    monkeypatch.setitem(penerima_kertas._isi, JENIS_UJI, tolak)

    with pytest.raises(AturanDilanggar):
        actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="surat")

    assert not Berkas.objects.exists()


def test_place_berkas_once_and_only_where_it_belongs(
    siap, kelurahan, petugas_kelurahan, petugas_kota, petugas_kota_lain
):
    """DOK-11: a photo without place gets one; not a second, not by strangers, not on cancelled paper or unknown part."""
    d = siap()
    b = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    with pytest.raises(TidakBerwenang):
        actions.place_berkas(b, oleh=petugas_kota_lain, dokumen=d, slot="surat")
    with pytest.raises(AturanDilanggar, match="tidak dikenal"):
        actions.place_berkas(b, oleh=petugas_kelurahan, dokumen=d, slot="bukan")

    actions.place_berkas(b, oleh=petugas_kelurahan, dokumen=d, slot="surat")

    with pytest.raises(AturanDilanggar, match="sudah ada tempatnya"):
        actions.place_berkas(b, oleh=petugas_kelurahan, dokumen=d, slot="surat")
    actions.cancel_dokumen(d, oleh=petugas_kota, alasan="salah")
    lain = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    with pytest.raises(AturanDilanggar, match="sudah dibatalkan"):
        actions.place_berkas(lain, oleh=petugas_kelurahan, dokumen=d, slot="surat")


def test_cancel_berkas(kelurahan, petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """UMU-32: one's own upload, or another's with the izin; with a reason; once; the file stays."""
    b = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    with pytest.raises(TidakBerwenang):
        actions.cancel_berkas(b, oleh=petugas_kota_lain, alasan="salah")
    with pytest.raises(IsianSalah):
        actions.cancel_berkas(b, oleh=petugas_kelurahan, alasan="")

    b = actions.cancel_berkas(b, oleh=petugas_kelurahan, alasan="foto lain")

    assert (b.berlaku, b.dibatalkan_alasan, default_storage.exists(b.file.name)) == (False, "foto lain", True)
    with pytest.raises(AturanDilanggar):
        actions.cancel_berkas(b, oleh=petugas_kelurahan, alasan="lagi")


def test_treasurer_of_a_group_sees_only_its_own_papers(kelurahan, petugas_kelurahan):
    """UMU-11, KSM-23: a role bound to a KSM sees the group's files only; the BKM, which serves the groups, sees theirs too."""
    from wilayah.models import Badan

    ksm, lain = (Badan.objects.create(wilayah=kelurahan, jenis="ksm", nama=n) for n in ("Mawar", "Melati"))
    bkm = Badan.objects.create(wilayah=kelurahan, jenis="bkm", nama="Cahaya")
    umum = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    milik = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan, badan_id=ksm.pk)
    orang_lain = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan, badan_id=lain.pk)
    bendahara = officer("bendahara", "bendahara_ksm", kelurahan.kode, badan=ksm)
    sekretaris = officer("sekretaris", "sekretaris_bkm", kelurahan.kode, badan=bkm)

    assert set(Berkas.objects.visible_to(bendahara)) == {milik}
    assert set(Berkas.objects.visible_to(sekretaris)) == {umum, milik, orang_lain}
    assert set(Berkas.objects.visible_to(petugas_kelurahan)) == {umum, milik, orang_lain}


def test_file_waits_in_the_area_of_the_uploader(petugas_kelurahan, register):
    """DOK-11: an upload without a place is kept in the person's own area; the nation has none."""
    from inti.errors import IsianSalah as Isian
    from laporan.views.berkas import waiting_area

    assert waiting_area(fresh(petugas_kelurahan)) == Wilayah.objects.get(pk="32.73.01.1001")
    with pytest.raises(Isian):
        waiting_area(officer("pusat", "kmp", ""))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_print_right_after_commit(minta, cetak_palsu):
    """UMU-18: without a broker the work runs at once, after the commit that asked for it and in units of its own."""
    assert minta().status == "diminta"

    d = again(Dokumen.objects.get())

    assert (d.keadaan, d.pekerjaan.percobaan, d.pekerjaan.galat) == ("berlaku", 1, "")
