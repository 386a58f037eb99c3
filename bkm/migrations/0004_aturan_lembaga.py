"""The rules of the residents' body in the database itself: offices by decision, no double office, nothing deleted."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in bkm/models/lembaga.py (a test compares them).
PETUGAS = [("", "aktif"), ("aktif", "berhenti"), ("aktif", "batal")]
SAH = [("", "sah"), ("sah", "batal")]
TRANSISI = {
    "bkm_evaluasikesiapan": SAH,
    "bkm_bkm": [("", "aktif"), ("aktif", "bubar")],
    "bkm_kepengurusan": [
        ("", "terpilih"),
        ("terpilih", "dikukuhkan"),
        ("dikukuhkan", "berakhir"),
        ("terpilih", "batal"),
    ],
    "bkm_rapatbkm": SAH,
    "bkm_anggotabkm": PETUGAS,
    "bkm_petugasup": PETUGAS,
    "bkm_pengawasupk": PETUGAS,
    "bkm_petugassekretariat": PETUGAS,
    "bkm_penasehat": PETUGAS,
    "bkm_aktabkm": SAH,
    "bkm_anggarandasar": [("", "rancangan"), ("rancangan", "disahkan"), ("disahkan", "rancangan")],
}
ORANG = ["nama", "telepon"]

TANPA_HAPUS = (
    "bkm", "kepengurusan", "rapatbkm", "keputusanrapat", "anggotabkm", "unitpengelola", "petugasup", "pengawasupk",
    "sekretariat", "petugassekretariat", "penasehat", "aktabkm", "penghadap",
)  # fmt: skip
BALIK = "\n".join(
    [
        "DROP TRIGGER ad_terkunci ON bkm_anggarandasar;",
        "DROP TRIGGER evaluasi_terkunci ON bkm_evaluasikesiapan;",
        "DROP TRIGGER ad_tetap ON bkm_anggarandasar;",
        "DROP TRIGGER akta_tiga_penghadap ON bkm_aktabkm;",
        *(f"DROP TRIGGER {t}_tanpa_rangkap ON bkm_{t};"
          for t in ("anggotabkm", "petugasup", "pengawasupk", "petugassekretariat")),
        *(f"DROP TRIGGER {t}_berdasar ON bkm_{t};"
          for t in ("anggotabkm", "petugasup", "pengawasupk", "petugassekretariat", "penasehat")),
        "DROP TRIGGER rapatbkm_sesudah_pengukuhan ON bkm_rapatbkm;",
        "DROP TRIGGER kepengurusan_tetap ON bkm_kepengurusan;",
        "DROP TRIGGER unit_berbadan ON bkm_unitpengelola;",
        "DROP TRIGGER bkm_berbadan ON bkm_bkm;",
        *(f"DROP TRIGGER {t}_tidak_dihapus ON bkm_{t};" for t in TANPA_HAPUS),
        "DROP FUNCTION bkm_jaga_ad();",
        "DROP FUNCTION bkm_cek_penghadap();",
        "DROP FUNCTION bkm_cek_rangkap();",
        "DROP FUNCTION bkm_nama_baku(text);",
        "DROP VIEW bkm_pemangku;",
        "DROP FUNCTION bkm_jaga_anggota();",
        "DROP FUNCTION bkm_jaga_petugas();",
        "DROP FUNCTION bkm_cek_dasar(uuid, uuid, text[]);",
        "DROP FUNCTION bkm_jaga_rapat();",
        "DROP FUNCTION bkm_jaga_kepengurusan();",
        "DROP FUNCTION bkm_jaga_badan();",
        "DROP FUNCTION bkm_tidak_dihapus();",
        *(f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_basis_sekelurahan;"
          for t in ("anggotabkm", "petugasup", "pengawasupk", "petugassekretariat", "penasehat", "penghadap")),
        "ALTER TABLE bkm_anggarandasar DROP CONSTRAINT ad_pertemuan_selangkah, DROP CONSTRAINT ad_sewilayah;",
        "ALTER TABLE bkm_evaluasikesiapan DROP CONSTRAINT evaluasi_pertemuan_sewilayah, DROP CONSTRAINT evaluasi_sewilayah;",
        "ALTER TABLE bkm_penghadap DROP CONSTRAINT penghadap_sewilayah;",
        "ALTER TABLE bkm_aktabkm DROP CONSTRAINT akta_sewilayah, DROP CONSTRAINT akta_id_dan_wilayah;",
        "ALTER TABLE bkm_petugassekretariat DROP CONSTRAINT petugassekretariat_sewilayah;",
        "ALTER TABLE bkm_sekretariat DROP CONSTRAINT sekretariat_sewilayah, DROP CONSTRAINT sekretariat_id_dan_wilayah;",
        "ALTER TABLE bkm_penasehat DROP CONSTRAINT penasehat_sewilayah;",
        "ALTER TABLE bkm_pengawasupk DROP CONSTRAINT pengawasupk_sewilayah;",
        "ALTER TABLE bkm_petugasup DROP CONSTRAINT petugasup_sewilayah;",
        "ALTER TABLE bkm_unitpengelola DROP CONSTRAINT unit_badan_sewilayah, DROP CONSTRAINT unit_sewilayah, "
        "DROP CONSTRAINT unit_id_dan_wilayah;",
        "ALTER TABLE bkm_hadirrapatbkm DROP CONSTRAINT hadirrapat_anggota_sewilayah, DROP CONSTRAINT hadirrapat_sewilayah;",
        "ALTER TABLE bkm_anggotabkm DROP CONSTRAINT anggotabkm_sewilayah, DROP CONSTRAINT anggotabkm_id_dan_wilayah;",
        "ALTER TABLE bkm_keputusanrapat DROP CONSTRAINT keputusanrapat_sewilayah, "
        "DROP CONSTRAINT keputusanrapat_id_dan_wilayah;",
        "ALTER TABLE bkm_rapatbkm DROP CONSTRAINT rapatbkm_pertemuan_sewilayah, DROP CONSTRAINT rapatbkm_sewilayah, "
        "DROP CONSTRAINT rapatbkm_id_dan_wilayah;",
        "ALTER TABLE bkm_kepengurusan DROP CONSTRAINT kepengurusan_langkah_sewilayah, "
        "DROP CONSTRAINT kepengurusan_sewilayah, DROP CONSTRAINT kepengurusan_id_dan_wilayah;",
        "ALTER TABLE bkm_bkm DROP CONSTRAINT bkm_sewilayah, DROP CONSTRAINT bkm_id_dan_wilayah;",
        "DROP INDEX badan_id_dan_wilayah;",
    ]
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("bkm", "0003_lembaga"),
        ("siklus", "0002_aturan_basis_data"),
        ("inti", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "lembaga.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.audit("bkm_evaluasikesiapan"),
        migrasi.audit("bkm_bkm"),
        migrasi.audit("bkm_kepengurusan"),
        migrasi.audit("bkm_rapatbkm"),
        migrasi.audit("bkm_keputusanrapat"),
        migrasi.audit("bkm_hadirrapatbkm"),
        migrasi.audit("bkm_anggotabkm", samarkan=ORANG),
        migrasi.audit("bkm_unitpengelola"),
        migrasi.audit("bkm_petugasup", samarkan=ORANG),
        migrasi.audit("bkm_pengawasupk", samarkan=ORANG),
        migrasi.audit("bkm_sekretariat"),
        migrasi.audit("bkm_petugassekretariat", samarkan=ORANG),
        migrasi.audit("bkm_penasehat", samarkan=ORANG),
        migrasi.audit("bkm_aktabkm"),
        migrasi.audit("bkm_penghadap", samarkan=["nama"]),
        migrasi.audit("bkm_anggarandasar"),
    ]
