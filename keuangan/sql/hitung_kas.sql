-- A cash count lies in the area of its ledger. KEU-80.
ALTER TABLE keuangan_hitungkas ADD CONSTRAINT hitung_kas_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);

-- What was counted, what the book said at that moment, and the difference are computed here, whatever was sent. The lock on
-- the ledger keeps postings out meanwhile, so that the balance is that of one moment. KEU-80.
CREATE FUNCTION keuangan_jaga_hitung_kas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  a record;
  salah text;
BEGIN
  SELECT * INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF NEW.tanggal < milik.mulai OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Kas dihitung antara hari buku mulai dan hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'hitung_kas_dalam_buku';
  END IF;
  SELECT x.bagan, x.buku_id, x.kas_bank INTO a FROM keuangan_akunbuku x WHERE x.id = NEW.akun_id;
  IF a.kas_bank IS DISTINCT FROM 'kas' OR a.bagan <> milik.bagan OR (a.buku_id IS NOT NULL AND a.buku_id <> NEW.buku_id) THEN
    RAISE EXCEPTION 'Yang dihitung adalah akun kas buku ini.' USING ERRCODE = '23514', CONSTRAINT = 'hitung_kas_akun_kas';
  END IF;
  IF jsonb_typeof(NEW.lembar) IS DISTINCT FROM 'object' THEN
    RAISE EXCEPTION 'Lembar uang tidak terbaca.' USING ERRCODE = '23514', CONSTRAINT = 'hitung_kas_lembar';
  END IF;
  SELECT key INTO salah FROM jsonb_each_text(NEW.lembar)
    WHERE key NOT IN ('k100000', 'k75000', 'k50000', 'k20000', 'k10000', 'k5000', 'k2000', 'k1000',
                      'l1000', 'l500', 'l200', 'l100', 'l50') OR value !~ '^[0-9]{1,7}$' LIMIT 1;
  IF salah IS NOT NULL THEN
    RAISE EXCEPTION 'Lembar % tidak terbaca.', salah USING ERRCODE = '23514', CONSTRAINT = 'hitung_kas_lembar';
  END IF;
  SELECT coalesce(sum(substr(key, 2)::numeric * value::numeric), 0) INTO NEW.jumlah FROM jsonb_each_text(NEW.lembar);
  SELECT coalesce(sum(b.debit - b.kredit), 0) INTO NEW.saldo_buku FROM keuangan_barisjurnal b
    WHERE b.buku_id = NEW.buku_id AND b.akun_id = NEW.akun_id AND b.tanggal <= NEW.tanggal;
  NEW.selisih := NEW.jumlah - NEW.saldo_buku;
  RETURN NEW;
END $$;
CREATE TRIGGER hitung_kas_dihitung BEFORE INSERT ON keuangan_hitungkas
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_hitung_kas();
