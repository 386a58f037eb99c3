"""Pages of S4 and S4b about the body itself: readiness, statutes, installing, koordinator, units and secretariat."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from bkm import actions, izin
from bkm import izin as hak
from bkm import tautan_lembaga as tautan
from bkm.ciri import BAB_AD, BUTIR, NILAI, PRINSIP
from bkm.forms.bkm import ADForm, PengesahanADForm
from bkm.forms.lembaga import BARIS, BARIS_MAKS, KesiapanForm, KoordinatorForm, PengukuhanForm, SusunanForm
from bkm.models import RapatBKM
from bkm.queries import (
    bkm_aktif,
    evaluation_of,
    kepengurusan_aktif,
    meeting_of,
    members_of,
    offices_held,
    roster,
    statutes_of,
    winners_of,
)
from bkm.queries_pemilihan import numbers
from inti.formats import tanggal
from inti.izin import may
from inti.transitions import open_transitions
from laporan.izin import MINTA_DOKUMEN
from siklus.models import Langkah, Pertemuan
from siklus.tautan import langkah as alamat_langkah
from siklus.views.catatan import by_id, held_meetings
from siklus.views.dasar import MENCATAT, TERBUKA, LangkahFormView
from wilayah.models import Basis
from wilayah.sebutan import words_for
from wilayah.waktu import today_in


def meeting_choices(rapat: list[Pertemuan]) -> list[tuple[str, str]]:
    """Held meetings as a form offers them."""
    return [(str(p.pk), f"{tanggal(p.tanggal)}, {p.tempat}" if p.tempat else tanggal(p.tanggal)) for p in rapat]


def place_choices(kode: str, user: Any) -> list[tuple[str, str]]:
    """Living places of a kelurahan: "RT 02, RW 01"."""
    basis = Basis.objects.visible_to(user).filter(wilayah=kode, aktif=True).select_related("induk")
    return [(str(b.pk), b.label_lengkap) for b in basis.order_by("induk", "nomor")]


class LembagaView(LangkahFormView):
    """One page of the body below its stage: everybody who may look sees it, who may record gets the form."""

    izin = izin.LIHAT
    izin_baris = hak.LIHAT
    kode = "S4"
    buka_saat: tuple[str, ...] = MENCATAT
    jenis = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST":
            self.izin_baris = izin.CATAT
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def langkah(self) -> Langkah:  # type: ignore[override]
        """The stage in scope. Raises Langkah.DoesNotExist; Http404 for another kind of stage."""
        langkah = super().langkah
        if langkah.kode != self.kode:
            raise Http404
        return langkah

    @property
    def boleh(self) -> bool:
        """Whether this officer can record here now."""
        return may(self.request.user, izin.CATAT, self.langkah) and self.langkah.status in self.buka_saat

    @cached_property
    def rapat(self) -> list[Pertemuan]:
        """Held meetings of the kind that decides here, newest first."""
        return [p for p in held_meetings(self.langkah) if p.jenis == self.jenis] if self.jenis else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "boleh": self.boleh,
            "rapat": self.rapat,
            "belum_rapat": bool(self.jenis) and not self.rapat,
            "url_rapat": alamat_langkah(self.langkah.pk, "pertemuan/baru", jenis=self.jenis),
            "batal": self.url_langkah,
            "cetak": may(self.request.user, MINTA_DOKUMEN, self.langkah),
        }
        return super().get_context_data(**{**isi, **kwargs})


class KesiapanView(LembagaView):
    """Write the readiness evaluation, also before S4 starts. Source: BKM-50."""

    template_name = "bkm/kesiapan.html"
    form_class = KesiapanForm
    buka_saat = TERBUKA
    judul = _("Evaluasi kesiapan membentuk BKM")
    draf = "kesiapan"
    pesan_berhasil = _("Evaluasi kesiapan tersimpan.")

    @cached_property
    def evaluasi(self) -> Any:
        """The valid evaluation, if written."""
        return evaluation_of(self.langkah.pk)

    def get_initial(self) -> dict[str, Any]:
        e = self.evaluasi
        isi: dict[str, Any] = {"tanggal": today_in(self.langkah.wilayah_id)}
        if e is not None:
            isi |= {"penilai": e.penilai, "siap": "ya" if e.siap else "belum", "kesimpulan": e.kesimpulan}
            for kode, j in e.jawaban.items():
                isi |= {kode: "ya" if j["ya"] else "belum", f"catatan_{kode}": j["catatan"]}
        return isi

    def run_action(self, form: Any) -> Any:
        return actions.record_evaluasi(self.langkah, oleh=self.request.user, **form.action_data())

    def get_success_url(self) -> str:
        return tautan.kesiapan(self.langkah.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        e = self.evaluasi
        jawaban = [(kalimat, e.jawaban.get(kode, {})) for kode, kalimat in BUTIR.items()] if e else []
        return super().get_context_data(
            **{"evaluasi": e, "jawaban": jawaban, "belum": sum(not j.get("ya") for _k, j in jawaban), **kwargs}
        )


class PengukuhanView(LembagaView):
    """Name the BKM and install who was elected, in the same rembug. Source: BKM-51, BKM-54."""

    template_name = "bkm/pengukuhan.html"
    form_class = PengukuhanForm
    jenis = "S4-REMBUG"
    judul = _("Pengukuhan BKM")
    tombol = _("Kukuhkan")
    draf = "pengukuhan"
    pesan_berhasil = _("BKM dikukuhkan. Berikutnya: rapat anggota memilih koordinator.")

    @cached_property
    def bkm(self) -> Any:
        """The living BKM, where there is one already."""
        return bkm_aktif(self.langkah.wilayah_id)

    @cached_property
    def kepengurusan(self) -> Any:
        """The term that this stage has installed."""
        k = kepengurusan_aktif(self.langkah.wilayah_id)
        return k if k is not None and k.langkah_id == self.langkah.pk else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pertemuan": meeting_choices(self.rapat), "baru": self.bkm is None}

    def get_initial(self) -> dict[str, Any]:
        ad = statutes_of(self.langkah.pk)
        return {
            "nama": ad.nama if ad else "",
            "alamat": ad.kedudukan if ad else "",
            "sebutan": words_for(self.langkah.wilayah).badan,
        }

    def run_action(self, form: Any) -> Any:
        data = dict(form.cleaned_data)
        data["pertemuan"] = by_id(self.rapat, data["pertemuan"])
        return actions.install_bkm(self.langkah, oleh=self.request.user, **data)

    def get_success_url(self) -> str:
        return tautan.bkm(self.langkah.wilayah_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pemenang = winners_of(self.langkah.pk)
        return super().get_context_data(
            **{
                "pemenang": pemenang,
                "perempuan": sum(h.utusan.jenis_kelamin == "P" for h in pemenang),
                "bkm": self.bkm,
                "kepengurusan": self.kepengurusan,
                "url_bkm": tautan.bkm(self.langkah.wilayah_id),
                "url_koordinator": tautan.rapat_koordinator(self.langkah.pk),
                **kwargs,
            }
        )


class RapatAnggotaView(LembagaView):
    """A page that records one held members' meeting with who was there, and what it decided."""

    @cached_property
    def kepengurusan(self) -> Any:
        """The installed term of this kelurahan."""
        return kepengurusan_aktif(self.langkah.wilayah_id)

    @cached_property
    def anggota(self) -> list[Any]:
        """Members in office."""
        return members_of(self.kepengurusan) if self.kepengurusan else []

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "anggota": self.anggota, "pertemuan": meeting_choices(self.rapat)}

    def meeting(self, form: Any) -> RapatBKM:
        """The members' meeting on the chosen Pertemuan; recorded when it is not yet."""
        d = form.cleaned_data
        ada = meeting_of(d["pertemuan"])
        if ada is not None:
            return ada
        hadir = [a for a in self.anggota if str(a.pk) in d["hadir"]]
        return actions.record_rapat(
            self.kepengurusan, oleh=self.request.user, pertemuan=by_id(self.rapat, d["pertemuan"]), hadir=hadir,
            pokok=str(self.judul),
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode = self.langkah.wilayah_id
        return super().get_context_data(
            **{"kepengurusan": self.kepengurusan, "anggota": self.anggota, "url_bkm": tautan.bkm(kode), **kwargs}
        )


class KoordinatorView(RapatAnggotaView):
    """The members' meeting that chooses the koordinator. Source: BKM-58."""

    template_name = "bkm/koordinator.html"
    form_class = KoordinatorForm
    jenis = "S4-KOORDINATOR"
    judul = _("Rapat anggota memilih koordinator")
    draf = "koordinator"
    pesan_berhasil = _("Koordinator tersimpan.")

    def run_action(self, form: Any) -> Any:
        pilihan = by_id(self.anggota, form.cleaned_data["koordinator"])
        return actions.choose_koordinator(
            pilihan, oleh=self.request.user, rapat=self.meeting(form), cara=form.cleaned_data["cara"]
        )

    def get_success_url(self) -> str:
        return tautan.bkm(self.langkah.wilayah_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kini = next((a for a in self.anggota if a.koordinator), None)
        return super().get_context_data(**{"koordinator": kini, **kwargs})


class SusunanView(RapatAnggotaView):
    """One meeting appoints UPK, UPL, UPS, Pengawas and Sekretariat; a double office is refused beside its row."""

    template_name = "bkm/susunan.html"
    form_class = SusunanForm
    kode = "S4b"
    jenis = "S4b-RAPAT"
    judul = _("Susunan UP dan Sekretariat")
    draf = "susunan"
    pesan_berhasil = _("Pengangkatan tersimpan.")

    @cached_property
    def susunan(self) -> Any:
        """Everybody in office now."""
        return roster(self.kepengurusan.bkm) if self.kepengurusan else None

    def get_form_kwargs(self) -> dict[str, Any]:
        kode = self.langkah.wilayah_id
        return {**super().get_form_kwargs(), **office_form(self.request, kode, self.susunan)}

    def run_action(self, form: Any) -> Any:
        d = form.cleaned_data
        baris = with_places(form.rows(), self.langkah.wilayah_id, self.request.user)
        return actions.appoint_petugas(
            self.meeting(form), oleh=self.request.user, baris=baris, cara=d["cara"], nomor=d["nomor"]
        )

    def get_success_url(self) -> str:
        return f"{tautan.susunan(self.langkah.pk)}#daftar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"s": self.susunan, "tambah_baris": 20, **kwargs})


WAJIB = ("upk:manajer", "upk:kasir", "upk:pembuku", "upl:koordinator", "ups:koordinator", "pengawas:",
         "sekretariat:sekretaris")  # fmt: skip


def office_form(request: HttpRequest, kode: str, s: Any) -> dict[str, Any]:
    """What the quick table of offices starts from: places, offices held, and the offices that are still empty."""
    terisi = {f"{j}:{p.jabatan}" for j, u in s.unit.items() for p in u.petugas_aktif} if s else set()
    if s:
        terisi |= {f"sekretariat:{p.jabatan}" for p in s.petugas} | ({"pengawas:"} if s.pengawas else set())
    diminta = request.GET.get("baris", "")
    jumlah = int(diminta) if diminta.isdecimal() and len(diminta) < 4 else BARIS
    return {
        "basis": place_choices(kode, request.user),
        "ada": offices_held(kode),
        "awal": [w for w in WAJIB if w not in terisi],
        "jumlah": min(max(jumlah, 1), BARIS_MAKS),
    }


def with_places(baris: list[dict[str, Any]], kode: str, user: Any) -> list[dict[str, Any]]:
    """Rows of a form with their place as a row instead of a key."""
    tempat = {str(b.pk): b for b in Basis.objects.visible_to(user).filter(wilayah=kode)}
    return [{**isi, "basis": tempat.get(isi["basis"])} for isi in baris]


class ADView(LembagaView):
    """Write the statutes: first what every one says, then the chapters; locked once ratified. Source: BKM-71, BKM-72."""

    template_name = "bkm/ad.html"
    form_class = ADForm
    buka_saat = TERBUKA
    jenis = "S4-REMBUG"
    judul = _("Anggaran Dasar")
    draf = "anggaran-dasar"
    pesan_berhasil = _("Anggaran Dasar tersimpan.")

    @cached_property
    def ad(self) -> Any:
        """The statutes of this stage, if begun."""
        return statutes_of(self.langkah.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bab": self.ad.bab if self.ad else []}

    def get_initial(self) -> dict[str, Any]:
        if self.ad is not None:
            return {n: getattr(self.ad, n) for n in ADForm.base_fields}
        angka = numbers(self.langkah)["bkm.jumlah_anggota"].nilai
        return {
            "kedudukan": self.langkah.wilayah.nama_lengkap,
            "jumlah_anggota": angka[len(angka) // 2] if isinstance(angka, list) and angka else None,
            "masa_bakti": 3,
            "nilai": [k for k, _nama in (*NILAI, *PRINSIP)],
        }

    def run_action(self, form: Any) -> Any:
        data = form.action_data()
        if self.ad is None:
            data["bab"] = first_chapters(data, words_for(self.langkah.wilayah).badan)
        return actions.save_ad(self.langkah, oleh=self.request.user, **data)

    def get_success_url(self) -> str:
        return tautan.ad(self.langkah.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ad = self.ad
        nama = {**dict(NILAI), **dict(PRINSIP)}
        return super().get_context_data(
            **{
                "ad": ad,
                "nilai": [nama[n] for n in ad.nilai if n in nama] if ad else [],
                "tulis": self.boleh and (ad is None or ad.status == "rancangan"),
                "transisi": [t for t in open_transitions(ad, self.request.user) if t.nama == "buka_lagi"]
                if ad and self.boleh
                else [],
                "tombol": _g("Simpan") if ad else _g("Susun rancangan"),
                **kwargs,
            }
        )


def first_chapters(isi: dict[str, Any], sebutan: str) -> list[dict[str, str]]:
    """The chapters as the drafting group finds them, with the names and numbers filled in. Source: BKM-72."""
    nama = {**dict(NILAI), **dict(PRINSIP)}
    kata = {
        "nama": f"{sebutan} {isi['nama']}",
        "kedudukan": isi["kedudukan"],
        "anggota": isi["jumlah_anggota"],
        "masa_bakti": isi["masa_bakti"],
        "nilai": ", ".join(str(nama[n]) for n in isi["nilai"]),
    }
    return [{"judul": j, "isi": t % kata} for j, t in BAB_AD]


class ADSahView(LembagaView):
    """Record that the rembug ratified the statutes. Source: BKM-71."""

    form_class = PengesahanADForm
    izin_baris = izin.CATAT
    jenis = "S4-REMBUG"
    judul = _("Sahkan Anggaran Dasar")
    tombol = _("Sahkan")
    pesan_berhasil = _("Anggaran Dasar disahkan.")

    @cached_property
    def ad(self) -> Any:
        """The draft. Raises Http404 where none is written."""
        ad = statutes_of(self.langkah.pk)
        if ad is None:
            raise Http404
        return ad

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pertemuan": meeting_choices(self.rapat)}

    def run_action(self, form: Any) -> Any:
        return actions.ratify_ad(
            self.ad, oleh=self.request.user, pertemuan=by_id(self.rapat, form.cleaned_data["pertemuan"])
        )

    def get_success_url(self) -> str:
        return tautan.ad(self.langkah.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"batal": tautan.ad(self.langkah.pk), "ad": self.ad, **kwargs})
