"""Rule functions of the election: guards of polling places, and answers to the gates and conditions of S4.

The answers read one bulk lookup cached on `konteks.bahan`, so many stages cost the same as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bkm import tautan_pemilihan as tautan
from bkm.models import TPS, AnggotaPanitia, Pemilihan
from bkm.models.pemilihan import FINAL, Tingkat
from bkm.queries_pemilihan import JumlahPemilihan, adults_at, counted, reaches, totals
from inti import registry
from inti.formats import persen, share
from inti.registry import Kekurangan
from siklus.gerbang import Jawaban, listing
from siklus.konteks import Bahan, Konteks

POKJA = tuple(AnggotaPanitia.Pokja.values)


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "bkm.tps.buka": opening_findings,
        "bkm.tps.kunjungi": visit_findings,
        "bkm.tps.sahkan": certify_findings,
        "bkm.tps.periksa_ulang": recheck_findings,
        "bkm.panitia_terbentuk": committee_formed,
        "bkm.pemilihan_sah": election_valid,
        "bkm.partisipasi_kelurahan": turnout,
        "bkm.perempuan_utusan": women_among_delegates,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)


def _block(
    aturan: str, terpenuhi: bool, pesan: str, *, rincian: str = "", tautan: str = "", sumber: str = "C1"
) -> Kekurangan:
    return Kekurangan(
        aturan=aturan, mode="block", terpenuhi=terpenuhi, pesan=pesan, rincian=rincian, tautan=tautan, sumber=sumber
    )


# -- guards of polling places ---------------------------------------------------------------------------------------


def opening_findings(tps: TPS) -> list[Kekurangan]:
    """BKM-11: the roll is known. BKM-12: the tiers below have ended, and there is somebody to vote."""
    if tps.tingkat == Tingkat.BASIS:
        ada = (
            tps.daftar is not None or adults_at(tps.wilayah_id, tps.basis_id, tps.pemilihan.tanggal_daftar) is not None
        )
        return [
            _block(
                "BKM-11", ada, _("Daftar warga dewasa tempat ini sudah diisi."),
                tautan=tautan.kelurahan(tps.wilayah_id, "basis"),
            )
        ]  # fmt: skip
    bawah = list(TPS.objects.filter(pemilihan=tps.pemilihan_id, tingkat__in=_below(tps)).select_related("basis"))
    if tps.tingkat == Tingkat.RW:
        bawah = [t for t in bawah if t.basis is not None and t.basis.induk_id == tps.basis_id]
    belum = [t.nama for t in bawah if t.status not in FINAL]
    return [
        _block(
            "BKM-12",
            not belum,
            _("Semua TPS di bawahnya sudah selesai."),
            rincian=_("Belum: %(nama)s.") % {"nama": listing(belum)} if belum else "",
        ),
        _block("BKM-22", any(t.status == "sah" for t in bawah), _("Ada utusan yang terpilih.")),
    ]


def _below(tps: TPS) -> list[str]:
    return ["basis"] if tps.tingkat == Tingkat.RW else ["basis", "rw"]


def visit_findings(tps: TPS) -> list[Kekurangan]:
    """BKM-16: only where the polling place itself stayed below the threshold."""
    hitungan = counted(tps).hitungan
    kurang = hitungan is not None and not reaches(tps, hitungan, dengan_kunjungan=False)
    return [_block("BKM-16", tps.tingkat == Tingkat.BASIS and kurang, _("Pemilih yang datang belum mencapai batas."))]


def certify_findings(tps: TPS) -> list[Kekurangan]:
    """BKM-15 counted, BKM-16 enough voters, BKM-19 no tie on the border, BKM-21 names that could change a rank merged."""
    hasil = counted(tps)
    h = hasil.hitungan
    if h is None:
        return [_block("BKM-15", False, _("Hitungan sudah dicatat."))]
    temuan = []
    if tps.tingkat == Tingkat.BASIS and tps.ambang is not None:
        rincian = _("%(ada)d dari %(daftar)d pemilih (%(persen)s), batas %(batas)s.") % {
            "ada": h.semua, "daftar": tps.daftar or 0, "persen": persen(share(h.semua, tps.daftar or 0)),
            "batas": persen(tps.ambang, 0),
        }  # fmt: skip
        temuan.append(
            Kekurangan("BKM-16", "block" if tps.mengikat else "warn", reaches(tps, h),
                       _("Pemilih mencapai batas keabsahan."), sumber="C1", rincian=rincian)
        )  # fmt: skip
    nama = [f"{a.nama} / {b.nama}" for a, b in hasil.pertanyaan]
    temuan.append(
        _block("BKM-21", not nama, _("Ejaan yang dapat mengubah urutan sudah dijawab: satu orang atau dua."),
               rincian="; ".join(nama[:3]))
    )  # fmt: skip
    seri = [b.nama for b in hasil.peringkat.seri]
    temuan.append(
        _block("BKM-19", not seri, _("Suara yang sama di batas sudah diputus dengan pemungutan ulang."),
               rincian=listing(seri), sumber="KP")
    )  # fmt: skip
    temuan.append(_block("BKM-15", bool(hasil.peringkat.terpilih), _("Ada nama yang terpilih.")))
    return temuan


def recheck_findings(tps: TPS) -> list[Kekurangan]:
    """BKM-20: nothing is opened again beneath a tier that has begun."""
    di_atas = {Tingkat.BASIS: ["rw", "kelurahan"], Tingkat.RW: ["kelurahan"]}.get(Tingkat(tps.tingkat), [])
    mulai = TPS.objects.filter(pemilihan=tps.pemilihan_id, tingkat__in=di_atas).exclude(
        status__in=["belum", "tidak_memilih"]
    )
    return [
        _block("BKM-20", not mulai.exists(), _("Pemilihan tingkat berikutnya belum dibuka."), sumber="KP"),
    ]


# -- answers to the definition --------------------------------------------------------------------------------------


@dataclass
class Bekal:
    """What the conditions of S4 read, for many stages."""

    panitia: dict[Any, list[AnggotaPanitia]] = field(default_factory=dict)
    pemilihan: dict[Any, Pemilihan] = field(default_factory=dict)
    tps: dict[Any, list[TPS]] = field(default_factory=dict)
    jumlah: dict[Any, JumlahPemilihan] = field(default_factory=dict)


def bekal(k: Konteks) -> Bekal:
    """Seven queries for all stages of the Konteks together, cached on its Bahan."""
    bahan: Any = k.bahan
    ada: Bekal | None = getattr(bahan, "bekal_pemilihan", None)
    if ada is None:
        ada = bahan.bekal_pemilihan = _fetch(bahan)
    return ada


def _fetch(bahan: Bahan) -> Bekal:
    hasil = Bekal()
    for a in AnggotaPanitia.objects.filter(langkah__in=bahan.ids, status="sah").select_related("basis"):
        hasil.panitia.setdefault(a.langkah_id, []).append(a)
    hasil.pemilihan = {p.langkah_id: p for p in Pemilihan.objects.filter(langkah__in=bahan.ids)}
    for t in TPS.objects.filter(langkah__in=bahan.ids).select_related("basis"):
        hasil.tps.setdefault(t.langkah_id, []).append(t)
    hasil.jumlah = totals([p.pk for p in hasil.pemilihan.values()]) if hasil.pemilihan else {}
    return hasil


def committee_gaps(
    anggota: Sequence[AnggotaPanitia], *, rw: int, per_rw: Decimal | None, per_pokja: Decimal | None
) -> list[str]:
    """What the panitia lacks, in words: officers, pokja, people per pokja and per RW. Source: BKM-01, BKM-02."""
    kurang = []
    jabatan = {a.jabatan for a in anggota}
    for kode in ("ketua", "sekretaris", "bendahara"):
        if kode not in jabatan:
            kurang.append(_("%(jabatan)s belum ada") % {"jabatan": AnggotaPanitia.Jabatan(kode).label})
    for kode in POKJA:
        n = sum(a.pokja == kode for a in anggota)
        nama = AnggotaPanitia.Pokja(kode).label
        if per_pokja is not None and n < per_pokja:
            kurang.append(
                _("pokja %(nama)s %(n)d dari %(harus)s orang") % {"nama": nama, "n": n, "harus": f"{per_pokja:.0f}"}
            )
        elif not any(a.pokja == kode and a.jabatan == "koordinator" for a in anggota):
            kurang.append(_("pokja %(nama)s belum berkoordinator") % {"nama": nama})
    harus = int(per_rw or 0) * rw
    if len(anggota) < harus:
        kurang.append(_("%(n)d dari %(harus)d orang (%(per)s setiap RW)") % {
            "n": len(anggota), "harus": harus, "per": f"{per_rw:.0f}"})  # fmt: skip
    return kurang


def committee_formed(k: Konteks, butir: Any) -> Jawaban:
    """The panitia and its pokja are written down; its size by Parameter. Source: BKM-01, BKM-02, SIK-122."""
    anggota = bekal(k).panitia.get(k.langkah.pk, [])
    alamat = tautan.panitia(k.langkah.pk)
    if not anggota:
        return Jawaban(False, "", alamat, mode="block")
    per_rw = k.parameter("panitia.per_rw_min").angka
    kurang = committee_gaps(anggota, rw=len(k.basis_atas), per_rw=per_rw, per_pokja=Decimal(1))
    if kurang:
        return Jawaban(False, "; ".join(kurang) + ".", alamat)
    return Jawaban(True, _("%(n)d orang.") % {"n": len(anggota)}, alamat)


def election_valid(k: Konteks, butir: Any) -> Jawaban:
    """Every polling place is decided and the rembug's result is valid. Source: BKM-15, BKM-16, SIK-122."""
    b = bekal(k)
    alamat = tautan.meja(k.langkah.pk)
    tps = b.tps.get(k.langkah.pk, [])
    if not tps:
        return Jawaban(False, _("TPS belum disiapkan."), alamat)
    belum = [t.nama for t in tps if t.status not in FINAL]
    if belum:
        return Jawaban(False, _("Belum: %(nama)s.") % {"nama": listing(belum)}, alamat)
    rembug = [t for t in tps if t.tingkat == Tingkat.KELURAHAN]
    if not any(t.status == "sah" for t in rembug):
        return Jawaban(False, _("Hasil rembug kelurahan tidak sah."), alamat)
    sah = sum(t.tingkat == Tingkat.BASIS and t.status == "sah" for t in tps)
    semua = sum(t.tingkat == Tingkat.BASIS for t in tps)
    return Jawaban(True, _("%(sah)d dari %(semua)d TPS sah.") % {"sah": sah, "semua": semua}, alamat)


def _of(k: Konteks) -> JumlahPemilihan | None:
    b = bekal(k)
    p = b.pemilihan.get(k.langkah.pk)
    return b.jumlah.get(p.pk) if p else None


def turnout(k: Konteks, butir: Any) -> Jawaban:
    """Voters of the valid places over the adults of all places. Source: BKM-25, SIK-123."""
    return _against(
        k, butir, bagian=lambda j: j.pemilih, semua=lambda j: j.dewasa, kosong=_("Belum ada hitungan yang sah.")
    )


def women_among_delegates(k: Konteks, butir: Any) -> Jawaban:
    """Women among utusan, in percent. Source: BKM-26, SIK-124."""
    return _against(
        k, butir, bagian=lambda j: j.utusan_p, semua=lambda j: j.utusan, kosong=_("Belum ada utusan yang terpilih.")
    )


def _against(
    k: Konteks,
    butir: Any,
    *,
    bagian: Callable[[JumlahPemilihan], int],
    semua: Callable[[JumlahPemilihan], int],
    kosong: str,
) -> Jawaban:
    j = _of(k)
    alamat = tautan.meja(k.langkah.pk)
    if j is None or not semua(j) or not j.tps_sah:
        return Jawaban(False, kosong, alamat)
    nilai = share(bagian(j), semua(j)) or Decimal(0)
    batas = k.parameter(butir.parameter).angka
    rincian = _("%(bagian)d dari %(semua)d orang (%(persen)s), batas %(batas)s.") % {
        "bagian": bagian(j), "semua": semua(j), "persen": persen(nilai), "batas": persen(batas, 0),
    }  # fmt: skip
    return Jawaban(batas is None or nilai >= batas, rincian, alamat)
