"""Writes of trainings and of who took part."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, field_date, needed, people, sex, take, take_langkah, take_record
from siklus.models import Langkah, Pelatihan, PesertaPelatihan, Relawan
from wilayah.models import Warga


@aksi
def record_pelatihan(
    langkah: Langkah,
    *,
    oleh: Any,
    kode: str,
    judul: str,
    tanggal: datetime.date,
    hari: int,
    penyelenggara: str,
    peserta_l: int,
    peserta_p: int,
    tempat: str = "",
    pelatih: str = "",
    materi: str = "",
    topik: Sequence[str] = (),
    id: Any = None,
) -> Pelatihan:
    """Record a training of a stage: first day, length in days, by whom, persons by sex.

    A training that the definition asks for beforehand may be recorded while the stage is still `belum`.
    Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-02, SIK-04), IsianSalah. Source: SIK-50.
    """
    baris = take_langkah(langkah, oleh=oleh)
    try:
        aturan = baris.aturan_main.ambil_pelatihan(kode)
    except KeyError:
        raise IsianSalah({"kode": [_("Pelatihan ini tidak ada dalam langkah tersebut.")]}) from None
    if baris.status == Langkah.Status.BELUM and not aturan.sebelum_mulai:
        raise AturanDilanggar(_("Mulai dulu langkah ini sebelum mencatat pelatihannya."), aturan="SIK-02")
    if not 1 <= hari <= 60:
        raise IsianSalah({"hari": [_("Isi lama pelatihan, 1 sampai 60 hari.")]})
    laki, perempuan = people(peserta_l, bidang="peserta_l"), people(peserta_p, bidang="peserta_p")
    if laki + perempuan == 0:
        raise IsianSalah({"peserta_l": [_("Isi jumlah peserta.")]})
    pelatihan = Pelatihan(
        langkah=baris, wilayah_id=baris.wilayah_id, kode=kode, judul=needed(judul, bidang="judul")[:150],
        topik=[str(t)[:200] for t in topik], tanggal=field_date(tanggal, baris.wilayah_id), hari=hari,
        tempat=tempat.strip()[:150], penyelenggara=needed(penyelenggara, bidang="penyelenggara")[:150],
        pelatih=pelatih.strip()[:200], materi=materi.strip(), peserta_l=laki, peserta_p=perempuan,
        **author(oleh), **client_id(id),
    )  # fmt: skip
    pelatihan.save(force_insert=True)
    catat("siklus.pelatihan.dicatat", pelatihan, rincian={"kode": kode, "hari": hari, "peserta": laki + perempuan})
    return Pelatihan.objects.get(pk=pelatihan.pk)


@aksi
def cancel_pelatihan(pelatihan: Pelatihan, *, oleh: Any, alasan: str) -> Pelatihan:
    """Take back a training recorded by mistake. Raises: as `cancel_keluaran`. Source: UMU-32."""
    baris = take_record(pelatihan, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def add_peserta(
    pelatihan: Pelatihan,
    *,
    oleh: Any,
    nama: str,
    jenis_kelamin: str,
    warga: Warga | None = None,
    relawan: Relawan | None = None,
    unsur: str = "",
    id: Any = None,
) -> PesertaPelatihan:
    """Put one name on the list of a training. Raises: Pelatihan.DoesNotExist, TidakBerwenang, IsianSalah. Source: SIK-50."""
    baris = take_record(pelatihan, oleh=oleh)
    if warga is not None and baris.peserta.filter(warga=warga).exists():  # type: ignore[attr-defined]
        raise IsianSalah({"warga": [_("Orang ini sudah ada di daftar peserta.")]})
    if relawan is not None and baris.peserta.filter(relawan=relawan).exists():  # type: ignore[attr-defined]
        raise IsianSalah({"relawan": [_("Relawan ini sudah ada di daftar peserta.")]})
    peserta = PesertaPelatihan.objects.create(
        pelatihan=baris, wilayah_id=baris.wilayah_id, warga=warga, relawan=relawan, nama=needed(nama, bidang="nama")[:150],
        jenis_kelamin=sex(jenis_kelamin), unsur=unsur.strip()[:60], **author(oleh), **client_id(id),
    )  # fmt: skip
    catat("siklus.peserta.dicatat", baris)
    return peserta


@aksi
def remove_peserta(peserta: PesertaPelatihan, *, oleh: Any) -> None:
    """Take a mistyped name off an open list; the audit of rows keeps it. Raises: as `add_peserta`."""
    baris = take(PesertaPelatihan, peserta.pk, oleh=oleh)
    induk = take_record(baris.pelatihan, oleh=oleh)
    baris.delete()
    catat("siklus.peserta.dihapus", induk)
