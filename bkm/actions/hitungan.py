"""Writes of tallies: as the paper says it, corrected only by a further version, second ballots, names merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from bkm.actions.umum import clean_name, take_tps
from bkm.models import TPS, Hitungan, PenyatuanNama, PerolehanSuara, Utusan
from bkm.models.pemilihan import Tingkat
from bkm.peringkat import key_of
from bkm.queries_pemilihan import counted, electors
from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, people
from wilayah.models import Warga

NAMA_MAKS = 400
ORANG = (
    "pemilih_l", "pemilih_p", "surat_sah", "surat_rusak", "kunjungan_l", "kunjungan_p", "kunjungan_sah", "kunjungan_rusak",
    "lain_lain",
)  # fmt: skip


@aksi
def record_hitungan(
    tps: TPS,
    *,
    oleh: Any,
    pemilih_l: int,
    pemilih_p: int,
    surat_sah: int,
    surat_rusak: int,
    perolehan: Sequence[dict[str, Any]],
    pemilih: int | None = None,
    surat_masuk: int | None = None,
    cara: str = "singkat",
    lain_lain: int = 0,
    kunjungan_l: int = 0,
    kunjungan_p: int = 0,
    kunjungan_sah: int = 0,
    kunjungan_rusak: int = 0,
    alasan: str = "",
    id: Any = None,
) -> Hitungan:
    """Enter the tally of a closed TPS as its paper says, or correct it with a reason (the old figures stay).

    `perolehan`: {nama, suara, kunjungan, utusan}; `pemilih` and `surat_masuk` are the totals that the paper gives and must
    equal their parts. Raises: TPS.DoesNotExist, TidakBerwenang, IsianSalah naming the field, AturanDilanggar (BKM-13,
    BKM-14, BKM-16, BKM-20). Source: BKM-13, BKM-14, BKM-16, BKM-20.
    """
    baris = take_tps(tps, oleh=oleh)
    isi = {
        "pemilih_l": pemilih_l, "pemilih_p": pemilih_p, "surat_sah": surat_sah, "surat_rusak": surat_rusak,
        "kunjungan_l": kunjungan_l, "kunjungan_p": kunjungan_p, "kunjungan_sah": kunjungan_sah,
        "kunjungan_rusak": kunjungan_rusak, "lain_lain": lain_lain,
    }  # fmt: skip
    isi = {b: people(isi[b], bidang=b) for b in ORANG}
    lama = Hitungan.objects.filter(tps=baris, jenis="utama").order_by("-ke").first()
    _require_countable(baris, lama, alasan)
    isi["pemilih"] = isi["pemilih_l"] + isi["pemilih_p"] if pemilih is None else people(pemilih, bidang="pemilih")
    isi["surat_masuk"] = (
        isi["surat_sah"] + isi["surat_rusak"] if surat_masuk is None else people(surat_masuk, bidang="surat_masuk")
    )
    if cara not in Hitungan.Cara.values:
        raise IsianSalah({"cara": [_("Pilih cara singkat atau lengkap.")]})
    baris_nama = _names(baris, perolehan)
    _check_sums(baris, isi, cara)
    _check_visits(baris, isi, lama)
    _check_votes(baris, isi, baris_nama)
    hitungan = Hitungan.objects.create(
        tps=baris, langkah=baris.langkah, wilayah_id=baris.wilayah_id, ke=lama.ke + 1 if lama else 1, cara=cara,
        alasan=(alasan.strip() or (_("Ditambah hasil kunjungan rumah.") if lama else ""))[:300], **isi, **author(oleh),
        **client_id(id),
    )  # fmt: skip
    _write_names(hitungan, baris_nama, oleh)
    baris.dihitung_oleh_id, baris.dihitung_oleh_nama = oleh.pk, oleh.nama
    if baris.status == TPS.Status.DIHITUNG:
        baris.versi += 1
        baris.save()
    else:
        baris.save()
        advance(baris, "hitung", oleh=oleh)
    catat(
        "bkm.hitungan.dicatat" if lama is None else "bkm.hitungan.dikoreksi",
        hitungan,
        alasan=hitungan.alasan,
        rincian={"tps": str(baris.pk), "ke": hitungan.ke, **isi},
    )
    return hitungan


def _require_countable(tps: TPS, lama: Hitungan | None, alasan: str) -> None:
    """BKM-13 after closing; BKM-20 once only, a correction says why."""
    if tps.status in {TPS.Status.BELUM, TPS.Status.BERLANGSUNG, TPS.Status.TIDAK_MEMILIH}:
        raise AturanDilanggar(_("Tutup dulu pemungutan di TPS ini, baru hitungannya dicatat."), aturan="BKM-13")
    if tps.status in {TPS.Status.SAH, TPS.Status.TIDAK_SAH}:
        raise AturanDilanggar(
            _("Hasil TPS ini sudah ditetapkan. Buka hitungannya kembali dengan alasan bila ada yang keliru."),
            aturan="BKM-20",
        )
    if lama is not None and tps.status == TPS.Status.DIHITUNG and not alasan.strip():
        raise AturanDilanggar(
            _("Hitungan TPS ini sudah dicatat oleh %(nama)s. Untuk mengoreksinya, tulis alasannya.")
            % {"nama": lama.dibuat_oleh_nama},
            aturan="BKM-20",
        )


def _check_sums(tps: TPS, isi: dict[str, int], cara: str) -> None:
    """BKM-14: parts equal totals, ballots fit voters, voters fit the roll. Raises: IsianSalah beside the field."""
    galat: dict[str, list[str]] = {}
    if isi["pemilih_l"] + isi["pemilih_p"] != isi["pemilih"]:
        galat["pemilih"] = [
            _("Laki-laki %(l)d dan perempuan %(p)d berjumlah %(j)d, bukan %(n)d. Periksa kertasnya.")
            % {"l": isi["pemilih_l"], "p": isi["pemilih_p"], "j": isi["pemilih_l"] + isi["pemilih_p"], "n": isi["pemilih"]}
        ]  # fmt: skip
    if isi["surat_sah"] + isi["surat_rusak"] != isi["surat_masuk"]:
        galat["surat_masuk"] = [
            _("Surat sah %(a)d dan tidak sah %(b)d berjumlah %(j)d, bukan %(n)d.")
            % {"a": isi["surat_sah"], "b": isi["surat_rusak"], "j": isi["surat_sah"] + isi["surat_rusak"],
               "n": isi["surat_masuk"]}
        ]  # fmt: skip
    elif isi["surat_masuk"] > isi["pemilih"]:
        galat["surat_sah"] = [
            _("Surat suara %(s)d lembar, padahal pemilih %(n)d orang.") % {"s": isi["surat_masuk"], "n": isi["pemilih"]}
        ]
    for jk, kata in (("l", _("laki-laki")), ("p", _("perempuan"))):
        ada, daftar = isi[f"pemilih_{jk}"] + isi[f"kunjungan_{jk}"], getattr(tps, f"daftar_{jk}") or 0
        if ada > daftar:
            galat[f"pemilih_{jk}"] = [
                _("Pemilih %(kata)s %(ada)d orang, melebihi daftar %(daftar)d orang.")
                % {"kata": kata, "ada": ada, "daftar": daftar}
            ]
    if cara == "lengkap" and isi["lain_lain"]:
        galat["lain_lain"] = [_("Cara lengkap mencatat setiap nama; “lain-lain” dikosongkan.")]
    if galat:
        raise IsianSalah(galat)


def _check_visits(tps: TPS, isi: dict[str, int], lama: Hitungan | None) -> None:
    """BKM-16: visits only where the polling place alone stayed below its threshold, and its own figures stay apart."""
    kunjungan = isi["kunjungan_l"] + isi["kunjungan_p"]
    if not kunjungan and not isi["kunjungan_sah"] and not isi["kunjungan_rusak"]:
        if tps.status == TPS.Status.KUNJUNGAN_RUMAH:
            raise IsianSalah({"kunjungan_l": [_("Isi berapa orang memilih lewat kunjungan rumah.")]})
        return
    cukup = tps.ambang is None or isi["pemilih"] * 100 >= tps.ambang * (tps.daftar or 0)
    if tps.tingkat != Tingkat.BASIS or cukup:
        raise IsianSalah({"kunjungan_l": [_("Pemilih di TPS sudah mencapai batas; kunjungan rumah tidak dicatat.")]})
    if tps.status == TPS.Status.DITUTUP or (
        lama is not None and not lama.kunjungan and tps.status == TPS.Status.DIHITUNG
    ):
        raise AturanDilanggar(
            _("Catat dulu hitungan di TPS, lalu pilih “Lanjutkan dengan kunjungan rumah”."), aturan="BKM-16"
        )
    if isi["kunjungan_sah"] + isi["kunjungan_rusak"] > kunjungan:
        raise IsianSalah({"kunjungan_sah": [_("Surat dari kunjungan rumah lebih banyak daripada pemilihnya.")]})


def _check_votes(tps: TPS, isi: dict[str, int], nama: Sequence[dict[str, Any]]) -> None:
    """BKM-14: names fit the ballots; the short way names everybody who can win. Raises: IsianSalah."""
    per_surat, sah = tps.nama_per_suara or 0, isi["surat_sah"] + isi["kunjungan_sah"]
    jumlah = sum(n["suara"] + n["kunjungan"] for n in nama) + isi["lain_lain"]
    if jumlah > sah * per_surat:
        raise IsianSalah(
            {
                "perolehan": [
                    _("Jumlah suara %(ada)d melebihi %(batas)d (%(surat)d surat sah × %(nama)d nama).")
                    % {"ada": jumlah, "batas": sah * per_surat, "surat": sah, "nama": per_surat}
                ]
            }
        )
    for n in nama:
        if n["suara"] > isi["surat_sah"] or n["kunjungan"] > isi["kunjungan_sah"]:
            raise IsianSalah(
                {"perolehan": [_("%(nama)s mendapat suara lebih banyak daripada surat sah.") % {"nama": n["nama"]}]}
            )
    if isi["lain_lain"] and len(nama) < (tps.kursi or 0):
        raise IsianSalah(
            {
                "perolehan": [
                    _("Sebutkan paling sedikit %(n)d nama teratas; selebihnya boleh “lain-lain”.")
                    % {"n": tps.kursi or 0}
                ]
            }
        )
    if not nama and sah:
        raise IsianSalah({"perolehan": [_("Isi nama dan suaranya.")]})


def _names(tps: TPS, perolehan: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Written names with their votes, each once; above the basis each is an utusan. Raises: IsianSalah. BKM-14, BKM-22."""
    if len(perolehan) > NAMA_MAKS:
        raise IsianSalah({"perolehan": [_("Paling banyak %(n)d nama dalam satu hitungan.") % {"n": NAMA_MAKS}]})
    boleh: dict[str, Utusan] = {}
    if tps.tingkat != Tingkat.BASIS:
        boleh = {str(u.pk): u for u in electors(tps)}
    hasil: list[dict[str, Any]] = []
    sudah: set[str] = set()
    for isi in perolehan:
        utusan = None
        if boleh or tps.tingkat != Tingkat.BASIS:
            utusan = boleh.get(str(getattr(isi.get("utusan"), "pk", isi.get("utusan"))))
            if utusan is None:
                raise IsianSalah({"perolehan": [_("Di tingkat ini hanya utusan yang dapat dipilih.")]})
        nama = utusan.nama if utusan else clean_name(isi.get("nama", ""), bidang="perolehan")
        kunci = str(utusan.pk) if utusan else key_of(nama)
        if kunci in sudah:
            raise IsianSalah({"perolehan": [_("%(nama)s tertulis dua kali; jumlahkan suaranya.") % {"nama": nama}]})
        sudah.add(kunci)
        suara, kunjungan = (
            people(isi.get("suara"), bidang="perolehan"),
            people(isi.get("kunjungan") or 0, bidang="perolehan"),
        )
        if suara + kunjungan:
            hasil.append({"nama": nama, "suara": suara, "kunjungan": kunjungan, "utusan": utusan})
    return hasil


def _write_names(hitungan: Hitungan, nama: Iterable[dict[str, Any]], oleh: Any) -> None:
    PerolehanSuara.objects.bulk_create(
        PerolehanSuara(
            hitungan=hitungan, langkah_id=hitungan.langkah_id, wilayah_id=hitungan.wilayah_id, nama_tertulis=n["nama"],
            suara=n["suara"], kunjungan=n["kunjungan"], utusan=n["utusan"], **author(oleh),
        )
        for n in nama
    )  # fmt: skip


@aksi
def record_ulang(
    tps: TPS,
    *,
    oleh: Any,
    pemilih_l: int,
    pemilih_p: int,
    surat_sah: int,
    surat_rusak: int,
    perolehan: Sequence[dict[str, Any]],
) -> Hitungan:
    """Record a second ballot among the names that are equal on the border. Raises: as `record_hitungan`. Source: BKM-19."""
    baris = take_tps(tps, oleh=oleh)
    hasil = counted(baris)
    seri = {str(b.utusan.pk) if b.utusan else key_of(b.nama): b for b in hasil.peringkat.seri}
    if baris.status != TPS.Status.DIHITUNG or hasil.hitungan is None or not seri:
        raise AturanDilanggar(
            _("Tidak ada suara yang sama di batas; pemungutan ulang tidak diperlukan."), aturan="BKM-19"
        )
    isi = {"pemilih_l": pemilih_l, "pemilih_p": pemilih_p, "surat_sah": surat_sah, "surat_rusak": surat_rusak}
    isi = {b: people(n, bidang=b) for b, n in isi.items()}
    isi |= {"pemilih": isi["pemilih_l"] + isi["pemilih_p"], "surat_masuk": isi["surat_sah"] + isi["surat_rusak"]}
    isi |= dict.fromkeys(("kunjungan_l", "kunjungan_p", "kunjungan_sah", "kunjungan_rusak", "lain_lain"), 0)
    _check_sums(baris, isi, "lengkap")
    nama = _names(baris, perolehan)
    for n in nama:
        if (str(n["utusan"].pk) if n["utusan"] else key_of(n["nama"])) not in seri:
            raise IsianSalah({"perolehan": [_("%(nama)s tidak termasuk yang suaranya sama.") % {"nama": n["nama"]}]})
    _check_votes(baris, isi, nama)
    ulang = Hitungan.objects.create(
        tps=baris, langkah=baris.langkah, wilayah_id=baris.wilayah_id, jenis="ulang", atas=hasil.hitungan,
        ke=len(hasil.ulang) + 1, cara="lengkap", **isi, **author(oleh),
    )  # fmt: skip
    _write_names(ulang, nama, oleh)
    baris.dihitung_oleh_id, baris.dihitung_oleh_nama = oleh.pk, oleh.nama
    baris.versi += 1
    baris.save()
    catat("bkm.hitungan.ulang_dicatat", ulang, rincian={"tps": str(baris.pk), "nama": len(seri)})
    return ulang


@aksi
def merge_names(tps: TPS, *, oleh: Any, nama: str, dengan: str, warga: Warga | None = None) -> PenyatuanNama:
    """Two spellings are one person: `nama` counts for `dengan`. Raises: as `take_tps`, IsianSalah. Source: BKM-21."""
    return _answer(tps, oleh, nama, dengan, "sama", warga)


@aksi
def separate_names(tps: TPS, *, oleh: Any, nama: str, dengan: str) -> PenyatuanNama:
    """Two spellings are two persons. Raises: as `merge_names`. Source: BKM-21."""
    return _answer(tps, oleh, nama, dengan, "beda", None)


def _answer(tps: TPS, oleh: Any, nama: str, dengan: str, putusan: str, warga: Warga | None) -> PenyatuanNama:
    baris = take_tps(tps, oleh=oleh)
    if baris.status not in {TPS.Status.DIHITUNG, TPS.Status.KUNJUNGAN_RUMAH} or baris.tingkat != Tingkat.BASIS:
        raise AturanDilanggar(_("Nama disatukan sesudah dihitung dan sebelum hasil disahkan."), aturan="BKM-21")
    hasil = counted(baris)
    tertulis = {key_of(p.nama_tertulis): p.nama_tertulis for p in hasil.perolehan}
    a, b = (tertulis.get(key_of(x)) for x in (nama, dengan))
    if a is None or b is None or key_of(a) == key_of(b):
        raise IsianSalah({"nama": [_("Pilih dua nama yang tertulis dalam hitungan ini.")]})
    asal = next((x for x in hasil.peringkat.baris if key_of(a) in map(key_of, x.tertulis)), None)
    tuju = next((x for x in hasil.peringkat.baris if key_of(b) in map(key_of, x.tertulis)), None)
    if putusan == "sama":
        if asal is tuju:
            raise IsianSalah({"nama": [_("Kedua nama ini sudah dihitung sebagai satu orang.")]})
        if asal is not None and tuju is not None:
            a, b = asal.nama, tuju.nama  # whole persons are joined, with all their spellings
    PenyatuanNama.objects.filter(tps=baris, nama_tertulis__iexact=a, dengan__iexact=b).delete()
    satu = PenyatuanNama.objects.create(
        tps=baris, langkah=baris.langkah, wilayah_id=baris.wilayah_id, nama_tertulis=a, dengan=b, putusan=putusan,
        warga=warga, **author(oleh),
    )  # fmt: skip
    catat(f"bkm.penyatuannama.{putusan}", baris)
    return satu


@aksi
def unmerge_names(penyatuan: PenyatuanNama, *, oleh: Any) -> None:
    """Take an answer back while the count is open. Raises: PenyatuanNama.DoesNotExist, AturanDilanggar (BKM-21)."""
    terlihat = PenyatuanNama.objects.visible_to(oleh).select_related("tps").get(pk=penyatuan.pk)
    baris = take_tps(terlihat.tps, oleh=oleh)
    if baris.status not in {TPS.Status.DIHITUNG, TPS.Status.KUNJUNGAN_RUMAH}:
        raise AturanDilanggar(_("Nama disatukan sesudah dihitung dan sebelum hasil disahkan."), aturan="BKM-21")
    terlihat.delete()
    catat("bkm.penyatuannama.dicabut", baris)
