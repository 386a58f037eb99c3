"""The style guide: every component in every state, in the running system (/gaya/, development and tests only).

The names and figures are examples of the page itself; nothing here is read from or written to the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from inti import charts, formats
from inti.pdf import render_html, render_pdf
from inti.registry import Kekurangan, Menunggu
from inti.tabel import Kolom
from inti.templatetags.komponen import KEADAAN
from inti.widgets import AngkaInput, FotoInput, JamInput, TanggalInput

KINI = datetime(2026, 11, 23, 8, 41, tzinfo=ZoneInfo("Asia/Jakarta"))
LANGKAH = ["Sosialisasi", "RKM", "Refleksi", "Pemetaan", "BKM", "KSM", "PJM", "BLM"]
PANJANG = [
    "Sosialisasi",
    "RKM",
    "Refleksi",
    "Pemetaan Swadaya",
    "BKM",
    "Unit pengelola",
    "KSM",
    "PJM Pronangkis",
    "Renta",
    "Pencairan I",
    "Pelaksanaan",
    "Pencairan II",
    "Pertanggung­jawaban",
    "Tinjauan",
    "RWT",
    "Penutupan",
]
AWAL = {"hadir_l": 38, "hadir_p": 31, "miskin_l": 14, "miskin_p": 12, "tanggal": KINI.date(), "tempat": "Balai RW 05"}
KELURAHAN = [
    "Cigondewah Kidul",
    "Cigondewah Kaler",
    "Babakan Asih",
    "Sukahaji",
    "Cibuntu",
    "Warung Muncang",
    "Caringin",
    "Kopo",
]


class ContohForm(forms.Form):
    """A form with every kind of field."""

    jenis = forms.ChoiceField(
        label=_("Jenis pertemuan"), choices=[("ps2", "Kajian PS-2, tingkat RW"), ("fgd", "FGD Refleksi")]
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=[("05", "RW 05 (dewasa 412 L / 437 P)"), ("06", "RW 06")])
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    jam = forms.TimeField(label=_("Mulai pukul"), widget=JamInput, required=False)
    tempat = forms.CharField(label=_("Tempat"), help_text=_("Balai, rumah warga, atau tempat ibadah."))
    undangan = forms.IntegerField(label=_("Undangan dibagikan"), widget=AngkaInput, min_value=1)
    cara = forms.ChoiceField(
        label=_("Keputusan"),
        widget=forms.RadioSelect,
        choices=[("terima", _("Menerima program")), ("tolak", _("Menolak program"))],
    )
    hadir_l = forms.IntegerField(min_value=0)
    hadir_p = forms.IntegerField(min_value=0)
    miskin_l = forms.IntegerField(min_value=0)
    miskin_p = forms.IntegerField(min_value=0)
    foto = forms.ImageField(
        label=_("Foto daftar hadir"),
        required=False,
        widget=FotoInput,
        help_text=_("Dikecilkan di perangkat sebelum dikirim."),
    )
    catatan = forms.CharField(label=_("Catatan"), widget=forms.Textarea, required=False)
    terbuka = forms.BooleanField(label=_("Pertemuan terbuka untuk semua warga"), required=False)


class SaringForm(forms.Form):
    """The filter form of a list."""

    q = forms.CharField(label=_("Nama atau kode"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Semua"))] + [(k, v.label) for k, v in KEADAAN.items()]
    )
    terlambat = forms.BooleanField(label=_("Hanya yang terlambat"), required=False)


class TransisiContoh:
    """A stand-in for one open transition (inti.transitions.TransisiTerbuka) with the given answers."""

    mungkin = berwenang = True

    def __init__(self, nama: str, label: Any, **lain: Any) -> None:
        self.nama, self.label = nama, label
        self.boleh, self.gaya, self.perlu_alasan = True, "", False
        self.peringatan: list[Kekurangan] = []
        self.__dict__.update(lain)


def _rel(keadaan: str, nama: list[str]) -> list[dict[str, Any]]:
    """Rail items from one letter per stage."""
    arti = {
        "v": "terverifikasi",
        "j": "berjalan",
        "a": "diajukan",
        "t": "terlambat",
        "k": "dikembalikan",
        "x": "terkunci",
        "-": "belum",
        "b": "dibuka_kembali",
        "l": "dilewati",
        "n": "menolak",
    }
    kini = next((i for i, h in enumerate(keadaan) if h in "jtkabn"), -1)
    return [
        {"nama": n, "keadaan": arti[h], "url": "#", "kini": i == kini}
        for i, (n, h) in enumerate(zip(nama, keadaan, strict=True))
    ]


def contoh_kekurangan() -> list[Kekurangan]:
    """A gate with every mode, met and not met."""
    return [
        Kekurangan(
            "SIK-12", "block", False, "PS-2 baru 5 dari 7 RW", "#", "Pedoman PS 3.2", "RW 03 dan RW 06 belum dikaji."
        ),
        Kekurangan("SIK-14", "block", False, "Berita acara Lokakarya PS belum ada", "#", "", ""),
        Kekurangan("SIK-15", "warn", False, "Peserta miskin 37,7 % dari sasaran 40 %", "", "parameter 2026", ""),
        Kekurangan("SIK-16", "info", False, "Peta kelurahan belum difoto", "#", "", ""),
        Kekurangan("SIK-10", "block", True, "Tim PS terlatih, 12 orang (5 P)"),
        Kekurangan("SIK-11", "block", True, "Kriteria kemiskinan disepakati 14 Oktober"),
    ]


def contoh_grafik(lebar: int = 400) -> list[charts.Grafik]:
    """One chart of every kind, for the page and for the paper sample."""
    return [
        charts.bar(
            "Perempuan hadir menurut kelurahan",
            [(k, n) for k, n in zip(KELURAHAN[:5], [44.9, 52.1, 31.4, 40.2, None], strict=True)],
            sasaran=40,
            tulis=formats.persen,
            maks=100,
            satuan=str(_("persen")),
            lebar=lebar,
        ),
        charts.stacked_bar(
            "Dana menurut sumber (juta rupiah)",
            ["BLM", "Swadaya", "APBD", "Swasta"],
            [("2026", [96, 31, 40, 0]), ("2027", [78, 22, 0, 25]), ("2028", [60, 4, 12, 62])],
            lebar=lebar,
        ),
        charts.line(
            "Kelurahan tepat jadwal",
            ["Jun", "Jul", "Agu", "Sep", "Okt", "Nov"],
            {"Bandung": [40, 48, 55, None, 61, 66], "Cimahi": [20, 31, 30, 44, 52, 50]},
            sasaran=60,
            lebar=lebar,
        ),
        charts.progress("Pemilih BKM dewasa", 41.8, sasaran=30, lebar=lebar),
        charts.heat_map(
            "Kelurahan dan langkah",
            ["Sos", "RKM", "RK", "PS", "BKM", "KSM"],
            [
                (
                    "Cigondewah Kidul",
                    [
                        ("terverifikasi", "✓"),
                        ("terverifikasi", "✓"),
                        ("terlambat", "+15"),
                        ("belum", "·"),
                        ("belum", "·"),
                        ("belum", "·"),
                    ],
                ),
                (
                    "Sukahaji",
                    [
                        ("terverifikasi", "✓"),
                        ("terverifikasi", "✓"),
                        ("dikembalikan", "↩"),
                        ("belum", "·"),
                        ("belum", "·"),
                        ("belum", "·"),
                    ],
                ),
                (
                    "Babakan Asih",
                    [
                        ("terverifikasi", "✓"),
                        ("terverifikasi", "✓"),
                        ("terverifikasi", "✓"),
                        ("berjalan", "60 %"),
                        ("belum", "·"),
                        ("belum", "·"),
                    ],
                ),
            ],
            lebar=lebar,
        ),
    ]


def contoh_kertas() -> dict[str, Any]:
    """Context of the sample paper: a draft record with a long name, an attendance sheet, a matrix, charts."""
    import segno

    peserta = [
        ("RW 01", 812, 9, 8, 6),
        ("RW 02", 655, 8, 11, 7),
        ("RW 03", 590, 7, 9, 8),
        ("RW 04", 934, 12, 10, 9),
        ("RW 05", 849, 25, 27, 18),
    ]
    jumlah = [sum(int(b[i]) for b in peserta) for i in range(1, 5)]
    return {
        "judul": "Berita Acara Rembug Kesiapan Masyarakat",
        "nomor": "001/BA-RKM/32.73.01.1001/XI/2026",
        "kode": "7K4Q-92MD-XT3A",
        "sidik": "5f2c91ab03d7c1e24f88a4d2906bb1c07f6de19a",
        "draf": True,
        "di_atas_nama": "Pemerintah Kota Bandung, Kecamatan Bandung Kulon",
        "badan": "Kelurahan Cigondewah Kidul",
        "alamat": "Jalan Contoh Nomor 12, Bandung 40214",
        "tempat_tanggal": "Bandung, 14 November 2026",
        "qr": SafeString(
            segno.make("https://contoh.invalid/verifikasi/7K4Q92MDXT3A/", error="m").svg_inline(
                scale=2, border=0, omitsize=True
            )
        ),
        "alamat_periksa": "contoh.invalid/verifikasi",
        "peserta": [(*b, b[2] + b[3], formats.share(b[2] + b[3], b[1])) for b in peserta],
        "jumlah": [formats.angka(n) for n in (*jumlah, jumlah[1] + jumlah[2])]
        + [formats.persen(formats.share(jumlah[1] + jumlah[2], jumlah[0]))],
        "penanda_tangan": [
            {"jabatan": "Pemimpin rembug", "nama": "Hj. Nama Pemimpin Rembug yang Sangat Panjang Sekali, S.Pd., M.Si."},
            {"jabatan": "Wakil warga", "nama": "Udin"},
            {
                "pengantar": "Mengetahui,",
                "jabatan": "Lurah Cigondewah Kidul",
                "nama": "Nama Lurah, S.IP.",
                "nip": "00000000 000000 0 000",
            },
            {"jabatan": "Fasilitator kelurahan", "nama": "Nama Fasilitator"},
        ],
        "nomor_hadir": range(1, 21),
        "grafik": contoh_grafik(),
    }


def _peta_panas() -> list[dict[str, Any]]:
    pola = ["vvt-----", "vvt-----", "vvvj----", "vvk-----", "vvvvt---", "vvvvvva-", "vvvvj---", "vn------"]
    teks = {"t": "+15 h", "j": "60 %"}
    baris = []
    for nama, huruf in zip(KELURAHAN, pola, strict=True):
        sel = [
            {**t, "teks": teks.get(h, ""), "judul": f"{nama} · {t['nama']}"}
            for t, h in zip(_rel(huruf, LANGKAH), huruf, strict=True)
        ]
        baris.append({"nama": nama, "url": "#", "sel": sel})
    return baris


def _contoh_siklus() -> dict[str, Any]:
    """Rails, findings, transitions, what waits."""
    return {
        "semua_keadaan": list(KEADAAN),
        "kekurangan": contoh_kekurangan(),
        "teks_wa": "Yang masih kurang, Pemetaan Swadaya Cigondewah Kidul:\n1. PS-2 baru 5 dari 7 RW\n2. Berita acara belum ada",
        "rel": _rel("vvvjx-xx", LANGKAH),
        "rel_panjang": _rel("vvlvtva-xxxxxxxx", PANJANG),
        "rel_semua": _rel("vjatkbln", LANGKAH),
        "kelurahan": [
            _kelurahan(
                "Cigondewah Kidul",
                "Bandung Kulon",
                "vvvjx-xx",
                "berjalan",
                "Pemetaan 70 %",
                "Pertemuan terakhir: FGD RW 04, 20 Nov",
                "PS jatuh tempo 5 Des",
            ),
            _kelurahan(
                "Babakan Asih",
                "Bojongloa Kaler",
                "vvvvtvxx",
                "terlambat",
                "BKM terlambat",
                "Rembug AD mundur dua kali",
                "lewat 12 hari",
            ),
            _kelurahan(
                "Sukahaji",
                "Babakan Ciparay",
                "vvkxxxxx",
                "dikembalikan",
                "Refleksi",
                "Catatan Korkot: daftar hadir RW 02 belum ada",
                "dikembalikan 19 Nov",
            ),
            _kelurahan(
                "Kopo", "Bojongloa Kaler", "vvvlvtva-xxxxxxx", "diajukan", "", "Diajukan 21 Nov", "menunggu 2 hari"
            ),
        ],
        "menunggu": [
            Menunggu("Lengkapi Refleksi Sukahaji", "Foto daftar hadir RW 02", "#", KINI - timedelta(days=4), "back"),
            Menunggu(
                "Foto berita acara RKM Cibuntu", "Sudah ditandatangani lurah", "#", KINI, "camera", tenggat=KINI.date()
            ),
            Menunggu("Jawab pertanyaan Askot", "Jumlah KK RW 07 Babakan Asih", "#", KINI - timedelta(days=2), "chat"),
        ],
        "transisi": [
            TransisiContoh("ajukan", _("Ajukan verifikasi"), gaya="go"),
            TransisiContoh("kembalikan", _("Kembalikan"), gaya="bahaya", perlu_alasan=True),
            TransisiContoh("verifikasi", _("Verifikasi"), boleh=False),
        ],
    }


def _kelurahan(nama: str, kec: str, pola: str, keadaan: str, label: str, kiri: str, kanan: str) -> dict[str, Any]:
    rel = _rel(pola, LANGKAH if len(pola) == len(LANGKAH) else PANJANG)
    return {"nama": nama, "kec": kec, "rel": rel, "keadaan": keadaan, "label": label, "kiri": kiri, "kanan": kanan}


def _contoh_daftar() -> dict[str, Any]:
    """Tables, heat map, charts, tabs."""
    isi_tab = {
        "Siklus": 0,
        "Warga & peta": 0,
        "BKM": 0,
        "PJM": 2,
        "KSM": 7,
        "Keuangan": 0,
        "Kemitraan": 0,
        "Dokumen": 12,
        "Riwayat": 0,
    }
    nama_kolom = ("nama", "status", "tanggal", "hadir", "perempuan", "blm")
    baris: list[tuple[Any, ...]] = [
        ("Cigondewah Kidul", "berjalan", KINI.date(), 1126, 44.9, 200_000_000),
        ("Babakan Asih", "terlambat", None, 84, 31.4, 150_000_000),
        ("Sukahaji", "terverifikasi", KINI.date(), 126, 51.6, 350_000_000),
    ]
    return {
        "kolom": [
            Kolom("nama", _("Kelurahan"), tautan=lambda b: "#", urut="nama"),
            Kolom("status", _("Status"), "tanda"),
            Kolom("tanggal", _("RKM"), "tanggal", urut="tanggal"),
            Kolom("hadir", _("Hadir"), "angka", urut="hadir"),
            Kolom("perempuan", _("Perempuan"), "persen"),
            Kolom("blm", _("BLM"), "rupiah"),
        ],
        "baris": [dict(zip(nama_kolom, b, strict=True)) for b in baris],
        "jumlah": [
            _("Jumlah"),
            "",
            "",
            formats.angka(sum(b[3] for b in baris)),
            "",
            formats.rupiah(sum(b[5] for b in baris)),
        ],
        "panas_kolom": [{"nama": k, "judul": k} for k in LANGKAH],
        "panas": _peta_panas(),
        "grafik": contoh_grafik(),
        "tab": [{"label": t, "url": "#", "aktif": t == "Siklus", "jumlah": j} for t, j in isi_tab.items()],
    }


def _contoh_percakapan() -> dict[str, Any]:
    """Timeline, conversation, values."""
    fasilitator = "Nama Fasilitator"
    return {
        "kini": KINI,
        "riwayat": [
            {
                "judul": "Dikembalikan oleh Korkot",
                "oleh": "Dra. Hj. Nama Koordinator",
                "pada": KINI,
                "catatan": "Daftar hadir RW 02 belum ada.",
                "keadaan": "buruk",
            },
            {"judul": "Diajukan untuk verifikasi", "oleh": fasilitator, "pada": KINI - timedelta(days=2), "url": "#"},
            {
                "judul": "Pertemuan RW 04 dicatat",
                "oleh": fasilitator,
                "pada": KINI - timedelta(days=3),
                "keadaan": "ok",
            },
        ],
        "percakapan": [
            {
                "oleh": "Korkot Bandung",
                "pada": KINI - timedelta(hours=20),
                "isi": "Jumlah KK RW 07 berbeda dengan daftar. Mana yang benar?",
            },
            {"oleh": "Anda", "pada": KINI, "isi": "Yang 118 KK. Daftar lama memuat dua KK yang pindah.", "saya": True},
        ],
        "kamus": [
            (_("Nomor"), "001/BA-RKM/32.73.01.1001/XI/2026"),
            (_("Kelurahan"), "Cigondewah Kidul"),
            (_("Berlaku"), "31 Desember 2028"),
        ],
    }


class KertasView(View):
    """/gaya/kertas/: the sample paper as PDF, or its HTML with ?html=1."""

    publik = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.GET.get("html"):
            return HttpResponse(render_html("inti/gaya_cetak.html", contoh_kertas()))
        _html, pdf = render_pdf("inti/gaya_cetak.html", contoh_kertas())
        return HttpResponse(pdf, content_type="application/pdf")


class GayaView(TemplateView):
    """/gaya/: one page with every component; a POST shows the form come back with errors."""

    publik = True
    template_name = "inti/gaya.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ContohForm(request.POST, request.FILES)
        if form.is_valid():
            return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Gaya P2KP"),
            "subjudul": _("Semua komponen dalam semua keadaannya. Yang tidak ada di sini belum ada."),
            "remah": [(_("Beranda"), "/"), (_("Gaya"), "")],
            "form": ContohForm(initial=AWAL),
            "saring": SaringForm(),
            **_contoh_siklus(),
            **_contoh_daftar(),
            **_contoh_percakapan(),
        }
        return super().get_context_data(**{**isi, **kwargs})
