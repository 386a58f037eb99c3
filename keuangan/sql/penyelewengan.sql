-- A case lies in the area of its group; its proposal is one of that group. SLW-01.
ALTER TABLE keuangan_penyelewengan ADD CONSTRAINT penyelewengan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_penyelewengan ADD CONSTRAINT penyelewengan_ksm_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);
ALTER TABLE keuangan_penyelewengan ADD CONSTRAINT penyelewengan_usulan_seksm
  FOREIGN KEY (usulan_id, ksm_id) REFERENCES ksm_usulan (id, ksm_id);
ALTER TABLE keuangan_pemulihandana ADD CONSTRAINT pemulihan_dana_sewilayah
  FOREIGN KEY (kasus_id, kode_wilayah) REFERENCES keuangan_penyelewengan (id, kode_wilayah);

-- What was reported stays as it was written; settled means that every rupiah came back. SLW-01 to SLW-05.
CREATE FUNCTION keuangan_jaga_penyelewengan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,alasan,ditutup_pada,dilepas_pada,dilepas_dasar,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  kembali numeric;
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(OLD) - bebas <> to_jsonb(NEW) - bebas
     OR (OLD.dilepas_pada IS NOT NULL AND NEW.dilepas_pada IS DISTINCT FROM OLD.dilepas_pada) THEN
    RAISE EXCEPTION 'Catatan penyelewengan tidak diubah dan tidak dihapus.'
      USING ERRCODE = '23514', CONSTRAINT = 'penyelewengan_tetap';
  END IF;
  IF NEW.status <> OLD.status AND NEW.status IN ('selesai', 'dikembalikan_sebagian') THEN
    SELECT coalesce(sum(p.jumlah), 0) INTO kembali FROM keuangan_pemulihandana p WHERE p.kasus_id = NEW.id AND p.status = 'sah';
    IF (NEW.status = 'selesai') <> (kembali = NEW.jumlah) OR kembali = 0 THEN
      RAISE EXCEPTION 'Dikembalikan % dari %.', kembali, NEW.jumlah
        USING ERRCODE = '23514', CONSTRAINT = 'penyelewengan_selesai_lunas';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER penyelewengan_terjaga BEFORE UPDATE OR DELETE ON keuangan_penyelewengan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_penyelewengan();

-- Never more comes back than went. Locks the case: of two at once the second counts the first. SLW-03.
CREATE FUNCTION keuangan_jaga_pemulihan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,alasan_batal,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  kasus record; n numeric;
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) - bebas <> to_jsonb(NEW) - bebas) THEN
    RAISE EXCEPTION 'Catatan pengembalian tidak diubah; batalkan lalu catat lagi.'
      USING ERRCODE = '23514', CONSTRAINT = 'pemulihan_dana_tetap';
  END IF;
  SELECT p.status, p.jumlah INTO kasus FROM keuangan_penyelewengan p WHERE p.id = NEW.kasus_id FOR NO KEY UPDATE;
  IF kasus.status NOT IN ('terbukti', 'dikembalikan_sebagian') THEN
    RAISE EXCEPTION 'Kasus ini tidak menunggu pengembalian.' USING ERRCODE = '23514', CONSTRAINT = 'pemulihan_dana_kasus_terbuka';
  END IF;
  SELECT coalesce(sum(p.jumlah), 0) INTO n FROM keuangan_pemulihandana p
   WHERE p.kasus_id = NEW.kasus_id AND p.status = 'sah' AND p.id <> NEW.id;
  IF NEW.status = 'sah' AND n + NEW.jumlah > kasus.jumlah THEN
    RAISE EXCEPTION 'Dikembalikan % dari %.', n + NEW.jumlah, kasus.jumlah
      USING ERRCODE = '23514', CONSTRAINT = 'pemulihan_dana_sebatas_kasus';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pemulihan_dana_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_pemulihandana
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pemulihan();
