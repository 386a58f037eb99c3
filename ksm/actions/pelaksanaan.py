"""Writes of works as they go: progress, photos from the same spot, materials, swadaya, quality, hand-over.

Every action takes the proposal under its lock first, so that two records of one work take turns. A wrong record is
cancelled with a reason and written anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import persen as tulis_persen
from inti.formats import tanggal as tulis_tanggal
from inti.izin import require
from inti.money import whole_rupiah
from inti.transitions import advance, refuse_missing
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.ceklis_mutu import newest
from ksm.models import (
    BahanUsulan,
    FotoPekerjaan,
    JanjiSwadaya,
    KasPemelihara,
    KemajuanUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    Perjanjian,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from ksm.queries_pelaksanaan import handover_findings
from ksm.registry import bantuan_diterima
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says

M = TypeVar("M")
MENCATAT = ("kontrak", "cair", "berjalan", "perubahan")
SESUDAH = (*MENCATAT, "lpj", "selesai")
DIPELIHARA = ("berjalan", "lpj", "selesai")
VOLUME_MAKS = Decimal("9999999999.99")
HARGA_MAKS = Decimal(10) ** 12
ORANG_MAKS = 10_000
JAM_MAKS = Decimal("99999.99")
# Cash is counted in rupiah: one payment of so much. The unit is what the table shows.
SETORAN = "setoran"
# Record -> the states of the proposal in which it is taken back too.
BUKA: dict[type[Any], tuple[str, ...]] = {
    **dict.fromkeys((KemajuanUsulan, FotoPekerjaan, BahanUsulan, SwadayaUsulan, PenerimaanBantuan), MENCATAT),
    **dict.fromkeys((KasPemelihara, PemeriksaanAset), DIPELIHARA),
}


@aksi
def record_kemajuan(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    persen: Decimal,
    uraian: str,
    kendala: str = "",
    tindak: str = "",
    id: Any = None,
) -> KemajuanUsulan:
    """Record how far a work is on a day (persen), and what hinders it. The first progress above zero starts the work.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KRJ-01, KRJ-08, KRJ-07).
    Source: KRJ-01, KRJ-08.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PELAKSANAAN)
    hari = work_date(tanggal, induk)
    nilai = Decimal(persen)
    if not 0 <= nilai <= 100:
        raise IsianSalah({"persen": [_("Isi 0 sampai 100.")]})
    sah = induk.kemajuanusulan.filter(status="sah")
    if sah.filter(tanggal=hari).exists():
        raise AturanDilanggar(
            _("Kemajuan tanggal ini sudah tercatat. Batalkan dulu bila keliru, lalu catat lagi."), aturan="KRJ-01"
        )
    _require_forward(sah, hari, nilai)
    baris = KemajuanUsulan(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=hari, persen=nilai.quantize(Decimal("0.01")),
        uraian=needed(uraian, bidang="uraian", pesan=_("Tulis apa yang dikerjakan."))[:300],
        kendala=kendala.strip()[:300], tindak=tindak.strip()[:300], **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(_standing()):
        baris.save(force_insert=True)
    catat("ksm.kemajuanusulan.dicatat", baris, rincian={"tanggal": str(hari), "persen": str(baris.persen)})
    if nilai > 0 and induk.status in {"kontrak", "cair"}:
        advance(induk, "mulai", oleh=oleh)
    return baris


def _require_forward(sah: Any, hari: datetime.date, nilai: Decimal) -> None:
    """Not below an earlier day, not above a later one. Raises AturanDilanggar (KRJ-08)."""
    lalu = sah.filter(tanggal__lt=hari, persen__gt=nilai).order_by("-persen").first()
    nanti = sah.filter(tanggal__gt=hari, persen__lt=nilai).order_by("persen").first()
    lain = lalu or nanti
    if lain is not None:
        raise AturanDilanggar(
            _("Kemajuan tidak mundur: %(hari)s sudah tercatat %(persen)s. Batalkan catatan itu bila keliru.")
            % {"hari": tulis_tanggal(lain.tanggal), "persen": tulis_persen(lain.persen)},
            aturan="KRJ-08",
        )


@aksi
def file_foto(
    usulan: Usulan,
    *,
    oleh: Any,
    titik: str,
    tahap: int,
    tanggal: datetime.date,
    berkas: Any,
    keterangan: str = "",
    id: Any = None,
) -> FotoPekerjaan:
    """File the photo of one spot at 0, 50 or 100 persen. A spot that is known already keeps its spelling.

    Raises: Usulan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KRJ-01, KRJ-02, KRJ-07). Source: KRJ-02.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PELAKSANAAN)
    hari = field_date(tanggal, induk.wilayah_id)
    if tahap not in FotoPekerjaan.Tahap.values:
        raise IsianSalah({"tahap": [_("Pilih 0%, 50%, atau 100%.")]})
    nama = " ".join(needed(titik, bidang="titik", pesan=_("Tulis titik fotonya, misalnya Depan rumah RT 03.")).split())[
        :60
    ]
    sah = list(induk.fotopekerjaan.filter(status="sah"))
    nama = next((f.titik for f in sah if f.titik.lower() == nama.lower()), nama)
    setitik = [f for f in sah if f.titik == nama]
    if any(f.tahap == tahap for f in setitik):
        raise AturanDilanggar(
            _("Foto %(tahap)s%% titik %(titik)s sudah ada. Batalkan dulu bila keliru.")
            % {"tahap": tahap, "titik": nama},
            aturan="KRJ-02",
        )
    for f in setitik:
        if (f.tahap < tahap and f.tanggal > hari) or (f.tahap > tahap and f.tanggal < hari):
            raise IsianSalah(
                {"tanggal": [_("Foto %(tahap)s%% titik ini bertanggal %(hari)s.")
                             % {"tahap": f.tahap, "hari": tulis_tanggal(f.tanggal)}]}
            )  # fmt: skip
    baris = FotoPekerjaan(
        usulan=induk, wilayah_id=induk.wilayah_id, titik=nama, tahap=tahap, tanggal=hari,
        berkas=own_photo(berkas, induk), keterangan=keterangan.strip()[:150], **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says(_standing()):
        baris.save(force_insert=True)
    catat("ksm.fotopekerjaan.dicatat", baris, rincian={"titik": nama, "tahap": tahap})
    return baris


@aksi
def record_bahan(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    uraian: str,
    volume: Decimal,
    satuan: str,
    pemasok: str = "",
    mutu: str = "",
    id: Any = None,
) -> BahanUsulan:
    """Record material that came to the work, in `satuan`. Raises: as `record_kemajuan`. Source: KRJ-03."""
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PELAKSANAAN)
    baris = BahanUsulan(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=work_date(tanggal, induk),
        uraian=needed(uraian, bidang="uraian", pesan=_("Tulis nama bahannya."))[:150], volume=quantity(volume),
        satuan=needed(satuan, bidang="satuan")[:30], pemasok=pemasok.strip()[:120], mutu=mutu.strip()[:150],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.bahanusulan.dicatat", baris, rincian={"volume": str(baris.volume), "satuan": baris.satuan})
    return baris


@aksi
def record_swadaya(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    janji: JanjiSwadaya | None = None,
    bentuk: str = "",
    uraian: str = "",
    volume: Decimal | None = None,
    satuan: str = "",
    harga_satuan: Decimal | None = None,
    jumlah: Decimal | None = None,
    penyumbang: str = "",
    jenis_kelamin: str = "",
    orang: int | None = None,
    jam: Decimal | None = None,
    id: Any = None,
) -> SwadayaUsulan:
    """Record what residents brought. What fulfils a promise is worth the price that was agreed with it.

    Cash is `jumlah` (rupiah); labour, material and land are `volume` in `satuan` at `harga_satuan`.
    Raises: as `record_kemajuan`, AturanDilanggar (KRJ-04). Source: KRJ-04.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.CATAT_PELAKSANAAN)
    hari = work_date(tanggal, induk)
    if janji is not None and (janji.usulan_id != induk.pk or janji.ke != induk.rab_ke):
        raise IsianSalah({"janji": [_("Pilih janji swadaya dari usulan ini yang berlaku.")]})
    rupa = janji.bentuk if janji is not None else bentuk
    if rupa not in JanjiSwadaya.Bentuk.values:
        raise IsianSalah({"bentuk": [_("Pilih salah satu.")]})
    if jenis_kelamin not in {"", "L", "P"}:
        raise IsianSalah({"jenis_kelamin": [_("Pilih L atau P.")]})
    baris = SwadayaUsulan(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=hari, janji=janji, bentuk=rupa,
        uraian=needed(uraian or (janji.uraian if janji is not None else ""), bidang="uraian")[:150],
        **_worth(rupa, janji, volume=volume, satuan=satuan, harga=harga_satuan, jumlah=jumlah),
        penyumbang=penyumbang.strip()[:150], jenis_kelamin=jenis_kelamin, orang=_count(orang), jam=_hours(jam),
        **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.swadayausulan.dicatat", baris, rincian={"bentuk": rupa})
    return baris


def _worth(
    bentuk: str, janji: JanjiSwadaya | None, *, volume: Any, satuan: str, harga: Any, jumlah: Any
) -> dict[str, Any]:
    """Volume, unit and price as they are stored. Raises IsianSalah, AturanDilanggar (KRJ-04)."""
    if bentuk == JanjiSwadaya.Bentuk.TUNAI:
        nilai = jumlah if jumlah is not None else harga
        return {
            "volume": Decimal(1),
            "satuan": SETORAN,
            "harga_satuan": whole_rupiah(nilai, positif=True, maks=HARGA_MAKS),
        }
    if janji is None:
        return {
            "volume": quantity(volume), "satuan": needed(satuan, bidang="satuan")[:30],
            "harga_satuan": whole_rupiah(harga, bidang="harga_satuan", positif=True, maks=HARGA_MAKS),
        }  # fmt: skip
    if harga is not None and Decimal(harga) != janji.harga_satuan:
        raise AturanDilanggar(
            _("Swadaya yang dijanjikan dinilai dengan harga yang sudah disepakati dalam usulan."), aturan="KRJ-04"
        )
    return {"volume": quantity(volume), "satuan": janji.satuan, "harga_satuan": janji.harga_satuan}


@aksi
def check_mutu(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jawaban: Mapping[str, Mapping[str, Any]],
    hasil: str,
    pemeriksa: str,
    volume: Decimal | None = None,
    catatan: str = "",
    id: Any = None,
) -> PemeriksaanMutu:
    """Keep one quality check: every question of the newest edition answered, question -> {"ya": bool, "catatan": str}.

    With a question answered "belum" the result is not "baik". Raises: as `record_kemajuan`, AturanDilanggar (KRJ-05).
    Source: KRJ-05.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.PERIKSA_PEKERJAAN, boleh=SESUDAH)
    definisi = newest()
    hari = work_date(tanggal, induk)
    isi: dict[str, dict[str, Any]] = {}
    for b in definisi.butir:
        satu = jawaban.get(b.kode)
        if not isinstance(satu, Mapping) or not isinstance(satu.get("ya"), bool):
            raise IsianSalah({f"ya_{b.kode}": [_("Pilih sesuai atau belum.")]})
        isi[b.kode] = {"ya": satu["ya"], "catatan": str(satu.get("catatan") or "").strip()[:300]}
    if hasil not in PemeriksaanMutu.Hasil.values:
        raise IsianSalah({"hasil": [_("Pilih salah satu.")]})
    ya = sum(x["ya"] for x in isi.values())
    if hasil == PemeriksaanMutu.Hasil.BAIK and ya < len(isi):
        raise AturanDilanggar(
            _("Ada butir yang belum sesuai, jadi hasilnya belum dapat disebut baik."), aturan="KRJ-05"
        )
    if hasil != PemeriksaanMutu.Hasil.BAIK and not catatan.strip():
        raise IsianSalah({"catatan": [_("Tulis apa yang harus diperbaiki.")]})
    baris = PemeriksaanMutu(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=hari, edisi=definisi.edisi, jawaban=isi, ya=ya, butir=len(isi),
        hasil=hasil, volume=quantity(volume) if volume is not None else None, catatan=catatan.strip(),
        pemeriksa=needed(pemeriksa, bidang="pemeriksa", pesan=_("Tulis siapa yang memeriksa."))[:150],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.pemeriksaanmutu.dicatat", baris, rincian={"hasil": hasil, "ya": ya, "butir": len(isi)})
    return baris


@aksi
def hand_over(
    usulan: Usulan,
    *,
    oleh: Any,
    tanggal: datetime.date,
    selesai: datetime.date,
    volume: Decimal,
    dari: str,
    kepada: str,
    satuan: str = "",
    saksi: str = "",
    catatan: str = "",
    alasan: str = "",
    berkas: Any = None,
    id: Any = None,
) -> SerahTerima:
    """Record completion and hand-over from the signed paper; `volume` is what stands there, in `satuan`.

    Raises: as `record_kemajuan`, GerbangTertutup (KRJ-06: progress, photos, quality; warnings pass with `alasan`).
    Source: KRJ-06.
    """
    induk = take_usulan(usulan, oleh=oleh, perlu=izin.PERIKSA_PEKERJAAN, boleh=SESUDAH)
    hari, akhir = work_date(tanggal, induk), work_date(selesai, induk, bidang="selesai")
    if akhir > hari:
        raise IsianSalah({"selesai": [_("Pekerjaan selesai sebelum diserahterimakan.")]})
    if induk.serahterima.filter(status="sah").exists():
        raise AturanDilanggar(_("Pekerjaan ini sudah diserahterimakan."), aturan="KRJ-06")
    refuse_missing(handover_findings(induk), alasan)
    baris = SerahTerima(
        usulan=induk, wilayah_id=induk.wilayah_id, tanggal=hari, selesai=akhir, volume=quantity(volume),
        satuan=satuan.strip()[:30] or induk.satuan, dari=needed(dari, bidang="dari")[:150],
        kepada=needed(kepada, bidang="kepada")[:150], saksi=saksi.strip()[:150],
        catatan="\n".join(x for x in (catatan.strip(), alasan.strip()) if x),
        berkas=own_paper(berkas, induk) if berkas is not None else None, **author(oleh), **client_id(id),
    )  # fmt: skip
    baris.save(force_insert=True)
    catat("ksm.serahterima.dicatat", baris, alasan=alasan, rincian={"tanggal": str(hari), "volume": str(baris.volume)})
    return baris


@aksi
def cancel_catatan(baris: Any, *, oleh: Any, alasan: str) -> Any:
    """Take back a record of works, upkeep or aid that was written by mistake; it stays, with the reason.

    Raises: DoesNotExist out of scope, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KRJ-01, KRJ-07, PLH-02).
    Source: UMU-32.
    """
    model = type(baris)
    terlihat = model.objects.visible_to(oleh).select_related("usulan").get(pk=baris.pk)
    take_usulan(terlihat.usulan, oleh=oleh, perlu="", boleh=BUKA.get(model, SESUDAH))
    satu = take(model, baris.pk, oleh=oleh)
    with constraint_says(_standing()):
        satu = advance(satu, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
    if isinstance(satu, PenerimaanBantuan):
        tell_receipt(satu, oleh)
    return satu


def tell_receipt(penerimaan: PenerimaanBantuan, oleh: Any) -> None:
    """Let the apps above follow a receipt that was recorded or taken back. Raises: what they refuse. Source: LPJ-16."""
    for _kode, fn in bantuan_diterima.semua():
        fn(penerimaan, oleh)


# -- what the records share ----------------------------------------------------------------------------------------


def take_usulan(usulan: Usulan, *, oleh: Any, perlu: str, boleh: Collection[str] = MENCATAT) -> Usulan:
    """A proposal under its lock that takes such records now. `perlu` "" leaves the permission to the transition.

    Raises: Usulan.DoesNotExist, TidakBerwenang, AturanDilanggar (KRJ-01).
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    if perlu:
        require(oleh, perlu, baris)
    if baris.jenis == Usulan.Jenis.EKONOMI:
        raise AturanDilanggar(
            _("Usulan pinjaman bergulir dilayani UPK. Catat di halaman pinjamannya."), aturan="KRJ-01"
        )
    if baris.status not in boleh:
        raise AturanDilanggar(
            _("Usulan ini berstatus %(status)s, jadi catatan ini belum atau tidak lagi dapat ditambah.")
            % {"status": baris.get_status_display().lower()},
            aturan="KRJ-01",
        )
    return baris


def work_date(tanggal: datetime.date | None, usulan: Usulan, *, bidang: str = "tanggal") -> datetime.date:
    """A day on which work was done: not to come, not before the agreement. Raises IsianSalah. Source: KRJ-01."""
    hari = field_date(tanggal, usulan.wilayah_id, bidang=bidang)
    janji = Perjanjian._base_manager.filter(usulan=usulan, status="sah").first()
    if janji is not None and hari < janji.tanggal:
        raise IsianSalah(
            {bidang: [_("Perjanjiannya baru ditandatangani %(hari)s.") % {"hari": tulis_tanggal(janji.tanggal)}]}
        )
    return hari


def own_photo(berkas: Any, usulan: Usulan, *, bidang: str = "foto") -> Any:
    """A valid photo of the proposal's kelurahan, and of no other body. Raises IsianSalah."""
    if berkas is None:
        raise IsianSalah({bidang: [_("Ambil atau pilih fotonya.")]})
    if berkas.jenis != "foto":
        raise IsianSalah({bidang: [_("Berkas ini bukan foto.")]})
    return own_paper(berkas, usulan, bidang=bidang)


def own_paper(berkas: Any, usulan: Usulan, *, bidang: str = "berkas") -> Any:
    """A valid upload of the proposal's kelurahan, and of no other body. Raises IsianSalah."""
    badan = usulan.ksm.badan_id
    if not berkas.berlaku or berkas.wilayah_id != usulan.wilayah_id or berkas.badan_id not in {None, badan}:
        raise IsianSalah({bidang: [_("Pilih berkas yang berlaku dari kelurahan dan KSM ini.")]})
    return berkas


def quantity(nilai: Any, *, bidang: str = "volume") -> Decimal:
    """A positive figure with at most two decimals. Raises IsianSalah."""
    if nilai is None or not 0 < Decimal(nilai) <= VOLUME_MAKS:
        raise IsianSalah({bidang: [_("Isi angka lebih dari nol.")]})
    hasil = Decimal(nilai).quantize(Decimal("0.01"))
    if not hasil:
        raise IsianSalah({bidang: [_("Isi angka lebih dari nol.")]})
    return hasil


def _count(orang: int | None) -> int | None:
    if orang is not None and not 0 < orang <= ORANG_MAKS:
        raise IsianSalah({"orang": [_("Isi jumlah orang, 1 sampai 10.000.")]})
    return orang


def _hours(jam: Decimal | None) -> Decimal | None:
    if jam is not None and not 0 < Decimal(jam) <= JAM_MAKS:
        raise IsianSalah({"jam": [_("Isi jam kerja lebih dari nol.")]})
    return Decimal(jam).quantize(Decimal("0.01")) if jam is not None else None


def _standing() -> dict[str, Any]:
    """Sentences for what the database holds besides."""
    return {
        "serah_terima_berdiri": AturanDilanggar(
            _("Pekerjaan ini sudah diserahterimakan. Batalkan dulu serah terimanya bila catatan ini keliru."),
            aturan="KRJ-07",
        ),
        "serah_terima_sudah_diperiksa": AturanDilanggar(
            _("Sarana ini sudah pernah diperiksa sesudah serah terima, jadi serah terimanya tetap."), aturan="KRJ-07"
        ),
        "kas_pemelihara_cukup": AturanDilanggar(
            _("Tanpa catatan ini kas pemeliharaan menjadi kurang dari nol."), aturan="PLH-02"
        ),
    }
