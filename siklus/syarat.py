"""Rule functions of the cycle itself, registered under the names that the definitions use.

Two kinds: `fn(langkah) -> list[Kekurangan]` guards a transition; `fn(konteks, butir) -> Jawaban` answers one gate or
condition of a definition. Each reads only the Konteks, so a stage costs the same however many rules it has.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti import registry
from inti.formats import persen, share
from inti.formats import tanggal as tanggal_panjang
from inti.registry import Kekurangan
from siklus import tautan
from siklus.definisi.model import Akibat, DefGerbang, DefSyarat
from siklus.gerbang import Jawaban, listing, temuan_ajukan, temuan_mulai, temuan_siklus
from siklus.konteks import Konteks
from siklus.models import Bidang, Keputusan, Langkah, Siklus
from siklus.syarat_ps2 import entry_findings, ps2_determined

Butir = DefGerbang | DefSyarat


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "siklus.langkah.mulai": temuan_mulai,
        "siklus.langkah.ajukan": submission_findings,
        "siklus.langkah.lewati": skip_findings,
        "siklus.langkah.siklus_terbuka": temuan_siklus,
        "siklus.langkah.buka_awal": opening_findings,
        "siklus.siklus.tolak": refusal_findings,
        "siklus.siklus.pulihkan": recovery_findings,
        "siklus.siklus.jadwalkan_rkm_ulang": second_rkm_findings,
        "siklus.siklus.keluarkan": removal_findings,
        "siklus.siklus.selesaikan": closing_findings,
        "siklus.lokasi_sasaran": on_the_list,
        "siklus.basis_terdata": basis_known,
        "siklus.relawan_tercatat": volunteers_recorded,
        "siklus.relawan_per_basis": volunteers_everywhere,
        "siklus.tanggal_disepakati": date_agreed,
        "siklus.hadir_wajar": attendance_plausible,
        "siklus.keputusan_tercatat": decision_recorded,
        "siklus.partisipasi": participation,
        "siklus.pelatihan_tercatat": training_recorded,
        "siklus.tahun_lokasi": location_year,
        "siklus.tahun_anggaran": budget_year,
        "siklus.refleksi_terisi": reflection_filled,
        "siklus.pemetaan_terisi": mapping_filled,
        "siklus.ps2_ditetapkan": ps2_determined,
        "siklus.ps2.tetapkan": entry_findings,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)


# -- guards of transitions -----------------------------------------------------------------------------------------


def submission_findings(langkah: Langkah) -> list[Kekurangan]:
    """Findings of a submission; kept on the row, so that exactly what was judged is frozen. Source: SIK-03, SIK-15."""
    langkah.temuan_dinilai = temuan_ajukan(langkah)
    return langkah.temuan_dinilai


def skip_findings(langkah: Langkah) -> list[Kekurangan]:
    """Only stages that the definition lets go may be skipped. Source: SIK-07."""
    aturan = langkah.aturan_main
    boleh = Kekurangan(
        aturan="SIK-07",
        mode="block",
        terpenuhi=aturan.boleh_dilewati or aturan.opsional,
        pesan=_("Definisi program mengizinkan langkah ini dilewati."),
        sumber=aturan.sumber,
        kode="lewati",
    )
    return [*temuan_siklus(langkah), boleh]


def opening_findings(langkah: Langkah) -> list[Kekurangan]:
    """Joining midway: the Siklus was opened so, there is a paper, and the decision where one was taken. Source: SIK-25."""
    k = Konteks(langkah)
    berkas = any(x.berkas is not None and x.berkas.berlaku for x in k.keluaran)
    return [
        *temuan_siklus(langkah),
        _block(
            "SIK-25",
            langkah.siklus is None or langkah.siklus.keadaan_awal,
            _("Siklus ini dibuka untuk lokasi yang bergabung di tengah jalan."),
            kode="keadaan_awal",
        ),
        _block(
            "SIK-25",
            berkas,
            _("Berkas bukti keadaan awal sudah diunggah."),
            tautan.langkah(langkah.pk, "keluaran/baru"),
            kode="berkas",
        ),
        _block(
            "SIK-55",
            not langkah.aturan_main.pilihan or k.keputusan is not None,
            _("Keputusan warga menurut berkas itu sudah dicatat."),
            tautan.langkah(langkah.pk, "keputusan"),
            kode="keputusan",
        ),
    ]


def refusal_findings(siklus: Siklus) -> list[Kekurangan]:
    """The last submitted putaran says `tolak`: it is the residents' word, verified or not. Source: SIK-10, SIK-09.

    Once residents are asked again, the old refusal has done its work and cannot be used a second time. Source: SIK-11.
    """
    akhir = _deciding(siklus)
    menolak = _consequence(siklus) == Akibat.MENOLAK and akhir is not None and not _repeated(akhir)
    return [_block("SIK-10", menolak, _("Berita acara RKM terakhir memutuskan menolak."))]


def recovery_findings(siklus: Siklus) -> list[Kekurangan]:
    """The corrected berita acara no longer refuses. Source: SIK-09, SIK-56."""
    pulih = _consequence(siklus) not in {None, Akibat.MENOLAK}
    return [_block("SIK-09", pulih, _("Berita acara RKM yang sudah diperbaiki memutuskan menerima."))]


def second_rkm_findings(siklus: Siklus) -> list[Kekurangan]:
    """The refusal is recorded and its papers are verified before residents are asked again. Source: SIK-11."""
    akhir = _deciding(siklus)
    beres = akhir is not None and akhir.status == Langkah.Status.TERVERIFIKASI
    return [
        _block(
            "SIK-11",
            beres,
            _("Berkas penolakan sudah terverifikasi, sehingga putaran lama tetap utuh."),
            tautan.langkah(akhir.pk) if akhir else "",
        )
    ]


def removal_findings(siklus: Siklus) -> list[Kekurangan]:
    """Korkot's written proposal stands before Satker/PMU decides. Source: SIK-12."""
    usul = Keputusan.objects.filter(siklus=siklus, jenis="usul_keluar", status="sah").exists()
    return [
        _block(
            "SIK-12",
            usul,
            _("Korkot sudah mengusulkan lokasi ini keluar dari program, dengan alasannya."),
            tautan.kelurahan(siklus.wilayah_id, "siklus"),
        )
    ]


def closing_findings(siklus: Siklus) -> list[Kekurangan]:
    """The residents' decision about the next cycle is submitted. Source: SIK-24, SIK-159."""
    selesai = _consequence(siklus) in {Akibat.SIKLUS_BARU, Akibat.SELESAI}
    return [_block("SIK-159", selesai, _("Keputusan siklus berikutnya sudah diajukan."))]


def _deciding(siklus: Siklus) -> Langkah | None:
    """The last submitted stage whose decision does something to the Siklus."""
    for x in siklus.langkah.filter(status__in=("diajukan", "terverifikasi")).order_by(
        "-tahun_siklus", "-urutan", "-putaran"
    ):
        if any(p.akibat is not Akibat.LANJUT for p in x.aturan_main.pilihan):
            return x
    return None


def _repeated(langkah: Langkah) -> bool:
    """Whether a later putaran of this stage has been scheduled."""
    sama = {"siklus": langkah.siklus, "kode": langkah.kode, "tahun_siklus": langkah.tahun_siklus}
    return Langkah.objects.filter(**sama, putaran__gt=langkah.putaran).exists()


def _consequence(siklus: Siklus) -> Akibat | None:
    akhir = _deciding(siklus)
    return akhir.aturan_main.ambil_pilihan(akhir.hasil).akibat if akhir and akhir.hasil else None


def _block(aturan: str, terpenuhi: bool, pesan: str, alamat: str = "", *, kode: str = "") -> Kekurangan:
    return Kekurangan(
        aturan=aturan, mode="block", terpenuhi=terpenuhi, pesan=pesan, tautan=alamat, sumber="KP", kode=kode
    )


# -- answers to gates and conditions of the definitions ------------------------------------------------------------


def on_the_list(k: Konteks, butir: Butir) -> Jawaban:
    """The area is on the official list of locations, or lies above one that is. Source: SIK-101, SIK-21."""
    ada = [x for x in k.lokasi if x.tahun_anggaran <= k.langkah.tahun]
    return Jawaban(bool(ada), tautan="" if ada else tautan.lokasi())


def basis_known(k: Konteks, butir: Butir) -> Jawaban:
    """The tree of RT/RW has been entered. Source: SIK-60."""
    rincian = _("%(n)d RT/RW tercatat.") % {"n": len(k.basis)} if k.basis else ""
    return Jawaban(bool(k.basis), rincian, tautan.kelurahan(k.langkah.wilayah_id, "basis"))


def volunteers_recorded(k: Konteks, butir: Butir) -> Jawaban:
    """At least as many volunteers as Parameter says (persons). Source: SIK-53."""
    batas = k.parameter(butir.parameter).angka or Decimal(1)
    ada = len(k.relawan)
    rincian = _("Tercatat %(ada)d dari paling sedikit %(harus)s orang.") % {"ada": ada, "harus": batas}
    return Jawaban(ada >= batas, rincian, tautan.langkah(k.langkah.pk, "relawan"))


def volunteers_everywhere(k: Konteks, butir: Butir) -> Jawaban:
    """Every lowest place has its volunteers (persons per RT). Source: SIK-54."""
    batas = k.parameter(butir.parameter).angka or Decimal(1)
    alamat = tautan.langkah(k.langkah.pk, "relawan")
    if not k.basis_bawah:
        return Jawaban(
            False, _("Daftar RT/RW kelurahan ini belum diisi."), tautan.kelurahan(k.langkah.wilayah_id, "basis")
        )
    hitung: dict[Any, int] = {}
    for r in k.relawan:
        hitung[r.basis_id] = hitung.get(r.basis_id, 0) + 1
    belum = [b.label_rapat for b in k.basis_bawah if hitung.get(b.pk, 0) < batas]
    return Jawaban(not belum, _("Belum: %(nama)s.") % {"nama": listing(belum)} if belum else "", alamat)


def date_agreed(k: Konteks, butir: Butir) -> Jawaban:
    """The meeting of a later stage has a date. Source: SIK-103."""
    isi = dict(butir.argumen)
    ada = [p for p in k.pertemuan_siklus(isi["pertemuan"]) if p.rencana_tanggal or p.tanggal]
    rincian = tanggal_panjang(ada[0].tanggal or ada[0].rencana_tanggal) if ada else ""
    return Jawaban(
        bool(ada), rincian, tautan.langkah(_sibling(k, isi["langkah"]), "pertemuan/baru", jenis=isi["pertemuan"])
    )


def _sibling(k: Konteks, kode: str) -> Any:
    calon = [x for x in k.bahan.langkah_siklus.get(k.langkah.siklus_id, []) if x.kode == kode]
    return max(calon, key=lambda x: x.putaran).pk if calon else k.langkah.pk


def attendance_plausible(k: Konteks, butir: Butir) -> Jawaban:
    """No meeting has more people than the adult roll of its place. Source: SIK-59."""
    lebih = [p for p in k.pertemuan if p.hadir is not None and p.dewasa is not None and p.hadir > p.dewasa]
    if not lebih:
        return Jawaban(True)
    p = lebih[0]
    rincian = _("%(n)d pertemuan, misalnya %(tanggal)s: hadir %(hadir)d, dewasa %(dewasa)d.") % {
        "n": len(lebih), "tanggal": tanggal_panjang(p.tanggal), "hadir": p.hadir, "dewasa": p.dewasa,
    }  # fmt: skip
    return Jawaban(False, rincian, tautan.langkah(k.langkah.pk))


def decision_recorded(k: Konteks, butir: Butir) -> Jawaban:
    """The valid decision was taken in the meeting that decides, or taken over from old papers. Source: SIK-55, SIK-105."""
    jenis = dict(butir.argumen).get("pertemuan", "")
    keputusan = k.keputusan
    alamat = tautan.langkah(k.langkah.pk, "keputusan")
    if keputusan is None:
        return Jawaban(False, "", alamat)
    di_tempatnya = (
        keputusan.cara == "arsip" or not jenis or (keputusan.pertemuan and keputusan.pertemuan.jenis == jenis)
    )
    terlaksana = keputusan.cara == "arsip" or (keputusan.pertemuan and keputusan.pertemuan.status == "terlaksana")
    if not (di_tempatnya and terlaksana):
        return Jawaban(False, _("Keputusan belum dikaitkan dengan rembug tempat ia diambil."), alamat)
    return Jawaban(True, str(k.aturan.ambil_pilihan(keputusan.hasil).nama))


def participation(k: Konteks, butir: Butir) -> Jawaban:
    """Share of women, or of poor residents, among those present, in percent of the same meetings. Source: SIK-47, SIK-48."""
    isi = dict(butir.argumen)
    target = k.parameter(butir.parameter).angka
    rapat = [p for p in k.terlaksana(isi["pertemuan"]) if p.hadir]
    if isi["kelompok"] == "miskin":
        rapat = [p for p in rapat if p.miskin is not None]
        bagian = sum(p.miskin or 0 for p in rapat)
    else:
        bagian = sum(p.peserta_p or 0 for p in rapat)
    hadir = sum(p.hadir or 0 for p in rapat)
    if not hadir:
        return Jawaban(False, _("Belum ada hadir yang dihitung."), tautan.langkah(k.langkah.pk))
    bagian_persen = share(bagian, hadir) or Decimal(0)
    rincian = _("%(bagian)d dari %(hadir)d orang (%(persen)s), target %(target)s.") % {
        "bagian": bagian, "hadir": hadir, "persen": persen(bagian_persen), "target": persen(target, 0),
    }  # fmt: skip
    return Jawaban(target is None or bagian_persen >= target, rincian, tautan.langkah(k.langkah.pk))


def training_recorded(k: Konteks, butir: Butir) -> Jawaban:
    """A training of another stage of the same Siklus has been held. Source: SIK-116, SIK-126, SIK-136."""
    kode = dict(butir.argumen)["pelatihan"]
    ada = any(p.kode == kode for p in k.pelatihan)
    return Jawaban(ada, tautan="" if ada else tautan.langkah(_training_home(k, kode), "pelatihan/baru", kode=kode))


def _training_home(k: Konteks, kode: str) -> Any:
    """The stage whose definition asks for a training, where it is entered."""
    for x in k.bahan.langkah_siklus.get(k.langkah.siklus_id, []):
        if any(p.kode == kode for p in x.aturan_main.pelatihan):
            return x.pk
    return k.langkah.pk


def location_year(k: Konteks, butir: Butir) -> Jawaban:
    """How many years the location has been in the programme (1 = the first) is among those of Parameter. Source: SIK-151."""
    boleh = k.parameter(butir.parameter).nilai
    if boleh is None or not k.lokasi:
        return Jawaban(
            boleh is None, "" if boleh is None else _("Tahun masuk lokasi ini belum tercatat."), tautan.lokasi()
        )
    ke = k.langkah.tahun - min(x.tahun_anggaran for x in k.lokasi) + 1
    return Jawaban(ke in boleh, _("Tahun ke-%(ke)d lokasi ini.") % {"ke": ke})


def budget_year(k: Konteks, butir: Butir) -> Jawaban:
    """The year of the stage is not past the last budget year of Parameter. Source: SIK-151."""
    akhir = k.parameter(butir.parameter).angka
    rincian = _("Tahun %(tahun)d, paling akhir %(akhir)s.") % {"tahun": k.langkah.tahun, "akhir": akhir or "–"}
    return Jawaban(akhir is None or k.langkah.tahun <= akhir, rincian)


def reflection_filled(k: Konteks, butir: Butir) -> Jawaban:
    """The kelurahan agreed on at least one point of this kind. Source: SIK-112, SIK-64."""
    jenis = dict(butir.argumen)["bagian"]
    milik = [b for b in k.bahan.refleksi.get(k.langkah.pk, []) if b.jenis == jenis]
    sepakat = sum(b.disepakati for b in milik)
    alamat = f"{tautan.langkah(k.langkah.pk, 'refleksi')}#{jenis}"
    if sepakat:
        return Jawaban(True, _("%(n)d butir disepakati.") % {"n": sepakat}, alamat)
    menunggu = sum(not b.disepakati_dari_id for b in milik)
    if not menunggu:
        return Jawaban(False, "", alamat)
    return Jawaban(False, _("%(n)d butir diskusi belum disatukan menjadi daftar kelurahan.") % {"n": menunggu}, alamat)


def mapping_filled(k: Konteks, butir: Butir) -> Jawaban:
    """Every field has an agreed problem or is said to have none; potentials are recorded. Source: SIK-117, SIK-68."""
    if dict(butir.argumen)["bagian"] == "potensi":
        return Jawaban(k.langkah.pk in k.bahan.berpotensi, "", tautan.langkah(k.langkah.pk, "potensi"))
    beres = k.bahan.bidang_beres.get(k.langkah.pk, set())
    belum = [str(nama) for kode, nama in Bidang.choices if kode not in beres]
    rincian = _("Belum: %(nama)s.") % {"nama": listing(belum)} if belum else ""
    return Jawaban(not belum, rincian, tautan.langkah(k.langkah.pk, "masalah"))
