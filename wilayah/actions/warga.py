"""Writes to residents: add, change, merge two entries of the same person, undo a merge, read a NIK in clear."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.unit_kerja import aksi, catat
from wilayah import nik as sandi
from wilayah.actions.umum import actor, area_in_scope, constraint_says, lock_row, require_text, save_changes
from wilayah.izin import BUKA_NIK, GABUNG_WARGA, LIHAT_WARGA, UBAH_WARGA
from wilayah.models import PenggabunganWarga, Warga, Wilayah
from wilayah.registry import gabung_warga
from wilayah.waktu import is_future, today_in

BIDANG = ("nama", "jenis_kelamin", "tanggal_lahir", "tahun_lahir", "pernah_menikah", "basis", "telepon", "alamat")
# Taken over from the merged entry where the entry that lives on has nothing.
BIDANG_GABUNG = ("tanggal_lahir", "tahun_lahir", "pernah_menikah", "basis", "telepon", "alamat")
BIDANG_NIK = ("nik_sandi", "nik_kunci", "nik_indeks", "nik_samar")


@aksi
def add_warga(
    kode_wilayah: str, *, data: Mapping[str, Any], oleh: Any, nik: str = "", id: uuid.UUID | None = None
) -> Warga:
    """Add one resident of a kelurahan; `data` as in BIDANG, `nik` optional.

    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah (also for a NIK that another entry has). Source: WIL-09.
    """
    area_in_scope(kode_wilayah, oleh=oleh, baca=LIHAT_WARGA, izin=UBAH_WARGA, tingkat="kelurahan")
    warga = Warga(wilayah_id=kode_wilayah, **_clean(data, kode_wilayah), **actor(oleh))
    if id is not None:
        warga.id = id
    _put_nik(warga, sandi.clean_nik(nik))
    with constraint_says(_pesan()):
        warga.save(force_insert=True)
    catat("wilayah.warga.ditambah", warga)
    return warga


@aksi
def change_warga(
    warga: Warga, *, data: Mapping[str, Any], oleh: Any, nik: str | None = None, versi: int | None = None
) -> Warga:
    """Change a resident. `nik` None leaves it, "" removes it. The trail names fields, never their personal values.

    Raises: Warga.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (the entry was merged).
    """
    warga = lock_row(warga, oleh=oleh, izin=UBAH_WARGA, versi=versi, dikirim=data)
    _refuse_merged(warga)
    lama = (warga.tanggal_lahir, warga.tahun_lahir)
    isi: dict[str, Any] = _clean({"tanggal_lahir": lama[0], "tahun_lahir": lama[1], **data}, warga.wilayah_id)
    if nik is not None:
        baru = sandi.clean_nik(nik)
        if (sandi.blind_index(baru) if baru else "") != warga.nik_indeks:
            isi |= _nik_columns(baru, warga)
    with constraint_says(_pesan()):
        berubah = save_changes(warga, isi)
    if berubah:
        catat("wilayah.warga.diubah", warga, rincian={"bidang": _field_names(berubah)})
    return warga


@aksi
def merge_warga(asal: Warga, *, tujuan: Warga, alasan: str, oleh: Any) -> PenggabunganWarga:
    """Merge `asal` into `tujuan`: two entries of the same resident. Empty fields are filled, references follow.

    `asal` stays as it was and points at `tujuan`; the log can undo it (`unmerge_warga`).
    Raises: Warga.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (already merged, two different NIK).
    Source: WIL-10.
    """
    alasan = require_text(alasan, "alasan", _("Tuliskan bagaimana Anda tahu keduanya orang yang sama."))
    if asal.pk == tujuan.pk:
        raise IsianSalah({"tujuan": [_("Pilih dua catatan yang berbeda.")]})
    # Always in the order of their ids, so that two merges crossing each other cannot deadlock.
    kunci = {w.pk: lock_row(w, oleh=oleh, izin=GABUNG_WARGA) for w in sorted([asal, tujuan], key=lambda w: str(w.pk))}
    asal, tujuan = kunci[asal.pk], kunci[tujuan.pk]
    _refuse_merged(asal)
    _refuse_merged(tujuan)
    if asal.nik_indeks and tujuan.nik_indeks and asal.nik_indeks != tujuan.nik_indeks:
        raise AturanDilanggar(
            _(
                "Keduanya mempunyai NIK yang berbeda, jadi dua orang. Perbaiki NIK yang salah dulu bila ini orang yang sama."
            ),
            aturan="WIL-10",
        )
    diisi = _values_to_take(asal, tujuan)
    save_changes(asal, {"digabung_ke": tujuan})
    save_changes(tujuan, diisi)
    log = PenggabunganWarga.objects.create(
        wilayah_id=tujuan.wilayah_id, asal=asal, tujuan=tujuan, alasan=alasan, diisi=sorted(diisi),
        dipindah=_repoint(asal, tujuan, oleh), **actor(oleh),
    )  # fmt: skip
    rincian = {
        "asal": str(asal.pk),
        "tujuan": str(tujuan.pk),
        "diisi": _field_names(log.diisi),
        "dipindah": _counts(log),
    }
    catat("wilayah.warga.digabung", tujuan, alasan=alasan, rincian=rincian)
    return log


@aksi
def unmerge_warga(log: PenggabunganWarga, *, alasan: str, oleh: Any) -> Warga:
    """Undo a merge: fields filled then are emptied again (unless changed since), references go back.

    Raises: PenggabunganWarga.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar. Source: WIL-10.
    """
    alasan = require_text(alasan, "alasan", _("Tuliskan mengapa keduanya ternyata bukan orang yang sama."))
    log = lock_row(log, oleh=oleh, izin=GABUNG_WARGA)
    if log.dibatalkan_pada is not None:
        raise AturanDilanggar(_("Penggabungan ini sudah dibatalkan."), aturan="WIL-10")
    asal, tujuan = (
        Warga.objects.select_for_update(of=("self",), no_key=True).get(pk=k) for k in (log.asal_id, log.tujuan_id)
    )
    if tujuan.digabung_ke_id is not None:
        raise AturanDilanggar(_("Batalkan dulu penggabungan yang lebih baru."), aturan="WIL-10")
    save_changes(tujuan, _values_to_give_back(asal, tujuan, log.diisi))
    save_changes(asal, {"digabung_ke": None})
    for kode, kunci in log.dipindah.items():
        rujukan = gabung_warga.ambil(kode)
        if rujukan is not None:
            rujukan.balik(asal, tujuan, kunci, oleh=oleh)
    save_changes(log, {"dibatalkan_pada": timezone.now(), "dibatalkan_alasan": alasan})
    catat("wilayah.warga.dipisah", asal, alasan=alasan, rincian={"asal": str(asal.pk), "tujuan": str(tujuan.pk)})
    return asal


@aksi
def reveal_nik(warga: Warga, *, alasan: str, oleh: Any) -> str:
    """The NIK in clear, once, for a written reason; the reading is logged in the trail.

    Raises: Warga.DoesNotExist, TidakBerwenang, IsianSalah. Source: WIL-09 (reliability G1).
    """
    alasan = require_text(alasan, "alasan", _("Tuliskan untuk apa NIK ini dibuka."))
    warga = Warga.objects.visible_to(oleh).get(pk=warga.pk)
    require(oleh, BUKA_NIK, warga)
    if not warga.nik_sandi:
        raise IsianSalah({"nik": [_("NIK warga ini belum dicatat.")]})
    catat("wilayah.nik.dibuka", warga, alasan=alasan)
    return sandi.unseal(warga.nik_sandi, warga.nik_kunci, warga.pk)


@aksi
def log_people_export(wilayah: Wilayah, *, jumlah: int, oleh: Any) -> None:
    """Log that a list of people left the system: how many (orang), of which area. Source: UMU-02."""
    require(oleh, LIHAT_WARGA, kode=wilayah.kode)
    catat("wilayah.warga.diekspor", wilayah, rincian={"jumlah": jumlah})


def _clean(data: Mapping[str, Any], kode_wilayah: str) -> dict[str, Any]:
    isi = {k: v for k, v in data.items() if k in BIDANG}
    if "nama" in isi:
        isi["nama"] = require_text(" ".join(isi["nama"].split()), "nama", _("Isi nama warga."))
    lahir, tahun = isi.get("tanggal_lahir"), isi.get("tahun_lahir")
    if lahir is not None:
        isi["tahun_lahir"] = None  # the date says it better
        if is_future(lahir, kode_wilayah) or lahir < date(1900, 1, 1):
            raise IsianSalah({"tanggal_lahir": [_("Tanggal lahir ini tidak mungkin.")]})
    elif tahun is not None and not 1900 <= tahun <= today_in(kode_wilayah).year:
        raise IsianSalah({"tahun_lahir": [_("Tahun lahir ini tidak mungkin.")]})
    basis = isi.get("basis")
    if basis is not None and basis.wilayah_id != kode_wilayah:
        raise IsianSalah({"basis": [_("Pilih RT/RW di kelurahan yang sama.")]})
    return isi


def _put_nik(warga: Warga, nik: str) -> None:
    for bidang, nilai in _nik_columns(nik, warga).items():
        setattr(warga, bidang, nilai)


def _nik_columns(nik: str, warga: Warga) -> dict[str, str]:
    t = sandi.seal(nik, warga.pk)
    return {"nik_sandi": t.sandi, "nik_kunci": t.kunci, "nik_indeks": t.indeks, "nik_samar": t.samar}


def _values_to_take(asal: Warga, tujuan: Warga) -> dict[str, Any]:
    """Values of `asal` for the fields that are empty in `tujuan`."""
    isi = {k: getattr(asal, k) for k in BIDANG_GABUNG if getattr(asal, k) and not getattr(tujuan, k)}
    if tujuan.tanggal_lahir is not None or "tanggal_lahir" in isi:
        isi.pop("tahun_lahir", None)
    if tujuan.tahun_lahir is not None and "tanggal_lahir" in isi:
        isi.pop("tanggal_lahir")  # never overwrite what the entry that lives on already says
    if asal.wilayah_id != tujuan.wilayah_id:
        isi.pop("basis", None)
    if asal.nik_sandi and not tujuan.nik_sandi:
        isi |= _nik_columns(sandi.unseal(asal.nik_sandi, asal.nik_kunci, asal.pk), tujuan)
    return isi


def _values_to_give_back(asal: Warga, tujuan: Warga, diisi: list[str]) -> dict[str, Any]:
    """Empty again what the merge filled, where it still has the merged entry's value."""
    isi: dict[str, Any] = {}
    for nama in diisi:
        if nama in BIDANG_NIK:
            if asal.nik_indeks == tujuan.nik_indeks:
                isi[nama] = ""
        elif getattr(tujuan, nama) == getattr(asal, nama):
            isi[nama] = _empty(nama)
    return isi


def _empty(nama: str) -> Any:
    if nama == "pernah_menikah":
        return False
    return "" if nama in {"telepon", "alamat"} else None


def _repoint(asal: Warga, tujuan: Warga, oleh: Any) -> dict[str, list[str]]:
    pindah = {kode: r.pindah(asal, tujuan, oleh=oleh) for kode, r in gabung_warga.semua()}
    return {kode: [str(k) for k in kunci] for kode, kunci in pindah.items() if kunci}


def _refuse_merged(warga: Warga) -> None:
    if warga.digabung_ke_id is not None:
        raise AturanDilanggar(
            _("Catatan ini sudah digabung ke catatan lain. Buka catatan yang berlaku."),
            aturan="WIL-10",
            rincian={"berlaku": str(warga.digabung_ke_id)},
        )


def _field_names(bidang: list[str]) -> list[str]:
    """Names for the trail; the four NIK columns read as one."""
    return sorted({"nik" if b in BIDANG_NIK else b for b in bidang})


def _counts(log: PenggabunganWarga) -> dict[str, int]:
    return {kode: len(kunci) for kode, kunci in log.dipindah.items()}


def _pesan() -> dict[str, IsianSalah]:
    return {
        "warga_nik_unik": IsianSalah(
            {"nik": [_("NIK ini sudah tercatat pada warga lain. Cari catatannya, atau gabungkan bila orangnya sama.")]}
        )
    }
