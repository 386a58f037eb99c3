"""The rules of proposals in the database itself: area, content that stays, sums that add up, what each step stands on."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

SAH = [("", "sah"), ("sah", "batal")]
# Equal to the FSM graphs in ksm/models (a test compares them).
TRANSISI = {
    "ksm_usulan": [
        ("", "draf"), ("draf", "diajukan"), ("diajukan", "draf"), ("verifikasi_up", "draf"), ("diajukan", "verifikasi_up"),
        ("verifikasi_up", "rapat_bkm"), ("verifikasi_up", "ditunda"), ("rapat_bkm", "ditunda"), ("kontrak", "ditunda"),
        ("ditunda", "verifikasi_up"), ("rapat_bkm", "kontrak"), ("kontrak", "cair"), ("cair", "kontrak"),
        ("kontrak", "berjalan"), ("cair", "berjalan"), ("kontrak", "perubahan"), ("cair", "perubahan"),
        ("berjalan", "perubahan"), ("perubahan", "kontrak"), ("perubahan", "cair"), ("perubahan", "berjalan"),
        ("cair", "lpj"), ("berjalan", "lpj"), ("lpj", "berjalan"), ("lpj", "selesai"), ("draf", "batal"),
        ("diajukan", "batal"), ("verifikasi_up", "batal"), ("rapat_bkm", "batal"), ("kontrak", "batal"), ("ditunda", "batal"),
    ],
    "ksm_verifikasiusulan": SAH,
    "ksm_bappuk": [("", "draf"), ("draf", "ditetapkan"), ("draf", "batal"), ("ditetapkan", "batal")],
    "ksm_perjanjian": SAH,
    "ksm_perubahanusulan": [("", "diusulkan"), ("diusulkan", "disahkan"), ("diusulkan", "ditolak")],
    "ksm_kemajuanusulan": SAH,
    "ksm_fotopekerjaan": SAH,
    "ksm_bahanusulan": SAH,
    "ksm_swadayausulan": SAH,
    "ksm_pemeriksaanmutu": SAH,
    "ksm_serahterima": SAH,
    "ksm_badanpemelihara": SAH,
    "ksm_kaspemelihara": SAH,
    "ksm_pemeriksaanaset": SAH,
    "ksm_penerimaanbantuan": SAH,
}  # fmt: skip
# Table -> columns of personal data, masked in the audit of rows.
AUDIT = {
    "ksm_usulan": [],
    "ksm_barisrab": [],
    "ksm_janjiswadaya": [],
    "ksm_pemanfaatusulan": ["penerima"],
    "ksm_verifikasiusulan": ["pemeriksa"],
    "ksm_bappuk": [],
    "ksm_barisbappuk": [],
    "ksm_perjanjian": ["pihak_bkm", "pihak_ksm", "saksi"],
    "ksm_perubahanusulan": [],
    "ksm_kemajuanusulan": [],
    "ksm_fotopekerjaan": [],
    "ksm_bahanusulan": [],
    "ksm_swadayausulan": ["penyumbang"],
    "ksm_pemeriksaanmutu": ["pemeriksa"],
    "ksm_serahterima": ["dari", "kepada", "saksi"],
    "ksm_badanpemelihara": ["ketua", "telepon"],
    "ksm_kaspemelihara": [],
    "ksm_pemeriksaanaset": ["pemeriksa"],
    "ksm_penerimaanbantuan": ["diwakili"],
}

ANAK = (
    "barisrab", "janjiswadaya", "pemanfaatusulan", "verifikasiusulan", "barisbappuk", "perjanjian", "perubahanusulan",
    "kemajuanusulan", "fotopekerjaan", "bahanusulan", "swadayausulan", "pemeriksaanmutu", "serahterima", "badanpemelihara",
    "kaspemelihara", "pemeriksaanaset", "penerimaanbantuan",
)  # fmt: skip
PELAKSANAAN = (
    "kemajuanusulan", "fotopekerjaan", "bahanusulan", "swadayausulan", "penerimaanbantuan", "pemeriksaanmutu", "serahterima",
    "badanpemelihara", "kaspemelihara", "pemeriksaanaset",
)  # fmt: skip
BALIK = "\n".join(
    [
        "DROP TRIGGER penerimaan_sebatas_hak ON ksm_penerimaanbantuan; DROP FUNCTION ksm_jaga_penerimaan();",
        *(f"DROP TRIGGER {t}_terkunci ON ksm_{t};" for t in PELAKSANAAN),
        "DROP FUNCTION ksm_jaga_pelaksanaan();",
        "DROP TRIGGER perjanjian_seperti_rab ON ksm_perjanjian; DROP FUNCTION ksm_jaga_perjanjian();",
        "DROP TRIGGER baris_bappuk_terkunci ON ksm_barisbappuk; DROP FUNCTION ksm_jaga_baris_bappuk();",
        "DROP TRIGGER bappuk_sebatas_dana ON ksm_bappuk; DROP FUNCTION ksm_jaga_bappuk();",
        "DROP TRIGGER usulan_berdasar ON ksm_usulan; DROP FUNCTION ksm_cek_usulan_berdasar();",
        "DROP TRIGGER usulan_utuh ON ksm_usulan; DROP FUNCTION ksm_cek_usulan_diajukan();",
        "DROP FUNCTION ksm_usulan_utuh(uuid, int);",
        "DROP TRIGGER pemanfaat_pada_ps2 ON ksm_pemanfaatusulan; DROP FUNCTION ksm_jaga_pemanfaat();",
        "DROP TRIGGER pemanfaat_terkunci ON ksm_pemanfaatusulan; DROP TRIGGER janji_swadaya_terkunci ON ksm_janjiswadaya;",
        "DROP TRIGGER baris_rab_terkunci ON ksm_barisrab; DROP FUNCTION ksm_jaga_baris_usulan();",
        "DROP TRIGGER usulan_tetap ON ksm_usulan; DROP FUNCTION ksm_jaga_usulan();",
        *(f"ALTER TABLE ksm_{t} DROP CONSTRAINT {t}_usulan_sewilayah;" for t in ANAK),
        "ALTER TABLE ksm_swadayausulan DROP CONSTRAINT swadaya_janji_seusulan;",
        "ALTER TABLE ksm_penerimaanbantuan DROP CONSTRAINT penerimaan_pemanfaat_seusulan;",
        "ALTER TABLE ksm_janjiswadaya DROP CONSTRAINT janji_id_dan_usulan;",
        "ALTER TABLE ksm_pemanfaatusulan DROP CONSTRAINT pemanfaat_id_dan_usulan, "
        "DROP CONSTRAINT pemanfaat_basis_sewilayah, DROP CONSTRAINT pemanfaat_keluarga_sewilayah;",
        "ALTER TABLE ksm_perubahanusulan DROP CONSTRAINT perubahan_rapat_sewilayah;",
        "ALTER TABLE ksm_barisbappuk DROP CONSTRAINT baris_bappuk_sewilayah;",
        "ALTER TABLE ksm_bappuk DROP CONSTRAINT bappuk_rapat_sewilayah, DROP CONSTRAINT bappuk_renta_sewilayah, "
        "DROP CONSTRAINT bappuk_id_dan_wilayah;",
        "ALTER TABLE ksm_usulan DROP CONSTRAINT usulan_basis_sewilayah, DROP CONSTRAINT usulan_renta_sewilayah, "
        "DROP CONSTRAINT usulan_ksm_sewilayah, DROP CONSTRAINT usulan_id_dan_wilayah;",
        "DROP INDEX kegiatan_renta_id_dan_wilayah;",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("ksm", "0004_usulan_pelaksanaan"),
        ("bkm", "0005_kasir_bukan_pembuku"),
    ]

    operations = [
        migrasi.run_file(SQL / "usulan.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        *(migrasi.audit(tabel, samarkan=kolom) for tabel, kolom in AUDIT.items()),
    ]
