-- Generic row audit: old and new values of domain tables, whoever wrote them. Arguments: columns to mask. UMU-04.
CREATE OR REPLACE FUNCTION inti_samarkan(isi jsonb, kolom text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE k text;
BEGIN
  IF isi IS NULL THEN RETURN NULL; END IF;
  FOREACH k IN ARRAY kolom LOOP
    IF isi ? k AND isi -> k <> 'null'::jsonb AND isi ->> k <> '' THEN
      isi := jsonb_set(isi, ARRAY[k], to_jsonb('***' || left(encode(sha256(convert_to(isi ->> k, 'UTF8')), 'hex'), 8)));
    END IF;
  END LOOP;
  RETURN isi;
END $$;

CREATE OR REPLACE FUNCTION inti_audit_baris() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  lama jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  baru jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, baru -> o.key) INTO lama, baru
      FROM jsonb_each(to_jsonb(OLD)) o WHERE o.value IS DISTINCT FROM baru -> o.key;
    IF baru IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO inti_auditbaris (waktu, tabel, baris, operasi, lama, baru, pelaku, permintaan, alasan)
  VALUES (clock_timestamp(), TG_TABLE_NAME,
          coalesce(to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END) ->> coalesce(TG_ARGV[0], 'id'), ''), TG_OP,
          inti_samarkan(lama, TG_ARGV[1:]::text[]), inti_samarkan(baru, TG_ARGV[1:]::text[]),
          coalesce(current_setting('app.pelaku', true), ''), coalesce(current_setting('app.permintaan', true), ''),
          coalesce(current_setting('app.alasan', true), ''));
  RETURN NULL;
END $$;
