"""P1 to P9: from the first inter-village meeting to verified proposals. Source: SIK-201 .. SIK-207, SIK-214."""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    FASILITATOR,
    Cakupan,
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
    Sebaran,
    Tingkat,
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

P1 = DefLangkah(
    kode="P1",
    nama=_("MAD Sosialisasi"),
    nama_rel=_("MAD Sosialisasi"),
    tingkat=Tingkat.KECAMATAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="F1, F5",
    tujuan=_(
        "Semua desa mendengar tujuan, aturan, dana, dan jadwal yang sama, memilih pimpinan MAD, dan menyepakati aturan "
        "main beserta sanksinya."
    ),
    cara=(
        DefCara(
            oleh=_("FK, PjOK"),
            teks=_("Undang camat, dinas, kepala desa, BPD, serta wakil RTM dan perempuan dari setiap desa."),
        ),
        DefCara(
            oleh=_("FK"),
            teks=_("Jelaskan tujuan, aturan, pendanaan, dan organisasi program dengan bahasa sehari-hari."),
        ),
        DefCara(
            oleh=_("Peserta"), teks=_("Pilih ketua dan sekretaris MAD dari antara peserta, sampai akhir kegiatan.")
        ),
        DefCara(
            oleh=_("Peserta"),
            teks=_("Sepakati aturan dan sanksi, serta jadwal musyawarah desa, pelatihan KPMD, dan MAD Prioritas."),
        ),
    ),
    peserta=_(
        "Camat dan staf, dinas, kepala desa, BPD, LPM, wakil RTM dan perempuan dari setiap desa, komite sekolah, LSM, "
        "tokoh, dan siapa pun yang berminat."
    ),
    pelajaran=_("Desa mana yang belum terwakili, dan bagaimana menjangkaunya?"),
    lama="jadwal.p1.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-201",
            kalimat=_("Fasilitator Kecamatan sudah ditempatkan."),
            sumber="F5",
            fungsi="siklus.fasilitator_ditempatkan",
        ),
    ),
    pertemuan=(
        musyawarah(
            "P1-MAD",
            _("MAD Sosialisasi"),
            tingkat=Tingkat.KECAMATAN,
            peserta=_("Wakil setiap desa termasuk RTM dan perempuan, kepala desa, BPD, camat, dan dinas."),
            pengundang=_("Camat"),
            sumber="F5",
        ),
    ),
    keluaran=(
        berita_acara(
            "P1-BA", _("Berita Acara MAD Sosialisasi"), pertemuan="P1-MAD", penandatangan=TTD_KECAMATAN, sumber="F5"
        ),
        DefKeluaran(
            kode="P1-JADWAL",
            nama=_("Jadwal kegiatan yang disepakati"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="P1-MAD",
            sumber="F5",
        ),
    ),
    syarat=(diputuskan("P1-MAD", sumber="F5"),),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    pengaju=FASILITATOR,
)

P2 = DefLangkah(
    kode="P2",
    nama=_("Musyawarah Desa Sosialisasi"),
    nama_rel=_("MD Sosialisasi"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F2",
    tujuan=_("Warga desa mengenal program dan memilih KPMD, kader yang akan mendampingi mereka merencanakan."),
    cara=(
        DefCara(
            oleh=_("Kepala Desa, BPD"), teks=_("Undang warga setiap dusun, laki-laki dan perempuan, termasuk RTM.")
        ),
        DefCara(oleh=_("FK, peserta MAD"), teks=_("Sampaikan hasil MAD Sosialisasi dan aturan yang disepakati.")),
        DefCara(oleh=_("Warga"), teks=_("Pilih KPMD, laki-laki dan perempuan, dari warga yang dipercaya.")),
        DefCara(oleh=_("KPMD"), teks=_("Pasang papan informasi di setiap dusun.")),
    ),
    peserta=_("Warga setiap dusun, RTM, perempuan, kepala desa, BPD, tokoh, dan lembaga desa."),
    pelajaran=_("Apa yang membuat warga bersedia menjadi kader?"),
    lama="jadwal.p2.lama_minggu",
    gerbang=(tunggu("P1", _("MAD Sosialisasi sudah terverifikasi."), sumber="A5, F5", cakupan=Cakupan.INDUK),),
    pertemuan=(
        musyawarah(
            "P2-MD",
            _("Musyawarah Desa Sosialisasi"),
            tingkat=DESA,
            peserta=_("Warga setiap dusun, perempuan, dan RTM."),
            pengundang=_("Kepala Desa"),
            sumber="A5",
        ),
    ),
    keluaran=(
        berita_acara("P2-BA", _("Berita Acara MD Sosialisasi"), pertemuan="P2-MD", penandatangan=TTD_DESA, sumber="A5"),
        DefKeluaran(
            kode="P2-KPMD",
            nama=_("Daftar KPMD terpilih"),
            jenis=JenisKeluaran.DAFTAR,
            aturan="SIK-204",
            sumber="A5, F2",
        ),
        DefKeluaran(kode="P2-PAPAN", nama=_("Foto papan informasi"), jenis=JenisKeluaran.FOTO, sumber="A5"),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-204",
            fungsi="siklus.pelaku_tercatat",
            kalimat=_("KPMD sudah dipilih dan tercatat."),
            sumber="A5, F2",
            parameter="mpd.kpmd_min",
            argumen=(("peran", "kpmd"),),
        ),
    ),
    keputusan=JenisKeputusan.PEMILIHAN,
    sesudah=("P1",),
    pengaju=FASILITATOR,
)

P3 = DefLangkah(
    kode="P3",
    nama=_("Pelatihan KPMD"),
    nama_rel=_("Pelatihan KPMD"),
    tingkat=Tingkat.KECAMATAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="F1",
    tujuan=_("Kader dari semua desa siap memandu pemetaan dan penggalian gagasan dengan cara yang sama."),
    cara=(
        DefCara(oleh=_("FK"), teks=_("Latih KPMD semua desa bersama-sama, dengan praktik lapangan di satu dusun.")),
        DefCara(oleh=_("KPMD"), teks=_("Susun jadwal pemetaan dusun masing-masing sebelum pulang.")),
    ),
    peserta=_("KPMD dari semua desa."),
    pelajaran=_("Bagian mana yang perlu diulang saat pendampingan di desa?"),
    lama="jadwal.p3.lama_minggu",
    gerbang=(
        tunggu("P2", _("Semua desa sudah memilih KPMD dan terverifikasi."), sumber="F1", cakupan=Cakupan.SEMUA_ANAK),
    ),
    pelatihan=(
        DefPelatihan(
            kode="P3-KPMD",
            nama=_("Pelatihan KPMD"),
            peserta=_("KPMD dari semua desa, perempuan dan laki-laki."),
            penyelenggara=_("Fasilitator Kecamatan"),
            topik=(_("Pemetaan RTM dan peta sosial"), _("Memandu penggalian gagasan"), _("Menulis usulan")),
            lama="pelatihan.kpmd_hari",
            sumber="F1",
        ),
    ),
    keluaran=(
        DefKeluaran(kode="P3-DH", nama=_("Daftar hadir pelatihan KPMD"), jenis=JenisKeluaran.DAFTAR, sumber="F1"),
    ),
    sesudah=("P2",),
    pengaju=FASILITATOR,
)

P4 = DefLangkah(
    kode="P4",
    nama=_("Pemetaan RTM dan peta sosial"),
    nama_rel=_("Pemetaan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5",
    tujuan=_(
        "Warga menetapkan sendiri ciri rumah tangga miskin dan menggambar potensi, masalah, serta keterbatasan dusunnya."
    ),
    cara=(
        DefCara(
            oleh=_("KPMD, warga dusun"), teks=_("Sepakati kriteria dan golongan rumah tangga miskin dan sangat miskin.")
        ),
        DefCara(
            oleh=_("KPMD, warga dusun"), teks=_("Gambar peta sosial dusun: rumah, sumber daya, masalah, dan potensi.")
        ),
        DefCara(oleh=_("KPMD"), teks=_("Gabungkan peta dusun menjadi peta desa dan tempelkan di tempat umum.")),
    ),
    peserta=_("Warga setiap dusun, perempuan dan laki-laki, terutama RTM."),
    pelajaran=_("Perbedaan apa yang muncul antara peta buatan perempuan dan laki-laki?"),
    lama="jadwal.p4.lama_minggu",
    gerbang=(tunggu("P3", _("Pelatihan KPMD sudah terverifikasi."), sumber="A5, F1", cakupan=Cakupan.INDUK),),
    pertemuan=(
        DefPertemuan(
            kode="P4-DUSUN",
            nama=_("Pertemuan pemetaan dusun"),
            tingkat=Tingkat.BASIS_ATAS,
            tingkat_lain=(Tingkat.BASIS,),
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga dusun, perempuan dan laki-laki, terutama RTM."),
            pengundang=_("KPMD, kepala dusun"),
            minimum="mpd.pertemuan_dusun_min",
            jangkauan="mpd.jangkauan_dusun_min",
            sumber="A5",
        ),
    ),
    keluaran=(
        DefKeluaran(kode="P4-RTM", nama=_("Daftar RTM"), jenis=JenisKeluaran.DAFTAR, sumber="A5"),
        DefKeluaran(kode="P4-PETA", nama=_("Peta sosial dusun dan desa"), jenis=JenisKeluaran.PETA, sumber="A5"),
    ),
    sesudah=("P3",),
    pengaju=FASILITATOR,
)

P5 = DefLangkah(
    kode="P5",
    nama=_("Menggagas Masa Depan Desa dan penggalian gagasan"),
    nama_rel=_("Gagasan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F1",
    tujuan=_("Setiap kelompok warga menyampaikan gagasan yang menjawab masalah di peta atau mengembangkan potensinya."),
    cara=(
        DefCara(
            oleh=_("KPMD"), teks=_("Datangi kelompok yang sudah ada di dusun: tani, dasawisma, pengajian, pemuda.")
        ),
        DefCara(oleh=_("Warga"), teks=_("Sebutkan gagasan sambil menunjuk letaknya di peta sosial.")),
        DefCara(oleh=_("KPMD"), teks=_("Catat gagasan beserta pengusul dan alasannya, tanpa memilihkan.")),
    ),
    peserta=_("Kelompok warga setiap dusun, perempuan, dan RTM."),
    pelajaran=_("Gagasan mana yang datang dari warga yang paling jarang didengar?"),
    lama="jadwal.p5.lama_minggu",
    gerbang=(tunggu("P4", _("Pemetaan RTM dan peta sosial desa ini sudah terverifikasi."), sumber="A5"),),
    pertemuan=(
        DefPertemuan(
            kode="P5-GAGASAN",
            nama=_("Penggalian gagasan kelompok"),
            tingkat=Tingkat.BASIS_ATAS,
            tingkat_lain=(Tingkat.BASIS, DESA),
            jenis=JenisPertemuan.FGD,
            peserta=_("Anggota kelompok dan warga dusun."),
            pengundang=_("KPMD"),
            minimum="mpd.pertemuan_dusun_min",
            jangkauan="mpd.jangkauan_dusun_min",
            sumber="A5, F1",
        ),
    ),
    keluaran=(DefKeluaran(kode="P5-DAFTAR", nama=_("Daftar gagasan"), jenis=JenisKeluaran.DAFTAR, sumber="A5"),),
    sesudah=("P4",),
    pengaju=FASILITATOR,
)

P6 = DefLangkah(
    kode="P6",
    nama=_("Musyawarah Desa Khusus Perempuan"),
    nama_rel=_("MDKP"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="F2, F6",
    tujuan=_("Perempuan memutuskan usulan mereka sendiri, kelompok SPP, serta wakilnya di TPU dan di MAD."),
    cara=(
        DefCara(
            oleh=_("KPMD"),
            teks=_("Undang perempuan setiap dusun pada jam yang longgar; sediakan tempat bagi anak kecil."),
        ),
        DefCara(oleh=_("Perempuan desa"), teks=_("Bahas gagasan perempuan dari semua dusun, lalu putuskan usulannya.")),
        DefCara(oleh=_("Perempuan desa"), teks=_("Pilih anggota TPU dan calon wakil desa perempuan.")),
    ),
    peserta=_("Perempuan dari setiap dusun, terutama dari RTM."),
    pelajaran=_("Apa yang membuat perempuan leluasa bicara?"),
    lama="jadwal.p6.lama_minggu",
    gerbang=(tunggu("P5", _("Penggalian gagasan desa ini sudah terverifikasi."), sumber="A5"),),
    pertemuan=(
        musyawarah(
            "P6-MDKP",
            _("Musyawarah Desa Khusus Perempuan"),
            tingkat=DESA,
            peserta=_("Perempuan dari setiap dusun."),
            pengundang=_("KPMD perempuan"),
            sumber="F6",
        ),
    ),
    keluaran=(
        berita_acara("P6-BA", _("Berita Acara MDKP"), pertemuan="P6-MDKP", penandatangan=TTD_DESA, sumber="F6"),
        DefKeluaran(kode="P6-USULAN", nama=_("Daftar usulan perempuan"), jenis=JenisKeluaran.DAFTAR, sumber="F2, F6"),
    ),
    syarat=(diputuskan("P6-MDKP", sumber="F6"),),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("P5",),
    pengaju=FASILITATOR,
)

P7 = DefLangkah(
    kode="P7",
    nama=_("Musyawarah Desa Perencanaan"),
    nama_rel=_("MD Perencanaan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F1, F2, F6",
    tujuan=_("Desa menetapkan usulan yang dibawa ke MAD, wakil yang membawanya, dan TPK yang kelak mengerjakan."),
    cara=(
        DefCara(oleh=_("Musyawarah"), teks=_("Kukuhkan usulan perempuan dari MDKP tanpa diperdebatkan ulang.")),
        DefCara(
            oleh=_("Musyawarah"),
            teks=_("Tetapkan usulan desa lainnya dan urutannya; gagasan lain masuk bahan RPJMDes."),
        ),
        DefCara(
            oleh=_("Musyawarah"),
            teks=_("Pilih wakil desa untuk MAD Prioritas dan Penetapan, TPK, TPU, serta calon pengurus UPK."),
        ),
    ),
    peserta=_("Warga setiap dusun, perempuan, RTM, kepala desa, BPD, KPMD, dan tokoh."),
    pelajaran=_("Bagaimana usulan yang kalah dijelaskan kepada pengusulnya?"),
    lama="jadwal.p7.lama_minggu",
    gerbang=(tunggu("P6", _("MDKP desa ini sudah terverifikasi."), sumber="A5, F6"),),
    pertemuan=(
        musyawarah(
            "P7-MD",
            _("Musyawarah Desa Perencanaan"),
            tingkat=DESA,
            peserta=_("Warga setiap dusun, perempuan, RTM, BPD, dan KPMD."),
            pengundang=_("Kepala Desa"),
            sumber="A5, F6",
        ),
    ),
    keluaran=(
        berita_acara("P7-BA", _("Berita Acara MD Perencanaan"), pertemuan="P7-MD", penandatangan=TTD_DESA, sumber="F6"),
        DefKeluaran(kode="P7-USULAN", nama=_("Daftar usulan desa"), jenis=JenisKeluaran.DAFTAR, sumber="F6"),
        DefKeluaran(kode="P7-WAKIL", nama=_("Daftar wakil desa dan TPK"), jenis=JenisKeluaran.DAFTAR, sumber="F6"),
    ),
    syarat=(
        diputuskan("P7-MD", sumber="F6"),
        DefSyarat(
            aturan="SIK-206",
            fungsi="siklus.pelaku_tercatat",
            kalimat=_("Wakil desa untuk MAD sudah tercatat sebanyak yang ditetapkan."),
            sumber="F6",
            parameter="mpd.wakil_desa_mad",
            argumen=(("peran", "wakil_desa"),),
        ),
        DefSyarat(
            aturan="SIK-207",
            fungsi="siklus.pelaku_perempuan",
            kalimat=_("Perempuan di antara wakil desa sudah mencapai yang diharapkan."),
            sumber="R",
            parameter="mpd.wakil_desa_perempuan_min",
            argumen=(("peran", "wakil_desa"),),
        ),
        DefSyarat(
            aturan="SIK-214",
            fungsi="siklus.pelaku_tercatat",
            kalimat=_("TPK sudah dipilih dan tercatat."),
            sumber="A5, F6",
            argumen=(("peran", "tpk"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("P6",),
    pengaju=FASILITATOR,
)

P8 = DefLangkah(
    kode="P8",
    nama=_("Penulisan usulan"),
    nama_rel=_("Usulan"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F2",
    tujuan=_(
        "Keputusan musyawarah menjadi usulan tertulis yang layak, jelas manfaatnya bagi RTM, dan tidak merusak lingkungan."
    ),
    cara=(
        DefCara(
            oleh=_("TPU, KPMD"),
            teks=_("Tulis setiap usulan: masalah, lokasi, volume, biaya, swadaya, dan penerima manfaat."),
        ),
        DefCara(oleh=_("TPU, KPMD"), teks=_("Periksa daftar larangan dan dampak lingkungan bersama warga setempat.")),
        DefCara(oleh=_("TPU"), teks=_("Serahkan kepada Tim Verifikasi dengan tanda terima.")),
    ),
    peserta=_("TPU, KPMD, dan warga pengusul."),
    pelajaran=_("Bagian usulan mana yang paling sulit ditulis?"),
    lama="jadwal.p8.lama_minggu",
    gerbang=(tunggu("P7", _("MD Perencanaan desa ini sudah terverifikasi."), sumber="A5, F2"),),
    keluaran=(
        DefKeluaran(
            kode="P8-USULAN",
            nama=_("Usulan tertulis desa"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("TPU"), _("KPMD"), _("Kepala Desa (mengetahui)")),
            sumber="F2",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-205",
            fungsi="siklus.usulan_perempuan",
            kalimat=_("Bagian usulan dari musyawarah perempuan sudah mencapai yang ditetapkan."),
            sumber="F2",
            parameter="mpd.usulan_perempuan_min",
        ),
        DefSyarat(
            aturan="SIK-214",
            fungsi="siklus.pelaku_tercatat",
            kalimat=_("TPU sudah dipilih dan tercatat."),
            sumber="A5, F2",
            argumen=(("peran", "tpu"),),
        ),
    ),
    sesudah=("P7",),
    pengaju=FASILITATOR,
)

# The Tim Verifikasi sits in the kecamatan, but it answers desa by desa: MAD Prioritas waits for every desa.
P9 = DefLangkah(
    kode="P9",
    nama=_("Verifikasi usulan"),
    nama_rel=_("Verifikasi"),
    tingkat=DESA,
    sebaran=Sebaran.ANAK,
    tahun=(1,),
    sumber="A5, F2",
    tujuan=_(
        "Tim Verifikasi, warga yang ahli di bidangnya, memeriksa usulan di lapangan dan memberi rekomendasi terbuka."
    ),
    cara=(
        DefCara(oleh=_("Tim Verifikasi"), teks=_("Baca usulan, lalu datangi lokasinya bersama pengusul.")),
        DefCara(
            oleh=_("Tim Verifikasi"),
            teks=_("Tulis rekomendasi layak, perlu perbaikan, atau tidak layak, beserta alasannya."),
        ),
        DefCara(oleh=_("TPU"), teks=_("Perbaiki usulan menurut rekomendasi sebelum MAD Prioritas.")),
    ),
    peserta=_("Tim Verifikasi, TPU, KPMD, dan warga pengusul."),
    pelajaran=_("Kesalahan apa yang berulang di banyak usulan?"),
    lama="jadwal.p9.lama_minggu",
    gerbang=(tunggu("P8", _("Usulan desa ini sudah ditulis dan terverifikasi."), sumber="A5"),),
    keluaran=(
        DefKeluaran(
            kode="P9-CATATAN",
            nama=_("Catatan dan rekomendasi Tim Verifikasi"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Anggota Tim Verifikasi"),),
            sumber="A5",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-214",
            fungsi="siklus.pelaku_tercatat",
            kalimat=_("Tim Verifikasi sudah tercatat."),
            sumber="A5",
            argumen=(("peran", "tv"),),
        ),
    ),
    sesudah=("P8",),
    pengaju=FASILITATOR,
)
