"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

LIHAT = "ksm.lihat_ksm"
CATAT = "ksm.catat_ksm"
LIHAT_PEMANFAAT = "ksm.lihat_pemanfaat"
SUSUN_USULAN = "ksm.susun_usulan"
VERIFIKASI_UPL = "ksm.verifikasi_usulan_upl"
VERIFIKASI_UPS = "ksm.verifikasi_usulan_ups"
VERIFIKASI_UPK = "ksm.verifikasi_usulan_upk"
# Unit of a proposal -> the right to judge it.
VERIFIKASI = {"upl": VERIFIKASI_UPL, "ups": VERIFIKASI_UPS, "upk": VERIFIKASI_UPK}
NILAI_USULAN = "ksm.nilai_usulan"
PUTUS_USULAN = "ksm.putus_usulan"
CATAT_PELAKSANAAN = "ksm.catat_pelaksanaan"
SALURKAN_BANTUAN = "ksm.salurkan_bantuan"
PERIKSA_PEKERJAAN = "ksm.periksa_pekerjaan"
CATAT_PEMELIHARAAN = "ksm.catat_pemeliharaan"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT: "Melihat KSM dan anggotanya",
    CATAT: "Mencatat KSM, anggota, aturan main, dan ceklisnya",
    LIHAT_PEMANFAAT: "Melihat nama penerima manfaat sebuah usulan",
    SUSUN_USULAN: "Menyusun dan mengajukan usulan KSM",
    NILAI_USULAN: "Mencatat hasil penilaian kelayakan usulan oleh UP",
    VERIFIKASI_UPL: "Menilai kelayakan usulan sebagai UPL",
    VERIFIKASI_UPS: "Menilai kelayakan usulan sebagai UPS",
    VERIFIKASI_UPK: "Menilai kelayakan usulan sebagai UPK",
    PUTUS_USULAN: "Mencatat rapat BKM tentang usulan, BAPPUK, dan perjanjian dengan KSM",
    CATAT_PELAKSANAAN: "Mencatat kemajuan, foto, bahan, dan swadaya pekerjaan KSM",
    SALURKAN_BANTUAN: "Mencatat bantuan sosial yang diterima warga",
    PERIKSA_PEKERJAAN: "Memeriksa mutu pekerjaan dan serah terimanya",
    CATAT_PEMELIHARAAN: "Mencatat pemeliharaan sarana sesudah selesai",
}
