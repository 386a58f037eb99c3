"""Vouchers as people type them who are no accountants: the event in words, its amounts, whose money, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.errors import IsianSalah
from inti.forms import RupiahIsian
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from keuangan.actions import Baris, Dana
from keuangan.models import AkunBuku, Jurnal
from keuangan.templat import AKUN, BAGIAN, SIMPANAN_KSM, SUMBER, UANG, UNTUK, WAJIB_KSM, Templat
from siklus.forms.hasil import KOSONG
from wilayah.waktu import today_in

LEWAT = [("kas", _("Kas (uang tunai)")), ("bank", _("Bank"))]
BARIS_BEBAS, BARIS_MAKS, BARIS_TAMBAH = 6, 60, 6
ROMAWI = ["", "I", "II", "III", "IV", "V", "VI"]


@dataclass
class Pilihan:
    """What may be chosen in one ledger: sources, owners of money, groups, activities, accounts."""

    sumber: Sequence[Any] = ()
    pemilik: Sequence[Any] = ()
    ksm: Sequence[Any] = ()
    kegiatan: Sequence[Any] = ()
    akun: Sequence[AkunBuku] = ()
    wilayah: str = ""
    _baris: dict[str, dict[str, Any]] = field(default_factory=dict)

    def row(self, bidang: str, pk: str) -> Any:
        """The chosen row; None for an empty choice. Choices have been checked by the form."""
        if bidang not in self._baris:
            self._baris[bidang] = {str(b.pk): b for b in getattr(self, bidang)}
        return self._baris[bidang].get(pk or "")

    def choices(self, bidang: str, *, kosong: bool = True) -> list[tuple[str, str]]:
        """Choices of one kind, with a blank first where nothing may be chosen."""
        isi = [(str(b.pk), str(b)) for b in getattr(self, bidang)]
        return [KOSONG, *isi] if kosong else isi


class DanaForm(forms.Form):
    """Whose money: source, year, tranche, owner; for which group and activity where that is asked. Source: KEU-04, KEU-05."""

    def __init__(
        self, *args: Any, pilihan: Pilihan, untuk: Sequence[str] = (), sumber: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pilihan = pilihan
        hari = today_in(pilihan.wilayah)
        self.fields["sumber"] = forms.ChoiceField(
            label=_("Sumber dana"), choices=pilihan.choices("sumber", kosong=False), initial=sumber or "perguliran"
        )
        self.fields["tahun"] = forms.IntegerField(
            label=_("Tahun dana"), min_value=1999, max_value=2100, initial=hari.year, widget=AngkaInput,
            help_text=_("Tahun program uangnya, bukan tahun bukti."),
        )  # fmt: skip
        # BLM comes and is accounted for by tranche: there it is asked, elsewhere most money has none. Source: KEU-04.
        tahap = [("0", _("Tanpa tahap")), *((str(n), _("Tahap %(n)s") % {"n": r}) for n, r in enumerate(ROMAWI) if n)]
        bertahap = sumber.startswith("blm_")
        self.fields["termin"] = forms.TypedChoiceField(
            label=_("Tahap dana"), choices=[KOSONG, *tahap] if bertahap else tahap, coerce=int, required=bertahap,
            initial="" if bertahap else "0",
        )  # fmt: skip
        if "pemilik" in untuk or pilihan.pemilik:
            self.fields["pemilik"] = forms.ChoiceField(
                label=_("Pemilik dana"), choices=pilihan.choices("pemilik"), required="pemilik" in untuk,
                help_text=_("Untuk uang yang hanya lewat, misalnya channelling."),
            )  # fmt: skip
        if "ksm" in untuk:
            self.fields["ksm"] = forms.ChoiceField(label=_("KSM"), choices=pilihan.choices("ksm"), required=False)
        if "kegiatan" in untuk:
            self.fields["kegiatan"] = forms.ChoiceField(
                label=_("Kegiatan dalam rencana"), choices=pilihan.choices("kegiatan"), required=False
            )

    def dana(self) -> Dana:
        """The fund as the actions take it; only of a valid form."""
        d = self.cleaned_data
        return Dana(
            d["sumber"], d["tahun"], d["termin"] or 0,
            *(self.pilihan.row(n, d.get(n, "")) for n in ("pemilik", "ksm", "kegiatan")),
        )  # fmt: skip


class KepalaBuktiMixin:
    """Day, paper number, description and photo of a voucher."""

    fields: dict[str, forms.Field]

    def add_head(self, wilayah: str, *, uraian: Any = "", wajib: bool = False, foto: bool = True) -> None:
        """Add the fields that every voucher has."""
        self.fields["tanggal"] = forms.DateField(
            label=_("Tanggal bukti"), widget=TanggalInput, initial=today_in(wilayah)
        )
        self.fields["uraian"] = forms.CharField(
            label=_("Uraian"), max_length=200, required=wajib, initial=uraian or None,
            help_text=_("Dari siapa atau untuk siapa, dan untuk apa."),
        )  # fmt: skip
        self.fields["bukti"] = forms.CharField(label=_("Nomor bukti kertas"), max_length=60, required=False)
        if foto:
            self.fields["foto"] = forms.FileField(
                label=_("Foto nota"), required=False, widget=PindaianInput(attrs={"capture": "environment"}),
                help_text=_("Boleh menyusul dari halaman buktinya."),
            )  # fmt: skip


class PeristiwaForm(KepalaBuktiMixin, DanaForm):
    """One standard event: its amounts first, then how it was paid, then whose money it is. Source: KEU-21."""

    def __init__(self, *args: Any, peristiwa: str, templat: Templat, pilihan: Pilihan, **kwargs: Any) -> None:
        untuk = UNTUK.get(peristiwa, ())
        sumber = SUMBER.get(peristiwa) or ("perguliran" if templat.bagan == "upk" else "blm_apbn")
        super().__init__(*args, pilihan=pilihan, untuk=untuk, sumber=sumber, **kwargs)
        self.templat = templat
        dana = dict(self.fields)
        self.fields.clear()
        for bagian in templat.bagian:
            self.fields[bagian] = RupiahIsian(label=BAGIAN[bagian], required=len(templat.bagian) == 1)
        if "ksm" in dana:
            dana["ksm"].required = peristiwa in WAJIB_KSM | SIMPANAN_KSM
        if UANG in templat.akun:
            self.fields["lewat"] = forms.ChoiceField(label=_("Lewat"), choices=LEWAT, initial="kas")
        if AKUN in templat.akun:
            boleh = [(a.kode, f"{a.nama} ({a.kode})") for a in pilihan.akun if a.kode.startswith(templat.pilihan)]
            self.fields["akun"] = forms.ChoiceField(label=_("Untuk"), choices=[KOSONG, *boleh])
        self.add_head(pilihan.wilayah)
        self.fields.update(dana)
        self.order_fields([*self.money, *self.head, *dana, "foto"])

    @property
    def money(self) -> list[str]:
        """Names of the fields about the money itself."""
        return [n for n in (*self.templat.bagian, "lewat", "akun") if n in self.fields]

    @property
    def head(self) -> list[str]:
        """Names of the fields about the paper."""
        return ["tanggal", "uraian", "bukti"]

    def clean(self) -> dict[str, Any]:
        """At least one amount."""
        data = super().clean() or {}
        if not self.errors and not any(data.get(b) for b in self.templat.bagian):
            self.add_error(self.templat.bagian[0], _("Isi sedikitnya satu jumlah."))
        return data

    def event(self) -> dict[str, Any]:
        """Amounts, fund and way as the action takes them."""
        d = self.cleaned_data
        jumlah = {b: d[b] for b in self.templat.bagian if d.get(b)}
        return {"jumlah": jumlah, "dana": self.dana(), "lewat": d.get("lewat", "kas"), "akun": d.get("akun", "")}


class PindahForm(KepalaBuktiMixin, DanaForm):
    """Money from the Sekretariat's ledger to that of the UPK: one amount, both books. Source: KEU-14."""

    def __init__(self, *args: Any, pilihan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, pilihan=pilihan, sumber="blm_apbn", **kwargs)
        dana = list(self.fields)
        self.fields["jumlah"] = RupiahIsian(label=_("Jumlah"), required=True)
        self.fields["lewat"] = forms.ChoiceField(label=_("Lewat"), choices=LEWAT, initial="bank")
        self.add_head(pilihan.wilayah, foto=False)
        del self.fields["bukti"]
        self.order_fields(["jumlah", "lewat", "tanggal", "uraian", *dana])


class BarisForm(KepalaBuktiMixin, DanaForm):
    """Lines of a journal: account, debit or credit, and another fund than the head's where it differs.

    `tetap` gives rows of one account each (the opening balance); below them stand free rows.
    """

    banyak = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_MAKS, required=False)

    def __init__(
        self, *args: Any, pilihan: Pilihan, tetap: Sequence[AkunBuku] = (), kosong: int = BARIS_BEBAS, **kwargs: Any
    ) -> None:
        super().__init__(*args, pilihan=pilihan, **kwargs)
        if any(a.bagan == "sekretariat" for a in pilihan.akun):
            self.fields["sumber"].initial = "blm_apbn"
        diminta = self.data.get("banyak", "") if self.is_bound else ""
        bebas = int(diminta) if diminta.isdigit() else kosong
        self.bebas = max(1, min(bebas, BARIS_MAKS))
        if self.is_bound and "tambah" in self.data:
            self.bebas = min(self.bebas + BARIS_TAMBAH, BARIS_MAKS)
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["banyak"] = str(self.bebas)  # type: ignore[index]
        self.fields["banyak"].initial = self.bebas
        self.tetap = list(tetap)
        akun = [KOSONG, *((a.kode, f"{a.kode} {a.nama}") for a in pilihan.akun)]
        sumber = [("", _("sama")), *pilihan.choices("sumber", kosong=False)]
        for i in range(len(self.tetap) + self.bebas):
            if i >= len(self.tetap):
                self.fields[f"akun_{i}"] = forms.ChoiceField(label=_("Akun"), choices=akun, required=False)
            self.fields[f"debit_{i}"] = RupiahIsian(label=_("Debit"))
            self.fields[f"kredit_{i}"] = RupiahIsian(label=_("Kredit"))
            self.fields[f"debit_{i}"].widget.attrs["data-uang"] = "debit"
            self.fields[f"kredit_{i}"].widget.attrs["data-uang"] = "kredit"
            self.fields[f"sumber_{i}"] = forms.ChoiceField(label=_("Sumber dana"), choices=sumber, required=False)

    @property
    def kepala(self) -> list[Any]:
        """Bound fields above the grid."""
        return [self[n] for n in self.fields if not n.rpartition("_")[2].isdigit() and n != "banyak"]

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Bound fields of each line, with its account where that is fixed."""
        hasil = []
        for i in range(len(self.tetap) + self.bebas):
            nama = ("akun", "debit", "kredit", "sumber")
            isi = {n: self[f"{n}_{i}"] for n in nama if f"{n}_{i}" in self.fields}
            hasil.append({**isi, "tetap": self.tetap[i] if i < len(self.tetap) else None, "nomor": i + 1})
        return hasil

    def clean(self) -> dict[str, Any]:
        """A line with an amount has an account, a line with an account an amount."""
        data = super().clean() or {}
        for i in range(len(self.tetap), len(self.tetap) + self.bebas):
            uang = data.get(f"debit_{i}") or data.get(f"kredit_{i}")
            if uang and not data.get(f"akun_{i}"):
                self.add_error(f"akun_{i}", _("Pilih akunnya."))
            if data.get(f"akun_{i}") and not uang and f"debit_{i}" not in self.errors:
                self.add_error(f"debit_{i}", _("Isi debit atau kredit."))
        return data

    def lines(self) -> list[tuple[int, Baris]]:
        """(row, line) of the filled rows, as the actions take them; only of a valid form."""
        d, dana, hasil = self.cleaned_data, self.dana(), []
        for i in range(len(self.tetap) + self.bebas):
            debit, kredit = (d.get(f"{n}_{i}") or Decimal(0) for n in ("debit", "kredit"))
            if not (debit or kredit):
                continue
            akun = self.tetap[i].kode if i < len(self.tetap) else d[f"akun_{i}"]
            lain = d.get(f"sumber_{i}")
            milik = Dana(lain, dana.tahun, dana.termin, dana.pemilik, dana.ksm, dana.kegiatan) if lain else dana
            hasil.append((i, Baris(akun, milik, debit=debit, kredit=kredit)))
        return hasil


def point_at_row(galat: IsianSalah, baris: Sequence[tuple[int, Baris]]) -> IsianSalah:
    """The refusal of a line ("baris_2") beside the row where it was typed."""
    isi: dict[str, list[str]] = {}
    for bidang, pesan in galat.galat.items():
        kepala, _garis, ke = bidang.partition("_")
        if kepala == "baris" and ke.isdigit() and int(ke) <= len(baris):
            bidang = f"debit_{baris[int(ke) - 1][0]}"
        isi[bidang] = pesan
    return IsianSalah(isi)


class BebasForm(BarisForm):
    """A free journal of the bookkeeper: where no standard event fits. Source: KEU-06."""

    def __init__(self, *args: Any, pilihan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, pilihan=pilihan, untuk=("ksm", "kegiatan"), **kwargs)
        self.fields["jenis"] = forms.ChoiceField(label=_("Jenis bukti"), choices=Jurnal.Jenis.choices, initial="bpb")
        self.add_head(pilihan.wilayah, wajib=True)
        self.order_fields(["jenis", "tanggal", "uraian", "bukti", "foto"])


class SaldoAwalForm(BarisForm):
    """The opening balance: what there is and what is owed on the first day. Source: KEU-22."""

    def __init__(self, *args: Any, pilihan: Pilihan, **kwargs: Any) -> None:
        tetap = [
            a for a in pilihan.akun if a.golongan in {"aset", "kewajiban", "ekuitas"} and a.guna != "laba_berjalan"
        ]
        super().__init__(*args, pilihan=pilihan, tetap=tetap, kosong=2, **kwargs)


class BalikForm(forms.Form):
    """Why a voucher is taken back, and on which day. Source: KEU-13."""

    tanggal = forms.DateField(
        label=_("Tanggal jurnal balik"), widget=TanggalInput,
        help_text=_("Sama dengan tanggal buktinya selama hari itu belum ditutup, supaya saldo hari itu betul lagi."),
    )  # fmt: skip
    alasan = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jurnal asalnya tetap tersimpan; alasannya terbaca di kedua bukti."),
    )  # fmt: skip


class NotaForm(forms.Form):
    """A photo of the paper for a voucher that is booked already."""

    foto = forms.FileField(label=_("Foto nota"), widget=PindaianInput(attrs={"capture": "environment"}))
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False)
