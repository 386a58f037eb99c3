-- A row below a Langkah lies in its area and, through its meeting, in the same stage. SIK-49.
ALTER TABLE siklus_siklus ADD CONSTRAINT siklus_id_dan_definisi UNIQUE (id, definisi);
ALTER TABLE siklus_langkah ADD CONSTRAINT langkah_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE siklus_pertemuan ADD CONSTRAINT pertemuan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE siklus_pertemuan ADD CONSTRAINT pertemuan_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE siklus_pelatihan ADD CONSTRAINT pelatihan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE siklus_langkah ADD CONSTRAINT langkah_sedefinisi_dengan_siklus
  FOREIGN KEY (siklus_id, definisi) REFERENCES siklus_siklus (id, definisi);
ALTER TABLE siklus_pertemuan ADD CONSTRAINT pertemuan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_keputusan ADD CONSTRAINT keputusan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_keluaran ADD CONSTRAINT keluaran_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_pelatihan ADD CONSTRAINT pelatihan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_relawan ADD CONSTRAINT relawan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_bukucatatan ADD CONSTRAINT pelajaran_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_percakapan ADD CONSTRAINT percakapan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_kehadiran ADD CONSTRAINT kehadiran_sewilayah
  FOREIGN KEY (pertemuan_id, kode_wilayah) REFERENCES siklus_pertemuan (id, kode_wilayah);
ALTER TABLE siklus_pesertapelatihan ADD CONSTRAINT peserta_sewilayah
  FOREIGN KEY (pelatihan_id, kode_wilayah) REFERENCES siklus_pelatihan (id, kode_wilayah);
ALTER TABLE siklus_keputusan ADD CONSTRAINT keputusan_pertemuan_selangkah
  FOREIGN KEY (pertemuan_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
ALTER TABLE siklus_keluaran ADD CONSTRAINT keluaran_pertemuan_selangkah
  FOREIGN KEY (pertemuan_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
ALTER TABLE siklus_pertemuan ADD CONSTRAINT pertemuan_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_keluaran ADD CONSTRAINT keluaran_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_relawan ADD CONSTRAINT relawan_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_kehadiran ADD CONSTRAINT kehadiran_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);

-- A Siklus stays what it was opened as. SIK-10, SIK-23.
CREATE FUNCTION siklus_jaga_siklus() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Siklus tidak dapat dihapus.' USING ERRCODE = '23514';
  END IF;
  IF (NEW.definisi, NEW.kode_wilayah, NEW.nomor) IS DISTINCT FROM (OLD.definisi, OLD.kode_wilayah, OLD.nomor) THEN
    RAISE EXCEPTION 'Definisi, wilayah, dan nomor siklus tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER siklus_tetap BEFORE UPDATE OR DELETE ON siklus_siklus
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_siklus();

-- A Langkah keeps its place; frozen findings only grow; it moves only while its Siklus lives. SIK-10, SIK-15, SIK-31.
CREATE FUNCTION siklus_jaga_langkah() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  hidup text;
  pindah boolean := TG_OP = 'INSERT';
  n integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Langkah tidak dapat dihapus.' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    pindah := NEW.status <> OLD.status;
    IF (NEW.siklus_id, NEW.definisi, NEW.kode, NEW.tingkat, NEW.kode_wilayah, NEW.tahun_siklus, NEW.putaran)
        IS DISTINCT FROM (OLD.siklus_id, OLD.definisi, OLD.kode, OLD.tingkat, OLD.kode_wilayah, OLD.tahun_siklus, OLD.putaran) THEN
      RAISE EXCEPTION 'Tempat langkah dalam siklus tidak dapat diganti.' USING ERRCODE = '23514';
    END IF;
    n := jsonb_array_length(OLD.temuan_beku);
    IF n > 0 AND OLD.temuan_beku IS DISTINCT FROM (
        SELECT jsonb_agg(isi ORDER BY ke) FROM jsonb_array_elements(NEW.temuan_beku) WITH ORDINALITY AS t(isi, ke) WHERE ke <= n
      ) THEN
      RAISE EXCEPTION 'Temuan yang sudah dibekukan tidak dapat diubah.' USING ERRCODE = '23514';
    END IF;
  END IF;
  IF pindah AND NEW.siklus_id IS NOT NULL THEN
    SELECT s.status INTO hidup FROM siklus_siklus s WHERE s.id = NEW.siklus_id FOR SHARE;
    IF hidup = 'menolak' AND NEW.status IN ('belum', 'berjalan', 'dilewati')
       OR hidup = 'menolak' AND TG_OP = 'UPDATE' AND OLD.status = 'belum'
       OR hidup IN ('dikeluarkan_dari_program', 'selesai') AND NEW.status <> 'terverifikasi'
       OR hidup IN ('dikeluarkan_dari_program', 'selesai') AND TG_OP = 'UPDATE' AND OLD.status = 'belum' THEN
      RAISE EXCEPTION 'Siklus berstatus %; langkah ini tidak dapat berpindah.', hidup USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER siklus_langkah_tetap BEFORE INSERT OR UPDATE OR DELETE ON siklus_langkah
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_langkah();

-- Records of a stage are locked once it is submitted, verified or skipped, and when its Siklus has ended. SIK-04, SIK-31.
-- The Langkah is read FOR SHARE, so a record and a submission can never pass each other unseen.
CREATE FUNCTION siklus_cek_terbuka(tabel text, langkah uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  l siklus_langkah;
  hidup text;
BEGIN
  IF langkah IS NULL THEN
    RETURN;
  END IF;
  SELECT * INTO l FROM siklus_langkah WHERE id = langkah FOR SHARE;
  IF l.status IN ('diajukan', 'terverifikasi', 'dilewati') THEN
    RAISE EXCEPTION 'Catatan % terkunci: langkahnya berstatus %.', tabel, l.status USING ERRCODE = '23514';
  END IF;
  IF l.siklus_id IS NOT NULL THEN
    SELECT s.status INTO hidup FROM siklus_siklus s WHERE s.id = l.siklus_id FOR SHARE;
    IF hidup IN ('dikeluarkan_dari_program', 'selesai')
       OR hidup = 'menolak' AND l.status NOT IN ('dikembalikan', 'dibuka_kembali') THEN
      RAISE EXCEPTION 'Catatan % terkunci: siklusnya berstatus %.', tabel, hidup USING ERRCODE = '23514';
    END IF;
  END IF;
END $$;

-- Arguments: how the stage is reached ('langkah' by its own column, 'pertemuan' or 'pelatihan' through the parent),
-- and 'boleh_hapus' for name lists that may be retyped while the stage is open.
CREATE FUNCTION siklus_jaga_anak() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  lama jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  baru jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  bebas text[] := '{warga_id,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  isi jsonb;
  id_langkah uuid;
BEGIN
  IF TG_OP = 'DELETE' AND TG_ARGV[1] IS DISTINCT FROM 'boleh_hapus' THEN
    RAISE EXCEPTION 'Catatan % tidak dapat dihapus; batalkan dengan alasan.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  -- Two entries of the same resident may be merged at any time: that changes nothing but who is meant.
  -- (Generated columns are not computed yet in a BEFORE trigger, so they are left out of the comparison.)
  IF TG_OP = 'UPDATE' AND lama - bebas = baru - bebas THEN
    RETURN NEW;
  END IF;
  FOREACH isi IN ARRAY ARRAY[lama, baru] LOOP
    CONTINUE WHEN isi IS NULL;
    IF TG_ARGV[0] = 'pertemuan' THEN
      SELECT langkah_id INTO id_langkah FROM siklus_pertemuan WHERE id = (isi ->> 'pertemuan_id')::uuid;
    ELSIF TG_ARGV[0] = 'pelatihan' THEN
      SELECT langkah_id INTO id_langkah FROM siklus_pelatihan WHERE id = (isi ->> 'pelatihan_id')::uuid;
    ELSE
      id_langkah := (isi ->> 'langkah_id')::uuid;
    END IF;
    PERFORM siklus_cek_terbuka(TG_TABLE_NAME, id_langkah);
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER pertemuan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_pertemuan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER keputusan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_keputusan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER keluaran_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_keluaran
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER pelatihan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_pelatihan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER relawan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_relawan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER kehadiran_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_kehadiran
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('pertemuan', 'boleh_hapus');
CREATE TRIGGER peserta_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_pesertapelatihan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('pelatihan', 'boleh_hapus');
