-- What was uploaded and what was printed does not change; it is placed once, replaced, or cancelled. DOK-07, DOK-11.
-- Generated columns are left out: they follow kode_wilayah and are not yet computed in a BEFORE trigger.
CREATE OR REPLACE FUNCTION laporan_berkas_tetap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE lama jsonb; baru jsonb; boleh text[] := ARRAY['diubah_pada', 'versi', 'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Berkas tidak dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF OLD.objek_jenis = '' THEN  -- not placed yet: its place, and the area of that place, may be set
    boleh := boleh || ARRAY['objek_jenis', 'objek_id', 'dokumen_id', 'slot', 'kode_wilayah', 'badan_id'];
  END IF;
  IF OLD.dibatalkan_pada IS NULL THEN
    boleh := boleh || ARRAY['dibatalkan_pada', 'dibatalkan_alasan', 'dibatalkan_oleh_nama'];
  END IF;
  lama := to_jsonb(OLD) - boleh;
  baru := to_jsonb(NEW) - boleh;
  IF lama <> baru THEN
    RAISE EXCEPTION 'Isi dan tempat berkas tidak berubah sesudah tersimpan.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION laporan_dokumen_tetap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE lama jsonb; baru jsonb; boleh text[] := ARRAY['diubah_pada', 'versi', 'status', 'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Dokumen tidak dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF OLD.status = 'diminta' THEN
    boleh := boleh || ARRAY['berkas', 'berkas_sha256', 'ukuran', 'halaman', 'lama_ms', 'siap_pada', 'pekerjaan_id'];
  END IF;
  IF OLD.status <> 'dibatalkan' THEN
    boleh := boleh || ARRAY['dibatalkan_pada', 'dibatalkan_alasan', 'dibatalkan_oleh_nama'];
  END IF;
  IF OLD.digantikan_oleh_id IS NULL THEN
    boleh := boleh || ARRAY['digantikan_oleh_id'];
  END IF;
  lama := to_jsonb(OLD) - boleh;
  baru := to_jsonb(NEW) - boleh;
  IF lama <> baru THEN
    RAISE EXCEPTION 'Isi dokumen tidak berubah sesudah dibuat.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION laporan_nomor_tetap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.terakhir = OLD.terakhir + 1
     AND (to_jsonb(NEW) - 'terakhir') = (to_jsonb(OLD) - 'terakhir') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Hitungan nomor surat hanya bertambah satu.' USING ERRCODE = '23514';
END $$;

CREATE TRIGGER berkas_tetap BEFORE UPDATE OR DELETE ON laporan_berkas
  FOR EACH ROW EXECUTE FUNCTION laporan_berkas_tetap();
CREATE TRIGGER dokumen_tetap BEFORE UPDATE OR DELETE ON laporan_dokumen
  FOR EACH ROW EXECUTE FUNCTION laporan_dokumen_tetap();
CREATE TRIGGER penomoran_tetap BEFORE UPDATE OR DELETE ON laporan_penomoran
  FOR EACH ROW EXECUTE FUNCTION laporan_nomor_tetap();
CREATE TRIGGER nomor_surat_tetap BEFORE UPDATE OR DELETE ON laporan_nomorsurat
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
