"""Writes of upkeep: who maintains, its cash book, the yearly check of the asset."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.money import whole_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.actions.pelaksanaan import DIPELIHARA, SESUDAH, own_paper, take_usulan, work_date
from ksm.models import BadanPemelihara, KasPemelihara, PemeriksaanAset, Usulan
from ksm.queries_pelaksanaan import upkeep_balance
from siklus.actions.umum import author, client_id, field_date, needed

UMUR_MAKS = 50


@aksi
def form_pemelihara(
    usulan: Usulan,
    *,
    oleh: Any,
    nama: str,
    ketua: str,
    dibentuk: datetime.date,
    umur_tahun: int,
    irama: str,
    iuran: Decimal | None = None,
    telepon: str = "",
    tugas: str = "",
    alasan: str = "",
    id: Any = None,
) -> BadanPemelihara:
    """Record the body that maintains a work, its fee per household (rupiah) and the design life (tahun).

    The body that was recorded before gives way, with `alasan`. Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah,
    AturanDilanggar (KRJ-01, PLH-01). Source: PLH-01.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PEMELIHARAAN, boleh=SESUDAH)
    if irama not in BadanPemelihara.Irama.values:
        raise IsianSalah({"irama": [_("Pilih salah satu.")]})
    if not 1 <= umur_tahun <= UMUR_MAKS:
        raise IsianSalah({"umur_tahun": [_("Isi 1 sampai 50 tahun.")]})
    tanpa = irama == BadanPemelihara.Irama.TANPA
    if tanpa and iuran:
        raise IsianSalah({"iuran": [_("Tanpa iuran berarti besarnya dikosongkan.")]})
    hari = field_date(dibentuk, induk.wilayah_id, bidang="dibentuk")
    lama = induk.badanpemelihara.filter(status="sah").first()
    if lama is not None:
        if not alasan.strip():
            raise AturanDilanggar(
                _("%(badan)s masih tercatat memelihara. Tulis sebabnya diganti.") % {"badan": lama.nama},
                aturan="PLH-01",
            )
        advance(lama, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
    baris = BadanPemelihara(
        usulan=induk, wilayah_id=induk.wilayah_id, dibentuk=hari, umur_tahun=umur_tahun, irama=irama,
        nama=needed(nama, bidang="nama", pesan=_("Tulis nama badan pemeliharanya."))[:120],
        ketua=needed(ketua, bidang="ketua", pesan=_("Tulis siapa penanggung jawabnya."))[:150],
        iuran=None if tanpa else whole_rupiah(iuran, bidang="iuran", positif=True),
        telepon=telepon.strip()[:20], tugas=tugas.strip(), **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.badanpemelihara.dicatat", baris, rincian={"umur_tahun": umur_tahun, "irama": irama})
    return baris


@aksi
def record_kas_pemelihara(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    arah: str,
    jumlah: Decimal,
    uraian: str,
    id: Any = None,
) -> KasPemelihara:
    """Record fee that came in, or upkeep paid (rupiah), in the body's own book.

    Raises: as `form_pemelihara`, AturanDilanggar (PLH-02: no body, or more than there is). Source: PLH-02.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PEMELIHARAAN, boleh=DIPELIHARA)
    if arah not in KasPemelihara.Arah.values:
        raise IsianSalah({"arah": [_("Pilih masuk atau keluar.")]})
    if not induk.badanpemelihara.filter(status="sah").exists():
        raise AturanDilanggar(_("Catat dulu badan pemeliharanya."), aturan="PLH-02")
    nilai = whole_rupiah(jumlah, positif=True)
    if arah == KasPemelihara.Arah.KELUAR and nilai > upkeep_balance(induk):
        raise AturanDilanggar(_("Kas pemeliharaan tidak cukup untuk pengeluaran ini."), aturan="PLH-02")
    baris = KasPemelihara(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=work_date(tanggal, induk), arah=arah, jumlah=nilai,
        uraian=needed(uraian, bidang="uraian")[:150], **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.kaspemelihara.dicatat", baris, rincian={"arah": arah})
    return baris


@aksi
def check_aset(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    keadaan: str,
    pemeriksa: str,
    temuan: str = "",
    tindak: str = "",
    berkas: Any = None,
    id: Any = None,
) -> PemeriksaanAset:
    """Record the yearly check of what was handed over: its state, what was found, what will be done.

    Raises: as `form_pemelihara`, AturanDilanggar (PLH-03: not handed over, or checked this year already). Source: PLH-03.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PEMELIHARAAN, boleh=DIPELIHARA)
    hari = field_date(tanggal, induk.wilayah_id)
    if keadaan not in PemeriksaanAset.Keadaan.values:
        raise IsianSalah({"keadaan": [_("Pilih salah satu.")]})
    if keadaan != PemeriksaanAset.Keadaan.BAIK and not temuan.strip():
        raise IsianSalah({"temuan": [_("Tulis apa yang ditemukan.")]})
    if not induk.serahterima.filter(status="sah", tanggal__lte=hari).exists():
        raise AturanDilanggar(_("Sarana ini belum diserahterimakan pada tanggal itu."), aturan="PLH-03")
    if induk.pemeriksaanaset.filter(status="sah", tahun=hari.year).exists():
        raise AturanDilanggar(
            _("Pemeriksaan tahun %(tahun)d sudah tercatat. Batalkan dulu bila keliru.") % {"tahun": hari.year},
            aturan="PLH-03",
        )
    baris = PemeriksaanAset(
        usulan=induk, wilayah_id=induk.wilayah_id, tahun=hari.year, tanggal=hari, keadaan=keadaan,
        temuan=temuan.strip()[:300], tindak=tindak.strip()[:300],
        pemeriksa=needed(pemeriksa, bidang="pemeriksa", pesan=_("Tulis siapa yang memeriksa."))[:150],
        berkas=own_paper(berkas, induk) if berkas is not None else None, **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.pemeriksaanaset.dicatat", baris, rincian={"tahun": hari.year, "keadaan": keadaan})
    return baris
