"""Writes of units, supervisors, secretariat and advisers: appointed and dismissed by a members' meeting only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from bkm.actions.kepengurusan import find_rapat
from bkm.actions.rapat import record_keputusan, take_installed, take_rapat
from bkm.models import (
    BKM,
    KeputusanRapat,
    Penasehat,
    PengawasUPK,
    PetugasSekretariat,
    PetugasUP,
    RapatBKM,
    Sekretariat,
    UnitPengelola,
)
from bkm.queries import RUMPUN, Pejabat, clash, offices_held
from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, field_date, needed, save_changes, sex, take
from wilayah.actions.umum import constraint_says
from wilayah.models import Badan

# Where a person may be appointed, and as what.
LEMBAGA: dict[str, Any] = {
    "upk": PetugasUP.Jabatan,
    "upl": PetugasUP.Jabatan,
    "ups": PetugasUP.Jabatan,
    "pengawas": None,
    "sekretariat": PetugasSekretariat.Jabatan,
    "penasehat": None,
}
UNIT = ("upk", "upl", "ups")
# The offices of a UPK are not those of the other units. Source: BKM-62.
JABATAN_UP = {
    "upk": ("manajer", "kasir", "pembuku", "petugas"),
    "upl": ("koordinator", "petugas"),
    "ups": ("koordinator", "petugas"),
}
ORANG = ("nama", "jenis_kelamin", "warga", "basis", "telepon", "miskin", "pengurus_partai", "pejabat")


@aksi
def appoint_petugas(
    rapat: RapatBKM,
    *,
    oleh: Any,
    baris: Sequence[Mapping[str, Any]],
    isi: str = "",
    cara: str = "mufakat",
    nomor: str = "",
    mulai: datetime.date | None = None,
) -> list[Any]:
    """Appoint people to units, supervision, secretariat or as advisers, by one decision of a members' meeting.

    Each row has `lembaga` (upk, upl, ups, pengawas, sekretariat, penasehat), `jabatan` where there is one, and the person.
    A unit or secretariat that does not exist yet is opened with its body. Everything or nothing is saved.
    Raises: RapatBKM.DoesNotExist, TidakBerwenang, IsianSalah ("baris_<n>"), AturanDilanggar (BKM-60, BKM-66, BKM-67).
    Source: BKM-62, BKM-63, BKM-66 to BKM-68.
    """
    sidang = take_rapat(rapat, oleh=oleh)
    bkm = take_installed(sidang.kepengurusan, oleh=oleh).bkm
    if not baris:
        raise IsianSalah({"baris": [_("Isi paling sedikit satu petugas.")]})
    hari = field_date(mulai or sidang.tanggal, sidang.wilayah_id, bidang="mulai")
    if hari < sidang.tanggal:
        raise IsianSalah({"mulai": [_("Tugas mulai sesudah rapat yang mengangkat.")]})
    keputusan = record_keputusan(
        sidang, oleh=oleh, jenis=KeputusanRapat.Jenis.PENGANGKATAN, cara=cara, nomor=nomor,
        isi=isi.strip() or _("Rapat anggota mengangkat %(n)d petugas.") % {"n": len(baris)},
    )  # fmt: skip
    # The lock on the term makes two appointments in one kelurahan wait for each other; the database checks once more.
    ada = offices_held(sidang.wilayah_id)
    hasil = []
    for ke, satu in enumerate(baris, 1):
        petugas = _appoint(bkm, dict(satu), ada, keputusan=keputusan, mulai=hari, ke=ke, oleh=oleh)
        ada.append(_held(petugas, satu["lembaga"]))
        hasil.append(petugas)
    catat("bkm.bkm.petugas_diangkat", bkm, rincian={"jumlah": len(hasil)})
    return hasil


@aksi
def dismiss_petugas(
    petugas: Any, *, oleh: Any, rapat: Any, alasan: str, tanggal: datetime.date | None = None, isi: str = ""
) -> Any:
    """A members' meeting dismissed or released somebody from an office; the date is closed, the row stays.

    Raises: DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (BKM-60). Source: BKM-63.
    """
    baris = take(type(petugas), petugas.pk, oleh=oleh)
    sidang = take_rapat(find_rapat(rapat, oleh=oleh), oleh=oleh)
    take_installed(sidang.kepengurusan, oleh=oleh)
    hari = field_date(tanggal or sidang.tanggal, baris.wilayah_id)
    if hari < baris.mulai:
        raise IsianSalah({"tanggal": [_("Petugas ini belum bertugas pada tanggal itu.")]})
    if sidang.wilayah_id != baris.wilayah_id:
        raise IsianSalah({"rapat": [_("Pilih rapat anggota BKM kelurahan ini.")]})
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan alasannya agar yang lain mengerti.")]})
    keputusan = record_keputusan(
        sidang, oleh=oleh, jenis=KeputusanRapat.Jenis.PEMBERHENTIAN,
        isi=isi.strip() or _("Rapat anggota memberhentikan seorang %(jabatan)s.") % {"jabatan": baris._meta.verbose_name},
    )  # fmt: skip
    return advance(
        baris, "berhentikan", oleh=oleh, alasan=alasan, tanggal=hari, catatan=alasan.strip()[:300], keputusan=keputusan
    )


@aksi
def cancel_petugas(petugas: Any, *, oleh: Any, alasan: str) -> Any:
    """Take back an appointment recorded by mistake. Raises: DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah."""
    baris = take(type(petugas), petugas.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def change_sekretariat(sekretariat: Sekretariat, *, oleh: Any, alamat: str = "", jam_kerja: str = "") -> Sekretariat:
    """Where the secretariat is and when it is open. Raises: Sekretariat.DoesNotExist, TidakBerwenang. Source: BKM-66."""
    from bkm import izin
    from inti.izin import require

    baris = take(Sekretariat, sekretariat.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    isi = {"alamat": alamat.strip()[:200], "jam_kerja": jam_kerja.strip()[:100]}
    if save_changes(baris, isi, frozenset(isi)):
        catat("bkm.sekretariat.diubah", baris)
    return baris


def _appoint(
    bkm: BKM,
    isi: dict[str, Any],
    ada: list[Pejabat],
    *,
    keputusan: KeputusanRapat,
    mulai: datetime.date,
    ke: int,
    oleh: Any,
) -> Any:
    lembaga = isi.get("lembaga", "")
    if lembaga not in LEMBAGA:
        raise IsianSalah({f"baris_{ke}": [_("Pilih unit atau sekretariatnya.")]})
    orang = {k: isi[k] for k in ORANG if k in isi}
    orang["nama"] = needed(str(isi.get("nama", "")), bidang=f"baris_{ke}")[:150]
    orang["jenis_kelamin"] = sex(isi.get("jenis_kelamin", ""))
    basis = orang.get("basis")
    if basis is not None and basis.wilayah_id != bkm.wilayah_id:
        raise IsianSalah({f"baris_{ke}": [_("RT/RW ini bukan bagian dari kelurahan ini.")]})
    warga = orang.get("warga")
    lain = clash(
        ada, rumpun=RUMPUN.get(lembaga, ""), nama=orang["nama"], jenis_kelamin=orang["jenis_kelamin"],
        warga_id=warga.pk if warga is not None else None,
    )  # fmt: skip
    aturan = "BKM-67" if lembaga == "pengawas" or (lain and lain.rumpun == "pengawas") else "BKM-66"
    rangkap = AturanDilanggar(
        _("%(nama)s sudah %(jabatan)s, jadi tidak dapat merangkap.")
        % {"nama": orang["nama"], "jabatan": lain.jabatan if lain else _("menjabat di lembaga lain")},
        aturan=aturan,
        rincian={"baris": ke},
    )
    if lain is not None:
        raise rangkap
    petugas = _new_row(bkm, lembaga, isi, ke, keputusan=keputusan, hari=mulai, oleh=oleh)
    for bidang, nilai in {
        **orang,
        "mulai": mulai,
        "diangkat": keputusan,
        "wilayah_id": bkm.wilayah_id,
        **author(oleh),
    }.items():
        setattr(petugas, bidang, nilai)
    pesan: dict[str, GalatAplikasi] = {
        "bkm_tanpa_rangkap": rangkap,
        "petugasup_jabatan_satu": _taken(ke),
        "petugasup_kasir_bukan_pembuku": AturanDilanggar(
            _("%(nama)s sudah memegang kas atau buku unit ini. Kasir dan pembuku dua orang yang berbeda.")
            % {"nama": orang["nama"]},
            aturan="KEU-198",
            rincian={"baris": ke},
        ),
        "petugassekretariat_satu_sekretaris": _taken(ke),
    }
    with constraint_says(pesan):
        petugas.save(force_insert=True)
    return petugas


def _taken(ke: int) -> IsianSalah:
    return IsianSalah(
        {f"baris_{ke}": [_("Jabatan ini masih diisi orang lain; berhentikan dulu dengan keputusan rapat.")]}
    )


def _new_row(
    bkm: BKM,
    lembaga: str,
    isi: Mapping[str, Any],
    ke: int,
    *,
    keputusan: KeputusanRapat,
    hari: datetime.date,
    oleh: Any,
) -> Any:
    """An unsaved row of the right kind, below its unit or secretariat."""
    jabatan = isi.get("jabatan", "")
    if lembaga in UNIT:
        if jabatan not in JABATAN_UP[lembaga]:
            raise IsianSalah({f"baris_{ke}": [_("Pilih jabatan yang ada di unit ini.")]})
        return PetugasUP(unit=_unit(bkm, lembaga, keputusan=keputusan, hari=hari, oleh=oleh), jabatan=jabatan)
    if lembaga == "sekretariat":
        if jabatan not in PetugasSekretariat.Jabatan.values:
            raise IsianSalah({f"baris_{ke}": [_("Pilih sekretaris atau staf.")]})
        return PetugasSekretariat(
            sekretariat=_secretariat(bkm, keputusan=keputusan, hari=hari, oleh=oleh), jabatan=jabatan,
            penuh_waktu=bool(isi.get("penuh_waktu", True)),
        )  # fmt: skip
    return PengawasUPK(bkm=bkm) if lembaga == "pengawas" else Penasehat(bkm=bkm)


def _unit(bkm: BKM, jenis: str, *, keputusan: KeputusanRapat, hari: datetime.date, oleh: Any) -> UnitPengelola:
    unit = UnitPengelola.objects.filter(bkm=bkm, jenis=jenis).first()
    if unit is not None:
        return unit
    # A UPK with books of its own may be there already, from the opening state.
    badan = Badan.objects.filter(wilayah=bkm.wilayah_id, jenis=jenis, aktif=True, unit_pengelola__isnull=True).first()
    if badan is None:
        badan = Badan(
            wilayah_id=bkm.wilayah_id, jenis=jenis, nama=bkm.badan.nama, sebutan=jenis.upper(),
            kop=[*bkm.badan.kop[:-1], f"{jenis.upper()} {bkm.badan}"[:100]], alamat=bkm.badan.alamat, berdiri_pada=hari,
            **author(oleh),
        )  # fmt: skip
        badan.save(force_insert=True)
        catat("wilayah.badan.ditambah", badan, rincian={"jenis": jenis})
    unit = UnitPengelola(
        wilayah_id=bkm.wilayah_id,
        bkm=bkm,
        badan=badan,
        jenis=jenis,
        dibentuk=keputusan,
        dibentuk_pada=hari,
        **author(oleh),
    )
    unit.save(force_insert=True)
    catat("bkm.unitpengelola.dibentuk", unit)
    return unit


def _secretariat(bkm: BKM, *, keputusan: KeputusanRapat, hari: datetime.date, oleh: Any) -> Sekretariat:
    sekretariat = Sekretariat.objects.filter(bkm=bkm).first()
    if sekretariat is None:
        sekretariat = Sekretariat(
            wilayah_id=bkm.wilayah_id,
            bkm=bkm,
            dibentuk=keputusan,
            dibentuk_pada=hari,
            alamat=bkm.badan.alamat,
            **author(oleh),
        )
        sekretariat.save(force_insert=True)
        catat("bkm.sekretariat.dibentuk", sekretariat)
    return sekretariat


def _held(petugas: Any, lembaga: str) -> Pejabat:
    jabatan = str(petugas._meta.verbose_name)
    return Pejabat(
        petugas.pk, petugas.warga_id, petugas.nama, petugas.jenis_kelamin, RUMPUN.get(lembaga, "penasehat"), jabatan
    )
