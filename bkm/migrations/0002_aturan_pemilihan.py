"""The rules of the election in the database itself: legal changes of state, sums that fit, the lock, row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in bkm/models/pemilihan.py (a test compares them).
TRANSISI = {
    "bkm_tps": [
        ("", "belum"),
        ("belum", "berlangsung"),
        ("berlangsung", "belum"),
        ("berlangsung", "ditutup"),
        ("ditutup", "dihitung"),
        ("kunjungan_rumah", "dihitung"),
        ("dihitung", "kunjungan_rumah"),
        ("dihitung", "sah"),
        ("dihitung", "tidak_sah"),
        ("sah", "dihitung"),
        ("tidak_sah", "dihitung"),
        ("belum", "tidak_memilih"),
        ("tidak_memilih", "belum"),
    ],
    "bkm_anggotapanitia": [("", "sah"), ("sah", "batal")],
    "bkm_utusan": [("", "sah"), ("sah", "batal")],
    "bkm_hasilanggota": [("", "sah"), ("sah", "batal")],
}
TABEL = (
    "panitia", "anggotapanitia", "tatatertib", "pemilihan", "tps", "hitungan", "perolehansuara", "penyatuannama", "utusan",
    "hasilanggota", "pengumumanhasil",
)  # fmt: skip

BALIK = "\n".join(
    [
        *(f"DROP TRIGGER {t}_terkunci ON bkm_{t};" for t in TABEL),
        "DROP TRIGGER pengumuman_sesudah_selesai ON bkm_pengumumanhasil;",
        "DROP TRIGGER hasil_dari_hitungan ON bkm_hasilanggota;",
        "DROP TRIGGER utusan_dari_hasil ON bkm_utusan;",
        "DROP TRIGGER penyatuan_waktunya ON bkm_penyatuannama;",
        "DROP TRIGGER hitungan_sesuai_surat ON bkm_hitungan;",
        "DROP TRIGGER perolehan_sesuai_surat ON bkm_perolehansuara;",
        "DROP TRIGGER hitungan_wajar ON bkm_hitungan;",
        "DROP TRIGGER tps_tetap ON bkm_tps;",
        "DROP TRIGGER tatib_tetap ON bkm_tatatertib;",
        *(
            f"DROP FUNCTION bkm_{f}();"
            for f in (
                "jaga_pengumuman", "jaga_terpilih", "jaga_penyatuan", "cek_jumlah_suara", "jaga_hitungan", "jaga_tps",
                "jaga_tatib",
            )
        ),
        "ALTER TABLE bkm_hasilanggota DROP CONSTRAINT hasil_utusan_selangkah;",
        "ALTER TABLE bkm_perolehansuara DROP CONSTRAINT perolehan_selangkah;",
        "ALTER TABLE bkm_anggotapanitia DROP CONSTRAINT anggotapanitia_selangkah;",
        *(
            f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_tps_selangkah;"
            for t in ("hitungan", "penyatuannama", "utusan", "hasilanggota")
        ),
        *(
            f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_pemilihan_selangkah;"
            for t in ("tps", "utusan", "hasilanggota", "pengumumanhasil")
        ),
        *(f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_pertemuan_selangkah;" for t in ("panitia", "tatatertib")),
        *(f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_basis_sekelurahan;" for t in ("anggotapanitia", "tps", "utusan")),
        *(f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_sewilayah;" for t in TABEL),
        *(
            f"ALTER TABLE bkm_{t} DROP CONSTRAINT {t}_id_dan_langkah;"
            for t in ("panitia", "pemilihan", "tps", "hitungan", "utusan")
        ),
    ]
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("bkm", "0001_initial"),
        ("siklus", "0002_aturan_basis_data"),
        ("inti", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "pemilihan.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.append_only("bkm_hitungan"),
        migrasi.append_only("bkm_perolehansuara"),
        migrasi.append_only("bkm_pengumumanhasil"),
        migrasi.audit("bkm_panitia"),
        migrasi.audit("bkm_anggotapanitia", samarkan=["nama", "telepon"]),
        migrasi.audit("bkm_tatatertib"),
        migrasi.audit("bkm_pemilihan"),
        migrasi.audit("bkm_tps"),
        migrasi.audit("bkm_hitungan"),
        migrasi.audit("bkm_perolehansuara", samarkan=["nama_tertulis"]),
        migrasi.audit("bkm_penyatuannama", samarkan=["nama_tertulis", "dengan"]),
        migrasi.audit("bkm_utusan", samarkan=["nama"]),
        migrasi.audit("bkm_hasilanggota"),
        migrasi.audit("bkm_pengumumanhasil"),
    ]
