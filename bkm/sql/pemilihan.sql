-- A row of the election lies in the area and stage of what it hangs on. SIK-49.
ALTER TABLE bkm_panitia ADD CONSTRAINT panitia_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE bkm_pemilihan ADD CONSTRAINT pemilihan_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE bkm_tps ADD CONSTRAINT tps_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE bkm_hitungan ADD CONSTRAINT hitungan_id_dan_langkah UNIQUE (id, langkah_id);
ALTER TABLE bkm_utusan ADD CONSTRAINT utusan_id_dan_langkah UNIQUE (id, langkah_id);
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['panitia', 'anggotapanitia', 'tatatertib', 'pemilihan', 'tps', 'hitungan', 'perolehansuara',
                           'penyatuannama', 'utusan', 'hasilanggota', 'pengumumanhasil'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_sewilayah FOREIGN KEY (langkah_id, kode_wilayah)
                    REFERENCES siklus_langkah (id, kode_wilayah)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['anggotapanitia', 'tps', 'utusan'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_basis_sekelurahan FOREIGN KEY (basis_id, kode_wilayah)
                    REFERENCES wilayah_basis (id, kode_wilayah)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['panitia', 'tatatertib'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_pertemuan_selangkah FOREIGN KEY (pertemuan_id, langkah_id)
                    REFERENCES siklus_pertemuan (id, langkah_id)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['tps', 'utusan', 'hasilanggota', 'pengumumanhasil'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_pemilihan_selangkah FOREIGN KEY (pemilihan_id, langkah_id)
                    REFERENCES bkm_pemilihan (id, langkah_id)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['hitungan', 'penyatuannama', 'utusan', 'hasilanggota'] LOOP
    EXECUTE format('ALTER TABLE bkm_%1$s ADD CONSTRAINT %1$s_tps_selangkah FOREIGN KEY (tps_id, langkah_id)
                    REFERENCES bkm_tps (id, langkah_id)', t);
  END LOOP;
END $$;
ALTER TABLE bkm_anggotapanitia ADD CONSTRAINT anggotapanitia_selangkah
  FOREIGN KEY (panitia_id, langkah_id) REFERENCES bkm_panitia (id, langkah_id);
ALTER TABLE bkm_perolehansuara ADD CONSTRAINT perolehan_selangkah
  FOREIGN KEY (hitungan_id, langkah_id) REFERENCES bkm_hitungan (id, langkah_id);
ALTER TABLE bkm_hasilanggota ADD CONSTRAINT hasil_utusan_selangkah
  FOREIGN KEY (utusan_id, langkah_id) REFERENCES bkm_utusan (id, langkah_id);

-- The numbers of the tata tertib are fixed once a polling place has opened. BKM-04.
CREATE FUNCTION bkm_jaga_tatib() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (NEW.nama_basis, NEW.utusan_per_basis, NEW.jenjang_rw, NEW.nama_rw, NEW.utusan_per_rw, NEW.nama_kelurahan,
      NEW.jumlah_anggota, NEW.panitia_boleh_dipilih)
      IS DISTINCT FROM (OLD.nama_basis, OLD.utusan_per_basis, OLD.jenjang_rw, OLD.nama_rw, OLD.utusan_per_rw,
      OLD.nama_kelurahan, OLD.jumlah_anggota, OLD.panitia_boleh_dipilih)
     AND EXISTS (SELECT 1 FROM bkm_tps t WHERE t.langkah_id = NEW.langkah_id AND t.status NOT IN ('belum', 'tidak_memilih')) THEN
    RAISE EXCEPTION 'Angka tata tertib tidak dapat diubah sesudah TPS pertama dibuka.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tatib_tetap BEFORE UPDATE ON bkm_tatatertib FOR EACH ROW EXECUTE FUNCTION bkm_jaga_tatib();

-- Lower tiers end before the next begins, a valid tally reaches the threshold, and nothing is reopened beneath a tier
-- that has begun. BKM-12, BKM-16, BKM-20.
CREATE FUNCTION bkm_jaga_tps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  h bkm_hitungan;
  n integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM bkm_pengumumanhasil p WHERE p.pemilihan_id = NEW.pemilihan_id AND p.tingkat = NEW.tingkat) THEN
      RAISE EXCEPTION 'Hasil tingkat ini sudah diumumkan; TPS tidak dapat ditambah.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.pemilihan_id, NEW.tingkat, NEW.basis_id) IS DISTINCT FROM (OLD.pemilihan_id, OLD.tingkat, OLD.basis_id) THEN
    RAISE EXCEPTION 'Tempat sebuah TPS tidak dapat diganti.' USING ERRCODE = '23514';
  END IF;
  IF OLD.status NOT IN ('belum', 'tidak_memilih', 'berlangsung')
     AND (NEW.daftar_l, NEW.daftar_p, NEW.nama_per_suara, NEW.kursi, NEW.ambang, NEW.mengikat)
     IS DISTINCT FROM (OLD.daftar_l, OLD.daftar_p, OLD.nama_per_suara, OLD.kursi, OLD.ambang, OLD.mengikat) THEN
    RAISE EXCEPTION 'Daftar pemilih dan aturan TPS tetap sejak dibuka.' USING ERRCODE = '23514';
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NEW.status = 'berlangsung' AND NEW.tingkat <> 'basis' THEN
    SELECT count(*) INTO n FROM bkm_tps t
      LEFT JOIN wilayah_basis b ON b.id = t.basis_id
      WHERE t.pemilihan_id = NEW.pemilihan_id AND t.status NOT IN ('sah', 'tidak_sah', 'tidak_memilih')
        AND (t.tingkat = 'basis' OR NEW.tingkat = 'kelurahan' AND t.tingkat = 'rw')
        AND (NEW.tingkat = 'kelurahan' OR b.induk_id = NEW.basis_id);
    IF n > 0 THEN
      RAISE EXCEPTION 'Masih ada % TPS di bawahnya yang belum selesai.', n USING ERRCODE = '23514';
    END IF;
  END IF;
  IF NEW.status IN ('dihitung', 'sah') THEN
    SELECT * INTO h FROM bkm_hitungan x WHERE x.tps_id = NEW.id AND x.jenis = 'utama' ORDER BY x.ke DESC LIMIT 1;
    IF h.id IS NULL THEN
      RAISE EXCEPTION 'TPS ini belum mempunyai hitungan.' USING ERRCODE = '23514';
    END IF;
  END IF;
  IF NEW.status = 'sah' AND NEW.tingkat = 'basis' AND NEW.mengikat AND NEW.ambang IS NOT NULL
     AND (h.pemilih + h.kunjungan_l + h.kunjungan_p) * 100.0 < NEW.ambang * (NEW.daftar_l + NEW.daftar_p) THEN
    RAISE EXCEPTION 'Pemilih TPS ini belum mencapai % persen.', NEW.ambang USING ERRCODE = '23514';
  END IF;
  IF OLD.status IN ('sah', 'tidak_sah', 'tidak_memilih') AND EXISTS (
      SELECT 1 FROM bkm_tps t WHERE t.pemilihan_id = NEW.pemilihan_id AND t.status NOT IN ('belum', 'tidak_memilih')
        AND (OLD.tingkat = 'basis' AND t.tingkat IN ('rw', 'kelurahan') OR OLD.tingkat = 'rw' AND t.tingkat = 'kelurahan')) THEN
    RAISE EXCEPTION 'Pemilihan tingkat berikutnya sudah dibuka; TPS ini tidak dapat dibuka kembali.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tps_tetap BEFORE INSERT OR UPDATE ON bkm_tps FOR EACH ROW EXECUTE FUNCTION bkm_jaga_tps();

-- Voters fit the roll, visits only below the threshold, a tally only after closing. BKM-13, BKM-14, BKM-16.
CREATE FUNCTION bkm_jaga_hitungan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  t bkm_tps;
BEGIN
  SELECT * INTO t FROM bkm_tps WHERE id = NEW.tps_id FOR SHARE;
  IF t.status NOT IN ('ditutup', 'dihitung', 'kunjungan_rumah') OR NEW.jenis = 'ulang' AND t.status <> 'dihitung' THEN
    RAISE EXCEPTION 'Hitungan dicatat sesudah pemungutan ditutup dan sebelum hasil disahkan (status %).', t.status
      USING ERRCODE = '23514';
  END IF;
  IF NEW.pemilih_l + NEW.kunjungan_l > t.daftar_l OR NEW.pemilih_p + NEW.kunjungan_p > t.daftar_p THEN
    RAISE EXCEPTION 'Pemilih melebihi daftar (% L, % P).', t.daftar_l, t.daftar_p USING ERRCODE = '23514';
  END IF;
  IF NEW.kunjungan_l + NEW.kunjungan_p > 0
     AND (t.tingkat <> 'basis' OR t.ambang IS NULL OR NEW.pemilih * 100.0 >= t.ambang * t.daftar) THEN
    RAISE EXCEPTION 'Kunjungan rumah hanya bila pemilih di TPS belum mencapai batas.' USING ERRCODE = '23514';
  END IF;
  IF NEW.jenis = 'utama' AND NEW.ke <> 1 + (
      SELECT count(*) FROM bkm_hitungan x WHERE x.tps_id = NEW.tps_id AND x.jenis = 'utama') THEN
    RAISE EXCEPTION 'Hitungan ini bukan versi berikutnya.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hitungan_wajar BEFORE INSERT ON bkm_hitungan FOR EACH ROW EXECUTE FUNCTION bkm_jaga_hitungan();

-- At the end of the transaction: names fit the ballots, and above the basis only utusan are voted for. BKM-14, BKM-22.
CREATE FUNCTION bkm_cek_jumlah_suara() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  h bkm_hitungan;
  t bkm_tps;
  jumlah bigint;
  jumlah_k bigint;
  terbanyak bigint;
  terbanyak_k bigint;
  asing integer;
BEGIN
  SELECT * INTO h FROM bkm_hitungan WHERE id = CASE WHEN TG_TABLE_NAME = 'bkm_hitungan' THEN NEW.id
    ELSE (to_jsonb(NEW) ->> 'hitungan_id')::uuid END;
  SELECT * INTO t FROM bkm_tps WHERE id = h.tps_id;
  SELECT coalesce(sum(suara), 0), coalesce(sum(kunjungan), 0), coalesce(max(suara), 0), coalesce(max(kunjungan), 0)
    INTO jumlah, jumlah_k, terbanyak, terbanyak_k FROM bkm_perolehansuara WHERE hitungan_id = h.id;
  IF jumlah + jumlah_k + h.lain_lain > (h.surat_sah + h.kunjungan_sah)::bigint * t.nama_per_suara
     OR jumlah_k > h.kunjungan_sah::bigint * t.nama_per_suara THEN
    RAISE EXCEPTION 'Jumlah suara % melebihi % surat sah kali % nama.', jumlah + jumlah_k + h.lain_lain,
      h.surat_sah + h.kunjungan_sah, t.nama_per_suara USING ERRCODE = '23514';
  END IF;
  IF terbanyak > h.surat_sah OR terbanyak_k > h.kunjungan_sah THEN
    RAISE EXCEPTION 'Satu nama mendapat suara lebih banyak daripada surat sah.' USING ERRCODE = '23514';
  END IF;
  SELECT count(*) INTO asing FROM bkm_perolehansuara p LEFT JOIN bkm_utusan u ON u.id = p.utusan_id
    WHERE p.hitungan_id = h.id AND (
      t.tingkat = 'basis' AND p.utusan_id IS NOT NULL
      OR t.tingkat <> 'basis' AND (u.id IS NULL OR u.pemilihan_id <> t.pemilihan_id OR u.status <> 'sah'
        OR t.tingkat = 'rw' AND u.tingkat <> 'basis'
        OR t.tingkat = 'kelurahan' AND u.tingkat <> CASE WHEN EXISTS (
          SELECT 1 FROM bkm_tps x WHERE x.pemilihan_id = t.pemilihan_id AND x.tingkat = 'rw') THEN 'rw' ELSE 'basis' END));
  IF asing > 0 THEN
    RAISE EXCEPTION 'Di tingkat ini hanya utusan yang dapat dipilih.' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER perolehan_sesuai_surat AFTER INSERT ON bkm_perolehansuara
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bkm_cek_jumlah_suara();
CREATE CONSTRAINT TRIGGER hitungan_sesuai_surat AFTER INSERT ON bkm_hitungan
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bkm_cek_jumlah_suara();

-- Names are merged while the tally is open, not after it counts. BKM-21.
CREATE FUNCTION bkm_jaga_penyatuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  s text;
BEGIN
  SELECT status INTO s FROM bkm_tps WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.tps_id ELSE NEW.tps_id END FOR SHARE;
  IF s NOT IN ('dihitung', 'kunjungan_rumah') AND NOT (TG_OP = 'UPDATE' AND NEW.warga_id IS DISTINCT FROM OLD.warga_id) THEN
    RAISE EXCEPTION 'Nama disatukan sesudah dihitung dan sebelum hasil disahkan.' USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER penyatuan_waktunya BEFORE INSERT OR UPDATE OR DELETE ON bkm_penyatuannama
  FOR EACH ROW EXECUTE FUNCTION bkm_jaga_penyatuan();

-- Utusan and winners come from a valid count, and no more of them than there are seats. BKM-17, BKM-22, BKM-23.
CREATE FUNCTION bkm_jaga_terpilih() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  t bkm_tps;
  n integer;
BEGIN
  IF NEW.status = 'batal' THEN
    RETURN NEW;
  END IF;
  SELECT * INTO t FROM bkm_tps WHERE id = NEW.tps_id FOR SHARE;
  IF t.status <> 'sah' OR t.pemilihan_id <> NEW.pemilihan_id
     OR (TG_TABLE_NAME = 'bkm_hasilanggota') <> (t.tingkat = 'kelurahan') THEN
    RAISE EXCEPTION 'Yang terpilih berasal dari TPS yang hasilnya sah.' USING ERRCODE = '23514';
  END IF;
  IF TG_TABLE_NAME = 'bkm_utusan' THEN
    SELECT count(*) INTO n FROM bkm_utusan u WHERE u.tps_id = t.id AND u.status = 'sah' AND u.id <> NEW.id;
    IF (to_jsonb(NEW) ->> 'tingkat') <> t.tingkat OR (to_jsonb(NEW) ->> 'basis_id')::uuid <> t.basis_id
       AND t.tingkat = 'basis' THEN
      RAISE EXCEPTION 'Utusan berasal dari TPS-nya sendiri.' USING ERRCODE = '23514';
    END IF;
  ELSE
    SELECT count(*) INTO n FROM bkm_hasilanggota u
      WHERE u.tps_id = t.id AND u.status = 'sah' AND u.terpilih AND u.id <> NEW.id;
    IF NOT (to_jsonb(NEW) ->> 'terpilih')::boolean THEN
      n := 0;
    END IF;
  END IF;
  IF n >= t.kursi THEN
    RAISE EXCEPTION 'Yang terpilih paling banyak % orang.', t.kursi USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER utusan_dari_hasil BEFORE INSERT ON bkm_utusan FOR EACH ROW EXECUTE FUNCTION bkm_jaga_terpilih();
CREATE TRIGGER hasil_dari_hitungan BEFORE INSERT ON bkm_hasilanggota FOR EACH ROW EXECUTE FUNCTION bkm_jaga_terpilih();

-- Results of a tier are published after its last TPS has closed. BKM-24.
CREATE FUNCTION bkm_jaga_pengumuman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bkm_tps t WHERE t.pemilihan_id = NEW.pemilihan_id AND t.tingkat = NEW.tingkat
             AND t.status NOT IN ('sah', 'tidak_sah', 'tidak_memilih'))
     OR NOT EXISTS (SELECT 1 FROM bkm_tps t WHERE t.pemilihan_id = NEW.pemilihan_id AND t.tingkat = NEW.tingkat) THEN
    RAISE EXCEPTION 'Hasil diumumkan sesudah TPS terakhir di tingkat itu selesai.' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pengumuman_sesudah_selesai BEFORE INSERT ON bkm_pengumumanhasil
  FOR EACH ROW EXECUTE FUNCTION bkm_jaga_pengumuman();

-- All of it is locked with the stage. SIK-04.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['panitia', 'anggotapanitia', 'tatatertib', 'pemilihan', 'tps', 'hitungan', 'perolehansuara',
                           'utusan', 'hasilanggota', 'pengumumanhasil'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_terkunci BEFORE INSERT OR UPDATE OR DELETE ON bkm_%1$s
                    FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak(''langkah'')', t);
  END LOOP;
END $$;
CREATE TRIGGER penyatuannama_terkunci BEFORE INSERT OR UPDATE OR DELETE ON bkm_penyatuannama
  FOR EACH ROW EXECUTE FUNCTION siklus_jaga_anak('langkah', 'boleh_hapus');
