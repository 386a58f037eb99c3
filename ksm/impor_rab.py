"""Import of RAB from one sheet: one row for each line of cost, the number of its proposal on every row. UMU-26, USL-03.

The sheet is the whole RAB of each proposal that it names: its lines replace those that are there. Only open proposals are
written, each by whoever may write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.formats import rupiah
from inti.impor import BarisRencana, Importir, Rencana
from inti.izin import may
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from ksm import izin, tautan
from ksm.actions import write_isi
from ksm.models import BarisRAB, Usulan

KELOMPOK = {str(label).lower(): kode for kode, label in BarisRAB.Kelompok.choices} | {
    k: k for k in BarisRAB.Kelompok.values
}
UANG = ("blm", "swadaya", "lain")
KOLOM = (
    KolomImpor(
        "usulan", gettext_lazy("Usulan"), wajib=True, contoh="US 0001/2026", petunjuk=gettext_lazy("nomor usulannya")
    ),
    KolomImpor(
        "kelompok", gettext_lazy("Kelompok"), contoh="bahan", petunjuk=gettext_lazy("bahan, alat, upah, bantuan, lain")
    ),
    KolomImpor("uraian", gettext_lazy("Uraian"), wajib=True, contoh="Semen", maks=150),
    KolomImpor("volume", gettext_lazy("Volume"), "desimal", wajib=True, contoh="100"),
    KolomImpor("satuan", gettext_lazy("Satuan"), wajib=True, contoh="sak", maks=30),
    KolomImpor("harga", gettext_lazy("Harga satuan"), "bulat", wajib=True, contoh=70000),
    KolomImpor("blm", gettext_lazy("BLM"), "bulat", contoh=7000000),
    KolomImpor("swadaya", gettext_lazy("Swadaya"), "bulat", contoh=0),
    KolomImpor("lain", gettext_lazy("Dana lain"), "bulat", contoh=0),
)


def read(
    baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any
) -> tuple[dict[Any, tuple[Usulan, list[tuple[BarisImpor, dict[str, Any]]]]], list[GalatBaris]]:
    """Rows by proposal, and what is wrong with them. One query."""
    milik = Usulan.objects.visible_to(oleh).filter(wilayah=kode_wilayah).select_related("ksm")
    dikenal = {u.nomor_usulan: u for u in milik}
    hasil: dict[Any, tuple[Usulan, list[tuple[BarisImpor, dict[str, Any]]]]] = {}
    galat: list[GalatBaris] = []
    for b in baris:
        try:
            u = _proposal(str(b.nilai.get("usulan") or ""), dikenal, oleh)
            satu = _line(b)
            hasil.setdefault(u.pk, (u, []))[1].append((b, satu))
        except IsianSalah as salah:
            for kolom, pesan in salah.galat.items():
                judul = next((str(k.judul) for k in KOLOM if k.kode == kolom), kolom)
                galat.append(GalatBaris(b.nomor, judul, str(pesan[0])))
    return hasil, galat


def _proposal(teks: str, dikenal: dict[str, Usulan], oleh: Any) -> Usulan:
    nomor, _garis, tahun = teks.upper().replace("US", "").strip().partition("/")
    u = dikenal.get(f"US {int(nomor):04d}/{tahun.strip()}") if nomor.strip().isdigit() else None
    if u is None:
        raise IsianSalah({"usulan": [_("Usulan ini tidak ada di kelurahan ini.")]})
    if not u.terbuka or not may(oleh, izin.SUSUN_USULAN, u):
        raise IsianSalah({"usulan": [_("Isi usulan ini terkunci, atau bukan bagian Anda.")]})
    return u


def _line(b: BarisImpor) -> dict[str, Any]:
    """One row as the action takes it. Raises IsianSalah by column."""
    n = b.nilai
    kelompok = KELOMPOK.get(str(n.get("kelompok") or "bahan").strip().lower())
    if kelompok is None:
        raise IsianSalah({"kelompok": [_("Tulis bahan, alat, upah, bantuan, atau lain.")]})
    volume, harga = (Decimal(str(n.get(k) or 0)) for k in ("volume", "harga"))
    if not 0 < volume < Decimal(10) ** 10:
        raise IsianSalah({"volume": [_("Isi angka lebih dari nol.")]})
    if not harga or harga < 0 or harga % 1:
        raise IsianSalah({"harga": [_("Isi rupiah utuh, lebih dari nol.")]})
    uang = {k: Decimal(str(n.get(k) or 0)) for k in UANG}
    for k, v in uang.items():
        if v < 0 or v % 1:
            raise IsianSalah({k: [_("Isi rupiah utuh.")]})
    return {
        "kelompok": kelompok, "uraian": str(n["uraian"]).strip(), "volume": volume, "satuan": str(n["satuan"]).strip(),
        "harga_satuan": harga, **uang,
    }  # fmt: skip


def plan_rab(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the RAB that are there; changes nothing. Two queries."""
    per_usulan, galat = read(baris, kode_wilayah, oleh)
    rencana = Rencana(galat=galat)
    ada: dict[Any, list[BarisRAB]] = {}
    for r in BarisRAB.objects.filter(usulan__in=per_usulan).order_by("urut"):
        if r.ke == per_usulan[r.usulan_id][0].rab_tulis:
            ada.setdefault(r.usulan_id, []).append(r)
    for pk, (u, isi) in per_usulan.items():
        lama = ada.get(pk, [])
        for i, (b, satu) in enumerate(isi):
            keadaan = "baru"
            if i < len(lama):
                keadaan = "sama" if all(getattr(lama[i], k) == v for k, v in satu.items()) else "berubah"
            ringkas = f"{u}: {satu['uraian']}, {rupiah(round(satu['volume'] * satu['harga_satuan']))}"
            rencana.baris.append(BarisRencana(b.nomor, keadaan, ringkas))  # type: ignore[arg-type]
        if len(lama) > len(isi) and not any(x.keadaan != "sama" for x in rencana.baris[-len(isi) :]):
            b = isi[-1][0]
            pesan = _("%(usulan)s: %(n)d baris yang ada akan dihapus.") % {"usulan": u, "n": len(lama) - len(isi)}
            rencana.baris.append(BarisRencana(b.nomor, "berubah", pesan))
    return rencana


@aksi
def import_rab(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked sheet: each proposal gets its RAB, whole. Raises: IsianSalah, TidakBerwenang, AturanDilanggar (USL-02)."""
    per_usulan, galat = read(baris, kode_wilayah, oleh)
    if galat:
        raise IsianSalah({"berkas": [galat[0].pesan]})
    for u, isi in per_usulan.values():
        write_isi(u, oleh=oleh, rab=[satu for _b, satu in isi])
    return {"usulan": len(per_usulan), "baris": sum(len(isi) for _u, isi in per_usulan.values())}


IMPOR_RAB = Importir(
    judul=gettext_lazy("RAB usulan KSM"),
    izin=izin.SUSUN_USULAN,
    izin_baca=izin.LIHAT,
    kolom=KOLOM,
    rencana=plan_rab,
    simpan=import_rab,
    selesai=tautan.daftar_usulan,
    petunjuk=gettext_lazy(
        "Satu baris untuk satu baris RAB. RAB setiap usulan yang disebut diganti seluruhnya oleh lembar ini."
    ),
)
