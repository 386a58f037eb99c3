"""Writes of the uji publik: what residents said and what was changed; the team; the kelurahan in figures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from pronangkis import izin
from pronangkis.actions.umum import take_plan, take_stage
from pronangkis.models import PJM, AnggotaTim, KegiatanPJM, Monografi, TanggapanUji
from siklus.actions.umum import author, client_id, needed, save_changes, sex, take_record
from siklus.models import Langkah, Pertemuan
from wilayah.models import Wilayah

TANGGAPAN = frozenset({"jenis", "uraian", "tindak", "hasil", "kegiatan"})
MONOGRAFI = frozenset(
    {
        "luas_ha", "batas_utara", "batas_timur", "batas_selatan", "batas_barat", "rupa_bumi", "penduduk_l", "penduduk_p",
        "kk", "pekerjaan", "pendidikan", "sarana", "lembaga", "sumber",
    }
)  # fmt: skip


@aksi
def record_tanggapan(
    pjm: PJM,
    *,
    oleh: Any,
    pertemuan: Pertemuan,
    jenis: str,
    uraian: str,
    kegiatan: KegiatanPJM | None = None,
    tindak: str = "belum",
    hasil: str = "",
    id: Any = None,
) -> TanggapanUji:
    """Write down what residents of an RW said of a version that lies before them.

    Raises: PJM.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-16, SIK-04), IsianSalah. Source: PJM-16.
    """
    baris = take_plan(pjm, oleh=oleh, boleh=("uji_publik",), kunci=False)
    if pertemuan.langkah_id != baris.langkah_id or pertemuan.jenis != "S6-UJI" or pertemuan.status != "terlaksana":
        raise IsianSalah({"pertemuan": [_("Pilih uji publik yang sudah dilaksanakan dalam langkah ini.")]})
    if kegiatan is not None and kegiatan.pjm_id != baris.pk:
        raise IsianSalah({"kegiatan": [_("Kegiatan ini bukan bagian dari versi yang diuji.")]})
    tanggapan = TanggapanUji(
        pjm=baris, langkah_id=baris.langkah_id, wilayah_id=baris.wilayah_id, pertemuan=pertemuan, kegiatan=kegiatan,
        **_reaction(jenis=jenis, uraian=uraian, tindak=tindak, hasil=hasil), **author(oleh), **client_id(id),
    )  # fmt: skip
    tanggapan.save(force_insert=True)
    catat("pronangkis.tanggapan.dicatat", tanggapan)
    return tanggapan


@aksi
def follow_up_tanggapan(tanggapan: TanggapanUji, *, oleh: Any, tindak: str, hasil: str) -> TanggapanUji:
    """Say what was changed or explained because of a reaction. Raises: as `record_tanggapan`. Source: PJM-16."""
    baris = _take_reaction(tanggapan, oleh=oleh)
    isi = _reaction(jenis=baris.jenis, uraian=baris.uraian, tindak=tindak, hasil=hasil)
    if save_changes(baris, isi, TANGGAPAN):
        catat("pronangkis.tanggapan.ditindaklanjuti", baris)
    return baris


@aksi
def cancel_tanggapan(tanggapan: TanggapanUji, *, oleh: Any, alasan: str) -> TanggapanUji:
    """Take back a reaction entered by mistake. Raises: as `record_tanggapan`. Source: UMU-32."""
    baris = _take_reaction(tanggapan, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _take_reaction(tanggapan: TanggapanUji, *, oleh: Any) -> TanggapanUji:
    return take_record(tanggapan, oleh=oleh, ambil=take_stage)


def _reaction(*, jenis: str, uraian: str, tindak: str, hasil: str) -> dict[str, Any]:
    if jenis not in TanggapanUji.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis tanggapannya.")]})
    if tindak not in TanggapanUji.Tindak.values:
        raise IsianSalah({"tindak": [_("Pilih tindak lanjutnya.")]})
    if tindak != TanggapanUji.Tindak.BELUM and not hasil.strip():
        raise IsianSalah({"hasil": [_("Tulis apa yang diubah atau dijelaskan.")]})
    return {
        "jenis": jenis,
        "uraian": needed(uraian, bidang="uraian")[:500],
        "tindak": tindak,
        "hasil": hasil.strip()[:500],
    }


@aksi
def add_anggota_tim(
    langkah: Langkah, *, oleh: Any, nama: str, jenis_kelamin: str, unsur: str, jabatan: str = "", id: Any = None
) -> AnggotaTim:
    """Put one person on the team that writes the plan. Raises: as `take_stage`, IsianSalah. Source: PJM-03."""
    baris = take_stage(langkah, oleh=oleh)
    if unsur not in AnggotaTim.Unsur.values:
        raise IsianSalah({"unsur": [_("Pilih unsur yang diwakilinya.")]})
    bersih = needed(nama, bidang="nama")[:150]
    if AnggotaTim.objects.filter(langkah=baris, nama__iexact=bersih, unsur=unsur).exists():
        raise IsianSalah({"nama": [_("Nama ini sudah ada dalam tim.")]})
    anggota = AnggotaTim(
        langkah=baris, wilayah_id=baris.wilayah_id, nama=bersih, jenis_kelamin=sex(jenis_kelamin), unsur=unsur,
        jabatan=jabatan.strip()[:60], **author(oleh), **client_id(id),
    )  # fmt: skip
    anggota.save(force_insert=True)
    catat("pronangkis.tim.dicatat", anggota)
    return anggota


@aksi
def remove_anggota_tim(anggota: AnggotaTim, *, oleh: Any) -> None:
    """Take a mistyped name off the open list; the audit of rows keeps it. Raises: as `add_anggota_tim`."""
    baris = take_record(anggota, oleh=oleh, ambil=take_stage)
    baris.delete()
    catat("pronangkis.tim.dihapus", baris.langkah)


@aksi
def save_monografi(wilayah: Wilayah, *, oleh: Any, tahun: int, **isi: Any) -> Monografi:
    """Write the kelurahan's figures of one year; the same year again corrects them.

    Raises: TidakBerwenang, IsianSalah, AturanDilanggar. Source: PJM-17.
    """
    require(oleh, izin.SUSUN, kode=wilayah.kode)
    if len(wilayah.kode) != 13:
        raise AturanDilanggar(_("Monografi milik satu kelurahan atau desa."), aturan="PJM-17")
    if not 1990 <= tahun <= 2100:
        raise IsianSalah({"tahun": [_("Isi tahun datanya.")]})
    baris = Monografi.objects.select_for_update(no_key=True).filter(wilayah=wilayah, tahun=tahun).first()
    if baris is None:
        baris = Monografi.objects.create(wilayah=wilayah, tahun=tahun, **isi, **author(oleh))
    else:
        save_changes(baris, isi, MONOGRAFI)
    catat("pronangkis.monografi.disimpan", baris)
    return baris
