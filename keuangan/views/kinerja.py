"""The KPI calculator of a UPK, with the bands explained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import persen, rupiah
from inti.tabel import Kolom
from keuangan.forms.simulasi import KinerjaForm
from keuangan.hitung.kinerja import PITA, Bahan, Kategori, Kinerja, Nilai, Pita, measure
from keuangan.views.kalkulator import CetakMixin, KalkulatorView

# code -> short name, what it asks
UKURAN = {
    "lar": ("LAR", gettext_lazy("KSM menunggak tiga angsuran atau lebih, dari semua KSM yang berpinjaman")),
    "par": ("PAR", gettext_lazy("Saldo pinjaman KSM yang menunggak itu, dari saldo semua pinjaman")),
    "rr": ("RR", gettext_lazy("Saldo pinjaman tanpa tunggakan itu, dari saldo semua pinjaman")),
    "ccr": ("CCr", gettext_lazy("Pendapatan dibandingkan biaya, sejak Januari")),
    "roi": ("ROI", gettext_lazy("Laba sejak Januari, disetahunkan, dibandingkan modal")),
}
KOLOM = (
    Kolom("nama", gettext_lazy("Ukuran")),
    Kolom("arti", gettext_lazy("Yang diukur")),
    Kolom("nilai", gettext_lazy("Nilai"), "teks"),
    Kolom("kategori", gettext_lazy("Kategori"), "tanda"),
    Kolom("memuaskan", gettext_lazy("Memuaskan")),
    Kolom("minimum", gettext_lazy("Minimum")),
    Kolom("penundaan", gettext_lazy("Penundaan")),
)
SARAN: dict[Kategori, Any] = {
    Kategori.MEMUASKAN: gettext_lazy("Kinerja pinjaman memuaskan: modal baru dapat diusulkan."),
    Kategori.MINIMUM: gettext_lazy("Kinerja masih di batas minimum: tagih yang menunggak sebelum menambah pinjaman."),
    Kategori.PENUNDAAN: gettext_lazy("Ada ukuran dalam penundaan: modal baru ditunda sampai tunggakannya tertagih."),
}


@dataclass(frozen=True)
class BarisKinerja:
    """One figure with its band, and where the bands begin."""

    nama: str
    arti: Any
    nilai: str
    kategori: str
    memuaskan: str
    minimum: str
    penundaan: str


@dataclass(frozen=True)
class HasilKinerja:
    """The five figures of a month as the page shows them."""

    bahan: Bahan
    kinerja: Kinerja

    @property
    def baris(self) -> list[BarisKinerja]:
        """One line for each figure."""
        return [figure_line(kode, getattr(self.kinerja, kode)) for kode in UKURAN]

    @property
    def saran(self) -> Any:
        """What the worst band means; "" when no figure is known."""
        return SARAN[self.kinerja.terburuk] if self.kinerja.terburuk else ""

    @property
    def keadaan(self) -> str:
        """Colour of that advice."""
        k = self.kinerja.terburuk
        return {Kategori.MEMUASKAN: "ok", Kategori.MINIMUM: "awas", Kategori.PENUNDAAN: "buruk"}[k] if k else ""

    @property
    def isian(self) -> list[tuple[str, str]]:
        """What was typed, in words."""
        b = self.bahan
        return [
            (_("KSM berpinjaman"), str(b.ksm_berpinjaman)),
            (_("KSM menunggak tiga angsuran atau lebih"), str(b.ksm_menunggak_3)),
            (_("Saldo seluruh pinjaman"), rupiah(b.saldo_pinjaman)),
            (_("Saldo pinjaman KSM yang menunggak itu"), rupiah(b.saldo_menunggak_3)),
            (_("Tunggakan pokok KSM itu"), rupiah(b.tunggakan_3)),
            (_("Pendapatan sejak Januari"), rupiah(b.pendapatan)),
            (_("Biaya sejak Januari"), rupiah(b.biaya)),
            (_("Laba sejak Januari"), rupiah(b.laba)),
            (_("Seluruh modal"), rupiah(b.modal)),
        ]


def figure_line(kode: str, n: Nilai) -> BarisKinerja:
    """One figure as the table prints it; a dash where there is nothing to divide by, never 0 %. Source: KEU-75."""
    nama, arti = UKURAN[kode]
    return BarisKinerja(nama, arti, whole(persen(n.nilai, 2)), n.kategori or "", *band_texts(PITA[kode]))


def band_texts(pita: Pita) -> tuple[str, str, str]:
    """Where the three bands lie, in words of figures: memuaskan, minimum, penundaan. Source: KEU-74."""
    atas, bawah = persen(pita.memuaskan, 0), persen(pita.minimum, 0)
    if pita.tinggi_baik:
        return whole(f"≥ {atas}"), f"{whole(bawah)} – {whole(f'< {atas}')}", whole(f"< {bawah}")
    return whole(f"≤ {atas}"), f"{whole(f'> {atas}')} – {whole(bawah)}", whole(f"> {bawah}")


def whole(teks: str) -> str:
    """The same words, never parted at the end of a line."""
    return teks.replace(" ", "\u00a0")


class KinerjaView(KalkulatorView):
    """The calculator on the screen."""

    template_name = "keuangan/kinerja.html"
    form_class = KinerjaForm
    wajib = "bulan"
    cetak_url = "keuangan:kinerja-cetak"

    def compute(self, data: dict[str, Any]) -> HasilKinerja:
        """Source: KEU-70 to KEU-77; profit is computed, never typed (KEU-73)."""
        isi: dict[str, Any] = {k: v if v is not None else Decimal(0) for k, v in data.items()}
        bahan = Bahan(**isi, laba=isi["pendapatan"] - isi["biaya"])
        return HasilKinerja(bahan, measure(bahan))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            judul=_("Kinerja UPK"),
            kolom=KOLOM,
            pita=[figure_line(kode, Nilai(None, None)) for kode in UKURAN],
            **kwargs,
        )


class KinerjaCetakView(CetakMixin, KinerjaView):
    """The calculator on paper."""

    templat, layar = "keuangan/kinerja_cetak.html", "keuangan:kinerja"

    def paper(self, hasil: HasilKinerja) -> dict[str, Any]:
        return {"judul": "Kinerja UPK", "h": hasil, "bulan": dict(self.form.fields["bulan"].choices)[hasil.bahan.bulan]}
