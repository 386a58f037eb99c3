"""Kota/kabupaten and kecamatan: coordination, verification of papers, and the government side."""

from django.utils.translation import gettext_lazy as _

from akun.peran.dasar import (
    BATALKAN,
    BERCAKAP,
    CATAT_LAPANGAN,
    CATAT_PENYELEWENGAN,
    CETAK,
    HITUNG_PINJAMAN,
    JADWAL_DAN_PARAMETER,
    JEJAK,
    KELOLA_AKUN,
    KELOLA_PAGU,
    LIHAT_UMUM,
    LIHAT_WARGA,
    LOKASI,
    VERIFIKASI,
    Peran,
    Tingkat,
    pass_blm,
)

PERAN_LAPANGAN = frozenset(
    {
        "sf", "faskel_cd", "faskel_ekonomi", "faskel_teknik", "pjok", "camat", "lurah", "relawan", "panitia", "pemantau",
        "koordinator_bkm", "anggota_bkm", "sekretaris_bkm", "pengawas_upk", "manajer_upk", "kasir_upk", "pembuku_upk",
        "upl", "ups", "bendahara_ksm",
    }
)  # fmt: skip


class Korkot(Peran):
    """City coordinator: verifies that the papers prove what the residents decided. Decides nothing for them. SIK-09."""

    kode = "korkot"
    nama = _("Koordinator kota (Korkot)")
    keterangan = _("Memeriksa dan memverifikasi bukti langkah siklus, jadwal induk, dan tim fasilitator di satu kota.")
    tingkat = (Tingkat.KOTA,)
    pendamping = True
    izin = (
        LIHAT_UMUM | LIHAT_WARGA | CETAK | BERCAKAP | CATAT_LAPANGAN | VERIFIKASI | JADWAL_DAN_PARAMETER | LOKASI
        | BATALKAN | KELOLA_AKUN | JEJAK | HITUNG_PINJAMAN | KELOLA_PAGU | pass_blm("korkot")
        | CATAT_PENYELEWENGAN
        | {
            "siklus.usulkan_keluar",
            # Steps of the kota itself (socialisation at kota and kecamatan) are logged and submitted here; the KMW
            # verifies those, and SIK-08 asks for a second person in any case.
            "siklus.ajukan_langkah",
        }
    )  # fmt: skip
    boleh_menugaskan = PERAN_LAPANGAN | {"askot", "bappeda"}


class AskotMandiri(Korkot):
    """Assistant who stands alone where a kabupaten has no Korkot; holds the same rights."""

    kode = "askot_mandiri"
    rumpun = "korkot"
    nama = _("Askot mandiri")
    keterangan = _("Memimpin kota/kabupaten yang tidak mempunyai Korkot penuh.")
    boleh_menugaskan = PERAN_LAPANGAN


class Askot(Peran):
    """Assistant of the Korkot: checks before the Korkot verifies, and may give a step back with a note."""

    kode = "askot"
    nama = _("Asisten koordinator kota (Askot)")
    keterangan = _("Memeriksa berkas sebelum Korkot memverifikasi; dapat mengembalikan dengan catatan.")
    tingkat = (Tingkat.KOTA,)
    pendamping = True
    izin = (
        LIHAT_UMUM | LIHAT_WARGA | CETAK | BERCAKAP | CATAT_LAPANGAN | KELOLA_AKUN | HITUNG_PINJAMAN | pass_blm("korkot")
        | {
            "siklus.ajukan_langkah", "siklus.kembalikan_langkah", "siklus.jadwalkan_langkah", "wilayah.gabung_warga",
        }
    )  # fmt: skip
    boleh_menugaskan = PERAN_LAPANGAN - {"pjok", "camat"}


class Satker(Peran):
    """Budget authority of the kota; decides, on the Korkot's proposal, that a location leaves the programme. SIK-12."""

    kode = "satker"
    nama = _("Satker")
    keterangan = _("Satuan kerja: penguasa anggaran; memutuskan usulan keluar program.")
    tingkat = (Tingkat.PROVINSI, Tingkat.KOTA)
    pegang_uang = True
    izin = LIHAT_UMUM | CETAK | pass_blm("satker") | {"siklus.keluarkan_siklus"}


class PPK(Peran):
    """Commitment officer: pays BLM."""

    kode = "ppk"
    nama = _("PPK")
    keterangan = _("Pejabat pembuat komitmen: memproses pembayaran BLM.")
    tingkat = (Tingkat.PROVINSI, Tingkat.KOTA)
    pegang_uang = True
    izin = LIHAT_UMUM | CETAK | pass_blm("ppk")


class PJOK(Peran):
    """Operational head in one kecamatan: issues the payment request after joint verification."""

    kode = "pjok"
    nama = _("PJOK")
    keterangan = _("Penanggung jawab operasional kegiatan di kecamatan: meminta pembayaran sesudah verifikasi bersama.")
    tingkat = (Tingkat.KECAMATAN,)
    pegang_uang = True
    izin = LIHAT_UMUM | CETAK | BERCAKAP | pass_blm("pjok")


class Camat(Peran):
    """Coordinates the kecamatan; reads."""

    kode = "camat"
    nama = _("Camat")
    keterangan = _("Mengoordinasi kecamatan; membaca kemajuan kelurahan di wilayahnya.")
    tingkat = (Tingkat.KECAMATAN,)
    izin = LIHAT_UMUM | CETAK
