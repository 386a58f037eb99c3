"""Demo helper: a running work with photos, swadaya and hand-over, and aid that reached most of its recipients.

By our own actions, as the UPL of the demo; all people and pictures are invented. Records lie between the agreement and today.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from akun.models import Pengguna
from bkm.queries import signers
from inti.peragaan import Tulis, chance, person
from inti.unggah import check_upload
from inti.unit_kerja import unit_kerja
from ksm import actions
from ksm.ceklis_mutu import newest
from ksm.models import Perjanjian, Usulan
from ksm.queries import officer_names
from ksm.queries_pelaksanaan import recipients_of
from ksm.queries_usulan import promises_of
from laporan.actions import save_berkas
from pronangkis.demo import village_head
from siklus.demo.desa import sheet_picture
from wilayah.waktu import today_in

TITIK = ("Depan pos ronda", "Tikungan gang", "Ujung dekat sungai")
WARNA = {0: (150, 130, 100), 50: (150, 150, 140), 100: (120, 160, 120)}
SANTUNAN = Decimal(300_000)


def load_karya(kode: str, *, tulis: Tulis) -> int:
    """Works and aid of a kelurahan, once: needs proposals under an agreement and the UPL. Returns how many were recorded."""
    upl = Pengguna.objects.filter(username="upl").first()
    semua = Usulan._base_manager.filter(wilayah=kode, status__in=["kontrak", "berjalan"]).exclude(jenis="ekonomi")
    baris = list(semua.select_related("ksm", "wilayah").order_by("nomor"))
    if upl is None or not baris or any(u.fotopekerjaan.exists() for u in baris):
        return 0
    karya = next((u for u in baris if u.status == "berjalan" and u.unit == "upl"), None)
    baru = next((u for u in baris if u.status == "kontrak" and u.unit == "upl"), None)
    bantuan = next((u for u in baris if u.jenis == "sosial" and u.bernama), None)
    for u, kerja in ((karya, _build), (baru, _begin), (bantuan, _give)):
        if u is not None:
            unit_kerja(partial(kerja, u, upl), oleh=upl)
    n = sum(u is not None for u in (karya, baru, bantuan))
    tulis(f"  ksm: {n} pekerjaan dan bantuan")
    return n


def _build(u: Usulan, oleh: Any) -> None:
    """A small work that residents finished in a few days: photos, swadaya, quality, hand-over, upkeep."""
    mulai, kini = _agreed(u), today_in(u.wilayah_id)
    hari = [mulai + (kini - mulai) * i // 3 for i in range(4)]
    isi = (
        ("20", "Galian dan persiapan bahan", "Hujan sore hari"),
        ("60", "Pasangan batu", ""),
        ("100", "Plester dan perapian", ""),
    )
    for tanggal, (persen, uraian, kendala) in zip(dict.fromkeys(hari[1:]), isi, strict=False):
        actions.record_kemajuan(
            u, oleh=oleh, tanggal=tanggal, persen=Decimal(persen), uraian=uraian, kendala=kendala,
            tindak="Dikerjakan pagi" if kendala else "",
        )  # fmt: skip
    for tahap, tanggal in ((0, hari[0]), (50, hari[2]), (100, hari[3])):
        for titik in TITIK:
            foto = _photo(u, oleh, titik, tahap)
            actions.file_foto(u, oleh=oleh, titik=titik, tahap=tahap, tanggal=tanggal, berkas=foto)
    for uraian, volume, satuan in (("Semen", "24", "zak"), ("Pasir", "6", "m3"), ("Batu kali", "4,5", "m3")):
        actions.record_bahan(
            u, oleh=oleh, tanggal=hari[1], uraian=uraian, volume=Decimal(volume.replace(",", ".")), satuan=satuan,
            pemasok="Toko bahan terdekat",
        )  # fmt: skip
    for j in promises_of(u, u.rab_ke):
        actions.record_swadaya(
            u, oleh=oleh, tanggal=hari[2], janji=j, volume=j.volume, jumlah=j.nilai, orang=12, jam=Decimal(7)
        )
    actions.record_swadaya(
        u,
        oleh=oleh,
        tanggal=hari[2],
        bentuk="tunai",
        uraian="Iuran minum",
        jumlah=Decimal(150_000),
        penyumbang="Warga RT",
    )
    actions.check_mutu(
        u, oleh=oleh, tanggal=kini, pemeriksa=_examiners(u), hasil="baik", volume=u.volume,
        jawaban={b.kode: {"ya": True} for b in newest().butir},
    )  # fmt: skip
    if hari[-1] > hari[1]:
        penjaga = person(chance(f"pemelihara-{u.wilayah_id}"), "L")
        actions.hand_over(
            u, oleh=oleh, tanggal=kini, selesai=kini, volume=u.volume, kepada=penjaga,
            dari=officer_names(u.ksm).get("ketua", "Ketua KSM"), saksi=village_head(u.wilayah_id),
        )  # fmt: skip
        actions.form_pemelihara(
            u, oleh=oleh, nama=u.pemelihara or "Kelompok pemelihara RT", ketua=penjaga, dibentuk=kini, umur_tahun=10,
            irama="bulanan", iuran=Decimal(2_000), tugas=u.pemeliharaan,
        )  # fmt: skip
        actions.record_kas_pemelihara(
            u, oleh=oleh, tanggal=kini, arah="masuk", jumlah=Decimal(60_000), uraian="Iuran pertama 30 KK"
        )


def _examiners(u: Usulan) -> str:
    """The head of the UPL and the facilitator of works, by name."""
    teknik = Pengguna.objects.filter(username="faskel.teknik").values_list("nama", flat=True).first()
    return " dan ".join(n for n in (signers(u.wilayah_id).get("upl"), teknik) if n) or "UPL"


def _begin(u: Usulan, oleh: Any) -> None:
    """A work that begins: the spots before anything was done."""
    for titik in TITIK[:2]:
        foto = _photo(u, oleh, titik, 0)
        actions.file_foto(u, oleh=oleh, titik=titik, tahap=0, tanggal=_agreed(u), berkas=foto)


def _give(u: Usulan, oleh: Any) -> None:
    """All but the last two signed the sheet; one of them received at home."""
    penerima = [p.pemanfaat for p in recipients_of(u)]
    if not penerima:
        return
    hari, lembar = today_in(u.wilayah_id), _upload(u, oleh, sheet_picture("Tanda terima"), penerima[0], "tanda_terima")
    bersama = penerima[: max(1, len(penerima) - 2)]
    umum: dict[str, Any] = {"tanggal": hari, "bentuk": "uang"}
    actions.receive_from_sheet(
        u, oleh=oleh, bukti="tanda_tangan", berkas=lembar, pemanfaat=bersama,
        jumlah={p.pk: p.nilai or SANTUNAN for p in bersama}, **umum,
    )  # fmt: skip
    if len(penerima) > len(bersama) + 1:
        satu = penerima[len(bersama)]
        foto = _upload(u, oleh, _picture("Penyerahan di rumah", WARNA[100]), satu, "tanda_terima")
        actions.receive_bantuan(satu, oleh=oleh, bukti="foto", berkas=foto, jumlah=satu.nilai or SANTUNAN, **umum)


def _agreed(u: Usulan) -> date:
    """The day of its agreement; yesterday at the latest, so that a work has days."""
    janji = Perjanjian._base_manager.filter(usulan=u, status="sah").first()
    kini = today_in(u.wilayah_id)
    return janji.tanggal if janji is not None else kini - timedelta(days=1)


def _photo(u: Usulan, oleh: Any, titik: str, tahap: int) -> Any:
    return _upload(u, oleh, _picture(f"{titik} {tahap}%", WARNA[tahap]), u, "foto")


def _upload(u: Usulan, oleh: Any, isi: bytes, objek: Any, slot: str) -> Any:
    unggahan = check_upload(SimpleUploadedFile("contoh.jpg", isi, "image/jpeg"))
    return save_berkas(unggahan, oleh=oleh, wilayah=u.wilayah, objek=objek, slot=slot, badan_id=u.ksm.badan_id)


def _picture(teks: str, warna: tuple[int, int, int]) -> bytes:
    """A made-up photo: ground, a channel, the word CONTOH. JPEG bytes."""
    from PIL import Image, ImageDraw

    gambar = Image.new("RGB", (960, 720), warna)
    pena = ImageDraw.Draw(gambar)
    pena.rectangle((0, 0, 960, 300), fill=(190, 210, 225))
    pena.polygon([(420, 300), (540, 300), (760, 720), (200, 720)], fill=tuple(max(0, c - 45) for c in warna))
    pena.text((40, 40), f"CONTOH - {teks}", fill=(60, 60, 60))
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=70)
    return keluar.getvalue()
