"""Writes of oversight: a visit of the Pengawas, the audit of a year, findings and what is done about them. KEU-180 to KEU-189."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from bkm.models import PengawasUPK, PetugasUP
from bkm.queries import plain_name
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.formats import tanggal as format_tanggal
from inti.izin import may, require
from inti.money import whole_rupiah
from inti.pelaku import PelakuSistem
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import BUKUKAN, may_close, take_buku, take_month
from keuangan.ceklis_pengawas import Butir, Ceklis, checklist_on
from keuangan.fakta_pengawas import as_json, facts_for, fingerprint
from keuangan.models import (
    AuditTahunan,
    Buku,
    JawabanCeklis,
    KunjunganPengawas,
    PengawasHadir,
    Periode,
    PublikasiAudit,
    TemuanPemeriksaan,
    TindakLanjutTemuan,
)
from keuangan.models.buku import Unit
from keuangan.queries_pengawasan import due_date_for, supervisors_on
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, take
from wilayah.actions.umum import constraint_says

# Whoever holds one of these keeps the money or the books of a UPK.
PETUGAS_UPK = (izin.BUKUKAN_UPK, izin.CATAT_KAS_UPK, izin.SETUJUI_UPK)


@dataclass(frozen=True)
class IsiTemuan:
    """A finding as it is written down; `nilai` in rupiah or None. Without `batas_waktu` the usual span of days is taken."""

    uraian: str
    rekomendasi: str
    penanggung_jawab: str
    batas_waktu: datetime.date | None = None
    nilai: Decimal | int | None = None
    kategori: str = ""


@dataclass(frozen=True)
class Jawab:
    """The answer to one point of the checklist; "tidak" comes with what is to be done about it."""

    kode: str
    jawaban: str
    catatan: str = ""
    temuan: IsiTemuan | None = None


def keeps_books(buku: Buku, oleh: Any) -> bool:
    """Whether a person keeps money or books of this ledger, by role. No queries. Source: KEU-182, KEU-185, KEU-188."""
    perlu = PETUGAS_UPK if buku.unit == Unit.UPK else (BUKUKAN[buku.unit],)
    # The system may do everything and keeps no books.
    return not isinstance(oleh, PelakuSistem) and any(may(oleh, i, buku) for i in perlu)


def may_follow_up(buku: Buku, oleh: Any) -> bool:
    """Whether a person notes what was done about findings of this ledger: who works for its unit. No queries. KEU-188."""
    if not may(oleh, izin.TINDAK_LANJUTI, buku):
        return False
    return buku.unit == Unit.UPK or may_close(buku, oleh)


# -- visits of the Pengawas ------------------------------------------------------------------------------------------


@aksi
def file_kunjungan(
    periode: Periode,
    *,
    oleh: Any,
    tanggal: datetime.date,
    pengawas: Sequence[PengawasUPK],
    jawaban: Sequence[Jawab],
    penerima: PetugasUP | None = None,
    penerima_nama: str = "",
    kesimpulan: str = "",
    membetulkan: KunjunganPengawas | None = None,
    alasan: str = "",
    sidik: str = "",
    id: uuid.UUID | None = None,
) -> KunjunganPengawas:
    """Record a visit about one month: who came, who received them, every point with the facts of this moment, and its findings.

    `sidik` is the fingerprint of the facts that were shown; when the books have moved on since, nothing is saved. With
    `membetulkan` and `alasan` it corrects an earlier visit, whose open findings are replaced.
    Raises: Periode.DoesNotExist, TidakBerwenang, IsianSalah ("jawaban_<kode>", …), AturanDilanggar (KEU-180 to KEU-184).
    Source: KEU-180 to KEU-184.
    """
    milik, bulan = take_month(periode, oleh=oleh, perlu=izin.CATAT_PENGAWASAN)
    bulan.buku = milik
    _require_upk(milik)
    _require_other(milik, oleh)
    hari = field_date(tanggal, milik.wilayah_id)
    if hari < bulan.awal:
        raise IsianSalah({"tanggal": [_("Kunjungan tidak mendahului bulan yang diperiksa.")]})
    hadir = _supervisors(milik, pengawas, hari)
    lama = _corrected(bulan, membetulkan, alasan, oleh=oleh)
    ceklis = checklist_on(hari)
    jawab = _answers(ceklis, jawaban)
    fakta = facts_for(bulan, ceklis)
    if sidik and sidik != fingerprint(fakta):
        raise AturanDilanggar(
            _("Buku berubah sejak lembar ini dibuka. Lihat lagi faktanya, lalu simpan."), aturan="KEU-181"
        )
    nama = _receiver(milik, penerima, penerima_nama, hari)
    kunjungan = KunjunganPengawas(
        buku=milik, wilayah_id=milik.wilayah_id, periode=bulan, tanggal=hari, penerima=penerima, penerima_nama=nama,
        ceklis=ceklis.kode, kesimpulan=kesimpulan.strip()[:1000], jumlah_pengawas=len(hadir), jumlah_butir=len(ceklis.butir),
        membetulkan=lama, alasan=alasan.strip()[:300] if lama else "", **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says({"kunjungan_pengawas_orang_lain": _staff_refused()}):
        kunjungan.save(force_insert=True)
    PengawasHadir.objects.bulk_create(
        [PengawasHadir(kunjungan=kunjungan, urut=n, pengawas=p, nama=p.nama) for n, p in enumerate(hadir, 1)]
    )
    for urut, butir in enumerate(ceklis.butir, 1):
        _answer(kunjungan, urut, butir, jawab[butir.kode], as_json(fakta[butir.kode]), oleh=oleh)
    catat(
        "keuangan.kunjungan_pengawas.dicatat", kunjungan, alasan=alasan,
        rincian={"bulan": str(bulan), "pengawas": len(hadir), "tidak": sum(j.jawaban == "tidak" for j in jawab.values())},
    )  # fmt: skip
    if lama is not None:
        for temuan in TemuanPemeriksaan.objects.filter(
            jawaban__kunjungan=lama, status__in=("terbuka", "ditindaklanjuti")
        ):
            replace_temuan(temuan, oleh=oleh, alasan=alasan)
    return kunjungan


def _require_upk(buku: Buku) -> None:
    if buku.unit != Unit.UPK:
        raise AturanDilanggar(_("Pengawas UPK memeriksa buku UPK."), aturan="KEU-180")


def _require_other(buku: Buku, oleh: Any) -> None:
    """The recorder is not staff of the UPK, by role nor by name. Raises: AturanDilanggar (KEU-182)."""
    petugas = PetugasUP.objects.filter(wilayah=buku.wilayah_id, unit__jenis="upk", status="aktif")
    nama = {plain_name(n) for n in petugas.values_list("nama", flat=True)}
    if keeps_books(buku, oleh) or plain_name(oleh.nama) in nama:
        raise _staff_refused()


def _staff_refused() -> AturanDilanggar:
    return AturanDilanggar(
        _("Petugas UPK tidak mencatat pemeriksaan atas UPK-nya. Mintalah Pengawas atau sekretaris BKM mencatatnya."),
        aturan="KEU-182",
    )


def _supervisors(buku: Buku, pengawas: Sequence[PengawasUPK], hari: datetime.date) -> list[PengawasUPK]:
    """Those who came, each once, on duty that day. Raises: IsianSalah, AturanDilanggar (KEU-180)."""
    bertugas = {p.pk: p for p in supervisors_on(buku, hari)}
    if not bertugas:
        raise AturanDilanggar(
            _("Tidak ada Pengawas UPK yang bertugas pada %(hari)s. Catat dulu pengangkatannya di halaman BKM.")
            % {"hari": format_tanggal(hari)},
            aturan="KEU-180",
        )
    kunci = list(dict.fromkeys(p.pk for p in pengawas))
    if not kunci:
        raise IsianSalah({"pengawas": [_("Pilih Pengawas yang datang, paling sedikit satu orang.")]})
    if any(k not in bertugas for k in kunci):
        raise AturanDilanggar(_("Yang hadir Pengawas UPK yang bertugas hari itu."), aturan="KEU-180")
    return [bertugas[k] for k in kunci]


def _corrected(
    periode: Periode, membetulkan: KunjunganPengawas | None, alasan: str, *, oleh: Any
) -> KunjunganPengawas | None:
    """The visit that is corrected, still uncorrected and about that month. Raises: IsianSalah, AturanDilanggar (KEU-183)."""
    if membetulkan is None:
        return None
    lama = take(KunjunganPengawas, membetulkan.pk, oleh=oleh)
    if lama.periode_id != periode.pk:
        raise AturanDilanggar(_("Yang dibetulkan kunjungan tentang bulan yang sama."), aturan="KEU-183")
    if KunjunganPengawas.objects.filter(membetulkan=lama).exists():
        raise AturanDilanggar(_("Kunjungan ini sudah dibetulkan."), aturan="KEU-183")
    needed(alasan, bidang="alasan", pesan=_("Tuliskan apa yang dibetulkan."))
    return lama


def _answers(ceklis: Ceklis, jawaban: Sequence[Jawab]) -> dict[str, Jawab]:
    """One answer for every point of the checklist. Raises: IsianSalah naming the point ("jawaban_<kode>", "catatan_<kode>")."""
    jawab = {j.kode: j for j in jawaban}
    galat: dict[str, list[str]] = {}
    for butir in ceklis.butir:
        satu = jawab.get(butir.kode)
        if satu is None or satu.jawaban not in JawabanCeklis.Jawaban.values:
            galat[f"jawaban_{butir.kode}"] = [_("Pilih ya, tidak, atau tidak diperiksa.")]
        elif satu.jawaban == "tidak" and not satu.catatan.strip():
            galat[f"catatan_{butir.kode}"] = [_("Tuliskan apa yang tidak sesuai.")]
    asing = sorted(set(jawab) - {b.kode for b in ceklis.butir})
    if asing or len(jawab) != len(jawaban):
        galat["jawaban"] = [
            _("Ceklis ini memuat setiap butirnya sekali; %(kode)s tidak dikenal.") % {"kode": ", ".join(asing)}
        ]
    if galat:
        raise IsianSalah(galat)
    return jawab


def _receiver(buku: Buku, penerima: PetugasUP | None, nama: str, hari: datetime.date) -> str:
    """The name of who received them; an officer of that UPK where one is chosen. Raises: IsianSalah."""
    if penerima is None:
        return needed(" ".join(nama.split()), bidang="penerima_nama", pesan=_("Isi petugas UPK yang menerima."))[:150]
    milik = PetugasUP.objects.filter(pk=penerima.pk, wilayah=buku.wilayah_id, unit__jenis="upk", mulai__lte=hari)
    if not milik.exclude(status="batal").exists():
        raise IsianSalah({"penerima": [_("Pilih petugas UPK ini.")]})
    return penerima.nama


def _answer(
    kunjungan: KunjunganPengawas, urut: int, butir: Butir, jawab: Jawab, fakta: list[dict[str, str]], *, oleh: Any
) -> None:
    """Store one answer, and its finding where it is "tidak". Raises: IsianSalah."""
    catatan = " ".join(jawab.catatan.split())[:500]
    baris = JawabanCeklis(
        kunjungan=kunjungan, urut=urut, kode=butir.kode, pertanyaan=butir.pertanyaan, sumber=butir.sumber,
        kategori=butir.kategori, fakta=fakta, jawaban=jawab.jawaban, catatan=catatan,
    )  # fmt: skip
    baris.save(force_insert=True)
    if jawab.jawaban != JawabanCeklis.Jawaban.TIDAK:
        return
    isi = jawab.temuan or IsiTemuan(catatan, _("Dibetulkan dan dilaporkan kepada Pengawas."), kunjungan.penerima_nama)
    _write_temuan(
        kunjungan.buku,
        isi,
        kunjungan.tanggal,
        oleh=oleh,
        jawaban=baris,
        kategori=butir.kategori,
        akhiran=f"_{butir.kode}",
    )


# -- findings --------------------------------------------------------------------------------------------------------


def _write_temuan(
    buku: Buku, isi: IsiTemuan, hari: datetime.date, *, oleh: Any, kategori: str, akhiran: str = "", **asal: Any
) -> TemuanPemeriksaan:
    """Insert the next finding of a locked ledger. Raises: IsianSalah naming the field with its ending. Source: KEU-184."""

    def teks(nama: str, pesan: str) -> str:
        return needed(" ".join(getattr(isi, nama).split()), bidang=nama + akhiran, pesan=pesan)

    batas = isi.batas_waktu or due_date_for(buku, hari)
    if batas < hari:
        raise IsianSalah({f"batas_waktu{akhiran}": [_("Batas waktu tidak mendahului pemeriksaannya.")]})
    nilai = None if isi.nilai is None else whole_rupiah(isi.nilai, bidang=f"nilai{akhiran}", positif=True)
    nomor = (TemuanPemeriksaan.objects.filter(buku=buku).aggregate(n=Max("nomor"))["n"] or 0) + 1
    temuan = TemuanPemeriksaan(
        buku=buku, wilayah_id=buku.wilayah_id, nomor=nomor, tanggal=hari, kategori=kategori, nilai=nilai, batas_waktu=batas,
        uraian=teks("uraian", _("Tuliskan apa yang ditemukan."))[:500],
        rekomendasi=teks("rekomendasi", _("Tuliskan apa yang harus dilakukan."))[:500],
        penanggung_jawab=teks("penanggung_jawab", _("Sebut siapa yang mengerjakannya."))[:150], **asal, **author(oleh),
    )  # fmt: skip
    temuan.save(force_insert=True)
    catat("keuangan.temuan.dicatat", temuan, rincian={"kategori": kategori, "batas_waktu": str(batas)})
    return temuan


@aksi
def follow_up_temuan(
    temuan: TemuanPemeriksaan, *, oleh: Any, tanggal: datetime.date, uraian: str, berkas: Berkas | None = None
) -> TemuanPemeriksaan:
    """Note what was done about a finding; from then on it waits for somebody else to say that it is enough.

    Raises: TemuanPemeriksaan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: KEU-188.
    """
    baris = _take_temuan(temuan, oleh=oleh)
    if not may_follow_up(baris.buku, oleh):
        raise TidakBerwenang
    hari = field_date(tanggal, baris.wilayah_id)
    if hari < baris.tanggal:
        raise IsianSalah(
            {"tanggal": [_("Tindak lanjut sesudah temuannya, %(hari)s.") % {"hari": format_tanggal(baris.tanggal)}]}
        )
    isi = needed(" ".join(uraian.split()), bidang="uraian", pesan=_("Tuliskan apa yang sudah dilakukan."))[:500]
    if berkas is not None and berkas.wilayah_id != baris.wilayah_id:
        raise IsianSalah({"berkas": [_("Pilih berkas dari wilayah ini.")]})
    if baris.status in (TemuanPemeriksaan.Status.SELESAI, TemuanPemeriksaan.Status.DIGANTIKAN):
        return advance(baris, "tindaklanjuti", oleh=oleh)  # refuses, in the words of every transition
    lanjut = TindakLanjutTemuan(
        temuan=baris, wilayah_id=baris.wilayah_id, tanggal=hari, uraian=isi, berkas=berkas, **author(oleh)
    )
    lanjut.save(force_insert=True)
    catat("keuangan.temuan.ditindaklanjuti", lanjut, rincian={"temuan": str(baris), "tanggal": str(hari)})
    if baris.status == TemuanPemeriksaan.Status.TERBUKA:
        return advance(baris, "tindaklanjuti", oleh=oleh)
    return baris


@aksi
def return_temuan(temuan: TemuanPemeriksaan, *, oleh: Any, alasan: str) -> TemuanPemeriksaan:
    """Say that what was done about a finding is not enough.

    Raises: TemuanPemeriksaan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KEU-188).
    Source: KEU-188.
    """
    baris = _take_temuan(temuan, oleh=oleh)
    _require_judge(baris, oleh)
    return advance(baris, "kembalikan", oleh=oleh, alasan=alasan)


@aksi
def finish_temuan(temuan: TemuanPemeriksaan, *, oleh: Any, tanggal: datetime.date) -> TemuanPemeriksaan:
    """Say that a finding is set right: by somebody who neither followed it up nor keeps the books.

    Raises: TemuanPemeriksaan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KEU-188).
    Source: KEU-188.
    """
    baris = _take_temuan(temuan, oleh=oleh)
    _require_judge(baris, oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    akhir = TindakLanjutTemuan.objects.filter(temuan=baris).aggregate(n=Max("tanggal"))["n"]
    if akhir is not None and hari < akhir:
        raise IsianSalah(
            {"tanggal": [_("Selesai sesudah tindak lanjutnya, %(hari)s.") % {"hari": format_tanggal(akhir)}]}
        )
    return advance(baris, "selesaikan", oleh=oleh, pada=hari, oleh_id=oleh.pk, oleh_nama=oleh.nama)


@aksi
def replace_temuan(temuan: TemuanPemeriksaan, *, oleh: Any, alasan: str) -> TemuanPemeriksaan:
    """Set a finding aside because the visit that found it was corrected by another; that one names its findings itself.

    Raises: TemuanPemeriksaan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (KEU-183).
    Source: KEU-183.
    """
    baris = _take_temuan(temuan, oleh=oleh)
    if not KunjunganPengawas.objects.filter(membetulkan__jawaban__temuan=baris).exists():
        raise AturanDilanggar(
            _("Temuan digantikan hanya bila kunjungannya dibetulkan oleh kunjungan baru."), aturan="KEU-183"
        )
    return advance(baris, "gantikan", oleh=oleh, alasan=alasan)


def _take_temuan(temuan: TemuanPemeriksaan, *, oleh: Any) -> TemuanPemeriksaan:
    """A finding under its lock, after its ledger's. Raises: TemuanPemeriksaan.DoesNotExist out of scope."""
    terlihat = TemuanPemeriksaan.objects.visible_to(oleh).only("buku_id").get(pk=temuan.pk)  # type: ignore[attr-defined]
    buku = Buku._base_manager.select_for_update(of=("self",), no_key=True).get(pk=terlihat.buku_id)
    baris = take(TemuanPemeriksaan, temuan.pk, oleh=oleh)
    baris.buku = buku
    return baris


def _require_judge(temuan: TemuanPemeriksaan, oleh: Any) -> None:
    """Raises: TidakBerwenang, AturanDilanggar (KEU-188)."""
    require(oleh, izin.SELESAIKAN_TEMUAN, temuan)
    ikut = TindakLanjutTemuan.objects.filter(temuan=temuan, dibuat_oleh_id=oleh.pk).exists()
    if ikut or keeps_books(temuan.buku, oleh):
        raise AturanDilanggar(
            _("Yang menilai bukan pencatat tindak lanjutnya dan bukan pemegang buku. Mintalah orang lain."),
            aturan="KEU-188",
        )


# -- the audit of a year ---------------------------------------------------------------------------------------------


@aksi
def record_audit(
    buku: Buku,
    *,
    oleh: Any,
    tahun: int,
    jenis: str,
    auditor: str,
    lembaga: str,
    tanggal: datetime.date,
    opini: str,
    aset: Decimal | int,
    laba: Decimal | int,
    berkas: Berkas,
    pinjaman: Decimal | int | None = None,
    nomor_laporan: str = "",
    membetulkan: AuditTahunan | None = None,
    alasan: str = "",
    id: uuid.UUID | None = None,
) -> AuditTahunan:
    """Record the audit of a closed year; `aset`, `laba`, `pinjaman` are the report's figures (rupiah), the books' are computed.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-185). Source: KEU-185, KEU-186.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.CATAT_AUDIT)
    _require_auditable(milik, tahun)
    if keeps_books(milik, oleh):
        raise _keeper_refused()
    hari = field_date(tanggal, milik.wilayah_id)
    if hari <= datetime.date(tahun, 12, 31):
        raise IsianSalah({"tanggal": [_("Laporan audit bertanggal sesudah tahun yang diperiksa.")]})
    if jenis not in AuditTahunan.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih siapa yang memeriksa.")]})
    if berkas.wilayah_id != milik.wilayah_id:
        raise IsianSalah({"berkas": [_("Pilih berkas dari wilayah ini.")]})
    angka = {"aset": _figure(aset, "aset"), "laba": _figure(laba, "laba")}
    if milik.unit == Unit.UPK:
        angka["pinjaman"] = _figure(pinjaman, "pinjaman")
    lama = _corrected_audit(milik, tahun, membetulkan, alasan, oleh=oleh)
    audit = AuditTahunan(
        buku=milik, wilayah_id=milik.wilayah_id, tahun=tahun, jenis=jenis, tanggal=hari, berkas=berkas,
        auditor=needed(" ".join(auditor.split()), bidang="auditor", pesan=_("Isi nama auditor."))[:150],
        lembaga=needed(" ".join(lembaga.split()), bidang="lembaga", pesan=_("Isi lembaga auditor."))[:150],
        opini=needed(" ".join(opini.split()), bidang="opini", pesan=_("Tulis pendapat auditor seperti di laporannya."))[:120],
        nomor_laporan=nomor_laporan.strip()[:80], membetulkan=lama, alasan=alasan.strip()[:300] if lama else "",
        pinjaman_buku=Decimal(0) if milik.unit == Unit.UPK else None,
        **{f"{k}_auditor": n for k, n in angka.items()}, **author(oleh), **client_id(id),
    )  # fmt: skip
    sama = AturanDilanggar(_("Audit itu sudah dicatat. Betulkan yang ada bila keliru."), aturan="KEU-185")
    with constraint_says({"audit_tahunan_sekali": sama, "audit_tahunan_orang_lain": _keeper_refused()}):
        audit.save(force_insert=True)
    hasil = AuditTahunan.objects.get(pk=audit.pk)  # the books' figures come from the trigger
    rincian = {"tahun": tahun, "jenis": jenis, "selisih": {k: str(s) for k, _b, _a, s in hasil.angka}}
    catat("keuangan.audit.dicatat", hasil, alasan=alasan, rincian=rincian)
    return hasil


@aksi
def add_temuan(audit: AuditTahunan, isi: IsiTemuan, *, oleh: Any) -> TemuanPemeriksaan:
    """Write down one finding of an audit.

    Raises: AuditTahunan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-185). Source: KEU-184, KEU-185.
    """
    baris = _take_audit(audit, oleh=oleh)
    if keeps_books(baris.buku, oleh):
        raise _keeper_refused()
    if isi.kategori not in TemuanPemeriksaan.Kategori.values:
        raise IsianSalah({"kategori": [_("Pilih kategorinya.")]})
    return _write_temuan(baris.buku, isi, baris.tanggal, oleh=oleh, audit=baris, kategori=isi.kategori)


@aksi
def publish_audit(audit: AuditTahunan, *, oleh: Any, tanggal: datetime.date, tempat: str) -> PublikasiAudit:
    """Note that the audit was told to the yearly meeting of residents.

    Raises: AuditTahunan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-187). Source: KEU-187.
    """
    baris = _take_audit(audit, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    if hari < baris.tanggal:
        raise IsianSalah(
            {"tanggal": [_("RWT sesudah laporan audit, %(hari)s.") % {"hari": format_tanggal(baris.tanggal)}]}
        )
    terbit = PublikasiAudit(
        audit=baris, wilayah_id=baris.wilayah_id, tanggal=hari,
        tempat=needed(" ".join(tempat.split()), bidang="tempat", pesan=_("Isi tempat RWT."))[:120], **author(oleh),
    )  # fmt: skip
    if PublikasiAudit.objects.filter(audit=baris).exists():
        raise AturanDilanggar(_("Publikasi audit ini sudah dicatat."), aturan="KEU-187")
    terbit.save(force_insert=True)
    catat("keuangan.audit.diumumkan", terbit, rincian={"tanggal": str(hari)})
    return terbit


def _take_audit(audit: AuditTahunan, *, oleh: Any) -> AuditTahunan:
    """An audit with its ledger under lock. Raises: AuditTahunan.DoesNotExist out of scope, TidakBerwenang."""
    baris = AuditTahunan.objects.visible_to(oleh).get(pk=audit.pk)  # type: ignore[attr-defined]
    baris.buku = Buku._base_manager.select_for_update(of=("self",), no_key=True).get(pk=baris.buku_id)
    require(oleh, izin.CATAT_AUDIT, baris)
    return baris  # type: ignore[no-any-return]


def _require_auditable(buku: Buku, tahun: int) -> None:
    """Raises: AturanDilanggar (KEU-185)."""
    if buku.unit not in (Unit.UPK, Unit.SEKRETARIAT):
        raise AturanDilanggar(_("Yang diaudit buku UPK atau Sekretariat."), aturan="KEU-185")
    desember = Periode.objects.filter(buku=buku, tahun=tahun, bulan=12, status=Periode.Status.DITUTUP)
    if not desember.exists():
        raise AturanDilanggar(
            _("Desember %(tahun)d belum ditutup. Tutup dulu tahun bukunya, lalu catat auditnya.") % {"tahun": tahun},
            aturan="KEU-185",
        )


def _corrected_audit(
    buku: Buku, tahun: int, membetulkan: AuditTahunan | None, alasan: str, *, oleh: Any
) -> AuditTahunan | None:
    """The audit that is corrected. Raises: AuditTahunan.DoesNotExist, IsianSalah, AturanDilanggar (KEU-185)."""
    if membetulkan is None:
        return None
    lama: AuditTahunan = AuditTahunan.objects.visible_to(oleh).get(pk=membetulkan.pk)  # type: ignore[attr-defined]
    if lama.buku_id != buku.pk or lama.tahun != tahun or AuditTahunan.objects.filter(membetulkan=lama).exists():
        raise AturanDilanggar(_("Betulkan audit terakhir dari tahun dan buku yang sama."), aturan="KEU-185")
    needed(alasan, bidang="alasan", pesan=_("Tuliskan apa yang dibetulkan."))
    return lama


def _keeper_refused() -> AturanDilanggar:
    return AturanDilanggar(
        _("Yang memegang buku tidak mencatat auditnya. Mintalah koordinator BKM atau Pengawas mencatatnya."),
        aturan="KEU-185",
    )


def _figure(jumlah: Decimal | int | None, bidang: str) -> Decimal:
    """A figure of the report: whole rupiah, below zero where it is a loss. Raises: IsianSalah."""
    if jumlah is None:
        raise IsianSalah({bidang: [_("Isi angka menurut laporan auditor.")]})
    tanda = -1 if Decimal(jumlah) < 0 else 1
    return tanda * whole_rupiah(abs(Decimal(jumlah)), bidang=bidang)
