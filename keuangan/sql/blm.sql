-- Rows of the grant lie in the area of what they hang on. BLM-04.
ALTER TABLE keuangan_sppb ADD CONSTRAINT sppb_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_tahapblm ADD CONSTRAINT tahap_blm_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_pagublm ADD CONSTRAINT pagu_blm_id_dan_wilayah UNIQUE (id, kode_wilayah, sumber, jumlah);
ALTER TABLE keuangan_rekeningbkm ADD CONSTRAINT rekening_bkm_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE keuangan_sppb ADD CONSTRAINT sppb_sewilayah
  FOREIGN KEY (bkm_id, kode_wilayah) REFERENCES bkm_bkm (id, kode_wilayah);
ALTER TABLE keuangan_pagusppb ADD CONSTRAINT pagu_sppb_sewilayah
  FOREIGN KEY (sppb_id, kode_wilayah) REFERENCES keuangan_sppb (id, kode_wilayah);
-- What an agreement says of a source is the allocation itself: same source, same rupiah. BLM-05.
ALTER TABLE keuangan_pagusppb ADD CONSTRAINT pagu_sppb_seperti_pagunya
  FOREIGN KEY (pagu_id, kode_wilayah, sumber, jumlah) REFERENCES keuangan_pagublm (id, kode_wilayah, sumber, jumlah);
ALTER TABLE keuangan_porsisppb ADD CONSTRAINT porsi_sppb_sewilayah
  FOREIGN KEY (sppb_id, kode_wilayah) REFERENCES keuangan_sppb (id, kode_wilayah);
ALTER TABLE keuangan_tahapblm ADD CONSTRAINT tahap_blm_sewilayah
  FOREIGN KEY (sppb_id, kode_wilayah) REFERENCES keuangan_sppb (id, kode_wilayah);
ALTER TABLE keuangan_danatahap ADD CONSTRAINT dana_tahap_sewilayah
  FOREIGN KEY (tahap_id, kode_wilayah) REFERENCES keuangan_tahapblm (id, kode_wilayah);
ALTER TABLE keuangan_dispensasilpj ADD CONSTRAINT dispensasi_lpj_tahap_sewilayah
  FOREIGN KEY (tahap_id, kode_wilayah) REFERENCES keuangan_tahapblm (id, kode_wilayah);
ALTER TABLE keuangan_dispensasilpj ADD CONSTRAINT dispensasi_lpj_ksm_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);

-- An allocation: of a kelurahan, its amount never changed; a correction names what it replaces, and while an agreement
-- rests on it, it stays. BLM-01 to BLM-03.
CREATE FUNCTION keuangan_jaga_pagu() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['status', 'diumumkan', 'diumumkan_di', 'alasan_batal', 'versi', 'diubah_pada',
                        'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh) THEN
    RAISE EXCEPTION 'Pagu tidak diubah dan tidak dihapus; yang keliru diganti dengan alasan.'
      USING ERRCODE = '23514', CONSTRAINT = 'pagu_blm_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF length(NEW.kode_wilayah) <> 13 THEN
      RAISE EXCEPTION 'Pagu adalah milik satu kelurahan.' USING ERRCODE = '23514', CONSTRAINT = 'pagu_blm_kelurahan';
    END IF;
    IF NEW.menggantikan_id IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM keuangan_pagublm p WHERE p.id = NEW.menggantikan_id AND p.status = 'diganti'
           AND (p.kode_wilayah, p.tahun_anggaran, p.sumber) = (NEW.kode_wilayah, NEW.tahun_anggaran, NEW.sumber)) THEN
      RAISE EXCEPTION 'Yang diganti adalah pagu kelurahan, tahun, dan sumber yang sama.'
        USING ERRCODE = '23514', CONSTRAINT = 'pagu_blm_ganti_sejenis';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status AND EXISTS (
       SELECT 1 FROM keuangan_pagusppb x JOIN keuangan_sppb s ON s.id = x.sppb_id
       WHERE x.pagu_id = NEW.id AND s.status <> 'batal') THEN
    RAISE EXCEPTION 'Batalkan dulu SPPB yang memakai pagu ini.' USING ERRCODE = '23514', CONSTRAINT = 'pagu_blm_dipakai_sppb';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pagu_blm_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_pagublm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pagu();

-- At commit: what was replaced has a successor.
CREATE FUNCTION keuangan_cek_pengganti_pagu() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_pagublm p WHERE p.menggantikan_id = NEW.id) THEN
    RAISE EXCEPTION 'Pagu yang diganti menyebut penggantinya.' USING ERRCODE = '23514', CONSTRAINT = 'pagu_blm_berpengganti';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pagu_blm_berpengganti AFTER UPDATE ON keuangan_pagublm
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'diganti' AND OLD.status <> 'diganti')
  EXECUTE FUNCTION keuangan_cek_pengganti_pagu();

-- The account of a BKM is closed, never rewritten. BLM-24.
CREATE FUNCTION keuangan_jaga_rekening_bkm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['ditutup', 'alasan_tutup', 'berkas_id', 'versi', 'diubah_pada',
                        'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ditutup IS NOT NULL OR to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh
     OR (OLD.berkas_id IS NOT NULL AND NEW.berkas_id IS DISTINCT FROM OLD.berkas_id) THEN
    RAISE EXCEPTION 'Rekening BKM tidak diubah; tutup dan catat yang baru.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_bkm_tetap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rekening_bkm_terjaga BEFORE UPDATE OR DELETE ON keuangan_rekeningbkm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_rekening_bkm();

-- An agreement: begun as a draft of an active BKM; signed once, on allocations that still count; then only cancelled, while no
-- file of it lives. BLM-05, BLM-08, BLM-09.
CREATE FUNCTION keuangan_jaga_sppb() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['status', 'alasan', 'versi', 'diubah_pada', 'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'SPPB tidak dihapus; batalkan dengan alasan.' USING ERRCODE = '23514', CONSTRAINT = 'sppb_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM bkm_bkm b WHERE b.id = NEW.bkm_id AND b.status = 'aktif') THEN
      RAISE EXCEPTION 'BKM ini tidak aktif.' USING ERRCODE = '23514', CONSTRAINT = 'sppb_bkm_aktif';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.bkm_id, NEW.tahun_anggaran, NEW.kode_wilayah, NEW.dibuat_oleh_id)
       IS DISTINCT FROM (OLD.bkm_id, OLD.tahun_anggaran, OLD.kode_wilayah, OLD.dibuat_oleh_id)
     OR (OLD.status <> 'draf' AND to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh) THEN
    RAISE EXCEPTION 'SPPB yang sudah ditandatangani tidak diubah.' USING ERRCODE = '23514', CONSTRAINT = 'sppb_tetap';
  END IF;
  IF NEW.status = 'ditandatangani' AND OLD.status = 'draf' THEN
    PERFORM 1 FROM keuangan_pagublm p JOIN keuangan_pagusppb x ON x.pagu_id = p.id WHERE x.sppb_id = NEW.id FOR SHARE OF p;
    IF EXISTS (SELECT 1 FROM keuangan_pagusppb x JOIN keuangan_pagublm p ON p.id = x.pagu_id
               WHERE x.sppb_id = NEW.id AND (p.status <> 'berlaku' OR p.tahun_anggaran <> NEW.tahun_anggaran)) THEN
      RAISE EXCEPTION 'Pagu dalam SPPB ini sudah diganti.' USING ERRCODE = '23514', CONSTRAINT = 'sppb_pagu_berlaku';
    END IF;
  END IF;
  IF NEW.status = 'batal' AND OLD.status <> 'batal' AND EXISTS (
       SELECT 1 FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm t ON t.id = b.tahap_id
       WHERE t.sppb_id = NEW.id AND b.status <> 'batal') THEN
    RAISE EXCEPTION 'Berkas pencairan SPPB ini masih berjalan.' USING ERRCODE = '23514', CONSTRAINT = 'sppb_berkas_hidup';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sppb_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_sppb
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_sppb();

-- Parts of an agreement change only while it is a draft. BLM-08.
CREATE FUNCTION keuangan_jaga_bagian_sppb() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  s record;
BEGIN
  IF TG_TABLE_NAME = 'keuangan_danatahap' THEN
    SELECT x.id, x.status INTO s FROM keuangan_sppb x JOIN keuangan_tahapblm t ON t.sppb_id = x.id
      WHERE t.id = (baris ->> 'tahap_id')::uuid FOR SHARE OF x;
  ELSE
    SELECT x.id, x.status INTO s FROM keuangan_sppb x WHERE x.id = (baris ->> 'sppb_id')::uuid FOR SHARE;
  END IF;
  -- A part whose tranche has just gone goes with it.
  IF s.status <> 'draf' OR (s.id IS NULL AND TG_OP <> 'DELETE')
     OR (TG_OP = 'UPDATE' AND (to_jsonb(OLD) ->> 'sppb_id' IS DISTINCT FROM to_jsonb(NEW) ->> 'sppb_id'
                               OR to_jsonb(OLD) ->> 'tahap_id' IS DISTINCT FROM to_jsonb(NEW) ->> 'tahap_id')) THEN
    RAISE EXCEPTION 'Isi SPPB yang sudah ditandatangani atau batal tetap.'
      USING ERRCODE = '23514', CONSTRAINT = 'sppb_isi_tetap';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER pagu_sppb_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_pagusppb
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian_sppb();
CREATE TRIGGER porsi_sppb_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_porsisppb
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian_sppb();
CREATE TRIGGER tahap_blm_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_tahapblm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian_sppb();
CREATE TRIGGER dana_tahap_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_danatahap
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian_sppb();

-- At commit: sources make the agreement; shares make a hundred percent and its rupiah; tranches make a hundred percent, and
-- per source its pagu. A part is off its exact percent by less than one rupiah for each of the parts. BLM-06, BLM-12.
CREATE FUNCTION keuangan_cek_sppb() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  kunci uuid;
  s keuangan_sppb;
  n integer; persen numeric; jumlah numeric; akhir integer; lepas integer;
BEGIN
  IF TG_TABLE_NAME = 'keuangan_sppb' THEN
    kunci := (baris ->> 'id')::uuid;
  ELSIF TG_TABLE_NAME = 'keuangan_danatahap' THEN
    SELECT t.sppb_id INTO kunci FROM keuangan_tahapblm t WHERE t.id = (baris ->> 'tahap_id')::uuid;
  ELSE
    kunci := (baris ->> 'sppb_id')::uuid;
  END IF;
  SELECT * INTO s FROM keuangan_sppb x WHERE x.id = kunci;
  IF s.id IS NULL OR s.status = 'batal' THEN
    RETURN NULL;
  END IF;
  SELECT count(*), coalesce(sum(p.jumlah), 0) INTO n, jumlah FROM keuangan_pagusppb p WHERE p.sppb_id = s.id;
  IF n = 0 OR jumlah <> s.jumlah THEN
    RAISE EXCEPTION 'Jumlah SPPB % bukan jumlah pagunya %.', s.jumlah, jumlah
      USING ERRCODE = '23514', CONSTRAINT = 'sppb_jumlah_pagu';
  END IF;
  SELECT count(*), coalesce(sum(p.persen), 0), coalesce(sum(p.jumlah), 0),
         count(*) FILTER (WHERE abs(p.jumlah - s.jumlah * p.persen / 100) >= 4)
    INTO n, persen, jumlah, lepas FROM keuangan_porsisppb p WHERE p.sppb_id = s.id;
  IF persen <> 100 THEN
    RAISE EXCEPTION 'Porsi SPPB berjumlah % persen, bukan 100.', persen
      USING ERRCODE = '23514', CONSTRAINT = 'porsi_sppb_seratus';
  END IF;
  IF jumlah <> s.jumlah OR lepas > 0 THEN
    RAISE EXCEPTION 'Porsi SPPB berjumlah %, bukan %.', jumlah, s.jumlah
      USING ERRCODE = '23514', CONSTRAINT = 'porsi_sppb_genap';
  END IF;
  SELECT count(*), coalesce(max(t.ke), 0), coalesce(sum(t.persen), 0) INTO n, akhir, persen
    FROM keuangan_tahapblm t WHERE t.sppb_id = s.id;
  IF persen <> 100 OR n <> s.jumlah_tahap OR akhir <> n THEN
    RAISE EXCEPTION 'Tahap BLM berjumlah % persen dalam % tahap.', persen, n
      USING ERRCODE = '23514', CONSTRAINT = 'tahap_blm_seratus';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_tahapblm t WHERE t.sppb_id = s.id AND t.jumlah IS DISTINCT FROM
               (SELECT sum(d.jumlah) FROM keuangan_danatahap d WHERE d.tahap_id = t.id))
     OR EXISTS (SELECT 1 FROM keuangan_pagusppb p WHERE p.sppb_id = s.id AND p.jumlah IS DISTINCT FROM
               (SELECT sum(d.jumlah) FROM keuangan_danatahap d JOIN keuangan_tahapblm t ON t.id = d.tahap_id
                WHERE t.sppb_id = s.id AND d.sumber = p.sumber))
     OR EXISTS (SELECT 1 FROM keuangan_danatahap d JOIN keuangan_tahapblm t ON t.id = d.tahap_id
                LEFT JOIN keuangan_pagusppb p ON p.sppb_id = s.id AND p.sumber = d.sumber
                WHERE t.sppb_id = s.id AND (p.id IS NULL OR abs(d.jumlah - p.jumlah * t.persen / 100) >= n)) THEN
    RAISE EXCEPTION 'Jumlah tahap BLM tidak genap dengan pagu sumbernya.'
      USING ERRCODE = '23514', CONSTRAINT = 'tahap_blm_genap';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sppb_genap AFTER INSERT OR UPDATE ON keuangan_sppb
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_sppb();
CREATE CONSTRAINT TRIGGER pagu_sppb_genap AFTER INSERT OR UPDATE OR DELETE ON keuangan_pagusppb
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_sppb();
CREATE CONSTRAINT TRIGGER porsi_sppb_genap AFTER INSERT OR UPDATE OR DELETE ON keuangan_porsisppb
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_sppb();
CREATE CONSTRAINT TRIGGER tahap_blm_genap AFTER INSERT OR UPDATE OR DELETE ON keuangan_tahapblm
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_sppb();
CREATE CONSTRAINT TRIGGER dana_tahap_genap AFTER INSERT OR UPDATE OR DELETE ON keuangan_danatahap
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_sppb();

-- Lists of papers and letters of dispensation are withdrawn, never rewritten. BLM-21, BLM-33.
CREATE FUNCTION keuangan_jaga_dicabut() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['dicabut_pada', 'alasan_cabut', 'versi', 'diubah_pada', 'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' OR OLD.dicabut_pada IS NOT NULL OR to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh THEN
    RAISE EXCEPTION 'Catatan ini tidak diubah; cabut dan catat yang baru.'
      USING ERRCODE = '23514', CONSTRAINT = 'catatan_dicabut_saja';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER syarat_kertas_terjaga BEFORE UPDATE OR DELETE ON keuangan_syaratkertas
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_dicabut();
CREATE TRIGGER dispensasi_lpj_terjaga BEFORE UPDATE OR DELETE ON keuangan_dispensasilpj
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_dicabut();
