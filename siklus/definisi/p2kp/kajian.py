"""S2 Refleksi Kemiskinan and S3 Pemetaan Swadaya: the residents name their problems and check them in the field.

Source: SIK-110 .. SIK-118.
"""

from django.utils.translation import gettext_lazy as _

from siklus.definisi.model import (
    Dari,
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
    Sebaran,
    SiklusKe,
    Teks,
    Tingkat,
)

DISEPAKATI = (DefPilihan(kode="disepakati", nama=_("Disepakati")),)

S2 = DefLangkah(
    kode="S2",
    nama=_("Refleksi Kemiskinan"),
    nama_rel=_("Refleksi"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A1, B5 Buku 4b, B5 Buku 6, B19",
    tujuan=_(
        "Warga menyadari sendiri akar kemiskinan di lingkungannya, sehingga masalah dirumuskan oleh warga, bukan oleh "
        "orang luar, dan kegiatan kelak dikerjakan karena dirasa perlu, bukan karena ada dana."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel, relawan"),
            teks=_("Susun jadwal diskusi bersama ketua RT; pilih jam yang cocok untuk perempuan dan warga miskin."),
        ),
        DefCara(
            oleh=_("Relawan"),
            teks=_(
                "Refleksi kemiskinan: siapa yang disebut miskin di sini, apa cirinya, mengapa terjadi? Terus tanyakan "
                "mengapa sampai warga menemukan akarnya. Jangan memberi jawaban."
            ),
        ),
        DefCara(
            oleh=_("Relawan"),
            teks=_(
                "Refleksi kelembagaan: lembaga apa yang ada, apa yang sudah diperbuat bagi warga miskin, lembaga "
                "seperti apa yang dibutuhkan?"
            ),
        ),
        DefCara(
            oleh=_("Relawan"),
            teks=_(
                "Refleksi kepemimpinan: pemimpin seperti apa yang dipercaya warga? Tulis cirinya, bukan nama orang."
            ),
        ),
        DefCara(
            oleh=_("Relawan, Faskel"),
            teks=_("Catat hasil setiap diskusi pada hari yang sama: kriteria, penyebab, dan harapan warga."),
        ),
        DefCara(
            oleh=_("Wakil RT, relawan, Lurah"),
            teks=_(
                "Rekap di tingkat kelurahan: gabungkan kriteria yang sama, musyawarahkan yang berbeda, sepakati satu "
                "daftar dan visi awal kelurahan, lalu tandatangani berita acaranya."
            ),
        ),
    ),
    peserta=_(
        "Warga setiap RT dalam kelompok kecil, perempuan dan laki-laki, terutama warga miskin; pada rekap: wakil "
        "setiap RT, relawan, lurah, tokoh, dan organisasi setempat."
    ),
    pelajaran=_("Pertanyaan apa yang membuat warga mulai berpikir kritis? Kelompok mana yang masih diam?"),
    lama="jadwal.s2.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-110",
            kalimat=_("RKM memutuskan menerima, dan berkasnya sudah terverifikasi."),
            sumber="A1, B5",
            langkah="S1",
            putusan="terima",
            siklus_ke=SiklusKe.PERTAMA,
        ),
        DefGerbang(
            aturan="SIK-111",
            kalimat=_("Warga sudah memutuskan melanjutkan ke siklus ini pada akhir siklus sebelumnya."),
            sumber="D2, D7",
            langkah="S14",
            putusan="lanjut",
            dari=Dari.SIKLUS_LALU,
            siklus_ke=SiklusKe.LANJUTAN,
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S2-KEMISKINAN",
            nama=_("Diskusi refleksi kemiskinan"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS,),
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga RT dalam kelompok kecil, perempuan dan laki-laki, terutama warga miskin."),
            pengundang=_("Relawan, ketua RT"),
            minimum="s2.fgd_kemiskinan_min",
            jangkauan="s2.jangkauan_rt_min",
            sumber="A1, B5 Buku 4b",
        ),
        DefPertemuan(
            kode="S2-KELEMBAGAAN",
            nama=_("Diskusi refleksi kelembagaan"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.KELURAHAN),
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga, pengurus lembaga setempat, dan relawan."),
            pengundang=_("Relawan"),
            minimum="s2.fgd_kelembagaan_min",
            sumber="B19",
        ),
        DefPertemuan(
            kode="S2-KEPEMIMPINAN",
            nama=_("Diskusi refleksi kepemimpinan"),
            tingkat=Tingkat.BASIS,
            tingkat_lain=(Tingkat.BASIS_ATAS, Tingkat.KELURAHAN),
            jenis=JenisPertemuan.FGD,
            peserta=_("Warga RT dan kelompok yang sudah ada, perempuan dan laki-laki."),
            pengundang=_("Relawan"),
            minimum="s2.fgd_kepemimpinan_min",
            sumber="B19",
        ),
        DefPertemuan(
            kode="S2-REKAP",
            nama=_("Rekap Refleksi Kemiskinan kelurahan"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.LOKAKARYA,
            peserta=_("Wakil setiap RT, relawan, lurah, tokoh, organisasi setempat, perempuan, dan warga miskin."),
            pengundang=_("Lurah"),
            minimum="s2.rekap_min",
            memutuskan=True,
            sumber="B5 Buku 4b, B5 Buku 6",
        ),
    ),
    keluaran=(
        DefKeluaran(
            kode="S2-BA",
            nama=_("Berita Acara rekap Refleksi Kemiskinan"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S2-REKAP",
            penandatangan=(_("Pimpinan rapat"), _("Notulis"), _("Wakil warga"), _("Lurah (mengetahui)")),
            sumber="B5 Buku 4b",
        ),
        DefKeluaran(
            kode="S2-REKAP",
            nama=_("Rekap hasil Refleksi Kemiskinan"),
            jenis=JenisKeluaran.DOKUMEN,
            pertemuan="S2-REKAP",
            templat="rekap_refleksi",
            bantuan=_("Kriteria, akar masalah, ciri pemimpin, kebutuhan lembaga, dan visi awal, seperti disepakati."),
            sumber="B5 Buku 4b, B5 Buku 6",
        ),
        DefKeluaran(
            kode="S2-DH",
            nama=_("Daftar hadir diskusi dan rekap"),
            jenis=JenisKeluaran.DAFTAR,
            sumber="B5",
        ),
        DefKeluaran(kode="S2-FOTO", nama=_("Foto diskusi warga"), jenis=JenisKeluaran.FOTO, wajib=False, sumber="KP"),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-112",
            fungsi="siklus.refleksi_terisi",
            kalimat=_("Kriteria kemiskinan yang disepakati sudah dicatat."),
            sumber="B5 Buku 4b",
            argumen=(("bagian", "kriteria_kemiskinan"),),
        ),
        DefSyarat(
            aturan="SIK-112",
            fungsi="siklus.refleksi_terisi",
            kalimat=_("Akar masalah kemiskinan sudah dicatat."),
            sumber="A1",
            argumen=(("bagian", "akar_masalah"),),
        ),
        DefSyarat(
            aturan="SIK-112",
            fungsi="siklus.refleksi_terisi",
            kalimat=_("Ciri pemimpin yang dikehendaki warga sudah dicatat."),
            sumber="B19",
            argumen=(("bagian", "kriteria_pemimpin"),),
        ),
        DefSyarat(
            aturan="SIK-112",
            fungsi="siklus.refleksi_terisi",
            kalimat=_("Visi awal kelurahan sudah dicatat."),
            sumber="B5 Buku 6",
            argumen=(("bagian", "visi_awal"),),
        ),
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Kesepakatan rekap kelurahan sudah dicatat."),
            sumber="B5 Buku 4b",
            argumen=(("pertemuan", "S2-REKAP"),),
        ),
        DefSyarat(
            aturan="SIK-47",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian perempuan yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.perempuan_min",
            argumen=(("pertemuan", "S2-KEMISKINAN"), ("kelompok", "perempuan")),
        ),
        DefSyarat(
            aturan="SIK-48",
            fungsi="siklus.partisipasi",
            kalimat=_("Bagian warga miskin yang hadir sudah mencapai target."),
            sumber="R",
            parameter="partisipasi.miskin_min",
            argumen=(("pertemuan", "S2-KEMISKINAN"), ("kelompok", "miskin")),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S1",),
)


def _kajian(nomor: str, nama: Teks, peserta: Teks, *, parameter: str, sumber: str) -> DefPertemuan:
    """One of the six field studies; each ends with its own reflection."""
    return DefPertemuan(
        kode=f"S3-PS{nomor}",
        nama=nama,
        tingkat=Tingkat.BASIS_ATAS,
        tingkat_lain=(Tingkat.BASIS, Tingkat.KELURAHAN),
        jenis=JenisPertemuan.FGD,
        peserta=peserta,
        pengundang=_("Tim Pemetaan Swadaya"),
        minimum=parameter,
        sumber=sumber,
    )


def _laporan_kajian(nomor: str, nama: Teks, sumber: str) -> DefKeluaran:
    return DefKeluaran(
        kode=f"S3-KAJIAN{nomor}",
        nama=nama,
        jenis=JenisKeluaran.DOKUMEN,
        pertemuan=f"S3-PS{nomor}",
        bantuan=_("Foto atau pindai lembar kajian beserta catatan refleksinya."),
        aturan="SIK-117",
        sumber=sumber,
    )


WARGA_KAJIAN = _("Warga setempat, perempuan dan laki-laki, terutama warga miskin, dipandu Tim Pemetaan Swadaya.")

S3 = DefLangkah(
    kode="S3",
    nama=_("Pemetaan Swadaya"),
    nama_rel=_("Pemetaan"),
    tingkat=Tingkat.KELURAHAN,
    sebaran=Sebaran.PEMILIK,
    tahun=(1,),
    sumber="A1, B5 Buku 4a, B5 Buku 4b, B6",
    tujuan=_(
        "Masalah yang diduga dalam refleksi diperiksa dengan kenyataan: warga memetakan lingkungannya, mengenali siapa "
        "yang miskin menurut kriteria mereka sendiri, dan menyepakati masalah serta potensi."
    ),
    cara=(
        DefCara(
            oleh=_("Faskel, relawan"),
            teks=_("Bentuk dan latih Tim Pemetaan Swadaya dari relawan setiap RT, perempuan dan laki-laki."),
        ),
        DefCara(
            oleh=_("Tim Pemetaan Swadaya"),
            teks=_("Susun rancangan kajian: hasil refleksi mana yang perlu dibuktikan, di mana, oleh siapa, kapan."),
        ),
        DefCara(
            oleh=_("Tim Pemetaan Swadaya, warga"),
            teks=_(
                "PS-1: gambar peta dasar, letak rumah warga miskin, serta sarana dan keadaan lingkungan per RW; "
                "gabungkan menjadi peta kelurahan."
            ),
        ),
        DefCara(
            oleh=_("Tim Pemetaan Swadaya, warga"),
            teks=_(
                "PS-2: terapkan kriteria warga pada keluarga di peta, wawancarai setiap KK, telusuri lingkungan. "
                "Catat laki-laki dan perempuan terpisah, juga KK yang dikepalai perempuan, lansia, dan disabilitas."
            ),
        ),
        DefCara(
            oleh=_("Tim Pemetaan Swadaya, warga"),
            teks=_(
                "PS-3 sampai PS-6: kaji pokok lain yang disepakati dalam rancangan, lalu refleksikan setiap hasilnya."
            ),
        ),
        DefCara(
            oleh=_("Relawan, ketua RT"),
            teks=_(
                "Umumkan daftar PS-2 di lingkungan RT dan terima keberatan serta usulan tambahan sampai masa "
                "pengumuman berakhir. Daftar ini hanya untuk warga setempat dan tim."
            ),
        ),
        DefCara(
            oleh=_("Wakil RT, relawan, Lurah"),
            teks=_(
                "Lokakarya PS: kelompokkan masalah lingkungan, sosial, ekonomi, kelembagaan, dan kepemimpinan; sepakati "
                "masalah, potensi, dan daftar PS-2; tandatangani berita acara."
            ),
        ),
    ),
    peserta=_(
        "Tim Pemetaan Swadaya, warga setiap RT termasuk warga miskin, dan pada lokakarya: wakil RT, relawan, lurah, "
        "tokoh, dan organisasi setempat."
    ),
    pelajaran=_("Fakta apa yang mengejutkan warga? Cara wawancara mana yang diterima dengan baik?"),
    lama="jadwal.s3.lama_minggu",
    gerbang=(
        DefGerbang(
            aturan="SIK-115",
            kalimat=_("Rekap Refleksi Kemiskinan sudah disepakati dan terverifikasi."),
            sumber="B5, B6",
            langkah="S2",
        ),
    ),
    pertemuan=(
        DefPertemuan(
            kode="S3-RANCANGAN",
            nama=_("Rapat rancangan kajian"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.RAPAT,
            peserta=_("Tim Pemetaan Swadaya, relawan, dan fasilitator."),
            pengundang=_("Faskel"),
            minimum="s3.rancangan_min",
            hadir_dihitung=False,
            sumber="B6",
        ),
        _kajian(
            "1",
            _("Kajian PS-1: peta dasar, sebaran warga miskin, sarana dan lingkungan"),
            WARGA_KAJIAN,
            parameter="s3.kajian_min",
            sumber="B5 Buku 4a",
        ),
        _kajian(
            "2",
            _("Kajian PS-2: peringkat kemiskinan dan transek lingkungan"),
            WARGA_KAJIAN,
            parameter="s3.kajian_min",
            sumber="B5 Buku 4b",
        ),
        _kajian("3", _("Kajian PS-3"), WARGA_KAJIAN, parameter="s3.kajian_min", sumber="B6"),
        _kajian("4", _("Kajian PS-4"), WARGA_KAJIAN, parameter="s3.kajian_min", sumber="B6"),
        _kajian("5", _("Kajian PS-5"), WARGA_KAJIAN, parameter="s3.kajian_min", sumber="B6"),
        _kajian("6", _("Kajian PS-6"), WARGA_KAJIAN, parameter="s3.kajian_min", sumber="B6"),
        DefPertemuan(
            kode="S3-LOKAKARYA",
            nama=_("Lokakarya Pemetaan Swadaya"),
            tingkat=Tingkat.KELURAHAN,
            jenis=JenisPertemuan.LOKAKARYA,
            peserta=_("Wakil setiap RT, relawan, lurah, tokoh, organisasi setempat, perempuan, dan warga miskin."),
            pengundang=_("Lurah"),
            minimum="s3.lokakarya_min",
            memutuskan=True,
            sumber="B6",
        ),
    ),
    pelatihan=(
        DefPelatihan(
            kode="S3-TIM",
            nama=_("Pelatihan Tim Pemetaan Swadaya"),
            peserta=_("Relawan yang menjadi Tim Pemetaan Swadaya, perempuan dan laki-laki dari setiap RT."),
            penyelenggara=_("Tim Fasilitator"),
            topik=(
                _("Konsep Pemetaan Swadaya"),
                _("Membuat peta bersama warga"),
                _("Wawancara keluarga"),
                _("Analisis dan refleksi hasil kajian"),
            ),
            sebelum_mulai=True,
            lama="pelatihan.tim_ps_hari",
            aturan="SIK-116",
            sumber="B6, K11",
        ),
    ),
    keluaran=(
        _laporan_kajian("1", _("Hasil kajian PS-1"), "B5 Buku 4a, B6"),
        _laporan_kajian("2", _("Hasil kajian PS-2"), "B5 Buku 4b, B6"),
        _laporan_kajian("3", _("Hasil kajian PS-3"), "B6"),
        _laporan_kajian("4", _("Hasil kajian PS-4"), "B6"),
        _laporan_kajian("5", _("Hasil kajian PS-5"), "B6"),
        _laporan_kajian("6", _("Hasil kajian PS-6"), "B6"),
        DefKeluaran(
            kode="S3-PETA",
            nama=_("Peta kelurahan hasil Pemetaan Swadaya"),
            jenis=JenisKeluaran.PETA,
            bantuan=_("Peta dasar, sebaran warga miskin, dan sarana prasarana; foto tegak lurus dengan cahaya cukup."),
            sumber="B5 Buku 4a",
        ),
        DefKeluaran(
            kode="S3-BA",
            nama=_("Berita Acara Lokakarya PS"),
            jenis=JenisKeluaran.BERITA_ACARA,
            pertemuan="S3-LOKAKARYA",
            penandatangan=(
                _("Pimpinan lokakarya"),
                _("Notulis"),
                _("Wakil warga"),
                _("Wakil Tim Pemetaan Swadaya"),
                _("Lurah (mengetahui)"),
            ),
            sumber="B6",
        ),
        DefKeluaran(
            kode="S3-DH",
            nama=_("Daftar hadir Lokakarya PS"),
            jenis=JenisKeluaran.DAFTAR,
            pertemuan="S3-LOKAKARYA",
            sumber="B6",
        ),
    ),
    syarat=(
        DefSyarat(
            aturan="SIK-118",
            fungsi="siklus.ps2_ditetapkan",
            kalimat=_("Daftar PS-2 sudah diumumkan, masa keberatannya lewat, dan ditetapkan dalam lokakarya."),
            sumber="B6, K8",
            parameter="ps2.masa_keberatan_hari",
        ),
        DefSyarat(
            aturan="SIK-117",
            fungsi="siklus.pemetaan_terisi",
            kalimat=_("Masalah setiap bidang sudah dicatat dan disepakati."),
            sumber="A1, B6",
            argumen=(("bagian", "masalah"),),
        ),
        DefSyarat(
            aturan="SIK-117",
            fungsi="siklus.pemetaan_terisi",
            kalimat=_("Potensi warga dan lingkungan sudah dicatat."),
            sumber="B6",
            argumen=(("bagian", "potensi"),),
        ),
        DefSyarat(
            aturan="SIK-55",
            fungsi="siklus.keputusan_tercatat",
            kalimat=_("Kesepakatan Lokakarya PS sudah dicatat."),
            sumber="B6",
            argumen=(("pertemuan", "S3-LOKAKARYA"),),
        ),
    ),
    keputusan=JenisKeputusan.PENGESAHAN,
    pilihan=DISEPAKATI,
    sesudah=("S2",),
)
