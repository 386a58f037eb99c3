"""Writes of the grant before its money moves: allocation, account, agreement with its shares and tranches, papers, letters."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bkm.models import BKM
from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import persen_pas, rupiah
from inti.izin import may, require
from inti.money import whole_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.hitung.blm import SERATUS, read_percent, share_out, tranches
from keuangan.kertas_blm import Kertas
from keuangan.models import (
    SPPB,
    DanaTahap,
    DispensasiLPJ,
    PaguBLM,
    PaguSPPB,
    PorsiSPPB,
    RekeningBKM,
    SyaratKertas,
    TahapBLM,
)
from keuangan.models.blm import TAHAP_MAKS, TAHUN, Bidang, SumberBLM
from keuangan.parameter_blm import rules_for
from ksm.models import KSM
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import area_in_scope, constraint_says
from wilayah.models import Wilayah

NOL = Decimal(0)
NAMA_SPPB = ("pemerintah_nama", "pemerintah_jabatan", "koordinator_nama")


# -- pagu ----------------------------------------------------------------------------------------------------------


@aksi
def enter_pagu(
    kode_wilayah: str,
    *,
    oleh: Any,
    tahun_anggaran: int,
    sumber: str,
    jumlah: Decimal | int | str,
    nomor_sk: str,
    tanggal_sk: datetime.date,
    alasan: str = "",
    id: uuid.UUID | None = None,
) -> PaguBLM:
    """Enter what a decree allots to a kelurahan (rupiah). Where an allocation stands already, it is replaced with a reason.

    The same amount of the same decree changes nothing and gives the row that stands.
    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-03). Source: BLM-01 to BLM-03.
    """
    wilayah = area_in_scope(
        kode_wilayah, oleh=oleh, baca=izin.LIHAT_BUKU, izin=izin.KELOLA_PAGU, tingkat=Wilayah.Tingkat.KELURAHAN
    )
    isi: dict[str, Any] = {
        "tahun_anggaran": fiscal_year(tahun_anggaran),
        "sumber": source_of(sumber),
        "jumlah": whole_rupiah(jumlah, positif=True),
        "nomor_sk": needed(nomor_sk, bidang="nomor_sk", pesan=_("Isi nomor keputusan yang menetapkannya."))[:100],
        "tanggal_sk": field_date(tanggal_sk, wilayah.kode, bidang="tanggal_sk"),
    }
    lama = PaguBLM.objects.select_for_update(of=("self",), no_key=True).filter(
        wilayah=wilayah, tahun_anggaran=isi["tahun_anggaran"], sumber=isi["sumber"], status="berlaku"
    ).first()  # fmt: skip
    if lama is not None:
        if all(getattr(lama, k) == v for k, v in isi.items()):
            return lama
        lama = _replace(lama, oleh=oleh, alasan=alasan)
    pagu = PaguBLM(
        wilayah=wilayah,
        menggantikan=lama,
        alasan=alasan.strip()[:300] if lama else "",
        **isi,
        **author(oleh),
        **client_id(id),
    )
    with constraint_says({"pagu_blm_satu_berlaku": _pagu_taken()}):
        pagu.save(force_insert=True)
    catat("keuangan.pagublm.dicatat", pagu, alasan=alasan, rincian={"jumlah": str(pagu.jumlah), "sk": pagu.nomor_sk})
    return pagu


def _replace(lama: PaguBLM, *, oleh: Any, alasan: str) -> PaguBLM:
    """Raises: IsianSalah without a reason, AturanDilanggar (BLM-03) while an agreement rests on it."""
    if not alasan.strip():
        raise IsianSalah(
            {"alasan": [_("Pagu ini sudah tercatat %(n)s. Tulis mengapa diganti.") % {"n": rupiah(lama.jumlah)}]}
        )
    with constraint_says({"pagu_blm_dipakai_sppb": pagu_in_use()}):
        return advance(lama, "gantikan", oleh=oleh, alasan=alasan)


def _pagu_taken() -> AturanDilanggar:
    return AturanDilanggar(
        _("Pagu tahun dan sumber ini baru saja dicatat orang lain. Muat ulang halamannya."), aturan="BLM-01"
    )


def pagu_in_use() -> AturanDilanggar:
    """Why an allocation cannot go now."""
    return AturanDilanggar(
        _("Pagu ini sudah dipakai dalam SPPB. Batalkan dulu SPPB-nya, lalu susun lagi."), aturan="BLM-03"
    )


@aksi
def replace_pagu(
    pagu: PaguBLM, *, oleh: Any, jumlah: Decimal | int | str, nomor_sk: str, tanggal_sk: datetime.date, alasan: str = ""
) -> PaguBLM:
    """Put another amount, by another decree, in the place of an allocation that counts. Returns the new row.

    Raises: PaguBLM.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, AturanDilanggar (BLM-03). Source: BLM-03.
    """
    lama = take(PaguBLM, pagu.pk, oleh=oleh)
    require(oleh, izin.KELOLA_PAGU, lama)
    if lama.status != PaguBLM.Status.BERLAKU:
        return advance(lama, "gantikan", oleh=oleh, alasan=alasan)  # refuses in its own words
    return enter_pagu(  # type: ignore[no-any-return]
        lama.wilayah_id, oleh=oleh, tahun_anggaran=lama.tahun_anggaran, sumber=lama.sumber, jumlah=jumlah, nomor_sk=nomor_sk,
        tanggal_sk=tanggal_sk, alasan=alasan,
    )  # fmt: skip


@aksi
def cancel_pagu(pagu: PaguBLM, *, oleh: Any, alasan: str = "") -> PaguBLM:
    """Take back an allocation that was entered by mistake; the row stays.

    Raises: PaguBLM.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: BLM-03.
    """
    baris = take(PaguBLM, pagu.pk, oleh=oleh)
    with constraint_says({"pagu_blm_dipakai_sppb": pagu_in_use()}):
        return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def publish_pagu(pagu: PaguBLM, *, oleh: Any, tanggal: datetime.date, tempat: str) -> PaguBLM:
    """Note since when and where residents can read the allocation. By who keeps allocations, or the secretary.

    Raises: PaguBLM.DoesNotExist, TidakBerwenang, IsianSalah. Source: BLM-02.
    """
    baris = take(PaguBLM, pagu.pk, oleh=oleh)
    if not any(may(oleh, i, baris) for i in (izin.KELOLA_PAGU, izin.SUSUN_BERKAS)):
        require(oleh, izin.SUSUN_BERKAS, baris)
    if baris.status != PaguBLM.Status.BERLAKU:
        raise AturanDilanggar(_("Pagu ini tidak berlaku lagi."), aturan="BLM-03")
    baris.diumumkan = field_date(tanggal, baris.wilayah_id)
    baris.diumumkan_di = needed(tempat, bidang="tempat", pesan=_("Tulis di mana pagu diumumkan."))[:200]
    baris.versi += 1
    baris.save()
    catat("keuangan.pagublm.diumumkan", baris, rincian={"di": baris.diumumkan_di})
    return baris


# -- account -------------------------------------------------------------------------------------------------------


@aksi
def open_rekening(
    bkm: BKM,
    *,
    oleh: Any,
    bank: str,
    alamat_bank: str,
    atas_nama: str,
    nomor: str,
    dibuka: datetime.date,
    berkas: Berkas | None = None,
    alasan: str = "",
) -> RekeningBKM:
    """Enter the account as the bank book says it; one that is in use is closed with a reason.

    Raises: BKM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-24). Source: BLM-24.
    """
    milik = take(BKM, bkm.pk, oleh=oleh)
    require(oleh, izin.SUSUN_BERKAS, milik)
    hari = field_date(dibuka, milik.wilayah_id, bidang="dibuka")
    lama = RekeningBKM._base_manager.select_for_update(no_key=True).filter(bkm=milik, ditutup__isnull=True).first()
    if lama is not None:
        lama.alasan_tutup = needed(alasan, bidang="alasan", pesan=_("Tulis mengapa rekening lama diganti."))[:300]
        lama.ditutup = max(lama.dibuka, hari)
        lama.versi += 1
        lama.save()
    rekening = RekeningBKM(
        bkm=milik, wilayah_id=milik.wilayah_id, dibuka=hari, berkas=berkas, **author(oleh),
        bank=needed(bank, bidang="bank", pesan=_("Isi nama banknya."))[:100],
        alamat_bank=needed(alamat_bank, bidang="alamat_bank", pesan=_("Isi alamat banknya."))[:200],
        atas_nama=needed(atas_nama, bidang="atas_nama", pesan=_("Isi nama pemilik rekening."))[:150],
        nomor=needed(nomor, bidang="nomor", pesan=_("Isi nomor rekening."))[:40],
    )  # fmt: skip
    salah = IsianSalah({"nomor": [_("Nomor rekening terdiri dari angka, boleh dengan titik, strip, atau spasi.")]})
    with constraint_says({"rekening_bkm_lengkap": salah, "rekening_bkm_satu_dipakai": _pagu_taken()}):
        rekening.save(force_insert=True)
    catat("keuangan.rekeningbkm.dicatat", rekening, alasan=alasan, rincian={"bank": rekening.bank})
    return rekening


# -- agreement -----------------------------------------------------------------------------------------------------


@aksi
def draft_sppb(
    bkm: BKM,
    *,
    oleh: Any,
    tahun_anggaran: int,
    porsi: Mapping[str, Any],
    swadaya: Decimal | int | str = 0,
    id: uuid.UUID | None = None,
) -> SPPB:
    """Draw up the agreement of a fiscal year: the pagu of all sources, shared over fields (`porsi`: percent) and tranches.

    Rupiah are computed; percentages of the tranches are those of the area's parameter.
    Raises: BKM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-05, BLM-06, BLM-11). Source: BLM-05 to BLM-12.
    """
    milik = take(BKM, bkm.pk, oleh=oleh)
    require(oleh, izin.SUSUN_BERKAS, milik)
    tahun = fiscal_year(tahun_anggaran)
    pagu = _allocations(milik.wilayah_id, tahun)
    rencana = rules_for(milik.wilayah_id, tahun).tranche_plan()
    sppb = SPPB(
        bkm=milik, wilayah_id=milik.wilayah_id, tahun_anggaran=tahun, jumlah=sum((p.jumlah for p in pagu), NOL),
        jumlah_tahap=len(rencana), swadaya=whole_rupiah(swadaya, bidang="swadaya"), **author(oleh), **client_id(id),
    )  # fmt: skip
    ada = AturanDilanggar(_("BKM ini sudah punya SPPB untuk tahun %(n)d.") % {"n": tahun}, aturan="BLM-05")
    mati = AturanDilanggar(_("BKM ini tidak aktif."), aturan="BLM-05")
    with constraint_says({"sppb_satu_per_tahun": ada, "sppb_bkm_aktif": mati}):
        sppb.save(force_insert=True)
    _write_parts(sppb, pagu, _shares(porsi), rencana, oleh=oleh)
    catat("keuangan.sppb.disusun", sppb, rincian={"tahun": tahun, "jumlah": str(sppb.jumlah)})
    return sppb


@aksi
def revise_sppb(sppb: SPPB, *, oleh: Any, porsi: Mapping[str, Any], swadaya: Decimal | int | str = 0) -> SPPB:
    """Draw up a draft anew, from the pagu and the tranches as they stand now.

    Raises: SPPB.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-05, BLM-06, BLM-08, BLM-11). Source: BLM-08.
    """
    baris = take(SPPB, sppb.pk, oleh=oleh)
    require(oleh, izin.SUSUN_BERKAS, baris)
    if baris.status != SPPB.Status.DRAF:
        raise AturanDilanggar(_("SPPB yang sudah ditandatangani tidak diubah."), aturan="BLM-08")
    pagu = _allocations(baris.wilayah_id, baris.tahun_anggaran)
    rencana = rules_for(baris.wilayah_id, baris.tahun_anggaran).tranche_plan()
    bagian = _shares(porsi)
    DanaTahap._base_manager.filter(tahap__sppb=baris).delete()
    for model in (TahapBLM, PorsiSPPB, PaguSPPB):
        model._base_manager.filter(sppb=baris).delete()
    baris.jumlah, baris.jumlah_tahap = sum((p.jumlah for p in pagu), NOL), len(rencana)
    baris.swadaya = whole_rupiah(swadaya, bidang="swadaya")
    baris.versi += 1
    baris.save()
    _write_parts(baris, pagu, bagian, rencana, oleh=oleh)
    catat("keuangan.sppb.diperbaiki", baris, rincian={"jumlah": str(baris.jumlah)})
    return baris


def _allocations(kode: str, tahun: int) -> list[PaguBLM]:
    """What counts for a kelurahan in a year, APBN first. Raises: AturanDilanggar (BLM-05) where nothing was allotted."""
    pagu = list(PaguBLM._base_manager.filter(wilayah=kode, tahun_anggaran=tahun, status="berlaku").order_by("-sumber"))
    if not pagu:
        raise AturanDilanggar(
            _("Pagu tahun %(n)d untuk kelurahan ini belum dicatat. Minta Korkot memasukkannya dari daftar resmi.")
            % {"n": tahun}, aturan="BLM-05",
        )  # fmt: skip
    return pagu


def _shares(porsi: Mapping[str, Any]) -> dict[str, Decimal]:
    """Percent of every field, together a hundred. Raises: IsianSalah, AturanDilanggar (BLM-06)."""
    hasil: dict[str, Decimal] = {}
    for bidang in Bidang.values:
        try:
            hasil[bidang] = read_percent(porsi.get(bidang) or 0)
        except ValueError:
            raise IsianSalah(
                {bidang: [_("Isi persen antara 0 dan 100, paling banyak empat angka di belakang koma.")]}
            ) from None
    jumlah = sum(hasil.values(), NOL)
    if jumlah != SERATUS:
        raise AturanDilanggar(
            _("Porsi berjumlah %(n)s. Bersama BOP harus tepat 100 %%.") % {"n": persen_pas(jumlah)},
            aturan="BLM-06",
        )
    return hasil


def _write_parts(
    sppb: SPPB, pagu: Sequence[PaguBLM], porsi: Mapping[str, Decimal], rencana: Sequence[Decimal], *, oleh: Any
) -> None:
    """Sources, shares and tranches of an agreement, in whole rupiah."""
    sama = {"wilayah_id": sppb.wilayah_id, **author(oleh)}
    PaguSPPB._base_manager.bulk_create(
        [PaguSPPB(sppb=sppb, pagu=p, sumber=p.sumber, jumlah=p.jumlah, **sama) for p in pagu]
    )
    isi = {b: n for b, n in porsi.items() if n}
    bagian = share_out(sppb.jumlah, list(isi.values()))
    PorsiSPPB._base_manager.bulk_create(
        [
            PorsiSPPB(sppb=sppb, bidang=b, persen=isi[b], jumlah=n, urut=Bidang.values.index(b), **sama)
            for b, n in zip(isi, bagian, strict=True)
        ]
    )  # fmt: skip
    dana = tranches({p.sumber: p.jumlah for p in pagu}, rencana)
    tahap = [
        TahapBLM(sppb=sppb, ke=ke, persen=persen, jumlah=sum(milik.values(), NOL), **sama)
        for ke, (persen, milik) in enumerate(zip(rencana, dana, strict=True), 1)
    ]
    TahapBLM._base_manager.bulk_create(tahap)
    DanaTahap._base_manager.bulk_create(
        [
            DanaTahap(tahap=t, sumber=s, jumlah=n, **sama)
            for t, milik in zip(tahap, dana, strict=True)
            for s, n in milik.items()
        ]
    )


@aksi
def sign_sppb(
    sppb: SPPB,
    *,
    oleh: Any,
    tanggal: datetime.date,
    nomor: str,
    pemerintah_nama: str,
    pemerintah_jabatan: str,
    koordinator_nama: str,
    berkas: Berkas,
    mengetahui_nama: str = "",
    alasan: str = "",
) -> SPPB:
    """Note that both sides signed on paper: day, number, who, and the photo of the sheet.

    Raises: SPPB.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, GerbangTertutup, AturanDilanggar (BLM-08).
    Source: BLM-08.
    """
    baris = take(SPPB, sppb.pk, oleh=oleh)
    isi = {
        "pemerintah_nama": pemerintah_nama, "pemerintah_jabatan": pemerintah_jabatan, "koordinator_nama": koordinator_nama,
    }  # fmt: skip
    nama = {b: needed(t, bidang=b, pesan=_("Isi nama dan jabatan penanda tangan."))[:150] for b, t in isi.items()}
    diganti = AturanDilanggar(_("Pagunya baru diganti; susun lagi SPPB ini."), aturan="BLM-08")
    with constraint_says({"sppb_pagu_berlaku": diganti}):
        return advance(
            baris, "tandatangani", oleh=oleh, alasan=alasan, tanggal=field_date(tanggal, baris.wilayah_id),
            nomor=needed(nomor, bidang="nomor", pesan=_("Isi nomor SPPB."))[:100],
            penanda={**nama, "mengetahui_nama": mengetahui_nama.strip()[:150]}, berkas=berkas,
        )  # fmt: skip


@aksi
def sign_sppb_filed(sppb: SPPB, *, oleh: Any, berkas: uuid.UUID, **isi: Any) -> SPPB:
    """The same with the photo uploaded before, by its id. Raises: Berkas.DoesNotExist, and as `sign_sppb`. Source: BLM-08."""
    foto = Berkas.objects.visible_to(oleh).valid().get(pk=berkas)
    return sign_sppb(sppb, oleh=oleh, berkas=foto, **isi)  # type: ignore[no-any-return]


@aksi
def cancel_sppb(sppb: SPPB, *, oleh: Any, alasan: str = "") -> SPPB:
    """Cancel an agreement of which no file lives; it stays with its reason.

    Raises: SPPB.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: BLM-09.
    """
    baris = take(SPPB, sppb.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


# -- papers of a year, letters -------------------------------------------------------------------------------------


@aksi
def set_kertas(kode_wilayah: str, *, oleh: Any, tahun_anggaran: int, kertas: Sequence[Kertas]) -> list[SyaratKertas]:
    """Set the papers that files ask for in an area and fiscal year, whole; what was set before stays as history.

    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah. Source: BLM-21.
    """
    wilayah = area_in_scope(kode_wilayah, oleh=oleh, baca=izin.LIHAT_BUKU, izin=izin.KELOLA_PAGU)
    tahun = fiscal_year(tahun_anggaran)
    if not any(k.wajib for k in kertas):
        raise IsianSalah({"kertas": [_("Sekurang-kurangnya satu kertas wajib.")]})
    if any(not 0 <= k.tahap <= TAHAP_MAKS or not k.kode or not str(k.nama).strip() for k in kertas):
        raise IsianSalah({"kertas": [_("Setiap kertas punya nama, dan tahapnya 0 sampai 12.")]})
    SyaratKertas._base_manager.filter(wilayah=wilayah, tahun_anggaran=tahun, dicabut_pada__isnull=True).update(
        dicabut_pada=timezone.now()
    )
    baris = [
        SyaratKertas(
            wilayah=wilayah, tahun_anggaran=tahun, tahap=k.tahap, kode=k.kode, nama=str(k.nama).strip()[:150], wajib=k.wajib,
            urut=urut, **author(oleh),
        )
        for urut, k in enumerate(kertas, 1)
    ]  # fmt: skip
    dua = IsianSalah({"kertas": [_("Satu kertas disebut dua kali untuk tahap yang sama.")]})
    with constraint_says({"syarat_kertas_sekali": dua}):
        SyaratKertas._base_manager.bulk_create(baris)
    catat("keuangan.syaratkertas.ditetapkan", baris[0], rincian={"tahun": tahun, "kertas": [k.kode for k in kertas]})
    return baris


@aksi
def dispense_lpj(
    tahap: TahapBLM,
    *,
    oleh: Any,
    ksm: KSM,
    nomor_surat: str,
    tanggal_surat: datetime.date,
    alasan: str,
    berkas: Berkas,
) -> DispensasiLPJ:
    """Note the letter by which the next tranche may pass although this KSM is late with its LPJ of `tahap`.

    Only where the area's parameter allows it; the KSM itself stays without new money.
    Raises: TahapBLM.DoesNotExist, KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BLM-33). Source: BLM-33.
    """
    baris = take(TahapBLM, tahap.pk, oleh=oleh)
    require(oleh, izin.DISPENSASI_LPJ, baris)
    kelompok = KSM.objects.visible_to(oleh).get(pk=ksm.pk)
    if not rules_for(baris.wilayah_id, baris.sppb.tahun_anggaran)["blm.dispensasi_lpj"].nilai:
        raise AturanDilanggar(
            _("Di wilayah ini LPJ yang terlambat tidak dapat didispensasi (Parameter blm.dispensasi_lpj)."),
            aturan="BLM-33",
        )
    surat = DispensasiLPJ(
        tahap=baris, ksm=kelompok, wilayah_id=baris.wilayah_id, berkas=berkas, **author(oleh),
        nomor_surat=needed(nomor_surat, bidang="nomor_surat", pesan=_("Isi nomor suratnya."))[:100],
        tanggal_surat=field_date(tanggal_surat, baris.wilayah_id, bidang="tanggal_surat"),
        alasan=needed(alasan, bidang="alasan", pesan=_("Tulis alasannya seperti dalam surat."))[:500],
    )  # fmt: skip
    ada = AturanDilanggar(_("KSM ini sudah mendapat dispensasi untuk tahap itu."), aturan="BLM-33")
    with constraint_says({"dispensasi_lpj_sekali": ada}):
        surat.save(force_insert=True)
    catat("keuangan.dispensasilpj.dicatat", surat, alasan=alasan, rincian={"tahap": baris.ke, "ksm": kelompok.nama})
    return surat


@aksi
def withdraw_dispensasi(surat: DispensasiLPJ, *, oleh: Any, alasan: str) -> DispensasiLPJ:
    """Withdraw a letter. Raises: DispensasiLPJ.DoesNotExist, TidakBerwenang, IsianSalah. Source: BLM-33."""
    baris = take(DispensasiLPJ, surat.pk, oleh=oleh)
    require(oleh, izin.DISPENSASI_LPJ, baris)
    if baris.dicabut_pada is None:
        baris.alasan_cabut = needed(alasan, bidang="alasan", pesan=_("Tulis mengapa dicabut."))[:300]
        baris.dicabut_pada = timezone.now()
        baris.versi += 1
        baris.save()
        catat("keuangan.dispensasilpj.dicabut", baris, alasan=alasan)
    return baris


# -- as people give them -------------------------------------------------------------------------------------------


def fiscal_year(tahun: Any) -> int:
    """Raises: IsianSalah."""
    if isinstance(tahun, int) and TAHUN[0] <= tahun <= TAHUN[1]:
        return tahun
    raise IsianSalah({"tahun_anggaran": [_("Isi tahun anggaran, misalnya 2026.")]})


def source_of(sumber: str) -> str:
    """Raises: IsianSalah."""
    if sumber in SumberBLM.values:
        return sumber
    raise IsianSalah({"sumber": [_("Pilih APBN atau APBD.")]})
