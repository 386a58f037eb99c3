"""One kelurahan on its walk through the demo: its officers, its places, its papers, and how a stage is fulfilled.

`fulfil` reads the stage's definition and records what it asks for (trainings, meetings, decision, evidence) through our
own actions; the apps above add the contents of their stages. So a change of the definition changes the demo too.
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
from inti.peragaan import chance, person
from inti.unggah import check_upload
from laporan.actions import save_berkas
from laporan.models import Berkas
from siklus import actions
from siklus.definisi.model import DefPertemuan, JenisKeluaran, Tingkat
from siklus.demo.skenario import GESER, Skenario, scenario_of
from siklus.gerbang import periksa_gerbang
from siklus.models import Langkah, Pertemuan
from wilayah.models import Basis, DaftarDewasa, Wilayah
from wilayah.waktu import today_in

ALASAN_LANJUT = "Diketahui bersama dan tidak mengubah keputusan warga."
Isi = Callable[["Desa", Langkah, dict[str, list[Pertemuan]]], None]


class Desa:
    """One kelurahan of the demo."""

    def __init__(self, wilayah: Wilayah) -> None:
        self.wilayah = wilayah
        self.skenario: Skenario = scenario_of(wilayah)
        self.rng: Random = chance(f"siklus-{wilayah.kode}")
        self.faskel: Any = Penugasan.objects.get(wilayah=wilayah, peran="faskel_cd", selesai__isnull=True).pengguna
        self.sf: Any = Penugasan.objects.get(wilayah=wilayah.induk_id, peran="sf").pengguna
        self.korkot: Any = Pengguna.objects.get(username="korkot")
        basis = list(Basis.objects.filter(wilayah=wilayah, aktif=True).select_related("induk"))
        self.rw = [b for b in basis if b.jenis == Basis.Jenis.RW]
        self.rt = [b for b in basis if b.jenis == Basis.Jenis.RT]
        jumlah = DaftarDewasa.objects.filter(wilayah=wilayah).aggregate(n=Sum(F("dewasa_l") + F("dewasa_p")))
        self.dewasa: int = jumlah["n"] or 0
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
        """A day of the first wave's plan, moved with the wave of this kelurahan, never after today."""
        return min(hari + GESER[self.skenario.gelombang], today_in(self.wilayah.kode))

    def span(self, langkah: Langkah) -> tuple[date, date]:
        """Field begin and end of a stage: its plan, cut at today so that both have happened and lie apart."""
        hari_ini = today_in(self.wilayah.kode)
        assert langkah.rencana_mulai and langkah.rencana_selesai  # noqa: S101  (the master schedule has them)
        mulai = min(langkah.rencana_mulai + timedelta(days=self.rng.randint(0, 3)), hari_ini - timedelta(days=9))
        return mulai, max(min(langkah.rencana_selesai - timedelta(days=2), hari_ini), mulai + timedelta(days=8))


def meet(
    desa: Desa, langkah: Langkah, jenis: str, hari: date, tempat: str, *, basis: Basis | None = None, orang: int = 0,
    **isi: Any,
) -> Pertemuan:  # fmt: skip
    """A meeting that was held, with a believable attendance of its place."""
    jumlah = orang or desa.rng.randint(16, 40)
    perempuan = jumlah * desa.rng.randint(36, 58) // 100
    laki = jumlah - perempuan
    data: dict[str, Any] = {
        "peserta_l": laki, "peserta_p": perempuan, "miskin_l": laki * desa.rng.randint(28, 48) // 100,
        "miskin_p": perempuan * desa.rng.randint(32, 55) // 100, "sumber_miskin": "perkiraan", "jam_mulai": time(19, 30),
        "jam_selesai": time(21, 15), "pemimpin": person(desa.rng, "L"), "notulis": person(desa.rng, "P"),
    }  # fmt: skip
    return actions.record_pertemuan(
        langkah, jenis=jenis, tanggal=hari, tempat=tempat, basis=basis, oleh=desa.faskel, **{**data, **isi}
    )


def fulfil(desa: Desa, kode: str, *, isi: Isi | None = None, bagian: float = 1.0, sampai: str = "diajukan") -> Langkah:
    """Start stage `kode`, record what its definition asks, let `isi` add its contents, and hand it in.

    `bagian` below 1 stops in the middle: only that share of the meetings is held, nothing is decided or handed in.
    `sampai`: berjalan | diajukan | dikembalikan | terverifikasi.
    """
    langkah = desa.langkah(kode)
    mulai, selesai = desa.span(langkah)
    train(desa, langkah, mulai, sebelum=True)
    langkah = actions.start_langkah(langkah, tanggal=mulai, oleh=desa.faskel)
    rapat = hold_all(desa, langkah, mulai, selesai, bagian=bagian)
    if isi is not None:
        isi(desa, langkah, rapat)
    if bagian < 1 or sampai == "berjalan":
        return langkah
    train(desa, langkah, selesai, sebelum=False)
    conclude(desa, langkah, rapat)
    return hand_in(desa, kode, sampai)


def hold_all(
    desa: Desa, langkah: Langkah, mulai: date, selesai: date, *, bagian: float = 1.0
) -> dict[str, list[Pertemuan]]:
    """Every mandatory meeting of the definition, in its order, spread over the stage's days: kind -> meetings held."""
    daftar = [(d, b) for d in langkah.aturan_main.pertemuan if d.wajib for b in places(desa, d)]
    daftar = daftar[: max(1, round(len(daftar) * bagian))]
    langkah_hari = (selesai - mulai) / max(len(daftar), 1)
    hasil: dict[str, list[Pertemuan]] = {}
    for ke, (d, basis) in enumerate(daftar, start=1):
        tempat = f"Balai {basis.label}" if basis else "Aula Kelurahan"
        orang = 0 if basis else desa.rng.randint(38, 70)
        hari = mulai + timedelta(days=int((langkah_hari * ke).days))
        hasil.setdefault(d.kode, []).append(meet(desa, langkah, d.kode, hari, tempat, basis=basis, orang=orang))
    return hasil


def places(desa: Desa, d: DefPertemuan) -> list[Basis | None]:
    """Where a kind of meeting is held: everywhere when its reach is asked for, else at one place of its level."""
    semua: dict[Tingkat, list[Any]] = {Tingkat.BASIS: desa.rt, Tingkat.BASIS_ATAS: desa.rw}
    daftar = semua.get(d.tingkat, [None])
    return list(daftar) if d.jangkauan else list(daftar[:1])


def train(desa: Desa, langkah: Langkah, hari: date, *, sebelum: bool) -> None:
    """The trainings of a stage: those that come before its start, or those during it."""
    for d in langkah.aturan_main.pelatihan:
        if d.sebelum_mulai == sebelum:
            actions.record_pelatihan(
                langkah, kode=d.kode, judul=str(d.nama), tanggal=hari, hari=2, penyelenggara=str(d.penyelenggara),
                peserta_l=desa.rng.randint(6, 11), peserta_p=desa.rng.randint(6, 12), tempat="Aula Kelurahan",
                topik=[str(t) for t in d.topik], pelatih=desa.faskel.nama, oleh=desa.faskel,
            )  # fmt: skip


def conclude(desa: Desa, langkah: Langkah, rapat: dict[str, list[Pertemuan]]) -> None:
    """The residents' decision in the meeting that decides, and all papers with photo and signatures."""
    aturan = langkah.aturan_main
    if aturan.pilihan:
        tempat = next(rapat[d.kode][-1] for d in aturan.pertemuan if d.memutuskan and d.kode in rapat)
        actions.record_keputusan(langkah, hasil=aturan.pilihan[0].kode, pertemuan=tempat, oleh=desa.faskel)
    for d in aturan.keluaran:
        if not d.wajib:
            continue
        asal = next(reversed(rapat.get(d.pertemuan, [])), None)
        kertas = d.jenis is JenisKeluaran.BERITA_ACARA
        tanda = [{"nama": person(desa.rng, desa.rng.choice("LP")), "jabatan": str(j), "tanggal": str(asal.tanggal)}
                 for j in d.penandatangan] if kertas and asal is not None else []  # fmt: skip
        actions.file_keluaran(
            langkah, kode=d.kode, berkas=desa.berkas, pertemuan=asal, dari_kertas=bool(tanda), penanda_tangan=tanda,
            oleh=desa.faskel,
        )  # fmt: skip


def hand_in(desa: Desa, kode: str, sampai: str) -> Langkah:
    """Submit a stage whose findings allow it, and go on to the state asked for."""
    langkah = desa.langkah(kode)
    kurang = [k for k in periksa_gerbang(langkah) if k.menahan]
    if kurang:
        raise AssertionError(f"{desa.wilayah} {kode}: " + "; ".join(f"{k.pesan} {k.rincian}" for k in kurang))
    langkah = actions.submit_langkah(langkah, alasan=ALASAN_LANJUT, oleh=desa.faskel)
    if sampai == "terverifikasi":
        return actions.verify_langkah(langkah, oleh=desa.korkot)
    if sampai == "dikembalikan":
        return actions.return_langkah(langkah, alasan=KEMBALI[desa.rng.randrange(len(KEMBALI))], oleh=desa.korkot)
    return langkah


KEMBALI = [
    "Daftar hadir RW 02 belum ada. Mohon difoto dan diunggah lagi.",
    "Tanda tangan wakil warga perempuan di berita acara belum ada.",
    "Jumlah hadir di berita acara tidak sama dengan daftar hadirnya. Mohon diperiksa.",
]


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
