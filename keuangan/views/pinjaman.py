"""The loans of a ledger, one loan, and the forms of its steps: application, check, decision, papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import TidakBerwenang
from inti.formats import rupiah
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.registry import Kekurangan
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin, tautan_pinjaman
from keuangan.actions.pinjaman import may_file
from keuangan.filters_pinjaman import PinjamanFilterSet
from keuangan.forms.pinjaman import (
    BerkasPeriksaForm,
    BuktiPinjamanForm,
    KunjunganForm,
    PermohonanForm,
    PutusanForm,
    UbahPermohonanForm,
)
from keuangan.models import BagianAnggota, Buku, Pinjaman, ProdukPinjaman
from keuangan.models.pinjaman import AKTIF, MENUNGGU
from keuangan.queries_pinjaman import (
    agreed_proposals,
    amount_of,
    cash_for,
    examination_begun,
    lent_products,
    open_proposal,
    papers_of,
    queue_before,
    schedule_of,
    share_after,
    share_rows,
    shares_by_household,
    shares_of,
    with_members_counted,
)
from keuangan.riwayat import history
from keuangan.sajian_pinjaman import KEADAAN, next_step, schedule_columns, schedule_foot
from keuangan.syarat_pinjaman import findings_for
from keuangan.views.dasar import BukuUPKMixin, ledger_crumbs
from ksm.models import KSM, Usulan
from ksm.queries import members_of
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.models import Wilayah
from wilayah.waktu import today_in

KOLOM = (
    Kolom("nomor", gettext_lazy("Nomor"), ambil=str, tautan=lambda p: reverse("keuangan:pinjaman", args=[p.pk])),
    Kolom("ksm", gettext_lazy("KSM"), ambil="ksm.nama"),
    Kolom("produk", gettext_lazy("Produk"), ambil="produk.nama"),
    Kolom("ke", gettext_lazy("Pinjaman ke"), "angka", ambil=lambda p: p.ke or None),
    Kolom("diajukan", gettext_lazy("Diajukan"), "tanggal"),
    Kolom("anggota", gettext_lazy("Anggota"), "angka"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("sisa", gettext_lazy("Sisa pokok"), "rupiah", ambil="sisa_pokok"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda p: p.get_status_display()),
)
TERBARU, ANTREAN = ("-diajukan", "-nomor"), ("diajukan", "nomor")
# Steps that the coordinator takes on what the manager proposed.
PUTUSAN = ("setujui", "ulangi", "tolak")


def loan_crumbs(buku: Buku | None, wilayah: Wilayah) -> list[tuple[str, str]]:
    """Down to the loans of a ledger; only the kelurahan for those who see no ledgers."""
    if buku is None:
        return [(wilayah.nama, reverse("siklus:kelurahan-detail", args=[wilayah.kode]))]
    return [*ledger_crumbs(buku), (_("Pinjaman"), reverse("keuangan:pinjaman-daftar", args=[buku.pk]))]


class BukuPinjamanMixin(BukuUPKMixin):
    """The ledger of the UPK of the address, in scope, as the pages of its loans need it."""

    tab = "pinjaman"

    @cached_property
    def produk(self) -> list[ProdukPinjaman]:
        """What the ledger lends now, by name. One query."""
        return lent_products(self.buku)


class PinjamanListView(BukuPinjamanMixin, DaftarView):
    """/keuangan/buku/<uuid>/pinjaman/: loans of a ledger, newest first; the queue oldest first. Also as XLSX."""

    template_name = "keuangan/pinjaman_list.html"
    izin = izin.LIHAT_PINJAMAN
    nama_xlsx, judul_xlsx, kolom_xlsx = "pinjaman", gettext_lazy("Daftar pinjaman"), KOLOM

    @cached_property
    def saring(self) -> PinjamanFilterSet:
        """The filter as filled."""
        semua = Pinjaman.objects.visible_to(self.request.user).filter(buku=self.buku).select_related("ksm", "produk")
        saring = PinjamanFilterSet(self.request.GET, queryset=with_members_counted(semua))
        for nama in ("wilayah", "buku", "ksm"):
            saring.form.fields.pop(nama, None)
        pilihan = [("", _("Semua")), *((str(p.pk), p.nama) for p in self.produk)]
        saring.form.fields["produk"].widget = forms.Select(choices=pilihan)
        return saring

    @property
    def urut(self) -> tuple[str, str]:
        """First in, first served while the queue is looked at; else the newest first."""
        antre = self.request.GET.get("antrean") == "true" or self.request.GET.get("status") in MENUNGGU
        return ANTREAN if antre else TERBARU

    def rows(self) -> Any:
        return self.saring.qs.order_by(*self.urut)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buku, user, qs = self.buku, self.request.user, self.saring.qs.order_by()
        return super().get_context_data(
            **{**self.frame(), "judul": _("Pinjaman")},
            kolom=KOLOM,
            halaman=keyset_page(qs, self.urut, self.request.GET),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) not in (None, "", "unknown") for k in self.saring.form.fields),
            jumlah=qs.count(),
            punya_produk=bool(self.produk),
            kertas=kinds_for(buku) if may(user, MINTA_DOKUMEN, buku) else [],
            **kwargs,
        )


class PinjamanBaruView(BukuPinjamanMixin, FormActionView):
    """Take in an application: first the group, then its members on one sheet."""

    template_name = "keuangan/pinjaman_baru.html"
    form_class = PermohonanForm
    izin = izin.CATAT_PINJAMAN
    pesan_berhasil = gettext_lazy("Permohonan diterima dan masuk antrean. Lanjutkan dengan pemeriksaan.")

    @cached_property
    def ksm(self) -> KSM | None:
        """The group chosen, in scope and in the area of the ledger; None before one is chosen."""
        pilih = self.request.GET.get("ksm", "")
        return next((k for k in self.semua if str(k.pk) == pilih), None)

    @cached_property
    def semua(self) -> list[KSM]:
        """Living groups in the area of the ledger, by name. One query."""
        qs = KSM.objects.visible_to(self.request.user).in_area(self.buku.wilayah_id).filter(status="aktif")
        return list(qs.order_by("nama", "id"))

    def choices(self) -> list[tuple[KSM, str]]:
        """Groups to choose from, each with the loan that stands in the way of another. One query besides the groups."""
        milik = Pinjaman.objects.visible_to(self.request.user).filter(ksm__in=self.semua)
        terikat = milik.filter(status__in=[*MENUNGGU, *AKTIF]).order_by("nomor")
        nomor = {p.ksm_id: f"{p} {p.get_status_display().lower()}" for p in terikat}
        return [(k, nomor.get(k.pk, "")) for k in self.semua]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.CATAT_PINJAMAN):
            require(request.user, izin.CATAT_PINJAMAN, self.buku)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(), "produk": self.produk, "anggota": members_of(self.ksm) if self.ksm else [],
        }  # fmt: skip

    @cached_property
    def usulan(self) -> Usulan | None:
        """The agreed proposal that this application carries out; None without one. One query. Source: USL-17."""
        semua = Usulan.objects.visible_to(self.request.user).filter(ksm=self.ksm)
        return agreed_proposals(semua).first() if self.ksm else None

    def get_initial(self) -> dict[str, Any]:
        isi: dict[str, Any] = {"diajukan": today_in(self.buku.wilayah_id)}
        u = self.usulan
        if u is not None:
            bagian = shares_by_household(u, members_of(u.ksm))
            isi |= {"keperluan": u.judul, "jumlah": u.nilai, **{f"diminta_{pk}": n for pk, n in bagian.items()}}  # type: ignore[attr-defined]
        return isi

    def run_action(self, form: Any) -> Pinjaman:
        if self.ksm is None:
            raise KSM.DoesNotExist
        data = form.cleaned_data
        produk = next(p for p in self.produk if str(p.pk) == data["produk"])
        return actions.apply_pinjaman(
            self.buku, oleh=self.request.user, ksm=self.ksm, produk=produk, bagian=form.shares(), keperluan=data["keperluan"],
            tenor_bulan=data["tenor_bulan"], diajukan=data["diajukan"], jumlah=data["jumlah"],
        )  # fmt: skip

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:pinjaman", args=[hasil.pk])

    def objek_kunci(self) -> str:
        return f"keuangan.pinjaman.baru:{self.kwargs['pk']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alamat = reverse("keuangan:pinjaman-daftar", args=[self.buku.pk])
        return super().get_context_data(
            **{
                **self.frame(), "judul": _("Terima permohonan"), "subjudul": str(self.ksm or self.buku), "ksm": self.ksm,
                "semua": [] if self.ksm else self.choices(), "remah": loan_crumbs(self.buku, self.buku.wilayah), "batal": alamat,
                "punya_produk": bool(self.produk), "tombol": _("Terima permohonan"), "usulan": self.usulan,
                **kwargs,
            }
        )  # fmt: skip


class PinjamanMixin(HalamanView):
    """The loan of the address, in scope: another's is the same 404 as one that does not exist."""

    izin = izin.LIHAT_PINJAMAN

    @cached_property
    def pinjaman(self) -> Pinjaman:
        """The loan with group, product, terms and ledger. Raises Pinjaman.DoesNotExist out of scope."""
        qs = Pinjaman.objects.visible_to(self.request.user).select_related(
            "ksm__badan",
            "produk__pemilik",
            "produk__sumber_dana",
            "ketentuan",
            "buku__badan",
            "buku__wilayah",
            "wilayah",
            "jurnal",
        )
        return qs.prefetch_related("ketentuan__tangga").get(pk=self.kwargs["pk"])

    def frame(self) -> dict[str, Any]:
        """Title, crumbs and state that every page of a loan shows."""
        p = self.pinjaman
        buku = p.buku if may(self.request.user, izin.LIHAT_BUKU, p.buku) else None
        return {
            "p": p,
            "pinjaman": p,
            "judul": _("Pinjaman %(nomor)s") % {"nomor": p},
            "subjudul": f"{p.ksm}, {p.wilayah.nama_lengkap}",
            "remah": [*loan_crumbs(buku, p.wilayah), (str(p), reverse("keuangan:pinjaman", args=[p.pk]))],
            "keadaan": KEADAAN[p.status],
            "batal": reverse("keuangan:pinjaman", args=[p.pk]),
        }


class PinjamanView(PinjamanMixin):
    """One loan: head, what is still missing, next step, members, schedule, papers, trail."""

    template_name = "keuangan/pinjaman_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p, user = self.pinjaman, self.request.user
        rinci = may(user, izin.LIHAT_BAGIAN_PINJAMAN, p)
        bagian = shares_of(p)
        usulan, jadwal = open_proposal(p), schedule_of(p)
        langkah = steps_for(p, user, usulan)
        return super().get_context_data(
            **{
                **self.frame(),
                "remah": self.frame()["remah"][:-1],
                "rinci": rinci,
                "baris": share_rows(p, bagian, tanggal=today_in(p.wilayah_id)) if rinci else [],
                "jumlah": sum(amount_of(b) for b in bagian),
                "peminjam": sum(amount_of(b) > 0 for b in bagian),
                "temuan": openable(findings_for(p), p, user) if rinci else [],
                "boleh_periksa": may(user, izin.PERIKSA_PINJAMAN, p) and p.status == Pinjaman.Status.DIAJUKAN,
                "boleh_ubah": may(user, izin.CATAT_PINJAMAN, p) and not examination_begun(p),
                "boleh_putus": may(user, izin.PUTUS_PINJAMAN, p) and p.status == Pinjaman.Status.DIPERIKSA,
                "boleh_bukti": may_file(user, p),
                "antrean": queue_before(p),
                "usulan": usulan,
                "putusan": p.putusan.order_by("-dibuat_pada"),  # type: ignore[attr-defined]
                "transisi": langkah,
                "langkah": next_step(p, usulan, siap=any(t.nama == "periksa" and t.boleh for t in langkah)),
                "jadwal": jadwal,
                "jumlah_jadwal": schedule_foot(jadwal),
                "kolom_jadwal": schedule_columns(jadwal),
                "bukti": papers_of(user, p) if rinci else [],
                "kertas": kinds_for(p) if rinci and may(user, MINTA_DOKUMEN, p) else [],
                "riwayat": history(history_of(p, batas=15)),
                **payment_parts(),
                **kwargs,
            }
        )


def openable(temuan: Sequence[Kekurangan], p: Pinjaman, user: Any) -> list[Kekurangan]:
    """Findings that lead only to pages of the loan which this officer may fill. UMU-13."""
    periksa, putus = may(user, izin.PERIKSA_PINJAMAN, p), may(user, izin.PUTUS_PINJAMAN, p)

    def boleh(tautan: str) -> bool:
        if tautan == tautan_pinjaman.pinjaman(p.pk, "putus"):
            return putus
        tempat = (tautan_pinjaman.pinjaman(p.pk, "berkas"), tautan_pinjaman.bagian_anggota(""))
        return periksa or not tautan.startswith(tempat)

    return [k if boleh(k.tautan) else replace(k, tautan="") for k in temuan]


def payment_parts() -> dict[str, str]:
    """The partials of card and payments, where that part of the app is there."""
    nama = {k: f"keuangan/partials/{k}.html" for k in ("kartu_pinjaman", "pembayaran_pinjaman")}
    return {k: v for k, v in nama.items() if template_exists(v)}


def template_exists(nama: str) -> bool:
    """Whether a template of that name is part of this installation."""
    try:
        get_template(nama)
    except TemplateDoesNotExist:
        return False
    return True


def steps_for(p: Pinjaman, user: Any, usulan: Any) -> list[Any]:
    """The steps that make sense as buttons for this officer: a decision only where something was proposed to decide."""
    semua = [t for t in open_transitions(p, user) if t.boleh or t.nama != "cabut"]
    koordinator = may(user, izin.PUTUS_PINJAMAN_BKM, p) and usulan is not None
    hasil = {"setuju": "setujui", "tolak": "tolak"}.get(usulan.hasil if usulan else "", "")
    return [t for t in semua if t.nama not in PUTUSAN or (koordinator and t.nama in {hasil, "ulangi"})]


class PinjamanFormView(PinjamanMixin, FormActionView):
    """A form below a loan. Without `perlu` the answer is 403 before the form shows at all."""

    template_name = "ksm/formulir.html"
    perlu = izin.PERIKSA_PINJAMAN
    judul: Any = ""
    tombol: Any = ""
    draf = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_PINJAMAN):
            require(request.user, self.perlu, self.pinjaman)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"keuangan.pinjaman:{self.pinjaman.pk}"

    def get_success_url(self) -> str:
        return reverse("keuangan:pinjaman", args=[self.pinjaman.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.pinjaman
        isi = {
            **self.frame(),
            "judul": str(self.judul),
            "subjudul": f"{p}, {p.ksm}",
            "tombol": self.tombol,
            "draf": self.draf,
        }
        hasil = super().get_context_data(**{**isi, "grid": True, **kwargs})
        hasil["kekurangan"] = openable(hasil.get("kekurangan", []), p, self.request.user)
        return hasil


class UbahPermohonanView(PinjamanFormView):
    """Correct the letter before the examination begins. Source: KEU-196."""

    template_name = "keuangan/pinjaman_ubah.html"
    form_class = UbahPermohonanForm
    perlu = izin.CATAT_PINJAMAN
    judul = gettext_lazy("Perbaiki permohonan")
    tombol = gettext_lazy("Simpan perbaikan")
    pesan_berhasil = gettext_lazy("Permohonan diperbaiki; isian lamanya tetap ada di Riwayat.")

    @cached_property
    def bagian(self) -> list[BagianAnggota]:
        """Shares in their order."""
        return shares_of(self.pinjaman)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "produk": [], "anggota": members_of(self.pinjaman.ksm)}

    def get_initial(self) -> dict[str, Any]:
        p = self.pinjaman
        isi = {"keperluan": p.keperluan, "tenor_bulan": p.tenor_diminta, "versi": p.versi}
        return {**isi, **{f"diminta_{b.anggota_id}": b.diminta for b in self.bagian}}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        return actions.revise_pinjaman(
            self.pinjaman, oleh=self.request.user, bagian=form.shares(), keperluan=data["keperluan"],
            tenor_bulan=data["tenor_bulan"], jumlah=data["jumlah"], versi=data["versi"],
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"ksm": self.pinjaman.ksm, **kwargs})


class BerkasPeriksaView(PinjamanFormView):
    """What the file of the group shows: joint liability, training, saving."""

    form_class = BerkasPeriksaForm
    judul = gettext_lazy("Periksa berkas KSM")
    pesan_berhasil = gettext_lazy("Pemeriksaan berkas tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        p = self.pinjaman
        return {b: getattr(p, b) for b in ("tanggung_renteng", "dilatih", "menabung_bulan", "catatan_periksa")}

    def run_action(self, form: Any) -> Any:
        return actions.check_berkas(self.pinjaman, oleh=self.request.user, **form.cleaned_data)


class KunjunganView(PinjamanFormView):
    """Part B of one member; "save and next" walks through the group."""

    template_name = "keuangan/kunjungan_form.html"
    form_class = KunjunganForm
    draf = "kunjungan"
    pesan_berhasil = gettext_lazy("Hasil kunjungan tersimpan.")

    @cached_property
    def bagian(self) -> BagianAnggota:
        """The share in scope. Raises BagianAnggota.DoesNotExist."""
        qs = BagianAnggota.objects.visible_to(self.request.user).select_related("anggota")
        return qs.get(pk=self.kwargs["pk"])

    @cached_property
    def pinjaman(self) -> Pinjaman:  # type: ignore[override]
        """Its loan."""
        qs = Pinjaman.objects.visible_to(self.request.user).select_related("ksm", "buku__badan", "wilayah")
        return qs.get(pk=self.bagian.pinjaman_id)

    @cached_property
    def berikut(self) -> BagianAnggota | None:
        """The next share of the sheet, None after the last. One query."""
        return share_after(self.bagian)

    def get_initial(self) -> dict[str, Any]:
        b = self.bagian
        isi = {k: getattr(b, k) for k in KunjunganForm.base_fields}
        return {**isi, "diusulkan": b.diminta if b.diusulkan is None else b.diusulkan}

    def run_action(self, form: Any) -> Any:
        return actions.check_anggota(self.bagian, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: Any) -> str:
        if "lanjut" in self.request.POST and self.berikut is not None:
            return reverse("keuangan:pinjaman-bagian", args=[self.berikut.pk])
        return self.get_success_url()

    def objek_kunci(self) -> str:
        return f"keuangan.bagiananggota:{self.bagian.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        b = self.bagian
        isi = {"judul": b.anggota.nama, "bagian": b, "berikut": self.berikut, "draf": f"kunjungan-{b.pk}"}
        return super().get_context_data(**{**isi, **kwargs})


class PutusView(PinjamanFormView):
    """Part C: the manager decides per member; the coordinator joins by login or by the signed sheet."""

    template_name = "keuangan/putus_form.html"
    form_class = PutusanForm
    perlu = izin.PUTUS_PINJAMAN
    judul = gettext_lazy("Putusan pinjaman")
    draf = "putus"
    pesan_berhasil = gettext_lazy(
        "Putusan tersimpan. Tanpa lembar bertanda tangan, koordinator BKM menyetujuinya di layarnya."
    )

    @cached_property
    def bagian(self) -> list[BagianAnggota]:
        """Shares in their order."""
        return shares_of(self.pinjaman)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bagian": self.bagian}

    def get_initial(self) -> dict[str, Any]:
        p = self.pinjaman
        isi = {"hasil": "setuju", "tanggal": today_in(p.wilayah_id), "tenor_bulan": p.tenor_bulan or p.tenor_diminta}
        return {**isi, **{f"disetujui_{b.pk}": amount_of(b) for b in self.bagian}}

    def run_action(self, form: Any) -> Any:
        data, user, berkas = form.cleaned_data, self.request.user, None
        if data["berkas"]:
            p = self.pinjaman
            berkas = save_berkas(
                check_upload(data["berkas"], boleh=(FOTO, PDF), bidang="berkas"), oleh=user, wilayah=p.wilayah,
                objek=p, slot="putusan", badan_id=p.buku.badan_id,
            )  # fmt: skip
        return actions.decide_pinjaman(
            self.pinjaman, oleh=user, hasil=data["hasil"], tanggal=data["tanggal"], tenor_bulan=data["tenor_bulan"],
            bagian=form.shares(), alasan=data["alasan"], koordinator_nama=data["koordinator_nama"], berkas=berkas,
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        form = kwargs["form"]
        baris = share_rows(self.pinjaman, self.bagian, tanggal=today_in(self.pinjaman.wilayah_id))
        rangkap = [{"b": b, "isian": form[f"disetujui_{b.bagian.pk}"]} for b in baris]
        return super().get_context_data(**{"rangkap": rangkap, **kwargs})


class BuktiPinjamanView(PinjamanFormView):
    """File a photographed paper."""

    form_class = BuktiPinjamanForm
    perlu = izin.LIHAT_BAGIAN_PINJAMAN
    judul = gettext_lazy("Simpan foto kertas")
    pesan_berhasil = gettext_lazy("Foto tersimpan dalam berkas pinjaman.")

    @cached_property
    def bagian(self) -> list[BagianAnggota]:
        """Shares in their order."""
        return shares_of(self.pinjaman)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if (
            request.user.is_authenticated
            and request.user.cakupan(izin.LIHAT_PINJAMAN)
            and not may_file(request.user, self.pinjaman)
        ):
            raise TidakBerwenang
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bagian": self.bagian}

    def get_initial(self) -> dict[str, Any]:
        return {"jenis": self.request.GET.get("jenis", ""), "bagian": self.request.GET.get("bagian", "")}

    def run_action(self, form: Any) -> Any:
        data, user, p = form.cleaned_data, self.request.user, self.pinjaman
        berkas = save_berkas(
            check_upload(data["berkas"], boleh=(FOTO, PDF), bidang="berkas"), oleh=user, wilayah=p.wilayah, objek=p,
            slot=data["jenis"], keterangan=data["keterangan"], badan_id=p.buku.badan_id,
        )  # fmt: skip
        bagian = next((b for b in self.bagian if str(b.pk) == data["bagian"]), None)
        return actions.file_bukti(
            p, oleh=user, jenis=data["jenis"], berkas=berkas, bagian=bagian, keterangan=data["keterangan"]
        )


class PinjamanTransisiView(TransisiBarisMixin, PinjamanFormView):
    """One step of a loan: a day where one is due, and the reason."""

    model: Any = Pinjaman
    perlu = izin.LIHAT_PINJAMAN

    @property
    def baris(self) -> Pinjaman:  # type: ignore[override]
        """The loan itself."""
        return self.pinjaman

    def get_initial(self) -> dict[str, Any]:
        awal = super().get_initial()
        if self.kwargs["nama"] != "cairkan":
            return awal
        p = self.pinjaman
        cukup = cash_for(p.produk, "kas", awal["tanggal"]) >= (p.pokok or 0)
        return {**awal, "lewat": "kas" if cukup else "bank"}

    def get_form(self, form_class: Any = None) -> Any:
        """Without a warning nobody is asked why it is passed; a refusal brings the question back."""
        form = super().get_form(form_class)
        diam = self.request.method == "GET" and self.terbuka is not None and not self.terbuka.peringatan
        if diam and "alasan" in form.fields and not form.fields["alasan"].required:
            del form.fields["alasan"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.terbuka is not None:
            kwargs.setdefault(
                "kekurangan", [k for k in self.terbuka.kekurangan if not k.terpenuhi and k.mode != "info"]
            )
        if self.kwargs["nama"] == "cairkan":
            kwargs.setdefault("subjudul", f"{self.pinjaman}, {self.pinjaman.ksm}: {rupiah(self.pinjaman.pokok)}")
        return super().get_context_data(**{"grid": False, **kwargs})
