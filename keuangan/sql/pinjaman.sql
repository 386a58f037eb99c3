-- Loans of a UPK: who borrows, what was decided, what is owed and paid. KEU-120 to KEU-139.

-- A product lends from a UPK ledger, its terms and the loan's belong together. KEU-120, KEU-121.
CREATE FUNCTION keuangan_jaga_produk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Produk tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'produk_pinjaman_tetap';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.buku_id, NEW.sumber_dana_id, NEW.pemilik_id, NEW.kode_wilayah)
     IS DISTINCT FROM (OLD.buku_id, OLD.sumber_dana_id, OLD.pemilik_id, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Buku dan sumber dana produk tidak dapat diganti.'
      USING ERRCODE = '23514', CONSTRAINT = 'produk_pinjaman_tetap';
  END IF;
  SELECT b.unit, b.kode_wilayah INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id;
  IF milik.unit <> 'upk' OR milik.kode_wilayah <> NEW.kode_wilayah
     OR (NEW.sumber_dana_id = 'channelling') <> (NEW.pemilik_id IS NOT NULL) THEN
    RAISE EXCEPTION 'Produk pinjaman milik buku UPK; dana channelling menyebut pemiliknya.'
      USING ERRCODE = '23514', CONSTRAINT = 'produk_pinjaman_buku_upk';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER produk_pinjaman_tetap BEFORE INSERT OR UPDATE OR DELETE ON keuangan_produkpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_produk();

-- Whether another active loan holds the same person: the same resident, or the same name in the same household. KEU-125.
CREATE FUNCTION keuangan_anggota_terikat(p_pinjaman uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT sini.id FROM keuangan_bagiananggota sini
    JOIN ksm_anggotaksm a ON a.id = sini.anggota_id
    JOIN ksm_anggotaksm lain ON lain.id = a.id OR lain.warga_id = a.warga_id
      OR (lain.keluarga_id = a.keluarga_id AND lower(lain.nama) = lower(a.nama))
    JOIN keuangan_bagiananggota b ON b.anggota_id = lain.id AND b.pinjaman_id <> p_pinjaman
      AND coalesce(b.disetujui, b.diminta) > 0
    JOIN keuangan_pinjaman p ON p.id = b.pinjaman_id AND p.status IN ('akad', 'berjalan', 'dijadwal_ulang')
  WHERE sini.pinjaman_id = p_pinjaman AND coalesce(sini.disetujui, sini.diminta) > 0
$$;

CREATE FUNCTION keuangan_jaga_pinjaman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  milik record;
  k record;
  putus record;
  n numeric;
  urut integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Pinjaman tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO milik FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
    SELECT max(p.nomor) INTO urut FROM keuangan_pinjaman p WHERE p.buku_id = NEW.buku_id;
    IF NEW.nomor <> coalesce(urut, 0) + 1 THEN
      RAISE EXCEPTION 'Nomor pinjaman berikutnya %.', coalesce(urut, 0) + 1
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_nomor_tanpa_celah';
    END IF;
    SELECT x.kode_wilayah, x.jenis, x.status INTO k FROM ksm_ksm x WHERE x.id = NEW.ksm_id;
    IF k.kode_wilayah <> NEW.kode_wilayah OR left(k.kode_wilayah, length(milik.kode_wilayah)) <> milik.kode_wilayah THEN
      RAISE EXCEPTION 'KSM ini di luar wilayah UPK.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_sewilayah';
    END IF;
    IF k.status <> 'aktif' THEN
      RAISE EXCEPTION 'KSM ini tidak aktif.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_ksm_aktif';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM keuangan_produkpinjaman p JOIN keuangan_ketentuanproduk t ON t.produk_id = p.id
                   WHERE p.id = NEW.produk_id AND p.buku_id = NEW.buku_id AND t.id = NEW.ketentuan_id) THEN
      RAISE EXCEPTION 'Produk dan ketentuannya bukan dari buku ini.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_produk_sebuku';
    END IF;
    IF NEW.status <> 'diajukan' AND NOT (NEW.bawaan AND NEW.status = 'berjalan' AND NEW.tanggal_cair < milik.mulai) THEN
      RAISE EXCEPTION 'Pinjaman mulai sebagai permohonan.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_mulai_diajukan';
    END IF;
    NEW.sisa_pokok := CASE WHEN NEW.status = 'berjalan' THEN NEW.pokok ELSE 0 END;
    RETURN NEW;
  END IF;
  IF (NEW.buku_id, NEW.ksm_id, NEW.produk_id, NEW.nomor, NEW.bawaan, NEW.kode_wilayah, NEW.dibuat_oleh_id)
     IS DISTINCT FROM (OLD.buku_id, OLD.ksm_id, OLD.produk_id, OLD.nomor, OLD.bawaan, OLD.kode_wilayah, OLD.dibuat_oleh_id) THEN
    RAISE EXCEPTION 'Buku, KSM, produk, dan nomor pinjaman tidak dapat diganti.'
      USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_tetap';
  END IF;
  IF OLD.status IN ('akad', 'berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku') AND
     (NEW.pokok, NEW.tenor_bulan, NEW.metode, NEW.jasa_persen, NEW.bop_persen, NEW.pembulatan, NEW.tenggang_bulan,
      NEW.jasa_pelunasan, NEW.kelebihan, NEW.tanggal_akad, NEW.ke, NEW.ketentuan_id)
     IS DISTINCT FROM
     (OLD.pokok, OLD.tenor_bulan, OLD.metode, OLD.jasa_persen, OLD.bop_persen, OLD.pembulatan, OLD.tenggang_bulan,
      OLD.jasa_pelunasan, OLD.kelebihan, OLD.tanggal_akad, OLD.ke, OLD.ketentuan_id) THEN
    RAISE EXCEPTION 'Ketentuan sebuah akad tidak dapat diganti.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_akad_tetap';
  END IF;
  IF OLD.status IN ('berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku') AND
     (NEW.tanggal_cair, NEW.lewat, NEW.jurnal_id) IS DISTINCT FROM (OLD.tanggal_cair, OLD.lewat, OLD.jurnal_id) THEN
    RAISE EXCEPTION 'Pencairan tidak dapat diganti.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_akad_tetap';
  END IF;
  IF pg_trigger_depth() < 2 AND NEW.sisa_pokok <> OLD.sisa_pokok THEN
    RAISE EXCEPTION 'Sisa pokok dihitung dari pembayaran.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_sisa_dihitung';
  END IF;
  IF NEW.status = OLD.status THEN
    RETURN NEW;
  END IF;
  IF NEW.status = 'disetujui' THEN
    SELECT * INTO putus FROM keuangan_putusanpinjaman x WHERE x.pinjaman_id = NEW.id AND x.hasil = 'setuju'
      ORDER BY x.dibuat_pada DESC LIMIT 1;
    IF putus.id IS NULL OR NEW.pemeriksa_id IS NULL OR NEW.pemeriksa_id IN (putus.manajer_id, putus.koordinator_id)
       OR NEW.dibuat_oleh_id IN (putus.manajer_id, putus.koordinator_id) THEN
      RAISE EXCEPTION 'Yang memutus bukan yang mencatat atau memeriksa permohonan.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_putus_orang_lain';
    END IF;
  END IF;
  IF NEW.status = 'akad' THEN
    PERFORM 1 FROM keuangan_buku b WHERE b.id = NEW.buku_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(b.disetujui), 0) INTO n FROM keuangan_bagiananggota b WHERE b.pinjaman_id = NEW.id;
    IF n <> NEW.pokok THEN
      RAISE EXCEPTION 'Jumlah bagian anggota % tidak sama dengan pinjaman %.', n, NEW.pokok
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_bagian_genap';
    END IF;
    IF NEW.tanggung_renteng IS NULL THEN
      RAISE EXCEPTION 'Pernyataan tanggung renteng belum ditandatangani.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_tanggung_renteng';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_anggota_terikat(NEW.id)) THEN
      RAISE EXCEPTION 'Ada anggota yang masih terikat pinjaman lain.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_anggota_bebas';
    END IF;
  END IF;
  IF NEW.status = 'berjalan' AND OLD.status = 'akad' THEN
    SELECT coalesce(sum(a.pokok), 0) INTO n FROM keuangan_angsuranpinjaman a WHERE a.pinjaman_id = NEW.id AND a.jadwal_ke = 1;
    IF n <> NEW.pokok OR NEW.jadwal_ke <> 1 THEN
      RAISE EXCEPTION 'Jadwal angsuran tidak genap dengan pinjamannya.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_jadwal_genap';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.buku_id = NEW.buku_id
                   AND j.peristiwa = 'pinjaman_cair' AND j.jumlah = NEW.pokok AND j.tanggal = NEW.tanggal_cair) THEN
      RAISE EXCEPTION 'Bukti pencairan tidak cocok dengan pinjamannya.'
        USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_cair_cocok';
    END IF;
    IF EXISTS (SELECT 1 FROM keuangan_jurnal j JOIN keuangan_putusanpinjaman x ON x.pinjaman_id = NEW.id AND x.hasil = 'setuju'
               WHERE j.id = NEW.jurnal_id AND j.dibuat_oleh_id IN (x.manajer_id, x.koordinator_id)) THEN
      RAISE EXCEPTION 'Yang mencairkan bukan yang memutus.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_cair_orang_lain';
    END IF;
    NEW.sisa_pokok := NEW.pokok;
  END IF;
  IF NEW.status = 'lunas' AND EXISTS (
    SELECT 1 FROM keuangan_angsuranpinjaman a WHERE a.pinjaman_id = NEW.id AND a.jadwal_ke = NEW.jadwal_ke
      AND (a.pokok > a.pokok_dibayar OR a.jasa > a.jasa_dibayar + a.jasa_dibebaskan)) THEN
    RAISE EXCEPTION 'Masih ada pokok atau jasa yang belum dibayar.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_lunas_habis';
  END IF;
  IF OLD.status = 'lunas' AND NOT EXISTS (
    SELECT 1 FROM keuangan_angsuranpinjaman a WHERE a.pinjaman_id = NEW.id AND a.jadwal_ke = NEW.jadwal_ke
      AND (a.pokok > a.pokok_dibayar OR a.jasa > a.jasa_dibayar + a.jasa_dibebaskan)) THEN
    RAISE EXCEPTION 'Pinjaman ini sudah lunas.' USING ERRCODE = '23514', CONSTRAINT = 'pinjaman_lunas_habis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pinjaman_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_pinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pinjaman();

-- Shares: active members of that group, open until the akad. KEU-124.
CREATE FUNCTION keuangan_jaga_bagian() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Bagian anggota tidak dihapus; isi disetujui nol.'
      USING ERRCODE = '23514', CONSTRAINT = 'bagian_anggota_tetap';
  END IF;
  SELECT x.status, x.ksm_id, x.kode_wilayah, x.bawaan INTO p FROM keuangan_pinjaman x WHERE x.id = NEW.pinjaman_id FOR SHARE;
  IF TG_OP = 'UPDATE' AND (NEW.pinjaman_id, NEW.anggota_id, NEW.kode_wilayah)
     IS DISTINCT FROM (OLD.pinjaman_id, OLD.anggota_id, OLD.kode_wilayah) THEN
    RAISE EXCEPTION 'Anggota sebuah bagian tidak dapat diganti.' USING ERRCODE = '23514', CONSTRAINT = 'bagian_anggota_tetap';
  END IF;
  IF p.status NOT IN ('diajukan', 'diperiksa', 'disetujui') AND NOT (TG_OP = 'INSERT' AND p.bawaan) THEN
    RAISE EXCEPTION 'Bagian anggota terkunci sejak akad.' USING ERRCODE = '23514', CONSTRAINT = 'bagian_anggota_terkunci';
  END IF;
  IF p.kode_wilayah <> NEW.kode_wilayah
     OR NOT EXISTS (SELECT 1 FROM ksm_anggotaksm a WHERE a.id = NEW.anggota_id AND a.ksm_id = p.ksm_id
                    AND (TG_OP = 'UPDATE' OR a.status = 'aktif')) THEN
    RAISE EXCEPTION 'Bagian pinjaman untuk anggota aktif KSM ini.'
      USING ERRCODE = '23514', CONSTRAINT = 'bagian_anggota_ksm_sama';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bagian_anggota_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_bagiananggota
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian();

-- Rows hanging on a loan lie in its area.
CREATE FUNCTION keuangan_jaga_anak_pinjaman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM keuangan_pinjaman p WHERE p.id = NEW.pinjaman_id AND p.kode_wilayah = NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Wilayahnya bukan wilayah pinjaman.' USING ERRCODE = '23514', CONSTRAINT = 'anak_pinjaman_sewilayah';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER putusan_pinjaman_sewilayah BEFORE INSERT ON keuangan_putusanpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();
CREATE TRIGGER bukti_pinjaman_sewilayah BEFORE INSERT ON keuangan_buktipinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();
CREATE TRIGGER penjadwalan_ulang_sewilayah BEFORE INSERT ON keuangan_penjadwalanulang
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();
CREATE TRIGGER penghapusan_pinjaman_sewilayah BEFORE INSERT ON keuangan_penghapusanpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();
CREATE TRIGGER tagihan_pinjaman_sewilayah BEFORE INSERT ON keuangan_tagihanpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_anak_pinjaman();

-- The schedule: made before the money goes out or by rescheduling, never changed; paid sums only with their allocations;
-- jasa is waived only when a loan is settled. KEU-132.
CREATE FUNCTION keuangan_jaga_angsuran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Jadwal tidak dapat dihapus.' USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_tetap';
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT x.status, x.jadwal_ke, x.bawaan INTO p FROM keuangan_pinjaman x WHERE x.id = NEW.pinjaman_id FOR SHARE;
    IF NOT ((p.status = 'akad' AND NEW.jadwal_ke = 1)
            OR (p.status = 'berjalan' AND p.bawaan AND NEW.jadwal_ke = 1)
            OR (p.status IN ('berjalan', 'dijadwal_ulang') AND NEW.jadwal_ke = p.jadwal_ke + 1)) THEN
      RAISE EXCEPTION 'Jadwal dibuat saat pencairan atau penjadwalan ulang.'
        USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_saatnya';
    END IF;
    IF NEW.pokok_dibayar <> 0 OR NEW.jasa_dibayar <> 0 OR NEW.bop_dibayar <> 0 OR NEW.jasa_dibebaskan <> 0 THEN
      RAISE EXCEPTION 'Jadwal mulai tanpa pembayaran.' USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_dibayar';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.pinjaman_id, NEW.jadwal_ke, NEW.ke, NEW.jatuh_tempo, NEW.pokok, NEW.jasa, NEW.bop)
     IS DISTINCT FROM (OLD.pinjaman_id, OLD.jadwal_ke, OLD.ke, OLD.jatuh_tempo, OLD.pokok, OLD.jasa, OLD.bop) THEN
    RAISE EXCEPTION 'Jadwal tidak dapat diganti.' USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_tetap';
  END IF;
  IF pg_trigger_depth() < 2 AND (NEW.pokok_dibayar, NEW.jasa_dibayar, NEW.bop_dibayar)
     IS DISTINCT FROM (OLD.pokok_dibayar, OLD.jasa_dibayar, OLD.bop_dibayar) THEN
    RAISE EXCEPTION 'Yang sudah dibayar dihitung dari pembayaran.'
      USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_dibayar';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER angsuran_pinjaman_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_angsuranpinjaman
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_angsuran();

-- Jasa waived without the loan being settled in the same unit is refused. KEU-53, KEU-132.
CREATE FUNCTION keuangan_cek_pembebasan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_pinjaman p JOIN keuangan_angsuranpinjaman a ON a.pinjaman_id = p.id
             WHERE p.id = NEW.pinjaman_id AND p.status IN ('berjalan', 'dijadwal_ulang') AND p.jadwal_ke = a.jadwal_ke
               AND a.jasa_dibebaskan > 0) THEN
    RAISE EXCEPTION 'Jasa hanya dibebaskan saat pelunasan.' USING ERRCODE = '23514', CONSTRAINT = 'angsuran_pinjaman_bebas';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER angsuran_pinjaman_bebas AFTER UPDATE OF jasa_dibebaskan ON keuangan_angsuranpinjaman
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_pembebasan();

-- A payment: for a loan that runs, not before it was disbursed, not in the future, its voucher of the same ledger and day;
-- taken back once, by its mirror. KEU-133 to KEU-135.
CREATE FUNCTION keuangan_jaga_pembayaran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  p record;
  asal record;
BEGIN
  SELECT x.*, b.mulai AS mulai_buku INTO p FROM keuangan_pinjaman x JOIN keuangan_buku b ON b.id = x.buku_id
    WHERE x.id = NEW.pinjaman_id FOR NO KEY UPDATE OF x;
  IF p.kode_wilayah <> NEW.kode_wilayah THEN
    RAISE EXCEPTION 'Wilayahnya bukan wilayah pinjaman.' USING ERRCODE = '23514', CONSTRAINT = 'anak_pinjaman_sewilayah';
  END IF;
  IF NOT (p.status IN ('berjalan', 'dijadwal_ulang') OR (NEW.jenis = 'pembalikan' AND p.status IN ('lunas', 'dihapus_buku'))
          OR (NEW.jenis = 'setelah_hapus' AND p.status = 'dihapus_buku'))
     OR (NEW.jenis = 'setelah_hapus' AND p.status <> 'dihapus_buku') THEN
    RAISE EXCEPTION 'Pinjaman ini tidak menerima pembayaran.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_pinjaman_berjalan';
  END IF;
  IF NEW.tanggal < p.tanggal_cair OR NEW.tanggal > keuangan_hari_ini(NEW.kode_wilayah) THEN
    RAISE EXCEPTION 'Tanggal pembayaran di luar masa pinjaman.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_tanggal_pinjaman';
  END IF;
  IF NEW.lewat = 'lama' AND NOT (p.bawaan AND NEW.jenis = 'bawaan' AND NEW.tanggal < p.mulai_buku) THEN
    RAISE EXCEPTION 'Hanya pinjaman bawaan yang dibayar pada buku lama.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_bawaan';
  END IF;
  IF NEW.jurnal_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM keuangan_jurnal j WHERE j.id = NEW.jurnal_id AND j.buku_id = p.buku_id AND j.tanggal = NEW.tanggal) THEN
    RAISE EXCEPTION 'Bukti pembayaran dari buku dan hari yang sama.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_bukti_sebuku';
  END IF;
  IF NEW.membalik_id IS NOT NULL THEN
    SELECT x.*, j.id AS jurnal_balik INTO asal FROM keuangan_pembayaran x
      LEFT JOIN keuangan_jurnal j ON j.membalik_id = x.jurnal_id AND j.id = NEW.jurnal_id WHERE x.id = NEW.membalik_id;
    IF asal.pinjaman_id <> NEW.pinjaman_id OR asal.membalik_id IS NOT NULL OR asal.jurnal_balik IS NULL
       OR (NEW.jumlah, NEW.tabungan, NEW.titipan) IS DISTINCT FROM (-asal.jumlah, -asal.tabungan, -asal.titipan) THEN
      RAISE EXCEPTION 'Pembayaran ini tidak dapat dibalik begini.'
        USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_balik_wajar';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pembayaran_wajar BEFORE INSERT ON keuangan_pembayaran
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_pembayaran();

-- Where it goes: an instalment of the schedule that counts now; the sums follow. KEU-133.
CREATE FUNCTION keuangan_alokasikan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  a record;
BEGIN
  SELECT x.pinjaman_id, x.jadwal_ke, p.jadwal_ke AS kini, b.pinjaman_id AS dari INTO a
    FROM keuangan_angsuranpinjaman x JOIN keuangan_pinjaman p ON p.id = x.pinjaman_id
    JOIN keuangan_pembayaran b ON b.id = NEW.pembayaran_id WHERE x.id = NEW.angsuran_id;
  IF a.pinjaman_id IS DISTINCT FROM a.dari OR a.jadwal_ke <> a.kini THEN
    RAISE EXCEPTION 'Alokasi ke angsuran jadwal yang berlaku.' USING ERRCODE = '23514', CONSTRAINT = 'alokasi_jadwal_berlaku';
  END IF;
  UPDATE keuangan_angsuranpinjaman SET
      pokok_dibayar = pokok_dibayar + CASE NEW.untuk WHEN 'pokok' THEN NEW.jumlah ELSE 0 END,
      jasa_dibayar = jasa_dibayar + CASE NEW.untuk WHEN 'jasa' THEN NEW.jumlah ELSE 0 END,
      bop_dibayar = bop_dibayar + CASE NEW.untuk WHEN 'bop' THEN NEW.jumlah ELSE 0 END
    WHERE id = NEW.angsuran_id;
  IF NEW.untuk = 'pokok' THEN
    UPDATE keuangan_pinjaman SET sisa_pokok = sisa_pokok - NEW.jumlah WHERE id = a.pinjaman_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER alokasi_pembayaran_jumlah AFTER INSERT ON keuangan_alokasipembayaran
  FOR EACH ROW EXECUTE FUNCTION keuangan_alokasikan();

-- At commit: every rupiah of a payment has its place, the voucher says the same, members' parts sum to it. KEU-133, KEU-136.
CREATE FUNCTION keuangan_cek_pembayaran() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  b keuangan_pembayaran;
  pokok numeric; jasa numeric; bop numeric; anggota numeric; n integer;
  catat record;
BEGIN
  SELECT * INTO b FROM keuangan_pembayaran x
    WHERE x.id = coalesce(to_jsonb(NEW) ->> 'pembayaran_id', to_jsonb(NEW) ->> 'id')::uuid;
  SELECT coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'pokok'), 0), coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'jasa'), 0),
         coalesce(sum(a.jumlah) FILTER (WHERE a.untuk = 'bop'), 0)
    INTO pokok, jasa, bop FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id;
  IF b.jenis = 'setelah_hapus' OR (b.membalik_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM keuangan_pembayaran x WHERE x.id = b.membalik_id AND x.jenis = 'setelah_hapus')) THEN
    IF pokok <> 0 OR jasa <> 0 OR bop <> 0 OR b.tabungan <> 0 OR b.titipan <> 0 THEN
      RAISE EXCEPTION 'Penerimaan sesudah hapus buku tidak dialokasikan.'
        USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_genap';
    END IF;
    RETURN NULL;
  END IF;
  IF pokok + jasa + bop + b.tabungan + b.titipan <> b.jumlah THEN
    RAISE EXCEPTION 'Pembayaran % tidak habis dialokasikan: pokok %, jasa %, BOP %.', b.jumlah, pokok, jasa, bop
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_genap';
  END IF;
  IF b.membalik_id IS NOT NULL AND EXISTS (
    (SELECT a.angsuran_id, a.untuk, a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id
     EXCEPT SELECT a.angsuran_id, a.untuk, -a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.membalik_id)
    UNION ALL
    (SELECT a.angsuran_id, a.untuk, -a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.membalik_id
     EXCEPT SELECT a.angsuran_id, a.untuk, a.jumlah FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id)) THEN
    RAISE EXCEPTION 'Pembalikan harus cermin tepat pembayarannya.'
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_balik_wajar';
  END IF;
  SELECT coalesce(sum(x.jumlah), 0), count(*) INTO anggota, n FROM keuangan_bagianpembayaran x WHERE x.pembayaran_id = b.id;
  IF n > 0 AND anggota <> b.jumlah THEN
    RAISE EXCEPTION 'Bagian anggota % tidak sama dengan pembayaran %.', anggota, b.jumlah
      USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_anggota_genap';
  END IF;
  IF b.jurnal_id IS NOT NULL THEN
    SELECT coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '11030'), 0) AS pokok,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '41010'), 0) AS jasa,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '21030'), 0) AS titipan,
           coalesce(sum(l.kredit - l.debit) FILTER (WHERE k.kode = '21020'), 0) AS tabungan
      INTO catat FROM keuangan_barisjurnal l JOIN keuangan_akunbuku k ON k.id = l.akun_id WHERE l.jurnal_id = b.jurnal_id;
    IF catat.pokok <> pokok OR catat.jasa <> jasa OR catat.titipan <> bop + b.titipan
       OR catat.tabungan <> b.tabungan - (CASE WHEN b.lewat = 'tabungan' THEN b.jumlah ELSE 0 END) THEN
      RAISE EXCEPTION 'Bukti pembayaran tidak sama dengan alokasinya.'
        USING ERRCODE = '23514', CONSTRAINT = 'pembayaran_sama_dengan_bukti';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pembayaran_genap AFTER INSERT ON keuangan_pembayaran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_pembayaran();
CREATE CONSTRAINT TRIGGER alokasi_pembayaran_genap AFTER INSERT ON keuangan_alokasipembayaran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_pembayaran();
CREATE CONSTRAINT TRIGGER bagian_pembayaran_genap AFTER INSERT ON keuangan_bagianpembayaran
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keuangan_cek_pembayaran();

-- A voucher of a payment is taken back together with the payment; that of a disbursement only with its loan. KEU-135.
CREATE FUNCTION keuangan_cek_balik_pinjaman() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keuangan_pembayaran p WHERE p.jurnal_id = NEW.membalik_id)
     AND NOT EXISTS (SELECT 1 FROM keuangan_pembayaran p WHERE p.jurnal_id = NEW.id) THEN
    RAISE EXCEPTION 'Balik pembayarannya, bukan buktinya saja.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_pembayaran_dibalik_bersama';
  END IF;
  IF EXISTS (SELECT 1 FROM keuangan_pinjaman p WHERE p.jurnal_id = NEW.membalik_id)
     OR EXISTS (SELECT 1 FROM keuangan_penghapusanpinjaman p WHERE p.jurnal_id = NEW.membalik_id) THEN
    RAISE EXCEPTION 'Bukti pencairan dan penghapusan pinjaman tidak dibalik.'
      USING ERRCODE = '23514', CONSTRAINT = 'jurnal_pinjaman_tidak_dibalik';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_pinjaman_dibalik_bersama AFTER INSERT ON keuangan_jurnal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.membalik_id IS NOT NULL)
  EXECUTE FUNCTION keuangan_cek_balik_pinjaman();
