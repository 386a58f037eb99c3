-- Money of a group lies in the kelurahan of its proposal; rows of a book name RPD and RAB lines of the same proposal. RPD-01.
CREATE UNIQUE INDEX IF NOT EXISTS baris_rab_id_dan_usulan ON ksm_barisrab (id, usulan_id);
CREATE UNIQUE INDEX IF NOT EXISTS usulan_id_dan_ksm ON ksm_usulan (id, ksm_id);
ALTER TABLE keuangan_rpd ADD CONSTRAINT rpd_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_rpd ADD CONSTRAINT rpd_id_dan_usulan UNIQUE (id, usulan_id);
ALTER TABLE keuangan_rpd ADD CONSTRAINT rpd_usulan_sewilayah
  FOREIGN KEY (usulan_id, kode_wilayah) REFERENCES ksm_usulan (id, kode_wilayah);
ALTER TABLE keuangan_rpd ADD CONSTRAINT rpd_berkas_sewilayah
  FOREIGN KEY (berkas_pencairan_id, kode_wilayah) REFERENCES keuangan_berkaspencairan (id, kode_wilayah);
ALTER TABLE keuangan_barisrpd ADD CONSTRAINT baris_rpd_sewilayah
  FOREIGN KEY (rpd_id, kode_wilayah) REFERENCES keuangan_rpd (id, kode_wilayah);
DO $$
DECLARE
  buku text;
BEGIN
  FOREACH buku IN ARRAY ARRAY['belanjaksm', 'upahksm'] LOOP
    EXECUTE format(
      'ALTER TABLE keuangan_%1$s ADD CONSTRAINT %1$s_usulan_sewilayah FOREIGN KEY (usulan_id, kode_wilayah) '
      'REFERENCES ksm_usulan (id, kode_wilayah), '
      'ADD CONSTRAINT %1$s_rpd_seusulan FOREIGN KEY (rpd_id, usulan_id) REFERENCES keuangan_rpd (id, usulan_id), '
      'ADD CONSTRAINT %1$s_rab_seusulan FOREIGN KEY (baris_rab_id, usulan_id) REFERENCES ksm_barisrab (id, usulan_id)', buku);
  END LOOP;
END $$;

-- What of a payment file already went elsewhere, rupiah: to the UPK, into the running cost of the BKM, and to groups by vouchers
-- from before they had RPD; less what groups returned.
CREATE FUNCTION keuangan_bukan_ksm(p_buku uuid, p_sumber text, p_tahun int, p_termin int) RETURNS numeric
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(sum(b.debit - b.kredit), 0)
    FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id
    JOIN keuangan_jurnal j ON j.id = b.jurnal_id LEFT JOIN keuangan_jurnal x ON x.id = j.membalik_id
   WHERE b.buku_id = p_buku AND b.sumber_dana_id = p_sumber AND b.tahun_dana = p_tahun AND b.termin = p_termin
     AND (a.kode = '21110' AND coalesce(x.peristiwa, j.peristiwa) IN ('modal_disalurkan', 'bop_dari_blm')
          OR a.kode = '11040' AND (coalesce(x.peristiwa, j.peristiwa) = 'sisa_ksm'
                OR coalesce(x.peristiwa, j.peristiwa) = 'bayar_ksm' AND coalesce(x.objek_jenis, j.objek_jenis) <> 'keuangan.rpd'))
$$;

-- No new money goes to a group that owes a late or dispensed account, or that a case of misuse holds back. RPD-09, SLW-04.
CREATE FUNCTION keuangan_ksm_tertahan(p_ksm uuid, p_kecuali uuid, p_hari date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM keuangan_rpd x JOIN ksm_usulan u ON u.id = x.usulan_id
      JOIN keuangan_berkaspencairan b ON b.id = x.berkas_pencairan_id
     WHERE u.ksm_id = p_ksm AND x.id <> p_kecuali AND x.status = 'dibayar'
       AND NOT EXISTS (SELECT 1 FROM keuangan_lpjksm l WHERE l.rpd_id = x.id AND l.status = 'diterima')
       AND ((x.tenggat < p_hari AND NOT EXISTS (
               SELECT 1 FROM keuangan_lpjksm l WHERE l.rpd_id = x.id AND l.status IN ('diajukan', 'diperiksa_up')))
            OR EXISTS (SELECT 1 FROM keuangan_dispensasilpj d WHERE d.ksm_id = p_ksm AND d.tahap_id = b.tahap_id
                         AND d.dicabut_pada IS NULL))) THEN
    RETURN 'rpd_lpj_terlambat';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_penyelewengan p WHERE p.ksm_id = p_ksm AND p.menahan AND p.dilepas_pada IS NULL
               AND p.status IN ('dilaporkan', 'terbukti', 'dikembalikan_sebagian')) THEN
    RETURN 'rpd_penyelewengan';
  END IF;
  RETURN NULL;
END $$;

-- From the day it is handed in an RPD binds money: within the agreement, the payment file that came, and the share of works and
-- social activities in the SPPB. Locks proposal, file and SPPB, in this order: of two at once the second counts the first.
-- RPD-03, RPD-05, RPD-06, RPD-09.
CREATE FUNCTION keuangan_rpd_boleh(r keuangan_rpd) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  u record; f record; n numeric; batas numeric; sebab text;
BEGIN
  SELECT x.status, x.ksm_id INTO u FROM ksm_usulan x WHERE x.id = r.usulan_id FOR NO KEY UPDATE;
  IF u.status NOT IN ('kontrak', 'cair', 'berjalan') THEN
    RAISE EXCEPTION 'Usulan berstatus % tidak menerima dana.', u.status
      USING ERRCODE = '23514', CONSTRAINT = 'rpd_usulan_berjalan';
  END IF;
  sebab := keuangan_ksm_tertahan(u.ksm_id, r.id, keuangan_hari_ini(r.kode_wilayah));
  IF sebab IS NOT NULL THEN
    RAISE EXCEPTION 'KSM ini belum boleh menerima dana baru.' USING ERRCODE = '23514', CONSTRAINT = sebab;
  END IF;
  SELECT b.jumlah, b.status, b.sumber, t.ke, t.sppb_id INTO f
    FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm t ON t.id = b.tahap_id
   WHERE b.id = r.berkas_pencairan_id FOR NO KEY UPDATE OF b;
  IF f.status <> 'cair' THEN
    RAISE EXCEPTION 'Dana tahap ini belum diterima.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_dana_diterima';
  END IF;
  PERFORM 1 FROM keuangan_sppb s WHERE s.id = f.sppb_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(x.jumlah), 0) INTO n FROM keuangan_rpd x
   WHERE x.usulan_id = r.usulan_id AND x.id <> r.id AND x.status IN ('diajukan', 'disetujui', 'dibayar');
  SELECT p.blm INTO batas FROM ksm_perjanjian p WHERE p.usulan_id = r.usulan_id AND p.status = 'sah';
  IF batas IS NULL OR n + r.jumlah > batas THEN
    RAISE EXCEPTION 'RPD % di atas sisa perjanjian %.', r.jumlah, batas - n
      USING ERRCODE = '23514', CONSTRAINT = 'rpd_sebatas_perjanjian';
  END IF;
  SELECT coalesce(sum(x.jumlah), 0) INTO n FROM keuangan_rpd x
   WHERE x.berkas_pencairan_id = r.berkas_pencairan_id AND x.id <> r.id AND x.status IN ('diajukan', 'disetujui', 'dibayar');
  SELECT f.jumlah - keuangan_bukan_ksm(k.id, 'blm_' || f.sumber, s.tahun_anggaran, f.ke) INTO batas
    FROM keuangan_sppb s JOIN bkm_bkm m ON m.id = s.bkm_id
    JOIN keuangan_buku k ON k.badan_id = m.badan_id AND k.unit = 'sekretariat' WHERE s.id = f.sppb_id;
  IF batas IS NULL OR n + r.jumlah > batas THEN
    RAISE EXCEPTION 'RPD % di atas sisa dana tahap %.', r.jumlah, batas - n
      USING ERRCODE = '23514', CONSTRAINT = 'rpd_sebatas_dana';
  END IF;
  SELECT coalesce(sum(x.jumlah), 0) INTO n FROM keuangan_rpd x JOIN keuangan_berkaspencairan b ON b.id = x.berkas_pencairan_id
    JOIN keuangan_tahapblm t ON t.id = b.tahap_id
   WHERE t.sppb_id = f.sppb_id AND x.id <> r.id AND x.status IN ('diajukan', 'disetujui', 'dibayar');
  SELECT coalesce(sum(p.jumlah), 0) INTO batas FROM keuangan_porsisppb p
   WHERE p.sppb_id = f.sppb_id AND p.bidang IN ('lingkungan', 'sosial');
  IF n + r.jumlah > batas THEN
    RAISE EXCEPTION 'RPD % di atas sisa porsi SPPB %.', r.jumlah, batas - n
      USING ERRCODE = '23514', CONSTRAINT = 'rpd_sebatas_porsi';
  END IF;
END $$;

-- A payment is what its voucher says: that amount, that day, that group, activity and fund, by who paid it; and the money was
-- there. RPD-06, RPD-07.
CREATE FUNCTION keuangan_rpd_cocok(r keuangan_rpd) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  f record; j record;
BEGIN
  SELECT b.sumber, t.ke, s.tahun_anggaran, m.badan_id, u.ksm_id, k.kegiatan_id INTO f
    FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm t ON t.id = b.tahap_id JOIN keuangan_sppb s ON s.id = t.sppb_id
    JOIN bkm_bkm m ON m.id = s.bkm_id, ksm_usulan u JOIN pronangkis_kegiatanrenta k ON k.id = u.kegiatan_renta_id
   WHERE b.id = r.berkas_pencairan_id AND u.id = r.usulan_id;
  SELECT x.id, x.buku_id INTO j FROM keuangan_jurnal x JOIN keuangan_buku b ON b.id = x.buku_id
   WHERE x.id = r.jurnal_id AND x.peristiwa = 'bayar_ksm' AND x.jumlah = r.jumlah AND x.tanggal = r.dibayar_pada
     AND x.objek_jenis = 'keuangan.rpd' AND x.objek_id = r.id::text AND x.dibuat_oleh_id = r.dibayar_oleh_id
     AND b.badan_id = f.badan_id AND b.unit = 'sekretariat'
     AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal y WHERE y.membalik_id = x.id);
  IF j.id IS NULL OR EXISTS (
       SELECT 1 FROM keuangan_barisjurnal l WHERE l.jurnal_id = j.id AND (
         l.ksm_id IS DISTINCT FROM f.ksm_id OR l.kegiatan_id IS DISTINCT FROM f.kegiatan_id
         OR l.sumber_dana_id <> 'blm_' || f.sumber OR l.tahun_dana <> f.tahun_anggaran OR l.termin <> f.ke)) THEN
    RAISE EXCEPTION 'Bukti pembayaran tidak cocok dengan RPD-nya.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_bukti_cocok';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_hari_minus(j.buku_id, keuangan_hari_ini(r.kode_wilayah)) h
             JOIN keuangan_barisjurnal l ON l.jurnal_id = j.id AND l.akun_id = h.akun_id AND l.kredit > 0
             WHERE h.tanggal >= r.dibayar_pada) THEN
    RAISE EXCEPTION 'Kas atau bank tidak cukup untuk %.', r.jumlah USING ERRCODE = '23514', CONSTRAINT = 'rpd_sebatas_kas';
  END IF;
END $$;

CREATE FUNCTION keuangan_jaga_rpd() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  jenis text; keadaan text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'RPD tidak dihapus; batalkan dengan alasan.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT u.jenis, u.status INTO jenis, keadaan FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR SHARE;
    IF jenis = 'ekonomi' THEN
      RAISE EXCEPTION 'Pinjaman dicairkan UPK, bukan dengan RPD.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_bukan_pinjaman';
    END IF;
    IF keadaan NOT IN ('kontrak', 'cair', 'berjalan') THEN
      RAISE EXCEPTION 'Usulan berstatus % tidak menerima dana.', keadaan
        USING ERRCODE = '23514', CONSTRAINT = 'rpd_usulan_berjalan';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.usulan_id, NEW.termin, NEW.kode_wilayah, NEW.dibuat_oleh_id)
       IS DISTINCT FROM (OLD.usulan_id, OLD.termin, OLD.kode_wilayah, OLD.dibuat_oleh_id)
     OR (OLD.status NOT IN ('draf', 'dikembalikan')
         AND (NEW.berkas_pencairan_id, NEW.tanggal, NEW.jumlah, NEW.keterangan)
             IS DISTINCT FROM (OLD.berkas_pencairan_id, OLD.tanggal, OLD.jumlah, OLD.keterangan))
     OR (OLD.status = NEW.status AND (NEW.jurnal_id, NEW.dibayar_pada, NEW.tenggat, NEW.disetujui_oleh_id)
             IS DISTINCT FROM (OLD.jurnal_id, OLD.dibayar_pada, OLD.tenggat, OLD.disetujui_oleh_id)) THEN
    RAISE EXCEPTION 'RPD yang sudah diajukan tidak diubah.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_tetap';
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF OLD.status = 'dibayar' THEN
    IF EXISTS (SELECT 1 FROM keuangan_lpjksm l WHERE l.rpd_id = OLD.id AND l.status <> 'batal') THEN
      RAISE EXCEPTION 'Pembayaran ini sudah dipertanggungjawabkan.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_belum_lpj';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.membalik_id = OLD.jurnal_id) THEN
      RAISE EXCEPTION 'Bukti pembayarannya belum dibalik.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_bukti_cocok';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.status IN ('diajukan', 'disetujui', 'dibayar') THEN
    PERFORM keuangan_rpd_boleh(NEW);
  END IF;
  IF NEW.status = 'dibayar' THEN
    PERFORM keuangan_rpd_cocok(NEW);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rpd_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_rpd
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_rpd();

-- Rows are written while the RPD is open, for lines of the RAB that counts. RPD-01.
CREATE FUNCTION keuangan_jaga_baris_rpd() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris record; induk record;
BEGIN
  baris := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  SELECT r.status, r.usulan_id INTO induk FROM keuangan_rpd r WHERE r.id = baris.rpd_id FOR SHARE;
  IF induk.status NOT IN ('draf', 'dikembalikan') OR (TG_OP = 'UPDATE' AND NEW.rpd_id <> OLD.rpd_id) THEN
    RAISE EXCEPTION 'Baris RPD yang sudah diajukan tetap.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_tetap';
  END IF;
  IF TG_OP <> 'DELETE' AND NOT EXISTS (
       SELECT 1 FROM ksm_barisrab b JOIN ksm_usulan u ON u.id = b.usulan_id AND u.rab_ke = b.ke
        WHERE b.id = NEW.baris_rab_id AND b.usulan_id = induk.usulan_id) THEN
    RAISE EXCEPTION 'Baris ini tidak ada dalam RAB yang berlaku.' USING ERRCODE = '23514', CONSTRAINT = 'baris_rpd_dari_rab';
  END IF;
  RETURN baris;
END $$;
CREATE TRIGGER baris_rpd_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_barisrpd
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_baris_rpd();

-- At commit: an RPD is the sum of its rows. RPD-01.
CREATE FUNCTION keuangan_cek_jumlah_rpd() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  baris jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  kunci uuid := CASE WHEN TG_TABLE_NAME = 'keuangan_rpd' THEN (baris ->> 'id')::uuid ELSE (baris ->> 'rpd_id')::uuid END;
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_rpd r WHERE r.id = kunci AND r.jumlah IS DISTINCT FROM
               (SELECT sum(b.jumlah) FROM keuangan_barisrpd b WHERE b.rpd_id = kunci)) THEN
    RAISE EXCEPTION 'Jumlah RPD bukan jumlah barisnya.' USING ERRCODE = '23514', CONSTRAINT = 'rpd_jumlah_baris';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rpd_jumlah_baris AFTER INSERT OR UPDATE ON keuangan_rpd
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_jumlah_rpd();
CREATE CONSTRAINT TRIGGER baris_rpd_jumlah AFTER INSERT OR UPDATE OR DELETE ON keuangan_barisrpd
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_jumlah_rpd();

-- The group's book: written while the proposal runs, kept once the account of its RPD is handed in. LPJ-01, LPJ-02, LPJ-05.
CREATE FUNCTION keuangan_jaga_buku_ksm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,alasan_batal,rpd_id,nota_id,lembar_id,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
  lama jsonb; baru jsonb; keadaan text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Catatan belanja tidak dihapus; batalkan dengan alasan.'
      USING ERRCODE = '23514', CONSTRAINT = 'belanja_ksm_tetap';
  END IF;
  baru := to_jsonb(NEW);
  IF TG_OP = 'UPDATE' THEN
    lama := to_jsonb(OLD);
    IF lama - bebas <> baru - bebas
       OR (lama ->> 'rpd_id' IS NOT NULL AND lama ->> 'rpd_id' IS DISTINCT FROM baru ->> 'rpd_id')
       OR (lama ->> 'nota_id' IS NOT NULL AND lama ->> 'nota_id' IS DISTINCT FROM baru ->> 'nota_id')
       OR (lama ->> 'lembar_id' IS NOT NULL AND lama ->> 'lembar_id' IS DISTINCT FROM baru ->> 'lembar_id') THEN
      RAISE EXCEPTION 'Catatan belanja tidak diubah; batalkan lalu catat lagi.'
        USING ERRCODE = '23514', CONSTRAINT = 'belanja_ksm_tetap';
    END IF;
  END IF;
  SELECT u.status INTO keadaan FROM ksm_usulan u WHERE u.id = NEW.usulan_id FOR SHARE;
  IF keadaan NOT IN ('kontrak', 'cair', 'berjalan', 'perubahan') THEN
    RAISE EXCEPTION 'Usulan berstatus % tidak menerima belanja.', keadaan
      USING ERRCODE = '23514', CONSTRAINT = 'belanja_ksm_usulan_berjalan';
  END IF;
  IF NEW.rpd_id IS NOT NULL THEN
    SELECT r.status INTO keadaan FROM keuangan_rpd r WHERE r.id = NEW.rpd_id FOR SHARE;
    IF keadaan <> 'dibayar' THEN
      RAISE EXCEPTION 'RPD ini belum dibayar.' USING ERRCODE = '23514', CONSTRAINT = 'belanja_ksm_rpd_dibayar';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_lpjksm l WHERE l.rpd_id = NEW.rpd_id
                 AND l.status IN ('diajukan', 'diperiksa_up', 'diterima')) THEN
      RAISE EXCEPTION 'LPJ-nya sudah diajukan.' USING ERRCODE = '23514', CONSTRAINT = 'belanja_ksm_terkunci';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER belanja_ksm_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_belanjaksm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_buku_ksm();
CREATE TRIGGER upah_ksm_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_upahksm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_buku_ksm();

-- Once a group has an RPD, its advance moves only from RPD and LPJ: a voucher beside them would part register and account. KEU-199.
CREATE FUNCTION keuangan_jaga_uang_muka_ksm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_rpd r JOIN ksm_usulan u ON u.id = r.usulan_id
              WHERE u.ksm_id = NEW.ksm_id AND r.status = 'dibayar')
     AND EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.membalik_id IS NULL
                   AND j.peristiwa IN ('bayar_ksm', 'lpj_diterima', 'sisa_ksm')
                   AND j.objek_jenis NOT IN ('keuangan.rpd', 'keuangan.lpjksm')) THEN
    RAISE EXCEPTION 'Dana KSM ini dibukukan dari RPD dan LPJ-nya.' USING ERRCODE = '23514', CONSTRAINT = 'jurnal_dari_daftarnya';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER baris_jurnal_dari_rpd BEFORE INSERT ON keuangan_barisjurnal FOR EACH ROW
  WHEN (NEW.ksm_id IS NOT NULL) EXECUTE FUNCTION keuangan_jaga_uang_muka_ksm();

-- At commit: a voucher of an RPD or an LPJ is named by it, and reversed together with it. RPD-08, LPJ-09.
CREATE FUNCTION keuangan_cek_bukti_dana_ksm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.membalik_id IS NOT NULL THEN
    IF EXISTS (SELECT 1 FROM keuangan_rpd r WHERE r.jurnal_id = NEW.membalik_id)
       OR EXISTS (SELECT 1 FROM keuangan_lpjksm l WHERE NEW.membalik_id IN (l.jurnal_id, l.jurnal_sisa_id)) THEN
      RAISE EXCEPTION 'Tarik catatannya pada RPD atau LPJ-nya, bukan buktinya saja.'
        USING ERRCODE = '23514', CONSTRAINT = 'jurnal_dana_ksm_dibalik_bersama';
    END IF;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.membalik_id = NEW.id)
     AND NOT EXISTS (SELECT 1 FROM keuangan_rpd r WHERE r.jurnal_id = NEW.id AND r.id::text = NEW.objek_id)
     AND NOT EXISTS (SELECT 1 FROM keuangan_lpjksm l WHERE NEW.id IN (l.jurnal_id, l.jurnal_sisa_id)
                       AND l.id::text = NEW.objek_id) THEN
    RAISE EXCEPTION 'Bukti ini tidak dipegang RPD atau LPJ-nya.' USING ERRCODE = '23514', CONSTRAINT = 'jurnal_dana_ksm_berdaftar';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_dana_ksm AFTER INSERT ON keuangan_jurnal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.membalik_id IS NOT NULL OR NEW.objek_jenis IN ('keuangan.rpd', 'keuangan.lpjksm'))
  EXECUTE FUNCTION keuangan_cek_bukti_dana_ksm();
