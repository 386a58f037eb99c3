"""Demo helper: the body that was elected, its meeting, its units and secretariat, by our own actions."""

from __future__ import annotations

from random import Random
from typing import Any

from bkm import actions
from bkm.ciri import BUTIR
from bkm.models import AnggotaBKM, Kepengurusan, PengawasUPK, PetugasSekretariat, PetugasUP
from bkm.queries import kepengurusan_aktif, koordinator
from inti.peragaan import person
from siklus.models import Langkah, Pertemuan
from wilayah.models import Badan

NAMA_BKM = (
    "Bina Warga", "Karya Mandiri", "Sauyunan", "Harapan Bersama", "Mitra Sejahtera", "Gotong Royong", "Tunas Harapan",
    "Rukun Makmur", "Mekar Jaya", "Sinar Warga",
)  # fmt: skip
# Who works for the BKM: lembaga, jabatan.
PETUGAS = (
    ("upk", "manajer"), ("upk", "kasir"), ("upk", "pembuku"), ("upl", "koordinator"), ("upl", "petugas"),
    ("ups", "koordinator"), ("ups", "petugas"), ("pengawas", ""), ("pengawas", ""), ("sekretariat", "sekretaris"),
    ("sekretariat", "staf"),
)  # fmt: skip


def evaluate(langkah: Langkah, *, oleh: Any, tanggal: Any) -> None:
    """The readiness evaluation that stands before S4."""
    jawaban = {kode: {"ya": ke % 7 != 6} for ke, kode in enumerate(BUTIR)}
    actions.record_evaluasi(
        langkah, oleh=oleh, tanggal=tanggal, penilai="Tim fasilitator dan relawan", jawaban=jawaban, siap=True,
        kesimpulan="Warga setiap RT sudah mengenali masalahnya dan menghendaki lembaga yang mereka pilih sendiri.",
    )  # fmt: skip


def install(
    langkah: Langkah, rembug: Pertemuan, rapat: Pertemuan, *, oleh: Any, rng: Random, nama: str
) -> Kepengurusan:
    """Install the elected in the same rembug, and let their first meeting choose the koordinator."""
    kepengurusan = actions.install_bkm(langkah, oleh=oleh, pertemuan=rembug, nama=nama)
    anggota = list(AnggotaBKM.objects.filter(kepengurusan=kepengurusan, status="aktif").order_by("urutan", "id"))
    sidang = actions.record_rapat(kepengurusan, oleh=oleh, pertemuan=rapat, hadir=anggota[: len(anggota) - 1])
    actions.choose_koordinator(anggota[rng.randrange(min(3, len(anggota)))], oleh=oleh, rapat=sidang)
    return kepengurusan


def staff(rapat: Pertemuan, *, oleh: Any, rng: Random) -> None:
    """The members' meeting that appoints the units, the supervisors of the UPK and the secretariat."""
    kepengurusan = kepengurusan_aktif(rapat.wilayah_id)
    assert kepengurusan is not None  # noqa: S101
    anggota = list(AnggotaBKM.objects.filter(kepengurusan=kepengurusan, status="aktif"))
    sidang = actions.record_rapat(kepengurusan, oleh=oleh, pertemuan=rapat, hadir=anggota)
    sudah = {a.nama.lower() for a in anggota}
    baris = []
    for lembaga, jabatan in PETUGAS:
        jk = rng.choice("LP")
        nama = person(rng, jk)
        while nama.lower() in sudah:
            nama = person(rng, jk)
        sudah.add(nama.lower())
        isi = {"lembaga": lembaga, "nama": nama, "jenis_kelamin": jk}
        baris.append({**isi, "jabatan": jabatan} if jabatan else isi)
    actions.appoint_petugas(sidang, oleh=oleh, baris=baris, mulai=rapat.tanggal)


def recorded_name(peran: str, badan: Badan) -> str:
    """Who holds the office of a role in a BKM, as its registers say; "" where nobody is recorded."""
    if peran == "koordinator_bkm":
        ketua = koordinator(badan.wilayah_id)
        return ketua.nama if ketua is not None else ""
    unit, _garis, lembaga = peran.rpartition("_")
    if lembaga == "upk" and unit != "pengawas":
        semua: Any = PetugasUP.objects.filter(unit__bkm__badan=badan, unit__jenis="upk", jabatan=unit)
    elif peran in {"upl", "ups"}:
        semua = PetugasUP.objects.filter(unit__bkm__badan=badan, unit__jenis=peran, jabatan="koordinator")
    elif peran == "pengawas_upk":
        semua = PengawasUPK.objects.filter(bkm__badan=badan)
    elif peran == "sekretaris_bkm":
        semua = PetugasSekretariat.objects.filter(sekretariat__bkm__badan=badan, jabatan="sekretaris")
    else:
        return ""
    return semua.filter(status="aktif").order_by("nama", "id").values_list("nama", flat=True).first() or ""
