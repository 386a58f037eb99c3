"""The election desk of an S4: overview, panitia, tata tertib, preparing, announcing. Each form runs one action."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from bkm import actions, izin
from bkm import izin as hak
from bkm import tautan_pemilihan as tautan
from bkm.actions.umum import MENCATAT
from bkm.forms.pemilihan import BARIS, BARIS_MAKS, PanitiaForm, SiapkanForm, TatibForm, UmumkanForm
from bkm.models import TPS, AnggotaPanitia, Pemilihan
from bkm.models.pemilihan import Tingkat
from bkm.queries_pemilihan import (
    BarisTPS,
    committee,
    delegates,
    may_publish,
    numbers,
    panitia_of,
    pemilihan_of,
    places,
    published,
    tatib_of,
    totals,
    winners,
)
from bkm.syarat_pemilihan import committee_gaps
from inti.formats import share
from inti.izin import may
from inti.transitions import open_transitions
from siklus.formulir_transisi import AlasanForm
from siklus.models import Langkah
from siklus.pilihan_basis import whole_tree
from siklus.views.catatan import row_named
from siklus.views.dasar import LangkahFormView, LangkahMixin
from wilayah.models import Basis
from wilayah.waktu import today_in


class S4Mixin(LangkahMixin):
    """The S4 of the address; every other stage is a 404."""

    izin = hak.LIHAT

    @cached_property
    def langkah(self) -> Langkah:  # type: ignore[override]
        """The stage in scope. Raises Langkah.DoesNotExist, Http404."""
        langkah = super().langkah
        if langkah.kode != "S4":
            raise Http404
        return langkah

    @property
    def terbuka(self) -> bool:
        """Whether this officer can write here now."""
        return may(self.request.user, izin.CATAT, self.langkah) and self.langkah.status in MENCATAT


class S4FormView(S4Mixin, LangkahFormView):
    """A form of the desk."""

    izin = hak.LIHAT
    izin_baris = hak.CATAT

    def get_success_url(self) -> str:
        return tautan.meja(self.langkah.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"batal": tautan.meja(self.langkah.pk), **kwargs})


def next_for(b: BarisTPS) -> Any:
    """What comes next at a polling place, in words."""
    s = TPS.Status
    if b.tps.status == s.DIHITUNG:
        return _("Sahkan hasilnya") if b.cukup else _("Kunjungan rumah")
    return {
        s.BELUM: _("Buka pemungutan"),
        s.BERLANGSUNG: _("Tutup pemungutan"),
        s.DITUTUP: _("Catat hitungan"),
        s.KUNJUNGAN_RUMAH: _("Hitung lagi"),
    }.get(s(b.tps.status), "")


class MejaView(S4Mixin):
    """All polling places with turnout against the minimum, what is next, utusan and members."""

    template_name = "bkm/meja.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        langkah = self.langkah
        pemilihan = pemilihan_of(langkah.pk)
        baris = places(pemilihan) if pemilihan else []
        for b in baris:
            b.berikut = next_for(b)  # type: ignore[attr-defined]
        angka = numbers(langkah)
        jumlah = totals([pemilihan.pk])[pemilihan.pk] if pemilihan else None
        anggota = [a for a in committee(panitia_of(langkah.pk)) if a.status == "sah"]
        hasil = winners(pemilihan) if pemilihan else []
        return super().get_context_data(
            **self.frame(),
            judul=str(_("Meja pemilihan")),
            subjudul=f"{langkah.nama}, {langkah.wilayah.nama}",
            remah=self.crumbs("x"),
            pemilihan=pemilihan,
            tatib=tatib_of(langkah.pk),
            panitia=len(anggota),
            tingkat=[
                (t, t.label, [b for b in baris if b.tps.tingkat == t], may_publish(baris, t))
                for t in Tingkat
                if any(b.tps.tingkat == t for b in baris)
            ],
            jumlah=jumlah,
            perempuan_pemilih=share(jumlah.pemilih_p, jumlah.pemilih) if jumlah else None,
            perempuan_utusan=share(jumlah.utusan_p, jumlah.utusan) if jumlah else None,
            ambang=angka["pemilu.partisipasi_min_basis"].angka,
            ambang_kelurahan=angka["pemilu.partisipasi_min_kelurahan"].angka,
            target_utusan=angka["pemilu.utusan_perempuan_min"].angka,
            utusan=delegates(pemilihan) if pemilihan else [],
            anggota=[h for h in hasil if h.terpilih],
            cadangan=[h for h in hasil if not h.terpilih],
            diumumkan=published(pemilihan) if pemilihan else {},
            terbuka=self.terbuka,
            url_panitia=tautan.panitia(langkah.pk),
            url_tatib=tautan.tatib(langkah.pk) if may(self.request.user, izin.CATAT, langkah) else "",
            **kwargs,
        )


class SiapkanView(S4FormView):
    """Make the polling places."""

    form_class = SiapkanForm
    judul = _("Siapkan TPS")
    tombol = _("Siapkan TPS")
    pesan_berhasil = _("TPS setiap RT siap.")

    def get_initial(self) -> dict[str, Any]:
        ada = pemilihan_of(self.langkah.pk)
        return {"tanggal_daftar": ada.tanggal_daftar if ada else today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.prepare_pemilihan(self.langkah, oleh=self.request.user, **form.cleaned_data)


class UmumkanView(S4FormView):
    """Record that the result of a tier was put up."""

    form_class = UmumkanForm
    judul = _("Catat pengumuman hasil")
    pesan_berhasil = _("Pengumuman tercatat.")

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        pemilihan = Pemilihan.objects.visible_to(self.request.user).get(langkah=self.langkah.pk)
        return actions.announce_hasil(
            pemilihan, oleh=self.request.user, tingkat=self.kwargs["tingkat"], **form.cleaned_data
        )


class TatibView(S4FormView):
    """Write the tata tertib; its numbers are fixed once a place has opened."""

    template_name = "bkm/tatib.html"
    form_class = TatibForm
    judul = _("Tata tertib pemilihan")
    draf = "tatib"
    pesan_berhasil = _("Tata tertib tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        t = tatib_of(self.langkah.pk)
        if t is not None:
            return {n: getattr(t, n) for n in TatibForm.base_fields}
        angka = numbers(self.langkah)
        boleh = angka["pemilu.nama_per_suara_basis"].nilai
        lazim = angka["bkm.jumlah_anggota"].nilai
        return {
            "disepakati": today_in(self.langkah.wilayah_id),
            "nama_basis": boleh[-1] if isinstance(boleh, list) and boleh else None,
            "utusan_per_basis": angka["pemilu.utusan_per_basis"].nilai,
            "jumlah_anggota": lazim[len(lazim) // 2] if isinstance(lazim, list) and lazim else None,
            "panitia_boleh_dipilih": True,
        }

    def run_action(self, form: Any) -> Any:
        return actions.save_tatib(self.langkah, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t = tatib_of(self.langkah.pk)
        lazim = numbers(self.langkah)["bkm.jumlah_anggota"].nilai
        dibuka = TPS.objects.visible_to(self.request.user).filter(langkah=self.langkah.pk)
        return super().get_context_data(
            **{
                "tak_lazim": lazim
                if t is not None and isinstance(lazim, list) and t.jumlah_anggota not in lazim
                else None,
                "jumlah_anggota": t.jumlah_anggota if t else None,
                "terkunci": dibuka.exclude(status__in=["belum", "tidak_memilih"]).exists(),
                "terbuka": self.terbuka,
                **kwargs,
            }
        )


class PanitiaView(S4FormView):
    """The quick table of the panitia, and who is in it by pokja."""

    template_name = "bkm/panitia.html"
    form_class = PanitiaForm
    izin_baris = hak.LIHAT
    judul = _("Panitia pemilihan")
    draf = "panitia"
    pesan_berhasil = _("Panitia tersimpan.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST":
            self.izin_baris = izin.CATAT
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else BARIS
        basis = [(t.id, t.label) for t in whole_tree(self.langkah, today_in(self.langkah.wilayah_id))]
        return {**super().get_form_kwargs(), "basis": basis, "jumlah": min(jumlah, BARIS_MAKS)}

    def get_initial(self) -> dict[str, Any]:
        ada = panitia_of(self.langkah.pk)
        return {"dibentuk": ada.dibentuk if ada else today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        oleh = self.request.user
        panitia = actions.form_panitia(self.langkah, oleh=oleh, dibentuk=form.cleaned_data["dibentuk"])
        tempat = {str(b.pk): b for b in Basis.objects.visible_to(oleh).filter(wilayah=self.langkah.wilayah_id)}
        for i, isi in form.rows():
            isi["basis"] = tempat.get(isi["basis"])
            isi["jabatan"] = isi["jabatan"] or "anggota"
            with row_named(i, isi["nama"]):
                actions.add_anggota_panitia(panitia, oleh=oleh, **isi)
        return panitia

    def get_success_url(self) -> str:
        return f"{tautan.panitia(self.langkah.pk)}#daftar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        semua = committee(panitia_of(self.langkah.pk))
        sah = [a for a in semua if a.status == "sah"]
        angka = numbers(self.langkah)
        pohon = Basis.objects.visible_to(self.request.user).filter(
            wilayah=self.langkah.wilayah_id, aktif=True, induk__isnull=True
        )
        kelompok = [("", _("Pengurus panitia")), *AnggotaPanitia.Pokja.choices]
        return super().get_context_data(
            **{
                "kelompok": [(nama, [a for a in sah if a.pokja == kode]) for kode, nama in kelompok],
                "keluar": [a for a in semua if a.status != "sah"],
                "jumlah_sah": len(sah),
                "perempuan": sum(a.jenis_kelamin == "P" for a in sah),
                "miskin": sum(a.miskin for a in sah),
                "kurang": committee_gaps(
                    sah, rw=pohon.count(), per_rw=angka["panitia.per_rw_min"].angka,
                    per_pokja=angka["panitia.pokja_min_anggota"].angka,
                ),
                "tambah_baris": min(len(kwargs.get("form", self.get_form()).baris) + BARIS, BARIS_MAKS),
                "terbuka": self.terbuka,
                **kwargs,
            }
        )  # fmt: skip


class PanitiaKeluarView(S4FormView):
    """Take a person off the panitia, with the reason."""

    form_class = AlasanForm
    judul = _("Keluarkan dari panitia")
    tombol = _("Keluarkan")
    pesan_berhasil = _("Perubahan panitia tersimpan.")

    def run_action(self, form: Any) -> Any:
        anggota = AnggotaPanitia.objects.visible_to(self.request.user).get(
            pk=self.kwargs["baris"], langkah=self.langkah.pk
        )
        return actions.cancel_anggota_panitia(anggota, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return tautan.panitia(self.langkah.pk)


def open_for(tps: TPS, user: Any) -> list[Any]:
    """Buttons of a polling place; what has a page of its own is left out."""
    sendiri = {"hitung", "sahkan"}
    return [t for t in open_transitions(tps, user) if t.nama not in sendiri]
