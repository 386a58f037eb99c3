"""Import of households and PS-2 of a kelurahan from one sheet, with preview and errors by row. Source: PS2-16, UMU-26."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar, IsianSalah
from inti.impor import BarisRencana, Importir, Rencana, row_errors
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from siklus import izin, tautan
from siklus.actions import BarisPS2, save_table
from siklus.actions.ps2 import agreed_criteria
from siklus.models import EntriPS2, Keluarga, Langkah
from siklus.syarat_ps2 import lowest_places
from wilayah.models import Basis

PERINGKAT = {"sangat miskin": "sangat_miskin", "sangat_miskin": "sangat_miskin", "miskin": "miskin", "rentan": "rentan"}
YA = {"ya", "y", "1", "x", "v"}
KOLOM = (
    KolomImpor("rw", gettext_lazy("RW"), contoh="01", petunjuk=gettext_lazy("kosong bila RT tidak di bawah RW")),
    KolomImpor("rt", gettext_lazy("RT"), wajib=True, contoh="02"),
    KolomImpor("nama_kk", gettext_lazy("Kepala keluarga"), wajib=True, contoh="Aminah (contoh)", maks=150),
    KolomImpor("jk", gettext_lazy("L/P"), wajib=True, contoh="P", maks=1),
    KolomImpor("jiwa_l", gettext_lazy("Jiwa L"), "bulat", wajib=True, contoh=1),
    KolomImpor("jiwa_p", gettext_lazy("Jiwa P"), "bulat", wajib=True, contoh=3),
    KolomImpor("alamat", gettext_lazy("Alamat rumah"), contoh="Gang Melati 4", maks=200),
    KolomImpor("lansia", gettext_lazy("Lansia"), contoh="ya", maks=5),
    KolomImpor("disabilitas", gettext_lazy("Disabilitas"), maks=5),
    KolomImpor("peringkat", gettext_lazy("Peringkat"), contoh="miskin", petunjuk=gettext_lazy("kosong: bukan PS-2"), maks=20),
    KolomImpor("kriteria", gettext_lazy("Kriteria"), contoh="1, 3", petunjuk=gettext_lazy("nomor kriteria keluarga"), maks=100),
    KolomImpor("wawancara", gettext_lazy("Tanggal wawancara"), "tanggal"),
    KolomImpor("pembeda", gettext_lazy("Pembeda"), petunjuk=gettext_lazy("bila bernama sama di satu RT"), maks=60),
)  # fmt: skip


class _Bahan:
    """What the rows are read against: places by number, agreed criteria by number."""

    def __init__(self, kode: str) -> None:
        self.tempat: dict[tuple[str, str], Basis] = {}
        for b in lowest_places(kode):
            rw = _number(b.induk.nomor or b.induk.nama) if b.induk else ""
            self.tempat[rw, _number(b.nomor or b.nama)] = b
        self.langkah = (
            Langkah.objects.filter(wilayah=kode, kode="S3", siklus__isnull=False)
            .order_by("-siklus__nomor", "-tahun_siklus", "-putaran")
            .first()
        )
        self.kriteria = agreed_criteria(self.langkah) if self.langkah else []

    def place(self, rw: str, rt: str) -> Basis | None:
        """The RT of a row; without RW where only one RT has that number."""
        if rw:
            return self.tempat.get((rw, rt))
        cocok = [b for (_rw, nomor), b in self.tempat.items() if nomor == rt]
        return cocok[0] if len(cocok) == 1 else None


def plan_ps2(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare the rows with the households of a kelurahan; changes nothing. Six queries."""
    bahan, rencana = _Bahan(kode_wilayah), Rencana()
    kini = {
        (k.basis_id, k.nama_cari, k.jenis_kelamin_kk, k.pembeda.lower()): k
        for k in Keluarga.objects.filter(wilayah=kode_wilayah, status="sah")
    }
    entri = dict(
        EntriPS2.objects.filter(wilayah=kode_wilayah)
        .exclude(status__in=("keluar", "batal"))
        .values_list("keluarga_id", "peringkat")
    )
    terlihat: dict[Any, int] = {}
    for b in baris:
        try:
            satu = parse_row(b, bahan)
        except IsianSalah as galat:
            rencana.galat += row_errors(b.nomor, galat, KOLOM)
            continue
        if satu.kunci in terlihat:
            pesan = _("Sama dengan baris %(n)d. Hapus salah satunya.") % {"n": terlihat[satu.kunci]}
            rencana.galat.append(GalatBaris(b.nomor, "", pesan))
            continue
        terlihat[satu.kunci] = b.nomor
        lama = kini.get(satu.kunci)
        sama = lama is not None and all(
            getattr(lama, k) == getattr(satu, k) for k in ("jiwa_l", "jiwa_p", "lansia", "disabilitas")
        )
        sama = sama and (not satu.peringkat or (lama is not None and entri.get(lama.pk) == satu.peringkat))
        keadaan = "baru" if lama is None else "sama" if sama else "berubah"
        peringkat = f" · {EntriPS2.Peringkat(satu.peringkat).label}" if satu.peringkat else ""
        ringkas = f"{satu.basis.label_lengkap}: {satu.nama_kk} ({satu.jiwa_l}/{satu.jiwa_p}){peringkat}"
        rencana.baris.append(BarisRencana(b.nomor, keadaan, ringkas))  # type: ignore[arg-type]
    return rencana


@aksi
def import_ps2(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a checked sheet in one unit. Raises: TidakBerwenang, IsianSalah, AturanDilanggar (PS2-02). Source: PS2-16."""
    bahan = _Bahan(kode_wilayah)
    if bahan.langkah is None:
        raise AturanDilanggar(_("Pemetaan Swadaya belum dibuka di kelurahan ini."), aturan="PS2-02")
    return save_table(bahan.langkah, oleh=oleh, baris=[parse_row(b, bahan) for b in baris], sumber=sumber)


def parse_row(b: BarisImpor, bahan: _Bahan) -> BarisPS2:
    """One row with its meaning. Raises IsianSalah naming the column."""
    n = b.nilai
    basis = bahan.place(_number(n.get("rw") or ""), _number(n["rt"]))
    if basis is None:
        raise IsianSalah({"rt": [_("RT ini tidak ada dalam daftar RW dan RT kelurahan.")]})
    jk = str(n["jk"]).strip().upper()
    if jk not in {"L", "P"}:
        raise IsianSalah({"jk": [_("Isi L atau P.")]})
    teks = " ".join(str(n.get("peringkat") or "").lower().split())
    if teks and teks not in PERINGKAT:
        raise IsianSalah({"peringkat": [_("Isi sangat miskin, miskin, atau rentan; kosong bila bukan PS-2.")]})
    jiwa = {k: n[k] for k in ("jiwa_l", "jiwa_p")}
    for k, v in jiwa.items():
        if not 0 <= v <= 50:
            raise IsianSalah({k: [_("Isi jumlah jiwa, 0 sampai 50.")]})
    if jiwa["jiwa_l" if jk == "L" else "jiwa_p"] == 0:
        raise IsianSalah({"jiwa_l" if jk == "L" else "jiwa_p": [_("Kepala keluarganya ikut dihitung.")]})
    nama = " ".join(str(n["nama_kk"]).split())
    return BarisPS2(
        basis=basis, nama_kk=nama, jenis_kelamin_kk=jk, **jiwa, lansia=_yes(n.get("lansia")),
        disabilitas=_yes(n.get("disabilitas")), pembeda=str(n.get("pembeda") or "").strip(),
        alamat=str(n.get("alamat") or ""), peringkat=PERINGKAT.get(teks, ""), kriteria=_criteria(n.get("kriteria"), bahan),
        wawancara_tanggal=n.get("wawancara"),
    )  # fmt: skip


def _criteria(teks: Any, bahan: _Bahan) -> list[Any]:
    hasil = []
    for satu in str(teks or "").replace(";", ",").split(","):
        nomor = satu.strip()
        if not nomor:
            continue
        if not nomor.isdecimal() or not 1 <= int(nomor) <= len(bahan.kriteria):
            pesan = _("Kriteria %(n)s tidak ada; isi nomor 1 sampai %(m)d.") % {"n": nomor, "m": len(bahan.kriteria)}
            raise IsianSalah({"kriteria": [pesan]})
        hasil.append(bahan.kriteria[int(nomor) - 1].pk)
    return hasil


def _number(teks: Any) -> str:
    """ "RT 02", "2" and "02" are the same place."""
    bersih = str(teks).upper().replace("RT", "").replace("RW", "").replace(".", "").strip()
    return bersih.lstrip("0") or bersih


def _yes(nilai: Any) -> bool:
    return str(nilai or "").strip().lower() in YA


IMPOR_PS2 = Importir(
    judul=gettext_lazy("Keluarga dan PS-2"),
    izin=izin.CATAT,
    izin_baca=izin.LIHAT_PS2,
    kolom=KOLOM,
    rencana=plan_ps2,
    simpan=import_ps2,
    selesai=lambda kode: tautan.kelurahan(kode, "ps2"),
    petunjuk=gettext_lazy("Satu baris satu keluarga. Berkas yang sama dua kali tidak mengubah apa pun."),
)
