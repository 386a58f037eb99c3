"""Writes of the Refleksi Kemiskinan: what each discussion said, and the one list that the kelurahan agrees on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, needed, own_basis, save_changes, take_langkah, take_record
from siklus.models import Langkah, Nilai, Pertemuan, RefleksiButir
from wilayah.models import Basis

ISIAN = frozenset({"uraian", "cakupan", "bobot", "nilai", "urutan"})
BOBOT_MAKS = 100
SYARAT = "siklus.refleksi_terisi"


@aksi
def record_butir(
    langkah: Langkah,
    *,
    oleh: Any,
    jenis: str,
    uraian: str,
    pertemuan: Pertemuan | None = None,
    basis: Basis | None = None,
    cakupan: str = "",
    bobot: int | None = None,
    nilai: Sequence[str] = (),
    disepakati: bool = False,
    id: Any = None,
) -> RefleksiButir:
    """Record one point of a discussion, or (with `disepakati`) one of the kelurahan's list put in directly.

    A point of a meeting belongs to the meeting's place. `bobot` 1 to 100.
    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-02, SIK-04, SIK-62, SIK-64).
    Source: SIK-62.
    """
    baris = take_recording(langkah, oleh=oleh, syarat=SYARAT, aturan="SIK-62")
    if jenis not in RefleksiButir.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis butir yang tersedia.")]})
    if pertemuan is not None:
        if pertemuan.langkah_id != baris.pk or pertemuan.status != Pertemuan.Status.TERLAKSANA:
            raise IsianSalah({"pertemuan": [_("Pilih pertemuan langkah ini yang sudah terlaksana.")]})
        basis = pertemuan.basis
    if disepakati:
        pertemuan = basis = None
    isi = _checked(jenis, uraian=uraian, cakupan=cakupan, bobot=bobot, nilai=nilai)
    if disepakati:
        _require_new(baris, jenis, isi["uraian"])
    butir = RefleksiButir(
        langkah=baris, wilayah_id=baris.wilayah_id, jenis=jenis, pertemuan=pertemuan, basis=own_basis(basis, baris),
        disepakati=disepakati, urutan=_next(baris, jenis) if disepakati else 0, **isi, **author(oleh), **client_id(id),
    )  # fmt: skip
    butir.save(force_insert=True)
    catat("siklus.refleksibutir.dicatat", butir, rincian={"jenis": jenis, "disepakati": disepakati})
    return butir


@aksi
def update_butir(butir: RefleksiButir, *, oleh: Any, **isi: Any) -> RefleksiButir:
    """Correct the words, reach, weight or values of a valid point. Raises: as `record_butir`. Source: SIK-62."""
    baris = _take(butir, oleh=oleh)
    lengkap = {b: getattr(baris, b) for b in ("uraian", "cakupan", "bobot", "nilai")} | isi
    urutan = lengkap.pop("urutan", baris.urutan)
    asing = set(lengkap) - ISIAN
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    bersih = _checked(baris.jenis, **lengkap)
    if baris.disepakati and bersih["uraian"].lower() != baris.uraian.lower():
        _require_new(baris.langkah, baris.jenis, bersih["uraian"], kecuali=baris, visi=False)
    ubah = save_changes(baris, {**bersih, "urutan": urutan}, ISIAN)
    if ubah:
        catat("siklus.refleksibutir.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def unite_butir(
    langkah: Langkah,
    *,
    oleh: Any,
    butir: Sequence[RefleksiButir],
    uraian: str,
    cakupan: str = "",
    bobot: int | None = None,
    nilai: Sequence[str] = (),
) -> RefleksiButir:
    """Put points that say the same into one agreed point of the kelurahan, new or already on the list by these words.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, SIK-63, SIK-64). Source: SIK-63.
    """
    baris = take_recording(langkah, oleh=oleh, syarat=SYARAT, aturan="SIK-62")
    ids = {b.pk for b in butir}
    asal = list(RefleksiButir.objects.visible_to(oleh).filter(pk__in=ids, langkah=baris, status="sah"))
    jenis = {b.jenis for b in asal}
    if not ids or len(asal) != len(ids) or len(jenis) != 1:
        raise IsianSalah({"butir": [_("Pilih butir yang sejenis dari langkah ini.")]})
    if any(b.disepakati or b.disepakati_dari_id for b in asal):
        raise AturanDilanggar(
            _("Ada butir yang sudah menjadi bagian daftar kelurahan. Batalkan butir kelurahannya dulu."),
            aturan="SIK-63",
        )
    satu = jenis.pop()
    kata = needed(uraian, bidang="uraian")
    sepakat = RefleksiButir.objects.filter(
        langkah=baris, jenis=satu, status="sah", disepakati=True, uraian__iexact=kata
    ).first()
    if sepakat is None:
        nilai = nilai or sorted({n for b in asal for n in b.nilai})
        sepakat = record_butir(
            baris, oleh=oleh, jenis=satu, uraian=kata, cakupan=cakupan or asal[0].cakupan, bobot=bobot, nilai=nilai,
            disepakati=True,
        )  # fmt: skip
    for b in asal:
        save_changes(b, {"disepakati_dari": sepakat}, frozenset({"disepakati_dari"}))
    catat("siklus.refleksibutir.disatukan", sepakat, rincian={"asal": len(asal)})
    return sepakat


@aksi
def order_butir(langkah: Langkah, *, oleh: Any, butir: Sequence[RefleksiButir]) -> int:
    """Put agreed points of one kind into this order (1 = first); returns how many moved. Source: SIK-64.

    Raises: as `unite_butir`.
    """
    baris = take_recording(langkah, oleh=oleh, syarat=SYARAT, aturan="SIK-62")
    ada = {b.pk: b for b in RefleksiButir.objects.filter(langkah=baris, status="sah", disepakati=True)}
    if any(b.pk not in ada for b in butir) or len({ada[b.pk].jenis for b in butir}) > 1:
        raise IsianSalah({"butir": [_("Pilih butir yang sejenis dari langkah ini.")]})
    pindah = 0
    for ke, b in enumerate(butir, start=1):
        pindah += bool(save_changes(ada[b.pk], {"urutan": ke}, frozenset({"urutan"})))
    if pindah:
        catat("siklus.refleksibutir.diurutkan", baris, rincian={"jumlah": pindah})
    return pindah


@aksi
def cancel_butir(butir: RefleksiButir, *, oleh: Any, alasan: str) -> RefleksiButir:
    """Take a point back with a reason; points that went into it are free again. Source: UMU-32, SIK-63.

    Raises: RefleksiButir.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (SIK-04).
    """
    baris = _take(butir, oleh=oleh)
    for asal in RefleksiButir.objects.filter(disepakati_dari=baris):
        save_changes(asal, {"disepakati_dari": None}, frozenset({"disepakati_dari"}))
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def take_recording(langkah: Langkah, *, oleh: Any, syarat: str, aturan: str) -> Langkah:
    """The open, running stage whose definition asks for this kind of record.

    Raises: as `take_langkah`; AturanDilanggar with `aturan` for another stage, SIK-02 for one that has not begun.
    """
    baris = take_langkah(langkah, oleh=oleh)
    if not any(s.fungsi == syarat for s in baris.aturan_main.syarat):
        raise AturanDilanggar(_("Langkah ini tidak mencatat hal itu."), aturan=aturan)
    if baris.status == Langkah.Status.BELUM:
        raise AturanDilanggar(_("Mulai dulu langkah ini sebelum mencatat hasilnya."), aturan="SIK-02")
    return baris


def _take(butir: RefleksiButir, *, oleh: Any) -> RefleksiButir:
    baris = take_record(butir, oleh=oleh)
    if baris.status != "sah":
        raise AturanDilanggar(_("Butir ini sudah dibatalkan."), aturan="UMU-32")
    return baris


def _checked(
    jenis: str, *, uraian: str, cakupan: str = "", bobot: int | None = None, nilai: Sequence[str] = ()
) -> dict[str, Any]:
    kriteria = jenis == RefleksiButir.Jenis.KRITERIA
    if kriteria and cakupan not in RefleksiButir.Cakupan.values:
        raise IsianSalah({"cakupan": [_("Pilih apakah kriteria ini mengukur keluarga atau kawasan.")]})
    if bobot is not None and not (kriteria and 1 <= bobot <= BOBOT_MAKS):
        raise IsianSalah({"bobot": [_("Bobot hanya untuk kriteria, 1 sampai 100.")]})
    if set(nilai) - set(Nilai.values):
        raise IsianSalah({"nilai": [_("Pilih dari enam nilai.")]})
    if nilai and jenis != RefleksiButir.Jenis.PEMIMPIN:
        raise IsianSalah({"nilai": [_("Nilai hanya untuk ciri pemimpin.")]})
    return {
        "uraian": needed(uraian, bidang="uraian")[:500],
        "cakupan": cakupan if kriteria else "",
        "bobot": bobot,
        "nilai": [n for n in Nilai.values if n in set(nilai)],
    }


def _require_new(
    langkah: Langkah, jenis: str, uraian: str, *, kecuali: RefleksiButir | None = None, visi: bool = True
) -> None:
    """The agreed list has no point twice and one vision; the unique indexes hold the same. Source: SIK-64."""
    sepakat = RefleksiButir.objects.filter(langkah=langkah, jenis=jenis, status="sah", disepakati=True)
    if kecuali is not None:
        sepakat = sepakat.exclude(pk=kecuali.pk)
    if visi and jenis == RefleksiButir.Jenis.VISI and sepakat.exists():
        raise AturanDilanggar(
            _("Visi awal yang disepakati hanya satu. Batalkan yang lama dulu, atau ubah kalimatnya."), aturan="SIK-64"
        )
    if sepakat.filter(uraian__iexact=uraian).exists():
        raise AturanDilanggar(_("Butir ini sudah ada di daftar kelurahan."), aturan="SIK-64")


def _next(langkah: Langkah, jenis: str) -> int:
    akhir = (
        RefleksiButir.objects.filter(langkah=langkah, jenis=jenis, status="sah", disepakati=True)
        .order_by("-urutan")
        .values_list("urutan", flat=True)
        .first()
    )
    return min((akhir or 0) + 1, 32767)
