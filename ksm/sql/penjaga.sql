-- A group lies in the area of its body, bears its name, and the body is one of kind KSM. KSM-01.
ALTER TABLE wilayah_badan ADD CONSTRAINT badan_id_wilayah_nama UNIQUE (id, kode_wilayah, nama);
CREATE UNIQUE INDEX IF NOT EXISTS relawan_id_dan_wilayah ON siklus_relawan (id, kode_wilayah);
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_seperti_badannya
  FOREIGN KEY (badan_id, kode_wilayah, nama) REFERENCES wilayah_badan (id, kode_wilayah, nama) ON UPDATE CASCADE;
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_langkah_sewilayah
  FOREIGN KEY (langkah_id, kode_wilayah) REFERENCES siklus_langkah (id, kode_wilayah);
ALTER TABLE ksm_ksm ADD CONSTRAINT ksm_pendamping_sewilayah
  FOREIGN KEY (relawan_pendamping_id, kode_wilayah) REFERENCES siklus_relawan (id, kode_wilayah);
ALTER TABLE ksm_anggotaksm ADD CONSTRAINT anggota_ksm_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);
ALTER TABLE ksm_anggotaksm ADD CONSTRAINT anggota_ksm_basis_sekelurahan
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE ksm_aturanmain ADD CONSTRAINT aturan_main_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);
ALTER TABLE ksm_ceklisksm ADD CONSTRAINT ceklis_ksm_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);

CREATE FUNCTION ksm_jaga_kelompok() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  jenis_badan text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'KSM tidak dapat dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  SELECT b.jenis INTO jenis_badan FROM wilayah_badan b WHERE b.id = NEW.badan_id;
  IF jenis_badan IS DISTINCT FROM 'ksm' THEN
    RAISE EXCEPTION 'Badan ini bukan KSM.' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.badan_id <> OLD.badan_id THEN
    RAISE EXCEPTION 'Badan sebuah KSM tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ksm_tetap BEFORE INSERT OR UPDATE OR DELETE ON ksm_ksm
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_kelompok();

-- Nothing is recorded on a group that has ended, nothing is deleted, nothing moves to another group. KSM-06.
-- Two entries of the same resident may still be merged: that changes nothing but who is meant.
CREATE FUNCTION ksm_jaga_anak() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  keadaan text;
  bebas text[] := '{warga_id,keluarga_id,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Catatan % tidak dapat dihapus; batalkan dengan alasan.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD) - bebas = to_jsonb(NEW) - bebas THEN
      RETURN NEW;
    END IF;
    IF NEW.ksm_id <> OLD.ksm_id THEN
      RAISE EXCEPTION 'Catatan % tidak dapat dipindah ke KSM lain.', TG_TABLE_NAME USING ERRCODE = '23514';
    END IF;
  END IF;
  SELECT k.status INTO keadaan FROM ksm_ksm k WHERE k.id = NEW.ksm_id FOR SHARE;
  IF keadaan <> 'aktif' THEN
    RAISE EXCEPTION 'KSM ini sudah berakhir; catatannya terkunci.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER anggota_ksm_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_anggotaksm
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_anak();
CREATE TRIGGER aturan_main_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_aturanmain
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_anak();
CREATE TRIGGER ceklis_ksm_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_ceklisksm
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_anak();
