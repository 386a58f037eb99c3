"""The PS-2 sheet for the board of an RT: who is on the list, until when and where to object, a form to cut off.

It names the head of the household, persons by sex and the rank, and nothing else of them: no address, no criteria, no
marks of age or disability. `izin_objek` of the notice hides paper and photo from those without `siklus.lihat_ps2`.
"All RT" joins the sheets of a stage in one file; each keeps the QR of its own paper, so that its photo finds its RT.
Source: PS2-06, PS2-07, PS2-17.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.errors import AturanDilanggar
from inti.formats import angka, hari_tanggal, tanggal
from inti.registry import jenis_dokumen
from laporan.models import Berkas, Dokumen
from laporan.qr import qr_image
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus import izin
from siklus.actions import file_foto
from siklus.definisi import ambil_definisi
from siklus.models import EntriPS2, PengumumanPS2
from siklus.queries_halaman import contacts_for
from siklus.reports.data import place_data
from siklus.reports.gabungan import mark, newest_papers

LEMBAR, SEMUA = "lembar_ps2", "lembar_ps2_semua"
MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")

Isi = dict[str, Any]


def build(notis: PengumumanPS2) -> Isi:
    """The paper of one notice. Seven queries, however long the list. Source: PS2-17."""
    return {"lembar": [sheet(notis)]}


def sheet(notis: PengumumanPS2) -> Isi:
    """What one sheet says, as text."""
    tempat = place_data(notis.wilayah)
    baris = names_on(notis)
    laki, perempuan = (sum(b[k] for b in baris) for k in ("l", "p"))
    rt = notis.basis.label if notis.basis else ""
    lingkup = notis.basis.label_lengkap if notis.basis else notis.wilayah.nama
    return {
        "tempat": tempat,
        "program": str(ambil_definisi(notis.langkah.definisi).nama),
        "lingkup": lingkup,
        "per_rt": notis.basis is None,
        "nama": [{**b, "l": angka(b["l"]), "p": angka(b["p"])} for b in baris],
        "jumlah": {"kk": angka(len(baris)), "l": angka(laki), "p": angka(perempuan)},
        "dipasang": hari_tanggal(notis.tanggal),
        "akhir": hari_tanggal(notis.akhir),
        "hari": notis.masa_hari,
        "dipasang_singkat": tanggal(notis.tanggal),
        "di": notis.tempat,
        "penerima": f"Ketua {rt}" if rt else "Ketua RT masing-masing",
        "kontak": [
            {"nama": k.nama, "peran": k.peran, "telepon": k.telepon}
            for k in contacts_for([notis.wilayah_id])[notis.wilayah_id]
            if k.telepon
        ][:1],
        "penanda_tangan": [
            {"pengantar": "Mengetahui,", "jabatan": f"Ketua {rt}" if rt else "Lurah", "nama": ""},
            {"pengantar": "", "jabatan": "Relawan Pemetaan Swadaya", "nama": ""},
        ],
    }


def names_on(notis: PengumumanPS2) -> list[dict[str, Any]]:
    """Households on the sheet by name; persons as numbers. One query. Source: PS2-17."""
    baris = EntriPS2.objects.filter(pengumuman=notis).exclude(status="batal").select_related("keluarga", "basis__induk")
    return [
        {
            "nama": f"{e.keluarga.nama_kk} ({e.keluarga.pembeda})" if e.keluarga.pembeda else e.keluarga.nama_kk,
            "rt": e.basis.label_lengkap,
            "l": e.keluarga.jiwa_l,
            "p": e.keluarga.jiwa_p,
            "peringkat": str(e.get_peringkat_display()),
        }
        for e in baris.order_by("keluarga__nama_cari", "id")
    ]


def sheets_of_stage(notis: PengumumanPS2) -> list[PengumumanPS2]:
    """Valid notices of the stage of a notice, in the order of their RT. One query."""
    semua = PengumumanPS2.objects.filter(langkah=notis.langkah_id, status="sah").select_related(
        "basis__induk", "wilayah", "langkah"
    )
    return sorted(
        semua,
        key=lambda n: (n.basis.urut_jalan if n.basis else (), n.tanggal, str(n.pk)),
    )


def build_all(notis: PengumumanPS2) -> Isi:
    """All sheets of the stage, each frozen as its own paper has it, with that paper's code. Three queries.

    Raises: AturanDilanggar (PS2-17) while a notice has no paper of its own. Source: PS2-17.
    """
    semua = sheets_of_stage(notis)
    kertas = newest_papers(LEMBAR, semua)
    if len(kertas) < len(semua):
        raise AturanDilanggar(
            gettext("Siapkan dulu lembar setiap RT dari halaman PS-2, lalu cetak semuanya."), aturan="PS2-17"
        )
    return {"lembar": [{**s, "tanda": _sheet_mark(d)} for n in semua for d in [kertas[n.pk]] for s in d.isi["lembar"]]}


def _sheet_mark(dokumen: Dokumen) -> Isi:
    tanda = mark(dokumen)
    return {**tanda, "alamat": tanda["alamat"][LEMBAR]}


def draw_codes(isi: Isi) -> Isi:
    """The QR of every sheet of the joined file."""
    return {s["tanda"]["alamat"]: qr_image(s["tanda"]["alamat"]) for s in isi["lembar"] if "tanda" in s}


def receive_sheet(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> PengumumanPS2 | None:
    """The photo of the posted sheet is filed with its notice while the stage is open; inside the open unit. PS2-06."""
    notis = PengumumanPS2.objects.select_related("langkah").get(pk=dokumen.objek_id)
    if notis.status != "sah" or notis.langkah.status not in MENCATAT:
        return None
    return file_foto(notis, oleh=oleh, foto=berkas)


def valid(notis: PengumumanPS2) -> bool:
    """A notice that was taken back is not printed."""
    return notis.status == "sah"


def place_name(notis: PengumumanPS2) -> str:
    """RT, RW and kelurahan; nobody is named in a title."""
    b = notis.basis
    return ", ".join(str(x) for x in (b and b.label_lengkap, notis.wilayah.nama_lengkap) if x)


def register() -> None:
    """Tell laporan of both papers and of who takes in the posted sheet."""

    def satu(kode: str, judul: Any, **isi: Any) -> None:
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model="siklus.pengumumanps2", templat="dokumen/ps2.html", izin=izin.LIHAT_PS2,
                penerbit=lambda n: str(place_data(n.wilayah)["lengkap"]), cocok=valid, final=valid, **isi,
            ),
        )  # fmt: skip

    satu(
        LEMBAR, _("Lembar pengumuman PS-2"), build=build, bagian=(Bagian(LEMBAR, _("Lembar pengumuman PS-2"), True),),
        nama=lambda n: f"Lembar pengumuman PS-2 {place_name(n)}",
    )  # fmt: skip
    satu(
        SEMUA, _("Lembar pengumuman PS-2 semua RT"), build=build_all, gambar=draw_codes, gabungan=True,
        nama=lambda n: f"Lembar pengumuman PS-2 semua RT, {n.wilayah.nama_lengkap}",
    )  # fmt: skip
    penerima_kertas.daftar(LEMBAR, receive_sheet)
