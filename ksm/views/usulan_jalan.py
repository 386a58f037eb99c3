"""The steps of a proposal, its judgement, the BAPPUK of a kelurahan."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkm.izin import CATAT as CATAT_BKM
from bkm.models import RapatBKM
from bkm.queries import koordinator
from bkm.tautan_lembaga import bkm
from inti.errors import GalatAplikasi, TidakBerwenang, VersiBerbeda
from inti.izin import may, require
from inti.jejak import history_of
from inti.transitions import open_transitions
from inti.views import FormActionView, HalamanView
from ksm import actions, izin, tautan
from ksm.ceklis_usulan import PENILAIAN, newest_for
from ksm.forms.usulan import BappukBaruForm, BappukForm, PenilaianForm
from ksm.models import BAPPUK, Perjanjian, PerubahanUsulan, Usulan, VerifikasiUsulan
from ksm.queries import members_of
from ksm.queries_usulan import agreement_title, bound, competing, fields_of, money_left, rows_of, running_rentas
from ksm.sajian import history
from ksm.sajian_usulan import KEADAAN_BAPPUK
from ksm.syarat_usulan import volume_against
from ksm.views.dasar import crumbs_of
from ksm.views.usulan import SENDIRI, UsulanFormView, UsulanMixin
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.bingkai import area_for, frame
from wilayah.models import Wilayah
from wilayah.waktu import today_in


class NilaiView(UsulanFormView):
    """The unit's checklist with its result. Source: USL-06."""

    template_name = "ksm/usulan_nilai.html"
    form_class = PenilaianForm
    perlu = izin.NILAI_USULAN
    draf, bagian = "usulan-nilai", "penilaian"
    pesan_berhasil = gettext_lazy("Penilaian tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not actions.may_judge(request.user, self.usulan):
            raise TidakBerwenang
        return super().dispatch(request, *args, **kwargs)

    @property
    def definisi(self) -> Any:
        """The list of the proposal's unit."""
        return newest_for(self.usulan.unit)

    @cached_property
    def hitung(self) -> str:
        """What the sums say against the plan; "" where they agree."""
        return volume_against(self.usulan)

    @property
    def sendiri(self) -> bool:
        """Whether this officer is of the unit itself; the secretary enters the unit's signed sheet."""
        return may(self.request.user, izin.VERIFIKASI[self.usulan.unit], self.usulan)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definisi": self.definisi, "sendiri": self.sendiri, "hitung": self.hitung}

    def get_initial(self) -> dict[str, Any]:
        nama = self.request.user.nama if self.sendiri else ""  # type: ignore[union-attr]
        return {"tanggal": today_in(self.usulan.wilayah_id), "pemeriksa": nama}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        bidang = ("tanggal", "hasil", "catatan", "pemeriksa", "alasan")
        return actions.judge_usulan(
            self.usulan, oleh=self.request.user, jawaban=form.answers(), **{b: data[b] for b in bidang}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tertutup = self.usulan.status != Usulan.Status.DIAJUKAN
        isi = {"judul": str(self.definisi.nama), "definisi": self.definisi, "tertutup": tertutup}
        return super().get_context_data(**{**isi, **kwargs})


class NilaiRinciView(UsulanMixin):
    """One judgement, question by question."""

    template_name = "ksm/usulan_nilai_detail.html"

    @cached_property
    def verifikasi(self) -> VerifikasiUsulan:
        """The judgement in scope. Raises VerifikasiUsulan.DoesNotExist."""
        return VerifikasiUsulan.objects.visible_to(self.request.user).get(pk=self.kwargs["nilai"])

    @cached_property
    def usulan(self) -> Usulan:  # type: ignore[override]
        """Its proposal."""
        terkait = ("ksm", "wilayah__induk")
        return Usulan.objects.visible_to(self.request.user).select_related(*terkait).get(pk=self.verifikasi.usulan_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        v = self.verifikasi
        d = PENILAIAN[v.unit][v.edisi]
        boleh = actions.may_judge(self.request.user, self.usulan)
        return super().get_context_data(
            **{
                **self.frame(), "judul": str(d.nama), "v": v, "butir": [(b, v.jawaban.get(b.kode, {})) for b in d.butir],
                "transisi": open_transitions(v, self.request.user) if boleh else [], **kwargs,
            }
        )  # fmt: skip


class PeringatanMixin:
    """A step asks for a reason only where a warning is to be passed."""

    terbuka: Any

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        alasan = form.fields.get("alasan")
        if alasan is not None and not alasan.required and self.terbuka is not None and not self.terbuka.peringatan:
            del form.fields["alasan"]
        return form


class UsulanTransisiView(PeringatanMixin, TransisiBarisMixin, UsulanFormView):
    """One step of a proposal."""

    model: Any = Usulan
    sendiri = SENDIRI
    perlu = izin.LIHAT

    @cached_property
    def baris(self) -> Any:
        """The row that moves, in scope. Raises DoesNotExist."""
        return self.model.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def usulan(self) -> Usulan:  # type: ignore[override]
        """The proposal it belongs to."""
        pk = self.baris.pk if self.model is Usulan else self.baris.usulan_id
        terkait = ("ksm", "wilayah__induk", "kegiatan_renta__kegiatan__program", "kegiatan_renta__renta")
        return Usulan.objects.visible_to(self.request.user).select_related(*terkait).get(pk=pk)

    def get_initial(self) -> dict[str, Any]:
        u = self.usulan
        isi = super().get_initial()
        if self.kwargs["nama"] == "usul_ubah":
            isi |= {"volume": u.volume, "rapat_ksm": today_in(u.wilayah_id)}
        if self.kwargs["nama"] == "kontrakkan":
            k = koordinator(u.wilayah_id)
            ketua = next((a.nama for a in members_of(u.ksm) if a.jabatan == "ketua"), "")
            hari = today_in(u.wilayah_id)
            isi |= {
                "mulai": max(u.mulai_rencana or hari, hari), "selesai": u.selesai_rencana,
                "pihak_bkm": k.nama if k else "", "pihak_ksm": ketua,
            }  # fmt: skip
        return isi

    def objek_kunci(self) -> str:
        return f"{self.baris._meta.label_lower}:{self.baris.pk}:{self.kwargs['nama']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi: dict[str, Any] = {"judul": f"{self.label}: {self.usulan}"}
        if self.terbuka and self.terbuka.kekurangan:
            isi["kekurangan"] = [k for k in self.terbuka.kekurangan if not k.terpenuhi]
        if self.kwargs["nama"] == "kontrakkan":
            isi["petunjuk"] = _("%(judul)s. Nilainya diambil dari RAB yang disetujui rapat BKM.") % {
                "judul": agreement_title(self.usulan)
            }
        return super().get_context_data(**{**isi, **kwargs})


class VerifikasiTransisiView(UsulanTransisiView):
    """A judgement is taken back."""

    model, bagian = VerifikasiUsulan, "penilaian"


class PerjanjianTransisiView(UsulanTransisiView):
    """An agreement recorded wrongly is written again."""

    model, bagian = Perjanjian, "perjanjian"

    def get_initial(self) -> dict[str, Any]:
        p = self.baris
        return {b: getattr(p, b) for b in ("tanggal", "mulai", "selesai", "pihak_bkm", "pihak_ksm", "saksi", "nomor")}


class PerubahanTransisiView(UsulanTransisiView):
    """A change is ratified, or not."""

    model, bagian = PerubahanUsulan, "perubahan"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.kwargs["nama"] == "sahkan":
            kwargs["rapat"] = meetings(self.request.user, self.usulan.wilayah_id)
        return kwargs


def meetings(user: Any, kode: str) -> Any:
    """Valid members' meetings of a kelurahan, newest first."""
    return RapatBKM.objects.visible_to(user).filter(wilayah=kode, status="sah").order_by("-tanggal", "-id")


# -- BAPPUK --------------------------------------------------------------------------------------------------------


class BappukKelurahanView(FormActionView):
    """/kelurahan/<kode>/bappuk/: the money left, proposals that wait, the meetings so far, and a new one."""

    template_name = "ksm/bappuk_kelurahan.html"
    form_class = BappukBaruForm
    izin = izin.LIHAT
    pesan_berhasil = gettext_lazy("BAPPUK disusun. Periksa peringkat dan putusannya.")

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    @cached_property
    def renta(self) -> list[Any]:
        """Its ratified yearly plans."""
        return running_rentas(self.request.user, self.wilayah.kode)

    @cached_property
    def rapat(self) -> list[RapatBKM]:
        """Its members' meetings."""
        return list(meetings(self.request.user, self.wilayah.kode)[:30])

    @property
    def boleh(self) -> bool:
        """Whether this officer records what the BKM decides."""
        return may(self.request.user, izin.PUTUS_USULAN, kode=self.wilayah.kode)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, izin.PUTUS_USULAN, kode=self.wilayah.kode)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "renta": [(str(r.pk), str(r)) for r in self.renta],
            "rapat": [(str(r.pk), str(r)) for r in self.rapat],
        }

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        renta = next(r for r in self.renta if str(r.pk) == data["renta"])
        rapat = next(r for r in self.rapat if str(r.pk) == data["rapat"])
        return actions.open_bappuk(renta, oleh=self.request.user, rapat=rapat)

    def success_target(self, hasil: Any) -> str:
        return tautan.bappuk(hasil.pk)

    def objek_kunci(self) -> str:
        return f"ksm.bappuk.baru:{self.kwargs['kode']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.wilayah.kode
        dana = [
            {"renta": r, "sisa": money_left(r), "terikat": bound(r), "menunggu": competing(r)} for r in self.renta[:3]
        ]
        semua = BAPPUK.objects.visible_to(user).filter(wilayah=kode).select_related("renta", "rapat")
        return super().get_context_data(
            **{
                **frame(user, self.wilayah, tab="ksm"), "judul": _("BAPPUK"), "subjudul": self.wilayah.nama_lengkap,
                "remah": crumbs_of(self.wilayah), "dana": dana, "boleh": self.boleh, "rapat": self.rapat,
                "url_rapat": bkm(kode, "rapat") if may(user, CATAT_BKM, kode=kode) else "",
                "bappuk": [(b, KEADAAN_BAPPUK[b.status]) for b in semua.order_by("-dibuat_pada", "-id")], **kwargs,
            }
        )  # fmt: skip


class BappukMixin(HalamanView):
    """The BAPPUK of the address, in scope."""

    izin = izin.LIHAT

    @cached_property
    def bappuk(self) -> BAPPUK:
        """The meeting with its plan. Raises BAPPUK.DoesNotExist out of scope."""
        qs = BAPPUK.objects.visible_to(self.request.user).select_related("wilayah__induk", "renta", "rapat")
        return qs.get(pk=self.kwargs["pk"])

    def frame(self) -> dict[str, Any]:
        """Title and crumbs."""
        b = self.bappuk
        return {
            "bappuk": b, "judul": f"{b}, {b.renta}", "subjudul": b.wilayah.nama_lengkap,
            "remah": [*crumbs_of(b.wilayah), ("BAPPUK", tautan.bappuk_kelurahan(b.wilayah_id))],
        }  # fmt: skip


class BappukView(BappukMixin, FormActionView):
    """/bappuk/<pk>/: rank and decision of every proposal; a form while it is a draft. Source: USL-07."""

    template_name = "ksm/bappuk_detail.html"
    form_class = BappukForm
    pesan_berhasil = gettext_lazy("Peringkat dan putusan tersimpan.")

    @cached_property
    def baris(self) -> list[Any]:
        """Rows in their rank."""
        return rows_of(self.bappuk)

    @property
    def boleh(self) -> bool:
        """Whether this officer may write it now."""
        return self.bappuk.status == BAPPUK.Status.DRAF and may(self.request.user, izin.PUTUS_USULAN, self.bappuk)

    @cached_property
    def usulan(self) -> list[Any]:
        """Proposals of the form: those in rows, then those judged since."""
        ada = [b.usulan for b in self.baris]
        kenal = {u.pk for u in ada}
        return [*ada, *(u for u in competing(self.bappuk.renta) if u.pk not in kenal)] if self.boleh else ada

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, izin.PUTUS_USULAN, self.bappuk)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "usulan": self.usulan}

    def get_initial(self) -> dict[str, Any]:
        isi: dict[str, Any] = {"catatan": self.bappuk.catatan, "versi": self.bappuk.versi}
        for b in self.baris:
            isi |= {f"{k}_{b.usulan_id}": getattr(b, k) for k in ("peringkat", "putusan", "alasan")}
        for i, u in enumerate(self.usulan[len(self.baris) :], len(self.baris) + 1):
            isi |= {f"peringkat_{u.pk}": i, f"putusan_{u.pk}": "ditunda", f"alasan_{u.pk}": _("Belum diputuskan.")}
        return isi

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        return actions.arrange_bappuk(
            self.bappuk, oleh=self.request.user, baris=form.rows(), catatan=data["catatan"], versi=data["versi"]
        )

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):
            data = form.data.copy()
            data["versi"] = str(BAPPUK.objects.visible_to(self.request.user).get(pk=self.bappuk.pk).versi)
            form.data = data
        return super().refused(form, galat)

    def get_success_url(self) -> str:
        return tautan.bappuk(self.bappuk.pk)

    def objek_kunci(self) -> str:
        return f"ksm.bappuk:{self.bappuk.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        b, user = self.bappuk, self.request.user
        transisi = open_transitions(b, user)
        sisa = b.tersedia if b.status == BAPPUK.Status.DITETAPKAN else money_left(b.renta)
        dibagi = sum((x.disetujui for x in self.baris), 0)
        kunci = [x.usulan_id for x in self.baris]  # the meeting is read by all, proposals by scope
        terlihat = set(Usulan.objects.visible_to(user).filter(pk__in=kunci).values_list("pk", flat=True))
        return super().get_context_data(
            **{
                **self.frame(), "keadaan": KEADAAN_BAPPUK[b.status], "baris": self.baris, "boleh": self.boleh,
                "terlihat": terlihat,
                "bidang": fields_of(b.renta, self.baris) if b.status == BAPPUK.Status.DRAF else [],
                "sisa": sisa, "dibagi": dibagi, "lebih": None if sisa is None else sisa - dibagi, "transisi": transisi,
                "temuan": next((t.kekurangan for t in transisi if t.nama == "tetapkan"), []),
                "kertas": kinds_for(b) if may(user, MINTA_DOKUMEN, b) else [],
                "riwayat": history(history_of(b, batas=10)), **kwargs,
            }
        )  # fmt: skip


class BappukTransisiView(PeringatanMixin, TransisiBarisMixin, BappukMixin, FormActionView):
    """A BAPPUK is determined, or taken back."""

    template_name = "ksm/formulir.html"
    model: Any = BAPPUK

    @cached_property
    def baris(self) -> Any:
        """The row that moves."""
        return self.bappuk

    def get_success_url(self) -> str:
        return tautan.bappuk(self.bappuk.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {**self.frame(), "judul": f"{self.label}: {self.bappuk}", "batal": self.get_success_url()}
        if self.terbuka and self.terbuka.kekurangan:
            isi["kekurangan"] = [k for k in self.terbuka.kekurangan if not k.terpenuhi]
        return super().get_context_data(**{**isi, **kwargs})
