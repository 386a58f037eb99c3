"""Forms of oversight: the checklist of a visit, the audit of a year, findings and their follow-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkm.models import PengawasUPK, PetugasUP
from inti.forms import RupiahIsian, text_area
from inti.widgets import PindaianInput, TanggalInput
from keuangan.actions import IsiTemuan, Jawab
from keuangan.ceklis_pengawas import Ceklis
from keuangan.fakta_pengawas import Fakta
from keuangan.models import AuditTahunan, JawabanCeklis, TemuanPemeriksaan
from wilayah.waktu import today_in

TEMUAN = ("rekomendasi", "penanggung_jawab", "batas_waktu", "nilai")
# What a "tidak" cannot be filed without, and what is said where it is missing. Source: KEU-184.
BILA_TIDAK = {
    "catatan": _("Tuliskan apa yang tidak sesuai."),
    "rekomendasi": _("Tuliskan apa yang harus dilakukan."),
    "penanggung_jawab": _("Sebut siapa yang mengerjakannya."),
}


class KunjunganForm(forms.Form):
    """A visit: who came, who received them, and one answer for each point; a "tidak" says what and by whom it is set right."""

    tanggal = forms.DateField(label=_("Tanggal kunjungan"), widget=TanggalInput)
    pengawas = forms.MultipleChoiceField(label=_("Pengawas yang datang"), widget=forms.CheckboxSelectMultiple)
    penerima = forms.ChoiceField(label=_("Diterima oleh"), required=False, help_text=_("Petugas UPK yang ditemui."))
    penerima_nama = forms.CharField(
        label=_("Nama penerima"),
        max_length=150,
        required=False,
        help_text=_("Isi hanya bila orangnya tidak ada dalam daftar."),
    )
    kesimpulan = forms.CharField(label=_("Kesimpulan dan saran"), max_length=1000, required=False, widget=text_area())
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, ceklis: Ceklis, fakta: Mapping[str, list[Fakta]], pengawas: Sequence[PengawasUPK],
        petugas: Sequence[PetugasUP], wilayah: str, pembetulan: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.ceklis, self.fakta, self.daftar_pengawas, self.petugas = ceklis, fakta, pengawas, petugas
        self.fields["tanggal"].initial = today_in(wilayah)
        self.fields["pengawas"].choices = [(str(p.pk), p.nama) for p in pengawas]  # type: ignore[attr-defined]
        pilihan = [(str(p.pk), f"{p.nama} ({p.get_jabatan_display()})") for p in petugas]
        self.fields["penerima"].choices = [("", "–"), *pilihan]  # type: ignore[attr-defined]
        if pembetulan:
            self.fields["alasan"] = forms.CharField(
                label=_("Yang dibetulkan"), max_length=300, help_text=_("Kunjungan lama tetap tersimpan.")
            )
        for b in ceklis.butir:
            self._add_point(b.kode)
        for nama in ("penerima", *(f"{n}_{b.kode}" for b in ceklis.butir for n in ("rekomendasi", "penanggung_jawab"))):
            self.fields[nama].bersyarat = True  # type: ignore[attr-defined]

    def _add_point(self, kode: str) -> None:
        self.fields[f"jawaban_{kode}"] = forms.ChoiceField(
            label=_("Jawaban"), choices=JawabanCeklis.Jawaban.choices, widget=forms.RadioSelect
        )
        self.fields[f"catatan_{kode}"] = forms.CharField(label=_("Catatan"), max_length=500, required=False)
        self.fields[f"rekomendasi_{kode}"] = forms.CharField(
            label=_("Yang harus dilakukan"), max_length=500, required=False
        )
        self.fields[f"penanggung_jawab_{kode}"] = forms.CharField(label=_("Oleh siapa"), max_length=150, required=False)
        self.fields[f"batas_waktu_{kode}"] = forms.DateField(
            label=_("Paling lambat"), required=False, widget=TanggalInput,
            help_text=_("Kosong berarti memakai lama yang lazim."),
        )  # fmt: skip
        self.fields[f"nilai_{kode}"] = RupiahIsian(label=_("Nilai (Rp)"))

    @property
    def kepala(self) -> list[Any]:
        """Bound fields above the checklist."""
        nama = ["tanggal", "pengawas", "penerima", "penerima_nama", *(["alasan"] if "alasan" in self.fields else [])]
        return [self[n] for n in nama]

    @property
    def butir(self) -> list[dict[str, Any]]:
        """Each point with its facts and bound fields; `buka` where its finding is filled or wrong."""
        hasil = []
        for urut, b in enumerate(self.ceklis.butir, 1):
            lanjut = [self[f"{n}_{b.kode}"] for n in TEMUAN]
            buka = self[f"jawaban_{b.kode}"].value() == "tidak" or any(f.errors for f in lanjut)
            hasil.append(
                {
                    "urut": urut, "butir": b, "fakta": self.fakta[b.kode], "jawaban": self[f"jawaban_{b.kode}"],
                    "catatan": self[f"catatan_{b.kode}"], "lanjut": lanjut, "buka": buka,
                }
            )  # fmt: skip
        return hasil

    def clean(self) -> dict[str, Any]:
        """Everything that is missing is said at once: who received them, and what belongs to each "tidak"."""
        data = super().clean() or {}
        if not data.get("penerima") and not (data.get("penerima_nama") or "").strip():
            self.add_error("penerima", _("Pilih petugas UPK yang menerima, atau tulis namanya."))
        for b in self.ceklis.butir:
            if data.get(f"jawaban_{b.kode}") != JawabanCeklis.Jawaban.TIDAK:
                continue
            for nama, pesan in BILA_TIDAK.items():
                if not (data.get(f"{nama}_{b.kode}") or "").strip():
                    self.add_error(f"{nama}_{b.kode}", pesan)
        return data

    def visit(self) -> dict[str, Any]:
        """What the action takes; only of a valid form."""
        d = self.cleaned_data
        pilih = set(d["pengawas"])
        return {
            "tanggal": d["tanggal"], "pengawas": [p for p in self.daftar_pengawas if str(p.pk) in pilih],
            "penerima": next((p for p in self.petugas if str(p.pk) == d["penerima"]), None),
            "penerima_nama": d["penerima_nama"], "kesimpulan": d["kesimpulan"], "sidik": d["sidik"],
            "alasan": d.get("alasan", ""), "jawaban": [self._answer(b.kode) for b in self.ceklis.butir],
        }  # fmt: skip

    def _answer(self, kode: str) -> Jawab:
        d = self.cleaned_data
        catatan = d[f"catatan_{kode}"]
        temuan = None
        if d[f"jawaban_{kode}"] == JawabanCeklis.Jawaban.TIDAK:
            lain = {n: d[f"{n}_{kode}"] for n in TEMUAN}
            temuan = IsiTemuan(uraian=catatan, **lain)
        return Jawab(kode, d[f"jawaban_{kode}"], catatan, temuan)


class AuditForm(forms.Form):
    """The report of an auditor, as it stands on its paper."""

    tahun = forms.TypedChoiceField(label=_("Tahun buku"), coerce=int)
    jenis = forms.ChoiceField(label=_("Yang memeriksa"), choices=AuditTahunan.Jenis.choices)
    auditor = forms.CharField(label=_("Nama auditor"), max_length=150)
    lembaga = forms.CharField(
        label=_("Lembaga"), max_length=150, help_text=_("Kantor akuntan, BPKP, atau instansinya.")
    )
    tanggal = forms.DateField(label=_("Tanggal laporan"), widget=TanggalInput)
    nomor_laporan = forms.CharField(label=_("Nomor laporan"), max_length=80, required=False)
    opini_pilih = forms.ChoiceField(label=_("Pendapat auditor"), required=False)
    opini = forms.CharField(
        label=_("Pendapat, kata demi kata"), max_length=120, required=False,
        help_text=_("Isi hanya bila tidak ada dalam daftar, seperti tertulis di laporannya."),
    )  # fmt: skip
    aset = forms.CharField(label=_("Jumlah aset (Rp)"), max_length=25)
    laba = forms.CharField(label=_("Laba, rugi dengan tanda minus (Rp)"), max_length=25)
    pinjaman = forms.CharField(label=_("Saldo pinjaman KSM (Rp)"), max_length=25)
    alasan = forms.CharField(label=_("Yang dibetulkan"), max_length=300)
    foto = forms.FileField(
        label=_("Laporan auditor"), widget=PindaianInput, help_text=_("PDF, atau foto halaman pendapatnya.")
    )

    def __init__(
        self, *args: Any, tahun: Sequence[int], opini: Sequence[str], pinjaman: bool, pembetulan: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [(t, str(t)) for t in tahun]  # type: ignore[attr-defined]
        self.fields["opini_pilih"].choices = [("", "–"), *((o, o) for o in opini)]  # type: ignore[attr-defined]
        if opini:
            self.fields["opini_pilih"].bersyarat = True  # type: ignore[attr-defined]
        else:
            del self.fields["opini_pilih"]
            self.fields["opini"].required, self.fields["opini"].help_text = True, _("Seperti tertulis di laporannya.")
        if not pinjaman:
            del self.fields["pinjaman"]
        if not pembetulan:
            del self.fields["alasan"]

    def _signed(self, bidang: str) -> Any:
        """Rupiah with its sign. Raises ValidationError."""
        teks = self.cleaned_data[bidang].strip().replace("−", "-")
        minus = teks.startswith(("-", "(")) or teks.endswith("-")
        angka = RupiahIsian(nol=True).to_python(teks.strip("-() "))
        if angka is None:
            raise forms.ValidationError(_("Isi rupiah utuh."))
        return -angka if minus else angka

    def clean_aset(self) -> Any:
        """Rupiah."""
        return self._signed("aset")

    def clean_laba(self) -> Any:
        """Rupiah, below zero for a loss."""
        return self._signed("laba")

    def clean_pinjaman(self) -> Any:
        """Rupiah."""
        return self._signed("pinjaman")

    def clean(self) -> dict[str, Any]:
        """The opinion is chosen or written."""
        data = super().clean() or {}
        data["opini"] = data.get("opini") or data.pop("opini_pilih", "")
        if not data["opini"]:
            bidang = "opini_pilih" if "opini_pilih" in self.fields else "opini"
            self.add_error(bidang, _("Pilih pendapat auditor, atau tulis seperti di laporannya."))
        return data

    def values(self) -> dict[str, Any]:
        """As the action takes it, without the file."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"foto", "opini_pilih"}}


class TemuanForm(forms.Form):
    """One finding of an audit."""

    uraian = forms.CharField(label=_("Yang ditemukan"), max_length=500, widget=text_area())
    kategori = forms.ChoiceField(label=_("Kategori"), choices=TemuanPemeriksaan.Kategori.choices)
    nilai = RupiahIsian(label=_("Nilai (Rp)"))
    rekomendasi = forms.CharField(label=_("Yang harus dilakukan"), max_length=500, widget=text_area(2))
    penanggung_jawab = forms.CharField(label=_("Oleh siapa"), max_length=150)
    batas_waktu = forms.DateField(label=_("Paling lambat"), required=False, widget=TanggalInput)

    def finding(self) -> IsiTemuan:
        """As the action takes it; only of a valid form."""
        return IsiTemuan(**self.cleaned_data)


class PublikasiForm(forms.Form):
    """When and where the RWT heard of the audit."""

    tanggal = forms.DateField(label=_("Tanggal RWT"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Tempat RWT"), max_length=120)


class TindakLanjutForm(forms.Form):
    """What was done about a finding; the same for page and API."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    uraian = forms.CharField(label=_("Yang sudah dilakukan"), max_length=500, widget=text_area())


class TindakLanjutFotoForm(TindakLanjutForm):
    """The same with a photo, on the page."""

    foto = forms.FileField(label=_("Foto bukti"), required=False, widget=PindaianInput)


class SelesaiForm(forms.Form):
    """The day on which a finding was judged to be set right."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
