"""Cycles for tests: opened and moved by our own actions, or put straight into a state along legal changes only."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from inti.pelaku import SISTEM
from siklus import actions
from siklus.models import Langkah, LokasiSasaran, Pertemuan, Siklus
from tests.factories.laporan import BerkasFactory
from wilayah.actions import load_parameters
from wilayah.models import Basis
from wilayah.waktu import today_in

KELURAHAN = "32.73.01.1001"
SURAT = {"surat_asal": "Ditjen Cipta Karya", "surat_nomor": "KU.03/12", "surat_tanggal": date(2020, 1, 5)}
# Legal way from `belum` to each state of a Langkah.
JALUR = {
    "belum": [],
    "berjalan": ["berjalan"],
    "diajukan": ["berjalan", "diajukan"],
    "dikembalikan": ["berjalan", "diajukan", "dikembalikan"],
    "terverifikasi": ["berjalan", "diajukan", "terverifikasi"],
    "dibuka_kembali": ["berjalan", "diajukan", "terverifikasi", "dibuka_kembali"],
    "dilewati": ["dilewati"],
}
ISI = (
    "tanggal_mulai = coalesce(tanggal_mulai, '2026-01-05'), catatan = 'Lengkapi.', alasan = 'Alasan uji.', "
    "diajukan_pada = now(), diajukan_oleh_id = '00000000-0000-0000-0000-0000000000a1', "
    "diverifikasi_pada = now(), diverifikasi_oleh_id = '00000000-0000-0000-0000-0000000000b2'"
)


@lru_cache
def _parameter() -> list[dict[str, Any]]:
    isi = json.loads((Path(settings.BASE_DIR) / "data" / "parameter.json").read_text(encoding="utf-8"))["parameter"]
    return [b for b in isi if b["kode"].startswith(("s0.", "s1.", "partisipasi.", "paket."))]


def load_numbers() -> None:
    """The numbers of S0 and S1 as shipped."""
    load_parameters(_parameter(), oleh=SISTEM)


def put_on_list(kode: str = KELURAHAN, *, tahun: int | None = None) -> LokasiSasaran:
    """An entry of the official list."""
    return LokasiSasaran.objects.create(
        wilayah_id=kode, program="p2kp", tahun_anggaran=tahun or today_in(kode).year, **SURAT
    )


def tree(kode: str = KELURAHAN) -> dict[str, Basis]:
    """RW 01 with RT 01 and RT 02."""
    rw = Basis.objects.create(wilayah_id=kode, jenis="rw", nomor="01")
    rt = {n: Basis.objects.create(wilayah_id=kode, jenis="rt", nomor=n, induk=rw) for n in ("01", "02")}
    return {"rw": rw, "rt1": rt["01"], "rt2": rt["02"]}


def open_siklus(wilayah: Any, **isi: Any) -> Siklus:
    """A cycle opened by the system in this year."""
    return actions.create_siklus(wilayah, oleh=SISTEM, **{"tahun": today_in(wilayah.kode).year, **isi})


def stage(siklus: Siklus, kode: str, *, tahun_siklus: int = 1, putaran: int = 1) -> Langkah:
    """One stage, read now."""
    return siklus.langkah.get(kode=kode, tahun_siklus=tahun_siklus, putaran=putaran)


def above(kode: str) -> Langkah:
    """The stage without Siklus of a kota or kecamatan."""
    return Langkah.objects.get(siklus__isnull=True, wilayah=kode)


def move(langkah: Langkah, status: str) -> Langkah:
    """Put a stage that is `belum` into a state by raw SQL, along legal changes."""
    with connection.cursor() as kursor:
        for satu in JALUR[status]:
            kursor.execute(f"UPDATE siklus_langkah SET status = %s, {ISI} WHERE id = %s", [satu, langkah.pk])
    return Langkah.objects.get(pk=langkah.pk)


def paper(langkah: Langkah) -> Any:
    """An upload of the stage's area."""
    return BerkasFactory(wilayah_id=langkah.wilayah_id)


def hold(langkah: Langkah, jenis: str, *, oleh: Any, basis: Any = None, **isi: Any) -> Pertemuan:
    """A held meeting with ten men and twelve women, three and five of them poor."""
    data = {
        "tanggal": today_in(langkah.wilayah_id) - timedelta(days=1), "tempat": "Balai RW", "peserta_l": 10, "peserta_p": 12,
        "miskin_l": 3, "miskin_p": 5,
    }  # fmt: skip
    return actions.record_pertemuan(langkah, oleh=oleh, jenis=jenis, basis=basis, **{**data, **isi})


def socialise(siklus: Siklus, basis: dict[str, Any], *, oleh: Any, korkot: Any) -> Langkah:
    """Everything that S0 of a kelurahan asks for, started and recorded, ready to be submitted."""
    for kode in ("32.73", "32.73.01"):
        if above(kode).status == "belum":
            actions.skip_langkah(above(kode), oleh=korkot, alasan="Sudah dilaksanakan tahun lalu.")
    awal = today_in(siklus.wilayah_id) - timedelta(days=20)
    s0 = actions.start_langkah(stage(siklus, "S0"), oleh=oleh, tanggal=awal)
    hold(s0, "S0-KEL", oleh=oleh)
    hold(s0, "S0-RW", oleh=oleh, basis=basis["rw"])
    for rt in ("rt1", "rt2"):
        hold(s0, "S0-RT", oleh=oleh, basis=basis[rt])
    actions.file_keluaran(s0, oleh=oleh, kode="S0-DH", berkas=paper(s0))
    volunteer(siklus, oleh=oleh, nama="Siti Aminah", basis=basis["rt1"])
    volunteer(siklus, oleh=oleh, nama="Ujang Saepudin", jenis_kelamin="L", basis=basis["rt2"])
    s1 = stage(siklus, "S1")
    actions.schedule_pertemuan(s1, oleh=oleh, jenis="S1-RKM", rencana_tanggal=today_in(siklus.wilayah_id))
    return s0


def volunteer(siklus: Siklus, *, oleh: Any, nama: str, **isi: Any) -> Any:
    """One volunteer of a cycle."""
    data = {"jenis_kelamin": "P", "sejak": today_in(siklus.wilayah_id) - timedelta(days=3)}
    return actions.register_relawan(siklus, oleh=oleh, nama=nama, **{**data, **isi})


def finish_s0(siklus: Siklus, basis: dict[str, Any], *, oleh: Any, korkot: Any) -> Langkah:
    """S0 done, submitted and verified."""
    s0 = socialise(siklus, basis, oleh=oleh, korkot=korkot)
    actions.submit_langkah(s0, oleh=oleh)
    return actions.verify_langkah(s0, oleh=korkot)


def deliberate(siklus: Siklus, *, oleh: Any, hasil: str, putaran: int = 1) -> Langkah:
    """The RKM held and decided, all papers filed, ready to be submitted."""
    awal = today_in(siklus.wilayah_id) - timedelta(days=5)
    s1 = actions.start_langkah(stage(siklus, "S1", putaran=putaran), oleh=oleh, tanggal=awal)
    rapat = hold(s1, "S1-RKM", oleh=oleh)
    decide(s1, rapat, oleh=oleh, hasil=hasil)
    for kode in ("S1-BA", "S1-DH", *(["S1-RENCANA"] if hasil == "terima" else [])):
        sign(s1, kode, oleh=oleh)
    return s1


def decide(langkah: Langkah, rapat: Pertemuan, *, oleh: Any, hasil: str) -> Any:
    """The residents' decision in a held meeting."""
    catatan = "Warga belum siap bekerja tanpa bayaran." if hasil == "tolak" else ""
    return actions.record_keputusan(langkah, oleh=oleh, hasil=hasil, pertemuan=rapat, catatan=catatan)


def sign(langkah: Langkah, kode: str, *, oleh: Any) -> Any:
    """A signed paper with its photo."""
    tanda = [{"nama": "Asep Hidayat", "jabatan": "Lurah", "tanggal": str(today_in(langkah.wilayah_id))}]
    return actions.file_keluaran(
        langkah, oleh=oleh, kode=kode, berkas=paper(langkah), dari_kertas=True, penanda_tangan=tanda
    )
