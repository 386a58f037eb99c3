"""The facilitator team: they log and help, they never decide for residents and never touch money. Source: AKN-16."""

from django.utils.translation import gettext_lazy as _

from akun.peran.dasar import (
    BATALKAN,
    BERCAKAP,
    CATAT_BERKAS_KERTAS,
    CATAT_BKM,
    CATAT_KSM,
    CATAT_LAPANGAN,
    CATAT_PENYELEWENGAN,
    CATAT_WARGA,
    CETAK,
    HITUNG_PINJAMAN,
    JALANKAN_LANGKAH,
    KELOLA_AKUN,
    LIHAT_BAGIAN_PINJAMAN,
    LIHAT_PS2,
    LIHAT_UMUM,
    LIHAT_WARGA,
    SUSUN_PJM,
    SUSUN_USULAN,
    Peran,
    Tingkat,
    pass_blm,
)

DAMPINGAN = (
    LIHAT_UMUM | LIHAT_WARGA | CETAK | BERCAKAP | CATAT_LAPANGAN | CATAT_WARGA | JALANKAN_LANGKAH
    | LIHAT_PS2 | CATAT_BKM | SUSUN_PJM | CATAT_KSM | HITUNG_PINJAMAN | LIHAT_BAGIAN_PINJAMAN
    | CATAT_BERKAS_KERTAS | pass_blm("faskel") | CATAT_PENYELEWENGAN
    | SUSUN_USULAN | {"ksm.catat_pelaksanaan", "ksm.periksa_pekerjaan", "ksm.catat_pemeliharaan"}
    | {"wilayah.ubah_badan", "laporan.batalkan_berkas"}
)  # fmt: skip


class FaskelCD(Peran):
    """Facilitator for community development; one assignment per kelurahan accompanied."""

    kode = "faskel_cd"
    rumpun = "faskel"
    nama = _("Fasilitator kelurahan (CD)")
    keterangan = _("Mendampingi dan mencatat langkah siklus di kelurahan dampingannya.")
    tingkat = (Tingkat.KELURAHAN,)
    pendamping = True
    izin = DAMPINGAN


class FaskelEkonomi(FaskelCD):
    """Facilitator for economic affairs."""

    kode = "faskel_ekonomi"
    nama = _("Fasilitator kelurahan (ekonomi)")


class FaskelTeknik(FaskelCD):
    """Facilitator for infrastructure."""

    kode = "faskel_teknik"
    nama = _("Fasilitator kelurahan (teknik)")


class SF(Peran):
    """Senior facilitator: heads a team, keeps the accounts of those it works with."""

    kode = "sf"
    nama = _("Senior fasilitator (SF)")
    keterangan = _("Memimpin satu tim fasilitator; memeriksa catatan tim dan mengurus akun di kelurahannya.")
    tingkat = (Tingkat.KECAMATAN, Tingkat.KELURAHAN)
    pendamping = True
    izin = DAMPINGAN | BATALKAN | KELOLA_AKUN | {"wilayah.gabung_warga"}
    boleh_menugaskan = frozenset(
        {"relawan", "panitia", "pemantau", "lurah", "koordinator_bkm", "anggota_bkm", "sekretaris_bkm"}
    )
