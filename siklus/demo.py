"""Demo part of `siklus`: Sosialisasi and RKM of every kelurahan of the kota, in every state that the field knows.

Each kelurahan follows one of the scenarios below, step by step through our own actions and as the officers concerned:
late, returned, refused, refused and asked again, verified, and one that joined midway with a living BKM.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Sum

from akun.models import Pengguna, Penugasan
from inti.pelaku import SISTEM
from inti.peragaan import KECAMATAN_TIM, KOTA, Tulis, chance, person
from inti.unggah import check_upload
from inti.unit_kerja import unit_kerja
from laporan.actions import save_berkas
from laporan.models import Berkas
from siklus import actions, izin
from siklus.models import Langkah, Pertemuan, Siklus
from wilayah.demo import demo_kelurahan
from wilayah.models import Basis, DaftarDewasa, Wilayah
from wilayah.waktu import today_in

TAHUN = 2026
# Master schedule of the kota. With "today" in late November some kelurahan are in time and some are not.
JADWAL = [
    ("S0", "kota", date(2026, 9, 1), date(2026, 9, 12)),
    ("S0", "kecamatan", date(2026, 9, 10), date(2026, 9, 26)),
    ("S0", "kelurahan", date(2026, 9, 28), date(2026, 10, 24)),
    ("S1", "kelurahan", date(2026, 10, 26), date(2026, 11, 14)),
    ("S2", "kelurahan", date(2026, 11, 16), date(2026, 12, 12)),
    ("S3", "kelurahan", date(2026, 12, 14), date(2027, 2, 6)),
    ("S4", "kelurahan", date(2027, 2, 8), date(2027, 3, 20)),
    ("S4b", "kelurahan", date(2027, 3, 22), date(2027, 4, 3)),
    ("S5", "kelurahan", date(2027, 2, 8), date(2027, 4, 3)),
    ("S6", "kelurahan", date(2027, 4, 5), date(2027, 5, 15)),
    ("S7", "kelurahan", date(2027, 5, 17), date(2027, 6, 5)),
    ("S8", "kelurahan", date(2027, 6, 7), date(2027, 9, 25)),
]
GELOMBANG_DUA = timedelta(days=42)  # the second wave of kecamatan starts six weeks later
GELOMBANG_PERTAMA = 20  # kecamatan up to this number are in the first wave
ALASAN_LANJUT = "Diketahui bersama dan tidak mengubah keputusan warga."
# Scenario of a kelurahan by its place in the list; the common states are common.
SKENARIO = [
    "rkm_terima",
    "rkm_terima",
    "rkm_diajukan",
    "rkm_dikembalikan",
    "rkm_dijadwalkan",
    "s0_diajukan",
    "s0_berjalan",
    "rkm_terima",
    "rkm_berjalan",
    "s0_terverifikasi",
    "rkm_tolak",
    "s0_dikembalikan",
    "rkm_terima",
    "rkm_kedua_dijadwalkan",
    "belum",
    "rkm_kedua_terima",
]
# What the first team shows, one of each, so that a newcomer finds every state among eight kelurahan.
SKENARIO_TIM = [
    "rkm_dijadwalkan",
    "s0_berjalan",
    "rkm_terima",
    "rkm_diajukan",
    "s0_dikembalikan",
    "rkm_tolak",
    "belum",
    "keadaan_awal",
]
ALASAN_TOLAK = (
    "Warga keberatan karena RW 02 masih menyelesaikan tunggakan program sebelumnya, dan meminta waktu sampai "
    "urusan itu selesai."
)


class Desa:
    """One kelurahan on its walk: its officers, its places, its own chance, and the paper that proves a meeting."""

    def __init__(self, wilayah: Wilayah) -> None:
        self.wilayah = wilayah
        self.rng: Random = chance(f"siklus-{wilayah.kode}")
        self.faskel: Any = Penugasan.objects.get(wilayah=wilayah, peran="faskel_cd", selesai__isnull=True).pengguna
        self.korkot = Pengguna.objects.get(username="korkot")
        basis = Basis.objects.filter(wilayah=wilayah, aktif=True).select_related("induk")
        self.rw = [b for b in basis if b.jenis == Basis.Jenis.RW]
        self.rt = [b for b in basis if b.jenis == Basis.Jenis.RT]
        jumlah = DaftarDewasa.objects.filter(wilayah=wilayah).aggregate(n=Sum(F("dewasa_l") + F("dewasa_p")))
        self.dewasa: int = jumlah["n"] or 0
        self.geser = timedelta(0)
        self._berkas: Berkas | None = None

    @property
    def berkas(self) -> Berkas:
        """A made-up scan, filed once and shown wherever this kelurahan proves something."""
        if self._berkas is None:
            unggahan = check_upload(SimpleUploadedFile("lembar.jpg", sheet_picture(self.wilayah.nama), "image/jpeg"))
            self._berkas = save_berkas(
                unggahan, oleh=self.faskel, wilayah=self.wilayah, objek=self.langkah("S0"), keterangan="Contoh lembar"
            )
        return self._berkas

    def langkah(self, kode: str) -> Langkah:
        """The newest putaran of a stage of year 1."""
        return Langkah.objects.filter(siklus__wilayah=self.wilayah, kode=kode, tahun_siklus=1).order_by("-putaran")[0]

    def hari(self, hari: date) -> date:
        """A day of the plan, moved with the wave of this kelurahan, never after today."""
        return min(hari + self.geser, today_in(self.wilayah.kode))


def load(tulis: Tulis) -> None:
    """Fill the kota once; a kelurahan that has a Siklus already is left alone."""
    kelurahan = demo_kelurahan()
    sudah = set(Siklus.objects.filter(kode_kota=KOTA).values_list("wilayah_id", flat=True))
    baru = [w for w in kelurahan if w.kode not in sudah]
    if not sudah:
        _prepare(kelurahan)
    for ke, wilayah in enumerate(baru):
        _walk(Desa(wilayah), _scenario(wilayah, ke))
    tulis(f"  siklus: {len(baru)} kelurahan baru")


def _scenario(wilayah: Wilayah, ke: int) -> str:
    if wilayah.induk_id == KECAMATAN_TIM:
        return SKENARIO_TIM[(int(wilayah.kode[-4:]) - 1001) % len(SKENARIO_TIM)]
    return SKENARIO[ke % len(SKENARIO)]


# -- kota and kecamatan --------------------------------------------------------------------------------------------


def _prepare(kelurahan: list[Wilayah]) -> None:
    """The official list, the master schedule, and Sosialisasi at kota and kecamatan."""
    kota = Wilayah.objects.get(kode=KOTA)
    actions.save_lokasi(
        tahun_anggaran=TAHUN,
        surat_asal="Tim Koordinasi Nasional (rekaan)",
        surat_nomor="B-117/LOKASI/2026",
        surat_tanggal=date(2026, 3, 2),
        baris=[actions.BarisLokasi(w.kode) for w in kelurahan],
        oleh=SISTEM,
    )
    actions.save_jadwal(
        kota, tahun=TAHUN, baris=[actions.BarisJadwal(k, t, a, b) for k, t, a, b in JADWAL], oleh=SISTEM
    )
    actions.open_langkah_atas(kota, tahun=TAHUN, oleh=SISTEM)
    korkot, kmw = (Pengguna.objects.get(username=n) for n in ("korkot", "kmw"))
    _socialise_above(kota, "S0-KOTA", date(2026, 9, 8), "Aula Balai Kota", pengaju=korkot, verifikator=kmw)
    for kode in sorted({str(w.induk_id) for w in kelurahan}):
        wilayah = Wilayah.objects.get(kode=kode)
        actions.open_langkah_atas(wilayah, tahun=TAHUN, oleh=SISTEM)
        sf = Penugasan.objects.get(wilayah=wilayah, peran="sf").pengguna
        _socialise_above(
            wilayah, "S0-KEC", date(2026, 9, 17), f"Kantor Kecamatan {wilayah.nama}", pengaju=sf, verifikator=korkot
        )


def _socialise_above(
    wilayah: Wilayah, jenis: str, hari: date, tempat: str, *, pengaju: Pengguna, verifikator: Pengguna
) -> None:
    """Sosialisasi of a kota or kecamatan, from the invitation to the verified attendance list."""
    rng = chance(f"atas-{wilayah.kode}")

    def kerja() -> None:
        langkah = Langkah.objects.get(wilayah=wilayah, siklus__isnull=True, kode="S0", tahun=TAHUN)
        if langkah.status != Langkah.Status.BELUM:  # an earlier load was interrupted after this one
            return
        actions.start_langkah(langkah, tanggal=hari - timedelta(days=6), oleh=pengaju)
        laki, perempuan = rng.randint(18, 34), rng.randint(14, 30)
        rapat = actions.record_pertemuan(
            langkah, jenis=jenis, tanggal=hari, tempat=tempat, peserta_l=laki, peserta_p=perempuan, oleh=pengaju
        )
        unggahan = check_upload(SimpleUploadedFile("lembar.jpg", sheet_picture(wilayah.nama), "image/jpeg"))
        berkas = save_berkas(unggahan, oleh=pengaju, wilayah=wilayah, objek=langkah, keterangan="Contoh lembar")
        actions.file_keluaran(langkah, kode=f"{jenis}-DH", pertemuan=rapat, berkas=berkas, oleh=pengaju)
        actions.submit_langkah(langkah, alasan=ALASAN_LANJUT, oleh=pengaju)
        actions.verify_langkah(langkah, oleh=verifikator)

    unit_kerja(kerja, oleh=pengaju)


# -- kelurahan -----------------------------------------------------------------------------------------------------


def _walk(desa: Desa, skenario: str) -> None:
    """Open the Siklus and go as far as the scenario says; one unit for each kelurahan."""
    awal = skenario == "keadaan_awal"

    def kerja() -> None:
        actions.create_siklus(desa.wilayah, tahun=TAHUN, keadaan_awal=awal, oleh=SISTEM)
        if desa.wilayah.induk_id != KECAMATAN_TIM and int(str(desa.wilayah.induk_id)[-2:]) > GELOMBANG_PERTAMA:
            _second_wave(desa)
        for langkah in JALAN[skenario]:
            langkah(desa)

    unit_kerja(kerja, oleh=desa.faskel)


def _second_wave(desa: Desa) -> None:
    desa.geser = GELOMBANG_DUA
    for kode in ("S0", "S1", "S2"):
        langkah = desa.langkah(kode)
        assert langkah.rencana_mulai and langkah.rencana_selesai  # noqa: S101  (the master schedule has them)
        actions.plan_langkah(
            langkah,
            rencana_mulai=langkah.rencana_mulai + GELOMBANG_DUA,
            rencana_selesai=langkah.rencana_selesai + GELOMBANG_DUA,
            alasan="Gelombang kedua",
            oleh=SISTEM,
        )


def _start_s0(desa: Desa) -> None:
    actions.start_langkah(desa.langkah("S0"), tanggal=desa.hari(date(2026, 9, 29)), oleh=desa.faskel)


def _inform(desa: Desa, bagian: float = 1.0) -> None:
    """Sosialisasi meetings at kelurahan, RW and RT; `bagian` is the share of places reached."""
    langkah = desa.langkah("S0")
    _meet(desa, langkah, "S0-KEL", date(2026, 9, 30), "Aula Kelurahan", orang=desa.rng.randint(38, 70))
    for ke, rw in enumerate(desa.rw[: max(1, round(len(desa.rw) * bagian))]):
        _meet(desa, langkah, "S0-RW", date(2026, 10, 2 + ke), f"Balai {rw.label}", basis=rw)
    for ke, rt in enumerate(desa.rt[: round(len(desa.rt) * bagian)]):
        _meet(desa, langkah, "S0-RT", date(2026, 10, 6 + ke % 14), f"Rumah ketua {rt.label}", basis=rt)


def _meet(
    desa: Desa, langkah: Langkah, jenis: str, hari: date, tempat: str, *, basis: Basis | None = None, orang: int = 0
) -> Pertemuan:
    """A meeting that was held, with a believable attendance of its place."""
    jumlah = orang or desa.rng.randint(16, 40)
    perempuan = jumlah * desa.rng.randint(36, 58) // 100
    laki = jumlah - perempuan
    return actions.record_pertemuan(
        langkah, jenis=jenis, tanggal=desa.hari(hari), tempat=tempat, basis=basis, peserta_l=laki, peserta_p=perempuan,
        miskin_l=laki * desa.rng.randint(28, 48) // 100, miskin_p=perempuan * desa.rng.randint(32, 55) // 100,
        sumber_miskin="perkiraan", jam_mulai=time(19, 30), jam_selesai=time(21, 15), pemimpin=person(desa.rng, "L"),
        notulis=person(desa.rng, "P"), oleh=desa.faskel,
    )  # fmt: skip


def _finish_s0(desa: Desa) -> None:
    """Candidates for relawan, the agreed day of the RKM, the attendance lists: then hand in."""
    langkah = desa.langkah("S0")
    for rt in desa.rt[:3]:
        _volunteer(desa, langkah, rt)
    _schedule_rkm(desa)
    actions.file_keluaran(langkah, kode="S0-DH", berkas=desa.berkas, keterangan="Semua pertemuan", oleh=desa.faskel)
    actions.submit_langkah(langkah, alasan=ALASAN_LANJUT, oleh=desa.faskel)


def _schedule_rkm(desa: Desa) -> None:
    actions.schedule_pertemuan(
        desa.langkah("S1"), jenis="S1-RKM", rencana_tanggal=date(2026, 11, 7) + desa.geser, jam_mulai=time(9, 0),
        tempat="Aula Kelurahan", oleh=desa.faskel,
    )  # fmt: skip


def _volunteer(desa: Desa, langkah: Langkah, basis: Basis) -> None:
    jenis = desa.rng.choice("LPP")
    assert langkah.siklus is not None  # noqa: S101
    actions.register_relawan(
        langkah.siklus, langkah=langkah, nama=person(desa.rng, jenis), jenis_kelamin=jenis, basis=basis,
        sejak=desa.hari(date(2026, 10, 20)), miskin=desa.rng.random() < 0.4, peran="Relawan RT",
        pembeda=basis.induk.label if basis.induk else "", oleh=desa.faskel,
    )  # fmt: skip


def _verify(kode: str) -> Callable[[Desa], None]:
    def jalankan(desa: Desa) -> None:
        actions.verify_langkah(desa.langkah(kode), oleh=desa.korkot)

    return jalankan


def _return(kode: str, catatan: str) -> Callable[[Desa], None]:
    def jalankan(desa: Desa) -> None:
        actions.return_langkah(desa.langkah(kode), alasan=catatan, oleh=desa.korkot)

    return jalankan


def _start_s1(desa: Desa) -> None:
    actions.start_langkah(desa.langkah("S1"), tanggal=desa.hari(date(2026, 10, 27)), oleh=desa.faskel)


def _start_again(desa: Desa) -> None:
    actions.start_langkah(desa.langkah("S1"), tanggal=desa.hari(date(2026, 11, 17)), oleh=desa.faskel)


def _prepare_rkm(desa: Desa) -> None:
    _meet(desa, desa.langkah("S1"), "S1-PERSIAPAN", date(2026, 10, 29), "Ruang rapat kelurahan", orang=14)


def _decide(hasil: str, hari: date) -> Callable[[Desa], None]:
    """Hold the planned RKM and record what residents decided, with the papers that prove it."""

    def jalankan(desa: Desa) -> None:
        langkah = desa.langkah("S1")
        rapat = langkah.pertemuan.filter(jenis="S1-RKM", status="terjadwal").first()
        orang = max(45, desa.dewasa * desa.rng.randint(3, 7) // 100)
        perempuan = orang * desa.rng.randint(40, 54) // 100
        laki = orang - perempuan
        isi: dict[str, Any] = {
            "tanggal": desa.hari(hari), "tempat": "Aula Kelurahan", "peserta_l": laki, "peserta_p": perempuan,
            "miskin_l": laki * 2 // 5, "miskin_p": perempuan * 9 // 20, "sumber_miskin": "perkiraan",
            "pemimpin": person(desa.rng, "L"), "notulis": person(desa.rng, "P"), "jam_selesai": time(12, 10),
            "jam_mulai": time(9, 0),
        }  # fmt: skip
        if rapat is None:
            rapat = actions.record_pertemuan(langkah, jenis="S1-RKM", oleh=desa.faskel, **isi)
        else:
            rapat = actions.hold_pertemuan(rapat, oleh=desa.faskel, **isi)
        actions.record_keputusan(
            langkah, hasil=hasil, pertemuan=rapat, catatan=ALASAN_TOLAK if hasil == "tolak" else "", oleh=desa.faskel
        )
        _file_papers(desa, langkah, rapat, hasil)

    return jalankan


def _file_papers(desa: Desa, langkah: Langkah, rapat: Pertemuan, hasil: str) -> None:
    siapa = [
        (rapat.pemimpin, "Pimpinan rembug"),
        (rapat.notulis, "Notulis"),
        (person(desa.rng, "L"), "Wakil warga laki-laki"),
        (person(desa.rng, "P"), "Wakil warga perempuan"),
        (person(desa.rng, "L"), "Lurah (mengetahui)"),
    ]
    tanda = [{"nama": n, "jabatan": j, "tanggal": str(rapat.tanggal)} for n, j in siapa]
    bukti: dict[str, Any] = {"pertemuan": rapat, "berkas": desa.berkas, "oleh": desa.faskel}
    actions.file_keluaran(langkah, kode="S1-BA", dari_kertas=True, penanda_tangan=tanda, **bukti)
    actions.file_keluaran(langkah, kode="S1-DH", **bukti)
    if hasil == "terima":
        actions.file_keluaran(langkah, kode="S1-RENCANA", keterangan="Rencana kerja sesudah RKM", **bukti)
        for rt in desa.rt[3:]:
            _volunteer(desa, langkah, rt)


def _submit_s1(desa: Desa) -> None:
    actions.submit_langkah(desa.langkah("S1"), alasan=ALASAN_LANJUT, oleh=desa.faskel)


def _lesson(desa: Desa) -> None:
    actions.write_pelajaran(
        desa.langkah("S1"),
        berhasil="Undangan lewat ketua RT dan pengajian membuat perempuan lebih banyak hadir.",
        tidak_berhasil="Rembug siang hari kerja sulit bagi buruh harian.",
        saran="Adakan kelompok kecil menurut RT sebelum musyawarah bersama.",
        oleh=desa.faskel,
    )


def _again(desa: Desa) -> None:
    siklus = Siklus.objects.get(wilayah=desa.wilayah, nomor=1)
    actions.schedule_ulang(
        siklus, rencana_mulai=date(2026, 11, 16), rencana_selesai=date(2026, 12, 12) + desa.geser,
        alasan="Warga meminta rembug kedua sesudah urusan tunggakan selesai.", oleh=desa.korkot,
    )  # fmt: skip


def _adopt(desa: Desa) -> None:
    """A kelurahan with a living BKM enters midway: its early stages are taken over on their papers."""
    sf = Penugasan.objects.get(wilayah_id=desa.wilayah.induk_id, peran="sf").pengguna
    oleh: Any = desa.korkot if desa.korkot.may(izin.BUKA_AWAL) else sf
    for kode, keluaran, hasil, hari in (
        ("S0", "S0-DH", "", date(2023, 3, 4)),
        ("S1", "S1-BA", "terima", date(2023, 4, 15)),
    ):
        actions.adopt_langkah(
            desa.langkah(kode), tanggal=hari, kode=keluaran, berkas=desa.berkas, hasil=hasil,
            alasan="Dilaksanakan sebelum kelurahan ini masuk ke sistem; kertasnya tersimpan di sekretariat.", oleh=oleh,
        )  # fmt: skip


S0_PENUH: list[Callable[[Desa], None]] = [_start_s0, _inform, _finish_s0]
S1_TERIMA = [*S0_PENUH, _verify("S0"), _start_s1, _prepare_rkm, _decide("terima", date(2026, 11, 7)), _submit_s1]
S1_TOLAK = [*S0_PENUH, _verify("S0"), _start_s1, _prepare_rkm, _decide("tolak", date(2026, 11, 7)), _submit_s1]
JALAN: dict[str, list[Callable[[Desa], None]]] = {
    "belum": [],
    "s0_berjalan": [_start_s0, lambda desa: _inform(desa, 0.6)],
    "s0_diajukan": S0_PENUH,
    "s0_dikembalikan": [*S0_PENUH, _return("S0", "Daftar hadir RW 02 belum ada. Mohon difoto dan diunggah lagi.")],
    "s0_terverifikasi": [*S0_PENUH, _verify("S0")],
    "rkm_dijadwalkan": [*S0_PENUH, _verify("S0"), _start_s1],
    "rkm_berjalan": [*S0_PENUH, _verify("S0"), _start_s1, _prepare_rkm],
    "rkm_diajukan": S1_TERIMA,
    "rkm_dikembalikan": [*S1_TERIMA, _return("S1", "Tanda tangan wakil warga perempuan di berita acara belum ada.")],
    "rkm_terima": [*S1_TERIMA, _verify("S1"), _lesson],
    "rkm_tolak": [*S1_TOLAK, _verify("S1")],
    "rkm_kedua_dijadwalkan": [*S1_TOLAK, _verify("S1"), _again],
    "rkm_kedua_terima": [
        *S1_TOLAK,
        _verify("S1"),
        _again,
        _start_again,
        _decide("terima", date(2026, 11, 19)),
        _submit_s1,
    ],  # fmt: skip
    "keadaan_awal": [_adopt],
}


def sheet_picture(nama: str) -> bytes:
    """A made-up photo of a signed sheet: ruled lines, scribbles, the word CONTOH. JPEG bytes."""
    from PIL import Image, ImageDraw

    gambar = Image.new("RGB", (720, 1000), (250, 248, 240))
    pena = ImageDraw.Draw(gambar)
    rng = chance(f"lembar-{nama}")
    pena.text((60, 50), f"DAFTAR HADIR / BERITA ACARA - {nama.upper()}", fill=(40, 40, 40))
    pena.text((60, 80), "CONTOH - data rekaan", fill=(160, 40, 40))
    for baris in range(20):
        y = 130 + baris * 40
        pena.line((60, y + 26, 660, y + 26), fill=(180, 180, 175))
        titik = [(70 + x * 9, y + rng.randint(2, 22)) for x in range(rng.randint(12, 26))]
        pena.line(titik, fill=(30, 50, 120), width=2)
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=60)
    return keluar.getvalue()
