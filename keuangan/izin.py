"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

HITUNG = "keuangan.hitung"
LIHAT_BUKU = "keuangan.lihat_buku"
CATAT_KAS_UPK = "keuangan.catat_kas_upk"
BUKUKAN_UPK = "keuangan.bukukan_upk"
BUKUKAN_SEKRETARIAT = "keuangan.bukukan_sekretariat"
SETUJUI_UPK = "keuangan.setujui_jurnal_upk"
SETUJUI_SEKRETARIAT = "keuangan.setujui_jurnal_sekretariat"
TUTUP_PERIODE = "keuangan.tutup_periode"
BUKA_PERIODE = "keuangan.buka_periode"
LIHAT_PINJAMAN = "keuangan.lihat_pinjaman"
LIHAT_BAGIAN_PINJAMAN = "keuangan.lihat_bagian_pinjaman"
CATAT_PINJAMAN = "keuangan.catat_pinjaman"
PERIKSA_PINJAMAN = "keuangan.periksa_pinjaman"
KELOLA_PINJAMAN = "keuangan.kelola_pinjaman"
PUTUS_PINJAMAN = "keuangan.putus_pinjaman"
PUTUS_PINJAMAN_BKM = "keuangan.putus_pinjaman_bkm"
TETAPKAN_PUTUSAN = "keuangan.tetapkan_putusan_pinjaman"
CATAT_PENGAWASAN = "keuangan.catat_pengawasan"
CATAT_AUDIT = "keuangan.catat_audit"
TINDAK_LANJUTI = "keuangan.tindak_lanjuti_temuan"
SELESAIKAN_TEMUAN = "keuangan.selesaikan_temuan"
KELOLA_PAGU = "keuangan.kelola_pagu"
SUSUN_BERKAS = "keuangan.susun_berkas_blm"
PERIKSA_FASKEL = "keuangan.periksa_berkas_faskel"
PERIKSA_KORKOT = "keuangan.periksa_berkas_korkot"
PERIKSA_PJOK = "keuangan.periksa_berkas_pjok"
PERIKSA_PPK = "keuangan.periksa_berkas_ppk"
PERIKSA_SATKER = "keuangan.periksa_berkas_satker"
CATAT_BERKAS_KERTAS = "keuangan.catat_berkas_kertas"
# Asked by the machine of states; who holds the right of the step itself, or records the signed sheet, holds it too.
LANJUTKAN_BERKAS = "keuangan.lanjutkan_berkas_blm"
DISPENSASI_LPJ = "keuangan.beri_dispensasi_lpj"
LIHAT_DANA_KSM = "keuangan.lihat_dana_ksm"
SUSUN_RPD = "keuangan.susun_rpd"
SETUJUI_RPD = "keuangan.setujui_rpd"
BAYAR_RPD = "keuangan.bayar_rpd"
CATAT_BELANJA = "keuangan.catat_belanja_ksm"
PERIKSA_LPJ = "keuangan.periksa_lpj"
TERIMA_LPJ = "keuangan.terima_lpj"
LIHAT_PENYELEWENGAN = "keuangan.lihat_penyelewengan"
CATAT_PENYELEWENGAN = "keuangan.catat_penyelewengan"
PUTUS_PENYELEWENGAN = "keuangan.putus_penyelewengan"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT_BUKU: "Melihat buku, jurnal, dan saldo badan di wilayahnya",
    CATAT_KAS_UPK: "Mencatat kas masuk dan keluar UPK, setoran ke bank, dan penarikan tunai",
    BUKUKAN_UPK: "Membukukan semua bukti UPK, saldo awal, dan jurnal balik",
    BUKUKAN_SEKRETARIAT: "Membukukan semua bukti Sekretariat BKM",
    SETUJUI_UPK: "Menyetujui jurnal UPK yang dicatat orang lain",
    SETUJUI_SEKRETARIAT: "Menyetujui jurnal Sekretariat yang dicatat orang lain",
    TUTUP_PERIODE: "Menutup hari, bulan, dan tahun buku",
    BUKA_PERIODE: "Membuka kembali bulan buku menurut keputusan BKM",
    LIHAT_PINJAMAN: "Melihat pinjaman KSM, jadwal, dan pembayarannya",
    LIHAT_BAGIAN_PINJAMAN: "Melihat bagian setiap anggota dan berkas pinjaman",
    CATAT_PINJAMAN: "Menerima permohonan, mencairkan, dan menerima angsuran",
    PERIKSA_PINJAMAN: "Memeriksa permohonan: kunjungan dan kemampuan bayar",
    KELOLA_PINJAMAN: "Mengatur produk, akad, dan membatalkan permohonan",
    PUTUS_PINJAMAN: "Memutus pinjaman sebagai manajer UPK",
    PUTUS_PINJAMAN_BKM: "Memutus pinjaman sebagai koordinator BKM",
    TETAPKAN_PUTUSAN: "Menetapkan putusan pinjaman yang dibuat bersama",
    CATAT_PENGAWASAN: "Mencatat kunjungan Pengawas ke UPK dan ceklisnya",
    CATAT_AUDIT: "Mencatat audit tahunan dan temuannya",
    TINDAK_LANJUTI: "Mencatat tindak lanjut temuan pemeriksaan",
    SELESAIKAN_TEMUAN: "Menyatakan temuan pemeriksaan selesai",
    KELOLA_PAGU: "Memasukkan dan membetulkan pagu BLM resmi, dan kertas wajib setiap tahap",
    SUSUN_BERKAS: "Menyusun SPPB, rekening BKM, dan berkas pencairan BLM, dan mencatat dana yang diterima",
    PERIKSA_FASKEL: "Memeriksa berkas pencairan BLM sebagai Tim Faskel",
    PERIKSA_KORKOT: "Memverifikasi berkas pencairan BLM sebagai Korkot atau Askot",
    PERIKSA_PJOK: "Menerbitkan PP-BLM sebagai PJOK",
    PERIKSA_PPK: "Menyetujui pencairan BLM sebagai PPK",
    PERIKSA_SATKER: "Menyetujui pencairan BLM sebagai Satker",
    CATAT_BERKAS_KERTAS: "Mencatat langkah berkas pencairan dari lembar yang sudah ditandatangani",
    LANJUTKAN_BERKAS: "Meneruskan atau mengembalikan berkas pencairan BLM",
    DISPENSASI_LPJ: "Mencatat surat dispensasi LPJ yang terlambat",
    LIHAT_DANA_KSM: "Melihat RPD, belanja, dan LPJ KSM",
    SUSUN_RPD: "Menyusun dan mengajukan RPD KSM",
    SETUJUI_RPD: "Menyetujui atau mengembalikan RPD KSM",
    BAYAR_RPD: "Membayar RPD KSM dan menerima kembali sisa dananya",
    CATAT_BELANJA: "Mencatat belanja dan upah KSM, dan mengajukan LPJ-nya",
    PERIKSA_LPJ: "Memeriksa LPJ KSM sebagai unit pengelola",
    TERIMA_LPJ: "Menerima LPJ KSM atas nama BKM, dan menetapkan LPJ BKM",
    LIHAT_PENYELEWENGAN: "Melihat register penyelewengan dana",
    CATAT_PENYELEWENGAN: "Mencatat penyelewengan dana dan pengembaliannya",
    PUTUS_PENYELEWENGAN: "Memutus dana KSM atau unit yang tertahan karena penyelewengan",
    HITUNG: "Menghitung angsuran pinjaman dan kinerja UPK",
}
