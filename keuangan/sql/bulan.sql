-- The end of a month: checked and announced. KEU-190, KEU-191.

-- A check belongs to a month of its ledger. Which it is, how many vouchers the month had and how many lines were read is
-- counted here, whatever was sent; the lock on the ledger keeps postings out meanwhile.
CREATE FUNCTION keuangan_jaga_pemeriksaan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT 1 FROM keuangan_periode p
                 WHERE p.id = NEW.periode_id AND p.buku_id = NEW.buku_id AND p.kode_wilayah = NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Pemeriksaan untuk bulan buku yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'pemeriksaan_buku_sebuku';
  END IF;
  IF jsonb_typeof(NEW.rincian) IS DISTINCT FROM 'array' OR jsonb_typeof(NEW.catatan) IS DISTINCT FROM 'array'
     OR jsonb_array_length(NEW.rincian) > NEW.jumlah_salah THEN
    RAISE EXCEPTION 'Rincian pemeriksaan tidak terbaca.'
      USING ERRCODE = '23514', CONSTRAINT = 'pemeriksaan_buku_rincian';
  END IF;
  SELECT coalesce(max(x.ke), 0) + 1 INTO NEW.ke FROM keuangan_pemeriksaanbuku x WHERE x.periode_id = NEW.periode_id;
  SELECT count(*) INTO NEW.jumlah_jurnal FROM keuangan_jurnal j WHERE j.periode_id = NEW.periode_id;
  SELECT count(*) INTO NEW.jumlah_baris FROM keuangan_barisjurnal b WHERE b.buku_id = NEW.buku_id;
  RETURN NEW;
END $$;
CREATE TRIGGER pemeriksaan_buku_dihitung BEFORE INSERT ON keuangan_pemeriksaanbuku
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pemeriksaan();

-- A month whose last check found wrong rows stays open until another check finds none.
CREATE FUNCTION keuangan_jaga_periode_diperiksa() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  salah integer;
BEGIN
  SELECT x.jumlah_salah INTO salah FROM keuangan_pemeriksaanbuku x WHERE x.periode_id = NEW.id ORDER BY x.ke DESC LIMIT 1;
  IF salah > 0 THEN
    RAISE EXCEPTION 'Pemeriksaan terakhir menemukan % baris keliru.', salah
      USING ERRCODE = '23514', CONSTRAINT = 'periode_tanpa_baris_keliru';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periode_diperiksa BEFORE UPDATE ON keuangan_periode
  FOR EACH ROW WHEN (OLD.status = 'terbuka' AND NEW.status = 'ditutup')
  EXECUTE FUNCTION keuangan_jaga_periode_diperiksa();

-- A notice shows the figures of a closed month, after that month; which closing it was is noted here.
CREATE FUNCTION keuangan_jaga_pengumuman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bulan record;
BEGIN
  PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  SELECT p.* INTO bulan FROM keuangan_periode p WHERE p.id = NEW.periode_id;
  IF bulan.buku_id <> NEW.buku_id OR bulan.kode_wilayah <> NEW.kode_wilayah THEN
    RAISE EXCEPTION 'Pengumuman untuk bulan buku yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'pengumuman_bulan_sebuku';
  END IF;
  IF bulan.status <> 'ditutup' THEN
    RAISE EXCEPTION 'Yang diumumkan adalah bulan yang sudah dikunci.'
      USING ERRCODE = '23514', CONSTRAINT = 'pengumuman_bulan_ditutup';
  END IF;
  IF NEW.tanggal < (make_date(bulan.tahun, bulan.bulan, 1) + interval '1 month')::date
     OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Lembar dipasang sesudah bulannya selesai, paling akhir hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'pengumuman_bulan_tanggal';
  END IF;
  IF jsonb_typeof(NEW.tempat) IS DISTINCT FROM 'array' OR jsonb_array_length(NEW.tempat) NOT BETWEEN 1 AND 20
     OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.tempat) t
                WHERE jsonb_typeof(t) <> 'string' OR length(btrim(t #>> '{}')) NOT BETWEEN 1 AND 100) THEN
    RAISE EXCEPTION 'Sebut tempat lembar dipasang.' USING ERRCODE = '23514', CONSTRAINT = 'pengumuman_bulan_tempat';
  END IF;
  NEW.ditutup_pada := bulan.ditutup_pada;
  RETURN NEW;
END $$;
CREATE TRIGGER pengumuman_bulan_wajar BEFORE INSERT ON keuangan_pengumumanbulan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pengumuman();
