"""S0 Sosialisasi awal and S1 Rembug Kesiapan Masyarakat: the residents hear of the programme, then say yes or no.

Source: SIK-101 .. SIK-105.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    FASILITATOR,
    KOORDINATOR_KOTA,
    Akibat,
    Cakupan,
    DefCara,
    DefGerbang,
    DefKeluaran,
    DefLangkah,
    DefPelatihan,
    DefPertemuan,
    DefPilihan,
    DefSyarat,
    JenisKeluaran,
    JenisKeputusan,
    JenisPertemuan,
    Keadaan,
    Mode,
    Sebaran,
    SiklusKe,
    Tingkat,
    Ulang,
)

DI_LOKASI_SASARAN = DefGerbang(
    aturan="SIK-101",
    kalimat=_("Wilayah ini tercantum, atau membawahi lokasi yang tercantum, dalam daftar lokasi sasaran resmi."),
    sumber="B10",
    fungsi="siklus.lokasi_sasaran",
)

S0_KOTA = DefLangkah(
    kode="S0",
    nama=_("Sosialisasi awal tingkat kota"),
    nama_rel=_("Sosialisasi kota"),
    tingkat=Tingkat.KOTA,
    sebaran=Sebaran.ATAS,
    siklus_ke=SiklusKe.PERTAMA,
    tahun=(1,),
    sumber="A3, K12",
    tujuan=_(
        "Pemerintah kota, organisasi masyarakat, dan semua pelaku kunci mengenal P2KP, tahu apa yang diminta dari "
        "mereka, dan sepakat membuka jalan bagi warga di kelurahan sasaran."
    ),
    cara=(
        DefCara(
            oleh=_("Korkot"),
            teks=_(
                "Temui Bappeda, dinas pekerjaan umum, dan tim koordinasi penanggulangan kemiskinan. Bawa daftar lokasi "
                "sasaran dan ringkasan program; jelaskan bahwa warga boleh menerima atau menolak."
            ),
        ),
        DefCara(
            oleh=_("Korkot, pemerintah kota"),
            teks=_(
                "Adakan lokakarya kota. Jelaskan nilai, tahapan siklus, jadwal, dan dana. Sediakan waktu tanya jawab "
                "yang cukup, lalu catat janji setiap pihak."
            ),
        ),
        DefCara(
            oleh=_("Korkot, SF"),
            teks=_("Sepakati jadwal sosialisasi tiap kecamatan dan siapa yang mengundang."),
        ),
        DefCara(
            oleh=_("Korkot"),
            teks=_("Catat pertemuannya hari itu juga, lengkap dengan hadir L/P, lalu unggah foto daftar hadirnya."),
        ),
    ),
    peserta=_(
        "Walikota/bupati atau wakilnya, Bappeda, dinas terkait, TKPKD, para camat, organisasi masyarakat, LSM, "
        "perguruan tinggi, perbankan, dan media setempat."
    ),
    pelajaran=_("Siapa yang paling membantu di kota ini, dan pertanyaan apa yang belum terjawab?"),
    lama="jadwal.s0_kota.lama_minggu",
    gerbang=(DI_LOKASI_SASARAN,),
    pertemuan=(
        DefPertemuan(
            kode="S0-KOTA",
            nama=_("Lokakarya sosialisasi kota"),
            tingkat=Tingkat.KOTA,
            jenis=JenisPertemuan.LOKAKARYA,
            peserta=_("Pemerintah kota, camat, organisasi masyarakat sipil, dan pelaku kunci lainnya."),
            pengundang=_("Pemerintah kota bersama Korkot"),
            minimum="s0.pertemuan_kota_min",
            hadir_dihitung=False,
            sumber="A3, K12",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S0-KOTA-DH",
            nama=_("Daftar hadir lokakarya kota"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S0-KOTA",
            bantuan=_("Foto atau pindai semua lembar; pastikan kolom L/P dan asal lembaga terisi."),
            sumber="K12",
        ),
        DefKeluaran(
            kode="S0-KOTA-FOTO",
            nama=_("Foto lokakarya kota"),
            jenis=JenisKeluaran.FOTO,
            pertemuan="S0-KOTA",
            wajib=False,
            sumber="KP",
        ),
    ),
    pengaju=KOORDINATOR_KOTA,
    verifikator=("kmw",),
    boleh_dilewati=True,
)

S0_KECAMATAN = DefLangkah(
    kode="S0",
    nama=_("Sosialisasi awal tingkat kecamatan"),
    nama_rel=_("Sosialisasi kecamatan"),
    tingkat=Tingkat.KECAMATAN,
    sebaran=Sebaran.ATAS,
    siklus_ke=SiklusKe.PERTAMA,
    tahun=(1,),
    sumber="A3, K12",
    tujuan=_(
        "Camat, PJOK, para lurah, dan tokoh kecamatan memahami program sebelum tim masuk ke kelurahan, sehingga warga "
        "mendengar penjelasan yang sama dari semua orang."
    ),
    cara=(
        DefCara(
            oleh=_("SF"),
            teks=_("Temui camat dan PJOK. Serahkan daftar kelurahan sasaran dan sepakati tanggal pertemuan."),
        ),
        DefCara(
            oleh=_("SF, Faskel"),
            teks=_(
                "Jelaskan tahapan, peran lurah, dan hak warga untuk menerima atau menolak. Minta setiap lurah menyebut "
                "tanggal sosialisasi di kelurahannya."
            ),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_("Catat nomor telepon lurah, ketua RW, dan tokoh yang dapat dihubungi."),
        ),
    ),
    peserta=_("Camat dan staf, PJOK, semua lurah, LPM, PKK kecamatan, KUA, puskesmas, dan tokoh masyarakat."),
    pelajaran=_("Kelurahan mana yang perlu didatangi lebih dulu, dan mengapa?"),
    lama="jadwal.s0_kecamatan.lama_minggu",
    gerbang=(
        DI_LOKASI_SASARAN,
        DefGerbang(
            aturan="SIK-102",
            kalimat=_("Sosialisasi tingkat kota sudah dilaksanakan dan dilaporkan."),
            sumber="K12, A3",
            langkah="S0",
            tingkat=Tingkat.KOTA,
            keadaan=Keadaan.DIAJUKAN,
            cakupan=Cakupan.INDUK,
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S0-KEC",
            nama=_("Sosialisasi kecamatan"),
            tingkat=Tingkat.KECAMATAN,
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Camat, PJOK, lurah, LPM, PKK, dan tokoh kecamatan."),
            pengundang=_("Camat"),
            minimum="s0.pertemuan_kecamatan_min",
            hadir_dihitung=False,
            sumber="A3, K12",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S0-KEC-DH",
            nama=_("Daftar hadir sosialisasi kecamatan"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S0-KEC",
            bantuan=_("Foto atau pindai semua lembar daftar hadir."),
            sumber="K12",
        ),
        DefKeluaran(
            kode="S0-KEC-FOTO",
            nama=_("Foto sosialisasi kecamatan"),
            jenis=JenisKeluaran.FOTO,
            pertemuan="S0-KEC",
            wajib=False,
            sumber="KP",
        ),
    ),
    sesudah=("S0",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

S0 = DefLangkah(
    kode="S0",
    nama=_("Sosialisasi awal"),
    nama_rel=_("Sosialisasi"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    siklus_ke=SiklusKe.PERTAMA,
    tahun=(1,),
    sumber="B5 Buku 2, B10, K12",
    tujuan=_(
        "Warga tahu apa itu P2KP, tahapannya, akibatnya, dan apa yang diminta dari mereka, sebelum mereka diminta "
        "memutuskan. Tidak ada yang diputuskan di sini; warga baru mendengar, bertanya, dan menyepakati tanggal RKM."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel"),
            teks=_(
                "Temui lurah dan perangkat kelurahan, LPM, PKK, dan karang taruna. Minta daftar RW dan RT beserta "
                "ketuanya, lalu isi di bagian Warga & peta."
            ),
        ),
        DefCara(
            oleh=_("Lurah, Faskel"),
            teks=_(
                "Adakan pertemuan kelurahan. Jelaskan bahwa program boleh diterima atau ditolak, bahwa BKM bekerja "
                "tanpa bayaran, dan bahwa dana diumumkan terbuka."
            ),
        ),
        DefCara(
            oleh=_("Ketua RW, Faskel"),
            teks=_("Lanjutkan ke setiap RW. Titipkan leaflet atau pengumuman di tempat warga biasa berkumpul."),
        ),
        DefCara(
            oleh=_("Ketua RT, calon relawan, Faskel"),
            teks=_(
                "Datangi setiap RT pada jam warga ada di rumah. Menumpang di arisan, pengajian, atau posyandu boleh; "
                "catat tetap sebagai pertemuan RT itu."
            ),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_(
                "Sediakan pertemuan tersendiri untuk perempuan, laki-laki, dan pemuda, terutama bagi warga miskin "
                "yang jarang diundang atau sungkan bicara di pertemuan besar."
            ),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_("Tanyakan siapa yang mau membantu tanpa dibayar, dan catat sebagai calon relawan."),
        ),
        DefCara(
            oleh=_("Lurah, warga"),
            teks=_("Sepakati hari, jam, dan tempat RKM. Pilih waktu yang memungkinkan perempuan dan pekerja hadir."),
        ),
    ),
    peserta=_(
        "Sebanyak mungkin warga: perempuan, laki-laki, pemuda, lansia, penyandang disabilitas, dan terutama warga "
        "miskin; bersama lurah, ketua RW dan RT, tokoh masyarakat, LPM, PKK, dan kelompok yang sudah ada."
    ),
    pelajaran=_("Cara menyampaikan apa yang membuat warga datang dan bertanya? Siapa yang belum terjangkau?"),
    lama="jadwal.s0.lama_minggu",
    gerbang=(
        DI_LOKASI_SASARAN,
        DefGerbang(
            aturan="SIK-102",
            kalimat=_("Sosialisasi tingkat kota sudah dilaksanakan dan dilaporkan."),
            sumber="K12, A3",
            langkah="S0",
            tingkat=Tingkat.KOTA,
            keadaan=Keadaan.DIAJUKAN,
            cakupan=Cakupan.INDUK,
        ),
        DefGerbang(
            aturan="SIK-102",
            kalimat=_("Sosialisasi tingkat kecamatan sudah dilaksanakan dan dilaporkan."),
            sumber="K12, A3",
            langkah="S0",
            tingkat=Tingkat.KECAMATAN,
            keadaan=Keadaan.DIAJUKAN,
            cakupan=Cakupan.INDUK,
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S0-APARAT",
            nama=_("Pertemuan dengan lurah dan perangkat kelurahan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Lurah, perangkat kelurahan, LPM, PKK, karang taruna, dan kelompok strategis."),
            pengundang=_("Faskel"),
            wajib=False,
            hadir_dihitung=False,
            sumber="B5 Buku 2",
        ),
        DefPertemuan(
            kode="S0-KEL",
            nama=_("Sosialisasi tingkat kelurahan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Ketua RW dan RT, tokoh masyarakat, organisasi setempat, dan warga yang berminat."),
            pengundang=_("Lurah"),
            minimum="s0.pertemuan_kelurahan_min",
            sumber="B5 Buku 2",
        ),
        DefPertemuan(
            kode="S0-RW",
            nama=_("Sosialisasi tingkat RW"),
            tingkat=Tingkat.BASIS_ATAS,
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Warga RW itu, ketua RT, kader posyandu, dan pengurus kelompok warga."),
            pengundang=_("Ketua RW"),
            minimum="s0.pertemuan_rw_min",
            jangkauan="s0.jangkauan_rw_min",
            gugur_satu_lapis=True,
            sumber="B5 Buku 2",
        ),
        DefPertemuan(
            kode="S0-RT",
            nama=_("Sosialisasi tingkat RT"),
            tingkat=Tingkat.BASIS,
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Semua warga dewasa RT itu, terutama warga miskin."),
            pengundang=_("Ketua RT"),
            minimum="s0.pertemuan_rt_min",
            jangkauan="s0.jangkauan_rt_min",
            sumber="B5 Buku 2",
        ),
        DefPertemuan(
            kode="S0-KELOMPOK",
            nama=_("Sosialisasi kelompok perempuan, laki-laki, dan pemuda"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.KELURAHAN),
            jenis=JenisPertemuan.SOSIALISASI,
            peserta=_("Kelompok perempuan, laki-laki, atau pemuda, masing-masing dalam pertemuan sendiri."),
            pengundang=_("Calon relawan, Faskel"),
            kelompok=("perempuan", "laki_laki", "pemuda"),
            wajib=False,
            sumber="B5 Buku 2",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S0-DH",
            nama=_("Daftar hadir pertemuan sosialisasi"),
            jenis=JenisKeluaran.DAFTAR,
            bantuan=_(
                "Foto daftar hadir pertemuan kelurahan, RW, dan RT. Daftar pertemuannya sendiri tersusun dari "
                "pertemuan yang Anda catat."
            ),
            templat="daftar_hadir_sosialisasi",
            sumber="B5 Buku 2",
        ),
        DefKeluaran(
            kode="S0-RELAWAN",
            nama=_("Daftar calon relawan"),
            jenis=JenisKeluaran.DAFTAR,
            wajib=False,
            bantuan=_("Cukup catat nama-namanya di bagian Relawan; kertasnya boleh difoto bila ada."),
            sumber="B5 Buku 2",
        ),
        DefKeluaran(
            kode="S0-FOTO",
            nama=_("Foto kegiatan dan media sosialisasi"),
            jenis=JenisKeluaran.FOTO,
            wajib=False,
            bantuan=_("Foto suasana pertemuan, spanduk, atau leaflet yang terpasang."),
            sumber="KP",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-60",
            fungsi="siklus.basis_terdata",
            kalimat=_("Daftar RW dan RT sudah diisi, agar jangkauan sosialisasi dapat dihitung."),
            sumber="KP",
            mode=Mode.WARN,
        ),
        DefSyarat(
            aturan="SIK-53",
            fungsi="siklus.relawan_tercatat",
            kalimat=_("Calon relawan sudah mulai dicatat."),
            sumber="B5 Buku 2, A3",
            parameter="s0.calon_relawan_min",
        ),
        DefSyarat(
            aturan="SIK-103",
            fungsi="siklus.tanggal_disepakati",
            kalimat=_("Tanggal RKM sudah dijadwalkan sesuai kesepakatan warga."),
            sumber="B5 Buku 2",
            argumen=(("langkah", "S1"), ("pertemuan", "S1-RKM")),
        ),
        DefSyarat(
            aturan="SIK-59",
            fungsi="siklus.hadir_wajar",
            kalimat=_("Jumlah hadir sudah sesuai dengan daftar warga dewasa."),
            sumber="KP",
            mode=Mode.WARN,
        ),
    ),
)

S1 = DefLangkah(
    kode="S1",
    nama=_("Rembug Kesiapan Masyarakat"),
    nama_rel=_("RKM"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    siklus_ke=SiklusKe.PERTAMA,
    tahun=(1,),
    sumber="A1, B5 Buku 2, B6",
    tujuan=_(
        "Warga sendiri memutuskan: menanggulangi kemiskinan bersama P2KP, atau tidak. Keputusannya milik seluruh warga, "
        "bukan beberapa tokoh, dan menolak sama sahnya dengan menerima."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel, Sekretaris"),
            teks=_(
                "Cetak Paket rapat: undangan, daftar hadir, tata tertib, dan berita acara kosong. Undangan ditandatangani "
                "lurah dan disebar lewat ketua RT sampai ke warga miskin."
            ),
        ),
        DefCara(
            oleh=_("Lurah"),
            teks=_("Buka rembug dan serahkan pimpinan rembug kepada orang yang dipilih peserta."),
        ),
        DefCara(
            oleh=_("Pimpinan rembug"),
            teks=_("Bacakan tata tertib dan minta persetujuan peserta sebelum pembahasan dimulai."),
        ),
        DefCara(
            oleh=_("Faskel"),
            teks=_(
                "Jelaskan sekali lagi tahapan, hak, dan kewajiban. Jawab semua pertanyaan dengan jujur, termasuk "
                "tentang dana dan kerja tanpa bayaran. Fasilitator tidak ikut menganjurkan pilihan."
            ),
        ),
        DefCara(
            oleh=_("Warga"),
            teks=_(
                "Bahas dalam kelompok kecil dahulu agar perempuan dan warga miskin sempat bicara, lalu bermusyawarah "
                "bersama sampai ada satu keputusan: terima atau tolak."
            ),
        ),
        DefCara(
            oleh=_("Warga"),
            teks=_(
                "Bila menerima: catat relawan dari setiap RT dan susun rencana kerja, termasuk cara mengabarkan hasil "
                "RKM kepada warga yang tidak hadir."
            ),
        ),
        DefCara(
            oleh=_("Warga, Faskel"),
            teks=_(
                "Bila menolak: tulis alasan warga apa adanya. Semua catatan tetap tersimpan, dan RKM kedua dapat "
                "dijadwalkan bila warga kelak menghendaki."
            ),
        ),
        DefCara(
            oleh=_("Pimpinan rembug, Lurah, Faskel"),
            teks=_(
                "Tandatangani berita acara di tempat; lurah menandatangani mengetahui. Foto lembarnya saat itu juga dan "
                "simpan lewat kode QR di sudutnya."
            ),
        ),
    ),
    peserta=_(
        "Semua warga dewasa diundang; ketua RT dan RW, tokoh masyarakat, organisasi setempat, dan khususnya warga "
        "miskin dan perempuan dari setiap RT."
    ),
    pelajaran=_("Apa yang membuat warga yakin, atau ragu? Apa yang akan dilakukan lain kali?"),
    lama="jadwal.s1.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-104",
            kalimat=_("Sosialisasi sudah menjangkau kelurahan, RW, dan RT, dan sudah terverifikasi."),
            sumber="A1, B5 Buku 2",
            langkah="S0",
            tingkat=Tingkat.KELURAHAN,
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S1-PERSIAPAN",
            nama=_("Rapat persiapan RKM"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Lurah, ketua RW, calon relawan, dan fasilitator."),
            pengundang=_("Lurah"),
            wajib=False,
            hadir_dihitung=False,
            sumber="B6",
        ),
        DefPertemuan(
            kode="S1-BASIS",
            nama=_("Rembug persiapan di RT atau RW"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS,),
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga RT atau RW yang membahas sikapnya sebelum rembug kelurahan."),
            pengundang=_("Ketua RT atau RW"),
            wajib=False,
            sumber="B5 Buku 2",
        ),
        DefPertemuan(
            kode="S1-RKM",
            nama=_("Rembug Kesiapan Masyarakat"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga dari semua RT, ketua RT dan RW, tokoh, organisasi setempat, perempuan, dan warga miskin."),
            pengundang=_("Lurah"),
            minimum="s1.pertemuan_rkm_min",
            memutuskan=True,
            sumber="A1, B5 Buku 2, B6",
        ),
    ),
    pelatihan=(
        DefPelatihan(
            kode="S1-RELAWAN",
            nama=_("Pembekalan relawan"),
            peserta=_("Relawan yang tercatat dalam RKM."),
            penyelenggara=_("Tim Fasilitator"),
            topik=(_("Nilai dan prinsip P2KP"), _("Tugas relawan dan kerja tanpa bayaran"), _("Memandu diskusi warga")),
            wajib=False,
            sumber="A3",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S1-BA",
            nama=_("Berita Acara RKM"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S1-RKM",
            bantuan=_(
                "Cetak dari Paket rapat, isi di tempat, foto sesudah ditandatangani. Terima dan tolak sama-sama wajib."
            ),
            penandatangan=(
                _("Pimpinan rembug"),
                _("Notulis"),
                _("Wakil warga laki-laki"),
                _("Wakil warga perempuan"),
                _("Lurah (mengetahui)"),
            ),
            templat="berita_acara_rkm",
            sumber="A1, B5 Buku 2",
        ),
        DefKeluaran(
            kode="S1-DH",
            nama=_("Daftar hadir RKM"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S1-RKM",
            bantuan=_("Foto atau pindai semua lembar; jumlah L/P di kertas harus sama dengan yang dicatat."),
            templat="daftar_hadir_rkm",
            sumber="B5 Buku 2, B6",
        ),
        DefKeluaran(
            kode="S1-RENCANA",
            nama=_("Rencana kerja sesudah RKM"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S1-RKM",
            putusan=("terima",),
            bantuan=_("Siapa mengabarkan hasil RKM, ke RT mana, kapan; dan jadwal Refleksi Kemiskinan."),
            sumber="B6",
        ),
        DefKeluaran(
            kode="S1-PERNYATAAN",
            nama=_("Surat pernyataan kesiapan"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S1-RKM",
            putusan=("terima",),
            wajib=False,
            penandatangan=(_("Wakil warga"), _("Lurah (mengetahui)")),
            templat="pernyataan_kesiapan",
            sumber="B5 Buku 2",
        ),
        DefKeluaran(
            kode="S1-RELAWAN",
            nama=_("Daftar relawan per RT"),
            jenis=JenisKeluaran.DAFTAR,
            putusan=("terima",),
            wajib=False,
            bantuan=_("Isi di bagian Relawan; daftar cetaknya tersusun sendiri."),
            sumber="A3, B5 Buku 2",
        ),
        DefKeluaran(
            kode="S1-FOTO",
            nama=_("Foto suasana RKM"),
            jenis=JenisKeluaran.FOTO,
            pertemuan="S1-RKM",
            wajib=False,
            sumber="KP",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-105",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan rembug, terima atau tolak, sudah dicatat."),
            sumber="A1, B5 Buku 2",
            argumen=(("pertemuan", "S1-RKM"),),
        ),
        DefSyarat(
            aturan="SIK-53",
            fungsi="siklus.relawan_tercatat",
            kalimat=_("Relawan sudah terdaftar."),
            sumber="A3, B5 Buku 2",
            parameter="s1.relawan_min",
            putusan=("terima",),
        ),
        DefSyarat(
            aturan="SIK-54",
            fungsi="siklus.relawan_per_basis",
            kalimat=_("Setiap RT mempunyai relawan."),
            sumber="A3",
            parameter="s1.relawan_per_basis_min",
            putusan=("terima",),
        ),
        DefSyarat(
            aturan="SIK-47",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian perempuan yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.perempuan_min",
            argumen=(("pertemuan", "S1-RKM"), ("kelompok", "perempuan")),
        ),
        DefSyarat(
            aturan="SIK-48",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian warga miskin yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.miskin_min",
            argumen=(("pertemuan", "S1-RKM"), ("kelompok", "miskin")),
        ),
        DefSyarat(
            aturan="SIK-59",
            fungsi="siklus.hadir_wajar",
            kalimat=_("Jumlah hadir sudah sesuai dengan daftar warga dewasa."),
            sumber="KP",
            mode=Mode.WARN,
        ),
    ),
    keputusan=JenisKeputusan.TERIMA_TOLAK,
    pilihan=(
        DefPilihan(kode="terima", nama=_("Menerima")),
        DefPilihan(kode="tolak", nama=_("Menolak"), akibat=Akibat.MENOLAK, perlu_alasan=True),
    ),
    ulang=Ulang.PUTARAN,
    sesudah=("S0",),
    paket_rapat=("paket_rkm",),
)
