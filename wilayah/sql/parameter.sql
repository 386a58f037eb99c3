-- The value has the shape of its kind: a percentage lies between 0 and 100, a count or a time is not negative. PAR-05.
CREATE FUNCTION wilayah_nilai_cocok(jenis text, nilai jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE bentuk text := jsonb_typeof(nilai);
BEGIN
  IF nilai IS NULL OR bentuk = 'null' THEN RETURN true; END IF;
  RETURN CASE jenis
    WHEN 'persen' THEN bentuk = 'number' AND (nilai #>> '{}')::numeric BETWEEN 0 AND 100
    WHEN 'jumlah' THEN bentuk = 'number' AND (nilai #>> '{}')::numeric >= 0 AND (nilai #>> '{}')::numeric % 1 = 0
    WHEN 'lama' THEN bentuk = 'number' AND (nilai #>> '{}')::numeric >= 0
    WHEN 'rupiah' THEN bentuk = 'number' AND (nilai #>> '{}')::numeric >= 0
    WHEN 'bilangan' THEN bentuk = 'number'
    WHEN 'rentang' THEN bentuk = 'object' AND nilai - ARRAY['min', 'maks'] = '{}'::jsonb
      AND jsonb_typeof(nilai -> 'min') = 'number' AND jsonb_typeof(nilai -> 'maks') = 'number'
      AND (nilai ->> 'min')::numeric <= (nilai ->> 'maks')::numeric
    WHEN 'daftar' THEN bentuk = 'array' AND jsonb_array_length(nilai) > 0
    WHEN 'teks' THEN bentuk = 'string'
    WHEN 'ya_tidak' THEN bentuk = 'boolean'
    ELSE false
  END;
END $$;
ALTER TABLE wilayah_parameter ADD CONSTRAINT parameter_nilai_cocok_jenis CHECK (wilayah_nilai_cocok(jenis, nilai));

-- A row is never edited: only its wording may improve, and it may be withdrawn. PAR-03, PAR-07.
CREATE TRIGGER parameter_tetap AFTER UPDATE ON wilayah_parameter FOR EACH ROW EXECUTE FUNCTION wilayah_hanya_kolom(
  'dibatalkan_pada', 'dibatalkan_alasan', 'nama', 'satuan', 'sumber', 'status_sumber', 'keterangan', 'versi', 'diubah_pada');
CREATE TRIGGER parameter_tidak_dihapus BEFORE DELETE ON wilayah_parameter
  FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah();
