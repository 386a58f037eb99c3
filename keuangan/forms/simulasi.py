"""Forms of the calculators. They are sent by GET: what is typed stands in the address, and nothing is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from inti.forms import AngkaField, RupiahIsian
from inti.widgets import AngkaInput, TanggalInput
from keuangan.hitung.jadwal import TENOR_MAKS, Metode, Pembulatan
from keuangan.hitung.kinerja import BULAN_SETAHUN
from wilayah.waktu import today_in

ANGGOTA_MAKS = 60
BULAT_KSM, BULAT_ANGGOTA = "ksm", "anggota"
JASA_BAKU = "1,5"


class SimulasiForm(forms.Form):
    """The terms of a loan, and for whom it must be bearable."""

    pokok = RupiahIsian(label=_("Pokok pinjaman KSM"), required=True)
    jasa_persen_per_bulan = AngkaField(
        label=_("Jasa per bulan (%)"), required=True, initial=JASA_BAKU,
        help_text=_("Persen dari pokok, menurut keputusan BKM."),
    )  # fmt: skip
    tenor_bulan = forms.IntegerField(
        label=_("Jangka waktu (bulan)"), min_value=1, max_value=TENOR_MAKS, initial=10, widget=AngkaInput
    )
    tanggal_cair = forms.DateField(label=_("Tanggal cair"), widget=TanggalInput)
    metode = forms.ChoiceField(label=_("Cara menghitung jasa"), choices=Metode.choices)
    pembulatan = forms.ChoiceField(label=_("Pembulatan"), choices=Pembulatan.choices)
    anggota = forms.IntegerField(
        label=_("Banyak anggota"), min_value=1, max_value=ANGGOTA_MAKS, required=False, widget=AngkaInput,
        help_text=_("Pinjaman dibagi rata; isi untuk melihat bagian tiap anggota."),
    )  # fmt: skip
    dibulatkan = forms.ChoiceField(
        label=_("Angsuran dibulatkan"), required=False,
        choices=[(BULAT_KSM, _("Untuk KSM, lalu dibagi")), (BULAT_ANGGOTA, _("Untuk tiap anggota, lalu dijumlahkan"))],
    )  # fmt: skip
    penghasilan = RupiahIsian(
        label=_("Penghasilan sebulan"), help_text=_("Anggota yang paling kecil kemampuannya; tanpa anggota, KSM-nya.")
    )
    biaya = RupiahIsian(label=_("Biaya hidup sebulan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tanggal_cair"].initial = today_in("")


class KinerjaForm(forms.Form):
    """What the KPI of a month are made of. Profit is not typed: it is income minus cost. Empty means zero."""

    bulan = forms.TypedChoiceField(label=_("Sampai akhir bulan"), choices=list(MONTHS.items()), coerce=int)
    ksm_berpinjaman = forms.IntegerField(
        label=_("KSM yang masih berpinjaman"), min_value=0, max_value=100_000, widget=AngkaInput
    )
    ksm_menunggak_3 = forms.IntegerField(
        label=_("KSM menunggak tiga angsuran atau lebih"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=AngkaInput,
    )
    saldo_pinjaman = RupiahIsian(label=_("Saldo seluruh pinjaman"), help_text=_("Sisa pokok semua KSM."))
    saldo_menunggak_3 = RupiahIsian(
        label=_("Saldo pinjaman KSM yang menunggak itu"),
        help_text=_("Seluruh sisa pokoknya, bukan hanya tunggakannya."),
    )
    tunggakan_3 = RupiahIsian(label=_("Tunggakan pokok KSM itu"), help_text=_("Bagian yang sudah lewat jatuh tempo."))
    pendapatan = RupiahIsian(label=_("Pendapatan sejak Januari"))
    biaya = RupiahIsian(label=_("Biaya sejak Januari"))
    modal = RupiahIsian(label=_("Seluruh modal"), help_text=_("P2KP, PNPM, dan modal lain."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"].initial = (today_in("").month - 2) % BULAN_SETAHUN + 1  # the last month that has ended
