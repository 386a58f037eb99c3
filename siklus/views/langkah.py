"""The page of one stage, and everything that moves it: transitions, plan, talk, lesson, meeting papers."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import DateField, HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.izin import may
from inti.registry import aksi_transisi, bagian_langkah
from inti.tabel import Kolom
from inti.unggah import FOTO, PDF, check_upload
from inti.views import HalamanView
from inti.widgets import TanggalInput
from inti.xlsx import export_xlsx, xlsx_response
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from siklus import actions, izin
from siklus.forms.langkah import KeadaanAwalForm, KosongForm, PelajaranForm, PercakapanForm, RencanaForm
from siklus.forms.saring import SaringLangkah
from siklus.gerbang import periksa_gerbang
from siklus.halaman_langkah import (
    evidence_rows,
    kind_in_hand,
    meeting_groups,
    people_who_signed,
    remarks,
    submissions,
    targets_for,
    training_rows,
)
from siklus.models import Langkah
from siklus.queries import riwayat
from siklus.riwayat import build_history
from siklus.sajian import overdue, state_of
from siklus.teks_wa import teks_kekurangan
from siklus.views.dasar import MENCATAT, TERBUKA, LangkahFormView, LangkahMixin
from siklus.views.paket import papers_of
from siklus.views.pertemuan import meeting_form
from siklus.wewenang import open_moves
from wilayah.waktu import today_in

RIWAYAT_RINGKAS = 8


class LangkahView(LangkahMixin):
    """What is this stage for, what is missing, what was recorded, who checks it."""

    template_name = "siklus/langkah_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        langkah, user = self.langkah, self.request.user
        boleh = may(user, izin.CATAT, langkah) and not stopped(langkah)
        pertemuan = meeting_groups(langkah)
        rel = self.rail()
        return super().get_context_data(
            **self.frame(),
            **findings_context(langkah, user),
            judul=langkah.nama,
            subjudul=langkah.aturan_main.tujuan,
            remah=self.crumbs(),
            rel=rel,
            berikut=next_stage(langkah, rel),
            keadaan=state_of(langkah, (), langkah.siklus),
            lewat=overdue(langkah),
            boleh_catat=boleh and langkah.status in MENCATAT,
            boleh_jadwal=boleh and langkah.status in TERBUKA,
            boleh_rencana=may(user, izin.JADWALKAN, langkah),
            boleh_bicara=may(user, izin.BICARA, langkah),
            boleh_pelajaran=may(user, izin.CATAT, langkah) or may(user, izin.VERIFIKASI, langkah),
            pertemuan=pertemuan,
            keluaran=evidence_rows(langkah),
            pelatihan=training_rows(langkah),
            keputusan=current_decision(langkah),
            relawan=langkah.siklus.relawan.filter(status="sah").count() if langkah.siklus else 0,
            percakapan=remarks(langkah, user),
            pengajuan=submissions(langkah),
            pelajaran=list(langkah.bukucatatan.all()),
            penanda_tangan=people_who_signed(langkah),
            riwayat=build_history(list(riwayat(langkah)[:RIWAYAT_RINGKAS])),
            paket=papers_of(langkah, user),
            form_pertemuan=self._form(boleh, pertemuan),
            sasaran=targets_for(langkah),
            program=langkah.definisi.partition("@")[0],
            boleh_cetak=may(user, MINTA_DOKUMEN, langkah),
            bagian=[k for _nama, isi in bagian_langkah.semua() for k in isi(langkah, user)],
            **kwargs,
        )

    def _form(self, boleh: bool, pertemuan: list[Any]) -> Any:
        """The meeting form stands open on the page of a running stage: it is what people come for."""
        if not boleh or self.langkah.status not in MENCATAT or not pertemuan:
            return None
        kueri = self.request.GET.copy()
        kueri.setdefault("jenis", kind_in_hand(pertemuan))
        return meeting_form(self.langkah, kueri)


class TemuanView(LangkahMixin):
    """The checklist and the buttons alone, asked again after something was saved."""

    template_name = "siklus/partials/temuan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.frame(), **findings_context(self.langkah, self.request.user), segar=True, **kwargs
        )


class DaftarPertemuanView(LangkahMixin):
    """The meetings of a stage alone, asked again after one was saved."""

    template_name = "siklus/partials/daftar_pertemuan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boleh = may(self.request.user, izin.CATAT, self.langkah) and self.langkah.status in MENCATAT
        return super().get_context_data(
            **self.frame(), pertemuan=meeting_groups(self.langkah), boleh_catat=boleh, **kwargs
        )


class TransisiView(LangkahFormView):
    """One step of a stage: what it means, what is missing, a reason where one is due; then the registered action."""

    template_name = "siklus/transisi.html"
    izin_baris = izin.LIHAT

    @cached_property
    def aksi(self) -> Any:
        """The registered action. Raises Http404 for a step that does not exist."""
        aksi = aksi_transisi.ambil(f"siklus.langkah.{self.kwargs['nama']}")
        if aksi is None:
            raise Http404
        return aksi

    @cached_property
    def transisi(self) -> Any:
        """The step as this officer sees it; None when it is not open now."""
        semua = open_moves(self.langkah, self.request.user)
        return next((t for t in semua if t.nama == self.kwargs["nama"]), None)

    def get_form_class(self) -> Any:
        return self.aksi.formulir or KosongForm

    def get_form(self, form_class: Any = None) -> Any:
        form = with_date_pickers(super().get_form(form_class))
        alasan = form.fields.get("alasan")
        if alasan is not None and not alasan.required and not (self.transisi and self.transisi.peringatan):
            alasan.widget = HiddenInput()  # a reason is asked for where there is a warning to pass
        return form

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return self.aksi.fungsi(self.langkah, oleh=self.request.user, **transition_values(self.aksi, form))

    def form_valid(self, form: Any) -> HttpResponse:
        self.pesan_berhasil = DONE.get(self.kwargs["nama"], gettext_lazy("Tersimpan."))
        return super().form_valid(form)

    def objek_kunci(self) -> str:
        return f"siklus.langkah:{self.kwargs['pk']}:{self.kwargs['nama']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t = self.transisi
        keputusan = current_decision(self.langkah)
        return super().get_context_data(
            **{
                "judul": t.label if t else _("Langkah ini tidak terbuka"),
                "transisi": t,
                "tombol": t.label if t else "",
                "gaya": t.gaya if t else "",
                "temuan": t.kekurangan if t else [],
                "menolak": self.kwargs["nama"] == "ajukan" and keputusan is not None and keputusan.hasil == "tolak",
                **kwargs,
            }
        )


class KeadaanAwalView(LangkahFormView):
    """Take over a stage done before the place joined: its end, what was decided, and the paper that proves it. SIK-25."""

    form_class = KeadaanAwalForm
    izin_baris = izin.BUKA_AWAL
    judul = gettext_lazy("Catat sebagai keadaan awal")
    pesan_berhasil = gettext_lazy("Tercatat sebagai keadaan awal.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "aturan": self.langkah.aturan_main}

    def run_action(self, form: Any) -> Any:
        data, user = dict(form.cleaned_data), self.request.user
        berkas = data.pop("berkas")
        if berkas:
            unggahan = check_upload(berkas, boleh=(FOTO, PDF), bidang="berkas")
            data["berkas"] = save_berkas(
                unggahan, oleh=user, wilayah=self.langkah.wilayah, objek=self.langkah, slot=data["kode"]
            )
        return actions.adopt_langkah(self.langkah, oleh=user, **data)


DONE = {
    "mulai": gettext_lazy("Langkah dimulai. Yang perlu dilengkapi tampil di bawah."),
    "ajukan": gettext_lazy("Sudah diajukan. Verifikator melihatnya di “Menunggu saya”."),
    "kembalikan": gettext_lazy("Dikembalikan dengan catatan Anda."),
    "verifikasi": gettext_lazy("Terverifikasi. Langkah berikutnya dapat dimulai."),
    "buka_kembali": gettext_lazy("Langkah dibuka kembali; temuan yang dulu dibekukan tetap tersimpan."),
    "lewati": gettext_lazy("Langkah dilewati, dengan alasan yang tercatat."),
}


class RencanaView(LangkahFormView):
    """Change the planned dates of one stage."""

    form_class = RencanaForm
    izin_baris = izin.JADWALKAN
    judul = gettext_lazy("Rencana langkah")
    pesan_berhasil = gettext_lazy("Rencana tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"rencana_mulai": self.langkah.rencana_mulai, "rencana_selesai": self.langkah.rencana_selesai}

    def run_action(self, form: Any) -> Any:
        return actions.plan_langkah(self.langkah, oleh=self.request.user, **form.cleaned_data)


class PercakapanView(LangkahFormView):
    """Write one message to the team or the verifier."""

    form_class = PercakapanForm
    izin_baris = izin.BICARA
    judul = gettext_lazy("Percakapan verifikasi")
    tombol = gettext_lazy("Kirim")
    draf = "percakapan"
    pesan_berhasil = gettext_lazy("Catatan terkirim.")

    def run_action(self, form: Any) -> Any:
        return actions.say(self.langkah, oleh=self.request.user, isi=form.cleaned_data["isi"])

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#percakapan"


class PelajaranBaruView(LangkahFormView):
    """Leave a lesson on a stage."""

    form_class = PelajaranForm
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Tulis pelajaran")
    draf = "pelajaran"
    pesan_berhasil = gettext_lazy("Pelajaran tersimpan dan dapat dicari semua tim.")

    def run_action(self, form: Any) -> Any:
        return actions.write_pelajaran(self.langkah, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return f"{self.url_langkah}#pelajaran"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"petunjuk": self.langkah.aturan_main.pelajaran, **kwargs})


class LangkahListView(HalamanView):
    """Stages in scope by state: what waits for verification (oldest first), what is late, what was returned."""

    template_name = "siklus/daftar.html"
    izin = izin.LIHAT
    kolom = (
        Kolom(
            "wilayah",
            gettext_lazy("Wilayah"),
            ambil=lambda x: x.wilayah.nama,
            tautan=lambda x: reverse("siklus:langkah", args=[x.pk]),
        ),
        Kolom("nama", gettext_lazy("Langkah"), ambil=lambda x: x.nama),
        Kolom("keadaan", gettext_lazy("Keadaan"), "tanda", ambil=lambda x: state_of(x)),
        Kolom("rencana", gettext_lazy("Rencana selesai"), "tanggal", ambil="rencana_selesai"),
        Kolom("lewat", gettext_lazy("Lewat (hari)"), "angka", ambil=lambda x: x.hari_lewat or None),
        Kolom("diajukan", gettext_lazy("Diajukan"), "tanggal", ambil="diajukan_pada"),
        Kolom("tunggu", gettext_lazy("Menunggu (hari)"), "angka", ambil="hari_menunggu"),
    )

    def rows(self, saring: SaringLangkah) -> Any:
        """Stages that match, with lateness."""
        nilai = saring.nilai
        qs = (
            Langkah.objects.visible_to(self.request.user).with_lateness().select_related("wilayah").defer("temuan_beku")
        )
        if area := nilai.get("area"):
            qs = qs.in_area(area)
        if kode := nilai.get("langkah"):
            qs = qs.filter(kode=kode)
        keadaan = nilai.get("keadaan", "")
        if keadaan == "terlambat":
            return qs.late()
        return qs.filter(status=keadaan) if keadaan else qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saring = SaringLangkah(self.request.GET)
        qs = self.rows(saring)
        urut = {"diajukan": ("diajukan_pada", "id"), "terlambat": ("rencana_selesai", "id")}
        halaman = keyset_page(qs, urut.get(saring.nilai.get("keadaan", ""), ("wilayah_id", "id")), self.request.GET)
        return super().get_context_data(
            judul=_("Langkah siklus"),
            saring=saring,
            halaman=halaman,
            kolom=self.kolom,
            jumlah=qs.count(),
            xlsx=f"{reverse('siklus:langkah-xlsx')}?{self.request.GET.urlencode()}",
            **kwargs,
        )


class LangkahXlsxView(LangkahListView):
    """The same list as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        qs = self.rows(SaringLangkah(request.GET)).order_by("wilayah_id", "urutan", "id")
        return xlsx_response("langkah", export_xlsx(_("Langkah siklus"), self.kolom, qs.iterator(chunk_size=2000)))


def findings_context(langkah: Langkah, user: Any) -> dict[str, Any]:
    """The checklist, the share text of it, and the buttons."""
    temuan = periksa_gerbang(langkah)
    return {
        "temuan": temuan,
        "teks_wa": teks_kekurangan(langkah, temuan) if any(not k.terpenuhi for k in temuan) else "",
        "boleh_lengkapi": may(user, izin.CATAT, langkah),
        "transisi": open_moves(langkah, user),
        "sebab_terkunci": why_locked(langkah),
    }


def next_stage(langkah: Langkah, rel: list[Any]) -> Any:
    """The dot after a verified stage, where the way goes on; None elsewhere."""
    if langkah.status != "terverifikasi" or langkah.hasil == "tolak":
        return None
    di = next((i for i, t in enumerate(rel) if t.langkah.pk == langkah.pk), len(rel))
    return next((t for t in rel[di + 1 :] if t.langkah.status not in ("terverifikasi", "dilewati")), None)


def why_locked(langkah: Langkah) -> str:
    """Why nothing can be recorded here now, in one sentence; "" when something can."""
    if langkah.siklus is not None and langkah.siklus.status == "menolak" and langkah.status == "belum":
        return _(
            "Warga menolak dalam RKM. Semua langkah lain terkunci sampai RKM ulang dijadwalkan; tidak ada data yang dihapus."
        )
    if stopped(langkah):
        return _("Siklus ini sudah berhenti. Catatannya tersimpan dan tidak berubah lagi.")
    return {
        "diajukan": _(
            "Sedang menunggu verifikasi, jadi catatannya terkunci. Bila ada yang keliru, minta verifikator mengembalikannya."
        ),
        "terverifikasi": _(
            "Sudah terverifikasi, jadi catatannya terkunci. Korkot dapat membukanya kembali dengan alasan."
        ),
        "dilewati": _("Langkah ini dilewati."),
    }.get(langkah.status, "")


def stopped(langkah: Langkah) -> bool:
    """Whether the Siklus of a stage takes no more records. Source: SIK-31."""
    siklus = langkah.siklus
    if siklus is None or siklus.status == "berjalan":
        return False
    return siklus.status != "menolak" or langkah.status == "belum"


def current_decision(langkah: Langkah) -> Any:
    """The decision that is valid now, or None."""
    return langkah.keputusan.filter(status="sah").select_related("pertemuan").first()


def with_date_pickers(form: Any) -> Any:
    """The same form with the device's own date picker."""
    for medan in form.fields.values():
        if isinstance(medan, DateField):
            medan.widget = TanggalInput(attrs=medan.widget.attrs)
    return form


def transition_values(aksi: Any, form: Any) -> dict[str, Any]:
    """What the action takes from its form; nothing where it asks for nothing."""
    return dict(form.cleaned_data) if aksi.formulir is not None else {}
