-- Every row of a plan lies in the area of its stage and of its version. PJM-18.
ALTER TABLE pronangkis_pjm ADD CONSTRAINT pjm_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE pronangkis_programpjm ADD CONSTRAINT program_id_dan_pjm UNIQUE (id, pjm_id);
ALTER TABLE pronangkis_kegiatanpjm ADD CONSTRAINT kegiatan_id_dan_pjm UNIQUE (id, pjm_id);
ALTER TABLE pronangkis_kegiatanpjm ADD CONSTRAINT kegiatan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE pronangkis_renta ADD CONSTRAINT renta_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE pronangkis_daftarprioritas ADD CONSTRAINT daftar_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE pronangkis_pjm ADD CONSTRAINT pjm_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE pronangkis_renta ADD CONSTRAINT renta_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE pronangkis_renta ADD CONSTRAINT renta_sewilayah_dengan_pjm
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_pengesahan ADD CONSTRAINT pengesahan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE pronangkis_pengesahan ADD CONSTRAINT pengesahan_rembug_selangkah
  FOREIGN KEY (rembug_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
ALTER TABLE pronangkis_tanggapanuji ADD CONSTRAINT tanggapan_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE pronangkis_tanggapanuji ADD CONSTRAINT tanggapan_pertemuan_selangkah
  FOREIGN KEY (pertemuan_id, langkah_id) REFERENCES siklus_pertemuan (id, langkah_id);
ALTER TABLE pronangkis_tanggapanuji ADD CONSTRAINT tanggapan_sewilayah_dengan_pjm
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_tanggapanuji ADD CONSTRAINT tanggapan_kegiatan_seversi
  FOREIGN KEY (kegiatan_id, pjm_id) REFERENCES pronangkis_kegiatanpjm (id, pjm_id);
ALTER TABLE pronangkis_anggotatim ADD CONSTRAINT tim_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE pronangkis_babpjm ADD CONSTRAINT bab_sewilayah
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_programpjm ADD CONSTRAINT program_sewilayah
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_kegiatanpjm ADD CONSTRAINT kegiatan_sewilayah
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_kegiatanpjm ADD CONSTRAINT kegiatan_program_seversi
  FOREIGN KEY (program_id, pjm_id) REFERENCES pronangkis_programpjm (id, pjm_id);
ALTER TABLE pronangkis_biayakegiatan ADD CONSTRAINT biaya_sewilayah
  FOREIGN KEY (kegiatan_id, kode_wilayah) REFERENCES pronangkis_kegiatanpjm (id, kode_wilayah);
ALTER TABLE pronangkis_kegiatanrenta ADD CONSTRAINT kegiatan_renta_sewilayah
  FOREIGN KEY (renta_id, kode_wilayah) REFERENCES pronangkis_renta (id, kode_wilayah);
ALTER TABLE pronangkis_kegiatanrenta ADD CONSTRAINT kegiatan_renta_kegiatan_sewilayah
  FOREIGN KEY (kegiatan_id, kode_wilayah) REFERENCES pronangkis_kegiatanpjm (id, kode_wilayah);
ALTER TABLE pronangkis_daftarprioritas ADD CONSTRAINT daftar_prioritas_sewilayah
  FOREIGN KEY (pjm_id, kode_wilayah) REFERENCES pronangkis_pjm (id, kode_wilayah);
ALTER TABLE pronangkis_nilaiprioritas ADD CONSTRAINT nilai_sewilayah
  FOREIGN KEY (daftar_id, kode_wilayah) REFERENCES pronangkis_daftarprioritas (id, kode_wilayah);
ALTER TABLE pronangkis_nilaiprioritas ADD CONSTRAINT nilai_kegiatan_sewilayah
  FOREIGN KEY (kegiatan_id, kode_wilayah) REFERENCES pronangkis_kegiatanpjm (id, kode_wilayah);
ALTER TABLE pronangkis_pasanganprioritas ADD CONSTRAINT pasangan_sewilayah
  FOREIGN KEY (daftar_id, kode_wilayah) REFERENCES pronangkis_daftarprioritas (id, kode_wilayah);

-- What a plan must hold once it is laid before the residents; while it is typed nothing of this is asked. PJM-05 .. PJM-08.
CREATE FUNCTION pronangkis_cek_ajukan(rencana uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  kurang text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pronangkis_kegiatanpjm WHERE pjm_id = rencana) THEN
    RAISE EXCEPTION 'PJM tanpa kegiatan tidak dapat diajukan.' USING ERRCODE = '23514';
  END IF;
  SELECT k.nama INTO kurang FROM pronangkis_kegiatanpjm k
   WHERE k.pjm_id = rencana
     AND (k.volume IS NULL OR k.satuan = ''
       OR k.volume <> coalesce(k.volume_1, 0) + coalesce(k.volume_2, 0) + coalesce(k.volume_3, 0)) LIMIT 1;
  IF kurang IS NOT NULL THEN
    RAISE EXCEPTION 'Volume "%" belum lengkap atau tidak sama dengan jumlah volume tahunannya.', kurang USING ERRCODE = '23514';
  END IF;
  SELECT k.nama INTO kurang FROM pronangkis_kegiatanpjm k
   WHERE k.pjm_id = rencana AND NOT EXISTS (SELECT 1 FROM pronangkis_biayakegiatan b WHERE b.kegiatan_id = k.id) LIMIT 1;
  IF kurang IS NOT NULL THEN
    RAISE EXCEPTION 'Kegiatan "%" belum berbiaya.', kurang USING ERRCODE = '23514';
  END IF;
  SELECT k.nama INTO kurang FROM pronangkis_kegiatanpjm k JOIN pronangkis_programpjm p ON p.id = k.program_id
   WHERE k.pjm_id = rencana AND p.bidang <> 'bop' AND coalesce(k.kk_miskin, 0) = 0
     AND EXISTS (SELECT 1 FROM pronangkis_biayakegiatan b WHERE b.kegiatan_id = k.id AND b.sumber_id LIKE 'blm\_%') LIMIT 1;
  IF kurang IS NOT NULL THEN
    RAISE EXCEPTION 'Kegiatan "%" dibiayai BLM tetapi tidak menyebut KK miskin.', kurang USING ERRCODE = '23514';
  END IF;
  SELECT k.nama INTO kurang FROM pronangkis_biayakegiatan b JOIN pronangkis_kegiatanpjm k ON k.id = b.kegiatan_id
    JOIN pronangkis_pjm j ON j.id = k.pjm_id WHERE k.pjm_id = rencana AND b.tahun_ke > j.tahun LIMIT 1;
  IF kurang IS NOT NULL THEN
    RAISE EXCEPTION 'Biaya "%" jatuh di luar masa PJM.', kurang USING ERRCODE = '23514';
  END IF;
END $$;

-- A version moves by its states; once handed in nothing else of it changes. PJM-09.
CREATE FUNCTION pronangkis_jaga_pjm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,pengesahan_id,alasan_batal,versi,diubah_pada,kode_provinsi,kode_kota,kode_kecamatan}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Catatan % tidak dapat dihapus.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM siklus_cek_terbuka(TG_TABLE_NAME, NEW.langkah_id);
    RETURN NEW;
  END IF;
  IF (NEW.siklus_id, NEW.langkah_id, NEW.kode_wilayah) IS DISTINCT FROM (OLD.siklus_id, OLD.langkah_id, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Tempat % tidak dapat diganti.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  IF OLD.status <> 'draf' AND to_jsonb(OLD) - bebas IS DISTINCT FROM to_jsonb(NEW) - bebas THEN
    RAISE EXCEPTION 'Rencana yang sudah diajukan tidak dapat diubah; susun versi baru.' USING ERRCODE = '23514';
  END IF;
  IF OLD.pengesahan_id IS NOT NULL AND NEW.pengesahan_id IS DISTINCT FROM OLD.pengesahan_id THEN
    RAISE EXCEPTION 'Pengesahan tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status <> 'digantikan' THEN
    PERFORM siklus_cek_terbuka(TG_TABLE_NAME, NEW.langkah_id);
  END IF;
  IF TG_TABLE_NAME = 'pronangkis_pjm' AND OLD.status = 'draf' AND NEW.status = 'uji_publik' THEN
    PERFORM pronangkis_cek_ajukan(NEW.id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pjm_tetap BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_pjm
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_pjm();
CREATE TRIGGER renta_tetap BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_renta
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_pjm();

-- Lines of a version or a Renta change only while it is a draft and its stage is open. The version is read FOR SHARE,
-- so a line and a submission can never pass each other unseen. Argument: how the version is reached. The order of
-- priority is agreed in the rembug itself, so it stays open until the ratification ('prioritas'). PJM-09, PJM-12.
CREATE FUNCTION pronangkis_jaga_isi() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  lama jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  baru jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  urut text[] := '{prioritas,versi,diubah_pada,kode_provinsi,kode_kota,kode_kecamatan}';
  isi jsonb;
  induk uuid;
  r record;
  boleh text[] := '{draf}';
BEGIN
  IF TG_ARGV[0] = 'prioritas' OR TG_TABLE_NAME = 'pronangkis_kegiatanpjm' AND TG_OP = 'UPDATE' AND lama - urut = baru - urut THEN
    boleh := '{draf,uji_publik}';
  END IF;
  FOREACH isi IN ARRAY ARRAY[lama, baru] LOOP
    CONTINUE WHEN isi IS NULL;
    IF TG_ARGV[0] = 'renta' THEN
      SELECT status, langkah_id INTO r FROM pronangkis_renta WHERE id = (isi ->> 'renta_id')::uuid FOR SHARE;
    ELSE
      IF TG_ARGV[0] = 'kegiatan' THEN
        SELECT pjm_id INTO induk FROM pronangkis_kegiatanpjm
         WHERE id = coalesce(isi ->> 'kegiatan_id', isi ->> 'kegiatanpjm_id')::uuid;
      ELSIF isi ? 'daftar_id' THEN
        SELECT pjm_id INTO induk FROM pronangkis_daftarprioritas WHERE id = (isi ->> 'daftar_id')::uuid;
      ELSE
        induk := (isi ->> 'pjm_id')::uuid;
      END IF;
      SELECT status, langkah_id INTO r FROM pronangkis_pjm WHERE id = induk FOR SHARE;
    END IF;
    IF r.status IS NULL OR NOT r.status = ANY (boleh) THEN
      RAISE EXCEPTION 'Catatan % terkunci: rencananya berstatus %.', TG_TABLE_NAME, r.status USING ERRCODE = '23514';
    END IF;
    PERFORM siklus_cek_terbuka(TG_TABLE_NAME, r.langkah_id);
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bab_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_babpjm
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('pjm');
CREATE TRIGGER program_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_programpjm
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('pjm');
CREATE TRIGGER kegiatan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_kegiatanpjm
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('pjm');
CREATE TRIGGER kegiatan_basis_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_kegiatanpjm_basis
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('kegiatan');
CREATE TRIGGER biaya_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_biayakegiatan
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('kegiatan');
CREATE TRIGGER daftar_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_daftarprioritas
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('prioritas');
CREATE TRIGGER nilai_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_nilaiprioritas
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('prioritas');
CREATE TRIGGER pasangan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_pasanganprioritas
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('prioritas');
CREATE TRIGGER kegiatan_renta_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_kegiatanrenta
  FOR EACH ROW EXECUTE FUNCTION pronangkis_jaga_isi('renta');

-- An activity lies in places of its own kelurahan. PJM-18.
CREATE FUNCTION pronangkis_cek_basis() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pronangkis_kegiatanpjm k JOIN wilayah_basis b ON b.kode_wilayah = k.kode_wilayah
                  WHERE k.id = NEW.kegiatanpjm_id AND b.id = NEW.basis_id) THEN
    RAISE EXCEPTION 'RT/RW ini bukan bagian dari kelurahan kegiatannya.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kegiatan_basis_sekelurahan BEFORE INSERT OR UPDATE ON pronangkis_kegiatanpjm_basis
  FOR EACH ROW EXECUTE FUNCTION pronangkis_cek_basis();

-- A ratification is written once; the team and the reactions are records of the stage. PJM-11, SIK-04.
CREATE TRIGGER pengesahan_terbuka BEFORE INSERT ON pronangkis_pengesahan
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER tanggapan_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_tanggapanuji
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah');
CREATE TRIGGER tim_terkunci BEFORE INSERT OR UPDATE OR DELETE ON pronangkis_anggotatim
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah', 'boleh_hapus');
