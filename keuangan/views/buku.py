"""One ledger: its desk, its months, its chart, its opening balance, its days, and the registers of the Sekretariat."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.formats import rupiah, tanggal
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.views import DaftarView
from keuangan import actions, registers
from keuangan.forms.bukti import SaldoAwalForm, point_at_row
from keuangan.forms.buku import AkunForm, BukaHariForm, PemilikForm, TutupHariForm
from keuangan.models import Buku, PemilikDana, Periode
from keuangan.models.buku import Unit
from keuangan.queries import accounts_of
from keuangan.queries_meja import cautions_of, desk_of, has_opening, may_approve, month_findings
from keuangan.views.dasar import BukuFormView, BukuMixin, PeriodeMixin, TambahBarisMixin, choices_of
from siklus.views.transisi import TransisiBarisMixin
from wilayah.waktu import today_in


class MejaView(BukuMixin):
    """/keuangan/buku/<id>/: today. Source: KEU-85."""

    template_name = "keuangan/meja.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meja = desk_of(self.buku, self.hak)
        awas = cautions_of(self.buku, meja.menunggu, minus=meja.minus)
        tunggu = [(j, may_approve_in(j, self.buku, self.request.user), awas[j.pk]) for j in meja.menunggu]
        return super().get_context_data(**{**self.frame(), "meja": meja, "tunggu": tunggu, **kwargs})


def may_approve_in(jurnal: Any, buku: Buku, user: Any) -> str:
    """As `may_approve`, for a voucher of a ledger that is known already."""
    jurnal.buku = buku
    return may_approve(jurnal, user)


class BulanView(BukuMixin):
    """Months with what is still missing before each closes. Source: KEU-16, KEU-89."""

    template_name = "keuangan/bulan.html"
    tab = "bulan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        periode = list(
            Periode.objects.visible_to(self.request.user).filter(buku=self.buku).order_by("-tahun", "-bulan")
        )
        temuan = month_findings(periode, self.buku)
        for p in periode:
            p.buku = self.buku
        baris = [
            {
                "periode": p, "nama": tanggal(p.awal, "bulan"), "temuan": temuan.get(p.pk, []),
                "transisi": open_transitions(p, self.request.user),
            }
            for p in periode
        ]  # fmt: skip
        tertua = next((b for b in reversed(baris) if b["temuan"]), None)
        return super().get_context_data(**{**self.frame(), "bulan": baris, "tertua": tertua, **kwargs})


class PeriodeTransisiView(TransisiBarisMixin, PeriodeMixin, BukuFormView):
    """Close or reopen a month, in the shared dialog. Source: KEU-16 to KEU-18."""

    model: Any = Periode

    @property
    def pesan_berhasil(self) -> str:  # type: ignore[override]
        """What is so now, and what comes next."""
        bulan = tanggal(self.periode.awal, "bulan")
        if self.kwargs["nama"] == "tutup":
            return _("%(bulan)s dikunci. Cetak lembar papan, pasang, lalu catat pengumumannya.") % {"bulan": bulan}
        return _("%(bulan)s terbuka lagi.") % {"bulan": bulan}

    @property
    def baris(self) -> Any:  # type: ignore[override]
        """The month, in scope. Raises Periode.DoesNotExist."""
        return self.periode

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.perlu = "buka" if kwargs.get("nama") == "buka_kembali" else "tutup"
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("keuangan:bulan", args=[self.buku.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bulan = tanggal(self.baris.awal, "bulan")
        petunjuk = _("Bulan %(bulan)s") % {"bulan": bulan}
        if self.kwargs["nama"] == "tutup":
            petunjuk = _("Sesudah %(bulan)s dikunci, buktinya tidak diterima lagi dan angkanya tidak berubah.") % {
                "bulan": bulan}  # fmt: skip
        return super().get_context_data(**{"petunjuk": petunjuk, **kwargs})


class TutupHariView(BukuFormView):
    """Close the ledger up to a day. Source: KEU-23, KEU-24."""

    form_class = TutupHariForm
    judul = gettext_lazy("Tutup hari")
    tombol = gettext_lazy("Tutup hari")
    perlu = "tutup"
    pesan_berhasil = gettext_lazy("Hari ditutup: bukti bertanggal sampai hari itu tidak diterima lagi.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": self.request.GET.get("tanggal") or today_in(self.buku.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.close_day(self.buku, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petunjuk = _("Sesudah ditutup, bukti sampai tanggal itu tidak diterima lagi. Hitung dulu kasnya.")
        return super().get_context_data(**{"petunjuk": petunjuk, **kwargs})


class BukaHariView(BukuFormView):
    """Open days again. Source: KEU-24."""

    form_class = BukaHariForm
    judul = gettext_lazy("Buka hari lagi")
    tombol = gettext_lazy("Buka lagi")
    perlu = "buka"
    pesan_berhasil = gettext_lazy("Harinya terbuka lagi; alasannya tercatat.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": self.buku.tutup_hari}

    def run_action(self, form: Any) -> Any:
        return actions.reopen_day(self.buku, oleh=self.request.user, **form.cleaned_data)


class SaldoAwalView(TambahBarisMixin, BukuFormView):
    """The opening balance, row by row, with both sides added up while typing. Source: KEU-22."""

    template_name = "keuangan/saldo_awal.html"
    form_class = SaldoAwalForm
    judul = gettext_lazy("Saldo awal")
    draf = "saldo-awal"
    pesan_berhasil = gettext_lazy("Saldo awal dibukukan; menunggu persetujuan orang kedua.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pilihan": choices_of(self.buku, self.request.user, ())}

    def run_action(self, form: Any) -> Any:
        baris = form.lines()
        try:
            return actions.set_saldo_awal(self.buku, oleh=self.request.user, saldo=[b for _i, b in baris])
        except IsianSalah as galat:
            raise point_at_row(galat, baris) from galat

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        upk = self.buku.unit == Unit.UPK
        impor = reverse("inti:impor", args=["keuangan.upk", self.buku.wilayah_id]) if upk else ""
        return super().get_context_data(**{"sudah": has_opening(self.buku), "impor": impor, **kwargs})


class AkunView(BukuMixin):
    """The chart of the ledger, its own accounts, and the owners of money."""

    template_name = "keuangan/akun.html"
    tab = "akun"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pemilik = PemilikDana.objects.visible_to(self.request.user).filter(wilayah=self.buku.wilayah_id)
        return super().get_context_data(
            **{**self.frame(), "akun": accounts_of(self.buku), "pemilik": list(pemilik.order_by("nama")), **kwargs}
        )


class AkunBaruView(BukuFormView):
    """Add an account of the ledger's own. Source: KEU-03."""

    form_class = AkunForm
    judul = gettext_lazy("Tambah akun")
    tombol = gettext_lazy("Tambah akun")
    kembali = "keuangan:akun"
    tab = "akun"
    pesan_berhasil = gettext_lazy("Akun ditambahkan.")

    def run_action(self, form: Any) -> Any:
        return actions.add_akun(self.buku, oleh=self.request.user, **form.cleaned_data)


class PemilikBaruView(BukuFormView):
    """Name an owner of money that passes through. Source: KEU-05."""

    form_class = PemilikForm
    judul = gettext_lazy("Tambah pemilik dana")
    tombol = gettext_lazy("Tambah pemilik")
    kembali = "keuangan:akun"
    tab = "akun"
    pesan_berhasil = gettext_lazy("Pemilik dana ditambahkan.")

    def run_action(self, form: Any) -> Any:
        return actions.add_pemilik_dana(self.buku, oleh=self.request.user, **form.cleaned_data)


# -- registers -----------------------------------------------------------------------------------------------------


def _whole(nama: str) -> Any:
    """A sum of a row as whole rupiah."""
    return lambda b: int(getattr(b, nama))


# Eight sums side by side: rupiah without the sign, so that they fit a desk.
KOLOM_BLM = (
    Kolom("sumber", gettext_lazy("Sumber dana"), ambil="sumber.nama"),
    Kolom("tahun", gettext_lazy("Tahun")),
    Kolom("termin", gettext_lazy("Tahap"), ambil=lambda b: b.termin or "–"),
    Kolom("diterima", gettext_lazy("Diterima"), "angka", ambil=_whole("diterima")),
    Kolom("modal", gettext_lazy("Modal UPK"), "angka", ambil=_whole("modal")),
    Kolom("bop", gettext_lazy("BOP"), "angka", ambil=_whole("bop")),
    Kolom("dipakai", gettext_lazy("LPJ KSM"), "angka", ambil=_whole("dipakai")),
    Kolom("lain", gettext_lazy("Lainnya"), "angka", ambil=_whole("lain")),
    Kolom("sisa", gettext_lazy("Sisa dana"), "angka", ambil=_whole("sisa")),
    Kolom("uang_muka", gettext_lazy("Masih di KSM"), "angka", ambil=_whole("uang_muka")),
    Kolom("di_bkm", gettext_lazy("Masih di BKM"), "angka", ambil=_whole("di_bkm")),
)
KOLOM_SWADAYA = (
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda b: str(b.ksm) if b.ksm else _("Tanpa KSM")),
    Kolom("kegiatan", gettext_lazy("Kegiatan"), ambil=lambda b: str(b.kegiatan) if b.kegiatan else "–"),
    Kolom("tahun", gettext_lazy("Tahun")),
    Kolom("tunai", gettext_lazy("Tunai"), "rupiah"),
    Kolom("natura", gettext_lazy("Bahan, tenaga, lahan"), "rupiah"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
)
KOLOM_KARTU = (
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda b: str(b.ksm) if b.ksm else _("Tanpa KSM")),
    Kolom("kegiatan", gettext_lazy("Kegiatan"), ambil=lambda b: str(b.kegiatan) if b.kegiatan else "–"),
    Kolom("sumber", gettext_lazy("Sumber dana"), ambil="sumber.nama"),
    Kolom("tahun", gettext_lazy("Tahun")),
    Kolom("termin", gettext_lazy("Tahap"), ambil=lambda b: b.termin or "–"),
    Kolom("dibayar", gettext_lazy("Dibayarkan"), "rupiah"),
    Kolom("lpj", gettext_lazy("LPJ diterima"), "rupiah"),
    Kolom("kembali", gettext_lazy("Dikembalikan"), "rupiah"),
    Kolom("sisa", gettext_lazy("Belum ada LPJ"), "rupiah"),
)
KOLOM_BOP = (
    Kolom("bukti", gettext_lazy("Bukti kas"), ambil=lambda b: b.baris.jurnal.nomor_bukti,
          tautan=lambda b: reverse("keuangan:bukti", args=[b.baris.jurnal_id])),
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal", ambil="baris.tanggal"),
    Kolom("uraian", gettext_lazy("Uraian"), ambil="baris.jurnal.uraian"),
    Kolom("akun", gettext_lazy("Akun"), ambil="baris.akun.nama"),
    Kolom("masuk", gettext_lazy("Masuk"), "rupiah"),
    Kolom("keluar", gettext_lazy("Keluar"), "rupiah"),
    Kolom("saldo", gettext_lazy("Sisa"), "rupiah"),
)  # fmt: skip
REGISTER: dict[str, tuple[Any, Any, tuple[Kolom, ...]]] = {
    "blm": (gettext_lazy("Register BLM"), gettext_lazy("Diterima, dipakai, dan sisa setiap tahap, dalam rupiah."), KOLOM_BLM),
    "swadaya": (gettext_lazy("Register swadaya"), gettext_lazy("Uang dan bahan, tenaga, atau lahan dari warga."), KOLOM_SWADAYA),
    "kartu": (gettext_lazy("Kartu dana kegiatan"), gettext_lazy("Uang di tangan KSM sampai LPJ-nya diterima."), KOLOM_KARTU),
    "bop": (gettext_lazy("Catatan BOP"), gettext_lazy("Penerimaan dan pemakaian BOP, hari demi hari."), KOLOM_BOP),
}  # fmt: skip


class RegisterView(BukuMixin, DaftarView):
    """One register of the Sekretariat, also as workbook. Source: KEU-88."""

    template_name = "keuangan/register.html"
    tab = "register"

    @cached_property
    def jenis(self) -> str:
        """Which register; the first without a name. Raises Http404 for one that does not exist here."""
        jenis = self.kwargs.get("jenis") or "blm"
        if jenis not in REGISTER or self.buku.bagan != "sekretariat":
            raise Http404
        return str(jenis)

    @property
    def kolom_xlsx(self) -> Any:  # type: ignore[override]
        """Its columns."""
        return REGISTER[self.jenis][2]

    @property
    def nama_xlsx(self) -> str:  # type: ignore[override]
        """File name of the workbook."""
        return f"register-{self.jenis}"

    @property
    def judul_xlsx(self) -> Any:  # type: ignore[override]
        """Title of the workbook."""
        return REGISTER[self.jenis][0]

    @cached_property
    def tahun(self) -> int:
        """The year of the BOP record."""
        isi = self.request.GET.get("tahun", "")
        kini = today_in(self.buku.wilayah_id).year
        return int(isi) if isi.isdigit() and 1999 <= int(isi) <= kini else kini

    @cached_property
    def baris(self) -> list[Any]:
        """Its rows."""
        buku = self.buku
        if self.jenis == "bop":
            return list(registers.bop_record(buku, self.tahun))
        susun: dict[str, Any] = {
            "blm": registers.blm_register, "swadaya": registers.swadaya_register, "kartu": registers.fund_cards,
        }  # fmt: skip
        return list(susun[self.jenis](buku))

    def rows(self) -> Any:
        return self.baris

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judul, keterangan, kolom = REGISTER[self.jenis]
        jumlah = [
            rupiah(sum(k.nilai(b) for b in self.baris), lambang=k.jenis == "rupiah")
            if k.jenis in {"rupiah", "angka"} and k.kode != "saldo"
            else ""
            for k in kolom
        ]
        jumlah[0] = _("Jumlah")
        pilih = [
            {
                "label": j[0],
                "url": reverse("keuangan:register-jenis", args=[self.buku.pk, kode]),
                "aktif": kode == self.jenis,
            }
            for kode, j in REGISTER.items()
        ]
        kini = today_in(self.buku.wilayah_id).year
        tahun = list(range(kini, min(self.buku.mulai.year, kini) - 1, -1)) if self.jenis == "bop" else []
        return super().get_context_data(
            **{
                **self.frame(), "kolom": kolom, "baris": self.baris, "jumlah": jumlah, "pilih": pilih, "jenis": self.jenis,
                "judul_register": judul, "keterangan": keterangan, "tahun": self.tahun, "tahun_ada": tahun, **kwargs,
            }
        )  # fmt: skip
