-- Dwellings, households and their list lie where they say they lie. PS2-01, SIK-49.
ALTER TABLE siklus_rumah ADD CONSTRAINT rumah_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE siklus_keluarga ADD CONSTRAINT keluarga_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE siklus_pengumumanps2 ADD CONSTRAINT pengumumanps2_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE siklus_entrips2 ADD CONSTRAINT entrips2_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE siklus_rumah ADD CONSTRAINT rumah_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_keluarga ADD CONSTRAINT keluarga_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_keluarga ADD CONSTRAINT keluarga_rumah_sekelurahan
  FOREIGN KEY (rumah_id, kode_wilayah) REFERENCES siklus_rumah (id, kode_wilayah);
ALTER TABLE siklus_pengumumanps2 ADD CONSTRAINT pengumumanps2_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_pengumumanps2 ADD CONSTRAINT pengumumanps2_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_entrips2 ADD CONSTRAINT entrips2_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_entrips2 ADD CONSTRAINT entrips2_keluarga_sekelurahan
  FOREIGN KEY (keluarga_id, kode_wilayah) REFERENCES siklus_keluarga (id, kode_wilayah);
ALTER TABLE siklus_entrips2 ADD CONSTRAINT entrips2_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE siklus_entrips2 ADD CONSTRAINT entrips2_pengumuman_selangkah
  FOREIGN KEY (pengumuman_id, langkah_id) REFERENCES siklus_pengumumanps2 (id, langkah_id);
ALTER TABLE siklus_keberatanps2 ADD CONSTRAINT keberatanps2_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE siklus_keberatanps2 ADD CONSTRAINT keberatanps2_pengumuman_selangkah
  FOREIGN KEY (pengumuman_id, langkah_id) REFERENCES siklus_pengumumanps2 (id, langkah_id);
ALTER TABLE siklus_keberatanps2 ADD CONSTRAINT keberatanps2_entri_selangkah
  FOREIGN KEY (entri_id, langkah_id) REFERENCES siklus_entrips2 (id, langkah_id);
ALTER TABLE siklus_keberatanps2 ADD CONSTRAINT keberatanps2_keluarga_sekelurahan
  FOREIGN KEY (keluarga_id, kode_wilayah) REFERENCES siklus_keluarga (id, kode_wilayah);

CREATE TRIGGER pengumumanps2_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_pengumumanps2
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER keberatanps2_terkunci BEFORE INSERT OR UPDATE OR DELETE ON siklus_keberatanps2
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');

-- Households are the kelurahan's own and live on: none is deleted, a wrong one is cancelled, but not while it is listed.
CREATE FUNCTION siklus_jaga_keluarga() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Keluarga tidak dapat dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'batal' AND OLD.status <> 'batal' AND EXISTS (
      SELECT 1 FROM siklus_entrips2 e WHERE e.keluarga_id = NEW.id AND e.status IN ('diusulkan', 'diumumkan', 'ditetapkan')) THEN
    RAISE EXCEPTION 'Keluarga masih tercantum dalam PS-2.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keluarga_tetap BEFORE UPDATE OR DELETE ON siklus_keluarga
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_keluarga();

-- The way of an entry. PS2-04, PS2-07 to PS2-10.
-- Locked with its stage, save that a determined household may leave at any later time by a dated decision.
-- Determined only in a held meeting of its own stage, after the last day of its notice, with no objection open; the
-- notice is locked meanwhile, so that an objection and a determination never pass each other unseen.
CREATE FUNCTION siklus_jaga_entri_ps2() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  keluar text[] := '{status,keluar_tanggal,keluar_sebab,keluar_alasan,versi,diubah_pada,kode_provinsi,kode_kota,kode_kecamatan}';
  p siklus_pengumumanps2;
  l siklus_langkah;
  rapat siklus_pertemuan;
  kk siklus_keluarga;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Entri PS-2 tidak dapat dihapus; coret dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'ditetapkan' AND NEW.status = 'keluar'
      AND to_jsonb(OLD) - keluar = to_jsonb(NEW) - keluar THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.keluarga_id, NEW.langkah_id) IS DISTINCT FROM (OLD.keluarga_id, OLD.langkah_id) THEN
    RAISE EXCEPTION 'Entri PS-2 tidak dapat dipindah ke keluarga atau langkah lain.' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status IN ('ditetapkan', 'keluar', 'batal') THEN
    RAISE EXCEPTION 'Entri PS-2 berstatus % tidak dapat diubah.', OLD.status USING ERRCODE = '23514';
  END IF;
  PERFORM siklus_cek_terbuka(TG_TABLE_NAME, NEW.langkah_id);
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO kk FROM siklus_keluarga WHERE id = NEW.keluarga_id FOR SHARE;
    IF kk.status <> 'sah' THEN
      RAISE EXCEPTION 'Keluarga ini sudah dibatalkan.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.status = 'diumumkan' THEN
    SELECT * INTO p FROM siklus_pengumumanps2 WHERE id = NEW.pengumuman_id;
    IF p.status <> 'sah' OR (p.basis_id IS NOT NULL AND p.basis_id <> NEW.basis_id) THEN
      RAISE EXCEPTION 'Pengumuman itu bukan untuk RT ini, atau sudah dibatalkan.' USING ERRCODE = '23514';
    END IF;
  END IF;
  IF NEW.status = 'ditetapkan' AND OLD.status = 'diusulkan' THEN
    SELECT * INTO l FROM siklus_langkah WHERE id = NEW.langkah_id;
    IF l.kode = 'S3' OR NEW.masuk_sebab <> 'susulan' THEN
      RAISE EXCEPTION 'Dalam Pemetaan Swadaya PS-2 ditetapkan sesudah diumumkan.' USING ERRCODE = '23514';
    END IF;
  ELSIF NEW.status = 'ditetapkan' AND OLD.status = 'diumumkan' THEN
    SELECT * INTO p FROM siklus_pengumumanps2 WHERE id = NEW.pengumuman_id FOR NO KEY UPDATE;
    SELECT * INTO rapat FROM siklus_pertemuan WHERE id = NEW.pertemuan_id FOR SHARE;
    IF rapat.id IS NULL OR rapat.langkah_id <> NEW.langkah_id OR rapat.status <> 'terlaksana'
        OR rapat.tanggal IS DISTINCT FROM NEW.masuk_tanggal OR NEW.masuk_sebab NOT IN ('penetapan', 'lanjutan') THEN
      RAISE EXCEPTION 'PS-2 ditetapkan dalam lokakarya yang sudah terlaksana pada langkahnya.' USING ERRCODE = '23514';
    END IF;
    IF rapat.tanggal <= p.tanggal + p.masa_hari THEN
      RAISE EXCEPTION 'Masa keberatan belum lewat pada hari lokakarya.' USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT 1 FROM siklus_keberatanps2 k WHERE k.pengumuman_id = p.id AND k.status = 'diajukan') THEN
      RAISE EXCEPTION 'Masih ada keberatan atau usulan tambahan yang belum diputuskan.' USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entrips2_jalan BEFORE INSERT OR UPDATE OR DELETE ON siklus_entrips2
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_entri_ps2();

-- The sheet keeps its day and its period once it hangs; an objection is made while it hangs and before it is decided. PS2-07, PS2-08.
CREATE FUNCTION siklus_jaga_pengumuman_ps2() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (NEW.langkah_id, NEW.basis_id, NEW.tanggal, NEW.masa_hari)
      IS DISTINCT FROM (OLD.langkah_id, OLD.basis_id, OLD.tanggal, OLD.masa_hari) THEN
    RAISE EXCEPTION 'Tanggal dan masa pengumuman tetap; batalkan lalu catat yang benar.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'batal' AND OLD.status <> 'batal' AND EXISTS (
      SELECT 1 FROM siklus_entrips2 e WHERE e.pengumuman_id = NEW.id AND e.status IN ('diumumkan', 'ditetapkan', 'keluar')) THEN
    RAISE EXCEPTION 'Pengumuman ini masih memuat entri.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pengumumanps2_tetap BEFORE UPDATE ON siklus_pengumumanps2
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_pengumuman_ps2();

CREATE FUNCTION siklus_jaga_keberatan_ps2() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p siklus_pengumumanps2;
BEGIN
  SELECT * INTO p FROM siklus_pengumumanps2 WHERE id = NEW.pengumuman_id FOR SHARE;
  IF p.status <> 'sah' OR NEW.tanggal < p.tanggal OR NEW.tanggal > p.tanggal + p.masa_hari THEN
    RAISE EXCEPTION 'Keberatan diterima selama daftar diumumkan, dalam masa keberatannya.' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (SELECT 1 FROM siklus_entrips2 e WHERE e.pengumuman_id = p.id AND e.status IN ('ditetapkan', 'keluar')) THEN
    RAISE EXCEPTION 'Daftar ini sudah ditetapkan.' USING ERRCODE = '23514';
  END IF;
  IF NEW.entri_id IS NOT NULL AND NEW.jenis = 'keberatan' AND NOT EXISTS (
      SELECT 1 FROM siklus_entrips2 e WHERE e.id = NEW.entri_id AND e.pengumuman_id = p.id) THEN
    RAISE EXCEPTION 'Keberatan menunjuk nama dalam daftar yang diumumkan itu.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keberatanps2_jalan BEFORE INSERT ON siklus_keberatanps2
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_keberatan_ps2();

-- Criteria are household criteria of the same kelurahan, and are chosen while the entry is still on its way. PS2-03.
CREATE FUNCTION siklus_jaga_kriteria_ps2() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  e siklus_entrips2;
  r siklus_refleksibutir;
BEGIN
  SELECT * INTO e FROM siklus_entrips2 WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.entrips2_id ELSE NEW.entrips2_id END FOR SHARE;
  IF e.status NOT IN ('diusulkan', 'diumumkan') THEN
    RAISE EXCEPTION 'Kriteria entri PS-2 berstatus % tidak dapat diubah.', e.status USING ERRCODE = '23514';
  END IF;
  PERFORM siklus_cek_terbuka(TG_TABLE_NAME, e.langkah_id);
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  SELECT * INTO r FROM siklus_refleksibutir WHERE id = NEW.refleksibutir_id;
  IF r.kode_wilayah <> e.kode_wilayah OR r.jenis <> 'kriteria_kemiskinan' OR r.cakupan <> 'rumah_tangga' THEN
    RAISE EXCEPTION 'Kriteria PS-2 adalah kriteria rumah tangga kelurahan ini.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entrips2_kriteria_jalan BEFORE INSERT OR UPDATE OR DELETE ON siklus_entrips2_kriteria
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_kriteria_ps2();
