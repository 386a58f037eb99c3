-- A merged entry is kept as it was, and points at an entry that lives. WIL-10.
CREATE FUNCTION wilayah_jaga_warga() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.digabung_ke_id IS NOT NULL AND NEW.digabung_ke_id IS NOT NULL THEN
    RAISE EXCEPTION 'Catatan warga ini sudah digabung; ubah catatan yang berlaku.' USING ERRCODE = '23514';
  END IF;
  IF NEW.digabung_ke_id IS NOT NULL
     AND (SELECT digabung_ke_id FROM wilayah_warga WHERE id = NEW.digabung_ke_id FOR SHARE) IS NOT NULL THEN
    RAISE EXCEPTION 'Tujuan penggabungan sudah digabung ke catatan lain.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warga_penggabungan BEFORE INSERT OR UPDATE ON wilayah_warga
  FOR EACH ROW EXECUTE FUNCTION wilayah_jaga_warga();

-- After the fact only the named columns may change, and nothing once the row was withdrawn. PAR-07, UMU-32.
-- AFTER, because generated columns are not yet computed before the write.
CREATE FUNCTION wilayah_hanya_kolom() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.dibatalkan_pada IS NOT NULL OR to_jsonb(OLD) - TG_ARGV::text[] <> to_jsonb(NEW) - TG_ARGV::text[] THEN
    RAISE EXCEPTION 'Baris % tidak diubah: tambahkan baris baru, atau batalkan dengan alasan.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER penggabungan_tetap AFTER UPDATE ON wilayah_penggabunganwarga
  FOR EACH ROW EXECUTE FUNCTION wilayah_hanya_kolom('dibatalkan_pada', 'dibatalkan_alasan', 'versi', 'diubah_pada');
CREATE TRIGGER penggabungan_tidak_dihapus BEFORE DELETE ON wilayah_penggabunganwarga
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
