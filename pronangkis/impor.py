"""Import of the activity matrix into the draft of a kelurahan: the columns of the export, checked and shown first. PJM-20."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar
from inti.formats import rupiah
from inti.impor import BarisRencana, Importir, Rencana
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from pronangkis import actions, izin, tautan
from pronangkis.lembar import BarisTempel, check_row, existing_rows
from pronangkis.models import PJM, KegiatanPJM
from pronangkis.queries import activities, draft_in, sources

# The workbook names every source of the one list; the codes are fixed (data/sumber_dana.json).
SUMBER = (
    ("blm_apbn", gettext_lazy("BLM dari APBN")), ("blm_apbd", gettext_lazy("BLM dari APBD")), 
    ("apbn", gettext_lazy("APBN di luar BLM")),
    ("apbd_provinsi", gettext_lazy("APBD provinsi")), ("apbd_kota", gettext_lazy("APBD kota/kabupaten")),
    ("dana_desa", gettext_lazy("Dana desa/kelurahan")), ("swadaya", gettext_lazy("Swadaya warga")),
    ("swasta", gettext_lazy("Swasta/CSR")), ("channelling", gettext_lazy("Channelling program lain")),
    ("hibah", gettext_lazy("Hibah dan donatur")), ("perguliran", gettext_lazy("Perguliran, jasa, dan laba UPK")),
)  # fmt: skip
KOLOM = (
    KolomImpor("bidang", gettext_lazy("Bidang"), wajib=True, contoh="Lingkungan"),
    KolomImpor("program", gettext_lazy("Program"), wajib=True, contoh="Air bersih dan sanitasi"),
    KolomImpor("nama", gettext_lazy("Kegiatan"), wajib=True, contoh="Perbaikan saluran RT 02"),
    KolomImpor("lokasi", gettext_lazy("Lokasi"), contoh="RT 02/RW 05"),
    KolomImpor("volume", gettext_lazy("Volume"), "desimal", contoh=120),
    KolomImpor("satuan", gettext_lazy("Satuan"), contoh="m"),
    KolomImpor("volume_1", gettext_lazy("Volume th 1"), "desimal", contoh=80),
    KolomImpor("volume_2", gettext_lazy("Volume th 2"), "desimal", contoh=40),
    KolomImpor("volume_3", gettext_lazy("Volume th 3"), "desimal"),
    KolomImpor("pemanfaat_l", gettext_lazy("Pemanfaat L"), "bulat", contoh=60),
    KolomImpor("pemanfaat_p", gettext_lazy("Pemanfaat P"), "bulat", contoh=64),
    KolomImpor("kk_miskin", gettext_lazy("KK miskin"), "bulat", contoh=21),
    KolomImpor("pelaksana", gettext_lazy("Pelaksana"), contoh="KSM Mawar"),
    KolomImpor("keterangan", gettext_lazy("Keterangan")),
    *(KolomImpor(k, nama, "desimal", petunjuk=gettext_lazy("rupiah")) for k, nama in SUMBER),
)  # fmt: skip
DIBANDING = (
    "lokasi",
    "volume",
    "satuan",
    "volume_1",
    "volume_2",
    "volume_3",
    "pemanfaat_l",
    "pemanfaat_p",
    "kk_miskin",
    "pelaksana",
    "keterangan",
)


def plan_rows(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the draft of a kelurahan; changes nothing. Constant queries."""
    rencana = Rencana()
    pjm = draft_in(oleh, kode_wilayah)
    if pjm is None:
        rencana.galat.append(GalatBaris(0, "", _("Kelurahan ini tidak mempunyai draf PJM. Buka dulu rencananya.")))
        return rencana
    ada, terlihat = existing_rows(activities(pjm)), set()
    for b, satu in _read(baris, pjm):
        rencana.galat += [GalatBaris(b.nomor, "", g) for g in satu.galat]
        if satu.galat:
            continue
        kunci = (satu.data["bidang"], satu.data["program_nama"].lower(), satu.data["nama"].lower())
        if kunci in terlihat:
            rencana.galat.append(GalatBaris(b.nomor, str(KOLOM[2].judul), _("Kegiatan ini sudah ada di baris lain.")))
            continue
        terlihat.add(kunci)
        lama = ada.get(kunci)
        keadaan: Any = "baru" if lama is None else "berubah" if _differs(lama, satu) else "sama"
        rencana.baris.append(BarisRencana(b.nomor, keadaan, f"{satu.data['nama']} · {rupiah(satu.total)}"))
    return rencana


@aksi
def save_rows(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Add the new activities and correct those known by field, programme and name. Raises: AturanDilanggar. PJM-20."""
    pjm = draft_in(oleh, kode_wilayah)
    if pjm is None:
        raise AturanDilanggar(_("Kelurahan ini tidak mempunyai draf PJM. Buka dulu rencananya."), aturan="PJM-09")
    ada = existing_rows(activities(pjm))
    baru = []
    ubah = 0
    for _b, satu in _read(baris, pjm):
        kunci = (satu.data["bidang"], satu.data["program_nama"].lower(), satu.data["nama"].lower())
        lama = ada.get(kunci)
        if lama is None:
            baru.append(satu.data)
        elif _differs(lama, satu):
            isi = {k: satu.data[k] for k in DIBANDING}
            actions.update_kegiatan(lama, oleh=oleh, biaya=satu.data["biaya"], **isi)
            ubah += 1
    if baru:
        actions.add_many(pjm, oleh=oleh, baris=baru)
    return {"ditambahkan": len(baru), "diubah": ubah}


def _read(baris: Sequence[BarisImpor], pjm: PJM) -> list[tuple[BarisImpor, BarisTempel]]:
    daftar = sources()
    return [(b, check_row(b.nomor, dict(b.nilai), pjm, daftar)) for b in baris]


def _differs(lama: KegiatanPJM, baru: BarisTempel) -> bool:
    if any((getattr(lama, k) or None) != (baru.data[k] or None) for k in DIBANDING):
        return True
    return {(x.sumber_id, x.tahun_ke): x.jumlah for x in lama.biaya.all()} != baru.data["biaya"]


IMPOR_KEGIATAN = Importir(
    judul=gettext_lazy("Kegiatan PJM"),
    izin=izin.SUSUN,
    izin_baca=izin.LIHAT,
    kolom=KOLOM,
    rencana=plan_rows,
    simpan=save_rows,
    selesai=tautan.kelurahan,
    petunjuk=gettext_lazy(
        "Kegiatan yang sama bidang, program, dan namanya diperbarui; yang lain ditambahkan ke draf PJM."
    ),
)
