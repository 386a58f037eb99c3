"""The list of kelurahan, and the page of one: rail, what is missing, plan dates, whom to call, tabs, trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti import registry
from inti.halaman import keyset_page
from inti.izin import may
from inti.models import Jejak
from inti.tabel import Kolom
from inti.transitions import declared, transitions_for
from inti.views import HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from laporan.izin import MINTA_DOKUMEN
from laporan.registry import kinds_for
from siklus import izin
from siklus.forms.saring import SaringKelurahan
from siklus.gerbang import periksa_gerbang
from siklus.models import Siklus
from siklus.queries_halaman import (
    cards_for,
    contacts_for,
    filter_siklus,
    last_meetings,
    latest_siklus,
    news_of,
    stages_of,
)
from siklus.riwayat import build_history
from siklus.sajian import build_card, build_rail, current_stage, latest_rounds, unopened, year_in_progress
from siklus.teks_wa import teks_kekurangan
from siklus.views.wilayah import crumbs_of

XLSX_SEKALI = 500
RIWAYAT_PER_HALAMAN = 40


class KelurahanListView(HalamanView):
    """All kelurahan of the officer's areas, with their rails; narrowed by name, kecamatan, stage, state."""

    template_name = "siklus/kelurahan_list.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saring = SaringKelurahan(self.request.GET, user=self.request.user)
        qs = filter_siklus(latest_siklus(self.request.user), **saring.nilai)
        halaman = keyset_page(qs, ("wilayah_id", "id"), self.request.GET)
        return super().get_context_data(
            judul=_("Kelurahan"),
            saring=saring,
            halaman=halaman,
            kartu=cards_for(halaman.baris, untuk=self.request.user),
            jumlah=qs.count(),
            xlsx=f"{reverse('siklus:kelurahan-xlsx')}?{self.request.GET.urlencode()}",
            **kwargs,
        )


class KelurahanXlsxView(HalamanView):
    """The same list as a workbook."""

    izin = izin.LIHAT
    kolom = (
        Kolom("kode", gettext_lazy("Kode"), ambil=lambda k: k.siklus.wilayah_id),
        Kolom("nama", gettext_lazy("Kelurahan"), ambil=lambda k: k.wilayah.nama),
        Kolom("kecamatan", gettext_lazy("Kecamatan"), ambil=lambda k: k.wilayah.induk.nama),
        Kolom("siklus", gettext_lazy("Siklus ke"), "angka", ambil=lambda k: k.siklus.nomor),
        Kolom("keadaan", gettext_lazy("Keadaan"), ambil=lambda k: k.label),
        Kolom("lewat", gettext_lazy("Lewat (hari)"), "angka", ambil=lambda k: k.hari_lewat),
        Kolom("terakhir", gettext_lazy("Kegiatan terakhir"), ambil=lambda k: k.terakhir),
        Kolom("berikutnya", gettext_lazy("Berikutnya"), ambil=lambda k: k.berikutnya),
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        saring = SaringKelurahan(request.GET, user=request.user)
        qs = filter_siklus(latest_siklus(request.user), **saring.nilai).order_by("wilayah_id", "id")
        return xlsx_response("kelurahan", export_xlsx(_("Kelurahan"), self.kolom, self._rows(qs)))

    def _rows(self, qs: Any) -> Any:
        """Cards in blocks, so that a whole province does not stand in memory at once."""
        kode = list(qs.values_list("pk", flat=True))
        for i in range(0, len(kode), XLSX_SEKALI):
            yield from cards_for(list(qs.filter(pk__in=kode[i : i + XLSX_SEKALI])))


class WilayahMixin(HalamanView):
    """A page of one kelurahan in scope; another officer's is the same 404 as one that does not exist."""

    izin = izin.LIHAT
    tab = "siklus"

    def siklus_semua(self) -> list[Siklus]:
        """All Siklus of this kelurahan, newest first. Raises Siklus.DoesNotExist when none is in scope."""
        daftar = list(
            Siklus.objects.visible_to(self.request.user)
            .filter(wilayah=self.kwargs["kode"])
            .select_related("wilayah__induk__induk", "lokasi")
            .order_by("-nomor")
        )
        if not daftar:
            raise Siklus.DoesNotExist
        return daftar

    def frame(self, siklus: Siklus) -> dict[str, Any]:
        """What every tab of the kelurahan shares: title, crumbs, tabs, banner."""
        wilayah = siklus.wilayah
        return {
            "judul": wilayah.nama,
            "wilayah": wilayah,
            "siklus": siklus,
            "remah": crumbs_of(wilayah)[:-1],
            "tab": tabs_for(self.request.user, wilayah.kode, self.tab),
        }


class KelurahanDetailView(WilayahMixin):
    """Where this kelurahan stands and what is missing now, with a button for each thing."""

    template_name = "siklus/kelurahan_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        semua = self.siklus_semua()
        siklus = self._chosen(semua)
        langkah = stages_of([siklus])[siklus.pk]
        tahun = _number(self.request.GET.get("tahun")) or year_in_progress(langkah)
        jalur = latest_rounds(langkah, tahun)
        kini = current_stage(jalur, siklus)
        temuan = periksa_gerbang(kini) if kini is not None else []
        terakhir = last_meetings([siklus.pk]).get(siklus.pk)
        kontak = contacts_for([siklus.wilayah_id], kecuali=self.request.user)[siklus.wilayah_id]
        return super().get_context_data(
            **self.frame(siklus),
            kartu=build_card(
                siklus, langkah, terakhir=terakhir, kabar=news_of([x] if (x := unopened(langkah, siklus)) else [])
            ),
            rel=build_rail(langkah, siklus, tahun=tahun),
            tahun=tahun,
            tahun_lain=sorted({x.tahun_siklus for x in langkah}),
            siklus_lain=semua,
            jalur=jalur,
            kini=kini,
            kekurangan=temuan,
            boleh_lengkapi=kini is not None and may(self.request.user, izin.CATAT, kini),
            teks_wa=teks_kekurangan(kini, temuan) if kini is not None and any(not k.terpenuhi for k in temuan) else "",
            boleh_usul=may(self.request.user, izin.USULKAN_KELUAR, siklus) and siklus.status in ("berjalan", "menolak"),
            kontak=kontak,
            kertas=kinds_for(siklus) if may(self.request.user, MINTA_DOKUMEN, siklus) else [],
            transisi=siklus_buttons(siklus, self.request.user),
            ditolak=next((x for x in reversed(langkah) if x.hasil == "tolak"), None),
            **kwargs,
        )

    def _chosen(self, semua: list[Siklus]) -> Siklus:
        nomor = _number(self.request.GET.get("siklus"))
        return next((s for s in semua if s.nomor == nomor), semua[0])


class RiwayatView(WilayahMixin):
    """What happened in this kelurahan, in sentences, newest first."""

    template_name = "siklus/riwayat.html"
    tab = "riwayat"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        siklus = self.siklus_semua()[0]
        jejak = Jejak.objects.filter(kode_wilayah=siklus.wilayah_id).exclude(peristiwa__startswith="ditolak.")
        halaman = keyset_page(jejak, ("-waktu", "-id"), self.request.GET, ukuran=RIWAYAT_PER_HALAMAN)
        return super().get_context_data(
            **self.frame(siklus), halaman=halaman, riwayat=build_history(halaman.baris), **kwargs
        )


def tabs_for(user: Any, kode: str, aktif: str) -> list[dict[str, Any]]:
    """Tabs of the kelurahan page that this officer may open, from every app."""
    semua = sorted(registry.tab_kelurahan.semua(), key=lambda pasangan: pasangan[1].urutan)
    return [
        {"label": t.label, "url": t.url(kode), "aktif": nama == aktif}
        for nama, t in semua
        if not t.izin or user.may(t.izin, kode=kode)
    ]


def siklus_buttons(siklus: Siklus, user: Any) -> list[Any]:
    """Steps of the Siklus that this officer may take now; those that follow from a submission are no buttons."""
    otomatis = {nama for nama, t in declared(Siklus).items() if t.custom.get("otomatis")}
    return [t for t in transitions_for(siklus, user) if t.nama not in otomatis and t.boleh]


def _number(teks: str | None) -> int:
    return int(teks) if teks and teks.isdecimal() and len(teks) < 4 else 0
