-- Who holds the cash of a UPK does not keep its books, on no day: neither by one assignment nor by two. KEU-198.
CREATE FUNCTION akun_cek_kasir_pembuku() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  -- The same lock as akun_cek_penugasan: two officers granting at once see each other.
  PERFORM 1 FROM akun_pengguna WHERE id = NEW.pengguna_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT 1 FROM akun_penugasan p
    WHERE p.id <> NEW.id AND p.dicabut_pada IS NULL AND p.pengguna_id = NEW.pengguna_id AND p.badan_id = NEW.badan_id
      AND p.peran = CASE NEW.peran WHEN 'kasir_upk' THEN 'pembuku_upk' ELSE 'kasir_upk' END
      AND daterange(p.mulai, p.selesai, '[]') && daterange(NEW.mulai, NEW.selesai, '[]')
  ) THEN
    RAISE EXCEPTION 'Kasir dan pembuku satu UPK dua orang yang berbeda.'
      USING ERRCODE = '23514', CONSTRAINT = 'penugasan_kasir_bukan_pembuku';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER penugasan_kasir_bukan_pembuku BEFORE INSERT OR UPDATE ON akun_penugasan
  FOR EACH ROW WHEN (NEW.peran IN ('kasir_upk', 'pembuku_upk') AND NEW.dicabut_pada IS NULL)
  EXECUTE FUNCTION akun_cek_kasir_pembuku();
