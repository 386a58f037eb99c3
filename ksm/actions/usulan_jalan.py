"""What moves a proposal after it was handed in: judged, approved, agreed on, paid, changed, accounted for.

The steps that follow money (`mark_paid` and its kin) are plain functions: they run inside the action of the app that pays,
which has judged the right to do so.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from bkm.models import RapatBKM
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.izin import may, require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.actions.usulan import copy_lines
from ksm.ceklis_usulan import RENTA, newest_for
from ksm.models import KSM, Perjanjian, PerubahanUsulan, Usulan, VerifikasiUsulan
from ksm.queries_usulan import agreement_of, agreement_title, rab_sums
from ksm.syarat_usulan import volume_against
from laporan.nomor import take_number
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take
from wilayah.actions.umum import constraint_says

NOMOR_PERJANJIAN = "perjanjian_usulan"


# -- the unit judges -----------------------------------------------------------------------------------------------


@aksi
def judge_usulan(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jawaban: Mapping[str, Mapping[str, Any]],
    hasil: str,
    catatan: str = "",
    pemeriksa: str = "",
    alasan: str = "",
    id: Any = None,
) -> VerifikasiUsulan:
    """Keep the unit's checklist and do what follows: feasible moves on, to be mended goes back, not feasible stays.

    The unit itself judges; the secretary may enter its signed sheet, naming the examiner. Nobody judges the own group.
    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar (USL-16).
    Source: USL-06, USL-13, USL-16.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    siapa = _examiner(baris, pemeriksa, oleh)
    if hasil not in VerifikasiUsulan.Hasil.values:
        raise IsianSalah({"hasil": [_("Pilih hasilnya.")]})
    if hasil != VerifikasiUsulan.Hasil.LAYAK:
        needed(catatan, bidang="catatan", pesan=_("Tulis apa yang kurang, agar KSM tahu yang harus diperbaiki."))
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.diajukan is None or baris.status != Usulan.Status.DIAJUKAN:
        raise AturanDilanggar(_("Usulan ini tidak sedang menunggu penilaian."), aturan="USL-06")
    if hari < baris.diajukan:
        raise IsianSalah({"tanggal": [_("Usulan belum diajukan pada tanggal itu.")]})
    definisi = newest_for(baris.unit)
    isi = _answers(definisi.butir, jawaban)
    _volume_agrees(baris, isi)
    verifikasi = VerifikasiUsulan(
        usulan=baris, wilayah_id=baris.wilayah_id, unit=baris.unit, edisi=definisi.edisi, tanggal=hari, jawaban=isi,
        ya=sum(j["ya"] for j in isi.values()), butir=len(isi), hasil=hasil, catatan=catatan.strip(), pemeriksa=siapa,
        **author(oleh), **client_id(id),
    )  # fmt: skip
    verifikasi.save(force_insert=True)
    catat("ksm.verifikasiusulan.dicatat", verifikasi, rincian={"hasil": hasil, "ya": verifikasi.ya, "dari": len(isi)})
    if hasil == VerifikasiUsulan.Hasil.LAYAK:
        advance(baris, "layakkan", oleh=oleh, alasan=alasan)
    elif hasil == VerifikasiUsulan.Hasil.PERBAIKI:
        advance(baris, "kembalikan", oleh=oleh, alasan=catatan, sebab=catatan.strip()[:300])
    return verifikasi


def may_judge(oleh: Any, usulan: Usulan) -> bool:
    """Whether this officer judges for the unit, or enters the sheet of it. Source: USL-06."""
    if not may(oleh, izin.NILAI_USULAN, usulan):
        return False
    unit = [u for u, i in izin.VERIFIKASI.items() if may(oleh, i, usulan)]
    return usulan.unit in unit or not unit


def _examiner(usulan: Usulan, pemeriksa: str, oleh: Any) -> str:
    """Who judged. Raises: TidakBerwenang, IsianSalah, AturanDilanggar (USL-16)."""
    if not may_judge(oleh, usulan):
        raise TidakBerwenang
    nama = " ".join(pemeriksa.split())[:150]
    if not may(oleh, izin.VERIFIKASI[usulan.unit], usulan):
        needed(nama, bidang="pemeriksa", pesan=_("Tulis nama petugas UP yang menandatangani lembar penilaiannya."))
    nama = nama or str(oleh.nama)
    if insider(usulan.ksm, nama) or insider(usulan.ksm, str(oleh.nama), oleh):
        raise AturanDilanggar(
            _(
                "Penilai tercatat sebagai anggota KSM ini atau sekeluarga dengannya. Mintalah petugas lain yang menilai."
            ),
            aturan="USL-16",
        )
    return nama


def insider(ksm: KSM, nama: str, oleh: Any = None) -> bool:
    """Whether a name is that of a member or of a member's household head, or an officer serves in the group. One query."""
    cari = " ".join(nama.lower().split())
    anggota = ksm.anggota.filter(status="aktif").select_related("keluarga")
    dikenal = {
        " ".join(n.lower().split()) for a in anggota for n in (a.nama, a.keluarga.nama_kk if a.keluarga else "") if n
    }
    tugas = getattr(oleh, "penugasan_berjalan", ())
    return cari in dikenal or any(t.badan_id == ksm.badan_id for t in tugas)


def _answers(butir: Any, jawaban: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every question answered. Raises IsianSalah naming the question."""
    isi: dict[str, dict[str, Any]] = {}
    for b in butir:
        satu = jawaban.get(b.kode)
        if not isinstance(satu, Mapping) or not isinstance(satu.get("ya"), bool):
            raise IsianSalah({f"ya_{b.kode}": [_("Pilih ya atau belum.")]})
        isi[b.kode] = {"ya": satu["ya"], "catatan": str(satu.get("catatan") or "").strip()[:300]}
    return isi


def _volume_agrees(usulan: Usulan, isi: dict[str, dict[str, Any]]) -> None:
    """What is computed stays beside the answer; "yes" against it has a reason of the group or the judge. Source: USL-13.

    Raises: IsianSalah.
    """
    hitung, jawab = volume_against(usulan), isi[RENTA]
    if not hitung:
        return
    jawab["hitung"] = hitung
    if jawab["ya"] and not jawab["catatan"] and not usulan.selisih_alasan:
        pesan = _("%(hitung)s Tulis mengapa tetap sesuai, atau jawab belum.") % {"hitung": hitung}
        raise IsianSalah({f"catatan_{RENTA}": [pesan]})


@aksi
def accept_usulan(usulan: Usulan, *, oleh: Any, alasan: str = "") -> Usulan:
    """Move a proposal on whose feasible checklist is recorded already.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup. Source: USL-06.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    _examiner(baris, str(getattr(oleh, "nama", "")), oleh)
    return advance(baris, "layakkan", oleh=oleh, alasan=alasan)


@aksi
def return_usulan(usulan: Usulan, *, oleh: Any, alasan: str) -> Usulan:
    """Give a proposal back to the group to be mended; it can be written again.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: USL-06.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    if not may_judge(oleh, baris):
        raise TidakBerwenang
    return advance(baris, "kembalikan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def cancel_verifikasi(verifikasi: VerifikasiUsulan, *, oleh: Any, alasan: str) -> VerifikasiUsulan:
    """Take back a judgement entered wrongly, while nothing stands on it.

    Raises: VerifikasiUsulan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (USL-06).
    Source: UMU-32, USL-06.
    """
    terlihat = VerifikasiUsulan.objects.visible_to(oleh).select_related("usulan").get(pk=verifikasi.pk)
    induk = take(Usulan, terlihat.usulan_id, oleh=oleh)
    baris = take(VerifikasiUsulan, verifikasi.pk, oleh=oleh)
    if baris.hasil == VerifikasiUsulan.Hasil.LAYAK and induk.status not in (
        Usulan.Status.DRAF, Usulan.Status.DIAJUKAN, Usulan.Status.BATAL,
    ):  # fmt: skip
        raise AturanDilanggar(
            _("Usulan ini berdiri di atas penilaian itu. Kembalikan dulu usulannya, baru batalkan penilaiannya."),
            aturan="USL-06",
        )
    if not may_judge(oleh, induk):
        raise TidakBerwenang
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- put off, taken up again, withdrawn ----------------------------------------------------------------------------


@aksi
def postpone_usulan(usulan: Usulan, *, oleh: Any, alasan: str) -> Usulan:
    """Put a proposal off; an agreement in force falls with it.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: USL-08.
    """
    baris = advance(take(Usulan, usulan.pk, oleh=oleh), "tunda", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
    _drop_agreement(baris, oleh, alasan)
    return baris


@aksi
def resume_usulan(usulan: Usulan, *, oleh: Any, alasan: str) -> Usulan:
    """Bring a proposal that was put off before the next meeting.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: USL-08.
    """
    return advance(take(Usulan, usulan.pk, oleh=oleh), "lanjutkan", oleh=oleh, alasan=alasan)


@aksi
def cancel_usulan(usulan: Usulan, *, oleh: Any, alasan: str) -> Usulan:
    """Withdraw a proposal for good, before any money went out; it stays with the reason.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: USL-08, UMU-32.
    """
    baris = advance(
        take(Usulan, usulan.pk, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300]
    )
    _drop_agreement(baris, oleh, alasan)
    return baris


def _drop_agreement(usulan: Usulan, oleh: Any, alasan: str) -> None:
    ada = agreement_of(usulan)
    if ada is not None:
        advance(ada, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- agreement -----------------------------------------------------------------------------------------------------


@aksi
def sign_perjanjian(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    mulai: datetime.date,
    selesai: datetime.date,
    pihak_bkm: str,
    pihak_ksm: str,
    saksi: str = "",
    nomor: str = "",
    berkas: Any = None,
    alasan: str = "",
    id: Any = None,
) -> Perjanjian:
    """Record the agreement that BKM and KSM signed; its amounts are those of the RAB that the meeting approved.

    Without `nomor` the house numbers it. Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup,
    IsianSalah, AturanDilanggar (USL-09). Source: USL-09.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    isi = {
        "tanggal": tanggal, "mulai": mulai, "selesai": selesai, "pihak_bkm": pihak_bkm, "pihak_ksm": pihak_ksm,
        "saksi": saksi, "nomor": nomor,
    }  # fmt: skip
    require(oleh, izin.PUTUS_USULAN, baris)
    if baris.status != Usulan.Status.RAPAT_BKM:
        return _refused_agreement(baris, oleh)
    perjanjian = _agreement(baris, isi, oleh=oleh, berkas=berkas, id=id)
    advance(baris, "kontrakkan", oleh=oleh, alasan=alasan)
    return perjanjian


def _refused_agreement(usulan: Usulan, oleh: Any) -> NoReturn:
    advance(usulan, "kontrakkan", oleh=oleh)
    raise AssertionError("tidak tercapai")


@aksi
def correct_perjanjian(
    perjanjian: Perjanjian,
    *,
    oleh: Any,
    alasan: str,
    tanggal: datetime.date | None = None,
    mulai: datetime.date | None = None,
    selesai: datetime.date | None = None,
    pihak_bkm: str = "",
    pihak_ksm: str = "",
    saksi: str = "",
    nomor: str = "",
    berkas: Any = None,
) -> Perjanjian:
    """Cancel an agreement recorded wrongly and record it right in one step; the proposal stays under contract.

    What is left out is taken over. Raises: Perjanjian.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah,
    AturanDilanggar (USL-09). Source: USL-09, UMU-32.
    """
    terlihat = Perjanjian.objects.visible_to(oleh).get(pk=perjanjian.pk)
    induk = take(Usulan, terlihat.usulan_id, oleh=oleh)
    lama = advance(
        take(Perjanjian, perjanjian.pk, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300]
    )
    isi = {
        "tanggal": tanggal or lama.tanggal, "mulai": mulai or lama.mulai, "selesai": selesai or lama.selesai,
        "pihak_bkm": pihak_bkm or lama.pihak_bkm, "pihak_ksm": pihak_ksm or lama.pihak_ksm,
        "saksi": saksi or lama.saksi, "nomor": nomor or lama.nomor,
    }  # fmt: skip
    return _agreement(induk, isi, oleh=oleh, berkas=berkas or lama.berkas, judul=lama.judul)


def _agreement(
    usulan: Usulan, isi: Mapping[str, Any], *, oleh: Any, berkas: Any = None, judul: str = "", id: Any = None
) -> Perjanjian:
    """A new agreement with the amounts of the RAB that counts. Raises IsianSalah, AturanDilanggar (USL-09)."""
    hari = field_date(isi["tanggal"], usulan.wilayah_id)
    mulai, selesai = isi["mulai"], isi["selesai"]
    if mulai is None or mulai < hari:
        raise IsianSalah({"mulai": [_("Pekerjaan dimulai pada atau sesudah hari perjanjian.")]})
    if selesai is None or selesai < mulai:
        raise IsianSalah({"selesai": [_("Selesai tidak boleh sebelum mulai.")]})
    rab = rab_sums(usulan, usulan.rab_ke)
    p = Perjanjian(
        usulan=usulan, wilayah_id=usulan.wilayah_id, judul=(judul or agreement_title(usulan))[:100], tanggal=hari,
        mulai=mulai, selesai=selesai, blm=rab.blm, swadaya=rab.swadaya, lain=rab.lain,
        pihak_bkm=needed(isi["pihak_bkm"], bidang="pihak_bkm", pesan=_("Isi siapa yang menandatangani atas nama BKM."))[:150],
        pihak_ksm=needed(isi["pihak_ksm"], bidang="pihak_ksm", pesan=_("Isi siapa yang menandatangani atas nama KSM."))[:150],
        saksi=(isi.get("saksi") or "").strip()[:150], berkas=berkas, **author(oleh), **client_id(id),
    )  # fmt: skip
    p.nomor = (isi.get("nomor") or "").strip()[:60] or _agreement_number(p)
    sebatas = AturanDilanggar(
        _("BLM perjanjian melebihi yang disetujui rapat BKM. Tunda usulannya, sesuaikan RAB, lalu ajukan lagi."),
        aturan="USL-09",
    )
    with constraint_says(
        {
            "perjanjian_sebatas_putusan": sebatas,
            "perjanjian_nomor_sekali": IsianSalah({"nomor": [_("Nomor ini sudah dipakai perjanjian lain.")]}),
        }
    ):
        p.save(force_insert=True)
    catat("ksm.perjanjian.dicatat", p, rincian={"nomor": p.nomor, "blm": str(p.blm), "swadaya": str(p.swadaya)})
    return p


def _agreement_number(p: Perjanjian) -> str:
    singkatan = "SPP" if p.usulan.jenis == Usulan.Jenis.EKONOMI else "SPPD"
    nomor = take_number(
        NOMOR_PERJANJIAN, p, pemilik=p.wilayah_id, singkatan=singkatan, lingkup=p.wilayah_id, tanggal=p.tanggal
    )
    return str(nomor.teks)[:60]


# -- work and change -----------------------------------------------------------------------------------------------


@aksi
def start_usulan(usulan: Usulan, *, oleh: Any, alasan: str = "") -> Usulan:
    """Work has begun, with or without the money.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, AturanDilanggar (USL-17). Source: USL-10.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    if baris.jenis == Usulan.Jenis.EKONOMI:
        raise AturanDilanggar(
            _("Usulan pinjaman selesai dengan perjanjiannya; pinjamannya dibuka dan dicatat di UPK."), aturan="USL-17"
        )
    return advance(baris, "mulai", oleh=oleh, alasan=alasan)


@aksi
def propose_perubahan(
    usulan: Usulan,
    *,
    oleh: Any,
    alasan: str,
    volume: Decimal,
    rapat_ksm: datetime.date,
    berita_acara: str,
    id: Any = None,
) -> PerubahanUsulan:
    """Record the first of the two decisions: the group's meeting and its berita acara. The new RAB begins as the old one.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup (USL-19), IsianSalah. Source: USL-11, USL-19.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    require(oleh, izin.SUSUN_USULAN, baris)
    hari = field_date(rapat_ksm, baris.wilayah_id, bidang="rapat_ksm")
    nomor = needed(berita_acara, bidang="berita_acara", pesan=_("Isi nomor berita acara rapat KSM."))[:60]
    if volume is None or not 0 < Decimal(volume) < Decimal(10) ** 10:
        raise IsianSalah({"volume": [_("Isi angka lebih dari nol.")]})
    asal = baris.status
    sebelum = _snapshot(baris)
    baris = advance(baris, "usul_ubah", oleh=oleh, alasan=alasan, asal=asal)
    keluar = copy_lines(baris, oleh=oleh)
    perubahan = PerubahanUsulan(
        usulan=baris, wilayah_id=baris.wilayah_id, ke=baris.rab_ke + 1, sebab=alasan.strip()[:300], volume=volume,
        sebelum=sebelum, rapat_ksm=hari, berita_acara=nomor, **author(oleh), **client_id(id),
    )  # fmt: skip
    perubahan.save(force_insert=True)
    catat("ksm.perubahanusulan.diusulkan", perubahan, rincian={"ke": perubahan.ke, "keluar_ps2": keluar})
    return perubahan


def _snapshot(usulan: Usulan) -> dict[str, Any]:
    """The proposal before a change, in plain figures."""
    rab = rab_sums(usulan, usulan.rab_ke)
    return {
        "volume": str(usulan.volume), "satuan": usulan.satuan, "jumlah": str(rab.jumlah), "blm": str(rab.blm),
        "swadaya": str(rab.swadaya), "lain": str(rab.lain), "status": str(usulan.status),
    }  # fmt: skip


@aksi
def ratify_perubahan(
    perubahan: PerubahanUsulan,
    *,
    oleh: Any,
    rapat: RapatBKM,
    selesai: datetime.date | None = None,
    alasan: str = "",
) -> PerubahanUsulan:
    """Record the second decision, that of the BKM members' meeting: the new RAB counts, and the agreement gets its addendum.

    Raises: PerubahanUsulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah, AturanDilanggar
    (USL-09, USL-11). Source: USL-11.
    """
    terlihat = PerubahanUsulan.objects.visible_to(oleh).get(pk=perubahan.pk)
    usulan = take(Usulan, terlihat.usulan_id, oleh=oleh)
    _own_meeting(rapat, usulan.wilayah_id)
    if rapat.tanggal < terlihat.rapat_ksm:
        raise IsianSalah({"rapat": [_("Rapat BKM dilakukan pada atau sesudah rapat KSM.")]})
    baris = advance(take(PerubahanUsulan, perubahan.pk, oleh=oleh), "sahkan", oleh=oleh, alasan=alasan, rapat=rapat)
    asal = usulan.status_ubah
    isi = {"rab_ke": baris.ke, "volume": baris.volume}
    save_changes(usulan, isi, frozenset(isi))
    usulan = advance(usulan, f"kembali_{asal}", oleh=oleh, alasan=alasan)
    _addendum(usulan, baris, rapat, selesai, oleh)
    return baris


def _addendum(
    usulan: Usulan, perubahan: PerubahanUsulan, rapat: RapatBKM, selesai: datetime.date | None, oleh: Any
) -> None:
    """The agreement that was in force gives way to one with the new amounts. Source: USL-09, USL-11."""
    lama = agreement_of(usulan)
    if lama is None:
        return
    sebab = _("Diganti addendum perubahan ke-%(ke)d.") % {"ke": perubahan.ke}
    advance(lama, "batalkan", oleh=oleh, alasan=sebab, sebab=sebab)
    mulai = max(lama.mulai, rapat.tanggal)
    isi = {
        "tanggal": rapat.tanggal, "mulai": mulai, "selesai": max(selesai or lama.selesai, mulai),
        "pihak_bkm": lama.pihak_bkm, "pihak_ksm": lama.pihak_ksm, "saksi": lama.saksi,
    }  # fmt: skip
    judul = lama.judul if lama.judul.startswith("Addendum ") else f"Addendum {lama.judul}"
    _agreement(usulan, isi, oleh=oleh, judul=judul)


@aksi
def refuse_perubahan(perubahan: PerubahanUsulan, *, oleh: Any, alasan: str) -> PerubahanUsulan:
    """The BKM does not ratify the change, or the group takes it back: everything stays as it was.

    Raises: PerubahanUsulan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: USL-11.
    """
    terlihat = PerubahanUsulan.objects.visible_to(oleh).get(pk=perubahan.pk)
    usulan = take(Usulan, terlihat.usulan_id, oleh=oleh)
    baris = advance(
        take(PerubahanUsulan, perubahan.pk, oleh=oleh), "tolak", oleh=oleh, alasan=alasan, catatan=alasan.strip()[:300]
    )
    advance(usulan, f"kembali_{usulan.status_ubah}", oleh=oleh, alasan=alasan)
    return baris


def _own_meeting(rapat: RapatBKM, kode: str, *, bidang: str = "rapat") -> None:
    """A valid members' meeting of this kelurahan. Raises IsianSalah."""
    if rapat.wilayah_id != kode or rapat.status != "sah":
        raise IsianSalah({bidang: [_("Pilih rapat anggota BKM kelurahan ini.")]})


# -- steps that follow money; called inside the action of the app that pays --------------------------------------------


def mark_paid(usulan: Usulan, *, oleh: Any) -> Usulan:
    """The first money went out: kontrak -> cair; nothing to do where money was out or work runs. Source: USL-10."""
    if usulan.status in {Usulan.Status.CAIR, Usulan.Status.BERJALAN}:
        return usulan
    return advance(usulan, "cairkan", oleh=oleh)


def unmark_paid(usulan: Usulan, *, oleh: Any) -> Usulan:
    """The only payment was taken back: cair -> kontrak; work that runs goes on running. Source: USL-10."""
    if usulan.status in {Usulan.Status.KONTRAK, Usulan.Status.BERJALAN}:
        return usulan
    return advance(usulan, "urungkan_cair", oleh=oleh)


def hand_in_account(usulan: Usulan, *, oleh: Any) -> Usulan:
    """The group handed in its account: cair or berjalan -> lpj. Raises: TransisiDitolak. Source: USL-12."""
    return advance(usulan, "pertanggungjawabkan", oleh=oleh)


def give_back_account(usulan: Usulan, *, oleh: Any) -> Usulan:
    """The account is to be mended: lpj -> berjalan. Raises: TransisiDitolak. Source: USL-12."""
    return advance(usulan, "buka_lpj", oleh=oleh)


def finish_usulan(usulan: Usulan, *, oleh: Any, tanggal: datetime.date) -> Usulan:
    """UP and BKM accepted the account on a day: lpj -> selesai. Raises: TransisiDitolak, IsianSalah. Source: USL-12."""
    return advance(usulan, "selesaikan", oleh=oleh, tanggal=field_date(tanggal, usulan.wilayah_id))


@aksi
def automatic_step(baris: Any, *, oleh: Any, alasan: str = "") -> Any:
    """Refuse a step that nobody takes by itself: it runs with the payment, the account or the meeting. Source: USL-10.

    Raises: AturanDilanggar (USL-10).
    """
    take(type(baris), baris.pk, oleh=oleh)
    raise AturanDilanggar(
        _("Langkah ini terjadi sendiri bersama penyebabnya (pembayaran, LPJ, atau rapat BKM)."), aturan="USL-10"
    )
