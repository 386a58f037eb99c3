"""The inventory on the last day of a span, against the accounts that hold it. Source: KEU-108."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from keuangan.laporan.dasar import NOL, BagianLaporan, BarisLaporan, KolomLaporan, Laporan, Saring, some
from keuangan.models import Buku
from keuangan.queries import accounts_of, balances
from keuangan.queries_inventaris import register_of

U = gettext_lazy
KOLOM = (
    KolomLaporan("nama", U("Barang"), "teks"), KolomLaporan("tanggal", U("Diperoleh"), "tanggal"),
    KolomLaporan("umur", U("Umur (bulan)"), "teks"), KolomLaporan("lokasi", U("Letak"), "teks"),
    KolomLaporan("keadaan", U("Keadaan"), "teks"), KolomLaporan("harga", U("Harga")),
    KolomLaporan("akumulasi", U("Penyusutan")), KolomLaporan("nilai", U("Nilai buku")),
)  # fmt: skip


def inventaris(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Every thing with cost, depreciation and book value; a total that differs from its account is said. Four queries."""
    daftar = register_of(buku, sampai)
    baris = [
        BarisLaporan(
            (
                b.barang.nama, b.barang.tanggal, str(b.barang.umur_bulan), b.barang.lokasi,
                str(b.barang.get_keadaan_display()), b.barang.harga, some(b.akumulasi), some(b.nilai_buku),
            ),
            (None,) * 5 + ((Saring(jurnal=b.barang.jurnal_id),) if b.barang.jurnal_id else ()),
        )
        for b in daftar
    ]  # fmt: skip
    harga, akumulasi = sum((b.barang.harga for b in daftar), NOL), sum((b.akumulasi for b in daftar), NOL)
    if daftar:
        akun = [Saring((a,), sampai=sampai) for a in ("12020", "12021")]
        isi = (_("Jumlah"), None, "", "", "", harga, akumulasi, harga - akumulasi)
        gabung = Saring(("12020", "12021"), sampai=sampai)
        baris.append(BarisLaporan(isi, (None,) * 5 + (*akun, gabung), "jumlah"))
    saldo = balances(buku, sampai)
    kode = {a.kode: saldo.get(a.pk, NOL) for a in accounts_of(buku)}
    buku_besar = (kode.get("12020", NOL), -kode.get("12021", NOL))
    catatan = []
    if buku_besar != (harga, akumulasi):
        catatan.append(
            _("Daftar ini belum sama dengan buku: akun 12020 %(harga)s, akun 12021 %(susut)s.")
            % {"harga": rupiah(buku_besar[0]), "susut": rupiah(buku_besar[1])}
        )
    bagian = BagianLaporan(
        "inventaris", _("Daftar inventaris"), KOLOM, baris, kosong=_("Belum ada barang yang tercatat.")
    )
    return Laporan("inventaris", _("Daftar inventaris"), dari, sampai, [bagian], catatan)
