"""The permissions of the cycle, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

LIHAT = "siklus.lihat_siklus"
BICARA = "siklus.bicara_langkah"
CATAT = "siklus.catat_langkah"
AJUKAN = "siklus.ajukan_langkah"
KEMBALIKAN = "siklus.kembalikan_langkah"
VERIFIKASI = "siklus.verifikasi_langkah"
BUKA_KEMBALI = "siklus.buka_kembali_langkah"
LEWATI = "siklus.lewati_langkah"
BUKA_AWAL = "siklus.buka_awal"
BUKA_SIKLUS = "siklus.buka_siklus"
JADWALKAN = "siklus.jadwalkan_langkah"
USULKAN_KELUAR = "siklus.usulkan_keluar"
KELUARKAN = "siklus.keluarkan_siklus"
KELOLA_LOKASI = "siklus.kelola_lokasi"
LIHAT_PS2 = "siklus.lihat_ps2"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT: "Melihat siklus, langkah, pertemuan, dan keluarannya",
    BICARA: "Menulis di percakapan verifikasi",
    CATAT: "Mencatat pertemuan, keluaran, keputusan, pelatihan, dan relawan",
    AJUKAN: "Mengajukan langkah untuk diverifikasi",
    KEMBALIKAN: "Mengembalikan langkah dengan catatan",
    VERIFIKASI: "Memverifikasi berkas langkah",
    BUKA_KEMBALI: "Membuka kembali langkah yang sudah terverifikasi",
    LEWATI: "Melewati langkah yang boleh dilewati",
    BUKA_AWAL: "Mencatat keadaan awal lokasi yang bergabung di tengah jalan",
    BUKA_SIKLUS: "Membuka siklus di lokasi sasaran",
    JADWALKAN: "Menyusun jadwal induk dan menjadwalkan putaran berikutnya",
    USULKAN_KELUAR: "Mengusulkan lokasi keluar dari program",
    KELUARKAN: "Memutuskan lokasi keluar dari program",
    KELOLA_LOKASI: "Mengelola daftar lokasi sasaran",
    LIHAT_PS2: "Melihat nama keluarga dalam daftar PS-2",
}
