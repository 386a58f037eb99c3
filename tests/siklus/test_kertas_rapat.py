"""The general papers of meetings: sections of apps, options of a decision, signatures, and what the signed copy becomes."""

from __future__ import annotations

from datetime import date, time

import pytest

from inti import pdf, pekerjaan
from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from inti.registry import bagian_dokumen
from laporan import actions
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.registry import kind_of, kinds_for
from siklus.definisi import semua_definisi
from siklus.models import Keluaran, Keputusan, Pertemuan
from siklus.reports import data
from siklus.reports.gabungan import PAKET_SEMUA
from siklus.reports.terima import BA_UMUM, HADIR_UMUM, evidence_for
from siklus.views.paket import Kertas, papers_of
from tests.factories.laporan import photo_upload
from tests.factories.refleksi import MasalahFactory, PetaFactory, RefleksiButirFactory, running
from tests.factories.siklus_rapat import move
from tests.helpers import masuk
from tests.laporan.conftest import cetak_palsu, media  # noqa: F401
from wilayah.models import Basis

pytestmark = pytest.mark.django_db


def meeting(kode: str = "S2", jenis: str = "S2-REKAP", *, held: bool = False, **ubah) -> Pertemuan:
    """A planned or held meeting of a running stage."""
    langkah = running(kode)
    isi = {"jenis": jenis, "tingkat": "kelurahan", "rencana_tanggal": date(2026, 11, 14), "jam_mulai": time(8, 30),
           "tempat": "Aula Kelurahan"} | ubah  # fmt: skip
    if held:
        isi = {"tanggal": date(2026, 11, 14), "peserta_l": 20, "peserta_p": 22, "pemimpin": "Ny. Euis Komala",
               "notulis": "Dede"} | isi  # fmt: skip
    rapat = Pertemuan.objects.create(langkah=langkah, wilayah_id=langkah.wilayah_id, **isi)
    if held:
        move(rapat, "terlaksana")
    return Pertemuan.objects.select_related("langkah", "wilayah", "basis").get(pk=rapat.pk)


def paper(jenis: str, rapat: Pertemuan) -> Dokumen:
    """The row as stored; who may ask is tried in tests/laporan."""
    d = actions.request_dokumen(jenis, rapat, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.select_related("nomor", "wilayah").get(pk=d.pk)


def text(d: Dokumen) -> str:
    """The printed page as text, white space made single."""
    return " ".join(pdf.render_html(kind_of(d.jenis).templat, paper_context(d)).split())


def test_every_meeting_has_the_general_papers():
    """SIK-72: no kind of meeting of any programme is without invitation, sheet, record and package."""
    kode = {k.kode for d in semua_definisi() for lang in d.langkah for k in lang.pertemuan}
    assert {"S2-KEMISKINAN", "S3-LOKAKARYA", "S6-REMBUG"} <= kode
    assert [b.kode for b in kind_of("paket_pertemuan").bagian] == ["undangan_pertemuan", HADIR_UMUM, BA_UMUM]


def test_sections_blank_then_filled(register):
    """SIK-71: before the meeting ruled rows, after it what was recorded; the decision stands where the meeting decides."""
    rapat = meeting()
    kosong = paper("paket_pertemuan", rapat)
    ba = kosong.isi["bagian"][2]
    assert ba["isi_rapat"] and all(s["nomor"] for s in ba["isi_rapat"])
    assert any(s["tabel"] and s["tabel"]["kosong"] for s in ba["isi_rapat"])
    assert "Disepakati" in text(kosong) and ">X<" not in text(kosong)

    RefleksiButirFactory(uraian="Makan dua kali sehari", disepakati=True, urutan=1)
    rapat = held(rapat)
    Keputusan.objects.create(
        langkah=rapat.langkah, pertemuan=rapat, wilayah_id=rapat.wilayah_id, jenis="pengesahan", hasil="disepakati",
        tanggal=rapat.tanggal,
    )  # fmt: skip
    isi = text(paper("paket_pertemuan", rapat))
    assert "Makan dua kali sehari" in isi and isi.count(">X<") == 1


def held(rapat: Pertemuan) -> Pertemuan:
    """The same meeting, held."""
    Pertemuan.objects.filter(pk=rapat.pk).update(
        tanggal=date(2026, 11, 14), peserta_l=20, peserta_p=22, pemimpin="Ny. Euis Komala", notulis="Dede"
    )
    move(rapat, "terlaksana")
    return Pertemuan.objects.select_related("langkah", "wilayah", "basis").get(pk=rapat.pk)


def test_numbers_are_right_aligned_and_sums_stand_below():
    """SIK-71: columns named as numbers, a sum only below rows, nothing invented after the meeting."""
    s = {
        "judul": "Uji",
        "tabel": {"kepala": ["Nama", "KK"], "angka": [1], "baris": [], "jumlah": ["Jumlah", "0"]},
        "kosong": 3,
    }
    kosong, terisi = data.section(s, terisi=False), data.section(s, terisi=True)
    assert len(kosong["tabel"]["kosong"]) == 3 and kosong["tabel"]["jumlah"] is None
    assert terisi["hampa"] and terisi["tabel"]["kosong"] == []
    s["tabel"]["baris"] = [["RT 01", 4]]
    assert data.section(s, terisi=True)["tabel"]["baris"][0] == [
        {"teks": "RT 01", "n": False},
        {"teks": "4", "n": True},
    ]
    assert data.section(s, terisi=True)["tabel"]["jumlah"][1] == {"teks": "0", "n": True}


def test_signatures_follow_the_definition(register, monkeypatch):
    """SIK-71: roles of the definition in order; the head "mengetahui"; names that the record or an app knows."""
    rapat = meeting("S2", "S2-REKAP", held=True)
    blok = data.signatories(rapat, evidence_for(rapat, BA_UMUM), rapat.wilayah.sebutan())
    assert [b["jabatan"] for b in blok] == ["Pimpinan rapat", "Notulis", "Wakil warga", "Lurah Sarijadi"]
    assert (blok[0]["nama"], blok[1]["nama"], blok[3]["pengantar"]) == ("Ny. Euis Komala", "Dede", "Mengetahui,")
    monkeypatch.setitem(bagian_dokumen._isi, "ttd:koordinator bkm", lambda r: "Hj. Aminah")
    assert data.known_name(rapat, "Koordinator BKM") == "Hj. Aminah"
    undang = data.inviter_signatures(rapat, "Koordinator BKM", rapat.wilayah.sebutan())
    assert [(b["pengantar"], b["jabatan"], b["nama"]) for b in undang] == [
        ("", "Koordinator BKM", "Hj. Aminah"),
        ("Mengetahui,", "Lurah Sarijadi", ""),
    ]


@pytest.mark.parametrize(
    ("kode", "jenis", "slot", "keluaran"),
    [("S2", "S2-REKAP", BA_UMUM, "S2-BA"), ("S2", "S2-KEPEMIMPINAN", HADIR_UMUM, "S2-DH"),
     ("S2", "S2-KEPEMIMPINAN", BA_UMUM, None), ("S3", "S3-LOKAKARYA", HADIR_UMUM, "S3-DH")],
)  # fmt: skip
def test_signed_sheet_finds_its_evidence(register, petugas_kelurahan, cetak_palsu, media, kode, jenis, slot, keluaran):  # noqa: F811
    """SIK-73, SIK-52: record and sheet go to the evidence of that kind of meeting; others lie with their document."""
    rapat = meeting(kode, jenis, held=True)
    d = paper("paket_pertemuan", rapat)
    pekerjaan.run(str(d.pekerjaan_id))
    actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot=slot)
    ada = list(Keluaran.objects.filter(langkah=rapat.langkah).values_list("kode", flat=True))
    assert ada == ([keluaran] if keluaran else [])


def test_stage_page_offers_the_packages(register, petugas_kelurahan, django_assert_max_num_queries):
    """SIK-72: one package per planned meeting, asked for alone or together; a kind without plan says so."""
    rt = Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor="05")
    rapat = meeting("S2", "S2-KEMISKINAN", tingkat="basis", basis=rt)
    with django_assert_max_num_queries(4):
        paket = papers_of(rapat.langkah, petugas_kelurahan)
    siap = [k for k in paket.kertas if k.kode == "paket_pertemuan" and k.objek is not None]
    assert [k.objek.pk for k in siap] == [rapat.pk] and "RT 05" in str(siap[0].judul)
    assert all(k.sebab for k in paket.kertas if k.objek is None)
    klien = masuk(petugas_kelurahan)
    halaman = klien.get(f"/langkah/{rapat.langkah_id}/")
    assert siap[0].minta in halaman.content.decode()
    kunci = "7d4f4a52-0d1c-4f8e-9d6b-2f1f1b9d3c11"
    jawab = klien.post(f"/langkah/{rapat.langkah_id}/paket/{siap[0].minta}/", {"kunci": kunci})
    assert jawab.status_code == 302
    assert Dokumen.objects.get().objek_id == str(rapat.pk)


def test_packages_of_all_rt_are_one_file(register, petugas_kelurahan, petugas_kota_lain, django_assert_max_num_queries):
    """DOK-07, SIK-72: in the order people walk; every sheet has the code and the QR of its own paper."""
    rw = {n: Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rw", nomor=n) for n in ("02", "01")}
    rt = {n: Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor="01", induk=b) for n, b in rw.items()}
    satu = meeting("S2", "S2-KEMISKINAN", tingkat="basis", basis=rt["02"])
    assert not [k for k in papers_of(satu.langkah, petugas_kelurahan).kertas if k.kode == PAKET_SEMUA]
    ubah = {"jenis": "S2-KEMISKINAN", "tingkat": "basis", "rencana_tanggal": date(2026, 11, 15), "tempat": "Pos"}
    dua = Pertemuan.objects.create(langkah=satu.langkah, wilayah_id=satu.wilayah_id, basis=rt["01"], **ubah)
    with pytest.raises(AturanDilanggar, match="mendapat kertasnya dulu"):
        actions.request_dokumen(PAKET_SEMUA, satu, oleh=SISTEM)

    with django_assert_max_num_queries(5):
        (k,) = [k for k in papers_of(satu.langkah, petugas_kelurahan).kertas if k.kode == PAKET_SEMUA]
    alamat, kunci = f"/langkah/{satu.langkah_id}/paket/{k.minta}/", "7d4f4a52-0d1c-4f8e-9d6b-2f1f1b9d3c12"
    assert masuk(petugas_kota_lain).post(alamat, {"kunci": kunci}).status_code == 404
    assert masuk(petugas_kelurahan).post(alamat, {"kunci": kunci}).status_code == 302

    semua = Dokumen.objects.select_related("nomor", "wilayah").get(jenis=PAKET_SEMUA)
    sendiri = {d.objek_id: d for d in Dokumen.objects.filter(jenis="paket_pertemuan")}
    assert semua.isi["rapat"] == [str(dua.pk), str(satu.pk)] and set(sendiri) == set(semua.isi["rapat"])
    isi = text(semua)
    assert isi.index("RT 01, RW 01") < isi.index("RT 01, RW 02")
    assert all(d.kode_tampil in isi for d in sendiri.values())
    gambar = kind_of(PAKET_SEMUA).gambar(semua.isi)
    assert len({q for per in gambar.values() for q in per.values()}) == 2 * len(kind_of("paket_pertemuan").bagian)
    assert all(q in isi for per in gambar.values() for q in per.values())


def test_joined_file_follows_the_plan(register, petugas_kelurahan):
    """DOK-07: a file of other meetings is not offered as that of today's plan; no single meeting offers the joined file."""
    rt = [Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor=n) for n in ("01", "02", "03")]
    rapat = [meeting("S2", "S2-KEMISKINAN", tingkat="basis", basis=b) for b in rt[:2]]
    for r in rapat:
        paper("paket_pertemuan", r)
    awal = min(rapat, key=lambda r: str(r.pk))
    paper(PAKET_SEMUA, awal)

    def joined() -> Kertas:
        return next(k for k in papers_of(awal.langkah, petugas_kelurahan).kertas if k.kode == PAKET_SEMUA)

    assert joined().dokumen is not None
    assert PAKET_SEMUA not in {j.kode for j in kinds_for(awal)}
    meeting("S2", "S2-KEMISKINAN", tingkat="basis", basis=rt[2])
    assert joined().dokumen is None and "3 rapat" in str(joined().judul)


def test_recap_of_the_reflection(register, petugas_kelurahan, cetak_palsu, media):  # noqa: F811
    """SIK-77: ruled rows before, the agreed list after; only the rekap has it; its signed photo becomes its evidence."""
    rapat = meeting()
    assert "rekap_refleksi" in {j.kode for j in kinds_for(rapat)}
    assert "rekap_refleksi" not in {j.kode for j in kinds_for(meeting("S2", "S2-KEPEMIMPINAN"))}
    kosong = paper("rekap_refleksi", rapat).isi["bagian"][0]
    assert len(kosong["isi_rapat"]) == 5 and all(s["tabel"]["kosong"] for s in kosong["isi_rapat"])
    RefleksiButirFactory(uraian="Makan dua kali sehari", disepakati=True, urutan=1)

    d = paper("rekap_refleksi", held(rapat))

    isi = text(d)
    assert "Makan dua kali sehari" in isi and "Tidak ada yang dicatat" in isi and "Lurah Sarijadi" in isi
    pekerjaan.run(str(d.pekerjaan_id))
    actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="rekap_refleksi")
    assert list(Keluaran.objects.filter(langkah=rapat.langkah).values_list("kode", flat=True)) == ["S2-REKAP"]


def test_record_of_a_study_says_what_it_found(register):
    """SIK-77: maps and problems of this study in this place and below it, not those of others."""
    rw = Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rw", nomor="07")
    rt = Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor="01", induk=rw)
    rapat = meeting("S3", "S3-PS1", tingkat="basis_atas", basis=rw, held=True)
    MasalahFactory(uraian="Jalan becek", sumber="PS-1", basis=rt, terdampak_l=10, terdampak_p=12)
    MasalahFactory(uraian="Tempat lain", sumber="PS-1"), MasalahFactory(uraian="Kajian lain", sumber="PS-3", basis=rt)
    PetaFactory(jenis="dasar", level="basis_atas", basis=rw, skala="1 : 500")

    peta, masalah = bagian_dokumen.ambil("ba:S3-PS1")(rapat)

    assert [b[4] for b in peta["tabel"]["baris"]] == ["1 : 500"]
    assert [(b[2], b[5]) for b in masalah["tabel"]["baris"]] == [("Jalan becek", "22")]
    assert [s["judul"] for s in bagian_dokumen.ambil("ba:S3-PS2")(meeting("S3", "S3-PS2"))] == [
        "Masalah yang ditemukan PS-2"
    ]
