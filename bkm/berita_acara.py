"""What the election adds to the berita acara of its meetings: who, how many votes, in which order. Source: BKM-14, BKM-24.

Sections as the papers of siklus print them; before the meeting the tables are ruled and empty. Paper is Indonesian.
"""

from __future__ import annotations

from typing import Any

from bkm.models import TPS, AnggaranDasar, AnggotaPanitia, Kepengurusan
from bkm.models.pemilihan import Tingkat
from bkm.peringkat import Peringkat
from bkm.queries_pemilihan import Penghitungan, committee, counted, panitia_of, pemilihan_of, tatib_of, winners
from inti.formats import angka, persen, share, tanggal
from siklus.models import Pertemuan

Bab = dict[str, Any]
BARIS_KOSONG = 12


def section(
    judul: str,
    *,
    kepala: list[str] | None = None,
    baris: list[list[str]] | None = None,
    kanan: list[int] | None = None,
    jumlah: list[str] | None = None,
    paragraf: list[str] | None = None,
    kosong: int = 0,
) -> Bab:
    """One section in the shape that the engine of the papers reads."""
    isi: Bab = {"judul": judul, "paragraf": paragraf or [], "kosong": kosong}
    if kepala:
        isi["tabel"] = {"kepala": kepala, "angka": kanan or [], "baris": baris or [], "jumlah": jumlah}
    return isi


def committee_section(rapat: Pertemuan) -> list[Bab]:
    """S4-PANITIA: the committee by pokja."""
    anggota = [a for a in committee(panitia_of(rapat.langkah_id)) if a.status == "sah"]
    urut = {k: i for i, k in enumerate(["", *AnggotaPanitia.Pokja.values])}
    anggota.sort(key=lambda a: (urut[a.pokja], list(AnggotaPanitia.Jabatan.values).index(a.jabatan), a.nama))
    baris = [
        [str(i), a.nama, a.jenis_kelamin, a.basis.label_lengkap if a.basis else "", str(a.get_jabatan_display()),
         str(a.get_pokja_display()) if a.pokja else "–"]
        for i, a in enumerate(anggota, 1)
    ]  # fmt: skip
    laki = sum(a.jenis_kelamin == "L" for a in anggota)
    teks = (
        [f"Panitia berjumlah {len(anggota)} orang: {laki} laki-laki dan {len(anggota) - laki} perempuan."]
        if baris
        else []
    )
    kepala = ["No", "Nama", "L/P", "RT/RW", "Jabatan", "Pokja"]
    return [section("Susunan Panitia", kepala=kepala, baris=baris, paragraf=teks, kosong=0 if baris else BARIS_KOSONG)]


def rules_section(rapat: Pertemuan) -> list[Bab]:
    """S4-TATIB: the numbers that were agreed."""
    t = tatib_of(rapat.langkah_id)
    pasal = rules_as_rows(t) if t else []
    bab = [section("Tata Tertib yang Disepakati", kepala=["Hal", "Ketentuan"], baris=pasal, kosong=0 if pasal else 7)]
    if t and t.kriteria:
        bab.append(section("Kriteria Pemimpin", paragraf=t.kriteria.splitlines()))
    if t and t.aturan_lain:
        bab.append(section("Aturan Lain", paragraf=t.aturan_lain.splitlines()))
    return bab


def rules_as_rows(t: Any) -> list[list[str]]:
    """The tata tertib as two columns."""
    baris = [
        ["Nama pada surat suara RT", f"{t.nama_basis} nama berbeda, semuanya warga RT itu; nama panggilan sah"],
        ["Utusan setiap RT", f"{t.utusan_per_basis} orang dengan suara terbanyak"],
    ]
    if t.jenjang_rw:
        baris += [["Surat suara RW", f"{t.nama_rw} nama"], ["Utusan setiap RW", f"{t.utusan_per_rw} orang"]]
    baris += [
        ["Surat suara kelurahan", f"{t.nama_kelurahan} nama berbeda di antara utusan"],
        ["Anggota BKM", f"{t.jumlah_anggota} orang dengan suara terbanyak; berikutnya menjadi cadangan menurut urutan"],
        ["Panitia", "boleh dipilih" if t.panitia_boleh_dipilih else "tidak dapat dipilih"],
        ["Suara yang sama", "pemungutan ulang di antara nama-nama itu"],
        ["Disepakati", tanggal(t.disepakati) if t.disepakati else ""],
    ]
    return baris


def place_section(rapat: Pertemuan) -> list[Bab]:
    """S4-BASIS (and S4-UTUSAN-RW): the tally of that place, ready to be filled by hand before the vote."""
    tps = None
    if rapat.basis_id is not None:
        tps = TPS.objects.filter(langkah=rapat.langkah_id, basis=rapat.basis_id).select_related("basis").first()
    t = tatib_of(rapat.langkah_id)
    kursi = (tps.kursi if tps else None) or (t.utusan_per_basis if t else 3)
    return tally_sections(tps, judul_hasil="Utusan yang Terpilih", kosong=kursi + 5)


def rembug_section(rapat: Pertemuan) -> list[Bab]:
    """S4-REMBUG: the tally of the kelurahan, members and reserve list in order."""
    pemilihan = pemilihan_of(rapat.langkah_id)
    tps = TPS.objects.filter(pemilihan=pemilihan, tingkat=Tingkat.KELURAHAN).first() if pemilihan else None
    bab = tally_sections(tps, judul_hasil="Anggota BKM dan Cadangan Menurut Urutan", kosong=20)
    anggota = [h.utusan for h in winners(pemilihan) if h.terpilih] if pemilihan else []
    if anggota:
        wanita = sum(u.jenis_kelamin == "P" for u in anggota)
        bagian = persen(share(wanita, len(anggota)), 1)
        bab[-1]["paragraf"].append(
            f"Anggota BKM terpilih {len(anggota)} orang: {len(anggota) - wanita} laki-laki dan {wanita} perempuan ({bagian})."
        )
    return [*bab, _statutes(rapat)]


def _statutes(rapat: Pertemuan) -> Bab:
    """What the rembug agreed on the statutes and the installation; written by hand where nothing is recorded."""
    ad = AnggaranDasar.objects.filter(langkah=rapat.langkah_id, status=AnggaranDasar.Status.DISAHKAN).first()
    masa = Kepengurusan.objects.filter(bkm__wilayah=rapat.wilayah_id, dikukuhkan_pada__gte=rapat.langkah.tanggal_mulai)
    resmi = masa.order_by("dikukuhkan_pada").first() if rapat.langkah.tanggal_mulai else None
    isi = [
        ["Nama BKM", ad.nama if ad else ""],
        ["Anggaran Dasar", f"disahkan {tanggal(ad.tanggal_rembug)}" if ad and ad.tanggal_rembug else ""],
        ["Masa bakti", f"{ad.masa_bakti} tahun" if ad else ""],
        ["Pengukuhan anggota", tanggal(resmi.dikukuhkan_pada) if resmi and resmi.dikukuhkan_pada else ""],
    ]
    return section("Anggaran Dasar dan Pengukuhan", kepala=["Hal", "Keterangan"], baris=isi)


def readiness_section(rapat: Pertemuan) -> list[Bab]:
    """S4-RW and S4-SIAP: what was explained, and that residents are ready."""
    t = tatib_of(rapat.langkah_id)
    baris = rules_as_rows(t) if t else []
    teks = [
        "Warga mendapat penjelasan tentang tujuan BKM, tata cara pemilihan tanpa calon dan tanpa kampanye, dan kriteria "
        "pemimpin yang disepakati, lalu menyatakan kesiapannya melaksanakan pemilihan di RT masing-masing."
    ]
    return [
        section("Pernyataan Kesiapan", paragraf=teks),
        section("Tata Tertib yang Dijelaskan", kepala=["Hal", "Ketentuan"], baris=baris, kosong=0 if baris else 6),
    ]


def tally_sections(tps: TPS | None, *, judul_hasil: str, kosong: int) -> list[Bab]:
    """Voters, ballots and the ranking of one count; ruled rows where nothing is counted."""
    hasil = counted(tps) if tps is not None else None
    if tps is None or hasil is None or hasil.hitungan is None:
        daftar = [tps.daftar_l, tps.daftar_p, tps.daftar] if tps is not None else [None, None, None]
        isian = ["" if n is None else angka(n) for n in daftar]
        roll = (
            "Utusan yang berhak memilih" if tps is not None and tps.tingkat != Tingkat.BASIS else "Daftar warga dewasa"
        )
        return [
            section("Pemilih", kepala=["", "Laki-laki", "Perempuan", "Jumlah"], kanan=[1, 2, 3],
                    baris=[[roll, *isian], ["Yang memilih", "", "", ""],
                           ["Kunjungan rumah", "", "", ""]]),
            section("Surat Suara", kepala=["Sah", "Tidak sah", "Jumlah"], kosong=1),
            section("Perolehan Suara", kepala=["No", "Nama yang tertulis", "Suara"], kanan=[2], kosong=kosong),
        ]  # fmt: skip
    return [_voters(tps, hasil), _ballots(hasil), _ranking(hasil.peringkat, judul_hasil, hasil)]


def _voters(tps: TPS, hasil: Penghitungan) -> Bab:
    h = hasil.hitungan
    assert h is not None  # noqa: S101
    baris = [
        ["Daftar pemilih", angka(tps.daftar_l or 0), angka(tps.daftar_p or 0), angka(tps.daftar or 0)],
        ["Memilih di TPS", angka(h.pemilih_l), angka(h.pemilih_p), angka(h.pemilih)],
    ]
    if h.kunjungan:
        baris.append(["Kunjungan rumah", angka(h.kunjungan_l), angka(h.kunjungan_p), angka(h.kunjungan)])
    teks = [f"Keterlibatan {persen(share(h.semua, tps.daftar or 0), 2)} dari daftar pemilih."]
    if tps.ambang is not None:
        teks[0] = teks[0].rstrip(".") + f"; batas keabsahan {persen(tps.ambang, 0)}."
    jumlah = ["Jumlah yang memilih", angka(h.semua_l), angka(h.semua_p), angka(h.semua)]
    kepala = ["", "Laki-laki", "Perempuan", "Jumlah"]
    return section("Pemilih", kepala=kepala, baris=baris, kanan=[1, 2, 3], jumlah=jumlah, paragraf=teks)


def _ballots(hasil: Penghitungan) -> Bab:
    h = hasil.hitungan
    assert h is not None  # noqa: S101
    rusak = h.surat_rusak + h.kunjungan_rusak
    return section(
        "Surat Suara", kepala=["Sah", "Tidak sah", "Jumlah"], kanan=[0, 1, 2],
        baris=[[angka(h.sah), angka(rusak), angka(h.sah + rusak)]],
    )  # fmt: skip


def _ranking(p: Peringkat, judul: str, hasil: Penghitungan) -> Bab:
    atas = hasil.tps.tingkat != Tingkat.BASIS
    kepala = ["No", "Nama", *(["L/P", "RT/RW"] if atas else []), "Suara", "Keterangan"]
    baris = []
    for b in p.baris:
        ket = "terpilih" if b.terpilih else "suara sama" if b.seri else "cadangan" if atas else ""
        if b.ulang:
            ket = f"{ket} (pemungutan ulang: {', '.join(str(n) for n in b.ulang)})".strip()
        tengah = [b.utusan.jenis_kelamin, b.utusan.basis.label_lengkap] if atas and b.utusan else []
        baris.append([str(b.peringkat), b.nama, *tengah, angka(b.suara), ket])
    h = hasil.hitungan
    teks = []
    if h is not None and h.lain_lain:
        teks.append(f"Nama lain memperoleh {angka(h.lain_lain)} suara seluruhnya.")
    return section(judul, kepala=kepala, baris=baris, kanan=[0, len(kepala) - 2], paragraf=teks)
