"""The register of proposals, one proposal, and the forms that write it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah, VersiBerbeda
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.registry import Kekurangan
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, FormActionView, HalamanView
from ksm import actions, izin, tautan
from ksm.filters_usulan import UsulanFilterSet
from ksm.forms.usulan import (
    BARIS_KOSONG,
    GambarForm,
    JanjiForm,
    LembarForm,
    PemanfaatNamaForm,
    PemanfaatRTForm,
    RabForm,
    UsulanBaruForm,
    UsulanForm,
)
from ksm.models import Usulan
from ksm.queries import household_called, household_label, places
from ksm.queries_usulan import (
    agreement_of,
    approved_amount,
    beneficiaries_of,
    beneficiary_counts,
    changes_of,
    for_lists,
    households_of_members,
    judgements_of,
    lines_of_area,
    on_the_line,
    open_change,
    promises_of,
    rab_of,
    rab_sums,
)
from ksm.registry import bagian_usulan
from ksm.reports_usulan import recipients_paper
from ksm.sajian import history
from ksm.sajian_usulan import KEADAAN, KOLOM, KOLOM_LAYAR, change_rows, judgement_rows, next_step, rail
from ksm.syarat_usulan import SLOT_GAMBAR, drawings_of, volume_words
from ksm.views.dasar import KSMFormView, crumbs_of, place_choices
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN, UNGGAH_BERKAS
from laporan.registry import kinds_for
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from siklus.queries_ps2 import keluarga_ps2
from wilayah.models import Basis

TERBARU = ("-tahun", "-nomor", "-id")
# Steps that have a page of their own, or follow from another record.
SENDIRI = frozenset({"layakkan"})


class UsulanListView(DaftarView):
    """Proposals in scope, newest first: filters by words, area, year, kind, unit, state; the same as XLSX."""

    template_name = "ksm/usulan_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx, kolom_xlsx = "usulan", gettext_lazy("Daftar usulan KSM"), KOLOM

    @cached_property
    def saring(self) -> UsulanFilterSet:
        """The filter as filled."""
        saring = UsulanFilterSet(self.request.GET, queryset=for_lists(Usulan.objects.visible_to(self.request.user)))
        for nama in ("ksm", "kegiatan_renta"):
            if nama not in self.request.GET:
                saring.form.fields.pop(nama, None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*TERBARU)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        return super().get_context_data(
            judul=_("Usulan KSM"),
            kolom=KOLOM_LAYAR,
            halaman=keyset_page(qs, TERBARU, self.request.GET),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) for k in UsulanFilterSet.Meta.fields),
            jumlah=qs.count(),
            **kwargs,
        )


class UsulanMixin(HalamanView):
    """The proposal of the address, in scope: another's is the same 404 as one that does not exist."""

    izin = izin.LIHAT

    @cached_property
    def usulan(self) -> Usulan:
        """The proposal with its group, line and place. Raises Usulan.DoesNotExist out of scope."""
        qs = Usulan.objects.visible_to(self.request.user).select_related(
            "ksm", "wilayah__induk", "basis__induk", "kegiatan_renta__renta", "kegiatan_renta__kegiatan__program"
        )
        return qs.get(pk=self.kwargs["pk"])

    @property
    def boleh_tulis(self) -> bool:
        """Whether this officer may write the content now."""
        return self.usulan.terbuka and may(self.request.user, izin.SUSUN_USULAN, self.usulan)

    def frame(self) -> dict[str, Any]:
        """Title, crumbs and state that every page of a proposal shows."""
        u = self.usulan
        return {
            "usulan": u,
            "url_usulan": tautan.usulan(u.pk),
            "subjudul": f"{u}, {u.ksm}, {u.wilayah.nama_lengkap}",
            "remah": [
                *crumbs_of(u.wilayah), (u.ksm.nama, tautan.ksm(u.ksm_id)), (str(u), tautan.usulan(u.pk)),
            ],
        }  # fmt: skip


class UsulanView(UsulanMixin):
    """One proposal: where it stands, what is still missing, what it says, costs and for whom, and its papers."""

    template_name = "ksm/usulan_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u, user = self.usulan, self.request.user
        ke = u.rab_tulis
        lihat_nama = may(user, izin.LIHAT_PEMANFAAT, u)
        tanpa = SENDIRI | ({"mulai"} if u.jenis == Usulan.Jenis.EKONOMI else set())
        transisi = [
            t for t in open_transitions(u, user) if t.nama not in tanpa and not _automatic(t.nama) and not _over(t)
        ]
        perubahan = open_change(u)
        ubah = open_transitions(perubahan, user) if perubahan else []
        perjanjian = agreement_of(u)
        temuan, judul_temuan = _findings_shown(transisi, ubah)
        nilai = actions.may_judge(user, u) and u.status in {"diajukan", "verifikasi_up"}
        return super().get_context_data(
            **{
                **self.frame(),
                "judul": u.judul,
                "remah": self.frame()["remah"][:-1],
                "keadaan": KEADAAN[u.status],
                "rel": rail(u),
                "berikutnya": next_step(u),
                "rab": rab_of(u, ke),
                "jumlah": rab_sums(u, ke),
                "janji": promises_of(u, ke),
                "lihat_nama": lihat_nama,
                "pemanfaat": beneficiaries_of(u, ke, oleh=user) if lihat_nama or not u.bernama else [],
                "hitung": beneficiary_counts(u, ke),
                "baris": on_the_line(u, ke, perubahan.volume if perubahan else None),
                "gambar": list(drawings_of(u).order_by("dibuat_pada", "id")),
                "penilaian": judgement_rows(judgements_of(u), {}),
                "disetujui": approved_amount(u),
                "perjanjian": perjanjian,
                "perjanjian_transisi": open_transitions(perjanjian, user) if perjanjian and u.status == "kontrak" else [],
                "perubahan": perubahan,
                "perubahan_transisi": ubah,
                "perubahan_semua": change_rows(changes_of(u)),
                "temuan": temuan,
                "judul_temuan": judul_temuan,
                "boleh_tulis": self.boleh_tulis,
                "boleh_ubah": self.boleh_tulis,
                "boleh_nilai": nilai and u.status == "diajukan",
                "transisi": transisi,
                "bagian": [b for _kode, isi in bagian_usulan.semua() if (b := isi(u, user)) is not None],
                "kertas": self.papers(perubahan),
                "riwayat": history(history_of(u, batas=15)),
                **kwargs,
            }
        )  # fmt: skip

    def papers(self, perubahan: Any) -> list[tuple[Any, Any]]:
        """Papers to print, each with the row that it is asked for."""
        u, user = self.usulan, self.request.user
        if not may(user, MINTA_DOKUMEN, u):
            return []
        hasil = [(j, u.pk) for j in kinds_for(u)]
        satu = recipients_paper(beneficiaries_of(u, oleh=user)) if u.bernama else None
        if satu is not None:
            hasil += [(j, satu.pk) for j in kinds_for(satu)]
        if perubahan is not None:
            hasil += [(j, perubahan.pk) for j in kinds_for(perubahan)]
        return hasil


def _over(t: Any) -> bool:
    """A change of what was handed over: no step that waits for something, it is over. Source: USL-19."""
    return t.nama == "usul_ubah" and not t.boleh


def _automatic(nama: str) -> bool:
    return bool(Usulan.__dict__[nama]._django_fsm.transitions) and any(
        t.custom.get("otomatis") for t in Usulan.__dict__[nama]._django_fsm.transitions.values()
    )


def _findings_shown(transisi: list[Any], ubah: list[Any]) -> tuple[list[Kekurangan], str]:
    """The findings of the step that leads on, with the name of the list."""
    for t in [*transisi, *ubah]:
        if t.gaya == "go" and t.kekurangan:
            return t.kekurangan, _("Untuk “%(langkah)s”") % {"langkah": t.label}
    return [], ""


class UsulanBaruView(KSMFormView):
    """Begin a proposal: choose the line of the Renta."""

    form_class = UsulanBaruForm
    judul = gettext_lazy("Susun usulan")
    tombol = gettext_lazy("Mulai menyusun")
    pesan_berhasil = gettext_lazy("Usulan dimulai. Lengkapi isinya.")
    draf = "usulan-baru"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.SUSUN_USULAN, self.ksm)
        return FormActionView.dispatch(self, request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "baris": lines_of_area(self.ksm.wilayah_id)}

    def get_initial(self) -> dict[str, Any]:
        return {"kegiatan_renta": self.request.GET.get("kegiatan", "")}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        return actions.create_usulan(
            self.ksm, oleh=self.request.user, kegiatan_renta=form.lines[data["kegiatan_renta"]], jenis=data["jenis"],
            bernama=data["bernama"], sifat=data["sifat"],
        )  # fmt: skip

    def objek_kunci(self) -> str:
        return f"ksm.usulan.baru:{self.ksm.pk}"

    def success_target(self, hasil: Any) -> str:
        return tautan.usulan(hasil.pk, "ubah")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi: dict[str, Any] = {}
        if not lines_of_area(self.ksm.wilayah_id):
            isi["petunjuk"] = _(
                "Belum ada Renta yang disahkan di kelurahan ini, jadi belum ada kegiatan yang dapat diusulkan."
            )
        return super().get_context_data(**{**isi, **kwargs})


class UsulanFormView(UsulanMixin, FormActionView):
    """A form page below a proposal. Whoever may not write is refused before the form shows at all."""

    template_name = "ksm/formulir.html"
    perlu = izin.SUSUN_USULAN
    judul: Any = ""
    tombol: Any = ""
    draf = ""
    bagian = ""
    pesan_berhasil: Any = gettext_lazy("Tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, self.perlu, self.usulan)
        return super().dispatch(request, *args, **kwargs)

    def objek_kunci(self) -> str:
        return f"ksm.usulan:{self.usulan.pk}:{self.bagian}"

    def get_success_url(self) -> str:
        return tautan.usulan(self.usulan.pk) + (f"#{self.bagian}" if self.bagian else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draf = f"{self.draf}-{self.usulan.pk}" if self.draf else ""
        isi = {**self.frame(), "judul": str(self.judul), "tombol": self.tombol, "draf": draf}
        return super().get_context_data(**{**isi, "batal": self.get_success_url(), **kwargs})


class UsulanTulisView(UsulanFormView):
    """A form that writes the content: closed once the proposal is."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"tertutup": not self.usulan.terbuka, **kwargs})

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        """A list that somebody else saved meanwhile: saving once more keeps what was typed here."""
        if isinstance(galat, VersiBerbeda):
            data = form.data.copy()
            data["versi"] = str(Usulan.objects.visible_to(self.request.user).get(pk=self.usulan.pk).versi)
            form.data = data
        return super().refused(form, galat)


class UsulanUbahView(UsulanTulisView):
    """What a proposal says besides its lists."""

    form_class = UsulanForm
    judul = gettext_lazy("Isi usulan")
    draf = "usulan"

    def get_form_kwargs(self) -> dict[str, Any]:
        u = self.usulan
        return {**super().get_form_kwargs(), "usulan": u, "basis": place_choices(places(u.wilayah_id))}

    def get_initial(self) -> dict[str, Any]:
        u = self.usulan
        bidang = [*UsulanForm.base_fields]
        return {**{b: getattr(u, b) for b in bidang if b != "basis"}, "basis": str(u.basis_id or "")}

    def run_action(self, form: Any) -> Any:
        isi = dict(form.cleaned_data)
        if "basis" in isi:
            isi["basis"] = next((b for b in places(self.usulan.wilayah_id) if str(b.pk) == isi["basis"]), None)
        return actions.change_usulan(self.usulan, oleh=self.request.user, **isi)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petunjuk = volume_words(self.usulan, on_the_line(self.usulan))
        return super().get_context_data(**{"grid": True, "petunjuk": petunjuk, **kwargs})


class LembarView(UsulanTulisView):
    """One of the lists as a sheet. "Tambah baris" gives more rows and keeps what was typed; saving writes the whole list."""

    template_name = "ksm/usulan_lembar.html"
    form_class: type[LembarForm]

    def stored(self) -> list[dict[str, Any]]:
        """The rows as stored, by column."""
        raise NotImplementedError

    @cached_property
    def simpanan(self) -> list[dict[str, Any]]:
        """The same, fetched once."""
        return self.stored()

    def row_kwargs(self) -> dict[str, Any]:
        """What the form needs besides."""
        return {}

    def banyak(self) -> int:
        """Rows to show: those stored or sent, and some empty ones."""
        if self.request.method == "POST":
            kirim = self.request.POST.get("jumlah", "")
            n = int(kirim) if kirim.isdigit() else len(self.simpanan)
            return min(n, 200) + (BARIS_KOSONG if "tambah" in self.request.POST else 0)
        return len(self.simpanan) + BARIS_KOSONG

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = {**super().get_form_kwargs(), "banyak": self.banyak(), **self.row_kwargs()}
        if "data" in kwargs and "tambah" in self.request.POST:
            data = kwargs["data"].copy()
            data["jumlah"] = str(self.banyak())
            kwargs["data"] = data
        return kwargs

    def get_initial(self) -> dict[str, Any]:
        daftar = self.form_class.daftar
        isi = {f"{daftar}_{k}_{i}": v for i, b in enumerate(self.simpanan) for k, v in b.items()}
        return {**isi, "versi": self.usulan.versi}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "tambah" in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def values(self, form: Any) -> list[dict[str, Any]]:
        """Filled rows as the action takes them."""
        return [r for _i, r in form.rows()]

    def run_action(self, form: Any) -> Any:
        nomor = [i for i, _r in form.rows()]
        daftar = self.form_class.daftar
        try:
            return actions.write_isi(
                self.usulan, oleh=self.request.user, versi=form.cleaned_data.get("versi"), **{daftar: self.values(form)}
            )  # type: ignore[arg-type]
        except IsianSalah as galat:
            raise IsianSalah({_back(b, nomor): p for b, p in galat.galat.items()}) from galat

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        tanda = "" if not self.request.POST.get("tambah") else "tambah"
        return super().get_context_data(
            **{"daftar": self.form_class.daftar, "jumlah": rab_sums(u), "tanda": tanda, "boleh": u.terbuka, **kwargs}
        )


def _back(bidang: str, nomor: list[int]) -> str:
    """The field of the sheet that a field of the action's compact list stands for."""
    awal, _garis, ke = bidang.rpartition("_")
    return f"{awal}_{nomor[int(ke)]}" if ke.isdigit() and int(ke) < len(nomor) else bidang


class RabView(LembarView):
    """The cost plan."""

    form_class = RabForm
    judul = gettext_lazy("RAB")
    draf, bagian = "usulan-rab", "rab"

    def stored(self) -> list[dict[str, Any]]:
        bidang = ("kelompok", "uraian", "volume", "satuan", "harga_satuan", "blm", "swadaya", "lain")
        uang = {"blm", "swadaya", "lain"}
        return [
            {b: (getattr(r, b) or None) if b in uang else getattr(r, b) for b in bidang} for r in rab_of(self.usulan)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("inti:impor", args=["ksm.rab", self.usulan.wilayah_id])
        return super().get_context_data(**{"url_impor": url, **kwargs})


class JanjiView(LembarView):
    """What residents promise to bring."""

    form_class = JanjiForm
    judul = gettext_lazy("Swadaya yang dijanjikan")
    draf, bagian = "usulan-janji", "janji"

    def stored(self) -> list[dict[str, Any]]:
        bidang = ("bentuk", "uraian", "volume", "satuan", "harga_satuan")
        return [{b: getattr(j, b) for b in bidang} for j in promises_of(self.usulan)]


class PemanfaatView(LembarView):
    """Who benefits: households by name, or KK of each RT. Source: USL-05."""

    judul = gettext_lazy("Pemanfaat")
    draf, bagian = "usulan-pemanfaat", "pemanfaat"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.LIHAT_PEMANFAAT, self.usulan)
        return super().dispatch(request, *args, **kwargs)

    @property
    def form_class(self) -> type[LembarForm]:  # type: ignore[override]
        """By name or by RT."""
        return PemanfaatNamaForm if self.usulan.bernama else PemanfaatRTForm

    @cached_property
    def ada(self) -> list[Any]:
        """The list as stored."""
        return beneficiaries_of(self.usulan)

    @cached_property
    def cari(self) -> bool:
        """Whether this officer may look households up."""
        return may(self.request.user, LIHAT_PS2, kode=self.usulan.wilayah_id)

    @cached_property
    def anggota(self) -> list[Keluarga]:
        """Households of the group's own members: the usual beneficiaries of its loan. One query."""
        return households_of_members(self.usulan.ksm)

    @cached_property
    def keluarga(self) -> dict[str, Keluarga]:
        """What may be picked without looking up: key or label -> household."""
        dikenal = {p.keluarga_id: p.keluarga for p in self.ada if p.keluarga_id}
        if self.usulan.jenis == Usulan.Jenis.EKONOMI:
            dikenal |= {k.pk: k for k in self.anggota}
        if self.cari:
            return {household_label(k): k for k in dikenal.values()}
        return {str(k.pk): k for k in [*dikenal.values(), *self.anggota]}

    @cached_property
    def basis(self) -> list[Basis]:
        """RT of the kelurahan."""
        return [b for b in places(self.usulan.wilayah_id) if b.jenis == "rt"] or places(self.usulan.wilayah_id)

    def stored(self) -> list[dict[str, Any]]:
        """What is stored; a loan that names nobody yet begins with the households of its members. Source: USL-05."""
        u = self.usulan
        if u.jenis == Usulan.Jenis.EKONOMI and u.terbuka and not self.ada:
            return [{"keluarga": household_label(k) if self.cari else str(k.pk)} for k in self.anggota]
        if u.bernama:
            return [
                {
                    "keluarga": household_label(p.keluarga) if self.cari else str(p.keluarga_id),
                    "penerima": "" if p.penerima == p.keluarga.nama_kk else p.penerima, "nilai": p.nilai,
                }
                for p in self.ada
            ]  # fmt: skip
        bidang = ("kk", "kk_miskin", "jiwa_l", "jiwa_p")
        return [{"basis": str(p.basis_id), **{b: getattr(p, b) for b in bidang}} for p in self.ada]

    def row_kwargs(self) -> dict[str, Any]:
        if not self.usulan.bernama:
            return {"basis": place_choices(self.basis)}
        pilihan = [(pk, household_label(k)) for pk, k in self.keluarga.items()] if not self.cari else []
        url = reverse("ksm:usulan-keluarga", args=[self.usulan.pk]) if self.cari else ""
        return {"url_keluarga": url, "pilihan": pilihan}

    def values(self, form: Any) -> list[dict[str, Any]]:
        if not self.usulan.bernama:
            tempat = {str(b.pk): b for b in self.basis}
            return [{**r, "basis": tempat.get(r["basis"])} for _i, r in form.rows()]
        return [{**r, "keluarga": self._household(r["keluarga"], i)} for i, r in enumerate(r for _n, r in form.rows())]

    def _household(self, teks: str, i: int) -> Keluarga | None:
        kenal = self.keluarga.get((teks or "").strip())
        if kenal is not None or not self.cari:
            return kenal
        try:
            return household_called(self.request.user, self.usulan.wilayah_id, teks)
        except IsianSalah as galat:
            raise IsianSalah({f"pemanfaat_keluarga_{i}": galat.galat["keluarga"]}) from galat

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cari": self.cari, "hitung": beneficiary_counts(self.usulan), **kwargs})


class UsulanKeluargaView(UsulanMixin):
    """Households that may be named as beneficiaries, offered while one types: those on PS-2. Source: USL-05."""

    template_name = "ksm/partials/keluarga.html"
    izin = LIHAT_PS2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        u = self.usulan
        kata = next((v for k, v in self.request.GET.dict().items() if "keluarga" in k and v), "")
        kata = str(kata).split(" · ")[0][:100].lower().strip()
        if u.jenis == Usulan.Jenis.EKONOMI:
            semua: Any = Keluarga.objects.visible_to(self.request.user).filter(wilayah=u.wilayah_id)
        else:
            semua = keluarga_ps2(self.request.user, u.wilayah_id)
        qs = semua.filter(status="sah", nama_cari__contains=kata).select_related("basis__induk")
        ada = qs.order_by("nama_cari", "id")[:20]
        return super().get_context_data(daftar=[household_label(k) for k in ada], **kwargs)


class GambarView(UsulanTulisView):
    """File one drawing or photo of the place. Source: USL-14."""

    form_class = GambarForm
    judul = gettext_lazy("Simpan gambar atau foto lokasi")
    bagian = "gambar"
    pesan_berhasil = gettext_lazy("Gambar tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, UNGGAH_BERKAS, kode=self.usulan.wilayah_id)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Any:
        u = self.usulan
        if not u.terbuka:
            raise AturanDilanggar(_("Usulan ini sudah diajukan, jadi gambarnya tetap."), aturan="USL-02")
        data = form.cleaned_data
        return save_berkas(
            check_upload(data["berkas"], boleh=(FOTO, PDF), bidang="berkas"), oleh=self.request.user, wilayah=u.wilayah,
            objek=u, slot=SLOT_GAMBAR, keterangan=data["keterangan"], badan_id=u.ksm.badan_id,
        )  # fmt: skip
