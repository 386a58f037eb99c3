"""Pages of the loans of a UPK: LU-02, LU-04, KPI with trend, the reserve of a month, the gate, and all UPK of an area."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti import charts
from inti.formats import persen, tanggal
from inti.izin import may, require
from inti.tabel import Kolom
from inti.views import FormActionView, HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from keuangan import actions, izin
from keuangan import tautan_kolektibilitas as tautan
from keuangan.actions.umum import BUKUKAN
from keuangan.ambang import thresholds
from keuangan.filters import UPKFilterSet
from keuangan.forms.kolektibilitas import CadanganForm, HariForm, KolektibilitasForm, PengecualianForm
from keuangan.gerbang_dana import capital_findings, describe, exception_on
from keuangan.lembar_pinjaman import KOLOM_KELAS, REGISTER, class_rows, class_sums, in_words, lu02
from keuangan.models import Buku, CadanganBulan, Periode
from keuangan.queries_kinerja import last_entries, last_month_end, month_ends, performance, recovery_by_ps2, trend
from keuangan.queries_kolektibilitas import assess_ledger, reserve_finding
from keuangan.reports_kolektibilitas import KINERJA, LU02, LU04_PINJAMAN, LU04_TABUNGAN, printable
from keuangan.sajian_kinerja import figure_rows, other_rows, trend_series
from keuangan.views.dasar import BukuUPKMixin, DariBulanMixin
from laporan.izin import MINTA_DOKUMEN
from wilayah.waktu import today_in

# More ledgers than this are not judged on one page; the filter narrows them to a kota.
UPK_MAKS = 600
BULAN_PILIHAN = 6
KERTAS = {"pinjaman": LU04_PINJAMAN, "tabungan": LU04_TABUNGAN}


class BukuUPKView(BukuUPKMixin):
    """A page of one UPK's ledger in scope: another's is the same 404 as one that does not exist."""

    izin = izin.LIHAT_PINJAMAN
    form_class: type[HariForm] = HariForm
    judul: Any = ""
    kertas = ""

    @cached_property
    def form(self) -> Any:
        """The day and what narrows the page."""
        return self.form_class(self.request.GET if self.request.GET else None)

    @property
    def saring(self) -> dict[str, Any]:
        """What was asked, as far as it makes sense."""
        return self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}

    @cached_property
    def hari(self) -> datetime.date:
        """The day asked for: never one to come."""
        kini = today_in(self.buku.wilayah_id)
        return min(self.saring.get("tanggal") or kini, kini)

    def papers(self) -> list[dict[str, str]]:
        """The print button of the page, where the month has anything booked and the officer may print."""
        periode = printable(self.buku, self.hari)
        if periode is None or not self.kertas or not may(self.request.user, MINTA_DOKUMEN, periode):
            return []
        return [{"url": reverse("laporan:dokumen-minta", args=[self.kertas, periode.pk]), "label": str(periode)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.form.is_bound:
            self.form.initial = {"tanggal": self.hari}
        kueri = self.request.GET.copy()
        kueri["format"] = "xlsx"
        return super().get_context_data(
            **{
                **self.frame(), "hari": self.hari, "form": self.form, "cetak": self.papers(),
                "xlsx": f"?{kueri.urlencode()}", "judul": str(self.judul), **kwargs,
            }
        )  # fmt: skip


class KolektibilitasView(BukuUPKView):
    """LU-02: every loan with its class, the classes with their reserve; each figure opens its loans. Source: KEU-170."""

    tab = "kinerja"
    template_name = "keuangan/kolektibilitas.html"
    form_class = KolektibilitasForm
    judul, kertas = gettext_lazy("Kolektibilitas (LU-02)"), LU02

    @cached_property
    def data(self) -> Any:
        """The loans of the day."""
        return lu02(self.buku, self.hari, kelas=self.saring.get("kelas", ""), risiko=bool(self.saring.get("risiko")))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            return sheet_response(self.data.sendiri, self.buku)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        d = self.data
        return super().get_context_data(
            d=d, kelas=class_rows(d, self.buku), kolom_kelas=KOLOM_KELAS, jumlah_kelas=in_words(class_sums(d)),
            disaring=bool(self.saring.get("kelas") or self.saring.get("risiko")),
            url_semua=tautan.kolektibilitas(self.buku.pk, self.hari),
            url_cadangan=tautan.cadangan(self.buku.pk) if may(self.request.user, BUKUKAN["upk"], self.buku) else "",
            **kwargs,
        )  # fmt: skip


class RegisterView(BukuUPKView):
    """LU-04: the register of loans or of savings."""

    tab = "laporan"
    template_name = "keuangan/register_pinjaman.html"
    jenis = "pinjaman"

    @property
    def kertas(self) -> str:  # type: ignore[override]
        """The paper of this register."""
        return KERTAS[self.jenis]

    @cached_property
    def lembar(self) -> Any:
        """The register on the day."""
        return REGISTER[self.jenis](self.buku, self.hari)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            return sheet_response(self.lembar, self.buku)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"lembar": self.lembar, "judul": self.lembar.judul, **kwargs})


def sheet_response(satu: Any, buku: Buku) -> HttpResponse:
    """A report as a workbook, with its sums as the last row and its notes on the second sheet."""
    keterangan = [(_("Buku"), str(buku)), (_("Keadaan pada"), tanggal(satu.hari)), *(("", c) for c in satu.catatan)]
    isi = export_xlsx(satu.judul, satu.kolom, satu.with_sum(), keterangan=keterangan)
    return xlsx_response(f"{satu.kode}-{satu.hari:%Y-%m-%d}", isi)


class KinerjaBukuView(BukuUPKView):
    """The KPI of one UPK: numerator and denominator, the loans behind, trend, PS-2 classes, the gate. Source: KEU-166."""

    tab = "kinerja"
    template_name = "keuangan/kinerja_buku.html"
    judul, kertas = gettext_lazy("Kinerja UPK"), KINERJA

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bulan = trend(self.buku, self.hari)
        kini = bulan.get(self.hari) or performance([(self.buku, self.hari)])[self.buku.pk, self.hari]
        ambang = thresholds(self.buku.wilayah_id, self.hari)
        seri = trend_series(bulan)
        grafik = None
        if len(bulan) > 1 and any(n is not None for s in seri.values() for n in s):
            grafik = charts.line(
                _("LAR, PAR, dan RR menurut bulan (%)"), [tanggal(h, "bulan")[:3] for h in bulan], seri,
                tulis=lambda n: persen(n, 0),
            )  # fmt: skip
        pengecualian = exception_on(self.buku, self.hari)
        return super().get_context_data(
            k=kini, berhenti=self._stopped(),
            ukuran=figure_rows(kini, self.buku, self.hari, ambang), lain=other_rows(kini), grafik=grafik,
            ps2=recovery_by_ps2(assess_ledger(self.buku, self.hari, ambang), self.hari),
            gerbang=capital_findings(self.buku, self.hari),
            pengecualian=describe(pengecualian) if pengecualian else "",
            url_pengecualian=tautan.pengecualian(self.buku.pk)
            if may(self.request.user, izin.PUTUS_PINJAMAN_BKM, self.buku) else "",
            **kwargs,
        )  # fmt: skip

    def _stopped(self) -> datetime.date | None:
        """The day of the last voucher where nothing was entered in the last month that is over. One query. Source: KEU-166."""
        akhir = last_entries([self.buku], self.hari).get(self.buku.pk)
        usai = last_month_end(self.hari)
        return akhir if akhir is not None and akhir < usai.replace(day=1) else None


class BukuUPKFormView(DariBulanMixin, BukuUPKView, FormActionView):  # type: ignore[misc]
    """A form page of one ledger; whoever may not send it is refused before it shows."""

    template_name = "keuangan/formulir.html"
    perlu = ""
    tombol: Any = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(self.izin):
            require(request.user, self.perlu, self.buku)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"keuangan.buku:{self.buku.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formulir = kwargs.pop("form", None) or self.get_form()
        return FormActionView.get_context_data(
            self,
            **{
                **self.frame(), "form": formulir, "tombol": self.tombol,
                "batal": self.alamat_bulan or self.get_success_url(), "judul": str(self.judul), **kwargs,
            },
        )  # fmt: skip


class CadanganView(BukuUPKFormView):
    """Post the reserve of a month that is over. Source: KEU-163."""

    form_class = CadanganForm  # type: ignore[assignment]
    izin, perlu = izin.LIHAT_PINJAMAN, BUKUKAN["upk"]
    judul, tombol = gettext_lazy("Bukukan cadangan risiko"), gettext_lazy("Bukukan")
    pesan_berhasil = gettext_lazy("Cadangan risiko dibukukan.")

    @cached_property
    def bulan(self) -> list[datetime.date]:
        """Ends of the last months that are over, and of older ones that are still open, newest first."""
        akhir = last_month_end(today_in(self.buku.wilayah_id))
        terbuka = Periode.objects.visible_to(self.request.user).filter(buku=self.buku, status=Periode.Status.TERBUKA)
        semua = {*month_ends(akhir, BULAN_PILIHAN), *(p.akhir for p in terbuka if p.akhir <= akhir)}
        return sorted((h for h in semua if h >= self.buku.mulai), reverse=True)

    def get_initial(self) -> dict[str, Any]:
        return {"bulan": self.request.GET.get("bulan", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        pilihan = [(f"{h:%Y-%m}", tanggal(h, "bulan")) for h in self.bulan]
        return {**super().get_form_kwargs(), "bulan": pilihan}

    def needed(self) -> str:
        """What the month of the address needs and what the ledger holds, so that nobody posts unseen; empty when settled."""
        dipilih = self.request.GET.get("bulan", "")
        akhir = next((h for h in self.bulan if f"{h:%Y-%m}" == dipilih), None)
        semua = Periode.objects.visible_to(self.request.user).filter(buku=self.buku)
        periode = semua.filter(tahun=akhir.year, bulan=akhir.month).first() if akhir else None
        temuan = reserve_finding(self.buku, periode) if periode else None
        return f"{tanggal(akhir, 'bulan')}: {temuan.rincian}" if temuan and temuan.rincian else ""

    def run_action(self, form: Any) -> CadanganBulan:
        tahun, bulan = form.cleaned_data["bulan"]
        return actions.post_cadangan(
            self.buku, tahun=tahun, bulan=bulan, alasan=form.cleaned_data["alasan"], oleh=self.request.user
        )

    def get_success_url(self) -> str:
        return tautan.kolektibilitas(self.buku.pk)

    def success_target(self, hasil: Any) -> str:
        return tautan.kolektibilitas(self.buku.pk, hasil.periode.akhir)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sudah = (
            CadanganBulan.objects.visible_to(self.request.user)
            .filter(buku=self.buku)
            .select_related("periode", "jurnal")
            .order_by("-dibuat_pada")[:6]
        )
        petunjuk = _(
            "Selisih antara cadangan yang diperlukan dan akun 12010 dibukukan pada hari terakhir bulan itu, bersama "
            "kolektibilitas setiap pinjaman."
        )
        return super().get_context_data(
            petunjuk=f"{petunjuk} {self.needed()}".strip(),
            sudah=sudah, samping="keuangan/partials/cadangan_sudah.html", **kwargs,
        )  # fmt: skip


class PengecualianView(BukuUPKFormView):
    """Note the BKM's decision to lend past the gate. Source: KEU-168."""

    form_class = PengecualianForm  # type: ignore[assignment]
    izin, perlu = izin.LIHAT_PINJAMAN, izin.PUTUS_PINJAMAN_BKM
    judul, tombol = gettext_lazy("Kecualikan gerbang dana"), gettext_lazy("Simpan keputusan")
    pesan_berhasil = gettext_lazy("Pengecualian dicatat. UPK boleh memberi pinjaman sampai tanggal itu.")

    def run_action(self, form: Any) -> Any:
        return actions.except_gerbang(self.buku, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return tautan.kinerja(self.buku.pk)


def _figure(kode: str) -> Any:
    return lambda b: getattr(b["k"].kinerja, kode).nilai


KOLOM_UPK = (
    Kolom("badan", "UPK", tautan=lambda b: tautan.kinerja(b["buku"].pk, b["hari"]) if b["terbuka"] else ""),
    Kolom("wilayah", gettext_lazy("Kelurahan")),
    Kolom("kategori", gettext_lazy("Kategori"), "tanda"),
    Kolom("sampai", gettext_lazy("Dicatat sampai"), "tanggal"),
    Kolom("ksm", gettext_lazy("KSM"), "angka"),
    Kolom("saldo", gettext_lazy("Saldo (Rp)"), "angka"),
    *(Kolom(k, k.upper() if k not in {"ccr"} else "CCr", "persen", ambil=_figure(k)) for k in ("lar", "par", "rr", "ccr", "roi")),
)  # fmt: skip


class KinerjaUPKView(HalamanView):
    """/keuangan/kinerja-upk/: every UPK in scope with its KPI and worst band, worst first; the same as XLSX. Source: KEU-166."""

    template_name = "keuangan/kinerja_upk.html"
    izin = izin.LIHAT_PINJAMAN

    @cached_property
    def saring(self) -> UPKFilterSet:
        """The filter as filled."""
        semua = Buku.objects.visible_to(self.request.user, izin=izin.LIHAT_PINJAMAN).filter(unit="upk")  # type: ignore[attr-defined]
        return UPKFilterSet(
            self.request.GET, queryset=semua.select_related("badan", "wilayah").order_by("wilayah_id", "id")
        )

    @cached_property
    def hari(self) -> datetime.date:
        """The end of a month: the last one that is over, or the one asked for."""
        diminta = self.saring.form.cleaned_data.get("tanggal") if self.saring.form.is_valid() else None
        kini = today_in("")
        return min(diminta, kini) if diminta else last_month_end(kini)

    @cached_property
    def baris(self) -> list[dict[str, Any]] | None:
        """UPK with their figures, worst first; None when there are too many for one page."""
        buku = list(self.saring.qs[: UPK_MAKS + 1])
        if len(buku) > UPK_MAKS:
            return None
        hasil = performance([(b, self.hari) for b in buku])
        akhir = last_entries(buku, self.hari)
        baris = [
            {**upk_row(b, hasil[b.pk, self.hari], self.hari), "sampai": akhir.get(b.pk),
             "terbuka": may(self.request.user, izin.LIHAT_BUKU, b)} for b in buku
        ]  # fmt: skip
        pilih = self.saring.form.cleaned_data.get("kategori") if self.saring.form.is_valid() else ""
        urut = ["penundaan", "minimum", "memuaskan", ""]
        return sorted(
            (b for b in baris if not pilih or b["kategori"] == pilih), key=lambda b: urut.index(b["kategori"])
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            keterangan = [(_("Keadaan pada"), tanggal(self.hari))]
            return xlsx_response(
                "kinerja-upk", export_xlsx(_("Kinerja UPK"), KOLOM_UPK, self.baris or [], keterangan=keterangan)
            )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kueri = self.request.GET.copy()
        kueri["format"] = "xlsx"
        return super().get_context_data(
            judul=_("Kinerja UPK"), subjudul=_("Keadaan %(hari)s") % {"hari": tanggal(self.hari)}, kolom=KOLOM_UPK,
            baris=self.baris, saring=self.saring.form, xlsx=f"?{kueri.urlencode()}", terlalu_banyak=self.baris is None,
            aktif=any(self.request.GET.get(k) for k in ("wilayah", "kategori", "tanggal")),
            jumlah={k: sum(b["kategori"] == k for b in self.baris or []) for k in ("penundaan", "minimum", "memuaskan")},
            **kwargs,
        )  # fmt: skip


def upk_row(buku: Buku, k: Any, hari: datetime.date) -> dict[str, Any]:
    """One UPK of the list."""
    return {
        "buku": buku, "hari": hari, "k": k, "badan": str(buku.badan), "wilayah": buku.wilayah.nama,
        "kategori": k.terburuk.value if k.terburuk else "", "ksm": k.bahan.ksm_berpinjaman, "saldo": int(k.bahan.saldo_pinjaman),
    }  # fmt: skip
