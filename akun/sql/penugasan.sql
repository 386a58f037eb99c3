-- Assignments: no two of the same role in the same place at the same time; a body's own area; never deleted. AKN-10, AKN-21.
CREATE OR REPLACE FUNCTION akun_cek_penugasan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  -- The person's row is the lock under which two officers granting at once see each other.
  PERFORM 1 FROM akun_pengguna WHERE id = NEW.pengguna_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT 1 FROM akun_penugasan p
    WHERE p.dicabut_pada IS NULL AND NEW.dicabut_pada IS NULL AND p.id <> NEW.id AND p.pengguna_id = NEW.pengguna_id AND p.peran = NEW.peran
      AND p.kode_wilayah IS NOT DISTINCT FROM NEW.kode_wilayah AND p.badan_id IS NOT DISTINCT FROM NEW.badan_id
      AND daterange(p.mulai, p.selesai, '[]') && daterange(NEW.mulai, NEW.selesai, '[]')
  ) THEN
    RAISE EXCEPTION 'Penugasan yang sama sudah ada pada tanggal itu.'
      USING ERRCODE = '23P01', CONSTRAINT = 'penugasan_tidak_ganda';
  END IF;
  IF NEW.badan_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM wilayah_badan b WHERE b.id = NEW.badan_id AND b.kode_wilayah = NEW.kode_wilayah
  ) THEN
    RAISE EXCEPTION 'Wilayah penugasan harus wilayah badannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'penugasan_badan_sewilayah';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER penugasan_cek BEFORE INSERT OR UPDATE ON akun_penugasan
  FOR EACH ROW EXECUTE FUNCTION akun_cek_penugasan();
CREATE TRIGGER penugasan_tidak_dihapus BEFORE DELETE ON akun_penugasan
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
