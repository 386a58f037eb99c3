"""The rules of loans in the database itself: who decides, what is owed, payments that sum, nothing changed afterwards."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graph in keuangan/models/pinjaman.py (a test compares them); a loan that ran before the ledger began
# starts as it was found (sql/pinjaman.sql holds that).
TRANSISI = {
    "keuangan_pinjaman": [
        ("", "diajukan"), ("", "berjalan"), ("diajukan", "diperiksa"), ("diperiksa", "disetujui"), ("diperiksa", "diajukan"),
        ("diperiksa", "ditolak"), ("disetujui", "akad"), ("akad", "berjalan"), ("berjalan", "dijadwal_ulang"),
        ("dijadwal_ulang", "dijadwal_ulang"), ("berjalan", "lunas"), ("dijadwal_ulang", "lunas"), ("lunas", "berjalan"),
        ("berjalan", "dihapus_buku"), ("dijadwal_ulang", "dihapus_buku"), ("diajukan", "batal"), ("diperiksa", "batal"),
        ("disetujui", "batal"), ("akad", "batal"),
    ],
}  # fmt: skip
HANYA_TAMBAH = [
    "ketentuanproduk", "tanggapinjaman", "putusanpinjaman", "buktipinjaman", "pembayaran", "alokasipembayaran",
    "bagianpembayaran", "penjadwalanulang", "penghapusanpinjaman", "tagihanpinjaman",
]  # fmt: skip

BALIK = """
DROP TRIGGER jurnal_pinjaman_dibalik_bersama ON keuangan_jurnal;
DROP TRIGGER bagian_pembayaran_genap ON keuangan_bagianpembayaran;
DROP TRIGGER alokasi_pembayaran_genap ON keuangan_alokasipembayaran;
DROP TRIGGER pembayaran_genap ON keuangan_pembayaran;
DROP TRIGGER alokasi_pembayaran_jumlah ON keuangan_alokasipembayaran;
DROP TRIGGER pembayaran_wajar ON keuangan_pembayaran;
DROP TRIGGER angsuran_pinjaman_bebas ON keuangan_angsuranpinjaman;
DROP TRIGGER angsuran_pinjaman_terjaga ON keuangan_angsuranpinjaman;
DROP TRIGGER tagihan_pinjaman_sewilayah ON keuangan_tagihanpinjaman;
DROP TRIGGER penghapusan_pinjaman_sewilayah ON keuangan_penghapusanpinjaman;
DROP TRIGGER penjadwalan_ulang_sewilayah ON keuangan_penjadwalanulang;
DROP TRIGGER bukti_pinjaman_sewilayah ON keuangan_buktipinjaman;
DROP TRIGGER putusan_pinjaman_sewilayah ON keuangan_putusanpinjaman;
DROP TRIGGER bagian_anggota_terjaga ON keuangan_bagiananggota;
DROP TRIGGER pinjaman_terjaga ON keuangan_pinjaman;
DROP TRIGGER produk_pinjaman_tetap ON keuangan_produkpinjaman;
DROP FUNCTION keuangan_cek_balik_pinjaman();
DROP FUNCTION keuangan_cek_pembayaran();
DROP FUNCTION keuangan_alokasikan();
DROP FUNCTION keuangan_jaga_pembayaran();
DROP FUNCTION keuangan_cek_pembebasan();
DROP FUNCTION keuangan_jaga_angsuran();
DROP FUNCTION keuangan_jaga_anak_pinjaman();
DROP FUNCTION keuangan_jaga_bagian();
DROP FUNCTION keuangan_jaga_pinjaman();
DROP FUNCTION keuangan_anggota_terikat(uuid);
DROP FUNCTION keuangan_jaga_produk();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0003_pinjaman")]

    operations = [
        migrasi.run_file(SQL / "pinjaman.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        *(migrasi.append_only(f"keuangan_{t}") for t in HANYA_TAMBAH),
        migrasi.audit("keuangan_produkpinjaman"),
        migrasi.audit("keuangan_pinjaman"),
        migrasi.audit("keuangan_bagiananggota", samarkan=["penghasilan", "biaya", "usaha", "catatan"]),
    ]
