"""Forms of a loan: the application, the visit, the file, the decision, a paper. Amounts are whole rupiah as people type them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import RupiahIsian, text_area
from inti.money import to_rupiah
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from keuangan.models import BagianAnggota, BuktiPinjaman, ProdukPinjaman, UsulanPutusan
from ksm.models import AnggotaKSM


class UangField(RupiahIsian):
    """An amount that the page sums while one types; `nama` is its column. Zero stays zero, empty is nothing."""

    def __init__(self, nama: str, **kwargs: Any) -> None:
        super().__init__(widget=AngkaInput(attrs={"data-uang": nama, "placeholder": "Rp"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        hasil = super().to_python(value)
        return to_rupiah("0") if hasil is None and value not in (None, "") else hasil


class PermohonanForm(forms.Form):
    """Part A, in the order of the letter: group and product are known, every member has a row."""

    produk = forms.ChoiceField(label=_("Produk"))
    diajukan = forms.DateField(label=_("Tanggal surat diterima"), widget=TanggalInput)
    tenor_bulan = forms.IntegerField(label=_("Jangka waktu (bulan)"), min_value=1, max_value=120, widget=AngkaInput)
    keperluan = forms.CharField(
        label=_("Keperluan"), max_length=300, widget=text_area(2), help_text=_("Untuk usaha; misalnya modal warung dan ternak.")
    )  # fmt: skip
    jumlah = UangField(
        "surat", label=_("Jumlah menurut surat"), help_text=_("Boleh kosong; bila diisi, dicocokkan dengan bagian anggota.")
    )  # fmt: skip

    def __init__(
        self, *args: Any, produk: Sequence[ProdukPinjaman], anggota: Sequence[AnggotaKSM], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.anggota = list(anggota)
        if "produk" in self.fields:
            self.fields["produk"].choices = [(str(p.pk), p.nama) for p in produk]  # type: ignore[attr-defined]
        for a in self.anggota:
            self.fields[f"diminta_{a.pk}"] = UangField("diminta", label=a.nama)

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Members with their bound field."""
        return [{"anggota": a, "isian": self[f"diminta_{a.pk}"]} for a in self.anggota]

    @property
    def kepala(self) -> list[Any]:
        """The fields above the members."""
        return [self[b] for b in ("produk", "diajukan", "tenor_bulan", "jumlah", "keperluan") if b in self.fields]

    def shares(self) -> list[tuple[AnggotaKSM, Any]]:
        """Members who ask for something, as the action takes them."""
        return [(a, n) for a in self.anggota if (n := self.cleaned_data.get(f"diminta_{a.pk}"))]


class UbahPermohonanForm(PermohonanForm):
    """Part A corrected: product and day of the letter stay; `versi` is the one that the page showed."""

    produk = None  # type: ignore[assignment]
    diajukan = None  # type: ignore[assignment]
    versi = forms.IntegerField(widget=forms.HiddenInput)


class KunjunganForm(forms.Form):
    """Part B of one member, in the order of the visit."""

    dikunjungi = forms.DateField(label=_("Hari kunjungan"), required=False, widget=TanggalInput)
    usaha = forms.CharField(
        label=_("Usaha"), max_length=120, required=False, help_text=_("Misalnya warung nasi, sejak 2019.")
    )
    penghasilan = UangField("penghasilan", label=_("Penghasilan sebulan"))
    biaya = UangField("biaya", label=_("Biaya hidup dan usaha sebulan"))
    diusulkan = UangField("diusulkan", label=_("Pinjaman yang diusulkan"), help_text=_("Nol bila belum layak."))
    ktp_ada = forms.BooleanField(label=_("Salinan KTP ada dan cocok dengan aslinya"), required=False)
    keluarga_setuju = forms.BooleanField(label=_("Keluarganya menyetujui"), required=False)
    lembaga_lain = forms.BooleanField(label=_("Masih meminjam di lembaga lain"), required=False)
    catatan = forms.CharField(label=_("Catatan kunjungan"), max_length=300, required=False, widget=text_area(2))


class BerkasPeriksaForm(forms.Form):
    """What the file of the group shows."""

    tanggung_renteng = forms.DateField(
        label=_("Pernyataan tanggung renteng ditandatangani"), required=False, widget=TanggalInput
    )
    dilatih = forms.DateField(label=_("Pelatihan pinjaman bergulir selesai"), required=False, widget=TanggalInput)
    menabung_bulan = forms.IntegerField(
        label=_("KSM menabung berturut-turut (bulan)"), min_value=0, max_value=600, required=False, widget=AngkaInput
    )
    catatan_periksa = forms.CharField(
        label=_("Catatan pemeriksaan"), max_length=5000, required=False, widget=text_area()
    )


class PutusanForm(forms.Form):
    """Part C: what the Manajer UPK decides per member, and how the Koordinator BKM joins."""

    hasil = forms.ChoiceField(label=_("Putusan"), choices=UsulanPutusan.Hasil.choices, widget=forms.RadioSelect)
    tanggal = forms.DateField(label=_("Tanggal putusan"), widget=TanggalInput)
    tenor_bulan = forms.IntegerField(label=_("Jangka waktu (bulan)"), min_value=1, max_value=120, widget=AngkaInput)
    alasan = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Wajib untuk periksa ulang dan tolak, dan untuk melewati peringatan."),
    )  # fmt: skip
    koordinator_nama = forms.CharField(
        label=_("Koordinator BKM yang menandatangani lembar putusan"), max_length=150, required=False,
        help_text=_("Kosongkan bila koordinator menyetujui dalam aplikasi."),
    )  # fmt: skip
    berkas = forms.FileField(label=_("Foto lembar putusan"), required=False, widget=PindaianInput)

    def __init__(self, *args: Any, bagian: Sequence[BagianAnggota], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].bersyarat = True  # type: ignore[attr-defined]
        self.bagian = list(bagian)
        for b in self.bagian:
            self.fields[f"disetujui_{b.pk}"] = UangField("disetujui", label=b.anggota.nama)

    @property
    def kepala(self) -> list[Any]:
        """The fields beside the members."""
        return [self[b] for b in ("hasil", "tanggal", "tenor_bulan", "alasan")]

    @property
    def kertas(self) -> list[Any]:
        """The fields of a decision signed on paper."""
        return [self["koordinator_nama"], self["berkas"]]

    def shares(self) -> list[tuple[BagianAnggota, Any]]:
        """Every share with what is approved; nothing typed means nothing approved."""
        return [(b, self.cleaned_data.get(f"disetujui_{b.pk}") or 0) for b in self.bagian]


class BuktiPinjamanForm(forms.Form):
    """One photographed paper of the file."""

    jenis = forms.ChoiceField(label=_("Kertas"), choices=BuktiPinjaman.Jenis.choices)
    bagian = forms.ChoiceField(label=_("Anggota"), required=False)
    berkas = forms.FileField(label=_("Foto atau pindaian"), widget=PindaianInput)
    keterangan = forms.CharField(label=_("Keterangan"), max_length=200, required=False)

    def __init__(self, *args: Any, bagian: Sequence[BagianAnggota], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(str(b.pk), b.anggota.nama) for b in bagian]
        self.fields["bagian"].choices = [("", _("Seluruh KSM")), *pilihan]  # type: ignore[attr-defined]
