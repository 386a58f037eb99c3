"""Writes of a loan from the application to the money: apply, check, decide by two people, sign, disburse.

Order of the locks: the ledger first, then the loan, so that numbers and balances of one ledger follow each other.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from inti.api import check_version
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.formats import rupiah
from inti.izin import may
from inti.money import to_rupiah
from inti.transitions import advance, refuse_missing
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.peristiwa import record_peristiwa
from keuangan.actions.umum import Dana, take_buku, take_pinjaman
from keuangan.bagi import bop_of
from keuangan.models import (
    AngsuranPinjaman,
    BagianAnggota,
    BuktiPinjaman,
    Buku,
    Pinjaman,
    ProdukPinjaman,
    PutusanPinjaman,
    UsulanPutusan,
)
from keuangan.models.pinjaman import MENUNGGU
from keuangan.queries_pinjaman import (
    cash_for,
    examination_begun,
    member_schedules,
    next_loan_number,
    open_proposal,
    shares_of,
    terms_on,
)
from keuangan.syarat_pinjaman import Berkas as BerkasPinjaman
from keuangan.syarat_pinjaman import conflict_of, eligibility
from ksm.models import KSM, AnggotaKSM
from laporan.models import Berkas
from siklus.actions.umum import author, client_id, field_date, needed, save_changes, take
from wilayah.actions.umum import constraint_says
from wilayah.waktu import today_in

NOL = Decimal(0)
TENOR_MAKS = 120
ISI_PERIKSA = frozenset(
    {"dikunjungi", "usaha", "penghasilan", "biaya", "diusulkan", "ktp_ada", "keluarga_setuju", "lembaga_lain", "catatan"}
)  # fmt: skip
ISI_BERKAS = frozenset({"tanggung_renteng", "dilatih", "menabung_bulan", "catatan_periksa"})


def _fresh(pinjaman: Pinjaman) -> Pinjaman:
    """The row as the database left it: sums are kept there by trigger."""
    return Pinjaman._base_manager.get(pk=pinjaman.pk)


# -- part A --------------------------------------------------------------------------------------------------------


@aksi
def apply_pinjaman(
    buku: Buku,
    *,
    oleh: Any,
    ksm: KSM,
    produk: ProdukPinjaman,
    bagian: Sequence[tuple[AnggotaKSM, Decimal | int]],
    keperluan: str,
    tenor_bulan: int,
    diajukan: datetime.date,
    jumlah: Decimal | int | None = None,
    id: uuid.UUID | None = None,
) -> Pinjaman:
    """Take in the application of a group (part A): members with the rupiah each asks for; `jumlah` as the letter says it.

    It gets the next number of the ledger and its place in the waiting list. What still stands against it is found later.
    Raises: Buku.DoesNotExist, KSM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-121, KEU-123, KEU-124).
    Source: KEU-123, KEU-124.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    kelompok = KSM.objects.visible_to(oleh).get(pk=ksm.pk)
    hari = field_date(diajukan, milik.wilayah_id, bidang="diajukan")
    if produk.buku_id != milik.pk or not produk.aktif:
        raise IsianSalah({"produk": [_("Pilih produk pinjaman buku ini.")]})
    ketentuan = terms_on(produk, hari)
    if ketentuan is None:
        raise AturanDilanggar(
            _("Produk ini belum punya ketentuan pada hari itu. Minta manajer UPK menetapkannya."), aturan="KEU-121"
        )
    if not 1 <= tenor_bulan <= TENOR_MAKS:
        raise IsianSalah({"tenor_bulan": [_("Isi jangka waktu 1 sampai 120 bulan.")]})
    ada = Pinjaman._base_manager.filter(ksm=kelompok, status__in=MENUNGGU).first()
    if ada is not None:
        raise _application_open(ada)
    bersih = _asked(bagian, kelompok, jumlah)
    nomor = (Pinjaman._base_manager.filter(buku=milik).aggregate(n=Max("nomor"))["n"] or 0) + 1
    pinjaman = Pinjaman(
        buku=milik, wilayah_id=kelompok.wilayah_id, ksm=kelompok, produk=produk, ketentuan=ketentuan, nomor=nomor,
        ke=next_loan_number(kelompok, produk), diajukan=hari, tenor_diminta=tenor_bulan,
        keperluan=needed(keperluan, bidang="keperluan", pesan=_("Tulis untuk apa pinjamannya dipakai."))[:300],
        **author(oleh), **client_id(id),
    )  # fmt: skip
    dilarang = {
        "pinjaman_sewilayah": AturanDilanggar(_("KSM ini di luar wilayah UPK."), aturan="KEU-123"),
        "pinjaman_ksm_aktif": AturanDilanggar(_("KSM ini tidak aktif, jadi tidak dapat meminjam."), aturan="KEU-140"),
        "pinjaman_satu_permohonan_per_ksm": _application_open(),
    }
    with constraint_says(dilarang):
        pinjaman.save(force_insert=True)
    for urut, (a, n) in enumerate(bersih, 1):
        BagianAnggota(
            pinjaman=pinjaman, wilayah_id=pinjaman.wilayah_id, anggota=a, urut=urut, diminta=n, **author(oleh)
        ).save(force_insert=True)
    catat(
        "keuangan.pinjaman.diajukan",
        pinjaman,
        rincian={"jumlah": str(sum((n for _a, n in bersih), NOL)), "anggota": len(bersih)},
    )
    return pinjaman


def _application_open(ada: Pinjaman | None = None) -> AturanDilanggar:
    """One application at a time; `ada` is not known where another ledger takes it in this very moment. Source: KEU-123."""
    kata = _("KSM ini masih punya permohonan %(nomor)s yang belum selesai. Selesaikan atau batalkan dulu.")
    return AturanDilanggar(" ".join((kata % {"nomor": ada or ""}).split()), aturan="KEU-123")


def _asked(
    bagian: Sequence[tuple[AnggotaKSM, Decimal | int]], ksm: KSM, jumlah: Decimal | int | None
) -> list[tuple[AnggotaKSM, Decimal]]:
    """Members with their rupiah, each once, of this group, summing to the letter.

    Raises: IsianSalah, AturanDilanggar (KEU-124).
    """
    bersih = [(a, to_rupiah(n, bidang=f"diminta_{a.pk}")) for a, n in bagian if n]
    if not bersih:
        raise IsianSalah({"bagian": [_("Isi pinjaman sedikitnya satu anggota.")]})
    if any(n < 0 or n % 1 for _a, n in bersih):
        raise IsianSalah({"bagian": [_("Isi rupiah utuh, lebih dari nol.")]})
    if len({a.pk for a, _n in bersih}) < len(bersih):
        raise IsianSalah({"bagian": [_("Seorang anggota disebut dua kali.")]})
    if any(a.ksm_id != ksm.pk or a.status != "aktif" for a, _n in bersih):
        raise AturanDilanggar(_("Hanya anggota aktif KSM ini yang dapat meminjam."), aturan="KEU-124")
    total = sum((n for _a, n in bersih), NOL)
    if jumlah is not None and total != to_rupiah(jumlah, bidang="jumlah"):
        raise AturanDilanggar(
            _("Jumlah bagian anggota %(bagian)s tidak sama dengan surat permohonan %(surat)s. Periksa lagi keduanya.")
            % {"bagian": rupiah(total), "surat": rupiah(Decimal(jumlah))},
            aturan="KEU-124",
        )  # fmt: skip
    return bersih


@aksi
def revise_pinjaman(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    bagian: Sequence[tuple[AnggotaKSM, Decimal | int]],
    keperluan: str,
    tenor_bulan: int,
    jumlah: Decimal | int | None = None,
    versi: int | None = None,
) -> Pinjaman:
    """Correct an application before its examination begins: purpose, months, members with their rupiah (all of them).

    It keeps its number and its place in the waiting list; the trail keeps both values. `versi` is what the person saw.
    Raises: Pinjaman.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (KEU-124, KEU-196).
    Source: KEU-196.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    if examination_begun(baris):
        raise _already_examined(baris)
    if not 1 <= tenor_bulan <= TENOR_MAKS:
        raise IsianSalah({"tenor_bulan": [_("Isi jangka waktu 1 sampai 120 bulan.")]})
    isi = {
        "keperluan": needed(keperluan, bidang="keperluan", pesan=_("Tulis untuk apa pinjamannya dipakai."))[:300],
        "tenor_diminta": tenor_bulan,
    }
    bersih = _asked(bagian, baris.ksm, jumlah)
    if versi is not None:
        check_version(baris, versi, isi)
    with constraint_says({"permohonan_tetap": _already_examined(baris)}):
        ubah = save_changes(baris, isi, frozenset(isi))
        anggota = _revise_shares(baris, bersih, oleh=oleh)
    if ubah or anggota:
        if not ubah:
            baris.versi += 1
            baris.save(update_fields=["versi", "diubah_pada"])
        catat("keuangan.pinjaman.diperbaiki", baris, rincian={"ubah": ubah, "anggota": anggota})
    return baris


def _already_examined(p: Pinjaman) -> AturanDilanggar:
    return AturanDilanggar(
        _("Pemeriksaan %(nomor)s sudah dimulai, jadi isi suratnya tetap. Batalkan permohonan ini bila suratnya berganti.")
        % {"nomor": p}, aturan="KEU-196",
    )  # fmt: skip


def _revise_shares(
    p: Pinjaman, bersih: Sequence[tuple[AnggotaKSM, Decimal]], *, oleh: Any
) -> dict[str, list[str | None]]:
    """Write the members of the letter; returns what changed by their number on the sheet: [rupiah before, after]."""
    ada = {b.anggota_id: b for b in shares_of(p)}
    minta = {a.pk: n for a, n in bersih}
    ubah: dict[str, list[str | None]] = {}
    for b in ada.values():
        n = minta.get(b.anggota_id)
        if n == b.diminta:
            continue
        ubah[str(b.urut)] = [str(b.diminta), None if n is None else str(n)]
        if n is None:
            _take_off(b)
        else:
            b.diminta, b.versi = n, b.versi + 1
            b.save(update_fields=["diminta", "versi", "diubah_pada"])
    urut = max((b.urut for b in ada.values()), default=0)
    for a, n in bersih:
        if a.pk not in ada:
            urut += 1
            ubah[str(urut)] = [None, str(n)]
            BagianAnggota(
                pinjaman=p, wilayah_id=p.wilayah_id, anggota=a, urut=urut, diminta=n, **author(oleh)
            ).save(force_insert=True)  # fmt: skip
    return ubah


def _take_off(b: BagianAnggota) -> None:
    """Take a member off the letter. Raises: AturanDilanggar (KEU-196) where a paper of the member is in the file."""
    if BuktiPinjaman.objects.filter(bagian=b).exists():
        raise AturanDilanggar(
            _("Foto kertas anggota no. %(n)s sudah tersimpan dalam berkas ini. Batalkan permohonannya bila ia tidak jadi ikut.")
            % {"n": b.urut}, aturan="KEU-196",
        )  # fmt: skip
    b.delete()


@aksi
def file_bukti(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    jenis: str,
    berkas: Berkas,
    bagian: BagianAnggota | None = None,
    keterangan: str = "",
) -> BuktiPinjaman:
    """Put a photographed paper into the file of a loan, at any time.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah. Source: KEU-126.
    """
    baris = Pinjaman.objects.visible_to(oleh).get(pk=pinjaman.pk)
    if not may_file(oleh, baris):
        raise TidakBerwenang
    if jenis not in BuktiPinjaman.Jenis.values:
        raise IsianSalah({"jenis": [_("Pilih jenis kertasnya.")]})
    if bagian is not None and bagian.pinjaman_id != baris.pk:
        raise IsianSalah({"bagian": [_("Anggota ini tidak ikut meminjam.")]})
    bukti = BuktiPinjaman(
        pinjaman=baris, wilayah_id=baris.wilayah_id, bagian=bagian, jenis=jenis, berkas=berkas,
        keterangan=keterangan.strip()[:200], **author(oleh),
    )  # fmt: skip
    with constraint_says({"bukti_pinjaman_sekali": IsianSalah({"berkas": [_("Berkas ini sudah tersimpan.")]})}):
        bukti.save(force_insert=True)
    catat("keuangan.buktipinjaman.disimpan", bukti, rincian={"jenis": jenis})
    return bukti


def may_file(oleh: Any, pinjaman: Pinjaman) -> bool:
    """Whether an officer serves loans here, in whatever part."""
    return any(may(oleh, i, pinjaman) for i in (izin.CATAT_PINJAMAN, izin.PERIKSA_PINJAMAN, izin.KELOLA_PINJAMAN))


# -- part B --------------------------------------------------------------------------------------------------------


@aksi
def check_anggota(bagian: BagianAnggota, *, oleh: Any, **isi: Any) -> BagianAnggota:
    """Note what the visit of one member found: day, business, income, cost, proposal (rupiah), papers. Until the decision.

    Raises: BagianAnggota.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-127). Source: KEU-127, KEU-128.
    """
    terlihat = BagianAnggota.objects.visible_to(oleh).select_related("pinjaman").get(pk=bagian.pk)
    induk = take_pinjaman(terlihat.pinjaman, oleh=oleh, perlu=izin.PERIKSA_PINJAMAN)
    _require_checking(induk)
    baris = take(BagianAnggota, bagian.pk, oleh=oleh)
    if isi.get("dikunjungi") is not None:
        hari = field_date(isi["dikunjungi"], induk.wilayah_id, bidang="dikunjungi")
        if hari < induk.diajukan:
            raise IsianSalah({"dikunjungi": [_("Kunjungan dilakukan sesudah permohonan diterima.")]})
    for bidang in ("penghasilan", "biaya", "diusulkan"):
        if isi.get(bidang) is not None:
            isi[bidang] = to_rupiah(isi[bidang], bidang=bidang)
            if isi[bidang] < 0 or isi[bidang] % 1:
                raise IsianSalah({bidang: [_("Isi rupiah utuh, tidak kurang dari nol.")]})
    ubah = save_changes(baris, isi, ISI_PERIKSA)
    if ubah:
        # The trail names the fields only: income and cost are the family's own.
        catat("keuangan.bagiananggota.diperiksa", baris, rincian={"urut": baris.urut, "isian": sorted(ubah)})
    return baris


@aksi
def check_berkas(pinjaman: Pinjaman, *, oleh: Any, **isi: Any) -> Pinjaman:
    """Note what the file of a group shows: joint liability, training (days), months of saving in a row. Until the decision.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-127). Source: KEU-127, KEU-141.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.PERIKSA_PINJAMAN)
    _require_checking(baris)
    for bidang in ("tanggung_renteng", "dilatih"):
        if isi.get(bidang) is not None:
            field_date(isi[bidang], baris.wilayah_id, bidang=bidang)
    bulan = isi.get("menabung_bulan")
    if bulan is not None and not 0 <= bulan <= 600:
        raise IsianSalah({"menabung_bulan": [_("Isi berapa bulan KSM menabung berturut-turut.")]})
    if save_changes(baris, isi, ISI_BERKAS):
        catat("keuangan.pinjaman.berkas_diperiksa", baris, rincian={"menabung_bulan": baris.menabung_bulan})
    return baris


def _require_checking(p: Pinjaman) -> None:
    if p.status != Pinjaman.Status.DIAJUKAN:
        raise AturanDilanggar(
            _("Pemeriksaan %(nomor)s sudah %(status)s; isinya tidak berubah lagi. Minta periksa ulang bila perlu.")
            % {"nomor": p, "status": p.get_status_display().lower()}, aturan="KEU-127",
        )  # fmt: skip


@aksi
def finish_periksa(
    pinjaman: Pinjaman, *, oleh: Any, tanggal: datetime.date | None = None, alasan: str = ""
) -> Pinjaman:
    """Hand the checked file to those who decide. Who checks does not decide later.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup (KEU-127, KEU-128). Source: KEU-127.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.PERIKSA_PINJAMAN)
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if hari < baris.diajukan:
        raise IsianSalah({"tanggal": [_("Pemeriksaan selesai sesudah permohonan diterima.")]})
    return advance(baris, "periksa", oleh=oleh, alasan=alasan, pemeriksa=oleh, tanggal=hari)


# -- part C --------------------------------------------------------------------------------------------------------


@aksi
def decide_pinjaman(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    hasil: str,
    tanggal: datetime.date,
    tenor_bulan: int | None = None,
    bagian: Sequence[tuple[BagianAnggota, Decimal | int]] = (),
    alasan: str = "",
    koordinator_nama: str = "",
    berkas: Berkas | None = None,
) -> Pinjaman:
    """The Manajer UPK decides (part C): months, and rupiah per member. The Koordinator BKM then confirms by login, or has
    signed the sheet (`koordinator_nama` with its photo `berkas`), and it is decided at once.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, GerbangTertutup, AturanDilanggar (KEU-129).
    Source: KEU-129.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.PUTUS_PINJAMAN)
    _require_decidable(baris, oleh, alasan)
    if hasil not in UsulanPutusan.Hasil.values:
        raise IsianSalah({"hasil": [_("Pilih disetujui, periksa ulang, atau ditolak.")]})
    if hasil != "setuju":
        needed(alasan, bidang="alasan", pesan=_("Tulis sebabnya; KSM diberi tahu."))
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.diperiksa and hari < baris.diperiksa:
        raise IsianSalah({"tanggal": [_("Putusan diambil sesudah pemeriksaan.")]})
    pokok = _approve_shares(baris, hasil, tenor_bulan, bagian, hari)
    if hasil == "setuju":
        refuse_missing(eligibility(BerkasPinjaman(baris, today_in(baris.wilayah_id))), alasan)
    usulan = UsulanPutusan(
        pinjaman=baris, wilayah_id=baris.wilayah_id, hasil=hasil, tanggal=hari, pokok=pokok, alasan=alasan.strip()[:300],
        tenor_bulan=baris.tenor_bulan or baris.tenor_diminta, manajer_id=oleh.pk, manajer_nama=oleh.nama, **author(oleh),
    )  # fmt: skip
    usulan.save(force_insert=True)
    catat("keuangan.usulanputusan.diusulkan", usulan, alasan=alasan, rincian={"hasil": hasil, "pokok": str(pokok)})
    if berkas is None:
        return _fresh(baris)
    nama = needed(koordinator_nama, bidang="koordinator_nama", pesan=_("Tulis nama koordinator yang menandatangani."))
    koordinator: dict[str, Any] = {"koordinator_nama": nama[:150], "cara": "kertas", "berkas": berkas}
    return _decide(baris, usulan, hasil, alasan, oleh=oleh, **koordinator)


@aksi
def confirm_putusan(
    pinjaman: Pinjaman, *, oleh: Any, hasil: str = "", alasan: str = "", tanggal: datetime.date | None = None
) -> Pinjaman:
    """The Koordinator BKM decides by login on what the manager proposed; without agreement it is checked again (`ulang`).

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, GerbangTertutup, AturanDilanggar (KEU-129). Source: KEU-129.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.PUTUS_PINJAMAN_BKM)
    _require_decidable(baris, oleh, alasan)
    usulan = open_proposal(baris)
    if usulan is None:
        raise AturanDilanggar(_("Belum ada usulan putusan dari manajer UPK."), aturan="KEU-129")
    hasil = hasil or usulan.hasil
    if hasil not in {usulan.hasil, UsulanPutusan.Hasil.ULANG}:
        raise IsianSalah({"hasil": [_("Setujui usulan manajer, atau minta periksa ulang.")]})
    if hasil != usulan.hasil:
        needed(alasan, bidang="alasan", pesan=_("Tulis apa yang perlu diperiksa lagi."))
    hari = field_date(tanggal or today_in(baris.wilayah_id), baris.wilayah_id)
    if hari < usulan.tanggal:
        raise IsianSalah({"tanggal": [_("Putusan tidak mendahului usulan manajer.")]})
    koordinator: dict[str, Any] = {"koordinator_id": oleh.pk, "koordinator_nama": oleh.nama, "cara": "login"}
    return _decide(baris, usulan, hasil, alasan, oleh=oleh, tanggal=hari, **koordinator)


def approve_pinjaman(
    pinjaman: Pinjaman, *, oleh: Any, alasan: str = "", tanggal: datetime.date | None = None
) -> Pinjaman:
    """The coordinator agrees to lend. As `confirm_putusan`."""
    return confirm_putusan(pinjaman, oleh=oleh, hasil="setuju", alasan=alasan, tanggal=tanggal)


def recheck_pinjaman(pinjaman: Pinjaman, *, oleh: Any, alasan: str) -> Pinjaman:
    """The coordinator wants it checked again. As `confirm_putusan`."""
    return confirm_putusan(pinjaman, oleh=oleh, hasil="ulang", alasan=alasan)


def refuse_pinjaman(pinjaman: Pinjaman, *, oleh: Any, alasan: str = "") -> Pinjaman:
    """The coordinator agrees to refuse. As `confirm_putusan`."""
    return confirm_putusan(pinjaman, oleh=oleh, hasil="tolak", alasan=alasan)


def _require_decidable(p: Pinjaman, oleh: Any, alasan: str) -> None:
    """Checked, by somebody else, and not the own group or family. Raises: AturanDilanggar, GerbangTertutup (KEU-129, KEU-146)."""
    if p.status != Pinjaman.Status.DIPERIKSA:
        raise AturanDilanggar(
            _("%(nomor)s berstatus %(status)s; yang diputus adalah permohonan yang sudah diperiksa.")
            % {"nomor": p, "status": p.get_status_display().lower()}, aturan="KEU-129",
        )  # fmt: skip
    if oleh.pk in {p.pemeriksa_id, p.dibuat_oleh_id}:
        raise AturanDilanggar(
            _("Anda mencatat atau memeriksa permohonan ini; orang lain yang memutusnya."), aturan="KEU-129"
        )
    refuse_missing(conflict_of(p, oleh), alasan)


def _approve_shares(
    p: Pinjaman,
    hasil: str,
    tenor: int | None,
    bagian: Sequence[tuple[BagianAnggota, Decimal | int]],
    tanggal: datetime.date,
) -> Decimal:
    """Write what is approved per member and for how long, under the terms of that day; returns their sum (rupiah)."""
    if hasil != "setuju":
        return NOL
    if tenor is None or not 1 <= tenor <= TENOR_MAKS:
        raise IsianSalah({"tenor_bulan": [_("Isi jangka waktu 1 sampai 120 bulan.")]})
    milik = {b.pk: b for b in shares_of(p)}
    diberi = {b.pk: to_rupiah(n, bidang=f"disetujui_{b.pk}") for b, n in bagian}
    if set(diberi) != set(milik):
        raise IsianSalah({"bagian": [_("Isi jumlah setiap anggota; nol bila tidak disetujui.")]})
    if any(n < 0 or n % 1 for n in diberi.values()) or not any(diberi.values()):
        raise IsianSalah({"bagian": [_("Isi rupiah utuh, sedikitnya satu anggota lebih dari nol.")]})
    for pk, n in diberi.items():
        b = milik[pk]
        if b.disetujui != n:
            b.disetujui, b.versi = n, b.versi + 1
            b.save(update_fields=["disetujui", "versi", "diubah_pada"])
    total = sum(diberi.values(), NOL)
    ketentuan = terms_on(p.produk, tanggal)
    p.ketentuan = ketentuan or p.ketentuan
    p.pokok, p.tenor_bulan, p.ke, p.versi = total, tenor, next_loan_number(p.ksm, p.produk), p.versi + 1
    p.save(update_fields=["pokok", "tenor_bulan", "ke", "ketentuan", "versi", "diubah_pada"])
    return total


def _decide(
    p: Pinjaman,
    usulan: UsulanPutusan,
    hasil: str,
    alasan: str,
    *,
    oleh: Any,
    tanggal: datetime.date | None = None,
    **koordinator: Any,
) -> Pinjaman:
    """Write the decision of both and move the loan by it."""
    kata = (alasan or usulan.alasan).strip()
    langkah = {"setuju": "setujui", "ulang": "ulangi", "tolak": "tolak"}[hasil]
    data = {"sebab": kata[:300]} if hasil == "tolak" else {}
    putusan = PutusanPinjaman(
        pinjaman=p, wilayah_id=p.wilayah_id, usulan=usulan, hasil=hasil, tanggal=tanggal or usulan.tanggal, alasan=kata[:300],
        manajer_id=usulan.manajer_id, manajer_nama=usulan.manajer_nama, **koordinator, **author(oleh),
    )  # fmt: skip
    sama = AturanDilanggar(_("Manajer dan koordinator adalah dua orang."), aturan="KEU-129")
    with constraint_says({"putusan_pinjaman_dua_orang": sama}):
        putusan.save(force_insert=True)
    catat("keuangan.putusanpinjaman.diputus", putusan, alasan=kata, rincian={"hasil": hasil, "cara": putusan.cara})
    orang_lain = AturanDilanggar(_("Yang memutus bukan yang mencatat atau memeriksa permohonan."), aturan="KEU-129")
    with constraint_says({"pinjaman_putus_orang_lain": orang_lain}):
        return advance(p, langkah, oleh=oleh, alasan=kata, **data)


# -- akad and money ------------------------------------------------------------------------------------------------


@aksi
def sign_akad(pinjaman: Pinjaman, *, oleh: Any, tanggal: datetime.date, alasan: str = "") -> Pinjaman:
    """Note that the group signed: the terms are copied from the product and stay.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, GerbangTertutup, AturanDilanggar (KEU-125,
    KEU-130, KEU-141). Source: KEU-130.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.KELOLA_PINJAMAN)
    hari = field_date(tanggal, baris.wilayah_id)
    putus = baris.putusan.filter(hasil="setuju").order_by("-dibuat_pada").first()  # type: ignore[attr-defined]
    if putus is not None and hari < putus.tanggal:
        raise IsianSalah({"tanggal": [_("Akad ditandatangani sesudah putusan.")]})
    pokok = BagianAnggota.objects.filter(pinjaman=baris).aggregate(n=Sum("disetujui"))["n"] or NOL
    with constraint_says(
        {
            "pinjaman_satu_aktif_per_ksm": AturanDilanggar(_("KSM masih punya pinjaman yang berjalan."), aturan="KEU-125"),
            "pinjaman_ke_sekali": AturanDilanggar(_("Pinjaman ke sekian ini sudah ada. Minta putusan ulang."), aturan="KEU-144"),
            "pinjaman_anggota_bebas": AturanDilanggar(_("Ada anggota yang masih terikat pinjaman lain."), aturan="KEU-125"),
            "pinjaman_tanggung_renteng": AturanDilanggar(_("Tanggung renteng belum ditandatangani."), aturan="KEU-141"),
        }
    ):  # fmt: skip
        return advance(baris, "akadkan", oleh=oleh, alasan=alasan, tanggal=hari, pokok=pokok)


@aksi
def disburse_pinjaman(
    pinjaman: Pinjaman, *, oleh: Any, tanggal: datetime.date, lewat: str = "kas", alasan: str = ""
) -> Pinjaman:
    """Pay a signed loan out of cash or bank: voucher, schedule and due dates at once. Who decided does not pay.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak, GerbangTertutup, AturanDilanggar (KEU-131,
    KEU-148, KEU-15, KEU-24). Source: KEU-131, KEU-132.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    if baris.status != Pinjaman.Status.AKAD:
        return advance(baris, "cairkan", oleh=oleh, alasan=alasan)  # says why not
    _require_other_hand(baris, oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.tanggal_akad and hari < baris.tanggal_akad:
        raise IsianSalah({"tanggal": [_("Uang keluar sesudah akad ditandatangani.")]})
    pokok = baris.pokok or NOL
    ada = cash_for(baris.produk, lewat if lewat in {"kas", "bank"} else "kas", hari)
    if pokok > ada:
        raise AturanDilanggar(
            _("Uang di %(lewat)s pada hari itu %(ada)s, pinjamannya %(n)s. Pilih yang lain, atau setor dan tarik dulu.")
            % {"lewat": _("bank") if lewat == "bank" else _("kas"), "ada": rupiah(ada), "n": rupiah(pokok)},
            aturan="KEU-148",
        )  # fmt: skip
    produk = baris.produk
    jurnal = record_peristiwa(
        baris.buku, "pinjaman_cair", oleh=oleh, tanggal=hari, jumlah=pokok, lewat=lewat,
        dana=Dana(produk.sumber_dana_id, hari.year, pemilik=produk.pemilik, ksm=baris.ksm),
        uraian=_("Pencairan %(nomor)s KSM %(ksm)s") % {"nomor": baris, "ksm": baris.ksm.nama},
        objek=("keuangan.pinjaman", str(baris.pk)),
    )  # fmt: skip
    _write_schedule(baris, hari)
    bukan = AturanDilanggar(_("Yang memutus tidak mencairkan."), aturan="KEU-131")
    with constraint_says({"pinjaman_cair_orang_lain": bukan}):
        hasil = advance(baris, "cairkan", oleh=oleh, alasan=alasan, tanggal=hari, lewat=lewat, jurnal=jurnal)
    return _fresh(hasil)


def _require_other_hand(p: Pinjaman, oleh: Any) -> None:
    """Who decided does not pay out. Raises: AturanDilanggar (KEU-131)."""
    putus = PutusanPinjaman.objects.filter(pinjaman=p, hasil="setuju")
    if any(oleh.pk in {x.manajer_id, x.koordinator_id} for x in putus):
        raise AturanDilanggar(_("Anda ikut memutus pinjaman ini; orang lain yang mencairkannya."), aturan="KEU-131")


def _write_schedule(p: Pinjaman, tanggal: datetime.date) -> None:
    """The rows of the first schedule, rupiah. Source: KEU-132."""
    bagian = [b.disetujui for b in shares_of(p) if b.disetujui]
    kelompok, _anggota = member_schedules(p.ketentuan, tenor=p.tenor_bulan or 0, bagian=bagian, tanggal=tanggal)
    bop = bop_of(sum(bagian, NOL), p.ketentuan.bop_persen, p.ketentuan.pembulatan)
    AngsuranPinjaman.objects.bulk_create(
        AngsuranPinjaman(
            pinjaman=p, jadwal_ke=1, ke=b.ke, jatuh_tempo=b.jatuh_tempo, pokok=b.pokok, jasa=b.jasa, bop=bop
        )
        for b in kelompok.baris
    )


@aksi
def cancel_pinjaman(pinjaman: Pinjaman, *, oleh: Any, alasan: str) -> Pinjaman:
    """Withdraw an application, or strike one entered wrongly, before money went out.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, TransisiDitolak. Source: UMU-32.
    """
    baris = take_pinjaman(pinjaman, oleh=oleh, perlu=izin.KELOLA_PINJAMAN)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])
