"""What a role is, and the groups of permissions that roles are put together from.

A role is a plain class: read it and you know who may do what. Nobody is ever made; a role is only named, in a
Penugasan. Source: AKN-10, domain matrix of who enters, verifies and reads.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class Tingkat(StrEnum):
    """Where a role may be assigned. The value of an area level is bound to the length of its code."""

    NASIONAL = "nasional"
    PROVINSI = "provinsi"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    BADAN = "badan"

    @property
    def label(self) -> Any:
        """Screen word of the level."""
        return LABEL_TINGKAT[self]


LABEL_TINGKAT: dict[Tingkat, Any] = {
    Tingkat.NASIONAL: _("nasional"),
    Tingkat.PROVINSI: _("provinsi"),
    Tingkat.KOTA: _("kota/kabupaten"),
    Tingkat.KECAMATAN: _("kecamatan"),
    Tingkat.KELURAHAN: _("kelurahan/desa"),
    Tingkat.BADAN: _("badan (BKM, UPK, KSM)"),
}
PANJANG_KODE: dict[Tingkat, int] = {
    Tingkat.NASIONAL: 0,
    Tingkat.PROVINSI: 2,
    Tingkat.KOTA: 5,
    Tingkat.KECAMATAN: 8,
    Tingkat.KELURAHAN: 13,
}

# Who may open these must prove themselves with a second factor, as must everyone who handles money. Source: AKN-08.
IZIN_PEKA = frozenset({"akun.kelola_penugasan", "akun.reset_sandi", "wilayah.buka_nik"})


class Peran:
    """One role.

    `tingkat`: where it may be assigned. `boleh_menugaskan`: codes of the roles below it that its holder may give.
    `rumpun`: the family name under which a programme definition speaks of it (three kinds of faskel are one).
    `izin_sendiri`: of its permissions those that reach rows of its own body alone.
    `berbatas_waktu`: an assignment must have an end date. `wajib_totp` follows from what the role holds.
    """

    kode: ClassVar[str] = ""
    rumpun: ClassVar[str] = ""
    nama: ClassVar[Any] = ""
    keterangan: ClassVar[Any] = ""
    tingkat: ClassVar[tuple[Tingkat, ...]] = ()
    izin: ClassVar[frozenset[str]] = frozenset()
    izin_sendiri: ClassVar[frozenset[str]] = frozenset()
    pegang_uang: ClassVar[bool] = False
    pendamping: ClassVar[bool] = False
    berbatas_waktu: ClassVar[bool] = False
    wajib_totp: ClassVar[bool] = False
    boleh_menugaskan: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls.rumpun = cls.rumpun or cls.kode
        cls.wajib_totp = cls.pegang_uang or bool(cls.izin & IZIN_PEKA)

    @classmethod
    def bound_to_body(cls) -> bool:
        """True when the role is held inside one body."""
        return Tingkat.BADAN in cls.tingkat


def kelompok(*izin: str) -> frozenset[str]:
    """A named group of permissions."""
    return frozenset(izin)


LIHAT_UMUM = kelompok(
    "wilayah.lihat_basis",
    "wilayah.lihat_badan",
    "wilayah.lihat_parameter",
    "siklus.lihat_siklus",
    "laporan.lihat_dokumen",
    "laporan.lihat_berkas",
    "dasbor.lihat",
    "bkm.lihat_bkm",
    "pronangkis.lihat_pjm",
    "ksm.lihat_ksm",
    "keuangan.lihat_buku",
    "keuangan.lihat_pinjaman",
    "keuangan.lihat_dana_ksm",
)
# Names of poor households: the kelurahan and its team only; everybody above sees sums. Source: SIK-118, domain 5.2.
LIHAT_PS2 = kelompok("siklus.lihat_ps2", "ksm.lihat_pemanfaat")
CATAT_BKM = kelompok("bkm.catat_bkm")
SUSUN_PJM = kelompok("pronangkis.susun_pjm", "pronangkis.catat_pengesahan")
CATAT_KSM = kelompok("ksm.catat_ksm")
# Names of those a proposal is for: who may see PS-2 (above), and those who judge and pay it. Source: USL-05.
LIHAT_PEMANFAAT = kelompok("ksm.lihat_pemanfaat")
SUSUN_USULAN = LIHAT_PEMANFAAT | kelompok("ksm.susun_usulan")
LIHAT_WARGA = kelompok("wilayah.lihat_warga")
# Calculators of the revolving fund: no data behind them, for all who lend, borrow or coach.
HITUNG_PINJAMAN = kelompok("keuangan.hitung")
# Shares, income and papers of borrowers: those who lend, decide and oversee, and their team; everybody else sees groups.
LIHAT_BAGIAN_PINJAMAN = kelompok("keuangan.lihat_bagian_pinjaman")
LAYANI_PINJAMAN = LIHAT_BAGIAN_PINJAMAN | kelompok("keuangan.catat_pinjaman", "keuangan.periksa_pinjaman")
# Findings of Pengawas and auditors: those who keep money or books do something about them, those who oversee say when it is
# enough. Nobody does both for one finding (KEU-188).
TINDAK_LANJUTI = kelompok("keuangan.tindak_lanjuti_temuan")
AWASI_BUKU = kelompok("keuangan.catat_audit", "keuangan.selesaikan_temuan")
CATAT_PENGAWASAN = kelompok("keuangan.catat_pengawasan", "laporan.unggah_berkas")
# The grant: allocations come from a decree, a file is drawn up by the BKM and passed on by five. Nobody holds two of the five.
KELOLA_PAGU = kelompok("keuangan.kelola_pagu", "keuangan.beri_dispensasi_lpj")
SUSUN_BERKAS_BLM = kelompok("keuangan.susun_berkas_blm")
CATAT_BERKAS_KERTAS = kelompok("keuangan.catat_berkas_kertas", "keuangan.lanjutkan_berkas_blm")
# Money of works and social activities: asked by the group, approved by the koordinator, paid by the Sekretariat; no one does two.
SUSUN_RPD = kelompok("keuangan.susun_rpd")
BAYAR_RPD = kelompok("keuangan.bayar_rpd")
SETUJUI_RPD = kelompok("keuangan.setujui_rpd", "keuangan.terima_lpj")
CATAT_BELANJA_KSM = kelompok("keuangan.catat_belanja_ksm")
PERIKSA_LPJ = kelompok("keuangan.periksa_lpj")
LIHAT_PENYELEWENGAN = kelompok("keuangan.lihat_penyelewengan")
CATAT_PENYELEWENGAN = LIHAT_PENYELEWENGAN | kelompok("keuangan.catat_penyelewengan")


def pass_blm(langkah: str) -> frozenset[str]:
    """The right to one of the five steps of a payment file."""
    return kelompok(f"keuangan.periksa_berkas_{langkah}", "keuangan.lanjutkan_berkas_blm")


CETAK = kelompok("laporan.minta_dokumen")
BERCAKAP = kelompok("siklus.bicara_langkah")
CATAT_LAPANGAN = kelompok("siklus.catat_langkah", "laporan.unggah_berkas")
CATAT_WARGA = kelompok("wilayah.ubah_basis", "wilayah.ubah_warga")
JALANKAN_LANGKAH = kelompok("siklus.ajukan_langkah", "siklus.buka_awal")
VERIFIKASI = kelompok(
    "siklus.verifikasi_langkah",
    "siklus.kembalikan_langkah",
    "siklus.buka_kembali_langkah",
    "siklus.lewati_langkah",
)
JADWAL_DAN_PARAMETER = kelompok("siklus.jadwalkan_langkah", "wilayah.ubah_parameter")
LOKASI = kelompok("siklus.kelola_lokasi", "siklus.buka_siklus")
BATALKAN = kelompok("laporan.batalkan_dokumen", "laporan.batalkan_berkas")
KELOLA_AKUN = kelompok("akun.lihat_pengguna", "akun.kelola_penugasan", "akun.reset_sandi")
JEJAK = kelompok("inti.lihat_jejak")
