"""The year of a ledger: closing, dividing profit, the inventory. Source: KEU-26, KEU-103 to KEU-110."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.izin import may
from inti.tabel import Kolom
from keuangan import actions
from keuangan.actions.umum import BUKUKAN
from keuangan.forms.tahun import (
    BagiLabaForm,
    BarangLamaForm,
    BeliBarangForm,
    LepasBarangForm,
    TanggalForm,
    UbahBarangForm,
)
from keuangan.laporan.daftar import usual_span
from keuangan.models import Inventaris
from keuangan.models.buku import Unit
from keuangan.queries_inventaris import register_of
from keuangan.queries_kinerja import last_month_end
from keuangan.queries_tahun import year_state
from keuangan.views.dasar import BukuFormView, PratinjauMixin, named_lines
from keuangan.views.laporan import LaporanMixin, report_url
from laporan.izin import MINTA_DOKUMEN
from wilayah.waktu import today_in

KOLOM_BAGIAN = (
    Kolom("tujuan", gettext_lazy("Untuk"), ambil=lambda b: b.get_tujuan_display()),
    Kolom("persen", gettext_lazy("Persen"), "persen"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
)
TAHUN_WAJAR = range(1999, 2101)


class LaporanFormView(LaporanMixin, BukuFormView):
    """A form page below the reports; refused before it shows to whoever may not book there."""


class TahunMixin(LaporanMixin):
    """The year of the address."""

    @property
    def tahun(self) -> int:
        """Raises Http404 for a number that is no year."""
        if self.kwargs["tahun"] not in TAHUN_WAJAR:
            raise Http404
        return int(self.kwargs["tahun"])

    def get_success_url(self) -> str:
        """Back to the year."""
        return reverse("keuangan:tahun", args=[self.buku.pk, self.tahun])


class TahunView(TahunMixin):
    """One year: which months are open, the closing entries, the profit, its division and the papers."""

    template_name = "keuangan/tahun.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k = year_state(self.buku, self.tahun)
        alamat = [reverse("keuangan:tahun", args=[self.buku.pk, t]) for t in (self.tahun - 1, self.tahun + 1)]
        anggaran = usual_span(self.buku)
        isi = {
            **self.frame(), "judul": _("Tahun buku %(tahun)d") % {"tahun": self.tahun}, "k": k, "kolom": KOLOM_BAGIAN,
            "boleh": may(self.request.user, BUKUKAN[self.buku.unit], self.buku),
            "boleh_cetak": may(self.request.user, MINTA_DOKUMEN, self.buku), "sebelum": alamat[0], "sesudah": alamat[1],
            "anggaran": report_url(self.buku, "anggaran", *anggaran),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class TutupTahunView(TahunMixin, LaporanFormView):
    """Carry income and cost to profit."""

    form_class = forms.Form
    judul, tombol = gettext_lazy("Tutup tahun"), gettext_lazy("Tutup tahun")
    petunjuk = gettext_lazy(
        "Pendapatan dan biaya setahun dipindahkan ke laba, lalu menjadi laba tahun lalu. Kedua jurnalnya disetujui orang "
        "kedua. Sesudah itu tutup bulan Desember."
    )
    pesan_berhasil = gettext_lazy("Tahun ditutup. Mintalah orang kedua menyetujui jurnalnya.")

    def run_action(self, form: Any) -> Any:
        return actions.close_year(self.buku, tahun=self.tahun, oleh=self.request.user)


class BagiLabaView(TahunMixin, LaporanFormView):
    """Record what the RWT decided."""

    form_class = BagiLabaForm
    judul, tombol = gettext_lazy("Pembagian laba"), gettext_lazy("Bukukan pembagian")
    pesan_berhasil = gettext_lazy("Pembagian laba dibukukan. Mintalah orang kedua menyetujuinya.")

    def run_action(self, form: Any) -> Any:
        d = form.cleaned_data
        return actions.divide_profit(
            self.buku, oleh=self.request.user, tahun=self.tahun, persen=form.shares(), tanggal=d["tanggal"],
            tempat=d["tempat"], keputusan=d["keputusan"], laba=d["laba"],
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ada = year_state(self.buku, self.tahun).belum_dibagi
        petunjuk = _(
            "Laba tahun lalu yang belum dibagi: %(jumlah)s. Persennya berjumlah 100; selisih pembulatan masuk modal."
        )
        return super().get_context_data(**{"petunjuk": petunjuk % {"jumlah": rupiah(ada)}, **kwargs})


class InventarisView(LaporanMixin):
    """Things of a ledger as they stand today, with what may be done to each."""

    template_name = "keuangan/inventaris.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boleh = may(self.request.user, BUKUKAN[self.buku.unit], self.buku)
        barang = register_of(self.buku, today_in(self.buku.wilayah_id))
        isi = {
            **self.frame(), "judul": _("Inventaris"), "barang": barang, "boleh": boleh,
            "daftar": report_url(self.buku, "inventaris", *usual_span(self.buku)),
            "harga": sum(b.barang.harga for b in barang), "nilai": sum(b.nilai_buku for b in barang),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class InventarisFormView(LaporanFormView):
    """A form about the inventory."""

    def get_success_url(self) -> str:
        return reverse("keuangan:inventaris", args=[self.buku.pk])

    def get_initial(self) -> dict[str, Any]:
        hari = today_in(self.buku.wilayah_id)
        sumber = {"sumber_dana": "perguliran"} if self.buku.unit == Unit.UPK else {}
        return {"tanggal": hari, "tahun_dana": hari.year, **sumber}


class BeliBarangView(InventarisFormView):
    """Buy a thing."""

    form_class = BeliBarangForm
    judul, tombol = gettext_lazy("Beli barang"), gettext_lazy("Bukukan pembelian")
    pesan_berhasil = gettext_lazy("Pembelian dibukukan. Mintalah orang kedua menyetujuinya.")

    def run_action(self, form: Any) -> Any:
        return actions.buy_inventaris(self.buku, oleh=self.request.user, **form.values())


class BarangLamaView(InventarisFormView):
    """Enter a thing that stands in the opening balance."""

    form_class = BarangLamaForm
    judul = gettext_lazy("Barang dari saldo awal")
    petunjuk = gettext_lazy("Tidak ada jurnal baru: nilainya sudah ada dalam saldo awal.")
    pesan_berhasil = gettext_lazy("Barang tercatat.")

    def run_action(self, form: Any) -> Any:
        return actions.register_inventaris(self.buku, oleh=self.request.user, **form.values())


class SusutView(InventarisFormView):
    """Book the depreciation of a month."""

    form_class = TanggalForm
    judul, tombol = gettext_lazy("Penyusutan"), gettext_lazy("Bukukan penyusutan")
    petunjuk = gettext_lazy(
        "Satu jurnal untuk semua barang, bertanggal akhir bulan; bulan yang terlewat ikut dihitung."
    )
    pesan_berhasil = gettext_lazy("Penyusutan dibukukan.")

    def get_initial(self) -> dict[str, Any]:
        """The month of the address, else the last one that is over: the running month is refused."""
        return {"tanggal": self.request.GET.get("tanggal") or last_month_end(today_in(self.buku.wilayah_id))}

    def run_action(self, form: Any) -> Any:
        return actions.depreciate_month(self.buku, oleh=self.request.user, tanggal=form.cleaned_data["tanggal"])


class BarangMixin(InventarisFormView):
    """One thing of this ledger."""

    @cached_property
    def barang(self) -> Inventaris:
        """Raises Inventaris.DoesNotExist."""
        terlihat = Inventaris.objects.visible_to(self.request.user)
        return terlihat.get(pk=self.kwargs["barang"], buku=self.buku)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": str(self.barang), **kwargs})


class UbahBarangView(BarangMixin):
    """Name, place and state of a thing."""

    form_class = UbahBarangForm
    judul = gettext_lazy("Ubah barang")
    pesan_berhasil = gettext_lazy("Barang tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"nama": self.barang.nama, "lokasi": self.barang.lokasi, "keadaan": self.barang.keadaan}

    def run_action(self, form: Any) -> Any:
        return actions.edit_inventaris(self.barang, oleh=self.request.user, **form.cleaned_data)


class LepasBarangView(PratinjauMixin, BarangMixin):
    """Take a thing out, sold or not; its journal is shown first."""

    template_name = "keuangan/inventaris_lepas.html"
    form_class = LepasBarangForm
    judul, tombol = gettext_lazy("Lepas barang"), gettext_lazy("Lepas barang")
    pesan_berhasil = gettext_lazy("Barang dilepas. Mintalah orang kedua menyetujui jurnalnya.")

    def lines(self, form: Any) -> list[dict[str, Any]]:
        d = form.values()
        baris = actions.disposal_lines(self.barang, **{k: d[k] for k in ("tanggal", "hasil", "lewat")})
        return named_lines(self.buku, baris)

    def run_action(self, form: Any) -> Any:
        return actions.dispose_inventaris(self.barang, oleh=self.request.user, **form.values())
