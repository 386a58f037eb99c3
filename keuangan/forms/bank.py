"""Statements of the bank as they come in: a CSV whose columns the person may correct, or rows typed from a savings book.

The file travels with the form between preview and saving, in pieces, so that nothing is stored before it was looked at.
"""

from __future__ import annotations

import base64
import binascii
import calendar
import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from keuangan.actions import BarisKoran
from keuangan.baca_bank import PERAN, Bacaan, BarisBaca, Peta, Tabel, guess, read_amount, read_cells, read_rows
from keuangan.models import AkunBuku, RekeningKoran
from siklus.forms.hasil import KOSONG
from wilayah.waktu import today_in

NOL = Decimal(0)
SATU_HARI = datetime.timedelta(days=1)
POTONG = 18_000  # letters of one piece: below what one form value may hold
BARIS_KETIK, BARIS_KETIK_TAMBAH, BARIS_KETIK_MAKS = 8, 8, 120
KEPALA = ("dari", "sampai", "saldo_awal", "saldo_akhir")


class BankIsian(forms.Field):
    """An amount as the bank writes it, cents and minus included (rupiah). Empty is None."""

    widget = AngkaInput

    def to_python(self, value: Any) -> Decimal | None:
        if value in (None, ""):
            return None
        jumlah = read_amount(str(value))
        if jumlah is None:
            raise forms.ValidationError(_("Tulis jumlahnya dengan angka, misalnya 1.250.000,50."))
        return jumlah

    def prepare_value(self, value: Any) -> Any:
        """With thousands parted by dots, cents behind a comma where there are any."""
        if not isinstance(value, Decimal):
            return value
        teks = f"{value:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
        return teks.removesuffix(",00")


class KoranForm(forms.Form):
    """Head of a statement: which account, which days, what the bank says at both ends. Source: KEU-171."""

    akun = forms.ChoiceField(label=gettext_lazy("Rekening"))
    dari = forms.DateField(label=gettext_lazy("Dari tanggal"), widget=TanggalInput)
    sampai = forms.DateField(label=gettext_lazy("Sampai tanggal"), widget=TanggalInput)
    saldo_awal = BankIsian(label=gettext_lazy("Saldo awal menurut bank"))
    saldo_akhir = BankIsian(label=gettext_lazy("Saldo akhir menurut bank"))

    def __init__(self, *args: Any, akun: Sequence[AkunBuku], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_account(self, akun)

    @property
    def kepala(self) -> list[Any]:
        """Bound fields of the head."""
        return [self[n] for n in ("akun", *KEPALA)]

    def head(self) -> dict[str, Any]:
        """Account, days and balances as the action takes them; only of a valid form."""
        return {n: self.cleaned_data[n] for n in ("akun", *KEPALA)}


def _choose_account(form: forms.Form, akun: Sequence[AkunBuku]) -> None:
    """The bank accounts to choose from; hidden where there is one."""
    form.fields["akun"].choices = [(a.kode, a.nama) for a in akun]  # type: ignore[attr-defined]
    form.fields["akun"].initial = akun[0].kode if akun else None
    if len(akun) == 1:
        form.fields["akun"].widget = forms.HiddenInput()


class KetikForm(KoranForm):
    """Rows of a savings book, typed. Source: KEU-171, KEU-172."""

    banyak = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_KETIK_MAKS, required=False)
    foto = forms.FileField(
        label=gettext_lazy("Foto buku tabungan"), required=False, widget=PindaianInput(attrs={"capture": "environment"}),
        help_text=gettext_lazy("Halaman yang baru dicetak bank."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        diminta = self.data.get("banyak", "") if self.is_bound else ""
        self.bebas = max(1, min(int(diminta) if diminta.isdigit() else BARIS_KETIK, BARIS_KETIK_MAKS))
        if self.is_bound and "tambah" in self.data:
            self.bebas = min(self.bebas + BARIS_KETIK_TAMBAH, BARIS_KETIK_MAKS)
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["banyak"] = str(self.bebas)  # type: ignore[index]
        self.fields["banyak"].initial = self.bebas
        for i in range(self.bebas):
            self.fields[f"tanggal_{i}"] = forms.DateField(label=_("Tanggal"), widget=TanggalInput, required=False)
            self.fields[f"uraian_{i}"] = forms.CharField(label=_("Uraian"), max_length=300, required=False)
            for sisi, label, uang in (("masuk", _("Masuk"), "debit"), ("keluar", _("Keluar"), "kredit")):
                self.fields[f"{sisi}_{i}"] = BankIsian(label=label, required=False)
                self.fields[f"{sisi}_{i}"].widget.attrs["data-uang"] = uang

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Bound fields of each row."""
        nama = ("tanggal", "uraian", "masuk", "keluar")
        return [{**{n: self[f"{n}_{i}"] for n in nama}, "nomor": i + 1} for i in range(self.bebas)]

    def clean(self) -> dict[str, Any]:
        """A row with money has a day, a row with a day has money."""
        data = super().clean() or {}
        for i in range(self.bebas):
            uang = data.get(f"masuk_{i}") or data.get(f"keluar_{i}")
            if uang and not data.get(f"tanggal_{i}") and f"tanggal_{i}" not in self.errors:
                self.add_error(f"tanggal_{i}", _("Isi tanggalnya."))
            if not uang and (data.get(f"tanggal_{i}") or data.get(f"uraian_{i}")) and f"masuk_{i}" not in self.errors:
                self.add_error(f"masuk_{i}", _("Isi uang masuk atau keluar."))
        return data

    def rows(self) -> list[BarisKoran]:
        """The filled rows, each by its number on the form; only of a valid form."""
        d = self.cleaned_data
        return [
            BarisKoran(
                d[f"tanggal_{i}"], d[f"uraian_{i}"], masuk=d[f"masuk_{i}"] or NOL, keluar=d[f"keluar_{i}"] or NOL, nomor=i + 1
            )
            for i in range(self.bebas)
            if d.get(f"masuk_{i}") or d.get(f"keluar_{i}")
        ]  # fmt: skip


class UnggahBankForm(forms.Form):
    """Which account, and the bank's CSV. Source: KEU-177."""

    akun = forms.ChoiceField(label=gettext_lazy("Rekening"))
    berkas = forms.FileField(
        label=gettext_lazy("Berkas CSV dari bank"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        help_text=gettext_lazy("Unduh mutasi rekening sebulan sebagai CSV. Belum ada yang disimpan sebelum Anda memeriksanya."),
    )  # fmt: skip

    def __init__(self, *args: Any, akun: Sequence[AkunBuku], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_account(self, akun)

    def clean_berkas(self) -> Any:
        """A file that can be read as cells; it is kept as `isi`."""
        berkas = self.cleaned_data["berkas"]
        self.isi: bytes = berkas.read(500_000)
        try:
            read_cells(self.isi)
        except GalatAplikasi as galat:
            pesan = getattr(galat, "galat", {}).get("berkas") or [galat.pesan]
            raise forms.ValidationError([str(p) for p in pesan]) from galat
        return berkas


class ImporBankForm(KoranForm):
    """The columns as guessed or corrected, and the head as the file says it; the file itself in pieces. Source: KEU-177.

    `ada` are the living statements of the ledger: rows of their days are not entered twice.
    """

    nama = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    baris_judul = forms.IntegerField(
        label=gettext_lazy("Baris judul kolom"), min_value=0, max_value=6000, required=False, widget=AngkaInput,
        help_text=gettext_lazy("Nomor baris dalam berkas; 0 bila tanpa judul."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, akun: Sequence[AkunBuku], ada: Sequence[RekeningKoran], isi: bytes | None = None, wilayah: str = "",
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, akun=akun, **kwargs)
        self.semua_koran, self.wilayah = ada, wilayah
        self.isi = _joined(self.data.getlist("isi")) if isi is None else isi  # type: ignore[attr-defined]
        self.tabel: Tabel = read_cells(self.isi)
        kepala = (
            self._int("baris_judul") if self.is_bound else self.initial.get("baris_judul") or guess(self.tabel).kepala
        )
        contoh = dict(self.tabel.baris).get(kepala or 0) or self.tabel.baris[0][1]
        pilih = [
            (str(i), _("Kolom %(n)d: %(isi)s") % {"n": i + 1, "isi": (contoh[i] if i < len(contoh) else "")[:30]})
            for i in range(self.tabel.lebar)
        ]
        for peran, label in PERAN.items():
            self.fields[f"kolom_{peran}"] = forms.ChoiceField(
                label=label, choices=[KOSONG, *pilih], required=peran == "tanggal"
            )
        for n in KEPALA:
            self.fields[f"tebak_{n}"] = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def _int(self, nama: str) -> int | None:
        teks = str(self.data.get(nama, "")) if self.is_bound else ""
        return int(teks) if teks.isdigit() and len(teks) < 7 else None

    @cached_property
    def peta(self) -> Peta:
        """The columns as chosen; as guessed the first time."""
        if not self.is_bound or "baris_judul" not in self.data:
            return guess(self.tabel)
        kolom = {p: n for p in PERAN if (n := self._int(f"kolom_{p}")) is not None and n < self.tabel.lebar}
        return Peta(self._int("baris_judul") or 0, kolom)

    @cached_property
    def bacaan(self) -> Bacaan:
        """The rows as those columns say."""
        return read_rows(self.tabel, self.peta)

    @cached_property
    def koran(self) -> list[RekeningKoran]:
        """Living statements of the chosen account, oldest first."""
        kode = str(self["akun"].value() or "")
        return sorted((r for r in self.semua_koran if r.akun.kode == kode), key=lambda r: r.dari)

    @cached_property
    def sama(self) -> RekeningKoran | None:
        """The statement that was read from this very file."""
        return next((r for r in self.koran if r.sidik == self.tabel.sidik), None)

    @cached_property
    def sudah(self) -> list[BarisBaca]:
        """Rows of days that a statement holds already."""
        return [b for b in self.bacaan.baris if any(r.dari <= b.tanggal <= r.sampai for r in self.koran)]

    @cached_property
    def baru(self) -> list[BarisBaca]:
        """The other rows: these are entered."""
        sudah = {b.nomor for b in self.sudah}
        return [b for b in self.bacaan.baris if b.nomor not in sudah]

    def suggested(self) -> dict[str, Any]:
        """Days and balances of the statement as the file and the one before give them; None where neither does."""
        if not self.baru:
            return dict.fromkeys(KEPALA)
        awal, akhir = self.baru[0].tanggal, self.baru[-1].tanggal
        lalu = next((r for r in reversed(self.koran) if r.sampai < awal), None)
        dari = awal.replace(day=1)
        if lalu is not None and lalu.sampai >= dari - SATU_HARI:
            dari = lalu.sampai + SATU_HARI
        sampai = akhir.replace(day=calendar.monthrange(akhir.year, akhir.month)[1])
        if sampai > today_in(self.wilayah) or any(akhir < r.dari <= sampai for r in self.koran):
            sampai = akhir
        mula = self.bacaan.awal
        if mula is not None:
            mula += sum((b.masuk - b.keluar for b in self.sudah if b.tanggal < awal), NOL)
        elif lalu is not None and lalu.sampai == dari - SATU_HARI:
            mula = lalu.saldo_akhir
        penutup = self.bacaan.akhir if self.bacaan.baris[-1] is self.baru[-1] else self.baru[-1].saldo
        if penutup is None and mula is not None:
            penutup = mula + sum((b.masuk - b.keluar for b in self.baru), NOL)
        return {"dari": dari, "sampai": sampai, "saldo_awal": mula, "saldo_akhir": penutup}

    def as_shown(self, **kwargs: Any) -> ImporBankForm:
        """The form for the next look: what was typed stays, what was only guessed follows the columns."""
        tebak = {n: self[n].field.prepare_value(v) if v is not None else "" for n, v in self.suggested().items()}
        nilai: dict[str, Any] = {f"tebak_{n}": str(v) for n, v in tebak.items()}
        for n, v in tebak.items():
            diketik = str(self.data.get(n, "")).strip() if self.is_bound else ""
            nilai[n] = v if not diketik or diketik == self.data.get(f"tebak_{n}", "") else diketik
        nilai.update(
            akun=self["akun"].value(), nama=self.data.get("nama", "") if self.is_bound else self.initial.get("nama", ""),
            baris_judul=self.peta.kepala, **{f"kolom_{p}": str(n) for p, n in self.peta.kolom.items()},
        )  # fmt: skip
        return ImporBankForm(isi=self.isi, ada=self.semua_koran, wilayah=self.wilayah, initial=nilai, **kwargs)

    @property
    def potongan(self) -> list[str]:
        """The file in pieces, for hidden fields."""
        teks = base64.b64encode(self.isi).decode()
        return [teks[i : i + POTONG] for i in range(0, len(teks), POTONG)]

    @property
    def peran(self) -> list[Any]:
        """Bound fields of the columns."""
        urut = ("tanggal", "uraian", "masuk", "keluar", "jumlah", "tanda", "saldo")
        return [self["baris_judul"], *(self[f"kolom_{p}"] for p in urut)]

    @property
    def tersembunyi(self) -> list[Any]:
        """Bound fields that only travel."""
        return [self["nama"], *(self[f"tebak_{n}"] for n in KEPALA)]

    def clean(self) -> dict[str, Any]:
        """Every row could be read, and there is one that is not entered yet."""
        data = super().clean() or {}
        if self.bacaan.galat:
            self.add_error(
                None,
                _(
                    "Belum ada yang disimpan. Betulkan pilihan kolom, atau baris yang disebut di bawah, lalu unggah lagi."
                ),
            )
        elif self.sudah and not self.baru:
            self.add_error(None, _("Semua baris berkas ini sudah dicatat. Tidak ada yang disimpan dua kali."))
        return data

    def rows(self) -> list[BarisKoran]:
        """The rows that are not entered yet, by their line in the file."""
        return [BarisKoran(b.tanggal, b.uraian, b.masuk, b.keluar, b.saldo, b.nomor) for b in self.baru]


def _joined(potongan: Sequence[str]) -> bytes:
    """The file from its pieces; b"" for pieces that are not ours."""
    try:
        return base64.b64decode("".join(potongan), validate=True)
    except (binascii.Error, ValueError):
        return b""


class BatalKoranForm(forms.Form):
    """Why a statement is voided. Source: KEU-171."""

    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class KunciBarisField(forms.Field):
    """Keys of ticked rows; whether they are still there and free, the action judges."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        return [int(v) for v in value or [] if str(v).isdigit() and len(str(v)) < 19]


class CocokForm(forms.Form):
    """One press on the page of a statement: ticked rows, one suggestion ("bank:jurnal"), all strong ones, or undoing. KEU-174."""

    bank = KunciBarisField(required=False)
    jurnal = KunciBarisField(required=False)
    saran = forms.RegexField(r"^[0-9]{1,18}:[0-9]{1,18}$", required=False)
    semua = forms.BooleanField(required=False)
    lepas = forms.UUIDField(required=False)
