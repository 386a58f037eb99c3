"""The numbers by which loans and UPK are judged, as dated parameters of an area; unset ones are those of `hitung`. KEU-161.

The calculators take them as arguments and know nothing of this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from keuangan.hitung.kinerja import PITA, Pita
from keuangan.hitung.kolektibilitas import ANGSURAN_BUKTI, BATAS_BAKU, CADANGAN, BatasKelas, Kelas
from wilayah.parameter import NilaiParameter, values_for_areas

BURUK = (Kelas.KURANG_LANCAR, Kelas.DIRAGUKAN, Kelas.MACET)
MULAI = tuple(f"kolektibilitas.mulai_{k.value}" for k in BURUK)
TEPAT = tuple(f"kolektibilitas.tepat_{k.value}" for k in BURUK)
BUKTI = "kolektibilitas.angsuran_bukti"
PERSEN = {k: f"cadangan.{k.value}" for k in Kelas}
WAJIB_TUTUP = "cadangan.wajib_sebelum_tutup"
TEPAT_MINIMUM = "kinerja.tepat_minimum"
CCR_KECUALIKAN = "kinerja.ccr_kecualikan"
GERBANG_MODAL = "gerbang_dana.modal"
PENGAWAS, PETUGAS_MIN = "gerbang_dana.pengawas", "gerbang_dana.petugas_upk_min"
KODE = (
    *MULAI, *TEPAT, BUKTI, *PERSEN.values(), WAJIB_TUTUP, TEPAT_MINIMUM, CCR_KECUALIKAN, GERBANG_MODAL,
    PENGAWAS, PETUGAS_MIN,
    *(f"kinerja.{k}.{b}" for k in PITA for b in ("memuaskan", "minimum")),
)  # fmt: skip


@dataclass(frozen=True)
class Ambang:
    """Borders of the classes, reserve in percent, instalments that prove a new schedule, bands of the KPI (percent).

    `nilai` keeps the parameter rows behind them, with their mode and source.
    """

    batas: BatasKelas = BATAS_BAKU
    cadangan: Mapping[Kelas, Decimal] = field(default_factory=lambda: dict(CADANGAN))
    bukti: int = ANGSURAN_BUKTI
    pita: Mapping[str, Pita] = field(default_factory=lambda: dict(PITA))
    ccr_kecualikan: tuple[str, ...] = ()
    nilai: Mapping[str, NilaiParameter] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """What a snapshot keeps of the rules it was made by; numbers as text."""
        return {
            "mulai": [str(b) for b in self.batas.mulai], "tepat": list(self.batas.tepat), "bukti": self.bukti,
            "cadangan": {k.value: str(n) for k, n in self.cadangan.items()},
            "sejak": {k: v.berlaku_mulai.isoformat() for k, v in sorted(self.nilai.items()) if v.berlaku_mulai},
        }  # fmt: skip

    def mode(self, kode: str) -> str:
        """How strictly a condition holds; one that is not set, or set to no, only informs. Source: PAR-02."""
        satu = self.nilai.get(kode)
        return satu.mode if satu is not None and satu.nilai not in (None, False) else "info"


def thresholds(kode_wilayah: str, tanggal: date) -> Ambang:
    """What counts in one area on one day. One query."""
    return thresholds_for([(kode_wilayah, tanggal)])[kode_wilayah, tanggal]


def thresholds_for(tempat: Iterable[tuple[str, date]]) -> dict[tuple[str, date], Ambang]:
    """The same for many areas and days, still one query. Source: KEU-161."""
    diminta = list(dict.fromkeys(tempat))
    nilai = values_for_areas(KODE, [("", kode, hari) for kode, hari in diminta])
    return {(kode, hari): _from_values(nilai["", kode, hari]) for kode, hari in diminta}


def _from_values(nilai: Mapping[str, NilaiParameter]) -> Ambang:
    def angka(kode: str, bawaan: Decimal) -> Decimal:
        n = nilai[kode].angka
        return bawaan if n is None else n

    def ya(kode: str, bawaan: bool) -> bool:
        return bawaan if nilai[kode].nilai is None else bool(nilai[kode].nilai)

    a, b, c = (angka(kode, n) for kode, n in zip(MULAI, BATAS_BAKU.mulai, strict=True))
    d, e, f = (ya(kode, n) for kode, n in zip(TEPAT, BATAS_BAKU.tepat, strict=True))
    return Ambang(
        batas=BatasKelas((a, b, c), (d, e, f)),
        cadangan={k: angka(PERSEN[k], n) for k, n in CADANGAN.items()},
        bukti=int(angka(BUKTI, Decimal(ANGSURAN_BUKTI))),
        pita={
            k: Pita(
                angka(f"kinerja.{k}.memuaskan", p.memuaskan), angka(f"kinerja.{k}.minimum", p.minimum), p.tinggi_baik,
                ya(TEPAT_MINIMUM, p.tepat_minimum),
            )
            for k, p in PITA.items()
        },
        ccr_kecualikan=tuple(str(n) for n in nilai[CCR_KECUALIKAN].nilai or ()),
        nilai=dict(nilai),
    )  # fmt: skip
