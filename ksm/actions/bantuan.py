"""Writes of social aid: each named recipient receives once, one by one or all from the signed sheet. Source: SOS-01 to SOS-05."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.izin import require
from inti.money import whole_rupiah
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.actions.pelaksanaan import own_paper, own_photo, take_usulan, tell_receipt, work_date
from ksm.models import PemanfaatUsulan, PenerimaanBantuan, Usulan
from ksm.queries_pelaksanaan import SisaBantuan, aid_left, received_by
from siklus.actions.umum import author, client_id
from wilayah.actions.umum import constraint_says

PENERIMA_MAKS = 500


@aksi
def receive_bantuan(
    pemanfaat: PemanfaatUsulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    bentuk: str,
    bukti: str,
    berkas: Any,
    jumlah: Decimal | None = None,
    diwakili: str = "",
    keterangan: str = "",
    id: Any = None,
) -> PenerimaanBantuan:
    """Record that one recipient received (rupiah), with signature or photo. Without `jumlah` the whole right.

    Raises: PemanfaatUsulan.DoesNotExist out of scope, TidakBerwenang, IsianSalah, AturanDilanggar (KRJ-01, SOS-01 to SOS-04,
    SOS-09). Source: SOS-01 to SOS-04, SOS-09.
    """
    terlihat = PemanfaatUsulan.objects.visible_to(oleh).select_related("usulan").get(pk=pemanfaat.pk)
    induk = _take(terlihat.usulan, oleh)
    isi = _common(induk, tanggal=tanggal, bentuk=bentuk, bukti=bukti, berkas=berkas)
    nilai = terlihat.nilai if jumlah is None else jumlah
    return _give(
        induk,
        terlihat,
        oleh=oleh,
        sudah=received_by(induk),
        batas=aid_left(induk),
        jumlah=nilai,
        diwakili=diwakili,
        keterangan=keterangan,
        id=id,
        **isi,
    )


@aksi
def receive_from_sheet(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    bentuk: str,
    bukti: str,
    berkas: Any,
    pemanfaat: Sequence[PemanfaatUsulan],
    jumlah: Mapping[Any, Decimal] | None = None,
) -> list[PenerimaanBantuan]:
    """Record everybody who signed one sheet in one go; the photo of the sheet stands for all of them.

    `jumlah` (rupiah) by key of the recipient where it is not the whole right. All or nothing.
    Raises: Usulan.DoesNotExist, and as `receive_bantuan`. Source: SOS-05.
    """
    induk = _take(usulan, oleh)
    if not pemanfaat:
        raise IsianSalah({"penerima": [_("Pilih siapa yang sudah menerima.")]})
    if len(pemanfaat) > PENERIMA_MAKS or len({p.pk for p in pemanfaat}) < len(pemanfaat):
        raise IsianSalah({"penerima": [_("Setiap penerima dipilih sekali saja.")]})
    isi = _common(induk, tanggal=tanggal, bentuk=bentuk, bukti=bukti, berkas=berkas)
    sudah = received_by(induk)
    beda, batas = jumlah or {}, aid_left(induk)
    hasil = []
    for p in pemanfaat:
        satu = PemanfaatUsulan.objects.visible_to(oleh).get(pk=p.pk)
        terima = _give(induk, satu, oleh=oleh, sudah=sudah, batas=batas, jumlah=beda.get(p.pk, satu.nilai), **isi)
        hasil.append(terima)
        sudah, batas = sudah | {satu.pk}, replace(batas, diterima=batas.diterima + terima.jumlah)
    return hasil


def _take(usulan: Usulan, oleh: Any) -> Usulan:
    """The proposal under its lock. Names are seen by those who record. Raises as `take_usulan`, TidakBerwenang."""
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.SALURKAN_BANTUAN)
    require(oleh, izin.LIHAT_PEMANFAAT, induk)
    return induk


def _common(usulan: Usulan, *, tanggal: Any, bentuk: str, bukti: str, berkas: Any) -> dict[str, Any]:
    """What one sitting shares: day, kind, proof. Raises IsianSalah."""
    if bentuk not in PenerimaanBantuan.Bentuk.values:
        raise IsianSalah({"bentuk": [_("Pilih salah satu.")]})
    if bukti not in PenerimaanBantuan.Bukti.values:
        raise IsianSalah({"bukti": [_("Pilih salah satu.")]})
    if berkas is None:
        raise IsianSalah({"foto": [_("Sertakan foto tanda terima atau foto penyerahannya.")]})
    periksa = own_photo if bukti == PenerimaanBantuan.Bukti.FOTO else own_paper
    return {
        "tanggal": work_date(tanggal, usulan), "bentuk": bentuk, "bukti": bukti, "berkas": periksa(berkas, usulan, bidang="foto"),
    }  # fmt: skip


def _give(
    usulan: Usulan, pemanfaat: PemanfaatUsulan, *, oleh: Any, sudah: set[Any], batas: SisaBantuan, jumlah: Any,
    diwakili: str = "", keterangan: str = "", id: Any = None, **isi: Any,
) -> PenerimaanBantuan:  # fmt: skip
    """One receipt. Raises IsianSalah, AturanDilanggar (SOS-01 to SOS-04, SOS-09)."""
    keluarga = pemanfaat.keluarga
    if pemanfaat.usulan_id != usulan.pk or pemanfaat.ke != usulan.rab_ke or keluarga is None:
        raise AturanDilanggar(_("Penerima ini tidak ada dalam daftar usulan yang berlaku."), aturan="SOS-01")
    if pemanfaat.pk in sudah:
        raise _twice(pemanfaat)
    if keluarga.status != "sah":
        raise AturanDilanggar(
            _("Keluarga %(nama)s sudah dibatalkan dalam daftar keluarga. Perbaiki dulu daftar penerimanya.")
            % {"nama": pemanfaat.penerima},
            aturan="SOS-04",
        )
    nilai = whole_rupiah(jumlah, positif=True)
    if pemanfaat.nilai is not None and nilai > pemanfaat.nilai:
        raise AturanDilanggar(
            _("Yang diterima %(nama)s lebih dari haknya menurut usulan.") % {"nama": pemanfaat.penerima},
            aturan="SOS-02",
        )
    if nilai > batas.sisa:
        raise _above(nilai, batas)
    baris = PenerimaanBantuan(
        usulan=usulan, wilayah_id=usulan.wilayah_id, pemanfaat=pemanfaat, jumlah=nilai, diwakili=diwakili.strip()[:150],
        keterangan=keterangan.strip()[:200], **isi, **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(
        {"penerimaan_bantuan_sekali": _twice(pemanfaat), "penerimaan_orang_sekali": _same_person(pemanfaat),
         "penerimaan_sebatas_dana": _above(nilai, batas)}
    ):  # fmt: skip
        baris.save(force_insert=True)
    catat("ksm.penerimaanbantuan.dicatat", baris, rincian={"bentuk": baris.bentuk, "bukti": baris.bukti})
    tell_receipt(baris, oleh)
    return baris


def _above(nilai: Decimal, batas: SisaBantuan) -> AturanDilanggar:
    return AturanDilanggar(
        _("Dana bantuan usulan ini tersisa %(sisa)s dari %(dana)s, jadi %(n)s tidak dapat dicatat.")
        % {"sisa": rupiah(batas.sisa), "dana": rupiah(batas.dana), "n": rupiah(nilai)},
        aturan="SOS-09",
    )


def _twice(pemanfaat: PemanfaatUsulan) -> AturanDilanggar:
    return AturanDilanggar(
        _("%(nama)s sudah tercatat menerima. Setiap penerima menerima sekali.") % {"nama": pemanfaat.penerima},
        aturan="SOS-03",
    )


def _same_person(pemanfaat: PemanfaatUsulan) -> AturanDilanggar:
    return AturanDilanggar(
        _("%(nama)s adalah orang yang sama dengan penerima yang sudah tercatat menerima.")
        % {"nama": pemanfaat.penerima},
        aturan="SOS-04",
    )
