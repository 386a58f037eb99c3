"""Oversight in the database itself: visits whole, audits of closed years with computed figures, findings that only move on."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graph in keuangan/models/pengawasan.py (a test compares them).
TRANSISI = {
    "keuangan_temuanpemeriksaan": [
        ("", "terbuka"), ("terbuka", "ditindaklanjuti"), ("ditindaklanjuti", "terbuka"), ("ditindaklanjuti", "selesai"),
        ("terbuka", "digantikan"), ("ditindaklanjuti", "digantikan"),
    ]
}  # fmt: skip

BALIK = """
DROP TRIGGER tindak_lanjut_temuan_wajar ON keuangan_tindaklanjuttemuan;
DROP TRIGGER temuan_pemeriksaan_wajar ON keuangan_temuanpemeriksaan;
DROP TRIGGER publikasi_audit_wajar ON keuangan_publikasiaudit;
DROP TRIGGER audit_tahunan_wajar ON keuangan_audittahunan;
DROP TRIGGER kunjungan_pengawas_lengkap ON keuangan_kunjunganpengawas;
DROP TRIGGER jawaban_ceklis_wajar ON keuangan_jawabanceklis;
DROP TRIGGER pengawas_hadir_bertugas ON keuangan_pengawashadir;
DROP TRIGGER kunjungan_pengawas_wajar ON keuangan_kunjunganpengawas;
DROP FUNCTION keuangan_jaga_tindak_lanjut();
DROP FUNCTION keuangan_jaga_temuan();
DROP FUNCTION keuangan_jaga_publikasi_audit();
DROP FUNCTION keuangan_jaga_audit();
DROP FUNCTION keuangan_cek_kunjungan();
DROP FUNCTION keuangan_jaga_jawaban_ceklis();
DROP FUNCTION keuangan_jaga_pengawas_hadir();
DROP FUNCTION keuangan_jaga_kunjungan();
DROP FUNCTION keuangan_petugas_buku(uuid, uuid);
ALTER TABLE keuangan_temuanpemeriksaan DROP CONSTRAINT temuan_pemeriksaan_sewilayah;
ALTER TABLE keuangan_audittahunan DROP CONSTRAINT audit_tahunan_sewilayah;
ALTER TABLE keuangan_kunjunganpengawas DROP CONSTRAINT kunjungan_pengawas_sewilayah;
"""
TETAP = ("kunjunganpengawas", "pengawashadir", "jawabanceklis", "audittahunan", "publikasiaudit", "tindaklanjuttemuan")


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0014_pengawasan"), ("akun", "0004_penugasan_dicabut"), ("bkm", "0004_aturan_lembaga")]

    operations = [
        migrasi.run_file(SQL / "pengawasan.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        *(migrasi.append_only(f"keuangan_{t}") for t in TETAP),
        migrasi.audit("keuangan_temuanpemeriksaan"),
    ]
