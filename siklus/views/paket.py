"""Paket rapat: the papers printed before the deciding meeting, asked for together, followed until they are ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from inti.izin import may
from inti.registry import jenis_dokumen
from laporan.actions import request_dokumen
from laporan.izin import MINTA_DOKUMEN
from laporan.models import Dokumen
from siklus.forms.langkah import KosongForm
from siklus.models import Langkah, Pertemuan
from siklus.views.dasar import LangkahFormView, LangkahMixin

SEMUA = "semua"


@dataclass(frozen=True)
class Kertas:
    """One paper of a stage: its kind, what it is about, and the newest print of it."""

    kode: str
    judul: Any
    objek: Any = None
    dokumen: Dokumen | None = None
    sebab: Any = ""

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
    jenis = {k: jenis_dokumen.ambil(k) for k in dict.fromkeys([*aturan.paket_rapat, *bukti])}
    if not any(j.memutuskan for j in aturan.pertemuan):  # then each meeting prints its own, on its own page
        jenis = {k: j for k, j in jenis.items() if j is None or j.model != "siklus.pertemuan"}
    if not jenis:
        return PaketRapat([], boleh=False, perlu_jadwal=False)
    rapat = deciding_meeting(langkah)
    objek = {"siklus.langkah": langkah, "siklus.pertemuan": rapat, "siklus.siklus": langkah.siklus}
    dicari = {k: objek.get(j.model) for k, j in jenis.items() if j is not None}
    terakhir = _latest(user, dicari)
    return PaketRapat(
        kertas=[_paper(k, jenis[k], dicari.get(k), terakhir.get(k)) for k in jenis],
        boleh=may(user, MINTA_DOKUMEN, langkah),
        perlu_jadwal=rapat is None and any(j is not None and j.model == "siklus.pertemuan" for j in jenis.values()),
    )


def deciding_meeting(langkah: Langkah) -> Pertemuan | None:
    """The meeting that decides (planned or held), newest first; else the newest of the stage's own level. One query."""
    kode = [j.kode for j in langkah.aturan_main.pertemuan if j.memutuskan]
    if not kode:
        return None
    baris = Pertemuan._base_manager.filter(langkah=langkah, jenis__in=kode).exclude(status="batal")
    return (
        baris.select_related("langkah__wilayah", "basis", "wilayah")
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
        kertas = [k for k in paket.kertas if k.objek is not None and diminta in (k.kode, SEMUA)]
        if not kertas:
            raise Http404
        alamat = self.request.build_absolute_uri("/").rstrip("/")
        return [request_dokumen(k.kode, k.objek, oleh=self.request.user, alamat_dasar=alamat) for k in kertas]

    def objek_kunci(self) -> str:
        return f"siklus.langkah:{self.kwargs['pk']}:paket:{self.kwargs['jenis']}"

    def get_success_url(self) -> str:
        return f"{reverse('siklus:langkah', args=[self.kwargs['pk']])}#paket"
