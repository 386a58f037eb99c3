-- A loan proposal is carried by the revolving fund: no works and no aid are recorded on it. KRJ-01, SOS-01.
CREATE FUNCTION ksm_tolak_pinjaman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (SELECT u.jenis FROM ksm_usulan u WHERE u.id = NEW.usulan_id) = 'ekonomi' THEN
    RAISE EXCEPTION 'Usulan pinjaman dilayani UPK, bukan dicatat sebagai pekerjaan atau bantuan.'
      USING ERRCODE = '23514', CONSTRAINT = 'usulan_bukan_pinjaman';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  anak text;
BEGIN
  FOREACH anak IN ARRAY ARRAY['kemajuanusulan', 'fotopekerjaan', 'bahanusulan', 'swadayausulan', 'pemeriksaanmutu', 'serahterima',
    'badanpemelihara', 'kaspemelihara', 'pemeriksaanaset', 'penerimaanbantuan'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_bukan_pinjaman BEFORE INSERT ON ksm_%1$s FOR EACH ROW '
      'EXECUTE FUNCTION ksm_tolak_pinjaman()', anak);
  END LOOP;
END $$;

-- What was built does not become less: progress of a later day is not below that of an earlier one. The proposal is locked,
-- so two entries cannot pass each other unseen. KRJ-08.
CREATE FUNCTION ksm_jaga_kemajuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM ksm_kemajuanusulan k WHERE k.usulan_id = NEW.usulan_id AND k.status = 'sah'
      AND (k.tanggal < NEW.tanggal AND k.persen > NEW.persen OR k.tanggal > NEW.tanggal AND k.persen < NEW.persen)) THEN
    RAISE EXCEPTION 'Kemajuan tidak dapat mundur.' USING ERRCODE = '23514', CONSTRAINT = 'kemajuan_tidak_mundur';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kemajuan_tidak_mundur BEFORE INSERT ON ksm_kemajuanusulan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_kemajuan();

-- Handed over is what is finished: progress 100, every spot photographed at 100 percent, quality not "kurang". KRJ-06.
-- What a hand-over stands on stays while it stands, and it stays once the asset was checked. KRJ-07.
CREATE FUNCTION ksm_jaga_serah_terima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  u ksm_usulan%ROWTYPE;
BEGIN
  SELECT * INTO u FROM ksm_usulan x WHERE x.id = NEW.usulan_id FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.status = 'batal' AND EXISTS (
        SELECT 1 FROM ksm_pemeriksaanaset a WHERE a.usulan_id = NEW.usulan_id AND a.status = 'sah') THEN
      RAISE EXCEPTION 'Sarana ini sudah pernah diperiksa.' USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_sudah_diperiksa';
    END IF;
    RETURN NEW;
  END IF;
  IF u.unit <> 'upl' THEN
    RAISE EXCEPTION 'Yang diserahterimakan hanya hasil pekerjaan.' USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_pekerjaan';
  END IF;
  IF coalesce((SELECT max(k.persen) FROM ksm_kemajuanusulan k WHERE k.usulan_id = u.id AND k.status = 'sah'), 0) < 100 THEN
    RAISE EXCEPTION 'Pekerjaan belum seratus persen.' USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_seratus_persen';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ksm_fotopekerjaan f WHERE f.usulan_id = u.id AND f.status = 'sah' AND f.tahap = 100)
     OR EXISTS (
      SELECT 1 FROM ksm_fotopekerjaan f WHERE f.usulan_id = u.id AND f.status = 'sah'
       GROUP BY f.titik HAVING NOT bool_or(f.tahap = 100)) THEN
    RAISE EXCEPTION 'Ada titik yang belum difoto pada seratus persen.'
      USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_berfoto';
  END IF;
  IF (SELECT m.hasil FROM ksm_pemeriksaanmutu m WHERE m.usulan_id = u.id AND m.status = 'sah'
       ORDER BY m.tanggal DESC, m.dibuat_pada DESC LIMIT 1) = 'kurang' THEN
    RAISE EXCEPTION 'Mutu pekerjaan masih kurang.' USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_mutu';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER serah_terima_layak BEFORE INSERT OR UPDATE ON ksm_serahterima
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_serah_terima();

CREATE FUNCTION ksm_jaga_dasar_serah_terima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ksm_serahterima s WHERE s.usulan_id = NEW.usulan_id AND s.status = 'sah') THEN
    RAISE EXCEPTION 'Pekerjaan ini sudah diserahterimakan.' USING ERRCODE = '23514', CONSTRAINT = 'serah_terima_berdiri';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kemajuan_sebelum_serah_terima BEFORE INSERT OR UPDATE ON ksm_kemajuanusulan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_dasar_serah_terima();
CREATE TRIGGER foto_sebelum_serah_terima BEFORE INSERT OR UPDATE ON ksm_fotopekerjaan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_dasar_serah_terima();

-- The yearly check is of what was handed over, and not before. PLH-03.
CREATE FUNCTION ksm_jaga_periksa_aset() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ksm_serahterima s
                  WHERE s.usulan_id = NEW.usulan_id AND s.status = 'sah' AND s.tanggal <= NEW.tanggal) THEN
    RAISE EXCEPTION 'Sarana ini belum diserahterimakan pada tanggal itu.'
      USING ERRCODE = '23514', CONSTRAINT = 'periksa_aset_sesudah_serah';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periksa_aset_sesudah_serah BEFORE INSERT ON ksm_pemeriksaanaset
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_periksa_aset();

-- Its cash book is kept by a maintenance body, and never spends what is not there. PLH-02.
CREATE FUNCTION ksm_jaga_kas_pemelihara() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  saldo numeric;
BEGIN
  PERFORM 1 FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' AND NOT EXISTS (
      SELECT 1 FROM ksm_badanpemelihara b WHERE b.usulan_id = NEW.usulan_id AND b.status = 'sah') THEN
    RAISE EXCEPTION 'Badan pemelihara belum dicatat.' USING ERRCODE = '23514', CONSTRAINT = 'kas_pemelihara_berbadan';
  END IF;
  SELECT coalesce(sum(CASE k.arah WHEN 'masuk' THEN k.jumlah ELSE -k.jumlah END), 0) INTO saldo
    FROM ksm_kaspemelihara k WHERE k.usulan_id = NEW.usulan_id AND k.status = 'sah' AND k.id <> NEW.id;
  IF NEW.status = 'sah' THEN
    saldo := saldo + CASE NEW.arah WHEN 'masuk' THEN NEW.jumlah ELSE -NEW.jumlah END;
  END IF;
  IF saldo < 0 THEN
    RAISE EXCEPTION 'Kas pemeliharaan tidak cukup.' USING ERRCODE = '23514', CONSTRAINT = 'kas_pemelihara_cukup';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kas_pemelihara_cukup BEFORE INSERT OR UPDATE ON ksm_kaspemelihara
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_kas_pemelihara();

-- The entry under which a resident lives on after merges. SOS-04.
CREATE FUNCTION ksm_warga_kini(asal uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH RECURSIVE jalan AS (
    SELECT w.id, w.digabung_ke_id, 0 AS ke FROM wilayah_warga w WHERE w.id = asal
    UNION ALL
    SELECT w.id, w.digabung_ke_id, j.ke + 1 FROM wilayah_warga w JOIN jalan j ON w.id = j.digabung_ke_id WHERE j.ke < 10)
  SELECT id FROM jalan ORDER BY ke DESC LIMIT 1
$$;

-- One person receives once of a proposal, also where it stands on the list under two households that are one. SOS-04.
CREATE FUNCTION ksm_jaga_penerima_sekali() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR NO KEY UPDATE;
  IF EXISTS (
      SELECT 1 FROM ksm_pemanfaatusulan p JOIN siklus_keluarga k ON k.id = p.keluarga_id
        JOIN ksm_penerimaanbantuan b ON b.usulan_id = NEW.usulan_id AND b.status = 'sah'
        JOIN ksm_pemanfaatusulan pl ON pl.id = b.pemanfaat_id
        JOIN siklus_keluarga kl ON kl.id = pl.keluarga_id
       WHERE p.id = NEW.pemanfaat_id
         AND (kl.id = k.id OR ksm_warga_kini(kl.warga_id) = ksm_warga_kini(k.warga_id))) THEN
    RAISE EXCEPTION 'Penerima ini sudah menerima.' USING ERRCODE = '23514', CONSTRAINT = 'penerimaan_orang_sekali';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER penerimaan_orang_sekali BEFORE INSERT ON ksm_penerimaanbantuan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_penerima_sekali();
