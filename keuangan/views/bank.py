"""Matching the bank: the accounts and their statements, bringing one in, and the two sides of one statement."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import tanggal
from inti.unggah import FOTO, PDF, TABEL, check_upload
from inti.views import FormActionView
from keuangan import actions
from keuangan.baca_bank import as_text
from keuangan.forms.bank import BatalKoranForm, CocokForm, ImporBankForm, KetikForm, UnggahBankForm
from keuangan.models import Buku, CocokBank, Periode, RekeningKoran
from keuangan.queries_bank import (
    SATU_HARI,
    bank_accounts,
    bank_states,
    desk_of_statement,
    matches_of,
    open_items,
    pairs_of,
    reconciliations,
    signed,
    undone_of,
)
from keuangan.queries_meja import money_now
from keuangan.templat import BANK_BELUM, UANG_LEWAT
from keuangan.views.dasar import BukuFormView, BukuMixin, TambahBarisMixin
from laporan.models import Berkas
from wilayah.waktu import today_in

SARAN_TAMPIL, BARIS_PRATINJAU, BARIS_TAMPIL = 3, 60, 150


class BankView(BukuMixin):
    """/keuangan/buku/<id>/bank/: each account with its statements, and until when it is matched. Source: KEU-178."""

    template_name = "keuangan/bank.html"
    tab = "bank"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saldo = {a.pk: n for a, n in money_now(self.buku)}
        semua = bank_states(self.buku)
        bank = [(k, saldo.get(k.akun.pk)) for k in semua if k.daftar or k.akun.pk in saldo] or [
            (k, None) for k in semua[:1]
        ]
        batal = RekeningKoran.objects.visible_to(self.request.user).filter(
            buku=self.buku, dibatalkan_pada__isnull=False
        )
        isi = {"bank": bank, "batal": list(batal.select_related("akun").order_by("-dibatalkan_pada")[:20])}
        return super().get_context_data(**{**self.frame(), "judul": _("Cocokkan bank"), **isi, **kwargs})


class KoranBaruView(BukuFormView):
    """Base of the two ways in which a statement comes in."""

    tab = "bank"
    kembali = "keuangan:bank"

    @cached_property
    def akun(self) -> list[Any]:
        """Bank accounts in use; the one of the address first."""
        pilih = self.request.GET.get("akun", "")
        return sorted((a for a in bank_accounts(self.buku) if a.aktif), key=lambda a: (a.kode != pilih, a.kode))

    @cached_property
    def koran(self) -> list[RekeningKoran]:
        """Living statements of the ledger."""
        semua = RekeningKoran.objects.visible_to(self.request.user).filter(buku=self.buku, dibatalkan_pada__isnull=True)
        return list(semua.select_related("akun").order_by("dari"))

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:rekening-koran", args=[hasil.pk])

    pesan_berhasil = gettext_lazy("Rekening koran tersimpan. Cocokkan baris-barisnya dengan buku.")


class KetikView(TambahBarisMixin, KoranBaruView):
    """Rows of a savings book, typed, with a photo of its page. Source: KEU-171, KEU-172."""

    template_name = "keuangan/bank_ketik.html"
    form_class = KetikForm
    judul = gettext_lazy("Ketik dari buku tabungan")
    draf = "bank-ketik"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "akun": self.akun}

    def get_initial(self) -> dict[str, Any]:
        lalu = next((r for r in reversed(self.koran) if self.akun and r.akun_id == self.akun[0].pk), None)
        if lalu is None:
            return {}
        hari = lalu.sampai + SATU_HARI
        return {
            "dari": hari,
            "saldo_awal": lalu.saldo_akhir,
            "sampai": min(_month_end(hari), today_in(self.buku.wilayah_id)),
        }

    def run_action(self, form: Any) -> RekeningKoran:
        foto = form.cleaned_data.get("foto")
        unggahan = check_upload(foto, boleh=(FOTO, PDF), bidang="foto") if foto else None
        baris = form.rows()
        try:
            return actions.enter_rekening_koran(
                self.buku, oleh=self.request.user, baris=baris, berkas=unggahan, **form.head()
            )
        except IsianSalah as galat:
            raise _beside_row(galat, [b.nomor - 1 for b in baris]) from galat


def _month_end(hari: Any) -> Any:
    return (hari.replace(day=28) + SATU_HARI * 4).replace(day=1) - SATU_HARI


def _beside_row(galat: IsianSalah, letak: list[int]) -> IsianSalah:
    """The refusal of a row ("baris_2") beside the row of the form where it was typed."""
    isi = {}
    for bidang, pesan in galat.galat.items():
        _kepala, _garis, ke = bidang.partition("baris_")
        isi[f"masuk_{letak[int(ke) - 1]}" if ke.isdigit() else bidang] = pesan
    return IsianSalah(isi)


class ImporView(KoranBaruView):
    """The bank's CSV: choose it, look at what was understood, correct the columns, and only then save it. Source: KEU-177.

    Without `isi` the file is asked for; with it the preview comes back, until "simpan" is pressed.
    """

    template_name = "keuangan/bank_impor.html"
    judul = gettext_lazy("Masukkan CSV dari bank")

    def get_form(self, form_class: Any = None) -> Any:
        kwargs = self.get_form_kwargs()
        if "isi" not in self.request.POST:
            return UnggahBankForm(**kwargs, akun=self.akun)
        return ImporBankForm(**kwargs, **self.known())

    def known(self) -> dict[str, Any]:
        """What the preview is compared with."""
        return {"akun": self.akun, "ada": self.koran, "wilayah": self.buku.wilayah_id}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            form = self.get_form()
        except GalatAplikasi:  # pieces that are not ours: ask for the file again
            kosong = UnggahBankForm(akun=self.akun)
            return self.render_to_response(self.get_context_data(form=kosong), status=400)
        if isinstance(form, UnggahBankForm):
            if not form.is_valid():
                return self.form_invalid(form)
            awal = {"nama": form.cleaned_data["berkas"].name, "akun": form.cleaned_data["akun"]}
            form = ImporBankForm(isi=form.isi, initial=awal, **self.known())
        elif "simpan" in request.POST:
            return self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form.as_shown(akun=self.akun), dibaca=form))

    def run_action(self, form: Any) -> RekeningKoran:
        nama = form.cleaned_data["nama"].rpartition(".")[0] or "rekening-koran"
        berkas = SimpleUploadedFile(f"{nama}.csv", as_text(form.isi).encode(), "text/csv")
        unggahan = check_upload(berkas, boleh=(TABEL,), bidang="nama")
        try:
            return actions.enter_rekening_koran(
                self.buku,
                oleh=self.request.user,
                baris=form.rows(),
                sidik=form.tabel.sidik,
                berkas=unggahan,
                **form.head(),
            )
        except IsianSalah as galat:
            baris = [str(p) for bidang, pesan in galat.galat.items() if bidang.startswith("baris_") for p in pesan]
            if baris:
                raise AturanDilanggar(" ".join(baris), aturan="KEU-177") from galat
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        dibaca = kwargs.get("dibaca") or (form if isinstance(form, ImporBankForm) else None)
        isi: dict[str, Any] = {"form": form, "dibaca": dibaca}
        if dibaca is not None:
            baris = dibaca.baru
            isi |= {
                "mentah": dibaca.tabel.baris[:BARIS_PRATINJAU], "tampil": baris[:BARIS_PRATINJAU],
                "sisa": max(0, len(baris) - BARIS_PRATINJAU), "masuk": sum(b.masuk for b in baris),
                "keluar": sum(b.keluar for b in baris),
            }  # fmt: skip
        return super().get_context_data(**{**kwargs, **isi})


# -- one statement -------------------------------------------------------------------------------------------------


class RekeningMixin(BukuMixin):
    """The statement of the address, in scope, and its ledger."""

    tab = "bank"

    @cached_property
    def rekening(self) -> RekeningKoran:
        """The statement. Raises RekeningKoran.DoesNotExist out of scope."""
        qs = RekeningKoran.objects.visible_to(self.request.user)
        return qs.select_related("buku__badan", "buku__wilayah", "akun").get(pk=self.kwargs["pk"])

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.rekening.buku


class RekeningView(RekeningMixin, FormActionView):
    """/keuangan/rekening-koran/<id>/: the bank's rows and the book's lines side by side, what was matched, and the sheet.

    Every press (ticked rows, one suggestion, all strong ones, undoing) posts here. Source: KEU-174 to KEU-178.
    """

    template_name = "keuangan/rekening_koran.html"
    form_class = CocokForm

    def objek_kunci(self) -> str:
        return f"keuangan.rekeningkoran:{self.rekening.pk}"

    def get_success_url(self) -> str:
        return reverse("keuangan:rekening-koran", args=[self.rekening.pk]) + "#cocokkan"

    def run_action(self, form: Any) -> Any:
        d, user = form.cleaned_data, self.request.user
        if d["semua"]:
            hasil = actions.match_suggestions(self.rekening, oleh=user)
            n = len(hasil)
            self.pesan_berhasil = ngettext("%(n)d pasangan dicocokkan.", "%(n)d pasangan dicocokkan.", n) % {"n": n}
            return hasil
        if d["lepas"]:
            self.pesan_berhasil = _("Pencocokan dilepas; barisnya dapat dicocokkan lagi.")
            cocok = CocokBank.objects.visible_to(user).get(pk=d["lepas"], buku=self.buku)
            return actions.unmatch_bank(cocok, oleh=user)
        self.pesan_berhasil = _("Tercatat sebagai uang yang sama.")
        bank, jurnal, cara = d["bank"], d["jurnal"], "tangan"
        if d["saran"]:
            kiri, _titik, kanan = d["saran"].partition(":")
            bank, jurnal, cara = [int(kiri)], [int(kanan)], "saran"
        return actions.match_bank(self.buku, oleh=user, bank=bank, jurnal=jurnal, cara=cara)

    def form_invalid(self, form: Any) -> HttpResponse:
        form.add_error(None, _("Muat ulang halamannya, lalu tekan sekali lagi."))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        r = self.rekening
        remah = [*self.frame()["remah"], (_("Cocokkan bank"), reverse("keuangan:bank", args=[r.buku_id]))]
        isi = {
            "judul": _("Rekening koran %(akun)s") % {"akun": r.akun.nama}, "remah": remah, "rekening": r,
            "subjudul": f"{tanggal(r.dari)} – {tanggal(r.sampai)} · {r.buku}", "boleh": self.hak["bukukan"] and not r.batal,
            "berkas": list(Berkas.objects.visible_to(self.request.user).valid().for_object(r)),
            **({"semua": list(r.baris.all())} if r.batal else self.sides()),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})

    def sides(self) -> dict[str, Any]:
        """Both sides with what was ticked, suggestions and the usual event; what was matched; the reconciliation."""
        r, meja = self.rekening, desk_of_statement(self.rekening)
        belum = BANK_BELUM[self.buku.bagan] if r.akun.kode == UANG_LEWAT["bank"] else {}
        centang = {n: set(self.request.POST.getlist(n)) for n in ("bank", "jurnal")}
        hasil, butir = reconciliations(r.buku, r)[r.pk], open_items(r)
        terbuka = {b.pk for b in meja.buku}
        periode = Periode.objects.visible_to(self.request.user).filter(buku=r.buku)
        bulan = periode.filter(tahun=r.sampai.year, bulan=r.sampai.month).first()
        return {
            "hasil": hasil, "mula": meja.mula, "bulan": bulan, "kurang_perjalanan": -hasil.perjalanan,
            "meja": meja, "butir": butir,
            "sampai_kemudian": [b for b in butir.perjalanan if b.pk not in terbuka],
            "kelompok": matches_of(r), "pasangan": pairs_of(r.buku, r.akun, r.sampai),
            "n_kuat": len(meja.kuat) + len(meja.balik), "dilepas": undone_of(r),
            "bulan_ditutup": bulan is not None and bulan.status == Periode.Status.DITUTUP,
            "sisa_bank": max(0, len(meja.bank) - BARIS_TAMPIL), "sisa_buku": max(0, len(meja.buku) - BARIS_TAMPIL),
            "n_bank": len(meja.bank), "n_buku": len(meja.buku),
            "bank": [
                (b, str(b.pk), str(b.pk) in centang["bank"], meja.saran.get(b.pk, [])[:SARAN_TAMPIL],
                 belum.get("masuk" if b.masuk else "keluar"))
                for b in meja.bank[:BARIS_TAMPIL]
            ],
            "buku_belum": [(b, str(b.pk), str(b.pk) in centang["jurnal"], signed(b)) for b in meja.buku[:BARIS_TAMPIL]],
        }  # fmt: skip


class BatalView(RekeningMixin, BukuFormView):
    """Void a wrong statement. Source: KEU-171."""

    form_class = BatalKoranForm
    judul = gettext_lazy("Batalkan rekening koran")
    tombol = gettext_lazy("Batalkan seluruhnya")
    petunjuk = gettext_lazy(
        "Rekening koran yang batal tetap terbaca, tetapi tidak lagi dicocokkan. Sesudahnya isi yang benar."
    )
    pesan_berhasil = gettext_lazy("Rekening koran dibatalkan.")

    def get_success_url(self) -> str:
        return reverse("keuangan:rekening-koran", args=[self.rekening.pk])

    def run_action(self, form: Any) -> Any:
        return actions.void_rekening_koran(self.rekening, oleh=self.request.user, alasan=form.cleaned_data["alasan"])

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:bank", args=[self.buku.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"gaya": "buruk", **kwargs})
