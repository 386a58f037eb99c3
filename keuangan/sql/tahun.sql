-- Rows of the year lie in the ledger's area. KEU-01.
ALTER TABLE keuangan_pembagianlaba ADD CONSTRAINT pembagian_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_inventaris ADD CONSTRAINT inventaris_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);

-- The shares of a division are 100 % and its whole amount, and its journal books just that in its ledger. KEU-103, KEU-104.
CREATE FUNCTION keuangan_periksa_pembagian(p_id uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p record;
  s record;
BEGIN
  SELECT d.laba, d.buku_id, j.jumlah, j.buku_id AS buku_jurnal, j.peristiwa INTO p
    FROM keuangan_pembagianlaba d JOIN keuangan_jurnal j ON j.id = d.jurnal_id WHERE d.id = p_id;
  SELECT coalesce(sum(b.persen), 0) AS persen, coalesce(sum(b.jumlah), 0) AS jumlah INTO s
    FROM keuangan_bagianlaba b WHERE b.pembagian_id = p_id;
  IF s.persen <> 100 THEN
    RAISE EXCEPTION 'Bagian laba berjumlah % persen, bukan 100.', s.persen
      USING ERRCODE = '23514', CONSTRAINT = 'pembagian_seratus_persen';
  END IF;
  IF s.jumlah <> p.laba OR p.jumlah <> p.laba OR p.buku_id <> p.buku_jurnal OR p.peristiwa <> 'pembagian_laba' THEN
    RAISE EXCEPTION 'Bagian laba tidak sama dengan laba yang dibagi atau jurnalnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembagian_cocok_jurnal';
  END IF;
END $$;
CREATE FUNCTION keuangan_cek_pembagian() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM keuangan_periksa_pembagian(NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION keuangan_cek_bagian_laba() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM keuangan_periksa_pembagian(NEW.pembagian_id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pembagian_seratus_persen AFTER INSERT ON keuangan_pembagianlaba
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_pembagian();
CREATE CONSTRAINT TRIGGER bagian_laba_seratus_persen AFTER INSERT ON keuangan_bagianlaba
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_bagian_laba();

-- What a thing cost and how it is written off stays; only where it is, its state and its end change. KEU-108.
CREATE FUNCTION keuangan_jaga_inventaris() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Inventaris dilepas, bukan dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'inventaris_tetap';
  END IF;
  IF (NEW.buku_id, NEW.kode_wilayah, NEW.tanggal, NEW.harga, NEW.umur_bulan, NEW.mulai_susut, NEW.akumulasi_awal,
      NEW.sumber_dana_id, NEW.tahun_dana, NEW.jurnal_id)
     IS DISTINCT FROM (OLD.buku_id, OLD.kode_wilayah, OLD.tanggal, OLD.harga, OLD.umur_bulan, OLD.mulai_susut,
      OLD.akumulasi_awal, OLD.sumber_dana_id, OLD.tahun_dana, OLD.jurnal_id)
     OR (OLD.jurnal_lepas_id IS NOT NULL AND NEW.jurnal_lepas_id IS DISTINCT FROM OLD.jurnal_lepas_id
         AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = OLD.jurnal_lepas_id)) THEN
    RAISE EXCEPTION 'Harga, umur, dan jurnal inventaris tidak dapat diganti.'
      USING ERRCODE = '23514', CONSTRAINT = 'inventaris_tetap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inventaris_tetap BEFORE UPDATE OR DELETE ON keuangan_inventaris
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_inventaris();
