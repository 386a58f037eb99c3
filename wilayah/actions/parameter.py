"""Writes to parameters: a new dated value, withdrawing a wrong one, loading the register that ships with the system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.unit_kerja import aksi, catat
from wilayah.actions.umum import actor, constraint_says, lock_row, require_text, save_changes
from wilayah.izin import LIHAT_PARAMETER, UBAH_PARAMETER
from wilayah.models import Parameter, Wilayah

KATA = ("nama", "satuan", "sumber", "status_sumber", "keterangan")


@dataclass
class HasilParameter:
    """What a load did: rows new, wordings improved, the same, and codes whose stored value differs and was left alone."""

    baru: int = 0
    kata: int = 0
    sama: int = 0
    berbeda: list[str] = field(default_factory=list)


@aksi
def set_parameter(
    contoh: Parameter,
    *,
    nilai: Any,
    berlaku_mulai: date,
    oleh: Any,
    alasan: str,
    wilayah: Wilayah | None = None,
    mode: str = "",
    berlaku_sampai: date | None = None,
    sumber: str = "",
    status_sumber: str = "ketetapan",
) -> Parameter:
    """Give the code of `contoh` another value from a date on, for the nation (None) or one area.

    Kind, unit and programme come from `contoh`. Nothing that was already judged by the old value changes.
    Raises: Parameter.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (PAR-03, PAR-04). Source: PAR-06, PAR-07.
    """
    contoh = Parameter.objects.visible_to(oleh).get(pk=contoh.pk)
    kode_wilayah = wilayah.kode if wilayah else ""
    if wilayah is not None and not any(c.covers(kode_wilayah) for c in oleh.cakupan(LIHAT_PARAMETER)):
        raise Wilayah.DoesNotExist
    require(oleh, UBAH_PARAMETER, kode=kode_wilayah)
    alasan = require_text(alasan, "alasan", _("Tuliskan dasar perubahan, misalnya nomor surat."))
    baru = Parameter(
        kode=contoh.kode, definisi=contoh.definisi, jenis=contoh.jenis, satuan=contoh.satuan, nama=contoh.nama,
        wilayah=wilayah, nilai=clean_value(contoh.jenis, nilai, satuan=contoh.satuan), mode=mode or contoh.mode,
        berlaku_mulai=berlaku_mulai, berlaku_sampai=berlaku_sampai, sumber=sumber or alasan[:300],
        status_sumber=status_sumber, keterangan=contoh.keterangan, **actor(oleh),
    )  # fmt: skip
    if berlaku_sampai is not None and berlaku_sampai < berlaku_mulai:
        raise IsianSalah({"berlaku_sampai": [_("Berakhir sebelum dimulai.")]})
    with constraint_says(_pesan()):
        baru.save(force_insert=True)
    rincian = {"kode": baru.kode, "nilai": baru.nilai, "mode": baru.mode, "berlaku_mulai": str(berlaku_mulai)}
    catat("wilayah.parameter.ditetapkan", baru, alasan=alasan, rincian=rincian)
    return baru


@aksi
def cancel_parameter(parameter: Parameter, *, alasan: str, oleh: Any) -> Parameter:
    """Withdraw a wrong value; the one before it counts again. The row stays as history.

    Raises: Parameter.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar. Source: PAR-07, UMU-32.
    """
    alasan = require_text(alasan, "alasan", _("Tuliskan mengapa nilai ini dibatalkan."))
    parameter = lock_row(parameter, oleh=oleh, izin=UBAH_PARAMETER)
    if parameter.dibatalkan:
        raise AturanDilanggar(_("Nilai ini sudah dibatalkan."), aturan="PAR-07")
    save_changes(parameter, {"dibatalkan_pada": timezone.now(), "dibatalkan_alasan": alasan})
    catat("wilayah.parameter.dibatalkan", parameter, alasan=alasan, rincian={"kode": parameter.kode})
    return parameter


@aksi
def load_parameters(baris: Sequence[Mapping[str, Any]], *, oleh: Any) -> HasilParameter:
    """Load the national register: add what is missing, improve wordings, never touch a value that is there.

    A row is known by code, programme and date; one that an officer withdrew stays withdrawn.
    Raises: TidakBerwenang, IsianSalah for a row of the wrong shape. Source: PAR-10.
    """
    require(oleh, UBAH_PARAMETER, kode="")
    tersimpan = {
        (p.kode, p.definisi, p.berlaku_mulai): p
        for p in Parameter.objects.filter(wilayah__isnull=True).order_by("dibatalkan_pada")
    }
    hasil = HasilParameter()
    baru = [_to_row(b, oleh) for b in baris if _key(b) not in tersimpan]
    Parameter.objects.bulk_create(baru)
    for b in baris:
        if (lama := tersimpan.get(_key(b))) is not None:
            _compare(lama, b, hasil)
    hasil.baru = len(baru)
    if baru:
        catat("wilayah.parameter.dimuat", None, rincian={"baru": hasil.baru, "kode": [p.kode for p in baru][:200]})
    return hasil


def clean_value(jenis: str, nilai: Any, *, satuan: str = "") -> Any:
    """The value in the JSON shape its kind demands; None is "belum diatur". Raises IsianSalah. Source: PAR-05, PAR-08."""
    if nilai is None or nilai == "":
        return None
    if jenis == "ya_tidak":
        return _boolean(nilai)
    if jenis == "teks":
        return str(nilai).strip()
    if jenis == "daftar":
        return _list(nilai, satuan)
    if jenis == "rentang":
        return _range(nilai)
    angka = _number(nilai)
    if angka < 0 and jenis != "bilangan":
        raise IsianSalah({"nilai": [_("Nilai ini tidak boleh kurang dari nol.")]})
    if jenis == "persen" and angka > 100:
        raise IsianSalah({"nilai": [_("Persen paling besar seratus.")]})
    if jenis == "jumlah" and isinstance(angka, float):
        raise IsianSalah({"nilai": [_("Isi bilangan bulat.")]})
    return angka


def _number(nilai: Any) -> int | float:
    teks = str(nilai).strip()
    if "," in teks:  # Indonesian writing: 1.250,5
        teks = teks.replace(".", "").replace(",", ".")
    try:
        d = Decimal(teks)
    except ArithmeticError:
        raise IsianSalah({"nilai": [_("Isi dengan angka, misalnya 30 atau 23,5.")]}) from None
    if isinstance(nilai, bool) or not d.is_finite() or abs(d) >= 10**15:
        raise IsianSalah({"nilai": [_("Isi dengan angka, misalnya 30 atau 23,5.")]})
    return int(d) if d == d.to_integral_value() else float(d)


def _boolean(nilai: Any) -> bool:
    arti = {"true": True, "ya": True, "1": True, "false": False, "tidak": False, "0": False}
    hasil = arti.get(str(nilai).strip().lower())
    if hasil is None:
        raise IsianSalah({"nilai": [_("Isi dengan ya atau tidak.")]})
    return hasil


def _list(nilai: Any, satuan: str) -> list[Any]:
    bagian = nilai if isinstance(nilai, list) else [b for b in str(nilai).replace("/", ";").split(";") if b.strip()]
    if not bagian:
        return []
    angka = [_number(b) for b in bagian]
    if satuan.startswith("%") and sum(Decimal(str(a)) for a in angka) != 100:
        raise IsianSalah({"nilai": [_("Jumlah semua bagian harus tepat seratus persen.")]})
    return angka


def _range(nilai: Any) -> dict[str, int | float]:
    if isinstance(nilai, dict):
        pasangan: list[Any] = [nilai.get("min"), nilai.get("maks")]
    else:
        pasangan = str(nilai).replace("–", "-").split("-")
    if len(pasangan) != 2:
        raise IsianSalah({"nilai": [_("Isi dua angka, misalnya 9-13.")]})
    bawah, atas = (_number(b) for b in pasangan)
    if bawah > atas:
        raise IsianSalah({"nilai": [_("Batas bawah lebih besar daripada batas atas.")]})
    return {"min": bawah, "maks": atas}


def _key(b: Mapping[str, Any]) -> tuple[str, str, date]:
    return b["kode"], b.get("definisi") or "", date.fromisoformat(b["berlaku_mulai"])


def _to_row(b: Mapping[str, Any], oleh: Any) -> Parameter:
    kode, definisi, mulai = _key(b)
    try:
        nilai = clean_value(b["jenis"], b["nilai"], satuan=b["satuan"])
    except IsianSalah as galat:
        raise IsianSalah({kode: galat.galat["nilai"]}) from galat
    return Parameter(
        kode=kode, definisi=definisi, berlaku_mulai=mulai, nilai=nilai, jenis=b["jenis"], mode=b["mode"],
        **{k: b.get(k, "") for k in KATA}, **actor(oleh),
    )  # fmt: skip


def _compare(lama: Parameter, b: Mapping[str, Any], hasil: HasilParameter) -> None:
    """Wordings follow the file; a value or mode that differs is only reported, a withdrawn row is left alone."""
    if lama.dibatalkan:
        hasil.berbeda.append(lama.kode)
        return
    if (lama.nilai, lama.mode, lama.jenis) != (
        clean_value(b["jenis"], b["nilai"], satuan=b["satuan"]),
        b["mode"],
        b["jenis"],
    ):
        hasil.berbeda.append(lama.kode)
    if save_changes(lama, {k: b.get(k, "") for k in KATA}):
        hasil.kata += 1
    else:
        hasil.sama += 1


def _pesan() -> dict[str, Any]:
    return {
        "parameter_satu_nilai_per_tanggal": AturanDilanggar(
            _("Sudah ada nilai yang mulai berlaku pada tanggal itu. Pilih tanggal lain, atau batalkan dulu yang lama."),
            aturan="PAR-03",
        ),
        "parameter_ingatan_tidak_menahan": AturanDilanggar(
            _("Nilai tanpa naskah tidak boleh menahan. Isi sumbernya, atau pilih memperingatkan."), aturan="PAR-04"
        ),
        "parameter_nilai_cocok_jenis": IsianSalah({"nilai": [_("Nilai tidak cocok dengan jenisnya.")]}),
    }
