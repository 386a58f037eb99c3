-- Rows of the body lie in its area. BKM-51.
CREATE UNIQUE INDEX IF NOT EXISTS badan_id_dan_wilayah ON wilayah_badan (id, kode_wilayah);
ALTER TABLE bkm_bkm ADD CONSTRAINT bkm_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_kepengurusan ADD CONSTRAINT kepengurusan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_rapatbkm ADD CONSTRAINT rapatbkm_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_keputusanrapat ADD CONSTRAINT keputusanrapat_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_unitpengelola ADD CONSTRAINT unit_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_sekretariat ADD CONSTRAINT sekretariat_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_aktabkm ADD CONSTRAINT akta_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE bkm_anggotabkm ADD CONSTRAINT anggotabkm_id_dan_wilayah UNIQUE (id, kode_wilayah);

ALTER TABLE bkm_bkm ADD CONSTRAINT bkm_sewilayah
  FOREIGN KEY (badan_id, kode_wilayah) REFERENCES wilayah_badan (id, kode_wilayah);
ALTER TABLE bkm_kepengurusan ADD CONSTRAINT kepengurusan_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE bkm_kepengurusan ADD CONSTRAINT kepengurusan_langkah_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE bkm_rapatbkm ADD CONSTRAINT rapatbkm_sewilayah
  FOREIGN KEY (kepengurusan_id, kode_wilayah) REFERENCES bkm_kepengurusan (id, kode_wilayah);
ALTER TABLE bkm_rapatbkm ADD CONSTRAINT rapatbkm_pertemuan_sewilayah
  FOREIGN KEY (pertemuan_id, kode_wilayah) REFERENCES siklus_pertemuan (id, kode_wilayah);
ALTER TABLE bkm_keputusanrapat ADD CONSTRAINT keputusanrapat_sewilayah
  FOREIGN KEY (rapat_id, kode_wilayah) REFERENCES bkm_rapatbkm (id, kode_wilayah);
ALTER TABLE bkm_hadirrapatbkm ADD CONSTRAINT hadirrapat_sewilayah
  FOREIGN KEY (rapat_id, kode_wilayah) REFERENCES bkm_rapatbkm (id, kode_wilayah);
ALTER TABLE bkm_hadirrapatbkm ADD CONSTRAINT hadirrapat_anggota_sewilayah
  FOREIGN KEY (anggota_id, kode_wilayah) REFERENCES bkm_anggotabkm (id, kode_wilayah);
ALTER TABLE bkm_anggotabkm ADD CONSTRAINT anggotabkm_sewilayah
  FOREIGN KEY (kepengurusan_id, kode_wilayah) REFERENCES bkm_kepengurusan (id, kode_wilayah);
ALTER TABLE bkm_unitpengelola ADD CONSTRAINT unit_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE bkm_unitpengelola ADD CONSTRAINT unit_badan_sewilayah
  FOREIGN KEY (badan_id, kode_wilayah) REFERENCES wilayah_badan (id, kode_wilayah);
ALTER TABLE bkm_petugasup ADD CONSTRAINT petugasup_sewilayah
  FOREIGN KEY (unit_id, kode_wilayah) REFERENCES bkm_unitpengelola (id, kode_wilayah);
ALTER TABLE bkm_pengawasupk ADD CONSTRAINT pengawasupk_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE bkm_penasehat ADD CONSTRAINT penasehat_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE bkm_sekretariat ADD CONSTRAINT sekretariat_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE bkm_petugassekretariat ADD CONSTRAINT petugassekretariat_sewilayah
  FOREIGN KEY (sekretariat_id, kode_wilayah) REFERENCES bkm_sekretariat (id, kode_wilayah);
ALTER TABLE bkm_aktabkm ADD CONSTRAINT akta_sewilayah
  FOREIGN KEY (kepengurusan_id, kode_wilayah) REFERENCES bkm_kepengurusan (id, kode_wilayah);
ALTER TABLE bkm_penghadap ADD CONSTRAINT penghadap_sewilayah
  FOREIGN KEY (akta_id, kode_wilayah) REFERENCES bkm_aktabkm (id, kode_wilayah);
ALTER TABLE bkm_evaluasikesiapan ADD CONSTRAINT evaluasi_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE bkm_evaluasikesiapan ADD CONSTRAINT evaluasi_pertemuan_sewilayah
  FOREIGN KEY (pertemuan_id, kode_wilayah) REFERENCES siklus_pertemuan (id, kode_wilayah);
ALTER TABLE bkm_anggarandasar ADD CONSTRAINT ad_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE bkm_anggarandasar ADD CONSTRAINT ad_pertemuan_selangkah
  FOREIGN KEY (pertemuan_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['anggotabkm', 'petugasup', 'pengawasupk', 'petugassekretariat', 'penasehat', 'penghadap'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_basis_sekelurahan
      FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah)', t);
  END LOOP;
END $$;

-- Nothing is deleted; it is ended or cancelled with a reason. BKM-64.
CREATE FUNCTION bkm_tidak_dihapus() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  RAISE EXCEPTION 'Catatan % tidak dapat dihapus; akhiri atau batalkan dengan alasan.', TG_TABLE_NAME USING ERRCODE = '23514';
END $$;
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['bkm', 'kepengurusan', 'rapatbkm', 'keputusanrapat', 'anggotabkm', 'unitpengelola', 'petugasup',
                           'pengawasupk', 'sekretariat', 'petugassekretariat', 'penasehat', 'aktabkm', 'penghadap'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_tidak_dihapus BEFORE DELETE ON bkm_%1$s
                    FOR EACH ROW EXECUTE FUNCTION bkm_tidak_dihapus()', t);
  END LOOP;
END $$;

-- A BKM stands on a body of kind BKM, a unit on one of its own kind, and they keep it. BKM-51, BKM-62.
CREATE FUNCTION bkm_jaga_badan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  macam text;
  harus text := CASE WHEN TG_TABLE_NAME = 'bkm_bkm' THEN 'bkm' ELSE to_jsonb(NEW) ->> 'jenis' END;
BEGIN
  SELECT b.jenis INTO macam FROM wilayah_badan b WHERE b.id = NEW.badan_id;
  IF macam IS DISTINCT FROM harus THEN
    RAISE EXCEPTION 'Badan ini bukan %.', upper(harus) USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.badan_id <> OLD.badan_id THEN
    RAISE EXCEPTION 'Badannya tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bkm_berbadan BEFORE INSERT OR UPDATE ON bkm_bkm FOR EACH ROW EXECUTE FUNCTION bkm_jaga_badan();
CREATE TRIGGER unit_berbadan BEFORE INSERT OR UPDATE ON bkm_unitpengelola FOR EACH ROW EXECUTE FUNCTION bkm_jaga_badan();

-- A term is installed with members, and ends when the last of them has a date. BKM-53, BKM-54.
CREATE FUNCTION bkm_jaga_kepengurusan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  n integer;
BEGIN
  IF NEW.bkm_id <> OLD.bkm_id OR NEW.langkah_id IS DISTINCT FROM OLD.langkah_id OR NEW.periode <> OLD.periode THEN
    RAISE EXCEPTION 'Tempat kepengurusan tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  SELECT count(*) INTO n FROM bkm_anggotabkm a WHERE a.kepengurusan_id = NEW.id AND a.status = 'aktif';
  IF NEW.status = 'dikukuhkan' AND OLD.status = 'terpilih' AND n = 0 THEN
    RAISE EXCEPTION 'Kepengurusan tanpa anggota tidak dapat dikukuhkan.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'berakhir' AND n > 0 THEN
    RAISE EXCEPTION 'Masih ada anggota aktif dalam kepengurusan ini.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kepengurusan_tetap BEFORE UPDATE ON bkm_kepengurusan
  FOR EACH ROW EXECUTE FUNCTION bkm_jaga_kepengurusan();

-- A members' meeting takes place after the installing, and is not taken back while an office stands on it. BKM-60, BKM-61.
CREATE FUNCTION bkm_jaga_rapat() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  k bkm_kepengurusan;
  p siklus_pertemuan;
BEGIN
  SELECT * INTO k FROM bkm_kepengurusan WHERE id = NEW.kepengurusan_id FOR SHARE;
  IF TG_OP = 'INSERT' AND (k.status <> 'dikukuhkan' OR NEW.tanggal < k.dikukuhkan_pada) THEN
    RAISE EXCEPTION 'Rapat anggota BKM berlangsung sesudah pengukuhan.' USING ERRCODE = '23514';
  END IF;
  IF NEW.pertemuan_id IS NOT NULL AND NEW.status = 'sah' THEN
    SELECT * INTO p FROM siklus_pertemuan WHERE id = NEW.pertemuan_id FOR SHARE;
    IF p.status <> 'terlaksana' OR p.tanggal <> NEW.tanggal THEN
      RAISE EXCEPTION 'Rapat BKM berdasar pertemuan yang terlaksana pada tanggal itu.' USING ERRCODE = '23514';
    END IF;
  END IF;
  IF NEW.status = 'batal' AND EXISTS (
      SELECT 1 FROM bkm_keputusanrapat d WHERE d.rapat_id = NEW.id AND (
        EXISTS (SELECT 1 FROM bkm_anggotabkm a WHERE a.status <> 'batal' AND d.id IN (a.diangkat_id, a.diberhentikan_id, a.dipilih_id))
        OR EXISTS (SELECT 1 FROM bkm_petugasup a WHERE a.status <> 'batal' AND d.id IN (a.diangkat_id, a.diberhentikan_id))
        OR EXISTS (SELECT 1 FROM bkm_pengawasupk a WHERE a.status <> 'batal' AND d.id IN (a.diangkat_id, a.diberhentikan_id))
        OR EXISTS (SELECT 1 FROM bkm_penasehat a WHERE a.status <> 'batal' AND d.id IN (a.diangkat_id, a.diberhentikan_id))
        OR EXISTS (SELECT 1 FROM bkm_petugassekretariat a WHERE a.status <> 'batal' AND d.id IN (a.diangkat_id, a.diberhentikan_id)))) THEN
    RAISE EXCEPTION 'Pengangkatan atau pemberhentian masih berdasar rapat ini.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rapatbkm_sesudah_pengukuhan BEFORE INSERT OR UPDATE ON bkm_rapatbkm
  FOR EACH ROW EXECUTE FUNCTION bkm_jaga_rapat();

-- A decision counts for an office when its meeting is valid, of the right kind, and of the same BKM. BKM-61, BKM-63.
CREATE FUNCTION bkm_cek_dasar(keputusan uuid, bkm uuid, macam text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF keputusan IS NULL THEN
    RETURN;
  END IF;
  IF NOT EXISTS (
      SELECT 1 FROM bkm_keputusanrapat d JOIN bkm_rapatbkm r ON r.id = d.rapat_id JOIN bkm_kepengurusan k ON k.id = r.kepengurusan_id
      WHERE d.id = keputusan AND r.status = 'sah' AND k.bkm_id = bkm AND d.jenis = ANY (macam)) THEN
    RAISE EXCEPTION 'Dasarnya bukan keputusan rapat anggota BKM ini yang sah dan sejenis.' USING ERRCODE = '23514';
  END IF;
END $$;

CREATE FUNCTION bkm_jaga_petugas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baru jsonb := to_jsonb(NEW);
  induk uuid;
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.status <> 'aktif' AND (OLD.mulai, OLD.selesai, OLD.nama, OLD.jenis_kelamin)
      IS DISTINCT FROM (NEW.mulai, NEW.selesai, NEW.nama, NEW.jenis_kelamin)) THEN
    RAISE EXCEPTION 'Catatan petugas yang sudah berhenti tidak dapat diubah.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'batal' THEN
    RETURN NEW;
  END IF;
  induk := CASE TG_TABLE_NAME
    WHEN 'bkm_petugasup' THEN (SELECT u.bkm_id FROM bkm_unitpengelola u WHERE u.id = (baru ->> 'unit_id')::uuid)
    WHEN 'bkm_petugassekretariat' THEN (SELECT s.bkm_id FROM bkm_sekretariat s WHERE s.id = (baru ->> 'sekretariat_id')::uuid)
    ELSE (baru ->> 'bkm_id')::uuid END;
  PERFORM bkm_cek_dasar((baru ->> 'diangkat_id')::uuid, induk, '{pengangkatan}');
  PERFORM bkm_cek_dasar((baru ->> 'diberhentikan_id')::uuid, induk, '{pemberhentian,pengangkatan}');
  RETURN NEW;
END $$;
CREATE TRIGGER petugasup_berdasar BEFORE INSERT OR UPDATE ON bkm_petugasup FOR EACH ROW EXECUTE FUNCTION bkm_jaga_petugas();
CREATE TRIGGER pengawasupk_berdasar BEFORE INSERT OR UPDATE ON bkm_pengawasupk FOR EACH ROW EXECUTE FUNCTION bkm_jaga_petugas();
CREATE TRIGGER petugassekretariat_berdasar BEFORE INSERT OR UPDATE ON bkm_petugassekretariat
  FOR EACH ROW EXECUTE FUNCTION bkm_jaga_petugas();
CREATE TRIGGER penasehat_berdasar BEFORE INSERT OR UPDATE ON bkm_penasehat FOR EACH ROW EXECUTE FUNCTION bkm_jaga_petugas();

-- Members come from the election until the installing, afterwards only by a decision; a koordinator only after it. BKM-55 .. BKM-58.
CREATE FUNCTION bkm_jaga_anggota() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  k bkm_kepengurusan;
  n integer;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.kepengurusan_id <> OLD.kepengurusan_id OR (OLD.status <> 'aktif'
      AND (OLD.mulai, OLD.selesai, OLD.nama, OLD.jenis_kelamin) IS DISTINCT FROM (NEW.mulai, NEW.selesai, NEW.nama, NEW.jenis_kelamin))) THEN
    RAISE EXCEPTION 'Catatan anggota yang sudah berhenti tidak dapat diubah atau dipindah.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'batal' THEN
    RETURN NEW;
  END IF;
  SELECT * INTO k FROM bkm_kepengurusan WHERE id = NEW.kepengurusan_id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF k.status NOT IN ('terpilih', 'dikukuhkan') OR k.status = 'dikukuhkan' AND NEW.diangkat_id IS NULL THEN
      RAISE EXCEPTION 'Sesudah pengukuhan, anggota hanya bertambah dengan keputusan rapat anggota.' USING ERRCODE = '23514';
    END IF;
    SELECT count(*) INTO n FROM bkm_anggotabkm a WHERE a.kepengurusan_id = k.id AND a.status = 'aktif' AND a.id <> NEW.id;
    IF n >= k.jumlah_ditetapkan THEN
      RAISE EXCEPTION 'Anggota BKM paling banyak % orang menurut anggaran dasar.', k.jumlah_ditetapkan USING ERRCODE = '23514';
    END IF;
  END IF;
  IF NEW.koordinator AND NEW.status = 'aktif' AND k.status <> 'dikukuhkan' THEN
    RAISE EXCEPTION 'Koordinator dipilih rapat anggota sesudah pengukuhan.' USING ERRCODE = '23514';
  END IF;
  PERFORM bkm_cek_dasar(NEW.dipilih_id, k.bkm_id, '{koordinator}');
  PERFORM bkm_cek_dasar(NEW.diangkat_id, k.bkm_id, '{penggantian}');
  PERFORM bkm_cek_dasar(NEW.diberhentikan_id, k.bkm_id, '{penggantian,pemberhentian}');
  RETURN NEW;
END $$;
CREATE TRIGGER anggotabkm_berdasar BEFORE INSERT OR UPDATE ON bkm_anggotabkm FOR EACH ROW EXECUTE FUNCTION bkm_jaga_anggota();

-- Separation of duties by person: a resident where known, else one name and sex in the kelurahan. BKM-66, BKM-67 [C4].
CREATE VIEW bkm_pemangku AS
  SELECT id, kode_wilayah, warga_id, nama, jenis_kelamin, mulai, selesai, 'bkm'::text AS rumpun
    FROM bkm_anggotabkm WHERE status <> 'batal'
  UNION ALL SELECT id, kode_wilayah, warga_id, nama, jenis_kelamin, mulai, selesai, 'up' FROM bkm_petugasup WHERE status <> 'batal'
  UNION ALL SELECT id, kode_wilayah, warga_id, nama, jenis_kelamin, mulai, selesai, 'pengawas'
    FROM bkm_pengawasupk WHERE status <> 'batal'
  UNION ALL SELECT id, kode_wilayah, warga_id, nama, jenis_kelamin, mulai, selesai, 'sekretariat'
    FROM bkm_petugassekretariat WHERE status <> 'batal';

CREATE FUNCTION bkm_nama_baku(nama text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
  SELECT lower(regexp_replace(btrim(nama), '\s+', ' ', 'g'))
$$;

-- The advisory lock makes two appointments in one kelurahan wait for each other, so that neither misses the other.
CREATE FUNCTION bkm_cek_rangkap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  lain text;
BEGIN
  IF NEW.status = 'batal' THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('bkm_rangkap:' || NEW.kode_wilayah, 0));
  SELECT p.rumpun INTO lain FROM bkm_pemangku p
    WHERE p.kode_wilayah = NEW.kode_wilayah AND p.id <> NEW.id
      AND daterange(p.mulai, p.selesai) && daterange(NEW.mulai, NEW.selesai)
      AND CASE WHEN p.warga_id IS NOT NULL AND NEW.warga_id IS NOT NULL THEN p.warga_id = NEW.warga_id
          ELSE p.jenis_kelamin = NEW.jenis_kelamin AND bkm_nama_baku(p.nama) = bkm_nama_baku(NEW.nama) END
      AND CASE TG_ARGV[0]
          WHEN 'sekretariat' THEN p.rumpun IN ('bkm', 'up')
          WHEN 'bkm' THEN p.rumpun = 'sekretariat'
          WHEN 'up' THEN p.rumpun IN ('sekretariat', 'pengawas')
          WHEN 'pengawas' THEN p.rumpun = 'up' END
    LIMIT 1;
  IF lain IS NOT NULL THEN
    RAISE EXCEPTION 'Rangkap jabatan: orang ini sudah menjabat di %.', lain
      USING ERRCODE = '23514', CONSTRAINT = 'bkm_tanpa_rangkap';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER anggotabkm_tanpa_rangkap AFTER INSERT OR UPDATE OF nama, jenis_kelamin, mulai, selesai, status, kode_wilayah
  ON bkm_anggotabkm FOR EACH ROW EXECUTE FUNCTION bkm_cek_rangkap('bkm');
CREATE TRIGGER petugasup_tanpa_rangkap AFTER INSERT OR UPDATE OF nama, jenis_kelamin, mulai, selesai, status, kode_wilayah
  ON bkm_petugasup FOR EACH ROW EXECUTE FUNCTION bkm_cek_rangkap('up');
CREATE TRIGGER pengawasupk_tanpa_rangkap AFTER INSERT OR UPDATE OF nama, jenis_kelamin, mulai, selesai, status, kode_wilayah
  ON bkm_pengawasupk FOR EACH ROW EXECUTE FUNCTION bkm_cek_rangkap('pengawas');
CREATE TRIGGER petugassekretariat_tanpa_rangkap AFTER INSERT OR UPDATE OF nama, jenis_kelamin, mulai, selesai, status, kode_wilayah
  ON bkm_petugassekretariat FOR EACH ROW EXECUTE FUNCTION bkm_cek_rangkap('sekretariat');

-- Exactly three persons appear before the notary. BKM-70 [C5].
CREATE FUNCTION bkm_cek_penghadap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  n integer;
BEGIN
  SELECT count(*) INTO n FROM bkm_penghadap p WHERE p.akta_id = NEW.id;
  IF n <> 3 THEN
    RAISE EXCEPTION 'Akta dihadapkan oleh tiga orang, tercatat %.', n USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER akta_tiga_penghadap AFTER INSERT ON bkm_aktabkm
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bkm_cek_penghadap();

-- Statutes that the rembug ratified are not rewritten. BKM-71.
CREATE FUNCTION bkm_jaga_ad() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.status = 'disahkan' AND NEW.status = 'disahkan'
     AND (OLD.nama, OLD.kedudukan, OLD.jumlah_anggota, OLD.masa_bakti, OLD.nilai, OLD.bab, OLD.lambang)
       IS DISTINCT FROM (NEW.nama, NEW.kedudukan, NEW.jumlah_anggota, NEW.masa_bakti, NEW.nilai, NEW.bab, NEW.lambang) THEN
    RAISE EXCEPTION 'Anggaran Dasar sudah disahkan rembug; isinya tidak dapat diubah.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ad_tetap BEFORE UPDATE ON bkm_anggarandasar FOR EACH ROW EXECUTE FUNCTION bkm_jaga_ad();

-- What hangs on the stage is locked with it. SIK-04.
CREATE TRIGGER evaluasi_terkunci BEFORE INSERT OR UPDATE OR DELETE ON bkm_evaluasikesiapan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER ad_terkunci BEFORE INSERT OR UPDATE OR DELETE ON bkm_anggarandasar
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
