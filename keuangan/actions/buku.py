"""Writes of the frame: the sourced chart, a ledger, accounts of its own, owners of money that passes through."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import BUKUKAN, take_buku
from keuangan.models import AkunBuku, Buku, PemilikDana
from keuangan.models.buku import UNIT_BADAN, Bagan, Unit
from siklus.actions.jadwal import HasilSimpan
from siklus.actions.umum import author, client_id, field_date, needed
from wilayah.actions.umum import area_in_scope, constraint_says
from wilayah.models import Badan

TETAP = ("golongan", "kas_bank", "kontra", "guna")
BOLEH_BERUBAH = ("nama", "sumber")


@aksi
def load_akun_buku(baris: Sequence[Mapping[str, Any]], *, oleh: Any) -> HasilSimpan:
    """Bring the sourced chart to the state of `baris`; again changes nothing. Codes are never removed or regrouped.

    Raises: TidakBerwenang (only the system loads it), AturanDilanggar (KEU-02) for a code of another group. Source: KEU-02.
    """
    if oleh is not SISTEM:
        raise TidakBerwenang
    lama = {(a.bagan, a.kode): a for a in AkunBuku.objects.filter(buku__isnull=True)}
    baru = berubah = 0
    for b in baris:
        ada = lama.get((b["bagan"], b["kode"]))
        kata = {k: b[k] for k in BOLEH_BERUBAH}
        sifat = {
            "golongan": b["golongan"], "kas_bank": b.get("kas_bank", ""), "kontra": b.get("kontra", False),
            "guna": b.get("guna", ""),
        }  # fmt: skip
        if ada is None:
            AkunBuku(bagan=b["bagan"], kode=b["kode"], **sifat, **kata, **author(oleh)).save(force_insert=True)
            baru += 1
            continue
        if any(getattr(ada, k) != sifat[k] for k in TETAP):
            raise AturanDilanggar(
                _("Akun %(kode)s sudah dipakai dengan golongan lain.") % {"kode": b["kode"]}, aturan="KEU-02"
            )
        if any(getattr(ada, k) != v for k, v in kata.items()):
            for k, v in kata.items():
                setattr(ada, k, v)
            ada.save()
            berubah += 1
    if baru or berubah:
        catat("keuangan.akun_buku.dimuat", None, rincian={"baru": baru, "berubah": berubah}, kode_wilayah="")
    return HasilSimpan(baru, berubah, len(baris) - baru - berubah)


@aksi
def open_buku(badan: Badan, *, unit: str, mulai: datetime.date, oleh: Any, id: Any = None) -> Buku:
    """Open the ledger of a body's unit; `mulai` is the day of its opening balance.

    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-01). Source: KEU-01.
    """
    if unit not in Unit.values:
        raise IsianSalah({"unit": [_("Pilih unit yang memakai buku ini.")]})
    area_in_scope(badan.wilayah_id, oleh=oleh, baca=izin.LIHAT_BUKU, izin=BUKUKAN[unit])
    if not badan.aktif:
        raise IsianSalah({"badan": [_("Badan ini sudah ditutup.")]})
    if unit not in UNIT_BADAN.get(badan.jenis, ()):
        raise IsianSalah({"unit": [_("%(badan)s tidak memakai buku unit ini.") % {"badan": badan}]})
    hari = field_date(mulai, badan.wilayah_id, bidang="mulai")
    buku = Buku(
        badan=badan, wilayah_id=badan.wilayah_id, unit=unit, mulai=hari,
        bagan=Bagan.UPK if unit == Unit.UPK else Bagan.SEKRETARIAT, **author(oleh), **client_id(id),
    )  # fmt: skip
    ada = AturanDilanggar(_("%(badan)s sudah mempunyai buku untuk unit ini.") % {"badan": badan}, aturan="KEU-01")
    with constraint_says({"buku_satu_per_unit": ada}):
        buku.save(force_insert=True)
    catat("keuangan.buku.dibuka", buku, rincian={"unit": unit, "mulai": str(hari)})
    return buku


@aksi
def add_akun(
    buku: Buku,
    *,
    kode: str,
    nama: str,
    golongan: str,
    oleh: Any,
    kas_bank: str = "",
    kontra: bool = False,
    id: Any = None,
) -> AkunBuku:
    """Add an account of a ledger's own, beside the sourced codes.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-03). Source: KEU-03.
    """
    milik = take_buku(buku, oleh=oleh)
    kode = kode.strip()
    urutan = dict(zip(AkunBuku.Golongan.values, "12345", strict=True))
    if len(kode) != 5 or not kode.isdigit() or kode[0] != urutan.get(golongan):
        raise IsianSalah({"kode": [_("Kode lima angka; angka pertamanya menurut golongan: 1 aset sampai 5 biaya.")]})
    if kas_bank and (golongan != "aset" or kas_bank not in AkunBuku.KasBank.values):
        raise IsianSalah({"kas_bank": [_("Kas dan bank adalah akun aset.")]})
    akun = AkunBuku(
        buku=milik, wilayah_id=milik.wilayah_id, bagan=milik.bagan, kode=kode, golongan=golongan, kas_bank=kas_bank,
        kontra=kontra, nama=needed(" ".join(nama.split()), bidang="nama", pesan=_("Isi nama akunnya."))[:100],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    ganda = AturanDilanggar(_("Kode %(kode)s sudah ada dalam bagan akun.") % {"kode": kode}, aturan="KEU-03")
    with constraint_says({"akun_buku_kode_tidak_ganda": ganda, "akun_buku_tambahan_unik": ganda}):
        akun.save(force_insert=True)
    catat("keuangan.akun_buku.ditambah", akun, rincian={"kode": kode, "golongan": golongan})
    return akun


@aksi
def add_pemilik_dana(buku: Buku, *, nama: str, oleh: Any, keterangan: str = "") -> PemilikDana:
    """Name the owner of money that passes through a body without becoming its own.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah. Source: KEU-05.
    """
    milik = take_buku(buku, oleh=oleh)
    pemilik = PemilikDana(
        wilayah_id=milik.wilayah_id, nama=needed(" ".join(nama.split()), bidang="nama", pesan=_("Isi nama pemilik dana."))[:120],
        keterangan=keterangan.strip()[:200], **author(oleh),
    )  # fmt: skip
    ada = IsianSalah({"nama": [_("Pemilik dana ini sudah tercatat di wilayah ini.")]})
    with constraint_says({"pemilik_dana_sekali": ada}):
        pemilik.save(force_insert=True)
    catat("keuangan.pemilik_dana.ditambah", pemilik)
    return pemilik
