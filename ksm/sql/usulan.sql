-- Everything below a proposal lies in its kelurahan, and the proposal in that of its group, its Renta line and its place. USL-01.
CREATE UNIQUE INDEX IF NOT EXISTS kegiatan_renta_id_dan_wilayah ON pronangkis_kegiatanrenta (id, kode_wilayah);
ALTER TABLE ksm_usulan ADD CONSTRAINT usulan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE ksm_bappuk ADD CONSTRAINT bappuk_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE ksm_usulan ADD CONSTRAINT usulan_ksm_sewilayah
  FOREIGN KEY (ksm_id, kode_wilayah) REFERENCES ksm_ksm (id, kode_wilayah);
ALTER TABLE ksm_usulan ADD CONSTRAINT usulan_renta_sewilayah
  FOREIGN KEY (kegiatan_renta_id, kode_wilayah) REFERENCES pronangkis_kegiatanrenta (id, kode_wilayah);
ALTER TABLE ksm_usulan ADD CONSTRAINT usulan_basis_sewilayah
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE ksm_pemanfaatusulan ADD CONSTRAINT pemanfaat_keluarga_sewilayah
  FOREIGN KEY (keluarga_id, kode_wilayah) REFERENCES siklus_keluarga (id, kode_wilayah);
ALTER TABLE ksm_pemanfaatusulan ADD CONSTRAINT pemanfaat_basis_sewilayah
  FOREIGN KEY (basis_id, kode_wilayah) REFERENCES wilayah_basis (id, kode_wilayah);
ALTER TABLE ksm_bappuk ADD CONSTRAINT bappuk_renta_sewilayah
  FOREIGN KEY (renta_id, kode_wilayah) REFERENCES pronangkis_renta (id, kode_wilayah);
ALTER TABLE ksm_bappuk ADD CONSTRAINT bappuk_rapat_sewilayah
  FOREIGN KEY (rapat_id, kode_wilayah) REFERENCES bkm_rapatbkm (id, kode_wilayah);
ALTER TABLE ksm_barisbappuk ADD CONSTRAINT baris_bappuk_sewilayah
  FOREIGN KEY (bappuk_id, kode_wilayah) REFERENCES ksm_bappuk (id, kode_wilayah);
ALTER TABLE ksm_perubahanusulan ADD CONSTRAINT perubahan_rapat_sewilayah
  FOREIGN KEY (rapat_bkm_id, kode_wilayah) REFERENCES bkm_rapatbkm (id, kode_wilayah);
ALTER TABLE ksm_pemanfaatusulan ADD CONSTRAINT pemanfaat_id_dan_usulan UNIQUE (id, usulan_id);
ALTER TABLE ksm_janjiswadaya ADD CONSTRAINT janji_id_dan_usulan UNIQUE (id, usulan_id);
-- A receipt belongs to a beneficiary of the same proposal, and what was brought to one of its promises. SOS-01, KRJ-04.
ALTER TABLE ksm_penerimaanbantuan ADD CONSTRAINT penerimaan_pemanfaat_seusulan
  FOREIGN KEY (pemanfaat_id, usulan_id) REFERENCES ksm_pemanfaatusulan (id, usulan_id);
ALTER TABLE ksm_swadayausulan ADD CONSTRAINT swadaya_janji_seusulan
  FOREIGN KEY (janji_id, usulan_id) REFERENCES ksm_janjiswadaya (id, usulan_id);
DO $$
DECLARE
  anak text;
BEGIN
  FOREACH anak IN ARRAY ARRAY[
    'barisrab', 'janjiswadaya', 'pemanfaatusulan', 'verifikasiusulan', 'barisbappuk', 'perjanjian', 'perubahanusulan',
    'kemajuanusulan', 'fotopekerjaan', 'bahanusulan', 'swadayausulan', 'pemeriksaanmutu', 'serahterima', 'badanpemelihara',
    'kaspemelihara', 'pemeriksaanaset', 'penerimaanbantuan']
  LOOP
    EXECUTE format(
      'ALTER TABLE ksm_%1$s ADD CONSTRAINT %1$s_usulan_sewilayah FOREIGN KEY (usulan_id, kode_wilayah) '
      'REFERENCES ksm_usulan (id, kode_wilayah)', anak);
  END LOOP;
END $$;

-- A proposal is never deleted and never moves to another group, year or number; its content changes only while it is open. USL-02.
CREATE FUNCTION ksm_jaga_usulan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  jalan text[] := '{status,status_ubah,alasan,diajukan,rab_ke,selesai_pada,versi,diubah_pada,volume,kode_provinsi,kode_kota,kode_kecamatan}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Usulan tidak dapat dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF (SELECT k.status FROM ksm_ksm k WHERE k.id = NEW.ksm_id FOR SHARE) <> 'aktif' THEN
      RAISE EXCEPTION 'KSM ini sudah berakhir.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_ksm_aktif';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.ksm_id <> OLD.ksm_id OR NEW.tahun <> OLD.tahun OR NEW.nomor <> OLD.nomor THEN
    RAISE EXCEPTION 'KSM, tahun, dan nomor usulan tetap.' USING ERRCODE = '23514';
  END IF;
  IF OLD.status NOT IN ('draf', 'perubahan') AND (NEW.volume <> OLD.volume OR to_jsonb(NEW) - jalan <> to_jsonb(OLD) - jalan)
     AND OLD.status = NEW.status THEN
    RAISE EXCEPTION 'Usulan yang sudah diajukan hanya berubah lewat perubahan yang disahkan.'
      USING ERRCODE = '23514', CONSTRAINT = 'usulan_terkunci';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER usulan_tetap BEFORE INSERT OR UPDATE OR DELETE ON ksm_usulan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_usulan();

-- Lines are written while the proposal is open, in the RAB that is being written; those that counted stay as they were. USL-03.
CREATE FUNCTION ksm_jaga_baris_usulan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  induk ksm_usulan%ROWTYPE;
  baris record;
BEGIN
  baris := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  SELECT * INTO induk FROM ksm_usulan u WHERE u.id = baris.usulan_id FOR SHARE;
  IF TG_OP = 'UPDATE' AND (NEW.usulan_id <> OLD.usulan_id OR NEW.ke <> OLD.ke) THEN
    RAISE EXCEPTION 'Baris usulan tidak dapat dipindah.' USING ERRCODE = '23514';
  END IF;
  IF NOT (induk.status = 'draf' AND baris.ke = induk.rab_ke OR induk.status = 'perubahan' AND baris.ke = induk.rab_ke + 1) THEN
    RAISE EXCEPTION 'Isi usulan terkunci sesudah diajukan.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_terkunci';
  END IF;
  RETURN baris;
END $$;
CREATE TRIGGER baris_rab_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_barisrab
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_baris_usulan();
CREATE TRIGGER janji_swadaya_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_janjiswadaya
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_baris_usulan();
CREATE TRIGGER pemanfaat_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_pemanfaatusulan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_baris_usulan();

-- By name only households that are on PS-2 that day; loans ask it of their own file (Parameter keuangan.pinjaman_ps2). USL-05.
CREATE FUNCTION ksm_jaga_pemanfaat() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  induk ksm_usulan%ROWTYPE;
BEGIN
  SELECT * INTO induk FROM ksm_usulan u WHERE u.id = NEW.usulan_id;
  IF induk.bernama <> (NEW.keluarga_id IS NOT NULL) THEN
    RAISE EXCEPTION 'Pemanfaat usulan ini ditulis %.', CASE WHEN induk.bernama THEN 'dengan namanya' ELSE 'per RT' END
      USING ERRCODE = '23514', CONSTRAINT = 'pemanfaat_menurut_usulan';
  END IF;
  IF NEW.keluarga_id IS NOT NULL AND induk.jenis <> 'ekonomi' AND NOT EXISTS (
      SELECT 1 FROM siklus_entrips2 e WHERE e.keluarga_id = NEW.keluarga_id AND e.status = 'ditetapkan') THEN
    RAISE EXCEPTION 'Keluarga ini tidak ada pada daftar PS-2.' USING ERRCODE = '23514', CONSTRAINT = 'pemanfaat_pada_ps2';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pemanfaat_pada_ps2 BEFORE INSERT OR UPDATE ON ksm_pemanfaatusulan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_pemanfaat();

-- What is handed in adds up: every line is paid in full, promises make the swadaya of the RAB, somebody benefits. USL-04.
CREATE FUNCTION ksm_usulan_utuh(usulan uuid, ke_rab int) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rab record;
  janji numeric;
BEGIN
  SELECT count(*) AS n, coalesce(sum(b.swadaya), 0) AS swadaya, coalesce(sum(b.blm), 0) AS blm,
         count(*) FILTER (WHERE b.blm + b.swadaya + b.lain <> b.jumlah) AS timpang
    INTO rab FROM ksm_barisrab b WHERE b.usulan_id = usulan AND b.ke = ke_rab;
  SELECT coalesce(sum(j.nilai), 0) INTO janji FROM ksm_janjiswadaya j WHERE j.usulan_id = usulan AND j.ke = ke_rab;
  IF rab.n = 0 OR rab.blm <= 0 THEN
    RAISE EXCEPTION 'RAB belum berisi dana BLM.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_ber_rab';
  END IF;
  IF rab.timpang > 0 THEN
    RAISE EXCEPTION 'BLM, swadaya, dan dana lain belum sama dengan jumlah barisnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'usulan_rab_seimbang';
  END IF;
  IF janji <> rab.swadaya THEN
    RAISE EXCEPTION 'Janji swadaya % tidak sama dengan swadaya RAB %.', janji, rab.swadaya
      USING ERRCODE = '23514', CONSTRAINT = 'usulan_swadaya_sama';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ksm_pemanfaatusulan p WHERE p.usulan_id = usulan AND p.ke = ke_rab) THEN
    RAISE EXCEPTION 'Belum ada pemanfaat.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_berpemanfaat';
  END IF;
END $$;

CREATE FUNCTION ksm_cek_usulan_diajukan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.status = 'diajukan' OR (OLD.status = 'perubahan' AND NEW.rab_ke <> OLD.rab_ke) THEN
    PERFORM ksm_usulan_utuh(NEW.id, NEW.rab_ke);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER usulan_utuh AFTER UPDATE OF status, rab_ke ON ksm_usulan
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.rab_ke <> NEW.rab_ke)
  EXECUTE FUNCTION ksm_cek_usulan_diajukan();

-- Feasible by a checklist of its unit; approved by a determined BAPPUK; under contract by an agreement. USL-06, USL-07, USL-09.
CREATE FUNCTION ksm_cek_usulan_berdasar() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.status = 'verifikasi_up' AND OLD.status = 'diajukan' AND NOT EXISTS (
      SELECT 1 FROM ksm_verifikasiusulan v WHERE v.usulan_id = NEW.id AND v.status = 'sah' AND v.hasil = 'layak'
        AND v.unit = NEW.unit AND v.tanggal >= NEW.diajukan) THEN
    RAISE EXCEPTION 'Usulan belum dinyatakan layak oleh unitnya.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_layak_berdasar';
  END IF;
  IF NEW.status = 'rapat_bkm' AND NOT EXISTS (
      SELECT 1 FROM ksm_barisbappuk b JOIN ksm_bappuk r ON r.id = b.bappuk_id
       WHERE b.usulan_id = NEW.id AND b.putusan = 'disetujui' AND r.status = 'ditetapkan') THEN
    RAISE EXCEPTION 'Usulan belum disetujui dalam BAPPUK.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_disetujui_bappuk';
  END IF;
  IF NEW.status = 'kontrak' AND OLD.status = 'rapat_bkm' AND NOT EXISTS (
      SELECT 1 FROM ksm_perjanjian p WHERE p.usulan_id = NEW.id AND p.status = 'sah') THEN
    RAISE EXCEPTION 'Perjanjian belum dicatat.' USING ERRCODE = '23514', CONSTRAINT = 'usulan_berperjanjian';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER usulan_berdasar AFTER UPDATE OF status ON ksm_usulan
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION ksm_cek_usulan_berdasar();

-- The meeting divides no more than is left, and once determined its rows stay. USL-07.
CREATE FUNCTION ksm_jaga_bappuk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  dibagi numeric;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'BAPPUK tidak dapat dihapus; batalkan dengan alasan.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = 'ditetapkan' AND OLD.status = 'draf' THEN
    SELECT coalesce(sum(b.disetujui), 0) INTO dibagi FROM ksm_barisbappuk b WHERE b.bappuk_id = NEW.id;
    IF dibagi > NEW.tersedia THEN
      RAISE EXCEPTION 'BAPPUK membagi % dari dana tersedia %.', dibagi, NEW.tersedia
        USING ERRCODE = '23514', CONSTRAINT = 'bappuk_sebatas_dana';
    END IF;
  ELSIF OLD.status = 'ditetapkan' AND (NEW.tersedia <> OLD.tersedia OR NEW.rapat_id <> OLD.rapat_id) THEN
    RAISE EXCEPTION 'BAPPUK yang sudah ditetapkan tidak berubah.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bappuk_sebatas_dana BEFORE UPDATE OR DELETE ON ksm_bappuk
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_bappuk();

CREATE FUNCTION ksm_jaga_baris_bappuk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris record;
BEGIN
  baris := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  IF (SELECT b.status FROM ksm_bappuk b WHERE b.id = baris.bappuk_id FOR SHARE) <> 'draf' THEN
    RAISE EXCEPTION 'Baris BAPPUK terkunci sesudah ditetapkan.' USING ERRCODE = '23514', CONSTRAINT = 'bappuk_terkunci';
  END IF;
  RETURN baris;
END $$;
CREATE TRIGGER baris_bappuk_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_barisbappuk
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_baris_bappuk();

-- An agreement repeats the RAB that counts, and gives no more BLM than the meeting approved. USL-09.
CREATE FUNCTION ksm_jaga_perjanjian() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rab record;
  disetujui numeric;
BEGIN
  IF NEW.status <> 'sah' THEN
    RETURN NEW;
  END IF;
  SELECT coalesce(sum(b.blm), 0) AS blm, coalesce(sum(b.swadaya), 0) AS swadaya, coalesce(sum(b.lain), 0) AS lain
    INTO rab FROM ksm_barisrab b JOIN ksm_usulan u ON u.id = b.usulan_id AND b.ke = u.rab_ke WHERE u.id = NEW.usulan_id;
  IF (rab.blm, rab.swadaya, rab.lain) IS DISTINCT FROM (NEW.blm, NEW.swadaya, NEW.lain) THEN
    RAISE EXCEPTION 'Nilai perjanjian tidak sama dengan RAB.' USING ERRCODE = '23514', CONSTRAINT = 'perjanjian_seperti_rab';
  END IF;
  SELECT max(b.disetujui) INTO disetujui FROM ksm_barisbappuk b JOIN ksm_bappuk r ON r.id = b.bappuk_id
   WHERE b.usulan_id = NEW.usulan_id AND r.status = 'ditetapkan';
  IF disetujui IS NULL OR NEW.blm > disetujui THEN
    RAISE EXCEPTION 'BLM perjanjian melebihi yang disetujui rapat BKM.'
      USING ERRCODE = '23514', CONSTRAINT = 'perjanjian_sebatas_putusan';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER perjanjian_seperti_rab BEFORE INSERT ON ksm_perjanjian
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_perjanjian();

-- Works are recorded from the agreement on until the account is accepted; what keeps the asset up, after completion too. KRJ-01.
CREATE FUNCTION ksm_jaga_pelaksanaan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,alasan_batal,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  keadaan text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Catatan % tidak dapat dihapus; batalkan dengan alasan.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - bebas <> to_jsonb(NEW) - bebas THEN
    RAISE EXCEPTION 'Catatan % tidak diubah; batalkan lalu catat lagi.', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  SELECT u.status INTO keadaan FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR SHARE;
  IF NOT keadaan = ANY (string_to_array(TG_ARGV[0], ',')) THEN
    RAISE EXCEPTION 'Usulan berstatus % tidak menerima catatan ini.', keadaan
      USING ERRCODE = '23514', CONSTRAINT = 'usulan_menerima_catatan';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  anak text;
BEGIN
  FOREACH anak IN ARRAY ARRAY['kemajuanusulan', 'fotopekerjaan', 'bahanusulan', 'swadayausulan', 'penerimaanbantuan'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_%1$s FOR EACH ROW '
      'EXECUTE FUNCTION ksm_jaga_pelaksanaan(''kontrak,cair,berjalan,perubahan'')', anak);
  END LOOP;
  FOREACH anak IN ARRAY ARRAY['pemeriksaanmutu', 'serahterima', 'badanpemelihara'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_%1$s FOR EACH ROW '
      'EXECUTE FUNCTION ksm_jaga_pelaksanaan(''kontrak,cair,berjalan,perubahan,lpj,selesai'')', anak);
  END LOOP;
  FOREACH anak IN ARRAY ARRAY['kaspemelihara', 'pemeriksaanaset'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_terkunci BEFORE INSERT OR UPDATE OR DELETE ON ksm_%1$s FOR EACH ROW '
      'EXECUTE FUNCTION ksm_jaga_pelaksanaan(''berjalan,lpj,selesai'')', anak);
  END LOOP;
END $$;

-- A recipient receives what the proposal gives, never more. SOS-02.
CREATE FUNCTION ksm_jaga_penerimaan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  hak ksm_pemanfaatusulan%ROWTYPE;
BEGIN
  SELECT * INTO hak FROM ksm_pemanfaatusulan p WHERE p.id = NEW.pemanfaat_id;
  IF hak.keluarga_id IS NULL OR hak.ke <> (SELECT u.rab_ke FROM ksm_usulan u WHERE u.id = NEW.usulan_id) THEN
    RAISE EXCEPTION 'Penerima ini tidak ada dalam daftar yang berlaku.'
      USING ERRCODE = '23514', CONSTRAINT = 'penerimaan_daftar_berlaku';
  END IF;
  IF hak.nilai IS NOT NULL AND NEW.jumlah > hak.nilai THEN
    RAISE EXCEPTION 'Diterima % dari hak %.', NEW.jumlah, hak.nilai
      USING ERRCODE = '23514', CONSTRAINT = 'penerimaan_sebatas_hak';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER penerimaan_sebatas_hak BEFORE INSERT ON ksm_penerimaanbantuan
  FOR EACH ROW EXECUTE FUNCTION ksm_jaga_penerimaan();
