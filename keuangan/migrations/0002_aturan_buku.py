"""The rules of the ledger in the database itself: balanced, append-only, numbered, closed by rule; row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graph in keuangan/models/periode.py (a test compares them).
TRANSISI = {"keuangan_periode": [("", "terbuka"), ("terbuka", "ditutup"), ("ditutup", "terbuka")]}

BALIK = """
DROP TRIGGER persetujuan_orang_lain ON keuangan_persetujuanjurnal;
DROP TRIGGER baris_jurnal_seimbang ON keuangan_barisjurnal;
DROP TRIGGER jurnal_seimbang ON keuangan_jurnal;
DROP TRIGGER peristiwa_jurnal_terjaga ON keuangan_peristiwajurnal;
DROP TRIGGER saldo_badan_terjaga ON keuangan_saldobadan;
DROP TRIGGER baris_jurnal_saldo ON keuangan_barisjurnal;
DROP TRIGGER baris_jurnal_wajar ON keuangan_barisjurnal;
DROP TRIGGER jurnal_peristiwa ON keuangan_jurnal;
DROP TRIGGER jurnal_wajar ON keuangan_jurnal;
DROP TRIGGER periode_tetap ON keuangan_periode;
DROP TRIGGER akun_buku_tetap ON keuangan_akunbuku;
DROP TRIGGER buku_tetap ON keuangan_buku;
DROP FUNCTION keuangan_jaga_persetujuan();
DROP FUNCTION keuangan_cek_jurnal();
DROP FUNCTION keuangan_hanya_pemicu();
DROP FUNCTION keuangan_jumlahkan();
DROP FUNCTION keuangan_jaga_baris();
DROP FUNCTION keuangan_catat_peristiwa();
DROP FUNCTION keuangan_jaga_jurnal();
DROP FUNCTION keuangan_jaga_periode();
DROP FUNCTION keuangan_jaga_akun();
DROP FUNCTION keuangan_jaga_buku();
DROP FUNCTION keuangan_hari_ini(text);
DROP FUNCTION keuangan_hari_minus(uuid, date);
ALTER TABLE keuangan_barisjurnal DROP CONSTRAINT baris_jurnal_sebuku;
ALTER TABLE keuangan_jurnal DROP CONSTRAINT jurnal_periode_sebuku, DROP CONSTRAINT jurnal_sewilayah,
  DROP CONSTRAINT jurnal_id_buku_tanggal;
ALTER TABLE keuangan_periode DROP CONSTRAINT periode_sewilayah, DROP CONSTRAINT periode_id_dan_buku;
ALTER TABLE keuangan_akunbuku DROP CONSTRAINT akun_buku_sewilayah;
ALTER TABLE keuangan_buku DROP CONSTRAINT buku_sewilayah, DROP CONSTRAINT buku_id_dan_wilayah;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0001_buku"),
        ("bkm", "0004_aturan_lembaga"),
        ("inti", "0002_aturan_basis_data"),
        ("ksm", "0002_aturan_basis_data"),
        ("pronangkis", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "buku.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.append_only("keuangan_jurnal"),
        migrasi.append_only("keuangan_barisjurnal"),
        migrasi.append_only("keuangan_persetujuanjurnal"),
        migrasi.read_only("keuangan_saldobadan"),
        migrasi.read_only("keuangan_peristiwajurnal"),
        migrasi.audit("keuangan_buku"),
        migrasi.audit("keuangan_akunbuku"),
        migrasi.audit("keuangan_pemilikdana"),
        migrasi.audit("keuangan_periode"),
    ]
