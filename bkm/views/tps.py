"""One polling place: its state, the tally as the paper looks, names, ranking, who is elected."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkm import actions
from bkm import tautan_pemilihan as tautan
from bkm.forms.pemilihan import BuktiForm, GantiForm, HitunganForm, NamaForm, TetapkanForm
from bkm.models import TPS, Hitungan, PenyatuanNama, Utusan
from bkm.models.pemilihan import Tingkat
from bkm.queries_pemilihan import BarisTPS, Penghitungan, counted, electors
from bkm.views.pemilihan import S4FormView, S4Mixin, next_for, open_for
from inti.formats import share
from inti.latihan import is_latihan
from inti.registry import aksi_transisi
from inti.transitions import findings, transitions_for
from inti.unggah import FOTO, PDF, check_upload
from laporan.actions import save_berkas
from siklus.forms.langkah import KosongForm
from siklus.formulir_transisi import AlasanForm
from siklus.views.langkah import transition_values, with_date_pickers
from wilayah.waktu import today_in

DIHITUNG = (TPS.Status.DITUTUP, TPS.Status.DIHITUNG, TPS.Status.KUNJUNGAN_RUMAH)


class TPSMixin:
    """The polling place of the address, in scope and of this stage."""

    langkah: Any
    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def tps(self) -> TPS:
        """Raises TPS.DoesNotExist."""
        baris = TPS.objects.visible_to(self.request.user).select_related("basis__induk", "pemilihan", "bukti")
        tps = baris.get(pk=self.kwargs["baris"], langkah=self.langkah.pk)
        tps.langkah = self.langkah
        return tps

    @cached_property
    def hasil(self) -> Penghitungan:
        """Its count, ranked."""
        return counted(self.tps)

    def address(self, bagian: str = "") -> str:
        """This place's page, or one of its forms."""
        return tautan.tps(self.langkah.pk, self.kwargs["baris"], bagian)


class TPSView(TPSMixin, S4Mixin):
    """Everything about one polling place on one page."""

    template_name = "bkm/tps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tps, hasil, user = self.tps, self.hasil, self.request.user
        h = hasil.hitungan
        b = BarisTPS(tps, h)
        utusan = list(
            Utusan.objects.visible_to(user).filter(tps=tps).select_related("basis").order_by("status", "peringkat")
        )
        sah = [u for u in utusan if u.status == "sah"]
        return super().get_context_data(
            **self.frame(),
            judul=tps.nama,
            subjudul=self.langkah.wilayah.nama,
            remah=[*self.crumbs("x"), (_("Meja pemilihan"), tautan.meja(self.langkah.pk))],
            tps=tps,
            b=b,
            h=h,
            persen_pemilih=b.persen,
            berikut=next_for(b),
            hasil=hasil,
            versi=list(Hitungan.objects.visible_to(user).filter(tps=tps).order_by("jenis", "-ke")),
            temuan=[k for k in findings(tps, "sahkan") if not k.terpenuhi] if tps.status == "dihitung" else [],
            transisi=open_for(tps, user) if self.terbuka else [],
            utusan=utusan,
            perempuan=share(sum(u.jenis_kelamin == "P" for u in sah), len(sah)),
            kosong=tps.status == "sah" and tps.tingkat != Tingkat.KELURAHAN and len(sah) < (tps.kursi or 0),
            terbuka=self.terbuka,
            boleh_hitung=self.terbuka and tps.status in DIHITUNG,
            boleh_tetapkan=self.terbuka and tps.status == TPS.Status.DIHITUNG,
            url=self.address(),
            **kwargs,
        )


class TPSFormView(TPSMixin, S4FormView):
    """A form of one polling place."""

    def objek_kunci(self) -> str:
        return f"bkm.tps:{self.kwargs['baris']}:{type(self).__name__}"

    def get_success_url(self) -> str:
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "tps": self.tps,
                "subjudul": f"{self.tps.nama}, {self.langkah.wilayah.nama}",
                "batal": self.address(),
                "remah": [*self.crumbs("x"), (self.tps.nama, self.address())],
                **kwargs,
            }
        )


class TPSTransisiView(TPSFormView):
    """One step of a polling place, by the registered action."""

    template_name = "siklus/transisi.html"

    @cached_property
    def aksi(self) -> Any:
        """Raises Http404 for a step that does not exist or has a page of its own."""
        aksi = aksi_transisi.ambil(f"bkm.tps.{self.kwargs['nama']}")
        if aksi is None or self.kwargs["nama"] in {"hitung", "sahkan"}:
            raise Http404
        return aksi

    def get_form_class(self) -> Any:
        return self.aksi.formulir or KosongForm

    def get_form(self, form_class: Any = None) -> Any:
        return with_date_pickers(super().get_form(form_class))

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": self.tps.tanggal or today_in(self.langkah.wilayah_id), "tempat": self.tps.tempat}

    def run_action(self, form: Any) -> Any:
        return self.aksi.fungsi(self.tps, oleh=self.request.user, **transition_values(self.aksi, form))

    def form_valid(self, form: Any) -> HttpResponse:
        self.pesan_berhasil = _("Tersimpan.")
        return super().form_valid(form)

    def objek_kunci(self) -> str:
        return f"bkm.tps:{self.kwargs['baris']}:{self.kwargs['nama']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        t = next((t for t in transitions_for(self.tps, self.request.user) if t.nama == self.kwargs["nama"]), None)
        terbuka = t if t is not None and t.mungkin and t.berwenang and self.terbuka else None
        return super().get_context_data(
            **{
                "judul": t.label if t else "",
                "transisi": terbuka,
                "tombol": t.label if t else "",
                "gaya": t.gaya if t else "",
                "temuan": t.kekurangan if t else [],
                **kwargs,
            }
        )


class HitungView(TPSFormView):
    """Enter or correct the tally, in the order of the paper."""

    template_name = "bkm/hitung.html"
    form_class = HitunganForm
    judul = gettext_lazy("Catat hitungan")
    pesan_berhasil = gettext_lazy("Hitungan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        lama = len(self.hasil.perolehan)
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else max((self.tps.kursi or 3) + 5, lama + 2)
        return {
            **super().get_form_kwargs(),
            "tps": self.tps,
            "utusan": electors(self.tps) if self.tps.tingkat != Tingkat.BASIS else (),
            "jumlah": jumlah,
            "kunjungan": self.tps.status == TPS.Status.KUNJUNGAN_RUMAH
            or bool(self.hasil.hitungan and self.hasil.hitungan.kunjungan),
            "koreksi": self.hasil.hitungan is not None and self.tps.status == TPS.Status.DIHITUNG,
            # A first tally sent again carries no reason: its key answers it, or the action says whose tally stands.
            "beralasan": self.request.method != "POST" or "alasan" in self.request.POST,
        }

    def get_initial(self) -> dict[str, Any]:
        h = self.hasil.hitungan
        if h is None:
            return {}
        nama = [*HitunganForm.ANGKA, *HitunganForm.KUNJUNGAN, "lain_lain", "cara"]
        isi: dict[str, Any] = {n: getattr(h, n) for n in nama}
        if self.tps.tingkat == Tingkat.BASIS:
            for i, p in enumerate(sorted(self.hasil.perolehan, key=lambda p: (-p.jumlah, p.nama_tertulis))):
                isi |= {f"nama_{i}": p.nama_tertulis, f"suara_{i}": p.suara, f"kunjungan_{i}": p.kunjungan or None}
            return isi
        suara = {p.utusan_id: p.suara for p in self.hasil.perolehan}
        for i, u in enumerate(electors(self.tps)):
            isi[f"suara_{i}"] = suara.get(u.pk)
        return isi

    def run_action(self, form: Any) -> Any:
        return actions.record_hitungan(self.tps, oleh=self.request.user, perolehan=form.names(), **form.figures())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            **{
                "boleh": self.terbuka and self.tps.status in DIHITUNG,
                "lama": self.hasil.hitungan,
                "draf": f"hitungan-{self.tps.pk}",
                "tambah_baris": form.banyak + 6,
                **kwargs,
            }
        )


class UlangView(HitungView):
    """Record a second ballot among the tied names."""

    judul = gettext_lazy("Catat pemungutan ulang")
    pesan_berhasil = gettext_lazy("Pemungutan ulang tersimpan.")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs) if self.hasil.peringkat.seri else self._no_tie()

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().post(request, *args, **kwargs) if self.hasil.peringkat.seri else self._no_tie()

    def _no_tie(self) -> Any:
        """Nothing is tied (any more): a form sent twice, or an old page. Back to the place, which shows the result."""
        messages.info(
            self.request, _("Tidak ada suara seri di tempat ini; pemungutan ulang yang sudah dicatat berlaku.")
        )
        return redirect(self.address())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super(HitungView, self).get_form_kwargs(),
            "tps": self.tps,
            "ulang": self.hasil.peringkat.seri,
        }

    def get_initial(self) -> dict[str, Any]:
        return {}

    def run_action(self, form: Any) -> Any:
        isi = {n: form.cleaned_data[n] for n in ("pemilih_l", "pemilih_p", "surat_sah", "surat_rusak")}
        return actions.record_ulang(self.tps, oleh=self.request.user, perolehan=form.names(), **isi)


class TetapkanView(TPSFormView):
    """Let a count stand, and tell who the elected are."""

    template_name = "bkm/tetapkan.html"
    form_class = TetapkanForm
    judul = gettext_lazy("Sahkan hasil")
    tombol = gettext_lazy("Sahkan hasil")
    pesan_berhasil = gettext_lazy("Hasil TPS ini sah.")

    @cached_property
    def temuan(self) -> list[Any]:
        """What is not met."""
        if self.tps.status != TPS.Status.DIHITUNG:
            return []
        return [k for k in findings(self.tps, "sahkan") if not k.terpenuhi]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "terpilih": self.hasil.peringkat.terpilih,
            "peringatan": any(k.mode == "warn" for k in self.temuan),
        }

    def run_action(self, form: Any) -> Any:
        alasan = form.cleaned_data.get("alasan", "")
        if "pelatih" in self.request.POST:
            return actions.certify_practice(self.tps, oleh=self.request.user, alasan=alasan)
        return actions.certify_tps(self.tps, oleh=self.request.user, orang=form.people(), alasan=alasan)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tps = self.tps
        sendiri = tps.dihitung_oleh_id == self.request.user.pk
        return super().get_context_data(
            **{
                "temuan": self.temuan,
                "menahan": any(k.menahan for k in self.temuan),
                "hasil": self.hasil,
                "boleh": self.terbuka and tps.status == TPS.Status.DIHITUNG,
                "perlu_kedua": sendiri and (tps.tingkat == Tingkat.KELURAHAN or tps.bukti_id is None),
                "kelurahan": tps.tingkat == Tingkat.KELURAHAN,
                "pelatih": tps.tingkat == Tingkat.KELURAHAN and is_latihan(tps.wilayah_id),
                "url_bukti": self.address("bukti"),
                **kwargs,
            }
        )


class NamaView(TPSFormView):
    """Answer one question about two spellings."""

    form_class = NamaForm
    judul = gettext_lazy("Satukan nama")
    pesan_berhasil = gettext_lazy("Jawaban tersimpan; urutan dihitung lagi.")

    def get_initial(self) -> dict[str, Any]:
        return {k: self.request.GET.get(k, "") for k in ("nama", "dengan", "putusan")}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        kerja = actions.merge_names if data["putusan"] == "sama" else actions.separate_names
        return kerja(self.tps, oleh=self.request.user, nama=data["nama"], dengan=data["dengan"])

    def get_success_url(self) -> str:
        return f"{self.address()}#urutan"


class NamaCabutView(TPSFormView):
    """Take an answer back."""

    form_class = KosongForm
    judul = gettext_lazy("Cabut jawaban nama")
    tombol = gettext_lazy("Cabut")
    pesan_berhasil = gettext_lazy("Jawaban dicabut.")

    def run_action(self, form: Any) -> Any:
        satu = PenyatuanNama.objects.visible_to(self.request.user).get(pk=self.kwargs["satu"], tps=self.tps)
        return actions.unmerge_names(satu, oleh=self.request.user)


class BuktiView(TPSFormView):
    """The photo of the signed tally sheet."""

    form_class = BuktiForm
    judul = gettext_lazy("Foto kertas hitungan")
    pesan_berhasil = gettext_lazy("Foto tersimpan.")

    def run_action(self, form: Any) -> Any:
        unggahan = check_upload(form.cleaned_data["berkas"], boleh=(FOTO, PDF), bidang="berkas")
        berkas = save_berkas(
            unggahan, oleh=self.request.user, wilayah=self.langkah.wilayah, objek=self.tps, slot="hitungan",
            keterangan=self.tps.nama,
        )  # fmt: skip
        return actions.attach_bukti(self.tps, oleh=self.request.user, berkas=berkas)


class UtusanBatalView(TPSFormView):
    """An utusan withdraws."""

    form_class = AlasanForm
    judul = gettext_lazy("Batalkan utusan")
    tombol = gettext_lazy("Batalkan")
    pesan_berhasil = gettext_lazy("Utusan dibatalkan; nama berikutnya dapat menggantikan.")

    def run_action(self, form: Any) -> Any:
        utusan = Utusan.objects.visible_to(self.request.user).get(pk=self.kwargs["utusan"], tps=self.tps)
        return actions.cancel_utusan(utusan, oleh=self.request.user, **form.cleaned_data)


class UtusanGantiView(TPSFormView):
    """The next name of the tally takes the empty seat."""

    form_class = GantiForm
    judul = gettext_lazy("Ganti dengan nama berikutnya")
    pesan_berhasil = gettext_lazy("Utusan pengganti tersimpan.")

    def run_action(self, form: Any) -> Any:
        return actions.replace_utusan(self.tps, oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sudah = set(Utusan.objects.visible_to(self.request.user).filter(tps=self.tps).values_list("nama", flat=True))
        calon = next((b for b in self.hasil.peringkat.baris if b.nama not in sudah), None)
        teks = (
            _("Berikutnya dalam hitungan: %(nama)s, %(n)d suara.") % {"nama": calon.nama, "n": calon.suara}
            if calon
            else ""
        )
        return super().get_context_data(**{"petunjuk": teks, **kwargs})
