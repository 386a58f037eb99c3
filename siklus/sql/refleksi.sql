-- What a Refleksi or a Pemetaan Swadaya recorded lies in the area of its Langkah, and so do its place and meeting. SIK-49.
ALTER TABLE siklus_refleksibutir ADD CONSTRAINT refleksi_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_refleksibutir ADD CONSTRAINT refleksi_pertemuan_selangkah
  FOREIGN KEY (pertemuan_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
ALTER TABLE siklus_refleksibutir ADD CONSTRAINT refleksi_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
-- Points are merged into an agreed one of the same stage and kind. SIK-63.
ALTER TABLE siklus_refleksibutir ADD CONSTRAINT refleksi_id_langkah_jenis UNIQUE (id, langkah_id, jenis);
ALTER TABLE siklus_refleksibutir ADD CONSTRAINT refleksi_satukan_sejenis
  FOREIGN KEY (disepakati_dari_id, langkah_id, jenis) REFERENCES siklus_refleksibutir (id, langkah_id, jenis);
ALTER TABLE siklus_masalah ADD CONSTRAINT masalah_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_masalah ADD CONSTRAINT masalah_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_bidangnihil ADD CONSTRAINT bidangnihil_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_potensi ADD CONSTRAINT potensi_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_potensi ADD CONSTRAINT potensi_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_peta ADD CONSTRAINT peta_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_peta ADD CONSTRAINT peta_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
CREATE TRIGGER refleksi_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_refleksibutir
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER masalah_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_masalah
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER bidangnihil_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_bidangnihil
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER potensi_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_potensi
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER peta_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_peta
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');

-- A problem leans on potentials of its own stage, and the link is locked with the stage. SIK-67, SIK-04.
CREATE FUNCTION siklus_jaga_potensi_masalah() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris siklus_masalah_potensi;
  a uuid;
  b uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN baris := OLD; ELSE baris := NEW; END IF;
  SELECT langkah_id INTO a FROM siklus_masalah WHERE id = baris.masalah_id;
  SELECT langkah_id INTO b FROM siklus_potensi WHERE id = baris.potensi_id;
  IF a IS DISTINCT FROM b THEN
    RAISE EXCEPTION 'Masalah dan potensinya harus dari langkah yang sama.' USING ERRCODE = '23514';
  END IF;
  PERFORM siklus_cek_terbuka(TG_TABLE_NAME::text, a);
  RETURN baris;
END $$;
CREATE TRIGGER masalah_potensi_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_masalah_potensi
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_potensi_masalah();
-- A field is said to have no problem, or has an agreed one: never both. SIK-68.
CREATE FUNCTION siklus_jaga_nihil() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.status <> 'sah' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM siklus_langkah WHERE id = NEW.langkah_id FOR NO KEY UPDATE;
  IF TG_TABLE_NAME = 'siklus_bidangnihil' THEN
    IF EXISTS (SELECT 1 FROM siklus_masalah m WHERE m.langkah_id = NEW.langkah_id AND m.bidang = NEW.bidang
               AND m.disepakati AND m.status = 'sah') THEN
      RAISE EXCEPTION 'Bidang ini sudah punya masalah yang disepakati.' USING ERRCODE = '23514';
    END IF;
  ELSIF (to_jsonb(NEW) ->> 'disepakati')::boolean AND EXISTS (
      SELECT 1 FROM siklus_bidangnihil n WHERE n.langkah_id = NEW.langkah_id AND n.bidang = NEW.bidang AND n.status = 'sah') THEN
    RAISE EXCEPTION 'Bidang ini sudah dinyatakan tanpa masalah.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bidangnihil_tanpa_masalah BEFORE INSERT OR UPDATE ON siklus_bidangnihil
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_nihil();
CREATE TRIGGER masalah_bukan_nihil BEFORE INSERT OR UPDATE ON siklus_masalah
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_nihil();
