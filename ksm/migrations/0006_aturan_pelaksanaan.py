"""More rules of works, upkeep and aid: no step back, nothing handed over unfinished, no cash that is not there, once each."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql" / "pelaksanaan.sql"
ANAK = (
    "kemajuanusulan", "fotopekerjaan", "bahanusulan", "swadayausulan", "pemeriksaanmutu", "serahterima", "badanpemelihara",
    "kaspemelihara", "pemeriksaanaset", "penerimaanbantuan",
)  # fmt: skip
BALIK = "\n".join(
    [
        "DROP TRIGGER penerimaan_orang_sekali ON ksm_penerimaanbantuan; DROP FUNCTION ksm_jaga_penerima_sekali();",
        "DROP FUNCTION ksm_warga_kini(uuid);",
        "DROP TRIGGER kas_pemelihara_cukup ON ksm_kaspemelihara; DROP FUNCTION ksm_jaga_kas_pemelihara();",
        "DROP TRIGGER periksa_aset_sesudah_serah ON ksm_pemeriksaanaset; DROP FUNCTION ksm_jaga_periksa_aset();",
        "DROP TRIGGER foto_sebelum_serah_terima ON ksm_fotopekerjaan;",
        "DROP TRIGGER kemajuan_sebelum_serah_terima ON ksm_kemajuanusulan; DROP FUNCTION ksm_jaga_dasar_serah_terima();",
        "DROP TRIGGER serah_terima_layak ON ksm_serahterima; DROP FUNCTION ksm_jaga_serah_terima();",
        "DROP TRIGGER kemajuan_tidak_mundur ON ksm_kemajuanusulan; DROP FUNCTION ksm_jaga_kemajuan();",
        *(f"DROP TRIGGER {t}_bukan_pinjaman ON ksm_{t};" for t in ANAK),
        "DROP FUNCTION ksm_tolak_pinjaman();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("ksm", "0005_aturan_usulan")]

    operations = [migrasi.run_file(SQL, balik=BALIK)]
