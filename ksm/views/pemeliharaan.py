"""Upkeep of one asset, and the list of all assets."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView
from ksm import actions, izin
from ksm import tautan_pelaksanaan as ke
from ksm.actions.pelaksanaan import DIPELIHARA, SESUDAH
from ksm.filters_pelaksanaan import AsetFilterSet
from ksm.forms.pemeliharaan import KasForm, PemeliharaForm, PeriksaAsetForm
from ksm.models import PemeriksaanAset, Usulan
from ksm.queries_pelaksanaan import (
    asset_checks,
    assets,
    handover_of,
    is_work,
    keeper_of,
    upkeep_balance,
    upkeep_book,
)
from ksm.sajian_pelaksanaan import figure
from ksm.views.pelaksanaan import KaryaFormView, KaryaMixin
from laporan.izin import MINTA_DOKUMEN
from wilayah.waktu import today_in

KEADAAN = dict(PemeriksaanAset.Keadaan.choices)
KOLOM = (
    Kolom("judul", gettext_lazy("Sarana"), tautan=lambda u: ke.karya(u.pk, "pemeliharaan")),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda u: u.wilayah.nama),
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda u: u.ksm.nama),
    Kolom("lokasi", gettext_lazy("Lokasi")),
    Kolom("volume", gettext_lazy("Volume"), ambil=lambda u: f"{figure(u.volume_jadi)} {u.satuan}"),
    Kolom("serah", gettext_lazy("Serah terima"), "tanggal"),
    Kolom("pemelihara", gettext_lazy("Pemelihara"), ambil="pemelihara_kini"),
    Kolom("umur", gettext_lazy("Umur rencana (tahun)"), "angka"),
    Kolom("diperiksa", gettext_lazy("Diperiksa"), "tanggal"),
    Kolom("keadaan", gettext_lazy("Keadaan"), ambil=lambda u: KEADAAN.get(u.keadaan, "")),
    Kolom("saldo", gettext_lazy("Kas pemelihara"), "rupiah"),
    Kolom("jatuh_tempo", gettext_lazy("Periksa lagi"), "tanggal"),
    Kolom("terlambat", gettext_lazy("Tindakan"), ambil=lambda u: _("waktunya diperiksa") if u.terlambat else ""),
)
# The screen shows what one acts on; the workbook everything.
LAYAR = tuple(k for k in KOLOM if k.kode not in {"ksm", "lokasi", "volume", "umur", "serah"})
URUT = ("jatuh_tempo", "id")


class PemeliharaanView(KaryaMixin):
    """Who keeps it up, with what money, and how it fared year by year."""

    template_name = "ksm/karya_pemeliharaan.html"
    bagian = "pemeliharaan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        aset = assets(Usulan.objects.visible_to(self.request.user).filter(pk=u.pk), self.hari_ini).first()
        return super().get_context_data(
            serah=handover_of(u),
            badan=keeper_of(u),
            kas=upkeep_book(u),
            saldo=upkeep_balance(u),
            periksa=asset_checks(u),
            aset=aset,
            boleh=self.may(izin.CATAT_PEMELIHARAAN, SESUDAH) and is_work(u),
            boleh_kas=self.may(izin.CATAT_PEMELIHARAAN, DIPELIHARA),
            boleh_cetak=is_work(u) and may(self.request.user, MINTA_DOKUMEN, u),
            **kwargs,
        )


class PemeliharaanFormView(KaryaFormView):
    """A form of upkeep."""

    bagian = "pemeliharaan"
    perlu = izin.CATAT_PEMELIHARAAN


class PemeliharaBaruView(PemeliharaanFormView):
    """The maintenance body; the one before gives way with a reason."""

    form_class = PemeliharaForm
    judul = gettext_lazy("Catat badan pemelihara")
    draf = "pemelihara"
    pesan_berhasil = gettext_lazy("Badan pemelihara tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "ganti": keeper_of(self.usulan) is not None}

    def get_initial(self) -> dict[str, Any]:
        u = self.usulan
        return {"dibentuk": self.hari_ini, "nama": u.pemelihara, "tugas": u.pemeliharaan}

    def run_action(self, form: Any) -> Any:
        return actions.form_pemelihara(self.usulan, oleh=self.request.user, **form.cleaned_data)


class KasBaruView(PemeliharaanFormView):
    """One line of the cash book."""

    form_class = KasForm
    judul = gettext_lazy("Catat kas pemeliharaan")
    draf = "kas-pemelihara"
    pesan_berhasil = gettext_lazy("Kas pemeliharaan tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.record_kas_pemelihara(self.usulan, oleh=self.request.user, **form.cleaned_data)


class PeriksaAsetView(PemeliharaanFormView):
    """The yearly check."""

    form_class = PeriksaAsetForm
    judul = gettext_lazy("Periksa sarana")
    draf = "periksa-aset"
    pesan_berhasil = gettext_lazy("Pemeriksaan tahun ini tersimpan.")

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        berkas = self.keep(data.pop("berkas"), bidang="berkas", slot="periksa_aset")
        return actions.check_aset(self.usulan, oleh=self.request.user, berkas=berkas, **data)


class AsetListView(DaftarView):
    """Everything that was handed over, longest due first: filters by area, state and due; the same as XLSX. PLH-04."""

    template_name = "ksm/aset_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx, kolom_xlsx = "sarana", gettext_lazy("Daftar sarana"), KOLOM

    @cached_property
    def saring(self) -> AsetFilterSet:
        """The filter as filled."""
        qs = Usulan.objects.visible_to(self.request.user).select_related("wilayah", "ksm")
        return AsetFilterSet(self.request.GET, queryset=assets(qs, today_in("")))

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        bidang = ("q", "wilayah", "keadaan", "terlambat")
        return super().get_context_data(
            judul=_("Sarana"),
            kolom=LAYAR,
            halaman=keyset_page(qs, URUT, self.request.GET),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) not in (None, "", "unknown") for k in bidang),
            jumlah=qs.count(),
            jatuh_tempo=qs.filter(terlambat=True).count(),
            **kwargs,
        )
