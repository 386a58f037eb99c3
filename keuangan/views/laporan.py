"""Reports of a ledger on the screen, their workbooks, and the journal lines behind each figure. Source: KEU-100, KEU-101."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi
from inti.formats import rupiah
from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView, add_errors
from inti.xlsx import xlsx_response
from keuangan.filters import BarisFilterSet
from keuangan.forms.laporan import RentangAkunForm, RentangForm
from keuangan.hitung.dasar import month_end
from keuangan.hledger import export_journal
from keuangan.laporan.daftar import JENIS, JenisLaporan, compute, usual_span
from keuangan.laporan.dasar import NOL, Laporan, Saring, shift_months
from keuangan.laporan.dokumen import JENIS_KERTAS
from keuangan.laporan.keluaran import as_data, as_xlsx, columns_of, draw
from keuangan.models import Buku, Periode
from keuangan.queries import accounts_of
from keuangan.queries_laporan import lines_of
from keuangan.tautan import report_url
from keuangan.views.dasar import BukuMixin
from laporan.izin import MINTA_DOKUMEN

KOLOM_BARIS = (
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal"),
    Kolom("bukti", gettext_lazy("Bukti"), ambil="jurnal.nomor_bukti"),
    Kolom("akun", gettext_lazy("Akun"), ambil=lambda b: str(b.akun)),
    Kolom("uraian", gettext_lazy("Uraian"), ambil="jurnal.uraian"),
    Kolom("debit", gettext_lazy("Debit"), "uang", ambil=lambda b: b.debit or None),
    Kolom("kredit", gettext_lazy("Kredit"), "uang", ambil=lambda b: b.kredit or None),
    Kolom("sumber", gettext_lazy("Sumber dana"), ambil=lambda b: f"{b.sumber_dana} {b.tahun_dana}"),
    Kolom("tahap", gettext_lazy("Tahap"), ambil=lambda b: b.termin or ""),
    Kolom("ksm", "KSM", ambil=lambda b: str(b.ksm) if b.ksm_id else ""),
)
URUT_BARIS = ("tanggal", "id")


class LaporanMixin(BukuMixin):
    """Reports are a part of their ledger's page."""

    tab = "laporan"

    def frame(self) -> dict[str, Any]:
        """The ledger's frame; crumbs end at the list of its reports."""
        isi = super().frame()
        isi["remah"].append((_("Laporan"), reverse("keuangan:laporan", args=[self.buku.pk])))
        return isi


class DaftarLaporanView(LaporanMixin):
    """All reports of one ledger for a month, and the way to its year, inventory and supervision."""

    template_name = "keuangan/laporan_daftar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dari, sampai = month_of(self.request, self.buku)
        periode = (
            Periode.objects.visible_to(self.request.user)
            .filter(buku=self.buku, tahun=dari.year, bulan=dari.month)
            .first()
        )
        isi = super(LaporanMixin, self).frame()
        return super().get_context_data(
            **{
                **isi, "judul": _("Laporan keuangan"), "dari": dari, "sampai": sampai, "periode": periode,
                "sebelum": _month_url(self.buku, shift_months(dari, -1)), "sesudah": _month_url(self.buku, shift_months(dari, 1)),
                "laporan": [(j, report_url(self.buku, j.kode, dari, sampai)) for j in JENIS.values()], **kwargs,
            }
        )  # fmt: skip


def month_of(request: HttpRequest, buku: Buku) -> tuple[datetime.date, datetime.date]:
    """The month that the address names ("2023-01"), else the usual one."""
    teks = request.GET.get("bulan", "")
    try:
        hari = datetime.date.fromisoformat(f"{teks}-01") if teks else usual_span(buku)[0]
    except ValueError:
        hari = usual_span(buku)[0]
    if not 1990 <= hari.year <= 2099:
        hari = usual_span(buku)[0]
    return hari, month_end(hari)


def _month_url(buku: Buku, hari: datetime.date) -> str:
    return f"{reverse('keuangan:laporan', args=[buku.pk])}?bulan={hari:%Y-%m}"


def lines_url(buku: Buku, saring: Saring) -> str:
    """The journal lines behind a figure."""
    return f"{reverse('keuangan:laporan-baris', args=[buku.pk])}?{saring.kueri}"


def cell_url(buku: Buku, saring: Saring, jenis: str) -> str:
    """Where a cell leads: a voucher's number to the voucher itself, a figure to its journal lines. Source: KEU-101."""
    if jenis == "teks" and saring.jurnal:
        return reverse("keuangan:bukti", args=[saring.jurnal])
    return lines_url(buku, saring)


class LaporanView(LaporanMixin):
    """One report: choose the span, read, download, print. A span that is none comes back with what is wrong."""

    template_name = "keuangan/laporan.html"

    @cached_property
    def jenis(self) -> JenisLaporan:
        """The report that the address names. Raises Http404."""
        if self.kwargs["nama"] not in JENIS:
            raise Http404
        return JENIS[self.kwargs["nama"]]

    @cached_property
    def form(self) -> RentangForm:
        """The choice of the reader, filled with the usual month."""
        dari, sampai = usual_span(self.buku)
        isi = self.request.GET.copy()
        isi.setdefault("dari", str(dari))
        isi.setdefault("sampai", str(sampai))
        if self.jenis.akun:
            return RentangAkunForm(isi, akun=[(a.kode, str(a)) for a in accounts_of(self.buku)])
        return RentangForm(isi)

    @cached_property
    def hasil(self) -> tuple[Laporan | None, int]:
        """The report (None where the choice is none), and the status of the page."""
        if not self.form.is_valid():
            return None, 400
        data = self.form.cleaned_data
        try:
            lap = compute(self.jenis, self.buku, data["dari"], data["sampai"], akun=data.get("akun", ""))
        except GalatAplikasi as galat:
            add_errors(self.form, galat)
            return None, galat.status
        return lap, 200

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lap, status = self.hasil
        if lap is not None and request.GET.get("format") == "xlsx":
            return xlsx_response(f"{lap.kode}-{lap.dari}-{lap.sampai}", as_xlsx(lap, self.buku))
        return self.render_to_response(self.get_context_data(lap=lap), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lap = kwargs.get("lap")
        kueri = self.request.GET.copy()
        kueri["format"] = "xlsx"
        isi: dict[str, Any] = {**self.frame(), "judul": str(self.jenis.nama), "form": self.form, "jenis": self.jenis}
        if lap is not None:
            isi |= {
                "bagian": [(b, columns_of(b, lambda s, jenis: cell_url(self.buku, s, jenis))) for b in lap.bagian],
                "grafik": draw(as_data(lap)["grafik"]), "xlsx": f"?{kueri.urlencode()}", "cetak": self.print_url(lap),
            }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})

    def print_url(self, lap: Laporan) -> str:
        """Where the paper of the month is asked for; "" for other spans, or where nobody may print."""
        data = self.form.cleaned_data
        if data["dari"] != data["dari"].replace(day=1) or data["sampai"] != month_end(data["dari"]) or data.get("akun"):
            return ""
        periode = (
            Periode.objects.visible_to(self.request.user)
            .filter(buku=self.buku, tahun=data["dari"].year, bulan=data["dari"].month)
            .first()
        )
        if periode is None or not may(self.request.user, MINTA_DOKUMEN, periode):
            return ""
        return reverse("laporan:dokumen-minta", args=[JENIS_KERTAS[lap.kode], periode.pk])


class HledgerView(LaporanMixin):
    """The whole ledger as a journal for hledger, as a download. Source: KEU-114."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        isi = "\n".join(export_journal(self.buku)) + "\n"
        jawaban = HttpResponse(isi, content_type="text/plain; charset=utf-8")
        jawaban["Content-Disposition"] = f'attachment; filename="buku-{self.buku.unit}-{self.buku.wilayah_id}.journal"'
        jawaban["X-Content-Type-Options"] = "nosniff"
        return jawaban


class BarisView(DaftarView, BukuMixin):
    """The journal lines behind a figure, with their sums; the same as XLSX. Source: KEU-101."""

    template_name = "keuangan/laporan_baris.html"
    nama_xlsx, judul_xlsx, kolom_xlsx = "baris-jurnal", gettext_lazy("Baris jurnal"), KOLOM_BARIS

    @cached_property
    def saring(self) -> BarisFilterSet:
        """The filter as filled, over the lines of this ledger."""
        qs = lines_of(self.buku).select_related("jurnal", "akun", "sumber_dana", "ksm")
        return BarisFilterSet(self.request.GET, queryset=qs)

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT_BARIS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        jumlah = qs.aggregate(d=Sum("debit"), k=Sum("kredit"))
        debit, kredit = (jumlah[s] or NOL for s in "dk")
        isi = {
            **self.frame(), "judul": _("Baris jurnal"), "kolom": KOLOM_BARIS, "saring": self.saring.form,
            "halaman": keyset_page(qs, URUT_BARIS, self.request.GET), "banyak": qs.count(),
            "aktif": any(self.request.GET.get(k) for k in BarisFilterSet.Meta.fields),
            "jumlah": [(_("Jumlah debit"), rupiah(debit)), (_("Jumlah kredit"), rupiah(kredit)),
                       (_("Selisih"), rupiah(debit - kredit))],
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})
