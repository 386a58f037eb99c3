"""Writes of the committee: formed by residents, its people by pokja, who left."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from bkm.actions.umum import clean_name, own_meeting, take_s4
from bkm.models import AnggotaPanitia, Panitia
from inti.errors import IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, field_date, own_basis, save_changes, sex, take_record
from siklus.models import Langkah, Pertemuan
from wilayah.models import Basis, Warga

PENGURUS = ("ketua", "sekretaris", "bendahara")


@aksi
def form_panitia(
    langkah: Langkah, *, oleh: Any, dibentuk: datetime.date, pertemuan: Pertemuan | None = None, catatan: str = ""
) -> Panitia:
    """Record that residents formed the panitia (or correct its day). Raises: as `take_s4`, IsianSalah. Source: BKM-01."""
    baris = take_s4(langkah, oleh=oleh)
    isi = {
        "dibentuk": field_date(dibentuk, baris.wilayah_id, bidang="dibentuk"),
        "pertemuan": own_meeting(pertemuan, baris),
        "catatan": catatan.strip()[:5000],
    }
    panitia = Panitia.objects.select_for_update().filter(langkah=baris).first()
    if panitia is None:
        panitia = Panitia.objects.create(langkah=baris, wilayah_id=baris.wilayah_id, **isi, **author(oleh))
        catat("bkm.panitia.dibentuk", panitia)
    elif ubah := save_changes(panitia, isi, frozenset(isi)):
        catat("bkm.panitia.diubah", panitia, rincian={"bidang": sorted(ubah)})
    return panitia


@aksi
def add_anggota_panitia(
    panitia: Panitia,
    *,
    oleh: Any,
    nama: str,
    jenis_kelamin: str,
    pokja: str = "",
    jabatan: str = "anggota",
    miskin: bool = False,
    basis: Basis | None = None,
    warga: Warga | None = None,
    telepon: str = "",
    id: Any = None,
) -> AnggotaPanitia:
    """Put one person on the panitia. Raises: Panitia.DoesNotExist, as `take_s4`, IsianSalah. Source: BKM-01, BKM-02."""
    terlihat = Panitia.objects.visible_to(oleh).select_related("langkah").get(pk=panitia.pk)
    langkah = take_s4(terlihat.langkah, oleh=oleh)
    nama = clean_name(nama)
    if pokja and pokja not in AnggotaPanitia.Pokja.values:
        raise IsianSalah({"pokja": [_("Pilih pokja yang ada.")]})
    if jabatan not in AnggotaPanitia.Jabatan.values:
        raise IsianSalah({"jabatan": [_("Pilih jabatan yang ada.")]})
    if jabatan == "koordinator" and not pokja:
        raise IsianSalah({"pokja": [_("Koordinator memimpin satu pokja; pilih pokjanya.")]})
    ada = AnggotaPanitia.objects.filter(panitia=terlihat, status="sah")
    if jabatan in PENGURUS and ada.filter(jabatan=jabatan).exists():
        raise IsianSalah({"jabatan": [_("Panitia sudah mempunyai %(j)s.") % {"j": jabatan}]})
    if jabatan == "koordinator" and ada.filter(jabatan=jabatan, pokja=pokja).exists():
        raise IsianSalah({"jabatan": [_("Pokja ini sudah mempunyai koordinator.")]})
    if ada.filter(nama__iexact=nama, jenis_kelamin=jenis_kelamin, basis=basis).exists():
        raise IsianSalah({"nama": [_("%(nama)s sudah menjadi panitia.") % {"nama": nama}]})
    anggota = AnggotaPanitia.objects.create(
        panitia=terlihat, langkah=langkah, wilayah_id=langkah.wilayah_id, nama=nama, jenis_kelamin=sex(jenis_kelamin),
        pokja=pokja, jabatan=jabatan, miskin=miskin, basis=own_basis(basis, langkah), warga=_own_warga(warga, langkah),
        telepon=telepon.strip()[:20], **author(oleh), **client_id(id),
    )  # fmt: skip
    catat("bkm.anggotapanitia.dicatat", anggota, rincian={"pokja": pokja, "jabatan": jabatan})
    return anggota


@aksi
def cancel_anggota_panitia(anggota: AnggotaPanitia, *, oleh: Any, alasan: str) -> AnggotaPanitia:
    """Take a person off the panitia, with the reason. Raises: AnggotaPanitia.DoesNotExist, as `take_s4`. UMU-32."""
    baris = take_record(anggota, oleh=oleh, ambil=take_s4)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _own_warga(warga: Warga | None, langkah: Langkah) -> Warga | None:
    if warga is not None and warga.wilayah_id != langkah.wilayah_id:
        raise IsianSalah({"warga": [_("Orang ini tercatat di kelurahan lain.")]})
    return warga
