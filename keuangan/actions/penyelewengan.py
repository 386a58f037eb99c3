"""Writes of misuse: reported, proven or not, money that came back, what the BKM decided. Source: SLW-01 to SLW-05."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.izin import require
from inti.money import whole_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.models import PemulihanDana, Penyelewengan
from keuangan.parameter_lpj import TAHAN, numbers_for
from ksm.models import KSM, Usulan
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

NOL = Decimal(0)
S = Penyelewengan.Status


def _refusals() -> dict[str, GalatAplikasi]:
    return {
        "pemulihan_dana_sebatas_kasus": IsianSalah(
            {"jumlah": [_("Yang kembali tidak lebih dari yang diselewengkan.")]}
        ),
        "pemulihan_dana_kasus_terbuka": AturanDilanggar(_("Kasus ini tidak menunggu pengembalian."), aturan="SLW-03"),
        "penyelewengan_selesai_lunas": AturanDilanggar(_("Belum seluruhnya kembali."), aturan="SLW-03"),
    }


@aksi
def report_penyelewengan(
    kode_wilayah: str,
    *,
    oleh: Any,
    tempat: str,
    jumlah: Decimal | int | str,
    pelaku: str,
    ditemukan: datetime.date,
    lewat: str,
    uraian: str,
    tahun_dana: int | None = None,
    ksm: KSM | None = None,
    usulan: Usulan | None = None,
    id: uuid.UUID | None = None,
) -> Penyelewengan:
    """Report a case: where, how much (rupiah), by whom in what role, when and how it was found. Nobody is named.

    Raises: TidakBerwenang, IsianSalah. Source: SLW-01, SLW-04.
    """
    pilihan = {"tempat": Penyelewengan.Tempat, "pelaku": Penyelewengan.Pelaku, "lewat": Penyelewengan.Ditemukan}
    for bidang, nilai in (("tempat", tempat), ("pelaku", pelaku), ("lewat", lewat)):
        if nilai not in pilihan[bidang].values:
            raise IsianSalah({bidang: [_("Pilih salah satu.")]})
    hari = field_date(ditemukan, kode_wilayah, bidang="ditemukan")
    n = whole_rupiah(jumlah, positif=True)
    if usulan is not None and ksm is None:
        ksm = usulan.ksm
    if (tempat == "ksm") != (ksm is not None):
        raise IsianSalah({"ksm": [_("Sebut KSM-nya bila terjadi di KSM, kosongkan bila tidak.")]})
    if ksm is not None and ksm.wilayah_id != kode_wilayah:
        raise IsianSalah({"ksm": [_("Pilih KSM dari kelurahan ini.")]})
    if usulan is not None and usulan.ksm_id != getattr(ksm, "pk", None):
        raise IsianSalah({"usulan": [_("Pilih usulan dari KSM ini.")]})
    menahan = numbers_for(kode_wilayah, hari)[TAHAN].nilai is not False
    kasus = Penyelewengan(
        wilayah_id=kode_wilayah, tempat=tempat, ksm=ksm, usulan=usulan, tahun_dana=tahun_dana or hari.year, jumlah=n,
        pelaku=pelaku, ditemukan=hari, lewat=lewat, menahan=menahan,
        uraian=needed(uraian, bidang="uraian", pesan=_("Tulis apa yang terjadi, tanpa nama orang.")),
        **author(oleh), **client_id(id),
    )  # fmt: skip
    require(oleh, izin.CATAT_PENYELEWENGAN, kasus)
    kasus.save(force_insert=True)
    catat("keuangan.penyelewengan.dilaporkan", kasus, rincian={"jumlah": str(n), "tempat": tempat, "pelaku": pelaku})
    return kasus


def _take(kasus: Penyelewengan, *, oleh: Any, perlu: str | None = None) -> Penyelewengan:
    baris = take(Penyelewengan, kasus.pk, oleh=oleh)
    if perlu is not None:
        require(oleh, perlu, baris)
    return baris


@aksi
def prove_case(kasus: Penyelewengan, *, oleh: Any, alasan: str = "") -> Penyelewengan:
    """State that it happened, on what ground. Raises: DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. SLW-02."""
    return advance(_take(kasus, oleh=oleh), "buktikan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def clear_case(kasus: Penyelewengan, *, oleh: Any, alasan: str = "") -> Penyelewengan:
    """State that it did not happen. Raises: as `prove_case`. Source: SLW-02."""
    baris = _take(kasus, oleh=oleh)
    hari = today_in(baris.wilayah_id)
    return advance(baris, "bersihkan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])


@aksi
def write_off_case(kasus: Penyelewengan, *, oleh: Any, alasan: str = "") -> Penyelewengan:
    """The BKM decides that it cannot be got back. Raises: as `prove_case`. Source: SLW-05."""
    baris = _take(kasus, oleh=oleh)
    hari = today_in(baris.wilayah_id)
    return advance(baris, "hapuskan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])


@aksi
def recover_money(
    kasus: Penyelewengan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int | str,
    keterangan: str,
    bukti: Berkas | None = None,
    id: uuid.UUID | None = None,
) -> PemulihanDana:
    """Record money that came back (rupiah); with the last rupiah the case is settled.

    Raises: Penyelewengan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SLW-03). Source: SLW-03.
    """
    baris = _take(kasus, oleh=oleh, perlu=izin.CATAT_PENYELEWENGAN)
    if baris.status not in {S.TERBUKTI, S.SEBAGIAN}:
        raise AturanDilanggar(
            _("Nyatakan dulu kasus ini terbukti; sesudah itu pengembaliannya dicatat."), aturan="SLW-03"
        )
    hari = field_date(tanggal, baris.wilayah_id)
    n = whole_rupiah(jumlah, positif=True)
    sisa = baris.jumlah - recovered(baris)
    if n > sisa:
        raise IsianSalah({"jumlah": [_("Yang belum kembali %(sisa)s.") % {"sisa": rupiah(sisa)}]})
    p = PemulihanDana(
        kasus=baris, wilayah_id=baris.wilayah_id, tanggal=hari, jumlah=n, bukti=bukti,
        keterangan=needed(keterangan, bidang="keterangan", pesan=_("Tulis bagaimana uangnya kembali."))[:200],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(_refusals()):
        p.save(force_insert=True)
        catat("keuangan.pemulihandana.dicatat", p, rincian={"jumlah": str(n)})
        if n == sisa:
            advance(baris, "selesaikan", oleh=oleh, tanggal=hari)
        else:
            advance(baris, "kembalikan_sebagian", oleh=oleh)
    return p


@aksi
def cancel_recovery(pemulihan: PemulihanDana, *, oleh: Any, alasan: str = "") -> PemulihanDana:
    """Cancel a wrong record of money that came back, while the case is open.

    Raises: PemulihanDana.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (SLW-03). UMU-32.
    """
    terlihat = PemulihanDana.objects.visible_to(oleh).select_related("kasus").get(pk=pemulihan.pk)  # type: ignore[attr-defined]
    _take(terlihat.kasus, oleh=oleh, perlu=izin.CATAT_PENYELEWENGAN)
    baris = take(PemulihanDana, pemulihan.pk, oleh=oleh)
    with constraint_says(_refusals()):
        return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def release_money(
    kasus: Penyelewengan, *, oleh: Any, dasar: str, tanggal: datetime.date | None = None
) -> Penyelewengan:
    """The BKM decides that new money may go to the group although the case is open; on what ground.

    Raises: Penyelewengan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SLW-04). Source: SLW-04.
    """
    baris = _take(kasus, oleh=oleh, perlu=izin.PUTUS_PENYELEWENGAN)
    if not baris.tertahan:
        raise AturanDilanggar(_("Kasus ini tidak sedang menahan dana."), aturan="SLW-04")
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    baris.dilepas_pada = hari
    baris.dilepas_dasar = needed(dasar, bidang="dasar", pesan=_("Tulis keputusan rapat BKM-nya."))[:300]
    baris.versi += 1
    baris.save()
    catat("keuangan.penyelewengan.dana_dilepas", baris, alasan=baris.dilepas_dasar)
    return baris


def recovered(kasus: Penyelewengan) -> Decimal:
    """Rupiah of a case that came back. One query."""
    n = PemulihanDana._base_manager.filter(kasus=kasus, status="sah").aggregate(n=Sum("jumlah"))["n"]
    return n or NOL
