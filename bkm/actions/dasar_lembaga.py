"""Writes of what a BKM stands on: readiness evaluation, statutes, deed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm.ciri import BUTIR, NILAI, PRINSIP
from bkm.models import AktaBKM, AnggaranDasar, EvaluasiKesiapan, Kepengurusan, Penghadap
from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take, take_langkah
from siklus.models import Langkah, Pertemuan

BIDANG_AD = frozenset({"nama", "kedudukan", "jumlah_anggota", "masa_bakti", "nilai", "bab", "lambang", "penyusun"})


@aksi
def record_evaluasi(
    langkah: Langkah,
    *,
    oleh: Any,
    tanggal: datetime.date,
    penilai: str,
    jawaban: Mapping[str, Mapping[str, Any]],
    siap: bool,
    kesimpulan: str,
    pertemuan: Pertemuan | None = None,
    id: Any = None,
) -> EvaluasiKesiapan:
    """Write the readiness evaluation of S4, also while the stage is still `belum`; a newer one replaces the older.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04). Source: BKM-50 [B8].
    """
    baris = take_langkah(langkah, oleh=oleh, perlu=izin.CATAT)
    if baris.kode != "S4":
        raise IsianSalah({"langkah": [_("Evaluasi kesiapan milik langkah Pembangunan BKM.")]})
    bersih = _answers(jawaban)
    if siap and not any(isi["ya"] for isi in bersih.values()):
        raise IsianSalah({"siap": [_("Semua butir dijawab belum, jadi kesimpulannya belum siap.")]})
    for lama in EvaluasiKesiapan.objects.filter(langkah=baris, status="sah"):
        advance(lama, "batalkan", oleh=oleh, alasan=_("Diganti evaluasi baru."), sebab=_("Diganti evaluasi baru."))
    evaluasi = EvaluasiKesiapan(
        langkah=baris, wilayah_id=baris.wilayah_id, tanggal=field_date(tanggal, baris.wilayah_id), pertemuan=pertemuan,
        penilai=needed(penilai, bidang="penilai")[:200], jawaban=bersih, siap=siap,
        kesimpulan=needed(kesimpulan, bidang="kesimpulan"), **author(oleh), **client_id(id),
    )  # fmt: skip
    evaluasi.save(force_insert=True)
    catat("bkm.evaluasikesiapan.ditulis", evaluasi, rincian={"siap": siap})
    return evaluasi


@aksi
def cancel_evaluasi(evaluasi: EvaluasiKesiapan, *, oleh: Any, alasan: str) -> EvaluasiKesiapan:
    """Take back an evaluation. Raises: EvaluasiKesiapan.DoesNotExist, TidakBerwenang, AturanDilanggar, IsianSalah."""
    terlihat = EvaluasiKesiapan.objects.visible_to(oleh).select_related("langkah").get(pk=evaluasi.pk)
    take_langkah(terlihat.langkah, oleh=oleh, perlu=izin.CATAT)
    return advance(terlihat, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def save_ad(langkah: Langkah, *, oleh: Any, **isi: Any) -> AnggaranDasar:
    """Write or change the draft of the statutes (`nama`, `kedudukan`, `jumlah_anggota`, `masa_bakti`, `nilai`, `bab`, ...).

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, BKM-71). Source: BKM-71, BKM-72.
    """
    baris = take_langkah(langkah, oleh=oleh, perlu=izin.CATAT)
    bersih = _statutes(isi)
    ad = AnggaranDasar.objects.select_for_update(of=("self",), no_key=True).filter(langkah=baris).first()
    if ad is None:
        ad = AnggaranDasar(langkah=baris, wilayah_id=baris.wilayah_id, **bersih, **author(oleh))
        ad.save(force_insert=True)
        catat("bkm.anggarandasar.ditulis", ad)
        return ad
    if ad.status != AnggaranDasar.Status.RANCANGAN:
        raise AturanDilanggar(_("Anggaran Dasar sudah disahkan rembug; isinya tidak dapat diubah."), aturan="BKM-71")
    if save_changes(ad, bersih, BIDANG_AD):
        catat("bkm.anggarandasar.diubah", ad)
    return ad


@aksi
def ratify_ad(
    ad: AnggaranDasar,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    tempat: str = "",
    pertemuan: Pertemuan | None = None,
) -> AnggaranDasar:
    """The rembug of the kelurahan ratified the statutes; day and place come from the meeting where it is given.

    Raises: AnggaranDasar.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar. Source: BKM-71.
    """
    terlihat = AnggaranDasar.objects.visible_to(oleh).select_related("langkah").get(pk=ad.pk)
    langkah = take_langkah(terlihat.langkah, oleh=oleh, perlu=izin.CATAT)
    if pertemuan is not None:
        if pertemuan.langkah_id != langkah.pk or pertemuan.status != "terlaksana":
            raise IsianSalah({"pertemuan": [_("Pilih rembug langkah ini yang sudah dilaksanakan.")]})
        tanggal, tempat = pertemuan.tanggal, tempat or pertemuan.tempat
    hari = field_date(tanggal, langkah.wilayah_id)
    return advance(terlihat, "sahkan", oleh=oleh, tanggal=hari, tempat=tempat.strip()[:150], pertemuan=pertemuan)


@aksi
def reopen_ad(ad: AnggaranDasar, *, oleh: Any, alasan: str) -> AnggaranDasar:
    """Ratified by mistake: it is a draft again. Raises: as `ratify_ad`. Source: BKM-71."""
    terlihat = AnggaranDasar.objects.visible_to(oleh).select_related("langkah").get(pk=ad.pk)
    take_langkah(terlihat.langkah, oleh=oleh, perlu=izin.CATAT)
    return advance(terlihat, "buka_lagi", oleh=oleh, alasan=alasan)


@aksi
def record_akta(
    kepengurusan: Kepengurusan,
    *,
    oleh: Any,
    nomor: str,
    tanggal: datetime.date,
    notaris: str,
    berkas: Any,
    penghadap: Iterable[Mapping[str, Any]],
    bentuk: str = "perkumpulan",
) -> AktaBKM:
    """Record the deed with its three authorised persons: one of the panitia, the koordinator, one relawan.

    Raises: Kepengurusan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BKM-70). Source: BKM-70 [C5].
    """
    baris = take(Kepengurusan, kepengurusan.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.status != Kepengurusan.Status.DIKUKUHKAN or baris.dikukuhkan_pada is None:
        raise AturanDilanggar(
            _("BKM dikukuhkan dulu dalam rembug, sesudah itu dicatatkan pada notaris."), aturan="BKM-70"
        )
    if bentuk not in AktaBKM.Bentuk.values:
        raise IsianSalah({"bentuk": [_("Pilih salah satu.")]})
    if berkas is None:
        raise IsianSalah({"berkas": [_("Lampirkan foto halaman nomor, tanggal, dan nama penghadap.")]})
    orang = {str(p.get("unsur", "")): dict(p) for p in penghadap}
    if set(orang) != set(Penghadap.Unsur.values):
        raise IsianSalah({"penghadap": [_("Isi tiga penghadap: panitia, koordinator BKM, dan relawan.")]})
    if AktaBKM.objects.filter(kepengurusan=baris, status="sah").exists():
        raise AturanDilanggar(
            _("Akta masa bakti ini sudah dicatat; batalkan dulu yang lama bila keliru."), aturan="BKM-70"
        )
    akta = AktaBKM(
        wilayah_id=baris.wilayah_id, kepengurusan=baris, nomor=needed(nomor, bidang="nomor")[:60], tanggal=hari,
        notaris=needed(notaris, bidang="notaris")[:150], bentuk=bentuk, berkas=berkas, **author(oleh),
    )  # fmt: skip
    akta.save(force_insert=True)
    for unsur, isi in orang.items():
        Penghadap.objects.create(
            akta=akta, wilayah_id=baris.wilayah_id, unsur=unsur,
            nama=needed(str(isi.get("nama", "")), bidang=f"nama_{unsur}")[:150],
            pekerjaan=needed(str(isi.get("pekerjaan", "")), bidang=f"pekerjaan_{unsur}")[:80], basis=isi.get("basis"),
            **author(oleh),
        )  # fmt: skip
    catat("bkm.aktabkm.dicatat", akta)
    return akta


@aksi
def cancel_akta(akta: AktaBKM, *, oleh: Any, alasan: str) -> AktaBKM:
    """Take back a deed entered wrongly. Raises: AktaBKM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah."""
    baris = take(AktaBKM, akta.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _answers(jawaban: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    belum = [k for k in BUTIR if not isinstance((jawaban.get(k) or {}).get("ya"), bool)]
    if belum:
        raise IsianSalah({k: [_("Jawab ya atau belum.")] for k in belum})
    return {
        k: {"ya": bool(jawaban[k]["ya"]), "catatan": str(jawaban[k].get("catatan", "") or "").strip()[:300]}
        for k in BUTIR
    }


def _statutes(isi: Mapping[str, Any]) -> dict[str, Any]:
    asing = set(isi) - BIDANG_AD
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    bersih = dict(isi)
    for bidang, maks in (("nama", 120), ("kedudukan", 200)):
        if bidang in isi:
            bersih[bidang] = needed(" ".join(str(isi[bidang]).split()), bidang=bidang)[:maks]
    for bidang, batas in (("jumlah_anggota", (3, 51)), ("masa_bakti", (1, 10))):
        if bidang in isi and not (isinstance(isi[bidang], int) and batas[0] <= isi[bidang] <= batas[1]):
            raise IsianSalah({bidang: [_("Isi %(awal)d sampai %(akhir)d.") % {"awal": batas[0], "akhir": batas[1]}]})
    if "nilai" in isi:
        dikenal = {k for k, _nama in (*NILAI, *PRINSIP)}
        bersih["nilai"] = [n for n in isi["nilai"] if n in dikenal]
    if "bab" in isi:
        bab = [{"judul": str(b["judul"]).strip()[:200], "isi": str(b["isi"]).strip()[:20_000]} for b in isi["bab"]]
        bersih["bab"] = [b for b in bab if b["judul"] and b["isi"]]
    return bersih
