"""What the stage's page shows of the plan, and what its meetings print: cards of S6, sections of the berita acara."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import angka, persen, rupiah
from inti.izin import may
from inti.registry import KartuBagian, bagian_dokumen, bagian_langkah
from pronangkis import izin, tautan
from pronangkis.isi import place_of, plain_volume
from pronangkis.models import PJM, KegiatanPJM, Renta
from pronangkis.queries import activities, plan_to_work_on, reactions_of, renta_lines, rentas_by_siklus, team_of
from pronangkis.rekap import lines_of, recap
from siklus.models import Langkah, Pertemuan
from wilayah.models import Basis

BARIS_KOSONG = 8


def register() -> None:
    """Enter cards and sections."""
    bagian_langkah.daftar("pronangkis.pjm", plan_cards)
    bagian_dokumen.daftar("ba:S6-TIM", team_section)
    bagian_dokumen.daftar("ba:S6-UJI", hearing_sections)
    bagian_dokumen.daftar("ba:S6-REMBUG", ratification_sections)


# -- cards ---------------------------------------------------------------------------------------------------------


def plan_cards(langkah: Langkah, user: Any) -> list[KartuBagian]:
    """One line per part of the plan on the page of S6. Constant queries."""
    if langkah.kode != "S6" or langkah.siklus_id is None or not may(user, izin.LIHAT, langkah):
        return []
    if langkah.tahun_siklus > 1:
        return _renta_cards(langkah)
    pjm = plan_to_work_on(langkah.siklus_id)
    tim = team_of(langkah)
    kartu = [
        KartuBagian(
            _("Tim penyusun"), f"/langkah/{langkah.pk}/tim/", angka=_("%(n)d orang") % {"n": len(tim)},
            lengkap=bool(tim) or None,
            ikon="kelompok", keterangan=_("Perempuan %(p)d.") % {"p": sum(a.jenis_kelamin == "P" for a in tim)} if tim else "",
        )
    ]  # fmt: skip
    if pjm is None:
        kartu.append(KartuBagian(_("PJM Pronangkis"), tautan.langkah(langkah.pk), tombol=_("Mulai menyusun")))
        return kartu
    kegiatan = activities(pjm)
    rekap = recap(lines_of(kegiatan))
    urut = sum(k.prioritas is not None for k in kegiatan)
    tanggapan = reactions_of([pjm.pk, *([pjm.asal_id] if pjm.asal_id else [])])
    belum = sum(t.tindak == "belum" for t in tanggapan)
    kartu += [
        KartuBagian(_("Visi dan misi"), tautan.pjm(pjm.pk, "visi"), lengkap=bool(pjm.visi and pjm.misi)),
        KartuBagian(
            _("Kegiatan dan biaya"), tautan.pjm(pjm.pk, "kegiatan"), angka=_("%(n)d kegiatan") % {"n": len(kegiatan)},
            keterangan=rupiah(rekap.total), lengkap=bool(kegiatan), ikon="uang",
        ),
        KartuBagian(
            _("Daftar prioritas"), tautan.pjm(pjm.pk, "prioritas"), angka=f"{urut}/{len(kegiatan)}",
            lengkap=bool(kegiatan) and urut == len(kegiatan), ikon="grafik",
        ),
        KartuBagian(_("Renta tahun pertama"), tautan.pjm(pjm.pk, "renta"), lengkap=None, ikon="kalender"),
        KartuBagian(
            _("Tanggapan uji publik"), tautan.pjm(pjm.pk, "uji"), angka=angka(len(tanggapan)), ikon="pesan",
            keterangan=_("%(n)d belum dibahas.") % {"n": belum} if belum else "", 
            lengkap=(bool(tanggapan) and not belum) or None,
        ),
        KartuBagian(
            _("Pengesahan"), tautan.pjm(pjm.pk), keterangan=f"{pjm}: {pjm.get_status_display().lower()}",
            lengkap=pjm.status == PJM.Status.DISAHKAN, ikon="cek",
        ),
        _papers_card(tautan.pjm(pjm.pk)),
    ]  # fmt: skip
    return kartu


def _renta_cards(langkah: Langkah) -> list[KartuBagian]:
    """The Renta of a later year, and the plan it comes from."""
    semua = rentas_by_siklus([langkah.siklus_id])[langkah.siklus_id]
    renta = next((r for r in semua if r.tahun_ke == langkah.tahun_siklus and r.status != Renta.Status.DIGANTIKAN), None)
    if renta is None:
        return [
            KartuBagian(_("Renta tahun ini"), tautan.langkah(langkah.pk), tombol=_("Mulai menyusun"), ikon="kalender")
        ]
    return [
        KartuBagian(
            _("Renta tahun ini"), tautan.renta(renta.pk), keterangan=renta.get_status_display(), ikon="kalender",
            lengkap=renta.status == Renta.Status.DISAHKAN,
        ),
        KartuBagian(_("PJM yang menjadi dasarnya"), tautan.pjm(renta.pjm_id)),
        _papers_card(tautan.renta(renta.pk)),
    ]  # fmt: skip


def _papers_card(alamat: str) -> KartuBagian:
    """Where the papers are asked for and downloaded. Source: DOK-16."""
    return KartuBagian(
        _("Dokumen cetak"),
        f"{alamat}#{tautan.KERTAS}",
        keterangan=_("PJM, resume, daftar prioritas, dan Renta siap cetak."),
        ikon="cetak",
    )


# -- sections of the berita acara ----------------------------------------------------------------------------------


def team_section(rapat: Pertemuan) -> list[dict[str, Any]]:
    """Members of the team and the work agreed. Ruled rows before the meeting."""
    tim = team_of(rapat.langkah)
    baris = [[str(n), a.nama, a.jenis_kelamin, str(a.get_unsur_display()), a.jabatan] for n, a in enumerate(tim, 1)]
    kepala = ["No", _("Nama"), _("L/P"), _("Unsur"), _("Jabatan dalam tim")]
    return [
        _section(_("Tim penyusun PJM Pronangkis"), kepala, baris, kosong=0 if baris else BARIS_KOSONG),
        _section(
            _("Pembagian tugas dan jadwal"),
            ["No", _("Pekerjaan"), _("Penanggung jawab"), _("Selesai")],
            [],
            kosong=6,
        ),
    ]


def hearing_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """Activities located in the RW of this meeting, and what residents said of them."""
    pjm = plan_to_work_on(rapat.langkah.siklus_id)
    kegiatan = _within(activities(pjm), rapat) if pjm else []
    baris = [
        [str(n), k.nama, place_of(k), _volume(k), angka(k.kk_miskin or 0), rupiah(_cost(k), lambang=False)]
        for n, k in enumerate(kegiatan, 1)
    ]
    kepala = ["No", _("Kegiatan"), _("Lokasi"), _("Volume"), _("KK miskin"), _("Biaya (Rp)")]
    jumlah = ["", _("Jumlah"), "", "", "", rupiah(sum((_cost(k) for k in kegiatan), 0), lambang=False)]
    isi = _section(_("Kegiatan PJM yang dibacakan"), kepala, baris, angka_kolom=[4, 5], jumlah=jumlah if baris else None,
                   kosong=0 if baris else BARIS_KOSONG)  # fmt: skip
    tanggapan = [t for t in reactions_of([pjm.pk]) if t.pertemuan_id == rapat.pk] if pjm else []
    kata = [[str(n), t.kegiatan.nama if t.kegiatan else "–", t.uraian, t.hasil] for n, t in enumerate(tanggapan, 1)]
    kepala_kata = ["No", _("Kegiatan"), _("Tanggapan warga"), _("Tindak lanjut")]
    return [isi, _section(_("Tanggapan warga"), kepala_kata, kata, kosong=0 if kata else BARIS_KOSONG)]


def ratification_sections(rapat: Pertemuan) -> list[dict[str, Any]]:
    """What the rembug ratifies: vision, mission, value by field and source, the priorities; in later years the Renta."""
    if rapat.langkah.tahun_siklus > 1:
        return _renta_section(rapat)
    pjm = plan_to_work_on(rapat.langkah.siklus_id)
    if pjm is None:
        return [_section(_("Rencana yang disahkan"), ["No", _("Kegiatan"), _("Biaya (Rp)")], [], kosong=BARIS_KOSONG)]
    kegiatan = activities(pjm)
    urut = sorted((k for k in kegiatan if k.prioritas), key=lambda k: k.prioritas or 0)
    prioritas = [[str(k.prioritas), k.nama, place_of(k), _volume(k), rupiah(_cost(k), lambang=False)] for k in urut]
    return [
        {"judul": _("Visi dan misi"), "paragraf": [pjm.visi, *(f"{n}. {m}" for n, m in enumerate(pjm.daftar_misi, 1))],
         "tabel": None, "kosong": 0 if pjm.visi else 4},
        _value_section(kegiatan),
        _section(_("Daftar prioritas PJM"), ["No", _("Kegiatan"), _("Lokasi"), _("Volume"), _("Biaya (Rp)")], prioritas,
                 angka_kolom=[4], kosong=0 if prioritas else max(BARIS_KOSONG, len(kegiatan))),
    ]  # fmt: skip


def _value_section(kegiatan: list[KegiatanPJM]) -> dict[str, Any]:
    """M3 for an upright sheet, rupiah: a row for each source, however many there are, a column for each field."""
    rekap = recap(lines_of(kegiatan))
    per_sumber = {b.sumber_id: b.sumber for k in kegiatan for b in k.biaya.all()}
    bidang = [b for b in rekap.baris if b.total]
    baris = [
        [s.nama, *(_rupiah(b.sumber.get(s.kode, 0)) for b in bidang), _rupiah(rekap.sumber[s.kode])]
        for s in sorted(per_sumber.values(), key=lambda s: s.urutan)
    ]
    kepala = [_("Sumber dana"), *(b.nama for b in bidang), _("Jumlah (Rp)")]
    jumlah = [_("Jumlah"), *(_rupiah(b.total) for b in bidang), _rupiah(rekap.total)] if rekap.total else None
    isi = _section(_("Nilai rencana menurut bidang dan sumber"), kepala, baris, angka_kolom=list(range(1, len(kepala))),
                   jumlah=jumlah)  # fmt: skip
    if bidang:
        bagian = ", ".join(f"{b.nama} {persen(b.persen)}" for b in bidang)
        isi["paragraf"] = [_("Bagian setiap bidang: %(bagian)s.") % {"bagian": bagian}]
    return isi


def _rupiah(nilai: Decimal | int) -> str:
    return rupiah(nilai, lambang=False) if nilai else "–"


def _renta_section(rapat: Pertemuan) -> list[dict[str, Any]]:
    semua = rentas_by_siklus([rapat.langkah.siklus_id])[rapat.langkah.siklus_id]
    renta = next((r for r in semua if r.langkah_id == rapat.langkah_id and r.status != "digantikan"), None)
    kepala = ["No", _("Kegiatan"), _("Lokasi"), _("KSM/panitia"), _("Biaya (Rp)")]
    if renta is None:
        return [_section(_("Renta yang disahkan"), kepala, [], kosong=BARIS_KOSONG)]
    lines = renta_lines(renta)
    uang = [sum((x.jumlah for x in b.kegiatan.biaya.all() if x.tahun_ke == renta.tahun_ke), 0) for b in lines]
    baris = [
        [str(n), b.kegiatan.nama, place_of(b.kegiatan), b.ksm or b.kegiatan.pelaksana, rupiah(u, lambang=False)]
        for n, (b, u) in enumerate(zip(lines, uang, strict=True), 1)
    ]
    jumlah = ["", _("Jumlah"), "", "", rupiah(sum(uang), lambang=False)]
    return [_section(str(renta), kepala, baris, angka_kolom=[4], jumlah=jumlah)]


def _within(kegiatan: list[KegiatanPJM], rapat: Pertemuan) -> list[KegiatanPJM]:
    """Activities in the place of a meeting: the place itself or one below it; all of them for a whole kelurahan."""
    if rapat.basis_id is None:
        return kegiatan
    tempat = {rapat.basis_id, *Basis.objects.filter(induk=rapat.basis_id).values_list("pk", flat=True)}
    return [k for k in kegiatan if not k.basis.all() or any(b.pk in tempat for b in k.basis.all())]


def _section(
    judul: str,
    kepala: list[str],
    baris: list[list[str]],
    *,
    angka_kolom: list[int] | None = None,
    jumlah: list[str] | None = None,
    kosong: int = 0,
) -> dict[str, Any]:
    tabel = {"kepala": kepala, "angka": angka_kolom or [], "baris": baris, "jumlah": jumlah}
    return {"judul": judul, "paragraf": [], "tabel": tabel, "kosong": kosong}


def _volume(k: KegiatanPJM) -> str:
    return " ".join(x for x in (plain_volume(k.volume).replace(".", ","), k.satuan) if x)


def _cost(k: KegiatanPJM) -> Any:
    return sum((b.jumlah for b in k.biaya.all()), 0)
