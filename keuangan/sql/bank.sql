-- Statements and matches lie in the area of their ledger. KEU-171.
ALTER TABLE keuangan_rekeningkoran ADD CONSTRAINT rekening_koran_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);
ALTER TABLE keuangan_cocokbank ADD CONSTRAINT cocok_bank_sewilayah
  FOREIGN KEY (buku_id, kode_wilayah) REFERENCES keuangan_buku (id, kode_wilayah);

-- Takes the ledger's lock and says whether an account is a bank account of its chart.
CREATE FUNCTION keuangan_kunci_akun_bank(p_buku uuid, p_akun uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
BEGIN
  SELECT * INTO milik FROM keuangan_buku b WHERE b.id = p_buku FOR NO KEY UPDATE;
  RETURN EXISTS (SELECT 1 FROM keuangan_akunbuku x WHERE x.id = p_akun AND x.kas_bank = 'bank' AND x.bagan = milik.bagan
                 AND (x.buku_id IS NULL OR x.buku_id = p_buku));
END $$;

-- A statement: of a bank account of this ledger, not in the future, beside no other living one, going on where its
-- neighbours end; afterwards only voided, once, when none of its rows is matched. KEU-171, KEU-173.
CREATE FUNCTION keuangan_jaga_rekening_koran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['dibatalkan_pada', 'dibatalkan_oleh_id', 'dibatalkan_oleh_nama', 'alasan_batal', 'versi', 'diubah_pada',
                        'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.dibatalkan_pada IS NOT NULL OR NEW.dibatalkan_pada IS NULL
                                               OR to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh)) THEN
    RAISE EXCEPTION 'Rekening koran tidak diubah dan tidak dihapus; yang keliru dibatalkan seluruhnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_tetap';
  END IF;
  IF NOT keuangan_kunci_akun_bank(NEW.buku_id, NEW.akun_id) THEN
    RAISE EXCEPTION 'Rekening koran adalah milik akun bank buku ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_akun_bank';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (SELECT 1 FROM keuangan_anggotacocok a JOIN keuangan_barisbank b ON b.id = a.baris_bank_id
               WHERE b.rekening_id = NEW.id AND NOT a.lepas) THEN
      RAISE EXCEPTION 'Lepas dulu pencocokan rekening koran ini.'
        USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_masih_dicocokkan';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.dibatalkan_pada IS NOT NULL OR NEW.sampai > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Rekening koran berakhir paling lambat hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_sampai_hari_ini';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_rekeningkoran r WHERE r.buku_id = NEW.buku_id AND r.akun_id = NEW.akun_id
             AND r.dibatalkan_pada IS NULL AND r.dari <= NEW.sampai AND r.sampai >= NEW.dari) THEN
    RAISE EXCEPTION 'Sebagian rentang ini sudah ada rekening korannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_tidak_bertumpuk';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_rekeningkoran r WHERE r.buku_id = NEW.buku_id AND r.akun_id = NEW.akun_id
             AND r.dibatalkan_pada IS NULL
             AND ((r.sampai = NEW.dari - 1 AND r.saldo_akhir <> NEW.saldo_awal)
                  OR (r.dari = NEW.sampai + 1 AND r.saldo_awal <> NEW.saldo_akhir))) THEN
    RAISE EXCEPTION 'Saldo rekening koran yang bersambung harus sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_bersambung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rekening_koran_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_rekeningkoran
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_rekening_koran();

-- At commit: as many rows as the statement says, numbered without gap, dated within it, and opening plus in minus out is
-- closing. A row that comes later has no number left. KEU-172.
CREATE FUNCTION keuangan_cek_rekening_koran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  r keuangan_rekeningkoran;
  n integer; akhir integer; jumlah numeric; luar integer;
BEGIN
  SELECT * INTO r FROM keuangan_rekeningkoran x
    WHERE x.id = coalesce(to_jsonb(NEW) ->> 'rekening_id', to_jsonb(NEW) ->> 'id')::uuid;
  IF TG_TABLE_NAME = 'keuangan_barisbank' AND (to_jsonb(NEW) ->> 'urut')::int BETWEEN 1 AND r.jumlah_baris - 1 THEN
    RETURN NULL;  -- complete with its last row, as in keuangan_cek_jurnal
  END IF;
  SELECT count(*), coalesce(max(b.urut), 0), coalesce(sum(b.masuk - b.keluar), 0),
         count(*) FILTER (WHERE b.tanggal NOT BETWEEN r.dari AND r.sampai)
    INTO n, akhir, jumlah, luar FROM keuangan_barisbank b WHERE b.rekening_id = r.id;
  IF n <> r.jumlah_baris OR akhir <> n OR luar > 0 THEN
    RAISE EXCEPTION 'Rekening koran % berisi % baris dalam rentangnya, tertulis %.', r.id, n - luar, r.jumlah_baris
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_baris_lengkap';
  END IF;
  IF r.saldo_awal + jumlah <> r.saldo_akhir THEN
    RAISE EXCEPTION 'Saldo awal % dengan mutasi % bukan saldo akhir %.', r.saldo_awal, jumlah, r.saldo_akhir
      USING ERRCODE = '23514', CONSTRAINT = 'rekening_koran_genap';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rekening_koran_genap AFTER INSERT ON keuangan_rekeningkoran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_rekening_koran();
CREATE CONSTRAINT TRIGGER baris_bank_genap AFTER INSERT ON keuangan_barisbank
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_rekening_koran();

-- A match is made of its own ledger's bank account and afterwards only undone, once, while the month is open in which the
-- statement of its bank rows ends (without bank rows: the month of its later line). KEU-174, KEU-175.
CREATE FUNCTION keuangan_jaga_cocok() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  boleh text[] := ARRAY['dibatalkan_pada', 'dibatalkan_oleh_id', 'dibatalkan_oleh_nama', 'versi', 'diubah_pada',
                        'kode_provinsi', 'kode_kota', 'kode_kecamatan'];
  hari date;
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.dibatalkan_pada IS NOT NULL OR NEW.dibatalkan_pada IS NULL
                                               OR to_jsonb(OLD) - boleh <> to_jsonb(NEW) - boleh)) THEN
    RAISE EXCEPTION 'Pencocokan tidak diubah dan tidak dihapus; yang keliru dilepas.'
      USING ERRCODE = '23514', CONSTRAINT = 'cocok_bank_tetap';
  END IF;
  IF NOT keuangan_kunci_akun_bank(NEW.buku_id, NEW.akun_id) OR (TG_OP = 'INSERT' AND NEW.dibatalkan_pada IS NOT NULL) THEN
    RAISE EXCEPTION 'Yang dicocokkan adalah akun bank buku ini.' USING ERRCODE = '23514', CONSTRAINT = 'cocok_bank_akun_bank';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT coalesce(max(r.sampai), max(l.tanggal)) INTO hari FROM keuangan_anggotacocok a
      LEFT JOIN keuangan_barisbank b ON b.id = a.baris_bank_id LEFT JOIN keuangan_rekeningkoran r ON r.id = b.rekening_id
      LEFT JOIN keuangan_barisjurnal l ON l.id = a.baris_jurnal_id WHERE a.cocok_id = NEW.id;
    IF EXISTS (SELECT 1 FROM keuangan_periode p WHERE p.buku_id = NEW.buku_id AND p.status = 'ditutup'
               AND p.tahun = extract(year FROM hari) AND p.bulan = extract(month FROM hari)) THEN
      RAISE EXCEPTION 'Bulan rekening koran ini sudah ditutup.' USING ERRCODE = '23514', CONSTRAINT = 'cocok_bank_bulan_ditutup';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cocok_bank_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_cocokbank
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_cocok();

-- Undoing frees the members; as the owner, for the application may not change them. KEU-175.
CREATE FUNCTION keuangan_lepas_cocok() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE keuangan_anggotacocok SET lepas = true WHERE cocok_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER cocok_bank_dilepas AFTER UPDATE ON keuangan_cocokbank
  FOR EACH ROW EXECUTE FUNCTION keuangan_lepas_cocok();

-- A member: of the same ledger and account, its statement and its match alive. KEU-174.
CREATE FUNCTION keuangan_jaga_anggota_cocok() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  c keuangan_cocokbank;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 THEN
      RAISE EXCEPTION 'Anggota pencocokan tidak diubah dan tidak dihapus.'
        USING ERRCODE = '23514', CONSTRAINT = 'anggota_cocok_tetap';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO c FROM keuangan_cocokbank x WHERE x.id = NEW.cocok_id;
  IF c.dibatalkan_pada IS NOT NULL OR NEW.lepas
     OR (NEW.baris_bank_id IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM keuangan_barisbank b JOIN keuangan_rekeningkoran r ON r.id = b.rekening_id
           WHERE b.id = NEW.baris_bank_id AND r.buku_id = c.buku_id AND r.akun_id = c.akun_id AND r.dibatalkan_pada IS NULL))
     OR (NEW.baris_jurnal_id IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM keuangan_barisjurnal l
           WHERE l.id = NEW.baris_jurnal_id AND l.buku_id = c.buku_id AND l.akun_id = c.akun_id)) THEN
    RAISE EXCEPTION 'Baris bank dan baris buku yang dicocokkan harus dari rekening yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'anggota_cocok_serekening';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER anggota_cocok_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_anggotacocok
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anggota_cocok();

-- At commit: complete, one against one or many, both sides equal; cents, which the book does not know, are less than one
-- rupiah. Without a bank row only a journal and its reversal, without a line only two bank rows that cancel. KEU-174.
CREATE FUNCTION keuangan_cek_cocok() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  c keuangan_cocokbank;
  nb integer; nl integer; bank numeric; buku numeric; sepasang boolean;
BEGIN
  SELECT * INTO c FROM keuangan_cocokbank x
    WHERE x.id = coalesce(to_jsonb(NEW) ->> 'cocok_id', to_jsonb(NEW) ->> 'id')::uuid;
  SELECT count(a.baris_bank_id), count(a.baris_jurnal_id), coalesce(sum(b.masuk - b.keluar), 0),
         coalesce(sum(l.debit - l.kredit), 0)
    INTO nb, nl, bank, buku FROM keuangan_anggotacocok a
    LEFT JOIN keuangan_barisbank b ON b.id = a.baris_bank_id LEFT JOIN keuangan_barisjurnal l ON l.id = a.baris_jurnal_id
    WHERE a.cocok_id = c.id;
  sepasang := nb = 0 AND nl = 2 AND EXISTS (
    SELECT 1 FROM keuangan_anggotacocok a JOIN keuangan_barisjurnal l ON l.id = a.baris_jurnal_id
      JOIN keuangan_jurnal j ON j.id = l.jurnal_id
      JOIN keuangan_anggotacocok a2 ON a2.cocok_id = a.cocok_id JOIN keuangan_barisjurnal l2 ON l2.id = a2.baris_jurnal_id
    WHERE a.cocok_id = c.id AND j.membalik_id = l2.jurnal_id);
  IF nb + nl <> c.banyak OR NOT (sepasang OR (nb = 2 AND nl = 0) OR (nb = 1 AND nl >= 1) OR (nl = 1 AND nb >= 1)) THEN
    RAISE EXCEPTION 'Cocokkan satu baris dengan satu atau beberapa baris di sisi lain.'
      USING ERRCODE = '23514', CONSTRAINT = 'cocok_bank_susunan';
  END IF;
  IF abs(bank - buku) >= 1 OR (nl = 0 AND bank <> 0) THEN
    RAISE EXCEPTION 'Jumlah di bank % dan di buku % berbeda.', bank, buku
      USING ERRCODE = '23514', CONSTRAINT = 'cocok_bank_sama';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cocok_bank_sama AFTER INSERT ON keuangan_cocokbank
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_cocok();
CREATE CONSTRAINT TRIGGER anggota_cocok_sama AFTER INSERT ON keuangan_anggotacocok
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_cocok();

-- What stands open at the end of each statement of a ledger (one of them, or all): lines of the book that the bank does not
-- show yet ("perjalanan"), bank rows that the book does not know ("belum"), and those that it booked only later
-- ("kemudian"). A group counts from the day of its last member. Lines before the first statement, and the opening balance,
-- are in the bank already unless they are matched. `n` is rupiah, money in positive. KEU-178.
CREATE FUNCTION keuangan_butir_bank(p_buku uuid, p_rekening uuid DEFAULT NULL)
RETURNS TABLE (rekening_id uuid, macam text, baris_bank_id bigint, baris_jurnal_id bigint, n numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH rk AS MATERIALIZED (
    SELECT r.id, r.akun_id, r.sampai, min(r.dari) OVER (PARTITION BY r.akun_id) AS mula
    FROM keuangan_rekeningkoran r WHERE r.buku_id = p_buku AND r.dibatalkan_pada IS NULL),
  bank AS MATERIALIZED (
    SELECT b.id, r.akun_id, b.tanggal, b.masuk - b.keluar AS n, a.cocok_id
    FROM rk r JOIN keuangan_barisbank b ON b.rekening_id = r.id
      LEFT JOIN keuangan_anggotacocok a ON a.baris_bank_id = b.id AND NOT a.lepas),
  buku AS MATERIALIZED (
    SELECT l.id, l.akun_id, l.tanggal, l.debit - l.kredit AS n, a.cocok_id,
           l.tanggal < m.mula OR coalesce(asal.peristiwa, j.peristiwa) = 'saldo_awal' AS lama
    FROM (SELECT DISTINCT rk.akun_id, rk.mula FROM rk) m
      JOIN keuangan_barisjurnal l ON l.buku_id = p_buku AND l.akun_id = m.akun_id
      JOIN keuangan_jurnal j ON j.id = l.jurnal_id LEFT JOIN keuangan_jurnal asal ON asal.id = j.membalik_id
      LEFT JOIN keuangan_anggotacocok a ON a.baris_jurnal_id = l.id AND NOT a.lepas),
  genap AS MATERIALIZED (
    SELECT g.cocok_id, max(g.tanggal) AS pada
    FROM (SELECT bank.cocok_id, bank.tanggal FROM bank UNION ALL SELECT buku.cocok_id, buku.tanggal FROM buku) g
    WHERE g.cocok_id IS NOT NULL GROUP BY g.cocok_id)
  SELECT rk.id, 'perjalanan', NULL::bigint, buku.id, buku.n
    FROM rk JOIN buku ON buku.akun_id = rk.akun_id AND buku.tanggal <= rk.sampai LEFT JOIN genap USING (cocok_id)
    WHERE (p_rekening IS NULL OR rk.id = p_rekening)
      AND ((genap.pada IS NULL AND NOT buku.lama) OR genap.pada > rk.sampai)
  UNION ALL
  SELECT rk.id, CASE WHEN genap.pada IS NULL THEN 'belum' ELSE 'kemudian' END, bank.id, NULL, bank.n
    FROM rk JOIN bank ON bank.akun_id = rk.akun_id AND bank.tanggal <= rk.sampai LEFT JOIN genap USING (cocok_id)
    WHERE (p_rekening IS NULL OR rk.id = p_rekening) AND (genap.pada IS NULL OR genap.pada > rk.sampai)
$$;

-- The same as sums for each statement, with the book's balance on its last day, the cents of the groups that are settled by
-- then, and how many of its own rows are matched. KEU-178.
CREATE FUNCTION keuangan_rekonsiliasi(p_buku uuid, p_rekening uuid DEFAULT NULL)
RETURNS TABLE (rekening_id uuid, saldo_buku numeric, perjalanan numeric, belum numeric, kemudian numeric, sen numeric,
               n_perjalanan integer, n_belum integer, n_kemudian integer, n_cocok integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH g AS MATERIALIZED (
    SELECT k.akun_id, coalesce(sum(x.masuk - x.keluar), 0) - coalesce(sum(y.debit - y.kredit), 0) AS sen,
           greatest(max(x.tanggal), max(y.tanggal)) AS pada
    FROM keuangan_cocokbank k JOIN keuangan_anggotacocok a ON a.cocok_id = k.id AND NOT a.lepas
      LEFT JOIN keuangan_barisbank x ON x.id = a.baris_bank_id LEFT JOIN keuangan_barisjurnal y ON y.id = a.baris_jurnal_id
    WHERE k.buku_id = p_buku GROUP BY k.id
    HAVING coalesce(sum(x.masuk - x.keluar), 0) <> coalesce(sum(y.debit - y.kredit), 0))
  SELECT r.id, l.saldo, b.perjalanan, b.belum, b.kemudian, s.sen, b.n_perjalanan, b.n_belum, b.n_kemudian, c.n
  FROM keuangan_rekeningkoran r
  LEFT JOIN LATERAL (SELECT coalesce(sum(x.debit - x.kredit), 0) AS saldo FROM keuangan_barisjurnal x
    WHERE x.buku_id = r.buku_id AND x.akun_id = r.akun_id AND x.tanggal <= r.sampai) l ON true
  LEFT JOIN LATERAL (SELECT count(*)::int AS n FROM keuangan_barisbank x
    JOIN keuangan_anggotacocok a ON a.baris_bank_id = x.id AND NOT a.lepas WHERE x.rekening_id = r.id) c ON true
  LEFT JOIN (SELECT x.rekening_id,
      coalesce(sum(x.n) FILTER (WHERE x.macam = 'perjalanan'), 0) AS perjalanan,
      coalesce(sum(x.n) FILTER (WHERE x.macam = 'belum'), 0) AS belum,
      coalesce(sum(x.n) FILTER (WHERE x.macam = 'kemudian'), 0) AS kemudian,
      (count(*) FILTER (WHERE x.macam = 'perjalanan'))::int AS n_perjalanan,
      (count(*) FILTER (WHERE x.macam = 'belum'))::int AS n_belum,
      (count(*) FILTER (WHERE x.macam = 'kemudian'))::int AS n_kemudian
    FROM keuangan_butir_bank(p_buku, p_rekening) x GROUP BY x.rekening_id) b ON b.rekening_id = r.id
  LEFT JOIN LATERAL (SELECT coalesce(sum(g.sen), 0) AS sen FROM g WHERE g.akun_id = r.akun_id AND g.pada <= r.sampai) s ON true
  WHERE r.buku_id = p_buku AND r.dibatalkan_pada IS NULL AND (p_rekening IS NULL OR r.id = p_rekening)
$$;
