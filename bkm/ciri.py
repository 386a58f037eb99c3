"""Fixed lists of the institution: traits of the association, human values, social principles, text of the statutes.

They are the register of domain section 15 no. 10: tags and checklists, never a score of a person.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# The ten traits of the association (himpunan) that a BKM stands for. Source: BKM-50 [A1].
CIRI: tuple[tuple[str, Any], ...] = (
    ("tujuan_bersama", _("Warga berhimpun karena tujuan bersama: menanggulangi kemiskinan di kelurahannya.")),
    ("proaktif", _("Warga bergerak lebih dulu, tidak menunggu perintah atau bantuan.")),
    ("sukarela", _("Orang ikut dengan sukarela, tanpa paksaan dan tanpa upah.")),
    ("saling_percaya", _("Warga saling percaya dan terbuka satu sama lain.")),
    ("kemitraan", _("Warga terbiasa bekerja sama sebagai mitra yang setara, juga dengan pihak luar.")),
    ("damai", _("Perbedaan diselesaikan dengan cara damai.")),
    ("keragaman", _("Keragaman dan hak setiap orang dihormati: perempuan, warga miskin, penyandang disabilitas.")),
    ("demokratis", _("Keputusan diambil dengan musyawarah yang demokratis.")),
    ("otonom", _("Himpunan berdiri sendiri, tidak di bawah kelompok, partai, atau lembaga mana pun.")),
    ("mandiri", _("Himpunan mengandalkan kekuatan sendiri dan tidak dibentuk karena ada dana.")),
)
# What the Pemetaan Swadaya must have given before residents can build their body. Source: BKM-50 [B8, B5 Buku 5].
HASIL_PS: tuple[tuple[str, Any], ...] = (
    ("kriteria", _("Kriteria kemiskinan dan daftar PS-2 sudah disepakati warga.")),
    ("masalah", _("Masalah dan akarnya sudah dikenali warga setiap RT, bukan hanya pengurus.")),
    ("potensi", _("Potensi warga dan kelompok yang sudah ada sudah dipetakan.")),
    ("kelembagaan", _("Refleksi kelembagaan menyimpulkan bahwa warga memerlukan BKM.")),
    ("pemimpin", _("Kriteria pemimpin sudah dibahas di RT dan kelompok.")),
    ("relawan", _("Relawan dan tim pemetaan siap mengawal pembentukan BKM.")),
)
BUTIR: dict[str, Any] = {**dict(HASIL_PS), **dict(CIRI)}

# Six human values and five social principles. Source: BKM-72 [A3].
NILAI: tuple[tuple[str, Any], ...] = (
    ("dapat_dipercaya", _("dapat dipercaya")),
    ("ikhlas", _("ikhlas/kerelawanan")),
    ("jujur", _("kejujuran")),
    ("adil", _("keadilan")),
    ("setara", _("kesetaraan")),
    ("bersama", _("kebersamaan")),
)
PRINSIP: tuple[tuple[str, Any], ...] = (
    ("demokrasi", _("demokrasi")),
    ("partisipasi", _("partisipasi")),
    ("transparansi", _("transparansi")),
    ("akuntabilitas", _("akuntabilitas")),
    ("desentralisasi", _("desentralisasi")),
)

# Chapters of the statutes as the drafting group finds them, to be changed by residents. Source: BKM-72 [A1, B8, C3, C4, C5].
# %(…)s: nama, kedudukan, anggota, masa_bakti, nilai.
BAB_AD: tuple[tuple[str, str], ...] = (
    (
        "Nama, kedudukan, dan waktu",
        "Himpunan warga ini bernama %(nama)s, berkedudukan di %(kedudukan)s, dan didirikan untuk waktu yang tidak "
        "ditentukan.",
    ),
    (
        "Asas dan nilai",
        "%(nama)s berasaskan Pancasila dan digerakkan oleh nilai-nilai kemanusiaan dan prinsip kemasyarakatan: %(nilai)s.",
    ),
    (
        "Sifat himpunan",
        "%(nama)s adalah himpunan warga yang bertujuan bersama, proaktif, sukarela, saling percaya, bermitra, damai, "
        "menghargai keragaman dan hak setiap orang, demokratis, otonom, dan mandiri. %(nama)s berada di luar pemerintahan, "
        "militer, agama, tempat kerja, keluarga, dan partai politik.",
    ),
    (
        "Maksud dan tujuan",
        "Menghimpun warga untuk menanggulangi kemiskinan secara mandiri dan berkelanjutan, dengan mengutamakan warga miskin.",
    ),
    (
        "Keanggotaan dan pemilihan",
        "Setiap warga dewasa kelurahan berhak memilih dan dipilih. Anggota dipilih bertingkat mulai dari basis, secara "
        "langsung, umum, bebas, dan rahasia, tanpa pencalonan dan tanpa kampanye. Anggota berjumlah %(anggota)s orang.",
    ),
    (
        "Kepemimpinan kolektif",
        "Keputusan diambil dalam rapat anggota dengan musyawarah mufakat. Koordinator dipilih oleh rapat anggota untuk "
        "mengoordinasikan, bukan untuk memutuskan sendiri. Anggota bekerja sukarela dan tidak menerima honor.",
    ),
    (
        "Masa bakti dan penggantian",
        "Masa bakti anggota %(masa_bakti)s tahun sejak dikukuhkan. Anggota yang berhenti digantikan oleh utusan berikutnya "
        "menurut urutan suara, dengan keputusan rapat anggota.",
    ),
    (
        "Unit pengelola dan sekretariat",
        "Rapat anggota mengangkat dan memberhentikan petugas UPK, UPL, UPS, Pengawas UPK, dan Sekretariat. Anggota dan "
        "petugas unit pengelola tidak merangkap sebagai petugas sekretariat.",
    ),
    (
        "Pertanggungjawaban",
        "%(nama)s mempertanggungjawabkan program dan keuangan kepada warga dalam Rembug Warga Tahunan, dan mengumumkan "
        "keuangannya di papan informasi setiap bulan.",
    ),
    (
        "Kekayaan",
        "Kekayaan berasal dari iuran, bantuan, dan usaha yang sah, dan menjadi milik himpunan; penanda tangan akta tidak "
        "memilikinya.",
    ),
    (
        "Perubahan anggaran dasar",
        "Anggaran Dasar ini hanya dapat diubah oleh rembug warga kelurahan.",
    ),
)  # fmt: skip
