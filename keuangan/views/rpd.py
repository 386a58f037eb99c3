"""Money of groups: the treasurer's book on a phone, RPD from draft to payment, the list of a kelurahan. Source: RPD, LPJ-01."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import findings, open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin, tautan_rpd
from keuangan.filters_lpj import RPDFilterSet
from keuangan.forms import rpd as f
from keuangan.models import RPD, BelanjaKSM, UpahKSM
from keuangan.queries_rpd import (
    asked_by_line,
    book_of,
    files_with_money,
    for_lists,
    is_late,
    left_of_agreement,
    money_of_proposals,
    paid_rpd,
    rab_lines,
    realised,
    rpd_of,
    swadaya_of,
)
from keuangan.registers import advances_without_rpd
from keuangan.reports_lpj import BLANKO, BUKU, UPAH
from keuangan.riwayat import history
from ksm import tautan as tautan_ksm
from ksm.models import KSM, Usulan
from ksm.queries_usulan import agreement_of
from ksm.views.usulan_jalan import PeringatanMixin
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from laporan.models import Berkas
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.bingkai import area_for, frame
from wilayah.waktu import today_in

BERJALAN = ("kontrak", "cair", "berjalan", "perubahan", "lpj")
KOLOM_RPD = (
    Kolom("rpd", gettext_lazy("RPD"), ambil=lambda r: f"{r.usulan} · {r}", tautan=lambda r: tautan_rpd.rpd(r.pk)),
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda r: r.usulan.ksm.nama),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda r: r.wilayah.nama),
    Kolom("dana", gettext_lazy("Dana"), ambil=lambda r: str(r.berkas_pencairan)),
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal"),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("dibayar_pada", gettext_lazy("Dibayar"), "tanggal"),
    Kolom("tenggat", gettext_lazy("Tenggat LPJ"), "tanggal"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda r: r.get_status_display()),
)  # fmt: skip
URUT = ("-tanggal", "-id")
# State of an RPD -> whose turn it is.
GILIRAN = {
    "draf": gettext_lazy("Menunggu KSM mengajukannya."),
    "dikembalikan": gettext_lazy("Menunggu KSM memperbaiki dan mengajukannya lagi."),
    "diajukan": gettext_lazy("Menunggu Koordinator BKM menyetujuinya."),
    "disetujui": gettext_lazy("Menunggu Sekretaris BKM membayarnya."),
}


def own_photo(berkas: Any, usulan: Usulan, *, oleh: Any, slot: str) -> Berkas | None:
    """The photo of a nota or a sheet, filed with its group. Raises: IsianSalah for what is no photo, TidakBerwenang."""
    if not berkas:
        return None
    unggahan = check_upload(berkas, boleh=(FOTO, PDF), bidang="foto")
    return save_berkas(  # type: ignore[no-any-return]
        unggahan, oleh=oleh, wilayah=usulan.wilayah, objek=usulan, slot=slot, badan_id=usulan.ksm.badan_id
    )


def waits_for_sheet(baris: Any, user: Any) -> bool:
    """Whether this officer may note the signature that a row waits for. No queries. Source: RPD-14, LPJ-17."""
    return (baris._meta.model_name, baris.status) in actions.SHEETS and may(user, izin.CATAT_BERKAS_KERTAS, baris)


def crumbs(usulan: Usulan, *, sampai: str = "") -> list[tuple[str, str]]:
    """Down to a proposal's money; a treasurer has no page above the own group."""
    hasil = [(str(usulan.ksm), tautan_ksm.ksm(usulan.ksm_id))]
    return hasil + ([(_("Buku KSM"), tautan_rpd.buku(usulan.pk))] if sampai else [])


def money_left(usulan: Usulan) -> str:
    """What the group still holds, said above the form in which it is spent. Source: RPD-12."""
    return _("Sisa uang di KSM %(n)s.") % {"n": rupiah(book_of(usulan).sisa)}


class DanaFormView(FormActionView):
    """A form page of groups' money: `perlu` is the right on the row, asked before the form shows."""

    template_name = "keuangan/formulir.html"
    perlu = izin.CATAT_BELANJA
    izin = izin.LIHAT_DANA_KSM
    judul: Any = ""
    tombol: Any = ""
    petunjuk: Any = ""
    draf = ""
    grid = True
    usulan: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_DANA_KSM):
            require(request.user, self.perlu, RPD(usulan=self.usulan, wilayah_id=self.usulan.wilayah_id))
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return tautan_rpd.buku(self.usulan.pk)

    def objek_kunci(self) -> str:
        return f"dana-ksm:{self.request.path}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": str(self.judul), "subjudul": f"{self.usulan.judul} · {self.usulan.ksm}", "tombol": self.tombol,
            "remah": crumbs(self.usulan, sampai="buku"), "petunjuk": self.petunjuk, "draf": self.draf, "grid": self.grid,
            "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


# -- the group's book ------------------------------------------------------------------------------------------------


class UsulanMixin:
    """The proposal of the address, in the scope of groups' money."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def usulan(self) -> Usulan:
        """Raises Usulan.DoesNotExist out of scope."""
        qs = Usulan.objects.visible_to(self.request.user, izin=izin.LIHAT_DANA_KSM)
        qs = qs.select_related("ksm__badan", "wilayah__induk", "kegiatan_renta__kegiatan")
        return qs.get(pk=self.kwargs["usulan"])  # type: ignore[no-any-return]


class BukuKSMListView(HalamanView):
    """/keuangan/buku-ksm/: the running proposals whose book this officer keeps, each with what is left. Four queries."""

    template_name = "keuangan/buku_ksm_list.html"
    izin = izin.CATAT_BELANJA

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = Usulan.objects.visible_to(self.request.user, izin=izin.CATAT_BELANJA).filter(status__in=BERJALAN)
        qs = (
            qs.exclude(jenis="ekonomi").select_related("ksm", "wilayah").order_by("ksm__nama", "-tahun", "-nomor")[:100]
        )
        isi = {"judul": _("Buku KSM"), "baris": money_of_proposals(list(qs)), "remah": []}
        return super().get_context_data(**{**isi, **kwargs})


class DanaKSMView(HalamanView):
    """/kelurahan/<kode>/keuangan/dana-ksm/: every proposal with a contract: agreed, paid, accounted for, open; and what
    groups still owe of money that was paid without RPD. A constant number of queries. Source: BLM-32, RPD-12.
    """

    template_name = "keuangan/dana_ksm.html"
    izin = izin.LIHAT_DANA_KSM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        w = area_for(user, self.kwargs["kode"], izin.LIHAT_DANA_KSM)
        qs = Usulan.objects.visible_to(user, izin=izin.LIHAT_DANA_KSM).filter(
            wilayah=w.kode, status__in=(*BERJALAN, "selesai")
        )
        qs = qs.exclude(jenis="ekonomi").select_related("ksm").order_by("-tahun", "-nomor")[:200]
        terlihat = set(
            KSM.objects.visible_to(user, izin=izin.LIHAT_DANA_KSM).filter(wilayah=w.kode).values_list("pk", flat=True)
        )
        isi = {
            **frame(user, w, tab="keuangan"), "judul": _("Dana KSM"), "subjudul": w.nama_lengkap,
            "baris": money_of_proposals(list(qs)), "muka": [k for k in advances_without_rpd(w.kode) if k.ksm.pk in terlihat],
            "url_rpd": tautan_rpd.daftar("rpd", w.kode), "url_lpj": tautan_rpd.daftar("lpj-ksm", w.kode),
            "remah": [*frame(user, w)["remah"], (w.nama, reverse("siklus:kelurahan-detail", args=[w.kode]))],
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BukuKSMView(UsulanMixin, HalamanView):
    """/keuangan/buku-ksm/<usulan>/: what is left, one big button, the list; RPD and accounts below. Source: LPJ-01, RPD-12."""

    template_name = "keuangan/buku_ksm.html"
    izin = izin.LIHAT_DANA_KSM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u, user = self.usulan, self.request.user
        buku = book_of(u)
        rpd = rpd_of(u)
        hidup = {r.pk: r for r in paid_rpd(u)}
        for r in rpd:
            r.lpj_hidup = getattr(hidup.get(r.pk), "lpj_hidup", None)  # type: ignore[attr-defined]
            r.telat = is_late(r)  # type: ignore[attr-defined]
        lpj = {pk: getattr(r, "lpj_hidup", None) for pk, r in hidup.items()}
        diajukan = {pk for pk, x in lpj.items() if x and x.status not in ("draf", "dikembalikan")}
        for b in buku.semua:
            b.terkunci = b.rpd_id in diajukan  # no step is offered that the account handed in refuses (LPJ-05)
        janji, nyata = swadaya_of(u)
        p = agreement_of(u)
        milik = RPD(usulan=u, wilayah_id=u.wilayah_id)
        isi = {
            "judul": _("Buku KSM"), "subjudul": f"{u.judul} · {u.ksm}", "remah": crumbs(u), "u": u, "buku": buku,
            "catatan": buku.semua, "realisasi": realised(u, buku), "janji": janji, "swadaya": nyata,
            "luar_janji": nyata - sum(j.terlaksana for j in janji), "rpd": rpd,
            "perjanjian": p, "sisa_perjanjian": left_of_agreement(u) if p else None,
            "boleh": may(user, izin.CATAT_BELANJA, milik) and u.status in ("kontrak", "cair", "berjalan", "perubahan"),
            "boleh_rpd": may(user, izin.SUSUN_RPD, milik) and u.status in ("kontrak", "cair", "berjalan")
            and not any(r.status in ("draf", "diajukan", "dikembalikan", "disetujui") for r in rpd),
            "kertas": [k for k in kinds_for(u) if k.kode in {BUKU, UPAH, BLANKO}] if may(user, MINTA_DOKUMEN, u) else [],
            "hari": today_in(u.wilayah_id),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BelanjaView(UsulanMixin, DanaFormView):
    """Write one purchase, on the phone, at the shop."""

    form_class = f.BelanjaForm
    judul = gettext_lazy("Catat belanja")
    pesan_berhasil = gettext_lazy("Belanja tersimpan.")
    draf = "belanja-ksm"
    grid = False

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rab": rab_lines(self.usulan)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": money_left(self.usulan), **kwargs})

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.usulan.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        nota = own_photo(form.cleaned_data["foto"], self.usulan, oleh=self.request.user, slot="nota")
        return actions.record_belanja(self.usulan, oleh=self.request.user, nota=nota, **form.values())


class UpahView(UsulanMixin, DanaFormView):
    """Write the wages of one week."""

    form_class = f.UpahForm
    judul = gettext_lazy("Catat upah seminggu")
    pesan_berhasil = gettext_lazy("Upah tersimpan.")
    draf = "upah-ksm"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rab": rab_lines(self.usulan)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": money_left(self.usulan), **kwargs})

    def get_initial(self) -> dict[str, Any]:
        return {"minggu": today_in(self.usulan.wilayah_id), "pekerja_p": 0}

    def run_action(self, form: Any) -> Any:
        lembar = own_photo(form.cleaned_data["foto"], self.usulan, oleh=self.request.user, slot="upah")
        return actions.record_upah(self.usulan, oleh=self.request.user, lembar=lembar, **form.values())


class CatatanMixin:
    """One entry of the book ("belanja" or "upah") of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @property
    def model(self) -> Any:
        """Purchase or wages."""
        return BelanjaKSM if self.kwargs["jenis"] == "belanja" else UpahKSM

    @cached_property
    def baris(self) -> Any:
        """Raises DoesNotExist out of scope."""
        qs = self.model.objects.visible_to(self.request.user).select_related("usulan__ksm", "usulan__wilayah")
        return qs.get(pk=self.kwargs["pk"])

    @property
    def usulan(self) -> Usulan:
        """Its proposal."""
        return self.baris.usulan  # type: ignore[no-any-return]


class CatatanBuktiView(CatatanMixin, DanaFormView):
    """Put the missing photo to an entry."""

    form_class = f.BuktiForm
    judul = gettext_lazy("Tambah foto nota")
    pesan_berhasil = gettext_lazy("Foto tersimpan.")

    def run_action(self, form: Any) -> Any:
        berkas = own_photo(form.cleaned_data["foto"], self.usulan, oleh=self.request.user, slot="nota")
        return actions.add_proof(self.baris, oleh=self.request.user, berkas=berkas)  # type: ignore[arg-type]


class CatatanTransisiView(TransisiBarisMixin, CatatanMixin, DanaFormView):  # type: ignore[misc]
    """Cancel an entry."""

    pesan_berhasil = gettext_lazy("Dibatalkan; catatannya tetap ada.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"subjudul": f"{self.baris} · {rupiah(self.baris.jumlah)}", **kwargs})


# -- RPD -------------------------------------------------------------------------------------------------------------


class RPDListView(DaftarView):
    """/keuangan/rpd/: RPD in scope, newest first; the same as XLSX."""

    template_name = "keuangan/dana_list.html"
    izin = izin.LIHAT_DANA_KSM
    nama_xlsx, judul_xlsx, kolom_xlsx = "rpd", gettext_lazy("RPD KSM"), KOLOM_RPD

    @cached_property
    def saring(self) -> RPDFilterSet:
        """The filter as filled."""
        return RPDFilterSet(self.request.GET, queryset=for_lists(RPD.objects.visible_to(self.request.user)))

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        isi = {
            "judul": _("RPD KSM"), "kolom": KOLOM_RPD, "saring": self.saring.form, "jumlah": qs.count(), "remah": [],
            "halaman": keyset_page(qs, URUT, self.request.GET),
            "aktif": any(self.request.GET.get(k) not in (None, "", "unknown") for k in RPDFilterSet.Meta.fields),
            "kosong": (_("Belum ada RPD"), _("RPD disusun dari buku KSM sesudah perjanjian ditandatangani.")),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class RPDMixin:
    """The RPD of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def rpd(self) -> RPD:
        """Raises RPD.DoesNotExist out of scope."""
        qs = RPD.objects.visible_to(self.request.user).select_related(
            "usulan__ksm__badan", "usulan__wilayah__induk", "berkas_pencairan__tahap__sppb__bkm", "jurnal", "wilayah"
        )
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def usulan(self) -> Usulan:
        """Its proposal."""
        return self.rpd.usulan

    @property
    def baris(self) -> RPD:
        """The row of a step."""
        return self.rpd

    def get_success_url(self) -> str:
        """Back to the RPD."""
        return tautan_rpd.rpd(self.rpd.pk)


class RPDView(RPDMixin, HalamanView):
    """One RPD: its rows, who did what, what is missing, papers, history. Source: RPD-01 to RPD-08."""

    template_name = "keuangan/rpd.html"
    izin = izin.LIHAT_DANA_KSM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        r, user = self.rpd, self.request.user
        nama = {"draf": "ajukan", "dikembalikan": "ajukan", "diajukan": "setujui", "disetujui": "bayarkan"}.get(
            r.status
        )
        lpj = r.lpj.exclude(status="batal").first()
        r.lpj_hidup = lpj  # type: ignore[attr-defined]
        isi = {
            "judul": f"{r} · {r.usulan.judul}", "subjudul": f"{r.usulan.ksm} · {r.usulan.wilayah.nama_lengkap}",
            "remah": crumbs(r.usulan, sampai="buku"), "r": r, "isi_baris": list(r.baris.select_related("baris_rab")),
            "temuan": findings(r, nama) if nama else [], "transisi": open_transitions(r, user), "lpj": lpj, "telat": is_late(r),
            "lembar": waits_for_sheet(r, user),
            "giliran": GILIRAN.get(r.status), "boleh_ubah": r.terbuka and may(user, izin.SUSUN_RPD, r),
            "boleh_lengkapi": may(user, izin.SUSUN_RPD, r) or may(user, izin.CATAT_BELANJA, r),
            "boleh_lpj": r.status == "dibayar" and lpj is None and may(user, izin.CATAT_BELANJA, r),
            "lihat_buku": may(user, izin.LIHAT_BUKU, kode=r.wilayah_id),
            "kertas": kinds_for(r) if may(user, MINTA_DOKUMEN, r) else [], "riwayat": history(history_of(r, batas=12)),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class RPDIsiMixin(DanaFormView):
    """The form of an RPD: rupiah by RAB line."""

    template_name = "keuangan/rpd_form.html"
    form_class = f.RPDForm
    perlu = izin.SUSUN_RPD
    draf = "rpd"
    kecuali: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        u = self.usulan
        return {
            **super().get_form_kwargs(), "rab": rab_lines(u), "dana": files_with_money(u.wilayah_id),
            "diminta": asked_by_line(u, kecuali=self.kecuali), "sisa": left_of_agreement(u, kecuali=self.kecuali),
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sisa = left_of_agreement(self.usulan, kecuali=self.kecuali)
        return super().get_context_data(
            **{"sisa": sisa, "ada_dana": bool(files_with_money(self.usulan.wilayah_id)), **kwargs}
        )


class RPDBaruView(UsulanMixin, RPDIsiMixin):
    """The next RPD of a proposal."""

    judul = gettext_lazy("Susun RPD")
    tombol = gettext_lazy("Simpan RPD")
    pesan_berhasil = gettext_lazy("RPD tersimpan sebagai draf. Periksa, lalu ajukan.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.usulan.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.compose_rpd(self.usulan, oleh=self.request.user, **form.values())

    def success_target(self, hasil: Any) -> str:
        return tautan_rpd.rpd(hasil.pk)


class RPDUbahView(RPDMixin, RPDIsiMixin):  # type: ignore[misc]
    """Write an RPD anew."""

    judul = gettext_lazy("Ubah RPD")
    tombol = gettext_lazy("Simpan RPD")
    pesan_berhasil = gettext_lazy("RPD tersimpan.")

    @property
    def kecuali(self) -> Any:
        """Itself is not counted against what is left."""
        return self.rpd.pk

    def get_initial(self) -> dict[str, Any]:
        r = self.rpd
        baris = {f"baris_{b.baris_rab_id}": b.jumlah for b in r.baris.all()}
        return {"berkas": str(r.berkas_pencairan_id), "tanggal": r.tanggal, "keterangan": r.keterangan, **baris}

    def run_action(self, form: Any) -> Any:
        return actions.revise_rpd(self.rpd, oleh=self.request.user, **form.values())


class LembarDanaView(DanaFormView):
    """Note the signature that an RPD or an account waits for from its sheet. `baris` is the row. Source: RPD-14, LPJ-17."""

    form_class = f.LembarDanaForm
    perlu = izin.CATAT_BERKAS_KERTAS
    judul = gettext_lazy("Catat dari lembar")
    tombol = gettext_lazy("Catat")
    petunjuk = gettext_lazy("Salin dari lembar yang sudah ditandatangani, lalu foto lembarnya.")
    pesan_berhasil = gettext_lazy("Tercatat dari lembarnya.")

    @property
    def baris(self) -> Any:
        """The row whose sheet it is."""
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.usulan.wilayah_id), "hasil": "lolos"}

    def run_action(self, form: Any) -> Any:
        d, user = dict(form.cleaned_data), self.request.user
        foto = own_photo(d.pop("foto"), self.usulan, oleh=user, slot=f"lembar_{self.baris._meta.model_name}")
        return actions.from_sheet(self.baris, oleh=user, foto=foto, kembali=d.pop("hasil") == "kembali", **d)


class RPDLembarView(RPDMixin, LembarDanaView):  # type: ignore[misc]
    """The koordinator's signature on an RPD."""

    @property
    def baris(self) -> Any:
        """The RPD."""
        return self.rpd


class RPDTransisiView(PeringatanMixin, TransisiBarisMixin, RPDMixin, DanaFormView):  # type: ignore[misc]
    """Hand in, approve, pay, give back, take back."""

    model: Any = RPD
    perlu = izin.LIHAT_DANA_KSM

    def get_initial(self) -> dict[str, Any]:
        p = agreement_of(self.rpd.usulan)
        return {**super().get_initial(), "lewat": "bank", "penerima": p.pihak_ksm if p else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        r = self.rpd
        isi = {"subjudul": f"{r} · {rupiah(r.jumlah)} · {r.usulan.judul} · {r.usulan.ksm}"}
        isi["petunjuk"] = isi["subjudul"]  # the dialog shows no subtitle
        return super().get_context_data(**{**isi, **kwargs})
