"""Payments, savings, rescheduling and write-off: what must hold at commit, and the control account at month end."""

from pathlib import Path

from django.db import migrations, models

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER periode_pinjaman_cocok ON keuangan_periode;
DROP TRIGGER jurnal_simpanan_ksm ON keuangan_jurnal;
DROP TRIGGER pembayaran_bukti_cocok ON keuangan_pembayaran;
DROP TRIGGER penghapusan_pinjaman_ditagih ON keuangan_penghapusanpinjaman;
DROP TRIGGER alokasi_pinjaman_keadaan ON keuangan_alokasipembayaran;
DROP TRIGGER pinjaman_keadaan_cocok ON keuangan_pinjaman;
DROP TRIGGER angsuran_pinjaman_genap ON keuangan_angsuranpinjaman;
DROP FUNCTION keuangan_jaga_kontrol();
DROP FUNCTION keuangan_register_pinjaman(uuid, date);
DROP FUNCTION keuangan_cek_simpanan();
DROP FUNCTION keuangan_cek_bukti_pembayaran();
DROP FUNCTION keuangan_jaga_penghapusan();
DROP FUNCTION keuangan_cek_keadaan_pinjaman();
DROP FUNCTION keuangan_cek_jadwal();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0009_aturan_putusan_pinjaman")]

    operations = [
        migrations.RemoveConstraint(model_name="pembayaran", name="pembayaran_pokok_dulu_disetujui"),
        migrations.RemoveConstraint(model_name="pinjaman", name="pinjaman_sisa_wajar"),
        migrations.AddConstraint(
            model_name="pembayaran",
            constraint=models.CheckConstraint(
                condition=models.Q(pokok_dulu=False)
                | ~models.Q(disetujui_nama="") & ~models.Q(disetujui_nama=models.F("dibuat_oleh_nama")),
                name="pembayaran_pokok_dulu_disetujui",
            ),
        ),
        migrations.AddConstraint(
            model_name="pembayaran",
            constraint=models.CheckConstraint(
                condition=models.Q(jenis="bawaan") ^ ~models.Q(lewat="lama"), name="pembayaran_bawaan_buku_lama"
            ),
        ),
        migrations.AddConstraint(
            model_name="pinjaman",
            constraint=models.CheckConstraint(
                condition=models.Q(sisa_pokok__gte=0)
                & (models.Q(pokok__isnull=True) | models.Q(sisa_pokok__lte=models.F("pokok"))),
                name="pinjaman_sisa_wajar",
            ),
        ),
        migrasi.run_file(SQL / "pembayaran.sql", balik=BALIK),
    ]
