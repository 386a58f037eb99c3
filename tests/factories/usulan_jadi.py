"""Proposals for tests, on a Renta line that residents ratified. Decisions are rows as the paper shows them; states follow them.

`usulan_in("berjalan")` walks a proposal to a state along legal changes. All people are invented.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import factory

from bkm.models import Kepengurusan, RapatBKM
from inti.pelaku import SISTEM
from ksm.models import (
    BAPPUK,
    BarisBAPPUK,
    BarisRAB,
    JanjiSwadaya,
    PemanfaatUsulan,
    Perjanjian,
    Usulan,
    VerifikasiUsulan,
)
from pronangkis import actions as rencana
from pronangkis.models import PJM, KegiatanRenta, Renta
from tests.factories import bkm_lembaga
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus
from tests.factories.ksm import KSMFactory
from tests.factories.ps2 import KeluargaFactory, place, put_on_ps2
from wilayah.waktu import today_in

KELURAHAN = pabrik.KELURAHAN
BIDANG = {"prasarana": "lingkungan", "sosial": "sosial", "ekonomi": "ekonomi"}
UNIT = {"prasarana": "upl", "sosial": "ups", "ekonomi": "upk"}
JENIS_KSM = {"prasarana": "lingkungan", "sosial": "sosial", "ekonomi": "ekonomi"}
HAK = Decimal(500_000)
# (group, what, volume, unit, price, who pays): 8,000,000 of which 2,000,000 swadaya; or three gifts of 500,000.
RAB = {
    "prasarana": [
        ("bahan", "Semen", 50, "zak", 70_000, "blm"), ("bahan", "Pasir", 10, "m3", 250_000, "blm"),
        ("upah", "Tenaga warga", 20, "HOK", 100_000, "swadaya"),
    ],
    "sosial": [
        ("bantuan", "Santunan", 3, "orang", 500_000, "blm"), ("lain", "Konsumsi", 1, "paket", 150_000, "swadaya"),
    ],
    "ekonomi": [("bantuan", "Modal usaha", 3, "orang", 500_000, "blm")],
}  # fmt: skip
JANJI = {
    "prasarana": [("tenaga", "Kerja bakti", 15, "HOK", 100_000), ("tunai", "Iuran warga", 1, "paket", 500_000)],
    "sosial": [("tunai", "Iuran warga", 1, "paket", 150_000)],
    "ekonomi": [],
}
# state -> the states passed on the way from draf; the rows that each stands on are made before.
JALAN = {
    "draf": [],
    "diajukan": ["diajukan"],
    "verifikasi_up": ["diajukan", "verifikasi_up"],
    "rapat_bkm": ["diajukan", "verifikasi_up", "rapat_bkm"],
    "kontrak": ["diajukan", "verifikasi_up", "rapat_bkm", "kontrak"],
    "cair": ["diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "cair"],
    "berjalan": ["diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "berjalan"],
    "lpj": ["diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "berjalan", "lpj"],
    "selesai": ["diajukan", "verifikasi_up", "rapat_bkm", "kontrak", "berjalan", "lpj", "selesai"],
}


def ratified(kode: str = KELURAHAN) -> Renta:
    """The first Renta of a kelurahan, ratified in its rembug with a line of each field; made once."""
    ada = Renta.objects.filter(wilayah=kode, status="disahkan").first()
    if ada is not None:
        return ada
    pjm = pabrik.draft_of(kode)
    for ke, bidang in enumerate(("lingkungan", "sosial", "ekonomi", "bop"), 1):
        isi: dict[str, Any] = {"biaya": {("blm_apbn", 1): Decimal(20_000_000), ("swadaya", 1): Decimal(ke * 1_000_000)}}
        if bidang == "bop":
            isi["kk_miskin"] = None
        pabrik.activity(pjm, bidang=bidang, nama=f"Kegiatan {bidang}", **isi)
    rencana.update_pjm(pjm, oleh=SISTEM, visi="Warga yang mandiri", misi="Air bersih")
    pjm = rencana.submit_pjm(PJM.objects.get(pk=pjm.pk), oleh=SISTEM, alasan="Jadwal bulan menyusul.")
    rembug = pabrik_siklus.hold(pjm.langkah, "S6-REMBUG", oleh=SISTEM)
    rencana.save_order(pjm, oleh=SISTEM, urut=[k.pk for k in pjm.kegiatan.order_by("urutan")])
    rencana.ratify_pjm(pjm, oleh=SISTEM, rembug=rembug, koordinator_nama="Dedi Kurnia", lurah_nama="Asep Hidayat")
    return Renta.objects.get(wilayah=kode, status="disahkan")


def renta_line(kode: str = KELURAHAN, jenis: str = "prasarana") -> KegiatanRenta:
    """The line of a ratified Renta that a proposal of this kind asks for."""
    return ratified(kode).kegiatan.get(kegiatan__program__bidang=BIDANG[jenis])


def meeting(kode: str = KELURAHAN) -> RapatBKM:
    """A members' meeting of seventy days ago, of the living BKM; both made once."""
    ada = RapatBKM.objects.filter(wilayah=kode, status="sah", pokok="BAPPUK").first()
    if ada is not None:
        return ada
    kepengurusan = Kepengurusan.objects.filter(wilayah=kode).first() or bkm_lembaga.living(kode)
    return bkm_lembaga.gathered(kepengurusan, tanggal=today_in(kode) - timedelta(days=70), pokok="BAPPUK")


class UsulanFactory(factory.django.DjangoModelFactory):
    """A draft of 8,000,000 of works (or of three gifts of 500,000 to households of PS-2), complete with all its lines.

    `isi=False` leaves the lines out; `isi__penerima=n` names n households.
    """

    class Meta:
        model = Usulan
        skip_postgeneration_save = True

    wilayah_id = KELURAHAN
    jenis = "prasarana"
    ksm = factory.LazyAttribute(lambda o: KSMFactory(wilayah_id=o.wilayah_id, jenis=JENIS_KSM[o.jenis]))
    kegiatan_renta = factory.LazyAttribute(lambda o: renta_line(o.wilayah_id, o.jenis))
    tahun = factory.LazyAttribute(lambda o: today_in(o.wilayah_id).year)
    nomor = factory.LazyAttribute(lambda o: Usulan.objects.filter(wilayah=o.wilayah_id, tahun=o.tahun).count() + 1)
    unit = factory.LazyAttribute(lambda o: UNIT[o.jenis])
    bernama = factory.LazyAttribute(lambda o: o.jenis != "prasarana")
    sifat = factory.LazyAttribute(lambda o: "sekali" if o.jenis == "sosial" else "")
    judul = factory.LazyAttribute(lambda o: "Saluran air RT 01" if o.jenis == "prasarana" else "Santunan lansia")
    latar = "Banjir setiap hujan."
    lokasi = "Gang Mawar"
    volume = factory.LazyAttribute(lambda o: Decimal(80) if o.jenis == "prasarana" else Decimal(3))
    satuan = factory.LazyAttribute(lambda o: "m" if o.jenis == "prasarana" else "orang")
    lahan = factory.LazyAttribute(lambda o: "milik_umum" if o.jenis == "prasarana" else "")
    pemelihara = factory.LazyAttribute(lambda o: "Kelompok Pemelihara RT 01" if o.jenis == "prasarana" else "")
    pemeliharaan = factory.LazyAttribute(lambda o: "Dibersihkan setiap bulan." if o.jenis == "prasarana" else "")

    @factory.post_generation
    def isi(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        """RAB, promises and beneficiaries of RAB 0."""
        if create and extracted is not False:
            fill(self, **kwargs)


def fill(usulan: Usulan, *, ke: int = 0, penerima: int = 3) -> None:
    """The lines of one RAB of a proposal, as they add up."""
    dasar: dict[str, Any] = {"usulan": usulan, "wilayah_id": usulan.wilayah_id, "ke": ke}
    for urut, (kelompok, uraian, volume, satuan, harga, dari) in enumerate(RAB[usulan.jenis], 1):
        banyak = penerima if kelompok == "bantuan" else volume
        BarisRAB.objects.create(
            **dasar, urut=urut, kelompok=kelompok, uraian=uraian, volume=banyak, satuan=satuan, harga_satuan=harga,
            **{dari: banyak * harga},
        )  # fmt: skip
    for urut, (bentuk, uraian, volume, satuan, harga) in enumerate(JANJI[usulan.jenis], 1):
        JanjiSwadaya.objects.create(
            **dasar, urut=urut, bentuk=bentuk, uraian=uraian, volume=volume, satuan=satuan, harga_satuan=harga
        )
    if not usulan.bernama:
        PemanfaatUsulan.objects.create(
            **dasar, urut=1, basis=place(usulan.wilayah_id), kk=40, kk_miskin=12, jiwa_l=80, jiwa_p=82
        )
        return
    for urut in range(1, penerima + 1):
        keluarga = KeluargaFactory(wilayah_id=usulan.wilayah_id)
        if usulan.jenis != "ekonomi":
            put_on_ps2(keluarga)
        PemanfaatUsulan.objects.create(
            **dasar, urut=urut, keluarga=keluarga, penerima=keluarga.nama_kk, nilai=HAK if usulan.jenis == "sosial" else None
        )  # fmt: skip


def stand(usulan: Usulan, status: str) -> None:
    """The row that a proposal needs before it may enter a state."""
    kode, kini = usulan.wilayah_id, today_in(usulan.wilayah_id)
    dasar: dict[str, Any] = {"usulan": usulan, "wilayah_id": kode}
    rab = list(usulan.barisrab.filter(ke=usulan.rab_ke))
    blm, swadaya, lain = (sum(getattr(b, x) for b in rab) for x in ("blm", "swadaya", "lain"))
    if status == "verifikasi_up":
        VerifikasiUsulan.objects.create(
            **dasar, unit=usulan.unit, tanggal=kini - timedelta(days=80), jawaban={}, ya=1, butir=1, hasil="layak",
            pemeriksa="Hendra Gunawan",
        )  # fmt: skip
    elif status == "rapat_bkm":
        renta = usulan.kegiatan_renta.renta
        nomor = BAPPUK.objects.filter(renta=renta).count() + 1
        bappuk = BAPPUK.objects.create(renta=renta, rapat=meeting(kode), nomor=nomor, wilayah_id=kode, tersedia=blm)
        BarisBAPPUK.objects.create(
            bappuk=bappuk, usulan=usulan, wilayah_id=kode, peringkat=1, putusan="disetujui", disetujui=blm
        )
        BAPPUK.objects.filter(pk=bappuk.pk).update(status="ditetapkan")
    elif status == "kontrak":
        Perjanjian.objects.create(
            **dasar, nomor=f"{usulan.nomor:03d}/SPPB/{usulan.tahun}", judul="Surat Perjanjian Pemanfaatan Dana",
            tanggal=kini - timedelta(days=60), mulai=kini - timedelta(days=60), selesai=kini + timedelta(days=30),
            blm=blm, swadaya=swadaya, lain=lain, pihak_bkm="Dedi Kurnia", pihak_ksm="Cucu Cahyati",
        )  # fmt: skip


def usulan_in(status: str = "berjalan", *, usulan: Usulan | None = None, **isi: Any) -> Usulan:
    """A proposal in a state, with everything that the way there needs: checklist, BAPPUK, agreement. `isi` as the factory."""
    baris = usulan or UsulanFactory(**isi)
    kini = today_in(baris.wilayah_id)
    for s in JALAN[status]:
        stand(baris, s)
        ubah: dict[str, Any] = {"status": s}
        if s == "diajukan":
            ubah["diajukan"] = kini - timedelta(days=90)
        if s == "selesai":
            ubah["selesai_pada"] = kini
        Usulan.objects.filter(pk=baris.pk).update(**ubah)
    return Usulan.objects.select_related("ksm", "wilayah").get(pk=baris.pk)
