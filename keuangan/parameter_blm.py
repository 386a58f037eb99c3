"""The numbers of the grant in one area and fiscal year, as dated parameters that the Korkot may set. Source: BLM-11, BLM-31."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar
from inti.formats import persen_pas
from keuangan.hitung.blm import SERATUS, read_percent
from siklus.models import Siklus
from wilayah.parameter import NilaiParameter, values_for

JUMLAH_TERMIN, PERSEN_TERMIN, PORSI = "blm.jumlah_termin", "blm.persen_termin", "blm.porsi_tridaya"
TERPAKAI_MIN, DISPENSASI, PERTEMUAN = "blm.tahap_terpakai_min_persen", "blm.dispensasi_lpj", "blm.pertemuan_terbuka"
KODE = (JUMLAH_TERMIN, PERSEN_TERMIN, PORSI, TERPAKAI_MIN, DISPENSASI, PERTEMUAN)
PROGRAM = "p2kp"


@dataclass(frozen=True)
class AturanBLM:
    """The parameters in force; `program` is whose definition counts here."""

    tahun: int
    program: str
    nilai: dict[str, NilaiParameter]

    def __getitem__(self, kode: str) -> NilaiParameter:
        return self.nilai[kode]

    def tranche_plan(self) -> list[Decimal]:
        """Percent of each tranche of this fiscal year, in order; together a hundred.

        Raises: AturanDilanggar (BLM-11) where nobody has set them for the year, or not to a hundred.
        """
        n = self.nilai[PERSEN_TERMIN]
        if not n.diatur or n.berlaku_mulai is None or n.berlaku_mulai.year != self.tahun:
            raise _plan(_("Pembagian tahap BLM tahun %(tahun)d belum ditetapkan. Minta Korkot mengisinya di Parameter.")
                        % {"tahun": self.tahun})  # fmt: skip
        try:
            hasil = [read_percent(p) for p in n.nilai]
        except (TypeError, ValueError):
            hasil = []
        banyak = self.nilai[JUMLAH_TERMIN].angka
        if not hasil or min(hasil) <= 0 or sum(hasil) != SERATUS:
            raise _plan(_("Pembagian tahap BLM tahun %(tahun)d berjumlah %(n)s, seharusnya 100 %%.")
                        % {"tahun": self.tahun, "n": persen_pas(sum(hasil, Decimal(0)))})  # fmt: skip
        if banyak is not None and int(banyak) != len(hasil):
            raise _plan(_("Banyak tahap BLM %(a)d, tetapi pembagiannya menyebut %(b)d tahap. Samakan di Parameter.")
                        % {"a": int(banyak), "b": len(hasil)})  # fmt: skip
        return hasil

    def usual_shares(self) -> dict[str, Decimal]:
        """What was agreed for lingkungan, sosial, ekonomi in this area (percent); empty where nothing is set."""
        nilai: Any = self.nilai[PORSI].nilai
        try:
            bagian = [read_percent(p) for p in nilai or ()]
        except (TypeError, ValueError):
            return {}
        return dict(zip(("lingkungan", "sosial", "ekonomi"), bagian, strict=False))


def _plan(pesan: str) -> AturanDilanggar:
    return AturanDilanggar(pesan, aturan="BLM-11")


def program_of(kode_wilayah: str) -> str:
    """The programme that runs, or last ran, in a kelurahan; P2KP where none is recorded. One query."""
    akhir = Siklus._base_manager.filter(wilayah=kode_wilayah).order_by("-nomor", "-tahun_mulai").first()
    return akhir.program if akhir is not None else PROGRAM


def rules_for(kode_wilayah: str, tahun: int, *, program: str | None = None) -> AturanBLM:
    """The parameters of a fiscal year in an area, as they stand at its end. Two queries, one where `program` is given."""
    milik = program if program is not None else program_of(kode_wilayah)
    akhir = datetime.date(tahun, 12, 31)
    return AturanBLM(tahun, milik, values_for(KODE, definisi=milik, kode_wilayah=kode_wilayah, tanggal=akhir))
