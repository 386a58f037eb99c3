-- Legal changes of state, per table, as data generated from the FSM graph. A new row must start in a start state.
CREATE OR REPLACE FUNCTION inti_cek_transisi() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE asal text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.status END;
BEGIN
  IF asal <> NEW.status AND NOT EXISTS (
    SELECT 1 FROM inti_transisisah t WHERE t.tabel = TG_TABLE_NAME AND t.dari = asal AND t.ke = NEW.status
  ) THEN
    RAISE EXCEPTION 'Perubahan status % dari "%" ke "%" tidak sah.', TG_TABLE_NAME, asal, NEW.status USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
