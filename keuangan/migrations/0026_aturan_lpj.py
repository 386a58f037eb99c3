"""The rules of RPD, group's book, accounts and misuse in the database itself."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in keuangan/models/{rpd,lpj,penyelewengan}.py (a test compares them).
SAH = [("", "sah"), ("sah", "batal")]
TRANSISI = {
    "keuangan_rpd": [
        ("", "draf"), ("draf", "diajukan"), ("dikembalikan", "diajukan"), ("diajukan", "disetujui"),
        ("diajukan", "dikembalikan"), ("disetujui", "dikembalikan"), ("disetujui", "dibayar"), ("dibayar", "disetujui"),
        ("draf", "batal"), ("dikembalikan", "batal"), ("diajukan", "batal"),
    ],
    "keuangan_belanjaksm": SAH,
    "keuangan_upahksm": SAH,
    "keuangan_lpjksm": [
        ("", "draf"), ("draf", "diajukan"), ("dikembalikan", "diajukan"), ("diajukan", "diperiksa_up"),
        ("diajukan", "dikembalikan"), ("diperiksa_up", "dikembalikan"), ("diperiksa_up", "diterima"),
        ("diterima", "diperiksa_up"), ("draf", "batal"), ("dikembalikan", "batal"),
    ],
    "keuangan_lpjbkm": [("", "ditetapkan"), ("ditetapkan", "batal")],
    "keuangan_penyelewengan": [
        ("", "dilaporkan"), ("dilaporkan", "terbukti"), ("dilaporkan", "tidak_terbukti"),
        ("terbukti", "dikembalikan_sebagian"), ("dikembalikan_sebagian", "dikembalikan_sebagian"), ("terbukti", "selesai"),
        ("dikembalikan_sebagian", "selesai"), ("terbukti", "dihapus"), ("dikembalikan_sebagian", "dihapus"),
    ],
    "keuangan_pemulihandana": SAH,
}  # fmt: skip
DIAUDIT = ["rpd", "barisrpd", "belanjaksm", "upahksm", "lpjksm", "lpjbkm", "penyelewengan", "pemulihandana"]
SAMARKAN = {"rpd": ["penerima_nama"]}

BALIK_RPD = """
DROP TRIGGER jurnal_dana_ksm ON keuangan_jurnal;
DROP TRIGGER baris_jurnal_dari_rpd ON keuangan_barisjurnal;
DROP TRIGGER upah_ksm_terjaga ON keuangan_upahksm;
DROP TRIGGER belanja_ksm_terjaga ON keuangan_belanjaksm;
DROP TRIGGER baris_rpd_jumlah ON keuangan_barisrpd;
DROP TRIGGER rpd_jumlah_baris ON keuangan_rpd;
DROP TRIGGER baris_rpd_terjaga ON keuangan_barisrpd;
DROP TRIGGER rpd_terjaga ON keuangan_rpd;
DROP FUNCTION keuangan_cek_bukti_dana_ksm();
DROP FUNCTION keuangan_jaga_uang_muka_ksm();
DROP FUNCTION keuangan_jaga_buku_ksm();
DROP FUNCTION keuangan_cek_jumlah_rpd();
DROP FUNCTION keuangan_jaga_baris_rpd();
DROP FUNCTION keuangan_jaga_rpd();
DROP FUNCTION keuangan_rpd_cocok(keuangan_rpd);
DROP FUNCTION keuangan_rpd_boleh(keuangan_rpd);
DROP FUNCTION keuangan_ksm_tertahan(uuid, uuid, date);
DROP FUNCTION keuangan_bukan_ksm(uuid, text, int, int);
ALTER TABLE keuangan_upahksm DROP CONSTRAINT upahksm_rab_seusulan, DROP CONSTRAINT upahksm_rpd_seusulan,
  DROP CONSTRAINT upahksm_usulan_sewilayah;
ALTER TABLE keuangan_belanjaksm DROP CONSTRAINT belanjaksm_rab_seusulan, DROP CONSTRAINT belanjaksm_rpd_seusulan,
  DROP CONSTRAINT belanjaksm_usulan_sewilayah;
ALTER TABLE keuangan_barisrpd DROP CONSTRAINT baris_rpd_sewilayah;
ALTER TABLE keuangan_rpd DROP CONSTRAINT rpd_berkas_sewilayah, DROP CONSTRAINT rpd_usulan_sewilayah,
  DROP CONSTRAINT rpd_id_dan_usulan, DROP CONSTRAINT rpd_id_dan_wilayah;
DROP INDEX usulan_id_dan_ksm;
DROP INDEX baris_rab_id_dan_usulan;
"""
BALIK_LPJ = """
DROP TRIGGER lpj_bkm_terjaga ON keuangan_lpjbkm;
DROP TRIGGER lpj_ksm_terjaga ON keuangan_lpjksm;
DROP FUNCTION keuangan_jaga_lpj_bkm();
DROP FUNCTION keuangan_jaga_lpj_ksm();
DROP FUNCTION keuangan_lpj_cocok(uuid, text, numeric, keuangan_lpjksm);
ALTER TABLE keuangan_lpjbkm DROP CONSTRAINT lpj_bkm_tahap_sewilayah;
ALTER TABLE keuangan_lpjksm DROP CONSTRAINT lpj_ksm_rpd_seusulan, DROP CONSTRAINT lpj_ksm_usulan_sewilayah;
"""
BALIK_PENYELEWENGAN = """
DROP TRIGGER pemulihan_dana_terjaga ON keuangan_pemulihandana;
DROP TRIGGER penyelewengan_terjaga ON keuangan_penyelewengan;
DROP FUNCTION keuangan_jaga_pemulihan();
DROP FUNCTION keuangan_jaga_penyelewengan();
ALTER TABLE keuangan_pemulihandana DROP CONSTRAINT pemulihan_dana_sewilayah;
ALTER TABLE keuangan_penyelewengan DROP CONSTRAINT penyelewengan_usulan_seksm,
  DROP CONSTRAINT penyelewengan_ksm_sewilayah, DROP CONSTRAINT penyelewengan_id_dan_wilayah;
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0025_lpj")]

    operations = [
        migrasi.run_file(SQL / "rpd.sql", balik=BALIK_RPD),
        migrasi.run_file(SQL / "lpj.sql", balik=BALIK_LPJ),
        migrasi.run_file(SQL / "penyelewengan.sql", balik=BALIK_PENYELEWENGAN),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        *(migrasi.audit(f"keuangan_{t}", samarkan=SAMARKAN.get(t, [])) for t in DIAUDIT),
    ]
