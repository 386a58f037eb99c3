"""Chapters of the plan: the text composed from the kelurahan's own records, or what somebody wrote. Source: PJM-15.

The composed text says only what is recorded; where a fact is missing its sentence is left out, not guessed. It is plain
Indonesian, because residents read it, and it is written in Indonesian whatever the language of the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inti.formats import angka, persen, rupiah, tanggal
from pronangkis import kajian
from pronangkis.models import PJM, BabPJM, Bidang, KegiatanPJM, Monografi
from pronangkis.queries import activities, monograph_of, team_of
from pronangkis.rekap import Rekap, lines_of, recap
from siklus.models import Pertemuan, SumberDana
from siklus.models.pemetaan import Bidang as BidangMasalah
from wilayah.models import Basis
from wilayah.sebutan import Sebutan, words_for

TRIDAYA = (Bidang.LINGKUNGAN, Bidang.SOSIAL, Bidang.EKONOMI)
SEBUT = 5


@dataclass
class Fakta:
    """What the records say, fetched once for all chapters."""

    pjm: PJM
    kata: Sebutan
    rapat: dict[str, list[Pertemuan]]
    rekap: Rekap
    kegiatan: list[KegiatanPJM]
    monografi: Monografi | None
    basis: list[Basis]
    sumber: dict[str, str]
    tim: list[Any]
    masalah: list[Any] = field(default_factory=list)
    potensi: dict[str, int] = field(default_factory=dict)
    kriteria: list[str] = field(default_factory=list)
    akar: list[str] = field(default_factory=list)
    miskin: dict[str, Any] = field(default_factory=dict)

    @property
    def nama(self) -> str:
        """The kelurahan or desa with its kind."""
        return str(self.pjm.wilayah.nama_lengkap)

    @property
    def kk_miskin(self) -> int:
        """Households on PS-2."""
        return int(self.miskin.get("kk") or 0)

    def held(self, *kode: str) -> list[Pertemuan]:
        """Held meetings of these kinds."""
        return [p for k in kode for p in self.rapat.get(k, [])]


def chapters(pjm: PJM, *, rekap: Rekap | None = None, kegiatan: list[KegiatanPJM] | None = None) -> list[BabPJM]:
    """The nine chapters in order, each with its text. One query where nothing is left to compose."""
    urut = {k: i for i, k in enumerate(BabPJM.Kode.values)}
    baris = sorted(pjm.bab.all(), key=lambda b: urut[b.kode])
    kosong = [b for b in baris if not b.isi]
    if kosong:
        fakta = facts(pjm, rekap=rekap, kegiatan=kegiatan)
        for b in kosong:
            b.isi = compose(b.kode, fakta)
    return baris


def freeze_chapters(pjm: PJM) -> None:
    """Write the composed text onto the chapters nobody edited, as the plan is handed in. Source: PJM-15."""
    for bab in chapters(pjm):
        if not bab.disunting:
            bab.save()


def compose(kode: str, f: Fakta) -> str:
    """The text of one chapter, paragraphs parted by a blank line."""
    return "\n\n".join(p for p in BAB[kode](f) if p)


def facts(pjm: PJM, *, rekap: Rekap | None = None, kegiatan: list[KegiatanPJM] | None = None) -> Fakta:
    """Everything the chapters quote, in a constant number of queries."""
    isi = kegiatan if kegiatan is not None else activities(pjm)
    rapat: dict[str, list[Pertemuan]] = {}
    for p in Pertemuan.objects.filter(langkah__siklus=pjm.siklus_id, status="terlaksana").order_by("tanggal", "id"):
        rapat.setdefault(p.jenis, []).append(p)
    return Fakta(
        pjm=pjm,
        kata=words_for(pjm.wilayah),
        rapat=rapat,
        rekap=rekap or recap(lines_of(isi)),
        kegiatan=isi,
        monografi=monograph_of(pjm.wilayah_id),
        basis=list(Basis.objects.filter(wilayah=pjm.wilayah_id, aktif=True)),
        sumber=dict(SumberDana.objects.values_list("kode", "nama")),
        tim=team_of(pjm.langkah),
        masalah=kajian.agreed_problems(pjm.siklus_id),
        potensi=kajian.potentials_count(pjm.siklus_id),
        kriteria=kajian.agreed_points(pjm.siklus_id, "kriteria_kemiskinan"),
        akar=kajian.agreed_points(pjm.siklus_id, "akar_masalah"),
        miskin=kajian.poor_households(pjm.wilayah_id),
    )


# -- chapters ------------------------------------------------------------------------------------------------------


def _introduction(f: Fakta) -> list[str]:
    awal, akhir = f.pjm.tahun_mulai, f.pjm.tahun_akhir
    return [
        f"Kemiskinan di {f.nama} bukan hanya soal kurangnya uang. Dalam refleksi kemiskinan, warga menyadari bahwa banyak "
        "persoalan berpangkal pada keputusan yang tidak adil, pada pudarnya kepedulian, dan pada warga miskin yang tidak "
        "ikut menentukan. Karena itu penanggulangan kemiskinan dimulai dari warga sendiri: mengenali masalahnya, memilih "
        "pemimpin yang dipercaya, merencanakan bersama, dan bekerja bersama.",
        _process(f),
        f"PJM Pronangkis {awal}-{akhir} adalah rencana warga {f.nama} untuk menanggulangi kemiskinan selama {f.pjm.tahun} "
        "tahun, dan Renta adalah rencana kerja tahunannya. Maksudnya supaya setiap kegiatan menjawab masalah yang nyata, "
        "bermanfaat bagi warga miskin, perempuan, dan penyandang disabilitas yang biasanya tertinggal, dan jelas siapa "
        "yang mengerjakan serta dari mana biayanya.",
        "Rencana ini menjadi acuan BKM, unit pengelola, dan KSM; menjadi dasar pemanfaatan dana BLM, yang hanya boleh dipakai "
        "untuk kegiatan yang tercantum di dalamnya; dan menjadi bahan yang ditawarkan kepada pemerintah daerah melalui "
        "musrenbang serta kepada pihak lain yang peduli. Dana program hanya membiayai sebagian kecil; sebagian besar "
        "diusahakan dari swadaya dan kemitraan.",
        "Rencana ini berlandaskan hasil rembug warga, nilai-nilai luhur kemanusiaan (dapat dipercaya, tulus, jujur, adil, "
        "kesetaraan, dan kebersamaan dalam keragaman), serta pedoman P2KP dan PNPM Mandiri Perkotaan.",
    ]


def _process(f: Fakta) -> str:
    kalimat = []
    rkm, refleksi = f.held("S1-RKM"), [p for k, v in f.rapat.items() if k.startswith("S2-") for p in v]
    if rkm:
        p = rkm[-1]
        kalimat.append(
            f"Warga menyatakan kesiapannya dalam Rembug Kesiapan Masyarakat pada {tanggal(p.tanggal)} yang dihadiri "
            f"{angka(p.hadir)} orang ({angka(p.peserta_l)} laki-laki dan {angka(p.peserta_p)} perempuan)."
        )
    if refleksi:
        kalimat.append(
            f"Refleksi kemiskinan dilakukan dalam {angka(len(refleksi))} pertemuan, dan hasilnya diuji dengan kenyataan "
            "melalui Pemetaan Swadaya."
        )
    tim = f.held("S6-TIM")
    if f.tim:
        perempuan = sum(a.jenis_kelamin == "P" for a in f.tim)
        kalimat.append(
            f"Rencana disusun oleh tim penyusun beranggotakan {angka(len(f.tim))} orang, {angka(perempuan)} di antaranya "
            f"perempuan, dalam {angka(len(tim))} rapat." if tim else
            f"Rencana disusun oleh tim penyusun beranggotakan {angka(len(f.tim))} orang, {angka(perempuan)} di "
            f"antaranya perempuan."
        )  # fmt: skip
    uji = f.held("S6-UJI")
    if uji:
        orang = sum(p.hadir or 0 for p in uji)
        kalimat.append(
            f"Rancangannya diuji publik dalam {angka(len(uji))} pertemuan {f.kata.basis_atas} yang dihadiri {angka(orang)} orang."
        )
    rembug = f.held("S6-REMBUG")
    if rembug:
        p = rembug[-1]
        kalimat.append(
            f"Rembug warga pada {tanggal(p.tanggal)}, dihadiri {angka(p.hadir)} orang, membahas dan memutuskannya."
        )
    return " ".join(kalimat)


def _overview(f: Fakta) -> list[str]:
    m = f.monografi
    atas = [b for b in f.basis if b.induk_id is None]
    bawah = [b for b in f.basis if b.induk_id is not None]
    kecamatan: Any = f.pjm.wilayah.induk
    isi = [
        f"{f.nama} terletak di Kecamatan {kecamatan.nama}, {kecamatan.induk.nama}."
        + (f" Luas wilayahnya {angka(m.luas_ha)} hektare." if m and m.luas_ha else "")
        + (f" Wilayah ini terbagi menjadi {angka(len(atas))} {f.kata.basis_atas}" if atas else "")
        + (f" dan {angka(len(bawah))} {f.kata.basis}." if atas and bawah else "." if atas else ""),
    ]
    if m is None:
        isi.append(
            f"Angka kependudukan, mata pencaharian, dan sarana belum dicatat. Lengkapi monografi {f.kata.wilayah.lower()} "
            "supaya bab ini terisi."
        )
        return isi
    batas = [
        (arah, nilai)
        for arah, nilai in (
            ("utara", m.batas_utara), ("timur", m.batas_timur), ("selatan", m.batas_selatan), ("barat", m.batas_barat),
        )
        if nilai
    ]  # fmt: skip
    if batas:
        isi[0] += " Batasnya: " + "; ".join(f"sebelah {a} {n}" for a, n in batas) + "."
    if m.rupa_bumi:
        isi.append(m.rupa_bumi)
    if m.penduduk_l is not None and m.penduduk_p is not None:
        kk = f" dalam {angka(m.kk)} KK" if m.kk else ""
        isi.append(
            f"Penduduknya pada tahun {m.tahun} berjumlah {angka(m.penduduk_l + m.penduduk_p)} jiwa{kk}: "
            f"{angka(m.penduduk_l)} laki-laki dan {angka(m.penduduk_p)} perempuan."
        )
    for pembuka, daftar, satuan in (
        ("Mata pencaharian utama warga adalah ", m.pekerjaan, "orang"),
        ("Menurut pendidikannya, warga tercatat ", m.pendidikan, "orang"),
        ("Sarana yang ada meliputi ", m.sarana, "buah"),
    ):
        if daftar:
            isi.append(pembuka + _list_of([f"{x['nama']} ({angka(x['jumlah'])} {satuan})" for x in daftar]) + ".")
    if m.lembaga:
        isi.append(f"Lembaga yang hidup di tengah warga: {m.lembaga.strip().rstrip('.')}.")
    if m.sumber:
        isi.append(f"Sumber data: {m.sumber}, {m.tahun}.")
    return isi


def _findings(f: Fakta) -> list[str]:
    isi = []
    if f.kriteria:
        isi.append(
            f"Warga sendiri menetapkan siapa yang disebut miskin. Refleksi kemiskinan menyepakati {angka(len(f.kriteria))} "
            "kriteria, yaitu " + _list_of([k.strip().rstrip(".").lower() for k in f.kriteria[:8]]) + "."
        )
    else:
        isi.append(
            "Warga sendiri menetapkan siapa yang disebut miskin, melalui kriteria yang disepakati dalam refleksi kemiskinan "
            "dan diterapkan bersama dalam Pemetaan Swadaya."
        )
    if f.akar:
        isi.append(
            "Akar masalah yang disadari bersama antara lain "
            + _list_of([a.strip().rstrip(".").lower() for a in f.akar[:SEBUT]])
            + "."
        )
    if f.kk_miskin:
        jiwa = (
            f"; jiwanya {angka(f.miskin['jiwa_l'])} laki-laki dan {angka(f.miskin['jiwa_p'])} perempuan"
            if "jiwa_l" in f.miskin
            else ""
        )
        bagian = (
            f" ({persen(100 * f.kk_miskin / f.monografi.kk)} dari seluruh KK)" if f.monografi and f.monografi.kk else ""
        )
        isi.append(
            f"Daftar PS-2 memuat {angka(f.kk_miskin)} KK miskin{bagian}{jiwa}. Nama-namanya disimpan di {f.kata.wilayah.lower()} "
            "dan tidak dicantumkan dalam dokumen ini."
        )
    menurut = kajian.by_field(f.masalah)
    if menurut:
        per = _list_of([f"{angka(len(v))} masalah {_field_name(k)}" for k, v in menurut.items()])
        isi.append(f"Lokakarya Pemetaan Swadaya menyepakati {angka(len(f.masalah))} masalah: {per}.")
        for bidang, daftar in menurut.items():
            utama = _list_of([m.uraian.strip().rstrip(".").lower() for m in daftar[:3]])
            isi.append(f"Pada bidang {_field_name(bidang)}, yang paling dirasakan warga adalah {utama}.")
    if f.potensi:
        isi.append(
            f"Kelurahan ini tidak hanya mempunyai masalah. Tercatat pula {angka(sum(f.potensi.values()))} potensi (warga yang "
            "terampil, lahan, kelompok, sarana, dan dana) yang menjadi modal rencana ini."
        )
    return isi


def _vision(f: Fakta) -> list[str]:
    misi = f.pjm.daftar_misi
    return [
        f"Visi {f.nama} dibicarakan pertama kali dalam refleksi kemiskinan dan dibahas kembali saat menyusun rencana ini:"
        if f.pjm.visi else "Visi kelurahan dibicarakan dalam refleksi kemiskinan dan disepakati saat menyusun rencana ini.",
        f.pjm.visi.strip(),
        "Misi untuk mencapainya:\n" + "\n".join(f"{n}. {m}" for n, m in enumerate(misi, 1)) if misi else "",
        f"Tujuan rencana ini adalah mengurangi jumlah keluarga miskin dari {angka(f.kk_miskin)} KK yang sekarang tercatat, "
        "mencegah kemiskinan yang lebih parah, dan menumbuhkan kembali kepercayaan serta gotong royong sebagai modal sosial."
        if f.kk_miskin else
        "Tujuan rencana ini adalah mengurangi jumlah keluarga miskin, mencegah kemiskinan yang lebih parah, dan menumbuhkan "
        "kembali kepercayaan serta gotong royong sebagai modal sosial.",
        "Strateginya: keputusan diambil warga dalam rembug; tiga daya (lingkungan, sosial, ekonomi) dikerjakan bersama dan "
        "saling mendukung; warga miskin dan perempuan menjadi pelaku, bukan hanya penerima; swadaya menjadi pembuka jalan; "
        "kemitraan dengan pemerintah daerah dan kelompok peduli memperbesar jangkauan; dan setiap rupiah diumumkan kepada warga.",
    ]  # fmt: skip


def _programme(f: Fakta) -> list[str]:
    if not f.kegiatan:
        return ["Program dan kegiatan belum diisi."]
    isi = [
        f"Program jangka menengah memuat {angka(len(f.kegiatan))} kegiatan dengan biaya seluruhnya {rupiah(f.rekap.total)} "
        f"selama {f.pjm.tahun} tahun. Setiap kegiatan menjawab masalah yang disepakati warga dan menyebut lokasi, volume, "
        "penerima manfaat, biaya menurut sumber dan tahun, serta pelaksananya. Rinciannya ada dalam matriks berikut.",
    ]
    for bidang in (*TRIDAYA, Bidang.KELEMBAGAAN):
        milik = [k for k in f.kegiatan if k.program.bidang == bidang]
        if not milik:
            continue
        program = list(dict.fromkeys(k.program.nama for k in milik))
        baris = next(b for b in f.rekap.baris if b.bidang == bidang)
        isi.append(
            f"Bidang {str(Bidang(bidang).label).lower()} berisi {angka(len(milik))} kegiatan dalam {angka(len(program))} program "
            f"({_list_of(program[:SEBUT])}) senilai {rupiah(baris.total)}, atau {persen(baris.persen)} dari seluruh biaya."
        )
    kk = sum(k.kk_miskin or 0 for k in f.kegiatan)
    urut = sorted((k for k in f.kegiatan if k.prioritas), key=lambda k: k.prioritas or 0)
    if kk:
        isi.append(
            f"Bila dijumlahkan menurut kegiatan, sasarannya {angka(kk)} KK miskin; satu keluarga dapat menerima manfaat dari "
            "lebih dari satu kegiatan."
        )
    if urut:
        isi.append("Prioritas teratas menurut kesepakatan warga: " + _list_of([k.nama for k in urut[:SEBUT]]) + ".")
    return isi


def _yearly(f: Fakta) -> list[str]:
    awal = f.pjm.tahun_mulai
    per = [f"tahun {awal + ke - 1} {rupiah(f.rekap.tahun.get(ke, 0))}" for ke in f.pjm.tahun_ke]
    pertama = [k for k in f.kegiatan if (k.volume_1 or 0) > 0 or any(b.tahun_ke == 1 for b in k.biaya.all())]
    return [
        f"Renta adalah irisan satu tahun dari rencana ini. Biaya menurut tahun: {_list_of(per)}.",
        f"Pada tahun pertama dikerjakan {angka(len(pertama))} kegiatan. Matriks Renta menyebut untuk setiap kegiatan: volume, "
        "biaya dan sumbernya, KSM atau panitia pelaksana, bulan pelaksanaan, dan indikator hasil yang dapat dilihat warga.",
        "Renta tahun berikutnya disusun sesudah Tinjauan Partisipatif dan Rembug Warga Tahunan: kegiatan yang tertunda, yang "
        "perlu diperbaiki, dan yang baru dibahas bersama, lalu disahkan warga.",
    ]


def _financing(f: Fakta) -> list[str]:
    r = f.rekap
    if not r.total:
        return ["Biaya belum diisi."]
    urut = sorted(r.sumber.items(), key=lambda kn: -kn[1])
    per = [f"{f.sumber.get(k, k)} {rupiah(n)} ({persen(100 * n / r.total)})" for k, n in urut]
    isi = [
        f"Biaya rencana ini {rupiah(r.total)}. Menurut sumbernya: {_list_of(per)}.",
        "Menurut bidangnya, termasuk biaya operasional BKM: "
        + _list_of([f"{b.nama.lower() if b.bidang != 'bop' else 'BOP BKM'} {persen(b.persen)}" for b in r.baris])
        + ".",
    ]
    if r.swadaya:
        kalimat = (
            f"Swadaya warga direncanakan {rupiah(r.swadaya)}, yaitu {persen(r.swadaya_per_total)} dari seluruh biaya"
        )
        isi.append(
            kalimat + (f" dan {persen(r.swadaya_per_blm)} dari dana BLM." if r.blm else ".")
            + " Bentuknya uang, tenaga, bahan, lahan, dan makanan yang dicatat saat pelaksanaan."
        )  # fmt: skip
    sisa = r.total - r.blm - r.swadaya
    if sisa > 0:
        isi.append(
            f"Bagian yang tidak dibiayai BLM dan swadaya, {rupiah(sisa)}, ditawarkan BKM kepada pemerintah "
            f"daerah melalui musrenbang "
            "dan forum SKPD, serta kepada swasta dan kelompok peduli (channelling). BKM bersama unit pengelola mendata peluang, "
            "mengajukan usulan, dan melaporkan hasilnya kepada warga."
        )
    return isi


def _organisation(f: Fakta) -> list[str]:
    unit: dict[str, int] = {}
    for k in f.kegiatan:
        if k.unit:
            nama = str(k.get_unit_display())
            unit[nama] = unit.get(nama, 0) + 1
    return [
        f"BKM sebagai pimpinan kolektif warga {f.nama} memimpin pelaksanaan rencana ini dan mempertanggungjawabkannya dalam "
        "Rembug Warga Tahunan. Anggotanya bekerja sukarela. Sekretariat membantu administrasi dan pembukuan BKM.",
        "Pelaksanaan sehari-hari ditangani unit pengelola: UPL untuk lingkungan, UPS untuk sosial, dan UPK untuk pinjaman "
        "bergulir."
        + (
            " Pembagian tanggung jawabnya: " + _list_of([f"{k} {angka(n)} kegiatan" for k, n in unit.items()]) + "."
            if unit
            else ""
        ),
        "Kegiatan dikerjakan oleh KSM atau panitia yang beranggotakan warga, terutama warga miskin penerima "
        "manfaat. KSM menyusun "
        "usulan, unit pengelola menilai kelayakannya, dan BKM menetapkan urutannya. Unit pengelola mendampingi sampai laporan "
        "pertanggungjawaban selesai.",
    ]


def _monitoring(f: Fakta) -> list[str]:
    return [
        "Warga memantau sendiri: rencana, biaya, dan kemajuan setiap kegiatan diumumkan di papan informasi dan dalam pertemuan "
        f"{f.kata.basis_atas} dan {f.kata.basis}. Siapa pun boleh bertanya dan mengadu, dan setiap pengaduan dijawab.",
        "Sekurang-kurangnya setahun sekali warga meninjau program, kelembagaan, dan keuangan (Tinjauan "
        "Partisipatif): apakah tepat "
        "sasaran, apa hasilnya, dan apa yang harus diperbaiki. Daftar PS-2 diperbarui, sehingga terlihat keluarga mana yang "
        "membaik dan mana yang jatuh miskin.",
        "Hasil tinjauan dibawa ke Rembug Warga Tahunan untuk memperbaiki rencana. Perubahan kegiatan, volume, atau biaya membuat "
        "versi baru rencana ini yang disahkan lagi oleh warga.",
        "Prasarana dipelihara oleh KSM pembangunnya bersama warga pemakai, dengan aturan dan iuran yang "
        "disepakati sebelum pekerjaan "
        "dimulai. Dana bergulir dijaga supaya tidak berkurang. Pada akhir masa rencana, warga mengulang refleksi, pemetaan, "
        "pemilihan pimpinan, dan penyusunan rencana berikutnya.",
    ]  # fmt: skip


BAB: dict[str, Callable[[Fakta], list[str]]] = {
    "I": _introduction,
    "II": _overview,
    "III": _findings,
    "IV": _vision,
    "V": _programme,
    "VI": _yearly,
    "VII": _financing,
    "VIII": _organisation,
    "IX": _monitoring,
}


def _list_of(butir: list[str]) -> str:
    """Items as one speaks them: a, b, dan c."""
    if len(butir) < 2:
        return "".join(butir)
    if len(butir) == 2:
        return f"{butir[0]} dan {butir[1]}"
    return f"{', '.join(butir[:-1])}, dan {butir[-1]}"


def _field_name(bidang: str) -> str:
    return str(BidangMasalah(bidang).label).lower()
