"""The tab "BKM" of a kelurahan, and what is recorded on a living BKM: meetings, deed, replacement, offices, papers of old."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from bkm import actions, izin
from bkm import tautan_lembaga as tautan
from bkm.forms.bkm import (
    AktaForm,
    BerhentiAnggotaPAWForm,
    BerhentiPetugasForm,
    KeadaanAwalForm,
    RapatRutinForm,
    SekretariatForm,
    TandaAnggotaForm,
)
from bkm.forms.lembaga import SusunanForm
from bkm.models import BKM, AnggotaBKM, Sekretariat
from bkm.queries import (
    bkm_aktif,
    deed_of,
    former_members,
    meetings_of,
    reserves_of,
    roster,
    statutes_in_force,
)
from bkm.queries_pemilihan import pemilihan_of, totals
from bkm.views.lembaga import office_form, place_choices, with_places
from inti.formats import share
from inti.izin import may, require
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import FormActionView, HalamanView
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from siklus.views.wilayah import crumbs_of
from wilayah.bingkai import area_for, frame
from wilayah.models import Wilayah
from wilayah.waktu import today_in

# A term shows that it nears its end after this many months. Source: BKM-53 (two and a half of three years).
BULAN_SISA = 6
PETUGAS = ("petugasup", "pengawasupk", "petugassekretariat", "penasehat")
MODEL = ("anggotabkm", "rapatbkm", "aktabkm", "anggarandasar", "evaluasikesiapan", "kepengurusan", "bkm", *PETUGAS)


def months_left(sampai: datetime.date, hari: datetime.date) -> int:
    """Whole months until a day, at least 0."""
    bulan = (sampai.year - hari.year) * 12 + sampai.month - hari.month - (sampai.day < hari.day)
    return max(bulan, 0)


class BKMView(HalamanView):
    """Name, deed, term, members, units, secretariat, meetings and the election of one kelurahan's BKM."""

    template_name = "bkm/kelurahan.html"
    izin = izin.LIHAT

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.wilayah.kode
        boleh = may(user, izin.CATAT, kode=kode)
        isi: dict[str, Any] = {**frame(user, self.wilayah, tab="bkm"), "boleh": boleh}
        bkm = bkm_aktif(kode)
        if bkm is None:
            lama = BKM.objects.visible_to(user).filter(wilayah=kode, status="bubar").select_related("badan")
            return super().get_context_data(**{**isi, "bkm": None, "bubar": list(lama), **kwargs})
        return super().get_context_data(**{**isi, **self._living(bkm, boleh=boleh), **kwargs})

    def _living(self, bkm: BKM, *, boleh: bool) -> dict[str, Any]:
        s, hari = roster(bkm), today_in(self.wilayah.kode)
        k = s.kepengurusan
        pemilihan = pemilihan_of(k.langkah_id) if k is not None and k.langkah_id else None
        sisa = months_left(k.berakhir_rencana, hari) if k is not None and k.berakhir_rencana else None
        user = self.request.user
        return {
            "bkm": bkm,
            "s": s,
            "k": k,
            "sisa": sisa,
            "lewat": bool(k and k.berakhir_rencana and k.berakhir_rencana < hari),
            "hampir": sisa is not None and sisa < BULAN_SISA,
            "perempuan_bagian": share(s.perempuan, len(s.anggota)) if s.anggota else None,
            "mantan": former_members(k) if k else [],
            "cadangan": reserves_of(k)[:5] if k else [],
            "akta": deed_of(k) if k else None,
            "ad": statutes_in_force(self.wilayah.kode),
            "rapat": meetings_of(bkm, maks=10),
            "pemilihan": pemilihan,
            "suara": totals([pemilihan.pk])[pemilihan.pk] if pemilihan else None,
            "kertas": kinds_for(bkm) if may(user, MINTA_DOKUMEN, bkm) else [],
            "transisi": open_transitions(bkm, user) if boleh else [],
            "transisi_masa": [t for t in open_transitions(k, user) if t.nama == "akhiri"] if boleh and k else [],
        }


class KelurahanFormView(FormActionView):
    """A form about the living BKM of one kelurahan. Whoever may not record is refused before it shows."""

    izin = izin.LIHAT
    template_name = "siklus/formulir.html"
    judul: Any = ""
    tombol: Any = ""
    draf = ""
    perlu_bkm = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            wilayah = self.wilayah
            require(request.user, izin.CATAT, kode=wilayah.kode)
            if self.perlu_bkm and self.s is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    @cached_property
    def s(self) -> Any:
        """Everybody in office around the living BKM; None where there is none that is installed."""
        bkm = bkm_aktif(self.wilayah.kode)
        s = roster(bkm) if bkm is not None else None
        return s if s is not None and s.kepengurusan is not None else None

    def meetings(self) -> list[tuple[str, str]]:
        """Valid members' meetings of the running term, as a form offers them."""
        baris = [r for r in meetings_of(self.s.bkm) if r.kepengurusan_id == self.s.kepengurusan.pk]
        return [(str(r.pk), f"{r}{': ' + r.pokok if r.pokok else ''}") for r in baris]

    def keep(self, foto: Any, slot: str) -> Any:
        """A photo or scan kept with the BKM (with the kelurahan before there is one); None for none."""
        if not foto:
            return None
        return save_berkas(
            check_upload(foto, boleh=(FOTO, PDF), bidang="berkas"),
            oleh=self.request.user,
            wilayah=self.wilayah,
            objek=self.s.bkm if self.s is not None else self.wilayah,
            slot=slot,
        )

    def objek_kunci(self) -> str:
        return f"bkm.kelurahan:{self.wilayah.kode}:{self.draf}"

    def get_success_url(self) -> str:
        return tautan.bkm(self.wilayah.kode)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        w = self.wilayah
        isi = {
            "judul": str(self.judul),
            "subjudul": f"{self.s.bkm}, {w.nama_lengkap}" if self.s else w.nama_lengkap,
            "remah": [*crumbs_of(w), ("BKM", tautan.bkm(w.kode))],
            "wilayah": w,
            "tombol": self.tombol or _g("Simpan"),
            "draf": self.draf,
            "batal": tautan.bkm(w.kode),
        }
        return super().get_context_data(**{**isi, **kwargs})


class RapatBaruView(KelurahanFormView):
    """Record a members' meeting outside the stages, with attendance and decisions. Source: BKM-60, BKM-61."""

    template_name = "bkm/rapat_form.html"
    form_class = RapatRutinForm
    judul = _("Catat rapat anggota BKM")
    draf = "rapat-bkm"
    pesan_berhasil = _("Rapat anggota tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "anggota": self.s.anggota}

    def get_initial(self) -> dict[str, Any]:
        ketua = self.s.koordinator
        return {"tanggal": today_in(self.wilayah.kode), "pemimpin": ketua.nama if ketua else ""}

    def run_action(self, form: Any) -> Any:
        d = form.cleaned_data
        isi = {n: d[n] for n in ("tanggal", "tempat", "pokok", "pemimpin", "notulis", "catatan")}
        return actions.record_rapat(
            self.s.kepengurusan, oleh=self.request.user, **isi, keputusan=form.decisions(),
            hadir=[a for a in self.s.anggota if str(a.pk) in d["hadir"]], berkas=self.keep(d["berkas"], "notulen_bkm"),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return f"{tautan.bkm(self.wilayah.kode)}#rapat"


class AktaView(KelurahanFormView):
    """Record the deed with the three who appeared before the notary. Source: BKM-70."""

    template_name = "bkm/akta_form.html"
    form_class = AktaForm
    judul = _("Catat akta BKM")
    draf = "akta-bkm"
    pesan_berhasil = _("Akta tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "basis": place_choices(self.wilayah.kode, self.request.user)}

    def get_initial(self) -> dict[str, Any]:
        ketua = self.s.koordinator
        return {"nama_koordinator": ketua.nama, "pekerjaan_koordinator": ketua.pekerjaan} if ketua else {}

    def run_action(self, form: Any) -> Any:
        d = form.cleaned_data
        orang = [
            {"unsur": u, "nama": d[f"nama_{u}"], "pekerjaan": d[f"pekerjaan_{u}"], "basis": d[f"basis_{u}"]}
            for u in ("panitia", "koordinator", "relawan")
        ]
        isi = {n: d[n] for n in ("nomor", "tanggal", "notaris", "bentuk")}
        return actions.record_akta(
            self.s.kepengurusan, oleh=self.request.user, **isi, berkas=self.keep(d["berkas"], "akta_bkm"),
            penghadap=with_places(orang, self.wilayah.kode, self.request.user),
        )  # fmt: skip


class KeadaanAwalView(KelurahanFormView):
    """Enter a BKM that lived before the programme, from its papers. Source: BKM-59 (K21)."""

    template_name = "bkm/keadaan_awal.html"
    form_class = KeadaanAwalForm
    judul = _("Catat BKM yang sudah ada")
    draf = "bkm-awal"
    perlu_bkm = False
    pesan_berhasil = _("BKM tersimpan menurut berkasnya.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "basis": place_choices(self.wilayah.kode, self.request.user)}

    def run_action(self, form: Any) -> Any:
        d = form.cleaned_data
        isi = {n: d[n] for n in ("nama", "sebutan", "alamat", "dikukuhkan_pada", "masa_bakti")}
        return actions.enter_bkm(
            self.wilayah.kode, oleh=self.request.user, **isi, koordinator=d["koordinator"] or 0,
            berkas=self.keep(d["berkas"], "bkm_awal"),
            anggota=with_places(form.rows(), self.wilayah.kode, self.request.user),
        )  # fmt: skip


class PetugasBaruView(KelurahanFormView):
    """Appoint officers by a members' meeting that is recorded already, outside S4b. Source: BKM-62, BKM-63."""

    template_name = "bkm/susunan.html"
    form_class = SusunanForm
    judul = _("Angkat petugas")
    draf = "susunan"
    pesan_berhasil = _("Pengangkatan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        isi = office_form(self.request, self.wilayah.kode, self.s)
        return {**super().get_form_kwargs(), **isi, "anggota": self.s.anggota, "pertemuan": self.meetings()}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        del form.fields["hadir"]
        form.kepala_nama.remove("hadir")
        return form

    def run_action(self, form: Any) -> Any:
        d, user = form.cleaned_data, self.request.user
        rapat = next(r for r in meetings_of(self.s.bkm) if str(r.pk) == d["pertemuan"])
        baris = with_places(form.rows(), self.wilayah.kode, user)
        return actions.appoint_petugas(rapat, oleh=user, baris=baris, cara=d["cara"], nomor=d["nomor"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "s": self.s,
                "kepengurusan": self.s.kepengurusan,
                "boleh": True,
                "belum_rapat": not self.meetings(),
                "url_rapat": tautan.bkm(self.wilayah.kode, "rapat"),
                "url_bkm": tautan.bkm(self.wilayah.kode),
                "tambah_baris": 20,
                **kwargs,
            }
        )


class BarisFormView(KelurahanFormView):
    """A form about one row of the BKM, named by its own address; the kelurahan is the row's."""

    model: Any = AnggotaBKM
    perlu_bkm = False

    @cached_property
    def baris(self) -> Any:
        """The row in scope. Raises DoesNotExist."""
        return self.model.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def wilayah(self) -> Wilayah:  # type: ignore[override]
        """Its kelurahan."""
        return area_for(self.request.user, self.baris.wilayah_id, izin.LIHAT)

    def objek_kunci(self) -> str:
        return f"{self.baris._meta.label_lower}:{self.baris.pk}:{self.draf}"

    def name(self) -> str:
        """Whom or what the page is about."""
        return str(getattr(self.baris, "nama", "") or self.baris)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"subjudul": f"{self.name()}, {self.wilayah.nama_lengkap}", **kwargs})


class AnggotaBerhentiView(BarisFormView):
    """A member leaves; the next of the reserve list takes the place (PAW). Source: BKM-57."""

    template_name = "bkm/berhenti_form.html"
    form_class = BerhentiAnggotaPAWForm
    judul = _("Anggota berhenti dan penggantinya")
    tombol = _("Simpan penggantian")
    draf = "paw"
    pesan_berhasil = _("Penggantian antarwaktu tersimpan.")

    @cached_property
    def cadangan(self) -> list[Any]:
        """Who stands next, in the order of the votes."""
        return reserves_of(self.baris.kepengurusan)

    def get_form_kwargs(self) -> dict[str, Any]:
        rapat = self.meetings() if self.s else []
        return {**super().get_form_kwargs(), "rapat": rapat, "cadangan": self.cadangan[:8]}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        d["pengganti"] = next((h for h in self.cadangan if str(h.pk) == d["pengganti"]), None)
        return actions.dismiss_anggota(self.baris, oleh=self.request.user, **d)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ada = bool(self.s and self.meetings())
        return super().get_context_data(
            **{"ada_rapat": ada, "url_rapat": tautan.bkm(self.wilayah.kode, "rapat"), **kwargs}
        )


class AnggotaUbahView(BarisFormView):
    """What is known of a member. Source: BKM-65."""

    form_class = TandaAnggotaForm
    judul = _("Catatan anggota")
    draf = "anggota-bkm"
    pesan_berhasil = _("Catatan anggota tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {n: getattr(self.baris, n) for n in TandaAnggotaForm.base_fields}

    def run_action(self, form: Any) -> Any:
        return actions.mark_anggota(self.baris, oleh=self.request.user, **form.cleaned_data)


class SekretariatView(BarisFormView):
    """Address and hours of the secretariat. Source: BKM-66."""

    model = Sekretariat
    form_class = SekretariatForm
    judul = _("Sekretariat")
    draf = "sekretariat"
    pesan_berhasil = _("Alamat sekretariat tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"alamat": self.baris.alamat, "jam_kerja": self.baris.jam_kerja}

    def run_action(self, form: Any) -> Any:
        return actions.change_sekretariat(self.baris, oleh=self.request.user, **form.cleaned_data)


class PetugasBerhentiView(BarisFormView):
    """A members' meeting dismisses or releases an officer. Source: BKM-63."""

    template_name = "bkm/berhenti_form.html"
    form_class = BerhentiPetugasForm
    judul = _("Petugas berhenti")
    draf = "petugas-berhenti"
    pesan_berhasil = _("Pemberhentian tersimpan.")

    @cached_property
    def model(self) -> Any:  # type: ignore[override]
        """The kind of office. Raises Http404."""
        if self.kwargs["jenis"] not in PETUGAS:
            raise Http404
        return apps.get_model("bkm", self.kwargs["jenis"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rapat": self.meetings() if self.s else []}

    def run_action(self, form: Any) -> Any:
        return actions.dismiss_petugas(self.baris, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ada = bool(self.s and self.meetings())
        return super().get_context_data(
            **{"ada_rapat": ada, "url_rapat": tautan.bkm(self.wilayah.kode, "rapat"), **kwargs}
        )


class TransisiView(TransisiBarisMixin, BarisFormView):
    """One step of a record of the body: taken back, ended, opened again; with the reason."""

    sendiri = frozenset({"berhentikan", "sahkan", "kukuhkan"})

    @cached_property
    def model(self) -> Any:  # type: ignore[override]
        """The kind of record. Raises Http404."""
        if self.kwargs["jenis"] not in MODEL:
            raise Http404
        return apps.get_model("bkm", self.kwargs["jenis"])

    def get_success_url(self) -> str:
        if self.kwargs["jenis"] == "anggarandasar":
            return tautan.ad(self.baris.langkah_id)
        if self.kwargs["jenis"] == "evaluasikesiapan":
            return tautan.kesiapan(self.baris.langkah_id)
        return super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"batal": self.get_success_url(), **kwargs})
