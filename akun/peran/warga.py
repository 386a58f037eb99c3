"""Kelurahan and its bodies: residents' own people, who decide, record and handle their money."""

from django.utils.translation import gettext_lazy as _

from akun.peran.dasar import (
    AWASI_BUKU,
    BATALKAN,
    BAYAR_RPD,
    BERCAKAP,
    CATAT_BELANJA_KSM,
    CATAT_BERKAS_KERTAS,
    CATAT_BKM,
    CATAT_KSM,
    CATAT_LAPANGAN,
    CATAT_PENGAWASAN,
    CATAT_PENYELEWENGAN,
    CATAT_WARGA,
    CETAK,
    HITUNG_PINJAMAN,
    JALANKAN_LANGKAH,
    KELOLA_AKUN,
    LAYANI_PINJAMAN,
    LIHAT_BAGIAN_PINJAMAN,
    LIHAT_PEMANFAAT,
    LIHAT_PENYELEWENGAN,
    LIHAT_PS2,
    LIHAT_UMUM,
    LIHAT_WARGA,
    PERIKSA_LPJ,
    SETUJUI_RPD,
    SUSUN_BERKAS_BLM,
    SUSUN_PJM,
    SUSUN_RPD,
    SUSUN_USULAN,
    TINDAK_LANJUTI,
    Peran,
    Tingkat,
)


class Lurah(Peran):
    """Signs "mengetahui" on paper; on screen reads the own kelurahan."""

    kode = "lurah"
    nama = _("Lurah/kepala desa")
    keterangan = _("Membaca kemajuan kelurahannya; tanda tangan “mengetahui” dilakukan di atas kertas.")
    tingkat = (Tingkat.KELURAHAN,)
    izin = LIHAT_UMUM | CETAK | LIHAT_PS2


class Relawan(Peran):
    """Volunteer: helps to log meetings and what residents found."""

    kode = "relawan"
    nama = _("Relawan")
    keterangan = _("Membantu mencatat pertemuan dan hasilnya di kelurahan sendiri.")
    tingkat = (Tingkat.KELURAHAN,)
    izin = LIHAT_UMUM | CATAT_LAPANGAN | LIHAT_PS2 | {"ksm.catat_pemeliharaan"}


class Panitia(Peran):
    """Committee of the BKM election."""

    kode = "panitia"
    nama = _("Panitia pembentukan BKM")
    keterangan = _("Mencatat pertemuan, daftar hadir, dan hasil pemilihan di kelurahan sendiri.")
    tingkat = (Tingkat.KELURAHAN,)
    izin = LIHAT_UMUM | CETAK | CATAT_LAPANGAN | CATAT_BKM


class Pemantau(Peran):
    """Member of the monitoring forum: reads, cannot sanction."""

    kode = "pemantau"
    nama = _("Pemantau partisipatif")
    keterangan = _("Memantau pelaksanaan di kelurahan sendiri; hanya membaca.")
    tingkat = (Tingkat.KELURAHAN,)
    izin = LIHAT_UMUM


class KoordinatorBKM(Peran):
    """Leads the board that residents elected; signs together with the other members."""

    kode = "koordinator_bkm"
    nama = _("Koordinator BKM")
    keterangan = _("Memimpin BKM, menandatangani bersama anggota, dan mengurus akun unit pengelolanya.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM | LIHAT_WARGA | LIHAT_PS2 | CETAK | BERCAKAP | KELOLA_AKUN | HITUNG_PINJAMAN
        | LIHAT_BAGIAN_PINJAMAN | AWASI_BUKU | TINDAK_LANJUTI | SETUJUI_RPD | CATAT_PENYELEWENGAN
        | {"keuangan.putus_penyelewengan", "keuangan.setujui_jurnal_sekretariat", "keuangan.buka_periode",
           "keuangan.putus_pinjaman_bkm",
           "keuangan.tetapkan_putusan_pinjaman", "laporan.unggah_berkas", "ksm.putus_usulan"}
    )  # fmt: skip
    boleh_menugaskan = frozenset(
        {"sekretaris_bkm", "anggota_bkm", "pengawas_upk", "manajer_upk", "kasir_upk", "pembuku_upk", "upl", "ups",
         "bendahara_ksm"}
    )  # fmt: skip


class AnggotaBKM(Peran):
    """Member of the board."""

    kode = "anggota_bkm"
    nama = _("Anggota BKM")
    keterangan = _("Membaca seluruh data kelurahan dan badan sendiri.")
    tingkat = (Tingkat.BADAN,)
    izin = LIHAT_UMUM | LIHAT_WARGA | LIHAT_PS2 | CETAK | BERCAKAP | HITUNG_PINJAMAN | LIHAT_BAGIAN_PINJAMAN


class SekretarisBKM(Peran):
    """Secretariat: minutes, rosters, letters, and the steps of the cycle once no facilitator is left."""

    kode = "sekretaris_bkm"
    rumpun = "sekretaris"
    nama = _("Sekretaris BKM")
    keterangan = _("Mencatat rapat, daftar, dan keputusan; menyusun dan mencetak dokumen BKM.")
    tingkat = (Tingkat.BADAN,)
    izin = (
        LIHAT_UMUM | LIHAT_WARGA | CETAK | BERCAKAP | CATAT_LAPANGAN | CATAT_WARGA | JALANKAN_LANGKAH
        | BATALKAN | LIHAT_PS2 | CATAT_BKM | SUSUN_PJM | CATAT_KSM | HITUNG_PINJAMAN
        | LIHAT_BAGIAN_PINJAMAN | AWASI_BUKU | CATAT_PENGAWASAN | TINDAK_LANJUTI
        | SUSUN_BERKAS_BLM | CATAT_BERKAS_KERTAS | SUSUN_RPD | BAYAR_RPD | CATAT_BELANJA_KSM | CATAT_PENYELEWENGAN
        | SUSUN_USULAN | {"ksm.nilai_usulan", "ksm.putus_usulan", "ksm.catat_pelaksanaan", "ksm.salurkan_bantuan",
           "ksm.catat_pemeliharaan"}
        | {"wilayah.ubah_badan", "keuangan.bukukan_sekretariat", "keuangan.tutup_periode"}
    )  # fmt: skip


class PengawasUPK(Peran):
    """Two or three persons named by the BKM to oversee the UPK."""

    kode = "pengawas_upk"
    nama = _("Pengawas UPK")
    keterangan = _("Mengawasi UPK atas nama BKM; mencatat kunjungan, audit, dan temuannya.")
    tingkat = (Tingkat.BADAN,)
    izin = (
        LIHAT_UMUM | CETAK | HITUNG_PINJAMAN | LIHAT_BAGIAN_PINJAMAN | AWASI_BUKU | CATAT_PENGAWASAN
        | LIHAT_PENYELEWENGAN | {"inti.lihat_jejak"}
    )  # fmt: skip


class ManajerUPK(Peran):
    """Checks loan files and decides together with the BKM; keeps neither the cash nor the books."""

    kode = "manajer_upk"
    nama = _("Manajer UPK")
    keterangan = _("Memeriksa berkas pinjaman dan memutuskan bersama BKM; tidak memegang kas dan tidak membukukan.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM
        | LIHAT_WARGA
        | CETAK
        | HITUNG_PINJAMAN
        | LIHAT_BAGIAN_PINJAMAN
        | TINDAK_LANJUTI
        | SUSUN_USULAN
        | {
            "ksm.nilai_usulan",
            "ksm.verifikasi_usulan_upk",
            "keuangan.kelola_pinjaman",
            "keuangan.putus_pinjaman",
            "keuangan.tetapkan_putusan_pinjaman",
            "laporan.unggah_berkas",
            "wilayah.buka_nik",
            "keuangan.setujui_jurnal_upk",
            "keuangan.tutup_periode",
        }
    )


class KasirUPK(Peran):
    """Receives and pays cash; never books, never approves."""

    kode = "kasir_upk"
    nama = _("Kasir UPK")
    keterangan = _("Menerima dan mengeluarkan uang; tidak membukukan dan tidak menyetujui.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM | CETAK | HITUNG_PINJAMAN | LAYANI_PINJAMAN | TINDAK_LANJUTI | LIHAT_PEMANFAAT
        | {"laporan.unggah_berkas", "keuangan.catat_kas_upk"}
    )  # fmt: skip


class PembukuUPK(Peran):
    """Journals, ledger, reports; never holds cash, never approves."""

    kode = "pembuku_upk"
    nama = _("Pembuku UPK")
    keterangan = _("Membukukan dan melaporkan; tidak memegang kas dan tidak menyetujui.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM | CETAK | HITUNG_PINJAMAN | LAYANI_PINJAMAN | TINDAK_LANJUTI
        | {"laporan.unggah_berkas", "keuangan.bukukan_upk"}
    )  # fmt: skip


class UPL(Peran):
    """Unit for the environment and infrastructure."""

    kode = "upl"
    nama = _("UPL")
    keterangan = _("Unit pengelola lingkungan: menilai usulan prasarana, memeriksa pekerjaan dan pemeliharaannya.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM | CETAK | SUSUN_USULAN | SUSUN_RPD | PERIKSA_LPJ
        | {"laporan.unggah_berkas", "ksm.nilai_usulan", "ksm.verifikasi_usulan_upl", "ksm.catat_pelaksanaan",
           "ksm.salurkan_bantuan", "ksm.periksa_pekerjaan", "ksm.catat_pemeliharaan"}
    )  # fmt: skip


class UPS(Peran):
    """Unit for social affairs."""

    kode = "ups"
    nama = _("UPS")
    keterangan = _("Unit pengelola sosial: menilai usulan sosial dan mencatat bantuannya.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        LIHAT_UMUM | CETAK | SUSUN_USULAN | SUSUN_RPD | PERIKSA_LPJ
        | {"laporan.unggah_berkas", "ksm.nilai_usulan", "ksm.verifikasi_usulan_ups", "ksm.catat_pelaksanaan",
           "ksm.salurkan_bantuan"}
    )  # fmt: skip


class BendaharaKSM(Peran):
    """Keeps the group's own money and papers; sees and prints only those of the own group. Source: UMU-11, DOK-21."""

    kode = "bendahara_ksm"
    nama = _("Bendahara KSM")
    keterangan = _("Menyusun usulan, mencatat belanja, RPD, LPJ, dan angsuran kelompoknya sendiri.")
    tingkat = (Tingkat.BADAN,)
    pegang_uang = True
    izin = (
        HITUNG_PINJAMAN
        | LIHAT_BAGIAN_PINJAMAN
        | CETAK
        | SUSUN_RPD
        | CATAT_BELANJA_KSM
        | SUSUN_USULAN
        | frozenset(
            {
                "ksm.catat_pelaksanaan",
                "ksm.salurkan_bantuan",
                "wilayah.lihat_badan",
                "siklus.lihat_siklus",
                "ksm.lihat_ksm",
                "keuangan.lihat_pinjaman",
                "keuangan.lihat_dana_ksm",
                "laporan.lihat_berkas",
                "laporan.lihat_dokumen",
                "laporan.unggah_berkas",
            }
        )
    )
    izin_sendiri = CETAK
