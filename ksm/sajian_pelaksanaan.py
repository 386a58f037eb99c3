"""How works are shown: the curve of progress, the mark of a state. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.charts import Grafik, line
from inti.formats import KOSONG, angka, persen, tanggal
from ksm.models import KemajuanUsulan, Usulan

TANDA = {
    "kontrak": "berlaku", "cair": "berlaku", "berjalan": "berjalan", "perubahan": "menunggu", "lpj": "menunggu",
    "selesai": "selesai", "batal": "dibatalkan", "ditunda": "penundaan",
}  # fmt: skip

# Event -> its sentence in the trail; nobody is named.
KALIMAT: dict[str, tuple[Any, str]] = {
    "ksm.kemajuanusulan.dicatat": (gettext_lazy("Kemajuan dicatat"), ""),
    "ksm.kemajuanusulan.batalkan": (gettext_lazy("Kemajuan dibatalkan"), "awas"),
    "ksm.fotopekerjaan.dicatat": (gettext_lazy("Foto pekerjaan ditambahkan"), ""),
    "ksm.fotopekerjaan.batalkan": (gettext_lazy("Foto pekerjaan dibatalkan"), "awas"),
    "ksm.bahanusulan.dicatat": (gettext_lazy("Bahan masuk dicatat"), ""),
    "ksm.bahanusulan.batalkan": (gettext_lazy("Catatan bahan dibatalkan"), "awas"),
    "ksm.swadayausulan.dicatat": (gettext_lazy("Swadaya dicatat"), ""),
    "ksm.swadayausulan.batalkan": (gettext_lazy("Catatan swadaya dibatalkan"), "awas"),
    "ksm.pemeriksaanmutu.dicatat": (gettext_lazy("Mutu diperiksa"), ""),
    "ksm.pemeriksaanmutu.batalkan": (gettext_lazy("Pemeriksaan mutu dibatalkan"), "awas"),
    "ksm.serahterima.dicatat": (gettext_lazy("Pekerjaan diserahterimakan"), "ok"),
    "ksm.serahterima.batalkan": (gettext_lazy("Serah terima dibatalkan"), "awas"),
    "ksm.badanpemelihara.dicatat": (gettext_lazy("Badan pemelihara dicatat"), ""),
    "ksm.badanpemelihara.batalkan": (gettext_lazy("Badan pemelihara diganti"), "awas"),
    "ksm.kaspemelihara.dicatat": (gettext_lazy("Kas pemeliharaan dicatat"), ""),
    "ksm.kaspemelihara.batalkan": (gettext_lazy("Catatan kas pemeliharaan dibatalkan"), "awas"),
    "ksm.pemeriksaanaset.dicatat": (gettext_lazy("Sarana diperiksa"), ""),
    "ksm.pemeriksaanaset.batalkan": (gettext_lazy("Pemeriksaan sarana dibatalkan"), "awas"),
    "ksm.penerimaanbantuan.dicatat": (gettext_lazy("Penerimaan bantuan dicatat"), ""),
    "ksm.penerimaanbantuan.batalkan": (gettext_lazy("Penerimaan bantuan dibatalkan"), "awas"),
}


def state_mark(usulan: Usulan) -> str:
    """The state of a proposal as the mark component knows it."""
    return TANDA.get(usulan.status, "draf")


def figure(nilai: Any) -> str:
    """A volume as people write it, without needless decimals: 80 and 79,5. None gives a dash."""
    if nilai is None:
        return KOSONG
    d = Decimal(nilai).normalize()
    return angka(d, max(0, -int(d.as_tuple().exponent)))


def _whole(nilai: Any) -> str:
    return persen(nilai, 0)


def progress_curve(usulan: Usulan, kemajuan: Sequence[KemajuanUsulan], perjanjian: Any) -> Grafik | None:
    """Progress over time beside the straight line from begin to end of the agreement (persen); None below two points. KRJ-09."""
    if len(kemajuan) < 2:
        return None
    seri: dict[str, list[float | None]] = {_("Nyata"): [float(k.persen) for k in kemajuan]}
    if perjanjian is not None and perjanjian.selesai > perjanjian.mulai:
        lama = (perjanjian.selesai - perjanjian.mulai).days
        seri[_("Rencana")] = [min(100.0, max(0.0, (k.tanggal - perjanjian.mulai).days * 100 / lama)) for k in kemajuan]
    return line(_("Kemajuan fisik"), [tanggal(k.tanggal, "singkat") for k in kemajuan], seri, tulis=_whole)
