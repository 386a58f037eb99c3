"""The funding gate: whether a UPK may get new capital, or lend, as it stands. Source: KEU-167, KEU-168.

LAR, PAR or RR in penundaan holds back new BLM capital; a Parameter says how strictly it also holds back loans, which the BKM
may let pass by a decision with its reason. Capital also asks what the record of the BKM can answer: Pengawas, trained staff,
statutes; and it never goes where proven misuse is open (SLW-08).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bkm import tautan_lembaga
from bkm.models import BKM, AnggaranDasar, PengawasUPK, PetugasUP
from inti.formats import persen, rupiah
from inti.formats import tanggal as format_tanggal
from inti.registry import Kekurangan, Mode, syarat
from keuangan import tautan_kolektibilitas as tautan
from keuangan import tautan_rpd
from keuangan.ambang import GERBANG_MODAL, PENGAWAS, PETUGAS_MIN, Ambang, thresholds
from keuangan.hitung.kinerja import Kategori
from keuangan.models import Buku, PengecualianGerbang, Penyelewengan
from keuangan.queries_kinerja import KinerjaBuku, performance_on
from keuangan.queries_rpd import holding_at_bkm
from siklus.models import PesertaPelatihan
from wilayah.waktu import today_in

UKURAN = ("lar", "par", "rr")
PELATIHAN_UP = "S4b-UP"


def capital_findings(buku: Buku, tanggal: datetime.date | None = None) -> list[Kekurangan]:
    """What stands against new BLM capital for this UPK on a day (today). A constant number of queries. Source: KEU-167."""
    hari = tanggal or today_in(buku.wilayah_id)
    ambang = thresholds(buku.wilayah_id, hari)
    ukuran = _figures(buku, performance_on(buku, hari), ambang, ambang.mode(GERBANG_MODAL))
    return [*ukuran, *_institution(buku, ambang)]


def lending_reasons(buku: Buku, tanggal: datetime.date) -> list[str]:
    """Why the UPK may not lend on a day, one sentence each; nothing while an exception of the BKM runs. Source: KEU-168."""
    if exception_on(buku, tanggal) is not None:
        return []
    semua = _figures(buku, performance_on(buku, tanggal), thresholds(buku.wilayah_id, tanggal), "block")
    return [f.rincian for f in semua if not f.terpenuhi]


def exception_on(buku: Buku, tanggal: datetime.date) -> PengecualianGerbang | None:
    """The decision of the BKM that lets its UPK lend on a day; the one that runs longest. One query."""
    return (
        PengecualianGerbang.objects.filter(buku=buku, mulai__lte=tanggal, sampai__gte=tanggal)
        .order_by("-sampai")
        .first()
    )


def _figures(buku: Buku, k: KinerjaBuku, ambang: Ambang, mode: str) -> list[Kekurangan]:
    hasil = []
    for kode in UKURAN:
        n = getattr(k.kinerja, kode)
        buruk = n.kategori == Kategori.PENUNDAAN
        nama, batas = kode.upper(), persen(ambang.pita[kode].minimum, 0)
        hasil.append(
            _finding(
                kode, "KEU-167", mode, not buruk, _("%(nama)s di luar penundaan.") % {"nama": nama},
                _("%(nama)s %(nilai)s, batasnya %(batas)s. Tagih dulu yang menunggak tiga angsuran atau lebih.")
                % {"nama": nama, "nilai": persen(n.nilai, 2), "batas": batas} if buruk else "",
                tautan.kinerja(buku.pk), "G-S1, G-S4, G-S13",
            )
        )  # fmt: skip
    return hasil


def _institution(buku: Buku, ambang: Ambang) -> list[Kekurangan]:
    """Pengawas, trained staff and statutes of the BKM; nothing is asked of a UPK that stands on its own. Five queries."""
    bkm = BKM.objects.filter(badan=buku.badan_id).first()
    if bkm is None:
        return []
    pengawas = PengawasUPK.objects.filter(bkm=bkm, status="aktif").count()
    rentang = ambang.nilai[PENGAWAS].nilai or {"min": 2, "maks": 3}
    petugas = list(PetugasUP.objects.filter(unit__bkm=bkm, unit__jenis="upk", status="aktif"))
    kenal = Q(warga__in=[p.warga_id for p in petugas if p.warga_id]) | Q(nama__in=[p.nama for p in petugas])
    terlatih = set(
        PesertaPelatihan.objects.filter(kenal, pelatihan__kode=PELATIHAN_UP, pelatihan__status="sah", wilayah=bkm.wilayah_id)
        .values_list("warga_id", "nama")
    )  # fmt: skip
    warga, nama = {w for w, _n in terlatih if w}, {n for _w, n in terlatih}
    lulus = sum(p.warga_id in warga or p.nama in nama for p in petugas)
    batas = int(ambang.nilai[PETUGAS_MIN].angka or 2)
    mode = ambang.mode(PETUGAS_MIN)
    ad = AnggaranDasar.objects.filter(wilayah=bkm.wilayah_id, status="disahkan").exists()
    return [
        misuse_at_upk(bkm.wilayah_id),
        _finding(
            "pengawas", "KEU-167", ambang.mode(PENGAWAS), rentang["min"] <= pengawas <= rentang["maks"],
            _("Pengawas UPK %(a)s sampai %(b)s orang.") % {"a": rentang["min"], "b": rentang["maks"]},
            _("Tercatat %(n)d orang.") % {"n": pengawas}, tautan_lembaga.bkm(bkm.wilayah_id), "G-S1",
        ),
        _finding(
            "petugas", "KEU-167", mode, lulus >= batas,
            _("Petugas UPK yang sudah dilatih paling sedikit %(n)d orang.") % {"n": batas},
            _("%(n)d dari %(m)d petugas tercatat dalam pelatihan UP.") % {"n": lulus, "m": len(petugas)},
            tautan_lembaga.bkm(bkm.wilayah_id), "G-S1",
        ),
        _finding(
            "ad", "KEU-167", mode, ad, _("Anggaran Dasar BKM sudah disahkan rembug."), "",
            tautan_lembaga.bkm(bkm.wilayah_id), "G-S1",
        ),
    ]  # fmt: skip


def misuse_at_upk(kode_wilayah: str) -> Kekurangan:
    """Proven misuse at the UPK holds back its capital, until settled or lifted by the BKM. One query. Source: SLW-08."""
    satu = holding_at_bkm(kode_wilayah, Penyelewengan.Tempat.UPK)
    return _finding(
        "penyelewengan", "SLW-08", "block", satu is None, _("Tidak ada penyelewengan terbukti di UPK yang belum selesai."),
        _("%(n)s, ditemukan %(hari)s. Menunggu pengembalian dana, atau keputusan rapat BKM yang melepas penahanannya.")
        % {"n": rupiah(satu.jumlah), "hari": format_tanggal(satu.ditemukan)} if satu else "",
        tautan_rpd.kasus(satu.pk) if satu else "", "S12, S23",
    )  # fmt: skip


def _finding(
    kode: str, aturan: str, mode: str, terpenuhi: bool, pesan: str, rincian: str, url: str, sumber: str
) -> Kekurangan:
    ketat: Mode = "block" if mode == "block" else "warn" if mode == "warn" else "info"
    return Kekurangan(
        aturan=aturan,
        mode=ketat,
        terpenuhi=terpenuhi,
        pesan=pesan,
        tautan=url,
        sumber=sumber,
        rincian=rincian,
        kode=kode,
    )


def describe(satu: PengecualianGerbang) -> str:
    """An exception in one line."""
    return _("%(keputusan)s, berlaku sampai %(sampai)s") % {
        "keputusan": satu.keputusan, "sampai": format_tanggal(satu.sampai),
    }  # fmt: skip


def register() -> None:
    """Enter the gate where loans and capital ask for it."""
    from keuangan.syarat_pinjaman import gerbang_dana

    gerbang_dana.daftar("dana", lending_reasons)
    fungsi: Any = capital_findings
    syarat.daftar("keuangan.gerbang_dana", fungsi)
