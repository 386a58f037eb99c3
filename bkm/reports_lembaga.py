"""Papers of the residents' body: its roster, the statutes, units and secretariat; sections of the records of its meetings.

Paper is Indonesian. Source: DOK-07, BKM-55 to BKM-72.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm import queries
from bkm.berita_acara import section
from bkm.ciri import NILAI, PRINSIP
from bkm.models import BKM, AnggaranDasar, KeputusanRapat
from inti.formats import angka, persen, share, tanggal
from inti.registry import bagian_dokumen, cari, jenis_dokumen
from laporan.models import Berkas, Dokumen
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.actions import file_keluaran
from siklus.models import Langkah, Pertemuan
from siklus.reports.data import place_data

SUSUNAN, AD, UP = "susunan_bkm", "ad_bkm", "susunan_up"
MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")
UNIT = ("upk", "upl", "ups")
BARIS_KOSONG = 3
Isi = dict[str, Any]


def letterhead(bkm: BKM) -> Isi:
    """The head of the body's own paper: its name, then the other lines of its letterhead."""
    nama = str(bkm.badan)
    baris = [b for b in bkm.badan.kop if b and bkm.badan.nama.lower() not in b.lower()]
    alamat = bkm.badan.alamat
    return {"nama": nama, "baris": baris, "alamat": "" if alamat in baris else alamat}


def person(orang: Any, jabatan: str = "") -> list[str]:
    """Name, sex, office and place of somebody as cells of a table."""
    tempat = orang.basis.label_lengkap if orang.basis is not None else ""
    return [orang.nama, orang.jenis_kelamin, jabatan, tempat, tanggal(orang.mulai, "singkat")]


def member_rows(s: queries.Susunan) -> list[list[str]]:
    """Members in office, the koordinator first."""
    return [person(a, "Koordinator" if a.koordinator else "Anggota") for a in s.anggota]


def unit_tables(s: queries.Susunan) -> list[Isi]:
    """UPK, UPL, UPS, supervisors and secretariat, each as a titled list; ruled rows where nobody is appointed."""
    bagian = [
        (j.upper(), [person(p, str(p.get_jabatan_display())) for p in s.unit[j].petugas_aktif] if j in s.unit else [])  # type: ignore[attr-defined]
        for j in UNIT
    ]
    bagian.append(("Pengawas UPK", [person(p, "Pengawas") for p in s.pengawas]))
    bagian.append(("Sekretariat", [person(p, str(p.get_jabatan_display())) for p in s.petugas]))
    if s.penasehat:
        bagian.append(("Penasehat", [person(p, "Penasehat") for p in s.penasehat]))
    return [{"judul": j, "baris": b, "kosong": [] if b else list(range(BARIS_KOSONG))} for j, b in bagian]


def facts(s: queries.Susunan) -> list[Isi]:
    """What identifies the body and its term."""
    k = s.kepengurusan
    akta = queries.deed_of(k) if k else None
    masa = (
        f"{k.masa_bakti} tahun, {tanggal(k.dikukuhkan_pada)} sampai {tanggal(k.berakhir_rencana)}"
        if k and k.berakhir_rencana
        else ""
    )
    baris = [("Nama", str(s.bkm)), ("Masa bakti", masa)]
    if akta is not None:
        baris.append(("Akta", f"Nomor {akta.nomor}, {tanggal(akta.tanggal)}, notaris {akta.notaris}"))
    if s.anggota:
        bagian = persen(share(s.perempuan, len(s.anggota)))
        baris.append(("Anggota", f"{angka(len(s.anggota))} orang; {angka(s.perempuan)} perempuan ({bagian})"))
    return [{"label": a, "nilai": b} for a, b in baris]


def signatures(s: queries.Susunan) -> list[dict[str, str]]:
    """Koordinator and secretary, with room where there is none yet."""
    sekretaris = next((p.nama for p in s.petugas if p.jabatan == "sekretaris"), "")
    ketua = s.koordinator.nama if s.koordinator else ""
    return [
        {"pengantar": "", "jabatan": f"Koordinator {s.bkm}", "nama": ketua},
        {"pengantar": "", "jabatan": "Sekretaris", "nama": sekretaris},
    ]


def build_roster(bkm: BKM) -> Isi:
    """Everybody in office, with a slot for the photo of each member."""
    s = queries.roster(bkm)
    return {
        "rupa": "susunan", "kode_bagian": SUSUNAN, "judul": f"Susunan Pengurus {bkm}", "tempat": place_data(bkm.wilayah),
        "kop": letterhead(bkm), "fakta": facts(s), "anggota": member_rows(s), "kelompok": unit_tables(s),
        "foto": [{"nama": a.nama, "jabatan": "Koordinator" if a.koordinator else "Anggota"} for a in s.anggota],
        "penanda_tangan": signatures(s),
    }  # fmt: skip


def build_units(bkm: BKM) -> Isi:
    """Units and secretariat only, as the evidence of S4b."""
    s = queries.roster(bkm)
    return {
        "rupa": "up", "kode_bagian": UP, "judul": "Susunan Petugas UPK, UPL, UPS, dan Sekretariat",
        "tempat": place_data(bkm.wilayah), "kop": letterhead(bkm), "fakta": facts(s)[:2], "anggota": [],
        "kelompok": unit_tables(s), "foto": [], "penanda_tangan": signatures(s)[:1],
    }  # fmt: skip


def build_statutes(ad: AnggaranDasar) -> Isi:
    """The statutes with their chapters; a draft as long as the rembug has not ratified them."""
    nama = {**dict(NILAI), **dict(PRINSIP)}
    pokok = [
        ("Tempat kedudukan", ad.kedudukan),
        ("Jumlah anggota", f"{angka(ad.jumlah_anggota)} orang"),
        ("Masa bakti", f"{angka(ad.masa_bakti)} tahun"),
        ("Nilai dan prinsip", ", ".join(str(nama[n]) for n in ad.nilai if n in nama)),
        ("Lambang", ad.lambang),
        ("Disahkan", f"{tanggal(ad.tanggal_rembug)}, {ad.tempat}".rstrip(", ") if ad.tanggal_rembug else ""),
    ]
    return {
        "rupa": "ad", "kode_bagian": AD, "judul": f"Anggaran Dasar {ad.nama}", "tempat": place_data(ad.wilayah),
        "kop": None, "fakta": [{"label": a, "nilai": b} for a, b in pokok if b or a == "Disahkan"],
        "bab": [{"judul": b["judul"], "paragraf": [p for p in b["isi"].splitlines() if p.strip()]} for b in ad.bab],
        "penanda_tangan": [
            {"pengantar": "", "jabatan": "Ketua Panitia", "nama": ""},
            {"pengantar": "", "jabatan": "Wakil Warga", "nama": ""},
        ],
    }  # fmt: skip


# -- sections of the records of meetings ------------------------------------------------------------------------------


def koordinator_section(rapat: Pertemuan) -> list[Isi]:
    """S4-KOORDINATOR: who was there, and whom they chose; only what this meeting decided."""
    sidang = queries.meeting_of(rapat.pk)
    k = sidang.kepengurusan if sidang else queries.kepengurusan_aktif(rapat.wilayah_id)
    anggota = queries.members_of(k) if k else []
    hadir = {h.anggota_id for h in sidang.hadir.all()} if sidang else set()  # type: ignore[attr-defined]
    baris = [
        [str(i), a.nama, a.jenis_kelamin, a.basis.label_lengkap if a.basis else "", "hadir" if a.pk in hadir else ""]
        for i, a in enumerate(anggota, 1)
    ]
    pilihan = next((a for a in anggota if a.dipilih is not None and sidang and a.dipilih.rapat_id == sidang.pk), None)
    teks = []
    if pilihan is not None and pilihan.dipilih is not None:
        cara = str(KeputusanRapat.Cara(pilihan.dipilih.cara).label).lower()
        teks = [f"Dengan {cara}, rapat anggota memilih {pilihan.nama} sebagai koordinator BKM."]
    kosong = 0 if baris else 9
    return [
        section("Anggota BKM", kepala=["No", "Nama", "L/P", "RT/RW", "Kehadiran"], baris=baris, kosong=kosong),
        section("Koordinator Terpilih", paragraf=teks) if teks else section(
            "Koordinator Terpilih", kepala=["Nama", "Cara (mufakat / suara)", "Suara"], kosong=1
        ),
    ]  # fmt: skip


def appointment_section(rapat: Pertemuan) -> list[Isi]:
    """S4b-RAPAT: who was appointed by this meeting, by unit."""
    sidang = queries.meeting_of(rapat.pk)
    bkm = queries.bkm_aktif(rapat.wilayah_id)
    s = queries.roster(bkm) if bkm is not None else None
    keputusan = {x.pk for x in sidang.keputusan.all()} if sidang else set()  # type: ignore[attr-defined]
    baris: list[list[str]] = []

    def add(orang: Any, lembaga: str, jabatan: str) -> None:
        if orang.diangkat_id in keputusan:
            baris.append([str(len(baris) + 1), orang.nama, orang.jenis_kelamin, lembaga, jabatan])

    if s is not None:
        for j, u in s.unit.items():
            for p in u.petugas_aktif:  # type: ignore[attr-defined]
                add(p, j.upper(), str(p.get_jabatan_display()))
        for w in s.pengawas:
            add(w, "Pengawas UPK", "Pengawas")
        for t in s.petugas:
            add(t, "Sekretariat", str(t.get_jabatan_display()))
        for n in s.penasehat:
            add(n, "Penasehat", "Penasehat")
    teks = [
        "Petugas Sekretariat bukan anggota BKM dan bukan petugas unit pengelola; Pengawas UPK bukan petugas unit pengelola."
    ]
    kepala = ["No", "Nama", "L/P", "Lembaga", "Jabatan"]
    return [section("Petugas yang Diangkat", kepala=kepala, baris=baris, paragraf=teks, kosong=0 if baris else 12)]


def koordinator_name(rapat: Pertemuan) -> str:
    """Who signs as koordinator of the BKM."""
    orang = queries.koordinator(rapat.wilayah_id)
    return orang.nama if orang is not None else ""


# -- registration -----------------------------------------------------------------------------------------------------


def _issuer_of(objek: Any) -> str:
    return str(place_data(objek.wilayah)["lengkap"])


def receive(kode_keluaran: str) -> Callable[[Dokumen, Berkas, Any], Any]:
    """Files a signed paper as evidence of its open stage. Source: SIK-51."""

    def terima(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Any:
        kode = kode_keluaran.partition("-")[0]
        langkah = (
            Langkah.objects.visible_to(oleh)
            .filter(wilayah=dokumen.wilayah_id, kode=kode, status__in=MENCATAT)
            .order_by("-tahun", "-putaran")
            .first()
        )
        if langkah is None:
            return None
        return file_keluaran(langkah, oleh=oleh, kode=kode_keluaran, berkas=berkas, keterangan=str(dokumen)[:300])

    return terima


def register() -> None:
    """Tell laporan which papers the body prints, and the records of meetings which sections come from here."""
    from bkm.cari import search_bkm
    from wilayah.registry import GrupCari

    def satu(kode: str, judul: Any, model: str, build: Any, **ubah: Any) -> None:
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model=model, templat="dokumen/bkm.html", build=build, penerbit=_issuer_of,
                bagian=(Bagian(kode, judul, True),), nama=lambda o: f"{judul} {o.wilayah.nama_lengkap}", **ubah,
            ),
        )  # fmt: skip

    satu(SUSUNAN, _("Susunan pengurus BKM"), "bkm.bkm", build_roster, final=lambda o: True)
    satu(UP, _("Susunan UP dan Sekretariat"), "bkm.bkm", build_units, final=lambda o: True)
    satu(AD, _("Anggaran Dasar BKM"), "bkm.anggarandasar", build_statutes, final=lambda o: o.status == "disahkan")
    penerima_kertas.daftar(AD, receive("S4-AD"))
    penerima_kertas.daftar(UP, receive("S4b-SUSUNAN"))
    bagian_dokumen.daftar("ba:S4-KOORDINATOR", koordinator_section)
    bagian_dokumen.daftar("ba:S4b-RAPAT", appointment_section)
    bagian_dokumen.daftar("ttd:koordinator bkm", koordinator_name)
    cari.daftar("bkm", GrupCari(_("BKM"), search_bkm))
