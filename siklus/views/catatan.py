"""What hangs on a stage beside its meetings: decision, volunteers, trainings, evidence. Each form runs one action."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi, IsianSalah
from inti.izin import require
from inti.unggah import FOTO, PDF, check_upload
from inti.views import FormActionView
from laporan.actions import save_berkas
from siklus import actions, izin
from siklus.forms.langkah import (
    BARIS_RELAWAN,
    BARIS_RELAWAN_MAKS,
    KeluaranForm,
    KeputusanForm,
    PelatihanForm,
    RelawanForm,
)
from siklus.forms.pertemuan import BatalForm
from siklus.models import Keluaran, Keputusan, Langkah, Pelatihan, Pertemuan, Relawan
from siklus.pilihan_basis import whole_tree
from siklus.views.dasar import MENCATAT, LangkahFormView, LangkahMixin
from wilayah.models import Basis
from wilayah.waktu import today_in


def held_meetings(langkah: Langkah) -> list[Pertemuan]:
    """Meetings of a stage that were held, newest first. One query."""
    baris = list(
        Pertemuan._base_manager.filter(langkah=langkah, status="terlaksana")
        .select_related("basis__induk")
        .order_by("-tanggal", "-id")
    )
    for p in baris:
        p.langkah = langkah
    return baris


def by_id(baris: list[Any], pk: str) -> Any:
    """The row with this id, None for none: choices of a form have already been checked."""
    return next((b for b in baris if str(b.pk) == pk), None)


class KeputusanView(LangkahFormView):
    """Record what the residents decided. A refusal is a full result and says what follows."""

    template_name = "siklus/keputusan_form.html"
    form_class = KeputusanForm
    judul = gettext_lazy("Catat keputusan warga")
    draf = "keputusan"
    pesan_berhasil = gettext_lazy("Keputusan warga tersimpan.")

    @cached_property
    def pertemuan(self) -> list[Pertemuan]:
        """Meetings in which the decision may have been taken."""
        memutuskan = {j.kode for j in self.langkah.aturan_main.pertemuan if j.memutuskan}
        return [p for p in held_meetings(self.langkah) if p.jenis in memutuskan]

    @cached_property
    def berlaku(self) -> Keputusan | None:
        """The decision that is valid now."""
        return self.langkah.keputusan.filter(status="sah").select_related("pertemuan", "langkah").first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "aturan": self.langkah.aturan_main, "pertemuan": self.pertemuan}

    def get_initial(self) -> dict[str, Any]:
        terakhir = self.pertemuan[0] if self.pertemuan else None
        return {"tanggal": terakhir.tanggal if terakhir else None, "pertemuan": str(terakhir.pk) if terakhir else ""}

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        data["pertemuan"] = by_id(self.pertemuan, data["pertemuan"])
        return actions.record_keputusan(self.langkah, oleh=self.request.user, **data)

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#keputusan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.langkah.aturan_main.keputusan is None:
            raise Http404
        return super().get_context_data(
            **{
                "pertemuan": self.pertemuan,
                "berlaku": self.berlaku,
                "terbuka": self.langkah.status in MENCATAT,
                **kwargs,
            }
        )


class RelawanView(LangkahFormView):
    """The quick table of volunteers, and who is registered already."""

    template_name = "siklus/relawan_form.html"
    form_class = RelawanForm
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Relawan")
    draf = "relawan"
    pesan_berhasil = gettext_lazy("Relawan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else BARIS_RELAWAN
        return {**super().get_form_kwargs(), "basis": self.basis, "jumlah": min(jumlah, BARIS_RELAWAN_MAKS)}

    @cached_property
    def basis(self) -> list[tuple[str, str]]:
        """Places of the kelurahan to choose from."""
        return [(t.id, t.label) for t in whole_tree(self.langkah, today_in(self.langkah.wilayah_id))]

    def get_initial(self) -> dict[str, Any]:
        return {"sejak": self.langkah.tanggal_selesai or today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        siklus = self.langkah.siklus
        if siklus is None:
            raise Http404
        tempat = {str(b.pk): b for b in Basis.objects.filter(wilayah=self.langkah.wilayah_id)}
        for i, isi in form.rows():
            isi["basis"] = tempat.get(isi["basis"])
            with row_named(i, isi["nama"]):
                actions.register_relawan(
                    siklus, oleh=self.request.user, langkah=self.langkah, sejak=form.cleaned_data["sejak"], **isi
                )
        return siklus

    def get_success_url(self) -> str:
        return f"{reverse('siklus:relawan', args=[self.langkah.pk])}#daftar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        siklus = self.langkah.siklus
        if siklus is None:
            raise Http404
        daftar = list(siklus.relawan.select_related("basis__induk").order_by("status", "nama", "id"))
        sah = [r for r in daftar if r.status == "sah"]
        boleh = self.request.user.may(izin.CATAT, self.langkah) and self.langkah.status in MENCATAT  # type: ignore[union-attr]
        return super().get_context_data(
            **{
                "daftar": daftar,
                "jumlah_l": sum(r.jenis_kelamin == "L" for r in sah),
                "jumlah_p": sum(r.jenis_kelamin == "P" for r in sah),
                "jumlah_miskin": sum(r.miskin for r in sah),
                "tambah_baris": min(len(kwargs.get("form", self.get_form()).baris) + BARIS_RELAWAN, BARIS_RELAWAN_MAKS),
                "boleh": boleh,
                "tanpa_basis": not self.basis,
                **kwargs,
            }
        )

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.method == "POST":
            require(request.user, izin.CATAT, self.langkah)
        return super().dispatch(request, *args, **kwargs)


class PelatihanBaruView(LangkahFormView):
    """Record a training."""

    form_class = PelatihanForm
    judul = gettext_lazy("Catat pelatihan")
    draf = "pelatihan"
    pesan_berhasil = gettext_lazy("Pelatihan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.langkah.aturan_main.pelatihan:
            raise Http404
        return {**super().get_form_kwargs(), "daftar": self.langkah.aturan_main.pelatihan}

    def get_initial(self) -> dict[str, Any]:
        daftar = self.langkah.aturan_main.pelatihan
        pilih = next((d for d in daftar if d.kode == self.request.GET.get("kode")), daftar[0])
        return {
            "kode": pilih.kode,
            "judul": pilih.nama,
            "penyelenggara": pilih.penyelenggara,
            "topik": "\n".join(str(t) for t in pilih.topik),
            "tanggal": today_in(self.langkah.wilayah_id),
        }

    def run_action(self, form: Any) -> Any:
        return actions.record_pelatihan(self.langkah, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#pelatihan"


class KeluaranBaruView(LangkahFormView):
    """File one piece of evidence: photo or scan, and who signed."""

    template_name = "siklus/keluaran_form.html"
    form_class = KeluaranForm
    judul = gettext_lazy("Simpan bukti")
    pesan_berhasil = gettext_lazy("Bukti tersimpan.")

    @cached_property
    def pertemuan(self) -> list[Pertemuan]:
        """Meetings from which it may come."""
        return held_meetings(self.langkah)

    def get_form_kwargs(self) -> dict[str, Any]:
        daftar = self.langkah.aturan_main.keluaran
        if not daftar:
            raise Http404
        kode = self.request.POST.get("kode") or self.request.GET.get("kode")
        pilih = next((d for d in daftar if d.kode == kode), daftar[0])
        return {**super().get_form_kwargs(), "daftar": daftar, "pilih": pilih, "pertemuan": self.pertemuan}

    def get_initial(self) -> dict[str, Any]:
        daftar = self.langkah.aturan_main.keluaran
        pilih = next((d for d in daftar if d.kode == self.request.GET.get("kode")), None)
        asal = next((p for p in self.pertemuan if pilih is not None and p.jenis == pilih.pertemuan), None)
        return {
            "kode": (pilih or daftar[0]).kode,
            "pertemuan": str(asal.pk) if asal else "",
            "dari_kertas": bool(pilih and pilih.penandatangan),
            "tanggal_tangan": asal.tanggal if asal else None,
        }

    def run_action(self, form: Any) -> Any:
        data, langkah, user = form.cleaned_data, self.langkah, self.request.user
        berkas = None
        if data.get("berkas"):
            unggahan = check_upload(data["berkas"], boleh=(FOTO, PDF), bidang="berkas")
            berkas = save_berkas(
                unggahan,
                oleh=user,
                wilayah=langkah.wilayah,
                objek=langkah,
                slot=data["kode"],
                keterangan=data["keterangan"],
            )
        pertemuan = by_id(self.pertemuan, data["pertemuan"])
        return actions.file_keluaran(
            langkah,
            oleh=user,
            kode=data["kode"],
            berkas=berkas,
            pertemuan=pertemuan,
            basis=pertemuan.basis if pertemuan is not None else None,
            keterangan=data["keterangan"],
            dari_kertas=bool(data.get("dari_kertas")),
            penanda_tangan=form.signatories() if data.get("dari_kertas") else (),
        )

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#keluaran"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        pilih = kwargs["form"].pilih
        return super().get_context_data(**{"pilih": pilih, "judul": str(pilih.nama), **kwargs})


class BatalCatatanView(LangkahMixin, FormActionView):
    """Take back one record of a stage (evidence, decision, training, volunteer) with a reason; it stays. UMU-32."""

    template_name = "siklus/formulir.html"
    form_class: Any = BatalForm
    model: Any = None
    bagian = ""
    pesan_berhasil = gettext_lazy("Dibatalkan; catatannya tetap tersimpan di Riwayat.")

    @cached_property
    def baris(self) -> Any:
        """The record in scope. Raises DoesNotExist."""
        return self.model.objects.visible_to(self.request.user).get(pk=self.kwargs["baris"])

    @property
    def langkah(self) -> Langkah:  # type: ignore[override]
        """The stage it was recorded on."""
        pk = self.baris.langkah_id
        semua = Langkah.objects.visible_to(self.request.user)
        return semua.select_related("wilayah__induk__induk", "siklus__wilayah").get(pk=pk)

    @property
    def url_langkah(self) -> str:
        return reverse("siklus:langkah", args=[self.baris.langkah_id])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        return self.cancel(self.baris, form.cleaned_data["alasan"])

    def cancel(self, baris: Any, alasan: str) -> Any:
        """The one action of this kind of record."""
        raise NotImplementedError

    def objek_kunci(self) -> str:
        return f"{self.baris._meta.label_lower}:{self.baris.pk}"

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#{self.bagian}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judul = _("Batalkan: %(nama)s") % {"nama": self.baris}
        isi = {
            "judul": judul, "remah": self.crumbs("x"), "tombol": _("Batalkan"), "gaya": "bahaya",
            "batal": self.url_langkah, **kwargs,
        }  # fmt: skip
        return super().get_context_data(**isi)


class KeluaranBatalView(BatalCatatanView):
    """Take back evidence."""

    model, bagian = Keluaran, "keluaran"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_keluaran(baris, oleh=self.request.user, alasan=alasan)


class KeputusanBatalView(BatalCatatanView):
    """Correct a decision: the old one stays with the reason, a new one is recorded after it. Source: SIK-56."""

    model, bagian = Keputusan, "keputusan"
    pesan_berhasil = gettext_lazy("Keputusan lama disimpan sebagai koreksi. Catat keputusan yang benar.")

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_keputusan(baris, oleh=self.request.user, alasan=alasan)


class PelatihanBatalView(BatalCatatanView):
    """Take back a training."""

    model, bagian = Pelatihan, "pelatihan"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_pelatihan(baris, oleh=self.request.user, alasan=alasan)


class RelawanBatalView(BatalCatatanView):
    """Take a volunteer off the register."""

    model, bagian = Relawan, "relawan"

    def cancel(self, baris: Any, alasan: str) -> Any:
        return actions.cancel_relawan(baris, oleh=self.request.user, alasan=alasan)


class row_named:
    """Say in a refusal which row of a table it is about, so that nobody hunts for it."""

    def __init__(self, nomor: int, nama: str) -> None:
        self.nomor, self.nama = nomor, nama

    def __enter__(self) -> None:
        return None

    def __exit__(self, jenis: Any, galat: Any, jejak: Any) -> None:
        if isinstance(galat, IsianSalah):
            raise IsianSalah({f"{k}_{self.nomor}": v for k, v in galat.galat.items()}) from galat
        if isinstance(galat, GalatAplikasi):
            galat.pesan = _("%(nama)s: %(pesan)s") % {"nama": self.nama, "pesan": galat.pesan}
