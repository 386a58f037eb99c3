"""Pages of PS-2: the board of a stage by RT, the quick table, the notice with its objections, the tab of the kelurahan.

Counts are for everybody who may see the stage; names only for those with `siklus.lihat_ps2` (the kelurahan and its
team). A page that names people asks for that permission as its own.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import GalatAplikasi, IsianSalah, VersiBerbeda
from inti.formats import KOSONG
from inti.halaman import keyset_page
from inti.izin import may, require
from inti.tabel import Kolom
from inti.unggah import FOTO, PDF, check_upload
from inti.views import FormActionView, HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from laporan.actions import request_dokumen, save_berkas
from laporan.izin import MINTA_DOKUMEN
from siklus import actions, izin
from siklus.actions.ps2 import agreed_criteria
from siklus.filters_ps2 import KeluargaFilterSet
from siklus.forms.pertemuan import BatalForm
from siklus.forms.ps2 import (
    BARIS,
    BARIS_MAKS,
    FotoForm,
    KeberatanForm,
    KeluargaForm,
    MasukDaftarForm,
    PasangFotoForm,
    PutusForm,
    RumahForm,
    TabelPS2Form,
    TetapkanForm,
)
from siklus.formulir_ps2 import KeluarForm
from siklus.models import EntriPS2, KeberatanPS2, Keluarga, PengumumanPS2, Rumah
from siklus.queries_ps2 import (
    HitungPS2,
    deciding_meetings,
    entries_of_notice,
    households_of_place,
    notices_of,
    objections_of,
    open_stage_for_entry,
    poor_counts,
    poor_counts_by_basis,
    trend,
    unlisted_households,
    with_open_entry,
)
from siklus.reports.ps2 import LEMBAR, SEMUA, sheets_of_stage
from siklus.syarat_ps2 import determination_findings, is_mapping, lowest_places
from siklus.views.catatan import by_id
from siklus.views.dasar import MENCATAT, LangkahFormView, LangkahMixin
from wilayah.bingkai import area_for, frame
from wilayah.models import Basis
from wilayah.waktu import today_in

SEMUA_JALAN = ("diusulkan", "diumumkan", "ditetapkan")


def place_of(langkah: Any, pk: Any) -> Basis:
    """One of the lowest places of the stage's kelurahan. Raises Http404."""
    ada = next((b for b in lowest_places(langkah.wilayah_id) if b.pk == pk), None)
    if ada is None:
        raise Http404
    return ada


def _with_parent(basis: Basis) -> str:
    """RT with its RW: two RW may have an RT 01 each."""
    return str(basis.label_lengkap)


class PS2LangkahView(LangkahMixin):
    """The board: each RT with its counts, its notice, what is open, and the next thing to do."""

    template_name = "siklus/ps2.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        langkah, user = self.langkah, self.request.user
        if not is_mapping(langkah):
            raise Http404
        nama = may(user, izin.LIHAT_PS2, langkah)
        boleh = nama and may(user, izin.CATAT, langkah) and langkah.status in MENCATAT
        hitung = poor_counts_by_basis(langkah.wilayah_id, status=SEMUA_JALAN)
        usul = poor_counts_by_basis(langkah.wilayah_id, status=("diusulkan",))
        notis = notices_of(user, langkah)
        hari = today_in(langkah.wilayah_id)
        tempat = lowest_places(langkah.wilayah_id)
        baris = [
            {
                "basis": b,
                "hitung": hitung.get(b.pk, HitungPS2()),
                "usulan": usul.get(b.pk, HitungPS2()).kk,
                "notis": [n for n in notis if n.basis_id in {b.pk, None}],
            }
            for b in tempat
        ]
        temuan = determination_findings(langkah, notis, None)
        tiap: list[Any] = [r["hitung"] for r in baris]
        jumlah = sum(tiap, HitungPS2())
        return super().get_context_data(
            **self.frame(),
            judul=_("Daftar PS-2"),
            subjudul=f"{langkah.nama}, {langkah.wilayah.nama}",
            remah=self.crumbs("x"),
            baris=baris,
            jumlah=jumlah,
            hari_ini=hari,
            boleh=boleh,
            boleh_nama=nama,
            temuan=temuan,
            siap=boleh and not any(k.menahan for k in temuan),
            rapat=deciding_meetings(langkah) if boleh else [],
            keberatan=objections_of(user, langkah, status="diajukan") if nama else [],
            kriteria=agreed_criteria(langkah),
            cetak=bool(notis) and nama and may(user, MINTA_DOKUMEN, langkah),
            **kwargs,
        )


class PS2FormView(LangkahFormView):
    """A form below a stage that draws up PS-2; names may show on it."""

    izin = izin.LIHAT_PS2

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            if not is_mapping(self.langkah):
                raise Http404
            require(request.user, izin.LIHAT_PS2, self.langkah)
        return super().dispatch(request, *args, **kwargs)

    @property
    def url_ps2(self) -> str:
        """The board."""
        return reverse("siklus:ps2", args=[self.langkah.pk])

    def get_success_url(self) -> str:
        return self.url_ps2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"batal": self.url_ps2, **kwargs})


class PS2TabelView(PS2FormView):
    """The quick table of one RT: what is recorded already stands in it, new rows below; then the next RT."""

    template_name = "siklus/ps2_tabel.html"
    form_class = TabelPS2Form
    pesan_berhasil = gettext_lazy("Keluarga RT ini tersimpan.")

    @cached_property
    def basis(self) -> Basis:
        """The RT of the address."""
        return place_of(self.langkah, self.kwargs["basis"])

    @cached_property
    def ada(self) -> list[dict[str, Any]]:
        """Households of the RT that have not been determined, as initial rows."""
        kriteria = [b.pk for b in agreed_criteria(self.langkah)]
        hasil = []
        for kk in households_of_place(self.request.user, self.basis)[:BARIS_MAKS]:
            entri = kk.entri_buka
            terpenuhi = {b.pk for b in entri.kriteria.all()} if entri else set()
            hasil.append(
                {
                    "nama_kk": kk.nama_kk, "jenis_kelamin_kk": kk.jenis_kelamin_kk, "jiwa_l": kk.jiwa_l,
                    "jiwa_p": kk.jiwa_p, "lansia": kk.lansia, "disabilitas": kk.disabilitas, "pembeda": kk.pembeda,
                    "alamat": kk.rumah.alamat if kk.rumah else "", "peringkat": entri.peringkat if entri else "",
                    "wawancara_tanggal": entri.wawancara_tanggal if entri else None,
                    **{f"k{n}": pk in terpenuhi for n, pk in enumerate(kriteria, 1)},
                }
            )  # fmt: skip
        return hasil

    def get_form_kwargs(self) -> dict[str, Any]:
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else len(self.ada) + BARIS
        return {
            **super().get_form_kwargs(),
            "kriteria": agreed_criteria(self.langkah),
            "isi": self.ada,
            "jumlah": min(jumlah, BARIS_MAKS),
        }

    def run_action(self, form: Any) -> Any:
        try:
            return actions.save_table(self.langkah, oleh=self.request.user, baris=form.rows(self.basis))
        except IsianSalah as galat:
            nomor = form.filled()
            pindah = {}
            for k, v in galat.galat.items():
                nama, _titik, i = k.rpartition("_")
                pindah[f"{nama}_{nomor[int(i)]}" if i.isdecimal() else k] = v
            raise IsianSalah(pindah) from galat

    def next_place(self) -> Basis | None:
        """The RT after this one."""
        tempat = lowest_places(self.langkah.wilayah_id)
        i = [b.pk for b in tempat].index(self.basis.pk)
        return tempat[i + 1] if i + 1 < len(tempat) else None

    def get_success_url(self) -> str:
        lanjut = self.next_place()
        if "lanjut" in self.request.POST and lanjut is not None:
            return reverse("siklus:ps2-tabel", args=[self.langkah.pk, lanjut.pk])
        return self.url_ps2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            **{
                "judul": _("Keluarga %(rt)s") % {"rt": _with_parent(self.basis)},
                "basis": self.basis,
                "lanjut": self.next_place(),
                "lebih": min(form.banyak + BARIS, BARIS_MAKS),
                "kriteria": form.kriteria,
                **kwargs,
            }
        )


class PS2UmumkanView(PS2FormView):
    """Record that the list of one RT was posted."""

    form_class = PasangFotoForm
    tombol = gettext_lazy("Catat pengumuman")
    pesan_berhasil = gettext_lazy("Pengumuman tersimpan; masa keberatan berjalan.")

    @cached_property
    def basis(self) -> Basis:
        """The RT of the address."""
        return place_of(self.langkah, self.kwargs["basis"])

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.langkah.wilayah_id)}

    def run_action(self, form: Any) -> PengumumanPS2:
        d = form.cleaned_data
        notis = actions.announce_ps2(
            self.langkah, oleh=self.request.user, basis=self.basis, tanggal=d["tanggal"], tempat=d["tempat"]
        )
        if d.get("foto"):
            keep_photo(notis, d["foto"], self.request.user)
        return notis

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        n = poor_counts_by_basis(self.langkah.wilayah_id, status=("diusulkan",)).get(self.basis.pk, HitungPS2()).kk
        petunjuk = (
            _("%(n)d KK usulan masuk lembar ini.") % {"n": n}
            if n
            else _("Belum ada usulan di RT ini; yang diumumkan adalah daftar nihil.")
        )
        judul = _("Umumkan daftar %(rt)s") % {"rt": _with_parent(self.basis)}
        return super().get_context_data(**{"judul": judul, "petunjuk": petunjuk, **kwargs})


def keep_photo(notis: PengumumanPS2, berkas: Any, user: Any) -> PengumumanPS2:
    """File the photo of a posted sheet under its notice."""
    unggahan = check_upload(berkas, boleh=(FOTO, PDF), bidang="foto")
    foto = save_berkas(
        unggahan, oleh=user, wilayah=notis.wilayah, objek=notis, slot="lembar_ps2", keterangan=str(_("Lembar PS-2"))
    )
    return actions.file_foto(notis, oleh=user, foto=foto)


class PS2TetapkanView(PS2FormView):
    """The Lokakarya determines the list."""

    form_class = TetapkanForm
    judul = gettext_lazy("Tetapkan daftar PS-2")
    tombol = gettext_lazy("Tetapkan")
    pesan_berhasil = gettext_lazy("Daftar PS-2 ditetapkan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pertemuan": deciding_meetings(self.langkah)}

    def run_action(self, form: Any) -> Any:
        rapat = by_id(deciding_meetings(self.langkah), form.cleaned_data["pertemuan"])
        return actions.determine_ps2(self.langkah, oleh=self.request.user, pertemuan=rapat)


class PS2CetakView(PS2FormView):
    """All sheets of the stage in one PDF: each notice gets its own paper, then they are joined. Source: PS2-17."""

    form_class = forms.Form
    izin_baris = MINTA_DOKUMEN
    judul = gettext_lazy("Cetak lembar semua RT")
    tombol = gettext_lazy("Susun dan cetak")
    pesan_berhasil = gettext_lazy("Sedang disusun. Halaman ini memberi tahu begitu siap dicetak.")

    def run_action(self, form: Any) -> Any:
        notis = notices_of(self.request.user, self.langkah)
        if not notis:
            raise Http404
        alamat = self.request.build_absolute_uri("/").rstrip("/")
        semua = sheets_of_stage(notis[0])
        for n in semua:
            request_dokumen(LEMBAR, n, oleh=self.request.user, alamat_dasar=alamat)
        return request_dokumen(SEMUA, min(semua, key=lambda n: n.pk), oleh=self.request.user, alamat_dasar=alamat)

    def success_target(self, hasil: Any) -> str:
        return str(hasil.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        n = len(notices_of(self.request.user, self.langkah))
        petunjuk = _("%(n)d lembar pengumuman, satu berkas PDF. Setiap lembar berkode QR sendiri.") % {"n": n}
        return super().get_context_data(**{"petunjuk": petunjuk, **kwargs})


class NotisMixin(HalamanView):
    """One notice in scope, for those who may see the names on it."""

    izin = izin.LIHAT_PS2

    @cached_property
    def notis(self) -> PengumumanPS2:
        """The notice. Raises DoesNotExist out of scope."""
        baris = PengumumanPS2.objects.visible_to(self.request.user, izin=izin.LIHAT_PS2)
        hasil: PengumumanPS2 = baris.select_related("langkah__siklus", "basis", "wilayah", "foto").get(
            pk=self.kwargs["baris"]
        )
        return hasil

    def notice_frame(self) -> dict[str, Any]:
        """Title and crumbs."""
        n = self.notis
        return {
            "notis": n,
            "subjudul": f"{n.basis.label_lengkap if n.basis else n.wilayah.nama}, {n.wilayah.nama}",
            "remah": [(_("Daftar PS-2"), reverse("siklus:ps2", args=[n.langkah_id]))],
        }


class PengumumanPS2View(NotisMixin):
    """The sheet as posted: names, days left, objections, photo, the paper to print."""

    template_name = "siklus/ps2_pengumuman.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        n, user = self.notis, self.request.user
        boleh = may(user, izin.CATAT, n) and n.langkah.status in MENCATAT and n.status == "sah"
        hari = today_in(n.wilayah_id)
        return super().get_context_data(
            **self.notice_frame(),
            judul=_("Pengumuman PS-2"),
            entri=entries_of_notice(user, n),
            keberatan=objections_of(user, n.langkah, pengumuman=n),
            boleh=boleh,
            menerima=boleh and hari <= n.akhir,
            sisa=(n.akhir - hari).days,
            lembar=LEMBAR if n.status == "sah" and may(user, MINTA_DOKUMEN, n) else "",
            **kwargs,
        )


class NotisFormView(NotisMixin, FormActionView):
    """A form on one notice."""

    template_name = "siklus/formulir.html"
    judul: Any = ""
    tombol: Any = gettext_lazy("Simpan")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.notis)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("siklus:ps2-pengumuman", args=[self.notis.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"judul": str(self.judul), "tombol": self.tombol, "batal": self.get_success_url(), **self.notice_frame()}
        return super().get_context_data(**{**isi, **kwargs})


class KeberatanBaruView(NotisFormView):
    """Record an objection or an addition."""

    form_class = KeberatanForm
    judul = gettext_lazy("Catat keberatan atau usulan tambahan")
    pesan_berhasil = gettext_lazy("Tercatat; harus diputuskan warga sebelum daftar ditetapkan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        n, user = self.notis, self.request.user
        return {
            **super().get_form_kwargs(),
            "entri": [e for e in entries_of_notice(user, n) if e.status == "diumumkan"],
            "keluarga": unlisted_households(user, n.wilayah_id, basis=n.basis),
        }

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": min(today_in(self.notis.wilayah_id), self.notis.akhir), "jenis": "keberatan"}

    def run_action(self, form: Any) -> Any:
        d, user = dict(form.cleaned_data), self.request.user
        entri = by_id(entries_of_notice(user, self.notis), d.pop("entri"))
        keluarga = by_id(unlisted_households(user, self.notis.wilayah_id, basis=self.notis.basis), d.pop("keluarga"))
        return actions.file_keberatan(self.notis, oleh=user, entri=entri, keluarga=keluarga, **d)


class PengumumanFotoView(NotisFormView):
    """Add the photo of the posted sheet."""

    form_class = FotoForm
    judul = gettext_lazy("Foto lembar yang terpasang")
    pesan_berhasil = gettext_lazy("Foto tersimpan.")

    def run_action(self, form: Any) -> Any:
        return keep_photo(self.notis, form.cleaned_data["foto"], self.request.user)


class PengumumanBatalView(NotisFormView):
    """Take back a notice recorded by mistake."""

    form_class = BatalForm
    judul = gettext_lazy("Batalkan pengumuman")
    tombol = gettext_lazy("Batalkan")
    pesan_berhasil = gettext_lazy("Pengumuman dibatalkan; nama-namanya kembali menjadi usulan.")

    def run_action(self, form: Any) -> Any:
        return actions.cancel_pengumuman(self.notis, oleh=self.request.user, alasan=form.cleaned_data["alasan"])


class KeberatanPutusView(FormActionView):
    """What residents decided on one objection or addition."""

    template_name = "siklus/formulir.html"
    form_class = PutusForm
    izin = izin.LIHAT_PS2
    pesan_berhasil = gettext_lazy("Putusan tersimpan.")

    @cached_property
    def baris(self) -> KeberatanPS2:
        """The objection in scope. Raises DoesNotExist."""
        semua = KeberatanPS2.objects.visible_to(self.request.user)
        hasil: KeberatanPS2 = semua.select_related("pengumuman__basis", "entri__keluarga", "keluarga", "wilayah").get(
            pk=self.kwargs["baris"]
        )
        return hasil

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.baris.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        hasil, peringkat = d.pop("hasil"), d.pop("peringkat")
        if hasil == "tolak":
            return actions.reject_keberatan(self.baris, oleh=self.request.user, **d)
        return actions.accept_keberatan(self.baris, oleh=self.request.user, peringkat=peringkat, **d)

    def get_success_url(self) -> str:
        return reverse("siklus:ps2-pengumuman", args=[self.baris.pengumuman_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k = self.baris
        kk = k.entri.keluarga if k.entri else k.keluarga
        return super().get_context_data(
            **{
                "judul": _("Putuskan: %(jenis)s") % {"jenis": k.get_jenis_display()},
                "subjudul": k.wilayah.nama,
                "petunjuk": f"{kk.nama_kk if kk else ''}: {k.uraian}",
                "remah": [(_("Pengumuman PS-2"), self.get_success_url())],
                "tombol": _("Simpan putusan"),
                "batal": self.get_success_url(),
                **kwargs,
            }
        )


# -- the tab of the kelurahan ----------------------------------------------------------------------------------------


def rank_of(k: Any) -> Any:
    """The rank of a household's open entry."""
    return k.entri_buka.get_peringkat_display() if k.entri_buka else KOSONG


def state_of_entry(k: Any) -> Any:
    """The state of a household's open entry."""
    return k.entri_buka.get_status_display() if k.entri_buka else KOSONG


KOLOM_XLSX = (
    Kolom("nama_kk", gettext_lazy("Kepala keluarga")),
    Kolom("pembeda", gettext_lazy("Pembeda")),
    Kolom("jk", gettext_lazy("L/P"), ambil="jenis_kelamin_kk"),
    Kolom("basis", gettext_lazy("RT"), ambil=lambda k: k.basis.label),
    Kolom("rw", gettext_lazy("RW"), ambil=lambda k: k.basis.induk.label if k.basis.induk else ""),
    Kolom("alamat", gettext_lazy("Alamat"), ambil=lambda k: k.rumah.alamat if k.rumah else ""),
    Kolom("jiwa_l", gettext_lazy("Jiwa L"), "angka"),
    Kolom("jiwa_p", gettext_lazy("Jiwa P"), "angka"),
    Kolom("lansia", gettext_lazy("Lansia"), ambil=lambda k: _("ya") if k.lansia else ""),
    Kolom("disabilitas", gettext_lazy("Disabilitas"), ambil=lambda k: _("ya") if k.disabilitas else ""),
    Kolom(
        "peringkat",
        gettext_lazy("Peringkat"),
        ambil=lambda k: k.entri_buka.get_peringkat_display() if k.entri_buka else "",
    ),
    Kolom("status", gettext_lazy("PS-2"), ambil=lambda k: k.entri_buka.get_status_display() if k.entri_buka else ""),
    Kolom(
        "masuk", gettext_lazy("Masuk"), "tanggal", ambil=lambda k: k.entri_buka.masuk_tanggal if k.entri_buka else None
    ),
)
KOLOM = (
    Kolom("nama_kk", gettext_lazy("Kepala keluarga"), tautan=lambda k: reverse("siklus:keluarga", args=[k.pk])),
    Kolom("jk", gettext_lazy("L/P"), ambil="jenis_kelamin_kk"),
    Kolom("basis", gettext_lazy("RT"), ambil=lambda k: k.basis.label),
    Kolom("jiwa", gettext_lazy("Jiwa L/P"), ambil=lambda k: f"{k.jiwa_l}/{k.jiwa_p}"),
    Kolom("peringkat", gettext_lazy("Peringkat"), ambil=rank_of),
    Kolom("status", gettext_lazy("PS-2"), ambil=state_of_entry),
)  # fmt: skip
KOLOM_RT = (
    Kolom("rt", gettext_lazy("RT"), ambil=lambda r: r[0]),
    Kolom("kk", gettext_lazy("KK miskin"), "angka", ambil=lambda r: r[1].kk),
    Kolom("sangat", gettext_lazy("Sangat miskin"), "angka", ambil=lambda r: r[1].sangat_miskin),
    Kolom("miskin", gettext_lazy("Miskin"), "angka", ambil=lambda r: r[1].miskin),
    Kolom("rentan", gettext_lazy("Rentan"), "angka", ambil=lambda r: r[1].rentan),
    Kolom("jiwa_l", gettext_lazy("Jiwa L"), "angka", ambil=lambda r: r[1].jiwa_l),
    Kolom("jiwa_p", gettext_lazy("Jiwa P"), "angka", ambil=lambda r: r[1].jiwa_p),
    Kolom("perempuan", gettext_lazy("Kepala perempuan"), "angka", ambil=lambda r: r[1].kk_perempuan),
    Kolom("lansia", gettext_lazy("Lansia"), "angka", ambil=lambda r: r[1].kk_lansia),
    Kolom("disabilitas", gettext_lazy("Disabilitas"), "angka", ambil=lambda r: r[1].kk_disabilitas),
)


class PS2TabView(HalamanView):
    """/kelurahan/<kode>/ps2/: sums by RT and the movement for all; names, filters and workbook for those who may."""

    template_name = "siklus/ps2_tab.html"
    izin = izin.LIHAT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.wilayah = area_for(request.user, self.kwargs["kode"], izin.LIHAT)
        self.nama = may(request.user, izin.LIHAT_PS2, kode=self.wilayah.kode)
        if request.GET.get("format") == "xlsx":
            return self._workbook()
        return super().get(request, *args, **kwargs)

    def _filter(self) -> KeluargaFilterSet:
        semua = Keluarga.objects.visible_to(self.request.user).in_area(self.wilayah.kode).filter(status="sah")
        saring = KeluargaFilterSet(self.request.GET, queryset=semua.select_related("basis__induk", "rumah"))
        del saring.form.fields["wilayah"]
        pilihan = [("", _("Semua")), *((b.pk, b.label) for b in lowest_places(self.wilayah.kode))]
        saring.form.fields["basis"].widget = forms.Select(choices=pilihan)
        return saring

    def _sums(self) -> list[tuple[str, HitungPS2]]:
        hitung = poor_counts_by_basis(self.wilayah.kode)
        return [(b.label, hitung[b.pk]) for b in lowest_places(self.wilayah.kode) if b.pk in hitung]

    def _workbook(self) -> HttpResponse:
        ket = [(_("Wilayah"), self.wilayah.nama_lengkap)]
        if not self.nama:
            isi = export_xlsx(_("PS-2 menurut RT"), KOLOM_RT, self._sums(), keterangan=ket)
            return xlsx_response(f"ps2-jumlah-{self.wilayah.kode}", isi)
        baris = with_open_entry(list(self._filter().qs.order_by("nama_cari", "id")))
        return xlsx_response(f"ps2-{self.wilayah.kode}", export_xlsx(_("PS-2"), KOLOM_XLSX, baris, keterangan=ket))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode, user = self.wilayah.kode, self.request.user
        isi: dict[str, Any] = {}
        if self.nama:
            saring = self._filter()
            halaman = keyset_page(saring.qs.order_by(), ("nama_cari", "id"), self.request.GET)
            with_open_entry(halaman.baris)
            bidang = ("q", "basis", "jenis_kelamin_kk", "lansia", "disabilitas", "daftar", "peringkat")
            isi = {
                "saring": saring.form, "halaman": halaman, "kolom": KOLOM,
                "tersaring": any(self.request.GET.get(k) for k in bidang),
                "boleh": may(user, izin.CATAT, kode=kode),
                "impor": reverse("inti:impor", args=["siklus.keluarga", kode]),
            }  # fmt: skip
        return super().get_context_data(
            **frame(user, self.wilayah, tab="ps2"),
            nama=self.nama,
            hitung=poor_counts(kode),
            kolom_rt=KOLOM_RT,
            baris_rt=self._sums(),
            gerak=[b for b in trend(kode, sampai=today_in(kode), bulan=12) if b.masuk or b.keluar or b.ada],
            **isi,
            **kwargs,
        )


class KeluargaView(FormActionView):
    """One household: its entries, and the form to correct it ("berubah sementara itu" when somebody else saved)."""

    template_name = "siklus/keluarga.html"
    form_class = KeluargaForm
    izin = izin.LIHAT_PS2
    pesan_berhasil = gettext_lazy("Keluarga tersimpan.")
    bentrok: VersiBerbeda | None = None

    @cached_property
    def baris(self) -> Keluarga:
        """The household in scope. Raises DoesNotExist."""
        hasil: Keluarga = (
            Keluarga.objects.visible_to(self.request.user)
            .select_related("wilayah", "basis", "rumah")
            .get(pk=self.kwargs["pk"])
        )
        return hasil

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT if request.method == "POST" else izin.LIHAT_PS2, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        tempat = Basis.objects.visible_to(self.request.user).filter(wilayah=self.baris.wilayah_id, aktif=True)
        return {**super().get_form_kwargs(), "tempat": tempat}

    def get_initial(self) -> dict[str, Any]:
        k = self.baris
        bidang = ("nama_kk", "pembeda", "jenis_kelamin_kk", "jiwa_l", "jiwa_p", "lansia", "disabilitas", "versi")
        return {b: getattr(k, b) for b in bidang} | {"basis": k.basis_id}

    def run_action(self, form: Any) -> Any:
        return actions.update_keluarga(
            self.baris, oleh=self.request.user, versi=form.cleaned_data["versi"], **form.isi()
        )

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):
            self.bentrok = galat
            form.data = form.data.copy()
            form.data["versi"] = str(galat.rincian["tersimpan"]["versi"])
        return super().refused(form, galat)

    def _both(self, form: Any) -> list[tuple[str, Any, Any]]:
        if self.bentrok is None:
            return []
        simpan, kirim = self.bentrok.rincian["tersimpan"], self.bentrok.rincian["dikirim"]
        return [(str(form.fields[k].label), simpan.get(k), kirim[k]) for k in kirim if simpan.get(k) != kirim[k]]

    def get_success_url(self) -> str:
        return reverse("siklus:keluarga", args=[self.baris.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k = self.baris
        form = kwargs.setdefault("form", self.get_form())
        entri = list(k.entri.prefetch_related("kriteria").order_by("-dibuat_pada"))
        boleh = may(self.request.user, izin.CATAT, k) and k.status == "sah"
        return super().get_context_data(
            **{
                "judul": k.nama_kk,
                "subjudul": f"{k.basis.label_lengkap}, {k.wilayah.nama}",
                "remah": [(_("Daftar PS-2"), reverse("siklus:ps2-tab", args=[k.wilayah_id]))],
                "keluarga": k,
                "entri": entri,
                "bentrok": self._both(form),
                "boleh": boleh,
                "boleh_batal": boleh and all(e.status in {"keluar", "batal"} for e in entri),
                "tombol": _("Simpan"),
                "batal": reverse("siklus:ps2-tab", args=[k.wilayah_id]),
                **kwargs,
            }
        )


class RumahView(FormActionView):
    """One dwelling: address, whose it is, and its point where somebody measured it."""

    template_name = "siklus/formulir.html"
    form_class = RumahForm
    izin = izin.LIHAT_PS2
    pesan_berhasil = gettext_lazy("Rumah tersimpan.")

    @cached_property
    def baris(self) -> Rumah:
        """The dwelling in scope. Raises DoesNotExist."""
        hasil: Rumah = Rumah.objects.visible_to(self.request.user).select_related("wilayah").get(pk=self.kwargs["pk"])
        return hasil

    @cached_property
    def penghuni(self) -> list[Keluarga]:
        """Households that live in it. One query."""
        return list(Keluarga.objects.visible_to(self.request.user).filter(rumah=self.baris, status="sah"))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {b: getattr(self.baris, b) for b in ("alamat", "status", "lintang", "bujur", "versi")}

    def run_action(self, form: Any) -> Any:
        return actions.update_rumah(self.baris, oleh=self.request.user, **form.cleaned_data)

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):  # the second "Simpan" is meant: it shows both values first
            form.data = form.data.copy()
            form.data["versi"] = str(galat.rincian["tersimpan"]["versi"])
        return super().refused(form, galat)

    def get_success_url(self) -> str:
        if self.penghuni:
            return reverse("siklus:keluarga", args=[self.penghuni[0].pk])
        return reverse("siklus:ps2-tab", args=[self.baris.wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nama = ", ".join(k.nama_kk for k in self.penghuni)
        isi = {
            "judul": _("Data rumah"), "subjudul": self.baris.wilayah.nama, "tombol": _("Simpan"),
            "petunjuk": _("Dihuni: %(nama)s") % {"nama": nama} if nama else "", "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class PencoretanView(FormActionView):
    """Take back one row of the list with a reason; the row stays in the record. Source: UMU-32."""

    template_name = "siklus/formulir.html"
    form_class = BatalForm
    izin = izin.LIHAT_PS2
    judul: Any = ""
    petunjuk: Any = ""

    @cached_property
    def baris(self) -> Any:
        """The row in scope. Raises DoesNotExist."""
        raise NotImplementedError

    @property
    def keluarga(self) -> Keluarga:
        """The household it is about."""
        raise NotImplementedError

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("siklus:keluarga", args=[self.keluarga.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": str(self.judul), "subjudul": self.keluarga.nama_kk, "petunjuk": self.petunjuk,
            "tombol": _("Batalkan"), "gaya": "bahaya", "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class KeluargaBatalView(PencoretanView):
    """A household that was entered by mistake, or twice."""

    judul = gettext_lazy("Batalkan keluarga")
    petunjuk = gettext_lazy("Untuk yang tercatat keliru atau dua kali. Catatannya tetap ada dengan alasannya.")
    pesan_berhasil = gettext_lazy("Keluarga dibatalkan.")

    @cached_property
    def baris(self) -> Keluarga:
        """The household in scope. Raises DoesNotExist."""
        hasil: Keluarga = Keluarga.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])
        return hasil

    @property
    def keluarga(self) -> Keluarga:
        """Itself."""
        return self.baris

    def run_action(self, form: Any) -> Any:
        return actions.cancel_keluarga(self.baris, oleh=self.request.user, alasan=form.cleaned_data["alasan"])


class EntriBatalView(PencoretanView):
    """A proposal that nobody has read yet, or a posted name after an accepted objection."""

    judul = gettext_lazy("Coret usulan PS-2")
    petunjuk = gettext_lazy("Keluarganya tetap tercatat; hanya usulannya yang dicoret.")
    pesan_berhasil = gettext_lazy("Usulan dicoret.")

    @cached_property
    def baris(self) -> EntriPS2:
        """The entry in scope. Raises DoesNotExist."""
        semua = EntriPS2.objects.visible_to(self.request.user)
        hasil: EntriPS2 = semua.select_related("keluarga").get(pk=self.kwargs["baris"])
        return hasil

    @property
    def keluarga(self) -> Keluarga:
        """The household it is about."""
        return self.baris.keluarga

    def run_action(self, form: Any) -> Any:
        coret = actions.strike_entri if self.baris.status == "diumumkan" else actions.cancel_entri
        return coret(self.baris, oleh=self.request.user, alasan=form.cleaned_data["alasan"])


class EntriKeluarView(FormActionView):
    """A household leaves the list by a decision."""

    template_name = "siklus/formulir.html"
    form_class = KeluarForm
    izin = izin.LIHAT_PS2
    pesan_berhasil = gettext_lazy("Keluarga keluar dari daftar PS-2.")

    @cached_property
    def baris(self) -> EntriPS2:
        """The entry in scope. Raises DoesNotExist."""
        hasil: EntriPS2 = (
            EntriPS2.objects.visible_to(self.request.user)
            .select_related("keluarga", "wilayah")
            .get(pk=self.kwargs["baris"])
        )
        return hasil

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.CATAT, self.baris)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.baris.wilayah_id)}

    def run_action(self, form: Any) -> Any:
        return actions.leave_ps2(self.baris, oleh=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("siklus:keluarga", args=[self.baris.keluarga_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Keluarkan dari daftar PS-2"), "subjudul": self.baris.keluarga.nama_kk,
            "tombol": _("Keluarkan"), "gaya": "bahaya", "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})


class EntriMasukView(FormActionView):
    """A household enters the determined list by a decision, on the stage that runs now."""

    template_name = "siklus/formulir.html"
    form_class = MasukDaftarForm
    izin = izin.LIHAT_PS2
    pesan_berhasil = gettext_lazy("Keluarga masuk daftar PS-2.")

    @cached_property
    def wilayah(self) -> Any:
        """The kelurahan of the address. Raises DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, izin.LIHAT_PS2, kode=self.wilayah.kode)
            require(request.user, izin.CATAT, kode=self.wilayah.kode)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def calon(self) -> list[Keluarga]:
        """Households that are not on the list."""
        return unlisted_households(self.request.user, self.wilayah.kode)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "keluarga": self.calon}

    def get_initial(self) -> dict[str, Any]:
        return {"tanggal": today_in(self.wilayah.kode)}

    def run_action(self, form: Any) -> Any:
        d = dict(form.cleaned_data)
        keluarga = by_id(self.calon, d.pop("keluarga"))
        langkah = open_stage_for_entry(self.request.user, self.wilayah.kode)
        if langkah is None:
            raise IsianSalah({"keluarga": [_("Tidak ada langkah yang sedang berjalan untuk mencatat keputusan ini.")]})
        return actions.enter_ps2(keluarga, oleh=self.request.user, langkah=langkah, **d)

    def get_success_url(self) -> str:
        return reverse("siklus:ps2-tab", args=[self.wilayah.kode])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Masukkan ke daftar PS-2"), "subjudul": self.wilayah.nama_lengkap, "tombol": _("Masukkan"),
            "petunjuk": _("Untuk daftar yang sudah ditetapkan. Keluarga yang belum tercatat dicatat dulu."),
            "batal": self.get_success_url(),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})
