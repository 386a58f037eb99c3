"""Accounts of groups and of the BKM: drawn from the book, checked, accepted; the list. Source: LPJ-03 to LPJ-12."""

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
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin, tautan_blm, tautan_rpd
from keuangan.filters_lpj import LPJKSMFilterSet
from keuangan.forms import rpd as f
from keuangan.models import LPJBKM, LPJKSM, TahapBLM
from keuangan.queries_lpj import checks_unit, lpj_for_lists, tranche_account
from keuangan.queries_rpd import book_of, realised, swadaya_left
from keuangan.riwayat import history
from keuangan.views.blm import blm_crumbs
from keuangan.views.rpd import DanaFormView, LembarDanaView, RPDMixin, crumbs, waits_for_sheet
from ksm.models import Usulan
from ksm.views.usulan_jalan import PeringatanMixin
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.waktu import today_in

KOLOM_LPJ = (
    Kolom("lpj", gettext_lazy("LPJ"), ambil=lambda x: f"{x.usulan} · {x}", tautan=lambda x: tautan_rpd.lpj(x.pk)),
    Kolom("ksm", gettext_lazy("KSM"), ambil=lambda x: x.usulan.ksm.nama),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda x: x.wilayah.nama),
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal"),
    Kolom("diterima", gettext_lazy("Dana"), "rupiah"),
    Kolom("belanja", gettext_lazy("Belanja"), "rupiah"),
    Kolom("sisa", gettext_lazy("Sisa"), "rupiah"),
    Kolom("swadaya", gettext_lazy("Swadaya"), "rupiah"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda x: x.get_status_display()),
)  # fmt: skip
URUT = ("-tanggal", "-id")
LANGKAH = {"draf": "ajukan", "dikembalikan": "ajukan", "diperiksa_up": "terima"}


def turn_of(x: LPJKSM) -> str:
    """Whose turn it is on an account; "" once it ended. Source: LPJ-06, LPJ-07, LPJ-08."""
    if x.status == "diperiksa_up" and x.sisa and x.jurnal_sisa_id is None:
        return _("Menunggu sisa dana: KSM mengembalikannya, Sekretaris BKM mencatatnya.")
    return {
        "draf": _("Menunggu KSM mengajukannya."), "dikembalikan": _("Menunggu KSM memperbaiki dan mengajukannya lagi."),
        "diajukan": _("Menunggu %(unit)s memeriksanya.") % {"unit": x.usulan.get_unit_display()},
        "diperiksa_up": _("Menunggu Koordinator BKM menerimanya."),
    }.get(x.status, "")  # fmt: skip


def steps_for(x: LPJKSM, user: Any) -> list[Any]:
    """The steps open to this officer; those of the unit only to the unit of the proposal. Source: LPJ-06."""
    semua = open_transitions(x, user)
    unit = x.status != "diajukan" or checks_unit(user, x)
    return [t for t in semua if unit or t.nama not in {"periksa", "kembalikan"}]


class LPJListView(DaftarView):
    """/keuangan/lpj-ksm/: accounts in scope, newest first; the same as XLSX."""

    template_name = "keuangan/dana_list.html"
    izin = izin.LIHAT_DANA_KSM
    nama_xlsx, judul_xlsx, kolom_xlsx = "lpj-ksm", gettext_lazy("LPJ KSM"), KOLOM_LPJ

    @cached_property
    def saring(self) -> LPJKSMFilterSet:
        """The filter as filled."""
        return LPJKSMFilterSet(self.request.GET, queryset=lpj_for_lists(LPJKSM.objects.visible_to(self.request.user)))

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        isi = {
            "judul": _("LPJ KSM"), "kolom": KOLOM_LPJ, "saring": self.saring.form, "jumlah": qs.count(), "remah": [],
            "halaman": keyset_page(qs, URUT, self.request.GET),
            "aktif": any(self.request.GET.get(k) not in (None, "", "unknown") for k in LPJKSMFilterSet.Meta.fields),
            "kosong": (_("Belum ada LPJ"), _("LPJ disusun dari buku KSM sesudah RPD dibayar.")),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class LPJMixin:
    """The account of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def lpj(self) -> LPJKSM:
        """Raises LPJKSM.DoesNotExist out of scope."""
        qs = LPJKSM.objects.visible_to(self.request.user).select_related(
            "usulan__ksm__badan", "usulan__wilayah__induk", "rpd__berkas_pencairan__tahap", "jurnal", "jurnal_sisa"
        )
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def usulan(self) -> Usulan:
        """Its proposal."""
        return self.lpj.usulan

    @property
    def baris(self) -> LPJKSM:
        """The row of a step."""
        return self.lpj

    def get_success_url(self) -> str:
        """Back to the account."""
        return tautan_rpd.lpj(self.lpj.pk)


class LPJView(LPJMixin, HalamanView):
    """One account: planned against spent by RAB line, proof, swadaya, what is missing. Source: LPJ-03 to LPJ-08."""

    template_name = "keuangan/lpj_ksm.html"
    izin = izin.LIHAT_DANA_KSM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        x, user = self.lpj, self.request.user
        buku = book_of(x.usulan, rpd=x.rpd)
        rencana = {b.baris_rab_id: b.jumlah for b in x.rpd.baris.all()}
        nama = LANGKAH.get(x.status)
        ubah = x.terbuka and may(user, izin.CATAT_BELANJA, x)
        isi = {
            "judul": f"{x} · {x.usulan.judul}", "subjudul": f"{x.usulan.ksm} · {x.usulan.wilayah.nama_lengkap}",
            "remah": crumbs(x.usulan, sampai="buku"), "x": x, "buku": buku, "catatan": list(reversed(buku.semua)),
            "giliran": turn_of(x), "realisasi": realised(x.usulan, buku, rencana), "temuan": findings(x, nama) if nama else [],
            "transisi": steps_for(x, user), "lembar": waits_for_sheet(x, user), "boleh_ubah": ubah,
            "boleh_sisa": bool(x.sisa) and x.jurnal_sisa_id is None and x.status in ("diajukan", "diperiksa_up")
            and may(user, izin.BAYAR_RPD, x),
            "lihat_buku": may(user, izin.LIHAT_BUKU, kode=x.wilayah_id),
            "kertas": kinds_for(x) if may(user, MINTA_DOKUMEN, x) else [], "riwayat": history(history_of(x, batas=12)),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class LPJIsiMixin(DanaFormView):
    """The form of an account; money comes from the book."""

    form_class = f.LPJForm
    petunjuk = gettext_lazy("Belanja, upah, dan swadaya diambil dari buku KSM; tidak diketik lagi.")
    draf = "lpj-ksm"


class LPJBaruView(RPDMixin, LPJIsiMixin):  # type: ignore[misc]
    """Draw the account of a paid RPD."""

    judul = gettext_lazy("Susun LPJ dari buku")
    tombol = gettext_lazy("Susun LPJ")
    pesan_berhasil = gettext_lazy(
        "LPJ tersusun dari buku. Periksa, lalu ajukan; lembar yang ditandatangani dicetak Sekretaris BKM."
    )

    def get_initial(self) -> dict[str, Any]:
        manfaat = list(self.usulan.pemanfaatusulan.filter(ke=self.usulan.rab_ke))
        if self.usulan.bernama:
            kk = miskin = len(manfaat)
        else:
            kk, miskin = sum(p.kk or 0 for p in manfaat), sum(p.kk_miskin or 0 for p in manfaat)
        return {"tanggal": today_in(self.usulan.wilayah_id), "kk": kk, "kk_miskin": miskin}

    def run_action(self, form: Any) -> Any:
        return actions.draft_lpj(self.rpd, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: Any) -> str:
        return tautan_rpd.lpj(hasil.pk)


class LPJUbahView(LPJMixin, LPJIsiMixin):  # type: ignore[misc]
    """Draw an open account from the book again."""

    judul = gettext_lazy("Susun ulang LPJ dari buku")
    tombol = gettext_lazy("Susun ulang")
    pesan_berhasil = gettext_lazy("LPJ disusun ulang dari buku.")

    def get_initial(self) -> dict[str, Any]:
        x = self.lpj
        return {n: getattr(x, n) for n in ("tanggal", "kk", "kk_miskin", "akhir", "penjelasan", "catatan")}

    def run_action(self, form: Any) -> Any:
        return actions.revise_lpj(self.lpj, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"swadaya": swadaya_left(self.usulan, kecuali=self.lpj.pk), **kwargs})


class SisaView(LPJMixin, DanaFormView):  # type: ignore[misc]
    """Book the unspent money that came back."""

    form_class = f.SisaForm
    perlu = izin.BAYAR_RPD
    judul = gettext_lazy("Terima sisa dana")
    tombol = gettext_lazy("Bukukan")
    pesan_berhasil = gettext_lazy("Sisa dana dibukukan.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.usulan.wilayah_id), "lewat": "kas"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"subjudul": f"{self.lpj} · {rupiah(self.lpj.sisa)} · {self.usulan.judul} · {self.usulan.ksm}"}
        return super().get_context_data(**{**isi, **kwargs})

    def run_action(self, form: Any) -> Any:
        return actions.return_rest(self.lpj, oleh=self.request.user, **form.cleaned_data)


class LPJLembarView(LPJMixin, LembarDanaView):  # type: ignore[misc]
    """The signature of the unit, then of the koordinator, on an account."""

    @property
    def baris(self) -> Any:
        """The account."""
        return self.lpj


class LPJTransisiView(PeringatanMixin, TransisiBarisMixin, LPJMixin, DanaFormView):  # type: ignore[misc]
    """Hand in, check, accept, give back."""

    model: Any = LPJKSM
    perlu = izin.LIHAT_DANA_KSM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        x = self.lpj
        isi = {"subjudul": f"{x} · {rupiah(x.belanja)} · {x.usulan.judul} · {x.usulan.ksm}"}
        isi["petunjuk"] = isi["subjudul"]  # the dialog shows no subtitle
        return super().get_context_data(**{**isi, **kwargs})


# -- the BKM ---------------------------------------------------------------------------------------------------------


class LPJBKMFormView(FormActionView):
    """A form page of the BKM's account."""

    template_name = "keuangan/formulir.html"
    izin = izin.LIHAT_BUKU
    tahap: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU):
            require(request.user, izin.TERIMA_LPJ, kode=self.tahap.wilayah_id)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return tautan_blm.tahap(self.tahap.pk)

    def objek_kunci(self) -> str:
        return f"lpj-bkm:{self.request.path}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t = self.tahap
        isi = {
            "subjudul": f"{t} · {t.wilayah.nama_lengkap}", "batal": self.get_success_url(), "grid": True,
            "remah": [*blm_crumbs(t.wilayah), (str(t), tautan_blm.tahap(t.pk))],
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class LPJBKMBaruView(LPJBKMFormView):
    """Determine the account of a tranche, with its figures as they are computed now."""

    template_name = "keuangan/lpj_bkm_form.html"
    form_class = f.LPJBKMForm
    pesan_berhasil = gettext_lazy("LPJ BKM ditetapkan.")

    @cached_property
    def tahap(self) -> TahapBLM:
        """Raises TahapBLM.DoesNotExist out of scope."""
        qs = TahapBLM.objects.visible_to(self.request.user).select_related("sppb__bkm", "wilayah__induk")
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.tahap.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.determine_lpj_bkm(self.tahap, oleh=self.request.user, **form.cleaned_data)

    def success_target(self, hasil: Any) -> str:
        return tautan_rpd.lpj_bkm(hasil.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"judul": _("Tetapkan LPJ BKM"), "tombol": _("Tetapkan"), "hitung": tranche_account(self.tahap)}
        return super().get_context_data(**{**isi, **kwargs})


class LPJBKMMixin:
    """The account of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def lpj(self) -> LPJBKM:
        """Raises LPJBKM.DoesNotExist out of scope."""
        qs = LPJBKM.objects.visible_to(self.request.user).select_related("tahap__sppb__bkm", "wilayah__induk")
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def baris(self) -> LPJBKM:
        """The row of a step."""
        return self.lpj

    @property
    def tahap(self) -> TahapBLM:
        """Its tranche."""
        self.lpj.tahap.wilayah = self.lpj.wilayah
        return self.lpj.tahap


class LPJBKMView(LPJBKMMixin, HalamanView):
    """One determined account of the BKM, as it was. Source: LPJ-11."""

    template_name = "keuangan/lpj_bkm.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        x, user = self.lpj, self.request.user
        isi = {
            "judul": str(x), "subjudul": f"{x.tahap.sppb.bkm} · {x.wilayah.nama_lengkap}", "x": x,
            "remah": [*blm_crumbs(x.wilayah), (str(x.tahap), tautan_blm.tahap(x.tahap_id))],
            "transisi": open_transitions(x, user), "kertas": kinds_for(x) if may(user, MINTA_DOKUMEN, x) else [],
            "riwayat": history(history_of(x, batas=12)), "url_transisi": reverse("keuangan:lpj-bkm", args=[x.pk]) + "transisi/",
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class LPJBKMTransisiView(TransisiBarisMixin, LPJBKMMixin, LPJBKMFormView):  # type: ignore[misc]
    """Take a determined account back."""

    model: Any = LPJBKM
    pesan_berhasil = gettext_lazy("Dibatalkan; catatannya tetap ada.")
