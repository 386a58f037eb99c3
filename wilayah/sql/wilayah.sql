-- The register: an area is closed and points at its successor; it is never deleted and keeps its code. WIL-03, WIL-14.
CREATE FUNCTION wilayah_jaga_register() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE penerus wilayah_wilayah;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Wilayah % tidak dapat dihapus; tutup dan tunjuk penggantinya.', OLD.kode USING ERRCODE = '23514';
  END IF;
  IF NEW.kode <> OLD.kode THEN
    RAISE EXCEPTION 'Kode wilayah % tidak dapat diubah; buat kode baru sebagai penggantinya.', OLD.kode USING ERRCODE = '23514';
  END IF;
  IF NEW.kode_pengganti IS DISTINCT FROM OLD.kode_pengganti AND NEW.kode_pengganti IS NOT NULL THEN
    -- The successor must be open, so successors can never run in a circle.
    SELECT * INTO penerus FROM wilayah_wilayah WHERE kode = NEW.kode_pengganti FOR SHARE;
    IF NOT penerus.aktif OR penerus.tingkat <> NEW.tingkat THEN
      RAISE EXCEPTION 'Pengganti % harus wilayah setingkat yang masih berlaku.', NEW.kode_pengganti USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wilayah_register BEFORE UPDATE OR DELETE ON wilayah_wilayah
  FOR EACH ROW EXECUTE FUNCTION wilayah_jaga_register();
-- Changes of the register are audited; its first load (91,000 rows of public data) is not.
CREATE TRIGGER wilayah_wilayah_audit AFTER UPDATE ON wilayah_wilayah
  FOR EACH ROW EXECUTE FUNCTION inti_audit_baris('kode');
