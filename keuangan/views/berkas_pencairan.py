"""Payment files: the list of those who pass them, one file, and the forms of its steps. Source: BLM-20 to BLM-29."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import TidakBerwenang
from inti.halaman import keyset_page
from inti.izin import may
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.views import DaftarView, HalamanView
from keuangan import actions, izin, tautan_blm
from keuangan.filters_blm import BerkasPencairanFilterSet
from keuangan.forms import blm as f
from keuangan.gerbang_blm import waits_for
from keuangan.models import BerkasPencairan
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.queries_blm import (
    days_waiting,
    file_for_page,
    files_for_list,
    missing_papers,
    path_of_file,
    plan_for_year,
    steps_of,
)
from keuangan.riwayat import history
from keuangan.syarat_blm import faskel_findings, gate_of_file
from keuangan.views.blm import BLMFormView, blm_crumbs, keep_photo
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.models import Wilayah
from wilayah.waktu import today_in

KOLOM = (
    Kolom("berkas", gettext_lazy("Berkas"), ambil=str, tautan=lambda b: tautan_blm.berkas(b.pk)),
    Kolom("bkm", gettext_lazy("BKM"), ambil=lambda b: str(b.tahap.sppb.bkm)),
    Kolom("kelurahan", gettext_lazy("Kelurahan"), ambil=lambda b: b.wilayah.nama),
    Kolom("kecamatan", gettext_lazy("Kecamatan"), ambil=lambda b: b.wilayah.induk.nama),
    Kolom("tahun", gettext_lazy("Tahun anggaran"), ambil=lambda b: str(b.tahap.sppb.tahun_anggaran)),
    Kolom("sumber", gettext_lazy("Sumber"), ambil=lambda b: b.get_sumber_display()),
    Kolom("jumlah", gettext_lazy("Jumlah"), "rupiah"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda b: b.get_status_display()),
    Kolom("menunggu", gettext_lazy("Menunggu"), ambil=lambda b: waits_for(b)),
    Kolom("hari", gettext_lazy("Hari"), "angka", ambil=lambda b: days_waiting(b) if b.terbuka else None),
    Kolom("sp2d", gettext_lazy("SP2D"), ambil="nomor_sp2d"),
    Kolom("diterima", gettext_lazy("Diterima"), "tanggal", ambil="diterima_pada"),
)
# What the screen shows of them; the workbook has all.
LAYAR = ("berkas", "kelurahan", "jumlah", "status", "menunggu", "hari")
URUT = ("sejak", "id")
# Steps of the BKM itself, beside those of the five.
BKM = ("susun_kembali", "terima", "tarik_terima", "batalkan")
WARNA = {"cair": "selesai", "dikembalikan": "dikembalikan", "batal": "dibatalkan", "disusun": "draf"}


class BerkasListView(DaftarView):
    """/keuangan/berkas-pencairan/: files in scope, those that wait longest first; the same as XLSX. Source: BLM-29."""

    template_name = "keuangan/berkas_pencairan_list.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "berkas-pencairan", gettext_lazy("Berkas pencairan BLM"), KOLOM

    @cached_property
    def saring(self) -> BerkasPencairanFilterSet:
        """The filter as filled; what is on its way where nothing was asked."""
        data = self.request.GET.copy()
        if not any(k in data for k in BerkasPencairanFilterSet.Meta.fields):
            data["status"] = "jalan"
        terlihat = files_for_list(BerkasPencairan.objects.visible_to(self.request.user))
        saring = BerkasPencairanFilterSet(data, queryset=terlihat)
        saring.form.fields.pop("tahap", None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        isi = {
            "judul": _("Berkas pencairan BLM"), "remah": [(_("Keuangan"), reverse("keuangan:beranda"))],
            "kolom": [k for k in KOLOM if k.kode in LAYAR], "halaman": keyset_page(qs, URUT, self.request.GET),
            "saring": self.saring.form, "jumlah": qs.count(),
            "aktif": any(self.request.GET.get(k) for k in BerkasPencairanFilterSet.Meta.fields),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BerkasMixin:
    """The file of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def berkas(self) -> BerkasPencairan:
        """Raises BerkasPencairan.DoesNotExist out of scope."""
        return file_for_page(self.request.user, self.kwargs["pk"])

    @property
    def wilayah(self) -> Wilayah:
        """Its kelurahan."""
        return self.berkas.wilayah

    @property
    def giliran(self) -> Any:
        """Whose turn it is of the five (Satker too while the money is on its way), or None."""
        b = self.berkas
        return LANGKAH["satker"] if b.status == "disetujui_satker" else b.menunggu

    @property
    def hak(self) -> dict[str, bool]:
        """What this officer may do with the file now. No queries."""
        user, b, d = self.request.user, self.berkas, self.giliran
        susun, kertas = may(user, izin.SUSUN_BERKAS, b), may(user, izin.CATAT_BERKAS_KERTAS, b)
        periksa = may(user, izin.PERIKSA_FASKEL, b) or kertas
        bayar = any(may(user, i, b) for i in (izin.PERIKSA_PPK, izin.PERIKSA_SATKER))
        sendiri = user.pk == b.dibuat_oleh_id
        return {
            "susun": susun,
            "serahkan": susun and b.status == "disusun" and b.diserahkan is None,
            "kertas": (susun or periksa) and b.status in {"disusun", "dikembalikan"},
            "periksa": periksa,
            "giliran": d is not None and may(user, d.izin, b) and not sendiri,
            "lembar": d is not None and kertas,
            "surat": (susun or kertas or bayar) and b.status in {"disetujui_ppk", "disetujui_satker"},
        }

    def get_success_url(self) -> str:
        """Back to the file."""
        return tautan_blm.berkas(self.berkas.pk)


def file_crumbs(b: BerkasPencairan) -> list[tuple[str, str]]:
    """Down to the tranche."""
    return [*blm_crumbs(b.wilayah), (f"{b.tahap} · {b.tahap.sppb.tahun_anggaran}", tautan_blm.tahap(b.tahap_id))]


class BerkasView(BerkasMixin, HalamanView):
    """One file: whom it waits for, its papers, its signatures, the money. Source: BLM-29."""

    template_name = "keuangan/berkas_pencairan.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        b, user, hak = self.berkas, self.request.user, self.hak
        langkah = steps_of(b)
        d = self.giliran
        boleh = {
            *(BKM if hak["susun"] else ()),
            *((d.transisi, "kembalikan") if d is not None and hak["giliran"] else ()),
        }
        transisi = [t for t in open_transitions(b, user) if t.nama in boleh]
        isi = {
            "judul": str(b), "subjudul": f"{b.tahap.sppb.bkm} · {b.wilayah.nama_lengkap}", "remah": file_crumbs(b), "b": b,
            "keadaan": WARNA.get(b.status, "berjalan"), "jalur": path_of_file(b, langkah), "tunggu": waits_for(b),
            "hari": days_waiting(b) if b.terbuka else None, "langkah": langkah, "periksa": list(b.kertas.select_related("foto")),
            "hak": hak, "giliran": d, "transisi": transisi, "temuan": _findings(b, hak),
            "kertas": kinds_for(b) if may(user, MINTA_DOKUMEN, b) else [], "riwayat": history(history_of(b, batas=20)),
            "pjm": plan_for_year(b.wilayah_id, b.tahap.sppb.tahun_anggaran) if may(user, MINTA_DOKUMEN, b) else None,
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


def _findings(b: BerkasPencairan, hak: dict[str, bool]) -> list[Any]:
    """What still stands against the next step; only who may hand it over is led to that."""
    if b.status == "disusun":
        serah = "" if hak["serahkan"] else tautan_blm.berkas(b.pk, "serahkan")
        return [replace(k, tautan="") if serah and k.tautan == serah else k for k in faskel_findings(b)]
    if b.status in {"diperiksa_faskel", "diverifikasi_korkot"}:
        return gate_of_file(b)
    return []


class BerkasFormView(BerkasMixin, BLMFormView):
    """A form below a file. `hak_perlu` names what of `hak` it asks: without it 403 before the form shows."""

    hak_perlu = "susun"
    perlu: tuple[str, ...] = (izin.LIHAT_BUKU,)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU) and not self.allowed():
            raise TidakBerwenang
        return super().dispatch(request, *args, **kwargs)

    def allowed(self) -> bool:
        """Whether this officer may open the form, whatever the state of the file."""
        user, b = self.request.user, self.berkas
        semua = {
            "susun": (izin.SUSUN_BERKAS,),
            "kertas": (izin.SUSUN_BERKAS, izin.PERIKSA_FASKEL, izin.CATAT_BERKAS_KERTAS),
            "lembar": (izin.CATAT_BERKAS_KERTAS,),
            "surat": (izin.SUSUN_BERKAS, izin.CATAT_BERKAS_KERTAS, izin.PERIKSA_PPK, izin.PERIKSA_SATKER),
            "lanjut": (izin.LANJUTKAN_BERKAS, izin.SUSUN_BERKAS),
        }
        return any(may(user, i, b) for i in semua[self.hak_perlu])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        b = self.berkas
        remah = [*file_crumbs(b), (str(b), tautan_blm.berkas(b.pk))]
        return super().get_context_data(**{"remah": remah, "subjudul": f"{b}, {b.wilayah.nama_lengkap}", **kwargs})


class KertasView(BerkasFormView):
    """The papers on one sheet: there, right, a note, a photo. Source: BLM-22."""

    template_name = "keuangan/berkas_kertas.html"
    form_class = f.KertasForm
    hak_perlu = "kertas"
    judul = gettext_lazy("Periksa kertas")
    draf = "kertas-blm"
    pesan_berhasil = gettext_lazy("Pemeriksaan kertas tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        kertas = list(self.berkas.kertas.select_related("foto"))
        return {**super().get_form_kwargs(), "kertas": kertas, "periksa": self.hak["periksa"]}

    def run_action(self, form: Any) -> Any:
        user = self.request.user
        foto = {
            kode: keep_photo(
                x, self.wilayah, oleh=user, slot=f"kertas_{kode}"[:40], objek=self.berkas, bidang=f"foto_{kode}"
            )
            for kode, x in form.photos().items()
        }
        return actions.check_kertas(self.berkas, oleh=user, kertas=form.found(), foto=foto)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"draf": f"kertas-{self.berkas.pk}", **kwargs})


class SerahkanView(BerkasFormView):
    """Hand the file to the Tim Faskel."""

    form_class = f.BerkasBaruForm
    judul = gettext_lazy("Serahkan kepada Tim Faskel")
    tombol = gettext_lazy("Serahkan")
    pesan_berhasil = gettext_lazy("Berkas diserahkan kepada Tim Faskel.")

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["tanggal"].label = _("Diserahkan tanggal")
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kurang = missing_papers(self.berkas)
        if kurang:
            kwargs["kosong"] = _("Kertas ini belum ada: %(nama)s.") % {"nama": "; ".join(kurang)}
            alamat = reverse("keuangan:berkas-pencairan-kertas", args=[self.berkas.pk])
            kwargs["kosong_ke"] = (_("Periksa kertas"), alamat)
        return super().get_context_data(**kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        return actions.hand_over(self.berkas, oleh=self.request.user, tanggal=form.cleaned_data["tanggal"])


class LembarView(BerkasFormView):
    """Note a step from its signed sheet. Source: BLM-23, BLM-27."""

    form_class = f.LembarForm
    hak_perlu = "lembar"
    tombol = gettext_lazy("Catat")
    petunjuk = gettext_lazy("Salin dari lembar verifikasi yang sudah ditandatangani dan dicap, lalu foto lembarnya.")
    pesan_berhasil = gettext_lazy("Langkah tercatat dari lembarnya.")

    @property
    def kode(self) -> str:
        """The step whose turn it is; "" when none is."""
        return self.giliran.kode if self.giliran is not None else ""

    @property
    def judul(self) -> str:  # type: ignore[override]
        """Whose sheet."""
        return _("Lembar %(siapa)s") % {"siapa": self.giliran.nama} if self.giliran else _("Lembar verifikasi")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "langkah": self.kode}

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode), "hasil": "lolos"}

    def run_action(self, form: Any) -> Any:
        if not self.kode:
            raise Http404
        d, user = dict(form.cleaned_data), self.request.user
        kembali = d.pop("hasil") == "kembali"
        foto = keep_photo(d.pop("foto"), self.wilayah, oleh=user, slot=f"lembar_{self.kode}", objek=self.berkas)
        if kembali or self.berkas.status == "disetujui_satker":
            alasan = d["alasan"] or d["catatan"]
            return actions.return_berkas(
                self.berkas, oleh=user, alasan=alasan, tanggal=d["tanggal"], nama=d["nama"], foto=foto
            )
        return actions.pass_berkas(self.berkas, self.kode, oleh=user, foto=foto, **d)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.kode:
            return super().get_context_data(**kwargs)
        kosong = {
            "kosong": _("Tidak ada langkah yang menunggu lembar. Lihat keadaan berkasnya."),
            "kosong_ke": (_("Buka berkas"), tautan_blm.berkas(self.berkas.pk)),
        }
        return super().get_context_data(**{**kosong, **kwargs})


class SuratView(BerkasFormView):
    """Note SPP, SPM and SP2D. Source: BLM-26."""

    form_class = f.SuratForm
    hak_perlu = "surat"
    judul = gettext_lazy("SPP, SPM, dan SP2D")
    pesan_berhasil = gettext_lazy("Nomor surat tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {n: getattr(self.berkas, n) for s in ("spp", "spm", "sp2d") for n in (f"nomor_{s}", f"tanggal_{s}")}

    def run_action(self, form: Any) -> Any:
        return actions.note_surat(self.berkas, oleh=self.request.user, **form.cleaned_data)


class BerkasTransisiView(TransisiBarisMixin, BerkasFormView):
    """One step of a file by login."""

    model: Any = BerkasPencairan
    hak_perlu = "lanjut"
    grid = False

    @property
    def baris(self) -> Any:
        """The file."""
        return self.berkas
