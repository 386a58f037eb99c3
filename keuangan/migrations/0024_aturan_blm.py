"""The rules of the grant in the database itself: parts that make the whole, five signatures in order, money once."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in keuangan/models/blm.py and berkas_pencairan.py (a test compares them).
TRANSISI = {
    "keuangan_pagublm": [("", "berlaku"), ("berlaku", "diganti"), ("berlaku", "batal")],
    "keuangan_sppb": [("", "draf"), ("draf", "ditandatangani"), ("draf", "batal"), ("ditandatangani", "batal")],
    "keuangan_berkaspencairan": [
        ("", "disusun"), ("disusun", "diperiksa_faskel"), ("diperiksa_faskel", "diverifikasi_korkot"),
        ("diverifikasi_korkot", "diminta_pjok"), ("diminta_pjok", "disetujui_ppk"), ("disetujui_ppk", "disetujui_satker"),
        ("disetujui_satker", "cair"), ("cair", "disetujui_satker"), ("disusun", "dikembalikan"),
        ("diperiksa_faskel", "dikembalikan"), ("diverifikasi_korkot", "dikembalikan"), ("diminta_pjok", "dikembalikan"),
        ("disetujui_ppk", "dikembalikan"), ("disetujui_satker", "dikembalikan"), ("dikembalikan", "disusun"),
        ("disusun", "batal"), ("dikembalikan", "batal"),
    ],
}  # fmt: skip

BALIK_BERKAS = """
DROP TRIGGER jurnal_blm_berberkas ON keuangan_jurnal;
DROP TRIGGER jurnal_blm_dari_berkas ON keuangan_jurnal;
DROP TRIGGER langkah_berkas_meneruskan ON keuangan_langkahberkas;
DROP TRIGGER langkah_berkas_terjaga ON keuangan_langkahberkas;
DROP TRIGGER periksa_kertas_terjaga ON keuangan_periksakertas;
DROP TRIGGER berkas_pencairan_terjaga ON keuangan_berkaspencairan;
DROP FUNCTION keuangan_cek_blm_masuk();
DROP FUNCTION keuangan_jaga_blm_masuk();
DROP FUNCTION keuangan_cek_langkah_berkas();
DROP FUNCTION keuangan_jaga_langkah_berkas();
DROP FUNCTION keuangan_jaga_kertas();
DROP FUNCTION keuangan_jaga_berkas();
DROP FUNCTION keuangan_dari_langkah(text);
ALTER TABLE keuangan_langkahberkas DROP CONSTRAINT langkah_berkas_sewilayah;
ALTER TABLE keuangan_periksakertas DROP CONSTRAINT periksa_kertas_sewilayah;
ALTER TABLE keuangan_berkaspencairan DROP CONSTRAINT berkas_pencairan_sewilayah;
ALTER TABLE keuangan_berkaspencairan DROP CONSTRAINT berkas_pencairan_id_dan_wilayah;
"""
BALIK_BLM = """
DROP TRIGGER dispensasi_lpj_terjaga ON keuangan_dispensasilpj;
DROP TRIGGER syarat_kertas_terjaga ON keuangan_syaratkertas;
DROP TRIGGER dana_tahap_genap ON keuangan_danatahap;
DROP TRIGGER tahap_blm_genap ON keuangan_tahapblm;
DROP TRIGGER porsi_sppb_genap ON keuangan_porsisppb;
DROP TRIGGER pagu_sppb_genap ON keuangan_pagusppb;
DROP TRIGGER sppb_genap ON keuangan_sppb;
DROP TRIGGER dana_tahap_terjaga ON keuangan_danatahap;
DROP TRIGGER tahap_blm_terjaga ON keuangan_tahapblm;
DROP TRIGGER porsi_sppb_terjaga ON keuangan_porsisppb;
DROP TRIGGER pagu_sppb_terjaga ON keuangan_pagusppb;
DROP TRIGGER sppb_terjaga ON keuangan_sppb;
DROP TRIGGER rekening_bkm_terjaga ON keuangan_rekeningbkm;
DROP TRIGGER pagu_blm_berpengganti ON keuangan_pagublm;
DROP TRIGGER pagu_blm_terjaga ON keuangan_pagublm;
DROP FUNCTION keuangan_jaga_dicabut();
DROP FUNCTION keuangan_cek_sppb();
DROP FUNCTION keuangan_jaga_bagian_sppb();
DROP FUNCTION keuangan_jaga_sppb();
DROP FUNCTION keuangan_jaga_rekening_bkm();
DROP FUNCTION keuangan_cek_pengganti_pagu();
DROP FUNCTION keuangan_jaga_pagu();
ALTER TABLE keuangan_dispensasilpj DROP CONSTRAINT dispensasi_lpj_ksm_sewilayah;
ALTER TABLE keuangan_dispensasilpj DROP CONSTRAINT dispensasi_lpj_tahap_sewilayah;
ALTER TABLE keuangan_danatahap DROP CONSTRAINT dana_tahap_sewilayah;
ALTER TABLE keuangan_tahapblm DROP CONSTRAINT tahap_blm_sewilayah;
ALTER TABLE keuangan_porsisppb DROP CONSTRAINT porsi_sppb_sewilayah;
ALTER TABLE keuangan_pagusppb DROP CONSTRAINT pagu_sppb_seperti_pagunya;
ALTER TABLE keuangan_pagusppb DROP CONSTRAINT pagu_sppb_sewilayah;
ALTER TABLE keuangan_sppb DROP CONSTRAINT sppb_sewilayah;
ALTER TABLE keuangan_rekeningbkm DROP CONSTRAINT rekening_bkm_sewilayah;
ALTER TABLE keuangan_pagublm DROP CONSTRAINT pagu_blm_id_dan_wilayah;
ALTER TABLE keuangan_tahapblm DROP CONSTRAINT tahap_blm_id_dan_wilayah;
ALTER TABLE keuangan_sppb DROP CONSTRAINT sppb_id_dan_wilayah;
"""
DIAUDIT = [
    "pagublm", "rekeningbkm", "sppb", "pagusppb", "porsisppb", "tahapblm", "danatahap", "syaratkertas", "dispensasilpj",
    "berkaspencairan", "periksakertas",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0023_blm")]

    operations = [
        migrasi.run_file(SQL / "blm.sql", balik=BALIK_BLM),
        migrasi.run_file(SQL / "berkas_pencairan.sql", balik=BALIK_BERKAS),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.append_only("keuangan_langkahberkas"),
        *(migrasi.audit(f"keuangan_{t}") for t in DIAUDIT),
    ]
