"""Import of groups and their members from one sheet: one row for each member, the group's facts on its rows. UMU-26."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi, IsianSalah
from inti.impor import BarisRencana, Importir, Rencana, row_errors
from inti.izin import may
from inti.pelaku import SISTEM
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from ksm import izin, tautan
from ksm.actions import add_anggota, register_ksm
from ksm.models import KSM, AnggotaKSM
from ksm.queries import household_label, households_like, places, stage_to_count_for
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from wilayah.models import Basis
from wilayah.waktu import is_future

JENIS = {str(k): k for k in KSM.Jenis.values} | {"infrastruktur": "lingkungan", "ekonomi produktif": "ekonomi"}
ASAL = {"baru": "baru", "sudah ada": "sudah_ada", "lama": "sudah_ada", "sudah_ada": "sudah_ada"}
# More households than any kelurahan has.
KELUARGA_MAKS = 50_000
KOLOM = (
    KolomImpor("ksm", gettext_lazy("KSM"), wajib=True, contoh="Melati", maks=120),
    KolomImpor(
        "jenis", gettext_lazy("Jenis"), contoh="ekonomi", petunjuk=gettext_lazy("lingkungan, sosial, ekonomi, panitia")
    ),
    KolomImpor("asal", gettext_lazy("Asal"), contoh="sudah ada", petunjuk=gettext_lazy("baru, atau sudah ada")),
    KolomImpor("terbentuk", gettext_lazy("Terbentuk"), "tanggal", contoh="08-03-2020"),
    KolomImpor("nama", gettext_lazy("Nama anggota"), wajib=True, contoh="Euis Kartini", maks=150),
    KolomImpor("jk", gettext_lazy("L/P"), wajib=True, contoh="P"),
    KolomImpor(
        "jabatan", gettext_lazy("Jabatan"), contoh="ketua",
        petunjuk=gettext_lazy("ketua, sekretaris, bendahara; kosong: anggota"),
    ),
    KolomImpor("rt", gettext_lazy("RT"), contoh="02", petunjuk=gettext_lazy("nomor RT; boleh kosong")),
    KolomImpor("rw", gettext_lazy("RW"), contoh="05", petunjuk=gettext_lazy("nomor RW; boleh kosong")),
    KolomImpor(
        "keluarga", gettext_lazy("Kepala keluarga"), contoh="Dadang Suhendar", maks=200,
        petunjuk=gettext_lazy("nama kepala keluarganya menurut PS-2; boleh kosong, dan hanya oleh yang berhak melihat PS-2"),
    ),
)  # fmt: skip


@dataclass
class Kelompok:
    """One group on the sheet: its facts, as its first row says them, and its members by row."""

    nama: str
    jenis: str
    asal: str
    terbentuk: Any
    anggota: list[tuple[BarisImpor, dict[str, Any]]] = field(default_factory=list)


def plan_ksm(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the groups of a kelurahan; changes nothing. Six queries."""
    kelompok, galat = read(baris, kode_wilayah, oleh)
    ada, anggota = _stored(kode_wilayah)
    rencana = Rencana(galat=galat)
    for kunci, k in kelompok.items():
        kini = anggota.get(ada[kunci].pk, {}) if kunci in ada else {}
        pengurus = {a.jabatan: a.nama for a in kini.values() if a.jabatan != "anggota"}
        terlihat: dict[Any, int] = {}
        for b, isi in k.anggota:
            orang = (isi["nama"].lower(), isi["jenis_kelamin"])
            salah = _row_error(b, isi, orang, terlihat, pengurus, kini)
            if salah is not None:
                rencana.galat.append(salah)
                continue
            terlihat[orang] = b.nomor
            if orang not in kini and isi["jabatan"] != "anggota":
                pengurus[isi["jabatan"]] = isi["nama"]
            ringkas = f"{k.nama}: {isi['nama']} ({isi['jenis_kelamin']}), {isi['jabatan']}"
            rencana.baris.append(BarisRencana(b.nomor, "sama" if orang in kini else "baru", ringkas))
    return rencana


def _row_error(
    b: BarisImpor, isi: dict[str, Any], orang: Any, terlihat: dict[Any, int], pengurus: dict[str, str], kini: Any
) -> GalatBaris | None:
    if orang in terlihat:
        pesan = _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[orang]}
        return GalatBaris(b.nomor, str(KOLOM[4].judul), pesan)
    if isi["jabatan"] in pengurus and orang not in kini:
        pesan = _("%(jabatan)s kelompok ini sudah %(nama)s.") % {
            "jabatan": isi["jabatan"].capitalize(), "nama": pengurus[isi["jabatan"]],
        }  # fmt: skip
        return GalatBaris(b.nomor, str(KOLOM[6].judul), pesan)
    return None


@aksi
def import_ksm(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked sheet: groups that are not there yet, then members that are not. Raises: IsianSalah, TidakBerwenang."""
    kelompok, galat = read(baris, kode_wilayah, oleh)
    if galat:
        raise IsianSalah({"berkas": [galat[0].pesan]})
    ada, anggota = _stored(kode_wilayah)
    langkah = stage_to_count_for(oleh, kode_wilayah)
    jumlah = {"ksm": 0, "anggota": 0, "sama": 0}
    for kunci, k in kelompok.items():
        ksm = ada.get(kunci)
        if ksm is None:
            ksm = register_ksm(
                kode_wilayah, oleh=oleh, nama=k.nama, jenis=k.jenis, asal=k.asal, terbentuk=k.terbentuk, langkah=langkah
            )
            jumlah["ksm"] += 1
        kini = anggota.get(ksm.pk, {})
        for b, isi in k.anggota:
            if (isi["nama"].lower(), isi["jenis_kelamin"]) in kini:
                jumlah["sama"] += 1
                continue
            try:
                add_anggota(ksm, oleh=oleh, **isi)
            except GalatAplikasi as salah:
                raise IsianSalah(
                    {"berkas": [_("Baris %(n)d: %(pesan)s") % {"n": b.nomor, "pesan": salah.pesan}]}
                ) from salah
            jumlah["anggota"] += 1
    return jumlah


def read(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> tuple[dict[str, Kelompok], list[GalatBaris]]:
    """The groups on the sheet by their name in small letters, and the rows that cannot be read. Four queries."""
    ada, _anggota = _stored(kode_wilayah)
    tempat = places(kode_wilayah)
    keluarga = None
    if may(oleh, LIHAT_PS2, kode=kode_wilayah):
        perlu = any(b.nilai.get("keluarga") for b in baris)
        keluarga = households_like(oleh, kode_wilayah, "", maks=KELUARGA_MAKS) if perlu else []
    kelompok: dict[str, Kelompok] = {}
    galat: list[GalatBaris] = []
    for b in baris:
        try:
            kunci, k, isi = _parse(b, kelompok, ada, tempat, kode_wilayah, keluarga)
        except IsianSalah as salah:
            galat += row_errors(b.nomor, salah, KOLOM)
            continue
        kelompok.setdefault(kunci, k).anggota.append((b, isi))
    return kelompok, galat


def _parse(
    b: BarisImpor,
    kelompok: dict[str, Kelompok],
    ada: dict[str, KSM],
    tempat: list[Basis],
    kode: str,
    keluarga: list[Keluarga] | None,
) -> tuple[str, Kelompok, dict[str, Any]]:
    nama = " ".join(str(b.nilai["ksm"]).split()).removeprefix("KSM ").strip()
    kunci = nama.lower()
    k = kelompok.get(kunci)
    if k is None:
        k = _known(ada[kunci]) if kunci in ada else _new_group(b, nama, kode)
    jk = str(b.nilai["jk"]).strip().upper()[:1]
    if jk not in {"L", "P"}:
        raise IsianSalah({"jk": [_("Tulis L atau P.")]})
    jabatan = str(b.nilai.get("jabatan") or "anggota").strip().lower()
    if jabatan not in AnggotaKSM.Jabatan.values:
        raise IsianSalah({"jabatan": [_("Tulis ketua, sekretaris, bendahara, atau kosongkan.")]})
    orang = " ".join(str(b.nilai["nama"]).split())
    basis = _place(b, tempat)
    isi: dict[str, Any] = {"nama": orang, "jenis_kelamin": jk, "jabatan": jabatan, "basis": basis}
    kepala = " ".join(str(b.nilai.get("keluarga") or "").split())
    if kepala:
        isi["keluarga"] = _household(kepala, keluarga, basis)
    return kunci, k, isi


def _household(kepala: str, keluarga: list[Keluarga] | None, basis: Basis | None) -> Keluarga:
    """The one household with this head, in the row's RT or RW where it names one. Raises IsianSalah. KSM-17."""
    if keluarga is None:
        raise IsianSalah({"keluarga": [_("Kolom ini hanya diisi oleh yang berhak melihat daftar PS-2.")]})
    di = [k for k in keluarga if basis is None or basis.pk in (k.basis_id, k.basis.induk_id)]
    ada = [k for k in di if kepala.lower() in (k.nama_kk.lower(), household_label(k).lower())]
    if len(ada) == 1:
        return ada[0]
    if ada:
        raise IsianSalah({"keluarga": [_("Ada beberapa keluarga dengan kepala bernama ini. Isi RT dan RW-nya.")]})
    raise IsianSalah({"keluarga": [_("Tidak ada keluarga dengan kepala bernama ini di sini.")]})


def _known(ksm: KSM) -> Kelompok:
    return Kelompok(ksm.nama, ksm.jenis, ksm.asal, ksm.terbentuk)


def _new_group(b: BarisImpor, nama: str, kode: str) -> Kelompok:
    jenis = JENIS.get(str(b.nilai.get("jenis") or "").strip().lower().removeprefix("ksm "))
    if jenis is None:
        raise IsianSalah({"jenis": [_("Tulis lingkungan, sosial, ekonomi, atau panitia.")]})
    asal = ASAL.get(str(b.nilai.get("asal") or "baru").strip().lower())
    if asal is None:
        raise IsianSalah({"asal": [_("Tulis baru atau sudah ada.")]})
    terbentuk = b.nilai.get("terbentuk")
    if terbentuk is None or terbentuk.year < 1990 or is_future(terbentuk, kode):
        raise IsianSalah({"terbentuk": [_("Isi tanggal terbentuknya, paling lambat hari ini.")]})
    return Kelompok(nama, jenis, asal, terbentuk)


def _place(b: BarisImpor, tempat: list[Basis]) -> Basis | None:
    rt, rw = (str(b.nilai.get(k) or "").strip().lstrip("0") for k in ("rt", "rw"))
    if not rt and not rw:
        return None
    for t in tempat:
        induk = (t.induk.nomor or t.induk.nama).lstrip("0") if t.induk else ""
        sendiri = (t.nomor or t.nama).lstrip("0")
        if (rt and sendiri == rt and t.induk and (not rw or induk == rw)) or (not rt and sendiri == rw and not t.induk):
            return t
    raise IsianSalah({"rt": [_("RT/RW ini tidak ada dalam daftar kelurahan.")]})


def _stored(kode: str) -> tuple[dict[str, KSM], dict[Any, dict[Any, AnggotaKSM]]]:
    """Living groups by name, and their active members by (name, sex)."""
    ada = {k.nama.lower(): k for k in KSM.objects.visible_to(SISTEM).filter(wilayah=kode, status="aktif")}
    anggota: dict[Any, dict[Any, AnggotaKSM]] = {}
    for a in AnggotaKSM.objects.filter(ksm__in=ada.values(), status="aktif"):
        anggota.setdefault(a.ksm_id, {})[a.nama.lower(), a.jenis_kelamin] = a
    return ada, anggota


IMPOR_KSM = Importir(
    judul=gettext_lazy("KSM dan anggotanya"),
    izin=izin.CATAT,
    izin_baca=izin.LIHAT,
    kolom=KOLOM,
    rencana=plan_ksm,
    simpan=import_ksm,
    selesai=tautan.kelurahan,
    petunjuk=gettext_lazy(
        "Satu baris untuk satu anggota. Jenis, asal, dan tanggal terbentuk cukup ditulis pada baris pertama sebuah KSM baru."
    ),
)
