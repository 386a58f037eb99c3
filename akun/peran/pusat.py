"""Nation and province: those who manage the programme and read its figures."""

from django.utils.translation import gettext_lazy as _

from akun.peran.dasar import (
    BERCAKAP,
    CETAK,
    JADWAL_DAN_PARAMETER,
    JEJAK,
    KELOLA_AKUN,
    KELOLA_PAGU,
    LIHAT_BAGIAN_PINJAMAN,
    LIHAT_PENYELEWENGAN,
    LIHAT_UMUM,
    LOKASI,
    VERIFIKASI,
    Peran,
    Tingkat,
)


class PMU(Peran):
    """Project management unit at the ministry: decides on locations, keeps the national parameters."""

    kode = "pmu"
    nama = _("PMU")
    keterangan = _("Pengelola proyek di kementerian: lokasi sasaran, parameter nasional, keputusan keluar program.")
    tingkat = (Tingkat.NASIONAL,)
    izin = (
        LIHAT_UMUM | CETAK | JADWAL_DAN_PARAMETER | LOKASI | KELOLA_AKUN | JEJAK | KELOLA_PAGU | LIHAT_PENYELEWENGAN
        | {"siklus.keluarkan_siklus", "wilayah.ubah_register"}
    )  # fmt: skip
    boleh_menugaskan = frozenset({"kmp", "kmw", "satker", "ppk", "bappeda", "auditor", "petugas_data_pribadi"})


class KMP(Peran):
    """National management consultant: runs the information system, supervises the KMW."""

    kode = "kmp"
    nama = _("KMP")
    keterangan = _("Konsultan manajemen pusat: mengelola sistem informasi dan membina KMW.")
    tingkat = (Tingkat.NASIONAL,)
    pendamping = True
    izin = (
        LIHAT_UMUM | CETAK | BERCAKAP | JADWAL_DAN_PARAMETER | LOKASI | KELOLA_AKUN | JEJAK
        | {"wilayah.ubah_register"}
    )  # fmt: skip
    boleh_menugaskan = frozenset({"kmw"})


class KMW(Peran):
    """Regional consultant of one province."""

    kode = "kmw"
    nama = _("KMW")
    keterangan = _("Konsultan manajemen wilayah: membina Korkot dan memverifikasi langkah tingkat kota di provinsinya.")
    tingkat = (Tingkat.PROVINSI,)
    pendamping = True
    izin = (
        LIHAT_UMUM | CETAK | BERCAKAP | VERIFIKASI | JADWAL_DAN_PARAMETER | LOKASI | KELOLA_AKUN | JEJAK | KELOLA_PAGU
        | LIHAT_PENYELEWENGAN | {"laporan.unggah_berkas"}
    )  # fmt: skip
    boleh_menugaskan = frozenset({"korkot", "askot_mandiri", "askot"})


class Bappeda(Peran):
    """Bappeda, TKPKD and the sector offices: they read the figures of their area."""

    kode = "bappeda"
    nama = _("Bappeda/TKPKD/dinas")
    keterangan = _("Pemerintah daerah: membaca kemajuan dan angka di wilayahnya.")
    tingkat = (Tingkat.NASIONAL, Tingkat.PROVINSI, Tingkat.KOTA)
    izin = LIHAT_UMUM | CETAK


class Auditor(Peran):
    """Reads everything of the assigned area, for the time of the audit. Source: AKN-17."""

    kode = "auditor"
    nama = _("Auditor")
    keterangan = _("Membaca data dan jejak di wilayah penugasannya, selalu dengan tanggal selesai.")
    tingkat = (Tingkat.NASIONAL, Tingkat.PROVINSI, Tingkat.KOTA)
    berbatas_waktu = True
    izin = LIHAT_UMUM | CETAK | JEJAK | LIHAT_BAGIAN_PINJAMAN | LIHAT_PENYELEWENGAN | {"akun.lihat_pengguna"}


class PetugasDataPribadi(Peran):
    """Keeps the duties of UU 27/2022: access, correction, who saw what."""

    kode = "petugas_data_pribadi"
    nama = _("Petugas data pribadi")
    keterangan = _("Melayani hak warga atas data pribadinya: melihat, membetulkan, dan menelusuri pemakaiannya.")
    tingkat = (Tingkat.NASIONAL, Tingkat.PROVINSI, Tingkat.KOTA)
    izin = JEJAK | {
        "wilayah.lihat_basis",
        "wilayah.lihat_warga",
        "wilayah.ubah_warga",
        "wilayah.gabung_warga",
        "wilayah.buka_nik",
    }


class Admin(Peran):
    """Keeps the accounts. Writes nothing of the programme and sees no money. Source: AKN-11."""

    kode = "admin"
    nama = _("Admin sistem")
    keterangan = _("Mengelola akun dan penugasan semua peran di bawahnya; tidak mencatat data program.")
    tingkat = (Tingkat.NASIONAL,)
    izin = KELOLA_AKUN | JEJAK | {"wilayah.lihat_parameter"}
