"""S7 Pencairan BLM and S8 Pemanfaatan BLM, one putaran per tranche; S9 to S11, which only some kelurahan run.

Source: SIK-140 .. SIK-152.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    DefCara,
    DefGerbang,
    DefKeluaran,
    DefLangkah,
    DefPertemuan,
    DefSyarat,
    JenisKeluaran,
    JenisKeputusan,
    JenisPertemuan,
    Mode,
    Sebaran,
    SiklusKe,
    Tingkat,
    Ulang,
)
from siklus.definisi.p2kp.kajian import DISEPAKATI

PJM_DISAHKAN = DefGerbang(
    aturan="SIK-150",
    kalimat=_("PJM Pronangkis sudah disahkan."),
    sumber="A4",
    fungsi="pronangkis.pjm_disahkan",
)

S7 = DefLangkah(
    kode="S7",
    nama=_("Pencairan BLM"),
    nama_rel=_("BLM"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1, 2, 3),
    sumber="B8, B10, C6, D3, K5",
    tujuan=_(
        "Dana titipan untuk seluruh warga sampai di rekening BKM dengan berkas yang lengkap dan benar, dan setiap warga "
        "tahu berapa jumlahnya."
    ),
    cara=(
        DefCara(oleh=_("BKM, Sekretariat"), teks=_("Umumkan pagu BLM seluas-luasnya sebelum mengurus berkas.")),
        DefCara(
            oleh=_("BKM, Sekretariat"),
            teks=_(
                "Siapkan berkas tahap ini: SPPB-BLM, BAPPD, kuitansi, ringkasan PJM, dan salinan buku rekening BKM."
            ),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_(
                "Periksa setiap kertas dua kali: ada atau tidak, benar atau salah; lalu tanda tangani lembar periksa."
            ),
        ),
        DefCara(oleh=_("Korkot atau Askot"), teks=_("Verifikasi bersama dan beri rekomendasi.")),
        DefCara(
            oleh=_("PJOK"),
            teks=_("Terbitkan PP-BLM atas dasar verifikasi bersama, satu berkas untuk setiap sumber dana."),
        ),
        DefCara(oleh=_("PPK, Satker"), teks=_("Proses SPP, SPM, dan SP2D; catat nomor serta tanggalnya.")),
        DefCara(oleh=_("BKM"), teks=_("Cocokkan buku rekening, umumkan dana yang diterima, dan simpan buktinya.")),
    ),
    peserta=_("BKM, Sekretariat, UP, fasilitator, Korkot, PJOK, PPK, dan Satker."),
    pelajaran=_("Kertas mana yang paling sering dikembalikan, dan bagaimana mencegahnya?"),
    lama="jadwal.s7.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-140",
            kalimat=_("PJM dan Renta tahun ini sudah terverifikasi berkasnya."),
            sumber="B8, C6",
            langkah="S6",
        ),
        DefGerbang(
            aturan="SIK-140",
            kalimat=_("PJM Pronangkis sudah disahkan warga."),
            sumber="B8, C6",
            fungsi="pronangkis.pjm_disahkan",
        ),
        DefGerbang(
            aturan="SIK-140",
            kalimat=_("Renta tahun ini sudah disahkan warga."),
            sumber="B8, C6",
            fungsi="pronangkis.renta_disahkan",
        ),
        DefGerbang(
            aturan="SIK-141",
            kalimat=_("Rekening BKM sudah dibuka."),
            sumber="B8, C6",
            fungsi="keuangan.rekening_bkm",
        ),
        DefGerbang(
            aturan="SIK-142",
            kalimat=_("Tahap BLM sebelumnya sudah dipertanggungjawabkan."),
            sumber="D3, K7",
            fungsi="keuangan.tahap_lalu_dipertanggungjawabkan",
            parameter="blm.dispensasi_lpj",
        ),
        DefGerbang(
            aturan="SIK-143",
            kalimat=_("Pertemuan terbuka warga tentang tahap sebelumnya sudah diadakan."),
            sumber="K6, A5",
            mode=Mode.WARN,
            fungsi="keuangan.pertemuan_terbuka_tahap_lalu",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S7-UMUM",
            nama=_("Pengumuman pagu dan dana kepada warga"),
            tingkat=Tingkat.KELURAHAN,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.BASIS),
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Warga, BKM, UP, KSM, dan lurah."),
            pengundang=_("BKM"),
            wajib=False,
            melaporkan_dana=True,
            sumber="B10",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S7-BERKAS",
            nama=_("Berkas pencairan BLM tahap ini"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(
                _("Koordinator BKM"),
                _("Tim Fasilitator"),
                _("PJOK"),
                _("Korkot atau Askot"),
                _("PPK"),
                _("Satker"),
            ),
            sumber="C6, K5",
        ),
        DefKeluaran(
            kode="S7-PENGUMUMAN",
            nama=_("Foto pengumuman pagu dan dana"),
            jenis=JenisKeluaran.FOTO,
            bantuan=_("Papan informasi yang terbaca jumlah dan tanggalnya."),
            sumber="B10",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-144",
            fungsi="keuangan.berkas_pencairan_lengkap",
            kalimat=_("Berkas tahap ini lengkap dan benar."),
            sumber="C6, K5",
        ),
    ),
    ulang=Ulang.PER_TAHAP_BLM,
    sesudah=("S6",),
)

S8 = DefLangkah(
    kode="S8",
    nama=_("Pemanfaatan BLM"),
    nama_rel=_("Pemanfaatan"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1, 2, 3),
    sumber="B10, B12, B13, D3, K3, K4, K7",
    tujuan=_(
        "Dana menjadi jalan, usaha, dan santunan yang direncanakan warga: dikerjakan KSM, diawasi warga, dan "
        "dipertanggungjawabkan sampai rupiah terakhir."
    ),
    cara=(
        DefCara(
            oleh=_("KSM, relawan"),
            teks=_(
                "Susun usulan yang menunjuk satu kegiatan Renta, dengan volume yang sama dan penerima manfaat dari PS-2."
            ),
        ),
        DefCara(oleh=_("UPK, UPL, UPS"), teks=_("Periksa kelayakan usulan dan kunjungi lokasinya.")),
        DefCara(
            oleh=_("BKM"),
            teks=_("Rapat BKM memeringkat usulan yang layak terhadap dana yang ada, dan mencatatnya dalam BAPPUK."),
        ),
        DefCara(oleh=_("BKM, UP, KSM"), teks=_("Tandatangani perjanjian pemanfaatan dana; umumkan KSM dan jumlahnya.")),
        DefCara(
            oleh=_("KSM"),
            teks=_("Kerjakan; catat kemajuan, swadaya, dan bukti belanja; unggah foto sebelum, selama, dan sesudah."),
        ),
        DefCara(
            oleh=_("KSM, BKM"),
            teks=_(
                "Bila volume, penggunaan, atau penerima berubah: buat berita acara KSM dan sahkan dalam rapat BKM "
                "sebelum dikerjakan."
            ),
        ),
        DefCara(oleh=_("KSM"), teks=_("Serahkan LPJ; BKM merekap dan mengumumkannya; sepakati pemeliharaan.")),
    ),
    peserta=_("KSM dan panitia, UP, BKM, relawan, warga penerima manfaat, dan pemantau partisipatif."),
    pelajaran=_("Apa yang membuat LPJ tepat waktu? Swadaya apa yang tidak terduga?"),
    lama="jadwal.s8.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-145",
            kalimat=_("Dana tahap ini sudah diterima di rekening BKM."),
            sumber="D3, B12",
            fungsi="keuangan.tahap_blm_diterima",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S8-PRIORITAS",
            nama=_("Rapat BKM penetapan prioritas usulan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Semua anggota BKM, UP, dan KSM pengusul."),
            pengundang=_("Koordinator BKM"),
            minimum="s8.rapat_prioritas_min",
            hadir_dihitung=False,
            memutuskan=True,
            sumber="B13, K3",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S8-BAPPUK",
            nama=_("BAPPUK: berita acara penetapan prioritas usulan"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S8-PRIORITAS",
            penandatangan=(_("Koordinator BKM"), _("Anggota BKM"), _("UP")),
            sumber="D3, K3",
        ),
        DefKeluaran(
            kode="S8-PERJANJIAN",
            nama=_("Surat perjanjian BKM dengan KSM"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"), _("UP"), _("Ketua KSM")),
            sumber="D3, K4",
        ),
        DefKeluaran(
            kode="S8-LPJ",
            nama=_("LPJ setiap KSM"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Ketua KSM"), _("Bendahara KSM")),
            sumber="D3, B12",
        ),
        DefKeluaran(
            kode="S8-REKAP",
            nama=_("Rekap pemanfaatan BLM oleh BKM"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"),),
            sumber="B12",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-146",
            fungsi="ksm.usulan_diputuskan",
            kalimat=_("Semua usulan tahap ini sudah dinilai UP dan diputuskan rapat BKM."),
            sumber="B13, D3, K3",
        ),
        DefSyarat(
            aturan="SIK-147",
            fungsi="keuangan.lpj_ksm_lengkap",
            kalimat=_("Semua KSM penerima tahap ini sudah menyerahkan LPJ."),
            sumber="D3, K7",
            parameter="blm.dispensasi_lpj",
        ),
    ),
    keputusan=JenisKeputusan.PERINGKAT,
    ulang=Ulang.PER_TAHAP_BLM,
    sesudah=("S7",),
)

S9 = DefLangkah(
    kode="S9",
    nama=_("Kemitraan dan channelling"),
    nama_rel=_("Kemitraan"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1, 2, 3),
    sumber="A3, A4, B9",
    tujuan=_(
        "Sebagian besar isi PJM tidak dibiayai program. BKM mengenali semua peluang yang dapat dijangkau dan memasarkan "
        "kegiatan warga kepada dinas, usaha, bank, kampus, dan orang yang peduli."
    ),
    cara=(
        DefCara(oleh=_("BKM, UP"), teks=_("Daftar mitra yang mungkin dan kegiatan PJM yang cocok bagi masing-masing.")),
        DefCara(oleh=_("BKM"), teks=_("Temui mitra, bawa ringkasan PJM, dan ajukan usulan tertulis.")),
        DefCara(oleh=_("BKM, mitra"), teks=_("Tuangkan kesepakatan dalam naskah kerja sama; umumkan nilainya.")),
        DefCara(oleh=_("UP, KSM"), teks=_("Laksanakan dan catat dana, barang, atau jasa yang benar-benar diterima.")),
    ),
    peserta=_("BKM, UP, KSM, dinas, dunia usaha, bank, perguruan tinggi, LSM, dan perorangan yang peduli."),
    pelajaran=_("Apa yang meyakinkan mitra? Usulan mana yang ditolak, dan mengapa?"),
    lama="jadwal.s9.lama_minggu",
    gerbang=(PJM_DISAHKAN,),
    keluaran=(
        DefKeluaran(
            kode="S9-MITRA",
            nama=_("Daftar mitra dan peluang"),
            jenis=JenisKeluaran.DAFTAR,
            sumber="A4",
        ),
        DefKeluaran(
            kode="S9-USULAN",
            nama=_("Usulan kemitraan"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"),),
            sumber="A4",
        ),
        DefKeluaran(
            kode="S9-MOU",
            nama=_("Naskah kerja sama"),
            jenis=JenisKeluaran.DOKUMEN,
            wajib=False,
            penandatangan=(_("Koordinator BKM"), _("Mitra")),
            sumber="A4",
        ),
    ),
    sesudah=("S6",),
    boleh_dilewati=True,
    opsional=True,
)

S10 = DefLangkah(
    kode="S10",
    nama=_("PAKET"),
    nama_rel=_("PAKET"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(3,),
    sumber="A3, B1, B3",
    tujuan=_(
        "Warga dan dinas belajar merencanakan dan mengerjakan sebagian PJM bersama-sama, supaya kemitraan menjadi "
        "kebiasaan sesudah program selesai."
    ),
    cara=(
        DefCara(
            oleh=_("Pokja PAKET"), teks=_("Umumkan pilihan kegiatan dan syarat dari dinas kepada semua BKM di kota.")
        ),
        DefCara(oleh=_("BKM, dinas"), teks=_("Bentuk panitia kemitraan untuk setiap kegiatan.")),
        DefCara(
            oleh=_("Panitia kemitraan"),
            teks=_("Susun usulan bersama: bagian PAKET, APBD, dan swadaya disebut terpisah."),
        ),
        DefCara(oleh=_("Pokja PAKET"), teks=_("Nilai, pilih, dan laporkan secara terbuka.")),
        DefCara(oleh=_("Panitia kemitraan"), teks=_("Laksanakan, awasi bersama, dan pertanggungjawabkan.")),
    ),
    peserta=_("BKM, dinas, Pokja PAKET, panitia kemitraan, TKPKD, dan kelompok peduli."),
    pelajaran=_("Dinas mana yang benar-benar bekerja bersama warga, dan apa kuncinya?"),
    lama="jadwal.s10.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-151",
            kalimat=_("Lokasi berada pada tahun pendampingan yang mendapat PAKET."),
            sumber="A3, B3",
            fungsi="siklus.tahun_lokasi",
            parameter="paket.tahun_lokasi",
        ),
        DefGerbang(
            aturan="SIK-151",
            kalimat=_("Tahun anggaran masih termasuk masa PAKET."),
            sumber="A3, B3",
            fungsi="siklus.tahun_anggaran",
            parameter="paket.tahun_anggaran_akhir",
        ),
        DefGerbang(
            aturan="SIK-151",
            kalimat=_("BKM berfungsi."),
            sumber="A3, B3",
            fungsi="bkm.berfungsi",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S10-POKJA",
            nama=_("Laporan Pokja PAKET"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Ketua Pokja PAKET"),),
            sumber="B1, B3",
        ),
        DefKeluaran(
            kode="S10-USULAN",
            nama=_("Usulan dan berkas kegiatan PAKET"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Panitia kemitraan"), _("Koordinator BKM"), _("Dinas")),
            sumber="B3",
        ),
    ),
    sesudah=("S6",),
    boleh_dilewati=True,
    opsional=True,
)

# The location's fourth year is the first year of its next Siklus.
S10_LANJUTAN = replace(S10, tahun=(1,), siklus_ke=SiklusKe.LANJUTAN)

S11 = DefLangkah(
    kode="S11",
    nama=_("Penataan Lingkungan Permukiman Berbasis Komunitas"),
    nama_rel=_("PLPBK"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(2, 3),
    sumber="A3, B20",
    tujuan=_(
        "Kelurahan dengan BKM mandiri menata permukimannya sendiri: rencana ruang bersama, aturan bersama, dan "
        "pembangunan yang dipasarkan kepada banyak pihak."
    ),
    cara=(
        DefCara(
            oleh=_("Warga, BKM, Lurah"),
            teks=_("Nyatakan kesediaan bersama dalam surat yang ditandatangani lurah, BKM, dan wakil warga."),
        ),
        DefCara(
            oleh=_("Tim inti, tenaga ahli"),
            teks=_("Susun RPLP bersama warga dari peta dasar, guna lahan, dan isu kelurahan."),
        ),
        DefCara(oleh=_("Warga kawasan prioritas"), teks=_("Susun RTPLP dan sepakati Aturan Bersama.")),
        DefCara(
            oleh=_("BKM, tim inti"),
            teks=_("Konsultasikan kepada Bappeda dan dinas, lalu lurah dan BKM menandatangani."),
        ),
        DefCara(oleh=_("Tim pemasaran"), teks=_("Pasarkan rencana kepada pemerintah, usaha, dan masyarakat luas.")),
        DefCara(oleh=_("KSM, BKM"), teks=_("Bangun kawasan prioritas dan evaluasi bersama.")),
    ),
    peserta=_(
        "BKM dan UP, tim inti, warga kawasan prioritas, Pokja PLPBK, tim teknis pemerintah kota, dan tenaga ahli."
    ),
    pelajaran=_("Aturan Bersama mana yang sungguh dijalankan warga?"),
    lama="jadwal.s11.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-152",
            kalimat=_("BKM berkualifikasi mandiri."),
            sumber="A3, B20",
            fungsi="bkm.kemandirian",
            argumen=(("tingkat_minimal", "mandiri"),),
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S11-REMBUG",
            nama=_("Rembug pengesahan RPLP dan Aturan Bersama"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga, terutama dari kawasan prioritas, BKM, lurah, dan tim teknis."),
            pengundang=_("Lurah, BKM"),
            minimum="s11.rembug_min",
            memutuskan=True,
            sumber="B20",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S11-RPLP",
            nama=_("RPLP"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Lurah"), _("Koordinator BKM")),
            bantuan=_("Masa berlaku mengikuti parameter; skala peta boleh menurut keadaan."),
            sumber="B20",
        ),
        DefKeluaran(
            kode="S11-RTPLP",
            nama=_("RTPLP kawasan prioritas"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Lurah"), _("Koordinator BKM")),
            sumber="B20",
        ),
        DefKeluaran(
            kode="S11-ATURAN",
            nama=_("Aturan Bersama"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S11-REMBUG",
            penandatangan=(_("Lurah"), _("Koordinator BKM"), _("Wakil warga")),
            sumber="B20",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Kesepakatan rembug sudah dicatat."),
            sumber="B20",
            argumen=(("pertemuan", "S11-REMBUG"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S6",),
    boleh_dilewati=True,
    opsional=True,
)
