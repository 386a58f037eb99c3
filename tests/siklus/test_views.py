"""Pages of the cycle: each tried by the four officers, in the states that matter, with its queries counted."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from siklus import actions
from siklus.models import JadwalInduk, Keluaran, Keputusan, Langkah, Pertemuan, Relawan, Siklus
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories import siklus as pabrik
from tests.factories.akun import officer
from tests.helpers import kunci, masuk
from wilayah.models import Basis, DaftarDewasa
from wilayah.waktu import today_in

HTMX = {"HX-Request": "true", "HX-Target": "catat-pertemuan"}


@pytest.fixture
def s1(siklus: Any) -> Langkah:
    """RKM of the kelurahan, running."""
    return pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")


@pytest.fixture
def faskel(petugas_kelurahan: Any, klien: Any) -> Any:
    """The facilitator's browser."""
    return klien(petugas_kelurahan)


@pytest.fixture
def korkot(petugas_kota: Any, klien: Any) -> Any:
    """The coordinator's browser."""
    return klien(petugas_kota)


@pytest.fixture
def dewasa(basis: dict[str, Basis]) -> None:
    """The adult roll of RT 01: 60 men, 65 women."""
    DaftarDewasa.objects.create(
        basis=basis["rt1"], wilayah_id=KELURAHAN, berlaku_pada="2020-01-01", dewasa_l=60, dewasa_p=65
    )


def alamat(nama: str, *args: Any) -> str:
    """An address of this app."""
    return reverse(f"siklus:{nama}", args=args)


def isi_rapat(**isi: Any) -> dict[str, Any]:
    """The meeting form as a facilitator fills it for the kelurahan."""
    hari = today_in(KELURAHAN) - timedelta(days=1)
    return kunci(
        **{
            "jenis": "S0-KEL", "basis": "", "tanggal": str(hari), "tempat": "Aula kelurahan", "hadir_l": "20", "hadir_p": "25",
            "miskin_l": "8", "miskin_p": "9",
        }
        | isi
    )  # fmt: skip


def foto() -> SimpleUploadedFile:
    """A small real photo."""
    tampung = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(tampung, "JPEG")
    return SimpleUploadedFile("hadir.jpg", tampung.getvalue(), "image/jpeg")


# -- who may open what -----------------------------------------------------------------------------------------------

HALAMAN_LANGKAH = {  # name -> expected (kelurahan, kota)
    "langkah": (200, 200),
    "langkah-temuan": (200, 200),
    "percakapan": (200, 200),
    "pelajaran-baru": (200, 200),
    "paket": (200, 200),
    "pertemuan-langkah": (200, 200),
    "pertemuan-baru": (200, 200),
    "pertemuan-jadwal": (200, 200),
    "keputusan": (200, 200),
    "relawan": (200, 200),
    "pelatihan-baru": (200, 200),
    "keluaran-baru": (200, 200),
}


@pytest.mark.parametrize("nama", HALAMAN_LANGKAH)
def test_stage_page_by_four_officers(nama: str, s1: Langkah, empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-12, UMU-13: the team opens it; another kota and a person without a task meet the 404 of nothing."""
    kode = {n: klien(p).get(alamat(nama, s1.pk)).status_code for n, p in empat_petugas.items()}

    assert kode == {"kelurahan": 200, "kota": kode["kota"], "kota_lain": 404, "tanpa_tugas": kode["tanpa_tugas"]}
    assert kode["kota"] in (200, 403)
    assert kode["tanpa_tugas"] in (403, 404)


HALAMAN = [
    "/", "/kelurahan/", "/kelurahan.xlsx", "/langkah/", "/langkah.xlsx", "/pertemuan/", "/pertemuan.xlsx", "/lokasi/",
    "/jadwal/", "/jadwal/32.73/", "/pelajaran/", "/kelurahan/32.73.01.1001/", "/kelurahan/32.73.01.1001/siklus/",
    "/kelurahan/32.73.01.1001/riwayat/", "/kelurahan/32.73.01/", "/kelurahan/32.73/",
]  # fmt: skip


@pytest.mark.parametrize("jalur", HALAMAN)
def test_page_by_four_officers(jalur: str, s1: Langkah, empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-11, UMU-12: nobody meets a broken page; another kota sees nothing of this one."""
    jawab = {n: klien(p).get(jalur, follow=True) for n, p in empat_petugas.items()}

    assert jawab["kota"].status_code == jawab["kelurahan"].status_code == 200
    assert jawab["kota_lain"].status_code in (200, 404)
    assert jawab["tanpa_tugas"].status_code in (200, 403, 404)
    if jawab["kota_lain"]["Content-Type"].startswith("text/html"):
        assert "Sarijadi" not in jawab["kota_lain"].content.decode()


def test_stage_page_says_why_it_is_locked(siklus: Siklus, s1: Langkah, faskel: Any) -> None:
    """SIK-04, SIK-17: a later stage shows its gates and what is not there yet; nothing can be recorded on it."""
    s3 = pabrik.stage(siklus, "S3")

    isi = faskel.get(alamat("langkah", s3.pk)).content.decode()

    assert "Sebelum boleh dimulai" in isi
    assert 'id="catat-pertemuan"' not in isi


def test_submitted_stage_refuses_records_and_says_so(siklus: Siklus, faskel: Any) -> None:
    """SIK-04: a submitted stage shows no form, and a form opened before is refused with its sentence, filled."""
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "diajukan")

    halaman = faskel.get(alamat("langkah", s0.pk)).content.decode()
    jawab = faskel.post(alamat("pertemuan-baru", s0.pk), isi_rapat())

    assert "Terkunci." in halaman and 'id="catat-pertemuan"' not in halaman
    assert jawab.status_code == 409
    assert "Aula kelurahan" in jawab.content.decode()
    assert not Pertemuan.objects.exists()


# -- meetings ----------------------------------------------------------------------------------------------------------


def test_record_pertemuan(berjalan: Langkah, faskel: Any, petugas_kelurahan: Any) -> None:
    """SIK-40, UMU-05: one press makes one meeting; the same form sent again makes no second one."""
    data = isi_rapat()

    pertama = faskel.post(alamat("pertemuan-baru", berjalan.pk), data)
    kedua = faskel.post(alamat("pertemuan-baru", berjalan.pk), data)

    assert pertama.status_code == kedua.status_code == 302
    assert pertama.url == kedua.url == f"/langkah/{berjalan.pk}/#pertemuan"
    rapat = Pertemuan.objects.get()
    assert (rapat.peserta_l, rapat.peserta_p, rapat.miskin_l, rapat.miskin_p) == (20, 25, 8, 9)
    assert rapat.status == "terlaksana" and rapat.dibuat_oleh_nama == petugas_kelurahan.nama


def test_record_pertemuan_comes_back_filled(berjalan: Langkah, faskel: Any) -> None:
    """SIK-41, UMU-23: more poor than present is refused beside the field; everything typed is still there."""
    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(miskin_l="21"))

    isi = jawab.content.decode()
    assert jawab.status_code == 400
    assert "Warga miskin yang hadir tidak dapat melebihi yang hadir (20)." in isi
    assert 'value="Aula kelurahan"' in isi and 'value="21"' in isi
    assert not Pertemuan.objects.exists()


@pytest.mark.parametrize(
    ("ubah", "bagian"),
    [
        ({"tanggal": "2999-01-01"}, "belum terjadi"),
        ({"tempat": ""}, "errorlist"),
        ({"hadir_l": "banyak"}, "errorlist"),
        ({"hadir_l": "-3"}, "errorlist"),
        ({"hadir_l": "0", "hadir_p": "0", "miskin_l": "", "miskin_p": ""}, "tanpa peserta"),
        ({"jenis": "S9-XX"}, "errorlist"),
        ({"basis": "32.73"}, "errorlist"),
        ({"kunci": "bukan-uuid"}, "Kunci pengiriman tidak sah"),
    ],
)
def test_record_pertemuan_refuses_bad_input(ubah: dict[str, str], bagian: str, berjalan: Langkah, faskel: Any) -> None:
    """UMU-23: every kind of nonsense is answered in words, with 400, and nothing is recorded."""
    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(**ubah))

    assert jawab.status_code == 400
    assert bagian in jawab.content.decode()
    assert not Pertemuan.objects.exists()


def test_record_pertemuan_and_next_place(berjalan: Langkah, basis: dict[str, Basis], dewasa: None, faskel: Any) -> None:
    """SIK-43: "simpan dan RT berikutnya" offers the next RT that still lacks the meeting, with its own roll."""
    rt1, rt2 = basis["rt1"], basis["rt2"]

    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(jenis="S0-RT", basis=str(rt1.pk), lanjut="1"))
    halaman = faskel.get(jawab.url)

    form = halaman.context["form"]
    assert form["basis"].value() == str(rt2.pk)
    assert [t.sudah for t in form.pilihan] == [True, False]
    assert Pertemuan.objects.get().dewasa == 125


def test_record_pertemuan_by_htmx(berjalan: Langkah, basis: dict[str, Basis], faskel: Any) -> None:
    """UMU-05, UMU-23: htmx gets a fresh form with a new key and tells the other parts to ask again."""
    data = isi_rapat(jenis="S0-RT", basis=str(basis["rt1"].pk), lanjut="1")

    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), data, headers=HTMX)
    salah = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(hadir_l=""), headers=HTMX)

    isi = jawab.content.decode()
    assert jawab.status_code == 200 and jawab["HX-Trigger"] == "langkah-berubah"
    assert isi.lstrip().startswith("<section") and data["kunci"] not in isi
    assert "Pertemuan tersimpan." in isi and 'hx-swap-oob="true"' in isi
    assert salah.status_code == 400 and salah.content.decode().lstrip().startswith("<section")


def test_record_pertemuan_with_photo_files_the_sheet(berjalan: Langkah, faskel: Any) -> None:
    """SIK-51: the photo of the attendance sheet is filed as the stage's evidence in the same press."""
    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(foto=foto()))

    assert jawab.status_code == 302
    bukti = Keluaran.objects.get()
    assert bukti.kode == "S0-DH" and bukti.pertemuan == Pertemuan.objects.get() and bukti.berkas is not None


def test_record_pertemuan_with_broken_photo_records_nothing(berjalan: Langkah, faskel: Any) -> None:
    """UMU-01: when the photo cannot be read, the meeting is not recorded either; the sentence stands beside the photo."""
    rusak = SimpleUploadedFile("hadir.jpg", b"\xff\xd8\xff" + b"x" * 50, "image/jpeg")

    jawab = faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat(foto=rusak))

    assert jawab.status_code == 400
    assert "Foto tidak dapat dibaca" in jawab.content.decode()
    assert not Pertemuan.objects.exists() and not Keluaran.objects.exists()


def test_record_pertemuan_fulfils_its_plan(berjalan: Langkah, faskel: Any, petugas_kelurahan: Any) -> None:
    """SIK-44: a meeting that was planned, with its papers printed, is held on the same row, not beside it."""
    rencana = actions.schedule_pertemuan(
        berjalan, oleh=petugas_kelurahan, jenis="S0-KEL", rencana_tanggal=today_in(KELURAHAN)
    )

    faskel.post(alamat("pertemuan-baru", berjalan.pk), isi_rapat())

    rapat = Pertemuan.objects.get()
    assert rapat.pk == rencana.pk and rapat.status == "terlaksana"


def test_schedule_pertemuan_on_a_stage_not_started(siklus: Siklus, faskel: Any) -> None:
    """SIK-103: the RKM's day is agreed before the RKM starts; holding it then is written on the same row."""
    s1 = pabrik.stage(siklus, "S1")
    hari = today_in(KELURAHAN) + timedelta(days=7)
    data = kunci(jenis="S1-RKM", basis="", rencana_tanggal=str(hari), jam_mulai="19:30", tempat="Aula")

    jawab = faskel.post(alamat("pertemuan-jadwal", s1.pk), data)

    rapat = Pertemuan.objects.get()
    assert jawab.status_code == 302 and rapat.status == "terjadwal" and rapat.rencana_tanggal == hari
    halaman = faskel.get(alamat("pertemuan", rapat.pk)).content.decode()
    assert "Undangan siap WA" in halaman and "belum dimulai" in halaman


def test_update_pertemuan_shows_both_values_when_changed_meanwhile(
    berjalan: Langkah, faskel: Any, petugas_kelurahan: Any
) -> None:
    """UMU-10: a correction over a newer version is refused with both values, and saved when pressed again."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    data = isi_rapat(versi=str(rapat.versi), tempat="Masjid")
    actions.update_pertemuan(rapat, oleh=petugas_kelurahan, tempat="Balai RW 02")

    basi = faskel.post(alamat("pertemuan-ubah", rapat.pk), data)
    lagi = faskel.post(
        alamat("pertemuan-ubah", rapat.pk), {**data, "versi": str(basi.context["form"]["versi"].value())}
    )

    assert basi.status_code == 409
    assert "Balai RW 02" in basi.content.decode() and "Masjid" in basi.content.decode()
    assert lagi.status_code == 302 and Pertemuan.objects.get().tempat == "Masjid"


def test_cancel_pertemuan_asks_a_reason(berjalan: Langkah, faskel: Any, petugas_kelurahan: Any) -> None:
    """UMU-32: without a reason nothing happens; with one the row stays, cancelled, its reason to be read."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)

    tanpa = faskel.post(alamat("pertemuan-batal", rapat.pk), kunci(alasan=""))
    dengan = faskel.post(alamat("pertemuan-batal", rapat.pk), kunci(alasan="Salah kelurahan."))

    assert tanpa.status_code == 400 and dengan.status_code == 302
    assert Pertemuan.objects.get().status == "batal"
    assert "Salah kelurahan." in faskel.get(alamat("pertemuan", rapat.pk)).content.decode()


def test_pertemuan_pages_by_four_officers(
    berjalan: Langkah, petugas_kelurahan: Any, empat_petugas: dict[str, Any], klien: Any
) -> None:
    """UMU-12: the pages of one meeting open for the team alone."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)
    halaman = [alamat(n, rapat.pk) for n in ("pertemuan", "pertemuan-ubah", "pertemuan-batal", "kehadiran-baru")]

    kode = {n: [klien(p).get(h).status_code for h in halaman] for n, p in empat_petugas.items()}

    assert kode["kelurahan"] == [200] * 4
    assert kode["kota"][0] == 200
    assert kode["kota_lain"] == [404] * 4
    assert set(kode["tanpa_tugas"]) <= {403, 404}


def test_named_attendance_is_added_and_removed(berjalan: Langkah, faskel: Any, petugas_kelurahan: Any) -> None:
    """SIK-46: names are optional beside the counts and change no count."""
    rapat = pabrik.hold(berjalan, "S0-KEL", oleh=petugas_kelurahan)

    tambah = faskel.post(
        alamat("kehadiran-baru", rapat.pk), kunci(nama="Neneng", jenis_kelamin="P", unsur="PKK", miskin="on")
    )
    nama = rapat.kehadiran.get()
    hapus = faskel.post(alamat("kehadiran-hapus", rapat.pk, nama.pk), kunci())

    assert tambah.status_code == hapus.status_code == 302
    assert nama.nama == "Neneng" and nama.miskin
    assert not rapat.kehadiran.exists() and Pertemuan.objects.get().hadir == 22


# -- decision, evidence, volunteers, training ------------------------------------------------------------------------------


def test_record_keputusan_tolak_needs_the_residents_reason(s1: Langkah, faskel: Any, petugas_kelurahan: Any) -> None:
    """SIK-57: a refusal without the residents' reason comes back; with it, it is recorded like any other result."""
    rapat = pabrik.hold(s1, "S1-RKM", oleh=petugas_kelurahan)
    data = {"hasil": "tolak", "pertemuan": str(rapat.pk), "tanggal": str(rapat.tanggal), "cara": "musyawarah"}

    tanpa = faskel.post(alamat("keputusan", s1.pk), kunci(**data))
    dengan = faskel.post(alamat("keputusan", s1.pk), kunci(**data, catatan="Belum siap bekerja tanpa bayaran."))

    assert tanpa.status_code == 400 and dengan.status_code == 302
    assert Keputusan.objects.get().hasil == "tolak"
    ajukan = faskel.get(alamat("langkah-transisi", s1.pk, "ajukan")).content.decode()
    assert "siklus berstatus menolak" in ajukan


def test_record_keputusan_without_a_meeting_leads_to_it(s1: Langkah, faskel: Any) -> None:
    """SIK-55: where no rembug was recorded the page offers that first, not a form that cannot be filled."""
    isi = faskel.get(alamat("keputusan", s1.pk)).content.decode()

    assert "Catat rembugnya dulu" in isi and 'name="hasil"' not in isi


def test_file_keluaran_signed_paper(s1: Langkah, faskel: Any) -> None:
    """SIK-52: a signed paper is filed with its photo and who signed; without either it comes back."""
    hari = str(today_in(KELURAHAN))
    data = {"kode": "S1-BA", "dari_kertas": "on", "nama_0": "Asep Hidayat", "tanggal_tangan": hari}

    tanpa_foto = faskel.post(alamat("keluaran-baru", s1.pk) + "?kode=S1-BA", kunci(**data))
    tanpa_nama = faskel.post(alamat("keluaran-baru", s1.pk), kunci(**{**data, "nama_0": ""}, berkas=foto()))
    lengkap = faskel.post(alamat("keluaran-baru", s1.pk), kunci(**data, berkas=foto()))

    assert tanpa_foto.status_code == tanpa_nama.status_code == 400
    assert lengkap.status_code == 302
    bukti = Keluaran.objects.get()
    assert bukti.penanda_tangan == [{"nama": "Asep Hidayat", "jabatan": "Pimpinan rembug", "tanggal": hari}]


def test_register_relawan_several_rows(s1: Langkah, basis: dict[str, Basis], faskel: Any) -> None:
    """SIK-53: one press registers every filled row; empty rows are nothing."""
    data = kunci(
        sejak=str(today_in(KELURAHAN)), jumlah="4", nama_0="Siti Aminah", jenis_kelamin_0="P", basis_0=str(basis["rt1"].pk),
        miskin_0="on", nama_2="Ujang", jenis_kelamin_2="L",
    )  # fmt: skip

    jawab = faskel.post(alamat("relawan", s1.pk), data)

    assert jawab.status_code == 302
    terdaftar = Relawan.objects.order_by("nama").values_list("nama", "jenis_kelamin", "miskin", "basis")
    assert list(terdaftar) == [("Siti Aminah", "P", True, basis["rt1"].pk), ("Ujang", "L", False, None)]


def test_register_relawan_twice_records_no_row_at_all(s1: Langkah, faskel: Any) -> None:
    """SIK-53, UMU-01: one name that is refused keeps all rows out, and the answer names it; what was typed stays."""
    data = kunci(
        sejak=str(today_in(KELURAHAN)),
        jumlah="4",
        nama_0="Siti",
        jenis_kelamin_0="P",
        nama_1="Siti",
        jenis_kelamin_1="P",
    )

    jawab = faskel.post(alamat("relawan", s1.pk), data)

    assert jawab.status_code in (400, 409)
    assert "Siti" in jawab.content.decode()
    assert not Relawan.objects.exists()


def test_record_pelatihan(s1: Langkah, faskel: Any) -> None:
    """SIK-50: topic, organiser, days and participants of a training."""
    data = kunci(
        kode="S1-RELAWAN", judul="Pembekalan", tanggal=str(today_in(KELURAHAN)), hari="2", penyelenggara="Tim Faskel",
        peserta_l="5", peserta_p="7", topik="Nilai\nTugas relawan",
    )  # fmt: skip

    jawab = faskel.post(alamat("pelatihan-baru", s1.pk), data)

    assert jawab.status_code == 302
    latih = s1.pelatihan.get()  # type: ignore[attr-defined]
    assert (latih.hari, latih.peserta_jumlah, latih.topik) == (2, 12, ["Nilai", "Tugas relawan"])


# -- the moves of a stage ------------------------------------------------------------------------------------------------


def test_submit_return_submit_verify(
    siklus: Siklus, basis: dict[str, Basis], petugas_kelurahan: Any, petugas_kota: Any, faskel: Any, korkot: Any
) -> None:
    """SIK-03, SIK-05, SIK-08: from the checklist to the verification, by the pages alone."""
    s0 = pabrik.socialise(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)
    ke = {n: alamat("langkah-transisi", s0.pk, n) for n in ("ajukan", "kembalikan", "verifikasi")}

    sendiri = faskel.post(ke["verifikasi"], kunci())
    ajukan = faskel.post(ke["ajukan"], kunci())
    tanpa_catatan = korkot.post(ke["kembalikan"], kunci(alasan=""))
    kembali = korkot.post(ke["kembalikan"], kunci(alasan="Foto daftar hadir RT 02 belum ada."))
    halaman = faskel.get(alamat("langkah", s0.pk)).content.decode()
    lagi = faskel.post(ke["ajukan"], kunci())
    verifikasi = korkot.post(ke["verifikasi"], kunci())

    assert sendiri.status_code in (403, 409)
    assert [ajukan.status_code, tanpa_catatan.status_code, kembali.status_code] == [302, 400, 302]
    assert "Foto daftar hadir RT 02 belum ada." in halaman
    assert lagi.status_code == verifikasi.status_code == 302
    assert Langkah.objects.get(pk=s0.pk).status == "terverifikasi"


def test_submit_refused_shows_what_is_missing(berjalan: Langkah, faskel: Any) -> None:
    """SIK-03, SIK-30: an incomplete stage is not submitted; the page lists what is missing, each with its link."""
    jawab = faskel.post(alamat("langkah-transisi", berjalan.pk, "ajukan"), kunci())

    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Daftar hadir pertemuan sosialisasi" in isi
    assert f"/langkah/{berjalan.pk}/keluaran/baru/?kode=S0-DH" in isi


def test_refused_rkm_shows_everywhere(
    siklus: Siklus, basis: dict[str, Basis], petugas_kelurahan: Any, petugas_kota: Any, faskel: Any, korkot: Any
) -> None:
    """SIK-10, SIK-11: the residents' no stands on Beranda, list, kelurahan page, stage, trail and heat map; RKM again."""
    pabrik.finish_s0(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)
    s1 = pabrik.deliberate(siklus, oleh=petugas_kelurahan, hasil="tolak")
    faskel.post(alamat("langkah-transisi", s1.pk, "ajukan"), kunci(alasan="Target tidak tercapai."))
    korkot.post(alamat("langkah-transisi", s1.pk, "verifikasi"), kunci())

    halaman = ["/", "/kelurahan/", f"/kelurahan/{KELURAHAN}/", f"/langkah/{s1.pk}/", f"/kelurahan/{KELURAHAN}/riwayat/"]
    for jalur in halaman:
        assert (
            "menolak" in faskel.get(jalur).content.decode().lower() or "ditolak" in faskel.get(jalur).content.decode()
        )
    assert "menolak" in korkot.get("/dasbor/?kota=32.73").content.decode()
    s2 = faskel.get(alamat("langkah", pabrik.stage(siklus, "S2").pk)).content.decode()
    assert "Warga menolak dalam RKM." in s2

    hari = today_in(KELURAHAN)
    ulang = korkot.post(
        alamat("siklus-transisi", siklus.pk, "jadwalkan_rkm_ulang"),
        kunci(rencana_mulai=str(hari), rencana_selesai=str(hari + timedelta(days=30))),
    )

    assert ulang.status_code == 302
    assert Siklus.objects.get(pk=siklus.pk).status == "berjalan"
    assert "RKM 2" in faskel.get(f"/kelurahan/{KELURAHAN}/").content.decode()


def test_adopt_stage_with_its_paper(
    lokasi: Any, basis: Any, kelurahan: Any, petugas_kelurahan: Any, faskel: Any
) -> None:
    """SIK-25: a place that joins midway enters a stage with its paper in one press; without a paper it is refused."""
    pabrik.load_numbers()
    s0 = pabrik.stage(pabrik.open_siklus(kelurahan, keadaan_awal=True), "S0")
    data = {"tanggal": "2024-05-01", "kode": "S0-DH", "alasan": "Arsip kelurahan; asli di sekretariat."}

    tanpa = faskel.post(alamat("keadaan-awal", s0.pk), kunci(**data))
    dengan = faskel.post(alamat("keadaan-awal", s0.pk), kunci(**data, berkas=foto()))

    assert tanpa.status_code == 409 and "asli di sekretariat" in tanpa.content.decode()
    assert dengan.status_code == 302
    s0 = Langkah.objects.get(pk=s0.pk)
    assert s0.status == "terverifikasi" and s0.keadaan_awal
    assert Keluaran.objects.get().kode == "S0-DH"


def test_unknown_transition_is_404(berjalan: Langkah, faskel: Any) -> None:
    """UMU-30: a step that nobody declared does not exist."""
    assert faskel.post(alamat("langkah-transisi", berjalan.pk, "setujui"), kunci()).status_code == 404


def test_talk_and_lesson(berjalan: Langkah, faskel: Any, korkot: Any, petugas_kota_lain: Any) -> None:
    """SIK-28: question and answer stay with the stage; a lesson is found by its words, by all; its stage opens in scope."""
    tanya = korkot.post(alamat("percakapan", berjalan.pk), kunci(isi="Berapa RT yang belum?"))
    tulis = faskel.post(alamat("pelajaran-baru", berjalan.pk), kunci(berhasil="Arisan membuat warga datang."))

    assert tanya.status_code == tulis.status_code == 302
    assert "Berapa RT yang belum?" in faskel.get(alamat("langkah", berjalan.pk)).content.decode()
    assert "Arisan membuat warga datang." in korkot.get("/pelajaran/?q=arisan").content.decode()
    assert "Arisan" not in korkot.get("/pelajaran/?q=posyandu").content.decode()
    jauh = masuk(petugas_kota_lain).get("/pelajaran/?q=arisan").content.decode()
    assert "Arisan membuat warga datang." in jauh and alamat("langkah", berjalan.pk) not in jauh
    assert alamat("langkah", berjalan.pk) in korkot.get("/pelajaran/?q=arisan").content.decode()


def test_plan_dates_only_by_those_who_plan(berjalan: Langkah, empat_petugas: dict[str, Any], klien: Any) -> None:
    """SIK-26, SIK-29: who may plan moves the dates; others of the area are refused, strangers find nothing."""
    hari = today_in(KELURAHAN)
    data = {"rencana_mulai": str(hari), "rencana_selesai": str(hari + timedelta(days=20))}

    kode = {
        n: klien(p).post(alamat("langkah-rencana", berjalan.pk), kunci(**data)).status_code
        for n, p in empat_petugas.items()
    }

    assert kode["kota"] == 302 and kode["kota_lain"] == 404 and kode["tanpa_tugas"] in (403, 404)
    assert Langkah.objects.get(pk=berjalan.pk).rencana_selesai == hari + timedelta(days=20)


# -- schedule and locations ------------------------------------------------------------------------------------------------


def test_save_jadwal(siklus: Siklus, korkot: Any, faskel: Any) -> None:
    """SIK-29: the coordinator's dates reach the open stages; half a row and an end before its beginning come back."""
    tahun = siklus.tahun_mulai
    jalur = f"/jadwal/32.73/ubah/?tahun={tahun}&tahun_siklus=1"
    nama = ("mulai_S1_kelurahan", "selesai_S1_kelurahan")

    separuh = korkot.post(jalur, kunci(**{nama[0]: f"{tahun}-03-01"}))
    terbalik = korkot.post(jalur, kunci(**{nama[0]: f"{tahun}-03-01", nama[1]: f"{tahun}-02-01"}))
    jadi = korkot.post(jalur, kunci(**{nama[0]: f"{tahun}-03-01", nama[1]: f"{tahun}-03-20"}))

    assert separuh.status_code == terbalik.status_code == 400 and jadi.status_code == 302
    assert JadwalInduk.objects.get().kode == "S1"
    assert str(pabrik.stage(siklus, "S1").rencana_selesai) == f"{tahun}-03-20"
    assert faskel.post(jalur, kunci()).status_code == 403


def test_open_siklus_from_the_list(lokasi: Any, petugas_kota: Any, petugas_kelurahan: Any, klien: Any) -> None:
    """SIK-21, SIK-22: who may open the cycle opens it once; the second time the sentence says that it is open."""
    pembuka = officer("pembuka", "kmw", "32", nama="Kirana KMW")
    bisa = next((p for p in (petugas_kota, pembuka) if p.may("siklus.buka_siklus", lokasi)), None)
    assert bisa is not None, "tidak ada peran yang boleh membuka siklus"
    jalur, tahun = alamat("buka-siklus", lokasi.pk), str(today_in(KELURAHAN).year)

    pertama = klien(bisa).post(jalur, kunci(tahun=tahun))
    kedua = klien(bisa).post(jalur, kunci(tahun=tahun))

    assert pertama.status_code == 302 and kedua.status_code == 409
    assert Siklus.objects.count() == 1
    assert klien(petugas_kelurahan).post(jalur, kunci(tahun=tahun)).status_code in (403, 404)


# -- queries -------------------------------------------------------------------------------------------------------------

BATAS_KUERI = {"/": 15, "/kelurahan/": 9, "/langkah/": 5, "/pertemuan/": 5, "/lokasi/": 6}


@pytest.mark.parametrize("jalur", BATAS_KUERI)
def test_list_costs_the_same_with_more_rows(
    jalur: str, siklus: Siklus, petugas_kota: Any, korkot: Any, register: Any, django_assert_max_num_queries: Any
) -> None:
    """UMU-11: a second kelurahan with its stages and meetings adds no query to a list."""
    with django_assert_max_num_queries(BATAS_KUERI[jalur]) as sedikit:
        korkot.get(jalur)
    pabrik.put_on_list(KELURAHAN_TETANGGA)
    lain = pabrik.move(pabrik.stage(pabrik.open_siklus(register[KELURAHAN_TETANGGA]), "S0"), "berjalan")
    petugas = officer("faskel.dua", "faskel_cd", KELURAHAN_TETANGGA, nama="Dudi")
    for _i in range(4):
        pabrik.hold(lain, "S0-KEL", oleh=petugas)

    with django_assert_max_num_queries(BATAS_KUERI[jalur]) as banyak:
        korkot.get(jalur)

    assert len(banyak) == len(sedikit)


def test_stage_page_costs_the_same_with_more_meetings(
    berjalan: Langkah, basis: dict[str, Basis], faskel: Any, petugas_kelurahan: Any, django_assert_max_num_queries: Any
) -> None:
    """UMU-11: two meetings or twenty, the stage's page asks the same number of questions."""
    for rt in ("rt1", "rt2"):
        pabrik.hold(berjalan, "S0-RT", oleh=petugas_kelurahan, basis=basis[rt])
    jalur = alamat("langkah", berjalan.pk)
    with django_assert_max_num_queries(36) as sedikit:
        faskel.get(jalur)
    for i in range(18):
        pabrik.hold(berjalan, "S0-RT", oleh=petugas_kelurahan, basis=basis["rt1" if i % 2 else "rt2"])

    with django_assert_max_num_queries(36) as banyak:
        faskel.get(jalur)

    assert len(banyak) == len(sedikit)
