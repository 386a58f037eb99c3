"""Pages of running loans: pay with a preview, collect a meeting's money, the card, arrears, savings, decisions."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi
from inti.formats import rupiah, tanggal
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.tabel import Kolom
from inti.views import DaftarView, FormActionView
from keuangan import actions, izin
from keuangan.bagi import Bagi, Minta, due_of, payoff_of
from keuangan.filters_pembayaran import PembayaranFilterSet
from keuangan.forms import pembayaran as f
from keuangan.hitung.kolektibilitas import Kelas
from keuangan.models import BagianAnggota, Pembayaran, Pinjaman
from keuangan.queries_pembayaran import (
    Penunggak,
    Simpanan,
    arrears_of,
    card_of,
    collection_of,
    control_of,
    running_of,
    savings_card,
    savings_of,
    schedule_of,
)
from keuangan.views.dasar import BukuUPKMixin
from keuangan.views.pinjaman import PinjamanFormView, PinjamanMixin
from ksm.models import KSM
from laporan.izin import MINTA_DOKUMEN
from wilayah.waktu import today_in

KOLOM_BAYAR = (
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal"),
    Kolom(
        "ksm", gettext_lazy("KSM"), ambil=lambda b: b.pinjaman.ksm.nama, tautan=lambda b: loan_address(b.pinjaman_id)
    ),
    Kolom("pinjaman", gettext_lazy("Pinjaman"), ambil=lambda b: str(b.pinjaman)),
    Kolom("bukti", gettext_lazy("Bukti"), ambil=lambda b: str(b.jurnal) if b.jurnal_id else _("buku lama")),
    Kolom("jenis", gettext_lazy("Jenis"), ambil=lambda b: kind_of(b)),
    Kolom("lewat", gettext_lazy("Lewat"), ambil=lambda b: b.get_lewat_display()),
    Kolom("pokok", gettext_lazy("Pokok"), "rupiah", ambil=lambda b: b.alokasi_untuk("pokok")),
    Kolom("jasa", gettext_lazy("Jasa"), "rupiah", ambil=lambda b: b.alokasi_untuk("jasa")),
    Kolom("titipan", gettext_lazy("Titipan"), "rupiah", ambil=lambda b: b.alokasi_untuk("bop") + b.titipan),
    Kolom("tabungan", gettext_lazy("Tabungan"), "rupiah"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
)
# The page leaves out what the row's own page says; the workbook has all.
KOLOM_LAYAR = tuple(k for k in KOLOM_BAYAR if k.kode not in {"pinjaman", "lewat"})
KOLOM_TUNGGAK = (
    Kolom(
        "ksm", gettext_lazy("KSM"), ambil=lambda x: x.pinjaman.ksm.nama, tautan=lambda x: loan_address(x.pinjaman.pk)
    ),
    Kolom("pinjaman", gettext_lazy("Pinjaman"), ambil=lambda x: str(x.pinjaman)),
    Kolom("sejak", gettext_lazy("Sejak"), "tanggal", ambil="tunggakan.sejak"),
    Kolom("hari", gettext_lazy("Hari"), "angka"),
    Kolom("kelas", gettext_lazy("Kelas"), ambil=lambda x: str(Kelas(x.penilaian.kelas).label)),
    Kolom("pokok", gettext_lazy("Pokok"), "rupiah", ambil="tunggakan.pokok"),
    Kolom("jasa", gettext_lazy("Jasa"), "rupiah", ambil="tunggakan.jasa"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("saldo", gettext_lazy("Sisa pokok"), "rupiah", ambil="penilaian.saldo_pokok"),
    Kolom("ketua", gettext_lazy("Ketua")),
    Kolom("telepon", gettext_lazy("Telepon")),
    Kolom("langkah", gettext_lazy("Langkah terakhir"), ambil=lambda x: last_step(x)),
)
KOLOM_SIMPAN = (
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda x: x[0].nama, tautan=lambda x: x[2]),
    Kolom("tabungan", gettext_lazy("Tabungan"), "rupiah", ambil=lambda x: x[1].tabungan),
    Kolom("titipan", gettext_lazy("Titipan BOP"), "rupiah", ambil=lambda x: x[1].titipan),
)
URUT = ("-tanggal", "-id")


def loan_address(pk: Any, bagian: str = "") -> str:
    """The page of a loan, or one of its parts."""
    return f"/keuangan/pinjaman/{pk}/" + (f"{bagian}/" if bagian else "")


def kind_of(b: Pembayaran) -> str:
    """What a payment was, in words; one that only brought savings is no instalment."""
    return _("Tabungan") if b.jumlah == b.tabungan and b.jenis == Pembayaran.Jenis.ANGSURAN else b.get_jenis_display()


def last_step(x: Penunggak) -> str:
    """The last step of collecting in words: what, when, and what was promised."""
    if x.terakhir is None:
        return ""
    kata = f"{x.terakhir.get_cara_display()}, {tanggal(x.terakhir.tanggal, 'singkat')}"
    if x.terakhir.janji_bayar:
        kata += _("; janji bayar %(hari)s") % {"hari": tanggal(x.terakhir.janji_bayar, "singkat")}
    return kata


# -- a loan ----------------------------------------------------------------------------------------------------------


class BayarMixin(PinjamanMixin):
    """A loan as the pages of its payments head it."""

    def frame(self) -> dict[str, Any]:
        """The loan's frame; its group and state stand in the head."""
        p = self.pinjaman
        return {**super().frame(), "subjudul": f"{p} · {p.ksm} · {p.get_status_display()}"}

    @cached_property
    def titipan(self) -> Decimal:
        """What the group left at the UPK, rupiah. One query."""
        p = self.pinjaman
        return max(Decimal(0), savings_of(p.buku, [p.ksm_id]).get(p.ksm_id, Simpanan()).titipan)


class KartuView(BayarMixin):
    """/keuangan/pinjaman/<id>/kartu/: the card U-7B. Source: KEU-159."""

    template_name = "keuangan/kartu_pinjaman.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, p = self.request.user, self.pinjaman
        cetak = p.jadwal_ke > 0 and may(user, izin.LIHAT_BAGIAN_PINJAMAN, p) and may(user, MINTA_DOKUMEN, p)
        isi = {"judul": _("Kartu pinjaman"), "boleh_cetak": cetak}
        return super().get_context_data(**{**self.frame(), **isi}, **kwargs)


class BayarFormView(BayarMixin, PinjamanFormView):
    """A form page about the payments of a loan: dated today unless said otherwise, and back to the card."""

    template_name = "keuangan/formulir.html"
    perlu = izin.CATAT_PINJAMAN
    gaya = "go"
    petunjuk: Any = ""

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.pinjaman.wilayah_id)}

    def get_success_url(self) -> str:
        return loan_address(self.pinjaman.pk, "kartu")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "subjudul": self.frame()["subjudul"], "tombol": str(self.judul), "gaya": self.gaya, "petunjuk": self.petunjuk,
            "batal": self.get_success_url(), "grid": False,
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BayarView(BayarFormView):
    """/keuangan/pinjaman/<id>/bayar/: receive money; the allocation is shown while it is typed. Source: KEU-133."""

    template_name = "keuangan/bayar.html"
    form_class = f.BayarForm
    judul = gettext_lazy("Terima pembayaran")
    pesan_berhasil = gettext_lazy("Pembayaran tersimpan. Berikan kwitansinya kepada KSM.")

    @cached_property
    def bagian(self) -> list[BagianAnggota]:
        """Members' shares, for those who may see them."""
        if not may(self.request.user, izin.LIHAT_BAGIAN_PINJAMAN, self.pinjaman):
            return []
        qs = BagianAnggota.objects.visible_to(self.request.user).filter(pinjaman=self.pinjaman, disetujui__gt=0)
        return list(qs.select_related("anggota").order_by("urut"))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bagian": self.bagian, "titipan": self.titipan}

    def get_initial(self) -> dict[str, Any]:
        pakai = self.request.GET.get("lewat") == "titipan" and self.dapat_dititip
        return {**super().get_initial(), **({"lewat": "titipan", "jumlah": self.dapat_dititip} if pakai else {})}

    @cached_property
    def dapat_dititip(self) -> Decimal:
        """How much of what is due today the group's deposit pays, rupiah. Source: KEU-197."""
        p = self.pinjaman
        return min(self.titipan, due_of(schedule_of(p), today_in(p.wilayah_id))) if self.titipan else Decimal(0)

    def run_action(self, form: Any) -> Pembayaran:
        return actions.pay_pinjaman(self.pinjaman, form.terima(), oleh=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hari = today_in(self.pinjaman.wilayah_id)
        kartu = card_of(self.pinjaman, hari, anggota=False)
        isi: dict[str, Any] = {
            "kartu": kartu, "pelunasan": payoff_of(self.pinjaman, kartu.angsuran, hari), "titipan": self.titipan,
            "dapat_dititip": self.dapat_dititip,
        }  # fmt: skip
        form = kwargs.get("form")
        if form is not None and form.is_bound:
            # A refusal stands on the form itself; where the money would go is asked anew.
            isi |= preview(self.pinjaman, f.BayarForm(form.data, bagian=self.bagian, titipan=self.titipan))
        elif self.get_initial().get("lewat") == "titipan":
            isi |= preview(self.pinjaman, f.BayarForm(self.get_initial(), titipan=self.titipan))
            isi["dapat_dititip"] = 0  # chosen already
        return super().get_context_data(**isi, muka=reverse("keuangan:bayar-muka", args=[self.pinjaman.pk]), **kwargs)


class BayarMukaView(BayarMixin):
    """The allocation of what is typed, without saving anything: the part of the page that htmx asks for again."""

    izin = izin.CATAT_PINJAMAN
    template_name = "keuangan/partials/bagi.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = f.BayarForm(self.request.GET, titipan=self.titipan)
        return super().get_context_data(p=self.pinjaman, **preview(self.pinjaman, form), **kwargs)


def preview(pinjaman: Pinjaman, form: Any) -> dict[str, Any]:
    """What a filled form would do: `bagi`, or `penolakan` in words; empty while nothing is typed. Source: KEU-133."""
    if not form.is_valid():
        return {"penolakan": "", "bagi": None}
    try:
        minta: Minta = form.minta()
        bagi: Bagi = actions.part_as_asked(pinjaman, minta)
    except GalatAplikasi as galat:
        kata = getattr(galat, "galat", None)
        return {"penolakan": " ".join(str(x) for v in kata.values() for x in v) if kata else galat.pesan, "bagi": None}
    return {"bagi": bagi, "penolakan": ""}


class TagihView(BayarFormView):
    """Write down one step of collecting. Source: KEU-139."""

    form_class = f.TagihanForm
    judul = gettext_lazy("Catat penagihan")
    pesan_berhasil = gettext_lazy("Penagihan tercatat.")

    def run_action(self, form: Any) -> Any:
        return actions.record_tagihan(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class TanggungRentengView(BayarFormView):
    """Use the group's savings for its own arrears. Source: KEU-154."""

    form_class = f.TanggungRentengForm
    perlu = izin.BUKUKAN_UPK
    judul = gettext_lazy("Pakai tabungan untuk tunggakan")
    pesan_berhasil = gettext_lazy("Tersimpan; manajer UPK masih perlu menyetujui buktinya.")

    def run_action(self, form: Any) -> Any:
        return actions.cover_tunggakan(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class JadwalUlangView(BayarFormView):
    """Another schedule by decision of the BKM. Source: KEU-137."""

    form_class = f.JadwalUlangForm
    perlu = izin.PUTUS_PINJAMAN
    judul = gettext_lazy("Jadwal ulang")
    petunjuk = gettext_lazy(
        "Sisa pokok dibagi lagi sejak tanggal keputusan; tunggakan jasa ditagih bersama angsuran pertama. Jadwal lama tetap "
        "tersimpan."
    )
    pesan_berhasil = gettext_lazy("Jadwal baru berlaku.")

    def run_action(self, form: Any) -> Any:
        return actions.reschedule_pinjaman(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class HapusBukuView(BayarFormView):
    """Write a loan off by decision of the BKM. Source: KEU-138."""

    form_class = f.HapusBukuForm
    perlu = izin.PUTUS_PINJAMAN
    judul = gettext_lazy("Hapus buku")
    gaya = "bahaya"
    petunjuk = gettext_lazy(
        "Hanya pinjaman macet yang sudah ditagih. Buktinya menunggu persetujuan koordinator BKM; hutangnya tetap dapat ditagih."
    )
    pesan_berhasil = gettext_lazy("Pinjaman dihapus buku; koordinator BKM masih perlu menyetujui buktinya.")

    def run_action(self, form: Any) -> Any:
        return actions.write_off_pinjaman(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class PulihView(BayarFormView):
    """Money for a loan that was written off. Source: KEU-158."""

    form_class = f.SimpananForm
    judul = gettext_lazy("Terima sesudah hapus buku")
    pesan_berhasil = gettext_lazy("Penerimaan tersimpan sebagai pendapatan.")

    def run_action(self, form: Any) -> Any:
        return actions.recover_pinjaman(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class BalikView(BayarFormView):
    """Take a payment back. Source: KEU-135."""

    form_class = f.BalikForm
    perlu = izin.BUKUKAN_UPK
    judul = gettext_lazy("Balik pembayaran")
    gaya = "bahaya"
    pesan_berhasil = gettext_lazy("Pembayaran dibalik bersama buktinya.")

    @cached_property
    def pembayaran(self) -> Pembayaran:
        """The payment of the address. Raises Pembayaran.DoesNotExist out of scope."""
        qs = Pembayaran.objects.visible_to(self.request.user)
        return qs.select_related("jurnal").get(pk=self.kwargs["pk"])

    @cached_property
    def pinjaman(self) -> Pinjaman:
        qs = Pinjaman.objects.visible_to(self.request.user).select_related("ksm", "buku__badan", "buku__wilayah")
        return qs.get(pk=self.pembayaran.pinjaman_id)

    @property
    def petunjuk(self) -> str:  # type: ignore[override]
        """Which payment it is."""
        b = self.pembayaran
        return _("%(jumlah)s diterima %(hari)s.") % {"jumlah": rupiah(b.jumlah), "hari": tanggal(b.tanggal)}

    def run_action(self, form: Any) -> Any:
        return actions.reverse_pembayaran(self.pembayaran, oleh=self.request.user, **form.cleaned_data)

    def objek_kunci(self) -> str:
        return f"keuangan.pembayaran:{self.pembayaran.pk}:balik"


# -- a ledger --------------------------------------------------------------------------------------------------------


class KumpulView(BukuUPKMixin, FormActionView):
    """/keuangan/buku/<id>/kumpulan/: choose day and group, enter the whole sheet, save it once. Source: KEU-157."""

    tab = "kumpulan"
    template_name = "keuangan/kumpulan.html"
    form_class = f.KumpulForm

    @cached_property
    def tanggal(self) -> Any:
        """The meeting day of the address; today without one."""
        return f.today_or(self.request.GET.get("tanggal"), today_in(self.buku.wilayah_id))

    @cached_property
    def semua(self) -> list[Any]:
        """Every running loan of the ledger with what it owes by that day."""
        return collection_of(self.buku, self.tanggal)

    @cached_property
    def baris(self) -> list[Any]:
        """Those of the chosen group, or all."""
        pilih = self.request.GET.get("ksm", "")
        return [b for b in self.semua if not pilih or str(b.pinjaman.ksm_id) == pilih]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "baris": self.baris}

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": self.tanggal}

    def run_action(self, form: Any) -> Any:
        hasil = actions.collect_pinjaman(
            self.buku, oleh=self.request.user, tanggal=form.cleaned_data["tanggal"], baris=form.terima()
        )
        self.pesan_berhasil = _("%(n)d pembayaran tersimpan, seluruhnya %(jumlah)s.") % {
            "n": len(hasil), "jumlah": rupiah(sum(b.jumlah for b in hasil)),
        }  # fmt: skip
        return hasil

    def objek_kunci(self) -> str:
        return f"keuangan.buku:{self.buku.pk}:kumpulan"

    def get_success_url(self) -> str:
        hari = self.tanggal.isoformat()
        return (
            reverse("keuangan:pembayaran-daftar", args=[self.buku.pk]) + "?" + urlencode({"dari": hari, "sampai": hari})
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pilihan = [(str(b.pinjaman.ksm_id), b.pinjaman.ksm.nama) for b in self.semua]
        awal = {"tanggal": self.tanggal, "ksm": self.request.GET.get("ksm", "")}
        b = self.baris
        return super().get_context_data(
            **{**self.frame(), "judul": _("Kumpulan")}, pilih=f.KumpulPilihForm(initial=awal, ksm=pilihan), baris=b,
            tanggal=self.tanggal, jatuh=sum(x.jumlah for x in b), tunggakan=sum(x.tunggakan for x in b), **kwargs,
        )  # fmt: skip


class PembayaranListView(BukuUPKMixin, DaftarView):
    """Payments of a ledger, newest first, with filters; the same as a workbook."""

    tab = "kumpulan"
    template_name = "keuangan/pembayaran_list.html"
    nama_xlsx, judul_xlsx, kolom_xlsx = "pembayaran", gettext_lazy("Pembayaran pinjaman"), KOLOM_BAYAR

    @cached_property
    def saring(self) -> PembayaranFilterSet:
        """The filter as filled, over the payments in scope."""
        qs = Pembayaran.objects.visible_to(self.request.user).filter(pinjaman__buku=self.buku)
        qs = qs.select_related("pinjaman__ksm", "jurnal").prefetch_related("alokasi")
        saring = PembayaranFilterSet(self.request.GET, queryset=qs)
        for nama in ("wilayah", "buku", "pinjaman", "ksm"):
            saring.form.fields.pop(nama, None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        return super().get_context_data(
            **{**self.frame(), "judul": _("Pembayaran")}, kolom=KOLOM_LAYAR, halaman=keyset_page(qs, URUT, self.request.GET),
            saring=self.saring.form, aktif=any(self.request.GET.get(k) for k in ("dari", "sampai", "jenis", "lewat")),
            jumlah=qs.count(), **kwargs,
        )  # fmt: skip


class TunggakanView(BukuUPKMixin, DaftarView):
    """Loans in arrears, oldest first, with whom to call and what was done. Source: KEU-139."""

    tab = "tunggakan"
    template_name = "keuangan/tunggakan.html"
    nama_xlsx, judul_xlsx, kolom_xlsx = "tunggakan", gettext_lazy("Tunggakan pinjaman"), KOLOM_TUNGGAK

    def rows(self) -> Any:
        return self.daftar

    @cached_property
    def daftar(self) -> list[Penunggak]:
        """Every loan in arrears today."""
        return arrears_of(self.buku)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hari = today_in(self.buku.wilayah_id)
        daftar = self.daftar
        isi = {
            "daftar": daftar, "teks": {x.kunci: reminder(x) for x in daftar}, "kontrol": control_of(self.buku, hari),
            "jumlah": sum(x.jumlah for x in daftar), "ingkar": sum(x.ingkar for x in daftar),
            "berjalan": len(running_of(self.buku)),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), "judul": _("Tunggakan")}, **isi, **kwargs)


def reminder(x: Penunggak) -> str:
    """A reminder for WhatsApp to the group's chair; no member is named in it."""
    return "\n".join(
        [
            _("Yth. Ketua %(ksm)s,") % {"ksm": x.pinjaman.ksm},
            _("Menurut catatan UPK sampai %(hari)s, angsuran pinjaman %(nomor)s yang belum dibayar:")
            % {"hari": tanggal(x.hari_ini), "nomor": x.pinjaman},
            _("Pokok %(pokok)s") % {"pokok": rupiah(x.tunggakan.pokok)},
            _("Jasa %(jasa)s") % {"jasa": rupiah(x.tunggakan.jasa)},
            _("*Jumlah %(jumlah)s*") % {"jumlah": rupiah(x.jumlah)},
            _("Mohon dibayar pada kumpulan berikutnya. Bila ada kesulitan, mari dibicarakan bersama. Terima kasih."),
        ]
    )


class SimpananView(BukuUPKMixin, DaftarView):
    """Savings and deposits of every group at this UPK. Source: KEU-155."""

    tab = "simpanan"
    template_name = "keuangan/simpanan.html"
    nama_xlsx, judul_xlsx, kolom_xlsx = "simpanan", gettext_lazy("Simpanan KSM"), KOLOM_SIMPAN

    @cached_property
    def daftar(self) -> list[Any]:
        """Groups by name with what they have and the address of their card."""
        simpan = savings_of(self.buku)
        ksm = KSM.objects.visible_to(self.request.user).filter(pk__in=simpan).order_by("nama", "id")
        return [(k, simpan[k.pk], reverse("keuangan:simpanan-ksm", args=[self.buku.pk, k.pk])) for k in ksm]

    def rows(self) -> Any:
        return self.daftar

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{**self.frame(), "judul": _("Simpanan KSM")}, kolom=KOLOM_SIMPAN, daftar=self.daftar,
            tabungan=sum(x[1].tabungan for x in self.daftar), titipan=sum(x[1].titipan for x in self.daftar), **kwargs,
        )  # fmt: skip


class SimpananMixin(BukuUPKMixin):
    """One group's savings at a ledger."""

    tab = "simpanan"

    @cached_property
    def ksm(self) -> KSM:
        """The group. Raises KSM.DoesNotExist out of scope or of the ledger's area."""
        qs = KSM.objects.visible_to(self.request.user).in_area(self.buku.wilayah_id)
        return qs.get(pk=self.kwargs["ksm"])

    def card_address(self) -> str:
        """The page of the group's savings."""
        return reverse("keuangan:simpanan-ksm", args=[self.buku.pk, self.ksm.pk])


class SimpananKSMView(SimpananMixin):
    """The savings card of one group: tabungan and titipan, each with its running balance."""

    template_name = "keuangan/simpanan_ksm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {**self.frame(), "judul": _("Kartu tabungan"), "subjudul": f"{self.ksm} · {self.buku}"}
        bagian = [
            {"judul": judul, "jenis": jenis, "baris": baris, "saldo": baris[-1].saldo if baris else 0}
            for judul, jenis, baris in (
                (_("Tabungan tanggung renteng"), "tabungan", savings_card(self.buku, self.ksm)),
                (_("Titipan BOP KSM"), "titipan", savings_card(self.buku, self.ksm, "titipan")),
            )
        ]
        return super().get_context_data(**{**isi, "kelompok": self.ksm, "bagian": bagian, **kwargs})


class SimpananGerakView(SimpananMixin, FormActionView):
    """Savings paid in (`setor`) or handed out (`tabungan`, `titipan`). Source: KEU-154, KEU-155."""

    template_name = "keuangan/formulir.html"
    form_class = f.SimpananForm
    judul = {
        "setor": gettext_lazy("Setor tabungan"), "tabungan": gettext_lazy("Ambil tabungan"),
        "titipan": gettext_lazy("Kembalikan titipan"),
    }  # fmt: skip

    @property
    def pesan_berhasil(self) -> Any:  # type: ignore[override]
        """What is left to do: a receipt for what came in, an approval for what goes out."""
        if self.kwargs["gerak"] == "setor":
            return _("Setoran tersimpan. Berikan kwitansinya kepada KSM.")
        return _("Tersimpan. Uang yang keluar menunggu persetujuan manajer UPK.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT_PINJAMAN, self.buku)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.buku.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        gerak, d = self.kwargs["gerak"], form.cleaned_data
        if gerak == "setor":
            return actions.deposit_tabungan(self.buku, self.ksm, oleh=self.request.user, **d)
        return actions.pay_out_simpanan(self.buku, self.ksm, oleh=self.request.user, jenis=gerak, **d)

    def objek_kunci(self) -> str:
        return f"keuangan.simpanan:{self.buku.pk}:{self.ksm.pk}:{self.kwargs['gerak']}"

    def get_success_url(self) -> str:
        return self.card_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judul = str(self.judul[self.kwargs["gerak"]])
        isi = {**self.frame(), "judul": judul, "tombol": judul, "batal": self.card_address(), "gaya": "go", "tab": []}
        return super().get_context_data(**{**isi, "subjudul": f"{self.ksm} · {self.buku}", **kwargs})
