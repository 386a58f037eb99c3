"""Which action stands behind each transition of the grant; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import RupiahIsian
from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from keuangan import actions as a
from keuangan.actions.berkas_pencairan import step_action
from keuangan.models.berkas_pencairan import LANGKAH
from siklus.formulir_transisi import AlasanForm


class LangkahForm(forms.Form):
    """A step by login: the day, a note, and the reason where a warning is passed."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    catatan = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PJOKForm(LangkahForm):
    """The payment request: its number, and the decree under which the PJOK acts."""

    nomor = forms.CharField(label=_("Nomor PP-BLM"), max_length=100)
    sk = forms.CharField(label=_("Nomor SK penunjukan PJOK"), max_length=100)
    field_order = ["tanggal", "nomor", "sk", "catatan", "alasan"]


class KembalikanForm(forms.Form):
    """The day, and what the BKM is to mend."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    alasan = forms.CharField(
        label=_("Yang harus diperbaiki BKM"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class HariForm(forms.Form):
    """On which day."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)


class TerimaForm(forms.Form):
    """The day on which the bank book shows the money."""

    tanggal = forms.DateField(label=_("Masuk rekening tanggal"), widget=TanggalInput)


class TarikTerimaForm(KembalikanForm):
    """On which day the receipt is taken back, and why."""

    alasan = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class GantiPaguForm(forms.Form):
    """The amount that a newer decree says, and why the old one goes."""

    jumlah = RupiahIsian(label=_("Pagu yang benar"), required=True)
    nomor_sk = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    tanggal_sk = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Mengapa diganti"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TandaTanganForm(forms.Form):
    """Both signatures; `berkas` is the photo of the sheet, uploaded before."""

    tanggal = forms.DateField(label=_("Ditandatangani tanggal"), widget=TanggalInput)
    nomor = forms.CharField(label=_("Nomor SPPB"), max_length=100)
    pemerintah_nama = forms.CharField(label=_("Wakil pemerintah"), max_length=150)
    pemerintah_jabatan = forms.CharField(label=_("Jabatannya"), max_length=150)
    koordinator_nama = forms.CharField(label=_("Koordinator BKM"), max_length=150)
    mengetahui_nama = forms.CharField(label=_("Mengetahui (lurah atau kepala desa)"), max_length=150, required=False)
    berkas: forms.Field = forms.UUIDField(label=_("Foto lembar SPPB"))
    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


def register() -> None:
    """Enter every transition of the grant."""
    aksi_transisi.daftar("keuangan.pagublm.batalkan", AksiTransisi(a.cancel_pagu, AlasanForm))
    aksi_transisi.daftar("keuangan.pagublm.gantikan", AksiTransisi(a.replace_pagu, GantiPaguForm))
    aksi_transisi.daftar("keuangan.sppb.tandatangani", AksiTransisi(a.sign_sppb_filed, TandaTanganForm))
    aksi_transisi.daftar("keuangan.sppb.batalkan", AksiTransisi(a.cancel_sppb, AlasanForm))
    for d in LANGKAH.values():
        formulir = PJOKForm if d.kode == "pjok" else LangkahForm
        aksi_transisi.daftar(f"keuangan.berkaspencairan.{d.transisi}", AksiTransisi(step_action(d.kode), formulir))
    for nama, aksi in {
        "kembalikan": AksiTransisi(a.return_berkas, KembalikanForm),
        "susun_kembali": AksiTransisi(a.take_up_again, HariForm),
        "terima": AksiTransisi(a.receive_blm, TerimaForm),
        "tarik_terima": AksiTransisi(a.withdraw_receipt, TarikTerimaForm),
        "batalkan": AksiTransisi(a.cancel_berkas_pencairan, AlasanForm),
    }.items():
        aksi_transisi.daftar(f"keuangan.berkaspencairan.{nama}", aksi)
