"""Papers of running loans: card U-7B, the blank collection sheet, letters to a group in arrears. Source: DOK-07, KEU-139."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.queries import koordinator
from inti.formats import rupiah, tanggal
from inti.registry import jenis_dokumen
from keuangan.hitung.kolektibilitas import Kelas
from keuangan.models import Buku, Pembayaran, Pinjaman, TagihanPinjaman
from keuangan.queries_pembayaran import BarisKartu, BarisKumpul, card_of, collection_of, savings_card
from keuangan.queries_pengawasan import staff_on
from laporan.registry import JenisDokumen
from siklus.reports.data import place_data
from wilayah.waktu import today_in

Isi = dict[str, Any]
KARTU, LEMBAR, SURAT = "kartu_pinjaman", "lembar_kumpulan", "surat_tagihan"
# Lines at the end of a blank sheet for groups that come without being on it.
BARIS_KOSONG = 3
KE = {"surat_1": "pertama", "surat_2": "kedua", "surat_3": "ketiga"}
TEGAS = {
    "surat_1": "Mohon tunggakan tersebut dibayar pada kumpulan berikutnya.",
    "surat_2": "Surat ini menyusul surat pertama. Mohon tunggakan dibayar dalam tujuh hari, atau ketua KSM datang ke kantor "
    "UPK untuk membicarakan cara membayarnya.",
    "surat_3": "Surat ini menyusul dua surat sebelumnya. Bila belum ada pembayaran, UPK bersama BKM mengundang semua anggota "
    "bermusyawarah tentang tanggung renteng yang telah ditandatangani bersama.",
}


def _head(buku: Buku) -> Isi:
    """Letterhead of the body and the place."""
    badan = buku.badan
    kop = list(badan.kop or [])
    nama = f"UPK {badan}" if buku.unit == "upk" else str(badan)
    return {
        "tempat": place_data(buku.wilayah), "badan": kop[-1] if kop else nama, "atas": " ".join(kop[:-1]),
        "alamat": badan.alamat, "unit": nama,
    }  # fmt: skip


def _money(*nilai: Any) -> list[str]:
    return [rupiah(n) for n in nilai]


def card_paper(pinjaman: Pinjaman) -> Isi:
    """The card as the form U-7B has it, and the group's savings below it, where what was only saved stands. KEU-159."""
    k = card_of(pinjaman, anggota=False)
    p = pinjaman
    simpan = savings_card(p.buku, p.ksm)
    return {
        **_head(p.buku), "rupa": "kartu", "judul": "Kartu Pinjaman KSM", "model": "Model U-7B",
        "fakta": [
            ["Nomor pinjaman", str(p)], ["KSM", str(p.ksm)], ["Jumlah pinjaman", rupiah(p.pokok)],
            ["Jangka waktu", f"{p.tenor_bulan} bulan"], ["Cara menghitung jasa", str(p.get_metode_display())],
            ["Jasa", f"{str(p.jasa_persen.normalize()).replace('.', ',')} % per bulan" if p.jasa_persen is not None else ""],
            ["Tanggal akad", tanggal(p.tanggal_akad)], ["Jatuh tempo", tanggal(k.jatuh_tempo)],
        ],
        "baris": [
            [tanggal(b.tanggal, "singkat"), *_money(b.pokok, b.jasa, b.harus_pokok, b.harus_jasa, b.ada_pokok, b.ada_jasa,
                                                    b.tunggak_pokok, b.tunggak_jasa), _remark(b)]
            for b in k.baris if b.pokok or b.jasa
        ],
        "jumlah": _money(k.pokok_dibayar, k.jasa_dibayar),
        "tabungan": [
            [tanggal(x.baris.tanggal, "singkat"), x.baris.jurnal.uraian, *_money(x.baris.kredit, x.baris.debit, x.saldo)]
            for x in simpan
        ],
        "kelas": str(Kelas(k.penilaian.kelas).label) if k.penilaian else "", "per": tanggal(k.tanggal),
        "penanda_tangan": [{"jabatan": "Ketua KSM", "nama": ""}, {"jabatan": "Kasir UPK", "nama": ""}],
    }  # fmt: skip


def _remark(b: BarisKartu) -> str:
    """What a line is where it is no plain instalment: taken back and by which voucher, or what it takes back."""
    bayar = b.pembayaran
    if bayar is None:
        return ""
    if bayar.membalik is not None:
        return f"membalik {bayar.membalik.jurnal.nomor_bukti}" if bayar.membalik.jurnal else "pembalikan"
    kata = "" if bayar.jenis == Pembayaran.Jenis.ANGSURAN else b.uraian
    balik = getattr(bayar, "pembalik", None)
    if balik is not None:
        kata = f"dibalik {balik.jurnal.nomor_bukti}" if balik.jurnal else "dibalik"
    return kata


def sheet_paper(buku: Buku) -> Isi:
    """The collection sheet of this month: what is due is printed, what is brought is written by hand."""
    hari = today_in(buku.wilayah_id)
    baris = collection_of(buku, hari)
    return {
        **_head(buku), "rupa": "lembar", "judul": "Lembar Kumpulan Angsuran", "per": tanggal(hari),
        "baris": [
            [str(i), _with_deposit(b), str(b.pinjaman), *_money(b.pokok + b.jasa, b.bop, b.jumlah)]
            for i, b in enumerate(baris, 1)
        ],
        "kosong": [str(n) for n in range(len(baris) + 1, len(baris) + 1 + BARIS_KOSONG)],
        "jumlah": _money(
            sum(b.pokok + b.jasa for b in baris), sum(b.bop for b in baris), sum(b.jumlah for b in baris)
        ),
        "penanda_tangan": [{"jabatan": "Kasir UPK", "nama": ""}, {"jabatan": "Saksi", "nama": ""}],
    }  # fmt: skip


def _with_deposit(b: BarisKumpul) -> str:
    """The group, and what it left at the UPK where it left something. Source: KEU-197."""
    return b.pinjaman.ksm.nama + (f" (titipan {rupiah(b.titipan, lambang=False)})" if b.titipan else "")


def letter_paper(t: TagihanPinjaman) -> Isi:
    """A letter to the group's chair: what was overdue on its day, and what is asked; members are not named.

    Signed by the manager of the UPK of that day, a third letter by the koordinator too.
    """
    p = t.pinjaman
    manajer = next((s.nama for s in staff_on(p.buku, t.tanggal) if s.jabatan == "manajer"), "")
    ketua = koordinator(p.wilayah_id) if t.cara == "surat_3" else None
    return {
        **_head(p.buku), "rupa": "surat", "judul": f"Surat Tagihan {KE[t.cara].capitalize()}", "ksm": str(p.ksm),
        "pinjaman": str(p), "tanggal": tanggal(t.tanggal),
        "fakta": [
            ["Tunggakan pokok", rupiah(t.tunggakan_pokok)], ["Tunggakan jasa", rupiah(t.tunggakan_jasa)],
            ["Jumlah", rupiah(t.tunggakan_pokok + t.tunggakan_jasa)],
        ],
        "minta": TEGAS[t.cara], "janji": tanggal(t.janji_bayar) if t.janji_bayar else "",
        "tempat_tanggal": f"{p.buku.wilayah.nama}, {tanggal(t.tanggal)}",
        "penanda_tangan": (
            [{"jabatan": "Koordinator BKM", "nama": ketua.nama if ketua else "", "pengantar": "Mengetahui,"}]
            if t.cara == "surat_3" else []
        ) + [{"jabatan": "Manajer UPK", "nama": manajer}],
    }  # fmt: skip


def issuer(objek: Any) -> str:
    """Who issues it, as the public reads."""
    buku = objek if isinstance(objek, Buku) else getattr(objek, "buku", None) or objek.pinjaman.buku
    return str(_head(buku)["unit"])


def register() -> None:
    """Tell laporan which papers running loans print."""
    for kode, judul, model, build, cocok in (
        (KARTU, _("Kartu pinjaman"), "keuangan.pinjaman", card_paper, lambda p: p.jadwal_ke > 0),
        (LEMBAR, _("Lembar kumpulan"), "keuangan.buku", sheet_paper, lambda b: b.unit == "upk"),
        (SURAT, _("Surat tagihan"), "keuangan.tagihanpinjaman", letter_paper, lambda t: t.berupa_surat),
    ):
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model=model, templat="dokumen/pembayaran.html", build=build, penerbit=issuer,
                cocok=cocok, final=lambda objek: True,
            ),
        )  # fmt: skip
