"""What is done about arrears: steps of collecting, another schedule, writing off, money after it. KEU-137 to KEU-139, KEU-158."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from inti.money import whole_rupiah
from inti.teks import same_name
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.pembayaran import LEWAT_UANG, fund_of, take_running
from keuangan.actions.peristiwa import book_peristiwa, record_peristiwa
from keuangan.actions.umum import NOL
from keuangan.bagi import as_tagihan, bop_of, schedule_rows
from keuangan.hitung.jadwal import Jadwal, Ketentuan, build_jadwal
from keuangan.hitung.kolektibilitas import Kelas, Penilaian, assess
from keuangan.models import (
    AngsuranPinjaman,
    Buku,
    Pembayaran,
    PenghapusanPinjaman,
    PenjadwalanUlang,
    Pinjaman,
    TagihanPinjaman,
)
from keuangan.queries import balance_of
from keuangan.queries_kolektibilitas import assess_loan
from keuangan.queries_pembayaran import savings_of, schedule_of
from siklus.actions.umum import author, client_id, field_date, needed

SURAT = ("surat_1", "surat_2", "surat_3")


@aksi
def record_tagihan(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    tanggal: datetime.date,
    cara: str,
    hasil: str = "",
    janji_bayar: datetime.date | None = None,
    id: uuid.UUID | None = None,
) -> TagihanPinjaman:
    """Write down one step of collecting, with the arrears of that day; letters follow one another on different days.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-139). Source: KEU-139.
    """
    _milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN)
    hari = field_date(tanggal, baris.wilayah_id)
    if cara not in TagihanPinjaman.Cara.values:
        raise IsianSalah({"cara": [_("Pilih cara menagihnya.")]})
    if janji_bayar is not None and janji_bayar < hari:
        raise IsianSalah({"janji_bayar": [_("Janji bayar tidak mendahului tanggal penagihan.")]})
    tunggak = assess(as_tagihan(schedule_of(baris)), hari).tunggakan
    if not tunggak.ada:
        raise AturanDilanggar(
            _("%(nomor)s tidak menunggak pada %(hari)s.") % {"nomor": baris, "hari": format_tanggal(hari)},
            aturan="KEU-139",
        )
    _require_letter_before(baris, cara, hari)
    tagihan = TagihanPinjaman(
        pinjaman=baris, wilayah_id=baris.wilayah_id, tanggal=hari, cara=cara, tunggakan_pokok=tunggak.pokok,
        tunggakan_jasa=tunggak.jasa, hasil=hasil.strip()[:300], janji_bayar=janji_bayar, **author(oleh), **client_id(id),
    )  # fmt: skip
    tagihan.save(force_insert=True)
    catat("keuangan.tagihan.dicatat", tagihan, rincian={"pinjaman": str(baris), "cara": cara})
    return tagihan


@aksi
def reschedule_pinjaman(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    tanggal: datetime.date,
    tenor_bulan: int,
    keputusan: str,
    koordinator_nama: str,
    alasan: str,
) -> Pinjaman:
    """Give a loan another schedule from the day of the decision for what is still owed; arrears of jasa are due first.

    Manajer UPK decides with the BKM's decision in hand; the old schedule stays.
    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-44, KEU-133, KEU-137). Source: KEU-137.
    """
    _milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.PUTUS_PINJAMAN)
    hari = _decided_on(baris, tanggal)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa jadwalnya diubah."))
    lama = schedule_of(baris)
    nilai = assess(as_tagihan(lama), hari)
    jadwal = _new_schedule(baris, nilai, hari, tenor_bulan)
    ke = baris.jadwal_ke + 1
    putusan = PenjadwalanUlang(
        pinjaman=baris, wilayah_id=baris.wilayah_id, jadwal_ke=ke, tanggal=hari, tenor_bulan=tenor_bulan,
        sisa_pokok=nilai.saldo_pokok, sisa_jasa=nilai.tunggakan.jasa,
        keputusan=needed(keputusan, bidang="keputusan", pesan=_("Tulis nomor dan tanggal keputusan BKM."))[:200],
        koordinator_nama=needed(koordinator_nama, bidang="koordinator_nama", pesan=_("Tulis nama koordinator BKM."))[:150],
        alasan=alasan[:300], **author(oleh),
    )  # fmt: skip
    if same_name(putusan.koordinator_nama, oleh.nama):
        raise AturanDilanggar(_("Manajer UPK dan koordinator BKM dua orang yang berbeda."), aturan="KEU-137")
    putusan.save(force_insert=True)
    assert baris.pokok is not None and baris.bop_persen is not None
    bop = bop_of(baris.pokok, baris.bop_persen, baris.pembulatan)
    AngsuranPinjaman.objects.bulk_create(schedule_rows(baris, jadwal, jadwal_ke=ke, bop=bop))
    catat(
        "keuangan.pinjaman.dijadwal_ulang",
        baris,
        alasan=alasan,
        rincian={"tenor": tenor_bulan, "sisa": str(nilai.saldo_pokok)},
    )
    return advance(baris, "jadwalkan_ulang", oleh=oleh, alasan=alasan)


@aksi
def write_off_pinjaman(
    pinjaman: Pinjaman, *, oleh: Any, tanggal: datetime.date, keputusan: str, alasan: str
) -> Pinjaman:
    """Take a loan that is macet out of the books: from the reserve, what it lacks as cost. The debt stays collectable.

    Its class is that of LU-02 on the day: by the dated rules of the area, and no better for having been rescheduled.
    Manajer UPK records the BKM's decision; the voucher waits for the coordinator's approval.
    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-15, KEU-24, KEU-133, KEU-138).
    Source: KEU-138.
    """
    milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.PUTUS_PINJAMAN)
    hari = _decided_on(baris, tanggal)
    alasan = needed(alasan, bidang="alasan", pesan=_("Tuliskan mengapa pinjaman ini dihapus buku."))
    keputusan = needed(keputusan, bidang="keputusan", pesan=_("Tulis nomor dan tanggal keputusan BKM."))
    nilai = assess_loan(baris, hari)
    _require_hopeless(milik, baris, nilai, hari)
    cadangan = min(nilai.saldo_pokok, max(NOL, balance_of(milik, "12010", hari)))
    jurnal = book_peristiwa(
        milik, "penghapusan_pinjaman", oleh=oleh, tanggal=hari, dana=fund_of(baris), lewat="kas",
        jumlah={"cadangan": cadangan, "biaya": nilai.saldo_pokok - cadangan},
        uraian=_("Hapus buku %(nomor)s %(ksm)s") % {"nomor": baris, "ksm": baris.ksm},
        objek=("keuangan.pinjaman", str(baris.pk)),
    )  # fmt: skip
    PenghapusanPinjaman(
        pinjaman=baris, wilayah_id=baris.wilayah_id, tanggal=hari, sisa_pokok=nilai.saldo_pokok, dari_cadangan=cadangan,
        keputusan=keputusan[:200], alasan=alasan[:300], jurnal=jurnal, **author(oleh),
    ).save(force_insert=True)  # fmt: skip
    return advance(baris, "hapuskan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan[:300])


@aksi
def recover_pinjaman(
    pinjaman: Pinjaman,
    *,
    oleh: Any,
    tanggal: datetime.date,
    jumlah: Decimal | int,
    lewat: str = "kas",
    bukti: str = "",
    id: uuid.UUID | None = None,
) -> Pembayaran:
    """Receive money for a loan that was written off: income, never above what was still owed.

    Raises: Pinjaman.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-133, KEU-158). Source: KEU-158.
    """
    milik, baris = take_running(pinjaman, oleh=oleh, perlu=izin.CATAT_PINJAMAN, terima=False)
    if baris.status != Pinjaman.Status.DIHAPUS_BUKU:
        raise AturanDilanggar(_("Pinjaman ini tidak dihapus buku; terima sebagai angsuran."), aturan="KEU-158")
    if lewat not in LEWAT_UANG:
        raise IsianSalah({"lewat": [_("Pilih kas atau bank.")]})
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.tanggal_selesai is not None and hari < baris.tanggal_selesai:
        raise IsianSalah({"tanggal": [_("Pinjaman ini baru dihapus buku sesudah tanggal itu.")]})
    uang = whole_rupiah(jumlah, bidang="jumlah", positif=True)
    sisa = owed_after_write_off(baris)
    if uang > sisa:
        raise AturanDilanggar(
            _("Yang masih dapat ditagih %(sisa)s. Terima paling banyak sebesar itu.") % {"sisa": rupiah(sisa)},
            aturan="KEU-158",
        )
    bayar = Pembayaran(
        pinjaman=baris, wilayah_id=baris.wilayah_id, tanggal=hari, jenis=Pembayaran.Jenis.SETELAH_HAPUS, lewat=lewat,
        jumlah=uang, **author(oleh), **client_id(id),
    )  # fmt: skip
    bayar.jurnal = record_peristiwa(
        milik, "terima_setelah_hapus", oleh=oleh, tanggal=hari, jumlah=uang, dana=fund_of(baris), lewat=lewat, bukti=bukti,
        uraian=_("Penerimaan %(nomor)s %(ksm)s sesudah hapus buku") % {"nomor": baris, "ksm": baris.ksm},
        objek=("keuangan.pembayaran", str(bayar.pk)),
    )  # fmt: skip
    bayar.save(force_insert=True)
    catat(
        "keuangan.pembayaran.diterima",
        bayar,
        rincian={"pinjaman": str(baris), "jumlah": str(uang), "sesudah_hapus": True},
    )
    return bayar


def owed_after_write_off(pinjaman: Pinjaman) -> Decimal:
    """What may still be collected of a written-off loan (rupiah): principal and jasa owed, less what came in since."""
    utang = sum((a.sisa_pokok + a.sisa_jasa for a in schedule_of(pinjaman)), NOL)
    masuk = Pembayaran.objects.filter(pinjaman=pinjaman, tanggal__gte=pinjaman.tanggal_selesai)
    sudah = masuk.filter(jenis="setelah_hapus", pembalik__isnull=True).aggregate(n=Sum("jumlah"))["n"] or NOL
    return utang - sudah


def _require_letter_before(pinjaman: Pinjaman, cara: str, hari: datetime.date) -> None:
    """Raises: AturanDilanggar (KEU-139)."""
    if cara not in SURAT:
        return
    sudah = dict(TagihanPinjaman.objects.filter(pinjaman=pinjaman, cara__in=SURAT).values_list("cara", "tanggal"))
    ke = SURAT.index(cara)
    if ke and sudah.get(SURAT[ke - 1], hari) >= hari:
        raise AturanDilanggar(
            _("Surat tagihan berurutan: catat dulu surat ke-%(ke)d pada hari sebelumnya.") % {"ke": ke},
            aturan="KEU-139",
        )


def _decided_on(pinjaman: Pinjaman, tanggal: datetime.date) -> datetime.date:
    """The day of a decision: not before the last payment, not in the future. Raises: IsianSalah."""
    hari = field_date(tanggal, pinjaman.wilayah_id)
    akhir = pinjaman.pembayaran.order_by("-tanggal").values_list("tanggal", flat=True).first()
    awal = max(t for t in (akhir, pinjaman.tanggal_cair) if t is not None)
    if hari < awal:
        raise IsianSalah(
            {
                "tanggal": [
                    _("Keputusan tidak mendahului pembayaran terakhir, %(hari)s.") % {"hari": format_tanggal(awal)}
                ]
            }
        )
    return hari


def _new_schedule(pinjaman: Pinjaman, nilai: Penilaian, hari: datetime.date, tenor: int) -> Jadwal:
    """The remaining principal over the new term; jasa in arrears is due with the first instalment. Source: KEU-137."""
    assert pinjaman.jasa_persen is not None
    jadwal = build_jadwal(
        Ketentuan(
            pokok=nilai.saldo_pokok, jasa_persen_per_bulan=pinjaman.jasa_persen, tenor_bulan=tenor, tanggal_cair=hari,
            metode=pinjaman.metode, pembulatan=pinjaman.pembulatan,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    satu, *lain = jadwal.baris
    return Jadwal((replace(satu, jasa=satu.jasa + nilai.tunggakan.jasa), *lain))


def _require_hopeless(buku: Buku, pinjaman: Pinjaman, nilai: Penilaian, hari: datetime.date) -> None:
    """Macet on that day, collected in vain, the group's savings used. Raises: AturanDilanggar (KEU-138)."""
    if nilai.kelas != Kelas.MACET:
        raise AturanDilanggar(
            _("Hanya pinjaman macet yang dihapus buku. Pada %(hari)s pinjaman ini %(kelas)s.")
            % {"hari": format_tanggal(hari), "kelas": Kelas(nilai.kelas).label},
            aturan="KEU-138",
        )
    if not TagihanPinjaman.objects.filter(pinjaman=pinjaman, tanggal__lt=hari).exists():
        raise AturanDilanggar(
            _("Catat dulu penagihan yang sudah dilakukan. Tanpa itu pinjaman tidak dihapus buku."), aturan="KEU-138"
        )
    simpan = savings_of(buku, [pinjaman.ksm_id]).get(pinjaman.ksm_id)
    if simpan is not None and simpan.tabungan > 0:
        raise AturanDilanggar(
            _("KSM ini masih mempunyai tabungan %(jumlah)s. Pakai dulu untuk menutup tunggakannya.")
            % {"jumlah": rupiah(simpan.tabungan)},
            aturan="KEU-138",
        )
