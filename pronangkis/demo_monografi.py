"""A believable monografi of a demo kelurahan: figures that agree with the adults and the poor the demo recorded there."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from inti.peragaan import chance
from pronangkis import actions
from pronangkis.models import Monografi
from siklus.queries_ps2 import poor_counts
from wilayah.models import Basis, DaftarDewasa, Wilayah

# Share of working adults in thousandths; share of all people; pieces for every RW.
PEKERJAAN = (
    ("Buruh harian dan bangunan", 265), ("Pedagang kecil", 190), ("Karyawan swasta", 175), ("Buruh pabrik", 145),
    ("Pengemudi dan ojek", 70), ("Penjahit dan konveksi", 60), ("Pegawai negeri, TNI, Polri", 55), ("Pensiunan", 40),
)  # fmt: skip
PENDIDIKAN = (
    ("Belum atau tidak sekolah", 150), ("Tamat SD", 285), ("Tamat SMP", 215), ("Tamat SMA", 275),
    ("Tamat diploma dan sarjana", 75),
)  # fmt: skip
SARANA = (
    ("Posyandu", 1.0), ("Masjid dan musala", 1.8), ("Taman kanak-kanak dan PAUD", 0.5), ("Sekolah dasar", 0.3),
    ("Sekolah menengah", 0.1), ("Pos ronda", 1.4), ("MCK umum", 0.8), ("Lapangan warga", 0.2),
)  # fmt: skip
RUPA = (
    "Permukiman padat di dataran cekungan Bandung, sekitar 690 meter di atas permukaan laut. Sebagian gang lebih rendah dari "
    "jalan, sehingga tergenang ketika hujan deras; air tanah dangkal, tetapi di beberapa RT keruh pada musim kemarau."
)
LEMBAGA = "LPMK, PKK, Karang Taruna, Posyandu, Dewan Kemakmuran Masjid, kelompok arisan, dan rukun kematian di tiap RW."


def monograph(wilayah: Wilayah, *, tahun: int, oleh: Any) -> Monografi:
    """Write the figures of one kelurahan. Raises: as save_monografi. Source: PJM-17, UMU-34."""
    rng = chance(f"monografi-{wilayah.kode}")
    d = DaftarDewasa.objects.filter(wilayah=wilayah).aggregate(l=Sum("dewasa_l"), p=Sum("dewasa_p"))
    laki, perempuan = ((d[k] or 1900) * rng.randint(134, 144) // 100 for k in ("l", "p"))
    kk = max((laki + perempuan) * 10 // rng.randint(34, 39), poor_counts(wilayah.kode).kk * 4)
    if laki + perempuan < kk * 34 // 10:  # the adults of the demo are fewer than its poor need around them
        laki, perempuan = kk * rng.randint(174, 180) // 100, kk * rng.randint(172, 178) // 100
    jiwa = laki + perempuan
    rw = Basis.objects.filter(wilayah=wilayah, aktif=True, jenis=Basis.Jenis.RW).count() or 8
    bekerja = jiwa * rng.randint(40, 46) // 100
    tetangga = list(Wilayah.objects.filter(induk=wilayah.induk_id).exclude(kode=wilayah.kode).order_by("kode"))
    rng.shuffle(tetangga)
    batas = [w.nama_lengkap for w in tetangga[:4]]
    batas += ["Kecamatan tetangga"] * (4 - len(batas))
    return actions.save_monografi(
        wilayah, oleh=oleh, tahun=tahun, luas_ha=rng.randint(45, 190),
        **dict(zip(("batas_utara", "batas_timur", "batas_selatan", "batas_barat"), batas, strict=True)),
        rupa_bumi=RUPA, penduduk_l=laki, penduduk_p=perempuan, kk=kk,
        pekerjaan=[{"nama": n, "jumlah": bekerja * b * rng.randint(94, 106) // 100_000} for n, b in PEKERJAAN],
        pendidikan=_parts(jiwa, PENDIDIKAN), sarana=[{"nama": n, "jumlah": max(1, round(rw * b))} for n, b in SARANA],
        lembaga=LEMBAGA, sumber=f"Monografi {wilayah.nama_lengkap} (data peragaan)",
    )  # fmt: skip


def _parts(jiwa: int, bagian: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    """Shares that add up to everybody: the last one takes what rounding left."""
    isi: list[dict[str, Any]] = [{"nama": n, "jumlah": jiwa * b // 1000} for n, b in bagian]
    isi[-1]["jumlah"] += jiwa - sum(x["jumlah"] for x in isi)
    return isi
