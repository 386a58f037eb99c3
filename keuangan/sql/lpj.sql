-- An account lies in the area of its proposal and belongs to an RPD of it; that of the BKM in the area of its tranche. LPJ-03.
ALTER TABLE keuangan_lpjksm ADD CONSTRAINT lpj_ksm_usulan_sewilayah
  FOREIGN KEY (usulan_id, kode_wilayah) REFERENCES ksm_usulan (id, kode_wilayah);
ALTER TABLE keuangan_lpjksm ADD CONSTRAINT lpj_ksm_rpd_seusulan
  FOREIGN KEY (rpd_id, usulan_id) REFERENCES keuangan_rpd (id, usulan_id);
ALTER TABLE keuangan_lpjbkm ADD CONSTRAINT lpj_bkm_tahap_sewilayah
  FOREIGN KEY (tahap_id, kode_wilayah) REFERENCES keuangan_tahapblm (id, kode_wilayah);

-- A voucher of an account: that event, that amount, for that account, of that group, activity and fund; not taken back.
CREATE FUNCTION keuangan_lpj_cocok(p_jurnal uuid, p_peristiwa text, p_jumlah numeric, l keuangan_lpjksm) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT 1 FROM keuangan_jurnal j JOIN keuangan_buku k ON k.id = j.buku_id
      JOIN keuangan_rpd r ON r.id = l.rpd_id JOIN keuangan_jurnal bayar ON bayar.id = r.jurnal_id
     WHERE j.id = p_jurnal AND j.peristiwa = p_peristiwa AND j.jumlah = p_jumlah AND j.buku_id = bayar.buku_id
       AND j.objek_jenis = 'keuangan.lpjksm' AND j.objek_id = l.id::text
       AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal y WHERE y.membalik_id = j.id)
       AND NOT EXISTS (
         SELECT 1 FROM keuangan_barisjurnal a WHERE a.jurnal_id = j.id AND NOT EXISTS (
           SELECT 1 FROM keuangan_barisjurnal b WHERE b.jurnal_id = bayar.id
             AND (b.ksm_id, b.kegiatan_id, b.sumber_dana_id, b.tahun_dana, b.termin)
                 IS NOT DISTINCT FROM (a.ksm_id, a.kegiatan_id, a.sumber_dana_id, a.tahun_dana, a.termin))))
$$;

-- Handed in it says what the book says: its sum, swadaya that is recorded and not counted before; the last one when the others
-- are accepted. Accepted with both vouchers; taken back with them. LPJ-03 to LPJ-10.
CREATE FUNCTION keuangan_jaga_lpj_ksm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  r record; n numeric;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'LPJ tidak dihapus; batalkan dengan alasan.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_tetap';
  END IF;
  SELECT x.status, x.jumlah INTO r FROM keuangan_rpd x WHERE x.id = NEW.rpd_id FOR NO KEY UPDATE;
  IF r.status <> 'dibayar' OR NEW.diterima <> r.jumlah THEN
    RAISE EXCEPTION 'LPJ mempertanggungjawabkan RPD yang dibayar, sebesar yang dibayar.'
      USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_rpd_dibayar';
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF (NEW.rpd_id, NEW.usulan_id, NEW.kode_wilayah, NEW.dibuat_oleh_id)
       IS DISTINCT FROM (OLD.rpd_id, OLD.usulan_id, OLD.kode_wilayah, OLD.dibuat_oleh_id)
     OR (OLD.status NOT IN ('draf', 'dikembalikan')
         AND (NEW.akhir, NEW.tanggal, NEW.diterima, NEW.belanja, NEW.swadaya, NEW.penjelasan, NEW.kk, NEW.kk_miskin, NEW.catatan)
             IS DISTINCT FROM
             (OLD.akhir, OLD.tanggal, OLD.diterima, OLD.belanja, OLD.swadaya, OLD.penjelasan, OLD.kk, OLD.kk_miskin, OLD.catatan))
     OR (NEW.status = OLD.status AND NEW.jurnal_id IS DISTINCT FROM OLD.jurnal_id)
     OR (OLD.status IN ('diterima', 'batal') AND NEW.jurnal_sisa_id IS DISTINCT FROM OLD.jurnal_sisa_id) THEN
    RAISE EXCEPTION 'LPJ yang sudah diajukan tidak diubah.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_tetap';
  END IF;
  IF NEW.jurnal_sisa_id IS DISTINCT FROM OLD.jurnal_sisa_id THEN
    IF NEW.jurnal_sisa_id IS NULL AND NOT EXISTS (
         SELECT 1 FROM keuangan_jurnal j WHERE j.membalik_id = OLD.jurnal_sisa_id)
       OR NEW.jurnal_sisa_id IS NOT NULL AND NOT keuangan_lpj_cocok(
         NEW.jurnal_sisa_id, 'sisa_ksm', NEW.diterima - least(NEW.belanja, NEW.diterima), NEW) THEN
      RAISE EXCEPTION 'Bukti pengembalian sisa tidak cocok dengan LPJ-nya.'
        USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_bukti_cocok';
    END IF;
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NEW.status = 'batal' AND NEW.jurnal_sisa_id IS NOT NULL THEN
    RAISE EXCEPTION 'Sisa dananya sudah dikembalikan.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_bukti_cocok';
  END IF;
  IF NEW.status IN ('diajukan', 'diterima') THEN
    SELECT coalesce((SELECT sum(b.jumlah) FROM keuangan_belanjaksm b WHERE b.rpd_id = NEW.rpd_id AND b.status = 'sah'), 0)
         + coalesce((SELECT sum(b.jumlah) FROM keuangan_upahksm b WHERE b.rpd_id = NEW.rpd_id AND b.status = 'sah'), 0) INTO n;
    IF n <> NEW.belanja THEN
      RAISE EXCEPTION 'Belanja LPJ % bukan jumlah buku KSM %.', NEW.belanja, n
        USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_seperti_buku';
    END IF;
    SELECT coalesce(sum(s.nilai), 0) INTO n FROM ksm_swadayausulan s WHERE s.usulan_id = NEW.usulan_id AND s.status = 'sah';
    IF NEW.swadaya + (SELECT coalesce(sum(x.swadaya), 0) FROM keuangan_lpjksm x
                       WHERE x.usulan_id = NEW.usulan_id AND x.id <> NEW.id AND x.status <> 'batal') > n THEN
      RAISE EXCEPTION 'Swadaya LPJ di atas yang tercatat %.', n USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_swadaya_tercatat';
    END IF;
    IF NEW.akhir AND EXISTS (
         SELECT 1 FROM keuangan_rpd x WHERE x.usulan_id = NEW.usulan_id AND x.id <> NEW.rpd_id
           AND (x.status IN ('diajukan', 'disetujui', 'draf', 'dikembalikan') OR x.status = 'dibayar' AND NOT EXISTS (
             SELECT 1 FROM keuangan_lpjksm y WHERE y.rpd_id = x.id AND y.status = 'diterima'))) THEN
      RAISE EXCEPTION 'Masih ada RPD lain yang berjalan atau LPJ-nya belum diterima.'
        USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_akhir_terakhir';
    END IF;
  END IF;
  IF NEW.jurnal_sisa_id IS NOT NULL AND NEW.status = 'diajukan' AND NOT keuangan_lpj_cocok(
       NEW.jurnal_sisa_id, 'sisa_ksm', NEW.diterima - least(NEW.belanja, NEW.diterima), NEW) THEN
    RAISE EXCEPTION 'Bukti pengembalian sisa tidak cocok dengan LPJ-nya.'
      USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_bukti_cocok';
  END IF;
  IF NEW.status = 'diterima' AND (
       (NEW.belanja > 0 AND NOT keuangan_lpj_cocok(NEW.jurnal_id, 'lpj_diterima', least(NEW.belanja, NEW.diterima), NEW))
       OR (NEW.belanja < NEW.diterima AND NOT keuangan_lpj_cocok(
             NEW.jurnal_sisa_id, 'sisa_ksm', NEW.diterima - NEW.belanja, NEW))) THEN
    RAISE EXCEPTION 'Bukti LPJ tidak cocok.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_bukti_cocok';
  END IF;
  IF OLD.status = 'diterima' THEN
    IF NEW.akhir THEN
      RAISE EXCEPTION 'LPJ akhir yang diterima menutup usulannya.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_akhir_tetap';
    END IF;
    IF OLD.jurnal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.membalik_id = OLD.jurnal_id) THEN
      RAISE EXCEPTION 'Bukti LPJ-nya belum dibalik.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_ksm_bukti_cocok';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lpj_ksm_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_lpjksm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_lpj_ksm();

-- The account of the BKM is written once. LPJ-11.
CREATE FUNCTION keuangan_jaga_lpj_bkm() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  bebas text[] := '{status,alasan_batal,diubah_pada,versi,kode_provinsi,kode_kota,kode_kecamatan}';
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(OLD) - bebas <> to_jsonb(NEW) - bebas THEN
    RAISE EXCEPTION 'LPJ BKM tidak diubah; batalkan lalu tetapkan lagi.' USING ERRCODE = '23514', CONSTRAINT = 'lpj_bkm_tetap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lpj_bkm_terjaga BEFORE UPDATE OR DELETE ON keuangan_lpjbkm
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_lpj_bkm();
