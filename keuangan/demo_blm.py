"""Demo helper: the grant of the richly filled kelurahan, by our own actions and everybody's own login. All people invented.

Its pagu is announced and agreed on in an SPPB with two tranches. The first was passed on by the five and received when the
ledger began; the file of the second is being drawn up, while a KSM still owes its account.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from akun.models import Pengguna
from bkm.models import BKM
from bkm.queries import koordinator
from inti.unggah import check_upload
from keuangan import actions
from keuangan.models import SPPB, BerkasPencairan, TahapBLM
from keuangan.queries_blm import bkm_of, plan_for_year
from laporan.actions import save_berkas
from laporan.models import Berkas
from pronangkis.demo import village_head
from siklus.demo.desa import sheet_picture
from wilayah.actions import set_parameter
from wilayah.models import Parameter, Wilayah

PAGU, PERSEN = 100_000_000, (60, 40)
# Rounded as residents agreed on them; together with the running cost of the BKM a hundred percent.
PORSI = {"lingkungan": "67", "ekonomi": "20", "sosial": "10", "bop": "3"}
KOTA_PANJANG = 5
LANGKAH = ("faskel", "korkot", "pjok", "ppk", "satker")


def agree(wilayah: Any, sekretaris: Any, awal: datetime.date) -> SPPB | None:
    """The signed agreement of the year in which the ledger begins; None where BKM, plan or officers are missing."""
    bkm = bkm_of(wilayah.kode)
    petugas = officers()
    if bkm is None or set(LANGKAH) - set(petugas) or plan_for_year(wilayah.kode, awal.year) is None:
        return None
    if not _set_tranches(wilayah.kode[:KOTA_PANJANG], awal.year, petugas["korkot"]):
        return None
    sk = awal - datetime.timedelta(days=45)
    pagu = actions.enter_pagu(
        wilayah.kode, oleh=petugas["korkot"], tahun_anggaran=awal.year, sumber="apbn", jumlah=PAGU,
        nomor_sk=f"27/KPTS/{sk.year}", tanggal_sk=sk,
    )  # fmt: skip
    actions.publish_pagu(
        pagu, oleh=sekretaris, tanggal=sk + datetime.timedelta(days=7), tempat="Papan informasi kelurahan dan balai RW"
    )
    _account(bkm, sekretaris, sk)
    sppb = actions.draft_sppb(bkm, oleh=sekretaris, tahun_anggaran=awal.year, porsi=PORSI, swadaya=30_000_000)
    return actions.sign_sppb(  # type: ignore[no-any-return]
        sppb, oleh=sekretaris, tanggal=awal - datetime.timedelta(days=20), nomor=f"011/SPPB-BLM/{awal.year}",
        pemerintah_nama=petugas["pjok"].nama, pemerintah_jabatan=f"PJOK {wilayah.induk.nama_lengkap}",
        koordinator_nama=_coordinator(wilayah.kode),
        mengetahui_nama=village_head(wilayah.kode), berkas=sheet(wilayah, sekretaris, "SPPB-BLM", sppb, "sppb"),
    )  # fmt: skip


def officers() -> dict[str, Any]:
    """The demo's officer of each of the five steps, those that are there."""
    return {p.username: p for p in Pengguna.objects.filter(username__in=LANGKAH)}


def _coordinator(kode: str) -> str:
    k = koordinator(kode)
    return k.nama if k is not None else "Koordinator BKM"


def _set_tranches(kota: str, tahun: int, korkot: Any) -> bool:
    """What the Korkot sets for the kota and year; False where the register of parameters is not loaded."""
    contoh = Parameter.objects.filter(kode="blm.persen_termin", wilayah__isnull=True).first()
    if contoh is None:
        return False
    mulai = datetime.date(tahun, 1, 1)
    if not Parameter.objects.filter(kode=contoh.kode, wilayah=kota, berlaku_mulai=mulai).exists():
        set_parameter(
            contoh, nilai=list(PERSEN), berlaku_mulai=mulai, oleh=korkot, wilayah=Wilayah.objects.get(pk=kota),
            alasan="Contoh peragaan: pembagian tahap menurut kesepakatan kota.", status_sumber="setempat",
        )  # fmt: skip
    return True


def _account(bkm: BKM, sekretaris: Any, dibuka: datetime.date) -> None:
    actions.open_rekening(
        bkm, oleh=sekretaris, bank="Bank Rekaan Cabang Bandung", alamat_bank="Jalan Contoh 1, Bandung", atas_nama=str(bkm),
        nomor="0012-01-004567", dibuka=dibuka, berkas=sheet(bkm.wilayah, sekretaris, "Buku rekening", bkm, "buku_rekening"),
    )  # fmt: skip


def sheet(wilayah: Any, oleh: Any, keterangan: str, objek: Any, slot: str, badan_id: Any = None) -> Berkas:
    """A picture of a signed sheet, filed with what it belongs to; of one body where it is that body's own."""
    gambar = SimpleUploadedFile("lembar.jpg", sheet_picture(wilayah.nama), "image/jpeg")
    return save_berkas(  # type: ignore[no-any-return]
        check_upload(gambar),
        oleh=oleh,
        wilayah=wilayah,
        keterangan=f"Contoh {keterangan}",
        objek=objek,
        slot=slot,
        badan_id=badan_id,
    )


def receive_first(sppb: SPPB, sekretaris: Any, hari: datetime.date) -> BerkasPencairan:
    """The file of the first tranche, passed by the five in the fortnight before its money came on `hari`."""
    petugas = officers()
    tahap = TahapBLM.objects.get(sppb=sppb, ke=1)
    mulai = hari - datetime.timedelta(days=17)
    berkas = actions.compose_berkas(tahap, oleh=sekretaris, sumber="apbn", tanggal=mulai)
    ada = {k.kode: {"ada": True} for k in berkas.kertas.all()}
    actions.check_kertas(berkas, oleh=sekretaris, kertas=ada)
    actions.hand_over(berkas, oleh=sekretaris, tanggal=mulai + datetime.timedelta(days=1))
    benar = {k: {"ada": True, "benar": True} for k in ada}
    actions.check_kertas(berkas, oleh=petugas["faskel"], kertas=benar)
    for n, kode in enumerate(LANGKAH):
        isi: dict[str, Any] = {"nomor": f"003/PP-BLM/{hari.year}", "sk": "821.2/Kep.45"} if kode == "pjok" else {}
        berkas = actions.pass_berkas(
            berkas,
            kode,
            oleh=petugas[kode],
            tanggal=mulai + datetime.timedelta(days=3 + 3 * n),
            catatan="Lengkap dan benar.",
            **isi,
        )
    sp2d = hari - datetime.timedelta(days=1)
    surat = {f"nomor_{s}": f"0117/{s.upper()}" for s in ("spp", "spm", "sp2d")}
    actions.note_surat(
        berkas, oleh=petugas["satker"], **surat, **{f"tanggal_{s}": sp2d for s in ("spp", "spm", "sp2d")}
    )
    return actions.receive_blm(berkas, oleh=sekretaris, tanggal=hari)  # type: ignore[no-any-return]


def prepare_second(sppb: SPPB, sekretaris: Any, hari: datetime.date) -> None:
    """The file of the second tranche: two papers are there, the others are asked for."""
    tahap = TahapBLM.objects.get(sppb=sppb, ke=2)
    berkas = actions.compose_berkas(tahap, oleh=sekretaris, sumber="apbn", tanggal=hari)
    actions.check_kertas(
        berkas,
        oleh=sekretaris,
        kertas={"sppb": {"ada": True}, "buku_rekening": {"ada": True}, "rekap_lpj": {"ada": False}},
    )
