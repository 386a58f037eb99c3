"""Writes of the members of a group."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm.actions.kelompok import take_ksm
from ksm.models import KSM, AnggotaKSM
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, sex, take
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from wilayah.models import Basis, Warga

BIDANG = frozenset({"nama", "pembeda", "jenis_kelamin", "jabatan", "basis", "masuk", "warga", "keluarga"})


@aksi
def add_anggota(
    ksm: KSM,
    *,
    oleh: Any,
    nama: str,
    jenis_kelamin: str,
    jabatan: str = "anggota",
    masuk: datetime.date | None = None,
    warga: Warga | None = None,
    basis: Basis | None = None,
    pembeda: str = "",
    keluarga: Keluarga | None = None,
    id: Any = None,
) -> AnggotaKSM:
    """Put one person on the list of a group, once; without `masuk` the person was there when it was formed.

    Without `basis` the person lives where the household does. Naming a household asks for `siklus.lihat_ps2`.
    Raises: KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KSM-06, KSM-10, KSM-12, KSM-17).
    Source: KSM-10, KSM-17.
    """
    induk = take_ksm(ksm, oleh=oleh)
    _require_household(induk, keluarga, None, oleh=oleh)
    isi = _clean(
        induk,
        {
            "nama": nama, "pembeda": pembeda, "jenis_kelamin": jenis_kelamin, "jabatan": jabatan,
            "basis": basis or (keluarga.basis if keluarga is not None else None), "masuk": masuk or induk.terbentuk,
            "warga": warga, "keluarga": keluarga,
        },
    )  # fmt: skip
    anggota = AnggotaKSM(ksm=induk, wilayah_id=induk.wilayah_id, **isi, **author(oleh), **client_id(id))
    _require_place(anggota)
    anggota.save(force_insert=True)
    catat("ksm.anggotaksm.dicatat", anggota)
    return anggota


@aksi
def change_anggota(anggota: AnggotaKSM, *, oleh: Any, **isi: Any) -> AnggotaKSM:
    """Correct a member, or give the person another task in the group. Raises: as `add_anggota`.

    Source: KSM-10, KSM-12, KSM-17.
    """
    induk, baris = _take(anggota, oleh=oleh)
    if baris.status != AnggotaKSM.Status.AKTIF:
        raise AturanDilanggar(_("Orang ini sudah tidak menjadi anggota."), aturan="KSM-13")
    if "keluarga" in isi:
        _require_household(induk, isi["keluarga"], baris.keluarga_id, oleh=oleh)
    bersih = _clean(induk, isi)
    for bidang, nilai in bersih.items():
        setattr(baris, bidang, nilai)
    _require_place(baris)
    lama = AnggotaKSM.objects.get(pk=baris.pk)
    ubah = save_changes(lama, bersih, BIDANG)
    if ubah:
        catat("ksm.anggotaksm.diubah", lama, rincian={"bidang": sorted(ubah)})
    return lama


@aksi
def dismiss_anggota(anggota: AnggotaKSM, *, oleh: Any, tanggal: datetime.date, alasan: str) -> AnggotaKSM:
    """Record that a person left the group on a day.

    Raises: AnggotaKSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KSM-06). Source: KSM-13.
    """
    _induk, baris = _take(anggota, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    if hari < baris.masuk:
        raise IsianSalah({"tanggal": [_("Orang ini belum menjadi anggota pada tanggal itu.")]})
    return advance(baris, "keluarkan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])


@aksi
def cancel_anggota(anggota: AnggotaKSM, *, oleh: Any, alasan: str) -> AnggotaKSM:
    """Take back a name entered by mistake or twice. Raises: as `dismiss_anggota`. Source: UMU-32."""
    _induk, baris = _take(anggota, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _take(anggota: AnggotaKSM, *, oleh: Any) -> tuple[KSM, AnggotaKSM]:
    terlihat = AnggotaKSM.objects.visible_to(oleh).select_related("ksm").get(pk=anggota.pk)
    induk = take_ksm(terlihat.ksm, oleh=oleh)
    return induk, take(AnggotaKSM, anggota.pk, oleh=oleh)


def _clean(ksm: KSM, isi: dict[str, Any]) -> dict[str, Any]:
    bersih = dict(isi)
    if "nama" in isi:
        bersih["nama"] = needed(" ".join(str(isi["nama"]).split()), bidang="nama", pesan=_("Isi namanya."))[:150]
    if "pembeda" in isi:
        bersih["pembeda"] = isi["pembeda"].strip()[:60]
    if "jenis_kelamin" in isi:
        sex(isi["jenis_kelamin"])
    if "jabatan" in isi and isi["jabatan"] not in AnggotaKSM.Jabatan.values:
        raise IsianSalah({"jabatan": [_("Pilih salah satu jabatan.")]})
    if "masuk" in isi:
        bersih["masuk"] = field_date(isi["masuk"], ksm.wilayah_id, bidang="masuk")
        if bersih["masuk"] < ksm.terbentuk:
            raise IsianSalah({"masuk": [_("Kelompok belum terbentuk pada tanggal itu.")]})
    if isi.get("basis") is not None and isi["basis"].wilayah_id != ksm.wilayah_id:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan kelompoknya.")]})
    if isi.get("warga") is not None and isi["warga"].wilayah_id != ksm.wilayah_id:
        raise IsianSalah({"warga": [_("Warga ini tidak tercatat di kelurahan kelompoknya.")]})
    return bersih


def _require_household(ksm: KSM, keluarga: Keluarga | None, lama: Any, *, oleh: Any) -> None:
    """A household is named, changed or taken away only by those who may see PS-2; it is valid and of the kelurahan.

    What stays as it is needs no right. Raises: TidakBerwenang, IsianSalah. Source: KSM-17.
    """
    if (keluarga.pk if keluarga is not None else None) == lama:
        return
    require(oleh, LIHAT_PS2, ksm)
    if keluarga is not None and (keluarga.wilayah_id != ksm.wilayah_id or keluarga.status != "sah"):
        raise IsianSalah({"keluarga": [_("Pilih keluarga yang tercatat di kelurahan kelompoknya.")]})


def _require_place(anggota: AnggotaKSM) -> None:
    """Refuse kindly what the unique indexes refuse: the same person twice, an office held twice. KSM-10, KSM-12."""
    lain = AnggotaKSM.objects.filter(ksm=anggota.ksm_id, status="aktif").exclude(pk=anggota.pk)
    if anggota.warga_id is not None and lain.filter(warga=anggota.warga_id).exists():
        raise AturanDilanggar(_("Orang ini sudah menjadi anggota kelompok ini."), aturan="KSM-10")
    kembar = lain.filter(
        nama__iexact=anggota.nama, jenis_kelamin=anggota.jenis_kelamin, pembeda__iexact=anggota.pembeda
    )
    if kembar.exists():
        raise AturanDilanggar(
            _("%(nama)s sudah tercatat dalam kelompok ini. Bila memang orang lain, isi pembedanya.")
            % {"nama": anggota.nama},
            aturan="KSM-10",
        )
    if anggota.jabatan != AnggotaKSM.Jabatan.ANGGOTA:
        pemegang = lain.filter(jabatan=anggota.jabatan).first()
        if pemegang is not None:
            raise AturanDilanggar(
                _("%(jabatan)s kelompok ini %(nama)s. Ubah dulu jabatannya.")
                % {"jabatan": anggota.get_jabatan_display(), "nama": pemegang.nama},
                aturan="KSM-12",
            )
