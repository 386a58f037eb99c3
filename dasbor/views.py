"""Dashboards by level: who needs a visit, why, how far the cycle is, and the list behind every figure."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dasbor import grafik, izin, queries, sajian
from dasbor.forms import NASIONAL, SaringDasbor, read_filter
from dasbor.langkah import funnel_codes
from dasbor.models import RingkasanWilayah
from dasbor.queries import Saring
from dasbor.sajian import Dasbor
from dasbor.xlsx import workbook
from inti.formats import jam, tanggal
from inti.halaman import keyset_page
from inti.izin import may
from inti.registry import Indikator, indikator, kartu_dasbor
from inti.tabel import Kolom
from inti.views import DaftarView, HalamanView
from inti.xlsx import xlsx_response
from laporan.izin import MINTA_DOKUMEN
from wilayah.models import Wilayah

URUT = {"": gettext_lazy("Kode wilayah"), "terlambat": gettext_lazy("Paling terlambat"), "nama": gettext_lazy("Nama")}
UBIN_PEMILIHAN = "pemilu_partisipasi"


class DasborMixin(HalamanView):
    """One area in scope; the officer's widest one, else the only or first kota, when none is named."""

    izin = izin.LIHAT

    @cached_property
    def pilihan(self) -> list[Wilayah | None]:
        """Areas that the officer may open; None is the nation."""
        return queries.choices(self.request.user)

    @cached_property
    def diminta(self) -> str:
        """The area that the address names, "" when it names none."""
        return str(self.request.GET.get("area") or self.request.GET.get("kota") or "")

    @cached_property
    def wilayah(self) -> Wilayah | None:
        """The area shown (None: the nation). Raises Wilayah.DoesNotExist out of scope, Http404 where there is nothing."""
        if not self.pilihan:
            raise Http404
        if self.diminta == NASIONAL and None in self.pilihan:
            return None
        if self.diminta:
            terpilih = next((w for w in self.pilihan if w is not None and w.kode == self.diminta), None)
            if terpilih is None:
                raise Wilayah.DoesNotExist
            return terpilih
        kota = [w for w in self.pilihan if w is not None and len(w.kode) > 2]
        return self.pilihan[0] if len(kota) != 1 else kota[0]

    @cached_property
    def saring(self) -> Saring:
        """How the dashboard is narrowed."""
        return read_filter(self.request.GET, self.wilayah.kode if self.wilayah is not None else "")

    @cached_property
    def dasbor(self) -> Dasbor:
        """The whole dashboard, in the order asked for."""
        tahun = self.request.GET.get("tahun", "")
        d = sajian.build(
            self.request.user,
            self.wilayah,
            self.saring,
            tahun=int(tahun) if tahun.isdecimal() and len(tahun) < 3 else 0,
        )
        kunci = {"terlambat": lambda b: (-b.hari_lewat, b.nama), "nama": lambda b: b.nama}
        if urut := kunci.get(self.request.GET.get("urut", "")):
            d.peta.baris.sort(key=urut)  # type: ignore[arg-type]
        return d

    def address(self, nama: str, **ubah: str) -> str:
        """An address that keeps the filters."""
        isi = {**sajian.query_of(self.saring), **ubah}
        return f"{reverse(nama)}?{urlencode({k: v for k, v in isi.items() if v})}"


class KotaView(DasborMixin):
    """The dashboard of one area."""

    template_name = "dasbor/kota.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.pilihan:
            return super().get_context_data(judul=_("Dasbor"), kosong=True, **kwargs)
        d, s, user = self.dasbor, self.saring, self.request.user
        bulan = queries.months(user, s.kode)
        semua = list(queries.kelurahan_rows(user, Saring(s.kode, s.bulan))) if s.dipersempit and d.wilayah else d.baris
        kunjungan = sajian.visits(d.baris)
        laporan = self._report()
        return super().get_context_data(
            judul=d.nama,
            remah=[(self._as_of(d), "")],
            d=d,
            s=s,
            saring=SaringDasbor(self.request.GET, pilihan=self.pilihan, kode=s.kode, baris=semua, bulan=bulan),
            kosong_area=not d.jumlah.kelurahan,
            kartu=[k for _kode, isi in kartu_dasbor.semua() if (k := isi(user, s.area)) is not None] if d.wilayah else [],
            kunjungan=kunjungan[: sajian.KUNJUNGAN_MAKS],
            kunjungan_sisa=max(0, len(kunjungan) - sajian.KUNJUNGAN_MAKS),
            ubin_pilih=d.angka.get(UBIN_PEMILIHAN),
            antrean=f"{reverse('siklus:langkah-daftar')}?keadaan=diajukan&area={s.area}",
            kelompok=d.groups(kecuali=("siklus", "langkah")),
            grafik=grafik.for_page(d),
            urut=[
                {"url": self.address("dasbor:kota", urut=k, tahun=str(d.peta.tahun)), "label": v,
                 "aktif": k == self.request.GET.get("urut", "")}
                for k, v in URUT.items()
            ],
            corong_kode=[nama for _kode, nama in funnel_codes()],
            xlsx=self.address("dasbor:kota-xlsx", tahun=str(d.peta.tahun)),
            laporan=laporan,
            boleh_lapor=laporan is not None and may(user, MINTA_DOKUMEN, kode=s.kode),
            **kwargs,
        )  # fmt: skip

    def _as_of(self, d: Dasbor) -> str:
        """The hour of the oldest figure shown."""
        if d.dihitung_pada is None:
            return _("Belum ada ringkasan")
        kini = timezone.localtime(d.dihitung_pada)
        return _("Data per %(jam)s, %(hari)s") % {"jam": jam(kini), "hari": tanggal(kini)}

    def _report(self) -> RingkasanWilayah | None:
        """The month of a whole kota, about which the report is written; None for anything else."""
        s = self.saring
        if len(s.kode) != 5 or s.dipersempit:
            return None
        return RingkasanWilayah.objects.visible_to(self.request.user).filter(wilayah=s.kode, bulan=s.bulan).first()


class KotaXlsxView(DasborMixin):
    """The same figures as a workbook: matrix, indicators, lateness."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        d = self.dasbor
        return xlsx_response(f"dasbor-{self.saring.area or NASIONAL}", workbook(d))


class RincianView(DasborMixin, DaftarView):
    """The list behind one figure: every kelurahan that it counts, with what it adds. Source: DAS-09."""

    template_name = "dasbor/rincian.html"
    nama_xlsx = "rincian"
    kolom_xlsx = (
        Kolom("wilayah_id", gettext_lazy("Kode")),
        Kolom("nama", gettext_lazy("Kelurahan"), ambil="wilayah.nama"),
        Kolom("kecamatan", gettext_lazy("Kecamatan"), ambil="wilayah.induk.nama"),
        Kolom("nilai", gettext_lazy("Nilai"), "angka", ambil=lambda b: sajian.whole(b.nilai)),
        Kolom("lewat", gettext_lazy("Lewat (hari)"), "angka", ambil="hari_lewat"),
        Kolom("sebab", gettext_lazy("Yang pertama kurang")),
    )

    @property
    def judul_xlsx(self) -> str:  # type: ignore[override]
        """Title of the workbook."""
        return self.judul

    @cached_property
    def indikator(self) -> Indikator:
        """The indicator of the address. Raises Http404."""
        i = indikator.ambil(self.request.GET.get("indikator", ""))
        if i is None:
            raise Http404
        return i

    @property
    def ukuran(self) -> str:
        """The measure that is listed: the denominator where it is asked for."""
        penyebut = self.request.GET.get("bagian") == "penyebut" and self.indikator.penyebut
        return self.indikator.penyebut if penyebut else self.indikator.pembilang

    @property
    def judul(self) -> str:
        """What is listed."""
        return f"{self.indikator.nama}: {measure_name(self.ukuran)}"

    def rows(self) -> Any:
        """Kelurahan in scope, as narrowed."""
        return queries.listed(self.request.user, self.saring, self.ukuran)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        baris, satuan = self.rows(), sajian.units().get(self.ukuran, "")
        halaman = keyset_page(baris, ("wilayah_id",), self.request.GET, ukuran=100)
        for b in halaman.baris:
            b.url = self._records(b.wilayah_id)
        return super().get_context_data(
            judul=self.indikator.nama,
            remah=[(self.wilayah.nama if self.wilayah else _("Nasional"), self.address("dasbor:kota"))],
            nama_ukuran=measure_name(self.ukuran),
            satuan=satuan,
            halaman=halaman,
            banyak=baris.count(),
            total=sajian.whole(queries.total(baris)),
            menghitung_kelurahan=self.ukuran.startswith(("siklus.", "langkah.")) and self.ukuran != "langkah.menunggu",
            bagian_lain=self._other(),
            **kwargs,
        )

    def _records(self, kode: str) -> str:
        """Where the records of one kelurahan stand: the indicator's own list, else the kelurahan's page."""
        daftar = self.indikator.daftar
        return daftar(kode) if daftar is not None else reverse("siklus:kelurahan-detail", args=[kode])

    def _other(self) -> tuple[str, str] | None:
        """Name and address of the other half of the fraction."""
        i = self.indikator
        if not i.penyebut:
            return None
        lain = "" if self.ukuran == i.penyebut else "penyebut"
        nama = i.pembilang if not lain else i.penyebut
        return measure_name(nama), sajian.list_address(i.kode, self.saring, bagian=lain)


def measure_name(kode: str) -> str:
    """The name of a measure as its provider says it."""
    from inti.registry import ringkasan

    return next((str(u.nama) for _nama, p in ringkasan.semua() for u in p.ukuran if u.kode == kode), kode)


class TerlambatView(DasborMixin):
    """Every kelurahan that needs somebody, with the reason and whom to call."""

    template_name = "dasbor/terlambat.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        s = self.saring
        baris = queries.kelurahan_rows(self.request.user, s).filter(
            Q(terlambat=True) | Q(ukuran__contains={"siklus.kunjungan": 1})
        )
        halaman = keyset_page(baris, ("-hari_lewat", "wilayah_id"), self.request.GET, ukuran=50)
        return super().get_context_data(
            judul=_("Perlu dikunjungi"),
            remah=[(self.wilayah.nama if self.wilayah else _("Nasional"), self.address("dasbor:kota"))],
            halaman=halaman,
            kunjungan=sajian.visits(halaman.baris),
            banyak=baris.count(),
            **kwargs,
        )
