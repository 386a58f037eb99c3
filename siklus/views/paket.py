"""Paket rapat: the papers of a stage's meetings, asked for one by one or together, followed until they are ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import tanggal
from inti.izin import may
from inti.registry import jenis_dokumen
from laporan.actions import request_dokumen
from laporan.izin import MINTA_DOKUMEN
from laporan.models import Dokumen
from siklus import izin
from siklus.forms.langkah import KosongForm
from siklus.models import Langkah, Pertemuan
from siklus.reports import gabungan
from siklus.reports.panduan import PANDUAN
from siklus.views.dasar import LangkahFormView, LangkahMixin

SEMUA = "semua"
PAKET, PAKET_SEMUA = gabungan.PAKET_SATU, gabungan.PAKET_SEMUA
RAPAT = "siklus.pertemuan"
# Planned meetings of one kind whose package is offered on the stage's page; the rest have theirs on their own pages.
TAMPIL = 6
# Leaflet that is handed out before the residents first meet, by the stages in whose package it lies.
LEMBARAN = {"S0": PANDUAN, "S1": PANDUAN}


@dataclass(frozen=True)
class Kertas:
    """One paper of a stage: its kind, what it is about, and the newest print of it."""

    kode: str
    judul: Any
    objek: Any = None
    dokumen: Dokumen | None = None
    sebab: Any = ""
    url: str = ""
    tombol: Any = ""

    @property
    def minta(self) -> str:
        """The code under which this one paper is asked for; "" where it can't be."""
        if self.objek is None:
            return ""
        return f"{self.kode}-{self.objek.pk}" if self.kode in (PAKET, PAKET_SEMUA) else self.kode

    @property
    def sendiri(self) -> bool:
        """Whether it has a button of its own beside the one that prepares all."""
        return bool(self.minta) and (bool(self.url) or self.kode in (PANDUAN, PAKET_SEMUA))

    @property
    def keadaan(self) -> str:
        """State for the mark: belum, diproses, gagal, final, draf."""
        d = self.dokumen
        if d is None:
            return "belum"
        tetap = {"disusun": "diproses", "gagal": "gagal", "dibatalkan": "dibatalkan", "digantikan": "digantikan"}
        return tetap.get(d.keadaan) or ("final" if d.final else "draf")

    @property
    def sedang(self) -> bool:
        """Whether it is being made right now."""
        return self.keadaan == "diproses"


@dataclass(frozen=True)
class PaketRapat:
    """The papers of a stage. `perlu_jadwal`: no meeting to print them for yet."""

    kertas: list[Kertas]
    boleh: bool
    perlu_jadwal: bool

    @property
    def sedang(self) -> bool:
        """Whether something is still being made, so that the page asks again."""
        return any(k.sedang for k in self.kertas)

    @property
    def siap(self) -> bool:
        """Whether at least one paper can be asked for."""
        return self.boleh and any(k.objek is not None for k in self.kertas)


def papers_of(langkah: Langkah, user: Any) -> PaketRapat:
    """The papers of a stage: of the meeting package, then those of its evidence. At most three queries."""
    aturan = langkah.aturan_main
    putusan = langkah.keputusan.filter(status="sah").values_list("hasil", flat=True).first() if aturan.pilihan else None
    bukti = (k.templat for k in aturan.keluaran if k.templat and (not k.putusan or putusan in (None, *k.putusan)))
    jenis = {k: jenis_dokumen.ambil(k) for k in dict.fromkeys([*aturan.paket_rapat, *bukti, *leaflet(langkah)])}
    if not aturan.paket_rapat:  # then each meeting has its own package, and prints its papers one by one on its page
        jenis = {k: j for k, j in jenis.items() if j is None or j.model != RAPAT}
        return _general(langkah, user, jenis)
    rapat = deciding_meeting(langkah)
    objek = {"siklus.langkah": langkah, RAPAT: rapat, "siklus.siklus": langkah.siklus}
    dicari = {k: objek.get(j.model) for k, j in jenis.items() if j is not None}
    terakhir = _latest(user, dicari)
    return PaketRapat(
        kertas=[_paper(k, jenis[k], dicari.get(k), terakhir.get(k)) for k in jenis],
        boleh=may(user, MINTA_DOKUMEN, langkah),
        perlu_jadwal=rapat is None and any(j is not None and j.model == RAPAT for j in jenis.values()),
    )


def leaflet(langkah: Langkah) -> list[str]:
    """The leaflet for heads of RT and RW, in the package of the stages that come first. Source: DOK-07."""
    return [LEMBARAN[langkah.kode]] if langkah.kode in LEMBARAN and langkah.siklus_id is not None else []


def _general(langkah: Langkah, user: Any, jenis: dict[str, Any]) -> PaketRapat:
    """The package of every planned meeting and of the last held one that decides, by kind; then other papers of the stage.

    Two queries.
    """
    rapat = list(
        Pertemuan._base_manager.filter(langkah=langkah)
        .exclude(status="batal")
        .select_related("langkah__wilayah", "basis__induk", "wilayah")
        .order_by("rencana_tanggal", "tanggal", "id")
    )
    rapat.sort(key=lambda p: (p.tanggal or p.rencana_tanggal or date.max, p.basis.urut_jalan if p.basis else ()))
    pilih: list[tuple[Any, Pertemuan | None]] = []
    tempat = {j.kode: _by_place(rapat, j.kode) for j in langkah.aturan_main.pertemuan}
    for j in langkah.aturan_main.pertemuan:
        punya = [p for p in rapat if p.jenis == j.kode]
        rencana = [p for p in punya if p.status == "terjadwal"][:TAMPIL]
        if j.memutuskan or not rencana:
            rencana += [p for p in punya if p.status == "terlaksana"][-1:]
        pilih += [(j, p) for p in rencana] or [(j, None)]
    ids = [str(p.pk) for _j, p in pilih if p is not None]
    lain: dict[str, Any] = {k: langkah for k, j in jenis.items() if j is not None and j.model == "siklus.langkah"}
    lain |= {k: langkah.siklus for k in leaflet(langkah)}
    ids += sorted({str(o.pk) for o in lain.values()} | {str(s[0].pk) for s in tempat.values() if s})
    ada = _papers(user, [PAKET, PAKET_SEMUA, *lain], ids)
    boleh_jadwal = may(user, izin.CATAT, langkah)
    kertas = []
    for j in langkah.aturan_main.pertemuan:
        kertas += [_meeting_paper(langkah, j, p, ada, boleh_jadwal) for jp, p in pilih if jp is j]
        kertas += _joined_paper(j, tempat[j.kode], ada)
    kertas += [Kertas(k, jenis[k].judul, o, ada.get((k, str(o.pk)))) for k, o in lain.items()]
    return PaketRapat(kertas=kertas, boleh=may(user, MINTA_DOKUMEN, langkah), perlu_jadwal=False)


def _by_place(rapat: list[Pertemuan], jenis: str) -> list[Pertemuan]:
    """The planned meetings of a kind that are held place by place; the first made of them stands for all."""
    punya = [p for p in rapat if p.jenis == jenis and p.status == "terjadwal" and p.basis_id is not None]
    return sorted(punya, key=lambda p: str(p.pk))


def _joined_paper(jenis: Any, rapat: list[Pertemuan], ada: dict[tuple[str, str], Dokumen]) -> list[Kertas]:
    """The packages of all places in one file, where there is more than one; a print of other meetings does not count."""
    if len(rapat) < 2:
        return []
    dokumen = ada.get((PAKET_SEMUA, str(rapat[0].pk)))
    if dokumen is not None and set(dokumen.isi["rapat"]) != {str(p.pk) for p in rapat}:
        dokumen = None
    judul = _("%(nama)s: semua RT/RW dalam satu berkas (%(n)d rapat)") % {"nama": jenis.nama, "n": len(rapat)}
    return [Kertas(PAKET_SEMUA, judul, rapat[0], dokumen)]


def _meeting_paper(
    langkah: Langkah, jenis: Any, rapat: Pertemuan | None, ada: dict[tuple[str, str], Dokumen], boleh_jadwal: bool
) -> Kertas:
    if rapat is None:
        return Kertas(
            PAKET, jenis.nama,
            sebab=gettext_lazy("Jadwalkan pertemuannya dulu, agar hari dan tempatnya tercetak."),
            url=f"{reverse('siklus:pertemuan-jadwal', args=[langkah.pk])}?jenis={jenis.kode}" if boleh_jadwal else "",
            tombol=gettext_lazy("Jadwalkan"),
        )  # fmt: skip
    hari = tanggal(rapat.tanggal or rapat.rencana_tanggal, "singkat")
    judul = ", ".join(b for b in (str(jenis.nama), rapat.basis.label_lengkap if rapat.basis else "", hari) if b)
    return Kertas(
        PAKET, judul, rapat, ada.get((PAKET, str(rapat.pk))), url=reverse("siklus:pertemuan", args=[rapat.pk]),
        tombol=gettext_lazy("Satu per satu"),
    )  # fmt: skip


def deciding_meeting(langkah: Langkah) -> Pertemuan | None:
    """The meeting that decides (planned or held), newest first; else the newest of the stage's own level. One query."""
    kode = [j.kode for j in langkah.aturan_main.pertemuan if j.memutuskan]
    if not kode:
        return None
    baris = Pertemuan._base_manager.filter(langkah=langkah, jenis__in=kode).exclude(status="batal")
    return (
        baris.select_related("langkah__wilayah", "basis__induk", "wilayah")
        .order_by("-tanggal", "-rencana_tanggal", "-id")
        .first()
    )


def _paper(kode: str, jenis: Any, objek: Any, dokumen: Dokumen | None) -> Kertas:
    if jenis is None:
        return Kertas(kode, kode, sebab=gettext_lazy("Belum tersedia di rilis ini."))
    if objek is None:
        return Kertas(
            kode, jenis.judul, sebab=gettext_lazy("Jadwalkan pertemuannya dulu, agar hari dan tempatnya tercetak.")
        )
    return Kertas(kode, jenis.judul, objek, dokumen)


def _latest(user: Any, dicari: dict[str, Any]) -> dict[str, Dokumen]:
    ids = {str(o.pk) for o in dicari.values() if o is not None}
    if not ids:
        return {}
    baris = (
        Dokumen.objects.visible_to(user)
        .filter(jenis__in=list(dicari), objek_id__in=ids, digantikan_oleh__isnull=True)
        .exclude(status=Dokumen.Status.DIBATALKAN)
        .select_related("pekerjaan", "nomor")
        .order_by("versi_ke")
    )
    return {d.jenis: d for d in baris}


def _papers(user: Any, jenis: list[str], ids: list[str]) -> dict[tuple[str, str], Dokumen]:
    """The newest print of each kind about each row. One query."""
    if not ids:
        return {}
    baris = (
        Dokumen.objects.visible_to(user)
        .filter(jenis__in=jenis, objek_id__in=ids, digantikan_oleh__isnull=True)
        .exclude(status=Dokumen.Status.DIBATALKAN)
        .select_related("pekerjaan", "nomor")
        .order_by("versi_ke")
    )
    return {(d.jenis, d.objek_id): d for d in baris}


class PaketView(LangkahMixin):
    """The papers alone, asked again while one is being made."""

    template_name = "siklus/partials/paket.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.frame(), paket=papers_of(self.langkah, self.request.user), **kwargs)


class PaketMintaView(LangkahFormView):
    """Ask for one paper, or all of them, of this stage."""

    form_class = KosongForm
    izin_baris = MINTA_DOKUMEN
    judul = gettext_lazy("Siapkan Paket rapat")
    tombol = gettext_lazy("Siapkan")
    pesan_berhasil = gettext_lazy("Sedang disusun. Halaman ini memberi tahu begitu siap dicetak.")

    def run_action(self, form: Any) -> Any:
        diminta = self.kwargs["jenis"]
        paket = papers_of(self.langkah, self.request.user)
        kertas = [k for k in paket.kertas if k.objek is not None and self._asked(k, diminta)]
        if not kertas:
            raise Http404
        for k in kertas:
            if k.kode == PAKET_SEMUA:  # each meeting has its own paper before they are joined
                for rapat in gabungan.planned_beside(k.objek):
                    self._request(PAKET, rapat)
        return [self._request(k.kode, k.objek) for k in kertas]

    @staticmethod
    def _asked(kertas: Kertas, diminta: str) -> bool:
        return kertas.kode != PAKET_SEMUA if diminta == SEMUA else kertas.minta == diminta

    def _request(self, kode: str, objek: Any) -> Dokumen:
        alamat = self.request.build_absolute_uri("/").rstrip("/")
        return request_dokumen(kode, objek, oleh=self.request.user, alamat_dasar=alamat)

    def objek_kunci(self) -> str:
        return f"siklus.langkah:{self.kwargs['pk']}:paket:{self.kwargs['jenis']}"

    def get_success_url(self) -> str:
        return f"{reverse('siklus:langkah', args=[self.kwargs['pk']])}#paket"
