"""Forms of a proposal: what it says, its three lists as sheets, the unit's judgement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import AngkaField, RupiahIsian, text_area
from inti.widgets import PindaianInput, TanggalInput
from ksm.ceklis_usulan import RENTA, DefPenilaian
from ksm.forms.kelompok import KeluargaInput, Pilihan
from ksm.forms.usulan_jalan import warning_reason
from ksm.models import BarisRAB, JanjiSwadaya, Usulan, VerifikasiUsulan
from ksm.queries_usulan import JENIS_MENURUT_BIDANG
from pronangkis.models import KegiatanRenta

BARIS_KOSONG = 3
BARIS_MAKS = 200


class UsulanBaruForm(forms.Form):
    """Which line of the Renta, and of what kind; the rest is taken over and written on the next page."""

    kegiatan_renta = forms.ChoiceField(
        label=_("Kegiatan dalam Renta"), help_text=_("Hanya kegiatan dari Renta yang sudah disahkan warga.")
    )
    jenis = forms.ChoiceField(
        label=_("Jenis usulan"), required=False,
        choices=[("", _("Menurut bidang kegiatannya")), *Usulan.Jenis.choices],
    )  # fmt: skip
    bernama = forms.BooleanField(
        label=_("Penerima manfaat ditulis namanya"), required=False,
        help_text=_("Centang untuk perbaikan rumah. Jalan dan saluran cukup jumlah KK per RT; bantuan sosial selalu bernama."),
    )  # fmt: skip
    sifat = forms.ChoiceField(
        label=_("Sifat bantuan sosial"), required=False, choices=[("", "–"), *Usulan.Sifat.choices]
    )

    def __init__(self, *args: Any, baris: Iterable[KegiatanRenta], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(b.pk): b for b in baris}
        kelompok: dict[str, list[tuple[str, str]]] = {}
        for pk, b in self.lines.items():
            kelompok.setdefault(f"{b.renta} · {b.kegiatan.program.get_bidang_display()}", []).append(
                (pk, b.kegiatan.nama)
            )
        self.fields["kegiatan_renta"].choices = [("", _("Pilih")), *kelompok.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Social aid says its nature."""
        data = super().clean() or {}
        line = self.lines.get(data.get("kegiatan_renta", ""))
        if line is not None:
            jenis = data.get("jenis") or JENIS_MENURUT_BIDANG[line.kegiatan.program.bidang][0]
            if jenis == Usulan.Jenis.SOSIAL and not data.get("sifat"):
                self.add_error("sifat", _("Pilih: sekali diberikan, atau produktif."))
            if jenis != Usulan.Jenis.SOSIAL:
                data["sifat"] = ""
        return data


class UsulanForm(forms.Form):
    """What a proposal says besides its lists."""

    judul = forms.CharField(label=_("Kegiatan yang diusulkan"), max_length=200)
    latar = forms.CharField(
        label=_("Masalah yang dijawab"), required=False, max_length=5000, widget=text_area(3),
        help_text=_("Apa masalahnya, siapa yang merasakan, dan mengapa kegiatan ini."),
    )  # fmt: skip
    volume = AngkaField(label=_("Volume"), required=True)
    satuan = forms.CharField(label=_("Satuan"), max_length=30)
    selisih_alasan = forms.CharField(
        label=_("Sebab volume berbeda dari Renta"), required=False, max_length=300, widget=text_area(2)
    )
    lokasi = forms.CharField(label=_("Lokasi"), max_length=200, required=False)
    basis = forms.ChoiceField(label=_("RT/RW"), required=False)
    mulai_rencana = forms.DateField(label=_("Rencana mulai"), required=False, widget=TanggalInput)
    selesai_rencana = forms.DateField(label=_("Rencana selesai"), required=False, widget=TanggalInput)
    lahan = forms.ChoiceField(label=_("Lahan"), required=False, choices=[("", "–"), *Usulan.Lahan.choices])
    lahan_keterangan = forms.CharField(
        label=_("Surat pernyataan lahan"), required=False, max_length=300, widget=text_area(2),
        help_text=_("Dari siapa, luasnya, dan tanggal suratnya."),
    )  # fmt: skip
    bernama = forms.BooleanField(
        label=_("Penerima manfaat ditulis namanya"), required=False,
        help_text=_("Wajib untuk perbaikan rumah. Daftar pemanfaat dikosongkan dulu sebelum cara menulisnya diganti."),
    )  # fmt: skip
    pemelihara = forms.CharField(label=_("Calon badan pemelihara"), required=False, max_length=120)
    pemeliharaan = forms.CharField(
        label=_("Rencana pemeliharaan"), required=False, max_length=5000, widget=text_area(3),
        help_text=_("Siapa mengerjakan apa, berapa kali, dan dari mana biayanya."),
    )  # fmt: skip
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    PRASARANA = ("lahan", "lahan_keterangan", "bernama", "pemelihara", "pemeliharaan")
    PERUBAHAN = ("latar", "selisih_alasan", "mulai_rencana", "selesai_rencana", "versi")

    def __init__(self, *args: Any, usulan: Usulan, basis: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [("", _("Seluruh kelurahan")), *basis]  # type: ignore[attr-defined]
        if usulan.jenis != Usulan.Jenis.PRASARANA:
            for nama in self.PRASARANA:
                del self.fields[nama]
        if usulan.status == Usulan.Status.PERUBAHAN:
            for nama in [n for n in self.fields if n not in self.PERUBAHAN]:
                del self.fields[nama]


class LembarForm(forms.Form):
    """A list as a sheet: `banyak` rows of the fields `<daftar>_<kolom>_<i>`; rows left empty are left out.

    A subclass names `daftar`, gives the fields of a row, and says by which columns a row counts as filled.
    """

    daftar = ""
    isi_baris: tuple[str, ...] = ()
    perlu: dict[str, Any] = {}

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jumlah = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=BARIS_MAKS)

    def __init__(self, *args: Any, banyak: int, **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        self.banyak = max(1, min(banyak, BARIS_MAKS))
        self.kolom: list[str] = []
        for i in range(self.banyak):
            satu = self.row_fields(i)
            self.kolom = list(satu)
            for k, f in satu.items():
                self.fields[self.nama(k, i)] = f
        self.initial["jumlah"] = self.banyak

    def row_fields(self, i: int) -> dict[str, forms.Field]:
        """The fields of one row, by column."""
        raise NotImplementedError

    def nama(self, kolom: str, i: int) -> str:
        """The name of one field."""
        return f"{self.daftar}_{kolom}_{i}"

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields."""
        return [{k: self[self.nama(k, i)] for k in self.kolom} for i in range(self.banyak)]

    def filled(self, i: int) -> bool:
        """Whether anything that counts was typed in a row."""
        data = self.data if self.is_bound else {}
        return any(str(data.get(self.add_prefix(self.nama(k, i)), "")).strip() for k in self.isi_baris)

    def clean(self) -> dict[str, Any]:
        """A filled row says everything that a row needs."""
        data = super().clean() or {}
        for i in range(self.banyak):
            if not self.filled(i):
                continue
            for k, pesan in self.perlu.items():
                n = self.nama(k, i)
                if n in self.fields and n not in self.errors and data.get(n) in (None, ""):
                    self.add_error(n, pesan)
        return data

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Filled rows with their number."""
        return [
            (i, {k: self.cleaned_data.get(self.nama(k, i)) for k in self.kolom})
            for i in range(self.banyak)
            if self.filled(i)
        ]


def _text(label: Any, maks: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=maks, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs})
    )


class RabForm(LembarForm):
    """The cost plan. Who pays what need not add up yet; the table shows where it does not."""

    daftar = "rab"
    isi_baris = ("uraian", "volume", "harga_satuan", "blm", "swadaya", "lain")
    perlu = {
        "uraian": _("Isi uraiannya."), "volume": _("Isi volumenya."), "satuan": _("Isi satuannya."),
        "harga_satuan": _("Isi harganya."),
    }  # fmt: skip

    def row_fields(self, i: int) -> dict[str, forms.Field]:
        return {
            "kelompok": forms.ChoiceField(label=_("Kelompok"), choices=BarisRAB.Kelompok.choices, required=False),
            "uraian": _text(_("Uraian"), 150),
            "volume": AngkaField(label=_("Volume")),
            "satuan": _text(_("Satuan"), 30),
            "harga_satuan": RupiahIsian(label=_("Harga satuan")),
            "blm": RupiahIsian(label=_("BLM")),
            "swadaya": RupiahIsian(label=_("Swadaya")),
            "lain": RupiahIsian(label=_("Dana lain")),
        }


class JanjiForm(LembarForm):
    """What residents promise to bring."""

    daftar = "janji"
    isi_baris = ("uraian", "volume", "harga_satuan")
    perlu = {
        "bentuk": _("Pilih bentuknya."), "uraian": _("Isi uraiannya."), "volume": _("Isi jumlahnya."),
        "satuan": _("Isi satuannya."), "harga_satuan": _("Isi harga yang disepakati."),
    }  # fmt: skip

    def row_fields(self, i: int) -> dict[str, forms.Field]:
        return {
            "bentuk": forms.ChoiceField(
                label=_("Bentuk"), choices=[("", "–"), *JanjiSwadaya.Bentuk.choices], required=False
            ),
            "uraian": _text(_("Uraian"), 150),
            "volume": AngkaField(label=_("Jumlah")),
            "satuan": _text(_("Satuan"), 30),
            "harga_satuan": RupiahIsian(label=_("Harga yang disepakati")),
        }


class PemanfaatNamaForm(LembarForm):
    """Households by name. Whoever may see PS-2 looks them up; a treasurer picks from the own group."""

    daftar = "pemanfaat"
    isi_baris = ("keluarga", "penerima", "nilai")
    perlu = {"keluarga": _("Pilih keluarganya.")}

    def __init__(self, *args: Any, url_keluarga: str, pilihan: Pilihan, **kwargs: Any) -> None:
        self.url_keluarga, self.pilihan = url_keluarga, pilihan
        super().__init__(*args, **kwargs)

    def row_fields(self, i: int) -> dict[str, forms.Field]:
        keluarga: forms.Field
        if self.url_keluarga:
            keluarga = forms.CharField(
                label=_("Keluarga"), max_length=250, required=False,
                widget=KeluargaInput(self.url_keluarga, f"keluarga-{i}", self.add_prefix(f"id_{self.nama('penerima', i)}")),
            )  # fmt: skip
        else:
            keluarga = forms.ChoiceField(label=_("Keluarga"), required=False, choices=[("", "–"), *self.pilihan])
        return {
            "keluarga": keluarga,
            "penerima": _text(_("Penerima, bila lain"), 150),
            "nilai": RupiahIsian(label=_("Nilai bantuan")),
        }


class PemanfaatRTForm(LembarForm):
    """KK of each RT."""

    daftar = "pemanfaat"
    isi_baris = ("basis", "kk", "kk_miskin")
    perlu = {"basis": _("Pilih RT-nya."), "kk": _("Isi jumlah KK.")}

    def __init__(self, *args: Any, basis: Pilihan, **kwargs: Any) -> None:
        self.basis = basis
        super().__init__(*args, **kwargs)

    def row_fields(self, i: int) -> dict[str, forms.Field]:
        return {
            "basis": forms.ChoiceField(label=_("RT"), choices=[("", "–"), *self.basis], required=False),
            "kk": AngkaField(label=_("KK pemanfaat"), bulat=True),
            "kk_miskin": AngkaField(label=_("KK miskin"), bulat=True),
            "jiwa_l": AngkaField(label=_("Jiwa L"), bulat=True),
            "jiwa_p": AngkaField(label=_("Jiwa P"), bulat=True),
        }


class GambarForm(forms.Form):
    """One drawing or photo of the place."""

    berkas = forms.FileField(
        label=_("Gambar atau foto lokasi"), widget=PindaianInput(attrs={"capture": "environment"}),
        help_text=_("Foto gambar kerja di kertas, atau foto lokasinya. Boleh juga PDF."),
    )  # fmt: skip
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False)


class PenilaianForm(forms.Form):
    """The unit's checklist: each question "ya" or "belum", the result, and who judged."""

    tanggal = forms.DateField(label=_("Tanggal penilaian"), widget=TanggalInput)
    pemeriksa = forms.CharField(label=_("Dinilai oleh"), max_length=150, required=False)
    hasil = forms.ChoiceField(label=_("Hasil"), choices=VerifikasiUsulan.Hasil.choices, widget=forms.RadioSelect)
    catatan = forms.CharField(
        label=_("Catatan untuk KSM"), required=False, max_length=5000, widget=text_area(3),
        help_text=_("Wajib bila belum layak: apa yang harus diperbaiki."),
    )  # fmt: skip
    alasan = warning_reason()

    def __init__(self, *args: Any, definisi: DefPenilaian, sendiri: bool, hitung: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definisi = definisi
        if not sendiri:
            self.fields["pemeriksa"].required = True
            self.fields["pemeriksa"].help_text = _("Nama petugas UP yang menandatangani lembar penilaian.")
        for b in definisi.butir:
            self.fields[f"ya_{b.kode}"] = forms.ChoiceField(
                label=b.teks, choices=[("ya", _("Ya")), ("belum", _("Belum"))], widget=forms.RadioSelect,
                error_messages={"required": _("Pilih ya atau belum.")},
            )  # fmt: skip
            self.fields[f"catatan_{b.kode}"] = forms.CharField(
                label=_("Catatan"), max_length=300, required=False,
                widget=forms.TextInput(attrs={"placeholder": _("Catatan")}),
            )  # fmt: skip

        if hitung:
            self.fields[f"ya_{RENTA}"].help_text = _("Menurut hitungan volumenya berbeda: %(n)s") % {"n": hitung}

    @property
    def butir(self) -> list[tuple[Any, Any, Any]]:
        """Question, its choice, its note."""
        return [(b, self[f"ya_{b.kode}"], self[f"catatan_{b.kode}"]) for b in self.definisi.butir]

    def answers(self) -> dict[str, dict[str, Any]]:
        """As the action takes them."""
        data = self.cleaned_data
        return {
            b.kode: {"ya": data[f"ya_{b.kode}"] == "ya", "catatan": data[f"catatan_{b.kode}"]}
            for b in self.definisi.butir
        }


class BappukBaruForm(forms.Form):
    """Under which yearly plan, and in which members' meeting."""

    renta = forms.ChoiceField(label=_("Renta"))
    rapat = forms.ChoiceField(label=_("Rapat anggota BKM"))

    def __init__(self, *args: Any, renta: Pilihan, rapat: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["renta"].choices = renta  # type: ignore[attr-defined]
        self.fields["rapat"].choices = [("", _("Pilih")), *rapat]  # type: ignore[attr-defined]


class BappukForm(forms.Form):
    """Rank, decision and reason of every proposal, by its key."""

    catatan = forms.CharField(label=_("Catatan rapat"), required=False, max_length=5000, widget=text_area(3))
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, usulan: list[Any], **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        self.usulan = usulan
        for u in usulan:
            self.fields[f"peringkat_{u.pk}"] = forms.IntegerField(
                label=_("Peringkat"), min_value=1, max_value=999, required=False,
                widget=forms.NumberInput(attrs={"class": "num", "inputmode": "numeric"}),
            )  # fmt: skip
            self.fields[f"putusan_{u.pk}"] = forms.ChoiceField(label=_("Putusan"), choices=PUTUSAN, required=False)
            self.fields[f"alasan_{u.pk}"] = forms.CharField(
                label=_("Alasan, bila tidak disetujui"), max_length=300, required=False
            )

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Proposal and its three fields."""
        return [
            {"usulan": u, **{k: self[f"{k}_{u.pk}"] for k in ("peringkat", "putusan", "alasan")}} for u in self.usulan
        ]

    def rows(self) -> list[dict[str, Any]]:
        """As the action takes them."""
        data = self.cleaned_data
        return [
            {"usulan": u, **{k: data.get(f"{k}_{u.pk}") for k in ("peringkat", "putusan", "alasan")}}
            for u in self.usulan
        ]


PUTUSAN = [("disetujui", _("Disetujui")), ("ditunda", _("Ditunda")), ("ditolak", _("Ditolak"))]
