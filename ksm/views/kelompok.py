"""The register of groups, the groups of a kelurahan, one group, and what changes it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar
from inti.formats import persen
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.views import DaftarView, FormActionView
from ksm import actions, izin, tautan
from ksm.filters import KSMFilterSet
from ksm.forms.kelompok import KSMForm
from ksm.models import KSM, AnggotaKSM, AturanMain, CeklisKSM, Usulan
from ksm.queries import (
    checklists_of,
    companions,
    former_members,
    groups_of,
    measures,
    members_of,
    places,
    poor_members,
    poor_share,
    rules_of,
    stage_to_count_for,
    waiting_potentials,
    with_members,
    women_share,
)
from ksm.queries_usulan import for_lists
from ksm.registry import bagian_ksm
from ksm.sajian import checklist_rows, history, progress_chart
from ksm.sajian_usulan import KEADAAN as KEADAAN_USULAN
from ksm.views.dasar import KEADAAN, KSMFormView, KSMMixin, place_choices
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.bingkai import area_for, frame
from wilayah.models import Basis, Wilayah

KOLOM = (
    Kolom("nama", gettext_lazy("KSM"), tautan=lambda k: reverse("ksm:ksm", args=[k.pk])),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda k: k.wilayah.nama),
    Kolom("jenis", gettext_lazy("Jenis"), ambil=lambda k: k.get_jenis_display()),
    Kolom("asal", gettext_lazy("Asal"), ambil=lambda k: k.get_asal_display()),
    Kolom("basis", gettext_lazy("RT/RW"), ambil=lambda k: k.basis.label_lengkap if k.basis_id else ""),
    Kolom("terbentuk", gettext_lazy("Terbentuk"), "tanggal"),
    Kolom("l", "L", "angka", ambil="anggota_l"),
    Kolom("p", "P", "angka", ambil="anggota_p"),
    Kolom("anggota", gettext_lazy("Anggota"), "angka", ambil="anggota_jumlah"),
    Kolom("perempuan", "% P", "persen", ambil=women_share),
    Kolom("miskin", gettext_lazy("Miskin"), "angka", ambil="anggota_miskin"),
    Kolom("miskin_bagian", gettext_lazy("% miskin"), "persen", ambil=poor_share),
    Kolom("beraturan", gettext_lazy("Aturan main"), ambil=lambda k: _("ada") if k.beraturan else _("belum")),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda k: k.get_status_display()),
)
URUT = ("nama", "id")
# A potential longer than this is a description of the group rather than its name (letters).
NAMA_WAJAR = 60


class KSMListView(DaftarView):
    """Groups in scope, by name: filters by area, kind, origin, women's share, rules; the same as XLSX."""

    template_name = "ksm/ksm_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx, kolom_xlsx = "ksm", gettext_lazy("Daftar KSM"), KOLOM

    @cached_property
    def saring(self) -> KSMFilterSet:
        """The filter as filled; without a word about it only living groups show."""
        kueri = self.request.GET.copy()
        kueri.setdefault("status", KSM.Status.AKTIF.value)
        semua = with_members(KSM.objects.visible_to(self.request.user)).select_related("wilayah", "basis__induk")
        saring = KSMFilterSet(kueri, queryset=semua)
        saring.form.fields.pop("langkah", None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        bidang = ("q", "wilayah", "jenis", "asal", "perempuan", "miskin", "beraturan", "status")
        return super().get_context_data(
            judul=_("KSM"),
            kolom=KOLOM,
            halaman=keyset_page(qs, URUT, self.request.GET),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) not in (None, "", "unknown") for k in bidang),
            jumlah=qs.count(),
            **kwargs,
        )


class KelurahanKSMView(DaftarView):
    """/kelurahan/<kode>/ksm/: the groups of one kelurahan, their sums, and what is still lacking."""

    template_name = "ksm/kelurahan.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx, kolom_xlsx = "ksm", gettext_lazy("Daftar KSM"), KOLOM

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    def rows(self) -> Any:
        qs = KSM.objects.visible_to(self.request.user).in_area(self.wilayah.kode).exclude(status="batal")
        return with_members(qs).select_related("wilayah", "basis__induk").order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.wilayah.kode
        semua = groups_of(user, kode, status="")
        hidup = [k for k in semua if k.status == KSM.Status.AKTIF]
        ukuran = measures(kode)
        langkah = stage_to_count_for(user, kode)
        return super().get_context_data(
            **frame(user, self.wilayah, tab="ksm"),
            ksm=hidup,
            berakhir=[k for k in semua if k.status == KSM.Status.BUBAR],
            ringkas=totals(hidup, ukuran.perempuan_min),
            kecil={k.pk for k in hidup if k.anggota_jumlah < ukuran.anggota_min},  # type: ignore[attr-defined]
            ukuran=ukuran,
            potensi=waiting_potentials(user, kode),
            langkah=langkah,
            boleh=may(user, izin.CATAT, kode=kode),
            usulan=proposals(Usulan.objects.visible_to(user).in_area(kode), 12),
            usulan_jumlah=Usulan.objects.visible_to(user).in_area(kode).count(),
            url_usulan=tautan.daftar_usulan(kode),
            kertas=kinds_for(langkah) if langkah and may(user, MINTA_DOKUMEN, langkah) else [],
            **kwargs,
        )


def proposals(qs: Any, batas: int) -> list[tuple[Usulan, str]]:
    """The newest proposals with their mark. One query."""
    return [(u, KEADAAN_USULAN[u.status]) for u in for_lists(qs).order_by("-tahun", "-nomor")[:batas]]


def totals(ksm: list[Any], batas: Any) -> dict[str, Any]:
    """Groups by kind, how many existed before, members by sex, how many have enough women."""
    laki, perempuan = sum(k.anggota_l for k in ksm), sum(k.anggota_p for k in ksm)
    jenis = [(label, n) for kode, label in KSM.Jenis.choices if (n := sum(k.jenis == kode for k in ksm))]
    lama = sum(k.asal == KSM.Asal.SUDAH_ADA for k in ksm)
    return {
        "jumlah": len(ksm),
        "keterangan": ", ".join(
            [*(f"{n} {label}" for label, n in jenis), _("%(n)d di antaranya kelompok yang sudah ada") % {"n": lama}]
        ),
        "lp": _("%(l)d laki-laki, %(p)d perempuan") % {"l": laki, "p": perempuan},
        "batas_kata": _("paling sedikit %(n)s perempuan") % {"n": persen(batas, 0)} if batas is not None else "",
        "anggota": sum(k.anggota_jumlah for k in ksm),
        "miskin": sum(k.anggota_miskin for k in ksm),
        "miskin_kata": _("%(n)d anggota dikenal keluarganya") % {"n": sum(k.anggota_berkk for k in ksm)},
        "beranggota": sum(bool(k.anggota_jumlah) for k in ksm),
        "perempuan": sum((women_share(k) or 0) >= (batas or 0) for k in ksm if k.anggota_jumlah),
    }


class KSMBaruView(FormActionView):
    """Register a group; its members follow on the next page."""

    template_name = "ksm/formulir.html"
    form_class = KSMForm
    izin = izin.CATAT
    pesan_berhasil = gettext_lazy("KSM terdaftar. Lanjutkan dengan anggotanya.")

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    @cached_property
    def basis(self) -> list[Basis]:
        """Places of the kelurahan."""
        return places(self.wilayah.kode)

    @cached_property
    def relawan(self) -> list[Any]:
        """Volunteers of the kelurahan."""
        return list(companions(self.request.user, self.wilayah.kode))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.CATAT):
            require(request.user, izin.CATAT, kode=self.wilayah.kode)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "basis": place_choices(self.basis),
            "relawan": [(str(r.pk), r.nama) for r in self.relawan],
        }

    @cached_property
    def potensi(self) -> Any:
        """The existing group that the KSM starts from, chosen on the tab; None without one. Source: KSM-18."""
        pilih = self.request.GET.get("potensi", "")
        return next((p for p in waiting_potentials(self.request.user, self.wilayah.kode) if str(p.pk) == pilih), None)

    def get_initial(self) -> dict[str, Any]:
        p = self.potensi
        if p is None:
            return {"asal": "baru"}
        nama = p.uraian.removeprefix("Kelompok ").removeprefix("KSM ").strip()
        jenis = p.bidang if p.bidang in KSM.Jenis.values else ""
        isi = {"asal": "sudah_ada", "basis": str(p.basis_id or ""), "jenis": jenis}
        return isi | ({"nama": nama} if len(nama) <= NAMA_WAJAR else {"ikatan": p.uraian[:200]})

    def run_action(self, form: Any) -> KSM:
        user, kode = self.request.user, self.wilayah.kode
        isi = chosen(form.cleaned_data, self.basis, self.relawan)
        if "potensi" in self.request.GET and self.potensi is None:
            raise AturanDilanggar(
                _("Kelompok itu sudah terdaftar atau potensinya dibatalkan. Kembali ke daftar KSM."), aturan="KSM-18"
            )
        return actions.register_ksm(
            kode, oleh=user, langkah=stage_to_count_for(user, kode), potensi=self.potensi, **isi
        )

    def success_target(self, hasil: Any) -> str:
        return reverse("ksm:anggota", args=[hasil.pk])

    def objek_kunci(self) -> str:
        return f"ksm.baru:{self.kwargs['kode']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alamat = reverse("ksm:kelurahan", args=[self.wilayah.kode])
        isi = {**frame(self.request.user, self.wilayah, tab="ksm"), "judul": _("Daftarkan KSM"), "draf": "ksm"}
        kelurahan = reverse("siklus:kelurahan-detail", args=[self.wilayah.kode])
        isi["remah"] = [*isi["remah"], (self.wilayah.nama, kelurahan), ("KSM", alamat)]
        isi["subjudul"] = self.wilayah.nama_lengkap
        if self.potensi is not None:
            isi["petunjuk"] = _("Dari Pemetaan Swadaya: %(uraian)s. Periksa dan lengkapi isiannya.") % {
                "uraian": self.potensi.uraian
            }
        return super().get_context_data(**{**isi, "tombol": _("Daftarkan"), "batal": alamat, "grid": True, **kwargs})


def chosen(data: dict[str, Any], basis: list[Basis], relawan: list[Any]) -> dict[str, Any]:
    """Form values with rows in place of their keys; choices have been checked."""
    isi = dict(data)
    isi["basis"] = next((b for b in basis if str(b.pk) == data["basis"]), None)
    isi["relawan_pendamping"] = next((r for r in relawan if str(r.pk) == data["relawan_pendamping"]), None)
    return isi


class KSMView(KSMMixin):
    """One group: its facts, members, rules, checklists, papers and history."""

    template_name = "ksm/ksm_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ksm, user = self.ksm, self.request.user
        ukuran = measures(ksm.wilayah_id)
        ceklis = checklists_of(ksm)
        anggota = members_of(ksm)
        return super().get_context_data(
            **{
                **self.frame(),
                "judul": str(ksm),
                "subjudul": ksm.wilayah.nama_lengkap,
                "remah": self.frame()["remah"][:-1],
                "keadaan": KEADAAN[ksm.status],
                "anggota": anggota,
                "miskin": poor_members(user, ksm.wilayah_id, anggota),
                "bagian_miskin": poor_share(ksm),
                "mantan": former_members(ksm),
                "aturan": rules_of(ksm),
                "ceklis": checklist_rows(ceklis),
                "grafik": progress_chart(ceklis),
                "ukuran": ukuran,
                "perempuan": women_share(ksm),
                "kecil": ksm.anggota_jumlah < ukuran.anggota_min,  # type: ignore[attr-defined]
                "boleh": self.boleh,
                "transisi": open_transitions(ksm, user),
                "kertas": kinds_for(ksm) if may(user, MINTA_DOKUMEN, ksm) else [],
                "riwayat": history(history_of(ksm, batas=12)),
                "usulan": proposals(Usulan.objects.visible_to(user).filter(ksm=ksm), 20),
                "boleh_usul": ksm.status == KSM.Status.AKTIF and may(user, izin.SUSUN_USULAN, ksm),
                "bagian": [b for _kode, isi in bagian_ksm.semua() if (b := isi(ksm, user)) is not None],
                **kwargs,
            }
        )


class KSMUbahView(KSMFormView):
    """Correct the facts of a group."""

    form_class = KSMForm
    judul = gettext_lazy("Ubah data KSM")
    pesan_berhasil = gettext_lazy("Perubahan tersimpan.")

    @cached_property
    def relawan(self) -> list[Any]:
        """Volunteers of the kelurahan."""
        return list(companions(self.request.user, self.ksm.wilayah_id))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "basis": place_choices(self.basis),
            "relawan": [(str(r.pk), r.nama) for r in self.relawan],
        }

    def get_initial(self) -> dict[str, Any]:
        k = self.ksm
        isi = {b: getattr(k, b) for b in ("nama", "jenis", "asal", "terbentuk", "ikatan", "tujuan")}
        return isi | {"basis": str(k.basis_id or ""), "relawan_pendamping": str(k.relawan_pendamping_id or "")}

    def run_action(self, form: Any) -> Any:
        return actions.change_ksm(
            self.ksm, oleh=self.request.user, **chosen(form.cleaned_data, self.basis, self.relawan)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"grid": True, **kwargs})


class TransisiView(TransisiBarisMixin, KSMFormView):
    """One step of a group or of one of its records: a day where one is due, and the reason."""

    model: Any = KSM
    bagian = ""

    @cached_property
    def baris(self) -> Any:
        """The row that moves, in scope. Raises DoesNotExist."""
        return self.model.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    @cached_property
    def ksm(self) -> KSM:  # type: ignore[override]
        """The group it belongs to."""
        pk = self.baris.pk if self.model is KSM else self.baris.ksm_id
        semua = KSM.objects.visible_to(self.request.user).select_related("wilayah__induk")
        return semua.get(pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nama = self.baris.nama if isinstance(self.baris, KSM | AnggotaKSM) else str(self.baris)
        return super().get_context_data(**{"judul": f"{self.label}: {nama}", **kwargs})


class AnggotaTransisiView(TransisiView):
    """A member leaves, or a name is taken back."""

    model, bagian = AnggotaKSM, "anggota"


class AturanTransisiView(TransisiView):
    """Rules are taken back."""

    model, bagian = AturanMain, "aturan"


class CeklisTransisiView(TransisiView):
    """A checklist is taken back."""

    model, bagian = CeklisKSM, "ceklis"
