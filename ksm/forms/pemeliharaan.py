"""Forms of upkeep: the body, its cash book, the yearly check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import RupiahIsian, text_area
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from ksm.models import BadanPemelihara, KasPemelihara, PemeriksaanAset


class PemeliharaForm(forms.Form):
    """Who maintains, and with what."""

    nama = forms.CharField(label=_("Badan pemelihara"), max_length=120)
    ketua = forms.CharField(label=_("Penanggung jawab"), max_length=150)
    telepon = forms.CharField(label=_("Nomor yang dapat dihubungi"), max_length=20, required=False)
    dibentuk = forms.DateField(label=_("Dibentuk pada"), widget=TanggalInput)
    umur_tahun = forms.IntegerField(
        label=_("Umur rencana sarana (tahun)"), min_value=1, max_value=50, widget=AngkaInput
    )
    irama = forms.ChoiceField(label=_("Iuran"), choices=BadanPemelihara.Irama.choices)
    iuran = RupiahIsian(label=_("Besar iuran tiap KK (Rp)"), help_text=_("Kosongkan bila tanpa iuran."))
    tugas = forms.CharField(label=_("Cara memelihara"), max_length=5000, required=False, widget=text_area(3))
    alasan = forms.CharField(label=_("Sebab badan yang lama diganti"), max_length=300, required=False)

    def __init__(self, *args: Any, ganti: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ganti:
            del self.fields["alasan"]


class KasForm(forms.Form):
    """One line of the body's cash book."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    arah = forms.ChoiceField(label=_("Masuk atau keluar"), choices=KasPemelihara.Arah.choices, widget=forms.RadioSelect)
    jumlah = RupiahIsian(label=_("Jumlah (Rp)"), required=True)
    uraian = forms.CharField(label=_("Uraian"), max_length=150, help_text=_("Misalnya Iuran 30 KK, atau beli cat."))


class PeriksaAsetForm(forms.Form):
    """The yearly check."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=PemeriksaanAset.Keadaan.choices, widget=forms.RadioSelect)
    temuan = forms.CharField(
        label=_("Yang ditemukan"),
        max_length=300,
        required=False,
        widget=text_area(2),
        help_text=_("Wajib bila tidak baik."),
    )
    tindak = forms.CharField(label=_("Yang akan dilakukan"), max_length=300, required=False, widget=text_area(2))
    pemeriksa = forms.CharField(label=_("Diperiksa oleh"), max_length=150)
    berkas = forms.FileField(label=_("Foto sarana atau lembarnya"), required=False, widget=PindaianInput)
