"""Dashboard of a kota: who needs a visit, why, and the list behind every figure."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dasbor import izin
from dasbor.queries import PetaPanas, attendance, heat_map, waiting
from inti.formats import jam, tanggal
from inti.tabel import Kolom
from inti.templatetags.komponen import KEADAAN
from inti.views import HalamanView
from inti.xlsx import export_xlsx, xlsx_response
from siklus.queries_halaman import areas_for
from wilayah.models import Wilayah

URUT = {"": gettext_lazy("Kode wilayah"), "terlambat": gettext_lazy("Paling terlambat"), "nama": gettext_lazy("Nama")}
TERKUNCI_BIASA = {"terkunci", "belum"}


class DasborMixin(HalamanView):
    """One kota in scope; the officer's only or first one when none is named."""

    izin = izin.LIHAT

    @cached_property
    def pilihan(self) -> list[Wilayah]:
        """Kota that the officer may open."""
        return areas_for(self.request.user, 5)

    @cached_property
    def kota(self) -> Wilayah | None:
        """The kota of the address. Raises Wilayah.DoesNotExist for one out of scope."""
        kode = self.request.GET.get("kota", "")
        if not kode:
            return self.pilihan[0] if self.pilihan else None
        terpilih = next((w for w in self.pilihan if w.kode == kode), None)
        if terpilih is None:
            raise Wilayah.DoesNotExist
        return terpilih

    @cached_property
    def peta(self) -> PetaPanas:
        """The heat map in the order asked for."""
        tahun = self.request.GET.get("tahun", "")
        if self.kota is None:
            raise Http404
        peta = heat_map(
            self.request.user, self.kota.kode, tahun=int(tahun) if tahun.isdecimal() and len(tahun) < 3 else None
        )
        kunci = {"terlambat": lambda b: (-b.hari_lewat, b.nama), "nama": lambda b: b.nama}
        if urut := kunci.get(self.request.GET.get("urut", "")):
            peta.baris.sort(key=urut)  # type: ignore[arg-type, misc]
        return peta


class KotaView(DasborMixin):
    """Tiles, and the heat map of kelurahan by stages."""

    template_name = "dasbor/kota.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kini = timezone.now()
        if self.kota is None:
            return super().get_context_data(judul=_("Dasbor"), kosong=True, **kwargs)
        user, kode, peta = self.request.user, self.kota.kode, self.peta
        menunggu, tertua = waiting(user, kode)
        return super().get_context_data(
            judul=self.kota.nama,
            remah=[(_("Data per %(jam)s, %(hari)s") % {"jam": jam(kini), "hari": tanggal(kini)}, "")],
            kota=self.kota,
            pilihan=self.pilihan,
            peta=peta,
            kolom=[
                {
                    "nama": k.nama_rel,
                    "judul": k.nama,
                    "url": f"{reverse('siklus:langkah-daftar')}?langkah={k.kode}&area={kode}",
                }
                for k in peta.kolom
            ],
            jumlah=self._sums(peta, kode),
            menunggu=menunggu,
            tertua=tertua,
            hadir=attendance(user, kode),
            urut=[{"kode": k, "label": v, "aktif": k == self.request.GET.get("urut", "")} for k, v in URUT.items()],
            xlsx=f"{reverse('dasbor:kota-xlsx')}?kota={kode}&tahun={peta.tahun}",
            **kwargs,
        )

    def _sums(self, peta: PetaPanas, kode: str) -> list[dict[str, Any]]:
        """Under each column: how many kelurahan stand in each state, each figure opening its list."""
        hasil = []
        for kolom, hitung in zip(peta.kolom, peta.jumlah, strict=True):
            dasar = f"{reverse('siklus:kelurahan')}?area={kode}&langkah={kolom.kode}&tahun={peta.tahun}&keadaan="
            bagian = [
                {
                    "label": KEADAAN[k].label,
                    "kelas": KEADAAN[k].kelas,
                    "ikon": KEADAAN[k].ikon,
                    "n": n,
                    "url": f"{dasar}{k}",
                }
                for k, n in sorted(hitung.items())
                if k not in TERKUNCI_BIASA
            ]
            hasil.append(
                {
                    "kode": kolom.kode,
                    "nama": kolom.nama,
                    "bagian": bagian,
                    "sisa": sum(hitung[k] for k in TERKUNCI_BIASA),
                }
            )
        return hasil


class KotaXlsxView(DasborMixin):
    """The same matrix as a workbook, states in words."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        peta = self.peta
        kolom = [
            Kolom("kode", _("Kode")),
            Kolom("nama", _("Kelurahan")),
            *(Kolom(f"{k.kode}", k.nama_rel, ambil=_state_column(i)) for i, k in enumerate(peta.kolom)),
            Kolom("lewat", _("Lewat (hari)"), "angka", ambil=lambda b: b.hari_lewat),
        ]
        nama = self.kota.nama if self.kota is not None else ""
        judul = _("Kelurahan × langkah siklus, %(kota)s, tahun siklus %(tahun)d") % {"kota": nama, "tahun": peta.tahun}
        return xlsx_response(f"dasbor-{self.kota.kode if self.kota else ''}", export_xlsx(judul, kolom, peta.baris))


def _state_column(i: int) -> Any:
    def ambil(baris: Any) -> str:
        sel = baris.sel[i]
        kata = str(KEADAAN[sel.keadaan].label)
        return f"{kata} {sel.teks}".strip()

    return ambil
