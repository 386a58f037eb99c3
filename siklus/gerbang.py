"""What is still missing: the findings that guard the start and the submission of a stage.

The definition says what is asked, Parameter says how much and how strictly, the registered functions answer. The same
list is the checklist on the page, the 409 body of the API and the reason on the dashboard. A gate whose provider is
not built yet is a blocking finding "belum tersedia", never passed. Source: SIK-02, SIK-03, SIK-17, SIK-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti import registry
from inti.registry import Kekurangan, Mode
from siklus import tautan
from siklus.definisi import ambil_definisi
from siklus.definisi.model import (
    Cakupan,
    Dari,
    DefGerbang,
    DefKeluaran,
    DefPelatihan,
    DefPertemuan,
    DefSyarat,
    JenisKeluaran,
    Keadaan,
    Tingkat,
)
from siklus.konteks import Bahan, Konteks, latest
from siklus.models import Keluaran, Langkah
from wilayah.kode import path_of
from wilayah.models import Basis
from wilayah.parameter import NilaiParameter

CAPAI: dict[Keadaan, tuple[str, ...]] = {
    Keadaan.BERJALAN: ("berjalan", "diajukan", "dikembalikan", "terverifikasi", "dibuka_kembali", "dilewati"),
    Keadaan.DIAJUKAN: ("diajukan", "terverifikasi", "dilewati"),
    Keadaan.TERVERIFIKASI: ("terverifikasi", "dilewati"),
}
SERATUS = Decimal(100)
SEBUT_MAKS = 6


@dataclass(frozen=True)
class Jawaban:
    """What a rule function answers: met or not, with a detail and where to mend it.

    `pesan` replaces the definition's sentence, `mode` its strictness, where the function knows better.
    """

    terpenuhi: bool
    rincian: str = ""
    tautan: str = ""
    pesan: str = ""
    mode: Mode | None = None


def periksa_gerbang(langkah: Langkah, bahan: Bahan | None = None) -> list[Kekurangan]:
    """The findings for the next of the two moves of `langkah`: its start, or its submission; empty where it waits.

    Constant number of queries. Source: SIK-02, SIK-03, SIK-30.
    """
    if langkah.status == Langkah.Status.BELUM:
        return temuan_mulai(langkah, bahan)
    if langkah.status in {Langkah.Status.BERJALAN, Langkah.Status.DIKEMBALIKAN, Langkah.Status.DIBUKA_KEMBALI}:
        return temuan_ajukan(langkah, bahan)
    return []


def periksa_banyak(langkah: Iterable[Langkah]) -> dict[Any, list[Kekurangan]]:
    """The same for many stages, by their key; the number of queries does not grow with them."""
    bahan = Bahan(langkah)
    return {x.pk: periksa_gerbang(x, bahan) for x in bahan.langkah}


def temuan_mulai(langkah: Langkah, bahan: Bahan | None = None) -> list[Kekurangan]:
    """What guards `belum -> berjalan`: the gates and the trainings that come before. Source: SIK-02."""
    k = Konteks(langkah, bahan)
    gerbang = [_gate(k, g) for g in k.aturan.gerbang_untuk(k.nomor_siklus)]
    latih = [_training(k, p) for p in k.aturan.pelatihan if p.wajib and p.sebelum_mulai]
    return [*temuan_siklus(langkah), *map(as_missing, [*gerbang, *latih])]


def temuan_ajukan(langkah: Langkah, bahan: Bahan | None = None) -> list[Kekurangan]:
    """What guards the submission: meetings, trainings, evidence, decision and conditions. Source: SIK-03."""
    k = Konteks(langkah, bahan)
    a = k.aturan
    hasil: list[Kekurangan] = []
    for pertemuan in a.pertemuan:
        if pertemuan.wajib and not (pertemuan.gugur_satu_lapis and k.satu_lapis):
            hasil += _meeting(k, pertemuan)
    hasil += [_training(k, p) for p in a.pelatihan if p.wajib]
    hasil += [_output(k, x) for x in a.keluaran if x.wajib and _asked(x.putusan, k.putusan)]
    if a.pilihan and not any(s.fungsi == "siklus.keputusan_tercatat" for s in a.syarat):
        hasil.append(_decision(k))
    hasil += [_condition(k, s) for s in a.syarat if _asked(s.putusan, k.putusan)]
    return [*temuan_siklus(langkah), *map(as_missing, hasil)]


def as_missing(temuan: Kekurangan) -> Kekurangan:
    """A finding that is not met reads as what is missing: the definition's "sudah ada" becomes "belum ada".

    Indonesian negates that way. Of several things joined ("sudah disahkan dan terverifikasi") one may be there, so
    those read "Belum semuanya: ..."; a sentence built otherwise, or in another language, is led by "Belum:".
    """
    if temuan.terpenuhi:
        return temuan
    kalimat = str(temuan.pesan)
    _awal, sudah, sisa = kalimat.partition(" sudah ")
    if " dan " in sisa:
        pesan = _("Belum semuanya: %(kalimat)s") % {"kalimat": kalimat.replace(" sudah ", " ")}
        return replace(temuan, pesan=pesan)
    if sudah and " sudah " not in sisa:
        return replace(temuan, pesan=kalimat.replace(" sudah ", " belum "))
    return replace(temuan, pesan=_("Belum: %(kalimat)s") % {"kalimat": kalimat})


def temuan_siklus(langkah: Langkah) -> list[Kekurangan]:
    """A Siklus that refused, ended or was taken out lets nothing new begin. Empty while it runs. Source: SIK-10, SIK-31.

    A refusal's own berita acara, given back or opened again, can still be mended.
    """
    siklus = langkah.siklus
    if siklus is None or siklus.status == "berjalan":
        return []
    if siklus.status == "menolak" and langkah.status in {"dikembalikan", "dibuka_kembali", "diajukan", "terverifikasi"}:
        return []
    menolak = siklus.status == "menolak"
    pesan = (
        _("Warga menolak program dalam RKM; langkah lain terkunci. RKM ulang dapat dijadwalkan.")
        if menolak
        else _("Siklus ini sudah ditutup; catatannya tetap dapat dibaca.")
    )
    return [
        Kekurangan(
            aturan="SIK-10" if menolak else "SIK-31",
            mode="block",
            terpenuhi=False,
            pesan=pesan,
            tautan=tautan.kelurahan(siklus.wilayah_id, "siklus"),
            sumber="A1, B5 Buku 2",
            kode="siklus",
        )
    ]


def _asked(putusan: Sequence[str], ada: str) -> bool:
    return not putusan or ada in putusan


# -- gates ---------------------------------------------------------------------------------------------------------


def _gate(k: Konteks, g: DefGerbang) -> Kekurangan:
    if g.fungsi:
        return _by_function(k, g)
    jawaban = _stage_reached(k, g)
    return _finding(k, g, jawaban, kode=g.langkah, mode=g.mode.value)


def _stage_reached(k: Konteks, g: DefGerbang) -> Jawaban:
    if g.dari is Dari.PUTARAN_LALU and k.langkah.putaran == 1:
        return Jawaban(True)
    calon = _required(k, g)
    if not calon:
        return Jawaban(False, rincian=_("Langkah %(kode)s belum dibuka.") % {"kode": g.langkah})
    kurang = [x for x in calon if not _counts(x, g)]
    if g.cakupan is Cakupan.SALAH_SATU_ANAK:
        kurang = kurang if len(kurang) == len(calon) else []
    if not kurang:
        return Jawaban(True)
    return Jawaban(False, rincian=_states(kurang, g), tautan=tautan.langkah(kurang[0].pk))


def _counts(x: Langkah, g: DefGerbang) -> bool:
    return x.status in CAPAI[g.keadaan] and (not g.putusan or x.hasil == g.putusan)


def _states(kurang: Sequence[Langkah], g: DefGerbang) -> str:
    satu = kurang[0]
    if len(kurang) > 1:
        return ngettext("%(n)d wilayah belum sampai.", "%(n)d wilayah belum sampai.", len(kurang)) % {"n": len(kurang)}
    if g.putusan and satu.hasil and satu.hasil != g.putusan:
        return _("Keputusannya: %(hasil)s.") % {"hasil": satu.aturan_main.ambil_pilihan(satu.hasil).nama}
    return _("%(nama)s: %(status)s.") % {"nama": satu.nama, "status": satu.get_status_display()}


def _required(k: Konteks, g: DefGerbang) -> list[Langkah]:
    """The runs of the required stage that a gate looks at, last putaran of each area."""
    langkah = k.langkah
    if g.cakupan is Cakupan.INDUK:
        return _above(k, g)
    kode = [
        x
        for x in _pool(k, g)
        if x.kode == g.langkah and x.pk != langkah.pk and (not g.tingkat or x.tingkat == g.tingkat)
    ]
    if g.dari is Dari.PUTARAN_LALU:
        return [x for x in kode if x.wilayah_id == langkah.wilayah_id and x.putaran == langkah.putaran - 1
                and x.tahun_siklus == langkah.tahun_siklus]  # fmt: skip
    kode = [x for x in kode if x.tahun_siklus == _year(k, g, kode)]
    if g.cakupan is Cakupan.SENDIRI:
        kode = [x for x in kode if x.wilayah_id == langkah.wilayah_id]
    else:
        kode = [x for x in kode if langkah.wilayah_id in path_of(x.wilayah_id)[1:]]
    return latest(kode)


def _pool(k: Konteks, g: DefGerbang) -> list[Langkah]:
    langkah, bahan = k.langkah, k.bahan
    if langkah.siklus is None:
        if g.cakupan is Cakupan.SENDIRI:
            return bahan.langkah_atas.get((langkah.definisi, langkah.tahun, langkah.wilayah_id), [])
        # A stage above the owner that waits for its child areas: rare, once per kabupaten and year.
        return list(
            Langkah.objects.in_area(langkah.wilayah_id).filter(
                definisi=langkah.definisi, tahun=langkah.tahun, kode=g.langkah
            )
        )
    if g.dari is Dari.SIKLUS_LALU:
        s = langkah.siklus
        return bahan.langkah_siklus_lalu.get((s.wilayah_id, s.program, s.nomor - 1), [])
    return bahan.langkah_siklus.get(langkah.siklus_id, [])


def _year(k: Konteks, g: DefGerbang, calon: Sequence[Langkah]) -> int:
    if g.dari is Dari.TAHUN_PERTAMA:
        return 1
    if g.dari is Dari.TAHUN_LALU:
        return k.langkah.tahun_siklus - 1
    if g.dari is Dari.SIKLUS_LALU:
        return max((x.tahun_siklus for x in calon), default=0)
    return k.langkah.tahun_siklus


def _above(k: Konteks, g: DefGerbang) -> list[Langkah]:
    langkah = k.langkah
    tingkat = g.tingkat or ambil_definisi(langkah.definisi).ambil(g.langkah).tingkat
    jalur = path_of(langkah.wilayah_id)
    ada = [x for kode in jalur for x in k.bahan.langkah_atas.get((langkah.definisi, langkah.tahun, kode), [])]
    if langkah.siklus_id:
        ada += [x for x in k.bahan.langkah_siklus.get(langkah.siklus_id, []) if x.wilayah_id in jalur[1:]]
    return latest([x for x in ada if x.kode == g.langkah and x.tingkat == tingkat])


# -- meetings ------------------------------------------------------------------------------------------------------


def _meeting(k: Konteks, d: DefPertemuan) -> list[Kekurangan]:
    """SIK-42 how many were held, SIK-43 how much of the Basis they reached."""
    hasil = [_meeting_count(k, d)]
    if d.jangkauan:
        hasil.append(_meeting_reach(k, d))
    return hasil


def _meeting_count(k: Konteks, d: DefPertemuan) -> Kekurangan:
    nilai = k.parameter(d.minimum) if d.minimum else NilaiParameter("", mode="block")
    paling_sedikit = int(nilai.angka) if nilai.diatur and nilai.angka is not None else 1
    ada = len(k.terlaksana(d.kode))
    rincian = _("Tercatat %(ada)d dari paling sedikit %(harus)d.") % {"ada": ada, "harus": paling_sedikit}
    return Kekurangan(
        aturan=d.aturan,
        mode=nilai.mode,
        terpenuhi=ada >= paling_sedikit,
        pesan=_("%(nama)s sudah diadakan.") % {"nama": d.nama},
        tautan=tautan.langkah(k.langkah.pk, "pertemuan/baru", jenis=d.kode),
        sumber=d.sumber,
        rincian=rincian,
        kode=d.kode,
    )


def _meeting_reach(k: Konteks, d: DefPertemuan) -> Kekurangan:
    nilai = k.parameter(d.jangkauan)
    sasaran = k.basis_atas if d.tingkat is Tingkat.BASIS_ATAS else k.basis_bawah
    belum = unreached(k, d)
    terjangkau = len(sasaran) - len(belum)
    jawaban = Jawaban(True)
    if not sasaran:
        jawaban = Jawaban(
            False, _("Daftar RT/RW kelurahan ini belum diisi."), tautan.kelurahan(k.langkah.wilayah_id, "basis")
        )
    elif nilai.angka is not None and Decimal(terjangkau) * SERATUS < nilai.angka * len(sasaran):
        rincian = _("%(ada)d dari %(semua)d; belum: %(belum)s.") % {
            "ada": terjangkau, "semua": len(sasaran), "belum": listing([b.label_rapat for b in belum]),
        }  # fmt: skip
        jawaban = Jawaban(False, rincian, tautan.langkah(k.langkah.pk, "pertemuan/baru", jenis=d.kode))
    else:
        jawaban = Jawaban(True, _("%(ada)d dari %(semua)d.") % {"ada": terjangkau, "semua": len(sasaran)})
    return Kekurangan(
        aturan="SIK-43",
        mode=nilai.mode,
        terpenuhi=jawaban.terpenuhi,
        pesan=_("%(nama)s sudah menjangkau bagian RT/RW yang diminta.") % {"nama": d.nama},
        tautan=jawaban.tautan,
        sumber=d.sumber,
        rincian=jawaban.rincian,
        kode=d.kode,
    )


def unreached(k: Konteks, d: DefPertemuan) -> list[Basis]:
    """Places that no held meeting of this kind has reached.

    A meeting of an RW reaches the RT below it only where the definition accepts that kind at RW level. Source: SIK-43.
    """
    di = {p.basis_id for p in k.terlaksana(d.kode) if p.basis_id}
    if d.tingkat is Tingkat.BASIS_ATAS:
        return [b for b in k.basis_atas if b.pk not in di]
    atas_berlaku = Tingkat.BASIS_ATAS in d.tingkat_lain
    induk = {b.pk: b.induk_id for b in k.basis}

    def sampai(b: Basis) -> bool:
        if b.pk in di:
            return True
        naik = b.induk_id
        while atas_berlaku and naik is not None:
            if naik in di:
                return True
            naik = induk.get(naik)
        return False

    return [b for b in k.basis_bawah if not sampai(b)]


def listing(nama: Sequence[str], maks: int = SEBUT_MAKS) -> str:
    """Names in one line, the rest as a number: "RT 01, RT 02, dan 5 lainnya"."""
    sisa = len(nama) - maks
    if sisa <= 0:
        return ", ".join(nama)
    return _("%(nama)s, dan %(sisa)d lainnya") % {"nama": ", ".join(nama[:maks]), "sisa": sisa}


# -- trainings, evidence, decision ---------------------------------------------------------------------------------


def _training(k: Konteks, d: DefPelatihan) -> Kekurangan:
    """SIK-50: held, and as many days as Parameter asks."""
    ada = [p for p in k.pelatihan if p.kode == d.kode]
    hari = k.parameter(d.lama) if d.lama else NilaiParameter("")
    cukup = bool(ada)
    rincian = ""
    if ada and hari.angka is not None and max(p.hari for p in ada) < hari.angka:
        cukup = False
        rincian = _("Paling lama %(ada)d hari; diminta %(harus)s hari.") % {
            "ada": max(p.hari for p in ada), "harus": hari.angka,
        }  # fmt: skip
    return Kekurangan(
        aturan=d.aturan,
        mode=d.mode.value,
        terpenuhi=cukup,
        pesan=_("%(nama)s sudah diadakan.") % {"nama": d.nama},
        tautan=tautan.langkah(k.langkah.pk, "pelatihan/baru", kode=d.kode),
        sumber=d.sumber,
        rincian=rincian,
        kode=d.kode,
    )


def _output(k: Konteks, d: DefKeluaran) -> Kekurangan:
    """SIK-51: the evidence is there with its file."""
    ada = [x for x in k.keluaran if x.kode == d.kode]
    lengkap = any(has_file(x, d) for x in ada)
    kertas = d.jenis is JenisKeluaran.BERITA_ACARA
    rincian = ""
    if ada and not lengkap:
        rincian = _("Foto atau pindaian kertas yang ditandatangani belum ada.") if kertas else _("Berkasnya belum ada.")
    return Kekurangan(
        aturan=d.aturan,
        mode=d.mode.value,
        terpenuhi=lengkap,
        pesan=_("%(nama)s sudah ada berkasnya.") % {"nama": d.nama},
        tautan=tautan.langkah(k.langkah.pk, "keluaran/baru", kode=d.kode),
        sumber=d.sumber,
        rincian=rincian,
        kode=d.kode,
    )


def has_file(x: Keluaran, d: DefKeluaran) -> bool:
    """Whether evidence is filed: an upload that counts; a rendered document only where no signature is asked."""
    if x.berkas is not None and x.berkas.berlaku:
        return True
    if d.jenis is JenisKeluaran.BERITA_ACARA or x.dokumen is None:
        return False
    return bool(x.dokumen.status == "siap" and x.dokumen.final)


def _decision(k: Konteks) -> Kekurangan:
    return Kekurangan(
        aturan="SIK-55",
        mode="block",
        terpenuhi=k.keputusan is not None,
        pesan=_("Keputusan sudah dicatat."),
        tautan=tautan.langkah(k.langkah.pk, "keputusan"),
        sumber=k.aturan.sumber,
        kode="keputusan",
    )


# -- registered functions ------------------------------------------------------------------------------------------


def _condition(k: Konteks, s: DefSyarat) -> Kekurangan:
    return _by_function(k, s)


def _by_function(k: Konteks, butir: DefGerbang | DefSyarat) -> Kekurangan:
    """Ask the function named by the definition; nobody there is a blocking finding. Source: SIK-17."""
    fungsi = registry.syarat.ambil(butir.fungsi)
    if fungsi is None:
        jawaban = Jawaban(False, rincian=_("Bagian ini belum tersedia di aplikasi."), mode="block")
        return _finding(k, butir, jawaban, kode=butir.fungsi, mode="block")
    mode: Mode = k.parameter(butir.parameter).mode if butir.parameter else butir.mode.value
    return _finding(k, butir, fungsi(k, butir), kode=butir.fungsi, mode=mode)


def _finding(k: Konteks, butir: DefGerbang | DefSyarat, jawaban: Jawaban, *, kode: str, mode: Mode) -> Kekurangan:
    return Kekurangan(
        aturan=butir.aturan,
        mode=jawaban.mode or mode,
        terpenuhi=jawaban.terpenuhi,
        pesan=jawaban.pesan or str(butir.kalimat),
        tautan=jawaban.tautan,
        sumber=butir.sumber,
        rincian=jawaban.rincian,
        kode=kode,
    )
