"""P10 to P19: the kecamatan ranks and decides, the desa build, account and keep. Source: SIK-202, SIK-208 .. SIK-213."""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    FASILITATOR,
    KOORDINATOR_KOTA,
    Cakupan,
    Dari,
    DefCara,
    DefGerbang,
    DefKeluaran,
    DefLangkah,
    DefPelatihan,
    DefPilihan,
    DefSyarat,
    JenisKeluaran,
    JenisKeputusan,
    Keadaan,
    Mode,
    Sebaran,
    Tingkat,
    Ulang,
)
from siklus.definisi.pnpm_perdesaan.bagian import (
    DESA,
    DISEPAKATI,
    TTD_DESA,
    TTD_KECAMATAN,
    berita_acara,
    diputuskan,
    musyawarah,
    tunggu,
)

HANYA_WAKIL = DefSyarat(
    aturan="SIK-209",
    fungsi="siklus.suara_wakil_desa",
    kalimat=_("Hanya wakil desa yang memberi suara; pengganti membawa surat."),
    sumber="F1, R",
    mode=Mode.WARN,
)

P10 = DefLangkah(
    kode="P10",
    nama=_("MAD Prioritas Usulan"),
    nama_rel=_("MAD Prioritas"),
    tingkat=Tingkat.KECAMATAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("Wakil semua desa memeringkat usulan bersama-sama, dengan rekomendasi Tim Verifikasi di tangan."),
    cara=(
        DefCara(oleh=_("Ketua MAD"), teks=_("Periksa surat tugas wakil setiap desa dan sepakati tata tertib.")),
        DefCara(oleh=_("Wakil desa"), teks=_("Paparkan usulan; Tim Verifikasi membacakan rekomendasinya.")),
        DefCara(oleh=_("Wakil desa"), teks=_("Sepakati ukuran penilaian, lalu peringkat semua usulan secara terbuka.")),
    ),
    peserta=_("Wakil desa yang dipilih, Tim Verifikasi, kepala desa, camat, dan peninjau."),
    pelajaran=_("Ukuran mana yang paling diperdebatkan, dan bagaimana diselesaikan?"),
    lama="jadwal.p10.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-208",
            kalimat=_("Usulan semua desa sudah diverifikasi."),
            sumber="A5",
            langkah="P9",
            cakupan=Cakupan.SEMUA_ANAK,
        ),
    ),
    pertemuan=(
        musyawarah(
            "P10-MAD",
            _("MAD Prioritas Usulan"),
            tingkat=Tingkat.KECAMATAN,
            peserta=_("Wakil setiap desa dan Tim Verifikasi."),
            pengundang=_("Ketua MAD, camat"),
            sumber="A5",
        ),
    ),
    keluaran=(
        berita_acara(
            "P10-BA", _("Berita Acara MAD Prioritas"), pertemuan="P10-MAD", penandatangan=TTD_KECAMATAN, sumber="A5"
        ),
        DefKeluaran(kode="P10-PERINGKAT", nama=_("Daftar peringkat usulan"), jenis=JenisKeluaran.DAFTAR, sumber="A5"),
    ),
    syarat=(diputuskan("P10-MAD", sumber="A5"), HANYA_WAKIL),
    keputusan=JenisKeputusan.PERINGKAT,
    sesudah=("P9",),
    pengaju=FASILITATOR,
)

P11 = DefLangkah(
    kode="P11",
    nama=_("Desain dan RAB usulan berperingkat"),
    nama_rel=_("Desain"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="F1, R",
    tujuan=_(
        "Usulan yang berperingkat dihitung dan digambar rinci agar MAD Penetapan memutuskan dengan angka yang benar."
    ),
    cara=(
        DefCara(
            oleh=_("TPK, KPMD, FK teknik"),
            teks=_("Survei lokasi dan harga bersama warga, lalu gambar dan hitung biayanya."),
        ),
        DefCara(oleh=_("TPK"), teks=_("Catat swadaya dan hibah lahan secara tertulis.")),
    ),
    peserta=_("TPK, KPMD, kader teknik, dan warga pemilik lahan."),
    pelajaran=_("Berapa jauh taksiran awal meleset, dan mengapa?"),
    lama="jadwal.p11.lama_minggu",
    gerbang=(tunggu("P10", _("MAD Prioritas sudah terverifikasi."), sumber="F1", cakupan=Cakupan.INDUK),),
    keluaran=(
        DefKeluaran(
            kode="P11-RAB",
            nama=_("Gambar desain dan RAB"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("TPK"), _("Fasilitator teknik")),
            mode=Mode.WARN,
            sumber="R",
        ),
    ),
    sesudah=("P10",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P12 = DefLangkah(
    kode="P12",
    nama=_("MAD Penetapan Usulan"),
    nama_rel=_("MAD Penetapan"),
    tingkat=Tingkat.KECAMATAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("Wakil semua desa memutuskan usulan mana yang didanai, dan menerima bersama apa yang belum."),
    cara=(
        DefCara(oleh=_("UPK, FK"), teks=_("Paparkan dana yang ada dan biaya setiap usulan menurut peringkatnya.")),
        DefCara(oleh=_("Wakil desa"), teks=_("Tetapkan usulan yang didanai dan sepakati jadwal pelaksanaannya.")),
        DefCara(oleh=_("Camat"), teks=_("Tuangkan hasil musyawarah dalam surat penetapan.")),
    ),
    peserta=_("Wakil desa, UPK, kepala desa, camat, dan peninjau."),
    pelajaran=_("Bagaimana desa yang usulannya belum didanai diajak tetap serta?"),
    lama="jadwal.p12.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-210",
            kalimat=_("Desain dan RAB usulan berperingkat di semua desa sudah selesai."),
            sumber="R, KP",
            mode=Mode.WARN,
            langkah="P11",
            cakupan=Cakupan.SEMUA_ANAK,
        ),
        DefGerbang(
            aturan="SIK-202",
            kalimat=_("MAD Prioritas sudah terverifikasi."),
            sumber="A5",
            langkah="P10",
        ),
    ),
    pertemuan=(
        musyawarah(
            "P12-MAD",
            _("MAD Penetapan Usulan"),
            tingkat=Tingkat.KECAMATAN,
            peserta=_("Wakil setiap desa."),
            pengundang=_("Ketua MAD, camat"),
            sumber="A5",
        ),
    ),
    keluaran=(
        berita_acara(
            "P12-BA", _("Berita Acara MAD Penetapan"), pertemuan="P12-MAD", penandatangan=TTD_KECAMATAN, sumber="A5"
        ),
        DefKeluaran(
            kode="P12-PENETAPAN",
            nama=_("Surat penetapan camat"),
            jenis=JenisKeluaran.DOKUMEN,
            wajib=False,
            penandatangan=(_("Camat"),),
            sumber="R",
        ),
    ),
    syarat=(diputuskan("P12-MAD", sumber="A5"), HANYA_WAKIL),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("P11",),
    pengaju=FASILITATOR,
)

P13 = DefLangkah(
    kode="P13",
    nama=_("Musyawarah Desa Informasi"),
    nama_rel=_("MD Informasi"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="F1, R",
    tujuan=_("Seluruh warga desa tahu hasil MAD: apa yang didanai, berapa, siapa mengerjakan, dan apa yang belum."),
    cara=(
        DefCara(oleh=_("Wakil desa"), teks=_("Laporkan jalannya MAD dan keputusannya apa adanya.")),
        DefCara(
            oleh=_("Kepala Desa, TPK"), teks=_("Sepakati tenaga kerja, upah, dan jadwal; pasang di papan informasi.")
        ),
    ),
    peserta=_("Warga setiap dusun, perempuan, RTM, TPK, dan kepala desa."),
    pelajaran=_("Pertanyaan apa yang muncul, dan siapa yang menjawabnya?"),
    lama="jadwal.p13.lama_minggu",
    gerbang=(tunggu("P12", _("MAD Penetapan sudah terverifikasi."), sumber="A5", cakupan=Cakupan.INDUK),),
    pertemuan=(
        musyawarah(
            "P13-MD",
            _("Musyawarah Desa Informasi"),
            tingkat=DESA,
            peserta=_("Warga setiap dusun."),
            pengundang=_("Kepala Desa"),
            sumber="F1",
            memutuskan=False,
        ),
    ),
    keluaran=(
        berita_acara("P13-BA", _("Berita Acara MD Informasi"), pertemuan="P13-MD", penandatangan=TTD_DESA, sumber="F1"),
    ),
    keputusan=JenisKeputusan.INFORMASI,
    sesudah=("P12",),
    pengaju=FASILITATOR,
)

P14 = DefLangkah(
    kode="P14",
    nama=_("Persiapan pelaksanaan"),
    nama_rel=_("Persiapan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("TPK siap bekerja: tahu tugasnya, punya rencana, dan disaksikan warga."),
    cara=(
        DefCara(oleh=_("FK"), teks=_("Latih TPK tentang administrasi, pengadaan, dan mutu.")),
        DefCara(
            oleh=_("TPK"), teks=_("Adakan rapat persiapan: jadwal, tenaga kerja dari desa, bahan, dan pengawasan.")
        ),
    ),
    peserta=_("TPK, KPMD, kepala desa, pekerja, dan warga."),
    pelajaran=_("Persiapan apa yang paling menghemat waktu kemudian?"),
    lama="jadwal.p14.lama_minggu",
    gerbang=(tunggu("P13", _("MD Informasi desa ini sudah terverifikasi."), sumber="A5"),),
    pertemuan=(
        musyawarah(
            "P14-RAPAT",
            _("Rapat persiapan pelaksanaan"),
            tingkat=DESA,
            peserta=_("TPK, kepala desa, pekerja, dan warga."),
            pengundang=_("TPK"),
            sumber="F1",
            memutuskan=False,
        ),
    ),
    pelatihan=(
        DefPelatihan(
            kode="P14-TPK",
            nama=_("Pelatihan TPK"),
            peserta=_("Pengurus TPK."),
            penyelenggara=_("Fasilitator Kecamatan"),
            topik=(_("Administrasi dan pembukuan"), _("Pengadaan bahan"), _("Mutu pekerjaan")),
            mode=Mode.WARN,
            sumber="A5",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="P14-RENCANA",
            nama=_("Rencana kerja TPK"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Ketua TPK"), _("Kepala Desa (mengetahui)")),
            sumber="F1",
        ),
    ),
    sesudah=("P13",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P15 = DefLangkah(
    kode="P15",
    nama=_("Pencairan dan pelaksanaan"),
    nama_rel=_("Pelaksanaan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("Warga mengerjakan sendiri kegiatannya, tahap demi tahap, dengan uang yang terbuka bagi semua."),
    cara=(
        DefCara(oleh=_("TPK, UPK"), teks=_("Cairkan tahap ini, umumkan jumlahnya, dan simpan buktinya.")),
        DefCara(
            oleh=_("TPK, warga"), teks=_("Kerjakan dengan tenaga dari desa; catat hari kerja, bahan, dan swadaya.")
        ),
        DefCara(oleh=_("TPK"), teks=_("Siapkan laporan terbuka sebelum tahap berikutnya diminta.")),
    ),
    peserta=_("TPK, pekerja dan penerima manfaat dari desa itu, UPK, dan FK."),
    pelajaran=_("Apa yang membuat pekerjaan berjalan atau tertunda?"),
    lama="jadwal.p15.lama_minggu",
    gerbang=(
        tunggu("P14", _("Persiapan pelaksanaan desa ini sudah terverifikasi."), sumber="A5"),
        DefGerbang(
            aturan="SIK-211",
            kalimat=_("Laporan tahap sebelumnya sudah diterima dalam musyawarah desa."),
            sumber="A5",
            langkah="P16",
            putusan="terima",
            dari=Dari.PUTARAN_LALU,
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="P15-LAPORAN",
            nama=_("Laporan pelaksanaan tahap ini"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Ketua TPK"), _("Bendahara TPK")),
            sumber="A5",
        ),
        DefKeluaran(kode="P15-FOTO", nama=_("Foto kemajuan pekerjaan"), jenis=JenisKeluaran.FOTO, sumber="A5"),
    ),
    ulang=Ulang.PER_TAHAP_BLM,
    sesudah=("P14",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P16 = DefLangkah(
    kode="P16",
    nama=_("Musyawarah Desa Pertanggungjawaban"),
    nama_rel=_("MDPJ"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5",
    tujuan=_("TPK melaporkan kerja dan uang tahap ini di hadapan warga; warga menerima atau menolak laporannya."),
    cara=(
        DefCara(oleh=_("TPK"), teks=_("Pasang ringkasan laporan di papan informasi sebelum musyawarah.")),
        DefCara(oleh=_("TPK"), teks=_("Laporkan kemajuan, uang masuk dan keluar, serta swadaya; tunjukkan buktinya.")),
        DefCara(oleh=_("Warga"), teks=_("Tanyakan, periksa, lalu putuskan menerima atau menolak laporan.")),
    ),
    peserta=_("Warga desa, perempuan, RTM, TPK, BPD, dan kepala desa."),
    pelajaran=_("Bukti apa yang paling diminta warga?"),
    lama="jadwal.p16.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-211",
            kalimat=_("Pelaksanaan tahap ini sudah berjalan."),
            sumber="A5",
            langkah="P15",
            keadaan=Keadaan.BERJALAN,
        ),
    ),
    pertemuan=(
        musyawarah(
            "P16-MD",
            _("Musyawarah Desa Pertanggungjawaban"),
            tingkat=DESA,
            peserta=_("Warga desa, perempuan, RTM, dan BPD."),
            pengundang=_("Kepala Desa"),
            melaporkan_dana=True,
            sumber="A5",
        ),
    ),
    keluaran=(berita_acara("P16-BA", _("Berita Acara MDPJ"), pertemuan="P16-MD", penandatangan=TTD_DESA, sumber="A5"),),
    syarat=(diputuskan("P16-MD", sumber="A5"),),
    keputusan=JenisKeputusan.TERIMA_TOLAK,
    pilihan=(
        DefPilihan(kode="terima", nama=_("Laporan diterima")),
        DefPilihan(kode="tolak", nama=_("Laporan ditolak"), perlu_alasan=True),
    ),
    ulang=Ulang.PER_TAHAP_BLM,
    sesudah=("P15",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P17 = DefLangkah(
    kode="P17",
    nama=_("Musyawarah Desa Serah Terima"),
    nama_rel=_("MDST"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5",
    tujuan=_("Hasil pekerjaan diserahkan kepada warga, lengkap dengan daftar aset dan siapa yang merawatnya."),
    cara=(
        DefCara(oleh=_("TPK, FK"), teks=_("Periksa bersama bahwa semua pekerjaan selesai dan berfungsi.")),
        DefCara(oleh=_("TPK"), teks=_("Sampaikan laporan akhir dan daftar aset.")),
        DefCara(oleh=_("Warga"), teks=_("Terima hasilnya dan pilih Tim Pemelihara.")),
    ),
    peserta=_("Warga desa, TPK, Tim Pemelihara, BPD, kepala desa, dan camat."),
    pelajaran=_("Apa yang akan dikerjakan berbeda bila dimulai lagi?"),
    lama="jadwal.p17.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-212",
            kalimat=_("Semua kegiatan desa ini sudah selesai seluruhnya."),
            sumber="A5",
            fungsi="keuangan.kegiatan_selesai",
        ),
        tunggu("P15", _("Pelaksanaan tahap terakhir sudah terverifikasi."), sumber="A5"),
    ),
    pertemuan=(
        musyawarah(
            "P17-MD",
            _("Musyawarah Desa Serah Terima"),
            tingkat=DESA,
            peserta=_("Warga desa, TPK, BPD, dan Tim Pemelihara."),
            pengundang=_("Kepala Desa"),
            sumber="A5",
        ),
    ),
    keluaran=(
        berita_acara("P17-BA", _("Berita Acara Serah Terima"), pertemuan="P17-MD", penandatangan=TTD_DESA, sumber="A5"),
        DefKeluaran(
            kode="P17-ASET", nama=_("Daftar aset"), jenis=JenisKeluaran.DAFTAR, pertemuan="P17-MD", sumber="A5"
        ),
    ),
    syarat=(diputuskan("P17-MD", sumber="A5"),),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("P16",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P18 = DefLangkah(
    kode="P18",
    nama=_("Pemeliharaan"),
    nama_rel=_("Pemeliharaan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5",
    tujuan=_("Kelompok pengelola yang dipilih warga merawat dan mengembangkan hasilnya."),
    cara=(
        DefCara(oleh=_("FK"), teks=_("Latih kelompok pengelola sebelum mulai bertugas.")),
        DefCara(
            oleh=_("Kelompok pengelola"), teks=_("Sepakati iuran, jadwal perawatan, dan cara melaporkan kerusakan.")
        ),
    ),
    peserta=_("Kelompok pengelola, penerima manfaat, dan kepala desa."),
    pelajaran=_("Iuran dan jadwal perawatan mana yang bertahan?"),
    lama="jadwal.p18.lama_minggu",
    gerbang=(tunggu("P17", _("Serah terima desa ini sudah terverifikasi."), sumber="A5"),),
    pelatihan=(
        DefPelatihan(
            kode="P18-PEMELIHARA",
            nama=_("Pelatihan kelompok pengelola"),
            peserta=_("Kelompok pengelola yang dipilih."),
            penyelenggara=_("Fasilitator Kecamatan"),
            topik=(_("Perawatan rutin"), _("Iuran dan pembukuan sederhana")),
            sumber="A5",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="P18-RENCANA",
            nama=_("Rencana operasi dan pemeliharaan"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Ketua kelompok pengelola"), _("Kepala Desa (mengetahui)")),
            sumber="A5",
        ),
    ),
    sesudah=("P17",),
    pengaju=FASILITATOR,
    boleh_dilewati=True,
)

P19 = DefLangkah(
    kode="P19",
    nama=_("Penerusan usulan yang belum terdanai"),
    nama_rel=_("Penerusan"),
    tingkat=Tingkat.KOTA,
    sebaran=Sebaran.ATAS,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("Usulan warga yang belum didanai tidak hilang: ia sampai ke Forum SKPD atau pihak lain yang sanggup."),
    cara=(
        DefCara(oleh=_("Delegasi kecamatan"), teks=_("Himpun usulan yang belum terdanai dari semua kecamatan.")),
        DefCara(
            oleh=_("Delegasi kecamatan"),
            teks=_("Bawa ke Forum SKPD dan musrenbang kabupaten; catat jawaban setiap dinas."),
        ),
        DefCara(oleh=_("Fasilitator Kabupaten"), teks=_("Kabarkan jawaban itu kembali ke desa pengusul.")),
    ),
    peserta=_("Delegasi kecamatan, Bappeda, SKPD, DPRD, dan pihak yang berminat."),
    pelajaran=_("Dinas mana yang menindaklanjuti, dan usulan seperti apa?"),
    lama="jadwal.p19.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-213",
            kalimat=_("Sekurang-kurangnya satu kecamatan sudah menyelesaikan MAD Penetapan."),
            sumber="A5",
            langkah="P12",
            cakupan=Cakupan.SALAH_SATU_ANAK,
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="P19-DAFTAR", nama=_("Daftar usulan yang diteruskan"), jenis=JenisKeluaran.DAFTAR, sumber="A5"
        ),
    ),
    pengaju=KOORDINATOR_KOTA,
    verifikator=("kmw",),
    sesudah=("P12",),
)
