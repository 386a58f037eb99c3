"""The gate of a tranche: what must be true before its money is asked for, as findings that say whom it waits for.

One list for the page, the API and the transition (409 gerbang). Source: BLM-30 to BLM-34.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from bkm import tautan_lembaga
from bkm.models import BKM
from bkm.queries import kepengurusan_aktif
from inti.formats import persen, rupiah, share
from inti.formats import tanggal as tulis_tanggal
from inti.registry import Kekurangan, Mode
from keuangan import tautan_blm, tautan_rpd
from keuangan.models import BarisJurnal, BerkasPencairan, RekeningBKM, TahapBLM
from keuangan.models.blm import ROMAWI, SumberBLM
from keuangan.parameter_blm import DISPENSASI, PERTEMUAN, TERPAKAI_MIN, AturanBLM, rules_for
from keuangan.queries_blm import plan_for_year
from keuangan.queries_lpj import LPJTerbuka, late_accounts
from keuangan.queries_rpd import holding_at_bkm
from siklus import tautan as tautan_siklus
from siklus.gerbang import as_missing, listing
from siklus.models import Pertemuan
from wilayah.parameter import NilaiParameter

NOL = Decimal(0)
TERVERIFIKASI = ("terverifikasi", "dilewati")


def gate_of_tranche(tahap: TahapBLM, *, sumber: str = "") -> list[Kekurangan]:
    """What tranche `tahap` asks, met or not, `sumber` narrowing it to the file of one source. At most eleven queries.

    Source: BLM-30 to BLM-34, SLW-07.
    """
    sppb = tahap.sppb
    temuan = [_signed(tahap), _account(sppb.bkm), _misuse(tahap.wilayah_id)]
    if tahap.ke == 1:
        temuan += [_plan(tahap), _institution(sppb.bkm)]
    else:
        aturan = rules_for(sppb.wilayah_id, sppb.tahun_anggaran)
        lalu, terakhir = _received(tahap, sumber)
        temuan += [*lalu, _used(tahap, aturan), *_accounts(tahap, aturan), _meeting(tahap, aturan, terakhir)]
    return [as_missing(t) for t in temuan]


# -- of every tranche ----------------------------------------------------------------------------------------------


def _signed(tahap: TahapBLM) -> Kekurangan:
    return _finding(
        "BLM-30", tahap.sppb.status == "ditandatangani", _("SPPB tahun ini sudah ditandatangani."),
        tautan_blm.sppb(tahap.sppb_id), "B8, C6", _("Menunggu BKM dan wakil pemerintah."), kode="sppb",
    )  # fmt: skip


def _account(bkm: BKM) -> Kekurangan:
    ada = RekeningBKM._base_manager.filter(bkm=bkm, ditutup__isnull=True).exists()
    return _finding(
        "BLM-24", ada, _("Rekening BKM sudah tercatat."), tautan_blm.kelurahan(bkm.wilayah_id, "rekening"), "B8, C6",
        _("Menunggu Sekretaris BKM."), kode="rekening",
    )  # fmt: skip


def _misuse(kode: str) -> Kekurangan:
    """Proven misuse at the BKM or one of its units holds back the next money, until settled or lifted. One query. SLW-07."""
    satu = holding_at_bkm(kode)
    return _finding(
        "SLW-07", satu is None, _("Tidak ada penyelewengan terbukti di BKM dan unitnya yang belum selesai."),
        tautan_rpd.kasus(satu.pk) if satu else "", "S12, S23",
        _("Menunggu pengembalian dana, atau keputusan rapat BKM yang melepas penahanannya."), kode="penyelewengan",
    )  # fmt: skip


# -- of the first --------------------------------------------------------------------------------------------------


def _plan(tahap: TahapBLM) -> Kekurangan:
    tahun = tahap.sppb.tahun_anggaran
    ada = plan_for_year(tahap.wilayah_id, tahun) is not None
    return _finding(
        "BLM-30", ada, _("PJM Pronangkis untuk tahun ini sudah disahkan warga."),
        tautan_siklus.kelurahan(tahap.wilayah_id, "pjm"), "B8, C6", _("Menunggu rembug warga."), kode="pjm",
    )  # fmt: skip


def _institution(bkm: BKM) -> Kekurangan:
    """The BKM lives, its members are installed, and the stage that elected them is verified (or it was there before)."""
    k = kepengurusan_aktif(bkm.wilayah_id)
    dikukuhkan = bkm.status == "aktif" and k is not None and k.status == "dikukuhkan"
    periksa = k is not None and k.langkah is not None and k.langkah.status not in TERVERIFIKASI
    tunggu = (
        _("Menunggu Korkot memverifikasi langkah pembentukan BKM.") if periksa else _("Menunggu rembug pengukuhan.")
    )
    return _finding(
        "BLM-30", dikukuhkan and not periksa, _("BKM sudah dikukuhkan dan langkahnya terverifikasi."),
        tautan_lembaga.bkm(bkm.wilayah_id), "B8, C6", tunggu, kode="bkm",
    )  # fmt: skip


# -- of the later ones ---------------------------------------------------------------------------------------------


def _received(tahap: TahapBLM, sumber: str) -> tuple[list[Kekurangan], datetime.date | None]:
    """Of each source whether the tranche before has come, and the day on which the last money came. Two queries."""
    lalu = TahapBLM._base_manager.get(sppb=tahap.sppb_id, ke=tahap.ke - 1)
    milik = {b.sumber: b for b in BerkasPencairan._base_manager.filter(tahap=lalu).exclude(status="batal")}
    perlu = [sumber] if sumber else [d.sumber for d in tahap.dana.all()]
    temuan = []
    for s in perlu:
        b = milik.get(s)
        cair = b is not None and b.status == "cair"
        tunggu = ""
        if not cair:
            tunggu = waits_for(b) if b is not None else _("Menunggu Sekretaris BKM menyusun berkasnya.")
        temuan.append(
            _finding(
                "BLM-30", cair,
                _("Tahap %(ke)s dari %(sumber)s sudah diterima.") % {"ke": ROMAWI[lalu.ke], "sumber": SumberBLM(s).label},
                tautan_blm.tahap(lalu.pk), "D3, C6", tunggu, kode=f"diterima_{s}",
            )
        )  # fmt: skip
    hari = [b.diterima_pada for b in milik.values() if b.diterima_pada is not None]
    return temuan, max(hari, default=None)


def _used(tahap: TahapBLM, aturan: AturanBLM) -> Kekurangan:
    """How much of the tranche before has left cash and bank of the BKM. Source: BLM-31."""
    n, batas = aturan[TERPAKAI_MIN], aturan[TERPAKAI_MIN].angka
    masuk, terpakai = used_of(tahap.sppb, tahap.ke - 1)
    bagian = share(terpakai, masuk) or NOL
    return _finding(
        "BLM-31", batas is None or (masuk > 0 and bagian >= batas),
        _("Dana tahap sebelumnya sudah dipakai paling sedikit %(n)s.") % {"n": persen(batas, 0)} if batas is not None
        else _("Dana tahap sebelumnya sudah dipakai."),
        tautan_rpd.kelurahan(tahap.wilayah_id), n.sumber or "D3",
        _("Terpakai %(a)s dari %(b)s (%(p)s). Menunggu BKM menyalurkannya kepada KSM.")
        % {"a": rupiah(terpakai), "b": rupiah(masuk), "p": persen(bagian)},
        mode=_mode(n, "warn"), kode="terpakai",
    )  # fmt: skip


def used_of(sppb: Any, ke: int) -> tuple[Decimal, Decimal]:
    """What came of one tranche and what of it has left cash and bank of the Sekretariat (rupiah). One query. BLM-31."""
    baris = BarisJurnal.objects.filter(
        buku__badan__bkm=sppb.bkm_id, buku__unit="sekretariat", tahun_dana=sppb.tahun_anggaran, termin=ke,
        sumber_dana__in=[SumberBLM(s).sumber_dana for s in SumberBLM.values],
    )  # fmt: skip
    masuk = sisa = NOL
    for b in (
        baris.exclude(akun__kas_bank="")
        .values("jurnal__peristiwa", "jurnal__membalik__peristiwa")
        .annotate(n=Sum("debit", default=NOL) - Sum("kredit", default=NOL))
    ):
        sisa += b["n"]
        if "blm_masuk" in (b["jurnal__peristiwa"], b["jurnal__membalik__peristiwa"]):
            masuk += b["n"]
    return masuk, max(masuk - sisa, NOL)


def _accounts(tahap: TahapBLM, aturan: AturanBLM) -> list[Kekurangan]:
    """Accounts of the KSM for the tranches before; a letter lets one pass where the area allows that. BLM-32, BLM-33."""
    semua = late_accounts(tahap.sppb, tahap.ke)
    boleh = bool(aturan[DISPENSASI].nilai)
    terlambat = [x for x in semua if not (boleh and x.dispensasi)]
    temuan = [
        _finding(
            "BLM-32", not terlambat, _("LPJ KSM tahap sebelumnya sudah diterima."),
            terlambat[0].alamat if terlambat else "", "D3, K7",
            _("Menunggu %(n)d KSM: %(nama)s.") % {"n": len(terlambat), "nama": listing([_named(x) for x in terlambat])},
            kode="lpj",
        )
    ]  # fmt: skip
    bebas = [x for x in semua if boleh and x.dispensasi]
    if bebas:
        pesan = _("Dengan dispensasi tertulis: %(nama)s. KSM itu tetap tidak menerima dana baru.")
        nama = listing([f"{x.ksm} ({x.dispensasi})" for x in bebas])
        temuan.append(_finding("BLM-33", True, pesan % {"nama": nama}, "", "K7", mode="info", kode="dispensasi"))
    return temuan


def _named(x: LPJTerbuka) -> str:
    return f"{x.ksm} ({x.status})"


def _meeting(tahap: TahapBLM, aturan: AturanBLM, terakhir: datetime.date | None) -> Kekurangan:
    """Residents were told of the last money after it came: a warning in P2KP, a condition in Perdesaan. Source: BLM-34."""
    n = aturan[PERTEMUAN]
    ada = terakhir is not None and open_meeting_since(tahap.wilayah_id, terakhir) is not None
    sejak = tulis_tanggal(terakhir) if terakhir else "–"
    return _finding(
        "BLM-34", ada or n.nilai is False, _("Pertemuan terbuka warga tentang tahap sebelumnya sudah diadakan."),
        tautan_siklus.daftar_pertemuan(tahap.wilayah_id), n.sumber or "K6, A5",
        _("Sesudah %(hari)s belum ada pertemuan warga sekelurahan yang melaporkan dana. Menunggu BKM.") % {"hari": sejak},
        mode=_mode(n, "warn"), kode="pertemuan",
    )  # fmt: skip


def open_meeting_since(kode: str, sejak: datetime.date) -> Pertemuan | None:
    """The first meeting of the whole kelurahan that tells residents what became of the money, held after a day. One query."""
    return next(open_meetings([kode], sejak), None)


def open_meetings(kode: Iterable[str], sejak: datetime.date) -> Iterator[Pertemuan]:
    """Meetings of whole kelurahan in which those who hold the money report to residents, held after a day, by day. One query.

    Which kinds do so the definition of the programme says; a meeting on the day itself cannot tell of money that came then.
    """
    qs = Pertemuan.objects.filter(wilayah__in=list(kode), status="terlaksana", tanggal__gt=sejak, tingkat="kelurahan")
    for p in qs.select_related("langkah__siklus").order_by("tanggal"):
        if p.langkah.aturan_main.ambil_pertemuan(p.jenis).melaporkan_dana:
            yield p


# -- words ---------------------------------------------------------------------------------------------------------


def waits_for(berkas: BerkasPencairan) -> str:
    """Whom a file waits for, as a sentence."""
    m = berkas.menunggu
    if m is not None:
        return _("Menunggu %(siapa)s.") % {"siapa": m.nama}
    return {
        "disusun": _("Menunggu Sekretaris BKM melengkapi dan menyerahkan berkasnya."),
        "dikembalikan": _("Dikembalikan; menunggu Sekretaris BKM memperbaikinya."),
        "disetujui_satker": _("Menunggu dana masuk ke rekening BKM."),
    }.get(berkas.status, "")


def _mode(n: NilaiParameter, bawaan: Mode) -> Mode:
    return n.mode if n.diatur else bawaan


def _finding(
    aturan: str,
    terpenuhi: bool,
    pesan: str,
    alamat: str,
    sumber: str,
    tunggu: str = "",
    *,
    mode: Mode = "block",
    kode: str,
) -> Kekurangan:
    return Kekurangan(
        aturan=aturan, mode=mode, terpenuhi=terpenuhi, pesan=pesan, tautan="" if terpenuhi else alamat, sumber=sumber,
        rincian="" if terpenuhi else tunggu, kode=kode,
    )  # fmt: skip
