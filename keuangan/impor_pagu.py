"""Import of the official list of allocations: one row is one kelurahan, fiscal year and source. Source: BLM-01, BLM-03."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.impor import BarisRencana, Importir, Rencana
from inti.pelaku import lies_in
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from keuangan import izin
from keuangan.actions.blm import enter_pagu
from keuangan.models import PaguBLM, PaguSPPB
from keuangan.models.blm import TAHUN, SumberBLM
from wilayah.models import Wilayah

KOLOM = (
    KolomImpor("kode", gettext_lazy("Kode kelurahan"), wajib=True, contoh="32.73.01.1001"),
    KolomImpor("tahun_anggaran", gettext_lazy("Tahun anggaran"), "bulat", wajib=True, contoh=2026),
    KolomImpor(
        "sumber", gettext_lazy("Sumber"), wajib=True, contoh="APBN", petunjuk=gettext_lazy("APBN atau APBD")
    ),
    KolomImpor("jumlah", gettext_lazy("Pagu (rupiah)"), "bulat", wajib=True, contoh=250_000_000),
    KolomImpor("nomor_sk", gettext_lazy("Nomor keputusan"), wajib=True, contoh="12/KPTS/2026", maks=100),
    KolomImpor("tanggal_sk", gettext_lazy("Tanggal keputusan"), "tanggal", wajib=True, contoh="15-01-2026"),
    KolomImpor(
        "alasan", gettext_lazy("Alasan perubahan"), maks=300,
        petunjuk=gettext_lazy("wajib bila pagu yang sudah tercatat diganti"),
    ),
)  # fmt: skip
Kunci = tuple[str, int, str]


def _key(b: BarisImpor) -> Kunci:
    return str(b.nilai["kode"]).strip(), int(b.nilai["tahun_anggaran"]), str(b.nilai["sumber"]).strip().lower()


def plan_pagu(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the list with what stands; changes nothing. Three queries. Source: BLM-01, BLM-03."""
    kode = {_key(b)[0] for b in baris}
    nama = dict(Wilayah.objects.filter(pk__in=kode, tingkat="kelurahan", aktif=True).values_list("kode", "nama"))
    kini = {(p.wilayah_id, p.tahun_anggaran, p.sumber): p
            for p in PaguBLM._base_manager.filter(wilayah__in=kode, status="berlaku")}  # fmt: skip
    terikat = set(PaguSPPB._base_manager.filter(pagu__in=[p.pk for p in kini.values()]).exclude(sppb__status="batal")
                  .values_list("pagu_id", flat=True))  # fmt: skip
    rencana, terlihat = Rencana(), dict[Kunci, int]()
    for b in baris:
        kunci = _key(b)
        galat = _row_error(b, kunci, nama, kode_wilayah, terlihat)
        lama = kini.get(kunci)
        sama = lama is not None and _same(lama, b)
        if not galat and lama is not None and not sama:
            galat = _replace_error(b, lama, terikat)
        if galat:
            rencana.galat.append(GalatBaris(b.nomor, galat[0], galat[1]))
            continue
        terlihat[kunci] = b.nomor
        ringkas = f"{nama[kunci[0]]} {kunci[1]} {SumberBLM(kunci[2]).label}: {rupiah(Decimal(b.nilai['jumlah']))}"
        if lama is not None and not sama:
            ringkas += f" ({_('semula')} {rupiah(lama.jumlah)}; {b.nilai['alasan']})"
        keadaan = "baru" if lama is None else "sama" if sama else "berubah"
        rencana.baris.append(BarisRencana(b.nomor, keadaan, ringkas))  # type: ignore[arg-type]
    return rencana


def _row_error(
    b: BarisImpor, kunci: Kunci, nama: dict[str, str], kode_wilayah: str, terlihat: dict[Kunci, int]
) -> tuple[str, str] | None:
    """(heading, sentence) of what is wrong with a row by itself."""
    kode, tahun, sumber = kunci
    if kode not in nama:
        return str(KOLOM[0].judul), _("Kelurahan %(k)s tidak dikenal atau sudah ditutup.") % {"k": kode}
    if not lies_in(kode, kode_wilayah):
        return str(KOLOM[0].judul), _("Kelurahan ini di luar wilayah %(k)s.") % {"k": kode_wilayah}
    if not TAHUN[0] <= tahun <= TAHUN[1]:
        return str(KOLOM[1].judul), _("Isi tahun anggaran, misalnya 2026.")
    if sumber not in SumberBLM.values:
        return str(KOLOM[2].judul), _("Tulis APBN atau APBD.")
    if int(b.nilai["jumlah"]) <= 0:
        return str(KOLOM[3].judul), _("Isi rupiah utuh, lebih dari nol.")
    if kunci in terlihat:
        return "", _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[kunci]}
    return None


def _replace_error(b: BarisImpor, lama: PaguBLM, terikat: set[Any]) -> tuple[str, str] | None:
    if lama.pk in terikat:
        return "", _("Pagu lama %(n)s sudah dipakai dalam SPPB. Batalkan dulu SPPB-nya.") % {"n": rupiah(lama.jumlah)}
    if not str(b.nilai.get("alasan") or "").strip():
        pesan = _("Pagu ini sudah tercatat %(n)s. Tulis mengapa diganti.")
        return str(KOLOM[6].judul), pesan % {"n": rupiah(lama.jumlah)}
    return None


def _same(lama: PaguBLM, b: BarisImpor) -> bool:
    n = b.nilai
    return (int(lama.jumlah), lama.nomor_sk, lama.tanggal_sk) == (
        int(n["jumlah"]),
        n["nomor_sk"].strip(),
        n["tanggal_sk"],
    )


@aksi
def import_pagu(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked list; rows already so change nothing. Raises: as `enter_pagu`. Source: BLM-01, BLM-03."""
    sudah = set(PaguBLM._base_manager.filter(wilayah__in={_key(b)[0] for b in baris}).values_list("pk", flat=True))
    jumlah = {"baru": 0, "berubah": 0, "sama": 0}
    for b in baris:
        kode, tahun, dari = _key(b)
        pagu = enter_pagu(
            kode, oleh=oleh, tahun_anggaran=tahun, sumber=dari, jumlah=int(b.nilai["jumlah"]), nomor_sk=b.nilai["nomor_sk"],
            tanggal_sk=b.nilai["tanggal_sk"], alasan=str(b.nilai.get("alasan") or ""),
        )  # fmt: skip
        jumlah["sama" if pagu.pk in sudah else "berubah" if pagu.menggantikan_id else "baru"] += 1
    return jumlah


IMPOR_PAGU = Importir(
    judul=gettext_lazy("Pagu BLM"),
    izin=izin.KELOLA_PAGU,
    izin_baca=izin.LIHAT_BUKU,
    kolom=KOLOM,
    rencana=plan_pagu,
    simpan=import_pagu,
    selesai=lambda kode: f"{reverse('keuangan:pagu-daftar')}?wilayah={kode}",
    petunjuk=gettext_lazy(
        "Salin dari daftar keputusan resmi; pagu tidak dihitung. Perubahan menyimpan baris lamanya, dengan alasan."
    ),
)
