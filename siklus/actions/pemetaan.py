"""Writes of the Pemetaan Swadaya: problems, potentials, maps, and what the lokakarya agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.money import to_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from laporan.models import Berkas
from siklus.actions.refleksi import take_recording
from siklus.actions.umum import (
    author,
    client_id,
    needed,
    own_basis,
    people,
    save_changes,
    take_record,
)
from siklus.models import Bidang, BidangNihil, Kajian, Langkah, Masalah, Peta, Potensi
from wilayah.models import Basis

SYARAT = "siklus.pemetaan_terisi"
ISIAN_MASALAH = frozenset(
    {"bidang", "uraian", "sebab", "akibat", "basis", "lokasi", "terdampak_l", "terdampak_p", "kk_miskin", "sumber"}
)
ISIAN_POTENSI = frozenset({"bidang", "jenis", "uraian", "basis", "lokasi", "nilai", "kelompok_ada"})
TEKS = {"uraian": 500, "sebab": 1000, "akibat": 1000, "lokasi": 150}


@aksi
def record_masalah(
    langkah: Langkah, *, oleh: Any, id: Any = None, potensi: Sequence[Potensi] = (), **isi: Any
) -> Masalah:
    """Record one problem; the fields are those of the model (counts are persons and families).

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-02, SIK-04, SIK-66). Source: SIK-66.
    """
    baris = _langkah(langkah, oleh=oleh)
    masalah = Masalah(
        langkah=baris, wilayah_id=baris.wilayah_id, **_problem(isi, baris), **author(oleh), **client_id(id)
    )
    masalah.save(force_insert=True)
    _lean(masalah, potensi)
    catat("siklus.masalah.dicatat", masalah, rincian={"bidang": masalah.bidang})
    return masalah


@aksi
def update_masalah(masalah: Masalah, *, oleh: Any, potensi: Sequence[Potensi] | None = None, **isi: Any) -> Masalah:
    """Correct a valid problem. A change of field takes it off the agreed list. Raises: as `record_masalah`."""
    baris = _take(masalah, oleh=oleh)
    lengkap = {b: getattr(baris, b) for b in ISIAN_MASALAH} | isi
    bersih = _problem(lengkap, baris.langkah)
    if bersih["bidang"] != baris.bidang:
        bersih |= {"disepakati": False, "prioritas": None}
    ubah = save_changes(baris, bersih, ISIAN_MASALAH | {"disepakati", "prioritas"})
    if potensi is not None and {p.pk for p in potensi} != set(baris.potensi.values_list("pk", flat=True)):
        _lean(baris, potensi)
        ubah["potensi"] = []
    if ubah:
        catat("siklus.masalah.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def agree_masalah(langkah: Langkah, *, oleh: Any, bidang: str, masalah: Sequence[Masalah]) -> int:
    """What the lokakarya agreed on in one field, in order of priority (first = 1); the rest of the field is not agreed.

    Returns how many rows changed. Raises: as `record_masalah`; AturanDilanggar (SIK-68) for a field said to have none.
    Source: SIK-67.
    """
    baris = _langkah(langkah, oleh=oleh)
    ada = {m.pk: m for m in Masalah.objects.filter(langkah=baris, bidang=_field(bidang), status="sah")}
    pilih = [m.pk for m in masalah]
    if len(set(pilih)) != len(pilih) or any(pk not in ada for pk in pilih):
        raise IsianSalah({"masalah": [_("Pilih masalah bidang ini dari langkah ini.")]})
    if pilih and BidangNihil.objects.filter(langkah=baris, bidang=bidang, status="sah").exists():
        raise AturanDilanggar(
            _("Bidang ini sudah dinyatakan tanpa masalah. Cabut dulu pernyataannya."), aturan="SIK-68"
        )
    ubah = 0
    for pk, m in ada.items():
        ke = pilih.index(pk) + 1 if pk in pilih else None
        isi = {"disepakati": ke is not None, "prioritas": ke}
        ubah += bool(save_changes(m, isi, frozenset(isi)))
    if ubah:
        catat("siklus.masalah.disepakati", baris, rincian={"bidang": bidang, "jumlah": len(pilih)})
    return ubah


@aksi
def cancel_masalah(masalah: Masalah, *, oleh: Any, alasan: str) -> Masalah:
    """Take a problem back with a reason. Raises: as `cancel_keluaran`. Source: UMU-32."""
    return advance(_take(masalah, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def say_nihil(langkah: Langkah, *, oleh: Any, bidang: str, keterangan: str, id: Any = None) -> BidangNihil:
    """Say that residents found no problem in one field, and how they know.

    Raises: as `record_masalah`; AturanDilanggar (SIK-68) when a problem of the field is agreed on. Source: SIK-68.
    """
    baris = _langkah(langkah, oleh=oleh)
    if Masalah.objects.filter(langkah=baris, bidang=_field(bidang), status="sah", disepakati=True).exists():
        raise AturanDilanggar(_("Bidang ini punya masalah yang disepakati."), aturan="SIK-68")
    if BidangNihil.objects.filter(langkah=baris, bidang=bidang, status="sah").exists():
        raise AturanDilanggar(_("Bidang ini sudah dinyatakan tanpa masalah."), aturan="SIK-68")
    nihil = BidangNihil(
        langkah=baris, wilayah_id=baris.wilayah_id, bidang=bidang,
        keterangan=needed(keterangan, bidang="keterangan")[:300], **author(oleh), **client_id(id),
    )  # fmt: skip
    nihil.save(force_insert=True)
    catat("siklus.bidangnihil.dicatat", nihil, rincian={"bidang": bidang})
    return nihil


@aksi
def cancel_nihil(nihil: BidangNihil, *, oleh: Any, alasan: str) -> BidangNihil:
    """Withdraw the statement that a field has no problem. Raises: as `cancel_keluaran`. Source: UMU-32, SIK-68."""
    return advance(_take(nihil, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def record_potensi(langkah: Langkah, *, oleh: Any, id: Any = None, **isi: Any) -> Potensi:
    """Record one potential; `nilai` in rupiah, None where nobody knows it. Raises: as `record_masalah`. Source: SIK-69."""
    baris = _langkah(langkah, oleh=oleh)
    potensi = Potensi(
        langkah=baris, wilayah_id=baris.wilayah_id, **_potential(isi, baris), **author(oleh), **client_id(id)
    )
    potensi.save(force_insert=True)
    catat("siklus.potensi.dicatat", potensi, rincian={"bidang": potensi.bidang, "jenis": potensi.jenis})
    return potensi


@aksi
def update_potensi(potensi: Potensi, *, oleh: Any, **isi: Any) -> Potensi:
    """Correct a valid potential. Raises: as `record_potensi`."""
    baris = _take(potensi, oleh=oleh)
    lengkap = {b: getattr(baris, b) for b in ISIAN_POTENSI} | isi
    ubah = save_changes(baris, _potential(lengkap, baris.langkah), ISIAN_POTENSI)
    if ubah:
        catat("siklus.potensi.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def cancel_potensi(potensi: Potensi, *, oleh: Any, alasan: str) -> Potensi:
    """Take a potential back with a reason. Raises: as `cancel_keluaran`. Source: UMU-32."""
    return advance(_take(potensi, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def record_peta(
    langkah: Langkah,
    *,
    oleh: Any,
    jenis: str,
    berkas: Berkas,
    level: str = "kelurahan",
    basis: Basis | None = None,
    judul: str = "",
    skala: str = "",
    id: Any = None,
) -> Peta:
    """File one map with its photo. Raises: as `record_masalah`, Berkas.DoesNotExist. Source: SIK-70."""
    baris = _langkah(langkah, oleh=oleh)
    terlihat = Berkas.objects.visible_to(oleh).get(pk=berkas.pk)
    if terlihat.wilayah_id != baris.wilayah_id or not terlihat.berlaku:
        raise IsianSalah({"berkas": [_("Berkas ini bukan milik wilayah langkah, atau sudah dibatalkan.")]})
    if jenis not in Peta.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis peta yang tersedia.")]})
    if level not in Peta.Level.values or (level == Peta.Level.KELURAHAN) != (basis is None):
        raise IsianSalah({"basis": [_("Pilih RT/RW untuk peta di bawah kelurahan, kosongkan untuk kelurahan.")]})
    nama = judul.strip()[:150]
    if jenis == Peta.Jenis.TEMATIK:
        nama = needed(nama, bidang="judul", pesan=str(_("Tulis tema peta ini.")))
    peta = Peta(
        langkah=baris, wilayah_id=baris.wilayah_id, jenis=jenis, level=level, basis=own_basis(basis, baris), judul=nama,
        skala=skala.strip()[:30], berkas=terlihat, **author(oleh), **client_id(id),
    )  # fmt: skip
    peta.save(force_insert=True)
    catat("siklus.peta.disimpan", peta, rincian={"jenis": jenis})
    return peta


@aksi
def cancel_peta(peta: Peta, *, oleh: Any, alasan: str) -> Peta:
    """Take a map back with a reason. Raises: as `cancel_keluaran`. Source: UMU-32."""
    return advance(_take(peta, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _langkah(langkah: Langkah, *, oleh: Any) -> Langkah:
    return take_recording(langkah, oleh=oleh, syarat=SYARAT, aturan="SIK-66")


def _take(obj: Any, *, oleh: Any) -> Any:
    baris = take_record(obj, oleh=oleh)
    if baris.status != "sah":
        raise AturanDilanggar(_("Catatan ini sudah dibatalkan."), aturan="UMU-32")
    return baris


def _field(bidang: str) -> str:
    if bidang not in Bidang.values:
        raise IsianSalah({"bidang": [_("Pilih salah satu dari lima bidang.")]})
    return bidang


def _shared(isi: dict[str, Any], boleh: frozenset[str], langkah: Langkah) -> dict[str, Any]:
    asing = set(isi) - boleh
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    hasil = {b: str(isi.get(b) or "").strip()[:n] for b, n in TEKS.items() if b in boleh}
    hasil["uraian"] = needed(hasil["uraian"], bidang="uraian")
    return {**hasil, "bidang": _field(isi.get("bidang", "")), "basis": own_basis(isi.get("basis"), langkah)}


def _problem(isi: dict[str, Any], langkah: Langkah) -> dict[str, Any]:
    hasil = _shared(isi, ISIAN_MASALAH, langkah)
    for b in ("terdampak_l", "terdampak_p", "kk_miskin"):
        hasil[b] = None if isi.get(b) is None else people(isi[b], bidang=b)
    hasil["sumber"] = isi.get("sumber") or ""
    if hasil["sumber"] and hasil["sumber"] not in Kajian.values:
        raise IsianSalah({"sumber": [_("Pilih kajian PS-1 sampai PS-6.")]})
    return hasil


def _potential(isi: dict[str, Any], langkah: Langkah) -> dict[str, Any]:
    hasil = _shared(isi, ISIAN_POTENSI, langkah)
    if isi.get("jenis") not in Potensi.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis potensi yang tersedia.")]})
    nilai = isi.get("nilai")
    hasil |= {
        "jenis": isi["jenis"],
        "nilai": None if nilai in (None, "") else to_rupiah(nilai, bidang="nilai"),
        "kelompok_ada": bool(isi.get("kelompok_ada")),
    }
    if hasil["nilai"] is not None and hasil["nilai"] < 0:
        raise IsianSalah({"nilai": [_("Nilai tidak boleh kurang dari nol.")]})
    return hasil


def _lean(masalah: Masalah, potensi: Sequence[Potensi]) -> None:
    """The potentials of the same stage that a problem can lean on."""
    ids = {p.pk for p in potensi}
    sah = set(Potensi.objects.filter(pk__in=ids, langkah=masalah.langkah_id, status="sah").values_list("pk", flat=True))
    if sah != ids:
        raise IsianSalah({"potensi": [_("Pilih potensi dari langkah ini.")]})
    masalah.potensi.set(potensi)
