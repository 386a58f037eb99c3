"""Demo part of `siklus`: the kota on its way through the cycle, in every state that the field knows.

Each kelurahan follows its scenario (skenario.py), step by step through our own actions and as the officers concerned:
late, returned, refused, refused and asked again, verified, and one that joined midway. The stages from S4 on are walked
by the apps above, in the same way.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from akun.models import Pengguna, Penugasan
from inti.pelaku import SISTEM
from inti.peragaan import KOTA, Tulis, chance, person
from inti.unggah import check_upload
from inti.unit_kerja import unit_kerja
from laporan.actions import save_berkas
from siklus import actions, izin
from siklus.demo.desa import ALASAN_LANJUT, KEMBALI, Desa, fulfil, hand_in, hold_all, meet, sheet_picture, train
from siklus.demo.isi import fill_pemetaan, fill_refleksi
from siklus.demo.skenario import GESER, JADWAL, TAHUN, Skenario, scenario_of
from siklus.models import Langkah, Pertemuan, Siklus
from wilayah.demo import demo_kelurahan
from wilayah.models import Basis, Wilayah

__all__ = [
    "ALASAN_LANJUT", "KEMBALI", "Desa", "Skenario", "fulfil", "goal", "hand_in", "hold_all", "load", "meet", "scenario_of",
    "sheet_picture", "train", "walked",
]  # fmt: skip

ALASAN_TOLAK = (
    "Warga keberatan karena RW 02 masih menyelesaikan tunggakan program sebelumnya, dan meminta waktu sampai "
    "urusan itu selesai."
)


def load(tulis: Tulis) -> None:
    """Fill the kota once; a kelurahan that has a Siklus already is left alone."""
    kelurahan = demo_kelurahan()
    sudah = set(Siklus.objects.filter(kode_kota=KOTA).values_list("wilayah_id", flat=True))
    baru = [w for w in kelurahan if w.kode not in sudah]
    if not sudah:
        _prepare(kelurahan)
    for wilayah in baru:
        _walk(Desa(wilayah))
    tulis(f"  siklus: {len(baru)} kelurahan baru")


def walked(kode: str) -> list[Desa]:
    """For the apps above: the kelurahan whose scenario reaches stage `kode` and whose stage has not been touched yet."""
    belum = set(
        Langkah.objects.filter(kode_kota=KOTA, kode=kode, tahun_siklus=1, status="belum").values_list(
            "wilayah_id", flat=True
        )
    )
    return [Desa(w) for w in demo_kelurahan() if w.kode in belum and scenario_of(w).reached(kode)]


# -- kota and kecamatan --------------------------------------------------------------------------------------------


def _prepare(kelurahan: list[Wilayah]) -> None:
    """The official list, the master schedule, and Sosialisasi at kota and kecamatan."""
    kota = Wilayah.objects.get(kode=KOTA)
    actions.save_lokasi(
        tahun_anggaran=TAHUN,
        surat_asal="Tim Koordinasi Nasional (rekaan)",
        surat_nomor="B-117/LOKASI/2026",
        surat_tanggal=date(2026, 1, 5),
        baris=[actions.BarisLokasi(w.kode) for w in kelurahan],
        oleh=SISTEM,
    )
    actions.save_jadwal(
        kota, tahun=TAHUN, baris=[actions.BarisJadwal(k, t, a, b) for k, t, a, b in JADWAL], oleh=SISTEM
    )
    actions.open_langkah_atas(kota, tahun=TAHUN, oleh=SISTEM)
    korkot, kmw = (Pengguna.objects.get(username=n) for n in ("korkot", "kmw"))
    _socialise_above(kota, "S0-KOTA", date(2026, 1, 20), "Aula Balai Kota", pengaju=korkot, verifikator=kmw)
    for kode in sorted({str(w.induk_id) for w in kelurahan}):
        wilayah = Wilayah.objects.get(kode=kode)
        actions.open_langkah_atas(wilayah, tahun=TAHUN, oleh=SISTEM)
        sf = Penugasan.objects.get(wilayah=wilayah, peran="sf").pengguna
        _socialise_above(
            wilayah, "S0-KEC", date(2026, 1, 27), f"Kantor Kecamatan {wilayah.nama}", pengaju=sf, verifikator=korkot
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


def _walk(desa: Desa) -> None:
    """Open the Siklus and go as far as the scenario says; one unit for each kelurahan."""
    awal = desa.skenario.cara == "awal"

    def kerja() -> None:
        siklus = actions.create_siklus(desa.wilayah, tahun=TAHUN, keadaan_awal=awal, oleh=SISTEM)
        _move_plan(desa, siklus)
        if awal:
            _adopt(desa)
            return
        for kode, jalan in (("S0", _socialise), ("S1", _deliberate), ("S2", _reflect), ("S3", _survey)):
            if desa.skenario.reached(kode):
                jalan(desa)

    unit_kerja(kerja, oleh=desa.faskel)


def _move_plan(desa: Desa, siklus: Siklus) -> None:
    """A later wave: every stage of year 1 so many days after the master schedule."""
    geser = GESER[desa.skenario.gelombang]
    if not geser:
        return
    semua: Any = siklus.langkah.filter(tahun_siklus=1, rencana_mulai__isnull=False)
    for langkah in semua:
        actions.plan_langkah(
            langkah, rencana_mulai=langkah.rencana_mulai + geser, rencana_selesai=langkah.rencana_selesai + geser,
            alasan=f"Gelombang {desa.skenario.gelombang}", oleh=SISTEM,
        )  # fmt: skip


def goal(desa: Desa, kode: str) -> str:
    """The state in which stage `kode` is left: the scenario's own, or verified when the walk goes on."""
    return desa.skenario.keadaan if kode == desa.skenario.langkah else "terverifikasi"


def _socialise(desa: Desa) -> None:
    """S0: meetings at kelurahan, RW and RT, the first volunteers, the agreed day of the RKM."""
    tujuan = goal(desa, "S0")
    langkah = desa.langkah("S0")
    mulai, selesai = desa.span(langkah)
    actions.start_langkah(langkah, tanggal=mulai, oleh=desa.faskel)
    hold_all(desa, langkah, mulai, selesai, bagian=0.6 if tujuan == "berjalan" else 1.0)
    if tujuan == "berjalan":
        return
    for rt in desa.rt[:3]:
        _volunteer(desa, langkah, rt)
    rkm = desa.langkah("S1")
    assert rkm.rencana_selesai  # noqa: S101
    actions.schedule_pertemuan(
        rkm, jenis="S1-RKM", rencana_tanggal=rkm.rencana_selesai - timedelta(days=7), jam_mulai=time(9, 0),
        tempat="Aula Kelurahan", oleh=desa.faskel,
    )  # fmt: skip
    actions.file_keluaran(langkah, kode="S0-DH", berkas=desa.berkas, keterangan="Semua pertemuan", oleh=desa.faskel)
    hand_in(desa, "S0", tujuan)


def _volunteer(desa: Desa, langkah: Langkah, basis: Basis) -> None:
    jenis = desa.rng.choice("LPP")
    assert langkah.siklus is not None  # noqa: S101
    actions.register_relawan(
        langkah.siklus, langkah=langkah, nama=person(desa.rng, jenis), jenis_kelamin=jenis, basis=basis,
        sejak=desa.span(langkah)[1], miskin=desa.rng.random() < 0.4, peran="Relawan RT",
        pembeda=basis.induk.label if basis.induk else "", oleh=desa.faskel,
    )  # fmt: skip


def _deliberate(desa: Desa) -> None:
    """S1: the residents say yes or no; a refusal may be asked again."""
    cara, tujuan = desa.skenario.cara if desa.skenario.langkah == "S1" else "", goal(desa, "S1")
    langkah = desa.langkah("S1")
    mulai, _selesai = desa.span(langkah)
    actions.start_langkah(langkah, tanggal=mulai, oleh=desa.faskel)
    if cara == "dijadwalkan":
        return
    meet(desa, langkah, "S1-PERSIAPAN", mulai + timedelta(days=2), "Ruang rapat kelurahan", orang=14)
    hasil = "tolak" if cara in {"tolak", "ulang"} else "terima"
    _decide(desa, hasil)
    _hand_in_rkm(desa, "terverifikasi" if cara == "ulang" else tujuan)
    if cara == "ulang":
        _ask_again(desa, tujuan)
    elif tujuan == "terverifikasi" and hasil == "terima":
        _lesson(desa)


def _hand_in_rkm(desa: Desa, tujuan: str) -> None:
    actions.submit_langkah(desa.langkah("S1"), alasan=ALASAN_LANJUT, oleh=desa.faskel)
    if tujuan == "terverifikasi":
        actions.verify_langkah(desa.langkah("S1"), oleh=desa.korkot)
    elif tujuan == "dikembalikan":
        actions.return_langkah(desa.langkah("S1"), alasan=KEMBALI[1], oleh=desa.korkot)


def _ask_again(desa: Desa, tujuan: str) -> None:
    """Residents who refused are asked a second time: planned, or decided and handed in."""
    siklus = Siklus.objects.get(wilayah=desa.wilayah, nomor=1)
    actions.schedule_ulang(
        siklus, rencana_mulai=date(2026, 11, 16), rencana_selesai=date(2026, 12, 12),
        alasan="Warga meminta rembug kedua sesudah urusan tunggakan selesai.", oleh=desa.korkot,
    )  # fmt: skip
    if tujuan == "diajukan":
        actions.start_langkah(desa.langkah("S1"), tanggal=date(2026, 11, 17), oleh=desa.faskel)
        _decide(desa, "terima")
        _hand_in_rkm(desa, tujuan)


def _decide(desa: Desa, hasil: str) -> None:
    """Hold the planned RKM and record what residents decided, with the papers that prove it."""
    langkah = desa.langkah("S1")
    rapat = langkah.pertemuan.filter(jenis="S1-RKM", status="terjadwal").first()
    orang = max(45, desa.dewasa * desa.rng.randint(3, 7) // 100)
    perempuan = orang * desa.rng.randint(40, 54) // 100
    laki = orang - perempuan
    isi: dict[str, Any] = {
        "tanggal": desa.span(langkah)[1], "tempat": "Aula Kelurahan", "peserta_l": laki, "peserta_p": perempuan,
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


def _reflect(desa: Desa) -> None:
    """S2: discussions in the RT, and one list for the kelurahan."""
    tujuan = goal(desa, "S2")
    fulfil(desa, "S2", isi=fill_refleksi, bagian=0.5 if tujuan == "berjalan" else 1.0, sampai=tujuan)


def _survey(desa: Desa) -> None:
    """S3: the studies, PS-2 with its notice period, problems and potentials."""
    tujuan, cara = goal(desa, "S3"), desa.skenario.cara
    bagian = {"kajian": 0.5, "pengumuman": 0.9}.get(cara, 1.0) if tujuan == "berjalan" else 1.0
    fulfil(desa, "S3", isi=fill_pemetaan, bagian=bagian, sampai=tujuan)


def _lesson(desa: Desa) -> None:
    actions.write_pelajaran(
        desa.langkah("S1"),
        berhasil="Undangan lewat ketua RT dan pengajian membuat perempuan lebih banyak hadir.",
        tidak_berhasil="Rembug siang hari kerja sulit bagi buruh harian.",
        saran="Adakan kelompok kecil menurut RT sebelum musyawarah bersama.",
        oleh=desa.faskel,
    )


def _adopt(desa: Desa) -> None:
    """A kelurahan with a living BKM enters midway: its early stages are taken over on their papers."""
    oleh: Any = desa.korkot if desa.korkot.may(izin.BUKA_AWAL) else desa.sf
    for kode, keluaran, hasil, hari in (
        ("S0", "S0-DH", "", date(2023, 3, 4)),
        ("S1", "S1-BA", "terima", date(2023, 4, 15)),
    ):
        actions.adopt_langkah(
            desa.langkah(kode), tanggal=hari, kode=keluaran, berkas=desa.berkas, hasil=hasil,
            alasan="Dilaksanakan sebelum kelurahan ini masuk ke sistem; kertasnya tersimpan di sekretariat.", oleh=oleh,
        )  # fmt: skip
