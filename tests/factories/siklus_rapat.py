"""One RKM for tests of its papers, written straight to the tables (the engine has tests of its own)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from siklus.models import Keputusan, Langkah, Pertemuan, Relawan, Siklus
from wilayah.models import Basis


def rkm_meeting(kode: str = "32.73.01.1001", **ubah: Any) -> Pertemuan:
    """A planned RKM of a kelurahan whose Siklus runs."""
    siklus = Siklus.objects.create(wilayah_id=kode, definisi="p2kp@1", tahun_mulai=2026)
    langkah = Langkah.objects.create(
        siklus=siklus, wilayah_id=kode, definisi="p2kp@1", tahun=2026, kode="S1", tingkat="kelurahan", urutan=20,
        tanggal_mulai=date(2026, 11, 2),
    )  # fmt: skip
    move(langkah, "berjalan")
    isi: dict[str, Any] = {
        "jenis": "S1-RKM", "tingkat": "kelurahan", "rencana_tanggal": date(2026, 11, 14), "jam_mulai": time(8, 30),
        "jam_selesai": time(12, 0), "tempat": "Aula Kelurahan Sarijadi",
    }  # fmt: skip
    rapat = Pertemuan.objects.create(langkah=langkah, wilayah_id=kode, **{**isi, **ubah})
    return Pertemuan.objects.select_related("langkah", "wilayah", "basis").get(pk=rapat.pk)


def move(baris: Any, *status: str) -> Any:
    """Walk a row through its states, as the trigger table allows; the transitions have tests of their own."""
    for s in status:
        type(baris)._base_manager.filter(pk=baris.pk).update(status=s)
    return type(baris)._base_manager.get(pk=baris.pk)


def rkm_held(hasil: str = "terima", kode: str = "32.73.01.1001", **ubah: Any) -> Pertemuan:
    """An RKM that was held, with its decision and two relawan."""
    isi: dict[str, Any] = {
        "tanggal": date(2026, 11, 14), "pemimpin": "H. Dadang Suherman", "notulis": "Siti Rohaeni",
        "peserta_l": 61, "peserta_p": 65, "miskin_l": 20, "miskin_p": 28, "dewasa_l": 2301, "dewasa_p": 2447,
        "hasil": "Penjelasan tujuan, tahapan, dan kewajiban warga.\nTanya jawab tentang swadaya dan pengelolaan dana.",
    }  # fmt: skip
    rapat = move(rkm_meeting(kode, **{**isi, **ubah}), "terlaksana")
    Keputusan.objects.create(
        langkah=rapat.langkah, pertemuan=rapat, wilayah_id=kode, jenis="terima_tolak", hasil=hasil, tanggal=rapat.tanggal,
        catatan="" if hasil == "terima" else "Warga belum siap dengan kewajiban swadaya.",
    )  # fmt: skip
    rt = Basis.objects.create(wilayah_id=kode, jenis="rt", nomor="03")
    for nama, jk in (("Asep Saepudin", "L"), ("Neneng Komariah", "P")):
        Relawan.objects.create(
            siklus=rapat.langkah.siklus, langkah=rapat.langkah, wilayah_id=kode, nama=nama, jenis_kelamin=jk, basis=rt,
            sejak=rapat.tanggal,
        )  # fmt: skip
    return rapat
