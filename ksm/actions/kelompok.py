"""Writes of the register of groups. A group and its body are opened, renamed and closed together."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.models import KSM, Usulan
from ksm.models.usulan import TERIKAT
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take, visible_langkah
from siklus.models import Langkah, Potensi, Relawan
from wilayah.actions.umum import area_in_scope, constraint_says
from wilayah.models import Badan, Basis
from wilayah.waktu import today_in

LANGKAH = "S5"
BIDANG = frozenset({"nama", "jenis", "asal", "basis", "terbentuk", "ikatan", "tujuan", "relawan_pendamping"})


@aksi
def register_ksm(
    kode_wilayah: str,
    *,
    oleh: Any,
    nama: str,
    jenis: str,
    asal: str,
    terbentuk: datetime.date,
    basis: Basis | None = None,
    ikatan: str = "",
    tujuan: str = "",
    relawan_pendamping: Relawan | None = None,
    langkah: Langkah | None = None,
    potensi: Potensi | None = None,
    id: Any = None,
) -> KSM:
    """Register a group of a kelurahan, and open its body. `langkah` is the open stage S5 it counts for, if any.

    `potensi` is the existing group of the Pemetaan Swadaya that it starts from; each becomes one KSM.
    An existing group is as welcome as a new one (A1); its `terbentuk` may lie long before the programme.
    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, KSM-02, KSM-18).
    Source: KSM-01 to KSM-05, KSM-18.
    """
    area_in_scope(kode_wilayah, oleh=oleh, baca=izin.LIHAT, izin=izin.CATAT, tingkat="kelurahan")
    isi = _clean(
        kode_wilayah,
        {
            "nama": nama, "jenis": jenis, "asal": asal, "terbentuk": terbentuk, "basis": basis, "ikatan": ikatan,
            "tujuan": tujuan, "relawan_pendamping": relawan_pendamping,
        },
    )  # fmt: skip
    _require_unused(potensi, kode_wilayah, asal)
    badan = Badan(
        wilayah_id=kode_wilayah,
        jenis=Badan.Jenis.KSM,
        nama=isi["nama"],
        sebutan="KSM",
        berdiri_pada=isi["terbentuk"],
        **author(oleh),
    )
    with constraint_says(_name_taken(isi["nama"])):
        badan.save(force_insert=True)
    catat("wilayah.badan.ditambah", badan, rincian={"jenis": badan.jenis})
    ksm = KSM(
        wilayah_id=kode_wilayah, badan=badan, potensi=potensi, langkah=_open_stage(langkah, kode_wilayah, oleh), **isi,
        **author(oleh), **client_id(id),
    )  # fmt: skip
    ksm.save(force_insert=True)
    catat("ksm.ksm.didaftarkan", ksm, rincian={"jenis": jenis, "asal": asal, "dari_potensi": potensi is not None})
    return ksm


@aksi
def change_ksm(ksm: KSM, *, oleh: Any, **isi: Any) -> KSM:
    """Correct what is known of a group; its body is renamed with it.

    Raises: KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KSM-06). Source: KSM-01.
    """
    baris = take_ksm(ksm, oleh=oleh)
    bersih = _clean(baris.wilayah_id, isi, ksm=baris)
    if bersih.get("nama", baris.nama) != baris.nama:
        badan = Badan.objects.select_for_update(of=("self",), no_key=True).get(pk=baris.badan_id)
        with constraint_says(_name_taken(bersih["nama"])):
            save_changes(badan, {"nama": bersih["nama"]}, frozenset({"nama"}))
        catat("wilayah.badan.diubah", badan, rincian={"bidang": ["nama"]})
    ubah = save_changes(baris, bersih, BIDANG)
    if ubah:
        catat("ksm.ksm.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def dissolve_ksm(ksm: KSM, *, oleh: Any, tanggal: datetime.date, alasan: str) -> KSM:
    """Record that a group dissolved on a day, and close its body. Members, papers and history stay as they were.

    Raises: KSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (USL-18). Source: KSM-06, USL-18.
    """
    baris = take(KSM, ksm.pk, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    if hari < baris.terbentuk:
        raise IsianSalah({"tanggal": [_("Kelompok belum terbentuk pada tanggal itu.")]})
    _require_unbound(baris)
    baris = advance(baris, "bubarkan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])
    _close_body(baris)
    return baris


@aksi
def cancel_ksm(ksm: KSM, *, oleh: Any, alasan: str) -> KSM:
    """Take back a group entered by mistake or twice; it is counted nowhere.

    Raises: KSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (USL-18). Source: UMU-32.
    """
    baris = take(KSM, ksm.pk, oleh=oleh)
    hari = today_in(baris.wilayah_id)
    _require_unbound(baris)
    baris = advance(baris, "batalkan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])
    _close_body(baris)
    return baris


@aksi
def restore_ksm(ksm: KSM, *, oleh: Any, alasan: str) -> KSM:
    """Bring back a group whose end was recorded by mistake, or which meets again.

    Raises: KSM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah (its name is taken now). Source: KSM-06.
    """
    baris = advance(take(KSM, ksm.pk, oleh=oleh), "pulihkan", oleh=oleh, alasan=alasan)
    badan = Badan.objects.select_for_update(of=("self",), no_key=True).get(pk=baris.badan_id)
    buka = {"aktif": True, "ditutup_pada": None, "ditutup_alasan": ""}
    with constraint_says(_name_taken(badan.nama)):
        save_changes(badan, buka, frozenset(buka))
    catat("wilayah.badan.dibuka_kembali", badan, alasan=alasan)
    return baris


def take_ksm(ksm: KSM, *, oleh: Any) -> KSM:
    """A living group under its lock, with the right to record on it.

    Raises: KSM.DoesNotExist, TidakBerwenang, AturanDilanggar (KSM-06).
    """
    baris = take(KSM, ksm.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    if baris.status != KSM.Status.AKTIF:
        raise AturanDilanggar(
            _("%(ksm)s sudah %(status)s, jadi catatannya terkunci.")
            % {"ksm": baris, "status": baris.get_status_display().lower()},
            aturan="KSM-06",
        )
    return baris


def _clean(kode_wilayah: str, isi: dict[str, Any], *, ksm: KSM | None = None) -> dict[str, Any]:
    """The fields as they may be stored. Raises IsianSalah, AturanDilanggar."""
    bersih = dict(isi)
    if "nama" in isi:
        bersih["nama"] = needed(" ".join(str(isi["nama"]).split()), bidang="nama", pesan=_("Isi nama kelompoknya."))[
            :120
        ]
    for bidang, pilihan in (("jenis", KSM.Jenis), ("asal", KSM.Asal)):
        if bidang in isi and isi[bidang] not in pilihan.values:
            raise IsianSalah({bidang: [_("Pilih salah satu.")]})
    if "terbentuk" in isi:
        bersih["terbentuk"] = field_date(isi["terbentuk"], kode_wilayah, bidang="terbentuk")
        _require_before_members(ksm, bersih["terbentuk"])
    if ksm is not None and ksm.potensi_id is not None and isi.get("asal", KSM.Asal.SUDAH_ADA) != KSM.Asal.SUDAH_ADA:
        raise IsianSalah({"asal": [_("KSM ini berasal dari kelompok yang ditemukan Pemetaan Swadaya.")]})
    for bidang, maks in (("ikatan", 200), ("tujuan", 5000)):
        if bidang in isi:
            bersih[bidang] = str(isi[bidang]).strip()[:maks]
    if isi.get("basis") is not None and isi["basis"].wilayah_id != kode_wilayah:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan kelompoknya.")]})
    relawan = isi.get("relawan_pendamping")
    if relawan is not None and (relawan.wilayah_id != kode_wilayah or relawan.status != "sah"):
        raise IsianSalah({"relawan_pendamping": [_("Pilih relawan yang terdaftar di kelurahan ini.")]})
    return bersih


def _require_unused(potensi: Potensi | None, kode_wilayah: str, asal: str) -> None:
    """A potential that is an existing group of this kelurahan, and no KSM yet. Raises IsianSalah, AturanDilanggar (KSM-18)."""
    if potensi is None:
        return
    if potensi.wilayah_id != kode_wilayah or potensi.status != "sah" or not potensi.kelompok_ada:
        raise IsianSalah({"potensi": [_("Pilih kelompok yang ditemukan Pemetaan Swadaya di kelurahan ini.")]})
    if asal != KSM.Asal.SUDAH_ADA:
        raise IsianSalah({"asal": [_("KSM ini berasal dari kelompok yang ditemukan Pemetaan Swadaya.")]})
    sudah = KSM.objects.filter(potensi=potensi).exclude(status="batal").first()
    if sudah is not None:
        raise AturanDilanggar(_("Kelompok ini sudah terdaftar sebagai %(ksm)s.") % {"ksm": sudah}, aturan="KSM-18")


def _require_before_members(ksm: KSM | None, terbentuk: datetime.date) -> None:
    if ksm is not None and ksm.anggota.exclude(status="batal").filter(masuk__lt=terbentuk).exists():
        raise IsianSalah({"terbentuk": [_("Ada anggota yang tercatat masuk sebelum tanggal ini.")]})


def _open_stage(langkah: Langkah | None, kode_wilayah: str, oleh: Any) -> Langkah | None:
    """The stage that a group counts for: S5 of its own area, still open. Raises IsianSalah, AturanDilanggar (SIK-04)."""
    if langkah is None:
        return None
    baris = visible_langkah(langkah, oleh=oleh)
    if baris.wilayah_id != kode_wilayah or baris.kode != LANGKAH:
        raise IsianSalah({"langkah": [_("Pilih langkah Pengembangan KSM di kelurahan ini.")]})
    if baris.terkunci:
        raise AturanDilanggar(
            _("Langkah ini %(status)s. KSM tetap dapat didaftarkan dari daftar KSM kelurahan.")
            % {"status": baris.get_status_display().lower()},
            aturan="SIK-04",
        )
    return baris


def _require_unbound(ksm: KSM) -> None:
    """No proposal of the group is approved and unfinished. Raises AturanDilanggar (USL-18)."""
    ada = Usulan._base_manager.filter(ksm=ksm, status__in=TERIKAT).exclude(status=Usulan.Status.SELESAI).first()
    if ada is not None:
        raise AturanDilanggar(
            _("Usulan %(nomor)s belum selesai. Selesaikan, tunda, atau batalkan dulu usulannya.") % {"nomor": ada},
            aturan="USL-18",
        )


def _close_body(ksm: KSM) -> None:
    badan = Badan.objects.select_for_update(of=("self",), no_key=True).get(pk=ksm.badan_id)
    tutup = {"aktif": False, "ditutup_pada": ksm.berakhir_pada, "ditutup_alasan": ksm.alasan_berakhir[:200]}
    save_changes(badan, tutup, frozenset(tutup))
    catat("wilayah.badan.ditutup", badan, alasan=ksm.alasan_berakhir, rincian={"tanggal": str(ksm.berakhir_pada)})


def _name_taken(nama: str) -> dict[str, Any]:
    pesan = _("KSM %(nama)s sudah ada di kelurahan ini. Beri nama yang membedakannya.") % {"nama": nama}
    return {"badan_aktif_nama_unik": IsianSalah({"nama": [pesan]})}
