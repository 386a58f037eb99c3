"""Writes of a plan as a whole: open, its vision and chapters, hand in, take back, ratify, next version."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from pronangkis import izin
from pronangkis.actions.umum import check_open, take_plan, take_stage
from pronangkis.models import (
    PJM,
    BabPJM,
    BiayaKegiatan,
    DaftarPrioritas,
    KegiatanPJM,
    KegiatanRenta,
    NilaiPrioritas,
    PasanganPrioritas,
    Pengesahan,
    ProgramPJM,
    Renta,
)
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take
from siklus.models import Keluaran, Langkah, Pertemuan
from wilayah.parameter import value

RANCANGAN = frozenset({"visi", "misi", "tahun_mulai"})


@aksi
def open_pjm(langkah: Langkah, *, oleh: Any, tahun_mulai: int | None = None, id: Any = None) -> PJM:
    """Begin the first version of the plan of a Siklus; its length in years comes from Parameter `pjm.tahun`.

    The nine chapters and Renta 1 are made with it. Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar
    (PJM-01, SIK-02, SIK-04). Source: PJM-01.
    """
    baris = take_stage(langkah, oleh=oleh)
    if baris.siklus is None:
        raise AturanDilanggar(_("PJM milik satu siklus kelurahan."), aturan="PJM-01")
    if PJM.objects.filter(siklus=baris.siklus_id).exclude(status="batal").exists():
        raise AturanDilanggar(
            _("Siklus ini sudah mempunyai PJM; buka yang ada atau susun versi baru."), aturan="PJM-01"
        )
    akhir = PJM.objects.filter(siklus=baris.siklus_id).order_by("-versi_ke").values_list("versi_ke", flat=True).first()
    pjm = PJM(
        siklus=baris.siklus,
        langkah=baris,
        wilayah_id=baris.wilayah_id,
        versi_ke=(akhir or 0) + 1,
        tahun_mulai=_year(tahun_mulai if tahun_mulai is not None else baris.siklus.tahun_mulai + 1),
        tahun=_length(baris),
        **author(oleh),
        **client_id(id),
    )
    pjm.save(force_insert=True)
    isi = {"pjm": pjm, "wilayah_id": pjm.wilayah_id, **author(oleh)}
    BabPJM.objects.bulk_create([BabPJM(kode=k, **isi) for k in BabPJM.Kode.values])
    Renta.objects.create(
        pjm=pjm, siklus_id=pjm.siklus_id, langkah=baris, wilayah_id=pjm.wilayah_id, tahun_ke=1, tahun=pjm.tahun_mulai,
        **author(oleh),
    )  # fmt: skip
    catat("pronangkis.pjm.dibuka", pjm)
    return pjm


@aksi
def update_pjm(pjm: PJM, *, oleh: Any, **isi: Any) -> PJM:
    """Write vision, mission or first year of a draft. Raises: as `take_plan`, IsianSalah. Source: PJM-03."""
    baris = take_plan(pjm, oleh=oleh)
    if "tahun_mulai" in isi:
        isi["tahun_mulai"] = _year(isi["tahun_mulai"])
    for bidang in ("visi", "misi"):
        if bidang in isi:
            isi[bidang] = str(isi[bidang]).strip()
    ubah = save_changes(baris, isi, RANCANGAN)
    if "tahun_mulai" in ubah:
        for renta in baris.renta.all():
            save_changes(renta, {"tahun": baris.tahun_mulai + renta.tahun_ke - 1}, frozenset({"tahun"}))
    if ubah:
        catat("pronangkis.pjm.diubah", baris, rincian=ubah)
    return baris


@aksi
def save_bab(bab: BabPJM, *, oleh: Any, isi: str) -> BabPJM:
    """Write a chapter in the kelurahan's own words. Raises: as `take_plan`, IsianSalah. Source: PJM-15."""
    baris = _chapter(bab, oleh=oleh)
    ubah = save_changes(baris, {"isi": needed(isi, bidang="isi"), "disunting": True}, frozenset({"isi", "disunting"}))
    if ubah:
        catat("pronangkis.bab.disunting", baris)
    return baris


@aksi
def reset_bab(bab: BabPJM, *, oleh: Any) -> BabPJM:
    """Give a chapter back to the text composed from the records. Raises: as `take_plan`. Source: PJM-15."""
    baris = _chapter(bab, oleh=oleh)
    if save_changes(baris, {"isi": "", "disunting": False}, frozenset({"isi", "disunting"})):
        catat("pronangkis.bab.dikembalikan", baris)
    return baris


def _chapter(bab: BabPJM, *, oleh: Any) -> BabPJM:
    terlihat = BabPJM.objects.visible_to(oleh).select_related("pjm").get(pk=bab.pk)
    take_plan(terlihat.pjm, oleh=oleh)
    baris: BabPJM = take(BabPJM, bab.pk, oleh=oleh)
    return baris


@aksi
def submit_pjm(pjm: PJM, *, oleh: Any, alasan: str = "") -> PJM:
    """Lay a draft before the residents: its composed chapters are frozen, Renta 1 goes with it, it changes no more.

    An older version that waited for its rembug gives way. Raises: PJM.DoesNotExist, TransisiDitolak, TidakBerwenang,
    GerbangTertutup with what is missing. Source: PJM-05 .. PJM-09.
    """
    from pronangkis.narasi import freeze_chapters

    baris = _moving(pjm, oleh=oleh)
    lama = PJM.objects.filter(siklus=baris.siklus_id, status="uji_publik").first()
    if baris.status == PJM.Status.DRAF:
        freeze_chapters(baris)
    if lama is not None and lama.pk != baris.pk:
        _supersede(lama, oleh=oleh, pengganti=baris)
    hasil = advance(baris, "ajukan", oleh=oleh, alasan=alasan)
    for renta in Renta.objects.filter(pjm=baris, status="draf", langkah=baris.langkah_id):
        advance(renta, "ajukan", oleh=oleh, alasan=alasan or str(_("Diajukan bersama PJM-nya.")))
    return hasil


@aksi
def withdraw_pjm(pjm: PJM, *, oleh: Any, alasan: str) -> PJM:
    """Take back a version nobody has reacted to yet. Raises: as `submit_pjm`. Source: PJM-10."""
    baris = _moving(pjm, oleh=oleh)
    hasil = advance(baris, "tarik", oleh=oleh, alasan=alasan)
    for renta in Renta.objects.filter(pjm=baris, status="diajukan"):
        advance(renta, "tarik", oleh=oleh, alasan=alasan)
    BabPJM.objects.filter(pjm=baris, disunting=False).update(isi="")
    return hasil


@aksi
def ratify_pjm(
    pjm: PJM,
    *,
    oleh: Any,
    rembug: Pertemuan,
    koordinator_nama: str,
    lurah_nama: str,
    lurah_tanggal: datetime.date | None = None,
    keluaran: Keluaran | None = None,
    catatan: str = "",
    alasan: str = "",
) -> PJM:
    """Record from the signed paper that the rembug ratified this version and its Renta; nobody above approves.

    Keeps the whole plan of that day and its SHA-256. The version in force before gives way. Raises: PJM.DoesNotExist,
    TransisiDitolak, TidakBerwenang, GerbangTertutup, IsianSalah. Source: PJM-11.
    """
    from pronangkis.isi import fingerprint, live_content

    baris = _moving(pjm, oleh=oleh, perlu=izin.SAHKAN)
    tanggal = check_rembug(rembug, baris.langkah_id)
    isi = live_content(_full(baris))
    pengesahan = _write_ratification(
        baris.langkah_id, baris.wilayah_id, oleh=oleh, rembug=rembug, tanggal=tanggal, koordinator_nama=koordinator_nama,
        lurah_nama=lurah_nama, lurah_tanggal=lurah_tanggal, keluaran=keluaran, catatan=catatan, isi=isi, sidik=fingerprint(isi),
    )  # fmt: skip
    lama = PJM.objects.filter(siklus=baris.siklus_id, status="disahkan").first()
    if lama is not None and lama.pk != baris.pk:
        _supersede(lama, oleh=oleh, pengganti=baris)
    hasil = advance(baris, "sahkan", oleh=oleh, alasan=alasan, pengesahan=pengesahan)
    for renta in Renta.objects.filter(pjm=baris, status="diajukan"):
        advance(renta, "sahkan", oleh=oleh, pengesahan=pengesahan)
    return hasil


def check_rembug(rembug: Pertemuan, langkah_id: Any) -> datetime.date:
    """The day of the rembug that ratifies. Raises: IsianSalah, where it is no held rembug of this stage."""
    if rembug.langkah_id != langkah_id or rembug.jenis != "S6-REMBUG" or rembug.status != "terlaksana":
        raise IsianSalah({"rembug": [_("Pilih rembug pengesahan yang sudah dilaksanakan dalam langkah ini.")]})
    assert rembug.tanggal is not None  # noqa: S101  (a held meeting has a day, by constraint)
    return rembug.tanggal


def _write_ratification(
    langkah_id: Any,
    wilayah_id: str,
    *,
    oleh: Any,
    rembug: Pertemuan,
    tanggal: datetime.date,
    koordinator_nama: str,
    lurah_nama: str,
    lurah_tanggal: datetime.date | None,
    keluaran: Keluaran | None,
    catatan: str,
    isi: dict[str, Any],
    sidik: str,
) -> Pengesahan:
    lurah_pada = field_date(lurah_tanggal or tanggal, wilayah_id, bidang="lurah_tanggal")
    if lurah_pada < tanggal:
        raise IsianSalah({"lurah_tanggal": [_("Lurah menandatangani pada atau sesudah tanggal rembug.")]})
    if keluaran is not None and (keluaran.langkah_id != langkah_id or keluaran.status != "sah"):
        raise IsianSalah({"keluaran": [_("Bukti ini bukan bagian dari langkah tersebut.")]})
    return Pengesahan.objects.create(
        langkah_id=langkah_id, wilayah_id=wilayah_id, rembug=rembug, tanggal=tanggal, lurah_tanggal=lurah_pada,
        koordinator_nama=needed(koordinator_nama, bidang="koordinator_nama")[:150],
        lurah_nama=needed(lurah_nama, bidang="lurah_nama")[:150], keluaran=keluaran, catatan=catatan.strip(), isi=isi,
        sidik=sidik, **author(oleh),
    )  # fmt: skip


@aksi
def cancel_pjm(pjm: PJM, *, oleh: Any, alasan: str) -> PJM:
    """Give up a draft version; it stays with the reason. Raises: as `submit_pjm`. Source: UMU-32."""
    baris = _moving(pjm, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def supersede_pjm(pjm: PJM, *, oleh: Any) -> PJM:
    """Happens by itself when a newer version takes the place. Raises: AturanDilanggar (PJM-10)."""
    baris = _moving(pjm, oleh=oleh)
    if not PJM.objects.filter(siklus=baris.siklus_id, versi_ke__gt=baris.versi_ke).exclude(status="batal").exists():
        raise AturanDilanggar(_("Belum ada versi yang lebih baru."), aturan="PJM-10")
    return _supersede(baris, oleh=oleh, pengganti=None)


@aksi
def new_version(pjm: PJM, *, oleh: Any, alasan: str, langkah: Langkah | None = None, id: Any = None) -> PJM:
    """Copy a version that was handed in or ratified into a new draft; every line keeps its `garis_id`.

    `langkah` is the open S6 stage in which it is made (the stage of the old version by default; a later year's after a
    review). Chapters nobody edited are composed anew. Raises: PJM.DoesNotExist, TidakBerwenang, AturanDilanggar
    (PJM-09, SIK-04), IsianSalah. Source: PJM-10.
    """
    lama: PJM = take(PJM, pjm.pk, oleh=oleh)
    if lama.status not in ("uji_publik", "disahkan"):
        raise AturanDilanggar(_("Versi baru dibuat dari versi yang sudah diajukan atau disahkan."), aturan="PJM-10")
    tempat = take_stage(langkah or lama.langkah, oleh=oleh)
    if tempat.siklus_id != lama.siklus_id:
        raise IsianSalah({"langkah": [_("Langkah ini bukan bagian dari siklus PJM tersebut.")]})
    if PJM.objects.filter(siklus=lama.siklus_id, status="draf").exists():
        raise AturanDilanggar(_("Masih ada draf yang belum selesai; lanjutkan draf itu."), aturan="PJM-10")
    akhir = PJM.objects.filter(siklus=lama.siklus_id).order_by("-versi_ke").values_list("versi_ke", flat=True)[0]
    baru = PJM(
        siklus_id=lama.siklus_id, langkah=tempat, wilayah_id=lama.wilayah_id, versi_ke=akhir + 1, asal=lama,
        alasan_versi=needed(alasan, bidang="alasan")[:300], tahun_mulai=lama.tahun_mulai, tahun=lama.tahun, visi=lama.visi,
        misi=lama.misi, **author(oleh), **client_id(id),
    )  # fmt: skip
    baru.save(force_insert=True)
    _copy_lines(lama, baru, oleh=oleh)
    catat("pronangkis.pjm.versi_baru", baru, alasan=alasan, rincian={"dari": str(lama)})
    return baru


def _copy_lines(lama: PJM, baru: PJM, *, oleh: Any) -> None:
    """All rows of a version, with new keys and the same `garis_id`, in bulk."""
    isi = {"wilayah_id": baru.wilayah_id, **author(oleh)}
    BabPJM.objects.bulk_create(
        [
            BabPJM(pjm=baru, kode=b.kode, isi=b.isi if b.disunting else "", disunting=b.disunting, **isi)
            for b in lama.bab.all()
        ]
    )
    program: dict[Any, ProgramPJM] = {}
    for p in lama.program.all():
        program[p.pk] = ProgramPJM(
            pjm=baru, garis_id=p.garis_id, bidang=p.bidang, nama=p.nama, tujuan=p.tujuan, urutan=p.urutan, **isi
        )
    ProgramPJM.objects.bulk_create(program.values())
    kegiatan: dict[Any, KegiatanPJM] = {}
    salin = (
        "garis_id", "urutan", "nama", "lokasi", "volume", "satuan", "volume_1", "volume_2", "volume_3", "pemanfaat_l",
        "pemanfaat_p", "kk_miskin", "pelaksana", "unit", "prioritas", "keterangan",
    )  # fmt: skip
    for k in lama.kegiatan.all():
        kegiatan[k.pk] = KegiatanPJM(
            pjm=baru, program=program[k.program_id], **{f: getattr(k, f) for f in salin}, **isi
        )
    KegiatanPJM.objects.bulk_create(kegiatan.values())
    BiayaKegiatan.objects.bulk_create(
        [
            BiayaKegiatan(
                kegiatan=kegiatan[b.kegiatan_id], sumber_id=b.sumber_id, tahun_ke=b.tahun_ke, jumlah=b.jumlah, **isi
            )
            for b in BiayaKegiatan.objects.filter(kegiatan__pjm=lama)
        ]
    )
    for nama in ("basis", "masalah"):
        antara = getattr(KegiatanPJM, nama).through
        tujuan = f"{nama}_id"
        antara.objects.bulk_create(
            [
                antara(kegiatanpjm_id=kegiatan[x.kegiatanpjm_id].pk, **{tujuan: getattr(x, tujuan)})
                for x in antara.objects.filter(kegiatanpjm__pjm=lama)
            ]
        )
    _copy_renta(lama, baru, kegiatan, isi)
    _copy_priorities(lama, baru, kegiatan, isi)


def _copy_renta(lama: PJM, baru: PJM, kegiatan: dict[Any, KegiatanPJM], isi: dict[str, Any]) -> None:
    """The Renta of the year in which the new version is made; those of past years stay with the old version."""
    ke = baru.langkah.tahun_siklus
    asal = lama.renta.filter(tahun_ke=ke).first()
    renta = Renta.objects.create(
        pjm=baru, siklus_id=baru.siklus_id, langkah=baru.langkah, tahun_ke=ke, tahun=baru.tahun_mulai + ke - 1,
        catatan=asal.catatan if asal else "", **isi,
    )  # fmt: skip
    if asal is not None:
        KegiatanRenta.objects.bulk_create(
            [
                KegiatanRenta(
                    renta=renta, kegiatan=kegiatan[b.kegiatan_id], ksm=b.ksm, bulan=b.bulan, indikator=b.indikator,
                    catatan=b.catatan, **isi,
                )
                for b in asal.kegiatan.all()
            ]
        )  # fmt: skip
    else:
        from pronangkis.actions.renta import sync_renta

        sync_renta(renta, isi)


def _copy_priorities(lama: PJM, baru: PJM, kegiatan: dict[Any, KegiatanPJM], isi: dict[str, Any]) -> None:
    asal = DaftarPrioritas.objects.filter(pjm=lama).first()
    if asal is None:
        return
    daftar = DaftarPrioritas.objects.create(pjm=baru, metode=asal.metode, bobot=asal.bobot, catatan=asal.catatan, **isi)
    NilaiPrioritas.objects.bulk_create(
        [
            NilaiPrioritas(daftar=daftar, kegiatan=kegiatan[n.kegiatan_id], kriteria=n.kriteria, skor=n.skor, **isi)
            for n in asal.nilai.all()
        ]
    )
    pasangan = []
    for p in asal.pasangan.all():
        a, b = sorted((kegiatan[p.kegiatan_a_id], kegiatan[p.kegiatan_b_id]), key=lambda k: k.pk)
        pasangan.append(
            PasanganPrioritas(daftar=daftar, kegiatan_a=a, kegiatan_b=b, unggul=kegiatan[p.unggul_id], **isi)
        )
    PasanganPrioritas.objects.bulk_create(pasangan)


def _moving(pjm: PJM, *, oleh: Any, perlu: str = izin.SUSUN) -> PJM:
    """The row under its lock, for a change of state; its stage is open. Raises: TidakBerwenang, AturanDilanggar."""
    baris: PJM = take(PJM, pjm.pk, oleh=oleh)
    require(oleh, perlu, baris)
    check_open(Langkah.objects.select_related("siklus").get(pk=baris.langkah_id))
    return baris


def _full(pjm: PJM) -> PJM:
    from pronangkis.queries import INDUK_PJM

    baris: PJM = PJM.objects.select_related(*INDUK_PJM).get(pk=pjm.pk)
    return baris


def _supersede(lama: PJM, *, oleh: Any, pengganti: PJM | None) -> PJM:
    """An old version and its Rentas of the new one's year give way; Rentas of other years stay what they were."""
    hasil = advance(lama, "gantikan", oleh=oleh)
    ke = pengganti.langkah.tahun_siklus if pengganti is not None else 0
    for renta in Renta.objects.filter(pjm=lama).exclude(status="digantikan"):
        if renta.tahun_ke == ke or renta.status != Renta.Status.DISAHKAN:
            advance(renta, "gantikan", oleh=oleh)
    return hasil


def _year(tahun: Any) -> int:
    if not isinstance(tahun, int) or not 1999 <= tahun <= 2100:
        raise IsianSalah({"tahun_mulai": [_("Isi tahun pertama PJM, misalnya 2027.")]})
    return tahun


def _length(langkah: Langkah) -> int:
    """Years of a plan in this area, from Parameter; three where nothing is set. Source: PJM-02."""
    nilai = value(
        "pjm.tahun",
        definisi=langkah.definisi.partition("@")[0],
        kode_wilayah=langkah.wilayah_id,
        tanggal=langkah.tanggal_mulai or datetime.date.today(),
    ).angka
    tahun = int(nilai) if nilai is not None else 3
    if not 1 <= tahun <= 3:
        raise AturanDilanggar(_("Masa PJM menurut parameter harus satu sampai tiga tahun."), aturan="PJM-02")
    return tahun
