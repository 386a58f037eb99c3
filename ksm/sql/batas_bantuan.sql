-- What the agreement in force brings together for a proposal, rupiah: grant, swadaya and other money; NULL without one.
CREATE FUNCTION ksm_dana_perjanjian(p_usulan uuid) RETURNS numeric
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT p.blm + p.swadaya + p.lain FROM ksm_perjanjian p WHERE p.usulan_id = p_usulan AND p.status = 'sah'
$$;
CREATE FUNCTION ksm_bantuan_diterima(p_usulan uuid) RETURNS numeric
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(sum(b.jumlah), 0) FROM ksm_penerimaanbantuan b WHERE b.usulan_id = p_usulan AND b.status = 'sah'
$$;

-- All recipients of a proposal together receive no more than its agreement brings, also those whose right has no figure. Locks
-- the proposal: of two at once the second counts the first. SOS-09.
CREATE FUNCTION ksm_jaga_jumlah_bantuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  dana numeric; sudah numeric;
BEGIN
  PERFORM 1 FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR NO KEY UPDATE;
  dana := ksm_dana_perjanjian(NEW.usulan_id);
  sudah := ksm_bantuan_diterima(NEW.usulan_id);
  IF dana IS NULL OR sudah + NEW.jumlah > dana THEN
    RAISE EXCEPTION 'Diterima % dari sisa dana bantuan %.', NEW.jumlah, dana - sudah
      USING ERRCODE = '23514', CONSTRAINT = 'penerimaan_sebatas_dana';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sebatas_dana_bantuan BEFORE INSERT ON ksm_penerimaanbantuan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_jumlah_bantuan();

-- An addendum does not go below what recipients have received already. SOS-09.
CREATE FUNCTION ksm_jaga_addendum_bantuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR NO KEY UPDATE;
  IF NEW.status = 'sah' AND ksm_bantuan_diterima(NEW.usulan_id) > NEW.blm + NEW.swadaya + NEW.lain THEN
    RAISE EXCEPTION 'Penerima sudah menerima lebih dari perjanjian ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'perjanjian_di_atas_bantuan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER perjanjian_di_atas_bantuan BEFORE INSERT ON ksm_perjanjian
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_addendum_bantuan();
