"""Imports of workbooks: the master schedule of a kota, the official list of locations. Source: SIK-21, SIK-29."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.impor import BarisRencana, Importir, Rencana
from inti.pelaku import lies_in
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from siklus import izin, tautan
from siklus.actions.jadwal import BarisJadwal, BarisLokasi, save_jadwal, save_lokasi
from siklus.definisi import definisi_terbaru, semua_definisi
from siklus.models import JadwalInduk, LokasiSasaran
from wilayah.models import Wilayah

PROGRAM = KolomImpor("program", gettext_lazy("Program"), contoh="p2kp", petunjuk=gettext_lazy("kosong: p2kp"))
TAHUN = KolomImpor("tahun", gettext_lazy("Tahun"), "bulat", wajib=True, contoh=2026)

KOLOM_JADWAL = (
    PROGRAM,
    TAHUN,
    KolomImpor("tahun_siklus", gettext_lazy("Tahun siklus"), "bulat", contoh=1, petunjuk=gettext_lazy("kosong: 1")),
    KolomImpor("kode", gettext_lazy("Langkah"), wajib=True, contoh="S1"),
    KolomImpor(
        "tingkat", gettext_lazy("Tingkat"), contoh="kelurahan", petunjuk=gettext_lazy("kosong: tingkat terbawah")
    ),
    KolomImpor("rencana_mulai", gettext_lazy("Rencana mulai"), "tanggal", wajib=True, contoh="01-09-2026"),
    KolomImpor("rencana_selesai", gettext_lazy("Rencana selesai"), "tanggal", wajib=True, contoh="14-09-2026"),
)
KOLOM_LOKASI = (
    PROGRAM,
    KolomImpor("kode", gettext_lazy("Kode wilayah"), wajib=True, contoh="32.73.01.1001"),
    KolomImpor("tahun", gettext_lazy("Tahun anggaran"), "bulat", wajib=True, contoh=2026),
    KolomImpor(
        "surat_asal", gettext_lazy("Penerbit surat"), wajib=True, contoh="Direktur Jenderal Cipta Karya", maks=150
    ),
    KolomImpor("surat_nomor", gettext_lazy("Nomor surat"), wajib=True, contoh="KU.03.02/123", maks=100),
    KolomImpor("surat_tanggal", gettext_lazy("Tanggal surat"), "tanggal", wajib=True, contoh="05-01-2026"),
    KolomImpor("catatan", gettext_lazy("Catatan"), maks=300),
)

Kunci = tuple[str, int, int, str, str]


def plan_jadwal(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the master schedule of an area; changes nothing. One query."""
    kini = {
        (j.definisi, j.tahun, j.tahun_siklus, j.kode, j.tingkat): (j.rencana_mulai, j.rencana_selesai)
        for j in JadwalInduk.objects.filter(wilayah=kode_wilayah)
    }
    rencana, terlihat = Rencana(), dict[Kunci, int]()
    for b in baris:
        try:
            program, satu = _schedule_row(b)
        except ValueError as galat:
            rencana.galat.append(GalatBaris(b.nomor, "", str(galat)))
            continue
        kunci = (definisi_terbaru(program).kunci, b.nilai["tahun"], satu.tahun_siklus, satu.kode, satu.tingkat)
        if kunci in terlihat:
            pesan = _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[kunci]}
            rencana.galat.append(GalatBaris(b.nomor, "", pesan))
            continue
        terlihat[kunci] = b.nomor
        tanggal = (satu.rencana_mulai, satu.rencana_selesai)
        keadaan = "baru" if kunci not in kini else "sama" if kini[kunci] == tanggal else "berubah"
        ringkas = f"{satu.kode} {satu.tingkat} {b.nilai['tahun']}: {tanggal[0]:%d-%m-%Y} – {tanggal[1]:%d-%m-%Y}"
        rencana.baris.append(BarisRencana(b.nomor, keadaan, ringkas))  # type: ignore[arg-type]
    return rencana


@aksi
def import_jadwal(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked master schedule; rows already so change nothing. Raises: TidakBerwenang, IsianSalah. SIK-29."""
    wilayah = Wilayah.objects.get(pk=kode_wilayah)
    kelompok: dict[tuple[str, int], list[BarisJadwal]] = {}
    for b in baris:
        program, satu = _schedule_row(b)
        kelompok.setdefault((program, b.nilai["tahun"]), []).append(satu)
    jumlah = {"baru": 0, "berubah": 0, "sama": 0, "langkah": 0}
    for (program, tahun), isi in kelompok.items():
        hasil = save_jadwal(wilayah, oleh=oleh, tahun=tahun, baris=isi, program=program)
        for k in jumlah:
            jumlah[k] += getattr(hasil, k)
    return jumlah


def _schedule_row(b: BarisImpor) -> tuple[str, BarisJadwal]:
    """One row with its meaning. Raises ValueError with a sentence."""
    program = str(b.nilai.get("program") or "p2kp").lower()
    if program not in {d.kode for d in semua_definisi()}:
        raise ValueError(_("Program %(p)s tidak dikenal.") % {"p": program})
    kode = str(b.nilai["kode"]).strip()
    tingkat = str(b.nilai.get("tingkat") or "").strip().lower()
    try:
        aturan = definisi_terbaru(program).ambil(kode, tingkat=tingkat or None)
    except KeyError:
        raise ValueError(_("Langkah %(k)s tidak ada di tingkat itu.") % {"k": kode}) from None
    mulai, selesai = b.nilai["rencana_mulai"], b.nilai["rencana_selesai"]
    if not 1999 <= b.nilai["tahun"] <= 2100 or not 1 <= int(b.nilai.get("tahun_siklus") or 1) <= 10:
        raise ValueError(_("Isi tahun dengan benar."))
    if not _in_order(mulai, selesai):
        raise ValueError(_("Rencana selesai tidak boleh sebelum rencana mulai."))
    return program, BarisJadwal(kode, aturan.tingkat.value, mulai, selesai, int(b.nilai.get("tahun_siklus") or 1))


def _in_order(mulai: datetime.date, selesai: datetime.date) -> bool:
    return mulai <= selesai


def plan_lokasi(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the list of locations; an area outside `kode_wilayah` is an error. Two queries."""
    kode = {str(b.nilai["kode"]).strip() for b in baris}
    ada = dict(Wilayah.objects.filter(pk__in=kode, aktif=True).values_list("kode", "nama"))
    kini = {(x.program, x.wilayah_id, x.tahun_anggaran): x for x in LokasiSasaran.objects.filter(wilayah__in=kode)}
    rencana, terlihat = Rencana(), dict[tuple[str, str, int], int]()
    for b in baris:
        satu, program = str(b.nilai["kode"]).strip(), str(b.nilai.get("program") or "p2kp").lower()
        galat = _location_error(satu, program, b.nilai["tahun"], ada, kode_wilayah)
        kunci = (program, satu, b.nilai["tahun"])
        if not galat and kunci in terlihat:
            galat = _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[kunci]}
        if galat:
            rencana.galat.append(GalatBaris(b.nomor, "", galat))
            continue
        terlihat[kunci] = b.nomor
        lama = kini.get(kunci)
        isi = _letter(b) | {"catatan": str(b.nilai.get("catatan") or ""), "berlaku": True}
        keadaan = (
            "baru" if lama is None else "sama" if all(getattr(lama, k) == v for k, v in isi.items()) else "berubah"
        )
        rencana.baris.append(BarisRencana(b.nomor, keadaan, f"{satu} {ada[satu]} {b.nilai['tahun']}"))  # type: ignore[arg-type]
    return rencana


def _location_error(kode: str, program: str, tahun: int, ada: dict[str, str], kode_wilayah: str) -> str:
    if program not in {d.kode for d in semua_definisi()}:
        return _("Program %(p)s tidak dikenal.") % {"p": program}
    if kode not in ada:
        return _("Kode %(k)s tidak ada di register.") % {"k": kode}
    if kode_wilayah and not lies_in(kode, kode_wilayah):
        return _("%(nama)s di luar wilayah daftar ini.") % {"nama": ada[kode]}
    return "" if 1999 <= tahun <= 2100 else _("Isi tahun anggaran yang benar.")


def _letter(b: BarisImpor) -> dict[str, Any]:
    return {
        "surat_asal": str(b.nilai["surat_asal"]).strip(), "surat_nomor": str(b.nilai["surat_nomor"]).strip(),
        "surat_tanggal": b.nilai["surat_tanggal"],
    }  # fmt: skip


@aksi
def import_lokasi(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked list of locations, letter by letter. Raises: TidakBerwenang, IsianSalah. SIK-21."""
    kelompok: dict[tuple[Any, ...], list[BarisLokasi]] = {}
    for b in baris:
        surat = _letter(b)
        kunci = (str(b.nilai.get("program") or "p2kp").lower(), b.nilai["tahun"], *surat.values())
        satu = BarisLokasi(str(b.nilai["kode"]).strip(), str(b.nilai.get("catatan") or ""))
        kelompok.setdefault(kunci, []).append(satu)
    jumlah = {"baru": 0, "berubah": 0, "sama": 0}
    for (program, tahun, asal, nomor, hari), isi in kelompok.items():
        hasil = save_lokasi(
            oleh=oleh,
            tahun_anggaran=tahun,
            surat_asal=asal,
            surat_nomor=nomor,
            surat_tanggal=hari,
            baris=isi,
            program=program,
        )
        for k in jumlah:
            jumlah[k] += getattr(hasil, k)
    return jumlah


IMPOR_JADWAL = Importir(
    judul=gettext_lazy("Jadwal induk"),
    izin=izin.JADWALKAN,
    izin_baca=izin.LIHAT,
    kolom=KOLOM_JADWAL,
    rencana=plan_jadwal,
    simpan=import_jadwal,
    selesai=tautan.jadwal,
    petunjuk=gettext_lazy("Satu baris untuk satu langkah. Langkah yang sudah diajukan tetap memakai rencana lamanya."),
)
IMPOR_LOKASI = Importir(
    judul=gettext_lazy("Daftar lokasi sasaran"),
    izin=izin.KELOLA_LOKASI,
    izin_baca=izin.LIHAT,
    kolom=KOLOM_LOKASI,
    rencana=plan_lokasi,
    simpan=import_lokasi,
    selesai=lambda kode: tautan.lokasi(),
    petunjuk=gettext_lazy(
        "Satu baris untuk satu wilayah dalam surat resmi. Berkas yang sama dua kali tidak mengubah apa pun."
    ),
)
