"""Writes of the register of volunteers."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.pelaku import lies_in
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.umum import (
    author,
    client_id,
    field_date,
    needed,
    save_changes,
    sex,
    take,
    take_langkah,
    take_siklus,
)
from siklus.models import Langkah, Relawan, RelawanTahun, Siklus
from wilayah.models import Basis, Warga
from wilayah.waktu import today_in


@aksi
def register_relawan(
    siklus: Siklus,
    *,
    oleh: Any,
    nama: str,
    jenis_kelamin: str,
    sejak: datetime.date,
    langkah: Langkah | None = None,
    warga: Warga | None = None,
    basis: Basis | None = None,
    miskin: bool = False,
    peran: str = "",
    telepon: str = "",
    pembeda: str = "",
    pengurus_partai: bool = False,
    id: Any = None,
) -> Relawan:
    """Enter one volunteer of a cycle, once; `langkah` is the open stage in whose rembug the person came forward.

    `pembeda` tells two people of one name in one RT apart. An office in a party is a mark, not a refusal (SIK-58).
    Raises: Siklus.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, SIK-31, SIK-53). Source: SIK-53.
    """
    if langkah is not None:
        langkah = take_langkah(langkah, oleh=oleh)
        if langkah.siklus_id != siklus.pk:
            raise IsianSalah({"langkah": [_("Langkah ini bukan bagian dari siklus tersebut.")]})
    induk = take_siklus(siklus, oleh=oleh, perlu=izin.CATAT)
    if induk.status in {Siklus.Status.DIKELUARKAN, Siklus.Status.SELESAI}:
        raise AturanDilanggar(_("Siklus ini sudah ditutup."), aturan="SIK-31")
    tempat = langkah.wilayah_id if langkah else (basis.wilayah_id if basis else induk.wilayah_id)
    if not lies_in(tempat, induk.wilayah_id) or (basis is not None and basis.wilayah_id != tempat):
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari wilayah siklusnya.")]})
    orang = {
        "nama": needed(nama, bidang="nama")[:150],
        "jenis_kelamin": sex(jenis_kelamin),
        "pembeda": pembeda.strip()[:60],
    }
    _require_new(induk, warga=warga, basis=basis, **orang)
    relawan = Relawan(
        siklus=induk, langkah=langkah, wilayah_id=tempat, warga=warga, basis=basis, miskin=miskin, peran=peran.strip()[:60],
        telepon=telepon.strip()[:20], sejak=field_date(sejak, tempat, bidang="sejak"), pengurus_partai=pengurus_partai,
        **orang, **author(oleh), **client_id(id),
    )  # fmt: skip
    relawan.save(force_insert=True)
    RelawanTahun.objects.create(
        relawan=relawan, wilayah_id=tempat, tahun=relawan.sejak.year, aktif=True, **author(oleh)
    )
    catat("siklus.relawan.didaftarkan", relawan)
    return relawan


@aksi
def cancel_relawan(relawan: Relawan, *, oleh: Any, alasan: str) -> Relawan:
    """Take back an entry made by mistake or twice. Raises: as `cancel_keluaran`. Source: UMU-32."""
    terlihat = Relawan.objects.visible_to(oleh).get(pk=relawan.pk)
    if terlihat.langkah is not None:
        take_langkah(terlihat.langkah, oleh=oleh)
    baris = take(Relawan, relawan.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def mark_relawan(relawan: Relawan, *, oleh: Any, tahun: int, aktif: bool, catatan: str = "") -> RelawanTahun:
    """Say whether a volunteer was active in a calendar year; possible after the stage is locked too.

    Raises: Relawan.DoesNotExist, TidakBerwenang, IsianSalah. Source: SIK-53.
    """
    baris = take(Relawan, relawan.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    if not baris.sejak.year <= tahun <= today_in(baris.wilayah_id).year + 1:
        raise IsianSalah({"tahun": [_("Isi tahun sejak orang ini menjadi relawan.")]})
    ada = RelawanTahun.objects.filter(relawan=baris, tahun=tahun).first()
    isi = {"aktif": aktif, "catatan": catatan.strip()[:200]}
    if ada is None:
        ada = RelawanTahun.objects.create(
            relawan=baris, wilayah_id=baris.wilayah_id, tahun=tahun, **isi, **author(oleh)
        )
    else:
        save_changes(ada, isi, frozenset(isi))
    catat("siklus.relawan.keaktifan", baris, rincian={"tahun": tahun, "aktif": aktif})
    return ada


def _require_new(
    siklus: Siklus, *, warga: Warga | None, basis: Basis | None, nama: str, jenis_kelamin: str, pembeda: str
) -> None:
    """Raise AturanDilanggar (SIK-53) when the person is already entered; the unique indexes hold the same."""
    sah = Relawan.objects.filter(siklus=siklus, status="sah")
    if warga is not None and sah.filter(warga=warga).exists():
        raise AturanDilanggar(_("Orang ini sudah terdaftar sebagai relawan dalam siklus ini."), aturan="SIK-53")
    kembar = sah.filter(nama__iexact=nama, jenis_kelamin=jenis_kelamin, basis=basis, pembeda__iexact=pembeda)
    if kembar.exists():
        raise AturanDilanggar(
            _("%(nama)s di RT/RW ini sudah terdaftar. Bila memang orang lain, isi pembedanya.") % {"nama": nama},
            aturan="SIK-53",
        )
