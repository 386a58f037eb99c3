"""Writes of the lines: programmes, activities, their costs, places and problems. Renta follows by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.money import MAKS, split_rupiah
from inti.unit_kerja import aksi, catat
from pronangkis.actions.renta import follow_plan
from pronangkis.actions.umum import take_plan
from pronangkis.models import (
    PJM,
    BiayaKegiatan,
    Bidang,
    KegiatanPJM,
    KegiatanRenta,
    NilaiPrioritas,
    PasanganPrioritas,
    ProgramPJM,
)
from siklus.actions.umum import author, client_id, needed, save_changes, take
from siklus.models import Masalah, SumberDana
from wilayah.models import Basis

PROGRAM = frozenset({"bidang", "nama", "tujuan", "urutan"})
TEKS = {"nama": 200, "lokasi": 200, "satuan": 30, "pelaksana": 100, "keterangan": 300}
VOLUME = ("volume", "volume_1", "volume_2", "volume_3")
ORANG = ("pemanfaat_l", "pemanfaat_p", "kk_miskin")
BARIS = frozenset({*TEKS, *VOLUME, *ORANG, "unit", "urutan", "program"})
VOLUME_MAKS = Decimal("9999999999.99")
ORANG_MAKS = 1_000_000
KEGIATAN_MAKS = 500
# The unit that usually answers for a field.
UNIT_BIDANG = {
    "lingkungan": "upl",
    "sosial": "ups",
    "ekonomi": "upk",
    "kelembagaan": "sekretariat",
    "bop": "sekretariat",
}

Biaya = Mapping[tuple[str, int], Decimal]


# -- programmes ----------------------------------------------------------------------------------------------------


@aksi
def add_program(pjm: PJM, *, oleh: Any, bidang: str, nama: str, tujuan: str = "", id: Any = None) -> ProgramPJM:
    """Add a programme to a draft; the same name in the same field gives the one that is there.

    Raises: PJM.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-09, SIK-04), IsianSalah. Source: PJM-04.
    """
    return _programme(take_plan(pjm, oleh=oleh), oleh=oleh, bidang=bidang, nama=nama, tujuan=tujuan, id=id)


@aksi
def update_program(program: ProgramPJM, *, oleh: Any, **isi: Any) -> ProgramPJM:
    """Change name, field or aim of a programme. Raises: as `add_program`. Source: PJM-04."""
    baris = _take_programme(program, oleh=oleh)
    if "bidang" in isi and isi["bidang"] not in Bidang.values:
        raise IsianSalah({"bidang": [_("Pilih bidangnya.")]})
    if "nama" in isi:
        isi["nama"] = needed(isi["nama"], bidang="nama")[:150]
    kembar = ProgramPJM.objects.filter(
        pjm=baris.pjm_id, bidang=isi.get("bidang", baris.bidang), nama__iexact=isi.get("nama", baris.nama)
    ).exclude(pk=baris.pk)
    if kembar.exists():
        raise IsianSalah({"nama": [_("Program dengan nama ini sudah ada dalam bidang tersebut.")]})
    ubah = save_changes(baris, isi, PROGRAM)
    if ubah:
        catat("pronangkis.program.diubah", baris, rincian=ubah)
    return baris


@aksi
def remove_program(program: ProgramPJM, *, oleh: Any) -> None:
    """Take an empty programme out of a draft. Raises: as `add_program`. Source: PJM-09."""
    baris = _take_programme(program, oleh=oleh)
    if baris.kegiatan.exists():
        raise AturanDilanggar(
            _("Program ini masih berisi kegiatan. Pindahkan atau hapus dulu kegiatannya."), aturan="PJM-04"
        )
    pjm = baris.pjm
    nama = baris.nama
    baris.delete()
    catat("pronangkis.program.dihapus", pjm, rincian={"program": nama})


def _programme(pjm: PJM, *, oleh: Any, bidang: str, nama: str, tujuan: str = "", id: Any = None) -> ProgramPJM:
    if bidang not in Bidang.values:
        raise IsianSalah({"bidang": [_("Pilih bidangnya.")]})
    bersih = needed(nama, bidang="nama")[:150]
    ada = ProgramPJM.objects.filter(pjm=pjm, bidang=bidang, nama__iexact=bersih).first()
    if ada is not None:
        return ada
    akhir = ProgramPJM.objects.filter(pjm=pjm, bidang=bidang).aggregate(n=Max("urutan"))["n"] or 0
    program = ProgramPJM(
        pjm=pjm, wilayah_id=pjm.wilayah_id, bidang=bidang, nama=bersih, tujuan=tujuan.strip()[:500], urutan=akhir + 1,
        **author(oleh), **client_id(id),
    )  # fmt: skip
    program.save(force_insert=True)
    catat("pronangkis.program.ditambahkan", program)
    return program


def _take_programme(program: ProgramPJM, *, oleh: Any) -> ProgramPJM:
    terlihat = ProgramPJM.objects.visible_to(oleh).select_related("pjm").get(pk=program.pk)
    take_plan(terlihat.pjm, oleh=oleh)
    baris: ProgramPJM = take(ProgramPJM, program.pk, oleh=oleh)
    return baris


# -- activities ----------------------------------------------------------------------------------------------------


@aksi
def add_kegiatan(
    pjm: PJM,
    *,
    oleh: Any,
    program: ProgramPJM,
    nama: str,
    basis: Iterable[Basis] = (),
    masalah: Iterable[Masalah] = (),
    biaya: Biaya | None = None,
    id: Any = None,
    **isi: Any,
) -> KegiatanPJM:
    """Add one activity to a draft; only its name is asked while typing. `biaya`: (source, year of plan) -> rupiah.

    Raises: PJM.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-09, SIK-04), IsianSalah. Source: PJM-04 .. PJM-08.
    """
    induk = take_plan(pjm, oleh=oleh)
    baris = _insert(induk, oleh=oleh, program=program, nama=nama, nomor=_last_number(induk) + 1, id=id, **isi)
    _attach(baris, induk, basis=basis, masalah=masalah)
    if biaya:
        _set_costs(baris, biaya, induk, oleh=oleh)
    follow_plan(induk, oleh=oleh)
    catat("pronangkis.kegiatan.ditambahkan", baris)
    return baris


@aksi
def add_many(pjm: PJM, *, oleh: Any, baris: Sequence[Mapping[str, Any]]) -> list[KegiatanPJM]:
    """Add several activities at once, as pasted or imported: each row as `add_kegiatan`, its programme by name.

    A row carries `bidang`, `program_nama`, `nama` and what else it knows; `basis` and `masalah` are rows of their
    models. The number of queries does not grow with the rows, except for new programmes. Raises: as `add_kegiatan`;
    IsianSalah names the row. Source: PJM-20.
    """
    induk = take_plan(pjm, oleh=oleh)
    nomor = _last_number(induk)
    if len(baris) + induk.kegiatan.count() > KEGIATAN_MAKS:
        raise IsianSalah({"baris": [_("Satu PJM paling banyak berisi 500 kegiatan.")]})
    program: dict[tuple[str, str], ProgramPJM] = {}
    kegiatan: list[KegiatanPJM] = []
    biaya: list[BiayaKegiatan] = []
    tempat: list[Any] = []
    jawaban: list[Any] = []
    aktif = _sources()
    for ke, isi in enumerate(baris, 1):
        data = dict(isi)
        kunci = (data.pop("bidang"), data.pop("program_nama").strip().lower())
        if kunci not in program:
            program[kunci] = _programme(induk, oleh=oleh, bidang=kunci[0], nama=isi["program_nama"])
        lokasi_baris, masalah, uang = data.pop("basis", ()), data.pop("masalah", ()), data.pop("biaya", {})
        _check_problems(masalah, induk)
        try:
            k = _build(induk, oleh=oleh, program=program[kunci], nomor=nomor + ke, **data)
        except IsianSalah as galat:
            raise IsianSalah({f"baris_{ke}": [str(p) for v in galat.galat.values() for p in v]}) from galat
        kegiatan.append(k)
        biaya += _cost_rows(k, uang, induk, aktif, oleh=oleh)
        tempat += [KegiatanPJM.basis.through(kegiatanpjm_id=k.pk, basis_id=b.pk) for b in lokasi_baris]
        jawaban += [(k.pk, m.pk) for m in masalah]
    KegiatanPJM.objects.bulk_create(kegiatan)
    BiayaKegiatan.objects.bulk_create(biaya)
    KegiatanPJM.basis.through.objects.bulk_create(tempat)
    antara = KegiatanPJM.masalah.through
    antara.objects.bulk_create([antara(kegiatanpjm_id=k, masalah_id=m) for k, m in jawaban])
    follow_plan(induk, oleh=oleh)
    catat("pronangkis.kegiatan.ditambahkan_banyak", induk, rincian={"kegiatan": len(kegiatan)})
    return kegiatan


@aksi
def update_kegiatan(
    kegiatan: KegiatanPJM,
    *,
    oleh: Any,
    basis: Iterable[Basis] | None = None,
    masalah: Iterable[Masalah] | None = None,
    biaya: Biaya | None = None,
    sumber_total: Mapping[str, Decimal] | None = None,
    **isi: Any,
) -> KegiatanPJM:
    """Change an activity of a draft. `biaya` replaces all its cost lines; `sumber_total` gives the sum of some sources,
    parted over the years as the volume is (a source that kept its sum keeps its lines).

    Raises: KegiatanPJM.DoesNotExist, TidakBerwenang, AturanDilanggar (PJM-09, SIK-04), IsianSalah. Source: PJM-04 .. 08.
    """
    baris, induk = take_kegiatan(kegiatan, oleh=oleh)
    bersih = _clean(isi, induk)
    ubah: dict[str, Any] = save_changes(baris, bersih, BARIS)
    if basis is not None or masalah is not None:
        ubah |= _attach(baris, induk, basis=basis, masalah=masalah)
    if sumber_total is not None:
        biaya = _spread(baris, sumber_total, induk)
    if biaya is not None and _set_costs(baris, biaya, induk, oleh=oleh):
        ubah["biaya"] = True
    if ubah:
        if not set(ubah) & set(bersih):  # only its lists or costs changed: the row counts that too
            baris.versi += 1
            baris.save()
        follow_plan(induk, oleh=oleh)
        catat("pronangkis.kegiatan.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def remove_kegiatan(kegiatan: KegiatanPJM, *, oleh: Any) -> PJM:
    """Take an activity out of a draft; the audit of rows keeps what it was. Raises: as `update_kegiatan`. PJM-09."""
    baris, induk = take_kegiatan(kegiatan, oleh=oleh)
    nama = baris.nama
    for model in (BiayaKegiatan, KegiatanRenta, NilaiPrioritas):
        model.objects.filter(kegiatan=baris).delete()
    PasanganPrioritas.objects.filter(daftar__pjm=induk, kegiatan_a=baris).delete()
    PasanganPrioritas.objects.filter(daftar__pjm=induk, kegiatan_b=baris).delete()
    baris.basis.clear()
    baris.masalah.clear()
    baris.delete()
    _close_ranks(induk)
    catat("pronangkis.kegiatan.dihapus", induk, rincian={"kegiatan": nama})
    return induk


def current_version(pk: Any) -> int:
    """The version of an activity now, under its lock when inside a unit. Source: UMU-10."""
    return int(KegiatanPJM.objects.values_list("versi", flat=True).get(pk=pk))


def take_kegiatan(kegiatan: KegiatanPJM, *, oleh: Any) -> tuple[KegiatanPJM, PJM]:
    """An activity of a draft under its lock, and its plan. Raises: as `update_kegiatan`."""
    terlihat = KegiatanPJM.objects.visible_to(oleh).select_related("pjm").get(pk=kegiatan.pk)
    induk = take_plan(terlihat.pjm, oleh=oleh)
    baris: KegiatanPJM = take(KegiatanPJM, kegiatan.pk, oleh=oleh)
    return baris, induk


def _insert(
    pjm: PJM, *, oleh: Any, program: ProgramPJM, nama: str, nomor: int, id: Any = None, **isi: Any
) -> KegiatanPJM:
    if pjm.kegiatan.count() >= KEGIATAN_MAKS:
        raise IsianSalah({"nama": [_("Satu PJM paling banyak berisi 500 kegiatan.")]})
    baris = _build(pjm, oleh=oleh, program=program, nama=nama, nomor=nomor, id=id, **isi)
    baris.save(force_insert=True)
    return baris


def _build(pjm: PJM, *, oleh: Any, program: ProgramPJM, nomor: int, id: Any = None, **isi: Any) -> KegiatanPJM:
    data = {"unit": UNIT_BIDANG.get(program.bidang, ""), **_clean({**isi, "program": program}, pjm)}
    data.setdefault("urutan", nomor)
    if "nama" not in data:
        raise IsianSalah({"nama": [_("Tulis nama kegiatannya.")]})
    return KegiatanPJM(pjm=pjm, wilayah_id=pjm.wilayah_id, **data, **author(oleh), **client_id(id))


def _clean(isi: Mapping[str, Any], pjm: PJM) -> dict[str, Any]:
    """Fields of an activity, checked; only those that are there. Raises: IsianSalah naming the field."""
    asing = set(isi) - BARIS
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    hasil: dict[str, Any] = {}
    for bidang, nilai in isi.items():
        if bidang in TEKS:
            hasil[bidang] = str(nilai or "").strip()[: TEKS[bidang]]
        elif bidang in VOLUME:
            hasil[bidang] = _volume(nilai, bidang)
        elif bidang in ORANG:
            hasil[bidang] = _people(nilai, bidang)
        else:
            hasil[bidang] = nilai
    if "nama" in hasil and not hasil["nama"]:
        raise IsianSalah({"nama": [_("Tulis nama kegiatannya.")]})
    if hasil.get("unit") and hasil["unit"] not in KegiatanPJM.Unit.values:
        raise IsianSalah({"unit": [_("Pilih unit pengelolanya.")]})
    if "program" in hasil and hasil["program"].pjm_id != pjm.pk:
        raise IsianSalah({"program": [_("Program ini bukan bagian dari versi tersebut.")]})
    if "urutan" in hasil and not (isinstance(hasil["urutan"], int) and 0 <= hasil["urutan"] <= 9999):
        raise IsianSalah({"urutan": [_("Isi nomor urut 0 sampai 9999.")]})
    return hasil


def _volume(nilai: Any, bidang: str) -> Decimal | None:
    if nilai in (None, ""):
        return None
    try:
        angka = Decimal(str(nilai)).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise IsianSalah({bidang: [_("Isi volume dengan angka, misalnya 120 atau 2,5.")]}) from None
    if not angka.is_finite() or angka < 0 or angka > VOLUME_MAKS or (bidang == "volume" and angka == 0):
        raise IsianSalah({bidang: [_("Isi volume lebih dari nol.")]})
    return angka


def _people(nilai: Any, bidang: str) -> int | None:
    if nilai in (None, ""):
        return None
    if isinstance(nilai, bool) or not isinstance(nilai, int) or not 0 <= nilai <= ORANG_MAKS:
        raise IsianSalah({bidang: [_("Isi jumlah, 0 sampai 1.000.000.")]})
    return nilai


def _attach(
    baris: KegiatanPJM, pjm: PJM, *, basis: Iterable[Basis] | None, masalah: Iterable[Masalah] | None
) -> dict[str, Any]:
    """Set places and problems; gives what changed. Raises: IsianSalah for rows of another kelurahan or Siklus."""
    ubah: dict[str, Any] = {}
    if basis is not None:
        tempat = list(basis)
        if any(b.wilayah_id != pjm.wilayah_id for b in tempat):
            raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan tersebut.")]})
        if {b.pk for b in tempat} != {b.pk for b in baris.basis.all()}:
            baris.basis.set(tempat)
            ubah["basis"] = True
    if masalah is not None:
        jawab = list(masalah)
        _check_problems(jawab, pjm)
        if {m.pk for m in jawab} != {m.pk for m in baris.masalah.all()}:
            baris.masalah.set(jawab)
            ubah["masalah"] = True
    return ubah


def _check_problems(masalah: Iterable[Masalah], pjm: PJM) -> None:
    """Problems are those of the same Siklus. Raises: IsianSalah. Source: PJM-05."""
    if any(m.langkah.siklus_id != pjm.siklus_id for m in masalah):
        raise IsianSalah({"masalah": [_("Masalah ini bukan hasil pemetaan siklus tersebut.")]})


# -- costs ---------------------------------------------------------------------------------------------------------


def _set_costs(baris: KegiatanPJM, biaya: Biaya, pjm: PJM, *, oleh: Any) -> bool:
    """Make the cost lines exactly these; gives whether anything changed. Source: PJM-06."""
    mau = {(b.sumber_id, b.tahun_ke): b for b in _cost_rows(baris, biaya, pjm, _sources(), oleh=oleh)}
    ada = {(b.sumber_id, b.tahun_ke): b for b in baris.biaya.all()}
    hapus = [b.pk for k, b in ada.items() if k not in mau]
    ubah = False
    if hapus:
        BiayaKegiatan.objects.filter(pk__in=hapus).delete()
        ubah = True
    baru = [b for k, b in mau.items() if k not in ada]
    BiayaKegiatan.objects.bulk_create(baru)
    for kunci, b in mau.items():
        lama = ada.get(kunci)
        if lama is not None and lama.jumlah != b.jumlah:
            lama.jumlah = b.jumlah
            lama.versi += 1
            lama.save()
            ubah = True
    return ubah or bool(baru)


def _cost_rows(baris: KegiatanPJM, biaya: Biaya, pjm: PJM, sumber: set[str], *, oleh: Any) -> list[BiayaKegiatan]:
    hasil = []
    for (kode, ke), jumlah in biaya.items():
        if kode not in sumber:
            raise IsianSalah({"biaya": [_("Sumber dana %(kode)s tidak ada dalam daftar.") % {"kode": kode}]})
        if ke not in pjm.tahun_ke:
            raise IsianSalah({"biaya": [_("Tahun ke-%(ke)s di luar masa PJM.") % {"ke": ke}]})
        if jumlah is None or jumlah == 0:
            continue
        if jumlah < 0 or jumlah > MAKS or jumlah != jumlah.to_integral_value():
            raise IsianSalah({"biaya": [_("Isi biaya dalam rupiah utuh.")]})
        hasil.append(
            BiayaKegiatan(
                kegiatan=baris, wilayah_id=baris.wilayah_id, sumber_id=kode, tahun_ke=ke, jumlah=jumlah, **author(oleh)
            )
        )
    return hasil


def _sources() -> set[str]:
    return set(SumberDana.objects.values_list("kode", flat=True))


def _spread(baris: KegiatanPJM, total: Mapping[str, Decimal], pjm: PJM) -> dict[tuple[str, int], Decimal]:
    """Cost lines after some sources got another sum: those are parted over the years as the volume is. Source: PJM-06."""
    lama: dict[tuple[str, int], Decimal] = {(b.sumber_id, b.tahun_ke): b.jumlah for b in baris.biaya.all()}
    hasil = dict(lama)
    for kode, jumlah in total.items():
        if sum((n for (k, _ke), n in lama.items() if k == kode), Decimal(0)) == (jumlah or 0):
            continue
        for ke in pjm.tahun_ke:
            hasil.pop((kode, ke), None)
        if not jumlah:
            continue
        if jumlah != jumlah.to_integral_value() or jumlah < 0:
            raise IsianSalah({"biaya": [_("Isi biaya dalam rupiah utuh.")]})
        for ke, bagian in by_year(jumlah, baris, pjm).items():
            hasil[(kode, ke)] = bagian
    return hasil


def by_year(jumlah: Decimal, baris: KegiatanPJM, pjm: PJM) -> dict[int, Decimal]:
    """Part a sum over the years as the volume is; all of it in year 1 while no volume is planned. Whole rupiah."""
    bobot = {ke: baris.volume_of(ke) or Decimal(0) for ke in pjm.tahun_ke}
    ada = [ke for ke, b in bobot.items() if b > 0] or [1]
    bagian = split_rupiah(jumlah, [bobot[ke] if bobot[ke] > 0 else 1 for ke in ada])
    return {ke: n for ke, n in zip(ada, bagian, strict=True) if n}


def _last_number(pjm: PJM) -> int:
    akhir = pjm.kegiatan.aggregate(n=Max("urutan"))["n"]
    return int(akhir or 0)


def _close_ranks(pjm: PJM) -> None:
    """After an activity left: the priorities are 1, 2, 3 ... again."""
    urut = list(pjm.kegiatan.filter(prioritas__isnull=False).order_by("prioritas"))
    for ke, k in enumerate(urut, 1):
        k.prioritas = ke
    KegiatanPJM.objects.bulk_update(urut, ["prioritas"])
