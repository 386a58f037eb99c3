-- A file and its rows lie in the area of their tranche. BLM-04.
ALTER TABLE keuangan_berkaspencairan ADD CONSTRAINT berkas_pencairan_id_dan_wilayah UNIQUE (id, kode_wilayah);
ALTER TABLE keuangan_berkaspencairan ADD CONSTRAINT berkas_pencairan_sewilayah
  FOREIGN KEY (tahap_id, kode_wilayah) REFERENCES keuangan_tahapblm (id, kode_wilayah);
ALTER TABLE keuangan_periksakertas ADD CONSTRAINT periksa_kertas_sewilayah
  FOREIGN KEY (berkas_id, kode_wilayah) REFERENCES keuangan_berkaspencairan (id, kode_wilayah);
ALTER TABLE keuangan_langkahberkas ADD CONSTRAINT langkah_berkas_sewilayah
  FOREIGN KEY (berkas_id, kode_wilayah) REFERENCES keuangan_berkaspencairan (id, kode_wilayah);

-- From which state a step takes a file.
CREATE FUNCTION keuangan_dari_langkah(p_langkah text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
  SELECT CASE p_langkah WHEN 'faskel' THEN 'disusun' WHEN 'korkot' THEN 'diperiksa_faskel' WHEN 'pjok' THEN 'diverifikasi_korkot'
                        WHEN 'ppk' THEN 'diminta_pjok' WHEN 'satker' THEN 'disetujui_ppk' END
$$;

-- A file: of a signed agreement, as much as its source pays in that tranche, to an open account of that BKM. Every state has its
-- signature in this round; the Tim Faskel passes papers that are all there and right; a later tranche is asked for when the
-- earlier one of that source has come; received is what the voucher says. BLM-20 to BLM-28.
CREATE FUNCTION keuangan_jaga_berkas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  t record;
  lewat text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Berkas pencairan tidak dihapus; batalkan dengan alasan.'
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_tetap';
  END IF;
  SELECT x.ke, x.sppb_id, s.bkm_id, s.status, s.tahun_anggaran, b.badan_id INTO t
    FROM keuangan_tahapblm x JOIN keuangan_sppb s ON s.id = x.sppb_id JOIN bkm_bkm b ON b.id = s.bkm_id
    WHERE x.id = NEW.tahap_id FOR SHARE OF s;
  IF TG_OP = 'INSERT' THEN
    IF t.status <> 'ditandatangani' THEN
      RAISE EXCEPTION 'SPPB belum ditandatangani.' USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_sppb_sah';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM keuangan_danatahap d WHERE d.tahap_id = NEW.tahap_id AND d.sumber = NEW.sumber
                   AND d.jumlah = NEW.jumlah) THEN
      RAISE EXCEPTION 'Jumlah berkas bukan bagian sumber itu dalam tahapnya.'
        USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_seperti_tahap';
    END IF;
  ELSIF (NEW.tahap_id, NEW.sumber, NEW.jumlah, NEW.kode_wilayah, NEW.dibuat_oleh_id)
        IS DISTINCT FROM (OLD.tahap_id, OLD.sumber, OLD.jumlah, OLD.kode_wilayah, OLD.dibuat_oleh_id)
        OR (NEW.rekening_id <> OLD.rekening_id AND OLD.status NOT IN ('disusun', 'dikembalikan'))
        OR (OLD.status = 'cair' AND NEW.status = 'cair'
            AND (NEW.jurnal_id, NEW.diterima_pada, NEW.nomor_sp2d, NEW.tanggal_sp2d)
                IS DISTINCT FROM (OLD.jurnal_id, OLD.diterima_pada, OLD.nomor_sp2d, OLD.tanggal_sp2d))
        OR NEW.putaran < OLD.putaran OR OLD.status = 'batal' THEN
    RAISE EXCEPTION 'Isi pokok berkas pencairan tetap.' USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_tetap';
  END IF;
  IF (TG_OP = 'INSERT' OR NEW.rekening_id <> OLD.rekening_id) AND NOT EXISTS (
       SELECT 1 FROM keuangan_rekeningbkm r WHERE r.id = NEW.rekening_id AND r.bkm_id = t.bkm_id AND r.ditutup IS NULL) THEN
    RAISE EXCEPTION 'Dana dikirim ke rekening BKM yang dipakai.'
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_rekening_bkm';
  END IF;
  IF TG_OP = 'INSERT' OR NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;

  lewat := CASE NEW.status WHEN 'diperiksa_faskel' THEN 'faskel' WHEN 'diverifikasi_korkot' THEN 'korkot'
                           WHEN 'diminta_pjok' THEN 'pjok' WHEN 'disetujui_ppk' THEN 'ppk'
                           WHEN 'disetujui_satker' THEN 'satker' END;
  IF lewat IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM keuangan_langkahberkas l WHERE l.berkas_id = NEW.id AND l.putaran = NEW.putaran
         AND l.langkah = lewat AND l.hasil = 'lolos') THEN
    RAISE EXCEPTION 'Langkah % belum dicatat pada putaran ini.', lewat
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_bertanda_tangan';
  END IF;
  IF NEW.status = 'dikembalikan' AND NOT EXISTS (
       SELECT 1 FROM keuangan_langkahberkas l WHERE l.berkas_id = NEW.id AND l.putaran = NEW.putaran AND l.hasil = 'kembali') THEN
    RAISE EXCEPTION 'Pengembalian belum dicatat.' USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_bertanda_tangan';
  END IF;
  IF NEW.status = 'disusun' AND NEW.putaran <> OLD.putaran + 1 THEN
    RAISE EXCEPTION 'Berkas yang dikembalikan berputar dari awal.'
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_putaran_baru';
  END IF;
  IF NEW.status = 'diperiksa_faskel' AND (NEW.diserahkan IS NULL
       OR NOT EXISTS (SELECT 1 FROM keuangan_periksakertas k WHERE k.berkas_id = NEW.id AND k.wajib)
       OR EXISTS (SELECT 1 FROM keuangan_periksakertas k WHERE k.berkas_id = NEW.id
                  AND ((k.wajib AND NOT coalesce(k.ada AND k.benar, false)) OR k.benar = false))) THEN
    RAISE EXCEPTION 'Masih ada kertas yang belum ada atau belum benar.'
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_kertas_lengkap';
  END IF;
  IF NEW.status = 'diminta_pjok' AND t.ke > 1 AND NOT EXISTS (
       SELECT 1 FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm x ON x.id = b.tahap_id
       WHERE x.sppb_id = t.sppb_id AND x.ke = t.ke - 1 AND b.sumber = NEW.sumber AND b.status = 'cair') THEN
    RAISE EXCEPTION 'Tahap sebelumnya dari sumber ini belum diterima.'
      USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_tahap_urut';
  END IF;
  IF NEW.status = 'cair' THEN
    IF NOT EXISTS (
         SELECT 1 FROM keuangan_jurnal j JOIN keuangan_buku k ON k.id = j.buku_id
         WHERE j.id = NEW.jurnal_id AND j.peristiwa = 'blm_masuk' AND j.jumlah = NEW.jumlah AND j.tanggal = NEW.diterima_pada
           AND j.objek_jenis = 'keuangan.berkaspencairan' AND j.objek_id = NEW.id::text
           AND k.badan_id = t.badan_id AND k.unit = 'sekretariat')
       OR EXISTS (SELECT 1 FROM keuangan_barisjurnal l WHERE l.jurnal_id = NEW.jurnal_id
                  AND (l.sumber_dana_id <> 'blm_' || NEW.sumber OR l.termin <> t.ke OR l.tahun_dana <> t.tahun_anggaran)) THEN
      RAISE EXCEPTION 'Bukti penerimaan tidak cocok dengan berkasnya.'
        USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_cair_cocok';
    END IF;
  END IF;
  IF OLD.status = 'cair' AND EXISTS (
       SELECT 1 FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm x ON x.id = b.tahap_id
       WHERE x.sppb_id = t.sppb_id AND x.ke > t.ke AND b.sumber = NEW.sumber
         AND b.status IN ('diminta_pjok', 'disetujui_ppk', 'disetujui_satker', 'cair')) THEN
    RAISE EXCEPTION 'Tahap berikutnya sudah diminta.' USING ERRCODE = '23514', CONSTRAINT = 'berkas_pencairan_tahap_urut';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER berkas_pencairan_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_berkaspencairan
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_berkas();

-- Papers are checked while the file is drawn up; afterwards they stay. BLM-22.
CREATE FUNCTION keuangan_jaga_kertas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  keadaan text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Kertas berkas tidak dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'periksa_kertas_tetap';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.berkas_id, NEW.kode) IS DISTINCT FROM (OLD.berkas_id, OLD.kode) THEN
    RAISE EXCEPTION 'Kertas tetap pada berkasnya.' USING ERRCODE = '23514', CONSTRAINT = 'periksa_kertas_tetap';
  END IF;
  SELECT b.status INTO keadaan FROM keuangan_berkaspencairan b WHERE b.id = NEW.berkas_id FOR SHARE;
  IF keadaan NOT IN ('disusun', 'dikembalikan') THEN
    RAISE EXCEPTION 'Kertas berkas ini sudah diperiksa.' USING ERRCODE = '23514', CONSTRAINT = 'periksa_kertas_terkunci';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periksa_kertas_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_periksakertas
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_kertas();

-- A step: by whose turn it is, in this round, not before the file came there; by login no one takes two of them, and not who
-- drew the file up. BLM-23.
CREATE FUNCTION keuangan_jaga_langkah_berkas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  b record;
BEGIN
  SELECT * INTO b FROM keuangan_berkaspencairan x WHERE x.id = NEW.berkas_id FOR NO KEY UPDATE;
  IF NEW.putaran <> b.putaran
     OR NOT (b.status = keuangan_dari_langkah(NEW.langkah)
             OR (NEW.hasil = 'kembali' AND NEW.langkah = 'satker' AND b.status = 'disetujui_satker'))
     OR (b.status = 'disusun' AND b.diserahkan IS NULL) THEN
    RAISE EXCEPTION 'Belum giliran langkah ini.' USING ERRCODE = '23514', CONSTRAINT = 'langkah_berkas_giliran';
  END IF;
  IF NEW.tanggal < b.sejak OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Tanggal langkah di antara langkah sebelumnya dan hari ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'langkah_berkas_tanggal_urut';
  END IF;
  IF NEW.cara = 'login' AND (NEW.pelaku_id = b.dibuat_oleh_id OR EXISTS (
       SELECT 1 FROM keuangan_langkahberkas l WHERE l.berkas_id = NEW.berkas_id AND l.cara = 'login' AND l.hasil = 'lolos'
         AND l.langkah <> NEW.langkah AND l.pelaku_id = NEW.pelaku_id)) THEN
    RAISE EXCEPTION 'Satu orang tidak meneruskan dua langkah.'
      USING ERRCODE = '23514', CONSTRAINT = 'langkah_berkas_orang_lain';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER langkah_berkas_terjaga BEFORE INSERT ON keuangan_langkahberkas
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_langkah_berkas();

-- At commit: a step has moved its file.
CREATE FUNCTION keuangan_cek_langkah_berkas() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_berkaspencairan b WHERE b.id = NEW.berkas_id AND b.putaran = NEW.putaran
             AND b.status = keuangan_dari_langkah(NEW.langkah)) THEN
    RAISE EXCEPTION 'Langkah dicatat tanpa meneruskan berkasnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'langkah_berkas_meneruskan';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER langkah_berkas_meneruskan AFTER INSERT ON keuangan_langkahberkas
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_langkah_berkas();

-- Once a BKM has a signed agreement, its grant is booked from the file. BLM-28.
CREATE FUNCTION keuangan_jaga_blm_masuk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_buku k JOIN bkm_bkm b ON b.badan_id = k.badan_id JOIN keuangan_sppb s ON s.bkm_id = b.id
             WHERE k.id = NEW.buku_id AND s.status = 'ditandatangani') THEN
    RAISE EXCEPTION 'BLM yang masuk dicatat dari berkas pencairannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_blm_dari_berkas';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER jurnal_blm_dari_berkas BEFORE INSERT ON keuangan_jurnal FOR EACH ROW
  WHEN (NEW.peristiwa = 'blm_masuk' AND NEW.objek_jenis <> 'keuangan.berkaspencairan' AND NEW.membalik_id IS NULL)
  EXECUTE FUNCTION keuangan_jaga_blm_masuk();

-- At commit: a receipt belongs to a file that says so, and is taken back together with it. BLM-26, BLM-28.
CREATE FUNCTION keuangan_cek_blm_masuk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.membalik_id IS NOT NULL THEN
    IF EXISTS (SELECT 1 FROM keuangan_berkaspencairan b WHERE b.jurnal_id = NEW.membalik_id) THEN
      RAISE EXCEPTION 'Tarik catatan penerimaan pada berkas pencairannya, bukan buktinya saja.'
        USING ERRCODE = '23514', CONSTRAINT = 'jurnal_blm_dibalik_bersama';
    END IF;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM keuangan_berkaspencairan b WHERE b.jurnal_id = NEW.id AND b.id::text = NEW.objek_id)
     AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.membalik_id = NEW.id) THEN
    RAISE EXCEPTION 'Bukti penerimaan BLM tidak menunjuk berkasnya.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_blm_berberkas';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_blm_berberkas AFTER INSERT ON keuangan_jurnal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.membalik_id IS NOT NULL OR (NEW.peristiwa = 'blm_masuk' AND NEW.objek_jenis = 'keuangan.berkaspencairan'))
  EXECUTE FUNCTION keuangan_cek_blm_masuk();
