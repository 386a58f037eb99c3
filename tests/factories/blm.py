"""The grant for tests, by our own actions: plan ratified, pagu, account, signed SPPB, files passed on. All people are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import factory

from bkm.models import BKM
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import SPPB, BerkasPencairan, Buku, PaguBLM, RekeningBKM, TahapBLM
from keuangan.models.berkas_pencairan import LANGKAH
from laporan.models import Berkas
from pronangkis import actions as rencana
from pronangkis.models import PJM
from siklus.models import Langkah
from tests.factories import pronangkis as pabrik_pjm
from tests.factories import siklus as pabrik_siklus
from tests.factories.akun import officer
from tests.factories.bkm_lembaga import living
from tests.factories.keuangan import BukuFactory, load_chart
from tests.factories.laporan import BerkasFactory
from tests.factories.wilayah import ParameterFactory

KELURAHAN, KECAMATAN, KOTA = "32.73.01.1001", "32.73.01", "32.73"
TAHUN = 2026
SK = {"nomor_sk": "12/KPTS/2026", "tanggal_sk": date(2026, 1, 15)}
# As a desa of 2007 divided its grant.
PORSI = {"lingkungan": "70", "ekonomi": "18", "sosial": "9", "bop": "3"}
REKENING = {
    "bank": "Bank Jabar", "alamat_bank": "Jalan Naripan 12, Bandung", "atas_nama": "BKM Cahaya Mandiri",
    "nomor": "0012-01-004567", "dibuka": date(2025, 6, 2),
}  # fmt: skip
TANDA = {
    "nomor": "05/SPPB/2026", "pemerintah_nama": "Drs. Yusuf Rekaan", "pemerintah_jabatan": "PJOK Kecamatan Sukasari",
    "koordinator_nama": "Dedi Kurnia", "mengetahui_nama": "Asep Hidayat",
}  # fmt: skip
HARI = date(2026, 3, 2)
PJOK = {"nomor": "PP-BLM/01/2026", "sk": "821/Kep.45/2026"}


def set_plan(persen: Sequence[float] = (60, 40), *, tahun: int = TAHUN, kode: str = KOTA) -> None:
    """What the Korkot set for a fiscal year: percent of each tranche."""
    ParameterFactory(
        kode="blm.persen_termin", nama="Pembagian tahap BLM", nilai=list(persen), jenis="daftar", satuan="% pagu", mode="block",
        berlaku_mulai=date(tahun, 1, 1), wilayah_id=kode,
    )  # fmt: skip


def ratified(kode: str = KELURAHAN) -> PJM:
    """A plan of this year on, of one activity, that the residents ratified."""
    pjm = pabrik_pjm.draft_of(kode)
    pabrik_pjm.activity(pjm)
    rencana.update_pjm(pjm, oleh=SISTEM, visi="Warga yang mandiri", misi="Air bersih")
    rencana.submit_pjm(pjm, oleh=SISTEM, alasan="Jadwal bulan menyusul.")
    langkah = Langkah.objects.get(pk=pjm.langkah_id)
    rembug = pabrik_siklus.hold(langkah, "S6-REMBUG", oleh=SISTEM, tanggal=date(2026, 2, 20))
    rencana.save_order(pjm, oleh=SISTEM, urut=[k.pk for k in pjm.kegiatan.all()])
    return rencana.ratify_pjm(pjm, oleh=SISTEM, koordinator_nama="Dedi Kurnia", lurah_nama="Asep", rembug=rembug)


def body(kode: str = KELURAHAN) -> BKM:
    """The living BKM of a kelurahan with its account; made where there is none."""
    bkm = BKM.objects.filter(wilayah=kode, status="aktif").first() or living(kode).bkm
    if not RekeningBKM.objects.filter(bkm=bkm, ditutup__isnull=True).exists():
        actions.open_rekening(bkm, oleh=SISTEM, **REKENING)
    return bkm


def allotted(
    kode: str = KELURAHAN, *, oleh: Any = SISTEM, tahun: int = TAHUN, umum: bool = True, **jumlah: int
) -> list[PaguBLM]:
    """The pagu of each source (rupiah): `apbn=..., apbd=...`; announced on the board."""
    hasil = []
    for sumber, n in (jumlah or {"apbn": 250_000_000}).items():
        pagu = actions.enter_pagu(kode, oleh=oleh, tahun_anggaran=tahun, sumber=sumber, jumlah=n, **SK)
        hasil.append(
            actions.publish_pagu(pagu, oleh=SISTEM, tanggal=date(2026, 2, 1), tempat="Papan RW") if umum else pagu
        )
    return hasil


def drafted(
    kode: str = KELURAHAN, *, oleh: Any = SISTEM, persen: Sequence[float] = (60, 40), porsi: Mapping[str, Any] = PORSI,
    swadaya: int = 75_000_000, **jumlah: int,
) -> SPPB:  # fmt: skip
    """A draft of the agreement of this year, with everything that it rests on but the ratified plan."""
    bkm = body(kode)
    if not PaguBLM.objects.filter(wilayah=kode, tahun_anggaran=TAHUN).exists():
        allotted(kode, **jumlah)
    set_plan(persen, kode=kode)
    return actions.draft_sppb(bkm, oleh=oleh, tahun_anggaran=TAHUN, porsi=porsi, swadaya=swadaya)


def signed(kode: str = KELURAHAN, *, oleh: Any = SISTEM, **isi: Any) -> SPPB:
    """The same, signed on paper."""
    sppb = drafted(kode, oleh=oleh, **isi)
    ratified(kode)
    return actions.sign_sppb(sppb, oleh=oleh, tanggal=HARI, berkas=photo(kode), **TANDA)


def photo(kode: str = KELURAHAN) -> Berkas:
    """A photo of a sheet, in an area."""
    return BerkasFactory(wilayah_id=kode)


def tranche(sppb: SPPB, ke: int = 1) -> TahapBLM:
    """One tranche."""
    return sppb.tahap.get(ke=ke)


def composed(
    sppb: SPPB, ke: int = 1, *, oleh: Any = SISTEM, sumber: str = "apbn", hari: date = HARI, lengkap: bool = True
) -> BerkasPencairan:
    """A file with all papers there, handed to the Tim Faskel."""
    berkas = actions.compose_berkas(tranche(sppb, ke), oleh=oleh, sumber=sumber, tanggal=hari)
    if lengkap:
        actions.check_kertas(berkas, oleh=SISTEM, kertas={k.kode: {"ada": True} for k in berkas.kertas.all()})
        berkas = actions.hand_over(berkas, oleh=oleh, tanggal=hari)
    return berkas


def right(berkas: BerkasPencairan, *, oleh: Any = SISTEM) -> BerkasPencairan:
    """Every paper of it found right."""
    kertas = {k.kode: {"ada": True, "benar": True} for k in berkas.kertas.all()}
    return actions.check_kertas(berkas, oleh=oleh, kertas=kertas)


def passed(
    berkas: BerkasPencairan,
    sampai: str = "satker",
    *,
    hari: date | None = None,
    oleh: Any = SISTEM,
    alasan: str = "Sesuai lapangan.",
) -> BerkasPencairan:
    """Passed on by the signed sheets of the five, up to one of them."""
    if berkas.status == "disusun":
        right(berkas)
    for kode, d in LANGKAH.items():
        if berkas.status == d.dari:
            isi = PJOK if kode == "pjok" else {}
            berkas = actions.pass_berkas(
                berkas,
                kode,
                oleh=oleh,
                tanggal=hari or berkas.sejak,
                nama=f"{d.nama} Rekaan",
                foto=photo(berkas.wilayah_id),
                alasan=alasan,
                **isi,
            )
        if kode == sampai:
            break
    return berkas


def paid(
    berkas: BerkasPencairan, *, hari: date = date(2026, 3, 10), oleh: Any = SISTEM, nomor: str = "0117/SP2D/2026"
) -> BerkasPencairan:
    """The money of a file that passed all five is received and booked."""
    ledger(berkas.tahap.sppb.bkm)
    berkas = passed(berkas) if berkas.status != "disetujui_satker" else berkas
    actions.note_surat(berkas, oleh=SISTEM, nomor_sp2d=nomor, tanggal_sp2d=hari)
    return actions.receive_blm(berkas, oleh=oleh, tanggal=hari)


def ledger(bkm: BKM) -> Buku:
    """The ledger of its Sekretariat, made where there is none."""
    ada = Buku.objects.filter(badan=bkm.badan_id, unit="sekretariat").first()
    if ada is None:
        load_chart()
        ada = BukuFactory(badan=bkm.badan, wilayah_id=bkm.wilayah_id, unit="sekretariat")
    return ada


def five(badan: Any = None) -> dict[str, Any]:
    """An officer of each of the five steps, by step."""
    return {
        "faskel": officer("blm.faskel", "faskel_cd", KELURAHAN), "korkot": officer("blm.korkot", "korkot", KOTA),
        "pjok": officer("blm.pjok", "pjok", KECAMATAN), "ppk": officer("blm.ppk", "ppk", KOTA),
        "satker": officer("blm.satker", "satker", KOTA),
    }  # fmt: skip


class PaguBLMFactory(factory.django.DjangoModelFactory):
    """Rp 250 million of APBN of this year."""

    class Meta:
        model = PaguBLM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> PaguBLM:
        return allotted(isi["wilayah_id"])[0]


class SPPBFactory(factory.django.DjangoModelFactory):
    """A draft."""

    class Meta:
        model = SPPB

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> SPPB:
        return drafted(isi["wilayah_id"])


class TahapBLMFactory(factory.django.DjangoModelFactory):
    """The only tranche of a draft."""

    class Meta:
        model = TahapBLM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> TahapBLM:
        return tranche(drafted(isi["wilayah_id"], persen=(100,)))


class BerkasPencairanFactory(factory.django.DjangoModelFactory):
    """The file of the first tranche of a signed agreement, not handed over yet."""

    class Meta:
        model = BerkasPencairan

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> BerkasPencairan:
        return composed(signed(isi["wilayah_id"]), lengkap=False)
