"""Statements and matches in the database itself: whole, beside no other, equal on both sides, never changed."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP FUNCTION keuangan_rekonsiliasi(uuid, uuid);
DROP FUNCTION keuangan_butir_bank(uuid, uuid);
DROP TRIGGER anggota_cocok_sama ON keuangan_anggotacocok;
DROP TRIGGER cocok_bank_sama ON keuangan_cocokbank;
DROP TRIGGER anggota_cocok_terjaga ON keuangan_anggotacocok;
DROP TRIGGER cocok_bank_dilepas ON keuangan_cocokbank;
DROP TRIGGER cocok_bank_terjaga ON keuangan_cocokbank;
DROP TRIGGER baris_bank_genap ON keuangan_barisbank;
DROP TRIGGER rekening_koran_genap ON keuangan_rekeningkoran;
DROP TRIGGER rekening_koran_terjaga ON keuangan_rekeningkoran;
DROP FUNCTION keuangan_cek_cocok();
DROP FUNCTION keuangan_jaga_anggota_cocok();
DROP FUNCTION keuangan_lepas_cocok();
DROP FUNCTION keuangan_jaga_cocok();
DROP FUNCTION keuangan_cek_rekening_koran();
DROP FUNCTION keuangan_jaga_rekening_koran();
DROP FUNCTION keuangan_kunci_akun_bank(uuid, uuid);
ALTER TABLE keuangan_cocokbank DROP CONSTRAINT cocok_bank_sewilayah;
ALTER TABLE keuangan_rekeningkoran DROP CONSTRAINT rekening_koran_sewilayah;
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0020_bank")]

    operations = [
        migrasi.run_file(SQL / "bank.sql", balik=BALIK),
        migrasi.append_only("keuangan_barisbank"),
        migrasi.revoke_change("keuangan_anggotacocok"),
        migrasi.audit("keuangan_rekeningkoran"),
        migrasi.audit("keuangan_cocokbank"),
    ]
