"""S4 Pembangunan BKM, S4b its units and secretariat, S5 Pengembangan KSM. S5 runs beside S4 and S4b.

Order after the vote (K2): statutes ratified, members elected and installed in the same rembug; then the members'
meeting, publication, notary, basic training; then the units and the secretariat, their training, and the plan.
Source: SIK-120 .. SIK-131.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    DefCara,
    DefGerbang,
    DefKeluaran,
    DefLangkah,
    DefPelatihan,
    DefPertemuan,
    DefSyarat,
    JenisKeluaran,
    JenisKeputusan,
    JenisPertemuan,
    Keadaan,
    Mode,
    Sebaran,
    Tingkat,
)
from siklus.definisi.p2kp.kajian import DISEPAKATI

S4 = DefLangkah(
    kode="S4",
    nama=_("Pembangunan BKM"),
    nama_rel=_("BKM"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A1, A2, B8, B19, C1, C2, K2",
    tujuan=_(
        "Warga memilih pimpinan kolektif yang mereka kenal dan percayai karena perbuatannya sehari-hari: tanpa calon, "
        "tanpa kampanye, berjenjang dari lingkungan terdekat. BKM dibentuk karena warga membutuhkannya, bukan karena dana."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel, relawan"),
            teks=_("Evaluasi kesiapan pembentukan BKM dengan hasil Pemetaan Swadaya; tulis catatan kesiapannya."),
        ),
        DefCara(
            oleh=_("Warga"),
            teks=_(
                "Rembug pembentukan panitia: ketua, sekretaris, bendahara, dan pokja perumus AD, pemilihan, serta "
                "pemantau; banyak perempuan dan warga miskin di dalamnya."
            ),
        ),
        DefCara(
            oleh=_("Pokja perumus AD"), teks=_("Susun rancangan Anggaran Dasar, atau tinjau AD lama pada pemilu ulang.")
        ),
        DefCara(
            oleh=_("Pokja pemilihan"),
            teks=_(
                "Susun rancangan tata tertib: jumlah utusan, jumlah anggota BKM, kriteria, dan banyaknya nama pada "
                "setiap surat suara."
            ),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_("Bimbing panitia dan sepakati rencana aksi."),
            kode_resmi="0706",
        ),
        DefCara(
            oleh=_("Panitia"),
            teks=_("Sebarkan informasi lewat rembug RW dan kelurahan; warga menyatakan kesiapannya."),
        ),
        DefCara(
            oleh=_("Panitia"),
            teks=_("Refleksi panitia atas hasil pemantauan; perbaiki yang kurang."),
            kode_resmi="0708",
        ),
        DefCara(oleh=_("Panitia, ketua RT"), teks=_("Susun daftar warga dewasa setiap RT, laki-laki dan perempuan.")),
        DefCara(
            oleh=_("Panitia, warga RT"),
            teks=_(
                "Pilih utusan di setiap RT: setiap orang menulis nama-nama warga RT itu, nama panggilan pun sah. Bila "
                "yang datang belum cukup, lakukan kunjungan rumah. Hitung sesudah pemungutan ditutup."
            ),
        ),
        DefCara(
            oleh=_("Panitia, utusan"),
            teks=_(
                "Rembug warga kelurahan: sahkan AD, pilih anggota BKM di antara utusan, dan kukuhkan saat itu juga."
            ),
        ),
        DefCara(
            oleh=_("Anggota BKM"),
            teks=_("Rapat anggota memilih koordinator dengan musyawarah."),
            kode_resmi="0713",
        ),
        DefCara(oleh=_("BKM"), teks=_("Umumkan hasilnya di papan informasi dan pertemuan RT.")),
        DefCara(
            oleh=_("Panitia, koordinator BKM, relawan"),
            teks=_("Catatkan BKM pada notaris; penandatangan tidak memiliki kekayaan BKM."),
        ),
        DefCara(oleh=_("Faskel"), teks=_("Laksanakan pelatihan dasar BKM, lalu lanjutkan ke pembentukan UP.")),
    ),
    peserta=_(
        "Semua warga dewasa setempat berhak memilih dan dipilih; utusan RT di tingkat kelurahan; panitia, relawan, "
        "pemantau, dan lurah sebagai saksi."
    ),
    pelajaran=_("RT mana yang paling ramai memilih, dan apa sebabnya? Apa yang perlu disiapkan untuk pemilu ulang?"),
    lama="jadwal.s4.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-120",
            kalimat=_("Hasil Pemetaan Swadaya sudah disepakati dan terverifikasi."),
            sumber="B8",
            langkah="S3",
        ),
        DefGerbang(
            aturan="SIK-121",
            kalimat=_("Evaluasi kesiapan pembentukan BKM sudah ditulis dan menyatakan siap."),
            sumber="B8",
            fungsi="bkm.evaluasi_kesiapan",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S4-PANITIA",
            nama=_("Rembug pembentukan panitia"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga dari setiap RW, relawan, perempuan, dan warga miskin."),
            pengundang=_("Lurah"),
            minimum="s4.rembug_panitia_min",
            sumber="A1, B8, C2",
        ),
        DefPertemuan(
            kode="S4-TATIB",
            nama=_("Rapat tata tertib pemilihan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Panitia, wakil RT, dan tokoh masyarakat."),
            pengundang=_("Panitia"),
            minimum="s4.rapat_tatib_min",
            hadir_dihitung=False,
            sumber="B8, B19",
        ),
        DefPertemuan(
            kode="S4-RW",
            nama=_("Rembug penyebaran informasi di RW"),
            tingkat=Tingkat.BASIS_ATAS,
            tingkat_lain=(Tingkat.BASIS,),
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga RW, perempuan dan laki-laki."),
            pengundang=_("Panitia, ketua RW"),
            minimum="s4.rembug_rw_min",
            jangkauan="s4.jangkauan_rw_min",
            sumber="B8",
        ),
        DefPertemuan(
            kode="S4-SIAP",
            nama=_("Rembug pernyataan kesiapan warga"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Wakil RW dan RT, tokoh, dan warga."),
            pengundang=_("Panitia"),
            minimum="s4.rembug_siap_min",
            sumber="B8",
        ),
        DefPertemuan(
            kode="S4-REFLEKSI",
            nama=_("Refleksi panitia"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Panitia dan pemantau partisipatif."),
            pengundang=_("Panitia"),
            wajib=False,
            hadir_dihitung=False,
            kode_resmi="0708",
            sumber="B8",
        ),
        DefPertemuan(
            kode="S4-BASIS",
            nama=_("Pemilihan utusan di basis"),
            tingkat=Tingkat.BASIS,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Semua warga dewasa RT itu."),
            pengundang=_("Panitia, ketua RT"),
            minimum="s4.pemilihan_basis_min",
            jangkauan="s4.jangkauan_rt_min",
            sumber="B8, C1",
        ),
        DefPertemuan(
            kode="S4-UTUSAN-RW",
            nama=_("Pemilihan utusan tingkat RW"),
            tingkat=Tingkat.BASIS_ATAS,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT, bila tata tertib setempat memakai jenjang RW."),
            pengundang=_("Panitia"),
            wajib=False,
            gugur_satu_lapis=True,
            sumber="A1, C2",
        ),
        DefPertemuan(
            kode="S4-REMBUG",
            nama=_("Rembug warga pemilihan anggota BKM"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT; relawan, pemantau, lurah, dan warga sebagai saksi."),
            pengundang=_("Panitia"),
            minimum="s4.rembug_pemilihan_min",
            memutuskan=True,
            sumber="B8, C2, K2",
        ),
        DefPertemuan(
            kode="S4-KOORDINATOR",
            nama=_("Rapat anggota memilih koordinator"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Semua anggota BKM."),
            pengundang=_("Anggota BKM"),
            minimum="s4.rapat_koordinator_min",
            hadir_dihitung=False,
            kode_resmi="0713",
            sumber="B8",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S4-BA-PANITIA",
            nama=_("Berita Acara pembentukan panitia"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S4-PANITIA",
            penandatangan=(_("Pimpinan rembug"), _("Notulis"), _("Wakil warga"), _("Lurah (mengetahui)")),
            sumber="B8",
        ),
        DefKeluaran(
            kode="S4-AD",
            nama=_("Anggaran Dasar BKM yang disahkan rembug"),
            jenis=JenisKeluaran.DOKUMEN,
            templat="ad_bkm",
            pertemuan="S4-REMBUG",
            sumber="B8, C2",
        ),
        DefKeluaran(
            kode="S4-TATIB",
            nama=_("Tata tertib pemilihan"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S4-TATIB",
            penandatangan=(_("Ketua panitia"), _("Sekretaris panitia")),
            sumber="B8, B19",
        ),
        DefKeluaran(
            kode="S4-BA-BASIS",
            nama=_("Berita Acara pemilihan utusan setiap RT"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S4-BASIS",
            penandatangan=(_("Petugas pemilihan"), _("Saksi warga"), _("Ketua RT (mengetahui)")),
            sumber="B8, C1",
        ),
        DefKeluaran(
            kode="S4-BA-REMBUG",
            nama=_("Berita Acara pengesahan AD, pemilihan, dan pengukuhan BKM"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S4-REMBUG",
            penandatangan=(_("Ketua panitia"), _("Notulis"), _("Wakil utusan"), _("Lurah (mengetahui)")),
            sumber="B8, C2, K2",
        ),
        DefKeluaran(
            kode="S4-DH",
            nama=_("Daftar hadir rembug pemilihan"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S4-REMBUG",
            sumber="B8",
        ),
        DefKeluaran(
            kode="S4-KOORDINATOR",
            nama=_("Berita Acara pemilihan koordinator"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S4-KOORDINATOR",
            penandatangan=(_("Semua anggota BKM"),),
            sumber="B8",
        ),
        DefKeluaran(
            kode="S4-AKTA",
            nama=_("Akta pencatatan notaris"),
            jenis=JenisKeluaran.DOKUMEN,
            bantuan=_("Foto halaman nomor, tanggal, dan nama penghadap."),
            sumber="B8, C5",
        ),
        DefKeluaran(
            kode="S4-PENGUMUMAN",
            nama=_("Foto pengumuman hasil di papan informasi"),
            jenis=JenisKeluaran.FOTO,
            wajib=False,
            sumber="B8",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-122",
            fungsi="bkm.panitia_terbentuk",
            kalimat=_("Panitia dan pokjanya sudah tercatat."),
            sumber="B8, C2",
            parameter="panitia.per_rw_min",
        ),
        DefSyarat(
            aturan="SIK-122",
            fungsi="bkm.pemilihan_sah",
            kalimat=_("Hasil pemilihan semua basis dan rembug kelurahan sudah dicatat dan sah."),
            sumber="B8, C1",
            parameter="pemilu.partisipasi_min_basis",
        ),
        DefSyarat(
            aturan="SIK-123",
            fungsi="bkm.partisipasi_kelurahan",
            kalimat=_("Warga dewasa yang memilih, dihitung sekelurahan, sudah mencapai batas keabsahan."),
            sumber="D14, D15",
            parameter="pemilu.partisipasi_min_kelurahan",
        ),
        DefSyarat(
            aturan="SIK-122",
            fungsi="bkm.dilantik",
            kalimat=_("BKM sudah dikukuhkan dan koordinatornya terpilih."),
            sumber="B8, K2",
        ),
        DefSyarat(
            aturan="SIK-124",
            fungsi="bkm.jumlah_anggota",
            kalimat=_("Jumlah anggota BKM sesuai anggaran dasar dan batas program."),
            sumber="B19, D16",
            parameter="bkm.jumlah_anggota",
        ),
        DefSyarat(
            aturan="SIK-124",
            fungsi="bkm.perempuan_utusan",
            kalimat=_("Bagian perempuan di antara utusan sudah mencapai yang diupayakan."),
            sumber="C1",
            parameter="pemilu.utusan_perempuan_min",
        ),
        DefSyarat(
            aturan="SIK-124",
            fungsi="bkm.perempuan_anggota",
            kalimat=_("Bagian perempuan di antara anggota BKM sudah mencapai yang diupayakan."),
            sumber="C2",
            parameter="pemilu.anggota_perempuan_min",
        ),
    ),
    keputusan=JenisKeputusan.PEMILIHAN,
    sesudah=("S3",),
)

S4B = DefLangkah(
    kode="S4b",
    nama=_("UP dan Sekretariat BKM"),
    nama_rel=_("UP"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="B8, B17, C3, C4, K2",
    tujuan=_(
        "BKM mengemudi, unit pelaksana bekerja: rapat anggota mengangkat orang yang jujur dan mampu untuk UPK, UPL, UPS, "
        "dan Sekretariat, dengan tugas dan pengawasan yang jelas."
    ),
    cara=(
        DefCara(oleh=_("Faskel"), teks=_("Pastikan pelatihan dasar BKM sudah selesai dan tercatat.")),
        DefCara(
            oleh=_("BKM"),
            teks=_("Umumkan kebutuhan petugas kepada warga dan sepakati syaratnya dalam rapat anggota."),
        ),
        DefCara(
            oleh=_("BKM"),
            teks=_(
                "Rapat anggota memilih petugas UPK, UPL, dan UPS dengan musyawarah mufakat, serta mengangkat Sekretariat "
                "yang bukan anggota BKM dan bukan petugas UP."
            ),
        ),
        DefCara(oleh=_("BKM"), teks=_("Tetapkan Pengawas UPK, tugas, dan cara pelaporan bulanan.")),
        DefCara(oleh=_("Faskel"), teks=_("Latih petugas UP dan Sekretariat sebelum PJM disusun.")),
    ),
    peserta=_("Semua anggota BKM; calon petugas UPK, UPL, UPS, dan Sekretariat; lurah sebagai undangan."),
    pelajaran=_("Bagaimana petugas ditemukan, dan apa yang membuat mereka bertahan?"),
    lama="jadwal.s4b.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-125",
            kalimat=_("Pembangunan BKM sudah berjalan."),
            sumber="B8",
            langkah="S4",
            keadaan=Keadaan.BERJALAN,
        ),
        DefGerbang(
            aturan="SIK-125",
            kalimat=_("BKM sudah dikukuhkan dalam rembug warga."),
            sumber="B8, K2",
            fungsi="bkm.dilantik",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S4b-RAPAT",
            nama=_("Rapat anggota BKM pembentukan UP dan Sekretariat"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Semua anggota BKM."),
            pengundang=_("Koordinator BKM"),
            minimum="s4b.rapat_min",
            hadir_dihitung=False,
            memutuskan=True,
            sumber="B17, C3",
        ),
    ),
    pelatihan=(
        DefPelatihan(
            kode="S4b-BKM",
            nama=_("Pelatihan dasar BKM"),
            peserta=_("Semua anggota BKM terpilih."),
            penyelenggara=_("Tim Fasilitator"),
            topik=(
                _("Pimpinan kolektif dan nilai-nilai"),
                _("Tugas BKM, UP, dan Sekretariat"),
                _("Musyawarah dan pertanggungjawaban kepada warga"),
            ),
            sebelum_mulai=True,
            lama="pelatihan.bkm_hari",
            aturan="SIK-126",
            sumber="B8, K11",
        ),
        DefPelatihan(
            kode="S4b-UP",
            nama=_("Pelatihan UP dan Sekretariat"),
            peserta=_("Petugas UPK, UPL, UPS, dan Sekretariat."),
            penyelenggara=_("Tim Fasilitator"),
            topik=(
                _("Tugas setiap unit"),
                _("Pembukuan Sekretariat dan UPK"),
                _("Menilai usulan KSM"),
                _("Alur penyusunan PJM"),
            ),
            lama="pelatihan.up_hari",
            aturan="SIK-136",
            sumber="B6, B8, K11",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S4b-BA",
            nama=_("Keputusan rapat anggota BKM tentang UP dan Sekretariat"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S4b-RAPAT",
            penandatangan=(_("Koordinator BKM"), _("Notulis"), _("Anggota BKM")),
            sumber="B8, B17",
        ),
        DefKeluaran(
            kode="S4b-SUSUNAN",
            nama=_("Susunan petugas UPK, UPL, UPS, dan Sekretariat"),
            jenis=JenisKeluaran.DAFTAR,
            templat="susunan_up",
            sumber="B8",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-127",
            fungsi="bkm.up_terbentuk",
            kalimat=_("Petugas UPK, UPL, dan UPS tercatat dan diangkat oleh rapat anggota."),
            sumber="B17",
        ),
        DefSyarat(
            aturan="SIK-127",
            fungsi="bkm.sekretariat_terbentuk",
            kalimat=_("Sekretariat tercatat dan tidak merangkap anggota BKM atau petugas UP."),
            sumber="C4",
        ),
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan rapat anggota sudah dicatat."),
            sumber="B17",
            argumen=(("pertemuan", "S4b-RAPAT"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S4",),
)

S5 = DefLangkah(
    kode="S5",
    nama=_("Pengembangan KSM"),
    nama_rel=_("KSM"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A1, B13",
    tujuan=_(
        "Warga miskin berhimpun dalam kelompok yang setara dan saling percaya, baru ataupun yang sudah ada, agar mereka "
        "sendiri yang merencanakan, mengerjakan, dan menerima manfaat."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel"),
            teks=_("Jelaskan kepada warga apa itu KSM, dan bahwa kelompok yang sudah ada boleh dipakai."),
        ),
        DefCara(oleh=_("Warga, relawan"), teks=_("Temukan relawan pendamping kelompok dan bekali mereka.")),
        DefCara(
            oleh=_("Relawan pendamping"),
            teks=_("Adakan diskusi dinamika kelompok di RT: apa ikatan dan tujuan bersamanya?"),
        ),
        DefCara(
            oleh=_("Kelompok, relawan pendamping"),
            teks=_(
                "Kembangkan kelompok yang ada, bila warga miskin dapat bergabung dan diperlakukan setara; bangun "
                "kelompok baru bila belum ada."
            ),
        ),
        DefCara(oleh=_("Kelompok"), teks=_("Sepakati aturan main: pertemuan, tabungan, dan pembagian tugas.")),
        DefCara(
            oleh=_("Kelompok, relawan pendamping"),
            teks=_("Tinjau keadaan kelompok dengan ceklis, lalu daftarkan anggotanya."),
        ),
    ),
    peserta=_("Warga miskin dalam daftar PS-2, kelompok yang sudah ada, relawan pendamping, dan ketua RT."),
    pelajaran=_("Kelompok mana yang paling hidup, dan apa perekatnya?"),
    lama="jadwal.s5.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-130",
            kalimat=_("Daftar PS-2 sudah ditetapkan."),
            sumber="A1, B13",
            fungsi="siklus.ps2_ditetapkan",
            lahir_di="S3",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S5-JELAS",
            nama=_("Penjelasan KSM kepada warga"),
            tingkat=Tingkat.BASIS_ATAS,
            tingkat_lain=(Tingkat.BASIS, Tingkat.KELURAHAN),
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Warga, terutama yang tercantum dalam PS-2."),
            pengundang=_("Relawan"),
            minimum="s5.penjelasan_min",
            sumber="B13",
        ),
        DefPertemuan(
            kode="S5-DINAMIKA",
            nama=_("Diskusi dinamika kelompok"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS,),
            jenis=JenisPertemuan.FGD,
            peserta=_("Calon anggota kelompok, dipandu relawan pendamping."),
            pengundang=_("Relawan pendamping"),
            minimum="s5.fgd_min",
            sumber="B13",
        ),
        DefPertemuan(
            kode="S5-TINJAU",
            nama=_("Tinjauan kelompok"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.KELURAHAN),
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Anggota kelompok dan relawan pendamping."),
            pengundang=_("Relawan pendamping"),
            wajib=False,
            sumber="B13",
        ),
    ),
    pelatihan=(
        DefPelatihan(
            kode="S5-PENDAMPING",
            nama=_("Pembekalan relawan pendamping kelompok"),
            peserta=_("Relawan pendamping, BKM, dan petugas UP."),
            penyelenggara=_("Tim Fasilitator"),
            topik=(_("Dinamika kelompok"), _("Aturan main kelompok"), _("Mendampingi penyusunan usulan")),
            mode=Mode.WARN,
            sumber="B13, K11",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S5-ATURAN",
            nama=_("Aturan main setiap KSM"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Semua anggota KSM"),),
            sumber="B13",
        ),
        DefKeluaran(
            kode="S5-CEKLIS",
            nama=_("Ceklis tinjauan kelompok"),
            jenis=JenisKeluaran.DOKUMEN,
            bantuan=_("Keadaan kelompok, tinjauan aturan, dan perkembangan KSM."),
            sumber="B13",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-131",
            fungsi="ksm.terdaftar",
            kalimat=_("KSM sudah terdaftar beserta anggotanya."),
            sumber="A1, B13, C3",
            parameter="ksm.anggota_min",
        ),
    ),
    sesudah=("S3",),
)
