"""The end of one month: its path of seven steps, the check of the books, and the notice. Source: KEU-190 to KEU-192."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import tanggal
from inti.izin import may
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from keuangan import actions
from keuangan.forms.bulan import FotoPapanForm, UmumkanForm
from keuangan.laporan.bundel import BUNDEL
from keuangan.laporan.dokumen import JENIS_KERTAS, PAPAN_BULAN
from keuangan.models import Buku, PengumumanBulan, Periode
from keuangan.queries_bulan import changed_since, path_of
from keuangan.sajian_periksa import wrong_in_words
from keuangan.views.dasar import BukuFormView, PeriodeMixin
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN, UNGGAH_BERKAS
from laporan.models import Berkas
from wilayah.waktu import today_in

SLOT_PAPAN = "papan_bulan"


class PeriodeView(PeriodeMixin):
    """/keuangan/periode/<id>/: the month from counting the cash to telling everybody. Source: KEU-192."""

    template_name = "keuangan/periode.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, p = self.request.user, self.periode
        jalan = path_of(p, self.hak, user.pk)
        cetak = may(user, MINTA_DOKUMEN, p)
        terakhir = jalan.pemeriksaan[0] if jalan.pemeriksaan else None
        isi = {
            "judul": tanggal(p.awal, "bulan"), "subjudul": str(self.buku), "periode": p, "jalan": jalan,
            "terakhir": terakhir, "salah": wrong_in_words(self.buku, terakhir.rincian) if terakhir else [],
            "catatan": wrong_in_words(self.buku, terakhir.catatan) if terakhir else [],
            "pengumuman": notices(jalan.pengumuman, p, user),
            "transisi": open_transitions(p, user) if p.status == Periode.Status.DITUTUP else [],
            "papan": JENIS_KERTAS[PAPAN_BULAN] if cetak else "", "bundel": BUNDEL if cetak else "",
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


def notices(pengumuman: list[PengumumanBulan], periode: Periode, user: Any) -> list[dict[str, Any]]:
    """Notices with their photos and whether the figures changed since. One query."""
    foto: dict[str, list[Berkas]] = {}
    jenis = PengumumanBulan._meta.label_lower
    milik = Berkas.objects.visible_to(user).valid()
    for b in milik.filter(objek_jenis=jenis, objek_id__in=[str(u.pk) for u in pengumuman]):
        foto.setdefault(b.objek_id, []).append(b)
    return [{"u": u, "foto": foto.get(str(u.pk), []), "berubah": changed_since(u, periode)} for u in pengumuman]


class PeriodeFormView(PeriodeMixin, BukuFormView):
    """A form about one month, for whoever leads it to its end; it leads back to its path."""

    perlu = "urus"

    def objek_kunci(self) -> str:
        return f"keuangan.periode:{self.periode.pk}"

    def get_success_url(self) -> str:
        return reverse("keuangan:periode", args=[self.periode.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"subjudul": f"{tanggal(self.periode.awal, 'bulan')} · {self.buku}", **kwargs}
        )


class PeriksaView(PeriodeFormView):
    """Recompute the books and keep the result. Source: KEU-190."""

    form_class = forms.Form
    judul, tombol = gettext_lazy("Periksa buku"), gettext_lazy("Periksa buku")
    petunjuk = gettext_lazy("Seluruh buku dihitung ulang dari baris jurnalnya. Tidak ada yang diubah.")
    pesan_berhasil = gettext_lazy("Pemeriksaan selesai; hasilnya ada di bawah.")

    def run_action(self, form: Any) -> Any:
        return actions.check_buku(self.periode, oleh=self.request.user)


class UmumkanView(PeriodeFormView):
    """Note where the sheet was put up, with its photo. Source: KEU-191."""

    form_class = UmumkanForm
    judul, tombol = gettext_lazy("Catat pengumuman"), gettext_lazy("Catat pengumuman")
    petunjuk = gettext_lazy("Lembar papan informasi bulan ini sudah dipasang. Fotonya boleh menyusul.")
    pesan_berhasil = gettext_lazy("Pengumuman tercatat.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.buku.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        pengumuman = actions.announce_month(self.periode, oleh=self.request.user, **form.notice())
        if form.cleaned_data.get("foto"):
            keep_photo(pengumuman, form.cleaned_data["foto"], self.request.user)
        return pengumuman


def keep_photo(pengumuman: PengumumanBulan, berkas: Any, user: Any) -> Berkas:
    """File the photo of a sheet with its notice. Raises: IsianSalah, TidakBerwenang."""
    return save_berkas(
        check_upload(berkas, boleh=(FOTO, PDF), bidang="foto"), oleh=user, wilayah=pengumuman.wilayah, objek=pengumuman,
        slot=SLOT_PAPAN, keterangan=_("Lembar papan informasi %(bulan)s") % {"bulan": tanggal(pengumuman.periode.awal, "bulan")},
    )  # fmt: skip


class FotoView(BukuFormView):
    """Add the photo of a notice. Source: KEU-191."""

    form_class = FotoPapanForm
    perlu = "unggah"
    tab = "bulan"
    judul = gettext_lazy("Foto lembar yang terpasang")
    pesan_berhasil = gettext_lazy("Foto tersimpan.")

    @cached_property
    def pengumuman(self) -> PengumumanBulan:
        """The notice, in scope. Raises PengumumanBulan.DoesNotExist."""
        qs = PengumumanBulan.objects.visible_to(self.request.user)
        return qs.select_related("periode", "wilayah", "buku__badan", "buku__wilayah").get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @cached_property
    def buku(self) -> Buku:
        """Its ledger."""
        return self.pengumuman.buku

    @property
    def hak(self) -> dict[str, bool]:
        """Whoever leads the month to its end and may file papers there."""
        isi = super().hak
        return {**isi, "unggah": isi["urus"] and may(self.request.user, UNGGAH_BERKAS, self.pengumuman)}

    def get_success_url(self) -> str:
        return reverse("keuangan:periode", args=[self.pengumuman.periode_id])

    def run_action(self, form: Any) -> Any:
        return keep_photo(self.pengumuman, form.cleaned_data["foto"], self.request.user)
