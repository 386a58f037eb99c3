-- Kasir and pembuku of one unit are two people, by resident where known, else by name and sex. KEU-198.
CREATE FUNCTION bkm_cek_kasir_pembuku() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('bkm_rangkap:' || NEW.kode_wilayah, 0));
  IF EXISTS (
    SELECT 1 FROM bkm_petugasup p
    WHERE p.unit_id = NEW.unit_id AND p.id <> NEW.id AND p.status <> 'batal'
      AND p.jabatan = CASE NEW.jabatan WHEN 'kasir' THEN 'pembuku' ELSE 'kasir' END
      AND daterange(p.mulai, p.selesai) && daterange(NEW.mulai, NEW.selesai)
      AND CASE WHEN p.warga_id IS NOT NULL AND NEW.warga_id IS NOT NULL THEN p.warga_id = NEW.warga_id
          ELSE p.jenis_kelamin = NEW.jenis_kelamin AND bkm_nama_baku(p.nama) = bkm_nama_baku(NEW.nama) END
  ) THEN
    RAISE EXCEPTION 'Kasir dan pembuku satu unit dua orang yang berbeda.'
      USING ERRCODE = '23514', CONSTRAINT = 'petugasup_kasir_bukan_pembuku';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER petugasup_kasir_bukan_pembuku AFTER INSERT OR UPDATE ON bkm_petugasup
  FOR EACH ROW WHEN (NEW.jabatan IN ('kasir', 'pembuku') AND NEW.status <> 'batal')
  EXECUTE FUNCTION bkm_cek_kasir_pembuku();
