"""The three control checklists of a KSM (B13 names them, its questions were not seen): questions as data, by edition.

A question of an edition never changes its meaning once filled lists name it; a better list is a new edition. Each
question says where it comes from: a source key of docs/sumber.md, or `R` where only field memory speaks. They inform, and
never block. Source: KSM-21.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Butir:
    """One question, answered "sudah" or "belum"."""

    kode: str
    teks: Any
    sumber: str


@dataclass(frozen=True)
class DefCeklis:
    """One checklist."""

    jenis: str
    edisi: int
    nama: Any
    kapan: Any
    butir: tuple[Butir, ...]

    def ambil(self, kode: str) -> Butir:
        """The question with this code. Raises KeyError."""
        for b in self.butir:
            if b.kode == kode:
                return b
        raise KeyError(kode)


KEADAAN = DefCeklis(
    jenis="keadaan",
    edisi=1,
    nama=_("Keadaan kelompok"),
    kapan=_("Sewaktu kelompok ditemukan atau dibentuk, sebelum didaftarkan."),
    butir=(
        Butir("sukarela", _("Anggota bergabung atas kemauan sendiri."), "C3"),
        Butir("ikatan", _("Anggota saling mengenal dan mempunyai ikatan bersama."), "C3"),
        Butir("tujuan", _("Tujuan kelompok dirumuskan bersama, dan semua anggota dapat menyebutkannya."), "C3"),
        Butir("terbuka", _("Warga miskin di sekitarnya dapat bergabung."), "A1"),
        Butir("setara", _("Anggota yang miskin diperlakukan setara: ikut bicara dan ikut memutuskan."), "A1"),
        Butir("manfaat", _("Warga miskin menerima manfaatnya secara langsung."), "A1"),
        Butir("ps2", _("Anggota yang menerima manfaat tercantum dalam daftar PS-2."), "B10"),
        Butir("perempuan", _("Perempuan menjadi anggota dan didengar pendapatnya."), "G-S2"),
        Butir("pengurus", _("Ketua, sekretaris, dan bendahara dipilih oleh anggota."), "R"),
        Butir("pendamping", _("Ada relawan pendamping yang dikenal semua anggota."), "B13"),
    ),
)
ATURAN = DefCeklis(
    jenis="aturan",
    edisi=1,
    nama=_("Tinjauan aturan main"),
    kapan=_("Sesudah aturan main disepakati, lalu setiap kali aturannya ditinjau."),
    butir=(
        Butir("tertulis", _("Aturan main tertulis dan ditandatangani semua anggota."), "B13"),
        Butir("dibuat_sendiri", _("Aturan disusun oleh anggota sendiri, bukan disalin dari kelompok lain."), "R"),
        Butir("pertemuan", _("Ada jadwal pertemuan rutin, dan daftar hadirnya disimpan."), "B21"),
        Butir("tabungan", _("Besar dan cara menabung disepakati, dan tabungannya dicatat."), "G-S1"),
        Butir("tugas", _("Pembagian tugas jelas: siapa mengerjakan apa."), "B13"),
        Butir("keputusan", _("Cara mengambil keputusan disepakati: musyawarah, dengan semua anggota."), "R"),
        Butir("tanggung_renteng", _("Tanggung jawab bersama atas uang kelompok disepakati secara tertulis."), "G-S1"),
        Butir("masuk_keluar", _("Cara masuk dan keluar anggota disepakati."), "R"),
        Butir("sanksi", _("Ada kesepakatan bila aturan dilanggar."), "R"),
    ),
)
PERKEMBANGAN = DefCeklis(
    jenis="perkembangan",
    edisi=1,
    nama=_("Perkembangan KSM"),
    kapan=_("Berkala, sedikitnya sekali setahun, bersama relawan pendamping."),
    butir=(
        Butir("bertemu", _("Kelompok masih bertemu menurut jadwalnya."), "B21"),
        Butir("hadir", _("Lebih dari separuh anggota hadir dalam pertemuan terakhir."), "R"),
        Butir("menabung", _("Tabungan berjalan dan catatannya cocok dengan uangnya."), "G-S1"),
        Butir("catatan", _("Buku kelompok (hadir, tabungan, kas) diisi sendiri oleh pengurus."), "B21"),
        Butir("aturan_dijalankan", _("Aturan main dijalankan, dan ditinjau bila perlu."), "B13"),
        Butir("giliran", _("Tugas dan kesempatan bergilir, tidak selalu orang yang sama."), "R"),
        Butir("anggota_tetap", _("Anggota yang miskin tetap bertahan dalam kelompok."), "A1"),
        Butir("kegiatan", _("Kelompok punya rencana kegiatan yang berasal dari PJM."), "B13"),
        Butir("swadaya", _("Anggota menyumbang tenaga, bahan, atau uang."), "A1"),
        Butir("terbuka", _("Hasil dan uang kelompok diumumkan kepada anggota dan warga."), "B11"),
        Butir("mandiri", _("Kelompok mengambil keputusan tanpa menunggu pendamping."), "B13"),
    ),
)
CEKLIS: dict[str, dict[int, DefCeklis]] = {
    d.jenis: {d.edisi: d} for d in (KEADAAN, ATURAN, PERKEMBANGAN)
}  # jenis -> edisi -> list


def newest(jenis: str) -> DefCeklis:
    """The list to fill now. Raises KeyError."""
    return CEKLIS[jenis][max(CEKLIS[jenis])]
