"""The grant of a kelurahan: allocations, account, agreement with shares and tranches; the list of allocations. BLM-01 to 12."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkm.models import BKM
from bkm.queries import koordinator
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.jejak import history_of
from inti.tabel import Kolom
from inti.transitions import open_transitions
from inti.unggah import FOTO, PDF, check_upload
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin, tautan_blm
from keuangan.filters_blm import PaguBLMFilterSet
from keuangan.forms import blm as f
from keuangan.gerbang_blm import gate_of_tranche, used_of, waits_for
from keuangan.kertas_blm import list_for
from keuangan.models import SPPB, PaguBLM, TahapBLM
from keuangan.models.blm import Bidang
from keuangan.parameter_blm import rules_for
from keuangan.queries_blm import (
    account_of,
    agreements_of,
    allocations_of,
    bkm_of,
    lanes_of,
    letters_of,
    received_of,
)
from keuangan.queries_lpj import late_accounts
from keuangan.riwayat import history
from keuangan.views.dasar import crumbs_of
from ksm.models import KSM
from laporan.actions import save_berkas
from laporan.izin import MINTA_DOKUMEN
from laporan.models import Berkas, NomorSurat
from laporan.registry import kinds_for
from siklus.views.transisi import TransisiBarisMixin
from wilayah.bingkai import area_for, frame
from wilayah.models import Wilayah
from wilayah.waktu import today_in

KOLOM_PAGU = (
    Kolom(
        "wilayah", gettext_lazy("Kelurahan"), ambil=lambda p: p.wilayah.nama,
        tautan=lambda p: tautan_blm.kelurahan(p.wilayah_id),
    ),
    Kolom("kode", gettext_lazy("Kode"), ambil="wilayah_id"),
    Kolom("tahun", gettext_lazy("Tahun anggaran"), ambil=lambda p: str(p.tahun_anggaran)),
    Kolom("sumber", gettext_lazy("Sumber"), ambil=lambda p: p.get_sumber_display()),
    Kolom("jumlah", gettext_lazy("Pagu"), "rupiah"),
    Kolom("nomor_sk", gettext_lazy("Keputusan")),
    Kolom("tanggal_sk", gettext_lazy("Tanggal"), "tanggal"),
    Kolom("diumumkan", gettext_lazy("Diumumkan"), "tanggal"),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda p: p.get_status_display()),
    Kolom("alasan", gettext_lazy("Alasan"), ambil=lambda p: p.alasan or p.alasan_batal),
)  # fmt: skip
URUT_PAGU = ("-tahun_anggaran", "wilayah_id", "sumber", "-dibuat_pada", "id")


def keep_photo(
    berkas: Any, wilayah: Wilayah, *, oleh: Any, slot: str, objek: Any = None, bidang: str = "foto"
) -> Berkas:
    """File an upload of an area. Raises: IsianSalah, TidakBerwenang."""
    unggahan = check_upload(berkas, boleh=(FOTO, PDF), bidang=bidang)
    return save_berkas(unggahan, oleh=oleh, wilayah=wilayah, objek=objek, slot=slot)  # type: ignore[no-any-return]


def blm_crumbs(wilayah: Wilayah) -> list[tuple[str, str]]:
    """Down to the grant of a kelurahan."""
    return [*crumbs_of(wilayah), ("BLM", tautan_blm.kelurahan(wilayah.kode))]


class BLMFormView(FormActionView):
    """A form page of the grant. `perlu` is the right on the row or area: without it 403 before the form shows."""

    template_name = "keuangan/formulir.html"
    perlu: tuple[str, ...] = (izin.SUSUN_BERKAS,)
    izin = izin.LIHAT_BUKU
    judul: Any = ""
    tombol: Any = ""
    petunjuk: Any = ""
    draf = ""
    grid = True

    @property
    def wilayah(self) -> Wilayah:
        """The area of the row."""
        raise NotImplementedError

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU):
            kode = self.wilayah.kode
            if not any(may(request.user, i, kode=kode) for i in self.perlu):
                require(request.user, self.perlu[0], kode=kode)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return tautan_blm.kelurahan(self.wilayah.kode)

    def objek_kunci(self) -> str:
        return f"blm:{self.request.path}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": str(self.judul), "subjudul": self.wilayah.nama_lengkap, "remah": blm_crumbs(self.wilayah),
            "tombol": self.tombol, "petunjuk": self.petunjuk, "draf": self.draf, "grid": self.grid,
            "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


# -- the grant of a kelurahan --------------------------------------------------------------------------------------


class KelurahanMixin:
    """The kelurahan of the address."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def wilayah(self) -> Wilayah:
        """Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT_BUKU)

    @cached_property
    def bkm(self) -> BKM:
        """Its living BKM. Raises BKM.DoesNotExist where there is none."""
        bkm = bkm_of(self.wilayah.kode)
        if bkm is None:
            raise BKM.DoesNotExist
        return bkm


def parts_for(user: Any, kode: str) -> dict[str, Any]:
    """What tab and page show of the grant: allocations that count, agreements with their tranches as paths. Nine queries."""
    sppb = agreements_of(user, kode)
    for s in sppb:
        s.masuk = received_of(s)  # type: ignore[attr-defined]
        s.jalur = [(t, lanes_of(t)) for t in s.tahap.all()]  # type: ignore[attr-defined]
        for _t, jalur in s.jalur:  # type: ignore[attr-defined]
            for j in jalur:
                if j.berkas is not None:
                    j.berkas.kata = waits_for(j.berkas)  # type: ignore[attr-defined]
    pagu = allocations_of(user, kode)
    return {
        "pagu": [p for p in pagu if p.status == "berlaku"],
        "pagu_lama": [p for p in pagu if p.status != "berlaku"],
        "sppb": sppb,
    }


class BLMView(KelurahanMixin, HalamanView):
    """/kelurahan/<kode>/keuangan/blm/: the grant of a kelurahan, newest year first. Source: BLM-29."""

    template_name = "keuangan/blm.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, w = self.request.user, self.wilayah
        bkm = bkm_of(w.kode)
        bagian = parts_for(user, w.kode)
        bersppb = {s.tahun_anggaran for s in bagian["sppb"]}
        isi = {
            **frame(user, w, tab="keuangan"), **bagian, "bkm": bkm, "rekening": account_of(bkm),
            "boleh": may(user, izin.SUSUN_BERKAS, kode=w.kode), "boleh_pagu": may(user, izin.KELOLA_PAGU, kode=w.kode),
            "tahun_baru": sorted({p.tahun_anggaran for p in bagian["pagu"]} - bersppb),
            "remah": [*frame(user, w)["remah"], (w.nama, reverse("siklus:kelurahan-detail", args=[w.kode])),
                      (_("Keuangan"), reverse("keuangan:kelurahan", args=[w.kode]))],
            "judul": "BLM", "subjudul": w.nama_lengkap, "blanko": bkm is not None and may(user, MINTA_DOKUMEN, bkm),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class PaguBaruView(KelurahanMixin, BLMFormView):
    """Enter one allocation by hand."""

    form_class = f.PaguForm
    perlu = (izin.KELOLA_PAGU,)
    judul = gettext_lazy("Catat pagu")
    pesan_berhasil = gettext_lazy("Pagu tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"tahun_anggaran": today_in(self.wilayah.kode).year, "sumber": "apbn"}

    def run_action(self, form: Any) -> Any:
        return actions.enter_pagu(self.wilayah.kode, oleh=self.request.user, **form.cleaned_data)


class RekeningView(KelurahanMixin, BLMFormView):
    """Enter the account of the BKM, or change it."""

    form_class = f.RekeningForm
    judul = gettext_lazy("Rekening BKM")
    pesan_berhasil = gettext_lazy("Rekening tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        bkm = bkm_of(self.wilayah.kode)
        return {"atas_nama": str(bkm) if bkm else ""}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        foto = d.pop("foto", None)
        oleh, bkm = self.request.user, self.bkm
        berkas = keep_photo(foto, self.wilayah, oleh=oleh, slot="buku_rekening", objek=bkm) if foto else None
        return actions.open_rekening(bkm, oleh=oleh, berkas=berkas, **d)


class SPPBBaruView(KelurahanMixin, BLMFormView):
    """Draw up the agreement of a fiscal year."""

    form_class = f.SPPBForm
    judul = gettext_lazy("Susun SPPB")
    tombol = gettext_lazy("Susun")
    petunjuk = gettext_lazy("Rupiah setiap bidang dan tahap dihitung dari pagu. Porsi bersama BOP harus tepat 100 %.")
    pesan_berhasil = gettext_lazy("SPPB tersusun. Cetak, tandatangani bersama pemerintah, lalu catat tanda tangannya.")
    draf = "sppb"

    def get_initial(self) -> dict[str, Any]:
        tahun = self.request.GET.get("tahun", "")
        pilih = int(tahun) if tahun.isdigit() and len(tahun) == 4 else today_in(self.wilayah.kode).year
        biasa = rules_for(self.wilayah.kode, min(max(pilih, 1999), 2100)).usual_shares()
        return {"tahun_anggaran": pilih, **{k: f"{v.normalize():f}".replace(".", ",") for k, v in biasa.items()}}

    def run_action(self, form: Any) -> SPPB:
        d = form.cleaned_data
        return actions.draft_sppb(  # type: ignore[no-any-return]
            self.bkm,
            oleh=self.request.user,
            tahun_anggaran=d["tahun_anggaran"],
            porsi=form.shares(),
            swadaya=d["swadaya"] or 0,
        )

    def success_target(self, hasil: Any) -> str:
        return tautan_blm.sppb(hasil.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        w = self.wilayah
        pagu = [p for p in allocations_of(self.request.user, w.kode) if p.status == "berlaku"]
        return super().get_context_data(**{"samping": "keuangan/partials/blm_pagu.html", "pagu": pagu, **kwargs})


# -- one agreement -------------------------------------------------------------------------------------------------


class SPPBMixin:
    """The agreement of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def sppb(self) -> SPPB:
        """With body and area. Raises SPPB.DoesNotExist out of scope."""
        qs = SPPB.objects.visible_to(self.request.user).select_related("bkm__badan", "wilayah__induk", "berkas")
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def wilayah(self) -> Wilayah:
        """Its kelurahan."""
        return self.sppb.wilayah

    def get_success_url(self) -> str:
        """Back to the agreement."""
        return tautan_blm.sppb(self.sppb.pk)


class SPPBView(SPPBMixin, HalamanView):
    """One agreement: sources, shares, tranches, signatures, papers. Source: BLM-05 to BLM-12."""

    template_name = "keuangan/sppb.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        s, user = self.sppb, self.request.user
        porsi = list(s.porsi.all())
        isi = {
            "judul": str(s), "subjudul": f"{s.bkm} · {s.wilayah.nama_lengkap}", "remah": blm_crumbs(s.wilayah), "s": s,
            "pagu": list(s.pagu.select_related("pagu")), "porsi": porsi, "tahap": list(s.tahap.prefetch_related("dana")),
            "warna": dict(zip(Bidang.values, ("ok", "jalan", "awas", ""), strict=True)),
            "boleh": may(user, izin.SUSUN_BERKAS, s), "transisi": open_transitions(s, user),
            "kertas": kinds_for(s) if may(user, MINTA_DOKUMEN, s) else [],
            "riwayat": history(history_of(s, batas=12)),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class SPPBUbahView(SPPBMixin, BLMFormView):
    """Draw a draft up anew."""

    form_class = f.SPPBForm
    judul = gettext_lazy("Susun ulang SPPB")
    tombol = gettext_lazy("Susun ulang")
    petunjuk = gettext_lazy("Pagu dan pembagian tahap dibaca lagi menurut keadaan sekarang.")
    pesan_berhasil = gettext_lazy("SPPB disusun ulang.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "tetap": True}

    def get_initial(self) -> dict[str, Any]:
        porsi = {p.bidang: f"{p.persen.normalize():f}".replace(".", ",") for p in self.sppb.porsi.all()}
        return {**porsi, "swadaya": self.sppb.swadaya}

    def run_action(self, form: Any) -> Any:
        return actions.revise_sppb(
            self.sppb, oleh=self.request.user, porsi=form.shares(), swadaya=form.cleaned_data["swadaya"] or 0
        )


class TandaTanganView(SPPBMixin, BLMFormView):
    """Note both signatures, with the photo of the sheet."""

    form_class = f.TandaTanganFotoForm
    judul = gettext_lazy("Catat tanda tangan SPPB")
    tombol = gettext_lazy("Catat tanda tangan")
    pesan_berhasil = gettext_lazy("SPPB ditandatangani. Berkas tahap pertama dapat disusun.")

    def get_initial(self) -> dict[str, Any]:
        k = koordinator(self.wilayah.kode)
        cetak = NomorSurat.objects.filter(jenis="sppb_blm", objek_id=str(self.sppb.pk)).first()
        return {
            "tanggal": today_in(self.wilayah.kode), "koordinator_nama": k.nama if k else "", "nomor": cetak.teks if cetak else "",
        }  # fmt: skip

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        foto = d.pop("berkas")
        berkas = keep_photo(foto, self.wilayah, oleh=self.request.user, slot="sppb", objek=self.sppb, bidang="berkas")
        return actions.sign_sppb(self.sppb, oleh=self.request.user, berkas=berkas, **d)


class SPPBTransisiView(TransisiBarisMixin, SPPBMixin, BLMFormView):
    """Cancel an agreement."""

    model: Any = SPPB
    sendiri = frozenset({"tandatangani"})

    @property
    def baris(self) -> Any:
        """The agreement."""
        return self.sppb


# -- allocations ---------------------------------------------------------------------------------------------------


class PaguListView(DaftarView):
    """/keuangan/pagu/: allocations in scope, newest year first; the same as XLSX; the way in by workbook. Source: BLM-01."""

    template_name = "keuangan/pagu_list.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "pagu-blm", gettext_lazy("Pagu BLM"), KOLOM_PAGU

    @cached_property
    def saring(self) -> PaguBLMFilterSet:
        """The filter as filled; without a word about it only those that count."""
        data = self.request.GET.copy()
        data.setdefault("status", PaguBLM.Status.BERLAKU.value)
        return PaguBLMFilterSet(data, queryset=PaguBLM.objects.visible_to(self.request.user).select_related("wilayah"))

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT_PAGU)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, qs = self.request.user, self.saring.qs.order_by()
        tempat = next((c.kode for c in user.cakupan(izin.KELOLA_PAGU)), None)  # type: ignore[union-attr]
        kode = tempat or self.request.GET.get("wilayah", "") if tempat is not None else ""
        isi = {
            "judul": _("Pagu BLM"), "remah": [(_("Keuangan"), reverse("keuangan:beranda"))], "kolom": KOLOM_PAGU,
            "halaman": keyset_page(qs, URUT_PAGU, self.request.GET), "saring": self.saring.form, "jumlah": qs.count(),
            "aktif": any(self.request.GET.get(k) not in (None, "", "unknown") for k in PaguBLMFilterSet.Meta.fields),
            "kelola": tempat is not None, "url_impor": reverse("inti:impor", args=["keuangan.pagu", kode]) if kode else "",
            "url_kertas": reverse("keuangan:kertas-blm", args=[kode]) if kode else "",
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class PaguMixin:
    """The allocation of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def pagu(self) -> PaguBLM:
        """Raises PaguBLM.DoesNotExist out of scope."""
        qs = PaguBLM.objects.visible_to(self.request.user).select_related("wilayah__induk")
        return qs.get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def wilayah(self) -> Wilayah:
        """Its kelurahan."""
        return self.pagu.wilayah


class PaguUmumkanView(PaguMixin, BLMFormView):
    """Note that residents can read an allocation. Source: BLM-02."""

    form_class = f.UmumkanForm
    perlu = (izin.SUSUN_BERKAS, izin.KELOLA_PAGU)
    judul = gettext_lazy("Umumkan pagu")
    pesan_berhasil = gettext_lazy("Pengumuman pagu tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        return actions.publish_pagu(self.pagu, oleh=self.request.user, **form.cleaned_data)


class PaguTransisiView(TransisiBarisMixin, PaguMixin, BLMFormView):
    """Replace or take back an allocation. Source: BLM-03."""

    model: Any = PaguBLM
    perlu = (izin.KELOLA_PAGU,)

    @property
    def baris(self) -> Any:
        """The allocation."""
        return self.pagu

    def get_initial(self) -> dict[str, Any]:
        p = self.pagu
        return {"jumlah": p.jumlah, "nomor_sk": p.nomor_sk, "tanggal_sk": p.tanggal_sk}


class DaftarKertasView(BLMFormView):
    """/keuangan/kertas-blm/<kode>/: the papers that files of an area ask for in a fiscal year. Source: BLM-21."""

    template_name = "keuangan/kertas_blm.html"
    form_class = f.DaftarKertasForm
    perlu = (izin.KELOLA_PAGU,)
    judul = gettext_lazy("Kertas berkas pencairan")
    pesan_berhasil = gettext_lazy("Daftar kertas tersimpan; berlaku bagi berkas yang disusun sesudah ini.")

    @cached_property
    def wilayah(self) -> Wilayah:
        """Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT_BUKU, kelurahan=False)

    @property
    def tahun(self) -> int:
        """The fiscal year that is shown."""
        teks = self.request.POST.get("tahun_anggaran") or self.request.GET.get("tahun", "")
        tahun = int(teks) if teks.isdigit() and len(teks) == 4 else 0
        return tahun if 1999 <= tahun <= 2100 else today_in(self.wilayah.kode).year

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kertas": list_for(self.wilayah.kode, self.tahun)}

    def get_initial(self) -> dict[str, Any]:
        return {"tahun_anggaran": self.tahun}

    def run_action(self, form: Any) -> Any:
        return actions.set_kertas(
            self.wilayah.kode,
            oleh=self.request.user,
            tahun_anggaran=form.cleaned_data["tahun_anggaran"],
            kertas=form.papers(),
        )

    def get_success_url(self) -> str:
        return f"{reverse('keuangan:kertas-blm', args=[self.wilayah.kode])}?tahun={self.tahun}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "remah": [(_("Keuangan"), reverse("keuangan:beranda")), (_("Pagu BLM"), reverse("keuangan:pagu-daftar"))],
            "tahun": self.tahun, "batal": reverse("keuangan:pagu-daftar"),
            "url_parameter": f"/parameter/?wilayah={self.wilayah.kode}&q=blm",
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


# -- one tranche ---------------------------------------------------------------------------------------------------


class TahapMixin:
    """The tranche of the address, in scope."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def tahap(self) -> TahapBLM:
        """With agreement and area. Raises TahapBLM.DoesNotExist out of scope."""
        qs = TahapBLM.objects.visible_to(self.request.user).select_related("sppb__bkm__badan", "wilayah__induk")
        return qs.prefetch_related("dana", "berkas__langkah").get(pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    @property
    def wilayah(self) -> Wilayah:
        """Its kelurahan."""
        return self.tahap.wilayah

    def get_success_url(self) -> str:
        """Back to the tranche."""
        return tautan_blm.tahap(self.tahap.pk)


class TahapView(TahapMixin, HalamanView):
    """One tranche: its gate, the file of each source, letters, and what of the tranche itself is used. Source: BLM-30."""

    template_name = "keuangan/tahap_blm.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t, user = self.tahap, self.request.user
        jalur = lanes_of(t)
        for j in jalur:
            if j.berkas is not None:
                j.berkas.kata = waits_for(j.berkas)  # type: ignore[attr-defined]
        masuk, terpakai = used_of(t.sppb, t.ke)
        lpj = [x for x in late_accounts(t.sppb, t.ke + 1) if x.ke == t.ke]
        selesai = bool(jalur) and all(j.berkas is not None and j.berkas.status == "cair" for j in jalur)
        isi = {
            "judul": f"{t} · {t.sppb.tahun_anggaran}", "subjudul": f"{t.sppb.bkm} · {t.wilayah.nama_lengkap}",
            "remah": [*blm_crumbs(t.wilayah), (str(t.sppb), tautan_blm.sppb(t.sppb_id))], "t": t, "jalur": jalur,
            "temuan": [] if selesai else gate_of_tranche(t), "surat": letters_of(t), "lpj": lpj, "masuk": masuk,
            "terpakai": terpakai, "boleh": may(user, izin.SUSUN_BERKAS, t),
            "boleh_surat": may(user, izin.DISPENSASI_LPJ, t) and bool(lpj), "riwayat": history(history_of(t, batas=20)),
            "sah": t.sppb.status == "ditandatangani", "lpj_bkm": t.lpj.filter(status="ditetapkan").first(),
            "boleh_lpj": bool(masuk) and may(user, izin.TERIMA_LPJ, t),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class BerkasBaruView(TahapMixin, BLMFormView):
    """Begin the file of one source of a tranche."""

    form_class = f.BerkasBaruForm
    tombol = gettext_lazy("Susun berkas")
    pesan_berhasil = gettext_lazy("Berkas dibuka. Centang kertas yang sudah ada, lalu serahkan kepada Tim Faskel.")

    @property
    def judul(self) -> str:  # type: ignore[override]
        """The tranche and source."""
        return _("Susun berkas %(t)s %(s)s") % {"t": self.tahap, "s": self.kwargs["sumber"].upper()}

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        return actions.compose_berkas(
            self.tahap, oleh=self.request.user, sumber=self.kwargs["sumber"], tanggal=form.cleaned_data["tanggal"]
        )

    def success_target(self, hasil: Any) -> str:
        return tautan_blm.berkas(hasil.pk)


class DispensasiView(TahapMixin, BLMFormView):
    """Note the letter that lets the next tranche pass. Source: BLM-33."""

    form_class = f.DispensasiForm
    perlu = (izin.DISPENSASI_LPJ,)
    judul = gettext_lazy("Dispensasi LPJ")
    petunjuk = gettext_lazy(
        "Tahap berikutnya boleh diminta walau KSM ini terlambat. KSM itu sendiri tetap tidak menerima dana baru."
    )
    pesan_berhasil = gettext_lazy("Surat dispensasi tersimpan.")

    @cached_property
    def terlambat(self) -> list[Any]:
        """KSM that owe an account of this tranche."""
        return [
            x for x in late_accounts(self.tahap.sppb, self.tahap.ke + 1) if x.ke == self.tahap.ke and not x.dispensasi
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "ksm": [(str(x.ksm_id), f"{x.ksm}, {x.status}") for x in self.terlambat]}

    def run_action(self, form: Any) -> Any:
        d, user = dict(form.cleaned_data), self.request.user
        ksm = KSM.objects.visible_to(user).get(pk=d.pop("ksm"))
        berkas = keep_photo(d.pop("foto"), self.wilayah, oleh=user, slot="dispensasi_lpj", objek=self.tahap)
        return actions.dispense_lpj(self.tahap, oleh=user, ksm=ksm, berkas=berkas, **d)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.terlambat:
            return super().get_context_data(**kwargs)
        kosong = {
            "kosong": _("Semua KSM tahap ini sudah mempertanggungjawabkan dananya, atau sudah diberi dispensasi."),
            "kosong_ke": (_("Buka tahap"), tautan_blm.tahap(self.tahap.pk)),
        }
        return super().get_context_data(**{**kosong, **kwargs})
