"""A work on one page, its photos, its swadaya, and the forms that record them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.izin import may, require
from inti.registry import Kekurangan
from inti.transitions import declared, open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import FormActionView, HalamanView
from ksm import actions, izin, tautan
from ksm import tautan_pelaksanaan as ke
from ksm.actions.pelaksanaan import MENCATAT, SESUDAH
from ksm.ceklis_mutu import EDISI, newest
from ksm.forms.pelaksanaan import BahanForm, FotoForm, KemajuanForm, MutuForm, SerahTerimaForm, SwadayaForm
from ksm.models import (
    BadanPemelihara,
    BahanUsulan,
    FotoPekerjaan,
    JanjiSwadaya,
    KasPemelihara,
    KemajuanUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from ksm.queries_pelaksanaan import (
    checks_of,
    contributions_of,
    gives_aid,
    handover_findings,
    handover_of,
    is_work,
    materials_of,
    photos_of,
    progress_of,
    swadaya_of,
)
from ksm.queries_usulan import agreement_of, promises_of
from ksm.reports_pelaksanaan import FOTO_PEKERJAAN
from ksm.sajian_pelaksanaan import figure, progress_curve, state_mark
from ksm.views.dasar import crumbs_of
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from siklus.views.transisi import TransisiBarisMixin
from wilayah.waktu import today_in

BERKAS = (FOTO, PDF)
MODEL: dict[str, Any] = {
    "kemajuan": KemajuanUsulan, "foto": FotoPekerjaan, "bahan": BahanUsulan, "swadaya": SwadayaUsulan,
    "mutu": PemeriksaanMutu, "serah-terima": SerahTerima, "badan": BadanPemelihara, "kas": KasPemelihara,
    "periksa": PemeriksaanAset, "penerimaan": PenerimaanBantuan,
}  # fmt: skip
# Record -> the page it is shown on.
HALAMAN = {"foto": "foto", "swadaya": "swadaya", "badan": "pemeliharaan", "kas": "pemeliharaan", "periksa": "pemeliharaan",
           "penerimaan": "bantuan"}  # fmt: skip


class KaryaMixin(HalamanView):
    """The proposal of the address, in scope. One of the revolving fund has no such pages: 404 as one that does not exist."""

    izin = izin.LIHAT
    bagian = "pekerjaan"
    judul: Any = ""

    @cached_property
    def usulan(self) -> Usulan:
        """The proposal with its group and area. Raises Usulan.DoesNotExist out of scope."""
        qs = Usulan.objects.visible_to(self.request.user).exclude(jenis=Usulan.Jenis.EKONOMI)
        return qs.select_related("ksm__badan", "wilayah__induk", "basis__induk").get(pk=self.kwargs["pk"])

    def may(self, perlu: str, boleh: Any = MENCATAT) -> bool:
        """Whether this officer may record here now."""
        return self.usulan.status in boleh and may(self.request.user, perlu, self.usulan)

    @cached_property
    def hari_ini(self) -> Any:
        """Today where the work is."""
        return today_in(self.usulan.wilayah_id)

    def tabs(self) -> list[dict[str, Any]]:
        """The parts of the proposal that there are."""
        u = self.usulan
        bagian = [("", _("Usulan"), True), ("pekerjaan", _("Pekerjaan"), True), ("foto", _("Foto"), True),
                  ("swadaya", _("Swadaya"), True), ("bantuan", _("Bantuan"), gives_aid(u)),
                  ("pemeliharaan", _("Pemeliharaan"), is_work(u))]  # fmt: skip
        return [
            {"label": label, "url": ke.karya(u.pk, kode) if kode else tautan.usulan(u.pk), "aktif": kode == self.bagian}
            for kode, label, ada in bagian
            if ada
        ]

    def frame(self) -> dict[str, Any]:
        """Title, crumbs, tabs and state that every page of a work shows."""
        u = self.usulan
        return {
            "usulan": u, "judul": f"{u.judul}" if not self.judul else str(self.judul),
            "subjudul": f"{u.nomor_usulan} · {u.ksm} · {u.wilayah.nama_lengkap}", "tab_karya": self.tabs(),
            "keadaan": state_mark(u), "bekerja": is_work(u), "membantu": gives_aid(u),
            "remah": [*crumbs_of(u.wilayah), (u.ksm.nama, tautan.ksm(u.ksm_id)), (u.nomor_usulan, tautan.usulan(u.pk))],
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**self.frame(), **kwargs})


class PekerjaanView(KaryaMixin):
    """Everything of one work: how far, what hinders, photos, swadaya, materials, quality, hand-over."""

    template_name = "ksm/karya_pekerjaan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u, user = self.usulan, self.request.user
        kemajuan, titik = progress_of(u), photos_of(u)
        serah, perjanjian = handover_of(u), agreement_of(u)
        mencatat, memeriksa = self.may(izin.CATAT_PELAKSANAAN), self.may(izin.PERIKSA_PEKERJAAN, SESUDAH) and is_work(u)
        syarat = [] if serah or not is_work(u) or u.status not in SESUDAH else handover_findings(u)
        return super().get_context_data(
            kemajuan=kemajuan[::-1],
            terakhir=kemajuan[-1] if kemajuan else None,
            perjanjian=perjanjian,
            kurva=progress_curve(u, kemajuan, perjanjian),
            kendala=[k for k in kemajuan[::-1] if k.kendala][:3],
            titik=titik,
            foto_100=sum(t.selesai for t in titik),
            swadaya=swadaya_of(u),
            bahan=materials_of(u),
            mutu=checks_of(u),
            serah=serah,
            syarat=openable(syarat, catat=mencatat, periksa=memeriksa),
            boleh=mencatat and serah is None,
            boleh_catat=mencatat,
            boleh_periksa=memeriksa,
            boleh_cetak=may(user, MINTA_DOKUMEN, u),
            cetak_foto=reverse("laporan:dokumen-minta", args=[FOTO_PEKERJAAN, u.pk]),
            **kwargs,
        )


def openable(temuan: Sequence[Kekurangan], *, catat: bool, periksa: bool) -> list[Kekurangan]:
    """Findings that lead only to forms which this officer may fill: quality is checked by others than record. UMU-13."""
    return [k if (periksa if k.kode == "mutu" else catat) else replace(k, tautan="") for k in temuan]


class FotoView(KaryaMixin):
    """Spots in rows, stages in columns."""

    template_name = "ksm/karya_foto.html"
    bagian = "foto"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        return super().get_context_data(
            titik=photos_of(u),
            boleh=self.may(izin.CATAT_PELAKSANAAN) and handover_of(u) is None,
            boleh_cetak=may(self.request.user, MINTA_DOKUMEN, u),
            cetak_foto=reverse("laporan:dokumen-minta", args=[FOTO_PEKERJAAN, u.pk]),
            **kwargs,
        )


class SwadayaView(KaryaMixin):
    """What was promised beside what came."""

    template_name = "ksm/karya_swadaya.html"
    bagian = "swadaya"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        return super().get_context_data(
            rekap=swadaya_of(u),
            janji=promises_of(u, u.rab_ke),
            catatan=contributions_of(u),
            boleh=self.may(izin.CATAT_PELAKSANAAN),
            **kwargs,
        )


class MutuRinciView(KaryaMixin):
    """One filled quality checklist."""

    template_name = "ksm/karya_mutu.html"

    @cached_property
    def mutu(self) -> PemeriksaanMutu:
        """The check in scope. Raises PemeriksaanMutu.DoesNotExist."""
        return PemeriksaanMutu.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def usulan(self) -> Usulan:  # type: ignore[override]
        """Its proposal."""
        qs = Usulan.objects.visible_to(self.request.user).select_related("ksm__badan", "wilayah__induk")
        return qs.get(pk=self.mutu.usulan_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        m = self.mutu
        definisi = EDISI[m.edisi]
        return super().get_context_data(
            **{
                "judul": str(definisi.nama),
                "mutu": m,
                "butir": [(b, m.jawaban.get(b.kode, {})) for b in definisi.butir],
                "transisi": open_transitions(m, self.request.user) if self.usulan.status in SESUDAH else [],
                **kwargs,
            }
        )


class KaryaFormView(KaryaMixin, FormActionView):
    """A form page below a proposal. Whoever may not record is refused before the form shows at all."""

    template_name = "ksm/formulir.html"
    perlu: Any = izin.CATAT_PELAKSANAAN
    tombol: Any = gettext_lazy("Simpan")
    draf = ""
    grid = True
    pesan_berhasil = gettext_lazy("Tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(self.izin):
            require(request.user, self.perlu, self.usulan)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": self.hari_ini}

    def objek_kunci(self) -> str:
        return f"ksm.usulan:{self.usulan.pk}:{type(self).__name__}"

    def get_success_url(self) -> str:
        return ke.karya(self.usulan.pk, self.bagian)

    def keep(self, berkas: Any, *, bidang: str, slot: str, objek: Any = None, boleh: Any = BERKAS) -> Any:
        """Keep one upload of the form for a row, or None without one. Raises IsianSalah, TerlaluBesar."""
        if not berkas:
            return None
        u = self.usulan
        return save_berkas(
            check_upload(berkas, boleh=boleh, bidang=bidang), oleh=self.request.user, wilayah=u.wilayah, objek=objek or u,
            slot=slot, badan_id=u.ksm.badan_id,
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "tombol": self.tombol, "draf": f"{self.draf}-{self.usulan.pk}" if self.draf else "", "grid": self.grid,
            "batal": self.get_success_url(), "petunjuk": f"{self.usulan.nomor_usulan}: {self.usulan.judul}",
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class KemajuanBaruView(KaryaFormView):
    """Record how far the work is."""

    form_class = KemajuanForm
    judul = gettext_lazy("Catat kemajuan")
    draf = "kemajuan"
    pesan_berhasil = gettext_lazy("Kemajuan tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.record_kemajuan(self.usulan, oleh=self.request.user, **form.cleaned_data)


class FotoBaruView(KaryaFormView):
    """One photo; spot and stage may come from the cell that was tapped."""

    template_name = "ksm/karya_foto_form.html"
    form_class = FotoForm
    bagian = "foto"
    judul = gettext_lazy("Tambah foto pekerjaan")
    pesan_berhasil = gettext_lazy("Foto tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            k: self.request.GET[k][:60] for k in ("titik", "tahap") if k in self.request.GET
        }

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        baris = FotoPekerjaan(pk=uuid.uuid4(), wilayah_id=self.usulan.wilayah_id)
        foto = self.keep(data.pop("foto"), bidang="foto", slot="foto", objek=baris, boleh=(FOTO,))
        return actions.file_foto(self.usulan, oleh=self.request.user, berkas=foto, id=baris.pk, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(titik=photos_of(self.usulan), **kwargs)


class BahanBaruView(KaryaFormView):
    """Material that came."""

    form_class = BahanForm
    judul = gettext_lazy("Catat bahan masuk")
    draf = "bahan"
    pesan_berhasil = gettext_lazy("Bahan tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.record_bahan(self.usulan, oleh=self.request.user, **form.cleaned_data)


class SwadayaBaruView(KaryaFormView):
    """What residents brought; a promise may come from its row."""

    form_class = SwadayaForm
    bagian = "swadaya"
    judul = gettext_lazy("Catat swadaya")
    draf = "swadaya"
    pesan_berhasil = gettext_lazy("Swadaya tersimpan.")

    @cached_property
    def janji(self) -> list[JanjiSwadaya]:
        """Promises that count."""
        return promises_of(self.usulan, self.usulan.rab_ke)

    def get_form_kwargs(self) -> dict[str, Any]:
        pilihan = [
            (str(j.pk), f"{j.uraian}: {figure(j.volume)} {j.satuan} ({rupiah(j.harga_satuan)})") for j in self.janji
        ]
        return {**super().get_form_kwargs(), "janji": pilihan}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"janji": self.request.GET.get("janji", "")}

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        pilih = data.pop("janji")
        janji = next((j for j in self.janji if str(j.pk) == pilih), None)
        return actions.record_swadaya(self.usulan, oleh=self.request.user, janji=janji, **data)


class MutuBaruView(KaryaFormView):
    """Fill the quality checklist."""

    template_name = "ksm/karya_mutu_form.html"
    form_class = MutuForm
    perlu = izin.PERIKSA_PEKERJAAN
    judul = gettext_lazy("Periksa mutu pekerjaan")
    tombol = gettext_lazy("Simpan pemeriksaan")
    draf = "mutu"
    pesan_berhasil = gettext_lazy("Pemeriksaan mutu tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definisi": newest()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"pemeriksa": getattr(self.request.user, "nama", "")}

    def run_action(self, form: Any) -> Any:
        bidang = ("tanggal", "pemeriksa", "volume", "hasil", "catatan")
        isi = {k: form.cleaned_data[k] for k in bidang}
        return actions.check_mutu(self.usulan, oleh=self.request.user, jawaban=form.answers(), **isi)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(definisi=newest(), **kwargs)


class SerahTerimaBaruView(KaryaFormView):
    """Completion and hand-over from the signed paper."""

    template_name = "ksm/karya_serah_form.html"
    form_class = SerahTerimaForm
    perlu = izin.PERIKSA_PEKERJAAN
    judul = gettext_lazy("Catat serah terima")
    draf = "serah-terima"
    pesan_berhasil = gettext_lazy("Serah terima tersimpan. Sarana ini sekarang tercatat sebagai aset yang dipelihara.")

    def get_initial(self) -> dict[str, Any]:
        u = self.usulan
        akhir = progress_of(u)
        isi = {"volume": u.volume, "satuan": u.satuan, "selesai": akhir[-1].tanggal if akhir else None}
        return super().get_initial() | isi

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        berkas = self.keep(data.pop("berkas"), bidang="berkas", slot="serah_terima")
        return actions.hand_over(self.usulan, oleh=self.request.user, berkas=berkas, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        syarat = openable(handover_findings(self.usulan), catat=self.may(izin.CATAT_PELAKSANAAN), periksa=True)
        return super().get_context_data(syarat=syarat, **kwargs)


class CatatanTransisiView(TransisiBarisMixin, KaryaFormView):
    """A record is taken back, with the reason."""

    grid = False
    pesan_berhasil = gettext_lazy("Dibatalkan; catatannya tetap tersimpan beserta alasannya.")

    @cached_property
    def model(self) -> Any:  # type: ignore[override]
        """The kind of record in the address. Raises Http404 for one that does not exist."""
        if self.kwargs["jenis"] not in MODEL:
            raise Http404
        return MODEL[self.kwargs["jenis"]]

    @cached_property
    def baris(self) -> Any:
        """The row that moves, in scope. Raises DoesNotExist."""
        return self.model.objects.visible_to(self.request.user).select_related("wilayah").get(pk=self.kwargs["pk"])

    @cached_property
    def usulan(self) -> Usulan:  # type: ignore[override]
        """Its proposal."""
        qs = Usulan.objects.visible_to(self.request.user).select_related("ksm__badan", "wilayah__induk")
        return qs.get(pk=self.baris.usulan_id)

    @property
    def perlu(self) -> str:  # type: ignore[override]
        """The permission that the step itself asks for."""
        return str(declared(self.model)["batalkan"].permission)

    @property
    def bagian(self) -> str:  # type: ignore[override]
        """Back to the page of the record."""
        return HALAMAN.get(self.kwargs["jenis"], "pekerjaan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nama = self.model._meta.verbose_name
        return super().get_context_data(**{"judul": f"{self.label}: {nama}", "tombol": self.label, **kwargs})
