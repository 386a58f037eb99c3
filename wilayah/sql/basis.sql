-- The Basis tree stays in one kelurahan and runs in no circle. WIL-05.
ALTER TABLE wilayah_basis ADD CONSTRAINT basis_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE wilayah_basis ADD CONSTRAINT basis_induk_sekelurahan
  FOREIGN KEY (induk_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE wilayah_daftardewasa ADD CONSTRAINT dewasa_sekelurahan_dengan_basis
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE wilayah_warga ADD CONSTRAINT warga_sekelurahan_dengan_basis
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION wilayah_jaga_basis() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  naik uuid := NEW.induk_id;
  tingkat int := 0;
BEGIN
  IF NEW.induk_id IS NULL THEN RETURN NEW; END IF;
  -- Two moves at once could each look right and close a circle together: one tree is changed by one at a time.
  PERFORM pg_advisory_xact_lock(hashtextextended('wilayah_basis:' || NEW.kode_wilayah, 0));
  WHILE naik IS NOT NULL LOOP
    tingkat := tingkat + 1;
    IF naik = NEW.id THEN
      RAISE EXCEPTION 'Basis tidak dapat berada di bawah dirinya sendiri.' USING ERRCODE = '23514';
    END IF;
    IF tingkat > 4 THEN
      RAISE EXCEPTION 'Pohon basis paling dalam lima tingkat.' USING ERRCODE = '23514';
    END IF;
    SELECT induk_id INTO naik FROM wilayah_basis WHERE id = naik;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER basis_tanpa_lingkaran BEFORE INSERT OR UPDATE OF induk_id, kode_wilayah ON wilayah_basis
  FOR EACH ROW EXECUTE FUNCTION wilayah_jaga_basis();
