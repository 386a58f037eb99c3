"""S6 PJM Pronangkis and Renta, S12 Tinjauan Partisipatif, S13 RWT, S14 the decision on the next Siklus.

The first year makes the medium-term plan and its first Renta; the later years review, account to the residents, and
agree the Renta of that year. Source: SIK-135 .. SIK-138, SIK-155 .. SIK-159.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    Akibat,
    Dari,
    DefCara,
    DefGerbang,
    DefKeluaran,
    DefLangkah,
    DefPertemuan,
    DefPilihan,
    DefSyarat,
    JenisKeluaran,
    JenisKeputusan,
    JenisPertemuan,
    Sebaran,
    Tingkat,
)
from siklus.definisi.p2kp.kajian import DISEPAKATI

S6 = DefLangkah(
    kode="S6",
    nama=_("PJM Pronangkis dan Renta pertama"),
    nama_rel=_("PJM"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A1, A4, B5 Buku 6, B8, B9, C6",
    tujuan=_(
        "Warga menyusun rencana jangka menengah menanggulangi kemiskinan dan rencana tahun pertamanya, menjawab masalah "
        "yang mereka petakan sendiri, dengan sumber daya warga, pemerintah, dan pihak lain, bukan hanya dana program."
    ),
    cara=(
        DefCara(
            oleh=_("BKM"), teks=_("Bentuk tim penyusun bersama relawan, perangkat kelurahan, dan kelompok yang peduli.")
        ),
        DefCara(
            oleh=_("Tim penyusun"), teks=_("Buka kembali hasil Pemetaan Swadaya: masalah, potensi, dan daftar PS-2.")
        ),
        DefCara(
            oleh=_("Warga, tim penyusun"),
            teks=_("Bahas lagi visi kelurahan dari refleksi, lalu sepakati visi dan misinya."),
        ),
        DefCara(
            oleh=_("Tim penyusun"),
            teks=_(
                "Rumuskan program lingkungan, sosial, dan ekonomi. Setiap kegiatan menjawab sekurang-kurangnya satu "
                "masalah dan menyebut siapa yang menerima manfaat."
            ),
        ),
        DefCara(
            oleh=_("Tim penyusun, UP"),
            teks=_(
                "Hitung biaya dan sumbernya: BLM, swadaya, pemerintah daerah, dan mitra. Susun matriks PJM dan Renta."
            ),
        ),
        DefCara(
            oleh=_("BKM, warga RW"),
            teks=_("Uji publik di setiap RW: bacakan kegiatan di wilayah itu, catat tanggapan, perbaiki rancangannya."),
        ),
        DefCara(
            oleh=_("BKM, warga"),
            teks=_(
                "Rembug warga kelurahan mengesahkan PJM, Renta, dan daftar prioritas. Koordinator BKM menandatangani, "
                "lurah mengetahui."
            ),
        ),
        DefCara(
            oleh=_("BKM, Sekretariat"),
            teks=_("Umumkan ringkasannya, dan sampaikan kepada musrenbang serta Bappeda."),
        ),
    ),
    peserta=_(
        "BKM, UP, tim penyusun, relawan, warga setiap RW termasuk perempuan, penyandang disabilitas, dan warga miskin, "
        "lurah, serta kelompok peduli."
    ),
    pelajaran=_("Kegiatan mana yang lahir dari usul warga miskin? Sumber dana mana yang belum digali?"),
    lama="jadwal.s6.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-135",
            kalimat=_("BKM sudah dikukuhkan."),
            sumber="B8",
            fungsi="bkm.dilantik",
            lahir_di="S4",
        ),
        DefGerbang(
            aturan="SIK-136",
            kalimat=_("Petugas UP sudah dilatih."),
            sumber="B8, K11",
            fungsi="siklus.pelatihan_tercatat",
            argumen=(("pelatihan", "S4b-UP"),),
            lahir_di="S4b",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S6-TIM",
            nama=_("Rapat tim penyusun PJM"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("BKM, UP, relawan, perangkat kelurahan, dan kelompok peduli."),
            pengundang=_("Koordinator BKM"),
            minimum="s6.rapat_tim_min",
            hadir_dihitung=False,
            sumber="A4, B5 Buku 6",
        ),
        DefPertemuan(
            kode="S6-UJI",
            nama=_("Uji publik PJM di RW"),
            tingkat=Tingkat.BASIS_ATAS,
            tingkat_lain=(Tingkat.BASIS,),
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga RW, perempuan, penyandang disabilitas, dan warga miskin penerima manfaat."),
            pengundang=_("BKM, ketua RW"),
            minimum="s6.uji_publik_min",
            jangkauan="s6.jangkauan_rw_min",
            sumber="B5 Buku 6",
        ),
        DefPertemuan(
            kode="S6-REMBUG",
            nama=_("Rembug warga pengesahan PJM dan Renta"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT, BKM, UP, KSM, relawan, tokoh, perempuan, warga miskin, dan lurah."),
            pengundang=_("Koordinator BKM"),
            minimum="s6.rembug_min",
            memutuskan=True,
            sumber="B5 Buku 6",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S6-PJM",
            nama=_("Dokumen PJM Pronangkis"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"), _("Lurah (mengetahui)")),
            templat="pjm",
            sumber="B5 Buku 6, C6",
        ),
        DefKeluaran(
            kode="S6-RENTA",
            nama=_("Renta tahun pertama"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"), _("Lurah (mengetahui)")),
            templat="renta",
            sumber="B5 Buku 6",
        ),
        DefKeluaran(
            kode="S6-BA-UJI",
            nama=_("Berita Acara uji publik"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S6-UJI",
            penandatangan=(_("Koordinator BKM"), _("Wakil warga RW")),
            sumber="B5 Buku 6",
        ),
        DefKeluaran(
            kode="S6-BA",
            nama=_("Berita Acara rembug pengesahan PJM dan Renta"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S6-REMBUG",
            penandatangan=(_("Koordinator BKM"), _("Notulis"), _("Wakil warga"), _("Lurah (mengetahui)")),
            sumber="B5 Buku 6",
        ),
        DefKeluaran(
            kode="S6-PRIORITAS",
            nama=_("Daftar prioritas PJM"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S6-REMBUG",
            bantuan=_("Urutan kegiatan yang disepakati rembug. Peringkat usulan KSM (BAPPUK) dibuat kemudian."),
            sumber="D3, K3",
        ),
        DefKeluaran(
            kode="S6-DH",
            nama=_("Daftar hadir rembug pengesahan"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S6-REMBUG",
            sumber="B5 Buku 6",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-137",
            fungsi="pronangkis.pjm_disahkan",
            kalimat=_("PJM sudah disahkan rembug warga, dan lurah menandatangani mengetahui."),
            sumber="B5 Buku 6, K1",
            parameter="pjm.tahun",
        ),
        DefSyarat(
            aturan="SIK-137",
            fungsi="pronangkis.renta_disahkan",
            kalimat=_("Renta tahun ini sudah disahkan."),
            sumber="A1, B5 Buku 6",
            parameter="renta.tahun",
        ),
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan rembug pengesahan sudah dicatat."),
            sumber="B5 Buku 6",
            argumen=(("pertemuan", "S6-REMBUG"),),
        ),
        DefSyarat(
            aturan="SIK-47",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian perempuan yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.perempuan_min",
            argumen=(("pertemuan", "S6-REMBUG"), ("kelompok", "perempuan")),
        ),
        DefSyarat(
            aturan="SIK-48",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian warga miskin yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.miskin_min",
            argumen=(("pertemuan", "S6-REMBUG"), ("kelompok", "miskin")),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S4b",),
)

S6_RENTA = DefLangkah(
    kode="S6",
    nama=_("Renta tahun berjalan"),
    nama_rel=_("Renta"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(2, 3),
    sumber="A1, B5 Buku 6, C7, D2",
    tujuan=_(
        "Rencana tahun ini diambil dari PJM dan diperbaiki dengan hasil tinjauan serta RWT, sehingga warga tahu apa yang "
        "dikerjakan tahun ini, di mana, dan dengan uang siapa."
    ),
    cara=(
        DefCara(
            oleh=_("BKM, UP"),
            teks=_("Baca rekomendasi tinjauan dan keputusan RWT; tandai kegiatan PJM yang belum terlaksana."),
        ),
        DefCara(
            oleh=_("BKM, warga"),
            teks=_("Perbarui daftar PS-2: siapa yang keluar karena membaik, siapa yang masuk, dan alasannya."),
        ),
        DefCara(
            oleh=_("UP, relawan"),
            teks=_("Susun Renta: kegiatan, lokasi, volume, biaya, sumber dana, dan penerima manfaat."),
        ),
        DefCara(oleh=_("BKM, warga"), teks=_("Sahkan dalam rembug, umumkan, dan sampaikan kepada musrenbang.")),
    ),
    peserta=_("BKM, UP, relawan, KSM, utusan RT, perempuan, warga miskin, dan lurah."),
    pelajaran=_("Apa yang berubah dari rencana semula, dan mengapa?"),
    lama="jadwal.s6_renta.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-138",
            kalimat=_("RWT tahun ini sudah dilaksanakan dan terverifikasi."),
            sumber="C7, D2",
            langkah="S13",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S6-TIM",
            nama=_("Rapat penyusunan Renta"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("BKM, UP, relawan, dan perangkat kelurahan."),
            pengundang=_("Koordinator BKM"),
            minimum="s6.rapat_tim_min",
            hadir_dihitung=False,
            sumber="B5 Buku 6",
        ),
        DefPertemuan(
            kode="S6-REMBUG",
            nama=_("Rembug warga pengesahan Renta"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT, BKM, UP, KSM, relawan, perempuan, warga miskin, dan lurah."),
            pengundang=_("Koordinator BKM"),
            minimum="s6.rembug_min",
            memutuskan=True,
            sumber="C7",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S6-RENTA",
            nama=_("Renta tahun berjalan"),
            jenis=JenisKeluaran.DOKUMEN,
            penandatangan=(_("Koordinator BKM"), _("Lurah (mengetahui)")),
            templat="renta",
            sumber="B5 Buku 6",
        ),
        DefKeluaran(
            kode="S6-BA",
            nama=_("Berita Acara rembug pengesahan Renta"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S6-REMBUG",
            penandatangan=(_("Koordinator BKM"), _("Notulis"), _("Wakil warga"), _("Lurah (mengetahui)")),
            sumber="C7",
        ),
        DefKeluaran(
            kode="S6-DH",
            nama=_("Daftar hadir rembug pengesahan"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S6-REMBUG",
            sumber="C7",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-137",
            fungsi="pronangkis.renta_disahkan",
            kalimat=_("Renta tahun ini sudah disahkan."),
            sumber="A1, B5 Buku 6",
            parameter="renta.tahun",
        ),
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan rembug pengesahan sudah dicatat."),
            sumber="C7",
            argumen=(("pertemuan", "S6-REMBUG"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S13",),
)

S12 = DefLangkah(
    kode="S12",
    nama=_("Tinjauan Partisipatif"),
    nama_rel=_("Tinjauan"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(2, 3),
    sumber="B5 Buku 7, B7, C7, D2",
    tujuan=_(
        "Warga menilai sendiri: apakah program berjalan, apakah lembaganya dipercaya, apakah uangnya jelas, dan terutama "
        "apakah warga miskin merasakan hasilnya."
    ),
    cara=(
        DefCara(
            oleh=_("BKM, relawan"),
            teks=_("Bentuk tim tinjauan; untuk keuangan bentuk tim tersendiri yang bukan pengelola uang."),
        ),
        DefCara(
            oleh=_("Tim tinjauan"),
            teks=_(
                "Tinjauan program: bandingkan Renta dan PJM dengan yang terlaksana, jumlah dan mutunya; datangi lokasinya."
            ),
        ),
        DefCara(
            oleh=_("Tim tinjauan"),
            teks=_(
                "Tinjauan kelembagaan: apakah BKM memimpin bersama dan berpegang pada nilai? Nilai lembaganya, bukan orangnya."
            ),
        ),
        DefCara(
            oleh=_("Tim tinjauan keuangan"),
            teks=_("Tinjauan keuangan: periksa pembukuan, bukti, dan keterbukaan Sekretariat serta UPK."),
        ),
        DefCara(
            oleh=_("Tim tinjauan, warga"), teks=_("Dengarkan warga miskin penerima manfaat dalam pertemuan tersendiri.")
        ),
        DefCara(oleh=_("Tim tinjauan"), teks=_("Tulis tiga laporan beserta rekomendasinya untuk RWT.")),
    ),
    peserta=_("BKM, UP, relawan, KSM, warga penerima manfaat, terutama warga miskin dan perempuan."),
    pelajaran=_("Temuan mana yang paling mengubah cara kerja BKM?"),
    lama="jadwal.s12.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-155",
            kalimat=_("Renta tahun lalu sudah disahkan dan terverifikasi."),
            sumber="D2",
            langkah="S6",
            dari=Dari.TAHUN_LALU,
        ),
        DefGerbang(
            aturan="SIK-155",
            kalimat=_("Renta tahun lalu sudah berjalan sekurang-kurangnya selama satu masa Renta."),
            sumber="D2, B7",
            fungsi="pronangkis.renta_berjalan_setahun",
            parameter="renta.tahun",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S12-PROGRAM",
            nama=_("Tinjauan program bersama warga"),
            tingkat=Tingkat.KELURAHAN,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.BASIS),
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga penerima manfaat, KSM, relawan, dan UP."),
            pengundang=_("Tim tinjauan"),
            minimum="s12.tinjauan_min",
            melaporkan_dana=True,
            sumber="B7, D2",
        ),
        DefPertemuan(
            kode="S12-KELEMBAGAAN",
            nama=_("Tinjauan kelembagaan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga, relawan, anggota BKM, dan KSM."),
            pengundang=_("Tim tinjauan"),
            minimum="s12.tinjauan_min",
            sumber="B7, D2",
        ),
        DefPertemuan(
            kode="S12-KEUANGAN",
            nama=_("Tinjauan keuangan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Tim tinjauan keuangan, UPK, Sekretariat, Pengawas, dan warga."),
            pengundang=_("Tim tinjauan keuangan"),
            minimum="s12.tinjauan_min",
            sumber="B7",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S12-PROGRAM",
            nama=_("Laporan tinjauan program"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S12-PROGRAM",
            penandatangan=(_("Ketua tim tinjauan"),),
            aturan="SIK-156",
            sumber="B7",
        ),
        DefKeluaran(
            kode="S12-KELEMBAGAAN",
            nama=_("Laporan tinjauan kelembagaan"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S12-KELEMBAGAAN",
            penandatangan=(_("Ketua tim tinjauan"),),
            aturan="SIK-156",
            sumber="B7",
        ),
        DefKeluaran(
            kode="S12-KEUANGAN",
            nama=_("Laporan tinjauan keuangan"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S12-KEUANGAN",
            penandatangan=(_("Ketua tim tinjauan keuangan"),),
            aturan="SIK-156",
            sumber="B7",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-156",
            fungsi="siklus.tinjauan_terisi",
            kalimat=_("Rekomendasi tinjauan sudah dicatat untuk dibawa ke RWT."),
            sumber="B5 Buku 7, B7",
            parameter="tinjauan.min_per_tahun",
        ),
    ),
    keputusan=JenisKeputusan.INFORMASI,
)

S13 = DefLangkah(
    kode="S13",
    nama=_("Rembug Warga Tahunan"),
    nama_rel=_("RWT"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(2, 3),
    sumber="C3, C7, D2",
    tujuan=_(
        "BKM mempertanggungjawabkan kerja dan uang setahun kepada warga; warga menerima atau menolak laporannya dan "
        "menyepakati arah tahun berikutnya."
    ),
    cara=(
        DefCara(
            oleh=_("BKM, Sekretariat"),
            teks=_("Bentuk panitia RWT, susun LPJ, dan bagikan ringkasannya sebelum rembug."),
        ),
        DefCara(oleh=_("Ketua RT, warga"), teks=_("Tentukan utusan RT lewat musyawarah atau pemungutan suara.")),
        DefCara(oleh=_("Panitia"), teks=_("Buka rembug, sepakati tata tertib, lalu bacakan laporan tinjauan.")),
        DefCara(
            oleh=_("BKM, UP"),
            teks=_(
                "Sampaikan LPJ: lembaga dan program, administrasi, dan keuangan; pasang salinannya di papan informasi."
            ),
        ),
        DefCara(oleh=_("Warga"), teks=_("Tanggapi, lalu putuskan: diterima, diterima dengan catatan, atau ditolak.")),
        DefCara(
            oleh=_("Warga, BKM"), teks=_("Sepakati pokok Renta berikutnya; pada akhir masa bakti, juga PJM berikutnya.")
        ),
    ),
    peserta=_(
        "Utusan RT, ketua RT dan RW, BKM dan unitnya, LPMK, PKK, wakil KSM; undangan: lurah, PJOK, Korkot, fasilitator, "
        "BKM tetangga, dan mitra."
    ),
    pelajaran=_("Pertanyaan warga mana yang paling tajam, dan bagaimana dijawab?"),
    lama="jadwal.s13.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-157",
            kalimat=_("Tinjauan Partisipatif tahun ini sudah terverifikasi."),
            sumber="C7, C3",
            langkah="S12",
        ),
        DefGerbang(
            aturan="SIK-158",
            kalimat=_("LPJ BKM sudah siap."),
            sumber="C7",
            fungsi="keuangan.lpj_bkm_siap",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S13-UTUSAN",
            nama=_("Penentuan utusan RT"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS,),
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Warga RT."),
            pengundang=_("Ketua RT"),
            wajib=False,
            sumber="C3",
        ),
        DefPertemuan(
            kode="S13-RWT",
            nama=_("Rembug Warga Tahunan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT, ketua RT dan RW, BKM, UP, KSM, LPMK, PKK, dan undangan."),
            pengundang=_("Koordinator BKM"),
            minimum="rwt.min_per_tahun",
            memutuskan=True,
            melaporkan_dana=True,
            sumber="C3, C7",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S13-LPJ",
            nama=_("LPJ BKM"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S13-RWT",
            penandatangan=(_("Koordinator BKM"), _("Sekretaris BKM")),
            sumber="C7, C3",
        ),
        DefKeluaran(
            kode="S13-BA",
            nama=_("Berita Acara dan notulen RWT"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S13-RWT",
            penandatangan=(_("Pimpinan rembug"), _("Notulis"), _("Wakil utusan"), _("Lurah (mengetahui)")),
            sumber="C7, C3",
        ),
        DefKeluaran(
            kode="S13-DH",
            nama=_("Daftar hadir RWT"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S13-RWT",
            sumber="C3",
        ),
        DefKeluaran(
            kode="S13-TATIB",
            nama=_("Tata tertib RWT"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S13-RWT",
            wajib=False,
            sumber="C7",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan warga atas LPJ sudah dicatat."),
            sumber="C7",
            argumen=(("pertemuan", "S13-RWT"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=(
        DefPilihan(kode="diterima", nama=_("LPJ diterima")),
        DefPilihan(kode="diterima_catatan", nama=_("LPJ diterima dengan catatan"), perlu_alasan=True),
        DefPilihan(kode="ditolak", nama=_("LPJ ditolak"), perlu_alasan=True),
    ),
    sesudah=("S12",),
)

S14 = DefLangkah(
    kode="S14",
    nama=_("Keputusan siklus berikutnya"),
    nama_rel=_("Lanjut"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(3,),
    sumber="D2, D7",
    tujuan=_(
        "Tahun ketiga ditutup dan masa bakti BKM berakhir. Warga menyepakati siklus baru: refleksi, pemetaan, pemilihan "
        "ulang BKM, dan PJM baru."
    ),
    cara=(
        DefCara(oleh=_("BKM, Faskel"), teks=_("Pastikan pekerjaan dan pertanggungjawaban tahun ketiga sudah selesai.")),
        DefCara(oleh=_("BKM"), teks=_("Kabarkan berakhirnya masa bakti dan jadwal pemilihan ulang kepada setiap RT.")),
        DefCara(
            oleh=_("Warga, BKM, Lurah"),
            teks=_("Sepakati dalam rembug: melanjutkan ke siklus berikutnya atau tidak, beserta alasannya."),
        ),
        DefCara(oleh=_("Korkot"), teks=_("Buka siklus baru; ia mulai dari Refleksi Kemiskinan tanpa mengulang RKM.")),
    ),
    peserta=_("Utusan RT, BKM, UP, relawan, KSM, tokoh, perempuan, warga miskin, dan lurah."),
    pelajaran=_("Apakah kemiskinan berkurang selama siklus ini? Apa yang harus dipertahankan?"),
    lama="jadwal.s14.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-159",
            kalimat=_("RWT tahun ketiga sudah terverifikasi."),
            sumber="D2, D7",
            langkah="S13",
        ),
        DefGerbang(
            aturan="SIK-159",
            kalimat=_("Pemanfaatan BLM tahun ketiga sudah ditutup dan terverifikasi."),
            sumber="D2, D7",
            langkah="S8",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S14-REMBUG",
            nama=_("Rembug warga siklus berikutnya"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.REMBUG,
            peserta=_("Utusan RT, BKM, relawan, tokoh, perempuan, warga miskin, dan lurah."),
            pengundang=_("Koordinator BKM, Lurah"),
            minimum="s14.rembug_min",
            memutuskan=True,
            sumber="D2, D7",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S14-BA",
            nama=_("Berita Acara keputusan siklus berikutnya"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S14-REMBUG",
            penandatangan=(_("Pimpinan rembug"), _("Notulis"), _("Wakil warga"), _("Lurah (mengetahui)")),
            sumber="D7",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Keputusan warga sudah dicatat."),
            sumber="D2, D7",
            argumen=(("pertemuan", "S14-REMBUG"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=(
        DefPilihan(kode="lanjut", nama=_("Lanjut ke siklus berikutnya"), akibat=Akibat.SIKLUS_BARU),
        DefPilihan(kode="tidak_lanjut", nama=_("Tidak melanjutkan"), akibat=Akibat.SELESAI, perlu_alasan=True),
    ),
    sesudah=("S8",),
)
