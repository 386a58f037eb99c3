"""Vouchers: choosing the event in words, typing it, seeing the journal first; the list, one voucher, and what follows it."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.halaman import keyset_page
from inti.izin import may
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView
from keuangan import actions, izin, tautan_blm
from keuangan.filters import JurnalFilterSet
from keuangan.forms.bukti import BalikForm, BebasForm, NotaForm, PeristiwaForm, PindahForm, point_at_row
from keuangan.gerbang_dana import misuse_at_upk
from keuangan.models import BarisBank, Buku, Jurnal, Periode
from keuangan.queries import events_of_registers
from keuangan.queries_bank import SATU_HARI, bank_row
from keuangan.queries_benang import threads_of
from keuangan.queries_meja import cautions_for, lines_for, may_approve, twin_of, with_state
from keuangan.riwayat import history
from keuangan.templat import (
    BERPASANGAN,
    DARI_BERKAS,
    DARI_INVENTARIS,
    DARI_PINJAMAN,
    PINDAH_KAS,
    TEMPLAT,
    UNTUK,
    event_name,
)
from keuangan.templatetags.keuangan import KEADAAN_BUKTI
from keuangan.views.dasar import (
    BukuFormView,
    BukuMixin,
    DariBulanMixin,
    PratinjauMixin,
    TambahBarisMixin,
    choices_of,
    named_lines,
)
from laporan.actions import save_berkas
from laporan.izin import UNGGAH_BERKAS
from laporan.models import Berkas
from wilayah.waktu import today_in

KELOMPOK = {
    "bkm": (gettext_lazy("Uang masuk"), gettext_lazy("Bukti Kas Masuk")),
    "bkk": (gettext_lazy("Uang keluar"), gettext_lazy("Bukti Kas Keluar")),
    "bpb": (gettext_lazy("Pemindahan dan catatan tanpa uang"), gettext_lazy("Bukti Pemindahbukuan")),
}
# Events of everyday first; what comes once a year or from another page stands below.
JARANG = {"pembagian_laba", "penghapusan_pinjaman", "cadangan_naik", "cadangan_turun", "penyusutan", "penyusutan_bkm"}
KOLOM = (
    Kolom(
        "nomor", gettext_lazy("Bukti kas"), ambil="nomor_bukti", tautan=lambda j: reverse("keuangan:bukti", args=[j.pk])
    ),
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal"),
    Kolom("peristiwa", gettext_lazy("Peristiwa"), ambil=lambda j: event_name(j.peristiwa)),
    Kolom("uraian", gettext_lazy("Uraian")),
    Kolom("kertas", gettext_lazy("Nomor kertas"), ambil="bukti"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("pencatat", gettext_lazy("Dicatat oleh"), ambil="dibuat_oleh_nama"),
    Kolom("keadaan", gettext_lazy("Keadaan"), ambil=lambda j: str(KEADAAN_BUKTI[j.keadaan][2])),
)
URUT = ("-tanggal", "-id")


class BuktiDaftarView(BukuMixin, DaftarView):
    """Vouchers of one ledger with their filters; the same as XLSX."""

    template_name = "keuangan/bukti_list.html"
    tab = "bukti"
    nama_xlsx, judul_xlsx, kolom_xlsx = "bukti", gettext_lazy("Daftar bukti"), KOLOM

    @cached_property
    def saring(self) -> JurnalFilterSet:
        """The filter as filled, for this ledger only."""
        milik = with_state(Jurnal.objects.visible_to(self.request.user).filter(buku=self.buku))
        saring = JurnalFilterSet(self.request.GET, queryset=milik, request=self.request)
        for nama in ("wilayah", "buku", "menunggu"):
            saring.form.fields.pop(nama, None)
        bagan = [(k, str(t.nama)) for k, t in TEMPLAT.items() if t.bagan == self.buku.bagan]
        saring.form.fields["peristiwa"].widget = forms.Select(choices=[("", _("Semua")), *bagan])
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bidang = ("q", "jenis", "peristiwa", "tahun", "dari", "sampai", "akun", "keadaan")
        isi = {
            "kolom": KOLOM, "halaman": keyset_page(self.saring.qs, URUT, self.request.GET), "saring": self.saring.form,
            "aktif": any(self.request.GET.get(k) for k in bidang), "jumlah": self.saring.qs.count(),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


# Where an event is recorded that comes from a register.
RUMAH = {
    **dict.fromkeys(DARI_PINJAMAN, "pinjaman-daftar"), "angsuran": "kumpulan",
    **{k: "inventaris-susut" if k.startswith("penyusutan") else "inventaris-beli" for k in DARI_INVENTARIS},
}  # fmt: skip


def homes_of(buku: Buku) -> dict[str, str]:
    """Event -> the page where it is recorded, for those that come from a register of this ledger. Two queries. KEU-199."""
    return {
        k: tautan_blm.kelurahan(buku.wilayah_id)
        if k in DARI_BERKAS
        else reverse(f"keuangan:{RUMAH[k]}", args=[buku.pk])
        for k in events_of_registers(buku)
    }


class BuktiPilihView(DariBulanMixin, BukuMixin):
    """What happened? The events of the ledger in words, by the way the money goes. Source: KEU-19, KEU-21, KEU-199."""

    template_name = "keuangan/bukti_pilih.html"
    tab = "bukti"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buku, user = self.buku, self.request.user
        kelompok = []
        baris = bank_row(buku, self.request.GET.get("bank", ""))  # a row of the bank: only what can have moved it so
        dari = {"periode": self.asal_bulan, "bank": baris.pk if baris else ""}
        tambah = "?" + urlencode({n: v for n, v in dari.items() if v}) if any(dari.values()) else ""
        rumah = homes_of(buku)
        for jenis, (judul, kertas) in KELOMPOK.items():
            milik = [
                (k, t)
                for k, t in TEMPLAT.items()
                if t.bagan == buku.bagan
                and t.jenis == jenis
                and actions.may_record(buku, jenis, oleh=user, peristiwa=k)
            ]
            if not milik or (baris and jenis == ("bkk" if baris.masuk else "bkm")):
                continue
            butir = [
                {
                    "nama": t.nama, "jarang": k in JARANG, "daftar": k in rumah,
                    "url": rumah.get(k) or reverse("keuangan:bukti-baru", args=[buku.pk, k]) + tambah,
                    "disetujui": t.disetujui or jenis == "bkk" or (k in PINDAH_KAS and not self.hak["bukukan"]),
                }
                for k, t in milik
                if k not in BERPASANGAN
            ]  # fmt: skip
            kelompok.append({"judul": judul, "kertas": kertas, "jenis": jenis, "butir": butir})
        return super().get_context_data(**{**self.frame(), "judul": _("Catat bukti"), "kelompok": kelompok, **kwargs})


class CatatView(BukuFormView):
    """Base of the forms that book a voucher, with its photo."""

    perlu = "catat"
    tab = "bukti"
    kembali = "keuangan:bukti-daftar"

    @cached_property
    def untuk(self) -> tuple[str, ...]:
        """What beside its fund the voucher names."""
        return ("ksm", "kegiatan")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pilihan": choices_of(self.buku, self.request.user, self.untuk)}

    def book(self, form: Any) -> Jurnal:
        """Run the booking action."""
        raise NotImplementedError

    def run_action(self, form: Any) -> Jurnal:
        foto = form.cleaned_data.get("foto")
        unggahan = check_upload(foto, boleh=(FOTO, PDF), bidang="foto") if foto else None
        jurnal = self.book(form)
        if unggahan is not None:
            save_berkas(unggahan, oleh=self.request.user, wilayah=self.buku.wilayah, objek=jurnal, slot="nota")
        return jurnal

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:bukti", args=[hasil.pk])

    pesan_berhasil = gettext_lazy("Bukti dibukukan. Cetak lembarnya, lalu mintakan tanda tangan.")


class BuktiBaruView(PratinjauMixin, CatatView):
    """One standard event: the form, the journal it would give (`?pratinjau=1`), and the booking. Source: KEU-21."""

    template_name = "keuangan/bukti_form.html"
    form_class = PeristiwaForm
    draf = "bukti"

    @cached_property
    def templat(self) -> Any:
        """The event of the address. Raises Http404 for one of another chart, or that is booked with its other half."""
        kode = self.kwargs["peristiwa"]
        templat = TEMPLAT.get(kode)
        if templat is None or templat.bagan != self.buku.bagan or kode in BERPASANGAN:
            raise Http404
        return templat

    @cached_property
    def untuk(self) -> tuple[str, ...]:  # type: ignore[override]
        """As the event asks."""
        return UNTUK.get(self.kwargs["peristiwa"], ())

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.perlu = "catat"
        masuk = request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU)
        if masuk and self.templat.jenis == "bpb" and self.kwargs["peristiwa"] not in PINDAH_KAS:
            self.perlu = "bukukan"
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rumah = homes_of(self.buku).get(self.kwargs["peristiwa"])
        return redirect(rumah) if rumah else super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "peristiwa": self.kwargs["peristiwa"], "templat": self.templat}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.kwargs["peristiwa"] in PINDAH_KAS and not self.hak["bukukan"]:
            slip = form.fields["bukti"]
            slip.label, slip.required = _("Nomor slip bank"), True
            slip.error_messages["required"] = _("Tulis nomor bukti setor atau slip penarikan dari bank.")
        return form

    @cached_property
    def baris_bank(self) -> BarisBank | None:
        """The row of a statement that this voucher books (`?bank=`); None without one. Source: KEU-178."""
        kunci = self.request.POST.get("bank") or self.request.GET.get("bank") or ""
        return bank_row(self.buku, kunci) if kunci else None

    def get_initial(self) -> dict[str, Any]:
        """What the bank says already: amount in whole rupiah, day (the first open one), words, and that it went by bank."""
        b = self.baris_bank
        if b is None:
            jumlah = self.request.GET.get("jumlah", "")  # the desk says how much cash is above its limit
            satu = len(self.templat.bagian) == 1 and jumlah.isdecimal()
            return {**super().get_initial(), **({self.templat.bagian[0]: Decimal(jumlah)} if satu else {})}
        tutup = self.buku.tutup_hari
        hari = (
            b.tanggal if tutup is None or b.tanggal > tutup else min(tutup + SATU_HARI, today_in(self.buku.wilayah_id))
        )
        jumlah = (b.masuk or b.keluar).to_integral_value("ROUND_HALF_UP")
        satu = {self.templat.bagian[0]: jumlah} if len(self.templat.bagian) == 1 else {}
        return {**satu, "tanggal": hari, "lewat": "bank", "uraian": b.uraian[:200]}

    def success_target(self, hasil: Any) -> str:
        if self.baris_bank is not None:
            return reverse("keuangan:rekening-koran", args=[self.baris_bank.rekening_id]) + "#cocokkan"
        return super().success_target(hasil)

    def lines(self, form: Any) -> list[dict[str, Any]]:
        """Lines with the names of their accounts."""
        baris = actions.lines_of(self.buku, self.kwargs["peristiwa"], **form.event())
        return named_lines(self.buku, baris)

    def book(self, form: Any) -> Jurnal:
        d = form.cleaned_data
        isi = {n: d[n] for n in ("tanggal", "uraian", "bukti")}
        return actions.record_peristiwa(
            self.buku, self.kwargs["peristiwa"], oleh=self.request.user, **isi, **form.event()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        kwargs["form"] = form
        t = self.templat
        isi = {
            "judul": t.nama, "jenis": KELOMPOK[t.jenis][1], "baris_bank": self.baris_bank,
            "draf": f"bukti-{self.kwargs['peristiwa']}" + (f"-{self.baris_bank.pk}" if self.baris_bank else ""),
            "uang": [form[n] for n in form.money], "kertas": [form[n] for n in form.head],
            "dana": [form[n] for n in ("sumber", "tahun", "termin", "pemilik", "ksm", "kegiatan") if n in form.fields],
            "disetujui": t.disetujui or t.jenis == "bkk" or (t.jenis == "bpb" and not self.hak["bukukan"]),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BebasView(TambahBarisMixin, CatatView):
    """A free journal of the bookkeeper. Source: KEU-06."""

    template_name = "keuangan/bebas.html"
    form_class = BebasForm
    perlu = "bukukan"
    judul = gettext_lazy("Jurnal bebas")
    draf = "jurnal-bebas"

    def book(self, form: Any) -> Jurnal:
        baris = form.lines()
        isi = {n: form.cleaned_data[n] for n in ("jenis", "tanggal", "uraian", "bukti")}
        try:
            return actions.post_jurnal(self.buku, oleh=self.request.user, baris=[b for _i, b in baris], **isi)
        except IsianSalah as galat:
            raise point_at_row(galat, baris) from galat


class PindahView(CatatView):
    """Revolving capital from the Sekretariat to the UPK: both books at once. Source: KEU-14."""

    form_class = PindahForm
    perlu = "bukukan"
    judul = gettext_lazy("Salurkan modal bergulir ke UPK")
    tombol = gettext_lazy("Bukukan di kedua buku")
    pesan_berhasil = gettext_lazy("Dibukukan di kedua buku; masing-masing menunggu persetujuan unitnya.")

    @cached_property
    def untuk(self) -> tuple[str, ...]:  # type: ignore[override]
        """Only the fund."""
        return ()

    @cached_property
    def ke(self) -> Buku:
        """The UPK's ledger of the same body. Raises Http404 where there is none."""
        ke = twin_of(self.buku, self.request.user, "upk") if self.buku.unit == "sekretariat" else None
        if ke is None:
            raise Http404
        return ke

    def book(self, form: Any) -> Jurnal:
        d = form.cleaned_data
        keluar, _masuk = actions.transfer_between(
            self.buku, self.ke, oleh=self.request.user, tanggal=d["tanggal"], jumlah=d["jumlah"], dana=form.dana(),
            lewat=d["lewat"], uraian=d["uraian"],
        )  # fmt: skip
        return keluar

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petunjuk = _("Keluar dari %(dari)s, masuk ke %(ke)s: satu jumlah, hari yang sama.") % {
            "dari": self.buku, "ke": self.ke}  # fmt: skip
        tertahan = misuse_at_upk(self.buku.wilayah_id)
        if not tertahan.terpenuhi:
            petunjuk = _("Modal ke UPK tertahan: %(sebab)s") % {"sebab": tertahan.rincian}
        return super().get_context_data(**{"petunjuk": petunjuk, "grid": True, **kwargs})


# -- one voucher ---------------------------------------------------------------------------------------------------


class BuktiMixin(BukuMixin):
    """The voucher of the address, in scope, and its ledger."""

    tab = "bukti"

    @cached_property
    def jurnal(self) -> Jurnal:
        """The voucher with its state. Raises Jurnal.DoesNotExist out of scope."""
        qs = with_state(Jurnal.objects.visible_to(self.request.user))
        return qs.select_related("buku__badan", "buku__wilayah", "membalik", "persetujuan", "periode").get(
            pk=self.kwargs["pk"]
        )

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.jurnal.buku


class BuktiView(BuktiMixin):
    """One voucher: its lines, who approved, what took it back, its photos, its paper, its trail."""

    template_name = "keuangan/bukti.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        j, user = self.jurnal, self.request.user
        baris = lines_for(j)
        pasangan = None
        if j.pasangan is not None:
            pasangan = Jurnal.objects.visible_to(user).filter(pasangan=j.pasangan).exclude(pk=j.pk).first()
        isi = {
            "judul": j.nomor_bukti, "subjudul": f"{event_name(j.peristiwa)} · {j.buku}", "jurnal": j, "baris": baris,
            "dana": funds_of(baris), "benang": threads_of(baris, user), "mengapa": may_approve(j, user),
            "awas": cautions_for(j, baris),
            "pembalik": j.pembalik.first(), "pasangan": pasangan,
            "foto": list(Berkas.objects.visible_to(user).valid().for_object(j)),
            "boleh_foto": may(user, UNGGAH_BERKAS, j),
            "boleh_balik": self.hak["bukukan"] and j.membalik_id is None and j.keadaan != "dibalik",  # type: ignore[attr-defined]
            "riwayat": history(history_of(j, batas=12)),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


def funds_of(baris: list[Any]) -> list[dict[str, Any]]:
    """The funds that lines name, each once, in words."""
    hasil: dict[tuple[Any, ...], dict[str, Any]] = {}
    for b in baris:
        kunci = (b.sumber_dana_id, b.tahun_dana, b.termin, b.pemilik_id, b.ksm_id, b.kegiatan_id)
        hasil[kunci] = {
            "sumber": b.sumber_dana.nama, "tahun": b.tahun_dana, "termin": b.termin, "pemilik": b.pemilik, "ksm": b.ksm,
            "kegiatan": b.kegiatan,
        }  # fmt: skip
    return list(hasil.values())


class BuktiFormView(BuktiMixin, BukuFormView):
    """A small form about one voucher."""

    def objek_kunci(self) -> str:
        return f"keuangan.jurnal:{self.jurnal.pk}"

    def get_success_url(self) -> str:
        return reverse("keuangan:bukti", args=[self.jurnal.pk])


class SetujuiView(BuktiFormView):
    """Approve a voucher that another person recorded. Source: KEU-20."""

    template_name = "keuangan/setujui.html"
    form_class = forms.Form
    perlu = "setujui"
    judul = gettext_lazy("Setujui bukti")
    tombol = gettext_lazy("Setujui")
    pesan_berhasil = gettext_lazy("Bukti disetujui.")

    def run_action(self, form: Any) -> Any:
        return actions.approve_jurnal(self.jurnal, oleh=self.request.user)

    def get_success_url(self) -> str:
        if self.request.GET.get("ke") == "meja":
            return reverse("keuangan:buku", args=[self.buku.pk]) + "#menunggu"
        return super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        baris = lines_for(self.jurnal)
        foto = Berkas.objects.visible_to(self.request.user).valid().for_object(self.jurnal)
        isi = {"jurnal": self.jurnal, "baris": baris, "foto": list(foto), "awas": cautions_for(self.jurnal, baris)}
        return super().get_context_data(**{**isi, **kwargs})


class BalikView(BuktiFormView):
    """Take a voucher back by its mirror, with the reason. Source: KEU-13."""

    form_class = BalikForm
    perlu = "bukukan"
    judul = gettext_lazy("Balik bukti")
    tombol = gettext_lazy("Buat jurnal balik")
    pesan_berhasil = gettext_lazy("Jurnal balik dibukukan. Catat bukti yang benar bila perlu.")

    def get_initial(self) -> dict[str, Any]:
        """The voucher's own day while that is open, so that the balance of that day comes right again; else today."""
        j, tutup = self.jurnal, self.buku.tutup_hari
        terbuka = j.periode.status == Periode.Status.TERBUKA and (tutup is None or j.tanggal > tutup)
        return {"tanggal": j.tanggal if terbuka else today_in(self.buku.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.reverse_jurnal(self.jurnal, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:bukti", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petunjuk = f"{self.jurnal.nomor_bukti}: {self.jurnal.uraian}"
        return super().get_context_data(**{"gaya": "bahaya", "petunjuk": petunjuk, **kwargs})


class NotaView(BuktiFormView):
    """File a photo of the paper with its voucher. Source: KEU-86."""

    form_class = NotaForm
    perlu = "unggah"
    judul = gettext_lazy("Tambah foto nota")
    pesan_berhasil = gettext_lazy("Foto tersimpan pada buktinya.")

    @property
    def hak(self) -> dict[str, bool]:
        """Whoever may file papers there."""
        return {**super().hak, "unggah": may(self.request.user, UNGGAH_BERKAS, self.jurnal)}

    def run_action(self, form: Any) -> Any:
        unggahan = check_upload(form.cleaned_data["foto"], boleh=(FOTO, PDF), bidang="foto")
        return save_berkas(
            unggahan, oleh=self.request.user, wilayah=self.buku.wilayah, objek=self.jurnal, slot="nota",
            keterangan=form.cleaned_data["keterangan"],
        )  # fmt: skip
