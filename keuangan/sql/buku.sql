-- Rows of a ledger lie in the area of its body. KEU-01.
ALTER TABLE keuangan_buku ADD CONSTRAINT buku_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_buku ADD CONSTRAINT buku_sewilayah
  FOREIGN KEY (badan_id, kode_wilayah) REFERENCES wilayah_badan (id, kode_wilayah);
ALTER TABLE keuangan_akunbuku ADD CONSTRAINT akun_buku_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_periode ADD CONSTRAINT periode_id_dan_buku UNIQUE (id, buku_id);
ALTER TABLE keuangan_periode ADD CONSTRAINT periode_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_jurnal ADD CONSTRAINT jurnal_id_buku_tanggal UNIQUE (id, buku_id, tanggal);
ALTER TABLE keuangan_jurnal ADD CONSTRAINT jurnal_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_jurnal ADD CONSTRAINT jurnal_periode_sebuku
  FOREIGN KEY (periode_id, buku_id) REFERENCES keuangan_periode (id, buku_id);
ALTER TABLE keuangan_barisjurnal ADD CONSTRAINT baris_jurnal_sebuku
  FOREIGN KEY (jurnal_id, buku_id, tanggal) REFERENCES keuangan_jurnal (id, buku_id, tanggal);

-- Days on which a cash or bank account ends below zero. Receipts come first within a day, so the lowest point of a day is
-- its beginning or its end. KEU-23.
CREATE FUNCTION keuangan_hari_minus(p_buku uuid, p_sampai date)
RETURNS TABLE (akun_id uuid, tanggal date, saldo numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT h.akun_id, h.tanggal, h.saldo FROM (
    SELECT b.akun_id, b.tanggal, sum(sum(b.debit - b.kredit)) OVER (PARTITION BY b.akun_id ORDER BY b.tanggal) AS saldo
    FROM keuangan_barisjurnal b
    WHERE b.buku_id = p_buku AND b.tanggal <= p_sampai
      AND b.akun_id IN (SELECT a.id FROM keuangan_akunbuku a WHERE a.kas_bank <> '')
    GROUP BY b.akun_id, b.tanggal) h
  WHERE h.saldo < 0 ORDER BY h.tanggal, h.akun_id
$$;

CREATE FUNCTION keuangan_hari_ini(p_wilayah text) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT (now() AT TIME ZONE w.zona)::date FROM wilayah_wilayah w WHERE w.kode = p_wilayah
$$;

-- A ledger stays where it is; days are closed in order and never while money is below zero. KEU-01, KEU-23, KEU-24.
CREATE FUNCTION keuangan_jaga_buku() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  minus record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Buku tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'buku_tetap';
  END IF;
  IF (NEW.badan_id, NEW.unit, NEW.bagan, NEW.mulai, NEW.kode_wilayah)
     IS DISTINCT FROM (OLD.badan_id, OLD.unit, OLD.bagan, OLD.mulai, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Badan, unit, dan tanggal mulai buku tidak dapat diganti.'
      USING ERRCODE = '23514', CONSTRAINT = 'buku_tetap';
  END IF;
  IF NEW.tutup_hari IS DISTINCT FROM OLD.tutup_hari THEN
    IF NEW.tutup_hari > keuangan_hari_ini(NEW.kode_wilayah) THEN
      RAISE EXCEPTION 'Hari yang belum tiba tidak dapat ditutup.' USING ERRCODE = '23514', CONSTRAINT = 'buku_hari_tiba';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_periode p WHERE p.buku_id = NEW.id AND p.status = 'ditutup'
               AND (NEW.tutup_hari IS NULL
                    OR NEW.tutup_hari < (make_date(p.tahun, p.bulan, 1) + interval '1 month - 1 day')::date)) THEN
      RAISE EXCEPTION 'Hari dalam bulan yang ditutup tetap tertutup.'
        USING ERRCODE = '23514', CONSTRAINT = 'buku_hari_bulan_ditutup';
    END IF;
    SELECT * INTO minus FROM keuangan_hari_minus(NEW.id, NEW.tutup_hari) LIMIT 1;
    IF minus.tanggal IS NOT NULL THEN
      RAISE EXCEPTION 'Kas atau bank minus % pada %.', minus.saldo, minus.tanggal
        USING ERRCODE = '23514', CONSTRAINT = 'buku_kas_tidak_minus';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER buku_tetap BEFORE UPDATE OR DELETE ON keuangan_buku FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_buku();

-- The chart: a sourced code is never taken by an addition, and no account changes what it is. KEU-02, KEU-03.
CREATE FUNCTION keuangan_jaga_akun() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Akun tidak dapat dihapus; hentikan pemakaiannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'akun_buku_tetap';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.bagan, NEW.buku_id, NEW.kode, NEW.golongan, NEW.kas_bank, NEW.kontra, NEW.guna, NEW.kode_wilayah)
     IS DISTINCT FROM (OLD.bagan, OLD.buku_id, OLD.kode, OLD.golongan, OLD.kas_bank, OLD.kontra, OLD.guna, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Kode dan golongan akun tidak dapat diganti.'
      USING ERRCODE = '23514', CONSTRAINT = 'akun_buku_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    -- One addition at a time per chart and code, so that a code is never both sourced and added.
    PERFORM pg_advisory_xact_lock(hashtext('keuangan_akunbuku'), hashtext(NEW.bagan || NEW.kode));
    IF EXISTS (SELECT 1 FROM keuangan_akunbuku a WHERE a.bagan = NEW.bagan AND a.kode = NEW.kode
               AND (a.buku_id IS NULL) <> (NEW.buku_id IS NULL)) THEN
      RAISE EXCEPTION 'Kode % sudah dipakai bagan akun baku atau tambahan.', NEW.kode
        USING ERRCODE = '23514', CONSTRAINT = 'akun_buku_kode_tidak_ganda';
    END IF;
    IF NEW.buku_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id AND b.bagan = NEW.bagan) THEN
      RAISE EXCEPTION 'Akun tambahan mengikuti bagan bukunya.'
        USING ERRCODE = '23514', CONSTRAINT = 'akun_buku_sebagan';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER akun_buku_tetap BEFORE INSERT OR UPDATE OR DELETE ON keuangan_akunbuku
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_akun();

-- Months: opened from the first day of the ledger on, closed in order, reopened last first by another person. KEU-15 to KEU-18.
CREATE FUNCTION keuangan_jaga_periode() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  awal date;
  akhir date;
  minus record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Periode tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'periode_tetap';
  END IF;
  awal := make_date(NEW.tahun, NEW.bulan, 1);
  akhir := (awal + interval '1 month - 1 day')::date;
  SELECT * INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF akhir < milik.mulai OR awal > keuangan_hari_ini(NEW.kode_wilayah) THEN
      RAISE EXCEPTION 'Bulan %/% di luar buku ini.', NEW.bulan, NEW.tahun
        USING ERRCODE = '23514', CONSTRAINT = 'periode_dalam_buku';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_periode p WHERE p.buku_id = NEW.buku_id AND p.status = 'ditutup'
               AND make_date(p.tahun, p.bulan, 1) > awal) THEN
      RAISE EXCEPTION 'Bulan %/% mendahului bulan yang sudah ditutup.', NEW.bulan, NEW.tahun
        USING ERRCODE = '23514', CONSTRAINT = 'periode_tidak_menyusul';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.buku_id, NEW.tahun, NEW.bulan, NEW.kode_wilayah) IS DISTINCT FROM (OLD.buku_id, OLD.tahun, OLD.bulan, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Bulan sebuah periode tidak dapat diganti.' USING ERRCODE = '23514', CONSTRAINT = 'periode_tetap';
  END IF;
  IF OLD.status = 'terbuka' AND NEW.status = 'ditutup' THEN
    IF akhir > keuangan_hari_ini(NEW.kode_wilayah) THEN
      RAISE EXCEPTION 'Bulan %/% belum selesai.', NEW.bulan, NEW.tahun
        USING ERRCODE = '23514', CONSTRAINT = 'periode_sudah_selesai';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_periode p WHERE p.buku_id = NEW.buku_id AND p.status = 'terbuka'
               AND make_date(p.tahun, p.bulan, 1) < awal) THEN
      RAISE EXCEPTION 'Bulan sebelumnya belum ditutup.' USING ERRCODE = '23514', CONSTRAINT = 'periode_berurutan';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.periode_id = NEW.id AND j.perlu_persetujuan
               AND NOT EXISTS (SELECT 1 FROM keuangan_persetujuanjurnal s WHERE s.jurnal_id = j.id)) THEN
      RAISE EXCEPTION 'Masih ada jurnal yang belum disetujui.'
        USING ERRCODE = '23514', CONSTRAINT = 'periode_semua_disetujui';
    END IF;
    SELECT * INTO minus FROM keuangan_hari_minus(NEW.buku_id, akhir) LIMIT 1;
    IF minus.tanggal IS NOT NULL THEN
      RAISE EXCEPTION 'Kas atau bank minus % pada %.', minus.saldo, minus.tanggal
        USING ERRCODE = '23514', CONSTRAINT = 'buku_kas_tidak_minus';
    END IF;
  END IF;
  IF OLD.status = 'ditutup' AND NEW.status = 'terbuka' THEN
    IF EXISTS (SELECT 1 FROM keuangan_periode p WHERE p.buku_id = NEW.buku_id AND p.status = 'ditutup'
               AND make_date(p.tahun, p.bulan, 1) > awal) THEN
      RAISE EXCEPTION 'Bulan sesudahnya masih ditutup.' USING ERRCODE = '23514', CONSTRAINT = 'periode_terakhir_dibuka';
    END IF;
    IF NEW.dibuka_oleh_id IS NULL OR NEW.dibuka_oleh_id = OLD.ditutup_oleh_id THEN
      RAISE EXCEPTION 'Yang membuka kembali bukan yang menutup.'
        USING ERRCODE = '23514', CONSTRAINT = 'periode_dibuka_orang_lain';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periode_tetap BEFORE INSERT OR UPDATE OR DELETE ON keuangan_periode
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_periode();

-- A voucher: in an open month and day, not in the future, the next number of its kind, a reversal of what may be reversed.
-- The lock on the ledger makes the postings of one ledger wait for each other, and only those. KEU-06, KEU-09 to KEU-14.
CREATE FUNCTION keuangan_jaga_jurnal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  bulan record;
  asal record;
  urut integer;
BEGIN
  SELECT * INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
  IF NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Tanggal % belum tiba.', NEW.tanggal USING ERRCODE = '23514', CONSTRAINT = 'jurnal_tidak_mendatang';
  END IF;
  IF NEW.tanggal < milik.mulai OR (NEW.peristiwa = 'saldo_awal' AND NEW.tanggal <> milik.mulai) THEN
    RAISE EXCEPTION 'Buku ini mulai %.', milik.mulai USING ERRCODE = '23514', CONSTRAINT = 'jurnal_dalam_buku';
  END IF;
  SELECT p.tahun, p.bulan, p.status INTO bulan FROM keuangan_periode p WHERE p.id = NEW.periode_id FOR SHARE;
  IF bulan.status IS DISTINCT FROM 'terbuka'
     OR (bulan.tahun, bulan.bulan) IS DISTINCT FROM (extract(year FROM NEW.tanggal)::int, extract(month FROM NEW.tanggal)::int) THEN
    RAISE EXCEPTION 'Bulan buku untuk % tidak terbuka.', NEW.tanggal
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_periode_terbuka';
  END IF;
  IF NEW.tanggal <= milik.tutup_hari THEN
    RAISE EXCEPTION 'Hari % sudah ditutup.', NEW.tanggal USING ERRCODE = '23514', CONSTRAINT = 'jurnal_hari_terbuka';
  END IF;
  SELECT coalesce(max(j.nomor), 0) + 1 INTO urut FROM keuangan_jurnal j
    WHERE j.buku_id = NEW.buku_id AND j.jenis = NEW.jenis AND j.tahun = NEW.tahun;
  IF NEW.nomor <> urut THEN
    RAISE EXCEPTION 'Nomor bukti berikutnya %, bukan %.', urut, NEW.nomor
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_nomor_tanpa_celah';
  END IF;
  IF NEW.membalik_id IS NOT NULL THEN
    SELECT * INTO asal FROM keuangan_jurnal j WHERE j.id = NEW.membalik_id;
    IF asal.buku_id <> NEW.buku_id OR asal.membalik_id IS NOT NULL OR NEW.tanggal < asal.tanggal THEN
      RAISE EXCEPTION 'Jurnal ini tidak dapat dibalik begini.' USING ERRCODE = '23514', CONSTRAINT = 'jurnal_balik_wajar';
    END IF;
    NEW.objek_jenis := 'keuangan.jurnal';
    NEW.objek_id := NEW.membalik_id::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER jurnal_wajar BEFORE INSERT ON keuangan_jurnal FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_jurnal();

CREATE FUNCTION keuangan_catat_peristiwa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO keuangan_peristiwajurnal (jurnal_id, buku_id, objek_jenis, objek_id, peristiwa, dibalik)
    VALUES (NEW.id, NEW.buku_id, NEW.objek_jenis, NEW.objek_id, NEW.peristiwa, false);
  IF NEW.membalik_id IS NOT NULL THEN
    UPDATE keuangan_peristiwajurnal SET dibalik = true WHERE jurnal_id = NEW.membalik_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER jurnal_peristiwa AFTER INSERT ON keuangan_jurnal FOR EACH ROW EXECUTE FUNCTION keuangan_catat_peristiwa();

-- A line: an account of the ledger's own chart, in use unless it only takes something back; money owners and groups of the
-- same area. KEU-03, KEU-05.
CREATE FUNCTION keuangan_jaga_baris() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  a record;
  j record;
BEGIN
  SELECT k.kode_wilayah, k.membalik_id, b.bagan INTO j
    FROM keuangan_jurnal k JOIN keuangan_buku b ON b.id = k.buku_id WHERE k.id = NEW.jurnal_id;
  SELECT x.bagan, x.buku_id, x.aktif INTO a FROM keuangan_akunbuku x WHERE x.id = NEW.akun_id;
  IF a.bagan IS DISTINCT FROM j.bagan OR (a.buku_id IS NOT NULL AND a.buku_id <> NEW.buku_id)
     OR NOT (a.aktif OR j.membalik_id IS NOT NULL) THEN
    RAISE EXCEPTION 'Akun ini bukan bagian dari bagan akun bukunya.'
      USING ERRCODE = '23514', CONSTRAINT = 'baris_jurnal_akun_sebagan';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_pemilikdana p WHERE p.id = NEW.pemilik_id AND p.kode_wilayah <> j.kode_wilayah)
     OR EXISTS (SELECT 1 FROM ksm_ksm k WHERE k.id = NEW.ksm_id AND left(k.kode_wilayah, length(j.kode_wilayah)) <> j.kode_wilayah)
     OR EXISTS (SELECT 1 FROM pronangkis_kegiatanpjm k WHERE k.id = NEW.kegiatan_id
                AND left(k.kode_wilayah, length(j.kode_wilayah)) <> j.kode_wilayah) THEN
    RAISE EXCEPTION 'Pemilik dana, KSM, dan kegiatan harus dari wilayah buku ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'baris_jurnal_dana_sewilayah';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER baris_jurnal_wajar BEFORE INSERT ON keuangan_barisjurnal FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_baris();

-- Sums per account and month go with the line. KEU-25.
CREATE FUNCTION keuangan_jumlahkan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO keuangan_saldobadan AS s
    (id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, kode_wilayah, buku_id, akun_id, tahun, bulan, debit, kredit)
  SELECT gen_random_uuid(), 1, now(), now(), '', b.kode_wilayah, NEW.buku_id, NEW.akun_id,
         extract(year FROM NEW.tanggal), extract(month FROM NEW.tanggal), NEW.debit, NEW.kredit
  FROM keuangan_buku b WHERE b.id = NEW.buku_id
  ON CONFLICT (buku_id, akun_id, tahun, bulan) DO UPDATE
    SET debit = s.debit + excluded.debit, kredit = s.kredit + excluded.kredit, diubah_pada = now();
  RETURN NULL;
END $$;
CREATE TRIGGER baris_jurnal_saldo AFTER INSERT ON keuangan_barisjurnal FOR EACH ROW EXECUTE FUNCTION keuangan_jumlahkan();

CREATE FUNCTION keuangan_hanya_pemicu() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'Tabel % hanya ditulis bersama jurnalnya.', TG_TABLE_NAME
      USING ERRCODE = '23514', CONSTRAINT = 'hanya_bersama_jurnal';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER saldo_badan_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_saldobadan
  FOR EACH ROW EXECUTE FUNCTION keuangan_hanya_pemicu();
CREATE TRIGGER peristiwa_jurnal_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_peristiwajurnal
  FOR EACH ROW EXECUTE FUNCTION keuangan_hanya_pemicu();

-- At commit: lines as many and as much as the voucher says, both sides equal, voucher kind as the money moved, a reversal
-- the exact mirror of its original, two halves of a transfer that agree. KEU-06, KEU-07, KEU-10, KEU-13, KEU-14.
CREATE FUNCTION keuangan_cek_jurnal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  j keuangan_jurnal;
  n integer; awal integer; akhir integer; d numeric; k numeric; uang numeric;
  lain keuangan_jurnal;
  uang_lain numeric;
BEGIN
  SELECT * INTO j FROM keuangan_jurnal x
    WHERE x.id = coalesce(to_jsonb(NEW) ->> 'jurnal_id', to_jsonb(NEW) ->> 'id')::uuid;
  -- Lines are numbered 1 to n, so a journal is complete with its last one, and a line that comes later has another number:
  -- the lines before the last need no check of their own, and a long journal costs no more than a short one.
  IF TG_TABLE_NAME = 'keuangan_barisjurnal' AND (to_jsonb(NEW) ->> 'urut')::int BETWEEN 1 AND j.jumlah_baris - 1 THEN
    RETURN NULL;
  END IF;
  SELECT count(*), coalesce(sum(b.debit), 0), coalesce(sum(b.kredit), 0),
         coalesce(sum(b.debit - b.kredit) FILTER (WHERE a.kas_bank <> ''), 0), min(b.urut), max(b.urut)
    INTO n, d, k, uang, awal, akhir
    FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id WHERE b.jurnal_id = j.id;
  IF n < 2 OR n <> j.jumlah_baris OR awal <> 1 OR akhir <> n OR d <> k OR d <> j.jumlah THEN
    RAISE EXCEPTION 'Jurnal % tidak seimbang: debit %, kredit %, % baris.', j.id, d, k, n
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_seimbang';
  END IF;
  IF j.membalik_id IS NULL AND j.peristiwa <> 'saldo_awal'
     AND (CASE j.jenis WHEN 'bkm' THEN uang <= 0 WHEN 'bkk' THEN uang >= 0 ELSE uang <> 0 END) THEN
    RAISE EXCEPTION 'Jenis bukti % tidak sesuai dengan gerak kas dan banknya.', upper(j.jenis)
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_jenis_menurut_kas';
  END IF;
  IF j.membalik_id IS NOT NULL AND EXISTS (
    (SELECT b.akun_id, b.debit, b.kredit, b.sumber_dana_id, b.pemilik_id, b.tahun_dana, b.termin, b.ksm_id, b.kegiatan_id
       FROM keuangan_barisjurnal b WHERE b.jurnal_id = j.id
     EXCEPT ALL
     SELECT b.akun_id, b.kredit, b.debit, b.sumber_dana_id, b.pemilik_id, b.tahun_dana, b.termin, b.ksm_id, b.kegiatan_id
       FROM keuangan_barisjurnal b WHERE b.jurnal_id = j.membalik_id)
    UNION ALL
    (SELECT b.akun_id, b.kredit, b.debit, b.sumber_dana_id, b.pemilik_id, b.tahun_dana, b.termin, b.ksm_id, b.kegiatan_id
       FROM keuangan_barisjurnal b WHERE b.jurnal_id = j.membalik_id
     EXCEPT ALL
     SELECT b.akun_id, b.debit, b.kredit, b.sumber_dana_id, b.pemilik_id, b.tahun_dana, b.termin, b.ksm_id, b.kegiatan_id
       FROM keuangan_barisjurnal b WHERE b.jurnal_id = j.id)) THEN
    RAISE EXCEPTION 'Jurnal balik harus cermin tepat jurnal asalnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_balik_cermin';
  END IF;
  IF j.membalik_id IS NOT NULL AND j.pasangan IS NULL AND EXISTS (
    SELECT 1 FROM keuangan_jurnal x WHERE x.id = j.membalik_id AND x.pasangan IS NOT NULL) THEN
    RAISE EXCEPTION 'Kedua sisi sebuah pemindahan dibalik bersama.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_pasangan_cocok';
  END IF;
  IF j.pasangan IS NOT NULL THEN
    SELECT count(*) INTO n FROM keuangan_jurnal x WHERE x.pasangan = j.pasangan;
    SELECT * INTO lain FROM keuangan_jurnal x WHERE x.pasangan = j.pasangan AND x.id <> j.id;
    SELECT coalesce(sum(b.debit - b.kredit) FILTER (WHERE a.kas_bank <> ''), 0) INTO uang_lain
      FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id WHERE b.jurnal_id = lain.id;
    IF n <> 2 OR lain.buku_id = j.buku_id OR lain.kode_wilayah <> j.kode_wilayah OR lain.tanggal <> j.tanggal
       OR lain.jumlah <> j.jumlah OR uang + uang_lain <> 0
       OR (j.membalik_id IS NULL) <> (lain.membalik_id IS NULL)
       OR (j.membalik_id IS NOT NULL AND (SELECT count(DISTINCT x.pasangan) FROM keuangan_jurnal x
                                          WHERE x.id IN (j.membalik_id, lain.membalik_id)) <> 1) THEN
      RAISE EXCEPTION 'Kedua sisi pemindahan tidak cocok.' USING ERRCODE = '23514', CONSTRAINT = 'jurnal_pasangan_cocok';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_seimbang AFTER INSERT ON keuangan_jurnal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_jurnal();
CREATE CONSTRAINT TRIGGER baris_jurnal_seimbang AFTER INSERT ON keuangan_barisjurnal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_jurnal();

-- Who approves is not who recorded. KEU-20.
CREATE FUNCTION keuangan_jaga_persetujuan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.dibuat_oleh_id = NEW.oleh_id) THEN
    RAISE EXCEPTION 'Pencatat tidak menyetujui jurnalnya sendiri.'
      USING ERRCODE = '23514', CONSTRAINT = 'persetujuan_orang_lain';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER persetujuan_orang_lain BEFORE INSERT ON keuangan_persetujuanjurnal
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_persetujuan();
